// SPDX-License-Identifier: Apache-2.0
#include "stats/intraclass.hpp"

#include <cmath>

#include "../catch.hpp"

using namespace sutva::stats;

namespace {

// Clusters of one size.
ClusterSums balanced(double k, double size, double mean_square_between, double mean_square_within) {
  return {k,
          k * size,
          k * size * size,
          k * size * size * size,
          (k - 1) * mean_square_between,
          (k * size - k) * mean_square_within};
}

}  // namespace

TEST_CASE("intraclass: Shrout and Fleiss (1979), their first case") {
  // Psychological Bulletin 86:420-428, Table 3: six targets, four judges, mean squares 11.24 and 6.26; ICC(1,1) = .17.
  const Intraclass found = intraclass(balanced(6, 4, 11.24, 6.26), 0.95);
  REQUIRE(std::round(found.icc * 100) == 17);
  REQUIRE(found.average_size == Approx(4));
  REQUIRE(found.interval);
  // psych::ICC on the same table: -.133 to .723.
  REQUIRE(found.interval->low == Approx(-0.133).margin(0.001));
  REQUIRE(found.interval->high == Approx(0.723).margin(0.001));
}

TEST_CASE("intraclass: what must hold of any clusters") {
  for (const double f : {0.01, 0.7, 1.0, 1.4, 30.0}) {
    const ClusterSums sums = balanced(12, 5, f, 1);
    const Intraclass found = intraclass(sums, 0.9);
    REQUIRE(found.icc == Approx((f - 1) / (f + 4)));
    REQUIRE(found.icc > -0.25);
    REQUIRE(found.interval->low < found.icc);
    REQUIRE(found.icc < found.interval->high);
    REQUIRE(found.interval->high < 1);
    const Intraclass wider = intraclass(sums, 0.99);
    REQUIRE(wider.interval->low < found.interval->low);
    REQUIRE(wider.interval->high > found.interval->high);
    REQUIRE(found.se > 0);
    // Balanced, Smith's is Fisher's: 2 (1 - r)^2 (1 + (m - 1) r)^2 / (m (m - 1) (k - 1)), but for k - 1 beside k.
    const double r = found.icc, fisher = std::sqrt(2 * (1 - r) * (1 - r) * (1 + 4 * r) * (1 + 4 * r) / (5 * 4 * 11));
    REQUIRE(found.se == Approx(fisher).epsilon(0.06));
  }
  const Intraclass same = intraclass(balanced(4, 3, 2, 0), 0.95);
  REQUIRE(same.icc == 1);
  REQUIRE_FALSE(same.interval);
  REQUIRE(same.se == 0);
}
