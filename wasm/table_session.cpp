// SPDX-License-Identifier: Apache-2.0
#include "table_session.hpp"

#include <emscripten.h>
#include <emscripten/bind.h>

#include <limits>

#include "analyze/format_profile.hpp"
#include "analyze/join_profile.hpp"
#include "base/read.hpp"
#include "base/write.hpp"
#include "marshal.hpp"
#include "table/packing.hpp"

namespace sutva::wasm {
namespace {

using emscripten::val;

val to_bytes(const table::Packed& packed) {
  const val bytes = val::global("Int8Array").new_(packed.size());
  std::size_t at = 0;
  for (const std::span<const char> run : packed.runs()) {
    bytes.call<void>("set", val(emscripten::typed_memory_view(run.size(), run.data())), at);
    at += run.size();
  }
  return bytes;
}

void append_bytes(table::Table& table, const val& part) {
  const auto size = part["length"].as<std::size_t>();
  const std::unique_ptr<char[]> bytes(new char[size]);
  val(emscripten::typed_memory_view(size, bytes.get())).call<void>("set", part);
  table::append_packed(table, {bytes.get(), size});
}

// begin(operation) for the operation of this name and shape; what is wrong is in the issues.
template <class Begin>
void with_table(std::string_view shape, const std::string& name, bool has_table, Issues& issues, Begin begin) {
  const Runnable* operation = find_operation(shape, name, issues);
  if (operation && !has_table) {
    issues.push_back(error(Code::no_table, "", "Open a file first."));
  } else if (operation) {
    begin(*operation);
  }
}

}  // namespace

val TableSession::buffer(unsigned bytes) {
  if (staged_ < bytes) {
    staging_.reset(new char[bytes]);  // not set to anything: it is written next
    staged_ = bytes;
  }
  auto* const place = reinterpret_cast<unsigned char*>(staging_.get());  // NOLINT: JavaScript writes Uint8Array
  return val(emscripten::typed_memory_view(bytes, place));
}

val TableSession::detect(unsigned bytes, bool whole_file, const val& request) {
  auto read_request = read<analyze::FormatRequest>(request.isUndefined() ? Value(Object()) : from_javascript(request));
  if (!read_request) {
    return to_javascript(issues_only(read_request.issues));
  }
  Outcome<table::CsvFormat> format = table::detect_format(std::span<const char>(staging_.get(), bytes), whole_file,
                                                          analyze::overrides_of(*read_request));
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
  resampled_.reset();
  table::CsvReaderOptions options;
  options.expected_rows = table::expected_rows(*format_, static_cast<std::int64_t>(file_bytes));
  if (!columns.isUndefined()) {
    options.columns = emscripten::vecFromJSArray<std::string>(columns);
  }
  options.range = {static_cast<std::int64_t>(begin),
                   end >= 0 ? static_cast<std::int64_t>(end) : std::numeric_limits<std::int64_t>::max(),
                   begin_is_record_start};
  reader_.emplace(*format_, std::move(options));
}

bool TableSession::feed(unsigned bytes) {
  reader_->feed(std::span<const char>(staging_.get(), bytes));
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
  const val part = to_bytes(table::Packed(*table_));
  close();
  return part;
}

void TableSession::append_part(const val& part) { append_bytes(*table_, part); }

val TableSession::seal() {
  // What the reader alone can know (an unknown column, a column too large) stays; the rest is said of the whole table.
  Issues issues = table::reading_issues(*table_);
  for (Issue& issue : issues_) {
    if (issue.code == Code::unknown_column || issue.code == Code::too_large) {
      issues.push_back(std::move(issue));
    }
  }
  staging_.reset();
  staged_ = 0;
  if (has_error(issues)) {
    table_.reset();
  }
  return to_javascript(issues_only(issues));
}

val TableSession::join(const TableSession& second, const val& request) {
  Outcome<analyze::JoinResult> outcome;
  auto read_request = read<analyze::JoinRequest>(from_javascript(request));
  outcome.issues = std::move(read_request.issues);
  if (!table_ || !second.table_) {
    outcome.issues.push_back(error(Code::no_table, "", "Open a file first."));
  } else if (read_request) {
    running_.reset();  // it looks at the columns
    auto joined = table::join(*table_, *second.table_, {read_request->on, read_request->on_second, read_request->rule});
    append(outcome.issues, std::move(joined.issues));
    if (joined) {
      outcome.value = analyze::result_of(std::move(*joined));
    }
  }
  return to_javascript(write_outcome(outcome));
}

void TableSession::close() {
  reader_.reset();
  table_.reset();
  running_.reset();
  resampled_.reset();
  staging_.reset();
  staged_ = 0;
}

val TableSession::begin_operation(const std::string& name, const val& request) {
  running_.reset();
  Issues issues;
  with_table("table", name, table_.has_value(), issues,
             [&](const Runnable& operation) { running_ = operation.begin(*table_, from_javascript(request), issues); });
  val outcome = to_javascript(issues_only(issues));
  outcome.set("running", running_ != nullptr);
  return outcome;
}

val TableSession::begin_resampling(const std::string& name, const val& request) {
  resampled_.reset();
  Issues issues;
  with_table("resampling", name, table_.has_value(), issues, [&](const Runnable& operation) {
    resampled_ = operation.begin_resampling(*table_, from_javascript(request), issues);
  });
  val outcome = to_javascript(issues_only(issues));
  outcome.set("running", resampled_ != nullptr);
  return outcome;
}

double TableSession::step_resampling(double milliseconds) {
  const double until = emscripten_get_now() + milliseconds;
  while (resampled_->step()) {
    if (emscripten_get_now() >= until) {
      return resampled_->progress();
    }
  }
  return 1;
}

val TableSession::part_for_replicates() const { return to_bytes(table::Packed(*table_, resampled_->columns())); }

void TableSession::open_part(const val& part) {
  close();
  append_bytes(table_.emplace(), part);
}

val TableSession::resampling_plan() const { return to_javascript(resampled_->plan()); }

val TableSession::resampling_block(double first, double count) const {
  return to_javascript(resampled_->block(static_cast<std::int64_t>(first), static_cast<std::int64_t>(count)));
}

val TableSession::finish_resampling(const val& partials) {
  const val outcome = to_javascript(resampled_->finish(from_javascript(partials)));
  resampled_.reset();
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
  const val outcome = to_javascript(running_->finish());
  running_.reset();
  return outcome;
}

}  // namespace sutva::wasm

// Here and not in module.cpp: a module without a table is linked without this file.
EMSCRIPTEN_BINDINGS(sutva_table) {
  using sutva::wasm::TableSession;
  emscripten::class_<TableSession>("TableSession")
      .constructor<>()
      .function("buffer", &TableSession::buffer)
      .function("detect", &TableSession::detect)
      .function("start", &TableSession::start)
      .function("feed", &TableSession::feed)
      .function("rows", &TableSession::rows)
      .function("finish", &TableSession::finish)
      .function("take_part", &TableSession::take_part)
      .function("append_part", &TableSession::append_part)
      .function("seal", &TableSession::seal)
      .function("join", &TableSession::join)
      .function("close", &TableSession::close)
      .function("begin_operation", &TableSession::begin_operation)
      .function("step_operation", &TableSession::step_operation)
      .function("finish_operation", &TableSession::finish_operation)
      .function("begin_resampling", &TableSession::begin_resampling)
      .function("step_resampling", &TableSession::step_resampling)
      .function("part_for_replicates", &TableSession::part_for_replicates)
      .function("open_part", &TableSession::open_part)
      .function("resampling_plan", &TableSession::resampling_plan)
      .function("resampling_block", &TableSession::resampling_block)
      .function("finish_resampling", &TableSession::finish_resampling);
}
