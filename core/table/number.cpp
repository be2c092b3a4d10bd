// SPDX-License-Identifier: Apache-2.0
#include "table/number.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "table/decimal.hpp"

namespace sutva::table {

namespace {

constexpr std::int64_t largest_written = 1'000'000'000'000;  // an exponent; no cell has so many digits to balance it

bool is_digit(char c) { return c >= '0' && c <= '9'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_ignoring_case(std::string_view text, std::string_view lower_case) {
  if (text.size() != lower_case.size()) {
    return false;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (lower(text[i]) != lower_case[i]) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') {
    text.remove_prefix(1);
  }
  while (!text.empty() && text.back() == ' ') {
    text.remove_suffix(1);
  }
  return text;
}

namespace {

// A cell that is written as a number.
struct Written {
  std::string_view digits;  // with the decimal sign
  std::int64_t exponent;    // of the last digit
  bool negative;
};

std::optional<Written> as_written(std::string_view text, char decimal) {
  if (!text.empty() && text.front() == '+') {
    text.remove_prefix(1);
    if (!text.empty() && text.front() == '-') {
      return std::nullopt;
    }
  }
  const bool negative = !text.empty() && text.front() == '-';
  const std::size_t begin = negative ? 1 : 0;
  std::size_t at = begin;
  while (at < text.size() && is_digit(text[at])) {
    ++at;
  }
  std::size_t digits = at - begin;
  std::int64_t exponent = 0;  // of the last digit
  if (at < text.size() && text[at] == decimal) {
    const std::size_t first = ++at;
    while (at < text.size() && is_digit(text[at])) {
      ++at;
    }
    digits += at - first;
    exponent = -static_cast<std::int64_t>(at - first);
  }
  if (digits == 0) {
    return std::nullopt;
  }
  const std::string_view all_digits = text.substr(begin, at - begin);
  if (at < text.size() && lower(text[at]) == 'e') {
    ++at;
    const bool down = at < text.size() && text[at] == '-';
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) {
      ++at;
    }
    const std::size_t first = at;
    std::int64_t written = 0;
    for (; at < text.size() && is_digit(text[at]); ++at) {
      written = std::min<std::int64_t>(10 * written + (text[at] - '0'), largest_written);
    }
    if (at == first) {
      return std::nullopt;
    }
    exponent += down ? -written : written;
  }
  if (at != text.size()) {
    return std::nullopt;
  }
  return Written{all_digits, exponent, negative};
}

}  // namespace

std::optional<double> parse_number(std::string_view text, char decimal) {
  const std::optional<Written> written = as_written(text, decimal);
  if (!written) {
    return std::nullopt;
  }
  const double value = nearest_double(written->digits, written->exponent);
  if (!std::isfinite(value)) {
    return std::nullopt;  // too large; a number too small for a double is zero
  }
  return written->negative ? -value : value;
}

bool is_number(std::string_view text, char decimal) {
  const std::optional<Written> written = as_written(text, decimal);
  const auto digits = [&] { return static_cast<std::int64_t>(written->digits.size()); };
  // Below 10^300 it is surely finite.
  return written &&
         (written->exponent + digits() < 300 || std::isfinite(nearest_double(written->digits, written->exponent)));
}

bool is_missing_token(std::string_view text) {
  if (text.empty() || text == ".") {
    return true;
  }
  if (text.size() > 4 || is_digit(text.front())) {
    return false;
  }
  constexpr std::array<std::string_view, 7> tokens = {"na", "n/a", "#n/a", "<na>", "nan", "null", "none"};
  for (const std::string_view token : tokens) {
    if (same_ignoring_case(text, token)) {
      return true;
    }
  }
  return false;
}

IdLike id_like(std::string_view text) {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    text.remove_prefix(1);
  }
  for (const char c : text) {
    if (!is_digit(c)) {
      // 007.5 is nobody's id, but it is nobody's quantity either.
      return IdLike::no;
    }
  }
  if (text.size() > 1 && text.front() == '0') {
    return IdLike::leading_zero;
  }
  return text.size() > 15 ? IdLike::too_long : IdLike::no;
}

}  // namespace sutva::table
