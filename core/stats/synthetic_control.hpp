// SPDX-License-Identifier: Apache-2.0
// Synthetic control: the weighted average of untreated units that comes closest to the treated one before treatment.
// Abadie, Diamond and Hainmueller (2010, JASA 105:493-505), with every outcome before treatment as a predictor of equal
// weight (Doudchenko and Imbens 2016, NBER 22791); with a constant gap: Ferman and Pinto (2021, Quantitative Economics
// 12:1197-1221).
#pragma once

#include <Eigen/Dense>
#include <vector>

namespace sutva::stats {

// The point of smallest length in the convex hull of the columns.
struct HullPoint {
  Eigen::VectorXd weights;  // at least 0, sum 1
  double squared = 0;       // its length, squared
  double gap = 0;           // the squared length is above the smallest by at most twice this
};

// Wolfe (1976, Mathematical Programming 11:128-149): an active-set method that ends after finitely many steps; the same
// points give the same weights. Where several are as good, they hold at most as many points as rows and one.
// points: at least one column.
HullPoint smallest_in_hull(const Eigen::MatrixXd& points);

struct SyntheticControl {
  Eigen::VectorXd weights;    // by donor
  double constant = 0;        // what the treated unit lies above its synthetic control before treatment, if allowed
  Eigen::VectorXd synthetic;  // by period, the constant included
  Eigen::VectorXd gaps;       // treated less synthetic
  double pre_rmspe = 0, post_rmspe = 0;
  double effect = 0;      // mean gap after
  double optimality = 0;  // gap of HullPoint over the largest squared distance of a donor
};

// outcomes: periods by units. The first `before` periods, at least 1 and fewer than all, are before treatment.
// donors: columns, at least one, without the treated one.
SyntheticControl synthetic_control(const Eigen::MatrixXd& outcomes, Eigen::Index treated,
                                   const std::vector<Eigen::Index>& donors, Eigen::Index before, bool with_constant);

}  // namespace sutva::stats
