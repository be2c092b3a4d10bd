// SPDX-License-Identifier: Apache-2.0
#include "simulate/network_design.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "base/text.hpp"
#include "stats/distributions.hpp"

namespace sutva::simulate {
namespace {

using graph::Graph;

// Steps of the enumeration for one unit: clusters around it times its neighbours. Beyond, chances are counted.
constexpr std::size_t most_work = 2'000'000;

// The smallest number of `all` neighbours that is the share `from`.
std::uint32_t least_of(std::uint32_t all, double from) {
  return static_cast<std::uint32_t>(std::ceil(from * all * (1 - 1e-12)));
}

// P(at least k of n drawn without return are marked) where `marked` of `all` are.
double hypergeometric_sf(std::uint32_t k, std::uint32_t n, std::uint32_t marked, std::uint32_t all) {
  // From the smallest count on by the quotient of neighbouring terms; the sum is 1.
  const std::uint32_t low = n + marked > all ? n + marked - all : 0, high = std::min(n, marked);
  if (k <= low) {
    return 1;
  }
  if (k > high) {
    return 0;
  }
  double term = 1, total = 1, above = 0;
  for (std::uint32_t x = low; x < high; ++x) {
    term *= static_cast<double>(marked - x) / (x + 1.0) * static_cast<double>(n - x) /
            static_cast<double>(all - marked + x + 1 - n);
    total += term;
    above += x + 1 >= k ? term : 0;
    if (total > 1e250) {
      term *= 1e-250;
      total *= 1e-250;
      above *= 1e-250;
    }
  }
  return above / total;
}

double binomial_sf(std::uint32_t k, std::uint32_t n, double p) {
  return k == 0 ? 1 : k == n ? std::pow(p, n) : 1 - stats::binomial_cdf(static_cast<double>(k) - 1, n, p);
}

}  // namespace

Outcome<NetworkAssignment> NetworkAssignment::prepare(const graph::Network& network,
                                                      const graph::Clustering& clustering, NetworkDesign design,
                                                      const NetworkDesignSettings& request) {
  Issues issues;
  const auto rounded_share = [&](double all) { return std::round(request.treated_share * all); };
  const bool by_cluster = design == NetworkDesign::cluster || design == NetworkDesign::cluster_complete ||
                          design == NetworkDesign::saturation || design == NetworkDesign::stratified ||
                          design == NetworkDesign::pair;
  if (by_cluster && clustering.count < 2) {
    issues.push_back(error(Code::conflict, "clustering",
                           "All units are in one cluster, so a design of clusters would treat everybody or nobody. "
                           "Choose another clustering, or a larger resolution."));
  }
  if (design == NetworkDesign::complete &&
      (rounded_share(network.graph.units) < 1 || rounded_share(network.graph.units) >= network.graph.units)) {
    issues.push_back(error(Code::conflict, "treated_share", "This share leaves an arm without a unit."));
  }
  if (design == NetworkDesign::cluster_complete &&
      (rounded_share(clustering.count) < 1 || rounded_share(clustering.count) >= clustering.count)) {
    issues.push_back(error(Code::conflict, "treated_share",
                           joined("This share leaves an arm without one of the ",
                                  static_cast<std::int64_t>(clustering.count), " clusters.")));
  }
  if (design == NetworkDesign::pair && clustering.count >= 2) {
    const double whole = clustering.count - clustering.count / 2, ones = rounded_share(whole);
    if (clustering.count < 4) {
      issues.push_back(error(Code::conflict, "clustering",
                             joined("Half of the clusters need one of each arm, so there have to be at least 4: here "
                                    "are ",
                                    static_cast<std::int64_t>(clustering.count), ".")));
    } else if (ones < 1 || ones >= whole) {
      issues.push_back(error(Code::conflict, "treated_share",
                             joined("This share leaves an arm without one of the ", static_cast<std::int64_t>(whole),
                                    " clusters that are treated as a whole.")));
    }
  }
  std::vector<std::uint32_t> egos;
  if (design == NetworkDesign::ego) {
    random::Stream stream(static_cast<std::uint64_t>(request.egos_seed), 0);
    egos = graph::ego_clusters(network.graph, stream);
    const auto found = static_cast<double>(egos.size());
    if (egos.size() < 2) {
      issues.push_back(error(Code::conflict, "clustering",
                             "There are no two units with neighbours of their own, so there are no two ego clusters."));
    } else if (rounded_share(found) < 1 || rounded_share(found) >= found) {
      issues.push_back(
          error(Code::conflict, "treated_share",
                joined("This share leaves an arm without one of the ", static_cast<std::int64_t>(found), " egos.")));
    }
  }
  if (design == NetworkDesign::saturation) {
    if (request.saturations.size() < 2 || request.saturations.size() > 250) {
      issues.push_back(error(Code::conflict, "saturations", "A design of saturations needs from 2 to 250 of them."));
    } else if (!std::is_sorted(request.saturations.begin(), request.saturations.end(), std::less_equal<>())) {
      issues.push_back(error(Code::conflict, "saturations", "Saturations have to rise, none of them twice."));
    }
  }
  if (design == NetworkDesign::rollout) {
    if (request.stages.empty() || request.stages.size() > 20) {
      issues.push_back(error(Code::conflict, "stages", "A roll-out needs from 1 to 20 stages."));
    } else if (!std::is_sorted(request.stages.begin(), request.stages.end(), std::less_equal<>())) {
      issues.push_back(error(Code::conflict, "stages", "Stages have to rise, none of them twice."));
    }
  }
  if (has_error(issues)) {
    return issues;
  }
  NetworkAssignment made;
  made.network_ = &network;
  made.clustering_ = &clustering;
  made.design_ = design;
  made.request_ = request;
  made.egos_ = std::move(egos);
  if (design == NetworkDesign::saturation || design == NetworkDesign::stratified || design == NetworkDesign::pair) {
    made.starts_.assign(std::size_t{clustering.count} + 1, 0);
    for (const std::uint32_t cluster : clustering.of) {
      ++made.starts_[cluster + 1];
    }
    for (std::size_t cluster = 0; cluster < clustering.count; ++cluster) {
      made.starts_[cluster + 1] += made.starts_[cluster];
    }
    std::vector<std::uint32_t> next(made.starts_.begin(), made.starts_.end() - 1);
    made.members_.resize(clustering.of.size());
    for (std::uint32_t unit = 0; unit < clustering.of.size(); ++unit) {
      made.members_[next[clustering.of[unit]]++] = unit;
    }
  }
  return {std::move(made), std::move(issues)};
}

void NetworkAssignment::draw(LaneStreams& streams, Treated& treated, std::vector<Flags>& things) const {
  const std::uint32_t units = network_->graph.units;
  const double p = request_.treated_share;
  const auto by_cluster = [&](const std::vector<Flags>& clusters) {
    for (std::uint32_t unit = 0; unit < units; ++unit) {
      treated.of[unit] = clusters[clustering_->of[unit]];
    }
  };
  const auto count_of = [&](double all) { return static_cast<std::size_t>(std::round(p * all)); };
  // So many of each cluster's units, by lane: the whole part, and one more with the chance of the rest.
  const auto within_clusters = [&](auto&& share_of) {
    auto* const bytes = reinterpret_cast<std::uint8_t*>(treated.of.data());
    std::vector<std::uint32_t> order;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      random::Stream& stream = streams[lane];
      order = members_;
      for (std::uint32_t cluster = 0; cluster < clustering_->count; ++cluster) {
        const std::uint32_t begin = starts_[cluster], size = starts_[cluster + 1] - begin;
        const double wanted = share_of(cluster, lane) * size;
        auto ones = static_cast<std::uint32_t>(std::floor(wanted + 1e-9));
        const double rest = wanted - ones;
        const std::uint64_t drawn = stream() >> 32U;
        ones += rest > 1e-9 && static_cast<double>(drawn) < rest * 4294967296.0 ? 1 : 0;
        for (std::uint32_t i = 0; i < size; ++i) {
          if (i < ones) {
            const std::uint64_t bound = size - i;
            std::swap(order[begin + i], order[begin + i + (((stream() >> 32U) * bound) >> 32U)]);
          }
          bytes[std::size_t{order[begin + i]} * lanes + lane] = i < ones ? 1 : 0;
        }
      }
    }
  };
  switch (design_) {
    case NetworkDesign::bernoulli:
    case NetworkDesign::rollout:
      draw_flags(streams, p, treated.of);
      break;
    case NetworkDesign::complete:
      draw_exactly(streams, count_of(units), treated.of);
      break;
    case NetworkDesign::stratified:
      within_clusters([&](std::uint32_t, std::size_t) { return p; });
      break;
    case NetworkDesign::cluster:
      things.resize(clustering_->count);
      draw_flags(streams, p, things);
      by_cluster(things);
      break;
    case NetworkDesign::cluster_complete:
      things.resize(clustering_->count);
      draw_exactly(streams, count_of(clustering_->count), things);
      by_cluster(things);
      break;
    case NetworkDesign::fresh_clusters: {
      auto* const bytes = reinterpret_cast<std::uint8_t*>(treated.of.data());
      const auto below = static_cast<std::uint64_t>(std::llround(p * 4294967296.0));
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        random::Stream& stream = streams[lane];
        const graph::Clustering fresh = fresh_clusters(stream);
        std::vector<std::uint8_t> clusters(fresh.count);
        for (std::uint8_t& cluster : clusters) {
          cluster = (stream() >> 32U) < below ? 1 : 0;
        }
        for (std::uint32_t unit = 0; unit < units; ++unit) {
          bytes[std::size_t{unit} * lanes + lane] = clusters[fresh.of[unit]];
        }
      }
      break;
    }
    case NetworkDesign::pair: {
      things.resize(clustering_->count);
      draw_pair(streams, treated, things);
      break;
    }
    case NetworkDesign::ego: {
      things.resize(egos_.size());
      draw_exactly(streams, count_of(static_cast<double>(egos_.size())), things);
      std::fill(treated.of.begin(), treated.of.end(), Flags{});
      for (std::size_t place = 0; place < egos_.size(); ++place) {
        if (request_.egos == EgoTreatment::with_neighbours) {
          treated.of[egos_[place]] = things[place];
        }
        for (const std::uint32_t neighbour : network_->graph.of(egos_[place])) {
          treated.of[neighbour] = things[place];
        }
      }
      break;
    }
    case NetworkDesign::saturation: {
      things.resize(clustering_->count);
      const std::size_t kinds = request_.saturations.size();
      // As many clusters of each saturation as it goes: a shuffle of 0, 1, ..., 0, 1, ...
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        random::Stream& stream = streams[lane];
        std::vector<std::uint8_t> places(clustering_->count);
        for (std::size_t i = 0; i < places.size(); ++i) {
          places[i] = static_cast<std::uint8_t>(i % kinds);
        }
        for (std::size_t i = 0; i + 1 < places.size(); ++i) {
          const std::uint64_t bound = places.size() - i;
          std::swap(places[i], places[i + (((stream() >> 32U) * bound) >> 32U)]);
        }
        for (std::size_t i = 0; i < places.size(); ++i) {
          things[i][lane] = places[i];
        }
      }
      within_clusters(
          [&](std::uint32_t cluster, std::size_t lane) { return request_.saturations[things[cluster][lane]]; });
      break;
    }
  }
}

// Clusters in a random order: the first half goes unit by unit, then come those that are treated as a whole. Of the
// units of the first half a fixed number is treated.
void NetworkAssignment::draw_pair(LaneStreams& streams, Treated& treated, std::vector<Flags>& things) const {
  auto* const bytes = reinterpret_cast<std::uint8_t*>(treated.of.data());
  const std::uint32_t clusters = clustering_->count, singly = clusters / 2;
  const auto whole = static_cast<std::uint32_t>(std::round(request_.treated_share * (clusters - singly)));
  std::vector<std::uint32_t> order(clusters), units;
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    random::Stream& stream = streams[lane];
    const auto swap_with_later = [&](std::vector<std::uint32_t>& list, std::size_t i) {
      const std::uint64_t bound = list.size() - i;
      std::swap(list[i], list[i + (((stream() >> 32U) * bound) >> 32U)]);
    };
    std::iota(order.begin(), order.end(), 0U);
    units.clear();
    for (std::uint32_t i = 0; i < clusters; ++i) {
      if (i < singly + whole) {
        swap_with_later(order, i);
      }
      const std::uint8_t code = i < singly ? unit_by_unit : i < singly + whole ? 1 : 0;
      things[order[i]][lane] = code;
      for (std::uint32_t at = starts_[order[i]]; at < starts_[order[i] + 1]; ++at) {
        if (code == unit_by_unit) {
          units.push_back(members_[at]);
        } else {
          bytes[std::size_t{members_[at]} * lanes + lane] = code;
        }
      }
    }
    const auto ones = static_cast<std::size_t>(std::round(request_.treated_share * static_cast<double>(units.size())));
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (i < ones) {
        swap_with_later(units, i);
      }
      bytes[std::size_t{units[i]} * lanes + lane] = i < ones ? 1 : 0;
    }
  }
}

NetworkAssignment::Ranks NetworkAssignment::draw_ranks(LaneStreams& streams) const {
  Ranks ranks;
  ranks.of.resize(std::size_t{network_->graph.units} * lanes);
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    random::Stream& stream = streams[lane];
    for (std::size_t unit = 0; unit < network_->graph.units; ++unit) {
      ranks.of[unit * lanes + lane] = static_cast<std::uint32_t>(stream() >> 32U);
    }
  }
  return ranks;
}

void NetworkAssignment::treat(const Ranks& ranks, std::size_t stage, Treated& treated) const {
  const auto below = static_cast<std::uint64_t>(std::llround(request_.stages[stage] * 4294967296.0));
  auto* const bytes = reinterpret_cast<std::uint8_t*>(treated.of.data());
  for (std::size_t i = 0; i < ranks.of.size(); ++i) {
    bytes[i] = ranks.of[i] < below ? 1 : 0;
  }
}

ReachedBy NetworkAssignment::reached_by() const {
  const Graph& graph = network_->graph;
  ReachedBy reached;
  reached.starts.reserve(std::size_t{graph.units} + 1);
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    const std::size_t begin = reached.members.size();
    const auto thing = [&](std::uint32_t of) { return by_cluster() ? clustering_->of[of] : of; };
    reached.members.push_back(thing(unit));
    for (const std::uint32_t neighbour : graph.of(unit)) {
      reached.members.push_back(thing(neighbour));
    }
    const auto first = reached.members.begin() + static_cast<std::ptrdiff_t>(begin);
    std::sort(first, reached.members.end());
    reached.members.erase(std::unique(first, reached.members.end()), reached.members.end());
    reached.starts.push_back(static_cast<std::uint32_t>(reached.members.size()));
  }
  return reached;
}

NetworkAssignment::Chances NetworkAssignment::chances(std::span<const double> inverse_weight, std::uint64_t seed,
                                                      std::int64_t drawn) const {
  ChanceMaker maker(*this, inverse_weight, seed, drawn);
  while (maker.step()) {
  }
  return maker.take();
}

NetworkAssignment::Chances NetworkAssignment::bernoulli_chances() const {
  const Graph& graph = network_->graph;
  Chances found{std::vector<double>(graph.units), std::vector<double>(graph.units), true};
  const double p = request_.treated_share;
  // By degree: the same for many units.
  std::vector<double> treated, control;
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    const std::uint32_t degree = graph.degree(unit);
    if (degree >= treated.size()) {
      treated.resize(std::size_t{degree} + 1, -1);
      control.resize(std::size_t{degree} + 1, -1);
    }
    if (treated[degree] < 0) {
      const std::uint32_t least = least_of(degree, request_.exposure_share);
      treated[degree] = p * binomial_sf(least, degree, p);
      control[degree] = (1 - p) * binomial_sf(least, degree, 1 - p);
    }
    found.treated[unit] = treated[degree];
    found.control[unit] = control[degree];
  }
  return found;
}

NetworkAssignment::Chances NetworkAssignment::complete_chances() const {
  const Graph& graph = network_->graph;
  const auto ones = static_cast<std::uint32_t>(std::round(request_.treated_share * graph.units));
  Chances found{std::vector<double>(graph.units), std::vector<double>(graph.units), true};
  const double share = static_cast<double>(ones) / graph.units;
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    const std::uint32_t degree = graph.degree(unit), least = least_of(degree, request_.exposure_share);
    found.treated[unit] = share * hypergeometric_sf(least, degree, ones - 1, graph.units - 1);
    found.control[unit] = (1 - share) * hypergeometric_sf(least, degree, graph.units - ones - 1, graph.units - 1);
  }
  return found;
}

NetworkAssignment::Chances NetworkAssignment::cluster_chances() const {
  const Graph& graph = network_->graph;
  const double q = request_.exposure_share, p = request_.treated_share;
  const bool complete = design_ == NetworkDesign::cluster_complete;
  const bool all_of_them = q == 1;
  if (!all_of_them && (complete || !graph.weights.empty())) {
    return {};
  }
  const auto clusters = static_cast<double>(clustering_->count);
  const double ones = std::round(p * clusters);
  // P(all of r clusters in one arm with so many of all).
  const auto together = [&](double in_arm, double chance, std::size_t r) {
    double product = 1;
    for (std::size_t i = 0; i < r; ++i) {
      const auto gone = static_cast<double>(i);
      product *= complete ? std::fmax(0, in_arm - gone) / (clusters - gone) : chance;
    }
    return product;
  };
  Chances found{std::vector<double>(graph.units), std::vector<double>(graph.units), true};
  std::vector<std::uint32_t> around;
  std::vector<std::uint32_t> sizes;
  std::vector<double> chance_of, next;
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    const std::uint32_t own = clustering_->of[unit], degree = graph.degree(unit);
    around.clear();
    std::uint32_t inside = 0;
    for (const std::uint32_t neighbour : graph.of(unit)) {
      if (clustering_->of[neighbour] == own) {
        ++inside;
      } else {
        around.push_back(clustering_->of[neighbour]);
      }
    }
    std::sort(around.begin(), around.end());
    sizes.clear();
    for (std::size_t i = 0; i < around.size(); ++i) {
      if (i > 0 && around[i] == around[i - 1]) {
        ++sizes.back();
      } else {
        sizes.push_back(1);
      }
    }
    if (all_of_them) {
      found.treated[unit] = together(ones, p, sizes.size() + 1);
      found.control[unit] = together(clusters - ones, 1 - p, sizes.size() + 1);
      continue;
    }
    const std::uint32_t least = least_of(degree, q), outside = degree - inside;
    if (sizes.size() * outside > most_work) {
      return {};
    }
    // The distribution of neighbours in clusters like the own one, cluster by cluster.
    for (const bool arm : {true, false}) {
      const double same = arm ? p : 1 - p;
      double total = 0;
      if (least <= inside) {
        total = 1;
      } else {
        chance_of.assign(std::size_t{outside} + 1, 0);
        chance_of[0] = 1;
        std::uint32_t so_far = 0;
        for (const std::uint32_t size : sizes) {
          for (std::uint32_t x = so_far + 1; x-- > 0;) {
            chance_of[x + size] += chance_of[x] * same;
            chance_of[x] *= 1 - same;
          }
          so_far += size;
        }
        for (std::uint32_t x = least - inside; x <= outside; ++x) {
          total += chance_of[x];
        }
      }
      (arm ? found.treated : found.control)[unit] = same * total;
    }
  }

  return found;
}

graph::Clustering NetworkAssignment::fresh_clusters(random::Stream& stream) const {
  return request_.fresh == FreshClusters::net ? graph::random_net(network_->graph, 3, {}, stream)
                                              : graph::one_hop_max(network_->graph, {}, stream);
}

ChanceMaker::ChanceMaker(const NetworkAssignment& assignment, std::span<const double> inverse_weight,
                         std::uint64_t seed, std::int64_t drawn)
    : assignment_(&assignment),
      inverse_weight_(inverse_weight.begin(), inverse_weight.end()),
      seed_(seed),
      drawn_(static_cast<std::uint64_t>(drawn)) {}

bool ChanceMaker::step() {
  if (!enumerated_) {
    enumerate();
    enumerated_ = true;
  } else if (next_ < drawn_) {
    if (seen_.empty()) {
      count_assignments();
    } else {
      count_fresh();
    }
  }
  return next_ < drawn_;
}

double ChanceMaker::progress() const {
  return next_ < drawn_ ? static_cast<double>(next_) / static_cast<double>(drawn_) : 1;
}

NetworkAssignment::Chances ChanceMaker::take() {
  if (!found_.exact) {
    for (std::vector<double>* chances : {&found_.treated, &found_.control}) {
      for (double& chance : *chances) {
        chance /= static_cast<double>(next_);
      }
    }
  }
  return std::move(found_);
}

void ChanceMaker::enumerate() {
  const NetworkAssignment& of = *assignment_;
  const Graph& graph = of.network_->graph;
  const double share = of.request_.exposure_share;
  const bool alike = graph.weights.empty() || share == 1;
  if (of.design_ == NetworkDesign::bernoulli && alike) {
    found_ = of.bernoulli_chances();
  } else if (of.design_ == NetworkDesign::complete && alike) {
    found_ = of.complete_chances();
  } else if (of.by_cluster()) {
    found_ = of.cluster_chances();
  }
  if (found_.exact) {
    next_ = drawn_;
    return;
  }
  found_ = {std::vector<double>(graph.units, 0), std::vector<double>(graph.units, 0), false};
  if (of.design_ == NetworkDesign::fresh_clusters && share == 1) {
    seen_.resize(graph.units);
  } else {
    treated_ = Treated(graph.units);
  }
}

void ChanceMaker::count_fresh() {
  const Graph& graph = assignment_->network_->graph;
  const double p = assignment_->request_.treated_share;
  random::Stream stream(seed_, next_++);
  const graph::Clustering clusters = assignment_->fresh_clusters(stream);
  std::fill(seen_.begin(), seen_.end(), 0U);
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    // All clusters around a unit have to be in its arm.
    double treated = p, control = 1 - p;
    seen_[clusters.of[unit]] = unit + 1;
    for (const std::uint32_t neighbour : graph.of(unit)) {
      std::uint32_t& last = seen_[clusters.of[neighbour]];
      if (last != unit + 1) {
        last = unit + 1;
        treated *= p;
        control *= 1 - p;
      }
    }
    found_.treated[unit] += treated;
    found_.control[unit] += control;
  }
}

void ChanceMaker::count_assignments() {
  const Graph& graph = assignment_->network_->graph;
  std::array<Doubles, units_at_once> own, share;
  LaneStreams streams(seed_, next_);
  next_ += lanes;
  assignment_->draw(streams, treated_, things_);
  for (std::uint32_t first = 0; first < graph.units; first += units_at_once) {
    const std::uint32_t count = std::min(units_at_once, graph.units - first);
    fill_exposures(graph, inverse_weight_, treated_, first, count, own.data(), share.data());
    for (std::uint32_t i = 0; i < count; ++i) {
      const Exposed marks = exposed(own[i], share[i], inverse_weight_[first + i], assignment_->request_.exposure_share);
      std::int64_t in_treated = 0, in_control = 0;
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        in_treated -= marks.treated[lane];
        in_control -= marks.control[lane];
      }
      found_.treated[first + i] += static_cast<double>(in_treated);
      found_.control[first + i] += static_cast<double>(in_control);
    }
  }
}

}  // namespace sutva::simulate
