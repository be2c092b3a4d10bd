// SPDX-License-Identifier: Apache-2.0
#include "base/calendar.hpp"

#include "../catch.hpp"

using namespace sutva;

TEST_CASE("calendar: known days") {
  CHECK(day_of("1970-01-01") == 0);
  CHECK(day_of("2000-03-01") == 11017);
  CHECK(weekday_name(weekday_of(*day_of("1969-07-20"))) == "Sunday");
  CHECK(weekday_name(weekday_of(*day_of("2026-11-22"))) == "Sunday");
  CHECK(weekday_name(weekday_of(*day_of("1582-10-15"))) == "Friday");
  CHECK(date_of(*day_of("2024-02-28") + 1) == "2024-02-29");
  CHECK(date_of(*day_of("2023-02-28") + 1) == "2023-03-01");
  CHECK(date_of(*day_of("1900-02-28") + 1) == "1900-03-01");
  CHECK(date_of(*day_of("0001-01-01")) == "0001-01-01");
}

TEST_CASE("calendar: every day of ten thousand years follows the one before") {
  std::int64_t day = *day_of("0001-01-01");
  const std::int64_t last = *day_of("9999-12-31");
  CHECK(last - day == 3652058);
  int weekday = weekday_of(day);
  for (; day <= last; day += 1) {
    if (weekday != weekday_of(day) || (day % 97 == 0 && day_of(date_of(day)) != day)) {
      FAIL("day " << day);
    }
    weekday = (weekday + 1) % 7;
  }
}

TEST_CASE("calendar: what is no day is none") {
  for (const char* wrong :
       {"", "2026", "2026-1-5", "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-04-00", "0000-01-01",
        "26-01-2026", "2026/01/05", "2026-01-05 ", "-026-01-05", "2026-0a-05", "1900-02-29", "tomorrow!!"}) {
    INFO(wrong);
    CHECK_FALSE(day_of(wrong));
  }
}
