// SPDX-License-Identifier: Apache-2.0
// Logistic regression over many rows in short steps, with separation found instead of coefficients that run away.
#pragma once

#include <Eigen/Dense>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "stats/least_squares.hpp"

namespace sutva::stats {

// Some rows and columns of a matrix as the design of a regression, behind a column of ones. The matrix must outlive it.
struct DesignRows {
  const Eigen::MatrixXd* x = nullptr;
  std::vector<Eigen::Index> columns;
  std::vector<std::uint32_t> rows;

  Eigen::Index width() const { return static_cast<Eigen::Index>(columns.size()) + 1; }
  std::size_t size() const { return rows.size(); }
  // Writes `count` rows from place `first` into the first width() columns of a matrix, below `above` other rows.
  void fill(std::size_t first, std::size_t count, Eigen::Index above, Eigen::MatrixXd& block) const;
};

// Rows that are worked on at once.
inline constexpr std::size_t design_block = 256;

// Maximum likelihood for P(1) = 1 / (1 + exp(-x'b)) by Newton's method (iteratively reweighted least squares; McCullagh
// and Nelder 1989, section 4.4), each step solved by Householder QR and halved while the likelihood falls. Converged
// when a step moves no coefficient by 1e-6 of its standard error: the next would move them by about the square of that.
//
// Separation (Albert and Anderson 1984, Biometrika 71:1-10): no maximum exists where some combination of the columns is
// never positive on zeros and never negative on ones. Newton's steps then tend to such a combination, which is checked
// on every row before it is believed.
class LogisticFit {
 public:
  enum class State : std::uint8_t { running, converged, separated, failed };

  // ones: by row of the matrix, 0 or 1, both present among the rows. The columns are independent, of about unit
  // variance. start: coefficients that may be near; empty: none known. Everything but it must outlive the fit.
  LogisticFit(const DesignRows& rows, std::span<const std::uint8_t> ones, const Eigen::VectorXd& start = {});

  bool step();  // works on the next block; false when there is nothing left to do
  State state() const { return state_; }
  int passes() const { return passes_; }  // over all rows

  // Of a fit that converged: coefficients, the R with R'R = X'WX, the linear predictor by place in rows.
  const Eigen::VectorXd& coefficients() const { return coefficients_; }
  const Eigen::MatrixXd& factor() const { return factor_; }
  const std::vector<double>& logits() const { return logits_; }
  double deviance() const { return deviance_; }

  // Of a separated one: places in rows that the combination predicts for certain, and the columns (places in
  // DesignRows::columns) that do it: those that do it alone, or else those that weigh most.
  const std::vector<std::uint32_t>& certain() const { return certain_; }
  const std::vector<std::size_t>& separating() const { return separating_; }

 private:
  void begin_pass();
  void fit_block(std::size_t first, std::size_t count);
  void end_fit();
  void check_block(std::size_t first, std::size_t count);
  void end_check();

  const DesignRows* rows_;
  std::span<const std::uint8_t> ones_;
  State state_ = State::running;
  bool checking_ = false;
  int passes_ = 0, halvings_ = 0;
  std::size_t place_ = 0;
  Eigen::MatrixXd block_;
  TriangularFactor gathered_;
  Eigen::VectorXd coefficients_, before_, move_;
  double deviance_ = 0, deviance_before_ = 0, decrement_ = 0, largest_move_ = 0;
  Eigen::MatrixXd factor_;
  std::vector<double> logits_;
  double wrong_side_ = 0;
  Eigen::MatrixXd ranges_;  // by column: least and largest of zeros, of ones
  std::vector<std::uint32_t> certain_;
  std::vector<std::size_t> separating_;
};

}  // namespace sutva::stats
