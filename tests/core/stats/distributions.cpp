// SPDX-License-Identifier: Apache-2.0
#include "stats/distributions.hpp"

#include <cmath>
#include <functional>
#include <limits>
#include <map>

#include "../catch.hpp"
#include "../reference.hpp"

using namespace sutva::stats;
using namespace sutva::tests;

namespace {

bool is_close(const std::string& function, double x, double actual, double expected) {
  if (std::abs(expected) < std::numeric_limits<double>::min()) {
    return actual >= 0 && actual <= std::numeric_limits<double>::min();  // subnormal, or nothing
  }
  if (relative_error(actual, expected) <= 1e-12) {
    return true;
  }
  if (function.starts_with("noncentral_t")) {
    // Boost sums its series to an absolute error: a power has 11 digits, the opposite tail that it counts fewer.
    return std::abs(actual - expected) <= 3e-12 && relative_error(actual, expected) < 5e-10;
  }
  // Boost takes so small a t with one degree of freedom for 0: a p-value of 1 instead of .9999999936.
  return std::abs(x) <= 1e-8 && std::abs(actual - expected) < 4e-9;
}

}  // namespace

TEST_CASE("distributions: the numbers of R and of mpmath, far into the tails") {
  using Function = std::function<double(double, double, double)>;
  const std::map<std::string, Function> functions{
      {"normal_cdf", [](double x, double, double) { return normal_cdf(x); }},
      {"normal_sf", [](double x, double, double) { return normal_sf(x); }},
      {"normal_quantile", [](double x, double, double) { return normal_quantile(x); }},
      {"t_cdf", [](double x, double a, double) { return t_cdf(x, a); }},
      {"t_sf", [](double x, double a, double) { return t_sf(x, a); }},
      {"t_quantile", [](double x, double a, double) { return t_quantile(x, a); }},
      {"noncentral_t_cdf", [](double x, double a, double b) { return noncentral_t_cdf(x, a, b); }},
      {"noncentral_t_sf", [](double x, double a, double b) { return noncentral_t_sf(x, a, b); }},
      {"chi_squared_sf", [](double x, double a, double) { return chi_squared_sf(x, a); }},
      {"chi_squared_quantile", [](double x, double a, double) { return chi_squared_quantile(x, a); }},
      {"f_sf", [](double x, double a, double b) { return f_sf(x, a, b); }},
      {"binomial_cdf", [](double x, double a, double b) { return binomial_cdf(x, a, b); }},
  };
  std::map<std::string, int> rows;
  for (const ReferenceRow& row : reference("distributions")) {
    const auto function = functions.find(row.text("fn"));
    INFO(row.described());
    REQUIRE(function != functions.end());
    ++rows[function->first];
    const double expected = row.number("value");
    const double actual = function->second(row.number("x"), row.number("a"), row.number("b"));
    INFO("got " << actual << ", relative error " << relative_error(actual, expected));
    CHECK(is_close(row.text("fn"), row.number("x"), actual, expected));
  }
  REQUIRE(rows.size() == functions.size());
}

TEST_CASE("distributions: a t quantile has the tail it was asked for, or is infinite") {
  int finite = 0;
  for (const double df : {0.2, 0.5, 1.0, 2.0, 3.5, 30.0, 1e4, 1e9}) {
    for (const double p : {0.4999, 0.25, 0.025, 1e-9, 1e-31, 1e-33, 1e-100, 1e-300}) {
      const double t = t_quantile_upper(p, df);
      INFO("df " << df << ", p " << p << ": " << t << " has the tail " << t_sf(t, df));
      if (std::isinf(t)) {
        // The tail is like t^-df: only there does the quantile leave the range in which t squared is a number.
        REQUIRE(df * std::log(1e153) < -std::log(p));
        continue;
      }
      ++finite;
      REQUIRE(relative_error(t_sf(t, df), p) < 1e-10);
      REQUIRE(t_quantile(p, df) == -t);
    }
  }
  REQUIRE(finite > 50);
}

TEST_CASE("distributions: the noncentral t at infinity, where the quantile of a tiny level lies") {
  for (const double ncp : {-6.0, 0.0, 6.0, 1e5}) {
    REQUIRE(noncentral_t_sf(t_quantile_upper(1e-100, 0.2), 0.2, ncp) == 0);
    REQUIRE(noncentral_t_cdf(INFINITY, 5, ncp) == 1);
    REQUIRE(noncentral_t_cdf(-INFINITY, 5, ncp) == 0);
    REQUIRE(noncentral_t_sf(-INFINITY, 5, ncp) == 1);
  }
}

TEST_CASE("distributions: the noncentral t of any noncentrality, where one method takes over from the other") {
  for (const double df : {0.5, 2.0, 7.0, 40.0}) {
    for (const double ratio : {0.2, 0.7, 1.0, 1.5, 6.0}) {
      // As a share of the noncentrality P(T <= t) hardly moves any more.
      const double boost = noncentral_t_cdf(ratio * 29'999, df, 29'999);
      const double beyond = noncentral_t_cdf(ratio * 30'001, df, 30'001);
      INFO("df " << df << ", t / ncp " << ratio << ": " << boost << " and " << beyond);
      REQUIRE(std::abs(boost - beyond) < 1e-6);
      for (const double ncp : {30'001.0, 1e6, 1e150}) {
        const double t = ratio * ncp;
        REQUIRE(std::abs(noncentral_t_cdf(t, df, ncp) - beyond) < 1e-9);
        REQUIRE(std::abs(noncentral_t_cdf(t, df, ncp) + noncentral_t_sf(t, df, ncp) - 1) < 1e-13);
        REQUIRE(noncentral_t_sf(-t, df, -ncp) == noncentral_t_cdf(t, df, ncp));
        REQUIRE(noncentral_t_cdf(-2, df, ncp) == 0);
        REQUIRE(noncentral_t_sf(2, 1e6, ncp) == 1);
        REQUIRE(noncentral_t_cdf(2, 1e6, ncp) == 0);
      }
    }
  }
}
