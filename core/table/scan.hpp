// SPDX-License-Identifier: Apache-2.0
// Looking once over all numbers of a column.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace sutva::table {

struct NumberCount {
  double number;
  std::int64_t count;
};

// The distinct numbers with their counts, in order of first appearance, NaN left out; none where there are more than
// `most`.
std::optional<std::vector<NumberCount>> count_numbers(std::span<const double> numbers, std::size_t most);

// How often each of so many codes stands in a column; missing ones left out.
std::vector<std::int64_t> count_codes(std::span<const std::int32_t> codes, std::size_t levels);

// How many cells have no value.
std::int64_t count_missing(std::span<const double> numbers);
std::int64_t count_missing(std::span<const std::int32_t> codes);

// Whether none of the numbers has decimals; NaN counts as nothing.
bool all_whole(std::span<const double> numbers);

struct Range {
  double low;
  double high;
  double sum;
};

// Of what is not NaN; infinities the wrong way round and 0 where nothing is.
Range range_of(std::span<const double> numbers);

}  // namespace sutva::table
