// SPDX-License-Identifier: Apache-2.0
#include "sweep.hpp"

#include "outcomes.hpp"
#include "plan/sample_size.hpp"
#include "reference.hpp"

using namespace sutva;
using namespace sutva::tests;

namespace {

SweepRequest powers() {
  SweepRequest r;
  Object request;
  request.set("baseline", Value(0.2));
  request.set("power", Value(0.5));
  r.request = Value(std::move(request));
  r.values = {0.5, 0.8, 0.9};
  r.outputs = {"n_total", "n_control_unrounded"};
  return r;
}

}  // namespace

TEST_CASE("sweep: every point is what the calculation says by itself") {
  SweepRequest r = powers();
  r.second_input = "effect";
  r.second_values = {0.05, 0.1, -0.2};
  const SweepResult result = value_of(sweep(r));
  REQUIRE(result.series.size() == 6);
  REQUIRE(result.unanswered == 0);
  for (const SweepSeries& series : result.series) {
    REQUIRE(series.x == r.values);
    for (std::size_t i = 0; i < series.x.size(); ++i) {
      plan::SampleSizeRequest one;
      one.baseline = 0.2;
      one.power = series.x[i];
      one.effect = *series.second;
      const plan::SampleSizeResult plan = value_of(plan::sample_size(one));
      REQUIRE(series.y[i] ==
              (series.output == "n_total" ? static_cast<double>(plan.n_total) : *plan.n_control_unrounded));
    }
  }
}

TEST_CASE("sweep: points without an answer are left out, and the first reason is kept") {
  SweepRequest r = powers();
  r.values = {0.01, 0.8, 1.5};
  const SweepResult result = value_of(sweep(r));
  REQUIRE(result.unanswered == 2);
  REQUIRE(result.series[0].x == std::vector<double>{0.8});
  REQUIRE(result.reason.find("Power must be greater than the significance level") != std::string::npos);
}

TEST_CASE("sweep: the exact power is computed where it is asked for") {
  SweepRequest r = powers();
  Object request;
  request.set("solve_for", Value(std::string("power")));
  r.request = Value(std::move(request));
  r.input = "n_control";
  r.values = {100, 101};
  r.outputs = {"exact_power"};
  REQUIRE(value_of(sweep(r)).series[0].y.size() == 2);
}

TEST_CASE("sweep: what can not be swept is named on its field") {
  const auto refused = [](auto change, Code code, std::string_view field) {
    SweepRequest r = powers();
    change(r);
    const Outcome<SweepResult> outcome = sweep(r);
    REQUIRE_FALSE(outcome);
    REQUIRE(says(outcome.issues, Severity::error, code, field));
  };
  refused([](SweepRequest& r) { r.operation = "nothing"; }, Code::unknown_operation, "operation");
  refused([](SweepRequest& r) { r.operation = "check-plan"; }, Code::unknown_operation, "operation");
  refused([](SweepRequest& r) { r.operation = "sweep"; }, Code::unknown_operation, "operation");
  refused([](SweepRequest& r) { r.input = "metric"; }, Code::unknown_field, "input");
  refused([](SweepRequest& r) { r.second_input = "nothing"; }, Code::unknown_field, "second_input");
  refused([](SweepRequest& r) { r.outputs = {"method"}; }, Code::unknown_field, "outputs");
  refused([](SweepRequest& r) { r.values.assign(5'001, 0.8); }, Code::too_large, "values");
}
