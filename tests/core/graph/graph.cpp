// SPDX-License-Identifier: Apache-2.0
#include "graph/graph.hpp"

#include <algorithm>
#include <map>

#include "../catch.hpp"
#include "random/stream.hpp"

using namespace sutva;
using graph::Edge;
using graph::Graph;

TEST_CASE("graph: rows hold what a plain map of pairs holds") {
  random::Stream stream(3, 1);
  for (const bool directed : {false, true}) {
    for (const bool weighted : {false, true}) {
      for (const std::uint32_t units : {1U, 2U, 7U, 300U}) {
        std::vector<Edge> edges;
        std::map<std::pair<std::uint32_t, std::uint32_t>, double> expected;
        std::uint64_t loops = 0, duplicates = 0;
        for (int i = 0; i < 900; ++i) {
          const Edge edge{static_cast<std::uint32_t>(stream() % units), static_cast<std::uint32_t>(stream() % units),
                          static_cast<float>(1 + stream() % 8) / 4};
          edges.push_back(edge);
          if (edge.from == edge.to) {
            ++loops;
            continue;
          }
          duplicates += expected.contains({edge.to, edge.from}) ? 1U : 0U;
          expected[{edge.to, edge.from}] += static_cast<double>(edge.weight);
          if (!directed) {
            expected[{edge.from, edge.to}] += static_cast<double>(edge.weight);
          }
        }
        graph::EdgeReport report;
        const Graph graph = graph::graph_of(units, edges, directed, weighted, &report);
        REQUIRE(edges.empty());
        REQUIRE(report.self_loops == loops);
        REQUIRE(report.duplicates == duplicates);
        REQUIRE(graph.neighbours.size() == expected.size());
        REQUIRE(graph.weights.size() == (weighted ? expected.size() : 0));
        std::size_t at = 0;
        bool same = true;
        for (const auto& [pair, weight] : expected) {
          same = same && graph.starts[pair.first] <= at && at < graph.starts[pair.first + 1] &&
                 graph.neighbours[at] == pair.second && (!weighted || static_cast<double>(graph.weights[at]) == weight);
          ++at;
        }
        REQUIRE(same);
      }
    }
  }
}

TEST_CASE("graph: is built in small steps whose progress rises") {
  std::vector<Edge> edges;
  for (std::uint32_t i = 0; i < 400'000; ++i) {
    edges.push_back({i % 1000, (i * 7919U + i / 1000) % 1000});
  }
  graph::GraphBuilder builder(1000, edges, false, false);
  int steps = 0;
  double progress = 0;
  while (builder.step()) {
    REQUIRE(builder.progress() >= progress);
    progress = builder.progress();
    ++steps;
  }
  REQUIRE(builder.progress() == 1);
  REQUIRE(steps > 20);
  const Graph stepped = builder.take();
  REQUIRE(stepped.neighbours == graph::graph_of(1000, edges, false, false).neighbours);
}

TEST_CASE("graph: without direction opposite edges are one tie of both weights") {
  std::vector<Edge> edges{{0, 1, 2}, {1, 0, 3}, {2, 1, 5}};
  const Graph graph = graph::without_direction(graph::graph_of(4, edges, true, true));
  REQUIRE_FALSE(graph.directed);
  REQUIRE(graph.neighbours == std::vector<std::uint32_t>{1, 0, 2, 1});
  REQUIRE(graph.weights == std::vector<float>{5, 5, 5, 5});
  REQUIRE(graph.degree(3) == 0);
}
