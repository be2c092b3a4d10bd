// SPDX-License-Identifier: Apache-2.0
#include "plan/asked_arms.hpp"

#include <cmath>

#include "base/text.hpp"
#include "base/words.hpp"
#include "plan/mistakes.hpp"

namespace sutva::plan {
namespace {

// Squares and quotients of these stay numbers.
constexpr double largest_mean = 1e60;
constexpr double smallest_sd = 1e-60;

bool is_relative(const SampleSizeRequest& request) {
  return !has_effect_field(request.metric) || request.effect_scale == EffectScale::relative;
}

bool is_share(Metric metric) { return metric == Metric::proportion || metric == Metric::rank; }

std::string_view level_field(Metric metric) {
  switch (metric) {
    case Metric::proportion:
      return "baseline";
    case Metric::mean:
      return "baseline_mean";
    case Metric::ratio:
      return "numerator_mean";
    case Metric::count:
      return "rate";
    case Metric::time_to_event:
    case Metric::rank:
      break;
  }
  return effect_field(metric);
}

double control_level(const SampleSizeRequest& request) {
  switch (request.metric) {
    case Metric::proportion:
      return request.baseline;
    case Metric::mean:
      return request.baseline_mean;
    case Metric::ratio:
      return request.parts.numerator_mean / request.parts.denominator_mean;
    case Metric::count:
      return request.parts.rate;
    case Metric::time_to_event:
      return 1;
    case Metric::rank:
      break;
  }
  return 0.5;
}

double treatment_level(const SampleSizeRequest& request, double control) {
  switch (request.metric) {
    case Metric::time_to_event:
      return request.hazard_ratio;
    case Metric::rank:
      return request.win_probability;
    default:
      break;
  }
  const double effect = dilution(request) * request.effect;
  return is_relative(request) ? control * (1 + effect) : control + effect;
}

bool within(double x, double bound) { return std::abs(x) <= bound; }

void check_means(const SampleSizeRequest& request, Issues& issues) {
  const auto check_sd = [&](double sd, std::string_view field) {
    if (!(sd >= smallest_sd && sd <= largest_mean)) {
      issues.push_back(error(Code::out_of_range, field, "Standard deviation must be between 1e-60 and 1e60.",
                             sd < 1 ? smallest_sd : largest_mean));
    }
  };
  check_sd(request.sd, "sd");
  if (request.sd_treatment && request.comparison == Comparison::two_arms) {
    check_sd(*request.sd_treatment, "sd_treatment");
  }
  if (!within(request.baseline_mean, largest_mean)) {
    issues.push_back(error(Code::out_of_range, "baseline_mean", "Baseline mean must be between -1e60 and 1e60.",
                           std::copysign(largest_mean, request.baseline_mean)));
  }
}

void check_ratio(const SampleSizeRequest& request, const TwoArms& arms, Issues& issues) {
  const auto check = [&](double value, std::string_view field, std::string_view label) {
    if (!within(value, 1e30) || (value != 0 && std::abs(value) < 1e-30)) {
      issues.push_back(
          error(Code::out_of_range, field, joined(label, " must be between 1e-30 and 1e30 in size."), 1e30));
    }
  };
  check(request.parts.numerator_mean, "numerator_mean", "The numerator's mean");
  check(request.parts.numerator_sd, "numerator_sd", "The numerator's SD");
  check(request.parts.denominator_mean, "denominator_mean", "The denominator's mean");
  check(request.parts.denominator_sd, "denominator_sd", "The denominator's SD");
  if (!has_error(issues) && !(ratio_sd(arms, control_level(request)) > 0)) {
    issues.push_back(error(Code::conflict, "numerator_sd",
                           "These numbers leave the ratio without any variance; give at least one SD above zero, and a "
                           "correlation that is not perfect."));
  }
}

// The level must stay where its metric lives.
bool is_possible(Metric metric, double level) {
  switch (metric) {
    case Metric::proportion:
    case Metric::rank:
      return level > 0 && level < 1;
    case Metric::count:
    case Metric::time_to_event:
      return level > 0 && level <= largest_mean;
    default:
      return std::isfinite(level);
  }
}

void check_effect(const SampleSizeRequest& request, const TwoArms& arms, Issues& issues) {
  const std::string_view field = effect_field(arms.metric);
  const bool margin = arms.hypothesis != Hypothesis::difference;
  const bool relative = is_relative(request);
  if (!has_effect_field(arms.metric)) {
    if (!margin && arms.effect() == 0) {
      issues.push_back(error(Code::out_of_range, field,
                             arms.metric == Metric::rank ? "A probability of 50 % is no effect: no size finds nothing."
                                                         : "A hazard ratio of 1 is no effect: no size finds nothing.",
                             arms.control));
    }
    return;
  }
  if (relative && arms.control == 0) {
    issues.push_back(relative_to_zero(level_field(arms.metric)));
    return;
  }
  const double largest = relative ? largest_mean / std::fmax(std::abs(arms.control), 1 / largest_mean) : largest_mean;
  if (!within(request.effect, largest)) {
    issues.push_back(error(Code::out_of_range, "effect", "The effect must be between -1e60 and 1e60.",
                           std::copysign(largest, request.effect)));
    return;
  }
  if (!margin && request.effect == 0) {
    issues.push_back(zero_effect());
    return;
  }
  if (!is_possible(arms.metric, arms.treatment)) {
    const double edge = is_share(arms.metric) && request.effect > 0 ? 1 : 0;
    const double limit = (relative ? edge / arms.control - 1 : edge - arms.control) / dilution(request);
    issues.push_back(impossible_effect(
        "effect",
        joined("This takes the treatment's ", is_share(arms.metric) ? joined("share to ", percent(arms.treatment, 6))
                                                                    : joined("rate to ", rounded(arms.treatment, 6))),
        limit, relative, edge == 1));
  } else if (!margin && arms.effect() == 0) {
    issues.push_back(vanishing_effect());
  }
}

// The levels that a margin is held against.
void set_bounds(const SampleSizeRequest& request, TwoArms& arms) {
  const double m = request.margin;
  const bool ratio_scale = arms.metric == Metric::time_to_event || arms.metric == Metric::count;
  if (ratio_scale && is_relative(request)) {
    // On a scale of ratios both sides of an equivalence lie as far out: 1 + m and 1 / (1 + m).
    arms.high = arms.control * (1 + m);
    arms.low = arms.hypothesis == Hypothesis::equivalence ? arms.control / (1 + m) : arms.control * (1 - m);
    return;
  }
  const double step = is_relative(request) ? m * std::abs(arms.control) : m;
  arms.low = arms.control - step;
  arms.high = arms.control + step;
}

void check_margin(const SampleSizeRequest& request, const TwoArms& arms, Issues& issues) {
  if (arms.hypothesis == Hypothesis::difference) {
    return;
  }
  if (is_relative(request) && arms.control == 0) {
    issues.push_back(error(Code::conflict, "margin", "A relative margin needs a baseline other than zero."));
    return;
  }
  if (arms.metric == Metric::proportion && arms.proportion_method != ProportionMethod::pooled &&
      arms.proportion_method != ProportionMethod::unpooled) {
    issues.push_back(error(Code::conflict, "proportion_method",
                           "With a margin there are two methods: pooled (Farrington and Manning) and unpooled."));
  }
  if (arms.metric == Metric::time_to_event && arms.time_method == TimeMethod::freedman) {
    issues.push_back(error(Code::conflict, "time_method", "With a margin only Schoenfeld's method is defined."));
  }
  const bool both = arms.hypothesis == Hypothesis::equivalence;
  const double against = bound(arms);
  if (both ? !is_possible(arms.metric, arms.low) || !is_possible(arms.metric, arms.high)
           : !is_possible(arms.metric, against)) {
    const double low = is_relative(request) ? 1.0 : arms.control;
    const double high = is_relative(request) ? 1 / arms.control - 1 : 1 - arms.control;
    const double most = !is_share(arms.metric)    ? low
                        : both                    ? std::fmin(low, high)
                        : against <= arms.control ? low
                                                  : high;
    issues.push_back(error(Code::out_of_range, "margin",
                           joined("The margin takes the level to ", level_text(arms.metric, both ? arms.low : against),
                                  "; it must be less than ", is_relative(request) ? percent(most) : rounded(most), "."),
                           most));
    return;
  }
  if (request.solve_for == SolveFor::effect) {
    return;
  }
  const double t = arms.treatment;
  const bool up = arms.better == Direction::increase;
  const bool inside = both ? t > arms.low && t < arms.high : up ? t > against : t < against;
  if (!inside) {
    const auto shown = [&](double level) { return level_text(arms.metric, level); };
    issues.push_back(error(
        Code::conflict, "margin",
        both ? joined("The expected level, ", shown(t), ", lies outside the margin, ", shown(arms.low), " to ",
                      shown(arms.high), "; no size shows what is not so. Take a wider margin or a smaller effect.")
             : joined("The expected level, ", shown(t), ", lies on the wrong side of the bound, ", shown(against),
                      "; no size shows what is not so. Change the margin, the effect or which direction is better.")));
  }
}

}  // namespace

bool has_effect_field(Metric metric) { return metric != Metric::time_to_event && metric != Metric::rank; }

std::string_view effect_field(Metric metric) {
  return metric == Metric::time_to_event ? "hazard_ratio" : metric == Metric::rank ? "win_probability" : "effect";
}

std::string level_text(Metric metric, double level) { return is_share(metric) ? percent(level, 4) : rounded(level, 4); }

double dilution(const SampleSizeRequest& request) {
  return has_effect_field(request.metric) && request.analysed == Analysed::everyone ? request.affected_share : 1;
}

double entering_share(const SampleSizeRequest& request) {
  return has_effect_field(request.metric) && request.analysed == Analysed::affected ? request.affected_share : 1;
}

TwoArms asked_arms(const SampleSizeRequest& request, Issues& issues) {
  TwoArms arms;
  arms.metric = request.metric;
  const bool comparable = request.metric == Metric::proportion || request.metric == Metric::mean;
  arms.comparison = comparable ? request.comparison : Comparison::two_arms;
  arms.hypothesis = request.metric == Metric::rank ? Hypothesis::difference : request.hypothesis;
  arms.proportion_method = request.proportion_method;
  arms.mean_method = request.mean_method;
  arms.count_method = request.count_method;
  arms.time_method = request.time_method;
  arms.sides = request.sides;
  arms.better = request.better;
  arms.alpha = request.alpha;
  if (arms.metric == Metric::mean) {
    check_means(request, issues);
  } else if (arms.metric == Metric::ratio) {
    arms.numerator_sd = request.parts.numerator_sd;
    arms.denominator_sd = request.parts.denominator_sd;
    arms.denominator_mean = request.parts.denominator_mean;
    arms.ratio_correlation = request.parts.ratio_correlation;
    check_ratio(request, arms, issues);
  } else if (arms.metric == Metric::proportion && arms.comparison == Comparison::paired) {
    issues.push_back(error(Code::conflict, "comparison", "Pairs are planned for means only; choose two arms or one."));
  }
  arms.control = control_level(request);
  arms.sd = request.sd;
  if (arms.comparison == Comparison::two_arms && request.sd_treatment && *request.sd_treatment != request.sd) {
    arms.sd_treatment = request.sd_treatment;
  }
  if (arms.comparison == Comparison::paired) {
    arms.sd = request.sd * std::sqrt(2 * (1 - request.pair_correlation));
  }
  arms.exposure = request.parts.exposure;
  arms.dispersion = request.parts.dispersion;
  arms.hazard = std::log(2.0) / request.median_time;
  arms.accrual_days = request.accrual_days;
  arms.follow_up_days = request.follow_up_days;
  if (arms.metric == Metric::proportion || arms.metric == Metric::mean || arms.metric == Metric::ratio) {
    arms.variance_factor = 1 - request.r_squared * request.coverage;
  }
  set_bounds(request, arms);
  if (request.solve_for != SolveFor::effect) {
    arms.treatment = treatment_level(request, arms.control);
    check_effect(request, arms, issues);
  } else {
    arms.treatment = arms.control;
  }
  check_margin(request, arms, issues);
  return arms;
}

}  // namespace sutva::plan
