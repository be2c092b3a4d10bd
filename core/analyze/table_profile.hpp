// SPDX-License-Identifier: Apache-2.0
// What each column of a table holds, and the role it seems to have: what a reader confirms at a glance.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "table/roles.hpp"
#include "table/table.hpp"

namespace sutva::analyze {

struct TableProfileRequest {
  std::int64_t most_levels = 12;

  static constexpr auto describe() {
    using R = TableProfileRequest;
    return described("TableProfileRequest",
                     field("most_levels", &R::most_levels, "Levels listed")
                         .at_least(2)
                         .at_most(50)
                         .help("A column with more different contents is not listed level by level."));
  }
};

struct LevelProfile {
  std::string level;
  std::int64_t count = 0;

  static constexpr auto describe() {
    using L = LevelProfile;
    return described("LevelProfile", field("level", &L::level, "Level"),
                     field("count", &L::count, "Rows").in(Unit::rows));
  }
};

// What a column holds, finer than how it is kept.
enum class Content : std::uint8_t { whole_number, number, true_false, category, text, date, timestamp, identifier };
constexpr auto describe(std::type_identity<Content>) {
  return std::array{Choice{Content::whole_number, "whole_number", "whole number"},
                    Choice{Content::number, "number", "number"},
                    Choice{Content::true_false, "true_false", "true or false", "0 and 1, true and false, yes and no."},
                    Choice{Content::category, "category", "category", "Text of a few contents that come again."},
                    Choice{Content::text, "text", "text"},
                    Choice{Content::date, "date", "date"},
                    Choice{Content::timestamp, "timestamp", "timestamp", "A date with a time of day."},
                    Choice{Content::identifier, "identifier", "identifier", "No content comes twice."}};
}

struct ColumnProfile {
  std::string name;
  std::string kind;
  Content content = Content::text;
  std::int64_t missing = 0;
  std::optional<std::int64_t> distinct;
  std::optional<double> min, max, mean;
  std::vector<LevelProfile> levels;
  std::vector<std::string> samples;
  std::int64_t unreadable_count = 0;
  std::vector<std::int64_t> unreadable_lines;

  static constexpr auto describe() {
    using C = ColumnProfile;
    return described(
        "ColumnProfile", field("name", &C::name, "Column"), field("kind", &C::kind, "Kind").help("number or text"),
        field("content", &C::content, "Content"), field("missing", &C::missing, "Missing").in(Unit::rows),
        field("distinct", &C::distinct, "Different contents").help("Where it is known: text, and numbers with few."),
        field("min", &C::min, "Smallest"), field("max", &C::max, "Largest"), field("mean", &C::mean, "Mean"),
        field("levels", &C::levels, "Levels").help("Commonest first; empty where there are too many."),
        field("samples", &C::samples, "First contents"),
        field("unreadable_count", &C::unreadable_count, "Not a number").in(Unit::rows),
        field("unreadable_lines", &C::unreadable_lines, "First lines of those"));
  }
};

struct RoleReason {
  std::string column;
  std::string role;
  std::string reason;

  static constexpr auto describe() {
    using R = RoleReason;
    return described("RoleReason", field("column", &R::column, "Column"), field("role", &R::role, "Role"),
                     field("reason", &R::reason, "Reason"));
  }
};

struct RolesProfile {
  std::optional<std::string> unit, arm, control, treatment, outcome;
  std::optional<std::string> cluster, block, denominator, received, time, first_treated, treated;
  std::vector<std::string> covariates, segments;
  std::vector<RoleReason> reasons;

  static constexpr auto describe() {
    using R = RolesProfile;
    return described(
        "RolesProfile", field("unit", &R::unit, "Unit"), field("arm", &R::arm, "Arm"),
        field("control", &R::control, "Control level"), field("treatment", &R::treatment, "Treatment level"),
        field("outcome", &R::outcome, "Outcome"), field("cluster", &R::cluster, "Cluster"),
        field("block", &R::block, "Block"), field("denominator", &R::denominator, "Denominator"),
        field("received", &R::received, "Treatment received"), field("time", &R::time, "Time"),
        field("first_treated", &R::first_treated, "First treated period"),
        field("treated", &R::treated, "Treated in the period"), field("covariates", &R::covariates, "Covariates"),
        field("segments", &R::segments, "Segments"), field("reasons", &R::reasons, "Reasons"));
  }
};

struct TableProfileResult {
  std::int64_t rows = 0;
  std::vector<ColumnProfile> columns;
  RolesProfile roles;

  static constexpr auto describe() {
    using R = TableProfileResult;
    return described("TableProfileResult", field("rows", &R::rows, "Rows").in(Unit::rows),
                     field("columns", &R::columns, "Columns"), field("roles", &R::roles, "Roles"));
  }
};

// A table operation (see csv_effect.hpp): each step looks at one column.
class TableProfile {
 public:
  using Request = TableProfileRequest;
  using Result = TableProfileResult;

  static Outcome<TableProfile> prepare(const table::Table& table, const Request& request);
  bool step();
  double progress() const;
  Outcome<Result> finish();

 private:
  const table::Table* table_ = nullptr;
  std::size_t most_levels_ = 0;
  table::KnownCounts counts_;  // of numbers, by column
  Result result_;
};

}  // namespace sutva::analyze
