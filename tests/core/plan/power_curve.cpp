// SPDX-License-Identifier: Apache-2.0
#include "plan/power_curve.hpp"

#include <algorithm>
#include <cmath>

#include "../outcomes.hpp"
#include "../reference.hpp"
#include "requests.hpp"

using namespace sutva;
using namespace sutva::plan;
using namespace sutva::tests;

namespace {

// Between the two points of the curve that enclose x.
double interpolated(const PowerCurveResult& curve, double x) {
  const auto after = std::lower_bound(curve.x.begin(), curve.x.end(), x);
  REQUIRE(after != curve.x.end());
  const auto i = static_cast<std::size_t>(after - curve.x.begin());
  if (*after == x || i == 0) {
    return curve.power[i];
  }
  const double share = (x - curve.x[i - 1]) / (curve.x[i] - curve.x[i - 1]);
  return curve.power[i - 1] + share * (curve.power[i] - curve.power[i - 1]);
}

}  // namespace

TEST_CASE("power curve: rises through the plan's own point") {
  Requests requests(21);
  for (int i = 0; i < 400; ++i) {
    PowerCurveRequest request;
    request.plan = requests.size();
    request.axis = requests.any<CurveAxis>();
    request.points = 2001;
    INFO(described(request.plan));
    const PowerCurveResult curve = value_of(power_curve(request));
    const SampleSizeResult plan = value_of(sample_size(request.plan));
    REQUIRE(curve.x.size() == 2001);
    REQUIRE(curve.power.size() == 2001);
    REQUIRE(curve.power_at == plan.power);
    const double x_at = request.axis == CurveAxis::people ? static_cast<double>(plan.n_control) : plan.effect_absolute;
    REQUIRE(relative_error(curve.x_at, x_at) < 1e-9);
    for (std::size_t j = 0; j < curve.x.size(); ++j) {
      REQUIRE(curve.power[j] >= 0);
      REQUIRE(curve.power[j] <= 1 + 1e-12);
      REQUIRE((j == 0 || curve.x[j] > curve.x[j - 1]));
      if (j > 0 && request.axis == CurveAxis::people) {
        REQUIRE(curve.power[j] >= curve.power[j - 1] - 1e-12);
      }
    }
    if (curve.x_at >= curve.x.front() && curve.x_at <= curve.x.back()) {
      REQUIRE(std::abs(interpolated(curve, curve.x_at) - curve.power_at) < 0.02);
    } else {
      // Only a plan of a person or two, or one at the very end of what a share can be, stands beside its curve.
      REQUIRE((curve.x_at < 2 || (request.axis == CurveAxis::effect && request.plan.metric == Metric::proportion)));
    }
  }
}

TEST_CASE("power curve: a point of it is the plan solved for power there") {
  PowerCurveRequest request;
  request.plan.baseline = 0.2;
  request.plan.effect = 0.25;
  request.axis = CurveAxis::effect;
  request.points = 11;
  const PowerCurveResult curve = value_of(power_curve(request));
  for (std::size_t i = 0; i < curve.x.size(); ++i) {
    SampleSizeRequest at = request.plan;
    at.solve_for = SolveFor::power;
    at.n_control = value_of(sample_size(request.plan)).n_control;
    at.effect_scale = EffectScale::absolute;
    at.effect = curve.x[i];
    REQUIRE(std::abs(value_of(sample_size(at)).power - curve.power[i]) < 1e-12);
  }
}

TEST_CASE("power curve: of an impossible plan, none") {
  PowerCurveRequest request;
  request.plan.effect = 0;
  require_error(power_curve(request), Code::out_of_range, "effect");
}
