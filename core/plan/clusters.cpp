// SPDX-License-Identifier: Apache-2.0
#include "plan/clusters.hpp"

#include <cmath>
#include <vector>

#include "base/text.hpp"
#include "plan/solve.hpp"
#include "stats/distributions.hpp"

namespace sutva::plan {
namespace {

// Shares of the person variance: between clusters (left by pairs or strata), and within, per cluster mean.
double between(const ClusterPlan& plan) { return plan.icc * (1 - plan.explained); }
double within_mean(const ClusterPlan& plan) { return (1 - plan.icc) / plan.m; }
double people_correlation(const ClusterPlan& plan) { return plan.sampling == Sampling::cohort ? plan.iac : 0; }

// The covariance of a cluster's period means, per unit of person variance, as the lower triangle of its Cholesky
// factor: none where some contrast of periods does not vary at all.
std::vector<double> wedge_factor(const ClusterPlan& plan) {
  const auto size = static_cast<std::size_t>(plan.steps) + 1;
  // Unlimited people: far more than any cluster holds, so that the covariance keeps its inverse.
  const double within = (1 - plan.icc) / std::fmin(plan.m, 1e9);
  std::vector<double> alike(size, plan.cac);
  alike[0] = 1;
  for (std::size_t lag = 2; lag < size && plan.decay == Decay::exponential; ++lag) {
    alike[lag] = alike[lag - 1] * plan.cac;
  }
  std::vector<double> v(size * size);
  for (std::size_t row = 0; row < size; ++row) {
    for (std::size_t column = 0; column <= row; ++column) {
      double sum = plan.icc * alike[row - column] + within * (row == column ? 1 : people_correlation(plan));
      for (std::size_t i = 0; i < column; ++i) {
        sum -= v[row * size + i] * v[column * size + i];
      }
      if (row > column) {
        v[row * size + column] = sum / v[column * size + column];
      } else if (sum <= 1e-14 * (plan.icc + within)) {
        return {};
      } else {
        v[row * size + row] = std::sqrt(sum);
      }
    }
  }
  return v;
}

// With z a step's row of treatment indicators less the mean row (which takes the period effects out), the estimate is
// sum z' V^-1 y / sum z' V^-1 z. Fills `rows`, if wanted, with V^-1 z; gives the sum for one cluster in each step.
double wedge_information(const std::vector<double>& v, std::size_t steps, std::vector<double>* rows) {
  const std::size_t size = steps + 1;
  double information = 0;
  std::vector<double> z(size);
  for (std::size_t step = 0; step < steps; ++step) {
    for (std::size_t period = 0; period < size; ++period) {
      z[period] = (period > step ? 1.0 : 0.0) - static_cast<double>(period) / static_cast<double>(steps);
      for (std::size_t i = 0; i < period; ++i) {
        z[period] -= v[period * size + i] * z[i];
      }
      z[period] /= v[period * size + period];
      information += z[period] * z[period];
    }
    for (std::size_t period = size; rows != nullptr && period-- > 0;) {
      for (std::size_t i = period + 1; i < size; ++i) {
        z[period] -= v[i * size + period] * z[i];
      }
      z[period] /= v[period * size + period];
      (*rows)[step * size + period] = z[period];
    }
  }
  return information;
}

// Variance of the estimate with one cluster in each step, per unit of person variance.
double stepped_wedge_factor(const ClusterPlan& plan) {
  const std::vector<double> v = wedge_factor(plan);
  return v.empty() ? 0 : 1 / wedge_information(v, static_cast<std::size_t>(plan.steps), nullptr);
}

}  // namespace

double person_variance(const ClusterPlan& plan, double value) {
  switch (plan.metric) {
    case ClusterMetric::proportion:
      return value * (1 - value);
    case ClusterMetric::count:
      return value / plan.exposure + plan.dispersion * value * value;
    case ClusterMetric::mean:
      break;
  }
  return plan.sd * plan.sd;
}

double cluster_mean_factor(const ClusterPlan& plan) {
  const double b = between(plan);
  const double w = within_mean(plan);
  if (plan.unequal_sizes == UnequalSizes::by_people) {
    return w + (1 + plan.cv * plan.cv) * b;
  }
  const double share = b + w == 0 ? 0 : b / (b + w);
  return (b + w) / (1 - plan.cv * plan.cv * share * (1 - share));
}

double baseline_correlation(const ClusterPlan& plan) {
  const double b = between(plan) * (plan.unequal_sizes == UnequalSizes::by_people ? 1 + plan.cv * plan.cv : 1);
  const double w = within_mean(plan);
  return b + w == 0 ? plan.cac : (b * plan.cac + w * people_correlation(plan)) / (b + w);
}

std::vector<double> stepped_wedge_weights(const ClusterPlan& plan) {
  const auto steps = static_cast<std::size_t>(plan.steps);
  std::vector<double> rows(steps * (steps + 1));
  const std::vector<double> v = wedge_factor(plan);
  if (!v.empty()) {
    const double information = plan.k * wedge_information(v, steps, &rows);
    for (double& weight : rows) {
      weight /= information;
    }
  }
  return rows;
}

double clusters_in_all(const ClusterPlan& plan) {
  switch (plan.design) {
    case ClusterDesign::matched:
      return 2 * plan.k;
    case ClusterDesign::stepped_wedge:
      return plan.steps * plan.k;
    default:
      return plan.k + plan.k_treatment;
  }
}

double periods(const ClusterPlan& plan) {
  return plan.design == ClusterDesign::stepped_wedge               ? plan.steps + 1
         : plan.design == ClusterDesign::difference_in_differences ? 2
                                                                   : 1;
}

double measurements(const ClusterPlan& plan) { return clusters_in_all(plan) * plan.m * periods(plan); }

double people(const ClusterPlan& plan) {
  return plan.sampling == Sampling::cohort ? clusters_in_all(plan) * plan.m : measurements(plan);
}

double variance(const ClusterPlan& plan) {
  const double control = person_variance(plan, plan.control);
  const double treatment = person_variance(plan, plan.treatment);
  if (plan.design == ClusterDesign::stepped_wedge) {
    return stepped_wedge_factor(plan) / plan.k * (control + treatment) / 2;
  }
  double factor = cluster_mean_factor(plan);
  if (plan.design == ClusterDesign::difference_in_differences) {
    const double r = baseline_correlation(plan);
    factor *= plan.baseline_analysis == BaselineAnalysis::ancova ? (1 - r) * (1 + r) : 2 * (1 - r);
  }
  const double k_treatment = plan.design == ClusterDesign::matched ? plan.k : plan.k_treatment;
  return factor * (control / plan.k + treatment / k_treatment);
}

double design_effect(const ClusterPlan& plan) {
  const double control = person_variance(plan, plan.control);
  const double treatment = person_variance(plan, plan.treatment);
  if (plan.design == ClusterDesign::stepped_wedge) {
    return variance(plan) * measurements(plan) / (2 * (control + treatment));
  }
  const double k_treatment = plan.design == ClusterDesign::matched ? plan.k : plan.k_treatment;
  return variance(plan) * plan.m / (control / plan.k + treatment / k_treatment);
}

double degrees_of_freedom(const ClusterPlan& plan) {
  switch (plan.design) {
    case ClusterDesign::matched:
      return plan.k - 1;
    case ClusterDesign::stratified:
      return clusters_in_all(plan) - plan.strata - 1;
    case ClusterDesign::difference_in_differences:
      return clusters_in_all(plan) - (plan.baseline_analysis == BaselineAnalysis::ancova ? 3 : 2);
    default:
      return clusters_in_all(plan) - 2;
  }
}

PlannedTest planned_test(const ClusterPlan& plan) {
  return {plan.test, plan.sides, plan.alpha, degrees_of_freedom(plan)};
}

double critical_value(const PlannedTest& test) {
  const double tail = test.sides == Sides::two ? test.alpha / 2 : test.alpha;
  return test.test == ClusterTest::t ? stats::t_quantile_upper(tail, test.df) : stats::normal_quantile_upper(tail);
}

double power_at(const PlannedTest& test, double critical, double ncp) {
  const bool both = test.sides == Sides::two;
  if (test.test == ClusterTest::t) {
    // The series of the noncentral t grows with ncp^2; this far out the normal in its numerator is as good as its mean.
    constexpr double far = 1000;
    if (ncp > far) {
      return 1 - stats::chi_squared_sf(std::fmin(test.df * (ncp / critical) * (ncp / critical), 1e300), test.df);
    }
    return stats::noncentral_t_sf(critical, test.df, ncp) +
           (both ? stats::noncentral_t_cdf(-critical, test.df, ncp) : 0);
  }
  return stats::normal_sf(critical - ncp) + (both ? stats::normal_sf(critical + ncp) : 0);
}

double needed_ncp(const PlannedTest& test, double target) {
  const double critical = critical_value(test);
  const Reached reached =
      reach([&](double ncp) { return power_at(test, critical, ncp); }, target, 0, critical + 1, 1e300);
  return reached.x.value_or(1e300);
}

double power(const ClusterPlan& plan) {
  const double v = variance(plan);
  if (!(v > 0)) {
    return 1;
  }
  const PlannedTest test = planned_test(plan);
  return power_at(test, critical_value(test), std::abs(plan.effect()) / std::sqrt(v));
}

std::string analysis_sentence(const ClusterPlan& plan) {
  const std::string_view test = plan.test == ClusterTest::t ? "t-test" : "z-test";
  switch (plan.design) {
    case ClusterDesign::matched:
      return joined("Paired ", test, " of cluster means");
    case ClusterDesign::stratified:
      return joined(test, " of cluster means, with an effect for each stratum");
    case ClusterDesign::difference_in_differences:
      return joined(test, plan.baseline_analysis == BaselineAnalysis::ancova
                              ? " of cluster means, with the cluster's baseline mean as covariate"
                              : " of the changes of cluster means from baseline");
    case ClusterDesign::stepped_wedge:
      return joined(test, " of generalised least squares on cluster-period means, with an effect for each period");
    case ClusterDesign::parallel:
      break;
  }
  return joined(test, plan.cv == 0                                 ? " of cluster means"
                      : plan.unequal_sizes == UnequalSizes::taylor ? " in a mixed model with cluster effects"
                                                                   : " with a cluster-robust standard error");
}

}  // namespace sutva::plan
