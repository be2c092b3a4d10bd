// SPDX-License-Identifier: Apache-2.0
#include "analyze/adjusted_means.hpp"

#include <algorithm>
#include <utility>

#include "stats/kernels.hpp"

namespace sutva::analyze {

AdjustedMeans::AdjustedMeans(const Eigen::MatrixXd& x, std::vector<std::vector<std::uint32_t>> arms, const double* y,
                             stats::ClusterProducts* clusters, double least)
    : clusters_(clusters), least_(least) {
  for (std::vector<std::uint32_t>& units : arms) {
    arms_.emplace_back(x, std::move(units), std::vector<const double*>{y});
  }
}

bool AdjustedMeans::step() {
  if (done_) {
    return false;
  }
  if (!arms_[arm_].step() && ++arm_ == arms_.size()) {
    arm_ = 0;
    if (second_pass_) {
      take_means();
      done_ = true;
    } else {
      solve();
      second_pass_ = true;
      done_ = !solved_;
    }
  }
  return !done_;
}

double AdjustedMeans::progress() const {
  double part = 0;
  for (const stats::Regression& arm : arms_) {
    part += arm.progress() / static_cast<double>(arms_.size());
  }
  return done_ ? 1 : part;
}

std::size_t AdjustedMeans::independent(const stats::Regression& arm) {
  if (!clusters_) {
    return arm.rows().size();
  }
  const std::vector<double> ones(arm.rows().size(), 1);
  return clusters_->of(arm.rows(), ones.data(), ones.data()).count;
}

void AdjustedMeans::solve() {
  double n = 0;
  for (const stats::Regression& arm : arms_) {
    dropped_.insert(dropped_.end(), arm.dependent().begin(), arm.dependent().end());
    n += static_cast<double>(arm.rows().size());
  }
  std::sort(dropped_.begin(), dropped_.end());
  dropped_.erase(std::unique(dropped_.begin(), dropped_.end()), dropped_.end());
  Eigen::VectorXd means = Eigen::VectorXd::Zero(arms_[0].means().size());
  for (const stats::Regression& arm : arms_) {
    means += static_cast<double>(arm.rows().size()) / n * arm.means();
  }
  solved_ = true;
  for (stats::Regression& arm : arms_) {
    solved_ = solved_ && arm.solve(dropped_, means) &&
              static_cast<double>(independent(arm)) >= least_ * static_cast<double>(arm.terms());
  }
}

void AdjustedMeans::take_means() {
  for (const stats::Regression& arm : arms_) {
    const auto n = static_cast<double>(arm.rows().size()), k = static_cast<double>(arm.terms());
    df_ += n - k;
    stats::Uncertain mean{arm.fitted(0), 0, n - k};
    if (clusters_) {
      std::vector<double> parts(arm.rows().size());
      for (std::size_t i = 0; i < parts.size(); ++i) {
        parts[i] = arm.weights()[i] * arm.residuals(0)[i];
      }
      const stats::ClusterProduct product = clusters_->of(arm.rows(), parts.data(), parts.data());
      const auto g = static_cast<double>(product.count);
      mean.variance = product.sum * g / (g - 1) * (n - 1) / (n - k);
      mean.df = g - 1;
    } else {
      mean.variance = stats::sum_hc2(arm.weights().data(), arm.residuals(0).data(), arm.leverage().data(),
                                     static_cast<std::ptrdiff_t>(arm.rows().size()));
    }
    means_.push_back(mean);
  }
}

}  // namespace sutva::analyze
