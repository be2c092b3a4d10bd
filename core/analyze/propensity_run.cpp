// SPDX-License-Identifier: Apache-2.0
#include "analyze/propensity_run.hpp"

#include <algorithm>
#include <array>

namespace sutva::analyze {
namespace {

constexpr std::size_t blocks_per_step = 8;
constexpr std::size_t least_in_group = 2;
// Of many rows so many are fitted first; the fit to all then starts two or three passes from its end.
constexpr std::size_t sampled_rows = 16384;

void add_new(std::vector<Eigen::Index>& to, Eigen::Index column) {
  if (std::find(to.begin(), to.end(), column) == to.end()) {
    to.push_back(column);
  }
}

}  // namespace

PropensityRun::PropensityRun(const Eigen::MatrixXd& x, std::span<const std::uint8_t> treated,
                             std::span<const double> outcome, std::vector<std::uint32_t> rows,
                             const PropensityRun* like)
    : rows_{&x, {}, std::move(rows)}, like_(like), treated_(treated), outcome_(outcome) {
  begin_columns();
}

void PropensityRun::begin_columns() {
  std::array<std::size_t, 2> sizes{};
  for (const std::uint32_t row : rows_.rows) {
    ++sizes[treated_[row]];
  }
  if (std::min(sizes[0], sizes[1]) < least_in_group) {
    end_ = End::no_overlap;
    return;
  }
  dropped_.clear();
  rows_.columns.clear();
  for (Eigen::Index j = 0; j < rows_.x->cols(); ++j) {
    rows_.columns.push_back(j);
  }
  fit_.reset();
  place_ = 0;
  gathered_.emplace(rows_.width());
  block_.resize(rows_.width() + static_cast<Eigen::Index>(stats::design_block), rows_.width());
}

void PropensityRun::gather() {
  const std::size_t count = std::min(stats::design_block, rows_.size() - place_);
  rows_.fill(place_, count, rows_.width(), block_);
  gathered_->fold(block_, static_cast<Eigen::Index>(count));
  place_ += count;
}

void PropensityRun::choose_columns() {
  for (const Eigen::Index j : stats::dependent_columns(gathered_->factor())) {
    dropped_.push_back(j - 1);
  }
  std::erase_if(rows_.columns, [&](Eigen::Index column) {
    return std::find(dropped_.begin(), dropped_.end(), column) != dropped_.end();
  });
  gathered_.reset();
  if (like_ && like_->columns() == rows_.columns) {
    fit_.emplace(rows_, treated_, like_->fit().coefficients());
    return;
  }
  if (rows_.size() < 4 * sampled_rows) {
    fit_.emplace(rows_, treated_);
    return;
  }
  sampled_ = {rows_.x, rows_.columns, {}};
  std::array<std::size_t, 2> sizes{};
  for (std::size_t i = 0; i < sampled_rows; ++i) {
    const std::uint32_t row = rows_.rows[i * (rows_.size() / sampled_rows)];
    sampled_.rows.push_back(row);
    ++sizes[treated_[row]];
  }
  if (std::min(sizes[0], sizes[1]) < 20 * static_cast<std::size_t>(rows_.width())) {
    fit_.emplace(rows_, treated_);
  } else {
    sample_fit_.emplace(sampled_, treated_);
  }
}

void PropensityRun::after_sample() {
  const bool converged = sample_fit_->state() == stats::LogisticFit::State::converged;
  fit_.emplace(rows_, treated_, converged ? sample_fit_->coefficients() : Eigen::VectorXd());
  sample_fit_.reset();
}

void PropensityRun::after_fit() {
  using State = stats::LogisticFit::State;
  if (fit_->state() == State::converged) {
    effects_.emplace(rows_, treated_, outcome_, fit_->logits(), fit_->factor());
  } else if (fit_->state() == State::failed) {
    end_ = End::failed;
  } else {
    for (const std::size_t j : fit_->separating()) {
      add_new(separating_, rows_.columns[j]);
    }
    std::vector<std::uint32_t> kept;
    std::size_t next = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (next < fit_->certain().size() && fit_->certain()[next] == i) {
        ++next;
      } else {
        kept.push_back(rows_.rows[i]);
      }
    }
    certain_ += next;
    rows_.rows = std::move(kept);
    begin_columns();
  }
}

bool PropensityRun::step() {
  ++steps_;
  for (std::size_t block = 0; block < blocks_per_step && end_ == End::none; ++block) {
    if (gathered_) {
      gather();
      if (place_ == rows_.size()) {
        choose_columns();
      }
    } else if (sample_fit_) {
      if (!sample_fit_->step()) {
        after_sample();
      }
    } else if (!effects_) {
      if (!fit_->step()) {
        after_fit();
      }
    } else if (!effects_->step()) {
      end_ = End::estimated;
    }
  }
  return end_ == End::none;
}

// How many passes a fit takes is not known beforehand: about ten.
double PropensityRun::progress() const {
  if (end_ != End::none) {
    return 1;
  }
  const double blocks = static_cast<double>(steps_ * blocks_per_step) * static_cast<double>(stats::design_block);
  const double passes = blocks / static_cast<double>(std::max<std::size_t>(1, rows_.size()));
  return passes / (passes + 10);
}

}  // namespace sutva::analyze
