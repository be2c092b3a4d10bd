// SPDX-License-Identifier: Apache-2.0
// What the methods of clustering.hpp share: work in small pieces, random orders, numbering.
#pragma once

#include <bit>
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

// Who is to be looked at (again): all units in a fixed order, round and round, passing over those that do not wait. On
// networks of hubs modularity comes out higher than with a queue (6 % on one of Barabási and Albert's).
class WaitingUnits {
 public:
  // All wait.
  explicit WaitingUnits(std::vector<std::uint32_t> order);

  bool empty() const { return count_ == 0; }
  std::size_t size() const { return count_; }

  std::uint32_t pop() {
    std::size_t word = next_ / 64;
    std::uint64_t bits = waits_[word] >> next_ % 64;
    if (bits != 0) {
      next_ += static_cast<std::size_t>(std::countr_zero(bits));
    } else {
      word = word_after(word);
      bits = waits_[word];
      next_ = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
    }
    const std::uint32_t unit = order_[next_];
    waits_[word] &= ~(std::uint64_t{1} << next_ % 64);
    if (waits_[word] == 0) {
      any_[word / 64] &= ~(std::uint64_t{1} << word % 64);
    }
    --count_;
    next_ = next_ + 1 == order_.size() ? 0 : next_ + 1;
    return unit;
  }

  void push(std::uint32_t unit) {
    const std::size_t place = place_[unit];
    const std::uint64_t bit = std::uint64_t{1} << place % 64;
    if ((waits_[place / 64] & bit) == 0) {
      waits_[place / 64] |= bit;
      any_[place / 4096] |= std::uint64_t{1} << place / 64 % 64;
      ++count_;
    }
  }

 private:
  // The next word, round and round, with a bit set. There is one.
  std::size_t word_after(std::size_t word) const;

  std::vector<std::uint32_t> order_, place_;  // by place; by unit
  std::vector<std::uint64_t> waits_;          // a bit by place
  std::vector<std::uint64_t> any_;            // a bit by word of waits_: is any set?
  std::size_t next_ = 0, count_ = 0;
};

}  // namespace sutva::graph
