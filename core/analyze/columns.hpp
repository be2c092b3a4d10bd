// SPDX-License-Identifier: Apache-2.0
// How an analysis looks at the columns of a table: an arm for each row, a number for each row.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.hpp"
#include "table/table.hpp"

namespace sutva::analyze {

// An arm column has no more different values.
inline constexpr std::size_t most_arms = 50;

enum class Arm : std::uint8_t { control, treatment, other, missing };  // in this order: see ArmView::arm_of

struct LevelCount {
  std::string level;
  std::int64_t count = 0;
  double number = 0;  // of a numeric column
};

// The distinct contents of a column with their counts, in order of first appearance; none where there are more than
// `most`. Numbers are written in their shortest form.
std::optional<std::vector<LevelCount>> levels_of(const table::Column& column, std::size_t most);

// Which arm a row belongs to.
class ArmView {
 public:
  // Empty levels are guessed. Issues stand on the fields arm, control and treatment.
  static Outcome<ArmView> of(const table::Table& table, std::string_view arm, std::string_view control,
                             std::string_view treatment);

  Arm at(std::size_t row) const {
    if (column_->kind == table::ColumnKind::number) {
      const double value = column_->numbers[row];
      return arm_of(value == control_number_, value == treatment_number_, std::isnan(value));
    }
    const std::int32_t code = column_->codes[row];
    return arm_of(code == control_code_, code == treatment_code_, code < 0);
  }
  const std::string& control() const { return control_; }
  const std::string& treatment() const { return treatment_; }

 private:
  // Counted instead of chosen: which arm a row has is as good as random, and a processor would guess wrong half the
  // time.
  static Arm arm_of(bool control, bool treatment, bool missing) {
    return static_cast<Arm>(2 + (missing ? 1 : 0) - (treatment ? 1 : 0) - (control ? 2 : 0));
  }

  const table::Column* column_ = nullptr;
  std::string control_, treatment_;
  double control_number_ = 0, treatment_number_ = 0;
  std::int32_t control_code_ = 0, treatment_code_ = 0;
};

// A column as numbers; NaN where missing. Text is taken where it says true or false, yes or no (1 and 0).
class NumberView {
 public:
  static std::optional<NumberView> of(const table::Column& column);

  double at(std::size_t row) const {
    if (numbers_) {
      return numbers_[row];
    }
    const std::int32_t code = codes_[row];
    return code < 0 ? table::missing_number : values_[static_cast<std::size_t>(code)];
  }
  // By row, as they stand in the table; null where they stand there as text.
  const double* plain() const { return numbers_; }

 private:
  const double* numbers_ = nullptr;
  const std::int32_t* codes_ = nullptr;
  std::vector<double> values_;  // by code
};

// The column, which is called `said` in a sentence, has no NumberView.
Issue not_numbers(std::string_view field, const table::Column& column, std::string_view said);

Issue unknown_column(std::string_view field, std::string_view column, const table::Table& table);

}  // namespace sutva::analyze
