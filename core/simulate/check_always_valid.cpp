// SPDX-License-Identifier: Apache-2.0
#include "simulate/check_always_valid.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "simulate/estimate_summary.hpp"
#include "simulate/growing_arms.hpp"

namespace sutva::simulate {
namespace {

constexpr std::size_t least_looks = 500;  // of those who watch all the time
constexpr std::size_t as_planned = 0;
constexpr std::size_t all_the_time = 1;

struct End {
  Draw draw;
  double people = 0;
  double z = 0;
};

}  // namespace

// Where one experiment ends, in each way of looking.
struct CheckAlwaysValid::Path {
  std::array<End, 2> ends;
};

Outcome<CheckAlwaysValid> CheckAlwaysValid::prepare(const Request& request) {
  Outcome<plan::SequentialPlanRequest> sequential = plan::as_sequential(request.plan);
  if (!sequential) {
    return std::move(sequential.issues);
  }
  Outcome<plan::SequentialPlanResult> planned = plan::sequential_plan(*sequential);
  if (!planned) {
    return std::move(planned.issues);
  }
  const Outcome<plan::SequentialTrial> trial = plan::sequential_trial(*sequential);
  if (!trial) {
    return trial.issues;
  }
  if (Issues issues = undrawable(trial->arms, trial->units, trial->arms.n_control + trial->arms.n_treatment);
      has_error(issues)) {
    return issues;
  }
  CheckAlwaysValid simulation;
  const stats::SequentialDesign& design = trial->design;
  simulation.arms_ = trial->arms;
  simulation.units_ = trial->units;
  simulation.two_sided_ = design.two_sided;
  simulation.sign_ = trial->sign();
  simulation.planned_ = std::move(*planned);
  simulation.draws_ = request.draws;
  const double kappa = stats::always_valid_kappa(design.two_sided, design.alpha, design.parameter);
  const std::size_t each = (least_looks + trial->looks() - 1) / trial->looks();
  plan::SequentialTrial watched = *trial;
  watched.design.fractions.resize(each * trial->looks());
  for (std::size_t k = 0; k < watched.looks(); ++k) {
    const double t = static_cast<double>(k + 1) / static_cast<double>(watched.looks());
    watched.design.fractions[k] = t;
    const Look look{watched.n_control_at(k), watched.n_treatment_at(k), (k + 1) % each == 0};
    const double z = stats::always_valid_z(design.two_sided, design.alpha, kappa, t);
    // A small experiment has fewer people than steps.
    const bool again = !simulation.looks_.empty() && simulation.looks_.back().n_control == look.n_control &&
                       simulation.looks_.back().n_treatment == look.n_treatment;
    if (!again) {
      simulation.looks_.push_back(look);
      simulation.boundary_.push_back(z);
    } else if (look.planned) {
      simulation.looks_.back() = look;
      simulation.boundary_.back() = z;
    }
  }
  round_boundary(simulation.boundary_);
  return {std::move(simulation), std::move(planned.issues)};
}

// A block takes some milliseconds.
std::int64_t CheckAlwaysValid::block() const {
  if (units_.clustered) {
    return block_of(draws_.replicates, clustered_block(arms_.n_control + arms_.n_treatment));
  }
  return block_of(draws_.replicates, std::max<std::int64_t>(5, 10'000 / static_cast<std::int64_t>(looks_.size())));
}

CheckAlwaysValid::Path CheckAlwaysValid::draw(double treatment, random::Stream& stream) const {
  GrowingArms arms(arms_, units_, treatment);
  Path path;
  std::array<bool, 2> ended{};
  for (std::size_t k = 0; !ended[as_planned]; ++k) {
    const Look& look = looks_[k];
    const bool last = k + 1 == looks_.size();
    arms.go_on_to(look.n_control, look.n_treatment, stream);
    const double z = sign_ * arms.z();
    const bool rejects = std::isfinite(z) && (two_sided_ ? std::abs(z) : z) >= boundary_[k];
    for (const std::size_t way : {as_planned, all_the_time}) {
      if (!ended[way] && (rejects || last) && (look.planned || way == all_the_time)) {
        ended[way] = true;
        path.ends[way] = {{arms.estimate(), rejects, arms.has_test()},
                          units_.people_in(look.n_control) + units_.people_in(look.n_treatment),
                          z};
      }
    }
  }
  return path;
}

AlwaysValidTally CheckAlwaysValid::run(std::int64_t first, std::int64_t count) const {
  AlwaysValidTally all;
  all.tally.first = first;
  all.tally.replicates = count;
  for (std::int64_t replicate = first; replicate < first + count; ++replicate) {
    random::Stream stream(static_cast<std::uint64_t>(draws_.seed), static_cast<std::uint64_t>(replicate));
    const Path effect = draw(arms_.treatment, stream);
    const Path null = draw(arms_.control, stream);
    for (const std::size_t way : {as_planned, all_the_time}) {
      const End& end = effect.ends[way];
      all.found_effect[way] += end.draw.rejected ? 1 : 0;
      all.found_null[way] += null.ends[way].draw.rejected ? 1 : 0;
      if (end.draw.rejected && end.z > 0) {
        ++all.right[way];
        all.sum_right[way] += end.draw.estimate;
      }
      all.people[way] += end.people;
      all.people_squared[way] += end.people * end.people;
      all.people_null[way] += null.ends[way].people;
    }
    all.tally.count(effect.ends[as_planned].draw, null.ends[all_the_time].draw, arms_.effect());
  }
  return all;
}

Outcome<CheckAlwaysValidResult> CheckAlwaysValid::finish(const std::vector<Partial>& partials) const {
  std::vector<const AlwaysValidTally*> order;
  std::vector<Tally> tallies;
  for (const AlwaysValidTally& each : partials) {
    // What comes from outside may be anything: a block of another check counts for nothing.
    const bool own = each.found_effect.size() == 2 && each.found_null.size() == 2 && each.right.size() == 2 &&
                     each.sum_right.size() == 2 && each.people.size() == 2 && each.people_squared.size() == 2 &&
                     each.people_null.size() == 2;
    if (own) {
      order.push_back(&each);
      tallies.push_back(each.tally);
    }
  }
  std::sort(order.begin(), order.end(), [](const auto* a, const auto* b) { return a->tally.first < b->tally.first; });
  Outcome<Tally> all = total(tallies);
  if (!all) {
    return std::move(all.issues);
  }
  AlwaysValidTally sums;
  for (const AlwaysValidTally* each : order) {
    for (const std::size_t way : {as_planned, all_the_time}) {
      sums.found_effect[way] += each->found_effect[way];
      sums.found_null[way] += each->found_null[way];
      sums.right[way] += each->right[way];
      sums.sum_right[way] += each->sum_right[way];
      sums.people[way] += each->people[way];
      sums.people_squared[way] += each->people_squared[way];
      sums.people_null[way] += each->people_null[way];
    }
  }
  const auto n = static_cast<double>(all->replicates);
  Result result;
  result.n_control = planned_.n_control;
  result.n_treatment = planned_.n_treatment;
  for (const std::size_t way : {as_planned, all_the_time}) {
    SimulatedLooking row;
    row.way = way == as_planned ? "as_planned" : "all_the_time";
    row.label = way == as_planned ? "As planned" : "All the time";
    row.looks = static_cast<std::int64_t>(way == as_planned ? planned_.looks.size() : looks_.size());
    if (way == as_planned) {
      row.planned_power = planned_.power;
      row.planned_false_positive_rate = planned_.looks.back().alpha_spent;
      row.planned_n = planned_.expected_n;
      row.planned_n_null = planned_.expected_n_null;
    }
    row.power = static_cast<double>(sums.found_effect[way]) / n;
    row.power_mcse = share_error(row.power, n);
    row.false_positive_rate = static_cast<double>(sums.found_null[way]) / n;
    row.false_positive_mcse = share_error(row.false_positive_rate, n);
    row.mean_n = sums.people[way] / n;
    row.mean_n_mcse = std::sqrt(std::fmax(0, sums.people_squared[way] / n - row.mean_n * row.mean_n) / n);
    row.mean_n_null = sums.people_null[way] / n;
    if (sums.right[way] > 0) {
      row.exaggeration = sums.sum_right[way] / static_cast<double>(sums.right[way]) / arms_.effect();
    }
    result.ways.push_back(std::move(row));
  }
  result.checked = judged(*all, planned_.power, planned_.power, planned_.alpha, arms_.effect(), Level::at_most);
  result.checked.test =
      joined(plan::test_sentence(arms_), ", against the always valid boundary: power at ",
             static_cast<std::int64_t>(planned_.looks.size()), planned_.looks.size() == 1 ? " look" : " looks",
             ", false positives at ", static_cast<std::int64_t>(looks_.size()));
  result.checked.seed = draws_.seed;
  return result;
}

}  // namespace sutva::simulate
