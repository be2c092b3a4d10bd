// SPDX-License-Identifier: Apache-2.0
// Two independent proportions from their counts: intervals of the difference and of the ratio, and exact tests.
#pragma once

#include <optional>

#include "stats/intervals.hpp"

namespace sutva::stats {

// Whole numbers, 0 <= successes <= n, n >= 1.
struct TwoByTwo {
  double successes_control = 0, n_control = 1;
  double successes_treatment = 0, n_treatment = 1;

  double share_control() const { return successes_control / n_control; }
  double share_treatment() const { return successes_treatment / n_treatment; }
};

// All intervals are of treatment - control or treatment / control; confidence in (0, 1).

// Of treatment - control, with a variance for each arm. 0 where both shares are 0 or 1.
double wald_se(const TwoByTwo& t);

// Newcombe's hybrid of two Wilson intervals (1998, Statistics in Medicine 17:873-890, method 10).
Interval newcombe_difference(const TwoByTwo& t, double confidence);

// Wald's interval after one success and one failure were added to each arm (Agresti and Caffo 2000, The American
// Statistician 54:280-288). The centre is not the observed difference.
Interval agresti_caffo_difference(const TwoByTwo& t, double confidence);

// The differences, or ratios, that a score test with Miettinen and Nurminen's (1985, Statistics in Medicine 4:213-226)
// factor N / (N - 1) in the variance does not reject. The ratio needs a success in control; its interval is
// Koopman's (1984, Biometrics 40:513-517) but for that factor, and always finite.
Interval score_difference(const TwoByTwo& t, double confidence);
Interval score_ratio(const TwoByTwo& t, double confidence);
// The statistics of these tests at a difference, or ratio, that is held against them.
double score_z_difference(const TwoByTwo& t, double difference);
double score_z_ratio(const TwoByTwo& t, double ratio);

// Standard error of log(treatment / control) (Katz, Baptista, Azen and Pike 1978, Biometrics 34:469-474). None where
// either arm has no success.
std::optional<double> katz_log_se(const TwoByTwo& t);

// Fisher's exact test, two-sided by the rule of R's fisher.test: every table with these margins that is no likelier
// than the observed one, ties within 1e-7. mid_p counts the observed table half (Hirji, Tan and Elashoff 1991,
// Statistics in Medicine 10:1137-1153; as in SAS). None where the margins are so large (a hypergeometric standard
// deviation above 20,000) that adding up would take longer than a page may wait.
struct FisherTest {
  double p_value, mid_p;
};
std::optional<FisherTest> fisher_test(const TwoByTwo& t);

// Boschloo's unconditional test (1970, Statistica Neerlandica 24:1-35): the largest probability, over all shares that
// both arms may have in common, of a two-sided Fisher p-value as small as the observed one. None where
// n_control x n_treatment is above 10,000. A few milliseconds at most.
std::optional<double> boschloo_p_value(const TwoByTwo& t);

}  // namespace sutva::stats
