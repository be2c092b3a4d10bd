// SPDX-License-Identifier: Apache-2.0
// Columns as numbers of their contents, to see which groups lie in which.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "table/table.hpp"

namespace sutva::table {

// The distinct contents of a column, numbered from 0: numbers ascending, levels of a text as in its dictionary.
struct Codes {
  std::vector<std::int32_t> of;  // by row; -1 where missing
  std::size_t count = 0;
};

// Of the first so many rows. None where there are more than `most`, or where the texts have no dictionary.
inline constexpr std::size_t all_rows = SIZE_MAX;
std::optional<Codes> codes_of(const Column& column, std::size_t most, std::size_t rows = all_rows);

// Numbers the levels of a text in the order of the alphabet, which is that of time for 2026-11-22.
void sort_codes(const Column& column, Codes& codes);

// Each outer group lies in one inner one. Rows without either count as nothing, here and below.
bool constant_within(const Codes& outer, const Codes& inner);

// Each outer group holds several inner ones.
bool varies_within(const Codes& outer, const Codes& inner);

// No two rows have the same unit and period, and most units that there could be are there.
bool is_panel(const Codes& units, const Codes& times);

}  // namespace sutva::table
