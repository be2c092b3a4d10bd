// SPDX-License-Identifier: Apache-2.0
#include "stats/intervals.hpp"

#include <algorithm>
#include <cmath>

#include "stats/distributions.hpp"

namespace sutva::stats {

Interval wilson(double successes, double n, double confidence) {
  const double z = normal_quantile_upper((1 - confidence) / 2);
  const double p = successes / n;
  const double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  return {successes == 0 ? 0 : std::max(0.0, centre - half), successes == n ? 1 : std::min(1.0, centre + half)};
}

}  // namespace sutva::stats
