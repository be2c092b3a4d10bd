// SPDX-License-Identifier: Apache-2.0
#include "table/dates.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace sutva::table {

namespace {

constexpr std::size_t most_contents = 5000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes up to `most` digits from the front; their count.
int take_number(std::string_view& text, int most, int& number) {
  int digits = 0;
  number = 0;
  while (digits < most && !text.empty() && is_digit(text.front())) {
    number = 10 * number + (text.front() - '0');
    text.remove_prefix(1);
    ++digits;
  }
  return digits;
}

bool take(std::string_view& text, char c) {
  const bool there = !text.empty() && text.front() == c;
  text.remove_prefix(there ? 1 : 0);
  return there;
}

bool is_day(int year, int month, int day) {
  constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1 || month < 1 || month > 12 || day < 1) {
    return false;
  }
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= days[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

// 10:11, 10:11:12, 10:11:12.345, with Z, +01:00 or AM behind it.
bool is_time(std::string_view text) {
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (take_number(text, 2, hour) == 0 || !take(text, ':') || take_number(text, 2, minute) != 2) {
    return false;
  }
  if (take(text, ':')) {
    if (take_number(text, 2, second) != 2) {
      return false;
    }
    if (take(text, '.') || take(text, ',')) {
      int fraction = 0;
      if (take_number(text, 9, fraction) == 0) {
        return false;
      }
    }
  }
  if (hour > 24 || minute > 59 || second > 60) {
    return false;
  }
  take(text, ' ');
  if (text.empty() || text == "Z" || text == "UTC" || text == "AM" || text == "PM" || text == "am" || text == "pm") {
    return true;
  }
  if (!take(text, '+') && !take(text, '-')) {
    return false;
  }
  int zone = 0;
  return take_number(text, 2, zone) == 2 &&
         (text.empty() || ((take(text, ':') || true) && take_number(text, 2, zone) == 2 && text.empty()));
}

}  // namespace

DateReadings date_readings(std::string_view text) {
  DateReadings readings;
  std::array<int, 3> parts{};
  std::array<int, 3> digits{};
  digits[0] = take_number(text, 4, parts[0]);
  if (digits[0] == 0 || digits[0] == 3 || text.empty()) {
    return {};
  }
  const char sign = text.front();
  if (sign != '-' && sign != '/' && sign != '.') {
    return {};
  }
  text.remove_prefix(1);
  digits[1] = take_number(text, 2, parts[1]);
  if (digits[1] == 0 || !take(text, sign)) {
    return {};
  }
  digits[2] = take_number(text, digits[0] == 4 ? 2 : 4, parts[2]);
  if (digits[0] == 4) {
    readings.year_first = digits[2] > 0 && is_day(parts[0], parts[1], parts[2]);
  } else if (digits[2] == 4) {
    readings.day_first = is_day(parts[2], parts[1], parts[0]);
    readings.month_first = sign != '.' && is_day(parts[2], parts[0], parts[1]);
  }
  if (!text.empty()) {
    const bool parted = take(text, ' ') || take(text, 'T');
    readings.time = parted && is_time(text);
    if (!readings.time) {
      return {};
    }
  }
  return readings.year_first || readings.day_first || readings.month_first ? readings : DateReadings{};
}

ColumnDates dates_of(const Column& column) {
  if (column.kind != ColumnKind::text || column.levels.empty()) {
    return {};
  }
  DateReadings common{true, true, true, false};
  const std::size_t contents = std::min(column.levels.size(), most_contents);
  for (std::size_t code = 0; code < contents; ++code) {
    const DateReadings one = date_readings(column.levels[code]);
    common.year_first = common.year_first && one.year_first;
    common.day_first = common.day_first && one.day_first;
    common.month_first = common.month_first && one.month_first;
    common.time = common.time || one.time;
    if (!common.year_first && !common.day_first && !common.month_first) {
      return {};
    }
  }
  return {common.time ? DateKind::timestamp : DateKind::date, common.day_first && common.month_first};
}

}  // namespace sutva::table
