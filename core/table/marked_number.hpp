// SPDX-License-Identifier: Apache-2.0
// Numbers written for people: 1,234.56, 1.234,56, 1 234,56, 1'234, $1,200.50, 12 €, 3.5 %.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sutva::table {

// What stands around the digits of a column's numbers.
struct NumberMarks {
  char thousands = '\0';  // , or . or ' or a space, which stands for all kinds of narrow and no-break spaces too
  bool percent = false;   // a percent sign: what is read is a hundredth
  std::string currency;   // as it is written, before or behind the number

  bool any() const { return thousands != '\0' || percent || !currency.empty(); }
  bool operator==(const NumberMarks&) const = default;
};

struct MarkedNumber {
  double value = 0;
  NumberMarks marks;         // those of this number
  bool has_decimal = false;  // a decimal sign stands in it
};

// A number with or without such marks, in UTF-8; none for anything else. Thousands are marked by one sign, between
// groups of exactly three digits, and never by the decimal sign.
std::optional<MarkedNumber> parse_marked(std::string_view text, char decimal);

// The value of a cell of a column with these marks. Thousands marks and a currency may be left out, others are not
// read; a percent sign may be left out of a zero only, since 5 among percentages may be 5 % as well as 500 %.
std::optional<double> parse_marked(std::string_view text, char decimal, const NumberMarks& marks);

}  // namespace sutva::table
