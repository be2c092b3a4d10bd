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
      r.plan.metric = plan::PlainMetric::mean;
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
      r.plan.metric = plan::PlainMetric::proportion;
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
