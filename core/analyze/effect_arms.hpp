// SPDX-License-Identifier: Apache-2.0
// Every treatment against the control, for one or several outcomes, with what the number of comparisons costs: Dunnett
// (which knows that all share the control), Holm and Bonferroni across arms; Holm across the primary outcomes and
// Benjamini-Hochberg across all.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analyze/check.hpp"
#include "analyze/common_fields.hpp"
#include "analyze/estimate.hpp"
#include "analyze/sample.hpp"
#include "base/assumption.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "table/table.hpp"

namespace sutva::analyze {

struct EffectArmsRequest {
  std::string arm, control;
  std::vector<std::string> outcomes;
  std::vector<std::string> covariates;
  MissingCovariates missing_covariates = MissingCovariates::indicator;
  std::string unit;
  RowsOfUnit unit_rows = RowsOfUnit::separate;
  std::string cluster;
  double confidence = 0.95;
  std::int64_t primary_outcomes = 1;
  std::vector<double> expected_shares;

  static constexpr auto describe() {
    using R = EffectArmsRequest;
    return described(
        "EffectArmsRequest", arm_field<R>().help("The column that says who was in which arm; up to 50 arms."),
        control_field<R>().help("All other arms are compared with it. Guessed when empty."),
        field("outcomes", &R::outcomes, "Outcomes")
            .names_column()
            .under("Columns")
            .help("One or several columns with numbers, the most important one first."),
        covariates_field<R>().help(
            "Columns known before the experiment. With them the adjusted means of all arms are compared (Lin)."),
        unit_field<R>(), cluster_field<R>(), unit_rows_field<R>(), missing_covariates_field<R>(),
        confidence_field<R>().help(
            "Of an interval alone; simultaneous ones cover all truths of an outcome together this often."),
        field("primary_outcomes", &R::primary_outcomes, "Primary outcomes")
            .at_least(1)
            .at_most(20)
            .under("Settings")
            .help("So many of the outcomes, from the first, decide; Holm's correction spans them and all arms."),
        field("expected_shares", &R::expected_shares, "Planned shares")
            .in(Unit::share)
            .above(0)
            .below(1)
            .under("Settings")
            .help("By arm, the control first, then in the order of the file. Empty: all alike."));
  }
};

struct ArmOfOutcome {
  std::string outcome, arm, role;
  std::int64_t assigned = 0, n = 0, missing = 0;
  double mean = 0, sd = 0;
  std::optional<double> mean_adjusted;

  static constexpr auto describe() {
    using A = ArmOfOutcome;
    return described("ArmOfOutcome", field("outcome", &A::outcome, "Outcome"), field("arm", &A::arm, "Arm"),
                     field("role", &A::role, "Role"), field("assigned", &A::assigned, "Assigned").in(Unit::rows),
                     field("n", &A::n, "With outcome").in(Unit::rows),
                     field("missing", &A::missing, "Without outcome").in(Unit::rows),
                     field("mean", &A::mean, "Mean").in(Unit::outcome), field("sd", &A::sd, "SD").in(Unit::outcome),
                     field("mean_adjusted", &A::mean_adjusted, "Mean, adjusted")
                         .in(Unit::outcome)
                         .help("Where the covariates are at the mean of everyone."));
  }
};

struct ArmComparison {
  std::string outcome, arm, method;
  double estimate = 0;
  std::optional<double> se, df, statistic, p_value, p_dunnett, p_holm, p_bonferroni, p_primary, p_bh, ci_low, ci_high,
      simultaneous_low, simultaneous_high;

  static constexpr auto describe() {
    using C = ArmComparison;
    return described("ArmComparison", field("outcome", &C::outcome, "Outcome"), field("arm", &C::arm, "Arm"),
                     field("method", &C::method, "Method"),
                     field("estimate", &C::estimate, "Difference").in(Unit::outcome).help("arm - control"),
                     field("se", &C::se, "Standard error").in(Unit::outcome), field("df", &C::df, "Degrees of freedom"),
                     field("statistic", &C::statistic, "t"),
                     field("p_value", &C::p_value, "p-value, alone").help("Two-sided."),
                     field("p_dunnett", &C::p_dunnett, "p, Dunnett")
                         .help("Across the arms of this outcome. Exact with pooled variances and normal outcomes."),
                     field("p_holm", &C::p_holm, "p, Holm").help("Across the arms of this outcome."),
                     field("p_bonferroni", &C::p_bonferroni, "p, Bonferroni").help("Across the arms of this outcome."),
                     field("p_primary", &C::p_primary, "p, Holm over primary outcomes")
                         .help("Across all arms and all primary outcomes; absent for others."),
                     field("p_bh", &C::p_bh, "p, Benjamini-Hochberg")
                         .help("Across all arms and outcomes: the expected share of false findings."),
                     field("ci_low", &C::ci_low, "Interval, from").in(Unit::outcome),
                     field("ci_high", &C::ci_high, "Interval, to").in(Unit::outcome),
                     field("simultaneous_low", &C::simultaneous_low, "Simultaneous, from")
                         .in(Unit::outcome)
                         .help("Dunnett's; together they cover all differences of this outcome."),
                     field("simultaneous_high", &C::simultaneous_high, "Simultaneous, to").in(Unit::outcome));
  }
};

struct OverallTest {
  std::string outcome, method, label;
  double statistic = 0, df1 = 0;
  std::optional<double> df2;
  double p_value = 0;

  static constexpr auto describe() {
    using T = OverallTest;
    return described("OverallTest", field("outcome", &T::outcome, "Outcome"), field("method", &T::method, "Method"),
                     field("label", &T::label, "Test"),
                     field("statistic", &T::statistic, "Statistic").help("F, or chi-squared."),
                     field("df1", &T::df1, "Degrees of freedom"),
                     field("df2", &T::df2, "of the denominator").help("Absent: chi-squared."),
                     field("p_value", &T::p_value, "p-value").help("That all arms have the same mean."));
  }
};

struct EffectArmsResult {
  std::string sentence;
  std::string headline;
  std::vector<ArmComparison> comparisons;
  std::vector<Estimate> estimates;
  std::vector<ArmOfOutcome> arms;
  std::vector<OverallTest> overall;
  double ratio_chi_squared = 0, ratio_p_value = 0;
  std::vector<Check> checks;
  std::vector<Assumption> assumptions;
  std::vector<LeftOut> left_out;
  std::int64_t rows_total = 0, rows_used = 0;

  static constexpr auto describe() {
    using R = EffectArmsResult;
    return described(
        "EffectArmsResult", field("sentence", &R::sentence, "Answer"),
        field("headline", &R::headline, "Headline").help("Method that answers: lin_hc2 with covariates, else welch."),
        field("comparisons", &R::comparisons, "Comparisons"), field("estimates", &R::estimates, "Estimates"),
        field("arms", &R::arms, "Arms"), field("overall", &R::overall, "All arms at once"),
        field("ratio_chi_squared", &R::ratio_chi_squared, "Chi-squared of the sample ratio"),
        field("ratio_p_value", &R::ratio_p_value, "p-value of the sample ratio"), field("checks", &R::checks, "Checks"),
        field("assumptions", &R::assumptions, "Assumptions"), field("left_out", &R::left_out, "Rows left out"),
        field("rows_total", &R::rows_total, "Rows").in(Unit::rows),
        field("rows_used", &R::rows_used, "Units with the first outcome").in(Unit::rows));
  }
};

class EffectArms {
 public:
  using Request = EffectArmsRequest;
  using Result = EffectArmsResult;

  static Outcome<EffectArms> prepare(const table::Table& table, const Request& request);
  bool step();
  double progress() const;
  Outcome<Result> finish();

  EffectArms();
  EffectArms(EffectArms&&) noexcept;
  EffectArms& operator=(EffectArms&&) noexcept;
  ~EffectArms();

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace sutva::analyze
