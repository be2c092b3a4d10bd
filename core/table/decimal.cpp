// SPDX-License-Identifier: Apache-2.0
#include "table/decimal.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace sutva::table {
namespace {

__extension__ using Wide = unsigned __int128;

// Halfway between two doubles lies a number of at most 767 digits; of what follows more digits than these only matters
// whether it is zero.
constexpr std::size_t most_digits = 800;
constexpr unsigned sure_digits = 19;  // of a number that fits 64 bits

constexpr auto powers_of_five = [] {
  std::array<std::uint64_t, largest_exponent + 1> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) {
    powers[i] = 5 * powers[i - 1];
  }
  return powers;
}();

// The double nearest to q * 2^exponent, or to a little more than that. q has 55 bits or is all there is.
double rounded(std::uint64_t q, int exponent, bool more) {
  const int bits = 64 - std::countl_zero(q);
  const int kept_bits = std::min(53, exponent + bits + 1074);  // less where the double is subnormal
  const int drop = bits - kept_bits;
  if (drop <= 0) {
    return std::ldexp(static_cast<double>(q), exponent);
  }
  if (drop > 64) {
    return 0;
  }
  std::uint64_t kept = drop == 64 ? 0 : q >> drop;
  const std::uint64_t half = std::uint64_t{1} << (drop - 1);
  const std::uint64_t rest = q & (half | (half - 1));
  if (rest > half || (rest == half && (more || kept % 2 == 1))) {
    ++kept;
  }
  return std::ldexp(static_cast<double>(kept), exponent + drop);
}

// A whole number of any size, its lowest 32 bits first.
class Natural {
 public:
  explicit Natural(std::uint32_t value = 0) : words_{value} {}

  // *this * factor + addend
  void multiply(std::uint32_t factor, std::uint32_t addend = 0) {
    std::uint64_t carry = addend;
    for (std::uint32_t& word : words_) {
      carry += std::uint64_t{word} * factor;
      word = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    if (carry != 0) {
      words_.push_back(static_cast<std::uint32_t>(carry));
    }
  }

  void multiply_by_power_of_five(std::int64_t power) {
    for (; power > 0; power -= 13) {
      multiply(static_cast<std::uint32_t>(powers_of_five[static_cast<std::size_t>(std::min<std::int64_t>(power, 13))]));
    }
  }

  void shift_left(int bits) {
    for (; bits >= 32; bits -= 32) {
      words_.insert(words_.begin(), 0);
    }
    multiply(std::uint32_t{1} << bits);
  }

  void halve() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      words_[i] = words_[i] >> 1 | (i + 1 < words_.size() ? words_[i + 1] << 31 : 0);
    }
  }

  // Subtracts the other where that leaves something or nothing, and says whether it did.
  bool subtract(const Natural& other) {
    const std::size_t size = std::max(words_.size(), other.words_.size());
    for (std::size_t i = size; i-- > 0;) {
      if (word(i) != other.word(i)) {
        if (word(i) < other.word(i)) {
          return false;
        }
        break;
      }
    }
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::uint64_t difference = std::uint64_t{words_[i]} - other.word(i) - borrow;
      words_[i] = static_cast<std::uint32_t>(difference);
      borrow = difference >> 63;
    }
    return true;
  }

  int bits() const {
    for (std::size_t i = words_.size(); i-- > 0;) {
      if (words_[i] != 0) {
        return static_cast<int>(32 * i) + 32 - std::countl_zero(words_[i]);
      }
    }
    return 0;
  }

 private:
  std::uint32_t word(std::size_t i) const { return i < words_.size() ? words_[i] : 0; }

  std::vector<std::uint32_t> words_;
};

// digits * 10^exponent by long division, one bit of the quotient at a time.
double by_long_division(Natural number, int exponent) {
  Natural divisor(1);
  number.multiply_by_power_of_five(exponent);
  divisor.multiply_by_power_of_five(-exponent);
  const int shift = 63 + divisor.bits() - number.bits();  // the quotient then has 63 or 64 bits
  number.shift_left(std::max(0, shift));
  divisor.shift_left(std::max(0, -shift) + 63);
  std::uint64_t quotient = 0;
  for (int i = 0; i < 64; ++i) {
    quotient = quotient << 1 | (number.subtract(divisor) ? 1u : 0u);
    divisor.halve();
  }
  return rounded(quotient, exponent - shift, number.bits() > 0);
}

}  // namespace

double nearest_double(std::uint64_t number, int exponent) {
  if (number == 0) {
    return 0;
  }
  if (exponent >= 0) {
    const Wide product = Wide{number} * powers_of_five[static_cast<std::size_t>(exponent)];
    const auto high = static_cast<std::uint64_t>(product >> 64);
    if (high == 0) {
      return rounded(static_cast<std::uint64_t>(product), exponent, false);
    }
    const int spare = std::countl_zero(high);
    const Wide full = product << spare;
    return rounded(static_cast<std::uint64_t>(full >> 64), exponent + 64 - spare,
                   static_cast<std::uint64_t>(full) != 0);
  }
  const std::uint64_t five = powers_of_five[static_cast<std::size_t>(-exponent)];
  const int spare = std::countl_zero(number);
  const int spare_of_five = std::countl_zero(five);
  const std::uint64_t divisor = five << spare_of_five;
  const Wide full = Wide{number << spare} << 63;
  const auto quotient = static_cast<std::uint64_t>(full / divisor);
  return rounded(quotient, exponent - 63 - spare + spare_of_five, full != Wide{quotient} * divisor);
}

double nearest_double(std::string_view digits, std::int64_t exponent) {
  Natural all;
  std::uint64_t first = 0;  // up to sure_digits digits
  std::size_t count = 0;    // of digits, from the first that is not 0
  bool more = false;        // a digit beyond most_digits is not 0
  for (const char c : digits) {
    if (c < '0' || c > '9' || (count == 0 && c == '0')) {
      continue;
    }
    ++count;
    if (count <= sure_digits) {
      first = 10 * first + static_cast<std::uint64_t>(c - '0');
    }
    more |= count > most_digits && c != '0';
  }
  const std::int64_t magnitude = static_cast<std::int64_t>(count) + exponent;  // the number is below 10^magnitude
  if (count == 0 || magnitude < -323) {
    return 0;
  }
  if (magnitude > 309) {
    return std::numeric_limits<double>::infinity();
  }
  // The first digits, and one more in their last place, mostly have the same nearest double.
  const std::int64_t beyond = count > sure_digits ? static_cast<std::int64_t>(count - sure_digits) : 0;
  if (std::abs(exponent + beyond) <= largest_exponent) {
    const double nearest = nearest_double(first, static_cast<int>(exponent + beyond));
    if (beyond == 0 || nearest == nearest_double(first + 1, static_cast<int>(exponent + beyond))) {
      return nearest;
    }
  }
  const std::size_t used = std::min(count, most_digits);
  std::size_t taken = 0;
  for (const char c : digits) {
    if (c >= '0' && c <= '9' && taken < used && (taken > 0 || c != '0')) {
      all.multiply(10, static_cast<std::uint32_t>(c - '0'));
      ++taken;
    }
  }
  exponent += static_cast<std::int64_t>(count - used);
  if (more) {
    all.multiply(10, 1);
    --exponent;
  }
  return by_long_division(std::move(all), static_cast<int>(exponent));
}

}  // namespace sutva::table
