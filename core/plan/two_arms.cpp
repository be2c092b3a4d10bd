// SPDX-License-Identifier: Apache-2.0
#include "plan/two_arms.hpp"

#include <cmath>

#include "stats/distributions.hpp"

namespace sutva::plan {
namespace {

bool uses_t(const TwoArms& arms) { return arms.metric == Metric::mean && arms.mean_method == MeanMethod::noncentral_t; }

}  // namespace

StandardErrors standard_errors(const TwoArms& arms) {
  const double nc = arms.n_control;
  const double nt = arms.n_treatment;
  if (arms.metric == Metric::mean) {
    const double se = arms.sd * std::sqrt(1 / nc + 1 / nt);
    return {se, se};
  }
  const double pc = arms.control;
  const double pt = arms.treatment;
  const double effect = std::sqrt(pc * (1 - pc) / nc + pt * (1 - pt) / nt);
  const auto with_common_share = [&](double p) { return std::sqrt(p * (1 - p) * (1 / nc + 1 / nt)); };
  switch (arms.proportion_method) {
    case ProportionMethod::pooled:
      return {with_common_share((nc * pc + nt * pt) / (nc + nt)), effect};
    case ProportionMethod::control_only:
      return {with_common_share(pc), effect};
    case ProportionMethod::unpooled:
      break;
  }
  return {effect, effect};
}

double critical_value(const TwoArms& arms) {
  const double tail_area = arms.sides == Sides::two ? arms.alpha / 2 : arms.alpha;
  return uses_t(arms) ? stats::t_quantile_upper(tail_area, arms.n_control + arms.n_treatment - 2)
                      : stats::normal_quantile_upper(tail_area);
}

double power(const TwoArms& arms) {
  const double critical = critical_value(arms);
  const StandardErrors se = standard_errors(arms);
  const double effect = std::abs(arms.effect());
  const bool both = arms.sides == Sides::two;
  if (uses_t(arms)) {
    const double df = arms.n_control + arms.n_treatment - 2;
    const double ncp = effect / se.effect;
    return stats::noncentral_t_sf(critical, df, ncp) + (both ? stats::noncentral_t_cdf(-critical, df, ncp) : 0);
  }
  return stats::normal_sf((critical * se.null - effect) / se.effect) +
         (both ? stats::normal_sf((critical * se.null + effect) / se.effect) : 0);
}

stats::ProportionTest proportion_test(ProportionMethod method) {
  return method == ProportionMethod::unpooled ? stats::ProportionTest::unpooled : stats::ProportionTest::pooled;
}

stats::Tail tail(const TwoArms& arms) {
  return arms.sides == Sides::two ? stats::Tail::two_sided
         : arms.effect() >= 0     ? stats::Tail::greater
                                  : stats::Tail::less;
}

std::string_view test_sentence(const TwoArms& arms) {
  if (arms.metric == Metric::proportion) {
    return proportion_test(arms.proportion_method) == stats::ProportionTest::pooled
               ? "z-test of two proportions with pooled variance"
               : "z-test of two proportions with unpooled variance";
  }
  return uses_t(arms) ? "two-sample t-test with equal variances" : "two-sample z-test with known standard deviation";
}

std::optional<double> exact_power(const TwoArms& arms) {
  if (arms.metric != Metric::proportion) {
    return std::nullopt;
  }
  return stats::exact_power(proportion_test(arms.proportion_method), tail(arms), critical_value(arms),
                            static_cast<std::int64_t>(arms.n_control), static_cast<std::int64_t>(arms.n_treatment),
                            arms.control, arms.treatment);
}

}  // namespace sutva::plan
