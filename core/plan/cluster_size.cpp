// SPDX-License-Identifier: Apache-2.0
#include "plan/cluster_size.hpp"

#include <cmath>
#include <limits>

#include "base/text.hpp"
#include "base/words.hpp"
#include "plan/cluster_size_words.hpp"
#include "plan/mistakes.hpp"
#include "plan/shown_effect.hpp"
#include "plan/solve.hpp"
#include "stats/root.hpp"

namespace sutva::plan {
namespace {

using Request = ClusterSizeRequest;
constexpr double unlimited = std::numeric_limits<double>::infinity();

struct Solved {
  ClusterPlan plan;  // the rounded plan
  std::optional<double> k_unrounded;
  std::optional<double> m_unrounded;
};

bool is_wedge(const ClusterPlan& plan) { return plan.design == ClusterDesign::stepped_wedge; }

// The field that says how many clusters there are.
std::string_view clusters_field(ClusterDesign design) {
  return design == ClusterDesign::stepped_wedge ? "clusters_per_step" : "clusters_control";
}

void set_clusters(ClusterPlan& plan, double k, double ratio) {
  plan.k = k;
  plan.k_treatment = ratio * k;
}

// Degrees of freedom grow by a fixed step with k: the k that has `df` of them.
double clusters_with(ClusterPlan plan, double df, double ratio) {
  set_clusters(plan, 0, ratio);
  const double none = degrees_of_freedom(plan);
  set_clusters(plan, 1, ratio);
  return (df - none) / (degrees_of_freedom(plan) - none);
}

// Whole clusters, enough of them for a variance in each arm and one degree of freedom.
void set_whole_clusters(ClusterPlan& plan, double k, double ratio) {
  const double least = is_wedge(plan) ? 1 : 2;
  plan.k = std::fmax(std::fmax(k, least), std::fmin(whole_up(clusters_with(plan, 1, ratio)), 1e9));
  plan.k_treatment = std::fmax(whole_up(ratio * plan.k), 2);
}

ClusterPlan plan_of(const Request& request) {
  ClusterPlan plan;
  plan.metric = request.metric;
  plan.design = request.design;
  plan.test = request.test;
  plan.decay = request.decay;
  plan.sides = request.sides;
  plan.alpha = request.alpha;
  plan.sd = request.sd;
  plan.exposure = request.exposure;
  plan.dispersion = request.dispersion;
  plan.level = request.metric == ClusterMetric::mean ? request.baseline_mean : 0;
  plan.control = request.metric == ClusterMetric::proportion ? request.baseline
                 : request.metric == ClusterMetric::count    ? request.rate
                                                             : 0;
  plan.treatment = plan.control;
  if (request.solve_for != ClusterUnknown::effect) {
    plan.treatment += request.effect * (request.effect_scale == EffectScale::relative ? plan.level + plan.control : 1);
  }
  plan.m = request.people_per_cluster;
  plan.icc = request.solve_for == ClusterUnknown::icc ? 0 : request.icc;
  plan.steps = static_cast<double>(request.steps);
  const bool wedge = request.design == ClusterDesign::stepped_wedge;
  const bool baseline = request.design == ClusterDesign::difference_in_differences;
  if (!wedge) {
    plan.cv = request.cv;
    plan.unequal_sizes = request.unequal_sizes;
  }
  if (wedge || baseline) {
    plan.cac = request.cac;
    plan.sampling = request.sampling;
    plan.iac = request.iac;
    plan.baseline_analysis = request.baseline_analysis;
  }
  if (request.design == ClusterDesign::matched) {
    plan.explained = request.matching_correlation;
  } else if (request.design == ClusterDesign::stratified) {
    plan.explained = request.variance_explained;
    plan.strata = static_cast<double>(request.strata);
  }
  return plan;
}

double ratio_of(const Request& request) {
  return request.design == ClusterDesign::matched || request.design == ClusterDesign::stepped_wedge ? 1 : request.ratio;
}

// The smallest ICC that leaves the mean of a cluster of this size a variance.
double least_icc(const ClusterPlan& plan) {
  const double spread = plan.unequal_sizes == UnequalSizes::by_people ? 1 + plan.cv * plan.cv : 1;
  return -1 / (spread * plan.m - 1);
}

// Counts vary at least as Poisson does inside a cluster, so that only the rest can lie between clusters.
double largest_icc(const ClusterPlan& plan) {
  if (plan.metric != ClusterMetric::count) {
    return 1;
  }
  const auto share = [&](double rate) { return plan.dispersion * rate * rate / person_variance(plan, rate); };
  return std::fmin(share(plan.control), share(plan.treatment));
}

// Squares and quotients of these stay numbers.
void check_means(const Request& request, Issues& issues) {
  constexpr double largest = 1e60;
  if (!(request.sd >= 1 / largest && request.sd <= largest)) {
    issues.push_back(error(Code::out_of_range, "sd", "Standard deviation must be between 1e-60 and 1e60.",
                           request.sd < 1 ? 1 / largest : largest));
  }
  if (!(std::abs(request.baseline_mean) <= largest)) {
    issues.push_back(error(Code::out_of_range, "baseline_mean", "Baseline mean must be between -1e60 and 1e60.",
                           std::copysign(largest, request.baseline_mean)));
  }
}

void check_effect(const Request& request, const ClusterPlan& plan, Issues& issues) {
  const bool relative = request.effect_scale == EffectScale::relative;
  const double base = plan.level + plan.control;
  if (relative && base == 0) {
    issues.push_back(relative_to_zero());
    return;
  }
  if (request.effect == 0) {
    issues.push_back(zero_effect());
    return;
  }
  const bool share = plan.metric == ClusterMetric::proportion;
  const double top = share ? 1 : plan.metric == ClusterMetric::count ? 1e15 : 1e60;
  const double bottom = plan.metric == ClusterMetric::mean ? -1e60 : 0;
  if (!(plan.treatment > bottom && plan.treatment < top)) {
    const double edge = request.effect > 0 ? top : bottom;
    const double limit = relative ? (edge - plan.control) / base : edge - plan.control;
    issues.push_back(
        impossible_effect("effect",
                          joined("This takes the treatment to ",
                                 share ? percent(plan.treatment, 6) : rounded(plan.level + plan.treatment, 6)),
                          limit, relative, request.effect > 0));
  } else if (plan.effect() == 0) {
    issues.push_back(vanishing_effect());
  }
}

void check_clusters(const Request& request, const ClusterPlan& plan, Issues& issues) {
  const ClusterUnknown unknown = request.solve_for;
  if (unknown != ClusterUnknown::icc) {
    const bool knows_size = unknown != ClusterUnknown::people;
    if (plan.icc < 0 && request.design != ClusterDesign::parallel) {
      issues.push_back(error(Code::conflict, "icc",
                             "A negative ICC has a meaning for two plain arms only; use 0 or more for this design.",
                             0.0));
    } else if (knows_size && plan.icc < 0 && !(plan.icc > least_icc(plan))) {
      issues.push_back(error(Code::conflict, "icc",
                             joined("With ", rounded(plan.m), " people per cluster the ICC must be greater than ",
                                    rounded(least_icc(plan)), ": a cluster's mean would have no variance."),
                             least_icc(plan)));
    } else if (plan.icc == -1) {
      issues.push_back(
          error(Code::conflict, "icc", "An ICC of -1 leaves clusters of two no variance; take more.", -1.0));
    }
  }
  if (plan.unequal_sizes == UnequalSizes::taylor && plan.cv > 1) {
    issues.push_back(error(Code::conflict, "cv",
                           "The Taylor form holds for a variation of sizes of up to 1; count each person the same.",
                           1.0));
  }
  if (unknown != ClusterUnknown::clusters) {
    const double df = degrees_of_freedom(plan);
    if (df < 1) {
      const double needed = whole_up(clusters_with(plan, 1, ratio_of(request)));
      issues.push_back(
          error(request.design == ClusterDesign::stratified ? Code::conflict : Code::out_of_range,
                clusters_field(request.design),
                joined("So few clusters leave no degrees of freedom; take at least ", rounded(needed), "."), needed));
    }
  }
}

// Power as a function of the number of clusters alone: the variance falls with one by it.
class PowerByClusters {
 public:
  PowerByClusters(const ClusterPlan& plan, double ratio) : plan_(plan), ratio_(ratio) {
    set_clusters(plan_, 1, ratio);
    one_ = variance(plan_);
  }
  double operator()(double k) {
    set_clusters(plan_, k, ratio_);
    if (!(one_ > 0)) {
      return 1;
    }
    const PlannedTest test = planned_test(plan_);
    return power_at(test, critical_value(test), std::abs(plan_.effect()) / std::sqrt(one_ / k));
  }

 private:
  ClusterPlan plan_;
  double ratio_;
  double one_ = 0;
};

// The fewest clusters that have this power with unlimited people, where there are any.
std::optional<double> fewest(ClusterPlan plan, double ratio, double target) {
  plan.m = unlimited;
  const Reached reached = reach(PowerByClusters(plan, ratio), target, clusters_with(plan, 0.2, ratio), 8, 1e12);
  if (!reached.x) {
    return std::nullopt;
  }
  set_whole_clusters(plan, whole_up(*reached.x), ratio);
  while (power(plan) < target - 1e-12) {
    set_whole_clusters(plan, plan.k + 1, ratio);
  }
  return plan.k;
}

Outcome<Solved> solve_clusters(const Request& request, ClusterPlan plan) {
  const double ratio = ratio_of(request);
  const double low = plan.test == ClusterTest::t ? clusters_with(plan, 0.2, ratio) : 1e-6;
  const Reached reached = reach(PowerByClusters(plan, ratio), request.power, low, std::fmax(8, 2 * low), 1e12);
  if (!reached.x) {
    return error(Code::no_solution, "effect",
                 "So small an effect would need more than 1e12 clusters; make the effect larger.");
  }
  Solved solved;
  if (!reached.already) {
    solved.k_unrounded = *reached.x;
  }
  set_whole_clusters(plan, reached.already ? 0 : whole_up(*reached.x), ratio);
  while (power(plan) < request.power - 1e-12) {
    set_whole_clusters(plan, plan.k + 1, ratio);
  }
  solved.plan = plan;
  return solved;
}

Outcome<Solved> solve_people(const Request& request, ClusterPlan plan) {
  const double ncp = needed_ncp(planned_test(plan), request.power);
  const double effect = std::abs(plan.effect());
  const auto standard_errors = [&](double m) {
    plan.m = m;
    const double v = variance(plan);
    return v > 0 ? effect / std::sqrt(v) : 1e300;
  };
  plan.m = unlimited;
  // A negative ICC leaves no variance from this size on, and so has an answer before it.
  const double edge = plan.icc < 0 ? (1 - 1 / plan.icc) / (1 + plan.cv * plan.cv) : 1e12;
  const Reached reached = reach(standard_errors, ncp, 1, 100, edge);
  if (!reached.x) {
    plan.m = unlimited;
    const double ceiling = power(plan);
    const std::optional<double> k = fewest(plan, ratio_of(request), request.power);
    std::string message =
        ceiling < request.power
            ? joined("However many people each cluster has, these clusters have at most ", percent(ceiling), " power.")
            : std::string("This would need more than 1e12 people in each cluster.");
    if (k) {
      message += joined(" Take at least ", rounded(std::fmax(*k, plan.k + (ceiling < request.power ? 0 : 1)), 12),
                        is_wedge(plan)                          ? " clusters per step."
                        : plan.design == ClusterDesign::matched ? " pairs."
                                                                : " clusters in control.");
    }
    return error(Code::no_solution, clusters_field(request.design), message, k);
  }
  Solved solved;
  if (!reached.already) {
    solved.m_unrounded = *reached.x;
  }
  plan.m = whole_up(*reached.x);
  if (!(variance(plan) > 0) && plan.icc < 0) {
    return error(Code::conflict, "icc",
                 joined("Clusters of ", rounded(plan.m), " people can not have so negative an ICC."));
  }
  solved.plan = plan;
  return solved;
}

Outcome<Solved> solve_effect(const Request& request, ClusterPlan plan) {
  const double sign = request.direction == Direction::increase ? 1 : -1;
  const double ncp = needed_ncp(planned_test(plan), request.power);
  const auto standard_errors = [&](double size) {
    plan.treatment = plan.control + sign * size;
    const double v = variance(plan);
    return v > 0 ? size / std::sqrt(v) : 1e300;
  };
  double most = 0;
  double size = 0;
  if (plan.metric == ClusterMetric::mean) {
    size = ncp * std::sqrt(variance(plan));
  } else {
    const bool share = plan.metric == ClusterMetric::proportion;
    most = (sign < 0 ? plan.control : share ? 1 - plan.control : 1e12 * plan.control) * (1 - 1e-12);
    const Reached reached = reach(standard_errors, ncp, 0, plan.control * 0.1, most);
    if (!reached.x) {
      plan.treatment = plan.control + sign * most;
      return error(Code::no_solution, clusters_field(request.design),
                   joined("No effect reaches this power: even the largest ", sign > 0 ? "increase" : "decrease",
                          " has power ", percent(power(plan)), ". Take more clusters."));
    }
    size = *reached.x;
  }
  if (!(size > 0)) {
    return error(Code::conflict, "icc", "Nothing varies in this plan: it would find any effect.");
  }
  plan.treatment = plan.control + sign * size;
  return Solved{plan, {}, {}};
}

// The first ICC at which the variance has become too large. It need not go on growing from there: a stepped wedge with
// a high autocorrelation loses it again.
Outcome<Solved> solve_icc(const Request& request, ClusterPlan plan) {
  const double ncp = needed_ncp(planned_test(plan), request.power);
  const double effect = std::abs(plan.effect());
  const auto excess = [&](double icc) {
    plan.icc = icc;
    return std::sqrt(std::fmax(variance(plan), 0)) * ncp - effect;
  };
  if (excess(0) > 0) {
    const double best = power(plan);
    return error(
        Code::no_solution, clusters_field(request.design),
        joined("Even with an ICC of 0 the power is only ", percent(best, 6), ". Take more clusters or people."));
  }
  const double most = largest_icc(plan);
  // Small values matter most: the grid is dense near zero.
  double below = 0;
  for (int i = 1; i <= 60; ++i) {
    const double share = i / 60.0;
    const double above = most * share * share * share;
    if (excess(above) > 0) {
      const std::optional<double> icc = stats::root(excess, below, above);
      plan.icc = icc.value_or(below);
      return Solved{plan, {}, {}};
    }
    below = above;
  }
  plan.icc = most;
  return {Solved{plan, {}, {}},
          {warning(Code::approximation, "power",
                   most < 1 ? "The plan stands every ICC that this dispersion allows."
                            : "The plan stands any ICC: its power never falls below this.")}};
}

Outcome<Solved> solve_alpha(const Request& request, ClusterPlan plan) {
  const double v = variance(plan);
  const double ncp = v > 0 ? std::abs(plan.effect()) / std::sqrt(v) : 1e300;
  const auto lacking = [&](double log_alpha) {
    plan.alpha = std::exp(log_alpha);
    const PlannedTest test = planned_test(plan);
    return power_at(test, critical_value(test), ncp) - request.power;
  };
  constexpr double low = -230;  // e^-230 = 1e-100
  const double high = std::log(0.5);
  if (const double best = lacking(high); best < 0) {
    return error(Code::no_solution, clusters_field(request.design),
                 joined("Even at a significance level of 50 % the power is only ", percent(best + request.power),
                        ". Take more clusters."));
  }
  const std::optional<double> log_alpha = stats::root(lacking, low, high);
  if (!log_alpha) {
    return error(Code::no_solution, "power",
                 "This plan has the power at any significance level down to 1e-100; it is larger than it need be.");
  }
  plan.alpha = std::exp(*log_alpha);
  return Solved{plan, {}, {}};
}

Outcome<Solved> solve_one(const Request& request, const ClusterPlan& plan) {
  switch (request.solve_for) {
    case ClusterUnknown::clusters:
      return solve_clusters(request, plan);
    case ClusterUnknown::people:
      return solve_people(request, plan);
    case ClusterUnknown::effect:
      return solve_effect(request, plan);
    case ClusterUnknown::icc:
      return solve_icc(request, plan);
    case ClusterUnknown::alpha:
      return solve_alpha(request, plan);
    case ClusterUnknown::power:
      break;
  }
  return Solved{plan, {}, {}};
}

// Checks that need more than one field, then the unknown.
Outcome<Solved> solve(const Request& request) {
  Issues issues;
  ClusterPlan plan = plan_of(request);
  const ClusterUnknown unknown = request.solve_for;
  if (unknown != ClusterUnknown::alpha && request.alpha < smallest_alpha) {
    issues.push_back(level_too_strict());
  }
  if (request.metric == ClusterMetric::mean) {
    check_means(request, issues);
  }
  if (unknown != ClusterUnknown::effect) {
    check_effect(request, plan, issues);
  }
  if (unknown != ClusterUnknown::power && unknown != ClusterUnknown::alpha && request.power <= request.alpha) {
    issues.push_back(power_below_level(request.alpha));
  }
  if (unknown != ClusterUnknown::clusters) {
    const auto given = static_cast<double>(request.design == ClusterDesign::stepped_wedge ? request.clusters_per_step
                                                                                          : request.clusters_control);
    plan.k = given;
    plan.k_treatment = std::fmax(whole_up(ratio_of(request) * given), 2);
  }
  check_clusters(request, plan, issues);
  if (has_error(issues)) {
    return issues;
  }
  Outcome<Solved> solved = solve_one(request, plan);
  if (!solved) {
    return solved;
  }
  if (const double most = largest_icc(solved->plan); solved->plan.icc > most * (1 + 1e-12)) {
    return error(Code::conflict, "icc",
                 joined("A count with this rate and dispersion can have at most ", rounded(most),
                        " of its variance between clusters; lower the ICC or raise the dispersion."),
                 most);
  }
  if (people(solved->plan) > most_people) {
    return error(Code::too_large, "effect", "This plan has more than 1e15 people; make the effect larger.",
                 most_people);
  }
  if (!(variance(solved->plan) > 0)) {
    return error(
        Code::conflict, unknown == ClusterUnknown::icc ? "people_per_cluster" : "icc",
        "Nothing varies in this plan: people of a cluster are all alike and the clusters do not differ either.");
  }
  return solved;
}

// What a plan that takes people for independent says, and the power it really has.
std::optional<ClusterAlternative> ignored(const Request& request, const ClusterPlan& chosen) {
  if (request.solve_for == ClusterUnknown::icc) {
    return std::nullopt;
  }
  // Measurements in control for each cluster that k counts.
  const double each = is_wedge(chosen) ? chosen.steps * (chosen.steps + 1) * chosen.m / 2 : chosen.m;
  ClusterPlan naive = chosen;
  naive.design = ClusterDesign::parallel;
  naive.icc = 0;
  naive.m = 1;
  naive.cv = 0;
  const double ratio = is_wedge(chosen) ? 1 : ratio_of(request);
  naive.k = chosen.k * each;
  naive.k_treatment = ratio * naive.k;
  const Outcome<Solved> solved =
      request.solve_for == ClusterUnknown::clusters || request.solve_for == ClusterUnknown::people
          ? [&] {
              Request plain = request;
              plain.design = ClusterDesign::parallel;
              plain.ratio = ratio;
              plain.cv = 0;
              return solve_clusters(plain, naive);
            }()
          : solve_one(request, naive);
  if (!solved) {
    return std::nullopt;
  }
  ClusterPlan real = chosen;
  real.treatment = solved->plan.treatment;
  real.alpha = solved->plan.alpha;
  if (request.solve_for == ClusterUnknown::clusters) {
    set_clusters(real, whole_up(solved->plan.k / each), ratio_of(request));
    real.k_treatment = whole_up(real.k_treatment);
  } else if (request.solve_for == ClusterUnknown::people) {
    real.m = std::fmax(whole_up(solved->plan.k / (each / chosen.m * chosen.k)), 1);
  }
  ClusterAlternative row;
  row.method = "ignored";
  row.label = "Clusters ignored";
  row.clusters = clusters_in_all(real);
  row.people_per_cluster = real.m;
  row.people = people(real);
  row.effect_absolute = real.effect();
  row.alpha = real.alpha;
  row.power = power(solved->plan);
  if (degrees_of_freedom(real) >= 1 && variance(real) > 0) {
    row.power_here = power(real);
  }
  return row;
}

void add_alternatives(const Request& request, const ClusterPlan& chosen, ClusterSizeResult& result) {
  const auto add = [&](const Request& other, std::string_view method, std::string_view label) {
    const Outcome<Solved> solved = solve(other);
    if (!solved) {
      return;
    }
    const ClusterPlan& plan = solved->plan;
    ClusterPlan here = plan;
    here.test = chosen.test;
    here.unequal_sizes = chosen.unequal_sizes;
    here.cv = chosen.cv;
    ClusterAlternative row{std::string(method),
                           std::string(label),
                           clusters_in_all(plan),
                           plan.m,
                           people(plan),
                           plan.effect(),
                           plan.icc,
                           plan.alpha,
                           power(plan),
                           power(here)};
    result.alternatives.push_back(std::move(row));
  };
  Request other = request;
  for (const auto& choice : choices_of<ClusterTest>) {
    other.test = choice.value;
    add(other, choice.name, choice.label);
  }
  other = request;
  if (!is_wedge(chosen) && chosen.cv > 0) {
    const bool taylor = chosen.unequal_sizes == UnequalSizes::taylor;
    other.unequal_sizes = taylor ? UnequalSizes::by_people : UnequalSizes::taylor;
    add(other, name(other.unequal_sizes), label(other.unequal_sizes));
    other.unequal_sizes = request.unequal_sizes;
    other.cv = 0;
    add(other, "equal_sizes", "As if all clusters were of one size");
  }
  if (std::optional<ClusterAlternative> row = ignored(request, chosen)) {
    result.alternatives.push_back(std::move(*row));
  }
}

// What the clusters can do at best: unlimited people in each.
void add_floor(const Request& request, ClusterPlan plan, ClusterSizeResult& result) {
  if (plan.icc < 0) {
    return;
  }
  const double target = request.solve_for == ClusterUnknown::power ? 0.8 : request.power;
  const double ratio = ratio_of(request);
  if (target > plan.alpha) {
    if (const std::optional<double> k = fewest(plan, ratio, target)) {
      ClusterPlan least = plan;
      set_whole_clusters(least, *k, ratio);
      result.fewest_clusters = static_cast<std::int64_t>(clusters_in_all(least));
    }
  }
  plan.m = unlimited;
  result.power_ceiling = power(plan);
  if (variance(plan) > 0 && target > plan.alpha) {
    Request other = request;
    other.power = target;
    other.direction = plan.effect() >= 0 ? Direction::increase : Direction::decrease;
    if (const Outcome<Solved> solved = solve_effect(other, plan)) {
      result.effect_floor = solved->plan.effect();
    }
  }
}

}  // namespace

Outcome<ClusterSizeResult> cluster_size(const ClusterSizeRequest& request) {
  Outcome<Solved> solved = solve(request);
  if (!solved) {
    return std::move(solved.issues);
  }
  const ClusterPlan& plan = solved->plan;
  ClusterSizeResult result;
  const auto whole = [](double x) { return static_cast<std::int64_t>(std::round(x)); };
  result.clusters = whole(clusters_in_all(plan));
  if (is_wedge(plan)) {
    result.clusters_per_step = whole(plan.k);
  } else {
    result.clusters_control = whole(plan.k);
    result.clusters_treatment = whole(plan.design == ClusterDesign::matched ? plan.k : plan.k_treatment);
    if (plan.design == ClusterDesign::matched) {
      result.pairs = whole(plan.k);
    }
  }
  result.clusters_unrounded = solved->k_unrounded;
  result.people_per_cluster = plan.m;
  result.people_unrounded = solved->m_unrounded;
  result.people = whole(people(plan));
  result.measurements = whole(measurements(plan));
  result.effect_absolute = plan.effect();
  if (const double relative = plan.effect() / (plan.level + plan.control); std::isfinite(relative)) {
    result.effect_relative = relative;
  }
  if (request.solve_for != ClusterUnknown::effect) {
    show_as_typed(request.effect_scale, request.effect, result.effect_absolute, result.effect_relative);
  }
  result.control_value = plan.level + plan.control;
  result.treatment_value = plan.level + plan.treatment;
  result.icc = plan.icc;
  result.alpha = plan.alpha;
  result.power = power(plan);
  result.design_effect = design_effect(plan);
  result.se = std::sqrt(variance(plan));
  const double counted_people =
      plan.design == ClusterDesign::difference_in_differences ? clusters_in_all(plan) * plan.m : measurements(plan);
  result.effective_size = counted_people / result.design_effect;
  if (plan.test == ClusterTest::t) {
    result.df = degrees_of_freedom(plan);
  }
  if (plan.design == ClusterDesign::difference_in_differences) {
    result.baseline_correlation = baseline_correlation(plan);
  }
  if (!request.brief) {
    result.analysis = analysis_sentence(plan);
    add_floor(request, plan, result);
    add_alternatives(request, plan, result);
    add_working(request, plan, result);
  }
  return {std::move(result), std::move(solved.issues)};
}

Outcome<ClusterPlan> planned_clusters(const ClusterSizeRequest& request) {
  Outcome<Solved> solved = solve(request);
  if (!solved) {
    return std::move(solved.issues);
  }
  return {solved->plan, std::move(solved.issues)};
}

}  // namespace sutva::plan
