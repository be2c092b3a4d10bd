// SPDX-License-Identifier: Apache-2.0
#include "stats/bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "../catch.hpp"
#include "../reference.hpp"

using namespace sutva;
using namespace sutva::stats;
using namespace sutva::tests;

namespace {

std::vector<double> fixed_replicates(int r) {
  std::vector<double> t;
  for (int i = 1; i <= r; ++i) {
    const double x = static_cast<double>(i * 7919LL % 10007) / 1000.0;
    t.push_back(x * x);
  }
  return t;
}

// The resample that scripts/reference/resampling.R writes out.
struct Fixed {
  std::vector<std::uint32_t> ends{10, 25, 45, 60}, counts;
  std::vector<std::uint8_t> arms{0, 0, 1, 1};
  std::vector<double> y, d, rows;

  Fixed() {
    for (int j = 1; j <= 60; ++j) {
      y.push_back((j * 37 % 101) / 7.0);
      d.push_back(1 + j * 53 % 11);
      counts.push_back(static_cast<std::uint32_t>(j * 5 % 4));
      rows.push_back((j * 29 % 83) / 10.0);
      rows.push_back(j * 71 % 19);
      rows.push_back(y.back());
    }
  }
  double quantile(double p, std::size_t arm) const {
    std::vector<std::uint32_t> order(arm == 0 ? 25 : 35);
    std::iota(order.begin(), order.end(), arm == 0 ? 0U : 25U);
    std::sort(order.begin(), order.end(), [&](auto i, auto j) { return y[i] < y[j]; });
    std::vector<double> sorted;
    for (const std::uint32_t i : order) {
      sorted.push_back(y[i]);
    }
    return ResampledQuantile(sorted, order, p).of(counts);
  }
};

}  // namespace

TEST_CASE("bootstrap: intervals of fixed replicates as R's boot has them") {
  int compared = 0;
  for (const ReferenceRow& row : reference("resampling")) {
    if (row.text("what") != "interval") {
      continue;
    }
    const auto about = split(row.text("case"), '|');
    const int r = std::stoi(about[0]);
    const double confidence = std::stod(about[1]), estimate = 27.5;
    std::vector<double> t = fixed_replicates(r), studentised;
    for (int i = 1; i <= r; ++i) {
      const double v = 0.5 + static_cast<double>(i * 104729LL % 1013) / 1000.0;
      studentised.push_back((t[static_cast<std::size_t>(i) - 1] - estimate) / std::sqrt(v));
    }
    std::sort(t.begin(), t.end());
    std::sort(studentised.begin(), studentised.end());
    std::vector<double> influence;
    for (int i = 1; i <= 40; ++i) {
      const double l = i * 31 % 97 - 48;
      influence.push_back(l * l * l / 1000);
    }
    const double mean = std::accumulate(influence.begin(), influence.end(), 0.0) / 40;
    for (double& l : influence) {
      l -= mean;
    }
    const double a = acceleration(influence, {}), bias = bias_correction(t, estimate).value();
    const ResampledInterval p = percentile_interval(t, confidence), b = bca_interval(t, bias, a, confidence),
                            s = studentized_interval(studentised, estimate, 2, confidence);
    const std::string& quantity = row.text("quantity");
    const double found = quantity == "percentile_low"     ? p.low.value()
                         : quantity == "percentile_high"  ? p.high.value()
                         : quantity == "studentized_low"  ? s.low.value()
                         : quantity == "studentized_high" ? s.high.value()
                         : quantity == "bca_low"          ? b.low.value()
                         : quantity == "bca_high"         ? b.high.value()
                         : quantity == "acceleration"     ? a
                                                          : bias;
    INFO(row.described());
    REQUIRE(relative_error(found, row.number("value")) < 1e-9);
    ++compared;
  }
  REQUIRE(compared == 48);
}

TEST_CASE("bootstrap: an end beyond the replicates is none") {
  const std::vector<double> t{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  REQUIRE_FALSE(percentile_interval(t, 0.95).low);
  REQUIRE(percentile_interval(t, 0.7).low);
  REQUIRE_FALSE(bias_correction(t, 0.5));
  REQUIRE_FALSE(bias_correction(t, 10.5));
  REQUIRE(bias_correction(t, 5.5).value() == Approx(0).margin(1e-12));
}

TEST_CASE("bootstrap: statistics of one resample, written out in R") {
  const Fixed fixed;
  const ArmMeans ratio = MeansOfElements(fixed.ends, fixed.arms, fixed.y, fixed.d).of(fixed.counts);
  const ArmMeans mean = MeansOfElements({25, 60}, {0, 1}, fixed.y, std::vector<double>(60, 1)).of(fixed.counts);
  // R's numerical derivative has fewer digits.
  const auto adjusted = AdjustedResample(fixed.ends, fixed.arms, {}, fixed.rows, 2, {}).of(fixed.counts);
  REQUIRE(adjusted);
  int compared = 0;
  for (const ReferenceRow& row : reference("resampling")) {
    if (row.text("what") != "resample") {
      continue;
    }
    const std::string &about = row.text("case"), &quantity = row.text("quantity");
    const std::size_t arm = quantity.back() == '1' ? 1 : 0;
    const double found = about == "ratio"         ? (quantity[0] == 'm' ? ratio.mean : ratio.variance)[arm]
                         : about == "mean"        ? mean.variance[0]
                         : about == "quantile"    ? fixed.quantile(std::stod(split(quantity.substr(1), '_')[0]), arm)
                         : quantity == "estimate" ? adjusted->estimate
                                                  : adjusted->variance;
    INFO(row.described());
    REQUIRE(relative_error(found, row.number("value")) < (quantity == "variance" ? 1e-6 : 1e-10));
    ++compared;
  }
  REQUIRE(compared == 13);
}

TEST_CASE("bootstrap: counts are multinomial within strata, whichever way they are drawn") {
  // Strata of 3, 1, 2500 units (two whole cells of 1024 and a rest) and 40.
  const std::vector<std::uint32_t> ends{3, 4, 2504, 2544};
  const Resampler units(ends, {});
  std::vector<std::uint32_t> counts(2544);
  std::vector<double> sum(2544, 0), squares(2544, 0);
  double together = 0;
  const int draws = 4000;
  for (int r = 0; r < draws; ++r) {
    random::Stream stream(5, static_cast<std::uint64_t>(r));
    units.draw(stream, counts);
    std::uint32_t first = 0;
    for (const std::uint32_t end : ends) {
      const auto at = [&](std::uint32_t place) { return counts.begin() + static_cast<std::ptrdiff_t>(place); };
      REQUIRE(std::accumulate(at(first), at(end), 0U) == end - first);
      first = end;
    }
    for (std::size_t i = 0; i < counts.size(); ++i) {
      sum[i] += counts[i];
      squares[i] += (counts[i] - 1.0) * (counts[i] - 1.0);
    }
    together += (counts[10] - 1.0) * (counts[2000] - 1.0);
  }
  double chi = 0;
  for (std::size_t i = 4; i < 2504; ++i) {
    chi += (sum[i] - draws) * (sum[i] - draws) / draws;
  }
  REQUIRE(chi / 2499 == Approx(1).margin(0.15));
  const double spread = std::accumulate(squares.begin() + 4, squares.begin() + 2504, 0.0) / 2500 / draws;
  REQUIRE(spread == Approx(1 - 1 / 2500.0).margin(0.005));
  REQUIRE(std::abs(together / draws) < 0.08);
  REQUIRE(squares[0] / draws == Approx(2 / 3.0).margin(0.05));
  REQUIRE(sum[3] == draws);

  // Units that are alike, as one element each.
  const Resampler alike({2, 5}, {30, 10, 1, 5, 14});
  std::vector<double> means(5, 0);
  counts.resize(5);
  for (int r = 0; r < draws; ++r) {
    random::Stream stream(6, static_cast<std::uint64_t>(r));
    alike.draw(stream, counts);
    REQUIRE(counts[0] + counts[1] == 40);
    REQUIRE(counts[2] + counts[3] + counts[4] == 20);
    for (std::size_t i = 0; i < 5; ++i) {
      means[i] += static_cast<double>(counts[i]) / draws;
    }
  }
  REQUIRE(means[0] == Approx(30).margin(0.2));
  REQUIRE(means[3] == Approx(5).margin(0.15));
}

TEST_CASE("bootstrap: a quantile by its order statistics has the distribution of counted ones") {
  std::vector<double> sorted;
  std::vector<std::uint32_t> element;
  for (std::uint32_t i = 0; i < 30; ++i) {
    sorted.push_back(std::pow(i, 1.5));
    element.push_back(i);
  }
  for (const double p : {0.5, 0.9}) {
    const ResampledQuantile quantile(sorted, element, p);
    const Resampler units({30}, {});
    std::vector<std::uint32_t> counts(30);
    std::vector<double> counted, drawn;
    for (std::uint64_t r = 0; r < 20000; ++r) {
      random::Stream one(1, r), other(2, r);
      units.draw(one, counts);
      counted.push_back(quantile.of(counts));
      drawn.push_back(quantile.draw(other));
    }
    std::sort(counted.begin(), counted.end());
    std::sort(drawn.begin(), drawn.end());
    // Kolmogorov and Smirnov's distance, which chance alone keeps below 0.0195 in 999 of 1000 cases.
    double distance = 0;
    for (const double x : counted) {
      const auto share = [&](const std::vector<double>& of) {
        return static_cast<double>(std::upper_bound(of.begin(), of.end(), x + 1e-9) - of.begin()) / 20000;
      };
      distance = std::fmax(distance, std::abs(share(counted) - share(drawn)));
    }
    REQUIRE(distance < 0.0195);
  }
}
