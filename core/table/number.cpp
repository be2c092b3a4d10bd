// SPDX-License-Identifier: Apache-2.0
#include "table/number.hpp"

#include <fast_float/fast_float.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace sutva::table {

namespace {

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

std::optional<double> parse_number(std::string_view text, char decimal) {
  if (!text.empty() && text.front() == '+') {
    text.remove_prefix(1);
    if (!text.empty() && text.front() == '-') {
      return std::nullopt;
    }
  }
  std::size_t at = !text.empty() && text.front() == '-' ? 1 : 0;
  std::size_t digits = 0;
  for (; at < text.size() && is_digit(text[at]); ++at) {
    ++digits;
  }
  if (at < text.size() && text[at] == decimal) {
    for (++at; at < text.size() && is_digit(text[at]); ++at) {
      ++digits;
    }
  }
  if (digits == 0) {
    return std::nullopt;
  }
  if (at < text.size() && lower(text[at]) == 'e') {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) {
      ++at;
    }
    const std::size_t exponent = at;
    while (at < text.size() && is_digit(text[at])) {
      ++at;
    }
    if (at == exponent) {
      return std::nullopt;
    }
  }
  if (at != text.size()) {
    return std::nullopt;
  }
  double value = 0;
  const auto result =
      fast_float::from_chars_advanced(text.data(), text.data() + text.size(), value,
                                      fast_float::parse_options(fast_float::chars_format::general, decimal));
  // A number too small for a double is zero, whatever fast_float's version calls it; one too large is unreadable.
  if (result.ptr != text.data() + text.size() || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

bool is_missing_token(std::string_view text) {
  if (text.empty() || text == ".") {
    return true;
  }
  if (text.size() > 4) {
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
