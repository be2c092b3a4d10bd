// SPDX-License-Identifier: Apache-2.0
// The inside of a CsvReader, for its two files: csv_reader.cpp cuts the bytes into records and knows every rarity;
// read_records.cpp is the loop over the cells, which is compiled for speed.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "table/bytes.hpp"
#include "table/csv_reader.hpp"
#include "table/record_scanner.hpp"

namespace sutva::table {

inline bool is_line_end(char c) { return c == '\n' || c == '\r'; }

inline const char* after_line_end(const char* at) { return at + (at[0] == '\r' && at[1] == '\n' ? 2 : 1); }

// Cells of at most 15 bytes whose code is known, so that a column of few levels needs no look into its dictionary.
class CodeCache {
 public:
  struct Key {
    std::uint64_t low;
    std::uint64_t high;  // its last byte is the length
  };

  static constexpr std::size_t longest = 15;

  // Reads 16 bytes at `at`, whatever the length.
  static Key key(const char* at, std::size_t length) {
    const std::uint64_t low = load_word(at);
    const std::uint64_t high = load_word(at + 8);
    const std::uint64_t size = static_cast<std::uint64_t>(length) << 56;
    if (length < 8) {
      return {low & ~(~std::uint64_t{0} << (8 * length)), size};
    }
    return {low, (high & ~(~std::uint64_t{0} << (8 * (length - 8)))) | size};
  }

  struct Entry {
    Key key;
    std::int32_t code;
  };

  Entry& at(Key key) {
    const std::uint64_t mixed = (key.low ^ (key.high * 0xD6E8FEB86659FD93u)) * 0x9E3779B97F4A7C15u;
    return entries_[mixed >> 57];
  }

 private:
  // A length of zero is never looked up, so an entry that was not set is never taken.
  std::array<Entry, 128> entries_ = {};
};

// No digit is left where a decimal sign is looked for, so this one is never found.
constexpr char no_decimal = '0';

// One column of the file that is read, or a run of columns that are not.
struct Step {
  // A first_number is read the slow way, which keeps samples of what stands in the file.
  enum class Kind : std::uint8_t { number, first_number, marked_number, text, identifier, skip };

  Kind kind = Kind::skip;
  char decimal = no_decimal;  // in a cell without quotes
  std::size_t columns = 1;
  double* numbers = nullptr;  // of the table's column, valid for the block of rows in progress
  std::int32_t* codes = nullptr;
  CodeCache* cache = nullptr;
  Levels* identifiers = nullptr;
  std::size_t column = 0;              // in the table
  const NumberMarks* marks = nullptr;  // of a marked_number
  bool na_is_missing = false;
  std::int64_t last_sample = -1;  // row of the last sample
  std::int64_t last_unreadable = -1;
};

struct CsvReader::Work {
  Work(CsvFormat csv_format, CsvReaderOptions options);

  void feed(std::span<const char> bytes);
  void finish();
  void read_rest();

  std::size_t pass_lead(std::span<const char> bytes);
  bool read_carry();
  const char* read(const char* begin, const char* end, std::int64_t begin_offset);
  const char* read_records(const char* at, const char* stop, std::int64_t rows_end);
  void make_room();

  void take_back(const Step* step);

  const char* number_cell(const char* at, Step& step);
  const char* number_cell_slowly(const char* at, Step& step);
  template <bool identifier>
  const char* text_cell(const char* at, Step& step);
  std::int32_t code_of(std::string_view text, Step& step);
  const char* skip_cells(const char* at, std::size_t& columns);
  const char* rest_of_record(const char* at);
  const char* any_cell(const char* at, std::string_view& text);
  const char* quoted_cell(const char* at, std::string_view& text);
  // The end of a cell without quotes.
  const char* cell_end(const char* at) const {
    while (true) {
      const std::uint32_t ends = Block(at).equal(delimiter, '\n', '\r');
      if (ends != 0) {
        return at + first_bit(ends);
      }
      at += 16;
    }
  }
  bool ends_cell(char c) const { return c == delimiter || is_line_end(c); }

  std::int64_t line() const { return row + shift; }
  // Of the lines above the header, those that were passed over in this part.
  std::int64_t skipped_lines() const { return range.begin == 0 ? format.skipped_lines - lines_left : 0; }
  static bool is_ascii(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) < 0; });
  }
  // A cell beyond ASCII as UTF-8.
  std::string decoded(std::string_view text) const {
    return format.encoding == Encoding::windows1252 ? from_windows_1252(text) : as_utf8(text);
  }
  static std::int64_t line_ends(const char* begin, const char* end);
  void note_ragged();
  void note_sample(Step& step, std::string_view text);

  CsvFormat format;
  char delimiter;
  char quote;
  ByteRange range;
  Table table;
  Issues issues;
  std::vector<Step> steps;
  std::vector<std::unique_ptr<CodeCache>> caches;
  std::size_t block_rows;
  std::vector<double> no_numbers;  // block_rows of them
  std::vector<std::int32_t> no_codes;

  std::int64_t row = 0;
  std::int64_t room = 0;   // rows the columns have room for
  std::int64_t shift = 1;  // line of the record in progress - row
  std::int64_t last_ragged = -1;
  const char* cells_end = nullptr;  // end of the bytes read_records() works on
  std::string scratch;              // a quoted cell without its doubled quotes

  std::vector<char> carry;  // the beginning of a record; at most a few whole ones before it
  RecordScanner scanner;    // stands at the end of carry
  std::int64_t offset = 0;  // place in the file of the first byte not in carry and not read
  std::size_t bom_left = 0;
  std::int64_t lines_left = 0;   // to pass over before the first record
  bool after_cr = false;         // the last of these ended in a carriage return, whose line feed may follow
  std::size_t lead_records = 0;  // to pass over before the first row
  bool lead_passed = false;
  std::optional<std::int64_t> first_record;
  std::int64_t end_offset = 0;
  bool done = false;
  bool finished = false;
  bool overflow = false;  // a record is longer than most_carried

  std::optional<Utf16Reader> utf16;
  std::string transcoded;
};

}  // namespace sutva::table
