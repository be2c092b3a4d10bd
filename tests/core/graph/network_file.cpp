// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "../catch.hpp"
#include "../reference.hpp"
#include "making.hpp"

using namespace sutva;
using namespace sutva::tests;
using graph::Network;
using graph::NetworkKind;
using graph::NetworkRequest;

namespace {

NetworkRequest file_request(std::string weight = "", bool directed = false) {
  NetworkRequest request;
  request.network = NetworkKind::file;
  request.from = "from";
  request.to = "to";
  request.weight = std::move(weight);
  request.directed = directed;
  return request;
}

Network network_of(std::string_view text, const NetworkRequest& request = file_request()) {
  return value_of(made_of(table_of(text), request));
}

std::string message_on(const Issues& issues, std::string_view field) {
  for (const Issue& issue : issues) {
    if (issue.field == field) {
      return issue.message;
    }
  }
  return "";
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("network facts: as networkx has them, from files of edges") {
  const auto edges = reference("network_edges");
  int networks = 0;
  for (const ReferenceRow& row : reference("network_facts")) {
    INFO(row.described());
    std::string text = "from,to\n";
    for (const ReferenceRow& edge : edges) {
      if (edge.text("network") == row.text("network")) {
        text += edge.text("from") + "," + edge.text("to") + "\n";
      }
    }
    const Network network = network_of(text, file_request("", row.whole("directed") == 1));
    require_sound(network);
    const auto facts = facts_of(network);
    REQUIRE(facts.units == row.whole("units"));
    REQUIRE(facts.edges == row.whole("edges"));
    REQUIRE(correct_digits(facts.mean_degree, row.number("mean_degree")) > 14);
    REQUIRE(facts.smallest_degree == row.whole("smallest_degree"));
    REQUIRE(facts.median_degree == row.whole("median_degree"));
    REQUIRE(facts.largest_degree == row.whole("largest_degree"));
    REQUIRE(facts.isolated == row.whole("isolated"));
    REQUIRE(correct_digits(facts.clustering, row.number("clustering")) > 14);
    REQUIRE(facts.components == row.whole("components"));
    REQUIRE(correct_digits(facts.largest_component, row.number("largest_component")) > 14);
    REQUIRE(facts.self_loops == row.whole("self_loops"));
    REQUIRE(facts.duplicates == row.whole("duplicates"));

    std::int64_t cut = 0, counted = 0;
    for (std::uint32_t unit = 0; unit < network.graph.units; ++unit) {
      for (const std::uint32_t other : network.graph.of(unit)) {
        cut += std::stoi(network.names[unit]) % 2 != std::stoi(network.names[other]) % 2 ? 1 : 0;
      }
    }
    REQUIRE(cut == row.whole("cut") * (network.graph.directed ? 1 : 2));
    std::int64_t next = facts.degrees.front().degree_from;
    for (const auto& bin : facts.degrees) {
      REQUIRE(bin.degree_from == next);
      REQUIRE(bin.degree_to == std::max<std::int64_t>(2 * next, next + 1) - 1);
      const auto inside = [&](std::uint32_t unit) {
        return network.graph.degree(unit) >= bin.degree_from && network.graph.degree(unit) <= bin.degree_to;
      };
      std::int64_t units = 0;
      for (std::uint32_t unit = 0; unit < network.graph.units; ++unit) {
        units += inside(unit) ? 1 : 0;
      }
      REQUIRE(bin.units == units);
      counted += units;
      next = bin.degree_to + 1;
    }
    REQUIRE(counted == facts.units);
    ++networks;
  }
  REQUIRE(networks >= 20);
}

TEST_CASE("network facts: clustering is estimated where there are too many paths") {
  // Two hubs that everybody knows, and pairs of friends: 2 × n (n - 1) / 2 paths and more.
  constexpr std::uint32_t people = 12'000;
  std::vector<graph::Edge> edges{{0, 1}};
  for (std::uint32_t person = 2; person < people + 2; ++person) {
    edges.push_back({0, person});
    edges.push_back({1, person});
    if (person % 2 == 0) {
      edges.push_back({person, person + 1});
    }
  }
  Network network;
  network.graph = graph::graph_of(people + 2, edges, false, false);
  const double n = people;
  const double paths = (n + 1) * n + n * 3;
  REQUIRE(paths > 1e8);
  const double triangles = n + 2 * n / 2;
  REQUIRE(std::abs(facts_of(network).clustering - 3 * triangles / paths) < 2e-4);
}

TEST_CASE("network file: ids are text, numbers or both, in one numbering") {
  const Network texts = network_of("from,to\nana,bo\nbo,cy\nana,cy\ndee,ana\n");
  REQUIRE(texts.names == Names{"ana", "bo", "cy", "dee"});
  REQUIRE(texts.graph.edges() == 4);
  REQUIRE(texts.graph.degree(0) == 3);

  const Network numbers = network_of("from,to\n10,-3\n-3,2.5\n9007199254740991,10\n");
  REQUIRE(numbers.names == Names{"10", "-3", "2.5", "9007199254740991"});
  REQUIRE(numbers.graph.degree(0) == 2);

  // One column holds numbers and the other texts, some of which look like them.
  const Network mixed = network_of("from,to\n1,a\n2,b\n3,a\n1,b\n4,x\n5,y\n");
  REQUIRE(mixed.names == Names{"1", "a", "2", "b", "3", "4", "x", "5", "y"});

  table::Table identifiers = table_of("from,to\nu,v\nv,u\nu,w\n");
  for (table::Column& column : identifiers.columns) {
    table::Levels levels;
    for (std::int32_t& code : column.codes) {
      levels.push_back(column.levels[static_cast<std::size_t>(code)]);
      code = static_cast<std::int32_t>(levels.size() - 1);
    }
    column.levels = std::move(levels);
    column.identifiers = true;
  }
  const Network repeated = value_of(made_of(identifiers, file_request()));
  REQUIRE(repeated.names == Names{"u", "v", "w"});
  REQUIRE(repeated.graph.edges() == 2);
  REQUIRE(repeated.edges_left_out.duplicates == 1);
}

TEST_CASE("network file: many numbers") {
  std::string text = "from,to\n";
  for (int i = 0; i < 5000; ++i) {
    text += std::to_string(i * 1024) + "," + std::to_string((i + 1) % 5000 * 1024) + "\n";
  }
  const Network network = network_of(text);
  REQUIRE(network.graph.units == 5000);
  REQUIRE(network.graph.edges() == 5000);
  REQUIRE(facts_of(network).components == 1);
}

TEST_CASE("network file: a treatment travels from the first end to the second") {
  const Network network = network_of("from,to\na,b\nc,b\nb,d\n", file_request("", true));
  REQUIRE(network.graph.directed);
  REQUIRE(network.names == Names{"a", "b", "c", "d"});
  REQUIRE(network.graph.degree(0) == 0);
  REQUIRE(network.graph.degree(1) == 2);
  REQUIRE(network.graph.of(3)[0] == 1);
  REQUIRE(facts_of(network).isolated == 0);
}

TEST_CASE("network file: weights of repeated edges are added up") {
  const Network network = network_of("from,to,w\na,b,1.5\nb,a,2\nb,c,0.25\na,a,9\n", file_request("w"));
  REQUIRE(network.edges_left_out.duplicates == 1);
  REQUIRE(network.edges_left_out.self_loops == 1);
  REQUIRE(network.graph.weights == std::vector<float>{3.5F, 3.5F, 0.25F, 0.25F});
}

TEST_CASE("network file: rows that are no edges are left out, counted and named") {
  const auto outcome =
      made_of(table_of("from,to,w\na,b,1\n,b,1\nb,,1\nb,c,0\nb,d,-1\nb,e,\n,,1\nc,f,1e300\nc,g,1e-300\nc,h,2\n"),
              file_request("w"));
  INFO(described(outcome.issues));
  REQUIRE(outcome);
  REQUIRE(outcome->names == Names{"a", "b", "c", "h"});
  REQUIRE(outcome->graph.edges() == 2);
  REQUIRE(says(outcome.issues, Severity::warning, Code::missing_values, "from"));
  REQUIRE(message_on(outcome.issues, "from").find("2 rows (lines 3, 8)") != std::string::npos);
  REQUIRE(message_on(outcome.issues, "to").find("2 rows (lines 4, 8)") != std::string::npos);
  REQUIRE(says(outcome.issues, Severity::warning, Code::missing_values, "weight"));
  REQUIRE(message_on(outcome.issues, "weight").find("1 row (line 7)") != std::string::npos);
  REQUIRE(says(outcome.issues, Severity::warning, Code::out_of_range, "weight"));
  REQUIRE(described(outcome.issues).find("4 rows (lines 5, 6, 9, 10)") != std::string::npos);
}

TEST_CASE("network file: what is missing altogether is an error on its field") {
  require_error(made(file_request()), Code::no_table, "network");
  const table::Table table = table_of("from,to,kind\na,b,x\nb,c,y\n");
  NetworkRequest request = file_request();
  request.from = "", request.to = "";
  require_error(made_of(table, request), Code::required, "from");
  require_error(made_of(table, request), Code::required, "to");
  request.from = "sender", request.to = "to";
  require_error(made_of(table, request), Code::unknown_column, "from");
  request.from = "to";
  require_error(made_of(table, request), Code::conflict, "to");
  require_error(made_of(table, file_request("kind")), Code::not_numeric, "weight");
  require_error(made_of(table, file_request("from")), Code::conflict, "weight");
  require_error(made_of(table_of("from,to,w\na,b,0\nb,c,-2\n"), file_request("w")), Code::no_rows, "from");

  const auto loops = made_of(table_of("from,to\na,a\nb,b\n"), file_request());
  REQUIRE(loops);
  REQUIRE(loops->graph.units == 2);
  REQUIRE(says(loops.issues, Severity::warning, Code::no_rows, "from"));
}
