// SPDX-License-Identifier: Apache-2.0
#include "stats/two_proportions.hpp"

#include <cmath>
#include <limits>
#include <random>

#include "../catch.hpp"
#include "../reference.hpp"
#include "stats/distributions.hpp"

using namespace sutva::stats;
using namespace sutva::tests;

namespace {

// Every pair of counts, each asked on its own; the probabilities from factorials.
double by_enumeration(ProportionTest test, Tail tail, double critical, std::int64_t n1, std::int64_t n2, double p1,
                      double p2) {
  const auto mass = [](std::int64_t n, std::int64_t k, double p) {
    double choose = 1;
    for (std::int64_t i = 0; i < k; ++i) {
      choose = choose * static_cast<double>(n - i) / static_cast<double>(i + 1);
    }
    return choose * std::pow(p, static_cast<double>(k)) * std::pow(1 - p, static_cast<double>(n - k));
  };
  double power = 0;
  for (std::int64_t c = 0; c <= n1; ++c) {
    for (std::int64_t t = 0; t <= n2; ++t) {
      const double z = two_proportion_z(test, static_cast<double>(c), static_cast<double>(n1), static_cast<double>(t),
                                        static_cast<double>(n2));
      const bool exists = c + t > 0 && c + t < n1 + n2;
      const bool up = exists && z >= critical, down = exists && z <= -critical;
      if ((tail != Tail::less && up) || (tail != Tail::greater && down)) {
        power += mass(n1, c, p1) * mass(n2, t, p2);
      }
    }
  }
  return power;
}

}  // namespace

TEST_CASE("two proportions: z, its sign and its edges") {
  const double infinity = std::numeric_limits<double>::infinity();
  // 50 of 100 against 60 of 100: prop.test(c(50, 60), c(100, 100), correct = FALSE) in R gives X-squared = 2.0202.
  const double z = two_proportion_z(ProportionTest::pooled, 50, 100, 60, 100);
  REQUIRE(std::abs(z * z - 2.0202020202020203) < 1e-13);
  REQUIRE(z > 0);
  REQUIRE(relative_error(two_proportion_z(ProportionTest::unpooled, 50, 100, 60, 100), 0.1 / 0.07) < 1e-14);
  for (const ProportionTest test : {ProportionTest::pooled, ProportionTest::unpooled}) {
    REQUIRE(two_proportion_z(test, 0, 10, 0, 20) == 0);
    REQUIRE(two_proportion_z(test, 10, 10, 20, 20) == 0);
    REQUIRE(two_proportion_z(test, 3, 12, 5, 20) == 0);
    for (double c = 0; c <= 7; ++c) {
      for (double t = 0; t <= 9; ++t) {
        const double there = two_proportion_z(test, c, 7, t, 9);
        // Exchanging the arms, or what counts as a success, turns the sign and nothing else.
        REQUIRE(two_proportion_z(test, t, 9, c, 7) == -there);
        const double other = two_proportion_z(test, 7 - c, 7, 9 - t, 9);
        REQUIRE((other == -there || relative_error(other, -there) < 1e-14));
        REQUIRE((t == 0 || there >= two_proportion_z(test, c, 7, t - 1, 9)));
        REQUIRE((c == 0 || there <= two_proportion_z(test, c - 1, 7, t, 9)));
      }
    }
  }
  REQUIRE(two_proportion_z(ProportionTest::unpooled, 0, 5, 5, 5) == infinity);
  REQUIRE(two_proportion_z(ProportionTest::unpooled, 5, 5, 0, 5) == -infinity);
}

TEST_CASE("exact power: R's enumeration") {
  for (const ReferenceRow& row : reference("power_proportion_exact")) {
    INFO(row.described());
    const bool two = row.text("sides") == "two";
    const double alpha = row.number("alpha");
    const double baseline = row.number("baseline"), treatment = row.number("treatment");
    const Tail tail = two ? Tail::two_sided : treatment >= baseline ? Tail::greater : Tail::less;
    const auto power =
        exact_power({row.text("method") == "unpooled" ? ProportionTest::unpooled : ProportionTest::pooled, tail,
                     normal_quantile_upper(two ? alpha / 2 : alpha)},
                    row.whole("n_control"), row.whole("n_treatment"), baseline, treatment);
    REQUIRE(power);
    CHECK(std::abs(*power - row.number("exact_power")) < 1e-10);
  }
}

TEST_CASE("exact power: every pair of counts, one by one, for all small experiments") {
  double worst = 0;
  for (std::int64_t n1 = 1; n1 <= 12; ++n1) {
    for (std::int64_t n2 = 1; n2 <= 12; ++n2) {
      for (const ProportionTest test : {ProportionTest::pooled, ProportionTest::unpooled}) {
        for (const Tail tail : {Tail::two_sided, Tail::greater, Tail::less}) {
          for (const double critical :
               {0.0, 0.3, 1.0, 1.6448536269514722, 1.959963984540054, 2.5758293035489004, 3.5}) {
            for (const auto& [p1, p2] : {std::pair{0.5, 0.5}, {0.2, 0.7}, {0.95, 0.4}, {0.01, 0.03}}) {
              const auto power = exact_power({test, tail, critical}, n1, n2, p1, p2);
              const double expected = by_enumeration(test, tail, critical, n1, n2, p1, p2);
              // A critical value of 0 rejects in both tails at once; a two-sided test never has it.
              if (critical > 0 || tail != Tail::two_sided) {
                worst = std::max(worst, power ? std::abs(*power - expected) : 1);
              }
            }
          }
        }
      }
    }
  }
  REQUIRE(worst < 1e-13);
}

TEST_CASE("exact power: medium experiments, where parts of the distributions are left out") {
  std::mt19937_64 random(6);
  for (int i = 0; i < 60; ++i) {
    const auto n1 = static_cast<std::int64_t>(20 + random() % 400);
    const auto n2 = static_cast<std::int64_t>(20 + random() % 400);
    const double p1 = 0.002 + 0.996 * static_cast<double>(random() >> 11U) * 0x1p-53;
    const double p2 = 0.002 + 0.996 * static_cast<double>(random() >> 11U) * 0x1p-53;
    const auto test = random() % 2 == 0 ? ProportionTest::pooled : ProportionTest::unpooled;
    const auto tail = static_cast<Tail>(random() % 3);
    const double critical = 0.5 + 3 * static_cast<double>(random() >> 11U) * 0x1p-53;
    INFO(n1 << " " << n2 << " " << p1 << " " << p2);
    const auto power = exact_power({test, tail, critical}, n1, n2, p1, p2);
    REQUIRE(power);
    REQUIRE(std::abs(*power - by_enumeration(test, tail, critical, n1, n2, p1, p2)) < 1e-11);
  }
}

TEST_CASE("exact power: of large experiments close to the normal one, and none of endless ones") {
  const auto power =
      exact_power({ProportionTest::pooled, Tail::two_sided, 1.959963984540054}, 14'751, 14'751, 0.1, 0.11);
  REQUIRE(power);
  REQUIRE(std::abs(*power - 0.8) < 0.002);
  const auto null =
      exact_power({ProportionTest::pooled, Tail::two_sided, 1.959963984540054}, 1'000'000, 3'000'000, 0.3, 0.3);
  REQUIRE(null);
  REQUIRE(std::abs(*null - 0.05) < 1e-4);
  REQUIRE_FALSE(exact_power({ProportionTest::pooled, Tail::two_sided, 1.96}, 1'000'000'000'000, 10, 0.5, 0.6));
}
