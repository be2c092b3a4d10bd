// SPDX-License-Identifier: Apache-2.0
// Clusters, people per cluster, effect, power, intraclass correlation or level of an experiment that randomises
// clusters: whichever is unknown. Formulas and their sources: clusters.hpp, cluster_texts.cpp.
//
// In: shares in (0, 1), means and SDs in units of the outcome, rates in events per unit of exposure. `icc` is the share
// of the variance between all people that lies between clusters. Out: whole clusters (people per cluster rounded up
// too), with the power of the rounded plan. Errors: an issue on the field that makes the plan impossible; no_solution
// where no value of the unknown gives the power, with the fewest clusters that could.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "plan/clusters.hpp"
#include "plan/working.hpp"

namespace sutva::plan {

enum class ClusterUnknown : std::uint8_t { clusters, people, effect, power, icc, alpha };
constexpr auto describe(std::type_identity<ClusterUnknown>) {
  return std::array{
      Choice{ClusterUnknown::clusters, "clusters", "Clusters", "How many clusters are needed."},
      Choice{ClusterUnknown::people, "people", "People per cluster", "How many people each cluster must bring."},
      Choice{ClusterUnknown::effect, "effect", "Effect", "The smallest effect that will be seen."},
      Choice{ClusterUnknown::power, "power", "Power", "How likely the effect is to be seen."},
      Choice{ClusterUnknown::icc, "icc", "ICC", "The largest intraclass correlation the plan stands."},
      Choice{ClusterUnknown::alpha, "alpha", "Significance level", "The strictest level that leaves the power."}};
}

struct ClusterSizeRequest {
  ClusterDesign design = ClusterDesign::parallel;
  ClusterMetric metric = ClusterMetric::proportion;
  ClusterUnknown solve_for = ClusterUnknown::clusters;
  double baseline = 0.10;
  double baseline_mean = 100;
  double sd = 100;
  double rate = 2;
  double exposure = 1;
  double dispersion = 1;
  EffectScale effect_scale = EffectScale::relative;
  double effect = 0.20;
  Direction direction = Direction::increase;
  double icc = 0.02;
  double people_per_cluster = 100;
  double cv = 0;
  UnequalSizes unequal_sizes = UnequalSizes::by_people;
  std::int64_t clusters_control = 100;
  double ratio = 1;
  double matching_correlation = 0.4;
  std::int64_t strata = 4;
  double variance_explained = 0.3;
  BaselineAnalysis baseline_analysis = BaselineAnalysis::ancova;
  std::int64_t steps = 4;
  std::int64_t clusters_per_step = 6;
  Decay decay = Decay::exchangeable;
  double cac = 0.8;
  Sampling sampling = Sampling::cross_sectional;
  double iac = 0.5;
  Sides sides = Sides::two;
  double alpha = 0.05;
  double power = 0.80;
  ClusterTest test = ClusterTest::t;
  bool brief = false;  // leaves out the alternatives, the floor, the sentence and the rest of the working

  static constexpr auto describe() {
    using R = ClusterSizeRequest;
    return described(
        "ClusterSizeRequest",
        field("design", &R::design, "Design").under("Question").help("How clusters come to their arm."),
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
            .when("metric", "mean")
            .help("The control's mean. It only matters for relative effects."),
        field("sd", &R::sd, "Standard deviation")
            .under("Outcome")
            .in(Unit::outcome)
            .above(0)
            .when("metric", "mean")
            .help("Between all people, whatever their cluster; the same in both arms."),
        field("rate", &R::rate, "Baseline rate")
            .under("Outcome")
            .in(Unit::events)
            .above(0)
            .at_most(1e12)
            .when("metric", "count")
            .help("The control's events per person and unit of exposure."),
        field("exposure", &R::exposure, "Exposure per person")
            .under("Outcome")
            .above(0)
            .at_most(1e12)
            .when("metric", "count")
            .help("How long each person is watched, in the unit of the rate."),
        field("dispersion", &R::dispersion, "Dispersion")
            .under("Outcome")
            .at_least(0)
            .at_most(1e6)
            .when("metric", "count")
            .help("Variance of a person's count is mean + dispersion x mean^2, over all people; 0 is Poisson."),
        field("effect_scale", &R::effect_scale, "Effect scale")
            .under("Effect")
            .help("How the effect is given and shown first."),
        field("effect", &R::effect, "Effect")
            .in(Unit::effect)
            .under("Effect")
            .when("solve_for", "clusters", "people", "power", "icc", "alpha")
            .help("The smallest change worth finding: treatment / control - 1, or treatment - control."),
        field("direction", &R::direction, "Direction")
            .under("Effect")
            .when("solve_for", "effect")
            .help("Which way the effect goes."),
        field("icc", &R::icc, "Intraclass correlation")
            .under("Clusters")
            .at_least(-1)
            .at_most(1)
            .when("solve_for", "clusters", "people", "effect", "power", "alpha")
            .help("Share of the variance that lies between clusters: 0 if people of a cluster are no more alike."),
        field("people_per_cluster", &R::people_per_cluster, "People per cluster")
            .under("Clusters")
            .in(Unit::people)
            .at_least(1)
            .at_most(1e9)
            .when("solve_for", "clusters", "effect", "power", "icc", "alpha")
            .help("The mean over clusters; with several periods, in each period."),
        field("cv", &R::cv, "Variation of cluster sizes")
            .under("Clusters")
            .at_least(0)
            .at_most(10)
            .when("design", "parallel", "matched", "stratified", "difference_in_differences")
            .help("Standard deviation of the sizes divided by their mean; 0 if all are equal."),
        field("unequal_sizes", &R::unequal_sizes, "Weights of clusters")
            .under("Clusters")
            .when("design", "parallel", "matched", "stratified", "difference_in_differences")
            .help("How the analysis weighs clusters of different size."),
        field("clusters_control", &R::clusters_control, "Clusters in control")
            .under("Clusters")
            .in(Unit::clusters)
            .at_least(2)
            .at_most(1e9)
            .when("solve_for", "people", "effect", "power", "icc", "alpha")
            .when("design", "parallel", "matched", "stratified", "difference_in_differences")
            .help("For matched pairs: the number of pairs."),
        field("ratio", &R::ratio, "Allocation ratio")
            .under("Clusters")
            .at_least(0.01)
            .at_most(100)
            .when("design", "parallel", "stratified", "difference_in_differences")
            .help("Clusters in treatment for each cluster in control."),
        field("matching_correlation", &R::matching_correlation, "Matching correlation")
            .under("Clusters")
            .at_least(0)
            .below(1)
            .when("design", "matched")
            .help("Correlation of the true means of the two clusters of a pair, before any treatment."),
        field("strata", &R::strata, "Strata")
            .under("Clusters")
            .at_least(1)
            .at_most(1e6)
            .when("design", "stratified")
            .help("Each costs the analysis one degree of freedom."),
        field("variance_explained", &R::variance_explained, "Variance explained by strata")
            .under("Clusters")
            .in(Unit::share)
            .at_least(0)
            .below(1)
            .when("design", "stratified")
            .help("Share of the variance between clusters that the strata explain."),
        field("baseline_analysis", &R::baseline_analysis, "Use of the baseline")
            .under("Periods")
            .when("design", "difference_in_differences")
            .help("How the measurement before the experiment enters the analysis."),
        field("steps", &R::steps, "Steps")
            .under("Periods")
            .at_least(2)
            .at_most(30)
            .when("design", "stepped_wedge")
            .help("How many times clusters change over; there is one period more than steps."),
        field("clusters_per_step", &R::clusters_per_step, "Clusters per step")
            .under("Periods")
            .in(Unit::clusters)
            .at_least(1)
            .at_most(1e9)
            .when("solve_for", "people", "effect", "power", "icc", "alpha")
            .when("design", "stepped_wedge")
            .help("How many clusters change over together."),
        field("decay", &R::decay, "Correlation over time")
            .under("Periods")
            .when("design", "stepped_wedge")
            .help("Whether a cluster's periods grow apart with the time between them."),
        field("cac", &R::cac, "Cluster autocorrelation (CAC)")
            .under("Periods")
            .at_least(0)
            .at_most(1)
            .when("design", "difference_in_differences", "stepped_wedge")
            .help("Correlation of a cluster's true means in two (neighbouring) periods."),
        field("sampling", &R::sampling, "People")
            .under("Periods")
            .when("design", "difference_in_differences", "stepped_wedge")
            .help("Whether each period measures new people of the cluster or the same ones."),
        field("iac", &R::iac, "Individual autocorrelation (IAC)")
            .under("Periods")
            .at_least(0)
            .at_most(1)
            .when("design", "difference_in_differences", "stepped_wedge")
            .when("sampling", "cohort")
            .help("Correlation of a person's values in two periods, inside the cluster."),
        field("sides", &R::sides, "Sides")
            .under("Test")
            .help("Two-sided unless a change the other way could never matter."),
        field("alpha", &R::alpha, "Significance level")
            .under("Test")
            .in(Unit::share)
            .above(0)
            .at_most(0.5)
            .when("solve_for", "clusters", "people", "effect", "power", "icc")
            .help("How often the test may cry wolf when nothing changed."),
        field("power", &R::power, "Power")
            .under("Test")
            .in(Unit::share)
            .above(0)
            .below(1)
            .when("solve_for", "clusters", "people", "effect", "icc", "alpha")
            .help("How often the test must find the effect when it is there."),
        field("test", &R::test, "Distribution").under("Test").help("Which distribution the test has."));
  }
};

// The same plan by another method.
struct ClusterAlternative {
  std::string method;
  std::string label;
  double clusters = 0;
  double people_per_cluster = 0;
  double people = 0;
  double effect_absolute = 0;
  double icc = 0;
  double alpha = 0;
  double power = 0;
  std::optional<double> power_here;

  static constexpr auto describe() {
    using A = ClusterAlternative;
    return described(
        "ClusterAlternative", field("method", &A::method, "Method"), field("label", &A::label, "Name"),
        field("clusters", &A::clusters, "Clusters in all").in(Unit::clusters),
        field("people_per_cluster", &A::people_per_cluster, "People per cluster").in(Unit::people),
        field("people", &A::people, "People in all").in(Unit::people),
        field("effect_absolute", &A::effect_absolute, "Effect, absolute").in(Unit::outcome),
        field("icc", &A::icc, "ICC"), field("alpha", &A::alpha, "Significance level").in(Unit::share),
        field("power", &A::power, "Power by the method").in(Unit::share),
        field("power_here", &A::power_here, "Power it really has")
            .in(Unit::share)
            .help("Of the plan in this row, by the method chosen above; absent where its test does not exist."));
  }
};

struct ClusterSizeResult {
  std::int64_t clusters = 0;
  std::optional<std::int64_t> clusters_control;
  std::optional<std::int64_t> clusters_treatment;
  std::optional<std::int64_t> pairs;
  std::optional<std::int64_t> clusters_per_step;
  std::optional<double> clusters_unrounded;
  double people_per_cluster = 0;
  std::optional<double> people_unrounded;
  std::int64_t people = 0;
  std::int64_t measurements = 0;
  double effect_absolute = 0;
  std::optional<double> effect_relative;
  double control_value = 0;
  double treatment_value = 0;
  double icc = 0;
  double alpha = 0;
  double power = 0;
  double design_effect = 0;
  double effective_size = 0;
  double se = 0;
  std::optional<double> df;
  std::optional<double> baseline_correlation;
  std::optional<double> effect_floor;
  std::optional<double> power_ceiling;
  std::optional<std::int64_t> fewest_clusters;
  std::string analysis;
  std::vector<ClusterAlternative> alternatives;
  Working working;

  static constexpr auto describe() {
    using R = ClusterSizeResult;
    return described(
        "ClusterSizeResult", field("clusters", &R::clusters, "Clusters in all").in(Unit::clusters),
        field("clusters_control", &R::clusters_control, "Clusters in control")
            .in(Unit::clusters)
            .help("Absent for a stepped wedge, where every cluster is both."),
        field("clusters_treatment", &R::clusters_treatment, "Clusters in treatment").in(Unit::clusters),
        field("pairs", &R::pairs, "Pairs").help("Matched pairs only."),
        field("clusters_per_step", &R::clusters_per_step, "Clusters per step")
            .in(Unit::clusters)
            .help("Stepped wedge only."),
        field("clusters_unrounded", &R::clusters_unrounded, "Before rounding")
            .in(Unit::clusters)
            .help("In control, pairs or clusters per step; absent where their number is given or the fewest will do."),
        field("people_per_cluster", &R::people_per_cluster, "People per cluster")
            .in(Unit::people)
            .help("With several periods: in each period."),
        field("people_unrounded", &R::people_unrounded, "People per cluster before rounding")
            .in(Unit::people)
            .help("Absent where it is given, or where one person will do."),
        field("people", &R::people, "People in all").in(Unit::people),
        field("measurements", &R::measurements, "Measurements in all")
            .help("More than people where the same people are measured in several periods."),
        field("effect_absolute", &R::effect_absolute, "Effect, absolute").in(Unit::outcome).help("treatment - control"),
        field("effect_relative", &R::effect_relative, "Effect, relative")
            .in(Unit::share)
            .help("treatment / control - 1; absent where the control's value is zero."),
        field("control_value", &R::control_value, "Control").in(Unit::level).help("The control's share, mean or rate."),
        field("treatment_value", &R::treatment_value, "Treatment")
            .in(Unit::level)
            .help("The treatment's share, mean or rate."),
        field("icc", &R::icc, "Intraclass correlation"),
        field("alpha", &R::alpha, "Significance level").in(Unit::share),
        field("power", &R::power, "Power").in(Unit::share).help("Of the rounded plan."),
        field("design_effect", &R::design_effect, "Design effect")
            .help("Variance of the estimate against as many people randomised one by one and measured once, at the "
                  "end; for a stepped wedge, against as many measurements of separate people."),
        field("effective_size", &R::effective_size, "Effective sample size")
            .in(Unit::people)
            .help("So many people randomised one by one would say as much."),
        field("se", &R::se, "Standard error").in(Unit::outcome).help("Of the effect, absolute, in the rounded plan."),
        field("df", &R::df, "Degrees of freedom").help("Of t; absent for z."),
        field("baseline_correlation", &R::baseline_correlation, "Correlation with the baseline")
            .help("Of a cluster's means before and after; with a baseline period only."),
        field("effect_floor", &R::effect_floor, "Detectable with unlimited people")
            .in(Unit::outcome)
            .help("The smallest absolute effect these clusters find, however many people each has; with the power "
                  "asked for, 80 % where power is the question. Absent where none is found."),
        field("power_ceiling", &R::power_ceiling, "Power with unlimited people").in(Unit::share),
        field("fewest_clusters", &R::fewest_clusters, "Fewest clusters")
            .in(Unit::clusters)
            .help("In all, that find this effect if people per cluster are unlimited."),
        field("analysis", &R::analysis, "The analysis this plan is for"),
        field("alternatives", &R::alternatives, "Other methods").help("The same question by each method."),
        inlined(&R::working));
  }
};

Outcome<ClusterSizeResult> cluster_size(const ClusterSizeRequest& request);

// The rounded plan of a request, with everything known: what the check by simulation draws.
Outcome<ClusterPlan> planned_clusters(const ClusterSizeRequest& request);

}  // namespace sutva::plan
