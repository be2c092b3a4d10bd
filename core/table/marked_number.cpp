// SPDX-License-Identifier: Apache-2.0
#include "table/marked_number.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "table/number.hpp"

namespace sutva::table {

namespace {

constexpr std::size_t longest = 60;  // bytes of a number somebody wrote

// Longer ones before those they end or begin with.
constexpr std::array<std::string_view, 42> currencies = {"US$",
                                                         "CA$",
                                                         "AU$",
                                                         "NZ$",
                                                         "HK$",
                                                         "R$",
                                                         "A$",
                                                         "C$",
                                                         "$",
                                                         "\xE2\x82\xAC" /* € */,
                                                         "\xC2\xA3" /* £ */,
                                                         "\xC2\xA5" /* ¥ */,
                                                         "\xE2\x82\xB9" /* ₹ */,
                                                         "\xE2\x82\xBD" /* ₽ */,
                                                         "\xE2\x82\xA9" /* ₩ */,
                                                         "\xE2\x82\xBA" /* ₺ */,
                                                         "\xE2\x82\xB4" /* ₴ */,
                                                         "\xE2\x82\xAA" /* ₪ */,
                                                         "z\xC5\x82" /* zł */,
                                                         "K\xC4\x8D" /* Kč */,
                                                         "kr.",
                                                         "kr",
                                                         "Fr.",
                                                         "USD",
                                                         "EUR",
                                                         "GBP",
                                                         "JPY",
                                                         "CNY",
                                                         "CHF",
                                                         "SEK",
                                                         "NOK",
                                                         "DKK",
                                                         "PLN",
                                                         "CZK",
                                                         "CAD",
                                                         "AUD",
                                                         "NZD",
                                                         "INR",
                                                         "BRL",
                                                         "MXN",
                                                         "ZAR",
                                                         "KRW"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Narrow and no-break spaces as spaces, the typographic apostrophe and minus as those of ASCII.
std::string plain_signs(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("\xC2\xA0")) {
      plain.push_back(' ');
      i += 1;
    } else if (rest.starts_with("\xE2\x80\xAF") || rest.starts_with("\xE2\x80\x89")) {
      plain.push_back(' ');
      i += 2;
    } else if (rest.starts_with("\xE2\x80\x99")) {
      plain.push_back('\'');
      i += 2;
    } else if (rest.starts_with("\xE2\x88\x92")) {
      plain.push_back('-');
      i += 2;
    } else {
      plain.push_back(text[i]);
    }
  }
  return plain;
}

// Takes a sign away; whether it was a minus.
bool take_sign(std::string_view& text, bool& taken) {
  if (taken || text.empty() || (text.front() != '-' && text.front() != '+')) {
    return false;
  }
  taken = true;
  const bool minus = text.front() == '-';
  text = trimmed(text.substr(1));
  return minus;
}

void take_currency(std::string_view& text, std::string& currency) {
  if (text.empty() || (is_digit(text.front()) && is_digit(text.back()))) {
    return;
  }
  for (const std::string_view one : currencies) {
    const bool before = text.starts_with(one);
    if (before || text.ends_with(one)) {
      currency = one;
      text = trimmed(before ? text.substr(one.size()) : text.substr(0, text.size() - one.size()));
      return;
    }
  }
}

}  // namespace

std::optional<MarkedNumber> parse_marked(std::string_view text, char decimal) {
  MarkedNumber number;
  if (const auto value = parse_number(text, decimal)) {
    number.value = *value;
    number.has_decimal = text.find(decimal) != text.npos;
    return number;
  }
  if (text.size() > longest || std::none_of(text.begin(), text.end(), is_digit)) {
    return std::nullopt;
  }
  const std::string plain = plain_signs(text);
  std::string_view left = trimmed(plain);
  bool has_sign = false;
  bool negative = take_sign(left, has_sign);
  if (left.ends_with('%')) {
    number.marks.percent = true;
    left = trimmed(left.substr(0, left.size() - 1));
  } else {
    take_currency(left, number.marks.currency);
    negative = take_sign(left, has_sign) || negative;
  }

  std::string digits = negative ? "-" : "";
  const std::size_t whole = std::min(left.find(decimal), left.size());
  std::size_t group = 0;  // digits since the last mark
  for (std::size_t i = 0; i < whole; ++i) {
    const char c = left[i];
    if (is_digit(c)) {
      digits.push_back(c);
      ++group;
      continue;
    }
    const bool mark = c == ',' || c == '.' || c == ' ' || c == '\'';
    const bool first = number.marks.thousands == '\0';
    const bool fits = first ? group >= 1 && group <= 3 && left.front() != '0' : group == 3;
    if (!mark || !fits || (!first && c != number.marks.thousands)) {
      return std::nullopt;
    }
    number.marks.thousands = c;
    group = 0;
  }
  if (number.marks.thousands != '\0' && group != 3) {
    return std::nullopt;
  }
  if (whole < left.size()) {
    number.has_decimal = true;
    digits.push_back('.');
    for (const char c : left.substr(whole + 1)) {
      if (!is_digit(c)) {
        return std::nullopt;
      }
      digits.push_back(c);
    }
  }
  if (number.marks.percent) {
    digits += "e-2";  // in decimals, so that 0.1 % is the double nearest to 0.001
  }
  const auto value = parse_number(digits, '.');
  if (!value) {
    return std::nullopt;
  }
  number.value = *value;
  return number;
}

std::optional<double> parse_marked(std::string_view text, char decimal, const NumberMarks& marks) {
  const auto number = parse_marked(text, decimal);
  if (!number) {
    return std::nullopt;
  }
  const NumberMarks& own = number->marks;
  const bool thousands = own.thousands == '\0' || own.thousands == marks.thousands;
  const bool currency = own.currency.empty() || own.currency == marks.currency;
  const bool percent = own.percent == marks.percent || (marks.percent && number->value == 0);
  return thousands && currency && percent ? std::optional(number->value) : std::nullopt;
}

}  // namespace sutva::table
