// SPDX-License-Identifier: Apache-2.0
// Experiments in a network, drawn again and again: what each design and estimator would have concluded, against the
// true effect. All designs see the same outcomes and the same random numbers.
//
// The true total effect is the mean outcome when everybody is treated less that when nobody is, computed from the same
// potential outcomes. What a study of this shape must offer stands in analyze/effect_resampled.hpp; a network that is
// made needs no table.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analyze/effect_resampled.hpp"
#include "base/assumption.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "graph/clustering.hpp"
#include "graph/network.hpp"
#include "simulate/checked.hpp"
#include "simulate/network_design.hpp"
#include "simulate/network_estimators.hpp"
#include "simulate/network_outcome.hpp"
#include "table/table.hpp"

namespace sutva::simulate {

struct NetworkStudyRequest {
  graph::NetworkRequest network;
  NetworkOutcomeRequest outcome;
  NetworkDesignRequest design;
  graph::ClusteringRequest clustering;
  std::vector<double> resolutions;
  std::vector<NetworkEstimator> estimators = {NetworkEstimator::difference,    NetworkEstimator::difference_clustered,
                                              NetworkEstimator::cluster_means, NetworkEstimator::horvitz_thompson,
                                              NetworkEstimator::hajek,         NetworkEstimator::regression,
                                              NetworkEstimator::snipe,         NetworkEstimator::rollout,
                                              NetworkEstimator::direct,        NetworkEstimator::indirect,
                                              NetworkEstimator::total,         NetworkEstimator::overall,
                                              NetworkEstimator::pair_test,     NetworkEstimator::egos};
  double confidence = 0.95;
  double power = 0.8;
  Draws draws = {1000, 1};

  static constexpr auto describe() {
    using R = NetworkStudyRequest;
    return described(
        "NetworkStudyRequest", inlined(&R::network), inlined(&R::outcome), inlined(&R::design), inlined(&R::clustering),
        field("resolutions", &R::resolutions, "Further resolutions")
            .under("Clusters")
            .above(0)
            .at_most(1e6)
            .when("clustering", "louvain", "leiden")
            .help("Designs of clusters are repeated with each: bias against spread, as the frontier shows it."),
        field("estimators", &R::estimators, "Estimators")
            .under("Estimates")
            .help("Each is shown for the designs it belongs to."),
        field("confidence", &R::confidence, "Confidence")
            .under("Estimates")
            .in(Unit::share)
            .at_least(0.5)
            .below(1)
            .help("How often intervals should cover the truth."),
        field("power", &R::power, "Power wanted")
            .under("Estimates")
            .in(Unit::share)
            .above(0)
            .below(1)
            .help("For the number of units that each design would need."),
        inlined(&R::draws));
  }
};

// What one estimator gave under one design.
struct SimulatedEstimate {
  std::string design, design_label;
  std::optional<double> resolution;
  std::string estimator, estimator_label;
  std::string estimand;
  double mean = 0;
  std::optional<double> truth, bias, bias_mcse;
  double sd = 0, sd_mcse = 0;
  std::optional<double> rmse, coverage, coverage_mcse, se_ratio, power, power_mcse, size, size_mcse, units_needed;
  double undefined = 0;
  std::string reason;
  double low = 0, high = 0;
  std::vector<double> histogram;

  static constexpr auto describe() {
    using S = SimulatedEstimate;
    return described(
        "SimulatedEstimate", field("design", &S::design, "Design"), field("design_label", &S::design_label, "In words"),
        field("resolution", &S::resolution, "Resolution"), field("estimator", &S::estimator, "Estimator"),
        field("estimator_label", &S::estimator_label, "In words"), field("estimand", &S::estimand, "Estimand"),
        field("mean", &S::mean, "Mean estimate").in(Unit::outcome),
        field("truth", &S::truth, "Truth").in(Unit::outcome), field("bias", &S::bias, "Bias").in(Unit::outcome),
        field("bias_mcse", &S::bias_mcse, "Monte Carlo error").in(Unit::outcome),
        field("sd", &S::sd, "SD of estimates").in(Unit::outcome),
        field("sd_mcse", &S::sd_mcse, "Monte Carlo error").in(Unit::outcome),
        field("rmse", &S::rmse, "Root mean square error").in(Unit::outcome),
        field("coverage", &S::coverage, "Coverage").in(Unit::share).help("Of the interval that the estimator claims."),
        field("coverage_mcse", &S::coverage_mcse, "Monte Carlo error").in(Unit::share),
        field("se_ratio", &S::se_ratio, "Claimed over true error")
            .help("Mean standard error over the SD of the estimates: below 1 it claims too much."),
        field("power", &S::power, "Power").in(Unit::share).help("How often the interval leaves out 0."),
        field("power_mcse", &S::power_mcse, "Monte Carlo error").in(Unit::share),
        field("size", &S::size, "False alarms")
            .in(Unit::share)
            .help("How often a test of spillover rejects in the same experiments if there is none."),
        field("size_mcse", &S::size_mcse, "Monte Carlo error").in(Unit::share),
        field("units_needed", &S::units_needed, "Units needed")
            .in(Unit::people)
            .help("In such a network, for the power wanted against the true effect, or what stands for it on average; "
                  "bias does not go away."),
        field("undefined", &S::undefined, "Undefined").in(Unit::share).help("Replicates without an estimate."),
        field("reason", &S::reason, "Why undefined").help("Where no replicate has an estimate."),
        field("low", &S::low, "Histogram, from").in(Unit::outcome), field("high", &S::high, "To").in(Unit::outcome),
        field("histogram", &S::histogram, "Replicates by estimate")
            .help("In 48 classes of equal width; the rest lies outside."));
  }
};

// What one design does to the network.
struct SimulatedDesign {
  std::string design, design_label;
  std::optional<double> resolution;
  std::optional<std::int64_t> clusters;
  std::optional<double> within, cut, effective_clusters, modularity;
  double treated = 0, contamination = 0;
  double exposed = 0, effective = 0;
  double never_treated = 0, never_control = 0;
  bool exact_chances = false;
  std::vector<double> share_in_treated, share_in_control;

  static constexpr auto describe() {
    using S = SimulatedDesign;
    return described(
        "SimulatedDesign", field("design", &S::design, "Design"), field("design_label", &S::design_label, "In words"),
        field("resolution", &S::resolution, "Resolution"),
        field("clusters", &S::clusters, "Clusters").in(Unit::clusters),
        field("within", &S::within, "Neighbours in the own cluster").in(Unit::share),
        field("cut", &S::cut, "Ties cut").in(Unit::share),
        field("effective_clusters", &S::effective_clusters, "As good as so many of equal size").in(Unit::clusters),
        field("modularity", &S::modularity, "Modularity"), field("treated", &S::treated, "Treated").in(Unit::share),
        field("contamination", &S::contamination, "Contamination")
            .in(Unit::share)
            .help("Share of a unit's neighbours in the other arm, on average."),
        field("exposed", &S::exposed, "Fully exposed").in(Unit::share).help("Units, in either arm, on average."),
        field("effective", &S::effective, "Effective sample")
            .in(Unit::people)
            .help("Fully exposed units as good as so many with equal weights: (Σ w)² / Σ w²."),
        field("never_treated", &S::never_treated, "Never fully treated")
            .in(Unit::share)
            .help("Units that no assignment exposes fully, or none that was drawn."),
        field("never_control", &S::never_control, "Never full control").in(Unit::share),
        field("exact_chances", &S::exact_chances, "Exact chances")
            .help("Whether chances of exposure were enumerated; otherwise they were counted over drawn assignments."),
        field("share_in_treated", &S::share_in_treated, "Treated units by treated share of neighbours")
            .help("Eleven classes around 0 %, 10 %, ..., 100 %; sums to 1."),
        field("share_in_control", &S::share_in_control, "Control units by treated share of neighbours"));
  }
};

// What somebody would see in a plot of outcomes by exposure: the units of one arm whose neighbours have been treated to
// one extent.
struct ExposureMean {
  std::string design, design_label;
  std::optional<double> resolution;
  std::string arm;
  double share = 0, units = 0;
  double mean = 0, sd = 0;

  static constexpr auto describe() {
    using S = ExposureMean;
    return described("ExposureMean", field("design", &S::design, "Design"),
                     field("design_label", &S::design_label, "In words"),
                     field("resolution", &S::resolution, "Resolution"), field("arm", &S::arm, "Arm"),
                     field("share", &S::share, "Treated share of the neighbours")
                         .in(Unit::share)
                         .help("The middle of one of eleven classes."),
                     field("units", &S::units, "Units").in(Unit::people).help("In an experiment, on average."),
                     field("mean", &S::mean, "Mean outcome")
                         .in(Unit::outcome)
                         .help("On average over at most 256 experiments that have such units."),
                     field("sd", &S::sd, "SD of that mean").in(Unit::outcome).help("From one experiment to the next."));
  }
};

struct NetworkStudyResult {
  std::string sentence;
  double total_effect = 0, mean_treated = 0, mean_untreated = 0;
  std::vector<SimulatedEstimate> estimates;
  std::vector<SimulatedDesign> designs;
  std::vector<ExposureMean> exposure_plot;
  graph::NetworkFacts network;
  std::vector<Assumption> assumptions;
  std::int64_t replicates = 0;

  static constexpr auto describe() {
    using R = NetworkStudyResult;
    return described("NetworkStudyResult", field("sentence", &R::sentence, "In words"),
                     field("total_effect", &R::total_effect, "True total effect")
                         .in(Unit::outcome)
                         .help("Everybody treated against nobody treated."),
                     field("mean_treated", &R::mean_treated, "Mean, all treated").in(Unit::outcome),
                     field("mean_untreated", &R::mean_untreated, "Mean, nobody treated").in(Unit::outcome),
                     field("estimates", &R::estimates, "Estimates"), field("designs", &R::designs, "Designs"),
                     field("exposure_plot", &R::exposure_plot, "Outcomes by exposure"),
                     field("network", &R::network, "Network"), field("assumptions", &R::assumptions, "Assumptions"),
                     field("replicates", &R::replicates, "Replicates").in(Unit::replicates));
  }
};

// Of some replicates: by design and estimator, then by replicate; sums over replicates by design.
struct NetworkStudyPart {
  std::int64_t first = 0, count = 0;
  std::vector<double> estimates, errors;
  std::vector<double> sums;

  static constexpr auto describe() {
    using P = NetworkStudyPart;
    return described("NetworkStudyPart", field("first", &P::first, "First replicate"),
                     field("count", &P::count, "Replicates"), field("estimates", &P::estimates, "Estimates"),
                     field("errors", &P::errors, "Standard errors"), field("sums", &P::sums, "Sums"));
  }
};

class NetworkStudy {
 public:
  static constexpr bool table_is_optional = true;
  using Request = NetworkStudyRequest;
  using Partial = NetworkStudyPart;
  using Result = NetworkStudyResult;

  static Outcome<NetworkStudy> prepare(const table::Table& table, const Request& request);
  std::vector<std::string> columns() const;
  bool step();
  double progress() const;
  Outcome<analyze::ReplicatesToRun> ready() const;
  Partial run(std::int64_t first, std::int64_t count) const;
  // Of any blocks that are there; they may come in any order.
  Outcome<Result> finish(std::vector<Partial> partials) const;

  NetworkStudy(NetworkStudy&&) noexcept;
  NetworkStudy& operator=(NetworkStudy&&) noexcept;
  ~NetworkStudy();

 private:
  class Work;
  explicit NetworkStudy(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

}  // namespace sutva::simulate
