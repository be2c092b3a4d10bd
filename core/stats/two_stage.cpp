// SPDX-License-Identifier: Apache-2.0
#include "stats/two_stage.hpp"

#include <cmath>
#include <cstddef>
#include <vector>

namespace sutva::stats {
namespace {

struct Meat {
  const Partialled& data;
  double zz;
  std::vector<double> leverage;  // with z
  std::optional<ClusterProducts> clusters;

  // Covariance of the coefficients with residuals a and b; denominators z'z or z'd of the two multiplied.
  Variances of(const std::vector<double>& a, const std::vector<double>& b, double denominators) {
    const std::size_t n = data.z.size();
    const auto count = static_cast<double>(n), df = count - data.terms - 1;
    double plain = 0, hc0 = 0, hc2 = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const double product = a[i] * b[i], weighted = data.z[i] * data.z[i] * product;
      plain += product;
      hc0 += weighted;
      // A row that alone determines a coefficient has residual 0 and says nothing about the noise.
      hc2 += 1 - leverage[i] > 1e-12 ? weighted / (1 - leverage[i]) : 0;
    }
    Variances v;
    v.classical = plain / df * (zz / denominators);
    v.hc0 = hc0 / denominators;
    v.hc1 = v.hc0 * count / df;
    v.hc2 = hc2 / denominators;
    if (clusters) {
      std::vector<double> za(n), zb(n);
      for (std::size_t i = 0; i < n; ++i) {
        za[i] = data.z[i] * a[i];
        zb[i] = data.z[i] * b[i];
      }
      const ClusterProduct product = clusters->of(data.rows, za.data(), zb.data());
      const auto g = static_cast<double>(product.count);
      if (g > 1) {
        v.cr1 = product.sum / denominators * (g / (g - 1)) * ((count - 1) / df);
      }
    }
    return v;
  }
};

}  // namespace

TwoStage two_stage(const Partialled& data) {
  const std::size_t n = data.z.size();
  double zz = 0, zd = 0, zy = 0, dd = 0;
  for (std::size_t i = 0; i < n; ++i) {
    zz += data.z[i] * data.z[i];
    zd += data.z[i] * data.d[i];
    zy += data.z[i] * data.y[i];
    dd += data.d[i] * data.d[i];
  }
  TwoStage result;
  result.reduced_form = zy / zz;
  result.first_stage = zd / zz;
  result.df = static_cast<double>(n) - data.terms - 1;
  Meat meat{data, zz, std::vector<double>(n), std::nullopt};
  std::vector<double> e(n), u(n);
  for (std::size_t i = 0; i < n; ++i) {
    meat.leverage[i] = data.leverage[i] + data.z[i] * data.z[i] / zz;
    e[i] = data.y[i] - result.reduced_form * data.z[i];
    u[i] = data.d[i] - result.first_stage * data.z[i];
  }
  if (data.clusters) {
    meat.clusters.emplace(*data.clusters);
    result.clusters = static_cast<double>(meat.clusters->of(data.rows, e.data(), e.data()).count);
  }
  result.of_reduced_form = meat.of(e, e, zz * zz);
  result.of_first_stage = meat.of(u, u, zz * zz);
  result.between = meat.of(e, u, zz * zz);
  // Rounding alone leaves about 1e-16 of the lengths; a first stage of that size is none.
  if (std::abs(zd) > 1e-13 * std::sqrt(zz) * std::sqrt(dd)) {
    const double effect = zy / zd;
    result.effect = effect;
    for (std::size_t i = 0; i < n; ++i) {
      e[i] = data.y[i] - effect * data.d[i];
    }
    result.of_effect = meat.of(e, e, zd * zd);
  }
  return result;
}

AndersonRubin anderson_rubin(double reduced_form, double first_stage, double var_reduced_form, double covariance,
                             double var_first_stage, double critical) {
  // a b^2 - 2 m b + c <= 0; the discriminant written so that it does not cancel (as in Fieller's interval).
  const double y = reduced_form, d = first_stage;
  const double a = d * d - critical * var_first_stage;
  const double m = y * d - critical * covariance;
  const double c = y * y - critical * var_reduced_form;
  const double discriminant = critical * (y * y * var_first_stage + d * d * var_reduced_form - 2 * y * d * covariance -
                                          critical * (var_reduced_form * var_first_stage - covariance * covariance));
  if (a == 0) {
    if (m == 0) {
      return {SetShape::line, 0, 0};
    }
    const double end = c / (2 * m);
    return m > 0 ? AndersonRubin{SetShape::from, end, end} : AndersonRubin{SetShape::up_to, end, end};
  }
  if (a < 0 && !(discriminant > 0)) {
    return {SetShape::line, 0, 0};
  }
  const double root = std::sqrt(std::fmax(0, discriminant));
  const double q = m + (m < 0 ? -root : root);
  const double one = q / a, other = q == 0 ? 0 : c / q;
  return {a > 0 ? SetShape::interval : SetShape::two_rays, std::fmin(one, other), std::fmax(one, other)};
}

}  // namespace sutva::stats
