// SPDX-License-Identifier: Apache-2.0
#include "random/samplers.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <vector>

#include "../catch.hpp"
#include "../golden.hpp"
#include "stats/distributions.hpp"

using namespace sutva;
using namespace sutva::tests;
using random::Stream;

namespace {

using Draw = std::function<double(Stream&)>;

std::vector<double> draws(const Draw& draw, std::size_t count, std::uint64_t seed = 1) {
  Stream stream(seed, 0);
  std::vector<double> all(count);
  for (double& each : all) {
    each = draw(stream);
  }
  return all;
}

// Mean and variance within five standard errors, from the distribution's own moments.
void check_moments(const std::vector<double>& all, double mean, double variance, double excess_kurtosis) {
  const auto n = static_cast<double>(all.size());
  double sum = 0;
  for (const double x : all) {
    sum += x - mean;
  }
  double squares = 0;
  for (const double x : all) {
    squares += (x - mean) * (x - mean);
  }
  const double z_mean = sum / n / std::sqrt(variance / n);
  const double z_variance = (squares / n / variance - 1) / std::sqrt((excess_kurtosis + 2) / n);
  INFO("z of the mean " << z_mean << ", of the variance " << z_variance);
  REQUIRE(std::abs(z_mean) < 5);
  REQUIRE(std::abs(z_variance) < 5);
}

// Kolmogorov-Smirnov: 2.23 is passed once in ten thousand.
void check_shape(std::vector<double> all, const std::function<double(double)>& cdf) {
  std::sort(all.begin(), all.end());
  const auto n = static_cast<double>(all.size());
  double gap = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const double at = cdf(all[i]);
    gap = std::max({gap, at - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - at});
  }
  INFO("distance times root of n: " << gap * std::sqrt(n));
  REQUIRE(gap * std::sqrt(n) < 2.23);
}

Draw binomial(std::int64_t n, double p) {
  return [=](Stream& stream) { return static_cast<double>(random::binomial(stream, n, p)); };
}

}  // namespace

TEST_CASE("samplers: normal") {
  const std::vector<double> all = draws(random::normal, 100'000);
  check_moments(all, 0, 1, 0);
  check_shape(all, stats::normal_cdf);
}

TEST_CASE("samplers: chi-squared") {
  for (const double df : {2.0, 2.5, 3.0, 10.0, 1000.0, 1e7}) {
    INFO(df);
    const std::vector<double> all = draws([&](Stream& stream) { return random::chi_squared(stream, df); }, 50'000);
    check_moments(all, df, 2 * df, 12 / df);
    check_shape(all, [&](double x) { return 1 - stats::chi_squared_sf(x, df); });
  }
}

TEST_CASE("samplers: gamma") {
  for (const double shape : {0.05, 0.3, 0.99, 1.0, 2.5, 40.0, 1e6}) {
    INFO(shape);
    const std::vector<double> all = draws([&](Stream& stream) { return random::gamma(stream, shape); }, 50'000);
    check_moments(all, shape, shape, 6 / shape);
    check_shape(all, [&](double x) { return 1 - stats::chi_squared_sf(2 * x, 2 * shape); });
  }
}

TEST_CASE("samplers: beta") {
  for (const auto& [a, b] : std::vector<std::pair<double, double>>{{0.2, 0.5}, {1, 1}, {2, 7}, {0.5, 30}, {400, 90}}) {
    INFO(a << " " << b);
    const double n = a + b;
    const double excess = 6 * ((a - b) * (a - b) * (n + 1) - a * b * (n + 2)) / (a * b * (n + 2) * (n + 3));
    const std::vector<double> all =
        draws([a = a, b = b](Stream& stream) { return random::beta(stream, a, b); }, 50'000);
    check_moments(all, a / n, a * b / (n * n * (n + 1)), excess);
    // F = (x / a) / ((1 - x) / b) has the F distribution of 2a and 2b.
    check_shape(all,
                [a = a, b = b](double x) { return x >= 1 ? 1 : 1 - stats::f_sf(x / a / ((1 - x) / b), 2 * a, 2 * b); });
  }
  // So little of both that only the ends are left.
  const std::vector<double> ends = draws([](Stream& stream) { return random::beta(stream, 3e-4, 1e-4); }, 20'000);
  double sum = 0;
  for (const double x : ends) {
    REQUIRE((x >= 0 && x <= 1));
    sum += x;
  }
  CHECK(std::abs(sum / 20'000 - 0.75) < 0.02);
}

TEST_CASE("samplers: Poisson and uniform") {
  for (const double mean : {1e-6, 0.3, 4.0, 9.9, 10.1, 250.0, 1e9, 1e14}) {
    INFO(mean);
    const std::vector<double> all =
        draws([&](Stream& stream) { return static_cast<double>(random::poisson(stream, mean)); }, 100'000);
    if (mean > 0.1) {
      check_moments(all, mean, mean, 1 / mean);
    }
    for (const double x : all) {
      REQUIRE(x >= 0);
    }
  }
  Stream stream(1, 0);
  CHECK(random::poisson(stream, 0) == 0);
  const std::vector<double> all = draws(random::uniform, 100'000);
  check_moments(all, 0.5, 1.0 / 12, -1.2);
  check_shape(all, [](double x) { return x; });
}

TEST_CASE("samplers: binomial") {
  for (const auto& [n, p] : std::vector<std::pair<std::int64_t, double>>{{1, 0.3},
                                                                         {5, 0.5},
                                                                         {20, 0.01},
                                                                         {40, 0.9},
                                                                         {100, 0.1},
                                                                         {100, 0.12},
                                                                         {1000, 0.5},
                                                                         {5000, 0.99},
                                                                         {100'000, 0.2},
                                                                         {1'000'000'000, 1e-9},
                                                                         {1'000'000'000, 0.4}}) {
    INFO(n << " tries of " << p);
    const std::vector<double> all = draws(binomial(n, p), 50'000);
    const auto tries = static_cast<double>(n);
    const double variance = tries * p * (1 - p);
    check_moments(all, tries * p, variance, (1 - 6 * p * (1 - p)) / variance);
    // Chi-square over single counts, those that are expected fewer than 50 times together with their neighbours.
    std::map<double, double> seen;
    for (const double x : all) {
      REQUIRE((x >= 0 && x <= tries && x == std::floor(x)));
      ++seen[x];
    }
    double statistic = 0, df = -1, expected = 0, observed = 0;
    const double reach = 7 * std::sqrt(variance) + 10;
    const double low = std::max(0.0, std::floor(tries * p - reach)),
                 high = std::min(tries, std::ceil(tries * p + reach));
    const double step = std::max(1.0, std::floor(std::sqrt(variance) / 20));
    double below = stats::binomial_cdf(low - 1, tries, p);
    for (double k = low; k <= high; k += step) {
      const double to = std::min(high, k + step - 1);
      const double upto = stats::binomial_cdf(to, tries, p);
      expected += (upto - below) * static_cast<double>(all.size());
      below = upto;
      for (auto it = seen.lower_bound(k); it != seen.end() && it->first <= to; ++it) {
        observed += it->second;
      }
      if (expected >= 50) {
        statistic += (observed - expected) * (observed - expected) / expected;
        ++df;
        expected = observed = 0;
      }
    }
    if (df >= 1) {
      INFO("chi-square " << statistic << " with " << df);
      REQUIRE(stats::chi_squared_sf(statistic, df) > 1e-4);
    }
  }
}

TEST_CASE("samplers: binomial at the edges") {
  for (const double p : {1e-300, 1e-12, 0.5, 1 - 1e-12}) {
    for (const std::int64_t n :
         {std::int64_t{1}, std::int64_t{1'000'000'000'000}, std::int64_t{1'000'000'000'000'000}}) {
      Stream stream(1, 1);
      for (int i = 0; i < 100; ++i) {
        const std::int64_t k = random::binomial(stream, n, p);
        INFO(k << " of " << n << " tries of " << p);
        REQUIRE((k >= 0 && k <= n));
        const double sd = std::sqrt(static_cast<double>(n) * p * (1 - p));
        REQUIRE(std::abs(static_cast<double>(k) - static_cast<double>(n) * p) <=
                8 * sd + 1 + 1e-15 * static_cast<double>(n));
      }
    }
  }
}

TEST_CASE("samplers: the same bits natively and in WebAssembly") {
  const std::map<std::string, std::function<Draw(const Settings&)>> samplers{
      {"normal", [](const Settings&) -> Draw { return random::normal; }},
      {"chi_squared",
       [](const Settings& s) -> Draw {
         return [df = std::stod(s.at("df"))](Stream& stream) { return random::chi_squared(stream, df); };
       }},
      {"beta",
       [](const Settings& s) -> Draw {
         return [a = std::stod(s.at("a")), b = std::stod(s.at("b"))](Stream& stream) {
           return random::beta(stream, a, b);
         };
       }},
      {"gamma",
       [](const Settings& s) -> Draw {
         return [shape = std::stod(s.at("shape"))](Stream& stream) { return random::gamma(stream, shape); };
       }},
      {"poisson",
       [](const Settings& s) -> Draw {
         return [mean = std::stod(s.at("mean"))](Stream& stream) {
           return static_cast<double>(random::poisson(stream, mean));
         };
       }},
      {"binomial", [](const Settings& s) { return binomial(std::stoll(s.at("n")), std::stod(s.at("p"))); }},
  };
  for (const auto& [name, sampler] : samplers) {
    for (const ReferenceRow& row : golden(name)) {
      const Settings settings = settings_of(row);
      BitHash hash;
      for (const double x : draws(sampler(settings), static_cast<std::size_t>(std::stoul(settings.at("draws"))),
                                  std::stoull(settings.at("seed")))) {
        hash.add(x);
      }
      INFO(row.described());
      CHECK(hash.text() == row.text("value"));
    }
  }
}
