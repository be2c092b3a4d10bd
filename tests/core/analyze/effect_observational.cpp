// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_observational.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "../reference.hpp"
#include "base/text.hpp"
#include "base/write.hpp"
#include "running.hpp"

using namespace sutva;
using namespace sutva::analyze;
using namespace sutva::tests;

namespace {

using Result = EffectObservationalResult;

EffectObservationalRequest asking(std::string arm, std::string outcome, std::vector<std::string> covariates) {
  EffectObservationalRequest request;
  request.arm = std::move(arm);
  request.outcome = std::move(outcome);
  request.covariates = std::move(covariates);
  return request;
}

Outcome<Result> observed(std::string_view text, const EffectObservationalRequest& request) {
  return run<EffectObservational>(read_table(text), request);
}

const Estimate* found(const Result& result, std::string_view method) {
  const auto at = std::find_if(result.estimates.begin(), result.estimates.end(),
                               [&](const Estimate& e) { return e.method == method; });
  return at == result.estimates.end() ? nullptr : &*at;
}

const Estimate& estimate_in(const Result& result, std::string_view method) {
  INFO("method " << method);
  const Estimate* const estimate = found(result, method);
  REQUIRE(estimate);
  return *estimate;
}

template <class Row>
const Row& row_of(const std::vector<Row>& rows, std::string Row::*key, std::string_view wanted) {
  const auto at = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.*key == wanted; });
  INFO("row " << wanted);
  REQUIRE(at != rows.end());
  return *at;
}

Standing standing_of(const Result& result, std::string_view title) {
  const auto at = std::find_if(result.assumptions.begin(), result.assumptions.end(),
                               [&](const Assumption& a) { return a.title == title; });
  INFO("assumption " << title);
  REQUIRE(at != result.assumptions.end());
  return at->standing;
}

double number_of(const std::optional<double>& number) {
  REQUIRE(number);
  return *number;
}

// What the reference table calls `quantity`: a name, and behind a dot what of it.
double quantity(const Result& r, const Result& any_distance, const std::string& name) {
  const std::size_t dot = name.find('.');
  const std::string what = name.substr(0, dot), of = dot == std::string::npos ? "" : name.substr(dot + 1);
  const std::map<std::string, std::string> methods{{"ht_ate", "ipw_ht_ate"},
                                                   {"hajek_ate", "ipw_hajek_ate"},
                                                   {"ht_att", "ipw_ht_att"},
                                                   {"hajek_att", "ipw_hajek_att"},
                                                   {"hajek_trimmed", "ipw_hajek_trimmed"}};
  const std::map<std::string, std::pair<std::optional<double> BalanceRow::*, std::optional<double> BalanceRow::*>>
      columns{{"before", {&BalanceRow::before, &BalanceRow::variance_ratio_before}},
              {"ipw", {&BalanceRow::after_ipw, &BalanceRow::variance_ratio_ipw}},
              {"att", {&BalanceRow::after_att, &BalanceRow::variance_ratio_att}},
              {"overlap", {&BalanceRow::after_overlap, &BalanceRow::variance_ratio_overlap}},
              {"matching", {&BalanceRow::after_matching, &BalanceRow::variance_ratio_matching}}};
  const std::map<std::string, std::string> weightings{{"before", "none"}, {"ipw", "ate"}};
  if (what.starts_with("smd_") || what.starts_with("ratio_")) {
    const bool smd = what.starts_with("smd_");
    const auto& members = columns.at(what.substr(smd ? 4 : 6));
    return number_of(row_of(r.balance, &BalanceRow::covariate, of).*(smd ? members.first : members.second));
  }
  if (what.starts_with("ess_")) {
    const std::string weighting = what.substr(4);
    const auto known = weightings.find(weighting);
    const WeightingRow& row =
        row_of(r.weightings, &WeightingRow::method, known == weightings.end() ? weighting : known->second);
    return of == "control" ? row.ess_control : row.ess_treatment;
  }
  if (what == "coefficient" || what == "coefficient_se") {
    const PropensityTerm& term = row_of(r.propensity, &PropensityTerm::covariate, of);
    return what == "coefficient" ? term.coefficient : term.se;
  }
  if (what == "rosenbaum") {
    for (const RosenbaumRow& row : r.rosenbaum) {
      if (row.gamma == std::stod(of)) {
        return row.p_value;
      }
    }
    FAIL("no such gamma");
  }
  if (of == "matched" || of == "largest_use") {
    const MatchingRow& row = row_of(r.matchings, &MatchingRow::method, what);
    return of == "matched" ? static_cast<double>(row.matched) : row.largest_use;
  }
  if (of.starts_with("risk_ratio")) {
    const auto known = methods.find(what);
    const EValueRow& row = row_of(r.e_values, &EValueRow::method, known == methods.end() ? what : known->second);
    return of == "risk_ratio" ? row.risk_ratio : row.risk_ratio_low;
  }
  if (!of.empty()) {
    const auto known = methods.find(what);
    const Estimate& estimate = what == "matching_any" ? estimate_in(any_distance, "matching_replacement")
                                                      : estimate_in(r, known == methods.end() ? what : known->second);
    return of == "estimate" ? estimate.estimate : number_of(of == "se" ? estimate.se : estimate.p_value);
  }
  const std::map<std::string, std::optional<double>> numbers{
      {"c_statistic", r.c_statistic},
      {"support_low", r.support_low},
      {"support_high", r.support_high},
      {"outside_support", static_cast<double>(r.outside_support.value_or(-1))},
      {"trimmed", static_cast<double>(r.trimmed.value_or(-1))},
      {"optimal_trimmed", static_cast<double>(r.optimal_trimmed.value_or(-1))},
      {"caliper_logit", r.caliper_logit},
      {"rosenbaum_gamma", r.rosenbaum_gamma}};
  INFO("quantity " << name);
  REQUIRE(numbers.contains(name));
  return number_of(numbers.at(name));
}

struct People {
  std::vector<std::string> lines;
  std::string text() const { return joined_lines("treated,x,w,kind,y,won\n", lines); }
};

// Treated more often with larger x; the outcome grows with x too. True effect 2 for everyone.
People people(std::uint64_t seed, int n, double pull = 1) {
  std::mt19937_64 random(seed);
  const auto uniform = [&] { return (static_cast<double>(random() >> 11U) + 0.5) * 0x1p-53; };
  const auto normal = [&] { return std::sqrt(-2 * std::log(uniform())) * std::cos(6.283185307179586 * uniform()); };
  People all;
  for (int i = 0; i < n; ++i) {
    const double x = normal(), w = normal();
    const bool treated = uniform() < 1 / (1 + std::exp(-(pull * x - 0.5 * w)));
    const char* const kinds[] = {"red", "green", "blue"};
    const double y = 10 + 2 * (treated ? 1 : 0) + 1.5 * x + w + normal();
    all.lines.push_back(joined(treated ? "yes" : "no", ",", x, ",", w, ",", kinds[random() % 3], ",", y, ",",
                               y > 11 ? "1" : "0", "\n"));
  }
  return all;
}

EffectObservationalRequest people_request() { return asking("treated", "y", {"x", "w", "kind"}); }

}  // namespace

TEST_CASE("Effects without randomisation agree with stacked equations and R's Matching") {
  std::string last;
  Result result, any_distance;
  int rows = 0;
  for (const ReferenceRow& row : reference("observational")) {
    const std::string key = row.text("file") + row.text("outcome");
    if (key != last) {
      last = key;
      EffectObservationalRequest request =
          asking(row.text("arm"), row.text("outcome"), split(row.text("covariates"), '|'));
      request.control = row.text("control");
      request.treatment = row.text("treatment");
      const table::Table table = read_table(file_content(row.text("file")));
      result = value_of(run<EffectObservational>(table, request));
      request.caliper = 0;
      request.trimming = Trimming::none;
      any_distance = value_of(run<EffectObservational>(table, request));
    }
    INFO(row.described());
    const double actual = quantity(result, any_distance, row.text("quantity")), expected = row.number("value");
    INFO("actual " << actual);
    // A difference of balanced means is the rounding of both.
    const bool exact = row.text("quantity").starts_with("smd_");
    REQUIRE((relative_error(actual, expected) < 1e-8 || (exact && std::abs(actual - expected) < 1e-11)));
    ++rows;
  }
  REQUIRE(rows > 500);
}

TEST_CASE("The order of the rows does not matter, ties or not") {
  const auto shuffled = [](std::vector<std::string> lines, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    for (std::size_t i = lines.size(); i-- > 1;) {
      std::swap(lines[i], lines[random() % (i + 1)]);
    }
    return lines;
  };
  const auto compare = [&](const std::string& header, const std::vector<std::string>& lines,
                           const EffectObservationalRequest& request) {
    const Result one = value_of(observed(joined_lines(header, lines), request));
    const Result other = value_of(observed(joined_lines(header, shuffled(lines, 5)), request));
    const auto a = numbers_of(write(one)), b = numbers_of(write(other));
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
      INFO(a[i].first << " " << a[i].second << " " << b[i].second);
      REQUIRE(std::abs(a[i].second - b[i].second) <= 1e-8 * (1 + std::abs(a[i].second)));
    }
  };
  compare("treated,x,w,kind,y,won\n", people(3, 400).lines, asking("treated", "y", {"x", "w"}));
  std::vector<std::string> lines = split(file_content("tests/reference/data/coached_made_up.csv"), '\n');
  const std::string header = lines.front() + "\n";
  lines.erase(lines.begin());
  std::erase(lines, "");
  for (std::string& line : lines) {
    line += "\n";
  }
  compare(header, lines, asking("coached", "score", {"grade", "club"}));
}

TEST_CASE("Swapped groups turn the effect round; the outcome's unit changes nothing else") {
  const People some = people(7, 500);
  const Result one = value_of(observed(some.text(), people_request()));
  EffectObservationalRequest swapped = people_request();
  swapped.control = "yes";
  swapped.treatment = "no";
  const Result other = value_of(observed(some.text(), swapped));
  for (const char* method : {"naive", "ipw_ht_ate", "ipw_hajek_ate", "regression_ate", "aipw_ate", "overlap_ato",
                             "ipw_hajek_trimmed", "aipw_trimmed"}) {
    INFO(method);
    REQUIRE(estimate_in(one, method).estimate == Approx(-estimate_in(other, method).estimate).epsilon(1e-9));
    REQUIRE(*estimate_in(one, method).se == Approx(*estimate_in(other, method).se).epsilon(1e-9));
  }
  std::vector<std::string> lines;
  for (const std::string& line : some.lines) {
    std::vector<std::string> cells = split(line.substr(0, line.size() - 1), ',');
    lines.push_back(line.substr(0, line.size() - 1) + "," + joined(1000 + 50 * std::stod(cells[4])) + "\n");
  }
  EffectObservationalRequest moved = people_request();
  moved.outcome = "cents";
  const Result scaled = value_of(observed(joined_lines("treated,x,w,kind,y,won,cents\n", lines), moved));
  for (const Estimate& estimate : one.estimates) {
    if (!estimate.method.starts_with("ipw_ht")) {  // Horvitz and Thompson's sums depend on where zero is
      INFO(estimate.method);
      REQUIRE(estimate_in(scaled, estimate.method).estimate == Approx(50 * estimate.estimate).epsilon(1e-7));
      REQUIRE(*estimate_in(scaled, estimate.method).se == Approx(50 * *estimate.se).epsilon(1e-7));
    }
  }
  REQUIRE(row_of(scaled.e_values, &EValueRow::method, "aipw_ate").e_value ==
          Approx(row_of(one.e_values, &EValueRow::method, "aipw_ate").e_value));
}

TEST_CASE("Intervals without randomisation cover the truth as often as they say") {
  constexpr int draws = 300;
  std::map<std::string, int> covered;
  double naive = 0;
  for (int draw = 0; draw < draws; ++draw) {
    const Result result =
        value_of(observed(people(1000 + static_cast<std::uint64_t>(draw), 500, 0.7).text(), people_request()));
    for (const Estimate& estimate : result.estimates) {
      covered[estimate.method] += *estimate.ci_low <= 2 && 2 <= *estimate.ci_high ? 1 : 0;
    }
    naive += result.estimates[0].estimate / draws;
  }
  REQUIRE(naive > 2.3);
  REQUIRE(covered["naive"] < draws / 2);
  for (const auto& [method, count] : covered) {
    INFO(method << " " << count);
    if (method != "naive") {
      REQUIRE(count >= 0.9 * draws);
      // The propensity counts as known, which makes the pairs' interval too wide here.
      REQUIRE((count <= 0.985 * draws || method.starts_with("matching")));
    }
  }
  REQUIRE(covered.size() == 14);
}

TEST_CASE("Many rows, fitted from a sample first, give what few give") {
  const People few = people(23, 500);
  constexpr int times = 140;
  People many;
  for (int i = 0; i < times; ++i) {
    many.lines.insert(many.lines.end(), few.lines.begin(), few.lines.end());
  }
  const Result one = value_of(observed(few.text(), people_request()));
  const Result all = value_of(observed(many.text(), people_request()));
  for (std::size_t j = 0; j < one.propensity.size(); ++j) {
    REQUIRE(all.propensity[j].coefficient == Approx(one.propensity[j].coefficient).epsilon(1e-9));
  }
  for (const Estimate& estimate : one.estimates) {
    if (estimate.method != "naive" && !estimate.method.starts_with("matching")) {
      INFO(estimate.method);
      REQUIRE(estimate_in(all, estimate.method).estimate == Approx(estimate.estimate).epsilon(1e-9));
      REQUIRE(*estimate_in(all, estimate.method).se * std::sqrt(times) == Approx(*estimate.se).epsilon(1e-9));
    }
  }
}

TEST_CASE("Overlap and balance come before the effects") {
  const Result result = value_of(observed(people(11, 3000).text(), people_request()));
  REQUIRE(result.overlap.size() == 20);
  std::int64_t control = 0, treatment = 0;
  for (const PropensityBin& bin : result.overlap) {
    control += bin.control;
    treatment += bin.treatment;
  }
  REQUIRE(control == result.n_control);
  REQUIRE(treatment == result.n_treatment);
  REQUIRE(result.balance.size() == 4);
  REQUIRE(*result.balance[0].before > 0.5);
  REQUIRE(std::abs(*result.balance[0].after_ipw) < 0.1);
  // Overlap weights balance the means exactly (Li, Morgan and Zaslavsky 2018, theorem 3).
  for (const BalanceRow& row : result.balance) {
    REQUIRE(std::abs(*row.after_overlap) < 1e-9);
    REQUIRE(row.variance_ratio_before.has_value() == (row.covariate == "x" || row.covariate == "w"));
  }
  const WeightingRow& stabilised = row_of(result.weightings, &WeightingRow::method, "ate_stabilised");
  REQUIRE(stabilised.mean_weight == Approx(1).margin(0.05));
  REQUIRE(stabilised.ess_control == row_of(result.weightings, &WeightingRow::method, "ate").ess_control);
  REQUIRE(*result.trimmed > 0);
  REQUIRE(result.headline == "aipw_ate");
  REQUIRE(result.sentence.find("no method can show") != std::string::npos);
  REQUIRE(result.sentence.find("nothing unobserved") != std::string::npos);
  REQUIRE(standing_of(result, "No unobserved cause of both") == Standing::unchecked);
  REQUIRE(standing_of(result, "Balance of the covariates") == Standing::fine);
  REQUIRE(standing_of(result, "Enough units for the models") == Standing::fine);
  REQUIRE(standing_of(result, "The models agree") == Standing::fine);
}

TEST_CASE("What is asked for is what the sentence is about") {
  const People some = people(13, 600);
  EffectObservationalRequest request = people_request();
  request.target = Target::treated;
  REQUIRE(value_of(observed(some.text(), request)).headline == "aipw_att");
  request.target = Target::overlap;
  request.trimming = Trimming::none;
  const Result overlap = value_of(observed(some.text(), request));
  REQUIRE(overlap.headline == "overlap_ato");
  REQUIRE_FALSE(found(overlap, "aipw_trimmed"));
  REQUIRE_FALSE(overlap.trim);
  REQUIRE(overlap.optimal_trim);
  request.trimming = Trimming::optimal;
  const Result optimal = value_of(observed(some.text(), request));
  REQUIRE(optimal.trim == optimal.optimal_trim);
  REQUIRE(optimal.trimmed == optimal.optimal_trimmed);
  request.caliper = 1e-9;
  const Result tight = value_of(observed(some.text(), request));
  REQUIRE(row_of(tight.matchings, &MatchingRow::method, "matching").matched < 5);
  request.outcome = "won";
  const Result won = value_of(observed(some.text(), request));
  const EValueRow& row = row_of(won.e_values, &EValueRow::method, "aipw_ate");
  REQUIRE(row.e_value == Approx(row.risk_ratio + std::sqrt(row.risk_ratio * (row.risk_ratio - 1))));
}

TEST_CASE("A covariate that separates the groups is named") {
  std::vector<std::string> lines;
  std::mt19937_64 random(3);
  for (int i = 0; i < 400; ++i) {
    const bool treated = random() % 2 == 0;
    const bool lima = treated && random() % 5 == 0;
    lines.push_back(joined(treated ? "1" : "0", ",", treated ? "yes" : "no", ",", std::to_string(random() % 1000), ",",
                           lima                ? "Lima"
                           : random() % 2 == 0 ? "Rome"
                                               : "Oslo",
                           ",", std::to_string(random() % 100), "\n"));
  }
  const std::string text = joined_lines("arm,copy,x,city,y\n", lines);
  // One that says it of everyone: only the difference as observed is left.
  const Outcome<Result> copied = observed(text, asking("arm", "y", {"x", "copy"}));
  REQUIRE(copied);
  REQUIRE(says(copied.issues, Severity::warning, Code::imbalance, "covariates[1]"));
  REQUIRE_FALSE(says(copied.issues, Severity::warning, Code::imbalance, "covariates[0]"));
  REQUIRE(copied->estimates.size() == 1);
  REQUIRE(copied->headline == "naive");
  REQUIRE(standing_of(*copied, "Overlap") == Standing::broken);
  REQUIRE(copied->balance.size() == 2);
  // One that says it of some: they are left out, and the rest is what it would be without them.
  const Outcome<Result> city = observed(text, asking("arm", "y", {"x", "city"}));
  REQUIRE(city);
  REQUIRE(says(city.issues, Severity::warning, Code::imbalance, "covariates[1]"));
  REQUIRE(city->without_counterpart > 20);
  REQUIRE(standing_of(*city, "No group is certain") == Standing::broken);
  std::vector<std::string> without;
  std::copy_if(lines.begin(), lines.end(), std::back_inserter(without),
               [](const std::string& line) { return line.find("Lima") == std::string::npos; });
  const Result rest =
      value_of(observed(joined_lines("arm,copy,x,city,y\n", without), asking("arm", "y", {"x", "city"})));
  REQUIRE(static_cast<std::int64_t>(lines.size() - without.size()) == city->without_counterpart);
  for (const char* method : {"ipw_hajek_ate", "aipw_ate", "aipw_att", "overlap_ato", "matching_replacement"}) {
    INFO(method);
    REQUIRE(estimate_in(*city, method).estimate == Approx(estimate_in(rest, method).estimate).epsilon(1e-9));
    REQUIRE(*estimate_in(*city, method).se == Approx(*estimate_in(rest, method).se).epsilon(1e-9));
  }
}

TEST_CASE("What can not be adjusted for is said on its field") {
  const People some = people(17, 200);
  EffectObservationalRequest request = people_request();
  request.covariates = {};
  require_error(observed(some.text(), request), Code::required, "covariates");
  request.covariates = {"x", "nobody"};
  require_error(observed(some.text(), request), Code::unknown_column, "covariates[1]");
  request.covariates = {"x", "treated"};
  require_error(observed(some.text(), request), Code::conflict, "covariates[1]");
  request = people_request();
  request.outcome = "kind";
  require_error(observed(some.text(), request), Code::not_numeric, "outcome");
  request.outcome = "";
  require_error(observed(some.text(), request), Code::required, "outcome");
  request = people_request();
  request.treatment = "maybe";
  require_error(observed(some.text(), request), Code::unknown_level, "treatment");

  request = asking("a", "y", {"x"});
  require_error(observed("a,x,y\n0,1,2\n0,2,3\n1,3,4\n", request), Code::arm_too_small, "treatment");
  require_error(observed("a,x,y\n0,1,2\n0,2,2\n1,3,2\n1,2,2\n", request), Code::constant, "outcome");
  require_error(observed("a,x,y\n0,1,1e95\n0,2,3\n1,3,4\n1,2,2\n", request), Code::too_large, "outcome");

  require_error(observed("a,x,y\n0,1,2\n0,1,3\n1,1,2\n1,1,5\n", request), Code::constant, "covariates");
  require_error(observed("a,x,y\n0,,2\n0,,3\n1,,2\n1,,5\n", request), Code::constant, "covariates");

  // Sizes from 1e-150 to 1e80 change nothing but the size, and nothing is without a number.
  for (const double size : {1e-150, 1e80}) {
    std::vector<std::string> sized;
    for (const std::string& line : some.lines) {
      sized.push_back(line.substr(0, line.size() - 1) + "," + joined(size * std::stod(split(line, ',')[4])) + "\n");
    }
    EffectObservationalRequest of_size = people_request();
    of_size.outcome = "sized";
    const Result result = value_of(observed(joined_lines("treated,x,w,kind,y,won,sized\n", sized), of_size));
    for (const auto& [name, number] : numbers_of(write(result))) {
      INFO(name);
      REQUIRE(std::isfinite(number));
    }
    REQUIRE(estimate_in(result, "aipw_ate").p_value.has_value());
    REQUIRE(*estimate_in(result, "naive").df > 100);
  }

  // A copy adds nothing; a constant neither.
  std::vector<std::string> lines;
  for (const std::string& line : some.lines) {
    lines.push_back(line.substr(0, line.size() - 1) + "," + split(line, ',')[1] + ",7\n");
  }
  request = people_request();
  request.covariates = {"x", "copy", "w", "same"};
  const Outcome<Result> copied = observed(joined_lines("treated,x,w,kind,y,won,copy,same\n", lines), request);
  REQUIRE(copied);
  REQUIRE(says(copied.issues, Severity::warning, Code::dropped_column, "covariates[1]"));
  REQUIRE(says(copied.issues, Severity::warning, Code::dropped_column, "covariates[3]"));
  request.covariates = {"x", "w"};
  REQUIRE(estimate_in(*copied, "aipw_ate").estimate ==
          Approx(estimate_in(value_of(observed(some.text(), request)), "aipw_ate").estimate).epsilon(1e-9));

  // A group too small for its regression still has weights.
  const Outcome<Result> small = observed(
      "a,x,w,v,y\n0,1,2,1,5\n0,2,1,0,4\n0,3,3,1,8\n0,4,1,1,7\n0,5,5,0,9\n0,6,2,1,3\n1,2,2,0,9\n1,4,4,1,8\n1,3,1,0,2\n",
      asking("a", "y", {"x", "w", "v"}));
  REQUIRE(small);
  REQUIRE_FALSE(has_error(small.issues));

  // Rows of a unit.
  std::vector<std::string> twice;
  for (std::size_t i = 0; i < some.lines.size(); ++i) {
    twice.push_back(joined("u", std::to_string(i), ",", some.lines[i]));
    twice.push_back(twice.back());
  }
  const std::string doubled = joined_lines("id,treated,x,w,kind,y,won\n", twice);
  request = people_request();
  request.unit = "id";
  const Result together = value_of(observed(doubled, request));
  REQUIRE(together.rows_used == 200);
  REQUIRE(standing_of(together, "Each row is another unit") == Standing::fine);
  REQUIRE(*estimate_in(together, "aipw_ate").se ==
          Approx(*estimate_in(value_of(observed(some.text(), people_request())), "aipw_ate").se));
  request.unit_rows = RowsOfUnit::separate;
  const Outcome<Result> apart = observed(doubled, request);
  REQUIRE(apart);
  REQUIRE(says(apart.issues, Severity::warning, Code::duplicate_units, "unit"));
  REQUIRE(standing_of(*apart, "Each row is another unit") == Standing::broken);
}
