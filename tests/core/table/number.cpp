// SPDX-License-Identifier: Apache-2.0
#include "table/number.hpp"

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

#include "reading.hpp"

using namespace sutva::table;

TEST_CASE("numbers and what is not one") {
  for (const char* text : {"0", "-0", "7", "+7", "1.5", ".5", "5.", "-.5", "1e3", "1E+3", "1e-3", "5.e2", "007",
                           "123456789012345678901234567890", "1e-400", "0e999999999", "4.9e-324"}) {
    INFO(text);
    REQUIRE(parse_number(text, '.').value() == std::strtod(text, nullptr));
  }
  REQUIRE(std::signbit(parse_number("-0", '.').value()));
  for (const char* text : {"",
                           ".",
                           "-",
                           "+",
                           "+-1",
                           "--1",
                           "-+1",
                           "12abc",
                           "0x1F",
                           "inf",
                           "infinity",
                           "nan",
                           "1e",
                           "1e+",
                           "e5",
                           "1e400",
                           "-1e400",
                           "1,234",
                           "1 234",
                           "1.2.3",
                           "1'000",
                           "$5",
                           "5%",
                           "1_000",
                           "\xC2\xA0"
                           "5",
                           "1e5.5"}) {
    INFO(text);
    REQUIRE_FALSE(parse_number(text, '.'));
  }
  REQUIRE(parse_number("3,14", ',').value() == 3.14);
  REQUIRE(parse_number("-1,5e2", ',').value() == -150.0);
  REQUIRE_FALSE(parse_number("3.14", ','));
  REQUIRE_FALSE(parse_number("1.234,5", ','));
}

TEST_CASE("missing tokens") {
  for (const char* text : {"", ".", "NA", "na", "N/A", "#N/A", "null", "NULL", "NaN", "nan", "None", "<NA>"}) {
    REQUIRE(is_missing_token(text));
  }
  for (const char* text : {"0", "N", "NAN1", "missing", "-", ".."}) {
    REQUIRE_FALSE(is_missing_token(text));
  }
}

TEST_CASE("ids that look like numbers") {
  REQUIRE(id_like("007") == IdLike::leading_zero);
  REQUIRE(id_like("1234567890123456") == IdLike::too_long);
  REQUIRE(id_like("123456789012345") == IdLike::no);
  REQUIRE(id_like("0") == IdLike::no);
  REQUIRE(id_like("0.5") == IdLike::no);
  REQUIRE(id_like("0.12345678901234567") == IdLike::no);
}

TEST_CASE("cells are read as the nearest double, as strtod does") {
  std::mt19937 random(20240607);
  const auto digits = [&](int most) {
    std::string text;
    for (auto n = random() % static_cast<unsigned>(most + 1); n > 0; --n) {
      text.push_back(static_cast<char>('0' + random() % 10));
    }
    return text;
  };
  std::vector<std::string> cells;
  std::string file = "x,label\n1,a\n";
  cells.push_back("1");
  while (cells.size() < 100000) {
    std::string text = random() % 3 == 0 ? "-" : "";
    const std::string whole = digits(random() % 4 == 0 ? 25 : 9);
    const std::string part = random() % 3 == 0 ? "" : digits(random() % 4 == 0 ? 25 : 8);
    if (whole.empty() && part.empty()) {
      continue;
    }
    text += whole + (part.empty() && random() % 4 != 0 ? "" : "." + part);
    if (random() % 4 == 0) {
      text += (random() % 2 == 0 ? "e" : "E") + std::to_string(static_cast<int>(random() % 500) - 250);
    } else if (random() % 50 == 0) {
      char shortest[40];
      const double x = static_cast<double>(random()) / 4294967291.0;
      std::snprintf(shortest, sizeof shortest, "%.17g", x);
      text = shortest;
    }
    cells.push_back(text);
    const bool quoted = random() % 5 == 0;
    const bool spaced = random() % 9 == 0;
    file += (spaced ? " " : "") + std::string(quoted ? "\"" : "") + text + (quoted ? "\"" : "") + (spaced ? " " : "") +
            ",b\n";
  }
  CsvFormat format = format_of("x,label\n1,a\n");
  const Table table = read_in_pieces(format, file, 100000);
  REQUIRE(table.rows == static_cast<std::int64_t>(cells.size()));
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const double expected = std::strtod(cells[i].c_str(), nullptr);
    const double read = table.columns[0].numbers[i];
    if (std::isinf(expected) ? !std::isnan(read) : std::memcmp(&read, &expected, sizeof read) != 0) {
      ++wrong;
      UNSCOPED_INFO(cells[i]);
    }
  }
  REQUIRE(wrong == 0);
}
