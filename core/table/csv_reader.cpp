// SPDX-License-Identifier: Apache-2.0
// How it goes: feed() hands whole records to read_records(), in place where it can. What is left at the end of a piece,
// with the first record of the next piece, goes through a small buffer of its own (`carry`). read_records() looks for
// no end of input: its bytes end in a line end, which stops every scan outside of quotes, and `padding` readable bytes
// follow. Only a quoted cell can run out of bytes; its record is then read again with more of them, and nothing that
// was noted of it counts twice.
#include <algorithm>
#include <cstring>
#include <utility>

#include "table/csv_reader_work.hpp"
#include "table/number.hpp"
#include "table/scan.hpp"

namespace sutva::table {

namespace {

constexpr std::size_t example_bytes = 100;                     // of a cell shown as an example
constexpr std::size_t most_carried = std::size_t{64} << 20;    // bytes of one record
constexpr std::int64_t most_reserved = std::int64_t{1} << 30;  // bytes of all columns
constexpr std::size_t block_cells = std::size_t{1} << 17;      // rows are read in blocks of about so many cells

}  // namespace

std::int64_t CsvReader::Work::line_ends(const char* begin, const char* end) {
  std::int64_t lines = 0;
  for (const char* at = begin; at < end; ++at) {
    lines += *at == '\r' || (*at == '\n' && (at == begin || at[-1] != '\r')) ? 1 : 0;
  }
  return lines;
}

CsvReader::Work::Work(CsvFormat csv_format, CsvReaderOptions options)
    : format(std::move(csv_format)),
      delimiter(format.delimiter),
      quote(format.quote),
      range(options.range),
      scanner(delimiter, quote) {
  offset = range.begin;
  end_offset = range.begin;
  if (range.begin == 0) {
    bom_left = format.has_bom ? 3 : 0;
    lines_left = format.skipped_lines;
    lead_records = format.header ? 1u : 0u;
    range.begin_is_record_start = true;
  }
  if (!range.begin_is_record_start) {
    scanner = RecordScanner(delimiter, quote, RecordScanner::State::unquoted);
  }
  if (is_utf16(format.encoding)) {
    utf16.emplace(format.encoding);
  }
  const std::vector<std::string>& wanted = options.columns;
  for (const std::string& name : wanted) {
    if (std::find(format.names.begin(), format.names.end(), name) == format.names.end()) {
      issues.push_back(error(Code::unknown_column, "", "The file has no column \"" + name + "\"."));
    }
  }
  for (std::size_t i = 0; i < format.names.size(); ++i) {
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), format.names[i]) == wanted.end()) {
      if (steps.empty() || steps.back().kind != Step::Kind::skip) {
        steps.emplace_back().columns = 0;
      }
      ++steps.back().columns;
      continue;
    }
    Column& column = table.columns.emplace_back();
    column.name = format.names[i];
    column.kind = i < format.kinds.size() ? format.kinds[i] : ColumnKind::text;
    Step& step = steps.emplace_back();
    step.column = table.columns.size() - 1;
    step.decimal = format.decimal == delimiter ? no_decimal : format.decimal;
    if (column.kind == ColumnKind::number) {
      const bool marked = i < format.marks.size() && format.marks[i].any();
      step.kind = marked ? Step::Kind::marked_number : Step::Kind::first_number;
      step.marks = marked ? &format.marks[i] : nullptr;
    } else {
      column.identifiers = i < format.identifiers.size() && format.identifiers[i] != 0;
      step.kind = column.identifiers ? Step::Kind::identifier : Step::Kind::text;
      step.na_is_missing = i < format.na_is_missing.size() && format.na_is_missing[i] != 0;
      step.cache = caches.emplace_back(std::make_unique<CodeCache>()).get();
    }
  }
  if (steps.empty()) {
    steps.emplace_back();
  }
  const auto columns = static_cast<std::int64_t>(std::max<std::size_t>(1, table.columns.size()));
  table::reserve(table, std::clamp<std::int64_t>(options.expected_rows, 0, most_reserved / (8 * columns)));
  block_rows = std::clamp<std::size_t>(block_cells / static_cast<std::size_t>(columns), 16, 8192);
}

void CsvReader::Work::make_room() {
  room = row + static_cast<std::int64_t>(block_rows);
  // One large copy: resize() would set the new elements one by one in a module compiled for size.
  no_numbers.resize(block_rows);
  no_codes.resize(block_rows);
  for (Step& step : steps) {
    if (step.kind == Step::Kind::skip) {
      continue;
    }
    Column& column = table.columns[step.column];
    if (column.kind == ColumnKind::number) {
      column.numbers.insert(column.numbers.end(), no_numbers.data(), no_numbers.data() + block_rows);
      step.numbers = column.numbers.data();
    } else {
      column.codes.insert(column.codes.end(), no_codes.data(), no_codes.data() + block_rows);
      step.codes = column.codes.data();
      step.identifiers = &column.levels;
      if (column.identifiers && row == static_cast<std::int64_t>(block_rows)) {
        const std::size_t rows = column.codes.capacity();
        const std::uint64_t text =
            (column.levels.text().size() / static_cast<std::size_t>(row) + 1) * std::uint64_t{rows};
        column.levels.reserve(rows, static_cast<std::size_t>(std::min<std::uint64_t>(text, most_reserved / 4)));
      }
    }
  }
}

// Passes over byte order mark and header, or to the first record boundary. Gives the number of bytes used.
std::size_t CsvReader::Work::pass_lead(std::span<const char> bytes) {
  const std::size_t mark = std::min(bom_left, bytes.size());
  bom_left -= mark;
  std::size_t used = mark;
  if (bom_left > 0) {
    return used;
  }
  if (!first_record && range.begin_is_record_start) {
    first_record = offset + static_cast<std::int64_t>(used);
  }
  if (!range.begin_is_record_start && !first_record) {
    const RecordScanner::Found found = scanner.to_record_end(bytes.subspan(used));
    used += found.used;
    if (!found.complete) {
      return used;
    }
    first_record = offset + static_cast<std::int64_t>(used);
    scanner = RecordScanner(delimiter, quote);
  }
  while (lines_left > 0 || after_cr) {
    if (used == bytes.size()) {
      return used;
    }
    const char c = bytes[used];
    if (after_cr) {
      after_cr = false;
      used += c == '\n' ? 1u : 0u;
      continue;
    }
    lines_left -= is_line_end(c) ? 1 : 0;
    after_cr = c == '\r';
    ++used;
  }
  while (lead_records > 0) {
    const RecordScanner::Found found = scanner.to_record_end(bytes.subspan(used));
    used += found.used;
    if (!found.complete) {
      return used;
    }
    lead_records -= found.blank ? 0u : 1u;
  }
  shift = 1 + skipped_lines() + scanner.lines();
  scanner = RecordScanner(delimiter, quote);
  lead_passed = true;
  return used;
}

void CsvReader::Work::feed(std::span<const char> bytes) {
  if (!lead_passed && !done) {
    const std::size_t used = pass_lead(bytes);
    offset += static_cast<std::int64_t>(used);
    bytes = bytes.subspan(used);
    if (lead_passed && offset > range.end) {
      done = true;
      end_offset = offset;
    }
  }
  if (!lead_passed || done || bytes.empty()) {
    return;
  }
  if (!carry.empty()) {
    const RecordScanner::Found found = scanner.to_record_end(bytes);
    carry.insert(carry.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(found.used));
    offset += static_cast<std::int64_t>(found.used);
    bytes = bytes.subspan(found.used);
    if (!found.complete) {
      overflow = done = carry.size() > most_carried;
      return;
    }
    if (!read_carry()) {
      return;
    }
  }
  const char* const begin = bytes.data();
  const char* end = begin + (bytes.size() > padding ? bytes.size() - padding : 0);
  while (end > begin && !is_line_end(end[-1])) {
    --end;
  }
  const char* at = begin;
  if (end > begin) {
    end += end[-1] == '\r' && end[0] == '\n' ? 1u : 0u;
    at = read(begin, end, offset);
  }
  offset += at - begin;
  if (done) {
    return;
  }
  carry.assign(at, begin + bytes.size());
  offset += static_cast<std::int64_t>(carry.size());
  scanner = RecordScanner(delimiter, quote);
  scanner.over(carry);
}

// Reads the whole records that carry consists of. False when that was the end of the range.
bool CsvReader::Work::read_carry() {
  const std::size_t size = carry.size();
  carry.resize(size + padding);
  read(carry.data(), carry.data() + size, offset - static_cast<std::int64_t>(size));
  carry.clear();
  return !done;
}

// Reads the records in [begin, end), which ends in a line end. Gives where the first record begins that is not read.
const char* CsvReader::Work::read(const char* begin, const char* end, std::int64_t begin_offset) {
  const char* stop = end;
  if (range.end - begin_offset < end - begin) {
    stop = begin + std::max<std::int64_t>(0, range.end - begin_offset + 1);
  }
  const char* at = begin;
  const char* last = nullptr;
  cells_end = end;
  // A call that reads no row has met a quote that is open at the end, or the end itself.
  while (at < stop && at != last) {
    if (row == room) {
      make_room();
    }
    last = at;
    const std::int64_t rows_end = std::min(room, row + static_cast<std::int64_t>(block_rows));
    at = read_records(at, stop, rows_end);
  }
  if (begin_offset + (at - begin) > range.end) {
    done = true;
    end_offset = begin_offset + (at - begin);
  }
  return at;
}

// Forgets what the steps before this one kept of the record in progress, which will be read again.
void CsvReader::Work::take_back(const Step* step) {
  while (step != steps.data()) {
    --step;
    if (step->kind == Step::Kind::identifier && step->codes[row] >= 0) {
      step->identifiers->pop_back();
    }
  }
}

const char* CsvReader::Work::number_cell_slowly(const char* at, Step& step) {
  const bool quoted = [&] {
    const char* c = at;
    while (*c == ' ') {
      ++c;
    }
    return *c == quote;
  }();
  std::string_view text;
  at = any_cell(at, text);
  if (at == nullptr) {
    return nullptr;
  }
  text = trimmed(text);
  const char decimal = quoted ? format.decimal : step.decimal;
  const std::optional<double> value =
      step.kind == Step::Kind::marked_number
          ? parse_marked(is_ascii(text) ? std::string(text) : decoded(text), format.decimal, *step.marks)
          : parse_number(text, decimal);
  step.numbers[row] = value.value_or(missing_number);
  if (value) {
    if (step.kind != Step::Kind::number) {
      note_sample(step, text);
    }
  } else if (!is_missing_token(text) && step.last_unreadable != row) {
    step.last_unreadable = row;
    Unreadable& unreadable = table.columns[step.column].unreadable;
    ++unreadable.count;
    if (unreadable.first_lines.size() < most_examples) {
      unreadable.first_lines.push_back(table.lines.back().shift + row);
      unreadable.first_contents.push_back(shortened(text, example_bytes));
    }
  }
  return at;
}

std::int32_t CsvReader::Work::code_of(std::string_view text, Step& step) {
  if (text.empty() || (step.na_is_missing && is_missing_token(text))) {
    return missing_code;
  }
  Column& column = table.columns[step.column];
  const auto keep = [&](std::string_view content) {
    return column.identifiers ? column.levels.add(content) : column.levels.intern(content);
  };
  const bool as_it_is = format.encoding == Encoding::windows1252 ? is_ascii(text) : is_utf8(text);
  const auto code = as_it_is ? keep(text) : keep(decoded(text));
  if (!code) {
    if (!has_error(issues)) {
      issues.push_back(error(Code::too_large, "",
                             "The text column \"" + column.name + "\" holds more distinct text than fits (4 GiB)."));
    }
    done = true;
  }
  return code.value_or(missing_code);
}

// A cell's content, without quotes or else without the spaces around it, and its end; null when a quote is not closed.
const char* CsvReader::Work::any_cell(const char* at, std::string_view& text) {
  while (*at == ' ') {
    ++at;
  }
  if (*at == quote) {
    return quoted_cell(at, text);
  }
  const char* const end = cell_end(at);
  text = trimmed({at, static_cast<std::size_t>(end - at)});
  return end;
}

const char* CsvReader::Work::quoted_cell(const char* at, std::string_view& text) {
  const char* const begin = at + 1;
  const auto closing = [&](const char* from) {
    return static_cast<const char*>(std::memchr(from, quote, static_cast<std::size_t>(cells_end - from)));
  };
  const char* close = closing(begin);
  if (close == nullptr) {
    return nullptr;
  }
  if (ends_cell(close[1])) {
    text = {begin, static_cast<std::size_t>(close - begin)};
    shift += line_ends(begin, close);
    return close + 1;
  }
  scratch.assign(begin, close);
  while (close[1] == quote) {
    const char* const from = close + 2;
    scratch.push_back(quote);
    close = closing(from);
    if (close == nullptr) {
      return nullptr;
    }
    scratch.append(from, close);
  }
  shift += line_ends(begin, close);
  const char* const end = cell_end(close + 1);
  const char* tail_end = end;
  while (tail_end > close + 1 && tail_end[-1] == ' ') {
    --tail_end;
  }
  scratch.append(close + 1, tail_end);
  text = scratch;
  return end;
}

// Behind the last column's delimiter: to the line end. Cells there are ignored, and worth a note unless empty.
const char* CsvReader::Work::rest_of_record(const char* at) {
  bool empty = true;
  while (true) {
    std::string_view text;
    at = any_cell(at, text);
    if (at == nullptr) {
      return nullptr;
    }
    empty = empty && text.empty();
    if (*at != delimiter) {
      break;
    }
    ++at;
  }
  if (!empty) {
    note_ragged();
  }
  return at;
}

void CsvReader::Work::note_ragged() {
  if (last_ragged == row) {
    return;
  }
  last_ragged = row;
  ++table.ragged.count;
  if (table.ragged.first_lines.size() < most_examples) {
    table.ragged.first_lines.push_back(table.lines.back().shift + row);
  }
}

void CsvReader::Work::note_sample(Step& step, std::string_view text) {
  std::vector<std::string>& samples = table.columns[step.column].samples;
  if (samples.size() >= most_samples || step.last_sample == row) {
    return;
  }
  step.last_sample = row;
  samples.push_back(shortened(text, example_bytes));
  if (samples.size() == most_samples && step.kind == Step::Kind::first_number) {
    step.kind = Step::Kind::number;
  }
}

// What is left at the end of the file, where the last record needs no line end.
void CsvReader::Work::read_rest() {
  using State = RecordScanner::State;
  if (!lead_passed) {
    const bool in_lead = range.begin_is_record_start;
    shift = 1 + skipped_lines() + (in_lead ? scanner.lines() : 0);
    if (in_lead && scanner.state() == State::quoted) {
      table.open_quote_line = skipped_lines() + scanner.lines_at_quote() + 1;
    }
    return;
  }
  if (overflow && scanner.state() != State::quoted) {
    issues.push_back(error(Code::too_large, "",
                           "The record on line " + std::to_string(line()) + " is longer than 64 MB.",
                           static_cast<double>(most_carried)));
    return;
  }
  if (carry.empty()) {
    return;
  }
  const bool ended = scanner.state() == State::record_start || scanner.state() == State::after_cr;
  const std::int64_t begin_offset = offset - static_cast<std::int64_t>(carry.size());
  if (!ended) {
    carry.push_back('\n');
  }
  const std::size_t size = carry.size();
  carry.resize(size + padding);
  const char* const end = carry.data() + size;
  const char* const at = read(carry.data(), end, begin_offset);
  if (at < end && !done) {
    RecordScanner rest(delimiter, quote);
    rest.over({at, static_cast<std::size_t>(end - 1 - at)});
    table.open_quote_line = line() + rest.lines_at_quote();
    shift += rest.lines() + 1;
  }
}

void CsvReader::Work::finish() {
  if (finished) {
    return;
  }
  finished = true;
  if (utf16 && !done) {
    transcoded.clear();
    utf16->finish(transcoded);
    feed(transcoded);
  }
  if (!done || overflow) {
    end_offset = offset;
    read_rest();
    end_offset = std::min(end_offset, offset);
  }
  if (!first_record) {
    first_record = end_offset;
  }
  done = true;
  carry = {};
  caches.clear();

  const auto size = static_cast<std::size_t>(row);
  table.rows = row;
  table.line_count = row + shift - 1;
  for (Column& column : table.columns) {
    if (column.kind == ColumnKind::number) {
      column.numbers.resize(size);
      column.missing = count_missing(std::span<const double>(column.numbers));
      continue;
    }
    column.codes.resize(size);
    column.missing = count_missing(std::span<const std::int32_t>(column.codes));
    for (std::size_t i = 0; i < size && column.samples.size() < most_samples; ++i) {
      if (column.codes[i] >= 0) {
        column.samples.push_back(shortened(column.levels[static_cast<std::size_t>(column.codes[i])], example_bytes));
      }
    }
  }
  append(issues, reading_issues(table));
}

CsvReader::CsvReader(CsvFormat format, CsvReaderOptions options)
    : work_(std::make_unique<Work>(std::move(format), std::move(options))) {}
CsvReader::~CsvReader() = default;
CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader& CsvReader::operator=(CsvReader&&) noexcept = default;

void CsvReader::feed(std::span<const char> bytes) {
  if (work_->done) {
    return;
  }
  if (work_->utf16) {
    work_->transcoded.clear();
    work_->utf16->read(bytes, work_->transcoded);
    work_->feed(work_->transcoded);
  } else {
    work_->feed(bytes);
  }
}

bool CsvReader::done() const { return work_->done; }
void CsvReader::finish() { work_->finish(); }
const Issues& CsvReader::issues() const { return work_->issues; }
Table CsvReader::take() { return std::move(work_->table); }
std::int64_t CsvReader::rows() const { return work_->row; }
std::int64_t CsvReader::first_record_offset() const { return work_->first_record.value_or(work_->offset); }
std::int64_t CsvReader::end_offset() const { return work_->end_offset; }

Outcome<Table> read_csv(std::span<const char> file) {
  constexpr std::size_t head_bytes = std::size_t{1} << 20;
  const bool whole = file.size() <= head_bytes;
  Outcome<CsvFormat> format = detect_format(file.first(std::min(file.size(), head_bytes)), whole);
  if (!format) {
    return std::move(format.issues);
  }
  CsvReaderOptions options;
  options.expected_rows = expected_rows(*format, static_cast<std::int64_t>(file.size()));
  CsvReader reader(std::move(*format), options);
  reader.feed(file);
  reader.finish();
  Issues issues = std::move(format.issues);
  append(issues, Issues(reader.issues()));
  if (has_error(issues)) {
    return issues;
  }
  return {reader.take(), std::move(issues)};
}

}  // namespace sutva::table
