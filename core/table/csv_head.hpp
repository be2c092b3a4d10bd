// SPDX-License-Identifier: Apache-2.0
// A look at the head of a file, cell by cell: what detect_format() decides by.
#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "table/levels.hpp"
#include "table/marked_number.hpp"

namespace sutva::table {

struct Cell {
  std::string_view text;  // without quotes, and without the spaces around it when it had none
  bool quoted = false;
};

// Cuts text into records, plainly. The fast way is in read_records.cpp; the tests hold one against the other.
class RecordSplitter {
 public:
  RecordSplitter(std::string_view text, char delimiter, char quote)
      : text_(text), delimiter_(delimiter), quote_(quote) {}

  // The next record that is not a blank line; its cells are valid until the next call.
  bool next(std::vector<Cell>& cells);

  bool ended() const { return ended_; }         // the last record had a line end
  std::size_t begin() const { return begin_; }  // of the last record
  std::size_t end() const { return at_; }

 private:
  static bool is_line_end(char c) { return c == '\n' || c == '\r'; }
  bool is_cell_end(char c) const { return c == delimiter_ || is_line_end(c); }

  Cell cell();

  std::string_view text_;
  char delimiter_;
  char quote_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;
  bool ended_ = true;
  std::deque<std::string> unescaped_;
};

// The cells of one column that are numbers with marks, if this is the decimal sign.
struct MarkFacts {
  std::size_t count = 0;
  std::size_t decimals = 0;   // of these: with a decimal sign
  std::size_t thousands = 0;  // with a thousands mark
  std::size_t percents = 0;   // with a percent sign
  NumberMarks marks;
  std::size_t others = 0;  // cells that are no numbers, marked or not
  bool mixed = false;      // two kinds of thousands marks or two currencies
};

// What the cells of one column have in common.
struct ColumnFacts {
  std::size_t present = 0;     // cells that are not missing
  std::size_t point = 0;       // of these: numbers with a decimal point or none
  std::size_t comma = 0;       // numbers with a decimal comma or none
  std::size_t with_point = 0;  // numbers that have a decimal point
  std::size_t with_comma = 0;  // numbers that have a decimal comma
  std::size_t sure_comma = 0;  // of these: the comma cannot separate thousands
  std::size_t zeros = 0;
  std::array<MarkFacts, 2> marked;  // with a decimal point, with a decimal comma
  bool leading_zero = false;
  bool too_long = false;
  bool repeats_first = false;  // the content of the first record's cell appears again
  bool repeats = false;        // any content that is not missing does
  Levels contents;             // while none does

  const MarkFacts& marks(char decimal) const { return marked[decimal == ',' ? 1 : 0]; }
  std::size_t numbers(char decimal) const { return (decimal == ',' ? comma : point) + marks(decimal).count; }
  // All of them are numbers, read alike.
  bool numeric(char decimal) const;
  bool numeric() const { return present > 0 && (numeric('.') || numeric(',')); }
  // Nearly all are: the others are better said to be unreadable than the numbers taken for text.
  bool nearly_numeric(char decimal) const;
};

// Adds one record's cells to what is known of their columns. comma_possible: no comma separates cells.
void look_at(const std::vector<Cell>& cells, bool comma_possible, std::vector<ColumnFacts>& columns);

struct HeadFacts {
  std::vector<ColumnFacts> columns;  // of the records after the first
  std::vector<std::string> first;    // cells of the first record
  std::vector<Cell> first_cells;     // the same, viewing `first`
  std::vector<std::size_t> counts;   // cells of each record after the first
  std::size_t one_more = 0;          // of these: with one cell more than the first record, and not an empty one
  std::size_t bytes = 0;             // of the records after the first
};

// whole: the text is all there is, so that its last record needs no line end.
HeadFacts look_at_head(std::string_view text, bool whole, char delimiter, char quote);

}  // namespace sutva::table
