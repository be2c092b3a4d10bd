// SPDX-License-Identifier: Apache-2.0
#include "stats/least_squares.hpp"

#include <cmath>
#include <map>
#include <random>
#include <vector>

#include "../catch.hpp"
#include "../reference.hpp"

using namespace sutva::stats;
using namespace sutva::tests;

namespace {

struct Regression {
  std::vector<std::vector<double>> rows;  // [1, x..., y]
  Eigen::Index terms = 0;
};

Regression nist(const std::string& set, int degree) {
  Regression regression;
  for (const ReferenceRow& row : reference("nist/" + set)) {
    std::vector<double> cells{1};
    if (degree > 0) {
      for (int power = 1; power <= degree; ++power) {
        cells.push_back(std::pow(row.number("x"), power));
      }
      cells.push_back(row.number("y"));
    } else {
      for (const char* name : {"GNPDEFL", "GNP", "UNEMP", "ARMED", "POP", "YEAR", "TOTEMP"}) {
        cells.push_back(row.number(name));
      }
    }
    regression.rows.push_back(std::move(cells));
  }
  regression.terms = static_cast<Eigen::Index>(regression.rows[0].size()) - 1;
  return regression;
}

Eigen::MatrixXd factor_of(const std::vector<std::vector<double>>& rows, std::size_t repeat = 1) {
  TriangularFactor factor(static_cast<Eigen::Index>(rows[0].size()));
  for (std::size_t i = 0; i < repeat; ++i) {
    for (const std::vector<double>& row : rows) {
      factor.add(row.data());
    }
  }
  return factor.factor();
}

Eigen::VectorXd coefficients(const Eigen::MatrixXd& r) {
  const Eigen::Index k = r.cols() - 1;
  return solve_triangle(r.topLeftCorner(k, k), r.col(k).head(k));
}

double uniform(std::mt19937_64& random) { return static_cast<double>(random() >> 11U) * 0x1p-53 - 0.5; }

}  // namespace

TEST_CASE("least squares: NIST StRD regressions, raw and unscaled") {
  // Digits to be had from the raw columns by a backward stable method: about 16 less the logarithm of the condition.
  const std::map<std::string, double> digits{{"norris", 12}, {"pontius", 11.5}, {"longley", 10.5}, {"filip", 7}};
  std::map<std::string, std::map<std::string, double>> certified;
  std::map<std::string, int> degrees;
  for (const ReferenceRow& row : reference("nist_regression")) {
    certified[row.text("set")][row.text("quantity")] = row.number("value");
    degrees[row.text("set")] = static_cast<int>(row.number("degree"));
  }
  REQUIRE(certified.size() == digits.size());
  for (const auto& [set, values] : certified) {
    const Regression regression = nist(set, degrees[set]);
    const Eigen::MatrixXd r = factor_of(regression.rows);
    const Eigen::VectorXd b = coefficients(r);
    REQUIRE(static_cast<std::size_t>(b.size()) + 1 == values.size());
    REQUIRE(dependent_columns(r.leftCols(regression.terms)).empty());
    for (Eigen::Index j = 0; j < b.size(); ++j) {
      const double wanted = values.at("b" + std::to_string(j));
      INFO(set << " b" << j << ": " << correct_digits(b[j], wanted) << " digits");
      CHECK(correct_digits(b[j], wanted) > digits.at(set));
    }
    const double n = static_cast<double>(regression.rows.size());
    const double residual_sd = std::abs(r(b.size(), b.size())) / std::sqrt(n - static_cast<double>(b.size()));
    INFO(set << " residual SD: " << correct_digits(residual_sd, values.at("residual_sd")) << " digits");
    CHECK(correct_digits(residual_sd, values.at("residual_sd")) > std::min(digits.at(set), 12.0));
  }
}

TEST_CASE("least squares: block by block is as good as all at once") {
  const Regression longley = nist("longley", 0);
  const Eigen::VectorXd once = coefficients(factor_of(longley.rows));
  // The same rows a hundred times over have the same solution; 1,600 rows make several blocks.
  const Eigen::VectorXd often = coefficients(factor_of(longley.rows, 100));
  for (Eigen::Index j = 0; j < once.size(); ++j) {
    REQUIRE(relative_error(often[j], once[j]) < 1e-9);
  }
}

TEST_CASE("least squares: the factor is one of X'X, for any number of rows") {
  std::mt19937_64 random(3);
  for (const std::size_t rows : {1U, 3U, 5U, 6U, 255U, 256U, 257U, 1000U}) {
    std::vector<std::vector<double>> x(rows, std::vector<double>(5));
    Eigen::MatrixXd gram = Eigen::MatrixXd::Zero(5, 5);
    for (std::vector<double>& row : x) {
      for (double& cell : row) {
        cell = uniform(random);
      }
      const Eigen::Map<const Eigen::VectorXd> v(row.data(), 5);
      gram += v * v.transpose();
    }
    const Eigen::MatrixXd r = factor_of(x);
    INFO(rows);
    REQUIRE(r.rows() == 5);
    REQUIRE(r.cols() == 5);
    REQUIRE((r.transpose() * r - gram).norm() < 1e-13 * gram.norm());
    for (Eigen::Index i = 0; i < 5; ++i) {
      for (Eigen::Index j = 0; j < i; ++j) {
        REQUIRE(r(i, j) == 0);
      }
    }
    // Fewer columns, in another order.
    const Eigen::MatrixXd some = with_columns(r, {4, 0, 2});
    const std::vector<Eigen::Index> chosen{4, 0, 2};
    const Eigen::MatrixXd product = some.transpose() * some;
    for (Eigen::Index i = 0; i < 3; ++i) {
      for (Eigen::Index j = 0; j < 3; ++j) {
        REQUIRE(std::abs(product(i, j) - gram(chosen[static_cast<std::size_t>(i)],
                                              chosen[static_cast<std::size_t>(j)])) < 1e-13 * gram.norm());
      }
    }
    if (rows >= 5) {
      REQUIRE((inverse_of_triangle(r) * r - Eigen::MatrixXd::Identity(5, 5)).norm() < 1e-9);
    }
  }
}

TEST_CASE("least squares: dependent columns are found whatever their scale, and only they") {
  std::mt19937_64 random(4);
  for (const double scale : {1e-12, 1.0, 1e12}) {
    std::vector<std::vector<double>> x;
    for (int i = 0; i < 500; ++i) {
      const double a = uniform(random), b = uniform(random), c = uniform(random);
      // 1, a, scaled copy of a, b, a sum, zero, c, nearly a: differs in the sixth digit
      x.push_back({1, a, scale * a, b, scale * (2 * a - b + 3), 0, c, a + 1e-6 * c + 1e-6 * b * b});
    }
    REQUIRE(dependent_columns(factor_of(x)) == std::vector<Eigen::Index>{2, 4, 5});
  }
  // Fewer rows than columns: the surplus adds nothing.
  REQUIRE(dependent_columns(factor_of({{1, 2, 3}, {1, 5, 7}})) == std::vector<Eigen::Index>{2});
}
