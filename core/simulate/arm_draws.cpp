// SPDX-License-Identifier: Apache-2.0
#include "simulate/arm_draws.hpp"

#include <cmath>

#include "random/samplers.hpp"

namespace sutva::simulate {

RatioEstimate draw_ratio_arm(const plan::TwoArms& arms, double level, double n, random::Stream& stream) {
  const double rho = arms.ratio_correlation;
  const double rest = std::sqrt(std::fmax(0, 1 - rho * rho));
  const double z1 = random::normal(stream) / std::sqrt(n);
  const double z2 = random::normal(stream) / std::sqrt(n);
  const double x = arms.denominator_mean + arms.denominator_sd * z1;
  const double y = level * arms.denominator_mean + arms.numerator_sd * (rho * z1 + rest * z2);
  const double a11 = std::sqrt(random::chi_squared(stream, n - 1) / (n - 1));
  const double a21 = random::normal(stream) / std::sqrt(n - 1);
  const double a22 = n > 2 ? std::sqrt(random::chi_squared(stream, n - 2) / (n - 1)) : 0;
  const double xx = arms.denominator_sd * a11;
  const double y1 = arms.numerator_sd * (rho * a11 + rest * a21);
  const double y2 = arms.numerator_sd * rest * a22;
  const double ratio = y / x;
  const double along = y1 - ratio * xx;
  return {ratio, (along * along + y2 * y2) / (x * x * n)};
}

double draw_events(const plan::TwoArms& arms, double rate, double n, random::Stream& stream) {
  double mean = n * rate * arms.exposure;
  if (arms.dispersion > 0) {
    const double shape = n / arms.dispersion;
    mean *= random::gamma(stream, shape) / shape;
  }
  return static_cast<double>(random::poisson(stream, mean));
}

}  // namespace sutva::simulate
