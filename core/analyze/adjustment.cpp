// SPDX-License-Identifier: Apache-2.0
#include "analyze/adjustment.hpp"

#include <algorithm>

namespace sutva::analyze {

Adjustment::Adjustment(Eigen::Index width)
    : width_(width), arms_{InArm(width), InArm(width)}, row_(static_cast<std::size_t>(width) + 2) {}

void Adjustment::add(std::size_t arm, const double* x, double y) {
  row_[0] = 1;
  std::copy(x, x + width_, row_.begin() + 1);
  row_.back() = y;
  arms_[arm].factor.add(row_.data());
  ++arms_[arm].rows;
}

bool Adjustment::solve() {
  std::vector<bool> leave_out(static_cast<std::size_t>(width_) + 2, false);
  for (InArm& arm : arms_) {
    arm.r_full = arm.factor.factor();
    for (const Eigen::Index j : stats::dependent_columns(arm.r_full.leftCols(width_ + 1))) {
      leave_out[static_cast<std::size_t>(j)] = true;
    }
  }
  // A column that one arm can not tell from the others is left out of both: the two lines must mean the same.
  std::vector<Eigen::Index> columns{0};
  for (Eigen::Index j = 1; j <= width_; ++j) {
    if (leave_out[static_cast<std::size_t>(j)]) {
      dropped_.push_back(j - 1);
    } else {
      kept_.push_back(j - 1);
      columns.push_back(j);
    }
  }
  const auto k = static_cast<Eigen::Index>(columns.size());
  columns.push_back(width_ + 1);
  for (InArm& arm : arms_) {
    if (arm.rows <= k) {
      return false;
    }
    const Eigen::MatrixXd r = stats::with_columns(arm.r_full, columns);
    arm.r_inverse = stats::inverse_of_triangle(r.topLeftCorner(k, k));
    arm.coefficients = stats::solve_triangle(r.topLeftCorner(k, k), r.col(k).head(k));
    arm.intercept_weights = Eigen::VectorXd::Zero(k);
    for (Eigen::Index j = 0; j < k; ++j) {
      arm.intercept_weights += arm.r_inverse(0, j) * arm.r_inverse.col(j);
    }
  }
  design_.resize(k);
  return true;
}

void Adjustment::add_residual(std::size_t arm_index, const double* x, double y) {
  InArm& arm = arms_[arm_index];
  design_[0] = 1;
  for (std::size_t j = 0; j < kept_.size(); ++j) {
    design_[static_cast<Eigen::Index>(j) + 1] = x[kept_[j]];
  }
  double leverage = 0;  // |R'^-1 x|^2, one column of the inverse at a time: it is triangular
  for (Eigen::Index j = 0; j < design_.size(); ++j) {
    const double rotated = arm.r_inverse.col(j).head(j + 1).dot(design_.head(j + 1));
    leverage += rotated * rotated;
  }
  const double residual = y - design_.dot(arm.coefficients);
  const double weight = design_.dot(arm.intercept_weights);
  // A row that alone determines a coefficient has leverage 1 and residual 0: it says nothing about the noise.
  if (leverage < 1 - 1e-10) {
    arm.variance += weight * weight * residual * residual / (1 - leverage);
  }
}

std::array<ArmMean, 2> Adjustment::result() const {
  return {ArmMean{arms_[0].coefficients[0], arms_[0].variance}, ArmMean{arms_[1].coefficients[0], arms_[1].variance}};
}

double Adjustment::residual_sum_of_squares(std::size_t arm, const std::vector<Eigen::Index>& columns) const {
  std::vector<Eigen::Index> chosen{0};
  for (const Eigen::Index j : columns) {
    chosen.push_back(j + 1);
  }
  chosen.push_back(width_ + 1);
  const Eigen::MatrixXd r = stats::with_columns(arms_[arm].r_full, chosen);
  const double last = r(r.cols() - 1, r.cols() - 1);
  return last * last;
}

}  // namespace sutva::analyze
