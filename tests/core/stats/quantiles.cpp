// SPDX-License-Identifier: Apache-2.0
#include "stats/quantiles.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "../catch.hpp"

using namespace sutva::stats;

TEST_CASE("quantiles: type 7 on small samples") {
  const std::vector<double> one{3}, four{1, 2, 4, 8};
  for (const double p : {0.0, 0.3, 1.0}) {
    REQUIRE(quantile(one, p) == 3);
  }
  REQUIRE(quantile(four, 0) == 1);
  REQUIRE(quantile(four, 0.5) == 3);  // R: quantile(c(1, 2, 4, 8), .5)
  REQUIRE(quantile(four, 0.25) == 1.75);
  REQUIRE(quantile(four, 0.9) == Approx(6.8).epsilon(1e-15));
  REQUIRE(quantile(four, 1) == 8);
  // Between equal numbers nothing is rounded away.
  const std::vector<double> equal(11, 0.1);
  for (int i = 0; i <= 1000; ++i) {
    REQUIRE(quantile(equal, i / 1000.0) == 0.1);
  }
}

TEST_CASE("stepped sort: the same as sorting at once, for any size") {
  std::mt19937_64 random(7);
  for (const std::size_t size : {0U, 1U, 2U, 8191U, 8192U, 8193U, 16384U, 16385U, 40000U, 100001U}) {
    for (const std::uint64_t distinct : {1U, 3U, 1'000'000'000U}) {
      std::vector<double> numbers;
      for (std::size_t i = 0; i < size; ++i) {
        // Of either sign, with all digits, and now and then far away.
        const double number = (static_cast<double>(random() % distinct) - 1) / 7;
        numbers.push_back(i % 1000 == 999 ? number * -1e300 : number);
      }
      SteppedSort sort(numbers);
      double progress = 0;
      int steps = 1;
      while (sort.step()) {
        REQUIRE(sort.progress() >= progress);
        progress = sort.progress();
        REQUIRE(progress <= 1);
        ++steps;
      }
      REQUIRE_FALSE(sort.step());
      std::sort(numbers.begin(), numbers.end());
      REQUIRE(sort.sorted() == numbers);
      REQUIRE(steps >= static_cast<int>(size / 8192));
    }
  }
}

TEST_CASE("quantile of unsorted numbers: the same as of the sorted ones") {
  std::mt19937_64 random(11);
  for (const std::size_t size : {1U, 2U, 3U, 10U, 1001U}) {
    std::vector<double> numbers;
    for (std::size_t i = 0; i < size; ++i) {
      numbers.push_back(static_cast<double>(random() % 500) / 8);
    }
    std::vector<double> sorted = numbers;
    std::sort(sorted.begin(), sorted.end());
    for (const double p : {0.0, 0.1, 0.5, 0.99, 0.999, 1.0}) {
      REQUIRE(quantile_of_unsorted(numbers, p) == quantile(sorted, p));
    }
  }
}
