// SPDX-License-Identifier: Apache-2.0
#include "simulate/network_view.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "base/words.hpp"
#include "graph/layout.hpp"
#include "simulate/network_estimators.hpp"

namespace sutva::simulate {
namespace {

using graph::Clusterer;
using graph::Clustering;
using graph::Layout;
using graph::Network;
using graph::NetworkMaker;

}  // namespace

class NetworkView::Work {
 public:
  Work(const Request& request, NetworkMaker maker) : request_(request), maker_(std::move(maker)) {}

  bool step();
  double progress() const;
  Outcome<Result> finish();

 private:
  enum class Pass : std::uint8_t { network, facts, clusters, layout, done };

  void draw(const NetworkAssignment& assignment, Treated& treated) const;
  void list_units(const NetworkOutcome& outcome, const Treated& treated, Result& result) const;

  Request request_;
  Pass pass_ = Pass::network;
  NetworkMaker maker_;
  Network network_;
  std::optional<graph::FactsMaker> facts_;
  std::optional<Clusterer> clusterer_;
  Clustering clustering_;
  std::optional<Layout> layout_;
  Issues issues_;
};

bool NetworkView::Work::step() {
  switch (pass_) {
    case Pass::network:
      if (!maker_.step()) {
        Outcome<Network> network = maker_.take();
        append(issues_, std::move(network.issues));
        if (!network) {
          pass_ = Pass::done;
          break;
        }
        network_ = std::move(*network);
        facts_.emplace(network_);
        pass_ = Pass::facts;
      }
      break;
    case Pass::facts:
      if (!facts_->step()) {
        Outcome<Clusterer> clusterer = Clusterer::prepare(network_, request_.clustering);
        append(issues_, std::move(clusterer.issues));
        if (!clusterer) {
          pass_ = Pass::done;
          break;
        }
        clusterer_.emplace(std::move(*clusterer));
        pass_ = Pass::clusters;
      }
      break;
    case Pass::clusters:
      if (!clusterer_->step()) {
        clustering_ = clusterer_->take();
        clusterer_.reset();
        if (network_.graph.units <= graph::most_drawn_units) {
          layout_.emplace(std::move(*Layout::prepare(network_)));
        }
        pass_ = Pass::layout;
      }
      break;
    case Pass::layout:
      if (!layout_ || !layout_->step()) {
        pass_ = Pass::done;
      }
      break;
    case Pass::done:
      break;
  }
  return pass_ != Pass::done;
}

double NetworkView::Work::progress() const {
  switch (pass_) {
    case Pass::network:
      return 0.2 * maker_.progress();
    case Pass::facts:
      return 0.2 + 0.1 * facts_->progress();
    case Pass::clusters:
      return 0.3 + 0.2 * clusterer_->progress();
    case Pass::layout:
      return 0.5 + (layout_ ? 0.5 * layout_->progress() : 0);
    case Pass::done:
      break;
  }
  return 1;
}

// The replicate stands in the first lane.
void NetworkView::Work::draw(const NetworkAssignment& assignment, Treated& treated) const {
  LaneStreams streams(static_cast<std::uint64_t>(request_.seed), static_cast<std::uint64_t>(request_.replicate));
  if (request_.design.design == NetworkDesign::rollout) {
    assignment.treat(assignment.draw_ranks(streams), assignment.stages() - 1, treated);
  } else {
    std::vector<Flags> things;
    assignment.draw(streams, treated, things);
  }
}

void NetworkView::Work::list_units(const NetworkOutcome& outcome, const Treated& treated, Result& result) const {
  const graph::Graph& graph = network_.graph;
  std::vector<Doubles> own(graph.units), share(graph.units), y(graph.units), before(graph.units);
  fill_exposures(graph, outcome.inverse_weight(), treated, 0, graph.units, own.data(), share.data());
  if (outcome.is_local()) {
    const std::vector<Doubles> nobody(graph.units);
    outcome.fill(0, graph.units, own.data(), share.data(), y.data());
    outcome.fill(0, graph.units, nobody.data(), nobody.data(), before.data());
  } else {
    outcome.solve(treated, y);
    outcome.solve(Treated(graph.units), before);
  }
  DifferenceSums sums(0);
  sums.add({0, graph.units, own.data(), share.data(), y.data()});
  result.difference = sums.difference()[0].estimate;
  double other = 0, with_neighbours = 0;
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    const double z = own[unit][0], s = share[unit][0];
    if (graph.degree(unit) > 0) {
      with_neighbours += 1;
      other += z > 0 ? 1 - s : s;
    }
    if (result.drawn) {
      const Exposed marks =
          exposed(own[unit], share[unit], outcome.inverse_weight()[unit], request_.design.exposure_share);
      result.treated.push_back(z);
      result.share.push_back(s);
      result.exposed.push_back(marks.treated[0] != 0 || marks.control[0] != 0 ? 1 : 0);
      result.cluster.push_back(clustering_.of[unit]);
      result.outcome.push_back(y[unit][0]);
      result.baseline.push_back(before[unit][0]);
    }
    result.cluster_size[clustering_.of[unit]] += 1;
    result.cluster_treated[clustering_.of[unit]] += z;
  }
  result.contamination = with_neighbours > 0 ? other / with_neighbours : 0;
  for (std::size_t cluster = 0; cluster < result.cluster_size.size(); ++cluster) {
    result.cluster_treated[cluster] /= result.cluster_size[cluster];
  }
}

Outcome<NetworkViewResult> NetworkView::Work::finish() {
  if (has_error(issues_)) {
    return std::move(issues_);
  }
  Outcome<NetworkAssignment> assignment =
      NetworkAssignment::prepare(network_, clustering_, request_.design.design, request_.design);
  append(issues_, std::move(assignment.issues));
  Outcome<NetworkOutcome> outcome = NetworkOutcome::prepare(network_, request_.outcome);
  append(issues_, std::move(outcome.issues));
  if (!assignment || !outcome) {
    return std::move(issues_);
  }
  Result result;
  const graph::Graph& graph = network_.graph;
  result.units = graph.units;
  result.clusters = clustering_.count;
  result.total_effect = outcome->total_effect();
  result.network = facts_->take();
  result.clustering = graph::facts_of(graph, clustering_);
  result.drawn = layout_.has_value();
  result.cluster_size.assign(clustering_.count, 0);
  result.cluster_treated.assign(clustering_.count, 0);
  Treated treated(graph.units);
  draw(*assignment, treated);
  list_units(*outcome, treated, result);
  if (layout_) {
    const graph::Places places = layout_->take();
    result.x.assign(places.x.begin(), places.x.end());
    result.y.assign(places.y.begin(), places.y.end());
    for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
      for (const std::uint32_t neighbour : graph.of(unit)) {
        if (graph.directed || neighbour > unit) {
          result.tie_from.push_back(neighbour);
          result.tie_to.push_back(unit);
        }
      }
    }
  }
  result.sentence = joined("In this experiment the difference in means is ", signed_number(result.difference),
                           "; treating everybody would change the mean by ", signed_number(result.total_effect), ". ",
                           percent(result.contamination, 2), " of a unit's neighbours are in the other arm.");
  return {std::move(result), std::move(issues_)};
}

NetworkView::NetworkView(std::unique_ptr<Work> work) : work_(std::move(work)) {}
NetworkView::NetworkView(NetworkView&&) noexcept = default;
NetworkView& NetworkView::operator=(NetworkView&&) noexcept = default;
NetworkView::~NetworkView() = default;

Outcome<NetworkView> NetworkView::prepare(const table::Table& table, const Request& request) {
  Outcome<NetworkMaker> maker = NetworkMaker::prepare(table, request.network);
  if (!maker) {
    return std::move(maker.issues);
  }
  return {NetworkView(std::make_unique<Work>(request, std::move(*maker))), std::move(maker.issues)};
}

bool NetworkView::step() { return work_->step(); }
double NetworkView::progress() const { return work_->progress(); }
Outcome<NetworkViewResult> NetworkView::finish() { return work_->finish(); }

}  // namespace sutva::simulate
