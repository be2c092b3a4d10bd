// SPDX-License-Identifier: Apache-2.0
// Whether several groups are alike: their means, their effects, their counts.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace sutva::stats {

struct FTest {
  double statistic = 0;
  double df1 = 0;
  double df2 = 0;
  double p_value = 0;
};

struct ChiSquared {
  double statistic = 0;
  double df = 0;
  double p_value = 0;
};

struct GroupMean {
  double n = 0;
  double mean = 0;
  double variance = 0;  // of the numbers, with n - 1
};

// Fisher's analysis of variance with one variance for all groups. None with fewer than two groups, no degrees of
// freedom or no variance within groups.
std::optional<FTest> one_way(std::span<const GroupMean> groups);

// An estimate with the variance of it and the degrees of freedom of that variance.
struct Uncertain {
  double value = 0;
  double variance = 0;
  double df = 0;
};

// Whether independent estimates estimate the same: Cochran's Q = sum of (value - weighted mean)^2 / variance, against
// chi-squared with one degree of freedom fewer than estimates. For level-specific effects with HC2 variances it is the
// Wald test of the interaction. None with fewer than two, or where a variance is 0.
std::optional<ChiSquared> equality_wald(std::span<const Uncertain> estimates);

// The same for variances that were estimated: Welch (1951), Biometrika 38:330-336. For means with variances s^2 / n and
// n - 1 degrees of freedom it is R's oneway.test.
std::optional<FTest> equality_welch(std::span<const Uncertain> estimates);

// Pearson's chi-squared of counts against shares that add up to one; shares above 0, as many as counts.
ChiSquared goodness_of_fit(std::span<const double> counts, std::span<const double> shares);

// Pearson's chi-squared of independence; `columns` counts a row. Empty rows and columns are left out. None where
// fewer than two of either are left.
std::optional<ChiSquared> independence(std::span<const double> counts, std::size_t columns);

}  // namespace sutva::stats
