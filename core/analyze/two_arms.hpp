// SPDX-License-Identifier: Apache-2.0
// One outcome of two arms as two lists of numbers, sorted or not: what methods need that look at the outcome's shape.
// Shared by effect_outcome, effect_quantiles and effect_bayesian.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

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

  static constexpr auto describe() {
    using R = TwoArmsRequest;
    return described(
        "TwoArmsRequest",
        field("arm", &R::arm, "Arm")
            .required()
            .under("Columns")
            .names_column()
            .help("The column that says who was in which arm."),
        field("control", &R::control, "Control level")
            .under("Columns")
            .names_level_of("arm")
            .help("Its content for control. Guessed when empty."),
        field("treatment", &R::treatment, "Treatment level")
            .under("Columns")
            .names_level_of("arm")
            .help("Its content for treatment. Guessed when empty."),
        field("outcome", &R::outcome, "Outcome")
            .required()
            .under("Columns")
            .names_column()
            .help("The column with the number, or yes and no, the experiment is about."),
        field("unit", &R::unit, "Unit")
            .under("Columns")
            .names_column()
            .help("The column that names each person, where a person has several rows. Empty: each row is a unit."),
        field("unit_rows", &R::unit_rows, "Rows of a unit")
            .under("Columns")
            .help("How a unit's rows become one number."),
        field("confidence", &R::confidence, "Confidence")
            .under("Settings")
            .in(Unit::share)
            .at_least(0.5)
            .below(1)
            .help("How often such an interval covers the truth."));
  }
};

struct TwoArms {
  std::array<std::string, 2> levels;          // control, treatment
  std::array<std::vector<double>, 2> values;  // ascending where that was asked for
  std::array<stats::Moments, 2> moments;
  bool yes_no = false;    // every value is 0 or 1
  bool repeated = false;  // a unit has several rows that were kept apart
  bool has_unit = false;
  std::array<std::int64_t, 2> missing{};  // units without an outcome
  std::int64_t rows_total = 0, rows_used = 0;
  std::vector<LeftOut> left_out;

  double n(std::size_t arm) const { return static_cast<double>(values[arm].size()); }
  double mean(std::size_t arm) const { return moments[arm].mean(); }
  double mean_variance(std::size_t arm) const { return moments[arm].variance() / n(arm); }

  // That units are independent, that outcomes are missing alike in both arms, and that assignment was random.
  std::vector<Assumption> assumptions() const;
};

// Steps: rows, sorting. Issues as of SampleReader; arms need two units each, and an outcome that varies.
class TwoArmsReader {
 public:
  // sorted: the numbers of each arm are wanted in ascending order.
  static Outcome<TwoArmsReader> prepare(const table::Table& table, const TwoArmsRequest& request, bool sorted);
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
