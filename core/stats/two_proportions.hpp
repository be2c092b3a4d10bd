// SPDX-License-Identifier: Apache-2.0
// The z-test for the difference of two proportions, and its exact power.
#pragma once

#include <cstdint>
#include <optional>
#include <type_traits>

namespace sutva::stats {

// Which variance the test divides by: pooled estimates one share for both arms (the score test; against a margin the
// shares that differ by just that, Farrington and Manning 1990), unpooled one share for each (the Wald test).
enum class ProportionTest : std::uint8_t { pooled, unpooled };

// The control's and the treatment's most likely shares among those with treatment - control = difference
// (Farrington and Manning 1990, Statistics in Medicine 9:1447-1454, appendix).
struct RestrictedShares {
  double control, treatment;
};
RestrictedShares restricted_shares(double p_control, double n_control, double p_treatment, double n_treatment,
                                   double difference);

// z for treatment minus control minus margin. 0 where that is zero; infinite where it is not and the variance is zero.
double two_proportion_z(ProportionTest test, double successes_control, double n_control, double successes_treatment,
                        double n_treatment, double margin = 0);

enum class Tail : std::uint8_t {
  two_sided,
  greater,
  less,
  between  // equivalence: above the lower margin and below the upper one
};

// When a test of two counts rejects. critical: the z from which on it does (for `less`: from -critical down).
struct ProportionRule {
  ProportionTest test = ProportionTest::pooled;
  Tail tail = Tail::two_sided;
  double critical = 0;
  double margin = 0;       // the difference it is held against; for `between` the lower one
  double margin_high = 0;  // for `between`
};

// The probability that the test rejects, summed over every pair of counts that can occur: no normal approximation.
// Pairs together less likely than about 1e-18 are left out. None where the arms are so large (about 1e9 people)
// that the sum would take longer than a page may wait.
std::optional<double> exact_power(const ProportionRule& rule, std::int64_t n_control, std::int64_t n_treatment,
                                  double p_control, double p_treatment);

// The same for one arm held against a known share: z with that share's variance, or with the sample's own.
double one_proportion_z(ProportionTest test, double successes, double n, double null);
std::optional<double> exact_power_one_arm(const ProportionRule& rule, std::int64_t n, double null, double p);

}  // namespace sutva::stats
