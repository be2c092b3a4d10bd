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
    all += __builtin_convertvector(some, Counts);
  }
  counted = __builtin_convertvector(all, Doubles);
}

void weigh_treated(const std::uint32_t* neighbours, const float* weights, std::size_t degree, const Flags* treated,
                   Doubles& weighed) {
  weighed = Doubles{};
  for (std::size_t at = 0; at < degree; ++at) {
    weighed += __builtin_convertvector(treated[neighbours[at]], Doubles) * static_cast<double>(weights[at]);
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
                    std::uint32_t first, std::uint32_t count, Doubles* own, Doubles* share) {
  const std::uint32_t* const neighbours = graph.neighbours.data();
  const bool weighted = !graph.weights.empty();
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t unit = first + i, begin = graph.starts[unit];
    const std::size_t degree = graph.starts[unit + 1] - begin;
    own[i] = __builtin_convertvector(treated.of[unit], Doubles);
    if (weighted) {
      weigh_treated(neighbours + begin, graph.weights.data() + begin, degree, treated.of.data(), share[i]);
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
  auto* const bytes = reinterpret_cast<std::uint8_t*>(flags.data());
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    random::Stream stream = streams[lane];
    std::uint8_t* to = bytes + lane;
    // A draw serves two units.
    for (std::size_t unit = 0; unit < flags.size(); unit += 2) {
      const std::uint64_t bits = stream();
      *to = (bits >> 32U) < below ? 1 : 0;
      to += lanes;
      if (unit + 1 < flags.size()) {
        *to = (bits & 0xFFFFFFFFU) < below ? 1 : 0;
        to += lanes;
      }
    }
    streams[lane] = stream;
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

NormalTable::NormalTable() : values_(65'536) {
  const std::size_t half = values_.size() / 2;
  double squares = 0;
  for (std::size_t i = 0; i < half; ++i) {
    // The quantile in the middle of each class, without the last bits: they differ between systems.
    const double p = (static_cast<double>(i) + 0.5) / static_cast<double>(values_.size());
    const double z = std::round(stats::normal_quantile_upper(p) * 1048576.0) / 1048576.0;
    values_[i] = -z;
    values_[values_.size() - 1 - i] = z;
    squares += 2 * z * z;
  }
  const double scale = std::sqrt(static_cast<double>(values_.size()) / squares);
  for (double& value : values_) {
    value *= scale;
  }
}

}  // namespace sutva::simulate
