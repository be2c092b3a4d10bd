// SPDX-License-Identifier: Apache-2.0
#include "plan/always_valid_plan.hpp"

#include <cmath>

#include "../outcomes.hpp"
#include "../reference.hpp"

using namespace sutva;
using namespace sutva::plan;
using namespace sutva::tests;

TEST_CASE("always valid plan: reaches its power, and costs what freedom costs") {
  AlwaysValidRequest r;
  const AlwaysValidResult s = value_of(always_valid_plan(r));
  CHECK(s.power >= 0.8);
  CHECK(s.power < 0.801);
  CHECK(s.alpha_spent < 0.05);
  REQUIRE(s.compared.size() == 3);
  CHECK(s.compared[0].n_total > s.compared[1].n_total);
  CHECK(s.compared[1].n_total > s.compared[2].n_total);
  CHECK(s.compared[1].expected_n < s.compared[2].expected_n);
  CHECK(s.compared[1].looks == 10);
  CHECK(s.compared_n.size() == 10);
  REQUIRE(s.boundary_z.size() == 30);
  // The half width of the confidence sequence (Waudby-Smith et al. 2024, Theorem 2.2), from tau:
  // se * z, z^2 = (1 + se^2 / tau^2) (log(1 + tau^2 / se^2) - 2 log alpha).
  const double se = s.interval_at_end / s.boundary_z.back();
  const double u = s.tau * s.tau / (se * se);
  CHECK(relative_error(s.boundary_z.back(), std::sqrt((1 + 1 / u) * (std::log1p(u) - 2 * std::log(0.05)))) < 1e-9);
  // The boundary is lowest where it was tuned to be.
  CHECK(s.boundary_z[14] < s.boundary_z[11]);
  CHECK(s.boundary_z[14] < s.boundary_z[17]);
}

TEST_CASE("always valid plan: tau and the share are two names of one mixture") {
  for (const SequentialUnknown unknown :
       {SequentialUnknown::size, SequentialUnknown::power, SequentialUnknown::effect}) {
    AlwaysValidRequest r;
    r.aims.solve_for = unknown;
    r.looks = 10;
    r.tuned_at = 0.3;
    const AlwaysValidResult by_share = value_of(always_valid_plan(r));
    r.tuning = MixtureTuning::tau;
    r.tau = by_share.tau;
    const AlwaysValidResult by_tau = value_of(always_valid_plan(r));
    CHECK(std::abs(by_tau.tuned_at - 0.3) < 1e-4);  // tau is that of whole people
    CHECK(relative_error(by_tau.power, by_share.power) < 1e-4);
    CHECK(relative_error(by_tau.effect_absolute, by_share.effect_absolute) < 1e-5);
    CHECK(std::abs(static_cast<double>(by_tau.n_control - by_share.n_control)) <= 2);
  }
}

TEST_CASE("always valid plan: more looks stop sooner and never beyond the level") {
  AlwaysValidRequest r;
  r.aims.solve_for = SequentialUnknown::power;
  r.aims.n_control = 25'000;
  double power = 0;
  double level = 0;
  for (const std::int64_t looks : {1, 5, 20, 100}) {
    r.looks = looks;
    const AlwaysValidResult s = value_of(always_valid_plan(r));
    CHECK(s.power > power);
    CHECK(s.alpha_spent > level);
    CHECK(s.alpha_spent < 0.05);
    power = s.power;
    level = s.alpha_spent;
  }
}

TEST_CASE("always valid plan: what can not be is said on its field") {
  AlwaysValidRequest r;
  r.tuning = MixtureTuning::tau;
  for (const double tau : {1e-12, 1e-4, 1e3, 1e50}) {
    r.tau = tau;
    require_error(always_valid_plan(r), Code::conflict, "tau");
  }
  r = {};
  r.aims.alpha = 0.45;
  require_error(always_valid_plan(r), Code::conflict, "alpha");
  r = {};
  r.aims.effect = 0;
  require_error(always_valid_plan(r), Code::out_of_range, "effect");
  r.aims.effect = 8;
  r.looks = 100;
  require_error(always_valid_plan(r), Code::conflict, "looks");
}
