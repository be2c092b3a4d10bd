// SPDX-License-Identifier: Apache-2.0
#include "simulate/check_bayesian.hpp"

#include <algorithm>
#include <cmath>

#include "../outcomes.hpp"

using namespace sutva;
using namespace sutva::simulate;
using namespace sutva::tests;

namespace {

std::vector<Tally> all_blocks(const CheckBayesian& simulation) {
  std::vector<Tally> partials;
  for (std::int64_t first = 0; first < simulation.replicates(); first += simulation.block()) {
    partials.push_back(simulation.run(first, std::min(simulation.block(), simulation.replicates() - first)));
  }
  return partials;
}

CheckBayesianResult result_of(const CheckBayesianRequest& request) {
  const CheckBayesian simulation = value_of(CheckBayesian::prepare(request));
  return value_of(simulation.finish(all_blocks(simulation)));
}

}  // namespace

TEST_CASE("check bayesian: the rule ships as often as planned") {
  for (const auto& rule : choices_of<plan::ShipRule>) {
    for (const std::int64_t n : {std::int64_t{25}, std::int64_t{4'000}, std::int64_t{100'000'000}}) {
      for (const auto& metric : choices_of<plan::PlainMetric>) {
        CheckBayesianRequest r;
        r.draws.replicates = 20'000;
        r.plan.metric = metric.value;
        r.plan.rule = rule.value;
        r.plan.solve_for = plan::BayesianUnknown::power;
        r.plan.n_control = n;
        r.plan.effect = 1.5 / std::sqrt(static_cast<double>(n));
        r.plan.effect_prior = plan::EffectPrior::normal;
        r.plan.loss_threshold = metric.value == plan::PlainMetric::mean ? 10 / std::sqrt(static_cast<double>(n))
                                                                        : 0.03 / std::sqrt(static_cast<double>(n));
        const CheckBayesianResult result = result_of(r);
        INFO(rule.name << " " << metric.name << " n " << n << ": " << result.checked.power << " of "
                       << result.checked.planned_power << ", " << result.checked.false_positive_rate << " of "
                       << result.checked.alpha);
        const double expected = result.exact_power.value_or(result.checked.planned_power);
        const auto close = [](double share, double planned) {
          return std::abs(share - planned) < 4 * std::sqrt(planned * (1 - planned) / 20'000) + 1e-4;
        };
        CHECK(result.exact_power.has_value() == (metric.value == plan::PlainMetric::proportion && n < 1'000'000));
        CHECK(close(result.checked.power, expected));
        CHECK(close(result.checked.false_positive_rate, result.checked.alpha));
      }
    }
  }
}

TEST_CASE("check bayesian: whoever runs which block, the result is the same") {
  CheckBayesianRequest r;
  r.draws.replicates = 3'000;
  const CheckBayesian simulation = value_of(CheckBayesian::prepare(r));
  std::vector<Tally> partials = all_blocks(simulation);
  const CheckBayesianResult once = value_of(simulation.finish(partials));
  std::reverse(partials.begin(), partials.end());
  partials[0] = value_of(CheckBayesian::prepare(r)).run(partials[0].first, partials[0].replicates);
  CHECK(value_of(simulation.finish(partials)).checked.power == once.checked.power);
  CHECK(value_of(simulation.finish(partials)).checked.mean_effect == once.checked.mean_effect);
  require_error(simulation.finish({}), Code::cancelled, "");
  r.plan.effect = 50;
  require_error(CheckBayesian::prepare(r), Code::out_of_range, "effect");
}
