// SPDX-License-Identifier: Apache-2.0
#include "analyze/sample_ratio_diagnose.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "../outcomes.hpp"
#include "analyze/mechanisms.hpp"

using namespace sutva;
using namespace sutva::analyze;
using namespace sutva::tests;

namespace {

SampleRatioDiagnoseResult result_of(const SampleRatioDiagnoseRequest& request) {
  return value_of(sample_ratio_diagnose(request));
}

const RatioCause& cause_of(const SampleRatioDiagnoseResult& result, std::string_view mechanism) {
  const auto found = std::find_if(result.causes.begin(), result.causes.end(),
                                  [&](const RatioCause& c) { return c.mechanism == mechanism; });
  REQUIRE(found != result.causes.end());
  return *found;
}

bool there(const SampleRatioDiagnoseResult& result, std::string_view clue) {
  return std::any_of(result.clues.begin(), result.clues.end(),
                     [&](const RatioClue& c) { return c.clue == clue && c.present; });
}

// Segments of one kind: pairs of counts, and the totals beside.
SampleRatioDiagnoseRequest of(std::string_view kind,
                              const std::vector<std::pair<std::string, std::array<int, 2>>>& all) {
  SampleRatioDiagnoseRequest r;
  r.counts = {0, 0};
  r.segments.clear();
  for (const auto& [name, counts] : all) {
    r.segments +=
        std::string(kind) + ", " + name + ", " + std::to_string(counts[0]) + ", " + std::to_string(counts[1]) + "\n";
    r.counts[0] += counts[0];
    r.counts[1] += counts[1];
  }
  return r;
}

SampleRatioDiagnoseRequest days(const std::vector<std::array<int, 2>>& all) {
  std::vector<std::pair<std::string, std::array<int, 2>>> named;
  for (std::size_t i = 0; i < all.size(); ++i) {
    named.emplace_back("day " + std::to_string(i + 1), all[i]);
  }
  return of("day", named);
}

}  // namespace

TEST_CASE("diagnose: the tables are whole", "[analyze]") {
  const std::set<std::string_view> wanted{"biased_bucketing", "shared_bucket",   "id_churn",           "carry_over",
                                          "late_start",       "redirect_loss",   "latency_loss",       "segment_crash",
                                          "telemetry_lost",   "telemetry_extra", "long_sessions_only", "bot_filtering",
                                          "bad_join",         "late_logs",       "approximate_counts", "triggering",
                                          "uneven_ramp",      "paused_arm",      "self_assignment"};
  std::set<std::string_view> found;
  for (const Mechanism& mechanism : mechanisms()) {
    found.insert(mechanism.key);
    CHECK_FALSE(mechanism.check_next.empty());
    const auto count = std::count_if(rules().begin(), rules().end(),
                                     [&](const Rule& rule) { return rule.mechanism == mechanism.key; });
    CHECK(count >= 3);
  }
  CHECK(found == wanted);
  std::set<Clue> used;
  std::set<std::pair<std::string_view, Clue>> pairs;
  for (const Rule& rule : rules()) {
    CHECK(wanted.count(rule.mechanism) == 1);
    CHECK(pairs.insert({rule.mechanism, rule.clue}).second);
    used.insert(rule.clue);
  }
  CHECK(used.size() == static_cast<std::size_t>(Clue::count));
  for (std::size_t i = 0; i < clue_texts().size(); ++i) {
    CHECK(static_cast<std::size_t>(clue_texts()[i].clue) == i);
  }
}

TEST_CASE("diagnose: one browser at fault is a crash there", "[analyze]") {
  const SampleRatioDiagnoseResult r = result_of({});
  CHECK(r.status == CheckStatus::fail);
  CHECK(there(r, "one_client"));
  CHECK(there(r, "steady"));
  CHECK(r.suspect == "segment_crash");
  CHECK(r.causes.front().plausibility == Plausibility::likely);
  CHECK(r.causes.front().evidence_for.front().find("Safari") != std::string::npos);
  CHECK(r.causes.size() == 19);
  for (std::size_t i = 0; i < r.causes.size(); ++i) {
    CHECK(r.causes[i].rank == static_cast<std::int64_t>(i) + 1);
    CHECK((i == 0 || r.causes[i].score <= r.causes[i - 1].score));
  }
  // What is said against it moves it down.
  SampleRatioDiagnoseRequest asked;
  asked.crashes = Known::no;
  asked.assignment_log = Known::yes;
  CHECK(cause_of(result_of(asked), "segment_crash").score < r.causes.front().score);
  CHECK_FALSE(cause_of(result_of(asked), "segment_crash").evidence_against.empty());
}

TEST_CASE("diagnose: when it happened tells causes apart", "[analyze]") {
  const SampleRatioDiagnoseResult early =
      result_of(days({{10000, 7100}, {10020, 10010}, {9990, 10040}, {10010, 9980}, {9950, 10000}, {10060, 10010}}));
  CHECK(there(early, "early_only"));
  CHECK_FALSE(there(early, "growing"));
  CHECK((early.suspect == "late_start" || early.suspect == "uneven_ramp"));
  CHECK(cause_of(early, "late_start").plausibility == Plausibility::likely);
  CHECK(cause_of(early, "paused_arm").score < cause_of(early, "late_start").score);

  const SampleRatioDiagnoseResult late =
      result_of(days({{10000, 10060}, {10020, 10010}, {9990, 10040}, {10010, 9980}, {9950, 10000}, {10060, 8010}}));
  CHECK(there(late, "late_only"));
  CHECK(late.suspect == "late_logs");

  const SampleRatioDiagnoseResult block =
      result_of(days({{10000, 10060}, {10020, 10010}, {9990, 2040}, {10010, 1980}, {9950, 10000}, {10060, 10010}}));
  CHECK(there(block, "block"));
  CHECK(block.suspect == "paused_arm");

  const SampleRatioDiagnoseResult growing =
      result_of(days({{10000, 9950}, {10020, 9800}, {9990, 9650}, {10010, 9500}, {9950, 9350}, {10060, 9200}}));
  CHECK(there(growing, "growing"));
  CHECK(growing.suspect == "id_churn");

  SampleRatioDiagnoseRequest fading =
      days({{10000, 9200}, {10020, 9350}, {9990, 9500}, {10010, 9650}, {9950, 9800}, {10060, 9950}});
  CHECK(there(result_of(fading), "fading"));
  fading.earlier_experiment = Known::yes;
  CHECK(result_of(fading).suspect == "carry_over");
}

TEST_CASE("diagnose: who is missing tells causes apart", "[analyze]") {
  SampleRatioDiagnoseRequest bots = of("bot", {{"bot", {5000, 4000}}, {"no bot", {50010, 50020}}});
  CHECK(there(result_of(bots), "bots"));
  CHECK(result_of(bots).suspect == "bot_filtering");
  bots.bot_filter = Known::no;
  CHECK(result_of(bots).suspect != "bot_filtering");

  CHECK(result_of(of("user type", {{"returning", {25000, 23900}}, {"new", {50010, 50020}}})).suspect == "carry_over");
  CHECK(there(result_of(of("user type", {{"returning", {25000, 25020}}, {"new", {50010, 48020}}})), "new_users"));
  CHECK(result_of(of("session length", {{"short", {25000, 23000}}, {"long", {50010, 50020}}})).suspect ==
        "long_sessions_only");
}

TEST_CASE("diagnose: answers decide where the counts can not", "[analyze]") {
  SampleRatioDiagnoseRequest r;
  r.segments.clear();
  const SampleRatioDiagnoseResult nothing = result_of(r);
  CHECK(nothing.suspect.empty());
  const std::vector<std::pair<Known SampleRatioDiagnoseRequest::*, std::string_view>> tells{
      {&SampleRatioDiagnoseRequest::triggered_only, "triggering"},
      {&SampleRatioDiagnoseRequest::paused, "paused_arm"},
      {&SampleRatioDiagnoseRequest::redirect, "redirect_loss"},
      {&SampleRatioDiagnoseRequest::slower, "latency_loss"},
      {&SampleRatioDiagnoseRequest::crashes, "segment_crash"},
      {&SampleRatioDiagnoseRequest::logging_changed, "telemetry_lost"},
      {&SampleRatioDiagnoseRequest::config_refresh, "long_sessions_only"},
      {&SampleRatioDiagnoseRequest::bot_filter, "bot_filtering"},
      {&SampleRatioDiagnoseRequest::joined_logs, "bad_join"},
      {&SampleRatioDiagnoseRequest::recent_logs, "late_logs"},
      {&SampleRatioDiagnoseRequest::approximate, "approximate_counts"},
      {&SampleRatioDiagnoseRequest::earlier_experiment, "carry_over"},
      {&SampleRatioDiagnoseRequest::shared_seed, "shared_bucket"},
      {&SampleRatioDiagnoseRequest::ids_reset, "id_churn"},
      {&SampleRatioDiagnoseRequest::opt_in, "self_assignment"},
      {&SampleRatioDiagnoseRequest::ramp, "uneven_ramp"}};
  for (const auto& [fact, suspect] : tells) {
    SampleRatioDiagnoseRequest asked = r;
    asked.*fact = Known::yes;
    INFO(suspect);
    CHECK(result_of(asked).suspect == suspect);
    asked.*fact = Known::no;
    CHECK(cause_of(result_of(asked), suspect).plausibility == Plausibility::unlikely);
  }
  r.same_in_aa = r.assignment_log = Known::yes;
  CHECK(result_of(r).suspect == "biased_bucketing");
  r = {};
  r.segments.clear();
  r.started_together = Known::no;
  CHECK(result_of(r).suspect == "late_start");
  r = {};
  r.segments.clear();
  r.counts = {48'900, 50'000};  // the treatment has more
  r.logging_changed = Known::yes;
  CHECK(result_of(r).suspect == "telemetry_extra");
}

TEST_CASE("diagnose: a healthy split has nothing to explain, and bad input is refused", "[analyze]") {
  SampleRatioDiagnoseRequest r;
  r.counts = {50'000, 50'100};
  r.segments = "browser, a, 25000, 25050; browser, b, 25000, 25050";
  const SampleRatioDiagnoseResult healthy = result_of(r);
  CHECK(healthy.status == CheckStatus::pass);
  CHECK(healthy.sentence.find("nothing to explain") != std::string::npos);
  CHECK(healthy.suspect.empty());
  r.segments = "browser, a, 25000";
  require_error(sample_ratio_diagnose(r), Code::ragged_rows, "segments");
  r.segments = "browser, a, 0, 0\nbrowser, b, 50000, 50100";
  CHECK(says(sample_ratio_diagnose(r).issues, Severity::warning, Code::missing_values, "segments"));
  r.segments = "browser, b, 50000, 50101";
  CHECK(says(sample_ratio_diagnose(r).issues, Severity::warning, Code::conflict, "segments"));
  r.counts = {5};
  require_error(sample_ratio_diagnose(r), Code::one_arm, "counts");
  // Many days and several arms, in time.
  r.counts = {0, 0, 0};
  r.segments.clear();
  for (int i = 0; i < 2000; ++i) {
    r.segments += "day, " + std::to_string(i) + ", 1000, 1000, " + std::to_string(i < 10 ? 100 : 1000) + "\n";
    r.counts[0] += 1000;
    r.counts[1] += 1000;
    r.counts[2] += i < 10 ? 100 : 1000;
  }
  const SampleRatioDiagnoseResult many = result_of(r);
  CHECK(many.status == CheckStatus::fail);
  CHECK(there(many, "early_only"));
}
