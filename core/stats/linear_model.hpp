// SPDX-License-Identifier: Apache-2.0
// Ordinary least squares with standard errors that hold without equal variances (HC0 to HC3) and with rows that belong
// together (CR0, CR1, CR2), for a few linear contrasts of the coefficients.
//
// Sources: White (1980, Econometrica 48:817), MacKinnon and White (1985, J. Econometrics 29:305) for HC; Liang and
// Zeger (1986, Biometrika 73:13) for CR0, Stata's factor for CR1; Bell and McCaffrey (2002, Survey Methodology 28:169)
// for CR2 and its degrees of freedom, with the identity as working model, as clubSandwich and estimatr have them.
//
// With X = QR, everything of a cluster g that CR2 needs is in its Q_g: (I - Q_g Q_g')^(-1/2) Q_g = Q_g (I - Q_g'
// Q_g)^(-1/2), so the smaller of the two sides is worked on, never a matrix of all rows.
#pragma once

#include <Eigen/Dense>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "stats/least_squares.hpp"

namespace sutva::stats {

// A column of a design: values * times, where none stands for 1 in every row.
struct ModelColumn {
  const double* values = nullptr;
  const double* times = nullptr;
  // Columns of one family (>= 0) are left out together where one of them depends on those before it.
  std::int32_t family = -1;
};

enum class Sandwich : std::uint8_t { classical, hc0, hc1, hc2, hc3, cr0, cr1, cr2 };

class LinearModel {
 public:
  // All numbers must outlive the model. Columns and outcome are best centred: digits are lost to a large common offset.
  // contrasts: one column each, with a weight for every column of the design.
  LinearModel(std::vector<ModelColumn> columns, std::span<const double> outcome, Eigen::MatrixXd contrasts);
  // Before the first step. of: by row, from 0 below `count`; clusters without a row do not count.
  void cluster_by(std::span<const std::int32_t> of, std::size_t count);

  // A few thousand rows; false when there is nothing left to do.
  bool step();
  double progress() const;  // between 0 and 1

  // False where there are not more rows than coefficients, or a contrast rests on a column that was left out: nothing
  // below but dropped() and residual_sum_of_squares() has a meaning then.
  bool solved() const { return solved_; }
  const std::vector<Eigen::Index>& dropped() const { return dropped_; }
  std::int64_t parameters() const { return static_cast<std::int64_t>(kept_.size()); }
  std::int64_t clusters() const { return clusters_; }
  const Eigen::VectorXd& coefficients() const { return coefficients_; }  // by column; 0 where left out
  const Eigen::VectorXd& estimates() const { return estimates_; }        // by contrast
  double residual_sum_of_squares() const { return rss_; }

  // Of the estimates. CR needs clusters, at least two.
  Eigen::MatrixXd covariance(Sandwich type) const;
  double se(Sandwich type, Eigen::Index contrast) const;
  // n - k; clusters - 1 for CR0 and CR1; Bell and McCaffrey's for CR2, which is 0 where no variance can be estimated.
  double df(Sandwich type, Eigen::Index contrast) const;

  // Of a model with only these columns; after the first pass, whatever solved() says.
  double residual_sum_of_squares(const std::vector<Eigen::Index>& columns) const;

 private:
  enum class Pass : std::uint8_t { fit, sandwich, done };

  void fill(std::size_t first, std::size_t count);
  void solve();
  std::size_t add_rows(std::size_t first);
  void add_small_cluster(Eigen::Index first, Eigen::Index rows);
  void add_to_large_cluster(Eigen::Index first, Eigen::Index rows);
  void finish_large_cluster();
  void add_cluster(const Eigen::MatrixXd& reach, const Eigen::VectorXd& squares, const Eigen::VectorXd& plain,
                   const Eigen::VectorXd& score);

  std::vector<ModelColumn> columns_;
  std::span<const double> outcome_;
  Eigen::MatrixXd contrasts_;
  std::vector<std::uint32_t> order_;   // rows by cluster; empty: without clusters
  std::vector<std::uint32_t> starts_;  // of each cluster in order_, and the end
  std::int64_t clusters_ = 0;

  Pass pass_ = Pass::fit;
  std::size_t row_ = 0, cluster_ = 0;
  TriangularFactor factor_;  // of [X, y]
  Eigen::MatrixXd block_;    // rows at hand
  Eigen::MatrixXd r_full_;
  std::vector<Eigen::Index> kept_, dropped_;
  Eigen::MatrixXd r_inverse_;
  Eigen::MatrixXd directions_;  // R'^-1 contrasts
  Eigen::VectorXd coefficients_, estimates_;
  bool solved_ = false;
  double rss_ = 0;

  Eigen::MatrixXd q_;                              // of the rows at hand
  Eigen::MatrixXd weights_;                        // rows at hand by contrast: estimate = sum of weight * outcome
  Eigen::VectorXd residual_, leverage_;            // of the rows at hand
  std::array<Eigen::MatrixXd, 3> by_row_;          // meat of HC0, HC2, HC3
  Eigen::MatrixXd cr0_, cr2_;                      // meat
  Eigen::MatrixXd gram_;                           // Q_g'Q_g of a cluster in several blocks
  Eigen::VectorXd gathered_, plain_;               // Q_g'e_g and weights'e_g of it
  std::vector<Eigen::MatrixXd> spread_;            // by contrast: sum of b b'
  Eigen::VectorXd fourth_, trace_, trace_square_;  // by contrast: sums of (b'b)^2, d and d^2
};

// (I - m)^(-1/2) times the columns of v, for a symmetric m with eigenvalues from 0 to 1; directions of eigenvalue 1 are
// taken to 0.
void apply_inverse_root(const Eigen::MatrixXd& m, Eigen::MatrixXd& v);

}  // namespace sutva::stats
