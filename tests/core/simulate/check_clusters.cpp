// SPDX-License-Identifier: Apache-2.0
#include "simulate/check_clusters.hpp"

#include <cmath>

#include "../outcomes.hpp"
#include "simulate/check_switchback.hpp"

using namespace sutva;
using namespace sutva::plan;
using namespace sutva::simulate;
using namespace sutva::tests;

namespace {

template <class S>
typename S::Result run(const typename S::Request& request) {
  const S simulation = value_of(S::prepare(request));
  std::vector<Tally> tallies;
  for (std::int64_t at = 0; at < simulation.replicates(); at += simulation.block()) {
    tallies.push_back(simulation.run(at, std::min(simulation.block(), simulation.replicates() - at)));
  }
  return value_of(simulation.finish(tallies));
}

// Within four Monte Carlo errors of what is expected, and the estimate without bias.
void require_agreement(const Checked& checked, double expected_power) {
  INFO("power " << checked.power << " expected " << expected_power << ", false positives "
                << checked.false_positive_rate << ", estimate " << checked.mean_effect << " of " << checked.true_effect
                << " +- " << checked.mean_effect_mcse);
  const auto n = static_cast<double>(checked.replicates);
  CHECK(std::abs(checked.power - expected_power) < 4 * std::sqrt(expected_power * (1 - expected_power) / n) + 0.003);
  CHECK(std::abs(checked.false_positive_rate - checked.alpha) <
        4 * std::sqrt(checked.alpha * (1 - checked.alpha) / n) + 0.002);
  CHECK(std::abs(checked.mean_effect - checked.true_effect) < 4 * checked.mean_effect_mcse);
}

CheckClustersRequest clusters(std::int64_t replicates) {
  CheckClustersRequest r;
  r.draws.replicates = replicates;
  r.plan.solve_for = ClusterUnknown::power;
  r.plan.metric = ClusterMetric::mean;
  r.plan.effect = 0.3;
  r.plan.people_per_cluster = 30;
  r.plan.clusters_control = 12;
  r.plan.clusters_per_step = 2;
  r.plan.icc = 0.05;
  return r;
}

}  // namespace

TEST_CASE("check clusters: every design has the power and level of its formula") {
  for (const auto& design : choices_of<ClusterDesign>) {
    for (const auto& test : choices_of<ClusterTest>) {
      INFO(design.name << " " << test.name);
      CheckClustersRequest r = clusters(6000);
      r.plan.design = design.value;
      r.plan.test = test.value;
      r.plan.ratio = 2;
      // The covariate's slope is estimated, which the z formula knows nothing of.
      if (design.value == ClusterDesign::difference_in_differences) {
        r.plan.clusters_control = 40;
        r.plan.effect = 0.15;
        if (test.value == ClusterTest::z) {
          r.plan.baseline_analysis = BaselineAnalysis::change;
        }
      }
      const CheckClustersResult result = run<CheckClusters>(r);
      require_agreement(result.checked, result.test_power);
    }
  }
}

TEST_CASE("check clusters: shares and counts in clusters of varying size") {
  for (const ClusterMetric metric : {ClusterMetric::proportion, ClusterMetric::count}) {
    for (const double icc : {0.0, 0.05, 0.3}) {
      INFO(name(metric) << " icc " << icc);
      CheckClustersRequest r = clusters(4000);
      r.plan.metric = metric;
      r.plan.icc = icc;
      r.plan.baseline = 0.4;
      r.plan.rate = 3;
      r.plan.clusters_control = 40;
      r.plan.effect = 0.25;
      const CheckClustersResult equal = run<CheckClusters>(r);
      require_agreement(equal.checked, equal.test_power);
    }
  }
  // The two ways to weigh, each as planned; ratios of random sizes are a little off.
  for (const auto& way : choices_of<UnequalSizes>) {
    INFO(way.name);
    CheckClustersRequest r = clusters(4000);
    r.plan.cv = 0.6;
    r.plan.unequal_sizes = way.value;
    r.plan.clusters_control = 60;
    r.plan.effect = 0.13;
    const CheckClustersResult result = run<CheckClusters>(r);
    CHECK(std::abs(result.checked.power - result.test_power) < 0.04);
    CHECK(std::abs(result.checked.false_positive_rate - 0.05) < 0.02);
  }
}

TEST_CASE("check clusters: stepped wedges of every covariance") {
  for (const auto& decay : choices_of<Decay>) {
    for (const auto& sampling : choices_of<Sampling>) {
      INFO(decay.name << " " << sampling.name);
      CheckClustersRequest r = clusters(5000);
      r.plan.design = ClusterDesign::stepped_wedge;
      r.plan.decay = decay.value;
      r.plan.sampling = sampling.value;
      r.plan.effect = 0.25;
      const CheckClustersResult result = run<CheckClusters>(r);
      require_agreement(result.checked, result.test_power);
    }
  }
}

TEST_CASE("check clusters: blocks in any division and order give the same") {
  CheckClustersRequest r = clusters(300);
  const CheckClusters simulation = value_of(CheckClusters::prepare(r));
  const auto all = value_of(simulation.finish({simulation.run(0, 300)}));
  const auto parts = value_of(simulation.finish({simulation.run(100, 200), simulation.run(0, 100)}));
  CHECK(all.checked.power == parts.checked.power);
  CHECK(all.checked.false_positive_rate == parts.checked.false_positive_rate);
  CHECK(all.checked.mean_effect == Approx(parts.checked.mean_effect).epsilon(1e-12));
  r.plan.clusters_control = 1'000'000;
  require_error(CheckClusters::prepare(r), Code::too_large, "effect");
}

TEST_CASE("check switchback: every design has the power and level of its formula") {
  for (const auto& design : choices_of<SwitchbackDesign>) {
    for (const auto& estimator : choices_of<SwitchbackEstimator>) {
      for (const std::int64_t carryover : {0, 2}) {
        INFO(design.name << " " << estimator.name << " carry-over " << carryover);
        CheckSwitchbackRequest r;
        r.draws.replicates = 3000;
        r.plan.solve_for = SwitchbackUnknown::power;
        r.plan.design = design.value;
        r.plan.estimator = estimator.value;
        r.plan.carryover = carryover;
        r.plan.days = 20;
        r.plan.regions = carryover + 1;
        const CheckSwitchbackResult result = run<CheckSwitchback>(r);
        // Horvitz-Thompson is normal in the limit only.
        CHECK(std::abs(result.checked.effect_sd / result.planned_se - 1) < 0.06);
        CHECK(std::abs(result.checked.mean_effect - result.checked.true_effect) < 4 * result.checked.mean_effect_mcse);
        CHECK(std::abs(result.checked.power - result.checked.planned_power) < 0.04);
        CHECK(std::abs(result.checked.false_positive_rate - 0.05) < 0.015);
      }
    }
  }
}

TEST_CASE("check switchback: the level as it is measured") {
  CheckSwitchbackRequest r;
  r.draws.replicates = 3000;
  r.plan.solve_for = SwitchbackUnknown::power;
  r.plan.design = SwitchbackDesign::optimal;
  r.plan.outcome_level = OutcomeLevel::raw;
  r.plan.days = 10;
  const CheckSwitchbackResult result = run<CheckSwitchback>(r);
  CHECK(std::abs(result.checked.effect_sd / result.planned_se - 1) < 0.06);
}
