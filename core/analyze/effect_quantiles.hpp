// SPDX-License-Identifier: Apache-2.0
// The effect beyond the mean: on quantiles, on ranks, on means of capped outcomes and of logarithms. A table operation
// (see csv_effect.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyze/estimate.hpp"
#include "analyze/left_out.hpp"
#include "analyze/two_arms.hpp"
#include "base/assumption.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "stats/moments.hpp"
#include "stats/ranks.hpp"

namespace sutva::analyze {

struct EffectQuantilesRequest {
  TwoArmsRequest columns;
  std::vector<double> quantiles{0.1, 0.25, 0.5, 0.75, 0.9, 0.99};

  static constexpr auto describe() {
    using R = EffectQuantilesRequest;
    return described("EffectQuantilesRequest", inlined(&R::columns),
                     field("quantiles", &R::quantiles, "Quantiles")
                         .under("Settings")
                         .in(Unit::share)
                         .above(0)
                         .below(1)
                         .help("Shares of units at or below: 0.5 is the median. Up to 50."));
  }
};

struct QuantileEffect {
  double share = 0;
  double control = 0;
  std::optional<double> control_ci_low, control_ci_high;
  double treatment = 0;
  std::optional<double> treatment_ci_low, treatment_ci_high;
  double difference = 0;
  std::optional<double> ci_low, ci_high;

  static constexpr auto describe() {
    using Q = QuantileEffect;
    return described(
        "QuantileEffect", field("share", &Q::share, "Of units at or below").in(Unit::share),
        field("control", &Q::control, "Control").in(Unit::outcome).help("Type 7: between order statistics a line."),
        field("control_ci_low", &Q::control_ci_low, "Control, from")
            .in(Unit::outcome)
            .help("Order statistics, exact for any distribution; absent where the arm is too small."),
        field("control_ci_high", &Q::control_ci_high, "Control, to").in(Unit::outcome),
        field("treatment", &Q::treatment, "Treatment").in(Unit::outcome),
        field("treatment_ci_low", &Q::treatment_ci_low, "Treatment, from").in(Unit::outcome),
        field("treatment_ci_high", &Q::treatment_ci_high, "Treatment, to").in(Unit::outcome),
        field("difference", &Q::difference, "Difference").in(Unit::outcome),
        field("ci_low", &Q::ci_low, "Difference, from").in(Unit::outcome).help("The arms' exact intervals, combined."),
        field("ci_high", &Q::ci_high, "Difference, to").in(Unit::outcome));
  }
};

struct CappedEffect {
  double quantile = 0, cap = 0, capped_share = 0, control_mean = 0, treatment_mean = 0, difference = 0;
  std::optional<double> se, ci_low, ci_high, p_value;

  static constexpr auto describe() {
    using C = CappedEffect;
    return described(
        "CappedEffect",
        field("quantile", &C::quantile, "Cap at quantile").in(Unit::share).help("Of both arms together; 1: no cap."),
        field("cap", &C::cap, "Cap").in(Unit::outcome),
        field("capped_share", &C::capped_share, "Above").in(Unit::share),
        field("control_mean", &C::control_mean, "Control").in(Unit::outcome),
        field("treatment_mean", &C::treatment_mean, "Treatment").in(Unit::outcome),
        field("difference", &C::difference, "Difference").in(Unit::outcome),
        field("se", &C::se, "Standard error").in(Unit::outcome), field("ci_low", &C::ci_low, "From").in(Unit::outcome),
        field("ci_high", &C::ci_high, "To").in(Unit::outcome), field("p_value", &C::p_value, "p-value"));
  }
};

struct EffectQuantilesResult {
  std::string sentence;
  std::int64_t rows_total = 0, rows_used = 0, n_control = 0, n_treatment = 0;
  std::string outcome;
  std::vector<QuantileEffect> quantiles;
  std::vector<Estimate> estimates;
  double superiority = 0;
  std::optional<double> mann_whitney_p_value;
  double shift = 0;
  std::vector<CappedEffect> caps;
  std::vector<Check> checks;
  std::vector<Assumption> assumptions;
  std::vector<LeftOut> left_out;

  static constexpr auto describe() {
    using R = EffectQuantilesResult;
    return described(
        "EffectQuantilesResult", field("sentence", &R::sentence, "In short"),
        field("rows_total", &R::rows_total, "Rows").in(Unit::rows),
        field("rows_used", &R::rows_used, "Rows used").in(Unit::rows),
        field("n_control", &R::n_control, "Units in control").in(Unit::people),
        field("n_treatment", &R::n_treatment, "Units in treatment").in(Unit::people),
        field("outcome", &R::outcome, "Outcome"), field("quantiles", &R::quantiles, "Effect on quantiles"),
        field("estimates", &R::estimates, "By every method"),
        field("superiority", &R::superiority, "Probability of superiority")
            .in(Unit::share)
            .help("That a random treated unit has more than a random control; ties count half. 50 %: no difference."),
        field("mann_whitney_p_value", &R::mann_whitney_p_value, "p-value of Mann-Whitney"),
        field("shift", &R::shift, "Shift")
            .in(Unit::outcome)
            .help("Hodges-Lehmann: the median of all differences between a treated unit and a control."),
        field("caps", &R::caps, "Means with a cap"), field("checks", &R::checks, "Checks"),
        field("assumptions", &R::assumptions, "What this rests on"), field("left_out", &R::left_out, "Rows left out"));
  }
};

class EffectQuantiles {
 public:
  using Request = EffectQuantilesRequest;
  using Result = EffectQuantilesResult;

  static Outcome<EffectQuantiles> prepare(const table::Table& table, const Request& request);
  bool step();
  double progress() const;
  Outcome<Result> finish();

 private:
  // Read and sort; ranks; the shift; capped means and the mean of logarithms, one arm at a time.
  enum class Pass : std::uint8_t { arms, ranks, shift, transforms, done };
  static constexpr std::array<double, 4> caps{0.9, 0.95, 0.99, 0.999};
  static constexpr std::size_t transforms = caps.size() + 1;  // the last is log(1 + y)

  EffectQuantiles(TwoArmsReader reader, Request request) : reader_(std::move(reader)), request_(std::move(request)) {}

  void begin_ranks();
  bool transform();
  void add_quantiles(Result& result) const;
  void add_ranks(Result& result);
  void add_means(Result& result) const;
  void add_assumptions(Result& result) const;

  TwoArmsReader reader_;
  Request request_;
  Pass pass_ = Pass::arms;
  TwoArms arms_;
  Issues issues_;
  stats::RankCounts ranks_;
  std::optional<stats::ShiftSearch> shift_;
  bool has_log_ = false;
  std::array<double, caps.size()> cap_{};
  std::array<std::array<stats::Moments, 2>, transforms> moments_;
  std::size_t transform_ = 0, arm_ = 0, place_ = 0;
};

}  // namespace sutva::analyze
