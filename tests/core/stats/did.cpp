// SPDX-License-Identifier: Apache-2.0
#include "stats/did.hpp"

#include <random>

#include "../catch.hpp"

using namespace sutva;
using namespace sutva::stats;

TEST_CASE("Wald's test uses what a covariance of lower rank holds") {
  Eigen::MatrixXd v(3, 3);
  v << 4, 1, 0, 1, 9, 0, 0, 0, 0;
  Eigen::VectorXd x(3);
  x << 2, -3, 0;
  // (2, -3) inverse(4 1; 1 9) (2, -3)' = (36 + 12 + 36) / 35
  const std::optional<WaldTest> test = wald_test(x, v);
  REQUIRE(test);
  REQUIRE(test->df == 2);
  REQUIRE(test->statistic == Approx(84.0 / 35));
  // A third that is the sum of the first two, in an odd unit: it adds nothing.
  Eigen::MatrixXd all(3, 3);
  all << 4, 1, 5e6, 1, 9, 10e6, 5e6, 10e6, 15e12;
  x[2] = -1e6;
  REQUIRE(wald_test(x, all)->df == 2);
  REQUIRE(wald_test(x, all)->statistic == Approx(84.0 / 35));
  REQUIRE_FALSE(wald_test(x, Eigen::MatrixXd::Zero(3, 3)));
  REQUIRE_FALSE(wald_test(Eigen::VectorXd(0), Eigen::MatrixXd(0, 0)));
}

namespace {

PanelData panel(int units, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::normal_distribution<double> normal;
  PanelData data;
  data.periods = 6;
  for (int i = 0; i < units; ++i) {
    data.first.push_back(i % 4 == 0 ? 6 : 1 + i % 4);
    for (int t = 0; t < 6; ++t) {
      data.outcome.push_back(normal(random) + (t >= data.first.back() ? 1 : 0));
    }
  }
  take_changes(data);
  return data;
}

GroupTimeEffects done(PanelData data, DidSettings settings) {
  GroupTimeEffects effects(std::move(data), settings);
  while (effects.step()) {
  }
  return effects;
}

}  // namespace

TEST_CASE("ATT(g, t): a cluster counts as one, whatever the order of its units") {
  DidSettings settings;
  settings.not_yet = true;
  settings.draws = 0;
  const PanelData once = panel(40, 3);
  PanelData twice = once;
  twice.first.insert(twice.first.end(), once.first.begin(), once.first.end());
  twice.outcome.insert(twice.outcome.end(), once.outcome.begin(), once.outcome.end());
  for (int i = 0; i < 80; ++i) {
    twice.clusters.push_back(i % 40);
  }
  const GroupTimeEffects one = done(once, settings), two = done(twice, settings);
  REQUIRE(one.effects.size() == two.effects.size());
  for (std::size_t k = 0; k < one.effects.size(); ++k) {
    REQUIRE(two.effects[k].estimate == Approx(one.effects[k].estimate).margin(1e-12));
    REQUIRE(two.effects[k].se == Approx(one.effects[k].se));
    REQUIRE(two.effects[k].n_control == 2 * one.effects[k].n_control);
  }
  REQUIRE(two.simple.se == Approx(one.simple.se));
  REQUIRE(two.by_group.overall.se == Approx(one.by_group.overall.se));
  REQUIRE(two.pre_events->statistic == Approx(one.pre_events->statistic));
}

TEST_CASE("Two-way fixed effects see treatment only where it varies") {
  PanelData data = panel(20, 4);
  REQUIRE(two_way_fixed_effects(data));
  data.first.assign(20, 3);
  REQUIRE_FALSE(two_way_fixed_effects(data));
}
