// SPDX-License-Identifier: Apache-2.0
// effect_outcome, effect_quantiles and effect_bayesian: the three that look at an outcome's shape.
#include <algorithm>
#include <cmath>
#include <random>

#include "../golden.hpp"
#include "../reference.hpp"
#include "analyze/effect_bayesian.hpp"
#include "analyze/effect_outcome.hpp"
#include "analyze/effect_quantiles.hpp"
#include "base/read.hpp"
#include "base/write.hpp"
#include "running.hpp"

using namespace sutva;
using namespace sutva::analyze;
using namespace sutva::tests;

namespace {

const Estimate& estimate_in(const std::vector<Estimate>& all, const std::string& method,
                            const std::string& quantity = "") {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Estimate& e) {
    return e.method == method && (quantity.empty() || e.quantity == quantity);
  });
  INFO("method " << method << " of " << quantity);
  REQUIRE(found != all.end());
  return *found;
}

double part(const Estimate& e, const std::string& name) {
  INFO(e.label << ": " << name);
  return name == "estimate" ? e.estimate
         : name == "se"     ? e.se.value()
         : name == "df"     ? e.df.value()
         : name == "p"      ? e.p_value.value()
         : name == "low"    ? e.ci_low.value()
                            : e.ci_high.value();
}

std::pair<std::string, std::string> cut(const std::string& text) {
  const std::size_t at = text.find('_');
  return {text.substr(0, at), text.substr(at + 1)};
}

double quantity(const EffectOutcomeResult& r, const std::string& name) {
  const auto [first, rest] = cut(name);
  if (first == "control" || first == "treatment") {
    const ArmShape& arm = r.arms[first == "control" ? 0 : 1];
    return rest == "n"          ? static_cast<double>(arm.n)
           : rest == "mean"     ? arm.mean
           : rest == "sd"       ? arm.sd
           : rest == "skewness" ? arm.skewness
           : rest == "zeros"    ? arm.zero_share
           : rest == "median"   ? arm.median
                                : arm.top_share.value();
  }
  if (first == "welch") {
    return part(estimate_in(r.estimates, "welch"), rest);
  }
  if (name == "lift") {
    return estimate_in(r.estimates, "fieller").estimate;
  }
  if (name == "fieller_unbounded") {
    const Estimate& e = estimate_in(r.estimates, "fieller");
    return !e.ci_low && !e.ci_high && !e.note.empty() ? 1 : 0;
  }
  const std::size_t last = name.rfind('_');
  return part(estimate_in(r.estimates, name.substr(0, last), "Lift"), name.substr(last + 1));
}

double quantity(const EffectQuantilesResult& r, const std::string& name) {
  const auto [first, rest] = cut(name);
  if (first[0] == 'q') {
    const double share = std::stod(first.substr(1));
    const auto q = std::find_if(r.quantiles.begin(), r.quantiles.end(),
                                [&](const QuantileEffect& each) { return each.share == share; });
    REQUIRE(q != r.quantiles.end());
    if (rest == "se") {
      return estimate_in(r.estimates, "siddiqui",
                         "Difference of " + (share == 0.5 ? std::string("the median")
                                                          : "the " + text(share * 100) + "\u00a0% quantile"))
          .se.value();
    }
    return rest == "control"          ? q->control
           : rest == "treatment"      ? q->treatment
           : rest == "control_low"    ? q->control_ci_low.value()
           : rest == "control_high"   ? q->control_ci_high.value()
           : rest == "treatment_low"  ? q->treatment_ci_low.value()
           : rest == "treatment_high" ? q->treatment_ci_high.value()
           : rest == "low"            ? q->ci_low.value()
                                      : q->ci_high.value();
  }
  if (first.starts_with("cap")) {
    const double share = std::stod(first.substr(3)) / 1000;
    const auto cap =
        std::find_if(r.caps.begin(), r.caps.end(), [&](const CappedEffect& each) { return each.quantile == share; });
    REQUIRE(cap != r.caps.end());
    return rest == "cap"     ? cap->cap
           : rest == "above" ? cap->capped_share
                             : part(estimate_in(r.estimates, "welch_capped_" + first.substr(3)), rest);
  }
  if (first == "log1p") {
    return part(estimate_in(r.estimates, "welch_log1p"), rest);
  }
  return name == "superiority"      ? r.superiority
         : name == "superiority_se" ? estimate_in(r.estimates, "delong").se.value()
         : name == "mann_whitney_p" ? r.mann_whitney_p_value.value()
         : name == "shift"          ? r.shift
                                    : part(estimate_in(r.estimates, "hodges_lehmann"), cut(name).second);
}

double quantity(const EffectBayesianResult& r, const std::string& name) {
  const Posterior& p = r.posterior;
  return name == "mean"        ? p.mean
         : name == "sd"        ? p.sd
         : name == "low"       ? p.ci_low
         : name == "high"      ? p.ci_high
         : name == "beat"      ? p.chance_to_beat
         : name == "loss_ship" ? p.loss_ship
         : name == "loss_keep" ? p.loss_keep
         : name == "gain"      ? p.chance_gain
         : name == "same"      ? p.chance_same
                               : p.chance_loss;
}

template <class Operation>
typename Operation::Result run_row(const table::Table& table, const ReferenceRow& row) {
  Object request;
  for (const char* field : {"arm", "control", "treatment", "outcome", "unit"}) {
    request.set(field, Value(std::string(row.text(field))));
  }
  request.set("unit_rows", Value(std::string(row.text("how"))));
  for (const std::string& setting : split(row.text("settings"), ';')) {
    const std::vector<std::string> sides = split(setting, '=');
    if (sides.size() == 2) {
      char* end = nullptr;
      const double number = std::strtod(sides[1].c_str(), &end);
      request.set(sides[0], *end == '\0' ? Value(number) : Value(sides[1]));
    }
  }
  return value_of(run<Operation>(table, value_of(read<typename Operation::Request>(Value(std::move(request))))));
}

// All rows of one operation; a result is asked for once for neighbouring rows.
template <class Operation>
int agree(const std::string& operation, double tolerance) {
  std::string at;
  std::optional<typename Operation::Result> result;
  int checked = 0;
  for (const ReferenceRow& row : reference("effect_shape")) {
    if (row.text("operation") != operation) {
      continue;
    }
    INFO(row.described());
    std::string key;
    for (const char* field : {"file", "arm", "control", "outcome", "how", "settings"}) {
      key += row.text(field) + ",";
    }
    if (key != at) {
      result = run_row<Operation>(read_table(file_content(row.text("file"))), row);
      at = key;
    }
    const double expected = row.number("value"), actual = quantity(*result, row.text("quantity"));
    REQUIRE(std::abs(actual - expected) <= tolerance * (std::abs(expected) + 1e-6));
    ++checked;
  }
  return checked;
}

TwoArmsRequest columns(std::string arm, std::string outcome) {
  TwoArmsRequest request;
  request.arm = std::move(arm);
  request.outcome = std::move(outcome);
  return request;
}

std::string made_up(std::uint64_t seed, int rows, double (*outcome)(double, bool)) {
  std::mt19937_64 random(seed);
  std::string all = "arm,y\n";
  for (int i = 0; i < rows; ++i) {
    const bool treated = random() % 2 == 0;
    const double u = static_cast<double>(random() >> 11U) * 0x1p-53;
    all += (treated ? "treatment," : "control,") + text(outcome(u, treated)) + "\n";
  }
  return all;
}

template <class Result>
void require_finite(const Result& result) {
  for (const auto& [name, number] : numbers_of(write(result))) {
    INFO(name);
    REQUIRE(std::isfinite(number));
  }
}

}  // namespace

TEST_CASE("Outcome, quantiles and posteriors agree with R", "[shape]") {
  REQUIRE(agree<EffectOutcome>("outcome", 1e-9) > 150);
  REQUIRE(agree<EffectQuantiles>("quantiles", 1e-8) > 400);
  REQUIRE(agree<EffectBayesian>("bayesian", 1e-7) > 150);
}

TEST_CASE("The order of rows and the names of arms do not matter", "[shape]") {
  const auto make = [](double u, bool treated) { return std::round(-1e4 * std::log1p(-u)) / 100 + (treated ? 8 : 0); };
  const std::string text = made_up(3, 700, make);
  std::vector<std::string> lines = split(text, '\n');
  std::reverse(lines.begin() + 1, lines.end());
  std::string reversed = "arm,y\n";
  for (std::size_t i = 1; i < lines.size(); ++i) {
    reversed += lines[i].empty() || lines[i] == "arm,y" ? "" : lines[i] + "\n";
  }
  EffectQuantilesRequest request;
  request.columns = columns("arm", "y");
  const auto one = value_of(run<EffectQuantiles>(read_table(text), request));
  const auto other = value_of(run<EffectQuantiles>(read_table(reversed), request));
  REQUIRE(one.shift == other.shift);
  REQUIRE(one.superiority == other.superiority);
  std::swap(request.columns.control, request.columns.treatment);
  request.columns.control = "treatment";
  request.columns.treatment = "control";
  const auto turned = value_of(run<EffectQuantiles>(read_table(text), request));
  REQUIRE(turned.shift == Approx(-one.shift).margin(1e-12));
  REQUIRE(turned.superiority == Approx(1 - one.superiority).epsilon(1e-12));
  for (std::size_t i = 0; i < one.quantiles.size(); ++i) {
    REQUIRE(turned.quantiles[i].difference == Approx(-one.quantiles[i].difference).margin(1e-12));
    // About 350 units in an arm are too few for an upper limit of the 99 % quantile.
    REQUIRE(one.quantiles[i].ci_high.has_value() == (one.quantiles[i].share < 0.99));
    REQUIRE(turned.quantiles[i].ci_low.has_value() == one.quantiles[i].ci_high.has_value());
    if (one.quantiles[i].ci_high) {
      REQUIRE(*turned.quantiles[i].ci_low == Approx(-*one.quantiles[i].ci_high).margin(1e-9));
    }
  }
  REQUIRE(estimate_in(one.estimates, "hodges_lehmann").ci_low ==
          -*estimate_in(turned.estimates, "hodges_lehmann").ci_high);
}

TEST_CASE("Yes and no are compared as proportions", "[shape]") {
  const table::Table table =
      read_table("arm,done\na,yes\na,no\na,no\na,no\na,yes\nb,yes\nb,yes\nb,yes\nb,no\nb,yes\nb,\n,yes\n");
  EffectOutcomeRequest request;
  request.columns = columns("arm", "done");
  request.columns.control = "a";
  request.columns.treatment = "b";
  const auto result = value_of(run<EffectOutcome>(table, request));
  REQUIRE(result.kind == OutcomeKind::yes_no);
  REQUIRE(result.recommended == "miettinen_nurminen");
  REQUIRE(result.tests.size() == 5);
  REQUIRE(result.arms[1].missing_outcome == 1);
  REQUIRE(result.bins.size() == 2);
  REQUIRE(result.bins[1].treatment == 4);
  REQUIRE(result.rows_total == 12);
  REQUIRE(result.rows_used == 10);
  REQUIRE(result.left_out.size() == 2);
  require_finite(result);
  EffectBayesianRequest bayesian;
  bayesian.columns = request.columns;
  const auto posterior = value_of(run<EffectBayesian>(table, bayesian));
  REQUIRE(posterior.is_beta);
  REQUIRE(posterior.posteriors.size() == 2);
  REQUIRE(posterior.posterior.chance_same == 0);
  bayesian.better = Better::lower;
  const auto lower = value_of(run<EffectBayesian>(table, bayesian));
  REQUIRE(lower.posterior.chance_to_beat == Approx(1 - posterior.posterior.chance_to_beat).margin(1e-10));
  REQUIRE(lower.posterior.loss_ship == posterior.posterior.loss_keep);
  EffectQuantilesRequest quantiles;
  quantiles.columns = request.columns;
  const auto outcome = run<EffectQuantiles>(table, quantiles);
  REQUIRE(says(outcome.issues, Severity::warning, Code::approximation, "outcome"));
  REQUIRE(outcome->caps.empty());
  require_finite(*outcome);
}

TEST_CASE("What can not be analysed is told on its field", "[shape]") {
  const auto fails = [](std::string_view csv, const TwoArmsRequest& request, Code code, std::string_view field) {
    const table::Table table = read_table(csv);
    require_error(run<EffectOutcome>(table, {request}), code, field);
    require_error(run<EffectQuantiles>(table, {request}), code, field);
    EffectBayesianRequest bayesian;
    bayesian.columns = request;
    require_error(run<EffectBayesian>(table, bayesian), code, field);
  };
  const TwoArmsRequest usual = columns("arm", "y");
  fails("arm,y\ncontrol,1\ncontrol,2\ntreatment,3\n", usual, Code::arm_too_small, "treatment");
  fails("arm,y\ncontrol,3\ncontrol,3\ntreatment,3\ntreatment,3\n", usual, Code::constant, "outcome");
  fails("arm,y\ncontrol,a\ncontrol,b\ntreatment,c\ntreatment,d\n", usual, Code::not_numeric, "outcome");
  fails("arm,y\ncontrol,1\ncontrol,2\ntreatment,1e99\ntreatment,3\n", usual, Code::too_large, "outcome");
  fails("arm,y\ncontrol,1\ncontrol,2\ntreatment,4\ntreatment,3\n", columns("arm", "arm"), Code::conflict, "outcome");
  fails("arm,y\ncontrol,1\ncontrol,2\ntreatment,4\ntreatment,3\n", columns("arm", "z"), Code::unknown_column,
        "outcome");
  fails("arm,y,z\ncontrol,,1\ncontrol,,2\ntreatment,,3\ntreatment,,4\n", usual, Code::arm_too_small, "control");
  EffectQuantilesRequest twice;
  twice.columns = usual;
  twice.quantiles = {0.5, 0.9, 0.5};
  require_error(run<EffectQuantiles>(read_table("arm,y\ncontrol,1\ncontrol,2\ntreatment,4\ntreatment,3\n"), twice),
                Code::conflict, "quantiles[2]");
}

TEST_CASE("Arms that do not vary, do not overlap or are negative have no NaN", "[shape]") {
  for (const char* csv : {"arm,y\ncontrol,1\ncontrol,1\ntreatment,3\ntreatment,3\n",
                          "arm,y\ncontrol,-1\ncontrol,-2\ntreatment,-4\ntreatment,5\n",
                          "arm,y\ncontrol,0\ncontrol,0\ntreatment,0\ntreatment,7\n",
                          "arm,y\ncontrol,1e-300\ncontrol,2e-300\ntreatment,1e80\ntreatment,2e80\n"}) {
    const table::Table table = read_table(csv);
    INFO(csv);
    const TwoArmsRequest request = columns("arm", "y");
    require_finite(value_of(run<EffectOutcome>(table, {request})));
    require_finite(value_of(run<EffectQuantiles>(table, {request})));
    EffectBayesianRequest bayesian;
    bayesian.columns = request;
    bayesian.prior = DifferencePrior::normal;
    bayesian.practical = 1;
    const auto posterior = run<EffectBayesian>(table, bayesian);
    if (posterior) {
      require_finite(*posterior);
    } else {
      REQUIRE(says(posterior.issues, Severity::error, Code::constant, "outcome"));
    }
  }
}

TEST_CASE("A unit's rows count once unless they are kept apart", "[shape]") {
  const table::Table table = read_table(
      "id,arm,y\n1,control,1\n1,control,2\n2,control,5\n3,treatment,4\n3,treatment,4\n4,treatment,1\n5,control,2\n");
  EffectOutcomeRequest request;
  request.columns = columns("arm", "y");
  request.columns.unit = "id";
  const auto status = [&] {
    const auto result = value_of(run<EffectOutcome>(table, request));
    const auto found =
        std::find_if(result.checks.begin(), result.checks.end(), [](const Check& c) { return c.name == "duplicates"; });
    REQUIRE(found != result.checks.end());
    return std::pair{result.arms[0].n, found->status};
  };
  REQUIRE(status() == std::pair{std::int64_t{3}, CheckStatus::pass});
  request.columns.unit_rows = RowsOfUnit::separate;
  REQUIRE(status() == std::pair{std::int64_t{4}, CheckStatus::fail});
}

TEST_CASE("Intervals of quantile effects cover and beta posteriors are calibrated", "[shape]") {
  int median = 0, density = 0, lift = 0, capped = 0;
  const int draws = 300;
  for (int i = 0; i < draws; ++i) {
    // Exponential, twice as large in treatment.
    const std::string csv = made_up(static_cast<std::uint64_t>(100 + i), 300,
                                    [](double u, bool treated) { return -(treated ? 2 : 1) * std::log1p(-u); });
    const table::Table table = read_table(csv);
    EffectQuantilesRequest request;
    request.columns = columns("arm", "y");
    request.columns.confidence = 0.9;
    request.quantiles = {0.5};
    const auto r = value_of(run<EffectQuantiles>(table, request));
    const double truth = std::log(2);
    const auto covers = [](const Estimate& e, double value) { return *e.ci_low <= value && value <= *e.ci_high; };
    median += covers(estimate_in(r.estimates, "order_statistics"), truth);
    density += covers(estimate_in(r.estimates, "siddiqui"), truth);
    capped += covers(estimate_in(r.estimates, "welch"), 1);
    const auto outcome = value_of(run<EffectOutcome>(table, {request.columns}));
    lift += covers(estimate_in(outcome.estimates, "fieller"), 1);
  }
  INFO(median << " " << density << " " << capped << " " << lift);
  for (const int count : {median, density, capped, lift}) {
    REQUIRE(count / 300.0 == Approx(0.91).margin(0.055));
  }
  // Shares drawn from the prior: the 90 % posterior interval holds the difference nine times in ten.
  std::mt19937_64 random(8);
  const auto uniform = [&] { return static_cast<double>(random() >> 11U) * 0x1p-53; };
  int held = 0;
  for (int i = 0; i < 100; ++i) {
    const double pc = uniform(), pt = uniform();
    std::string csv = "arm,y\ncontrol,0\ncontrol,1\ntreatment,0\ntreatment,1\n";
    for (int k = 0; k < 40; ++k) {
      csv += uniform() < pc ? "control,1\n" : "control,0\n";
      csv += uniform() < pt ? "treatment,1\n" : "treatment,0\n";
    }
    EffectBayesianRequest request;
    request.columns = columns("arm", "y");
    request.columns.confidence = 0.9;
    request.prior_successes = request.prior_failures = 0.01;  // with the two rows above: uniform
    const Posterior p = value_of(run<EffectBayesian>(read_table(csv), request)).posterior;
    held += p.ci_low <= pt - pc && pt - pc <= p.ci_high;
  }
  REQUIRE(held / 100.0 == Approx(0.9).margin(0.09));
}
