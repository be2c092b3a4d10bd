// SPDX-License-Identifier: Apache-2.0
// The average treatment effect with its interval, absolute and relative.
#pragma once

#include <optional>
#include <string>

#include "base/describe.hpp"

namespace sutva::analyze {

struct Effect {
  std::string method;
  std::string label;
  std::string source;
  double estimate = 0;
  double se = 0;
  double df = 0;
  double statistic = 0;
  double p_value = 0;
  double ci_low = 0;
  double ci_high = 0;
  double control_mean = 0;
  double treatment_mean = 0;
  std::optional<double> lift;
  std::optional<double> lift_ci_low;
  std::optional<double> lift_ci_high;
  std::string lift_method;
  bool lift_unbounded = false;

  static constexpr auto describe() {
    using E = Effect;
    return described(
        "Effect", field("method", &E::method, "Method"), field("label", &E::label, "Method, in words"),
        field("source", &E::source, "Source"),
        field("estimate", &E::estimate, "Difference").in(Unit::outcome).help("treatment - control"),
        field("se", &E::se, "Standard error").in(Unit::outcome), field("df", &E::df, "Degrees of freedom"),
        field("statistic", &E::statistic, "t"), field("p_value", &E::p_value, "p-value").help("Two-sided."),
        field("ci_low", &E::ci_low, "Interval, from").in(Unit::outcome),
        field("ci_high", &E::ci_high, "Interval, to").in(Unit::outcome),
        field("control_mean", &E::control_mean, "Control")
            .in(Unit::outcome)
            .help("Mean, adjusted where the method adjusts."),
        field("treatment_mean", &E::treatment_mean, "Treatment").in(Unit::outcome),
        field("lift", &E::lift, "Lift")
            .in(Unit::share)
            .help("treatment / control - 1; absent where the control's mean is not positive."),
        field("lift_ci_low", &E::lift_ci_low, "Lift, from").in(Unit::share),
        field("lift_ci_high", &E::lift_ci_high, "Lift, to").in(Unit::share),
        field("lift_method", &E::lift_method, "Lift method"),
        field("lift_unbounded", &E::lift_unbounded, "Lift unbounded")
            .help("The control's mean is not clearly different from zero, so no finite interval of the ratio exists."));
  }
};

// What a method found for one arm: a mean and the variance of that mean.
struct ArmMean {
  double mean = 0;
  double variance = 0;
};

// Difference, test and interval from two means with this covariance, with t quantiles; lift by Fieller (1954, JRSS B
// 16:175).
Effect effect_of(const ArmMean& control, const ArmMean& treatment, double df, double confidence, double covariance = 0);

// Welch's degrees of freedom (Welch 1947, Biometrika 34:28; Satterthwaite 1946).
double welch_df(const ArmMean& control, double n_control, const ArmMean& treatment, double n_treatment);

}  // namespace sutva::analyze
