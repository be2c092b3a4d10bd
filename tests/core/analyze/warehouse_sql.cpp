// SPDX-License-Identifier: Apache-2.0
#include "analyze/warehouse_sql.hpp"

#include "../outcomes.hpp"
#include "catch.hpp"

using namespace sutva;
using namespace sutva::analyze;
using namespace sutva::tests;

namespace {

std::string sql_of(SqlDialect dialect, const std::string& table, const std::string& outcome) {
  WarehouseSqlRequest request;
  request.dialect = dialect;
  request.table = table;
  request.outcome = outcome;
  return value_of(warehouse_sql(request)).sql;
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a whole query", "[analyze]") {
  WarehouseSqlRequest request;
  request.dialect = SqlDialect::postgresql;
  request.table = "sales.experiment";
  request.arm = "variant";
  request.outcome = "revenue";
  request.unit = "user id";
  request.unit_rows = RowsOfUnit::sum;
  request.filter = "day < '2024-03-01'";
  CHECK(value_of(warehouse_sql(request)).sql ==
        R"(WITH chosen AS (
  SELECT
    CAST("variant" AS VARCHAR) AS row_arm,
    "user id" AS row_unit,
    CAST("revenue" AS DOUBLE PRECISION) AS row_y
  FROM "sales"."experiment"
  WHERE "variant" IS NOT NULL
    AND "user id" IS NOT NULL
    AND (
day < '2024-03-01'
    )
),
-- One row for each unit; a unit in two arms belongs to neither.
units AS (
  SELECT
    MIN(row_arm) AS arm,
    SUM(row_y) AS y
  FROM chosen
  GROUP BY row_unit
  HAVING MIN(row_arm) = MAX(row_arm)
),
-- Overall averages: taken off first, they keep large numbers from swallowing small differences.
centres AS (
  SELECT
    AVG(y) AS c_y
  FROM units
  WHERE y IS NOT NULL
),
centred AS (
  SELECT
    arm,
    CASE WHEN y IS NOT NULL THEN 1 ELSE 0 END AS used,
    y - c_y AS y,
    c_y
  FROM units
  CROSS JOIN centres
)
SELECT
    arm,
    COUNT(*) AS assigned,
    SUM(used) AS n,
    MAX(c_y) AS centre_y,
    SUM(used * y) AS sum_y,
    SUM(used * y * y) AS sum_yy
FROM centred
GROUP BY arm
ORDER BY arm
)");
}

TEST_CASE("names as each dialect quotes them", "[analyze]") {
  const std::string odd = "a \"b\" `c` \\d";
  CHECK(holds(sql_of(SqlDialect::duckdb, "t", odd), R"(CAST("a ""b"" `c` \d" AS DOUBLE))"));
  CHECK(holds(sql_of(SqlDialect::postgresql, "t", odd), R"(CAST("a ""b"" `c` \d" AS DOUBLE PRECISION))"));
  CHECK(holds(sql_of(SqlDialect::trino, "t", odd), R"(CAST("a ""b"" `c` \d" AS DOUBLE))"));
  CHECK(holds(sql_of(SqlDialect::snowflake, "t", odd), R"(CAST("a ""b"" `c` \d" AS DOUBLE))"));
  CHECK(holds(sql_of(SqlDialect::spark, "t", odd), R"(CAST(`a "b" ``c`` \d` AS DOUBLE))"));
  CHECK(holds(sql_of(SqlDialect::bigquery, "t", odd), R"(CAST(`a "b" \`c\` \\d` AS FLOAT64))"));
  // Snowflake stores plain names in capitals; a name in quotes is as it is.
  CHECK(holds(sql_of(SqlDialect::snowflake, "db.Sales.\"Mixed\"", "order"), R"(FROM "DB"."SALES"."Mixed")"));
  CHECK(holds(sql_of(SqlDialect::snowflake, "t", "order"), R"(CAST("ORDER" AS DOUBLE))"));
  CHECK(holds(sql_of(SqlDialect::snowflake, "t", "umsätze"), R"(CAST("umsätze" AS DOUBLE))"));
  CHECK(holds(sql_of(SqlDialect::bigquery, "my-project.data.`t.1`", "y"), "FROM `my-project`.`data`.`t.1`"));
  CHECK(holds(sql_of(SqlDialect::duckdb, "\"data/file.parquet\"", "y"), R"(FROM "data/file.parquet")"));
}

TEST_CASE("types as each dialect names them, and one grouping in the end", "[analyze]") {
  WarehouseSqlRequest request;
  request.denominator = "views";
  request.covariates = {"age", "spend before"};
  request.cluster = "store";
  request.segment = "country";
  const std::pair<SqlDialect, std::string_view> types[] = {
      {SqlDialect::duckdb, "VARCHAR"},    {SqlDialect::postgresql, "VARCHAR"}, {SqlDialect::bigquery, "STRING"},
      {SqlDialect::snowflake, "VARCHAR"}, {SqlDialect::spark, "STRING"},       {SqlDialect::trino, "VARCHAR"}};
  for (const auto& [dialect, string] : types) {
    request.dialect = dialect;
    const std::string sql = value_of(warehouse_sql(request)).sql;
    CHECK(holds(sql, " AS " + std::string(string) + ") AS cluster"));
    CHECK(holds(sql, "GROUP BY arm, cluster, segment\n"));
    CHECK(sql.find("GROUP BY") == sql.rfind("GROUP BY"));
    CHECK(holds(sql, "SUM(used * y * d) AS sum_yd"));
    CHECK(holds(sql, "SUM(used * x1 * x4) AS sum_x1x4"));
    CHECK(holds(sql, "COALESCE(x1 - c_x1, 0) AS x1"));
    CHECK(holds(sql, "WHERE y IS NOT NULL AND d IS NOT NULL\n"));
  }
  request.missing_covariates = MissingCovariates::drop;
  const std::string sql = value_of(warehouse_sql(request)).sql;
  CHECK_FALSE(holds(sql, "x3"));
  CHECK(holds(sql, "WHERE y IS NOT NULL AND d IS NOT NULL AND x1 IS NOT NULL AND x2 IS NOT NULL\n"));
}

TEST_CASE("rows of a unit kept apart are a cluster", "[analyze]") {
  WarehouseSqlRequest request;
  request.unit = "person";
  const auto result = value_of(warehouse_sql(request));
  CHECK(holds(result.sql, "\"person\" AS VARCHAR) AS cluster"));
  CHECK(holds(result.sql, "GROUP BY arm, cluster\n"));
}

TEST_CASE("a query that can not be written says why", "[analyze]") {
  const auto refused = [](auto change, Code code, std::string_view field) {
    WarehouseSqlRequest request;
    change(request);
    INFO(field);
    require_error(warehouse_sql(request), code, field);
  };
  using R = WarehouseSqlRequest;
  refused([](R& r) { r.arm = ""; }, Code::required, "arm");
  refused([](R& r) { r.outcome = ""; }, Code::required, "outcome");
  refused([](R& r) { r.outcome = "arm"; }, Code::conflict, "outcome");
  refused([](R& r) { r.covariates = {"age", "age"}; }, Code::conflict, "covariates[1]");
  refused([](R& r) { r.covariates = {""}; }, Code::required, "covariates[0]");
  refused([](R& r) { r.segment = "arm"; }, Code::conflict, "segment");
  refused([](R& r) { r.cluster = "a\nb"; }, Code::wrong_type, "cluster");
  refused([](R& r) { r.table = ""; }, Code::required, "table");
  for (const char* table : {"a..b", ".a", "a.", "\"a", "\"a\"b", "a\nb"}) {
    refused([&](R& r) { r.table = table; }, Code::wrong_type, "table");
  }
  for (const char* filter : {"1 = 1; DROP TABLE t", "1 = 1) OR (1 = 1", "(a", "a = 'b", "a = \"b", "a /* b"}) {
    refused([&](R& r) { r.filter = filter; }, Code::wrong_type, "filter");
  }
  refused([](R& r) { r.denominator = "d", r.unit = "u", r.unit_rows = RowsOfUnit::largest; }, Code::conflict,
          "unit_rows");
  refused([](R& r) { r.covariates.assign(21, "x"); }, Code::too_large, "covariates");
  WarehouseSqlRequest fine;
  fine.filter = "note <> ');' AND a = 1 -- it's not over (\n";
  CHECK(warehouse_sql(fine));
}
