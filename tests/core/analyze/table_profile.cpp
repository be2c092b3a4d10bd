// SPDX-License-Identifier: Apache-2.0
#include "analyze/table_profile.hpp"

#include <algorithm>
#include <map>

#include "../reference.hpp"
#include "base/text.hpp"
#include "running.hpp"

using namespace sutva;
using namespace sutva::analyze;
using namespace sutva::tests;

TEST_CASE("table profile: what each column holds") {
  const table::Table table = read_table(
      "id,arm,y,city,empty\n"
      "1,new,2.5,Rome,\n"
      "2,old,,Oslo,\n"
      "3,old,-1,Rome,\n"
      "4,old,2.5,,\n"
      "5,new,8,Rome,\n");
  const TableProfileResult result = value_of(run<TableProfile>(table, {}));
  REQUIRE(result.rows == 5);
  REQUIRE(result.columns.size() == 5);
  const ColumnProfile& y = result.columns[2];
  REQUIRE(y.name == "y");
  REQUIRE(y.kind == "number");
  REQUIRE(y.missing == 1);
  REQUIRE(y.distinct == 3);
  REQUIRE(y.min == -1.0);
  REQUIRE(y.max == 8.0);
  REQUIRE(y.mean == 3.0);
  REQUIRE(y.levels[0].level == "2.5");
  REQUIRE(y.levels[0].count == 2);
  const ColumnProfile& city = result.columns[3];
  REQUIRE(city.kind == "text");
  REQUIRE(city.missing == 1);
  REQUIRE(city.distinct == 2);
  REQUIRE(city.levels.size() == 2);
  REQUIRE(city.levels[0].level == "Rome");
  REQUIRE(city.levels[0].count == 3);
  REQUIRE_FALSE(city.mean);
  const ColumnProfile& empty = result.columns[4];
  REQUIRE(empty.missing == 5);
  REQUIRE_FALSE(empty.min);
  REQUIRE(empty.levels.empty());
  REQUIRE(result.roles.unit == "id");
  REQUIRE(result.roles.arm == "arm");
  REQUIRE(result.roles.control == "old");
  REQUIRE(result.roles.treatment == "new");
}

TEST_CASE("table profile: of any table, counts add up") {
  const std::string text = joined_lines(experiment_header, experiment_lines(61, 700));
  const table::Table table = read_table(text);
  for (const std::int64_t most : {2, 5, 50}) {
    const TableProfileResult result = value_of(run<TableProfile>(table, {most}));
    for (const ColumnProfile& column : result.columns) {
      INFO(column.name);
      REQUIRE(static_cast<std::int64_t>(column.levels.size()) <= most);
      std::int64_t rows = column.missing;
      for (std::size_t i = 0; i < column.levels.size(); ++i) {
        rows += column.levels[i].count;
        REQUIRE((i == 0 || column.levels[i].count <= column.levels[i - 1].count));
      }
      REQUIRE((column.levels.empty() || rows == result.rows));
      REQUIRE((column.levels.empty() || column.distinct == static_cast<std::int64_t>(column.levels.size())));
      REQUIRE((!column.mean || (*column.min <= *column.mean && *column.mean <= *column.max)));
    }
  }
}

TEST_CASE("table profile: the roles of the sample file are columns of it") {
  const table::Table table = read_table(file_content("public/samples/personalization.csv"));
  const RolesProfile roles = value_of(run<TableProfile>(table, {})).roles;
  REQUIRE(roles.arm == "treat");
  REQUIRE(roles.outcome == "minutes_streamed");
  REQUIRE(roles.unit == "user_id");
  REQUIRE(std::find(roles.covariates.begin(), roles.covariates.end(), "prior_7d_minutes") != roles.covariates.end());
  for (const RoleReason& reason : roles.reasons) {
    REQUIRE(table.find(reason.column));
    REQUIRE_FALSE(reason.reason.empty());
  }
}
