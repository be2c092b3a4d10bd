// SPDX-License-Identifier: Apache-2.0
#include "simulate/check_plan.hpp"

#include <cmath>
#include <utility>

#include "random/samplers.hpp"
#include "stats/two_proportions.hpp"

namespace sutva::simulate {
namespace {

using plan::TwoArms;

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

// What a draw is judged by.
struct Rule {
  double critical;
  stats::Tail tail;
};

// The test needs only the two counts, so only they are drawn, not every person.
Draw draw_proportions(const TwoArms& arms, double treatment, const Rule& rule, random::Stream& stream) {
  const auto c = static_cast<double>(random::binomial(stream, static_cast<std::int64_t>(arms.n_control), arms.control));
  const auto t = static_cast<double>(random::binomial(stream, static_cast<std::int64_t>(arms.n_treatment), treatment));
  const bool no_variance = (c == 0 && t == 0) || (c == arms.n_control && t == arms.n_treatment);
  const double z =
      stats::two_proportion_z(plan::proportion_test(arms.proportion_method), c, arms.n_control, t, arms.n_treatment);
  return {t / arms.n_treatment - c / arms.n_control, rejects(z, rule.critical, rule.tail), !no_variance};
}

// For normal data the two means and the pooled variance are sufficient and independent: they are drawn directly.
Draw draw_means(const TwoArms& arms, double treatment, const Rule& rule, random::Stream& stream) {
  const double c = arms.control + arms.sd / std::sqrt(arms.n_control) * random::normal(stream);
  const double t = treatment + arms.sd / std::sqrt(arms.n_treatment) * random::normal(stream);
  double sd = arms.sd;
  if (arms.mean_method == plan::MeanMethod::noncentral_t) {
    const double df = arms.n_control + arms.n_treatment - 2;
    sd *= std::sqrt(random::chi_squared(stream, df) / df);
  }
  const double statistic = (t - c) / (sd * std::sqrt(1 / arms.n_control + 1 / arms.n_treatment));
  return {t - c, rejects(statistic, rule.critical, rule.tail)};
}

Draw draw(const TwoArms& arms, double treatment, const Rule& rule, random::Stream& stream) {
  return arms.metric == plan::Metric::proportion ? draw_proportions(arms, treatment, rule, stream)
                                                 : draw_means(arms, treatment, rule, stream);
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
  simulation.draws_ = request.draws;
  return {simulation, std::move(arms.issues)};
}

// A thousand experiments take a millisecond or less.
std::int64_t CheckPlan::block() const { return block_of(draws_.replicates, 1'000); }

Tally CheckPlan::run(std::int64_t first, std::int64_t count) const {
  const Rule rule{plan::critical_value(arms_), plan::tail(arms_)};
  Tally tally;
  tally.first = first;
  tally.replicates = count;
  for (std::int64_t replicate = first; replicate < first + count; ++replicate) {
    random::Stream stream(static_cast<std::uint64_t>(draws_.seed), static_cast<std::uint64_t>(replicate));
    const Draw with_effect = draw(arms_, arms_.treatment, rule, stream);
    const Draw without = draw(arms_, arms_.control, rule, stream);
    tally.count(with_effect, without, arms_.effect());
  }
  return tally;
}

Outcome<CheckPlanResult> CheckPlan::finish(const std::vector<Partial>& partials) const {
  Outcome<Tally> all = total(partials);
  if (!all) {
    return std::move(all.issues);
  }
  Result result;
  result.n_control = static_cast<std::int64_t>(arms_.n_control);
  result.n_treatment = static_cast<std::int64_t>(arms_.n_treatment);
  result.exact_power = plan::exact_power(arms_);
  const double planned = plan::power(arms_);
  result.checked = judged(*all, planned, result.exact_power.value_or(planned), arms_.alpha, arms_.effect());
  result.checked.test = plan::test_sentence(arms_);
  result.checked.seed = draws_.seed;
  return result;
}

}  // namespace sutva::simulate
