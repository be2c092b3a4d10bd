// SPDX-License-Identifier: Apache-2.0
// The level of each of k comparisons that keeps the chance of any false positive at alpha.
#pragma once

#include <cmath>

namespace sutva::stats {

// For any dependence (Bonferroni 1936).
inline double bonferroni(double alpha, double k) { return alpha / k; }

// Exact for independent comparisons, safe for two-sided normal ones (Šidák 1967, JASA 62:626-633).
inline double sidak(double alpha, double k) { return -std::expm1(std::log1p(-alpha) / k); }

// The chance of any false positive among k independent comparisons at level alpha each.
inline double any_of_independent(double alpha, double k) { return -std::expm1(k * std::log1p(-alpha)); }

}  // namespace sutva::stats
