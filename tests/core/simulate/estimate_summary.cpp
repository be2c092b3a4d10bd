// SPDX-License-Identifier: Apache-2.0
#include "simulate/estimate_summary.hpp"

#include <cmath>

#include "catch.hpp"

using namespace sutva::simulate;

// Counted by hand: the third replicate has no estimate, the second claims no error.
TEST_CASE("Estimates over replicates are summed up as by hand") {
  const std::vector<double> estimates = {1, 2, no_estimate, 4}, errors = {1, 0, 5, 1};
  const EstimateSummary with = summarise_estimates(estimates, errors, 2.0, 1.96);
  CHECK(with.n == 3);
  CHECK(with.undefined == 0.25);
  CHECK(with.mean == Approx(7.0 / 3).epsilon(1e-14));
  CHECK(with.sd == Approx(std::sqrt(7.0 / 3)).epsilon(1e-14));
  CHECK(with.sd_mcse == Approx(std::sqrt(7.0 / 3) / 2).epsilon(1e-14));
  CHECK(with.bias.value() == Approx(1.0 / 3).epsilon(1e-14));
  CHECK(with.bias_mcse.value() == Approx(std::sqrt(7.0) / 3).epsilon(1e-14));
  CHECK(with.rmse.value() == Approx(std::sqrt(5.0 / 3)).epsilon(1e-14));
  CHECK(with.coverage.value() == 0.5);
  CHECK(with.coverage_mcse.value() == Approx(std::sqrt(0.125)).epsilon(1e-14));
  CHECK(with.power.value() == 0.5);
  CHECK(with.power_mcse.value() == Approx(std::sqrt(0.125)).epsilon(1e-14));
  CHECK(with.se_ratio.value() == Approx(std::sqrt(3.0 / 7)).epsilon(1e-14));

  const EstimateSummary without = summarise_estimates(estimates, errors, {}, 1.96);
  CHECK_FALSE(without.bias);
  CHECK_FALSE(without.rmse);
  CHECK_FALSE(without.coverage);
  CHECK(without.power == with.power);
  CHECK(without.sd == with.sd);
}

TEST_CASE("What no replicate says is not summed up") {
  const EstimateSummary none = summarise_estimates({no_estimate, no_estimate}, {0, 0}, 1.0, 1.96);
  CHECK(none.n == 0);
  CHECK(none.undefined == 1);
  CHECK_FALSE(none.bias);
  CHECK_FALSE(none.power);
  CHECK(summarise_estimates({}, {}, 1.0, 1.96).undefined == 0);
  const EstimateSummary one = summarise_estimates({3}, {0}, 1.0, 1.96);
  CHECK(one.sd == 0);
  CHECK(one.rmse.value() == 2);
  CHECK_FALSE(one.power);
  CHECK_FALSE(one.se_ratio);
}

TEST_CASE("A histogram counts what lies in it, each class from its lower end on") {
  const std::vector<double> counts = histogram_of({-0.01, 0, 1, 1.5, 2, 47.9, 48, no_estimate}, 0, 48);
  REQUIRE(counts.size() == histogram_classes);
  CHECK(counts[0] == 1);
  CHECK(counts[1] == 2);
  CHECK(counts[2] == 1);
  CHECK(counts[47] == 1);
  double all = 0;
  for (const double count : counts) {
    all += count;
  }
  CHECK(all == 5);
}
