// SPDX-License-Identifier: Apache-2.0
#include "stats/moments.hpp"

#include <cmath>

namespace sutva::stats {

void Moments::add(std::span<const double> block) {
  if (block.empty()) {
    return;
  }
  if (count_ == 0) {
    shift_ = block[0];
  }
  const auto n = static_cast<double>(block.size());
  // Four running sums: they do not wait for each other, and each stays smaller.
  double sums[4] = {0, 0, 0, 0};
  for (std::size_t i = 0; i < block.size(); ++i) {
    sums[i % 4] += block[i] - shift_;
  }
  const double mean = ((sums[0] + sums[1]) + (sums[2] + sums[3])) / n;
  double d1 = 0, d2 = 0, d3 = 0;
  for (double value : block) {
    const double d = (value - shift_) - mean;
    d1 += d;
    d2 += d * d;
    d3 += d * d * d;
  }
  const double correction = d1 / n;  // what rounding left in the mean
  const double exact_mean = mean + correction;
  const double m2 = std::fmax(0, d2 - d1 * correction);
  const double m3 = d3 - 3 * correction * d2 + 2 * n * correction * correction * correction;

  const auto before = static_cast<double>(count_);
  const double all = before + n;
  const double delta = exact_mean - mean_;
  m3_ +=
      m3 + delta * delta * delta * before * n * (before - n) / (all * all) + 3 * delta * (before * m2 - n * m2_) / all;
  m2_ += m2 + delta * delta * before * n / all;
  mean_ += delta * n / all;
  count_ += static_cast<std::int64_t>(block.size());
}

double Moments::variance() const { return count_ < 2 ? 0 : m2_ / static_cast<double>(count_ - 1); }

double Moments::skewness() const {
  return m2_ > 0 ? std::sqrt(static_cast<double>(count_)) * m3_ / std::pow(m2_, 1.5) : 0;
}

}  // namespace sutva::stats
