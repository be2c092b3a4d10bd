// SPDX-License-Identifier: Apache-2.0
// Every analysis of a randomised file lists the same checks, and a broken file fails them in all of them.
#include "analyze/checks.hpp"

#include <algorithm>
#include <functional>

#include "analyze/effect_arms.hpp"
#include "analyze/effect_bayesian.hpp"
#include "analyze/effect_compliance.hpp"
#include "analyze/effect_methods.hpp"
#include "analyze/effect_outcome.hpp"
#include "analyze/effect_quantiles.hpp"
#include "analyze/effect_resampled.hpp"
#include "analyze/effect_segments.hpp"
#include "analyze/effect_sequential.hpp"
#include "running.hpp"

using namespace sutva;
using namespace sutva::analyze;
using namespace sutva::tests;

namespace {

// What is asked of every analysis.
struct Asked {
  std::string unit;
  RowsOfUnit unit_rows = RowsOfUnit::separate;
  double share = 0.5;
};

template <class Operation>
std::vector<Check> checks_by(const table::Table& table, typename Operation::Request request) {
  return value_of(run<Operation>(table, request)).checks;
}

template <class Operation>
std::vector<Check> of_columns(const table::Table& table, const Asked& asked) {
  typename Operation::Request request;
  request.columns.arm = "arm";
  request.columns.outcome = "y";
  request.columns.unit = asked.unit;
  request.columns.unit_rows = asked.unit_rows;
  request.columns.expected_treatment_share = asked.share;
  return checks_by<Operation>(table, request);
}

template <class Request>
Request flat(const Asked& asked) {
  Request request;
  request.arm = "arm";
  request.outcome = "y";
  request.unit = asked.unit;
  request.unit_rows = asked.unit_rows;
  request.expected_treatment_share = asked.share;
  return request;
}

std::vector<Check> by_resampling(const table::Table& table, const Asked& asked) {
  EffectResampledRequest request = flat<EffectResampledRequest>(asked);
  request.replicates = 200;
  Outcome<EffectResampled> operation = EffectResampled::prepare(table, request);
  REQUIRE(operation);
  while (operation->step()) {
  }
  const ReplicatesToRun all = value_of(operation->ready());
  return value_of(operation->finish({operation->run(0, all.replicates)})).checks;
}

std::vector<Check> by_arms(const table::Table& table, const Asked& asked) {
  EffectArmsRequest request;
  request.arm = "arm";
  request.outcomes = {"y"};
  request.unit = asked.unit;
  request.unit_rows = asked.unit_rows;
  request.expected_shares = {1 - asked.share, asked.share};
  return checks_by<EffectArms>(table, request);
}

EffectSegmentsRequest by_kind(const Asked& asked) {
  EffectSegmentsRequest request = flat<EffectSegmentsRequest>(asked);
  request.segments = {"kind"};
  return request;
}

EffectComplianceRequest of_takers(const Asked& asked) {
  EffectComplianceRequest request = flat<EffectComplianceRequest>(asked);
  request.received = "took";
  return request;
}

struct Analysis {
  std::string name;
  std::function<std::vector<Check>(const table::Table&, const Asked&)> checks;
};

const std::vector<Analysis> analyses{
    {"csv-effect", [](const table::Table& table,
                      const Asked& asked) { return checks_by<CsvEffect>(table, flat<CsvEffectRequest>(asked)); }},
    {"effect-methods",
     [](const table::Table& table, const Asked& asked) {
       return checks_by<EffectMethods>(table, {flat<CsvEffectRequest>(asked)});
     }},
    {"effect-outcome", of_columns<EffectOutcome>},
    {"effect-quantiles", of_columns<EffectQuantiles>},
    {"effect-bayesian", of_columns<EffectBayesian>},
    {"effect-sequential", of_columns<EffectSequential>},
    {"effect-resampled", by_resampling},
    {"effect-arms", by_arms},
    {"effect-segments",
     [](const table::Table& table, const Asked& asked) { return checks_by<EffectSegments>(table, by_kind(asked)); }},
    {"effect-compliance", [](const table::Table& table, const Asked& asked) {
       return checks_by<EffectCompliance>(table, of_takers(asked));
     }}};

const Check* find(const std::vector<Check>& checks, std::string_view name) {
  const auto found = std::find_if(checks.begin(), checks.end(), [&](const Check& c) { return c.name == name; });
  return found == checks.end() ? nullptr : &*found;
}

const std::string header = "id,arm,y,kind,took\n";

// So many units of each arm; every `gap`-th treated one lacks its outcome.
std::string units(int control, int treatment, int gap = 0) {
  std::string text;
  for (int i = 0; i < control + treatment; ++i) {
    const bool treated = i >= control;
    const bool lacks = gap > 0 && treated && i % gap == 0;
    text += joined(std::to_string(i), treated ? ",treatment," : ",control,",
                   lacks ? std::string() : std::to_string((i * 7919) % 1009), ",", i % 3 == 0 ? "a" : "b", ",",
                   treated && i % 5 != 0 ? 1 : 0, "\n");
  }
  return text;
}

}  // namespace

TEST_CASE("A broken sample ratio fails in every analysis, and the planned share can be said") {
  const table::Table even = read_table(header + units(1000, 1000)), odd = read_table(header + units(1000, 700));
  for (const Analysis& analysis : analyses) {
    INFO(analysis.name);
    const std::vector<Check> fine = analysis.checks(even, {}), broken = analysis.checks(odd, {});
    REQUIRE(fine.size() >= 2);
    REQUIRE(fine.front().name == "sample_ratio");
    REQUIRE(broken.front().status == CheckStatus::fail);
    // 300^2 / 1700 against chi-squared with one degree of freedom (scipy).
    REQUIRE(*broken.front().p_value == Approx(3.4368848235e-13).epsilon(1e-6));
    REQUIRE(analysis.checks(odd, {"", RowsOfUnit::separate, 7.0 / 17}).front().status == CheckStatus::pass);
    REQUIRE(find(fine, "missing_outcome"));
    for (const Check& check : fine) {
      INFO(check.name);
      REQUIRE(check.status == CheckStatus::pass);
      REQUIRE_FALSE(check.title.empty());
      REQUIRE_FALSE(check.detail.empty());
    }
  }
}

TEST_CASE("Outcomes that one arm lacks fail in every analysis") {
  const table::Table table = read_table(header + units(1000, 1000, 20));
  for (const Analysis& analysis : analyses) {
    INFO(analysis.name);
    const std::vector<Check> checks = analysis.checks(table, {});
    REQUIRE(find(checks, "missing_outcome")->status == CheckStatus::fail);
    REQUIRE(find(checks, "missing_outcome")->detail.find("50 in treatment") != std::string::npos);
    REQUIRE(find(checks, "sample_ratio")->status == CheckStatus::pass);  // of those assigned
  }
}

TEST_CASE("Units in two arms fail in every analysis, kept apart or put together") {
  std::string text = header + units(500, 500);
  for (int i = 0; i < 40; ++i) {
    text += joined(i, ",treatment,", i, ",a,1\n", 500 + i, ",control,", i, ",b,0\n");
  }
  const table::Table table = read_table(text);
  for (const Analysis& analysis : analyses) {
    INFO(analysis.name);
    for (const RowsOfUnit rows : {RowsOfUnit::separate, RowsOfUnit::sum}) {
      if (analysis.name == "effect-resampled" && rows == RowsOfUnit::separate) {
        continue;  // an error there: such a unit can not be drawn as a whole
      }
      const std::vector<Check> checks = analysis.checks(table, {"id", rows, 0.5});
      REQUIRE(find(checks, "crossed_units"));
      REQUIRE(find(checks, "crossed_units")->status == CheckStatus::fail);
      REQUIRE(find(checks, "crossed_units")->detail.find("80 values of id") != std::string::npos);
    }
    REQUIRE_FALSE(find(analysis.checks(table, {}), "crossed_units"));  // nothing is known of the unit
  }
}

TEST_CASE("Where every unit is in two arms there is an error, and no check") {
  std::string text = header;
  for (int i = 0; i < 20; ++i) {
    text += joined(i, ",control,", i, ",a,0\n", i, ",treatment,", i, ",b,1\n");
  }
  const table::Table table = read_table(text);
  const Asked asked{"id", RowsOfUnit::sum, 0.5};
  REQUIRE_FALSE(run<EffectSegments>(table, by_kind(asked)));
  REQUIRE_FALSE(run<EffectCompliance>(table, of_takers(asked)));
  EffectArmsRequest arms;
  arms.arm = "arm";
  arms.outcomes = {"y"};
  arms.unit = "id";
  arms.unit_rows = RowsOfUnit::sum;
  REQUIRE_FALSE(run<EffectArms>(table, arms));
}

TEST_CASE("Repeated units are said in every analysis, and fail where rows are taken for units") {
  std::string text = header + units(500, 500);
  for (int i = 0; i < 50; ++i) {
    text += joined(i, ",control,", i, ",a,0\n", 500 + i, ",treatment,", i, ",b,1\n");
  }
  const table::Table table = read_table(text);
  for (const Analysis& analysis : analyses) {
    INFO(analysis.name);
    const std::vector<Check> apart = analysis.checks(table, {"id", RowsOfUnit::separate, 0.5});
    const bool rows_for_units = analysis.name == "effect-outcome" || analysis.name == "effect-quantiles" ||
                                analysis.name == "effect-bayesian" || analysis.name == "effect-sequential";
    REQUIRE(find(apart, "duplicates")->status == (rows_for_units ? CheckStatus::fail : CheckStatus::warn));
    REQUIRE(find(apart, "duplicates")->detail.find("100 rows repeat a value of id (first: lines 1,002") == 0);
    REQUIRE(find(analysis.checks(table, {"id", RowsOfUnit::sum, 0.5}), "duplicates")->status == CheckStatus::pass);
  }
}

TEST_CASE("A heavy tail is said with the share of the top 0.1 % wherever means are compared") {
  std::string text = header;
  for (int i = 0; i < 2000; ++i) {
    text += joined(std::to_string(i), i % 2 == 0 ? ",control," : ",treatment,",
                   std::to_string(i < 2 ? 5000 : 1 + i % 3), ",a,", i % 2, "\n");
  }
  const table::Table table = read_table(text);
  for (const Analysis& analysis : analyses) {
    INFO(analysis.name);
    const std::vector<Check> checks = analysis.checks(table, {});
    REQUIRE(find(checks, "heavy_tail"));
    REQUIRE(find(checks, "heavy_tail")->status == CheckStatus::warn);
    REQUIRE(find(checks, "heavy_tail")->detail.find("The largest 2 of 2,000 units hold 71") == 0);
  }
}

TEST_CASE("Few clusters, and clusters in two arms, are checks of every clustered analysis") {
  const auto stores = [](int count, bool crossed) {
    std::string text = "arm,y,kind,took,store\n";
    for (int i = 0; i < 600; ++i) {
      const int store = i % count;
      const bool treated = crossed ? (i / count) % 2 == 0 : store % 2 == 0;
      text += joined(treated ? "treatment" : "control", ",", (i * 7919) % 101 + store, ",", i % 7 < 3 ? "a" : "b", ",",
                     treated ? 1 : 0, ",s", store, "\n");
    }
    return read_table(text);
  };
  const auto checks_of_all = [](const table::Table& table) {
    CsvEffectRequest plain = request_for("arm", "y");
    plain.cluster = "store";
    EffectSegmentsRequest by_segment = by_kind({});
    by_segment.cluster = "store";
    EffectComplianceRequest compliance = of_takers({});
    compliance.cluster = "store";
    EffectArmsRequest arms;
    arms.arm = "arm";
    arms.outcomes = {"y"};
    arms.cluster = "store";
    return std::vector{checks_by<CsvEffect>(table, plain), checks_by<EffectMethods>(table, {plain}),
                       checks_by<EffectSegments>(table, by_segment), checks_by<EffectCompliance>(table, compliance),
                       checks_by<EffectArms>(table, arms)};
  };
  for (const std::vector<Check>& checks : checks_of_all(stores(8, false))) {
    REQUIRE(find(checks, "clusters")->status == CheckStatus::fail);
    REQUIRE(find(checks, "sample_ratio")->detail.find("Clusters: 4 in control") == 0);
  }
  for (const std::vector<Check>& checks : checks_of_all(stores(20, false))) {
    REQUIRE(find(checks, "clusters")->status == CheckStatus::warn);
  }
  for (const std::vector<Check>& checks : checks_of_all(stores(60, true))) {
    REQUIRE(find(checks, "clusters")->status == CheckStatus::pass);
    REQUIRE(find(checks, "crossed_clusters")->status == CheckStatus::fail);
  }
}

TEST_CASE("Covariates that differ between the arms are said wherever covariates are taken") {
  std::string text = "arm,y,kind,took,x,z\n";
  for (int i = 0; i < 600; ++i) {
    const int treated = i % 2;
    text += joined(treated == 1 ? "treatment" : "control", ",", (i * 7919) % 101, ",", i % 3 == 0 ? "a" : "b", ",",
                   treated, ",", (i * 31) % 97, ",", (i * 31) % 97 + 40 * treated, "\n");
  }
  const table::Table table = read_table(text);
  for (const std::string& name : {std::string("x"), std::string("z")}) {
    INFO(name);
    CsvEffectRequest plain = request_for("arm", "y", {name});
    EffectSegmentsRequest by_segment = by_kind({});
    by_segment.covariates = {name};
    EffectComplianceRequest compliance = of_takers({});
    compliance.covariates = {name};
    EffectSequentialRequest sequential;
    sequential.columns.arm = "arm";
    sequential.columns.outcome = "y";
    sequential.covariates = {name};
    EffectArmsRequest arms;
    arms.arm = "arm";
    arms.outcomes = {"y"};
    arms.covariates = {name};
    const double p = *find(checks_by<CsvEffect>(table, plain), "balance")->p_value;
    for (const std::vector<Check>& checks :
         {checks_by<EffectMethods>(table, {plain}), checks_by<EffectSegments>(table, by_segment),
          checks_by<EffectCompliance>(table, compliance), checks_by<EffectSequential>(table, sequential),
          checks_by<EffectArms>(table, arms)}) {
      REQUIRE(find(checks, "balance")->status == (name == "x" ? CheckStatus::pass : CheckStatus::warn));
      REQUIRE(*find(checks, "balance")->p_value == Approx(p).epsilon(1e-9));
    }
  }
}

TEST_CASE("The share in treatment of each segment is a check of its own") {
  std::string text = header + units(600, 600);
  for (int i = 0; i < 120; ++i) {
    text += joined(std::to_string(9000 + i), i % 2 == 0 ? ",control," : ",treatment,", i,
                   i % 2 == 0 ? ",late" : ",never", ",0\n");
  }
  const std::vector<Check> checks = checks_by<EffectSegments>(read_table(text), by_kind({}));
  REQUIRE(find(checks, "sample_ratio")->status == CheckStatus::pass);
  REQUIRE(checks[1].name == "segment_ratio");
  REQUIRE(checks[1].status == CheckStatus::fail);
  const std::vector<Check> fine = checks_by<EffectSegments>(read_table(header + units(600, 600)), by_kind({}));
  REQUIRE(fine[1].status == CheckStatus::pass);
}

TEST_CASE("With several arms and outcomes each arm has its name, and only findings of further outcomes are listed") {
  std::string text = "arm,y,z\n";
  const char* const arms[] = {"base", "one", "two"};
  for (int i = 0; i < 1500; ++i) {
    text += joined(arms[i % 3], ",", (i * 7919) % 101, ",",
                   i % 3 == 2 && i % 4 == 0 ? std::string() : joined((i * 31) % 17), "\n");
  }
  EffectArmsRequest request;
  request.arm = "arm";
  request.control = "base";
  request.outcomes = {"y", "z"};
  const std::vector<Check> checks = checks_by<EffectArms>(read_table(text), request);
  REQUIRE(checks[0].detail.find("500 in “base”") != std::string::npos);
  REQUIRE(std::count_if(checks.begin(), checks.end(), [](const Check& c) { return c.name == "missing_outcome"; }) == 2);
  REQUIRE(checks[1].status == CheckStatus::pass);
  REQUIRE(checks[2].status == CheckStatus::fail);
  REQUIRE(checks[2].detail.find("z: ") == 0);
  REQUIRE(checks[2].detail.find("125 in “two”") != std::string::npos);
  request.expected_shares = {0.5, 0.25, 0.25};
  REQUIRE(checks_by<EffectArms>(read_table(text), request)[0].status == CheckStatus::fail);
}
