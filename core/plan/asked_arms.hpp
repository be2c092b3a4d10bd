// SPDX-License-Identifier: Apache-2.0
// A request for a sample size as two arms: levels, margin, variance and method, but no size yet.
//
// In: a request whose fields are each in their range. Out: the arms; where the effect is the unknown, the treatment is
// as the control. Errors: an issue on every field that does not go with the others.
#pragma once

#include <string>
#include <string_view>

#include "base/outcome.hpp"
#include "plan/two_arms.hpp"

namespace sutva::plan {

TwoArms asked_arms(const SampleSizeRequest& request, Issues& issues);

// Whether the metric's effect is a field with a scale, not a hazard ratio or a probability to win.
bool has_effect_field(Metric metric);
// The field that holds the effect.
std::string_view effect_field(Metric metric);

// A level as its metric is written: a share as a percentage.
std::string level_text(Metric metric, double level);

// Where only some can be affected and everyone is analysed, the effect seen is this share of theirs.
double dilution(const SampleSizeRequest& request);

// The share of those who enter that counts.
double entering_share(const SampleSizeRequest& request);

}  // namespace sutva::plan
