// SPDX-License-Identifier: Apache-2.0
// The effect on one outcome and what that outcome looks like: of yes and no, every method for two proportions; of a
// number, the difference and the lift of means; of both, the distribution by arm. A table operation (see
// csv_effect.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "analyze/estimate.hpp"
#include "analyze/left_out.hpp"
#include "analyze/proportions.hpp"
#include "analyze/two_arms.hpp"
#include "base/assumption.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "stats/histogram.hpp"

namespace sutva::analyze {

struct EffectOutcomeRequest {
  TwoArmsRequest columns;

  static constexpr auto describe() {
    return described("EffectOutcomeRequest", inlined(&EffectOutcomeRequest::columns));
  }
};

enum class OutcomeKind : std::uint8_t { yes_no, number };
constexpr auto describe(std::type_identity<OutcomeKind>) {
  return std::array{Choice{OutcomeKind::yes_no, "yes_no", "Yes or no"},
                    Choice{OutcomeKind::number, "number", "Number"}};
}

struct ArmShape {
  std::string level;
  std::string role;
  std::int64_t n = 0, missing_outcome = 0;
  double mean = 0, sd = 0, skewness = 0, zero_share = 0, min = 0, median = 0, max = 0;
  std::optional<double> top_share;

  static constexpr auto describe() {
    using A = ArmShape;
    return described("ArmShape", field("level", &A::level, "Level"), field("role", &A::role, "Role"),
                     field("n", &A::n, "Units").in(Unit::people),
                     field("missing_outcome", &A::missing_outcome, "Without outcome").in(Unit::people),
                     field("mean", &A::mean, "Mean").in(Unit::outcome), field("sd", &A::sd, "SD").in(Unit::outcome),
                     field("skewness", &A::skewness, "Skewness").help("0: even."),
                     field("zero_share", &A::zero_share, "Zeros").in(Unit::share),
                     field("min", &A::min, "Smallest").in(Unit::outcome),
                     field("median", &A::median, "Median").in(Unit::outcome),
                     field("max", &A::max, "Largest").in(Unit::outcome),
                     field("top_share", &A::top_share, "Held by the top 0.1 %")
                         .in(Unit::share)
                         .help("Of the arm's total; at least one unit. Absent where outcomes are negative."));
  }
};

struct ArmQuantile {
  double share = 0, control = 0, treatment = 0;

  static constexpr auto describe() {
    using Q = ArmQuantile;
    return described("ArmQuantile", field("share", &Q::share, "Of units at or below").in(Unit::share),
                     field("control", &Q::control, "Control").in(Unit::outcome),
                     field("treatment", &Q::treatment, "Treatment").in(Unit::outcome));
  }
};

struct OutcomeBin {
  double low = 0, high = 0;
  std::int64_t control = 0, treatment = 0;
  double control_share = 0, treatment_share = 0;

  static constexpr auto describe() {
    using B = OutcomeBin;
    return described("OutcomeBin", field("low", &B::low, "From").in(Unit::outcome),
                     field("high", &B::high, "To").in(Unit::outcome).help("Equal to the start: that value alone."),
                     field("control", &B::control, "Control, units").in(Unit::people),
                     field("treatment", &B::treatment, "Treatment, units").in(Unit::people),
                     field("control_share", &B::control_share, "Control").in(Unit::share),
                     field("treatment_share", &B::treatment_share, "Treatment").in(Unit::share));
  }
};

struct EffectOutcomeResult {
  std::string sentence;
  std::int64_t rows_total = 0, rows_used = 0;
  std::string outcome;
  OutcomeKind kind = OutcomeKind::number;
  std::string recommended, recommended_lift;
  std::vector<Estimate> estimates;
  std::vector<CountsTest> tests;
  std::vector<ArmShape> arms;
  std::vector<ArmQuantile> quantiles;
  stats::BinScale bin_scale = stats::BinScale::values;
  std::vector<OutcomeBin> bins;
  std::vector<Check> checks;
  std::vector<Assumption> assumptions;
  std::vector<LeftOut> left_out;

  static constexpr auto describe() {
    using R = EffectOutcomeResult;
    return described(
        "EffectOutcomeResult", field("sentence", &R::sentence, "In short"),
        field("rows_total", &R::rows_total, "Rows").in(Unit::rows),
        field("rows_used", &R::rows_used, "Rows used").in(Unit::rows), field("outcome", &R::outcome, "Outcome"),
        field("kind", &R::kind, "Kind of outcome"),
        field("recommended", &R::recommended, "Recommended method").help("Of the difference."),
        field("recommended_lift", &R::recommended_lift, "Recommended method, lift").help("Empty: no lift exists."),
        field("estimates", &R::estimates, "By every method"),
        field("tests", &R::tests, "Tests of no difference").help("Of yes and no only."),
        field("arms", &R::arms, "Arms"),
        field("quantiles", &R::quantiles, "Quantiles").help("Between order statistics a straight line (type 7)."),
        field("bin_scale", &R::bin_scale, "Bins"), field("bins", &R::bins, "Distribution"),
        field("checks", &R::checks, "Checks"), field("assumptions", &R::assumptions, "What this rests on"),
        field("left_out", &R::left_out, "Rows left out"));
  }
};

class EffectOutcome {
 public:
  using Request = EffectOutcomeRequest;
  using Result = EffectOutcomeResult;

  static Outcome<EffectOutcome> prepare(const table::Table& table, const Request& request);
  bool step() { return reader_.step(); }
  double progress() const { return reader_.progress(); }
  Outcome<Result> finish();

 private:
  EffectOutcome(TwoArmsReader reader, Request request) : reader_(std::move(reader)), request_(std::move(request)) {}

  TwoArmsReader reader_;
  Request request_;
};

}  // namespace sutva::analyze
