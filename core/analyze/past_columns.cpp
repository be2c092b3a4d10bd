// SPDX-License-Identifier: Apache-2.0
#include "analyze/past_columns.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "table/roles.hpp"

namespace sutva::analyze {
namespace {

using table::Column;

// Issues stand on arm and control.
std::optional<ControlLevel> control_level(const Column& column, const std::string& wanted, Issues& issues) {
  const auto levels = levels_of(column, most_arms);
  if (!levels) {
    issues.push_back(
        error(Code::too_many_levels, "arm",
              joined("“", column.name, "” has more than ", most_arms, " different values; an arm column has a few."),
              static_cast<double>(most_arms)));
    return std::nullopt;
  }
  std::vector<std::string> names;
  std::string quoted;
  for (const LevelCount& level : *levels) {
    if (names.size() < 8) {
      quoted += joined(names.empty() ? "" : ", ", "“", level.level, "”");
    }
    names.push_back(level.level);
  }
  if (names.empty()) {
    issues.push_back(error(Code::one_arm, "arm", joined("“", column.name, "” is empty in every row.")));
    return std::nullopt;
  }
  const std::string name = !wanted.empty() ? wanted : table::guess_control(names).value_or(std::string());
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    issues.push_back(
        wanted.empty()
            ? error(Code::required, "control", joined("“", column.name, "” says ", quoted, "; choose the control."))
            : error(Code::unknown_level, "control",
                    joined("“", column.name, "” never says “", wanted, "”; it says ", quoted, ".")));
    return std::nullopt;
  }
  const std::ptrdiff_t place = found - names.begin();
  return ControlLevel{&column, name, (*levels)[static_cast<std::size_t>(place)].number,
                      static_cast<std::int32_t>(place)};
}

}  // namespace

std::optional<PastColumns> past_columns(const table::Table& table, const PlanFromDataRequest& request, Issues& issues) {
  struct Role {
    std::string field;
    std::string_view name, said;
  };
  std::vector<Role> taken;
  const auto find = [&](std::string field, const std::string& name, std::string_view said) -> const Column* {
    const Column* column = table.find(name);
    if (!column) {
      issues.push_back(unknown_column(field, name, table));
      return nullptr;
    }
    for (const Role& other : taken) {
      if (other.name == name) {
        issues.push_back(error(Code::conflict, field,
                               field == "cluster" && other.field == "unit"
                                   ? joined("Each cluster would be one unit; choose another column, or none.")
                                   : joined("“", name, "” is the ", other.said, " already; choose another column.")));
        return nullptr;
      }
    }
    taken.push_back({std::move(field), name, said});
    return column;
  };
  const auto find_numbers = [&](const std::string& field, const std::string& name,
                                std::string_view said) -> std::optional<NumberView> {
    const Column* column = find(field, name, said);
    if (!column) {
      return std::nullopt;
    }
    auto numbers = NumberView::of(*column);
    if (!numbers) {
      issues.push_back(not_numbers(field, *column, said));
    }
    return numbers;
  };

  PastColumns chosen;
  const auto outcome = find_numbers("outcome", request.outcome, "outcome");
  if (!request.denominator.empty()) {
    chosen.denominator = find_numbers("denominator", request.denominator, "denominator");
    if (!request.unit.empty() && request.unit_rows != UnitRows::sum) {
      issues.push_back(error(Code::conflict, "unit_rows",
                             "A ratio metric adds up its numerator and denominator over a unit's rows; choose Add up, "
                             "or no denominator."));
    }
  }
  if (!request.unit.empty()) {
    chosen.unit = find("unit", request.unit, "unit");
  }
  if (!request.arm.empty()) {
    if (const Column* arm = find("arm", request.arm, "arm")) {
      chosen.control = control_level(*arm, request.control, issues);
    }
  } else if (!request.control.empty()) {
    issues.push_back(error(Code::required, "arm", "A control level needs the arm column it stands in."));
  }
  if (!request.cluster.empty()) {
    chosen.cluster = find("cluster", request.cluster, "cluster");
  }
  for (std::size_t i = 0; i < request.covariates.size(); ++i) {
    auto numbers = find_numbers(joined("covariates[", std::to_string(i), "]"), request.covariates[i], "covariate");
    if (numbers) {
      chosen.covariates.push_back(std::move(*numbers));
    }
  }
  if (has_error(issues)) {
    return std::nullopt;
  }
  chosen.outcome = *outcome;
  return chosen;
}

}  // namespace sutva::analyze
