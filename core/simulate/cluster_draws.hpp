// SPDX-License-Identifier: Apache-2.0
// What clusters of people are drawn from.
#pragma once

#include "random/stream.hpp"

namespace sutva::simulate {

// Whole people whose mean number is `people` >= 0.
double whole_people(double people, random::Stream& stream);

// One cluster's true share: beta with mean `share` in (0, 1) and variance icc * share * (1 - share), icc in [0, 1].
double share_of_cluster(double share, double icc, random::Stream& stream);

// The share seen among whole people, binomial.
double share_seen(double share, double people, random::Stream& stream);

}  // namespace sutva::simulate
