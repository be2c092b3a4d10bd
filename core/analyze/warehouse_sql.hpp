// SPDX-License-Identifier: Apache-2.0
// Where the rows are too many or may not leave the warehouse: one query that brings back the counts, sums and
// cross-products of each arm, from which effect-from-sums gives the estimate that the rows would have given.
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include "analyze/sample.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"

namespace sutva::analyze {

enum class SqlDialect : std::uint8_t { duckdb, postgresql, bigquery, snowflake, spark, trino };
constexpr auto describe(std::type_identity<SqlDialect>) {
  return std::array{Choice{SqlDialect::duckdb, "duckdb", "DuckDB"},
                    Choice{SqlDialect::postgresql, "postgresql", "PostgreSQL"},
                    Choice{SqlDialect::bigquery, "bigquery", "BigQuery"},
                    Choice{SqlDialect::snowflake, "snowflake", "Snowflake",
                           "Plain names are folded to capitals, as if written without quotes."},
                    Choice{SqlDialect::spark, "spark", "Spark, Databricks"},
                    Choice{SqlDialect::trino, "trino", "Trino, Athena"}};
}

struct WarehouseSqlRequest {
  SqlDialect dialect = SqlDialect::duckdb;
  std::string table = "experiment";
  std::string arm = "arm";
  std::string outcome = "outcome";
  std::string denominator;
  std::vector<std::string> covariates;
  MissingCovariates missing_covariates = MissingCovariates::indicator;
  std::string cluster;
  std::string segment;
  std::string unit;
  RowsOfUnit unit_rows = RowsOfUnit::separate;
  std::string filter;

  static constexpr auto describe() {
    using R = WarehouseSqlRequest;
    return described(
        "WarehouseSqlRequest",
        field("dialect", &R::dialect, "Dialect").under("Warehouse").help("How the warehouse writes SQL."),
        field("table", &R::table, "Table")
            .under("Warehouse")
            .help("Its name, with schema where needed: sales.experiment. A part with a point in it stands in quotes."),
        field("filter", &R::filter, "Rows")
            .under("Warehouse")
            .help("A condition in SQL that rows must meet, such as day < '2024-03-01'. Empty: all rows."),
        field("arm", &R::arm, "Arm").under("Columns").help("The column that says who was in which arm."),
        field("outcome", &R::outcome, "Outcome").under("Columns").help("A numeric column."),
        field("denominator", &R::denominator, "Denominator")
            .under("Columns")
            .help("For a ratio such as clicks per view: the column of views. Empty: a mean."),
        field("covariates", &R::covariates, "Covariates")
            .under("Columns")
            .help("Numeric columns known before the experiment."),
        field("cluster", &R::cluster, "Cluster")
            .under("Columns")
            .help("The column of what was randomised, where that is more than a unit: a store, a city."),
        field("segment", &R::segment, "Segment")
            .under("Columns")
            .help("A column known before the experiment whose groups get an effect each."),
        field("unit", &R::unit, "Unit")
            .under("Columns")
            .help("The column that names each person, where one stands in several rows."),
        field("unit_rows", &R::unit_rows, "Several rows of a unit")
            .under("Settings")
            .help("What becomes of them before anything is compared. Covariates are averaged."),
        field("missing_covariates", &R::missing_covariates, "Missing covariates")
            .under("Settings")
            .help("What happens to such rows."));
  }
};

struct SumColumn {
  std::string column;
  std::string meaning;

  static constexpr auto describe() {
    using C = SumColumn;
    return described("SumColumn", field("column", &C::column, "Column"), field("meaning", &C::meaning, "Meaning"));
  }
};

struct WarehouseSqlResult {
  std::string sentence;
  std::string sql;
  std::vector<SumColumn> columns;
  std::vector<std::string> notes;

  static constexpr auto describe() {
    using R = WarehouseSqlResult;
    return described("WarehouseSqlResult", field("sentence", &R::sentence, "In words"), field("sql", &R::sql, "SQL"),
                     field("columns", &R::columns, "What comes back")
                         .help("Then every product of two of y, d and x1, x2, ... is summed as well."),
                     field("notes", &R::notes, "Before you run it"));
  }
};

// Sums are of numbers less their overall average, so that a large mean does not swallow the variance; the averages come
// back beside them. Issues stand on the field of the name that can not be written.
Outcome<WarehouseSqlResult> warehouse_sql(const WarehouseSqlRequest& request);

// "n", "sum_y", "sum_x1x2": the name of the sum of the product of two of the names 1 (empty), x1, x2, ..., y, d.
std::string sum_name(std::string_view first, std::string_view second);

}  // namespace sutva::analyze
