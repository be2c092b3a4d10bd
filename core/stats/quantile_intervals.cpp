// SPDX-License-Identifier: Apache-2.0
#include "stats/quantile_intervals.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "stats/distributions.hpp"
#include "stats/quantiles.hpp"

namespace sutva::stats {
namespace {

double hall_sheather(double p, double n, double confidence) {
  const double x = normal_quantile(p);
  const double density_squared = std::exp(-x * x) / 6.283185307179586477;
  return std::cbrt(1.5 * density_squared / (2 * x * x + 1) / n) *
         std::pow(normal_quantile_upper((1 - confidence) / 2), 2.0 / 3);
}

// The smallest k with P(Binomial(n, p) <= k) >= tail.
std::int64_t binomial_quantile(double tail, std::int64_t n, double p) {
  std::int64_t low = 0, high = n;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    if (binomial_cdf(static_cast<double>(middle), static_cast<double>(n), p) >= tail) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

}  // namespace

std::optional<QuantileError> quantile_error(std::span<const double> sorted, double p, double confidence) {
  const auto n = static_cast<double>(sorted.size());
  const double wanted = hall_sheather(p, n, confidence);
  const double h = std::min({wanted, p, 1 - p});
  const double rise = quantile(sorted, std::fmin(1, p + h)) - quantile(sorted, std::fmax(0, p - h));
  if (!(rise > 0)) {
    return std::nullopt;
  }
  return QuantileError{std::sqrt(p * (1 - p) / n) * rise / (2 * h), h < wanted};
}

OrderInterval order_statistic_interval(std::span<const double> sorted, double p, double confidence) {
  const double tail = (1 - confidence) / 2;
  const auto n = static_cast<std::int64_t>(sorted.size());
  OrderInterval interval;
  // The k-th from below is above the quantile where fewer than k observations are below it; the same from above.
  if (const std::int64_t k = binomial_quantile(tail, n, p); k > 0) {
    interval.low = sorted[static_cast<std::size_t>(k - 1)];
  }
  if (const std::int64_t k = binomial_quantile(tail, n, 1 - p); k > 0) {
    interval.high = sorted[static_cast<std::size_t>(n - k)];
  }
  return interval;
}

}  // namespace sutva::stats
