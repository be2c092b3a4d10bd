// SPDX-License-Identifier: Apache-2.0
// Size, effect, power or level of a two-arm experiment that is looked at up to 50 times, with boundaries for stopping.
//
// The fixed size is that of the z test: proportions with one variance for each arm (unpooled), means with the standard
// deviation as if known, ratios and counts as in sample_size.hpp. A look multiplies it by the design's inflation
// factor. Where clusters are randomised, a look counts whole clusters, and so many of them hold that share of the
// information (outcome_parts.hpp). All z are signed so that the planned effect is positive. Sources:
// plan/sequential_texts.cpp, stats/group_sequential.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "plan/outcome_parts.hpp"
#include "plan/two_arms.hpp"
#include "plan/working.hpp"
#include "stats/group_sequential.hpp"

namespace sutva::plan {

enum class SequentialUnknown : std::uint8_t { size, effect, power, alpha };
constexpr auto describe(std::type_identity<SequentialUnknown>) {
  using U = SequentialUnknown;
  return std::array{Choice{U::size, "size", "Size", "How many people are needed at most."},
                    Choice{U::effect, "effect", "Effect", "The smallest effect that will be seen."},
                    Choice{U::power, "power", "Power", "How likely the effect is to be seen."},
                    Choice{U::alpha, "alpha", "Significance level", "The level at which the effect is seen."}};
}

enum class LookTiming : std::uint8_t { equal, listed };
constexpr auto describe(std::type_identity<LookTiming>) {
  return std::array{Choice{LookTiming::equal, "equal", "Evenly spaced", "After equal numbers of people."},
                    Choice{LookTiming::listed, "listed", "As listed", "At the shares you give."}};
}

enum class BoundaryKind : std::uint8_t {
  obrien_fleming_type,
  pocock_type,
  power_spending,
  hwang_shih_decani,
  listed_spending,
  obrien_fleming,
  pocock,
  wang_tsiatis,
  haybittle_peto,
  always_valid
};
constexpr auto describe(std::type_identity<BoundaryKind>) {
  using B = BoundaryKind;
  return std::array{
      Choice{B::obrien_fleming_type, "obrien_fleming_type", "O'Brien-Fleming-type spending",
             "Hard to stop early, almost the fixed test at the end. Looks may move."},
      Choice{B::pocock_type, "pocock_type", "Pocock-type spending", "Easy to stop early, dear at the end."},
      Choice{B::power_spending, "power_spending", "Power spending (Kim-DeMets)", "Spends alpha times t to the rho."},
      Choice{B::hwang_shih_decani, "hwang_shih_decani", "Hwang-Shih-DeCani spending",
             "Gamma -4 is near O'Brien and Fleming, 1 near Pocock."},
      Choice{B::listed_spending, "listed_spending", "Spending as listed", "The shares of alpha you give."},
      Choice{B::obrien_fleming, "obrien_fleming", "O'Brien-Fleming", "The classical one: z falls as 1 over root t."},
      Choice{B::pocock, "pocock", "Pocock", "The classical one: the same z at every look."},
      Choice{B::wang_tsiatis, "wang_tsiatis", "Wang-Tsiatis", "Between the two: z goes as t to the (delta - 1/2)."},
      Choice{B::haybittle_peto, "haybittle_peto", "Haybittle-Peto", "One large z until the last look."},
      Choice{B::always_valid, "always_valid", "Always valid (normal mixture)",
             "Holds at every look, planned or not, and beyond the end."}};
}

enum class FutilityKind : std::uint8_t { none, non_binding, binding };
constexpr auto describe(std::type_identity<FutilityKind>) {
  using F = FutilityKind;
  return std::array{
      Choice{F::none, "none", "None", "Never give up early."},
      Choice{F::non_binding, "non_binding", "Non-binding", "The level holds even if you go on after all."},
      Choice{F::binding, "binding", "Binding", "You must stop: the level counts on it. Spending boundaries only."}};
}

enum class FutilitySpending : std::uint8_t {
  obrien_fleming_type,
  pocock_type,
  power_spending,
  hwang_shih_decani,
  listed_spending
};
constexpr auto describe(std::type_identity<FutilitySpending>) {
  using F = FutilitySpending;
  return std::array{Choice{F::obrien_fleming_type, "obrien_fleming_type", "O'Brien-Fleming-type", "Gives up late."},
                    Choice{F::pocock_type, "pocock_type", "Pocock-type", "Gives up early."},
                    Choice{F::power_spending, "power_spending", "Power (Kim-DeMets)", "Beta times t to the rho."},
                    Choice{F::hwang_shih_decani, "hwang_shih_decani", "Hwang-Shih-DeCani", "Gamma -2 is usual."},
                    Choice{F::listed_spending, "listed_spending", "As listed", "The shares of beta you give."}};
}

// What a sequential experiment is for, apart from its looks.
struct SequentialAims {
  CommonMetric metric = CommonMetric::proportion;
  SequentialUnknown solve_for = SequentialUnknown::size;
  double baseline = 0.10;
  double baseline_mean = 100;
  double sd = 100;
  MetricParts parts;
  CountMethod count_method = CountMethod::log_ratio;
  EffectScale effect_scale = EffectScale::relative;
  double effect = 0.10;
  Direction direction = Direction::increase;
  Sides sides = Sides::two;
  double alpha = 0.05;
  double power = 0.80;
  double ratio = 1;
  std::int64_t n_control = 15'000;
  VarianceParts variance;
  double daily_people = 2'000;
  double share_in_experiment = 1;

  static constexpr auto describe() {
    using R = SequentialAims;
    return described("SequentialAims",
                     field("metric", &R::metric, "Metric").under("Question").help("What is measured on each person."),
                     field("solve_for", &R::solve_for, "Solve for")
                         .under("Question")
                         .help("The unknown; everything else is an input."),
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
                         .at_least(-1e60)
                         .at_most(1e60)
                         .when("metric", "mean")
                         .help("The control's mean. It only matters for relative effects."),
                     field("sd", &R::sd, "Standard deviation")
                         .under("Outcome")
                         .in(Unit::outcome)
                         .at_least(1e-60)
                         .at_most(1e60)
                         .when("metric", "mean")
                         .help("Between people, the same in both arms."),
                     inlined(&R::parts),
                     field("count_method", &R::count_method, "Rates compared by")
                         .under("Outcome")
                         .when("metric", "count")
                         .help("The scale on which the rates are compared."),
                     field("effect_scale", &R::effect_scale, "Effect scale")
                         .under("Effect")
                         .help("How the effect is given and shown first."),
                     field("effect", &R::effect, "Effect")
                         .in(Unit::effect)
                         .under("Effect")
                         .when("solve_for", "size", "power", "alpha")
                         .help("The smallest change worth finding: treatment / control - 1, or treatment - control."),
                     field("direction", &R::direction, "Direction")
                         .under("Effect")
                         .when("solve_for", "effect")
                         .help("Which way the effect goes."),
                     field("sides", &R::sides, "Sides")
                         .under("Error rates")
                         .help("Two-sided unless a change the other way could never matter."),
                     field("alpha", &R::alpha, "Significance level")
                         .under("Error rates")
                         .in(Unit::share)
                         .at_least(1e-10)
                         .at_most(0.5)
                         .when("solve_for", "size", "effect", "power")
                         .help("How often all looks together may cry wolf when nothing changed."),
                     field("power", &R::power, "Power")
                         .under("Error rates")
                         .in(Unit::share)
                         .above(0)
                         .at_most(0.999999)
                         .when("solve_for", "size", "effect", "alpha")
                         .help("How often the experiment must find the effect when it is there."),
                     field("ratio", &R::ratio, "Allocation ratio")
                         .under("Size")
                         .at_least(0.001)
                         .at_most(1000)
                         .help("People in treatment for each person in control."),
                     field("n_control", &R::n_control, "People in control, at most")
                         .under("Size")
                         .in(Unit::people)
                         .at_least(2)
                         .at_most(1e12)
                         .when("solve_for", "effect", "power", "alpha")
                         .help("At the last look; treatment gets ratio times as many."),
                     inlined(&R::variance),
                     field("daily_people", &R::daily_people, "New people a day")
                         .under("Traffic")
                         .in(Unit::people_per_day)
                         .above(0)
                         .at_most(1e12)
                         .help("People a day who could enter, each counted once."),
                     field("share_in_experiment", &R::share_in_experiment, "Share in the experiment")
                         .under("Traffic")
                         .in(Unit::share)
                         .above(0)
                         .at_most(1)
                         .help("How many of them enter, both arms together."));
  }
};

// A list as a default. Not inline: GCC 12 sees dangling pointers in nested defaults that are not there.
std::vector<double> shares(std::initializer_list<double> list);

// The design; the interim look and the check by simulation inline it.
struct SequentialPlanRequest {
  SequentialAims aims;
  LookTiming timing = LookTiming::equal;
  std::int64_t looks = 5;
  std::vector<double> fractions = shares({0.25, 0.5, 0.75, 1});
  BoundaryKind boundary = BoundaryKind::obrien_fleming_type;
  double rho = 3;
  double gamma = -4;
  std::vector<double> spent = shares({0.02, 0.1, 0.3, 0.6, 1});
  double delta = 0.25;
  double peto_z = 3;
  double tuned_at = 0.5;
  FutilityKind futility = FutilityKind::none;
  FutilitySpending futility_spending = FutilitySpending::hwang_shih_decani;
  double futility_rho = 2;
  double futility_gamma = -2;
  std::vector<double> futility_spent = shares({0.05, 0.15, 0.4, 0.7, 1});
  bool brief = false;  // the numbers of the plan alone, without scenarios and words: not described, a sweep sets it

  static constexpr auto describe() {
    using R = SequentialPlanRequest;
    return described(
        "SequentialPlanRequest", inlined(&R::aims),
        field("timing", &R::timing, "Looks are").under("Looks").help("When the data are looked at."),
        field("looks", &R::looks, "Number of looks")
            .under("Looks")
            .in(Unit::looks)
            .at_least(1)
            .at_most(50)
            .when("timing", "equal")
            .help("The last one, at the end, counts."),
        field("fractions", &R::fractions, "Looks at")
            .under("Looks")
            .above(0)
            .at_most(1e12)
            .when("timing", "listed")
            .help("Rising shares of the largest size, or numbers of people: they are divided by the last."),
        field("boundary", &R::boundary, "Boundary")
            .under("Stopping for success")
            .help("From which z on a look rejects. A “-type” boundary spends alpha in the manner of the classical one; "
                  "its "
                  "numbers differ."),
        field("rho", &R::rho, "Rho")
            .under("Stopping for success")
            .at_least(0.1)
            .at_most(20)
            .when("boundary", "power_spending")
            .help("1 spends evenly, 3 is near O'Brien and Fleming."),
        field("gamma", &R::gamma, "Gamma")
            .under("Stopping for success")
            .at_least(-40)
            .at_most(20)
            .when("boundary", "hwang_shih_decani")
            .help("Negative spends late, positive early, 0 evenly."),
        field("spent", &R::spent, "Alpha spent")
            .under("Stopping for success")
            .at_least(0)
            .at_most(1)
            .when("boundary", "listed_spending")
            .help("Share of alpha spent by each look, never falling, the last 1."),
        field("delta", &R::delta, "Delta")
            .under("Stopping for success")
            .at_least(-0.5)
            .at_most(1)
            .when("boundary", "wang_tsiatis")
            .help("0 is O'Brien and Fleming's boundary, 0.5 Pocock's."),
        field("peto_z", &R::peto_z, "z before the last look")
            .under("Stopping for success")
            .at_least(1)
            .at_most(20)
            .when("boundary", "haybittle_peto")
            .help("Usually 3; the last look gets what keeps the level."),
        field("tuned_at", &R::tuned_at, "Tuned at")
            .under("Stopping for success")
            .in(Unit::share)
            .at_least(0.001)
            .at_most(1)
            .when("boundary", "always_valid")
            .help("The share of the largest size where the boundary is lowest."),
        field("futility", &R::futility, "Futility")
            .under("Stopping for futility")
            .help("Whether to give up when success has become unlikely."),
        field("futility_spending", &R::futility_spending, "Futility spending")
            .under("Stopping for futility")
            .when("futility", "non_binding", "binding")
            .help("How 1 - power is spent over the looks."),
        field("futility_rho", &R::futility_rho, "Rho")
            .under("Stopping for futility")
            .at_least(0.1)
            .at_most(20)
            .when("futility", "non_binding", "binding")
            .when("futility_spending", "power_spending")
            .help("Larger gives up later."),
        field("futility_gamma", &R::futility_gamma, "Gamma")
            .under("Stopping for futility")
            .at_least(-40)
            .at_most(20)
            .when("futility", "non_binding", "binding")
            .when("futility_spending", "hwang_shih_decani")
            .help("Negative gives up late, positive early."),
        field("futility_spent", &R::futility_spent, "Beta spent")
            .under("Stopping for futility")
            .at_least(0)
            .at_most(1)
            .when("futility", "non_binding", "binding")
            .when("futility_spending", "listed_spending")
            .help("Share of 1 - power spent by each look, never falling, the last 1."));
  }
};

struct SequentialLook {
  std::int64_t look = 0;
  double information = 0;
  std::int64_t n_control = 0;
  std::int64_t n_total = 0;
  std::optional<std::int64_t> clusters;
  std::int64_t day = 0;
  std::optional<double> upper_z;
  std::optional<double> futility_z;
  std::optional<double> p_value;
  std::optional<double> effect_absolute;
  std::optional<double> effect_relative;
  std::optional<double> futility_effect;
  double alpha_spent = 0;
  double power = 0;
  double stop_success = 0;
  double stop_futility = 0;
  double stop_null = 0;

  static constexpr auto describe() {
    using L = SequentialLook;
    return described(
        "SequentialLook", field("look", &L::look, "Look"),
        field("information", &L::information, "Information").in(Unit::share).help("Share of the largest size."),
        field("n_control", &L::n_control, "People in control").in(Unit::people),
        field("n_total", &L::n_total, "People in all").in(Unit::people),
        field("clusters", &L::clusters, "Clusters in all")
            .in(Unit::clusters)
            .help("Absent where people are randomised."),
        field("day", &L::day, "Day"),
        field("upper_z", &L::upper_z, "Reject from z")
            .help("Two-sided: from this |z|. Absent where the look can not reject."),
        field("futility_z", &L::futility_z, "Give up to z").help("Two-sided: up to this |z|."),
        field("p_value", &L::p_value, "Nominal p")
            .in(Unit::share)
            .help("The p-value from which on a look rejects, as if it were alone."),
        field("effect_absolute", &L::effect_absolute, "Effect at the boundary, absolute")
            .in(Unit::outcome)
            .help("The estimate at which the look rejects, with the planned standard error."),
        field("effect_relative", &L::effect_relative, "Effect at the boundary, relative").in(Unit::share),
        field("futility_effect", &L::futility_effect, "Effect at the futility boundary, absolute").in(Unit::outcome),
        field("alpha_spent", &L::alpha_spent, "Alpha spent")
            .in(Unit::share)
            .help("Up to this look. With a non-binding futility rule: as if nobody gave up."),
        field("power", &L::power, "Power up to here").in(Unit::share),
        field("stop_success", &L::stop_success, "Rejects here")
            .in(Unit::share)
            .help("Under the planned effect, in either direction."),
        field("stop_futility", &L::stop_futility, "Gives up here")
            .in(Unit::share)
            .help("Under the planned effect; at the last look: ends without rejection."),
        field("stop_null", &L::stop_null, "Ends here without effect")
            .in(Unit::share)
            .help("For whichever reason, if there is no effect."));
  }
};

struct SequentialScenario {
  double multiple = 0;
  double effect_absolute = 0;
  double reject = 0;
  double stop_early = 0;
  double give_up_early = 0;
  double expected_n = 0;
  double expected_share = 0;
  double expected_days = 0;

  static constexpr auto describe() {
    using S = SequentialScenario;
    return described("SequentialScenario", field("multiple", &S::multiple, "Times the planned effect"),
                     field("effect_absolute", &S::effect_absolute, "True effect, absolute").in(Unit::outcome),
                     field("reject", &S::reject, "Rejects").in(Unit::share).help("In either direction."),
                     field("stop_early", &S::stop_early, "Ends before the last look").in(Unit::share),
                     field("give_up_early", &S::give_up_early, "Gives up early").in(Unit::share),
                     field("expected_n", &S::expected_n, "Expected people in all").in(Unit::people),
                     field("expected_share", &S::expected_share, "Of the fixed size")
                         .in(Unit::share)
                         .help("Expected people / people of the plan with one look."),
                     field("expected_days", &S::expected_days, "Expected duration").in(Unit::days));
  }
};

struct SequentialPlanResult {
  std::int64_t n_control = 0;
  std::int64_t n_treatment = 0;
  std::int64_t n_total = 0;
  std::optional<double> n_control_unrounded;
  std::optional<std::int64_t> clusters_control;
  std::optional<std::int64_t> clusters_treatment;
  std::optional<double> design_effect;
  std::int64_t n_fixed_control = 0;
  std::int64_t n_fixed_total = 0;
  double inflation = 1;
  double effect_absolute = 0;
  std::optional<double> effect_relative;
  double control_value = 0;
  double treatment_value = 0;
  double power = 0;
  double alpha = 0;
  double expected_n = 0;
  double expected_n_null = 0;
  double expected_days = 0;
  std::int64_t duration_days = 0;
  std::int64_t duration_weeks = 0;
  double drift = 0;
  std::string boundary_label;
  std::vector<SequentialLook> looks;
  std::vector<SequentialScenario> scenarios;
  Working working;

  static constexpr auto describe() {
    using R = SequentialPlanResult;
    return described(
        "SequentialPlanResult", field("n_control", &R::n_control, "People in control, at most").in(Unit::people),
        field("n_treatment", &R::n_treatment, "People in treatment, at most").in(Unit::people),
        field("n_total", &R::n_total, "People in all, at most").in(Unit::people),
        field("n_control_unrounded", &R::n_control_unrounded, "People in control before rounding")
            .in(Unit::people)
            .help("Absent where the size is given."),
        field("clusters_control", &R::clusters_control, "Clusters in control, at most")
            .in(Unit::clusters)
            .help("Absent where people are randomised."),
        field("clusters_treatment", &R::clusters_treatment, "Clusters in treatment, at most").in(Unit::clusters),
        field("design_effect", &R::design_effect, "Design effect")
            .help("How many times as many people clusters need as people who are randomised one by one."),
        field("n_fixed_control", &R::n_fixed_control, "People in control with one look")
            .in(Unit::people)
            .help("Of the fixed design with this effect, level and power."),
        field("n_fixed_total", &R::n_fixed_total, "People in all with one look").in(Unit::people),
        field("inflation", &R::inflation, "Inflation factor").help("Largest size / fixed size, before rounding."),
        field("effect_absolute", &R::effect_absolute, "Effect, absolute").in(Unit::outcome).help("treatment - control"),
        field("effect_relative", &R::effect_relative, "Effect, relative")
            .in(Unit::share)
            .help("treatment / control - 1; absent where the control's value is zero."),
        field("control_value", &R::control_value, "Control")
            .in(Unit::level)
            .help("The control's share, mean, ratio or rate."),
        field("treatment_value", &R::treatment_value, "Treatment")
            .in(Unit::level)
            .help("The treatment's share, mean, ratio or rate."),
        field("power", &R::power, "Power").in(Unit::share).help("Of the rounded plan."),
        field("alpha", &R::alpha, "Significance level").in(Unit::share),
        field("expected_n", &R::expected_n, "Expected people in all")
            .in(Unit::people)
            .help("If the effect is as planned."),
        field("expected_n_null", &R::expected_n_null, "Expected people without effect").in(Unit::people),
        field("expected_days", &R::expected_days, "Expected duration")
            .in(Unit::days)
            .help("If the effect is as planned."),
        field("duration_days", &R::duration_days, "Longest duration").in(Unit::days),
        field("duration_weeks", &R::duration_weeks, "Whole weeks").in(Unit::weeks),
        field("drift", &R::drift, "Drift").help("Expected z at the last look: planned effect / standard error."),
        field("boundary_label", &R::boundary_label, "Boundary"), field("looks", &R::looks, "Looks"),
        field("scenarios", &R::scenarios, "If the effect is another"), inlined(&R::working));
  }
};

// Errors: conflict, out_of_range or no_solution on the field that can change it.
Outcome<SequentialPlanResult> sequential_plan(const SequentialPlanRequest& request);

// The plan with everything known: what an interim look and a simulation need.
struct SequentialTrial {
  stats::SequentialDesign design;
  stats::SolvedDesign solved;
  Units units;
  TwoArms arms;                               // at the last look; its sizes are whole units: people, or clusters
  std::optional<double> n_control_unrounded;  // people
  double planned_drift = 0;                   // of the rounded plan

  std::size_t looks() const { return design.fractions.size(); }
  double sign() const { return arms.effect() < 0 ? -1 : 1; }
  double n_control_at(std::size_t look) const;  // whole units by that look
  double n_treatment_at(std::size_t look) const;
  double people_at(std::size_t look) const;                   // in both arms
  double se() const { return standard_errors(arms).effect; }  // of the estimate at the last look
};
Outcome<SequentialTrial> sequential_trial(const SequentialPlanRequest& request);

// Whether the boundary spends alpha over information, and whether it allows a look at another time than planned.
bool spends(BoundaryKind kind);
bool may_move(BoundaryKind kind);

// The design of a request apart from size and effect. What is wrong with it goes to issues.
stats::SequentialDesign sequential_design(const SequentialPlanRequest& request, Issues& issues);

// The units in control, unrounded, whose estimate has this drift at the arms' effect.
double n_for_drift(TwoArms arms, double drift, double ratio);

}  // namespace sutva::plan
