// SPDX-License-Identifier: Apache-2.0
#include "stats/moments.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <span>
#include <vector>

#include "../catch.hpp"
#include "../reference.hpp"

using namespace sutva::stats;
using namespace sutva::tests;

namespace {

std::vector<double> nist(const std::string& set) {
  std::vector<double> values;
  for (const ReferenceRow& row : reference("nist/" + set)) {
    values.push_back(row.number("y"));
  }
  return values;
}

Moments in_blocks(const std::vector<double>& values, const std::vector<std::size_t>& cuts) {
  Moments moments;
  std::size_t begin = 0;
  for (const std::size_t end : cuts) {
    moments.add(std::span(values).subspan(begin, end - begin));
    begin = end;
  }
  moments.add(std::span(values).subspan(begin));
  return moments;
}

std::vector<std::size_t> random_cuts(std::mt19937_64& random, std::size_t size) {
  std::vector<std::size_t> cuts(random() % 9);
  for (std::size_t& cut : cuts) {
    cut = random() % (size + 1);
  }
  std::sort(cuts.begin(), cuts.end());  // two equal cuts: an empty block
  return cuts;
}

}  // namespace

TEST_CASE("moments: NIST StRD univariate sets, to the digits the input allows") {
  std::mt19937_64 random(1);
  for (const ReferenceRow& row : reference("nist_univariate")) {
    INFO(row.described());
    const std::vector<double> values = nist(row.text("set"));
    REQUIRE(static_cast<std::int64_t>(values.size()) == row.whole("n"));
    for (int i = 0; i < 20; ++i) {
      const Moments m = in_blocks(values, i == 0 ? std::vector<std::size_t>{} : random_cuts(random, values.size()));
      REQUIRE(m.count() == row.whole("n"));
      REQUIRE(correct_digits(m.mean(), row.number("mean")) > 14.8);
      const double sd = std::sqrt(m.variance());
      // Decimals such as 10000000.2 are not doubles: perfect arithmetic on their nearest ones gets so many digits.
      const double ceiling = correct_digits(row.number("sd_of_doubles"), row.number("sd"));
      REQUIRE(correct_digits(sd, row.number("sd")) > std::min(14.0, ceiling - 0.1));
      REQUIRE(relative_error(sd, row.number("sd_of_doubles")) < 1e-14);
      REQUIRE(std::abs(m.skewness() - row.number("skewness_of_doubles")) < 1e-13);
    }
  }
}

TEST_CASE("moments: however the numbers are cut into blocks") {
  std::mt19937_64 random(2);
  for (int round = 0; round < 300; ++round) {
    // A skewed sample, on an offset that would swallow naive sums.
    std::vector<double> values(2 + random() % 400);
    const double offset = round % 3 == 0 ? 0 : round % 3 == 1 ? 1e9 : -1e6;
    for (double& value : values) {
      const double u = static_cast<double>(random() >> 11U) * 0x1p-53;
      value = offset + std::round(std::pow(u, 4) * 1e6) / 64;
    }
    const Moments whole = in_blocks(values, {});
    const Moments cut = in_blocks(values, random_cuts(random, values.size()));
    REQUIRE(cut.count() == whole.count());
    REQUIRE(relative_error(cut.mean(), whole.mean()) < 1e-15);
    REQUIRE(relative_error(cut.variance(), whole.variance()) < 1e-13);
    REQUIRE(std::abs(cut.skewness() - whole.skewness()) < 1e-11);

    // Against the definition, in the longer arithmetic the values' grid allows: differences are exact here.
    long double sum = 0;
    for (const double value : values) {
      sum += static_cast<long double>(value - offset);
    }
    const auto n = static_cast<long double>(values.size());
    const long double mean = sum / n;
    long double m2 = 0, m3 = 0;
    for (const double value : values) {
      const long double d = static_cast<long double>(value - offset) - mean;
      m2 += d * d;
      m3 += d * d * d;
    }
    REQUIRE(relative_error(whole.variance(), static_cast<double>(m2 / (n - 1))) < 1e-13);
    const long double skewness = (m3 / n) / std::pow(m2 / n, 1.5L);
    REQUIRE(std::abs(whole.skewness() - static_cast<double>(skewness)) < 1e-12);
  }
}

TEST_CASE("moments: few values and equal ones") {
  Moments m;
  REQUIRE(m.count() == 0);
  m.add({});
  REQUIRE(m.count() == 0);
  REQUIRE(m.variance() == 0);
  const std::vector<double> one{3.7};
  m.add(one);
  REQUIRE(m.mean() == 3.7);
  REQUIRE(m.variance() == 0);
  REQUIRE(m.skewness() == 0);
  for (int i = 0; i < 1000; ++i) {
    m.add(one);
  }
  REQUIRE(m.count() == 1001);
  REQUIRE(m.mean() == 3.7);
  REQUIRE(m.variance() == 0);
  REQUIRE(m.skewness() == 0);
}
