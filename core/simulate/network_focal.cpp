// SPDX-License-Identifier: Apache-2.0
#include "simulate/network_focal.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace sutva::simulate {
namespace {

// Units times redraws, of sixteen replicates: some tens of milliseconds.
constexpr std::size_t most_work = 4'000'000;
constexpr double fewest_redraws = 99, most_redraws = 1999;
constexpr std::uint64_t seed_of_focal = 1;

}  // namespace

FocalUnits::FocalUnits(const graph::Graph& graph, const std::vector<double>& inverse_weight, double p, double alpha)
    : graph_(&graph), inverse_weight_(&inverse_weight), p_(p), focal_(graph.units, 0) {
  redraws_ = static_cast<std::size_t>(std::clamp(std::ceil(10 / alpha - 1e-9) - 1, fewest_redraws, most_redraws));
  most_larger_ = static_cast<std::size_t>(std::floor(alpha * static_cast<double>(redraws_ + 1) + 1e-9));
  random::Stream stream(seed_of_focal, 0);
  std::vector<std::uint8_t> reaches(graph.units, 0);
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    focal_[unit] = graph.degree(unit) > 0 && (stream() >> 63U) != 0 ? 1 : 0;
  }
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    for (std::uint32_t at = graph.starts[unit]; focal_[unit] && at < graph.starts[unit + 1]; ++at) {
      const std::uint32_t neighbour = graph.neighbours[at];
      if (!focal_[neighbour]) {
        reaches[neighbour] = 1;
        const double part = (graph.weights.empty() ? 1 : static_cast<double>(graph.weights[at])) * inverse_weight[unit];
        information_ += p * (1 - p) * part * part;
      }
    }
  }
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    if (reaches[unit]) {
      others_.push_back(unit);
    }
  }
  if (most_larger_ < 1) {
    reason_ = "At this confidence the test would need more than 1,999 redraws.";
  } else if (others_.empty()) {
    reason_ = "Nobody who is looked at has a neighbour who is not.";
  } else if (std::size_t{graph.units} * redraws_ > most_work) {
    reason_ = "The network is too large to be drawn again and again: at 95\u00a0% confidence at most 20,000 units are.";
  }
}

LaneEstimates FocalUnits::test(const std::vector<Doubles>& outcomes, const Treated& treated, LaneStreams& streams,
                               double z) const {
  LaneEstimates estimates{};
  if (!reason_.empty()) {
    return estimates;
  }
  // What is left of the focal outcomes beside the mean of their arm.
  std::array<Doubles, 2> count{}, sum{};
  for (std::uint32_t unit = 0; unit < graph_->units; ++unit) {
    if (focal_[unit]) {
      const Doubles own = __builtin_convertvector(treated.of[unit], Doubles);
      count[1] += own;
      count[0] += 1 - own;
      sum[1] += own * outcomes[unit];
      sum[0] += (1 - own) * outcomes[unit];
    }
  }
  std::array<Doubles, 2> mean{};
  for (const std::size_t arm : {0U, 1U}) {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      mean[arm][lane] = count[arm][lane] > 0 ? sum[arm][lane] / count[arm][lane] : 0;
    }
  }
  // The statistic is linear in the others' treatments.
  std::vector<Doubles> pull(graph_->units);
  for (std::uint32_t unit = 0; unit < graph_->units; ++unit) {
    if (!focal_[unit]) {
      continue;
    }
    const Doubles own = __builtin_convertvector(treated.of[unit], Doubles);
    const Doubles rest = outcomes[unit] - own * mean[1] - (1 - own) * mean[0];
    const Doubles each = rest * (*inverse_weight_)[unit];
    for (std::uint32_t at = graph_->starts[unit]; at < graph_->starts[unit + 1]; ++at) {
      pull[graph_->neighbours[at]] += graph_->weights.empty() ? each : each * static_cast<double>(graph_->weights[at]);
    }
  }
  Doubles observed{}, expected{};
  for (const std::uint32_t other : others_) {
    expected += p_ * pull[other];
    observed += __builtin_convertvector(treated.of[other], Doubles) * pull[other];
  }
  observed -= expected;
  std::vector<Flags> again(others_.size());
  std::vector<Doubles> drawn(redraws_);
  for (Doubles& statistic : drawn) {
    draw_flags(streams, p_, again);
    for (std::size_t i = 0; i < others_.size(); ++i) {
      statistic += __builtin_convertvector(again[i], Doubles) * pull[others_[i]];
    }
    statistic -= expected;
  }
  std::vector<double> sizes(redraws_);
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    for (std::size_t i = 0; i < redraws_; ++i) {
      sizes[i] = std::abs(drawn[i][lane]);
    }
    const auto critical = sizes.begin() + static_cast<std::ptrdiff_t>(most_larger_ - 1);
    std::nth_element(sizes.begin(), critical, sizes.end(), std::greater<>());
    estimates[lane] = {observed[lane] / information_, *critical / information_ / z, true};
  }
  return estimates;
}

}  // namespace sutva::simulate
