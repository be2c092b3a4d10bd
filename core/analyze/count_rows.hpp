// SPDX-License-Identifier: Apache-2.0
// Small tables that are typed or pasted into one text field: a row for each line, its names first, then its numbers.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.hpp"

namespace sutva::analyze {

struct CountRow {
  std::vector<std::string> names;
  std::vector<double> numbers;
};

// What a row holds: so many names, then so many counts (whole, not negative), then so many other numbers from 0 on.
struct RowShape {
  std::size_t names = 1;
  std::size_t counts = 2;
  std::size_t others = 0;
  std::string_view example;  // for messages
};

inline constexpr std::size_t most_count_rows = 2'000;

// Rows are parted by line ends or semicolons, cells by tabs where a row has any, otherwise by commas. Beside tabs a
// number may have separators of thousands. Rows that can not be read are left out, each with an issue on the field.
std::vector<CountRow> count_rows(std::string_view text, const RowShape& shape, std::string_view field, Issues& issues);

// The cells of the first row that is not empty; 0 where there is none.
std::size_t cells_of_first_row(std::string_view text);

}  // namespace sutva::analyze
