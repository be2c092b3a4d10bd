// SPDX-License-Identifier: Apache-2.0
// Two independent means compared: Welch's difference, and the lift by three methods.
#pragma once

#include <string_view>
#include <vector>

#include "analyze/estimate.hpp"
#include "stats/moments.hpp"

namespace sutva::analyze {

// Each has two numbers at least.
Estimate welch_difference(const MethodText& text, const stats::Moments& control, const stats::Moments& treatment,
                          double confidence);

// Fieller, log-delta and delta, with Welch's degrees of freedom. None where the control's mean is not positive: a lift
// has no meaning then. Where neither arm varies there are no intervals.
std::vector<Estimate> mean_lifts(const stats::Moments& control, const stats::Moments& treatment, double confidence);

}  // namespace sutva::analyze
