// SPDX-License-Identifier: Apache-2.0
#include "graph/clustering.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/text.hpp"
#include "graph/passes.hpp"

namespace sutva::graph {
namespace {

constexpr std::uint32_t unnamed = 0xFFFFFFFFU;

// The whole number whose square is nearest.
std::uint32_t nearest_root(std::int64_t square) {
  auto root = static_cast<std::int64_t>(std::sqrt(static_cast<double>(square)));
  if ((root + 1) * (root + 1) - square < square - root * root) {
    ++root;
  }
  return static_cast<std::uint32_t>(std::max<std::int64_t>(root, 1));
}

Clustering regions(const Network& network, std::int64_t wanted) {
  const std::uint32_t side = nearest_root(wanted);
  const auto cell = [side](float place) {
    const double at = std::clamp(static_cast<double>(place), 0.0, 1.0) * side;
    return std::min(static_cast<std::uint32_t>(at), side - 1);
  };
  std::vector<std::uint32_t> labels(network.graph.units);
  for (std::size_t unit = 0; unit < labels.size(); ++unit) {
    labels[unit] = cell(network.y[unit]) * side + cell(network.x[unit]);
  }
  return numbered(std::move(labels), std::size_t{side} * side);
}

Clustering planted(const Network& network) {
  const auto largest = std::max_element(network.group.begin(), network.group.end());
  return numbered(network.group, largest == network.group.end() ? 0 : std::size_t{*largest} + 1);
}

}  // namespace

std::vector<std::uint32_t> shuffled(std::uint32_t units, random::Stream& stream) {
  std::vector<std::uint32_t> order(units);
  std::iota(order.begin(), order.end(), 0U);
  for (std::uint32_t i = units; i > 1; --i) {
    std::swap(order[i - 1], order[drawn_below(stream, i)]);
  }
  return order;
}

Clustering numbered(std::vector<std::uint32_t> labels, std::size_t bound) {
  Clustering made;
  std::vector<std::uint32_t> name(bound, unnamed);
  for (std::uint32_t& label : labels) {
    if (name[label] == unnamed) {
      name[label] = made.count++;
    }
    label = name[label];
  }
  made.of = std::move(labels);
  return made;
}

WaitingUnits::WaitingUnits(std::vector<std::uint32_t> order)
    : order_(std::move(order)),
      place_(order_.size()),
      waits_((order_.size() + 63) / 64 + 1, 0),
      any_(waits_.size() / 64 + 1, 0) {
  for (std::uint32_t place = 0; place < order_.size(); ++place) {
    place_[order_[place]] = place;
    push(order_[place]);
  }
}

std::size_t WaitingUnits::word_after(std::size_t word) const {
  std::size_t at = (word + 1) / 64;
  std::uint64_t bits = at < any_.size() ? any_[at] >> (word + 1) % 64 << (word + 1) % 64 : 0;
  while (bits == 0) {
    at = at + 1 < any_.size() ? at + 1 : 0;
    bits = any_[at];
  }
  return at * 64 + static_cast<std::size_t>(std::countr_zero(bits));
}

class Clusterer::Work {
 public:
  Work(const Network& network, const ClusteringRequest& request) : network_(network), request_(request) {}

  bool step() {
    if (!started_) {
      started_ = true;
      start();
      return passes_ != nullptr;
    }
    if (!passes_) {
      return false;
    }
    const bool more = passes_->step();
    progress_ = std::max(progress_, passes_->progress());
    if (!more) {
      made_ = numbered(passes_->take(), network_.graph.units);
      passes_ = nullptr;
      progress_ = 1;
    }
    return more;
  }

  double progress() const { return progress_; }
  Clustering take() { return std::move(made_); }

 private:
  void start() {
    const random::Stream stream(static_cast<std::uint64_t>(request_.clustering_seed), 0);
    if (network_.graph.directed && request_.clustering != ClusteringMethod::planted &&
        request_.clustering != ClusteringMethod::regions) {
      both_ways_ = without_direction(network_.graph);
    }
    const Graph& graph = both_ways_.units > 0 ? both_ways_ : network_.graph;
    switch (request_.clustering) {
      case ClusteringMethod::louvain:
      case ClusteringMethod::leiden:
        passes_ =
            modularity_passes(graph, request_.resolution, request_.clustering == ClusteringMethod::leiden, stream);
        return;
      case ClusteringMethod::label_propagation:
        passes_ = label_passes(graph, stream);
        return;
      case ClusteringMethod::net:
        passes_ = net_passes(graph, static_cast<std::uint32_t>(request_.radius), stream);
        return;
      case ClusteringMethod::restreaming:
        passes_ = balanced_passes(graph, static_cast<std::uint32_t>(request_.clusters), stream);
        return;
      case ClusteringMethod::one_hop_max: {
        random::Stream drawn = stream;
        made_ = one_hop_max(graph, {}, drawn);
        break;
      }
      case ClusteringMethod::planted:
        made_ = planted(network_);
        break;
      case ClusteringMethod::regions:
        made_ = regions(network_, request_.clusters);
        break;
    }
    progress_ = 1;
  }

  const Network& network_;
  ClusteringRequest request_;
  Graph both_ways_;
  std::unique_ptr<Passes> passes_;
  Clustering made_;
  bool started_ = false;
  double progress_ = 0;
};

Outcome<Clusterer> Clusterer::prepare(const Network& network, const ClusteringRequest& request) {
  const std::size_t units = network.graph.units;
  const bool counted =
      request.clustering == ClusteringMethod::restreaming || request.clustering == ClusteringMethod::regions;
  Issues issues;
  if (request.clustering == ClusteringMethod::planted && network.group.size() != units) {
    issues.push_back(error(Code::conflict, "clustering",
                           "This network was not made of groups. Communities, equal communities and households are; of "
                           "any other network choose clusters found in it."));
  }
  if (request.clustering == ClusteringMethod::regions && (network.x.size() != units || network.y.size() != units)) {
    issues.push_back(
        error(Code::conflict, "clustering",
              "The units of this network have no place in a plane, so there are no regions. Choose clusters "
              "found in the network, or a network near in space."));
  }
  if (counted && request.clusters > static_cast<std::int64_t>(units)) {
    issues.push_back(
        error(Code::conflict, "clusters",
              joined("There are more clusters than units: at most ", static_cast<std::int64_t>(units), " here."),
              static_cast<double>(units)));
  }
  if (has_error(issues)) {
    return issues;
  }
  return {Clusterer(std::make_unique<Work>(network, request))};
}

bool Clusterer::step() { return work_->step(); }
double Clusterer::progress() const { return work_->progress(); }
Clustering Clusterer::take() { return work_->take(); }

Clusterer::Clusterer(std::unique_ptr<Work> work) : work_(std::move(work)) {}
Clusterer::Clusterer(Clusterer&&) noexcept = default;
Clusterer& Clusterer::operator=(Clusterer&&) noexcept = default;
Clusterer::~Clusterer() = default;

}  // namespace sutva::graph
