// SPDX-License-Identifier: Apache-2.0
// Where records end, byte by byte: for what lies across two pieces of a file, and for finding a place to start.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace sutva::table {

class RecordScanner {
 public:
  enum class State : std::uint8_t { record_start, field_start, unquoted, quoted, quote_in_quoted, after_cr };

  explicit RecordScanner(char delimiter, char quote = '"', State state = State::record_start)
      : delimiter_(delimiter), quote_(quote), state_(state) {}

  struct Found {
    std::size_t used;  // bytes read
    bool complete;     // a record ended with them
    bool blank;        // and it had no bytes but its line end
  };

  // Reads to the end of the record in progress. A record that ends in a carriage return is complete only when the byte
  // after it was seen, since that may be its line feed.
  Found to_record_end(std::span<const char> bytes);

  // Reads everything, over any number of records.
  void over(std::span<const char> bytes);

  State state() const { return state_; }
  std::int64_t lines() const { return lines_; }                 // line ends seen, those inside of quotes too
  std::int64_t lines_at_quote() const { return quote_lines_; }  // and before the last quote that opened a field

 private:
  char delimiter_;
  char quote_;
  State state_;
  bool blank_ = true;         // no byte of this record but its line end
  bool cr_in_quote_ = false;  // the byte before was a carriage return inside of quotes
  std::int64_t lines_ = 0;
  std::int64_t quote_lines_ = 0;
};

}  // namespace sutva::table
