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
  rollout,
  pair,
  ego
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
      Choice{D::rollout, "rollout", "Staged roll-out", "More and more units are treated, in stages."},
      Choice{
          D::pair, "pair", "Half units, half clusters",
          "Half of the clusters are randomised unit by unit, the others as a whole: where both answers differ, units "
          "reach each other."},
      Choice{D::ego, "ego", "Ego clusters",
             "Units that share no neighbour are drawn; the neighbours of each are treated together."}};
}

enum class FreshClusters : std::uint8_t { net, one_hop_max };
constexpr auto describe(std::type_identity<FreshClusters>) {
  return std::array{Choice{FreshClusters::net, "net", "3-net"},
                    Choice{FreshClusters::one_hop_max, "one_hop_max", "1-hop-max"}};
}

enum class EgoTreatment : std::uint8_t { with_neighbours, never };
constexpr auto describe(std::type_identity<EgoTreatment>) {
  return std::array{Choice{EgoTreatment::with_neighbours, "with_neighbours", "As their neighbours",
                           "Egos then show the total effect."},
                    Choice{EgoTreatment::never, "never", "Never", "Egos then show the spillover alone."}};
}

struct NetworkDesignSettings {
  double treated_share = 0.5;
  double exposure_share = 1;
  FreshClusters fresh = FreshClusters::one_hop_max;
  std::vector<double> saturations = {0.2, 0.8};
  std::vector<double> stages = {0.05, 0.1, 0.25, 0.5};
  EgoTreatment egos = EgoTreatment::with_neighbours;
  std::int64_t egos_seed = 1;
};

// Which designs are asked for: a list in a study, one in a view.
struct SeveralDesigns {
  std::vector<NetworkDesign> designs = {NetworkDesign::bernoulli, NetworkDesign::cluster};
  static constexpr std::string_view type = "NetworkDesignRequest", name = "designs", heading = "Designs";
  template <class R>
  static constexpr auto chosen() {
    return field<R, std::vector<NetworkDesign>>(name, &R::designs, "Designs")
        .help("What is compared, on the same random numbers.");
  }
};
struct OneDesign {
  NetworkDesign design = NetworkDesign::bernoulli;
  static constexpr std::string_view type = "NetworkOneDesignRequest", name = "design", heading = "Design";
  template <class R>
  static constexpr auto chosen() {
    return field<R, NetworkDesign>(name, &R::design, "Design").help("How the treatment is assigned.");
  }
};

template <class Chosen>
struct NetworkDesignOf : Chosen, NetworkDesignSettings {
  static constexpr auto describe() {
    using R = NetworkDesignOf;
    return described(Chosen::type, Chosen::template chosen<R>().under(Chosen::heading),
                     field<R, double>("treated_share", &R::treated_share, "Treated")
                         .under(Chosen::heading)
                         .in(Unit::share)
                         .above(0)
                         .below(1)
                         .help("Share of units or clusters."),
                     field<R, double>("exposure_share", &R::exposure_share, "Full exposure from")
                         .under(Chosen::heading)
                         .in(Unit::share)
                         .above(0.5)
                         .at_most(1)
                         .help("Share of the neighbours in the own arm that counts as full exposure."),
                     field<R, FreshClusters>("fresh", &R::fresh, "Clusters drawn as")
                         .under(Chosen::heading)
                         .when(Chosen::name, "fresh_clusters")
                         .help("By centres three ties apart, or by the largest number around each unit."),
                     field<R, std::vector<double>>("saturations", &R::saturations, "Saturations")
                         .under(Chosen::heading)
                         .in(Unit::share)
                         .at_least(0)
                         .at_most(1)
                         .when(Chosen::name, "saturation")
                         .help("Treated shares that clusters draw from, each alike likely."),
                     field<R, std::vector<double>>("stages", &R::stages, "Stages")
                         .under(Chosen::heading)
                         .in(Unit::share)
                         .above(0)
                         .at_most(1)
                         .when(Chosen::name, "rollout")
                         .help("Treated shares of all units, one after the other."),
                     field<R, EgoTreatment>("egos", &R::egos, "Egos are treated")
                         .under(Chosen::heading)
                         .when(Chosen::name, "ego")
                         .help("Those in the middle of the ego clusters, whose outcomes are compared."),
                     field<R, std::int64_t>("egos_seed", &R::egos_seed, "Seed of the egos")
                         .under(Chosen::heading)
                         .at_least(0)
                         .at_most(9007199254740991.0)
                         .when(Chosen::name, "ego")
                         .help("Units are asked in a random order; each becomes an ego if nobody around it is taken."));
  }
};
using NetworkDesignRequest = NetworkDesignOf<SeveralDesigns>;
using NetworkOneDesignRequest = NetworkDesignOf<OneDesign>;

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
  // Network and clustering must outlive it. Issues stand on clustering, treated_share, saturations, stages and egos.
  static Outcome<NetworkAssignment> prepare(const graph::Network& network, const graph::Clustering& clustering,
                                            NetworkDesign design, const NetworkDesignSettings& request);

  NetworkDesign design() const { return design_; }
  bool by_cluster() const { return design_ == NetworkDesign::cluster || design_ == NetworkDesign::cluster_complete; }
  const graph::Clustering& clustering() const { return *clustering_; }
  std::size_t stages() const { return design_ == NetworkDesign::rollout ? request_.stages.size() : 1; }

  // One assignment for each lane. `things` is what was drawn: clusters or egos where these are assigned, else the
  // units. Of a saturation design `things` are the places of the clusters' saturations; of a pair 1 or 0 of clusters
  // treated as a whole or not at all, and `unit_by_unit` of the others.
  void draw(LaneStreams& streams, Treated& treated, std::vector<Flags>& things) const;
  // Of a roll-out: who is treated in this stage, given the ranks that were drawn once.
  struct Ranks {
    std::vector<std::uint32_t> of;  // by unit, then lane: treated from the share on that is rank / 2^32
  };
  Ranks draw_ranks(LaneStreams& streams) const;
  void treat(const Ranks& ranks, std::size_t stage, Treated& treated) const;

  // Of ego clusters: the units in their middle.
  const std::vector<std::uint32_t>& egos() const { return egos_; }

  // What is assigned alike and independently, and the chance of each; none of designs where these depend on each other.
  ReachedBy reached_by() const;

  // Chances of full exposure in either arm, by unit: exact, or from `drawn` assignments or clusterings. In one go;
  // ChanceMaker does the same in steps.
  struct Chances {
    std::vector<double> treated, control;
    bool exact = false;
  };
  Chances chances(std::span<const double> inverse_weight, std::uint64_t seed, std::int64_t drawn) const;

 private:
  Chances bernoulli_chances() const;
  Chances complete_chances() const;
  Chances cluster_chances() const;
  friend class ChanceMaker;
  graph::Clustering fresh_clusters(random::Stream& stream) const;
  void draw_pair(LaneStreams& streams, Treated& treated, std::vector<Flags>& things) const;

  const graph::Network* network_ = nullptr;
  const graph::Clustering* clustering_ = nullptr;
  NetworkDesign design_ = NetworkDesign::bernoulli;
  NetworkDesignSettings request_;
  std::vector<std::uint32_t> members_, starts_;  // units by cluster
  std::vector<std::uint32_t> egos_;
};

// Chances of full exposure. What is not enumerated is counted in steps, each of sixteen assignments or one clustering.
class ChanceMaker {
 public:
  // Assignment and inverse weights must outlive it.
  ChanceMaker(const NetworkAssignment& assignment, std::span<const double> inverse_weight, std::uint64_t seed,
              std::int64_t drawn);
  bool step();  // false when there is nothing left to do
  double progress() const;
  NetworkAssignment::Chances take();  // after the last step

 private:
  void enumerate();
  void count_fresh();
  void count_assignments();

  const NetworkAssignment* assignment_;
  std::vector<double> inverse_weight_;
  std::uint64_t seed_;
  std::uint64_t next_ = 0, drawn_;  // assignments, or clusterings
  bool enumerated_ = false;
  NetworkAssignment::Chances found_;
  Treated treated_;
  std::vector<Flags> things_;
  std::vector<std::uint32_t> seen_;  // by cluster: the unit that was last next to it, from 1
};

// In `things` of a pair: units of this cluster are randomised one by one.
inline constexpr std::uint8_t unit_by_unit = 2;

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
