// SPDX-License-Identifier: Apache-2.0
// One outcome of two arms as two lists of numbers, sorted or not: what methods need that look at the outcome's shape.
// Shared by effect_outcome, effect_quantiles and effect_bayesian.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analyze/check.hpp"
#include "analyze/common_fields.hpp"
#include "analyze/sample.hpp"
#include "base/assumption.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "stats/moments.hpp"
#include "table/table.hpp"

namespace sutva::analyze {

// What the requests of these operations share; they inline it.
struct TwoArmsRequest {
  std::string arm, control, treatment, outcome, unit;
  RowsOfUnit unit_rows = RowsOfUnit::sum;
  double confidence = 0.95;
  double expected_treatment_share = 0.5;

  static constexpr auto describe() {
    using R = TwoArmsRequest;
    return described(
        "TwoArmsRequest", arm_field<R>(), control_field<R>(), treatment_field<R>(),
        outcome_field<R>().help("The column with the number, or yes and no, the experiment is about."),
        unit_field<R>().help(
            "The column that names each person, where a person has several rows. Empty: each row is a unit."),
        unit_rows_field<R>().under("Columns").help("How a unit's rows become one number."), confidence_field<R>(),
        expected_treatment_share_field<R>());
  }
};

struct TwoArms {
  std::array<std::string, 2> levels;          // control, treatment
  std::array<std::vector<double>, 2> values;  // ascending where that was asked for
  std::array<stats::Moments, 2> moments;
  bool yes_no = false;  // every value is 0 or 1
  bool has_unit = false;
  std::array<std::int64_t, 2> missing{};  // units without an outcome
  std::int64_t rows_total = 0, rows_used = 0;
  std::vector<Check> checks;
  std::vector<LeftOut> left_out;
  std::optional<Sample> sample;  // as it was read, where covariates were asked for

  double n(std::size_t arm) const { return static_cast<double>(values[arm].size()); }
  double mean(std::size_t arm) const { return moments[arm].mean(); }
  double mean_variance(std::size_t arm) const { return moments[arm].variance() / n(arm); }

  // That assignment was random and that units are independent.
  std::vector<Assumption> assumptions() const;
};

// What an operation wants of the two arms.
struct TwoArmsWanted {
  bool sorted = false;        // the numbers of each arm in ascending order
  bool normal_means = false;  // the intervals of means take them for normal: their skew is checked
  std::vector<std::string> covariates{};
  MissingCovariates missing_covariates = MissingCovariates::indicator;
};

// Steps: rows, sorting. Issues as of SampleReader; arms need two units each, and an outcome that varies.
class TwoArmsReader {
 public:
  static Outcome<TwoArmsReader> prepare(const table::Table& table, const TwoArmsRequest& request, TwoArmsWanted wanted);
  bool step();
  double progress() const;
  Outcome<TwoArms> take();  // after the last step

  TwoArmsReader(TwoArmsReader&&) noexcept;
  TwoArmsReader& operator=(TwoArmsReader&&) noexcept;
  ~TwoArmsReader();

 private:
  class Work;
  explicit TwoArmsReader(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

}  // namespace sutva::analyze
