// SPDX-License-Identifier: Apache-2.0
// Results of papers about interference, reproduced with Sutva's own study of a network: sutva_networks writes the page
// docs/networks.md to its standard output. Seeds are fixed.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "network_runs.hpp"
#include "plan/switchback_plan.hpp"
#include "switch_points.hpp"

using namespace sutva;
using namespace sutva::simulate;
using namespace sutva::studies;

namespace {

void print(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

std::string fixed(double x, int digits) {
  std::array<char, 64> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.*f", digits, x);
  std::string text = buffer.data();
  // No -0.00.
  if (text[0] == '-' && text.find_first_not_of("-0.") == std::string::npos) {
    text.erase(0, 1);
  }
  if (text[0] == '-') {
    text.replace(0, 1, "−");
  }
  return text;
}
std::string whole(std::int64_t n) {
  std::string text = std::to_string(n);
  for (std::size_t at = text.size(); at > 3; at -= 3) {
    text.insert(at - 3, ",");
  }
  return text;
}
std::string percent_cell(double share, int digits = 1) { return fixed(100 * share, digits); }
std::string bold(const std::string& text) { return "**" + text + "**"; }

void print_row(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& cell : cells) {
    line += " " + cell + " |";
  }
  print(line + "\n");
}
void print_head(const std::vector<std::string>& cells, std::size_t left = 1) {
  print_row(cells);
  std::vector<std::string> rule;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    rule.push_back(i < left ? "---" : "---:");
  }
  print_row(rule);
}

void introduction() {
  print(
      "# Published results on interference, reproduced\n\n"
      "`scripts/study networks` draws and writes this page again, the same to the last digit but for the compiler's "
      "rounding. Everything comes from Sutva's own operations, `network-study` and `switchback-plan`, asked as the "
      "page asks them; the code is in `tests/studies/networks.cpp`, and a smaller version with exact numbers runs with "
      "the tests (`tests/core/simulate/network_published.cpp`). Seeds of networks, clusters, outcomes and assignments "
      "are 1 where nothing else is said. ± is one Monte Carlo standard error; of variances it is made of fourth "
      "moments, and too small where estimates have very heavy tails. The true effect is always that of treating "
      "everybody against treating nobody, computed from the same potential outcomes.\n");
}

// 1. Ugander, Karrer, Backstrom and Kleinberg (2013).
void cycles() {
  constexpr std::int64_t units = 2520, replicates = 20'000;
  const std::array<std::int64_t, 5> reaches{1, 2, 3, 4, 5};
  print(
      "\n## Clusters on powers of a cycle\n\n"
      "Ugander, Karrer, Backstrom and Kleinberg (2013, *Graph cluster randomization: network exposure to multiple "
      "universes*, KDD). Units on a ring, tied to the *k* nearest on each side; arcs of *c* units are treated as a "
      "whole, each by a fair coin; Horvitz and Thompson's estimate over fully exposed units. Outcomes are 0 without "
      "treatment and 1 under full treatment, so that only the treated mean varies. Their point: alone (*c* = 1) units "
      "give a variance that is exponential in the degree; arcs about as long as a neighbourhood, 2*k* + 1, one that is "
      "linear.\n\n"
      "*n* times the variance, exact, from the chances of full exposure of all pairs of " +
      whole(units) + " units; the smallest in **bold**:\n\n");
  std::vector<std::string> head{"Units in an arc"};
  for (const std::int64_t k : reaches) {
    head.push_back("*k* = " + whole(k));
  }
  print_head(head);
  const std::vector<std::int64_t> lengths{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 18, 20, 21, 24, 28, 35, 42};
  const auto scaled = [&](std::int64_t k, std::int64_t c) {
    return static_cast<double>(units) * exact_variance({units, k, c}, 0.5, 0, 1);
  };
  std::vector<std::vector<double>> table;
  for (const std::int64_t c : lengths) {
    std::vector<double>& row = table.emplace_back();
    for (const std::int64_t k : reaches) {
      row.push_back(scaled(k, c));
    }
  }
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    std::vector<std::string> cells{whole(lengths[i])};
    for (std::size_t k = 0; k < reaches.size(); ++k) {
      const bool best = std::all_of(table.begin(), table.end(),
                                    [&](const std::vector<double>& row) { return row[k] >= table[i][k] - 1e-9; });
      const std::string cell = fixed(table[i][k], table[i][k] < 1000 ? 1 : 0);
      cells.push_back(best ? bold(cell) : cell);
    }
    print_row(cells);
  }
  print(
      "\nThe numbers are those of two formulas, which the tests check: 3·2^(2*k*+1) − 4*k* − 5 for units, and *c* + "
      "4*k* + 8*k*²/*c* for arcs of 2*k* or more. So the best length is 2√2 *k*, a little more than a neighbourhood: "
      "with 2*k* + 1 the variance is at most " +
      percent_cell(
          [&] {
            double worst = 0;
            for (const std::int64_t k : reaches) {
              double best = scaled(k, 2 * k + 1);
              const double at = best;
              for (const std::int64_t c : lengths) {
                best = std::min(best, scaled(k, c));
              }
              worst = std::max(worst, at / best - 1);
            }
            return worst;
          }(),
          0) +
      " % above the smallest one here.\n\n"
      "Simulated, " +
      whole(replicates) +
      " assignments each. The network is read as a file whose ties within an arc weigh more, Louvain finds the arcs, "
      "and the chances of exposure are those that `network-study` enumerates:\n\n");
  print_head({"*k*", "Units in an arc", "Clusters found", "Mean (truth 1)", "*n* × variance", "Exact", "Off by, errors",
              "Undefined, %"},
             0);
  for (const std::int64_t k : {1, 2, 3, 5}) {
    for (const std::int64_t c : {std::int64_t{1}, k + 1, 2 * k + 1, 6 * k}) {
      if (units % c != 0 || (c == 1 && k > 3)) {
        continue;
      }
      const CycleArcs arcs{units, k, c};
      NetworkStudyRequest request = request_of(arcs, 0, 1);
      request.draws.replicates = replicates;
      const NetworkRun run = run_network(request, edges_of(arcs));
      const Spread& spread = run.spreads[0];
      const double exact = exact_variance(arcs, 0.5, 0, 1), n = static_cast<double>(units);
      print_row({whole(k), whole(c), c == 1 ? "" : whole(run.result.designs[0].clusters.value_or(0)),
                 fixed(spread.mean, 3) + " ± " + fixed(spread.mean_error, 3),
                 fixed(n * spread.variance, 1) + " ± " + fixed(n * spread.variance_error, 1), fixed(n * exact, 1),
                 fixed((spread.variance - exact) / spread.variance_error, 1), percent_cell(spread.undefined)});
    }
  }
  print(
      "\n**Where ours differ.** Nowhere that matters: exposure, design and estimator are the paper's. Sutva calls an "
      "estimate undefined when one of the arms has no fully exposed unit, where the paper's would count that arm as 0; "
      "in these rows that never or hardly happened. With units alone and *k* = 5 one in 2,048 units is exposed: no "
      "simulation of this size would see its variance, and only the exact one is given.\n");
}

// 2. Ugander and Yin (2023).
struct Summary {
  double bias = 0, variance = 0;
  double rmse() const { return std::sqrt(bias * bias + variance); }
};

void nets() {
  print(
      "\n## Clusters drawn anew, 3-nets and 1-hop-max\n\n"
      "Ugander and Yin (2023, *Randomized graph cluster randomization*, Journal of Causal Inference 11). A grid "
      "without borders with one far tie from each unit (six neighbours on average), coins for clusters, full exposure. "
      "Their points: a clustering drawn anew for each assignment (randomised graph-cluster randomisation) has a far "
      "smaller mean square error than one that is fixed, because no unit is unlucky for good; and 1-hop-max is a "
      "simple, good way to draw it. Outcomes: 1 on average without treatment and 2 with it, half of the effect by "
      "one's own treatment and half by the neighbours'; SD between units 0.5, half of that variance shared by "
      "neighbours, correlation with degree 0.5. The truth is 1.\n\n"
      "Fixed clusterings: the mean over several of them (seeds 1, 2, ...) of the square of the bias, of the variance "
      "and of the mean square error, shown as roots, and in brackets the smallest and the largest error of one. "
      "Chances of exposure are exact for fixed clusterings and counted over 2,048 drawn assignments for those drawn "
      "anew.\n\n");
  std::array<double, 2> least{1e300, 1e300}, most{};  // mean square error drawn anew over that of fixed ones
  for (const std::int64_t side : {32, 96}) {
    constexpr std::int64_t clusterings = 20;
    const std::int64_t drawn = side == 32 ? 32'000 : 8'000;
    NetworkStudyRequest request;
    request.network.network = graph::NetworkKind::small_world_2d;
    request.network.units = side * side;
    request.network.far_ties = 1;
    request.outcome.baseline = 1;
    request.outcome.direct = 0.5;
    request.outcome.spillover = 0.5;
    request.outcome.noise = 0.5;
    request.outcome.homophily = 0.5;
    request.outcome.degree_correlation = 0.5;
    request.estimators = {NetworkEstimator::horvitz_thompson, NetworkEstimator::hajek};
    request.clustering.radius = 3;
    print(whole(side * side) + " units, " + whole(clusterings) + " fixed clusterings with 2,000 assignments each, " +
          whole(drawn) + " assignments with clusterings drawn anew:\n\n");
    print_head({"Design", "Clusters", "HT: bias", "SD", "RMSE", "Hájek: bias", "SD", "RMSE", "Undefined, %"});
    const std::array<const char*, 2> estimators{"horvitz_thompson", "hajek"};
    for (const bool hop : {false, true}) {
      request.clustering.clustering = hop ? graph::ClusteringMethod::one_hop_max : graph::ClusteringMethod::net;
      request.design.fresh = hop ? FreshClusters::one_hop_max : FreshClusters::net;
      const std::string name = hop ? "1-hop-max" : "3-net";
      request.design.designs = {NetworkDesign::cluster};
      request.draws.replicates = 2000;
      std::array<Summary, 2> squares{};
      std::array<double, 2> low{1e300, 1e300}, high{};
      double count = 0, undefined = 0;
      for (std::int64_t seed = 1; seed <= clusterings; ++seed) {
        request.clustering.clustering_seed = seed;
        const NetworkRun run = run_network(request);
        count += static_cast<double>(run.result.designs[0].clusters.value_or(0)) / static_cast<double>(clusterings);
        for (std::size_t e = 0; e < 2; ++e) {
          const Spread& spread = run.row("cluster", estimators[e]).spread;
          // The square of a simulated mean has the mean's own variance in it.
          const double bias = spread.mean - run.result.total_effect;
          squares[e].bias += (bias * bias - spread.mean_error * spread.mean_error) / static_cast<double>(clusterings);
          squares[e].variance += spread.variance / static_cast<double>(clusterings);
          const double rmse = std::sqrt(bias * bias + spread.variance);
          low[e] = std::min(low[e], rmse);
          high[e] = std::max(high[e], rmse);
          undefined += spread.undefined / 2 / static_cast<double>(clusterings);
        }
      }
      std::vector<std::string> cells{name + ", fixed", whole(std::llround(count))};
      for (std::size_t e = 0; e < 2; ++e) {
        const double square = std::fmax(0, squares[e].bias);
        cells.push_back(fixed(std::sqrt(square), 3));
        cells.push_back(fixed(std::sqrt(squares[e].variance), 3));
        cells.push_back(fixed(std::sqrt(square + squares[e].variance), 3) + " (" + fixed(low[e], 2) + " to " +
                        fixed(high[e], 2) + ")");
      }
      cells.push_back(percent_cell(undefined));
      print_row(cells);
      request.design.designs = {NetworkDesign::fresh_clusters};
      request.draws.replicates = drawn;
      const NetworkRun run = run_network(request);
      cells = {name + ", drawn anew", ""};
      for (std::size_t e = 0; e < 2; ++e) {
        const Spread& spread = run.row("fresh_clusters", estimators[e]).spread;
        const double bias = spread.mean - run.result.total_effect;
        const double ratio = (bias * bias + spread.variance) / (std::fmax(0, squares[e].bias) + squares[e].variance);
        least[e] = std::min(least[e], ratio);
        most[e] = std::max(most[e], ratio);
        cells.push_back(fixed(bias, 3) + " ± " + fixed(spread.mean_error, 3));
        cells.push_back(fixed(std::sqrt(spread.variance), 3));
        cells.push_back(fixed(std::sqrt(bias * bias + spread.variance), 3));
      }
      cells.push_back(percent_cell(run.spreads[0].undefined));
      print_row(cells);
    }
    print("\n");
  }
  const auto range = [&](std::size_t e) { return fixed(least[e], 2) + " to " + fixed(most[e], 2); };
  print(
      "What the paper says is seen: drawing clusters anew leaves " + range(0) +
      " of the mean square error of Horvitz and Thompson's estimate and " + range(1) +
      " of Hájek's. Between the two ways of drawing there is no winner here: the smaller clusters of 1-hop-max are "
      "better for Horvitz and Thompson's, whose error is that of the number of exposed units, and 3-nets for "
      "Hájek's, which does not have that error and wants units exposed more often.\n\n"
      "**Where ours differ.** The paper's networks, outcomes (a treatment multiplies a response that drifts across "
      "the network) and figures are its own, so that its statements are compared and not its numbers. Its weighted "
      "variants, in which some units are likelier centres, are not offered as designs. As in the paper, a chance "
      "of exposure of clusters drawn anew is the mean of the exact chances given each of many clusterings; here of "
      "2,048, so that it is known to about 2 %, and Horvitz and Thompson's estimate, which trusts it, can be off by a "
      "part of that. (Counting exposures over 2,048 assignments instead, as Sutva does where less than the whole "
      "neighbourhood has to be in the arm, made that estimate 3 % too large with 3-nets.)\n");
}

// 3. Cortez-Rodriguez, Eichhorn and Yu (2023).
void snipe() {
  constexpr std::int64_t units = 15'000, replicates = 4000;
  print(
      "\n## SNIPE and others by the ratio of spillover to direct effect\n\n"
      "Cortez-Rodriguez, Eichhorn and Yu (2023, *Exploiting neighborhood interference with low-order interactions "
      "under unit randomized design*, Journal of Causal Inference 11). As in their experiment: " +
      std::string("15,000 units in an Erdős-Rényi network with ten neighbours on average, each unit treated with the "
                  "chance 0.2, direct effects 5 on average, and all neighbours together *r* times that; baselines 0.5 "
                  "with an SD of 0.29. ") +
      whole(replicates) +
      " assignments for each *r*. Bias and SD are in % of the true effect. “DM, theirs” is −*r* / (1 + *r*), which "
      "their published output follows too: −1, −10, −20, −34, −43, −50, −57, −66, −76, −80 % for these ratios.\n\n");
  print_head({"*r*", "SNIPE: bias", "SD", "Difference in means: bias", "SD", "DM, theirs", "Regression: bias", "SD",
              "Its limit", "Hájek, 75 %: bias", "SD"},
             0);
  for (const double r : {0.01, 0.1, 0.25, 0.5, 0.75, 1.0, 4.0 / 3, 2.0, 3.0, 4.0}) {
    NetworkStudyRequest request;
    request.network.network = graph::NetworkKind::random;
    request.network.units = units;
    request.network.mean_degree = 10;
    request.outcome.outcome = OutcomeModel::count;
    request.outcome.baseline = 0.5;
    request.outcome.noise = 0.29;
    request.outcome.homophily = 0;
    request.outcome.direct = 5;
    request.outcome.spillover = 5 * r / 10;
    request.design.designs = {NetworkDesign::bernoulli};
    request.design.treated_share = 0.2;
    request.design.exposure_share = 0.75;
    request.estimators = {NetworkEstimator::difference, NetworkEstimator::regression, NetworkEstimator::snipe,
                          NetworkEstimator::hajek};
    request.draws.replicates = replicates;
    const NetworkRun run = run_network(request);
    const double total = run.result.total_effect;
    const auto bias = [&](const char* estimator) {
      const Spread& spread = run.row("bernoulli", estimator).spread;
      return percent_cell(spread.mean / total - 1) + " ± " + percent_cell(spread.mean_error / total);
    };
    const auto sd = [&](const char* estimator) {
      return percent_cell(std::sqrt(run.row("bernoulli", estimator).spread.variance) / total);
    };
    // Of a Poisson degree D, least squares weighs by Var(share | D) ~ 1 / D where D > 0: the slope is the effect of one
    // neighbour over E(1 / D | D > 0). Between degrees the share does not differ.
    double reciprocal = 0, term = std::exp(-10.0), positive = 1 - term;
    for (int d = 1; d < 80; ++d) {
      term *= 10.0 / d;
      reciprocal += term / d;
    }
    // Units without a neighbour have the share 0, which pulls on the slope: n0 of them at 0, the others around p.
    const double none = std::exp(-10.0), p = 0.2, one = request.outcome.spillover;
    const double inside = p * (1 - p) * reciprocal, between = p * p * none * positive;
    const double slope = one * (p * (1 - p) * positive + p * p * 10 * none) / (inside + between);
    print_row({fixed(r, 2), bias("snipe"), sd("snipe"), bias("difference"), sd("difference"),
               percent_cell(-r / (1 + r)), bias("regression"), sd("regression"),
               percent_cell((5 + slope) / (5 + 10 * one) - 1), bias("hajek"), sd("hajek")});
  }
  print(
      "\nWhat the paper says is seen: SNIPE is unbiased whatever the ratio; the difference in means keeps the direct "
      "effect alone, and misses *r* / (1 + *r*) of the truth; least squares on the treated share misses less, with a "
      "far smaller spread than SNIPE's, so that in root mean square error SNIPE is ahead of it only for ratios of 2 "
      "and more.\n\n"
      "**Where ours differ.** Here the direct effect and that of each neighbour are the same for all units; theirs "
      "vary, and a unit with many neighbours feels each of them more. That does not matter to the first two "
      "estimators. Least squares on the share of neighbours weighs units by about one over their degree: with effects "
      "that grow with the degree its limit is *r* / (1 + *r*) times E(1/*D*)⁻¹/10 − 1 for a Poisson degree *D* (the "
      "column “its limit”), but about twice as far off where they grow with the square of it, as theirs do: −8 to −15 "
      "% for ratios above a half. Their network is directed; in ours a tie counts for both of its ends, so that "
      "SNIPE's SD is a little larger. Their DM(0.75) is the plain difference of means of units above and below three "
      "quarters; Hájek's estimate weighs these by how likely they were, which takes off part of its bias. What is left "
      "comes from the quarter of the neighbours that may be in the other arm, and from hubs: at a share of 0.2 hardly "
      "any unit with more than a few neighbours is ever exposed to treatment.\n");
}

// 4. Bojinov, Simchi-Levi and Zhao (2023).
std::string listed_points(const std::vector<std::int64_t>& points, std::size_t most) {
  std::string all;
  for (std::size_t i = 0; i < points.size() && i < most; ++i) {
    all += (i == 0 ? "" : ", ") + whole(points[i]);
  }
  return points.size() > most ? all + ", ..., " + whole(points.back()) : all;
}

std::vector<std::int64_t> minimax_points(std::int64_t periods, std::int64_t carryover) {
  std::vector<std::int64_t> points{1};
  for (std::int64_t t = 2 * carryover + 1; t <= periods - 2 * carryover + 1; t += carryover) {
    points.push_back(t);
  }
  return points;
}

// Whether Sutva plans the same; it asks for four coins at least.
bool planned_alike(std::int64_t periods, std::int64_t carryover) {
  plan::SwitchbackPlanRequest request;
  request.design = plan::SwitchbackDesign::optimal;
  request.solve_for = plan::SwitchbackUnknown::power;
  request.periods_per_day = periods;
  request.days = 1;
  request.carryover = carryover;
  const auto result = plan::switchback_plan(request);
  return result && result->periods == periods && result->switch_points == minimax_points(periods, carryover);
}

Switching regular(std::int64_t periods, std::int64_t carryover, std::int64_t every) {
  Switching switching{periods, carryover, {}};
  for (std::int64_t t = 1; t <= periods; t += every) {
    switching.points.push_back(t);
  }
  return switching;
}

void switchbacks() {
  print(
      "\n## Minimax switch points\n\n"
      "Bojinov, Simchi-Levi and Zhao (2023, *Design and analysis of switchback experiments*, Management Science 69). "
      "*T* periods, each treatment felt for *m* more, fair coins at the switch points, Horvitz and Thompson's "
      "estimate; an adversary chooses outcomes within [−1, 1]. Their result: for *T* = *n m* the largest risk (mean "
      "square error) is smallest with coins at 1, 2*m* + 1, 3*m* + 1, ..., (*n* − 2)*m* + 1. The points below are "
      "those that `switchback-plan` gives. Risks are exact where all outcomes are equal, which is the worst case for "
      "the minimax design; for others it is a lower bound of the worst. In brackets by simulation, 1,000,000 "
      "assignments from the seed 2.\n\n");
  print_head({"*T*", "*m*", "Minimax points", "Minimax", "Every *m*", "Every *m* + 1", "Every 2*m*", "Every period",
              "`switchback-plan`"},
             3);
  for (const auto& [periods, carryover] : std::vector<std::pair<std::int64_t, std::int64_t>>{
           {12, 1}, {12, 2}, {18, 3}, {60, 2}, {120, 2}, {120, 4}, {168, 6}}) {
    const Switching minimax{periods, carryover, minimax_points(periods, carryover)};
    const auto cell = [](const Switching& switching, bool simulate) {
      const double risk = level_risk(switching);
      std::string text = fixed(risk, risk < 100 ? 3 : 0);
      if (simulate) {
        const SimulatedRisk drawn = simulated_level_risk(switching, 1'000'000, 2);
        text += " (" + fixed(drawn.risk, 3) + " ± " + fixed(drawn.error, 3) + ")";
      }
      return text;
    };
    print_row({whole(periods), whole(carryover), listed_points(minimax.points, 6), bold(cell(minimax, true)),
               cell(regular(periods, carryover, carryover), true),
               cell(regular(periods, carryover, carryover + 1), false),
               cell(regular(periods, carryover, 2 * carryover), true), cell(regular(periods, carryover, 1), false),
               planned_alike(periods, carryover) ? "the same" : "OTHERS"});
  }
  print(
      "\nWith few periods nothing is left to chance: of every set of switch points the risk at equal outcomes is "
      "compared with the worst of the minimax design over all outcomes of −1 or 1, enumerated. (The risk is convex in "
      "the outcomes, so that one of these corners is the worst.)\n\n");
  print_head({"*T*", "*m*", "Sets of points", "Minimax: worst of all outcomes", "At equal outcomes",
              "Smallest of the others at equal outcomes", "Others below the minimax"},
             2);
  for (const auto& [periods, carryover] :
       std::vector<std::pair<std::int64_t, std::int64_t>>{{12, 1}, {12, 2}, {12, 3}, {16, 4}}) {
    const Switching minimax{periods, carryover, minimax_points(periods, carryover)};
    const double worst = worst_risk(minimax);
    double best = 1e300;
    std::int64_t below = 0;
    const auto sets = std::uint32_t{1} << static_cast<unsigned>(periods - 1);
    for (std::uint32_t set = 0; set < sets; ++set) {
      Switching other{periods, carryover, {1}};
      for (std::int64_t t = 2; t <= periods; ++t) {
        if ((set >> static_cast<unsigned>(t - 2) & 1U) == 1) {
          other.points.push_back(t);
        }
      }
      if (other.points == minimax.points) {
        continue;
      }
      const double risk = level_risk(other);
      best = std::min(best, risk);
      below += risk < worst * (1 - 1e-12) ? 1 : 0;
    }
    print_row({whole(periods), whole(carryover), whole(sets), fixed(worst, 4), fixed(level_risk(minimax), 4),
               fixed(best, 4), whole(below)});
  }
  print(
      "\n**Where ours differ.** Nowhere: risks and points are theirs. `switchback-plan` asks for four coins at least, "
      "so that it has no plan for the third and fourth line of the second table. The gain over a coin every *m* "
      "periods is that of the two ends, and small in a long experiment; coins in every period cost much more as *m* "
      "grows. Sutva's plan takes the usual level off the outcomes first unless asked not to; risks here are those of "
      "outcomes as they are measured.\n");
}

// 5. The frontier.
void frontier() {
  constexpr std::int64_t units = 5000, replicates = 4000;
  const std::array<double, 3> ratios{0.25, 1, 4};
  print(
      "\n## Bias against spread over the size of clusters\n\n"
      "Not from one paper, but what the papers above are about. " +
      whole(units) +
      " units in communities of unequal sizes (ten neighbours on average, 80 % of the ties within the community), "
      "clusters from Louvain at rising resolutions, by coin, on common random numbers; " +
      whole(replicates) +
      " assignments. The true effect is always 1, of which the spillover is a fifth, a half or four fifths (spillover "
      "over direct effect 0.25, 1, 4); SD between units 3, of which 30 % of the variance is shared by neighbours. "
      "Difference in means; the smallest root mean square error of each ratio in **bold**.\n\n");
  std::vector<NetworkRun> runs;
  for (const double r : ratios) {
    NetworkStudyRequest request;
    request.network.units = units;
    request.design.designs = {NetworkDesign::bernoulli, NetworkDesign::cluster};
    request.design.exposure_share = 0.75;
    request.outcome.direct = 1 / (1 + r);
    request.outcome.spillover = r / (1 + r);
    request.clustering.resolution = 0.25;
    request.resolutions = {1, 4, 8, 16, 32, 64, 128, 256, 512, 2048};
    request.estimators = {NetworkEstimator::difference, NetworkEstimator::hajek};
    request.draws.replicates = replicates;
    runs.push_back(run_network(request));
  }
  for (const std::string_view estimator : {"difference", "hajek"}) {
    if (estimator == "hajek") {
      print(
          "\nThe same with Hájek's estimate of units of whose neighbours at least three quarters are in the own arm; "
          "where an arm had none the assignment is left out:\n\n");
    }
    std::vector<std::string> head{"Resolution", "Clusters", "Neighbours inside, %"};
    for (const double r : ratios) {
      head.push_back("Ratio " + fixed(r, r < 1 ? 2 : 0) + ": bias");
      head.push_back("SD");
      head.push_back("RMSE");
    }
    if (estimator == "hajek") {
      head.push_back("Undefined, %");
    }
    print_head(head);
    const auto rmse = [&](std::size_t run, std::size_t row) {
      const double bias = runs[run].spreads[row].mean - runs[run].result.total_effect;
      return std::sqrt(bias * bias + runs[run].spreads[row].variance);
    };
    std::size_t at = 0;
    for (const SimulatedDesign& design : runs[0].result.designs) {
      while (runs[0].result.estimates[at].estimator != estimator) {
        ++at;
      }
      std::vector<std::string> cells{
          design.resolution ? fixed(*design.resolution, *design.resolution < 1 ? 2 : 0) : "units alone",
          whole(design.clusters.value_or(units)), design.within ? percent_cell(*design.within, 0) : ""};
      for (std::size_t run = 0; run < runs.size(); ++run) {
        const Spread& spread = runs[run].spreads[at];
        double best = 1e300;
        for (std::size_t row = 0; row < runs[run].spreads.size(); ++row) {
          // An estimate that hardly ever exists is no choice.
          if (runs[run].result.estimates[row].estimator == estimator && runs[run].spreads[row].undefined < 0.05) {
            best = std::min(best, rmse(run, row));
          }
        }
        cells.push_back(fixed(spread.mean - runs[run].result.total_effect, 3));
        cells.push_back(fixed(std::sqrt(spread.variance), 3));
        const std::string error = fixed(rmse(run, at), 3);
        cells.push_back(rmse(run, at) <= best ? bold(error) : error);
      }
      if (estimator == "hajek") {
        cells.push_back(percent_cell(runs[0].spreads[at].undefined));
      }
      print_row(cells);
      ++at;
    }
  }
  print(
      "\nThe difference in means is off by the spillover times the share of neighbours outside of the own cluster, "
      "times *K* / (*K* − 1) of *K* equal clusters; its spread grows as clusters get fewer, the more neighbours have "
      "in common. So small clusters are best where the spillover is small, and whole communities where it is most of "
      "the effect; clusters larger than the communities cost spread and gain hardly anything. Hájek's estimate needs "
      "units that are mostly surrounded by their own arm, of which there are few without clusters: it trades the bias "
      "of units alone for five times their spread, and comes close to the difference in means where clusters are "
      "communities.\n");
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view only = argc > 1 ? argv[1] : "";
  const auto wanted = [&](std::string_view name) { return only.empty() || only == name; };
  if (only.empty()) {
    introduction();
  }
  if (wanted("cycles")) {
    cycles();
  }
  if (wanted("nets")) {
    nets();
  }
  if (wanted("snipe")) {
    snipe();
  }
  if (wanted("switchbacks")) {
    switchbacks();
  }
  if (wanted("frontier")) {
    frontier();
  }
  return 0;
}
