// SPDX-License-Identifier: Apache-2.0
#include "graph/graph.hpp"

#include <algorithm>
#include <utility>

namespace sutva::graph {
namespace {

// Counts, then places: every edge stands at its end `to`, in the order of the list.
void place(const std::vector<Edge>& edges, bool both_ends, bool weighted, Graph& graph) {
  graph.starts.assign(std::size_t{graph.units} + 1, 0);
  for (const Edge& edge : edges) {
    ++graph.starts[edge.to + 1];
    if (both_ends) {
      ++graph.starts[edge.from + 1];
    }
  }
  for (std::size_t unit = 0; unit < graph.units; ++unit) {
    graph.starts[unit + 1] += graph.starts[unit];
  }
  graph.neighbours.resize(graph.starts.back());
  graph.weights.resize(weighted ? graph.starts.back() : 0);
  std::vector<std::uint32_t> next(graph.starts.begin(), graph.starts.end() - 1);
  const auto put = [&](std::uint32_t unit, std::uint32_t neighbour, float weight) {
    const std::uint32_t at = next[unit]++;
    graph.neighbours[at] = neighbour;
    if (weighted) {
      graph.weights[at] = weight;
    }
  };
  for (const Edge& edge : edges) {
    put(edge.to, edge.from, edge.weight);
    if (both_ends) {
      put(edge.from, edge.to, edge.weight);
    }
  }
}

}  // namespace

Graph graph_of(std::uint32_t units, std::vector<Edge>& edges, bool directed, bool weighted, EdgeReport* report) {
  EdgeReport found;
  const auto loops = std::remove_if(edges.begin(), edges.end(), [](const Edge& edge) { return edge.from == edge.to; });
  found.self_loops = static_cast<std::uint64_t>(edges.end() - loops);
  edges.erase(loops, edges.end());
  if (!directed) {
    for (Edge& edge : edges) {
      if (edge.from > edge.to) {
        std::swap(edge.from, edge.to);
      }
    }
  }
  Graph graph;
  graph.units = units;
  graph.directed = directed;
  place(edges, !directed, weighted, graph);
  edges = {};

  // Each unit's neighbours are sorted and put together where one stands twice; rows move down as they shrink.
  std::vector<std::pair<std::uint32_t, float>> row;
  std::uint32_t begin = 0, to = 0;
  std::uint64_t twice = 0;
  for (std::uint32_t unit = 0; unit < units; ++unit) {
    const std::uint32_t end = graph.starts[unit + 1];
    if (!weighted) {
      std::sort(graph.neighbours.begin() + begin, graph.neighbours.begin() + end);
    } else {
      row.clear();
      for (std::uint32_t at = begin; at < end; ++at) {
        row.emplace_back(graph.neighbours[at], graph.weights[at]);
      }
      // By weight too, so that sums do not depend on the order of the list.
      std::sort(row.begin(), row.end());
      for (std::uint32_t at = begin; at < end; ++at) {
        graph.neighbours[at] = row[at - begin].first;
        graph.weights[at] = row[at - begin].second;
      }
    }
    const std::uint32_t first = to;
    for (std::uint32_t at = begin; at < end; ++at) {
      if (to > first && graph.neighbours[to - 1] == graph.neighbours[at]) {
        ++twice;
        if (weighted) {
          graph.weights[to - 1] += graph.weights[at];
        }
        continue;
      }
      graph.neighbours[to] = graph.neighbours[at];
      if (weighted) {
        graph.weights[to] = graph.weights[at];
      }
      ++to;
    }
    begin = end;
    graph.starts[unit + 1] = to;
  }
  graph.neighbours.resize(to);
  graph.weights.resize(weighted ? to : 0);
  found.duplicates = directed ? twice : twice / 2;
  if (report) {
    *report = found;
  }
  return graph;
}

Graph without_direction(const Graph& graph) {
  if (!graph.directed) {
    return graph;
  }
  std::vector<Edge> edges;
  edges.reserve(graph.neighbours.size());
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    for (std::uint32_t at = graph.starts[unit]; at < graph.starts[unit + 1]; ++at) {
      edges.push_back({graph.neighbours[at], unit, graph.weights.empty() ? 1 : graph.weights[at]});
    }
  }
  // An edge in both directions is a stronger tie than one in a single direction.
  return graph_of(graph.units, edges, false, true);
}

}  // namespace sutva::graph
