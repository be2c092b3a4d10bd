// SPDX-License-Identifier: Apache-2.0
// What the methods of clustering.hpp share: work in small pieces, random orders, numbering.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "graph/clustering.hpp"

namespace sutva::graph {

// A clustering in the making. Graphs have no direction here and outlive it.
class Passes {
 public:
  virtual ~Passes() = default;
  virtual bool step() = 0;                        // about `piece` of work; false: done
  virtual double progress() const = 0;            // may fall; below 1
  virtual std::vector<std::uint32_t> take() = 0;  // by unit: any names below the number of units

 protected:
  // Units and ends of edges to look at in one step: a millisecond or two.
  static constexpr std::int64_t piece = 100'000;
};

// Modularity at a resolution; refined: as Leiden does.
std::unique_ptr<Passes> modularity_passes(const Graph& graph, double resolution, bool refined, random::Stream stream);
std::unique_ptr<Passes> label_passes(const Graph& graph, random::Stream stream);
std::unique_ptr<Passes> net_passes(const Graph& graph, std::uint32_t radius, random::Stream stream);
// Sizes differ by one at most; 1 <= clusters <= units.
std::unique_ptr<Passes> balanced_passes(const Graph& graph, std::uint32_t clusters, random::Stream stream);

// Of [0, bound), biased by less than bound / 2^32.
inline std::uint32_t drawn_below(random::Stream& stream, std::uint32_t bound) {
  return static_cast<std::uint32_t>(((stream() >> 32U) * bound) >> 32U);
}

// All units in a random order.
std::vector<std::uint32_t> shuffled(std::uint32_t units, random::Stream& stream);

// Renames clusters in the order of their first units. Labels are below `bound`.
Clustering numbered(std::vector<std::uint32_t> labels, std::size_t bound);

// First in, first out; every unit at most once.
class WaitingUnits {
 public:
  explicit WaitingUnits(std::size_t units = 0) : waits_(units, 0) {}

  void fill(std::vector<std::uint32_t> order) {
    items_ = std::move(order);
    first_ = 0;
    count_ = items_.size();
    for (const std::uint32_t unit : items_) {
      waits_[unit] = 1;
    }
  }
  bool empty() const { return count_ == 0; }
  std::size_t size() const { return count_; }
  std::uint32_t pop() {
    const std::uint32_t unit = items_[first_];
    first_ = first_ + 1 == items_.size() ? 0 : first_ + 1;
    --count_;
    waits_[unit] = 0;
    return unit;
  }
  void push(std::uint32_t unit) {
    if (waits_[unit] != 0) {
      return;
    }
    waits_[unit] = 1;
    const std::size_t at = first_ + count_;
    items_[at < items_.size() ? at : at - items_.size()] = unit;
    ++count_;
  }

 private:
  std::vector<std::uint32_t> items_;  // a ring
  std::size_t first_ = 0, count_ = 0;
  std::vector<std::uint8_t> waits_;
};

}  // namespace sutva::graph
