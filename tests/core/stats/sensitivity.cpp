// SPDX-License-Identifier: Apache-2.0
#include "stats/sensitivity.hpp"

#include <cmath>
#include <vector>

#include "../catch.hpp"

using namespace sutva::stats;

TEST_CASE("Published E-values") {
  // VanderWeele and Ding (2017): breast feeding and deaths by respiratory infection 3.9 (1.8, 8.7); ovarian cancer.
  REQUIRE(e_value(3.9) == Approx(7.26).margin(0.005));
  REQUIRE(e_value_of_interval(1.8, 8.7) == Approx(3.0).margin(0.005));
  REQUIRE(e_value(0.8) == Approx(1.81).margin(0.005));
  REQUIRE(e_value_of_interval(0.71, 0.91) == Approx(1.43).margin(0.005));
  REQUIRE(e_value(1) == 1);
  REQUIRE(e_value_of_interval(0.9, 1.2) == 1);
  REQUIRE(risk_ratio_of_smd(0.5) == Approx(std::exp(0.455)));
}

TEST_CASE("Published bounds under hidden bias") {
  // Lead in the blood of 33 exposed children and as many controls (Morton and others 1982); Rosenbaum (2002), table 4.1
  // and what follows it.
  const std::vector<double> exposed{38, 23, 41, 18, 37, 36, 23, 62, 31, 34, 24, 14, 21, 17, 16, 20, 15,
                                    10, 45, 39, 22, 35, 49, 48, 44, 35, 43, 39, 34, 13, 73, 25, 27};
  const std::vector<double> control{16, 18, 18, 24, 19, 11, 10, 15, 16, 18, 18, 13, 19, 10, 16, 16, 24,
                                    13, 9,  14, 21, 19, 7,  18, 19, 12, 11, 22, 25, 16, 13, 11, 13};
  std::vector<double> differences;
  for (std::size_t i = 0; i < exposed.size(); ++i) {
    differences.push_back(exposed[i] - control[i]);
  }
  const RosenbaumBounds bounds(differences);
  REQUIRE(bounds.pairs() == 32);
  REQUIRE(bounds.positive());
  REQUIRE(bounds.largest_p(1) < 0.0001);
  REQUIRE(bounds.largest_p(2) == Approx(0.0018).margin(0.00005));
  REQUIRE(bounds.largest_p(3) == Approx(0.0136).margin(0.00005));
  REQUIRE(bounds.largest_p(4) == Approx(0.0388).margin(0.00005));
  REQUIRE(bounds.largest_p(4.25) == Approx(0.0468).margin(0.00005));
  REQUIRE(bounds.largest_p(5) == Approx(0.0740).margin(0.00005));
  REQUIRE(bounds.largest_p(*bounds.gamma_at(0.05)) == Approx(0.05).epsilon(1e-12));
  for (double& d : differences) {
    d = -d;
  }
  const RosenbaumBounds other(differences);
  REQUIRE_FALSE(other.positive());
  REQUIRE(other.largest_p(2) == bounds.largest_p(2));
  REQUIRE_FALSE(RosenbaumBounds({1, -1, 2, -2}).gamma_at(0.05));
  REQUIRE_FALSE(RosenbaumBounds({0, 0}).gamma_at(0.05));
  REQUIRE(RosenbaumBounds(std::vector<double>(20, 1))
              .largest_p(*RosenbaumBounds(std::vector<double>(20, 1)).gamma_at(0.01)) == Approx(0.01));
}
