// SPDX-License-Identifier: Apache-2.0
#include "plan/bayesian.hpp"

#include <algorithm>
#include <cmath>

#include "base/words.hpp"
#include "plan/mistakes.hpp"
#include "plan/solve.hpp"
#include "stats/beta_pair.hpp"
#include "stats/distributions.hpp"

namespace sutva::plan {
namespace {

double density(double z) { return std::exp(-z * z / 2) * 0.3989422804014327; }

// E[max(-D, 0)] of D ~ N(u, 1): the expected loss in posterior standard deviations.
double unit_loss(double u) { return density(u) - u * stats::normal_sf(u); }

// The u whose unit loss is `loss`.
double unit_loss_bar(double loss) {
  const auto excess = [&](double u) { return std::log(unit_loss(u) / loss); };
  return stats::root(excess, -loss - 1, 36).value_or(36);
}

// Over one smooth piece, by the rule of tanh and sinh (Takahasi and Mori 1974), which any end suits.
template <class F>
double integral(F&& f, double low, double high) {
  if (!(high > low)) {
    return 0;
  }
  constexpr double h = 0.08, half_pi = 1.5707963267948966;
  const double centre = (low + high) / 2, half = (high - low) / 2;
  double sum = 0;
  for (int i = -38; i <= 38; ++i) {
    const double t = i * h, s = half_pi * std::sinh(t);
    const double weight = half_pi * std::cosh(t) / (std::cosh(s) * std::cosh(s));
    sum += weight * f(centre + half * std::tanh(s));
  }
  return sum * h * half;
}

struct Shares {
  double control, treatment;
};
Shares shares(const BayesianPlan& plan, double effect) {
  return {plan.request.baseline, plan.request.baseline + effect};
}

double standard_error(const BayesianPlan& plan, double effect) {
  const BayesianRequest& r = plan.request;
  if (r.metric == PlainMetric::mean) {
    return r.sd * std::sqrt(1 / plan.n_control + 1 / plan.n_treatment);
  }
  const Shares p = shares(plan, effect);
  return std::sqrt(p.control * (1 - p.control) / plan.n_control + p.treatment * (1 - p.treatment) / plan.n_treatment);
}

// How much of the data the posterior mean takes over: 1 under a flat prior.
double weight_of_data(const BayesianPlan& plan) {
  const BayesianRequest& r = plan.request;
  if (r.metric == PlainMetric::proportion) {
    return plan.n_treatment / (plan.n_treatment + r.prior_alpha_treatment + r.prior_beta_treatment);
  }
  const double se = standard_error(plan, 0);
  return r.effect_prior == EffectPrior::flat ? 1 : 1 / (1 + (se / r.prior_sd) * (se / r.prior_sd));
}

double test_power(const BayesianPlan& plan, double effect) {
  const double tail = plan.request.alpha / (plan.request.sides == Sides::two ? 2 : 1);
  return stats::normal_sf(stats::normal_quantile_upper(tail) - effect / standard_error(plan, effect));
}

// The average of a rate that rises with the effect over the normal design prior; for shares cut where they end.
template <class Rate>
double averaged(const BayesianPlan& plan, Rate&& rate) {
  const BayesianRequest& r = plan.request;
  const double mean = absolute_effect(r, r.design_mean);
  const double sd = r.design_sd * (r.effect_scale == EffectScale::absolute ? 1
                                   : r.metric == PlainMetric::mean         ? std::abs(r.baseline_mean)
                                                                           : r.baseline);
  if (sd == 0) {
    return rate(mean);
  }
  double low = mean - 8.5 * sd, high = mean + 8.5 * sd;
  if (r.metric == PlainMetric::proportion) {
    low = std::fmax(low, -r.baseline * (1 - 1e-9));
    high = std::fmin(high, (1 - r.baseline) * (1 - 1e-9));
  }
  // The rate may climb within a sliver of the prior: that sliver is a piece of its own, and so is the prior's centre.
  const double step = stats::root([&](double effect) { return rate(effect) - 0.5; }, low, high).value_or(mean);
  const double width = 8 * standard_error(plan, step);
  std::vector<double> cuts{low, step - width, step, step + width, mean - 2 * sd, mean + 2 * sd, high};
  for (double& cut : cuts) {
    cut = std::fmin(std::fmax(cut, low), high);
  }
  std::sort(cuts.begin(), cuts.end());
  double sum = 0, mass = 0;
  const auto prior = [&](double effect) { return density((effect - mean) / sd) / sd; };
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    sum += integral([&](double effect) { return prior(effect) * rate(effect); }, cuts[i], cuts[i + 1]);
    mass += integral(prior, cuts[i], cuts[i + 1]);
  }
  return std::fmin(sum / mass, 1);
}

double log_choose(double n, double k) { return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1); }
double binomial_density(double k, double n, double p) {
  return std::exp(log_choose(n, k) + k * std::log(p) + (n - k) * std::log1p(-p));
}

void set_whole_size(BayesianPlan& plan, double n_control) {
  plan.n_control = std::fmax(whole_up(n_control), 2);
  plan.n_treatment = std::fmax(whole_up(plan.request.ratio * plan.n_control), 2);
}

void check_effect(const BayesianRequest& r, std::string_view field, double effect, Issues& issues) {
  const double absolute = absolute_effect(r, effect);
  if (r.metric == PlainMetric::proportion && !(r.baseline + absolute > 0 && r.baseline + absolute < 1)) {
    const bool relative = r.effect_scale == EffectScale::relative;
    const double edge = effect > 0 ? 1 : 0;
    const double limit = relative ? edge / r.baseline - 1 : edge - r.baseline;
    issues.push_back(
        impossible_effect(field, joined("This takes the treatment's share to ", percent(r.baseline + absolute, 6)),
                          limit, relative, edge == 1));
  } else if (!(std::abs(absolute) <= 1e60)) {
    issues.push_back(error(Code::out_of_range, field, "The effect must be between -1e60 and 1e60.", 1e60));
  }
}

struct Solved {
  BayesianPlan plan;
  std::optional<double> n_control_unrounded;
};

Outcome<Solved> solve(const BayesianRequest& request) {
  Issues issues;
  if (request.metric == PlainMetric::mean && request.effect_scale == EffectScale::relative &&
      request.baseline_mean == 0) {
    issues.push_back(relative_to_zero());
    return issues;
  }
  check_effect(request, "effect", request.effect, issues);
  check_effect(request, "harmful_effect", request.harmful_effect, issues);
  check_effect(request, "design_mean", request.design_mean, issues);
  if (absolute_effect(request, request.harmful_effect) >= 0) {
    issues.push_back(
        error(Code::out_of_range, "harmful_effect", "A harmful effect makes the treatment worse: give a loss.", 0.0));
  }
  Solved solved;
  BayesianPlan& plan = solved.plan;
  plan.request = request;
  plan.threshold = request.rule == ShipRule::chance ? request.chance_threshold : request.loss_threshold;
  const double effect = absolute_effect(request, request.effect);
  if (request.solve_for == BayesianUnknown::size) {
    const double least = request.rule == ShipRule::loss ? -request.loss_threshold : 0;
    if (effect <= least) {
      issues.push_back(
          error(Code::out_of_range, "effect",
                request.rule == ShipRule::loss
                    ? "With such an effect the rule does not ship however large the experiment; the loss must "
                      "be smaller than the threshold."
                    : "Without an improvement the rule does not ship more often the larger the experiment; "
                      "give an effect above zero.",
                least));
    }
  }
  if (has_error(issues)) {
    return issues;
  }
  if (request.solve_for != BayesianUnknown::size) {
    set_whole_size(plan, static_cast<double>(request.n_control));
    if (request.solve_for == BayesianUnknown::threshold) {
      // The bar that what is seen without an effect clears with the level's probability.
      const Posterior none = expected_posterior(plan, 0);
      const double u = (none.mean + none.sampling * stats::normal_quantile_upper(request.alpha)) / none.sd;
      plan.threshold = request.rule == ShipRule::chance ? stats::normal_cdf(u) : none.sd * unit_loss(u);
      if (!(plan.threshold > 0 && (request.rule == ShipRule::loss || plan.threshold < 1))) {
        return error(Code::no_solution, "alpha", "So strict a level needs a threshold beyond what numbers can hold.");
      }
    }
    return solved;
  }
  const Reached n = reach(
      [&](double size) {
        plan.n_control = size;
        plan.n_treatment = size * request.ratio;
        return ship_rate(plan, effect);
      },
      request.power, 1e-2, 64, most_people);
  if (!n.x || *n.x * (1 + request.ratio) > most_people) {
    return too_many_people("effect");
  }
  Issues notes;
  if (n.already) {
    notes.push_back(warning(Code::approximation,
                            request.rule == ShipRule::chance ? "chance_threshold" : "loss_threshold",
                            "The rule ships this often with hardly any data: threshold and prior ask for too little."));
  } else {
    solved.n_control_unrounded = n.x;
  }
  set_whole_size(plan, *n.x);
  for (int i = 0; i < 1000 && ship_rate(plan, effect) < request.power - 1e-12; ++i) {
    set_whole_size(plan, plan.n_control + 1);
  }
  return {std::move(solved), std::move(notes)};
}

void add_working(const BayesianPlan& plan, BayesianResult& result) {
  const BayesianRequest& r = plan.request;
  Working& w = result.working;
  const bool proportion = r.metric == PlainMetric::proportion;
  const bool chance = r.rule == ShipRule::chance;
  const Posterior seen = expected_posterior(plan, result.effect_absolute);
  w.term("n_control", plan.n_control);
  w.term("n_treatment", plan.n_treatment);
  w.term("effect_size", result.effect_absolute);
  w.term("threshold", plan.threshold);
  w.term("posterior_mean", seen.mean);
  w.term("posterior_sd", seen.sd);
  w.term("sampling_sd", seen.sampling);
  w.term("bar", bar(plan, seen.sd));
  w.term("power", result.power);
  w.term("se", standard_error(plan, result.effect_absolute));
  if (proportion) {
    w.term("prior_alpha_control", r.prior_alpha_control);
    w.term("prior_beta_control", r.prior_beta_control);
    w.term("prior_alpha_treatment", r.prior_alpha_treatment);
    w.term("prior_beta_treatment", r.prior_beta_treatment);
    // For code, where the request's own n_control would come first.
    w.term("people_control", plan.n_control);
    w.term("people_treatment", plan.n_treatment);
    w.term("p_control", r.baseline);
    w.term("p_treatment", r.baseline + result.effect_absolute);
    w.equation("bayesian_posterior_shares");
  } else {
    w.equation(r.effect_prior == EffectPrior::flat ? "bayesian_posterior_flat" : "bayesian_posterior_normal");
    w.term("sd", r.sd);
    w.term("prior_mean", r.prior_mean);
    w.term("prior_sd", r.prior_sd);
  }
  w.equation(chance ? "bayesian_bar_chance" : "bayesian_bar_loss");
  w.equation("bayesian_ship_rate");
  w.snippet(chance ? "r_bayesian_chance" : "r_bayesian_loss");
  if (result.exact_power && chance && result.n_control <= 20'000) {
    w.snippet("python_bayesian_exact");
  }
  const std::string rule =
      chance ? joined("the treatment's chance to beat the control is ", percent(plan.threshold, 4), " or more")
             : joined("the treatment's expected loss is ", rounded(plan.threshold), " or less");
  const std::string people = joined(result.n_control, " people in control and ", result.n_treatment, " in treatment");
  const std::string rates = joined(" in ", percent(result.power), " of experiments if the effect is as given, in ",
                                   percent(result.false_positive_rate), " without any effect and in ",
                                   percent(result.harmful_rate), " under the harmful one.");
  switch (r.solve_for) {
    case BayesianUnknown::size:
      w.headline = "n_total";
      w.headline_label = "People in all";
      break;
    case BayesianUnknown::power:
      w.headline = "power";
      w.headline_label = "Chance to ship";
      break;
    case BayesianUnknown::threshold:
      w.headline = "threshold";
      w.headline_label = chance ? "Chance to beat control" : "Expected loss";
      break;
  }
  w.sentence = joined("With ", people, ", ship where ", rule, ": that is", rates);
  w.assume("The rule is no guard against false positives by itself",
           joined("Without an effect it ships in ", percent(result.false_positive_rate),
                  " of experiments, looked at once at "
                  "the end; looking again and again makes that more."),
           result.false_positive_rate <= r.alpha * (1 + 1e-6) + 1e-4 ? Standing::fine : Standing::doubtful);
  if (proportion) {
    const double p = r.baseline + result.effect_absolute;
    const double least =
        std::fmin(plan.n_control * std::fmin(r.baseline, 1 - r.baseline), plan.n_treatment * std::fmin(p, 1 - p));
    w.assume("Posteriors that are nearly normal",
             result.exact_power ? joined("The smallest expected count is ", rounded(least),
                                         "; by enumeration the chance to ship is ", percent(*result.exact_power), ".")
                                : joined("The smallest expected count is ", rounded(least), "; about 10 are wanted."),
             (result.exact_power ? std::abs(*result.exact_power - result.power) < 0.01 : least >= 10) ? Standing::fine
             : (result.exact_power ? std::abs(*result.exact_power - result.power) < 0.05 : least >= 5)
                 ? Standing::doubtful
                 : Standing::broken);
  } else {
    w.assume(
        "Means that are nearly normal, with a known spread",
        joined("The smallest arm has ", counted(std::fmin(plan.n_control, plan.n_treatment), "person", "people"), "."),
        std::fmin(plan.n_control, plan.n_treatment) >= 100 ? Standing::fine : Standing::doubtful);
  }
  w.assume("The prior is what you believe", "Another prior ships in other experiments; try one.");
}

}  // namespace

double absolute_effect(const BayesianRequest& r, double effect) {
  return r.effect_scale == EffectScale::absolute
             ? effect
             : effect * (r.metric == PlainMetric::mean ? r.baseline_mean : r.baseline);
}

Posterior expected_posterior(const BayesianPlan& plan, double effect) {
  const BayesianRequest& r = plan.request;
  if (r.metric == PlainMetric::mean) {
    const double se = standard_error(plan, effect);
    if (r.effect_prior == EffectPrior::flat) {
      return {effect, se, se};
    }
    const double data = weight_of_data(plan);
    return {data * effect + (1 - data) * r.prior_mean, data * se, std::sqrt(data) * se};
  }
  const Shares p = shares(plan, effect);
  const auto arm = [](double n, double share, double alpha, double beta) {
    const double all = n + alpha + beta;
    const double mean = (n * share + alpha) / all;
    return Posterior{mean, n * share * (1 - share) / (all * all), mean * (1 - mean) / (all + 1)};
  };
  const Posterior c = arm(plan.n_control, p.control, r.prior_alpha_control, r.prior_beta_control);
  const Posterior t = arm(plan.n_treatment, p.treatment, r.prior_alpha_treatment, r.prior_beta_treatment);
  return {t.mean - c.mean, std::sqrt(c.sampling + t.sampling), std::sqrt(c.sd + t.sd)};
}

double bar(const BayesianPlan& plan, double posterior_sd) {
  return plan.request.rule == ShipRule::chance ? stats::normal_quantile(plan.threshold)
                                               : unit_loss_bar(plan.threshold / posterior_sd);
}

double ship_rate(const BayesianPlan& plan, double effect) {
  const Posterior seen = expected_posterior(plan, effect);
  return stats::normal_sf((bar(plan, seen.sd) * seen.sd - seen.mean) / seen.sampling);
}

bool ShipBoundary::ships(std::int64_t control, std::int64_t treatment) const {
  const std::int64_t last = static_cast<std::int64_t>(least.size()) - 1;
  return treatment >= least[static_cast<std::size_t>(std::clamp<std::int64_t>(control - first, 0, last))];
}

// The more the control's count, the more the treatment's must be: one walk along the boundary, on which P(B > A) moves
// by the recurrences, from a first point found by bisection.
std::optional<ShipBoundary> ship_boundary(const BayesianPlan& plan) {
  const BayesianRequest& r = plan.request;
  const double nc = plan.n_control, nt = plan.n_treatment;
  const double spread = 9 * std::sqrt(nc * r.baseline * (1 - r.baseline)) + 12;
  constexpr double most_steps = 4'000;
  if (r.metric == PlainMetric::mean || 2 * spread > most_steps || nt > 20 * nc + 1e4 || nt > 1e6) {
    return std::nullopt;
  }
  const double low = std::fmax(std::floor(nc * r.baseline - spread), 0);
  const double high = std::fmin(std::ceil(nc * r.baseline + spread), nc);
  double a = r.prior_alpha_control + low, b = r.prior_beta_control + nc - low;
  const auto ships = [&](double c, double d, double chance) {
    return r.rule == ShipRule::chance
               ? chance >= plan.threshold
               : stats::beta_expected_loss(a, b, c, d, chance, stats::beta_overlap(a, b, c, d)) <= plan.threshold;
  };
  const auto c_of = [&](double count) { return r.prior_alpha_treatment + count; };
  const auto d_of = [&](double count) { return r.prior_beta_treatment + nt - count; };
  double none = -1, some = nt + 1;  // the treatment's counts that do not ship and that do
  while (some - none > 1) {
    const double middle = std::floor((none + some) / 2);
    (ships(c_of(middle), d_of(middle), stats::beta_chance(a, b, c_of(middle), d_of(middle))) ? some : none) = middle;
  }
  ShipBoundary boundary;
  boundary.first = static_cast<std::int64_t>(low);
  double count = some;
  double chance = count <= nt ? stats::beta_chance(a, b, c_of(count), d_of(count)) : 1;
  for (double control = low;; ++control) {
    while (count <= nt && !ships(c_of(count), d_of(count), chance)) {
      if (count < nt) {
        const double c = c_of(count), d = d_of(count) - 1;
        chance += stats::beta_overlap(a, b, c, d) * (1 / d + 1 / c);
      }
      ++count;
    }
    boundary.least.push_back(static_cast<std::int64_t>(count));
    if (control >= high) {
      return boundary;
    }
    if (count <= nt) {
      chance -= stats::beta_overlap(a, b - 1, c_of(count), d_of(count)) * (1 / (b - 1) + 1 / a);
    }
    ++a;
    --b;
  }
}

double exact_ship_rate(const BayesianPlan& plan, const ShipBoundary& boundary, double effect) {
  const Shares p = shares(plan, effect);
  double count = static_cast<double>(boundary.least.front());
  double below = stats::binomial_cdf(count - 1, plan.n_treatment, p.treatment);
  double rate = 0;
  for (std::size_t i = 0; i < boundary.least.size(); ++i) {
    for (; count < static_cast<double>(boundary.least[i]); ++count) {
      below += binomial_density(count, plan.n_treatment, p.treatment);
    }
    const double control = static_cast<double>(boundary.first) + static_cast<double>(i);
    rate += binomial_density(control, plan.n_control, p.control) * std::fmax(1 - below, 0);
  }
  return std::fmin(rate, 1);
}

Outcome<BayesianPlan> planned_bayesian(const BayesianRequest& request) {
  Outcome<Solved> solved = solve(request);
  if (!solved) {
    return std::move(solved.issues);
  }
  return {std::move(solved->plan), std::move(solved.issues)};
}

Outcome<BayesianResult> bayesian_plan(const BayesianRequest& request) {
  Outcome<Solved> solved = solve(request);
  if (!solved) {
    return std::move(solved.issues);
  }
  const BayesianPlan& plan = solved->plan;
  BayesianResult result;
  result.n_control = static_cast<std::int64_t>(plan.n_control);
  result.n_treatment = static_cast<std::int64_t>(plan.n_treatment);
  result.n_total = result.n_control + result.n_treatment;
  result.n_control_unrounded = solved->n_control_unrounded;
  result.threshold = plan.threshold;
  result.effect_absolute = absolute_effect(request, request.effect);
  result.harmful_effect_absolute = absolute_effect(request, request.harmful_effect);
  const Posterior none = expected_posterior(plan, 0);
  result.shipping_difference = (bar(plan, none.sd) * none.sd - none.mean) / weight_of_data(plan);
  result.power = ship_rate(plan, result.effect_absolute);
  result.false_positive_rate = ship_rate(plan, 0);
  result.harmful_rate = ship_rate(plan, result.harmful_effect_absolute);
  result.assurance = averaged(plan, [&](double effect) { return ship_rate(plan, effect); });
  result.test_power = test_power(plan, result.effect_absolute);
  result.test_assurance = averaged(plan, [&](double effect) { return test_power(plan, effect); });
  result.method = request.metric == PlainMetric::mean ? "closed form" : "normal approximation";
  if (!request.brief) {
    if (const std::optional<ShipBoundary> boundary = ship_boundary(plan)) {
      result.exact_power = exact_ship_rate(plan, *boundary, result.effect_absolute);
      result.exact_false_positive_rate = exact_ship_rate(plan, *boundary, 0);
      result.exact_harmful_rate = exact_ship_rate(plan, *boundary, result.harmful_effect_absolute);
      result.method = "normal approximation, with exact rates by enumeration beside it";
    }
  }
  add_working(plan, result);
  return {std::move(result), std::move(solved.issues)};
}

}  // namespace sutva::plan
