// SPDX-License-Identifier: Apache-2.0
#include "plan/duration.hpp"

#include <cmath>

#include "../outcomes.hpp"
#include "../reference.hpp"
#include "requests.hpp"
#include "told.hpp"

using namespace sutva;
using namespace sutva::plan;
using namespace sutva::tests;

namespace {

DurationResult result_of(const DurationRequest& request) { return value_of(duration_plan(request)); }

std::vector<double> numbers(const std::string& list) {
  std::vector<double> all;
  for (const std::string& part : split(list, ' ')) {
    if (!part.empty()) {
      all.push_back(std::stod(part));
    }
  }
  return all;
}

DurationRequest people_after(std::int64_t days) {
  DurationRequest r;
  r.solve_for = DurationUnknown::people;
  r.days = days;
  return r;
}

}  // namespace

TEST_CASE("duration plan: beta-geometric laws as elsewhere") {
  for (const ReferenceRow& row : reference("uniques")) {
    INFO(row.described());
    DurationRequest r = people_after(14);
    r.returning = Returning::three_uniques;
    r.uniques_1 = row.number("uniques_1");
    r.uniques_7 = row.number("uniques_7");
    r.uniques_28 = row.number("uniques_28");
    const BetaGeometricFit fit = fit_beta_geometric(r.uniques_7 / r.uniques_1, r.uniques_28 / r.uniques_1);
    REQUIRE(fit.law);
    CHECK(relative_error(fit.law->a, row.number("a")) < 1e-6);
    CHECK(relative_error(fit.law->b, row.number("b")) < 1e-6);
    CHECK(relative_error(result_of(r).uniques, row.number("uniques_14")) < 1e-9);
    CHECK(result_of(r).most_people.has_value() == !row.text("most").empty());
    if (!row.text("most").empty()) {
      CHECK(relative_error(*result_of(r).most_people, row.number("most")) < 1e-6);
    }
    for (const auto& [days, column] :
         {std::pair{1, "uniques_1"}, {7, "uniques_7"}, {28, "uniques_28"}, {60, "uniques_60"}, {365, "uniques_365"}}) {
      r.days = days;
      CHECK(relative_error(result_of(r).uniques, row.number(column)) < 1e-8);
    }
  }
}

TEST_CASE("duration plan: people with ramp, weekdays, share and trigger as elsewhere") {
  for (const ReferenceRow& row : reference("duration")) {
    INFO(row.described());
    DurationRequest r = people_after(row.whole("days"));
    r.returning = row.text("kind") == "all_new" ? Returning::all_new
                  : row.text("kind") == "two"   ? Returning::two_uniques
                                                : Returning::three_uniques;
    r.daily_people = r.uniques_1 = row.number("uniques_1");
    r.uniques_7 = row.number("uniques_7");
    r.uniques_28 = row.number("uniques_28");
    r.share_in_experiment = row.number("share");
    r.trigger_share = row.number("trigger");
    r.ramp_shares = numbers(row.text("ramp"));
    r.ramp = r.ramp_shares.empty() ? Ramp::none : Ramp::list;
    r.weekday_weights = numbers(row.text("weights"));
    r.week_pattern = r.weekday_weights.empty() ? WeekPattern::even : WeekPattern::weights;
    r.start_date = row.text("start");
    const DurationResult result = result_of(r);
    CHECK(relative_error(result.by_day.back().people, row.number("people")) < 1e-8);
    CHECK(std::abs(static_cast<double>(result.people) - std::floor(row.number("people"))) <= 1);
    CHECK(result.end_date == row.text("end"));
    CHECK(result.start_weekday == row.text("start_weekday"));
    CHECK(result.end_weekday == row.text("end_weekday"));
  }
}

TEST_CASE("duration plan: days and people are one question and its reverse") {
  Requests random(21);
  for (int i = 0; i < 300; ++i) {
    DurationRequest r;
    r.returning = random.any<Returning>();
    r.ramp = random.any<Ramp>();
    r.ramp_days = static_cast<std::int64_t>(random.uniform(1, 20));
    r.share_in_experiment = random.uniform(0.5, 1);
    r.trigger_share = random.uniform(0.1, 1);
    r.week_pattern = random.any<WeekPattern>();
    r.whole_weeks = random.coin();
    r.people = static_cast<std::int64_t>(random.log_uniform(1, 20'000));
    r.start_date = i % 2 ? "2026-03-28" : "2028-02-23";
    INFO(name(r.returning) << " " << name(r.ramp) << " " << r.people);
    const Outcome<DurationResult> outcome = duration_plan(r);
    if (!outcome) {
      REQUIRE(says(outcome.issues, Severity::error, Code::no_solution, "people"));
      continue;
    }
    const DurationResult& found = *outcome;
    REQUIRE(found.people >= r.people);
    REQUIRE(found.days >= *found.days_needed);
    REQUIRE(found.days - *found.days_needed < (r.whole_weeks ? 7 : 1));
    REQUIRE((!r.whole_weeks || found.days % 7 == 0));
    DurationRequest back = r;
    back.solve_for = DurationUnknown::people;
    back.days = *found.days_needed;
    REQUIRE(result_of(back).people >= r.people);
    if (back.days > 1) {
      --back.days;
      REQUIRE(result_of(back).people < r.people);
    }
    // People only ever come; milestones are in order and end with the last.
    for (std::size_t j = 1; j < found.by_day.size(); ++j) {
      REQUIRE(found.by_day[j].people >= found.by_day[j - 1].people);
    }
    REQUIRE(found.milestones.back().day == *found.days_needed);
    if (found.most_people) {
      REQUIRE(static_cast<double>(found.people) <= *found.most_people);
    }
  }
}

TEST_CASE("duration plan: the three known uniques come out whatever the weekday of the start") {
  for (int day = 1; day <= 7; ++day) {
    DurationRequest r = people_after(7);
    r.returning = Returning::three_uniques;
    r.week_pattern = WeekPattern::weights;
    r.start_date = "2026-06-0" + std::to_string(day);
    CHECK(std::abs(result_of(r).uniques - 18'000) < 1e-4);
    r.days = 28;
    CHECK(std::abs(result_of(r).uniques - 42'000) < 1e-4);
  }
}

TEST_CASE("duration plan: what never comes is said, with the most there is") {
  DurationRequest r;
  r.returning = Returning::three_uniques;
  r.uniques_7 = 9'000;
  r.uniques_28 = 12'000;
  const DurationResult known = result_of([&] {
    DurationRequest some = r;
    some.people = 5'000;
    return some;
  }());
  REQUIRE(known.most_people);
  CHECK(*known.most_people > 12'000);
  r.people = static_cast<std::int64_t>(*known.most_people) + 1;
  const Outcome<DurationResult> never = duration_plan(r);
  require_error(never, Code::no_solution, "people");
  CHECK(never.issues[0].message.find("never come") != std::string::npos);
  REQUIRE(never.issues[0].limit);
  CHECK(relative_error(*never.issues[0].limit, *known.most_people) < 1e-12);
  r = {};
  r.people = 1'000'000'000'000'000;
  require_error(duration_plan(r), Code::no_solution, "people");
}

TEST_CASE("duration plan: what can not be is refused, on its field") {
  DurationRequest r;
  for (const char* wrong : {"2026-02-30", "today", "", "9999-12-25"}) {
    r.start_date = wrong;
    require_error(duration_plan(r), Code::out_of_range, "start_date");
  }
  r = {};
  r.ramp = Ramp::linear;
  r.share_in_experiment = 0.02;
  require_error(duration_plan(r), Code::conflict, "ramp_start");
  r.ramp = Ramp::list;
  require_error(duration_plan(r), Code::conflict, "ramp_shares");
  r.share_in_experiment = 1;
  r.ramp_shares = {0.2, 0.1};
  require_error(duration_plan(r), Code::conflict, "ramp_shares");
  r.ramp_shares = {};
  require_error(duration_plan(r), Code::conflict, "ramp_shares");
  r = {};
  r.week_pattern = WeekPattern::weights;
  r.weekday_weights = {1, 2, 3};
  require_error(duration_plan(r), Code::conflict, "weekday_weights");
  r.weekday_weights = {0, 0, 0, 0, 0, 0, 0};
  require_error(duration_plan(r), Code::conflict, "weekday_weights");
  r.weekday_weights = {0, 0, 0, 0, 0, 0, 1};
  REQUIRE(duration_plan(r));
  r = {};
  r.returning = Returning::two_uniques;
  for (const double wrong : {3'000.0, 4'000.0, 28'000.0, 1e9}) {
    r.uniques_7 = wrong;
    require_error(duration_plan(r), Code::conflict, "uniques_7");
  }
  r = {};
  r.returning = Returning::three_uniques;
  for (const double wrong : {18'000.0, 20'000.0, 90'000.0, 1e9}) {
    r.uniques_28 = wrong;
    require_error(duration_plan(r), Code::conflict, "uniques_28");
  }
  // All at once.
  r.start_date = "never";
  r.ramp = Ramp::list;
  r.ramp_shares = {2};
  const Outcome<DurationResult> many = duration_plan(r);
  CHECK(many.issues.size() == 3);
}
