// SPDX-License-Identifier: Apache-2.0
// Many treatments against one control: the joint distribution of their statistics, exactly, and Dunnett's critical
// value.
//
// T_i = (X_i + shift_i) / S, i = 1..k, where the X_i are standard normal with correlations lambda_i lambda_j and S^2 is
// an independent chi-squared(df) / df; df may be infinite (S = 1, the z-test). For a comparison of means with group
// sizes n_i against n_0, lambda_i^2 = n_i / (n_0 + n_i); with unequal variances v, lambda_i^2 = (v_0/n_0) / (v_0/n_0 +
// v_i/n_i). Given the control's share of the noise the T_i are independent, which leaves one integral, and one more for
// S (Dunnett 1955, JASA 50:1096-1121; Dunnett 1964, Biometrics 20:482-491; Genz and Bretz 2009, Computation of
// Multivariate Normal and t Probabilities, ch. 2). Both are trapezoidal sums of analytic integrands, which converge
// exponentially; absolute error below 1e-11, relative error of small tails below 1e-9.
//
// Domain: 1 to 1000 comparisons, 0 <= lambda_i <= largest_lambda, as many shifts as lambdas, df >= 1 or infinite,
// 0 < alpha < 1, two-sided c >= 0. Outside of it the answer is NaN; callers check their fields first.
#pragma once

#include <span>

namespace sutva::stats {

// The control is about a millionth of a treatment: beyond this all comparisons are one and the same.
inline constexpr double largest_lambda = 0.9999995;

// P(no T_i > c), two-sided: P(no |T_i| > c).
double dunnett_cdf(std::span<const double> lambda, std::span<const double> shift, double c, double df, bool two_sided);

// P(at least one T_i > c), computed in the tail: the familywise error with shifts of zero, the disjunctive ("any")
// power with others.
double dunnett_any(std::span<const double> lambda, std::span<const double> shift, double c, double df, bool two_sided);

// P(every T_i > c): the conjunctive ("all") power. Two-sided: P(every |T_i| > c).
double dunnett_all(std::span<const double> lambda, std::span<const double> shift, double c, double df, bool two_sided);

// The c with dunnett_any = alpha under shifts of zero.
double dunnett_critical(double alpha, std::span<const double> lambda, double df, bool two_sided);

}  // namespace sutva::stats
