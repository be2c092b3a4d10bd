// SPDX-License-Identifier: Apache-2.0
// An experiment that switches a whole market between treatment and control over time: days, effect or power,
// whichever is unknown. Designs, estimators and their variances: switchback.hpp.
//
// In: days, periods a day, effects on a proportion or mean. Out: periods, blocks, standard error, power, detectable
// effect, switch points (1-based periods). Errors: blocks no longer than the carryover (difference in means), too few
// blocks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "plan/switchback.hpp"
#include "plan/working.hpp"

namespace sutva::plan {

enum class SwitchbackUnknown : std::uint8_t { duration, effect, power };
constexpr auto describe(std::type_identity<SwitchbackUnknown>) {
  return std::array{
      Choice{SwitchbackUnknown::duration, "duration", "Duration", "How many days the experiment must run."},
      Choice{SwitchbackUnknown::effect, "effect", "Effect", "The smallest effect that will be seen."},
      Choice{SwitchbackUnknown::power, "power", "Power", "How likely the effect is to be seen."}};
}

enum class SwitchbackMetric : std::uint8_t { proportion, mean };
constexpr auto describe(std::type_identity<SwitchbackMetric>) {
  return std::array{Choice{SwitchbackMetric::proportion, "proportion", "Proportion", "A share of units in a period."},
                    Choice{SwitchbackMetric::mean, "mean", "Mean", "An average per unit in a period."}};
}

enum class OutcomeLevel : std::uint8_t { deviation, raw };
constexpr auto describe(std::type_identity<OutcomeLevel>) {
  return std::array{Choice{OutcomeLevel::deviation, "deviation", "Deviation from the usual level",
                           "The level before the experiment is taken off first."},
                    Choice{OutcomeLevel::raw, "raw", "As measured", "The level itself becomes noise of the estimate."}};
}

struct SwitchbackPlanRequest {
  SwitchbackMetric metric = SwitchbackMetric::proportion;
  SwitchbackUnknown solve_for = SwitchbackUnknown::duration;
  SwitchbackDesign design = SwitchbackDesign::random_blocks;
  SwitchbackEstimator estimator = SwitchbackEstimator::difference_in_means;
  OutcomeLevel outcome_level = OutcomeLevel::deviation;
  double baseline = 0.20;
  double baseline_mean = 100;
  double sd = 100;
  EffectScale effect_scale = EffectScale::relative;
  double effect = 0.05;
  Direction direction = Direction::increase;
  std::int64_t periods_per_day = 24;
  double days = 14;
  std::int64_t block_length = 4;
  std::int64_t carryover = 1;
  double units_per_period = 200;
  double sd_period = 0.02;
  double autocorrelation = 0.5;
  std::int64_t regions = 1;
  Sides sides = Sides::two;
  double alpha = 0.05;
  double power = 0.80;
  bool brief = false;  // leaves out the alternatives, the switch points, the sentence and the rest of the working

  static constexpr auto describe() {
    using R = SwitchbackPlanRequest;
    return described(
        "SwitchbackPlanRequest",
        field("metric", &R::metric, "Metric").under("Question").help("What is measured on each unit (order, session)."),
        field("solve_for", &R::solve_for, "Solve for")
            .under("Question")
            .help("The unknown; everything else is an input."),
        field("design", &R::design, "Design").under("Switching").help("How treatment and control take turns."),
        field("estimator", &R::estimator, "Estimator")
            .under("Switching")
            .when("design", "random_blocks")
            .help("Alternating blocks need the difference in means, optimal switch points Horvitz-Thompson."),
        field("outcome_level", &R::outcome_level, "Outcome")
            .under("Outcome")
            .when("design", "random_blocks", "optimal")
            .help("Counts for Horvitz-Thompson: whether the usual level is taken off before weighing."),
        field("baseline", &R::baseline, "Baseline")
            .under("Outcome")
            .in(Unit::share)
            .above(0)
            .below(1)
            .when("metric", "proportion")
            .help("The share without treatment."),
        field("baseline_mean", &R::baseline_mean, "Baseline mean")
            .under("Outcome")
            .in(Unit::outcome)
            .when("metric", "mean")
            .help("The mean without treatment."),
        field("sd", &R::sd, "Standard deviation of a unit")
            .under("Outcome")
            .in(Unit::outcome)
            .above(0)
            .when("metric", "mean")
            .help("Between units of one period."),
        field("units_per_period", &R::units_per_period, "Units per period")
            .under("Outcome")
            .at_least(1)
            .at_most(1e12)
            .help("Orders, sessions or people measured in each period of a region."),
        field("sd_period", &R::sd_period, "Standard deviation of periods")
            .under("Outcome")
            .in(Unit::outcome)
            .at_least(0)
            .help("Of a period's true mean around its usual level, seasons taken out; in units of the outcome."),
        field("autocorrelation", &R::autocorrelation, "Autocorrelation")
            .under("Outcome")
            .above(-1)
            .below(1)
            .help("Of the true means of neighbouring periods; it falls with each period between."),
        field("effect_scale", &R::effect_scale, "Effect scale").under("Effect").help("How the effect is given."),
        field("effect", &R::effect, "Effect")
            .in(Unit::effect)
            .under("Effect")
            .when("solve_for", "duration", "power")
            .help("Always treated against never treated."),
        field("direction", &R::direction, "Direction")
            .under("Effect")
            .when("solve_for", "effect")
            .help("Which way the effect goes."),
        field("periods_per_day", &R::periods_per_day, "Periods per day")
            .under("Switching")
            .in(Unit::periods)
            .at_least(1)
            .at_most(1440)
            .help("24 for hours, 48 for half hours, 1 for days."),
        field("days", &R::days, "Days")
            .under("Switching")
            .in(Unit::days)
            .above(0)
            .at_most(3650)
            .when("solve_for", "effect", "power")
            .help("How long the experiment runs."),
        field("block_length", &R::block_length, "Block length")
            .under("Switching")
            .in(Unit::periods)
            .at_least(1)
            .at_most(2'000)
            .when("design", "random_blocks", "alternating")
            .help("Periods between possible switches."),
        field("carryover", &R::carryover, "Carry-over")
            .under("Switching")
            .in(Unit::periods)
            .at_least(0)
            .at_most(1000)
            .help("For how many more periods a period's treatment is felt."),
        field("regions", &R::regions, "Regions")
            .under("Switching")
            .at_least(1)
            .at_most(100'000)
            .help("Markets that switch independently and do not affect each other."),
        field("sides", &R::sides, "Sides")
            .under("Test")
            .help("Two-sided unless a change the other way could never matter."),
        field("alpha", &R::alpha, "Significance level")
            .under("Test")
            .in(Unit::share)
            .above(0)
            .at_most(0.5)
            .help("How often the test may cry wolf when nothing changed."),
        field("power", &R::power, "Power")
            .under("Test")
            .in(Unit::share)
            .above(0)
            .below(1)
            .when("solve_for", "duration", "effect")
            .help("How often the test must find the effect when it is there."));
  }
};

struct SwitchbackAlternative {
  std::string method;
  std::string label;
  std::int64_t block_length = 0;
  double blocks = 0;
  double se = 0;
  double detectable = 0;
  double power = 0;

  static constexpr auto describe() {
    using A = SwitchbackAlternative;
    return described("SwitchbackAlternative", field("method", &A::method, "Method"), field("label", &A::label, "Name"),
                     field("block_length", &A::block_length, "Block length").in(Unit::periods),
                     field("blocks", &A::blocks, "Blocks"), field("se", &A::se, "Standard error").in(Unit::outcome),
                     field("detectable", &A::detectable, "Detectable effect")
                         .in(Unit::outcome)
                         .help("Absolute, with the power asked for."),
                     field("power", &A::power, "Power").in(Unit::share));
  }
};

struct SwitchbackPlanResult {
  double days = 0;
  std::int64_t periods = 0;
  std::int64_t blocks = 0;
  double share_used = 0;
  double effect_absolute = 0;
  std::optional<double> effect_relative;
  double control_value = 0;
  double treatment_value = 0;
  double power = 0;
  double se = 0;
  std::optional<double> df;
  double detectable = 0;
  std::vector<std::int64_t> switch_points;
  std::string analysis;
  std::vector<SwitchbackAlternative> alternatives;
  Working working;

  static constexpr auto describe() {
    using R = SwitchbackPlanResult;
    return described(
        "SwitchbackPlanResult", field("days", &R::days, "Days").in(Unit::days),
        field("periods", &R::periods, "Periods").in(Unit::periods).help("Whole blocks of them, in each region."),
        field("blocks", &R::blocks, "Blocks").help("In each region; treatment can change at the start of each."),
        field("share_used", &R::share_used, "Periods used")
            .in(Unit::share)
            .help("Expected share of periods that enter the estimate."),
        field("effect_absolute", &R::effect_absolute, "Effect, absolute")
            .in(Unit::outcome)
            .help("Always treated - never treated."),
        field("effect_relative", &R::effect_relative, "Effect, relative").in(Unit::share),
        field("control_value", &R::control_value, "Never treated").in(Unit::level),
        field("treatment_value", &R::treatment_value, "Always treated").in(Unit::level),
        field("power", &R::power, "Power").in(Unit::share), field("se", &R::se, "Standard error").in(Unit::outcome),
        field("df", &R::df, "Degrees of freedom").help("Of t; absent for z."),
        field("detectable", &R::detectable, "Detectable effect")
            .in(Unit::outcome)
            .help("Absolute; with the power asked for, 80 % where power is the question."),
        field("switch_points", &R::switch_points, "Switch points")
            .in(Unit::periods)
            .help("The periods, from 1, at whose start treatment may change; the first 500."),
        field("analysis", &R::analysis, "The analysis this plan is for"),
        field("alternatives", &R::alternatives, "Other designs").help("The same duration by other designs."),
        inlined(&R::working));
  }
};

Outcome<SwitchbackPlanResult> switchback_plan(const SwitchbackPlanRequest& request);

// The plan of a request, with everything known: what the check by simulation draws.
Outcome<SwitchbackPlan> planned_switchback(const SwitchbackPlanRequest& request);

}  // namespace sutva::plan
