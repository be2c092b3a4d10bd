// SPDX-License-Identifier: Apache-2.0
#include "analyze/csv_effect.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <random>
#include <set>

#include "../reference.hpp"
#include "../table/reading.hpp"
#include "base/text.hpp"
#include "base/write.hpp"
#include "running.hpp"

using namespace sutva;
using namespace sutva::analyze;
using namespace sutva::tests;

namespace {

const CovariateSummary& covariate_of(const CsvEffectResult& result, const std::string& name) {
  const auto found = std::find_if(result.covariates.begin(), result.covariates.end(),
                                  [&](const CovariateSummary& c) { return c.name == name; });
  INFO("covariate " << name);
  REQUIRE(found != result.covariates.end());
  return *found;
}

const Check* check_of(const CsvEffectResult& result, const std::string& name) {
  const auto found =
      std::find_if(result.checks.begin(), result.checks.end(), [&](const Check& c) { return c.name == name; });
  return found == result.checks.end() ? nullptr : &*found;
}

void require_same_effect(const Effect& one, const Effect& other, double tolerance) {
  REQUIRE(relative_error(one.estimate, other.estimate) < tolerance);
  REQUIRE(relative_error(one.se, other.se) < tolerance);
  REQUIRE(relative_error(one.df, other.df) < tolerance);
  REQUIRE(relative_error(one.p_value, other.p_value) < tolerance * 100);
  REQUIRE(relative_error(one.ci_low, other.ci_low) < tolerance * 10);
  REQUIRE(relative_error(one.ci_high, other.ci_high) < tolerance * 10);
}

// The numbers of csv_effect.csv that a result has under another name.
std::optional<double> quantity(const CsvEffectResult& r, const std::string& name) {
  const auto adjusted = [&](double Effect::*member) -> std::optional<double> {
    REQUIRE(r.adjusted);
    return (*r.adjusted).*member;
  };
  const std::map<std::string, std::function<std::optional<double>()>> quantities{
      {"welch_estimate", [&] { return r.unadjusted.estimate; }},
      {"welch_se", [&] { return r.unadjusted.se; }},
      {"welch_df", [&] { return r.unadjusted.df; }},
      {"welch_t", [&] { return r.unadjusted.statistic; }},
      {"welch_p_value", [&] { return r.unadjusted.p_value; }},
      {"welch_ci_low", [&] { return r.unadjusted.ci_low; }},
      {"welch_ci_high", [&] { return r.unadjusted.ci_high; }},
      {"n_control", [&] { return static_cast<double>(r.arms[0].used); }},
      {"n_treatment", [&] { return static_cast<double>(r.arms[1].used); }},
      {"mean_control", [&] { return r.arms[0].mean; }},
      {"mean_treatment", [&] { return r.arms[1].mean; }},
      {"sd_control", [&] { return r.arms[0].sd; }},
      {"sd_treatment", [&] { return r.arms[1].sd; }},
      {"lift", [&] { return r.unadjusted.lift; }},
      {"fieller_low", [&] { return r.unadjusted.lift_ci_low; }},
      {"fieller_high", [&] { return r.unadjusted.lift_ci_high; }},
      {"fieller_unbounded", [&] { return r.unadjusted.lift_unbounded ? 1.0 : 0.0; }},
      {"lin_estimate", [&] { return adjusted(&Effect::estimate); }},
      {"lin_se", [&] { return adjusted(&Effect::se); }},
      {"lin_df", [&] { return adjusted(&Effect::df); }},
      {"lin_p_value", [&] { return adjusted(&Effect::p_value); }},
      {"lin_ci_low", [&] { return adjusted(&Effect::ci_low); }},
      {"lin_ci_high", [&] { return adjusted(&Effect::ci_high); }},
      {"srm_p_value", [&] { return check_of(r, "sample_ratio")->p_value; }},
      {"missing_p_value", [&] { return check_of(r, "missing_outcome")->p_value; }},
  };
  if (name.starts_with("smd_")) {
    return covariate_of(r, name.substr(4)).balance_smd;
  }
  INFO("quantity " << name);
  REQUIRE(quantities.count(name) == 1);
  return quantities.at(name)();
}

// Methods of the table that this operation does not offer.
bool is_elsewhere(const std::string& quantity) {
  return quantity.starts_with("ancova_") || quantity.starts_with("delta_") || quantity.starts_with("log_delta_") ||
         quantity.ends_with("_hc0");
}

std::string sum_of(const std::vector<std::string>& parts) {
  std::string all;
  for (const std::string& part : parts) {
    all += part;
  }
  return all;
}

}  // namespace

TEST_CASE("csv effect: the numbers of R, estimatr and sandwich") {
  std::map<std::string, table::Table> tables;
  std::map<std::string, CsvEffectResult> results;
  int compared = 0;
  for (const ReferenceRow& row : reference("csv_effect")) {
    if (is_elsewhere(row.text("quantity"))) {
      continue;
    }
    INFO(row.described());
    if (!tables.count(row.text("file"))) {
      tables.emplace(row.text("file"), read_table(file_content(row.text("file"))));
    }
    CsvEffectRequest request = request_for(row.text("arm"), row.text("outcome"));
    request.control = row.text("control");
    request.treatment = row.text("treatment");
    if (!row.text("covariates").empty()) {
      request.covariates = split(row.text("covariates"), '|');
    }
    request.missing_covariates =
        row.text("missing_covariates") == "drop" ? MissingCovariates::drop : MissingCovariates::indicator;
    const std::string key = row.text("file") + row.text("arm") + row.text("control") + row.text("treatment") +
                            row.text("outcome") + row.text("covariates") + row.text("missing_covariates");
    if (!results.count(key)) {
      results.emplace(key, value_of(run<CsvEffect>(tables.at(row.text("file")), request)));
    }
    const std::optional<double> actual = quantity(results.at(key), row.text("quantity"));
    REQUIRE(actual);
    INFO("got " << *actual << ", relative error " << relative_error(*actual, row.number("value")));
    CHECK(relative_error(*actual, row.number("value")) < 1e-9);
    ++compared;
  }
  REQUIRE(results.size() == 21);
  REQUIRE(compared > 220);
}

TEST_CASE("csv effect: published numbers") {
  // Dehejia and Wahba (1999): the experiment's effect, and its unequal-variance standard error.
  const CsvEffectResult nsw =
      value_of(effect(file_content("tests/reference/data/nsw_dw.csv"), request_for("treat", "re78")));
  REQUIRE(std::round(nsw.unadjusted.estimate * 100) == 179434);
  REQUIRE(std::round(nsw.unadjusted.se * 1000) == 670997);
  // Student (1908), as in R's ?t.test: extra sleep, group 1 less group 2.
  CsvEffectRequest request = request_for("group", "extra");
  request.control = "2";
  const CsvEffectResult sleep = value_of(effect(file_content("tests/reference/data/sleep.csv"), request));
  REQUIRE(std::round(sleep.unadjusted.statistic * 1e4) == -18608);
  REQUIRE(std::round(sleep.unadjusted.df * 1e3) == 17776);
  REQUIRE(std::round(sleep.unadjusted.p_value * 1e5) == 7939);
  // Lin (2013), Table 2.
  const CsvEffectResult star = value_of(
      effect(file_content("tests/reference/data/alo_star_men.csv"), request_for("sfsp", "GPA_year1", {"gpa0"})));
  REQUIRE(std::round(star.unadjusted.estimate * 1e3) == -36);
  REQUIRE(std::round(star.adjusted->estimate * 1e3) == -81);
  REQUIRE(star.headline == "adjusted");
}

TEST_CASE("csv effect: files that have no effect say why, on the field that is to blame") {
  const auto refused = [](const std::string& text, const CsvEffectRequest& request, Code code, std::string_view field) {
    INFO(text.substr(0, 200));
    require_error(effect(text, request), code, field);
  };
  const std::string good = "g,y,x,w\na,1,2,u\nb,2,1,v\na,3,5,u\nb,5,0,v\na,2,4,v\nb,6,7,u\n";
  const CsvEffectRequest plain = request_for("g", "y");
  REQUIRE(effect(good, plain));

  REQUIRE(table::has(table::read_csv(table::bytes("g,y\n")).issues, Code::no_rows));
  table::Table empty;
  empty.columns.resize(2);
  empty.columns[0].name = "g";
  empty.columns[1].name = "y";
  require_error(run<CsvEffect>(empty, plain), Code::no_rows, "");

  refused("g,y\na,1\na,2\na,4\n", plain, Code::one_arm, "arm");
  refused("g,y\n,1\n,2\n,4\n", plain, Code::one_arm, "arm");
  refused("g,y\na,1\na,2\nb,4\n", plain, Code::arm_too_small, "treatment");
  refused("g,y\nb,1\na,2\nb,4\n", plain, Code::arm_too_small, "control");
  refused("g,y\na,1\na,2\nb,\nb,\n", plain, Code::arm_too_small, "treatment");
  refused("g,y\na,1\nb,2\n", plain, Code::arm_too_small, "control");
  refused("g,y,n\na,x,1\nb,y,2\na,z,3\nb,w,4\n", plain, Code::not_numeric, "outcome");
  refused("g,y,k\na,,1\nb,,1\na,,1\nb,,1\n", plain, Code::arm_too_small, "control");
  refused("g,y\na,3\nb,3\na,3\nb,3\n", plain, Code::constant, "outcome");
  refused("g,y\na,3\nb,4\na,3\nb,4\n", plain, Code::constant, "outcome");
  refused("g,y\na,1e200\nb,3\na,2\nb,4\n", plain, Code::too_large, "outcome");
  refused("g,y\na,1e200\nb,1e200\na,1e200\nb,2e200\n", plain, Code::too_large, "outcome");
  refused("g,y,x\na,1,3\nb,3,1e91\na,2,7\nb,4,-1e91\n", request_for("g", "y", {"x"}), Code::too_large, "covariates[0]");
  refused(good, request_for("h", "y"), Code::unknown_column, "arm");
  refused(good, request_for("g", "Y"), Code::unknown_column, "outcome");
  refused(good, request_for("g", "y", {"x", "q"}), Code::unknown_column, "covariates[1]");
  refused(good, request_for("g", "g"), Code::conflict, "outcome");
  refused(good, request_for("g", "y", {"y"}), Code::conflict, "covariates[0]");
  refused(good, request_for("g", "y", {"x", "g"}), Code::conflict, "covariates[1]");
  refused(good, request_for("g", "y", {"x", "w", "x"}), Code::conflict, "covariates[2]");
  CsvEffectRequest request = plain;
  request.unit = "nobody";
  refused(good, request, Code::unknown_column, "unit");
  request = plain;
  request.control = "c";
  refused(good, request, Code::unknown_level, "control");
  request.control = "a";
  request.treatment = "a";
  refused(good, request, Code::conflict, "treatment");

  // Everything that is wrong, at once.
  request = request_for("h", "Y", {"q"});
  request.unit = "r";
  const Outcome<CsvEffectResult> all = effect(good, request);
  for (const char* field : {"arm", "outcome", "covariates[0]", "unit"}) {
    require_error(all, Code::unknown_column, field);
  }
}

TEST_CASE("csv effect: more than two levels need a choice") {
  const std::string three = "g,y\nred,1\nblue,2\ngreen,3\nred,4\nblue,6\ngreen,5\n";
  CsvEffectRequest request = request_for("g", "y");
  require_error(effect(three, request), Code::required, "control");
  require_error(effect(three, request), Code::required, "treatment");
  request.control = "red";
  require_error(effect(three, request), Code::required, "treatment");
  request.treatment = "blue";
  const CsvEffectResult result = value_of(effect(three, request));
  REQUIRE(result.unadjusted.estimate == 1.5);
  REQUIRE(result.rows_used == 4);
  REQUIRE(result.left_out.size() == 1);
  REQUIRE(result.left_out[0].count == 2);
  REQUIRE(result.left_out[0].first_lines == std::vector<std::int64_t>{4, 7});
}

TEST_CASE("csv effect: too many levels") {
  const auto file = [](int arms, int texts) {
    std::string text = "g,y,w\n";
    for (int i = 0; i < 400; ++i) {
      text +=
          "g" + std::to_string(i % arms) + "," + std::to_string(i % 7) + ",t" + std::to_string(i / 2 % texts) + "\n";
    }
    return text;
  };
  CsvEffectRequest request = request_for("g", "y", {"w"});
  require_error(effect(file(51, 2), request), Code::too_many_levels, "arm");
  require_error(effect(file(2, 51), request), Code::too_many_levels, "covariates[0]");
  REQUIRE(effect(file(2, 50), request));
  request.control = "g0";
  request.treatment = "g1";
  REQUIRE(effect(file(50, 2), request));
  // Only levels of rows that count are counted.
  std::string text = file(2, 3);
  for (int i = 0; i < 100; ++i) {
    text += "g0,,only_here" + std::to_string(i) + "\n";
  }
  REQUIRE(value_of(effect(text, request)).adjusted);
}

TEST_CASE("csv effect: covariates that add nothing are left out with a warning, and change nothing") {
  const std::vector<std::string> lines = experiment_lines(41, 300);
  std::string text = "id,arm,y,x,z,city,constant,copy,sum,nothing,word\n";
  for (const std::string& line : lines) {
    const std::vector<std::string> cells = split(line.substr(0, line.size() - 1), ',');
    const bool whole = !cells[3].empty() && !cells[4].empty();
    text += line.substr(0, line.size() - 1) + ",5," + (cells[4].empty() ? "" : joined(3 * std::stod(cells[4]) + 1)) +
            "," + (whole ? joined(std::stod(cells[3]) - 2 * std::stod(cells[4])) : "") + ",,same\n";
  }
  const table::Table table = read_table(text);
  CsvEffectRequest request = experiment_request();
  request.missing_covariates = MissingCovariates::drop;
  for (const std::string useless : {"constant", "copy", "sum", "word"}) {
    INFO(useless);
    request.covariates = {"x", "z", "city"};
    const CsvEffectResult without = value_of(run<CsvEffect>(table, request));
    request.covariates.push_back(useless);
    const Outcome<CsvEffectResult> outcome = run<CsvEffect>(table, request);
    REQUIRE(outcome);
    REQUIRE(says(outcome.issues, Severity::warning, Code::dropped_column, "covariates"));
    REQUIRE(outcome.issues.back().message.find("“" + useless + "”") != std::string::npos);
    REQUIRE(covariate_of(*outcome, useless).dropped);
    REQUIRE_FALSE(covariate_of(*outcome, useless).r_squared);
    REQUIRE_FALSE(covariate_of(*outcome, "x").dropped);
    require_same_effect(*outcome->adjusted, *without.adjusted, 1e-11);
  }
  // A column without any value: kept rows, dropped column.
  request.missing_covariates = MissingCovariates::indicator;
  request.covariates = {"x", "nothing"};
  const Outcome<CsvEffectResult> outcome = run<CsvEffect>(table, request);
  REQUIRE(outcome);
  REQUIRE(says(outcome.issues, Severity::warning, Code::dropped_column, "covariates"));
  REQUIRE(covariate_of(*outcome, "nothing").dropped);
  REQUIRE(covariate_of(*outcome, "nothing").missing == outcome->rows_used);
  request.covariates = {"x"};
  require_same_effect(*outcome->adjusted, *value_of(run<CsvEffect>(table, request)).adjusted, 1e-11);
  // Dropping its rows leaves none.
  request.covariates = {"nothing"};
  request.missing_covariates = MissingCovariates::drop;
  require_error(run<CsvEffect>(table, request), Code::arm_too_small, "control");
}

TEST_CASE("csv effect: too few rows for the covariates, and the effect is shown without") {
  const std::string text = "g,y,x,z\na,1,2,5\nb,2,1,3\na,3,5,6\nb,5,0,2\na,2,4,4\nb,6,7,1\n";
  const Outcome<CsvEffectResult> outcome = effect(text, request_for("g", "y", {"x", "z"}));
  REQUIRE(outcome);
  REQUIRE(says(outcome.issues, Severity::warning, Code::arm_too_small, "covariates"));
  REQUIRE_FALSE(outcome->adjusted);
  REQUIRE(outcome->headline == "unadjusted");
  REQUIRE(value_of(effect(text, request_for("g", "y", {"x"}))).adjusted);
}

TEST_CASE("csv effect: numbers that do not exist are absent, never infinite") {
  const std::vector<std::string> files{
      // A covariate that explains everything; a control without variance; a mean of zero; a negative one.
      "g,y,x\na,1,1\nb,2,2\na,0,0\nb,5,5\na,2,2\nb,6,6\na,4,4\nb,1,1\n",
      "g,y,x\na,0,1\nb,1,2\na,0,3\nb,0,4\na,0,7\nb,1,1\na,0,5\nb,1,4\n",
      "g,y,x\na,-1,1\nb,2,2\na,1,3\nb,5,1\na,0,2\nb,6,7\na,0,2\nb,1,1\n",
      "g,y,x\na,-5,1\nb,2,2\na,-7,3\nb,5,1\na,-4,2\nb,6,7\na,-4,9\nb,1,1\n",
      "g,y,x\na,1e300,1\nb,2e300,2\na,1.5e300,3\nb,5e300,1\na,4e300,2\nb,3e300,7\n",
      "g,y,x\na,1e-300,1\nb,2e-300,2\na,1.5e-300,3\nb,5e-300,1\na,4e-300,2\nb,3e-300,7\n",
  };
  for (const std::string& text : files) {
    for (const auto& covariates : {std::vector<std::string>{}, {"x"}}) {
      INFO(text);
      const Outcome<CsvEffectResult> outcome = effect(text, request_for("g", "y", covariates));
      INFO(described(outcome.issues));
      REQUIRE(outcome.value.has_value() != has_error(outcome.issues));
      if (!outcome) {
        continue;
      }
      const CsvEffectResult& r = *outcome;
      for (const Effect* e : {&r.unadjusted, r.adjusted ? &*r.adjusted : &r.unadjusted}) {
        for (const double number : {e->estimate, e->se, e->df, e->statistic, e->p_value, e->ci_low, e->ci_high}) {
          CHECK(std::isfinite(number));
        }
        CHECK(e->ci_low <= e->ci_high);
        CHECK((e->p_value >= 0 && e->p_value <= 1));
      }
      REQUIRE(r.unadjusted.lift.has_value() == (r.unadjusted.control_mean > 0));
      if (r.unadjusted.control_mean <= 0 || r.unadjusted.lift_unbounded) {
        REQUIRE(says(outcome.issues, Severity::warning, Code::unbounded, ""));
        REQUIRE_FALSE(r.unadjusted.lift_ci_low);
      }
    }
  }
}

TEST_CASE("csv effect: the order of the rows does not matter") {
  std::mt19937_64 random(42);
  std::vector<std::string> lines = experiment_lines(43, 2000);
  CsvEffectRequest request = experiment_request();
  request.unit = "";  // line numbers and first repeats do depend on the order
  const Value once = write(value_of(effect(joined_lines(experiment_header, lines), request)));
  const auto numbers = numbers_of(once);
  REQUIRE(numbers.size() > 60);
  for (int i = 0; i < 5; ++i) {
    std::shuffle(lines.begin(), lines.end(), random);
    const auto shuffled = numbers_of(write(value_of(effect(joined_lines(experiment_header, lines), request))));
    REQUIRE(shuffled.size() == numbers.size());
    for (std::size_t j = 0; j < numbers.size(); ++j) {
      if (numbers[j].first.find("first_lines") != std::string::npos) {
        continue;
      }
      INFO(numbers[j].first << ": " << numbers[j].second << " and " << shuffled[j].second);
      REQUIRE(shuffled[j].first == numbers[j].first);
      const double scale = std::max(std::abs(numbers[j].second), 1.0);
      REQUIRE(std::abs(shuffled[j].second - numbers[j].second) < 1e-12 * scale);
    }
  }
}

TEST_CASE("csv effect: a file read in parts gives the same result to the last bit") {
  const std::string text = joined_lines(experiment_header, experiment_lines(44, 1000));
  const table::CsvFormat format = table::format_of(text);
  const auto numbers = numbers_of(write(value_of(effect(text, experiment_request()))));
  for (const std::vector<std::size_t>& cuts : std::vector<std::vector<std::size_t>>{
           {5000}, {1, 2, 20'000}, {text.size() / 3, text.size() / 2, text.size() - 1}}) {
    const table::Table table = table::read_in_parts(format, text, cuts, 777);
    REQUIRE(numbers_of(write(value_of(run<CsvEffect>(table, experiment_request())))) == numbers);
  }
}

TEST_CASE("csv effect: what must not change the answer, and what must turn it") {
  const std::vector<std::string> lines = experiment_lines(45, 800);
  const auto with_outcome = [&](double factor, double offset, double x_factor, double x_offset) {
    std::vector<std::string> changed;
    for (const std::string& line : lines) {
      std::vector<std::string> cells = split(line.substr(0, line.size() - 1), ',');
      const auto change = [](std::string& cell, double times, double plus) {
        if (!cell.empty()) {
          char digits[40];
          std::snprintf(digits, sizeof digits, "%.17g", std::stod(cell) * times + plus);
          cell = digits;
        }
      };
      change(cells[2], factor, offset);
      change(cells[3], x_factor, x_offset);
      changed.push_back(
          sum_of({cells[0], ",", cells[1], ",", cells[2], ",", cells[3], ",", cells[4], ",", cells[5], "\n"}));
    }
    return joined_lines(experiment_header, changed);
  };
  const CsvEffectResult base = value_of(effect(with_outcome(1, 0, 1, 0), experiment_request()));

  // Another unit of the outcome scales the estimate; a shift leaves it.
  const CsvEffectResult scaled = value_of(effect(with_outcome(4, 0, 1, 0), experiment_request()));
  REQUIRE(relative_error(scaled.adjusted->estimate, 4 * base.adjusted->estimate) < 1e-12);
  REQUIRE(relative_error(scaled.adjusted->se, 4 * base.adjusted->se) < 1e-12);
  REQUIRE(relative_error(*scaled.unadjusted.lift, *base.unadjusted.lift) < 1e-12);
  const CsvEffectResult shifted = value_of(effect(with_outcome(1, 1024, 1, 0), experiment_request()));
  require_same_effect(*shifted.adjusted, *base.adjusted, 1e-10);
  require_same_effect(shifted.unadjusted, base.unadjusted, 1e-10);
  REQUIRE(relative_error(shifted.unadjusted.control_mean, base.unadjusted.control_mean + 1024) < 1e-13);

  // The unit of a covariate never matters.
  const CsvEffectResult rescaled = value_of(effect(with_outcome(1, 0, 1e-6, 1000), experiment_request()));
  require_same_effect(*rescaled.adjusted, *base.adjusted, 1e-8);

  // Exchanging the arms turns the sign.
  CsvEffectRequest request = experiment_request();
  std::swap(request.control, request.treatment);
  const CsvEffectResult turned = value_of(effect(with_outcome(1, 0, 1, 0), request));
  REQUIRE(relative_error(turned.adjusted->estimate, -base.adjusted->estimate) < 1e-12);
  REQUIRE(relative_error(turned.adjusted->se, base.adjusted->se) < 1e-12);
  REQUIRE(relative_error(turned.unadjusted.ci_low, -base.unadjusted.ci_high) < 1e-12);
  REQUIRE(relative_error(turned.unadjusted.p_value, base.unadjusted.p_value) < 1e-10);

  // The order of the covariates neither.
  request = experiment_request();
  std::reverse(request.covariates.begin(), request.covariates.end());
  require_same_effect(*value_of(effect(with_outcome(1, 0, 1, 0), request)).adjusted, *base.adjusted, 1e-10);

  // A wider confidence is a wider interval about the same estimate, as wide as the t quantiles say.
  request = experiment_request();
  request.confidence = 0.5;
  const CsvEffectResult narrow = value_of(effect(with_outcome(1, 0, 1, 0), request));
  REQUIRE(narrow.unadjusted.estimate == base.unadjusted.estimate);
  REQUIRE(narrow.unadjusted.ci_high < base.unadjusted.ci_high);
  REQUIRE(*narrow.unadjusted.lift_ci_high < *base.unadjusted.lift_ci_high);
  REQUIRE(narrow.unadjusted.p_value == base.unadjusted.p_value);
}

TEST_CASE("csv effect: rows left out, by reason, with the right lines of the file") {
  std::mt19937_64 random(46);
  for (int round = 0; round < 20; ++round) {
    std::string text = "id,arm,y,x,z,city\n";
    std::int64_t line = 2;
    std::map<std::string, std::vector<std::int64_t>> expected;
    std::int64_t rows = 0;
    for (const std::string& row : experiment_lines(100 + static_cast<std::uint64_t>(round), 200)) {
      if (random() % 20 == 0) {
        text += "\n";
        ++line;
      }
      const std::vector<std::string> cells = split(row.substr(0, row.size() - 1), ',');
      const bool two_lines = random() % 10 == 0 && !cells[5].empty();
      const char* reason = cells[1].empty()      ? "No arm"
                           : cells[1] == "pilot" ? "In another arm"
                           : cells[2].empty()    ? "No outcome"
                           : cells[3].empty()    ? "A covariate is missing"
                                                 : nullptr;
      if (reason) {
        expected[reason].push_back(line);
      }
      text += cells[0] + "," + cells[1] + "," + cells[2] + "," + cells[3] + "," + cells[4] + "," +
              (two_lines ? "\"" + cells[5] + "\n\"" : cells[5]) + "\n";
      line += two_lines ? 2 : 1;
      ++rows;
    }
    CsvEffectRequest request = experiment_request();
    request.covariates = {"x"};
    request.missing_covariates = MissingCovariates::drop;
    const CsvEffectResult result = value_of(effect(text, request));
    std::int64_t left_out = 0;
    REQUIRE(result.left_out.size() == expected.size());
    for (const LeftOut& one : result.left_out) {
      std::vector<std::int64_t> lines = expected.at(one.reason);
      REQUIRE(one.count == static_cast<std::int64_t>(lines.size()));
      lines.resize(std::min<std::size_t>(lines.size(), 5));
      REQUIRE(one.first_lines == lines);
      left_out += one.count;
    }
    REQUIRE(result.rows_total == rows);
    REQUIRE(result.rows_used + left_out == rows);
  }
}

TEST_CASE("csv effect: the sample ratio is judged against what was planned") {
  const auto file = [](int control, int treatment) {
    std::string text = "arm,y\n";
    for (int i = 0; i < control + treatment; ++i) {
      text += std::string(i < control ? "0," : "1,") + std::to_string(i % 10) + "\n";
    }
    return text;
  };
  const auto status = [&](int control, int treatment, double share) {
    CsvEffectRequest request = request_for("arm", "y");
    request.expected_treatment_share = share;
    return check_of(value_of(effect(file(control, treatment), request)), "sample_ratio")->status;
  };
  REQUIRE(status(5000, 5000, 0.5) == CheckStatus::pass);
  REQUIRE(status(5000, 5200, 0.5) == CheckStatus::pass);  // p = .048
  REQUIRE(status(5000, 5300, 0.5) == CheckStatus::warn);  // p = .0031
  REQUIRE(status(5000, 5400, 0.5) == CheckStatus::fail);  // p = 8.8e-5
  REQUIRE(status(9000, 1000, 0.1) == CheckStatus::pass);
  REQUIRE(status(9000, 1000, 0.5) == CheckStatus::fail);
}

TEST_CASE("csv effect: true/false and yes/no outcomes are numbers") {
  const std::string numbers = "arm,y\n0,1\n1,0\n0,0\n1,1\n0,0\n1,1\n1,1\n";
  const std::string words = "arm,y\n0,TRUE\n1,false\n0,False\n1,true\n0,FALSE\n1,True\n1,true\n";
  const std::string answers = "arm,y\noff,yes\non,no\noff,No\non,Yes\noff,NO\non,YES\non,yes\n";
  const CsvEffectResult expected = value_of(effect(numbers, request_for("arm", "y")));
  for (const std::string& text : {words, answers}) {
    require_same_effect(value_of(effect(text, request_for("arm", "y"))).unadjusted, expected.unadjusted, 1e-15);
  }
}

TEST_CASE("A practical difference turns an interval into a decision") {
  const auto decided = [](double shift, double practical) {
    std::string text = "arm,y\n";
    for (int i = 0; i < 200; ++i) {
      text += joined(i % 2, ",", (i * 37 % 100) / 50.0 + (i % 2) * shift, "\n");
    }
    CsvEffectRequest request = request_for("arm", "y");
    request.practical = practical;
    return value_of(effect(text, request)).decision;
  };
  // The interval reaches about .16 to either side of the shift.
  REQUIRE(decided(1, 0.5).starts_with("A gain that matters"));
  REQUIRE(decided(-1, 0.5).starts_with("A loss that matters"));
  REQUIRE(decided(0, 0.5).starts_with("Too small to matter"));
  REQUIRE(decided(0.5, 0.5).starts_with("A gain, but"));
  REQUIRE(decided(0, 0.05).starts_with("Too wide to say"));
  REQUIRE(value_of(effect("arm,y\n0,1\n0,2\n1,2\n1,4\n", request_for("arm", "y"))).decision.empty());
}

TEST_CASE("An arm that is 0 throughout has no lift, adjusted or not") {
  std::mt19937_64 random(5);
  const auto uniform = [&] { return static_cast<double>(random() >> 11U) * 0x1p-53; };
  for (int sample = 0; sample < 20; ++sample) {
    std::string text = "arm,x,y\n";
    for (int i = 0; i < 60; ++i) {
      text += joined(i % 2, ",", uniform(), ",", i % 20 == 1 ? 1 : 0, "\n");
    }
    const CsvEffectResult result = value_of(effect(text, request_for("arm", "y", {"x"})));
    REQUIRE(result.adjusted);
    REQUIRE(std::abs(result.adjusted->control_mean) < 1e-12);
    REQUIRE_FALSE(result.unadjusted.lift);
    REQUIRE_FALSE(result.adjusted->lift);
  }
}
