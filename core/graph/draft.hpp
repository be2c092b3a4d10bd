// SPDX-License-Identifier: Apache-2.0
// A network while it is made. Inside of network.cpp and the files beside it.
#pragma once

#include <cmath>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/outcome.hpp"
#include "graph/network.hpp"
#include "random/stream.hpp"

namespace sutva::graph {

struct Draft {
  std::uint32_t units = 0;
  std::vector<Edge> edges;
  bool directed = false;
  bool weighted = false;
  Network network;  // all but its graph
  Issues issues;
};

// Draws or reads the edges of one kind of network, in steps of a few ms.
class Recipe {
 public:
  Recipe() = default;
  Recipe(const Recipe&) = delete;
  Recipe& operator=(const Recipe&) = delete;
  virtual ~Recipe() = default;

  virtual bool step(Draft& draft) = 0;  // false when there is nothing left to do
  virtual double progress() const = 0;
};

// Which numbers of the seed a part of the work draws.
enum class Part : std::uint64_t { edges, more_edges, degrees, sizes, places };

inline random::Stream stream_of(const NetworkRequest& request, Part part) {
  return {static_cast<std::uint64_t>(request.network_seed), static_cast<std::uint64_t>(part)};
}

// A whole number below `size`, each as likely as any other; size > 0. Lemire (2019, ACM TOMACS 29:3).
inline std::uint32_t whole_below(random::Stream& stream, std::uint32_t size) {
  std::uint64_t product = (stream() >> 32U) * size;
  if (static_cast<std::uint32_t>(product) < size) {
    const std::uint32_t threshold = (0U - size) % size;
    while (static_cast<std::uint32_t>(product) < threshold) {
      product = (stream() >> 32U) * size;
    }
  }
  return static_cast<std::uint32_t>(product >> 32U);
}

// Memory for the expected number of edges and what chance may add: growing would copy all of them.
inline void reserve(Draft& draft, double edges) {
  draft.edges.reserve(static_cast<std::size_t>(edges + 6 * std::sqrt(edges) + 16));
}

// Which pairs are tied, a bit for each: where ties are so many that searching lists of them would be slow.
class PairBits {
 public:
  static bool pays(std::uint64_t units, std::uint64_t ties) {
    const std::uint64_t bytes = units * units / 16;
    return bytes <= 16 * ties && bytes <= 256'000'000;
  }

  void open(std::uint64_t units) { bits_.assign(static_cast<std::size_t>(units * units / 128 + 1), 0); }
  bool is_open() const { return !bits_.empty(); }
  bool has(std::uint32_t a, std::uint32_t b) const { return ((bits_[word(a, b)] >> (bit(a, b) % 64)) & 1U) != 0; }
  void flip(std::uint32_t a, std::uint32_t b) { bits_[word(a, b)] ^= std::uint64_t{1} << (bit(a, b) % 64); }

 private:
  static std::uint64_t bit(std::uint32_t a, std::uint32_t b) {
    const std::uint64_t more = a > b ? a : b, less = a > b ? b : a;
    return more * (more - 1) / 2 + less;
  }
  static std::size_t word(std::uint32_t a, std::uint32_t b) { return static_cast<std::size_t>(bit(a, b) / 64); }

  std::vector<std::uint64_t> bits_;
};

// The recipes. What a request asks for was checked before (network.cpp), and `draft.units` is set.
std::unique_ptr<Recipe> random_recipe(const NetworkRequest& request, Draft& draft);  // random, blocks, bipartite
std::unique_ptr<Recipe> ring_recipe(const NetworkRequest& request, Draft& draft);    // small_world, cycle
std::unique_ptr<Recipe> scale_free_recipe(const NetworkRequest& request, Draft& draft);
std::unique_ptr<Recipe> geometric_recipe(const NetworkRequest& request, Draft& draft);
std::unique_ptr<Recipe> grid_recipe(const NetworkRequest& request, Draft& draft);  // small_world_2d
std::unique_ptr<Recipe> household_recipe(const NetworkRequest& request, Draft& draft);
std::unique_ptr<Recipe> community_recipe(const NetworkRequest& request, Draft& draft);
Outcome<std::unique_ptr<Recipe>> file_recipe(const table::Table& table, const NetworkRequest& request, Draft& draft);

// Sizes that checks and recipes share.
std::uint32_t ties_on_a_side(const NetworkRequest& request);     // of a ring: half the neighbours, at least 1
std::uint32_t ties_of_newcomers(const NetworkRequest& request);  // of scale_free, at least 1
std::uint32_t grid_side(const NetworkRequest& request);          // the root of the units, rounded
std::uint32_t second_side_units(const NetworkRequest& request);  // at least 1 on either side
struct BlockChances {
  double within = 0, between = 0;                // of a tie for a pair; above 1 where there are too few pairs
  double others_within = 0, others_between = 0;  // of a unit, on average
};
BlockChances block_chances(const NetworkRequest& request);

}  // namespace sutva::graph
