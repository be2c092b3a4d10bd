// SPDX-License-Identifier: Apache-2.0
#include "simulate/check_bayesian.hpp"

#include <cmath>
#include <utility>

#include "random/samplers.hpp"

namespace sutva::simulate {

Outcome<CheckBayesian> CheckBayesian::prepare(const Request& request) {
  Outcome<plan::BayesianPlan> planned = plan::planned_bayesian(request.plan);
  if (!planned) {
    return std::move(planned.issues);
  }
  CheckBayesian simulation;
  simulation.plan_ = std::move(*planned);
  simulation.draws_ = request.draws;
  simulation.boundary_ = plan::ship_boundary(simulation.plan_);
  if (request.plan.metric == plan::PlainMetric::mean) {
    // The posterior mean is linear in the observed difference.
    const plan::Posterior none = plan::expected_posterior(simulation.plan_, 0);
    const plan::Posterior one = plan::expected_posterior(simulation.plan_, request.plan.sd);
    const double slope = (one.mean - none.mean) / request.plan.sd;
    simulation.difference_ = (plan::bar(simulation.plan_, none.sd) * none.sd - none.mean) / slope;
  }
  return {std::move(simulation), std::move(planned.issues)};
}

std::int64_t CheckBayesian::block() const { return block_of(draws_.replicates, 1'000); }

Draw CheckBayesian::draw(double effect, random::Stream& stream) const {
  const plan::BayesianRequest& r = plan_.request;
  if (r.metric == plan::PlainMetric::mean) {
    const double se = r.sd * std::sqrt(1 / plan_.n_control + 1 / plan_.n_treatment);
    const double difference = effect + se * random::normal(stream);
    return {difference, difference >= difference_};
  }
  const std::int64_t c = random::binomial(stream, static_cast<std::int64_t>(plan_.n_control), r.baseline);
  const std::int64_t t = random::binomial(stream, static_cast<std::int64_t>(plan_.n_treatment), r.baseline + effect);
  const double control = static_cast<double>(c), treatment = static_cast<double>(t);
  const double difference = treatment / plan_.n_treatment - control / plan_.n_control;
  if (boundary_) {
    return {difference, boundary_->ships(c, t)};
  }
  const auto arm = [](double count, double n, double alpha, double beta) {
    const double mean = (count + alpha) / (n + alpha + beta);
    return std::pair{mean, mean * (1 - mean) / (n + alpha + beta + 1)};
  };
  const auto [mean_c, variance_c] = arm(control, plan_.n_control, r.prior_alpha_control, r.prior_beta_control);
  const auto [mean_t, variance_t] = arm(treatment, plan_.n_treatment, r.prior_alpha_treatment, r.prior_beta_treatment);
  const double sd = std::sqrt(variance_c + variance_t);
  return {difference, mean_t - mean_c >= plan::bar(plan_, sd) * sd};
}

Tally CheckBayesian::run(std::int64_t first, std::int64_t count) const {
  const double effect = plan::absolute_effect(plan_.request, plan_.request.effect);
  Tally tally;
  tally.first = first;
  tally.replicates = count;
  for (std::int64_t replicate = first; replicate < first + count; ++replicate) {
    random::Stream stream(static_cast<std::uint64_t>(draws_.seed), static_cast<std::uint64_t>(replicate));
    const Draw with_effect = draw(effect, stream);
    const Draw without = draw(0, stream);
    tally.count(with_effect, without, effect);
  }
  return tally;
}

Outcome<CheckBayesianResult> CheckBayesian::finish(const std::vector<Partial>& partials) const {
  Outcome<Tally> all = total(partials);
  if (!all) {
    return std::move(all.issues);
  }
  const double effect = plan::absolute_effect(plan_.request, plan_.request.effect);
  Result result;
  result.n_control = static_cast<std::int64_t>(plan_.n_control);
  result.n_treatment = static_cast<std::int64_t>(plan_.n_treatment);
  result.threshold = plan_.threshold;
  const double planned = plan::ship_rate(plan_, effect);
  double level = plan::ship_rate(plan_, 0);
  if (boundary_) {
    result.exact_power = plan::exact_ship_rate(plan_, *boundary_, effect);
    level = plan::exact_ship_rate(plan_, *boundary_, 0);
  }
  result.checked = judged(*all, planned, result.exact_power.value_or(planned), level, effect);
  result.checked.test = plan_.request.rule == plan::ShipRule::chance
                            ? "chance to beat control at its threshold or above"
                            : "expected loss at its threshold or below";
  result.checked.seed = draws_.seed;
  return result;
}

}  // namespace sutva::simulate
