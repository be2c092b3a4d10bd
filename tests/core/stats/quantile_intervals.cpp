// SPDX-License-Identifier: Apache-2.0
#include "stats/quantile_intervals.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "../catch.hpp"
#include "stats/distributions.hpp"
#include "stats/histogram.hpp"
#include "stats/quantiles.hpp"

using namespace sutva::stats;

namespace {

std::vector<double> exponentials(std::mt19937_64& random, std::size_t size) {
  std::vector<double> all(size);
  for (double& x : all) {
    x = -std::log1p(-static_cast<double>(random() >> 11U) * 0x1p-53);
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

TEST_CASE("Quantiles of two lists are those of the joined one") {
  std::mt19937_64 random(1);
  for (int round = 0; round < 300; ++round) {
    std::vector<double> a(1 + random() % 20), b(1 + random() % 20);
    for (auto* list : {&a, &b}) {
      for (double& x : *list) {
        x = static_cast<double>(random() % 9);
      }
      std::sort(list->begin(), list->end());
    }
    std::vector<double> both = a;
    both.insert(both.end(), b.begin(), b.end());
    std::sort(both.begin(), both.end());
    for (const double p : {0.0, 0.001, 0.1, 1.0 / 3, 0.5, 0.77, 0.999, 1.0}) {
      REQUIRE(quantile_of_both(a, b, p) == quantile(both, p));
    }
  }
}

TEST_CASE("Intervals of a quantile cover it") {
  std::mt19937_64 random(2);
  const double z = normal_quantile_upper(0.05);
  for (const double p : {0.2, 0.5, 0.9}) {
    const double truth = -std::log1p(-p);
    int exact = 0, density = 0;
    for (int i = 0; i < 500; ++i) {
      const auto sorted = exponentials(random, 300);
      const OrderInterval order = order_statistic_interval(sorted, p, 0.9);
      exact += *order.low <= truth && truth <= *order.high;
      density += std::abs(quantile(sorted, p) - truth) <= z * quantile_error(sorted, p, 0.9)->se;
    }
    INFO(p);
    REQUIRE(exact / 500.0 > 0.88);
    REQUIRE(exact / 500.0 < 0.96);
    REQUIRE(density / 500.0 == Approx(0.9).margin(0.05));
  }
}

TEST_CASE("A quantile too far out has no limit, and one amid equal numbers no density") {
  std::mt19937_64 random(3);
  const auto few = exponentials(random, 20);
  REQUIRE_FALSE(order_statistic_interval(few, 0.99, 0.95).high);
  REQUIRE(order_statistic_interval(few, 0.99, 0.95).low);
  REQUIRE(quantile_error(few, 0.99, 0.95)->cut);
  const std::vector<double> zeros(50, 0.0);
  REQUIRE_FALSE(quantile_error(zeros, 0.5, 0.95));
  REQUIRE(order_statistic_interval(zeros, 0.5, 0.95).low == 0.0);
}

TEST_CASE("Every number stands in one bin") {
  std::mt19937_64 random(7);
  struct Shape {
    BinScale scale;
    double (*make)(double);
  };
  for (const Shape& shape :
       {Shape{BinScale::values, [](double u) { return std::floor(u * 9); }},
        Shape{BinScale::linear, [](double u) { return 100 * u - 40; }},
        Shape{BinScale::linear, [](double u) { return std::floor(u * 47); }},
        Shape{BinScale::logarithmic, [](double u) { return u < 0.3 ? 0 : std::exp(8 * u * u * u); }},
        Shape{BinScale::linear, [](double u) { return 1e90 * (u - 0.5); }},
        Shape{BinScale::linear, [](double u) { return u < 0.9995 ? 1 + u * 1e-12 : 1e6; }}}) {
    std::vector<double> a(700), b(900);
    for (auto* list : {&a, &b}) {
      for (double& x : *list) {
        x = shape.make(static_cast<double>(random() >> 11U) * 0x1p-53);
      }
      std::sort(list->begin(), list->end());
    }
    const Histogram histogram = common_histogram(a, b);
    REQUIRE(histogram.scale == shape.scale);
    REQUIRE(histogram.bins.size() >= 2);
    REQUIRE(histogram.bins.size() <= 70);
    std::int64_t in_a = 0, in_b = 0;
    double last = -1e300;
    for (const Bin& bin : histogram.bins) {
      REQUIRE(bin.low >= last);
      REQUIRE(bin.high >= bin.low);
      last = bin.high;
      in_a += bin.counts[0];
      in_b += bin.counts[1];
    }
    REQUIRE(in_a == 700);
    REQUIRE(in_b == 900);
  }
}
