// SPDX-License-Identifier: Apache-2.0
#include "analyze/means.hpp"

#include <algorithm>
#include <cmath>

#include "analyze/effect.hpp"
#include "stats/distributions.hpp"
#include "stats/lift.hpp"

namespace sutva::analyze {
namespace {

ArmMean mean_of(const stats::Moments& m) { return {m.mean(), m.variance() / static_cast<double>(m.count())}; }

double df_of(const stats::Moments& control, const stats::Moments& treatment) {
  return welch_df(mean_of(control), static_cast<double>(control.count()), mean_of(treatment),
                  static_cast<double>(treatment.count()));
}

}  // namespace

Estimate welch_difference(const MethodText& text, const stats::Moments& control, const stats::Moments& treatment,
                          double confidence) {
  const double se = std::sqrt(mean_of(control).variance + mean_of(treatment).variance);
  return estimate_of(text, treatment.mean() - control.mean(), se, df_of(control, treatment), confidence);
}

std::vector<Estimate> mean_lifts(const stats::Moments& control, const stats::Moments& treatment, double confidence) {
  std::vector<Estimate> all;
  const ArmMean c = mean_of(control), t = mean_of(treatment);
  if (!(c.mean > 0)) {
    return all;
  }
  constexpr std::string_view quantity = "Lift";
  const stats::TwoMeans means{c.mean, c.variance, t.mean, t.variance};
  const double df = df_of(control, treatment), lift = t.mean / c.mean - 1;
  const bool varies = c.variance + t.variance > 0;
  const double critical = varies ? stats::t_quantile_upper((1 - confidence) / 2, df) : 0;

  Estimate fieller =
      estimate_of({quantity, "fieller", "Fieller", "Fieller (1954), JRSS B 16:175-185"}, lift, 0, df, confidence);
  if (const auto interval = varies ? stats::fieller_lift(means, critical) : std::nullopt) {
    fieller.df = df;
    fieller.ci_low = interval->low;
    fieller.ci_high = interval->high;
  } else if (varies) {
    fieller.note = "Unbounded: control's mean is not clearly above 0, so no finite interval of the ratio exists.";
  }
  all.push_back(std::move(fieller));

  if (const auto log_se = varies ? stats::log_lift_se(means) : std::nullopt) {
    const double centre = std::log(t.mean / c.mean), reach = critical * *log_se;
    Estimate log_delta =
        estimate_of({quantity, "log_delta", "Delta method on the logarithm", "Deng, Knoblich and Lu (2018), KDD"}, lift,
                    0, df, confidence);
    log_delta.df = df;
    log_delta.statistic = centre / *log_se;
    log_delta.p_value = std::min(1.0, stats::t_two_sided_p(*log_delta.statistic, df));
    log_delta.ci_low = std::exp(centre - reach) - 1;
    log_delta.ci_high = std::exp(centre + reach) - 1;
    all.push_back(std::move(log_delta));
  }
  all.push_back(estimate_of({quantity, "delta", "Delta method", "Deng, Knoblich and Lu (2018), KDD"}, lift,
                            stats::delta_lift_se(means), df, confidence));
  return all;
}

}  // namespace sutva::analyze
