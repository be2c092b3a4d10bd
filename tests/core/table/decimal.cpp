// SPDX-License-Identifier: Apache-2.0
#include "table/decimal.hpp"

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <random>
#include <string>

#include "../catch.hpp"
#include "table/number.hpp"

using namespace sutva::table;

namespace {

// As strtod reads it, to the last bit.
void check(const std::string& text) {
  const double expected = std::strtod(text.c_str(), nullptr);
  const auto read = parse_number(text, '.');
  if (std::isinf(expected) ? read.has_value() : !read || std::memcmp(&*read, &expected, sizeof expected) != 0) {
    FAIL(text << " should be " << expected);
  }
}

// The number in the middle of two, from all of their digits: their sum times five, a digit further to the right.
std::string halfway(double a, double b) {
  char left[1500], right[1500];
  std::snprintf(left, sizeof left, "%0400.1074f", a);
  std::snprintf(right, sizeof right, "%0400.1074f", b);
  std::string sum(std::strlen(right), '0');
  const std::string padded = std::string(sum.size() - std::strlen(left), '0') + left;
  int carry = 0;
  for (std::size_t i = sum.size(); i-- > 0;) {
    if (right[i] == '.') {
      sum[i] = '.';
      continue;
    }
    const int digit = (padded[i] - '0' + right[i] - '0') * 5 + carry;
    sum[i] = static_cast<char>('0' + digit % 10);
    carry = digit / 10;
  }
  return std::to_string(carry) + sum + "e-1";
}

}  // namespace

TEST_CASE("decimals: any double written with any number of digits is read as the nearest") {
  std::mt19937_64 random(20261122);
  for (int i = 0; i < 100000; ++i) {
    double x = 0;
    const std::uint64_t bits = random();
    std::memcpy(&x, &bits, sizeof x);
    if (std::isfinite(x)) {
      char text[64];
      std::snprintf(text, sizeof text, "%.*e", static_cast<int>(random() % 24), x);
      check(text);
    }
  }
}

TEST_CASE("decimals: the middle of two doubles goes to the even one, a little more or less to its side") {
  std::mt19937_64 random(7);
  for (int i = 0; i < 1000; ++i) {
    double x = 0;
    // A third of them subnormal.
    const std::uint64_t bits = random() & (i % 3 == 0 ? 0x000FFFFFFFFFFFFFu : 0x7FDFFFFFFFFFFFFFu);
    std::memcpy(&x, &bits, sizeof x);
    const std::string middle = halfway(x, std::nextafter(x, std::numeric_limits<double>::infinity()));
    check(middle);
    std::string more = middle;
    more.insert(more.find('e'), "0000001");
    check(more);
    std::string less = middle;
    std::size_t at = less.find_last_of("123456789", less.find('e') - 1);
    --less[at];
    while (less[++at] != 'e') {
      less[at] = '9';
    }
    check(less);
  }
}

TEST_CASE("decimals: at the ends of the range, and with very many digits") {
  for (const char* text : {"4.9e-324",
                           "2.4703282292062327e-324",
                           "2.4703282292062328e-324",
                           "2.47e-324",
                           "1.7976931348623157e308",
                           "1.7976931348623158e308",
                           "1.797693134862315807e308",
                           "1.797693134862315808e308",
                           "1e308",
                           "1e309",
                           "1e-400",
                           "0e99999999999999999999",
                           "1e-99999999999999999999",
                           "9007199254740993",
                           "9007199254740992.5",
                           "2.2250738585072011e-308",
                           "2.2250738585072014e-308",
                           "1e22",
                           "1e23",
                           "1e27",
                           "1e28",
                           "1e-27",
                           "1e-28",
                           "18446744073709551615",
                           "18446744073709551616",
                           "9999999999999999999",
                           "0.9999999999999999999"}) {
    check(text);
  }
  check(std::string(100000, '9') + "e-100000");
  check("0." + std::string(100000, '0') + "1e100000");
  check("1" + std::string(308, '0'));
  check("1" + std::string(309, '0'));
  check("0." + std::string(400, '0') + "1");
  // Beyond the digits that are kept it only matters that one is not zero.
  check("9007199254740993." + std::string(2000, '0'));
  check("9007199254740993." + std::string(2000, '0') + "1");
}
