// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include "graph/passes.hpp"

namespace sutva::graph {
namespace {

// A unit takes another label only where that is strictly commoner, so every change adds to the strength of ties between
// alike units, and the changes end.
class LabelPasses final : public Passes {
 public:
  LabelPasses(const Graph& graph, random::Stream stream)
      : graph_(graph),
        stream_(stream),
        waiting_(shuffled(graph.units, stream_)),
        of_(graph.units),
        here_(graph.units, 0),
        touched_(graph.units) {
    std::iota(of_.begin(), of_.end(), 0U);
  }

  bool step() override {
    for (std::int64_t left = piece; left > 0 && !waiting_.empty();) {
      const std::uint32_t unit = waiting_.pop();
      left -= 1 + static_cast<std::int64_t>(graph_.degree(unit));
      ++looked_at_;
      visit(unit);
    }
    return !waiting_.empty();
  }

  double progress() const override { return looked_at_ / (looked_at_ + static_cast<double>(waiting_.size() + 1)); }
  std::vector<std::uint32_t> take() override { return std::move(of_); }

 private:
  // More than rounding of sums of weights.
  static constexpr double commoner = 1 + 1e-12;

  void visit(std::uint32_t unit) {
    std::size_t count = 0;
    double most = 0;
    for (std::uint32_t at = graph_.starts[unit]; at < graph_.starts[unit + 1]; ++at) {
      const std::uint32_t label = of_[graph_.neighbours[at]];
      touched_[count] = label;
      count += here_[label] == 0 ? 1U : 0U;
      here_[label] += graph_.weights.empty() ? 1 : static_cast<double>(graph_.weights[at]);
      most = std::max(most, here_[label]);
    }
    const bool changes = most > here_[of_[unit]] * commoner;
    std::uint32_t commonest = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint32_t label = touched_[i];
      if (here_[label] == most) {
        touched_[commonest++] = label;
      }
      here_[label] = 0;
    }
    if (!changes) {
      return;
    }
    const std::uint32_t taken = touched_[commonest == 1 ? 0 : drawn_below(stream_, commonest)];
    of_[unit] = taken;
    for (const std::uint32_t neighbour : graph_.of(unit)) {
      if (of_[neighbour] != taken) {
        waiting_.push(neighbour);
      }
    }
  }

  const Graph& graph_;
  random::Stream stream_;
  WaitingUnits waiting_;
  std::vector<std::uint32_t> of_;
  std::vector<double> here_;  // by label: 0 but within a visit
  std::vector<std::uint32_t> touched_;
  double looked_at_ = 0;
};

}  // namespace

std::unique_ptr<Passes> label_passes(const Graph& graph, random::Stream stream) {
  return std::make_unique<LabelPasses>(graph, stream);
}

}  // namespace sutva::graph
