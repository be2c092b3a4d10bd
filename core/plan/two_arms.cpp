// SPDX-License-Identifier: Apache-2.0
#include "plan/two_arms.hpp"

#include <cmath>

#include "base/text.hpp"
#include "stats/chi_density.hpp"
#include "stats/distributions.hpp"

namespace sutva::plan {
namespace {

bool is_single(const TwoArms& arms) { return arms.comparison != Comparison::two_arms; }

double inverse_control(const TwoArms& arms) { return is_single(arms) ? 0 : 1 / arms.n_control; }
double inverse_treatment(const TwoArms& arms) { return 1 / (is_single(arms) ? arms.n_control : arms.n_treatment); }

double proportion_error(const TwoArms& arms, double control, double treatment) {
  const double variance =
      control * (1 - control) * inverse_control(arms) + treatment * (1 - treatment) * inverse_treatment(arms);
  return std::sqrt(variance * arms.variance_factor);
}

StandardErrors proportion_errors(const TwoArms& arms, double against) {
  const double both = inverse_control(arms) + inverse_treatment(arms);
  if (arms.proportion_method == ProportionMethod::arcsine) {
    const double se = std::sqrt(both * arms.variance_factor);
    return {se, se};
  }
  const double effect = proportion_error(arms, arms.control, arms.treatment);
  if (arms.proportion_method == ProportionMethod::unpooled) {
    return {effect, effect};
  }
  if (is_single(arms)) {
    return {proportion_error(arms, 0, against), effect};
  }
  if (arms.hypothesis != Hypothesis::difference) {
    const stats::RestrictedShares at = stats::restricted_shares(arms.control, arms.n_control, arms.treatment,
                                                                arms.n_treatment, against - arms.control);
    return {proportion_error(arms, at.control, at.treatment), effect};
  }
  const double common =
      arms.proportion_method == ProportionMethod::control_only
          ? arms.control
          : (arms.n_control * arms.control + arms.n_treatment * arms.treatment) / (arms.n_control + arms.n_treatment);
  return {proportion_error(arms, common, common), effect};
}

// Of one arm's estimated rate on the scale of the method.
double count_variance(const TwoArms& arms, double rate) {
  const double relative = 1 / (rate * arms.exposure) + arms.dispersion;  // of a count over its mean squared
  switch (arms.count_method) {
    case CountMethod::log_ratio:
      return relative;
    case CountMethod::difference:
      return relative * rate * rate;
    case CountMethod::square_root:
      break;
  }
  return relative * rate / 4;
}

// Share of people whose event falls in the study: exponential times, even entry.
double event_share(const TwoArms& arms, double hazard) {
  const double a = hazard * arms.accrual_days;
  const double f = hazard * arms.follow_up_days;
  // The mean of 1 - exp(-t) over t from f to f + a.
  return a < 1e-8 ? -std::expm1(-f - a / 2) : 1 + std::exp(-f) * std::expm1(-a) / a;
}

double freedman_weight(const TwoArms& arms) {
  const double allocation = arms.n_treatment / arms.n_control;
  return (1 + allocation * arms.treatment) / std::sqrt(allocation);
}

// The part of the power of an equivalence test that z or t leaves between both bounds. The t-test's own error is
// random: averaged over its distribution, which is exact for normal data (Phillips 1990; Diletti et al. 1991).
double power_between(const TwoArms& arms, double critical) {
  const double theta = distance(arms, arms.treatment);
  const double above = theta - distance(arms, arms.low);
  const double below = distance(arms, arms.high) - theta;
  const StandardErrors low = standard_errors(arms, arms.low);
  const StandardErrors high = standard_errors(arms, arms.high);
  const auto inside = [&](double scale) {
    // From the upper tails on either side, so that a tiny difference is not lost.
    const double misses = stats::normal_sf((above - critical * low.null * scale) / low.effect) +
                          stats::normal_sf((below - critical * high.null * scale) / high.effect);
    return std::fmax(0, 1 - misses);
  };
  const std::optional<double> df = degrees_of_freedom(arms);
  if (!df) {
    return inside(1);
  }
  const double most = (above + below) / (critical * (low.null + high.null));
  return most > 0 ? stats::mean_over_chi(*df, most, inside) : 0;
}

}  // namespace

double distance(const TwoArms& arms, double treatment) {
  switch (arms.metric) {
    case Metric::proportion:
      if (arms.proportion_method == ProportionMethod::arcsine) {
        return 2 * (std::asin(std::sqrt(treatment)) - std::asin(std::sqrt(arms.control)));
      }
      break;
    case Metric::count:
      if (arms.count_method == CountMethod::log_ratio) {
        return std::log(treatment / arms.control);
      }
      if (arms.count_method == CountMethod::square_root) {
        return std::sqrt(treatment) - std::sqrt(arms.control);
      }
      break;
    case Metric::time_to_event:
      return arms.time_method == TimeMethod::freedman ? treatment - 1 : std::log(treatment);
    case Metric::mean:
    case Metric::ratio:
    case Metric::rank:
      break;
  }
  return treatment - arms.control;
}

StandardErrors standard_errors(const TwoArms& arms, double against) {
  const double c = inverse_control(arms);
  const double t = inverse_treatment(arms);
  double variance = 0;
  switch (arms.metric) {
    case Metric::proportion:
      return proportion_errors(arms, against);
    case Metric::mean:
      variance = (arms.sd * arms.sd * c + treatment_sd(arms) * treatment_sd(arms) * t) * arms.variance_factor;
      break;
    case Metric::ratio: {
      const double sd = ratio_sd(arms, arms.control);
      const double sd_treatment = ratio_sd(arms, arms.treatment);
      variance = (sd * sd * c + sd_treatment * sd_treatment * t) * arms.variance_factor;
      break;
    }
    case Metric::count:
      variance =
          (count_variance(arms, arms.control) * c + count_variance(arms, arms.treatment) * t) * arms.variance_factor;
      break;
    case Metric::time_to_event: {
      const double events = expected_events(arms);
      if (arms.time_method == TimeMethod::freedman) {
        const double se = freedman_weight(arms) / std::sqrt(events);
        return {se, se};
      }
      const double total = arms.n_control + arms.n_treatment;
      variance = total / arms.n_control * (total / arms.n_treatment) / events;
      break;
    }
    case Metric::rank:
      variance = (c + t) / 12;
      break;
  }
  const double se = std::sqrt(variance);
  return {se, se};
}

StandardErrors standard_errors(const TwoArms& arms) { return standard_errors(arms, bound(arms)); }

double ratio_sd(const TwoArms& arms, double level) {
  const double y = arms.numerator_sd;
  const double x = level * arms.denominator_sd;
  return std::sqrt(std::fmax(0, y * y - 2 * arms.ratio_correlation * y * x + x * x)) / arms.denominator_mean;
}

double person_variance(const TwoArms& arms, double level) {
  switch (arms.metric) {
    case Metric::proportion:
      return level * (1 - level);
    case Metric::ratio: {
      const double sd = ratio_sd(arms, level);
      return sd * sd;
    }
    case Metric::count:
      return count_variance(arms, level);
    default:
      break;
  }
  return arms.sd * arms.sd;
}

double expected_events(const TwoArms& arms) {
  return arms.n_control * event_share(arms, arms.hazard) +
         arms.n_treatment * event_share(arms, arms.hazard * arms.treatment);
}

std::optional<double> degrees_of_freedom(const TwoArms& arms) {
  if (arms.metric != Metric::mean || arms.mean_method != MeanMethod::noncentral_t) {
    return std::nullopt;
  }
  if (is_single(arms)) {
    return arms.n_control - 1;
  }
  if (!arms.sd_treatment) {
    return arms.n_control + arms.n_treatment - 2;
  }
  const double c = arms.sd * arms.sd / arms.n_control;
  const double t = treatment_sd(arms) * treatment_sd(arms) / arms.n_treatment;
  // Divided by the larger first: squares of tiny variances would vanish.
  const double most = std::fmax(c, t);
  const double cs = c / most;
  const double ts = t / most;
  return (cs + ts) * (cs + ts) / (cs * cs / (arms.n_control - 1) + ts * ts / (arms.n_treatment - 1));
}

double critical_value(const TwoArms& arms) {
  const bool halved = arms.hypothesis == Hypothesis::difference && arms.sides == Sides::two;
  const double tail_area = halved ? arms.alpha / 2 : arms.alpha;
  const std::optional<double> df = degrees_of_freedom(arms);
  return df ? stats::t_quantile_upper(tail_area, *df) : stats::normal_quantile_upper(tail_area);
}

double bound(const TwoArms& arms) {
  if (arms.hypothesis == Hypothesis::difference) {
    return arms.control;
  }
  const bool up = arms.better == Direction::increase;
  return up == (arms.hypothesis == Hypothesis::noninferiority) ? arms.low : arms.high;
}

double power(const TwoArms& arms) {
  const double critical = critical_value(arms);
  if (arms.hypothesis == Hypothesis::equivalence) {
    return power_between(arms, critical);
  }
  const double against = bound(arms);
  const StandardErrors se = standard_errors(arms, against);
  double shift = distance(arms, arms.treatment) - distance(arms, against);
  bool both = false;
  if (arms.hypothesis == Hypothesis::difference) {
    shift = std::abs(shift);
    both = arms.sides == Sides::two;
  } else if (arms.better == Direction::decrease) {
    shift = -shift;
  }
  if (arms.metric == Metric::proportion && arms.proportion_method == ProportionMethod::corrected) {
    shift -= (inverse_control(arms) + inverse_treatment(arms)) / 2;
    both = false;  // as Fleiss and the programs that follow him count
  }
  if (const std::optional<double> df = degrees_of_freedom(arms)) {
    const double ncp = shift / se.effect;
    return stats::noncentral_t_sf(critical, *df, ncp) + (both ? stats::noncentral_t_cdf(-critical, *df, ncp) : 0);
  }
  return stats::normal_sf((critical * se.null - shift) / se.effect) +
         (both ? stats::normal_sf((critical * se.null + shift) / se.effect) : 0);
}

stats::ProportionTest proportion_test(ProportionMethod method) {
  return method == ProportionMethod::unpooled ? stats::ProportionTest::unpooled : stats::ProportionTest::pooled;
}

stats::Tail tail(const TwoArms& arms) {
  switch (arms.hypothesis) {
    case Hypothesis::difference:
      return arms.sides == Sides::two ? stats::Tail::two_sided
             : arms.effect() >= 0     ? stats::Tail::greater
                                      : stats::Tail::less;
    case Hypothesis::equivalence:
      return stats::Tail::between;
    case Hypothesis::noninferiority:
    case Hypothesis::superiority:
      break;
  }
  return arms.better == Direction::increase ? stats::Tail::greater : stats::Tail::less;
}

std::string test_sentence(const TwoArms& arms) {
  const bool margin = arms.hypothesis != Hypothesis::difference;
  const bool single = is_single(arms);
  std::string_view test;
  switch (arms.metric) {
    case Metric::proportion: {
      const bool pooled = proportion_test(arms.proportion_method) == stats::ProportionTest::pooled;
      test = single    ? (pooled ? "z-test of one proportion with the benchmark's variance"
                                 : "z-test of one proportion with its own variance")
             : !pooled ? "z-test of two proportions with unpooled variance"
             : margin  ? "score test of two proportions (Farrington and Manning)"
                       : "z-test of two proportions with pooled variance";
      break;
    }
    case Metric::mean: {
      const bool t = arms.mean_method == MeanMethod::noncentral_t;
      if (arms.comparison == Comparison::paired) {
        test = t ? "paired t-test" : "paired z-test with known standard deviation";
      } else if (single) {
        test = t ? "one-sample t-test" : "one-sample z-test with known standard deviation";
      } else if (!arms.sd_treatment) {
        test = t ? "two-sample t-test with equal variances" : "two-sample z-test with known standard deviation";
      } else {
        test =
            t ? "two-sample t-test with unequal variances (Welch)" : "two-sample z-test with known standard deviations";
      }
      break;
    }
    case Metric::ratio:
      test = "z-test of two ratios by the delta method";
      break;
    case Metric::count:
      test = arms.count_method == CountMethod::log_ratio    ? "Wald test of the log rate ratio"
             : arms.count_method == CountMethod::difference ? "Wald test of the difference of two rates"
                                                            : "z-test of the square roots of two rates";
      break;
    case Metric::time_to_event:
      test = "log-rank test";
      break;
    case Metric::rank:
      test = "Mann-Whitney test";
      break;
  }
  switch (arms.hypothesis) {
    case Hypothesis::difference:
      break;
    case Hypothesis::noninferiority:
      return joined(test, " for non-inferiority");
    case Hypothesis::superiority:
      return joined(test, " for superiority by a margin");
    case Hypothesis::equivalence:
      return joined(test, " for equivalence, one-sided on both sides (TOST)");
  }
  return std::string(test);
}

std::optional<double> exact_power(const TwoArms& arms) {
  if (arms.metric != Metric::proportion || arms.variance_factor != 1) {
    return std::nullopt;
  }
  stats::ProportionRule rule{proportion_test(arms.proportion_method), tail(arms), critical_value(arms)};
  if (arms.hypothesis == Hypothesis::equivalence) {
    rule.margin = arms.low - arms.control;
    rule.margin_high = arms.high - arms.control;
  } else {
    rule.margin = bound(arms) - arms.control;
  }
  const auto n = static_cast<std::int64_t>(arms.n_control);
  return is_single(arms)
             ? stats::exact_power_one_arm(rule, n, arms.control, arms.treatment)
             : stats::exact_power(rule, n, static_cast<std::int64_t>(arms.n_treatment), arms.control, arms.treatment);
}

}  // namespace sutva::plan
