// SPDX-License-Identifier: Apache-2.0
#include "simulate/check_plan.hpp"

#include "../plan/requests.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "../golden.hpp"
#include "../outcomes.hpp"
#include "base/read.hpp"

using namespace sutva;
using namespace sutva::simulate;
using namespace sutva::tests;

namespace {

std::vector<Tally> all_blocks(const CheckPlan& simulation) {
  std::vector<Tally> partials;
  for (std::int64_t first = 0; first < simulation.replicates(); first += simulation.block()) {
    partials.push_back(simulation.run(first, std::min(simulation.block(), simulation.replicates() - first)));
  }
  return partials;
}

CheckPlan simulation_of(const CheckPlanRequest& request) { return value_of(CheckPlan::prepare(request)); }

CheckPlanResult result_of(const CheckPlanRequest& request) {
  const CheckPlan simulation = simulation_of(request);
  return value_of(simulation.finish(all_blocks(simulation)));
}

CheckPlanRequest small_proportions() {
  CheckPlanRequest request;
  request.plan.baseline = 0.1;
  request.plan.effect = 1.5;
  request.draws.replicates = 7'450;
  request.draws.seed = 5;
  return request;
}

CheckPlanRequest means() {
  CheckPlanRequest request;
  request.plan.metric = plan::Metric::mean;
  request.plan.effect = 1.2;
  request.draws.replicates = 20'000;
  return request;
}

}  // namespace

TEST_CASE("check plan: whoever runs which block, in any order, the result is the same to the last bit") {
  std::mt19937_64 random(31);
  for (const CheckPlanRequest& request : {small_proportions(), means()}) {
    const CheckPlan simulation = simulation_of(request);
    std::vector<Tally> partials = all_blocks(simulation);
    const CheckPlanResult once = value_of(simulation.finish(partials));
    REQUIRE(once.checked.replicates == request.draws.replicates);
    for (int i = 0; i < 10; ++i) {
      std::shuffle(partials.begin(), partials.end(), random);
      // Another worker prepares the simulation anew and computes one block again.
      Tally& again = partials[random() % partials.size()];
      again = simulation_of(request).run(again.first, again.replicates);
      const CheckPlanResult shuffled = value_of(simulation.finish(partials));
      REQUIRE(shuffled.checked.power == once.checked.power);
      REQUIRE(shuffled.checked.false_positive_rate == once.checked.false_positive_rate);
      REQUIRE(bits(shuffled.checked.mean_effect) == bits(once.checked.mean_effect));
      REQUIRE(bits(shuffled.checked.effect_sd) == bits(once.checked.effect_sd));
      REQUIRE(shuffled.checked.undefined == once.checked.undefined);
    }
    // Blocks of any other size count the same experiments.
    std::vector<Tally> uneven;
    for (std::int64_t first = 0; first < request.draws.replicates;) {
      const std::int64_t count =
          std::min(static_cast<std::int64_t>(1 + random() % 2000), request.draws.replicates - first);
      uneven.push_back(simulation.run(first, count));
      first += count;
    }
    const CheckPlanResult other = value_of(simulation.finish(uneven));
    REQUIRE(other.checked.power == once.checked.power);
    REQUIRE(other.checked.false_positive_rate == once.checked.false_positive_rate);
    REQUIRE(other.checked.undefined == once.checked.undefined);
    REQUIRE(relative_error(other.checked.mean_effect, once.checked.mean_effect) < 1e-12);
    REQUIRE(relative_error(other.checked.effect_sd, once.checked.effect_sd) < 1e-12);
  }
}

TEST_CASE("check plan: the same counts and bits natively and in WebAssembly") {
  std::map<std::string, Tally> sums;
  for (const ReferenceRow& row : golden("check-plan")) {
    INFO(row.described());
    const auto [place, fresh] = sums.try_emplace(row.text("settings"));
    Tally& sum = place->second;
    if (fresh) {
      for (const Tally& p : all_blocks(simulation_of(value_of(read<CheckPlanRequest>(request_of(row)))))) {
        sum.rejected_effect += p.rejected_effect;
        sum.rejected_null += p.rejected_null;
        sum.undefined_effect += p.undefined_effect;
        sum.undefined_null += p.undefined_null;
        sum.sum_effect += p.sum_effect;
        sum.sum_effect_squared += p.sum_effect_squared;
      }
    }
    const std::map<std::string, std::string> quantities{
        {"rejected_effect", std::to_string(sum.rejected_effect)},
        {"rejected_null", std::to_string(sum.rejected_null)},
        {"undefined_effect", std::to_string(sum.undefined_effect)},
        {"undefined_null", std::to_string(sum.undefined_null)},
        {"sum_effect", bits(sum.sum_effect)},
        {"sum_effect_squared", bits(sum.sum_effect_squared)},
    };
    CHECK(quantities.at(row.text("quantity")) == row.text("value"));
  }
  REQUIRE(sums.size() >= 4);
}

TEST_CASE("check plan: what is simulated is what is planned") {
  using plan::Metric;
  std::vector<CheckPlanRequest> requests(6);
  requests[0].plan.effect = 1;
  requests[1] = small_proportions();
  requests[1].plan.proportion_method = plan::ProportionMethod::unpooled;
  requests[2] = means();
  requests[2].plan.effect = 2.5;  // a handful of people: the t distribution matters
  requests[3] = means();
  requests[3].plan.mean_method = plan::MeanMethod::normal;
  requests[3].plan.ratio = 3;
  requests[4].plan.sides = plan::Sides::one;
  requests[4].plan.effect = -0.4;
  requests[4].plan.ratio = 0.5;
  requests[4].plan.alpha = 0.01;
  requests[5] = means();
  requests[5].plan.sides = plan::Sides::one;
  requests[5].plan.effect = -0.7;
  for (CheckPlanRequest& request : requests) {
    request.draws.replicates = 40'000;
    const CheckPlanResult r = result_of(request);
    const double n = static_cast<double>(r.checked.replicates);
    const auto mcse = [&](double share) { return std::sqrt(share * (1 - share) / n); };
    const double expected = r.exact_power.value_or(r.checked.planned_power);
    INFO(r.checked.test << ": simulated " << r.checked.power << ", expected " << expected);
    REQUIRE(r.exact_power.has_value() == (request.plan.metric == Metric::proportion));
    REQUIRE(std::abs(r.checked.power - expected) < 4 * mcse(expected));
    REQUIRE(r.checked.power_agrees == (std::abs(r.checked.power - expected) <= 3 * mcse(expected) + 1 / n));
    // No effect: the level itself for means, the test's true level for counts.
    double level = request.plan.alpha;
    if (request.plan.metric == Metric::proportion) {
      plan::TwoArms null = value_of(plan::planned_arms(request.plan));
      const stats::Tail tail = plan::tail(null);
      level = *stats::exact_power({plan::proportion_test(null.proportion_method), tail, plan::critical_value(null)},
                                  r.n_control, r.n_treatment, null.control, null.control);
    }
    INFO("false positives " << r.checked.false_positive_rate << ", expected " << level);
    REQUIRE(std::abs(r.checked.false_positive_rate - level) < 4 * mcse(level));
    REQUIRE(std::abs(r.checked.mean_effect - r.checked.true_effect) < 4 * r.checked.mean_effect_mcse);
    REQUIRE(r.checked.power_ci_low < r.checked.power);
    REQUIRE(r.checked.power < r.checked.power_ci_high);
    REQUIRE(relative_error(r.checked.power_mcse, mcse(r.checked.power)) < 1e-12);
    const plan::TwoArms arms = value_of(plan::planned_arms(request.plan));
    const double se = plan::standard_errors(arms, arms.control).effect;
    REQUIRE(std::abs(r.checked.effect_sd / se - 1) < 4 / std::sqrt(2 * n) * 1.5);
  }
}

TEST_CASE("check plan: another seed gives other numbers, the same seed the same") {
  CheckPlanRequest request = means();
  const CheckPlanResult one = result_of(request);
  REQUIRE(bits(result_of(request).checked.mean_effect) == bits(one.checked.mean_effect));
  request.draws.seed = 2;
  REQUIRE(result_of(request).checked.mean_effect != one.checked.mean_effect);
  request.draws.seed = 9007199254740991;
  const CheckPlanResult last = result_of(request);
  REQUIRE(last.checked.seed == 9007199254740991);
  REQUIRE(std::abs(last.checked.power - one.checked.power) < 0.02);
}

TEST_CASE("check plan: experiments without a test are counted, and not as rejected") {
  CheckPlanRequest request;
  request.plan.solve_for = plan::SolveFor::power;
  request.plan.n_control = 5;
  request.plan.baseline = 0.01;
  request.plan.effect = 1;
  request.draws.replicates = 50'000;
  const CheckPlan simulation = simulation_of(request);
  std::int64_t effect = 0, null = 0;
  for (const Tally& p : all_blocks(simulation)) {
    effect += p.undefined_effect;
    null += p.undefined_null;
    REQUIRE(p.rejected_null + p.undefined_null <= p.replicates);
  }
  const auto close = [](std::int64_t hits, double expected) {
    const double n = 50'000;
    return std::abs(static_cast<double>(hits) / n - expected) < 4 * std::sqrt(expected * (1 - expected) / n);
  };
  REQUIRE(close(effect, std::pow(0.99, 5) * std::pow(0.98, 5)));
  REQUIRE(close(null, std::pow(0.99, 10)));
  REQUIRE(result_of(request).checked.undefined == effect + null);
  // One-sided at 50 %, equal shares lie on the edge: what is simulated and what is enumerated must agree there too.
  request.plan.sides = plan::Sides::one;
  request.plan.alpha = 0.5;
  const CheckPlanResult edge = result_of(request);
  INFO("simulated " << edge.checked.power << ", exact " << *edge.exact_power);
  REQUIRE(std::abs(edge.checked.power - *edge.exact_power) < 4 * edge.checked.power_mcse);
}

TEST_CASE("check plan: stopped early, it says what it has; stopped before the first block, that") {
  const CheckPlan simulation = simulation_of(means());
  const CheckPlanResult half = value_of(simulation.finish({simulation.run(3000, 1000), simulation.run(0, 1000)}));
  REQUIRE(half.checked.replicates == 2000);
  require_error(simulation.finish({}), Code::cancelled, "");
}

TEST_CASE("check plan: an impossible plan is refused with its field") {
  CheckPlanRequest request;
  request.plan.effect = 20;
  require_error(CheckPlan::prepare(request), Code::out_of_range, "effect");
}

TEST_CASE("check plan: every metric and question is drawn, and simulated and planned power agree") {
  for (const plan::SampleSizeRequest& planned : variety()) {
    INFO(name(planned.metric) << " " << name(planned.comparison) << " " << name(planned.hypothesis));
    CheckPlanRequest request;
    request.plan = planned;
    const plan::SampleSizeResult sized = value_of(plan::sample_size(planned));
    const bool people = planned.metric == plan::Metric::time_to_event || planned.metric == plan::Metric::rank;
    INFO(sized.n_total << " people");
    request.draws.replicates = people ? std::max<std::int64_t>(300, 2'000'000 / sized.n_total) : 20'000;
    request.draws.replicates = std::min<std::int64_t>(request.draws.replicates, 20'000);
    const CheckPlanResult r = result_of(request);
    const double expected = r.exact_power.value_or(r.checked.planned_power);
    const double n = static_cast<double>(request.draws.replicates);
    INFO("simulated " << r.checked.power << ", expected " << expected << ", false " << r.checked.false_positive_rate);
    // Where the formula approximates the test, by as much as it may be off.
    const double off = r.exact_power || planned.metric == plan::Metric::mean ? 0 : 0.012;
    REQUIRE(std::abs(r.checked.power - expected) < 4.5 * std::sqrt(expected * (1 - expected) / n) + off);
    const double level = r.checked.alpha;
    REQUIRE(r.checked.false_positive_rate < level + 4.5 * std::sqrt(level * (1 - level) / n) + 0.006);
    REQUIRE(std::abs(r.checked.mean_effect - r.checked.true_effect) < 4.5 * r.checked.mean_effect_mcse + 0.01);
  }
}
