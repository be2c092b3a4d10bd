// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect.hpp"

#include <algorithm>
#include <cmath>

#include "stats/distributions.hpp"
#include "stats/lift.hpp"

namespace sutva::analyze {
namespace {

// Of an arm that is 0 throughout, adjusting for covariates leaves rounding errors, which are no mean to divide by.
constexpr double rounding = 1e-12;

void add_lift(Effect& effect, const ArmMean& control, const ArmMean& treatment, double t, double covariance) {
  if (!(control.mean > rounding * (std::abs(treatment.mean) + std::sqrt(treatment.variance)))) {
    return;
  }
  effect.lift = treatment.mean / control.mean - 1;
  effect.lift_method = "fieller";
  const auto interval =
      stats::fieller_lift({control.mean, control.variance, treatment.mean, treatment.variance, covariance}, t);
  effect.lift_unbounded = !interval;
  if (interval) {
    effect.lift_ci_low = interval->low;
    effect.lift_ci_high = interval->high;
  }
}

}  // namespace

Effect effect_of(const ArmMean& control, const ArmMean& treatment, double df, double confidence, double covariance) {
  Effect effect;
  effect.estimate = treatment.mean - control.mean;
  effect.se = std::sqrt(control.variance + treatment.variance - 2 * covariance);
  effect.df = df;
  effect.statistic = effect.estimate / effect.se;
  effect.p_value = std::min(1.0, stats::t_two_sided_p(effect.statistic, df));
  const double t = stats::t_quantile_upper((1 - confidence) / 2, df);
  effect.ci_low = effect.estimate - t * effect.se;
  effect.ci_high = effect.estimate + t * effect.se;
  effect.control_mean = control.mean;
  effect.treatment_mean = treatment.mean;
  add_lift(effect, control, treatment, t, covariance);
  return effect;
}

double welch_df(const ArmMean& control, double n_control, const ArmMean& treatment, double n_treatment) {
  const double sum = control.variance + treatment.variance;
  return sum * sum /
         (control.variance * control.variance / (n_control - 1) +
          treatment.variance * treatment.variance / (n_treatment - 1));
}

}  // namespace sutva::analyze
