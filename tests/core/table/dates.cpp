// SPDX-License-Identifier: Apache-2.0
#include "table/dates.hpp"

#include "reading.hpp"

using namespace sutva::table;

namespace {

ColumnDates of(const std::string& cells) { return dates_of(table_of("x,y\n" + cells).columns[0]); }

}  // namespace

TEST_CASE("texts that are dates, and texts that are not") {
  for (const char* text :
       {"2026-11-22", "2026-1-2", "2026/11/22", "2026.11.22", "22.11.2026", "1.2.2026", "11/22/2026", "22/11/2026",
        "22-11-2026", "2024-02-29", "2026-11-22 10:11:12", "2026-11-22T10:11:12.345Z", "2026-11-22T10:11:12+01:00",
        "2026-11-22 10:11:12+0100", "22.11.2026 9:05", "11/22/2026 9:05 PM"}) {
    INFO(text);
    const DateReadings readings = date_readings(text);
    REQUIRE((readings.year_first || readings.day_first || readings.month_first));
    REQUIRE(readings.time == (std::string_view(text).find(':') != std::string_view::npos));
  }
  for (const char* text : {"",
                           "2026",
                           "2026-11",
                           "2026-13-01",
                           "2026-02-29",
                           "31.02.2026",
                           "13/13/2026",
                           "11/22/26",
                           "2026-11/22",
                           "2026-11-22x",
                           "2026-11-22 10",
                           "2026-11-22 25:00",
                           "2026-11-22 10:61",
                           "1.2.3",
                           "192.168.1.1",
                           "10:11:12",
                           "a-b-c",
                           "2026--1",
                           "22. 11. 2026",
                           "555-12-3456",
                           "2026-11-22 10:11 pm today"}) {
    INFO(text);
    const DateReadings readings = date_readings(text);
    REQUIRE_FALSE((readings.year_first || readings.day_first || readings.month_first));
  }
}

TEST_CASE("columns of dates") {
  REQUIRE(of("2026-11-22,1\n,2\n2026-12-01,3\n").kind == DateKind::date);
  REQUIRE(of("2026-11-22 10:11:12,1\n2026-12-01 00:00:00,3\n").kind == DateKind::timestamp);
  REQUIRE(of("22.11.2026,1\n01.12.2026,3\n").kind == DateKind::date);
  REQUIRE_FALSE(of("11/22/2026,1\n01/12/2026,3\n").order_unknown);
  REQUIRE(of("03/04/2026,1\n01/12/2026,3\n").order_unknown);
  REQUIRE(of("11/22/2026,1\n22/11/2026,3\n").kind == DateKind::none);
  REQUIRE(of("2026-11-22,1\nlater,3\n").kind == DateKind::none);
  REQUIRE(of("5,1\n").kind == DateKind::none);
  REQUIRE(dates_of(Column{}).kind == DateKind::none);
}
