// SPDX-License-Identifier: Apache-2.0
#include "simulate/check_plan.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "random/samplers.hpp"
#include "simulate/arm_draws.hpp"
#include "stats/distributions.hpp"
#include "stats/two_proportions.hpp"

namespace sutva::simulate {
namespace {

using plan::Comparison;
using plan::Metric;
using plan::TwoArms;

// Where every person is drawn, and not only counts or means: more would take minutes.
constexpr double most_drawn_people = 200'000;

bool draws_people(const TwoArms& arms) { return arms.metric == Metric::time_to_event || arms.metric == Metric::rank; }

// When the test rejects, on its own scale.
struct Rule {
  stats::ProportionRule test;
  double tail_area = 0;
  double bound = 0;  // the distance it is held against; for equivalence the lower one
  double bound_high = 0;

  explicit Rule(const TwoArms& arms) {
    const bool margin = arms.hypothesis != plan::Hypothesis::difference;
    const bool equivalence = arms.hypothesis == plan::Hypothesis::equivalence;
    const double against = equivalence ? arms.low : plan::bound(arms);
    test = {plan::proportion_test(arms.proportion_method), plan::tail(arms), plan::critical_value(arms),
            against - arms.control, arms.high - arms.control};
    tail_area = !margin && arms.sides == plan::Sides::two ? arms.alpha / 2 : arms.alpha;
    bound = plan::distance(arms, against);
    bound_high = equivalence ? plan::distance(arms, arms.high) : 0;
  }

  bool rejects(double estimate, double se, double critical) const {
    const double above = (estimate - bound) / se;
    switch (test.tail) {
      case stats::Tail::two_sided:
        return std::abs(above) >= critical;
      case stats::Tail::greater:
        return above >= critical;
      case stats::Tail::less:
        return above <= -critical;
      case stats::Tail::between:
        break;
    }
    return above >= critical && (estimate - bound_high) / se <= -critical;
  }
  bool rejects(double estimate, double se) const { return rejects(estimate, se, test.critical); }
};

bool rejects_counts(const TwoArms& arms, const Rule& rule, double c, double t) {
  const auto z = [&](double margin) {
    return arms.comparison == Comparison::two_arms
               ? stats::two_proportion_z(rule.test.test, c, arms.n_control, t, arms.n_treatment, margin)
               : stats::one_proportion_z(rule.test.test, t, arms.n_control, arms.control + margin);
  };
  const double critical = rule.test.critical;
  const double at = z(rule.test.margin);
  switch (rule.test.tail) {
    case stats::Tail::two_sided:
      return std::abs(at) >= critical;
    case stats::Tail::greater:
      return at >= critical;
    case stats::Tail::less:
      return at <= -critical;
    case stats::Tail::between:
      break;
  }
  return at >= critical && z(rule.test.margin_high) <= -critical;
}

// The test needs only the counts, so only they are drawn, not every person.
Draw draw_proportions(const TwoArms& arms, double treatment, const Rule& rule, random::Stream& stream) {
  const bool two = arms.comparison == Comparison::two_arms;
  const double n_treatment = two ? arms.n_treatment : arms.n_control;
  const auto draw = [&](double n, double p) {
    return static_cast<double>(random::binomial(stream, static_cast<std::int64_t>(n), p));
  };
  const double c = two ? draw(arms.n_control, arms.control) : 0;
  const double t = draw(n_treatment, treatment);
  const bool undefined =
      two && rule.test.margin == 0 && ((c == 0 && t == 0) || (c == arms.n_control && t == arms.n_treatment));
  return {t / n_treatment - (two ? c / arms.n_control : arms.control), rejects_counts(arms, rule, c, t), !undefined};
}

// For normal data means and variances are sufficient and independent: they are drawn directly.
Draw draw_means(const TwoArms& arms, double treatment, const Rule& rule, random::Stream& stream) {
  const bool two = arms.comparison == Comparison::two_arms;
  const double shrink = std::sqrt(arms.variance_factor);
  const double se_c = two ? arms.sd * shrink / std::sqrt(arms.n_control) : 0;
  const double se_t = plan::treatment_sd(arms) * shrink / std::sqrt(two ? arms.n_treatment : arms.n_control);
  const double c = arms.control + (two ? se_c * random::normal(stream) : 0);
  const double estimate = treatment + se_t * random::normal(stream) - c;
  const std::optional<double> df = plan::degrees_of_freedom(arms);
  if (!df) {
    return {estimate, rule.rejects(estimate, std::hypot(se_c, se_t))};
  }
  if (!two || !arms.sd_treatment) {
    const double se = std::hypot(se_c, se_t) * std::sqrt(random::chi_squared(stream, *df) / *df);
    return {estimate, rule.rejects(estimate, se)};
  }
  // Welch's test takes its degrees of freedom from the variances it finds.
  const double df_c = arms.n_control - 1;
  const double df_t = arms.n_treatment - 1;
  const double v_c = se_c * se_c * random::chi_squared(stream, df_c) / df_c;
  const double v_t = se_t * se_t * random::chi_squared(stream, df_t) / df_t;
  const double v = v_c + v_t;
  const double found_df = v * v / (v_c * v_c / df_c + v_t * v_t / df_t);
  return {estimate, rule.rejects(estimate, std::sqrt(v), stats::t_quantile_upper(rule.tail_area, found_df))};
}

Draw draw_ratios(const TwoArms& arms, double treatment, const Rule& rule, random::Stream& stream) {
  const RatioEstimate c = draw_ratio_arm(arms, arms.control, arms.n_control, stream);
  const RatioEstimate t = draw_ratio_arm(arms, treatment, arms.n_treatment, stream);
  const double estimate = t.ratio - c.ratio;
  const double se = std::sqrt(c.variance + t.variance);
  return {estimate, rule.rejects(estimate, se), se > 0};
}

Draw draw_counts(const TwoArms& arms, double treatment, const Rule& rule, random::Stream& stream) {
  const double time_c = arms.n_control * arms.exposure;
  const double time_t = arms.n_treatment * arms.exposure;
  const double c = draw_events(arms, arms.control, arms.n_control, stream) / time_c;
  const double t = draw_events(arms, treatment, arms.n_treatment, stream) / time_t;
  if (!(c > 0 && t > 0)) {
    return {t - c, false, false};
  }
  TwoArms found = arms;
  found.control = c;
  found.treatment = t;
  const double se = plan::standard_errors(found, c).effect;
  return {t - c, rule.rejects(plan::distance(found, t), se)};
}

struct Timed {
  double time;
  bool event;
  bool treated;
};

// Even entry, exponential times, everyone watched to the end; then the log-rank test.
Draw draw_times(const TwoArms& arms, double hazard_ratio, const Rule& rule, random::Stream& stream) {
  const auto n_c = static_cast<std::size_t>(arms.n_control);
  const auto n = n_c + static_cast<std::size_t>(arms.n_treatment);
  std::vector<Timed> people(n);
  for (std::size_t i = 0; i < n; ++i) {
    Timed& one = people[i];
    one.treated = i >= n_c;
    const double watched = arms.follow_up_days + arms.accrual_days * random::uniform(stream);
    const double hazard = arms.hazard * (one.treated ? hazard_ratio : 1);
    const double time = random::exponential(stream) / hazard;
    one.event = time <= watched;
    one.time = std::fmin(time, watched);
  }
  std::sort(people.begin(), people.end(), [](const Timed& a, const Timed& b) { return a.time < b.time; });
  double at_risk = static_cast<double>(n);
  double at_risk_treated = arms.n_treatment;
  double excess = 0;  // observed less expected events among the treated
  double variance = 0;
  for (const Timed& one : people) {
    if (one.event) {
      const double share = at_risk_treated / at_risk;
      excess += (one.treated ? 1.0 : 0.0) - share;
      variance += share * (1 - share);
    }
    at_risk -= 1;
    at_risk_treated -= one.treated ? 1.0 : 0.0;
  }
  if (!(variance > 0)) {
    return {0, false, false};
  }
  // Peto's one-step estimate of the log hazard ratio, on whose scale the bounds lie.
  const double log_ratio = excess / variance;
  const double se = 1 / std::sqrt(variance);
  return {log_ratio, rule.rejects(log_ratio, se)};
}

// Normal values, shifted so that a treated person is higher with the planned probability; then the Mann-Whitney test.
Draw draw_ranks(const TwoArms& arms, double probability, const Rule& rule, random::Stream& stream) {
  const double shift = stats::normal_quantile(probability) * std::sqrt(2.0);
  const auto n_c = static_cast<std::size_t>(arms.n_control);
  const auto n_t = static_cast<std::size_t>(arms.n_treatment);
  std::vector<double> control(n_c);
  for (double& x : control) {
    x = random::normal(stream);
  }
  std::sort(control.begin(), control.end());
  double wins = 0;
  for (std::size_t i = 0; i < n_t; ++i) {
    const double x = shift + random::normal(stream);
    wins += static_cast<double>(std::lower_bound(control.begin(), control.end(), x) - control.begin());
  }
  const double estimate = wins / (arms.n_control * arms.n_treatment) - 0.5;
  const double se = std::sqrt((arms.n_control + arms.n_treatment + 1) / (12 * arms.n_control * arms.n_treatment));
  return {estimate, rule.rejects(estimate, se)};
}

// Adjusted estimates have no counts of their own: they are drawn as normal, with the planned error.
Draw draw_normal(const TwoArms& arms, double treatment, const Rule& rule, random::Stream& stream) {
  TwoArms at = arms;
  at.treatment = treatment;
  const plan::StandardErrors se = plan::standard_errors(at, plan::bound(arms));
  const double estimate = treatment - arms.control + se.effect * random::normal(stream);
  return {estimate, rule.rejects(estimate, se.null)};
}

Draw draw(const TwoArms& arms, double treatment, const Rule& rule, random::Stream& stream) {
  switch (arms.metric) {
    case Metric::proportion:
      return arms.variance_factor == 1 ? draw_proportions(arms, treatment, rule, stream)
                                       : draw_normal(arms, treatment, rule, stream);
    case Metric::mean:
      return draw_means(arms, treatment, rule, stream);
    case Metric::ratio:
      return arms.variance_factor == 1 ? draw_ratios(arms, treatment, rule, stream)
                                       : draw_normal(arms, treatment, rule, stream);
    case Metric::count:
      return draw_counts(arms, treatment, rule, stream);
    case Metric::time_to_event:
      return draw_times(arms, treatment, rule, stream);
    case Metric::rank:
      break;
  }
  return draw_ranks(arms, treatment, rule, stream);
}

// What the estimate of a draw is to hit: a hazard ratio is estimated by its logarithm.
double planned_effect(const TwoArms& arms) {
  return arms.metric == Metric::time_to_event ? std::log(arms.treatment) : arms.effect();
}

// The level of treatment at which a rejection is false: no effect, or an effect just at the bound.
double null_level(const TwoArms& arms) {
  return arms.hypothesis == plan::Hypothesis::equivalence ? arms.high : plan::bound(arms);
}

}  // namespace

Outcome<CheckPlan> CheckPlan::prepare(const Request& request) {
  plan::SampleSizeRequest brief = request.plan;
  Outcome<TwoArms> arms = plan::planned_arms(brief);
  if (!arms) {
    return std::move(arms.issues);
  }
  const double people = arms->n_control + arms->n_treatment;
  if (people > 1e15) {
    return error(Code::too_large, "n_control", "More than 1e15 people can not be drawn.", 1e15);
  }
  if (draws_people(*arms) && people > most_drawn_people) {
    return error(Code::too_large, "metric",
                 joined("This test needs every person drawn; that is possible for up to ",
                        static_cast<std::int64_t>(most_drawn_people), " people, and the plan has ",
                        static_cast<std::int64_t>(people), "."),
                 most_drawn_people);
  }
  CheckPlan simulation;
  simulation.arms_ = *arms;
  simulation.draws_ = request.draws;
  return {simulation, std::move(arms.issues)};
}

// A thousand experiments take a millisecond or less where only counts or means are drawn.
std::int64_t CheckPlan::block() const {
  const double people = arms_.n_control + arms_.n_treatment;
  const double least = draws_people(arms_) ? std::fmax(1, std::floor(20'000 / people)) : 1'000;
  return block_of(draws_.replicates, static_cast<std::int64_t>(least));
}

Tally CheckPlan::run(std::int64_t first, std::int64_t count) const {
  const Rule rule(arms_);
  const double null = null_level(arms_);
  Tally tally;
  tally.first = first;
  tally.replicates = count;
  for (std::int64_t replicate = first; replicate < first + count; ++replicate) {
    random::Stream stream(static_cast<std::uint64_t>(draws_.seed), static_cast<std::uint64_t>(replicate));
    const Draw with_effect = draw(arms_, arms_.treatment, rule, stream);
    const Draw without = draw(arms_, null, rule, stream);
    tally.count(with_effect, without, planned_effect(arms_));
  }
  return tally;
}

Outcome<CheckPlanResult> CheckPlan::finish(const std::vector<Partial>& partials) const {
  Outcome<Tally> all = total(partials);
  if (!all) {
    return std::move(all.issues);
  }
  Result result;
  const bool two = arms_.comparison == Comparison::two_arms;
  result.n_control = static_cast<std::int64_t>(arms_.n_control);
  result.n_treatment = static_cast<std::int64_t>(two ? arms_.n_treatment : arms_.n_control);
  result.exact_power = plan::exact_power(arms_);
  const double planned = plan::power(arms_);
  result.checked = judged(*all, planned, result.exact_power.value_or(planned), arms_.alpha, planned_effect(arms_));
  result.checked.test = plan::test_sentence(arms_);
  result.checked.seed = draws_.seed;
  return result;
}

}  // namespace sutva::simulate
