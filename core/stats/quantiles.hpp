// SPDX-License-Identifier: Apache-2.0
// Sample quantiles, and sorting that can pause.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace sutva::stats {

// Hyndman and Fan's (1996, The American Statistician 50:361-365) type 7, the default of R, NumPy and spreadsheets:
// linear between the order statistics around 1 + (n - 1) p. The numbers are sorted and not none; p in [0, 1].
double quantile(std::span<const double> sorted, double p);

// The same of numbers in any order, by selection.
double quantile_of_unsorted(std::vector<double> numbers, double p);

// The same of two sorted lists together, without putting them together.
double quantile_of_both(std::span<const double> sorted, std::span<const double> other, double p);

// The largest so many of them, in any order, the smallest of these first; of at least so many, and at least one. Only
// what is above a bound that a sample of the numbers suggests is moved about. No NaN.
std::vector<double> largest(std::span<const double> numbers, std::size_t count);

// Sorts in steps of a few thousand numbers, digit by digit of their bits from the lowest to the highest, from one piece
// of memory to another of the same size and back (a radix sort; Knuth 1998, The Art of Computer Programming 3, 5.2.5).
// No NaN.
class SteppedSort {
 public:
  explicit SteppedSort(std::vector<double> numbers);

  bool step();                                                 // false when there is nothing left to do
  double progress() const;                                     // between 0 and 1
  const std::vector<double>& sorted() const { return from_; }  // after the last step
  std::vector<double> take() { return std::move(from_); }      // the same, once

 private:
  void count();
  void move();
  void begin_digit();

  std::vector<double> from_, to_;
  std::vector<std::uint32_t> places_;  // by digit and its value: how many have it, then where the next of them goes
  std::size_t passes_done_ = 0;        // counting is the first
  std::size_t at_ = 0;                 // of from_, in this pass
};

}  // namespace sutva::stats
