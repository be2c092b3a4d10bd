// SPDX-License-Identifier: Apache-2.0
// Experiments in small networks: every assignment is enumerated, so that chances, means and variances are exact.
#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <random>
#include <utility>

#include "catch.hpp"
#include "small_networks.hpp"

using namespace sutva;
using namespace sutva::simulate;
using namespace sutva::small_networks;
using graph::Clustering;
using graph::Edge;
using graph::Graph;
using graph::Network;

TEST_CASE("lanes: shares of treated neighbours are what counting one by one gives") {
  for (const bool weighted : {false, true}) {
    Network network = random_network(300, 12, 3, weighted);
    // One with more neighbours than a byte counts.
    std::vector<Edge> edges;
    for (std::uint32_t unit = 1; unit < 700; ++unit) {
      edges.push_back({0, unit, 1});
    }
    for (const Network& one : {network, network_of(700, edges, weighted)}) {
      const Graph& graph = one.graph;
      Treated treated(graph.units);
      LaneStreams streams(5, 0);
      draw_flags(streams, 0.9, treated.of);
      const std::vector<double> inverse = inverse_weights(graph);
      std::vector<Doubles> own(graph.units), share(graph.units);
      fill_exposures(graph, inverse, treated, 0, graph.units, own.data(), share.data());
      for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
        for (const std::size_t lane : {0U, 7U, 15U}) {
          double some = 0, all = 0;
          for (std::uint32_t at = graph.starts[unit]; at < graph.starts[unit + 1]; ++at) {
            const double weight = weighted ? static_cast<double>(graph.weights[at]) : 1;
            all += weight;
            some += treated.of[graph.neighbours[at]][lane] ? weight : 0;
          }
          REQUIRE(own[unit][lane] == treated.of[unit][lane]);
          REQUIRE(share[unit][lane] == Approx(all > 0 ? some / all : 0).margin(1e-12));
        }
      }
    }
  }
}

TEST_CASE("lanes: exposures compared by bytes are those of the shares, to the last bit") {
  // Units alone, of any number of neighbours, and one with more than a byte counts.
  constexpr std::uint32_t units = 700;
  std::vector<Edge> edges;
  for (std::uint32_t unit = 1; unit < 300; ++unit) {
    edges.push_back({0, unit, 1});
  }
  std::mt19937 random(4);
  for (std::uint32_t unit = 1; unit < 650; ++unit) {
    for (auto tie = random() % 40; tie > 0; --tie) {
      const auto other = static_cast<std::uint32_t>(1 + random() % 649);
      if (other > unit) {
        edges.push_back({unit, other, 1});
      }
    }
  }
  const Network network = network_of(units, edges);
  const Graph& graph = network.graph;
  NetworkOutcomeRequest asked;
  asked.noise = 2;
  const NetworkOutcome outcome = outcome_of(network, asked);
  const std::vector<double>& inverse = outcome.inverse_weight();
  Treated treated(units);
  LaneStreams streams(5, 0);
  draw_flags(streams, 0.5, treated.of);
  std::vector<Doubles> own(units), share(units), y(units);
  std::vector<Flags> counted(units);
  fill_exposures(graph, inverse, treated, 0, units, own.data(), share.data(), counted.data());
  outcome.fill(0, units, own.data(), share.data(), y.data());
  const UnitBlock by_share{0, units, own.data(), share.data(), y.data()};
  UnitBlock by_bytes = by_share;
  by_bytes.treated = treated.of.data();
  by_bytes.counted = counted.data();
  const double shift = 10;

  for (const double exposure_share : {0.51, 0.6, 2.0 / 3, 0.75, 0.9, 1.0}) {
    INFO("share " << exposure_share);
    NetworkAssignment::Chances chances;
    for (std::uint32_t unit = 0; unit < units; ++unit) {
      chances.treated.push_back(0.1 + 0.0003 * unit);
      chances.control.push_back(unit % 7 == 0 ? 0 : 0.5 - 0.0003 * unit);
    }
    const ExposureWeights weights(chances, graph, inverse, exposure_share);
    ExposureSums sums(weights, shift), same(weights, shift);
    sums.add(by_share);
    same.add(by_bytes);
    for (const std::size_t lane : {0U, 7U, 15U}) {
      // As the definition says it.
      std::array<double, 2> w{}, wy{};
      double exposed = 0;
      for (std::uint32_t unit = 0; unit < units; ++unit) {
        const bool z = treated.of[unit][lane] == 1;
        double like = 0;
        for (const std::uint32_t neighbour : graph.of(unit)) {
          like += treated.of[neighbour][lane] == treated.of[unit][lane] ? 1 : 0;
        }
        if (like >= exposure_share * graph.degree(unit) - 1e-9) {
          const double chance = z ? chances.treated[unit] : chances.control[unit];
          exposed += 1;
          w[z] += chance > 0 ? 1 / chance : 0;
          wy[z] += chance > 0 ? y[unit][lane] / chance : 0;
        }
      }
      REQUIRE(exposed > 0);
      REQUIRE(same.exposed(lane) == exposed);
      REQUIRE(sums.exposed(lane) == exposed);
      REQUIRE(same.effective(lane) == sums.effective(lane));
      const LaneEstimate ht = same.horvitz_thompson()[lane], hajek = same.hajek()[lane];
      REQUIRE(ht.estimate == Approx((wy[1] - wy[0]) / units).epsilon(1e-9));
      REQUIRE(hajek.estimate == Approx(wy[1] / w[1] - wy[0] / w[0]).epsilon(1e-9));
      REQUIRE(ht.estimate == sums.horvitz_thompson()[lane].estimate);
      REQUIRE(ht.se == sums.horvitz_thompson()[lane].se);
      REQUIRE(hajek.estimate == sums.hajek()[lane].estimate);
      REQUIRE(hajek.se == sums.hajek()[lane].se);
    }
  }

  const ExposureClasses::Bounds bounds;
  ExposureClasses classes(bounds, graph, inverse, true, shift), same(bounds, graph, inverse, true, shift);
  classes.add(by_share);
  same.add(by_bytes);
  for (const std::size_t lane : {0U, 7U, 15U}) {
    std::array<std::array<double, ExposureClasses::classes>, 2> n{}, sum{};
    double other = 0, all = 0;
    for (std::uint32_t unit = 0; unit < units; ++unit) {
      const std::uint32_t degree = graph.degree(unit), z = treated.of[unit][lane];
      std::uint32_t around = 0;
      for (const std::uint32_t neighbour : graph.of(unit)) {
        around += treated.of[neighbour][lane];
      }
      if (degree > 0) {
        // Tenths, halves up, as the quotient is rounded.
        const auto at = static_cast<std::size_t>(around * (1.0 / degree) * 10 + 0.5);
        n[z][at] += 1;
        sum[z][at] += y[unit][lane] - shift;
        other += (z == 1 ? degree - around : around) / static_cast<double>(degree);
        all += 1;
      }
    }
    REQUIRE(all < units);
    REQUIRE(same.contamination()[lane] == Approx(other / all).epsilon(1e-12));
    REQUIRE(same.contamination()[lane] == classes.contamination()[lane]);
    for (const bool in_treated : {true, false}) {
      for (std::size_t at = 0; at < ExposureClasses::classes; ++at) {
        REQUIRE(same.units(in_treated, at, lane) == n[in_treated][at]);
        REQUIRE(classes.units(in_treated, at, lane) == n[in_treated][at]);
        REQUIRE(same.outcomes(in_treated, at, lane) == sum[in_treated][at]);
        REQUIRE(classes.outcomes(in_treated, at, lane) == sum[in_treated][at]);
      }
    }
  }
}

TEST_CASE("lanes: a replicate draws the same whatever stands beside it") {
  const Network network = random_network(50, 4, 1);
  const Clustering clustering = clustering_of([] {
    std::vector<std::uint32_t> of(50);
    for (std::uint32_t unit = 0; unit < 50; ++unit) {
      of[unit] = unit % 7;
    }
    return of;
  }());
  for (const NetworkDesign design :
       {NetworkDesign::bernoulli, NetworkDesign::complete, NetworkDesign::stratified, NetworkDesign::cluster,
        NetworkDesign::cluster_complete, NetworkDesign::saturation}) {
    const NetworkAssignment assignment = assignment_of(network, clustering, design, {});
    std::array<Treated, 2> treated{Treated(50), Treated(50)};
    std::vector<Flags> things;
    for (const std::size_t shifted : {0U, 1U}) {
      LaneStreams streams(9, 5 * shifted);
      assignment.draw(streams, treated[shifted], things);
    }
    std::size_t ones = 0;
    for (std::size_t unit = 0; unit < 50; ++unit) {
      for (std::size_t lane = 0; lane + 5 < lanes; ++lane) {
        REQUIRE(treated[0].of[unit][lane + 5] == treated[1].of[unit][lane]);
        ones += treated[1].of[unit][lane];
      }
    }
    REQUIRE(ones > 150);
    REQUIRE(ones < 400);
  }
}

TEST_CASE("lanes: the table of normals has mean 0, variance 1 and normal tails") {
  const NormalTable normals;
  double sum = 0, squares = 0, fourth = 0;
  for (std::uint32_t i = 0; i < 65'536; ++i) {
    const double x = normals.at(static_cast<std::uint16_t>(i));
    sum += x;
    squares += x * x;
    fourth += x * x * x * x;
  }
  REQUIRE(std::abs(sum) < 1e-9);
  REQUIRE(squares / 65'536 == Approx(1).epsilon(1e-12));
  REQUIRE(fourth / 65'536 == Approx(3).epsilon(1e-3));
}

TEST_CASE("network design: chances of full exposure are those of enumerating every assignment") {
  const Network network = random_network(10, 3, 11);
  const Clustering clusters = clustering_of({0, 0, 1, 1, 2, 2, 3, 3, 4, 4});
  const Clustering units = alone(10);
  const std::vector<double> inverse = inverse_weights(network.graph);
  struct Case {
    NetworkDesign design;
    bool by_cluster;
    Assignments all;
  };
  NetworkDesignRequest request;
  request.treated_share = 0.3;
  const std::vector<Case> cases{{NetworkDesign::bernoulli, false, by_coin(10, 0.3)},
                                {NetworkDesign::complete, false, of_number(10, 3)},
                                {NetworkDesign::cluster, true, by_coin(5, 0.3)},
                                {NetworkDesign::cluster_complete, true, of_number(5, 2)}};
  for (const double exposure_share : {1.0, 0.6, 0.75}) {
    request.exposure_share = exposure_share;
    for (const Case& c : cases) {
      const Clustering& clustering = c.by_cluster ? clusters : units;
      const NetworkAssignment assignment = assignment_of(network, clustering, c.design, request);
      const NetworkAssignment::Chances chances = assignment.chances(inverse, 1, 200'000);
      // Two of five clusters, not all neighbours: the only one that is counted.
      const bool exact = exposure_share == 1 || c.design != NetworkDesign::cluster_complete;
      REQUIRE(chances.exact == exact);
      for (std::uint32_t unit = 0; unit < 10; ++unit) {
        double treated = 0, control = 0;
        for (std::size_t a = 0; a < c.all.of.size(); ++a) {
          const std::vector<int> z = c.by_cluster ? units_of(c.all.of[a], clustering) : c.all.of[a];
          double like = 0;
          for (const std::uint32_t neighbour : network.graph.of(unit)) {
            like += z[neighbour] == z[unit] ? 1 : 0;
          }
          const double degree = network.graph.degree(unit);
          if (degree == 0 || like >= exposure_share * degree - 1e-9) {
            (z[unit] ? treated : control) += c.all.chance[a];
          }
        }
        INFO("design " << static_cast<int>(c.design) << " unit " << unit << " share " << exposure_share);
        REQUIRE(chances.treated[unit] == Approx(treated).margin(exact ? 1e-12 : 0.006));
        REQUIRE(chances.control[unit] == Approx(control).margin(exact ? 1e-12 : 0.006));
      }
    }
  }
}

TEST_CASE("network design: chances that are counted can be stopped in between, and are the shares of assignments") {
  const Network network = random_network(30, 4, 13);
  const Clustering clusters = clustering_of([] {
    std::vector<std::uint32_t> of(30);
    for (std::uint32_t unit = 0; unit < 30; ++unit) {
      of[unit] = unit / 5;
    }
    return of;
  }());
  const std::vector<double> inverse = inverse_weights(network.graph);
  NetworkDesignRequest request;
  request.exposure_share = 0.75;
  const NetworkAssignment assignment = assignment_of(network, clusters, NetworkDesign::stratified, request);
  ChanceMaker maker(assignment, inverse, 9, 64);
  REQUIRE(maker.progress() == 0);
  int steps = 1;
  for (double before = 0; maker.step(); ++steps) {
    REQUIRE(maker.progress() >= before);
    REQUIRE(maker.progress() < 1);
    before = maker.progress();
  }
  REQUIRE(maker.progress() == 1);
  REQUIRE(steps == 5);  // one that sees that nothing can be enumerated, then four of sixteen assignments
  const NetworkAssignment::Chances chances = maker.take();
  REQUIRE_FALSE(chances.exact);
  std::vector<double> treated(30), control(30);
  for (std::uint64_t first = 0; first < 64; first += lanes) {
    Treated drawn(30);
    std::vector<Flags> things;
    LaneStreams streams(9, first);
    assignment.draw(streams, drawn, things);
    for (std::uint32_t unit = 0; unit < 30; ++unit) {
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        double like = 0;
        for (const std::uint32_t neighbour : network.graph.of(unit)) {
          like += drawn.of[neighbour][lane] == drawn.of[unit][lane] ? 1 : 0;
        }
        if (like >= 0.75 * network.graph.degree(unit)) {
          (drawn.of[unit][lane] ? treated : control)[unit] += 1.0 / 64;
        }
      }
    }
  }
  REQUIRE(chances.treated == treated);
  REQUIRE(chances.control == control);
}

TEST_CASE("network design: chances under clusters drawn anew are means over clusterings, and what counting gives") {
  const Network network = random_network(40, 4, 12);
  const Clustering units = alone(40);
  const std::vector<double> inverse = inverse_weights(network.graph);
  NetworkDesignRequest request;
  request.treated_share = 0.4;
  for (const FreshClusters fresh : {FreshClusters::net, FreshClusters::one_hop_max}) {
    request.fresh = fresh;
    request.exposure_share = 1;
    const NetworkAssignment::Chances means =
        assignment_of(network, units, NetworkDesign::fresh_clusters, request).chances(inverse, 1, 8000);
    // All of fewer than a thousand neighbours, but counted.
    request.exposure_share = 0.9999;
    const NetworkAssignment::Chances counted =
        assignment_of(network, units, NetworkDesign::fresh_clusters, request).chances(inverse, 2, 48'000);
    REQUIRE_FALSE(means.exact);
    for (std::uint32_t unit = 0; unit < 40; ++unit) {
      for (const auto& [mean, count] : {std::pair{means.treated[unit], counted.treated[unit]},
                                        std::pair{means.control[unit], counted.control[unit]}}) {
        REQUIRE(mean > 0);
        // Means vary less than counts do, of which there are six times as many.
        REQUIRE(mean == Approx(count).margin(4.5 * std::sqrt(count * (1 - count) * (1.0 / 48'000 + 1.0 / 8000))));
      }
    }
  }
}

TEST_CASE("network estimators: exact means over every assignment") {
  const Network network = random_network(10, 3, 4);
  const Clustering clusters = clustering_of({0, 0, 1, 1, 2, 2, 3, 3, 4, 4});
  const Clustering units = alone(10);
  NetworkOutcomeRequest asked;
  asked.spillover = 2;
  const NetworkOutcome outcome = outcome_of(network, asked);
  REQUIRE(outcome.total_effect() > 2);  // some units may have no neighbour
  NetworkDesignRequest request;
  request.treated_share = 0.4;

  for (const bool by_cluster : {false, true}) {
    const Clustering& clustering = by_cluster ? clusters : units;
    const NetworkAssignment assignment =
        assignment_of(network, clustering, by_cluster ? NetworkDesign::cluster : NetworkDesign::bernoulli, request);
    const NetworkAssignment::Chances chances = assignment.chances(outcome.inverse_weight(), 1, 16);
    const Assignments all = by_coin(by_cluster ? 5 : 10, 0.4);

    // Horvitz and Thompson: every unit is fully exposed with a known chance, so the mean is the true effect. Where
    // nobody is exposed in an arm, the true sum is 0.
    double mean = 0, squares = 0, claimed = 0;
    enumerate(
        network, clustering, all, by_cluster, outcome,
        [&](const UnitBlock& block, const std::vector<Flags>&) {
          const ExposureWeights weights(chances, network.graph, outcome.inverse_weight(), 1);
          ExposureSums sums(weights, 10);
          sums.add(block);
          return sums.horvitz_thompson();
        },
        [&](double chance, const LaneEstimate& e, std::size_t a) {
          double estimate = e.estimate;
          if (!e.defined) {
            // An arm without exposed units adds nothing: the other one alone.
            const std::vector<int> z = by_cluster ? units_of(all.of[a], clustering) : all.of[a];
            estimate = 0;
            for (std::uint32_t unit = 0; unit < 10; ++unit) {
              double like = 0, treated = 0;
              for (const std::uint32_t neighbour : network.graph.of(unit)) {
                like += z[neighbour] == z[unit] ? 1 : 0;
                treated += z[neighbour];
              }
              const double degree = network.graph.degree(unit);
              if (like == degree) {
                const double y = outcome.baselines()[unit] + z[unit] + (degree > 0 ? 2 * treated / degree : 0);
                estimate += (z[unit] ? y / chances.treated[unit] : -y / chances.control[unit]) / 10;
              }
            }
          }
          mean += chance * estimate;
          squares += chance * estimate * estimate;
          claimed += e.defined ? chance * e.se * e.se : 0;
        });
    INFO("by cluster " << by_cluster);
    REQUIRE(mean == Approx(outcome.total_effect()).epsilon(1e-11));
    REQUIRE(squares - mean * mean > 0);
    REQUIRE(claimed > 0);

    // SNIPE of first order: outcomes are linear in the neighbours' treatments, so the mean is the true effect.
    const ReachedBy reached = assignment.reached_by();
    double snipe = 0;
    enumerate(
        network, clustering, all, by_cluster, outcome,
        [&](const UnitBlock& block, const std::vector<Flags>& things) {
          SnipeSums sums(reached, 0.4);
          sums.add(block, things);
          return sums.estimates();
        },
        [&](double chance, const LaneEstimate& e, std::size_t) { snipe += chance * e.estimate; });
    REQUIRE(snipe == Approx(outcome.total_effect()).epsilon(1e-11));
  }
}

TEST_CASE("network estimators: with equal clusters the bias of the difference is what the formula says") {
  // statistics.md: E[difference] - total = -g (1 - f) K / (K - 1), f the mean share of neighbours inside.
  const Network network = twelve_units();
  const Clustering clusters = four_clusters();
  const double f = share_inside(network, clusters);
  NetworkOutcomeRequest asked;
  asked.direct = 0.7;
  asked.spillover = 1.3;
  asked.homophily = 0.6;
  const NetworkOutcome outcome = outcome_of(network, asked);
  REQUIRE(outcome.total_effect() == Approx(2).epsilon(1e-12));
  for (const int ones : {1, 2, 3}) {
    const Assignments all = of_number(4, ones);
    double mean = 0, clustered = 0, of_means = 0;
    enumerate(
        network, clusters, all, true, outcome,
        [](const UnitBlock& block, const std::vector<Flags>&) {
          DifferenceSums sums(10);
          sums.add(block);
          return sums.difference();
        },
        [&](double chance, const LaneEstimate& e, std::size_t) { mean += chance * e.estimate; });
    for (const bool means : {false, true}) {
      enumerate(
          network, clusters, all, true, outcome,
          [&](const UnitBlock& block, const std::vector<Flags>& things) {
            ClusterSums sums(clusters, 10);
            sums.add(block);
            return means ? sums.cluster_means(things) : sums.difference(things);
          },
          [&](double chance, const LaneEstimate& e, std::size_t) {
            (means ? of_means : clustered) += chance * e.estimate;
          });
    }
    REQUIRE(mean - 2 == Approx(-1.3 * (1 - f) * 4 / 3).epsilon(1e-11));
    REQUIRE(clustered == Approx(mean).epsilon(1e-11));
    REQUIRE(of_means == Approx(mean).epsilon(1e-11));
  }
}

TEST_CASE("network estimators: regression and difference are least squares of the units") {
  const Network network = random_network(40, 5, 8);
  NetworkOutcomeRequest asked;
  asked.outcome = OutcomeModel::saturating;
  const NetworkOutcome outcome = outcome_of(network, asked);
  Assignments all;
  std::mt19937 random(2);
  for (int a = 0; a < 16; ++a) {
    std::vector<int> z(40);
    for (int& one : z) {
      one = static_cast<int>(random() % 2);
    }
    all.of.push_back(z);
    all.chance.push_back(1);
  }
  LaneEstimates differences{};
  enumerate(
      network, alone(40), all, false, outcome,
      [&](const UnitBlock& block, const std::vector<Flags>&) {
        DifferenceSums sums(10);
        sums.add(block);
        differences = sums.difference();
        const LaneEstimates regression = sums.regression();
        for (const std::size_t lane : {0U, 9U}) {
          Eigen::MatrixXd x(40, 3);
          Eigen::VectorXd y(40);
          for (Eigen::Index i = 0; i < 40; ++i) {
            x.row(i) << 1, block.own[i][lane], block.share[i][lane];
            y[i] = block.outcomes[i][lane];
          }
          const Eigen::VectorXd beta = x.colPivHouseholderQr().solve(y);
          const Eigen::MatrixXd inverse = (x.transpose() * x).inverse();
          const Eigen::Vector3d c(0, 1, 1);
          const double variance = (y - x * beta).squaredNorm() / 37 * (c.transpose() * inverse * c).value();
          REQUIRE(regression[lane].estimate == Approx(beta[1] + beta[2]).epsilon(1e-9));
          REQUIRE(regression[lane].se == Approx(std::sqrt(variance)).epsilon(1e-9));
        }
        return regression;
      },
      [](double, const LaneEstimate&, std::size_t) {});
  // Nobody treated: there is nothing to compare.
  all.of.assign(1, std::vector<int>(40, 0));
  all.chance.assign(1, 1);
  enumerate(
      network, alone(40), all, false, outcome,
      [](const UnitBlock& block, const std::vector<Flags>&) {
        DifferenceSums sums(10);
        sums.add(block);
        REQUIRE_FALSE(sums.regression()[0].defined);
        return sums.difference();
      },
      [](double, const LaneEstimate& e, std::size_t) { REQUIRE_FALSE(e.defined); });
}

TEST_CASE("network outcome: feedback solves the linear system") {
  for (const bool weighted : {false, true}) {
    const Network network = random_network(60, 6, 5, weighted);
    const Graph& graph = network.graph;
    NetworkOutcomeRequest asked;
    asked.outcome = OutcomeModel::feedback;
    asked.feedback = 0.8;
    const NetworkOutcome outcome = outcome_of(network, asked);
    Treated treated(60);
    LaneStreams streams(3, 0);
    draw_flags(streams, 0.5, treated.of);
    std::vector<Doubles> y;
    outcome.solve(treated, y);
    Eigen::MatrixXd w = Eigen::MatrixXd::Zero(60, 60);
    const auto place = [](std::uint32_t unit) { return static_cast<Eigen::Index>(unit); };
    for (std::uint32_t unit = 0; unit < 60; ++unit) {
      for (std::uint32_t at = graph.starts[unit]; at < graph.starts[unit + 1]; ++at) {
        w(place(unit), place(graph.neighbours[at])) =
            (weighted ? static_cast<double>(graph.weights[at]) : 1) * outcome.inverse_weight()[unit];
      }
    }
    for (const std::size_t lane : {0U, 13U}) {
      Eigen::VectorXd z(60), b(60);
      for (std::uint32_t unit = 0; unit < 60; ++unit) {
        z[place(unit)] = treated.of[unit][lane];
        b[place(unit)] = outcome.baselines()[unit];
      }
      const Eigen::VectorXd exact = (Eigen::MatrixXd::Identity(60, 60) - 0.8 * w).partialPivLu().solve(b + z + w * z);
      for (std::uint32_t unit = 0; unit < 60; ++unit) {
        REQUIRE(y[unit][lane] == Approx(exact[place(unit)]).epsilon(1e-10));
      }
    }
    // Everybody treated: the same system, one column.
    const Eigen::VectorXd effect = (Eigen::MatrixXd::Identity(60, 60) - 0.8 * w)
                                       .partialPivLu()
                                       .solve(Eigen::VectorXd::Ones(60) + w * Eigen::VectorXd::Ones(60));
    REQUIRE(outcome.total_effect() == Approx(effect.mean()).epsilon(1e-10));
  }
}

TEST_CASE("network outcome: models answer as they are written") {
  const Network network = network_of(5, {{0, 1}, {0, 2}, {0, 3}});  // 4 has nobody
  Treated treated(5);
  treated.of[1] = Flags{} + 1;
  treated.of[2] = Flags{} + 1;
  treated.of[4] = Flags{} + 1;
  const auto at_0 = [&](NetworkOutcomeRequest asked) {
    asked.noise = 0;
    asked.baseline = 10;
    asked.direct = 4;
    asked.spillover = 3;
    const NetworkOutcome outcome = outcome_of(network, asked);
    std::vector<Doubles> own(5), share(5), y(5);
    fill_exposures(network.graph, outcome.inverse_weight(), treated, 0, 5, own.data(), share.data());
    outcome.fill(0, 5, own.data(), share.data(), y.data());
    REQUIRE(y[4][3] == 14);  // its own treatment alone
    return y[0][3];
  };
  NetworkOutcomeRequest asked;
  REQUIRE(at_0(asked) == Approx(12));
  asked.outcome = OutcomeModel::count;
  REQUIRE(at_0(asked) == Approx(16));
  asked.outcome = OutcomeModel::threshold;
  asked.threshold = 2.0 / 3;
  REQUIRE(at_0(asked) == Approx(13));
  asked.threshold = 0.7;
  REQUIRE(at_0(asked) == Approx(10));
  asked.outcome = OutcomeModel::saturating;
  asked.half = 0.5;
  REQUIRE(at_0(asked) == Approx(10 + 3 * (2.0 / 3) * 1.5 / (2.0 / 3 + 0.5)));
  asked.outcome = OutcomeModel::quadratic;
  asked.curvature = 0.25;
  REQUIRE(at_0(asked) == Approx(10 + 3 * (0.75 * 2 / 3 + 0.25 * 4 / 9)));
}

TEST_CASE("network outcome: baselines have the spread, the likeness and the correlation that were asked for") {
  const Network network = random_network(2000, 8, 6);
  NetworkOutcomeRequest asked;
  asked.noise = 3;
  asked.degree_correlation = 0.4;
  double like[2];
  for (const bool homophily : {false, true}) {
    asked.homophily = homophily ? 0.9 : 0;
    const NetworkOutcome outcome = outcome_of(network, asked);
    double sum = 0, squares = 0, along = 0, log_sum = 0, log_squares = 0, neighbours = 0, ties = 0;
    for (std::uint32_t unit = 0; unit < 2000; ++unit) {
      const double x = outcome.baselines()[unit] - 10, d = std::log1p(network.graph.degree(unit));
      sum += x;
      squares += x * x;
      log_sum += d;
      log_squares += d * d;
      along += x * d;
      for (const std::uint32_t other : network.graph.of(unit)) {
        neighbours += x * (outcome.baselines()[other] - 10) / 9;
        ties += 1;
      }
    }
    REQUIRE(sum == Approx(0).margin(1e-8));
    REQUIRE(std::sqrt(squares / 2000) == Approx(3).epsilon(1e-9));
    const double mean = log_sum / 2000, sd = std::sqrt(log_squares / 2000 - mean * mean);
    REQUIRE(along / 2000 / 3 / sd == Approx(0.4).epsilon(1e-9));
    like[homophily ? 1 : 0] = neighbours / ties;
  }
  REQUIRE(like[1] > like[0] + 0.15);
}

TEST_CASE("network outcome: a contagion and a diffusion are the same one lane at a time") {
  const Network network = random_network(400, 6, 7);
  for (const OutcomeModel model : {OutcomeModel::contagion, OutcomeModel::diffusion}) {
    NetworkOutcomeRequest asked;
    asked.outcome = model;
    asked.baseline = -1;
    asked.noise = 0;
    const NetworkOutcome outcome = outcome_of(network, asked);
    // Protection leaves fewer infected; a push leaves more active.
    REQUIRE((model == OutcomeModel::contagion ? outcome.total_effect() < 0 : outcome.total_effect() > 0));
    Treated mixed(400), single(400);
    LaneStreams streams(3, 0);
    draw_flags(streams, 0.5, mixed.of);
    for (std::uint32_t unit = 0; unit < 400; ++unit) {
      single.of[unit] = Flags{} + mixed.of[unit][6];
    }
    std::vector<Doubles> all, one;
    outcome.solve(mixed, all);
    outcome.solve(single, one);
    double active = 0;
    for (std::uint32_t unit = 0; unit < 400; ++unit) {
      REQUIRE(all[unit][6] == one[unit][0]);
      active += one[unit][0];
    }
    REQUIRE(active > 10);
    REQUIRE(active < 390);
  }
}

TEST_CASE("network estimators: a roll-out draws the polynomial through its stages on to everybody") {
  const std::vector<double> stages{0.05, 0.1, 0.25, 0.5};
  const std::vector<double> weights = rollout_weights(stages);
  REQUIRE(weights.size() == 5);
  for (int degree = 0; degree <= 4; ++degree) {
    double estimate = degree == 0 ? weights[0] : 0;
    for (std::size_t k = 0; k < stages.size(); ++k) {
      estimate += weights[k + 1] * std::pow(stages[k], degree);
    }
    REQUIRE(estimate == Approx(degree == 0 ? 0 : 1).margin(1e-9));
  }
}

TEST_CASE("network estimators: effects under two saturations are differences of the means of clusters") {
  const Network network = network_of(8, {{0, 1}, {2, 3}, {4, 5}, {6, 7}});
  const Clustering clusters = clustering_of({0, 0, 1, 1, 2, 2, 3, 3});
  std::vector<Doubles> own(8), share(8), y(8);
  const std::array<double, 8> z{1, 0, 0, 1, 0, 0, 1, 0}, values{5, 3, 4, 9, 1, 2, 7, 0};
  for (std::size_t i = 0; i < 8; ++i) {
    own[i] = all_lanes(z[i]);
    y[i] = all_lanes(values[i]);
  }
  // The first two clusters have the highest saturation, the others the lowest.
  const std::vector<Flags> things{Flags{} + 1, Flags{} + 1, Flags{}, Flags{}};
  ClusterSums sums(clusters, 3);
  sums.add({0, 8, own.data(), share.data(), y.data()});
  const auto estimate = [&](NetworkEstimator which) { return sums.under_saturations(which, things, 2)[4].estimate; };
  REQUIRE(estimate(NetworkEstimator::direct) == Approx((2.0 + 5.0) / 2));
  REQUIRE(estimate(NetworkEstimator::indirect) == Approx((3.0 + 4.0) / 2 - (1.5 + 0.0) / 2));
  REQUIRE(estimate(NetworkEstimator::total) == Approx((5.0 + 9.0) / 2 - (1.5 + 0.0) / 2));
  REQUIRE(estimate(NetworkEstimator::overall) == Approx((4.0 + 6.5) / 2 - (1.5 + 3.5) / 2));
}
