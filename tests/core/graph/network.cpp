// SPDX-License-Identifier: Apache-2.0
#include "graph/network.hpp"

#include <array>
#include <cmath>
#include <cstring>
#include <numeric>

#include "../catch.hpp"
#include "making.hpp"

using namespace sutva;
using namespace sutva::tests;
using graph::Network;
using graph::NetworkKind;
using graph::NetworkRequest;

namespace {

constexpr std::array made_kinds{NetworkKind::communities, NetworkKind::blocks,         NetworkKind::small_world,
                                NetworkKind::scale_free,  NetworkKind::random,         NetworkKind::geometric,
                                NetworkKind::cycle,       NetworkKind::small_world_2d, NetworkKind::households,
                                NetworkKind::bipartite};

// Numbers over several seeds with their Monte Carlo error.
struct Mean {
  double sum = 0, squares = 0, count = 0;

  void add(double x) { sum += x, squares += x * x, ++count; }
  double value() const { return sum / count; }
  double error() const { return std::sqrt(std::max(squares / count - value() * value(), 0.0) / (count - 1)); }
  void require_near(double expected) const {
    INFO(value() << " ± " << error() << ", expected " << expected);
    REQUIRE(std::abs(value() - expected) < 4.5 * error() + 1e-12);
  }
};

double degree_of(const Network& network, std::uint32_t unit) { return network.graph.degree(unit); }

std::uint32_t bits_of(float place) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &place, sizeof bits);
  return bits;
}

std::uint64_t hash_of(const Network& network) {
  std::uint64_t hash = 14695981039346656037U;
  const auto add = [&](const auto& all) {
    for (const auto each : all) {
      hash = (hash ^ static_cast<std::uint64_t>(each)) * 1099511628211U;
    }
  };
  add(network.graph.starts);
  add(network.graph.neighbours);
  add(network.group);
  add(network.side);
  std::vector<std::uint32_t> places;
  for (const float place : network.x) {
    places.push_back(bits_of(place));
  }
  for (const float place : network.y) {
    places.push_back(bits_of(place));
  }
  add(places);
  return hash;
}

}  // namespace

TEST_CASE("network: every kind is sound, and the same for the same seed") {
  for (const NetworkKind kind : made_kinds) {
    for (const std::int64_t units : {16, 100, 2025}) {
      INFO("kind " << static_cast<int>(kind) << ", units " << units);
      NetworkRequest request = request_of(kind, units, 4);
      request.groups = 4;
      request.within = 0.7;
      request.second_side = 0.4;
      request.household_size = 3.5;
      const Network one = value_of(made(request));
      require_sound(one);
      REQUIRE(one.graph.units == units);
      REQUIRE(one.graph.edges() > 0);
      REQUIRE(one.edges_left_out.self_loops == 0);
      REQUIRE(one.edges_left_out.duplicates == 0);
      REQUIRE(hash_of(one) == hash_of(value_of(made(request))));
      request.network_seed = 2;
      const bool differs = hash_of(one) != hash_of(value_of(made(request)));
      REQUIRE(differs == (kind != NetworkKind::cycle));
    }
  }
}

TEST_CASE("network: the same bits on every system") {
  // Made natively; the module of the page must make the same.
  constexpr std::array<std::uint64_t, 10> hashes{
      9711597737782875896U, 8713546564652789689U,  14119281056310065653U, 6274473850909525947U, 1501968242948839515U,
      6069177007952593761U, 17399956312437233727U, 4683646577750541941U,  3939835966879640633U, 15662362883539704945U};
  for (std::size_t i = 0; i < made_kinds.size(); ++i) {
    NetworkRequest request = request_of(made_kinds[i], 3000, 7);
    request.household_size = 2.5;
    INFO("kind " << i << ": " << hash_of(value_of(made(request))) << "U");
    CHECK(hash_of(value_of(made(request))) == hashes[i]);
  }
}

TEST_CASE("network: ties at random have the degrees of Erdős and Rényi") {
  for (const double degree : {0.05, 3.0, 60.0, 98.9}) {
    Mean edges, squares;
    for (int seed = 1; seed <= 60; ++seed) {
      const Network network = value_of(made(request_of(NetworkKind::random, 100, degree, seed)));
      edges.add(static_cast<double>(network.graph.edges()));
      for (std::uint32_t unit = 0; unit < 100; unit += 25) {
        const double from_mean = degree_of(network, unit) - degree;
        squares.add(from_mean * from_mean);
      }
    }
    edges.require_near(100 * degree / 2);
    squares.require_near(99 * (degree / 99) * (1 - degree / 99));
  }
  const Network all = value_of(made(request_of(NetworkKind::random, 30, 29)));
  REQUIRE(all.graph.edges() == 435);
}

TEST_CASE("network: every pair is as likely as any other") {
  std::vector<double> counts(6 * 6, 0);
  constexpr int networks = 4000;
  for (int seed = 1; seed <= networks; ++seed) {
    const Network network = value_of(made(request_of(NetworkKind::random, 6, 1.5, seed)));
    for (std::uint32_t unit = 0; unit < 6; ++unit) {
      for (const std::uint32_t other : network.graph.of(unit)) {
        counts[unit * 6 + other] += 1;
      }
    }
  }
  for (std::size_t a = 0; a < 6; ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      // 15 shares of .3, each within four standard errors.
      REQUIRE(std::abs(counts[a * 6 + b] / networks - 0.3) < 4 * std::sqrt(0.21 / networks));
    }
  }
}

TEST_CASE("network: blocks have their share of ties within") {
  Mean degree, within;
  NetworkRequest request = request_of(NetworkKind::blocks, 203, 8);
  request.groups = 10;
  request.within = 0.7;
  for (int seed = 1; seed <= 60; ++seed) {
    request.network_seed = seed;
    const Network network = value_of(made(request));
    const double places = static_cast<double>(network.graph.neighbours.size());
    degree.add(places / 203);
    within.add(share_within(network) * places);
  }
  degree.require_near(8);
  within.require_near(0.7 * 8 * 203);
  request.within = 1;
  REQUIRE(share_within(value_of(made(request))) == 1);
  request.within = 0;
  REQUIRE(share_within(value_of(made(request))) == 0);

  const Network network = value_of(made(request));
  std::vector<int> sizes(10, 0);
  for (const std::uint32_t group : network.group) {
    ++sizes[group];
  }
  REQUIRE(*std::min_element(sizes.begin(), sizes.end()) == 20);
  REQUIRE(*std::max_element(sizes.begin(), sizes.end()) == 21);
}

TEST_CASE("network: a small world has the clustering of Watts and Strogatz") {
  // Barrat and Weigt (2000, Eur. Phys. J. B 13:547): C(0) = 3 (k - 2) / 4 (k - 1), and about C(0) (1 - p)^3 with p.
  NetworkRequest request = request_of(NetworkKind::small_world, 4000, 10);
  request.rewired = 0;
  Network network = value_of(made(request));
  auto facts = facts_of(network);
  REQUIRE(facts.clustering == Approx(2.0 / 3).epsilon(1e-12));
  REQUIRE(facts.smallest_degree == 10);
  REQUIRE(facts.largest_degree == 10);
  for (const double rewired : {0.05, 0.3}) {
    request.rewired = rewired;
    network = value_of(made(request));
    facts = facts_of(network);
    REQUIRE(network.graph.edges() == 20'000);
    // Paths are more than k (k - 1) / 2 of each unit by half the variance of degrees.
    const double variance = 5 * rewired * (2 - rewired);
    REQUIRE(facts.clustering == Approx(2.0 / 3 * std::pow(1 - rewired, 3) * 90 / (90 + variance)).epsilon(0.03));
    REQUIRE(facts.smallest_degree >= 5);
    std::uint64_t far = 0;
    for (std::uint32_t unit = 0; unit < 4000; ++unit) {
      for (const std::uint32_t other : network.graph.of(unit)) {
        const std::uint32_t distance = (other + 4000 - unit) % 4000;
        far += distance > 5 && distance < 3995 ? 1U : 0U;
      }
    }
    // 40,000 places, each tie rewired by itself.
    REQUIRE(std::abs(static_cast<double>(far) / 40'000 - rewired) < 4 * std::sqrt(rewired / 20'000));
  }
  request.rewired = 1;
  REQUIRE(facts_of(value_of(made(request))).clustering < 0.01);
  // Nearly all are tied to nearly all: where there is no other place a tie stays.
  request.units = 12;
  REQUIRE(value_of(made(request)).graph.edges() == 60);
}

TEST_CASE("network: facts come in steps whose progress only rises") {
  const Network network = value_of(made(request_of(NetworkKind::scale_free, 100'000, 10)));
  graph::FactsMaker maker(network);
  int steps = 0;
  double progress = 0;
  while (maker.step()) {
    REQUIRE(maker.progress() >= progress);
    progress = maker.progress();
    ++steps;
  }
  REQUIRE(steps > 5);
  const graph::NetworkFacts facts = maker.take();
  REQUIRE(facts.units == 100'000);
  REQUIRE(facts.components == 1);
  REQUIRE(facts.largest_component == 1);
}

TEST_CASE("network: hubs have a power law of exponent 3") {
  const Network network = value_of(made(request_of(NetworkKind::scale_free, 100'000, 6)));
  REQUIRE(network.graph.edges() == 3 + (100'000 - 4) * 3);
  const auto facts = facts_of(network);
  REQUIRE(facts.smallest_degree >= 1);
  REQUIRE(facts.median_degree == 4);
  REQUIRE(facts.largest_degree > 300);
  REQUIRE(facts.components == 1);
  // P(k) = 2 m (m + 1) / k (k + 1) (k + 2): Bollobás and others (2001). P(3) = .4, P(K >= 30) = m (m + 1) / 30 / 31.
  double threes = 0, tail = 0;
  for (std::uint32_t unit = 0; unit < network.graph.units; ++unit) {
    threes += network.graph.degree(unit) == 3 ? 1e-5 : 0;
    tail += network.graph.degree(unit) >= 30 ? 1e-5 : 0;
  }
  REQUIRE(std::abs(threes - 0.4) < 0.008);
  REQUIRE(std::abs(tail - 12.0 / 930) < 0.0015);
  REQUIRE(says(made(request_of(NetworkKind::scale_free, 100, 3)).issues, Severity::warning, Code::approximation,
               "mean_degree"));
}

TEST_CASE("network: communities have the degrees, sizes and share within that were asked for") {
  for (const double within : {0.0, 0.3, 0.8, 1.0}) {
    for (const double degree : {4.0, 10.0, 30.0}) {
      NetworkRequest request = request_of(NetworkKind::communities, 5000, degree);
      request.within = within;
      const auto outcome = made(request);
      INFO("within " << within << ", degree " << degree << ": " << described(outcome.issues));
      REQUIRE(outcome);
      REQUIRE(outcome.issues.empty());
      require_sound(*outcome);
      const auto facts = facts_of(*outcome);
      INFO("mean degree " << facts.mean_degree << ", within " << share_within(*outcome));
      REQUIRE(facts.mean_degree == Approx(degree).epsilon(0.01));
      REQUIRE(std::abs(share_within(*outcome) - within) < 0.015);
      REQUIRE(static_cast<double>(facts.largest_degree) > 4 * degree);
      REQUIRE(facts.isolated < 10);
      std::vector<std::int64_t> sizes(*std::max_element(outcome->group.begin(), outcome->group.end()) + 1, 0);
      for (const std::uint32_t group : outcome->group) {
        ++sizes[group];
      }
      REQUIRE(*std::min_element(sizes.begin(), sizes.end()) >= static_cast<std::int64_t>(degree));
      REQUIRE(*std::max_element(sizes.begin(), sizes.end()) > 3 * *std::min_element(sizes.begin(), sizes.end()));
    }
  }
}

TEST_CASE("network: degrees of communities follow their power law") {
  NetworkRequest request = request_of(NetworkKind::communities, 200'000, 10);
  const Network network = value_of(made(request));
  // Slope of the upper tail between degrees 10 and 80: P(K >= k) falls as k^-1.5, less what the bound takes.
  const auto tail = [&](std::uint32_t degree) {
    double count = 0;
    for (std::uint32_t unit = 0; unit < network.graph.units; ++unit) {
      count += network.graph.degree(unit) >= degree ? 1 : 0;
    }
    return count;
  };
  REQUIRE(std::log(tail(10) / tail(80)) / std::log(8.0) == Approx(1.5).epsilon(0.05));
  request.degree_exponent = 10;
  REQUIRE(facts_of(value_of(made(request))).largest_degree < 60);
}

TEST_CASE("network: few units have a community of all, and say so") {
  NetworkRequest request = request_of(NetworkKind::communities, 20, 9);
  const auto outcome = made(request);
  REQUIRE(outcome);
  require_sound(*outcome);
  REQUIRE(says(outcome.issues, Severity::warning, Code::approximation, "within"));
  // The hardest of all: everybody tied to everybody.
  request.mean_degree = 19;
  REQUIRE(value_of(made(request)).graph.edges() == 190);
}

TEST_CASE("network: near in space is the mean degree asked for, borders counted") {
  for (const double degree : {0.5, 6.0, 40.0, 150.0, 196.0}) {
    Mean mean;
    for (int seed = 1; seed <= 40; ++seed) {
      const Network network = value_of(made(request_of(NetworkKind::geometric, 200, degree, seed)));
      mean.add(static_cast<double>(network.graph.neighbours.size()) / 200);
    }
    mean.require_near(degree);
  }
  // Exactly the pairs nearer than one radius.
  const Network network = value_of(made(request_of(NetworkKind::geometric, 500, 9)));
  double longest_tie = 0, shortest_gap = 2;
  for (std::uint32_t a = 0; a < 500; ++a) {
    const auto neighbours = network.graph.of(a);
    for (std::uint32_t b = 0; b < a; ++b) {
      const double distance = std::hypot(static_cast<double>(network.x[a]) - static_cast<double>(network.x[b]),
                                         static_cast<double>(network.y[a]) - static_cast<double>(network.y[b]));
      const bool tied = std::binary_search(neighbours.begin(), neighbours.end(), b);
      longest_tie = tied ? std::max(longest_tie, distance) : longest_tie;
      shortest_gap = tied ? shortest_gap : std::min(shortest_gap, distance);
    }
  }
  REQUIRE(longest_tie < shortest_gap);
}

TEST_CASE("network: a power of a cycle") {
  const Network network = value_of(made(request_of(NetworkKind::cycle, 50, 6)));
  for (std::uint32_t unit = 0; unit < 50; ++unit) {
    REQUIRE(network.graph.degree(unit) == 6);
    for (const std::uint32_t other : network.graph.of(unit)) {
      const std::uint32_t distance = (other + 50 - unit) % 50;
      REQUIRE((distance <= 3 || distance >= 47));
    }
    REQUIRE(static_cast<double>(network.x[unit]) ==
            Approx(0.5 + 0.5 * std::cos(unit / 50.0 * 2 * 3.141592653589793)).margin(1e-7));
    REQUIRE(static_cast<double>(network.y[unit]) ==
            Approx(0.5 + 0.5 * std::sin(unit / 50.0 * 2 * 3.141592653589793)).margin(1e-7));
  }
  REQUIRE(made(request_of(NetworkKind::cycle, 50, 6)).issues.empty());
  REQUIRE(
      says(made(request_of(NetworkKind::cycle, 50, 7)).issues, Severity::warning, Code::approximation, "mean_degree"));
  REQUIRE(value_of(made(request_of(NetworkKind::cycle, 50, 0.1))).graph.edges() == 50);
  REQUIRE(value_of(made(request_of(NetworkKind::cycle, 5, 4))).graph.edges() == 10);
  require_error(made(request_of(NetworkKind::cycle, 4, 3)), Code::conflict, "units");
}

TEST_CASE("network: far ties on a grid grow rarer with the square of the distance") {
  NetworkRequest request = request_of(NetworkKind::small_world_2d, 2500);
  request.far_ties = 4;
  const Network network = value_of(made(request));
  REQUIRE(network.graph.edges() == 2500 * 6);
  std::vector<double> ties(51, 0), places(51, 0);
  const auto distance = [](std::uint32_t a, std::uint32_t b) {
    const auto along = [](std::uint32_t one, std::uint32_t other) {
      const std::uint32_t gap = one > other ? one - other : other - one;
      return std::min(gap, 50 - gap);
    };
    return along(a / 50, b / 50) + along(a % 50, b % 50);
  };
  for (std::uint32_t other = 1; other < 2500; ++other) {
    places[distance(0, other)] += 1;
  }
  for (std::uint32_t unit = 0; unit < 2500; ++unit) {
    for (const std::uint32_t other : network.graph.of(unit)) {
      ties[distance(unit, other)] += 0.5;
    }
  }
  REQUIRE(ties[1] == 5000);
  double weights = 0;
  for (std::size_t r = 2; r <= 50; ++r) {
    weights += places[r] / static_cast<double>(r * r);
  }
  double chi_squared = 0;
  for (std::size_t r = 2; r <= 50; ++r) {
    const double expected = 10'000 * places[r] / static_cast<double>(r * r) / weights;
    // Repeats are not drawn, which lowers the nearest a little.
    INFO("distance " << r << ": " << ties[r] << " of " << expected);
    REQUIRE(std::abs(ties[r] - expected) < 5 * std::sqrt(expected) + (r < 6 ? 0.2 * expected : 0.03 * expected));
    chi_squared += r < 6 ? 0 : (ties[r] - expected) * (ties[r] - expected) / expected;
  }
  REQUIRE(chi_squared < 110);

  request.units = 2510;
  const auto rounded = made(request);
  REQUIRE(rounded);
  REQUIRE(rounded->graph.units == 2500);
  REQUIRE(says(rounded.issues, Severity::warning, Code::approximation, "units"));
  request.far_ties = 0;
  for (const std::int64_t side : {2, 3, 4}) {
    request.units = side * side;
    REQUIRE(value_of(made(request)).graph.edges() == static_cast<std::uint64_t>(side == 2 ? 4 : 2 * side * side));
  }
  request.far_ties = 2;
  require_error(made(request), Code::conflict, "far_ties");
  request.units = 36;
  request.far_ties = 6;
  REQUIRE(value_of(made(request)).graph.edges() == 36 * 8);
}

TEST_CASE("network: households are cliques of the size asked for") {
  NetworkRequest request = request_of(NetworkKind::households, 1000);
  const Network four = value_of(made(request));
  REQUIRE(four.graph.edges() == 1500);
  auto facts = facts_of(four);
  REQUIRE(facts.components == 250);
  REQUIRE(facts.clustering == 1);
  REQUIRE(facts.smallest_degree == 3);
  request.household_size = 2.25;
  Mean households;
  for (int seed = 1; seed <= 40; ++seed) {
    request.network_seed = seed;
    const Network network = value_of(made(request));
    facts = facts_of(network);
    REQUIRE(facts.largest_degree == 2);
    households.add(static_cast<double>(facts.components));
  }
  households.require_near(1000 / 2.25);
  request.household_size = 7;
  REQUIRE(facts_of(value_of(made(request))).components == 143);
  request.household_size = 1;
  const auto alone = made(request);
  REQUIRE(alone);
  REQUIRE(alone->graph.edges() == 0);
  REQUIRE(says(alone.issues, Severity::warning, Code::no_rows, "household_size"));
  request.units = 10;
  request.household_size = 10.5;
  require_error(made(request), Code::conflict, "household_size");
}

TEST_CASE("network: two sides are tied to each other only") {
  NetworkRequest request = request_of(NetworkKind::bipartite, 1000, 12);
  Mean degree;
  for (int seed = 1; seed <= 30; ++seed) {
    request.network_seed = seed;
    const Network network = value_of(made(request));
    REQUIRE(std::accumulate(network.side.begin(), network.side.end(), 0) == 200);
    bool across = true;
    double first = 0;
    for (std::uint32_t unit = 0; unit < 1000; ++unit) {
      for (const std::uint32_t other : network.graph.of(unit)) {
        across = across && network.side[unit] != network.side[other];
      }
      first += network.side[unit] == 0 ? network.graph.degree(unit) : 0;
    }
    REQUIRE(across);
    degree.add(first / 800);
  }
  degree.require_near(12);
  request.mean_degree = 200;
  REQUIRE(value_of(made(request)).graph.edges() == 160'000);
  request.mean_degree = 201;
  require_error(made(request), Code::conflict, "mean_degree");
}

TEST_CASE("network: what can not be made is said on its field") {
  require_error(made(request_of(NetworkKind::random, 10, 9.5)), Code::conflict, "units");
  require_error(made(request_of(NetworkKind::geometric, 4, 10)), Code::conflict, "units");
  require_error(made(request_of(NetworkKind::scale_free, 10, 12)), Code::conflict, "units");
  require_error(made(request_of(NetworkKind::communities, 5'000'000, 10'000)), Code::too_large, "mean_degree");
  NetworkRequest request = request_of(NetworkKind::small_world_2d, 5'000'000);
  request.far_ties = 1000;
  require_error(made(request), Code::too_large, "far_ties");
  request = request_of(NetworkKind::households, 5'000'000);
  request.household_size = 1000;
  require_error(made(request), Code::too_large, "household_size");

  request = request_of(NetworkKind::blocks, 100, 8);
  request.groups = 101;
  require_error(made(request), Code::conflict, "groups");
  request.groups = 20;
  require_error(made(request), Code::conflict, "within");
  // What the message says is possible is.
  request.within = *made(request).issues.front().limit;
  REQUIRE(made(request));
  request.groups = 1;
  require_error(made(request), Code::conflict, "within");
  request.within = 1;
  REQUIRE(made(request));
  request.groups = 2;
  request.mean_degree = 60;
  request.within = 0;
  require_error(made(request), Code::conflict, "within");
  request.within = *made(request).issues.front().limit;
  REQUIRE(made(request));

  const auto none = made(request_of(NetworkKind::random, 50, 1e-9));
  REQUIRE(none);
  REQUIRE(says(none.issues, Severity::warning, Code::no_rows, "mean_degree"));
}

TEST_CASE("network: the smallest ones of every kind") {
  for (const NetworkKind kind : made_kinds) {
    for (std::int64_t units = 4; units <= 12; ++units) {
      for (const double degree : {0.2, 1.0, 2.0, 3.0}) {
        for (int seed = 1; seed <= 3; ++seed) {
          NetworkRequest request = request_of(kind, units, degree, seed);
          request.groups = 1;
          request.within = kind == NetworkKind::communities ? 0.5 : 1;
          request.far_ties = 0;
          request.second_side = 0.5;
          INFO("kind " << static_cast<int>(kind) << ", units " << units << ", degree " << degree);
          const auto outcome = made(request);
          if (outcome) {
            require_sound(*outcome);
          } else {
            REQUIRE(has_error(outcome.issues));
          }
        }
      }
    }
  }
}
