// SPDX-License-Identifier: Apache-2.0
// The z-test for the difference of two proportions, and its exact power.
#pragma once

#include <cstdint>
#include <optional>
#include <type_traits>

namespace sutva::stats {

// Which variance the test divides by: pooled estimates one share for both arms (the score test), unpooled one
// share for each (the Wald test).
enum class ProportionTest : std::uint8_t { pooled, unpooled };

// z for treatment minus control. 0 where the arms are equal; infinite where they differ and the variance is zero.
double two_proportion_z(ProportionTest test, double successes_control, double n_control, double successes_treatment,
                        double n_treatment);

enum class Tail : std::uint8_t { two_sided, greater, less };

// The probability that the test rejects, summed over every pair of counts that can occur: no normal approximation.
// critical: the z from which on it rejects (for `less`: from -critical down).
// Pairs together less likely than about 1e-18 are left out. None where the arms are so large (about 1e9 people)
// that the sum would take longer than a page may wait.
std::optional<double> exact_power(ProportionTest test, Tail tail, double critical, std::int64_t n_control,
                                  std::int64_t n_treatment, double p_control, double p_treatment);

}  // namespace sutva::stats
