// SPDX-License-Identifier: Apache-2.0
// How many users show that the arms are not as large as planned, how often a healthy experiment is suspected when its
// counts are checked every day, and the threshold a team should use.
//
// In: planned shares, and the share of an arm's users that is lost or the shares that come instead. Out: users, days,
// power, mismatch or threshold, whichever is the unknown. Errors: an issue on the field that makes it impossible;
// no_solution where no value of the unknown gives the power.
//
// Power: noncentral chi-squared with noncentrality n w^2 (Cohen 1988, ch. 7), for the sequential test of Lindon and
// Malek (2022) against the boundary of its normal approximation at that size: who looks on the way sees it no later. Of
// two arms also exact, from the binomial. Daily checks, days alike: recursion of stats/group_sequential.hpp for two
// arms, of stats/radial_walk.hpp for more, of the test's normal approximation.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "plan/working.hpp"

namespace sutva::plan {

enum class RatioUnknown : std::uint8_t { users, mismatch, power, threshold };
constexpr auto describe(std::type_identity<RatioUnknown>) {
  return std::array{
      Choice{RatioUnknown::users, "users", "Users", "How many must be counted to see it."},
      Choice{RatioUnknown::mismatch, "mismatch", "Mismatch", "The smallest loss that will be seen."},
      Choice{RatioUnknown::power, "power", "Power", "How likely it is to be seen."},
      Choice{RatioUnknown::threshold, "threshold", "Threshold", "The strictest that still has the power."}};
}

enum class RatioTestKind : std::uint8_t { chi_square, sequential };
constexpr auto describe(std::type_identity<RatioTestKind>) {
  return std::array{Choice{RatioTestKind::chi_square, "chi_square", "Chi-squared", "Looked at once, at the end."},
                    Choice{RatioTestKind::sequential, "sequential", "Sequential", "Looked at whenever you like."}};
}

enum class MismatchKind : std::uint8_t { lost, true_shares };
constexpr auto describe(std::type_identity<MismatchKind>) {
  return std::array{Choice{MismatchKind::lost, "lost", "Users are lost", "A part of one arm is never counted."},
                    Choice{MismatchKind::true_shares, "true_shares", "Other shares", "What the shares really are."}};
}

struct SampleRatioPlanRequest {
  RatioUnknown solve_for = RatioUnknown::users;
  RatioTestKind test = RatioTestKind::chi_square;
  std::vector<double> shares{0.5, 0.5};
  bool weights = false;
  MismatchKind mismatch = MismatchKind::lost;
  double lost = 0.01;
  std::int64_t lost_arm = 2;
  std::vector<double> true_shares{0.505, 0.495};
  double threshold = 0.001;
  double power = 0.8;
  double n_total = 500'000;
  double users_per_day = 50'000;
  double concentration = 10'000;
  std::int64_t days = 14;
  double experiments = 200;
  double false_alarms = 1;
  bool brief = false;  // without what stands beside the plan: for sweeps

  static constexpr auto describe() {
    using R = SampleRatioPlanRequest;
    return described("SampleRatioPlanRequest",
                     field("solve_for", &R::solve_for, "Solve for")
                         .under("Question")
                         .help("The unknown; everything else is an input."),
                     field("test", &R::test, "Test").under("Question").help("The other one stands beside it."),
                     field("shares", &R::shares, "Planned shares")
                         .under("Mismatch")
                         .help("One for each arm, control first, adding up to 1."),
                     field("weights", &R::weights, "Shares are weights")
                         .under("Mismatch")
                         .help("Divides the shares by their sum, so that 2, 1, 1 will do."),
                     field("mismatch", &R::mismatch, "Mismatch")
                         .under("Mismatch")
                         .when("solve_for", "users", "power", "threshold")
                         .help("How the mismatch to be seen is given."),
                     field("lost", &R::lost, "Lost")
                         .under("Mismatch")
                         .in(Unit::share)
                         .at_least(1e-9)
                         .below(1)
                         .when("solve_for", "users", "power", "threshold")
                         .when("mismatch", "lost")
                         .help("The part of the arm's users that is never counted."),
                     field("lost_arm", &R::lost_arm, "From arm")
                         .under("Mismatch")
                         .at_least(1)
                         .at_most(100)
                         .when("mismatch", "lost")
                         .help("Its place among the shares: 1 is the control."),
                     field("true_shares", &R::true_shares, "True shares")
                         .under("Mismatch")
                         .when("solve_for", "users", "power", "threshold")
                         .when("mismatch", "true_shares")
                         .help("One for each arm, adding up to 1."),
                     field("threshold", &R::threshold, "Threshold")
                         .under("Test")
                         .in(Unit::share)
                         .at_least(1e-12)
                         .at_most(0.5)
                         .when("solve_for", "users", "mismatch", "power")
                         .help("A p-value below it raises an alarm."),
                     field("power", &R::power, "Power")
                         .under("Test")
                         .in(Unit::share)
                         .above(0)
                         .below(1)
                         .when("solve_for", "users", "mismatch", "threshold")
                         .help("How often the mismatch must be seen where it is there."),
                     field("n_total", &R::n_total, "Users counted")
                         .under("Test")
                         .in(Unit::people)
                         .at_least(2)
                         .at_most(1e12)
                         .when("solve_for", "mismatch", "power", "threshold")
                         .help("In all arms together, without those who are lost."),
                     field("concentration", &R::concentration, "Concentration")
                         .under("Test")
                         .at_least(1e-3)
                         .at_most(1e12)
                         .help("Of the sequential test's prior around the planned shares."),
                     field("users_per_day", &R::users_per_day, "Users a day")
                         .under("Daily checks")
                         .in(Unit::people_per_day)
                         .at_least(1)
                         .at_most(1e10)
                         .help("New users who are counted for the first time."),
                     field("days", &R::days, "Days")
                         .under("Daily checks")
                         .in(Unit::days)
                         .at_least(1)
                         .at_most(60)
                         .help("How long an experiment runs, with one check a day."),
                     field("experiments", &R::experiments, "Experiments a year")
                         .under("Team")
                         .at_least(1)
                         .at_most(1e7)
                         .help("That the team checks every day."),
                     field("false_alarms", &R::false_alarms, "False alarms a year")
                         .under("Team")
                         .at_least(1e-6)
                         .at_most(1e7)
                         .help("How many healthy experiments a year may be suspected."));
  }
};

// One test and threshold beside the others.
struct RatioTestRow {
  std::string test;
  std::string label;
  double threshold = 0;
  std::optional<double> n_power_80;
  std::optional<double> n_power_90;
  std::optional<double> days_power_80;
  std::optional<double> false_alarm;
  std::optional<double> false_alarms_per_year;

  static constexpr auto describe() {
    using T = RatioTestRow;
    return described("RatioTestRow", field("test", &T::test, "Test"), field("label", &T::label, "Name"),
                     field("threshold", &T::threshold, "Threshold").in(Unit::share),
                     field("n_power_80", &T::n_power_80, "Users, power 80 %").in(Unit::people).help("Before rounding."),
                     field("n_power_90", &T::n_power_90, "Users, power 90 %").in(Unit::people),
                     field("days_power_80", &T::days_power_80, "Days, power 80 %").in(Unit::days),
                     field("false_alarm", &T::false_alarm, "False alarms")
                         .in(Unit::share)
                         .help("Healthy experiments suspected at least once, checked every day."),
                     field("false_alarms_per_year", &T::false_alarms_per_year, "False alarms a year"));
  }
};

// What has happened by the end of a day, with a check every day.
struct RatioDay {
  std::int64_t day = 0;
  double n_total = 0;
  double false_alarm_chi_square = 0;
  double false_alarm_sequential = 0;
  double seen_chi_square = 0;
  double seen_sequential = 0;

  static constexpr auto describe() {
    using D = RatioDay;
    return described(
        "RatioDay", field("day", &D::day, "Day"), field("n_total", &D::n_total, "Users").in(Unit::people),
        field("false_alarm_chi_square", &D::false_alarm_chi_square, "False alarms, chi-squared").in(Unit::share),
        field("false_alarm_sequential", &D::false_alarm_sequential, "False alarms, sequential").in(Unit::share),
        field("seen_chi_square", &D::seen_chi_square, "Mismatch seen, chi-squared").in(Unit::share),
        field("seen_sequential", &D::seen_sequential, "Mismatch seen, sequential").in(Unit::share));
  }
};

struct SampleRatioPlanResult {
  double n_total = 0;
  std::optional<double> n_unrounded;
  double days_needed = 0;
  double power = 0;
  double threshold = 0;
  std::optional<double> lost;
  double cohens_w = 0;
  double ncp = 0;
  double critical_value = 0;
  double df = 1;
  std::optional<double> exact_power;
  std::optional<double> exact_level;
  std::vector<double> planned;
  std::vector<double> true_split;
  std::optional<double> false_alarm;
  std::optional<double> false_alarms_per_year;
  std::optional<double> threshold_bonferroni;
  std::optional<double> threshold_recommended;
  std::optional<double> threshold_sequential;
  std::optional<std::int64_t> half_seen_chi_square;
  std::optional<std::int64_t> half_seen_sequential;
  std::vector<RatioTestRow> tests;
  std::vector<RatioDay> by_day;
  Working working;

  static constexpr auto describe() {
    using R = SampleRatioPlanResult;
    return described(
        "SampleRatioPlanResult",
        field("n_total", &R::n_total, "Users").in(Unit::people).help("Counted, in all arms together."),
        field("n_unrounded", &R::n_unrounded, "Users before rounding")
            .in(Unit::people)
            .help("Absent where their number is given."),
        field("days_needed", &R::days_needed, "Days").in(Unit::days).help("Whole days until so many were counted."),
        field("power", &R::power, "Power").in(Unit::share).help("Of a look at this size."),
        field("threshold", &R::threshold, "Threshold").in(Unit::share),
        field("lost", &R::lost, "Lost").in(Unit::share).help("Of the arm that loses users."),
        field("cohens_w", &R::cohens_w, "Cohen's w").help("Size of the mismatch."),
        field("ncp", &R::ncp, "Noncentrality"),
        field("critical_value", &R::critical_value, "Critical value").help("Of chi-squared, at this size."),
        field("df", &R::df, "Degrees of freedom"),
        field("exact_power", &R::exact_power, "Exact power").in(Unit::share).help("Of two arms, from the binomial."),
        field("exact_level", &R::exact_level, "Exact level")
            .in(Unit::share)
            .help("How often a look at this size suspects a healthy experiment of two arms."),
        field("planned", &R::planned, "Planned shares").in(Unit::share),
        field("true_split", &R::true_split, "True shares").in(Unit::share).help("Of those who are counted."),
        field("false_alarm", &R::false_alarm, "False alarms")
            .in(Unit::share)
            .help("Healthy experiments that the chi-squared test suspects on one of the days, at this threshold."),
        field("false_alarms_per_year", &R::false_alarms_per_year, "False alarms a year"),
        field("threshold_bonferroni", &R::threshold_bonferroni, "Threshold, Bonferroni")
            .in(Unit::share)
            .help("False alarms allowed / (experiments x days): safe, and too strict."),
        field("threshold_recommended", &R::threshold_recommended, "Threshold for the team")
            .in(Unit::share)
            .help("Allows for the checks of one experiment being alike."),
        field("threshold_sequential", &R::threshold_sequential, "Threshold of the sequential test")
            .in(Unit::share)
            .help("False alarms allowed / experiments: the number of checks does not matter."),
        field("half_seen_chi_square", &R::half_seen_chi_square, "Day of detection, chi-squared")
            .in(Unit::days)
            .help("The median with a check a day; absent where fewer than half are seen on these days."),
        field("half_seen_sequential", &R::half_seen_sequential, "Day of detection, sequential").in(Unit::days),
        field("tests", &R::tests, "Tests side by side"), field("by_day", &R::by_day, "Day by day"),
        inlined(&R::working));
  }
};

Outcome<SampleRatioPlanResult> sample_ratio_plan(const SampleRatioPlanRequest& request);

}  // namespace sutva::plan
