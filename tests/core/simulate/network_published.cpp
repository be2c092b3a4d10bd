// SPDX-License-Identifier: Apache-2.0
// Results of papers that have exact numbers: a little of what scripts/study networks writes to docs/networks.md.
#include <algorithm>
#include <cmath>
#include <vector>

#include "../../studies/network_runs.hpp"
#include "../../studies/switch_points.hpp"
#include "catch.hpp"
#include "plan/switchback_plan.hpp"

using namespace sutva;
using namespace sutva::simulate;
using namespace sutva::studies;

namespace {

// Mean and variance of Horvitz and Thompson's estimate over every assignment of the arcs.
struct Moments {
  double mean = 0, variance = 0;
};
Moments enumerated(const CycleArcs& arcs, double p, double y0, double y1) {
  const std::int64_t count = arcs.units / arcs.length;
  double first = 0, second = 0;
  for (std::uint32_t assignment = 0; assignment < 1U << count; ++assignment) {
    const auto treated = [&](std::int64_t unit) {
      return (assignment >> ((unit + arcs.units) % arcs.units / arcs.length) & 1U) == 1;
    };
    double chance = 1;
    for (std::int64_t arc = 0; arc < count; ++arc) {
      chance *= treated(arc * arcs.length) ? p : 1 - p;
    }
    double estimate = 0;
    for (std::int64_t unit = 0; unit < arcs.units; ++unit) {
      bool alike = true;
      std::uint32_t around = 0;
      for (std::int64_t step = -arcs.reach; step <= arcs.reach; ++step) {
        alike = alike && treated(unit + step) == treated(unit);
        around |= 1U << ((unit + step + arcs.units) % arcs.units / arcs.length);
      }
      double exposed = 1;
      for (; around != 0; around &= around - 1) {
        exposed *= treated(unit) ? p : 1 - p;
      }
      estimate += alike ? (treated(unit) ? y1 : -y0) / exposed : 0;
    }
    estimate /= static_cast<double>(arcs.units);
    first += chance * estimate;
    second += chance * estimate * estimate;
  }
  return {first, second - first * first};
}

}  // namespace

TEST_CASE("published: variance on a small power of a cycle is that of enumerating every assignment") {
  for (const CycleArcs& arcs : {CycleArcs{12, 1, 1}, CycleArcs{12, 2, 1}, CycleArcs{12, 2, 3}, CycleArcs{24, 2, 4},
                                CycleArcs{24, 3, 2}, CycleArcs{30, 1, 5}, CycleArcs{12, 3, 6}}) {
    for (const double p : {0.5, 0.3}) {
      INFO(arcs.units << " units, reach " << arcs.reach << ", arcs of " << arcs.length << ", p " << p);
      const Moments moments = enumerated(arcs, p, 10, 11.5);
      REQUIRE(moments.mean == Approx(1.5).epsilon(1e-10));
      REQUIRE(exact_variance(arcs, p, 10, 11.5) == Approx(moments.variance).epsilon(1e-12));
    }
  }
}

TEST_CASE("published: on powers of a cycle arcs near 2k + 1 are best, and units alone exponentially worse") {
  // Of the treated mean alone: n times the variance is c + 4k + 8k²/c for arcs of c >= 2k, and 3·2^(2k+1) - 4k - 5 for
  // units, p = 1/2.
  for (const std::int64_t k : {1, 2, 3, 5}) {
    const auto times_n = [&](std::int64_t c) { return 2520 * exact_variance({2520, k, c}, 0.5, 0, 1); };
    const auto reach = static_cast<double>(k);
    REQUIRE(times_n(1) == Approx(3 * std::exp2(2 * reach + 1) - 4 * reach - 5).epsilon(1e-12));
    for (const std::int64_t c : {10, 12, 14, 15, 20, 42}) {
      if (c >= 2 * k) {
        const auto length = static_cast<double>(c);
        REQUIRE(times_n(c) == Approx(length + 4 * reach + 8 * reach * reach / length).epsilon(1e-12));
      }
    }
  }
}

TEST_CASE("published: the simulated variance on a cycle is the exact one (Ugander et al. 2013)") {
  for (const CycleArcs& arcs : {CycleArcs{360, 1, 1}, CycleArcs{360, 1, 3}, CycleArcs{360, 2, 2}, CycleArcs{360, 2, 5},
                                CycleArcs{360, 3, 10}}) {
    NetworkStudyRequest request = request_of(arcs, 1, 3);
    request.draws.replicates = 4000;
    const NetworkRun run = run_network(request, edges_of(arcs));
    INFO("reach " << arcs.reach << ", arcs of " << arcs.length);
    if (arcs.length > 1) {
      REQUIRE(run.result.designs[0].clusters == arcs.units / arcs.length);
    }
    REQUIRE(run.result.designs[0].exact_chances);
    const Spread& spread = run.spreads[0];
    REQUIRE(spread.undefined == 0);
    REQUIRE(spread.mean == Approx(2).margin(4 * spread.mean_error));
    const double exact = exact_variance(arcs, 0.5, 1, 3);
    REQUIRE(spread.variance == Approx(exact).margin(4 * spread.variance_error));
    REQUIRE(spread.variance_error < 0.1 * exact);
  }
}

TEST_CASE("published: SNIPE is right and the difference in means misses r / (1 + r) (Cortez-Rodriguez et al. 2023)") {
  for (const double r : {0.25, 1.0, 4.0}) {
    NetworkStudyRequest request;
    request.network.network = graph::NetworkKind::random;
    request.network.units = 1000;
    request.network.mean_degree = 6;
    request.outcome.outcome = OutcomeModel::count;
    request.outcome.baseline = 0.5;
    request.outcome.noise = 0.3;
    request.outcome.homophily = 0;
    request.outcome.direct = 5;
    request.design.designs = {NetworkDesign::bernoulli};
    request.design.treated_share = 0.2;
    request.estimators = {NetworkEstimator::difference, NetworkEstimator::snipe, NetworkEstimator::regression};
    request.draws.replicates = 1000;
    request.outcome.spillover = 5 * r / 6;
    const NetworkRun run = run_network(request);
    INFO("ratio " << r);
    const double total = run.result.total_effect;
    const Spread &difference = run.row("bernoulli", "difference").spread, &snipe = run.row("bernoulli", "snipe").spread;
    REQUIRE(snipe.mean == Approx(total).margin(4 * snipe.mean_error));
    // What is left is the direct effect, up to the chance of an arm's size (below 1 / n of the outcomes).
    REQUIRE(difference.mean == Approx(5).margin(4 * difference.mean_error + 0.005));
    REQUIRE(difference.mean / total - 1 == Approx(-r / (1 + r)).margin(0.03));
    REQUIRE(snipe.variance > difference.variance);
    // Least squares on the share of neighbours weighs units by 1 / degree.
    REQUIRE(run.row("bernoulli", "regression").spread.mean < total);
  }
}

TEST_CASE("published: no switch points beat the minimax ones (Bojinov, Simchi-Levi and Zhao 2023)") {
  // 12 periods of which each lasts 2 more: 1, 5, 7, 9.
  plan::SwitchbackPlanRequest request;
  request.design = plan::SwitchbackDesign::optimal;
  request.solve_for = plan::SwitchbackUnknown::power;
  request.periods_per_day = 12;
  request.days = 1;
  request.carryover = 2;
  const auto result = plan::switchback_plan(request);
  REQUIRE(result);
  REQUIRE(result->switch_points == std::vector<std::int64_t>{1, 5, 7, 9});
  const Switching minimax{12, 2, result->switch_points};
  const double worst = worst_risk(minimax);
  // Its worst outcomes are equal ones.
  REQUIRE(worst == Approx(level_risk(minimax)).epsilon(1e-12));
  for (std::uint32_t set = 0; set < 1U << 11U; ++set) {
    Switching other{12, 2, {1}};
    for (std::int64_t t = 2; t <= 12; ++t) {
      if ((set >> static_cast<unsigned>(t - 2) & 1U) == 1) {
        other.points.push_back(t);
      }
    }
    REQUIRE(level_risk(other) >= worst * (1 - 1e-12));
  }
}
