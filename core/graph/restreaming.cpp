// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include "graph/passes.hpp"

namespace sutva::graph {
namespace {

constexpr int passes_of_all = 10;
constexpr std::uint32_t nowhere = 0xFFFFFFFFU;

// Breadth first from units in a random order: neighbours come close to each other, which leaves fewer ties cut than a
// random order does (Stanton and Kliot 2012, KDD).
std::vector<std::uint32_t> stream_order(const Graph& graph, random::Stream& stream) {
  std::vector<std::uint32_t> order;
  order.reserve(graph.units);
  std::vector<std::uint8_t> seen(graph.units, 0);
  const auto see = [&](std::uint32_t unit) {
    if (seen[unit] == 0) {
      seen[unit] = 1;
      order.push_back(unit);
    }
  };
  for (const std::uint32_t root : shuffled(graph.units, stream)) {
    std::size_t next = order.size();
    see(root);
    for (; next < order.size(); ++next) {
      for (const std::uint32_t neighbour : graph.of(order[next])) {
        see(neighbour);
      }
    }
  }
  return order;
}

// Linear deterministic greedy: a unit goes where w(unit, part) (1 - size / capacity) is largest, to a smallest part
// where it knows nobody. Each pass fills the parts anew, knowing of units still to come where they were in the pass
// before. Parts may hold ⌈n / k⌉ units, and no more of them than must: sizes differ by one at most.
class BalancedPasses final : public Passes {
 public:
  BalancedPasses(const Graph& graph, std::uint32_t parts, random::Stream stream)
      : graph_(graph),
        order_(stream_order(graph, stream)),
        of_(graph.units, nowhere),
        here_(parts, 0),
        touched_(parts),
        size_(parts),
        by_size_(parts),
        place_(parts),
        least_(graph.units / parts),
        larger_(graph.units % parts) {
    start_pass();
  }

  bool step() override {
    for (std::int64_t left = piece; left > 0 && pass_ < passes_of_all;) {
      if (at_ == graph_.units) {
        if (++pass_ < passes_of_all) {
          start_pass();
        }
        continue;
      }
      const std::uint32_t unit = order_[at_++];
      left -= 1 + static_cast<std::int64_t>(graph_.degree(unit));
      visit(unit);
    }
    return pass_ < passes_of_all;
  }

  double progress() const override {
    return 0.99 * (pass_ + static_cast<double>(at_) / (static_cast<double>(graph_.units) + 1)) / passes_of_all;
  }
  std::vector<std::uint32_t> take() override { return std::move(of_); }

 private:
  void start_pass() {
    at_ = 0;
    larger_left_ = larger_;
    std::fill(size_.begin(), size_.end(), 0U);
    std::iota(by_size_.begin(), by_size_.end(), 0U);
    std::iota(place_.begin(), place_.end(), 0U);
    // Where parts of each size end in by_size_: all are empty.
    ends_.assign(std::size_t{least_} + 2, static_cast<std::uint32_t>(size_.size()));
  }

  bool full(std::uint32_t part) const { return size_[part] > least_ || (size_[part] == least_ && larger_left_ == 0); }

  void visit(std::uint32_t unit) {
    std::size_t count = 0;
    for (std::uint32_t at = graph_.starts[unit]; at < graph_.starts[unit + 1]; ++at) {
      const std::uint32_t part = of_[graph_.neighbours[at]];
      if (part == nowhere) {
        continue;
      }
      if (here_[part] == 0) {
        touched_[count++] = part;
      }
      here_[part] += graph_.weights.empty() ? 1 : static_cast<double>(graph_.weights[at]);
    }
    const std::uint32_t capacity = least_ + 1;
    std::uint32_t best = nowhere;
    double most = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint32_t part = touched_[i];
      const double score = here_[part] * (capacity - size_[part]);
      here_[part] = 0;
      if (!full(part) && (score > most || (score == most && size_[part] < size_[best]))) {
        most = score;
        best = part;
      }
    }
    if (best == nowhere) {
      best = by_size_[0];
    }
    grow(best);
    of_[unit] = best;
  }

  // by_size_ stays sorted: the part changes places with the last of its size.
  void grow(std::uint32_t part) {
    const std::uint32_t last = --ends_[size_[part]];
    const std::uint32_t other = by_size_[last];
    std::swap(by_size_[place_[part]], by_size_[last]);
    place_[other] = place_[part];
    place_[part] = last;
    larger_left_ -= size_[part]++ == least_ ? 1U : 0U;
  }

  const Graph& graph_;
  std::vector<std::uint32_t> order_;
  std::vector<std::uint32_t> of_;
  std::vector<double> here_;  // by part: 0 but within a visit
  std::vector<std::uint32_t> touched_;
  std::vector<std::uint32_t> size_, by_size_, place_, ends_;
  std::uint32_t least_, larger_, larger_left_ = 0;  // size of most parts; how many have one unit more
  std::uint32_t at_ = 0;
  int pass_ = 0;
};

}  // namespace

std::unique_ptr<Passes> balanced_passes(const Graph& graph, std::uint32_t clusters, random::Stream stream) {
  return std::make_unique<BalancedPasses>(graph, clusters, stream);
}

}  // namespace sutva::graph
