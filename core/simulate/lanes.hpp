// SPDX-License-Identifier: Apache-2.0
// Sixteen replicates side by side: one pass over the edges of a network serves them all, and what belongs to a unit
// fills whole vectors of the processor. Everything here is made of single operations that every compiler rounds alike.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "graph/graph.hpp"
#include "random/stream.hpp"

namespace sutva::simulate {

inline constexpr std::size_t lanes = 16;

// Of one unit, by lane. GCC and Clang split what the processor's vectors can not hold at once.
using Flags = std::uint8_t __attribute__((vector_size(lanes)));  // 1 or 0
using Counts = std::uint32_t __attribute__((vector_size(lanes * sizeof(std::uint32_t))));
using Doubles = double __attribute__((vector_size(lanes * sizeof(double))));
using Mask = std::int64_t __attribute__((vector_size(lanes * sizeof(std::int64_t))));  // -1 or 0: what compares Doubles

// Two lanes: a register of the processor. Sums over units that keep these in registers go lane by lane through a block
// of units, and not unit by unit through the lanes.
using Pair = double __attribute__((vector_size(2 * sizeof(double)), may_alias));
inline constexpr std::size_t pairs = lanes / 2;
inline Pair* pairs_of(Doubles* values) { return reinterpret_cast<Pair*>(values); }
inline const Pair* pairs_of(const Doubles* values) { return reinterpret_cast<const Pair*>(values); }

// So many units at a time: what belongs to them in all lanes stays close to the processor.
inline constexpr std::uint32_t units_at_once = 32;

// Numbers below 2^31. Step by step to the next wider kind: at once Clang would go through single numbers.
inline void to_doubles(const Counts& from, Doubles& to) {
  using Four = std::int32_t __attribute__((vector_size(4 * sizeof(std::int32_t)), may_alias));
  const auto* const fours = reinterpret_cast<const Four*>(&from);
  for (std::size_t at = 0; at < lanes / 4; ++at) {
    const Four four = fours[at];
    pairs_of(&to)[2 * at] = __builtin_convertvector(__builtin_shufflevector(four, four, 0, 1), Pair);
    pairs_of(&to)[2 * at + 1] = __builtin_convertvector(__builtin_shufflevector(four, four, 2, 3), Pair);
  }
}
inline void to_counts(const Flags& from, Counts& to) {
  using Shorts = std::uint16_t __attribute__((vector_size(lanes * sizeof(std::uint16_t))));
  to = __builtin_convertvector(__builtin_convertvector(from, Shorts), Counts);
}
inline void to_doubles(const Flags& from, Doubles& to) {
  Counts counts;
  to_counts(from, counts);
  to_doubles(counts, to);
}

inline Doubles all_lanes(double x) { return Doubles{} + x; }
inline void take_where(Doubles& to, const Mask& where, const Doubles& from) {
  Mask bits;
  std::memcpy(&bits, &from, sizeof bits);
  bits &= where;
  std::memcpy(&to, &bits, sizeof bits);  // what is not taken is +0
}

// Who is treated: by unit, then by lane.
struct Treated {
  std::vector<Flags> of;  // by unit
  explicit Treated(std::size_t units = 0) : of(units) {}
};

// For the units [first, first + count): 1 or 0, and the share of the neighbours that is treated (by weight; 0 without a
// neighbour). Where it is asked for, also how many neighbours are treated, of units that have at most
// `most_counted_neighbours`, without weights.
inline constexpr std::uint32_t most_counted_neighbours = 254;  // 255 is a bound that no count reaches
void fill_exposures(const graph::Graph& graph, const std::vector<double>& inverse_weight, const Treated& treated,
                    std::uint32_t first, std::uint32_t count, Doubles* own, Doubles* share, Flags* counted = nullptr);

// 1 / the weight of all neighbours, by unit; 0 without one.
std::vector<double> inverse_weights(const graph::Graph& graph);

// Draws for many units at a time, one stream for each lane, so that a replicate draws the same whatever stands beside
// it. Lanes are the replicates first_replicate, first_replicate + 1, ...
class LaneStreams {
 public:
  LaneStreams(std::uint64_t seed, std::uint64_t first_replicate);
  random::Stream& operator[](std::size_t lane) { return streams_[lane]; }

 private:
  std::vector<random::Stream> streams_;
};

// Each flag is 1 with the chance p, to 2^-32.
void draw_flags(LaneStreams& streams, double p, std::vector<Flags>& flags);
// Exactly `ones` flags are 1 in each lane, any of them alike.
void draw_exactly(LaneStreams& streams, std::size_t ones, std::vector<Flags>& flags);

// Standard normals, from a table of 65,536 of equal chance with mean 0 and variance 1: four of them from one draw.
class NormalTable {
 public:
  NormalTable();
  double at(std::uint16_t place) const { return steps(place) * unit_; }
  // The same in units of `unit`. Half of the table is kept: it is symmetric, and small enough for the processor's
  // cache.
  std::int32_t steps(std::uint16_t place) const {
    const std::int32_t above = -(place >> 15);  // all bits, or none
    const std::int32_t size = lower_[(static_cast<std::uint32_t>(place) ^ static_cast<std::uint32_t>(above)) & 0x7FFFU];
    return (size ^ ~above) - ~above;
  }
  double unit() const { return unit_; }

 private:
  std::vector<std::int32_t> lower_;
  double unit_ = 0;
};

}  // namespace sutva::simulate
