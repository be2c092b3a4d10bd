// SPDX-License-Identifier: Apache-2.0
#include "table_session.hpp"

#include <emscripten.h>

#include <limits>

#include "analyze/format_profile.hpp"
#include "base/write.hpp"
#include "marshal.hpp"
#include "operations.hpp"

namespace sutva::wasm {
namespace {

using emscripten::val;
using table::Column;
using table::ColumnKind;
using table::Table;

template <class T>
val typed_array(std::span<const T> values) {
  return val(emscripten::typed_memory_view(values.size(), values.data())).call<val>("slice");
}

template <class T>
std::vector<T> numbers_of(const val& array) {
  std::vector<T> numbers(array["length"].as<unsigned>());
  val(emscripten::typed_memory_view(numbers.size(), numbers.data())).call<void>("set", array);
  return numbers;
}

std::vector<std::int64_t> lines_of(const val& array) {
  const auto plain = numbers_of<double>(array);
  return {plain.begin(), plain.end()};
}

val doubles(const std::vector<std::int64_t>& values) {
  const std::vector<double> plain(values.begin(), values.end());
  return typed_array<double>(plain);
}

val texts(const std::vector<std::string>& values) {
  val array = val::array();
  for (const std::string& value : values) {
    array.call<void>("push", val(value));
  }
  return array;
}

std::vector<std::string> texts_of(const val& array) { return emscripten::vecFromJSArray<std::string>(array); }

// A part of a table on its way to another instance. Both ends are here; nothing else reads it.
val pack(const Table& table) {
  val part = val::object();
  part.set("rows", static_cast<double>(table.rows));
  part.set("line_count", static_cast<double>(table.line_count));
  part.set("ragged_count", static_cast<double>(table.ragged.count));
  part.set("ragged_lines", doubles(table.ragged.first_lines));
  part.set("open_quote_line", static_cast<double>(table.open_quote_line.value_or(-1)));
  std::vector<std::int64_t> shifts;
  for (const table::LineShift& shift : table.lines) {
    shifts.push_back(shift.row);
    shifts.push_back(shift.shift);
  }
  part.set("shifts", doubles(shifts));
  val columns = val::array();
  for (const Column& column : table.columns) {
    val one = val::object();
    one.set("name", val(column.name));
    one.set("is_text", column.kind == ColumnKind::text);
    one.set("missing", static_cast<double>(column.missing));
    one.set("unreadable_count", static_cast<double>(column.unreadable.count));
    one.set("unreadable_lines", doubles(column.unreadable.first_lines));
    one.set("unreadable_contents", texts(column.unreadable.first_contents));
    one.set("samples", texts(column.samples));
    if (column.kind == ColumnKind::text) {
      one.set("codes", typed_array<std::int32_t>(column.codes));
      one.set("level_text", typed_array<char>(column.levels.text()));
      one.set("level_ends", typed_array<std::uint32_t>(column.levels.ends()));
    } else {
      one.set("numbers", typed_array<double>(column.numbers));
    }
    columns.call<void>("push", one);
  }
  part.set("columns", columns);
  return part;
}

Table unpack(const val& part) {
  Table table;
  table.rows = static_cast<std::int64_t>(part["rows"].as<double>());
  table.line_count = static_cast<std::int64_t>(part["line_count"].as<double>());
  table.ragged.count = static_cast<std::int64_t>(part["ragged_count"].as<double>());
  table.ragged.first_lines = lines_of(part["ragged_lines"]);
  if (const double line = part["open_quote_line"].as<double>(); line >= 0) {
    table.open_quote_line = static_cast<std::int64_t>(line);
  }
  const auto shifts = lines_of(part["shifts"]);
  for (std::size_t i = 0; i + 1 < shifts.size(); i += 2) {
    table.lines.push_back({shifts[i], shifts[i + 1]});
  }
  const val columns = part["columns"];
  const auto count = columns["length"].as<unsigned>();
  for (unsigned i = 0; i < count; ++i) {
    const val one = columns[i];
    Column column;
    column.name = one["name"].as<std::string>();
    column.kind = one["is_text"].as<bool>() ? ColumnKind::text : ColumnKind::number;
    column.missing = static_cast<std::int64_t>(one["missing"].as<double>());
    column.unreadable.count = static_cast<std::int64_t>(one["unreadable_count"].as<double>());
    column.unreadable.first_lines = lines_of(one["unreadable_lines"]);
    column.unreadable.first_contents = texts_of(one["unreadable_contents"]);
    column.samples = texts_of(one["samples"]);
    if (column.kind == ColumnKind::text) {
      column.codes = numbers_of<std::int32_t>(one["codes"]);
      column.levels = table::Levels(numbers_of<char>(one["level_text"]), numbers_of<std::uint32_t>(one["level_ends"]));
    } else {
      column.numbers = numbers_of<double>(one["numbers"]);
    }
    table.columns.push_back(std::move(column));
  }
  return table;
}

// {issues}: for calls that have no value of their own.
val only_issues(const Issues& issues) {
  Object outcome;
  outcome.set("issues", write_issues(issues));
  return to_javascript(Value(std::move(outcome)));
}

}  // namespace

val TableSession::buffer(unsigned bytes) {
  if (staging_.size() < bytes) {
    staging_.resize(bytes);
  }
  auto* const place = reinterpret_cast<unsigned char*>(staging_.data());  // NOLINT: JavaScript writes Uint8Array
  return val(emscripten::typed_memory_view(bytes, place));
}

val TableSession::detect(unsigned bytes, bool whole_file) {
  Outcome<table::CsvFormat> format = table::detect_format(std::span<const char>(staging_.data(), bytes), whole_file);
  Outcome<analyze::FormatProfile> profile(std::move(format.issues));
  if (format) {
    format_ = std::move(*format);
    profile.value = analyze::profile_of(*format_);
  }
  return to_javascript(write_outcome(profile));
}

void TableSession::start(double file_bytes, const val& columns, double begin, double end, bool begin_is_record_start) {
  table_.reset();
  running_.reset();
  table::CsvReaderOptions options;
  options.expected_rows = table::expected_rows(*format_, static_cast<std::int64_t>(file_bytes));
  if (!columns.isUndefined()) {
    options.columns = texts_of(columns);
  }
  options.range = {static_cast<std::int64_t>(begin),
                   end >= 0 ? static_cast<std::int64_t>(end) : std::numeric_limits<std::int64_t>::max(),
                   begin_is_record_start};
  reader_.emplace(*format_, std::move(options));
}

bool TableSession::feed(unsigned bytes) {
  reader_->feed(std::span<const char>(staging_.data(), bytes));
  return !reader_->done();
}

double TableSession::rows() const { return reader_ ? static_cast<double>(reader_->rows()) : 0; }

val TableSession::finish() {
  reader_->finish();
  issues_ = reader_->issues();
  val offsets = val::object();
  offsets.set("first_record_offset", static_cast<double>(reader_->first_record_offset()));
  offsets.set("end_offset", static_cast<double>(reader_->end_offset()));
  table_ = reader_->take();
  reader_.reset();
  return offsets;
}

val TableSession::take_part() {
  const val part = pack(*table_);
  close();
  return part;
}

void TableSession::append_part(const val& part) { table::append(*table_, unpack(part)); }

val TableSession::seal() {
  // What the reader alone can know (an unknown column, a column too large) stays; the rest is said of the whole table.
  Issues issues = table::reading_issues(*table_);
  for (Issue& issue : issues_) {
    if (issue.code == Code::unknown_column || issue.code == Code::too_large) {
      issues.push_back(std::move(issue));
    }
  }
  staging_ = {};
  if (has_error(issues)) {
    table_.reset();
  }
  return only_issues(issues);
}

void TableSession::close() {
  reader_.reset();
  table_.reset();
  running_.reset();
  staging_ = {};
}

val TableSession::begin_operation(const std::string& name, const val& request) {
  running_.reset();
  const Value plain = from_javascript(request);
  Issues issues;
  const bool found = with_operation(name, [&]<class O>(const O&) {
    if constexpr (O::shape == "table") {
      using Engine = typename O::Engine;
      if (!table_) {
        issues.push_back(error(Code::no_table, "", "Open a file first."));
        return;
      }
      auto read_request = read<typename O::Request>(plain);
      issues = std::move(read_request.issues);
      if (!read_request) {
        return;
      }
      auto prepared = Engine::prepare(*table_, *read_request);
      append(issues, std::move(prepared.issues));
      if (!prepared) {
        return;
      }
      auto engine = std::make_shared<Engine>(std::move(*prepared));
      running_ = Running{[engine] { return engine->step(); }, [engine] { return engine->progress(); },
                         [engine, issues] {
                           auto outcome = engine->finish();
                           outcome.issues.insert(outcome.issues.begin(), issues.begin(), issues.end());
                           return to_javascript(write_outcome(outcome));
                         }};
    } else {
      issues.push_back(unknown_operation(name, "table"));
    }
  });
  if (!found) {
    issues.push_back(unknown_operation(name, "table"));
  }
  val outcome = only_issues(issues);
  outcome.set("running", running_.has_value());
  return outcome;
}

double TableSession::step_operation(double milliseconds) {
  const double until = emscripten_get_now() + milliseconds;
  while (running_->step()) {
    if (emscripten_get_now() >= until) {
      return running_->progress();
    }
  }
  return 1;
}

val TableSession::finish_operation() {
  const val outcome = running_->finish();
  running_.reset();
  return outcome;
}

}  // namespace sutva::wasm
