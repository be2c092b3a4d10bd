// SPDX-License-Identifier: Apache-2.0
// The study of a network as a whole: what it says must be what formulas say, whatever the blocks it ran in.
#include "simulate/network_study.hpp"

#include <algorithm>
#include <cmath>

#include "catch.hpp"
#include "table/table.hpp"

using namespace sutva;
using namespace sutva::simulate;

namespace {

NetworkStudy prepared(const NetworkStudyRequest& request) {
  static const table::Table nothing;
  Outcome<NetworkStudy> study = NetworkStudy::prepare(nothing, request);
  REQUIRE(study);
  double progress = 0;
  while (study->step()) {
    REQUIRE(study->progress() >= progress);
    progress = study->progress();
    REQUIRE(progress <= 1);
  }
  return std::move(*study);
}

NetworkStudyResult result_of(const NetworkStudyRequest& request, std::int64_t block = 0) {
  const NetworkStudy study = prepared(request);
  const auto plan = study.ready();
  REQUIRE(plan);
  block = block > 0 ? block : plan->block;
  std::vector<NetworkStudyPart> parts;
  for (std::int64_t first = 0; first < plan->replicates; first += block) {
    parts.push_back(study.run(first, std::min(block, plan->replicates - first)));
  }
  std::reverse(parts.begin(), parts.end());
  Outcome<NetworkStudyResult> outcome = study.finish(std::move(parts));
  REQUIRE(outcome);
  return std::move(*outcome);
}

const SimulatedEstimate& row(const NetworkStudyResult& result, std::string_view design, std::string_view estimator) {
  const auto found = std::find_if(result.estimates.begin(), result.estimates.end(), [&](const SimulatedEstimate& e) {
    return e.design == design && e.estimator == estimator;
  });
  REQUIRE(found != result.estimates.end());
  return *found;
}

const SimulatedDesign& design(const NetworkStudyResult& result, std::string_view name) {
  const auto found = std::find_if(result.designs.begin(), result.designs.end(),
                                  [&](const SimulatedDesign& d) { return d.design == name; });
  REQUIRE(found != result.designs.end());
  return *found;
}

NetworkStudyRequest in_blocks() {
  NetworkStudyRequest request;
  request.network.network = graph::NetworkKind::blocks;
  request.network.units = 600;
  request.network.groups = 20;
  request.network.within = 0.7;
  request.clustering.clustering = graph::ClusteringMethod::planted;
  request.outcome.spillover = 2;
  request.draws.replicates = 2000;
  return request;
}

Issues issues_of(const NetworkStudyRequest& request) {
  static const table::Table nothing;
  Outcome<NetworkStudy> study = NetworkStudy::prepare(nothing, request);
  if (!study) {
    return study.issues;
  }
  while (study->step()) {
  }
  const auto plan = study->ready();
  REQUIRE_FALSE(plan);
  return plan.issues;
}

}  // namespace

TEST_CASE("network study: bias of the difference in means is what formulas say, for units and for equal clusters") {
  NetworkStudyRequest request = in_blocks();
  request.design.designs = {NetworkDesign::complete, NetworkDesign::cluster_complete};
  const NetworkStudyResult result = result_of(request);
  REQUIRE(result.total_effect == Approx(3).epsilon(1e-9));
  const double f = *design(result, "cluster_complete").within;
  REQUIRE(f > 0.6);
  REQUIRE(f < 0.8);
  const SimulatedEstimate& clusters = row(result, "cluster_complete", "difference");
  REQUIRE(*clusters.bias == Approx(-2 * (1 - f) * 20 / 19).margin(4 * *clusters.bias_mcse));
  // Every unit a cluster of its own: f = 0, K = n.
  const SimulatedEstimate& units = row(result, "complete", "difference");
  REQUIRE(*units.bias == Approx(-2.0 * 600 / 599).margin(4 * *units.bias_mcse));
  // Clusters cost spread; the standard error that ignores them claims too much, the other does not.
  REQUIRE(clusters.sd > 1.5 * units.sd);
  REQUIRE(*clusters.se_ratio < 0.8);
  REQUIRE(*row(result, "cluster_complete", "difference_clustered").se_ratio == Approx(1).margin(0.15));
  REQUIRE(clusters.estimand == "total");
  REQUIRE(design(result, "complete").contamination == Approx(0.5).margin(0.01));
  REQUIRE(design(result, "cluster_complete").contamination < 0.25);
}

TEST_CASE("network study: without spillover everything covers, and nothing is off") {
  NetworkStudyRequest request = in_blocks();
  request.outcome.spillover = 0;
  request.outcome.homophily = 0;
  request.network.mean_degree = 3;
  request.design.designs = {NetworkDesign::bernoulli, NetworkDesign::cluster, NetworkDesign::stratified,
                            NetworkDesign::rollout, NetworkDesign::saturation};
  const NetworkStudyResult result = result_of(request);
  REQUIRE(result.total_effect == Approx(1).epsilon(1e-12));
  for (const SimulatedEstimate& e : result.estimates) {
    INFO(e.design << " " << e.estimator);
    if (e.truth) {
      // Hájek and the cluster means are ratios: biased by less than their spread over the number of clusters.
      REQUIRE(std::abs(*e.bias) < 4 * *e.bias_mcse + 0.06 * e.sd);
    }
    // Clusters differ by chance, which the difference of units does not count.
    if ((e.estimator == "difference" && e.design != "cluster") || e.estimator == "difference_clustered") {
      REQUIRE(*e.coverage > 0.91);
      REQUIRE(*e.coverage <= 1);
    }
  }
  REQUIRE(row(result, "saturation", "indirect").mean ==
          Approx(0).margin(4 * row(result, "saturation", "indirect").sd / std::sqrt(2000)));
}

TEST_CASE("network study: full exposure and SNIPE are right on average where the difference is not") {
  NetworkStudyRequest request;
  request.network.network = graph::NetworkKind::cycle;
  request.network.units = 400;
  request.network.mean_degree = 4;
  request.outcome.spillover = 2;
  request.outcome.noise = 1;
  request.design.designs = {NetworkDesign::bernoulli, NetworkDesign::fresh_clusters};
  request.draws.replicates = 3000;
  const NetworkStudyResult result = result_of(request);
  for (const char* estimator : {"horvitz_thompson", "snipe"}) {
    const SimulatedEstimate& e = row(result, "bernoulli", estimator);
    INFO(estimator);
    REQUIRE(std::abs(*e.bias) < 4 * *e.bias_mcse);
  }
  REQUIRE(*row(result, "bernoulli", "difference").bias < -1.9);
  REQUIRE(std::abs(*row(result, "bernoulli", "regression").bias) < 0.05);
  REQUIRE(design(result, "bernoulli").exact_chances);
  REQUIRE_FALSE(design(result, "fresh_clusters").exact_chances);
  // Exposure is likelier with clusters, so the weights are smaller.
  REQUIRE(design(result, "fresh_clusters").exposed > 2 * design(result, "bernoulli").exposed);
  REQUIRE(row(result, "fresh_clusters", "horvitz_thompson").sd < row(result, "bernoulli", "horvitz_thompson").sd);
}

TEST_CASE("network study: the same bits whatever the blocks") {
  NetworkStudyRequest request;
  request.network.units = 500;
  request.outcome.fresh_noise = 1;
  request.draws.replicates = 200;
  request.resolutions = {0.5, 2};
  request.design.designs = {NetworkDesign::bernoulli, NetworkDesign::cluster, NetworkDesign::rollout};
  const NetworkStudyResult once = result_of(request, 200), parts = result_of(request, 48);
  REQUIRE(once.estimates.size() == parts.estimates.size());
  for (std::size_t i = 0; i < once.estimates.size(); ++i) {
    REQUIRE(once.estimates[i].mean == parts.estimates[i].mean);
    REQUIRE(once.estimates[i].sd == parts.estimates[i].sd);
    REQUIRE(once.estimates[i].histogram == parts.estimates[i].histogram);
  }
  // Three resolutions of the design of clusters, the others once.
  REQUIRE(once.designs.size() == 5);
  REQUIRE(*once.designs[1].clusters < *once.designs[3].clusters);
}

TEST_CASE("network study: what can not be is named on its field") {
  const auto said = [](const Issues& issues, std::string_view field) {
    return std::any_of(issues.begin(), issues.end(),
                       [&](const Issue& issue) { return issue.field == field && issue.severity == Severity::error; });
  };
  NetworkStudyRequest request;
  request.network.units = 200;
  request.design.designs = {};
  REQUIRE(said(issues_of(request), "designs"));
  request = {};
  request.network.units = 200;
  request.estimators = {};
  REQUIRE(said(issues_of(request), "estimators"));
  request = {};
  request.network.units = 200;
  request.clustering.clustering = graph::ClusteringMethod::restreaming;
  request.clustering.clusters = 1;
  REQUIRE(said(issues_of(request), "clustering"));
  request = {};
  request.network.units = 200;
  request.design.designs = {NetworkDesign::rollout};
  request.design.stages = {0.5, 0.25};
  REQUIRE(said(issues_of(request), "stages"));
  request.design.designs = {NetworkDesign::saturation};
  request.design.saturations = {0.5};
  REQUIRE(said(issues_of(request), "saturations"));
  request = {};
  request.network.network = graph::NetworkKind::file;
  REQUIRE(said(issues_of(request), "network"));
}
