// SPDX-License-Identifier: Apache-2.0
#include "plan/sequential_plan.hpp"

#include <cmath>
#include <numeric>
#include <utility>

#include "base/text.hpp"
#include "base/words.hpp"
#include "plan/asked_arms.hpp"
#include "plan/mistakes.hpp"
#include "plan/sequential_words.hpp"
#include "plan/shown_effect.hpp"
#include "plan/solve.hpp"
#include "stats/distributions.hpp"
#include "stats/root.hpp"

namespace sutva::plan {
namespace {

// Beyond it every look has power 1, and the density of those who go on leaves the range of a double.
constexpr double most_drift = 25;
constexpr double least_apart = 0.001;
constexpr std::size_t most_looks = 50;

using Request = SequentialPlanRequest;

stats::Spending spending(FutilitySpending kind) {
  switch (kind) {
    case FutilitySpending::obrien_fleming_type:
      return stats::Spending::obrien_fleming;
    case FutilitySpending::pocock_type:
      return stats::Spending::pocock;
    case FutilitySpending::power_spending:
      return stats::Spending::power;
    case FutilitySpending::hwang_shih_decani:
      return stats::Spending::hwang_shih_decani;
    case FutilitySpending::listed_spending:
      break;
  }
  return stats::Spending::listed;
}

void set_boundary(const Request& request, stats::SequentialDesign& design) {
  using stats::Boundary;
  switch (request.boundary) {
    case BoundaryKind::obrien_fleming_type:
      design.spending = stats::Spending::obrien_fleming;
      return;
    case BoundaryKind::pocock_type:
      design.spending = stats::Spending::pocock;
      return;
    case BoundaryKind::power_spending:
      design.spending = stats::Spending::power;
      design.parameter = request.rho;
      return;
    case BoundaryKind::hwang_shih_decani:
      design.spending = stats::Spending::hwang_shih_decani;
      design.parameter = request.gamma;
      return;
    case BoundaryKind::listed_spending:
      design.spending = stats::Spending::listed;
      design.listed = request.spent;
      return;
    case BoundaryKind::obrien_fleming:
    case BoundaryKind::pocock:
    case BoundaryKind::wang_tsiatis:
      design.boundary = Boundary::wang_tsiatis;
      design.parameter = request.boundary == BoundaryKind::pocock           ? 0.5
                         : request.boundary == BoundaryKind::obrien_fleming ? 0
                                                                            : request.delta;
      return;
    case BoundaryKind::haybittle_peto:
      design.boundary = Boundary::haybittle_peto;
      design.parameter = request.peto_z;
      return;
    case BoundaryKind::always_valid:
      design.boundary = Boundary::mixture;
      design.parameter = request.tuned_at;
      return;
  }
}

// Rising, far enough apart, ending at 1.
std::vector<double> look_fractions(const Request& request, Issues& issues) {
  std::vector<double> fractions;
  if (request.timing == LookTiming::equal) {
    for (std::int64_t k = 1; k <= request.looks; ++k) {
      fractions.push_back(static_cast<double>(k) / static_cast<double>(request.looks));
    }
    return fractions;
  }
  if (request.fractions.empty() || request.fractions.size() > most_looks) {
    issues.push_back(error(Code::out_of_range, "fractions",
                           joined("Give 1 to 50 looks; these are ", request.fractions.size(), "."),
                           request.fractions.empty() ? 1.0 : 50.0));
    return fractions;
  }
  double before = 0;
  for (double each : request.fractions) {
    fractions.push_back(each / request.fractions.back());
    if (fractions.back() < before + least_apart) {
      issues.push_back(
          error(Code::conflict, "fractions",
                joined("Looks must rise by at least 0.1 % of the last: look ", fractions.size(), " is at ",
                       rounded(100 * fractions.back(), 6), " %, after ", rounded(100 * before, 6), " %.")));
      break;
    }
    before = fractions.back();
  }
  return fractions;
}

void check_listed(std::string_view name, const std::vector<double>& listed, std::size_t looks, Issues& issues) {
  if (listed.size() != looks) {
    issues.push_back(error(Code::conflict, name,
                           joined("Give one share for each look: there are ", looks, " looks and ", listed.size(),
                                  listed.size() == 1 ? " share." : " shares.")));
    return;
  }
  for (std::size_t k = 1; k < listed.size(); ++k) {
    if (listed[k] < listed[k - 1]) {
      issues.push_back(
          error(Code::conflict, name,
                joined("What is spent can not fall: look ", k + 1, " has ", listed[k], " after ", listed[k - 1], ".")));
      return;
    }
  }
  if (listed.back() != 1) {
    issues.push_back(error(
        Code::conflict, name,
        joined("The last share must be 1: everything is spent in the end. Divide yours by ", listed.back(), ".")));
  } else if (listed.size() > 1 && listed[listed.size() - 2] == 1) {
    issues.push_back(error(Code::conflict, name,
                           "Everything is spent before the last look, which then can not reject. Leave something."));
  }
}

void set_size(TwoArms& arms, double n_control, double ratio) {
  arms.n_control = n_control;
  arms.n_treatment = ratio * n_control;
}

// Whole units, the treatment's rounded up so that the ratio is kept. One cluster alone has no spread.
void set_whole_size(TwoArms& arms, const Units& units, double n_control, double ratio) {
  const double least = units.clustered ? 2 : 1;
  arms.n_control = std::fmax(n_control, least);
  arms.n_treatment = std::fmax(whole_up(ratio * arms.n_control), least);
}

double drift_of(const TwoArms& arms) { return std::abs(distance(arms, arms.treatment)) / standard_errors(arms).effect; }

Issue no_rule(const Request& request) {
  if (request.boundary == BoundaryKind::haybittle_peto) {
    return error(Code::no_solution, "peto_z",
                 joined("A z of ", request.peto_z,
                        " at every look spends all of the level before the last one; take a larger z or fewer looks."));
  }
  if (request.futility == FutilityKind::binding) {
    return error(Code::no_solution, "futility",
                 "Rejection and futility meet before the end; spend less early, or let futility be non-binding.");
  }
  return error(Code::no_solution, "boundary", "This boundary leaves nothing to the last look; spend less before it.");
}

Outcome<SequentialTrial> solve_effect(const Request& request, SequentialTrial trial) {
  TwoArms& arms = trial.arms;
  const double sign = request.aims.direction == Direction::increase ? 1 : -1;
  const auto lacking = [&](double size) {
    arms.treatment = arms.control + sign * size;
    return drift_of(arms) - trial.solved.drift;
  };
  double largest = 0;
  if (arms.metric == Metric::proportion) {
    largest = sign > 0 ? 1 - arms.control : arms.control;
  } else if (arms.metric == Metric::count && sign < 0) {
    largest = arms.control;
  } else {
    largest = arms.metric == Metric::count ? arms.control : standard_errors(arms).effect * (trial.solved.drift + 1);
    for (int i = 0; i < 200 && lacking(largest) < 0; ++i) {
      largest *= 2;
    }
  }
  // Just above zero: at zero itself a share that underflows would have no variance.
  double most = largest * (1 - 1e-12);
  if (arms.metric == Metric::count && sign < 0) {
    most = first_enough(lacking, most);
  }
  const std::optional<double> size = stats::root(lacking, largest * 1e-12, most);
  if (!size) {
    return error(Code::no_solution, "n_control",
                 arms.metric == Metric::proportion
                     ? joined("No effect reaches this power with so few people, not even taking the share to ",
                              sign > 0 ? "100" : "0", " %. Take more people.")
                     : std::string("No effect reaches this power with so few people. Take more people."));
  }
  arms.treatment = arms.control + sign * *size;
  return trial;
}

Outcome<SequentialTrial> solve_alpha(const Request& request, SequentialTrial trial) {
  stats::SequentialDesign& design = trial.design;
  const double sides = design.two_sided ? 2 : 1;
  const double drift = drift_of(trial.arms);
  const auto at = [&](double z) {
    design.alpha = sides * stats::normal_sf(z);
    return stats::with_power(design, request.aims.power);
  };
  const auto lacking = [&](double z) {
    const std::optional<stats::SolvedDesign> solved = at(z);
    const double off = solved ? solved->drift - drift : 1;
    return std::abs(off) < 1e-10 ? 0 : off;
  };
  const double largest =
      std::fmin(request.boundary == BoundaryKind::always_valid ? 0.4 : 0.5, request.aims.power * 0.999);
  const double low = stats::normal_quantile_upper(largest / sides);
  const double high = stats::normal_quantile_upper(1e-10 / sides);
  if (lacking(low) > 0) {
    return error(Code::no_solution, "n_control",
                 joined("Not even a level of ", percent(largest),
                        " gives this power with so few people. Take more people or a larger effect."));
  }
  const std::optional<double> z = stats::root(lacking, low, high);
  std::optional<stats::SolvedDesign> solved = z ? at(*z) : std::nullopt;
  if (!solved) {
    return error(Code::no_solution, "n_control",
                 "This power is reached even at a level of 1e-10: the experiment is far too large. Take fewer people.");
  }
  trial.solved = std::move(*solved);
  return trial;
}

Outcome<SequentialTrial> solve(const Request& request) {
  Issues issues;
  SequentialTrial trial;
  trial.design = sequential_design(request, issues);
  const SequentialAims& aims = request.aims;
  const SequentialUnknown unknown = aims.solve_for;
  trial.units = units_of(aims.metric, aims.variance);
  SampleSizeRequest fixed =
      fixed_plan(aims.metric, aims.baseline, aims.baseline_mean, aims.sd, aims.parts, aims.count_method, trial.units);
  fixed.solve_for = unknown == SequentialUnknown::effect ? SolveFor::effect : SolveFor::size;
  fixed.effect_scale = aims.effect_scale;
  fixed.effect = aims.effect;
  fixed.sides = aims.sides;
  trial.arms = asked_arms(fixed, issues);
  TwoArms& arms = trial.arms;
  arms.variance_factor *= trial.units.design_effect() / trial.units.people;
  if (unknown != SequentialUnknown::power && unknown != SequentialUnknown::alpha && aims.power <= aims.alpha) {
    issues.push_back(power_below_level(aims.alpha));
  }
  if (request.boundary == BoundaryKind::always_valid && aims.alpha > 0.4 && unknown != SequentialUnknown::alpha) {
    issues.push_back(error(Code::conflict, "alpha", "An always valid boundary needs a level of at most 40 %.", 0.4));
  }
  if (has_error(issues)) {
    return issues;
  }
  if (unknown != SequentialUnknown::size) {
    const double units = std::floor(static_cast<double>(aims.n_control) / trial.units.people * (1 + 1e-12));
    if (trial.units.clustered && units < 2) {
      return error(Code::conflict, "n_control",
                   joined("So few people are not two clusters of ", rounded(trial.units.people, 6),
                          " people; take at least ", trial.units.people_in(2), "."),
                   trial.units.people_in(2));
    }
    set_whole_size(arms, trial.units, units, aims.ratio);
  }
  const double drift = unknown == SequentialUnknown::power || unknown == SequentialUnknown::alpha ? drift_of(arms) : 0;
  if (drift > most_drift) {
    const double enough = std::floor(n_for_drift(arms, most_drift, aims.ratio)) * trial.units.people;
    return error(
        Code::too_large, "n_control",
        joined("With so many people the effect is ", rounded(drift), " standard errors: every look finds it. ",
               enough >= 2 ? joined("Up to ", static_cast<std::int64_t>(enough), " people in control make sense.")
                           : std::string("Take a smaller effect.")),
        enough);
  }
  if (unknown == SequentialUnknown::alpha) {
    Outcome<SequentialTrial> solved = solve_alpha(request, std::move(trial));
    if (!solved) {
      return solved;
    }
    trial = std::move(*solved);
  } else {
    std::optional<stats::SolvedDesign> solved = unknown == SequentialUnknown::power
                                                    ? stats::with_drift(trial.design, drift)
                                                    : stats::with_power(trial.design, aims.power);
    if (!solved) {
      return no_rule(request);
    }
    trial.solved = std::move(*solved);
  }
  if (unknown == SequentialUnknown::effect) {
    Outcome<SequentialTrial> solved = solve_effect(request, std::move(trial));
    if (!solved) {
      return solved;
    }
    trial = std::move(*solved);
  }
  if (unknown == SequentialUnknown::size) {
    const double n = n_for_drift(arms, trial.solved.drift, aims.ratio);
    if (!((1 + aims.ratio) * n * trial.units.people <= most_people)) {
      return too_many_people("effect");
    }
    trial.n_control_unrounded = n * trial.units.people;
    set_whole_size(trial.arms, trial.units, whole_up(n), aims.ratio);
  }
  const std::size_t looks = trial.looks();
  for (std::size_t k = 1; k < looks; ++k) {
    if (trial.n_control_at(k) == trial.n_control_at(k - 1) || trial.n_treatment_at(k) == trial.n_treatment_at(k - 1)) {
      const std::string_view what = trial.units.clustered ? "clusters" : "people";
      return error(Code::conflict, request.timing == LookTiming::equal ? "looks" : "fractions",
                   joined("There are ", looks, " looks for ", std::fmin(trial.arms.n_control, trial.arms.n_treatment),
                          " ", what, " in the smaller arm: looks ", k, " and ", k + 1, " would see the same ", what,
                          ". Take fewer looks or a smaller effect."));
    }
  }
  trial.planned_drift = drift_of(trial.arms);
  return trial;
}

struct Ending {
  stats::StopChances chances;
  double n_expected = 0;
  double stop(std::size_t k) const { return chances.success[k] + chances.opposite[k] + chances.futile[k]; }
};

Ending ending(const SequentialTrial& trial, const stats::Walk& walk, double drift) {
  Ending e{walk.chances(drift), 0};
  for (std::size_t k = 0; k < trial.looks(); ++k) {
    e.n_expected += e.stop(k) * trial.people_at(k);
  }
  return e;
}

double share_of(const std::vector<double>& all, std::size_t upto) {
  return std::accumulate(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(upto), 0.0);
}

void fill_looks(const SequentialTrial& trial, const stats::Walk& walk, const Ending& planned, double people_a_day,
                SequentialPlanResult& result) {
  const stats::StopRule& rule = trial.solved.rule;
  const bool two_sided = rule.two_sided;
  const Ending null = ending(trial, walk, 0);
  stats::StopRule efficacy = rule;
  efficacy.futility.clear();
  // What a non-binding rule keeps is the level of those who never give up.
  const stats::StopChances level =
      trial.design.futility == stats::Futility::non_binding ? stats::Walk(efficacy, 0).chances(0) : null.chances;
  const double final_se = trial.se();
  for (std::size_t k = 0; k < trial.looks(); ++k) {
    SequentialLook look;
    look.look = static_cast<std::int64_t>(k) + 1;
    look.information = rule.fractions[k];
    look.n_control = static_cast<std::int64_t>(trial.units.people_in(trial.n_control_at(k)));
    look.n_total = static_cast<std::int64_t>(trial.people_at(k));
    if (trial.units.clustered) {
      look.clusters = static_cast<std::int64_t>(trial.n_control_at(k) + trial.n_treatment_at(k));
    }
    look.day = static_cast<std::int64_t>(whole_up(static_cast<double>(look.n_total) / people_a_day));
    const double se = final_se / std::sqrt(rule.fractions[k]);
    if (std::isfinite(rule.upper[k])) {
      look.upper_z = rule.upper[k];
      look.p_value = stats::normal_sf(rule.upper[k]) * (two_sided ? 2 : 1);
      const double effect = change_at(trial.arms, trial.sign() * rule.upper[k] * se);
      if (std::isfinite(effect)) {
        look.effect_absolute = effect;
        if (const double relative = effect / trial.arms.control; std::isfinite(relative)) {
          look.effect_relative = relative;
        }
      }
    }
    if (!rule.futility.empty() && k + 1 < trial.looks() &&
        (two_sided ? rule.futility[k] > 0 : std::isfinite(rule.futility[k]))) {
      look.futility_z = rule.futility[k];
      if (const double effect = change_at(trial.arms, trial.sign() * rule.futility[k] * se); std::isfinite(effect)) {
        look.futility_effect = effect;
      }
    }
    look.alpha_spent = share_of(level.success, k + 1) + share_of(level.opposite, k + 1);
    look.power = share_of(planned.chances.success, k + 1) + share_of(planned.chances.opposite, k + 1);
    look.stop_success = planned.chances.success[k] + planned.chances.opposite[k];
    look.stop_futility = planned.chances.futile[k];
    look.stop_null = null.stop(k);
    result.looks.push_back(look);
  }
  result.expected_n_null = null.n_expected;
}

// The drift at which one look has the power of the plan.
double one_look_drift(const SequentialTrial& trial) {
  // What is missed must be a number: beyond this the factor between the two drifts is that of this power.
  constexpr double most_power = 1 - 1e-9;
  const stats::SequentialDesign& design = trial.design;
  if (trial.solved.power <= most_power) {
    return stats::fixed_drift(design.two_sided, design.alpha, trial.solved.power);
  }
  const std::optional<stats::SolvedDesign> nearby = stats::with_power(design, most_power);
  const double factor = nearby ? stats::fixed_drift(design.two_sided, design.alpha, most_power) / nearby->drift : 1;
  return trial.solved.drift * std::fmin(factor, 1);
}

// The standard error of a proportion depends on the effect: each scenario has its own.
std::optional<double> drift_at(const SequentialTrial& trial, double multiple) {
  TwoArms arms = trial.arms;
  arms.treatment = arms.control + multiple * trial.arms.effect();
  if ((arms.metric == Metric::proportion && !(arms.treatment > 0 && arms.treatment < 1)) ||
      (arms.metric == Metric::count && !(arms.treatment > 0))) {
    return std::nullopt;
  }
  return multiple == 0 ? 0 : drift_of(arms);
}

void fill_scenarios(const SequentialTrial& trial, const stats::Walk& walk, double people_a_day,
                    SequentialPlanResult& result) {
  for (const double multiple : {0.0, 0.5, 1.0, 1.5}) {
    const std::optional<double> drift = drift_at(trial, multiple);
    if (!drift) {
      continue;
    }
    const Ending e = ending(trial, walk, *drift);
    const std::size_t early = trial.looks() - 1;
    SequentialScenario row;
    row.multiple = multiple;
    row.effect_absolute = multiple * trial.arms.effect();
    row.reject = e.chances.rejects();
    row.give_up_early = share_of(e.chances.futile, early);
    row.stop_early = share_of(e.chances.success, early) + share_of(e.chances.opposite, early) + row.give_up_early;
    row.expected_n = e.n_expected;
    row.expected_share = e.n_expected / static_cast<double>(result.n_fixed_total);
    row.expected_days = e.n_expected / people_a_day;
    result.scenarios.push_back(row);
  }
}

}  // namespace

stats::SequentialDesign sequential_design(const SequentialPlanRequest& request, Issues& issues) {
  stats::SequentialDesign design;
  design.two_sided = request.aims.sides == Sides::two;
  design.alpha = request.aims.alpha;
  design.fractions = look_fractions(request, issues);
  set_boundary(request, design);
  const std::size_t looks = design.fractions.size();
  if (looks > 0 && request.boundary == BoundaryKind::listed_spending) {
    check_listed("spent", request.spent, looks, issues);
  }
  if (request.futility == FutilityKind::none) {
    return design;
  }
  design.futility = request.futility == FutilityKind::binding ? stats::Futility::binding : stats::Futility::non_binding;
  design.futility_spending = spending(request.futility_spending);
  design.futility_parameter =
      request.futility_spending == FutilitySpending::power_spending ? request.futility_rho : request.futility_gamma;
  design.futility_listed = request.futility_spent;
  if (looks > 0 && request.futility_spending == FutilitySpending::listed_spending) {
    check_listed("futility_spent", request.futility_spent, looks, issues);
  }
  if (request.futility == FutilityKind::binding && !spends(request.boundary)) {
    issues.push_back(
        error(Code::conflict, "futility",
              "A binding futility rule needs a spending boundary for success; non-binding goes with all."));
  }
  return design;
}

double n_for_drift(TwoArms arms, double drift, double ratio) {
  set_size(arms, 1, ratio);
  const double one = drift_of(arms);
  return drift / one * (drift / one);
}

std::vector<double> shares(std::initializer_list<double> list) { return list; }

bool spends(BoundaryKind kind) {
  return kind == BoundaryKind::obrien_fleming_type || kind == BoundaryKind::pocock_type ||
         kind == BoundaryKind::power_spending || kind == BoundaryKind::hwang_shih_decani ||
         kind == BoundaryKind::listed_spending;
}

bool may_move(BoundaryKind kind) {
  return (spends(kind) && kind != BoundaryKind::listed_spending) || kind == BoundaryKind::always_valid;
}

double SequentialTrial::n_control_at(std::size_t look) const {
  return std::fmax(whole_up(design.fractions[look] * arms.n_control), 1);
}

double SequentialTrial::n_treatment_at(std::size_t look) const {
  return std::fmax(whole_up(design.fractions[look] * arms.n_treatment), 1);
}

double SequentialTrial::people_at(std::size_t look) const {
  return units.people_in(n_control_at(look)) + units.people_in(n_treatment_at(look));
}

Outcome<SequentialTrial> sequential_trial(const SequentialPlanRequest& request) { return solve(request); }

Outcome<SequentialPlanResult> sequential_plan(const SequentialPlanRequest& request) {
  Outcome<SequentialTrial> solved = solve(request);
  if (!solved) {
    return std::move(solved.issues);
  }
  const SequentialTrial& trial = *solved;
  const TwoArms& arms = trial.arms;
  SequentialPlanResult result;
  const Units& units = trial.units;
  result.n_control = static_cast<std::int64_t>(units.people_in(arms.n_control));
  result.n_treatment = static_cast<std::int64_t>(units.people_in(arms.n_treatment));
  if (units.clustered) {
    result.clusters_control = static_cast<std::int64_t>(arms.n_control);
    result.clusters_treatment = static_cast<std::int64_t>(arms.n_treatment);
    result.design_effect = units.design_effect();
  }
  result.n_total = result.n_control + result.n_treatment;
  result.n_control_unrounded = trial.n_control_unrounded;
  result.effect_absolute = arms.effect();
  if (const double relative = arms.treatment / arms.control - 1; std::isfinite(relative)) {
    result.effect_relative = relative;
  }
  if (request.aims.solve_for != SequentialUnknown::effect) {
    show_as_typed(request.aims.effect_scale, request.aims.effect, result.effect_absolute, result.effect_relative);
  }
  result.control_value = arms.control;
  result.treatment_value = arms.treatment;
  result.alpha = trial.design.alpha;
  result.drift = trial.planned_drift;
  result.boundary_label = label(request.boundary);

  const double most = std::fmax(trial.planned_drift, drift_at(trial, 1.5).value_or(0));
  const stats::Walk walk(trial.solved.rule, most);
  const Ending planned = ending(trial, walk, trial.planned_drift);
  result.power = planned.chances.rejects();
  result.expected_n = planned.n_expected;
  const double people_a_day = request.aims.daily_people * request.aims.share_in_experiment;
  if (!(static_cast<double>(result.n_total) / people_a_day <= most_people)) {
    return error(Code::too_large, "daily_people", "At this traffic the experiment would never end.");
  }
  result.expected_days = planned.n_expected / people_a_day;
  result.duration_days = static_cast<std::int64_t>(whole_up(static_cast<double>(result.n_total) / people_a_day));
  result.duration_weeks = (result.duration_days + 6) / 7;

  const double fixed = one_look_drift(trial);
  result.inflation = trial.solved.drift / fixed * (trial.solved.drift / fixed);
  TwoArms one_look = arms;
  set_whole_size(one_look, units, whole_up(n_for_drift(arms, fixed, request.aims.ratio)), request.aims.ratio);
  result.n_fixed_control = static_cast<std::int64_t>(units.people_in(one_look.n_control));
  result.n_fixed_total = result.n_fixed_control + static_cast<std::int64_t>(units.people_in(one_look.n_treatment));
  fill_looks(trial, walk, planned, people_a_day, result);
  if (!request.brief) {
    fill_scenarios(trial, walk, people_a_day, result);
    add_working(request, trial, people_a_day, result);
  }
  return {std::move(result), std::move(solved.issues)};
}

}  // namespace sutva::plan
