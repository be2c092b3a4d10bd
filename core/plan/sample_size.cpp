// SPDX-License-Identifier: Apache-2.0
#include "plan/sample_size.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "plan/mistakes.hpp"
#include "plan/sample_size_words.hpp"
#include "plan/shown_effect.hpp"
#include "plan/solve.hpp"
#include "plan/two_arms.hpp"
#include "plan/words.hpp"
#include "stats/root.hpp"

namespace sutva::plan {
namespace {

// Squares and quotients of these stay numbers.
constexpr double largest_mean = 1e60;

struct Solved {
  TwoArms arms;  // the rounded plan
  std::optional<double> n_control_unrounded;
};

bool is_size_unknown(SolveFor unknown) { return unknown == SolveFor::size || unknown == SolveFor::duration; }

bool has_effect_field(Metric metric) { return metric != Metric::time_to_event && metric != Metric::rank; }

bool is_relative(const SampleSizeRequest& request) {
  return !has_effect_field(request.metric) || request.effect_scale == EffectScale::relative;
}

bool is_share(Metric metric) { return metric == Metric::proportion || metric == Metric::rank; }

std::string_view effect_field(Metric metric) {
  return metric == Metric::time_to_event ? "hazard_ratio" : metric == Metric::rank ? "win_probability" : "effect";
}

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
      return request.numerator_mean / request.denominator_mean;
    case Metric::count:
      return request.rate;
    case Metric::time_to_event:
      return 1;
    case Metric::rank:
      break;
  }
  return 0.5;
}

// Where only some can be affected and everyone is analysed, the effect seen is this share of theirs.
double dilution(const SampleSizeRequest& request) {
  return has_effect_field(request.metric) && request.analysed == Analysed::everyone ? request.affected_share : 1;
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

void set_size(TwoArms& arms, double n_control, double ratio) {
  arms.n_control = n_control;
  arms.n_treatment = ratio * n_control;
}

double least_people(const TwoArms& arms) { return arms.metric == Metric::mean ? 2 : 1; }

// Whole people in both arms, the treatment's rounded up so that the ratio is kept.
void set_whole_size(TwoArms& arms, double n_control, double ratio) {
  const double least = least_people(arms);
  arms.n_control = std::fmax(n_control, least);
  arms.n_treatment = std::fmax(std::ceil(ratio * arms.n_control * (1 - 1e-12)), least);
}

double total_people(const TwoArms& arms) {
  return arms.comparison == Comparison::two_arms ? arms.n_control + arms.n_treatment : arms.n_control;
}

bool within(double x, double bound) { return std::abs(x) <= bound; }

void check_means(const SampleSizeRequest& request, Issues& issues) {
  const auto check_sd = [&](double sd, std::string_view field) {
    if (!(sd >= 1 / largest_mean && sd <= largest_mean)) {
      issues.push_back(error(Code::out_of_range, field, "Standard deviation must be between 1e-60 and 1e60.",
                             sd < 1 ? 1 / largest_mean : largest_mean));
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
  check(request.numerator_mean, "numerator_mean", "The numerator's mean");
  check(request.numerator_sd, "numerator_sd", "The numerator's SD");
  check(request.denominator_mean, "denominator_mean", "The denominator's mean");
  check(request.denominator_sd, "denominator_sd", "The denominator's SD");
  if (!has_error(issues) && !(ratio_sd(arms, control_level(request)) > 0)) {
    issues.push_back(error(Code::conflict, "numerator_sd",
                           "These numbers leave the ratio without any variance; give at least one SD above zero, and a "
                           "correlation that is not perfect."));
  }
}

std::string level_text(Metric metric, double level) { return is_share(metric) ? percent(level, 4) : rounded(level, 4); }

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

Outcome<Solved> solve_size(const SampleSizeRequest& request, TwoArms arms) {
  const auto power_at = [&](double n) {
    set_size(arms, n, request.ratio);
    return power(arms);
  };
  double low = 1e-3;  // a thousandth of a person
  if (degrees_of_freedom(arms)) {
    // A fifth of a degree of freedom, and more than one person in each arm where each has its own variance.
    low = arms.comparison != Comparison::two_arms ? 1.2
          : arms.sd_treatment                     ? std::fmax(1.1, 1.1 / request.ratio)
                                                  : 2.2 / (1 + request.ratio);
  }
  const std::string_view field = effect_field(arms.metric);
  Reached reached;
  if (degrees_of_freedom(arms)) {
    // A t-test needs a few people more than the z-test, whose size costs next to nothing.
    TwoArms z = arms;
    z.mean_method = MeanMethod::normal;
    const auto z_power_at = [&](double n) {
      set_size(z, n, request.ratio);
      return power(z);
    };
    const Reached near = reach(z_power_at, request.power, low, std::fmax(2 * low, 8), most_people);
    if (near.x && !near.already) {
      reached.x = stats::root([&](double n) { return power_at(n) - request.power; }, *near.x, *near.x + 4);
    }
  }
  if (!reached.x) {
    reached = reach(power_at, request.power, low, std::fmax(2 * low, 8), most_people);
  }
  Solved solved;
  Issues notes;
  if (reached.already) {
    set_whole_size(arms, 0, request.ratio);
    notes.push_back(warning(Code::approximation, field,
                            "Even the smallest experiment has this power by the formula; it says little here."));
  } else {
    set_size(arms, reached.x.value_or(most_people), request.ratio);
    if (!reached.x || total_people(arms) > most_people) {
      return too_many_people(field);
    }
    solved.n_control_unrounded = *reached.x;
    set_whole_size(arms, whole_up(*reached.x), request.ratio);
  }
  while (power(arms) < request.power - 1e-12) {
    set_whole_size(arms, arms.n_control + 1, request.ratio);
  }
  solved.arms = arms;
  return {solved, notes};
}

// How far the treatment's level may go in a direction; infinite where there is no end.
double room(const TwoArms& arms, double sign) {
  switch (arms.metric) {
    case Metric::proportion:
    case Metric::rank:
      return sign > 0 ? 1 - arms.control : arms.control;
    case Metric::count:
    case Metric::time_to_event:
      return sign > 0 ? HUGE_VAL : arms.control;
    default:
      return HUGE_VAL;
  }
}

Outcome<Solved> no_effect(const SampleSizeRequest& request, const TwoArms& arms, double reached) {
  const std::string_view at = request.sized_by == SizedBy::days ? "days" : "n_control";
  return error(Code::no_solution, at,
               joined("No effect reaches this power: even at a level of ", level_text(arms.metric, arms.treatment),
                      " it is ", percent(reached), ". Take more people."));
}

Outcome<Solved> solve_effect(const SampleSizeRequest& request, TwoArms arms) {
  if (arms.hypothesis == Hypothesis::equivalence) {
    // The best case is no difference at all; the effect that still leaves the power lies between there and the bound.
    arms.treatment = arms.control;
    const double best = power(arms);
    if (best < request.power) {
      return no_effect(request, arms, best);
    }
    const double sign = request.direction == Direction::increase ? 1 : -1;
    const double reach_to = (sign > 0 ? arms.high - arms.control : arms.control - arms.low) * (1 - 1e-12);
    const std::optional<double> size = stats::root(
        [&](double x) {
          arms.treatment = arms.control + sign * x;
          return power(arms) - request.power;
        },
        0, reach_to);
    arms.treatment = arms.control + sign * size.value_or(0);
    return Solved{arms, std::nullopt};
  }
  const bool margin = arms.hypothesis != Hypothesis::difference;
  const double sign = (margin ? arms.better : request.direction) == Direction::increase ? 1 : -1;
  const double from = margin ? bound(arms) : arms.control;
  const auto lacking = [&](double size) {
    arms.treatment = from + sign * size;
    return power(arms) - request.power;
  };
  TwoArms edge = arms;
  edge.control = from;
  double largest = room(edge, sign);
  if (std::isinf(largest)) {
    arms.treatment = from;
    largest =
        arms.metric == Metric::mean || arms.metric == Metric::ratio ? standard_errors(arms, from).effect : arms.control;
    for (int i = 0; i < 200 && lacking(largest) < 0; ++i) {
      largest *= 2;
    }
  }
  // Just above zero: at zero itself a share that underflows would have no variance.
  const std::optional<double> size = stats::root(lacking, largest * 1e-12, largest * (1 - 1e-12));
  if (!size) {
    const double reached = lacking(largest * (1 - 1e-12)) + request.power;
    return no_effect(request, arms, reached);
  }
  arms.treatment = from + sign * *size;
  return Solved{arms, std::nullopt};
}

Outcome<Solved> solve_alpha(const SampleSizeRequest& request, TwoArms arms) {
  const auto lacking = [&](double alpha) {
    arms.alpha = alpha;
    return power(arms) - request.power;
  };
  constexpr double smallest = 1e-100;
  if (lacking(smallest) >= 0) {
    return error(Code::no_solution, "power", "Even a level of 1e-100 leaves this power; take fewer people.", smallest);
  }
  if (const double most = lacking(0.5) + request.power; most < request.power) {
    return error(Code::no_solution, "power",
                 joined("Even at a level of 50 % the power is only ", percent(most), ". Take more people."), most);
  }
  // Over the logarithm, since levels of interest span many powers of ten.
  const std::optional<double> log_alpha =
      stats::root([&](double x) { return lacking(std::exp(x)); }, std::log(smallest), std::log(0.5));
  arms.alpha = log_alpha ? std::exp(*log_alpha) : 0.5;
  return Solved{arms, std::nullopt};
}

// The request as arms, without size; what is wrong with it.
TwoArms arms_of(const SampleSizeRequest& request, Issues& issues) {
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
    arms.numerator_sd = request.numerator_sd;
    arms.denominator_sd = request.denominator_sd;
    arms.denominator_mean = request.denominator_mean;
    arms.ratio_correlation = request.ratio_correlation;
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
  arms.exposure = request.exposure;
  arms.dispersion = request.dispersion;
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

double entering_share(const SampleSizeRequest& request) {
  return has_effect_field(request.metric) && request.analysed == Analysed::affected ? request.affected_share : 1;
}

// Checks that need more than one field, then the unknown.
Outcome<Solved> solve(const SampleSizeRequest& request) {
  Issues issues;
  if (request.solve_for != SolveFor::alpha && request.alpha < smallest_alpha) {
    issues.push_back(level_too_strict());
  }
  TwoArms arms = arms_of(request, issues);
  if (request.solve_for != SolveFor::power && request.solve_for != SolveFor::alpha && request.power <= request.alpha) {
    issues.push_back(power_below_level(request.alpha));
  }
  const double ratio = arms.comparison == Comparison::two_arms ? request.ratio : 1;
  if (!is_size_unknown(request.solve_for)) {
    double n_control = static_cast<double>(request.n_control);
    if (request.sized_by == SizedBy::days) {
      const double total = std::floor(request.days * request.daily_people * request.share_in_experiment *
                                      entering_share(request) * (1 + 1e-12));
      n_control = std::floor(arms.comparison == Comparison::two_arms ? total / (1 + ratio) : total);
      if (n_control < 2) {
        issues.push_back(error(Code::out_of_range, "days",
                               joined("So few days bring only ", total, " people; take more days or more traffic.")));
      }
    }
    set_whole_size(arms, n_control, ratio);
  }
  if (has_error(issues)) {
    return issues;
  }
  SampleSizeRequest asked = request;
  asked.ratio = ratio;
  switch (request.solve_for) {
    case SolveFor::size:
    case SolveFor::duration:
      return solve_size(asked, arms);
    case SolveFor::effect:
      return solve_effect(asked, arms);
    case SolveFor::alpha:
      return solve_alpha(asked, arms);
    case SolveFor::power:
      break;
  }
  return Solved{arms, std::nullopt};
}

template <class E>
void add_alternatives(const SampleSizeRequest& request, E SampleSizeRequest::*method, SampleSizeResult& result) {
  for (const auto& choice : choices_of<E>) {
    SampleSizeRequest other = request;
    other.*method = choice.value;
    if (const Outcome<Solved> solved = solve(other)) {
      const TwoArms& arms = solved->arms;
      Alternative row;
      row.method = choice.name;
      row.label = choice.label;
      row.used_by = choice.help;
      row.n_control = static_cast<std::int64_t>(arms.n_control);
      row.n_treatment = arms.comparison == Comparison::two_arms ? static_cast<std::int64_t>(arms.n_treatment) : 0;
      row.n_total = static_cast<std::int64_t>(total_people(arms));
      row.n_control_unrounded = solved->n_control_unrounded;
      row.effect_absolute = arms.effect();
      row.power = power(arms);
      row.exact_power = exact_power(arms);
      result.alternatives.push_back(std::move(row));
    }
  }
}

// The first size from about the formula's on whose exact power reaches the target; none where that takes too long to
// seek. The saw-tooth of whole counts makes it differ from the formula, and larger sizes may dip below again.
std::optional<double> exact_size(TwoArms arms, double ratio, double target, double about) {
  constexpr double most = 5'000;
  if (about * (1 + ratio) > 2 * most) {
    return std::nullopt;
  }
  for (double n = std::fmax(1, std::floor(about * 0.8 - 20)); n < 2 * about + 100; ++n) {
    set_whole_size(arms, n, ratio);
    if (exact_power(arms).value_or(0) >= target) {
      return n;
    }
  }
  return std::nullopt;
}

// What other tools do to the same two proportions, apart from the variance of the test.
void add_other_ways(const SampleSizeRequest& request, const TwoArms& arms, SampleSizeResult& result) {
  if (!is_size_unknown(request.solve_for) || arms.comparison != Comparison::two_arms ||
      arms.hypothesis != Hypothesis::difference || arms.variance_factor != 1) {
    return;
  }
  SampleSizeRequest pooled = request;
  pooled.proportion_method = ProportionMethod::pooled;
  const auto add = [&](std::string_view method, std::string_view label, std::string_view used_by, double n,
                       std::optional<double> unrounded) {
    TwoArms sized = arms;
    sized.proportion_method = ProportionMethod::pooled;
    set_whole_size(sized, n, request.ratio);
    Alternative row;
    row.method = method;
    row.label = label;
    row.used_by = used_by;
    row.n_control = static_cast<std::int64_t>(sized.n_control);
    row.n_treatment = static_cast<std::int64_t>(sized.n_treatment);
    row.n_total = row.n_control + row.n_treatment;
    row.n_control_unrounded = unrounded;
    row.effect_absolute = arms.effect();
    row.power = power(sized);
    row.exact_power = exact_power(sized);
    result.alternatives.push_back(std::move(row));
  };
  if (request.sides == Sides::two) {
    SampleSizeRequest near = pooled;
    near.sides = Sides::one;
    near.alpha = request.alpha / 2;
    if (const Outcome<Solved> solved = solve(near)) {
      add("near_tail", "Pooled null, opposite tail left out",
          "R power.prop.test as it comes (strict = FALSE), most formulas on a page.", solved->arms.n_control,
          solved->n_control_unrounded);
    }
  }
  SampleSizeRequest t = request;
  t.metric = Metric::mean;
  t.baseline_mean = arms.control;
  t.effect_scale = EffectScale::absolute;
  t.effect = arms.effect();
  t.analysed = Analysed::affected;
  t.sd = std::sqrt((arms.control * (1 - arms.control) + arms.treatment * (1 - arms.treatment)) / 2);
  t.sd_treatment.reset();
  t.mean_method = MeanMethod::noncentral_t;
  if (const Outcome<Solved> solved = solve(t)) {
    add("t", "t-test on zeros and ones", "Tools that treat every metric as a mean.", solved->arms.n_control,
        solved->n_control_unrounded);
  }
  if (const Outcome<Solved> solved = solve(pooled)) {
    if (const std::optional<double> n =
            exact_size(solved->arms, request.ratio, request.power, solved->arms.n_control)) {
      add("exact", "Exact, first size that reaches it", "Enumeration of every pair of counts: PASS, StatXact.", *n,
          std::nullopt);
    }
  }
}

void add_every_alternative(const SampleSizeRequest& request, const TwoArms& arms, SampleSizeResult& result) {
  switch (request.metric) {
    case Metric::proportion:
      add_alternatives(request, &SampleSizeRequest::proportion_method, result);
      add_other_ways(request, arms, result);
      break;
    case Metric::mean:
      add_alternatives(request, &SampleSizeRequest::mean_method, result);
      break;
    case Metric::count:
      add_alternatives(request, &SampleSizeRequest::count_method, result);
      break;
    case Metric::time_to_event:
      add_alternatives(request, &SampleSizeRequest::time_method, result);
      break;
    case Metric::ratio:
    case Metric::rank:
      break;
  }
}

template <class E>
void set_method(E method, SampleSizeResult& result) {
  result.method = name(method);
  result.method_label = label(method);
}

void name_method(const TwoArms& arms, SampleSizeResult& result) {
  switch (arms.metric) {
    case Metric::proportion:
      set_method(arms.proportion_method, result);
      if (arms.hypothesis != Hypothesis::difference && arms.proportion_method == ProportionMethod::pooled) {
        result.method_label = "Farrington and Manning";
      }
      break;
    case Metric::mean:
      set_method(arms.mean_method, result);
      break;
    case Metric::ratio:
      result.method = "delta";
      result.method_label = "Delta method";
      break;
    case Metric::count:
      set_method(arms.count_method, result);
      break;
    case Metric::time_to_event:
      set_method(arms.time_method, result);
      break;
    case Metric::rank:
      result.method = "noether";
      result.method_label = "Noether";
      break;
  }
}

void warn_of_small_counts(const TwoArms& arms, Issues& issues) {
  if (arms.metric != Metric::proportion) {
    return;
  }
  const bool two = arms.comparison == Comparison::two_arms;
  const double treated = two ? arms.n_treatment : arms.n_control;
  double least = std::fmin(treated * arms.treatment, treated * (1 - arms.treatment));
  if (two) {
    least = std::min({least, arms.n_control * arms.control, arms.n_control * (1 - arms.control)});
  }
  if (least < 10) {
    issues.push_back(warning(Code::approximation, "baseline",
                             joined("One cell expects only ", std::round(least * 10) / 10,
                                    " people; below about 10 the formula is rough. Trust the exact power.")));
  }
}

}  // namespace

Outcome<SampleSizeResult> sample_size(const SampleSizeRequest& request) {
  Outcome<Solved> solved = solve(request);
  if (!solved) {
    return std::move(solved.issues);
  }
  const TwoArms& arms = solved->arms;
  const bool two = arms.comparison == Comparison::two_arms;
  SampleSizeResult result;
  result.n_control = static_cast<std::int64_t>(arms.n_control);
  result.n_treatment = static_cast<std::int64_t>(two ? arms.n_treatment : arms.n_control);
  if (arms.comparison == Comparison::benchmark) {
    result.n_control = 0;
  }
  result.n_total = static_cast<std::int64_t>(total_people(arms));
  const double entering = whole_up(static_cast<double>(result.n_total) / entering_share(request));
  if (entering > 9e15) {
    return error(Code::too_large, "affected_share", "So few can be affected that more than 1e15 people must enter.");
  }
  result.n_enrolled = static_cast<std::int64_t>(entering);
  result.n_control_unrounded = solved->n_control_unrounded;
  if (arms.metric == Metric::time_to_event) {
    result.events = expected_events(arms);
  }
  const double seen = dilution(request);
  result.effect_absolute = arms.effect() / seen;
  if (const double relative = result.effect_absolute / arms.control; std::isfinite(relative)) {
    result.effect_relative = relative;
  }
  if (request.solve_for != SolveFor::effect && has_effect_field(request.metric)) {
    show_as_typed(request.effect_scale, request.effect, result.effect_absolute, result.effect_relative);
  }
  result.control_value = arms.control;
  result.treatment_value = arms.control + arms.effect() / seen;
  if (seen == 1) {
    result.treatment_value = arms.treatment;
  }
  result.power = power(arms);
  if (!(result.power >= 0 && result.power <= 1 + 1e-9)) {
    return error(Code::no_solution, effect_field(arms.metric),
                 "These numbers lie too far apart for a power to be computed; bring them closer together.");
  }
  result.alpha = arms.alpha;
  result.variance_factor = arms.variance_factor;
  double days = entering / (request.daily_people * request.share_in_experiment);
  if (arms.metric == Metric::time_to_event) {
    days = std::fmax(days, request.accrual_days) + request.follow_up_days;
  }
  if (days > most_people) {
    return error(Code::too_large, "daily_people", "At this traffic the experiment would never end.");
  }
  result.duration_days = static_cast<std::int64_t>(whole_up(days));
  result.duration_weeks = (result.duration_days + 6) / 7;
  name_method(arms, result);
  result.test = test_sentence(arms);
  if (!request.brief) {
    result.exact_power = exact_power(arms);
    add_every_alternative(request, arms, result);
    add_working(request, arms, result);
  }
  warn_of_small_counts(arms, solved.issues);
  return {std::move(result), std::move(solved.issues)};
}

Outcome<TwoArms> planned_arms(const SampleSizeRequest& request) {
  Outcome<Solved> solved = solve(request);
  if (!solved) {
    return std::move(solved.issues);
  }
  return {solved->arms, std::move(solved.issues)};
}

}  // namespace sutva::plan
