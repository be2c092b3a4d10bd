// SPDX-License-Identifier: Apache-2.0
// How a file writes a table, found out from its first part.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/outcome.hpp"
#include "table/table.hpp"
#include "table/utf.hpp"

namespace sutva::table {

struct CsvFormat {
  Encoding encoding = Encoding::utf8;
  bool has_bom = false;
  bool names_delimiter = false;  // the first line is Excel's "sep=;"
  char delimiter = ',';          // one of , ; tab |
  char quote = '"';
  bool header = true;
  char decimal = '.';                       // or ','; with delimiter ',' a decimal comma is read in quoted cells only
  std::vector<std::string> names;           // one per column, unique and not empty, invented where the file has none
  std::vector<ColumnKind> kinds;            // beside names; may be changed before reading
  std::vector<std::uint8_t> na_is_missing;  // beside names: in a text column NA is missing too (1), or is a level (0)
  std::vector<std::uint8_t> identifiers;    // beside names: a text column to be kept as Column::identifiers (1)
  double bytes_per_row = 1;  // mean over the head, in bytes of the file: its size over this is about its rows
};

// In: the first bytes of a file (some hundred kilobytes do), and whether that is all of it.
// Out: its format, with a warning where a decimal comma was taken on thin evidence; or one of the errors empty_file,
// no_rows, not_text, unclosed_quote, too_large (no record ends within the head).
//
// A column is numeric when all its cells in the head are numbers or missing (see number.hpp) and none looks like an id
// (leading zeros, more than 15 digits). A number with thousands separators is not a number.
// A text column is one of identifiers when the head is not the whole file and has many of them, none twice.
Outcome<CsvFormat> detect_format(std::span<const char> head, bool head_is_whole_file);

// The rows to expect in a file of so many bytes, a little generous, for reserving memory.
std::int64_t expected_rows(const CsvFormat& format, std::int64_t file_bytes);

}  // namespace sutva::table
