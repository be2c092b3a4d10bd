// SPDX-License-Identifier: Apache-2.0
#include "stats/lift.hpp"

#include <cmath>

namespace sutva::stats {

std::optional<Interval> fieller_lift(const TwoMeans& m, double critical) {
  const double t2 = critical * critical;
  const double a = m.control * m.control - t2 * m.control_variance;
  const double b = m.control * m.treatment - t2 * m.covariance;
  if (!(a > 0)) {
    return std::nullopt;
  }
  // The root of the discriminant, written so that large means do not cancel.
  const double root =
      critical * std::sqrt(std::fmax(
                     0, m.control * m.control * m.treatment_variance + m.treatment * m.treatment * m.control_variance -
                            t2 * m.control_variance * m.treatment_variance -
                            2 * m.control * m.treatment * m.covariance + t2 * m.covariance * m.covariance));
  return Interval{(b - root) / a - 1, (b + root) / a - 1};
}

double delta_lift_se(const TwoMeans& m) {
  const double ratio = m.treatment / m.control;
  return std::sqrt(m.treatment_variance + ratio * ratio * m.control_variance - 2 * ratio * m.covariance) / m.control;
}

std::optional<double> log_lift_se(const TwoMeans& m) {
  if (!(m.treatment > 0)) {
    return std::nullopt;
  }
  return std::sqrt(m.treatment_variance / m.treatment / m.treatment + m.control_variance / m.control / m.control -
                   2 * m.covariance / m.treatment / m.control);
}

}  // namespace sutva::stats
