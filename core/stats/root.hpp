// SPDX-License-Identifier: Apache-2.0
// A root inside a bracket, by Chandrupatla's method: bisection made faster by inverse quadratic interpolation where
// that is safe (Chandrupatla 1997, Advances in Engineering Software 28:145-149). Never leaves the bracket.
#pragma once

#include <cmath>
#include <limits>
#include <optional>

namespace sutva::stats {

// A root of the continuous f in [low, high], to about the last bits of a double. None where f has the same sign at
// both ends or is not a number there: a bracket end is never handed out as an answer.
template <class F>
std::optional<double> root(F&& f, double low, double high) {
  double x1 = low, f1 = f(low);
  double x2 = high, f2 = f(high);
  if (!(f1 * f2 <= 0)) {
    return std::nullopt;
  }
  if (f1 == 0) {
    return x1;  // the signs below would lose it
  }
  double x3 = x1, f3 = f1;
  double t = 0.5;
  constexpr double epsilon = std::numeric_limits<double>::epsilon();
  for (int i = 0; i < 400; ++i) {
    const double x = x1 + t * (x2 - x1);
    const double fx = f(x);
    if ((fx > 0) == (f1 > 0)) {
      x3 = x1;
      f3 = f1;
    } else {
      x3 = x2;
      f3 = f2;
      x2 = x1;
      f2 = f1;
    }
    x1 = x;
    f1 = fx;
    const bool first_is_best = std::abs(f1) < std::abs(f2);
    const double best = first_is_best ? x1 : x2;
    const double tolerance = 2 * epsilon * std::abs(best) + std::numeric_limits<double>::min();
    const double step = tolerance / std::abs(x2 - x1);
    if (step > 0.5 || f1 == 0 || f2 == 0) {
      return f1 == 0 ? x1 : f2 == 0 ? x2 : best;
    }
    const double xi = (x1 - x2) / (x3 - x2);
    const double phi = (f1 - f2) / (f3 - f2);
    t = 0.5;
    if (phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi) {
      t = f1 / (f2 - f1) * f3 / (f2 - f3) + (x3 - x1) / (x2 - x1) * f1 / (f3 - f1) * f2 / (f3 - f2);
    }
    t = std::fmin(std::fmax(t, step), 1 - step);
  }
  return x1;
}

}  // namespace sutva::stats
