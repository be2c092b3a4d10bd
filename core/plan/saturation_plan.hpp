// SPDX-License-Identifier: Apache-2.0
// A two-stage randomised saturation design: clusters draw which share of their people is treated (some none at all),
// then people draw who. It tells the effect on the treated from the spillover on their untreated neighbours.
//
// Variances from a random cluster effect and a common person variance, estimates from means of people: Baird, Bohren,
// McIntosh and Ozler (2018), Review of Economics and Statistics 100:844-860; the estimands are those of Hudgens and
// Halloran (2008), Journal of the American Statistical Association 103:832-842. Within cluster size m and saturation s,
// C clusters: treated or untreated against pure control have variance sigma^2 (icc + (1 - icc) / (m share)) / C on each
// side; treated against untreated of the same clusters lose the cluster effect.
//
// In: saturations in (0, 1) with their shares of the clusters, the rest is pure control. Out: whole clusters for each
// saturation, standard error, detectable effect and power of every comparison. Errors: shares that leave no control or
// do not match the saturations; no_solution where the size never suffices.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "plan/clusters.hpp"
#include "plan/working.hpp"

namespace sutva::plan {

enum class SaturationUnknown : std::uint8_t { clusters, effect, power };
constexpr auto describe(std::type_identity<SaturationUnknown>) {
  return std::array{Choice{SaturationUnknown::clusters, "clusters", "Clusters", "How many clusters are needed."},
                    Choice{SaturationUnknown::effect, "effect", "Effects", "The smallest effects that will be seen."},
                    Choice{SaturationUnknown::power, "power", "Power", "How likely the effects are to be seen."}};
}

enum class SaturationMetric : std::uint8_t { proportion, mean };
constexpr auto describe(std::type_identity<SaturationMetric>) {
  return std::array{Choice{SaturationMetric::proportion, "proportion", "Proportion", "A share of people."},
                    Choice{SaturationMetric::mean, "mean", "Mean", "An average per person."}};
}

enum class SaturationTarget : std::uint8_t { treated, untreated, difference };
constexpr auto describe(std::type_identity<SaturationTarget>) {
  return std::array{
      Choice{SaturationTarget::treated, "treated", "Effect on the treated", "Treated people against pure control."},
      Choice{SaturationTarget::untreated, "untreated", "Spillover",
             "Untreated people of treated clusters against pure control."},
      Choice{SaturationTarget::difference, "difference", "Treated against untreated",
             "People of the same clusters: the effect beyond the spillover."}};
}

enum class SaturationScope : std::uint8_t { pooled, each };
constexpr auto describe(std::type_identity<SaturationScope>) {
  return std::array{Choice{SaturationScope::pooled, "pooled", "All saturations together"},
                    Choice{SaturationScope::each, "each", "At every saturation"}};
}

struct SaturationPlanRequest {
  SaturationMetric metric = SaturationMetric::proportion;
  SaturationUnknown solve_for = SaturationUnknown::clusters;
  SaturationTarget target = SaturationTarget::untreated;
  SaturationScope scope = SaturationScope::pooled;
  double baseline = 0.10;
  double baseline_mean = 100;
  double sd = 100;
  EffectScale effect_scale = EffectScale::relative;
  double effect_treated = 0.30;
  double effect_untreated = 0.20;
  std::vector<double> saturations{0.25, 0.75};
  std::vector<double> cluster_shares{0.30, 0.30};
  std::int64_t clusters = 120;
  double people_per_cluster = 100;
  double icc = 0.02;
  Sides sides = Sides::two;
  double alpha = 0.05;
  double power = 0.80;
  ClusterTest test = ClusterTest::t;
  bool brief = false;  // leaves out the sentence and the rest of the working

  static constexpr auto describe() {
    using R = SaturationPlanRequest;
    return described(
        "SaturationPlanRequest",
        field("metric", &R::metric, "Metric").under("Question").help("What is measured on each person."),
        field("solve_for", &R::solve_for, "Solve for")
            .under("Question")
            .help("The unknown; everything else is an input."),
        field("target", &R::target, "Comparison that counts")
            .under("Question")
            .help("Which comparison must have the power; the others are reported beside it."),
        field("scope", &R::scope, "For").under("Question").help("All saturations together, or the weakest of them."),
        field("baseline", &R::baseline, "Baseline")
            .under("Outcome")
            .in(Unit::share)
            .above(0)
            .below(1)
            .when("metric", "proportion")
            .help("The share in pure control clusters; its variance is used for all."),
        field("baseline_mean", &R::baseline_mean, "Baseline mean")
            .under("Outcome")
            .in(Unit::outcome)
            .when("metric", "mean")
            .help("The mean in pure control clusters. It only matters for relative effects."),
        field("sd", &R::sd, "Standard deviation")
            .under("Outcome")
            .in(Unit::outcome)
            .above(0)
            .when("metric", "mean")
            .help("Between all people, whatever their cluster."),
        field("effect_scale", &R::effect_scale, "Effect scale").under("Effects").help("How the effects are given."),
        field("effect_treated", &R::effect_treated, "Effect on the treated")
            .in(Unit::effect)
            .under("Effects")
            .when("solve_for", "clusters", "power")
            .help("Treated people against pure control, spillover included; the same at every saturation."),
        field("effect_untreated", &R::effect_untreated, "Spillover on the untreated")
            .in(Unit::effect)
            .under("Effects")
            .when("solve_for", "clusters", "power")
            .help("What it does to untreated people of treated clusters, against pure control."),
        field("saturations", &R::saturations, "Saturations")
            .under("Clusters")
            .in(Unit::share)
            .help("Shares of people treated in a treated cluster, each between 0 and 1; up to 10."),
        field("cluster_shares", &R::cluster_shares, "Share of clusters for each")
            .under("Clusters")
            .in(Unit::share)
            .help("As many as saturations; what is left of 1 is pure control."),
        field("clusters", &R::clusters, "Clusters in all")
            .under("Clusters")
            .in(Unit::clusters)
            .at_least(4)
            .at_most(1e9)
            .when("solve_for", "effect", "power")
            .help("Pure control included."),
        field("people_per_cluster", &R::people_per_cluster, "People per cluster")
            .under("Clusters")
            .in(Unit::people)
            .at_least(2)
            .at_most(1e9)
            .help("The same in all clusters."),
        field("icc", &R::icc, "Intraclass correlation")
            .under("Clusters")
            .at_least(0)
            .below(1)
            .help("Share of the variance that lies between clusters."),
        field("sides", &R::sides, "Sides")
            .under("Test")
            .help("Two-sided unless the other direction could never matter."),
        field("alpha", &R::alpha, "Significance level")
            .under("Test")
            .in(Unit::share)
            .above(0)
            .at_most(0.5)
            .help("How often each test may cry wolf when nothing changed."),
        field("power", &R::power, "Power")
            .under("Test")
            .in(Unit::share)
            .above(0)
            .below(1)
            .help("What detectable effects are for; asked of the plan unless power is the question."),
        field("test", &R::test, "Distribution").under("Test").help("Which distribution the tests have."));
  }
};

// One comparison, at one saturation or over all.
struct SaturationRow {
  std::string comparison;
  std::string label;
  std::optional<double> saturation;
  std::int64_t clusters = 0;
  std::int64_t people = 0;
  double se = 0;
  std::optional<double> df;
  double detectable = 0;
  std::optional<double> effect;
  std::optional<double> power;

  static constexpr auto describe() {
    using S = SaturationRow;
    return described("SaturationRow", field("comparison", &S::comparison, "Comparison"),
                     field("label", &S::label, "In words"),
                     field("saturation", &S::saturation, "Saturation").in(Unit::share).help("Absent: all together."),
                     field("clusters", &S::clusters, "Clusters compared").in(Unit::clusters),
                     field("people", &S::people, "People compared").in(Unit::people),
                     field("se", &S::se, "Standard error").in(Unit::outcome), field("df", &S::df, "Degrees of freedom"),
                     field("detectable", &S::detectable, "Detectable effect")
                         .in(Unit::outcome)
                         .help("Absolute, with the power asked for."),
                     field("effect", &S::effect, "Planned effect").in(Unit::outcome).help("Absolute."),
                     field("power", &S::power, "Power").in(Unit::share));
  }
};

struct SaturationCell {
  double saturation = 0;
  std::int64_t clusters = 0;
  double treated_per_cluster = 0;
  std::int64_t people = 0;

  static constexpr auto describe() {
    using C = SaturationCell;
    return described("SaturationCell", field("saturation", &C::saturation, "Saturation").in(Unit::share),
                     field("clusters", &C::clusters, "Clusters").in(Unit::clusters),
                     field("treated_per_cluster", &C::treated_per_cluster, "Treated in each").in(Unit::people),
                     field("people", &C::people, "People in all").in(Unit::people));
  }
};

struct SaturationPlanResult {
  std::int64_t clusters = 0;
  std::int64_t clusters_control = 0;
  std::int64_t people = 0;
  std::optional<double> clusters_unrounded;
  double power = 0;
  double detectable_treated = 0;
  double detectable_untreated = 0;
  double detectable_difference = 0;
  double detectable_target = 0;
  std::vector<SaturationCell> cells;
  std::vector<SaturationRow> comparisons;
  Working working;

  static constexpr auto describe() {
    using R = SaturationPlanResult;
    return described(
        "SaturationPlanResult", field("clusters", &R::clusters, "Clusters in all").in(Unit::clusters),
        field("clusters_control", &R::clusters_control, "Pure control clusters").in(Unit::clusters),
        field("people", &R::people, "People in all").in(Unit::people),
        field("clusters_unrounded", &R::clusters_unrounded, "Clusters before rounding")
            .in(Unit::clusters)
            .help("Absent where their number is given or the fewest will do."),
        field("power", &R::power, "Power")
            .in(Unit::share)
            .help("Of the comparison that counts; where effects are the question, for the detectable effect."),
        field("detectable_treated", &R::detectable_treated, "Detectable effect on the treated")
            .in(Unit::outcome)
            .help("Absolute, pooled."),
        field("detectable_untreated", &R::detectable_untreated, "Detectable spillover")
            .in(Unit::outcome)
            .help("Absolute, pooled."),
        field("detectable_difference", &R::detectable_difference, "Detectable difference")
            .in(Unit::outcome)
            .help("Treated against untreated of the same clusters; absolute, pooled."),
        field("detectable_target", &R::detectable_target, "Detectable by the comparison that counts")
            .in(Unit::outcome)
            .help("Absolute."),
        field("cells", &R::cells, "Clusters by saturation"), field("comparisons", &R::comparisons, "Comparisons"),
        inlined(&R::working));
  }
};

Outcome<SaturationPlanResult> saturation_plan(const SaturationPlanRequest& request);

// The plan with everything known: what its result is read from and what the check by simulation draws.
struct SaturationDesign {
  SaturationPlanRequest request;
  double person_variance = 1;
  double share_control = 0;      // of the clusters
  std::vector<double> clusters;  // of each saturation
  double control = 0;            // clusters without any treatment
  std::optional<double> clusters_unrounded;
  // Absolute. Where effects are the question: the detectable one of the comparison that counts, zero for the other;
  // negative where a share would leave (0, 1).
  double effect_treated = 0;
  double effect_untreated = 0;

  double effect(SaturationTarget target) const;
  double clusters_in_all() const;
};
Outcome<SaturationDesign> planned_saturations(const SaturationPlanRequest& request);

// One comparison: at one saturation, or (none) over all of them.
struct SaturationCompared {
  double variance = 0;  // of its estimate
  double df = 1;
  double clusters = 0;
  double people = 0;
};
SaturationCompared compared(const SaturationDesign& design, SaturationTarget target,
                            std::optional<std::size_t> saturation);

// The variance of the same estimate with each group's own variance, between clusters and within: a cluster's share
// moves with its share without treatment. For means it is that of the plan.
double own_variance(const SaturationDesign& design, SaturationTarget target, std::optional<std::size_t> saturation);

// The name of the field whose effect decides the size.
std::string_view deciding_effect(const SaturationPlanRequest& request);

// The saturation at which the target is seen worst; none where the target is pooled.
std::optional<std::size_t> deciding(const SaturationDesign& design);

PlannedTest planned_test(const SaturationDesign& design, const SaturationCompared& compared);
double power(const SaturationDesign& design, const SaturationCompared& compared, double effect);

}  // namespace sutva::plan
