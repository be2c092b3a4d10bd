// SPDX-License-Identifier: Apache-2.0
#include "plan/switchback_plan.hpp"

#include <cmath>

#include "../outcomes.hpp"
#include "../reference.hpp"

using namespace sutva;
using namespace sutva::plan;
using namespace sutva::tests;

namespace {

using R = SwitchbackPlanRequest;

template <class E>
E choice(const std::string& wanted) {
  for (const auto& each : choices_of<E>) {
    if (each.name == wanted) {
      return each.value;
    }
  }
  FAIL("no choice " << wanted);
  return choices_of<E>[0].value;
}

template <class Change>
Outcome<SwitchbackPlanResult> solved(Change change) {
  R r;
  change(r);
  return switchback_plan(r);
}

std::vector<R> variety() {
  std::vector<R> all;
  for (const auto& design : choices_of<SwitchbackDesign>) {
    for (const auto& estimator : choices_of<SwitchbackEstimator>) {
      for (const std::int64_t carryover : {0, 1, 3}) {
        R r;
        r.design = design.value;
        r.estimator = estimator.value;
        r.carryover = carryover;
        r.block_length = 5;
        all.push_back(r);
      }
    }
  }
  return all;
}

}  // namespace

TEST_CASE("switchback plan: standard errors by enumeration of every assignment") {
  for (const ReferenceRow& row : reference("switchback")) {
    INFO(row.described());
    R r;
    r.metric = SwitchbackMetric::mean;
    r.solve_for = SwitchbackUnknown::power;
    r.design = choice<SwitchbackDesign>(row.text("design"));
    r.estimator = choice<SwitchbackEstimator>(row.text("estimator"));
    r.outcome_level = OutcomeLevel::raw;
    r.baseline_mean = row.number("level");
    r.effect_scale = EffectScale::absolute;
    r.effect = row.number("effect");
    r.periods_per_day = 1;
    r.days = row.number("periods");
    r.block_length = row.whole("block_length");
    r.carryover = row.whole("carryover");
    r.units_per_period = 1;
    r.sd = std::sqrt(row.number("unit"));
    r.sd_period = std::sqrt(row.number("period"));
    r.autocorrelation = row.number("phi");
    const SwitchbackPlanResult result = value_of(switchback_plan(r));
    REQUIRE(result.periods == row.whole("periods"));
    CHECK(relative_error(result.se, row.number("se")) < 1e-10);
  }
}

TEST_CASE("switchback plan: switch points of the theorem") {
  const SwitchbackPlanResult plan = value_of(solved([](R& r) {
    r.solve_for = SwitchbackUnknown::power, r.design = SwitchbackDesign::optimal;
    r.periods_per_day = 1, r.days = 24, r.carryover = 3;
  }));
  REQUIRE(plan.switch_points == std::vector<std::int64_t>{1, 7, 10, 13, 16, 19});
  const SwitchbackPlanResult none = value_of(solved([](R& r) {
    r.solve_for = SwitchbackUnknown::power, r.design = SwitchbackDesign::optimal;
    r.periods_per_day = 1, r.days = 5, r.carryover = 0;
  }));
  REQUIRE(none.switch_points == std::vector<std::int64_t>{1, 2, 3, 4, 5});
  const SwitchbackPlanResult blocks = value_of(solved(
      [](R& r) { r.solve_for = SwitchbackUnknown::power, r.periods_per_day = 1, r.days = 23, r.block_length = 4; }));
  REQUIRE(blocks.switch_points == std::vector<std::int64_t>{1, 5, 9, 13});
}

TEST_CASE("switchback plan: duration, power and effect are one equation") {
  for (R r : variety()) {
    INFO(name(r.design) << " " << name(r.estimator) << " carry-over " << r.carryover);
    const SwitchbackPlanResult found = value_of(switchback_plan(r));
    REQUIRE(found.power >= r.power);
    r.solve_for = SwitchbackUnknown::power;
    r.days = found.days;
    REQUIRE(value_of(switchback_plan(r)).power == found.power);
    // One period less loses a block, and the power.
    R fewer = r;
    fewer.days = found.days - 1.0 / 24;
    const Outcome<SwitchbackPlanResult> less = switchback_plan(fewer);
    REQUIRE((!less || less->power < 0.8));
    r.power = found.power;
    r.solve_for = SwitchbackUnknown::effect;
    CHECK(relative_error(*value_of(switchback_plan(r)).effect_relative, 0.05) < 1e-7);
  }
}

TEST_CASE("switchback plan: long experiments are summed by their pattern") {
  // Twice the days halve the variance, up to the ends.
  for (const R& each : variety()) {
    INFO(name(each.design) << " " << name(each.estimator) << " carry-over " << each.carryover);
    R r = each;
    r.solve_for = SwitchbackUnknown::power;
    r.days = 1000;
    const double once = value_of(switchback_plan(r)).se;
    r.days = 2000;
    CHECK(value_of(switchback_plan(r)).se == Approx(once / std::sqrt(2)).epsilon(1e-3));
    r.regions = 4;
    CHECK(value_of(switchback_plan(r)).se == Approx(once / std::sqrt(8)).epsilon(1e-3));
  }
}

TEST_CASE("switchback plan: what makes it better or worse") {
  const auto se = [](auto change) {
    return value_of(solved([&](R& r) { r.solve_for = SwitchbackUnknown::power, change(r); })).se;
  };
  const double plain = se([](R&) {});
  CHECK(se([](R& r) { r.sd_period = 0.04; }) > plain);
  CHECK(se([](R& r) { r.carryover = 3; }) > plain);
  CHECK(se([](R& r) { r.autocorrelation = 0.9; }) > plain);
  CHECK(se([](R& r) { r.design = SwitchbackDesign::alternating; }) < plain);
  const double deviation = se([](R& r) { r.design = SwitchbackDesign::optimal; });
  CHECK(se([](R& r) { r.design = SwitchbackDesign::optimal, r.outcome_level = OutcomeLevel::raw; }) > deviation);
}

TEST_CASE("switchback plan: each impossible request names its field") {
  require_error(solved([](R& r) { r.effect = 0; }), Code::out_of_range, "effect");
  require_error(solved([](R& r) { r.effect = 9; }), Code::out_of_range, "effect");
  require_error(solved([](R& r) { r.effect = 1e-6; }), Code::no_solution, "effect");
  require_error(solved([](R& r) { r.block_length = 1; }), Code::conflict, "block_length");
  require_error(
      solved([](R& r) { r.block_length = 1, r.carryover = 40, r.estimator = SwitchbackEstimator::horvitz_thompson; }),
      Code::conflict, "block_length");
  require_error(solved([](R& r) { r.solve_for = SwitchbackUnknown::power, r.days = 0.1; }), Code::out_of_range, "days");
  require_error(solved([](R& r) { r.solve_for = SwitchbackUnknown::effect, r.days = 0.7, r.baseline = 0.0001; }),
                Code::conflict, "sd_period");
  require_error(solved([](R& r) { r.solve_for = SwitchbackUnknown::power, r.days = 3650, r.periods_per_day = 1440; }),
                Code::too_large, "days");
  require_error(solved([](R& r) { r.sd_period = 0.5; }), Code::conflict, "sd_period");
  require_error(solved([](R& r) { r.power = 0.01; }), Code::out_of_range, "power");
  require_error(solved([](R& r) { r.metric = SwitchbackMetric::mean, r.baseline_mean = 0; }), Code::conflict,
                "baseline_mean");
}
