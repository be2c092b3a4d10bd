// SPDX-License-Identifier: Apache-2.0
// What several plans find wrong with a request, each worded once.
#pragma once

#include <string>
#include <string_view>

#include "base/outcome.hpp"

namespace sutva::plan {

// Beyond this a count is no longer exact in a double, and no experiment is that large.
constexpr double most_people = 1e15;

// Beyond it quantiles of t leave the range of a double.
constexpr double smallest_alpha = 1e-100;

Issue level_too_strict();               // on alpha, below smallest_alpha
Issue power_below_level(double alpha);  // on power, which any test has that is as high as its level

// `level_field` holds the control's level, which is zero.
Issue relative_to_zero(std::string_view level_field = "baseline_mean");

Issue zero_effect();                            // on effect, where it is given as zero
Issue vanishing_effect();                       // on effect, where the control's level swallows it
Issue too_many_people(std::string_view field);  // where so small an effect needs more than most_people

// `takes_to` says where the effect takes the treatment, which is where it can not be; `limit` is the effect that takes
// it to the edge, up or down.
Issue impossible_effect(std::string_view field, std::string_view takes_to, double limit, bool relative, bool up);

}  // namespace sutva::plan
