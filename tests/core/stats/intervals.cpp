// SPDX-License-Identifier: Apache-2.0
#include "stats/intervals.hpp"

#include <cmath>

#include "../catch.hpp"
#include "../reference.hpp"
#include "stats/distributions.hpp"

using namespace sutva::stats;

TEST_CASE("wilson: published intervals") {
  // Newcombe (1998), Statistics in Medicine 17:857-872, Table I, method 3; to the four digits printed there.
  const auto close = [](double n, double hits, double low, double high) {
    const Interval interval = wilson(hits, n, 0.95);
    INFO(hits << " of " << n << ": " << interval.low << " to " << interval.high);
    REQUIRE(std::abs(interval.low - low) < 5.001e-5);
    REQUIRE(std::abs(interval.high - high) < 5.001e-5);
  };
  close(263, 81, 0.2553, 0.3662);
  close(148, 15, 0.0624, 0.1605);
  close(20, 0, 0.0000, 0.1611);
  close(29, 1, 0.0061, 0.1718);
}

TEST_CASE("wilson: the shares the score test does not reject") {
  for (const double confidence : {0.5, 0.8, 0.95, 0.999}) {
    const double z = normal_quantile_upper((1 - confidence) / 2);
    for (const double n : {1.0, 7.0, 100.0, 1e8}) {
      for (const double share : {0.0, 0.01, 0.3, 0.5, 1.0}) {
        const double hits = std::round(n * share);
        const Interval interval = wilson(hits, n, confidence);
        REQUIRE(interval.low >= 0);
        REQUIRE(interval.high <= 1);
        REQUIRE(interval.low <= hits / n);
        REQUIRE(interval.high >= hits / n);
        const auto score = [&](double p) { return std::abs(hits / n - p) / std::sqrt(p * (1 - p) / n); };
        if (hits > 0) {
          REQUIRE(sutva::tests::relative_error(score(interval.low), z) < 1e-6);
        }
        if (hits < n) {
          REQUIRE(sutva::tests::relative_error(score(interval.high), z) < 1e-6);
        }
      }
    }
  }
}
