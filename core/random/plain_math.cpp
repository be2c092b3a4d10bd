// SPDX-License-Identifier: Apache-2.0
#include "random/plain_math.hpp"

#include <cmath>

namespace sutva::random {
namespace {

constexpr double ln2 = 0.6931471805599453;

}  // namespace

double plain_log(double x) {
  int binary = 0;
  const double mantissa = std::frexp(x, &binary);
  const double t = (mantissa - 0.75) / (mantissa + 0.75);  // |t| <= 1/5
  double series = 0;
  for (int i = 31; i >= 1; i -= 2) {
    series = series * t * t + 1.0 / i;
  }
  constexpr double ln_three_quarters = -0.2876820724517809;
  return 2 * t * series + ln_three_quarters + binary * ln2;
}

double plain_power(double x, double exponent) {
  if (x <= 0) {
    return 0;
  }
  const double logarithm = exponent * plain_log(x);
  if (logarithm < -740) {
    return 0;
  }
  const double halvings = std::floor(logarithm / ln2 + 0.5);
  const double rest = logarithm - halvings * ln2;
  double exponential = 1;
  for (int i = 20; i >= 1; --i) {
    exponential = 1 + exponential * rest / i;
  }
  return std::ldexp(exponential, static_cast<int>(halvings));
}

Direction plain_direction(double turns) {
  const double quarters = std::floor(4 * turns + 0.5);
  const double angle = (turns - quarters / 4) * 6.283185307179586;  // |angle| <= pi / 4
  double cosine = 1, sine = 1;
  for (int i = 16; i >= 2; i -= 2) {
    cosine = 1 - cosine * angle * angle / (i * (i - 1));
    sine = 1 - sine * angle * angle / (i * (i + 1));
  }
  sine *= angle;
  switch (static_cast<int>(quarters) % 4) {
    case 0:
      return {cosine, sine};
    case 1:
      return {-sine, cosine};
    case 2:
      return {-cosine, -sine};
    default:
      return {sine, -cosine};
  }
}

}  // namespace sutva::random
