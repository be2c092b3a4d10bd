// SPDX-License-Identifier: Apache-2.0
// How a result shows the effect of its plan.
#pragma once

#include <optional>
#include <string_view>

#include "plan/sample_size.hpp"

namespace sutva::plan {

// What was typed comes back as it was typed, without the rounding of a round trip.
inline void show_as_typed(EffectScale scale, double typed, double& absolute, std::optional<double>& relative) {
  if (scale == EffectScale::absolute) {
    absolute = typed;
  } else {
    relative = typed;
  }
}

// The name of the result that holds the effect on the scale asked for, where it exists on that scale.
inline std::string_view shown_effect(EffectScale scale, const std::optional<double>& relative) {
  return scale == EffectScale::relative && relative ? "effect_relative" : "effect_absolute";
}

}  // namespace sutva::plan
