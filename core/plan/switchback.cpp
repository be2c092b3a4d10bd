// SPDX-License-Identifier: Apache-2.0
#include "plan/switchback.hpp"

#include <algorithm>
#include <cmath>

#include "plan/solve.hpp"
#include "stats/distributions.hpp"

namespace sutva::plan {
namespace {

using Count = std::int64_t;

// The block a period lies in; both from 0.
Count block_at(const SwitchbackPlan& plan, Count period) {
  const Count unit = period / unit_of(plan);
  return is_optimal(plan) && plan.carryover > 0 ? std::clamp<Count>(unit - 1, 0, blocks_of(plan) - 1) : unit;
}

// By squaring: exact where std::pow would differ between systems in its last bit.
double raised(double base, Count exponent) {
  double result = 1;
  for (; exponent > 0; exponent /= 2, base *= base) {
    if (exponent % 2 == 1) {
      result *= base;
    }
  }
  return result;
}

// Sum over pairs of different blocks, h apart, of covariance times sign^h: 2 sum (K - h) sign^h c_1 decay^(h - 1).
double pairs(const BlockMeans& means, Count blocks, double sign) {
  const double r = sign * means.decay;
  const auto k = static_cast<double>(blocks);
  double sum = 0;
  if (blocks > 5000) {
    sum = (k * (1 - r) - (1 - raised(r, blocks))) / ((1 - r) * (1 - r));
  } else {
    double factor = 1;
    for (Count apart = 1; apart < blocks; ++apart, factor *= r) {
      sum += static_cast<double>(blocks - apart) * factor;
    }
  }
  return 2 * sign * means.next * sum;
}

double difference_variance(const SwitchbackPlan& plan) {
  const BlockMeans means = block_means(plan);
  const auto k = static_cast<double>(blocks_of(plan));
  if (plan.design == SwitchbackDesign::alternating) {
    return (means.variance / k + pairs(means, blocks_of(plan), -1) / (k * k)) * 4;
  }
  return 4 / k * (means.variance - pairs(means, blocks_of(plan), 1) / (k * (k - 1)));
}

// The variance as it depends on the outcomes: fixed + squares (y1^2 + y0^2) + product 2 y1 y0.
struct Variance {
  double fixed = 0;
  double squares = 0;
  double product = 0;

  Variance& operator+=(const Variance& other) {
    fixed += other.fixed;
    squares += other.squares;
    product += other.product;
    return *this;
  }
};

double geometric(double ratio, Count first, Count count) {
  return ratio == 1 ? static_cast<double>(count) : raised(ratio, first) * (1 - raised(ratio, count)) / (1 - ratio);
}

// Of the periods of one block with themselves and, twice, with each later one whose past shares a block with theirs:
// pairs whose pasts share c >= 1 blocks add (2^c - 1) (y1^2 + y0^2) + 2 y1 y0 + 2^(c+1) Cov.
Variance block_variance(const SwitchbackPlan& plan, Count block) {
  const Count m = plan.carryover;
  const Count next = start_of(plan, block + 1);
  Variance sum;
  for (Count t = std::max(start_of(plan, block), m); t < next; ++t) {
    // Later periods in stretches whose pasts begin in the same block.
    const Count end = std::min(plan.periods, next + m);
    for (Count s = t; s < end;) {
      const Count begins = block_at(plan, s - m);
      const Count stop = std::min(end, start_of(plan, begins + 1) + m);
      const double weight = std::ldexp(1.0, static_cast<int>(block - begins + 1));
      const bool itself = s == t;
      const double count = 2 * static_cast<double>(stop - s) - (itself ? 1 : 0);
      const double correlations = 2 * geometric(plan.autocorrelation, s - t, stop - s) - (itself ? 1 : 0);
      sum += {2 * weight * (plan.period_variance * correlations + (itself ? plan.unit_variance : 0)),
              (weight - 1) * count, count};
      s = stop;
    }
  }
  return sum;
}

Variance variance_of(const SwitchbackPlan& plan) {
  if (!uses_weights(plan)) {
    return {std::fmax(difference_variance(plan), 0) / plan.regions, 0, 0};
  }
  const Count blocks = blocks_of(plan);
  const Count m = plan.carryover;
  // All that such a block meets looks alike.
  const auto inside = [&](Count block) {
    return start_of(plan, block) - m >= start_of(plan, 1) && block + 2 < blocks &&
           start_of(plan, block + 1) + m < plan.periods;
  };
  Count last = blocks - 1;
  while (last > 0 && !inside(last)) {
    --last;
  }
  Variance sum;
  for (Count block = 0; block < blocks; ++block) {
    Variance own = block_variance(plan, block);
    if (block < last && inside(block)) {
      const auto alike = static_cast<double>(last - block + 1);
      own = {own.fixed * alike, own.squares * alike, own.product * alike};
      block = last;
    }
    sum += own;
  }
  const auto used = static_cast<double>(plan.periods - m);
  const double scale = 1 / (used * used * plan.regions);
  return {sum.fixed * scale, sum.squares * scale, sum.product * scale};
}

SwitchbackErrors errors_of(const SwitchbackPlan& plan, const Variance& variance) {
  const auto se = [&](double treated) {
    return std::sqrt(std::fmax(variance.fixed + variance.squares * (treated * treated + plan.level * plan.level) +
                                   variance.product * 2 * treated * plan.level,
                               0));
  };
  return {se(plan.level), se(plan.level + plan.effect)};
}

PlannedTest test_of(const SwitchbackPlan& plan) {
  return {plan.uses_t() ? ClusterTest::t : ClusterTest::z, plan.sides, plan.alpha, degrees_of_freedom(plan)};
}

double power_of(const SwitchbackPlan& plan, const Variance& variance, double critical) {
  const SwitchbackErrors se = errors_of(plan, variance);
  const double effect = std::abs(plan.effect);
  if (plan.uses_t()) {
    return power_at(test_of(plan), critical, effect / se.effect);
  }
  return stats::normal_sf((critical * se.null - effect) / se.effect) +
         (plan.sides == Sides::two ? stats::normal_sf((critical * se.null + effect) / se.effect) : 0);
}

}  // namespace

bool is_optimal(const SwitchbackPlan& plan) { return plan.design == SwitchbackDesign::optimal; }
bool uses_weights(const SwitchbackPlan& plan) {
  return is_optimal(plan) ||
         (plan.design == SwitchbackDesign::random_blocks && plan.estimator == SwitchbackEstimator::horvitz_thompson);
}

Count unit_of(const SwitchbackPlan& plan) {
  return is_optimal(plan) ? std::max<Count>(plan.carryover, 1) : plan.block_length;
}

Count blocks_of(const SwitchbackPlan& plan) {
  const Count units = plan.periods / unit_of(plan);
  return is_optimal(plan) && plan.carryover > 0 ? units - 2 : units;
}

Count start_of(const SwitchbackPlan& plan, Count block) {
  if (block >= blocks_of(plan)) {
    return plan.periods;
  }
  return (is_optimal(plan) && plan.carryover > 0 && block > 0 ? block + 1 : block) * unit_of(plan);
}

Count fewest_units(const SwitchbackPlan& plan) {
  return is_optimal(plan) && plan.carryover > 0 ? fewest_blocks + 2 : fewest_blocks;
}

void set_periods(SwitchbackPlan& plan, Count periods) {
  const Count unit = unit_of(plan);
  Count units = periods / unit;
  if (!uses_weights(plan)) {
    units -= units % 2;
  }
  plan.periods = units * unit;
}

bool spans_few_blocks(const SwitchbackPlan& plan) { return plan.carryover / plan.block_length <= most_spanned; }

double share_used(const SwitchbackPlan& plan) {
  const auto periods = static_cast<double>(plan.periods);
  if (!uses_weights(plan)) {
    return 1 - static_cast<double>(plan.carryover) / static_cast<double>(plan.block_length);
  }
  // A period counts if its past was all treated or all not: 2 by 2 to the number of blocks it spans.
  double used = 0;
  for (Count t = plan.carryover; t < plan.periods; ++t) {
    used += std::ldexp(2.0, static_cast<int>(block_at(plan, t - plan.carryover) - block_at(plan, t) - 1));
  }
  return used / periods;
}

BlockMeans block_means(const SwitchbackPlan& plan) {
  const Count kept = plan.block_length - plan.carryover;
  const auto q = static_cast<double>(kept);
  const double phi = plan.autocorrelation;
  BlockMeans means;
  double inside = q;
  double power = 1;
  for (Count lag = 1; lag < kept; ++lag) {
    power *= phi;
    inside += 2 * static_cast<double>(kept - lag) * power;
  }
  means.variance = plan.period_variance * inside / (q * q) + plan.unit_variance / q;
  double beyond = 0;
  power = raised(phi, plan.carryover + 1);  // the nearest kept periods of neighbours
  for (Count lag = 1 - kept; lag < kept; ++lag) {
    beyond += static_cast<double>(kept - std::abs(lag)) * power;
    power *= phi;
  }
  means.next = plan.period_variance * beyond / (q * q);
  means.decay = raised(phi, plan.block_length);
  return means;
}

SwitchbackErrors standard_errors(const SwitchbackPlan& plan) { return errors_of(plan, variance_of(plan)); }

double degrees_of_freedom(const SwitchbackPlan& plan) {
  return static_cast<double>(blocks_of(plan)) * plan.regions - plan.regions - 1;
}

double critical_value(const SwitchbackPlan& plan) { return critical_value(test_of(plan)); }

double power(const SwitchbackPlan& plan) { return power_of(plan, variance_of(plan), critical_value(plan)); }

std::optional<double> detectable_effect(const SwitchbackPlan& planned, double target) {
  SwitchbackPlan plan = planned;
  const double sign = plan.effect < 0 ? -1 : 1;
  const Variance variance = variance_of(plan);
  const double start = errors_of(plan, variance).null;
  if (!uses_weights(plan)) {
    return sign * needed_ncp(test_of(plan), target) * start;
  }
  const double critical = critical_value(plan);
  const auto power_with = [&](double size) {
    plan.effect = sign * size;
    return power_of(plan, variance, critical);
  };
  const Reached reached = reach(power_with, target, 0, 3 * start, 1e12 * start);
  return reached.x ? std::optional(sign * *reached.x) : std::nullopt;
}

std::string analysis_sentence(const SwitchbackPlan& plan) {
  if (uses_weights(plan)) {
    return "Horvitz-Thompson estimate, z-test with its randomisation variance";
  }
  return plan.uses_t() ? "t-test of block means, the first periods of each block left out"
                       : "z-test of block means with autocorrelated errors, the first periods of each block left out";
}

}  // namespace sutva::plan
