// SPDX-License-Identifier: Apache-2.0
// Sample quantiles, and sorting that can pause.
#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace sutva::stats {

// Hyndman and Fan's (1996, The American Statistician 50:361-365) type 7, the default of R, NumPy and spreadsheets:
// linear between the order statistics around 1 + (n - 1) p. The numbers are sorted and not none; p in [0, 1].
double quantile(std::span<const double> sorted, double p);

// The same of two sorted lists together, without putting them together.
double quantile_of_both(std::span<const double> sorted, std::span<const double> other, double p);

// Sorts in steps of a few thousand numbers: pieces first, then merging from one piece of memory to another of the same
// size and back. No NaN.
class SteppedSort {
 public:
  explicit SteppedSort(std::vector<double> numbers);

  bool step();                                                 // false when there is nothing left to do
  double progress() const;                                     // between 0 and 1
  const std::vector<double>& sorted() const { return from_; }  // after the last step
  std::vector<double> take() { return std::move(from_); }      // the same, once

 private:
  std::vector<double> from_, to_;
  std::size_t run_ = 0;    // length of the sorted pieces in from_; 0 while they are being made
  std::size_t place_ = 0;  // written so far: the numbers of from_ before it are sorted in pieces, or merged into to_
  std::size_t left_ = 0, right_ = 0;  // next of the two pieces being merged
  std::size_t passes_ = 1, passes_done_ = 0;
};

}  // namespace sutva::stats
