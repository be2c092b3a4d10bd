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
constexpr std::size_t most_title_lines = 20;
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

// A stray zero byte does not make a file binary; more than one in a thousand bytes do.
bool is_binary(std::string_view text) {
  std::size_t control = 0;
  std::size_t zeros = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    zeros += byte == 0 ? 1u : 0u;
    control += byte < 0x20 && !(byte >= 0x08 && byte <= 0x0D) && byte != 0x1A && byte != 0x1B ? 1u : 0u;
  }
  return 20 * control > text.size() || 1000 * zeros > text.size();
}

// Where the text stands after so many of its lines.
std::size_t after_lines(std::string_view text, std::int64_t lines) {
  std::size_t at = 0;
  for (; lines > 0 && at < text.size(); --lines) {
    at = std::min(text.find_first_of("\r\n", at), text.size());
    if (at < text.size()) {
      at += text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? 2u : 1u;
    }
  }
  return at;
}

std::int64_t count_lines(std::string_view text) {
  std::int64_t lines = 0;
  for (std::size_t at = 0; at < text.size(); ++lines) {
    at = after_lines(text.substr(at), 1) + at;
  }
  return lines;
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

// A name or value alone in the first cell, as in a title that was exported from a spreadsheet.
struct Filled {
  std::size_t cells = 0;  // up to the last one that is not empty
  std::size_t filled = 0;
  bool first = false;

  explicit Filled(const std::vector<Cell>& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (!row[i].text.empty() || row[i].quoted) {
        cells = i + 1;
        ++filled;
        first = first || i == 0;
      }
    }
  }
};

// How well a delimiter explains the records, from 0 to 1: the share of records with the usual number of cells, and the
// share of cells that do not hold another delimiter, a number with a decimal comma aside.
double delimiter_score(std::string_view text, bool whole, char delimiter, char quote) {
  RecordSplitter splitter(text, delimiter, quote);
  std::vector<Cell> cells;
  std::vector<std::size_t> counts;
  std::size_t clean = 0;
  std::size_t total = 0;
  std::size_t titles = 0;   // records of one cell at the top
  std::size_t numbers = 0;  // records with a number among several cells
  while (counts.size() < delimiter_records && splitter.next(cells)) {
    if (!splitter.ended() && !whole && !counts.empty()) {
      break;
    }
    // A delimiter at the end of a line does not begin another cell.
    const bool trailing = cells.size() > 1 && cells.back().text.empty() && !cells.back().quoted;
    counts.push_back(cells.size() - (trailing ? 1 : 0));
    if (counts.back() < 2 && titles + 1 == counts.size() && titles < most_title_lines) {
      ++titles;
    }
    numbers += cells.size() > 1 && std::any_of(cells.begin(), cells.end(),
                                               [](const Cell& cell) { return is_number(cell.text, '.'); })
                   ? 1u
                   : 0u;
    for (const Cell& cell : cells) {
      const bool other = !cell.quoted && std::any_of(delimiters.begin(), delimiters.end(), [&](char c) {
        return c != delimiter && cell.text.find(c) != cell.text.npos;
      });
      clean += !other || is_number(cell.text, ',') ? 1u : 0u;
    }
    total += cells.size();
  }
  double title_penalty = 1;
  if (titles > 0 && titles < counts.size()) {
    // Lines above the table: only where what is below is a table beyond doubt.
    counts.erase(counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(titles));
    const auto regular = std::count(counts.begin(), counts.end(), most_frequent(counts));
    const bool sure = 10 * static_cast<std::size_t>(regular) >= 9 * counts.size() && counts.size() > 1 &&
                      10 * numbers >= 9 * (counts.size() - 1);
    title_penalty = sure ? 0.9 : 0;
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
  return title_penalty * (fits ? 1.0 : 0.5) * consistent *
         (0.5 + 0.5 * static_cast<double>(clean) / static_cast<double>(total));
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
  return is_number(bare, '.') || is_number(bare, ',') || parse_marked(as_utf8(bare), '.') ||
         parse_marked(as_utf8(bare), ',');
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

// Where the header begins below lines that hold a title: 0 where there are none.
std::size_t title_bytes(std::string_view text, bool whole, char delimiter, char quote) {
  struct Row {
    std::size_t begin;
    Filled filled;
  };
  std::vector<Row> rows;
  std::vector<std::size_t> counts;
  RecordSplitter splitter(text, delimiter, quote);
  std::vector<Cell> cells;
  while (rows.size() < delimiter_records && splitter.next(cells) && (splitter.ended() || whole)) {
    rows.push_back({splitter.begin(), Filled(cells)});
    counts.push_back(rows.back().filled.cells);
  }
  const std::size_t usual = counts.empty() ? 0 : most_frequent(counts);
  std::size_t titles = 0;
  bool pairs = false;  // lines such as "Exported,2026-11-22"
  while (titles < rows.size() && titles <= most_title_lines) {
    const Filled& row = rows[titles].filled;
    const bool pair = row.filled == 2 && row.cells == 2 && usual >= 4;
    if (!(row.first && row.filled == 1) && !pair && (row.filled > 0 || titles == 0)) {
      break;
    }
    pairs = pairs || pair;
    ++titles;
  }
  if (usual < 2 || titles == 0 || titles > most_title_lines || titles + 1 >= rows.size() ||
      rows[titles].filled.cells + 1 < usual || rows[titles].filled.cells < 2) {
    return 0;
  }
  const std::size_t begin = rows[titles].begin;
  const HeadFacts below = look_at_head(text.substr(begin), whole, delimiter, quote);
  const bool numbers = std::any_of(below.columns.begin(), below.columns.end(), [](const ColumnFacts& column) {
    return column.numeric() || column.nearly_numeric('.');
  });
  return has_header(below) && (numbers || (usual > 2 && !pairs)) ? begin : 0;
}

// Where the lines of comments at the top end; 0 where there is nothing else.
std::size_t comment_bytes(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t first = text.find_first_not_of(" \t\r\n", at);
    if (first == text.npos) {
      return 0;
    }
    if (text[first] != '#') {
      return at;
    }
    at = first + after_lines(text.substr(first), 1);
  }
  return 0;
}

// A single quote, where it stands around cells and the usual one stands nowhere.
char quote_of(std::string_view text, bool whole) {
  if (text.find('"') != text.npos || text.find('\'') == text.npos) {
    return '"';
  }
  RecordSplitter splitter(text, best_delimiter(text, whole, '\''), '\'');
  std::vector<Cell> cells;
  std::size_t records = 0;
  std::size_t quoted = 0;
  while (records < delimiter_records && splitter.next(cells)) {
    ++records;
    quoted += std::any_of(cells.begin(), cells.end(), [](const Cell& cell) { return cell.quoted; }) ? 1u : 0u;
  }
  return records > 1 && 10 * quoted >= 9 * records ? '\'' : '"';
}

// `#id,arm,y`, the last of the comments, names the columns below it: where it begins, or the end of the comments.
std::size_t commented_header(std::string_view text, std::size_t end, bool whole, char delimiter, char quote) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at < end; at += after_lines(text.substr(at), 1)) {
    begin = text[at] == '#' ? at : begin;
  }
  HeadFacts below = look_at_head(text.substr(end), whole, delimiter, quote);
  RecordSplitter splitter(text.substr(begin), delimiter, quote);
  std::vector<Cell> cells;
  if (!splitter.next(cells) || cells.size() < 2 || cells.size() != below.first.size() || has_header(below)) {
    return end;
  }
  const bool names =
      std::none_of(cells.begin(), cells.end(), [](const Cell& cell) { return is_any_number(cell.text); });
  return names ? begin : end;
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
    const bool with_point = facts.numeric('.') || facts.nearly_numeric('.');
    const bool with_comma = facts.numeric(',') || facts.nearly_numeric(',');
    const MarkFacts& points = facts.marks('.');
    const MarkFacts& commas = facts.marks(',');
    if (with_point && (!with_comma || points.count == 0 || commas.thousands > 0)) {
      point += facts.with_point + points.decimals + (with_comma ? 0 : points.thousands);
    } else if (with_comma) {
      comma += facts.with_comma + commas.decimals + commas.thousands;
      sure += facts.sure_comma + (with_point ? 0 : commas.decimals + commas.thousands);
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

Outcome<CsvFormat> detect_format(std::span<const char> head, bool head_is_whole_file, const CsvOverrides& overrides) {
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
  } else if (overrides.encoding) {
    format.encoding = *overrides.encoding;
  } else if (const auto encoding = utf16_by_zeros(head)) {
    format.encoding = *encoding;
  } else if (is_windows_1252({head.data(), head.size()})) {
    format.encoding = Encoding::windows1252;
  }
  std::string transcoded;
  std::string_view text(head.data(), head.size());
  if (is_utf16(format.encoding)) {
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

  // What stands above the header.
  std::size_t comments = 0;
  const auto named = named_delimiter(text);
  if (overrides.skipped_lines) {
    text.remove_prefix(after_lines(text, *overrides.skipped_lines));
  } else if (named) {
    format.names_delimiter = true;
    text.remove_prefix(after_lines(text, 1));
  } else {
    comments = comment_bytes(text);
    text.remove_prefix(comments);
  }
  format.quote = overrides.quote ? *overrides.quote : quote_of(text, head_is_whole_file);
  format.delimiter = overrides.delimiter      ? *overrides.delimiter
                     : format.names_delimiter ? *named
                                              : best_delimiter(text, head_is_whole_file, format.quote);
  if (comments > 0) {
    text = all_text.substr(commented_header(all_text, comments, head_is_whole_file, format.delimiter, format.quote));
  }
  if (!overrides.skipped_lines) {
    text.remove_prefix(title_bytes(text, head_is_whole_file, format.delimiter, format.quote));
  }
  const std::string_view above = all_text.substr(0, all_text.size() - text.size());
  format.skipped_lines = overrides.skipped_lines ? *overrides.skipped_lines : count_lines(above);
  const bool commented = comments > 0 && above.size() < comments;  // the header is

  auto open_line = open_quote_line(text, format.delimiter, format.quote);
  if (open_line) {
    *open_line += count_lines(above);
  }
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
  format.header = overrides.header ? *overrides.header : commented || has_header(facts);
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
    if (commented) {
      std::string& name = format.names.front();
      name.erase(0, std::min(name.find_first_not_of("# "), name.size()));
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
  const Decimal decimal =
      overrides.decimal ? Decimal{*overrides.decimal, false} : decimal_of(facts.columns, format.delimiter);
  format.decimal = decimal.sign;
  if (decimal.thin) {
    issues.push_back(warning(Code::approximation, "",
                             "Commas are read as decimal signs (1,234 as 1.234). If they separate thousands, write the "
                             "numbers without them."));
  }
  const auto listed_in = [&](const std::vector<std::string>& list, const std::string& name) {
    return std::find(list.begin(), list.end(), name) != list.end();
  };
  bool thin_thousands = false;
  for (std::size_t i = 0; i < facts.columns.size(); ++i) {
    const ColumnFacts& column = facts.columns[i];
    const bool nearly = column.nearly_numeric(format.decimal);
    const bool numbers = column.present == 0 || column.numeric(format.decimal) || nearly;
    const bool ids = column.leading_zero || (column.too_long && column.with_point + column.with_comma == 0);
    const bool as_number = listed_in(overrides.number_columns, format.names[i]);
    const bool as_text = listed_in(overrides.text_columns, format.names[i]);
    const bool number = as_number || (numbers && !ids && !as_text);
    format.kinds.push_back(number ? ColumnKind::number : ColumnKind::text);
    const MarkFacts& marks = column.marks(format.decimal);
    format.marks.push_back(number && marks.count > 0 && !marks.mixed ? marks.marks : NumberMarks{});
    // 1,234 would be another number under the other decimal sign as well.
    const char other = format.decimal == '.' ? ',' : '.';
    thin_thousands = thin_thousands || (format.marks.back().thousands == other && marks.decimals == 0 &&
                                        column.numeric(other) && format.delimiter != other);
    format.na_is_missing.push_back(numbers ? 1 : 0);
    const bool identifiers = !head_is_whole_file && !column.repeats && column.present >= least_identifiers;
    format.identifiers.push_back(format.kinds.back() == ColumnKind::text && identifiers ? 1 : 0);
  }
  if (thin_thousands && !overrides.decimal) {
    issues.push_back(warning(Code::approximation, "",
                             format.decimal == '.' ? "Commas are read as thousands marks (1,234 as 1234). If they are "
                                                     "decimal signs, say so under “How the file was read”."
                                                   : "Points are read as thousands marks (1.234 as 1234). If they are "
                                                     "decimal signs, say so under “How the file was read”."));
  }
  for (const auto* list : {&overrides.number_columns, &overrides.text_columns}) {
    for (const std::string& name : *list) {
      if (!listed_in(format.names, name)) {
        issues.push_back(warning(Code::unknown_column,
                                 list == &overrides.text_columns ? "text_columns" : "number_columns",
                                 "The file has no column \"" + name + "\"."));
      }
    }
  }
  const double unit = is_utf16(format.encoding) ? 2 : 1;
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
