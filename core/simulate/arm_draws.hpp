// SPDX-License-Identifier: Apache-2.0
// What one arm of people shows: only what its estimate needs is drawn, no person.
#pragma once

#include "plan/two_arms.hpp"
#include "random/stream.hpp"

namespace sutva::simulate {

struct RatioEstimate {
  double ratio, variance;
};

// Means, variances and covariance of numerator and denominator of one arm: normal and Wishart (by Bartlett's factors).
// `level`: the true ratio; n >= 2 people.
RatioEstimate draw_ratio_arm(const plan::TwoArms& arms, double level, double n, random::Stream& stream);

// All events of an arm: Poisson, with a gamma rate for each person where counts are overdispersed. `rate` > 0, n > 0.
double draw_events(const plan::TwoArms& arms, double rate, double n, random::Stream& stream);

}  // namespace sutva::simulate
