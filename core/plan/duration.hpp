// SPDX-License-Identifier: Apache-2.0
// How many days bring how many people, and the reverse: traffic with a weekly pattern, a ramp, people who return and
// people who never meet the change.
//
// U(t) is the number of different people in t average days. Where all are new, U(t) = daily people times t. From the
// uniques of 1 and 7 days: the power law U(t) = U(1) t^b. From those of 1, 7 and 28 days: the beta-geometric law, in
// which a visitor of one day visits on any other with probability p ~ Beta(a, b), so that the share of new people among
// the visitors of day t + 1 is E[(1 - p)^t] = B(a, b + t) / B(a, b); it passes through all three numbers and, where
// a > 1, ends at U(1) (a + b - 1) / (a - 1) people. (The argument of Fader, Hardie and Lee 2005, Marketing Science
// 24:275-284, and Chatfield and Goodhardt 1970, Applied Statistics 19:240-250, for repeated visits.)
//
// A day counts as its weekday's weight in average days; between whole days U is linear. People are assigned once and
// stay: those whom a ramp adds on day j are unique since day j.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "plan/working.hpp"

namespace sutva::plan {

enum class DurationUnknown : std::uint8_t { days, people };
constexpr auto describe(std::type_identity<DurationUnknown>) {
  return std::array{Choice{DurationUnknown::days, "days", "Days", "How long until enough people have come."},
                    Choice{DurationUnknown::people, "people", "People", "How many people come in so many days."}};
}

enum class Returning : std::uint8_t { all_new, two_uniques, three_uniques };
constexpr auto describe(std::type_identity<Returning>) {
  return std::array{
      Choice{Returning::all_new, "all_new", "All new", "Each day brings other people: new accounts, orders."},
      Choice{Returning::two_uniques, "two_uniques", "1- and 7-day uniques known", "People return: a power law."},
      Choice{Returning::three_uniques, "three_uniques", "1-, 7- and 28-day uniques known",
             "People return, and their number is limited: a beta-geometric law through all three."}};
}

enum class Ramp : std::uint8_t { none, linear, list };
constexpr auto describe(std::type_identity<Ramp>) {
  return std::array{Choice{Ramp::none, "none", "None", "The full share from the first day."},
                    Choice{Ramp::linear, "linear", "Linear", "From a first share to the full one, day by day."},
                    Choice{Ramp::list, "list", "Day by day", "A share for each of the first days."}};
}

enum class WeekPattern : std::uint8_t { even, weights };
constexpr auto describe(std::type_identity<WeekPattern>) {
  return std::array{Choice{WeekPattern::even, "even", "Every day alike"},
                    Choice{WeekPattern::weights, "weights", "By weekday"}};
}

struct DurationRequest {
  DurationUnknown solve_for = DurationUnknown::days;
  std::int64_t people = 60'000;
  std::int64_t days = 14;
  Returning returning = Returning::all_new;
  double daily_people = 4'000;
  double uniques_1 = 4'000;
  double uniques_7 = 18'000;
  double uniques_28 = 42'000;
  double share_in_experiment = 1;
  double trigger_share = 1;
  Ramp ramp = Ramp::none;
  double ramp_start = 0.05;
  std::int64_t ramp_days = 7;
  std::vector<double> ramp_shares{0.01, 0.05, 0.2, 0.5};
  WeekPattern week_pattern = WeekPattern::even;
  std::vector<double> weekday_weights{1, 1, 1, 1, 1, 0.7, 0.7};
  std::string start_date = "2026-01-05";
  bool whole_weeks = true;
  bool brief = false;  // without the table by day: for sweeps

  static constexpr auto describe() {
    using R = DurationRequest;
    return described(
        "DurationRequest",
        field("solve_for", &R::solve_for, "Solve for").under("Question").help("Days for people, or people for days."),
        field("people", &R::people, "People needed")
            .under("Question")
            .in(Unit::people)
            .at_least(1)
            .at_most(1e15)
            .when("solve_for", "days")
            .help("In all arms together; where there is a trigger, those who meet it."),
        field("days", &R::days, "Days")
            .under("Question")
            .in(Unit::days)
            .at_least(1)
            .at_most(3650)
            .when("solve_for", "people")
            .help("How long the experiment runs."),
        field("returning", &R::returning, "People who return")
            .under("Traffic")
            .help("Whether the same people come again, and what is known of it."),
        field("daily_people", &R::daily_people, "New people a day")
            .under("Traffic")
            .in(Unit::people_per_day)
            .above(0)
            .at_most(1e12)
            .when("returning", "all_new")
            .help("Eligible people on an average day, each counted once."),
        field("uniques_1", &R::uniques_1, "Different people in a day")
            .under("Traffic")
            .in(Unit::people)
            .above(0)
            .at_most(1e12)
            .when("returning", "two_uniques", "three_uniques")
            .help("On an average day."),
        field("uniques_7", &R::uniques_7, "Different people in 7 days")
            .under("Traffic")
            .in(Unit::people)
            .above(0)
            .at_most(1e13)
            .when("returning", "two_uniques", "three_uniques")
            .help("Between once and seven times those of a day."),
        field("uniques_28", &R::uniques_28, "Different people in 28 days")
            .under("Traffic")
            .in(Unit::people)
            .above(0)
            .at_most(1e14)
            .when("returning", "three_uniques")
            .help("More than in 7 days, and growing no faster than between day 1 and day 7."),
        field("share_in_experiment", &R::share_in_experiment, "Share in the experiment")
            .under("Traffic")
            .in(Unit::share)
            .above(0)
            .at_most(1)
            .help("How many of the eligible people enter, all arms together, after any ramp."),
        field("trigger_share", &R::trigger_share, "Share that is triggered")
            .under("Traffic")
            .in(Unit::share)
            .above(0)
            .at_most(1)
            .help("How many of those ever meet what is changed; only they count."),
        field("ramp", &R::ramp, "Ramp").under("Ramp").help("A careful start: fewer people on the first days."),
        field("ramp_start", &R::ramp_start, "First share")
            .under("Ramp")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("ramp", "linear")
            .help("Share of eligible people in the experiment on the first day."),
        field("ramp_days", &R::ramp_days, "Days of the ramp")
            .under("Ramp")
            .in(Unit::days)
            .at_least(1)
            .at_most(365)
            .when("ramp", "linear")
            .help("The full share is reached on the day after."),
        field("ramp_shares", &R::ramp_shares, "Share on each of the first days")
            .under("Ramp")
            .in(Unit::share)
            .at_least(0)
            .at_most(1)
            .when("ramp", "list")
            .help("Never falling; the full share follows."),
        field("week_pattern", &R::week_pattern, "Weekly pattern").under("Calendar").help("Whether weekdays differ."),
        field("weekday_weights", &R::weekday_weights, "Weight of Monday to Sunday")
            .under("Calendar")
            .at_least(0)
            .at_most(1e6)
            .when("week_pattern", "weights")
            .help("Seven numbers; only how they compare matters."),
        field("start_date", &R::start_date, "First day").under("Calendar").help("As YYYY-MM-DD."),
        field("whole_weeks", &R::whole_weeks, "Whole weeks")
            .under("Calendar")
            .help("Run to the end of a week of the experiment, so that every weekday counts alike."));
  }
};

struct DayRow {
  std::int64_t day = 0;
  std::string date;
  std::string weekday;
  double share = 0;
  double people = 0;

  static constexpr auto describe() {
    using D = DayRow;
    return described("DayRow", field("day", &D::day, "Day"), field("date", &D::date, "Date"),
                     field("weekday", &D::weekday, "Weekday"),
                     field("share", &D::share, "Share in the experiment").in(Unit::share),
                     field("people", &D::people, "People so far").in(Unit::people));
  }
};

struct Milestone {
  double share = 0;
  std::int64_t people = 0;
  std::int64_t day = 0;
  std::string date;

  static constexpr auto describe() {
    using M = Milestone;
    return described("Milestone", field("share", &M::share, "Share of the people").in(Unit::share),
                     field("people", &M::people, "People").in(Unit::people), field("day", &M::day, "Reached on day"),
                     field("date", &M::date, "Date"));
  }
};

struct DurationResult {
  std::int64_t days = 0;
  double weeks = 0;
  std::optional<std::int64_t> days_needed;
  std::string start_weekday;
  std::string end_date;
  std::string end_weekday;
  std::int64_t people = 0;
  double uniques = 0;
  std::optional<double> most_people;
  std::string model;
  std::vector<Milestone> milestones;
  std::vector<DayRow> by_day;
  Working working;

  static constexpr auto describe() {
    using R = DurationResult;
    return described(
        "DurationResult", field("days", &R::days, "Days to run").in(Unit::days),
        field("weeks", &R::weeks, "Weeks to run").in(Unit::weeks),
        field("days_needed", &R::days_needed, "Days until there are enough people")
            .in(Unit::days)
            .help("Before filling up to whole weeks; only where the days are the unknown."),
        field("start_weekday", &R::start_weekday, "First weekday"), field("end_date", &R::end_date, "Last day"),
        field("end_weekday", &R::end_weekday, "Last weekday"),
        field("people", &R::people, "People by then").in(Unit::people).help("In the experiment, and triggered."),
        field("uniques", &R::uniques, "Different eligible people by then")
            .in(Unit::people)
            .help("Whether in the experiment or not."),
        field("most_people", &R::most_people, "The most people ever")
            .in(Unit::people)
            .help("However long it runs; absent where there is no such limit."),
        field("model", &R::model, "People who return"), field("milestones", &R::milestones, "Milestones"),
        field("by_day", &R::by_day, "People by day").help("Every day of the first eight weeks, then every week."),
        inlined(&R::working));
  }
};

Outcome<DurationResult> duration_plan(const DurationRequest& request);

// The law of different people through 1-, 7- and 28-day uniques: a and b of the beta distribution.
struct BetaGeometric {
  double a = 0;
  double b = 0;
};
// None where no such law passes through the ratios; `low` and `high` are the bounds for U(28) / U(1).
struct BetaGeometricFit {
  std::optional<BetaGeometric> law;
  double low = 0;
  double high = 0;
};
BetaGeometricFit fit_beta_geometric(double ratio_7, double ratio_28);

std::span<const Equation> duration_equations();
std::span<const Snippet> duration_snippets();

}  // namespace sutva::plan
