// SPDX-License-Identifier: Apache-2.0
// "Check by simulation" of a plan that randomises clusters: draws every cluster's mean (two arms: beta-binomial for
// shares, Poisson with gamma rates for counts, normal for means, sizes gamma where they vary; other designs: normal
// means with the planned variances), applies the planned analysis and counts.
//
// A t plan is checked with variances estimated from the clusters; a z plan, and any stepped wedge, with the planned
// ones.
#pragma once

#include <cstdint>
#include <vector>

#include "plan/cluster_size.hpp"
#include "simulate/checked.hpp"

namespace sutva::simulate {

struct CheckClustersRequest {
  plan::ClusterSizeRequest plan;
  Draws draws;

  static constexpr auto describe() {
    using R = CheckClustersRequest;
    return described("CheckClustersRequest", inlined(&R::plan), inlined(&R::draws));
  }
};

struct CheckClustersResult {
  std::int64_t clusters = 0;
  double people_per_cluster = 0;
  double test_power = 0;
  Checked checked;

  static constexpr auto describe() {
    using R = CheckClustersResult;
    return described("CheckClustersResult", field("clusters", &R::clusters, "Clusters in all").in(Unit::clusters),
                     field("people_per_cluster", &R::people_per_cluster, "People per cluster").in(Unit::people),
                     field("test_power", &R::test_power, "Power of the test that is drawn")
                         .in(Unit::share)
                         .help("Of the z-test for a stepped wedge, whatever the plan's test; else that of the plan."),
                     inlined(&R::checked));
  }
};

class CheckClusters {
 public:
  using Request = CheckClustersRequest;
  using Partial = Tally;
  using Result = CheckClustersResult;

  static Outcome<CheckClusters> prepare(const Request& request);

  std::int64_t replicates() const { return draws_.replicates; }
  std::int64_t block() const;
  Partial run(std::int64_t first, std::int64_t count) const;
  Outcome<Result> finish(const std::vector<Partial>& partials) const;

 private:
  plan::ClusterPlan plan_;
  std::vector<double> weights_;  // of a stepped wedge
  Draws draws_;
};

}  // namespace sutva::simulate
