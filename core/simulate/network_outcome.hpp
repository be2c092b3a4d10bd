// SPDX-License-Identifier: Apache-2.0
// How units of a network answer to their own treatment and to that of their neighbours. Requests inline
// NetworkOutcomeRequest.
//
// With z of a unit 1 or 0, s the treated share of its neighbours (by weight), t their number, b its baseline:
//   share       b + direct z + spillover s
//   count       b + direct z + spillover t
//   threshold   b + direct z + spillover [s >= threshold]
//   saturating  b + direct z + spillover s (1 + half) / (half + s)
//   quadratic   b + direct z + spillover ((1 - curvature) s + curvature s²)
//   feedback    y = b + direct z + spillover s + feedback mean(y of the neighbours): linear in means (Manski 1993, Rev.
//               Econ. Stud. 60:531), solved until nothing changes
//   diffusion   active in period t where b + direct z + spillover s + feedback (active share of the neighbours in
//               t - 1) + e > 0, with e standard normal, new for each unit and period: a dynamic probit, as in Eckles,
//               Karrer and Ugander (2017, J. Causal Inference 5); the outcome is 1 or 0 after the last period
//   contagion   a few units begin, and each newly infected one infects each neighbour once with a chance that
//               treatment of either lowers (independent cascade; Kempe, Kleinberg and Tardos 2003, KDD); 1 or 0
// What is random in it is fixed with the seed, so that every assignment has its own outcome (design-based), but for
// fresh noise, which each replicate draws anew.
#pragma once

#include <cstdint>
#include <span>
#include <type_traits>
#include <vector>

#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "graph/network.hpp"
#include "simulate/lanes.hpp"

namespace sutva::simulate {

enum class OutcomeModel : std::uint8_t {
  share,
  count,
  threshold,
  saturating,
  quadratic,
  feedback,
  diffusion,
  contagion
};
constexpr auto describe(std::type_identity<OutcomeModel>) {
  using M = OutcomeModel;
  return std::array{
      Choice{M::share, "share", "Share of treated neighbours", "Each treated neighbour moves the outcome a little."},
      Choice{M::count, "count", "Number of treated neighbours", "Everyone counts in full: hubs feel more."},
      Choice{M::threshold, "threshold", "Threshold", "Nothing happens until enough neighbours are treated; then all."},
      Choice{M::saturating, "saturating", "Saturating", "The first treated neighbours matter most."},
      Choice{M::quadratic, "quadratic", "Polynomial", "Share and its square: neighbours' treatments work together."},
      Choice{M::feedback, "feedback", "Feedback", "Outcomes of neighbours move each other: effects travel on."},
      Choice{M::diffusion, "diffusion", "Diffusion",
             "Units become active in periods, the more of their neighbours are."},
      Choice{M::contagion, "contagion", "Contagion", "An infection travels along ties; treatment protects."}};
}

struct NetworkOutcomeRequest {
  OutcomeModel outcome = OutcomeModel::share;
  double baseline = 10;
  double direct = 1;
  double spillover = 1;
  double threshold = 0.5;
  double half = 0.2;
  double curvature = 0.5;
  double feedback = 0.5;
  std::int64_t periods = 5;
  double infected = 0.02;
  double infectivity = 0.3;
  double protection = 0.6;
  double containment = 0;
  double noise = 3;
  double homophily = 0.3;
  double degree_correlation = 0;
  double fresh_noise = 0;
  std::int64_t outcome_seed = 1;

  static constexpr auto describe() {
    using R = NetworkOutcomeRequest;
    return described(
        "NetworkOutcomeRequest",
        field("outcome", &R::outcome, "Spillover").under("Outcome").help("How neighbours' treatments reach a unit."),
        field("baseline", &R::baseline, "Baseline")
            .under("Outcome")
            .in(Unit::outcome)
            .at_least(-1e6)
            .at_most(1e6)
            .starting_at(-1, "outcome", "diffusion")
            .when("outcome", "share", "count", "threshold", "saturating", "quadratic", "feedback", "diffusion")
            .help("Mean where nobody is treated; of diffusion the latent mean."),
        field("direct", &R::direct, "Direct effect")
            .under("Outcome")
            .in(Unit::outcome)
            .at_least(-1e6)
            .at_most(1e6)
            .starting_at(0.5, "outcome", "diffusion")
            .when("outcome", "share", "count", "threshold", "saturating", "quadratic", "feedback", "diffusion")
            .help("Of a unit's own treatment."),
        field("spillover", &R::spillover, "Spillover")
            .under("Outcome")
            .in(Unit::outcome)
            .at_least(-1e6)
            .at_most(1e6)
            .starting_at(0.1, "outcome", "count")
            .when("outcome", "share", "count", "threshold", "saturating", "quadratic", "feedback", "diffusion")
            .help("When all neighbours are treated; of the number, of each of them."),
        field("threshold", &R::threshold, "Threshold")
            .under("Outcome")
            .in(Unit::share)
            .above(0)
            .at_most(1)
            .when("outcome", "threshold")
            .help("Treated share of the neighbours from which on the spillover is there."),
        field("half", &R::half, "Half-saturation")
            .under("Outcome")
            .in(Unit::share)
            .above(0)
            .at_most(100)
            .when("outcome", "saturating")
            .help("A small one: a few treated neighbours have nearly all of the effect."),
        field("curvature", &R::curvature, "Part of the square")
            .under("Outcome")
            .in(Unit::share)
            .at_least(-10)
            .at_most(10)
            .when("outcome", "quadratic")
            .help("0 is linear; above 0, treated neighbours strengthen each other."),
        field("feedback", &R::feedback, "Feedback")
            .under("Outcome")
            .above(-1)
            .below(1)
            .when("outcome", "feedback", "diffusion")
            .help("Of the neighbours' mean outcome, or of their active share; 1 or more would never settle."),
        field("periods", &R::periods, "Periods")
            .under("Outcome")
            .in(Unit::periods)
            .at_least(1)
            .at_most(100)
            .when("outcome", "diffusion", "contagion")
            .help("How long it goes on before it is measured."),
        field("infected", &R::infected, "Infected at first")
            .under("Outcome")
            .in(Unit::share)
            .above(0)
            .at_most(1)
            .when("outcome", "contagion")
            .help("Drawn at random."),
        field("infectivity", &R::infectivity, "Chance to infect")
            .under("Outcome")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("outcome", "contagion")
            .help("Of a neighbour, once."),
        field("protection", &R::protection, "Protection")
            .under("Outcome")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("outcome", "contagion")
            .help("By how much treatment lowers the chance to be infected."),
        field("containment", &R::containment, "Containment")
            .under("Outcome")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("outcome", "contagion")
            .help("By how much treatment lowers the chance to infect others."),
        field("noise", &R::noise, "SD between units")
            .under("Outcome")
            .in(Unit::outcome)
            .at_least(0)
            .at_most(1e6)
            .starting_at(0, "outcome", "diffusion")
            .when("outcome", "share", "count", "threshold", "saturating", "quadratic", "feedback", "diffusion")
            .help("How much units differ that are treated alike."),
        field("homophily", &R::homophily, "Homophily")
            .under("Outcome")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("outcome", "share", "count", "threshold", "saturating", "quadratic", "feedback", "diffusion")
            .help("Share of that variance which neighbours have in common: similar people know each other."),
        field("degree_correlation", &R::degree_correlation, "Correlation with degree")
            .under("Outcome")
            .at_least(-1)
            .at_most(1)
            .when("outcome", "share", "count", "threshold", "saturating", "quadratic", "feedback", "diffusion")
            .help("Between a unit's baseline and the logarithm of 1 + its number of neighbours."),
        field("fresh_noise", &R::fresh_noise, "SD of fresh noise")
            .under("Outcome")
            .in(Unit::outcome)
            .at_least(0)
            .at_most(1e6)
            .when("outcome", "share", "count", "threshold", "saturating", "quadratic", "feedback")
            .help("Drawn anew in each replicate. 0: outcomes depend on the assignment alone."),
        field("outcome_seed", &R::outcome_seed, "Seed of the outcomes")
            .under("Outcome")
            .at_least(0)
            .at_most(9007199254740991.0)
            .help("Of baselines and of what else is random in units."));
  }
};

// Outcomes of a network's units under any assignment.
class NetworkOutcome {
 public:
  // The network must outlive it. Issues stand on the request's fields: no ties where neighbours' outcomes matter.
  static Outcome<NetworkOutcome> prepare(const graph::Network& network, const NetworkOutcomeRequest& request);

  // Mean over units of the outcome when all are treated, and when nobody is: computed, not estimated.
  double mean_treated() const { return mean_treated_; }
  double mean_untreated() const { return mean_untreated_; }
  double total_effect() const { return mean_treated_ - mean_untreated_; }

  // Models in which outcomes depend on more than the own neighbours' treatments are solved for all units first.
  bool is_local() const;
  // Outcomes of all units: of models that are not local.
  void solve(const Treated& treated, std::vector<Doubles>& outcomes) const;
  // Outcomes of the units [first, first + count), of local models.
  void fill(std::uint32_t first, std::uint32_t count, const Doubles* own, const Doubles* share,
            Doubles* outcomes) const;
  // What each replicate adds: nothing where the SD is 0. Units in ascending order.
  bool has_fresh_noise() const { return request_.fresh_noise > 0; }
  void add_noise(LaneStreams& streams, std::uint32_t count, Doubles* outcomes) const;

  const std::vector<double>& inverse_weight() const { return inverse_weight_; }
  std::span<const double> baselines() const { return baseline_; }

 private:
  void make_baselines();
  void solve_feedback(const Treated& treated, std::vector<Doubles>& outcomes) const;
  void solve_diffusion(const Treated& treated, std::vector<Doubles>& outcomes) const;
  void solve_contagion(const Treated& treated, std::vector<Doubles>& outcomes) const;
  double mean_under(std::uint8_t everybody) const;

  const graph::Graph* graph_ = nullptr;
  NetworkOutcomeRequest request_;
  std::vector<double> baseline_;        // by unit
  std::vector<double> inverse_weight_;  // by unit: 1 / weight of all neighbours
  std::vector<std::uint16_t> shocks_;   // of diffusion, by period and unit: place in the table of normals
  std::vector<std::uint8_t> begins_;    // of contagion, by unit: infected at first
  NormalTable normals_;
  double mean_treated_ = 0, mean_untreated_ = 0;
};

}  // namespace sutva::simulate
