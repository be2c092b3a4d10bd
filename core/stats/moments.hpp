// SPDX-License-Identifier: Apache-2.0
// Count, mean, variance and skewness of a stream of numbers, accurate to about the digits of the input.
#pragma once

#include <cstdint>
#include <span>

namespace sutva::stats {

// Each block is centred on its own mean (two passes, with the rounding error of the mean taken out) and joined to the
// others by the merging formulas of Chan, Golub and LeVeque (1979) and Pébay (2008, SAND2008-6212), on values shifted
// by the first one, so that a large common offset costs no digits.
class Moments {
 public:
  // What is known of numbers by other ways; they have no skewness.
  static Moments of(std::int64_t count, double mean, double sum_of_squares);

  void add(std::span<const double> block);

  std::int64_t count() const { return count_; }
  double mean() const { return shift_ + mean_; }
  double variance() const;                       // with n - 1; 0 for fewer than two values
  double sum_of_squares() const { return m2_; }  // about the mean
  double skewness() const;                       // m3 / m2^(3/2); 0 where the variance is 0

 private:
  std::int64_t count_ = 0;
  double shift_ = 0;
  double mean_ = 0;  // of value - shift
  double m2_ = 0;
  double m3_ = 0;
};

}  // namespace sutva::stats
