// SPDX-License-Identifier: Apache-2.0
// Two independent beta variables, A ~ Beta(a, b) and B ~ Beta(c, d): the posteriors of two shares.
//
// Recurrences and the expected loss: Evan Miller (2015), Formulas for Bayesian A/B Testing; Cook (2008), Numerical
// computation of stochastic inequality probabilities; Stucchio (2015), Bayesian A/B testing at VWO. All parameters > 0
// and finite; otherwise NaN.
#pragma once

namespace sutva::stats {

// P(B > A), to about 1e-11 absolute.
double beta_chance(double a, double b, double c, double d);

// B(a + c, b + d) / (B(a, b) B(c, d)): the step of P(B > A) when a count moves by one,
//   P(a+1) = P - h/a,  P(b+1) = P + h/b,  P(c+1) = P + h/c,  P(d+1) = P - h/d.
double beta_overlap(double a, double b, double c, double d);

// E[max(A - B, 0)], from P(B > A) and the overlap.
double beta_expected_loss(double a, double b, double c, double d, double chance, double overlap);

// P(B - A <= x), to about 1e-9 absolute; 1e-6 where a parameter is below 1. x in [-1, 1].
double beta_difference_cdf(double a, double b, double c, double d, double x);

}  // namespace sutva::stats
