// SPDX-License-Identifier: Apache-2.0
#include "stats/least_squares.hpp"

#include <cmath>

namespace sutva::stats {
namespace {

constexpr Eigen::Index block_rows = 256;

// A column is dependent when what is left of it after the columns before it is this small a part of the whole.
// Exact copies leave about 1e-15; the hardest of the NIST polynomials leaves more than 1e-11.
constexpr double dependence_tolerance = 1e-11;

Eigen::MatrixXd triangle(const Eigen::MatrixXd& matrix) {
  Eigen::HouseholderQR<Eigen::MatrixXd> qr(matrix);
  const Eigen::Index columns = matrix.cols();
  Eigen::MatrixXd r = Eigen::MatrixXd::Zero(columns, columns);
  const Eigen::Index rows = std::min(matrix.rows(), columns);
  r.topRows(rows) = qr.matrixQR().topRows(rows).template triangularView<Eigen::Upper>();
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

}  // namespace sutva::stats
