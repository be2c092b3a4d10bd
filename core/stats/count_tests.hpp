// SPDX-License-Identifier: Apache-2.0
// Tests of counts against planned shares, right to the far tail: p-values are natural logarithms, since a billion users
// bring p-values that no double can hold.
//
// Counts are whole and not negative; shares are above 0 and add up to one; as many of the one as of the other, 2 or
// more. Nothing is computed from the difference of two large numbers: deviances and Stirling's error are those of
// Loader (2000), Fast and Accurate Computation of Binomial Probabilities.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace sutva::stats {

// x log(x / m) + m - x >= 0; x >= 0, m > 0.
double deviance(double x, double m);

// log P(X > x) of chi-squared.
double log_chi_squared_sf(double x, double df);

// The x with P(X > x) = p, p in (0, 1), however small.
double chi_squared_quantile_upper(double p, double df);

// P(X > x) of the noncentral chi-squared; ncp >= 0. A Poisson mixture (Johnson, Kotz and Balakrishnan 1995, Continuous
// Univariate Distributions 2, ch. 29).
double noncentral_chi_squared_sf(double x, double df, double ncp);

struct CountTest {
  double statistic = 0;
  double df = 0;
  double log_p = 0;  // natural logarithm of the p-value
};

// The likelihood ratio test G; Pearson's is goodness_of_fit of group_tests.hpp.
CountTest likelihood_ratio(std::span<const double> counts, std::span<const double> shares);

// log of the probability of k among n.
double log_binomial_density(double k, double n, double p);
// log P(X >= k) and log P(X <= k).
double log_binomial_above(double k, double n, double p);
double log_binomial_below(double k, double n, double p);

// log p of the exact two-sided test: every number of successes that is no likelier than k, ties within 1e-7, as R's
// binom.test. n up to most_exact_users, beyond which adding up takes longer than a page may wait.
inline constexpr double most_exact_users = 2e9;
double log_binomial_test(double k, double n, double p);

// p of the exact multinomial test: every table that is no likelier than the observed one, ties within 1e-7. None where
// there are more than `most_tables` of them.
std::optional<double> multinomial_test(std::span<const double> counts, std::span<const double> shares,
                                       double most_tables = 200'000);

// log Bayes factor of shares drawn from a Dirichlet distribution with mean `shares` and this concentration against the
// shares themselves (Lindon and Malek 2022, Anytime-Valid Inference for Multinomial Count Data, NeurIPS, eq. 7). Its
// inverse never falls below alpha with a chance above alpha, however often one looks (Ville 1939).
double log_bayes_factor(std::span<const double> counts, std::span<const double> shares, double concentration);

// The same over periods whose shares differ. Before each period the prior is centred where the counts so far put the
// arms beside their plan; with constant shares that is exactly the factor of all counts together, and in general still
// a product of chances that were known beforehand, so that it keeps its level. An arm of share 0 has no users.
class RunningBayes {
 public:
  RunningBayes(std::size_t arms, double concentration);
  void add(std::span<const double> counts, std::span<const double> shares);
  double log_factor() const { return log_factor_; }

 private:
  double concentration_;
  double total_ = 0;
  std::vector<double> seen_, expected_;
  double log_factor_ = 0;
};

// log of the mean of exp(logs).
double log_mean_exp(std::span<const double> logs);

}  // namespace sutva::stats
