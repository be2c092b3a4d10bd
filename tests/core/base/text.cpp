// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"

#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>

#include "../catch.hpp"
#include "../reference.hpp"

using sutva::text;

namespace {

std::string digits_of(std::mt19937_64& random, int count) {
  std::string digits(1, static_cast<char>('1' + random() % 9));
  while (static_cast<int>(digits.size()) < count) {
    digits.push_back(static_cast<char>('0' + random() % 10));
  }
  return digits;
}

}  // namespace

TEST_CASE("text: numbers as a person writes them") {
  REQUIRE(text(0.0) == "0");
  REQUIRE(text(-0.0) == "0");
  REQUIRE(text(1.0) == "1");
  REQUIRE(text(-1.5) == "-1.5");
  REQUIRE(text(0.1) == "0.1");
  REQUIRE(text(1e-5) == "0.00001");
  REQUIRE(text(100000.0) == "100000");
  REQUIRE(text(1.0 / 3) == "0.333333333333333");
  REQUIRE(text(2.0 / 3) == "0.666666666666667");
  REQUIRE(text(1e15) == "1e15");
  REQUIRE(text(1e300) == "1e300");
  REQUIRE(text(-1e-300) == "-1e-300");
  REQUIRE(text(std::numeric_limits<double>::max()) == "1.79769313486232e308");
  REQUIRE(text(std::numeric_limits<double>::min()) == "2.2250738585072e-308");
  REQUIRE(text(std::numeric_limits<double>::quiet_NaN()) == "not a number");
  REQUIRE(text(std::numeric_limits<double>::infinity()) == "infinity");
  REQUIRE(text(-std::numeric_limits<double>::infinity()) == "-infinity");
}

TEST_CASE("text: the smallest numbers are still numbers") {
  for (const double number : {5e-324, 1e-323, 3.5e-310, 2.2e-308, -5e-324}) {
    const std::string written = text(number);
    INFO(written);
    char* end = nullptr;
    const double back = std::strtod(written.c_str(), &end);
    REQUIRE(*end == '\0');
    REQUIRE(sutva::tests::relative_error(back, number) < 1e-13);
  }
}

TEST_CASE("text: decimals of up to 15 digits come back as they were") {
  std::mt19937_64 random(7);
  for (int i = 0; i < 200'000; ++i) {
    const int count = 1 + static_cast<int>(random() % 15);
    std::string written = digits_of(random, count);
    const int exponent = static_cast<int>(random() % 60) - 40;
    // As mantissa and exponent, so that strtod does the reading.
    const double number = std::strtod((written + "e" + std::to_string(exponent)).c_str(), nullptr);
    const std::string said = text(number);
    if (std::strtod(said.c_str(), nullptr) != number) {
      FAIL(written << "e" << exponent << " became " << said);
    }
    // No digits of dust, such as 0.300000000000000004.
    while (written.size() > 1 && written.back() == '0') {
      written.pop_back();
    }
    std::string significant;
    for (const char c : said.substr(0, said.find('e'))) {
      if (c >= '0' && c <= '9' && !(significant.empty() && c == '0')) {
        significant.push_back(c);
      }
    }
    while (significant.size() > 1 && significant.back() == '0') {
      significant.pop_back();
    }
    if (significant != written) {
      FAIL(written << "e" << exponent << " became " << said);
    }
  }
}

TEST_CASE("text: any double comes back to 15 digits") {
  std::mt19937_64 random(8);
  for (int i = 0; i < 200'000; ++i) {
    const double size = static_cast<double>((random() >> 11U) + 1) * 0x1p-53;
    const double number = std::ldexp(i % 2 == 0 ? size : -size, static_cast<int>(random() % 2000) - 1000);
    const std::string said = text(number);
    if (sutva::tests::relative_error(std::strtod(said.c_str(), nullptr), number) > 2e-14) {
      FAIL(number << " became " << said);
    }
  }
}

TEST_CASE("text: counts with separators") {
  REQUIRE(text(std::int64_t{0}) == "0");
  REQUIRE(text(std::int64_t{999}) == "999");
  REQUIRE(text(std::int64_t{1000}) == "1,000");
  REQUIRE(text(std::int64_t{-1000}) == "-1,000");
  REQUIRE(text(std::int64_t{-100}) == "-100");
  REQUIRE(text(std::int64_t{1234567890}) == "1,234,567,890");
  REQUIRE(text(std::numeric_limits<std::int64_t>::min()) == "-9,223,372,036,854,775,808");
  REQUIRE(sutva::joined("a ", 1.5, " of ", 12345, std::string(" b")) == "a 1.5 of 12,345 b");
}

TEST_CASE("text: lists") {
  using V = std::string_view;
  REQUIRE(sutva::listed({}, "or").empty());
  REQUIRE(sutva::listed(std::array{V("a")}, "or") == "a");
  REQUIRE(sutva::listed(std::array{V("a"), V("b")}, "or") == "a or b");
  REQUIRE(sutva::listed(std::array{V("a"), V("b"), V("c")}, "and") == "a, b and c");
}
