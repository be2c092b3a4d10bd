// SPDX-License-Identifier: Apache-2.0
#include "simulate/check_sequential.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "../golden.hpp"
#include "../outcomes.hpp"
#include "base/read.hpp"
#include "stats/distributions.hpp"

using namespace sutva;
using namespace sutva::simulate;
using namespace sutva::tests;

namespace {

std::vector<SequentialTally> all_blocks(const CheckSequential& simulation) {
  std::vector<SequentialTally> partials;
  for (std::int64_t first = 0; first < simulation.replicates(); first += simulation.block()) {
    partials.push_back(simulation.run(first, std::min(simulation.block(), simulation.replicates() - first)));
  }
  return partials;
}

CheckSequentialResult result_of(const CheckSequentialRequest& request) {
  const CheckSequential simulation = value_of(CheckSequential::prepare(request));
  return value_of(simulation.finish(all_blocks(simulation)));
}

CheckSequentialRequest means() {
  CheckSequentialRequest r;
  r.plan.aims.metric = plan::CommonMetric::mean;
  r.plan.aims.effect_scale = plan::EffectScale::absolute;
  r.plan.aims.effect = 5;
  r.plan.aims.sd = 20;
  return r;
}

}  // namespace

TEST_CASE("check sequential: blocks in any order give the same bits") {
  CheckSequentialRequest r = means();
  r.plan.futility = plan::FutilityKind::non_binding;
  const CheckSequential simulation = value_of(CheckSequential::prepare(r));
  std::vector<SequentialTally> partials = all_blocks(simulation);
  const CheckSequentialResult once = value_of(simulation.finish(partials));
  std::mt19937_64 random(3);
  for (int i = 0; i < 5; ++i) {
    std::shuffle(partials.begin(), partials.end(), random);
    const CheckSequentialResult again = value_of(simulation.finish(partials));
    CHECK(bits(again.mean_n) == bits(once.mean_n));
    CHECK(bits(*again.mean_rejected) == bits(*once.mean_rejected));
    CHECK(bits(again.checked.mean_effect) == bits(once.checked.mean_effect));
    CHECK(again.checked.false_positive_rate == once.checked.false_positive_rate);
  }
  require_error(simulation.finish({}), Code::cancelled, "");
  SequentialTally foreign;
  foreign.tally.replicates = 100;
  foreign.ended_effect = {1, 2};
  require_error(simulation.finish({foreign}), Code::cancelled, "");
}

TEST_CASE("check sequential: the same counts and bits natively and in WebAssembly") {
  int rows = 0;
  for (const ReferenceRow& row : golden("check-sequential")) {
    INFO(row.described());
    ++rows;
    const CheckSequentialRequest r = value_of(read<CheckSequentialRequest>(request_of(row)));
    std::int64_t rejected_effect = 0;
    std::int64_t rejected_null = 0;
    double sum_effect = 0;
    double sum_rejected = 0;
    for (const SequentialTally& each : all_blocks(value_of(CheckSequential::prepare(r)))) {
      rejected_effect += each.tally.rejected_effect;
      rejected_null += each.tally.rejected_null;
      sum_effect += each.tally.sum_effect;
      sum_rejected += each.sum_rejected;
    }
    const std::map<std::string, std::string> quantities{{"rejected_effect", std::to_string(rejected_effect)},
                                                        {"rejected_null", std::to_string(rejected_null)},
                                                        {"sum_effect", bits(sum_effect)},
                                                        {"sum_rejected", bits(sum_rejected)}};
    CHECK(quantities.at(row.text("quantity")) == row.text("value"));
  }
  REQUIRE(rows >= 8);
}

TEST_CASE("check sequential: what happens is what was planned") {
  std::vector<CheckSequentialRequest> requests(7, means());
  requests[1].plan.aims.metric = plan::CommonMetric::proportion;
  requests[1].plan.aims.effect = 0.03;
  requests[1].plan.boundary = plan::BoundaryKind::pocock;
  requests[2].plan.futility = plan::FutilityKind::binding;
  requests[2].plan.aims.sides = plan::Sides::one;
  requests[2].plan.aims.effect = -5;
  requests[3].plan.futility = plan::FutilityKind::non_binding;
  requests[3].plan.futility_spending = plan::FutilitySpending::pocock_type;
  requests[3].plan.aims.ratio = 2;
  requests[4].plan.timing = plan::LookTiming::listed;
  requests[4].plan.fractions = {0.2, 0.3, 0.9, 1};
  requests[4].plan.boundary = plan::BoundaryKind::haybittle_peto;
  requests[5].plan.boundary = plan::BoundaryKind::always_valid;
  requests[5].plan.looks = 20;
  requests[6].plan.looks = 1;
  for (CheckSequentialRequest& r : requests) {
    r.draws.replicates = 40'000;
    r.draws.seed = 7;
    const CheckSequentialResult s = result_of(r);
    const double n = 40'000;
    INFO(name(r.plan.boundary) << ", futility " << name(r.plan.futility) << ": power " << s.checked.power << " for "
                               << s.checked.planned_power << ", false positives " << s.checked.false_positive_rate
                               << " for " << s.checked.alpha);
    // Counts are not normal: proportions get a little more room.
    const double room = r.plan.aims.metric == plan::CommonMetric::proportion ? 0.004 : 0;
    const auto near = [&](double share, double expected) {
      return std::abs(share - expected) <= 4 * std::sqrt(expected * (1 - expected) / n) + 1 / n + room;
    };
    CHECK(near(s.checked.power, s.checked.planned_power));
    CHECK(near(s.checked.false_positive_rate, s.checked.alpha));
    for (const SimulatedLook& look : s.looks) {
      INFO("look " << look.look);
      CHECK(near(look.success, look.success_planned));
      CHECK(near(look.ended, look.ended_planned));
      CHECK(near(look.ended_null, look.ended_null_planned));
    }
    CHECK(std::abs(s.mean_n - s.planned_n) < 4 * s.mean_n_mcse + room * s.planned_n + 1e-9);
    CHECK(*s.exaggeration > 1);
    CHECK(s.wrong_direction < 0.001);
  }
}

TEST_CASE("check sequential: a known level that is not kept is seen") {
  CheckSequentialRequest r = means();
  r.draws.replicates = 20'000;
  r.plan.aims.metric = plan::CommonMetric::proportion;
  r.plan.aims.baseline = 0.01;
  r.plan.aims.effect_scale = plan::EffectScale::relative;
  r.plan.aims.effect = 9;  // a handful of people: the unpooled test of counts is not normal
  const CheckSequentialResult s = result_of(r);
  CHECK_FALSE((s.checked.alpha_agrees && s.checked.power_agrees));
}

TEST_CASE("check sequential: errors of the plan are its own") {
  CheckSequentialRequest r = means();
  r.plan.aims.effect = 0;
  require_error(CheckSequential::prepare(r), Code::out_of_range, "effect");
}

TEST_CASE("check sequential: ratios, counts, covariates and clusters come out as planned") {
  std::vector<CheckSequentialRequest> requests(8);
  requests[0].plan.aims.metric = plan::CommonMetric::ratio;
  requests[1].plan.aims.metric = plan::CommonMetric::ratio;
  requests[1].plan.aims.variance.r_squared = 0.4;
  requests[2].plan.aims.metric = plan::CommonMetric::count;
  requests[2].plan.aims.parts.dispersion = 0.5;
  requests[3].plan.aims.metric = plan::CommonMetric::count;
  requests[3].plan.aims.count_method = plan::CountMethod::square_root;
  requests[3].plan.aims.effect = -0.1;
  requests[3].plan.aims.ratio = 2;
  requests[4].plan.aims.variance.r_squared = 0.4;
  requests[5].plan.aims.metric = plan::CommonMetric::mean;
  requests[5].plan.aims.variance.r_squared = 0.4;
  requests[6].plan.aims.variance = {0, plan::Randomised::clusters, 0.02, 60, 0};
  requests[7].plan.aims.metric = plan::CommonMetric::mean;
  requests[7].plan.aims.variance = {0.2, plan::Randomised::clusters, 0.03, 20, 0.4};
  for (CheckSequentialRequest& r : requests) {
    const bool clusters = r.plan.aims.variance.randomised == plan::Randomised::clusters;
    const double n = clusters ? 4'000 : 20'000;
    r.draws.replicates = static_cast<std::int64_t>(n);
    r.draws.seed = 5;
    r.plan.boundary = plan::BoundaryKind::pocock_type;
    r.plan.looks = 3;
    const CheckSequentialResult s = result_of(r);
    INFO(name(r.plan.aims.metric) << " R² " << r.plan.aims.variance.r_squared << " "
                                  << name(r.plan.aims.variance.randomised) << ": power " << s.checked.power << " for "
                                  << s.checked.planned_power << ", false positives " << s.checked.false_positive_rate
                                  << " for " << s.checked.alpha << "; " << s.checked.test);
    const auto near = [&](double share, double expected) {
      return std::abs(share - expected) <= 4 * std::sqrt(expected * (1 - expected) / n) + 0.004;
    };
    CHECK(near(s.checked.power, s.checked.planned_power));
    CHECK(near(s.checked.false_positive_rate, s.checked.alpha));
    CHECK(*s.exaggeration > 1);
    CHECK(std::abs(s.mean_n - s.planned_n) < 4 * s.mean_n_mcse + 0.01 * s.planned_n);
  }
}

TEST_CASE("check sequential: few clusters reject as often as t at the limits of z") {
  CheckSequentialRequest r;
  r.plan.aims.metric = plan::CommonMetric::mean;
  r.plan.aims.variance = {0, plan::Randomised::clusters, 0.1, 50, 0};
  r.plan.looks = 1;
  r.plan.aims.solve_for = plan::SequentialUnknown::power;
  r.plan.aims.n_control = 6 * 50;
  r.draws.replicates = 20'000;
  const CheckSequentialResult s = result_of(r);
  // Normal means of clusters of one size in arms of one size: exactly t with 10 degrees of freedom.
  const double exact = 2 * stats::t_sf(stats::normal_quantile_upper(0.025), 10);
  CHECK(std::abs(s.checked.false_positive_rate - exact) < 4 * std::sqrt(exact * (1 - exact) / 20'000));
  CHECK(exact > 0.07);
}

TEST_CASE("check sequential: clusters of ratios and counts are refused") {
  for (const plan::CommonMetric metric : {plan::CommonMetric::ratio, plan::CommonMetric::count}) {
    CheckSequentialRequest r;
    r.plan.aims.metric = metric;
    r.plan.aims.variance.randomised = plan::Randomised::clusters;
    require_error(CheckSequential::prepare(r), Code::conflict, "randomised");
  }
}
