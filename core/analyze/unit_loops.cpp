// SPDX-License-Identifier: Apache-2.0
#include "analyze/unit_loops.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sutva::analyze {
namespace {

constexpr std::size_t at_once = 4096;

// Calls part(first, count) for all of `size`, some thousand at once.
template <class Part>
void in_parts(std::size_t size, Part&& part) {
  for (std::size_t first = 0; first < size; first += at_once) {
    part(first, std::min(at_once, size - first));
  }
}

[[gnu::noinline]] void count_present(std::span<const std::int32_t> arm, const double* numbers, std::size_t* counts) {
  for (std::size_t i = 0; i < arm.size(); ++i) {
    counts[arm[i]] += std::isnan(numbers[i]) ? 0U : 1U;
  }
}

// How many are neither 0 nor 1.
[[gnu::noinline]] std::size_t put_numbers(std::span<const std::int32_t> arm, const double* numbers, std::size_t* next,
                                          double* to) {
  std::size_t others = 0;
  for (std::size_t i = 0; i < arm.size(); ++i) {
    const double x = numbers[i];
    if (!std::isnan(x)) {
      to[next[arm[i]]++] = x;
      others += static_cast<std::size_t>(x != 0) & static_cast<std::size_t>(x != 1);
    }
  }
  return others;
}

[[gnu::noinline]] void put_units(std::span<const std::int32_t> arm, const double* numbers, std::size_t first,
                                 std::uint32_t** next) {
  for (std::size_t i = 0; i < arm.size(); ++i) {
    if (!std::isnan(numbers[i])) {
      *next[arm[i]]++ = static_cast<std::uint32_t>(first + i);
    }
  }
}

[[gnu::noinline]] void count_cells(std::span<const std::int32_t> level, const std::int32_t* arm, const double* numbers,
                                   std::int64_t* all, std::size_t* present) {
  for (std::size_t i = 0; i < level.size(); ++i) {
    const auto cell = static_cast<std::size_t>(2 * level[i] + arm[i]);
    ++all[cell];
    present[cell] += std::isnan(numbers[i]) ? 0U : 1U;
  }
}

[[gnu::noinline]] void put_cells(std::span<const std::int32_t> level, const std::int32_t* arm, const double* numbers,
                                 std::size_t first, std::size_t* next, std::uint32_t* to) {
  for (std::size_t i = 0; i < level.size(); ++i) {
    if (!std::isnan(numbers[i])) {
      to[next[2 * level[i] + arm[i]]++] = static_cast<std::uint32_t>(first + i);
    }
  }
}

// A running sum goes on from what it was: the same as one loop over all.
[[gnu::noinline]] double add_gaps(double sum, std::span<const std::uint32_t> units, const double* numbers,
                                  double centre) {
  for (const std::uint32_t unit : units) {
    sum += numbers[unit] - centre;
  }
  return sum;
}

[[gnu::noinline]] void add_squares(CentredSums& sums, std::span<const std::uint32_t> units, const double* numbers,
                                   double centre) {
  double sum = sums.sum, squares = sums.squares;
  for (const std::uint32_t unit : units) {
    const double gap = numbers[unit] - centre;
    squares += gap * gap;
    sum += gap;
  }
  sums = {sum, squares};
}

[[gnu::noinline]] void add_capped(CappedSum& total, std::span<const double> numbers, double cap) {
  double sum = total.sum, smallest = total.smallest;
  for (const double x : numbers) {
    const double y = x < cap ? x : cap;
    sum += y;
    smallest = y < smallest ? y : smallest;
  }
  total = {sum, smallest};
}

struct KnownEnds {
  std::uint32_t *first, *both;
};

[[gnu::noinline]] void add_known(std::span<const std::int32_t> arm, const double* first, const double* second,
                                 std::size_t from, KnownUnits& known, KnownEnds& ends) {
  std::size_t others = 0;
  for (std::size_t i = 0; i < arm.size(); ++i) {
    const double y = first[i], d = second[i];
    const bool has_second = !std::isnan(d);
    others += has_second && d != 0 && d != 1 ? 1 : 0;
    if (std::isnan(y)) {
      continue;
    }
    const auto a = static_cast<std::size_t>(arm[i]);
    ++known.first[a];
    known.low[a] = y < known.low[a] ? y : known.low[a];
    known.high[a] = y > known.high[a] ? y : known.high[a];
    *ends.first++ = static_cast<std::uint32_t>(from + i);
    if (has_second) {
      ++known.both[a];
      *ends.both++ = static_cast<std::uint32_t>(from + i);
    }
  }
  known.second_yes_no = known.second_yes_no && others == 0;
}

[[gnu::noinline]] std::uint32_t* put_equal(std::span<const std::uint32_t> units, const double* one, const double* other,
                                           std::uint32_t* to) {
  for (const std::uint32_t unit : units) {
    *to = unit;
    to += one[unit] == other[unit] ? 1 : 0;
  }
  return to;
}

}  // namespace

PresentByArm present_by_arm(std::span<const std::int32_t> arm, std::span<const double> numbers, std::size_t arms) {
  PresentByArm present;
  std::vector<std::size_t> next(arms, 0);
  in_parts(arm.size(), [&](std::size_t first, std::size_t count) {
    count_present(arm.subspan(first, count), numbers.data() + first, next.data());
  });
  std::size_t end = 0;
  for (std::size_t& place : next) {
    const std::size_t begin = end;
    end += place;
    place = begin;
    present.ends.push_back(end);
  }
  present.all.resize(end);
  in_parts(arm.size(), [&](std::size_t first, std::size_t count) {
    const std::size_t others =
        put_numbers(arm.subspan(first, count), numbers.data() + first, next.data(), present.all.data());
    present.yes_no = present.yes_no && others == 0;
  });
  return present;
}

std::vector<std::vector<std::uint32_t>> units_by_arm(std::span<const std::int32_t> arm, std::span<const double> numbers,
                                                     std::size_t arms) {
  std::vector<std::size_t> counts(arms, 0);
  in_parts(arm.size(), [&](std::size_t first, std::size_t count) {
    count_present(arm.subspan(first, count), numbers.data() + first, counts.data());
  });
  std::vector<std::vector<std::uint32_t>> units(arms);
  std::vector<std::uint32_t*> next(arms);
  for (std::size_t a = 0; a < arms; ++a) {
    units[a].resize(counts[a]);
    next[a] = units[a].data();
  }
  in_parts(arm.size(), [&](std::size_t first, std::size_t count) {
    put_units(arm.subspan(first, count), numbers.data() + first, first, next.data());
  });
  return units;
}

UnitsByCell units_by_cell(std::span<const std::int32_t> level, std::span<const std::int32_t> arm,
                          std::span<const double> numbers, std::size_t levels) {
  UnitsByCell cells;
  cells.all.assign(2 * levels, 0);
  cells.ends.assign(2 * levels + 1, 0);
  in_parts(level.size(), [&](std::size_t first, std::size_t count) {
    count_cells(level.subspan(first, count), arm.data() + first, numbers.data() + first, cells.all.data(),
                cells.ends.data() + 1);
  });
  for (std::size_t cell = 0; cell < 2 * levels; ++cell) {
    cells.ends[cell + 1] += cells.ends[cell];
  }
  cells.order.resize(cells.ends.back());
  std::vector<std::size_t> next(cells.ends.begin(), cells.ends.end() - 1);
  in_parts(level.size(), [&](std::size_t first, std::size_t count) {
    put_cells(level.subspan(first, count), arm.data() + first, numbers.data() + first, first, next.data(),
              cells.order.data());
  });
  return cells;
}

double sum_of_units(std::span<const std::uint32_t> units, const double* numbers, double centre) {
  double sum = 0;
  in_parts(units.size(), [&](std::size_t first, std::size_t count) {
    sum = add_gaps(sum, units.subspan(first, count), numbers, centre);
  });
  return sum;
}

CentredSums centred_sums(std::span<const std::uint32_t> units, const double* numbers, double centre) {
  CentredSums sums;
  in_parts(units.size(), [&](std::size_t first, std::size_t count) {
    add_squares(sums, units.subspan(first, count), numbers, centre);
  });
  return sums;
}

void look_up(std::span<const std::int32_t> of, std::span<const std::int32_t> by, std::int32_t without,
             std::span<std::int32_t> to) {
  for (std::size_t i = 0; i < of.size(); ++i) {
    to[i] = of[i] < 0 ? without : by[static_cast<std::size_t>(of[i])];
  }
}

void count_groups_of(std::span<const std::int32_t> of, std::span<std::int64_t> counts) {
  for (const std::int32_t group : of) {
    ++counts[group < 0 ? counts.size() - 1 : static_cast<std::size_t>(group)];
  }
}

bool places_among(std::span<const double> numbers, std::span<const double> ends, std::int32_t missing,
                  std::span<std::int32_t> to) {
  bool any = false;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const bool absent = std::isnan(numbers[i]);
    any = any || absent;
    to[i] = absent ? missing
                   : static_cast<std::int32_t>(std::lower_bound(ends.begin(), ends.end(), numbers[i]) - ends.begin());
  }
  return any;
}

CappedSum capped_sum(std::span<const double> numbers, double cap) {
  CappedSum total;
  in_parts(numbers.size(),
           [&](std::size_t first, std::size_t count) { add_capped(total, numbers.subspan(first, count), cap); });
  return total;
}

void show_capped(std::span<const double> numbers, double cap, double* to) {
  for (const double x : numbers) {
    *to++ = x < cap ? x : cap;
  }
}

void show_log1p(std::span<const double> numbers, double* to) {
  for (const double x : numbers) {
    *to++ = std::log1p(x);
  }
}

void take_out(std::span<double> values, double by, const double* column) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] -= by * column[i];
  }
}

void blank_where_above(const double* mark, double bound, std::span<double> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = mark[i] < bound ? values[i] : std::numeric_limits<double>::quiet_NaN();
  }
}

std::size_t count_above(std::span<const double> numbers, double bound) {
  std::size_t count = 0;
  for (const double x : numbers) {
    count += x > bound ? 1U : 0U;
  }
  return count;
}

KnownUnits known_units(std::span<const std::int32_t> arm, std::span<const double> first,
                       std::span<const double> second) {
  KnownUnits known;
  known.low.fill(std::numeric_limits<double>::infinity());
  known.high.fill(-std::numeric_limits<double>::infinity());
  known.with_first.resize(arm.size());
  known.with_both.resize(arm.size());
  KnownEnds ends{known.with_first.data(), known.with_both.data()};
  in_parts(arm.size(), [&](std::size_t from, std::size_t count) {
    add_known(arm.subspan(from, count), first.data() + from, second.data() + from, from, known, ends);
  });
  known.with_first.resize(static_cast<std::size_t>(ends.first - known.with_first.data()));
  known.with_both.resize(static_cast<std::size_t>(ends.both - known.with_both.data()));
  return known;
}

std::vector<std::uint32_t> units_where_equal(std::span<const std::uint32_t> units, const double* one,
                                             const double* other) {
  std::vector<std::uint32_t> equal(units.size());
  std::uint32_t* end = equal.data();
  in_parts(units.size(), [&](std::size_t first, std::size_t count) {
    end = put_equal(units.subspan(first, count), one, other, end);
  });
  equal.resize(static_cast<std::size_t>(end - equal.data()));
  return equal;
}

void put_by_unit(std::span<const std::uint32_t> units, std::span<const double> values, double* to) {
  for (std::size_t i = 0; i < units.size(); ++i) {
    to[units[i]] = values[i];
  }
}

void show_arm(std::span<const std::int32_t> arm, double* to) {
  for (const std::int32_t one : arm) {
    *to++ = one;
  }
}

void show_arms(std::span<const std::int32_t> arm, double* control, double* treatment) {
  for (const std::int32_t one : arm) {
    *control++ = 1 - one;
    *treatment++ = one;
  }
}

}  // namespace sutva::analyze
