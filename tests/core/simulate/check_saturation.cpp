// SPDX-License-Identifier: Apache-2.0
#include "simulate/check_saturation.hpp"

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

std::vector<SaturationTally> all_blocks(const CheckSaturation& simulation) {
  std::vector<SaturationTally> partials;
  for (std::int64_t first = 0; first < simulation.replicates(); first += simulation.block()) {
    partials.push_back(simulation.run(first, std::min(simulation.block(), simulation.replicates() - first)));
  }
  return partials;
}

CheckSaturationResult result_of(const CheckSaturationRequest& request) {
  const CheckSaturation simulation = value_of(CheckSaturation::prepare(request));
  return value_of(simulation.finish(all_blocks(simulation)));
}

CheckSaturationRequest means(std::int64_t replicates) {
  CheckSaturationRequest r;
  r.plan.metric = SaturationMetric::mean;
  r.plan.effect_scale = EffectScale::absolute;
  r.plan.effect_treated = 30;
  r.plan.effect_untreated = 20;
  r.draws.replicates = replicates;
  return r;
}

bool near(double share, double expected, std::int64_t replicates, double room) {
  const auto n = static_cast<double>(replicates);
  return std::abs(share - expected) <= 4 * std::sqrt(expected * (1 - expected) / n) + 1 / n + room;
}

// `room`: by how much the test may truly differ from its formula.
void require_agreement(const CheckSaturationResult& s, double room) {
  const Checked& checked = s.checked;
  INFO("power " << checked.power << " of " << checked.planned_power << ", false positives "
                << checked.false_positive_rate << ", estimate " << checked.mean_effect << " of " << checked.true_effect
                << " +- " << checked.mean_effect_mcse << ", spread " << checked.effect_sd << " of " << s.planned_se);
  CHECK(near(checked.power, checked.planned_power, checked.replicates, room));
  CHECK(near(checked.false_positive_rate, checked.alpha, checked.replicates, room));
  CHECK(std::abs(checked.mean_effect - checked.true_effect) < 4 * checked.mean_effect_mcse);
  CHECK(std::abs(checked.effect_sd / s.planned_se - 1) <
        4 / std::sqrt(2 * static_cast<double>(checked.replicates)) + room);
  for (const SimulatedComparison& row : s.comparisons) {
    INFO(row.comparison << " at " << row.saturation.value_or(0) << ": power " << row.power << " of "
                        << row.planned_power << ", false positives " << row.false_positive_rate);
    CHECK(near(row.power, row.planned_power, checked.replicates, room));
    CHECK(near(row.false_positive_rate, checked.alpha, checked.replicates, room));
  }
}

}  // namespace

TEST_CASE("check saturation: means have the power and level of every comparison") {
  for (const auto& test : choices_of<ClusterTest>) {
    for (const auto& target : choices_of<SaturationTarget>) {
      for (const auto& scope : choices_of<SaturationScope>) {
        INFO(test.name << " " << target.name << " " << scope.name);
        CheckSaturationRequest r = means(5000);
        r.plan.test = test.value;
        r.plan.target = target.value;
        r.plan.scope = scope.value;
        r.plan.sides = scope.value == SaturationScope::each ? Sides::one : Sides::two;
        r.plan.effect_treated = scope.value == SaturationScope::each ? -30 : 30;
        const CheckSaturationResult s = result_of(r);
        CHECK_FALSE(s.own_power);
        require_agreement(s, 0.006);
      }
    }
  }
}

TEST_CASE("check saturation: few clusters of equal saturation have exactly Student's distribution") {
  CheckSaturationRequest r = means(40'000);
  r.plan.solve_for = SaturationUnknown::power;
  r.plan.target = SaturationTarget::treated;
  r.plan.saturations = {0.5};
  r.plan.cluster_shares = {0.5};
  r.plan.clusters = 10;
  r.plan.icc = 0.999999;  // the mean of few people is as good as that of many: both sides have one variance
  r.plan.effect_treated = 150;
  r.plan.effect_untreated = 100;
  const CheckSaturationResult s = result_of(r);
  CHECK(near(s.checked.power, s.checked.planned_power, 40'000, 0));
  CHECK(near(s.checked.false_positive_rate, 0.05, 40'000, 0));
  // Within clusters the planned degrees of freedom are exact whatever the correlation.
  r.plan.target = SaturationTarget::difference;
  r.plan.icc = 0.3;
  r.plan.clusters = 8;
  r.plan.people_per_cluster = 20;
  const CheckSaturationResult within = result_of(r);
  CHECK(near(within.checked.power, within.checked.planned_power, 40'000, 0));
  CHECK(near(within.checked.false_positive_rate, 0.05, 40'000, 0));
}

TEST_CASE("check saturation: shares about one half have the planned variance") {
  for (const double icc : {0.0, 0.05}) {
    INFO("icc " << icc);
    CheckSaturationRequest r;
    r.draws.replicates = 5000;
    r.plan.baseline = 0.48;
    r.plan.effect_scale = EffectScale::absolute;
    r.plan.effect_treated = 0.04;
    r.plan.effect_untreated = 0.03;
    r.plan.icc = icc;
    r.plan.people_per_cluster = 150.5;  // clusters of 150 and of 151
    const CheckSaturationResult s = result_of(r);
    // Persuaded people are the same in every cluster: clusters differ a little less.
    require_agreement(s, 0.03);
    CHECK(near(s.checked.power, *s.own_power, 5000, 0.004));
  }
}

TEST_CASE("check saturation: a variance that the plan neglects is seen") {
  CheckSaturationRequest r;
  r.draws.replicates = 20'000;
  for (const double effect : {0.3, -0.3}) {
    r.plan.effect_treated = effect;
    r.plan.effect_untreated = effect;
    const CheckSaturationResult s = result_of(r);
    INFO("power " << s.checked.power << ", planned " << s.checked.planned_power << ", own " << *s.own_power);
    CHECK(near(s.checked.power, *s.own_power, 20'000, 0.006));
    CHECK((*s.own_power - s.checked.planned_power) * effect < 0);
    CHECK_FALSE(s.checked.power_agrees);
    CHECK(s.checked.alpha_agrees);
  }
}

TEST_CASE("check saturation: the detectable effect of each comparison is seen as planned") {
  for (const auto& target : choices_of<SaturationTarget>) {
    INFO(target.name);
    CheckSaturationRequest r = means(5000);
    r.plan.solve_for = SaturationUnknown::effect;
    r.plan.target = target.value;
    const CheckSaturationResult s = result_of(r);
    CHECK(s.checked.planned_power == Approx(0.8));
    CHECK(s.checked.true_effect == Approx(value_of(saturation_plan(r.plan)).detectable_target));
    require_agreement(s, 0.006);
    // A share that can not rise that far falls.
    r.plan.metric = SaturationMetric::proportion;
    r.plan.baseline = 0.97;
    r.plan.clusters = 10;
    CHECK(result_of(r).checked.true_effect < 0);
  }
}

TEST_CASE("check saturation: blocks in any order give the same bits, in any division the same counts") {
  const CheckSaturation simulation = value_of(CheckSaturation::prepare(means(400)));
  std::vector<SaturationTally> partials = all_blocks(simulation);
  const CheckSaturationResult once = value_of(simulation.finish(partials));
  std::mt19937_64 random(3);
  for (int i = 0; i < 5; ++i) {
    std::shuffle(partials.begin(), partials.end(), random);
    const CheckSaturationResult again = value_of(simulation.finish(partials));
    CHECK(bits(again.checked.mean_effect) == bits(once.checked.mean_effect));
    CHECK(bits(again.checked.effect_sd) == bits(once.checked.effect_sd));
  }
  const CheckSaturationResult parts = value_of(simulation.finish({simulation.run(123, 277), simulation.run(0, 123)}));
  CHECK(parts.checked.power == once.checked.power);
  CHECK(parts.checked.false_positive_rate == once.checked.false_positive_rate);
  CHECK(parts.checked.mean_effect == Approx(once.checked.mean_effect).epsilon(1e-12));
  REQUIRE(parts.comparisons.size() == 9);
  for (std::size_t i = 0; i < 9; ++i) {
    CHECK(parts.comparisons[i].power == once.comparisons[i].power);
    CHECK(parts.comparisons[i].false_positive_rate == once.comparisons[i].false_positive_rate);
  }
  // Another worker's block comes back through what is written of it.
  for (SaturationTally& each : partials) {
    each = value_of(read<SaturationTally>(write(each)));
  }
  const CheckSaturationResult back = value_of(simulation.finish(partials));
  CHECK(bits(back.checked.mean_effect) == bits(once.checked.mean_effect));
  CHECK(back.comparisons[4].power == once.comparisons[4].power);
  require_error(simulation.finish({}), Code::cancelled, "");
  SaturationTally foreign;
  foreign.tally.replicates = 100;
  foreign.found_effect = {1};
  require_error(simulation.finish({foreign}), Code::cancelled, "");
}

TEST_CASE("check saturation: the same counts and bits natively and in WebAssembly") {
  int rows = 0;
  for (const ReferenceRow& row : golden("check-saturation")) {
    INFO(row.described());
    ++rows;
    const CheckSaturationRequest r = value_of(read<CheckSaturationRequest>(request_of(row)));
    std::int64_t rejected_effect = 0;
    std::int64_t rejected_null = 0;
    double sum_effect = 0;
    for (const SaturationTally& each : all_blocks(value_of(CheckSaturation::prepare(r)))) {
      rejected_effect += each.tally.rejected_effect;
      rejected_null += each.tally.rejected_null;
      sum_effect += each.tally.sum_effect;
    }
    const std::map<std::string, std::string> quantities{{"rejected_effect", std::to_string(rejected_effect)},
                                                        {"rejected_null", std::to_string(rejected_null)},
                                                        {"sum_effect", bits(sum_effect)}};
    CHECK(quantities.at(row.text("quantity")) == row.text("value"));
  }
  REQUIRE(rows >= 6);
}

TEST_CASE("check saturation: the smallest plan, and those that can not be") {
  CheckSaturationRequest r;
  r.draws.replicates = 500;
  r.plan.solve_for = SaturationUnknown::power;
  r.plan.saturations = {0.5};
  r.plan.cluster_shares = {0.5};
  r.plan.clusters = 4;
  r.plan.people_per_cluster = 2.5;
  r.plan.baseline = 0.001;
  const CheckSaturationResult s = result_of(r);
  CHECK(s.checked.undefined > 0);
  CHECK(std::isfinite(s.checked.effect_sd));
  r = {};
  r.plan.effect_untreated = 0;
  require_error(CheckSaturation::prepare(r), Code::out_of_range, "effect_untreated");
  r.plan.effect_untreated = 0.001;
  require_error(CheckSaturation::prepare(r), Code::too_large, "effect_untreated");
  r.plan.solve_for = SaturationUnknown::power;
  r.plan.clusters = 1'000'000;
  require_error(CheckSaturation::prepare(r), Code::too_large, "clusters");
}
