// SPDX-License-Identifier: Apache-2.0
#include "stats/count_tests.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "../catch.hpp"
#include "../reference.hpp"
#include "random/samplers.hpp"
#include "random/stream.hpp"
#include "stats/distributions.hpp"
#include "stats/group_tests.hpp"

using namespace sutva;
using namespace sutva::stats;
using namespace sutva::tests;

namespace {

constexpr double ln10 = 2.302585092994045684;

std::vector<double> numbers(std::string_view text, char between = ' ') {
  std::vector<double> all;
  for (const std::string& part : split(text, between)) {
    all.push_back(std::stod(part));
  }
  return all;
}

// Of a logarithm: near 0 absolute, for a far tail relative.
bool alike(double a, double b, double tolerance) { return std::abs(a - b) <= tolerance * std::fmax(1, std::abs(b)); }

}  // namespace

TEST_CASE("count tests: definitions in 60 digits, to the far tail", "[stats]") {
  int rows = 0, exact = 0;
  for (const ReferenceRow& row : reference("sample_ratio")) {
    INFO(row.described());
    const std::vector<double> counts = numbers(row.text("counts")), shares = numbers(row.text("shares"));
    const ChiSquared chi = goodness_of_fit(counts, shares);
    CHECK(alike(chi.statistic, row.number("chi_squared"), 1e-11));
    CHECK(alike(log_chi_squared_sf(chi.statistic, chi.df) / ln10, row.number("chi_squared_log10_p"), 1e-11));
    const CountTest g = likelihood_ratio(counts, shares);
    CHECK(alike(g.statistic, row.number("g"), 1e-11));
    CHECK(alike(g.log_p / ln10, row.number("g_log10_p"), 1e-11));
    if (!row.text("exact_log10_p").empty()) {
      ++exact;
      const double log_p = counts.size() == 2 ? log_binomial_test(counts[1], counts[0] + counts[1], shares[1])
                                              : std::log(*multinomial_test(counts, shares));
      CHECK(alike(log_p / ln10, row.number("exact_log10_p"), 1e-10));
    }
    CHECK(alike(log_bayes_factor(counts, shares, 1), row.number("log_bf_1"), 1e-11));
    CHECK(alike(log_bayes_factor(counts, shares, 100), row.number("log_bf_100"), 1e-11));
    CHECK(alike(log_bayes_factor(counts, shares, 1e4), row.number("log_bf_10000"), 1e-11));
    CHECK(alike(log_bayes_factor(counts, shares, 1e6), row.number("log_bf_1000000"), 1e-11));
    ++rows;
  }
  CHECK(rows >= 39);
  CHECK(exact >= 25);
}

TEST_CASE("count tests: the deviance has its value near and far from the mean", "[stats]") {
  CHECK(deviance(0, 7) == 7);
  CHECK(deviance(7, 7) == 0);
  CHECK(deviance(2, 1) == Approx(2 * std::log(2.0) - 1).epsilon(1e-14));
  // x = m + 1 for a large m: 1 / (2 m) - 1 / (6 m^2).
  CHECK(deviance(1e12 + 1, 1e12) == Approx(0.5e-12).epsilon(1e-11));
}

TEST_CASE("count tests: the noncentral tail", "[stats]") {
  // scipy 1.10.1: stats.ncx2.sf(x, df, ncp)
  CHECK(noncentral_chi_squared_sf(10.827566170662733, 1, 17.07507) == Approx(0.8000143357820498).epsilon(1e-12));
  CHECK(noncentral_chi_squared_sf(20, 3, 17.07507) == Approx(0.45807673027133156).epsilon(1e-11));
  CHECK(noncentral_chi_squared_sf(5, 3, 0) == Approx(chi_squared_sf(5, 3)).epsilon(1e-13));
  for (const double ncp : {0.3, 8.0, 250.0, 9000.0}) {
    for (const double x : {0.5, 10.0, 260.0, 9100.0}) {
      // One degree of freedom is a normal's square; three differ from it by a density (Johnson et al., 29.22).
      const double root = std::sqrt(x), shift = std::sqrt(ncp);
      const double phi = [](double z) { return std::exp(-z * z / 2) * 0.3989422804014327; }(root - shift);
      const double other = std::exp(-(root + shift) * (root + shift) / 2) * 0.3989422804014327;
      const double three = normal_sf(root - shift) + normal_cdf(-root - shift) + (phi - other) / shift;
      INFO(ncp << " " << x);
      CHECK(std::abs(noncentral_chi_squared_sf(x, 3, ncp) - three) < 1e-11);
    }
  }
  CHECK(noncentral_chi_squared_sf(10, 4, 1e9) == 1);
  CHECK(noncentral_chi_squared_sf(1e9, 4, 10) == 0);
  for (const double p : {0.5, 1e-3, 1e-40, 1e-300}) {
    for (const double df : {1.0, 2.0, 7.0, 49.0}) {
      CHECK(log_chi_squared_sf(chi_squared_quantile_upper(p, df), df) == Approx(std::log(p)).epsilon(1e-10));
    }
  }
}

TEST_CASE("count tests: the order of arms does not matter", "[stats]") {
  const std::vector<double> counts{120, 260, 31}, shares{0.3, 0.6, 0.1};
  const std::vector<double> turned{31, 120, 260}, turned_shares{0.1, 0.3, 0.6};
  CHECK(likelihood_ratio(counts, shares).statistic == Approx(likelihood_ratio(turned, turned_shares).statistic));
  CHECK(log_bayes_factor(counts, shares, 77) == Approx(log_bayes_factor(turned, turned_shares, 77)));
  const std::vector<double> few{2, 6, 1}, few_turned{1, 2, 6};
  CHECK(*multinomial_test(few, shares) == Approx(*multinomial_test(few_turned, turned_shares)));
  CHECK(log_binomial_test(30, 100, 0.4) == Approx(log_binomial_test(70, 100, 0.6)).epsilon(1e-10));
  CHECK_FALSE(multinomial_test(std::vector<double>{4000, 4000, 4000}, shares));
}

TEST_CASE("count tests: two arms of the multinomial are the binomial", "[stats]") {
  for (const double k : {0.0, 3.0, 11.0, 18.0, 40.0}) {
    const double p = *multinomial_test(std::vector<double>{40 - k, k}, std::vector<double>{0.7, 0.3});
    CHECK(std::log(p) == Approx(log_binomial_test(k, 40, 0.3)).epsilon(1e-9).margin(1e-12));
  }
}

TEST_CASE("count tests: the chances of all counts add up to one", "[stats]") {
  double sum = 0;
  for (int k = 0; k <= 300; ++k) {
    sum += std::exp(log_binomial_density(k, 300, 0.2));
  }
  CHECK(sum == Approx(1).epsilon(1e-13));
  for (const double k : {0.0, 40.0, 60.0, 61.0, 99.0, 300.0}) {
    CHECK(std::exp(log_binomial_below(k, 300, 0.2)) == Approx(binomial_cdf(k, 300, 0.2)).epsilon(1e-10));
    CHECK(std::exp(log_binomial_below(k, 300, 0.2)) + std::exp(log_binomial_above(k + 1, 300, 0.2)) ==
          Approx(1).epsilon(1e-12));
  }
}

TEST_CASE("count tests: a running Bayes factor of constant shares is that of the totals", "[stats]") {
  RunningBayes running(3, 250);
  const std::vector<double> shares{0.2, 0.3, 0.5};
  running.add(std::vector<double>{10, 20, 15}, shares);
  running.add(std::vector<double>{0, 0, 0}, shares);
  running.add(std::vector<double>{200, 310, 660}, shares);
  CHECK(running.log_factor() == Approx(log_bayes_factor(std::vector<double>{210, 330, 675}, shares, 250)));
}

TEST_CASE("count tests: the mean Bayes factor over all outcomes is one, also of a ramp", "[stats]") {
  // Under the plan every Bayes factor is a martingale: its mean is 1 whatever the prior.
  double mean = 0;
  for (int a = 0; a <= 12; ++a) {
    for (int b = 0; b <= 15; ++b) {
      RunningBayes running(2, 3);
      running.add(std::vector<double>{12.0 - a, double(a)}, std::vector<double>{0.8, 0.2});
      running.add(std::vector<double>{15.0 - b, double(b)}, std::vector<double>{0.5, 0.5});
      mean += std::exp(running.log_factor() + log_binomial_density(a, 12, 0.2) + log_binomial_density(b, 15, 0.5));
    }
  }
  CHECK(mean == Approx(1).epsilon(1e-12));
}

TEST_CASE("count tests: who looks all the time is misled by chi-squared and not by the sequential test", "[stats]") {
  constexpr int experiments = 2000, looks = 100, a_look = 20;
  const std::vector<double> shares{0.5, 0.5};
  int sequential = 0, chi_squared = 0;
  for (int i = 0; i < experiments; ++i) {
    random::Stream stream(17, static_cast<std::uint64_t>(i));
    RunningBayes running(2, 100);
    double treatment = 0;
    bool seen = false, suspected = false;
    for (int look = 1; look <= looks; ++look) {
      const auto more = static_cast<double>(random::binomial(stream, a_look, 0.5));
      treatment += more;
      running.add(std::vector<double>{a_look - more, more}, shares);
      seen = seen || running.log_factor() >= std::log(20);
      const double gap = treatment - look * a_look * 0.5;
      suspected = suspected || gap * gap / (look * a_look * 0.25) > 3.841458820694124;
    }
    sequential += seen ? 1 : 0;
    chi_squared += suspected ? 1 : 0;
  }
  // Ville: at most 5 %, here by enumeration 2 % after 1,000 users and little more after 2,000.
  CHECK(sequential > experiments / 100);
  CHECK(sequential < experiments * 5 / 100);
  // Armitage, McPherson and Rowe (1969), table 2: 37.4 % with 100 looks.
  CHECK(std::abs(static_cast<double>(chi_squared) / experiments - 0.374) < 0.04);
}

TEST_CASE("count tests: after every user the sequential test alarms as often as by enumeration", "[stats]") {
  int rows = 0;
  for (const ReferenceRow& row : reference("sample_ratio_alarms")) {
    if (row.text("test") != "every_user") {
      continue;
    }
    ++rows;
    INFO(row.described());
    const double alpha = row.number("threshold"), c = row.number("concentration");
    const std::vector<double> shares{0.5, 0.5};
    // Every count of those not suspected yet, from user to user.
    std::vector<double> chance{1};
    double out = 0;
    for (int n = 1; n <= row.number("days"); ++n) {
      std::vector<double> next(chance.size() + 1, 0);
      for (std::size_t k = 0; k < chance.size(); ++k) {
        next[k] += chance[k] / 2;
        next[k + 1] += chance[k] / 2;
      }
      for (std::size_t k = 0; k < next.size(); ++k) {
        if (next[k] > 0 &&
            log_bayes_factor(std::vector<double>{n - double(k), double(k)}, shares, c) >= -std::log(alpha)) {
          out += next[k];
          next[k] = 0;
        }
      }
      chance = std::move(next);
    }
    CHECK(out < alpha);
    CHECK(out == Approx(row.number("false_alarm")).epsilon(1e-9));
  }
  CHECK(rows == 4);
}

TEST_CASE("count tests: the Bayes factor agrees with gamma functions in 40 digits", "[stats]") {
  int rows = 0;
  for (const ReferenceRow& row : reference("sequential_ratio")) {
    INFO(row.described());
    const double expected = row.number("log_bayes_factor");
    const double got = log_bayes_factor(numbers(row.text("counts"), ';'), numbers(row.text("shares"), ';'),
                                        row.number("concentration"));
    REQUIRE(std::abs(got - expected) <= 1e-12 * std::abs(expected) + 1e-9);
    ++rows;
  }
  REQUIRE(rows == 60);
}
