// SPDX-License-Identifier: Apache-2.0
#include "simulate/checked.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "stats/intervals.hpp"

namespace sutva::simulate {
namespace {

struct Share {
  double value, mcse;
  stats::Interval interval;
  // From the error the share would have if `expected` were true: it does not vanish when nothing was rejected.
  static double room(double expected, double n) { return 3 * std::sqrt(expected * (1 - expected) / n) + 1 / n; }
  bool is_at_most(double expected, double n) const { return value <= expected + room(expected, n); }
  bool agrees_with(double expected, double n) const { return std::abs(value - expected) <= room(expected, n); }
};

Share share(std::int64_t hits, std::int64_t of) {
  const auto k = static_cast<double>(hits);
  const auto n = static_cast<double>(of);
  return {k / n, std::sqrt(k / n * (1 - k / n) / n), stats::wilson(k, n, 0.95)};
}

}  // namespace

void Tally::count(const Draw& with_effect, const Draw& without, double true_effect) {
  undefined_effect += !with_effect.defined;
  undefined_null += !without.defined;
  rejected_effect += with_effect.defined && with_effect.rejected;
  rejected_null += without.defined && without.rejected;
  const double miss = with_effect.estimate - true_effect;
  sum_effect += miss;
  sum_effect_squared += miss * miss;
}

std::int64_t block_of(std::int64_t replicates, std::int64_t least) {
  return std::max<std::int64_t>(least, (replicates + 999) / 1'000);
}

Outcome<Tally> total(const std::vector<Tally>& tallies) {
  std::vector<std::pair<std::int64_t, const Tally*>> order;
  order.reserve(tallies.size());
  for (const Tally& p : tallies) {
    order.emplace_back(p.first, &p);
  }
  std::sort(order.begin(), order.end());
  Tally all;
  for (const auto& [first, part] : order) {
    const Tally& p = *part;
    all.replicates += p.replicates;
    all.rejected_effect += p.rejected_effect;
    all.rejected_null += p.rejected_null;
    all.undefined_effect += p.undefined_effect;
    all.undefined_null += p.undefined_null;
    all.sum_effect += p.sum_effect;
    all.sum_effect_squared += p.sum_effect_squared;
  }
  if (all.replicates <= 0) {
    return error(Code::cancelled, "", "Stopped before the first experiments were simulated.");
  }
  return all;
}

Checked judged(const Tally& all, double planned_power, double expected_power, double alpha, double true_effect,
               Level level) {
  const auto n = static_cast<double>(all.replicates);
  const Share power = share(all.rejected_effect, all.replicates);
  const Share false_positive = share(all.rejected_null, all.replicates);
  Checked result;
  result.replicates = all.replicates;
  result.power = power.value;
  result.power_mcse = power.mcse;
  result.power_ci_low = power.interval.low;
  result.power_ci_high = power.interval.high;
  result.planned_power = planned_power;
  result.power_agrees = power.agrees_with(expected_power, n);
  result.false_positive_rate = false_positive.value;
  result.false_positive_mcse = false_positive.mcse;
  result.false_positive_ci_low = false_positive.interval.low;
  result.false_positive_ci_high = false_positive.interval.high;
  result.alpha = alpha;
  result.alpha_agrees =
      level == Level::at_most ? false_positive.is_at_most(alpha, n) : false_positive.agrees_with(alpha, n);
  result.true_effect = true_effect;
  const double miss = all.sum_effect / n;
  const double variance = std::fmax(0, all.sum_effect_squared / n - miss * miss) * (n > 1 ? n / (n - 1) : 1);
  result.mean_effect = true_effect + miss;
  result.effect_sd = std::sqrt(variance);
  result.mean_effect_mcse = std::sqrt(variance / n);
  result.undefined = all.undefined_effect + all.undefined_null;
  return result;
}

}  // namespace sutva::simulate
