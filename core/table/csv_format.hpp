// SPDX-License-Identifier: Apache-2.0
// How a file writes a table, found out from its first part.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/outcome.hpp"
#include "table/marked_number.hpp"
#include "table/table.hpp"
#include "table/utf.hpp"

namespace sutva::table {

struct CsvFormat {
  Encoding encoding = Encoding::utf8;
  bool has_bom = false;
  std::int64_t skipped_lines = 0;  // above the header: Excel's "sep=;", comments, a title
  bool names_delimiter = false;    // the first of these is "sep=;"
  char delimiter = ',';            // one of , ; tab |
  char quote = '"';
  bool header = true;
  char decimal = '.';                       // or ','; with delimiter ',' a decimal comma is read in quoted cells only
  std::vector<std::string> names;           // one per column, unique and not empty, invented where the file has none
  std::vector<ColumnKind> kinds;            // beside names; may be changed before reading
  std::vector<NumberMarks> marks;           // beside names: of numbers that are written with marks
  std::vector<std::uint8_t> na_is_missing;  // beside names: in a text column NA is missing too (1), or is a level (0)
  std::vector<std::uint8_t> identifiers;    // beside names: a text column to be kept as Column::identifiers (1)
  double bytes_per_row = 1;  // mean over the head, in bytes of the file: its size over this is about its rows
};

// What the reader of a file knows better: each that is there is taken as it is, the rest is found out beside it.
struct CsvOverrides {
  std::optional<Encoding> encoding;
  std::optional<char> delimiter;
  std::optional<char> quote;
  std::optional<char> decimal;
  std::optional<bool> header;
  std::optional<std::int64_t> skipped_lines;  // at the top, each to its line end, whatever stands in them
  std::vector<std::string> number_columns;    // by name
  std::vector<std::string> text_columns;
};

// In: the first bytes of a file (some hundred kilobytes do), and whether that is all of it.
// Out: its format, with a warning where a comma or a point was taken on thin evidence; or one of the errors empty_file,
// no_rows, not_text, unclosed_quote, too_large (no record ends within the head). An override that names a column the
// file does not have is unknown_column, a warning, since the columns may have other names under another header.
//
// A column is numeric when all its cells in the head, or nearly all of many, are numbers or missing (see number.hpp and
// marked_number.hpp) and none looks like an id (leading zeros, more than 15 digits).
// A text column is one of identifiers when the head is not the whole file and has many of them, none twice.
Outcome<CsvFormat> detect_format(std::span<const char> head, bool head_is_whole_file,
                                 const CsvOverrides& overrides = {});

// The rows to expect in a file of so many bytes, a little generous, for reserving memory.
std::int64_t expected_rows(const CsvFormat& format, std::int64_t file_bytes);

}  // namespace sutva::table
