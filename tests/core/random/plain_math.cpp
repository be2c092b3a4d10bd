// SPDX-License-Identifier: Apache-2.0
#include "random/plain_math.hpp"

#include <cmath>

#include "../catch.hpp"

using namespace sutva::random;

TEST_CASE("plain math: as the library's, but for the last bits") {
  for (const double x : {1e-300, 1e-9, 0.1, 0.5, 0.74, 0.76, 1.0, 1.0000001, 2.0, 3.14, 1e6, 1e300}) {
    REQUIRE(plain_log(x) == Approx(std::log(x)).epsilon(4e-15).margin(4e-15));
    for (const double exponent : {-2.5, -1.0, -0.3, 0.0, 0.7, 1.0, 1.03}) {
      if (std::abs(exponent * std::log(x)) < 700) {
        REQUIRE(plain_power(x, exponent) == Approx(std::pow(x, exponent)).epsilon(1e-12));
      }
    }
  }
  REQUIRE(plain_power(0, 2) == 0);
  REQUIRE(plain_power(1e-300, 10) == 0);
  for (int i = 0; i <= 1000; ++i) {
    const Direction at = plain_direction(i / 1000.0);
    REQUIRE(at.cosine == Approx(std::cos(i / 1000.0 * 2 * std::acos(-1.0))).margin(1e-15));
    REQUIRE(at.sine == Approx(std::sin(i / 1000.0 * 2 * std::acos(-1.0))).margin(1e-15));
  }
}
