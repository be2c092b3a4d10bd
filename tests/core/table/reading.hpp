// SPDX-License-Identifier: Apache-2.0
// Helpers of the tests that read CSV text.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "../catch.hpp"
#include "table/csv_format.hpp"
#include "table/csv_reader.hpp"
#include "table/packing.hpp"
#include "table/table.hpp"

namespace sutva::table {

inline std::span<const char> bytes(std::string_view text) { return {text.data(), text.size()}; }

inline bool has(const Issues& issues, Code code) {
  return std::any_of(issues.begin(), issues.end(), [&](const Issue& issue) { return issue.code == code; });
}

inline CsvFormat format_of(std::string_view text) {
  Outcome<CsvFormat> format = detect_format(bytes(text), true);
  INFO(text.substr(0, 200));
  if (!format) {
    FAIL(format.issues.front().message);
  }
  return *format;
}

inline Table table_of(std::string_view text) {
  Outcome<Table> table = read_csv(bytes(text));
  INFO(text.substr(0, 200));
  if (!table) {
    FAIL(table.issues.front().message);
  }
  return std::move(*table);
}

// Reads from a buffer of exactly the piece's size, so that the sanitizer sees every byte read too many.
inline void feed_in_pieces(CsvReader& reader, std::string_view text, std::size_t piece) {
  for (std::size_t at = 0; at < text.size() && !reader.done(); at += piece) {
    const std::vector<char> buffer(text.begin() + static_cast<std::ptrdiff_t>(at),
                                   text.begin() + static_cast<std::ptrdiff_t>(std::min(text.size(), at + piece)));
    reader.feed(buffer);
  }
  reader.finish();
}

inline Table read_in_pieces(const CsvFormat& format, std::string_view text, std::size_t piece,
                            std::vector<std::string> columns = {}) {
  CsvReaderOptions options;
  options.columns = std::move(columns);
  CsvReader reader(format, options);
  feed_in_pieces(reader, text, piece);
  return reader.take();
}

inline void require_same(const Column& a, const Column& b) {
  INFO("column " << a.name);
  REQUIRE(a.name == b.name);
  REQUIRE(a.kind == b.kind);
  REQUIRE(a.identifiers == b.identifiers);
  REQUIRE(a.numbers.size() == b.numbers.size());
  REQUIRE(
      (a.numbers.empty() || std::memcmp(a.numbers.data(), b.numbers.data(), a.numbers.size() * sizeof(double)) == 0));
  REQUIRE(a.codes == b.codes);
  REQUIRE(a.levels == b.levels);
  REQUIRE(a.missing == b.missing);
  REQUIRE(a.unreadable == b.unreadable);
  REQUIRE(a.samples == b.samples);
}

inline void require_same(const Table& a, const Table& b) {
  REQUIRE(a.rows == b.rows);
  REQUIRE(a.line_count == b.line_count);
  REQUIRE(a.lines == b.lines);
  REQUIRE(a.ragged == b.ragged);
  REQUIRE(a.open_quote_line == b.open_quote_line);
  REQUIRE(a.columns.size() == b.columns.size());
  for (std::size_t i = 0; i < a.columns.size(); ++i) {
    require_same(a.columns[i], b.columns[i]);
  }
}

// All runs one after the other, as another worker gets them; the memory of a vector suits numbers.
inline std::vector<char> packed(const Table& table) {
  const Packed runs(table);
  std::vector<char> bytes;
  for (const std::span<const char> run : runs.runs()) {
    bytes.insert(bytes.end(), run.begin(), run.end());
  }
  REQUIRE(bytes.size() == runs.size());
  return bytes;
}

// What the driver of several workers does: parts cut anywhere, read on their own, and read again where a part began
// inside of quotes.
inline Table read_in_parts(const CsvFormat& format, std::string_view text, const std::vector<std::size_t>& cuts,
                           std::size_t piece, int* again = nullptr) {
  const auto part = [&](std::int64_t begin, std::int64_t end, bool at_record) {
    CsvReaderOptions options;
    options.range = {begin, end, at_record};
    CsvReader reader(format, options);
    feed_in_pieces(reader, text.substr(static_cast<std::size_t>(begin)), piece);
    return reader;
  };
  Table table;
  std::int64_t expected = 0;
  for (std::size_t k = 0; k <= cuts.size(); ++k) {
    const auto begin = static_cast<std::int64_t>(k == 0 ? 0 : cuts[k - 1]);
    const auto end = k == cuts.size() ? std::numeric_limits<std::int64_t>::max() : static_cast<std::int64_t>(cuts[k]);
    CsvReader reader = part(begin, end, begin == 0);
    if (k > 0 && reader.first_record_offset() != expected) {
      reader = part(expected, end, true);
      if (again != nullptr) {
        ++*again;
      }
      REQUIRE(reader.first_record_offset() == expected);
    }
    expected = reader.end_offset();
    Table read = reader.take();
    if (k > 0 && piece % 2 == 0) {
      append_packed(table, packed(read));
    } else {
      append(table, std::move(read));
    }
  }
  REQUIRE(expected == static_cast<std::int64_t>(text.size()));
  return table;
}

}  // namespace sutva::table
