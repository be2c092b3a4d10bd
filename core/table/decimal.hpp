// SPDX-License-Identifier: Apache-2.0
// The double nearest to a decimal number, ties to even. Whole numbers all the way, so that nothing is rounded before
// the end, and no tables of powers of ten, which alone would be a fifteenth of the page's module.
#pragma once

#include <cstdint>
#include <string_view>

namespace sutva::table {

// Whether nearest_double(number, exponent) may be asked: five to this power fits 64 bits.
inline constexpr int largest_exponent = 27;

// number * 10^exponent, for exponents from -largest_exponent to largest_exponent.
double nearest_double(std::uint64_t number, int exponent);

// The same for any number of digits, with any one other character (the decimal sign) among them, which is passed over,
// and any exponent, that of the last digit. Infinity where the number is too large for a double.
double nearest_double(std::string_view digits, std::int64_t exponent);

}  // namespace sutva::table
