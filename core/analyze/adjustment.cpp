// SPDX-License-Identifier: Apache-2.0
#include "analyze/adjustment.hpp"

#include <algorithm>

#include "stats/kernels.hpp"

namespace sutva::analyze {

Adjustment::Adjustment(Eigen::Index width) : width_(width), arms_{InArm(width), InArm(width)} {}

void Adjustment::add(std::size_t arm, Eigen::MatrixXd& rows, Eigen::Index count) { add(arm, rows, count, count); }

void Adjustment::add(std::size_t arm, Eigen::MatrixXd& rows, Eigen::Index count, std::int64_t people) {
  arms_[arm].factor.fold(rows, count);
  arms_[arm].rows += people;
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
  return true;
}

void Adjustment::add_residuals(std::size_t arm_index, const Eigen::MatrixXd& rows, Eigen::Index count) {
  InArm& arm = arms_[arm_index];
  const auto column = [&](Eigen::Index j) { return rows.col(j).data() + rows_above(); };
  const auto term = [&](Eigen::Index j) { return column(j == 0 ? 0 : kept_[static_cast<std::size_t>(j) - 1] + 1); };
  for (Eigen::VectorXd* vector : {&rotated_, &leverage_, &residual_, &weight_}) {
    vector->resize(rows.rows());
  }
  const Eigen::Index k = arm.coefficients.size();
  // The leverage is |R'^-1 x|^2, one column of the inverse at a time: it is triangular.
  for (Eigen::Index j = 0; j < k; ++j) {
    stats::set_multiple(arm.r_inverse(0, j), term(0), rotated_.data(), count);
    for (Eigen::Index i = 1; i <= j; ++i) {
      stats::add_multiple(arm.r_inverse(i, j), term(i), rotated_.data(), count);
    }
    (j == 0 ? stats::set_square : stats::add_square)(rotated_.data(), leverage_.data(), count);
  }
  stats::set_multiple(1, column(width_ + 1), residual_.data(), count);
  for (Eigen::Index j = 0; j < k; ++j) {
    stats::add_multiple(-arm.coefficients[j], term(j), residual_.data(), count);
    (j == 0 ? stats::set_multiple : stats::add_multiple)(arm.intercept_weights[j], term(j), weight_.data(), count);
  }
  arm.variance += stats::sum_hc2(weight_.data(), residual_.data(), leverage_.data(), count);
}

Adjustment::Seen Adjustment::seen(std::size_t arm_index, const Eigen::VectorXd& row) const {
  const InArm& arm = arms_[arm_index];
  Eigen::VectorXd kept(arm.coefficients.size());
  kept[0] = row[0];
  for (std::size_t j = 0; j < kept_.size(); ++j) {
    kept[static_cast<Eigen::Index>(j) + 1] = row[kept_[j] + 1];
  }
  Eigen::VectorXd rotated(kept.size());
  for (Eigen::Index j = 0; j < kept.size(); ++j) {
    rotated[j] = arm.r_inverse.col(j).head(j + 1).dot(kept.head(j + 1));
  }
  return {arm.coefficients.dot(kept), arm.intercept_weights.dot(kept), std::move(rotated)};
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
