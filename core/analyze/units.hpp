// SPDX-License-Identifier: Apache-2.0
// Units that stand in more than one row, or in more than one arm.
#pragma once

#include <cstdint>
#include <vector>

#include "analyze/columns.hpp"
#include "table/levels.hpp"
#include "table/table.hpp"

namespace sutva::analyze {

// Rows are added in order, from 0. Numeric ids that only rise, the usual case, need no memory; a table of all ids is
// built with the first one that does not. Both columns must outlive the check.
class UnitCheck {
 public:
  UnitCheck(const table::Column& units, const ArmView& arms);

  void add(std::size_t row);

  std::int64_t repeated_rows() const { return repeated_rows_; }  // rows whose unit stood in an earlier row
  std::int64_t crossed_units() const { return crossed_units_; }  // units in both arms
  std::int64_t missing() const { return missing_; }
  const std::vector<std::int64_t>& first_rows() const { return first_rows_; }  // of the repeats, at most 5

 private:
  void add_number(std::size_t row);
  void note(std::size_t row, std::int32_t code);

  const table::Column* units_;
  const ArmView* arms_;
  bool rising_;
  double last_ = 0;
  table::Levels ids_;                // numeric ids by their bytes, once they do not rise any more
  std::vector<std::uint8_t> flags_;  // by code
  std::int64_t repeated_rows_ = 0, crossed_units_ = 0, missing_ = 0;
  std::vector<std::int64_t> first_rows_;
};

}  // namespace sutva::analyze
