// SPDX-License-Identifier: Apache-2.0
#include "plan/switchback_plan.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "plan/solve.hpp"
#include "base/words.hpp"
#include "stats/distributions.hpp"

namespace sutva::plan {
namespace {

using Request = SwitchbackPlanRequest;
using Count = std::int64_t;
constexpr Count most_periods = 500'000;
constexpr Count most_spanned = 30;  // blocks one period's past may reach over: weights are powers of two
constexpr Count fewest_blocks = 4;

bool is_optimal(const SwitchbackPlan& plan) { return plan.design == SwitchbackDesign::optimal; }
bool uses_weights(const SwitchbackPlan& plan) {
  return is_optimal(plan) ||
         (plan.design == SwitchbackDesign::random_blocks && plan.estimator == SwitchbackEstimator::horvitz_thompson);
}

// Length of a block: the optimal design's, but for its first and last, are as long as the carry-over.
Count unit_of(const SwitchbackPlan& plan) {
  return is_optimal(plan) ? std::max<Count>(plan.carryover, 1) : plan.block_length;
}

Count blocks_of(const SwitchbackPlan& plan) {
  const Count units = plan.periods / unit_of(plan);
  return is_optimal(plan) && plan.carryover > 0 ? units - 2 : units;
}

// The block a period lies in, and a block's first period; both from 0.
Count block_at(const SwitchbackPlan& plan, Count period) {
  const Count unit = period / unit_of(plan);
  return is_optimal(plan) && plan.carryover > 0 ? std::clamp<Count>(unit - 1, 0, blocks_of(plan) - 1) : unit;
}
Count start_of(const SwitchbackPlan& plan, Count block) {
  if (block >= blocks_of(plan)) {
    return plan.periods;
  }
  return (is_optimal(plan) && plan.carryover > 0 && block > 0 ? block + 1 : block) * unit_of(plan);
}

// Whole blocks in the periods there are: an even number for a difference in means.
void set_periods(SwitchbackPlan& plan, Count periods) {
  const Count unit = unit_of(plan);
  Count units = periods / unit;
  if (!uses_weights(plan)) {
    units -= units % 2;
  }
  plan.periods = units * unit;
}

// Fewest units (of `unit_of` periods) with enough blocks.
Count fewest_units(const SwitchbackPlan& plan) {
  return is_optimal(plan) && plan.carryover > 0 ? fewest_blocks + 2 : fewest_blocks;
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

// Variance of a block's mean over the periods that are kept, and its covariance with the next block's.
struct BlockMeans {
  double variance = 0;
  double next = 0;
  double decay = 0;  // of the covariance with each block further on
};

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

SwitchbackPlan plan_of(const Request& request) {
  SwitchbackPlan plan;
  plan.design = request.design;
  plan.estimator = request.estimator;
  plan.block_length = request.block_length;
  plan.carryover = request.carryover;
  plan.regions = static_cast<double>(request.regions);
  const bool share = request.metric == SwitchbackMetric::proportion;
  const double unit = share ? request.baseline * (1 - request.baseline) : request.sd * request.sd;
  plan.unit_variance = unit / request.units_per_period;
  plan.period_variance = request.sd_period * request.sd_period;
  plan.autocorrelation = request.autocorrelation;
  const double control = share ? request.baseline : request.baseline_mean;
  plan.level = request.outcome_level == OutcomeLevel::raw ? control : 0;
  plan.effect = request.effect_scale == EffectScale::relative ? control * request.effect : request.effect;
  plan.sides = request.sides;
  plan.alpha = request.alpha;
  return plan;
}

void check(const Request& request, const SwitchbackPlan& plan, Issues& issues) {
  const bool share = request.metric == SwitchbackMetric::proportion;
  constexpr double smallest_alpha = 1e-100;
  if (request.alpha < smallest_alpha) {
    issues.push_back(error(Code::out_of_range, "alpha", "Significance level must be at least 1e-100.", smallest_alpha));
  }
  if (request.solve_for != SwitchbackUnknown::power && request.power <= request.alpha) {
    issues.push_back(error(Code::out_of_range, "power",
                           joined("Power must be greater than the significance level, ", percent(request.alpha), "."),
                           request.alpha));
  }
  if (!share && !(request.sd >= 1e-60 && request.sd <= 1e60)) {
    issues.push_back(error(Code::out_of_range, "sd", "Standard deviation must be between 1e-60 and 1e60."));
  }
  if (!share && !(std::abs(request.baseline_mean) <= 1e60)) {
    issues.push_back(error(Code::out_of_range, "baseline_mean", "Baseline mean must be between -1e60 and 1e60."));
  }
  if (!(request.sd_period <= 1e60)) {
    issues.push_back(error(Code::out_of_range, "sd_period", "Standard deviation of periods must be at most 1e60."));
  } else if (share && request.sd_period * request.sd_period >= request.baseline * (1 - request.baseline)) {
    issues.push_back(error(Code::conflict, "sd_period",
                           joined("A share of ", percent(request.baseline), " can not vary by as much; at most ",
                                  rounded(std::sqrt(request.baseline * (1 - request.baseline))), "."),
                           std::sqrt(request.baseline * (1 - request.baseline))));
  }
  if (request.solve_for != SwitchbackUnknown::effect) {
    if (!share && request.effect_scale == EffectScale::relative && request.baseline_mean == 0) {
      issues.push_back(error(Code::conflict, "baseline_mean",
                             "A relative effect needs a baseline other than zero; give the effect as absolute."));
    } else if (plan.effect == 0) {
      issues.push_back(
          error(Code::out_of_range, "effect", "The effect must not be zero: no duration finds nothing.", 0.0));
    } else if (share && !(request.baseline + plan.effect > 0 && request.baseline + plan.effect < 1)) {
      issues.push_back(error(Code::out_of_range, "effect",
                             joined("This takes the share to ", percent(request.baseline + plan.effect),
                                    "; it must stay between 0 and 100 %.")));
    } else if (!(std::abs(plan.effect) <= 1e60)) {
      issues.push_back(error(Code::out_of_range, "effect", "The effect must be between -1e60 and 1e60."));
    }
  }
  if (!uses_weights(plan) && request.block_length <= request.carryover) {
    issues.push_back(error(Code::conflict, "block_length",
                           joined("Blocks must be longer than the carry-over of ", request.carryover,
                                  " periods: the difference in means leaves so many out of each."),
                           static_cast<double>(request.carryover + 1)));
  }
  if (uses_weights(plan) && !is_optimal(plan) && request.carryover / request.block_length > most_spanned) {
    issues.push_back(
        error(Code::conflict, "block_length",
              joined("A past of ", request.carryover, " periods reaches over more than ", most_spanned,
                     " blocks: hardly any period would have one treatment throughout. Take longer blocks.")));
  }
  if (has_error(issues)) {
    return;
  }
  const double least = static_cast<double>(fewest_units(plan) * unit_of(plan));
  const double per_day = static_cast<double>(request.periods_per_day);
  if (request.solve_for != SwitchbackUnknown::duration) {
    const double periods = std::floor(request.days * per_day * (1 + 1e-12));
    if (periods < least) {
      issues.push_back(error(Code::out_of_range, "days",
                             joined("So few days make fewer than ", fewest_blocks, " blocks; take at least ",
                                    rounded(least / per_day), " days."),
                             least / per_day));
    } else if (periods > static_cast<double>(most_periods)) {
      issues.push_back(error(Code::too_large, "days", "More than 500,000 periods; take fewer days or longer periods.",
                             static_cast<double>(most_periods) / per_day));
    }
  }
}

// The smallest effect with this power, in the planned direction.
std::optional<double> detectable(SwitchbackPlan plan, double target) {
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

Outcome<SwitchbackPlan> solve(const Request& request) {
  Issues issues;
  SwitchbackPlan plan = plan_of(request);
  check(request, plan, issues);
  if (has_error(issues)) {
    return issues;
  }
  if (request.solve_for != SwitchbackUnknown::duration) {
    set_periods(plan, static_cast<Count>(
                          std::floor(request.days * static_cast<double>(request.periods_per_day) * (1 + 1e-12))));
    if (request.solve_for == SwitchbackUnknown::effect) {
      plan.effect = request.direction == Direction::increase ? 1 : -1;
      const std::optional<double> size = detectable(plan, request.power);
      const bool share = request.metric == SwitchbackMetric::proportion;
      const double reach_of_share = share && size ? request.baseline + *size : 0.5;
      if (!size || *size == 0 || !(reach_of_share > 0 && reach_of_share < 1)) {
        return error(Code::no_solution, "days", "No possible effect reaches this power; take more days or regions.");
      }
      plan.effect = *size;
    }
    return {plan, std::move(issues)};
  }
  // Whole blocks: the first number of them that suffices.
  const Count unit = unit_of(plan);
  const Count step = uses_weights(plan) ? 1 : 2;
  const auto enough = [&](Count units) {
    plan.periods = units * unit;
    return power(plan) >= request.power - 1e-12;
  };
  Count low = fewest_units(plan);
  if (unit > most_periods / low) {
    return error(Code::too_large, "carryover", "Such blocks make more than 500,000 periods.");
  }
  if (!enough(low)) {
    Count high = low;
    const Count most = most_periods / unit / step * step;
    do {
      low = high;
      high = std::min(high * 2, most);
    } while (!enough(high) && high < most);
    if (!enough(high)) {
      return error(
          Code::no_solution, "effect",
          joined("Even 500,000 periods, ",
                 rounded(static_cast<double>(most_periods) / static_cast<double>(request.periods_per_day)),
                 " days, have only ", percent(power(plan)), " power; make the effect larger or take more regions."));
    }
    while (high - low > step) {
      const Count middle = low + (high - low) / (2 * step) * step;
      (enough(middle) ? high : low) = middle;
    }
    low = high;
  }
  plan.periods = low * unit;
  return {plan, std::move(issues)};
}

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

SwitchbackAlternative row_of(const SwitchbackPlan& plan, double target, std::string_view method, std::string in_words) {
  SwitchbackAlternative row;
  row.method = method;
  row.label = std::move(in_words);
  row.block_length = unit_of(plan);
  row.blocks = static_cast<double>(blocks_of(plan));
  row.se = standard_errors(plan).effect;
  row.detectable = std::abs(detectable(plan, target).value_or(0));
  row.power = power(plan);
  return row;
}

void add_alternatives(const Request& request, const SwitchbackPlan& chosen, SwitchbackPlanResult& result) {
  const double target = request.solve_for == SwitchbackUnknown::power ? 0.8 : request.power;
  const auto add = [&](SwitchbackDesign design, SwitchbackEstimator estimator, Count length, std::string_view method,
                       std::string in_words) {
    SwitchbackPlan plan = chosen;
    plan.design = design;
    plan.estimator = estimator;
    plan.block_length = length;
    set_periods(plan, static_cast<Count>(std::round(result.days * static_cast<double>(request.periods_per_day))));
    const bool possible =
        plan.periods / unit_of(plan) >= fewest_units(plan) &&
        (uses_weights(plan) ? is_optimal(plan) || plan.carryover / length <= most_spanned : length > plan.carryover);
    if (possible) {
      result.alternatives.push_back(row_of(plan, target, method, std::move(in_words)));
    }
  };
  const Count length = is_optimal(chosen) ? 2 * chosen.carryover + 1 : chosen.block_length;
  using D = SwitchbackDesign;
  using E = SwitchbackEstimator;
  add(D::random_blocks, E::difference_in_means, length, "random_blocks", "Random blocks, difference in means");
  add(D::alternating, E::difference_in_means, length, "alternating", "Alternating blocks");
  add(D::random_blocks, E::horvitz_thompson, length, "horvitz_thompson", "Random blocks, Horvitz-Thompson");
  add(D::optimal, E::horvitz_thompson, length, "optimal", "Minimax-optimal switch points");
  std::array lengths{chosen.carryover + 1, 2 * chosen.carryover + 1, 4 * chosen.carryover + 1,
                     request.periods_per_day / 2, request.periods_per_day};
  std::sort(lengths.begin(), lengths.end());
  Count last = 0;
  for (const Count each : lengths) {
    if (each > last && each != length) {
      add(D::random_blocks, E::difference_in_means, each, "block_length",
          joined("Random blocks of ", counted(static_cast<double>(each), "period", "periods")));
    }
    last = each;
  }
  // As if every unit had been treated or not by its own coin.
  SwitchbackAlternative row;
  row.method = "independent";
  row.label = "If units were independent (they are not)";
  row.block_length = 0;
  row.blocks = static_cast<double>(chosen.periods) * chosen.regions;
  row.se = std::sqrt(4 * chosen.unit_variance / row.blocks);
  const PlannedTest test{ClusterTest::z, chosen.sides, chosen.alpha, 1};
  row.detectable = needed_ncp(test, target) * row.se;
  row.power = power_at(test, critical_value(test), std::abs(chosen.effect) / row.se);
  result.alternatives.push_back(std::move(row));
}

void add_working(const Request& request, const SwitchbackPlan& plan, SwitchbackPlanResult& result) {
  Working& working = result.working;
  switch (request.solve_for) {
    case SwitchbackUnknown::duration:
      working.headline = "days";
      working.headline_label = "Days";
      break;
    case SwitchbackUnknown::effect:
      working.headline = request.effect_scale == EffectScale::relative && result.effect_relative ? "effect_relative"
                                                                                                 : "effect_absolute";
      working.headline_label = "Detectable effect";
      break;
    case SwitchbackUnknown::power:
      working.headline = "power";
      working.headline_label = "Power";
      break;
  }
  const bool share = request.metric == SwitchbackMetric::proportion;
  const auto value = [&](double x) { return share ? percent(x) : rounded(x, 4); };
  working.sentence =
      joined(rounded(result.days), " days, ", result.blocks, " blocks",
             plan.regions > 1 ? joined(" in each of ", static_cast<Count>(plan.regions), " regions,") : ",",
             " find a change from ", value(result.control_value), " to ", value(result.treatment_value), " with ",
             percent(result.power), " power at ", percent(plan.alpha), " significance.");
  const SwitchbackErrors se = standard_errors(plan);
  working.term("periods", static_cast<double>(plan.periods));
  working.term("blocks", static_cast<double>(result.blocks));
  working.term("block", static_cast<double>(unit_of(plan)));
  working.term("carryover", static_cast<double>(plan.carryover));
  working.term("regions", plan.regions);
  working.term("unit_variance", plan.unit_variance);
  working.term("period_variance", plan.period_variance);
  working.term("autocorrelation", plan.autocorrelation);
  working.term("level", plan.level);
  working.term("effect_signed", plan.effect);
  working.term("effect_size", std::abs(plan.effect));
  working.term("se_null", se.null);
  working.term("se_effect", se.effect);
  working.term("power", result.power);
  if (uses_weights(plan)) {
    working.equation("switchback_se_weighted");
    working.snippet(is_optimal(plan) && plan.carryover > 0 ? "switchback_optimal_r" : "switchback_weighted_r");
  } else {
    const BlockMeans means = block_means(plan);
    working.term("block_variance", means.variance);
    working.term("block_next", means.next);
    working.equation("switchback_block");
    const bool random = plan.uses_t();
    working.equation(random ? "switchback_se_random" : "switchback_se_alternating");
    working.snippet(random ? "switchback_random_r" : "switchback_alternating_r");
  }
  const bool two = plan.sides == Sides::two;
  if (plan.uses_t()) {
    working.term("ncp", std::abs(plan.effect) / se.effect);
    working.term("df", degrees_of_freedom(plan));
    working.term("t_alpha", critical_value(plan));
    working.equation(two ? "power_t_two_sided" : "power_t_one_sided");
  } else {
    working.term("z_alpha", critical_value(plan));
    working.equation(two ? "power_z_two_sided" : "power_z_one_sided");
  }
  const double blocks = static_cast<double>(result.blocks) * plan.regions;
  working.assume("Enough blocks", joined("There are ", rounded(blocks, 9), " blocks in all."),
                 blocks >= 30   ? Standing::fine
                 : blocks >= 10 ? Standing::doubtful
                                : Standing::broken);
  working.assume("The carry-over ends in time",
                 joined("After ", counted(static_cast<double>(plan.carryover), "period", "periods"),
                        " nothing of the earlier treatment is felt; longer, and the estimate falls short."));
  const bool raw = uses_weights(plan) && plan.level != 0;
  if (uses_weights(plan)) {
    working.assume("The usual level is taken off",
                   raw ? "Outcomes enter as measured: most of the standard error is their level."
                       : "A forecast without treatment is subtracted; what it misses belongs into the SD of periods.",
                   raw ? Standing::doubtful : Standing::unchecked);
  }
  if (plan.design == SwitchbackDesign::alternating) {
    working.assume(
        "No pattern of the same rhythm",
        result.blocks > 0 && request.periods_per_day % (2 * plan.block_length) == 0
            ? "Each hour of the day always has the same arm here: daily seasons become bias. Change the block "
              "length or the order by chance."
            : "Alternation that runs with the day or week takes their pattern for an effect.",
        request.periods_per_day % (2 * plan.block_length) == 0 ? Standing::broken : Standing::doubtful);
  }
  working.assume("Autocorrelation falls geometrically",
                 "Shocks of the market are first-order autoregressive; seasons are removed or in their SD.");
  if (plan.regions > 1) {
    working.assume("Regions are independent", "Neither people nor shocks are shared between regions.");
  }
}

}  // namespace

SwitchbackErrors standard_errors(const SwitchbackPlan& plan) { return errors_of(plan, variance_of(plan)); }

double degrees_of_freedom(const SwitchbackPlan& plan) {
  return static_cast<double>(blocks_of(plan)) * plan.regions - plan.regions - 1;
}

double critical_value(const SwitchbackPlan& plan) { return critical_value(test_of(plan)); }

double power(const SwitchbackPlan& plan) { return power_of(plan, variance_of(plan), critical_value(plan)); }

std::string analysis_sentence(const SwitchbackPlan& plan) {
  if (uses_weights(plan)) {
    return "Horvitz-Thompson estimate, z-test with its randomisation variance";
  }
  return plan.uses_t() ? "t-test of block means, the first periods of each block left out"
                       : "z-test of block means with autocorrelated errors, the first periods of each block left out";
}

Outcome<SwitchbackPlan> planned_switchback(const SwitchbackPlanRequest& request) {
  Outcome<SwitchbackPlan> plan = solve(request);
  if (plan) {
    for (Count block = 0; block < blocks_of(*plan); ++block) {
      plan->starts.push_back(start_of(*plan, block));
    }
  }
  return plan;
}

Outcome<SwitchbackPlanResult> switchback_plan(const SwitchbackPlanRequest& request) {
  Outcome<SwitchbackPlan> solved = solve(request);
  if (!solved) {
    return std::move(solved.issues);
  }
  const SwitchbackPlan& plan = *solved;
  SwitchbackPlanResult result;
  const double per_day = static_cast<double>(request.periods_per_day);
  result.days =
      request.solve_for == SwitchbackUnknown::duration ? static_cast<double>(plan.periods) / per_day : request.days;
  result.periods = plan.periods;
  result.blocks = blocks_of(plan);
  const bool share = request.metric == SwitchbackMetric::proportion;
  result.control_value = share ? request.baseline : request.baseline_mean;
  result.treatment_value = result.control_value + plan.effect;
  result.effect_absolute = plan.effect;
  if (const double relative = plan.effect / result.control_value; std::isfinite(relative)) {
    result.effect_relative = relative;
  }
  if (request.solve_for != SwitchbackUnknown::effect) {
    if (request.effect_scale == EffectScale::absolute) {
      result.effect_absolute = request.effect;
    } else {
      result.effect_relative = request.effect;
    }
  }
  result.power = power(plan);
  result.se = standard_errors(plan).effect;
  if (plan.uses_t()) {
    result.df = degrees_of_freedom(plan);
  }
  const double target = request.solve_for == SwitchbackUnknown::power ? 0.8 : request.power;
  if (target > plan.alpha) {
    result.detectable = std::abs(detectable(plan, target).value_or(0));
  }
  if (!request.brief) {
    result.share_used = share_used(plan);
    for (Count block = 0; block < std::min<Count>(result.blocks, 500); ++block) {
      result.switch_points.push_back(start_of(plan, block) + 1);
    }
    result.analysis = analysis_sentence(plan);
    add_alternatives(request, plan, result);
    add_working(request, plan, result);
  }
  return {std::move(result), std::move(solved.issues)};
}

}  // namespace sutva::plan
