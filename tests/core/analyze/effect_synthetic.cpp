// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_synthetic.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "../reference.hpp"
#include "running.hpp"
#include "stats/synthetic_control.hpp"

using namespace sutva;
using namespace sutva::analyze;
using namespace sutva::tests;

namespace {

EffectSyntheticRequest state_request() {
  EffectSyntheticRequest request;
  request.unit = "state";
  request.time = "quarter";
  request.outcome = "index";
  request.treated = "treated";
  return request;
}

table::Table states() { return read_table(file_content("tests/reference/data/panel_synthetic.csv")); }

double number_named(const EffectSyntheticResult& result, const std::string& name) {
  const std::vector<std::string> parts = split(name, '_');
  const auto weight_of = [&](const std::string& unit) {
    const auto found = std::find_if(result.weights.begin(), result.weights.end(),
                                    [&](const SyntheticWeight& w) { return w.unit == unit; });
    REQUIRE(found != result.weights.end());
    return *found;
  };
  if (parts[0] == "weight") {
    return weight_of(parts[1]).weight;
  }
  if (parts[0] == "without") {
    return weight_of(parts[1]).effect_without;
  }
  if (parts[0] == "ratio") {
    const auto found = std::find_if(result.placebo_units.begin(), result.placebo_units.end(),
                                    [&](const SyntheticPlacebo& p) { return p.unit == parts[1]; });
    REQUIRE(found != result.placebo_units.end());
    return found->ratio.value();
  }
  if (parts[0] == "gap") {
    return result.series.at(static_cast<std::size_t>(std::stoi(parts[1])) - 1).effect;
  }
  const std::map<std::string, double> named{{"donors_used", static_cast<double>(result.weights.size())},
                                            {"pre_rmspe", result.pre_rmspe},
                                            {"post_rmspe", result.post_rmspe},
                                            {"effect", result.estimates.front().estimate},
                                            {"p_value", result.p_value.value_or(-1)}};
  REQUIRE(named.count(name) == 1);
  return named.at(name);
}

std::string csv_of(const std::vector<std::vector<double>>& paths, std::size_t begin) {
  std::string text = "unit,t,y,on\n";
  for (std::size_t i = 0; i < paths.size(); ++i) {
    for (std::size_t t = 0; t < paths[i].size(); ++t) {
      text += joined("u", static_cast<std::int64_t>(i), ",", static_cast<std::int64_t>(t + 1), ",", paths[i][t], ",",
                     i == 0 && t >= begin ? "1" : "0", "\n");
    }
  }
  return text;
}

EffectSyntheticRequest plain_request() {
  EffectSyntheticRequest request;
  request.unit = "unit";
  request.time = "t";
  request.outcome = "y";
  request.treated = "on";
  return request;
}

}  // namespace

TEST_CASE("effect synthetic: the weights of R's quadratic programme, and every placebo") {
  const table::Table table = states();
  std::map<std::string, EffectSyntheticResult> results;
  EffectSyntheticRequest request = state_request();
  results["synthetic"] = value_of(run<EffectSynthetic>(table, request));
  request.constant_gap = true;
  results["synthetic_constant"] = value_of(run<EffectSynthetic>(table, request));
  int compared = 0;
  for (const ReferenceRow& row : reference("panel")) {
    const std::string name = row.text("case");
    if (!results.count(name)) {
      continue;
    }
    INFO(row.described());
    REQUIRE(relative_error(number_named(results[name], row.text("quantity")), row.number("value")) < 1e-8);
    ++compared;
  }
  REQUIRE(compared > 40);
  REQUIRE(results["synthetic"].optimality < 1e-10);
  // Both are listed, whichever leads.
  REQUIRE(results["synthetic"].estimates[1].estimate ==
          Approx(results["synthetic_constant"].estimates[0].estimate).epsilon(1e-12));
  double sum = 0;
  for (const SyntheticWeight& weight : results["synthetic"].weights) {
    REQUIRE(weight.weight > 0);
    sum += weight.weight;
  }
  REQUIRE(sum == Approx(1).epsilon(1e-12));
}

TEST_CASE("effect synthetic: a mix of two others is found, and so is what was added to it") {
  std::mt19937_64 random(5);
  const auto uniform = [&] { return static_cast<double>(random() >> 11U) * 0x1p-53; };
  std::vector<std::vector<double>> paths(9, std::vector<double>(20));
  for (std::vector<double>& path : paths) {
    for (double& y : path) {
      y = 100 * uniform();
    }
  }
  for (std::size_t t = 0; t < 20; ++t) {
    paths[0][t] = 0.3 * paths[4][t] + 0.7 * paths[7][t] + (t >= 15 ? 5 : 0);
  }
  const EffectSyntheticResult result = value_of(run<EffectSynthetic>(read_table(csv_of(paths, 15)), plain_request()));
  REQUIRE(result.weights.size() == 2);
  REQUIRE(result.weights[0].unit == "u7");
  REQUIRE(result.weights[0].weight == Approx(0.7).epsilon(1e-9));
  REQUIRE(result.estimates[0].estimate == Approx(5).epsilon(1e-9));
  REQUIRE_FALSE(result.rmspe_ratio);  // the fit is perfect
  REQUIRE(result.p_value.value() == Approx(1.0 / 9));
  // The treated unit chosen by name instead of a column.
  EffectSyntheticRequest by_name = plain_request();
  by_name.treated.clear();
  by_name.treated_unit = "u0";
  by_name.treated_from = "16";
  REQUIRE(value_of(run<EffectSynthetic>(read_table(csv_of(paths, 15)), by_name)).estimates[0].estimate ==
          result.estimates[0].estimate);
}

TEST_CASE("synthetic control: weights are optimal whatever the shape") {
  std::mt19937_64 random(11);
  std::normal_distribution<double> normal;
  for (int trial = 0; trial < 60; ++trial) {
    const Eigen::Index rows = 1 + trial % 12, columns = 1 + (trial * 7) % 40;
    Eigen::MatrixXd points(rows, columns);
    for (Eigen::Index j = 0; j < columns; ++j) {
      for (Eigen::Index i = 0; i < rows; ++i) {
        points(i, j) = std::round(4 * normal(random)) + (trial % 3) * 2;  // many ties
      }
    }
    const stats::HullPoint hull = stats::smallest_in_hull(points);
    REQUIRE(hull.weights.minCoeff() >= 0);
    REQUIRE(hull.weights.sum() == Approx(1).epsilon(1e-12));
    const Eigen::VectorXd point = points * hull.weights;
    // Karush, Kuhn and Tucker: no point lies nearer to the origin along the way there.
    const double scale = points.colwise().squaredNorm().maxCoeff();
    REQUIRE((points.transpose() * point).minCoeff() >= point.squaredNorm() - 1e-10 * scale);
    REQUIRE(point.squaredNorm() == Approx(hull.squared).margin(1e-12 * scale));
  }
}

TEST_CASE("effect synthetic: where nothing happened p-values are as often small as they say") {
  std::mt19937_64 random(77);
  std::normal_distribution<double> normal;
  int below = 0;
  const int draws = 300;
  for (int draw = 0; draw < draws; ++draw) {
    Eigen::MatrixXd y(16, 20);
    for (Eigen::Index j = 0; j < 20; ++j) {
      double level = 0;
      for (Eigen::Index t = 0; t < 16; ++t) {
        y(t, j) = level += normal(random);
      }
    }
    std::vector<double> ratios;
    for (Eigen::Index unit = 0; unit < 20; ++unit) {
      std::vector<Eigen::Index> donors;
      for (Eigen::Index j = 0; j < 20; ++j) {
        if (j != unit) {
          donors.push_back(j);
        }
      }
      const stats::SyntheticControl fit = stats::synthetic_control(y, unit, donors, 10, false);
      ratios.push_back(fit.post_rmspe / fit.pre_rmspe);
    }
    below += std::count_if(ratios.begin(), ratios.end(), [&](double r) { return r >= ratios[0]; }) <= 4 ? 1 : 0;
  }
  REQUIRE(below / static_cast<double>(draws) == Approx(0.2).margin(0.075));  // 3 standard errors
}

TEST_CASE("effect synthetic: order, level and unit of the outcome do not matter") {
  const table::Table table = states();
  const EffectSyntheticResult result = value_of(run<EffectSynthetic>(table, state_request()));
  table::Table other = table;
  for (table::Column& column : other.columns) {
    std::reverse(column.numbers.begin(), column.numbers.end());
    std::reverse(column.codes.begin(), column.codes.end());
    if (column.name == "index") {
      for (double& y : column.numbers) {
        y = 1e5 - 8 * y;
      }
    }
  }
  const EffectSyntheticResult turned = value_of(run<EffectSynthetic>(other, state_request()));
  REQUIRE(turned.estimates[0].estimate == Approx(-8 * result.estimates[0].estimate).epsilon(1e-8));
  REQUIRE(turned.weights[0].weight == Approx(result.weights[0].weight).epsilon(1e-7));
  REQUIRE(turned.p_value.value() == result.p_value.value());
  // A sample of the placebos: the same seed, the same ones.
  EffectSyntheticRequest some = state_request();
  some.placebos = 6;
  const EffectSyntheticResult once = value_of(run<EffectSynthetic>(table, some));
  REQUIRE(once.placebos == 6);
  REQUIRE(once.p_value.value() >= 1.0 / 7);
  REQUIRE(value_of(run<EffectSynthetic>(table, some)).placebo_units[3].unit == once.placebo_units[3].unit);
  some.placebos = 0;
  REQUIRE_FALSE(value_of(run<EffectSynthetic>(table, some)).p_value);
}

TEST_CASE("effect synthetic: what can not be answered is said on its field") {
  const table::Table table = states();
  EffectSyntheticRequest request = state_request();
  request.treated.clear();
  require_error(run<EffectSynthetic>(table, request), Code::required, "treated_unit");
  require_error(run<EffectSynthetic>(table, request), Code::required, "treated_from");
  request.treated_unit = "state99";
  request.treated_from = "25";
  require_error(run<EffectSynthetic>(table, request), Code::unknown_level, "treated_unit");
  request.treated_unit = "state4";
  request.treated_from = "soon";
  require_error(run<EffectSynthetic>(table, request), Code::unknown_level, "treated_from");
  for (const char* never : {"1", "0", "33", "1e12"}) {
    request.treated_from = never;
    require_error(run<EffectSynthetic>(table, request), Code::out_of_range, "treated_from");
  }
  request = state_request();
  request.treated_unit = "state4";
  require_error(run<EffectSynthetic>(table, request), Code::conflict, "treated_unit");
  request = state_request();
  request.treated_from = "25";
  require_error(run<EffectSynthetic>(table, request), Code::conflict, "treated_from");

  const auto of = [](const std::string& text) { return run<EffectSynthetic>(read_table(text), plain_request()); };
  std::vector<std::vector<double>> same(4, std::vector<double>(6, 3.0));
  require_error(of(csv_of(same, 4)), Code::constant, "outcome");
  require_error(of(csv_of({{1, 2, 3, 4}, {2, 1, 2, 3}}, 2)), Code::arm_too_small, "unit");
  require_error(of(csv_of({{1, 2, 3, 4}, {2, 1, 2, 3}, {4, 4, 1, 2}}, 4)), Code::one_arm, "treated");
  require_error(of("unit,t,y,on\na,1,1,0\na,2,2,1\nb,1,3,0\nb,2,4,1\nc,1,2,0\nc,2,9,0\nd,1,2,0\nd,2,5,0\n"),
                Code::conflict, "treated_unit");
  // Two others alone, one period before: an answer, with its doubts.
  const auto thin = of(csv_of({{1, 2}, {2, 1}, {4, 4}}, 1));
  REQUIRE(thin);
  REQUIRE(says(thin.issues, Severity::warning, Code::approximation, "time"));
}
