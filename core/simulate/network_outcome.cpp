// SPDX-License-Identifier: Apache-2.0
#include "simulate/network_outcome.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "random/samplers.hpp"

namespace sutva::simulate {
namespace {

using graph::Graph;

constexpr double settled = 1e-13;  // of the largest outcome
constexpr int most_rounds = 10'000;

// Streams of the outcome's seed, apart from those of replicates.
enum : std::uint64_t { own_part = 1, shared_part, shocks, beginners, edges };

void standardise(std::vector<double>& values) {
  double sum = 0, squares = 0;
  for (const double x : values) {
    sum += x;
  }
  const auto n = static_cast<double>(values.size());
  const double mean = sum / n;
  for (double& x : values) {
    x -= mean;
    squares += x * x;
  }
  const double scale = squares > 0 ? std::sqrt(n / squares) : 0;
  for (double& x : values) {
    x *= scale;
  }
}

std::vector<double> normals(std::uint64_t seed, std::uint64_t part, std::size_t count) {
  random::Stream stream(seed, part);
  std::vector<double> values(count);
  for (double& x : values) {
    x = random::normal(stream);
  }
  return values;
}

// A number between 0 and 2^32 that belongs to an edge, whichever way it is looked at: the same in every replicate.
std::uint32_t of_edge(std::uint64_t seed, std::uint32_t a, std::uint32_t b) {
  const std::uint64_t low = std::min(a, b), high = std::max(a, b);
  std::uint64_t z = seed + 0x9E3779B97F4A7C15U * ((high << 32U | low) + 1);
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
  return static_cast<std::uint32_t>((z ^ (z >> 31U)) >> 32U);
}

}  // namespace

Outcome<NetworkOutcome> NetworkOutcome::prepare(const graph::Network& network, const NetworkOutcomeRequest& request) {
  NetworkOutcome made;
  made.graph_ = &network.graph;
  made.request_ = request;
  made.inverse_weight_ = inverse_weights(network.graph);
  const auto seed = static_cast<std::uint64_t>(request.outcome_seed);
  const std::size_t units = network.graph.units;
  if (request.outcome == OutcomeModel::contagion) {
    random::Stream stream(seed, beginners);
    made.begins_.resize(units);
    for (std::uint8_t& begins : made.begins_) {
      begins = random::uniform(stream) < request.infected ? 1 : 0;
    }
  } else {
    made.make_baselines();
  }
  if (request.outcome == OutcomeModel::diffusion) {
    random::Stream stream(seed, shocks);
    made.shocks_.resize(units * static_cast<std::size_t>(request.periods));
    for (std::uint16_t& shock : made.shocks_) {
      shock = static_cast<std::uint16_t>(stream() >> 48U);
    }
  }
  made.mean_treated_ = made.mean_under(1);
  made.mean_untreated_ = made.mean_under(0);
  return made;
}

void NetworkOutcome::make_baselines() {
  const Graph& graph = *graph_;
  const auto seed = static_cast<std::uint64_t>(request_.outcome_seed);
  std::vector<double> own = normals(seed, own_part, graph.units);
  standardise(own);
  if (request_.homophily > 0) {
    // Twice the mean over oneself and the neighbours: what is left varies slowly along the network.
    std::vector<double> shared = normals(seed, shared_part, graph.units), mean(graph.units);
    for (int round = 0; round < 2; ++round) {
      for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
        double sum = shared[unit];
        for (const std::uint32_t neighbour : graph.of(unit)) {
          sum += shared[neighbour];
        }
        mean[unit] = sum / (1 + graph.degree(unit));
      }
      std::swap(shared, mean);
    }
    standardise(shared);
    const double part = std::sqrt(request_.homophily), rest = std::sqrt(1 - request_.homophily);
    for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
      own[unit] = rest * own[unit] + part * shared[unit];
    }
    standardise(own);
  }
  if (request_.degree_correlation != 0) {
    std::vector<double> degree(graph.units);
    for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
      degree[unit] = std::log1p(static_cast<double>(graph.degree(unit)));
    }
    standardise(degree);
    // Without what it has of the degree already, so that the correlation is the one that was asked for.
    double product = 0, squares = 0;
    for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
      product += own[unit] * degree[unit];
      squares += degree[unit] * degree[unit];
    }
    if (squares > 0) {
      for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
        own[unit] -= product / squares * degree[unit];
      }
      standardise(own);
      const double along = request_.degree_correlation, rest = std::sqrt(1 - along * along);
      for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
        own[unit] = along * degree[unit] + rest * own[unit];
      }
    }
  }
  for (double& x : own) {
    x = request_.baseline + request_.noise * x;
  }
  baseline_ = std::move(own);
}

bool NetworkOutcome::is_local() const {
  return request_.outcome != OutcomeModel::feedback && request_.outcome != OutcomeModel::diffusion &&
         request_.outcome != OutcomeModel::contagion;
}

void NetworkOutcome::fill(std::uint32_t first, std::uint32_t count, const Doubles* own, const Doubles* share,
                          Doubles* outcomes) const {
  const double direct = request_.direct, spillover = request_.spillover;
  if (request_.outcome == OutcomeModel::share) {
    // The one that is asked for most, in one go.
    for (std::uint32_t i = 0; i < count; ++i) {
      outcomes[i] = baseline_[first + i] + direct * own[i] + spillover * share[i];
    }
    return;
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    outcomes[i] = baseline_[first + i] + direct * own[i];
  }
  switch (request_.outcome) {
    case OutcomeModel::count:
      for (std::uint32_t i = 0; i < count; ++i) {
        // Weighed, where ties have weights.
        const double weight = inverse_weight_[first + i] > 0 ? 1 / inverse_weight_[first + i] : 0;
        outcomes[i] += (spillover * weight) * share[i];
      }
      break;
    case OutcomeModel::threshold: {
      const Doubles all = all_lanes(spillover);
      // Shares are quotients: 3 of 6 may lie below one half by a rounding.
      const double from = request_.threshold * (1 - 1e-12);
      for (std::uint32_t i = 0; i < count; ++i) {
        Doubles reached;
        take_where(reached, share[i] >= from, all);
        outcomes[i] += reached;
      }
      break;
    }
    case OutcomeModel::saturating:
      for (std::uint32_t i = 0; i < count; ++i) {
        outcomes[i] += (spillover * (1 + request_.half)) * share[i] / (request_.half + share[i]);
      }
      break;
    case OutcomeModel::quadratic: {
      const double linear = spillover * (1 - request_.curvature), square = spillover * request_.curvature;
      for (std::uint32_t i = 0; i < count; ++i) {
        outcomes[i] += share[i] * (linear + square * share[i]);
      }
      break;
    }
    case OutcomeModel::share:
    case OutcomeModel::feedback:
    case OutcomeModel::diffusion:
    case OutcomeModel::contagion:
      for (std::uint32_t i = 0; i < count; ++i) {
        outcomes[i] += spillover * share[i];
      }
      break;
  }
}

void NetworkOutcome::solve(const Treated& treated, std::vector<Doubles>& outcomes) const {
  outcomes.resize(graph_->units);
  if (request_.outcome == OutcomeModel::contagion) {
    solve_contagion(treated, outcomes);
    return;
  }
  // What does not come from neighbours' outcomes.
  std::vector<Doubles> own(units_at_once), share(units_at_once);
  for (std::uint32_t first = 0; first < graph_->units; first += units_at_once) {
    const std::uint32_t count = std::min(units_at_once, graph_->units - first);
    fill_exposures(*graph_, inverse_weight_, treated, first, count, own.data(), share.data());
    fill(first, count, own.data(), share.data(), outcomes.data() + first);
  }
  if (request_.outcome == OutcomeModel::feedback) {
    solve_feedback(treated, outcomes);
  } else {
    solve_diffusion(treated, outcomes);
  }
}

void NetworkOutcome::solve_feedback(const Treated&, std::vector<Doubles>& outcomes) const {
  const Graph& graph = *graph_;
  const std::vector<Doubles> fixed = outcomes;
  // Each round leaves |feedback| of the error; a unit's newest neighbours are used at once (Gauss and Seidel).
  for (int round = 0; round < most_rounds; ++round) {
    Doubles change{}, largest{};
    for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
      Doubles sum{};
      for (std::uint32_t at = graph.starts[unit]; at < graph.starts[unit + 1]; ++at) {
        sum += graph.weights.empty() ? outcomes[graph.neighbours[at]]
                                     : outcomes[graph.neighbours[at]] * static_cast<double>(graph.weights[at]);
      }
      const Doubles now = fixed[unit] + (request_.feedback * inverse_weight_[unit]) * sum;
      const Doubles moved = now - outcomes[unit];
      change = moved * moved > change ? moved * moved : change;
      largest = now * now > largest ? now * now : largest;
      outcomes[unit] = now;
    }
    bool done = true;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      done = done && change[lane] <= settled * settled * largest[lane];
    }
    if (done) {
      return;
    }
  }
}

void NetworkOutcome::solve_diffusion(const Treated&, std::vector<Doubles>& outcomes) const {
  const Graph& graph = *graph_;
  Treated active(graph.units), next(graph.units);
  std::vector<Doubles> own(units_at_once), share(units_at_once);
  for (std::size_t period = 0; period < static_cast<std::size_t>(request_.periods); ++period) {
    const std::uint16_t* const shock = shocks_.data() + period * graph.units;
    for (std::uint32_t first = 0; first < graph.units; first += units_at_once) {
      const std::uint32_t count = std::min(units_at_once, graph.units - first);
      fill_exposures(graph, inverse_weight_, active, first, count, own.data(), share.data());
      for (std::uint32_t i = 0; i < count; ++i) {
        const Doubles latent = outcomes[first + i] + request_.feedback * share[i] + normals_.at(shock[first + i]);
        const Mask above = latent > 0.0;
        next.of[first + i] = -__builtin_convertvector(above, Flags);
      }
    }
    std::swap(active, next);
  }
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    outcomes[unit] = __builtin_convertvector(active.of[unit], Doubles);
  }
}

void NetworkOutcome::solve_contagion(const Treated& treated, std::vector<Doubles>& outcomes) const {
  const Graph& graph = *graph_;
  const auto seed = static_cast<std::uint64_t>(request_.outcome_seed) * 8 + edges;
  // By whether the one who may be infected, and the one who infects, are treated.
  std::uint64_t below[2][2];
  for (const int at_risk : {0, 1}) {
    for (const int infects : {0, 1}) {
      const double chance =
          request_.infectivity * (at_risk ? 1 - request_.protection : 1) * (infects ? 1 - request_.containment : 1);
      below[at_risk][infects] = static_cast<std::uint64_t>(std::llround(chance * 4294967296.0));
    }
  }
  std::vector<Flags> infected(graph.units), fresh(graph.units), next(graph.units);
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    infected[unit] = fresh[unit] = Flags{} + begins_[unit];
  }
  for (std::int64_t period = 0; period < request_.periods; ++period) {
    for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
      Flags caught{};
      const Flags at_risk = treated.of[unit];
      for (const std::uint32_t neighbour : graph.of(unit)) {
        const Flags other = treated.of[neighbour];
        const std::uint64_t drawn = of_edge(seed, unit, neighbour);
        // Of four chances those that this edge's number falls below.
        const auto passes = [&](int risk, int infects) {
          return static_cast<std::uint8_t>(drawn < below[risk][infects] ? 1 : 0);
        };
        const Flags open = (1 - at_risk) * ((1 - other) * passes(0, 0) + other * passes(0, 1)) +
                           at_risk * ((1 - other) * passes(1, 0) + other * passes(1, 1));
        caught |= fresh[neighbour] & open;
      }
      next[unit] = caught & (1 - infected[unit]);
    }
    for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
      infected[unit] |= next[unit];
    }
    std::swap(fresh, next);
  }
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    outcomes[unit] = __builtin_convertvector(infected[unit], Doubles);
  }
}

void NetworkOutcome::add_noise(LaneStreams& streams, std::uint32_t count, Doubles* outcomes) const {
  std::array<Counts, units_at_once> steps;
  for (std::uint32_t first = 0; first < count; first += units_at_once) {
    const std::uint32_t some = std::min(units_at_once, count - first);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      random::Stream stream = streams[lane];
      std::int32_t* to = reinterpret_cast<std::int32_t*>(steps.data()) + lane;
      // A draw serves four units.
      for (std::uint32_t i = 0; i < some; i += 4) {
        std::uint64_t bits = stream();
        for (std::uint32_t k = 0; k < 4; ++k, bits >>= 16U, to += lanes) {
          *to = normals_.steps(static_cast<std::uint16_t>(bits));
        }
      }
      streams[lane] = stream;
    }
    for (std::uint32_t i = 0; i < some; ++i) {
      Doubles noise;
      to_doubles(steps[i], noise);
      outcomes[first + i] += request_.fresh_noise * (noise * normals_.unit());
    }
  }
}

double NetworkOutcome::mean_under(std::uint8_t everybody) const {
  const Graph& graph = *graph_;
  Treated treated(graph.units);
  std::fill(treated.of.begin(), treated.of.end(), Flags{} + everybody);
  double sum = 0;
  if (!is_local()) {
    std::vector<Doubles> outcomes;
    solve(treated, outcomes);
    for (const Doubles& y : outcomes) {
      sum += y[0];
    }
  } else {
    std::vector<Doubles> own(units_at_once), share(units_at_once), y(units_at_once);
    for (std::uint32_t first = 0; first < graph.units; first += units_at_once) {
      const std::uint32_t count = std::min(units_at_once, graph.units - first);
      fill_exposures(graph, inverse_weight_, treated, first, count, own.data(), share.data());
      fill(first, count, own.data(), share.data(), y.data());
      for (std::uint32_t i = 0; i < count; ++i) {
        sum += y[i][0];
      }
    }
  }
  return sum / static_cast<double>(graph.units);
}

}  // namespace sutva::simulate
