// SPDX-License-Identifier: Apache-2.0
#include "stats/logistic.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "stats/kernels.hpp"

namespace sutva::stats {
namespace {

constexpr int most_passes = 100;
constexpr int most_halvings = 30;
constexpr double converged_decrement = 1e-6;
constexpr int passes_before_suspicion = 14;  // with a maximum far out Newton moves by about 1 per pass towards it
constexpr double suspicious_move = 0.3;      // of a linear predictor; 1 where the data are separated
// Of the largest move of a row: so far to the wrong side counts as none. The share falls like exp(-passes).
constexpr double separation_tolerance = 1e-6;

}  // namespace

void DesignRows::fill(std::size_t first, std::size_t count, Eigen::Index above, Eigen::MatrixXd& block) const {
  std::fill_n(block.col(0).data() + above, count, 1.0);
  for (std::size_t j = 0; j < columns.size(); ++j) {
    const double* const from = x->col(columns[j]).data();
    double* const to = block.col(static_cast<Eigen::Index>(j) + 1).data() + above;
    for (std::size_t i = 0; i < count; ++i) {
      to[i] = from[rows[first + i]];
    }
  }
}

LogisticFit::LogisticFit(const DesignRows& rows, std::span<const std::uint8_t> ones, const Eigen::VectorXd& start)
    : rows_(&rows), ones_(ones), gathered_(rows.width() + 1) {
  const Eigen::Index k = rows.width();
  block_.resize(k + 1 + static_cast<Eigen::Index>(design_block), k + 1);
  std::size_t count = 0;
  for (const std::uint32_t row : rows.rows) {
    count += ones[row];
  }
  coefficients_ = start.size() == k ? start : Eigen::VectorXd::Zero(k);
  if (start.size() != k) {
    coefficients_[0] = std::log(static_cast<double>(count) / static_cast<double>(rows.size() - count));
  }
  move_ = Eigen::VectorXd::Zero(k);
  before_ = coefficients_;
  logits_.resize(rows.size());
  deviance_before_ = std::numeric_limits<double>::infinity();
  begin_pass();
}

void LogisticFit::begin_pass() {
  ++passes_;
  place_ = 0;
  if (!checking_) {
    gathered_ = TriangularFactor(rows_->width() + 1);
    deviance_ = 0;
    largest_move_ = 0;
  }
}

bool LogisticFit::step() {
  if (state_ != State::running) {
    return false;
  }
  const std::size_t count = std::min(design_block, rows_->size() - place_);
  rows_->fill(place_, count, rows_->width() + 1, block_);
  if (checking_) {
    check_block(place_, count);
  } else {
    fit_block(place_, count);
  }
  place_ += count;
  if (place_ == rows_->size()) {
    if (checking_) {
      end_check();
    } else {
      end_fit();
    }
  }
  return state_ == State::running;
}

// Rows sqrt(w) x and sqrt(w) (z - e) / w. What is small is computed as such: sqrt(w) = s / (1 + s^2) with
// s = exp(-|x'b| / 2), and the second is s or -1 / s.
void LogisticFit::fit_block(std::size_t first, std::size_t count) {
  const Eigen::Index k = rows_->width(), above = k + 1;
  const auto size = static_cast<std::ptrdiff_t>(count);
  double linear[design_block], moves[design_block], roots[design_block];
  const auto column = [&](Eigen::Index j) { return block_.col(j).data() + above; };
  set_multiple(coefficients_[0], column(0), linear, size);
  set_multiple(move_[0], column(0), moves, size);
  for (Eigen::Index j = 1; j < k; ++j) {
    add_multiple(coefficients_[j], column(j), linear, size);
    add_multiple(move_[j], column(j), moves, size);
  }
  double* const response = column(k);
  for (std::size_t i = 0; i < count; ++i) {
    const double eta = linear[i];
    const bool one = ones_[rows_->rows[first + i]] != 0;
    const double s = std::fmax(std::exp(-std::abs(eta) / 2), 1e-150);
    const bool agrees = one == (eta > 0);
    const double side = one ? 1 : -1;
    response[i] = side * (agrees ? s : 1 / s);
    deviance_ += 2 * (std::log1p(s * s) + (agrees ? 0 : std::abs(eta)));
    roots[i] = s / (1 + s * s);
    largest_move_ = std::fmax(largest_move_, std::abs(moves[i]));
    logits_[first + i] = eta;
  }
  for (Eigen::Index j = 0; j < k; ++j) {
    double* const values = column(j);
    for (std::size_t i = 0; i < count; ++i) {
      values[i] *= roots[i];
    }
  }
  gathered_.fold(block_, size);
}

void LogisticFit::end_fit() {
  const bool fell = deviance_ <= deviance_before_ * (1 + 1e-12);
  if (!fell && halvings_ < most_halvings) {
    ++halvings_;
    coefficients_ = (coefficients_ + before_) / 2;
    move_ /= 2;
    begin_pass();
    return;
  }
  halvings_ = 0;
  const Eigen::MatrixXd& r = gathered_.factor();
  const Eigen::Index k = rows_->width();
  const bool last = passes_ > 1 && decrement_ < converged_decrement;
  decrement_ = r.col(k).head(k).norm();
  if (last) {
    factor_ = r.topLeftCorner(k, k);
    state_ = State::converged;
    return;
  }
  if (passes_ >= passes_before_suspicion && passes_ % 4 == 2 && largest_move_ > suspicious_move) {
    checking_ = true;
    wrong_side_ = 0;
    certain_.clear();
    const double far = std::numeric_limits<double>::infinity();
    ranges_.resize(k, 4);
    for (Eigen::Index j = 0; j < k; ++j) {
      ranges_(j, 0) = ranges_(j, 2) = far;
      ranges_(j, 1) = ranges_(j, 3) = -far;
    }
  } else if (passes_ >= most_passes || !std::isfinite(deviance_)) {
    state_ = State::failed;
    return;
  } else {
    const Eigen::VectorXd move = solve_triangle(r.topLeftCorner(k, k), r.col(k).head(k));
    if (!move.allFinite()) {
      state_ = State::failed;
      return;
    }
    before_ = coefficients_;
    move_ = move;
    coefficients_ += move_;
    deviance_before_ = deviance_;
  }
  begin_pass();
}

void LogisticFit::check_block(std::size_t first, std::size_t count) {
  const Eigen::Index k = rows_->width(), above = k + 1;
  double moves[design_block];
  const auto column = [&](Eigen::Index j) { return block_.col(j).data() + above; };
  set_multiple(move_[0], column(0), moves, static_cast<std::ptrdiff_t>(count));
  for (Eigen::Index j = 1; j < k; ++j) {
    add_multiple(move_[j], column(j), moves, static_cast<std::ptrdiff_t>(count));
    for (std::size_t i = 0; i < count; ++i) {
      const Eigen::Index at = ones_[rows_->rows[first + i]] != 0 ? 2 : 0;
      const double value = column(j)[i];
      ranges_(j, at) = std::fmin(ranges_(j, at), value);
      ranges_(j, at + 1) = std::fmax(ranges_(j, at + 1), value);
    }
  }
  for (std::size_t i = 0; i < count; ++i) {
    const double towards = ones_[rows_->rows[first + i]] != 0 ? moves[i] : -moves[i];
    wrong_side_ = std::fmin(wrong_side_, towards);
    if (towards > 1e-3 * largest_move_) {
      certain_.push_back(static_cast<std::uint32_t>(first + i));
    }
  }
}

void LogisticFit::end_check() {
  if (-wrong_side_ > separation_tolerance * largest_move_ || certain_.empty()) {
    checking_ = false;  // not separated, or not seen yet: the fit goes on from the same place
    certain_.clear();
    begin_pass();
    return;
  }
  const Eigen::Index k = rows_->width();
  const double most = move_.tail(k - 1).cwiseAbs().maxCoeff();
  std::vector<std::size_t> weighty;
  for (Eigen::Index j = 1; j < k; ++j) {
    if (std::abs(move_[j]) > 0.1 * most) {
      weighty.push_back(static_cast<std::size_t>(j) - 1);
      // Alone: one side ends where the other begins, or before.
      if (ranges_(j, 1) <= ranges_(j, 2) || ranges_(j, 3) <= ranges_(j, 0)) {
        separating_.push_back(static_cast<std::size_t>(j) - 1);
      }
    }
  }
  if (separating_.empty()) {
    separating_ = std::move(weighty);
  }
  state_ = State::separated;
}

}  // namespace sutva::stats
