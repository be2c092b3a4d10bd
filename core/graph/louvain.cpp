// SPDX-License-Identifier: Apache-2.0
// Louvain and Leiden. Both move units (of higher levels: whole clusters, here called nodes) to the neighbouring cluster
// where modularity grows most, then make a smaller network whose nodes are clusters, and move those. A node is looked
// at again only after a neighbour has moved (as in Traag, Waltman and van Eck 2019, appendix A).
//
// Modularity grows by w(v, C) - γ k_v K_C / 2m (twice, over 2m) where node v of strength k_v joins a cluster C of
// strength K_C to which it has ties of strength w(v, C); alone it gains 0.
#include <algorithm>
#include <numeric>

#include "graph/passes.hpp"

namespace sutva::graph {
namespace {

// At the end the units themselves may move once more, from the clusters found, and so on up: of Leiden as leidenalg and
// igraph do by default, of Louvain as Rotta and Noack (2011, ACM JEA 16:2.3) advise. Where communities are loose this
// raises modularity by up to 7 %, for a quarter more time.
constexpr int rounds = 2;

// A move must gain more than this, relative to the node's strength. Rounding stays far below, so that no node can go
// back and forth for ever.
constexpr double least_gain = 1e-10;

// Without loops: they are in `strength` and change no gain.
struct Level {
  std::vector<std::uint32_t> starts, neighbours;
  std::vector<double> weights;
};

class ModularityPasses final : public Passes {
 public:
  ModularityPasses(const Graph& graph, double resolution, bool refined, random::Stream stream)
      : graph_(graph),
        refined_(refined),
        stream_(stream),
        here_(graph.units, 0),
        touched_(std::size_t{graph.units} + 1) {
    if (!graph.weights.empty()) {
      unit_weights_.assign(graph.weights.begin(), graph.weights.end());
    }
    total_.resize(graph.units);
    members_.resize(graph.units);
    of_.resize(graph.units);
    std::iota(of_.begin(), of_.end(), 0U);
    start_round();
    // Without edges nobody has anywhere to go, whatever the scale.
    const double ends = std::accumulate(strength_.begin(), strength_.end(), 0.0);
    scale_ = ends > 0 ? resolution / ends : 0;
    whole_ = graph.neighbours.size() + graph.units;
  }

  bool step() override {
    std::int64_t left = piece;
    while (left > 0 && phase_ != Phase::done) {
      const std::int64_t before = left;
      if (weights_ != nullptr) {
        advance<true>(left);
      } else {
        advance<false>(left);
      }
      looked_at_ += static_cast<double>(before - left);
    }
    return phase_ != Phase::done;
  }

  // How often each edge is looked at is not known before; a few times is usual.
  double progress() const override { return looked_at_ / (looked_at_ + static_cast<double>(whole_)); }

  std::vector<std::uint32_t> take() override { return std::move(node_of_); }

 private:
  enum class Phase : std::uint8_t { moving, cutting, merging, shrinking, done };

  template <bool weighted>
  double weight(std::uint32_t at) const {
    if constexpr (weighted) {
      return weights_[at];
    } else {
      return 1;
    }
  }

  template <bool weighted>
  void advance(std::int64_t& left) {
    switch (phase_) {
      case Phase::moving:
        move<weighted>(left);
        break;
      case Phase::cutting:
        measure_cuts<weighted>(left);
        break;
      case Phase::merging:
        merge<weighted>(left);
        break;
      case Phase::shrinking:
        shrink<weighted>(left);
        break;
      case Phase::done:
        break;
    }
  }

  // The units themselves, in the clusters `of_`.
  void start_round() {
    nodes_ = graph_.units;
    starts_ = graph_.starts.data();
    neighbours_ = graph_.neighbours.data();
    weights_ = unit_weights_.empty() ? nullptr : unit_weights_.data();
    strength_.assign(nodes_, 0);
    for (std::uint32_t node = 0; node < nodes_; ++node) {
      if (weights_ == nullptr) {
        strength_[node] = graph_.degree(node);
      } else {
        for (std::uint32_t at = starts_[node]; at < starts_[node + 1]; ++at) {
          strength_[node] += weights_[at];
        }
      }
    }
    node_of_.resize(nodes_);
    std::iota(node_of_.begin(), node_of_.end(), 0U);
    start_moving();
  }

  void start_moving() {
    std::fill_n(total_.begin(), nodes_, 0.0);
    std::fill_n(members_.begin(), nodes_, 0U);
    for (std::uint32_t node = 0; node < nodes_; ++node) {
      total_[of_[node]] += strength_[node];
      ++members_[of_[node]];
    }
    unused_.clear();
    for (std::uint32_t name = nodes_; name > 0; --name) {
      if (members_[name - 1] == 0) {
        unused_.push_back(name - 1);
      }
    }
    waiting_ = WaitingUnits(shuffled(nodes_, stream_));
    phase_ = Phase::moving;
  }

  // Adds up the node's ties in here_ by cluster and lists the clusters in touched_. Returns how many there are.
  template <bool weighted>
  std::size_t gather(std::uint32_t node, const std::uint32_t* of) {
    double* const here = here_.data();
    std::uint32_t* const touched = touched_.data();
    std::size_t count = 0;
    const std::uint32_t end = starts_[node + 1];
    for (std::uint32_t at = starts_[node]; at < end; ++at) {
      const std::uint32_t name = of[neighbours_[at]];
      touched[count] = name;
      count += here[name] == 0 ? 1U : 0U;
      here[name] += weight<weighted>(at);
    }
    return count;
  }

  template <bool weighted>
  void move(std::int64_t& left) {
    std::uint32_t* const of = of_.data();
    while (!waiting_.empty()) {
      if (left <= 0) {
        return;
      }
      const std::uint32_t node = waiting_.pop();
      left -= 1 + static_cast<std::int64_t>(starts_[node + 1] - starts_[node]);
      const std::uint32_t own = of[node];
      const double strength = strength_[node];
      const double expected = strength * scale_;
      const std::size_t count = gather<weighted>(node, of);
      const double stay = here_[own] - expected * (total_[own] - strength);
      double most = stay;
      std::uint32_t best = own;
      here_[own] = 0;
      for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t name = touched_[i];
        const double gain = here_[name] - expected * total_[name];
        here_[name] = 0;
        if (gain > most && name != own) {
          most = gain;
          best = name;
        }
      }
      if (most < 0 && members_[own] > 1) {
        most = 0;
        best = unused_.back();
      }
      if (best == own || most - stay <= least_gain * strength) {
        continue;
      }
      if (members_[best]++ == 0) {
        unused_.pop_back();
      }
      if (--members_[own] == 0) {
        unused_.push_back(own);
        total_[own] = 0;
      } else {
        total_[own] -= strength;
      }
      total_[best] += strength;
      of[node] = best;
      for (std::uint32_t at = starts_[node]; at < starts_[node + 1]; ++at) {
        if (of[neighbours_[at]] != best) {
          waiting_.push(neighbours_[at]);
        }
      }
    }
    end_moving();
  }

  void end_moving() {
    if (nodes_ == nodes_without(unused_)) {
      end_round();
    } else if (refined_) {
      part_.resize(nodes_);
      std::iota(part_.begin(), part_.end(), 0U);
      part_total_ = strength_;
      part_cut_.assign(nodes_, 0);
      part_members_.assign(nodes_, 1);
      order_ = shuffled(nodes_, stream_);
      at_ = 0;
      phase_ = Phase::cutting;
    } else {
      start_shrinking(of_);
    }
  }
  std::uint32_t nodes_without(const std::vector<std::uint32_t>& unused) const {
    return nodes_ - static_cast<std::uint32_t>(unused.size());
  }

  // Every node is a cluster of its own: nothing is left to merge.
  void end_round() {
    for (std::uint32_t& node : node_of_) {
      node = of_[node];
    }
    if (++round_ == rounds) {
      phase_ = Phase::done;
      return;
    }
    of_ = node_of_;
    start_round();
  }

  // Refinement: within its cluster every node starts alone. part_cut_ is the strength of a part's ties to the rest of
  // the cluster.
  template <bool weighted>
  void measure_cuts(std::int64_t& left) {
    for (; at_ < nodes_; ++at_) {
      if (left <= 0) {
        return;
      }
      left -= 1 + static_cast<std::int64_t>(starts_[at_ + 1] - starts_[at_]);
      for (std::uint32_t at = starts_[at_]; at < starts_[at_ + 1]; ++at) {
        part_cut_[at_] += of_[neighbours_[at]] == of_[at_] ? weight<weighted>(at) : 0;
      }
    }
    at_ = 0;
    phase_ = Phase::merging;
  }

  // A part may merge, or be merged with, if it is well connected to the rest of its cluster. Nodes that would gain just
  // nothing by leaving are: otherwise a cluster could be left that never becomes one node.
  bool well_connected(std::uint32_t part, std::uint32_t cluster) const {
    const double strength = part_total_[part];
    return part_cut_[part] - scale_ * strength * (total_[cluster] - strength) >= -least_gain * strength;
  }

  // Nodes that are still alone join the part where modularity grows most. (Traag et al. draw among all that make it
  // grow, with odds that take an exponential; their program leidenalg takes the best, as here.)
  template <bool weighted>
  void merge(std::int64_t& left) {
    for (; at_ < nodes_; ++at_) {
      if (left <= 0) {
        return;
      }
      const std::uint32_t node = order_[at_];
      left -= 1 + static_cast<std::int64_t>(starts_[node + 1] - starts_[node]);
      const std::uint32_t cluster = of_[node];
      if (part_members_[part_[node]] > 1 || !well_connected(node, cluster)) {
        continue;
      }
      const std::size_t count = gather_within<weighted>(node, cluster);
      const double expected = strength_[node] * scale_;
      double most = -2 * least_gain * strength_[node], ties = 0;
      std::uint32_t best = node;
      for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t part = touched_[i];
        const double gain = here_[part] - expected * part_total_[part];
        if (gain > most && well_connected(part, cluster)) {
          most = gain;
          ties = here_[part];
          best = part;
        }
        here_[part] = 0;
      }
      if (best != node) {
        part_[node] = best;
        ++part_members_[best];
        part_members_[node] = 0;
        part_total_[best] += strength_[node];
        part_cut_[best] += part_cut_[node] - 2 * ties;
      }
    }
    start_shrinking(part_);
  }

  template <bool weighted>
  std::size_t gather_within(std::uint32_t node, std::uint32_t cluster) {
    std::size_t count = 0;
    for (std::uint32_t at = starts_[node]; at < starts_[node + 1]; ++at) {
      const std::uint32_t other = neighbours_[at];
      if (of_[other] == cluster) {
        const std::uint32_t part = part_[other];
        touched_[count] = part;
        count += here_[part] == 0 ? 1U : 0U;
        here_[part] += weight<weighted>(at);
      }
    }
    return count;
  }

  // The next level: `merged` says by node what becomes one.
  void start_shrinking(const std::vector<std::uint32_t>& merged) {
    Clustering next = numbered(merged, nodes_);
    next_of_ = std::move(next.of);
    next_nodes_ = next.count;
    for (std::uint32_t& node : node_of_) {
      node = next_of_[node];
    }
    // Nodes in the order of what they become.
    member_starts_.assign(std::size_t{next_nodes_} + 1, 0);
    for (const std::uint32_t name : next_of_) {
      ++member_starts_[name + 1];
    }
    for (std::uint32_t name = 0; name < next_nodes_; ++name) {
      member_starts_[name + 1] += member_starts_[name];
    }
    order_.resize(nodes_);
    std::vector<std::uint32_t> place(member_starts_.begin(), member_starts_.end() - 1);
    for (std::uint32_t node = 0; node < nodes_; ++node) {
      order_[place[next_of_[node]]++] = node;
    }
    next_ = {};
    next_.starts.reserve(std::size_t{next_nodes_} + 1);
    next_.starts.push_back(0);
    // No more ties than there are: growing step by step would hold two copies of them for a moment.
    next_.neighbours.reserve(starts_[nodes_]);
    next_.weights.reserve(starts_[nodes_]);
    next_strength_.assign(next_nodes_, 0);
    at_ = 0;
    phase_ = Phase::shrinking;
  }

  template <bool weighted>
  void shrink(std::int64_t& left) {
    for (; at_ < next_nodes_; ++at_) {
      if (left <= 0) {
        return;
      }
      std::size_t count = 0;
      for (std::uint32_t i = member_starts_[at_]; i < member_starts_[at_ + 1]; ++i) {
        const std::uint32_t node = order_[i];
        left -= 1 + static_cast<std::int64_t>(starts_[node + 1] - starts_[node]);
        next_strength_[at_] += strength_[node];
        for (std::uint32_t at = starts_[node]; at < starts_[node + 1]; ++at) {
          const std::uint32_t name = next_of_[neighbours_[at]];
          touched_[count] = name;
          count += here_[name] == 0 ? 1U : 0U;
          here_[name] += weight<weighted>(at);
        }
      }
      for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t name = touched_[i];
        if (name != at_) {
          next_.neighbours.push_back(name);
          next_.weights.push_back(here_[name]);
        }
        here_[name] = 0;
      }
      next_.starts.push_back(static_cast<std::uint32_t>(next_.neighbours.size()));
    }
    end_shrinking();
  }

  void end_shrinking() {
    // Louvain's nodes start alone, Leiden's in the clusters that were refined.
    std::vector<std::uint32_t> cluster(next_nodes_);
    std::iota(cluster.begin(), cluster.end(), 0U);
    if (refined_) {
      for (std::uint32_t name = 0; name < next_nodes_; ++name) {
        cluster[name] = of_[order_[member_starts_[name]]];
      }
      cluster = numbered(std::move(cluster), nodes_).of;
    }
    of_ = std::move(cluster);
    std::swap(level_, next_);
    next_ = {};
    strength_ = std::move(next_strength_);
    nodes_ = next_nodes_;
    starts_ = level_.starts.data();
    neighbours_ = level_.neighbours.data();
    weights_ = level_.weights.data();
    start_moving();
  }

  const Graph& graph_;
  bool refined_;
  random::Stream stream_;
  double scale_ = 0;  // γ / 2m
  std::size_t whole_ = 0;
  double looked_at_ = 0;
  Phase phase_ = Phase::moving;
  int round_ = 0;

  // The level at hand.
  std::vector<double> unit_weights_;
  Level level_;
  std::uint32_t nodes_ = 0;
  const std::uint32_t* starts_ = nullptr;
  const std::uint32_t* neighbours_ = nullptr;
  const double* weights_ = nullptr;     // none: 1 everywhere
  std::vector<double> strength_;        // by node
  std::vector<std::uint32_t> node_of_;  // by unit
  WaitingUnits waiting_{{}};

  // Clusters of nodes: which each is in; of each their strength and number; names of those without any.
  std::vector<std::uint32_t> of_, members_, unused_;
  std::vector<double> total_;
  // The same for parts within clusters.
  std::vector<std::uint32_t> part_, part_members_;
  std::vector<double> part_total_, part_cut_;

  std::vector<double> here_;  // by name: 0 but within a loop
  std::vector<std::uint32_t> touched_;
  std::vector<std::uint32_t> order_;
  std::uint32_t at_ = 0;

  // The level to come.
  std::vector<std::uint32_t> next_of_, member_starts_;
  std::uint32_t next_nodes_ = 0;
  Level next_;
  std::vector<double> next_strength_;
};

}  // namespace

std::unique_ptr<Passes> modularity_passes(const Graph& graph, double resolution, bool refined, random::Stream stream) {
  return std::make_unique<ModularityPasses>(graph, resolution, refined, stream);
}

}  // namespace sutva::graph
