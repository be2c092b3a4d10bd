// SPDX-License-Identifier: Apache-2.0
#include "simulate/network_study.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "base/words.hpp"
#include "simulate/network_focal.hpp"
#include "simulate/network_joint.hpp"
#include "stats/distributions.hpp"

namespace sutva::simulate {
namespace {

using graph::Clusterer;
using graph::Clustering;
using graph::Network;
using graph::NetworkMaker;

constexpr std::size_t classes = 48;  // of a histogram
constexpr std::size_t exposure_classes = ExposureClasses::classes;
constexpr double undefined = 1e308;  // in partials: there is no estimate
constexpr std::uint64_t for_noise = 0x51ED270B4D3F8A11U, for_chances = 0x2545F4914F6CDD1DU,
                        for_redraws = 0x9FB21C651E98DF25U, for_joint = 0xD6E8FEB86659FD93U;
constexpr std::int64_t drawn_for_chances = 2048;
constexpr double wanted_block_nanoseconds = 8e6;

// Sums over replicates of one design.
enum Sum : std::size_t { treated_sum, contamination_sum, exposed_sum, effective_sum, treated_classes };
// By arm and class of exposure: units; then, of the first replicates, those that have such units, the mean outcome less
// the shift, and its square.
constexpr std::size_t arm_classes = 2 * exposure_classes;
constexpr std::size_t plotted = treated_classes + arm_classes, plotted_means = plotted + arm_classes,
                      plotted_squares = plotted_means + arm_classes, sums_of_design = plotted_squares + arm_classes;
constexpr std::uint64_t plotted_replicates = 256;

template <class E>
std::string_view name_of(E value) {
  for (const auto& choice : describe(std::type_identity<E>{})) {
    if (choice.value == value) {
      return choice.name;
    }
  }
  return "";
}
template <class E>
std::string_view label_of(E value) {
  for (const auto& choice : describe(std::type_identity<E>{})) {
    if (choice.value == value) {
      return choice.label;
    }
  }
  return "";
}

bool uses_clusters(NetworkDesign design) {
  return design == NetworkDesign::stratified || design == NetworkDesign::cluster ||
         design == NetworkDesign::cluster_complete || design == NetworkDesign::saturation ||
         design == NetworkDesign::pair;
}

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

bool by_full_exposure(NetworkEstimator estimator) {
  return estimator == NetworkEstimator::horvitz_thompson || estimator == NetworkEstimator::hajek ||
         estimator == NetworkEstimator::horvitz_thompson_joint || estimator == NetworkEstimator::hajek_joint;
}

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
  bool has_joint() const { return has(NetworkEstimator::horvitz_thompson_joint) || has(NetworkEstimator::hajek_joint); }
  bool has_exposures() const { return std::any_of(estimators.begin(), estimators.end(), by_full_exposure); }
};

}  // namespace

class NetworkStudy::Work {
 public:
  Work(const Request& request, NetworkMaker maker) : request_(request), maker_(std::move(maker)) {}

  bool step();
  double progress() const;
  Outcome<analyze::ReplicatesToRun> ready() const;
  Partial run(std::int64_t first, std::int64_t count) const;
  Outcome<Result> finish(std::vector<Partial> partials) const;
  const Request& request() const { return request_; }
  Issues issues;

 private:
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
  void count_false_alarms(const std::vector<double>& estimates, const std::vector<double>& errors,
                          SimulatedEstimate& row) const;
  // Of a run: its estimators, and behind each test of spillover the same without any where that is known.
  std::vector<std::pair<NetworkEstimator, bool>> columns(const Run& run) const;
  double normal_width() const { return stats::normal_quantile_upper((1 - request_.confidence) / 2); }
  std::string sentence(const Result& result) const;
  std::int64_t block() const;

  Request request_;
  Pass pass_ = Pass::network;
  NetworkMaker maker_;
  Network network_;
  std::optional<graph::FactsMaker> facts_maker_;
  graph::NetworkFacts facts_;
  std::vector<Clustering> clusterings_;
  std::vector<graph::ClusteringFacts> clustering_facts_;
  std::vector<double> resolutions_;
  std::optional<Clusterer> clusterer_;
  std::optional<NetworkOutcome> outcome_;
  std::vector<Run> runs_;
  std::size_t next_run_ = 0;
  std::optional<ChanceMaker> chance_maker_;  // of that run
  ExposureClasses::Bounds class_bounds_;
  double shift_ = 0;
};

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

// All neighbours treated against none, of untreated units in local models.
double NetworkStudy::Work::mean_spillover() const {
  const std::uint32_t units = network_.graph.units;
  double sum = 0;
  std::array<Doubles, units_at_once> nobody{}, everybody{}, with, without;
  for (std::uint32_t first = 0; first < units; first += units_at_once) {
    const std::uint32_t count = std::min(units_at_once, units - first);
    for (std::uint32_t i = 0; i < count; ++i) {
      everybody[i] = all_lanes(outcome_->inverse_weight()[first + i] > 0 ? 1 : 0);
    }
    outcome_->fill(first, count, nobody.data(), everybody.data(), with.data());
    outcome_->fill(first, count, nobody.data(), nobody.data(), without.data());
    for (std::uint32_t i = 0; i < count; ++i) {
      sum += with[i][0] - without[i][0];
    }
  }
  return sum / units;
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
          const bool finite = one.defined && std::abs(one.estimate) < undefined && one.se < undefined;
          part.estimates[at] = finite ? one.estimate : undefined;
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

SimulatedEstimate NetworkStudy::Work::summarise(const Run& run, NetworkEstimator estimator,
                                                const std::vector<double>& estimates,
                                                const std::vector<double>& errors) const {
  SimulatedEstimate row;
  row.design = name_of(run.design);
  row.design_label = label_of(run.design);
  row.resolution = run.resolution;
  row.estimator = name_of(estimator);
  row.estimator_label = label_of(estimator);
  const double total = outcome_->total_effect();
  switch (estimator) {
    case NetworkEstimator::direct:
      row.estimand = "direct";
      if (outcome_->is_local()) {
        row.truth = request_.outcome.direct;
      }
      break;
    case NetworkEstimator::indirect:
      row.estimand = "spillover";
      break;
    case NetworkEstimator::overall:
      row.estimand = "overall";
      break;
    case NetworkEstimator::pair_test:
      row.estimand = "interference";
      break;
    case NetworkEstimator::randomization_test:
      row.estimand = "spillover";
      row.reason = run.focal->reason();
      break;
    case NetworkEstimator::egos:
      row.estimand = request_.design.egos == EgoTreatment::never ? "spillover" : "total";
      if (request_.design.egos == EgoTreatment::with_neighbours) {
        row.truth = total;
      } else if (outcome_->is_local()) {
        row.truth = mean_spillover();
      }
      break;
    default:
      row.estimand = "total";
      row.truth = total;
      if (estimator == NetworkEstimator::horvitz_thompson_joint || estimator == NetworkEstimator::hajek_joint) {
        row.reason = run.joint.reason;
      }
      break;
  }
  double n = 0, sum = 0;
  for (const double x : estimates) {
    if (x != undefined) {
      n += 1;
      sum += x;
    }
  }
  const auto all = static_cast<double>(estimates.size());
  row.undefined = all > 0 ? 1 - n / all : 0;
  if (n == 0) {
    if (row.reason.empty() && estimator == NetworkEstimator::regression) {
      row.reason = "In no experiment do neighbours' treatments differ from the own one.";
    } else if (row.reason.empty() && by_full_exposure(estimator)) {
      row.reason = "In no experiment are units of both arms fully exposed.";
    }
    return row;
  }
  row.reason.clear();
  row.mean = sum / n;
  double squares = 0, claimed = 0, covered = 0, found = 0, with_error = 0;
  const double z = normal_width();
  for (std::size_t i = 0; i < estimates.size(); ++i) {
    if (estimates[i] == undefined) {
      continue;
    }
    squares += (estimates[i] - row.mean) * (estimates[i] - row.mean);
    if (errors[i] > 0) {
      with_error += 1;
      claimed += errors[i];
      covered += row.truth && std::abs(estimates[i] - *row.truth) <= z * errors[i] ? 1 : 0;
      found += std::abs(estimates[i]) > z * errors[i] ? 1 : 0;
    }
  }
  row.sd = n > 1 ? std::sqrt(squares / (n - 1)) : 0;
  row.sd_mcse = n > 1 ? row.sd / std::sqrt(2 * (n - 1)) : 0;
  const auto share_error = [&](double share) { return std::sqrt(share * (1 - share) / with_error); };
  if (row.truth) {
    row.bias = row.mean - *row.truth;
    row.bias_mcse = row.sd / std::sqrt(n);
    row.rmse = std::sqrt(*row.bias * *row.bias + row.sd * row.sd * (n - 1) / n);
  }
  // Where there is no truth, the mean estimate if it is more than chance.
  const double gap = row.truth ? *row.truth : std::abs(row.mean) > 3 * row.sd / std::sqrt(n) ? row.mean : 0;
  if (gap != 0 && row.sd > 0) {
    const double reach = z + stats::normal_quantile(request_.power);
    row.units_needed = std::ceil(network_.graph.units * reach * reach * row.sd * row.sd / (gap * gap));
  }
  if (with_error > 0) {
    if (row.truth) {
      row.coverage = covered / with_error;
      row.coverage_mcse = share_error(*row.coverage);
    }
    row.power = found / with_error;
    row.power_mcse = share_error(*row.power);
    if (row.sd > 0) {
      row.se_ratio = claimed / with_error / row.sd;
    }
  }
  return row;
}

void NetworkStudy::Work::count_false_alarms(const std::vector<double>& estimates, const std::vector<double>& errors,
                                            SimulatedEstimate& row) const {
  double with_error = 0, found = 0;
  const double z = normal_width();
  for (std::size_t i = 0; i < estimates.size(); ++i) {
    if (estimates[i] != undefined && errors[i] > 0) {
      with_error += 1;
      found += std::abs(estimates[i]) > z * errors[i] ? 1 : 0;
    }
  }
  if (with_error > 0) {
    row.size = found / with_error;
    row.size_mcse = std::sqrt(*row.size * (1 - *row.size) / with_error);
  }
}

void NetworkStudy::Work::list_exposures(const Run& run, std::size_t place, const std::vector<double>& sums,
                                        double replicates, std::vector<ExposureMean>& to) const {
  const double* const of = sums.data() + place * sums_of_design;
  for (std::size_t at = 0; at < arm_classes; ++at) {
    const double n = of[plotted + at];
    if (n == 0) {
      continue;
    }
    ExposureMean& one = to.emplace_back();
    one.design = name_of(run.design);
    one.design_label = label_of(run.design);
    one.resolution = run.resolution;
    one.arm = at < exposure_classes ? "treated" : "control";
    one.share = static_cast<double>(at % exposure_classes) / static_cast<double>(exposure_classes - 1);
    one.units = of[treated_classes + at] / replicates;
    const double mean = of[plotted_means + at] / n;
    one.mean = mean + shift_;
    one.sd = n > 1 ? std::sqrt(std::fmax(0, of[plotted_squares + at] - n * mean * mean) / (n - 1)) : 0;
  }
}

void NetworkStudy::Work::describe_design(const Run& run, std::size_t place, const std::vector<double>& sums,
                                         double replicates, SimulatedDesign& to) const {
  to.design = name_of(run.design);
  to.design_label = label_of(run.design);
  to.resolution = run.resolution;
  if (uses_clusters(run.design)) {
    const graph::ClusteringFacts& facts = clustering_facts_[run.clustering];
    to.clusters = facts.clusters;
    to.within = facts.within;
    to.cut = facts.cut;
    to.effective_clusters = facts.effective_clusters;
    to.modularity = facts.modularity;
  }
  const double* const of = sums.data() + place * sums_of_design;
  to.treated = of[treated_sum] / replicates;
  to.contamination = of[contamination_sum] / replicates;
  to.exposed = of[exposed_sum] / replicates;
  to.effective = of[effective_sum] / replicates;
  to.exact_chances = run.chances.exact;
  if (!run.chances.treated.empty()) {
    const auto never = [&](const std::vector<double>& chances) {
      return static_cast<double>(std::count(chances.begin(), chances.end(), 0.0)) / static_cast<double>(chances.size());
    };
    to.never_treated = never(run.chances.treated);
    to.never_control = never(run.chances.control);
  }
  for (std::vector<double>* list : {&to.share_in_treated, &to.share_in_control}) {
    const double* const counts = of + treated_classes + (list == &to.share_in_treated ? 0 : exposure_classes);
    double all = 0;
    for (std::size_t i = 0; i < exposure_classes; ++i) {
      all += counts[i];
    }
    for (std::size_t i = 0; i < exposure_classes; ++i) {
      list->push_back(all > 0 ? counts[i] / all : 0);
    }
  }
}

std::string NetworkStudy::Work::sentence(const Result& result) const {
  const auto total = [](const SimulatedEstimate& e) { return e.estimand == "total" && e.undefined < 1; };
  const auto naive = std::find_if(result.estimates.begin(), result.estimates.end(),
                                  [&](const SimulatedEstimate& e) { return total(e) && e.estimator == "difference"; });
  std::string said = joined("The true total effect is ", signed_number(result.total_effect), ".");
  const auto claims = [&](const SimulatedEstimate& e) {
    std::string text = joined(signed_number(e.mean), " on average");
    if (result.total_effect != 0) {
      const double miss = *e.bias / result.total_effect;
      text += std::abs(*e.bias) <= 3 * *e.bias_mcse
                  ? ", which is right but for chance"
                  : joined(", which is ", percent(std::abs(miss), 2), miss < 0 ? " too little" : " too much");
    }
    return text;
  };
  if (naive != result.estimates.end()) {
    said += joined(" With “", naive->design_label, "” the difference in means says ", claims(*naive), ".");
  }
  const SimulatedEstimate* best = nullptr;
  for (const SimulatedEstimate& e : result.estimates) {
    if (total(e) && e.undefined == 0 && (!best || *e.rmse < *best->rmse)) {
      best = &e;
    }
  }
  if (best && (naive == result.estimates.end() || &*naive != best)) {
    said += joined(" The smallest error has “", best->estimator_label, "” with “", best->design_label,
                   "”: ", claims(*best), ", with an SD of ", rounded(best->sd), ".");
  }
  if (best && best->units_needed && *best->units_needed < 1e15) {
    said += joined(" For ", percent(request_.power), " power it takes ", counted(*best->units_needed, "unit", "units"),
                   " in such a network.");
  }
  for (const NetworkEstimator test : {NetworkEstimator::pair_test, NetworkEstimator::randomization_test}) {
    // Of several resolutions the first.
    const auto e = std::find_if(result.estimates.begin(), result.estimates.end(), [&](const SimulatedEstimate& one) {
      return one.power && one.estimator == name_of(test);
    });
    if (e != result.estimates.end()) {
      said += joined(" The ", test == NetworkEstimator::pair_test ? "pair test" : "randomisation test",
                     " finds spillover in ", percent(*e->power, 2), " of experiments",
                     e->size ? joined("; if there were none it would in ", percent(*e->size, 2)) : "", ".");
    }
  }
  return said;
}

Outcome<NetworkStudyResult> NetworkStudy::Work::finish(std::vector<Partial> partials) const {
  std::sort(partials.begin(), partials.end(), [](const Partial& a, const Partial& b) { return a.first < b.first; });
  Result result;
  for (const Partial& part : partials) {
    result.replicates += part.count;
  }
  result.mean_treated = outcome_->mean_treated();
  result.mean_untreated = outcome_->mean_untreated();
  result.total_effect = outcome_->total_effect();
  result.network = facts_;
  std::vector<double> sums(runs_.size() * sums_of_design, 0);
  for (const Partial& part : partials) {
    for (std::size_t i = 0; i < sums.size() && i < part.sums.size(); ++i) {
      sums[i] += part.sums[i];
    }
  }
  std::vector<std::vector<double>> kept;
  std::size_t place = 0;
  for (std::size_t r = 0; r < runs_.size(); ++r) {
    for (const auto& [estimator, null] : columns(runs_[r])) {
      std::vector<double> estimates, errors;
      for (const Partial& part : partials) {
        const auto n = static_cast<std::size_t>(part.count);
        const auto from = static_cast<std::ptrdiff_t>(place * n);
        estimates.insert(estimates.end(), part.estimates.begin() + from,
                         part.estimates.begin() + from + static_cast<std::ptrdiff_t>(n));
        errors.insert(errors.end(), part.errors.begin() + from,
                      part.errors.begin() + from + static_cast<std::ptrdiff_t>(n));
      }
      ++place;
      if (null) {
        count_false_alarms(estimates, errors, result.estimates.back());
        continue;
      }
      result.estimates.push_back(summarise(runs_[r], estimator, estimates, errors));
      kept.push_back(std::move(estimates));
    }
    describe_design(runs_[r], r, sums, static_cast<double>(std::max<std::int64_t>(1, result.replicates)),
                    result.designs.emplace_back());
    list_exposures(runs_[r], r, sums, static_cast<double>(std::max<std::int64_t>(1, result.replicates)),
                   result.exposure_plot);
  }
  // One scale for all histograms, so that they can be laid above each other: three times the middle one of their
  // reaches around the truth. A wild estimator does not press the others into one class; its own tails lie outside.
  std::vector<double> reaches;
  for (const SimulatedEstimate& e : result.estimates) {
    if (e.undefined < 1) {
      reaches.push_back(std::abs(e.mean - result.total_effect) + e.sd);
    }
  }
  double low = 0, high = 0;
  if (!reaches.empty()) {
    const auto middle = reaches.begin() + static_cast<std::ptrdiff_t>(reaches.size() / 2);
    std::nth_element(reaches.begin(), middle, reaches.end());
    low = std::min(0.0, result.total_effect - 3 * *middle);
    high = std::max(0.0, result.total_effect + 3 * *middle);
  }
  high = high > low ? high : low + 1;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    SimulatedEstimate& e = result.estimates[i];
    e.low = low;
    e.high = high;
    e.histogram.assign(classes, 0);
    for (const double x : kept[i]) {
      const double at = (x - low) / (high - low) * static_cast<double>(classes);
      if (at >= 0 && at < static_cast<double>(classes)) {
        e.histogram[static_cast<std::size_t>(at)] += 1;
      }
    }
  }
  result.sentence = sentence(result);
  result.assumptions.push_back({"Outcomes follow the model",
                                "Spillover is what was chosen here; a real network has another. Try several.",
                                Standing::unchecked});
  if (request_.outcome.fresh_noise == 0) {
    result.assumptions.push_back(
        {"Only the assignment is random",
         "Each unit keeps its outcomes from replicate to replicate, so spreads are those of the design alone.",
         Standing::fine});
  }
  return {std::move(result), issues};
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
