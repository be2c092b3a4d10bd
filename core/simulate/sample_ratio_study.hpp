// SPDX-License-Identifier: Apache-2.0
// Experiments whose arms are not as large as planned, or are, followed day by day: when each test of the sample ratio
// sees it, and what the experiment would have concluded. What goes wrong stands in simulate/ratio_mechanisms.hpp.
//
// Tests look at all users so far, with the planned share as it is in the end. Chi-square: Pearson (1900) without a
// correction for continuity; G: twice the logarithm of the likelihood ratio; sequential: stats/count_tests.hpp.
// Conversion is compared by the logarithm of its ratio, with the variance (1 - p) / (n p) of each arm (delta method).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/assumption.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "random/stream.hpp"
#include "simulate/checked.hpp"
#include "simulate/ratio_mechanisms.hpp"

namespace sutva::simulate {

enum class RatioTest : std::uint8_t { chi_square, chi_square_corrected, chi_square_end, segments, sequential, g_test };
inline constexpr std::size_t ratio_test_count = 6;
constexpr auto describe(std::type_identity<RatioTest>) {
  using T = RatioTest;
  return std::array{
      Choice{T::chi_square, "chi_square", "Chi-square at every look",
             "At the same threshold each time: the more looks, the more false alarms."},
      Choice{T::chi_square_corrected, "chi_square_corrected", "Chi-square, corrected for looks",
             "At every look, with the threshold over the number of looks (Bonferroni)."},
      Choice{T::chi_square_end, "chi_square_end", "Chi-square at the end", "Once, after the last day."},
      Choice{T::segments, "segments", "Chi-square by kind of user, corrected",
             "Each kind of user at every look, with the threshold over the number of looks and kinds."},
      Choice{T::sequential, "sequential", "Sequential, at every look",
             "Lindon and Malek's Bayes factor: false alarms stay below the threshold however often one looks."},
      Choice{T::g_test, "g_test", "G test at every look", "The likelihood ratio instead of chi-square."}};
}

struct SampleRatioStudyRequest {
  RatioTraffic traffic;
  RatioMechanisms mechanisms;
  std::vector<RatioTest> tests = {RatioTest::chi_square, RatioTest::chi_square_corrected, RatioTest::chi_square_end,
                                  RatioTest::segments, RatioTest::sequential};
  double alpha = 0.001;
  std::int64_t check_every = 1;
  double concentration = 10'000;
  double confidence = 0.95;
  Draws draws;

  // Not inlined: GCC 12 sees lists destroyed that are not there yet.
  SampleRatioStudyRequest();

  static constexpr auto describe() {
    using R = SampleRatioStudyRequest;
    return described(
        "SampleRatioStudyRequest", inlined(&R::traffic), inlined(&R::mechanisms),
        field("tests", &R::tests, "Tests").under("Checks").help("Each follows the same experiments."),
        field("alpha", &R::alpha, "Threshold")
            .under("Checks")
            .in(Unit::share)
            .at_least(1e-12)
            .at_most(0.5)
            .help("A mismatch is a p-value below it; for the sequential test a Bayes factor above one over it."),
        field("check_every", &R::check_every, "Days between checks")
            .under("Checks")
            .in(Unit::days)
            .at_least(1)
            .at_most(730)
            .help("1: daily. The last day is always checked."),
        field("concentration", &R::concentration, "Prior concentration")
            .under("Checks")
            .at_least(0.01)
            .at_most(1e12)
            .when("tests", "sequential")
            .help("Of the Dirichlet prior around the planned shares, in users: the larger, the smaller the mismatch it "
                  "is "
                  "best at, and the blinder it is to large ones among few users."),
        field("confidence", &R::confidence, "Confidence")
            .under("Effect")
            .in(Unit::share)
            .at_least(0.5)
            .below(1)
            .help("Of the interval for the lift: the effect is called significant where it leaves out 0."),
        inlined(&R::draws));
  }
};

// When one test saw the mismatch, and what it saved.
struct RatioTestResult {
  std::string test, test_label;
  double threshold = 0;
  double detected = 0, detected_mcse = 0;
  std::optional<double> median_day, day_80, expected_day;
  std::vector<double> detected_by;
  double wrong_kept = 0;
  std::optional<double> wrong_among_kept, lift_kept;

  static constexpr auto describe() {
    using T = RatioTestResult;
    return described(
        "RatioTestResult", field("test", &T::test, "Test"), field("test_label", &T::test_label, "In words"),
        field("threshold", &T::threshold, "p-value at each look")
            .help("Below it the test sees a mismatch. Sequential: one over the Bayes factor."),
        field("detected", &T::detected, "Seen by the end")
            .in(Unit::share)
            .help("Share of experiments; false alarms where nothing goes wrong."),
        field("detected_mcse", &T::detected_mcse, "Monte Carlo error").in(Unit::share),
        field("median_day", &T::median_day, "Day it is seen in half of them").in(Unit::days),
        field("day_80", &T::day_80, "Day it is seen in 80 %").in(Unit::days),
        field("expected_day", &T::expected_day, "Day by the expected counts")
            .in(Unit::days)
            .help("When the counts cross the threshold if all are as expected; absent where they do not."),
        field("detected_by", &T::detected_by, "Seen by each look").in(Unit::share),
        field("wrong_kept", &T::wrong_kept, "Wrong and not stopped")
            .in(Unit::share)
            .help("Share of all experiments whose interval leaves out the truth and in which this test saw nothing."),
        field("wrong_among_kept", &T::wrong_among_kept, "Wrong among those not stopped").in(Unit::share),
        field("lift_kept", &T::lift_kept, "Lift measured among those")
            .in(Unit::share)
            .help("Mean conversion of treatment over that of control, less 1."));
  }
};

// What one mechanism does by itself.
struct MechanismAlone {
  std::string mechanism, mechanism_label;
  std::string told;
  double expected_share = 0;
  std::optional<double> expected_lift, lift_bias;

  static constexpr auto describe() {
    using M = MechanismAlone;
    return described(
        "MechanismAlone", field("mechanism", &M::mechanism, "Mechanism"),
        field("mechanism_label", &M::mechanism_label, "In words"), field("told", &M::told, "With these numbers"),
        field("expected_share", &M::expected_share, "Share in treatment").in(Unit::share).help("At the end; exact."),
        field("expected_lift", &M::expected_lift, "Lift").in(Unit::share).help("As measured; exact."),
        field("lift_bias", &M::lift_bias, "Bias").in(Unit::share).help("Less the true lift."));
  }
};

// What is expected of one kind of user.
struct RatioKindResult {
  std::string kind, kind_label;
  double users_control = 0, users_treatment = 0;
  std::optional<double> expected_share, conversion_control, conversion_treatment;

  static constexpr auto describe() {
    using K = RatioKindResult;
    return described(
        "RatioKindResult", field("kind", &K::kind, "Kind"), field("kind_label", &K::kind_label, "In words"),
        field("users_control", &K::users_control, "Counted in control").in(Unit::people),
        field("users_treatment", &K::users_treatment, "Counted in treatment").in(Unit::people),
        field("expected_share", &K::expected_share, "Share in treatment").in(Unit::share),
        field("conversion_control", &K::conversion_control, "Conversion in control").in(Unit::share),
        field("conversion_treatment", &K::conversion_treatment, "Conversion in treatment").in(Unit::share));
  }
};

struct SampleRatioStudyResult {
  std::string sentence;
  bool healthy = false;
  double planned_share = 0, expected_share = 0, share = 0, share_mcse = 0;
  double users_control = 0, users_treatment = 0;
  double true_lift = 0;
  std::optional<double> expected_lift, expected_bias, lift, lift_mcse, lift_sd, lift_bias;
  double expected_conversion_control = 0, expected_conversion_treatment = 0;
  double conversion_control = 0, conversion_control_mcse = 0;
  double conversion_treatment = 0, conversion_treatment_mcse = 0;
  double significant = 0, significant_mcse = 0, wrong = 0, wrong_mcse = 0, wrong_promised = 0;
  double undefined = 0;
  std::vector<RatioTestResult> tests;
  std::vector<double> looks;
  std::vector<double> path_day, path_expected, path_mean, path_low, path_high;
  double histogram_low = 0, histogram_high = 0;
  std::vector<double> histogram;
  std::vector<MechanismAlone> mechanisms;
  std::vector<RatioKindResult> kinds;
  std::vector<Assumption> assumptions;
  std::int64_t replicates = 0;

  static constexpr auto describe() {
    using R = SampleRatioStudyResult;
    return described(
        "SampleRatioStudyResult", field("sentence", &R::sentence, "In words"),
        field("healthy", &R::healthy, "Nothing goes wrong").help("Then every mismatch is a false alarm."),
        field("planned_share", &R::planned_share, "Planned share in treatment").in(Unit::share),
        field("expected_share", &R::expected_share, "Expected share in treatment")
            .in(Unit::share)
            .help("Expected users counted in treatment over those in both arms, at the end; exact."),
        field("share", &R::share, "Simulated share in treatment").in(Unit::share),
        field("share_mcse", &R::share_mcse, "Monte Carlo error").in(Unit::share),
        field("users_control", &R::users_control, "Expected users in control").in(Unit::people),
        field("users_treatment", &R::users_treatment, "Expected users in treatment").in(Unit::people),
        field("true_lift", &R::true_lift, "True lift").in(Unit::share),
        field("expected_lift", &R::expected_lift, "Expected lift")
            .in(Unit::share)
            .help("Expected conversion of treatment over that of control, less 1, as the analysis has them; exact but "
                  "for "
                  "terms of one over the number of users."),
        field("expected_bias", &R::expected_bias, "Expected bias").in(Unit::share).help("Less the true lift."),
        field("lift", &R::lift, "Measured lift")
            .in(Unit::share)
            .help("Mean conversion of treatment over that of control, less 1."),
        field("lift_mcse", &R::lift_mcse, "Monte Carlo error").in(Unit::share),
        field("lift_sd", &R::lift_sd, "SD of measured lifts").in(Unit::share),
        field("lift_bias", &R::lift_bias, "Bias").in(Unit::share).help("Measured less true lift."),
        field("expected_conversion_control", &R::expected_conversion_control, "Expected conversion in control")
            .in(Unit::share),
        field("expected_conversion_treatment", &R::expected_conversion_treatment, "Expected conversion in treatment")
            .in(Unit::share),
        field("conversion_control", &R::conversion_control, "Conversion in control").in(Unit::share),
        field("conversion_control_mcse", &R::conversion_control_mcse, "Monte Carlo error").in(Unit::share),
        field("conversion_treatment", &R::conversion_treatment, "Conversion in treatment").in(Unit::share),
        field("conversion_treatment_mcse", &R::conversion_treatment_mcse, "Monte Carlo error").in(Unit::share),
        field("significant", &R::significant, "Called significant")
            .in(Unit::share)
            .help("Share of experiments whose interval for the lift leaves out 0."),
        field("significant_mcse", &R::significant_mcse, "Monte Carlo error").in(Unit::share),
        field("wrong", &R::wrong, "Interval misses the truth")
            .in(Unit::share)
            .help("The same as called significant where the true lift is 0."),
        field("wrong_mcse", &R::wrong_mcse, "Monte Carlo error").in(Unit::share),
        field("wrong_promised", &R::wrong_promised, "As often as promised").in(Unit::share),
        field("undefined", &R::undefined, "Without an interval")
            .in(Unit::share)
            .help("Nobody converted in an arm, or everybody."),
        field("tests", &R::tests, "Tests"), field("looks", &R::looks, "Day of each look").in(Unit::days),
        field("path_day", &R::path_day, "Day").in(Unit::days),
        field("path_expected", &R::path_expected, "Expected share in treatment so far").in(Unit::share),
        field("path_mean", &R::path_mean, "Mean share so far")
            .in(Unit::share)
            .help("Of the first 2,000 experiments, as the band."),
        field("path_low", &R::path_low, "Band of 95 %, from").in(Unit::share),
        field("path_high", &R::path_high, "Band of 95 %, to").in(Unit::share),
        field("histogram_low", &R::histogram_low, "Measured lifts, from").in(Unit::share),
        field("histogram_high", &R::histogram_high, "To").in(Unit::share),
        field("histogram", &R::histogram, "Experiments by measured lift")
            .help("In 48 classes of equal width; the rest lies outside."),
        field("mechanisms", &R::mechanisms, "Each mechanism alone"), field("kinds", &R::kinds, "Kinds of users"),
        field("assumptions", &R::assumptions, "Assumptions"),
        field("replicates", &R::replicates, "Simulated experiments").in(Unit::replicates));
  }
};

// Of some experiments, one after the other.
struct SampleRatioStudyPart {
  std::int64_t first = 0, count = 0;
  std::vector<double> detected;  // by test: the day, or 0
  std::vector<double> counts;    // counted in control and in treatment, converted in control and in treatment
  std::vector<double> path;      // of the first experiments of all: share in treatment by day of the path, or -1

  static constexpr auto describe() {
    using P = SampleRatioStudyPart;
    return described("SampleRatioStudyPart", field("first", &P::first, "First replicate"),
                     field("count", &P::count, "Replicates"), field("detected", &P::detected, "Day of each test"),
                     field("counts", &P::counts, "Counted and converted"), field("path", &P::path, "Shares by day"));
  }
};

class SampleRatioStudy {
 public:
  using Request = SampleRatioStudyRequest;
  using Partial = SampleRatioStudyPart;
  using Result = SampleRatioStudyResult;

  static Outcome<SampleRatioStudy> prepare(const Request& request);

  std::int64_t replicates() const { return request_.draws.replicates; }
  std::int64_t block() const;
  Partial run(std::int64_t first, std::int64_t count) const;
  Outcome<Result> finish(const std::vector<Partial>& partials) const;

 private:
  // Users counted so far, by kind and arm.
  using KindCounts = std::array<std::array<double, 2>, user_kinds>;
  struct Kept;

  explicit SampleRatioStudy(const Request& request);
  bool sees(RatioTest test, bool last, const KindCounts& counts) const;
  bool is_mismatch(const std::array<double, 2>& counts, double critical) const;
  void draw(random::Stream& stream, const std::vector<double>& means, bool with_path, Partial& part) const;
  std::int64_t paths_of(const Partial& part) const;
  void summarise_tests(const Kept& kept, Result& result) const;
  void summarise_effect(const Kept& kept, Result& result) const;
  void summarise_path(const Kept& kept, Result& result) const;
  void expect(Result& result) const;
  std::string sentence(const Result& result) const;
  std::vector<Assumption> assumptions() const;

  Request request_;
  RatioModel model_;
  std::vector<RatioTest> tests_;
  std::vector<std::size_t> looks_, path_days_;  // days, counted from 1
  double kinds_present_ = 0;
  double critical_ = 0, critical_corrected_ = 0, critical_kinds_ = 0;  // of chi-square
  double log_critical_ = 0;                                            // of the Bayes factor
};

}  // namespace sutva::simulate
