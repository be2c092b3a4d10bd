// SPDX-License-Identifier: Apache-2.0
#include "plan/interim_look.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "base/text.hpp"
#include "base/words.hpp"
#include "plan/sequential_words.hpp"
#include "stats/distributions.hpp"
#include "stats/root.hpp"

namespace sutva::plan {
namespace {

constexpr double least_apart = 0.001;

// The plan with this look at its true time. Sets `look` to its position.
Outcome<SequentialTrial> moved_trial(const InterimLookRequest& request, SequentialTrial trial, std::size_t look) {
  if (!may_move(request.plan.boundary)) {
    return error(Code::conflict, "look_timing",
                 joined("“", label(request.plan.boundary),
                        "” holds for its planned looks alone; a spending function of time or an always valid boundary "
                        "could move."));
  }
  if (request.plan.futility != FutilityKind::none &&
      request.plan.futility_spending == FutilitySpending::listed_spending) {
    return error(Code::conflict, "look_timing",
                 "A listed futility spending has no share for another time; choose one of the functions.");
  }
  std::vector<double>& fractions = trial.design.fractions;
  const double before = look > 0 ? fractions[look - 1] : 0;
  const double t = request.information;
  if (t < before + least_apart || t > 1 - least_apart) {
    return error(Code::conflict, "information",
                 joined("Look ", look + 1, " must lie after the one before it and before the end: between ",
                        rounded(100 * (before + least_apart), 6), " % and 99.9 %."),
                 t > 0.5 ? 1 - least_apart : before + least_apart);
  }
  fractions[look] = t;
  const auto passed = [&](double each) { return each < t + least_apart; };
  const auto rest = fractions.begin() + static_cast<std::ptrdiff_t>(look) + 1;
  fractions.erase(std::remove_if(rest, fractions.end(), passed), fractions.end());
  if (fractions.back() < 1) {
    fractions.push_back(1);
  }
  std::optional<stats::SolvedDesign> solved = stats::with_drift(trial.design, trial.planned_drift);
  if (!solved) {
    return error(Code::no_solution, "information", "With this look the boundaries leave no room for each other.");
  }
  trial.solved = std::move(*solved);
  return trial;
}

double successes(const stats::Walk& walk, double drift) {
  const std::vector<double> all = walk.chances(drift).success;
  return std::accumulate(all.begin(), all.end(), 0.0);
}

InterimDecision decide(const stats::StopRule& rule, std::size_t look, double z) {
  if (z >= rule.upper[look]) {
    return InterimDecision::reject;
  }
  if (rule.two_sided && z <= -rule.upper[look]) {
    return InterimDecision::reject_opposite;
  }
  if (look + 1 == rule.fractions.size()) {
    return InterimDecision::ended;
  }
  if (!rule.futility.empty() && (rule.two_sided ? std::abs(z) < rule.futility[look] : z <= rule.futility[look])) {
    return InterimDecision::give_up;
  }
  return InterimDecision::go_on;
}

void fill_rest(const SequentialTrial& trial, double z, double t, bool brief, InterimLookResult& result) {
  const double trend = z / std::sqrt(t);
  const double planned = trial.planned_drift;
  const double low = std::fmin(trend, -planned);
  const double high = std::fmax(trend, 2 * planned);
  const stats::Walk rest(trial.solved.rule, stats::Going(z, t, low, high), t);
  result.conditional_power = successes(rest, planned);
  result.conditional_power_trend = successes(rest, trend);
  result.conditional_power_null = successes(rest, 0);
  result.predictive_power =
      successes(stats::Walk(trial.solved.rule, stats::Going(z, t, 0, 0, stats::Clock::prediction), t), 0);
  if (!brief) {
    for (int i = -10; i <= 40; ++i) {
      const double multiple = i / 20.0;
      result.curve_effect.push_back(change_at(trial.arms, multiple * distance(trial.arms, trial.arms.treatment)) +
                                    0.0);  // no -0
      result.curve_power.push_back(successes(rest, multiple * planned));
    }
  }
}

// The interval on the scale of the effect, whose sign the plan's may have turned.
void set_interval(double sign, std::optional<double> low, std::optional<double> high, std::optional<double>& to_low,
                  std::optional<double>& to_high) {
  if (sign < 0) {
    std::swap(low, high);
  }
  if (low) {
    to_low = sign * *low;
  }
  if (high) {
    to_high = sign * *high;
  }
}

// What an experiment is worth that ends here. A non-binding futility rule is left out: who may ignore it has no
// smaller sample space.
void fill_end(const SequentialTrial& trial, std::size_t look, double z, double t, double final_se,
              InterimLookResult& result) {
  stats::StopRule rule = trial.solved.rule;
  if (trial.design.futility != stats::Futility::binding) {
    rule.futility.clear();
  }
  // A z that earlier looks should have stopped long ago leads to a drift near theirs, not near its own.
  const double most = (std::abs(z) + 12) / std::sqrt(t);
  const stats::Walk walk(rule, stats::Going(0, 0, -most, most), 0);
  // Downwards by symmetry: with a futility rule in the middle it is not the complement of upwards.
  const auto upwards = [&](double drift) { return walk.as_extreme(look, z, drift); };
  const auto downwards = [&](double drift) { return walk.as_extreme(look, -z, -drift); };
  result.p_value = rule.two_sided ? std::fmin(1, 2 * std::fmin(upwards(0), downwards(0))) : upwards(0);
  const auto effect_where = [&](auto&& difference) -> std::optional<double> {
    const std::optional<double> drift = stats::root(difference, -most, most);
    return drift ? std::optional(*drift * final_se) : std::nullopt;
  };
  const double side = rule.two_sided ? trial.design.alpha / 2 : trial.design.alpha;
  const std::optional<double> median = effect_where(
      [&](double drift) { return rule.two_sided ? upwards(drift) - downwards(drift) : upwards(drift) - 0.5; });
  if (median) {
    result.estimate_unbiased = trial.sign() * *median;
  }
  const std::optional<double> low = effect_where([&](double drift) { return upwards(drift) - side; });
  const std::optional<double> high =
      rule.two_sided ? effect_where([&](double drift) { return downwards(drift) - side; }) : std::nullopt;
  set_interval(trial.sign(), low, high, result.ci_low, result.ci_high);
}

void add_working(const InterimLookRequest& request, const SequentialTrial& trial, std::size_t look, double z,
                 InterimLookResult& result) {
  Working& working = result.working;
  const stats::StopRule& rule = trial.solved.rule;
  const bool going_on = result.conditional_power.has_value();
  working.headline = going_on ? "conditional_power" : "p_value";
  working.headline_label = going_on ? "Conditional power" : "p-value";
  std::string verdict;
  switch (result.decision) {
    case InterimDecision::go_on:
      verdict = "No boundary is crossed: go on.";
      break;
    case InterimDecision::reject:
      verdict = "The boundary for success is crossed: stop, the effect is significant.";
      break;
    case InterimDecision::reject_opposite:
      verdict = "The boundary on the other side is crossed: stop, there is an effect against the planned direction.";
      break;
    case InterimDecision::give_up:
      verdict = "The futility boundary is crossed: the plan says to give up.";
      break;
    case InterimDecision::ended:
      verdict = "This was the last look: the effect is not significant.";
      break;
  }
  working.sentence = joined("Look ", look + 1, " at ", percent(result.information), " of the people: z is ",
                            rounded(result.z, 4), ". ", verdict);
  if (going_on) {
    working.sentence += joined(" If the effect is as planned, the experiment still succeeds with probability ",
                               percent(*result.conditional_power), "; if it is as seen so far, with ",
                               percent(*result.conditional_power_trend), ".");
    working.equation("interim_rest");
    working.equation("interim_predictive");
  }
  if (result.p_value) {
    working.equation("interim_stagewise");
    working.term("p_stagewise", *result.p_value);
  }
  const double t = rule.fractions[look];
  working.term("z_planned_direction", z);
  working.term("information_seen", t);
  working.term("drift_planned", trial.planned_drift);
  working.term("drift_trend", z / std::sqrt(t));
  working.term("effect_now", result.estimate);
  working.term("se_now", result.se);
  if (result.upper_z) {
    working.equation("interim_repeated");
    working.term("z_now", *result.upper_z);
  }
  working.term("z_last", rule.upper.back());
  if (going_on) {
    working.term("power_rest", *result.conditional_power);
    working.term("power_predicted", *result.predictive_power);
    if (look + 2 == rule.fractions.size()) {
      working.snippet("interim_r");
      working.snippet("interim_python");
    }
  }
  if (has_own_scale(trial.arms)) {
    working.assume("Estimates stand on the scale of the test",
                   trial.arms.count_method == CountMethod::log_ratio
                       ? "They and their intervals are log rate ratios: exp of one, less 1, is a relative change."
                       : "They and their intervals are differences of the rates' square roots.",
                   Standing::fine);
  }
  if (trial.units.clustered) {
    assume_clusters(trial, trial.design.alpha, working);
  }
  working.assume("No earlier look crossed a boundary", "Otherwise the experiment was over before.");
  if (!rule.futility.empty() && going_on) {
    working.assume("Futility is followed", "The chances of success count on giving up where the plan says so.");
  }
  working.assume("Standard errors go down as planned",
                 joined("The share of the people is taken as the share of the information. ",
                        request.given == InterimGiven::estimate
                            ? joined("By its standard error this look has ",
                                     percent(std::pow(trial.se() / result.se, 2)), " of the planned information.")
                            : std::string("Where the variance is another than planned, give the estimate and its "
                                          "standard error.")),
                 request.given != InterimGiven::estimate                        ? Standing::unchecked
                 : std::abs(std::pow(trial.se() / result.se, 2) / t - 1) <= 0.1 ? Standing::fine
                                                                                : Standing::doubtful);
}

}  // namespace

Outcome<InterimLookResult> interim_look(const InterimLookRequest& request) {
  Outcome<SequentialTrial> planned = sequential_trial(request.plan);
  if (!planned) {
    return std::move(planned.issues);
  }
  if (request.look > static_cast<std::int64_t>(planned->looks())) {
    return error(Code::conflict, "look",
                 joined("The plan has ", planned->looks(), planned->looks() == 1 ? " look." : " looks."),
                 static_cast<double>(planned->looks()));
  }
  const auto look = static_cast<std::size_t>(request.look - 1);
  if (request.look_timing == InterimTiming::moved) {
    planned = moved_trial(request, std::move(*planned), look);
    if (!planned) {
      return std::move(planned.issues);
    }
  }
  const SequentialTrial& trial = *planned;
  const stats::StopRule& rule = trial.solved.rule;
  const double t = rule.fractions[look];
  const double planned_se = trial.se() / std::sqrt(t);
  InterimLookResult result;
  result.information = t;
  result.n_total = static_cast<std::int64_t>(trial.people_at(look));
  result.se = request.given == InterimGiven::estimate ? request.se : planned_se;
  result.z = request.given == InterimGiven::estimate ? request.estimate / request.se : request.z;
  result.estimate = request.given == InterimGiven::estimate ? request.estimate : request.z * planned_se;
  if (!(std::abs(result.z) <= 40)) {
    return error(Code::conflict, "estimate",
                 joined("The estimate is ", rounded(result.z), " standard errors from zero; at most 40 make sense."));
  }
  const double z = trial.sign() * result.z;
  result.decision = decide(rule, look, z);
  if (std::isfinite(rule.upper[look])) {
    result.upper_z = rule.upper[look];
    const double half = rule.upper[look] * result.se;
    const double seen = trial.sign() * result.estimate;
    set_interval(trial.sign(), seen - half, rule.two_sided ? std::optional(seen + half) : std::nullopt,
                 result.repeated_ci_low, result.repeated_ci_high);
  }
  if (!rule.futility.empty() && look + 1 < rule.fractions.size() &&
      (rule.two_sided ? rule.futility[look] > 0 : std::isfinite(rule.futility[look]))) {
    result.futility_z = rule.futility[look];
  }
  result.p_nominal = rule.two_sided ? 2 * stats::normal_sf(std::abs(z)) : stats::normal_sf(z);
  const bool decided =
      result.decision == InterimDecision::reject || result.decision == InterimDecision::reject_opposite;
  if (!decided && look + 1 < rule.fractions.size()) {
    fill_rest(trial, z, t, request.plan.brief, result);
  }
  if (result.decision != InterimDecision::go_on) {
    fill_end(trial, look, z, t, result.se * std::sqrt(t), result);
  }
  if (!request.plan.brief) {
    add_working(request, trial, look, z, result);
  }
  return {std::move(result), std::move(planned.issues)};
}

}  // namespace sutva::plan
