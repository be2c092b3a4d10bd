// SPDX-License-Identifier: Apache-2.0
#include "stats/randomization.hpp"

#include <cmath>
#include <set>

#include "../catch.hpp"

using namespace sutva;
using namespace sutva::stats;

namespace {

Permutations small() {
  return {{4, 9},
          {1, 0, 0, 1, 0, 1, 0, 1, 0},
          {1, 2, 3.5, 4, 0.5, 6, 7, 8, 2.25},
          {1, 0, 0, 1, 0, 1, 0, 1, 0},
          std::vector<double>(9, 1),
          {4 / 9.0, 5 / 9.0}};
}

}  // namespace

TEST_CASE("randomisation: all assignments are all different, and draws come from them") {
  const Permutations permutations = small();
  REQUIRE(permutations.assignments() == 60);
  REQUIRE(permutations.has_variance());
  std::multiset<double> all;
  int as_observed = 0;
  for (std::uint64_t i = 0; i < 60; ++i) {
    const NullDraw one = permutations.at(i);
    all.insert(std::round(one.c * 1e9));
    as_observed += std::abs(one.d + 1) < 1e-12 ? 1 : 0;
  }
  REQUIRE(as_observed == 1);
  double mean = 0;
  for (std::uint64_t r = 0; r < 6000; ++r) {
    random::Stream stream(3, r);
    const NullDraw one = permutations.draw(stream);
    REQUIRE(all.count(std::round(one.c * 1e9)) > 0);
    mean += one.c / 6000;
  }
  double expected = 0;
  for (const double c : all) {
    expected += c / 1e9 / 60;
  }
  REQUIRE(expected == Approx(0).margin(1e-9));  // a difference has mean zero over all assignments
  REQUIRE(mean == Approx(0).margin(0.1));
}

TEST_CASE("randomisation: too many assignments to count are infinite") {
  std::vector<std::uint8_t> treated(2000);
  for (std::size_t i = 0; i < 2000; i += 2) {
    treated[i] = 1;
  }
  const Permutations many({2000}, treated, std::vector<double>(2000, 1), std::vector<double>(2000, 0),
                          std::vector<double>(2000, 1), {1});
  REQUIRE(std::isinf(many.assignments()));
  REQUIRE(wild_assignments(8, WildWeights::rademacher) == 256);
  REQUIRE(wild_assignments(4, WildWeights::webb) == 1296);
  REQUIRE(std::isinf(wild_assignments(5000, WildWeights::webb)));
}

TEST_CASE("randomisation: p-values count the observed draw once") {
  // Statistics 1, 2, 3 and an observed 2 at shift 0.
  const std::vector<NullDraw> draws{{1, 0, 1, 0, 0}, {2, 0, 1, 0, 0}, {-3, 0, 1, 0, 0}};
  const NullDraw observed{2, -1, 1, 0, 0};
  REQUIRE(NullDistribution(draws, observed, true).p_value(0) == Approx(2 / 3.0));
  REQUIRE(NullDistribution(draws, observed, false).p_value(0) == Approx(3 / 4.0));
  REQUIRE(NullDistribution(draws, observed, true).mcse(0.5) == 0);
  REQUIRE(NullDistribution(draws, observed, false).mcse(0.5) == Approx(std::sqrt(0.25 / 3)));
  // A draw that does not exist counts against the null.
  REQUIRE(NullDistribution({{NAN, 0, 1, 0, 0}}, observed, true).p_value(0) == 1);
}
