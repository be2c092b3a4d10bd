// SPDX-License-Identifier: Apache-2.0
// Whether there is interference at all, egos, and variances from joint exposures: enumerated in small networks.
#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "catch.hpp"
#include "simulate/network_focal.hpp"
#include "simulate/network_joint.hpp"
#include "simulate/network_study.hpp"
#include "small_networks.hpp"
#include "stats/distributions.hpp"
#include "table/table.hpp"

using namespace sutva;
using namespace sutva::simulate;
using namespace sutva::small_networks;

namespace {

// Units and what was drawn, assignment by assignment, all alike likely.
struct Drawn {
  std::vector<int> units, things;
};

// Every assignment of a pair: which clusters go unit by unit, which of the others are treated, which units are.
std::vector<Drawn> pairs_of(const Clustering& clustering, int treated_clusters, int treated_units) {
  const auto clusters = static_cast<int>(clustering.count);
  std::vector<Drawn> all;
  for (const std::vector<int>& singly : of_number(clustering.count, clusters / 2).of) {
    std::vector<std::size_t> whole, units;
    for (std::size_t c = 0; c < clustering.count; ++c) {
      if (!singly[c]) {
        whole.push_back(c);
      }
    }
    for (std::size_t unit = 0; unit < clustering.of.size(); ++unit) {
      if (singly[clustering.of[unit]]) {
        units.push_back(unit);
      }
    }
    for (const std::vector<int>& clusters_treated : of_number(whole.size(), treated_clusters).of) {
      for (const std::vector<int>& units_treated : of_number(units.size(), treated_units).of) {
        Drawn one{std::vector<int>(clustering.of.size()), std::vector<int>(clustering.count, unit_by_unit)};
        for (std::size_t i = 0; i < whole.size(); ++i) {
          one.things[whole[i]] = clusters_treated[i];
        }
        for (std::size_t unit = 0; unit < clustering.of.size(); ++unit) {
          one.units[unit] = one.things[clustering.of[unit]] == 1 ? 1 : 0;
        }
        for (std::size_t i = 0; i < units.size(); ++i) {
          one.units[units[i]] = units_treated[i];
        }
        all.push_back(std::move(one));
      }
    }
  }
  return all;
}

// use(lane's estimate) for each of the assignments, from make(block, things).
template <class Make, class Use>
void each(const Network& network, const NetworkOutcome& outcome, const std::vector<Drawn>& all, Make make, Use use) {
  const std::uint32_t units = network.graph.units;
  for (std::size_t first = 0; first < all.size(); first += lanes) {
    Treated treated(units);
    std::vector<Flags> things(all[0].things.size());
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const Drawn& one = all[std::min(first + lane, all.size() - 1)];
      for (std::size_t i = 0; i < things.size(); ++i) {
        things[i][lane] = static_cast<std::uint8_t>(one.things[i]);
      }
      for (std::uint32_t unit = 0; unit < units; ++unit) {
        treated.of[unit][lane] = static_cast<std::uint8_t>(one.units[unit]);
      }
    }
    std::vector<Doubles> own(units), share(units), y(units);
    fill_exposures(network.graph, outcome.inverse_weight(), treated, 0, units, own.data(), share.data());
    outcome.fill(0, units, own.data(), share.data(), y.data());
    const LaneEstimates estimates = make(UnitBlock{0, units, own.data(), share.data(), y.data()}, things);
    for (std::size_t lane = 0; lane < lanes && first + lane < all.size(); ++lane) {
      use(estimates[lane]);
    }
  }
}

LaneEstimates pair_of(const Clustering& clusters, const UnitBlock& block, const std::vector<Flags>& things) {
  PairSums sums(clusters, 10);
  sums.add(block, things);
  return sums.estimates(things);
}

NetworkStudyResult result_of(const NetworkStudyRequest& request) {
  static const table::Table nothing;
  Outcome<NetworkStudy> study = NetworkStudy::prepare(nothing, request);
  REQUIRE(study);
  while (study->step()) {
  }
  const auto plan = study->ready();
  REQUIRE(plan);
  std::vector<NetworkStudyPart> parts;
  for (std::int64_t first = 0; first < plan->replicates; first += plan->block) {
    parts.push_back(study->run(first, std::min(plan->block, plan->replicates - first)));
  }
  Outcome<NetworkStudyResult> outcome = study->finish(std::move(parts));
  REQUIRE(outcome);
  return std::move(*outcome);
}

const SimulatedEstimate& row(const NetworkStudyResult& result, std::string_view estimator) {
  const auto found = std::find_if(result.estimates.begin(), result.estimates.end(),
                                  [&](const SimulatedEstimate& e) { return e.estimator == estimator; });
  REQUIRE(found != result.estimates.end());
  return *found;
}

Network made(const graph::NetworkRequest& request) {
  static const table::Table nothing;
  Outcome<graph::NetworkMaker> maker = graph::NetworkMaker::prepare(nothing, request);
  REQUIRE(maker);
  while (maker->step()) {
  }
  Outcome<Network> network = maker->take();
  REQUIRE(network);
  return std::move(*network);
}

}  // namespace

TEST_CASE("pair test: the mean over every assignment is the closed form of equal clusters") {
  const Network network = twelve_units();
  const Clustering clusters = four_clusters();
  const double f = share_inside(network, clusters);
  NetworkOutcomeRequest asked;
  asked.spillover = 1.3;
  const NetworkOutcome outcome = outcome_of(network, asked);
  for (const int units_treated : {2, 3}) {
    const std::vector<Drawn> all = pairs_of(clusters, 1, units_treated);
    double mean = 0;
    each(
        network, outcome, all,
        [&](const UnitBlock& block, const std::vector<Flags>& things) { return pair_of(clusters, block, things); },
        [&](const LaneEstimate& e) { mean += e.estimate / static_cast<double>(all.size()); });
    // Of K = 4 clusters of 3 two of each kind: a neighbour in another cluster is in one of the same kind with the
    // chance 1/3. Of two clusters treated as a whole the other one is never treated alike; of n = 6 units one that is
    // treated leaves the others a little less often so.
    const double whole = f - (1 - f) / 3, singly = -(f + (1 - f) / 3) / 5;
    REQUIRE(mean == Approx(1.3 * (whole - singly)).epsilon(1e-11));
  }
}

TEST_CASE("pair test: without spillover it is 0 on average, and its standard error is exact for equal clusters") {
  const Network network = random_network(16, 4, 3);
  const Clustering clusters = clustering_of({0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7});
  NetworkOutcomeRequest asked;
  asked.spillover = 0;
  const NetworkOutcome outcome = outcome_of(network, asked);
  const std::vector<Drawn> all = pairs_of(clusters, 2, 4);
  REQUIRE(all.size() == 70U * 6 * 70);
  double mean = 0, squares = 0, claimed = 0;
  const auto n = static_cast<double>(all.size());
  each(
      network, outcome, all,
      [&](const UnitBlock& block, const std::vector<Flags>& things) { return pair_of(clusters, block, things); },
      [&](const LaneEstimate& e) {
        REQUIRE(e.defined);
        mean += e.estimate / n;
        squares += e.estimate * e.estimate / n;
        claimed += e.se * e.se / n;
      });
  REQUIRE(mean == Approx(0).margin(1e-12));
  REQUIRE(claimed == Approx(squares).epsilon(1e-11));
}

TEST_CASE("pair test: size and power of the study are those of enumerating every assignment") {
  NetworkStudyRequest request;
  request.network.network = graph::NetworkKind::households;
  request.network.units = 16;
  request.network.household_size = 2;
  request.clustering.clustering = graph::ClusteringMethod::planted;
  request.design.designs = {NetworkDesign::pair};
  request.outcome.spillover = 4;
  request.outcome.noise = 1.5;
  request.draws.replicates = 6000;
  const NetworkStudyResult result = result_of(request);
  const SimulatedEstimate& test = row(result, "pair_test");
  const Network network = made(request.network);
  const Clustering clusters = clustering_of(network.group);
  REQUIRE(clusters.count == 8);
  const std::vector<Drawn> all = pairs_of(clusters, 2, 4);
  const double z = stats::normal_quantile_upper(0.025);
  for (const bool spillover : {true, false}) {
    NetworkOutcomeRequest asked = request.outcome;
    asked.spillover = spillover ? 4 : 0;
    const NetworkOutcome outcome = outcome_of(network, asked);
    double rejected = 0, mean = 0, squares = 0;
    const auto n = static_cast<double>(all.size());
    each(
        network, outcome, all,
        [&](const UnitBlock& block, const std::vector<Flags>& things) { return pair_of(clusters, block, things); },
        [&](const LaneEstimate& e) {
          rejected += std::abs(e.estimate) > z * e.se ? 1 / n : 0;
          mean += e.estimate / n;
          squares += e.estimate * e.estimate / n;
        });
    if (spillover) {
      REQUIRE(rejected > 0.5);
      REQUIRE(*test.power == Approx(rejected).margin(4 * *test.power_mcse));
      REQUIRE(test.mean == Approx(mean).margin(4 * test.sd / std::sqrt(6000)));
      REQUIRE(test.sd == Approx(std::sqrt(squares - mean * mean)).margin(4 * test.sd_mcse));
      const double reach = z + stats::normal_quantile(0.8);
      REQUIRE(*test.units_needed == std::ceil(16 * reach * reach * test.sd * test.sd / (test.mean * test.mean)));
    } else {
      REQUIRE(rejected < 0.3);
      REQUIRE(*test.size == Approx(rejected).margin(4 * *test.size_mcse));
    }
  }
  REQUIRE_FALSE(test.truth);
  REQUIRE(test.estimand == "interference");
  REQUIRE(result.sentence.find("pair test") != std::string::npos);
}

TEST_CASE("pair test: with many clusters the false alarms are those that were asked for") {
  NetworkStudyRequest request;
  request.network.network = graph::NetworkKind::blocks;
  request.network.units = 1200;
  request.network.groups = 120;
  request.clustering.clustering = graph::ClusteringMethod::planted;
  request.design.designs = {NetworkDesign::pair};
  request.outcome.homophily = 0;
  request.outcome.fresh_noise = 1;
  request.draws.replicates = 4000;
  const SimulatedEstimate with = row(result_of(request), "pair_test");
  REQUIRE(*with.size == Approx(0.05).margin(0.015));
  REQUIRE(*with.power > *with.size + 0.05);
  // The size is the power of the same experiments without spillover.
  request.outcome.spillover = 0;
  const SimulatedEstimate without = row(result_of(request), "pair_test");
  REQUIRE(*without.power == Approx(*with.size).margin(1e-12));
  REQUIRE(*without.power == *without.size);
}

TEST_CASE("exposure plot: outcomes stand on the two lines of the model, and on none without spillover") {
  NetworkStudyRequest request;
  request.network.network = graph::NetworkKind::cycle;
  request.network.units = 200;
  request.network.mean_degree = 4;
  request.outcome.noise = 0;
  request.outcome.direct = 1.5;
  request.outcome.spillover = 2;
  request.design.designs = {NetworkDesign::bernoulli};
  request.draws.replicates = 400;
  const NetworkStudyResult result = result_of(request);
  // Shares of four neighbours lie in five of the classes.
  REQUIRE(result.exposure_plot.size() == 10);
  double units = 0;
  for (const ExposureMean& e : result.exposure_plot) {
    const double share = std::round(e.share * 4 - 1e-9) / 4;
    REQUIRE(e.mean == Approx(10 + (e.arm == "treated" ? 1.5 : 0) + 2 * share).epsilon(1e-9));
    REQUIRE(e.sd == Approx(0).margin(1e-6));
    units += e.units;
  }
  REQUIRE(units == Approx(200));
  // With noise the spread of a mean of about so many units.
  request.outcome.noise = 3;
  request.outcome.homophily = 0;
  request.outcome.spillover = 0;
  for (const ExposureMean& e : result_of(request).exposure_plot) {
    if (e.units > 10) {
      REQUIRE(e.sd == Approx(3 / std::sqrt(e.units) * std::sqrt(1 - e.units / 200)).epsilon(0.25));
      REQUIRE(e.mean == Approx(10 + (e.arm == "treated" ? 1.5 : 0)).margin(5 * e.sd / 16 + 0.1));
    }
  }
}

TEST_CASE("ego clusters: no two share anybody, and no further one fits") {
  for (const unsigned seed : {1U, 2U, 3U}) {
    const Network network = random_network(300, 3, seed);
    random::Stream stream(seed, 0);
    const std::vector<std::uint32_t> egos = graph::ego_clusters(network.graph, stream);
    REQUIRE(std::is_sorted(egos.begin(), egos.end()));
    std::vector<int> held(300, 0);
    for (const std::uint32_t ego : egos) {
      REQUIRE(network.graph.degree(ego) > 0);
      ++held[ego];
      for (const std::uint32_t other : network.graph.of(ego)) {
        ++held[other];
      }
    }
    REQUIRE(*std::max_element(held.begin(), held.end()) == 1);
    for (std::uint32_t unit = 0; unit < 300; ++unit) {
      bool free = network.graph.degree(unit) > 0 && held[unit] == 0;
      for (const std::uint32_t other : network.graph.of(unit)) {
        free = free && held[other] == 0;
      }
      REQUIRE_FALSE(free);
    }
  }
}

TEST_CASE("ego clusters: egos compared are Neyman's difference of their full effects") {
  NetworkStudyRequest request;
  request.network.units = 400;
  request.network.mean_degree = 3;
  request.outcome.spillover = 2;
  request.design.designs = {NetworkDesign::ego};
  request.draws.replicates = 4000;
  const Network network = made(request.network);
  const NetworkOutcome outcome = outcome_of(network, request.outcome);
  random::Stream stream(1, 0);
  const std::vector<std::uint32_t> egos = graph::ego_clusters(network.graph, stream);
  REQUIRE(egos.size() > 20);
  // Effects are alike, so Neyman's variance is exact.
  double sum = 0, squares = 0;
  for (const std::uint32_t ego : egos) {
    sum += outcome.baselines()[ego];
    squares += outcome.baselines()[ego] * outcome.baselines()[ego];
  }
  const auto n = static_cast<double>(egos.size());
  const double ones = std::round(n / 2), variance = (squares - sum * sum / n) / (n - 1) * (1 / ones + 1 / (n - ones));
  for (const EgoTreatment treated : {EgoTreatment::with_neighbours, EgoTreatment::never}) {
    request.design.egos = treated;
    const NetworkStudyResult result = result_of(request);
    const SimulatedEstimate& e = row(result, "egos");
    const bool total = treated == EgoTreatment::with_neighbours;
    REQUIRE(e.estimand == (total ? "total" : "spillover"));
    REQUIRE(e.mean == Approx(total ? 3 : 2).margin(4 * e.sd / std::sqrt(4000)));
    REQUIRE(e.sd == Approx(std::sqrt(variance)).margin(4 * e.sd_mcse));
    // Units without neighbours have no spillover.
    REQUIRE(*e.truth == Approx(total ? result.total_effect : result.total_effect - 1).epsilon(1e-12));
    REQUIRE(*e.se_ratio == Approx(1).margin(0.05));
    REQUIRE(result.estimates.size() == 1);
  }
}

TEST_CASE("joint exposures: chances, and Aronow and Samii's variance, are those of enumerating every assignment") {
  const Network network = random_network(10, 3, 4);
  const Clustering clusters = clustering_of({0, 0, 1, 1, 2, 2, 3, 3, 4, 4}), units = alone(10);
  NetworkOutcomeRequest asked;
  asked.spillover = 2;
  asked.noise = 2;
  asked.baseline = 3;
  const NetworkOutcome outcome = outcome_of(network, asked);
  NetworkDesignRequest request;
  request.treated_share = 0.4;
  struct Case {
    NetworkDesign design;
    bool by_cluster;
    Assignments all;
  };
  for (const Case& c :
       {Case{NetworkDesign::bernoulli, false, by_coin(10, 0.4)}, Case{NetworkDesign::complete, false, of_number(10, 4)},
        Case{NetworkDesign::cluster, true, by_coin(5, 0.4)},
        Case{NetworkDesign::cluster_complete, true, of_number(5, 2)}}) {
    INFO("design " << static_cast<int>(c.design));
    const Clustering& clustering = c.by_cluster ? clusters : units;
    const NetworkAssignment assignment = assignment_of(network, clustering, c.design, request);
    const NetworkAssignment::Chances chances = assignment.chances(outcome.inverse_weight(), 1, 16);
    const JointExposures joint =
        joint_exposures(assignment, network.graph, request, chances, outcome.inverse_weight(), 1);
    REQUIRE(joint.exact);
    REQUIRE(joint.reason.empty());
    // Exposures by assignment and unit: 1 treated, 0 control, -1 neither.
    std::vector<std::array<int, 10>> seen(c.all.of.size());
    for (std::size_t a = 0; a < c.all.of.size(); ++a) {
      const std::vector<int> z = c.by_cluster ? units_of(c.all.of[a], clustering) : c.all.of[a];
      for (std::uint32_t unit = 0; unit < 10; ++unit) {
        const auto around = network.graph.of(unit);
        const bool alike =
            std::all_of(around.begin(), around.end(), [&](std::uint32_t other) { return z[other] == z[unit]; });
        seen[a][unit] = alike ? z[unit] : -1;
      }
    }
    const auto chance_of = [&](std::uint32_t i, int arm_i, std::uint32_t j, int arm_j) {
      double sum = 0;
      for (std::size_t a = 0; a < c.all.of.size(); ++a) {
        sum += seen[a][i] == arm_i && seen[a][j] == arm_j ? c.all.chance[a] : 0;
      }
      return sum;
    };
    for (std::uint32_t unit = 0; unit < 10; ++unit) {
      // By definition, over all other units and both arms.
      double never[2] = {0, 0};
      for (const int arm : {0, 1}) {
        for (std::uint32_t other = 0; other < 10; ++other) {
          for (const int other_arm : {0, 1}) {
            if (!(other == unit && other_arm == arm) && chance_of(unit, arm, unit, arm) > 0 &&
                chance_of(other, other_arm, other, other_arm) > 0) {
              never[arm] += chance_of(unit, arm, other, other_arm) < 1e-14 ? 1 : 0;
            }
          }
        }
      }
      if (chances.treated[unit] > 0) {
        REQUIRE(joint.never_treated[unit] == never[1]);
      }
      if (chances.control[unit] > 0) {
        REQUIRE(joint.never_control[unit] == never[0]);
      }
      std::vector<bool> listed(10, false);
      for (std::uint32_t at = joint.starts[unit]; at < joint.starts[unit + 1]; ++at) {
        const JointExposures::Pair& pair = joint.pairs[at];
        listed[pair.other] = true;
        const auto expected = [&](int arm, int other_arm) {
          const double both = chance_of(unit, arm, pair.other, other_arm);
          const double apart =
              chance_of(unit, arm, unit, arm) * chance_of(pair.other, other_arm, pair.other, other_arm);
          return both > 1e-14 && apart > 0 ? 1 - apart / both : 0;
        };
        REQUIRE(pair.both_treated == Approx(expected(1, 1)).margin(1e-11));
        REQUIRE(pair.both_control == Approx(expected(0, 0)).margin(1e-11));
        REQUIRE(pair.treated_control == Approx(expected(1, 0)).margin(1e-11));
        REQUIRE(pair.control_treated == Approx(expected(0, 1)).margin(1e-11));
      }
      for (std::uint32_t other = unit + 1; other < 10; ++other) {
        for (const auto& [a, b] : {std::pair{1, 1}, std::pair{0, 0}, std::pair{1, 0}, std::pair{0, 1}}) {
          if (!listed[other]) {
            REQUIRE(chance_of(unit, a, other, b) ==
                    Approx(chance_of(unit, a, unit, a) * chance_of(other, b, other, b)).margin(1e-12));
          }
        }
      }
    }
    // Mean of the estimated variance: the true one, and what Young's inequality adds for pairs never seen together.
    const Doubles scale = all_lanes(0.1);
    double mean = 0, squares = 0, claimed = 0;
    enumerate(
        network, clustering, c.all, c.by_cluster, outcome,
        [&](const UnitBlock& block, const std::vector<Flags>&) {
          JointSums sums(joint, chances, outcome.inverse_weight(), 1);
          sums.add(block);
          const Doubles variance = sums.variance(Doubles{}, scale, Doubles{}, scale);
          LaneEstimates estimates = sums.horvitz_thompson();
          for (std::size_t lane = 0; lane < lanes; ++lane) {
            estimates[lane].se = variance[lane];  // as it is, also below 0
          }
          return estimates;
        },
        [&](double chance, const LaneEstimate& e, std::size_t a) {
          double estimate = 0;
          const std::vector<int> z = c.by_cluster ? units_of(c.all.of[a], clustering) : c.all.of[a];
          for (std::uint32_t unit = 0; unit < 10; ++unit) {
            double treated = 0;
            for (const std::uint32_t other : network.graph.of(unit)) {
              treated += z[other];
            }
            const double degree = network.graph.degree(unit);
            const double y = outcome.baselines()[unit] + z[unit] + (degree > 0 ? 2 * treated / degree : 0);
            estimate += seen[a][unit] == 1   ? y / chances.treated[unit] / 10
                        : seen[a][unit] == 0 ? -y / chances.control[unit] / 10
                                             : 0;
          }
          if (e.defined) {
            REQUIRE(e.estimate == Approx(estimate).margin(1e-11));
          }
          mean += chance * estimate;
          squares += chance * estimate * estimate;
          claimed += chance * e.se;
        });
    const double variance = squares - mean * mean;
    double added = 0;
    for (std::uint32_t i = 0; i < 10; ++i) {
      const double degree = network.graph.degree(i);
      for (std::uint32_t j = 0; j < 10; ++j) {
        for (const auto& [a, b] : {std::pair{1, 1}, std::pair{0, 0}, std::pair{1, 0}, std::pair{0, 1}}) {
          const bool itself = i == j && a == b;
          if (itself || chance_of(i, a, j, b) > 1e-14 || chance_of(i, a, i, a) == 0 || chance_of(j, b, j, b) == 0) {
            continue;
          }
          const auto y = [&](std::uint32_t unit, int arm) {
            const double d = unit == i ? degree : network.graph.degree(unit);
            return outcome.baselines()[unit] + arm * (1 + (d > 0 ? 2 : 0));
          };
          // Half a square of each, and the covariance that is not seen: -y_i y_j, with the sign of the two arms.
          const double sign = a == b ? 1 : -1;
          added += (y(i, a) * y(i, a) + y(j, b) * y(j, b)) / 2 / 100 + sign * y(i, a) * y(j, b) / 100;
        }
      }
    }
    REQUIRE(claimed == Approx(variance + added).epsilon(1e-10));
    REQUIRE(claimed >= variance);
    REQUIRE(added >= 0);
  }
}

TEST_CASE("joint exposures: what is counted comes near to what is enumerated, and too much is refused with a reason") {
  const Network network = random_network(30, 3, 9);
  const Clustering units = alone(30);
  NetworkDesignRequest request;
  const std::vector<double> inverse = inverse_weights(network.graph);
  const NetworkAssignment assignment = assignment_of(network, units, NetworkDesign::bernoulli, request);
  const NetworkAssignment::Chances chances = assignment.chances(inverse, 1, 16);
  const JointExposures exact = joint_exposures(assignment, network.graph, request, chances, inverse, 1);
  // All of fewer than a thousand neighbours, but counted.
  request.exposure_share = 0.9999;
  const JointExposures counted = joint_exposures(assignment, network.graph, request, chances, inverse, 1);
  REQUIRE(exact.exact);
  REQUIRE_FALSE(counted.exact);
  REQUIRE(counted.pairs.size() == 30U * 29 / 2);
  for (std::uint32_t unit = 0; unit < 30; ++unit) {
    for (std::uint32_t at = counted.starts[unit]; at < counted.starts[unit + 1]; ++at) {
      const JointExposures::Pair& pair = counted.pairs[at];
      double expected = 0;
      for (std::uint32_t i = exact.starts[unit]; i < exact.starts[unit + 1]; ++i) {
        expected = exact.pairs[i].other == pair.other ? exact.pairs[i].both_treated : expected;
      }
      const double both = chances.treated[unit] * chances.treated[pair.other] / (1 - expected);
      if (both > 0.01) {
        // 1 - π_i π_j / π_ij, each counted over 16,384 assignments.
        REQUIRE(pair.both_treated == Approx(expected).margin(8 * (1 - expected) / std::sqrt(16'384 * both)));
      }
    }
  }
  request.exposure_share = 0.75;
  const Network larger = random_network(400, 3, 9);
  const Clustering more = alone(400);
  const NetworkAssignment large = assignment_of(larger, more, NetworkDesign::bernoulli, request);
  const auto reason = [&](const NetworkAssignment& of, const Network& in, const NetworkDesignRequest& asked) {
    const std::vector<double> weights = inverse_weights(in.graph);
    return joint_exposures(of, in.graph, asked, of.chances(weights, 1, 16), weights, 1).reason;
  };
  REQUIRE(reason(large, larger, request).find("300 units") != std::string_view::npos);
  request.exposure_share = 1;
  REQUIRE(reason(large, larger, request).empty());
  const Network huge = random_network(1500, 3, 9);
  const Clustering most = alone(1500);
  REQUIRE(reason(assignment_of(huge, most, NetworkDesign::bernoulli, request), huge, request).empty());
  REQUIRE(reason(assignment_of(huge, most, NetworkDesign::complete, request), huge, request).find("1,000,000") !=
          std::string_view::npos);
}

TEST_CASE("joint exposures: intervals of the study cover where those of independent units do not") {
  NetworkStudyRequest request;
  request.network.network = graph::NetworkKind::blocks;
  request.network.units = 600;
  request.network.groups = 60;
  request.network.mean_degree = 4;
  request.network.within = 0.9;
  request.clustering.clustering = graph::ClusteringMethod::planted;
  request.outcome.spillover = 2;
  request.design.designs = {NetworkDesign::cluster};
  request.estimators = {NetworkEstimator::horvitz_thompson, NetworkEstimator::hajek,
                        NetworkEstimator::horvitz_thompson_joint, NetworkEstimator::hajek_joint};
  request.draws.replicates = 1000;
  const NetworkStudyResult result = result_of(request);
  for (const auto& [plain, joint] :
       {std::pair{"horvitz_thompson", "horvitz_thompson_joint"}, std::pair{"hajek", "hajek_joint"}}) {
    const SimulatedEstimate &before = row(result, plain), &after = row(result, joint);
    INFO(joint << " covers " << *after.coverage << " and before " << *before.coverage);
    REQUIRE(after.mean == Approx(before.mean).epsilon(1e-9));
    REQUIRE(*after.coverage > 0.93);
    REQUIRE(*after.coverage > *before.coverage + 0.05);
    REQUIRE(*after.se_ratio > 0.97);
  }
  // Too many pairs: reported, not tried.
  request.network.units = 5000;
  request.network.groups = 20;
  request.draws.replicates = 32;
  const SimulatedEstimate none = row(result_of(request), "hajek_joint");
  REQUIRE(none.undefined == 1);
  REQUIRE_FALSE(none.reason.empty());
}

TEST_CASE("randomisation test: it rejects where the p-value by definition is at most alpha") {
  for (const bool weighted : {false, true}) {
    const Network network = random_network(60, 5, 6, weighted);
    const Graph& graph = network.graph;
    NetworkOutcomeRequest asked;
    asked.spillover = 4;
    asked.noise = 1;
    const NetworkOutcome outcome = outcome_of(network, asked);
    const FocalUnits focal(graph, outcome.inverse_weight(), 0.4, 0.05);
    REQUIRE(focal.reason().empty());
    REQUIRE(focal.redraws() == 199);
    REQUIRE(focal.most_larger() == 10);
    Treated treated(60);
    LaneStreams streams(3, 0);
    draw_flags(streams, 0.4, treated.of);
    std::vector<Doubles> own(60), share(60), y(60);
    fill_exposures(graph, outcome.inverse_weight(), treated, 0, 60, own.data(), share.data());
    outcome.fill(0, 60, own.data(), share.data(), y.data());
    LaneStreams redraws(5, 0);
    const LaneEstimates tests = focal.test(y, treated, redraws, 1.96);
    // The same with plain loops: shares of the neighbours that are not focal, drawn again.
    std::vector<std::uint32_t> others;
    for (std::uint32_t unit = 0; unit < 60; ++unit) {
      bool reaches = false;
      for (const std::uint32_t neighbour : graph.of(unit)) {
        reaches = reaches || focal.is_focal(neighbour);
      }
      if (!focal.is_focal(unit) && reaches) {
        others.push_back(unit);
      }
    }
    std::vector<std::vector<Flags>> again;
    LaneStreams same(5, 0);
    for (std::size_t b = 0; b < 199; ++b) {
      again.emplace_back(others.size());
      draw_flags(same, 0.4, again.back());
    }
    int rejected = 0;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      double sums[2] = {0, 0}, counts[2] = {0, 0};
      for (std::uint32_t unit = 0; unit < 60; ++unit) {
        if (focal.is_focal(unit)) {
          sums[treated.of[unit][lane]] += y[unit][lane];
          counts[treated.of[unit][lane]] += 1;
        }
      }
      const auto statistic = [&](auto&& is_treated) {
        double sum = 0;
        for (std::uint32_t unit = 0; unit < 60; ++unit) {
          if (!focal.is_focal(unit)) {
            continue;
          }
          const std::size_t arm = treated.of[unit][lane];
          double some = 0;
          for (std::uint32_t at = graph.starts[unit]; at < graph.starts[unit + 1]; ++at) {
            const auto place = std::find(others.begin(), others.end(), graph.neighbours[at]);
            if (place != others.end()) {
              some += (is_treated(static_cast<std::size_t>(place - others.begin())) - 0.4) *
                      (weighted ? static_cast<double>(graph.weights[at]) : 1) * outcome.inverse_weight()[unit];
            }
          }
          sum += (y[unit][lane] - sums[arm] / counts[arm]) * some;
        }
        return sum;
      };
      const double observed = statistic([&](std::size_t i) -> double { return treated.of[others[i]][lane]; });
      int at_least = 0;
      for (const std::vector<Flags>& drawn : again) {
        at_least +=
            std::abs(statistic([&](std::size_t i) -> double { return drawn[i][lane]; })) >= std::abs(observed) ? 1 : 0;
      }
      const double p_value = (1 + at_least) / 200.0;
      REQUIRE((std::abs(tests[lane].estimate) > 1.96 * tests[lane].se) == (p_value <= 0.05));
      REQUIRE(tests[lane].estimate * observed > 0);
      rejected += p_value <= 0.05 ? 1 : 0;
    }
    REQUIRE(rejected > 4);
  }
}

TEST_CASE("randomisation test: false alarms are those that were asked for, and spillover is found") {
  NetworkStudyRequest request;
  request.network.units = 400;
  request.network.mean_degree = 4;
  request.outcome.spillover = 3;
  request.design.designs = {NetworkDesign::bernoulli, NetworkDesign::cluster};
  request.estimators = {NetworkEstimator::randomization_test};
  request.draws.replicates = 2000;
  const NetworkStudyResult result = result_of(request);
  REQUIRE(result.estimates.size() == 1);
  const SimulatedEstimate& e = row(result, "randomization_test");
  REQUIRE(*e.size == Approx(0.05).margin(4 * std::sqrt(0.05 * 0.95 / 2000)));
  REQUIRE(*e.power > 0.3);
  // The slope is that of the model, but for means of arms that are estimated too.
  REQUIRE(e.mean == Approx(3).margin(0.1 + 4 * e.sd / std::sqrt(2000)));
  request.outcome.outcome = OutcomeModel::contagion;
  const SimulatedEstimate spread = row(result_of(request), "randomization_test");
  REQUIRE(spread.power);
  REQUIRE_FALSE(spread.size);
  // Sharper than its redraws allow.
  request.outcome = {};
  request.confidence = 0.9999;
  const SimulatedEstimate none = row(result_of(request), "randomization_test");
  REQUIRE(none.undefined == 1);
  REQUIRE(none.reason.find("1,999") != std::string::npos);
}

TEST_CASE("pair and egos: what can not be is named on its field") {
  const auto said = [](const NetworkStudyRequest& request, std::string_view field) {
    static const table::Table nothing;
    Outcome<NetworkStudy> study = NetworkStudy::prepare(nothing, request);
    REQUIRE(study);
    while (study->step()) {
    }
    const auto plan = study->ready();
    return std::any_of(plan.issues.begin(), plan.issues.end(),
                       [&](const Issue& issue) { return issue.field == field && issue.severity == Severity::error; });
  };
  NetworkStudyRequest request;
  request.network.units = 200;
  request.design.designs = {NetworkDesign::pair};
  request.clustering.clustering = graph::ClusteringMethod::restreaming;
  for (const std::int64_t clusters : {1, 2, 3}) {
    request.clustering.clusters = clusters;
    REQUIRE(said(request, "clustering"));
  }
  request.clustering.clusters = 4;
  REQUIRE_FALSE(said(request, "clustering"));
  request.design.treated_share = 0.1;
  REQUIRE(said(request, "treated_share"));
  request.design.designs = {NetworkDesign::ego};
  request.design.treated_share = 0.001;
  REQUIRE(said(request, "treated_share"));
  request.design.treated_share = 0.5;
  REQUIRE_FALSE(said(request, "treated_share"));
  request.network.network = graph::NetworkKind::households;
  request.network.units = 4;
  request.network.household_size = 4;
  REQUIRE(said(request, "clustering"));
}

TEST_CASE("network study: every design alone answers in a small network, with all estimators") {
  for (const auto& choice : choices_of<NetworkDesign>) {
    NetworkStudyRequest request;
    request.network.units = 120;
    request.design.designs = {choice.value};
    request.draws.replicates = 48;
    request.estimators.clear();
    for (const auto& estimator : choices_of<NetworkEstimator>) {
      request.estimators.push_back(estimator.value);
    }
    const NetworkStudyResult result = result_of(request);
    INFO(choice.name);
    REQUIRE_FALSE(result.estimates.empty());
    REQUIRE_FALSE(result.exposure_plot.empty());
    REQUIRE(std::any_of(result.estimates.begin(), result.estimates.end(),
                        [](const SimulatedEstimate& e) { return e.undefined < 1; }));
    for (const SimulatedEstimate& e : result.estimates) {
      INFO(e.estimator);
      REQUIRE((e.undefined < 1 || !e.reason.empty()));
      REQUIRE((e.undefined == 1 || e.reason.empty()));
    }
  }
}
