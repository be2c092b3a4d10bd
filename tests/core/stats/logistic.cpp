// SPDX-License-Identifier: Apache-2.0
#include "stats/logistic.hpp"

#include <cmath>
#include <random>

#include "../catch.hpp"

using namespace sutva::stats;

namespace {

struct Data {
  Eigen::MatrixXd x;
  std::vector<std::uint8_t> ones;
  DesignRows rows;

  explicit Data(Eigen::MatrixXd columns, std::vector<std::uint8_t> z) : x(std::move(columns)), ones(std::move(z)) {
    rows.x = &x;
    for (Eigen::Index j = 0; j < x.cols(); ++j) {
      rows.columns.push_back(j);
    }
    for (std::size_t i = 0; i < ones.size(); ++i) {
      rows.rows.push_back(static_cast<std::uint32_t>(i));
    }
  }
  LogisticFit fit() const {
    LogisticFit fitted(rows, ones);
    while (fitted.step()) {
    }
    return fitted;
  }
};

using State = LogisticFit::State;

}  // namespace

TEST_CASE("A table of two by two has its log odds ratio") {
  // 30 of 40 against 10 of 50.
  Eigen::MatrixXd x(90, 1);
  std::vector<std::uint8_t> z(90);
  for (int i = 0; i < 90; ++i) {
    x(i, 0) = i < 40 ? 1 : 0;
    z[static_cast<std::size_t>(i)] = i < 30 || (i >= 40 && i < 50) ? 1 : 0;
  }
  const Data data(x, z);
  const LogisticFit fit = data.fit();
  REQUIRE(fit.state() == State::converged);
  REQUIRE(fit.coefficients()[0] == Approx(std::log(10.0 / 40)).epsilon(1e-12));
  REQUIRE(fit.coefficients()[1] == Approx(std::log(30.0 / 10 * 40 / 10)).epsilon(1e-12));
  const Eigen::MatrixXd inverse = inverse_of_triangle(fit.factor());
  REQUIRE(inverse.row(1).squaredNorm() == Approx(1.0 / 30 + 1.0 / 10 + 1.0 / 10 + 1.0 / 40).epsilon(1e-12));
  REQUIRE(
      fit.deviance() ==
      Approx(-2 * (30 * std::log(.75) + 10 * std::log(.25) + 10 * std::log(.2) + 40 * std::log(.8))).epsilon(1e-12));
}

TEST_CASE("Separation is found, complete or not, and what separates is named") {
  std::mt19937_64 random(5);
  const auto uniform = [&] { return static_cast<double>(random() >> 11U) * 0x1p-53; };
  Eigen::MatrixXd x(500, 3);
  std::vector<std::uint8_t> z(500);
  for (int i = 0; i < 500; ++i) {
    x.row(i) << uniform() * 3 - 1.5, uniform() * 3 - 1.5, uniform() * 3 - 1.5;
    z[static_cast<std::size_t>(i)] = uniform() < 0.5 ? 1 : 0;
  }
  REQUIRE(Data(x, z).fit().state() == State::converged);

  Eigen::MatrixXd complete = x;
  for (int i = 0; i < 500; ++i) {
    complete(i, 1) = z[static_cast<std::size_t>(i)] != 0 ? 0.2 + uniform() : 0.1 - uniform();
  }
  const LogisticFit all = Data(complete, z).fit();
  REQUIRE(all.state() == State::separated);
  REQUIRE(all.separating() == std::vector<std::size_t>{1});
  REQUIRE(all.certain().size() == 500);

  Eigen::MatrixXd some = x;
  std::vector<std::uint32_t> certain;
  for (int i = 0; i < 500; ++i) {
    some(i, 2) = z[static_cast<std::size_t>(i)] != 0 && i % 7 == 0 ? 5 : -0.1;
    if (some(i, 2) == 5) {
      certain.push_back(static_cast<std::uint32_t>(i));
    }
  }
  const LogisticFit quasi = Data(some, z).fit();
  REQUIRE(quasi.state() == State::separated);
  REQUIRE(quasi.separating() == std::vector<std::size_t>{2});
  REQUIRE(quasi.certain() == certain);

  // Two columns together, neither alone.
  std::vector<std::uint8_t> by_sum(500);
  for (int i = 0; i < 500; ++i) {
    by_sum[static_cast<std::size_t>(i)] = x(i, 0) + x(i, 1) > 0 ? 1 : 0;
  }
  const LogisticFit together = Data(x, by_sum).fit();
  REQUIRE(together.state() == State::separated);
  REQUIRE(together.separating() == std::vector<std::size_t>{0, 1});
}

TEST_CASE("A maximum far out is no separation") {
  // One of 100,000 on the wrong side: log odds of about 11.5 on each.
  Eigen::MatrixXd x(200000, 1);
  std::vector<std::uint8_t> z(200000);
  for (int i = 0; i < 200000; ++i) {
    x(i, 0) = i < 100000 ? 1 : -1;
    z[static_cast<std::size_t>(i)] = i < 100000 ? 1 : 0;
  }
  z[0] = 0;
  z[199999] = 1;
  const LogisticFit fit = Data(x, z).fit();
  REQUIRE(fit.state() == State::converged);
  REQUIRE(fit.coefficients()[1] == Approx(std::log(99999.0)).epsilon(1e-10));
}
