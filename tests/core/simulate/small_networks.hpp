// SPDX-License-Identifier: Apache-2.0
// Networks so small that every assignment can be enumerated.
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <random>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "graph/network.hpp"
#include "simulate/network_design.hpp"
#include "simulate/network_estimators.hpp"
#include "simulate/network_outcome.hpp"

namespace sutva::small_networks {

using namespace sutva::simulate;
using graph::Clustering;
using graph::Edge;
using graph::Graph;
using graph::Network;

inline Network network_of(std::uint32_t units, std::vector<Edge> edges, bool weighted = false) {
  Network network;
  network.graph = graph::graph_of(units, edges, false, weighted);
  return network;
}

inline Network random_network(std::uint32_t units, double mean_degree, unsigned seed, bool weighted = false) {
  std::mt19937 random(seed);
  std::vector<Edge> edges;
  const auto wanted = static_cast<std::size_t>(units * mean_degree / 2);
  for (std::size_t i = 0; i < wanted; ++i) {
    edges.push_back({static_cast<std::uint32_t>(random() % units), static_cast<std::uint32_t>(random() % units),
                     0.5F + static_cast<float>(random() % 8) / 4});
  }
  return network_of(units, std::move(edges), weighted);
}

inline Clustering clustering_of(std::vector<std::uint32_t> of) {
  const std::uint32_t count = 1 + *std::max_element(of.begin(), of.end());
  return {std::move(of), count};
}

// Assignments of some things (units or clusters) with their chances, all of which have one.
struct Assignments {
  std::vector<std::vector<int>> of;
  std::vector<double> chance;
};

inline Assignments by_coin(std::size_t things, double p) {
  Assignments all;
  for (std::size_t bits = 0; bits < (std::size_t{1} << things); ++bits) {
    std::vector<int> one(things);
    double chance = 1;
    for (std::size_t i = 0; i < things; ++i) {
      one[i] = static_cast<int>(bits >> i & 1U);
      chance *= one[i] ? p : 1 - p;
    }
    all.of.push_back(std::move(one));
    all.chance.push_back(chance);
  }
  return all;
}

inline Assignments of_number(std::size_t things, int ones) {
  Assignments all = by_coin(things, 0.5), kept;
  for (const std::vector<int>& one : all.of) {
    if (std::accumulate(one.begin(), one.end(), 0) == ones) {
      kept.of.push_back(one);
    }
  }
  kept.chance.assign(kept.of.size(), 1 / static_cast<double>(kept.of.size()));
  return kept;
}

inline std::vector<int> units_of(const std::vector<int>& clusters, const Clustering& clustering) {
  std::vector<int> units;
  for (const std::uint32_t cluster : clustering.of) {
    units.push_back(clusters[cluster]);
  }
  return units;
}

// Calls use(assignment's chance, lane, estimates) after add(block, things) saw all units, sixteen assignments at a
// time.
template <class Make, class Use>
void enumerate(const Network& network, const Clustering& clustering, const Assignments& all, bool by_cluster,
               const NetworkOutcome& outcome, Make make, Use use) {
  const std::uint32_t units = network.graph.units;
  for (std::size_t first = 0; first < all.of.size(); first += lanes) {
    Treated treated(units);
    std::vector<Flags> things(by_cluster ? clustering.count : units);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const std::vector<int>& one = all.of[std::min(first + lane, all.of.size() - 1)];
      for (std::size_t i = 0; i < things.size(); ++i) {
        things[i][lane] = static_cast<std::uint8_t>(one[i]);
      }
      const std::vector<int> z = by_cluster ? units_of(one, clustering) : one;
      for (std::uint32_t unit = 0; unit < units; ++unit) {
        treated.of[unit][lane] = static_cast<std::uint8_t>(z[unit]);
      }
    }
    std::vector<Doubles> own(units), share(units), y(units);
    fill_exposures(network.graph, outcome.inverse_weight(), treated, 0, units, own.data(), share.data());
    if (outcome.is_local()) {
      outcome.fill(0, units, own.data(), share.data(), y.data());
    } else {
      outcome.solve(treated, y);
    }
    const LaneEstimates estimates = make(UnitBlock{0, units, own.data(), share.data(), y.data()}, things);
    for (std::size_t lane = 0; lane < lanes && first + lane < all.of.size(); ++lane) {
      use(all.chance[first + lane], estimates[lane], first + lane);
    }
  }
}

inline NetworkOutcome outcome_of(const Network& network, NetworkOutcomeRequest request) {
  Outcome<NetworkOutcome> made = NetworkOutcome::prepare(network, request);
  REQUIRE(made);
  return std::move(*made);
}

inline NetworkAssignment assignment_of(const Network& network, const Clustering& clustering, NetworkDesign design,
                                       const NetworkDesignRequest& request) {
  Outcome<NetworkAssignment> made = NetworkAssignment::prepare(network, clustering, design, request);
  REQUIRE(made);
  return std::move(*made);
}

inline Clustering alone(std::uint32_t units) {
  std::vector<std::uint32_t> of(units);
  std::iota(of.begin(), of.end(), 0U);
  return clustering_of(std::move(of));
}

// Twelve units with ties inside and between four clusters of three.
inline graph::Network twelve_units() {
  return network_of(12, {{0, 1},
                         {1, 2},
                         {2, 0},
                         {3, 4},
                         {4, 5},
                         {6, 7},
                         {7, 8},
                         {9, 10},
                         {10, 11},
                         {11, 9},
                         {2, 3},
                         {5, 6},
                         {8, 9},
                         {11, 0},
                         {1, 7},
                         {4, 10}});
}
inline graph::Clustering four_clusters() { return clustering_of({0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3}); }

// Mean share of the neighbours that are in the own cluster.
inline double share_inside(const graph::Network& network, const graph::Clustering& clusters) {
  const auto units = static_cast<std::uint32_t>(clusters.of.size());
  double share = 0;
  for (std::uint32_t unit = 0; unit < units; ++unit) {
    double inside = 0;
    for (const std::uint32_t neighbour : network.graph.of(unit)) {
      inside += clusters.of[neighbour] == clusters.of[unit] ? 1 : 0;
    }
    share += inside / network.graph.degree(unit) / units;
  }
  return share;
}

}  // namespace sutva::small_networks
