// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_panel.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "../reference.hpp"
#include "random/samplers.hpp"
#include "running.hpp"

using namespace sutva;
using namespace sutva::analyze;
using namespace sutva::tests;

namespace {

EffectPanelRequest staggered_request() {
  EffectPanelRequest request;
  request.unit = "store";
  request.time = "week";
  request.outcome = "sales";
  request.first_treated = "first_week";
  request.bootstrap_draws = 0;
  return request;
}

const std::string data_folder = "tests/reference/data/";

struct Case {
  std::string file;
  EffectPanelRequest request;
};

std::map<std::string, Case> cases() {
  std::map<std::string, Case> all;
  const auto add = [&](const std::string& name, ControlGroup control, BasePeriod base) -> EffectPanelRequest& {
    Case& one = all[name];
    one.file = "panel_staggered.csv";
    one.request = staggered_request();
    one.request.control_group = control;
    one.request.base_period = base;
    return one.request;
  };
  add("never_varying", ControlGroup::never, BasePeriod::varying);
  add("not_yet_varying", ControlGroup::not_yet, BasePeriod::varying);
  add("never_universal", ControlGroup::never, BasePeriod::universal);
  add("not_yet_universal", ControlGroup::not_yet, BasePeriod::universal);
  add("balanced", ControlGroup::not_yet, BasePeriod::varying).balance_periods = 2;
  EffectPanelRequest& clustered = add("clustered", ControlGroup::not_yet, BasePeriod::varying);
  clustered.cluster = "region";
  clustered.first_treated.clear();
  clustered.treated = "treated";
  for (const bool robust : {false, true}) {
    const std::string start = robust ? "robust" : "covariates";
    for (EffectPanelRequest* request : {&add(start, ControlGroup::not_yet, BasePeriod::varying),
                                        &add(start + "_never", ControlGroup::never, BasePeriod::universal)}) {
      request->covariates = {"size", "online"};
      request->adjustment = robust ? TrendAdjustment::doubly_robust : TrendAdjustment::regression;
    }
  }
  EffectPanelRequest& dates = add("dates", ControlGroup::not_yet, BasePeriod::varying);
  dates.unit = "city";
  dates.time = "month";
  dates.outcome = "orders";
  dates.first_treated.clear();
  dates.treated = "on";
  all["dates"].file = "panel_dates.csv";
  for (const char* name : {"two", "two_shop", "two_chain"}) {
    EffectPanelRequest& two = add(name, ControlGroup::never, BasePeriod::varying);
    two.unit = "shop";
    two.time = "year";
    two.outcome = "jobs";
    two.first_treated = "first";
    two.cluster = name == std::string("two_chain") ? "chain" : "";
    all[name].file = "panel_two.csv";
  }
  return all;
}

const Estimate& estimate_named(const EffectPanelResult& result, const std::string& method) {
  const auto found = std::find_if(result.estimates.begin(), result.estimates.end(),
                                  [&](const Estimate& e) { return e.method == method; });
  INFO("method " << method);
  REQUIRE(found != result.estimates.end());
  return *found;
}

// The number that a result holds under the name of the reference table; periods are numbered from 1 there.
double number_named(const EffectPanelResult& result, std::string name) {
  const bool se = name.ends_with("_se");
  name = se ? name.substr(0, name.size() - 3) : name;
  const std::vector<std::string> parts = split(name, '_');
  const auto place_of = [&](const std::string& period) {
    std::vector<std::string> labels;
    for (const PanelPoint& point : result.series) {
      labels.push_back(point.period);
    }
    return labels.at(static_cast<std::size_t>(std::stoi(period) - 1));
  };
  const auto point = [&](const std::vector<PanelAverage>& points, auto is) {
    const auto found = std::find_if(points.begin(), points.end(), is);
    REQUIRE(found != points.end());
    return se ? found->se.value_or(0) : found->estimate;
  };
  const auto test = [&](const std::string& which) -> const PretrendTest& {
    const auto found = std::find_if(result.pretrends.begin(), result.pretrends.end(),
                                    [&](const PretrendTest& t) { return t.name == which; });
    REQUIRE(found != result.pretrends.end());
    return *found;
  };
  const auto of_estimate = [&](const std::string& method) {
    const Estimate& e = estimate_named(result, method);
    return se ? e.se.value_or(0) : e.estimate;
  };
  if (parts[0] == "att") {
    const auto found = std::find_if(result.group_time.begin(), result.group_time.end(), [&](const PanelGroupTime& row) {
      return row.group == place_of(parts[1]) && row.period == place_of(parts[2]);
    });
    REQUIRE(found != result.group_time.end());
    return se ? found->se.value_or(0) : found->estimate;
  }
  if (parts[0] == "event") {
    return point(result.event_study, [&](const PanelAverage& p) { return p.event_time == std::stoi(parts[1]); });
  }
  if (parts[0] == "group" && parts.size() == 2) {
    return point(result.by_group, [&](const PanelAverage& p) { return p.label == place_of(parts[1]); });
  }
  if (parts[0] == "period") {
    return point(result.by_period, [&](const PanelAverage& p) { return p.label == place_of(parts[1]); });
  }
  if (name.starts_with("wald_events")) {
    return parts.size() == 3 ? static_cast<double>(test("event_study").df) : test("event_study").statistic;
  }
  if (name.starts_with("wald_cells")) {
    return parts.size() == 3 ? static_cast<double>(test("group_time").df) : test("group_time").statistic;
  }
  if (parts[0] == "mean") {
    const PanelMeans& means = result.means.at(parts[1] == "1" ? 0 : 1);
    return parts[2] == "1" ? means.after : means.before;
  }
  if (name == "twfe") {
    return se ? result.two_way.value().se.value_or(0) : result.two_way.value().estimate;
  }
  if (name == "negative_share") {
    return result.two_way.value().negative_share;
  }
  if (name == "negative_weight") {
    return result.two_way.value().negative_weight;
  }
  if (name == "forbidden_weight") {
    return result.two_way.value().forbidden_weight;
  }
  if (parts[0] == "welch") {
    const Estimate& e = estimate_named(result, "did_first_differences");
    return name == "welch_df"        ? e.df.value()
           : name == "welch_p_value" ? e.p_value.value()
           : name == "welch_ci_low"  ? e.ci_low.value()
           : se                      ? e.se.value()
                                     : e.estimate;
  }
  if (name == "did_clustered_p_value") {
    return estimate_named(result, "did_clustered").p_value.value();
  }
  if (name == "did_clustered") {
    return of_estimate(name);
  }
  // One group: all averages after treatment are one and the same.
  return of_estimate("callaway_santanna_" + (result.by_group.size() == 1 ? std::string("simple") : name));
}

}  // namespace

TEST_CASE("effect panel: every estimate and standard error of R") {
  const std::map<std::string, Case> all = cases();
  std::map<std::string, EffectPanelResult> results;
  int compared = 0;
  for (const ReferenceRow& row : reference("panel")) {
    const std::string name = row.text("case"), quantity = row.text("quantity");
    if (!all.count(name) || quantity.starts_with("critical")) {
      continue;
    }
    INFO(row.described());
    if (!results.count(name)) {
      const Case& one = all.at(name);
      results[name] = value_of(run<EffectPanel>(read_table(file_content(data_folder + one.file)), one.request));
    }
    const double expected = row.number("value"), actual = number_named(results[name], quantity);
    if (expected == 0) {
      REQUIRE(std::abs(actual) < 1e-12);
    } else {
      REQUIRE(relative_error(actual, expected) < (quantity.starts_with("wald") ? 1e-7 : 1e-9));
    }
    ++compared;
  }
  REQUIRE(compared > 700);
}

TEST_CASE("effect panel: bands come as wide as the normal distribution says") {
  for (const ReferenceRow& row : reference("panel")) {
    if (row.text("quantity") != "critical_events") {
      continue;
    }
    for (const Multiplier multiplier : {Multiplier::rademacher, Multiplier::mammen}) {
      EffectPanelRequest request = staggered_request();
      request.control_group = row.text("case") == "never_varying" ? ControlGroup::never : ControlGroup::not_yet;
      request.bootstrap_draws = 10000;
      request.multiplier = multiplier;
      const EffectPanelResult result =
          value_of(run<EffectPanel>(read_table(file_content(data_folder + "panel_staggered.csv")), request));
      // 66 units are not infinitely many, and the draws have their own error.
      REQUIRE(relative_error(result.band_critical_value.value(), row.number("value")) < 0.05);
      for (const PanelAverage& point : result.event_study) {
        REQUIRE(point.band_low.value() < point.ci_low.value());
        REQUIRE(point.band_high.value() > point.ci_high.value());
      }
    }
  }
}

TEST_CASE("effect panel: Card and Krueger's four means") {
  // Card and Krueger (1994, AER 84), table 3: full-time equivalent employment per store, New Jersey 20.44 and 21.03,
  // Pennsylvania 23.33 and 21.17; difference in differences 2.76 of unrounded means.
  std::string text = "store,wave,fte,nj\n";
  const double means[2][2] = {{23.33, 21.17}, {20.44, 21.03}};
  for (int i = 0; i < 40; ++i) {
    for (int wave = 0; wave < 2; ++wave) {
      const double around = (i / 2 % 5 - 2) * 1.5 + (i / 4 % 2 - 0.5) * wave;  // 0 on average in either state
      text += joined(static_cast<std::int64_t>(i), ",", static_cast<std::int64_t>(wave + 1), ",",
                     means[i % 2][wave] + around, ",", i % 2 == 1 ? "2" : "0", "\n");
    }
  }
  EffectPanelRequest request;
  request.unit = "store";
  request.time = "wave";
  request.outcome = "fte";
  request.first_treated = "nj";
  const EffectPanelResult result = value_of(run<EffectPanel>(read_table(text), request));
  REQUIRE(result.means.size() == 3);
  REQUIRE(result.means[0].before == Approx(20.44));
  REQUIRE(result.means[0].after == Approx(21.03));
  REQUIRE(result.means[1].before == Approx(23.33));
  REQUIRE(result.means[1].after == Approx(21.17));
  REQUIRE(result.means[2].change == Approx(2.75));
  REQUIRE(result.means[2].change == Approx(2.76).margin(0.02));
  for (const Estimate& e : result.estimates) {
    REQUIRE(e.estimate == Approx(2.75));
  }
  REQUIRE(result.two_way.value().estimate == Approx(2.75));
  REQUIRE(result.two_way.value().negative_weight == 0);
}

namespace {

struct Simulated {
  table::Table table;
  double truth = 0;  // average over treated unit-periods
};

// Units with their own level and a common path; groups first treated in 4 and 6 of 8 periods, and never.
Simulated simulated(std::uint64_t replicate, int units, double drift) {
  random::Stream stream(20, replicate);
  Simulated result;
  std::string text = "id,t,y,first\n";
  double effects = 0, cells = 0;
  for (int i = 0; i < units; ++i) {
    const int group = i % 3 == 0 ? 0 : i % 3 == 1 ? 4 : 6;
    const double level = 10 * random::normal(stream);
    for (int t = 1; t <= 8; ++t) {
      const double effect = group > 0 && t >= group ? 1.0 + 0.5 * (t - group) : 0;
      effects += effect;
      cells += effect > 0 ? 1 : 0;
      const double y = level + std::sin(t) + effect + random::normal(stream) + (group > 0 ? drift * t : 0);
      text += joined(std::to_string(i), ",", std::to_string(t), ",", y, ",", std::to_string(group), "\n");
    }
  }
  result.truth = effects / cells;
  result.table = read_table(text);
  return result;
}

EffectPanelRequest simulated_request() {
  EffectPanelRequest request;
  request.unit = "id";
  request.time = "t";
  request.outcome = "y";
  request.first_treated = "first";
  request.bootstrap_draws = 300;
  return request;
}

}  // namespace

TEST_CASE("effect panel: intervals, bands and the test before treatment keep what they promise") {
  const int draws = 300;
  int covered = 0, band_covered = 0, rejected = 0, found = 0;
  for (int draw = 0; draw < draws; ++draw) {
    const Simulated data = simulated(static_cast<std::uint64_t>(draw), 150, 0);
    const EffectPanelResult result = value_of(run<EffectPanel>(data.table, simulated_request()));
    const Estimate& simple = estimate_named(result, "callaway_santanna_simple");
    covered += *simple.ci_low <= data.truth && data.truth <= *simple.ci_high ? 1 : 0;
    rejected += result.pretrends.at(0).p_value < 0.05 ? 1 : 0;
    band_covered += std::all_of(result.event_study.begin(), result.event_study.end(), [](const PanelAverage& point) {
      const double truth = point.event_time < 0 ? 0 : 1 + 0.5 * static_cast<double>(point.event_time);
      return *point.band_low <= truth && truth <= *point.band_high;
    });
    if (draw < 40) {
      found +=
          value_of(run<EffectPanel>(simulated(static_cast<std::uint64_t>(draw), 150, 0.6).table, simulated_request()))
                      .pretrends.at(0)
                      .p_value < 0.05
              ? 1
              : 0;
    }
  }
  REQUIRE(covered / static_cast<double>(draws) == Approx(0.95).margin(0.04));
  REQUIRE(band_covered / static_cast<double>(draws) == Approx(0.95).margin(0.045));
  REQUIRE(rejected / static_cast<double>(draws) == Approx(0.06).margin(0.045));
  REQUIRE(found > 30);
}

TEST_CASE("effect panel: two-way fixed effects go wrong where effects grow, and say so") {
  const Simulated data = simulated(1, 3000, 0);  // read in more than one step
  const EffectPanelResult result = value_of(run<EffectPanel>(data.table, simulated_request()));
  REQUIRE(estimate_named(result, "callaway_santanna_simple").estimate == Approx(data.truth).margin(0.1));
  REQUIRE(std::abs(result.two_way.value().estimate - data.truth) > 0.1);
  REQUIRE(result.two_way.value().forbidden_weight > 0.05);
  REQUIRE(result.two_way.value().finding.starts_with("Do not use"));
  for (const Estimate& e : result.estimates) {
    REQUIRE(e.method != "twfe");
  }
}

TEST_CASE("effect panel: order of rows, level and unit of the outcome do not matter") {
  const table::Table table = read_table(file_content(data_folder + "panel_staggered.csv"));
  EffectPanelRequest request = staggered_request();
  request.covariates = {"size"};
  request.bootstrap_draws = 200;
  const EffectPanelResult result = value_of(run<EffectPanel>(table, request));
  table::Table other = table;
  for (table::Column& column : other.columns) {
    std::reverse(column.numbers.begin(), column.numbers.end());
    std::reverse(column.codes.begin(), column.codes.end());
    if (column.name == "sales") {
      for (double& y : column.numbers) {
        y = 1e7 - 3 * y;
      }
    } else if (column.name == "size") {
      for (double& x : column.numbers) {
        x = 5 + 100 * x;
      }
    }
  }
  const EffectPanelResult turned = value_of(run<EffectPanel>(other, request));
  for (std::size_t k = 0; k < result.group_time.size(); ++k) {
    REQUIRE(turned.group_time[k].estimate == Approx(-3 * result.group_time[k].estimate).epsilon(1e-7));
    REQUIRE(turned.group_time[k].se.value() == Approx(3 * result.group_time[k].se.value()).epsilon(1e-7));
  }
  REQUIRE(turned.pretrends[0].p_value == Approx(result.pretrends[0].p_value).epsilon(1e-6));
  // The same seed, the same bands.
  REQUIRE(value_of(run<EffectPanel>(table, request)).event_study[2].band_low.value() ==
          result.event_study[2].band_low.value());
  request.seed = 2;
  REQUIRE(value_of(run<EffectPanel>(table, request)).event_study[2].band_low.value() !=
          result.event_study[2].band_low.value());
}

TEST_CASE("effect panel: either column says when treatment began") {
  const table::Table table = read_table(file_content(data_folder + "panel_staggered.csv"));
  EffectPanelRequest request = staggered_request();
  const EffectPanelResult by_time = value_of(run<EffectPanel>(table, request));
  request.first_treated.clear();
  request.treated = "treated";
  const EffectPanelResult by_mark = value_of(run<EffectPanel>(table, request));
  REQUIRE(by_time.estimates[0].estimate == by_mark.estimates[0].estimate);
  REQUIRE(by_time.estimates[0].se.value() == by_mark.estimates[0].se.value());
  const auto stays = [](const EffectPanelResult& result) {
    return std::find_if(result.assumptions.begin(), result.assumptions.end(),
                        [](const Assumption& a) { return a.title == "Treatment stays"; })
        ->standing;
  };
  REQUIRE(stays(by_time) == Standing::unchecked);
  REQUIRE(stays(by_mark) == Standing::fine);
}

namespace {

EffectPanelRequest plain(const char* column = "on") {
  EffectPanelRequest request;
  request.unit = "u";
  request.time = "t";
  request.outcome = "y";
  (std::string(column) == "on" ? request.treated : request.first_treated) = column;
  return request;
}

Outcome<EffectPanelResult> of(const std::string& text, const EffectPanelRequest& request) {
  return run<EffectPanel>(read_table(text), request);
}

}  // namespace

TEST_CASE("effect panel: what is odd in a file is said") {
  // c lacks a period, d goes back, e has a row twice, f is treated throughout.
  const std::string text =
      "u,t,y,on\na,1,1,0\na,2,2,0\na,3,2,0\nb,1,5,0\nb,2,7,1\nb,3,8,1\nc,1,4,0\nc,2,4,0\nd,1,3,0\nd,2,6,1\nd,3,4,0\n"
      "e,1,2,0\ne,2,4,0\ne,2,2,0\ne,3,4,0\nf,1,2,1\nf,2,2,1\nf,3,2,1\ng,1,,0\ng,2,1,0\n";
  const auto outcome = of(text, plain());
  INFO(described(outcome.issues));
  REQUIRE(outcome);
  REQUIRE(says(outcome.issues, Severity::warning, Code::missing_values, "unit"));
  REQUIRE(says(outcome.issues, Severity::warning, Code::duplicate_units, "unit"));
  REQUIRE(says(outcome.issues, Severity::warning, Code::crossed_units, "treated"));
  REQUIRE(outcome->units_total == 7);
  REQUIRE(outcome->units_used == 4);
  REQUIRE(outcome->rows_used == 13);
  std::int64_t left_out = 0;
  for (const LeftOut& one : outcome->left_out) {
    left_out += one.count;
  }
  REQUIRE(left_out + outcome->rows_used == outcome->rows_total);
  // Averaged: e is at 3 in period 2. Treated b +2.5 and d +2, then -; controls a and e.
  REQUIRE(outcome->means[1].before == Approx(1.5));
  REQUIRE(outcome->means[1].after == Approx((2 + 2 + 3 + 4) / 4.0));
  EffectPanelRequest sums = plain();
  sums.unit_rows = RowsOfPeriod::sum;
  REQUIRE(of(text, sums)->means[1].after == Approx((2 + 2 + 6 + 4) / 4.0));
  // A time of first treatment after the last period, and one between periods.
  const auto late =
      of("u,t,y,g\na,1,1,99\na,3,2,99\na,5,4,99\nb,1,1,4\nb,3,2,4\nb,5,4,4\nc,1,1,4\nc,3,4,4\nc,5,6,4\nd,1,2,0\nd,3,5,"
         "0\nd,"
         "5,1,0\n",
         plain("g"));
  REQUIRE(late);
  REQUIRE(late->units_never == 2);
  REQUIRE(late->groups[0].group == "5");
}

TEST_CASE("effect panel: times that are not equally far apart are pointed out") {
  const auto doubts = [](const std::vector<std::string>& times) {
    std::string text = "u,t,y,on\n";
    for (int unit = 0; unit < 6; ++unit) {
      for (std::size_t t = 0; t < times.size(); ++t) {
        text += joined("u", std::to_string(unit), ",", times[t], ",",
                       (unit * 7 + 3 * static_cast<double>(t * t)) / (unit + 1), ",",
                       unit < 3 && t + 1 == times.size() ? "1" : "0", "\n");
      }
    }
    const EffectPanelResult result = value_of(of(text, plain()));
    return std::any_of(result.assumptions.begin(), result.assumptions.end(),
                       [](const Assumption& a) { return a.title == "Periods of one length"; });
  };
  REQUIRE_FALSE(doubts({"2019", "2020", "2021"}));
  REQUIRE(doubts({"2019", "2020", "2022"}));
  REQUIRE_FALSE(doubts({"202411", "202412", "202501"}));
  REQUIRE(doubts({"202410", "202412", "202501"}));
  REQUIRE_FALSE(doubts({"2024-W51", "2024-W52", "2025-W01"}));
}

TEST_CASE("effect panel: who can not be compared gets no interval") {
  const auto one = of("u,t,y,on\na,1,1,0\na,2,2,0\nb,1,5,0\nb,2,7,1\nc,1,4,0\nc,2,4,0\n", plain());
  REQUIRE(one);
  REQUIRE(says(one.issues, Severity::warning, Code::arm_too_small, "unit"));
  REQUIRE(one->estimates[0].estimate == Approx(2 - 0.5));
  for (const Estimate& e : one->estimates) {
    REQUIRE_FALSE(e.se);
  }
  REQUIRE_FALSE(one->event_study[0].se);
  // All regions of treated units are one region.
  EffectPanelRequest request = plain();
  request.cluster = "r";
  const auto clustered = of(
      "u,t,y,on,r\na,1,1,0,x\na,2,2,0,x\nb,1,5,0,y\nb,2,7,1,y\nc,1,4,0,x\nc,2,4,0,x\nd,1,4,0,y\nd,2,9,1,y\n", request);
  REQUIRE(says(clustered.issues, Severity::warning, Code::arm_too_small, "cluster"));
}

TEST_CASE("effect panel: what can not be answered is said on its field") {
  const std::string good =
      "u,t,y,on,x,g\na,1,1,0,1,0\na,2,2,0,1,0\nb,1,5,0,2,2\nb,2,7,1,2,2\nc,1,4,0,1,0\nc,2,4,0,1,0\n";
  EffectPanelRequest request = plain();
  request.treated.clear();
  require_error(of(good, request), Code::required, "first_treated");
  request = plain();
  request.first_treated = "g";
  require_error(of(good, request), Code::conflict, "treated");
  request = plain();
  request.outcome = "t";
  require_error(of(good, request), Code::conflict, "outcome");
  request = plain();
  request.unit = "nobody";
  require_error(of(good, request), Code::unknown_column, "unit");
  request = plain();
  request.unit.clear();
  require_error(of(good, request), Code::required, "unit");
  request = plain();
  request.outcome = "u";
  request.unit = "g";
  require_error(of(good, request), Code::not_numeric, "outcome");
  request = plain();
  request.treated = "x";
  require_error(of(good, request), Code::out_of_range, "treated");
  request = plain();
  request.covariates = {"x", "x"};
  require_error(of(good, request), Code::conflict, "covariates[1]");
  request = plain("g");
  request.covariates = {"on"};  // moved by treatment, 0 for all before it
  REQUIRE(says(of(good, request).issues, Severity::warning, Code::dropped_column, "covariates"));

  require_error(of("u,t,y,on\na,1,1,0\na,2,2,0\nb,1,3,0\nb,2,1,0\n", plain()), Code::one_arm, "treated");
  require_error(of("u,t,y,on\na,1,1,0\na,2,2,1\nb,1,3,0\nb,2,1,1\n", plain()), Code::one_arm, "treated");
  require_error(of("u,t,y,on\na,1,1,1\na,2,2,1\nb,1,3,1\nb,2,1,1\n", plain()), Code::one_arm, "treated");
  require_error(of("u,t,y,on\na,1,1,0\nb,1,3,1\n", plain()), Code::constant, "time");
  require_error(of("u,t,y,on\na,1,1,0\nb,2,3,1\nc,1,2,0\n", plain()), Code::no_rows, "unit");
  require_error(of("u,t,y,on\na,1,3,0\na,2,3,0\nb,1,5,0\nb,2,5,1\n", plain()), Code::constant, "outcome");
  require_error(of("u,t,y,on\na,Jan,1,0\na,March,2,0\nb,Jan,3,0\nb,March,1,1\n", plain()), Code::not_numeric, "time");
  require_error(of("u,t,y,on\na,1,1e95,0\na,2,2,0\nb,1,3,0\nb,2,1,1\n", plain()), Code::too_large, "outcome");
  require_error(of("u,t,y,g\na,2024-01,1,\na,2024-02,2,\nb,2024-01,3,soon\nb,2024-02,1,soon\n", plain("g")),
                Code::conflict, "first_treated");
  require_error(of("u,t,y,g\na,2024-01,1,\na,2024-02,2,\nb,2024-01,3,2024\nb,2024-02,1,2024\n", plain("g")),
                Code::conflict, "first_treated");
  request = plain();
  request.control_group = ControlGroup::never;
  require_error(of("u,t,y,on\na,1,1,0\na,2,2,1\na,3,4,1\nb,1,3,0\nb,2,1,0\nb,3,4,1\n", request), Code::no_solution,
                "control_group");
  request = plain();
  request.cluster = "r";
  require_error(of("u,t,y,on,r\na,1,1,0,p\na,2,2,0,q\nb,1,3,0,p\nb,2,1,1,p\n", request), Code::crossed_units,
                "cluster");
  // Two times of first treatment: the unit is left out.
  const auto torn =
      of("u,t,y,g\na,1,1,0\na,2,2,0\nb,1,3,2\nb,2,1,0\nc,1,3,2\nc,2,1,2\nd,1,3,2\nd,2,2,2\ne,1,2,0\ne,2,2,0\n",
         plain("g"));
  REQUIRE(torn);
  REQUIRE(torn->left_out.at(0).count == 2);
  std::string many = "u,t,y,on\n";
  for (int t = 0; t < 250; ++t) {
    many += joined("a,", static_cast<std::int64_t>(t), ",1,0\n");
  }
  require_error(of(many, plain()), Code::too_many_levels, "time");
}
