// SPDX-License-Identifier: Apache-2.0
#include "plan/switchback_plan.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "base/words.hpp"
#include "plan/mistakes.hpp"
#include "plan/shown_effect.hpp"

namespace sutva::plan {
namespace {

using Request = SwitchbackPlanRequest;
using Count = std::int64_t;
constexpr Count most_periods = 500'000;

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
  if (request.alpha < smallest_alpha) {
    issues.push_back(level_too_strict());
  }
  if (request.solve_for != SwitchbackUnknown::power && request.power <= request.alpha) {
    issues.push_back(power_below_level(request.alpha));
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
      issues.push_back(relative_to_zero());
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
  if (uses_weights(plan) && !is_optimal(plan) && !spans_few_blocks(plan)) {
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
      const std::optional<double> size = detectable_effect(plan, request.power);
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

SwitchbackAlternative row_of(const SwitchbackPlan& plan, double target, std::string_view method, std::string in_words) {
  SwitchbackAlternative row;
  row.method = method;
  row.label = std::move(in_words);
  row.block_length = unit_of(plan);
  row.blocks = static_cast<double>(blocks_of(plan));
  row.se = standard_errors(plan).effect;
  row.detectable = std::abs(detectable_effect(plan, target).value_or(0));
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
    const bool possible = plan.periods / unit_of(plan) >= fewest_units(plan) &&
                          (uses_weights(plan) ? is_optimal(plan) || spans_few_blocks(plan) : length > plan.carryover);
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
      working.headline = shown_effect(request.effect_scale, result.effect_relative);
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
    show_as_typed(request.effect_scale, request.effect, result.effect_absolute, result.effect_relative);
  }
  result.power = power(plan);
  result.se = standard_errors(plan).effect;
  if (plan.uses_t()) {
    result.df = degrees_of_freedom(plan);
  }
  const double target = request.solve_for == SwitchbackUnknown::power ? 0.8 : request.power;
  if (target > plan.alpha) {
    result.detectable = std::abs(detectable_effect(plan, target).value_or(0));
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
