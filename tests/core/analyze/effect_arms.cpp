// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_arms.hpp"

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

using Result = EffectArmsResult;

Outcome<Result> arms(const table::Table& table, const EffectArmsRequest& request) {
  return run<EffectArms>(table, request);
}

EffectArmsRequest request_of(std::vector<std::string> outcomes, std::vector<std::string> covariates = {}) {
  EffectArmsRequest request;
  request.arm = "arm";
  request.control = "base";
  request.outcomes = std::move(outcomes);
  request.covariates = std::move(covariates);
  return request;
}

table::Table four_arms() { return read_table(file_content("tests/reference/data/four_arms.csv")); }

std::vector<std::string> listed_cells(const std::string& cell) {
  return cell.empty() ? std::vector<std::string>() : split(cell, '|');
}

const ArmComparison& comparison_of(const Result& r, const std::string& outcome, const std::string& method,
                                   const std::string& arm) {
  const auto found = std::find_if(r.comparisons.begin(), r.comparisons.end(), [&](const ArmComparison& c) {
    return c.outcome == outcome && c.method == method && c.arm == arm;
  });
  REQUIRE(found != r.comparisons.end());
  return *found;
}

std::optional<double> quantity(const Result& r, const ReferenceRow& row) {
  const std::string& name = row.text("quantity");
  if (row.text("method") == "ratio") {
    return name == "chi_squared" ? r.ratio_chi_squared : r.ratio_p_value;
  }
  if (row.text("arm").empty()) {
    const auto found = std::find_if(r.overall.begin(), r.overall.end(), [&](const OverallTest& t) {
      return t.outcome == row.text("outcome") && t.method == row.text("method");
    });
    REQUIRE(found != r.overall.end());
    return name == "statistic" ? found->statistic
           : name == "df1"     ? found->df1
           : name == "df2"     ? *found->df2
                               : found->p_value;
  }
  const ArmComparison& c = comparison_of(r, row.text("outcome"), row.text("method"), row.text("arm"));
  const std::map<std::string, std::optional<double>> all{{"estimate", c.estimate},
                                                         {"se", c.se},
                                                         {"df", c.df},
                                                         {"p_value", c.p_value},
                                                         {"p_dunnett", c.p_dunnett},
                                                         {"p_holm", c.p_holm},
                                                         {"p_bonferroni", c.p_bonferroni},
                                                         {"p_primary", c.p_primary},
                                                         {"p_bh", c.p_bh},
                                                         {"ci_low", c.ci_low},
                                                         {"ci_high", c.ci_high},
                                                         {"simultaneous_low", c.simultaneous_low},
                                                         {"simultaneous_high", c.simultaneous_high}};
  REQUIRE(all.count(name) == 1);
  return all.at(name);
}

}  // namespace

TEST_CASE("effect arms: the numbers of R, multcomp's within its own error") {
  std::map<std::string, Result> results;
  int compared = 0;
  for (const ReferenceRow& row : reference("effect_arms")) {
    INFO(row.described());
    EffectArmsRequest request = request_of(split(row.text("outcomes"), '|'), listed_cells(row.text("covariates")));
    request.arm = row.text("arm_column");
    request.control = row.text("control");
    request.cluster = row.text("cluster");
    request.confidence = row.number("confidence");
    request.primary_outcomes = row.whole("primary");
    for (const std::string& share : listed_cells(row.text("shares"))) {
      request.expected_shares.push_back(std::stod(share));
    }
    const std::string key = row.text("file") + row.text("outcomes") + row.text("cluster");
    if (!results.count(key)) {
      results.emplace(key, value_of(arms(read_table(file_content(row.text("file"))), request)));
    }
    const std::optional<double> actual = quantity(results.at(key), row);
    REQUIRE(actual);
    // Dunnett's numbers come from nested adaptive integrals there; a limit near 0 has few digits of its own.
    const bool integral =
        row.text("quantity").starts_with("p_dunnett") || row.text("quantity").starts_with("simultaneous");
    const double error = std::abs(*actual - row.number("value"));
    CHECK(error <= (integral ? 2e-8 : 1e-8) * std::abs(row.number("value")) + (integral ? 1e-9 : 0));
    ++compared;
  }
  REQUIRE(compared > 500);
}

TEST_CASE("effect arms: corrections in their order, and one treatment alone needs none") {
  const Result r = value_of(arms(four_arms(), request_of({"y1", "y2"}, {"x"})));
  REQUIRE(r.headline == "lin_hc2");
  REQUIRE_FALSE(r.sentence.empty());
  for (const ArmComparison& c : r.comparisons) {
    REQUIRE(*c.p_value <= *c.p_dunnett);
    REQUIRE(*c.p_dunnett <= *c.p_bonferroni + 1e-12);
    REQUIRE(*c.p_holm <= *c.p_bonferroni);
    REQUIRE(*c.simultaneous_low < *c.ci_low);
    REQUIRE(*c.simultaneous_high > *c.ci_high);
    REQUIRE((*c.p_dunnett < 0.05) == (*c.simultaneous_low > 0 || *c.simultaneous_high < 0));
    REQUIRE(c.p_primary.has_value() == (c.outcome == "y1"));
  }
  EffectArmsRequest two = request_of({"y"});
  two.control = "A";
  const Result t = value_of(arms(read_table("arm,y\nA,1\nA,2\nA,4\nB,3\nB,5\nB,9\n"), two));
  REQUIRE(t.comparisons[0].p_dunnett.value() == Approx(*t.comparisons[0].p_value));
  REQUIRE(t.comparisons[0].simultaneous_low.value() == Approx(*t.comparisons[0].ci_low));
  REQUIRE(t.overall[0].p_value == Approx(*t.comparisons[0].p_value));  // F is t squared
}

TEST_CASE("effect arms: scale, shift and order of rows") {
  std::vector<std::string> lines{"base,1,2\n", "base,3,1\n", "base,2,4\n", "up,5,3\n", "up,2,1\n",
                                 "up,4,9\n",   "far,9,2\n",  "far,4,3\n",  "far,1,7\n"};
  const auto numbers = [&](const std::string& header) {
    std::string text = header;
    for (const std::string& line : lines) {
      text += line;
    }
    return numbers_of(write(value_of(arms(read_table(text), request_of({"y", "v"})))));
  };
  const auto straight = numbers("arm,y,v\n");
  std::rotate(lines.begin(), lines.begin() + 2, lines.begin() + 3);  // order within the control
  const auto turned = numbers("arm,y,v\n");
  REQUIRE(straight.size() == turned.size());
  for (std::size_t i = 0; i < straight.size(); ++i) {
    INFO(straight[i].first);
    REQUIRE(straight[i].second == Approx(turned[i].second).epsilon(1e-12));
  }
  const auto of = [&](double shift, double scale) {
    std::string text = "arm,y\n";
    const double y[] = {1, 3, 2, 5, 2, 4, 9, 4, 1};
    for (int i = 0; i < 9; ++i) {
      text += joined(i < 3 ? "base" : i < 6 ? "up" : "far", ",", shift + scale * y[i], "\n");
    }
    return value_of(arms(read_table(text), request_of({"y"})));
  };
  const Result one = of(0, 1), other = of(1e6, 1e-3);
  for (std::size_t i = 0; i < one.comparisons.size(); ++i) {
    REQUIRE(other.comparisons[i].estimate == Approx(one.comparisons[i].estimate / 1e3).epsilon(1e-6));
    REQUIRE(*other.comparisons[i].p_dunnett == Approx(*one.comparisons[i].p_dunnett).epsilon(1e-6));
  }
}

TEST_CASE("effect arms: what can not be answered is said") {
  const table::Table table = four_arms();
  require_error(arms(table, request_of({})), Code::required, "outcomes");
  require_error(arms(table, request_of({"y1", "y1"})), Code::conflict, "outcomes[1]");
  require_error(arms(table, request_of({"kind"})), Code::not_numeric, "outcomes[0]");
  require_error(arms(table, request_of({"y1", "nothing"})), Code::unknown_column, "outcomes[1]");
  EffectArmsRequest request = request_of({"y1"});
  request.control = "white";
  REQUIRE(arms(table, request).issues[0].field == "control");
  request = request_of({"y1"});
  request.expected_shares = {0.5, 0.5};
  require_error(arms(table, request), Code::conflict, "expected_shares");
  request.expected_shares = {0.5, 0.2, 0.2, 0.2};
  require_error(arms(table, request), Code::conflict, "expected_shares");
  request = request_of({"y1"});
  request.arm = "id";
  REQUIRE_FALSE(arms(table, request));

  const auto of = [](const std::string& text, const EffectArmsRequest& r) { return arms(read_table(text), r); };
  request = request_of({"y"});
  const auto lone = of("arm,y,x\nbase,1,1\nbase,2,2\nbase,4,3\nup,3,1\nup,4,5\nup,9,2\nfar,2,1\n", request);
  REQUIRE(lone);  // the arm of one is named and left out, the rest is answered
  REQUIRE(says(lone.issues, Severity::warning, Code::arm_too_small, "outcomes[0]"));
  REQUIRE(lone->comparisons.size() == 2);
  REQUIRE(lone->arms.size() == 3);
  require_error(of("arm,y\nbase,1\nup,3\nup,4\nfar,2\nfar,3\n", request), Code::arm_too_small, "control");
  require_error(of("arm,y\nbase,1\nbase,1\nup,1\nup,1\nfar,2\nfar,2\n", request), Code::constant, "outcomes[0]");
  request.covariates = {"x", "w"};
  const auto dropped =
      of("arm,y,x,w\nbase,1,1,2\nbase,2,2,4\nbase,4,3,6\nbase,5,1,2\nup,3,1,2\nup,4,5,10\nup,9,2,4\nup,1,1,2\n"
         "far,2,1,2\nfar,2,3,6\nfar,1,8,16\nfar,6,1,2\n",
         request);
  REQUIRE(says(dropped.issues, Severity::warning, Code::dropped_column, "covariates"));
  REQUIRE(comparison_of(*dropped, "y", "lin_hc2", "up").se);
  const auto few = of("arm,y,x,w\nbase,1,1,2\nbase,2,2,7\nup,3,1,2\nup,4,5,8\nfar,2,1,2\nfar,2,3,6\n", request);
  REQUIRE(says(few.issues, Severity::warning, Code::arm_too_small, "covariates"));
  REQUIRE_FALSE(few->sentence.empty());
  // An arm without any spread beside others that have one, and numbers near the end of the range.
  const auto still = of("arm,y\nbase,1\nbase,1\nup,1\nup,1\nfar,2e80\nfar,4e80\n", request_of({"y"}));
  REQUIRE(still);
  REQUIRE_FALSE(comparison_of(*still, "y", "welch", "up").p_value);
  for (const auto& [name, number] : numbers_of(write(*still))) {
    INFO(name);
    REQUIRE(std::isfinite(number));
  }
}

TEST_CASE("effect arms: rows of a person belong together, however they are given") {
  std::mt19937_64 random(5);
  std::string rows = "id,arm,y\n", means = "id,arm,y\n";
  const char* const names[] = {"base", "up", "far"};
  for (int person = 0; person < 60; ++person) {
    double sum = 0;
    for (int row = 0; row < 4; ++row) {
      const double y = static_cast<double>(random() % 1000) + 50 * (person % 7);
      sum += y;
      rows += joined("p", std::to_string(person), ",", names[person % 3], ",", y, "\n");
    }
    means += joined("p", std::to_string(person), ",", names[person % 3], ",", sum / 4, "\n");
  }
  EffectArmsRequest request = request_of({"y"});
  request.unit = "id";
  const Result clustered = value_of(arms(read_table(rows), request));
  REQUIRE(clustered.headline == "clustered");
  request.unit_rows = RowsOfUnit::mean;
  const Result averaged = value_of(arms(read_table(rows), request));
  const Result single = value_of(arms(read_table(means), request_of({"y"})));
  for (const char* arm : {"up", "far"}) {
    const ArmComparison& a = comparison_of(averaged, "y", "welch", arm);
    REQUIRE(*a.se == Approx(*comparison_of(single, "y", "welch", arm).se));
    // Equal sizes: clustering with G / (G - 1) is Welch of the means.
    REQUIRE(*a.se == Approx(*comparison_of(clustered, "y", "clustered", arm).se));
    REQUIRE(*a.df == Approx(*comparison_of(clustered, "y", "clustered", arm).df));
  }
  const auto crossed = arms(read_table("id,arm,y\na,base,1\na,up,2\nb,base,3\nc,up,5\nb,base,2\nc,up,7\n"), [&] {
    EffectArmsRequest r = request_of({"y"});
    r.unit = "id";
    return r;
  }());
  REQUIRE(says(crossed.issues, Severity::warning, Code::crossed_units, "unit"));
}

TEST_CASE("effect arms: false alarms across arms are as rare as they say") {
  std::mt19937_64 random(17);
  const auto uniform = [&] { return static_cast<double>(random() >> 11U) * 0x1p-53; };
  constexpr int draws = 250;
  int pooled = 0, welch = 0, alone = 0;
  for (int draw = 0; draw < draws; ++draw) {
    std::string text = "arm,y\n";
    for (int i = 0; i < 100; ++i) {
      const char* const names[] = {"base", "base", "up", "far", "out"};
      const double y = std::sqrt(-2 * std::log(1 - uniform())) * std::cos(6.283185307179586 * uniform());
      text += joined(names[i % 5], ",", y, "\n");
    }
    const Result r = value_of(arms(read_table(text), request_of({"y"})));
    const auto any = [&](const char* method, std::optional<double> ArmComparison::*p) {
      return std::any_of(r.comparisons.begin(), r.comparisons.end(),
                         [&](const ArmComparison& c) { return c.method == method && *(c.*p) < 0.05; })
                 ? 1
                 : 0;
    };
    pooled += any("pooled", &ArmComparison::p_dunnett);
    welch += any("welch", &ArmComparison::p_dunnett);
    alone += any("welch", &ArmComparison::p_value);
  }
  for (const int alarms : {pooled, welch}) {
    REQUIRE(alarms > draws * 0.02);
    REQUIRE(alarms < draws * 0.09);
  }
  REQUIRE(alone > draws * 0.085);
}
