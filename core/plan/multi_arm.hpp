// SPDX-License-Identifier: Apache-2.0
// Several treatments against one control: size, effect and power under a correction for the number of comparisons.
// Comparisons, their tests and sources: many_arms.hpp.
//
// In: shares in (0, 1), means and SDs in units of the outcome. Out: whole people or clusters, as many in each
// treatment, with the powers of the rounded plan. Errors: an issue on the field that makes the plan impossible;
// no_solution where no value of the unknown gives the power.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "plan/many_arms.hpp"
#include "plan/working.hpp"

namespace sutva::plan {

enum class MultiArmUnknown : std::uint8_t { size, effect, power };
constexpr auto describe(std::type_identity<MultiArmUnknown>) {
  return std::array{Choice{MultiArmUnknown::size, "size", "Size", "How many people are needed."},
                    Choice{MultiArmUnknown::effect, "effect", "Effect", "The smallest effect that will be seen."},
                    Choice{MultiArmUnknown::power, "power", "Power", "How likely the effects are to be seen."}};
}

enum class EffectPattern : std::uint8_t { same, list };
constexpr auto describe(std::type_identity<EffectPattern>) {
  return std::array{Choice{EffectPattern::same, "same", "The same for all", "Every treatment has this effect."},
                    Choice{EffectPattern::list, "list", "One for each", "Each treatment has its own."}};
}

enum class Allocation : std::uint8_t { ratio, square_root, optimal };
constexpr auto describe(std::type_identity<Allocation>) {
  return std::array{
      Choice{Allocation::ratio, "ratio", "A ratio", "People in control for each person in one treatment."},
      Choice{Allocation::square_root, "square_root", "Square root rule",
             "The square root of the number of treatments: best where all variances and the critical value are fixed."},
      Choice{Allocation::optimal, "optimal", "Best", "The share of the control that needs the fewest people."}};
}

struct MultiArmRequest {
  CommonMetric metric = CommonMetric::proportion;
  MultiArmUnknown solve_for = MultiArmUnknown::size;
  std::int64_t treatments = 3;
  double baseline = 0.10;
  double baseline_mean = 100;
  double sd = 100;
  MetricParts parts;
  CountMethod count_method = CountMethod::log_ratio;
  EffectScale effect_scale = EffectScale::relative;
  EffectPattern effect_pattern = EffectPattern::same;
  double effect = 0.10;
  std::vector<double> effects{0.10, 0.10, 0.15};
  Direction direction = Direction::increase;
  Correction correction = Correction::dunnett;
  Sides sides = Sides::two;
  double alpha = 0.05;
  PowerKind power_kind = PowerKind::each;
  double power = 0.80;
  Allocation allocation = Allocation::ratio;
  double ratio = 1;
  std::int64_t n_total = 60'000;
  VarianceParts variance;
  ClusterTest cluster_test = ClusterTest::t;
  bool brief = false;  // without the tables beside the plan: for sweeps

  static constexpr auto describe() {
    using R = MultiArmRequest;
    return described(
        "MultiArmRequest",
        field("metric", &R::metric, "Metric").under("Question").help("What is measured on each person."),
        field("solve_for", &R::solve_for, "Solve for")
            .under("Question")
            .help("The unknown; everything else is an input."),
        field("treatments", &R::treatments, "Treatments")
            .under("Question")
            .at_least(1)
            .at_most(20)
            .help("How many are compared with the one control."),
        field("baseline", &R::baseline, "Baseline")
            .under("Outcome")
            .in(Unit::share)
            .above(0)
            .below(1)
            .when("metric", "proportion")
            .help("The control's share."),
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
            .help("Between people, the same in every arm."),
        inlined(&R::parts),
        field("count_method", &R::count_method, "Rates compared by")
            .under("Outcome")
            .when("metric", "count")
            .help("The scale on which the rates are compared."),
        field("effect_scale", &R::effect_scale, "Effect scale")
            .under("Effect")
            .help("How effects are given and shown."),
        field("effect_pattern", &R::effect_pattern, "Effects")
            .under("Effect")
            .when("solve_for", "size", "power")
            .help("One effect for all treatments, or one for each."),
        field("effect", &R::effect, "Effect")
            .in(Unit::effect)
            .under("Effect")
            .when("solve_for", "size", "power")
            .when("effect_pattern", "same")
            .help("The smallest change worth finding: treatment / control - 1, or treatment - control."),
        field("effects", &R::effects, "Effect of each treatment")
            .under("Effect")
            .when("solve_for", "size", "power")
            .when("effect_pattern", "list")
            .help("As many as there are treatments; zero is a treatment that does nothing."),
        field("direction", &R::direction, "Direction")
            .under("Effect")
            .when("solve_for", "effect")
            .help("Which way the effect goes."),
        field("correction", &R::correction, "Correction")
            .under("Test")
            .help("What keeps the chance of any false positive at the level."),
        field("sides", &R::sides, "Sides")
            .under("Test")
            .help("Two-sided unless a change the other way could never matter."),
        field("alpha", &R::alpha, "Significance level")
            .under("Test")
            .in(Unit::share)
            .at_least(1e-12)
            .at_most(0.5)
            .help("Of the whole family: how often any treatment may cry wolf when none does anything."),
        field("power_kind", &R::power_kind, "Power for").under("Test").help("What must be found."),
        field("power", &R::power, "Power")
            .under("Test")
            .in(Unit::share)
            .above(0)
            .below(1)
            .when("solve_for", "size", "effect")
            .help("How often it must be found when the effects are there."),
        field("allocation", &R::allocation, "Control's size").under("Size").help("How large the control is."),
        field("ratio", &R::ratio, "Control per treatment")
            .under("Size")
            .at_least(0.01)
            .at_most(100)
            .when("allocation", "ratio")
            .help("People in control for each person in one treatment."),
        field("n_total", &R::n_total, "People in all")
            .under("Size")
            .in(Unit::people)
            .at_least(4)
            .at_most(1e12)
            .when("solve_for", "effect", "power")
            .help("Control and all treatments together."),
        inlined(&R::variance),
        field("cluster_test", &R::cluster_test, "Distribution")
            .under("Covariates and clusters")
            .when("randomised", "clusters")
            .help("Which distribution the tests have."));
  }
};

// The same plan under another correction.
struct CorrectionRow {
  std::string correction;
  std::string label;
  double critical_value = 0;
  double alpha_per_comparison = 0;
  double familywise_error = 0;
  double power_each = 0;
  double power_any = 0;
  double power_all = 0;
  std::optional<std::int64_t> n_total;

  static constexpr auto describe() {
    using A = CorrectionRow;
    return described(
        "CorrectionRow", field("correction", &A::correction, "Correction"), field("label", &A::label, "Name"),
        field("critical_value", &A::critical_value, "Critical value"),
        field("alpha_per_comparison", &A::alpha_per_comparison, "Level of each comparison").in(Unit::share),
        field("familywise_error", &A::familywise_error, "Any false positive")
            .in(Unit::share)
            .help("The chance of at least one false positive where no treatment does anything."),
        field("power_each", &A::power_each, "Power, each").in(Unit::share).help("With the size of this plan."),
        field("power_any", &A::power_any, "Power, at least one").in(Unit::share),
        field("power_all", &A::power_all, "Power, all").in(Unit::share),
        field("n_total", &A::n_total, "People in all")
            .in(Unit::people)
            .help("What this correction would need; only where the size is the unknown and quickly found."));
  }
};

// The same plan with another share of people in control.
struct AllocationRow {
  std::string allocation;
  std::string label;
  double ratio = 1;
  double control_share = 0;
  std::int64_t n_control = 0;
  std::int64_t n_treatment = 0;
  std::int64_t n_total = 0;
  double power = 0;

  static constexpr auto describe() {
    using A = AllocationRow;
    return described("AllocationRow", field("allocation", &A::allocation, "Allocation"),
                     field("label", &A::label, "Name"), field("ratio", &A::ratio, "Control per treatment"),
                     field("control_share", &A::control_share, "Share in control").in(Unit::share),
                     field("n_control", &A::n_control, "People in control").in(Unit::people),
                     field("n_treatment", &A::n_treatment, "People in each treatment").in(Unit::people),
                     field("n_total", &A::n_total, "People in all").in(Unit::people),
                     field("power", &A::power, "Power").in(Unit::share).help("Of the kind asked for."));
  }
};

struct MultiArmResult {
  std::int64_t n_control = 0;
  std::int64_t n_treatment = 0;
  std::int64_t n_total = 0;
  double ratio = 1;
  double control_share = 0;
  std::optional<double> n_treatment_unrounded;
  std::optional<std::int64_t> clusters_control;
  std::optional<std::int64_t> clusters_treatment;
  std::optional<double> design_effect;
  std::optional<double> effect_absolute;
  std::optional<double> effect_relative;
  double critical_value = 0;
  double alpha_per_comparison = 0;
  double familywise_error = 0;
  double familywise_error_uncorrected = 0;
  double power = 0;
  double power_each = 0;
  double power_any = 0;
  double power_all = 0;
  std::optional<double> df;
  std::string test;
  std::vector<double> power_by_treatment;
  std::vector<CorrectionRow> corrections;
  std::vector<AllocationRow> allocations;
  Working working;

  static constexpr auto describe() {
    using R = MultiArmResult;
    return described(
        "MultiArmResult", field("n_control", &R::n_control, "People in control").in(Unit::people),
        field("n_treatment", &R::n_treatment, "People in each treatment").in(Unit::people),
        field("n_total", &R::n_total, "People in all").in(Unit::people),
        field("ratio", &R::ratio, "Control per treatment").help("As planned, before rounding to whole people."),
        field("control_share", &R::control_share, "Share in control").in(Unit::share),
        field("n_treatment_unrounded", &R::n_treatment_unrounded, "People in each treatment before rounding")
            .in(Unit::people)
            .help("Absent where the size is given, or where the smallest experiment already has the power."),
        field("clusters_control", &R::clusters_control, "Clusters in control")
            .in(Unit::clusters)
            .help("Absent where people are randomised."),
        field("clusters_treatment", &R::clusters_treatment, "Clusters in each treatment").in(Unit::clusters),
        field("design_effect", &R::design_effect, "Design effect")
            .help("How many times as many people clusters need as people who are randomised one by one."),
        field("effect_absolute", &R::effect_absolute, "Effect, absolute")
            .in(Unit::outcome)
            .help("treatment - control; absent where treatments differ."),
        field("effect_relative", &R::effect_relative, "Effect, relative")
            .in(Unit::share)
            .help("treatment / control - 1; absent where treatments differ or the control's value is zero."),
        field("critical_value", &R::critical_value, "Critical value")
            .help("A treatment counts as different where its statistic lies beyond."),
        field("alpha_per_comparison", &R::alpha_per_comparison, "Level of each comparison").in(Unit::share),
        field("familywise_error", &R::familywise_error, "Any false positive")
            .in(Unit::share)
            .help("The chance of at least one false positive where no treatment does anything."),
        field("familywise_error_uncorrected", &R::familywise_error_uncorrected, "Any false positive, uncorrected")
            .in(Unit::share)
            .help("The same chance if each comparison were tested at the full level."),
        field("power", &R::power, "Power").in(Unit::share).help("Of the kind asked for, of the rounded plan."),
        field("power_each", &R::power_each, "Power, each")
            .in(Unit::share)
            .help("To find a single effect; the hardest where they differ."),
        field("power_any", &R::power_any, "Power, at least one").in(Unit::share),
        field("power_all", &R::power_all, "Power, all").in(Unit::share),
        field("df", &R::df, "Degrees of freedom").help("People or clusters less arms; absent for a z-test."),
        field("test", &R::test, "The test this plan is for"),
        field("power_by_treatment", &R::power_by_treatment, "Power of each treatment").in(Unit::share),
        field("corrections", &R::corrections, "Corrections side by side"),
        field("allocations", &R::allocations, "Shares in control"), inlined(&R::working));
  }
};

Outcome<MultiArmResult> multi_arm_plan(const MultiArmRequest& request);

// The rounded plan of a request: what the check by simulation draws.
Outcome<ManyArms> planned_many_arms(const MultiArmRequest& request);

std::span<const Equation> multi_arm_equations();
std::span<const Snippet> multi_arm_snippets();

}  // namespace sutva::plan
