// SPDX-License-Identifier: Apache-2.0
// Whether a column of text holds dates: 2026-11-22, 2026-11-22 10:11:12, 22.11.2026, 11/22/2026.
#pragma once

#include <cstdint>
#include <string_view>

#include "table/table.hpp"

namespace sutva::table {

// The ways in which a text can be a date, as bits: those of all texts of a column together are what they have in
// common.
struct DateReadings {
  bool year_first = false;   // 2026-11-22, 2026/11/22
  bool day_first = false;    // 22.11.2026, 22/11/2026
  bool month_first = false;  // 11/22/2026
  bool time = false;         // a time of day follows
};

// None of the three where it is not a date. Days of the month are looked at, so that 31.02.2026 is no date.
DateReadings date_readings(std::string_view text);

enum class DateKind : std::uint8_t { none, date, timestamp };

struct ColumnDates {
  DateKind kind = DateKind::none;
  bool order_unknown = false;  // 03/04/2026 and the like only: the fourth of March or the third of April
};

// Looks at the first few thousand contents; all of them have to be dates written alike.
ColumnDates dates_of(const Column& column);

}  // namespace sutva::table
