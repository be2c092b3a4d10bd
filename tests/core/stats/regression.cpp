// SPDX-License-Identifier: Apache-2.0
#include "stats/regression.hpp"

#include <vector>

#include "../catch.hpp"

using namespace sutva::stats;

TEST_CASE("Without columns a regression is the mean") {
  const Eigen::MatrixXd none(6000, 0);
  std::vector<double> y(6000), other(6000);
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 0; i < y.size(); ++i) {
    y[i] = 1e6 + (i * 7919 % 1000) * 0.125;
    other[i] = i % 5;
    if (i % 3 != 0) {
      rows.push_back(i);
    }
  }
  Regression mean(none, rows, {y.data(), other.data()});
  while (mean.step()) {
  }
  REQUIRE(mean.dependent().empty());
  REQUIRE(mean.solve({}, mean.means()));
  while (mean.step()) {
  }
  double sum = 0, sum_other = 0;
  for (const std::uint32_t row : rows) {
    sum += y[row] - 1e6;
    sum_other += other[row];
  }
  const auto n = static_cast<double>(rows.size());
  REQUIRE(mean.terms() == 1);
  REQUIRE(mean.fitted(0) == Approx(1e6 + sum / n).epsilon(1e-15));
  REQUIRE(mean.fitted(1) == Approx(sum_other / n).epsilon(1e-14));
  for (std::size_t i = 0; i < rows.size(); i += 97) {
    REQUIRE(mean.residuals(0)[i] == Approx(y[rows[i]] - 1e6 - sum / n).margin(1e-9));
    REQUIRE(mean.leverage()[i] == Approx(1 / n).epsilon(1e-15));
    REQUIRE(mean.weights()[i] == Approx(1 / n).epsilon(1e-15));
  }
  Regression one(none, {4}, {y.data()});
  while (one.step()) {
  }
  REQUIRE_FALSE(one.solve({}, one.means()));
}
