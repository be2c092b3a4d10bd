// SPDX-License-Identifier: Apache-2.0
#include "simulate/check_sequential.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "simulate/growing_arms.hpp"

namespace sutva::simulate {
namespace {

struct Path {
  Draw draw;  // at the look where the experiment ended
  std::size_t ended = 0;
  double z = 0;
  bool rejected_anyway = false;  // by those who ignore a non-binding futility rule
};

Path draw_path(const plan::SequentialTrial& trial, double treatment, bool to_the_end, random::Stream& stream) {
  const stats::StopRule& rule = trial.solved.rule;
  const std::size_t last = rule.fractions.size() - 1;
  GrowingArms arms(trial.arms, trial.units, treatment);
  Path path;
  bool ended = false;
  for (std::size_t k = 0; k <= last; ++k) {
    arms.go_on_to(trial.n_control_at(k), trial.n_treatment_at(k), stream);
    const double z = trial.sign() * arms.z();
    const double extreme = rule.two_sided ? std::abs(z) : z;
    const bool rejects = extreme >= rule.upper[k];
    const bool gives_up =
        !rule.futility.empty() && k < last && (rule.two_sided ? extreme < rule.futility[k] : z <= rule.futility[k]);
    if (!ended && (rejects || gives_up || k == last)) {
      path.draw = {arms.estimate(), rejects, arms.has_test()};
      path.ended = k;
      path.z = z;
      ended = true;
    }
    path.rejected_anyway = path.rejected_anyway || rejects;
    if (ended && (rejects || !to_the_end)) {
      break;
    }
  }
  return path;
}

}  // namespace

Outcome<CheckSequential> CheckSequential::prepare(const Request& request) {
  plan::SequentialPlanRequest plan = request.plan;
  plan.brief = true;
  Outcome<plan::SequentialPlanResult> planned = plan::sequential_plan(plan);
  if (!planned) {
    return std::move(planned.issues);
  }
  Outcome<plan::SequentialTrial> trial = plan::sequential_trial(plan);
  if (!trial) {
    return std::move(trial.issues);
  }
  if (Issues issues = undrawable(trial->arms, trial->units, trial->arms.n_control + trial->arms.n_treatment);
      has_error(issues)) {
    return issues;
  }
  CheckSequential simulation;
  simulation.trial_ = std::move(*trial);
  round_boundary(simulation.trial_.solved.rule.upper);
  round_boundary(simulation.trial_.solved.rule.futility);
  simulation.planned_ = std::move(*planned);
  simulation.draws_ = request.draws;
  return {std::move(simulation), std::move(planned.issues)};
}

// A block takes a few milliseconds.
std::int64_t CheckSequential::block() const {
  if (trial_.units.clustered) {
    return block_of(draws_.replicates, clustered_block(trial_.arms.n_control + trial_.arms.n_treatment));
  }
  return block_of(draws_.replicates, std::max<std::int64_t>(20, 2'000 / static_cast<std::int64_t>(trial_.looks())));
}

SequentialTally CheckSequential::run(std::int64_t first, std::int64_t count) const {
  const std::size_t looks = trial_.looks();
  SequentialTally all;
  all.tally.first = first;
  all.tally.replicates = count;
  all.ended_effect.assign(looks, 0);
  all.rejected_effect_at.assign(looks, 0);
  all.ended_null.assign(looks, 0);
  const bool ignorable = trial_.design.futility == stats::Futility::non_binding;
  for (std::int64_t replicate = first; replicate < first + count; ++replicate) {
    random::Stream stream(static_cast<std::uint64_t>(draws_.seed), static_cast<std::uint64_t>(replicate));
    const Path effect = draw_path(trial_, trial_.arms.treatment, false, stream);
    Path null = draw_path(trial_, trial_.arms.control, ignorable, stream);
    ++all.ended_effect[effect.ended];
    ++all.ended_null[null.ended];
    if (effect.draw.rejected) {
      ++all.rejected_effect_at[effect.ended];
      if (effect.z > 0) {
        all.sum_rejected += effect.draw.estimate;
      } else {
        ++all.wrong_direction;
      }
    }
    null.draw.rejected = null.rejected_anyway;
    all.tally.count(effect.draw, null.draw, trial_.arms.effect());
  }
  return all;
}

Outcome<CheckSequentialResult> CheckSequential::finish(const std::vector<Partial>& partials) const {
  std::vector<const SequentialTally*> order;
  std::vector<Tally> tallies;
  const std::size_t looks = trial_.looks();
  for (const SequentialTally& each : partials) {
    // What comes from outside may be anything: a block of another plan counts for nothing.
    if (each.ended_effect.size() == looks && each.rejected_effect_at.size() == looks &&
        each.ended_null.size() == looks) {
      order.push_back(&each);
      tallies.push_back(each.tally);
    }
  }
  std::sort(order.begin(), order.end(), [](const auto* a, const auto* b) { return a->tally.first < b->tally.first; });
  Outcome<Tally> all = total(tallies);
  if (!all) {
    return std::move(all.issues);
  }
  const auto n = static_cast<double>(all->replicates);
  Result result;
  result.n_control = planned_.n_control;
  result.n_treatment = planned_.n_treatment;
  result.planned_n = planned_.expected_n;
  result.planned_n_null = planned_.expected_n_null;
  double squares = 0;
  for (std::size_t k = 0; k < looks; ++k) {
    std::int64_t ended = 0;
    std::int64_t success = 0;
    std::int64_t ended_null = 0;
    for (const SequentialTally* each : order) {
      ended += each->ended_effect[k];
      success += each->rejected_effect_at[k];
      ended_null += each->ended_null[k];
    }
    const plan::SequentialLook& planned = planned_.looks[k];
    SimulatedLook look;
    look.look = planned.look;
    look.n_total = planned.n_total;
    look.success_planned = planned.stop_success;
    look.success = static_cast<double>(success) / n;
    look.ended_planned = planned.stop_success + planned.stop_futility;
    look.ended = static_cast<double>(ended) / n;
    look.ended_null_planned = planned.stop_null;
    look.ended_null = static_cast<double>(ended_null) / n;
    const auto people = static_cast<double>(look.n_total);
    result.mean_n += look.ended * people;
    result.mean_n_null += look.ended_null * people;
    squares += look.ended * people * people;
    result.looks.push_back(look);
  }
  result.mean_n_mcse = std::sqrt(std::fmax(0, squares - result.mean_n * result.mean_n) / n);
  double sum_rejected = 0;
  std::int64_t wrong = 0;
  for (const SequentialTally* each : order) {
    sum_rejected += each->sum_rejected;
    wrong += each->wrong_direction;
  }
  if (const std::int64_t right = all->rejected_effect - wrong; right > 0) {
    result.mean_rejected = sum_rejected / static_cast<double>(right);
    result.exaggeration = *result.mean_rejected / trial_.arms.effect();
  }
  result.wrong_direction = static_cast<double>(wrong) / n;
  // An always valid boundary spends less than its level at these looks: that is what must come out.
  result.checked =
      judged(*all, planned_.power, planned_.power, planned_.looks.back().alpha_spent, trial_.arms.effect());
  result.checked.test =
      joined(plan::test_sentence(trial_.arms), trial_.units.clustered ? ", its variance from the clusters" : "");
  result.checked.seed = draws_.seed;
  return result;
}

}  // namespace sutva::simulate
