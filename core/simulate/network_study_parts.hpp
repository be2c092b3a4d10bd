// SPDX-License-Identifier: Apache-2.0
// What preparing, drawing and summing up the study of networks share.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "simulate/network_focal.hpp"
#include "simulate/network_joint.hpp"
#include "simulate/network_study.hpp"
#include "stats/distributions.hpp"

namespace sutva::simulate {

inline constexpr std::size_t exposure_classes = ExposureClasses::classes;

// Sums over replicates of one design.
enum NetworkSum : std::size_t { treated_sum, contamination_sum, exposed_sum, effective_sum, treated_classes };
// By arm and class of exposure: units; then, of the first replicates, those that have such units, the mean outcome less
// the shift, and its square.
inline constexpr std::size_t arm_classes = 2 * exposure_classes;
inline constexpr std::size_t plotted = treated_classes + arm_classes, plotted_means = plotted + arm_classes,
                             plotted_squares = plotted_means + arm_classes,
                             sums_of_design = plotted_squares + arm_classes;

inline bool uses_clusters(NetworkDesign design) {
  return design == NetworkDesign::stratified || design == NetworkDesign::cluster ||
         design == NetworkDesign::cluster_complete || design == NetworkDesign::saturation ||
         design == NetworkDesign::pair;
}

inline bool by_full_exposure(NetworkEstimator estimator) {
  return estimator == NetworkEstimator::horvitz_thompson || estimator == NetworkEstimator::hajek ||
         estimator == NetworkEstimator::horvitz_thompson_joint || estimator == NetworkEstimator::hajek_joint;
}

class NetworkStudy::Work {
 public:
  Work(const Request& request, graph::NetworkMaker maker) : request_(request), maker_(std::move(maker)) {}

  bool step();
  double progress() const;
  Outcome<analyze::ReplicatesToRun> ready() const;
  Partial run(std::int64_t first, std::int64_t count) const;
  Outcome<Result> finish(std::vector<Partial> partials) const;
  const Request& request() const { return request_; }
  Issues issues;

 private:
  // One design on one clustering.
  struct Run {
    NetworkDesign design = NetworkDesign::bernoulli;
    std::size_t clustering = 0;  // place in the list; of designs without clusters the first
    std::optional<double> resolution;
    std::vector<NetworkEstimator> estimators;
    std::optional<NetworkAssignment> assignment;
    NetworkAssignment::Chances chances;
    ExposureWeights weights;
    ReachedBy reached;                // where SNIPE asks
    JointExposures joint;             // where Aronow and Samii do
    std::optional<FocalUnits> focal;  // of the randomisation test

    bool has(NetworkEstimator estimator) const {
      return std::find(estimators.begin(), estimators.end(), estimator) != estimators.end();
    }
    bool has_joint() const {
      return has(NetworkEstimator::horvitz_thompson_joint) || has(NetworkEstimator::hajek_joint);
    }
    bool has_exposures() const { return std::any_of(estimators.begin(), estimators.end(), by_full_exposure); }
  };
  enum class Pass : std::uint8_t { network, facts, clusters, outcome, designs, done };

  void plan_runs();
  void begin_run(Run& run);
  void finish_run(Run& run);
  void run_lanes(const Run& run, std::uint64_t first, LaneStreams& noise, std::vector<LaneEstimates>& estimates,
                 std::array<Doubles, sums_of_design>& sums) const;
  template <class Use>
  void for_blocks(const Treated& treated, LaneStreams& noise, Use use) const;
  void null_outcomes(const UnitBlock& block, Doubles* outcomes) const;
  double mean_spillover() const;
  void list_exposures(const Run& run, std::size_t place, const std::vector<double>& sums, double replicates,
                      std::vector<ExposureMean>& to) const;
  void describe_design(const Run& run, std::size_t place, const std::vector<double>& sums, double replicates,
                       SimulatedDesign& to) const;
  SimulatedEstimate summarise(const Run& run, NetworkEstimator estimator, const std::vector<double>& estimates,
                              const std::vector<double>& errors) const;
  // Of a run: its estimators, and behind each test of spillover the same without any where that is known.
  std::vector<std::pair<NetworkEstimator, bool>> columns(const Run& run) const;
  double normal_width() const { return stats::normal_quantile_upper((1 - request_.confidence) / 2); }
  std::string sentence(const Result& result) const;
  std::int64_t block() const;

  Request request_;
  Pass pass_ = Pass::network;
  graph::NetworkMaker maker_;
  graph::Network network_;
  std::optional<graph::FactsMaker> facts_maker_;
  graph::NetworkFacts facts_;
  std::vector<graph::Clustering> clusterings_;
  std::vector<graph::ClusteringFacts> clustering_facts_;
  std::vector<double> resolutions_;
  std::optional<graph::Clusterer> clusterer_;
  std::optional<NetworkOutcome> outcome_;
  std::vector<Run> runs_;
  std::size_t next_run_ = 0;
  std::optional<ChanceMaker> chance_maker_;  // of that run
  ExposureClasses::Bounds class_bounds_;
  double shift_ = 0;
};

}  // namespace sutva::simulate
