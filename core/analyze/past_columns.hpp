// SPDX-License-Identifier: Apache-2.0
// Which columns of a table of past data a plan starts from, found by the names a request gives them.
//
// In: a table and a request. Out: each column as what it is needed for, and the level of the arm whose rows count.
// Errors: an issue on the field of every column that is missing, taken twice or of the wrong kind.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyze/columns.hpp"
#include "analyze/plan_from_data.hpp"
#include "base/outcome.hpp"
#include "table/table.hpp"

namespace sutva::analyze {

// The level of an arm column of which rows count.
struct ControlLevel {
  const table::Column* column = nullptr;
  std::string name;
  double number = 0;
  std::int32_t code = 0;

  bool holds(std::size_t row) const {
    return column->kind == table::ColumnKind::number ? column->numbers[row] == number : column->codes[row] == code;
  }
};

struct PastColumns {
  NumberView outcome;
  std::optional<NumberView> denominator;
  std::vector<NumberView> covariates;
  const table::Column* cluster = nullptr;
  const table::Column* unit = nullptr;
  std::optional<ControlLevel> control;
};

std::optional<PastColumns> past_columns(const table::Table& table, const PlanFromDataRequest& request, Issues& issues);

}  // namespace sutva::analyze
