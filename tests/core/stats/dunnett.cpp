// SPDX-License-Identifier: Apache-2.0
#include "stats/dunnett.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>

#include "../catch.hpp"
#include "../reference.hpp"
#include "stats/distributions.hpp"
#include "stats/multiplicity.hpp"

using namespace sutva::stats;
using namespace sutva::tests;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<double> numbers(const std::string& list) {
  std::vector<double> all;
  for (const std::string& part : split(list, ' ')) {
    if (!part.empty()) {
      all.push_back(std::stod(part));
    }
  }
  return all;
}

std::vector<double> equal_arms(std::size_t k) { return std::vector<double>(k, std::sqrt(0.5)); }

}  // namespace

TEST_CASE("dunnett: joint probabilities and critical values as elsewhere") {
  int rows = 0;
  for (const ReferenceRow& row : reference("dunnett")) {
    INFO(row.described());
    const std::vector<double> lambda = numbers(row.text("lambda"));
    const std::vector<double> shift = numbers(row.text("shift"));
    const double df = row.text("df") == "inf" ? infinity : row.number("df");
    const bool two_sided = row.text("sides") == "2";
    const std::string& fn = row.text("fn");
    const double c = row.number("c");
    const double value = fn == "critical" ? dunnett_critical(c, lambda, df, two_sided)
                         : fn == "cdf"    ? dunnett_cdf(lambda, shift, c, df, two_sided)
                         : fn == "any"    ? dunnett_any(lambda, shift, c, df, two_sided)
                                          : dunnett_all(lambda, shift, c, df, two_sided);
    CHECK(std::abs(value - row.number("value")) < 1e-10 * (1 + std::abs(row.number("value"))));
    ++rows;
  }
  REQUIRE(rows >= 200);
}

// Dunnett (1955, 1964): equal arms, k = 1 to 9. The 1955 paper approximated the one-sided values for more than three
// treatments and finite degrees of freedom; its second decimal may be off by one.
TEST_CASE("dunnett: the published tables") {
  struct Table {
    bool two_sided;
    double alpha, df;
    std::array<double, 9> values;
  };
  const Table tables[] = {
      {true, 0.05, 10, {2.23, 2.57, 2.76, 2.89, 2.99, 3.07, 3.14, 3.19, 3.24}},
      {true, 0.05, 20, {2.09, 2.38, 2.54, 2.65, 2.73, 2.80, 2.86, 2.90, 2.95}},
      {true, 0.05, 60, {2.00, 2.27, 2.41, 2.51, 2.58, 2.64, 2.69, 2.73, 2.77}},
      {true, 0.05, infinity, {1.96, 2.21, 2.35, 2.44, 2.51, 2.57, 2.61, 2.65, 2.69}},
      {true, 0.01, infinity, {2.58, 2.79, 2.92, 3.00, 3.06, 3.11, 3.15, 3.19, 3.22}},
      {false, 0.05, 10, {1.81, 2.15, 2.34, 2.47, 2.56, 2.64, 2.70, 2.76, 2.81}},
      {false, 0.05, 20, {1.72, 2.03, 2.19, 2.30, 2.39, 2.46, 2.51, 2.56, 2.60}},
      {false, 0.05, infinity, {1.64, 1.92, 2.06, 2.16, 2.23, 2.29, 2.34, 2.38, 2.42}},
      {false, 0.01, infinity, {2.33, 2.56, 2.68, 2.77, 2.84, 2.89, 2.93, 2.97, 3.00}},
  };
  for (const Table& table : tables) {
    for (std::size_t k = 1; k <= 9; ++k) {
      INFO("two-sided " << table.two_sided << ", alpha " << table.alpha << ", df " << table.df << ", k " << k);
      const double c = dunnett_critical(table.alpha, equal_arms(k), table.df, table.two_sided);
      CHECK(std::abs(c - table.values[k - 1]) < (table.two_sided ? 0.0051 : 0.011));
    }
  }
}

TEST_CASE("dunnett: one treatment is the plain test") {
  const std::vector<double> one{0.6};
  for (const double df : {1.0, 2.5, 12.0, 250.0, 350.0, 1e5}) {
    for (const double shift : {0.0, 1.0, 4.0}) {
      for (const double c : {0.5, 2.0, 3.5}) {
        INFO("df " << df << ", shift " << shift << ", c " << c);
        const double upper = noncentral_t_sf(c, df, shift);
        const double lower = noncentral_t_cdf(-c, df, shift);
        const std::vector<double> m{shift};
        CHECK(std::abs(dunnett_any(one, m, c, df, false) - upper) < 1e-11);
        CHECK(std::abs(dunnett_all(one, m, c, df, true) - upper - lower) < 1e-11);
        CHECK(std::abs(dunnett_cdf(one, m, c, df, true) - (1 - upper - lower)) < 1e-11);
      }
    }
  }
  for (const double alpha : {0.3, 0.05, 1e-6, 1e-12}) {
    CHECK(dunnett_critical(alpha, one, infinity, true) == normal_quantile_upper(alpha / 2));
    CHECK(dunnett_critical(alpha, one, 7, false) == t_quantile_upper(alpha, 7));
    // The integral itself, in its tail.
    const double z = normal_quantile_upper(alpha);
    CHECK(relative_error(dunnett_any(one, std::vector<double>{0}, z, infinity, false), alpha) < 1e-10);
    for (const double df : {1.0, 5.0, 40.0, 400.0, 1e6}) {
      INFO("alpha " << alpha << ", df " << df);
      const double t = t_quantile_upper(alpha, df);
      CHECK(relative_error(dunnett_any(one, std::vector<double>{0}, t, df, false), alpha) < 1e-9);
    }
  }
}

TEST_CASE("dunnett: the order of treatments changes nothing, and more of them ask for more") {
  std::mt19937_64 random(3);
  const auto uniform = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(random() >> 11U) * 0x1p-53;
  };
  for (int i = 0; i < 30; ++i) {
    std::vector<double> lambda, shift;
    std::vector<std::size_t> order;
    const std::size_t k = 2 + random() % 6;
    for (std::size_t j = 0; j < k; ++j) {
      lambda.push_back(uniform(0, 0.99));
      shift.push_back(uniform(-3, 4));
      order.push_back(j);
    }
    const double df = i % 2 ? infinity : uniform(300, 2000);
    const bool two_sided = random() % 2 == 0;
    const double alpha = uniform(0.001, 0.4);
    std::shuffle(order.begin(), order.end(), random);
    std::vector<double> other_lambda, other_shift;
    for (const std::size_t j : order) {
      other_lambda.push_back(lambda[j]);
      other_shift.push_back(shift[j]);
    }
    const double c = dunnett_critical(alpha, lambda, df, two_sided);
    REQUIRE(dunnett_critical(alpha, other_lambda, df, two_sided) == c);
    REQUIRE(dunnett_any(other_lambda, other_shift, c, df, two_sided) == dunnett_any(lambda, shift, c, df, two_sided));
    const double any = dunnett_any(lambda, shift, c, df, two_sided);
    const double all = dunnett_all(lambda, shift, c, df, two_sided);
    REQUIRE(std::abs(any + dunnett_cdf(lambda, shift, c, df, two_sided) - 1) < 1e-11);
    REQUIRE(all <= any);
    // Critical values between the plain test's and Šidák's, and growing with every treatment.
    const std::vector<double> none(k, 0.0);
    REQUIRE(relative_error(dunnett_any(lambda, none, c, df, two_sided), alpha) < 1e-9);
    const double level = sidak(alpha, static_cast<double>(k));
    const double tail = two_sided ? level / 2 : level;
    REQUIRE(c <= (std::isinf(df) ? normal_quantile_upper(tail) : t_quantile_upper(tail, df)) + 1e-9);
    lambda.pop_back();
    REQUIRE(dunnett_critical(alpha, lambda, df, two_sided) < c);
  }
}

TEST_CASE("dunnett: independent comparisons give Šidák, and one control for all gives one test") {
  const std::vector<double> independent(4, 0.0);
  CHECK(std::abs(dunnett_critical(0.05, independent, infinity, true) - normal_quantile_upper(sidak(0.05, 4) / 2)) <
        1e-10);
  CHECK(std::abs(sidak(any_of_independent(0.01, 7), 7) - 0.01) < 1e-15);
  CHECK(bonferroni(0.05, 5) == 0.01);
  const std::vector<double> same(3, largest_lambda);
  CHECK(std::abs(dunnett_critical(0.05, same, infinity, false) - normal_quantile_upper(0.05)) < 2e-3);
}

TEST_CASE("dunnett: outside of its domain it is not a number") {
  const std::vector<double> two = equal_arms(2), none{}, zero(2, 0.0), one(1, 0.0), negative{-0.1, 0.5}, full{1, 0.5};
  CHECK(std::isnan(dunnett_critical(0, two, 10, true)));
  CHECK(std::isnan(dunnett_critical(1, two, 10, true)));
  CHECK(std::isnan(dunnett_critical(0.05, none, 10, true)));
  CHECK(std::isnan(dunnett_critical(0.05, two, 0.5, true)));
  CHECK(std::isnan(dunnett_critical(0.05, negative, 10, true)));
  CHECK(std::isnan(dunnett_critical(0.05, full, 10, true)));
  CHECK(std::isnan(dunnett_cdf(two, one, 2, 10, true)));
  CHECK(std::isnan(dunnett_any(two, zero, -1, 10, true)));
  CHECK(std::isnan(dunnett_all(two, zero, infinity, 10, true)));
  // Odd but in it: no hang, and a probability.
  for (const double m : {-1e300, -1e6, 1e6, 1e300}) {
    const std::vector<double> far{m, 0};
    for (const double df : {1.0, 1e12, infinity}) {
      for (const bool two_sided : {true, false}) {
        const double p = dunnett_any(two, far, 2, df, two_sided);
        INFO("shift " << m << ", df " << df << ", p " << p);
        CHECK((p >= 0 && p <= 1));
      }
    }
  }
}

TEST_CASE("dunnett: extreme levels and shapes come out") {
  for (const double alpha : {0.9, 0.5, 1e-4, 1e-9, 1e-15}) {
    for (const double df : {1.0, 20.0, 1e9, infinity}) {
      for (const bool two_sided : {true, false}) {
        INFO("alpha " << alpha << ", df " << df << ", two-sided " << two_sided);
        const std::vector<double> lambda{0.1, 0.7, 0.7, 0.99};
        const double c = dunnett_critical(alpha, lambda, df, two_sided);
        CHECK(relative_error(dunnett_any(lambda, std::vector<double>(4, 0.0), c, df, two_sided), alpha) < 1e-8);
      }
    }
  }
}
