// SPDX-License-Identifier: Apache-2.0
// The sample ratio check from counts alone: are the arms as large as they were planned to be?
//
// In: counts by arm, or by arm and period where the planned shares changed; segments of the same users; what is known
// of the outcome. Out: the tests with p-values right to the far tail, which arm is at fault, how many users would have
// to be missing, and what their absence could do to an effect. Errors: an issue on the field that can not be.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "analyze/check.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "base/working.hpp"

namespace sutva::analyze {

enum class PlannedSplit : std::uint8_t { constant, ramp };
constexpr auto describe(std::type_identity<PlannedSplit>) {
  return std::array{
      Choice{PlannedSplit::constant, "constant", "The same throughout", "One set of shares."},
      Choice{PlannedSplit::ramp, "ramp", "It changed", "Counts and shares of each period, as in a ramp-up."}};
}

enum class RatioPrior : std::uint8_t { single, mixture };
constexpr auto describe(std::type_identity<RatioPrior>) {
  return std::array{Choice{RatioPrior::single, "single", "One concentration", "Quick for one size of mismatch."},
                    Choice{RatioPrior::mixture, "mixture", "A mixture", "The mean Bayes factor of several."}};
}

enum class KnownOutcome : std::uint8_t { none, proportion, mean };
constexpr auto describe(std::type_identity<KnownOutcome>) {
  return std::array{Choice{KnownOutcome::none, "none", "Not given", "No bounds on an effect."},
                    Choice{KnownOutcome::proportion, "proportion", "Shares", "A rate in each arm, from 0 to 1."},
                    Choice{KnownOutcome::mean, "mean", "Means", "A mean in each arm, of values within a range."}};
}

struct SampleRatioRequest {
  PlannedSplit split = PlannedSplit::constant;
  std::vector<double> counts{821'588, 815'482};
  std::vector<double> shares;
  bool weights = false;
  std::string periods = "week 1, 9012, 1010, 0.9, 0.1\nweek 2, 5021, 4985, 0.5, 0.5";
  std::string segments;
  RatioPrior prior = RatioPrior::single;
  double concentration = 10'000;
  std::vector<double> concentrations{10, 100, 1'000, 10'000, 100'000};
  double confidence = 0.95;
  KnownOutcome outcome = KnownOutcome::none;
  std::vector<double> rates{0.1, 0.1};
  std::vector<double> means{20, 20};
  double least = 0;
  double most = 100;

  static constexpr auto describe() {
    using R = SampleRatioRequest;
    return described(
        "SampleRatioRequest",
        field("split", &R::split, "Planned split").under("Counts").help("Whether the planned shares ever changed."),
        field("counts", &R::counts, "Users in each arm")
            .under("Counts")
            .when("split", "constant")
            .help("Control first. As counted where users were assigned, not where they were analysed."),
        field("shares", &R::shares, "Planned shares")
            .under("Counts")
            .when("split", "constant")
            .help("One for each arm, adding up to 1. Empty: equal shares."),
        field("weights", &R::weights, "Shares are weights")
            .under("Counts")
            .help("Divides the shares by their sum, so that 2, 1, 1 will do."),
        field("periods", &R::periods, "Periods")
            .under("Counts")
            .holds_rows()
            .when("split", "ramp")
            .help("A line for each, in order of time: name, users in each arm, planned share of each arm."),
        field("segments", &R::segments, "Segments")
            .under("Segments")
            .holds_rows()
            .help("Optional. A line for each: name, users in each arm. Each user stands in one segment."),
        field("prior", &R::prior, "Prior").under("Sequential test").help("What mismatches the test is made for."),
        field("concentration", &R::concentration, "Concentration")
            .under("Sequential test")
            .at_least(1e-3)
            .at_most(1e12)
            .when("prior", "single")
            .help("Of the Dirichlet prior around the planned shares: large for small mismatches, and slow at first."),
        field("concentrations", &R::concentrations, "Concentrations")
            .under("Sequential test")
            .at_least(1e-3)
            .at_most(1e12)
            .when("prior", "mixture")
            .help("Those of the mixture, with equal weight."),
        field("confidence", &R::confidence, "Confidence")
            .under("Sequential test")
            .in(Unit::share)
            .above(0)
            .below(1)
            .help("Of the interval of each arm's share."),
        field("outcome", &R::outcome, "Outcome").under("Bounds on an effect").help("What is known about the outcome."),
        field("rates", &R::rates, "Rate in each arm")
            .under("Bounds on an effect")
            .at_least(0)
            .at_most(1)
            .when("outcome", "proportion")
            .help("Of the users who were counted, control first."),
        field("means", &R::means, "Mean in each arm")
            .under("Bounds on an effect")
            .in(Unit::outcome)
            .at_least(-1e60)
            .at_most(1e60)
            .when("outcome", "mean")
            .help("Of the users who were counted, control first."),
        field("least", &R::least, "Least value")
            .under("Bounds on an effect")
            .in(Unit::outcome)
            .at_least(-1e60)
            .at_most(1e60)
            .when("outcome", "mean")
            .help("The lowest outcome that a missing user could have."),
        field("most", &R::most, "Greatest value")
            .under("Bounds on an effect")
            .in(Unit::outcome)
            .at_least(-1e60)
            .at_most(1e60)
            .when("outcome", "mean")
            .help("The highest."));
  }
};

struct RatioTest {
  std::string test;
  std::string label;
  std::optional<double> statistic;
  std::optional<double> df;
  std::optional<double> p_value;
  std::optional<double> log10_p_value;
  std::string reason;

  static constexpr auto describe() {
    using T = RatioTest;
    return described("RatioTest", field("test", &T::test, "Test"), field("label", &T::label, "Name"),
                     field("statistic", &T::statistic, "Statistic")
                         .help("Of the sequential test the natural logarithm of the Bayes factor."),
                     field("df", &T::df, "Degrees of freedom"), field("p_value", &T::p_value, "p-value"),
                     field("log10_p_value", &T::log10_p_value, "Power of ten")
                         .help("log10 of the p-value, where that itself is too small to be written."),
                     field("reason", &T::reason, "Remark"));
  }
};

struct RatioArm {
  std::string arm;
  std::int64_t count = 0;
  double expected = 0;
  double share = 0;
  double planned_share = 0;
  double difference = 0;
  double ci_low = 0;
  double ci_high = 0;
  double residual = 0;
  double p_value = 1;
  double p_holm = 1;
  std::optional<double> p_others;
  bool at_fault = false;
  std::int64_t missing = 0;

  static constexpr auto describe() {
    using A = RatioArm;
    return described(
        "RatioArm", field("arm", &A::arm, "Arm"), field("count", &A::count, "Users").in(Unit::people),
        field("expected", &A::expected, "Expected").in(Unit::people),
        field("share", &A::share, "Share").in(Unit::share),
        field("planned_share", &A::planned_share, "Planned").in(Unit::share),
        field("difference", &A::difference, "Share - planned").in(Unit::points),
        field("ci_low", &A::ci_low, "CI, lower end").in(Unit::points).help("Wilson's interval of the share."),
        field("ci_high", &A::ci_high, "CI, upper end").in(Unit::points),
        field("residual", &A::residual, "Standardised residual")
            .help("Users less expected, in standard deviations of this arm's count."),
        field("p_value", &A::p_value, "p-value").help("Of this residual alone."),
        field("p_holm", &A::p_holm, "p-value, Holm").help("Corrected for the number of arms."),
        field("p_others", &A::p_others, "p-value of the others")
            .help("Whether the other arms agree among themselves; with three arms or more, and constant shares."),
        field("at_fault", &A::at_fault, "At fault")
            .help("Its residual is the largest and beyond chance, corrected; never with two arms."),
        field("missing", &A::missing, "Missing")
            .in(Unit::people)
            .help("Users whose absence from this arm would explain the split, if nobody is counted twice."));
  }
};

struct RatioPeriod {
  std::string period;
  std::int64_t n_total = 0;
  double chi_squared = 0;
  double p_value = 1;
  double sequential_p_value = 1;

  static constexpr auto describe() {
    using P = RatioPeriod;
    return described(
        "RatioPeriod", field("period", &P::period, "Period"), field("n_total", &P::n_total, "Users").in(Unit::people),
        field("chi_squared", &P::chi_squared, "Chi-squared"), field("p_value", &P::p_value, "p-value"),
        field("sequential_p_value", &P::sequential_p_value, "Sequential p-value").help("Of everything up to here."));
  }
};

struct RatioSegment {
  std::string segment;
  std::int64_t n_total = 0;
  std::vector<double> shares;
  std::vector<double> residuals;
  double chi_squared = 0;
  double p_value = 1;
  double p_holm = 1;
  double part = 0;

  static constexpr auto describe() {
    using S = RatioSegment;
    return described(
        "RatioSegment", field("segment", &S::segment, "Segment"),
        field("n_total", &S::n_total, "Users").in(Unit::people),
        field("shares", &S::shares, "Shares").in(Unit::share).help("Of its users, by arm."),
        field("residuals", &S::residuals, "Standardised residuals")
            .help("By arm, against the shares of all segments together: where this one differs from the others."),
        field("chi_squared", &S::chi_squared, "Chi-squared"),
        field("p_value", &S::p_value, "p-value").help("Of its own split against the plan."),
        field("p_holm", &S::p_holm, "p-value, Holm").help("Corrected for the number of segments."),
        field("part", &S::part, "Part of the mismatch")
            .in(Unit::share)
            .help("Its chi-squared among those of all segments."));
  }
};

struct RatioBound {
  std::string arm;
  double effect = 0;
  double effect_low = 0;
  double effect_high = 0;
  bool sign_known = false;

  static constexpr auto describe() {
    using B = RatioBound;
    return described("RatioBound", field("arm", &B::arm, "Arm").help("Against the first."),
                     field("effect", &B::effect, "Effect as measured").in(Unit::outcome),
                     field("effect_low", &B::effect_low, "At least")
                         .in(Unit::outcome)
                         .help("Whatever the missing users would have done; without sampling error."),
                     field("effect_high", &B::effect_high, "At most").in(Unit::outcome),
                     field("sign_known", &B::sign_known, "Sign is sure"));
  }
};

struct SampleRatioResult {
  double p_value = 1;
  double log10_p_value = 0;
  std::string finding;
  CheckStatus status = CheckStatus::pass;
  std::int64_t n_total = 0;
  double chi_squared = 0;
  double df = 0;
  double cohens_w = 0;
  std::optional<double> exact_p_value;
  double sequential_p_value = 1;
  double log_bayes_factor = 0;
  std::int64_t blind_until = 0;
  std::string arm_at_fault;
  std::int64_t n_missing = 0;
  double missing_share = 0;
  std::vector<double> totals;
  std::vector<double> expected;
  std::vector<double> planned;
  std::vector<RatioTest> tests;
  std::vector<RatioArm> arms;
  std::vector<RatioPeriod> periods;
  std::vector<RatioSegment> segments;
  std::optional<double> homogeneity_chi_squared;
  std::optional<double> homogeneity_df;
  std::optional<double> homogeneity_p_value;
  std::optional<double> cramers_v;
  std::vector<RatioBound> bounds;
  Working working;

  static constexpr auto describe() {
    using R = SampleRatioResult;
    return described(
        "SampleRatioResult",
        field("p_value", &R::p_value, "p-value").help("How often chance alone parts the arms this far from the plan."),
        field("log10_p_value", &R::log10_p_value, "Power of ten").help("log10 of the p-value."),
        field("finding", &R::finding, "Finding"),
        field("status", &R::status, "Status").help("Failed below .001, look below .01."),
        field("n_total", &R::n_total, "Users").in(Unit::people),
        field("chi_squared", &R::chi_squared, "Chi-squared")
            .help("Pearson's, no continuity correction; with a ramp against the covariances added over periods."),
        field("df", &R::df, "Degrees of freedom"),
        field("cohens_w", &R::cohens_w, "Cohen's w").help("Size of the mismatch, whatever the number of users."),
        field("exact_p_value", &R::exact_p_value, "Exact p-value")
            .help("Of outcomes no likelier than this one; absent where there are too many of them."),
        field("sequential_p_value", &R::sequential_p_value, "Sequential p-value")
            .help("Holds however often the counts were looked at."),
        field("log_bayes_factor", &R::log_bayes_factor, "log Bayes factor").help("Natural logarithm, at the end."),
        field("blind_until", &R::blind_until, "Sequential test blind up to")
            .in(Unit::people)
            .help("With fewer users it could not reach .001 even if all of them were in the smallest arm."),
        field("arm_at_fault", &R::arm_at_fault, "Arm at fault").help("Empty where no single arm can be named."),
        field("n_missing", &R::n_missing, "Missing at least")
            .in(Unit::people)
            .help("The fewest users whose absence would explain the split."),
        field("missing_share", &R::missing_share, "Missing share")
            .in(Unit::share)
            .help("Of all users there would have been."),
        field("totals", &R::totals, "Users in each arm").in(Unit::people),
        field("expected", &R::expected, "Expected in each arm").in(Unit::people),
        field("planned", &R::planned, "Planned shares").in(Unit::share).help("With a ramp the mean over all users."),
        field("tests", &R::tests, "Tests"), field("arms", &R::arms, "Arms"), field("periods", &R::periods, "Periods"),
        field("segments", &R::segments, "Segments"),
        field("homogeneity_chi_squared", &R::homogeneity_chi_squared, "Chi-squared between segments")
            .help("Whether the arms' shares differ between segments, whatever was planned."),
        field("homogeneity_df", &R::homogeneity_df, "Its degrees of freedom"),
        field("homogeneity_p_value", &R::homogeneity_p_value, "p-value between segments"),
        field("cramers_v", &R::cramers_v, "Cramér's V").help("Size of the difference between segments, 0 to 1."),
        field("bounds", &R::bounds, "Bounds on the effect"), inlined(&R::working));
  }
};

// What a status of the sample ratio means.
std::string_view ratio_finding(CheckStatus status);

// Sources: Fabijan et al. (2019), Diagnosing Sample Ratio Mismatch in Online Controlled Experiments, KDD; residuals:
// Haberman (1973), Biometrics 29:205-220; sequential: Lindon and Malek (2022), NeurIPS; bounds: Horowitz and Manski
// (2000), JASA 95:77-84.
Outcome<SampleRatioResult> sample_ratio(const SampleRatioRequest& request);

}  // namespace sutva::analyze
