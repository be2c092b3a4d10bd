// SPDX-License-Identifier: Apache-2.0
#include "simulate/check_always_valid.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "../golden.hpp"
#include "../outcomes.hpp"
#include "base/read.hpp"
#include "base/write.hpp"

using namespace sutva;
using namespace sutva::plan;
using namespace sutva::simulate;
using namespace sutva::tests;

namespace {

std::vector<AlwaysValidTally> all_blocks(const CheckAlwaysValid& simulation) {
  std::vector<AlwaysValidTally> partials;
  for (std::int64_t first = 0; first < simulation.replicates(); first += simulation.block()) {
    partials.push_back(simulation.run(first, std::min(simulation.block(), simulation.replicates() - first)));
  }
  return partials;
}

CheckAlwaysValidResult result_of(const CheckAlwaysValidRequest& request) {
  const CheckAlwaysValid simulation = value_of(CheckAlwaysValid::prepare(request));
  return value_of(simulation.finish(all_blocks(simulation)));
}

CheckAlwaysValidRequest means(std::int64_t replicates) {
  CheckAlwaysValidRequest r;
  r.plan.aims.metric = CommonMetric::mean;
  r.plan.aims.effect_scale = EffectScale::absolute;
  r.plan.aims.effect = 3;
  r.plan.aims.sd = 20;
  r.draws.replicates = replicates;
  return r;
}

}  // namespace

TEST_CASE("check always valid: planned looks go as planned, and watching all the time keeps the level") {
  constexpr std::int64_t replicates = 6000;
  std::vector<CheckAlwaysValidRequest> requests(7, means(replicates));
  requests[1].plan.aims.metric = CommonMetric::proportion;
  requests[1].plan.aims.effect = 0.03;
  requests[2].plan.aims.sides = Sides::one;
  requests[2].plan.aims.effect = -3;
  requests[2].plan.aims.ratio = 2;
  requests[3].plan.looks = 1;
  requests[4].plan.looks = 100;
  requests[4].plan.aims.alpha = 0.3;
  requests[4].plan.tuned_at = 0.01;  // spends its level early
  requests[5].plan.tuning = MixtureTuning::tau;
  requests[5].plan.tau = 4;
  requests[6].plan.aims.solve_for = SequentialUnknown::alpha;
  requests[6].plan.aims.n_control = 1'000;
  for (const CheckAlwaysValidRequest& r : requests) {
    const CheckAlwaysValidResult s = result_of(r);
    const AlwaysValidResult plan = value_of(always_valid_plan(r.plan));
    REQUIRE(s.ways.size() == 2);
    const SimulatedLooking& planned = s.ways[0];
    const SimulatedLooking& watched = s.ways[1];
    INFO("request " << &r - requests.data() << ": power " << planned.power << " of " << plan.power << ", watched "
                    << watched.power << "; false positives " << planned.false_positive_rate << " of "
                    << plan.alpha_spent << ", watched " << watched.false_positive_rate << " of " << plan.alpha
                    << "; people " << planned.mean_n << " of " << plan.expected_n << ", watched " << watched.mean_n);
    const double n = replicates;
    const double room = r.plan.aims.metric == CommonMetric::proportion ? 0.004 : 0;
    const auto near = [&](double share, double expected) {
      return std::abs(share - expected) <= 4 * std::sqrt(expected * (1 - expected) / n) + 1 / n + room;
    };
    CHECK(*planned.planned_power == Approx(plan.power));
    CHECK(*planned.planned_n == Approx(plan.expected_n));
    CHECK(near(planned.power, plan.power));
    CHECK(near(planned.false_positive_rate, plan.alpha_spent));
    CHECK(std::abs(planned.mean_n - plan.expected_n) < 4 * planned.mean_n_mcse + room * plan.expected_n + 1e-9);
    // One way contains the other, path by path.
    CHECK(watched.power >= planned.power);
    CHECK(watched.false_positive_rate >= planned.false_positive_rate);
    CHECK(watched.mean_n <= planned.mean_n);
    CHECK(watched.mean_n_null <= planned.mean_n_null);
    CHECK(watched.looks >= 500);
    CHECK(*watched.exaggeration > 1);
    CHECK(watched.false_positive_rate <= plan.alpha + 3 * std::sqrt(plan.alpha * (1 - plan.alpha) / n));
    CHECK(s.checked.power == planned.power);
    CHECK(s.checked.false_positive_rate == watched.false_positive_rate);
    CHECK(s.checked.alpha == Approx(plan.alpha));
    CHECK(s.checked.alpha_agrees);
  }
}

TEST_CASE("check always valid: tuned for the very beginning, watching uses much of the level") {
  CheckAlwaysValidRequest r = means(6000);
  r.plan.aims.alpha = 0.2;
  r.plan.tuned_at = 0.005;
  const CheckAlwaysValidResult s = result_of(r);
  CHECK(s.ways[1].false_positive_rate > 0.09);
  CHECK(s.ways[1].false_positive_rate < 0.2);
}

TEST_CASE("check always valid: a boundary that is not kept is seen") {
  CheckAlwaysValidRequest r = means(5000);
  r.plan.aims.metric = CommonMetric::proportion;
  r.plan.aims.effect_scale = EffectScale::relative;
  r.plan.aims.baseline = 0.01;
  r.plan.aims.effect = 9;
  r.plan.aims.alpha = 0.001;
  r.plan.looks = 10;
  const CheckAlwaysValidResult s = result_of(r);
  INFO("false positives " << s.checked.false_positive_rate << ", power " << s.checked.power << " of "
                          << s.checked.planned_power);
  CHECK_FALSE((s.checked.alpha_agrees && s.checked.power_agrees));
}

TEST_CASE("check always valid: an experiment with fewer people than steps") {
  CheckAlwaysValidRequest r = means(2000);
  r.plan.aims.solve_for = SequentialUnknown::power;
  r.plan.aims.n_control = 40;
  r.plan.aims.effect = 15;
  r.plan.looks = 7;
  const CheckAlwaysValidResult s = result_of(r);
  CHECK(s.ways[0].looks == 7);
  CHECK(s.ways[1].looks == 40);
  CHECK(s.checked.power_agrees);
  r.plan.aims.metric = CommonMetric::proportion;
  r.plan.aims.baseline = 0.5;
  r.plan.aims.effect = 0.3;
  CHECK(result_of(r).checked.alpha_agrees);
}

TEST_CASE("check always valid: blocks in any order give the same bits, in any division the same counts") {
  const CheckAlwaysValid simulation = value_of(CheckAlwaysValid::prepare(means(300)));
  std::vector<AlwaysValidTally> partials = all_blocks(simulation);
  REQUIRE(partials.size() > 5);
  const CheckAlwaysValidResult once = value_of(simulation.finish(partials));
  std::mt19937_64 random(3);
  for (int i = 0; i < 5; ++i) {
    std::shuffle(partials.begin(), partials.end(), random);
    const CheckAlwaysValidResult again = value_of(simulation.finish(partials));
    CHECK(bits(again.checked.mean_effect) == bits(once.checked.mean_effect));
    CHECK(bits(*again.ways[1].exaggeration) == bits(*once.ways[1].exaggeration));
    CHECK(bits(again.ways[0].mean_n) == bits(once.ways[0].mean_n));
  }
  const CheckAlwaysValidResult parts = value_of(simulation.finish({simulation.run(77, 223), simulation.run(0, 77)}));
  CHECK(parts.checked.power == once.checked.power);
  CHECK(parts.checked.false_positive_rate == once.checked.false_positive_rate);
  CHECK(parts.ways[1].mean_n_null == once.ways[1].mean_n_null);
  CHECK(parts.checked.mean_effect == Approx(once.checked.mean_effect).epsilon(1e-12));
  // Another worker's block comes back through what is written of it.
  for (AlwaysValidTally& each : partials) {
    each = value_of(read<AlwaysValidTally>(write(each)));
  }
  const CheckAlwaysValidResult back = value_of(simulation.finish(partials));
  CHECK(bits(back.checked.mean_effect) == bits(once.checked.mean_effect));
  CHECK(back.ways[1].power == once.ways[1].power);
  require_error(simulation.finish({}), Code::cancelled, "");
  AlwaysValidTally foreign;
  foreign.tally.replicates = 100;
  foreign.people = {1};
  require_error(simulation.finish({foreign}), Code::cancelled, "");
}

TEST_CASE("check always valid: the same counts and bits natively and in WebAssembly") {
  int rows = 0;
  for (const ReferenceRow& row : golden("check-always-valid")) {
    INFO(row.described());
    ++rows;
    const CheckAlwaysValidRequest r = value_of(read<CheckAlwaysValidRequest>(request_of(row)));
    std::int64_t rejected_effect = 0;
    std::int64_t rejected_null = 0;
    double sum_effect = 0;
    double people = 0;
    for (const AlwaysValidTally& each : all_blocks(value_of(CheckAlwaysValid::prepare(r)))) {
      rejected_effect += each.tally.rejected_effect;
      rejected_null += each.tally.rejected_null;
      sum_effect += each.tally.sum_effect;
      people += each.people[1];
    }
    const std::map<std::string, std::string> quantities{{"rejected_effect", std::to_string(rejected_effect)},
                                                        {"rejected_null", std::to_string(rejected_null)},
                                                        {"sum_effect", bits(sum_effect)},
                                                        {"people.1", bits(people)}};
    CHECK(quantities.at(row.text("quantity")) == row.text("value"));
  }
  REQUIRE(rows >= 8);
}

TEST_CASE("check always valid: errors of the plan are its own") {
  CheckAlwaysValidRequest r = means(100);
  r.plan.tuning = MixtureTuning::tau;
  r.plan.tau = 1e50;
  require_error(CheckAlwaysValid::prepare(r), Code::conflict, "tau");
  r = means(100);
  r.plan.aims.effect = 0;
  require_error(CheckAlwaysValid::prepare(r), Code::out_of_range, "effect");
  r = means(100);
  r.plan.aims.alpha = 0.45;
  require_error(CheckAlwaysValid::prepare(r), Code::conflict, "alpha");
}
