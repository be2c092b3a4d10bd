// SPDX-License-Identifier: Apache-2.0
#include "stats/beta_pair.hpp"

#include <cmath>
#include <limits>
#include <utility>

#include "stats/distributions.hpp"
#include "stats/root.hpp"

namespace sutva::stats {
namespace {

double log_beta(double a, double b) { return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b); }

// P(Beta(c, d) > p) at p = e^x / (1 + e^x), by the F distribution, which is a beta in the odds.
double beta_sf(double x, double c, double d) {
  const double f = d / c * std::exp(x);
  return f < 1e300 ? f_sf(f, 2 * c, 2 * d) : 0;
}

double log_odds_variance(double a, double b) { return 1 / a + 1 / b; }

}  // namespace

// A trapezoidal sum over the log odds of the narrower variable, where its density e^(a x) / (1 + e^x)^(a + b) is
// analytic in a strip and falls exponentially; dividing by the sum of the weights norms it.
double beta_chance(double a, double b, double c, double d) {
  for (const double parameter : {a, b, c, d}) {
    if (!(parameter > 0 && std::isfinite(parameter))) {
      return std::numeric_limits<double>::quiet_NaN();
    }
  }
  const bool swapped = log_odds_variance(c, d) < log_odds_variance(a, b);
  if (swapped) {
    // P(B > A) = P(1 - A > 1 - B)
    std::swap(a, d);
    std::swap(b, c);
  }
  const double mode = std::log(a / b);
  const auto softplus = [](double x) { return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x)); };
  const double top = a * mode - (a + b) * softplus(mode);
  const auto log_density = [&](double x) { return a * x - (a + b) * softplus(x) - top; };
  constexpr double depth = 36;
  const auto edge = [&](double x) { return log_density(x) + depth; };
  const double low = root(edge, mode - (depth + 2) / a - 60, mode).value_or(mode - depth / a);
  const double high = root(edge, mode, mode + (depth + 2) / b + 60).value_or(mode + depth / b);
  const double bend = 1 / std::sqrt(1 / log_odds_variance(a, b) + 1 / log_odds_variance(c, d));
  const auto steps = static_cast<int>(std::ceil((high - low) / std::fmin(0.6 * bend, 0.25)));
  const double h = (high - low) / steps;
  double sum = 0, weights = 0;
  for (int i = 0; i <= steps; ++i) {
    const double x = low + i * h;
    const double weight = std::exp(log_density(x));
    weights += weight;
    sum += weight * beta_sf(x, c, d);
  }
  return sum / weights;
}

double beta_overlap(double a, double b, double c, double d) {
  return std::exp(log_beta(a + c, b + d) - log_beta(a, b) - log_beta(c, d));
}

double beta_expected_loss(double a, double b, double c, double d, double chance, double overlap) {
  return (a / (a + b) - c / (c + d)) * (1 - chance) + overlap * (1 / (a + b) + 1 / (c + d));
}

}  // namespace sutva::stats
