// SPDX-License-Identifier: Apache-2.0
// Groups of units to assign a treatment to as a whole. Requests inline ClusteringRequest.
//
// Sources: Blondel, Guillaume, Lambiotte and Lefebvre (2008, J. Stat. Mech. P10008) for Louvain; Traag, Waltman and van
// Eck (2019, Sci. Rep. 9:5233) for Leiden; Raghavan, Albert and Kumara (2007, Phys. Rev. E 76:036106) for label
// propagation; Ugander, Karrer, Backstrom and Kleinberg (2013, KDD) for nets; Ugander and Yin (2023, J. Causal
// Inference 11) for 1-hop-max; Nishimura and Ugander (2013, KDD) for balanced restreaming.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "graph/network.hpp"
#include "random/stream.hpp"

namespace sutva::graph {

enum class ClusteringMethod : std::uint8_t {
  louvain,
  leiden,
  label_propagation,
  net,
  one_hop_max,
  restreaming,
  planted,
  regions
};
constexpr auto describe(std::type_identity<ClusteringMethod>) {
  using M = ClusteringMethod;
  return std::array{
      Choice{M::louvain, "louvain", "Louvain",
             "Moves units to where modularity grows most, then merges, again and again."},
      Choice{M::leiden, "leiden", "Leiden", "Louvain with a refinement that leaves no cluster in two parts."},
      Choice{M::label_propagation, "label_propagation", "Label propagation",
             "Everyone takes the commonest label among the neighbours, until nobody changes."},
      Choice{M::net, "net", "Net around centres",
             "Centres at least so many ties apart; everyone joins the nearest (an ε-net; 3 is the 3-net)."},
      Choice{M::one_hop_max, "one_hop_max", "1-hop-max",
             "Everyone draws a number and takes the largest among self and neighbours as name of the cluster."},
      Choice{M::restreaming, "restreaming", "Balanced partition",
             "A given number of clusters of equal size, improved pass by pass."},
      Choice{M::planted, "planted", "As the network was made", "Its communities, households or blocks."},
      Choice{M::regions, "regions", "Regions", "Squares of the plane, where units have a place."}};
}

struct ClusteringRequest {
  ClusteringMethod clustering = ClusteringMethod::louvain;
  double resolution = 1;
  std::int64_t radius = 3;
  std::int64_t clusters = 50;
  std::int64_t clustering_seed = 1;

  static constexpr auto describe() {
    using R = ClusteringRequest;
    return described(
        "ClusteringRequest",
        field("clustering", &R::clustering, "Clusters from")
            .under("Clusters")
            .help("How units are put together for designs that assign clusters."),
        field("resolution", &R::resolution, "Resolution")
            .under("Clusters")
            .above(0)
            .at_most(1e6)
            .when("clustering", "louvain", "leiden")
            .help("1 is plain modularity; a larger one gives more and smaller clusters."),
        field("radius", &R::radius, "Ties between centres")
            .under("Clusters")
            .at_least(1)
            .at_most(20)
            .when("clustering", "net")
            .help("At least so many; 3 leaves every centre's neighbours in its own cluster."),
        field("clusters", &R::clusters, "Clusters")
            .under("Clusters")
            .in(Unit::clusters)
            .at_least(1)
            .at_most(5'000'000)
            .when("clustering", "restreaming", "regions")
            .help("Of a grid of regions the nearest square number."),
        field("clustering_seed", &R::clustering_seed, "Seed of the clusters")
            .under("Clusters")
            .at_least(0)
            .at_most(9007199254740991.0)
            .when("clustering", "louvain", "leiden", "label_propagation", "net", "one_hop_max", "restreaming")
            .help("Most methods look at units in a random order."));
  }
};

struct Clustering {
  std::vector<std::uint32_t> of;  // by unit, from 0 without gaps, numbered by the first unit in each
  std::uint32_t count = 0;
};

// Makes clusters in steps of a few thousand units; the first step makes what is to be clustered (a directed network is
// looked at without direction). step() is false once there is nothing left to do. Weights count as strengths. Issues
// stand on the request's fields: more clusters than units, no groups or places in such a network. The network must
// outlive it. The same request gives the same clusters, to the last bit, everywhere.
class Clusterer {
 public:
  static Outcome<Clusterer> prepare(const Network& network, const ClusteringRequest& request);
  bool step();
  double progress() const;  // a guess where the number of passes is not known before; it only rises
  Clustering take();        // after the last step

  Clusterer(Clusterer&&) noexcept;
  Clusterer& operator=(Clusterer&&) noexcept;
  ~Clusterer();

 private:
  class Work;
  explicit Clusterer(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

// A new clustering for each replicate of a randomised design (Ugander and Yin 2023). Without direction.
// weights: by unit, above 0; empty: alike. A heavier unit is likelier to become a centre: the first of several with
// chances in the ratio of their weights. radius: 1 or more. Of a net every unit joins the nearest centre, of several
// the earliest.
Clustering random_net(const Graph& graph, std::uint32_t radius, std::span<const double> weights,
                      random::Stream& stream);
Clustering one_hop_max(const Graph& graph, std::span<const double> weights, random::Stream& stream);

// Units with neighbours, no two of which share one or are tied, ascending: in a random order each unit becomes an ego
// unless somebody of its ego cluster (itself and its neighbours) is in one already. After Saint-Jacques, Varshney,
// Simpson and Xu (2019, arXiv:1903.08755), who allow alters to be left out.
std::vector<std::uint32_t> ego_clusters(const Graph& graph, random::Stream& stream);

struct ClusteringFacts {
  std::int64_t clusters = 0;
  std::int64_t smallest = 0, largest = 0;
  double mean_size = 0;
  double effective_clusters = 0;
  double cut = 0;
  double within = 0;
  double modularity = 0;

  static constexpr auto describe() {
    using F = ClusteringFacts;
    return described(
        "ClusteringFacts", field("clusters", &F::clusters, "Clusters").in(Unit::clusters),
        field("smallest", &F::smallest, "Smallest").in(Unit::people),
        field("largest", &F::largest, "Largest").in(Unit::people),
        field("mean_size", &F::mean_size, "Size on average").in(Unit::people),
        field("effective_clusters", &F::effective_clusters, "As good as so many of equal size")
            .in(Unit::clusters)
            .help("n² / Σ size²: a few large clusters count for little more than themselves."),
        field("cut", &F::cut, "Ties cut").in(Unit::share).help("Of all ties, those between different clusters."),
        field("within", &F::within, "Neighbours in the own cluster")
            .in(Unit::share)
            .help("Mean over units that have neighbours: how much of an effect stays inside."),
        field("modularity", &F::modularity, "Modularity").help("At resolution 1; Newman and Girvan (2004)."));
  }
};
// By weight, where ties have one. Modularity and ties cut are those of the network without direction (ties both ways
// count twice); neighbours are whose treatment can reach the unit. Without a tie they are 0.
ClusteringFacts facts_of(const Graph& graph, const Clustering& clustering);

}  // namespace sutva::graph
