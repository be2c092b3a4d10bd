// SPDX-License-Identifier: Apache-2.0
#include "stats/beta_pair.hpp"

#include <algorithm>
#include <array>
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

double beta_variance(double a, double b) { return a * b / (a + b) / (a + b) / (a + b + 1); }

// Gauss and Legendre's 16 points on [-1, 1]: the positive half.
struct Node {
  double x, weight;
};
constexpr std::array<Node, 8> nodes{{{0.0950125098376374402, 0.1894506104550684963},
                                     {0.2816035507792589132, 0.1826034150449235889},
                                     {0.4580167776572273863, 0.1691565193950025382},
                                     {0.6178762444026437484, 0.1495959888165767321},
                                     {0.7554044083550030339, 0.1246289712555338721},
                                     {0.8656312023878317439, 0.0951585116824927848},
                                     {0.9445750230732325761, 0.0622535239386478929},
                                     {0.9894009349916499326, 0.0271524594117540949}}};

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

// By panels over the log odds p of the variable with the smaller variance, here called A: the other's distribution
// function is smooth on the scale of a panel. It ends where p + x leaves [0, 1].
double beta_difference_cdf(double a, double b, double c, double d, double x) {
  if (beta_variance(c, d) < beta_variance(a, b)) {
    // B - A = (1 - A) - (1 - B)
    std::swap(a, d);
    std::swap(b, c);
  }
  const auto softplus = [](double s) { return s > 0 ? s + std::log1p(std::exp(-s)) : std::log1p(std::exp(s)); };
  const double mode = std::log(a / b);
  const double top = a * mode - (a + b) * softplus(mode);
  const auto log_density = [&](double s) { return a * s - (a + b) * softplus(s) - top; };
  constexpr double depth = 36;
  const auto edge = [&](double s) { return log_density(s) + depth; };
  // Beyond +-40 p or 1 - p is below 1e-17, the density an exponential and the other's distribution function constant:
  // with parameters below 1 that part is long, and its integral is known.
  constexpr double farthest = 40;
  const double begin = root(edge, mode - (depth + 2) / a - 60, mode).value_or(mode - depth / a);
  const double end = root(edge, mode, mode + (depth + 2) / b + 60).value_or(mode + depth / b);
  const double first = std::fmax(begin, -farthest), last = std::fmin(end, farthest);
  const double before = begin < first ? std::exp(log_density(first)) / a : 0;
  const double after = end > last ? std::exp(log_density(last)) / b : 0;
  const double width = std::fmin(1, std::sqrt(log_odds_variance(a, b)));
  // The integral of the density times f between two log odds.
  const auto integral = [&](double low, double high, auto&& f) {
    const double panels = std::ceil((high - low) / width), half = (high - low) / panels / 2;
    double sum = 0;
    for (double k = 0; k < panels; ++k) {
      const double centre = low + (2 * k + 1) * half;
      for (const Node& node : nodes) {
        for (const double s : {centre - half * node.x, centre + half * node.x}) {
          sum += half * node.weight * std::exp(log_density(s)) * f(s);
        }
      }
    }
    return sum;
  };
  const auto logit = [](double p) { return std::log(p) - std::log1p(-p); };
  const double low = x < 0 ? std::clamp(logit(-x), first, last) : first;     // below it p + x < 0: B is larger for sure
  const double high = x > 0 ? std::clamp(logit(1 - x), first, last) : last;  // above it p + x > 1
  const auto all = [](double) { return 1.0; };
  const auto below = [&](double s) {
    const double p = 1 / (1 + std::exp(-s)), q = 1 / (1 + std::exp(s));
    const double target = p + x, rest = q - x;
    return target <= 0 ? 0.0 : rest <= 0 ? 1.0 : 1 - beta_sf(std::log(target / rest), c, d);
  };
  const double inside = high > low ? integral(low, high, below) : 0;
  const double above = last > high ? integral(high, last, all) : 0;
  const double under = low > first ? integral(first, low, all) : 0;
  const double between = high > low ? integral(low, high, all) : 0;
  const double outside = before * below(first) + after * below(last);
  return std::clamp((inside + above + outside) / (under + between + above + before + after), 0.0, 1.0);
}

double beta_overlap(double a, double b, double c, double d) {
  return std::exp(log_beta(a + c, b + d) - log_beta(a, b) - log_beta(c, d));
}

double beta_expected_loss(double a, double b, double c, double d, double chance, double overlap) {
  return (a / (a + b) - c / (c + d)) * (1 - chance) + overlap * (1 / (a + b) + 1 / (c + d));
}

}  // namespace sutva::stats
