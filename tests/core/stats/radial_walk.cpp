// SPDX-License-Identifier: Apache-2.0
// Walks in several dimensions against closed forms of the mean over directions, the walk on a line of
// stats/group_sequential.hpp, and single looks of chi-squared.
#include "stats/radial_walk.hpp"

#include <cmath>

#include "../catch.hpp"
#include "stats/count_tests.hpp"
#include "stats/group_sequential.hpp"

using namespace sutva::stats;

TEST_CASE("radial walk: the mean over directions has closed forms in one and three dimensions") {
  // E exp(x u): cosh x on a line, sinh x / x in space; 1 + x^2 / (2 d) + x^4 / (8 d (d + 2)) near zero anywhere.
  const MeanOverDirections line(1), space(3);
  for (const double x : {1e-6, 0.01, 0.5, 1.0, 3.7, 12.0, 39.9, 40.1, 55.0, 300.0, 5000.0}) {
    INFO(x);
    CHECK(line.log(x) == Approx(std::log1p(std::exp(-2 * x)) - std::log(2)).epsilon(1e-8).margin(1e-9));
    CHECK(space.log(x) == Approx(std::log(-std::expm1(-2 * x) / (2 * x))).epsilon(1e-8).margin(1e-9));
  }
  for (const std::size_t d : {2U, 9U, 99U}) {
    const MeanOverDirections any(d);
    const auto size = static_cast<double>(d);
    const double x = 0.03;
    CHECK(any.log(x) ==
          Approx(std::log1p(x * x / (2 * size) + std::pow(x, 4) / (8 * size * (size + 2))) - x).epsilon(1e-8));
    // Where the table ends, the series goes on; it only falls.
    const double end = 40 + 2 * (size / 2 - 1) * (size / 2 - 1);
    CHECK(any.log(end * (1 - 1e-9)) == Approx(any.log(end)).epsilon(1e-8));
    double before = 0;
    for (double at = 0.1; at < 3 * end; at *= 1.3) {
      CHECK(any.log(at) < before);
      before = any.log(at);
    }
  }
}

TEST_CASE("radial walk: in one dimension it is the walk on a line") {
  for (const double bound : {2.0, 6.635, 15.0}) {
    for (const double drift : {0.0, 0.3, 2.0}) {
      constexpr std::size_t looks = 9;
      StopRule rule;
      for (std::size_t look = 1; look <= looks; ++look) {
        rule.fractions.push_back(static_cast<double>(look) / looks);
        rule.upper.push_back(std::sqrt(bound));
      }
      const double at_end = drift * std::sqrt(static_cast<double>(looks));
      const StopChances chances = Walk(rule, at_end).chances(at_end);
      const std::vector<double> found = RadialWalk(1).stopped(std::vector<double>(looks, bound), drift);
      double sum = 0;
      for (std::size_t look = 0; look < looks; ++look) {
        sum += chances.success[look] + chances.opposite[look];
        INFO(bound << " " << drift << " " << look);
        CHECK(found[look] == Approx(sum).epsilon(1e-8));
      }
    }
  }
}

TEST_CASE("radial walk: one look is the chi-squared test, and later ones only add") {
  for (const std::size_t d : {1U, 2U, 3U, 9U, 30U, 99U}) {
    const RadialWalk walk(d);
    const auto df = static_cast<double>(d);
    for (const double level : {0.3, 0.01, 1e-6, 1e-12}) {
      const double bound = chi_squared_quantile_upper(level, df);
      INFO(d << " " << level);
      CHECK(walk.stopped(std::vector{bound}, 0)[0] == Approx(level).epsilon(1e-7));
      for (const double drift : {0.1, 1.0, 6.0, 20.0}) {
        CHECK(walk.stopped(std::vector{bound}, drift)[0] ==
              Approx(noncentral_chi_squared_sf(bound, df, drift * drift)).epsilon(1e-7));
      }
      const std::vector<double> five = walk.stopped(std::vector<double>(5, bound), 0);
      for (std::size_t look = 1; look < 5; ++look) {
        CHECK(five[look] > five[look - 1]);
        CHECK(five[look] < level * static_cast<double>(look + 1));
      }
    }
    // A bound that only the last look can reach leaves the test of that look.
    std::vector<double> bounds(4, 1e9);
    bounds.back() = chi_squared_quantile_upper(0.01, df);
    const std::vector<double> last = walk.stopped(bounds, 0.7);
    CHECK(last[2] == 0);
    CHECK(last[3] == Approx(noncentral_chi_squared_sf(bounds.back(), df, 4 * 0.49)).epsilon(1e-6));
  }
}
