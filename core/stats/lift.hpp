// SPDX-License-Identifier: Apache-2.0
// Intervals of the relative lift, treatment / control - 1, of two means.
#pragma once

#include <optional>

#include "stats/intervals.hpp"

namespace sutva::stats {

// The means, the variances of these means, and their covariance: 0 but for pairs. The control's mean is positive.
struct TwoMeans {
  double control = 0, control_variance = 0;
  double treatment = 0, treatment_variance = 0;
  double covariance = 0;
};

// critical: the quantile of the normal or Student's t distribution, > 0.

// All ratios r for which treatment - r control is within `critical` standard errors of zero (Fieller 1954, JRSS B
// 16:175-185). None where no finite interval exists: the control's mean is not clearly different from zero.
std::optional<Interval> fieller_lift(const TwoMeans& means, double critical);

// Standard errors of the first-order expansions of the ratio and of its logarithm, as in Deng, Knoblich and Lu (2018,
// KDD). The latter needs a positive treatment mean.
double delta_lift_se(const TwoMeans& means);
std::optional<double> log_lift_se(const TwoMeans& means);

}  // namespace sutva::stats
