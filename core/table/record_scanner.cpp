// SPDX-License-Identifier: Apache-2.0
#include "table/record_scanner.hpp"

namespace sutva::table {

RecordScanner::Found RecordScanner::to_record_end(std::span<const char> bytes) {
  std::size_t at = 0;
  const auto ended = [&]() -> Found {
    const bool blank = blank_;
    state_ = State::record_start;
    blank_ = true;
    return {at, true, blank};
  };
  for (; at < bytes.size(); ++at) {
    const char c = bytes[at];
    if (state_ == State::after_cr) {
      at += c == '\n' ? 1 : 0;
      return ended();
    }
    if (state_ == State::quoted) {
      lines_ += c == '\r' || (c == '\n' && !cr_in_quote_) ? 1 : 0;
      cr_in_quote_ = c == '\r';
      if (c == quote_) {
        state_ = State::quote_in_quoted;
      }
      continue;
    }
    if (c == '\n') {
      ++lines_;
      ++at;
      return ended();
    }
    if (c == '\r') {
      ++lines_;
      state_ = State::after_cr;
      continue;
    }
    blank_ = false;
    if (c == delimiter_) {
      state_ = State::field_start;
    } else if (state_ == State::quote_in_quoted) {
      state_ = c == quote_ ? State::quoted : State::unquoted;
    } else if (state_ != State::unquoted) {
      if (c == quote_) {
        state_ = State::quoted;
        quote_lines_ = lines_;
        cr_in_quote_ = false;
      } else {
        state_ = c == ' ' ? State::field_start : State::unquoted;
      }
    }
  }
  return {at, false, false};
}

void RecordScanner::over(std::span<const char> bytes) {
  while (!bytes.empty()) {
    bytes = bytes.subspan(to_record_end(bytes).used);
  }
}

}  // namespace sutva::table
