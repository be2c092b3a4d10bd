// SPDX-License-Identifier: Apache-2.0
// An experiment whose boundary holds at every look (normal mixture: the mSPRT and the asymptotic confidence sequence),
// beside a group-sequential plan and a fixed one for the same aims.
//
// Size and power are exact for this many evenly spaced looks at a statistic that is exactly normal (stats/
// group_sequential.hpp). Looking after every person would stop no later and reject at least as often; the level holds
// however often one looks. An experiment that has not rejected ends at the largest size.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "plan/sequential_plan.hpp"
#include "plan/working.hpp"

namespace sutva::plan {

enum class MixtureTuning : std::uint8_t { share, tau };
constexpr auto describe(std::type_identity<MixtureTuning>) {
  return std::array{Choice{MixtureTuning::share, "share", "For a size", "The boundary is lowest at that share."},
                    Choice{MixtureTuning::tau, "tau", "By tau", "The spread of effects the mixture expects."}};
}

struct AlwaysValidRequest {
  SequentialAims aims;
  std::int64_t looks = 30;
  MixtureTuning tuning = MixtureTuning::share;
  double tuned_at = 0.5;
  double tau = 0.01;
  std::int64_t compared_looks = 10;
  bool brief = false;  // the plan alone, nothing beside it: not described, a sweep sets it

  static constexpr auto describe() {
    using R = AlwaysValidRequest;
    return described(
        "AlwaysValidRequest", inlined(&R::aims),
        field("looks", &R::looks, "Number of looks")
            .under("Looks")
            .in(Unit::looks)
            .at_least(1)
            .at_most(100)
            .help("Size and power are for this many, evenly spaced. The level holds for any number."),
        field("tuning", &R::tuning, "Tuned").under("Boundary").help("Which mixture."),
        field("tuned_at", &R::tuned_at, "Tuned at")
            .under("Boundary")
            .in(Unit::share)
            .at_least(0.001)
            .at_most(1)
            .when("tuning", "share")
            .help("The share of the largest size where the boundary is lowest."),
        field("tau", &R::tau, "Tau")
            .under("Boundary")
            .in(Unit::outcome)
            .at_least(1e-60)
            .at_most(1e60)
            .when("tuning", "tau")
            .help("Standard deviation of the mixing distribution of the absolute effect; near the planned effect."),
        field("compared_looks", &R::compared_looks, "Looks of the compared plan")
            .under("Comparison")
            .in(Unit::looks)
            .at_least(2)
            .at_most(20)
            .help("The group-sequential plan beside it, with O'Brien-Fleming-type spending."));
  }
};

struct ComparedPlan {
  std::string method;
  std::string label;
  std::int64_t looks = 0;
  std::int64_t n_total = 0;
  double effect_absolute = 0;
  double power = 0;
  double expected_n = 0;
  double expected_n_null = 0;

  static constexpr auto describe() {
    using C = ComparedPlan;
    return described(
        "ComparedPlan", field("method", &C::method, "Method"), field("label", &C::label, "Name"),
        field("looks", &C::looks, "Looks").in(Unit::looks),
        field("n_total", &C::n_total, "People in all, at most").in(Unit::people),
        field("effect_absolute", &C::effect_absolute, "Effect, absolute").in(Unit::outcome),
        field("power", &C::power, "Power").in(Unit::share),
        field("expected_n", &C::expected_n, "Expected people").in(Unit::people).help("If the effect is as planned."),
        field("expected_n_null", &C::expected_n_null, "Expected people without effect").in(Unit::people));
  }
};

struct AlwaysValidResult {
  std::int64_t n_control = 0;
  std::int64_t n_treatment = 0;
  std::int64_t n_total = 0;
  std::optional<double> n_control_unrounded;
  std::optional<std::int64_t> clusters_control;
  std::optional<std::int64_t> clusters_treatment;
  std::optional<double> design_effect;
  double effect_absolute = 0;
  std::optional<double> effect_relative;
  double power = 0;
  double alpha = 0;
  double alpha_spent = 0;
  double expected_n = 0;
  double expected_n_null = 0;
  double expected_days = 0;
  std::int64_t duration_days = 0;
  double inflation = 1;
  double tau = 0;
  double tuned_at = 0;
  double interval_at_end = 0;
  std::vector<ComparedPlan> compared;
  std::vector<double> boundary_n;
  std::vector<double> boundary_z;
  std::vector<double> boundary_effect;
  std::vector<double> compared_n;
  std::vector<double> compared_z;
  Working working;

  static constexpr auto describe() {
    using R = AlwaysValidResult;
    return described(
        "AlwaysValidResult", field("n_control", &R::n_control, "People in control, at most").in(Unit::people),
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
        field("effect_absolute", &R::effect_absolute, "Effect, absolute").in(Unit::outcome).help("treatment - control"),
        field("effect_relative", &R::effect_relative, "Effect, relative").in(Unit::share),
        field("power", &R::power, "Power").in(Unit::share).help("Of the rounded plan, at these looks."),
        field("alpha", &R::alpha, "Significance level").in(Unit::share).help("However often one looks, without end."),
        field("alpha_spent", &R::alpha_spent, "False positives at these looks")
            .in(Unit::share)
            .help("What of the level this many looks up to this size really use."),
        field("expected_n", &R::expected_n, "Expected people in all")
            .in(Unit::people)
            .help("If the effect is as planned."),
        field("expected_n_null", &R::expected_n_null, "Expected people without effect").in(Unit::people),
        field("expected_days", &R::expected_days, "Expected duration").in(Unit::days),
        field("duration_days", &R::duration_days, "Longest duration").in(Unit::days),
        field("inflation", &R::inflation, "Inflation factor").help("Largest size / fixed size, before rounding."),
        field("tau", &R::tau, "Tau")
            .in(Unit::outcome)
            .help("Standard deviation of the mixing distribution, on the scale of the test."),
        field("tuned_at", &R::tuned_at, "Boundary lowest at").in(Unit::share).help("Share of the largest size."),
        field("interval_at_end", &R::interval_at_end, "Half width at the end")
            .in(Unit::outcome)
            .help("Of the confidence sequence at the largest size: estimate plus and minus this, on the scale of the "
                  "test."),
        field("compared", &R::compared, "Beside other plans"),
        field("boundary_n", &R::boundary_n, "People in all").help("At each look."),
        field("boundary_z", &R::boundary_z, "Reject from z").help("At each look."),
        field("boundary_effect", &R::boundary_effect, "Half width")
            .in(Unit::outcome)
            .help("Of the confidence sequence at each look."),
        field("compared_n", &R::compared_n, "People in all, group-sequential plan"),
        field("compared_z", &R::compared_z, "Reject from z, group-sequential plan"), inlined(&R::working));
  }
};

Outcome<AlwaysValidResult> always_valid_plan(const AlwaysValidRequest& request);

// The same as a sequential plan with the always valid boundary, brief; tau has become the share it is tuned at.
Outcome<SequentialPlanRequest> as_sequential(const AlwaysValidRequest& request);

}  // namespace sutva::plan
