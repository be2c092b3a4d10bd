// SPDX-License-Identifier: Apache-2.0
#include "plan/saturation_plan.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "base/text.hpp"
#include "base/words.hpp"
#include "plan/solve.hpp"

namespace sutva::plan {
namespace {

using Request = SaturationPlanRequest;
using Design = SaturationDesign;
using Compared = SaturationCompared;

double sum(const Design& design, double (*of)(double saturation)) {
  double total = 0;
  for (std::size_t i = 0; i < design.clusters.size(); ++i) {
    total += design.clusters[i] * of(design.request.saturations[i]);
  }
  return total;
}

double share_of(SaturationTarget target, double saturation) {
  return target == SaturationTarget::treated ? saturation : target == SaturationTarget::untreated ? 1 - saturation : 1;
}

// Of the mean of the treated (or untreated) people at one saturation.
double mean_variance(const Design& design, SaturationTarget target, std::size_t i) {
  const Request& r = design.request;
  const double share = share_of(target, r.saturations[i]);
  return design.person_variance * (r.icc + (1 - r.icc) / (r.people_per_cluster * share)) / design.clusters[i];
}

double control_variance(const Design& design) {
  const Request& r = design.request;
  return design.person_variance * (r.icc + (1 - r.icc) / r.people_per_cluster) / design.control;
}

Compared at_saturation(const Design& design, SaturationTarget target, std::size_t i) {
  const Request& r = design.request;
  const double m = r.people_per_cluster;
  const double s = r.saturations[i];
  const double c = design.clusters[i];
  if (target == SaturationTarget::difference) {
    return {design.person_variance * (1 - r.icc) / (m * s * (1 - s)) / c, c - 1, c, c * m};
  }
  return {mean_variance(design, target, i) + control_variance(design), c + design.control - 2, c + design.control,
          (c * share_of(target, s) + design.control) * m};
}

// Every person counts the same, so that a saturation weighs with its people of this kind.
Compared pooled(const Design& design, SaturationTarget target) {
  const Request& r = design.request;
  const double m = r.people_per_cluster;
  const double all = sum(design, [](double) { return 1.0; });
  if (target == SaturationTarget::difference) {
    const double information = sum(design, [](double s) { return s * (1 - s); });
    return {design.person_variance * (1 - r.icc) / (m * information), all - 1, all, all * m};
  }
  const bool treated = target == SaturationTarget::treated;
  const double weight = sum(
      design, treated ? [](double s) { return s; } : [](double s) { return 1 - s; });
  const double squares = sum(
      design, treated ? [](double s) { return s * s; } : [](double s) { return (1 - s) * (1 - s); });
  return {design.person_variance * (r.icc * squares + (1 - r.icc) / m * weight) / (weight * weight) +
              control_variance(design),
          all + design.control - 2, all + design.control, (weight + design.control) * m};
}

// Between the highest and the lowest saturation.
Compared slope(const Design& design, SaturationTarget target) {
  const std::vector<double>& s = design.request.saturations;
  const auto low = static_cast<std::size_t>(std::min_element(s.begin(), s.end()) - s.begin());
  const auto high = static_cast<std::size_t>(std::max_element(s.begin(), s.end()) - s.begin());
  const double c = design.clusters[low] + design.clusters[high];
  return {mean_variance(design, target, low) + mean_variance(design, target, high), c - 2, c,
          (design.clusters[low] * share_of(target, s[low]) + design.clusters[high] * share_of(target, s[high])) *
              design.request.people_per_cluster};
}

PlannedTest test_of(const Request& request, const Compared& compared) {
  return {request.test, request.sides, request.alpha, std::fmax(compared.df, 0.1)};
}

double effect_of(const Request& request, SaturationTarget target) {
  const double level = request.effect_scale == EffectScale::absolute    ? 1
                       : request.metric == SaturationMetric::proportion ? request.baseline
                                                                        : request.baseline_mean;
  const double treated = request.effect_treated * level;
  const double untreated = request.effect_untreated * level;
  return target == SaturationTarget::treated     ? treated
         : target == SaturationTarget::untreated ? untreated
                                                 : treated - untreated;
}

double power_of(const Request& request, const Compared& compared, double effect) {
  const PlannedTest test = test_of(request, compared);
  return power_at(test, critical_value(test), std::abs(effect) / std::sqrt(compared.variance));
}

Compared target_of(const Design& design) { return compared(design, design.request.target, deciding(design)); }

void set_clusters(Design& design, double total) {
  for (std::size_t i = 0; i < design.clusters.size(); ++i) {
    design.clusters[i] = total * design.request.cluster_shares[i];
  }
  design.control = total * design.share_control;
}

// Whole clusters in the given shares, two at least of each kind. All `total` of them where the total is given.
void set_whole_clusters(Design& design, double total, bool exactly) {
  set_clusters(design, total);
  double used = 0;
  for (double& c : design.clusters) {
    c = std::fmax(exactly ? std::floor(c * (1 + 1e-12)) : whole_up(c), 2);
    used += c;
  }
  design.control = std::fmax(exactly ? total - used : whole_up(design.control), 2);
}

void check(const Request& request, Issues& issues) {
  const std::vector<double>& s = request.saturations;
  const std::vector<double>& shares = request.cluster_shares;
  if (s.empty() || s.size() > 10) {
    issues.push_back(error(Code::out_of_range, "saturations", "Give between 1 and 10 saturations."));
  }
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (!(s[i] > 0 && s[i] < 1)) {
      issues.push_back(error(Code::out_of_range, "saturations",
                             joined("Each saturation must be between 0 and 1; ", s[i],
                                    s[i] == 0 ? " is pure control, which takes what cluster shares leave."
                                              : " leaves nobody untreated.")));
    } else if (request.people_per_cluster * std::fmin(s[i], 1 - s[i]) < 1 - 1e-9) {
      issues.push_back(
          error(Code::conflict, "people_per_cluster",
                joined("With ", rounded(request.people_per_cluster), " people per cluster a saturation of ",
                       rounded(s[i]), " leaves less than one person on one side."),
                1 / std::fmin(s[i], 1 - s[i])));
    }
    if (std::find(s.begin(), s.begin() + static_cast<std::ptrdiff_t>(i), s[i]) !=
        s.begin() + static_cast<std::ptrdiff_t>(i)) {
      issues.push_back(error(Code::conflict, "saturations", joined("The saturation ", s[i], " stands there twice.")));
    }
  }
  if (shares.size() != s.size()) {
    issues.push_back(error(Code::conflict, "cluster_shares",
                           joined("There must be one share for each of the ", static_cast<std::int64_t>(s.size()),
                                  " saturations; there are ", static_cast<std::int64_t>(shares.size()), ".")));
  }
  double total = 0;
  for (const double share : shares) {
    if (!(share > 0 && share < 1)) {
      issues.push_back(error(Code::out_of_range, "cluster_shares", "Each share of clusters must be between 0 and 1."));
      break;
    }
    total += share;
  }
  if (!(total < 1 - 1e-9)) {
    issues.push_back(error(
        Code::conflict, "cluster_shares",
        joined("The shares come to ", rounded(total), "; they must leave something of 1 for pure control."), 1.0));
  }
  constexpr double smallest_alpha = 1e-100;
  if (request.alpha < smallest_alpha) {
    issues.push_back(error(Code::out_of_range, "alpha", "Significance level must be at least 1e-100.", smallest_alpha));
  }
  if (request.power <= request.alpha) {
    issues.push_back(error(Code::out_of_range, "power",
                           joined("Power must be greater than the significance level, ", percent(request.alpha), "."),
                           request.alpha));
  }
  const bool share = request.metric == SaturationMetric::proportion;
  if (!share && !(request.sd >= 1e-60 && request.sd <= 1e60)) {
    issues.push_back(error(Code::out_of_range, "sd", "Standard deviation must be between 1e-60 and 1e60."));
  }
  if (!share && !(std::abs(request.baseline_mean) <= 1e60)) {
    issues.push_back(error(Code::out_of_range, "baseline_mean", "Baseline mean must be between -1e60 and 1e60."));
  }
  if (request.solve_for == SaturationUnknown::effect) {
    return;
  }
  if (!share && request.effect_scale == EffectScale::relative && request.baseline_mean == 0) {
    issues.push_back(error(Code::conflict, "baseline_mean",
                           "A relative effect needs a baseline other than zero; give the effects as absolute."));
    return;
  }
  const std::array fields{std::string_view("effect_treated"), std::string_view("effect_untreated")};
  const std::array targets{SaturationTarget::treated, SaturationTarget::untreated};
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const double effect = effect_of(request, targets[i]);
    if (share && !(request.baseline + effect > 0 && request.baseline + effect < 1)) {
      issues.push_back(error(Code::out_of_range, fields[i],
                             joined("This takes the share to ", percent(request.baseline + effect),
                                    "; it must stay between 0 and 100 %.")));
    } else if (!(std::abs(effect) <= 1e60)) {
      issues.push_back(error(Code::out_of_range, fields[i], "The effect must be between -1e60 and 1e60."));
    }
  }
  if (effect_of(request, request.target) == 0) {
    const bool difference = request.target == SaturationTarget::difference;
    issues.push_back(error(difference ? Code::conflict : Code::out_of_range, deciding_effect(request),
                           difference ? "Treated and untreated people have the same effect: their difference is zero."
                                      : "The effect of the comparison that counts must not be zero.",
                           0.0));
  }
}

SaturationRow row_of(const Request& request, const Compared& compared, std::string_view comparison,
                     std::string_view in_words, std::optional<double> saturation, std::optional<double> effect) {
  SaturationRow row;
  row.comparison = comparison;
  row.label = in_words;
  row.saturation = saturation;
  row.clusters = static_cast<std::int64_t>(compared.clusters);
  row.people = static_cast<std::int64_t>(compared.people);
  row.se = std::sqrt(compared.variance);
  const PlannedTest test = test_of(request, compared);
  if (request.test == ClusterTest::t) {
    row.df = compared.df;
  }
  row.detectable = needed_ncp(test, request.power) * row.se;
  if (effect) {
    row.effect = effect;
    row.power = power_of(request, compared, *effect);
  }
  return row;
}

void add_rows(const Request& request, const Design& design, SaturationPlanResult& result) {
  const bool known = request.solve_for != SaturationUnknown::effect;
  for (const auto& target : choices_of<SaturationTarget>) {
    const std::optional<double> effect = known ? std::optional(effect_of(request, target.value)) : std::nullopt;
    SaturationRow all = row_of(request, pooled(design, target.value), target.name, target.label, {}, effect);
    result.comparisons.push_back(std::move(all));
    for (std::size_t i = 0; i < request.saturations.size(); ++i) {
      result.comparisons.push_back(row_of(request, at_saturation(design, target.value, i), target.name, target.label,
                                          request.saturations[i], effect));
    }
    if (target.value != SaturationTarget::difference && request.saturations.size() > 1) {
      const bool treated = target.value == SaturationTarget::treated;
      result.comparisons.push_back(row_of(
          request, slope(design, target.value), treated ? "treated_by_saturation" : "untreated_by_saturation",
          treated ? "Treated: highest against lowest saturation" : "Untreated: highest against lowest saturation", {},
          {}));
    }
  }
}

// How far a cluster's share moves with its share without treatment.
double follows(double from, double to) { return to >= from ? (1 - to) / (1 - from) : to / from; }

void add_working(const Request& request, const Design& design, const Compared& target, SaturationPlanResult& result) {
  Working& working = result.working;
  const bool effects = request.solve_for == SaturationUnknown::effect;
  working.headline = request.solve_for == SaturationUnknown::clusters ? "clusters"
                     : effects                                        ? "detectable_target"
                                                                      : "power";
  working.headline_label = request.solve_for == SaturationUnknown::clusters ? "Clusters in all"
                           : effects                                        ? "Detectable effect"
                                                                            : "Power";
  const bool share = request.metric == SaturationMetric::proportion;
  const double effect = effects ? result.detectable_target : effect_of(request, request.target);
  const std::string size = share ? joined(rounded(std::abs(effect) * 100), "\u00a0pp") : rounded(std::abs(effect));
  const std::string_view what = request.target == SaturationTarget::treated ? "an effect on the treated of "
                                : request.target == SaturationTarget::untreated
                                    ? "a spillover on the untreated of "
                                    : "a difference of treated and untreated of ";
  working.sentence = joined(
      counted(static_cast<double>(result.clusters), "cluster", "clusters"), " of ",
      rounded(request.people_per_cluster, 4), " people, ", result.clusters_control, " of them pure control, find ",
      what, size, " with ", percent(result.power), " power",
      request.scope == SaturationScope::each && request.saturations.size() > 1 ? " at the weakest saturation." : ".");
  const double m = request.people_per_cluster;
  working.term("icc", request.icc);
  working.term("cluster_people", m);
  working.term("person_variance", design.person_variance);
  working.term("k_control", design.control);
  working.term("effect_size", std::abs(effect));
  working.term("se_effect", std::sqrt(target.variance));
  working.term("se_null", std::sqrt(target.variance));
  working.term("power", result.power);
  working.term("alpha", request.alpha);
  working.term("tails", request.sides == Sides::two ? 2 : 1);
  const PlannedTest test = test_of(request, target);
  const bool pooled_target = request.scope == SaturationScope::pooled;
  if (request.target == SaturationTarget::difference) {
    const double information = pooled_target ? sum(design, [](double s) { return s * (1 - s); })
                                             : design.person_variance * (1 - request.icc) / (m * target.variance);
    working.term("information", information);
    working.equation("saturation_se_difference");
    working.snippet("saturation_difference_r");
  } else {
    const bool treated = request.target == SaturationTarget::treated;
    double weight = sum(
        design, treated ? [](double s) { return s; } : [](double s) { return 1 - s; });
    double squares = sum(
        design, treated ? [](double s) { return s * s; } : [](double s) { return (1 - s) * (1 - s); });
    if (!pooled_target) {
      // One saturation alone: its clusters, each with its share.
      const std::size_t weakest = *deciding(design);
      const double part = share_of(request.target, request.saturations[weakest]);
      weight = design.clusters[weakest] * part;
      squares = weight * part;
    }
    working.term("weight", weight);
    working.term("squares", squares);
    working.equation("saturation_se");
    working.snippet("saturation_r");
  }
  const bool two = request.sides == Sides::two;
  if (request.test == ClusterTest::t) {
    working.term("ncp", std::abs(effect) / std::sqrt(target.variance));
    working.term("df", target.df);
    working.term("t_alpha", critical_value(test));
    working.equation(two ? "power_t_two_sided" : "power_t_one_sided");
  } else {
    working.term("z_alpha", critical_value(test));
    working.equation(two ? "power_z_two_sided" : "power_z_one_sided");
  }
  double fewest = design.control;
  double least_people = m;
  for (std::size_t i = 0; i < design.clusters.size(); ++i) {
    fewest = std::fmin(fewest, design.clusters[i]);
    least_people = std::fmin(least_people, m * std::fmin(request.saturations[i], 1 - request.saturations[i]));
  }
  working.assume("Enough clusters of each kind", joined("The smallest group has ", rounded(fewest), " clusters."),
                 fewest >= 10  ? Standing::fine
                 : fewest >= 4 ? Standing::doubtful
                               : Standing::broken);
  if (share) {
    const double least = least_people * std::fmin(request.baseline, 1 - request.baseline);
    working.assume("Means of clusters about normal",
                   joined("The smallest part of a cluster expects ", rounded(least), " people of the rarer kind."),
                   least >= 5     ? Standing::fine
                   : fewest >= 20 ? Standing::doubtful
                                  : Standing::broken);
  }
  working.assume("No spillover between clusters", "People are affected by the treated of their own cluster only.");
  Compared own = target;
  own.variance = own_variance(design, request.target, deciding(design));
  const double own_power = power_of(request, own, design.effect(request.target));
  const double off = std::abs(own_power - result.power);
  working.assume("One variance and one ICC",
                 share ? joined("That of the control's share in all groups; with each group's own the power would be ",
                                percent(own_power), ". Effects that differ between clusters take more of it.")
                       : std::string("The same in all groups: effects that differ between clusters add to them."),
                 !share        ? Standing::unchecked
                 : off <= 0.02 ? Standing::fine
                 : off <= 0.05 ? Standing::doubtful
                               : Standing::broken);
  working.assume(
      "The same effects at every saturation",
      "The plan takes them as constant; rows by saturation and their difference tell whether it can be seen.");
}

}  // namespace

std::string_view deciding_effect(const SaturationPlanRequest& request) {
  return request.target == SaturationTarget::treated ? "effect_treated" : "effect_untreated";
}

SaturationCompared compared(const SaturationDesign& design, SaturationTarget target,
                            std::optional<std::size_t> saturation) {
  return saturation ? at_saturation(design, target, *saturation) : pooled(design, target);
}

std::optional<std::size_t> deciding(const SaturationDesign& design) {
  const Request& r = design.request;
  if (r.scope == SaturationScope::pooled) {
    return std::nullopt;
  }
  std::size_t weakest = 0;
  for (std::size_t i = 1; i < r.saturations.size(); ++i) {
    if (at_saturation(design, r.target, i).variance > at_saturation(design, r.target, weakest).variance) {
      weakest = i;
    }
  }
  return weakest;
}

double own_variance(const SaturationDesign& plan, SaturationTarget target, std::optional<std::size_t> saturation) {
  const SaturationPlanRequest& r = plan.request;
  const bool share = r.metric == SaturationMetric::proportion;
  const double between = plan.person_variance * r.icc;
  const auto moves = [&](double effect) { return share ? follows(r.baseline, r.baseline + effect) : 1; };
  const auto within = [&](double effect) {
    const double p = r.baseline + effect;
    return share ? p * (1 - p) - between * moves(effect) * moves(effect) : plan.person_variance - between;
  };
  const double m = r.people_per_cluster;
  double weights = 0;
  double squares = 0;
  for (std::size_t i = saturation.value_or(0); i < (saturation ? *saturation + 1 : plan.clusters.size()); ++i) {
    const double s = r.saturations[i];
    const double effect = plan.effect(target);
    double weight = target == SaturationTarget::treated ? m * s : m * (1 - s);
    double one = between * moves(effect) * moves(effect) + within(effect) / weight;
    if (target == SaturationTarget::difference) {
      const double apart = moves(plan.effect_treated) - moves(plan.effect_untreated);
      weight = m * s * (1 - s);
      one = between * apart * apart + within(plan.effect_treated) / (m * s) +
            within(plan.effect_untreated) / (m * (1 - s));
    }
    weights += plan.clusters[i] * weight;
    squares += plan.clusters[i] * weight * weight * one;
  }
  const double control =
      target == SaturationTarget::difference ? 0 : (between + (plan.person_variance - between) / m) / plan.control;
  return squares / (weights * weights) + control;
}

double SaturationDesign::clusters_in_all() const { return std::accumulate(clusters.begin(), clusters.end(), control); }

double SaturationDesign::effect(SaturationTarget target) const {
  return target == SaturationTarget::treated     ? effect_treated
         : target == SaturationTarget::untreated ? effect_untreated
                                                 : effect_treated - effect_untreated;
}

PlannedTest planned_test(const SaturationDesign& design, const SaturationCompared& compared) {
  return test_of(design.request, compared);
}

double power(const SaturationDesign& design, const SaturationCompared& compared, double effect) {
  return power_of(design.request, compared, effect);
}

Outcome<SaturationDesign> planned_saturations(const SaturationPlanRequest& request) {
  Issues issues;
  check(request, issues);
  if (has_error(issues)) {
    return issues;
  }
  Design design;
  design.request = request;
  design.clusters.resize(request.saturations.size());
  design.person_variance = request.metric == SaturationMetric::proportion ? request.baseline * (1 - request.baseline)
                                                                          : request.sd * request.sd;
  design.share_control = 1;
  for (const double share : request.cluster_shares) {
    design.share_control -= share;
  }
  if (request.solve_for == SaturationUnknown::clusters) {
    const double effect = effect_of(request, request.target);
    const auto lacks = [&](double total) {
      set_clusters(design, total);
      return power_of(request, target_of(design), effect);
    };
    const Reached reached = reach(lacks, request.power, 1, 100, 1e12);
    if (!reached.x) {
      return error(Code::no_solution, deciding_effect(request),
                   "So small an effect would need more than 1e12 clusters; make it larger.");
    }
    if (!reached.already) {
      design.clusters_unrounded = *reached.x;
    }
    double total = *reached.x;
    set_whole_clusters(design, total, false);
    while (power_of(request, target_of(design), effect) < request.power - 1e-12) {
      set_whole_clusters(design, total += 1, false);
    }
  } else {
    const auto total = static_cast<double>(request.clusters);
    set_whole_clusters(design, total, true);
    if (design.clusters_in_all() > total) {
      return error(Code::conflict, "clusters",
                   joined("Each saturation and pure control need at least 2 clusters; ", request.clusters,
                          " are too few for these shares."));
    }
  }
  if (design.clusters_in_all() * request.people_per_cluster > 1e15) {
    return error(Code::too_large, "people_per_cluster", "This plan has more than 1e15 people.", 1e15);
  }
  if (request.solve_for != SaturationUnknown::effect) {
    design.effect_treated = effect_of(request, SaturationTarget::treated);
    design.effect_untreated = effect_of(request, SaturationTarget::untreated);
    return {std::move(design), std::move(issues)};
  }
  const Compared target = target_of(design);
  double found = needed_ncp(test_of(request, target), request.power) * std::sqrt(target.variance);
  if (request.metric == SaturationMetric::proportion) {
    if (found >= std::fmax(request.baseline, 1 - request.baseline)) {
      return error(Code::no_solution, "clusters",
                   "No effect that a share can have reaches this power. Take more clusters or people.");
    }
    found = request.baseline + found < 1 ? found : -found;
  }
  (request.target == SaturationTarget::untreated ? design.effect_untreated : design.effect_treated) = found;
  return {std::move(design), std::move(issues)};
}

Outcome<SaturationPlanResult> saturation_plan(const SaturationPlanRequest& request) {
  Outcome<SaturationDesign> planned = planned_saturations(request);
  if (!planned) {
    return std::move(planned.issues);
  }
  const SaturationDesign& design = *planned;
  SaturationPlanResult result;
  result.clusters_unrounded = design.clusters_unrounded;
  const double m = request.people_per_cluster;
  const double clusters = design.clusters_in_all();
  result.cells.push_back(
      {0, static_cast<std::int64_t>(design.control), 0, static_cast<std::int64_t>(design.control * m)});
  for (std::size_t i = 0; i < design.clusters.size(); ++i) {
    result.cells.push_back({request.saturations[i], static_cast<std::int64_t>(design.clusters[i]),
                            request.saturations[i] * m, static_cast<std::int64_t>(design.clusters[i] * m)});
  }
  result.clusters = static_cast<std::int64_t>(clusters);
  result.clusters_control = static_cast<std::int64_t>(design.control);
  result.people = static_cast<std::int64_t>(clusters * m);
  const Compared target = target_of(design);
  result.detectable_target = needed_ncp(test_of(request, target), request.power) * std::sqrt(target.variance);
  result.power = power_of(request, target, design.effect(request.target));
  const auto detectable = [&](SaturationTarget of) {
    const Compared all = pooled(design, of);
    return needed_ncp(test_of(request, all), request.power) * std::sqrt(all.variance);
  };
  result.detectable_treated = detectable(SaturationTarget::treated);
  result.detectable_untreated = detectable(SaturationTarget::untreated);
  result.detectable_difference = detectable(SaturationTarget::difference);
  if (!request.brief) {
    add_rows(request, design, result);
    add_working(request, design, target, result);
  }
  return {std::move(result), std::move(planned.issues)};
}

}  // namespace sutva::plan
