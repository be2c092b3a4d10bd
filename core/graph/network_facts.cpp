// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>
#include <vector>

#include "graph/draft.hpp"
#include "graph/network.hpp"

namespace sutva::graph {
namespace {

constexpr std::uint64_t most_paths = 100'000'000;
constexpr int drawn_paths = 200'000;

bool tied(const Graph& graph, std::uint32_t a, std::uint32_t b) {
  if (graph.degree(a) > graph.degree(b)) {
    std::swap(a, b);
  }
  const std::span<const std::uint32_t> neighbours = graph.of(a);
  return std::binary_search(neighbours.begin(), neighbours.end(), b);
}

// Every triangle is found once, at its end of the lowest degree (the number of the unit decides among equal ones): such
// an end has few neighbours of a higher degree (Latapy 2008, Theor. Comput. Sci. 407:458).
std::uint64_t triangles(const Graph& graph) {
  const auto higher = [&](std::uint32_t unit, std::uint32_t other) {
    return std::pair(graph.degree(unit), unit) < std::pair(graph.degree(other), other);
  };
  std::vector<std::uint32_t> starts(std::size_t{graph.units} + 1, 0), above;
  above.reserve(graph.neighbours.size() / 2);
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    for (const std::uint32_t other : graph.of(unit)) {
      if (higher(unit, other)) {
        above.push_back(other);
      }
    }
    starts[unit + 1] = static_cast<std::uint32_t>(above.size());
  }
  std::uint64_t found = 0;
  std::vector<std::uint32_t> marked(graph.units, 0);  // by unit: 1 + the unit it is a higher neighbour of
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    for (std::uint32_t at = starts[unit]; at < starts[unit + 1]; ++at) {
      marked[above[at]] = unit + 1;
    }
    for (std::uint32_t at = starts[unit]; at < starts[unit + 1]; ++at) {
      for (std::uint32_t next = starts[above[at]]; next < starts[above[at] + 1]; ++next) {
        found += marked[above[next]] == unit + 1 ? 1U : 0U;
      }
    }
  }
  return found;
}

double drawn_clustering(const Graph& graph, std::uint64_t paths) {
  std::vector<std::uint64_t> sums;  // of paths around units up to each
  sums.reserve(graph.units);
  std::uint64_t sum = 0;
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    const std::uint64_t degree = graph.degree(unit);
    sum += degree > 0 ? degree * (degree - 1) / 2 : 0;
    sums.push_back(sum);
  }
  random::Stream stream(1, 0);
  int closed = 0;
  for (int i = 0; i < drawn_paths; ++i) {
    // The remainder favours no path by more than 2^-20: there are fewer than 2^44 of them.
    const std::uint64_t path = stream() % paths;
    const auto unit = static_cast<std::uint32_t>(std::upper_bound(sums.begin(), sums.end(), path) - sums.begin());
    const std::span<const std::uint32_t> neighbours = graph.of(unit);
    const auto degree = static_cast<std::uint32_t>(neighbours.size());
    const std::uint32_t one = whole_below(stream, degree);
    std::uint32_t other = whole_below(stream, degree - 1);
    other += other >= one ? 1 : 0;
    closed += tied(graph, neighbours[one], neighbours[other]) ? 1 : 0;
  }
  return static_cast<double>(closed) / drawn_paths;
}

double clustering(const Graph& graph) {
  std::uint64_t paths = 0;
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    const std::uint64_t degree = graph.degree(unit);
    paths += degree > 0 ? degree * (degree - 1) / 2 : 0;
  }
  if (paths == 0) {
    return 0;
  }
  return paths > most_paths ? drawn_clustering(graph, paths)
                            : 3 * static_cast<double>(triangles(graph)) / static_cast<double>(paths);
}

void count_components(const Graph& graph, NetworkFacts& facts) {
  std::vector<std::uint8_t> seen(graph.units, 0);
  std::vector<std::uint32_t> open;
  std::uint32_t largest = 0;
  for (std::uint32_t first = 0; first < graph.units; ++first) {
    if (seen[first]) {
      continue;
    }
    ++facts.components;
    std::uint32_t size = 0;
    seen[first] = 1;
    open.assign(1, first);
    while (!open.empty()) {
      const std::uint32_t unit = open.back();
      open.pop_back();
      ++size;
      for (const std::uint32_t other : graph.of(unit)) {
        if (!seen[other]) {
          seen[other] = 1;
          open.push_back(other);
        }
      }
    }
    largest = std::max(largest, size);
  }
  facts.largest_component = graph.units > 0 ? static_cast<double>(largest) / graph.units : 0;
}

void count_degrees(const Graph& graph, NetworkFacts& facts) {
  std::vector<std::uint32_t> degrees(graph.units);
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    degrees[unit] = graph.degree(unit);
  }
  if (degrees.empty()) {
    return;
  }
  facts.mean_degree = static_cast<double>(graph.neighbours.size()) / graph.units;
  std::sort(degrees.begin(), degrees.end());
  facts.smallest_degree = degrees.front();
  facts.median_degree = degrees[(degrees.size() - 1) / 2];
  facts.largest_degree = degrees.back();
  // 0, 1, 2 to 3, 4 to 7, ...
  const auto below = [&](std::int64_t degree) {
    return std::lower_bound(degrees.begin(), degrees.end(), degree) - degrees.begin();
  };
  for (std::int64_t from = 0; from <= facts.largest_degree;) {
    const std::int64_t next = std::max<std::int64_t>(2 * from, from + 1);
    if (next > facts.smallest_degree) {
      facts.degrees.push_back({from, next - 1, below(next) - below(from)});
    }
    from = next;
  }
}

}  // namespace

NetworkFacts facts_of(const Network& network) {
  const Graph& graph = network.graph;
  NetworkFacts facts;
  facts.units = graph.units;
  facts.edges = static_cast<std::int64_t>(graph.edges());
  facts.self_loops = static_cast<std::int64_t>(network.edges_left_out.self_loops);
  facts.duplicates = static_cast<std::int64_t>(network.edges_left_out.duplicates);
  count_degrees(graph, facts);
  // Parts and triangles do not look at directions.
  const Graph both = graph.directed ? without_direction(graph) : Graph();
  const Graph& ties = graph.directed ? both : graph;
  for (std::uint32_t unit = 0; unit < ties.units; ++unit) {
    facts.isolated += ties.degree(unit) == 0 ? 1 : 0;
  }
  facts.clustering = clustering(ties);
  count_components(ties, facts);
  return facts;
}

}  // namespace sutva::graph
