// SPDX-License-Identifier: Apache-2.0
#include "plan/sample_size.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "base/words.hpp"
#include "plan/asked_arms.hpp"
#include "plan/mistakes.hpp"
#include "plan/sample_size_words.hpp"
#include "plan/shown_effect.hpp"
#include "plan/solve.hpp"
#include "plan/two_arms.hpp"
#include "stats/root.hpp"

namespace sutva::plan {
namespace {

struct Solved {
  TwoArms arms;  // the rounded plan
  std::optional<double> n_control_unrounded;
};

bool is_size_unknown(SolveFor unknown) { return unknown == SolveFor::size || unknown == SolveFor::duration; }

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
  double most = largest * (1 - 1e-12);
  if (arms.metric == Metric::count && arms.count_method == CountMethod::log_ratio && sign < 0) {
    most = first_enough(lacking, most);
  }
  const std::optional<double> size = stats::root(lacking, largest * 1e-12, most);
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

// Checks that need more than one field, then the unknown.
Outcome<Solved> solve(const SampleSizeRequest& request) {
  Issues issues;
  if (request.solve_for != SolveFor::alpha && request.alpha < smallest_alpha) {
    issues.push_back(level_too_strict());
  }
  TwoArms arms = asked_arms(request, issues);
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
