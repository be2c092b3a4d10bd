// SPDX-License-Identifier: Apache-2.0
// Distribution functions. `_sf` is the upper tail, computed in the tail: normal_sf(38) is 2.9e-316, not 0.
// Boost.Math stands behind this header and is included by its source file alone.
//
// Arguments outside a distribution's domain (df <= 0, p outside [0, 1]) give NaN; callers check their fields first.
#pragma once

namespace sutva::stats {

double normal_cdf(double z);
double normal_sf(double z);
double normal_quantile(double p);
double normal_quantile_upper(double p);  // the z with P(Z > z) = p

double t_cdf(double t, double df);
double t_sf(double t, double df);
double t_quantile(double p, double df);
double t_quantile_upper(double p, double df);
double t_two_sided_p(double t, double df);  // P(|T| >= |t|)

double noncentral_t_cdf(double t, double df, double ncp);
double noncentral_t_sf(double t, double df, double ncp);

double chi_squared_sf(double x, double df);
double chi_squared_quantile(double p, double df);

double f_sf(double f, double df1, double df2);

double binomial_cdf(double k, double n, double p);

}  // namespace sutva::stats
