// SPDX-License-Identifier: Apache-2.0
#include "stats/linear_model.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>

#include "../catch.hpp"
#include "../reference.hpp"
#include "stats/blocked.hpp"

using namespace sutva::stats;
using namespace sutva::tests;

namespace {

void finish(LinearModel& model) {
  double progress = 0;
  while (model.step()) {
    REQUIRE(model.progress() >= progress);
    progress = model.progress();
  }
  REQUIRE(model.progress() == 1);
}

struct Data {
  Eigen::MatrixXd x;
  std::vector<double> y;
  std::vector<std::int32_t> cluster;
};

// Sizes of clusters differ; rows are in no order.
Data made_up(std::uint64_t seed, std::vector<int> sizes, Eigen::Index width) {
  std::mt19937_64 random(seed);
  std::normal_distribution<double> normal;
  std::vector<std::int32_t> cluster;
  for (std::size_t g = 0; g < sizes.size(); ++g) {
    cluster.insert(cluster.end(), static_cast<std::size_t>(sizes[g]), static_cast<std::int32_t>(g));
  }
  std::shuffle(cluster.begin(), cluster.end(), random);
  std::vector<double> shared(sizes.size());
  std::generate(shared.begin(), shared.end(), [&] { return normal(random); });
  const auto n = static_cast<Eigen::Index>(cluster.size());
  Data data{Eigen::MatrixXd(n, width), {}, cluster};
  for (Eigen::Index i = 0; i < n; ++i) {
    const std::size_t g = static_cast<std::size_t>(cluster[static_cast<std::size_t>(i)]);
    for (Eigen::Index j = 0; j < width; ++j) {
      data.x(i, j) = normal(random) + shared[g] * 0.5;
    }
    data.y.push_back(shared[g] + data.x.row(i).sum() / 4 + normal(random));
  }
  return data;
}

LinearModel model_of(const Data& data, bool clustered, std::size_t clusters) {
  std::vector<ModelColumn> columns(1);
  for (Eigen::Index j = 0; j < data.x.cols(); ++j) {
    columns.push_back({data.x.col(j).data(), nullptr});
  }
  LinearModel model(columns, data.y, Eigen::MatrixXd::Identity(data.x.cols() + 1, 2));
  if (clustered) {
    model.cluster_by(data.cluster, clusters);
  }
  finish(model);
  return model;
}

// The definition with matrices of all rows.
struct Dense {
  double se = 0, df = 0;
};
Dense by_definition(const Data& data, std::size_t clusters, Eigen::Index contrast) {
  const Eigen::Index n = data.x.rows(), k = data.x.cols() + 1;
  Eigen::MatrixXd x(n, k);
  x.col(0).setOnes();
  x.rightCols(k - 1) = data.x;
  const Eigen::MatrixXd bread = (x.transpose() * x).inverse();
  const Eigen::MatrixXd left = Eigen::MatrixXd::Identity(n, n) - x * bread * x.transpose();
  const Eigen::Map<const Eigen::VectorXd> y(data.y.data(), n);
  const Eigen::VectorXd e = left * y;
  std::vector<Eigen::VectorXd> p;
  double variance = 0;
  for (std::size_t g = 0; g < clusters; ++g) {
    std::vector<Eigen::Index> rows;
    for (Eigen::Index i = 0; i < n; ++i) {
      if (data.cluster[static_cast<std::size_t>(i)] == static_cast<std::int32_t>(g)) {
        rows.push_back(i);
      }
    }
    if (rows.empty()) {
      continue;
    }
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(left(rows, rows));
    Eigen::VectorXd roots = eigen.eigenvalues();
    for (double& value : roots) {
      value = value > 1e-10 ? 1 / std::sqrt(value) : 0;
    }
    const Eigen::MatrixXd adjust = eigen.eigenvectors() * roots.asDiagonal() * eigen.eigenvectors().transpose();
    const Eigen::VectorXd weights = adjust * x(rows, Eigen::all) * bread.col(contrast);
    variance += std::pow(weights.dot(e(rows)), 2);
    p.push_back(left(Eigen::all, rows) * weights);
  }
  double trace = 0, squares = 0;
  for (std::size_t g = 0; g < p.size(); ++g) {
    trace += p[g].squaredNorm();
    for (std::size_t h = 0; h < p.size(); ++h) {
      squares += std::pow(p[g].dot(p[h]), 2);
    }
  }
  return {std::sqrt(variance), trace * trace / squares};
}

}  // namespace

TEST_CASE("linear model: Petersen's panel, as R has it") {
  std::map<std::string, double> expected;
  for (const ReferenceRow& row : reference("petersen")) {
    expected[row.text("quantity")] = row.number("value");
  }
  std::vector<double> x, y;
  std::vector<std::int32_t> firm;
  for (const std::string& line : split(file_content("tests/reference/data/petersen.csv"), '\n')) {
    const std::vector<std::string> cells = split(line, ',');
    if (cells.size() == 2 && cells[0] != "x") {
      firm.push_back(static_cast<std::int32_t>(x.size() / 10));
      x.push_back(std::stod(cells[0]));
      y.push_back(std::stod(cells[1]));
    }
  }
  REQUIRE(x.size() == 5000);
  Eigen::MatrixXd contrast(2, 1);
  contrast << 0, 1;
  LinearModel model({{nullptr, nullptr}, {x.data(), nullptr}}, y, contrast);
  model.cluster_by(firm, 500);
  finish(model);
  REQUIRE(model.clusters() == 500);
  CHECK(relative_error(model.estimates()[0], expected.at("estimate")) < 1e-10);
  const std::map<std::string, Sandwich> types{{"classical", Sandwich::classical},
                                              {"hc0", Sandwich::hc0},
                                              {"hc1", Sandwich::hc1},
                                              {"hc2", Sandwich::hc2},
                                              {"hc3", Sandwich::hc3},
                                              {"cr0", Sandwich::cr0},
                                              {"cr1", Sandwich::cr1},
                                              {"cr2", Sandwich::cr2}};
  for (const auto& [name, type] : types) {
    INFO(name);
    CHECK(relative_error(model.se(type, 0), expected.at(name)) < 1e-9);
  }
  CHECK(relative_error(model.df(Sandwich::cr2, 0), expected.at("cr2_df")) < 1e-8);
  // Petersen (2009), on more digits than the file has.
  CHECK(std::round(model.se(Sandwich::cr1, 0) * 1e4) == 506);
  CHECK(std::round(model.se(Sandwich::hc1, 0) * 1e4) == 284);
  CHECK(std::round(model.se(Sandwich::classical, 0) * 1e4) == 286);
}

TEST_CASE("linear model: CR2 and its df are those of the definition, whatever the sizes") {
  const std::vector<std::vector<int>> designs{
      {1, 1, 1, 1, 1, 1, 1, 1, 1, 1},     // rows on their own
      {2, 3, 1, 4, 2, 5, 3, 2, 6, 1, 3},  // smaller than the number of columns and larger
      {40, 3, 5, 1, 2},                   // one that holds nearly everything
      {0, 30, 25, 28, 0, 31, 27},         // numbers without a row
      {12, 12, 12, 12, 12, 12, 12, 12, 12, 12}};
  for (const std::vector<int>& sizes : designs) {
    for (const Eigen::Index width : {1, 4}) {
      const Data data = made_up(sizes.size() * 7 + static_cast<std::uint64_t>(width), sizes, width);
      LinearModel model = model_of(data, true, sizes.size());
      REQUIRE(model.solved());
      for (const Eigen::Index contrast : {0, 1}) {
        const Dense dense = by_definition(data, sizes.size(), contrast);
        INFO(sizes.size() << " clusters, " << width << " columns, contrast " << contrast);
        CHECK(relative_error(model.se(Sandwich::cr2, contrast), dense.se) < 1e-9);
        CHECK(relative_error(model.df(Sandwich::cr2, contrast), dense.df) < 1e-8);
      }
    }
  }
  // Rows on their own: CR2 is HC2, CR0 is HC0.
  const Data data = made_up(3, std::vector<int>(50, 1), 3);
  LinearModel model = model_of(data, true, 50);
  CHECK(relative_error(model.se(Sandwich::cr2, 1), model.se(Sandwich::hc2, 1)) < 1e-12);
  CHECK(relative_error(model.se(Sandwich::cr0, 1), model.se(Sandwich::hc0, 1)) < 1e-12);
}

TEST_CASE("linear model: clusters over the edges of blocks") {
  // Thousands of rows, so that clusters small and large are cut by the blocks in which rows are read.
  std::vector<int> sizes;
  for (int g = 0; g < 300; ++g) {
    sizes.push_back(g % 50 == 0 ? 700 : 1 + g % 9);
  }
  const Data data = made_up(11, sizes, 6);
  LinearModel model = model_of(data, true, sizes.size());
  // The same in the order of the clusters, whose rows change places.
  Data sorted = data;
  std::vector<Eigen::Index> order(data.y.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](Eigen::Index a, Eigen::Index b) {
    return data.cluster[static_cast<std::size_t>(a)] > data.cluster[static_cast<std::size_t>(b)];
  });
  for (std::size_t i = 0; i < order.size(); ++i) {
    sorted.x.row(static_cast<Eigen::Index>(i)) = data.x.row(order[i]);
    sorted.y[i] = data.y[static_cast<std::size_t>(order[i])];
    sorted.cluster[i] = 299 - data.cluster[static_cast<std::size_t>(order[i])];
  }
  LinearModel other = model_of(sorted, true, sizes.size());
  for (const Sandwich type : {Sandwich::hc2, Sandwich::hc3, Sandwich::cr0, Sandwich::cr2}) {
    CHECK(relative_error(model.se(type, 1), other.se(type, 1)) < 1e-10);
  }
  CHECK(relative_error(model.df(Sandwich::cr2, 1), other.df(Sandwich::cr2, 1)) < 1e-9);
}

TEST_CASE("linear model: columns that add nothing, and too few rows") {
  const Data data = made_up(17, {5, 6, 7, 8, 9}, 3);
  const Eigen::VectorXd copy = 2 * data.x.col(0) - data.x.col(1);
  std::vector<ModelColumn> columns{{nullptr, nullptr}};
  for (Eigen::Index j = 0; j < 3; ++j) {
    columns.push_back({data.x.col(j).data(), nullptr, 7});
  }
  columns.push_back({copy.data(), nullptr});
  LinearModel model(columns, data.y, Eigen::MatrixXd::Identity(5, 1));
  finish(model);
  REQUIRE(model.solved());
  REQUIRE(model.dropped() == std::vector<Eigen::Index>{4});
  CHECK(model.parameters() == 4);
  CHECK(relative_error(model.residual_sum_of_squares(), model.residual_sum_of_squares({0, 1, 2, 3})) < 1e-10);
  columns.back().family = 7;  // now all of the family go
  LinearModel together(columns, data.y, Eigen::MatrixXd::Identity(5, 1));
  finish(together);
  REQUIRE(together.dropped() == std::vector<Eigen::Index>{1, 2, 3, 4});
  // A contrast on what was left out.
  LinearModel lost(columns, data.y, Eigen::MatrixXd::Identity(5, 2));
  finish(lost);
  REQUIRE_FALSE(lost.solved());
  const std::vector<double> three{1, 2, 4};
  for (ModelColumn& column : columns) {
    column.family = -1;
  }
  LinearModel few(std::vector<ModelColumn>(columns.begin(), columns.begin() + 4), three,
                  Eigen::MatrixXd::Identity(4, 1));
  finish(few);
  REQUIRE_FALSE(few.solved());
}

TEST_CASE("linear model: the inverse root of I - m, by series and by rotations") {
  std::mt19937_64 random(23);
  std::normal_distribution<double> normal;
  for (const double largest : {0.001, 0.3, 0.49, 0.6, 0.999, 1.0}) {
    Eigen::MatrixXd a(7, 7);
    for (double& x : a.reshaped()) {
      x = normal(random);
    }
    const Eigen::MatrixXd q = Eigen::HouseholderQR<Eigen::MatrixXd>(a).householderQ();
    Eigen::VectorXd values(7);
    values << largest, 0, largest / 3, largest / 10, 0, largest / 100, largest / 2;
    const Eigen::MatrixXd m = q * values.asDiagonal() * q.transpose();
    Eigen::VectorXd roots = (1 - values.array()).sqrt().inverse();
    roots = (values.array() < 1).select(roots, 0);
    Eigen::MatrixXd v = a.leftCols(2);
    apply_inverse_root(m, v);
    INFO("largest eigenvalue " << largest);
    CHECK((v - q * roots.asDiagonal() * q.transpose() * a.leftCols(2)).norm() < 1e-11 * v.norm());
  }
}

TEST_CASE("blocked means: the variance between small blocks is right on average") {
  // Matched triples and pairs of several sizes under every assignment: on average not below the true variance.
  std::mt19937_64 random(29);
  std::normal_distribution<double> normal;
  const std::vector<int> sizes{2, 3, 2, 4, 3, 2};
  std::vector<std::int32_t> block;
  std::vector<double> y0;
  for (std::size_t b = 0; b < sizes.size(); ++b) {
    for (int i = 0; i < sizes[b]; ++i) {
      block.push_back(static_cast<std::int32_t>(b));
      y0.push_back(normal(random) + static_cast<double>(b));
    }
  }
  double count = 0, sum = 0, squares = 0, claimed = 0;
  std::vector<int> treated(sizes.size(), 0);
  for (bool more = true; more;) {
    std::vector<double> y;
    std::vector<std::int32_t> arm;
    std::vector<int> seen(sizes.size(), 0);
    for (std::size_t i = 0; i < y0.size(); ++i) {
      const auto b = static_cast<std::size_t>(block[i]);
      const bool on = seen[b]++ == treated[b];
      arm.push_back(on ? 1 : 0);
      y.push_back(y0[i] + (on ? 2 : 0));  // the same effect for everyone: the estimator is then exact on average
    }
    const BlockedMeans means = blocked_means({y, arm, block, sizes.size(), {}, 0});
    REQUIRE(means.estimable);
    REQUIRE(means.small_blocks == 6);
    const double difference = means.mean[1] - means.mean[0];
    count += 1;
    sum += difference;
    squares += difference * difference;
    claimed += means.difference_variance;
    CHECK(relative_error(means.variance[0] + means.variance[1] - 2 * means.covariance, means.difference_variance) <
          1e-9);
    more = false;
    for (std::size_t b = 0; b < sizes.size() && !more; ++b) {
      more = ++treated[b] < sizes[b];
      treated[b] = more ? treated[b] : 0;
    }
  }
  REQUIRE(count == 2 * 3 * 2 * 4 * 3 * 2);
  const double mean = sum / count, variance = squares / count - mean * mean;
  CHECK(relative_error(mean, 2) < 1e-12);
  CHECK(relative_error(claimed / count, variance) < 1e-10);
}
