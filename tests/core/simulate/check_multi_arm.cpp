// SPDX-License-Identifier: Apache-2.0
#include "simulate/check_multi_arm.hpp"

#include <algorithm>
#include <cmath>

#include "../outcomes.hpp"

using namespace sutva;
using namespace sutva::simulate;
using namespace sutva::tests;

namespace {

std::vector<Tally> all_blocks(const CheckMultiArm& simulation) {
  std::vector<Tally> partials;
  for (std::int64_t first = 0; first < simulation.replicates(); first += simulation.block()) {
    partials.push_back(simulation.run(first, std::min(simulation.block(), simulation.replicates() - first)));
  }
  return partials;
}

CheckMultiArmResult result_of(const CheckMultiArmRequest& request) {
  const CheckMultiArm simulation = value_of(CheckMultiArm::prepare(request));
  return value_of(simulation.finish(all_blocks(simulation)));
}

}  // namespace

TEST_CASE("check multi-arm: power of every kind and the familywise error come out as planned") {
  for (const auto& kind : choices_of<plan::PowerKind>) {
    for (const auto& correction : choices_of<plan::Correction>) {
      CheckMultiArmRequest r;
      r.draws.replicates = 20'000;
      r.plan.power_kind = kind.value;
      r.plan.correction = correction.value;
      r.plan.metric = plan::CommonMetric::mean;
      r.plan.effect = 0.9;  // few people: the t distribution matters
      r.plan.sides = kind.value == plan::PowerKind::any ? plan::Sides::one : plan::Sides::two;
      r.plan.ratio = 1.5;
      const CheckMultiArmResult mean = result_of(r);
      INFO(kind.name << " " << correction.name << ": power " << mean.checked.power << " of "
                     << mean.checked.planned_power << ", error " << mean.checked.false_positive_rate << " of "
                     << mean.checked.alpha);
      const auto close = [](double share, double expected) {
        return std::abs(share - expected) < 4 * std::sqrt(expected * (1 - expected) / 20'000);
      };
      CHECK(close(mean.checked.power, mean.checked.planned_power));
      CHECK(close(mean.checked.false_positive_rate, mean.checked.alpha));
      CHECK(std::abs(mean.checked.mean_effect - mean.checked.true_effect) < 4 * mean.checked.mean_effect_mcse);
      r.plan.metric = plan::CommonMetric::proportion;
      r.plan.effect = -0.15;
      r.plan.baseline = 0.3;
      const CheckMultiArmResult share = result_of(r);
      INFO("proportions: power " << share.checked.power << " of " << share.checked.planned_power << ", error "
                                 << share.checked.false_positive_rate << " of " << share.checked.alpha);
      CHECK(std::abs(share.checked.power - share.checked.planned_power) < 0.015);
      CHECK(std::abs(share.checked.false_positive_rate - share.checked.alpha) < 0.015);
    }
  }
}

TEST_CASE("check multi-arm: whoever runs which block, the result is the same") {
  CheckMultiArmRequest r;
  r.draws.replicates = 3'000;
  const CheckMultiArm simulation = value_of(CheckMultiArm::prepare(r));
  std::vector<Tally> partials = all_blocks(simulation);
  const CheckMultiArmResult once = value_of(simulation.finish(partials));
  std::reverse(partials.begin(), partials.end());
  partials[1] = value_of(CheckMultiArm::prepare(r)).run(partials[1].first, partials[1].replicates);
  const CheckMultiArmResult again = value_of(simulation.finish(partials));
  CHECK(again.checked.power == once.checked.power);
  CHECK(again.checked.mean_effect == once.checked.mean_effect);
  CHECK(once.checked.replicates == 3'000);
  require_error(simulation.finish({}), Code::cancelled, "");
  r.plan.effect = 0;
  require_error(CheckMultiArm::prepare(r), Code::out_of_range, "effect");
}

TEST_CASE("check multi-arm: ratios, counts, covariates and clusters come out as planned") {
  std::vector<CheckMultiArmRequest> requests(7);
  requests[0].plan.metric = plan::CommonMetric::ratio;
  requests[1].plan.metric = plan::CommonMetric::ratio;
  requests[1].plan.variance.r_squared = 0.4;
  requests[2].plan.metric = plan::CommonMetric::count;
  requests[2].plan.parts.dispersion = 0.5;
  requests[2].plan.effect = -0.1;
  requests[3].plan.variance.r_squared = 0.4;
  requests[4].plan.metric = plan::CommonMetric::mean;
  requests[4].plan.variance.r_squared = 0.4;
  requests[4].plan.effect = 0.9;
  requests[5].plan.variance = {0, plan::Randomised::clusters, 0.02, 60, 0.3};
  requests[6].plan.metric = plan::CommonMetric::mean;  // few: the t distribution of clusters matters
  requests[6].plan.variance = {0, plan::Randomised::clusters, 0.1, 30, 0};
  requests[6].plan.effect = 0.6;
  for (CheckMultiArmRequest& r : requests) {
    const bool many = r.plan.variance.cv > 0;
    const double n = many ? 4'000 : 20'000;
    r.draws.replicates = static_cast<std::int64_t>(n);
    const CheckMultiArmResult s = result_of(r);
    INFO(name(r.plan.metric) << " R² " << r.plan.variance.r_squared << " " << name(r.plan.variance.randomised)
                             << ": power " << s.checked.power << " of " << s.checked.planned_power << ", error "
                             << s.checked.false_positive_rate << " of " << s.checked.alpha << "; " << s.checked.test);
    const double room = r.plan.metric == plan::CommonMetric::mean ? 0 : 0.004;
    const auto near = [&](double share, double expected) {
      return std::abs(share - expected) < 4 * std::sqrt(expected * (1 - expected) / n) + room;
    };
    CHECK(near(s.checked.power, s.checked.planned_power));
    CHECK(near(s.checked.false_positive_rate, s.checked.alpha));
    CHECK(std::abs(s.checked.mean_effect - s.checked.true_effect) < 4 * s.checked.mean_effect_mcse);
  }
  CheckMultiArmRequest r;
  r.plan.metric = plan::CommonMetric::count;
  r.plan.variance.randomised = plan::Randomised::clusters;
  require_error(CheckMultiArm::prepare(r), Code::conflict, "randomised");
}
