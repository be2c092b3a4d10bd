// SPDX-License-Identifier: Apache-2.0
// Means of arms where the covariates are at the mean of everyone in them: Lin's (2013, Annals of Applied Statistics
// 7:295) regression adjustment, one regression in each arm. Standard errors HC2 with n - k degrees of freedom, as
// estimatr::lm_lin, or added up within clusters (CR1 of each arm's regression).
//
// Use: step() until it is false, then solved() and what follows.
#pragma once

#include <Eigen/Dense>
#include <cstdint>
#include <vector>

#include "stats/cluster_products.hpp"
#include "stats/group_tests.hpp"
#include "stats/regression.hpp"

namespace sutva::analyze {

class AdjustedMeans {
 public:
  // x: all units by terms, centred and scaled; arms: the units of each that count; y: by unit, finite there. least:
  // units (clusters, where there are any) that each arm needs for each coefficient; never fewer than leave a residual.
  // All but the arms must outlive it.
  AdjustedMeans(const Eigen::MatrixXd& x, std::vector<std::vector<std::uint32_t>> arms, const double* y,
                stats::ClusterProducts* clusters, double least);

  bool step();
  double progress() const;  // between 0 and 1

  // False where an arm has too few units for its terms: then there are no means.
  bool solved() const { return solved_; }
  // Columns of x that one arm can not tell from the others, and that are left out of all: the lines must mean the same.
  const std::vector<Eigen::Index>& dropped() const { return dropped_; }
  const std::vector<stats::Uncertain>& means() const { return means_; }  // by arm
  // Units less coefficients, over all arms; clusters have their own in means().
  double df() const { return df_; }

 private:
  void solve();
  void take_means();
  std::size_t independent(const stats::Regression& arm);  // units, or clusters

  std::vector<stats::Regression> arms_;
  stats::ClusterProducts* clusters_;
  double least_;
  std::size_t arm_ = 0;
  bool second_pass_ = false, solved_ = false, done_ = false;
  std::vector<Eigen::Index> dropped_;
  std::vector<stats::Uncertain> means_;
  double df_ = 0;
};

}  // namespace sutva::analyze
