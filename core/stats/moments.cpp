// SPDX-License-Identifier: Apache-2.0
#include "stats/moments.hpp"

#include <cmath>

namespace sutva::stats {

Moments Moments::of(std::int64_t count, double mean, double sum_of_squares) {
  Moments moments;
  moments.count_ = count;
  moments.shift_ = mean;
  moments.m2_ = sum_of_squares;
  return moments;
}

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
  const std::size_t whole = block.size() & ~std::size_t{3};
  for (std::size_t i = 0; i < whole; i += 4) {
    for (std::size_t k = 0; k < 4; ++k) {
      sums[k] += block[i + k] - shift_;
    }
  }
  for (std::size_t i = whole; i < block.size(); ++i) {
    sums[i % 4] += block[i] - shift_;
  }
  const double mean = ((sums[0] + sums[1]) + (sums[2] + sums[3])) / n;
  double first[4] = {0, 0, 0, 0}, second[4] = {0, 0, 0, 0}, third[4] = {0, 0, 0, 0};
  const auto add_power_sums = [&](double value, std::size_t k) {
    const double d = (value - shift_) - mean;
    first[k] += d;
    second[k] += d * d;
    third[k] += d * d * d;
  };
  for (std::size_t i = 0; i < whole; i += 4) {
    for (std::size_t k = 0; k < 4; ++k) {
      add_power_sums(block[i + k], k);
    }
  }
  for (std::size_t i = whole; i < block.size(); ++i) {
    add_power_sums(block[i], i % 4);
  }
  const double d1 = (first[0] + first[1]) + (first[2] + first[3]);
  const double d2 = (second[0] + second[1]) + (second[2] + second[3]);
  const double d3 = (third[0] + third[1]) + (third[2] + third[3]);
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
