// SPDX-License-Identifier: Apache-2.0
// The loops of csv_effect.cpp and sample.cpp over a few thousand rows, apart from all else: in the module they are
// compiled for speed, the rest for size.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "analyze/columns.hpp"
#include "stats/moments.hpp"
#include "table/table.hpp"

namespace sutva::analyze {

// Arm::control and Arm::treatment are rows that count; all other rows do not.
using Used = std::span<const Arm>;

// The arm of each row in `rows`, the first of which is `first`.
void find_arms(const ArmView& view, std::size_t first, std::span<Arm> rows);

// Writes the numbers of the rows that count behind one another by arm and moves the ends on; gives how many of the rows
// have no number. used[0] is the row `first`.
std::int64_t part_by_arm(const NumberView& numbers, std::size_t first, Used used, std::array<double*, 2>& ends);

// Lists the rows of neither arm and those without an outcome, and gives the end of the list.
std::uint32_t* list_left_out(const NumberView& outcome, std::size_t first, Used used, std::uint32_t* to);

// Counts the rows that count by their code, those without in the last place; gives the number of these.
std::int64_t count_levels(const table::Column& column, std::size_t first, Used used, std::span<std::int64_t> counts);

// Lists the rows that count by arm, as part_by_arm does with their numbers.
void list_by_arm(std::size_t first, Used used, std::array<std::uint32_t*, 2>& ends);

// Moments by arm of numbers by unit; arms are 0 and 1.
void add_by_arm(std::span<const std::int32_t> arm, std::span<const double> numbers,
                std::array<stats::Moments, 2>& moments);

// The first cell of the arm of each row, where an arm has so many: control's, then treatment's, then those of rows that
// do not count.
void cells_of_arms(Used used, std::uint16_t cells, std::span<std::uint16_t> to);
// Moves each row on by the place of its level, missing first, or by whether it has no number, times the stride.
void add_places(const table::Column& column, std::size_t first, std::uint16_t stride, std::span<std::uint16_t> to);
void add_missing(const NumberView& numbers, std::size_t first, std::uint16_t stride, std::span<std::uint16_t> to);

// As they are, NaN where missing, from the row `first` on.
void copy_numbers(const NumberView& numbers, std::size_t first, std::span<double> to);

// One column of a design: (what each row shows - centre) * scale. A missing number is shown as the centre.
struct Shown {
  std::span<const std::uint32_t> rows;
  double centre;
  double scale;
};
void show_numbers(const Shown& shown, const NumberView& numbers, double* to);
// As they are, NaN where missing.
void show_numbers(std::span<const std::uint32_t> rows, const NumberView& numbers, double* to);
void show_missing(const Shown& shown, const table::Column& column, double* to);
void show_level(const Shown& shown, const table::Column& column, std::int32_t code, double* to);

}  // namespace sutva::analyze
