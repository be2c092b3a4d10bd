// SPDX-License-Identifier: Apache-2.0
#include "stats/least_squares.hpp"

#include <algorithm>
#include <cmath>

namespace sutva::stats {
namespace {

constexpr Eigen::Index block_rows = 256;

// A column is dependent when what is left of it after the columns before it is this small a part of the whole.
// Exact copies leave about 1e-15; the hardest of the NIST polynomials leaves more than 1e-11.
constexpr double dependence_tolerance = 1e-11;

// Reduces the matrix to its R, column by column. Eigen's own HouseholderQR does the same in blocks, which gains nothing
// for so few columns and would bring its whole matrix product into the module.
Eigen::MatrixXd triangle(Eigen::MatrixXd matrix) {
  const Eigen::Index columns = matrix.cols();
  const Eigen::Index steps = std::min(matrix.rows(), columns);
  Eigen::RowVectorXd workspace(columns);
  for (Eigen::Index k = 0; k < steps; ++k) {
    const Eigen::Index below = matrix.rows() - k;
    const Eigen::Index right = columns - k - 1;
    double tau = 0, beta = 0;
    matrix.col(k).tail(below).makeHouseholderInPlace(tau, beta);
    matrix.bottomRightCorner(below, right)
        .applyHouseholderOnTheLeft(matrix.col(k).tail(below - 1), tau, workspace.data());
    matrix(k, k) = beta;
  }
  Eigen::MatrixXd r = Eigen::MatrixXd::Zero(columns, columns);
  for (Eigen::Index j = 0; j < columns; ++j) {
    const Eigen::Index rows = std::min(j + 1, steps);
    r.col(j).head(rows) = matrix.col(j).head(rows);
  }
  return r;
}

}  // namespace

TriangularFactor::TriangularFactor(Eigen::Index columns)
    : columns_(columns), filled_(columns), work_(Eigen::MatrixXd::Zero(block_rows + columns, columns)) {}

void TriangularFactor::add(const double* row) {
  if (filled_ == work_.rows()) {
    fold();
  }
  for (Eigen::Index j = 0; j < columns_; ++j) {
    work_(filled_, j) = row[j];
  }
  ++filled_;
}

Eigen::MatrixXd TriangularFactor::factor() {
  fold();
  return work_.topRows(columns_);
}

void TriangularFactor::fold() {
  if (filled_ == columns_) {
    return;
  }
  const Eigen::MatrixXd r = triangle(work_.topRows(filled_));
  work_.topRows(columns_) = r;
  filled_ = columns_;
}

Eigen::MatrixXd with_columns(const Eigen::MatrixXd& factor, const std::vector<Eigen::Index>& columns) {
  Eigen::MatrixXd chosen(factor.rows(), static_cast<Eigen::Index>(columns.size()));
  for (std::size_t j = 0; j < columns.size(); ++j) {
    chosen.col(static_cast<Eigen::Index>(j)) = factor.col(columns[j]);
  }
  return triangle(chosen);
}

std::vector<Eigen::Index> dependent_columns(const Eigen::MatrixXd& factor) {
  std::vector<Eigen::Index> dependent;
  std::vector<Eigen::Index> kept;
  for (Eigen::Index j = 0; j < factor.cols(); ++j) {
    kept.push_back(j);
    const Eigen::MatrixXd r = with_columns(factor, kept);
    const Eigen::Index last = static_cast<Eigen::Index>(kept.size()) - 1;
    if (std::abs(r(last, last)) <= dependence_tolerance * factor.col(j).norm()) {
      dependent.push_back(j);
      kept.pop_back();
    }
  }
  return dependent;
}

Eigen::VectorXd solve_triangle(const Eigen::MatrixXd& r, Eigen::VectorXd right_side) {
  for (Eigen::Index j = r.cols(); j-- > 0;) {
    right_side[j] /= r(j, j);
    right_side.head(j) -= right_side[j] * r.col(j).head(j);
  }
  return right_side;
}

Eigen::MatrixXd inverse_of_triangle(const Eigen::MatrixXd& r) {
  Eigen::MatrixXd inverse(r.rows(), r.cols());
  for (Eigen::Index j = 0; j < r.cols(); ++j) {
    inverse.col(j) = solve_triangle(r, Eigen::VectorXd::Unit(r.rows(), j));
  }
  return inverse;
}

}  // namespace sutva::stats
