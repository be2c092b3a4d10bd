// SPDX-License-Identifier: Apache-2.0
// The effect on a single treated unit, from a table of units by periods: synthetic control, with a p-value from
// treating every other unit as if it had been the treated one.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analyze/estimate.hpp"
#include "analyze/left_out.hpp"
#include "analyze/panel.hpp"
#include "base/assumption.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "table/table.hpp"

namespace sutva::analyze {

struct EffectSyntheticRequest {
  std::string unit, time, outcome, first_treated, treated, treated_unit, treated_from;
  RowsOfPeriod unit_rows = RowsOfPeriod::mean;
  bool constant_gap = false;
  std::int64_t placebos = 500;
  std::int64_t seed = 1;

  static constexpr auto describe() {
    using R = EffectSyntheticRequest;
    return described(
        "EffectSyntheticRequest",
        field("unit", &R::unit, "Unit")
            .required()
            .names_column()
            .under("Columns")
            .help("The column that names who or what is seen again and again: cities, stores, countries."),
        field("time", &R::time, "Time")
            .required()
            .names_column()
            .under("Columns")
            .help("The period: whole numbers, or dates as 2024-03-01, 2024-03 or 2024Q1."),
        field("outcome", &R::outcome, "Outcome")
            .required()
            .names_column()
            .under("Columns")
            .help("The number the treatment should move."),
        field("treated_unit", &R::treated_unit, "Treated unit")
            .names_level_of("unit")
            .under("Columns")
            .help("The one unit that was treated. Found when a column below says who was."),
        field("treated_from", &R::treated_from, "Treated from")
            .names_level_of("time")
            .under("Columns")
            .help("Its first treated period. Found when a column below says so."),
        field("first_treated", &R::first_treated, "First treated")
            .names_column()
            .under("Columns")
            .help("A column with the time of a unit's first treatment; empty, 0 or “never” for all others."),
        field("treated", &R::treated, "Treated now")
            .names_column()
            .under("Columns")
            .help("Or a column with 1 in rows in which the unit is treated, 0 in all others."),
        field("unit_rows", &R::unit_rows, "Rows of a unit in a period")
            .under("Settings")
            .help("What becomes of several rows of one unit in one period."),
        field("constant_gap", &R::constant_gap, "Allow a constant gap")
            .under("Settings")
            .help("The synthetic control may lie above or below by the same amount in all periods; only movements are "
                  "matched. For a unit larger or smaller than all others."),
        field("placebos", &R::placebos, "Placebos, at most")
            .in(Unit::replicates)
            .at_least(0)
            .at_most(5000)
            .under("Settings")
            .help("Untreated units tried as if they were treated, for the p-value; drawn at random where there are "
                  "more."),
        field("seed", &R::seed, "Seed")
            .at_least(0)
            .at_most(1e15)
            .under("Settings")
            .help("Of the draw of placebos. The same seed, the same draw."));
  }
};

struct SyntheticPoint {
  std::string period;
  std::int64_t event_time = 0;
  double treated = 0, synthetic = 0, comparison_mean = 0, effect = 0;
  std::optional<double> placebo_low, placebo_high;

  static constexpr auto describe() {
    using S = SyntheticPoint;
    return described("SyntheticPoint", field("period", &S::period, "Period"),
                     field("event_time", &S::event_time, "Event time")
                         .in(Unit::periods)
                         .help("Periods since the first treated one."),
                     field("treated", &S::treated, "Treated unit").in(Unit::outcome),
                     field("synthetic", &S::synthetic, "Synthetic control").in(Unit::outcome),
                     field("comparison_mean", &S::comparison_mean, "Mean of all others").in(Unit::outcome),
                     field("effect", &S::effect, "Gap").in(Unit::outcome).help("Treated less synthetic."),
                     field("placebo_low", &S::placebo_low, "Placebo gaps, 5 %").in(Unit::outcome),
                     field("placebo_high", &S::placebo_high, "Placebo gaps, 95 %").in(Unit::outcome));
  }
};

struct SyntheticWeight {
  std::string unit;
  double weight = 0;
  double effect_without = 0;
  double pre_rmspe_without = 0;

  static constexpr auto describe() {
    using S = SyntheticWeight;
    return described("SyntheticWeight", field("unit", &S::unit, "Unit"),
                     field("weight", &S::weight, "Weight").in(Unit::share),
                     field("effect_without", &S::effect_without, "Effect without it").in(Unit::outcome),
                     field("pre_rmspe_without", &S::pre_rmspe_without, "Misfit before, without it").in(Unit::outcome));
  }
};

struct SyntheticPlacebo {
  std::string unit;
  bool treated = false;
  double effect = 0, pre_rmspe = 0, post_rmspe = 0;
  std::optional<double> ratio;

  static constexpr auto describe() {
    using S = SyntheticPlacebo;
    return described("SyntheticPlacebo", field("unit", &S::unit, "Unit"), field("treated", &S::treated, "Treated"),
                     field("effect", &S::effect, "Effect").in(Unit::outcome),
                     field("pre_rmspe", &S::pre_rmspe, "Misfit before").in(Unit::outcome),
                     field("post_rmspe", &S::post_rmspe, "Gap after").in(Unit::outcome),
                     field("ratio", &S::ratio, "Gap after over misfit before").help("Absent where it fits perfectly."));
  }
};

struct EffectSyntheticResult {
  std::string sentence;
  std::vector<Estimate> estimates;
  std::string treated_unit, treated_from;
  std::int64_t rows_total = 0, rows_used = 0, units_total = 0, donors = 0, periods_before = 0, periods_after = 0;
  double pre_rmspe = 0, post_rmspe = 0;
  std::optional<double> rmspe_ratio, p_value;
  std::int64_t placebos = 0;
  double optimality = 0;
  double constant = 0;
  std::vector<SyntheticPoint> series;
  std::vector<SyntheticWeight> weights;
  std::vector<SyntheticPlacebo> placebo_units;
  std::vector<Assumption> assumptions;
  std::vector<LeftOut> left_out;

  static constexpr auto describe() {
    using R = EffectSyntheticResult;
    return described(
        "EffectSyntheticResult", field("sentence", &R::sentence, "In words"),
        field("estimates", &R::estimates, "Estimates"), field("treated_unit", &R::treated_unit, "Treated unit"),
        field("treated_from", &R::treated_from, "Treated from"),
        field("rows_total", &R::rows_total, "Rows").in(Unit::rows),
        field("rows_used", &R::rows_used, "Rows used").in(Unit::rows), field("units_total", &R::units_total, "Units"),
        field("donors", &R::donors, "Units to compose the control of"),
        field("periods_before", &R::periods_before, "Periods before").in(Unit::periods),
        field("periods_after", &R::periods_after, "Periods after").in(Unit::periods),
        field("pre_rmspe", &R::pre_rmspe, "Misfit before (RMSPE)").in(Unit::outcome),
        field("post_rmspe", &R::post_rmspe, "Gap after (RMSPE)").in(Unit::outcome),
        field("rmspe_ratio", &R::rmspe_ratio, "Gap after over misfit before"),
        field("p_value", &R::p_value, "p-value")
            .help("Share of units, the treated one included, whose gap stands out at least as much."),
        field("placebos", &R::placebos, "Placebos tried"),
        field("optimality", &R::optimality, "Distance from the best weights")
            .help("The duality gap, relative to the largest squared distance of a unit; 0 is best."),
        field("constant", &R::constant, "Constant gap").in(Unit::outcome),
        field("series", &R::series, "Treated and synthetic over time"), field("weights", &R::weights, "Weights"),
        field("placebo_units", &R::placebo_units, "Every unit as if treated"),
        field("assumptions", &R::assumptions, "Assumptions"), field("left_out", &R::left_out, "Rows left out"));
  }
};

class EffectSynthetic {
 public:
  using Request = EffectSyntheticRequest;
  using Result = EffectSyntheticResult;

  static Outcome<EffectSynthetic> prepare(const table::Table& table, const Request& request);
  bool step();
  double progress() const;
  Outcome<Result> finish();

  EffectSynthetic();
  EffectSynthetic(EffectSynthetic&&) noexcept;
  EffectSynthetic& operator=(EffectSynthetic&&) noexcept;
  ~EffectSynthetic();

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace sutva::analyze
