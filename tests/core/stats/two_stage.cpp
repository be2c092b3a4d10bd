// SPDX-License-Identifier: Apache-2.0
#include "stats/two_stage.hpp"

#include <cmath>

#include "../catch.hpp"
#include "stats/attrition_bounds.hpp"
#include "stats/distributions.hpp"

using namespace sutva::stats;

TEST_CASE("two stage: the ends of Anderson and Rubin's set are where its test just rejects") {
  const auto ratio = [](double y, double d, double vy, double c, double vd, double b) {
    return (y - b * d) * (y - b * d) / (vy - 2 * b * c + b * b * vd);
  };
  for (const double d : {-2.0, -0.3, 0.0, 0.05, 0.4, 3.0}) {
    for (const double y : {-1.0, 0.0, 0.2, 5.0}) {
      for (const double c : {-0.02, 0.0, 0.03}) {
        const double vy = 0.09, vd = 0.02, critical = 3.9;
        const AndersonRubin set = anderson_rubin(y, d, vy, c, vd, critical);
        INFO("d " << d << " y " << y << " c " << c << " " << set.low << " " << set.high);
        const auto inside = [&](double b) { return ratio(y, d, vy, c, vd, b) <= critical; };
        REQUIRE(inside(1e9) == (set.shape != SetShape::interval));
        REQUIRE(inside(-1e9) == (set.shape != SetShape::interval));
        if (set.shape == SetShape::line) {
          for (double b = -50; b <= 50; b += 0.25) {
            REQUIRE(inside(b));
          }
          continue;
        }
        REQUIRE(set.low < set.high);
        REQUIRE(ratio(y, d, vy, c, vd, set.low) == Approx(critical));
        REQUIRE(ratio(y, d, vy, c, vd, set.high) == Approx(critical));
        REQUIRE(inside((set.low + set.high) / 2) == (set.shape == SetShape::interval));
        if (d != 0) {
          REQUIRE(inside(y / d));  // never empty
        }
      }
    }
  }
}

TEST_CASE("two stage: sets with one end only") {
  // d squared is exactly critical times its variance: the parabola is a line.
  const AndersonRubin from = anderson_rubin(3, 2, 1, 0, 1, 4);
  REQUIRE(from.shape == SetShape::from);
  REQUIRE(from.low == Approx(5.0 / 12));  // (3 - 2 b)^2 <= 4 (1 + b^2)
  const AndersonRubin up_to = anderson_rubin(-3, 2, 1, 0, 1, 4);
  REQUIRE(up_to.shape == SetShape::up_to);
  REQUIRE(up_to.high == Approx(-5.0 / 12));
  REQUIRE(anderson_rubin(0, 0, 1, 0, 0, 4).shape == SetShape::line);
}

TEST_CASE("bounds: Imbens and Manski between the one-sided and the two-sided quantile") {
  const auto critical = [](double apart) { return imbens_manski_critical({0, apart, 1, 0.5}, 0.95); };
  REQUIRE(critical(0) == Approx(normal_quantile_upper(0.025)));
  REQUIRE(critical(100) == Approx(normal_quantile_upper(0.05)));
  double before = critical(0);
  for (double apart = 0.1; apart < 3; apart += 0.1) {
    const double c = critical(apart);
    REQUIRE(c < before);
    REQUIRE(normal_cdf(c + apart) - normal_cdf(-c) == Approx(0.95));
    before = c;
  }
}
