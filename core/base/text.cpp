// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace sutva {

std::string text(double number) {
  std::array<char, 40> buffer{};
  int digits = 1;
  for (; digits <= 17; ++digits) {
    std::snprintf(buffer.data(), buffer.size(), "%.*e", digits - 1, number);
    if (std::strtod(buffer.data(), nullptr) == number) {
      break;
    }
  }
  const double size = std::abs(number);
  if (number == 0 || (size >= 1e-5 && size < 1e15)) {
    const int whole = number == 0 ? 1 : static_cast<int>(std::floor(std::log10(size))) + 1;
    std::snprintf(buffer.data(), buffer.size(), "%.*f", digits > whole ? digits - whole : 0, number);
  }
  return buffer.data();
}

std::string text(std::int64_t count) {
  std::string digits = std::to_string(count);
  const std::size_t first = digits[0] == '-' ? 1 : 0;
  for (std::size_t i = digits.size(); i > first + 3;) {
    i -= 3;
    digits.insert(i, ",");
  }
  return digits;
}

std::string listed(std::span<const std::string_view> items, std::string_view last_join) {
  std::string all;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) {
      all += i + 1 == items.size() ? std::string(" ") + std::string(last_join) + " " : ", ";
    }
    all += items[i];
  }
  return all;
}

}  // namespace sutva
