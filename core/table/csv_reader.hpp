// SPDX-License-Identifier: Apache-2.0
// Reads a CSV that arrives in pieces into a table, in one pass.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/outcome.hpp"
#include "table/csv_format.hpp"
#include "table/table.hpp"

namespace sutva::table {

// The records of a file one reader is to read: those that begin at or before `end`. The one in progress at `end` is
// read to its end, so bytes beyond `end` must be fed until the reader is done. UTF-16 is not cut into ranges.
struct ByteRange {
  std::int64_t begin =
      0;  // place in the file of the first byte that will be fed; the reader at 0 passes over the header
  std::int64_t end = std::numeric_limits<std::int64_t>::max();
  // False: reading starts at the first record boundary after `begin`, found on the assumption that `begin` is not
  // inside of quotes. It held if this part's first_record_offset() is the end_offset() of the part before.
  bool begin_is_record_start = true;
};

struct CsvReaderOptions {
  std::int64_t expected_rows = 0;    // memory is reserved for these up front
  std::vector<std::string> columns;  // names of the columns wanted; empty: all. The table has them in the file's order
  ByteRange range;
};

class CsvReader {
 public:
  explicit CsvReader(CsvFormat format, CsvReaderOptions options = {});
  ~CsvReader();
  CsvReader(CsvReader&&) noexcept;
  CsvReader& operator=(CsvReader&&) noexcept;

  // The next bytes of the file. They are read where they are; a record that goes on beyond them is kept.
  void feed(std::span<const char> bytes);

  // All records of the range are read, or an error ends it: more bytes would be ignored.
  bool done() const;

  // There are no more bytes. Call it once, done or not.
  void finish();

  // After finish(): reading_issues() of the table, and unknown_column for names of CsvReaderOptions::columns that the
  // file does not have, too_large for a text column of over 4 GiB or 2^31 distinct values.
  // Line numbers are those of the file for the part that begins at 0, and count from the part's first record otherwise.
  const Issues& issues() const;

  // After finish(): the table. To be called once.
  Table take();

  std::int64_t rows() const;  // read so far
  std::int64_t first_record_offset()
      const;  // after finish(): place in the file of the part's first record; with a header, of it
  std::int64_t end_offset() const;  // after finish(): of the first record behind the part, or the end of the file

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

// A whole file at once.
Outcome<Table> read_csv(std::span<const char> file);

}  // namespace sutva::table
