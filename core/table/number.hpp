// SPDX-License-Identifier: Apache-2.0
// What counts as a number and what as missing in a cell.
#pragma once

#include <optional>
#include <string_view>

namespace sutva::table {

// Without the spaces around it.
std::string_view trimmed(std::string_view text);

// The double nearest to a decimal number: an optional sign, digits with an optional decimal sign, an optional exponent.
// None for anything else: hexadecimal, infinity, thousands separators, a number too large for a double, trailing text.
// The caller takes spaces away.
std::optional<double> parse_number(std::string_view text, char decimal);

// Whether parse_number() would give one.
bool is_number(std::string_view text, char decimal);

// Cells that stand for a missing value among numbers: empty, ".", and in any case NA, N/A, #N/A, <NA>, NaN, null, none.
bool is_missing_token(std::string_view text);

// A whole number that is more likely a name than a quantity: written with leading zeros, or with more digits (over 15)
// than a double is sure to hold.
enum class IdLike { no, leading_zero, too_long };
IdLike id_like(std::string_view text);

}  // namespace sutva::table
