// SPDX-License-Identifier: Apache-2.0
#include "table/scan.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace sutva::table {
namespace {

// Short calls: V8 replaces slow code by fast code between them.
constexpr std::size_t at_once = 4096;

// Two numbers in one register, as every processor of today has it; comparing them gives 0 or -1 for each.
using Two = double __attribute__((vector_size(16)));
using TwoCounts = decltype(Two() == Two());

Two two(const double* at) {
  Two x;
  std::memcpy(&x, at, sizeof x);
  return x;
}

std::span<const double> piece(std::span<const double> numbers, std::size_t first) {
  return numbers.subspan(first, std::min(at_once, numbers.size() - first));
}

// An arm or a flag: two numbers and nothing else. False, and nothing counted, when there is anything else.
bool count_two(std::span<const double> numbers, NumberCount& a, NumberCount& b) {
  std::int64_t of_a = 0, of_b = 0, missing = 0;
  TwoCounts are_a{}, are_b{}, are_missing{};
  std::size_t i = 0;
  for (; i + 2 <= numbers.size(); i += 2) {
    const Two x = two(numbers.data() + i);
    are_a -= x == a.number;
    are_b -= x == b.number;
    are_missing -= x != x;
  }
  for (; i < numbers.size(); ++i) {
    of_a += numbers[i] == a.number ? 1 : 0;
    of_b += numbers[i] == b.number ? 1 : 0;
    missing += std::isnan(numbers[i]) ? 1 : 0;
  }
  of_a += are_a[0] + are_a[1];
  of_b += are_b[0] + are_b[1];
  missing += are_missing[0] + are_missing[1];
  if (of_a + of_b + missing != static_cast<std::int64_t>(numbers.size())) {
    return false;
  }
  a.count += of_a;
  b.count += of_b;
  return true;
}

// False when they are more than `most`.
bool count_few(std::span<const double> numbers, std::size_t most, std::vector<NumberCount>& counts) {
  std::size_t last = 0;  // neighbours are often equal
  for (const double x : numbers) {
    if (std::isnan(x)) {
      continue;
    }
    if (counts.empty() || counts[last].number != x) {
      last = 0;
      while (last < counts.size() && counts[last].number != x) {
        ++last;
      }
      if (last == counts.size()) {
        if (last == most) {
          return false;
        }
        counts.push_back({x, 0});
      }
    }
    ++counts[last].count;
  }
  return true;
}

std::int64_t missing_in(std::span<const double> numbers) {
  std::int64_t missing = 0;
  for (const double x : numbers) {
    missing += std::isnan(x) ? 1 : 0;
  }
  return missing;
}

std::int64_t missing_in(std::span<const std::int32_t> codes) {
  std::int64_t missing = 0;
  for (const std::int32_t code : codes) {
    missing += code < 0 ? 1 : 0;
  }
  return missing;
}

template <class T>
std::int64_t missing_by_pieces(std::span<const T> cells) {
  std::int64_t missing = 0;
  for (std::size_t first = 0; first < cells.size(); first += at_once) {
    missing += missing_in(cells.subspan(first, std::min(at_once, cells.size() - first)));
  }
  return missing;
}

void widen(std::span<const double> numbers, Range& range) {
  double low = range.low, high = range.high, sum = range.sum;
  Two lows[2] = {{low, low}, {low, low}}, highs[2] = {{high, high}, {high, high}}, sums[2] = {};
  std::size_t i = 0;
  for (; i + 4 <= numbers.size(); i += 4) {
    for (std::size_t k = 0; k < 2; ++k) {
      const Two x = two(numbers.data() + i + 2 * k);
      lows[k] = x < lows[k] ? x : lows[k];
      highs[k] = x > highs[k] ? x : highs[k];
      sums[k] += x == x ? x : Two{};
    }
  }
  for (; i < numbers.size(); ++i) {
    low = numbers[i] < low ? numbers[i] : low;
    high = numbers[i] > high ? numbers[i] : high;
    sum += std::isnan(numbers[i]) ? 0 : numbers[i];
  }
  for (const Two& x : lows) {
    low = std::min(low, std::min(x[0], x[1]));
  }
  for (const Two& x : highs) {
    high = std::max(high, std::max(x[0], x[1]));
  }
  const Two both = sums[0] + sums[1];
  range = {low, high, sum + (both[0] + both[1])};
}

// In two places each, so that neighbours with the same code need not wait for each other.
void add_codes(std::span<const std::int32_t> codes, std::int64_t* of_code) {
  std::size_t i = 0;
  for (; i + 2 <= codes.size(); i += 2) {
    ++of_code[2 * codes[i]];
    ++of_code[2 * codes[i + 1] + 1];
  }
  for (; i < codes.size(); ++i) {
    ++of_code[2 * codes[i]];
  }
}

bool whole_in(std::span<const double> numbers) {
  for (const double x : numbers) {
    if (x != std::floor(x) && !std::isnan(x)) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::optional<std::vector<NumberCount>> count_numbers(std::span<const double> numbers, std::size_t most) {
  std::vector<NumberCount> counts;
  for (std::size_t first = 0; first < numbers.size(); first += at_once) {
    const std::span<const double> some = piece(numbers, first);
    if (counts.size() == 2 && count_two(some, counts[0], counts[1])) {
      continue;
    }
    if (!count_few(some, most, counts)) {
      return std::nullopt;
    }
  }
  return counts;
}

std::vector<std::int64_t> count_codes(std::span<const std::int32_t> codes, std::size_t levels) {
  std::vector<std::int64_t> counts(2 * (levels + 1));
  std::int64_t* const of_code = counts.data() + 2;  // missing cells are counted before it
  for (std::size_t first = 0; first < codes.size(); first += at_once) {
    add_codes(codes.subspan(first, std::min(at_once, codes.size() - first)), of_code);
  }
  for (std::size_t code = 0; code < levels; ++code) {
    counts[code] = of_code[2 * code] + of_code[2 * code + 1];
  }
  counts.resize(levels);
  return counts;
}

std::int64_t count_missing(std::span<const double> numbers) { return missing_by_pieces(numbers); }
std::int64_t count_missing(std::span<const std::int32_t> codes) { return missing_by_pieces(codes); }

Range range_of(std::span<const double> numbers) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  Range range{infinity, -infinity, 0};
  for (std::size_t first = 0; first < numbers.size(); first += at_once) {
    widen(piece(numbers, first), range);
  }
  return range;
}

bool all_whole(std::span<const double> numbers) {
  for (std::size_t first = 0; first < numbers.size(); first += at_once) {
    if (!whole_in(piece(numbers, first))) {
      return false;
    }
  }
  return true;
}

}  // namespace sutva::table
