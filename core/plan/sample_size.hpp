// SPDX-License-Identifier: Apache-2.0
// Sample size, detectable effect, power and duration of a two-arm experiment on a proportion or a mean.
//
// One power function per method (power.hpp) and one bracketing solver: size, effect and power are the same equation
// solved for another unknown. Sources: equations.cpp. Conventions: two-sided power counts the opposite tail, as R's
// power.t.test(strict = TRUE), statsmodels and G*Power do; a planned relative effect uses the treatment's own variance.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "plan/equations.hpp"

namespace sutva::plan {

enum class Metric : std::uint8_t { proportion, mean };
constexpr auto describe(std::type_identity<Metric>) {
  return std::array{Choice{Metric::proportion, "proportion", "Proportion",
                           "A share of people who do something: conversion, retention."},
                    Choice{Metric::mean, "mean", "Mean", "An average per person: revenue, minutes, orders."}};
}

enum class SolveFor : std::uint8_t { size, effect, power, duration };
constexpr auto describe(std::type_identity<SolveFor>) {
  return std::array{Choice{SolveFor::size, "size", "Size", "How many people are needed."},
                    Choice{SolveFor::effect, "effect", "Effect", "The smallest effect that will be seen."},
                    Choice{SolveFor::power, "power", "Power", "How likely the effect is to be seen."},
                    Choice{SolveFor::duration, "duration", "Duration", "How long the experiment must run."}};
}

enum class EffectScale : std::uint8_t { relative, absolute };
constexpr auto describe(std::type_identity<EffectScale>) {
  return std::array{Choice{EffectScale::relative, "relative", "Relative", "treatment / control - 1"},
                    Choice{EffectScale::absolute, "absolute", "Absolute", "treatment - control"}};
}

enum class Direction : std::uint8_t { increase, decrease };
constexpr auto describe(std::type_identity<Direction>) {
  return std::array{Choice{Direction::increase, "increase", "Increase"},
                    Choice{Direction::decrease, "decrease", "Decrease"}};
}

enum class Sides : std::uint8_t { two, one };
constexpr auto describe(std::type_identity<Sides>) {
  return std::array{Choice{Sides::two, "two", "Two-sided", "A change in either direction counts."},
                    Choice{Sides::one, "one", "One-sided", "Only a change in the planned direction counts."}};
}

enum class SizedBy : std::uint8_t { people, days };
constexpr auto describe(std::type_identity<SizedBy>) {
  return std::array{Choice{SizedBy::people, "people", "People"}, Choice{SizedBy::days, "days", "Days"}};
}

enum class ProportionMethod : std::uint8_t { pooled, unpooled, control_only };
constexpr auto describe(std::type_identity<ProportionMethod>) {
  return std::array{
      Choice{ProportionMethod::pooled, "pooled", "Pooled null",
             "The test's variance from both arms together: R power.prop.test, statsmodels, Fleiss."},
      Choice{ProportionMethod::unpooled, "unpooled", "Unpooled", "One variance for each arm: Chow, Shao and Wang."},
      Choice{ProportionMethod::control_only, "control_only", "Control only",
             "The test's variance from the control's share alone: Evan Miller's page."}};
}

enum class MeanMethod : std::uint8_t { noncentral_t, normal };
constexpr auto describe(std::type_identity<MeanMethod>) {
  return std::array{
      Choice{MeanMethod::noncentral_t, "noncentral_t", "Noncentral t",
             "Exact for normal data with a common, estimated SD: R power.t.test, G*Power, statsmodels."},
      Choice{MeanMethod::normal, "normal", "Normal (z)", "As if the SD were known: most formulas on a page."}};
}

struct SampleSizeRequest {
  Metric metric = Metric::proportion;
  SolveFor solve_for = SolveFor::size;
  double baseline = 0.10;
  double baseline_mean = 100;
  double sd = 100;
  EffectScale effect_scale = EffectScale::relative;
  double effect = 0.10;
  Direction direction = Direction::increase;
  Sides sides = Sides::two;
  double alpha = 0.05;
  double power = 0.80;
  double ratio = 1;
  SizedBy sized_by = SizedBy::people;
  std::int64_t n_control = 10'000;
  double days = 14;
  double daily_people = 2'000;
  double share_in_experiment = 1;
  ProportionMethod proportion_method = ProportionMethod::pooled;
  MeanMethod mean_method = MeanMethod::noncentral_t;

  static constexpr auto describe() {
    using R = SampleSizeRequest;
    return described(
        "SampleSizeRequest", field("metric", &R::metric, "Metric").help("What is measured on each person."),
        field("solve_for", &R::solve_for, "Solve for").help("The unknown; everything else is an input."),
        field("baseline", &R::baseline, "Baseline")
            .in(Unit::share)
            .above(0)
            .below(1)
            .when("metric", "proportion")
            .help("The control's share: how many of 100 people do it today."),
        field("baseline_mean", &R::baseline_mean, "Baseline mean")
            .in(Unit::outcome)
            .when("metric", "mean")
            .help("The control's mean. It only matters for relative effects."),
        field("sd", &R::sd, "Standard deviation")
            .in(Unit::outcome)
            .above(0)
            .when("metric", "mean")
            .help("Between people, the same in both arms."),
        field("effect_scale", &R::effect_scale, "Effect scale").help("How the effect is given and shown first."),
        field("effect", &R::effect, "Effect")
            .when("solve_for", "size", "power", "duration")
            .help("The smallest change worth finding: treatment / control - 1, or treatment - control."),
        field("direction", &R::direction, "Direction").when("solve_for", "effect").help("Which way the effect goes."),
        field("sides", &R::sides, "Sides").help("Two-sided unless a change the other way could never matter."),
        field("alpha", &R::alpha, "Significance level")
            .in(Unit::share)
            .above(0)
            .at_most(0.5)
            .help("How often the test may cry wolf when nothing changed."),
        field("power", &R::power, "Power")
            .in(Unit::share)
            .above(0)
            .below(1)
            .when("solve_for", "size", "effect", "duration")
            .help("How often the test must find the effect when it is there."),
        field("ratio", &R::ratio, "Allocation ratio")
            .at_least(0.001)
            .at_most(1000)
            .help("People in treatment for each person in control."),
        field("sized_by", &R::sized_by, "Size given as")
            .when("solve_for", "effect", "power")
            .help("People in control, or days of traffic."),
        field("n_control", &R::n_control, "People in control")
            .in(Unit::people)
            .at_least(2)
            .at_most(1e12)
            .when("solve_for", "effect", "power")
            .when("sized_by", "people")
            .help("Treatment gets ratio times as many."),
        field("days", &R::days, "Days")
            .in(Unit::days)
            .above(0)
            .at_most(36'500)
            .when("solve_for", "effect", "power")
            .when("sized_by", "days")
            .help("How long the experiment runs."),
        field("daily_people", &R::daily_people, "New people a day")
            .in(Unit::people_per_day)
            .above(0)
            .at_most(1e12)
            .help("People a day who could enter, each counted once."),
        field("share_in_experiment", &R::share_in_experiment, "Share in the experiment")
            .in(Unit::share)
            .above(0)
            .at_most(1)
            .help("How many of them enter, both arms together."),
        field("proportion_method", &R::proportion_method, "Method")
            .when("metric", "proportion")
            .help("How the formula takes the variance of the test."),
        field("mean_method", &R::mean_method, "Method")
            .when("metric", "mean")
            .help("Which distribution the test has."));
  }
};

// The same plan by another method.
struct Alternative {
  std::string method;
  std::string label;
  std::string used_by;
  std::int64_t n_control = 0;
  std::int64_t n_total = 0;
  std::optional<double> n_control_unrounded;
  double effect_absolute = 0;
  double power = 0;
  std::optional<double> exact_power;

  static constexpr auto describe() {
    using A = Alternative;
    return described(
        "Alternative", field("method", &A::method, "Method"), field("label", &A::label, "Name"),
        field("used_by", &A::used_by, "Used by"),
        field("n_control", &A::n_control, "People in control").in(Unit::people),
        field("n_total", &A::n_total, "People in all").in(Unit::people),
        field("n_control_unrounded", &A::n_control_unrounded, "People in control before rounding").in(Unit::people),
        field("effect_absolute", &A::effect_absolute, "Effect, absolute"),
        field("power", &A::power, "Power by the method").in(Unit::share),
        field("exact_power", &A::exact_power, "True power")
            .in(Unit::share)
            .help("Of the test this plan is for, by enumeration of every pair of counts."));
  }
};

struct SampleSizeResult {
  std::int64_t n_control = 0;
  std::int64_t n_treatment = 0;
  std::int64_t n_total = 0;
  std::optional<double> n_control_unrounded;
  double effect_absolute = 0;
  std::optional<double> effect_relative;
  double control_value = 0;
  double treatment_value = 0;
  double power = 0;
  std::optional<double> exact_power;
  std::int64_t duration_days = 0;
  std::int64_t duration_weeks = 0;
  std::string method;
  std::string method_label;
  std::string test;
  std::vector<std::string> equations;
  std::vector<Term> terms;
  std::vector<Alternative> alternatives;

  static constexpr auto describe() {
    using R = SampleSizeResult;
    return described(
        "SampleSizeResult", field("n_control", &R::n_control, "People in control").in(Unit::people),
        field("n_treatment", &R::n_treatment, "People in treatment").in(Unit::people),
        field("n_total", &R::n_total, "People in all").in(Unit::people),
        field("n_control_unrounded", &R::n_control_unrounded, "People in control before rounding")
            .in(Unit::people)
            .help("Absent where the size is given, or where the smallest experiment already has the power."),
        field("effect_absolute", &R::effect_absolute, "Effect, absolute").help("treatment - control"),
        field("effect_relative", &R::effect_relative, "Effect, relative")
            .in(Unit::share)
            .help("treatment / control - 1; absent where the control's value is zero."),
        field("control_value", &R::control_value, "Control").help("The control's share or mean."),
        field("treatment_value", &R::treatment_value, "Treatment").help("The treatment's share or mean."),
        field("power", &R::power, "Power").in(Unit::share).help("Of the rounded plan, by the method."),
        field("exact_power", &R::exact_power, "Exact power")
            .in(Unit::share)
            .help("Of the rounded plan and its test, by enumeration; proportions only."),
        field("duration_days", &R::duration_days, "Duration").in(Unit::days),
        field("duration_weeks", &R::duration_weeks, "Whole weeks").in(Unit::weeks),
        field("method", &R::method, "Method"), field("method_label", &R::method_label, "Method, in words"),
        field("test", &R::test, "The test this plan is for"),
        field("equations", &R::equations, "Equations").help("Keys of the equations used, in reading order."),
        field("terms", &R::terms, "Terms").help("The number of each term of those equations."),
        field("alternatives", &R::alternatives, "Other methods").help("The same plan by each method."));
  }
};

Outcome<SampleSizeResult> sample_size(const SampleSizeRequest& request);

}  // namespace sutva::plan
