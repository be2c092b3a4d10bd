// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"

#include <cmath>

namespace sutva {

namespace {

// 10^0 to 10^22: the powers of ten that a double holds exactly.
double power_of_ten(int exponent) {
  double power = 1;
  for (; exponent > 0; --exponent) {
    power *= 10;
  }
  return power;
}

// Digits with a point before the last `decimals` of them: (1205, 2) is 12.05.
std::string with_point(std::uint64_t digits, int decimals) {
  std::string all = std::to_string(digits);
  const auto places = static_cast<std::size_t>(decimals);
  if (places > 0) {
    if (all.size() <= places) {
      all.insert(0, places + 1 - all.size(), '0');
    }
    all.insert(all.size() - places, 1, '.');
  }
  return all;
}

}  // namespace

// Written here because libc's own way brings software arithmetic for long doubles along, an eighth of the module.
std::string text(double number) {
  const std::string sign = number < 0 ? "-" : "";
  const double size = std::abs(number);
  if (!std::isfinite(number)) {
    return std::isnan(number) ? "not a number" : sign + "infinity";
  }
  // A decimal of up to 15 digits is m / 10^k with both exact, and that quotient is the double nearest to it.
  for (int decimals = 0; decimals <= 22; ++decimals) {
    const double power = power_of_ten(decimals);
    const double scaled = std::round(size * power);
    if (scaled >= 1e15) {
      break;
    }
    if (scaled / power == size) {
      return sign + with_point(static_cast<std::uint64_t>(scaled), decimals);
    }
  }
  // Anything else to 15 digits, in scientific form where that is shorter.
  int exponent = static_cast<int>(std::floor(std::log10(size)));
  // In two steps for the smallest numbers, whose power of ten alone would be infinite.
  const int lifted = exponent < -300 ? exponent + 300 : exponent;
  const double large = exponent < -300 ? size * 1e300 : size;
  double mantissa = lifted > 0 ? large / std::pow(10, lifted) : large * std::pow(10, -lifted);
  auto digits = static_cast<std::uint64_t>(std::round(mantissa * 1e14));
  if (digits >= 1'000'000'000'000'000U) {
    digits /= 10;
    ++exponent;
  }
  int decimals = 14;
  const bool plain = exponent >= -5 && exponent < 15;
  if (plain) {
    decimals -= exponent;
  }
  while (decimals > 0 && digits % 10 == 0) {
    digits /= 10;
    --decimals;
  }
  return sign + with_point(digits, decimals) + (plain ? "" : "e" + std::to_string(exponent));
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

void Piece::append_to(std::string& sentence) const {
  switch (kind_) {
    case Kind::words:
      sentence += words_;
      break;
    case Kind::number:
      sentence += text(number_);
      break;
    case Kind::count:
      sentence += text(count_);
      break;
  }
}

std::string joined_pieces(std::initializer_list<Piece> pieces) {
  std::string sentence;
  for (const Piece& piece : pieces) {
    piece.append_to(sentence);
  }
  return sentence;
}

}  // namespace sutva
