// SPDX-License-Identifier: Apache-2.0
#include "graph/layout.hpp"

#include <cmath>

#include "../catch.hpp"
#include "making.hpp"

using namespace sutva;
using namespace sutva::tests;
using graph::Edge;
using graph::Network;
using graph::NetworkKind;
using graph::NetworkRequest;
using graph::Places;

namespace {

Places places_of(const Network& network, std::uint64_t seed = 1) {
  auto layout = value_of(graph::Layout::prepare(network, seed));
  double progress = layout.progress();
  while (layout.step()) {
    REQUIRE(layout.progress() > progress);
    progress = layout.progress();
  }
  REQUIRE_FALSE(layout.step());
  REQUIRE(layout.progress() == 1);
  Places places = layout.take();
  REQUIRE(places.x.size() == network.graph.units);
  REQUIRE(places.y.size() == network.graph.units);
  const auto inside = [](float place) { return place >= 0 && place <= 1; };
  REQUIRE(std::all_of(places.x.begin(), places.x.end(), inside));
  REQUIRE(std::all_of(places.y.begin(), places.y.end(), inside));
  return places;
}

double distance(const Places& places, std::size_t a, std::size_t b) {
  return static_cast<double>(std::hypot(places.x[a] - places.x[b], places.y[a] - places.y[b]));
}

// Mean distance of units of one group over that of units of different ones; every third pair.
double tightness(const Places& places, const std::vector<std::uint32_t>& group) {
  double own = 0, own_pairs = 0, others = 0, other_pairs = 0;
  for (std::size_t a = 0; a < group.size(); ++a) {
    for (std::size_t b = a % 3; b < a; b += 3) {
      (group[a] == group[b] ? own : others) += distance(places, a, b);
      (group[a] == group[b] ? own_pairs : other_pairs) += 1;
    }
  }
  return own / own_pairs / (others / other_pairs);
}

Network network_of(std::uint32_t units, std::vector<Edge> edges) {
  Network network;
  network.graph = graph::graph_of(units, edges, false, false);
  return network;
}

}  // namespace

TEST_CASE("layout: groups and separate parts show") {
  NetworkRequest request = request_of(NetworkKind::blocks, 1000, 10);
  request.groups = 12;
  Network network = value_of(made(request));
  REQUIRE(tightness(places_of(network), network.group) < 0.25);
  // Where there are none, none are drawn.
  request.within = 1.0 / 12;
  network = value_of(made(request));
  REQUIRE(tightness(places_of(network), network.group) > 0.95);

  network = value_of(made(request_of(NetworkKind::communities, 1000, 10)));
  REQUIRE(tightness(places_of(network), network.group) < 0.3);

  network = value_of(made(request_of(NetworkKind::households, 400)));
  network.x.clear();
  network.y.clear();
  REQUIRE(tightness(places_of(network), network.group) < 0.1);
}

TEST_CASE("layout: a grid is unfolded") {
  // A grid of 25 × 24 lies flat: short ties everywhere, and its opposite corners far from each other.
  std::vector<Edge> edges;
  for (std::uint32_t unit = 0; unit < 600; ++unit) {
    if (unit % 25 != 24) {
      edges.push_back({unit, unit + 1});
    }
    if (unit + 25 < 600) {
      edges.push_back({unit, unit + 25});
    }
  }
  const Places places = places_of(network_of(600, edges));
  double longest = 0;
  for (const Edge& edge : edges) {
    longest = std::max(longest, distance(places, edge.from, edge.to));
  }
  REQUIRE(longest < 0.08);
  REQUIRE(distance(places, 0, 599) > 0.9);
  REQUIRE(distance(places, 24, 575) > 0.9);
}

TEST_CASE("layout: the same for the same seed, and places that are there are kept") {
  NetworkRequest request = request_of(NetworkKind::communities, 300, 6);
  Network network = value_of(made(request));
  const Places one = places_of(network), again = places_of(network), other = places_of(network, 2);
  REQUIRE(one.x == again.x);
  REQUIRE(one.y == again.y);
  REQUIRE(one.x != other.x);
  network = value_of(made(request_of(NetworkKind::geometric, 300, 6)));
  REQUIRE(places_of(network).x == network.x);
  REQUIRE(places_of(network).y == network.y);
}

TEST_CASE("layout: networks of few units, without ties, of one kind of tie") {
  REQUIRE(places_of(network_of(0, {})).x.empty());
  for (const std::uint32_t units : {1U, 2U, 3U, 50U}) {
    places_of(network_of(units, {}));
    std::vector<Edge> path, star, all;
    for (std::uint32_t unit = 1; unit < units; ++unit) {
      path.push_back({unit - 1, unit});
      star.push_back({0, unit});
      for (std::uint32_t other = 0; other < unit; ++other) {
        all.push_back({other, unit});
      }
    }
    for (const std::vector<Edge>& edges : {path, star, all}) {
      const Places places = places_of(network_of(units, edges));
      for (std::uint32_t unit = 1; unit < units; ++unit) {
        REQUIRE(distance(places, unit - 1, unit) > 1e-4);
      }
    }
  }
  const Places two = places_of(network_of(2, {}));
  REQUIRE(distance(two, 0, 1) == Approx(1).epsilon(0.5));

  Network directed;
  std::vector<Edge> edges{{0, 1}, {1, 2}, {3, 2}};
  directed.graph = graph::graph_of(5, edges, true, false);
  places_of(directed);
}

TEST_CASE("layout: too many units are an error") {
  require_error(graph::Layout::prepare(value_of(made(request_of(NetworkKind::random, 5001, 2)))), Code::too_large,
                "network");
  auto layout = value_of(graph::Layout::prepare(value_of(made(request_of(NetworkKind::geometric, 5000, 2)))));
  REQUIRE_FALSE(layout.step());
}
