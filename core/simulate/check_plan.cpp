// SPDX-License-Identifier: Apache-2.0
#include "simulate/check_plan.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "random/samplers.hpp"
#include "stats/intervals.hpp"
#include "stats/two_proportions.hpp"

namespace sutva::simulate {
namespace {

using plan::TwoArms;

// One simulated experiment: what it estimates and whether its test rejects.
struct Draw {
  double estimate = 0;
  double statistic = 0;
  bool defined = true;
};

// The test needs only the two counts, so only they are drawn, not every person.
Draw draw_proportions(const TwoArms& arms, double treatment, random::Stream& stream) {
  const auto c = static_cast<double>(random::binomial(stream, static_cast<std::int64_t>(arms.n_control), arms.control));
  const auto t = static_cast<double>(random::binomial(stream, static_cast<std::int64_t>(arms.n_treatment), treatment));
  const bool no_variance = (c == 0 && t == 0) || (c == arms.n_control && t == arms.n_treatment);
  return {
      t / arms.n_treatment - c / arms.n_control,
      stats::two_proportion_z(plan::proportion_test(arms.proportion_method), c, arms.n_control, t, arms.n_treatment),
      !no_variance};
}

// For normal data the two means and the pooled variance are sufficient and independent: they are drawn directly.
Draw draw_means(const TwoArms& arms, double treatment, random::Stream& stream) {
  const double c = arms.control + arms.sd / std::sqrt(arms.n_control) * random::normal(stream);
  const double t = treatment + arms.sd / std::sqrt(arms.n_treatment) * random::normal(stream);
  double sd = arms.sd;
  if (arms.mean_method == plan::MeanMethod::noncentral_t) {
    const double df = arms.n_control + arms.n_treatment - 2;
    sd *= std::sqrt(random::chi_squared(stream, df) / df);
  }
  return {t - c, (t - c) / (sd * std::sqrt(1 / arms.n_control + 1 / arms.n_treatment))};
}

Draw draw(const TwoArms& arms, double treatment, random::Stream& stream) {
  return arms.metric == plan::Metric::proportion ? draw_proportions(arms, treatment, stream)
                                                 : draw_means(arms, treatment, stream);
}

bool rejects(double statistic, double critical, stats::Tail tail) {
  switch (tail) {
    case stats::Tail::two_sided:
      return std::abs(statistic) >= critical;
    case stats::Tail::greater:
      return statistic >= critical;
    case stats::Tail::less:
      break;
  }
  return statistic <= -critical;
}

struct Share {
  double value, mcse;
  stats::Interval interval;
  bool agrees_with(double expected, double n) const {
    // The error the share would have if `expected` were true: it does not vanish when nothing was rejected.
    return std::abs(value - expected) <= 3 * std::sqrt(expected * (1 - expected) / n) + 1 / n;
  }
};

Share share(std::int64_t hits, std::int64_t of) {
  const auto k = static_cast<double>(hits);
  const auto n = static_cast<double>(of);
  return {k / n, std::sqrt(k / n * (1 - k / n) / n), stats::wilson(k, n, 0.95)};
}

}  // namespace

Outcome<CheckPlan> CheckPlan::prepare(const Request& request) {
  Outcome<TwoArms> arms = plan::planned_arms(request.plan);
  if (!arms) {
    return std::move(arms.issues);
  }
  if (arms->n_control + arms->n_treatment > 1e15) {
    return error(Code::too_large, "n_control", "More than 1e15 people can not be drawn.", 1e15);
  }
  CheckPlan simulation;
  simulation.arms_ = *arms;
  simulation.replicates_ = request.replicates;
  simulation.seed_ = static_cast<std::uint64_t>(request.seed);
  return {simulation, std::move(arms.issues)};
}

// A thousand experiments take a millisecond or less; very long runs take larger blocks, so that there are never more
// than a thousand partials to send and join.
std::int64_t CheckPlan::block() const { return std::max<std::int64_t>(1'000, (replicates_ + 999) / 1'000); }

CheckPlanPartial CheckPlan::run(std::int64_t first, std::int64_t count) const {
  const double critical = plan::critical_value(arms_);
  const stats::Tail tail = plan::tail(arms_);
  Partial partial;
  partial.first = first;
  partial.replicates = count;
  for (std::int64_t replicate = first; replicate < first + count; ++replicate) {
    random::Stream stream(seed_, static_cast<std::uint64_t>(replicate));
    const Draw with_effect = draw(arms_, arms_.treatment, stream);
    const Draw without = draw(arms_, arms_.control, stream);
    partial.undefined_effect += !with_effect.defined;
    partial.undefined_null += !without.defined;
    partial.rejected_effect += with_effect.defined && rejects(with_effect.statistic, critical, tail);
    partial.rejected_null += without.defined && rejects(without.statistic, critical, tail);
    const double miss = with_effect.estimate - arms_.effect();
    partial.sum_effect += miss;
    partial.sum_effect_squared += miss * miss;
  }
  return partial;
}

Outcome<CheckPlanResult> CheckPlan::finish(const std::vector<Partial>& partials) const {
  // In the order of the replicates, so that sums come out the same whoever computed which block.
  std::vector<std::pair<std::int64_t, const Partial*>> order;
  order.reserve(partials.size());
  for (const Partial& p : partials) {
    order.emplace_back(p.first, &p);
  }
  std::sort(order.begin(), order.end());
  Partial all;
  for (const auto& [first, part] : order) {
    const Partial& p = *part;
    all.replicates += p.replicates;
    all.rejected_effect += p.rejected_effect;
    all.rejected_null += p.rejected_null;
    all.undefined_effect += p.undefined_effect;
    all.undefined_null += p.undefined_null;
    all.sum_effect += p.sum_effect;
    all.sum_effect_squared += p.sum_effect_squared;
  }
  if (all.replicates <= 0) {
    return error(Code::cancelled, "", "Stopped before the first experiments were simulated.");
  }
  const auto n = static_cast<double>(all.replicates);
  const Share power = share(all.rejected_effect, all.replicates);
  const Share false_positive = share(all.rejected_null, all.replicates);
  Result result;
  result.replicates = all.replicates;
  result.n_control = static_cast<std::int64_t>(arms_.n_control);
  result.n_treatment = static_cast<std::int64_t>(arms_.n_treatment);
  result.power = power.value;
  result.power_mcse = power.mcse;
  result.power_ci_low = power.interval.low;
  result.power_ci_high = power.interval.high;
  result.planned_power = plan::power(arms_);
  result.exact_power = plan::exact_power(arms_);
  result.power_agrees = power.agrees_with(result.exact_power.value_or(result.planned_power), n);
  result.false_positive_rate = false_positive.value;
  result.false_positive_mcse = false_positive.mcse;
  result.false_positive_ci_low = false_positive.interval.low;
  result.false_positive_ci_high = false_positive.interval.high;
  result.alpha = arms_.alpha;
  result.alpha_agrees = false_positive.agrees_with(arms_.alpha, n);
  result.true_effect = arms_.effect();
  const double miss = all.sum_effect / n;
  const double variance = std::fmax(0, all.sum_effect_squared / n - miss * miss) * (n > 1 ? n / (n - 1) : 1);
  result.mean_effect = arms_.effect() + miss;
  result.effect_sd = std::sqrt(variance);
  result.mean_effect_mcse = std::sqrt(variance / n);
  result.undefined = all.undefined_effect + all.undefined_null;
  result.test = plan::test_sentence(arms_);
  result.seed = static_cast<std::int64_t>(seed_);
  return result;
}

}  // namespace sutva::simulate
