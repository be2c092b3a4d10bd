// SPDX-License-Identifier: Apache-2.0
#include "stats/matching.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "../catch.hpp"
#include "stats/weighting.hpp"

using namespace sutva::stats;

namespace {

struct Units {
  std::vector<double> scores, outcomes;
  std::vector<std::uint8_t> groups;
};

// Scores in steps of 1 / grid, so that some tie.
Units units(std::uint64_t seed, int n, double grid) {
  std::mt19937_64 random(seed);
  Units all;
  for (int i = 0; i < n; ++i) {
    const double u = static_cast<double>(random() >> 11U) * 0x1p-53;
    all.groups.push_back(random() % 3 == 0 ? 1 : 0);
    all.scores.push_back(std::floor((u + 0.1 * all.groups.back()) * grid) / grid);
    all.outcomes.push_back(static_cast<double>(random() % 1000));
  }
  return all;
}

}  // namespace

TEST_CASE("Greedy matching takes the nearest control that is left") {
  for (const double grid : {20.0, 300.0, 1e8}) {
    const Units all = units(static_cast<std::uint64_t>(grid), 400, grid);
    const ScoreOrder order = order_by_score(all.scores, all.groups, all.outcomes);
    const std::vector<MatchedPair> pairs = match_without_replacement(order, 0.06);
    REQUIRE(pairs.size() > 20);
    std::vector<bool> taken(all.scores.size(), false);
    std::size_t next = 0;
    for (std::size_t t = order.units[1].size(); t-- > 0;) {
      const std::uint32_t unit = order.units[1][t];
      double least = 0.06 + 1e-9;
      for (std::size_t c = 0; c < all.scores.size(); ++c) {
        if (all.groups[c] == 0 && !taken[c]) {
          least = std::min(least, std::abs(all.scores[c] - all.scores[unit]));
        }
      }
      if (least > 0.06) {
        continue;
      }
      REQUIRE(next < pairs.size());
      REQUIRE(pairs[next].treated == unit);
      REQUIRE_FALSE(taken[pairs[next].control]);
      REQUIRE(std::abs(all.scores[pairs[next].control] - all.scores[unit]) == Approx(least).margin(1e-9));
      taken[pairs[next].control] = true;
      ++next;
    }
    REQUIRE(next == pairs.size());
  }
}

TEST_CASE("Ties do not favour an outcome") {
  // Everyone has the same score; the controls' outcomes have mean 499.5 and the treated take a tenth of them.
  double sum = 0, count = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Units all = units(seed, 2000, 1);
    for (std::size_t i = 0; i < all.scores.size(); ++i) {
      all.groups[i] = i % 11 == 0 ? 1 : 0;
      all.scores[i] = 0.25 * static_cast<double>(seed);
    }
    for (const MatchedPair& pair : match_without_replacement(order_by_score(all.scores, all.groups, all.outcomes), 1)) {
      sum += all.outcomes[pair.control];
      ++count;
    }
  }
  REQUIRE(count == 40 * 182);
  REQUIRE(std::abs(sum / count - 499.5) < 4 * 289 / std::sqrt(count));
}

TEST_CASE("A hundred thousand units are matched at once, whatever their order") {
  const Units all = units(9, 100000, 5000);
  Units reversed = all;
  std::reverse(reversed.scores.begin(), reversed.scores.end());
  std::reverse(reversed.outcomes.begin(), reversed.outcomes.end());
  std::reverse(reversed.groups.begin(), reversed.groups.end());
  const auto answer = [](const Units& some) {
    const ScoreOrder order = order_by_score(some.scores, some.groups, some.outcomes);
    double sum = 0;
    for (const MatchedPair& pair : match_without_replacement(order, 0.01)) {
      sum += some.outcomes[pair.treated] - some.outcomes[pair.control];
    }
    const ReplacedMatch replaced = match_with_replacement(order, some.outcomes, 0.01);
    return std::array{sum, replaced.estimate, replaced.variance};
  };
  const auto one = answer(all), other = answer(reversed);
  REQUIRE(one[0] == other[0]);
  REQUIRE(one[1] == Approx(other[1]).epsilon(1e-12));
  REQUIRE(one[2] == Approx(other[2]).epsilon(1e-12));
}

TEST_CASE("Trimming for precision keeps the units that make the variance least") {
  std::mt19937_64 random(4);
  std::vector<double> logits;
  for (int i = 0; i < 500; ++i) {
    logits.push_back((static_cast<double>(random() >> 11U) * 0x1p-53 - 0.4) * 12);
  }
  const double a = optimal_trim(logits);
  const auto variance = [&](double from) {
    double sum = 0, kept = 0;
    for (const double logit : logits) {
      const double e = 1 / (1 + std::exp(-logit));
      if (std::min(e, 1 - e) >= from) {
        sum += 1 / (e * (1 - e));
        ++kept;
      }
    }
    return sum / kept / kept;
  };
  REQUIRE(a > 0.05);
  REQUIRE(a < 0.2);
  for (double other = 0; other < 0.45; other += 0.001) {
    REQUIRE(variance(other) >= variance(a) * (1 - 1e-12));
  }
  REQUIRE(optimal_trim(std::vector<double>(10, 0.3)) == 0);
}

TEST_CASE("Nobody is trimmed where propensities are alike") {
  std::mt19937_64 random(15);
  for (const double wide : {0.1, 1.0, 2.0, 3.0, 4.0, 6.0}) {
    std::vector<double> logits, costs;
    for (int i = 0; i < 200; ++i) {
      logits.push_back((static_cast<double>(random() >> 11U) * 0x1p-53 - 0.5) * wide);
      costs.push_back(2 + 2 * std::cosh(logits.back()));
    }
    std::sort(costs.begin(), costs.end());
    // Crump and others' condition: with all kept no smaller number gives a smaller sum over its square.
    double sum = 0, least = std::numeric_limits<double>::infinity();
    for (std::size_t m = 1; m <= costs.size(); ++m) {
      sum += costs[m - 1];
      least = std::min(least, sum / static_cast<double>(m) / static_cast<double>(m));
    }
    const auto n = static_cast<double>(costs.size());
    REQUIRE((optimal_trim(logits) == 0) == (sum / n / n <= least));
  }
}

TEST_CASE("Weights of several units are those of each, and sums of them are sums") {
  const double none = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> logits{0.3, none, -2, 40, -40};
  const std::vector<std::uint32_t> chosen{4, 1, 0, 2};
  for (const bool treated : {false, true}) {
    std::vector<double> ate(4), att(4), overlap(4), alone(4);
    show_weights(chosen, logits.data(), treated, {ate.data(), att.data(), overlap.data()});
    show_weights(chosen, logits.data(), treated, {alone.data(), nullptr, nullptr});
    WeightSums sums;
    add_weights(ate, sums);
    add_weights(std::vector<double>{0, 0.5}, sums);
    double sum = 0.5, squares = 0.25, largest = 0.5;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      const double logit = logits[chosen[i]];
      REQUIRE(ate[i] == (std::isnan(logit) ? 0 : ate_weight(logit, treated)));
      REQUIRE(att[i] == (std::isnan(logit) ? 0 : att_weight(logit, treated)));
      REQUIRE(overlap[i] == (std::isnan(logit) ? 0 : overlap_weight(logit, treated)));
      sum += ate[i];
      squares += ate[i] * ate[i];
      largest = std::max(largest, ate[i]);
    }
    REQUIRE(alone == ate);
    REQUIRE(sums.sum == Approx(sum).epsilon(1e-14));
    REQUIRE(sums.squares == Approx(squares).epsilon(1e-14));
    REQUIRE(sums.largest == largest);
    REQUIRE(sums.n == 4);
  }
  // e of 0.3 is 0.574, of -2 0.119, of 40 and -40 about 0 or 1.
  const std::vector<std::uint32_t> rows{7, 5, 3, 1};
  const std::vector<double> of_rows{0.3, -2, 40, -40};
  REQUIRE(rows_inside(rows, of_rows, 0.1) == std::vector<std::uint32_t>{7, 5});
  REQUIRE(rows_inside(rows, of_rows, 0.12) == std::vector<std::uint32_t>{7});
  REQUIRE(rows_inside(rows, of_rows, 0) == rows);
}
