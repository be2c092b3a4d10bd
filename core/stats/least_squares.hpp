// SPDX-License-Identifier: Apache-2.0
// Least squares over more rows than need be held: the triangular factor of a tall matrix, built block by block by
// Householder reflections (Golub and Van Loan 2013, section 5.3; "TSQR", Demmel et al. 2012, SIAM J. Sci. Comput. 34).
// As accurate as a QR decomposition of the whole; the normal equations would lose twice the digits.
#pragma once

#include <Eigen/Dense>
#include <vector>

namespace sutva::stats {

class TriangularFactor {
 public:
  explicit TriangularFactor(Eigen::Index columns);

  // Appends one row. Rows are gathered and folded in 256 at a time.
  void add(const double* row);
  // Appends `count` rows of a matrix that has as many rows above them as columns, which are not looked at. All of the
  // matrix is of no use afterwards.
  void fold(Eigen::MatrixXd& rows, Eigen::Index count);
  // The upper triangular R with R'R = X'X, of all rows so far. Signs of its rows are arbitrary.
  const Eigen::MatrixXd& factor();

 private:
  Eigen::MatrixXd r_;
  Eigen::MatrixXd rows_;  // gathered by add(), below room for r_
  Eigen::Index added_ = 0;
};

// R of the same rows with only these columns, in this order.
Eigen::MatrixXd with_columns(const Eigen::MatrixXd& factor, const std::vector<Eigen::Index>& columns);

// Columns of a factor that are, to rounding, sums of those before them: what a regression must leave out.
std::vector<Eigen::Index> dependent_columns(const Eigen::MatrixXd& factor);

// Back substitution with an upper triangle without zeros on its diagonal.
Eigen::VectorXd solve_triangle(const Eigen::MatrixXd& r, Eigen::VectorXd right_side);
Eigen::MatrixXd inverse_of_triangle(const Eigen::MatrixXd& r);

}  // namespace sutva::stats
