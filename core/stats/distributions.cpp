// SPDX-License-Identifier: Apache-2.0
#include "stats/distributions.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/complement.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <optional>

#include "stats/root.hpp"

namespace sutva::stats {
namespace {

namespace bm = boost::math;
namespace bp = boost::math::policies;

// Without promotion: WebAssembly would otherwise compute in software 128-bit floats, fifty times slower.
// Errors give NaN or infinity instead of exceptions, which the module is built without.
using Wanted = bp::policy<bp::domain_error<bp::ignore_error>, bp::pole_error<bp::ignore_error>,
                          bp::overflow_error<bp::ignore_error>, bp::underflow_error<bp::ignore_error>,
                          bp::denorm_error<bp::ignore_error>, bp::evaluation_error<bp::ignore_error>,
                          bp::rounding_error<bp::ignore_error>, bp::indeterminate_result_error<bp::ignore_error>,
                          bp::promote_float<false>, bp::promote_double<false>, bp::max_root_iterations<400>>;
// In the form Boost itself makes of it inside: otherwise it compiles half of its functions twice.
using Policy = bp::normalise<Wanted, bp::promote_float<false>, bp::promote_double<false>, bp::discrete_quantile<>,
                             bp::assert_undefined<>>::type;

using Normal = bm::normal_distribution<double, Policy>;
using StudentT = bm::students_t_distribution<double, Policy>;
using NoncentralT = bm::non_central_t_distribution<double, Policy>;
using ChiSquared = bm::chi_squared_distribution<double, Policy>;
using FisherF = bm::fisher_f_distribution<double, Policy>;
using Binomial = bm::binomial_distribution<double, Policy>;

constexpr double infinity = std::numeric_limits<double>::infinity();

// Boost begins its series of the noncentral t at ncp^2 / 2 and counts it in an int. Beyond this the normal in the
// numerator is as good as its mean: P(T <= t) is P(chi-squared >= df (ncp / t)^2), to about df / ncp^2.
constexpr double largest_ncp = 3e4;
double cut(double t, double df, double ncp) { return std::fmin(df * (ncp / t) * (ncp / t), 1e300); }

}  // namespace

double normal_cdf(double z) { return bm::cdf(Normal(), z); }
double normal_sf(double z) { return bm::cdf(bm::complement(Normal(), z)); }

double normal_quantile(double p) { return p == 0 ? -infinity : p == 1 ? infinity : bm::quantile(Normal(), p); }

double normal_quantile_upper(double p) { return -normal_quantile(p); }

double t_cdf(double t, double df) { return bm::cdf(StudentT(df), t); }
double t_sf(double t, double df) { return bm::cdf(bm::complement(StudentT(df), t)); }

// By a root of the logarithm of the tail in the logarithm of t, where it is nearly a straight line. Boost's own
// quantile inverts the incomplete beta function with a collection of methods that would be a twentieth of the module.
double t_quantile_upper(double p, double df) {
  if (!(df > 0) || !(p >= 0 && p <= 1)) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  if (p == 0.5) {
    return 0;
  }
  if (p > 0.5) {
    return -t_quantile_upper(1 - p, df);
  }
  const auto excess = [&](double log_t) { return std::log(t_sf(std::exp(log_t), df) / p); };
  // The expansion about the normal quantile (Abramowitz and Stegun 26.7.5) is exact to the last digits for large df;
  // else a bracket of a few parts in a thousand about it holds the root. Plans ask for thousands of quantiles.
  if (df >= 20 && p > 1e-8 && p < 0.4) {
    const double z = normal_quantile_upper(p);
    const double s = z * z;
    const double second = z * (3 + s * (16 + 5 * s)) / 96;
    const double third = z * (-15 + s * (17 + s * (19 + 3 * s))) / 384;
    const double fourth = z * (-945 + s * (-1920 + s * (1482 + s * (776 + 79 * s)))) / 92160;
    const double near = z + (z * (s + 1) / 4 + (second + (third + fourth / df) / df) / df) / df;
    if (df >= 3000 && p > 1e-4) {
      return near;
    }
    const double width = 0.005 / df + 1e-9;
    if (const std::optional<double> log_t = root(excess, std::log(near) - width, std::log(near) + width)) {
      return std::exp(*log_t);
    }
  }
  constexpr double farthest = 354;  // beyond e^354 the square of t is infinite and its tail falls to 0 at once
  double high = 1;
  while (high < farthest && excess(high) > 0) {
    high *= 2;
  }
  const std::optional<double> log_t = root(excess, -60, std::fmin(high, farthest));
  return log_t ? std::exp(*log_t) : p < 0.25 ? infinity : 0;
}

double t_quantile(double p, double df) { return p > 0.5 ? t_quantile_upper(1 - p, df) : -t_quantile_upper(p, df); }
double t_two_sided_p(double t, double df) { return 2 * t_sf(std::abs(t), df); }

double noncentral_t_cdf(double t, double df, double ncp) {
  if (std::abs(ncp) > largest_ncp) {
    return ncp < 0 ? noncentral_t_sf(-t, df, -ncp) : t > 0 ? chi_squared_sf(cut(t, df, ncp), df) : 0;
  }
  return ncp == 0 || std::isinf(t) ? t_cdf(t, df) : bm::cdf(NoncentralT(df, ncp), t);
}

double noncentral_t_sf(double t, double df, double ncp) {
  if (std::abs(ncp) > largest_ncp) {
    return ncp < 0 ? noncentral_t_cdf(-t, df, -ncp) : t > 0 ? bm::cdf(ChiSquared(df), cut(t, df, ncp)) : 1;
  }
  return ncp == 0 || std::isinf(t) ? t_sf(t, df) : bm::cdf(bm::complement(NoncentralT(df, ncp), t));
}

double chi_squared_sf(double x, double df) { return bm::cdf(bm::complement(ChiSquared(df), x)); }
double chi_squared_quantile(double p, double df) { return bm::quantile(ChiSquared(df), p); }

double f_sf(double f, double df1, double df2) { return bm::cdf(bm::complement(FisherF(df1, df2), f)); }

double binomial_cdf(double k, double n, double p) { return k < 0 ? 0 : k >= n ? 1 : bm::cdf(Binomial(n, p), k); }

}  // namespace sutva::stats
