// SPDX-License-Identifier: Apache-2.0
#include "stats/regression.hpp"

#include <algorithm>

#include "stats/kernels.hpp"

namespace sutva::stats {
namespace {

constexpr std::size_t rows_per_step = 2048;

}  // namespace

Regression::Regression(const Eigen::MatrixXd& x, std::vector<std::uint32_t> rows, std::vector<const double*> y)
    : x_(x),
      rows_(std::move(rows)),
      y_(std::move(y)),
      factor_(1 + x.cols() + static_cast<Eigen::Index>(y_.size())),
      sums_(y_.size(), 0) {
  for (const double* numbers : y_) {
    const double shift = numbers[rows_.front()];
    double sum = 0;
    for (const std::uint32_t row : rows_) {
      sum += numbers[row] - shift;
    }
    centres_.push_back(shift + sum / static_cast<double>(rows_.size()));
  }
}

double Regression::progress() const {
  return (static_cast<double>(done_) / static_cast<double>(rows_.size()) + (solved_ ? 1 : 0)) / 2;
}

bool Regression::step() {
  if (done_ >= rows_.size()) {
    return false;
  }
  const std::size_t count = std::min(rows_per_step, rows_.size() - done_);
  (solved_ ? second(done_, static_cast<Eigen::Index>(count)) : first(done_, static_cast<Eigen::Index>(count)));
  done_ += count;
  if (done_ < rows_.size()) {
    return true;
  }
  if (!solved_ && x_.cols() > 0) {
    for (const Eigen::Index j : dependent_columns(factor_.factor().leftCols(1 + x_.cols()))) {
      dependent_.push_back(j - 1);
    }
  }
  return false;
}

void Regression::first(std::size_t from, Eigen::Index count) {
  if (x_.cols() == 0) {
    for (std::size_t k = 0; k < y_.size(); ++k) {
      for (Eigen::Index i = 0; i < count; ++i) {
        sums_[k] += y_[k][rows_[from + static_cast<std::size_t>(i)]] - centres_[k];
      }
    }
    return;
  }
  const Eigen::Index width = 1 + x_.cols() + static_cast<Eigen::Index>(y_.size());
  block_.resize(width + static_cast<Eigen::Index>(rows_per_step), width);
  const std::uint32_t* rows = rows_.data() + from;
  std::fill_n(block_.col(0).data() + width, count, 1.0);
  for (Eigen::Index j = 0; j < x_.cols(); ++j) {
    const double* column = x_.col(j).data();
    double* to = block_.col(1 + j).data() + width;
    for (Eigen::Index i = 0; i < count; ++i) {
      to[i] = column[rows[i]];
    }
  }
  for (std::size_t k = 0; k < y_.size(); ++k) {
    double* to = block_.col(1 + x_.cols() + static_cast<Eigen::Index>(k)).data() + width;
    for (Eigen::Index i = 0; i < count; ++i) {
      to[i] = y_[k][rows[i]] - centres_[k];
    }
  }
  factor_.fold(block_, count);
}

Eigen::VectorXd Regression::means() const {
  // The factor's first row is, up to its sign, the square root of n times the means.
  TriangularFactor copy = factor_;
  const Eigen::MatrixXd& r = copy.factor();
  return r.row(0).segment(1, x_.cols()).transpose() / r(0, 0);
}

bool Regression::solve(const std::vector<Eigen::Index>& left_out, const Eigen::VectorXd& at) {
  std::vector<Eigen::Index> chosen{0};
  for (Eigen::Index j = 0; j < x_.cols(); ++j) {
    if (std::find(left_out.begin(), left_out.end(), j) == left_out.end()) {
      columns_.push_back(j);
      chosen.push_back(1 + j);
    }
  }
  const Eigen::Index k = terms();
  if (static_cast<Eigen::Index>(rows_.size()) <= k) {
    return false;
  }
  done_ = 0;
  solved_ = true;
  fitted_ = centres_;
  residuals_.assign(y_.size(), std::vector<double>(rows_.size()));
  if (x_.cols() == 0) {
    const auto n = static_cast<double>(rows_.size());
    leverage_.assign(rows_.size(), 1 / n);
    weights_ = leverage_;
    for (std::size_t y = 0; y < y_.size(); ++y) {
      sums_[y] /= n;
      fitted_[y] += sums_[y];
    }
    return true;
  }
  for (std::size_t y = 0; y < y_.size(); ++y) {
    chosen.push_back(1 + x_.cols() + static_cast<Eigen::Index>(y));
  }
  const Eigen::MatrixXd r = with_columns(factor_.factor(), chosen);
  inverse_ = inverse_of_triangle(r.topLeftCorner(k, k));
  coefficients_.resize(k, static_cast<Eigen::Index>(y_.size()));
  Eigen::VectorXd point(k);
  point[0] = 1;
  for (Eigen::Index j = 1; j < k; ++j) {
    point[j] = at[columns_[static_cast<std::size_t>(j) - 1]];
  }
  towards_.resize(k);
  for (Eigen::Index j = 0; j < k; ++j) {
    towards_[j] = inverse_.col(j).head(j + 1).dot(point.head(j + 1));
  }
  for (std::size_t y = 0; y < y_.size(); ++y) {
    const auto column = static_cast<Eigen::Index>(y);
    coefficients_.col(column) = solve_triangle(r.topLeftCorner(k, k), r.col(k + column).head(k));
    fitted_[y] += coefficients_.col(column).dot(point);
  }
  leverage_.resize(rows_.size());
  weights_.resize(rows_.size());
  block_.resize(static_cast<Eigen::Index>(rows_per_step), k + 1);
  return true;
}

void Regression::second(std::size_t from, Eigen::Index count) {
  const std::uint32_t* rows = rows_.data() + from;
  if (x_.cols() == 0) {
    for (std::size_t k = 0; k < y_.size(); ++k) {
      double* const residual = residuals_[k].data() + from;
      for (Eigen::Index i = 0; i < count; ++i) {
        residual[i] = (y_[k][rows[i]] - centres_[k]) - sums_[k];
      }
    }
    return;
  }
  const Eigen::Index k = terms();
  std::fill_n(block_.col(0).data(), count, 1.0);
  for (Eigen::Index j = 1; j < k; ++j) {
    const double* column = x_.col(columns_[static_cast<std::size_t>(j) - 1]).data();
    double* to = block_.col(j).data();
    for (Eigen::Index i = 0; i < count; ++i) {
      to[i] = column[rows[i]];
    }
  }
  // The leverage is |inverse(R') x|^2, one column of the inverse at a time: it is triangular.
  double* const rotated = block_.col(k).data();
  for (Eigen::Index j = 0; j < k; ++j) {
    set_multiple(inverse_(0, j), block_.col(0).data(), rotated, count);
    for (Eigen::Index i = 1; i <= j; ++i) {
      add_multiple(inverse_(i, j), block_.col(i).data(), rotated, count);
    }
    (j == 0 ? set_square : add_square)(rotated, leverage_.data() + from, count);
    (j == 0 ? set_multiple : add_multiple)(towards_[j], rotated, weights_.data() + from, count);
  }
  for (std::size_t y = 0; y < y_.size(); ++y) {
    double* residual = residuals_[y].data() + from;
    for (Eigen::Index i = 0; i < count; ++i) {
      residual[i] = y_[y][rows[i]] - centres_[y];
    }
    for (Eigen::Index j = 0; j < k; ++j) {
      add_multiple(-coefficients_(j, static_cast<Eigen::Index>(y)), block_.col(j).data(), residual, count);
    }
  }
}

}  // namespace sutva::stats
