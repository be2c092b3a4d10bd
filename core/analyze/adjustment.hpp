// SPDX-License-Identifier: Apache-2.0
// Lin's (2013, Annals of Applied Statistics 7:295) regression adjustment: covariates centred on the mean of everyone
// and fully interacted with treatment, which is one regression in each arm, compared where the covariates are at their
// mean. Standard errors HC2 (MacKinnon and White 1985), n - k degrees of freedom, as estimatr::lm_lin.
//
// Use: add rows in the order of the file (pass one), solve(), add the same rows again (pass two), result().
#pragma once

#include <Eigen/Dense>
#include <array>
#include <cstdint>
#include <vector>

#include "analyze/columns.hpp"
#include "analyze/effect.hpp"
#include "stats/least_squares.hpp"

namespace sutva::analyze {

class Adjustment {
 public:
  // width: number of design columns, without the intercept. Rows are centred and scaled by the caller.
  explicit Adjustment(Eigen::Index width);

  // Rows are given as a matrix with the columns 1, the design and the outcome, centred. They stand below so many other
  // rows, which are there to work with.
  Eigen::Index rows_above() const { return width_ + 2; }

  // Pass one. Arm 0 control, 1 treatment. The matrix is of no use afterwards.
  void add(std::size_t arm, Eigen::MatrixXd& rows, Eigen::Index count);
  // The same for rows of the matrix that stand together for so many people.
  void add(std::size_t arm, Eigen::MatrixXd& rows, Eigen::Index count, std::int64_t people);
  // Between the passes: leaves out dependent columns and solves. False where an arm has too few rows for its terms.
  bool solve();
  // Pass two.
  void add_residuals(std::size_t arm, const Eigen::MatrixXd& rows, Eigen::Index count);

  // For whoever knows pass two in another way. What an arm's regression says of a row of the design, behind a 1, or of
  // a step between two, behind a 0.
  struct Seen {
    double fitted;
    double weight;            // of a row's outcome in the estimate
    Eigen::VectorXd rotated;  // its square is the leverage
  };
  Seen seen(std::size_t arm, const Eigen::VectorXd& row) const;
  void add_variance(std::size_t arm, double variance) { arms_[arm].variance += variance; }

  // Design columns that were left out, counted from 0.
  const std::vector<Eigen::Index>& dropped() const { return dropped_; }
  std::int64_t parameters() const { return 2 * (1 + static_cast<std::int64_t>(kept_.size())); }
  std::array<ArmMean, 2> result() const;

  // The residual sum of squares in an arm with the intercept and only these design columns; after pass one.
  double residual_sum_of_squares(std::size_t arm, const std::vector<Eigen::Index>& columns) const;

 private:
  struct InArm {
    explicit InArm(Eigen::Index width) : factor(width + 2) {}
    stats::TriangularFactor factor;  // of [1, x, y]
    Eigen::MatrixXd r_full;          // R of [1, x, y]
    Eigen::MatrixXd r_inverse;       // of R of [1, kept x]
    Eigen::VectorXd coefficients;
    Eigen::VectorXd intercept_weights;  // u with estimate = sum of (u'x_i) y_i
    std::int64_t rows = 0;
    double variance = 0;  // HC2, of the intercept
  };

  Eigen::Index width_;
  std::array<InArm, 2> arms_;
  std::vector<Eigen::Index> kept_, dropped_;
  Eigen::VectorXd rotated_, leverage_, residual_, weight_;  // of the rows at hand
};

}  // namespace sutva::analyze
