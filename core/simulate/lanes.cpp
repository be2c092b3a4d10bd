// SPDX-License-Identifier: Apache-2.0
#include "simulate/lanes.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "stats/distributions.hpp"

namespace sutva::simulate {
namespace {

// A byte holds the sum of so many flags.
constexpr std::size_t flags_in_a_byte = 255;

void count_treated(const std::uint32_t* neighbours, std::size_t degree, const Flags* treated, Doubles& counted) {
  Counts all{};
  for (std::size_t at = 0; at < degree;) {
    Flags some{};
    for (const std::size_t until = std::min(degree, at + flags_in_a_byte); at < until; ++at) {
      some += treated[neighbours[at]];
    }
    Counts more;
    to_counts(some, more);
    all += more;
  }
  to_doubles(all, counted);
}

// Of few neighbours: their sum fits into a byte. Two sums, so that an addition need not wait for the one before.
Flags count_few(const std::uint32_t* neighbours, std::size_t degree, const Flags* treated) {
  Flags even{}, odd{};
  std::size_t at = 0;
  for (; at + 4 <= degree; at += 4) {
    even += treated[neighbours[at]] + treated[neighbours[at + 1]];
    odd += treated[neighbours[at + 2]] + treated[neighbours[at + 3]];
  }
  for (; at < degree; ++at) {
    even += treated[neighbours[at]];
  }
  return even + odd;
}

void weigh_treated(const std::uint32_t* neighbours, const float* weights, std::size_t degree, const Flags* treated,
                   Doubles& weighed) {
  weighed = Doubles{};
  for (std::size_t at = 0; at < degree; ++at) {
    Doubles one;
    to_doubles(treated[neighbours[at]], one);
    weighed += one * static_cast<double>(weights[at]);
  }
}

}  // namespace

std::vector<double> inverse_weights(const graph::Graph& graph) {
  std::vector<double> inverse(graph.units, 0);
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    double weight = graph.degree(unit);
    if (!graph.weights.empty()) {
      weight = 0;
      for (const float one : graph.weights_of(unit)) {
        weight += static_cast<double>(one);
      }
    }
    inverse[unit] = weight > 0 ? 1 / weight : 0;
  }
  return inverse;
}

void fill_exposures(const graph::Graph& graph, const std::vector<double>& inverse_weight, const Treated& treated,
                    std::uint32_t first, std::uint32_t count, Doubles* own, Doubles* share, Flags* counted) {
  const std::uint32_t* const neighbours = graph.neighbours.data();
  const bool weighted = !graph.weights.empty();
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t unit = first + i, begin = graph.starts[unit];
    const std::size_t degree = graph.starts[unit + 1] - begin;
    to_doubles(treated.of[unit], own[i]);
    if (weighted) {
      weigh_treated(neighbours + begin, graph.weights.data() + begin, degree, treated.of.data(), share[i]);
    } else if (degree <= most_counted_neighbours) {
      const Flags few = count_few(neighbours + begin, degree, treated.of.data());
      if (counted) {
        counted[i] = few;
      }
      to_doubles(few, share[i]);
    } else {
      count_treated(neighbours + begin, degree, treated.of.data(), share[i]);
    }
    share[i] *= inverse_weight[unit];
  }
}

LaneStreams::LaneStreams(std::uint64_t seed, std::uint64_t first_replicate) {
  streams_.reserve(lanes);
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    streams_.emplace_back(seed, first_replicate + lane);
  }
}

void draw_flags(LaneStreams& streams, double p, std::vector<Flags>& flags) {
  const auto below = static_cast<std::uint64_t>(std::llround(p * 4294967296.0));
  // Some units in all lanes, and then the next ones: lane by lane through all units would go through memory again and
  // again. A draw serves two units.
  constexpr std::size_t at_once = 128;
  for (std::size_t first = 0; first < flags.size(); first += at_once) {
    const std::size_t count = std::min(at_once, flags.size() - first);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      random::Stream stream = streams[lane];
      std::uint8_t* to = reinterpret_cast<std::uint8_t*>(flags.data() + first) + lane;
      for (std::size_t i = 0; i < count; i += 2) {
        const std::uint64_t bits = stream();
        *to = (bits >> 32U) < below ? 1 : 0;
        to += lanes;
        if (i + 1 < count) {
          *to = (bits & 0xFFFFFFFFU) < below ? 1 : 0;
          to += lanes;
        }
      }
      streams[lane] = stream;
    }
  }
}

void draw_exactly(LaneStreams& streams, std::size_t ones, std::vector<Flags>& flags) {
  const std::size_t units = flags.size();
  // The rarer of the two is drawn; the first places of a shuffle.
  const bool rare_ones = 2 * ones <= units;
  const std::size_t drawn = rare_ones ? ones : units - ones;
  std::fill(flags.begin(), flags.end(), rare_ones ? Flags{} : Flags{} + 1);
  auto* const bytes = reinterpret_cast<std::uint8_t*>(flags.data());
  std::vector<std::uint32_t> order(units);
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    random::Stream stream = streams[lane];
    std::iota(order.begin(), order.end(), 0U);
    for (std::size_t i = 0; i < drawn; ++i) {
      // Of 2^32 and a bound below 2^32 the product's upper half: biased by less than units / 2^32.
      const std::uint64_t bound = units - i;
      const std::size_t j = i + static_cast<std::size_t>(((stream() >> 32U) * bound) >> 32U);
      std::swap(order[i], order[j]);
      bytes[std::size_t{order[i]} * lanes + lane] = rare_ones ? 1 : 0;
    }
    streams[lane] = stream;
  }
}

NormalTable::NormalTable() : lower_(32'768) {
  double squares = 0;
  for (std::size_t i = 0; i < lower_.size(); ++i) {
    // The quantile in the middle of each class, without the last bits: they differ between systems.
    const double p = (static_cast<double>(i) + 0.5) / static_cast<double>(2 * lower_.size());
    lower_[i] = static_cast<std::int32_t>(std::round(stats::normal_quantile_upper(p) * 1048576.0));
    const double z = lower_[i] / 1048576.0;
    squares += 2 * z * z;
  }
  // A power of two changes no rounding.
  unit_ = std::sqrt(static_cast<double>(2 * lower_.size()) / squares) / 1048576.0;
}

}  // namespace sutva::simulate
