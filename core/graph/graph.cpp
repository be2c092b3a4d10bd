// SPDX-License-Identifier: Apache-2.0
#include "graph/graph.hpp"

#include <algorithm>
#include <utility>

namespace sutva::graph {
namespace {

constexpr std::size_t edges_at_once = 50'000;
constexpr std::size_t room_at_once = 1'000'000;
constexpr std::uint32_t places_at_once = 50'000;

}  // namespace

GraphBuilder::GraphBuilder(std::uint32_t units, std::vector<Edge> edges, bool directed, bool weighted)
    : edges_(std::move(edges)), weighted_(weighted) {
  graph_.units = units;
  graph_.directed = directed;
  graph_.starts.assign(std::size_t{units} + 1, 0);
}

// Degrees stand one place further on, so that their sums become the begins of rows.
void GraphBuilder::count(std::size_t last) {
  for (; at_ < last; ++at_) {
    const Edge& edge = edges_[at_];
    if (edge.from == edge.to) {
      ++found_.self_loops;
      continue;
    }
    ++graph_.starts[edge.to + 1];
    if (!graph_.directed) {
      ++graph_.starts[edge.from + 1];
    }
  }
}

// Every edge stands at its end `to`; without direction at both.
void GraphBuilder::place(std::size_t last) {
  const auto put = [&](std::uint32_t unit, std::uint32_t neighbour, float weight) {
    const std::uint32_t at = next_[unit]++;
    graph_.neighbours[at] = neighbour;
    if (weighted_) {
      graph_.weights[at] = weight;
    }
  };
  for (; at_ < last; ++at_) {
    const Edge& edge = edges_[at_];
    if (edge.from == edge.to) {
      continue;
    }
    put(edge.to, edge.from, edge.weight);
    if (!graph_.directed) {
      put(edge.from, edge.to, edge.weight);
    }
  }
}

// A unit's neighbours are sorted and put together where one stands twice; rows move down as they shrink.
void GraphBuilder::sort_row(std::uint32_t unit, std::uint32_t end) {
  std::vector<std::uint32_t>& neighbours = graph_.neighbours;
  std::vector<float>& weights = graph_.weights;
  if (!weighted_) {
    std::sort(neighbours.data() + begin_, neighbours.data() + end);
  } else {
    row_.clear();
    for (std::uint32_t at = begin_; at < end; ++at) {
      row_.emplace_back(neighbours[at], weights[at]);
    }
    // By weight too, so that sums do not depend on the order of the list.
    std::sort(row_.begin(), row_.end());
    for (std::uint32_t at = begin_; at < end; ++at) {
      neighbours[at] = row_[at - begin_].first;
      weights[at] = row_[at - begin_].second;
    }
  }
  const std::uint32_t first = to_;
  for (std::uint32_t at = begin_; at < end; ++at) {
    if (to_ > first && neighbours[to_ - 1] == neighbours[at]) {
      ++twice_;
      if (weighted_) {
        weights[to_ - 1] += weights[at];
      }
      continue;
    }
    neighbours[to_] = neighbours[at];
    if (weighted_) {
      weights[to_] = weights[at];
    }
    ++to_;
  }
  begin_ = end;
  graph_.starts[unit + 1] = to_;
}

void GraphBuilder::sort_rows() {
  const std::uint32_t first = begin_;
  for (std::size_t rows = 0; at_ < graph_.units && rows < edges_at_once && begin_ - first < places_at_once; ++rows) {
    const auto unit = static_cast<std::uint32_t>(at_++);
    sort_row(unit, graph_.starts[unit + 1]);
  }
}

bool GraphBuilder::step() {
  const std::size_t last = std::min(edges_.size(), at_ + edges_at_once);
  switch (phase_) {
    case Phase::count:
      count(last);
      if (at_ == edges_.size()) {
        for (std::size_t unit = 0; unit < graph_.units; ++unit) {
          graph_.starts[unit + 1] += graph_.starts[unit];
        }
        graph_.neighbours.reserve(graph_.starts.back());
        graph_.weights.reserve(weighted_ ? graph_.starts.back() : 0);
        phase_ = Phase::room, at_ = 0;
      }
      return true;
    case Phase::room: {
      // Fresh memory is slow where it is first touched.
      const std::size_t places = std::min<std::size_t>(graph_.starts.back(), graph_.neighbours.size() + room_at_once);
      graph_.neighbours.resize(places);
      graph_.weights.resize(weighted_ ? places : 0);
      if (places == graph_.starts.back()) {
        next_.assign(graph_.starts.begin(), graph_.starts.end() - 1);
        phase_ = Phase::place;
      }
      return true;
    }
    case Phase::place:
      place(last);
      if (at_ == edges_.size()) {
        edges_ = {}, next_ = {};
        phase_ = Phase::sort, at_ = 0;
      }
      return true;
    case Phase::sort:
      sort_rows();
      if (at_ == graph_.units) {
        graph_.neighbours.resize(to_);
        graph_.weights.resize(weighted_ ? to_ : 0);
        found_.duplicates = graph_.directed ? twice_ : twice_ / 2;
        phase_ = Phase::done;
      }
      return phase_ != Phase::done;
    case Phase::done:
      break;
  }
  return false;
}

double GraphBuilder::progress() const {
  const auto share = [](std::size_t part, std::size_t all) {
    return all > 0 ? static_cast<double>(part) / static_cast<double>(all) : 1;
  };
  switch (phase_) {
    case Phase::count:
      return 0.2 * share(at_, edges_.size());
    case Phase::room:
      return 0.2;
    case Phase::place:
      return 0.2 + 0.4 * share(at_, edges_.size());
    case Phase::sort:
      return 0.6 + 0.4 * share(at_, graph_.units);
    case Phase::done:
      break;
  }
  return 1;
}

Graph GraphBuilder::take(EdgeReport* report) {
  if (report) {
    *report = found_;
  }
  return std::move(graph_);
}

Graph graph_of(std::uint32_t units, std::vector<Edge>& edges, bool directed, bool weighted, EdgeReport* report) {
  GraphBuilder builder(units, std::move(edges), directed, weighted);
  edges = {};
  while (builder.step()) {
  }
  return builder.take(report);
}

Graph without_direction(const Graph& graph) {
  if (!graph.directed) {
    return graph;
  }
  std::vector<Edge> edges;
  edges.reserve(graph.neighbours.size());
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    for (std::uint32_t at = graph.starts[unit]; at < graph.starts[unit + 1]; ++at) {
      edges.push_back({graph.neighbours[at], unit, graph.weights.empty() ? 1 : graph.weights[at]});
    }
  }
  // An edge in both directions is a stronger tie than one in a single direction.
  return graph_of(graph.units, edges, false, true);
}

}  // namespace sutva::graph
