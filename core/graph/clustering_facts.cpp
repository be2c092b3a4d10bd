// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "graph/clustering.hpp"

namespace sutva::graph {

ClusteringFacts facts_of(const Graph& graph, const Clustering& clustering) {
  ClusteringFacts facts;
  if (graph.units == 0) {
    return facts;
  }
  std::vector<std::int64_t> sizes(clustering.count, 0);
  std::vector<double> strength(clustering.count, 0);  // of the ends of edges in each cluster
  double all = 0, inside = 0, shares = 0;
  std::uint32_t with_neighbours = 0;
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    const std::uint32_t own = clustering.of[unit];
    ++sizes[own];
    double near = 0, own_near = 0;
    for (std::uint32_t at = graph.starts[unit]; at < graph.starts[unit + 1]; ++at) {
      const double weight = graph.weights.empty() ? 1 : static_cast<double>(graph.weights[at]);
      const std::uint32_t other = clustering.of[graph.neighbours[at]];
      near += weight;
      own_near += other == own ? weight : 0;
      if (graph.directed) {
        strength[other] += weight;
      }
    }
    strength[own] += near;
    all += near;
    inside += own_near;
    if (near > 0) {
      ++with_neighbours;
      shares += own_near / near;
    }
  }
  const auto units = static_cast<double>(graph.units);
  double squares = 0;
  for (const std::int64_t size : sizes) {
    squares += static_cast<double>(size) * static_cast<double>(size);
  }
  facts.clusters = static_cast<std::int64_t>(clustering.count);
  facts.smallest = *std::min_element(sizes.begin(), sizes.end());
  facts.largest = *std::max_element(sizes.begin(), sizes.end());
  facts.mean_size = units / static_cast<double>(clustering.count);
  facts.effective_clusters = units * units / squares;
  if (all > 0) {
    facts.cut = (all - inside) / all;
    facts.within = shares / with_neighbours;
    // Without direction `all` holds each edge twice, as the strengths do; of a directed network only they do.
    const double ends = graph.directed ? 2 * all : all;
    double expected = 0;
    for (const double ends_in : strength) {
      expected += (ends_in / ends) * (ends_in / ends);
    }
    facts.modularity = inside / all - expected;
  }
  return facts;
}

}  // namespace sutva::graph
