// SPDX-License-Identifier: Apache-2.0
// Sample ratio mismatches: expected splits and lifts against every way of every user, simulations against both, and
// when tests see it against the exact law of the counts.
#include "simulate/sample_ratio_study.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "../catch.hpp"
#include "../golden.hpp"
#include "../reference.hpp"
#include "base/read.hpp"
#include "base/write.hpp"

using namespace sutva;
using namespace sutva::simulate;

namespace {

SampleRatioStudy prepared(const SampleRatioStudyRequest& request) {
  Outcome<SampleRatioStudy> study = SampleRatioStudy::prepare(request);
  for (const Issue& issue : study.issues) {
    INFO(issue.field << ": " << issue.message);
    REQUIRE(issue.severity == Severity::warning);
  }
  REQUIRE(study);
  return std::move(*study);
}

SampleRatioStudyResult result_of(const SampleRatioStudyRequest& request, std::int64_t block = 0) {
  const SampleRatioStudy study = prepared(request);
  block = block > 0 ? block : study.block();
  std::vector<SampleRatioStudyPart> parts;
  for (std::int64_t first = 0; first < study.replicates(); first += block) {
    parts.push_back(study.run(first, std::min(block, study.replicates() - first)));
  }
  std::reverse(parts.begin(), parts.end());
  const auto result = study.finish(parts);
  REQUIRE(result);
  return *result;
}

const RatioTestResult& test_of(const SampleRatioStudyResult& result, std::string_view name) {
  const auto found = std::find_if(result.tests.begin(), result.tests.end(),
                                  [&](const RatioTestResult& test) { return test.test == name; });
  REQUIRE(found != result.tests.end());
  return *found;
}

// All numbers of a value are finite, whatever it holds; their bits in one hash, with the words.
void fold(tests::BitHash& hash, const Value& value) {
  const auto number = [&](double x) {
    REQUIRE(std::isfinite(x));
    hash.add(x);
  };
  if (const double* one = value.as<double>()) {
    number(*one);
  } else if (const auto* column = value.as<Value::Numbers>()) {
    std::for_each(column->begin(), column->end(), number);
  } else if (const auto* words = value.as<std::string>()) {
    for (const char letter : *words) {
      hash.add(letter);
    }
  } else if (const auto* list = value.as<Array>()) {
    for (const Value& each : *list) {
      fold(hash, each);
    }
  } else if (const auto* object = value.as<Object>()) {
    for (const auto& [name, each] : object->members) {
      INFO(name);
      fold(hash, each);
    }
  }
}

std::string bits_of(const SampleRatioStudyResult& result) {
  tests::BitHash hash;
  fold(hash, write(result));
  return hash.text();
}

// The request of a row: its knobs by name, as they would come from a form.
SampleRatioStudyRequest asked_by(const tests::ReferenceRow& row) {
  Object from;
  Array mechanisms;
  for (const std::string& name : tests::split(row.text("mechanisms"), ';')) {
    if (!name.empty()) {
      mechanisms.push_back(Value(name));
    }
  }
  from.set("mechanisms", Value(std::move(mechanisms)));
  for (const char* name : {"treatment_share", "lift",           "bucket_bias",         "shared_buckets",
                           "shared_dropped",  "shared_lift",    "churn_control",       "churn_treatment",
                           "carry_over",      "late_days",      "redirect_loss",       "redirect_slow",
                           "latency_loss",    "crash",          "telemetry_lost",      "telemetry_messages",
                           "telemetry_extra", "refresh_missed", "bots_caught_control", "bots_caught_treatment",
                           "heavy_caught",    "join_lost",      "join_doubled",        "late_logs",
                           "late_by",         "trigger_rate",   "trigger_change",      "trigger_conversion",
                           "ramp_days",       "ramp_share",     "paused_from",         "paused_days",
                           "opt_in"}) {
    if (!row.text(name).empty()) {
      from.set(name, Value(row.number(name)));
    }
  }
  for (const char* name : {"churn_counting", "crash_kind"}) {
    if (!row.text(name).empty()) {
      from.set(name, Value(row.text(name)));
    }
  }
  from.set("users_per_day", Value(2000.0));
  from.set("days", Value(10.0));
  from.set("weekend_users", Value(0.8));
  from.set("weekend_conversion", Value(1.25));
  const auto request = read<SampleRatioStudyRequest>(Value(std::move(from)));
  REQUIRE(request);
  REQUIRE(request.issues.empty());
  return *request;
}

std::vector<std::string> fields_of(const SampleRatioStudyRequest& request) {
  const Outcome<SampleRatioStudy> study = SampleRatioStudy::prepare(request);
  REQUIRE_FALSE(study);
  std::vector<std::string> fields;
  for (const Issue& issue : study.issues) {
    REQUIRE_FALSE(issue.message.empty());
    fields.push_back(issue.field);
  }
  return fields;
}

SampleRatioStudyRequest with(Mechanism mechanism) {
  SampleRatioStudyRequest request;
  request.mechanisms.mechanisms = {mechanism};
  return request;
}

}  // namespace

TEST_CASE("sample ratio study: expected counts are those of every way a user can go") {
  int rows = 0;
  std::vector<bool> met(mechanism_count, false);
  for (const tests::ReferenceRow& row : tests::reference("sample_ratio_expected")) {
    INFO(row.described());
    const SampleRatioStudyRequest request = asked_by(row);
    const RatioModel model(request.traffic, request.mechanisms);
    const RatioSums& end = model.expected().back();
    REQUIRE(end.users[0] == Approx(row.number("users_control")).epsilon(1e-12));
    REQUIRE(end.users[1] == Approx(row.number("users_treatment")).epsilon(1e-12));
    REQUIRE(end.converted[0] / end.users[0] == Approx(row.number("conversion_control")).epsilon(1e-12));
    REQUIRE(end.converted[1] / end.users[1] == Approx(row.number("conversion_treatment")).epsilon(1e-12));
    // What is said of kinds and days adds up.
    RatioSums kinds;
    for (std::size_t kind = 0; kind < user_kinds; ++kind) {
      for (const std::size_t arm : {std::size_t{0}, std::size_t{1}}) {
        kinds.users[arm] += model.expected_of_kind()[kind].users[arm];
        kinds.converted[arm] += model.expected_of_kind()[kind].converted[arm];
        REQUIRE(model.expected_kinds().back()[kind][arm] ==
                Approx(model.expected_of_kind()[kind].users[arm]).epsilon(1e-12));
      }
    }
    REQUIRE(kinds.users[1] == Approx(end.users[1]).epsilon(1e-12));
    REQUIRE(kinds.converted[1] == Approx(end.converted[1]).epsilon(1e-12));
    for (const Mechanism mechanism : request.mechanisms.mechanisms) {
      met[static_cast<std::size_t>(mechanism)] = true;
    }
    ++rows;
  }
  REQUIRE(rows == 90);
  met[static_cast<std::size_t>(Mechanism::approximate_counts)] = true;  // has a test of its own
  REQUIRE(std::all_of(met.begin(), met.end(), [](bool one) { return one; }));
}

TEST_CASE("sample ratio study: simulations do what is expected") {
  int rows = 0;
  double squares = 0, compared = 0;
  for (const tests::ReferenceRow& row : tests::reference("sample_ratio_expected")) {
    INFO(row.described());
    SampleRatioStudyRequest request = asked_by(row);
    request.draws = {1500, 100 + rows};
    const SampleRatioStudyResult result = result_of(request);
    const double control = row.number("users_control"), treatment = row.number("users_treatment");
    const double rate[2] = {row.number("conversion_control"), row.number("conversion_treatment")};
    REQUIRE(result.expected_share == Approx(treatment / (control + treatment)).epsilon(1e-12));
    REQUIRE(*result.expected_lift == Approx(rate[1] / rate[0] - 1).margin(1e-11));
    REQUIRE(*result.expected_bias == Approx(rate[1] / rate[0] - 1 - request.traffic.lift).margin(1e-11));
    for (const double z : {(result.share - treatment / (control + treatment)) / result.share_mcse,
                           (result.conversion_control - rate[0]) / result.conversion_control_mcse,
                           (result.conversion_treatment - rate[1]) / result.conversion_treatment_mcse,
                           (*result.lift - (rate[1] / rate[0] - 1)) / *result.lift_mcse}) {
      REQUIRE(std::abs(z) < 4.5);
      squares += z * z;
      compared += 1;
    }
    REQUIRE(result.share_mcse < 2e-4);
    // The errors are those of binomial shares, but for rows of one user that belong together.
    REQUIRE(
        *result.lift_sd ==
        Approx(std::sqrt((1 - rate[0]) / rate[0] / control + (1 - rate[1]) / rate[1] / treatment) * rate[1] / rate[0])
            .epsilon(0.2));
    ++rows;
  }
  REQUIRE(rows == 90);
  // As far off as their errors say, not closer and not farther.
  REQUIRE(squares / compared == Approx(1).margin(0.25));
}

TEST_CASE("sample ratio study: approximate counts move the split of one experiment and not of all") {
  SampleRatioStudyRequest request = with(Mechanism::approximate_counts);
  request.mechanisms.count_error = 0.1;
  request.draws.replicates = 20'000;
  request.traffic.days = 3;
  const SampleRatioStudyResult result = result_of(request);
  REQUIRE(result.expected_share == 0.5);
  REQUIRE(*result.expected_lift == 0);
  REQUIRE(std::abs(result.share - 0.5) < 4 * result.share_mcse);
  // The SD of log(n1 / n0) is error * sqrt(2), and that of the share a quarter of it.
  REQUIRE(result.share_mcse * std::sqrt(20'000) == Approx(0.1 * std::sqrt(2) / 4).epsilon(0.03));
  REQUIRE(std::abs(result.conversion_control - result.expected_conversion_control) <
          4 * result.conversion_control_mcse);
  REQUIRE(std::abs(*result.lift) < 4 * *result.lift_mcse);
  REQUIRE(test_of(result, "chi_square").detected > 0.8);
  request.mechanisms.count_error = 0;
  REQUIRE(test_of(result_of(request), "chi_square").detected < 0.01);
}

TEST_CASE("sample ratio study: tests see it when the exact law of the counts says so") {
  int rows = 0;
  std::string last;
  SampleRatioStudyResult result;
  double squares = 0, compared = 0;
  for (const tests::ReferenceRow& row : tests::reference("sample_ratio_detection")) {
    if (row.text("kind") != "exact") {
      continue;
    }
    INFO(row.described());
    const std::string mechanism = row.text("mechanism");
    const std::string id = mechanism + row.text("knob") + row.text("users_per_day") + row.text("days");
    if (id != last) {
      last = id;
      SampleRatioStudyRequest request;
      request.mechanisms.mechanisms.clear();
      if (mechanism == "biased_bucketing") {
        request.mechanisms.mechanisms = {Mechanism::biased_bucketing};
        request.mechanisms.bucket_bias = row.number("knob");
      } else if (mechanism == "late_start") {
        request.mechanisms.mechanisms = {Mechanism::late_start};
        request.mechanisms.late_days = row.whole("knob");
      } else if (mechanism == "uneven_ramp") {
        request.mechanisms.mechanisms = {Mechanism::uneven_ramp};
        request.mechanisms.ramp_days = row.whole("knob");
        request.mechanisms.ramp_share = 0.1;
      }
      request.traffic.returning_first = 0;
      request.traffic.users_per_day = row.number("users_per_day");
      request.traffic.treatment_share = row.number("treatment_share");
      request.traffic.days = static_cast<std::int64_t>(row.number("days"));
      request.check_every = static_cast<std::int64_t>(row.number("check_every"));
      request.alpha = row.number("alpha");
      request.concentration = row.number("concentration");
      request.tests = {RatioTest::chi_square, RatioTest::chi_square_corrected, RatioTest::chi_square_end,
                       RatioTest::sequential, RatioTest::g_test};
      request.draws = {40'000, 7};
      result = result_of(request);
    }
    const RatioTestResult& test = test_of(result, row.text("test"));
    const auto look = static_cast<std::size_t>(std::find(result.looks.begin(), result.looks.end(), row.number("day")) -
                                               result.looks.begin());
    REQUIRE(look < result.looks.size());
    const double expected = row.number("detected");
    const double error = std::sqrt(std::fmax(expected * (1 - expected), 1e-6) / 40'000);
    REQUIRE(std::abs(test.detected_by[look] - expected) < 4.5 * error + 1e-4);
    if (expected > 0.001 && expected < 0.999) {
      squares += (test.detected_by[look] - expected) * (test.detected_by[look] - expected) / error / error;
      compared += 1;
    }
    ++rows;
  }
  REQUIRE(rows == 310);
  REQUIRE(compared > 150);
  REQUIRE(squares / compared < 2);  // looks of one experiment go together
}

TEST_CASE("sample ratio study: healthy experiments, looked at daily") {
  for (const double alpha : {0.05, 0.001}) {
    SampleRatioStudyRequest request;
    request.mechanisms.mechanisms.clear();
    request.traffic.returning_first = 0;
    request.traffic.days = 365;
    request.alpha = alpha;
    request.draws = {4000, 11};
    const SampleRatioStudyResult result = result_of(request);
    REQUIRE(result.healthy);
    REQUIRE(*result.expected_lift == 0);
    int days = 0;
    for (const tests::ReferenceRow& row : tests::reference("sample_ratio_detection")) {
      if (row.text("kind") == "normal" && row.number("alpha") == alpha && row.number("days") == 365) {
        INFO(row.described());
        const double expected = row.number("detected");
        REQUIRE(std::abs(test_of(result, "chi_square").detected_by[static_cast<std::size_t>(row.number("day")) - 1] -
                         expected) < 4.5 * std::sqrt(expected * (1 - expected) / 4000) + 2e-4);
        ++days;
      }
    }
    REQUIRE(days == 9);
    // What promises to hold its level does.
    for (const char* name : {"chi_square_corrected", "sequential", "segments"}) {
      INFO(name);
      REQUIRE(test_of(result, name).detected <= alpha + 4 * std::sqrt(alpha / 4000));
    }
    REQUIRE(std::abs(test_of(result, "chi_square_end").detected - alpha) < 4 * std::sqrt(alpha / 4000) + 1e-4);
    REQUIRE(test_of(result, "chi_square").detected > 5 * alpha);
    // And the interval for the effect covers as it should.
    REQUIRE(std::abs(result.wrong - 0.05) < 4 * std::sqrt(0.05 * 0.95 / 4000));
    REQUIRE(result.wrong == result.significant);
    REQUIRE(result.undefined == 0);
  }
}

TEST_CASE("sample ratio study: the sequential test holds its level among few users and many looks") {
  SampleRatioStudyRequest request;
  request.mechanisms.mechanisms.clear();
  request.traffic.days = 730;
  request.traffic.users_per_day = 5;
  request.traffic.treatment_share = 0.4;
  request.alpha = 0.1;
  request.tests = {RatioTest::sequential, RatioTest::chi_square};
  request.draws.replicates = 3000;
  for (const double concentration : {1.0, 100.0, 10'000.0}) {
    request.concentration = concentration;
    const SampleRatioStudyResult result = result_of(request);
    INFO(concentration);
    REQUIRE(test_of(result, "sequential").detected < 0.1 + 4 * std::sqrt(0.09 / 3000));
    REQUIRE(test_of(result, "chi_square").detected > 0.5);
  }
}

TEST_CASE("sample ratio study: what a bot filter fakes, and what a gate saves") {
  SampleRatioStudyRequest request;  // the default
  request.draws.replicates = 4000;
  const SampleRatioStudyResult result = result_of(request);
  REQUIRE(*result.expected_lift == Approx(0.02).margin(0.001));
  REQUIRE(result.true_lift == 0);
  REQUIRE(result.wrong > 0.25);
  const RatioTestResult& chi_square = test_of(result, "chi_square");
  REQUIRE(chi_square.detected > 0.95);
  REQUIRE(chi_square.wrong_kept < 0.02);
  REQUIRE(chi_square.wrong_kept <= result.wrong);
  // Bots alone are missing, so their own ratio says it on the first day.
  REQUIRE(*test_of(result, "segments").median_day == 1);
  REQUIRE(*test_of(result, "segments").expected_day == 1);
  REQUIRE(test_of(result, "segments").wrong_kept == 0);
  REQUIRE(std::abs(*chi_square.median_day - *chi_square.expected_day) <= 3);
  REQUIRE(result.tests.size() == 5);
  for (const RatioTestResult& test : result.tests) {
    REQUIRE(test.detected_by.size() == result.looks.size());
    REQUIRE(std::is_sorted(test.detected_by.begin(), test.detected_by.end()));
    REQUIRE(test.detected_by.back() == test.detected);
  }
  REQUIRE(result.sentence.find("+1.99 %") == std::string::npos);  // with a no-break space
  REQUIRE(result.sentence.find("+1.99\u00a0% on average although the truth is 0") != std::string::npos);
  REQUIRE(result.mechanisms.size() == 1);
  REQUIRE(result.mechanisms[0].expected_share == result.expected_share);
  REQUIRE(result.kinds.size() == user_kinds);
  REQUIRE(*result.kinds[3].expected_share == Approx(0.1 / 0.6));
  REQUIRE(*result.kinds[0].expected_share == Approx(0.5));
  REQUIRE(result.path_day.size() == 28);
  for (std::size_t i = 0; i < 28; ++i) {
    REQUIRE(result.path_low[i] < result.path_mean[i]);
    REQUIRE(result.path_mean[i] < result.path_high[i]);
    REQUIRE(result.path_mean[i] == Approx(result.path_expected[i]).margin(3e-4));
  }
  double drawn = 0;
  for (const double n : result.histogram) {
    drawn += n;
  }
  REQUIRE(drawn > 3950);
}

TEST_CASE("sample ratio study: no mismatch is not no bias, and a mismatch is not always one") {
  SampleRatioStudyRequest lost = with(Mechanism::id_churn);
  lost.mechanisms.churn_counting = ChurnCounting::both;
  lost.mechanisms.churn_treatment = 0.3;
  lost.draws.replicates = 500;
  const SampleRatioStudyResult churned = result_of(lost);
  REQUIRE(churned.expected_share == Approx(0.5).epsilon(1e-12));
  REQUIRE(*churned.expected_bias < -0.02);
  REQUIRE(std::any_of(churned.assumptions.begin(), churned.assumptions.end(), [](const Assumption& each) {
    return each.title == "No mismatch means no bias" && each.standing == Standing::broken;
  }));
  SampleRatioStudyRequest biased = with(Mechanism::biased_bucketing);
  biased.traffic.lift = 0.05;
  biased.draws.replicates = 500;
  const SampleRatioStudyResult split = result_of(biased);
  REQUIRE(split.expected_share == Approx(0.49).epsilon(1e-12));
  REQUIRE(*split.expected_lift == Approx(0.05).epsilon(1e-12));
  REQUIRE(*split.expected_bias == 0);
  REQUIRE(split.sentence.find("right on average") != std::string::npos);
}

TEST_CASE("sample ratio study: the same to the last bit however it is cut into blocks") {
  SampleRatioStudyRequest request;
  request.mechanisms.mechanisms = {Mechanism::late_logs, Mechanism::id_churn, Mechanism::approximate_counts,
                                   Mechanism::telemetry_extra};
  request.mechanisms.churn_counting = ChurnCounting::both;
  request.tests.push_back(RatioTest::g_test);
  request.draws = {2300, 42};
  const std::string once = bits_of(result_of(request, 2300));
  for (const std::int64_t block : {1, 37, 999, 2000}) {
    REQUIRE(bits_of(result_of(request, block)) == once);
  }
  request.draws.seed = 43;
  REQUIRE_FALSE(bits_of(result_of(request)) == once);
  // Some of the blocks make an answer too; what belongs elsewhere makes none.
  const SampleRatioStudy study = prepared(request);
  const auto some = study.finish({study.run(600, 100), study.run(0, 50)});
  REQUIRE(some);
  REQUIRE(some->replicates == 150);
  bits_of(*some);
  SampleRatioStudyPart wrong = study.run(0, 50);
  wrong.counts.pop_back();
  REQUIRE_FALSE(study.finish({wrong}));
  wrong = study.run(0, 50);
  wrong.detected[0] = 1e9;
  REQUIRE_FALSE(study.finish({wrong}));
  wrong = study.run(0, 50);
  wrong.first = -1;
  REQUIRE_FALSE(study.finish({wrong}));
  REQUIRE_FALSE(study.finish({}));
}

TEST_CASE("sample ratio study: the same bits natively and in WebAssembly") {
  int rows = 0;
  for (const tests::ReferenceRow& row : tests::golden("sample-ratio-study")) {
    INFO(row.described());
    const auto request = read<SampleRatioStudyRequest>(tests::request_of(row));
    REQUIRE(request);
    const SampleRatioStudy study = prepared(*request);
    REQUIRE(study.block() >= study.replicates());
    const SampleRatioStudyPart part = study.run(0, study.replicates());
    const std::vector<std::string> place = tests::split(row.text("quantity"), '.');
    const std::vector<double>& list = place[0] == "counts" ? part.counts
                                      : place[0] == "path" ? part.path
                                                           : part.detected;
    REQUIRE(tests::bits(list.at(std::stoul(place[1]))) == row.text("value"));
    ++rows;
  }
  REQUIRE(rows == 10);
}

TEST_CASE("sample ratio study: every mechanism, test and choice alone has an answer") {
  for (const auto& choice : choices_of<Mechanism>) {
    INFO(choice.name);
    SampleRatioStudyRequest request = with(choice.value);
    request.draws.replicates = 100;
    const SampleRatioStudyResult result = result_of(request);
    bits_of(result);
    REQUIRE(result.sentence.find(told(choice.value, request.mechanisms)) != std::string::npos);
    REQUIRE_FALSE(told(choice.value, request.mechanisms).empty());
    // Each moves the split or the effect, but for what only adds noise.
    const double moved = std::abs(result.expected_share - 0.5) + std::abs(*result.expected_bias);
    REQUIRE((moved > 1e-3) == (choice.value != Mechanism::approximate_counts));
  }
  SampleRatioStudyRequest all;
  for (const auto& choice : choices_of<Mechanism>) {
    all.mechanisms.mechanisms.push_back(choice.value);
  }
  all.draws.replicates = 100;
  bits_of(result_of(all));
  for (const auto& choice : choices_of<RatioTest>) {
    SampleRatioStudyRequest request;
    request.tests = {choice.value, choice.value};
    request.draws.replicates = 100;
    const SampleRatioStudyResult result = result_of(request);
    REQUIRE(result.tests.size() == 1);
    REQUIRE(result.tests[0].test == choice.name);
  }
}

TEST_CASE("sample ratio study: extremes have an answer") {
  const auto answers = [](SampleRatioStudyRequest request, std::int64_t replicates = 100) {
    request.draws.replicates = replicates;
    const SampleRatioStudyResult result = result_of(request);
    bits_of(result);
    return result;
  };
  SampleRatioStudyRequest few;
  few.traffic.users_per_day = 1;
  few.traffic.days = 1;
  few.traffic.treatment_share = 0.001;
  const SampleRatioStudyResult nearly_nobody = answers(few);
  REQUIRE(nearly_nobody.undefined == 1);
  REQUIRE(nearly_nobody.significant == 0);
  SampleRatioStudyRequest many;
  many.traffic.users_per_day = 1e9;
  many.traffic.days = 730;
  many.mechanisms.bots_caught_treatment = 0.500001;
  const SampleRatioStudyResult billions = answers(many);
  REQUIRE(billions.users_control == Approx(0.5 * 0.975 * 7.3e11).epsilon(0.01));
  REQUIRE(std::abs(billions.share - billions.expected_share) < 4.5 * billions.share_mcse);
  REQUIRE(billions.path_day.size() == 60);
  REQUIRE(billions.path_day.back() == 730);
  SampleRatioStudyRequest nobody_converts;
  nobody_converts.traffic.bot_share = 1;
  nobody_converts.traffic.returning_share = 0;
  nobody_converts.traffic.slow_share = 0;
  const SampleRatioStudyResult bots = answers(nobody_converts);
  REQUIRE_FALSE(bots.lift);
  REQUIRE_FALSE(bots.expected_lift);
  REQUIRE(bots.undefined == 1);
  SampleRatioStudyRequest everybody_converts;
  everybody_converts.traffic.conversion = everybody_converts.traffic.slow_conversion =
      everybody_converts.traffic.returning_conversion = 1;
  everybody_converts.traffic.bot_share = 0;
  REQUIRE(answers(everybody_converts).undefined == 1);
  SampleRatioStudyRequest no_weekends;
  no_weekends.traffic.weekend_users = 0;
  no_weekends.traffic.treatment_share = 0.999;
  no_weekends.check_every = 730;
  const SampleRatioStudyResult once = answers(no_weekends);
  REQUIRE(once.looks == std::vector<double>{28});
  SampleRatioStudyRequest tails;
  tails.alpha = 1e-12;
  tails.concentration = 1e12;
  tails.confidence = 0.999999;
  tails.traffic.lift = 0.3;
  answers(tails);
  SampleRatioStudyRequest late = with(Mechanism::late_logs);
  late.mechanisms.late_logs = 1;
  late.mechanisms.late_by = 730;
  REQUIRE(answers(late).kinds[2].users_treatment == 0);
  SampleRatioStudyRequest triggered = with(Mechanism::triggering);
  triggered.mechanisms.trigger_rate = 0.5;
  triggered.mechanisms.trigger_change = 1;
  REQUIRE(answers(triggered).expected_share == Approx(2.0 / 3));
}

TEST_CASE("sample ratio study: what can not be is said where it stands") {
  using Fields = std::vector<std::string>;
  SampleRatioStudyRequest wrong;
  wrong.traffic.bot_share = 0.6;
  wrong.traffic.lift = 9;
  wrong.traffic.slow_conversion = 0.2;
  wrong.tests.clear();
  wrong.draws.replicates = 1'000'000;
  REQUIRE(fields_of(wrong) == Fields{"bot_share", "returning_conversion", "slow_conversion", "tests", "replicates"});
  SampleRatioStudyRequest bias = with(Mechanism::biased_bucketing);
  bias.traffic.treatment_share = 0.9;
  bias.mechanisms.bucket_bias = -0.5;
  REQUIRE(fields_of(bias) == Fields{"bucket_bias"});
  SampleRatioStudyRequest redirect = with(Mechanism::redirect_loss);
  redirect.mechanisms.redirect_loss = 0.5;
  REQUIRE(fields_of(redirect) == Fields{"redirect_slow"});
  SampleRatioStudyRequest trigger = with(Mechanism::triggering);
  trigger.mechanisms.trigger_change = 1.5;
  REQUIRE(fields_of(trigger) == Fields{"trigger_change"});
  SampleRatioStudyRequest late = with(Mechanism::late_start);
  late.mechanisms.late_days = 28;
  REQUIRE(fields_of(late) == Fields{"late_days"});
  SampleRatioStudyRequest all_lost = with(Mechanism::carry_over);
  all_lost.traffic.returning_share = 1;
  all_lost.traffic.slow_share = all_lost.traffic.bot_share = 0;
  all_lost.mechanisms.carry_over = 1;
  REQUIRE(fields_of(all_lost) == Fields{"mechanisms"});
  SampleRatioStudyRequest shared = with(Mechanism::shared_bucket);
  shared.mechanisms.shared_lift = 9;
  REQUIRE(fields_of(shared) == Fields{"returning_conversion"});
  SampleRatioStudyRequest paused = with(Mechanism::paused_arm);
  paused.traffic.days = 5;
  const auto study = SampleRatioStudy::prepare(paused);
  REQUIRE(study);
  REQUIRE(study.issues.size() == 1);
  REQUIRE(study.issues[0].field == "paused_from");
  // What belongs to a mechanism that was not chosen does not count.
  SampleRatioStudyRequest unused;
  unused.mechanisms.late_days = 500;
  unused.mechanisms.trigger_change = 5;
  REQUIRE(SampleRatioStudy::prepare(unused));
}
