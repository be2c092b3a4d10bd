// SPDX-License-Identifier: Apache-2.0
// One instrument z for one regressor d: two-stage least squares, and what its instrument says by itself.
//
// All three numbers are what is left after an intercept and the covariates (regression.hpp). Then
//   reduced form  y on z: the intention to treat;  first stage  d on z;  2SLS  (z'y) / (z'd), Wald's ratio,
// with the residuals e of each and the variance of a coefficient
//   classical  sum e^2 / (n - k) / z'z
//   HC0        sum z^2 e^2 / (z'z)^2          (Eicker 1963; White 1980)
//   HC1        HC0 n / (n - k)
//   HC2        sum z^2 e^2 / (1 - h) / (z'z)^2 (MacKinnon and White 1985), h of the covariates and z, which is what
//              estimatr::iv_robust takes as well: its second stage spans the same columns
//   CR1        sum over clusters of (sum z e)^2 / (z'z)^2 * G / (G - 1) * (n - 1) / (n - k)   ("stata")
// for 2SLS with z'd in the place of z'z. k = terms of the covariates with the intercept, and one more.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "stats/cluster_products.hpp"

namespace sutva::stats {

struct Partialled {
  std::span<const double> y, d, z;      // residuals on intercept and covariates, of the same units
  std::span<const double> leverage;     // of intercept and covariates
  double terms = 1;                     // of intercept and covariates
  std::span<const std::uint32_t> rows;  // units, where there are clusters
  std::optional<Clusters> clusters;
};

// Variances or covariances of coefficients by the kind of standard error.
struct Variances {
  double classical = 0, hc0 = 0, hc1 = 0, hc2 = 0;
  std::optional<double> cr1;  // none without clusters, or with only one
};

struct TwoStage {
  double reduced_form = 0;
  double first_stage = 0;
  std::optional<double> effect;  // none where the first stage is 0
  Variances of_reduced_form, of_first_stage, between, of_effect;
  double df = 0;        // n - k
  double clusters = 0;  // G; 0 without
};

// z'z > 0 and n > k.
TwoStage two_stage(const Partialled& data);

// All b with |reduced form - b first stage| within sqrt(critical) standard errors of zero: the Anderson and Rubin
// (1949, Annals of Mathematical Statistics 20:46-63) set, which keeps its level however weak the instrument is. With
// one instrument it is never empty: the 2SLS estimate is always in it.
enum class SetShape : std::uint8_t {
  interval,  // [low, high]
  two_rays,  // up to low, and from high on
  line,      // everything
  up_to,     // up to high
  from       // from low on
};

struct AndersonRubin {
  SetShape shape = SetShape::line;
  double low = 0, high = 0;
};

// Variances of the two and their covariance of the same kind; critical: quantile of F(1, df), or of chi-squared(1).
AndersonRubin anderson_rubin(double reduced_form, double first_stage, double var_reduced_form, double covariance,
                             double var_first_stage, double critical);

}  // namespace sutva::stats
