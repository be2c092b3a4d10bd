// SPDX-License-Identifier: Apache-2.0
// Least squares of one or several numbers on an intercept and the same columns, over chosen units: what covariates
// explain is taken out (Frisch and Waugh 1933; Lovell 1963), and the fitted value at a point becomes a weighted sum of
// the numbers, which is Lin's (2013, Annals of Applied Statistics 7:295) adjusted mean where the units are one arm's.
//
// Two passes of a few thousand rows a step: step() until false, solve(), step() until false. Householder reflections
// of blocks (least_squares.hpp): memory for the residuals and one block.
#pragma once

#include <Eigen/Dense>
#include <cstdint>
#include <vector>

#include "stats/least_squares.hpp"

namespace sutva::stats {

class Regression {
 public:
  // x: all units by columns, best centred and scaled; rows: units that count, at least one; y: numbers by unit. x and y
  // must outlive it and be finite where they are looked at.
  Regression(const Eigen::MatrixXd& x, std::vector<std::uint32_t> rows, std::vector<const double*> y);

  bool step();  // false when the pass is over
  double progress() const;

  // After the first pass: columns of x that are sums of others before them; the mean of every column of x.
  const std::vector<Eigen::Index>& dependent() const { return dependent_; }
  Eigen::VectorXd means() const;
  // Begins the second pass without these columns of x (at least the dependent ones), for fitted values at the point
  // `at`, one number for each column of x. False where there are not more rows than terms.
  bool solve(const std::vector<Eigen::Index>& left_out, const Eigen::VectorXd& at);

  // After the second pass, by place in rows().
  const std::vector<std::uint32_t>& rows() const { return rows_; }
  Eigen::Index terms() const { return static_cast<Eigen::Index>(columns_.size()) + 1; }  // with the intercept
  const std::vector<double>& residuals(std::size_t of_y) const { return residuals_[of_y]; }
  const std::vector<double>& leverage() const { return leverage_; }
  const std::vector<double>& weights() const { return weights_; }  // fitted(y) = sum of weight * y
  double fitted(std::size_t of_y) const { return fitted_[of_y]; }

 private:
  void first(std::size_t from, Eigen::Index count);
  void second(std::size_t from, Eigen::Index count);

  const Eigen::MatrixXd& x_;
  std::vector<std::uint32_t> rows_;
  std::vector<const double*> y_;
  std::vector<double> centres_;  // of y
  TriangularFactor factor_;      // of [1, x, y - centre]
  std::vector<double> sums_;     // without columns: of y - centre, then their means; an intercept alone is a mean
  Eigen::MatrixXd block_;
  std::size_t done_ = 0;
  bool solved_ = false;
  std::vector<Eigen::Index> dependent_, columns_;
  Eigen::MatrixXd inverse_;       // of R of [1, kept x]
  Eigen::MatrixXd coefficients_;  // terms by y
  Eigen::VectorXd towards_;       // inverse(R') times the point
  std::vector<std::vector<double>> residuals_;
  std::vector<double> leverage_, weights_, fitted_;
};

}  // namespace sutva::stats
