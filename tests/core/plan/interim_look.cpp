// SPDX-License-Identifier: Apache-2.0
#include "plan/interim_look.hpp"

#include <cmath>

#include "../outcomes.hpp"
#include "../reference.hpp"
#include "stats/distributions.hpp"

using namespace sutva;
using namespace sutva::plan;
using namespace sutva::tests;

namespace {

InterimLookRequest request(std::int64_t look, double z) {
  InterimLookRequest r;
  r.plan.aims.metric = CommonMetric::mean;
  r.plan.aims.effect_scale = EffectScale::absolute;
  r.plan.aims.effect = 5;
  r.plan.aims.sd = 20;
  r.look = look;
  r.z = z;
  return r;
}

InterimLookResult seen(const InterimLookRequest& r) { return value_of(interim_look(r)); }

}  // namespace

TEST_CASE("interim look: conditional power with one look left is a normal tail") {
  for (const double sign : {1.0, -1.0}) {
    for (const double z : {-1.0, 0.5, 2.2}) {
      InterimLookRequest r = request(4, sign * z);
      r.plan.aims.effect *= sign;
      const SequentialPlanResult plan = value_of(sequential_plan(r.plan));
      const InterimLookResult s = seen(r);
      const double b = z * std::sqrt(0.8);
      const double c = *plan.looks[4].upper_z;
      const auto tail = [&](double drift) { return stats::normal_sf((c - b - drift * 0.2) / std::sqrt(0.2)); };
      CHECK(s.decision == InterimDecision::go_on);
      CHECK(relative_error(*s.conditional_power, tail(plan.drift)) < 1e-10);
      CHECK(relative_error(*s.conditional_power_trend, tail(z / std::sqrt(0.8))) < 1e-10);
      CHECK(relative_error(*s.conditional_power_null, tail(0)) < 1e-10);
      CHECK(relative_error(*s.predictive_power, stats::normal_sf((c - z / std::sqrt(0.8)) / std::sqrt(1 / 0.8 - 1))) <
            1e-10);
      CHECK(s.curve_power.size() == s.curve_effect.size());
      CHECK_FALSE(s.p_value);
      // Conditional power of the planned effect is on the curve.
      CHECK(relative_error(s.curve_power[30], *s.conditional_power) < 1e-12);
    }
  }
}

TEST_CASE("interim look: the numbers of rpact") {
  int rows = 0;
  for (const ReferenceRow& row : reference("interim_look")) {
    INFO(row.described());
    ++rows;
    const std::string& boundary = row.text("boundary");
    InterimLookRequest r = request(row.whole("look"), row.number("z"));
    r.plan.looks = row.whole("looks");
    r.plan.aims.sides = Sides::one;
    r.plan.aims.alpha = 0.025;
    r.plan.boundary = boundary == "asOF"  ? BoundaryKind::obrien_fleming_type
                      : boundary == "asP" ? BoundaryKind::pocock_type
                      : boundary == "P"   ? BoundaryKind::pocock
                                          : BoundaryKind::obrien_fleming;
    // 0.125 / sqrt(2 / n) = 0.125 * sqrt(100 looks)
    r.plan.aims.solve_for = SequentialUnknown::power;
    r.plan.aims.effect = 0.125;
    r.plan.aims.sd = 1;
    r.plan.aims.n_control = 200 * r.plan.looks;
    const InterimLookResult s = seen(r);
    if (row.number("p_value") == 999) {
      REQUIRE(s.decision == InterimDecision::go_on);
      CHECK(std::abs(*s.conditional_power - row.number("conditional_power")) < 1e-6);
    } else {
      REQUIRE(s.p_value);
      CHECK(relative_error(*s.p_value, row.number("p_value")) < 1e-6);
      CHECK(std::abs(*s.ci_low / s.se - row.number("ci_low")) < 1e-4);
      CHECK(std::abs(*s.estimate_unbiased / s.se - row.number("median")) < 1e-4);
    }
  }
  REQUIRE(rows == 12);
}

TEST_CASE("interim look: z and estimate say the same, and mirror with the direction") {
  InterimLookRequest r = request(3, 2.9);
  const InterimLookResult by_z = seen(r);
  CHECK(by_z.decision == InterimDecision::reject);
  r.given = InterimGiven::estimate;
  r.estimate = by_z.estimate;
  r.se = by_z.se;
  const InterimLookResult by_estimate = seen(r);
  CHECK(relative_error(by_estimate.z, 2.9) < 1e-12);
  CHECK(relative_error(*by_estimate.p_value, *by_z.p_value) < 1e-9);
  CHECK(relative_error(*by_estimate.ci_low, *by_z.ci_low) < 1e-9);
  InterimLookRequest down = request(3, -2.9);
  down.plan.aims.effect = -5;
  const InterimLookResult mirrored = seen(down);
  CHECK(mirrored.decision == InterimDecision::reject);
  CHECK(relative_error(-*mirrored.ci_high, *by_z.ci_low) < 1e-9);
  CHECK(relative_error(-*mirrored.repeated_ci_low, *by_z.repeated_ci_high) < 1e-9);
  CHECK(relative_error(-*mirrored.estimate_unbiased, *by_z.estimate_unbiased) < 1e-9);
  CHECK(seen(request(3, -2.9)).decision == InterimDecision::reject_opposite);
}

TEST_CASE("interim look: p-value, estimate and interval of the end agree with the decision") {
  // On the boundary the p-value is what has been spent, and the interval ends at zero.
  for (std::int64_t look = 2; look <= 5; ++look) {
    InterimLookRequest r = request(look, 0);
    const SequentialPlanResult plan = value_of(sequential_plan(r.plan));
    const SequentialLook& at = plan.looks[static_cast<std::size_t>(look - 1)];
    r.z = *at.upper_z * (1 + 1e-12);
    const InterimLookResult s = seen(r);
    REQUIRE(s.p_value);
    CHECK(relative_error(*s.p_value, at.alpha_spent) < 1e-8);
    CHECK(*s.ci_low < *s.estimate_unbiased);
    CHECK(*s.ci_high > *s.estimate_unbiased);
    CHECK(*s.estimate_unbiased < s.estimate);  // stopping for success exaggerates
    CHECK(std::abs(*s.repeated_ci_low) < 1e-9);
    if (look == 5) {
      CHECK(std::abs(*s.ci_low) < 1e-6);
    } else {
      CHECK(*s.ci_low > 0);
    }
  }
  const InterimLookResult last = seen(request(5, 1.5));
  CHECK(last.decision == InterimDecision::ended);
  CHECK(*last.p_value > 0.05);
  CHECK(*last.ci_low < 0);
  CHECK_FALSE(last.conditional_power);
}

TEST_CASE("interim look: futility") {
  InterimLookRequest r = request(3, 0.2);
  r.plan.futility = FutilityKind::non_binding;
  r.plan.aims.sides = Sides::one;
  const InterimLookResult s = seen(r);
  REQUIRE(s.futility_z);
  CHECK(s.decision == InterimDecision::give_up);
  CHECK(*s.p_value > 0.05);
  CHECK(s.conditional_power);
  r.plan.aims.sides = Sides::two;
  CHECK(seen(r).decision == InterimDecision::give_up);
  r.z = *seen(r).futility_z + 0.01;
  CHECK(seen(r).decision == InterimDecision::go_on);
}

TEST_CASE("interim look: with futility in the middle both directions are alike") {
  InterimLookRequest r = request(2, 3.5);
  r.plan.futility = FutilityKind::binding;
  const InterimLookResult up = seen(r);
  r.z = -3.5;
  const InterimLookResult down = seen(r);
  CHECK(down.decision == InterimDecision::reject_opposite);
  CHECK(relative_error(*down.p_value, *up.p_value) < 1e-9);
  CHECK(relative_error(-*down.ci_low, *up.ci_high) < 1e-8);
  CHECK(relative_error(-*down.ci_high, *up.ci_low) < 1e-8);
  CHECK(relative_error(-*down.estimate_unbiased, *up.estimate_unbiased) < 1e-8);
}

TEST_CASE("interim look: a look that moves") {
  InterimLookRequest r = request(3, 2.6);
  r.look_timing = InterimTiming::moved;
  r.information = 0.6;
  const InterimLookResult planned = seen(request(3, 2.6));
  const InterimLookResult same = seen(r);
  CHECK(relative_error(*same.upper_z, *planned.upper_z) < 1e-9);
  CHECK(relative_error(*same.conditional_power, *planned.conditional_power) < 1e-9);
  r.information = 0.75;
  CHECK(*seen(r).upper_z < *planned.upper_z);
  r.information = 0.9;  // beyond the next planned look, which then falls away
  CHECK(*seen(r).upper_z < 2.29);
  r.information = 0.3;
  require_error(interim_look(r), Code::conflict, "information");
  r.information = 0.6;
  r.plan.boundary = BoundaryKind::pocock;
  require_error(interim_look(r), Code::conflict, "look_timing");
  r.plan.boundary = BoundaryKind::always_valid;
  CHECK(seen(r).upper_z);
}

TEST_CASE("interim look: what can not be is said on its field") {
  require_error(interim_look(request(6, 1)), Code::conflict, "look");
  InterimLookRequest r = request(2, 1);
  r.given = InterimGiven::estimate;
  r.estimate = 100;
  r.se = 1e-9;
  require_error(interim_look(r), Code::conflict, "estimate");
  r.plan.aims.effect = 0;
  require_error(interim_look(r), Code::out_of_range, "effect");
  for (const double z : {-40.0, -8.0, 8.0, 40.0}) {
    for (const std::int64_t look : {1, 3, 5}) {
      const InterimLookResult s = seen(request(look, z));
      CHECK(s.p_value.has_value() == (s.decision != InterimDecision::go_on));
      CHECK(s.estimate_unbiased.has_value() == s.p_value.has_value());
    }
  }
}
