// SPDX-License-Identifier: Apache-2.0
// Making networks to their end, and what must hold of any.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "../outcomes.hpp"
#include "graph/network.hpp"
#include "table/csv_reader.hpp"

namespace sutva::tests {

inline Outcome<graph::Network> made_of(const table::Table& table, const graph::NetworkRequest& request) {
  auto maker = graph::NetworkMaker::prepare(table, request);
  if (!maker) {
    return std::move(maker.issues);
  }
  double progress = 0;
  while (maker->step()) {
    REQUIRE(maker->progress() >= progress);
    progress = maker->progress();
    REQUIRE(progress <= 1);
  }
  REQUIRE_FALSE(maker->step());
  auto network = maker->take();
  append(maker.issues, std::move(network.issues));
  network.issues = std::move(maker.issues);
  return network;
}

inline Outcome<graph::Network> made(const graph::NetworkRequest& request) { return made_of({}, request); }

inline graph::NetworkRequest request_of(graph::NetworkKind kind, std::int64_t units, double mean_degree = 10,
                                        std::int64_t seed = 1) {
  graph::NetworkRequest request;
  request.network = kind;
  request.units = units;
  request.mean_degree = mean_degree;
  request.network_seed = seed;
  return request;
}

inline table::Table table_of(std::string_view text) {
  return value_of(table::read_csv(std::span<const char>(text.data(), text.size())));
}

// Rows ascend, nobody is a neighbour of oneself, and without direction every tie stands at both ends.
inline void require_sound(const graph::Network& network) {
  const graph::Graph& graph = network.graph;
  REQUIRE(graph.starts.size() == std::size_t{graph.units} + 1);
  REQUIRE(graph.starts.front() == 0);
  REQUIRE(graph.starts.back() == graph.neighbours.size());
  REQUIRE((graph.weights.empty() || graph.weights.size() == graph.neighbours.size()));
  bool ascending = true, in_range = true, other = true, both = true;
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    const auto neighbours = graph.of(unit);
    for (std::size_t i = 0; i < neighbours.size(); ++i) {
      in_range = in_range && neighbours[i] < graph.units;
      ascending = ascending && (i == 0 || neighbours[i - 1] < neighbours[i]);
      other = other && neighbours[i] != unit;
      const auto back = graph.of(std::min(neighbours[i], graph.units - 1));
      both = both && (graph.directed || std::binary_search(back.begin(), back.end(), unit));
    }
  }
  REQUIRE(in_range);
  REQUIRE(ascending);
  REQUIRE(other);
  REQUIRE(both);
  for (const std::size_t size : {network.group.size(), network.x.size(), network.y.size(), network.side.size()}) {
    REQUIRE((size == 0 || size == graph.units));
  }
  const auto inside = [](float place) { return place >= 0 && place <= 1; };
  REQUIRE(std::all_of(network.x.begin(), network.x.end(), inside));
  REQUIRE(std::all_of(network.y.begin(), network.y.end(), inside));
}

inline double share_within(const graph::Network& network) {
  double own = 0;
  for (std::uint32_t unit = 0; unit < network.graph.units; ++unit) {
    for (const std::uint32_t neighbour : network.graph.of(unit)) {
      own += network.group[unit] == network.group[neighbour] ? 1 : 0;
    }
  }
  return own / static_cast<double>(network.graph.neighbours.size());
}

}  // namespace sutva::tests
