// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_segments.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "../reference.hpp"
#include "base/write.hpp"
#include "running.hpp"

using namespace sutva;
using namespace sutva::analyze;
using namespace sutva::tests;

namespace {

using Result = EffectSegmentsResult;

Outcome<Result> segments(const table::Table& table, const EffectSegmentsRequest& request) {
  return run<EffectSegments>(table, request);
}

EffectSegmentsRequest request_of(std::vector<std::string> columns) {
  EffectSegmentsRequest request;
  request.arm = "arm";
  request.outcome = "y";
  request.segments = std::move(columns);
  return request;
}

std::vector<const SegmentEffect*> of_column(const Result& r, const std::string& column) {
  std::vector<const SegmentEffect*> found;
  for (const SegmentEffect& s : r.segments) {
    if (s.column == column) {
      found.push_back(&s);
    }
  }
  return found;
}

std::optional<double> quantity(const Result& r, const ReferenceRow& row) {
  const std::string& name = row.text("quantity");
  const std::int64_t place = row.whole("place");
  std::map<std::string, std::optional<double>> all;
  if (row.text("column").empty()) {
    all = {{"estimate", r.overall.estimate}, {"se", r.overall.se},         {"df", r.overall.df},
           {"p_value", r.overall.p_value},   {"ci_low", r.overall.ci_low}, {"ci_high", r.overall.ci_high}};
  } else if (place < 0) {
    const auto test = std::find_if(r.tests.begin(), r.tests.end(),
                                   [&](const SegmentTest& t) { return t.column == row.text("column"); });
    REQUIRE(test != r.tests.end());
    all = {{"f", test->f},
           {"df2", test->df2},
           {"p_value", test->p_value},
           {"p_holm", test->p_holm},
           {"chi_squared", test->chi_squared},
           {"df", test->df},
           {"p_chi_squared", test->p_chi_squared},
           {"ratio_chi_squared", test->ratio_chi_squared},
           {"ratio_p_value", test->ratio_p_value}};
  } else {
    const auto found = of_column(r, row.text("column"));
    REQUIRE(static_cast<std::size_t>(place) < found.size());
    const SegmentEffect& s = *found[static_cast<std::size_t>(place)];
    all = {{"n_control", static_cast<double>(s.n_control)},
           {"n_treatment", static_cast<double>(s.n_treatment)},
           {"used_control", static_cast<double>(s.used_control)},
           {"used_treatment", static_cast<double>(s.used_treatment)},
           {"ratio_p_value", s.ratio_p_value},
           {"estimate", s.estimate},
           {"se", s.se},
           {"df", s.df},
           {"p_value", s.p_value},
           {"p_bh", s.p_bh},
           {"ci_low", s.ci_low},
           {"ci_high", s.ci_high}};
  }
  REQUIRE(all.count(name) == 1);
  return all[name];
}

}  // namespace

TEST_CASE("effect segments: the numbers of R") {
  std::map<std::string, Result> results;
  int compared = 0;
  for (const ReferenceRow& row : reference("effect_segments")) {
    INFO(row.described());
    EffectSegmentsRequest request = request_of(split(row.text("segments"), '|'));
    request.arm = row.text("arm");
    request.control = row.text("control");
    request.treatment = row.text("treatment");
    request.outcome = row.text("outcome");
    request.cluster = row.text("cluster");
    if (!row.text("covariates").empty()) {
      request.covariates = split(row.text("covariates"), '|');
    }
    request.confidence = row.number("confidence");
    request.expected_treatment_share = row.number("share");
    if (!row.text("cuts").empty()) {
      for (const std::string& cut : split(row.text("cuts"), '|')) {
        request.cuts.push_back(std::stod(cut));
      }
    }
    const std::string key = row.text("file") + row.text("segments") + row.text("covariates");
    if (!results.count(key)) {
      results.emplace(key, value_of(segments(read_table(file_content(row.text("file"))), request)));
    }
    const std::optional<double> actual = quantity(results.at(key), row);
    REQUIRE(actual);
    CHECK(relative_error(*actual, row.number("value")) < 1e-8);
    ++compared;
  }
  REQUIRE(compared > 900);
}

TEST_CASE("effect segments: segments add up, and small ones are named") {
  const table::Table table = read_table(
      "arm,y,kind,age\n"
      "control,1,a,10\ncontrol,2,a,20\ncontrol,3,b,30\ncontrol,5,b,40\ncontrol,,b,50\ncontrol,4,,60\n"
      "new,2,a,11\nnew,3,a,21\nnew,9,b,31\nnew,7,b,41\nnew,6,b,51\nnew,4,c,\n");
  EffectSegmentsRequest request = request_of({"kind", "age"});
  request.cuts = {25, 45};
  const auto outcome = segments(table, request);
  const Result r = value_of(outcome);
  REQUIRE(says(outcome.issues, Severity::warning, Code::approximation, "segments"));
  const auto kinds = of_column(r, "kind");
  REQUIRE(kinds.size() == 4);  // a, b, c, missing
  REQUIRE(*kinds[0]->estimate == Approx(1));
  REQUIRE(*kinds[1]->estimate == Approx(22.0 / 3 - 4));
  REQUIRE(kinds[1]->n_control == 3);
  REQUIRE(kinds[1]->used_control == 2);
  REQUIRE(kinds[2]->level == "c");
  REQUIRE_FALSE(kinds[2]->estimate);
  REQUIRE_FALSE(kinds[2]->note.empty());
  REQUIRE(kinds[3]->level == "missing");
  const auto ages = of_column(r, "age");
  REQUIRE(ages.size() == 4);
  REQUIRE(ages[0]->level == "up to 25");
  REQUIRE(ages[1]->level == "above 25 up to 45");
  REQUIRE(ages[3]->level == "missing");
  std::int64_t n = 0;
  for (const SegmentEffect* s : kinds) {
    n += s->used_control + s->used_treatment;
  }
  REQUIRE(n == r.rows_used);
  REQUIRE(r.estimates.size() == 1 + 2 + 2);
  REQUIRE_FALSE(r.sentence.empty());
}

TEST_CASE("effect segments: contents beyond fifty are one segment") {
  std::string text = "arm,y,town,same,code\n";
  for (int i = 0; i < 400; ++i) {
    text +=
        joined(i % 2 == 0 ? "control" : "new", ",", i % 13, ",t", std::to_string(i / 2 % 60), ",x,", i / 2 % 60, "\n");
  }
  const auto outcome = segments(read_table(text), request_of({"town", "same", "code"}));
  const Result r = value_of(outcome);
  const auto towns = of_column(r, "town");
  REQUIRE(towns.size() == 51);
  REQUIRE(towns.back()->level == "other (10 contents)");
  // Sixty towns share two hundred pairs: forty have four units in an arm, the last ones three.
  REQUIRE(towns.back()->n_control == 30);
  REQUIRE(of_column(r, "same").size() == 1);
  REQUIRE(says(outcome.issues, Severity::warning, Code::constant, "segments[1]"));
  REQUIRE(of_column(r, "code").size() == 4);  // sixty numbers: quartiles
  REQUIRE(of_column(r, "code")[0]->n_control + of_column(r, "code")[1]->n_control + of_column(r, "code")[2]->n_control +
              of_column(r, "code")[3]->n_control ==
          200);
}

TEST_CASE("effect segments: what can not be answered is said") {
  const table::Table table =
      read_table("arm,y,kind,age,w\ncontrol,1,a,1,1\ncontrol,2,b,2,3\nnew,3,a,3,4\nnew,5,b,4,5\n");
  require_error(segments(table, request_of({})), Code::required, "segments");
  require_error(segments(table, request_of({"kind", "kind"})), Code::conflict, "segments[1]");
  require_error(segments(table, request_of({"age", "age"})), Code::conflict, "segments[1]");
  require_error(segments(table, request_of({"arm"})), Code::conflict, "segments[0]");
  require_error(segments(table, request_of({"y"})), Code::conflict, "segments[0]");
  require_error(segments(table, request_of({"nothing"})), Code::unknown_column, "segments[0]");
  EffectSegmentsRequest request = request_of({"age"});
  request.cuts = {3, 2};
  require_error(segments(table, request), Code::conflict, "cuts");
  request.cuts = {2, 2};
  require_error(segments(table, request), Code::conflict, "cuts");
  request = request_of({"age", "w"});
  request.cuts = {2};
  require_error(segments(table, request), Code::conflict, "cuts");
  request = request_of({"kind"});
  request.cuts = {2};
  require_error(segments(table, request), Code::conflict, "cuts");
  request = request_of({"kind"});
  request.outcome = "kind";
  require_error(segments(table, request), Code::not_numeric, "outcome");
  require_error(segments(read_table("arm,y,k\ncontrol,1,a\nnew,2,a\nnew,3,b\n"), request_of({"k"})),
                Code::arm_too_small, "control");
  require_error(segments(read_table("arm,y,k\ncontrol,1,a\ncontrol,1,b\nnew,2,a\nnew,2,b\n"), request_of({"k"})),
                Code::constant, "outcome");
  // Nobody between two cuts, a column without any content, an outcome at the end of the range.
  EffectSegmentsRequest odd = request_of({"age", "none"});
  odd.cuts = {1.5, 1.6, 100};
  const auto r =
      segments(read_table("arm,y,age,none\ncontrol,1e80,1,\ncontrol,2e80,1,\ncontrol,2e80,2,\ncontrol,4e80,3,\n"
                          "new,3e80,1,\nnew,5e80,1,\nnew,4e80,2,\nnew,7e80,3,\n"),
               odd);
  INFO(described(r.issues));
  if (r) {
    REQUIRE(of_column(*r, "age").size() == 2);
    for (const auto& [name, number] : numbers_of(write(*r))) {
      INFO(name);
      REQUIRE(std::isfinite(number));
    }
  } else {
    REQUIRE(says(r.issues, Severity::error, Code::conflict, "cuts"));
  }
}

TEST_CASE("effect segments: order of rows, arms turned around") {
  const std::string content = file_content("public/samples/personalization.csv");
  std::vector<std::string> lines = split(content, '\n');
  const std::string header = lines.front() + "\n";
  lines.erase(lines.begin());
  lines.resize(1500);
  EffectSegmentsRequest request = request_of({"country", "tenure_days"});
  request.arm = "treat";
  request.control = "0";
  request.treatment = "1";
  request.outcome = "minutes_streamed";
  const auto ask = [&] {
    std::string text = header;
    for (const std::string& line : lines) {
      text += line + "\n";
    }
    return value_of(segments(read_table(text), request));
  };
  const Result straight = ask();
  std::swap(request.control, request.treatment);
  const Result turned = ask();
  REQUIRE(turned.overall.estimate == Approx(-straight.overall.estimate));
  for (std::size_t i = 0; i < straight.tests.size(); ++i) {
    REQUIRE(*turned.tests[i].p_value == Approx(*straight.tests[i].p_value));
    REQUIRE(*turned.tests[i].ratio_p_value == Approx(*straight.tests[i].ratio_p_value));
  }
  std::swap(request.control, request.treatment);
  std::mt19937_64 random(9);
  std::shuffle(lines.begin(), lines.end(), random);
  const Result shuffled = ask();
  for (const SegmentEffect& s : straight.segments) {
    const auto other = std::find_if(shuffled.segments.begin(), shuffled.segments.end(),
                                    [&](const SegmentEffect& o) { return o.column == s.column && o.level == s.level; });
    REQUIRE(other != shuffled.segments.end());
    REQUIRE(*other->p_bh == Approx(*s.p_bh).epsilon(1e-9));
    REQUIRE(*other->estimate == Approx(*s.estimate).epsilon(1e-9));
  }
}

TEST_CASE("effect segments: the test of a column keeps its level") {
  std::mt19937_64 random(23);
  const auto uniform = [&] { return static_cast<double>(random() >> 11U) * 0x1p-53; };
  constexpr int draws = 500;
  int welch = 0, wald = 0, found = 0;
  for (int draw = 0; draw < draws; ++draw) {
    std::string text = "arm,y,z,kind\n";
    for (int i = 0; i < 120; ++i) {
      const int kind = i / 2 % 4;
      const double noise = std::sqrt(-2 * std::log(1 - uniform())) * std::cos(6.283185307179586 * uniform());
      const double y = (i % 2) * 0.5 + kind + noise * (1 + kind);  // one effect, unequal variances
      text += joined(i % 2 == 0 ? "control" : "new", ",", y, ",", y + (i % 2) * 4 * (kind == 0 ? 1 : 0), ",k",
                     std::to_string(kind), "\n");
    }
    const table::Table table = read_table(text);
    const Result r = value_of(segments(table, request_of({"kind"})));
    welch += *r.tests[0].p_value < 0.05 ? 1 : 0;
    wald += *r.tests[0].p_chi_squared < 0.05 ? 1 : 0;
    EffectSegmentsRequest request = request_of({"kind"});
    request.outcome = "z";
    found += *value_of(segments(table, request)).tests[0].p_value < 0.05 ? 1 : 0;
  }
  REQUIRE(welch > draws * 0.025);
  REQUIRE(welch < draws * 0.08);
  REQUIRE(wald > welch);  // chi-squared takes the variances as known
  REQUIRE(found > draws * 0.6);
}

TEST_CASE("effect segments: a segment too small for the covariates is compared without them, and says so") {
  std::string text = "arm,y,kind,x\n";
  for (int i = 0; i < 200; ++i) {
    text += joined(i % 2 == 0 ? "control" : "new", ",", (i * 37) % 23 + (i % 2), ",", i < 176 ? "large" : "small", ",",
                   (i * 13) % 17, "\n");
  }
  EffectSegmentsRequest request = request_of({"kind"});
  request.covariates = {"x"};
  const Result r = value_of(segments(read_table(text), request));
  const auto kinds = of_column(r, "kind");
  REQUIRE(kinds.size() == 2);
  REQUIRE(kinds[0]->adjusted);
  REQUIRE(kinds[0]->note.empty());
  REQUIRE_FALSE(kinds[1]->adjusted);
  REQUIRE(kinds[1]->note.find("without") != std::string::npos);
  request.covariates = {};
  const Result plain = value_of(segments(read_table(text), request));
  REQUIRE(*of_column(plain, "kind")[1]->estimate == *kinds[1]->estimate);
  REQUIRE(*of_column(plain, "kind")[1]->se == *kinds[1]->se);
  REQUIRE(*of_column(plain, "kind")[0]->estimate != *kinds[0]->estimate);
  REQUIRE(r.overall.method == "lin_hc2");
  REQUIRE(plain.overall.method == "welch");
}

TEST_CASE("effect segments: adjusted intervals of a segment cover its effect") {
  std::mt19937_64 random(5);
  const auto uniform = [&] { return static_cast<double>(random() >> 11U) * 0x1p-53; };
  int covered = 0, narrower = 0;
  const int draws = 300;
  for (int draw = 0; draw < draws; ++draw) {
    std::string text = "arm,y,kind,x\n";
    double truth = 1;  // over those who are there: that is what the interval is for
    for (int i = 0; i < 160; ++i) {
      const bool treated = uniform() < 0.5;
      const double x = uniform();
      truth += i % 2 == 0 ? x / 80 : 0;
      const double y = 3 * x + (treated ? 1 + x : 0) + uniform() - 0.5 * (i % 2);
      text += joined(treated ? "new" : "control", ",", y, ",", i % 2 == 0 ? "a" : "b", ",", x, "\n");
    }
    EffectSegmentsRequest request = request_of({"kind"});
    const table::Table table = read_table(text);
    const Result plain = value_of(segments(table, request));
    request.covariates = {"x"};
    const Result r = value_of(segments(table, request));
    const SegmentEffect& s = *of_column(r, "kind")[0];
    covered += *s.ci_low <= truth && truth <= *s.ci_high ? 1 : 0;
    narrower += *s.se < *of_column(plain, "kind")[0]->se ? 1 : 0;
  }
  REQUIRE(covered > draws * 0.91);
  REQUIRE(covered < draws * 0.985);
  REQUIRE(narrower > draws * 0.99);
}
