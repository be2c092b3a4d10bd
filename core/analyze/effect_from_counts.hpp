// SPDX-License-Identifier: Apache-2.0
// The effect of an experiment from four counts: successes and people of two arms. Difference and lift by every common
// method, with exact tests.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyze/estimate.hpp"
#include "analyze/proportions.hpp"
#include "base/assumption.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"

namespace sutva::analyze {

struct EffectFromCountsRequest {
  std::int64_t successes_control = 821;
  std::int64_t n_control = 10'000;
  std::int64_t successes_treatment = 900;
  std::int64_t n_treatment = 10'000;
  double confidence = 0.95;
  bool brief = false;  // not described: without exact tests, for curves

  static constexpr auto describe() {
    using R = EffectFromCountsRequest;
    return described("EffectFromCountsRequest",
                     field("successes_control", &R::successes_control, "Successes in control")
                         .under("Counts")
                         .in(Unit::people)
                         .at_least(0)
                         .at_most(1e15)
                         .help("People in control who did it: bought, stayed, clicked."),
                     field("n_control", &R::n_control, "People in control")
                         .under("Counts")
                         .in(Unit::people)
                         .at_least(1)
                         .at_most(1e15)
                         .help("Everyone who was assigned to control."),
                     field("successes_treatment", &R::successes_treatment, "Successes in treatment")
                         .under("Counts")
                         .in(Unit::people)
                         .at_least(0)
                         .at_most(1e15)
                         .help("Counted in the same way."),
                     field("n_treatment", &R::n_treatment, "People in treatment")
                         .under("Counts")
                         .in(Unit::people)
                         .at_least(1)
                         .at_most(1e15)
                         .help("Everyone who was assigned to treatment."),
                     field("confidence", &R::confidence, "Confidence")
                         .under("Settings")
                         .in(Unit::share)
                         .at_least(0.5)
                         .below(1)
                         .help("How often such an interval covers the truth."));
  }
};

struct EffectFromCountsResult {
  std::string sentence;
  std::string recommended;
  double difference = 0, ci_low = 0, ci_high = 0, p_value = 0;
  std::optional<double> lift, lift_ci_low, lift_ci_high;
  double share_control = 0, share_control_ci_low = 0, share_control_ci_high = 0;
  double share_treatment = 0, share_treatment_ci_low = 0, share_treatment_ci_high = 0;
  std::vector<Estimate> estimates;
  std::vector<CountsTest> tests;
  std::vector<Assumption> assumptions;

  static constexpr auto describe() {
    using R = EffectFromCountsResult;
    return described(
        "EffectFromCountsResult", field("sentence", &R::sentence, "In short"),
        field("recommended", &R::recommended, "Recommended method")
            .help("Of the estimates; its interval and test always agree, and it holds for small counts as well."),
        field("difference", &R::difference, "Difference").in(Unit::share).help("treatment - control"),
        field("ci_low", &R::ci_low, "Difference, from").in(Unit::share).help("By the recommended method."),
        field("ci_high", &R::ci_high, "Difference, to").in(Unit::share),
        field("p_value", &R::p_value, "p-value").help("Two-sided, by the recommended method."),
        field("lift", &R::lift, "Lift")
            .in(Unit::share)
            .help("treatment / control - 1; absent where control has no success."),
        field("lift_ci_low", &R::lift_ci_low, "Lift, from").in(Unit::share),
        field("lift_ci_high", &R::lift_ci_high, "Lift, to").in(Unit::share),
        field("share_control", &R::share_control, "Control").in(Unit::share),
        field("share_control_ci_low", &R::share_control_ci_low, "Control, from")
            .in(Unit::share)
            .help("Wilson's interval."),
        field("share_control_ci_high", &R::share_control_ci_high, "Control, to").in(Unit::share),
        field("share_treatment", &R::share_treatment, "Treatment").in(Unit::share),
        field("share_treatment_ci_low", &R::share_treatment_ci_low, "Treatment, from")
            .in(Unit::share)
            .help("Wilson's interval."),
        field("share_treatment_ci_high", &R::share_treatment_ci_high, "Treatment, to").in(Unit::share),
        field("estimates", &R::estimates, "By every method"), field("tests", &R::tests, "Tests of no difference"),
        field("assumptions", &R::assumptions, "What this rests on"));
  }
};

// Sources stand beside each estimate and in stats/two_by_two.hpp.
Outcome<EffectFromCountsResult> effect_from_counts(const EffectFromCountsRequest& request);

}  // namespace sutva::analyze
