// SPDX-License-Identifier: Apache-2.0
#include "stats/intraclass.hpp"

#include <cmath>

#include "stats/distributions.hpp"
#include "stats/root.hpp"

namespace sutva::stats {
namespace {

// The x with P(F > x) = p.
std::optional<double> f_quantile_upper(double p, double df1, double df2) {
  const auto log_x = root([&](double l) { return f_sf(std::exp(l), df1, df2) - p; }, -300.0, 300.0);
  return log_x ? std::optional(std::exp(*log_x)) : std::nullopt;
}

}  // namespace

Intraclass intraclass(const ClusterSums& sums, double confidence) {
  const double k = sums.clusters, n = sums.count;
  const double between = sums.between / (k - 1), within = sums.within / (n - k);
  Intraclass result;
  const double n0 = (n - sums.size_squares / n) / (k - 1);
  result.average_size = n0;
  const double icc = (between - within) / (between + (n0 - 1) * within);
  result.icc = icc;
  const double sizes = sums.size_squares - 2 * sums.size_cubes / n + sums.size_squares * sums.size_squares / (n * n);
  const double inner = 1 + icc * (n0 - 1);
  result.se = std::sqrt(2.0) * (1 - icc) / n0 *
              std::sqrt(std::fmax(
                  0.0, inner * inner / (n - k) +
                           ((k - 1) * (1 - icc) * (1 + icc * (2 * n0 - 1)) + icc * icc * sizes) / ((k - 1) * (k - 1))));
  if (within > 0) {
    const double f = between / within, tail = (1 - confidence) / 2;
    const auto high = f_quantile_upper(tail, k - 1, n - k), low = f_quantile_upper(1 - tail, k - 1, n - k);
    if (high && low) {
      const auto bound = [&](double ratio) { return (ratio - 1) / (ratio + n0 - 1); };
      result.interval = Interval{bound(f / *high), bound(f / *low)};
    }
  }
  return result;
}

}  // namespace sutva::stats
