// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_methods.hpp"

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

CsvEffectRequest request_of(const ReferenceRow& row) {
  CsvEffectRequest request = request_for(row.text("arm"), row.text("outcome"));
  request.control = row.text("control");
  request.treatment = row.text("treatment");
  request.denominator = row.text("denominator");
  request.unit = row.text("unit");
  const std::string& rows = row.text("unit_rows");
  request.unit_rows = rows == "sum"       ? RowsOfUnit::sum
                      : rows == "mean"    ? RowsOfUnit::mean
                      : rows == "largest" ? RowsOfUnit::largest
                                          : RowsOfUnit::separate;
  request.cluster = row.text("cluster");
  request.block = row.text("block");
  request.block_design = row.text("block_design") == "afterwards" ? BlockDesign::afterwards : BlockDesign::randomised;
  if (!row.text("covariates").empty()) {
    request.covariates = split(row.text("covariates"), '|');
  }
  if (!row.text("cap_quantile").empty()) {
    request.cap_quantile = row.number("cap_quantile");
  }
  return request;
}

std::string key_of(const ReferenceRow& row) {
  std::string key;
  for (const char* name : {"file", "outcome", "denominator", "unit", "unit_rows", "cluster", "block", "block_design",
                           "covariates", "cap_quantile"}) {
    key += row.text(name) + ";";
  }
  return key;
}

const Estimate& estimate_in(const EffectMethodsResult& result, const std::string& method) {
  const auto found = std::find_if(result.estimates.begin(), result.estimates.end(),
                                  [&](const Estimate& e) { return e.method == method; });
  INFO("method " << method);
  REQUIRE(found != result.estimates.end());
  return *found;
}

double number_in(const Estimate& e, const std::string& quantity) {
  return quantity == "estimate"  ? e.estimate
         : quantity == "se"      ? e.se.value()
         : quantity == "df"      ? e.df.value()
         : quantity == "p_value" ? e.p_value.value()
         : quantity == "ci_low"  ? e.ci_low.value()
                                 : e.ci_high.value();
}

double number_in(const Effect& e, const std::string& quantity) {
  return quantity == "estimate"  ? e.estimate
         : quantity == "se"      ? e.se
         : quantity == "df"      ? e.df
         : quantity == "p_value" ? e.p_value
         : quantity == "ci_low"  ? e.ci_low
                                 : e.ci_high;
}

EffectMethodsResult methods(const table::Table& table, const CsvEffectRequest& request) {
  return value_of(run<EffectMethods>(table, {request}));
}

// The error of a number, of a limit near zero beside the standard error.
bool is_close(double actual, double expected, double scale) {
  return relative_error(actual, expected) < 1e-8 || std::abs(actual - expected) < 1e-9 * scale;
}

const Check* check_of(const CsvEffectResult& result, const std::string& name) {
  const auto found =
      std::find_if(result.checks.begin(), result.checks.end(), [&](const Check& c) { return c.name == name; });
  return found == result.checks.end() ? nullptr : &*found;
}

const char* const stores = "tests/reference/data/made_up_stores.csv";
const char* const days = "tests/reference/data/made_up_days.csv";

}  // namespace

TEST_CASE("effect methods: every method's numbers are those of R") {
  std::map<std::string, table::Table> tables;
  std::map<std::string, EffectMethodsResult> results;
  std::map<std::string, CsvEffectResult> effects;
  int compared = 0, headlines = 0;
  for (const ReferenceRow& row : reference("linear")) {
    INFO(row.described());
    const std::string& file = row.text("file");
    if (!tables.count(file)) {
      tables.emplace(file, read_table(file_content(file)));
    }
    const std::string key = key_of(row);
    if (!results.count(key)) {
      results.emplace(key, methods(tables.at(file), request_of(row)));
      effects.emplace(key, value_of(run<CsvEffect>(tables.at(file), request_of(row))));
    }
    const std::string& quantity = row.text("quantity");
    const Estimate& estimate = estimate_in(results.at(key), row.text("method"));
    const double actual = number_in(estimate, quantity), expected = row.number("value");
    INFO("got " << actual << ", relative error " << relative_error(actual, expected));
    CHECK(is_close(actual, expected, estimate.se.value()));
    ++compared;
    // csv-effect gives the same under the name of its method.
    const CsvEffectResult& effect = effects.at(key);
    const std::string method = row.text("method") == "lin_hc2" ? "lin" : row.text("method");
    for (const Effect* one : {&effect.unadjusted, effect.adjusted ? &*effect.adjusted : nullptr}) {
      if (one && one->method == method) {
        CHECK(is_close(number_in(*one, quantity), expected, one->se));
        ++headlines;
      }
    }
  }
  REQUIRE(results.size() >= 29);
  REQUIRE(compared > 1900);
  REQUIRE(headlines >= 6 * 45);
}

TEST_CASE("effect methods: a method is recommended that is in the list, with a reason") {
  std::map<std::string, std::string> recommended;
  std::map<std::string, table::Table> tables;
  for (const ReferenceRow& row : reference("linear")) {
    const std::string key = key_of(row);
    if (recommended.count(key)) {
      continue;
    }
    const EffectMethodsResult result = methods(read_table(file_content(row.text("file"))), request_of(row));
    INFO(key << result.sentence << " " << result.reason);
    REQUIRE(estimate_in(result, result.recommended).se);
    REQUIRE_FALSE(result.reason.empty());
    REQUIRE(result.sentence.find("interval") != std::string::npos);
    REQUIRE(result.estimate_low <= result.estimate_high);
    REQUIRE(*result.se_low <= *result.se_high);
    REQUIRE(result.assumptions.size() >= 2);
    REQUIRE(result.checks.size() >= 3);
    recommended[key] = result.recommended;
  }
  const auto of = [&](const std::string& part) {
    for (const auto& [key, method] : recommended) {
      if (key.find(part) != std::string::npos) {
        return method;
      }
    }
    return std::string();
  };
  REQUIRE(of("made_up_stores.csv;spend;;;separate;store;;randomised;;;") == "cr2");
  REQUIRE(of("made_up_stores.csv;spend;;;separate;store;;randomised;x|kind;;") == "cr2");
  REQUIRE(of("made_up_stores.csv;spend;;;separate;store;;randomised;x;;") == "lin_cr2");
  REQUIRE(of("made_up_days.csv;clicks;;user;separate;;;randomised;before;;") == "lin_cr2");
  REQUIRE(of("made_up_pairs.csv;y;;;separate;;pair;randomised;;;") == "paired");
  REQUIRE(of("made_up_pairs.csv;y;;;separate;;pair;randomised;x;;") == "paired_regression");
  REQUIRE(of("nsw_dw.csv;re78;;;separate;;;randomised;re74|re75;;") == "lin_hc2");
  REQUIRE(of("nsw_dw.csv;re78;;;separate;;;randomised;;;") == "welch");
  REQUIRE(of("nsw_dw.csv;re78;;;separate;;black;afterwards;;;") == "post_stratified");
  REQUIRE(of("made_up_days.csv;clicks;views;user;sum;;;randomised;before;;") == "lin_hc2");
}

TEST_CASE("csv effect: pairs as published") {
  // Student (1908), as in R's ?t.test: the same ten patients under both drugs, t = 4.0621, df 9, p .002833.
  CsvEffectRequest request = request_for("group", "extra");
  request.block = "ID";
  const CsvEffectResult sleep = value_of(effect(file_content("tests/reference/data/sleep.csv"), request));
  REQUIRE(sleep.unadjusted.method == "paired");
  REQUIRE(std::round(sleep.unadjusted.statistic * 1e4) == 40621);
  REQUIRE(sleep.unadjusted.df == 9);
  REQUIRE(std::round(sleep.unadjusted.p_value * 1e6) == 2833);
}

TEST_CASE("csv effect: clusters, their checks and their summary") {
  const table::Table table = read_table(file_content(stores));
  CsvEffectRequest request = request_for("arm", "spend", {"x"});
  request.control = "old";
  request.cluster = "store";
  const CsvEffectResult result = value_of(run<CsvEffect>(table, request));
  REQUIRE(result.unadjusted.method == "cr2");
  REQUIRE(result.adjusted->method == "lin_cr2");
  REQUIRE(result.headline == "adjusted");
  REQUIRE(*result.clusters == 26);
  REQUIRE(*result.arms[0].clusters == 13);
  REQUIRE(check_of(result, "clusters")->status == CheckStatus::warn);
  REQUIRE(check_of(result, "sample_ratio")->p_value == Approx(1));  // of 13 and 13 clusters, not of their people
  REQUIRE(result.covariates[0].r_squared);
  REQUIRE(result.covariates[0].balance_p_value);
  REQUIRE_FALSE(result.covariates[0].variance_reduction);
  // Nine clusters are too few.
  std::string few = "g,y,c\n";
  for (int i = 0; i < 90; ++i) {
    few += std::string(i % 9 < 4 ? "a," : "b,") + std::to_string(i * 7 % 13) + ",c" + std::to_string(i % 9) + "\n";
  }
  request = request_for("g", "y");
  request.cluster = "c";
  REQUIRE(check_of(value_of(effect(few, request)), "clusters")->status == CheckStatus::fail);
  // Clusters in both arms: a red gate, and still an answer.
  const std::string crossed = "g,y,c\na,1,p\nb,2,p\na,3,q\nb,4,r\na,2,s\nb,7,t\na,4,q\nb,3,t\n";
  const CsvEffectResult mixed = value_of(effect(crossed, request));
  REQUIRE(check_of(mixed, "crossed_clusters")->status == CheckStatus::fail);
  REQUIRE(*mixed.clusters == 5);
}

TEST_CASE("csv effect: repeated units are clustered or put together") {
  const table::Table table = read_table(file_content(days));
  CsvEffectRequest request = request_for("arm", "clicks");
  request.control = "off";
  request.unit = "user";
  const CsvEffectResult apart = value_of(run<CsvEffect>(table, request));
  REQUIRE(apart.unadjusted.method == "cr2");
  REQUIRE(*apart.clusters == 150);
  REQUIRE(check_of(apart, "duplicates")->status == CheckStatus::warn);
  REQUIRE_FALSE(check_of(apart, "crossed_units"));
  request.unit_rows = RowsOfUnit::sum;
  const CsvEffectResult together = value_of(run<CsvEffect>(table, request));
  REQUIRE(together.unadjusted.method == "welch");
  REQUIRE_FALSE(together.clusters);
  REQUIRE(together.rows_used == 150);
  REQUIRE(check_of(together, "duplicates")->status == CheckStatus::pass);
  request.cap_quantile = 0.9;
  const CsvEffectResult capped = value_of(run<CsvEffect>(table, request));
  REQUIRE(*capped.capped > 0);
  REQUIRE(capped.unadjusted.se < together.unadjusted.se);
  REQUIRE(check_of(capped, "cap"));
}

TEST_CASE("csv effect: the two ways through it agree where both can be asked") {
  // A unit that never repeats, put together, is a row.
  const std::string text = joined_lines(experiment_header, experiment_lines(47, 900));
  CsvEffectRequest request = experiment_request();
  const CsvEffectResult plain = value_of(effect(text, request));
  request.unit_rows = RowsOfUnit::mean;
  const CsvEffectResult designed = value_of(effect(text, request));
  REQUIRE(designed.rows_used == plain.rows_used);
  REQUIRE(designed.adjusted->method == plain.adjusted->method);
  for (const char* quantity : {"estimate", "se", "df", "ci_low", "ci_high"}) {
    CHECK(relative_error(number_in(designed.unadjusted, quantity), number_in(plain.unadjusted, quantity)) < 1e-10);
    CHECK(relative_error(number_in(*designed.adjusted, quantity), number_in(*plain.adjusted, quantity)) < 1e-9);
  }
  CHECK(relative_error(*designed.unadjusted.lift_ci_low, *plain.unadjusted.lift_ci_low) < 1e-9);
  for (std::size_t i = 0; i < plain.covariates.size(); ++i) {
    CHECK(designed.covariates[i].missing == plain.covariates[i].missing);
    CHECK(std::abs(*designed.covariates[i].r_squared - *plain.covariates[i].r_squared) < 1e-10);
    CHECK(std::abs(*designed.covariates[i].variance_reduction - *plain.covariates[i].variance_reduction) < 0.01);
    if (plain.covariates[i].balance_smd) {
      CHECK(relative_error(*designed.covariates[i].balance_smd, *plain.covariates[i].balance_smd) < 1e-9);
      CHECK(relative_error(*designed.covariates[i].balance_p_value, *plain.covariates[i].balance_p_value) < 1e-8);
    }
  }
}

TEST_CASE("csv effect: designs that have no answer say why, on the field that is to blame") {
  const auto refused = [](const std::string& text, const CsvEffectRequest& request, Code code, std::string_view field) {
    INFO(text.substr(0, 100));
    require_error(effect(text, request), code, field);
    require_error(run<EffectMethods>(read_table(text), {request}), code, field);
  };
  const std::string good =
      "g,y,c,b,d,u\na,1,p,k,1,1\nb,2,q,k,2,2\na,3,r,l,1,3\nb,5,s,l,1,4\na,2,p,k,2,5\nb,6,q,l,3,6\n";
  const auto with = [](const char* cluster, const char* block, const char* denominator = "") {
    CsvEffectRequest request = request_for("g", "y");
    request.cluster = cluster;
    request.block = block;
    request.denominator = denominator;
    return request;
  };
  refused(good, with("nothing", ""), Code::unknown_column, "cluster");
  refused(good, with("", "nothing"), Code::unknown_column, "block");
  refused(good, with("", "", "nothing"), Code::unknown_column, "denominator");
  refused(good, with("g", ""), Code::conflict, "cluster");
  refused(good, with("", "y"), Code::conflict, "block");
  refused(good, with("", "", "c"), Code::not_numeric, "denominator");
  refused(good, with("c", "b"), Code::conflict, "cluster");  // q lies in two blocks
  refused("g,y,c\na,1,p\nb,2,q\na,3,p\nb,5,q\na,7,p\nb,2,r\n", with("c", ""), Code::arm_too_small, "cluster");
  refused("g,y,c\na,1,p\nb,2,p\na,3,p\nb,5,p\n", with("c", ""), Code::arm_too_small, "cluster");
  refused("g,y,c\na,1,\nb,2,\na,3,\nb,5,\n", with("c", ""), Code::arm_too_small, "control");
  refused("g,y,b\na,1,p\nb,2,q\na,3,p\nb,5,q\n", with("", "b"), Code::conflict, "block");
  refused("g,y,b\na,1,p\nb,2,p\n", with("", "b"), Code::arm_too_small, "control");
  refused("g,y,b\na,1,p\nb,2,p\nb,3,p\na,4,q\nb,1,q\na,2,q\na,3,q\n", with("", "b"), Code::conflict, "block");
  refused("g,y,b\na,1,p\nb,2,p\na,4,q\nb,5,q\n", with("", "b"), Code::constant, "block");
  refused("g,y,d\na,1,0\nb,2,1\na,3,0\nb,5,1\n", with("", "", "d"), Code::out_of_range, "denominator");
  refused("g,y,d\na,2,1\nb,4,1\na,4,2\nb,8,2\n", with("", "", "d"), Code::constant, "outcome");
  refused("g,y,c\na,1,p\nb,2,q\na,1,r\nb,2,s\n", with("c", ""), Code::constant, "outcome");
  refused("g,y,c\na,1,p\na,2,p\na,1,r\na,2,r\nb,2,s\nb,4,s\nb,2,t\nb,4,t\n", with("c", ""), Code::constant, "cluster");
  CsvEffectRequest request = with("", "", "d");
  request.unit = "u";
  request.unit_rows = RowsOfUnit::mean;
  refused(good, request, Code::conflict, "unit_rows");
  request = with("", "");
  request.unit = "c";
  refused("g,y,c\na,1,p\nb,2,q\na,3,p\nb,5,q\na,7,p\nb,2,r\n", request, Code::arm_too_small, "unit");
  request.unit = "z";
  request.unit_rows = RowsOfUnit::sum;
  refused(good, request, Code::unknown_column, "unit");
}

TEST_CASE("csv effect: too few clusters or rows of an arm for the covariates, and the effect is shown without") {
  std::string text = "g,y,c,x,w,v\n";
  std::mt19937_64 random(31);
  for (int i = 0; i < 60; ++i) {
    const int c = i % 10;
    text += joined(c < 3 ? "a," : "b,", random() % 100, ",c", c, ",", c * c % 7, ",", c % 4, ",", random() % 9, "\n");
  }
  CsvEffectRequest request = request_for("g", "y", {"x", "w", "v"});
  request.cluster = "c";
  const Outcome<CsvEffectResult> outcome = effect(text, request);
  REQUIRE(outcome);
  REQUIRE(says(outcome.issues, Severity::warning, Code::arm_too_small, "covariates"));
  REQUIRE_FALSE(outcome->adjusted);
  const EffectMethodsResult all = methods(read_table(text), request);
  REQUIRE(all.recommended == "cr2");
  REQUIRE(std::none_of(all.estimates.begin(), all.estimates.end(),
                       [](const Estimate& e) { return e.method == "lin_cr2"; }));
  request.covariates = {"v"};
  REQUIRE(value_of(effect(text, request)).adjusted);
}

TEST_CASE("csv effect: a heavy tail is found with and without a design") {
  std::mt19937_64 random(37);
  std::string heavy = "g,y,k\n", light = "g,y,k\n";
  for (int i = 0; i < 4000; ++i) {
    const std::string arm = i % 2 == 0 ? "a," : "b,";
    heavy += arm + std::to_string(i < 4 ? 4000 + 1000 * i : static_cast<int>(random() % 20)) + ",1\n";
    light += arm + std::to_string(random() % 20) + ",1\n";
  }
  CsvEffectRequest request = request_for("g", "y");
  for (const bool designed : {false, true}) {
    request.denominator = designed ? "k" : "";
    const CsvEffectResult result = value_of(effect(heavy, request));
    const Check* found = check_of(result, "heavy_tail");
    REQUIRE(found);
    REQUIRE(found->status == CheckStatus::warn);
    const CsvEffectResult other = value_of(effect(light, request));
    const Check* none = check_of(other, "heavy_tail");
    REQUIRE((!none || none->status == CheckStatus::pass));
  }
}

TEST_CASE("csv effect: blocks with one arm are left out and counted") {
  CsvEffectRequest request = request_for("arm", "y");
  request.block = "block";
  const CsvEffectResult result =
      value_of(effect(file_content("tests/reference/data/made_up_mixed_blocks.csv"), request));
  REQUIRE(result.unadjusted.method == "blocked");
  REQUIRE(*result.blocks == 9);
  REQUIRE(result.left_out.size() == 1);
  REQUIRE(result.left_out[0].count == 2);
  REQUIRE(result.rows_used + 2 == result.rows_total);
  REQUIRE(check_of(result, "blocks")->status == CheckStatus::warn);
  // Covariates within such blocks have no regression: a warning, and the answer without them.
  request.covariates = {"x"};
  const Outcome<CsvEffectResult> outcome =
      effect(file_content("tests/reference/data/made_up_mixed_blocks.csv"), request);
  REQUIRE(outcome);
  REQUIRE(says(outcome.issues, Severity::warning, Code::conflict, "covariates"));
  REQUIRE_FALSE(outcome->adjusted);
}

TEST_CASE("effect methods: what must not change the answer, and what must turn it") {
  std::vector<std::string> lines = split(file_content(stores), '\n');
  const std::string header = lines[0] + "\n";
  lines.erase(lines.begin());
  while (lines.back().empty()) {
    lines.pop_back();
  }
  const auto whole = [&] {
    std::string text = header;
    for (const std::string& line : lines) {
      text += line + "\n";
    }
    return text;
  };
  for (const bool blocks : {false, true}) {
    CsvEffectRequest request = request_for("arm", "spend", {"x", "kind"});
    request.control = "old";
    request.cluster = "store";
    request.block = blocks ? "strata" : "";
    const EffectMethodsResult base = methods(read_table(whole()), request);
    std::swap(request.control, request.treatment);
    request.control = "new";
    request.treatment = "old";
    const EffectMethodsResult turned = methods(read_table(whole()), request);
    request.control = "old";
    request.treatment = "new";
    std::mt19937_64 random(5);
    std::shuffle(lines.begin(), lines.end(), random);
    const EffectMethodsResult shuffled = methods(read_table(whole()), request);
    REQUIRE(base.estimates.size() > 12);
    for (const Estimate& e : base.estimates) {
      INFO(e.method);
      const Estimate& t = estimate_in(turned, e.method);
      const Estimate& s = estimate_in(shuffled, e.method);
      CHECK(relative_error(t.estimate, -e.estimate) < 1e-9);
      CHECK(relative_error(*t.se, *e.se) < 1e-9);
      CHECK(relative_error(*t.ci_low, -*e.ci_high) < 1e-9);
      CHECK(relative_error(s.estimate, e.estimate) < 1e-9);
      CHECK(relative_error(*s.se, *e.se) < 1e-9);
      if (e.df) {
        CHECK(relative_error(*s.df, *e.df) < 1e-9);
      }
    }
  }
}

TEST_CASE("csv effect: intervals of clusters, pairs and ratios cover as often as they say") {
  std::mt19937_64 random(20260713);
  std::normal_distribution<double> normal;
  std::exponential_distribution<double> exponential;
  int cluster_covers = 0, adjusted_covers = 0, pair_covers = 0, mixed_covers = 0, ratio_covers = 0;
  constexpr int draws = 400;
  for (int draw = 0; draw < draws; ++draw) {
    std::string clusters = "arm,y,x,c\n", pairs = "arm,y,p\n", mixed = "arm,y,p\n", ratio = "arm,y,d\n";
    for (int c = 0; c < 14; ++c) {
      const double shared = normal(random);
      for (int i = 0; i < 5 + 3 * (c % 4); ++i) {
        const double x = normal(random) + shared / 2;
        clusters += joined(c % 2, ",", shared + x + normal(random) + 2.0 * (c % 2), ",", x, ",c", c, "\n");
      }
    }
    for (int p = 0; p < 12; ++p) {
      const double shared = 3 * normal(random);
      pairs += joined("0,", shared + normal(random), ",", p, "\n1,", shared + normal(random) + 2, ",", p, "\n");
    }
    for (int b = 0; b < 12; ++b) {
      const double shared = 3 * normal(random);
      const int controls = b < 8 ? 1 + b % 3 : 4, treated = b < 8 ? 1 : 3;
      for (int i = 0; i < controls + treated; ++i) {
        mixed += joined(i < treated ? 1 : 0, ",", shared + normal(random) + (i < treated ? 2 : 0), ",", b, "\n");
      }
    }
    for (int i = 0; i < 240; ++i) {
      const double d = 0.5 + exponential(random), rate = i % 2 == 0 ? 1.0 : 1.5;
      ratio += joined(i % 2, ",", d * rate + (0.3 + d / 2) * normal(random), ",", d, "\n");
    }
    CsvEffectRequest request = request_for("arm", "y", {"x"});
    request.cluster = "c";
    const auto covers = [](const Effect& e, double truth) { return e.ci_low <= truth && truth <= e.ci_high ? 1 : 0; };
    const CsvEffectResult clustered = value_of(effect(clusters, request));
    cluster_covers += covers(clustered.unadjusted, 2);
    adjusted_covers += covers(*clustered.adjusted, 2);
    request = request_for("arm", "y");
    request.block = "p";
    pair_covers += covers(value_of(effect(pairs, request)).unadjusted, 2);
    mixed_covers += covers(value_of(effect(mixed, request)).unadjusted, 2);
    request = request_for("arm", "y");
    request.denominator = "d";
    ratio_covers += covers(value_of(effect(ratio, request)).unadjusted, 0.5);
  }
  // Three standard errors of 400 draws are .033; the mixed blocks' variance is conservative.
  CHECK(std::abs(cluster_covers / double{draws} - 0.95) < 0.035);
  CHECK(std::abs(adjusted_covers / double{draws} - 0.95) < 0.035);
  CHECK(std::abs(pair_covers / double{draws} - 0.95) < 0.035);
  CHECK(mixed_covers / double{draws} > 0.92);
  CHECK(std::abs(ratio_covers / double{draws} - 0.95) < 0.035);
}
