// SPDX-License-Identifier: Apache-2.0
#include "graph/clustering.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <utility>

#include "catch.hpp"
#include "graph/passes.hpp"
#include "outcomes.hpp"
#include "random/samplers.hpp"
#include "reference.hpp"

using namespace sutva;
using namespace sutva::graph;
using sutva::tests::correct_digits;
using sutva::tests::reference;
using sutva::tests::require_error;
using sutva::tests::split;
using sutva::tests::value_of;
using M = ClusteringMethod;

namespace {

constexpr std::array all_found = {M::louvain, M::leiden, M::label_propagation, M::net, M::one_hop_max, M::restreaming};

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

Network network_of(std::uint32_t units, const Pairs& pairs, bool directed = false) {
  std::vector<Edge> edges;
  for (const auto& [from, to] : pairs) {
    edges.push_back({from, to, 1});
  }
  Network network;
  network.graph = graph_of(units, edges, directed, false);
  return network;
}

Network edges_at_random(std::uint32_t units, std::uint32_t edges, std::uint64_t seed) {
  random::Stream stream(seed, 0);
  Pairs pairs;
  for (std::uint32_t i = 0; i < edges; ++i) {
    pairs.emplace_back(drawn_below(stream, units), drawn_below(stream, units));
  }
  return network_of(units, pairs);
}

// Everyone draws `near` ties within the own group of `size` and `far` ties to anyone. Units of a group are not next to
// each other: unit u is in group u % groups.
Network groups_of(std::uint32_t groups, std::uint32_t size, std::uint32_t near, std::uint32_t far) {
  random::Stream stream(11, 0);
  const std::uint32_t units = groups * size;
  Pairs pairs;
  for (std::uint32_t unit = 0; unit < units; ++unit) {
    for (std::uint32_t i = 0; i < near; ++i) {
      pairs.emplace_back(unit, unit % groups + groups * drawn_below(stream, size));
    }
    for (std::uint32_t i = 0; i < far; ++i) {
      pairs.emplace_back(unit, drawn_below(stream, units));
    }
  }
  Network network = network_of(units, pairs);
  for (std::uint32_t unit = 0; unit < units; ++unit) {
    network.group.push_back(unit % groups);
  }
  return network;
}

// Barabási and Albert's, near enough: each newcomer to both ends of edges drawn among those there are.
Network hubs(std::uint32_t units, std::uint32_t ties) {
  random::Stream stream(3, 0);
  Pairs pairs{{0, 1}};
  for (std::uint32_t unit = 2; unit < units; ++unit) {
    const auto before = static_cast<std::uint32_t>(pairs.size());
    for (std::uint32_t i = 0; i < ties; ++i) {
      const auto [a, b] = pairs[drawn_below(stream, before)];
      pairs.emplace_back(unit, i % 2 == 0 ? a : b);
    }
  }
  return network_of(units, pairs);
}

Network star(std::uint32_t leaves) {
  Pairs pairs;
  for (std::uint32_t leaf = 1; leaf <= leaves; ++leaf) {
    pairs.emplace_back(0, leaf);
  }
  return network_of(leaves + 1, pairs);
}

Network complete(std::uint32_t units) {
  Pairs pairs;
  for (std::uint32_t a = 0; a < units; ++a) {
    for (std::uint32_t b = 0; b < a; ++b) {
      pairs.emplace_back(a, b);
    }
  }
  return network_of(units, pairs);
}

struct Case {
  Graph graph;
  Clustering clustering;
};
Case case_of(const tests::ReferenceRow& row) {
  Case made;
  std::vector<Edge> edges;
  bool weighted = false;
  if (!row.text("edges").empty()) {
    for (const std::string& edge : split(row.text("edges"), ';')) {
      const auto ends = split(edge, '-');
      edges.push_back({static_cast<std::uint32_t>(std::atoi(ends[0].c_str())),
                       static_cast<std::uint32_t>(std::atoi(ends[1].c_str())),
                       static_cast<float>(std::atof(ends[2].c_str()))});
      weighted = weighted || ends[2] != "1";
    }
  }
  made.graph =
      graph_of(static_cast<std::uint32_t>(row.whole("units")), edges, row.whole("directed") == 1, weighted, nullptr);
  for (const std::string& name : split(row.text("membership"), ';')) {
    made.clustering.of.push_back(static_cast<std::uint32_t>(std::atoi(name.c_str())));
  }
  made.clustering.count = static_cast<std::uint32_t>(row.whole("clusters"));
  return made;
}

Network karate() {
  for (const auto& row : reference("clusterings")) {
    if (row.text("graph") == "karate best possible") {
      Network network;
      network.graph = case_of(row).graph;
      return network;
    }
  }
  FAIL("no karate club");
  return {};
}

ClusteringRequest wanted(M method, std::int64_t seed = 1) {
  ClusteringRequest request;
  request.clustering = method;
  request.clustering_seed = seed;
  return request;
}

// Steps to the end; what every clustering keeps.
Clustering clusters_of(const Network& network, const ClusteringRequest& request) {
  Clusterer clusterer = value_of(Clusterer::prepare(network, request));
  double before = clusterer.progress();
  bool rises = before == 0;
  int steps = 0;
  while (clusterer.step()) {
    REQUIRE(++steps < 1'000'000);
    rises = rises && clusterer.progress() >= before && clusterer.progress() < 1;
    before = clusterer.progress();
  }
  CHECK(rises);
  CHECK(clusterer.progress() == 1);
  CHECK_FALSE(clusterer.step());
  Clustering made = clusterer.take();
  REQUIRE(made.of.size() == network.graph.units);
  std::uint32_t next = 0;
  bool in_order = true;
  for (const std::uint32_t name : made.of) {
    in_order = in_order && name <= next;
    next = std::max(next, name + 1);
  }
  CHECK(in_order);
  CHECK(next == made.count);
  return made;
}

bool same(const Clustering& a, const Clustering& b) { return a.count == b.count && a.of == b.of; }

constexpr std::uint32_t never = 1'000'000;

// Ties to every unit, within the cluster of `from` alone if there is one.
std::vector<std::uint32_t> distances(const Graph& graph, std::uint32_t from, const Clustering* within = nullptr) {
  std::vector<std::uint32_t> distance(graph.units, never), found{from};
  distance[from] = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const std::uint32_t other : graph.of(found[i])) {
      if (distance[other] == never && (!within || within->of[other] == within->of[from])) {
        distance[other] = distance[found[i]] + 1;
        found.push_back(other);
      }
    }
  }
  return distance;
}

bool connected(const Graph& graph, const Clustering& clustering) {
  std::vector<std::uint32_t> first(clustering.count, never);
  std::vector<std::vector<std::uint32_t>> distance(clustering.count);
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    const std::uint32_t own = clustering.of[unit];
    if (first[own] == never) {
      first[own] = unit;
      distance[own] = distances(graph, unit, &clustering);
    } else if (distance[own][unit] == never) {
      return false;
    }
  }
  return true;
}

// By the definition: centres one after the other, then everyone to the nearest, the earliest of several.
Clustering net_by_definition(const Graph& graph, std::uint32_t radius, const std::vector<std::uint32_t>& order) {
  std::vector<std::uint32_t> centres;
  std::vector<std::vector<std::uint32_t>> distance;
  for (const std::uint32_t unit : order) {
    if (std::all_of(distance.begin(), distance.end(), [&](const auto& from) { return from[unit] >= radius; })) {
      centres.push_back(unit);
      distance.push_back(distances(graph, unit));
    }
  }
  std::vector<std::uint32_t> label(graph.units);
  bool near = true;
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    std::size_t best = 0;
    for (std::size_t centre = 1; centre < centres.size(); ++centre) {
      best = distance[centre][unit] < distance[best][unit] ? centre : best;
    }
    near = near && distance[best][unit] <= radius - 1;
    label[unit] = centres[best];
  }
  CHECK(near);
  return numbered(std::move(label), graph.units);
}

std::uint64_t fingerprint(const Clustering& clustering) {
  std::uint64_t hash = 14695981039346656037U;
  for (const std::uint32_t name : clustering.of) {
    hash = (hash ^ name) * 1099511628211U;
  }
  return hash;
}

}  // namespace

TEST_CASE("Facts of clusterings are those of igraph") {
  int numbers = 0;
  for (const auto& row : reference("clusterings")) {
    INFO(row.text("graph"));
    const Case given = case_of(row);
    const ClusteringFacts facts = facts_of(given.graph, given.clustering);
    CHECK(facts.clusters == row.whole("clusters"));
    CHECK(facts.smallest == row.whole("smallest"));
    CHECK(facts.largest == row.whole("largest"));
    numbers += 3;
    for (const auto& [name, value] : {std::pair{"mean_size", facts.mean_size},
                                      {"effective_clusters", facts.effective_clusters},
                                      {"cut", facts.cut},
                                      {"within", facts.within},
                                      {"modularity", facts.modularity}}) {
      INFO(name << ": " << value << " for " << row.text(name));
      CHECK(std::fabs(value - row.number(name)) <= 1e-13 * std::max(1.0, std::fabs(value)));
      ++numbers;
    }
  }
  CHECK(numbers >= 140);
}

TEST_CASE("On the power of a cycle the share of neighbours inside is known") {
  // Arcs of s units on the d-th power: each end of an arc cuts 1 + 2 + ... + d ties, so 1 - (d + 1) / (2 s) are inside.
  for (const auto& [power, size] : {std::pair{1U, 5U}, {3U, 10U}, {5U, 20U}, {4U, 4U}}) {
    Pairs pairs;
    for (std::uint32_t unit = 0; unit < 200; ++unit) {
      for (std::uint32_t step = 1; step <= power; ++step) {
        pairs.emplace_back(unit, (unit + step) % 200);
      }
    }
    Network network = network_of(200, pairs);
    for (std::uint32_t unit = 0; unit < 200; ++unit) {
      network.group.push_back(unit / size);
    }
    const ClusteringFacts facts = facts_of(network.graph, clusters_of(network, wanted(M::planted)));
    CHECK(facts.clusters == 200 / size);
    CHECK(facts.within == Approx(1 - (power + 1.0) / (2.0 * size)).epsilon(1e-13));
    CHECK(facts.cut == Approx((power + 1.0) / (2.0 * size)).epsilon(1e-13));
  }
}

TEST_CASE("Louvain and Leiden come close to the best clustering of the karate club") {
  const Network network = karate();
  const double best = 0.41978961209730437;  // igraph's community_optimal_modularity
  double louvain = 0, leiden = 0, most = 0;
  for (std::int64_t seed = 1; seed <= 20; ++seed) {
    const double first = facts_of(network.graph, clusters_of(network, wanted(M::louvain, seed))).modularity;
    const double second = facts_of(network.graph, clusters_of(network, wanted(M::leiden, seed))).modularity;
    CHECK(first >= 0.38);
    CHECK(second >= 0.41);
    CHECK(std::max(first, second) <= best + 1e-12);
    louvain += first / 20;
    leiden += second / 20;
    most = std::max({most, first, second});
  }
  CHECK(louvain >= 0.41);
  CHECK(leiden >= 0.415);
  CHECK(most == Approx(best).epsilon(1e-12));
}

TEST_CASE("Groups a network was made of are found again") {
  const Network network = groups_of(20, 50, 8, 1);
  const Clustering made = clusters_of(network, wanted(M::planted));
  CHECK(made.count == 20);
  const double modularity = facts_of(network.graph, made).modularity;
  for (std::int64_t seed = 1; seed <= 5; ++seed) {
    CHECK(same(clusters_of(network, wanted(M::louvain, seed)), made));
    CHECK(same(clusters_of(network, wanted(M::leiden, seed)), made));
    // Labels may leave a group in two.
    const ClusteringFacts labels = facts_of(network.graph, clusters_of(network, wanted(M::label_propagation, seed)));
    CHECK(labels.clusters >= 20);
    CHECK(labels.clusters <= 22);
    CHECK(labels.modularity > 0.98 * modularity);
  }
  ClusteringRequest request = wanted(M::restreaming);
  request.clusters = 20;
  const double within = facts_of(network.graph, clusters_of(network, request)).within;
  CHECK(within > 0.7);
  CHECK(within <= facts_of(network.graph, made).within + 1e-12);
}

TEST_CASE("A larger resolution gives more clusters, down to parts and up to units") {
  const Network network = groups_of(20, 50, 8, 1);
  for (const M method : {M::louvain, M::leiden}) {
    std::uint32_t before = 0;
    for (const double resolution : {1e-9, 0.1, 1.0, 10.0, 1e6}) {
      ClusteringRequest request = wanted(method);
      request.resolution = resolution;
      const std::uint32_t count = clusters_of(network, request).count;
      INFO("resolution " << resolution << ": " << count);
      CHECK(count >= before);
      before = count;
      if (resolution == 1e-9) {
        CHECK(count == 1);
      }
    }
    CHECK(before == network.graph.units);
  }
}

TEST_CASE("No cluster of Leiden's is in two parts, and no unit or cluster would gain by joining another") {
  for (const Network& network : {hubs(3000, 3), edges_at_random(3000, 6000, 5), groups_of(30, 40, 4, 3)}) {
    for (const double resolution : {0.2, 1.0, 5.0}) {
      for (std::int64_t seed = 1; seed <= 3; ++seed) {
        ClusteringRequest request = wanted(M::leiden, seed);
        request.resolution = resolution;
        const Clustering made = clusters_of(network, request);
        CHECK(connected(network.graph, made));

        // γ-separation (Traag et al. 2019, theorem 1): for no two clusters is w(C, D) above γ K_C K_D / 2m.
        std::vector<double> strength(made.count, 0), ties(std::size_t{made.count} * made.count, 0);
        for (std::uint32_t unit = 0; unit < network.graph.units; ++unit) {
          for (const std::uint32_t other : network.graph.of(unit)) {
            ++strength[made.of[unit]];
            ++ties[std::size_t{made.of[unit]} * made.count + made.of[other]];
          }
        }
        const auto ends = static_cast<double>(network.graph.neighbours.size());
        bool separated = true;
        for (std::uint32_t a = 0; a < made.count; ++a) {
          for (std::uint32_t b = 0; b < a; ++b) {
            separated = separated &&
                        ties[std::size_t{a} * made.count + b] <= resolution * strength[a] * strength[b] / ends + 1e-6;
          }
        }
        CHECK(separated);
      }
    }
  }
}

TEST_CASE("Of Louvain and Leiden weights count, and their unit does not") {
  // Four pairs on a ring: whoever is tied more strongly stands together.
  std::vector<Edge> edges, larger;
  for (std::uint32_t unit = 0; unit < 8; ++unit) {
    edges.push_back({unit, (unit + 1) % 8, unit % 2 == 0 ? 5.0F : 0.25F});
    larger.push_back({unit, (unit + 1) % 8, unit % 2 == 0 ? 5.0F * 1024 : 256.0F});
  }
  Network network, scaled;
  network.graph = graph_of(8, edges, false, true);
  scaled.graph = graph_of(8, larger, false, true);
  for (const M method : {M::louvain, M::leiden, M::label_propagation}) {
    const Clustering made = clusters_of(network, wanted(method));
    CHECK(made.of == std::vector<std::uint32_t>{0, 0, 1, 1, 2, 2, 3, 3});
    CHECK(same(made, clusters_of(scaled, wanted(method))));
  }
}

TEST_CASE("A network in one direction is clustered without it") {
  random::Stream stream(5, 0);
  Pairs pairs;
  for (int i = 0; i < 1500; ++i) {
    pairs.emplace_back(drawn_below(stream, 300), drawn_below(stream, 300));
  }
  const Network one_way = network_of(300, pairs, true);
  Network both_ways;
  both_ways.graph = without_direction(one_way.graph);
  for (const M method : all_found) {
    CHECK(same(clusters_of(one_way, wanted(method)), clusters_of(both_ways, wanted(method))));
  }
}

TEST_CASE("A net is what its definition says") {
  const std::array networks = {edges_at_random(300, 450, 1), hubs(300, 2), groups_of(6, 40, 3, 1), star(50),
                               network_of(30, {{0, 1}, {1, 2}, {4, 5}})};
  for (const Network& network : networks) {
    const std::uint32_t units = network.graph.units;
    for (const std::uint32_t radius : {1U, 2U, 3U, 4U, 5U, 9U, 20U}) {
      for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        random::Stream stream(seed, 0), again(seed, 0);
        const Clustering expected = net_by_definition(network.graph, radius, shuffled(units, again));
        CHECK(same(random_net(network.graph, radius, {}, stream), expected));
        ClusteringRequest request = wanted(M::net, static_cast<std::int64_t>(seed));
        request.radius = radius;
        CHECK(same(clusters_of(network, request), expected));
        CHECK(connected(network.graph, expected));
      }
    }
    // Weighted: in the order of exponential clocks.
    std::vector<double> weights(units), clock(units);
    std::vector<std::uint32_t> order(units);
    std::iota(order.begin(), order.end(), 0U);
    for (std::uint32_t unit = 0; unit < units; ++unit) {
      weights[unit] = 1 + network.graph.degree(unit);
    }
    random::Stream stream(9, 2), again(9, 2);
    for (std::uint32_t unit = 0; unit < units; ++unit) {
      clock[unit] = random::exponential(again) / weights[unit];
    }
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return clock[a] < clock[b]; });
    CHECK(same(random_net(network.graph, 3, weights, stream), net_by_definition(network.graph, 3, order)));
  }
}

TEST_CASE("1-hop-max is what its definition says") {
  for (const Network& network : {edges_at_random(300, 450, 1), hubs(300, 2), star(50)}) {
    const std::uint32_t units = network.graph.units;
    std::vector<double> weights(units);
    for (std::uint32_t unit = 0; unit < units; ++unit) {
      weights[unit] = 1 + network.graph.degree(unit);
    }
    for (const bool weighted : {false, true}) {
      random::Stream stream(4, 0), again(4, 0);
      std::vector<double> draw(units);  // the larger the likelier
      for (std::uint32_t unit = 0; unit < units; ++unit) {
        draw[unit] = weighted ? weights[unit] / random::exponential(again) : -static_cast<double>(again() >> 11U);
      }
      std::vector<std::uint32_t> label(units);
      for (std::uint32_t unit = 0; unit < units; ++unit) {
        label[unit] = unit;
        for (std::uint32_t other = 0; other < units; ++other) {
          const auto near = network.graph.of(unit);
          if (std::binary_search(near.begin(), near.end(), other) && draw[other] > draw[label[unit]]) {
            label[unit] = other;
          }
        }
      }
      const Clustering expected = numbered(std::move(label), units);
      CHECK(same(one_hop_max(network.graph, weighted ? weights : std::vector<double>(), stream), expected));
      if (!weighted) {
        CHECK(same(clusters_of(network, wanted(M::one_hop_max, 4)), expected));
      }
    }
  }
}

TEST_CASE("Heavier units are likelier to be centres, in the ratio of the weights") {
  // On a path of three all are in one cluster exactly if the middle is the first centre.
  const Network path = network_of(3, {{0, 1}, {1, 2}});
  const int draws = 20'000;
  const auto share = [&](const std::vector<double>& weights, bool net) {
    int together = 0;
    for (int i = 0; i < draws; ++i) {
      random::Stream stream(21, static_cast<std::uint64_t>(i));
      const Clustering made =
          net ? random_net(path.graph, 2, weights, stream) : one_hop_max(path.graph, weights, stream);
      together += made.count == 1 ? 1 : 0;
    }
    return together / static_cast<double>(draws);
  };
  for (const bool net : {true, false}) {
    const auto error = [&](double p) { return 4 * std::sqrt(p * (1 - p) / draws); };
    CHECK(std::fabs(share({}, net) - 1.0 / 3) < error(1.0 / 3));
    CHECK(std::fabs(share({1, 1, 1}, net) - 1.0 / 3) < error(1.0 / 3));
    CHECK(std::fabs(share({1, 6, 1}, net) - 0.75) < error(0.75));
    CHECK(std::fabs(share({2, 1, 7}, net) - 0.1) < error(0.1));
  }
}

TEST_CASE("Balanced parts differ by one unit at most") {
  const Network network = hubs(1003, 4);
  for (const std::int64_t clusters : {1, 2, 7, 30, 300, 501, 502, 700, 1002, 1003}) {
    ClusteringRequest request = wanted(M::restreaming);
    request.clusters = clusters;
    const ClusteringFacts facts = facts_of(network.graph, clusters_of(network, request));
    CHECK(facts.clusters == clusters);
    CHECK(facts.smallest == 1003 / clusters);
    CHECK(facts.largest == (1003 + clusters - 1) / clusters);
  }
}

TEST_CASE("Balanced parts of a ring are arcs, more or less") {
  Pairs pairs;
  for (std::uint32_t unit = 0; unit < 2000; ++unit) {
    for (std::uint32_t step = 1; step <= 5; ++step) {
      pairs.emplace_back(unit, (unit + step) % 2000);
    }
  }
  const Network network = network_of(2000, pairs);
  ClusteringRequest request = wanted(M::restreaming);
  const double within = facts_of(network.graph, clusters_of(network, request)).within;
  CHECK(within > 0.7);
  CHECK(within <= 1 - 6 / 80.0 + 1e-12);  // fifty arcs of forty
}

TEST_CASE("Regions are squares of the plane") {
  Network network = network_of(400, {{0, 1}});
  for (std::uint32_t unit = 0; unit < 400; ++unit) {
    network.x.push_back(static_cast<float>(unit % 20) / 19.0F);  // both ends of the interval, too
    network.y.push_back(static_cast<float>(unit / 20) / 19.0F);
  }
  // The nearest square number.
  for (const auto& [clusters, made] : {std::pair{1, 1U}, {2, 1U}, {3, 4U}, {6, 4U}, {7, 9U}, {9, 9U}, {100, 100U}}) {
    ClusteringRequest request = wanted(M::regions);
    request.clusters = clusters;
    CHECK(clusters_of(network, request).count == made);
  }
  ClusteringRequest request = wanted(M::regions);
  request.clusters = 4;
  const Clustering quarters = clusters_of(network, request);
  for (std::uint32_t unit = 0; unit < 400; ++unit) {
    CHECK(quarters.of[unit] == (unit / 20 < 10 ? 0U : 2U) + (unit % 20 < 10 ? 0U : 1U));
  }
  // Empty squares vanish.
  for (std::uint32_t unit = 0; unit < 400; ++unit) {
    network.x[unit] /= 2.1F;
  }
  CHECK(clusters_of(network, request).count == 2);
}

TEST_CASE("What a clustering needs and a network lacks is said") {
  const Network network = network_of(10, {{0, 1}});
  require_error(Clusterer::prepare(network, wanted(M::planted)), Code::conflict, "clustering");
  require_error(Clusterer::prepare(network, wanted(M::restreaming)), Code::conflict, "clusters");
  const auto regions = Clusterer::prepare(network, wanted(M::regions));
  require_error(regions, Code::conflict, "clustering");
  require_error(regions, Code::conflict, "clusters");
  CHECK(regions.issues.back().limit == 10);
}

TEST_CASE("Clusters of strange networks") {
  SECTION("no edges, or a single unit") {
    for (const std::uint32_t units : {1U, 2U, 100U}) {
      const Network network = network_of(units, {});
      for (const M method : all_found) {
        ClusteringRequest request = wanted(method);
        request.clusters = units;
        const Clustering made = clusters_of(network, request);
        CHECK(made.count == units);
        const ClusteringFacts facts = facts_of(network.graph, made);
        CHECK(facts.modularity == 0);
        CHECK(facts.within == 0);
        CHECK(facts.cut == 0);
      }
    }
    const ClusteringFacts none = facts_of(Graph{}, Clustering{});
    CHECK(none.clusters == 0);
    CHECK(none.mean_size == 0);
  }
  SECTION("a star with 100,000 leaves") {
    const Network network = star(100'000);
    CHECK(clusters_of(network, wanted(M::louvain)).count == 1);
    CHECK(clusters_of(network, wanted(M::leiden)).count == 1);
    CHECK(clusters_of(network, wanted(M::net)).count == 1);
    CHECK(clusters_of(network, wanted(M::label_propagation)).count >= 1);
    // The first is a leaf; its cluster has the centre; all others are two ties away.
    ClusteringRequest request = wanted(M::net);
    request.radius = 2;
    CHECK(clusters_of(network, request).count == 100'000);
    // Leaves that draw more than the centre name their own clusters.
    CHECK(clusters_of(network, wanted(M::one_hop_max)).count > 1);
    CHECK(clusters_of(network, wanted(M::restreaming)).count == 50);
  }
  SECTION("everybody tied to everybody") {
    const Network network = complete(200);
    for (const M method : {M::louvain, M::leiden, M::label_propagation, M::net, M::one_hop_max}) {
      CHECK(clusters_of(network, wanted(method)).count == 1);
    }
  }
  SECTION("two and more parts") {
    Pairs pairs;
    for (std::uint32_t part = 0; part < 40; ++part) {
      for (std::uint32_t unit = 0; unit < 5; ++unit) {
        pairs.emplace_back(part * 6 + unit, part * 6 + (unit + 1) % 5);  // a ring of five and one alone
      }
    }
    const Network network = network_of(240, pairs);
    for (const M method : {M::louvain, M::leiden, M::label_propagation, M::net, M::one_hop_max}) {
      const Clustering made = clusters_of(network, wanted(method));
      CHECK(made.count >= 80);
      CHECK(connected(network.graph, made));
    }
    ClusteringRequest request = wanted(M::leiden);
    request.resolution = 1e-6;
    CHECK(clusters_of(network, request).count == 80);
  }
  SECTION("a long path") {
    Pairs pairs;
    for (std::uint32_t unit = 1; unit < 100'000; ++unit) {
      pairs.emplace_back(unit - 1, unit);
    }
    const Network network = network_of(100'000, pairs);
    for (const M method : all_found) {
      CHECK(clusters_of(network, wanted(method)).count >= 50);
    }
  }
  SECTION("weights of all sizes") {
    random::Stream stream(8, 0);
    std::vector<Edge> edges;
    for (int i = 0; i < 3000; ++i) {
      edges.push_back({drawn_below(stream, 500), drawn_below(stream, 500),
                       static_cast<float>(std::pow(10.0, 60 * random::uniform(stream) - 30))});
    }
    Network network;
    network.graph = graph_of(500, edges, false, true);
    for (const M method : all_found) {
      const ClusteringFacts facts = facts_of(network.graph, clusters_of(network, wanted(method)));
      CHECK(std::isfinite(facts.modularity));
      CHECK(std::isfinite(facts.within));
    }
  }
}

TEST_CASE("The same seed gives the same clusters everywhere, another seed others") {
  const Network network = groups_of(30, 40, 3, 3);
  for (const M method : all_found) {
    const Clustering made = clusters_of(network, wanted(method, 7));
    CHECK(same(made, clusters_of(network, wanted(method, 7))));
    CHECK_FALSE(same(made, clusters_of(network, wanted(method, 8))));
  }
  // As computed natively and as WebAssembly: what changes them changes shared links.
  std::uint64_t all = 0;
  for (const M method : all_found) {
    all = all * 31 + fingerprint(clusters_of(network, wanted(method, 7)));
  }
  CHECK(all == 15397435417552973478U);
}
