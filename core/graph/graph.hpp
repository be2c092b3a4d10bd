// SPDX-License-Identifier: Apache-2.0
// A network of units in compressed rows: who can reach whom with a treatment.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
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

// Puts a list of edges into rows in steps of a few thousand. Ends are below `units`; at most 2^31 places for neighbours
// (twice the edges without direction). The list is given back as soon as it is not needed.
class GraphBuilder {
 public:
  GraphBuilder(std::uint32_t units, std::vector<Edge> edges, bool directed, bool weighted);

  bool step();  // false when there is nothing left to do
  double progress() const;
  Graph take(EdgeReport* report = nullptr);  // after the last step

 private:
  enum class Phase : std::uint8_t { count, room, place, sort, done };
  void count(std::size_t last);
  void place(std::size_t last);
  void sort_rows();
  void sort_row(std::uint32_t unit, std::uint32_t end);

  std::vector<Edge> edges_;
  bool weighted_;
  Phase phase_ = Phase::count;
  std::size_t at_ = 0;                // the edge or unit that is next
  std::uint32_t begin_ = 0, to_ = 0;  // where the next row is read from and written to
  std::uint64_t twice_ = 0;           // repeated neighbours
  std::vector<std::uint32_t> next_;   // by unit: the next free place
  std::vector<std::pair<std::uint32_t, float>> row_;
  Graph graph_;
  EdgeReport found_;
};

// The same in one go. Ends are below `units`; at most 2^31 places for neighbours (twice the edges without direction).
// The list is sorted on the way and of no use afterwards.
Graph graph_of(std::uint32_t units, std::vector<Edge>& edges, bool directed, bool weighted,
               EdgeReport* report = nullptr);

// The same network with every edge in both directions, weights of opposite ones added up: what clusterings look at.
Graph without_direction(const Graph& graph);

}  // namespace sutva::graph
