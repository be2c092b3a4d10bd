// SPDX-License-Identifier: Apache-2.0
#include "switch_points.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "random/stream.hpp"

namespace sutva::studies {
namespace {

// For each period past the carry-over, from the first: the first and last coin it depends on.
struct Reach {
  std::int64_t first, last;
  std::int64_t coins() const { return last - first + 1; }
};
std::vector<Reach> reaches(const Switching& switching) {
  const auto coin_of = [&](std::int64_t period) {
    return std::upper_bound(switching.points.begin(), switching.points.end(), period) - switching.points.begin() - 1;
  };
  std::vector<Reach> all;
  for (std::int64_t period = switching.carryover + 1; period <= switching.periods; ++period) {
    all.push_back({coin_of(period - switching.carryover), coin_of(period)});
  }
  return all;
}

// Coins that two periods share.
std::int64_t shared(const Reach& a, const Reach& b) {
  return std::max<std::int64_t>(0, std::min(a.last, b.last) - std::max(a.first, b.first) + 1);
}

}  // namespace

double level_risk(const Switching& switching) {
  const std::vector<Reach> all = reaches(switching);
  double sum = 0;
  for (const Reach& a : all) {
    for (const Reach& b : all) {
      const std::int64_t both = shared(a, b);
      // Either arm 2^both - 1, and twice 1 for one period in each arm, which can not be.
      sum += both > 0 ? std::exp2(static_cast<double>(both) + 1) : 0;
    }
  }
  const auto n = static_cast<double>(all.size());
  return sum / (n * n);
}

double worst_risk(const Switching& switching) {
  const std::vector<Reach> all = reaches(switching);
  const std::size_t n = all.size(), outcomes = 2 * n;
  // Covariances of the indicators over their chances: outcomes under treatment first, then under control, which count
  // with the other sign.
  std::vector<double> matrix(outcomes * outcomes, 0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      const std::int64_t both = shared(all[i], all[j]);
      if (both > 0) {
        const double alike = std::exp2(static_cast<double>(both)) - 1;
        matrix[i * outcomes + j] = matrix[(n + i) * outcomes + n + j] = alike;
        matrix[i * outcomes + n + j] = matrix[(n + i) * outcomes + j] = 1;
      }
    }
  }
  // Signs in the order of a Gray code: one changes at a time. The first stays, for all changed is the same.
  std::vector<double> signs(outcomes, 1), product(outcomes, 0);
  double value = 0;
  for (std::size_t i = 0; i < outcomes; ++i) {
    for (std::size_t j = 0; j < outcomes; ++j) {
      product[i] += matrix[i * outcomes + j];
    }
    value += product[i];
  }
  double worst = value;
  for (std::uint64_t step = 1; step < std::uint64_t{1} << (outcomes - 1); ++step) {
    const auto at = static_cast<std::size_t>(std::countr_zero(step)) + 1;
    value += -4 * signs[at] * product[at] + 4 * matrix[at * outcomes + at];
    signs[at] = -signs[at];
    for (std::size_t j = 0; j < outcomes; ++j) {
      product[j] += 2 * signs[at] * matrix[at * outcomes + j];
    }
    worst = std::max(worst, value);
  }
  return worst / static_cast<double>(n * n);
}

SimulatedRisk simulated_level_risk(const Switching& switching, std::int64_t replicates, std::uint64_t seed) {
  const std::vector<Reach> all = reaches(switching);
  std::vector<bool> coins(switching.points.size());
  double sum = 0, squares = 0;
  for (std::int64_t replicate = 0; replicate < replicates; ++replicate) {
    random::Stream stream(seed, static_cast<std::uint64_t>(replicate));
    for (std::size_t i = 0; i < coins.size(); ++i) {
      coins[i] = stream() >> 63U == 1;
    }
    double estimate = 0;
    for (const Reach& reach : all) {
      bool alike = true;
      for (std::int64_t coin = reach.first; coin < reach.last; ++coin) {
        alike = alike && coins[static_cast<std::size_t>(coin)] == coins[static_cast<std::size_t>(coin + 1)];
      }
      const double weight = std::exp2(static_cast<double>(reach.coins()));
      estimate += alike ? (coins[static_cast<std::size_t>(reach.first)] ? weight : -weight) : 0;
    }
    estimate /= static_cast<double>(all.size());
    sum += estimate * estimate;
    squares += estimate * estimate * estimate * estimate;
  }
  const auto n = static_cast<double>(replicates);
  return {sum / n, std::sqrt((squares / n - sum / n * (sum / n)) / n)};
}

}  // namespace sutva::studies
