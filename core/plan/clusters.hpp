// SPDX-License-Identifier: Apache-2.0
// An experiment that randomises clusters, with everything known: the variance of its estimate, its degrees of freedom
// and its power. Size, effect, power, ICC and level are all solved from these.
//
// The person variance of an arm is split into a share `icc` between clusters and the rest within. Sources: Donner and
// Klar (2000); unequal sizes: Eldridge, Ashby and Kerry (2006), van Breukelen, Candel and Berger (2007); baseline
// periods: Teerenstra et al. (2012), Hooper et al. (2016); stepped wedge: Hussey and Hughes (2007), Kasza et al.
// (2019).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include "base/describe.hpp"
#include "plan/sample_size.hpp"

namespace sutva::plan {

enum class ClusterMetric : std::uint8_t { proportion, mean, count };
constexpr auto describe(std::type_identity<ClusterMetric>) {
  return std::array{Choice{ClusterMetric::proportion, "proportion", "Proportion",
                           "A share of people who do something: conversion, retention."},
                    Choice{ClusterMetric::mean, "mean", "Mean", "An average per person: revenue, minutes."},
                    Choice{ClusterMetric::count, "count", "Count", "Events per person and time: orders, calls."}};
}

enum class ClusterDesign : std::uint8_t { parallel, matched, stratified, difference_in_differences, stepped_wedge };
constexpr auto describe(std::type_identity<ClusterDesign>) {
  return std::array{
      Choice{ClusterDesign::parallel, "parallel", "Two arms", "Clusters are drawn into two arms and stay there."},
      Choice{ClusterDesign::matched, "matched", "Matched pairs",
             "Similar clusters are paired; one of each is treated."},
      Choice{ClusterDesign::stratified, "stratified", "Strata", "Clusters are drawn into two arms within strata."},
      Choice{ClusterDesign::difference_in_differences, "difference_in_differences", "With a baseline period",
             "Two arms, measured before and after: difference in differences, or the baseline as covariate."},
      Choice{ClusterDesign::stepped_wedge, "stepped_wedge", "Stepped wedge",
             "All clusters start untreated and change over in steps, in random order."}};
}

enum class ClusterTest : std::uint8_t { t, z };
constexpr auto describe(std::type_identity<ClusterTest>) {
  return std::array{
      Choice{ClusterTest::t, "t", "Student's t", "Counts clusters for the degrees of freedom, as the analysis must."},
      Choice{ClusterTest::z, "z", "Normal (z)", "As if the variances were known: most formulas on a page."}};
}

enum class UnequalSizes : std::uint8_t { by_people, taylor };
constexpr auto describe(std::type_identity<UnequalSizes>) {
  return std::array{
      Choice{UnequalSizes::by_people, "by_people", "Each person counts the same",
             "Design effect 1 + ((1 + cv^2) m - 1) icc: Eldridge, Ashby and Kerry."},
      Choice{UnequalSizes::taylor, "taylor", "Best weights (Taylor)",
             "For a mixed model, which weighs clusters by what they say: van Breukelen, Candel and Berger."}};
}

enum class Sampling : std::uint8_t { cross_sectional, cohort };
constexpr auto describe(std::type_identity<Sampling>) {
  return std::array{Choice{Sampling::cross_sectional, "cross_sectional", "New people each period"},
                    Choice{Sampling::cohort, "cohort", "The same people each period"}};
}

enum class BaselineAnalysis : std::uint8_t { ancova, change };
constexpr auto describe(std::type_identity<BaselineAnalysis>) {
  return std::array{
      Choice{BaselineAnalysis::ancova, "ancova", "Baseline as covariate", "ANCOVA on cluster means: never worse."},
      Choice{BaselineAnalysis::change, "change", "Difference in differences", "Change from baseline, compared."}};
}

enum class Decay : std::uint8_t { exchangeable, exponential };
constexpr auto describe(std::type_identity<Decay>) {
  return std::array{Choice{Decay::exchangeable, "exchangeable", "Nested exchangeable",
                           "Any two periods of a cluster are correlated alike."},
                    Choice{Decay::exponential, "exponential", "Exponential decay",
                           "The correlation falls with each period between."}};
}

// `k` counts clusters in control, pairs (matched) or clusters that change over together (stepped wedge).
struct ClusterPlan {
  ClusterMetric metric = ClusterMetric::proportion;
  ClusterDesign design = ClusterDesign::parallel;
  ClusterTest test = ClusterTest::t;
  UnequalSizes unequal_sizes = UnequalSizes::by_people;
  Sampling sampling = Sampling::cross_sectional;
  BaselineAnalysis baseline_analysis = BaselineAnalysis::ancova;
  Decay decay = Decay::exchangeable;
  Sides sides = Sides::two;
  double alpha = 0.05;
  double level = 0;      // of the mean metric: kept apart, so that a small effect on a large mean keeps its digits
  double control = 0;    // the control's share or rate, or its mean less the level
  double treatment = 0;  // the treatment's
  double sd = 1;         // of the mean metric
  double exposure = 1;   // of the count metric, per person
  double dispersion = 0;
  double k = 0;  // continuous: the solver walks between whole clusters
  double k_treatment = 0;
  double m = 1;  // people per cluster (and period); infinity: as many as one likes
  double cv = 0;
  double icc = 0;
  double explained = 0;  // share of the variance between clusters that pairs or strata take away
  double strata = 1;
  double cac = 1;
  double iac = 0;
  double steps = 1;

  double effect() const { return treatment - control; }
};

// Between people of one arm, at that arm's share, mean or rate.
double person_variance(const ClusterPlan& plan, double value);

// Of a cluster's mean, as a multiple of the person variance, before pairs, strata or a baseline take a part away.
double cluster_mean_factor(const ClusterPlan& plan);

// Correlation of a cluster's means before and after.
double baseline_correlation(const ClusterPlan& plan);

// What the variance of the estimate is multiplied with, against people randomised one by one.
double design_effect(const ClusterPlan& plan);

// Variance of the estimated effect under the effect; 0 where nothing varies.
double variance(const ClusterPlan& plan);

// What generalised least squares multiplies the mean of a cluster with that changes over at step q = 0, 1, ... in
// period j = 0, 1, ...: at [q (steps + 1) + j], for `k` clusters in each step; the sum of all products is the estimate.
std::vector<double> stepped_wedge_weights(const ClusterPlan& plan);

double clusters_in_all(const ClusterPlan& plan);
double periods(const ClusterPlan& plan);
double measurements(const ClusterPlan& plan);  // people times the periods each is measured in
double people(const ClusterPlan& plan);
double degrees_of_freedom(const ClusterPlan& plan);

// A test of one estimate whose standard error the plan knows: t with its degrees of freedom, or z.
struct PlannedTest {
  ClusterTest test = ClusterTest::t;
  Sides sides = Sides::two;
  double alpha = 0.05;
  double df = 1;  // of t
};
PlannedTest planned_test(const ClusterPlan& plan);

// From here on it rejects.
double critical_value(const PlannedTest& test);

// Power where the estimate lies `ncp` standard errors from zero; two-sided: the opposite tail is counted.
double power_at(const PlannedTest& test, double critical, double ncp);

// How many standard errors the estimate must lie from zero for this power (above alpha).
double needed_ncp(const PlannedTest& test, double target);

double power(const ClusterPlan& plan);

// What the analysis does, in words.
std::string analysis_sentence(const ClusterPlan& plan);

}  // namespace sutva::plan
