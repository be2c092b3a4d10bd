// SPDX-License-Identifier: Apache-2.0
// Sums of the rows that arrive in an experiment, drawn without drawing each row where the law of the sums is known:
// binomial counts of a proportion; a normal sum and an independent chi-squared sum of squares of a normal metric; row
// by row for a heavy tail. Everything is relative to the baseline mean.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <vector>

#include "base/describe.hpp"
#include "random/stream.hpp"

namespace sutva::simulate {

// Rounded to 2^-20: sums of these are exact below 2^33, so they come out the same in any order and any blocks.
inline double on_a_grid(double x) { return std::round(x * 1048576.0) / 1048576.0; }

enum class PeekingMetric : std::uint8_t { proportion, mean, heavy_tailed };
constexpr auto describe(std::type_identity<PeekingMetric>) {
  using M = PeekingMetric;
  return std::array{Choice{M::proportion, "proportion", "Proportion", "Who converts, clicks or stays."},
                    Choice{M::mean, "mean", "Mean", "A number that is about normal."},
                    Choice{M::heavy_tailed, "heavy_tailed", "Mean with a heavy tail",
                           "As spend: lognormal, where a few rows carry much of the sum."}};
}

// Rows of one arm: how many, their sum and their sum of squares. A normal metric counts from its baseline.
struct RowSums {
  double n = 0, sum = 0, squares = 0;

  void add(const RowSums& more) {
    n += more.n;
    sum += more.sum;
    squares += more.squares;
  }
  double mean() const { return sum / n; }
  // Of the rows, with n - 1; 0 for fewer than two. A share: p (1 - p), as the usual test of shares has it.
  double variance(bool share) const;
};

// Lognormal numbers of mean 1 in classes of equal chance: 4096 of them, the highest of which is cut into 4096 again,
// and so on, so that the tail goes on to a chance of 2^-48. Made of operations that every system rounds alike.
class LognormalTable {
 public:
  explicit LognormalTable(double cv);
  double sd() const { return sd_; }  // of this law, a little below cv
  double draw(random::Stream& stream) const;
  // Of n draws times `factor`.
  RowSums sums(double n, double factor, random::Stream& stream) const;

 private:
  static constexpr std::size_t classes = 4096, levels = 4;
  double top(random::Stream& stream) const;

  std::vector<double> values_;  // by level, then by class
  double sd_ = 0;
};

// What rows are made of.
struct RowLaw {
  PeekingMetric metric = PeekingMetric::proportion;
  double baseline = 0.1;  // of a proportion
  double cv = 1;          // SD over mean
  double cluster_size = 1;
  double icc = 0;
  std::shared_ptr<const LognormalTable> table;  // of a heavy tail

  // n independent rows; factor: their mean over the baseline's.
  RowSums rows(double n, double factor, random::Stream& stream) const;
  // Whole clusters of rows with the intraclass correlation. Normal metrics have a normal effect of the cluster; of
  // others each cluster is, with the chance icc, of one mind: all of its rows are the same draw. Both have the variance
  // of a sum grow by 1 + (cluster_size - 1) icc.
  RowSums units(double n, double factor, random::Stream& stream) const;
};

}  // namespace sutva::simulate
