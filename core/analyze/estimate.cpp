// SPDX-License-Identifier: Apache-2.0
#include "analyze/estimate.hpp"

#include <algorithm>
#include <cmath>

#include "stats/distributions.hpp"

namespace sutva::analyze {

Estimate estimate_of(const MethodText& text, double estimate, double se, double df, double confidence) {
  Estimate e;
  e.quantity = text.quantity;
  e.method = text.method;
  e.label = text.label;
  e.source = text.source;
  e.estimate = estimate;
  if (!(se > 0) || !std::isfinite(se)) {
    return e;
  }
  const bool normal = std::isinf(df);
  e.se = se;
  if (!normal) {
    e.df = df;
  }
  const double statistic = estimate / se, tail = (1 - confidence) / 2;
  e.statistic = statistic;
  e.p_value = std::min(1.0, normal ? 2 * stats::normal_sf(std::abs(statistic)) : stats::t_two_sided_p(statistic, df));
  const double reach = se * (normal ? stats::normal_quantile_upper(tail) : stats::t_quantile_upper(tail, df));
  e.ci_low = estimate - reach;
  e.ci_high = estimate + reach;
  return e;
}

}  // namespace sutva::analyze
