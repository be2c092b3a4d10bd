// SPDX-License-Identifier: Apache-2.0
// The one object with a memory: a CSV being read, then the table that operations run over.
//
// Reading: write bytes into buffer(n), detect(n, whole) on the head of the file, start(...), then write and feed(n)
// until the end, finish(). Several instances may each read a byte range: the others take_part() and the first one
// append_part()s them in order.
#pragma once

#include <emscripten/val.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/outcome.hpp"
#include "base/value.hpp"
#include "runnable.hpp"
#include "table/csv_reader.hpp"
#include "table/table.hpp"

namespace sutva::wasm {

class TableSession {
 public:
  // A view of so many bytes in the module's memory. It is void as soon as memory grows: ask again before each write.
  emscripten::val buffer(unsigned bytes);

  // Outcome of FormatProfile.
  emscripten::val detect(unsigned bytes, bool whole_file, const emscripten::val& request);
  // columns: names, or undefined for all. begin, end: bytes of the file.
  void start(double file_bytes, const emscripten::val& columns, double begin, double end, bool begin_is_record_start);
  bool feed(unsigned bytes);  // whether the reader wants more
  double rows() const;
  // {first_record_offset, end_offset}
  emscripten::val finish();
  // The table read, as an Int8Array for another instance's append_part; it is gone from here.
  emscripten::val take_part();
  void append_part(const emscripten::val& part);
  // What there is to say of the whole table, as issues.
  emscripten::val seal();
  // Adds the columns of another session's table. Outcome of JoinResult.
  emscripten::val join(const TableSession& second, const emscripten::val& request);
  void close();

  // Operations over the table: outcome without value where the request is wrong, otherwise step until done.
  emscripten::val begin_operation(const std::string& name, const emscripten::val& request);
  double step_operation(double milliseconds);  // progress; 1 when done
  emscripten::val finish_operation();

  // Operations with replicates: begin, then step until done as above; then blocks here and in other instances, whose
  // table is the part_for_replicates() of this one, and the outcome of all partials where the table is whole.
  emscripten::val begin_resampling(const std::string& name, const emscripten::val& request);
  double step_resampling(double milliseconds);
  // The columns that the operation looks at, as an Int8Array for another instance's open_part.
  emscripten::val part_for_replicates() const;
  void open_part(const emscripten::val& part);
  emscripten::val resampling_plan() const;  // outcome of {replicates, block}
  emscripten::val resampling_block(double first, double count) const;
  emscripten::val finish_resampling(const emscripten::val& partials);

 private:
  std::unique_ptr<char[]> staging_;
  unsigned staged_ = 0;  // size of staging_
  std::optional<table::CsvFormat> format_;
  std::optional<table::CsvReader> reader_;
  std::optional<table::Table> table_;
  Issues issues_;
  std::unique_ptr<Running> running_;
  std::unique_ptr<Resampled> resampled_;  // apart: other operations may run between its blocks
};

}  // namespace sutva::wasm
