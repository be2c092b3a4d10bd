// SPDX-License-Identifier: Apache-2.0
#include "analyze/plan_from_data.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include "../reference.hpp"
#include "base/text.hpp"
#include "base/write.hpp"
#include "running.hpp"

using namespace sutva;
using namespace sutva::analyze;
using namespace sutva::tests;

namespace {

Outcome<PlanFromDataResult> plan(std::string_view text, const PlanFromDataRequest& request) {
  return run<PlanFromData>(read_table(text), request);
}

PlanFromDataRequest plan_request(std::string outcome, std::vector<std::string> covariates = {}) {
  PlanFromDataRequest request;
  request.outcome = std::move(outcome);
  request.covariates = std::move(covariates);
  return request;
}

// A number of a result by its name, as it is written; yes is 1.
std::optional<double> quantity(const PlanFromDataResult& r, const std::string& name) {
  if (name.starts_with("quantile_")) {
    for (const QuantileValue& q : r.quantiles) {
      if (text(q.share) == name.substr(9)) {
        return q.value;
      }
    }
    return std::nullopt;
  }
  if (name.starts_with("correlation_")) {
    for (const PlanCovariate& c : r.covariates) {
      if (c.name == name.substr(12)) {
        return c.correlation;
      }
    }
    return std::nullopt;
  }
  const Value written = write(r);
  const Value* value = written.as<Object>()->find(name);
  if (!value) {
    return std::nullopt;
  }
  if (const auto* yes = value->as<bool>()) {
    return *yes ? 1 : 0;
  }
  const auto* number = value->as<double>();
  return number ? std::optional(*number) : std::nullopt;
}

void require_same(const PlanFromDataResult& one, const PlanFromDataResult& other, double tolerance,
                  const std::set<std::string>& but = {}) {
  const auto a = numbers_of(write(one)), b = numbers_of(write(other));
  REQUIRE(a.size() == b.size());
  REQUIRE(a.size() > 20);
  for (std::size_t i = 0; i < a.size(); ++i) {
    INFO(a[i].first << ": " << a[i].second << " and " << b[i].second);
    REQUIRE(a[i].first == b[i].first);
    if (a[i].first.find("first_lines") == std::string::npos && !but.count(a[i].first.substr(1))) {
      CHECK(std::abs(a[i].second - b[i].second) <= tolerance * std::max(std::abs(b[i].second), 1.0));
    }
  }
}

struct Row {
  int shop, person;
  double spend, visits;
  std::optional<double> before;
};

// Persons in shops, several rows each, with gaps; rows of a person stand anywhere.
std::vector<Row> visits(std::uint64_t seed, int persons) {
  std::mt19937_64 random(seed);
  std::vector<Row> rows;
  for (int person = 0; person < persons; ++person) {
    const int shop = static_cast<int>(random() % 30);
    const std::optional<double> before =
        random() % 5 == 0 ? std::nullopt : std::optional(static_cast<double>(random() % 100));
    for (int i = static_cast<int>(random() % 4); i >= 0; --i) {
      rows.push_back({shop, person,
                      shop / 10.0 + 0.5 * before.value_or(50) + static_cast<double>(random() % 400) / 4 - 25,
                      static_cast<double>(1 + random() % 6), before});
    }
  }
  std::shuffle(rows.begin(), rows.end(), random);
  return rows;
}

const char* const visit_header = "shop,person,spend,visits,before\n";

std::string line_of(const Row& row, std::string_view shop = "", std::string_view person = "") {
  return joined(shop, std::to_string(row.shop), ",", person, std::to_string(row.person), ",", row.spend, ",",
                row.visits, ",", row.before ? text(*row.before) : "", "\n");
}

PlanFromDataRequest visit_request() {
  PlanFromDataRequest request = plan_request("spend", {"before"});
  request.denominator = "visits";
  request.cluster = "shop";
  request.unit = "person";
  return request;
}

}  // namespace

TEST_CASE("plan from data: the numbers of R and e1071") {
  std::map<std::string, table::Table> tables;
  std::map<std::string, PlanFromDataResult> results;
  int compared = 0;
  for (const ReferenceRow& row : reference("plan_from_data")) {
    INFO(row.described());
    if (!tables.count(row.text("file"))) {
      tables.emplace(row.text("file"), read_table(file_content(row.text("file"))));
    }
    PlanFromDataRequest request = plan_request(row.text("outcome"));
    request.denominator = row.text("denominator");
    if (!row.text("covariates").empty()) {
      request.covariates = split(row.text("covariates"), '|');
    }
    request.cluster = row.text("cluster");
    request.arm = row.text("arm");
    request.control = row.text("control");
    request.unit = row.text("unit");
    request.unit_rows = row.text("unit_rows") == "sum"    ? UnitRows::sum
                        : row.text("unit_rows") == "mean" ? UnitRows::mean
                                                          : UnitRows::largest;
    request.cap_quantile = row.number("cap_quantile");
    request.count_zeros = row.number("count_zeros") == 1;
    std::string key;
    for (const char* column : {"file", "outcome", "denominator", "covariates", "cluster", "arm", "unit", "unit_rows",
                               "cap_quantile", "count_zeros"}) {
      key += row.text(column) + "|";
    }
    if (!results.count(key)) {
      results.emplace(key, value_of(run<PlanFromData>(tables.at(row.text("file")), request)));
    }
    const std::optional<double> actual = quantity(results.at(key), row.text("quantity"));
    REQUIRE(actual);
    const double expected = row.number("value");
    // R's own skewness of a symmetric sample and its p-value below the smallest number are 0 but for rounding.
    const bool nothing = std::abs(expected) < 1e-14;
    INFO("got " << *actual << ", relative error " << relative_error(*actual, expected));
    CHECK((nothing ? std::abs(*actual) < 1e-13 : relative_error(*actual, expected) < 1e-9));
    ++compared;
  }
  REQUIRE(results.size() == 18);
  REQUIRE(compared > 700);
}

TEST_CASE("plan from data: published numbers") {
  // Davies and Goldsmith's dyestuff: variance components 1764.05 between batches, 2451.25 within.
  PlanFromDataRequest request = plan_request("Yield");
  request.cluster = "Batch";
  const PlanFromDataResult dye = value_of(plan(file_content("tests/reference/data/dyestuff.csv"), request));
  REQUIRE(*dye.icc == Approx(1764.05 / (1764.05 + 2451.25)).epsilon(1e-12));
  REQUIRE(dye.clusters == 6);
  REQUIRE(*dye.cluster_cv == 0);
  // Kohavi et al. (2014): a skewness of 18.2 asks for 355 x 18.2^2, about 118,000; here for another.
  const PlanFromDataResult nsw = value_of(plan(file_content("tests/reference/data/nsw_dw.csv"), plan_request("re78")));
  REQUIRE(nsw.n_per_arm_normal == std::ceil(355 * nsw.skewness * nsw.skewness));
  REQUIRE(nsw.n_per_arm_normal > nsw.capped_n_per_arm_normal);
}

TEST_CASE("plan from data: rows of a unit add up as if the file had one row per unit") {
  const std::vector<Row> rows = visits(11, 3000);
  std::string several = visit_header, one = visit_header;
  std::vector<Row> persons;
  std::map<int, std::size_t> place;
  for (const Row& row : rows) {
    several += line_of(row);
    const auto [at, fresh] = place.emplace(row.person, persons.size());
    if (fresh) {
      persons.push_back(row);
    } else {
      persons[at->second].spend += row.spend;
      persons[at->second].visits += row.visits;
    }
  }
  for (const Row& row : persons) {
    one += line_of(row);
  }
  const PlanFromDataResult expected = value_of(plan(one, [] {
    PlanFromDataRequest request = visit_request();
    request.unit = "";
    return request;
  }()));
  REQUIRE(expected.n == 3000);
  REQUIRE(expected.rows_used == 3000);
  REQUIRE(expected.clusters == 30);
  const PlanFromDataResult actual = value_of(plan(several, visit_request()));
  REQUIRE(actual.rows_used == static_cast<std::int64_t>(rows.size()));
  require_same(actual, expected, 1e-12, {"rows_used", "rows_total"});
  // Texts instead of numbers, few and many: the names of units and clusters do not matter.
  std::string words = visit_header;
  for (const Row& row : rows) {
    words += line_of(row, "shop ", "id-");
  }
  require_same(value_of(plan(words, visit_request())), actual, 0);

  // Average and largest row.
  PlanFromDataRequest request = plan_request("spend");
  request.unit = "person";
  request.unit_rows = UnitRows::mean;
  std::map<int, std::vector<double>> spends;
  for (const Row& row : rows) {
    spends[row.person].push_back(row.spend);
  }
  double mean = 0, largest = 0;
  for (const auto& [person, all] : spends) {
    double sum = 0;
    for (const double x : all) {
      sum += x;
    }
    mean += sum / static_cast<double>(all.size()) / 3000;
    largest += *std::max_element(all.begin(), all.end()) / 3000;
  }
  REQUIRE(value_of(plan(several, request)).baseline_mean == Approx(mean).epsilon(1e-12));
  request.unit_rows = UnitRows::largest;
  REQUIRE(value_of(plan(several, request)).baseline_mean == Approx(largest).epsilon(1e-12));
}

TEST_CASE("plan from data: identifiers are grouped by their content") {
  const std::vector<Row> rows = visits(12, 500);
  std::string words = visit_header;
  for (const Row& row : rows) {
    words += line_of(row, "", "id-");
  }
  table::Table table = read_table(words);
  const PlanFromDataResult expected = value_of(run<PlanFromData>(table, visit_request()));
  table::Column& ids = table.columns[1];
  REQUIRE(ids.kind == table::ColumnKind::text);
  table::Levels contents;
  for (std::int32_t& code : ids.codes) {
    code = *contents.add(ids.levels[static_cast<std::size_t>(code)]);
  }
  ids.levels = contents;
  ids.identifiers = true;
  require_same(value_of(run<PlanFromData>(table, visit_request())), expected, 0);
}

TEST_CASE("plan from data: the order of rows and the unit of measurement do not matter") {
  std::vector<Row> rows = visits(13, 20'000);  // several steps of every pass
  const auto file = [&](double factor) {
    std::string all = visit_header;
    for (Row row : rows) {
      row.spend *= factor;
      all += line_of(row);
    }
    return all;
  };
  const PlanFromDataResult once = value_of(plan(file(1), visit_request()));
  REQUIRE(once.rows_used > 40'000);
  const PlanFromDataResult larger = value_of(plan(file(1024), visit_request()));
  REQUIRE(larger.sd == Approx(1024 * once.sd).epsilon(1e-13));
  REQUIRE(*larger.icc == Approx(*once.icc).epsilon(1e-11));
  REQUIRE(*larger.r_squared == Approx(*once.r_squared).epsilon(1e-11));
  REQUIRE(larger.skewness == Approx(once.skewness).epsilon(1e-12));
  REQUIRE(*larger.ratio_correlation == Approx(*once.ratio_correlation).epsilon(1e-12));
  REQUIRE(*larger.linearised_sd == Approx(1024 * *once.linearised_sd).epsilon(1e-12));
  std::mt19937_64 random(5);
  std::shuffle(rows.begin(), rows.end(), random);
  require_same(value_of(plan(file(1), visit_request())), once, 1e-11);
  // The effect of a shop is there, and the interval knows.
  REQUIRE(*once.icc_ci_low < *once.icc_estimate);
  REQUIRE(*once.icc_estimate < *once.icc_ci_high);
}

TEST_CASE("plan from data: an ICC that was put in is found") {
  std::mt19937_64 random(17);
  const auto normal = [&] {
    double sum = -6;
    for (int i = 0; i < 12; ++i) {
      sum += static_cast<double>(random() >> 11U) * 0x1p-53;
    }
    return sum;
  };
  std::string text = "class,score\n";
  for (int c = 0; c < 800; ++c) {
    const double shared = std::sqrt(0.2) * normal();
    for (std::uint64_t i = 0; i < 5 + random() % 11; ++i) {
      text += joined(std::to_string(c), ",", shared + std::sqrt(0.8) * normal(), "\n");
    }
  }
  PlanFromDataRequest request = plan_request("score");
  request.cluster = "class";
  const PlanFromDataResult result = value_of(plan(text, request));
  REQUIRE(*result.icc == Approx(0.2).margin(4 * *result.icc_se));
  REQUIRE(*result.icc_se < 0.02);
  REQUIRE(*result.icc_ci_high - *result.icc_ci_low == Approx(2 * 1.96 * *result.icc_se).epsilon(0.1));
}

TEST_CASE("plan from data: counts, Poisson and not") {
  // With the same denominator everywhere, a rate per unit of it and the dispersion of the count itself.
  const std::string days = file_content("tests/reference/data/quine.csv");
  const PlanFromDataResult counts = value_of(plan(days, plan_request("Days")));
  REQUIRE(counts.is_count);
  REQUIRE(*counts.rate == counts.baseline_mean);
  REQUIRE(*counts.dispersion ==
          Approx((counts.variance - counts.baseline_mean) / counts.baseline_mean / counts.baseline_mean));
  std::string with_weeks = "Days,weeks\n";
  for (const std::string& line : split(days, '\n')) {
    if (const std::vector<std::string> cells = split(line, ','); cells.size() == 5 && cells[4] != "Days") {
      with_weeks += cells[4] + ",4\n";
    }
  }
  PlanFromDataRequest request = plan_request("Days");
  request.denominator = "weeks";
  const Outcome<PlanFromDataResult> weekly = plan(with_weeks, request);
  REQUIRE(weekly);
  REQUIRE(says(weekly.issues, Severity::warning, Code::constant, "denominator"));
  REQUIRE_FALSE(weekly->ratio_correlation);
  REQUIRE(*weekly->rate == Approx(counts.baseline_mean / 4));
  REQUIRE(*weekly->dispersion == Approx(*counts.dispersion).epsilon(1e-12));
  REQUIRE(*weekly->dispersion_index == Approx(*counts.dispersion_index).epsilon(1e-12));
  REQUIRE(*weekly->linearised_sd == Approx(counts.sd / 4));
  // Less scatter than Poisson: 0, and the index says why.
  const PlanFromDataResult even = value_of(plan("y\n4\n5\n4\n5\n4\n5\n5\n", plan_request("y")));
  REQUIRE(*even.dispersion == 0);
  REQUIRE(*even.dispersion_index < 0.1);
  REQUIRE(*even.poisson_p_value > 0.99);
  // Nothing of the kind for yes and no, for halves and for what happened in no time.
  for (const char* text : {"y,t\n1,1\n0,2\n1,3\n", "y,t\n1.5,1\n2,2\n3,3\n", "y,t\n3,0\n2,2\n5,3\n"}) {
    request = plan_request("y");
    request.denominator = "t";
    REQUIRE_FALSE(value_of(plan(text, request)).dispersion);
  }
}

TEST_CASE("plan from data: only the control of a past experiment") {
  const std::string file = "id,arm,y\n1,old,5\n2,new,90\n3,old,7\n4,,3\n5,old,9\n6,old,\n7,new,80\n";
  PlanFromDataRequest request = plan_request("y");
  request.arm = "arm";
  request.control = "old";
  const Outcome<PlanFromDataResult> outcome = plan(file, request);
  const PlanFromDataResult result = value_of(outcome);
  REQUIRE(says(outcome.issues, Severity::warning, Code::missing_values, "outcome"));
  REQUIRE(result.baseline_mean == 7);
  REQUIRE(result.sd == 2);
  REQUIRE(result.control == "old");
  REQUIRE(result.rows_total == 7);
  REQUIRE(result.rows_used == 3);
  REQUIRE(result.left_out.size() == 3);
  REQUIRE(result.left_out[0].reason == "No arm");
  REQUIRE(result.left_out[0].first_lines == std::vector<std::int64_t>{5});
  REQUIRE(result.left_out[1].reason == "In another arm");
  REQUIRE(result.left_out[1].first_lines == std::vector<std::int64_t>{3, 8});
  REQUIRE(result.left_out[2].reason == "No outcome");
  REQUIRE(result.left_out[2].first_lines == std::vector<std::int64_t>{7});
  // One level is enough, and a name like "control" is known.
  request.control = "";
  require_error(plan("arm,y\nred,1\nblue,2\nred,4\n", request), Code::required, "control");
  REQUIRE(value_of(plan("arm,y\ncontrol,1\ncontrol,2\ncontrol,4\n", request)).control == "control");
  REQUIRE(value_of(plan("arm,y\n0,1\n0,2\n1,4\n", request)).n == 2);
  request.control = "older";
  require_error(plan(file, request), Code::unknown_level, "control");
  request.arm = "";
  require_error(plan(file, request), Code::required, "arm");
}

TEST_CASE("plan from data: units in several arms do not count, and are counted") {
  const std::string file =
      "id,arm,y,d\n1,c,5,1\n2,t,90,1\n1,c,2,2\n2,c,7,1\n3,c,4,\n3,c,9,1\n4,c,9,3\n5,c,1,1\n,c,3,1\n4,t,,1\n6,c,0,1\n";
  PlanFromDataRequest request = plan_request("y");
  request.arm = "arm";
  request.control = "c";
  request.unit = "id";
  request.denominator = "d";
  request.count_zeros = false;
  const Outcome<PlanFromDataResult> outcome = plan(file, request);
  const PlanFromDataResult result = value_of(outcome);
  REQUIRE(says(outcome.issues, Severity::warning, Code::crossed_units, "unit"));
  REQUIRE(result.n == 3);  // 1: 7, 3: 9, 5: 1
  REQUIRE(result.rows_used == 4);
  REQUIRE(result.baseline_mean == Approx(17.0 / 3));
  REQUIRE(*result.rate == Approx(17.0 / 5));
  REQUIRE(result.zero_share == 0.25);
  std::map<std::string, std::vector<std::int64_t>> left;
  std::int64_t rows = result.rows_used;
  for (const LeftOut& one : result.left_out) {
    left[one.reason] = one.first_lines;
    rows += one.count;
  }
  REQUIRE(rows == result.rows_total);
  REQUIRE(left == std::map<std::string, std::vector<std::int64_t>>{{"In another arm", {3, 11}},
                                                                   {"No unit", {10}},
                                                                   {"No denominator", {6}},
                                                                   {"Of a unit in several arms", {5, 8}},
                                                                   {"Outcome is zero", {12}}});
}

TEST_CASE("plan from data: what makes no sense is said on its field") {
  const std::string good =
      "y,d,x,g,w,id,one\n1,2,3,a,u,1,z\n2,3,1,a,v,2,z\n4,1,2,b,u,3,z\n3,3,5,b,,4,z\n7,5,,c,v,5,z\n2,1,4,c,u,6,z\n";
  const PlanFromDataRequest plain = plan_request("y");
  REQUIRE(plan(good, plain));
  const auto with = [&](auto change) {
    PlanFromDataRequest request = plain;
    change(request);
    return request;
  };
  const auto refused = [](const std::string& text, const PlanFromDataRequest& request, Code code,
                          std::string_view field) {
    INFO(text);
    require_error(plan(text, request), code, field);
  };
  using R = PlanFromDataRequest;
  refused(good, plan_request("nothing"), Code::unknown_column, "outcome");
  refused(good, plan_request(""), Code::unknown_column, "outcome");
  refused(good, plan_request("g"), Code::not_numeric, "outcome");
  refused("y\n3\n3\n3\n", plain, Code::constant, "outcome");
  refused("y\n3\n\"\"\n\"\"\n", plain, Code::no_rows, "outcome");
  refused("y,z\n,1\n,2\n", plain, Code::no_rows, "outcome");
  refused("y\n1e200\n3\n2\n", plain, Code::too_large, "outcome");
  refused("y\n1e-200\n3e-200\n2e-200\n", plain, Code::constant, "outcome");
  refused("y\n0\n0\n3\n", with([](R& r) { r.count_zeros = false; }), Code::no_rows, "outcome");
  refused("y\n0\n1\n1\n", with([](R& r) { r.count_zeros = false; }), Code::constant, "outcome");
  refused(good, with([](R& r) { r.denominator = "w"; }), Code::not_numeric, "denominator");
  refused(good, with([](R& r) { r.denominator = "y"; }), Code::conflict, "denominator");
  refused(good, with([](R& r) { r.denominator = "d", r.unit = "id", r.unit_rows = UnitRows::mean; }), Code::conflict,
          "unit_rows");
  refused("y,d\n1,-1\n2,-2\n3,0\n", with([](R& r) { r.denominator = "d"; }), Code::out_of_range, "denominator");
  refused("y,d\n0.1,1\n0.2,2\n0.3,3\n", with([](R& r) { r.denominator = "d"; }), Code::constant, "denominator");
  refused(good, plan_request("y", {"x", "w"}), Code::not_numeric, "covariates[1]");
  refused(good, plan_request("y", {"x", "x"}), Code::conflict, "covariates[1]");
  refused(good, plan_request("y", {"y"}), Code::conflict, "covariates[0]");
  refused("y,x\n1,\n2,3\n3,4\n5,1\n", plan_request("y", {"x"}), Code::no_rows, "covariates");
  refused("y,x\n1,1e99\n2,3\n3,4\n5,1\n", plan_request("y", {"x"}), Code::too_large, "covariates[0]");
  refused(good, with([](R& r) { r.cluster = "one"; }), Code::constant, "cluster");
  refused(good, with([](R& r) { r.cluster = "id"; }), Code::conflict, "cluster");
  refused(good, with([](R& r) { r.cluster = "id", r.unit = "id"; }), Code::conflict, "cluster");
  refused("y,k\n1,a\n1,b\n1,a\n2,\n", with([](R& r) { r.cluster = "k"; }), Code::constant, "cluster");
  refused("y,k,z\n1,,1\n3,,1\n2,,1\n", with([](R& r) { r.cluster = "k"; }), Code::constant, "cluster");
  refused(good, with([](R& r) { r.cluster = "k"; }), Code::unknown_column, "cluster");
  refused(good, with([](R& r) { r.arm = "y"; }), Code::conflict, "arm");
  refused(good, with([](R& r) { r.unit = "nobody"; }), Code::unknown_column, "unit");

  // All that is wrong at once.
  const Outcome<PlanFromDataResult> all = plan(good, with([](R& r) {
                                                 r.outcome = "g", r.denominator = "no", r.cluster = "nor",
                                                 r.covariates = {"w"}, r.control = "a";
                                               }));
  require_error(all, Code::not_numeric, "outcome");
  require_error(all, Code::unknown_column, "denominator");
  require_error(all, Code::unknown_column, "cluster");
  require_error(all, Code::not_numeric, "covariates[0]");
  require_error(all, Code::required, "arm");
  table::Table empty;
  require_error(run<PlanFromData>(empty, plain), Code::no_rows, "");
}

TEST_CASE("plan from data: what is doubtful is said, and the rest is there") {
  const auto warned = [](const std::string& text, const PlanFromDataRequest& request, Code code,
                         std::string_view field) {
    INFO(text);
    Outcome<PlanFromDataResult> outcome = plan(text, request);
    INFO(described(outcome.issues));
    REQUIRE(outcome);
    REQUIRE(says(outcome.issues, Severity::warning, code, field));
    for (const auto& [name, number] : numbers_of(write(*outcome))) {
      INFO(name);
      REQUIRE(std::isfinite(number));
    }
    REQUIRE_FALSE(outcome->sentence.empty());
    return *outcome;
  };
  REQUIRE_FALSE(warned("y\n-1\n2\n5\n", plan_request("y"), Code::out_of_range, "outcome").is_count);

  // Nearly everyone at zero: the cap would take the rest away.
  std::string rare = "y\n3.5\n";
  for (int i = 0; i < 300; ++i) {
    rare += "0\n";
  }
  const PlanFromDataResult capped = warned(rare, plan_request("y"), Code::constant, "cap_quantile");
  REQUIRE(*capped.cap == 0);
  REQUIRE_FALSE(capped.capped_sd);

  const std::string covariates = "y,x,c,twice\n1,2,5,4\n4,3,5,6\n2,1,5,2\n6,4,5,8\n3,,5,\n7,5,5,10\n";
  warned(covariates, plan_request("y", {"x", "c"}), Code::dropped_column, "covariates[1]");
  const PlanFromDataResult twice =
      warned(covariates, plan_request("y", {"x", "twice"}), Code::dropped_column, "covariates[1]");
  const PlanFromDataResult one = value_of(plan(covariates, plan_request("y", {"x"})));
  REQUIRE(*twice.r_squared == Approx(*one.r_squared).epsilon(1e-12));
  REQUIRE(*one.coverage == Approx(5.0 / 6));
  REQUIRE(*one.variance_multiplier == Approx(1 - *one.r_squared * 5 / 6));
  REQUIRE(*one.correlation * *one.correlation == Approx(*one.r_squared));
  REQUIRE(one.n_with_covariates == 5);
  warned("y,x\n1,2\n1,3\n1,7\n1,4\n2,\n", plan_request("y", {"x"}), Code::constant, "covariates");

  PlanFromDataRequest request = plan_request("y");
  request.cluster = "g";
  const PlanFromDataResult alike = warned("y,g\n1,a\n5,a\n2,b\n4,b\n3,\n", request, Code::approximation, "cluster");
  REQUIRE(*alike.icc == 0);
  REQUIRE(*alike.icc_estimate < 0);
  REQUIRE(*alike.design_effect == 1);
  REQUIRE(alike.n_in_clusters == 4);
  REQUIRE(alike.n == 5);
  warned("y,g\n1,a\n5,a\n2,b\n4,b\n3,\n", request, Code::missing_values, "cluster");
  // Nothing varies inside of clusters: no interval, but a number.
  const PlanFromDataResult whole = value_of(plan("y,g\n1,a\n1,a\n2,b\n2,b\n4,c\n4,c\n", request));
  REQUIRE(*whole.icc == 1);
  REQUIRE_FALSE(whole.icc_ci_low);
  REQUIRE(*whole.design_effect == 2);
  request.unit = "id";
  warned("y,g,id\n1,a,1\n1,b,1\n2,b,2\n2,b,3\n4,a,4\n", request, Code::conflict, "cluster");

  request = plan_request("y");
  request.denominator = "d";
  warned("y,d\n1,3\n2,-1\n4,5\n", request, Code::out_of_range, "denominator");
}

TEST_CASE("plan from data: yes and no") {
  for (const char* text : {"y\nyes\nno\nno\nyes\nno\n", "y\n1\n0\n0\n1\n0\n", "y\nTRUE\nFALSE\nFALSE\nTRUE\nFALSE\n"}) {
    const PlanFromDataResult result = value_of(plan(text, plan_request("y")));
    REQUIRE(result.is_binary);
    REQUIRE(*result.baseline == Approx(0.4));
    REQUIRE(result.variance == Approx(0.3));
    REQUIRE_FALSE(result.cap);
    REQUIRE_FALSE(result.dispersion);
  }
}

TEST_CASE("plan from data: large offsets cost no digits") {
  std::string near = "y,x\n", far = "y,x\n";
  for (int i = 0; i < 20'000; ++i) {
    const int y = i * 7919 % 1009, x = (i * 7919 + i * 31) % 1013;
    near += joined(std::to_string(y), ",", std::to_string(x), "\n");
    far += joined(std::to_string(1'000'000'000 + y), ",", std::to_string(x - 1'000'000'000), "\n");
  }
  const PlanFromDataResult a = value_of(plan(near, plan_request("y", {"x"})));
  const PlanFromDataResult b = value_of(plan(far, plan_request("y", {"x"})));
  REQUIRE(relative_error(b.sd, a.sd) < 1e-12);
  REQUIRE(relative_error(b.excess_kurtosis, a.excess_kurtosis) < 1e-11);
  REQUIRE(relative_error(*b.r_squared, *a.r_squared) < 1e-6);
  REQUIRE(b.max - a.max == 1e9);
}
