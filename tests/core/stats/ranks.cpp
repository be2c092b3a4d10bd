// SPDX-License-Identifier: Apache-2.0
#include "stats/ranks.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "../catch.hpp"

using namespace sutva::stats;

namespace {

std::vector<double> sample(std::mt19937_64& random, std::size_t size, bool tied, double shift) {
  std::vector<double> all(size);
  for (double& x : all) {
    const double uniform = static_cast<double>(random() >> 11U) * 0x1p-53;
    x = tied ? std::floor(uniform * 6) + std::floor(shift) : -std::log1p(-uniform) + shift;
  }
  std::sort(all.begin(), all.end());
  return all;
}

std::vector<double> differences(const std::vector<double>& control, const std::vector<double>& treatment) {
  std::vector<double> all;
  for (const double t : treatment) {
    for (const double c : control) {
      all.push_back(t - c);
    }
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

TEST_CASE("Ranks and shifts are those of all pairs") {
  std::mt19937_64 random(4);
  for (int round = 0; round < 200; ++round) {
    const std::size_t m = 2 + random() % 30, n = 2 + random() % 30;
    const bool tied = round % 2 == 0;
    const auto control = sample(random, m, tied, -3), treatment = sample(random, n, tied, round % 3 - 1.0);
    const auto all = differences(control, treatment);
    const RankCounts counts = count_ranks(control, treatment);
    double u = 0;
    for (const double d : all) {
      u += d > 0 ? 1 : d == 0 ? 0.5 : 0;
    }
    REQUIRE(counts.u == u);
    const auto rank = static_cast<std::int64_t>(random() % ((m * n + 1) / 2 + 1));
    ShiftSearch search(control, treatment, rank);
    double progress = 0;
    while (search.step()) {
      REQUIRE(search.progress() >= progress);
      progress = search.progress();
    }
    const std::size_t pairs = all.size();
    REQUIRE(search.shift() == Approx((all[(pairs - 1) / 2] + all[pairs / 2]) / 2).margin(1e-14));
    REQUIRE(search.interval().has_value() == (rank > 0));
    if (rank > 0) {
      REQUIRE(search.interval()->low == all[static_cast<std::size_t>(rank) - 1]);
      REQUIRE(search.interval()->high == all[pairs - static_cast<std::size_t>(rank)]);
    }
  }
}

TEST_CASE("Shifts of long lists have their rank among all pairs") {
  std::mt19937_64 random(14);
  for (const int kind : {0, 1, 2, 3}) {
    // Continuous; six values only; zeros beside a continuous part; in cents.
    const auto drawn = [&](std::size_t size, double shift) {
      std::vector<double> all = sample(random, size, kind == 1, shift);
      for (double& x : all) {
        x = kind == 2 && random() % 3 == 0 ? 0 : kind == 3 ? std::round(x * 100) / 100 : x;
      }
      std::sort(all.begin(), all.end());
      return all;
    };
    const auto control = drawn(50'000, 0), treatment = drawn(41'001, kind == 2 ? 0.0 : 0.1);
    const auto pairs = static_cast<std::int64_t>(control.size() * treatment.size());
    // Pairs below a difference, and not above it, without the code under test.
    const auto counted = [&](double difference, bool strict) {
      std::int64_t count = 0;
      for (const double t : treatment) {
        const auto off = std::partition_point(control.begin(), control.end(), [&](double c) {
          return strict ? t - c >= difference : t - c > difference;
        });
        count += control.end() - off;
      }
      return count;
    };
    const auto has_rank = [&](double difference, std::int64_t rank) {
      return counted(difference, true) < rank && counted(difference, false) >= rank;
    };
    const std::int64_t rank = kind == 0 ? 7 : pairs / 2 - pairs / 1000;
    ShiftSearch search(control, treatment, rank);
    while (search.step()) {
    }
    REQUIRE(has_rank(search.interval()->low, rank));
    REQUIRE(has_rank(search.interval()->high, pairs + 1 - rank));
    REQUIRE((pairs % 2 == 0));
    // The middle lies between the two middle differences, which are next to each other or the same.
    const double middle = search.shift();
    REQUIRE(counted(middle, true) <= pairs / 2);
    REQUIRE(counted(middle, false) >= pairs / 2);
  }
}

TEST_CASE("Ranks do not see a monotone change of scale, and turn round with the arms") {
  std::mt19937_64 random(5);
  auto control = sample(random, 80, false, 0), treatment = sample(random, 60, false, 0.3);
  const RankCounts counts = count_ranks(control, treatment), turned = count_ranks(treatment, control);
  REQUIRE(counts.u + turned.u == 80 * 60);
  REQUIRE(counts.superiority_se == Approx(turned.superiority_se).epsilon(1e-13));
  REQUIRE(mann_whitney(counts)->p_value == Approx(mann_whitney(turned)->p_value).epsilon(1e-13));
  for (auto* side : {&control, &treatment}) {
    std::transform(side->begin(), side->end(), side->begin(), [](double x) { return std::exp(3 * x); });
  }
  REQUIRE(count_ranks(control, treatment).u == counts.u);
}

TEST_CASE("Arms that are all equal have no rank test") {
  const std::vector<double> same(60, 3.0);
  REQUIRE_FALSE(mann_whitney(count_ranks(same, same)));
  REQUIRE(count_ranks(same, same).superiority() == 0.5);
}

TEST_CASE("The rank test errs as often as it says, and intervals cover") {
  std::mt19937_64 random(6);
  const double shift = 0.5, confidence = 0.9;
  int rejected = 0, covered = 0, superior = 0;
  const int draws = 500;
  // P(T > C) of exponentials shifted by s: 1 - e^-s / 2.
  const double truth = 1 - std::exp(-shift) / 2;
  for (int i = 0; i < draws; ++i) {
    const auto control = sample(random, 40, false, 0), same = sample(random, 55, false, 0);
    rejected += mann_whitney(count_ranks(control, same))->p_value < 0.1;
    const auto treatment = sample(random, 55, false, shift);
    const RankCounts counts = count_ranks(control, treatment);
    ShiftSearch search(control, treatment, shift_interval_rank(counts, confidence));
    while (search.step()) {
    }
    covered += search.interval()->low <= shift && shift <= search.interval()->high;
    superior += std::abs(counts.superiority() - truth) <= 1.6448536269514722 * counts.superiority_se;
  }
  REQUIRE(rejected / 500.0 == Approx(0.1).margin(0.04));
  REQUIRE(covered / 500.0 == Approx(0.9).margin(0.04));
  REQUIRE(superior / 500.0 == Approx(0.9).margin(0.05));
}
