// SPDX-License-Identifier: Apache-2.0
#include "table/csv_format.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "table/csv_head.hpp"
#include "table/levels.hpp"
#include "table/number.hpp"
#include "table/record_scanner.hpp"

namespace sutva::table {

namespace {

constexpr std::array<char, 4> delimiters = {',', ';', '\t', '|'};
constexpr std::size_t delimiter_records = 300;  // records that vote for the delimiter
constexpr std::size_t least_identifiers = 200;  // cells that are all different, to expect the same of those to come

bool starts_with(std::span<const char> bytes, std::string_view magic) {
  return bytes.size() >= magic.size() && std::string_view(bytes.data(), magic.size()) == magic;
}

// What a file is that starts with well-known bytes of something other than a CSV.
std::optional<std::string> other_kind(std::span<const char> head) {
  using namespace std::string_view_literals;
  const std::string_view text(head.data(), head.size());
  if (starts_with(head, "PK\x03\x04"sv)) {
    const bool excel = text.find("xl/") != text.npos || text.find("[Content_Types].xml") != text.npos;
    const bool open_document = text.substr(0, 200).find("opendocument.spreadsheet") != text.npos;
    if (open_document) {
      return "This is an OpenDocument spreadsheet; save it as CSV and open that.";
    }
    return excel ? "This is an Excel workbook; save it as CSV and open that."
                 : "This is a ZIP archive; unpack it and open the CSV inside.";
  }
  if (starts_with(head, "\xD0\xCF\x11\xE0"sv)) {
    return "This is an old Excel workbook; save it as CSV and open that.";
  }
  if (starts_with(head, "\x1F\x8B"sv) || starts_with(head, "\x28\xB5\x2F\xFD"sv) || starts_with(head, "BZh"sv) ||
      starts_with(head, "\xFD\x37zXZ"sv)) {
    return "This file is compressed; unpack it and open the CSV inside.";
  }
  if (starts_with(head, "%PDF"sv)) {
    return "This is a PDF document; a CSV file is needed.";
  }
  if (starts_with(head, "PAR1"sv)) {
    return "This is a Parquet file; export it as CSV and open that.";
  }
  if (starts_with(head, "SQLite format 3"sv)) {
    return "This is an SQLite database; export the table as CSV and open that.";
  }
  std::string start;
  for (const char c : text.substr(0, 64)) {
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
      start.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    }
  }
  if (start.starts_with("<!doctype") || start.starts_with("<html") || start.starts_with("<?xml")) {
    return "This is a web page or XML, not a table; perhaps the download asked for a login. A CSV file is needed.";
  }
  if (start.starts_with("{\"") || start.starts_with("[{\"") || start.starts_with("[[")) {
    return "This is JSON; a CSV file is needed.";
  }
  return std::nullopt;
}

// UTF-16 without a byte order mark: the text of most tables has a zero in every other byte.
std::optional<Encoding> utf16_by_zeros(std::span<const char> head) {
  const std::size_t pairs = std::min<std::size_t>(head.size(), 4096) / 2;
  std::size_t even = 0;
  std::size_t odd = 0;
  for (std::size_t i = 0; i < pairs; ++i) {
    even += head[2 * i] == '\0' ? 1u : 0u;
    odd += head[2 * i + 1] == '\0' ? 1u : 0u;
  }
  if (pairs >= 2 && 10 * odd >= 7 * pairs && 20 * even <= pairs) {
    return Encoding::utf16le;
  }
  if (pairs >= 2 && 10 * even >= 7 * pairs && 20 * odd <= pairs) {
    return Encoding::utf16be;
  }
  return std::nullopt;
}

bool is_binary(std::string_view text) {
  std::size_t control = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0) {
      return true;
    }
    control += byte < 0x20 && !(byte >= 0x08 && byte <= 0x0D) && byte != 0x1A && byte != 0x1B ? 1u : 0u;
  }
  return 20 * control > text.size();
}

// Excel's first line `sep=;`: the delimiter it names.
std::optional<char> named_delimiter(std::string_view text) {
  std::string_view line = text.substr(0, std::min(text.find_first_of("\r\n"), text.size()));
  if (line.size() > 2 && line.front() == '"' && line.back() == '"') {
    line = line.substr(1, line.size() - 2);
  }
  if (line.size() != 5 || (line.substr(0, 4) != "sep=" && line.substr(0, 4) != "SEP=")) {
    return std::nullopt;
  }
  const char delimiter = line[4];
  return std::find(delimiters.begin(), delimiters.end(), delimiter) != delimiters.end() ? std::optional(delimiter)
                                                                                        : std::nullopt;
}

// The count most records have; the larger one of two that are as frequent.
std::size_t most_frequent(const std::vector<std::size_t>& counts) {
  std::vector<std::size_t> sorted = counts;
  std::sort(sorted.begin(), sorted.end());
  std::size_t best = 0;
  std::size_t best_run = 0;
  for (std::size_t i = 0; i < sorted.size();) {
    std::size_t j = i;
    while (j < sorted.size() && sorted[j] == sorted[i]) {
      ++j;
    }
    if (j - i >= best_run) {
      best_run = j - i;
      best = sorted[i];
    }
    i = j;
  }
  return best;
}

// How well a delimiter explains the records, from 0 to 1: the share of records with the usual number of cells, and the
// share of cells that do not hold another delimiter, a number with a decimal comma aside.
double delimiter_score(std::string_view text, bool whole, char delimiter, char quote) {
  RecordSplitter splitter(text, delimiter, quote);
  std::vector<Cell> cells;
  std::vector<std::size_t> counts;
  std::size_t clean = 0;
  std::size_t total = 0;
  while (counts.size() < delimiter_records && splitter.next(cells)) {
    if (!splitter.ended() && !whole && !counts.empty()) {
      break;
    }
    // A delimiter at the end of a line does not begin another cell.
    const bool trailing = cells.size() > 1 && cells.back().text.empty() && !cells.back().quoted;
    counts.push_back(cells.size() - (trailing ? 1 : 0));
    for (const Cell& cell : cells) {
      const bool other = !cell.quoted && std::any_of(delimiters.begin(), delimiters.end(), [&](char c) {
        return c != delimiter && cell.text.find(c) != cell.text.npos;
      });
      clean += !other || is_number(cell.text, ',') ? 1u : 0u;
    }
    total += cells.size();
  }
  if (counts.empty() || counts.front() < 2) {
    return 0;
  }
  const std::size_t usual = most_frequent(counts);
  if (usual < 2) {
    return 0;
  }
  const auto regular = static_cast<double>(std::count(counts.begin(), counts.end(), usual));
  const double consistent = regular / static_cast<double>(counts.size());
  // One name less than cells is what R's write.table does.
  const bool fits = counts.front() == usual || counts.front() + 1 == usual;
  return (fits ? 1.0 : 0.5) * consistent * (0.5 + 0.5 * static_cast<double>(clean) / static_cast<double>(total));
}

char best_delimiter(std::string_view text, bool whole, char quote) {
  char best = '\0';
  double best_score = 0.2;  // below this nothing is explained
  for (const char delimiter : delimiters) {
    const double score = delimiter_score(text, whole, delimiter, quote);
    if (score > best_score + 1e-9) {
      best = delimiter;
      best_score = score;
    }
  }
  if (best != '\0') {
    return best;
  }
  // One column, whose text no delimiter should cut.
  for (const char delimiter : delimiters) {
    if (text.find(delimiter) == text.npos) {
      return delimiter;
    }
  }
  return ',';
}

bool is_any_number(std::string_view text) {
  const std::string_view bare = trimmed(text);
  return is_number(bare, '.') || is_number(bare, ',');
}

// Whether the first record names the columns.
bool has_header(const HeadFacts& facts) {
  bool number_over_numbers = false;
  bool all_numbers = true;
  bool repeats = false;
  for (std::size_t i = 0; i < facts.first.size(); ++i) {
    const std::string_view cell = trimmed(facts.first[i]);
    const bool numeric_body = i < facts.columns.size() && facts.columns[i].numeric();
    if (!is_missing_token(cell) && !is_any_number(cell)) {
      if (numeric_body) {
        return true;  // a word over numbers
      }
      all_numbers = false;
      repeats = repeats || (i < facts.columns.size() && facts.columns[i].repeats_first);
    } else if (is_any_number(cell) && (numeric_body || facts.counts.empty())) {
      number_over_numbers = true;
    }
  }
  return !all_numbers && !number_over_numbers && !repeats;
}

std::string clean_name(std::string_view cell) {
  std::string name;
  for (const char c : trimmed(cell)) {
    name.push_back(c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
  }
  return name;
}

void make_unique(std::vector<std::string>& names) {
  Levels taken;  // the names of the file, and those given here
  for (const std::string& name : names) {
    taken.intern(name);
  }
  Levels seen;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool empty = names[i].empty();
    if (!empty && !seen.find(names[i])) {
      seen.intern(names[i]);
      continue;
    }
    const std::string stem = (empty ? "column" : names[i]) + "_";
    std::size_t number = empty ? i + 1 : 2;
    while (taken.find(stem + std::to_string(number))) {
      ++number;
    }
    names[i] = stem + std::to_string(number);
    taken.intern(names[i]);
    seen.intern(names[i]);
  }
}

struct Decimal {
  char sign = '.';
  bool thin = false;  // every comma could separate thousands as well
};

Decimal decimal_of(const std::vector<ColumnFacts>& columns, char delimiter) {
  std::size_t point = 0;
  std::size_t comma = 0;
  std::size_t sure = 0;
  for (const ColumnFacts& facts : columns) {
    if (facts.present > 0 && facts.point == facts.present) {
      point += facts.with_point;
    } else if (facts.present > 0 && facts.comma == facts.present) {
      comma += facts.with_comma;
      sure += facts.sure_comma;
    }
  }
  if (comma == 0 || comma < point) {
    return {};
  }
  if (sure > 0) {
    return {',', false};
  }
  // Excel writes a semicolon where the comma is the decimal sign.
  return delimiter == ';' && point == 0 ? Decimal{',', true} : Decimal{};
}

std::optional<std::int64_t> open_quote_line(std::string_view text, char delimiter, char quote) {
  RecordScanner scanner(delimiter, quote);
  scanner.over(text);
  return scanner.state() == RecordScanner::State::quoted ? std::optional(scanner.lines_at_quote() + 1) : std::nullopt;
}

Issue unclosed(std::int64_t line) {
  return error(Code::unclosed_quote, "",
               "A quote opens on line " + std::to_string(line) +
                   " and never closes. Close it, or double it if it is part of the text.");
}

}  // namespace

Outcome<CsvFormat> detect_format(std::span<const char> head, bool head_is_whole_file) {
  using namespace std::string_view_literals;
  if (head.empty()) {
    return error(Code::empty_file, "", "The file is empty.");
  }
  if (auto kind = other_kind(head)) {
    return error(Code::not_text, "", std::move(*kind));
  }
  CsvFormat format;
  const bool utf32 = starts_with(head, "\xFF\xFE\0\0"sv) || starts_with(head, "\0\0\xFE\xFF"sv);
  if (utf32) {
    return error(Code::not_text, "", "The file is written in UTF-32; save it as UTF-8.");
  }
  if (starts_with(head, "\xEF\xBB\xBF"sv)) {
    format.has_bom = true;
  } else if (starts_with(head, "\xFF\xFE"sv)) {
    format.has_bom = true;
    format.encoding = Encoding::utf16le;
  } else if (starts_with(head, "\xFE\xFF"sv)) {
    format.has_bom = true;
    format.encoding = Encoding::utf16be;
  } else if (const auto encoding = utf16_by_zeros(head)) {
    format.encoding = *encoding;
  }
  std::string transcoded;
  std::string_view text(head.data(), head.size());
  if (format.encoding != Encoding::utf8) {
    Utf16Reader reader(format.encoding);
    reader.read(head, transcoded);
    text = transcoded;
  }
  if (format.has_bom) {
    text.remove_prefix(3);
  }
  if (is_binary(text)) {
    return error(Code::not_text, "", "The file holds binary data; a CSV file, which is text, is needed.");
  }
  const std::string_view all_text = text;
  if (text.find_first_not_of(" \t\r\n") == text.npos && head_is_whole_file) {
    return error(Code::empty_file, "", "The file is empty.");
  }
  if (const auto named = named_delimiter(text)) {
    format.names_delimiter = true;
    format.delimiter = *named;
    text.remove_prefix(std::min(text.find_first_of("\r\n"), text.size()));
  } else {
    format.delimiter = best_delimiter(text, head_is_whole_file, format.quote);
  }
  const auto open_line = open_quote_line(all_text, format.delimiter, format.quote);
  if (open_line && head_is_whole_file) {
    return unclosed(*open_line);
  }

  HeadFacts facts = look_at_head(text, head_is_whole_file, format.delimiter, format.quote);
  if (facts.first.empty() || (facts.counts.empty() && !head_is_whole_file)) {
    if (open_line) {
      return unclosed(*open_line);
    }
    if (head_is_whole_file) {
      return error(Code::no_rows, "", "The file has no rows of data; at least one is needed.");
    }
    return error(Code::too_large, "",
                 "No row of data ends within the first " + std::to_string(head.size()) +
                     " bytes. Is this a CSV file with one row per line?",
                 static_cast<double>(head.size()));
  }
  format.header = has_header(facts);
  if (!format.header) {
    look_at(facts.first_cells, format.delimiter != ',', facts.columns);
    facts.counts.push_back(facts.first.size());
  }
  if (facts.counts.empty()) {
    return error(Code::no_rows, "", "The file has a line of column names and no rows of data; at least one is needed.");
  }

  const std::size_t usual = most_frequent(facts.counts);
  if (format.header) {
    for (const std::string& cell : facts.first) {
      format.names.push_back(clean_name(cell));
    }
    // R's write.table leaves the name of the row names out.
    if (10 * facts.one_more > 9 * facts.counts.size()) {
      format.names.insert(format.names.begin(), "row");
    }
  } else {
    format.names.resize(usual);
  }
  facts.columns.resize(std::max(facts.columns.size(), format.names.size()));
  // A delimiter at the end of every line does not begin another column.
  while (format.names.size() > 1 && format.names.back().empty() &&
         facts.columns[format.names.size() - 1].present == 0) {
    format.names.pop_back();
  }
  facts.columns.resize(format.names.size());
  make_unique(format.names);

  Issues issues;
  const Decimal decimal = decimal_of(facts.columns, format.delimiter);
  format.decimal = decimal.sign;
  if (decimal.thin) {
    issues.push_back(warning(Code::approximation, "",
                             "Commas are read as decimal signs (1,234 as 1.234). If they separate thousands, write the "
                             "numbers without them."));
  }
  for (const ColumnFacts& column : facts.columns) {
    const bool numbers = (format.decimal == ',' ? column.comma : column.point) == column.present;
    const bool ids = column.leading_zero || (column.too_long && column.with_point + column.with_comma == 0);
    format.kinds.push_back(numbers && !ids ? ColumnKind::number : ColumnKind::text);
    format.na_is_missing.push_back(numbers ? 1 : 0);
    const bool identifiers = !head_is_whole_file && !column.repeats && column.present >= least_identifiers;
    format.identifiers.push_back(format.kinds.back() == ColumnKind::text && identifiers ? 1 : 0);
  }
  const double unit = format.encoding == Encoding::utf8 ? 1 : 2;
  const std::size_t counted = facts.counts.size() - (format.header ? 0 : 1);
  format.bytes_per_row = unit * (counted > 0 ? static_cast<double>(facts.bytes) / static_cast<double>(counted)
                                             : static_cast<double>(text.size()));
  return {std::move(format), std::move(issues)};
}

std::int64_t expected_rows(const CsvFormat& format, std::int64_t file_bytes) {
  const double rows = static_cast<double>(file_bytes) / std::max(1.0, format.bytes_per_row);
  return static_cast<std::int64_t>(rows * 1.03) + 64;
}

}  // namespace sutva::table
