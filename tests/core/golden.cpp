// SPDX-License-Identifier: Apache-2.0
#include "golden.hpp"

#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "catch.hpp"

namespace sutva::tests {
namespace {

// std::bit_cast, which the C++ library of Emscripten 3.1.6 does not have.
std::uint64_t word_of(double number) {
  std::uint64_t word = 0;
  std::memcpy(&word, &number, sizeof word);
  return word;
}

std::string hexadecimal(std::uint64_t word) {
  std::string digits(16, '0');
  for (std::size_t i = 16; i-- > 0; word >>= 4U) {
    digits[i] = "0123456789abcdef"[word & 15U];
  }
  return digits;
}

}  // namespace

std::vector<ReferenceRow> golden(std::string_view what) {
  std::vector<ReferenceRow> rows;
  for (const ReferenceRow& row : reference("golden")) {
    if (row.text("what") == what) {
      rows.push_back(row);
    }
  }
  INFO(what);
  REQUIRE_FALSE(rows.empty());
  return rows;
}

Settings settings_of(const ReferenceRow& row) {
  Settings settings;
  for (const std::string& setting : split(row.text("settings"), ';')) {
    const std::vector<std::string> sides = split(setting, '=');
    REQUIRE(sides.size() == 2);
    settings[sides[0]] = sides[1];
  }
  return settings;
}

Value request_of(const ReferenceRow& row) {
  Object request;
  for (const auto& [name, content] : settings_of(row)) {
    char* end = nullptr;
    const double number = std::strtod(content.c_str(), &end);
    request.set(name, *end == '\0' ? Value(number) : Value(content));
  }
  return Value(std::move(request));
}

std::string bits(double number) { return hexadecimal(word_of(number)); }

void BitHash::add(double number) { state_ = (state_ ^ word_of(number)) * 0x100000001B3U; }

std::string BitHash::text() const { return hexadecimal(state_); }

}  // namespace sutva::tests
