// SPDX-License-Identifier: Apache-2.0
// A network of units in compressed rows: who can reach whom with a treatment.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace sutva::graph {

struct Edge {
  std::uint32_t from = 0, to = 0;
  float weight = 1;
};

// The neighbours of a unit are those whose treatment can reach its outcome. Of a directed network these are the ends
// its edges come from; of one without direction every edge stands with both of its ends.
struct Graph {
  std::uint32_t units = 0;
  bool directed = false;
  std::vector<std::uint32_t> starts{0};   // units + 1: where each unit's neighbours begin in `neighbours`
  std::vector<std::uint32_t> neighbours;  // of each unit, ascending, none twice and never itself
  std::vector<float> weights;             // beside neighbours, above 0; empty: 1 everywhere

  std::uint32_t degree(std::uint32_t unit) const { return starts[unit + 1] - starts[unit]; }
  std::span<const std::uint32_t> of(std::uint32_t unit) const {
    return {neighbours.data() + starts[unit], degree(unit)};
  }
  std::span<const float> weights_of(std::uint32_t unit) const {
    return weights.empty() ? std::span<const float>()
                           : std::span<const float>{weights.data() + starts[unit], degree(unit)};
  }
  // Edges as they were given: without direction each counts once.
  std::uint64_t edges() const { return directed ? neighbours.size() : neighbours.size() / 2; }
};

// What a list of edges held beside edges.
struct EdgeReport {
  std::uint64_t self_loops = 0;  // left out
  std::uint64_t duplicates = 0;  // put together; where the list has weights these are added up
};

// Ends are below `units`; at most 2^31 places for neighbours (twice the edges without direction). The list is sorted on
// the way and of no use afterwards.
Graph graph_of(std::uint32_t units, std::vector<Edge>& edges, bool directed, bool weighted,
               EdgeReport* report = nullptr);

// The same network with every edge in both directions, weights of opposite ones added up: what clusterings look at.
Graph without_direction(const Graph& graph);

}  // namespace sutva::graph
