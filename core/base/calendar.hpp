// SPDX-License-Identifier: Apache-2.0
// Days of the Gregorian calendar without a clock: counted from 1970-01-01, which was a Thursday.
// Howard Hinnant (2013), chrono-Compatible Low-Level Date Algorithms.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sutva {

// "2026-03-29" -> its day. None where it is not written so, or there is no such day; years 1 to 9999.
std::optional<std::int64_t> day_of(std::string_view date);

// The date of a day, as YYYY-MM-DD.
std::string date_of(std::int64_t day);

// 0 is Monday.
constexpr int weekday_of(std::int64_t day) { return static_cast<int>(((day + 3) % 7 + 7) % 7); }
std::string_view weekday_name(int weekday);

}  // namespace sutva
