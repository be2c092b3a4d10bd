// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "graph/draft.hpp"
#include "graph/network.hpp"

namespace sutva::graph {
namespace {

constexpr std::uint64_t most_paths = 100'000'000;
constexpr int drawn_paths = 200'000;

bool tied(const Graph& graph, std::uint32_t a, std::uint32_t b) {
  if (graph.degree(a) > graph.degree(b)) {
    std::swap(a, b);
  }
  const std::span<const std::uint32_t> neighbours = graph.of(a);
  return std::binary_search(neighbours.begin(), neighbours.end(), b);
}

// Every triangle is found once, at its end of the lowest degree (the number of the unit decides among equal ones): such
// an end has few neighbours of a higher degree (Latapy 2008, Theor. Comput. Sci. 407:458).
class Triangles {
 public:
  explicit Triangles(const Graph& graph) : graph_(&graph), starts_(std::size_t{graph.units} + 1, 0) {
    above_.reserve(graph.neighbours.size() / 2);
  }
  // Both passes go over all units, in their order.
  std::int64_t list_above(std::uint32_t unit) {
    for (const std::uint32_t other : graph_->of(unit)) {
      if (std::pair(graph_->degree(unit), unit) < std::pair(graph_->degree(other), other)) {
        above_.push_back(other);
      }
    }
    starts_[unit + 1] = static_cast<std::uint32_t>(above_.size());
    return 1 + static_cast<std::int64_t>(graph_->degree(unit));
  }
  std::int64_t count(std::uint32_t unit) {
    marked_.resize(graph_->units, 0);
    std::int64_t work = 1;
    for (std::uint32_t at = starts_[unit]; at < starts_[unit + 1]; ++at) {
      marked_[above_[at]] = unit + 1;
    }
    for (std::uint32_t at = starts_[unit]; at < starts_[unit + 1]; ++at) {
      for (std::uint32_t next = starts_[above_[at]]; next < starts_[above_[at] + 1]; ++next) {
        found_ += marked_[above_[next]] == unit + 1 ? 1U : 0U;
      }
      work += 1 + starts_[above_[at] + 1] - starts_[above_[at]];
    }
    return work;
  }
  std::uint64_t found() const { return found_; }

 private:
  const Graph* graph_;
  std::vector<std::uint32_t> starts_, above_;  // by unit: its higher neighbours
  std::vector<std::uint32_t> marked_;          // by unit: 1 + the unit it is a higher neighbour of
  std::uint64_t found_ = 0;
};

// Paths of two ties, drawn.
class DrawnPaths {
 public:
  explicit DrawnPaths(const Graph& graph) : graph_(&graph), stream_(1, 0) {
    sums_.reserve(graph.units);
    for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
      const std::uint64_t degree = graph.degree(unit);
      sum_ += degree > 0 ? degree * (degree - 1) / 2 : 0;
      sums_.push_back(sum_);
    }
  }
  int drawn() const { return drawn_; }
  void draw() {
    // The remainder favours no path by more than 2^-20: there are fewer than 2^44 of them.
    const std::uint64_t path = stream_() % sum_;
    const auto unit = static_cast<std::uint32_t>(std::upper_bound(sums_.begin(), sums_.end(), path) - sums_.begin());
    const std::span<const std::uint32_t> neighbours = graph_->of(unit);
    const auto degree = static_cast<std::uint32_t>(neighbours.size());
    const std::uint32_t one = whole_below(stream_, degree);
    std::uint32_t other = whole_below(stream_, degree - 1);
    other += other >= one ? 1 : 0;
    closed_ += tied(*graph_, neighbours[one], neighbours[other]) ? 1 : 0;
    ++drawn_;
  }
  double clustering() const { return static_cast<double>(closed_) / drawn_paths; }

 private:
  const Graph* graph_;
  std::vector<std::uint64_t> sums_;  // of paths around units up to each
  std::uint64_t sum_ = 0;
  random::Stream stream_;
  int drawn_ = 0, closed_ = 0;
};

// Separate parts, one search after the other.
class Components {
 public:
  explicit Components(const Graph& graph) : graph_(&graph), seen_(graph.units, 0) {}
  bool done() const { return open_.empty() && next_ == graph_->units; }
  std::int64_t advance() {
    if (open_.empty()) {
      const std::uint32_t unit = next_++;
      if (!seen_[unit]) {
        seen_[unit] = 1;
        ++found_;
        size_ = 0;
        open_.push_back(unit);
      }
      return 1;
    }
    const std::uint32_t unit = open_.back();
    open_.pop_back();
    largest_ = std::max(largest_, ++size_);
    for (const std::uint32_t other : graph_->of(unit)) {
      if (!seen_[other]) {
        seen_[other] = 1;
        open_.push_back(other);
      }
    }
    return 1 + static_cast<std::int64_t>(graph_->degree(unit));
  }
  void report(NetworkFacts& facts) const {
    facts.components = found_;
    facts.largest_component = graph_->units > 0 ? static_cast<double>(largest_) / graph_->units : 0;
  }

 private:
  const Graph* graph_;
  std::vector<std::uint8_t> seen_;
  std::vector<std::uint32_t> open_;
  std::uint32_t next_ = 0, size_ = 0, largest_ = 0;
  std::int64_t found_ = 0;
};

void count_degrees(const Graph& graph, NetworkFacts& facts) {
  std::vector<std::uint32_t> degrees(graph.units);
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    degrees[unit] = graph.degree(unit);
  }
  if (degrees.empty()) {
    return;
  }
  facts.mean_degree = static_cast<double>(graph.neighbours.size()) / graph.units;
  std::sort(degrees.begin(), degrees.end());
  facts.smallest_degree = degrees.front();
  facts.median_degree = degrees[(degrees.size() - 1) / 2];
  facts.largest_degree = degrees.back();
  // 0, 1, 2 to 3, 4 to 7, ...
  const auto below = [&](std::int64_t degree) {
    return std::lower_bound(degrees.begin(), degrees.end(), degree) - degrees.begin();
  };
  for (std::int64_t from = 0; from <= facts.largest_degree;) {
    const std::int64_t next = std::max<std::int64_t>(2 * from, from + 1);
    if (next > facts.smallest_degree) {
      facts.degrees.push_back({from, next - 1, below(next) - below(from)});
    }
    from = next;
  }
}

}  // namespace

class FactsMaker::Work {
 public:
  explicit Work(const Network& network) : network_(&network) {}

  bool step() {
    std::int64_t left = piece;
    switch (pass_) {
      case Pass::begin:
        begin();
        break;
      case Pass::above:
        for (; left > 0 && at_ < ties_->units; ++at_) {
          left -= triangles_->list_above(at_);
        }
        next_pass(at_ == ties_->units, Pass::triangles);
        break;
      case Pass::triangles:
        for (; left > 0 && at_ < ties_->units; ++at_) {
          left -= triangles_->count(at_);
        }
        if (at_ == ties_->units) {
          facts_.clustering = 3 * static_cast<double>(triangles_->found()) / static_cast<double>(paths_);
          triangles_.reset();
        }
        next_pass(at_ == ties_->units, Pass::components);
        break;
      case Pass::paths:
        for (; left > 0 && drawn_->drawn() < drawn_paths; left -= 20) {
          drawn_->draw();
        }
        if (drawn_->drawn() == drawn_paths) {
          facts_.clustering = drawn_->clustering();
          drawn_.reset();
          pass_ = Pass::components;
        }
        break;
      case Pass::components:
        if (!components_) {
          components_.emplace(*ties_);
        }
        while (left > 0 && !components_->done()) {
          left -= components_->advance();
        }
        if (components_->done()) {
          components_->report(facts_);
          pass_ = Pass::done;
        }
        break;
      case Pass::done:
        break;
    }
    return pass_ != Pass::done;
  }
  double progress() const { return static_cast<double>(pass_) / static_cast<double>(Pass::done); }
  NetworkFacts take() { return std::move(facts_); }

 private:
  static constexpr std::int64_t piece = 400'000;
  enum class Pass : std::uint8_t { begin, above, triangles, paths, components, done };

  void begin() {
    const Graph& graph = network_->graph;
    facts_.units = graph.units;
    facts_.edges = static_cast<std::int64_t>(graph.edges());
    facts_.self_loops = static_cast<std::int64_t>(network_->edges_left_out.self_loops);
    facts_.duplicates = static_cast<std::int64_t>(network_->edges_left_out.duplicates);
    count_degrees(graph, facts_);
    // Parts and triangles do not look at directions.
    if (graph.directed) {
      both_ways_ = without_direction(graph);
    }
    ties_ = graph.directed ? &both_ways_ : &graph;
    for (std::uint32_t unit = 0; unit < ties_->units; ++unit) {
      const std::uint64_t degree = ties_->degree(unit);
      facts_.isolated += degree == 0 ? 1 : 0;
      paths_ += degree > 0 ? degree * (degree - 1) / 2 : 0;
    }
    if (paths_ > most_paths) {
      drawn_.emplace(*ties_);
      pass_ = Pass::paths;
    } else if (paths_ > 0) {
      triangles_.emplace(*ties_);
      pass_ = Pass::above;
    } else {
      pass_ = Pass::components;
    }
  }
  void next_pass(bool finished, Pass next) {
    if (finished) {
      pass_ = next;
      at_ = 0;
    }
  }

  const Network* network_;
  Graph both_ways_;
  const Graph* ties_ = nullptr;
  NetworkFacts facts_;
  Pass pass_ = Pass::begin;
  std::uint32_t at_ = 0;
  std::uint64_t paths_ = 0;  // of two ties
  std::optional<Triangles> triangles_;
  std::optional<DrawnPaths> drawn_;
  std::optional<Components> components_;
};

FactsMaker::FactsMaker(const Network& network) : work_(std::make_unique<Work>(network)) {}
bool FactsMaker::step() { return work_->step(); }
double FactsMaker::progress() const { return work_->progress(); }
NetworkFacts FactsMaker::take() { return work_->take(); }
FactsMaker::FactsMaker(FactsMaker&&) noexcept = default;
FactsMaker& FactsMaker::operator=(FactsMaker&&) noexcept = default;
FactsMaker::~FactsMaker() = default;

NetworkFacts facts_of(const Network& network) {
  FactsMaker maker(network);
  while (maker.step()) {
  }
  return maker.take();
}

}  // namespace sutva::graph
