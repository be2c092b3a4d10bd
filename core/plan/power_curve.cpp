// SPDX-License-Identifier: Apache-2.0
#include "plan/power_curve.hpp"

#include <algorithm>
#include <cmath>

#include "plan/two_arms.hpp"

namespace sutva::plan {

Outcome<PowerCurveResult> power_curve(const PowerCurveRequest& request) {
  Outcome<TwoArms> planned = planned_arms(request.plan);
  if (!planned) {
    return std::move(planned.issues);
  }
  const TwoArms at = *planned;
  const bool by_people = request.axis == CurveAxis::people;
  PowerCurveResult result;
  result.axis = request.axis;
  result.x_label = by_people ? "People in control" : "Effect, absolute";
  result.x_at = by_people ? at.n_control : at.effect();
  result.power_at = power(at);

  // Wide enough for the whole rise: twice the plan, at most as far as a share can go.
  double first = 0;
  double last = 2.25 * result.x_at;
  if (by_people) {
    first = std::max(2.0, std::floor(result.x_at / 50));
    last = std::max(last, first + 8);
  } else {
    if (at.metric == Metric::proportion) {
      const double edge = at.effect() > 0 ? 1 - at.control : -at.control;
      last = at.effect() > 0 ? std::min(last, edge * 0.999) : std::max(last, edge * 0.999);
    }
    first = last / 1000;
  }
  if (first > last) {
    std::swap(first, last);
  }
  const double ratio = at.n_treatment / at.n_control;
  for (std::int64_t i = 0; i < request.points; ++i) {
    const double x = first + (last - first) * static_cast<double>(i) / static_cast<double>(request.points - 1);
    TwoArms arms = at;
    if (by_people) {
      arms.n_control = x;
      arms.n_treatment = ratio * x;
    } else {
      arms.treatment = arms.control + x;
    }
    result.x.push_back(x);
    result.power.push_back(power(arms));
  }
  return {std::move(result), std::move(planned.issues)};
}

}  // namespace sutva::plan
