// SPDX-License-Identifier: Apache-2.0
// What plans with looks or several treatments ask about the outcome beyond a share or a mean: the parts of a ratio, a
// rate of events, a covariate, and whether people or whole clusters are randomised. Fields and formulas are those of
// sample_size.hpp and cluster_size.hpp.
//
// A plan counts units: people, or clusters. One cluster of m people tells as much as m / (1 + ((1 + cv^2) m - 1) icc)
// people (Eldridge, Ashby and Kerry 2006), so that a size in units is that of people with their variance multiplied
// with (1 - R^2) (1 + ((1 + cv^2) m - 1) icc) / m.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <type_traits>

#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "plan/metric_parts.hpp"
#include "plan/two_arms.hpp"
#include "plan/working.hpp"

namespace sutva::plan {

// Those whose effect is a change of a level, and that have a variance for one person.
enum class CommonMetric : std::uint8_t { proportion, mean, ratio, count };
constexpr auto describe(std::type_identity<CommonMetric>) {
  return std::array{
      Choice{CommonMetric::proportion, "proportion", "Proportion",
             "A share of people who do something: conversion, retention."},
      Choice{CommonMetric::mean, "mean", "Mean", "An average per person: revenue, minutes, orders."},
      Choice{CommonMetric::ratio, "ratio", "Ratio",
             "A sum over a sum, as clicks per view, where people bring many views."},
      Choice{CommonMetric::count, "count", "Count", "Events per person and time: tickets, orders, failures."}};
}
constexpr Metric as_metric(CommonMetric metric) {
  switch (metric) {
    case CommonMetric::proportion:
      return Metric::proportion;
    case CommonMetric::mean:
      return Metric::mean;
    case CommonMetric::ratio:
      return Metric::ratio;
    case CommonMetric::count:
      break;
  }
  return Metric::count;
}

enum class Randomised : std::uint8_t { people, clusters };
constexpr auto describe(std::type_identity<Randomised>) {
  return std::array{Choice{Randomised::people, "people", "People", "Each person by herself."},
                    Choice{Randomised::clusters, "clusters", "Clusters",
                           "Whole groups: cities, shops, classes. All people of one get the same."}};
}

// Requests inline it.
struct VarianceParts {
  double r_squared = 0;
  Randomised randomised = Randomised::people;
  double icc = 0.02;
  double people_per_cluster = 100;
  double cv = 0;

  static constexpr auto describe() {
    using R = VarianceParts;
    return described(
        "VarianceParts",
        field("r_squared", &R::r_squared, "R² of the covariates")
            .under("Covariates and clusters")
            .in(Unit::share)
            .at_least(0)
            .below(1)
            .when("metric", "proportion", "mean", "ratio")
            .help("Share of the variance that values from before explain (CUPED): the square of their correlation."),
        field("randomised", &R::randomised, "Randomised")
            .under("Covariates and clusters")
            .help("What is drawn into an arm."),
        field("icc", &R::icc, "Intraclass correlation")
            .under("Covariates and clusters")
            .at_least(0)
            .at_most(1)
            .when("randomised", "clusters")
            .help("Share of the variance (left by the covariates) that lies between clusters."),
        field("people_per_cluster", &R::people_per_cluster, "People per cluster")
            .under("Covariates and clusters")
            .in(Unit::people)
            .at_least(1)
            .at_most(1e9)
            .when("randomised", "clusters")
            .help("The mean over clusters."),
        field("cv", &R::cv, "Variation of cluster sizes")
            .under("Covariates and clusters")
            .at_least(0)
            .at_most(10)
            .when("randomised", "clusters")
            .help("Standard deviation of the sizes divided by their mean; 0 if all are equal."));
  }
};

// What is randomised, and what of a person's variance counts.
struct Units {
  bool clustered = false;
  double people = 1;  // in each unit, on average
  double icc = 0;
  double cv = 0;
  double r_squared = 0;

  double design_effect() const { return 1 + ((1 + cv * cv) * people - 1) * icc; }
  double variance_multiple() const { return (1 - r_squared) * design_effect(); }  // of people
  double people_in(double units) const;                                           // whole people of so many units
};
Units units_of(CommonMetric metric, const VarianceParts& parts);

// The fixed plan with the same outcome, tested by z with unpooled variances: what a plan's levels and variances are
// taken from. Its effect, error rates and size are left as they come.
SampleSizeRequest fixed_plan(CommonMetric metric, double baseline, double baseline_mean, double sd,
                             const MetricParts& parts, CountMethod count_method, const Units& units);

// Whether estimates stand on a scale of their own: log rate ratios, or differences of square roots.
inline bool has_own_scale(const TwoArms& arms) {
  return arms.metric == Metric::count && arms.count_method != CountMethod::difference;
}

// The change of the control's level that lies so far from it on the test's scale.
double change_at(const TwoArms& arms, double distance);

// Terms, equations and code for the variance of the outcome. `arms` count units. Names: the terms that the equations
// of outcome_parts_texts.cpp use.
enum class VarianceWords : std::uint8_t { equations, terms };  // the terms alone, where others name the formula
void add_variance(const TwoArms& arms, const Units& units, Working& working, VarianceWords words);
// The key of the code that ends in a size ("size") or an expected statistic ("ncp").
void add_outcome_code(const TwoArms& arms, std::string_view ending, Working& working);

// What clusters and covariates rest on.
void assume_outcome(const Units& units, Working& working);

std::span<const Equation> outcome_equations();
std::span<const Snippet> outcome_snippets();

}  // namespace sutva::plan
