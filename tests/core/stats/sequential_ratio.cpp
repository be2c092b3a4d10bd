// SPDX-License-Identifier: Apache-2.0
#include "stats/count_tests.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "../catch.hpp"
#include "../reference.hpp"

using namespace sutva;

namespace {

std::vector<double> numbers(const std::string& text) {
  std::vector<double> all;
  for (const std::string& each : tests::split(text, ';')) {
    all.push_back(std::stod(each));
  }
  return all;
}

}  // namespace

TEST_CASE("the sequential ratio test agrees with gamma functions in 40 digits") {
  int rows = 0;
  for (const tests::ReferenceRow& row : tests::reference("sequential_ratio")) {
    INFO(row.described());
    const double expected = row.number("log_bayes_factor");
    const double got =
        stats::log_bayes_factor(numbers(row.text("counts")), numbers(row.text("shares")), row.number("concentration"));
    REQUIRE(std::abs(got - expected) <= 1e-12 * std::abs(expected) + 1e-9);
    ++rows;
  }
  REQUIRE(rows == 60);
}

TEST_CASE("the Bayes factor of a healthy sample is 1 on average") {
  // Over all counts of n people, weighted by their chance under the plan.
  const std::vector<double> shares{0.3, 0.7};
  for (const double concentration : {0.5, 20.0, 5000.0}) {
    const double n = 25;
    double mean = 0;
    for (double k = 0; k <= n; ++k) {
      const double log_chance = std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) +
                                k * std::log(shares[0]) + (n - k) * std::log(shares[1]);
      mean += std::exp(log_chance + stats::log_bayes_factor(std::vector{k, n - k}, shares, concentration));
    }
    REQUIRE(mean == Approx(1).epsilon(1e-10));
  }
}
