// SPDX-License-Identifier: Apache-2.0
#include "plan/sample_size.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "plan/two_arms.hpp"
#include "stats/root.hpp"

namespace sutva::plan {
namespace {

// Beyond this a count is no longer exact in a double, and no experiment is that large.
constexpr double most_people = 1e15;

struct Solved {
  TwoArms arms;  // the rounded plan
  std::optional<double> n_control_unrounded;
};

bool is_size_unknown(SolveFor unknown) { return unknown == SolveFor::size || unknown == SolveFor::duration; }

void set_size(TwoArms& arms, double n_control, double ratio) {
  arms.n_control = n_control;
  arms.n_treatment = ratio * n_control;
}

// Whole people in both arms, the treatment's rounded up so that the ratio is kept.
void set_whole_size(TwoArms& arms, double n_control, double ratio) {
  const double least = arms.metric == Metric::mean ? 2 : 1;
  arms.n_control = std::fmax(n_control, least);
  arms.n_treatment = std::fmax(std::ceil(ratio * arms.n_control * (1 - 1e-12)), least);
}

double treatment_value(const SampleSizeRequest& request, double control) {
  return request.effect_scale == EffectScale::relative ? control * (1 + request.effect) : control + request.effect;
}

// Squares and quotients of these stay numbers.
void check_means(const SampleSizeRequest& request, Issues& issues) {
  constexpr double largest = 1e60;
  if (!(request.sd >= 1 / largest && request.sd <= largest)) {
    issues.push_back(error(Code::out_of_range, "sd", "Standard deviation must be between 1e-60 and 1e60.",
                           request.sd < 1 ? 1 / largest : largest));
  }
  if (!(std::abs(request.baseline_mean) <= largest)) {
    issues.push_back(error(Code::out_of_range, "baseline_mean", "Baseline mean must be between -1e60 and 1e60.",
                           std::copysign(largest, request.baseline_mean)));
  }
  const bool relative = request.effect_scale == EffectScale::relative;
  if (request.solve_for != SolveFor::effect &&
      !(std::abs(relative ? request.effect * request.baseline_mean : request.effect) <= largest)) {
    issues.push_back(
        error(Code::out_of_range, "effect", "The effect must be between -1e60 and 1e60.",
              std::copysign(relative ? std::abs(largest / request.baseline_mean) : largest, request.effect)));
  }
}

void check_effect(const SampleSizeRequest& request, const TwoArms& arms, Issues& issues) {
  if (request.effect_scale == EffectScale::relative && arms.control == 0) {
    issues.push_back(error(Code::conflict, "baseline_mean",
                           "A relative effect needs a baseline other than zero; give the effect as absolute."));
    return;
  }
  if (request.effect == 0) {
    issues.push_back(error(Code::out_of_range, "effect", "The effect must not be zero: no size finds nothing.", 0.0));
    return;
  }
  if (arms.metric == Metric::proportion && !(arms.treatment > 0 && arms.treatment < 1)) {
    const bool relative = request.effect_scale == EffectScale::relative;
    const double edge = request.effect > 0 ? 1 : 0;
    const double limit = relative ? edge / arms.control - 1 : edge - arms.control;
    issues.push_back(
        error(Code::out_of_range, "effect",
              joined("This takes the treatment's share to ", arms.treatment * 100, " %; the effect must be ",
                     edge == 1 ? "less than " : "greater than ", relative ? limit * 100 : limit,
                     relative ? " % for this baseline." : " for this baseline."),
              limit));
  } else if (arms.effect() == 0) {
    issues.push_back(error(Code::out_of_range, "effect", "The effect is too small to tell from zero.", 0.0));
  }
}

Outcome<Solved> solve_size(const SampleSizeRequest& request, TwoArms arms) {
  const auto lacking = [&](double n) {
    set_size(arms, n, request.ratio);
    return power(arms) - request.power;
  };
  const bool t = arms.metric == Metric::mean && arms.mean_method == MeanMethod::noncentral_t;
  const double low = t ? 2.2 / (1 + request.ratio) : 1e-3;  // .2 degrees of freedom; a thousandth of a person
  Solved solved;
  Issues notes;
  if (lacking(low) >= 0) {
    set_whole_size(arms, 0, request.ratio);
    notes.push_back(warning(Code::approximation, "effect",
                            "Even the smallest experiment has this power by the formula; it says little here."));
  } else {
    double high = std::fmax(2 * low, 8);
    while (lacking(high) < 0 && high < most_people) {
      high *= 4;
    }
    const std::optional<double> n = stats::root(lacking, low, high);
    if (!n || (1 + request.ratio) * *n > most_people) {
      return error(Code::no_solution, "effect",
                   "So small an effect would need more than 1e15 people; make the effect larger.", most_people);
    }
    solved.n_control_unrounded = *n;
    set_whole_size(arms, std::ceil(*n * (1 - 1e-12)), request.ratio);
  }
  while (power(arms) < request.power - 1e-12) {
    set_whole_size(arms, arms.n_control + 1, request.ratio);
  }
  solved.arms = arms;
  return {solved, notes};
}

Outcome<Solved> solve_effect(const SampleSizeRequest& request, TwoArms arms) {
  const double sign = request.direction == Direction::increase ? 1 : -1;
  const auto lacking = [&](double size) {
    arms.treatment = arms.control + sign * size;
    return power(arms) - request.power;
  };
  double largest = 0;
  if (arms.metric == Metric::proportion) {
    largest = sign > 0 ? 1 - arms.control : arms.control;
  } else {
    largest = standard_errors(arms).effect;
    for (int i = 0; i < 200 && lacking(largest) < 0; ++i) {
      largest *= 2;
    }
  }
  // Just above zero: at zero itself a share that underflows would have no variance.
  const std::optional<double> size = stats::root(lacking, largest * 1e-12, largest * (1 - 1e-12));
  if (!size) {
    const double reached = lacking(largest * (1 - 1e-12)) + request.power;
    const std::string_view at = request.sized_by == SizedBy::days ? "days" : "n_control";
    return error(Code::no_solution, at,
                 joined("No effect reaches this power: even taking the share to ", sign > 0 ? "100" : "0",
                        " % has power ", std::round(reached * 1000) / 10, " %. Take more people."));
  }
  arms.treatment = arms.control + sign * *size;
  return Solved{arms, std::nullopt};
}

// Checks that need more than one field, then the unknown.
Outcome<Solved> solve(const SampleSizeRequest& request) {
  Issues issues;
  constexpr double smallest_alpha = 1e-100;  // beyond it quantiles of t leave the range of a double
  if (request.alpha < smallest_alpha) {
    issues.push_back(error(Code::out_of_range, "alpha", "Significance level must be at least 1e-100.", smallest_alpha));
  }
  if (request.metric == Metric::mean) {
    check_means(request, issues);
  }
  TwoArms arms;
  arms.metric = request.metric;
  arms.proportion_method = request.proportion_method;
  arms.mean_method = request.mean_method;
  arms.sides = request.sides;
  arms.alpha = request.alpha;
  arms.control = request.metric == Metric::proportion ? request.baseline : request.baseline_mean;
  arms.sd = request.sd;
  if (request.solve_for != SolveFor::effect) {
    arms.treatment = treatment_value(request, arms.control);
    check_effect(request, arms, issues);
  }
  if (request.solve_for != SolveFor::power && request.power <= request.alpha) {
    issues.push_back(error(Code::out_of_range, "power",
                           joined("Power must be greater than the significance level, ", request.alpha * 100, " %."),
                           request.alpha));
  }
  if (!is_size_unknown(request.solve_for)) {
    double n_control = static_cast<double>(request.n_control);
    if (request.sized_by == SizedBy::days) {
      const double total = std::floor(request.days * request.daily_people * request.share_in_experiment);
      n_control = std::floor(total / (1 + request.ratio));
      if (n_control < 2) {
        issues.push_back(error(Code::out_of_range, "days",
                               joined("So few days bring only ", total, " people; take more days or more traffic.")));
      }
    }
    set_whole_size(arms, n_control, request.ratio);
  }
  if (has_error(issues)) {
    return issues;
  }
  switch (request.solve_for) {
    case SolveFor::size:
    case SolveFor::duration:
      return solve_size(request, arms);
    case SolveFor::effect:
      return solve_effect(request, arms);
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
      row.n_total = static_cast<std::int64_t>(arms.n_control + arms.n_treatment);
      row.n_control_unrounded = solved->n_control_unrounded;
      row.effect_absolute = arms.effect();
      row.power = power(arms);
      row.exact_power = exact_power(arms);
      result.alternatives.push_back(std::move(row));
    }
  }
}

void add_equations(const SampleSizeRequest& request, const TwoArms& arms, SampleSizeResult& result) {
  const StandardErrors se = standard_errors(arms);
  const auto term = [&](std::string_view name, double value) { result.terms.push_back({std::string(name), value}); };
  const auto equation = [&](std::string_view key) { result.equations.emplace_back(key); };
  const bool two_sided = arms.sides == Sides::two;
  term("n_control", arms.n_control);
  term("n_treatment", arms.n_treatment);
  term("effect_size", std::abs(arms.effect()));
  term("power", result.power);
  if (arms.metric == Metric::proportion) {
    term("p_control", arms.control);
    term("p_treatment", arms.treatment);
    term("se_null", se.null);
    term("se_effect", se.effect);
    term("z_alpha", critical_value(arms));
    switch (arms.proportion_method) {
      case ProportionMethod::pooled:
        term("p_pooled",
             (arms.n_control * arms.control + arms.n_treatment * arms.treatment) / (arms.n_control + arms.n_treatment));
        equation("se_null_pooled");
        break;
      case ProportionMethod::control_only:
        equation("se_null_control");
        break;
      case ProportionMethod::unpooled:
        equation("se_null_unpooled");
        break;
    }
    equation("se_effect_proportion");
    equation(two_sided ? "power_z_two_sided" : "power_z_one_sided");
  } else {
    term("sd", arms.sd);
    if (arms.mean_method == MeanMethod::noncentral_t) {
      term("ncp", std::abs(arms.effect()) / se.effect);
      term("df", arms.n_control + arms.n_treatment - 2);
      term("t_alpha", critical_value(arms));
      equation("noncentrality");
      equation(two_sided ? "power_t_two_sided" : "power_t_one_sided");
    } else {
      term("se_null", se.null);
      term("se_effect", se.effect);
      term("z_alpha", critical_value(arms));
      equation("se_mean");
      equation(two_sided ? "power_z_two_sided" : "power_z_one_sided");
    }
  }
  term("daily_people", request.daily_people);
  term("share_in_experiment", request.share_in_experiment);
  term("duration_days", static_cast<double>(result.duration_days));
  equation("duration");
}

void warn_of_small_counts(const TwoArms& arms, Issues& issues) {
  if (arms.metric != Metric::proportion) {
    return;
  }
  const double least = std::min({arms.n_control * arms.control, arms.n_control * (1 - arms.control),
                                 arms.n_treatment * arms.treatment, arms.n_treatment * (1 - arms.treatment)});
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
  SampleSizeResult result;
  result.n_control = static_cast<std::int64_t>(arms.n_control);
  result.n_treatment = static_cast<std::int64_t>(arms.n_treatment);
  result.n_total = result.n_control + result.n_treatment;
  result.n_control_unrounded = solved->n_control_unrounded;
  result.effect_absolute = arms.effect();
  if (const double relative = arms.treatment / arms.control - 1; std::isfinite(relative)) {
    result.effect_relative = relative;
  }
  // What was typed comes back as it was typed, without the rounding of a round trip.
  if (request.solve_for != SolveFor::effect) {
    if (request.effect_scale == EffectScale::absolute) {
      result.effect_absolute = request.effect;
    } else {
      result.effect_relative = request.effect;
    }
  }
  result.control_value = arms.control;
  result.treatment_value = arms.treatment;
  result.power = power(arms);
  result.exact_power = exact_power(arms);
  const double days = (arms.n_control + arms.n_treatment) / (request.daily_people * request.share_in_experiment);
  if (days > most_people) {
    return error(Code::too_large, "daily_people", "At this traffic the experiment would never end.");
  }
  result.duration_days = static_cast<std::int64_t>(std::ceil(days * (1 - 1e-12)));
  result.duration_weeks = (result.duration_days + 6) / 7;
  const bool proportion = request.metric == Metric::proportion;
  result.method = proportion ? name(request.proportion_method) : name(request.mean_method);
  result.method_label = proportion ? label(request.proportion_method) : label(request.mean_method);
  result.test = test_sentence(arms);
  if (proportion) {
    add_alternatives(request, &SampleSizeRequest::proportion_method, result);
  } else {
    add_alternatives(request, &SampleSizeRequest::mean_method, result);
  }
  add_equations(request, arms, result);
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
