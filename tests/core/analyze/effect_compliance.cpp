// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_compliance.hpp"

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

using Result = EffectComplianceResult;

Outcome<Result> compliance(const table::Table& table, const EffectComplianceRequest& request) {
  return run<EffectCompliance>(table, request);
}

EffectComplianceRequest request_of(std::vector<std::string> covariates = {}) {
  EffectComplianceRequest request;
  request.arm = "arm";
  request.received = "took";
  request.outcome = "spend";
  request.covariates = std::move(covariates);
  request.control = "old";
  request.treatment = "new";
  return request;
}

table::Table made_up() { return read_table(file_content("tests/reference/data/noncompliance.csv")); }

const Estimate* estimate_named(const Result& r, const std::string& method) {
  const auto found =
      std::find_if(r.estimates.begin(), r.estimates.end(), [&](const Estimate& e) { return e.method == method; });
  return found == r.estimates.end() ? nullptr : &*found;
}

const AttritionBounds* bounds_named(const Result& r, const std::string& method) {
  const auto found =
      std::find_if(r.bounds.begin(), r.bounds.end(), [&](const AttritionBounds& b) { return b.method == method; });
  return found == r.bounds.end() ? nullptr : &*found;
}

// What a row of the reference is called here.
std::optional<double> quantity(const Result& r, std::string name) {
  const bool adjusted = name.ends_with("_adjusted");
  if (adjusted) {
    name = name.substr(0, name.size() - 9);
  }
  const std::size_t place = adjusted ? 1 : 0;
  const Estimate* itt = estimate_named(r, adjusted ? "itt_adjusted" : "itt");
  const Estimate* late = estimate_named(r, adjusted ? "tsls" : "wald");
  const Estimate* treated = estimate_named(r, "as_treated");
  const Estimate* protocol = estimate_named(r, "per_protocol");
  REQUIRE(itt);
  REQUIRE(late);
  const FirstStage& stage = r.first_stages.at(place);
  const ComplierErrors& errors = r.errors.at(place);
  const WeakInterval& weak = r.weak_intervals.at(place);
  std::map<std::string, std::optional<double>> all{
      {"itt", itt->estimate},
      {"itt_se", itt->se},
      {"itt_df", itt->df},
      {"first_stage", stage.estimate},
      {"first_stage_se", stage.se},
      {"f_robust", stage.f_robust},
      {"f_classical", stage.f_classical},
      {"late", late->estimate},
      {"late_classical", errors.se_classical},
      {"late_hc0", errors.se_hc0},
      {"late_hc1", errors.se_hc1},
      {"late_hc2", errors.se_hc2},
      {"late_cr1", errors.se_cr1},
      {"late_df", errors.df},
      {"late_ci_low", late->ci_low},
      {"late_ci_high", late->ci_high},
      {"late_p_value", late->p_value},
      {"ar_low", weak.low},
      {"ar_high", weak.high},
      {"ar_shape_interval", weak.shape == WeakShape::interval},
      {"ar_shape_two_rays", weak.shape == WeakShape::two_rays},
      {"ar_shape_line", weak.shape == WeakShape::line},
      {"as_treated", treated ? std::optional(treated->estimate) : std::nullopt},
      {"as_treated_se", treated ? treated->se : std::nullopt},
      {"per_protocol", protocol ? std::optional(protocol->estimate) : std::nullopt},
      {"per_protocol_se", protocol ? protocol->se : std::nullopt},
      {"received_control", r.uptake[0].received},
      {"received_treatment", r.uptake[1].received},
      {"received_ci_low", r.uptake[1].ci_low},
      {"received_ci_high", r.uptake[1].ci_high},
      {"complier_treatment", r.complier_mean_treatment},
      {"complier_control", r.complier_mean_control},
      {"missing_p", r.missing_p_value},
  };
  for (const char* method : {"lee", "manski"}) {
    if (const AttritionBounds* b = bounds_named(r, method)) {
      const std::string tag = std::string(method) + "_";
      all[tag + "low"] = b->low;
      all[tag + "high"] = b->high;
      all[tag + "se_low"] = b->se_low;
      all[tag + "se_high"] = b->se_high;
      all[tag + "ci_low"] = b->ci_low;
      all[tag + "ci_high"] = b->ci_high;
      all[tag + "trimmed_share"] = b->trimmed_share;
      all[tag + "trimmed_units"] = b->trimmed_units;
    }
  }
  INFO("quantity " << name);
  REQUIRE(all.count(name) == 1);
  return all[name];
}

}  // namespace

TEST_CASE("effect compliance: the numbers of sandwich, estimatr and AER") {
  std::map<std::string, Result> results;
  const table::Table table = made_up();
  int compared = 0;
  for (const ReferenceRow& row : reference("effect_compliance")) {
    INFO(row.described());
    EffectComplianceRequest request = request_of();
    request.arm = row.text("arm");
    request.control = row.text("control");
    request.treatment = row.text("treatment");
    request.received = row.text("received");
    request.received_level = row.text("received_level");
    request.outcome = row.text("outcome");
    request.cluster = row.text("cluster");
    request.confidence = row.number("confidence");
    if (!row.text("covariates").empty()) {
      request.covariates = split(row.text("covariates"), '|');
    }
    const std::string key = request.arm + request.control + request.received + request.outcome +
                            row.text("covariates") + row.text("confidence");
    if (!results.count(key)) {
      results.emplace(key, value_of(compliance(table, request)));
    }
    const std::optional<double> actual = quantity(results.at(key), row.text("quantity"));
    REQUIRE(actual);
    const bool searched = row.text("quantity").starts_with("ar_");  // ends found by uniroot on regressions
    CHECK(relative_error(*actual, row.number("value")) < (searched ? 1e-7 : 1e-8));
    ++compared;
  }
  REQUIRE(compared > 400);
}

TEST_CASE("effect compliance: the ratio of two intentions to treat, and what follows from it") {
  const table::Table table = made_up();
  const Result r = value_of(compliance(table, request_of({"x"})));
  for (const std::size_t i : {0U, 1U}) {
    // Outcomes whose received is unknown make the two samples differ a little.
    REQUIRE(r.errors[i].estimate == Approx(estimate_named(r, i == 0 ? "wald" : "tsls")->estimate));
    REQUIRE(r.weak_intervals[i].low < r.errors[i].estimate);
    REQUIRE(r.weak_intervals[i].high > r.errors[i].estimate);
  }
  double shares = 0;
  for (const ComplianceType& type : r.types) {
    shares += type.share;
  }
  REQUIRE(shares == Approx(1).margin(0.03));  // compliers are of units with outcome, the others of all
  REQUIRE_FALSE(*r.one_sided);
  REQUIRE(estimate_named(r, "wald_att") == nullptr);
  REQUIRE(*r.complier_mean_treatment - *r.complier_mean_control == Approx(r.errors[0].estimate));
  REQUIRE(estimate_named(r, "as_treated")->note.find("not random") != std::string::npos);

  EffectComplianceRequest ate = request_of();
  ate.received = "ate";
  const Result one = value_of(compliance(table, ate));
  REQUIRE(*one.one_sided);
  REQUIRE(estimate_named(one, "wald_att")->estimate == estimate_named(one, "wald")->estimate);
  REQUIRE(one.rows_used == r.rows_used);

  // Arms turned around: the effect on compliers stays, the effect of being assigned turns its sign.
  EffectComplianceRequest turned = request_of({"x"});
  std::swap(turned.control, turned.treatment);
  const Result t = value_of(compliance(table, turned));
  REQUIRE(estimate_named(t, "itt")->estimate == Approx(-estimate_named(r, "itt")->estimate));
  REQUIRE(estimate_named(t, "tsls")->estimate == Approx(estimate_named(r, "tsls")->estimate));
  REQUIRE(bounds_named(t, "lee")->low == Approx(-bounds_named(r, "lee")->high));
  REQUIRE(bounds_named(t, "lee")->se_low.value() == Approx(*bounds_named(r, "lee")->se_high));
  REQUIRE(bounds_named(t, "manski")->high == Approx(-bounds_named(r, "manski")->low));
  REQUIRE(t.types.empty());  // fewer received in what is now the treatment
}

TEST_CASE("effect compliance: rows in another order, another unit of the outcome") {
  std::vector<std::string> lines = split(file_content("tests/reference/data/noncompliance.csv"), '\n');
  const std::string header = lines.front() + "\n";
  lines.erase(lines.begin());
  std::string straight = header, shuffled = header;
  for (const std::string& line : lines) {
    straight += line.empty() ? "" : line + "\n";
  }
  std::mt19937_64 random(3);
  std::shuffle(lines.begin(), lines.end(), random);
  for (const std::string& line : lines) {
    shuffled += line.empty() ? "" : line + "\n";
  }
  EffectComplianceRequest request = request_of({"x", "city"});
  request.cluster = "shop";
  const auto a = numbers_of(write(value_of(compliance(read_table(straight), request))));
  const auto b = numbers_of(write(value_of(compliance(read_table(shuffled), request))));
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    INFO(a[i].first);
    REQUIRE(a[i].second == Approx(b[i].second).epsilon(1e-9).margin(1e-10));
  }
}

TEST_CASE("effect compliance: clusters of one unit are no clusters") {
  const table::Table table = made_up();
  EffectComplianceRequest request = request_of({"x", "city"});
  const Result alone = value_of(compliance(table, request));
  request.cluster = "id";
  const Result clustered = value_of(compliance(table, request));
  for (const std::size_t i : {0U, 1U}) {
    // G / (G - 1) times (n - 1) / (n - k) is n / (n - k) then.
    REQUIRE(*clustered.errors[i].se_cr1 == Approx(alone.errors[i].se_hc1).epsilon(1e-12));
  }
  const double factor = std::sqrt(600.0 / 599);
  const AttritionBounds &a = *bounds_named(alone, "lee"), &c = *bounds_named(clustered, "lee");
  REQUIRE(*c.se_low == Approx(*a.se_low * factor).epsilon(1e-12));
  REQUIRE(*c.se_high == Approx(*a.se_high * factor).epsilon(1e-12));
  const AttritionBounds &m = *bounds_named(alone, "manski"), &n = *bounds_named(clustered, "manski");
  REQUIRE(n.low == Approx(m.low).epsilon(1e-12));
  REQUIRE(*n.se_low == Approx(*m.se_low).epsilon(0.005));
}

TEST_CASE("effect compliance: everyone complies, nobody's outcome is missing") {
  const Result r = value_of(
      compliance(read_table("arm,took,spend\nold,0,1\nold,0,2\nold,0,4\nnew,1,5\nnew,1,3\nnew,1,7\n"), request_of()));
  REQUIRE(r.bounds.empty());
  REQUIRE_FALSE(r.missing_p_value);
  REQUIRE_FALSE(r.first_stages[0].f_robust);
  REQUIRE(estimate_named(r, "wald")->estimate == Approx(estimate_named(r, "itt")->estimate));
  REQUIRE(*estimate_named(r, "wald")->se == Approx(*estimate_named(r, "itt")->se));
  REQUIRE(r.weak_intervals[0].shape == WeakShape::interval);
  REQUIRE(*r.weak_intervals[0].low == Approx(*estimate_named(r, "wald")->ci_low));
}

TEST_CASE("effect compliance: Lee's bounds by hand") {
  // Treatment keeps 4 of 4, control 2 of 4: half of the treated outcomes are trimmed.
  const Result r = value_of(
      compliance(read_table("arm,took,spend\nold,0,1\nold,0,3\nold,0,\nold,0,\nnew,1,1\nnew,1,2\nnew,1,6\nnew,1,9\n"),
                 request_of()));
  const AttritionBounds& lee = *bounds_named(r, "lee");
  REQUIRE(*lee.trimmed_share == 0.5);
  REQUIRE(*lee.trimmed_units == 2);
  REQUIRE(lee.low == Approx(1.5 - 2));
  REQUIRE(lee.high == Approx(7.5 - 2));
  const AttritionBounds& manski = *bounds_named(r, "manski");  // control's mean from 1.5 to 5.5
  REQUIRE(manski.low == Approx(4.5 - 5.5));
  REQUIRE(manski.high == Approx(4.5 - 1.5));
  EffectComplianceRequest given = request_of();
  given.outcome_range = OutcomeRange::given;
  given.outcome_min = 0;
  given.outcome_max = 10;
  const table::Table table =
      read_table("arm,took,spend\nold,0,1\nold,0,3\nold,0,\nold,0,\nnew,1,1\nnew,1,2\nnew,1,6\n");
  REQUIRE(bounds_named(value_of(compliance(table, given)), "manski")->low == Approx(3 - 6));
  given.outcome_max = 5;
  require_error(compliance(table, given), Code::conflict, "outcome_max");
  given.outcome_min = 5;
  require_error(compliance(table, given), Code::conflict, "outcome_max");
}

TEST_CASE("effect compliance: what can not be answered is said") {
  const table::Table table = made_up();
  EffectComplianceRequest request = request_of();
  request.received = "arm";
  require_error(compliance(table, request), Code::conflict, "received");
  request = request_of();
  request.received = "city";
  require_error(compliance(table, request), Code::not_numeric, "received");
  request.received_level = "Paris";
  require_error(compliance(table, request), Code::unknown_level, "received_level");
  request.received_level = "Rome";
  REQUIRE(compliance(table, request));
  request = request_of();
  request.received = "taken";  // says old and new, as the arms do
  REQUIRE(value_of(compliance(table, request)).uptake[1].received > 0);
  request = request_of({"took"});
  require_error(compliance(table, request), Code::conflict, "covariates[0]");
  request = request_of();
  request.outcome = "city";
  require_error(compliance(table, request), Code::not_numeric, "outcome");
  request = request_of();
  request.cluster = "nowhere";
  require_error(compliance(table, request), Code::unknown_column, "cluster");
  request.cluster = "";
  request.unit = "nobody";
  require_error(compliance(table, request), Code::unknown_column, "unit");

  const auto of = [](const std::string& text, EffectComplianceRequest r) { return compliance(read_table(text), r); };
  const std::string header = "arm,took,spend,twin,g\n";
  const std::string good = "old,0,1,0,a\nold,0,2,0,b\nold,1,4,0,c\nnew,1,5,1,d\nnew,0,3,1,e\nnew,1,7,1,f\n";
  const auto twin = of(header + good, request_of({"twin"}));
  REQUIRE(twin);
  REQUIRE(says(twin.issues, Severity::warning, Code::dropped_column, "covariates"));
  REQUIRE(estimate_named(*twin, "itt_adjusted") == nullptr);
  request = request_of();
  request.cluster = "g";
  require_error(of(header + "old,0,1,0,a\nold,0,2,0,a\nnew,1,5,1,d\nnew,0,3,1,e\n", request), Code::arm_too_small,
                "cluster");
  require_error(of(header + "old,0,1,0,a\nnew,1,5,1,d\nnew,0,3,1,e\n", request_of()), Code::arm_too_small, "control");
  require_error(of(header + "old,0,1,0,a\nold,0,,0,a\nnew,1,5,1,d\nnew,0,3,1,e\n", request_of()), Code::arm_too_small,
                "control");
  require_error(of(header + "old,0,1,0,a\nold,1,1,0,a\nnew,1,1,1,d\nnew,0,1,1,e\n", request_of()), Code::constant,
                "outcome");
  require_error(of(header + "old,0,1e95,0,a\nold,1,1,0,a\nnew,1,1,1,d\nnew,0,1,1,e\n", request_of()), Code::too_large,
                "outcome");
  const auto same = of(header + "old,1,1,0,a\nold,1,2,0,a\nnew,1,1,1,d\nnew,1,3,1,e\n", request_of());
  REQUIRE(same);
  REQUIRE(estimate_named(*same, "wald") == nullptr);
  REQUIRE_FALSE(same->sentence.empty());
  REQUIRE(says(same.issues, Severity::warning, Code::constant, "received"));
  const auto unknown = of(header + "old,1,1,0,a\nold,,2,0,a\nnew,1,1,1,d\nnew,1,3,1,e\n", request_of());
  REQUIRE(says(unknown.issues, Severity::warning, Code::missing_values, "received"));
  REQUIRE(estimate_named(*unknown, "itt"));
  // Large numbers do not overflow.
  const auto large =
      of(header + "old,0,1e80,0,a\nold,1,3e80,0,a\nold,0,2e80,0,a\nnew,1,4e80,1,d\nnew,0,5e80,1,e\nnew,1,9e80,1,e\n",
         request_of());
  REQUIRE(large);
  for (const auto& [name, number] : numbers_of(write(*large))) {
    INFO(name);
    REQUIRE(std::isfinite(number));
  }
}

TEST_CASE("effect compliance: intervals cover as often as they say") {
  std::mt19937_64 random(11);
  const auto uniform = [&] { return static_cast<double>(random() >> 11U) * 0x1p-53; };
  const auto normal = [&] { return std::sqrt(-2 * std::log(1 - uniform())) * std::cos(6.283185307179586 * uniform()); };
  constexpr int draws = 300;
  int wald = 0, strong = 0, weak = 0, unbounded = 0, lee = 0, clustered = 0;
  for (int draw = 0; draw < draws; ++draw) {
    std::string text = "arm,took,faint,spend,share,seen,shopped,g\n";
    double shop = 0;
    for (int i = 0; i < 240; ++i) {
      const bool treated = i / 4 % 2 == 0;
      shop = i % 4 == 0 ? normal() : shop;
      const double eager = normal();
      const int took = eager + (treated ? 1 : -0.7) > 0 ? 1 : 0;
      const int faint = eager + (treated ? 0.2 : -0.1) > 0 ? 1 : 0;
      const double spend = 2 * took + eager + normal(), share = 2 * faint + eager + normal();
      const bool lost = !treated && uniform() < 0.25;  // at random: Lee's bounds hold the effect of 1
      const double seen = (treated ? 1 : 0) + normal();
      text += joined(treated ? "new" : "old", ",", took, ",", faint, ",", spend, ",", share, ",",
                     lost ? std::string() : joined(seen), ",", spend + shop, ",s", std::to_string(i / 4), "\n");
    }
    const table::Table table = read_table(text);
    const auto ask = [&](const char* received, const char* outcome, const char* cluster) {
      EffectComplianceRequest request = request_of();
      request.received = received;
      request.outcome = outcome;
      request.cluster = cluster;
      return value_of(compliance(table, request));
    };
    const auto holds = [](std::optional<double> low, std::optional<double> high, double truth) {
      return *low<truth&& * high> truth ? 1 : 0;
    };
    const Result r = ask("took", "spend", "");
    const Estimate& e = *estimate_named(r, "wald");
    wald += holds(e.ci_low, e.ci_high, 2);
    strong += holds(r.weak_intervals[0].low, r.weak_intervals[0].high, 2);
    const WeakInterval w = ask("faint", "share", "").weak_intervals[0];
    unbounded += w.shape == WeakShape::interval ? 0 : 1;
    weak += w.shape == WeakShape::line       ? 1
            : w.shape == WeakShape::interval ? holds(w.low, w.high, 2)
                                             : 1 - holds(w.low, w.high, 2);
    const AttritionBounds b = *bounds_named(ask("took", "seen", ""), "lee");
    lee += holds(b.ci_low, b.ci_high, 1);
    const Estimate c = *estimate_named(ask("took", "shopped", "g"), "wald");
    clustered += holds(c.ci_low, c.ci_high, 2);
  }
  REQUIRE(wald > draws * 0.92);
  for (const int held : {strong, weak}) {
    REQUIRE(held > draws * 0.92);
    REQUIRE(held < draws * 0.985);
  }
  REQUIRE(unbounded > draws * 0.2);
  REQUIRE(lee > draws * 0.93);
  REQUIRE(clustered > draws * 0.91);
}
