// SPDX-License-Identifier: Apache-2.0
#include "analyze/proportions.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.hpp"
#include "base/words.hpp"
#include "stats/distributions.hpp"
#include "stats/lift.hpp"
#include "stats/two_proportions.hpp"

namespace sutva::analyze {
namespace {

constexpr double normal = std::numeric_limits<double>::infinity();  // degrees of freedom
constexpr double few = 10;  // fewer successes or failures than this are too few for a normal distribution

double two_sided(double z) { return std::fmin(1, 2 * stats::normal_sf(std::abs(z))); }

Estimate with_interval(const MethodText& text, double estimate, const stats::Interval& interval) {
  Estimate e = estimate_of(text, estimate, 0, normal, 0.95);
  e.ci_low = interval.low;
  e.ci_high = interval.high;
  return e;
}

void add_differences(const stats::TwoByTwo& t, double confidence, ProportionFindings& found) {
  constexpr std::string_view quantity = "Difference";
  const double difference = t.share_treatment() - t.share_control();
  Estimate score = with_interval({quantity, recommended_proportion_method, "Miettinen-Nurminen score",
                                  "Miettinen and Nurminen (1985), Statistics in Medicine 4:213-226"},
                                 difference, stats::score_difference(t, confidence));
  score.statistic = stats::score_z_difference(t, 0);
  score.p_value = two_sided(*score.statistic);
  found.estimates.push_back(std::move(score));
  found.estimates.push_back(with_interval(
      {quantity, "newcombe", "Newcombe hybrid score", "Newcombe (1998), Statistics in Medicine 17:873-890, method 10"},
      difference, stats::newcombe_difference(t, confidence)));
  Estimate caffo =
      with_interval({quantity, "agresti_caffo", "Agresti-Caffo", "Agresti and Caffo (2000), Am. Stat. 54:280-288"},
                    difference, stats::agresti_caffo_difference(t, confidence));
  caffo.note = "Centred on the difference after one success and one failure were added to each arm.";
  found.estimates.push_back(std::move(caffo));
  Estimate wald = estimate_of({quantity, "wald", "Wald (unpooled)", "R prop.test(correct = FALSE), interval"},
                              difference, stats::wald_se(t), normal, confidence);
  wald.note = wald.se ? "Too short where successes or failures are few."
                      : "No interval: neither arm varies, and its variance would be 0.";
  found.estimates.push_back(std::move(wald));
}

void add_lifts(const stats::TwoByTwo& t, double confidence, ProportionFindings& found) {
  if (t.successes_control == 0) {
    return;
  }
  constexpr std::string_view quantity = "Lift";
  const double ratio = t.share_treatment() / t.share_control(), lift = ratio - 1;
  const double z = stats::normal_quantile_upper((1 - confidence) / 2);
  const stats::Interval score = stats::score_ratio(t, confidence);
  Estimate recommended = with_interval({quantity, recommended_proportion_method, "Score (Koopman, Miettinen-Nurminen)",
                                        "Koopman (1984), Biometrics 40:513-517; Miettinen and Nurminen (1985)"},
                                       lift, {score.low - 1, score.high - 1});
  recommended.statistic = stats::score_z_ratio(t, 1);
  recommended.p_value = two_sided(*recommended.statistic);
  found.lift = recommended;
  found.estimates.push_back(std::move(recommended));
  if (const auto log_se = stats::katz_log_se(t)) {
    const double centre = std::log(ratio), reach = z * *log_se;
    Estimate katz =
        with_interval({quantity, "log_delta", "Log ratio (Katz)", "Katz et al. (1978), Biometrics 34:469-474"}, lift,
                      {std::exp(centre - reach) - 1, std::exp(centre + reach) - 1});
    if (*log_se > 0) {
      katz.statistic = centre / *log_se;
      katz.p_value = two_sided(*katz.statistic);
    }
    found.estimates.push_back(std::move(katz));
  }
  const double pc = t.share_control(), pt = t.share_treatment();
  const stats::TwoMeans means{pc, pc * (1 - pc) / t.n_control, pt, pt * (1 - pt) / t.n_treatment};
  const MethodText text{quantity, "fieller", "Fieller", "Fieller (1954), JRSS B 16:175-185"};
  if (const auto fieller = stats::fieller_lift(means, z)) {
    found.estimates.push_back(with_interval(text, lift, *fieller));
  } else {
    Estimate unbounded = estimate_of(text, lift, 0, normal, confidence);
    unbounded.note = "Unbounded: control's share is not clearly above 0, so no finite interval of the ratio exists.";
    found.estimates.push_back(std::move(unbounded));
  }
  Estimate delta = estimate_of({quantity, "delta", "Delta method", "Deng, Knoblich and Lu (2018), KDD"}, lift,
                               stats::delta_lift_se(means), normal, confidence);
  delta.note = "Symmetric around a ratio that is not; the others are better where control is small.";
  found.estimates.push_back(std::move(delta));
}

void add_tests(const stats::TwoByTwo& t, bool with_exact, ProportionFindings& found) {
  const double z = stats::two_proportion_z(stats::ProportionTest::pooled, t.successes_control, t.n_control,
                                           t.successes_treatment, t.n_treatment);
  found.tests.push_back({"pooled_z", "Pooled z (chi-squared)", "R prop.test(correct = FALSE)", z, two_sided(z), ""});
  const double shrink =
      std::fmin(1, 0.5 * (1 / t.n_control + 1 / t.n_treatment) / std::abs(t.share_treatment() - t.share_control()));
  const double corrected = z == 0 ? 0 : z * (1 - shrink);
  found.tests.push_back({"corrected_z", "Pooled z, continuity-corrected", "Yates (1934); R prop.test", corrected,
                         two_sided(corrected), "Imitates Fisher's test; rejects too rarely."});
  if (!with_exact) {
    return;
  }
  if (const auto fisher = stats::fisher_test(t)) {
    found.tests.push_back({"fisher", "Fisher's exact test", "Fisher (1935); R fisher.test", std::nullopt,
                           fisher->p_value, "Never rejects too often, and often too rarely."});
    found.tests.push_back({"fisher_mid_p", "Fisher's test, mid-p", "Hirji, Tan and Elashoff (1991)", std::nullopt,
                           fisher->mid_p, "Counts the observed table half; close to its level on average."});
  }
  if (const auto boschloo = stats::boschloo_p_value(t)) {
    found.tests.push_back({"boschloo", "Boschloo's exact test", "Boschloo (1970), Statistica Neerlandica 24:1-35",
                           std::nullopt, *boschloo, "Exact, and always at least as sharp as Fisher's."});
  }
}

std::string interval_in(const Estimate& e, std::string (*word)(double)) {
  return joined(word(*e.ci_low), " to ", word(*e.ci_high));
}

std::string share_with_sign(double share) { return signed_percent(share); }
std::string points_with_sign(double share) { return signed_points(share); }

void say(const stats::TwoByTwo& t, double confidence, ProportionFindings& found) {
  const Estimate& d = found.difference();
  found.sentence =
      joined("Treatment ", percent(t.share_treatment()), " (", static_cast<std::int64_t>(t.successes_treatment), " of ",
             static_cast<std::int64_t>(t.n_treatment), ") against control ", percent(t.share_control()), " (",
             static_cast<std::int64_t>(t.successes_control), " of ", static_cast<std::int64_t>(t.n_control),
             "): a difference of ", signed_points(d.estimate), ", ", percent(confidence), " interval ",
             interval_in(d, points_with_sign), ", p = ", rounded(*d.p_value, 2));
  if (found.lift) {
    found.sentence += joined("; a lift of ", signed_percent(found.lift->estimate), " (",
                             interval_in(*found.lift, share_with_sign), ")");
  }
  found.sentence += joined(". ", *d.ci_low > 0    ? "Chance alone hardly explains such a gain."
                                 : *d.ci_high < 0 ? "Chance alone hardly explains such a loss."
                                                  : "The counts do not rule out that there is no difference.");
}

void add_assumptions(const stats::TwoByTwo& t, ProportionFindings& found) {
  found.assumptions.push_back({"People are independent",
                               "Each person counts once, and assignment was by person: visits or sessions of the same "
                               "person counted apart make every interval here too short.",
                               Standing::unchecked});
  const double least = std::min({t.successes_control, t.successes_treatment, t.n_control - t.successes_control,
                                 t.n_treatment - t.successes_treatment});
  found.assumptions.push_back(
      {"Successes and failures enough for a normal distribution",
       joined("The smallest of the four counts is ", static_cast<std::int64_t>(least), "; ",
              least >= few ? "all methods agree closely, and so do exact tests."
              : least > 0  ? "prefer the score intervals to Wald's, and an exact test to the z-test."
                           : "Wald's interval breaks down; the score intervals still hold."),
       least >= few ? Standing::fine
       : least > 0  ? Standing::doubtful
                    : Standing::broken});
}

}  // namespace

ProportionFindings compare_proportions(const stats::TwoByTwo& counts, double confidence, bool with_exact) {
  ProportionFindings found;
  add_differences(counts, confidence, found);
  add_lifts(counts, confidence, found);
  add_tests(counts, with_exact, found);
  add_assumptions(counts, found);
  say(counts, confidence, found);
  return found;
}

}  // namespace sutva::analyze
