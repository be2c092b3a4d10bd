// SPDX-License-Identifier: Apache-2.0
// How treatments are assigned in a network, and how likely each unit is to be fully exposed under it.
//
// Full exposure: a unit is treated and at least the share `exposure_share` of its neighbours is (of the other arm: it
// is not, and at most 1 - exposure_share of them are). A unit without neighbours is exposed by its own arm. Chances are
// exact where they can be enumerated, as in Ugander, Karrer, Backstrom and Kleinberg (2013, KDD), and counted over
// drawn assignments otherwise; of clusters drawn anew the mean over drawn clusterings of the exact chance given each
// (Ugander and Yin 2023, J. Causal Inference 11), where all neighbours have to be in the arm.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "graph/clustering.hpp"
#include "graph/network.hpp"
#include "simulate/lanes.hpp"

namespace sutva::simulate {

enum class NetworkDesign : std::uint8_t {
  bernoulli,
  complete,
  stratified,
  cluster,
  cluster_complete,
  fresh_clusters,
  saturation,
  rollout
};
constexpr auto describe(std::type_identity<NetworkDesign>) {
  using D = NetworkDesign;
  return std::array{
      Choice{D::bernoulli, "bernoulli", "Units, by coin", "Each unit on its own: the usual A/B test."},
      Choice{D::complete, "complete", "Units, fixed number", "Exactly so many units are treated."},
      Choice{D::stratified, "stratified", "Units, within clusters", "The same share of each cluster is treated."},
      Choice{D::cluster, "cluster", "Clusters, by coin", "Each cluster as a whole."},
      Choice{D::cluster_complete, "cluster_complete", "Clusters, fixed number",
             "Exactly so many clusters are treated as a whole."},
      Choice{D::fresh_clusters, "fresh_clusters", "Clusters drawn anew",
             "Randomised graph-cluster randomisation: a new net or 1-hop-max clustering each time."},
      Choice{D::saturation, "saturation", "Saturations",
             "Each cluster gets a treated share first, then its units are drawn."},
      Choice{D::rollout, "rollout", "Staged roll-out", "More and more units are treated, in stages."}};
}

enum class FreshClusters : std::uint8_t { net, one_hop_max };
constexpr auto describe(std::type_identity<FreshClusters>) {
  return std::array{Choice{FreshClusters::net, "net", "3-net"},
                    Choice{FreshClusters::one_hop_max, "one_hop_max", "1-hop-max"}};
}

struct NetworkDesignRequest {
  std::vector<NetworkDesign> designs = {NetworkDesign::bernoulli, NetworkDesign::cluster};
  double treated_share = 0.5;
  double exposure_share = 1;
  FreshClusters fresh = FreshClusters::one_hop_max;
  std::vector<double> saturations = {0.2, 0.8};
  std::vector<double> stages = {0.05, 0.1, 0.25, 0.5};

  static constexpr auto describe() {
    using R = NetworkDesignRequest;
    return described(
        "NetworkDesignRequest",
        field("designs", &R::designs, "Designs").under("Designs").help("What is compared, on the same random numbers."),
        field("treated_share", &R::treated_share, "Treated")
            .under("Designs")
            .in(Unit::share)
            .above(0)
            .below(1)
            .help("Share of units or clusters."),
        field("exposure_share", &R::exposure_share, "Full exposure from")
            .under("Designs")
            .in(Unit::share)
            .above(0.5)
            .at_most(1)
            .help("Share of the neighbours in the own arm that counts as full exposure."),
        field("fresh", &R::fresh, "Clusters drawn as")
            .under("Designs")
            .when("designs", "fresh_clusters")
            .help("By centres three ties apart, or by the largest number around each unit."),
        field("saturations", &R::saturations, "Saturations")
            .under("Designs")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("designs", "saturation")
            .help("Treated shares that clusters draw from, each alike likely."),
        field("stages", &R::stages, "Stages")
            .under("Designs")
            .in(Unit::share)
            .above(0)
            .at_most(1)
            .when("designs", "rollout")
            .help("Treated shares of all units, one after the other."));
  }
};

// What is assigned, units or clusters, that a unit's exposure depends on: itself and its neighbours.
struct ReachedBy {
  std::vector<std::uint32_t> starts{0};  // by unit
  std::vector<std::uint32_t> members;    // ascending, none twice
  std::span<const std::uint32_t> of(std::uint32_t unit) const {
    return {members.data() + starts[unit], starts[unit + 1] - starts[unit]};
  }
};

// One design on one clustering.
class NetworkAssignment {
 public:
  // Network and clustering must outlive it. Issues stand on designs, treated_share, saturations and stages.
  static Outcome<NetworkAssignment> prepare(const graph::Network& network, const graph::Clustering& clustering,
                                            NetworkDesign design, const NetworkDesignRequest& request);

  NetworkDesign design() const { return design_; }
  bool by_cluster() const { return design_ == NetworkDesign::cluster || design_ == NetworkDesign::cluster_complete; }
  const graph::Clustering& clustering() const { return *clustering_; }
  std::size_t stages() const { return design_ == NetworkDesign::rollout ? request_.stages.size() : 1; }

  // One assignment for each lane. `things` is what was drawn: clusters where these are assigned, else the units. Of a
  // saturation design `things` are the places of the clusters' saturations.
  void draw(LaneStreams& streams, Treated& treated, std::vector<Flags>& things) const;
  // Of a roll-out: who is treated in this stage, given the ranks that were drawn once.
  struct Ranks {
    std::vector<std::uint32_t> of;  // by unit, then lane: treated from the share on that is rank / 2^32
  };
  Ranks draw_ranks(LaneStreams& streams) const;
  void treat(const Ranks& ranks, std::size_t stage, Treated& treated) const;

  // What is assigned alike and independently, and the chance of each; none of designs where these depend on each other.
  ReachedBy reached_by() const;

  // Chances of full exposure in either arm, by unit: exact, or from `drawn` assignments or clusterings.
  struct Chances {
    std::vector<double> treated, control;
    bool exact = false;
  };
  Chances chances(std::span<const double> inverse_weight, std::uint64_t seed, std::int64_t drawn) const;

 private:
  Chances bernoulli_chances() const;
  Chances complete_chances() const;
  Chances cluster_chances() const;
  Chances fresh_chances(std::uint64_t seed, std::int64_t drawn) const;
  Chances counted_chances(std::span<const double> inverse_weight, std::uint64_t seed, std::int64_t drawn) const;
  graph::Clustering fresh_clusters(random::Stream& stream) const;

  const graph::Network* network_ = nullptr;
  const graph::Clustering* clustering_ = nullptr;
  NetworkDesign design_ = NetworkDesign::bernoulli;
  NetworkDesignRequest request_;
  std::vector<std::uint32_t> members_, starts_;  // units by cluster
};

// Marks full exposure in the treated and in the control arm, of one unit in all lanes.
struct Exposed {
  Mask treated, control;
};
inline Exposed exposed(const Doubles& own, const Doubles& share, double inverse_weight, double exposure_share) {
  // Shares are quotients: 3 of 4 may lie below three quarters by a rounding.
  const double from = exposure_share * (1 - 1e-12);
  const Doubles reach = inverse_weight > 0 ? share : own;
  return {(own > 0.5) & (reach >= from), (own < 0.5) & (1.0 - reach >= from)};
}

}  // namespace sutva::simulate
