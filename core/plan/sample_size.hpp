// SPDX-License-Identifier: Apache-2.0
// Sample size, detectable effect, power, level and duration of an experiment on people: two arms, one arm against a
// benchmark, or the same people twice; a proportion, mean, ratio, count, time to an event or rank; a difference, or a
// margin.
//
// One power function (two_arms.hpp) and one bracketing solver: size, effect, power and level are the same equation
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
#include "plan/metric_parts.hpp"
#include "plan/working.hpp"

namespace sutva::plan {

enum class Metric : std::uint8_t { proportion, mean, ratio, count, time_to_event, rank };
constexpr auto describe(std::type_identity<Metric>) {
  return std::array{
      Choice{Metric::proportion, "proportion", "Proportion",
             "A share of people who do something: conversion, retention."},
      Choice{Metric::mean, "mean", "Mean", "An average per person: revenue, minutes, orders."},
      Choice{Metric::ratio, "ratio", "Ratio", "A sum over a sum, as clicks per view, where people bring many views."},
      Choice{Metric::count, "count", "Count", "Events per person and time: tickets, orders, failures."},
      Choice{Metric::time_to_event, "time_to_event", "Time to event", "How soon something happens: churn, purchase."},
      Choice{Metric::rank, "rank", "Rank", "An ordered answer or a skewed number, compared by ranks."}};
}

// For designs that know only these two.
enum class PlainMetric : std::uint8_t { proportion, mean };
constexpr auto describe(std::type_identity<PlainMetric>) {
  return std::array{Choice{PlainMetric::proportion, "proportion", "Proportion",
                           "A share of people who do something: conversion, retention."},
                    Choice{PlainMetric::mean, "mean", "Mean", "An average per person: revenue, minutes, orders."}};
}
constexpr Metric as_metric(PlainMetric metric) {
  return metric == PlainMetric::mean ? Metric::mean : Metric::proportion;
}

enum class Comparison : std::uint8_t { two_arms, benchmark, paired };
constexpr auto describe(std::type_identity<Comparison>) {
  return std::array{
      Choice{Comparison::two_arms, "two_arms", "Two arms", "Different people in control and treatment."},
      Choice{Comparison::benchmark, "benchmark", "One arm", "One group against a value that is known."},
      Choice{Comparison::paired, "paired", "Pairs", "The same people with and without, or matched pairs; means only."}
          .beside("metric", "mean")};
}

enum class Hypothesis : std::uint8_t { difference, noninferiority, superiority, equivalence };
constexpr auto describe(std::type_identity<Hypothesis>) {
  return std::array{
      Choice{Hypothesis::difference, "difference", "Difference", "Is there an effect at all?"},
      Choice{Hypothesis::noninferiority, "noninferiority", "Non-inferiority", "Is it worse by less than the margin?"},
      Choice{Hypothesis::superiority, "superiority", "Superiority by a margin",
             "Is it better by more than the margin?"},
      Choice{Hypothesis::equivalence, "equivalence", "Equivalence", "Is it within the margin on both sides?"}};
}

enum class SolveFor : std::uint8_t { size, effect, power, alpha, duration };
constexpr auto describe(std::type_identity<SolveFor>) {
  return std::array{Choice{SolveFor::size, "size", "Size", "How many people are needed."},
                    Choice{SolveFor::effect, "effect", "Effect", "The smallest effect that will be seen."},
                    Choice{SolveFor::power, "power", "Power", "How likely the effect is to be seen."},
                    Choice{SolveFor::alpha, "alpha", "Level", "The significance level that this power costs."},
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

enum class Analysed : std::uint8_t { affected, everyone };
constexpr auto describe(std::type_identity<Analysed>) {
  return std::array{Choice{Analysed::affected, "affected", "Only the affected",
                           "A triggered analysis: possible where being affected is known in both arms."},
                    Choice{Analysed::everyone, "everyone", "Everyone",
                           "Intention to treat: the effect is diluted by those it can not reach."}};
}

enum class ProportionMethod : std::uint8_t { pooled, unpooled, control_only, arcsine, corrected };
constexpr auto describe(std::type_identity<ProportionMethod>) {
  return std::array{
      Choice{ProportionMethod::pooled, "pooled", "Pooled null",
             "The test's variance from both arms together: R power.prop.test, statsmodels, Fleiss."},
      Choice{ProportionMethod::unpooled, "unpooled", "Unpooled", "One variance for each arm: Chow, Shao and Wang."},
      Choice{ProportionMethod::control_only, "control_only", "Control only",
             "The test's variance from the control's share alone: Evan Miller's page."},
      Choice{ProportionMethod::arcsine, "arcsine", "Arcsine",
             "On a scale where the variance is the same everywhere: R pwr, G*Power, statsmodels."},
      Choice{ProportionMethod::corrected, "corrected", "Continuity-corrected",
             "Pooled, for a test that is corrected for whole counts: Fleiss, SAS, nQuery."}};
}

enum class MeanMethod : std::uint8_t { noncentral_t, normal };
constexpr auto describe(std::type_identity<MeanMethod>) {
  return std::array{
      Choice{MeanMethod::noncentral_t, "noncentral_t", "Noncentral t",
             "Exact for normal data with an estimated SD: R power.t.test, G*Power, statsmodels."},
      Choice{MeanMethod::normal, "normal", "Normal (z)", "As if the SD were known: most formulas on a page."}};
}

enum class CountMethod : std::uint8_t { log_ratio, difference, square_root };
constexpr auto describe(std::type_identity<CountMethod>) {
  return std::array{Choice{CountMethod::log_ratio, "log_ratio", "Log rate ratio",
                           "Poisson or negative binomial regression: PASS, SAS."},
                    Choice{CountMethod::difference, "difference", "Rate difference", "Wald's test of two rates."},
                    Choice{CountMethod::square_root, "square_root", "Square root",
                           "Of rates, whose variance is then nearly constant."}};
}

enum class TimeMethod : std::uint8_t { schoenfeld, freedman };
constexpr auto describe(std::type_identity<TimeMethod>) {
  return std::array{
      Choice{TimeMethod::schoenfeld, "schoenfeld", "Schoenfeld", "From the log hazard ratio: R, PASS, nQuery."},
      Choice{TimeMethod::freedman, "freedman", "Freedman", "From the hazards' ratio itself: Stata, PASS."}};
}

struct SampleSizeRequest {
  SolveFor solve_for = SolveFor::size;
  Metric metric = Metric::proportion;
  Comparison comparison = Comparison::two_arms;
  double baseline = 0.10;
  double baseline_mean = 100;
  double sd = 100;
  std::optional<double> sd_treatment;
  double pair_correlation = 0.5;
  MetricParts parts;
  double median_time = 30;
  double accrual_days = 14;
  double follow_up_days = 28;
  Hypothesis hypothesis = Hypothesis::difference;
  EffectScale effect_scale = EffectScale::relative;
  double effect = 0.10;
  double hazard_ratio = 0.8;
  double win_probability = 0.55;
  Direction direction = Direction::increase;
  double margin = 0.05;
  Direction better = Direction::increase;
  Sides sides = Sides::two;
  double alpha = 0.05;
  double power = 0.80;
  double ratio = 1;
  SizedBy sized_by = SizedBy::people;
  std::int64_t n_control = 10'000;
  double days = 14;
  double daily_people = 2'000;
  double share_in_experiment = 1;
  double r_squared = 0;
  double coverage = 1;
  double affected_share = 1;
  Analysed analysed = Analysed::affected;
  ProportionMethod proportion_method = ProportionMethod::pooled;
  MeanMethod mean_method = MeanMethod::noncentral_t;
  CountMethod count_method = CountMethod::log_ratio;
  TimeMethod time_method = TimeMethod::schoenfeld;
  bool brief = false;  // not described: without alternatives and enumeration, for curves

  static constexpr auto describe() {
    using R = SampleSizeRequest;
    return described(
        "SampleSizeRequest",
        field("solve_for", &R::solve_for, "Solve for")
            .under("Solve for")
            .help("The unknown; everything else is an input."),
        field("metric", &R::metric, "Metric").under("Outcome").help("What is measured on each person."),
        field("comparison", &R::comparison, "Comparison")
            .under("Outcome")
            .when("metric", "proportion", "mean")
            .help("Who is compared with whom."),
        field("baseline", &R::baseline, "Baseline")
            .under("Outcome")
            .in(Unit::share)
            .above(0)
            .below(1)
            .when("metric", "proportion")
            .help("The control's share: how many of 100 people do it today."),
        field("baseline_mean", &R::baseline_mean, "Baseline mean")
            .under("Outcome")
            .in(Unit::outcome)
            .when("metric", "mean")
            .help("The control's mean. It only matters for relative effects."),
        field("sd", &R::sd, "Standard deviation")
            .under("Outcome")
            .in(Unit::outcome)
            .above(0)
            .when("metric", "mean")
            .help("Between people, in control."),
        field("sd_treatment", &R::sd_treatment, "Standard deviation in treatment")
            .under("Outcome")
            .in(Unit::outcome)
            .above(0)
            .when("metric", "mean")
            .when("comparison", "two_arms")
            .help("Leave empty where it is the same; otherwise Welch's test is planned."),
        field("pair_correlation", &R::pair_correlation, "Correlation within pairs")
            .under("Outcome")
            .above(-1)
            .below(1)
            .when("metric", "mean")
            .when("comparison", "paired")
            .help("Of the two values of one person. The more alike, the fewer are needed."),
        inlined(&R::parts),
        field("median_time", &R::median_time, "Median time")
            .under("Outcome")
            .in(Unit::days)
            .at_least(1e-6)
            .at_most(1e9)
            .when("metric", "time_to_event")
            .help("After so many days half of the control had the event; a constant hazard is assumed."),
        field("accrual_days", &R::accrual_days, "Days of enrolment")
            .under("Outcome")
            .in(Unit::days)
            .at_least(0)
            .at_most(1e9)
            .when("metric", "time_to_event")
            .help("People enter evenly over so many days."),
        field("follow_up_days", &R::follow_up_days, "Days of follow-up")
            .under("Outcome")
            .in(Unit::days)
            .at_least(1e-6)
            .at_most(1e9)
            .when("metric", "time_to_event")
            .help("How long the last to enter is watched."),
        field("hypothesis", &R::hypothesis, "Question")
            .under("Effect")
            .when("metric", "proportion", "mean", "ratio", "count", "time_to_event")
            .help("What the test is to show."),
        field("effect_scale", &R::effect_scale, "Effect scale")
            .under("Effect")
            .when("metric", "proportion", "mean", "ratio", "count")
            .help("How the effect and the margin are given and shown first."),
        field("effect", &R::effect, "Effect")
            .under("Effect")
            .when("solve_for", "size", "power", "alpha", "duration")
            .when("metric", "proportion", "mean", "ratio", "count")
            .in(Unit::effect)
            .starting_at(0, "hypothesis", "noninferiority", "equivalence")
            .help("The smallest change worth finding; with a margin, the change you expect, which may be zero."),
        field("hazard_ratio", &R::hazard_ratio, "Hazard ratio")
            .under("Effect")
            .at_least(1e-6)
            .at_most(1e6)
            .when("solve_for", "size", "power", "alpha", "duration")
            .when("metric", "time_to_event")
            .starting_at(1, "hypothesis", "noninferiority", "equivalence")
            .help("Treatment's hazard over control's; below 1 the event comes later."),
        field("win_probability", &R::win_probability, "Probability to win")
            .under("Effect")
            .in(Unit::share)
            .above(0)
            .below(1)
            .when("solve_for", "size", "power", "alpha", "duration")
            .when("metric", "rank")
            .help("That a treated person has a higher value than a control, ties counted half."),
        field("direction", &R::direction, "Direction")
            .under("Effect")
            .when("solve_for", "effect")
            .help("Which way the effect goes."),
        field("margin", &R::margin, "Margin")
            .under("Effect")
            .in(Unit::effect)
            .above(0)
            .when("hypothesis", "noninferiority", "superiority", "equivalence")
            .help("The largest difference that does not matter (or the least that does), as a positive number."),
        field("better", &R::better, "Better is")
            .under("Effect")
            .when("hypothesis", "noninferiority", "superiority")
            .help("Which direction is the good one."),
        field("sized_by", &R::sized_by, "Size given as")
            .under("People")
            .when("solve_for", "effect", "power", "alpha")
            .help("People in control, or days of traffic."),
        field("n_control", &R::n_control, "People in control")
            .under("People")
            .in(Unit::people)
            .at_least(2)
            .at_most(1e12)
            .when("solve_for", "effect", "power", "alpha")
            .when("sized_by", "people")
            .help("Treatment gets ratio times as many. With one arm or pairs: all of them."),
        field("days", &R::days, "Days")
            .under("People")
            .in(Unit::days)
            .above(0)
            .at_most(36'500)
            .when("solve_for", "effect", "power", "alpha")
            .when("sized_by", "days")
            .help("How long the experiment runs."),
        field("daily_people", &R::daily_people, "New people a day")
            .under("People")
            .in(Unit::people_per_day)
            .above(0)
            .at_most(1e12)
            .help("People a day who could enter, each counted once."),
        field("share_in_experiment", &R::share_in_experiment, "Share in the experiment")
            .under("People")
            .in(Unit::share)
            .above(0)
            .at_most(1)
            .help("How many of them enter, both arms together."),
        field("ratio", &R::ratio, "Allocation ratio")
            .under("People")
            .at_least(0.001)
            .at_most(1000)
            .when("comparison", "two_arms")
            .help("People in treatment for each person in control."),
        field("power", &R::power, "Power")
            .under("Certainty")
            .in(Unit::share)
            .above(0)
            .below(1)
            .when("solve_for", "size", "effect", "alpha", "duration")
            .help("How often the test must find the effect when it is there."),
        field("alpha", &R::alpha, "Significance level")
            .under("Certainty")
            .in(Unit::share)
            .above(0)
            .at_most(0.5)
            .when("solve_for", "size", "effect", "power", "duration")
            .help("How often the test may cry wolf when nothing changed; with a margin, one-sided."),
        field("sides", &R::sides, "Sides")
            .under("Certainty")
            .when("hypothesis", "difference")
            .help("Two-sided unless a change the other way could never matter."),
        field("r_squared", &R::r_squared, "R² of the covariates")
            .under("Covariates and reach")
            .in(Unit::share)
            .at_least(0)
            .below(1)
            .when("metric", "proportion", "mean", "ratio")
            .help("Share of the variance that values from before explain (CUPED): the square of their correlation."),
        field("coverage", &R::coverage, "Have such values")
            .under("Covariates and reach")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("metric", "proportion", "mean", "ratio")
            .help("Share of people with a value from before."),
        field("affected_share", &R::affected_share, "Can be affected")
            .under("Covariates and reach")
            .in(Unit::share)
            .at_least(1e-6)
            .at_most(1)
            .when("metric", "proportion", "mean", "ratio", "count")
            .help("Share of people who meet the change, or who comply. The effect above is theirs."),
        field("analysed", &R::analysed, "Analysed")
            .under("Covariates and reach")
            .when("metric", "proportion", "mean", "ratio", "count")
            .help("Whom the test counts, where not all can be affected."),
        field("proportion_method", &R::proportion_method, "Method")
            .under("Method")
            .when("metric", "proportion")
            .help("How the formula takes the variance of the test. With a margin, pooled is Farrington and Manning's."),
        field("mean_method", &R::mean_method, "Method")
            .under("Method")
            .when("metric", "mean")
            .help("Which distribution the test has."),
        field("count_method", &R::count_method, "Method")
            .under("Method")
            .when("metric", "count")
            .help("The scale on which the rates are compared."),
        field("time_method", &R::time_method, "Method")
            .under("Method")
            .when("metric", "time_to_event")
            .help("The formula for the number of events."));
  }
};

// The same plan by another method.
struct Alternative {
  std::string method;
  std::string label;
  std::string used_by;
  std::int64_t n_control = 0;
  std::int64_t n_treatment = 0;
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
        field("n_treatment", &A::n_treatment, "People in treatment").in(Unit::people),
        field("n_total", &A::n_total, "People in all").in(Unit::people),
        field("n_control_unrounded", &A::n_control_unrounded, "People in control before rounding").in(Unit::people),
        field("effect_absolute", &A::effect_absolute, "Effect, absolute").in(Unit::outcome),
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
  std::int64_t n_enrolled = 0;
  std::optional<double> n_control_unrounded;
  std::optional<double> events;
  double effect_absolute = 0;
  std::optional<double> effect_relative;
  double control_value = 0;
  double treatment_value = 0;
  double power = 0;
  double alpha = 0;
  std::optional<double> exact_power;
  double variance_factor = 1;
  std::int64_t duration_days = 0;
  std::int64_t duration_weeks = 0;
  std::string method;
  std::string method_label;
  std::string test;
  std::vector<Alternative> alternatives;
  Working working;

  static constexpr auto describe() {
    using R = SampleSizeResult;
    return described(
        "SampleSizeResult", field("n_control", &R::n_control, "People in control").in(Unit::people),
        field("n_treatment", &R::n_treatment, "People in treatment").in(Unit::people),
        field("n_total", &R::n_total, "People in all")
            .in(Unit::people)
            .help("Who are analysed. With pairs of the same people, each is counted once."),
        field("n_enrolled", &R::n_enrolled, "People who must enter")
            .in(Unit::people)
            .help("More than are analysed where only the affected are."),
        field("n_control_unrounded", &R::n_control_unrounded, "People in control before rounding")
            .in(Unit::people)
            .help("Absent where the size is given, or where the smallest experiment already has the power."),
        field("events", &R::events, "Events")
            .in(Unit::events)
            .help("Expected in both arms by the end; time to event only."),
        field("effect_absolute", &R::effect_absolute, "Effect, absolute").in(Unit::outcome).help("treatment - control"),
        field("effect_relative", &R::effect_relative, "Effect, relative")
            .in(Unit::share)
            .help("treatment / control - 1; absent where the control's value is zero."),
        field("control_value", &R::control_value, "Control")
            .in(Unit::level)
            .help("The control's share, mean, ratio or rate; 1 for hazards, one half for ranks."),
        field("treatment_value", &R::treatment_value, "Treatment")
            .in(Unit::level)
            .help("The treatment's share, mean, ratio or rate; the hazard ratio; the probability to win."),
        field("power", &R::power, "Power").in(Unit::share).help("Of the rounded plan, by the method."),
        field("alpha", &R::alpha, "Significance level").in(Unit::share),
        field("exact_power", &R::exact_power, "Exact power")
            .in(Unit::share)
            .help("Of the rounded plan and its test, by enumeration; proportions only."),
        field("variance_factor", &R::variance_factor, "Variance left by the covariates").in(Unit::share),
        field("duration_days", &R::duration_days, "Duration").in(Unit::days),
        field("duration_weeks", &R::duration_weeks, "Whole weeks").in(Unit::weeks),
        field("method", &R::method, "Method"), field("method_label", &R::method_label, "Method, in words"),
        field("test", &R::test, "The test this plan is for"),
        field("alternatives", &R::alternatives, "Other methods").help("The same plan by each method."),
        inlined(&R::working));
  }
};

Outcome<SampleSizeResult> sample_size(const SampleSizeRequest& request);

}  // namespace sutva::plan
