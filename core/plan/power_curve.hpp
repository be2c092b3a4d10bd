// SPDX-License-Identifier: Apache-2.0
// Power over the size or over the effect, with the plan's own point on it.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "plan/sample_size.hpp"

namespace sutva::plan {

enum class CurveAxis : std::uint8_t { people, effect };
constexpr auto describe(std::type_identity<CurveAxis>) {
  return std::array{Choice{CurveAxis::people, "people", "People", "Power over people in control."},
                    Choice{CurveAxis::effect, "effect", "Effect", "Power over the absolute effect."}};
}

struct PowerCurveRequest {
  SampleSizeRequest plan;
  CurveAxis axis = CurveAxis::people;
  std::int64_t points = 101;

  static constexpr auto describe() {
    using R = PowerCurveRequest;
    return described("PowerCurveRequest", inlined(&R::plan),
                     field("axis", &R::axis, "Axis").help("What the curve runs over."),
                     field("points", &R::points, "Points").at_least(2).at_most(2001).help("How many points it has."));
  }
};

struct PowerCurveResult {
  CurveAxis axis = CurveAxis::people;
  std::string x_label;
  std::vector<double> x;
  std::vector<double> power;
  double x_at = 0;
  double power_at = 0;

  static constexpr auto describe() {
    using R = PowerCurveResult;
    return described("PowerCurveResult", field("axis", &R::axis, "Axis"), field("x_label", &R::x_label, "Axis label"),
                     field("x", &R::x, "x").help("Rising; people in control, or the absolute effect."),
                     field("power", &R::power, "Power").in(Unit::share).help("One for each x."),
                     field("x_at", &R::x_at, "The plan's x"),
                     field("power_at", &R::power_at, "The plan's power").in(Unit::share));
  }
};

Outcome<PowerCurveResult> power_curve(const PowerCurveRequest& request);

}  // namespace sutva::plan
