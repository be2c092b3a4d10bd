// SPDX-License-Identifier: Apache-2.0
#include "plan/multi_arm.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "plan/solve.hpp"
#include "plan/words.hpp"
#include "stats/distributions.hpp"
#include "stats/dunnett.hpp"
#include "stats/multiplicity.hpp"

namespace sutva::plan {
namespace {

constexpr double most_people = 1e15;  // beyond this a count is no longer exact in a double
constexpr double infinity = std::numeric_limits<double>::infinity();

struct Solved {
  ManyArms arms;  // the rounded plan
  double ratio = 1;
  double critical = 0;
  std::optional<double> n_treatment_unrounded;
};

double upper_quantile(double tail, double df) {
  return std::isinf(df) ? stats::normal_quantile_upper(tail) : stats::t_quantile_upper(tail, df);
}

// Correlations where nothing changes: all variances alike.
std::vector<double> null_lambda(const ManyArms& arms) {
  return std::vector<double>(arms.treatments.size(), std::sqrt(arms.n_treatment / (arms.n_control + arms.n_treatment)));
}

// The upper tail each comparison is tested at.
double tail_level(const ManyArms& arms, Correction correction) {
  const double sides = arms.sides == Sides::two ? 2 : 1;
  switch (correction) {
    case Correction::none:
      break;
    case Correction::bonferroni:
    case Correction::holm:
      return stats::bonferroni(arms.alpha, arms.k()) / sides;
    case Correction::sidak:
      return stats::sidak(arms.alpha, arms.k()) / sides;
    case Correction::dunnett: {
      const double df = arms.df();
      const double c = stats::dunnett_critical(arms.alpha, null_lambda(arms), df, arms.sides == Sides::two);
      return std::isinf(df) ? stats::normal_sf(c) : stats::t_sf(c, df);
    }
  }
  return arms.alpha / sides;
}

void set_size(ManyArms& arms, double n_treatment, double ratio) {
  arms.n_treatment = n_treatment;
  arms.n_control = ratio * n_treatment;
}

double least_people(PlainMetric metric) { return metric == PlainMetric::mean ? 2 : 1; }

void set_whole_size(ManyArms& arms, double n_treatment, double ratio) {
  const double least = least_people(arms.metric);
  arms.n_treatment = std::fmax(whole_up(n_treatment), least);
  arms.n_control = std::fmax(whole_up(ratio * arms.n_treatment), least);
}

// As many of `total` people as the ratio can use.
void share_out(ManyArms& arms, double total, double ratio) {
  arms.n_treatment = std::floor(total / (arms.k() + ratio) * (1 + 1e-12));
  arms.n_control = std::floor(total * ratio / (arms.k() + ratio) * (1 + 1e-12));
}

double variance(const ManyArms& arms, double value) {
  return arms.metric == PlainMetric::mean ? arms.sd * arms.sd : value * (1 - value);
}

struct Comparisons {
  std::vector<double> lambda, shift;
};

Comparisons comparisons(const ManyArms& arms) {
  Comparisons all;
  const double noise = variance(arms, arms.control) / arms.n_control;
  for (const double treatment : arms.treatments) {
    const double own = variance(arms, treatment) / arms.n_treatment;
    all.shift.push_back(arms.sign() * (treatment - arms.control) / std::sqrt(noise + own));
    // A control this much noisier than the treatments makes all comparisons one and the same.
    all.lambda.push_back(std::fmin(std::sqrt(noise / (noise + own)), 0.99995));
  }
  return all;
}

double single_power(double shift, double critical, double df, bool two_sided) {
  if (std::isinf(df)) {
    return stats::normal_sf(critical - shift) + (two_sided ? stats::normal_sf(critical + shift) : 0);
  }
  return stats::noncentral_t_sf(critical, df, shift) + (two_sided ? stats::noncentral_t_cdf(-critical, df, shift) : 0);
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
  double level = tail_level(known, arms.correction);
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
    const double next = tail_level(arms, arms.correction);
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
    std::fill(arms.treatments.begin(), arms.treatments.end(), arms.control + sign * size);
    return power(arms, arms.power_kind, critical) - target;
  };
  double largest = 0;
  if (arms.metric == PlainMetric::proportion) {
    largest = sign > 0 ? 1 - arms.control : arms.control;
  } else {
    largest = arms.sd * std::sqrt(1 / arms.n_control + 1 / arms.n_treatment);
    for (int i = 0; i < 200 && lacking(largest) < 0; ++i) {
      largest *= 2;
    }
  }
  const double most = largest * (1 - 1e-9);
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
  set_size(arms, static_cast<double>(request.n_total) / (arms.k() + ratio), ratio);
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
  if (relative && arms.control == 0) {
    issues.push_back(error(Code::conflict, "baseline_mean",
                           "A relative effect needs a baseline other than zero; give the effect as absolute."));
    return;
  }
  bool up = false, down = false, none = false;
  for (std::size_t i = 0; i < k; ++i) {
    const double effect = list ? request.effects[i] : request.effect;
    const double treatment = relative ? arms.control * (1 + effect) : arms.control + effect;
    if (arms.metric == PlainMetric::proportion && !(treatment > 0 && treatment < 1)) {
      const double edge = effect > 0 ? 1 : 0;
      const double limit = relative ? edge / arms.control - 1 : edge - arms.control;
      refuse(Code::out_of_range,
             joined("This takes the treatment's share to ", treatment * 100, " %; the effect must be ",
                    edge == 1 ? "less than " : "greater than ", relative ? limit * 100 : limit,
                    relative ? " % for this baseline." : " for this baseline."),
             limit);
      return;
    }
    if (!(std::abs(treatment) <= 1e60)) {
      refuse(Code::out_of_range, "The treatment's mean must be between -1e60 and 1e60.", 1e60);
      return;
    }
    up |= treatment > arms.control;
    down |= treatment < arms.control;
    none |= treatment == arms.control;
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
  if (!size.n_treatment || *size.n_treatment * (solved.arms.k() + solved.ratio) > most_people) {
    return error(Code::no_solution, field,
                 "So small an effect would need more than 1e15 people; make the effect larger.", most_people);
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
  share_out(arms, static_cast<double>(request.n_total), solved.ratio);
  const double least = least_people(arms.metric);
  if (arms.n_treatment < least || arms.n_control < least) {
    const double needed = std::ceil(least * (arms.k() + solved.ratio) / std::fmin(1, solved.ratio));
    return error(Code::out_of_range, "n_total",
                 joined("So few people leave an arm with fewer than ", static_cast<int>(least), "; take at least ",
                        static_cast<std::int64_t>(needed), "."),
                 needed);
  }
  solved.critical = critical_value(arms);
  if (request.solve_for == MultiArmUnknown::effect) {
    const double sign = request.direction == Direction::increase ? 1 : -1;
    const Effect effect = solved_effect(arms, sign, request.power, solved.critical);
    if (!effect.size) {
      return error(Code::no_solution, "n_total",
                   joined("No effect reaches this power: even taking the shares to ", sign > 0 ? "100" : "0",
                          " % has power ", rounded(effect.best_power * 100), " %. Take more people."));
    }
    std::fill(arms.treatments.begin(), arms.treatments.end(), arms.control + sign * *effect.size);
  }
  return solved;
}

Outcome<Solved> prepare(const MultiArmRequest& request) {
  Issues issues;
  Solved solved;
  ManyArms& arms = solved.arms;
  arms.metric = request.metric;
  arms.sides = request.sides;
  arms.correction = request.correction;
  arms.power_kind = request.power_kind;
  arms.alpha = request.alpha;
  arms.sd = request.sd;
  arms.control = request.metric == PlainMetric::proportion ? request.baseline : request.baseline_mean;
  if (request.solve_for == MultiArmUnknown::effect) {
    // One-sided plans take their side from the treatments, so these must differ from the control already.
    const double sign = request.direction == Direction::increase ? 1 : -1;
    const double nearby =
        request.metric == PlainMetric::proportion ? arms.control * (1 - arms.control) / 2 : request.sd;
    arms.treatments.assign(static_cast<std::size_t>(request.treatments), arms.control + sign * nearby);
  } else {
    check_effects(request, arms, issues);
  }
  if (request.solve_for != MultiArmUnknown::power && request.power <= request.alpha) {
    issues.push_back(error(Code::out_of_range, "power",
                           joined("Power must be greater than the significance level, ", request.alpha * 100, " %."),
                           request.alpha));
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

// A joint power under the t distribution is a double integral, and a size dozens of them: the tables beside the plan
// then go without sizes.
bool sizes_are_quick(const ManyArms& arms) {
  return arms.metric == PlainMetric::proportion || arms.power_kind == PowerKind::each;
}

void add_corrections(const MultiArmRequest& request, const Solved& solved, MultiArmResult& result) {
  for (const auto& choice : choices_of<Correction>) {
    ManyArms arms = solved.arms;
    arms.correction = choice.value;
    const double critical = critical_value(arms);
    CorrectionRow row;
    row.correction = choice.name;
    row.label = choice.label;
    row.critical_value = critical;
    row.alpha_per_comparison = (arms.sides == Sides::two ? 2 : 1) *
                               (std::isinf(arms.df()) ? stats::normal_sf(critical) : stats::t_sf(critical, arms.df()));
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
        row.n_total = static_cast<std::int64_t>(sized->arms.n_control + sized->arms.k() * sized->arms.n_treatment);
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
      share_out(other.arms, static_cast<double>(request.n_total), ratio);
      if (std::fmin(other.arms.n_treatment, other.arms.n_control) < least_people(other.arms.metric)) {
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
    row.n_control = static_cast<std::int64_t>(arms.n_control);
    row.n_treatment = static_cast<std::int64_t>(arms.n_treatment);
    row.n_total = static_cast<std::int64_t>(arms.n_control + arms.k() * arms.n_treatment);
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

std::string_view critical_equation(Correction correction) {
  switch (correction) {
    case Correction::bonferroni:
      return "multi_arm_bonferroni";
    case Correction::sidak:
      return "multi_arm_sidak";
    case Correction::holm:
      return "multi_arm_holm";
    case Correction::dunnett:
      return "multi_arm_dunnett";
    case Correction::none:
      break;
  }
  return "multi_arm_uncorrected";
}

std::string_view power_equation(PowerKind kind) {
  return kind == PowerKind::each  ? "multi_arm_power_each"
         : kind == PowerKind::any ? "multi_arm_power_any"
                                  : "multi_arm_power_all";
}

void add_working(const MultiArmRequest& request, const ManyArms& arms, MultiArmResult& result) {
  Working& w = result.working;
  const bool proportion = arms.metric == PlainMetric::proportion;
  const bool two_sided = arms.sides == Sides::two;
  const Comparisons all = comparisons(arms);
  // The comparison the power is smallest for.
  const auto hardest =
      static_cast<std::size_t>(std::min_element(result.power_by_treatment.begin(), result.power_by_treatment.end()) -
                               result.power_by_treatment.begin());
  w.term("k", arms.k());
  w.term("n_control", arms.n_control);
  w.term("n_treatment", arms.n_treatment);
  w.term("alpha", arms.alpha);
  w.term("sides", two_sided ? 2 : 1);
  w.term("critical_value", result.critical_value);
  w.term("alpha_per_comparison", result.alpha_per_comparison);
  w.term("lambda_squared", arms.n_treatment / (arms.n_control + arms.n_treatment));
  w.term("ncp", all.shift[hardest]);
  w.term("effect_size", arms.treatments[hardest] - arms.control);
  w.term("power_each", result.power_each);
  w.term("power_any", result.power_any);
  w.term("power_all", result.power_all);
  if (proportion) {
    w.term("p_control", arms.control);
    w.term("p_treatment", arms.treatments[hardest]);
    w.equation("multi_arm_ncp_proportion");
  } else {
    w.term("sd", arms.sd);
    w.term("df", arms.df());
    w.equation("multi_arm_ncp_mean");
  }
  if (arms.correction == Correction::dunnett) {
    w.equation("multi_arm_correlation");
    w.snippet(proportion ? "r_dunnett_z" : "r_dunnett_t");
    w.snippet(proportion ? "python_dunnett_z" : "python_dunnett_t");
  }
  w.equation(critical_equation(arms.correction));
  w.equation(power_equation(arms.power_kind));
  w.snippet(proportion ? "r_multi_arm_power_z" : "r_multi_arm_power_t");

  const bool relative = request.effect_scale == EffectScale::relative && result.effect_relative;
  const bool same = result.effect_absolute.has_value();
  const std::string effect =
      same ? change_in_words(proportion, arms.control, *result.effect_absolute, result.effect_relative)
           : std::string("the effects given");
  const std::string arms_in_words = counted(arms.k(), "treatment", "treatments");
  const std::string_view found = arms.power_kind == PowerKind::each  ? "each treatment by itself"
                                 : arms.power_kind == PowerKind::any ? "at least one treatment"
                                                                     : "all treatments together";
  const std::string people = joined(result.n_total, " people in all, ", result.n_control, " in control and ",
                                    result.n_treatment, " in each of ", arms_in_words);
  switch (request.solve_for) {
    case MultiArmUnknown::size:
      w.headline = "n_total";
      w.headline_label = "People in all";
      w.sentence =
          joined("To find ", found, " with ", percent(result.power), " power at ", effect, ", take ", people, ".");
      break;
    case MultiArmUnknown::effect:
      w.headline = relative ? "effect_relative" : "effect_absolute";
      w.headline_label = "Smallest effect found";
      w.sentence =
          joined("With ", people, ", ", effect, " is found with ", percent(result.power), " power for ", found, ".");
      break;
    case MultiArmUnknown::power:
      w.headline = "power";
      w.headline_label = joined("Power for ", found);
      w.sentence =
          joined("With ", people, ", the power to find ", found, " at ", effect, " is ", percent(result.power), ".");
      break;
  }
  if (arms.k() > 1 && arms.correction == Correction::none) {
    w.sentence += joined(" Without a correction, any false positive has a chance of ",
                         percent(result.familywise_error_uncorrected), ", not ", percent(arms.alpha), ".");
  }

  const bool kept = result.familywise_error <= arms.alpha * (1 + 1e-6);
  w.assume("The level holds for the whole family",
           joined("The chance of any false positive is ", percent(result.familywise_error), " where ",
                  percent(arms.alpha), " is asked for."),
           kept ? Standing::fine : Standing::broken);
  if (proportion) {
    double least = std::fmin(arms.n_control * arms.control, arms.n_control * (1 - arms.control));
    for (const double p : arms.treatments) {
      least = std::fmin(least, arms.n_treatment * std::fmin(p, 1 - p));
    }
    w.assume("Enough people of each outcome for a normal approximation",
             joined("The smallest expected count is ", rounded(least), "; about 10 are wanted."),
             least >= 10  ? Standing::fine
             : least >= 5 ? Standing::doubtful
                          : Standing::broken);
  } else {
    w.assume("The same spread in every arm",
             "The t-test pools the variance over all arms; unequal spreads with unequal sizes change its level.");
    const double least = std::fmin(arms.n_control, arms.n_treatment);
    w.assume("Means that are nearly normal",
             joined("The smallest arm has ", counted(least, "person", "people"), "; skewed outcomes want more."),
             least >= 1000 ? Standing::fine : Standing::unchecked);
  }
  if (arms.correction == Correction::holm) {
    w.assume(
        "Holm is planned by a bound",
        "Holm rejects whatever Bonferroni rejects: the power is at least this for each and for all, and exactly this "
        "for at least one.",
        Standing::fine);
  }
  w.assume("One arm for each person", "Nobody sees two treatments, and arms do not influence each other.");
}

}  // namespace

double ManyArms::df() const {
  return metric == PlainMetric::proportion || known_variance ? infinity : n_control + k() * n_treatment - k() - 1;
}

double ManyArms::sign() const {
  const bool down = std::any_of(treatments.begin(), treatments.end(), [&](double t) { return t < control; });
  return sides == Sides::one && down ? -1 : 1;
}

double critical_value(const ManyArms& arms) {
  return arms.correction == Correction::dunnett
             ? stats::dunnett_critical(arms.alpha, null_lambda(arms), arms.df(), arms.sides == Sides::two)
             : upper_quantile(tail_level(arms, arms.correction), arms.df());
}

double familywise_error(const ManyArms& arms, double critical) {
  const std::vector<double> none(arms.treatments.size(), 0.0);
  return stats::dunnett_any(null_lambda(arms), none, critical, arms.df(), arms.sides == Sides::two);
}

std::vector<double> power_by_treatment(const ManyArms& arms, double critical) {
  std::vector<double> all = comparisons(arms).shift;
  for (double& shift : all) {
    shift = single_power(shift, critical, arms.df(), arms.sides == Sides::two);
  }
  return all;
}

double power(const ManyArms& arms, PowerKind kind, double critical) {
  const bool two_sided = arms.sides == Sides::two;
  if (kind == PowerKind::each || arms.treatments.size() == 1) {
    // The smallest: that of the treatment nearest to the control, in its own standard errors.
    double nearest = infinity;
    for (const double shift : comparisons(arms).shift) {
      nearest = std::fmin(nearest, two_sided ? std::abs(shift) : shift);
    }
    return single_power(nearest, critical, arms.df(), two_sided);
  }
  const Comparisons all = comparisons(arms);
  return kind == PowerKind::any ? stats::dunnett_any(all.lambda, all.shift, critical, arms.df(), two_sided)
                                : stats::dunnett_all(all.lambda, all.shift, critical, arms.df(), two_sided);
}

std::string_view test_sentence(const ManyArms& arms) {
  return arms.metric == PlainMetric::proportion ? "z-tests against the control with unpooled variances"
                                                : "t-tests against the control with the variance pooled over all arms";
}

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
  result.n_control = static_cast<std::int64_t>(arms.n_control);
  result.n_treatment = static_cast<std::int64_t>(arms.n_treatment);
  result.n_total = result.n_control + static_cast<std::int64_t>(arms.treatments.size()) * result.n_treatment;
  result.ratio = solved->ratio;
  result.control_share = arms.n_control / static_cast<double>(result.n_total);
  result.n_treatment_unrounded = solved->n_treatment_unrounded;
  const bool same = std::all_of(arms.treatments.begin(), arms.treatments.end(),
                                [&](double t) { return t == arms.treatments.front(); });
  if (same) {
    const double effect = arms.treatments.front() - arms.control;
    const bool typed = request.solve_for != MultiArmUnknown::effect && request.effect_pattern == EffectPattern::same;
    const bool relative = request.effect_scale == EffectScale::relative;
    // What was typed comes back as it was typed, without the rounding of a round trip.
    result.effect_absolute = typed && !relative ? request.effect : effect;
    if (arms.control != 0) {
      result.effect_relative = typed && relative ? request.effect : effect / arms.control;
    }
  }
  result.critical_value = solved->critical;
  const double sides = arms.sides == Sides::two ? 2 : 1;
  result.alpha_per_comparison =
      sides * (std::isinf(arms.df()) ? stats::normal_sf(solved->critical) : stats::t_sf(solved->critical, arms.df()));
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
  if (arms.metric == PlainMetric::mean) {
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
