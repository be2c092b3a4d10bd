// SPDX-License-Identifier: Apache-2.0
// How sure a sample quantile is: from the density around it, and from order statistics alone.
#pragma once

#include <optional>
#include <span>

namespace sutva::stats {

// The numbers are ascending and at least two; p in (0, 1), confidence in (0, 1).

// Standard error of the type 7 quantile: sqrt(p (1 - p) / n) times the sparsity 1 / f(quantile), by Siddiqui's (1960,
// Journal of Research of the NBS 64B:145-150) difference quotient (Q(p + h) - Q(p - h)) / 2h, with Hall and Sheather's
// (1988, JRSS B 50:381-391) h (R: quantreg::bandwidth.rq), cut to reach neither 0 nor 1. None where the quotient is 0:
// so many numbers are equal that there is no density.
struct QuantileError {
  double se;
  bool cut;  // h had to be cut: the quantile is too far out for so few numbers
};
std::optional<QuantileError> quantile_error(std::span<const double> sorted, double p, double confidence);

// The narrowest pair of order statistics that covers the quantile with at least this confidence whatever the
// distribution, half of the error on each side (Conover 1999, Practical Nonparametric Statistics, 3.2). An end is
// absent where not even the extreme observation is extreme enough.
struct OrderInterval {
  std::optional<double> low, high;
};
OrderInterval order_statistic_interval(std::span<const double> sorted, double p, double confidence);

}  // namespace sutva::stats
