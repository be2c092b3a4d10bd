// SPDX-License-Identifier: Apache-2.0
// Replicates of a study of networks, sixteen side by side.
#include <algorithm>
#include <array>
#include <cmath>

#include "simulate/estimate_summary.hpp"
#include "simulate/network_study_parts.hpp"

namespace sutva::simulate {
namespace {

constexpr std::uint64_t for_noise = 0x51ED270B4D3F8A11U, for_redraws = 0x9FB21C651E98DF25U;
constexpr std::uint64_t plotted_replicates = 256;

}  // namespace

// Blocks of units in their order, with exposures and outcomes.
template <class Use>
void NetworkStudy::Work::for_blocks(const Treated& treated, LaneStreams& noise, Use use) const {
  const graph::Graph& graph = network_.graph;
  std::array<Doubles, units_at_once> own, share, local;
  std::array<Flags, units_at_once> counted;
  std::vector<Doubles> solved;
  if (!outcome_->is_local()) {
    outcome_->solve(treated, solved);
  }
  for (std::uint32_t first = 0; first < graph.units; first += units_at_once) {
    const std::uint32_t count = std::min(units_at_once, graph.units - first);
    fill_exposures(graph, outcome_->inverse_weight(), treated, first, count, own.data(), share.data(), counted.data());
    Doubles* outcomes = local.data();
    if (outcome_->is_local()) {
      outcome_->fill(first, count, own.data(), share.data(), outcomes);
    } else {
      outcomes = solved.data() + first;
    }
    if (outcome_->has_fresh_noise()) {
      outcome_->add_noise(noise, count, outcomes);
    }
    use(UnitBlock{first, count, own.data(), share.data(), outcomes, treated.of.data() + first,
                  graph.weights.empty() ? counted.data() : nullptr});
  }
}

// What the same assignments would have given without spillover, in local models: the noise is the same.
void NetworkStudy::Work::null_outcomes(const UnitBlock& block, Doubles* outcomes) const {
  std::array<Doubles, units_at_once> nobody{}, with;
  outcome_->fill(block.first, block.count, block.own, nobody.data(), outcomes);
  if (outcome_->has_fresh_noise()) {
    outcome_->fill(block.first, block.count, block.own, block.share, with.data());
    for (std::uint32_t i = 0; i < block.count; ++i) {
      outcomes[i] += block.outcomes[i] - with[i];
    }
  }
}

void NetworkStudy::Work::run_lanes(const Run& run, std::uint64_t first, LaneStreams& noise,
                                   std::vector<LaneEstimates>& estimates,
                                   std::array<Doubles, sums_of_design>& sums) const {
  const std::uint32_t units = network_.graph.units;
  LaneStreams streams(static_cast<std::uint64_t>(request_.draws.seed), first);
  Treated treated(units);
  std::vector<Flags> things;
  const bool exposures = run.has_exposures();
  const bool in_clusters = run.has(NetworkEstimator::difference_clustered) ||
                           run.has(NetworkEstimator::cluster_means) || run.design == NetworkDesign::saturation;
  const bool snipe = run.has(NetworkEstimator::snipe);
  DifferenceSums difference(shift_);
  std::optional<ExposureSums> exposed_sums;
  if (exposures) {
    exposed_sums.emplace(run.weights, shift_);
  }
  std::optional<ClusterSums> cluster_sums;
  if (in_clusters) {
    cluster_sums.emplace(clusterings_[run.clustering], shift_);
  }
  SnipeSums snipe_sums(run.reached, request_.design.treated_share);
  LaneEstimates stages{};
  std::optional<PairSums> pair_sums, null_pair_sums;
  if (run.has(NetworkEstimator::pair_test)) {
    pair_sums.emplace(clusterings_[run.clustering], shift_);
    null_pair_sums.emplace(clusterings_[run.clustering], shift_);
  }
  EgoSums ego_sums(run.assignment->egos(), shift_);
  std::optional<JointSums> joint_sums;
  if (run.has_joint()) {
    joint_sums.emplace(run.joint, run.chances, outcome_->inverse_weight(), request_.design.exposure_share);
  }
  std::vector<Doubles> kept(run.focal ? units : 0), null_kept(run.focal && outcome_->is_local() ? units : 0);
  const bool without_spillover = (pair_sums || run.focal) && outcome_->is_local();

  const bool plots = first < plotted_replicates;
  ExposureClasses exposure(class_bounds_, network_.graph, outcome_->inverse_weight(), plots, shift_);
  const auto add = [&](const UnitBlock& block) {
    difference.add(block);
    if (exposed_sums) {
      exposed_sums->add(block);
    }
    if (cluster_sums) {
      cluster_sums->add(block);
    }
    if (snipe) {
      snipe_sums.add(block, run.assignment->by_cluster() ? things : treated.of);
    }
    if (pair_sums) {
      pair_sums->add(block, things);
    }
    if (joint_sums) {
      joint_sums->add(block);
    }
    if (run.focal) {
      std::copy_n(block.outcomes, block.count, kept.data() + block.first);
    }
    if (without_spillover) {
      std::array<Doubles, units_at_once> outcomes;
      null_outcomes(block, outcomes.data());
      if (null_pair_sums) {
        null_pair_sums->add({block.first, block.count, block.own, block.share, outcomes.data()}, things);
      }
      if (run.focal) {
        std::copy_n(outcomes.data(), block.count, null_kept.data() + block.first);
      }
    }
    ego_sums.add(block, things);
    exposure.add(block);
  };
  if (run.design == NetworkDesign::rollout) {
    const NetworkAssignment::Ranks ranks = run.assignment->draw_ranks(streams);
    const std::vector<double> weights = rollout_weights(request_.design.stages);
    for (LaneEstimate& one : stages) {
      one = {weights[0] * outcome_->mean_untreated(), 0, true};
    }
    for (std::size_t stage = 0; stage < run.assignment->stages(); ++stage) {
      run.assignment->treat(ranks, stage, treated);
      DifferenceSums means(shift_);
      const bool last = stage + 1 == run.assignment->stages();
      for_blocks(treated, noise, [&](const UnitBlock& block) {
        means.add(block);
        if (last) {
          add(block);
        }
      });
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        stages[lane].estimate += weights[stage + 1] * means.mean(lane);
      }
    }
  } else {
    run.assignment->draw(streams, treated, things);
    for_blocks(treated, noise, add);
  }
  sums[treated_sum] = difference.treated() / static_cast<double>(units);
  sums[contamination_sum] = exposure.contamination();
  if (exposed_sums) {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      sums[exposed_sum][lane] = exposed_sums->exposed(lane) / units;
      sums[effective_sum][lane] = exposed_sums->effective(lane);
    }
  }
  for (std::size_t at = 0; at < arm_classes; ++at) {
    const bool in_treated = at < exposure_classes;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const double units_there = exposure.units(in_treated, at % exposure_classes, lane);
      sums[treated_classes + at][lane] = units_there;
      if (units_there > 0 && first + lane < plotted_replicates) {
        const double mean = exposure.outcomes(in_treated, at % exposure_classes, lane) / units_there;
        sums[plotted + at][lane] = 1;
        sums[plotted_means + at][lane] = mean;
        sums[plotted_squares + at][lane] = mean * mean;
      }
    }
  }
  // Both tests, of what is and of what would be without spillover, draw the same others again.
  const auto redrawn = [&](const std::vector<Doubles>& outcomes) {
    LaneStreams redraws(static_cast<std::uint64_t>(request_.draws.seed) ^ for_redraws, first);
    return run.focal->test(outcomes, treated, redraws, normal_width());
  };
  estimates.clear();
  for (const auto& [estimator, null] : columns(run)) {
    switch (estimator) {
      case NetworkEstimator::difference:
        estimates.push_back(difference.difference());
        break;
      case NetworkEstimator::difference_clustered:
        estimates.push_back(cluster_sums->difference(things));
        break;
      case NetworkEstimator::cluster_means:
        estimates.push_back(cluster_sums->cluster_means(things));
        break;
      case NetworkEstimator::horvitz_thompson:
        estimates.push_back(exposed_sums->horvitz_thompson());
        break;
      case NetworkEstimator::hajek:
        estimates.push_back(exposed_sums->hajek());
        break;
      case NetworkEstimator::regression:
        estimates.push_back(difference.regression());
        break;
      case NetworkEstimator::snipe:
        estimates.push_back(snipe_sums.estimates());
        break;
      case NetworkEstimator::rollout:
        estimates.push_back(stages);
        break;
      case NetworkEstimator::direct:
      case NetworkEstimator::indirect:
      case NetworkEstimator::total:
      case NetworkEstimator::overall:
        estimates.push_back(cluster_sums->under_saturations(estimator, things, request_.design.saturations.size()));
        break;
      case NetworkEstimator::horvitz_thompson_joint:
        estimates.push_back(joint_sums->horvitz_thompson());
        break;
      case NetworkEstimator::hajek_joint:
        estimates.push_back(joint_sums->hajek());
        break;
      case NetworkEstimator::pair_test:
        estimates.push_back((null ? null_pair_sums : pair_sums)->estimates(things));
        break;
      case NetworkEstimator::egos:
        estimates.push_back(ego_sums.estimates());
        break;
      case NetworkEstimator::randomization_test:
        estimates.push_back(redrawn(null ? null_kept : kept));
        break;
    }
  }
}

NetworkStudy::Partial NetworkStudy::Work::run(std::int64_t first, std::int64_t count) const {
  Partial part;
  part.first = first;
  part.count = count;
  std::vector<LaneEstimates> estimates;
  for (const Run& run : runs_) {
    const std::size_t begin = part.estimates.size(), begin_sums = part.sums.size();
    const auto replicates = static_cast<std::size_t>(count);
    part.estimates.resize(begin + columns(run).size() * replicates);
    part.errors.resize(part.estimates.size());
    part.sums.resize(begin_sums + sums_of_design, 0);
    for (std::size_t done = 0; done < replicates; done += lanes) {
      const std::uint64_t replicate = static_cast<std::uint64_t>(first) + done;
      LaneStreams noise(static_cast<std::uint64_t>(request_.draws.seed) ^ for_noise, replicate);
      std::array<Doubles, sums_of_design> sums{};
      run_lanes(run, replicate, noise, estimates, sums);
      const std::size_t used = std::min(lanes, replicates - done);
      for (std::size_t e = 0; e < estimates.size(); ++e) {
        for (std::size_t lane = 0; lane < used; ++lane) {
          const LaneEstimate& one = estimates[e][lane];
          const std::size_t at = begin + e * replicates + done + lane;
          const bool finite = one.defined && std::abs(one.estimate) < no_estimate && one.se < no_estimate;
          part.estimates[at] = finite ? one.estimate : no_estimate;
          part.errors[at] = finite ? one.se : 0;
        }
      }
      for (std::size_t k = 0; k < sums_of_design; ++k) {
        for (std::size_t lane = 0; lane < used; ++lane) {
          part.sums[begin_sums + k] += sums[k][lane];
        }
      }
    }
  }
  return part;
}

}  // namespace sutva::simulate
