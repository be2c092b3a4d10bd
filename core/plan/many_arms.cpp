// SPDX-License-Identifier: Apache-2.0
#include "plan/many_arms.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.hpp"
#include "stats/distributions.hpp"
#include "stats/dunnett.hpp"
#include "stats/multiplicity.hpp"

namespace sutva::plan {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Correlations where nothing changes: all variances alike.
std::vector<double> null_lambda(const ManyArms& arms) {
  return std::vector<double>(arms.treatments.size(), std::sqrt(arms.n_treatment / (arms.n_control + arms.n_treatment)));
}

struct Comparisons {
  std::vector<double> lambda, shift;
};

Comparisons comparisons(const ManyArms& arms) {
  Comparisons all;
  const double noise = unit_variance(arms, arms.control()) / arms.n_control;
  for (const double treatment : arms.treatments) {
    const double own = unit_variance(arms, treatment) / arms.n_treatment;
    all.shift.push_back(arms.sign() * distance(arms.outcome, treatment) / std::sqrt(noise + own));
    // A control this much noisier than the treatments makes all comparisons one and the same.
    all.lambda.push_back(std::fmin(std::sqrt(noise / (noise + own)), 0.99995));
  }
  return all;
}

double single_power(double shift, double critical, double df, bool two_sided) {
  if (std::isinf(df)) {
    return stats::normal_sf(critical - shift) + (two_sided ? stats::normal_sf(critical + shift) : 0);
  }
  return stats::noncentral_t_sf(critical, df, shift) + (two_sided ? stats::noncentral_t_cdf(-critical, df, shift) : 0);
}

}  // namespace

double ManyArms::df() const {
  const bool t = units.clustered ? cluster_test == ClusterTest::t : outcome.metric == Metric::mean;
  return t && !known_variance ? n_control + k() * n_treatment - k() - 1 : infinity;
}

double ManyArms::sign() const {
  const bool down = std::any_of(treatments.begin(), treatments.end(), [&](double t) { return t < control(); });
  return sides == Sides::one && down ? -1 : 1;
}

double unit_variance(const ManyArms& arms, double level) {
  return person_variance(arms.outcome, level) * arms.outcome.variance_factor;
}

std::vector<double> expected_statistics(const ManyArms& arms) { return comparisons(arms).shift; }

double upper_tail(double statistic, double df) {
  return std::isinf(df) ? stats::normal_sf(statistic) : stats::t_sf(statistic, df);
}

double upper_quantile(double tail, double df) {
  return std::isinf(df) ? stats::normal_quantile_upper(tail) : stats::t_quantile_upper(tail, df);
}

double tail_level(const ManyArms& arms) {
  const double sides = arms.sides == Sides::two ? 2 : 1;
  switch (arms.correction) {
    case Correction::none:
      break;
    case Correction::bonferroni:
    case Correction::holm:
      return stats::bonferroni(arms.alpha, arms.k()) / sides;
    case Correction::sidak:
      return stats::sidak(arms.alpha, arms.k()) / sides;
    case Correction::dunnett: {
      const double df = arms.df();
      const double c = stats::dunnett_critical(arms.alpha, null_lambda(arms), df, arms.sides == Sides::two);
      return upper_tail(c, df);
    }
  }
  return arms.alpha / sides;
}

double critical_value(const ManyArms& arms) {
  return arms.correction == Correction::dunnett
             ? stats::dunnett_critical(arms.alpha, null_lambda(arms), arms.df(), arms.sides == Sides::two)
             : upper_quantile(tail_level(arms), arms.df());
}

double familywise_error(const ManyArms& arms, double critical) {
  const std::vector<double> none(arms.treatments.size(), 0.0);
  return stats::dunnett_any(null_lambda(arms), none, critical, arms.df(), arms.sides == Sides::two);
}

std::vector<double> power_by_treatment(const ManyArms& arms, double critical) {
  std::vector<double> all = expected_statistics(arms);
  for (double& shift : all) {
    shift = single_power(shift, critical, arms.df(), arms.sides == Sides::two);
  }
  return all;
}

double power(const ManyArms& arms, PowerKind kind, double critical) {
  const bool two_sided = arms.sides == Sides::two;
  if (kind == PowerKind::each || arms.treatments.size() == 1) {
    // The smallest: that of the treatment nearest to the control, in its own standard errors.
    double nearest = infinity;
    for (const double shift : expected_statistics(arms)) {
      nearest = std::fmin(nearest, two_sided ? std::abs(shift) : shift);
    }
    return single_power(nearest, critical, arms.df(), two_sided);
  }
  const Comparisons all = comparisons(arms);
  return kind == PowerKind::any ? stats::dunnett_any(all.lambda, all.shift, critical, arms.df(), two_sided)
                                : stats::dunnett_all(all.lambda, all.shift, critical, arms.df(), two_sided);
}

std::string test_sentence(const ManyArms& arms) {
  const std::string_view kind = std::isinf(arms.df()) ? "z-tests" : "t-tests";
  const bool clustered = arms.units.clustered;
  switch (arms.outcome.metric) {
    case Metric::mean:
      return joined(kind, " against the control with the variance pooled over all arms",
                    clustered ? ", of cluster means" : "");
    case Metric::ratio:
      return joined(kind, " of ratios against the control by the delta method", clustered ? ", over clusters" : "");
    case Metric::count:
      return joined(kind,
                    arms.outcome.count_method == CountMethod::log_ratio    ? " of log rate ratios"
                    : arms.outcome.count_method == CountMethod::difference ? " of rates"
                                                                           : " of the square roots of rates",
                    " against the control", clustered ? ", over clusters" : "");
    default:
      break;
  }
  return joined(kind, " against the control with unpooled variances", clustered ? ", of cluster means" : "");
}

}  // namespace sutva::plan
