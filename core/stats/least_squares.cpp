// SPDX-License-Identifier: Apache-2.0
#include "stats/least_squares.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "stats/kernels.hpp"

namespace sutva::stats {
namespace {

constexpr Eigen::Index block_rows = 256;

// A column is dependent when what is left of it after the columns before it is this small a part of the whole.
// Exact copies leave about 1e-15; the hardest of the NIST polynomials leaves more than 1e-11.
constexpr double dependence_tolerance = 1e-11;

// The upper triangle of the first rows of a matrix that was reduced.
Eigen::MatrixXd upper(const Eigen::MatrixXd& matrix, Eigen::Index rows) {
  const Eigen::Index columns = matrix.cols();
  Eigen::MatrixXd r = Eigen::MatrixXd::Zero(columns, columns);
  for (Eigen::Index j = 0; j < columns; ++j) {
    const Eigen::Index used = std::min(j + 1, rows);
    r.col(j).head(used) = matrix.col(j).head(used);
  }
  return r;
}

// Eigen's HouseholderQR works in blocks, which gains nothing for so few columns and would bring its whole matrix
// product into the module.
void reduce_rows(Eigen::MatrixXd& matrix, Eigen::Index rows) {
  reduce({matrix.data(), matrix.rows(), rows, matrix.cols()});
}

}  // namespace

TriangularFactor::TriangularFactor(Eigen::Index columns) : r_(Eigen::MatrixXd::Zero(columns, columns)) {}

void TriangularFactor::add(const double* row) {
  if (rows_.rows() == 0) {
    rows_.resize(r_.cols() + block_rows, r_.cols());
  }
  for (Eigen::Index j = 0; j < r_.cols(); ++j) {
    rows_(r_.cols() + added_, j) = row[j];
  }
  if (++added_ == block_rows) {
    factor();
  }
}

void TriangularFactor::fold(Eigen::MatrixXd& rows, Eigen::Index count) {
  rows.topRows(r_.cols()) = r_;
  reduce_rows(rows, r_.cols() + count);
  r_ = upper(rows, r_.cols());
}

const Eigen::MatrixXd& TriangularFactor::factor() {
  if (added_ > 0) {
    fold(rows_, std::exchange(added_, 0));
  }
  return r_;
}

Eigen::MatrixXd with_columns(const Eigen::MatrixXd& factor, const std::vector<Eigen::Index>& columns) {
  Eigen::MatrixXd chosen(factor.rows(), static_cast<Eigen::Index>(columns.size()));
  for (std::size_t j = 0; j < columns.size(); ++j) {
    chosen.col(static_cast<Eigen::Index>(j)) = factor.col(columns[j]);
  }
  const Eigen::Index rows = chosen.rows();
  reduce_rows(chosen, rows);
  return upper(chosen, std::min(rows, chosen.cols()));
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
