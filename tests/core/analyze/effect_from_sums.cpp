// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_from_sums.hpp"

#include <random>

#include "../reference.hpp"
#include "analyze/warehouse_sql.hpp"
#include "base/write.hpp"
#include "catch.hpp"
#include "running.hpp"

using namespace sutva;
using namespace sutva::analyze;
using namespace sutva::tests;

namespace {

Outcome<EffectFromSumsResult> from_sums(std::string_view csv, const EffectFromSumsRequest& request = {}) {
  return run<EffectFromSums>(read_table(csv), request);
}

double part_of(const Estimate& e, std::string_view name) {
  const std::optional<double> parts[] = {e.estimate, e.se, e.df, e.p_value, e.ci_low, e.ci_high};
  const std::string_view names[] = {"estimate", "se", "df", "p_value", "ci_low", "ci_high"};
  for (std::size_t i = 0; i < std::size(names); ++i) {
    if (names[i] == name) {
      REQUIRE(parts[i]);
      return *parts[i];
    }
  }
  FAIL("no such part");
  return 0;
}

const Estimate& by_method(const std::vector<Estimate>& all, std::string_view method, std::string_view label = "") {
  for (const Estimate& e : all) {
    if (e.method == method && (label.empty() || e.label == label)) {
      return e;
    }
  }
  FAIL("no estimate by " << method);
  return all.front();
}

// Rows of two or more arms as the sums that the query would give, without a covariate.
struct Person {
  std::string arm;
  double y;
};
std::string sums_csv(const std::vector<Person>& units, double centre) {
  std::string csv = "arm,n,centre_y,sum_y,sum_yy\n";
  std::vector<std::string> arms;
  for (const Person& u : units) {
    if (std::find(arms.begin(), arms.end(), u.arm) == arms.end()) {
      arms.push_back(u.arm);
    }
  }
  for (const std::string& arm : arms) {
    double n = 0, sum = 0, square = 0;
    for (const Person& u : units) {
      if (u.arm == arm) {
        ++n, sum += u.y - centre, square += (u.y - centre) * (u.y - centre);
      }
    }
    std::array<char, 200> line{};
    std::snprintf(line.data(), line.size(), "%s,%.17g,%.17g,%.17g,%.17g\n", arm.c_str(), n, centre, sum, square);
    csv += line.data();
  }
  return csv;
}

}  // namespace

TEST_CASE("effects from sums are those R gets from the rows", "[analyze]") {
  std::string last;
  Outcome<EffectFromSumsResult> outcome;
  for (const ReferenceRow& row : reference("effect_from_sums")) {
    INFO(row.described());
    const std::string key = row.text("file") + row.text("treatment");
    if (key != last) {
      EffectFromSumsRequest request;
      request.treatment = row.text("treatment");
      outcome = from_sums(file_content("tests/reference/data/" + row.text("file")), request);
      INFO(described(outcome.issues));
      REQUIRE(outcome);
      CHECK(outcome.issues.empty());
      last = key;
    }
    std::vector<std::string> parts = split(row.text("quantity"), '.');
    if (parts[0] == "sample_ratio") {
      CHECK(relative_error(*outcome->checks[0].p_value, row.number("value")) < 1e-10);
      continue;
    }
    if (parts.size() == 3 && parts[1] != outcome->recommended) {
      continue;  // segments are given by the recommended method
    }
    const Estimate& e =
        parts.size() == 3 ? by_method(outcome->segments, parts[1], parts[0]) : by_method(outcome->estimates, parts[0]);
    CHECK(relative_error(part_of(e, parts.back()), row.number("value")) < 1e-8);
  }
}

TEST_CASE("effects from sums: what is recommended and said", "[analyze]") {
  const auto nsw = value_of(from_sums(file_content("tests/reference/data/sums_nsw.csv")));
  CHECK(nsw.recommended == "lin_classical");
  CHECK(by_method(nsw.estimates, "lin_classical").note.find("HC2") != std::string::npos);
  CHECK(nsw.sentence.find("higher than that of “0”") != std::string::npos);
  CHECK(nsw.rows_used == 445);
  CHECK(nsw.arms[1].role == "treatment");
  const auto clusters = value_of(from_sums(file_content("tests/reference/data/sums_clusters.csv")));
  CHECK(clusters.recommended == "lin_cr1");
  CHECK(clusters.arms[0].clusters == 22);
  CHECK(clusters.segments.size() == 3);
  CHECK(clusters.segments[0].label == "All");
  CHECK(clusters.segments_p_value);
  const auto three = value_of(from_sums(file_content("tests/reference/data/sums_three_arms.csv")));
  CHECK(three.arms.size() == 3);
  CHECK(three.estimates.size() == 8);
  CHECK(three.estimates[0].quantity != three.estimates[4].quantity);
  CHECK(three.sentence.find("1 more arm follows") != std::string::npos);
}

TEST_CASE("the effect from sums is csv-effect's from the rows", "[analyze]") {
  std::mt19937_64 random(3);
  std::vector<Person> units;
  std::string rows = "arm,y\n";
  for (int i = 0; i < 300; ++i) {
    const double y = 1e6 + std::round(static_cast<double>(random() % 100000)) / 100;
    units.push_back({random() % 3 == 0 ? "new" : "control", y});
    rows += units.back().arm + "," + joined(y) + "\n";
  }
  const auto row_level = value_of(effect(rows, request_for("arm", "y")));
  for (const double centre : {1e6, 1e6 + 500, 999000.25}) {
    const auto sums = value_of(from_sums(sums_csv(units, centre)));
    const Estimate& welch = by_method(sums.estimates, "welch");
    CHECK(relative_error(welch.estimate, row_level.unadjusted.estimate) < 1e-9);
    CHECK(relative_error(*welch.se, row_level.unadjusted.se) < 1e-9);
    CHECK(relative_error(*welch.df, row_level.unadjusted.df) < 1e-9);
    CHECK(relative_error(*welch.p_value, row_level.unadjusted.p_value) < 1e-9);
    const Estimate& lift = by_method(sums.estimates, "fieller");
    CHECK(relative_error(*lift.ci_low, *row_level.unadjusted.lift_ci_low) < 1e-6);
    CHECK_FALSE(lift.se);
    CHECK(sums.arms[0].mean == Approx(row_level.arms[0].mean).epsilon(1e-14));
    CHECK(sums.arms[1].sd == Approx(row_level.arms[1].sd).epsilon(1e-10));
  }
}

TEST_CASE("effects from sums: swapped arms, the order of lines, names in capitals, another scale", "[analyze]") {
  const std::string csv = file_content("tests/reference/data/sums_ratio.csv");
  EffectFromSumsRequest swapped;
  swapped.control = "treatment";
  const auto one = value_of(from_sums(csv));
  const auto other = value_of(from_sums(csv, swapped));
  CHECK(one.estimates[0].estimate == Approx(-other.estimates[0].estimate).epsilon(1e-12));
  CHECK(*one.estimates[0].se == Approx(*other.estimates[0].se).epsilon(1e-12));
  CHECK(one.recommended == "lin_classical");

  std::vector<std::string> lines = split(csv, '\n');
  std::string capitals = lines[0];
  std::transform(capitals.begin(), capitals.end(), capitals.begin(), [](unsigned char c) { return std::toupper(c); });
  const auto turned = value_of(from_sums(capitals + "\n" + lines[2] + "\n" + lines[1] + "\n"));
  CHECK(turned.estimates[0].estimate == one.estimates[0].estimate);

  // Covariates whose units differ by ten powers of ten give the same answer.
  const std::string plain = "arm,n,sum_x1,sum_y,sum_x1x1,sum_x1y,sum_yy\na,50,3,4,60,20,70\nb,60,-2,9,50,15,80\n";
  const std::string scaled =
      "arm,n,sum_x1,sum_y,sum_x1x1,sum_x1y,sum_yy\na,50,3e10,4,60e20,20e10,70\nb,60,-2e10,9,50e20,15e10,80\n";
  const auto a = value_of(from_sums(plain)), b = value_of(from_sums(scaled));
  for (std::size_t i = 0; i < a.estimates.size(); ++i) {
    CHECK(b.estimates[i].estimate == Approx(a.estimates[i].estimate).epsilon(1e-10));
  }
}

TEST_CASE("effects from sums: a covariate that adds nothing, and marks that are never set", "[analyze]") {
  // x2 = 2 x1, x3 = 0 throughout.
  const auto result = from_sums(
      "arm,n,sum_x1,sum_x2,sum_x3,sum_y,sum_x1x1,sum_x1x2,sum_x1x3,sum_x1y,sum_x2x2,sum_x2x3,sum_x2y,sum_x3x3,sum_x3y,"
      "sum_yy\n"
      "a,50,3,6,0,4,60,120,0,20,240,0,40,0,0,70\nb,60,-2,-4,0,9,50,100,0,15,200,0,30,0,0,80\n");
  REQUIRE(result);
  REQUIRE(result.issues.size() == 1);
  CHECK(result.issues[0].code == Code::dropped_column);
  CHECK(result.issues[0].message.find("x2") != std::string::npos);
  const auto alone =
      value_of(from_sums("arm,n,sum_x1,sum_y,sum_x1x1,sum_x1y,sum_yy\na,50,3,4,60,20,70\nb,60,-2,9,50,15,80\n"));
  CHECK(result->estimates.back().estimate == Approx(alone.estimates.back().estimate).epsilon(1e-12));
  CHECK(*result->estimates.back().se == Approx(*alone.estimates.back().se).epsilon(1e-12));
}

TEST_CASE("effects from sums: what can not be is said", "[analyze]") {
  const auto refused = [](std::string_view csv, Code code, std::string_view field, std::string_view words) {
    const auto outcome = from_sums(csv);
    require_error(outcome, code, field);
    INFO(described(outcome.issues));
    CHECK(described(outcome.issues).find(words) != std::string::npos);
  };
  refused("arm,n,sum_y\na,5,1\nb,5,2\n", Code::unknown_column, "", "sum_yy");
  refused("group,n,sum_y,sum_yy\na,5,1,9\nb,5,2,9\n", Code::unknown_column, "arm", "group");
  refused("arm,n,sum_y,sum_yy,sum_x1\na,5,1,9,1\nb,5,2,9,1\n", Code::unknown_column, "", "sum_x1x1");
  refused("arm,n,sum_y,sum_yy,sum_d\na,5,1,9,1\nb,5,2,9,1\n", Code::unknown_column, "", "sum_yd");
  refused("arm,n,sum_y,sum_yy\na,-5,1,9\nb,5,2,9\n", Code::out_of_range, "", "line 2");
  refused("arm,n,sum_y,sum_yy\na,5.5,1,9\nb,5,2,9\n", Code::out_of_range, "", "whole");
  refused("arm,assigned,n,sum_y,sum_yy\na,4,5,1,9\nb,5,5,2,9\n", Code::out_of_range, "", "assigned");
  refused("arm,n,sum_y,sum_yy\na,5,10,9\nb,5,2,9\n", Code::conflict, "", "variance below 0");
  refused("arm,n,sum_y,sum_yy\na,5,1,-9\nb,5,2,9\n", Code::conflict, "", "line 2");
  refused("arm,n,sum_y,sum_yy\na,5,,9\nb,5,2,9\n", Code::missing_values, "", "sum_y");
  refused("arm,n,sum_y,sum_yy\na,5,1,9\na,5,2,9\n", Code::one_arm, "arm", "same arm");
  refused("arm,n,sum_y,sum_yy\na,1,1,9\nb,5,2,9\n", Code::arm_too_small, "control", "unit;");
  refused("arm,n,sum_y,sum_yy\na,0,,\nb,5,2,9\n", Code::arm_too_small, "control", "units;");
  refused("arm,n,sum_y,sum_yy\na,5,5,5\nb,5,5,5\n", Code::constant, "", "vary");
  refused("arm,n,sum_y,sum_yy\na,5,text,9\nb,5,2,9\n", Code::not_numeric, "", "sum_y");
  refused("arm,n,sum_y,sum_yy\na,5,1e300,1e300\nb,5,2,9\n", Code::too_large, "", "1e150");
  refused("arm,n,sum_y,sum_yy\na,5,0,1e-160\nb,5,0,1e-160\n", Code::constant, "", "smaller unit");
  refused("arm,n,centre_y,sum_y,sum_yy\na,5,1,1,9\nb,5,2,2,9\n", Code::conflict, "", "different queries");
  refused("arm,cluster,n,sum_y,sum_yy\na,c1,5,1,9\nb,c1,5,2,9\n", Code::crossed_units, "", "two arms");
  refused("arm,cluster,n,sum_y,sum_yy\na,c1,5,1,9\nb,c2,5,2,9\n", Code::arm_too_small, "control", "cluster;");
  refused("arm,cluster,n,sum_y,sum_yy\na,,5,1,9\nb,c2,5,2,9\n", Code::missing_values, "", "cluster");
  refused("arm,n,sum_y,sum_d,sum_yy,sum_yd,sum_dd\na,5,1,-4,9,1,9\nb,5,2,4,9,1,9\n", Code::out_of_range, "control",
          "denominator");
  refused("arm,n,sum_x1,sum_y,sum_x1x1,sum_x1y,sum_yy\na,50,3,4,60,99,70\nb,60,-2,9,50,15,80\n", Code::conflict, "",
          "squares allow");
  refused("arm,n,sum_y,sum_yy\nv1,5,1,9\nv2,5,2,9\nv3,5,2,9\n", Code::required, "control", "which of them");
  EffectFromSumsRequest request;
  request.control = "zz";
  require_error(from_sums("arm,n,sum_y,sum_yy\na,5,1,9\nb,5,2,9\n", request), Code::unknown_level, "control");
  request.control = request.treatment = "a";
  require_error(from_sums("arm,n,sum_y,sum_yy\na,5,1,9\nb,5,2,9\n", request), Code::conflict, "treatment");
}

TEST_CASE("effects from sums: every correlation fits and all together do not", "[analyze]") {
  // x1 and x2 are opposite, and y goes with both.
  const auto outcome = from_sums(
      "arm,n,sum_x1,sum_x2,sum_y,sum_x1x1,sum_x1x2,sum_x1y,sum_x2x2,sum_x2y,sum_yy\n"
      "a,50,0,0,0,50,-45,45,50,45,50\nb,50,0,0,0,50,-45,45,50,45,50\n");
  require_error(outcome, Code::conflict, "");
}

TEST_CASE("effects from sums: clusters without any spread between them have no standard error", "[analyze]") {
  const auto result = value_of(from_sums("arm,cluster,n,sum_y,sum_yy\na,1,5,1,9\na,2,5,1,19\nb,3,5,2,9\nb,4,5,2,9\n"));
  for (const Estimate& e : result.estimates) {
    CHECK(e.estimate == Approx(0.2));
    CHECK_FALSE(e.se);
  }
  CHECK(result.sentence.find("no standard error") != std::string::npos);
  // y is 2 x1 in each arm: nothing is left to estimate an error from.
  const auto exact =
      value_of(from_sums("arm,n,sum_x1,sum_y,sum_x1x1,sum_x1y,sum_yy\na,50,3,6,60,120,240\nb,60,-2,56,50,98,252\n"));
  CHECK(exact.estimates.back().estimate == Approx(1));
  CHECK_FALSE(exact.estimates.back().se);
  CHECK(exact.recommended == "welch");
}

TEST_CASE("effects from sums: intervals by cluster cover", "[analyze]") {
  // 12 clusters an arm of unequal size, no effect: CR2 with its degrees of freedom holds its level.
  std::mt19937_64 random(8);
  const auto uniform = [&] { return static_cast<double>(random() >> 11U) * 0x1p-53; };
  const auto normal = [&] { return std::sqrt(-2 * std::log(1 - uniform())) * std::cos(6.283185307179586 * uniform()); };
  int covered = 0;
  const int draws = 400;
  for (int draw = 0; draw < draws; ++draw) {
    std::string csv = "arm,cluster,n,sum_y,sum_yy\n";
    for (int g = 0; g < 24; ++g) {
      const double shift = normal();
      double n = 3 + std::floor(uniform() * 20), sum = 0, square = 0;
      for (int i = 0; i < n; ++i) {
        const double y = shift + 1.5 * normal();
        sum += y;
        square += y * y;
      }
      csv += joined(g % 2 == 0 ? "a," : "b,", "c", std::to_string(g), ",", n, ",", sum, ",", square, "\n");
    }
    const auto result = value_of(from_sums(csv));
    const Estimate& e = by_method(result.estimates, "cr2");
    covered += *e.ci_low <= 0 && *e.ci_high >= 0 ? 1 : 0;
  }
  CHECK(covered > 0.92 * draws);
  CHECK(covered < 0.98 * draws);
}
