// SPDX-License-Identifier: Apache-2.0
// A table of typed columns: what a CSV becomes, and what every table operation works on.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.hpp"
#include "table/levels.hpp"

namespace sutva::table {

enum class ColumnKind : std::uint8_t { number, text };

inline constexpr double missing_number = std::numeric_limits<double>::quiet_NaN();
inline constexpr std::int32_t missing_code = -1;

// How many examples are kept of whatever goes wrong, and of a column's cells.
inline constexpr std::size_t most_examples = 5;
inline constexpr std::size_t most_samples = 4;

// Where a numeric column held something that is not a number. Such cells count as missing.
struct Unreadable {
  std::int64_t count = 0;
  std::vector<std::int64_t> first_lines;    // at most 5, counted from 1, in file order
  std::vector<std::string> first_contents;  // the cells themselves, beside first_lines; long ones are cut

  bool operator==(const Unreadable&) const = default;
};

struct Column {
  std::string name;
  ColumnKind kind = ColumnKind::number;
  std::vector<double> numbers;      // kind number: one per row, NaN where missing
  std::vector<std::int32_t> codes;  // kind text: one per row, index into levels, -1 where missing
  Levels levels;                    // kind text: distinct contents (UTF-8) in order of first appearance
  // Kind text: levels has an entry for every row that is not missing, in their order, and a content may stand there
  // twice: what identifies a row is seldom looked up, and a dictionary of it costs more than all other columns.
  bool identifiers = false;
  std::int64_t missing = 0;  // rows without a value, unreadable cells included
  Unreadable unreadable;
  std::vector<std::string> samples;  // the first few cells as written, at most 4, missing ones left out

  bool is_missing(std::int64_t row) const {
    const auto i = static_cast<std::size_t>(row);
    return kind == ColumnKind::number ? std::isnan(numbers[i]) : codes[i] == missing_code;
  }
};

// Records that span several lines, so that a row can be named by its line.
struct LineShift {
  std::int64_t row;    // from this row on ...
  std::int64_t shift;  // ... line = row + shift

  bool operator==(const LineShift&) const = default;
};

// Rows with more or fewer cells than there are columns. Missing cells are missing; cells too many are ignored.
struct Ragged {
  std::int64_t count = 0;
  std::vector<std::int64_t> first_lines;  // at most 5, counted from 1, in file order

  bool operator==(const Ragged&) const = default;
};

struct Table {
  std::int64_t rows = 0;
  std::vector<Column> columns;
  std::vector<LineShift> lines;  // sorted by row; the first entry has row 0

  std::int64_t line_count = 0;  // lines that were read: the header, blank ones and those inside of quotes too
  Ragged ragged;
  std::optional<std::int64_t> open_quote_line;  // where a quote opens that never closes: the table is not whole

  const Column* find(std::string_view column) const {
    for (const Column& c : columns) {
      if (c.name == column) {
        return &c;
      }
    }
    return nullptr;
  }

  // Line of the file, counted from 1, on which the row (counted from 0) begins.
  std::int64_t line_of(std::int64_t row) const;
};

// What there is to say about a table that was read from a file: unclosed_quote, no_rows (errors), ragged_rows,
// unreadable_cells (warnings, one per column).
Issues reading_issues(const Table& table);

// Memory for so many rows in every column, so that appending does not grow them.
void reserve(Table& table, std::int64_t rows);

// Adds the rows of the next part of the same file: both have the same columns. Levels, counts, examples and lines
// become what they would be had one reader read both parts.
void append(Table& to, Table&& part);

// The same, for a part whose columns have their contents elsewhere.
struct Contents {
  std::span<const double> numbers;
  std::span<const std::int32_t> codes;
  std::span<const char> text;  // of levels
  std::span<const std::uint32_t> ends;
};
void append(Table& to, Table&& part, std::span<const Contents> contents);

}  // namespace sutva::table
