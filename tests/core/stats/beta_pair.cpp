// SPDX-License-Identifier: Apache-2.0
#include "stats/beta_pair.hpp"

#include <array>
#include <cmath>

#include "../catch.hpp"
#include "../reference.hpp"

using namespace sutva::stats;
using namespace sutva::tests;

TEST_CASE("beta pair: chance and loss as by quadrature elsewhere") {
  int rows = 0;
  for (const ReferenceRow& row : reference("beta_pair")) {
    INFO(row.described());
    const double a = row.number("a"), b = row.number("b"), c = row.number("c"), d = row.number("d");
    const double chance = beta_chance(a, b, c, d);
    CHECK(std::abs(chance - row.number("chance")) < 1e-9);
    CHECK(std::abs(beta_expected_loss(a, b, c, d, chance, beta_overlap(a, b, c, d)) - row.number("loss")) < 1e-9);
    ++rows;
  }
  REQUIRE(rows >= 30);
}

TEST_CASE("beta pair: swapped, one is better where the other is not; recurrences and quadrature agree") {
  const double parameters[] = {0.3, 1, 4.5, 37, 800};
  for (const double a : parameters) {
    for (const double b : parameters) {
      for (const double c : parameters) {
        for (const double d : parameters) {
          INFO(a << " " << b << " " << c << " " << d);
          const double p = beta_chance(a, b, c, d);
          const double h = beta_overlap(a, b, c, d);
          CHECK(std::abs(p + beta_chance(c, d, a, b) - 1) < 1e-10);
          CHECK(std::abs(beta_chance(a + 1, b, c, d) - (p - h / a)) < 1e-10);
          CHECK(std::abs(beta_chance(a, b + 1, c, d) - (p + h / b)) < 1e-10);
          CHECK(std::abs(beta_chance(a, b, c + 1, d) - (p + h / c)) < 1e-10);
          CHECK(std::abs(beta_chance(a, b, c, d + 1) - (p - h / d)) < 1e-10);
          // E[A - B] is the loss one way less the loss the other way.
          const double loss = beta_expected_loss(a, b, c, d, p, h);
          const double gain = beta_expected_loss(c, d, a, b, 1 - p, h);
          CHECK(std::abs(loss - gain - (a / (a + b) - c / (c + d))) < 1e-10);
          CHECK(loss >= -1e-12);
        }
      }
    }
  }
  CHECK(std::isnan(beta_chance(0, 1, 1, 1)));
  CHECK(std::isnan(beta_chance(1, 1, INFINITY, 1)));
}

TEST_CASE("beta pair: the distribution of a difference") {
  for (const auto& [a, b, c, d] :
       {std::array{3.0, 5.0, 4.0, 4.0}, std::array{120.0, 880.0, 150.0, 850.0}, std::array{1.0, 1.0, 1.0, 1.0},
        std::array{0.01, 1e6, 5.01, 1e6}, std::array{0.5, 20.5, 20.5, 0.5}, std::array{2e8, 8e8, 2.0001e8, 8e8}}) {
    INFO(a << " " << b << " " << c << " " << d);
    REQUIRE(beta_difference_cdf(a, b, c, d, -1) == Approx(0).margin(1e-12));
    REQUIRE(beta_difference_cdf(a, b, c, d, 1) == Approx(1).epsilon(1e-12));
    REQUIRE(beta_difference_cdf(a, b, c, d, 0) == Approx(1 - beta_chance(a, b, c, d)).margin(1e-7));
    double last = 0;
    for (double x = -0.99; x < 1; x += 0.03) {
      const double here = beta_difference_cdf(a, b, c, d, x);
      REQUIRE(here >= last - 1e-9);
      REQUIRE(here == Approx(1 - beta_difference_cdf(c, d, a, b, -x)).margin(1e-7));
      last = here;
    }
  }
  // The difference of two uniform numbers has a triangular density.
  for (const double x : {-0.7, -0.2, 0.0, 0.4, 0.9}) {
    REQUIRE(beta_difference_cdf(1, 1, 1, 1, x) ==
            Approx(x < 0 ? (1 + x) * (1 + x) / 2 : 1 - (1 - x) * (1 - x) / 2).epsilon(1e-9));
  }
}
