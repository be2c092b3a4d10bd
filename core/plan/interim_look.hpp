// SPDX-License-Identifier: Apache-2.0
// One look into a running experiment that was planned with looks: whether a boundary is crossed, how likely success
// still is, and what the estimate is worth.
//
// Conditional and predictive power: Lan, Simon and Halperin (1982), Sequential Analysis 1:207; Spiegelhalter, Freedman
// and Blackburn (1986), Controlled Clinical Trials 7:8. Repeated intervals: Jennison and Turnbull (1989), JRSS B
// 51:305. Stagewise order: Tsiatis, Rosner and Mehta (1984), Biometrics 40:797.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "plan/sequential_plan.hpp"
#include "plan/working.hpp"

namespace sutva::plan {

enum class InterimTiming : std::uint8_t { planned, moved };
constexpr auto describe(std::type_identity<InterimTiming>) {
  return std::array{Choice{InterimTiming::planned, "planned", "As planned"},
                    Choice{InterimTiming::moved, "moved", "At another time",
                           "Spending boundaries are computed anew for the share seen so far."}};
}

enum class InterimGiven : std::uint8_t { z, estimate };
constexpr auto describe(std::type_identity<InterimGiven>) {
  return std::array{Choice{InterimGiven::z, "z", "z"},
                    Choice{InterimGiven::estimate, "estimate", "Estimate and standard error"}};
}

enum class InterimDecision : std::uint8_t { go_on, reject, reject_opposite, give_up, ended };
constexpr auto describe(std::type_identity<InterimDecision>) {
  using D = InterimDecision;
  return std::array{Choice{D::go_on, "go_on", "Go on"}, Choice{D::reject, "reject", "Stop: success"},
                    Choice{D::reject_opposite, "reject_opposite", "Stop: an effect the other way"},
                    Choice{D::give_up, "give_up", "Stop: futile"},
                    Choice{D::ended, "ended", "The end: not significant"}};
}

struct InterimLookRequest {
  SequentialPlanRequest plan;
  std::int64_t look = 3;
  InterimTiming look_timing = InterimTiming::planned;
  double information = 0.5;
  InterimGiven given = InterimGiven::z;
  double z = 1.5;
  double estimate = 0.007;
  double se = 0.0045;

  static constexpr auto describe() {
    using R = InterimLookRequest;
    return described("InterimLookRequest", inlined(&R::plan),
                     field("look", &R::look, "Look")
                         .under("Interim look")
                         .in(Unit::looks)
                         .at_least(1)
                         .at_most(50)
                         .help("Which look this is. None before it crossed a boundary."),
                     field("look_timing", &R::look_timing, "It happens")
                         .under("Interim look")
                         .help("At its planned share, or at another."),
                     field("information", &R::information, "Share seen so far")
                         .under("Interim look")
                         .in(Unit::share)
                         .above(0)
                         .below(1)
                         .when("look_timing", "moved")
                         .help("People so far / people at the last look."),
                     field("given", &R::given, "Result given as").under("Interim look").help("What was seen so far."),
                     field("z", &R::z, "z")
                         .under("Interim look")
                         .at_least(-40)
                         .at_most(40)
                         .when("given", "z")
                         .help("Estimate / standard error; positive: treatment is above control."),
                     field("estimate", &R::estimate, "Estimate")
                         .under("Interim look")
                         .at_least(-1e60)
                         .at_most(1e60)
                         .when("given", "estimate")
                         .help("treatment - control; for counts on the scale of the test, as a log rate ratio."),
                     field("se", &R::se, "Standard error")
                         .under("Interim look")
                         .at_least(1e-60)
                         .at_most(1e60)
                         .when("given", "estimate")
                         .help("Of that estimate."));
  }
};

struct InterimLookResult {
  InterimDecision decision = InterimDecision::go_on;
  double information = 0;
  std::int64_t n_total = 0;
  double z = 0;
  double estimate = 0;
  double se = 0;
  std::optional<double> upper_z;
  std::optional<double> futility_z;
  double p_nominal = 0;
  std::optional<double> conditional_power;
  std::optional<double> conditional_power_trend;
  std::optional<double> conditional_power_null;
  std::optional<double> predictive_power;
  std::optional<double> repeated_ci_low;
  std::optional<double> repeated_ci_high;
  std::optional<double> p_value;
  std::optional<double> estimate_unbiased;
  std::optional<double> ci_low;
  std::optional<double> ci_high;
  std::vector<double> curve_effect;
  std::vector<double> curve_power;
  Working working;

  static constexpr auto describe() {
    using R = InterimLookResult;
    return described(
        "InterimLookResult", field("decision", &R::decision, "What the plan says"),
        field("information", &R::information, "Share seen so far").in(Unit::share),
        field("n_total", &R::n_total, "People in all, as planned for this look").in(Unit::people),
        field("z", &R::z, "z").help("treatment - control, in standard errors."),
        field("estimate", &R::estimate, "Estimate")
            .in(Unit::outcome)
            .help("treatment - control; for counts on the scale of the test, as a log rate ratio."),
        field("se", &R::se, "Standard error").in(Unit::outcome).help("As given, or as planned for this look."),
        field("upper_z", &R::upper_z, "Rejects from z")
            .help("In the planned direction; two-sided: |z|. Absent where this look can not reject."),
        field("futility_z", &R::futility_z, "Gives up to z").help("In the planned direction; two-sided: |z|."),
        field("p_nominal", &R::p_nominal, "Nominal p").in(Unit::share).help("As if this were the only look."),
        field("conditional_power", &R::conditional_power, "Conditional power")
            .in(Unit::share)
            .help("Chance to reject in the planned direction later, if the effect is as planned. Absent at the end."),
        field("conditional_power_trend", &R::conditional_power_trend, "Conditional power, current trend")
            .in(Unit::share)
            .help("The same if the effect is what was seen so far."),
        field("conditional_power_null", &R::conditional_power_null, "Conditional power, no effect")
            .in(Unit::share)
            .help("The same if there is no effect."),
        field("predictive_power", &R::predictive_power, "Predictive power")
            .in(Unit::share)
            .help("Conditional power averaged over what is known of the effect, from a flat prior."),
        field("repeated_ci_low", &R::repeated_ci_low, "Repeated interval, from")
            .in(Unit::outcome)
            .help("Covers the effect at all looks together, stopped or not."),
        field("repeated_ci_high", &R::repeated_ci_high, "Repeated interval, to").in(Unit::outcome),
        field("p_value", &R::p_value, "p-value")
            .in(Unit::share)
            .help("Of an experiment that ends here, in the stagewise order. Absent while it goes on."),
        field("estimate_unbiased", &R::estimate_unbiased, "Median-unbiased estimate")
            .in(Unit::outcome)
            .help("As often too high as too low, the early stop counted in. Absent while it goes on."),
        field("ci_low", &R::ci_low, "Interval, from").in(Unit::outcome).help("In the stagewise order."),
        field("ci_high", &R::ci_high, "Interval, to").in(Unit::outcome),
        field("curve_effect", &R::curve_effect, "True effect").in(Unit::outcome).help("For the curve; absolute."),
        field("curve_power", &R::curve_power, "Conditional power").in(Unit::share), inlined(&R::working));
  }
};

Outcome<InterimLookResult> interim_look(const InterimLookRequest& request);

}  // namespace sutva::plan
