// SPDX-License-Identifier: Apache-2.0
#include "table/scan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sutva::table {
namespace {

// Short calls: V8 replaces slow code by fast code between them.
constexpr std::size_t at_once = 4096;

std::span<const double> piece(std::span<const double> numbers, std::size_t first) {
  return numbers.subspan(first, std::min(at_once, numbers.size() - first));
}

// An arm or a flag: two numbers and nothing else. False, and nothing counted, when there is anything else.
bool count_two(std::span<const double> numbers, NumberCount& a, NumberCount& b) {
  std::int64_t of_a = 0, of_b = 0, missing = 0;
  for (const double x : numbers) {
    of_a += x == a.number ? 1 : 0;
    of_b += x == b.number ? 1 : 0;
    missing += std::isnan(x) ? 1 : 0;
  }
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
  for (const double x : numbers) {
    low = x < low ? x : low;
    high = x > high ? x : high;
    sum += std::isnan(x) ? 0 : x;
  }
  range = {low, high, sum};
}

void add_codes(std::span<const std::int32_t> codes, std::int64_t* of_code) {
  for (const std::int32_t code : codes) {
    ++of_code[code];
  }
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
  std::vector<std::int64_t> counts(levels + 1);
  std::int64_t* const of_code = counts.data() + 1;  // missing cells are counted before it
  for (std::size_t first = 0; first < codes.size(); first += at_once) {
    add_codes(codes.subspan(first, std::min(at_once, codes.size() - first)), of_code);
  }
  counts.erase(counts.begin());
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
  for (const double x : numbers) {
    if (x != std::floor(x) && !std::isnan(x)) {
      return false;
    }
  }
  return true;
}

}  // namespace sutva::table
