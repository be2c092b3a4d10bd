// SPDX-License-Identifier: Apache-2.0
// Averages over the distribution of an estimated standard deviation.
#pragma once

#include <array>
#include <cmath>

namespace sutva::stats {

// Gauss-Legendre nodes and weights of order 16 on [-1, 1], the positive half (Abramowitz and Stegun, table 25.4).
inline constexpr std::array<std::array<double, 2>, 8> gauss_legendre_16{
    {{0.0950125098376374402, 0.189450610455068496},
     {0.281603550779258913, 0.182603415044923589},
     {0.458016777657227386, 0.169156519395002538},
     {0.617876244402643748, 0.149595988816576732},
     {0.755404408355003034, 0.124628971255533872},
     {0.865631202387831744, 0.0951585116824927848},
     {0.944575023073232576, 0.0622535239386478929},
     {0.989400934991649933, 0.0271524594117540949}}};

// E[f(S)] over S in (0, most], with S^2 df chi-squared with df degrees of freedom: S is a sample's standard deviation
// over the true one. f is smooth and bounded on that interval and counts as zero beyond it.
template <class F>
double mean_over_chi(double df, double most, F&& f) {
  // Ten standard deviations of S on either side leave out less than 1e-20; for few degrees of freedom S has a tail to
  // nine and starts at zero.
  const double spread = 10 / std::sqrt(2 * df);
  const double low = std::fmax(0, 1 - spread);
  const double high = std::fmin(most, 1 + spread);
  if (!(high > low)) {
    return 0;
  }
  constexpr int panels = 12;
  // The density is scale * exp((df - 1) log s - df (s^2 - 1) / 2) with scale = 2 a^a e^-a / gamma(a), a = df / 2;
  // by Stirling's series where the powers themselves would lose digits.
  const double a = df / 2;
  const double rest = a < 20 ? std::log(2.0) + a * std::log(a) - a - std::lgamma(a)
                             : std::log(2 * std::sqrt(a / (2 * 3.141592653589793))) - 1 / (12 * a) +
                                   1 / (360 * a * a * a) - 1 / (1260 * a * a * a * a * a);
  const double half = (high - low) / (2 * panels);
  double sum = 0;
  for (int panel = 0; panel < panels; ++panel) {
    const double middle = low + half * (2 * panel + 1);
    for (const auto& [node, weight] : gauss_legendre_16) {
      for (const double at : {middle - half * node, middle + half * node}) {
        const double density = std::exp(rest + (df - 1) * std::log(at) - a * (at - 1) * (at + 1));
        sum += weight * density * f(at);
      }
    }
  }
  return sum * half;
}

}  // namespace sutva::stats
