// SPDX-License-Identifier: Apache-2.0
#include "analyze/checks.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "analyze/sample_ratio.hpp"
#include "base/text.hpp"
#include "stats/distributions.hpp"

namespace sutva::analyze {
namespace {

// A share as a reader wants it: 50 %, 49.7 %, 0.04 %.
std::string percent(double share) {
  const double percents = share * 100;
  const double step = std::abs(percents) >= 10 ? 0.1 : 0.01;
  return joined(std::round(percents / step) * step == 0 ? 0.0 : std::round(percents / step) / std::round(1 / step),
                " %");
}

std::string lines(const std::vector<std::int64_t>& rows, const table::Table& table) {
  std::string all = rows.size() == 1 ? "line " : "lines ";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    all += joined(i == 0 ? "" : ", ", text(table.line_of(rows[i])));
  }
  return all;
}

}  // namespace

CheckStatus status_of(double p_value) {
  constexpr double red = 0.001, amber = 0.01;
  return p_value < red ? CheckStatus::fail : p_value < amber ? CheckStatus::warn : CheckStatus::pass;
}

Check sample_ratio_check(std::int64_t rows_control, std::int64_t rows_treatment, double expected_treatment_share) {
  const auto ratio = sample_ratio({rows_control, rows_treatment, expected_treatment_share});
  return {"sample_ratio", ratio->status, ratio->finding,
          joined(text(rows_control), " in control and ", text(rows_treatment), " in treatment (",
                 percent(ratio->treatment_share), " in treatment, ", percent(expected_treatment_share), " planned)."),
          ratio->p_value};
}

Check missing_outcome_check(const ArmSummary& control, const ArmSummary& treatment, std::string_view outcome) {
  const auto mc = static_cast<double>(control.missing_outcome);
  const auto mt = static_cast<double>(treatment.missing_outcome);
  const auto nc = static_cast<double>(control.rows);
  const auto nt = static_cast<double>(treatment.rows);
  if (mc + mt == 0) {
    return {"missing_outcome", CheckStatus::pass, "No outcome is missing",
            joined("Every row of both arms has a value of ", outcome, "."), std::nullopt};
  }
  const double p = (mc + mt) / (nc + nt);
  const double difference = mt / nt - mc / nc;
  const double p_value = stats::chi_squared_sf(difference * difference / (p * (1 - p) * (1 / nc + 1 / nt)), 1);
  const CheckStatus status = status_of(p_value);
  return {"missing_outcome", status,
          status == CheckStatus::pass ? "Outcomes are missing about equally often in both arms"
                                      : "One arm lacks its outcome more often: those who are left may differ",
          joined(text(control.missing_outcome), " missing in control (", percent(mc / nc), "), ",
                 text(treatment.missing_outcome), " in treatment (", percent(mt / nt), ")."),
          p_value};
}

std::vector<Check> unit_checks(const UnitCheck& units, std::string_view unit, const table::Table& table) {
  std::vector<Check> checks;
  if (units.repeated_rows() == 0) {
    checks.push_back({"duplicates", CheckStatus::pass, "Each unit stands in one row",
                      units.missing() == 0
                          ? joined("No value of ", unit, " appears twice.")
                          : joined("No value of ", unit, " appears twice; ", text(units.missing()), " rows have none."),
                      std::nullopt});
  } else {
    checks.push_back({"duplicates", CheckStatus::warn, "Some units stand in several rows: the interval is too narrow",
                      joined(text(units.repeated_rows()), " rows repeat a value of ", unit,
                             " (first: ", lines(units.first_rows(), table),
                             "). The row is taken as the unit here; bring the file to one row per unit."),
                      std::nullopt});
  }
  if (units.crossed_units() > 0) {
    checks.push_back({"crossed_units", CheckStatus::fail, "Some units are in both arms",
                      joined(text(units.crossed_units()), " values of ", unit,
                             " appear in control and in treatment; the comparison mixes them up."),
                      std::nullopt});
  }
  return checks;
}

Check balance_check(const std::vector<CovariateSummary>& covariates) {
  const CovariateSummary* worst = nullptr;
  double tests = 0;
  for (const CovariateSummary& c : covariates) {
    if (c.balance_p_value) {
      ++tests;
      if (!worst || *c.balance_p_value < *worst->balance_p_value) {
        worst = &c;
      }
    }
  }
  if (!worst) {
    return {"balance", CheckStatus::pass, "Nothing to balance", "No numeric covariate was chosen.", std::nullopt};
  }
  // Bonferroni: of twenty covariates one is off by chance.
  const double p = std::min(1.0, *worst->balance_p_value * tests);
  const CheckStatus status = status_of(p);
  return {"balance", status == CheckStatus::fail ? CheckStatus::warn : status,
          status == CheckStatus::pass ? "The covariates are balanced between the arms"
                                      : joined("The arms differ in ", worst->name, " by more than chance should allow"),
          joined("Largest gap: ", worst->name, ", ", std::round(std::abs(*worst->balance_smd) * 1000) / 1000,
                 " standard deviations", tests > 1 ? "; its p-value is multiplied by the number of covariates." : "."),
          p};
}

Check skewness_check(std::int64_t rows_control, double skewness_control, std::int64_t rows_treatment,
                     double skewness_treatment, std::string_view outcome) {
  const double need_control = 355 * skewness_control * skewness_control;
  const double need_treatment = 355 * skewness_treatment * skewness_treatment;
  const bool control_is_worse =
      need_control * static_cast<double>(rows_treatment) > need_treatment * static_cast<double>(rows_control);
  const double need = std::ceil(control_is_worse ? need_control : need_treatment);
  const std::int64_t rows = control_is_worse ? rows_control : rows_treatment;
  const double skewness = control_is_worse ? skewness_control : skewness_treatment;
  const bool enough = static_cast<double>(rows) >= need;
  return {
      "outcome", enough ? CheckStatus::pass : CheckStatus::warn,
      enough ? "The arms are large enough for this outcome's skew"
             : "The arms are small for so skewed an outcome: the interval is rough",
      joined("Skewness ", std::round(skewness * 100) / 100, " of ", outcome, " asks for about ",
             text(static_cast<std::int64_t>(std::fmin(need, 1e15))), " rows in an arm; there are ", text(rows), "."),
      std::nullopt};
}

}  // namespace sutva::analyze
