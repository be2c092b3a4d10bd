// SPDX-License-Identifier: Apache-2.0
#include "plan/always_valid_plan.hpp"

#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "base/words.hpp"
#include "plan/sequential_words.hpp"

namespace sutva::plan {
namespace {

SequentialPlanRequest plan_with(const AlwaysValidRequest& request, BoundaryKind boundary, std::int64_t looks) {
  SequentialPlanRequest plan;
  plan.aims = request.aims;
  plan.boundary = boundary;
  plan.looks = looks;
  plan.tuned_at = request.tuned_at;
  plan.brief = true;
  return plan;
}

// The share whose mixture has this spread. The size follows from the boundary and the boundary, through tau, from the
// size; that dependence is weak, so a few rounds settle it.
Outcome<double> share_of_tau(const AlwaysValidRequest& request, SequentialPlanRequest plan) {
  plan.tuned_at = 0.5;
  for (int i = 0; i < 60; ++i) {
    const Outcome<SequentialTrial> trial = sequential_trial(plan);
    if (!trial) {
      return trial.issues;
    }
    const double se = std::abs(distance(trial->arms, trial->arms.treatment)) / trial->solved.drift;
    const stats::SequentialDesign& design = trial->design;
    const double share =
        se / request.tau * (se / request.tau) / stats::always_valid_kappa(design.two_sided, design.alpha, 1);
    if (!(share > 1e-3 && share < 100)) {
      const double fitting = se / std::sqrt(stats::always_valid_kappa(design.two_sided, design.alpha, 1) * 0.5);
      return error(Code::conflict, "tau",
                   joined("Tau fits no experiment of this size; half way through, ", rounded(fitting), " is best."),
                   fitting);
    }
    const double before = std::exchange(plan.tuned_at, share);
    if (std::abs(share - before) < 1e-9 * before) {
      return share;
    }
  }
  return error(Code::no_solution, "tau", "No size goes with this tau; tune for a share instead.");
}

void compare(const AlwaysValidRequest& request, std::string_view method, std::string label,
             const SequentialPlanResult& plan, AlwaysValidResult& result) {
  ComparedPlan row;
  row.method = method;
  row.label = std::move(label);
  row.looks = static_cast<std::int64_t>(plan.looks.size());
  row.n_total = plan.n_total;
  row.effect_absolute = plan.effect_absolute;
  row.power = request.aims.solve_for == SequentialUnknown::alpha ? request.aims.power : plan.power;
  row.expected_n = plan.expected_n;
  row.expected_n_null = plan.expected_n_null;
  result.compared.push_back(std::move(row));
}

void add_working(const AlwaysValidRequest& request, const SequentialPlanRequest& plan, AlwaysValidResult& result) {
  Working& working = result.working;
  switch (request.aims.solve_for) {
    case SequentialUnknown::size:
      working.headline = "n_total";
      working.headline_label = "People in all, at most";
      break;
    case SequentialUnknown::effect:
      working.headline = "effect_absolute";
      working.headline_label = "Smallest effect";
      break;
    case SequentialUnknown::power:
      working.headline = "power";
      working.headline_label = "Power";
      break;
    case SequentialUnknown::alpha:
      working.headline = "alpha";
      working.headline_label = "Significance level";
      break;
  }
  working.sentence = joined("You may look whenever you like: the level of ", percent(result.alpha),
                            " holds throughout. With ", counted(static_cast<double>(request.looks), "look", "looks"),
                            " and at most ", counted(static_cast<double>(result.n_total), "person", "people"),
                            " the power is ", percent(result.power), "; if the effect is as planned, ",
                            counted(std::round(result.expected_n), "person", "people"), " are enough on average.");
  const bool two_sided = request.aims.sides == Sides::two;
  working.equation("sequential_joint");
  working.equation(two_sided ? "sequential_mixture" : "sequential_mixture_one_sided");
  working.equation("sequential_expected");
  working.term("look_count", static_cast<double>(request.looks));
  working.term("kappa", stats::always_valid_kappa(two_sided, result.alpha, result.tuned_at));
  working.term("alpha_total", result.alpha);
  working.term("z_first", result.boundary_z.front());
  working.term("z_last", result.boundary_z.back());
  working.term("expected_n", result.expected_n);
  if (two_sided) {
    working.snippet("always_valid_r");
    working.snippet("always_valid_python");
  }
  working.assume("The statistic is normal from the first look on",
                 "The confidence sequence is asymptotic: before some hundred people an interval may be too narrow. Do "
                 "not act on the first few.");
  working.assume(
      "Power and size are for these looks",
      joined("Exact for ", counted(static_cast<double>(request.looks), "evenly spaced look", "evenly spaced looks"),
             "; looking more often rejects a little more and sooner. At these looks ", percent(result.alpha_spent),
             " of experiments without effect reject."),
      Standing::fine);
  assume_outcome(units_of(request.aims.metric, request.aims.variance), working);
  if (result.clusters_control) {
    if (const Outcome<SequentialTrial> trial = sequential_trial(plan)) {
      assume_clusters(*trial, result.alpha, working);
    }
  }
  working.assume("The experiment ends at the largest size",
                 "What has not rejected by then counts as not found, though the boundary would allow to go on.");
  working.assume("An estimate at the stop exaggerates",
                 "Its confidence sequence still covers the truth; its middle is too far from zero.");
}

}  // namespace

Outcome<SequentialPlanRequest> as_sequential(const AlwaysValidRequest& request) {
  SequentialPlanRequest plan = plan_with(request, BoundaryKind::always_valid, request.looks);
  if (request.tuning == MixtureTuning::tau) {
    Outcome<double> share = share_of_tau(request, plan);
    if (!share) {
      return std::move(share.issues);
    }
    plan.tuned_at = *share;
  }
  return plan;
}

Outcome<AlwaysValidResult> always_valid_plan(const AlwaysValidRequest& request) {
  Outcome<SequentialPlanRequest> sequential = as_sequential(request);
  if (!sequential) {
    return std::move(sequential.issues);
  }
  const SequentialPlanRequest& plan = *sequential;
  Outcome<SequentialPlanResult> planned = sequential_plan(plan);
  if (!planned) {
    return std::move(planned.issues);
  }
  const SequentialPlanResult& own = *planned;
  AlwaysValidResult result;
  result.n_control = own.n_control;
  result.n_treatment = own.n_treatment;
  result.n_total = own.n_total;
  result.n_control_unrounded = own.n_control_unrounded;
  result.clusters_control = own.clusters_control;
  result.clusters_treatment = own.clusters_treatment;
  result.design_effect = own.design_effect;
  result.effect_absolute = own.effect_absolute;
  result.effect_relative = own.effect_relative;
  result.power = own.power;
  result.alpha = own.alpha;
  result.alpha_spent = own.looks.back().alpha_spent;
  result.expected_n = own.expected_n;
  result.expected_n_null = own.expected_n_null;
  result.expected_days = own.expected_days;
  result.duration_days = own.duration_days;
  result.inflation = own.inflation;
  result.tuned_at = plan.tuned_at;
  const double kappa = stats::always_valid_kappa(request.aims.sides == Sides::two, own.alpha, plan.tuned_at);
  TwoArms scale;
  scale.metric = as_metric(request.aims.metric);
  scale.count_method = request.aims.count_method;
  scale.control = own.control_value;
  const double effect = has_own_scale(scale) ? distance(scale, own.treatment_value) : own.effect_absolute;
  const double se = std::abs(effect) / own.drift;
  result.tau = se / std::sqrt(kappa);
  for (const SequentialLook& look : own.looks) {
    result.boundary_n.push_back(static_cast<double>(look.n_total));
    result.boundary_z.push_back(*look.upper_z);
    result.boundary_effect.push_back(has_own_scale(scale) ? *look.upper_z * se / std::sqrt(look.information)
                                                          : std::abs(*look.effect_absolute));
  }
  result.interval_at_end = result.boundary_effect.back();
  if (!request.brief) {
    compare(request, "always_valid", std::string(label(BoundaryKind::always_valid)), own, result);
    if (const Outcome<SequentialPlanResult> grouped =
            sequential_plan(plan_with(request, BoundaryKind::obrien_fleming_type, request.compared_looks))) {
      compare(request, "group_sequential", std::string(label(BoundaryKind::obrien_fleming_type)), *grouped, result);
      for (const SequentialLook& look : grouped->looks) {
        result.compared_n.push_back(static_cast<double>(look.n_total));
        result.compared_z.push_back(*look.upper_z);
      }
    }
    if (const Outcome<SequentialPlanResult> fixed =
            sequential_plan(plan_with(request, BoundaryKind::obrien_fleming_type, 1))) {
      compare(request, "fixed", "Fixed, one look at the end", *fixed, result);
    }
    add_working(request, plan, result);
  }
  return {std::move(result), std::move(planned.issues)};
}

}  // namespace sutva::plan
