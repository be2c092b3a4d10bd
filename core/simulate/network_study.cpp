// SPDX-License-Identifier: Apache-2.0
#include "simulate/network_study.hpp"

#include <algorithm>
#include <utility>

#include "simulate/network_study_parts.hpp"

namespace sutva::simulate {
namespace {

using graph::Clusterer;
using graph::Clustering;
using graph::Network;
using graph::NetworkMaker;

constexpr std::uint64_t for_chances = 0x2545F4914F6CDD1DU, for_joint = 0xD6E8FEB86659FD93U;
constexpr std::int64_t drawn_for_chances = 2048;
constexpr double wanted_block_nanoseconds = 8e6;

bool belongs(NetworkEstimator estimator, NetworkDesign design) {
  const bool clusters = design == NetworkDesign::cluster || design == NetworkDesign::cluster_complete;
  switch (estimator) {
    case NetworkEstimator::difference:
      return design != NetworkDesign::saturation && design != NetworkDesign::ego;
    case NetworkEstimator::difference_clustered:
    case NetworkEstimator::cluster_means:
      return clusters;
    case NetworkEstimator::horvitz_thompson:
    case NetworkEstimator::hajek:
    case NetworkEstimator::horvitz_thompson_joint:
    case NetworkEstimator::hajek_joint:
      return design != NetworkDesign::rollout && design != NetworkDesign::ego;
    case NetworkEstimator::regression:
      return design != NetworkDesign::ego;
    case NetworkEstimator::snipe:
      return design == NetworkDesign::bernoulli || design == NetworkDesign::cluster;
    case NetworkEstimator::rollout:
      return design == NetworkDesign::rollout;
    case NetworkEstimator::direct:
    case NetworkEstimator::indirect:
    case NetworkEstimator::total:
    case NetworkEstimator::overall:
      return design == NetworkDesign::saturation;
    case NetworkEstimator::pair_test:
      return design == NetworkDesign::pair;
    case NetworkEstimator::egos:
      return design == NetworkDesign::ego;
    case NetworkEstimator::randomization_test:
      return design == NetworkDesign::bernoulli;
  }
  return false;
}

// Whether an estimator is a test of spillover, whose false alarms are counted beside.
bool tests_spillover(NetworkEstimator estimator) {
  return estimator == NetworkEstimator::pair_test || estimator == NetworkEstimator::randomization_test;
}

}  // namespace

bool NetworkStudy::Work::step() {
  switch (pass_) {
    case Pass::network:
      if (!maker_.step()) {
        Outcome<Network> network = maker_.take();
        append(issues, std::move(network.issues));
        if (!network) {
          pass_ = Pass::done;
          break;
        }
        network_ = std::move(*network);
        facts_maker_.emplace(network_);
        pass_ = Pass::facts;
      }
      break;
    case Pass::facts:
      if (!facts_maker_->step()) {
        facts_ = facts_maker_->take();
        facts_maker_.reset();
        plan_runs();
        pass_ = Pass::clusters;
      }
      break;
    case Pass::clusters: {
      if (clusterings_.size() == resolutions_.size()) {
        pass_ = Pass::outcome;
        break;
      }
      if (!clusterer_) {
        graph::ClusteringRequest asked = request_.clustering;
        asked.resolution = resolutions_[clusterings_.size()];
        Outcome<Clusterer> clusterer = Clusterer::prepare(network_, asked);
        append(issues, std::move(clusterer.issues));
        if (!clusterer) {
          pass_ = Pass::done;
          break;
        }
        clusterer_.emplace(std::move(*clusterer));
      }
      if (!clusterer_->step()) {
        clusterings_.push_back(clusterer_->take());
        clustering_facts_.push_back(graph::facts_of(network_.graph, clusterings_.back()));
        clusterer_.reset();
      }
      break;
    }
    case Pass::outcome: {
      Outcome<NetworkOutcome> outcome = NetworkOutcome::prepare(network_, request_.outcome);
      append(issues, std::move(outcome.issues));
      if (!outcome) {
        pass_ = Pass::done;
        break;
      }
      outcome_.emplace(std::move(*outcome));
      shift_ = (outcome_->mean_treated() + outcome_->mean_untreated()) / 2;
      pass_ = Pass::designs;
      break;
    }
    case Pass::designs:
      if (!chance_maker_) {
        begin_run(runs_[next_run_]);
      } else if (!chance_maker_->step()) {
        runs_[next_run_].chances = chance_maker_->take();
        chance_maker_.reset();
      }
      if (!chance_maker_) {
        if (!has_error(issues)) {
          finish_run(runs_[next_run_]);
        }
        if (++next_run_ == runs_.size() || has_error(issues)) {
          pass_ = Pass::done;
        }
      }
      break;
    case Pass::done:
      break;
  }
  return pass_ != Pass::done;
}

double NetworkStudy::Work::progress() const {
  switch (pass_) {
    case Pass::network:
      return 0.3 * maker_.progress();
    case Pass::facts:
      return 0.3 + 0.1 * facts_maker_->progress();
    case Pass::clusters:
      return 0.4 + 0.4 * (static_cast<double>(clusterings_.size()) + (clusterer_ ? clusterer_->progress() : 0)) /
                       static_cast<double>(std::max<std::size_t>(1, resolutions_.size()));
    case Pass::outcome:
      return 0.8;
    case Pass::designs:
      return 0.85 + 0.15 * (static_cast<double>(next_run_) + (chance_maker_ ? chance_maker_->progress() : 0)) /
                        static_cast<double>(runs_.size());
    case Pass::done:
      break;
  }
  return 1;
}

// Designs without clusters once, others for each resolution.
void NetworkStudy::Work::plan_runs() {
  const bool resolved = request_.clustering.clustering == graph::ClusteringMethod::louvain ||
                        request_.clustering.clustering == graph::ClusteringMethod::leiden;
  const bool any_clusters = std::any_of(request_.design.designs.begin(), request_.design.designs.end(), uses_clusters);
  resolutions_ = {request_.clustering.resolution};
  if (resolved) {
    resolutions_.insert(resolutions_.end(), request_.resolutions.begin(), request_.resolutions.end());
    std::sort(resolutions_.begin(), resolutions_.end());
    resolutions_.erase(std::unique(resolutions_.begin(), resolutions_.end()), resolutions_.end());
  }
  if (!any_clusters) {
    // Nobody looks at them: everybody alone.
    resolutions_.clear();
    Clustering alone;
    alone.count = network_.graph.units;
    alone.of.resize(alone.count);
    for (std::uint32_t unit = 0; unit < alone.count; ++unit) {
      alone.of[unit] = unit;
    }
    clusterings_.push_back(std::move(alone));
    resolutions_.push_back(1);
  }
  for (const NetworkDesign design : request_.design.designs) {
    if (std::any_of(runs_.begin(), runs_.end(), [&](const Run& run) { return run.design == design; })) {
      continue;
    }
    for (std::size_t i = 0; i < (uses_clusters(design) ? resolutions_.size() : 1); ++i) {
      Run run;
      run.design = design;
      run.clustering = i;
      if (uses_clusters(design) && resolved) {
        run.resolution = resolutions_[i];
      }
      for (const NetworkEstimator estimator : request_.estimators) {
        if (belongs(estimator, design) && !run.has(estimator)) {
          run.estimators.push_back(estimator);
        }
      }
      runs_.push_back(std::move(run));
    }
  }
}

// Chances of exposure may be left to be counted, in steps of their own.
void NetworkStudy::Work::begin_run(Run& run) {
  Outcome<NetworkAssignment> assignment =
      NetworkAssignment::prepare(network_, clusterings_[run.clustering], run.design, request_.design);
  for (Issue& issue : assignment.issues) {
    // Every resolution would say the same.
    if (std::none_of(issues.begin(), issues.end(), [&](const Issue& said) { return said.message == issue.message; })) {
      issues.push_back(std::move(issue));
    }
  }
  if (!assignment) {
    return;
  }
  run.assignment.emplace(std::move(*assignment));
  if (run.has_exposures()) {
    chance_maker_.emplace(*run.assignment, outcome_->inverse_weight(),
                          static_cast<std::uint64_t>(request_.draws.seed) ^ for_chances, drawn_for_chances);
  }
}

// What stands on the chances, or does not need them.
void NetworkStudy::Work::finish_run(Run& run) {
  if (!run.assignment) {
    return;
  }
  if (run.has_exposures()) {
    run.weights =
        ExposureWeights(run.chances, network_.graph, outcome_->inverse_weight(), request_.design.exposure_share);
  }
  if (run.has(NetworkEstimator::snipe)) {
    run.reached = run.assignment->reached_by();
  }
  if (run.has_joint()) {
    run.joint =
        joint_exposures(*run.assignment, network_.graph, request_.design, run.chances, outcome_->inverse_weight(),
                        static_cast<std::uint64_t>(request_.draws.seed) ^ for_joint);
  }
  if (run.has(NetworkEstimator::randomization_test)) {
    run.focal.emplace(network_.graph, outcome_->inverse_weight(), request_.design.treated_share,
                      1 - request_.confidence);
  }
}

std::vector<std::pair<NetworkEstimator, bool>> NetworkStudy::Work::columns(const Run& run) const {
  std::vector<std::pair<NetworkEstimator, bool>> list;
  for (const NetworkEstimator estimator : run.estimators) {
    list.emplace_back(estimator, false);
    if (tests_spillover(estimator) && outcome_->is_local()) {
      list.emplace_back(estimator, true);
    }
  }
  return list;
}

std::int64_t NetworkStudy::Work::block() const {
  double one = static_cast<double>(runs_.size()) *
               (300.0 * network_.graph.units + 3.0 * static_cast<double>(network_.graph.neighbours.size()));
  for (const Run& run : runs_) {
    one += 40.0 * static_cast<double>(run.joint.pairs.size());
    if (run.focal && run.focal->reason().empty()) {
      one += 100.0 * static_cast<double>(run.focal->redraws() * run.focal->others());
    }
  }
  const double groups = std::clamp(wanted_block_nanoseconds / one, 1.0, 64.0);
  return static_cast<std::int64_t>(lanes) * static_cast<std::int64_t>(groups);
}

Outcome<analyze::ReplicatesToRun> NetworkStudy::Work::ready() const {
  if (has_error(issues)) {
    return issues;
  }
  return {analyze::ReplicatesToRun{request_.draws.replicates, block()}, issues};
}

NetworkStudy::NetworkStudy(std::unique_ptr<Work> work) : work_(std::move(work)) {}
NetworkStudy::NetworkStudy(NetworkStudy&&) noexcept = default;
NetworkStudy& NetworkStudy::operator=(NetworkStudy&&) noexcept = default;
NetworkStudy::~NetworkStudy() = default;

Outcome<NetworkStudy> NetworkStudy::prepare(const table::Table& table, const Request& request) {
  Issues issues;
  if (request.design.designs.empty()) {
    issues.push_back(error(Code::required, "designs", "Choose at least one design."));
  }
  if (request.estimators.empty()) {
    issues.push_back(error(Code::required, "estimators", "Choose at least one estimator."));
  }
  Outcome<NetworkMaker> maker = NetworkMaker::prepare(table, request.network);
  append(issues, std::move(maker.issues));
  if (has_error(issues)) {
    return issues;
  }
  return {NetworkStudy(std::make_unique<Work>(request, std::move(*maker))), std::move(issues)};
}

std::vector<std::string> NetworkStudy::columns() const {
  const graph::NetworkRequest& network = work_->request().network;
  std::vector<std::string> names;
  if (network.network == graph::NetworkKind::file) {
    for (const std::string* name : {&network.from, &network.to, &network.weight}) {
      if (!name->empty()) {
        names.push_back(*name);
      }
    }
  }
  return names;
}

bool NetworkStudy::step() { return work_->step(); }
double NetworkStudy::progress() const { return work_->progress(); }
Outcome<analyze::ReplicatesToRun> NetworkStudy::ready() const { return work_->ready(); }
NetworkStudy::Partial NetworkStudy::run(std::int64_t first, std::int64_t count) const {
  return work_->run(first, count);
}
Outcome<NetworkStudyResult> NetworkStudy::finish(std::vector<Partial> partials) const {
  return work_->finish(std::move(partials));
}

}  // namespace sutva::simulate
