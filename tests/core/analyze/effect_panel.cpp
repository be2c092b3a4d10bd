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
  add("covariates", ControlGroup::not_yet, BasePeriod::varying).covariates = {"size", "online"};
  add("covariates_never", ControlGroup::never, BasePeriod::universal).covariates = {"size", "online"};
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
