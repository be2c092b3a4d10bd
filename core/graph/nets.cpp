// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstring>

#include "graph/passes.hpp"
#include "random/samplers.hpp"

namespace sutva::graph {
namespace {

// By unit: what comes first is likelier to be small where the weight is large. Exponential clocks of rate `weight`: the
// first of several units is each of them with chances in the ratio of the weights. The bits of positive doubles are
// ordered as the numbers are.
std::vector<std::uint64_t> clocks(std::uint32_t units, std::span<const double> weights, random::Stream& stream) {
  std::vector<std::uint64_t> clock(units);
  for (std::uint32_t unit = 0; unit < units; ++unit) {
    if (weights.empty()) {
      clock[unit] = stream();
    } else {
      const double time = random::exponential(stream) / weights[unit];
      std::memcpy(&clock[unit], &time, sizeof time);
    }
  }
  return clock;
}

// The units by clock: sorted by its upper half in three passes, then put right where that was equal.
std::vector<std::uint32_t> by_clock(const std::vector<std::uint64_t>& clock) {
  constexpr unsigned bits = 11;
  constexpr std::uint64_t mask = (1U << bits) - 1;
  std::vector<std::uint32_t> order(clock.size()), sorted(clock.size());
  for (std::uint32_t unit = 0; unit < order.size(); ++unit) {
    order[unit] = unit;
  }
  // Bit 63 is the sign, which is +.
  for (unsigned shift = 63 - 3 * bits; shift < 63; shift += bits) {
    std::array<std::uint32_t, std::size_t{mask} + 2> starts{};
    for (const std::uint64_t time : clock) {
      ++starts[((time >> shift) & mask) + 1];
    }
    for (std::size_t digit = 1; digit < starts.size(); ++digit) {
      starts[digit] += starts[digit - 1];
    }
    for (const std::uint32_t unit : order) {
      sorted[starts[(clock[unit] >> shift) & mask]++] = unit;
    }
    std::swap(order, sorted);
  }
  for (std::size_t i = 1; i < order.size(); ++i) {
    const std::uint32_t unit = order[i];
    std::size_t to = i;
    for (; to > 0 && clock[order[to - 1]] > clock[unit]; --to) {
      order[to] = order[to - 1];
    }
    order[to] = unit;
  }
  return order;
}

// Centres are taken in the order given, each unless one before is nearer than the radius. Since every unit ends up
// nearer than that to some centre, one search around each centre, only as far as no earlier one is as near, also finds
// the nearest centre of everyone and the earliest of several.
class NetPasses final : public Passes {
 public:
  NetPasses(const Graph& graph, std::uint32_t radius, std::vector<std::uint32_t> order)
      : graph_(graph),
        reach_(static_cast<std::uint16_t>(std::clamp(radius, 1U, std::uint32_t{far}) - 1)),
        order_(std::move(order)),
        distance_(graph.units, far),
        centre_(graph.units),
        found_(graph.units) {}

  bool step() override { return advance(piece); }
  double progress() const override {
    return order_.empty() ? 0 : 0.99 * static_cast<double>(at_) / static_cast<double>(order_.size());
  }
  std::vector<std::uint32_t> take() override { return std::move(centre_); }

  bool advance(std::int64_t left) {
    while (left > 0) {
      if (head_ < tail_) {
        left -= search();
        continue;
      }
      if (at_ == order_.size()) {
        return false;
      }
      const std::uint32_t unit = order_[at_++];
      --left;
      if (distance_[unit] == far) {
        distance_[unit] = 0;
        centre_[unit] = unit;
        head_ = 0;
        tail_ = 0;
        if (reach_ > 0) {
          found_[tail_++] = unit;
        }
      }
    }
    return true;
  }

 private:
  static constexpr std::uint16_t far = 0xFFFF;

  // The neighbours of the next unit found. What is found at the end of the reach is not searched further.
  std::int64_t search() {
    const std::uint32_t unit = found_[head_++];
    const auto next = static_cast<std::uint16_t>(distance_[unit] + 1);
    const std::uint32_t centre = centre_[unit];
    const bool further = next < reach_;
    for (const std::uint32_t neighbour : graph_.of(unit)) {
      if (distance_[neighbour] > next) {
        distance_[neighbour] = next;
        centre_[neighbour] = centre;
        if (further) {
          found_[tail_++] = neighbour;
        }
      }
    }
    return 1 + static_cast<std::int64_t>(graph_.degree(unit));
  }

  const Graph& graph_;
  std::uint16_t reach_;  // the furthest from a centre
  std::vector<std::uint32_t> order_;
  std::vector<std::uint16_t> distance_;  // to the nearest centre so far
  std::vector<std::uint32_t> centre_;    // the nearest so far
  std::vector<std::uint32_t> found_;     // around the last centre, by distance; from head_ to tail_ to be searched
  std::size_t head_ = 0, tail_ = 0, at_ = 0;
};

}  // namespace

std::unique_ptr<Passes> net_passes(const Graph& graph, std::uint32_t radius, random::Stream stream) {
  return std::make_unique<NetPasses>(graph, radius, shuffled(graph.units, stream));
}

Clustering random_net(const Graph& graph, std::uint32_t radius, std::span<const double> weights,
                      random::Stream& stream) {
  NetPasses passes(graph, radius,
                   weights.empty() ? shuffled(graph.units, stream) : by_clock(clocks(graph.units, weights, stream)));
  while (passes.step()) {
  }
  return numbered(passes.take(), graph.units);
}

Clustering one_hop_max(const Graph& graph, std::span<const double> weights, random::Stream& stream) {
  const std::vector<std::uint64_t> clock = clocks(graph.units, weights, stream);
  std::vector<std::uint32_t> labels(graph.units);
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    std::uint32_t first = unit;
    std::uint64_t earliest = clock[unit];
    for (const std::uint32_t neighbour : graph.of(unit)) {
      const std::uint64_t time = clock[neighbour];
      first = time < earliest ? neighbour : first;
      earliest = std::min(time, earliest);
    }
    labels[unit] = first;
  }
  return numbered(std::move(labels), graph.units);
}

std::vector<std::uint32_t> ego_clusters(const Graph& graph, random::Stream& stream) {
  std::vector<std::uint8_t> taken(graph.units, 0);
  std::vector<std::uint32_t> egos;
  for (const std::uint32_t unit : shuffled(graph.units, stream)) {
    const std::span<const std::uint32_t> around = graph.of(unit);
    if (taken[unit] || around.empty() ||
        std::any_of(around.begin(), around.end(), [&](std::uint32_t other) { return taken[other] != 0; })) {
      continue;
    }
    taken[unit] = 1;
    for (const std::uint32_t other : around) {
      taken[other] = 1;
    }
    egos.push_back(unit);
  }
  std::sort(egos.begin(), egos.end());
  return egos;
}

}  // namespace sutva::graph
