// SPDX-License-Identifier: Apache-2.0
#include "plan/multi_arm.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/words.hpp"
#include "plan/asked_arms.hpp"
#include "plan/mistakes.hpp"
#include "plan/multi_arm_words.hpp"
#include "plan/solve.hpp"

namespace sutva::plan {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Solved {
  ManyArms arms;  // the rounded plan
  double ratio = 1;
  double critical = 0;
  std::optional<double> n_treatment_unrounded;
};

void set_size(ManyArms& arms, double n_treatment, double ratio) {
  arms.n_treatment = n_treatment;
  arms.n_control = ratio * n_treatment;
}

// Fewer units have no spread of their own.
double least_units(const ManyArms& arms) { return arms.units.clustered || arms.outcome.metric == Metric::mean ? 2 : 1; }

void set_whole_size(ManyArms& arms, double n_treatment, double ratio) {
  const double least = least_units(arms);
  arms.n_treatment = std::fmax(whole_up(n_treatment), least);
  arms.n_control = std::fmax(whole_up(ratio * arms.n_treatment), least);
}

// As many of `total` units as the ratio can use.
void share_out(ManyArms& arms, double total, double ratio) {
  arms.n_treatment = std::floor(total / (arms.k() + ratio) * (1 + 1e-12));
  arms.n_control = std::floor(total * ratio / (arms.k() + ratio) * (1 + 1e-12));
}

struct Size {
  std::optional<double> n_treatment;
  bool already = false;
};

// As if variances were known: for proportions the answer, for means where to look for it, and where the best share of
// the control is sought.
Size normal_size(ManyArms arms, double ratio, double target) {
  arms.known_variance = true;
  set_size(arms, 1, ratio);
  const double critical = critical_value(arms);
  const Reached n = reach(
      [&](double size) {
        set_size(arms, size, ratio);
        return power(arms, arms.power_kind, critical);
      },
      target, 1e-3, 8, most_people);
  return {n.x, n.already};
}

Size solved_size(ManyArms arms, double ratio, double target) {
  const Size guess = normal_size(arms, ratio, target);
  if (std::isinf(arms.df()) || !guess.n_treatment) {
    return guess;
  }
  // The level of each comparison hardly depends on the degrees of freedom (not at all but for Dunnett's): held fixed,
  // the size is a plain root, and the level of that size is the next.
  ManyArms known = arms;
  known.known_variance = true;
  set_size(known, 1, ratio);
  double level = tail_level(known);
  const double least = (arms.k() + 2) / (arms.k() + ratio);  // one degree of freedom
  double n = std::fmax(*guess.n_treatment, least);
  for (int round = 0; round < 20; ++round) {
    // With many degrees of freedom the critical value itself hardly moves with the size and can be held, too.
    set_size(arms, n, ratio);
    const double held = upper_quantile(level, arms.df());
    const auto lacking = [&](double size) {
      set_size(arms, size, ratio);
      const double df = arms.df();
      return power(arms, arms.power_kind, df > 100 ? held : upper_quantile(level, df)) - target;
    };
    double low = std::fmax(n * 0.99, least);
    while (lacking(low) >= 0) {
      if (low == least) {
        return {least, true};
      }
      low = std::fmax(low * 0.7, least);
    }
    double high = std::fmax(n * 1.01, low * 1.01);
    while (lacking(high) < 0 && high < most_people) {
      high *= 1.2;
    }
    const std::optional<double> found = stats::root(lacking, low, high);
    if (!found) {
      return {};
    }
    const bool settled = std::abs(*found - n) <= 1e-9 * n;
    n = *found;
    set_size(arms, n, ratio);
    const double next = tail_level(arms);
    if (settled && std::abs(next - level) <= 1e-9 * level) {
      break;
    }
    level = next;
  }
  return {n, false};
}

// The common effect that reaches the power, as a distance from the control; none where not even the largest does.
struct Effect {
  std::optional<double> size;
  double best_power = 0;
};

Effect solved_effect(ManyArms arms, double sign, double target, double critical) {
  const auto lacking = [&](double size) {
    std::fill(arms.treatments.begin(), arms.treatments.end(), arms.control() + sign * size);
    return power(arms, arms.power_kind, critical) - target;
  };
  double largest = 0;
  if (arms.outcome.metric == Metric::proportion) {
    largest = sign > 0 ? 1 - arms.control() : arms.control();
  } else if (arms.outcome.metric == Metric::count && sign < 0) {
    largest = arms.control();
  } else {
    largest = arms.outcome.metric == Metric::count ? arms.control()
                                                   : std::sqrt(unit_variance(arms, arms.control())) *
                                                         std::sqrt(1 / arms.n_control + 1 / arms.n_treatment);
    for (int i = 0; i < 200 && lacking(largest) < 0; ++i) {
      largest *= 2;
    }
  }
  double most = largest * (1 - 1e-9);
  if (arms.outcome.metric == Metric::count && sign < 0) {
    most = first_enough(lacking, most);
  }
  const std::optional<double> size = stats::root(lacking, largest * 1e-12, most);
  return {size, size ? 0 : lacking(most) + target};
}

// What there is least of at the best share: people for the power, effect for the people, or error for both.
double cost(const MultiArmRequest& request, ManyArms arms, double ratio) {
  if (request.solve_for == MultiArmUnknown::size) {
    const Size size = normal_size(arms, ratio, request.power);
    return size.n_treatment ? *size.n_treatment * (arms.k() + ratio) : infinity;
  }
  arms.known_variance = true;
  set_size(arms, static_cast<double>(request.n_total) / arms.units.people / (arms.k() + ratio), ratio);
  const double critical = critical_value(arms);
  if (request.solve_for == MultiArmUnknown::power) {
    return 1 - power(arms, arms.power_kind, critical);
  }
  return solved_effect(arms, request.direction == Direction::increase ? 1 : -1, request.power, critical)
      .size.value_or(infinity);
}

// Golden section around the square root rule, which is returned where nothing is better.
double best_ratio(const MultiArmRequest& request, const ManyArms& arms) {
  const double rule = std::sqrt(arms.k());
  const auto at = [&](double log_ratio) { return cost(request, arms, std::exp(log_ratio)); };
  constexpr double golden = 0.6180339887498949;
  double low = std::log(rule) - 2.3, high = std::log(rule) + 2.3;
  double left = high - golden * (high - low), right = low + golden * (high - low);
  double f_left = at(left), f_right = at(right);
  while (high - low > 5e-4) {
    if (f_left <= f_right) {
      high = right;
      right = left;
      f_right = f_left;
      f_left = at(left = high - golden * (high - low));
    } else {
      low = left;
      left = right;
      f_left = f_right;
      f_right = at(right = low + golden * (high - low));
    }
  }
  const double found = (low + high) / 2;
  return at(found) < at(std::log(rule)) * (1 - 1e-9) ? std::exp(found) : rule;
}

double ratio_of(const MultiArmRequest& request, const ManyArms& arms, Allocation allocation) {
  switch (allocation) {
    case Allocation::square_root:
      return std::sqrt(arms.k());
    case Allocation::optimal:
      return best_ratio(request, arms);
    case Allocation::ratio:
      break;
  }
  return request.ratio;
}

void check_effects(const MultiArmRequest& request, ManyArms& arms, Issues& issues) {
  const double control = arms.control();
  const bool list = request.effect_pattern == EffectPattern::list;
  const std::string_view field = list ? "effects" : "effect";
  const bool relative = request.effect_scale == EffectScale::relative;
  const auto refuse = [&](Code code, std::string message, std::optional<double> limit = std::nullopt) {
    issues.push_back(error(code, field, std::move(message), limit));
  };
  const auto k = static_cast<std::size_t>(request.treatments);
  if (list && request.effects.size() != k) {
    refuse(Code::conflict, joined("There are ", request.treatments, " treatments and ", request.effects.size(),
                                  " effects; give one effect for each treatment."));
    return;
  }
  if (relative && control == 0) {
    issues.push_back(relative_to_zero(arms.outcome.metric == Metric::ratio ? "numerator_mean" : "baseline_mean"));
    return;
  }
  bool up = false, down = false, none = false;
  for (std::size_t i = 0; i < k; ++i) {
    const double effect = list ? request.effects[i] : request.effect;
    const double treatment = relative ? control * (1 + effect) : control + effect;
    const bool share = arms.outcome.metric == Metric::proportion;
    if ((share && !(treatment > 0 && treatment < 1)) || (arms.outcome.metric == Metric::count && !(treatment > 0))) {
      const double edge = share && effect > 0 ? 1 : 0;
      const double limit = relative ? edge / control - 1 : edge - control;
      issues.push_back(
          impossible_effect(field,
                            joined("This takes the treatment's ", share ? joined("share to ", percent(treatment, 6))
                                                                        : joined("rate to ", rounded(treatment, 6))),
                            limit, relative, edge == 1));
      return;
    }
    if (!(std::abs(treatment) <= 1e60)) {
      refuse(Code::out_of_range, "The treatment's level must be between -1e60 and 1e60.", 1e60);
      return;
    }
    up |= treatment > control;
    down |= treatment < control;
    none |= treatment == control;
    arms.treatments.push_back(treatment);
  }
  if (!up && !down) {
    refuse(Code::out_of_range, "The effect must not be zero: no size finds nothing.", 0.0);
  } else if (none && request.solve_for == MultiArmUnknown::size && request.power_kind != PowerKind::any) {
    refuse(Code::conflict,
           "A treatment without an effect can not be found, whatever the size; ask for the power to "
           "find at least one, or leave it out.");
  }
  if (up && down && request.sides == Sides::one) {
    refuse(Code::conflict,
           "A one-sided test looks one way only; make all effects positive or all negative, or test "
           "two-sided.");
  }
}

Outcome<Solved> finish_size(const MultiArmRequest& request, Solved solved) {
  Issues notes;
  const Size size = solved_size(solved.arms, solved.ratio, request.power);
  const std::string_view field = request.effect_pattern == EffectPattern::list ? "effects" : "effect";
  if (!size.n_treatment ||
      *size.n_treatment * (solved.arms.k() + solved.ratio) * solved.arms.units.people > most_people) {
    return too_many_people(field);
  }
  if (size.already) {
    notes.push_back(warning(Code::approximation, field,
                            "Even the smallest experiment has this power by the formula; it says little here."));
    set_whole_size(solved.arms, 0, solved.ratio);
  } else {
    solved.n_treatment_unrounded = size.n_treatment;
    set_whole_size(solved.arms, *size.n_treatment, solved.ratio);
  }
  solved.critical = critical_value(solved.arms);
  for (int i = 0; i < 1000 && power(solved.arms, solved.arms.power_kind, solved.critical) < request.power - 1e-10;
       ++i) {
    set_whole_size(solved.arms, solved.arms.n_treatment + 1, solved.ratio);
    solved.critical = critical_value(solved.arms);
  }
  return {std::move(solved), std::move(notes)};
}

// With the ratio and, unless it is the unknown, the size.
Outcome<Solved> finish(const MultiArmRequest& request, Solved solved) {
  ManyArms& arms = solved.arms;
  if (request.solve_for == MultiArmUnknown::size) {
    return finish_size(request, std::move(solved));
  }
  share_out(arms, static_cast<double>(request.n_total) / arms.units.people, solved.ratio);
  const double least = least_units(arms);
  if (arms.n_treatment < least || arms.n_control < least) {
    const double needed =
        arms.units.people_in(std::ceil(least * (arms.k() + solved.ratio) / std::fmin(1, solved.ratio)));
    return error(
        arms.units.clustered ? Code::conflict : Code::out_of_range, "n_total",
        joined("So few people leave an arm with fewer than ", static_cast<int>(least),
               arms.units.clustered ? " clusters" : "", "; take at least ", static_cast<std::int64_t>(needed), "."),
        needed);
  }
  solved.critical = critical_value(arms);
  if (request.solve_for == MultiArmUnknown::effect) {
    const double sign = request.direction == Direction::increase ? 1 : -1;
    const Effect effect = solved_effect(arms, sign, request.power, solved.critical);
    if (!effect.size) {
      return error(Code::no_solution, "n_total",
                   arms.outcome.metric == Metric::proportion
                       ? joined("No effect reaches this power: even taking the shares to ", sign > 0 ? "100" : "0",
                                " % has power ", rounded(effect.best_power * 100), " %. Take more people.")
                       : std::string("No effect reaches this power with so few people. Take more people."));
    }
    std::fill(arms.treatments.begin(), arms.treatments.end(), arms.control() + sign * *effect.size);
  }
  return solved;
}

Outcome<Solved> prepare(const MultiArmRequest& request) {
  Issues issues;
  Solved solved;
  ManyArms& arms = solved.arms;
  arms.units = units_of(request.metric, request.variance);
  arms.cluster_test = request.cluster_test;
  SampleSizeRequest fixed = fixed_plan(request.metric, request.baseline, request.baseline_mean, request.sd,
                                       request.parts, request.count_method, arms.units);
  fixed.solve_for = SolveFor::effect;  // effects are checked below, each of them
  arms.outcome = asked_arms(fixed, issues);
  arms.outcome.variance_factor *= arms.units.design_effect() / arms.units.people;
  arms.sides = request.sides;
  arms.correction = request.correction;
  arms.power_kind = request.power_kind;
  arms.alpha = request.alpha;
  if (request.solve_for == MultiArmUnknown::effect) {
    // One-sided plans take their side from the treatments, so these must differ from the control already.
    const double sign = request.direction == Direction::increase ? 1 : -1;
    const double control = arms.control();
    const double nearby = request.metric == CommonMetric::proportion ? control * (1 - control) / 2
                          : request.metric == CommonMetric::count    ? control / 2
                                                                  : std::sqrt(person_variance(arms.outcome, control));
    arms.treatments.assign(static_cast<std::size_t>(request.treatments), control + sign * nearby);
  } else {
    check_effects(request, arms, issues);
  }
  if (request.solve_for != MultiArmUnknown::power && request.power <= request.alpha) {
    issues.push_back(power_below_level(request.alpha));
  }
  if (has_error(issues)) {
    return issues;
  }
  solved.ratio = ratio_of(request, arms, request.allocation);
  return solved;
}

Outcome<Solved> solve(const MultiArmRequest& request) {
  Outcome<Solved> solved = prepare(request);
  return solved ? finish(request, std::move(*solved)) : solved;
}

std::int64_t people_in_all(const ManyArms& arms) {
  return static_cast<std::int64_t>(arms.units.people_in(arms.n_control) +
                                   arms.k() * arms.units.people_in(arms.n_treatment));
}

// A joint power under the t distribution is a double integral, and a size dozens of them: the tables beside the plan
// then go without sizes.
bool sizes_are_quick(const ManyArms& arms) { return std::isinf(arms.df()) || arms.power_kind == PowerKind::each; }

void add_corrections(const MultiArmRequest& request, const Solved& solved, MultiArmResult& result) {
  for (const auto& choice : choices_of<Correction>) {
    ManyArms arms = solved.arms;
    arms.correction = choice.value;
    const double critical = critical_value(arms);
    CorrectionRow row;
    row.correction = choice.name;
    row.label = choice.label;
    row.critical_value = critical;
    row.alpha_per_comparison = (arms.sides == Sides::two ? 2 : 1) * upper_tail(critical, arms.df());
    row.familywise_error = familywise_error(arms, critical);
    row.power_each = power(arms, PowerKind::each, critical);
    row.power_any = power(arms, PowerKind::any, critical);
    row.power_all = power(arms, PowerKind::all, critical);
    if (choice.value == request.correction && request.solve_for == MultiArmUnknown::size) {
      row.n_total = result.n_total;
    } else if (request.solve_for == MultiArmUnknown::size && sizes_are_quick(arms)) {
      Solved other = solved;
      other.arms.correction = choice.value;
      if (const Outcome<Solved> sized = finish_size(request, std::move(other))) {
        row.n_total = people_in_all(sized->arms);
      }
    }
    result.corrections.push_back(std::move(row));
  }
}

void add_allocations(const MultiArmRequest& request, const Solved& solved, MultiArmResult& result) {
  const auto add = [&](std::string_view key, std::string_view label, double ratio) {
    Solved other = solved;
    other.ratio = ratio;
    if (request.solve_for == MultiArmUnknown::size) {
      Outcome<Solved> sized = finish_size(request, std::move(other));
      if (!sized) {
        return;
      }
      other = std::move(*sized);
    } else {
      share_out(other.arms, static_cast<double>(request.n_total) / other.arms.units.people, ratio);
      if (std::fmin(other.arms.n_treatment, other.arms.n_control) < least_units(other.arms)) {
        return;
      }
      other.critical = critical_value(other.arms);
    }
    const ManyArms& arms = other.arms;
    AllocationRow row;
    row.allocation = key;
    row.label = label;
    row.ratio = ratio;
    row.control_share = arms.n_control / (arms.n_control + arms.k() * arms.n_treatment);
    row.n_control = static_cast<std::int64_t>(arms.units.people_in(arms.n_control));
    row.n_treatment = static_cast<std::int64_t>(arms.units.people_in(arms.n_treatment));
    row.n_total = people_in_all(arms);
    row.power = power(arms, arms.power_kind, other.critical);
    result.allocations.push_back(std::move(row));
  };
  if (request.allocation == Allocation::ratio && request.ratio != 1) {
    add("ratio", "As asked", request.ratio);
  }
  add("equal", "All arms equal", 1);
  add("square_root", label(Allocation::square_root), std::sqrt(solved.arms.k()));
  add("optimal", label(Allocation::optimal),
      request.allocation == Allocation::optimal ? solved.ratio : best_ratio(request, solved.arms));
}

}  // namespace

Outcome<ManyArms> planned_many_arms(const MultiArmRequest& request) {
  Outcome<Solved> solved = solve(request);
  if (!solved) {
    return std::move(solved.issues);
  }
  return {std::move(solved->arms), std::move(solved.issues)};
}

Outcome<MultiArmResult> multi_arm_plan(const MultiArmRequest& request) {
  Outcome<Solved> solved = solve(request);
  if (!solved) {
    return std::move(solved.issues);
  }
  const ManyArms& arms = solved->arms;
  MultiArmResult result;
  result.n_control = static_cast<std::int64_t>(arms.units.people_in(arms.n_control));
  result.n_treatment = static_cast<std::int64_t>(arms.units.people_in(arms.n_treatment));
  result.n_total = people_in_all(arms);
  if (arms.units.clustered) {
    result.clusters_control = static_cast<std::int64_t>(arms.n_control);
    result.clusters_treatment = static_cast<std::int64_t>(arms.n_treatment);
    result.design_effect = arms.units.design_effect();
  }
  result.ratio = solved->ratio;
  result.control_share = arms.n_control / (arms.n_control + arms.k() * arms.n_treatment);
  if (solved->n_treatment_unrounded) {
    result.n_treatment_unrounded = *solved->n_treatment_unrounded * arms.units.people;
  }
  const bool same = std::all_of(arms.treatments.begin(), arms.treatments.end(),
                                [&](double t) { return t == arms.treatments.front(); });
  if (same) {
    const double effect = arms.treatments.front() - arms.control();
    const bool typed = request.solve_for != MultiArmUnknown::effect && request.effect_pattern == EffectPattern::same;
    const bool relative = request.effect_scale == EffectScale::relative;
    // What was typed comes back as it was typed, without the rounding of a round trip.
    result.effect_absolute = typed && !relative ? request.effect : effect;
    if (arms.control() != 0) {
      result.effect_relative = typed && relative ? request.effect : effect / arms.control();
    }
  }
  result.critical_value = solved->critical;
  const double sides = arms.sides == Sides::two ? 2 : 1;
  result.alpha_per_comparison = sides * upper_tail(solved->critical, arms.df());
  // Dunnett's critical value is made for it; otherwise one more integral.
  result.familywise_error =
      arms.correction == Correction::dunnett ? arms.alpha : familywise_error(arms, solved->critical);
  result.familywise_error_uncorrected = familywise_error(arms, upper_quantile(arms.alpha / sides, arms.df()));
  result.power_by_treatment = power_by_treatment(arms, solved->critical);
  result.power_each = power(arms, PowerKind::each, solved->critical);
  result.power_any = power(arms, PowerKind::any, solved->critical);
  result.power_all = power(arms, PowerKind::all, solved->critical);
  result.power = arms.power_kind == PowerKind::each  ? result.power_each
                 : arms.power_kind == PowerKind::any ? result.power_any
                                                     : result.power_all;
  if (!std::isinf(arms.df())) {
    result.df = arms.df();
  }
  result.test = test_sentence(arms);
  if (!request.brief) {
    add_corrections(request, *solved, result);
    if (request.solve_for != MultiArmUnknown::size || sizes_are_quick(arms)) {
      add_allocations(request, *solved, result);
    }
  }
  add_working(request, arms, result);
  return {std::move(result), std::move(solved.issues)};
}

}  // namespace sutva::plan
