// SPDX-License-Identifier: Apache-2.0
#include "stats/sequential_ratio.hpp"

#include <cmath>

namespace sutva::stats {
namespace {

constexpr double half_log_two_pi = 0.91893853320467274178;

// What Stirling's formula leaves of log Γ(z): log Γ(z) - (z - 1/2) log z + z - log(2 π) / 2.
double stirling_rest(double z) {
  if (z < 16) {
    return std::lgamma(z) - (z - 0.5) * std::log(z) + z - half_log_two_pi;
  }
  const double r = 1 / (z * z);
  return (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r / 1188)))) / z;
}

}  // namespace

// Logarithms of gamma functions of 1e12 people agree in twelve digits, so they are not subtracted: Stirling's formula
// is put in, and what cancels is left out.
double log_multinomial_bayes_factor(std::span<const double> counts, std::span<const double> shares,
                                    double concentration) {
  double n = concentration;
  for (const double count : counts) {
    n += count;
  }
  double sum = 0.5 * std::log(n / concentration) - stirling_rest(n) + stirling_rest(concentration);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double before = concentration * shares[i];
    const double after = counts[i] + before;
    const double expected = n * shares[i];
    const double off = (after - expected) / expected;
    // The sum of these is that of after * log(after / expected), since all that is off adds up to zero.
    sum += off > -1 ? expected * ((1 + off) * std::log1p(off) - off) : expected;
    sum += stirling_rest(after) - stirling_rest(before) - 0.5 * std::log(after / before);
  }
  return sum;
}

}  // namespace sutva::stats
