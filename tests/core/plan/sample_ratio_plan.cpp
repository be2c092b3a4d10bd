// SPDX-License-Identifier: Apache-2.0
#include "plan/sample_ratio_plan.hpp"

#include <cmath>

#include "../outcomes.hpp"
#include "../reference.hpp"
#include "requests.hpp"
#include "stats/distributions.hpp"
#include "told.hpp"

using namespace sutva;
using namespace sutva::plan;
using namespace sutva::tests;

namespace {

SampleRatioPlanResult result_of(const SampleRatioPlanRequest& request) { return value_of(sample_ratio_plan(request)); }

std::vector<double> numbers(std::string_view text) {
  std::vector<double> all;
  for (const std::string& part : split(text, ' ')) {
    all.push_back(std::stod(part));
  }
  return all;
}

}  // namespace

TEST_CASE("sample ratio plan: users as by a root over scipy's noncentral chi-squared") {
  int rows = 0;
  for (const ReferenceRow& row : reference("sample_ratio_users")) {
    INFO(row.described());
    SampleRatioPlanRequest r;
    r.test = row.text("test") == "sequential" ? RatioTestKind::sequential : RatioTestKind::chi_square;
    r.shares = numbers(row.text("shares"));
    r.lost = row.number("lost");
    r.lost_arm = static_cast<std::int64_t>(r.shares.size());
    r.threshold = row.number("threshold");
    r.power = row.number("power");
    r.concentration = std::fmax(row.number("concentration"), 1);
    const SampleRatioPlanResult result = result_of(r);
    CHECK(*result.n_unrounded == Approx(row.number("users")).epsilon(1e-8));
    CHECK(result.n_total == std::ceil(*result.n_unrounded));
    CHECK(result.power >= r.power);
    CHECK(result.power < r.power + 1e-3);
    if (!row.text("exact_power").empty()) {
      CHECK(*result.exact_power == Approx(row.number("exact_power")).epsilon(1e-9));
      CHECK(std::abs(*result.exact_power - result.power) < 0.03);
      CHECK(std::abs(*result.exact_level / r.threshold - 1) < 0.25);
    }
    if (result.exact_power && r.test == RatioTestKind::sequential) {
      CHECK(*result.exact_level < r.threshold);
      CHECK(std::abs(*result.exact_power - result.power) < 0.05);
    }
    ++rows;
  }
  CHECK(rows >= 84);
}

TEST_CASE("sample ratio plan: false alarms of daily checks, and how they grow") {
  int rows = 0;
  for (const ReferenceRow& row : reference("sample_ratio_alarms")) {
    if (row.text("test") == "every_user") {
      continue;
    }
    INFO(row.described());
    SampleRatioPlanRequest r;
    r.threshold = row.number("threshold");
    r.days = row.whole("days");
    const bool sequential = row.text("test") == "sequential";
    if (sequential) {
      r.concentration = row.number("concentration");
      r.users_per_day = row.number("users_per_day");
    }
    const SampleRatioPlanResult result = result_of(r);
    const RatioDay& last = result.by_day.back();
    const double found = sequential ? last.false_alarm_sequential : last.false_alarm_chi_square;
    CHECK(found == Approx(row.number("false_alarm")).epsilon(1e-6));
    CHECK(last.false_alarm_sequential < r.threshold);
    CHECK(last.false_alarm_chi_square >= r.threshold * (1 - 1e-9));
    CHECK(last.false_alarm_chi_square <= r.threshold * static_cast<double>(r.days) * (1 + 1e-9));
    for (std::size_t day = 1; day < result.by_day.size(); ++day) {
      CHECK(result.by_day[day].false_alarm_chi_square >= result.by_day[day - 1].false_alarm_chi_square);
      CHECK(result.by_day[day].seen_chi_square >= result.by_day[day - 1].seen_chi_square - 1e-12);
      CHECK(result.by_day[day].seen_sequential >= result.by_day[day - 1].seen_sequential - 1e-12);
    }
    ++rows;
  }
  CHECK(rows >= 33);
}

TEST_CASE("sample ratio plan: daily checks of several arms, by scipy's noncentral chi-squared and walks drawn") {
  int rows = 0;
  for (const ReferenceRow& row : reference("sample_ratio_alarms_arms")) {
    INFO(row.described());
    SampleRatioPlanRequest r;
    r.shares = numbers(row.text("shares"));
    r.lost_arm = static_cast<std::int64_t>(r.shares.size());
    r.lost = row.number("lost");
    r.threshold = row.number("threshold");
    r.days = row.whole("days");
    r.concentration = row.number("concentration");
    r.users_per_day = row.number("users_per_day");
    const RatioDay last = result_of(r).by_day.back();
    const bool sequential = row.text("test") == "sequential";
    CHECK((sequential ? last.false_alarm_sequential : last.false_alarm_chi_square) ==
          Approx(row.number("false_alarm")).epsilon(1e-6));
    CHECK(std::abs((sequential ? last.seen_sequential : last.seen_chi_square) - row.number("seen")) <
          4 * row.number("seen_mcse") + 1e-6);
    CHECK(last.false_alarm_sequential < r.threshold);
    ++rows;
  }
  CHECK(rows == 18);
}

TEST_CASE("sample ratio plan: the threshold for a team keeps its promise") {
  for (const std::int64_t days : {1, 7, 28, 60}) {
    SampleRatioPlanRequest r;
    r.days = days;
    r.experiments = 500;
    r.false_alarms = 2;
    const SampleRatioPlanResult found = result_of(r);
    REQUIRE(found.threshold_recommended);
    CHECK(*found.threshold_recommended >= *found.threshold_bonferroni * (1 - 1e-6));
    CHECK(*found.threshold_recommended <= *found.threshold_sequential * (1 + 1e-6));
    r.threshold = *found.threshold_recommended;
    CHECK(*result_of(r).false_alarms_per_year == Approx(2).epsilon(1e-6));
    // Of several arms too.
    r.shares = {0.4, 0.3, 0.3};
    const SampleRatioPlanResult several = result_of(r);
    CHECK(*several.threshold_recommended >= *several.threshold_bonferroni * (1 - 1e-6));
    r.threshold = *several.threshold_recommended;
    CHECK(*result_of(r).false_alarms_per_year == Approx(2).epsilon(1e-6));
  }
  // Armitage, McPherson and Rowe (1969), table 2: two looks at 5 % are 8.3 %, ten 19.3 %.
  SampleRatioPlanRequest r;
  r.threshold = 0.05;
  r.days = 2;
  CHECK(*result_of(r).false_alarm == Approx(0.083).margin(0.0005));
  r.days = 10;
  CHECK(*result_of(r).false_alarm == Approx(0.193).margin(0.0005));
  r.false_alarms = 150;
  const Outcome<SampleRatioPlanResult> loose = sample_ratio_plan(r);
  REQUIRE(loose);
  CHECK(says(loose.issues, Severity::warning, Code::conflict, "false_alarms"));
  CHECK_FALSE(loose->threshold_recommended);
}

TEST_CASE("sample ratio plan: a look at one day is the power of one look") {
  SampleRatioPlanRequest r;
  r.days = 1;
  r.users_per_day = 200'000;
  r.solve_for = RatioUnknown::power;
  r.n_total = 200'000;
  for (const std::vector<double>& shares : {std::vector{0.5, 0.5}, std::vector{0.4, 0.3, 0.2, 0.1}}) {
    r.shares = shares;
    for (const auto& test : choices_of<RatioTestKind>) {
      r.test = test.value;
      const SampleRatioPlanResult result = result_of(r);
      const double seen =
          test.value == RatioTestKind::sequential ? result.by_day[0].seen_sequential : result.by_day[0].seen_chi_square;
      CHECK(seen == Approx(result.power).epsilon(1e-8));
    }
  }
  r.shares = {0.5, 0.5};
  // And who has looked on the way has seen no less.
  r.days = 10;
  r.users_per_day = 20'000;
  r.lost = 0.03;
  const SampleRatioPlanResult result = result_of(r);
  CHECK(result.by_day.back().seen_sequential >= result.power);
  REQUIRE(result.half_seen_sequential);
  const auto median = static_cast<std::size_t>(*result.half_seen_sequential);
  CHECK(result.by_day[median - 1].seen_sequential >= 0.5);
  CHECK((median == 1 || result.by_day[median - 2].seen_sequential < 0.5));
}

TEST_CASE("sample ratio plan: users, mismatch, power and threshold are one equation") {
  Requests random(31);
  for (int i = 0; i < 120; ++i) {
    SampleRatioPlanRequest r;
    r.brief = true;
    r.test = random.any<RatioTestKind>();
    r.shares = i % 3 == 0 ? std::vector<double>{0.2, 0.3, 0.5} : std::vector<double>{0.4, 0.6};
    r.lost_arm = 1 + i % 2;
    r.lost = random.log_uniform(0.001, 0.3);
    r.threshold = random.log_uniform(1e-8, 0.05);
    r.power = random.uniform(0.5, 0.99);
    r.concentration = random.log_uniform(1, 1e6);
    INFO(name(r.test) << " " << r.lost << " " << r.threshold << " " << r.power << " " << r.concentration);
    const SampleRatioPlanResult sized = result_of(r);
    r.n_total = sized.n_total;
    r.solve_for = RatioUnknown::power;
    CHECK(result_of(r).power == Approx(sized.power));
    r.power = sized.power;
    r.solve_for = RatioUnknown::mismatch;
    CHECK(*result_of(r).lost == Approx(r.lost).epsilon(1e-6));
    r.solve_for = RatioUnknown::threshold;
    CHECK(result_of(r).threshold == Approx(r.threshold).epsilon(1e-6));
    // The same mismatch as shares.
    r.solve_for = RatioUnknown::power;
    r.mismatch = MismatchKind::true_shares;
    r.true_shares = sized.true_split;
    CHECK(result_of(r).power == Approx(sized.power));
  }
}

TEST_CASE("sample ratio plan: two arms by hand") {
  // z test of one share: n = ((z_a + z_b) / (2 d))^2 for a planned half and a true share of 1/2 + d, small d.
  SampleRatioPlanRequest r;
  r.mismatch = MismatchKind::true_shares;
  r.true_shares = {0.501, 0.499};
  const double z = stats::normal_quantile_upper(0.0005) + stats::normal_quantile(0.8);
  CHECK(*result_of(r).n_unrounded == Approx(z * z / (4 * 0.001 * 0.001)).epsilon(1e-6));
}

TEST_CASE("sample ratio plan: what can not be is refused, on its field") {
  SampleRatioPlanRequest r;
  r.shares = {1};
  require_error(sample_ratio_plan(r), Code::one_arm, "shares");
  r.shares = {0.5, 0.4};
  require_error(sample_ratio_plan(r), Code::conflict, "shares");
  r.shares = {0.5, 0.5, 0};
  require_error(sample_ratio_plan(r), Code::out_of_range, "shares");
  r.shares = std::vector<double>(101, 1);
  require_error(sample_ratio_plan(r), Code::too_large, "shares");
  r = {};
  r.lost_arm = 3;
  require_error(sample_ratio_plan(r), Code::conflict, "lost_arm");
  r = {};
  r.mismatch = MismatchKind::true_shares;
  r.true_shares = {0.5, 0.5};
  require_error(sample_ratio_plan(r), Code::conflict, "true_shares");
  r.true_shares = {0.5, 0.4};
  require_error(sample_ratio_plan(r), Code::conflict, "true_shares");
  r.true_shares = {};
  require_error(sample_ratio_plan(r), Code::required, "true_shares");
  r = {};
  r.lost = 1e-9;
  require_error(sample_ratio_plan(r), Code::no_solution, "lost");
  r = {};
  r.threshold = 0.3;
  r.power = 0.2;
  require_error(sample_ratio_plan(r), Code::out_of_range, "power");
  r = {};
  r.solve_for = RatioUnknown::mismatch;
  r.n_total = 5;
  require_error(sample_ratio_plan(r), Code::no_solution, "n_total");
  r = {};
  r.solve_for = RatioUnknown::threshold;
  r.n_total = 100;
  r.power = 0.9;
  require_error(sample_ratio_plan(r), Code::no_solution, "n_total");
  r.n_total = 1e12;
  r.lost = 0.5;
  require_error(sample_ratio_plan(r), Code::no_solution, "n_total");
  // Strange but possible.
  r = {};
  r.users_per_day = 1e10;
  r.lost = 0.9;
  r.days = 60;
  const SampleRatioPlanResult sure = result_of(r);
  CHECK(sure.by_day[0].seen_chi_square == 1);
  CHECK(sure.n_total < 100);
  r.users_per_day = 1;
  r.concentration = 1e12;
  r.test = RatioTestKind::sequential;
  for (const RatioDay& day : result_of(r).by_day) {
    CHECK((std::isfinite(day.seen_sequential) && day.seen_sequential <= 1));
    CHECK((std::isfinite(day.false_alarm_sequential) && day.false_alarm_sequential >= 0));
  }
  r.shares = std::vector<double>(50, 0.02);
  r.lost_arm = 50;
  for (const RatioDay& day : result_of(r).by_day) {
    CHECK((std::isfinite(day.seen_sequential) && day.seen_sequential <= 1));
    CHECK((std::isfinite(day.false_alarm_chi_square) && day.false_alarm_chi_square < 60 * r.threshold));
  }
}

TEST_CASE("sample ratio plan: what is told fits the numbers") {
  SampleRatioPlanRequest r;
  for (const auto& unknown : choices_of<RatioUnknown>) {
    for (const auto& test : choices_of<RatioTestKind>) {
      r.solve_for = unknown.value;
      r.test = test.value;
      require_told(r, result_of(r));
    }
  }
}
