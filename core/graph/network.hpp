// SPDX-License-Identifier: Apache-2.0
// The networks a simulation can run on: made from a seed, or read from a list of edges. Requests inline NetworkRequest.
//
// Sources: Erdős and Rényi (1959, Publ. Math. 6:290); Watts and Strogatz (1998, Nature 393:440); Barabási and Albert
// (1999, Science 286:509); Holland, Laskey and Leinhardt (1983, Social Networks 5:109) for blocks; Lancichinetti,
// Fortunato and Radicchi (2008, Phys. Rev. E 78:046110) for communities of unequal sizes; Penrose (2003, Random
// Geometric Graphs); Ugander, Karrer, Backstrom and Kleinberg (2013, KDD) for powers of a cycle; Kleinberg (2000, STOC)
// for the small world in two dimensions.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "graph/graph.hpp"
#include "table/table.hpp"

namespace sutva::graph {

enum class NetworkKind : std::uint8_t {
  communities,
  blocks,
  small_world,
  scale_free,
  random,
  geometric,
  cycle,
  small_world_2d,
  households,
  bipartite,
  file
};
constexpr auto describe(std::type_identity<NetworkKind>) {
  using K = NetworkKind;
  return std::array{
      Choice{K::communities, "communities", "Communities of unequal sizes",
             "Degrees and sizes of communities follow power laws (as in LFR): close to a social network."},
      Choice{K::blocks, "blocks", "Equal communities",
             "A stochastic block model: ties within a group are likelier than between groups."},
      Choice{K::small_world, "small_world", "Small world",
             "A ring of near neighbours, some of whose ties lead far away (Watts and Strogatz)."},
      Choice{K::scale_free, "scale_free", "Hubs",
             "Newcomers tie themselves to the well connected (Barabási and Albert)."},
      Choice{K::random, "random", "Ties at random", "Every pair is as likely as any other (Erdős and Rényi)."},
      Choice{K::geometric, "geometric", "Near in space", "Units in a square, tied where they are close to each other."},
      Choice{K::cycle, "cycle", "Power of a cycle", "A ring; everyone is tied to the nearest on both sides."},
      Choice{K::small_world_2d, "small_world_2d", "Small world in two dimensions",
             "A grid without borders, and a few far ties that grow rarer with distance (Kleinberg)."},
      Choice{K::households, "households", "Households", "Small groups in which everybody is tied to everybody else."},
      Choice{K::bipartite, "bipartite", "Two sides",
             "Buyers and sellers, or viewers and creators: ties lead only from one side to the other."},
      Choice{K::file, "file", "From a file", "The list of edges that is open: two columns of ids, perhaps a weight."}};
}

struct NetworkRequest {
  NetworkKind network = NetworkKind::communities;
  std::int64_t units = 2000;
  double mean_degree = 10;
  std::int64_t groups = 40;
  double within = 0.8;
  double degree_exponent = 2.5;
  double size_exponent = 1.5;
  double rewired = 0.1;
  std::int64_t far_ties = 1;
  double household_size = 4;
  double second_side = 0.2;
  std::string from, to, weight;
  bool directed = false;
  std::int64_t network_seed = 1;

  static constexpr auto describe() {
    using R = NetworkRequest;
    return described(
        "NetworkRequest",
        field("network", &R::network, "Network").under("Network").help("Who can reach whom with a treatment."),
        field("units", &R::units, "Units")
            .under("Network")
            .in(Unit::people)
            .at_least(4)
            .at_most(5'000'000)
            .when("network", "communities", "blocks", "small_world", "scale_free", "random", "geometric", "cycle",
                  "small_world_2d", "households", "bipartite")
            .help("People, shops or whatever is treated."),
        field("mean_degree", &R::mean_degree, "Neighbours of a unit")
            .under("Network")
            .above(0)
            .at_most(10'000)
            .when("network", "communities", "blocks", "small_world", "scale_free", "random", "geometric", "cycle",
                  "bipartite")
            .help("On average; an even number on both sides of a ring."),
        field("groups", &R::groups, "Groups")
            .under("Network")
            .at_least(1)
            .at_most(1'000'000)
            .when("network", "blocks")
            .help("Of equal size, as nearly as it goes."),
        field("within", &R::within, "Ties within the own group")
            .under("Network")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("network", "communities", "blocks")
            .help("Of all ties of a unit; of LFR 1 less the mixing parameter."),
        field("degree_exponent", &R::degree_exponent, "Exponent of degrees")
            .under("Network")
            .above(1)
            .at_most(10)
            .when("network", "communities")
            .help("A smaller one gives larger hubs."),
        field("size_exponent", &R::size_exponent, "Exponent of sizes")
            .under("Network")
            .above(1)
            .at_most(10)
            .when("network", "communities")
            .help("A smaller one gives communities that differ more."),
        field("rewired", &R::rewired, "Far ties")
            .under("Network")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("network", "small_world")
            .help("Share of ties that lead anywhere instead of to a near neighbour."),
        field("far_ties", &R::far_ties, "Far ties of a unit")
            .under("Network")
            .at_least(0)
            .at_most(1000)
            .when("network", "small_world_2d")
            .help("Beside the four on the grid; far ones grow rarer with the square of the distance."),
        field("household_size", &R::household_size, "People in a household")
            .under("Network")
            .at_least(1)
            .at_most(1000)
            .when("network", "households")
            .help("On average; households of one size where it is a whole number."),
        field("second_side", &R::second_side, "Share on the second side")
            .under("Network")
            .in(Unit::share)
            .above(0)
            .below(1)
            .when("network", "bipartite")
            .help("Sellers or creators, of all units."),
        field("from", &R::from, "From")
            .under("Network")
            .names_column()
            .when("network", "file")
            .help("The column that names one end of each edge."),
        field("to", &R::to, "To")
            .under("Network")
            .names_column()
            .when("network", "file")
            .help("The column that names the other end."),
        field("weight", &R::weight, "Weight")
            .under("Network")
            .names_column()
            .when("network", "file")
            .help("How strong a tie is; empty: all alike."),
        field("directed", &R::directed, "One way only")
            .under("Network")
            .when("network", "file")
            .help("A treatment travels along an edge from its first end to its second, and not back."),
        field("network_seed", &R::network_seed, "Seed of the network")
            .under("Network")
            .at_least(0)
            .at_most(9007199254740991.0)
            .when("network", "communities", "blocks", "small_world", "scale_free", "random", "geometric",
                  "small_world_2d", "households", "bipartite")
            .help("The same seed makes the same network, everywhere."));
  }
};

// A network with more would not fit into the memory of a page: 2 GB while it is made.
inline constexpr double most_edges = 100'000'000;

struct Network {
  Graph graph;
  std::vector<std::uint32_t> group;  // by unit: what the network was made of (communities, households); or empty
  std::vector<float> x, y;           // by unit, within [0, 1]: where it lies; or empty
  std::vector<std::uint8_t> side;    // by unit: 0, or 1 on the second side; or empty
  std::vector<std::string> names;    // by unit, of a file; or empty
  EdgeReport edges_left_out;
};

// Makes a network in steps of a few thousand units. Issues stand on the request's fields: too few units for so many
// neighbours, more than most_edges ties, no edges at all (a warning), columns that are not there. The table is
// only looked at for NetworkKind::file and must outlive the maker. The same request gives the same network, to the last
// bit, natively and as WebAssembly.
class NetworkMaker {
 public:
  static Outcome<NetworkMaker> prepare(const table::Table& table, const NetworkRequest& request);
  bool step();
  double progress() const;
  Outcome<Network> take();  // after the last step

  NetworkMaker(NetworkMaker&&) noexcept;
  NetworkMaker& operator=(NetworkMaker&&) noexcept;
  ~NetworkMaker();

 private:
  class Work;
  explicit NetworkMaker(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

// How many units have a degree from `degree_from` to `degree_to`.
struct DegreeCount {
  std::int64_t degree_from = 0, degree_to = 0, units = 0;

  static constexpr auto describe() {
    using D = DegreeCount;
    return described("DegreeCount", field("degree_from", &D::degree_from, "Neighbours, from"),
                     field("degree_to", &D::degree_to, "To"), field("units", &D::units, "Units").in(Unit::people));
  }
};

struct NetworkFacts {
  std::int64_t units = 0, edges = 0;
  double mean_degree = 0;
  std::int64_t smallest_degree = 0, median_degree = 0, largest_degree = 0;
  std::int64_t isolated = 0;
  double clustering = 0;
  std::int64_t components = 0;
  double largest_component = 0;
  std::int64_t self_loops = 0, duplicates = 0;
  std::vector<DegreeCount> degrees;

  static constexpr auto describe() {
    using F = NetworkFacts;
    return described("NetworkFacts", field("units", &F::units, "Units").in(Unit::people),
                     field("edges", &F::edges, "Ties"), field("mean_degree", &F::mean_degree, "Neighbours on average"),
                     field("smallest_degree", &F::smallest_degree, "Fewest neighbours"),
                     field("median_degree", &F::median_degree, "Neighbours, median"),
                     field("largest_degree", &F::largest_degree, "Most neighbours"),
                     field("isolated", &F::isolated, "Without a neighbour").in(Unit::people),
                     field("clustering", &F::clustering, "Clustering coefficient")
                         .in(Unit::share)
                         .help("Of the paths of two ties, the share whose ends are tied too (transitivity)."),
                     field("components", &F::components, "Separate parts"),
                     field("largest_component", &F::largest_component, "In the largest part").in(Unit::share),
                     field("self_loops", &F::self_loops, "Ties to oneself, left out"),
                     field("duplicates", &F::duplicates, "Repeated ties, put together"),
                     field("degrees", &F::degrees, "How many have how many neighbours"));
  }
};

// Degrees of a directed network count those whose treatment reaches a unit; who is isolated, triangles and parts do not
// look at directions. The median is the lower one of two. Degrees are counted as 0, 1, 2 to 3, 4 to 7 and so on.
// Of networks with more than 10^8 paths of two ties the clustering coefficient is estimated from 200,000 of them, drawn
// with the seed 1.
NetworkFacts facts_of(const Network& network);

// The same in steps of a few thousand units; the first one looks at a directed network without direction. The network
// must outlive it.
class FactsMaker {
 public:
  explicit FactsMaker(const Network& network);
  bool step();
  double progress() const;
  NetworkFacts take();  // after the last step

  FactsMaker(FactsMaker&&) noexcept;
  FactsMaker& operator=(FactsMaker&&) noexcept;
  ~FactsMaker();

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace sutva::graph
