// SPDX-License-Identifier: Apache-2.0
// What a plan asks about a ratio or a rate of events: moments for one person, units as the outcome has them.
#pragma once

#include "base/describe.hpp"

namespace sutva::plan {

// Requests inline it beside their `metric`.
struct MetricParts {
  double numerator_mean = 2;
  double numerator_sd = 3;
  double denominator_mean = 20;
  double denominator_sd = 15;
  double ratio_correlation = 0.6;
  double rate = 1;
  double exposure = 1;
  double dispersion = 0;

  static constexpr auto describe() {
    using R = MetricParts;
    return described("MetricParts",
                     field("numerator_mean", &R::numerator_mean, "Numerator, mean")
                         .under("Outcome")
                         .in(Unit::outcome)
                         .when("metric", "ratio")
                         .help("Per person, as clicks."),
                     field("numerator_sd", &R::numerator_sd, "Numerator, SD")
                         .under("Outcome")
                         .in(Unit::outcome)
                         .at_least(0)
                         .when("metric", "ratio")
                         .help("Between people."),
                     field("denominator_mean", &R::denominator_mean, "Denominator, mean")
                         .under("Outcome")
                         .at_least(1e-30)
                         .at_most(1e30)
                         .when("metric", "ratio")
                         .help("Per person, as views."),
                     field("denominator_sd", &R::denominator_sd, "Denominator, SD")
                         .under("Outcome")
                         .at_least(0)
                         .when("metric", "ratio")
                         .help("Between people."),
                     field("ratio_correlation", &R::ratio_correlation, "Their correlation")
                         .under("Outcome")
                         .at_least(-1)
                         .at_most(1)
                         .when("metric", "ratio")
                         .help("Between numerator and denominator, over people."),
                     field("rate", &R::rate, "Baseline rate")
                         .under("Outcome")
                         .at_least(1e-30)
                         .at_most(1e12)
                         .when("metric", "count")
                         .help("Events per person and unit of time, in control."),
                     field("exposure", &R::exposure, "Time per person")
                         .under("Outcome")
                         .at_least(1e-30)
                         .at_most(1e12)
                         .when("metric", "count")
                         .help("How many units of time each person is watched, on average."),
                     field("dispersion", &R::dispersion, "Dispersion")
                         .under("Outcome")
                         .at_least(0)
                         .at_most(1e6)
                         .when("metric", "count")
                         .help("0 is Poisson. Otherwise the variance of a count is mean + dispersion x mean squared."));
  }
};

}  // namespace sutva::plan
