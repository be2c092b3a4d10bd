// SPDX-License-Identifier: Apache-2.0
// The average treatment effect from a table of one row per person: Welch's interval without covariates, Lin's (2013)
// fully interacted regression adjustment with HC2 standard errors with them, and the checks that decide whether to
// believe either.
//
// A table operation is a class with Request and Result, and
//   prepare(table, request)  the analysis, or what is wrong with the request; the table must outlive it
//   step()                   works on the next few thousand rows; false when there is nothing left to do
//   progress()               between 0 and 1
//   finish()                 the outcome, after the last step
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "analyze/effect.hpp"
#include "analyze/sample.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "table/table.hpp"

namespace sutva::analyze {

struct CsvEffectRequest {
  std::string arm;
  std::string control;
  std::string treatment;
  std::string outcome;
  std::string unit;
  std::vector<std::string> covariates;
  MissingCovariates missing_covariates = MissingCovariates::indicator;
  double confidence = 0.95;
  double expected_treatment_share = 0.5;

  static constexpr auto describe() {
    using R = CsvEffectRequest;
    return described(
        "CsvEffectRequest",
        field("arm", &R::arm, "Arm").names_column().required().help("The column that says who was in which arm."),
        field("control", &R::control, "Control level")
            .names_level_of("arm")
            .help("Its content for control. Guessed when empty."),
        field("treatment", &R::treatment, "Treatment level")
            .names_level_of("arm")
            .help("Its content for treatment. Guessed when empty."),
        field("outcome", &R::outcome, "Outcome")
            .names_column()
            .required()
            .help("The column with the number the experiment is about."),
        field("unit", &R::unit, "Unit")
            .names_column()
            .help("The column that names each person; it is checked for repeats."),
        field("covariates", &R::covariates, "Covariates")
            .names_column()
            .help("Columns known before the experiment, or untouched by it. Numbers or text."),
        field("missing_covariates", &R::missing_covariates, "Missing covariates").help("What happens to such rows."),
        field("confidence", &R::confidence, "Confidence")
            .in(Unit::share)
            .at_least(0.5)
            .below(1)
            .help("How often such an interval covers the truth."),
        field("expected_treatment_share", &R::expected_treatment_share, "Planned share in treatment")
            .in(Unit::share)
            .above(0)
            .below(1)
            .help("Of the two arms together; the sample ratio is checked against it."));
  }
};

struct ArmSummary {
  std::string level;
  std::string role;
  std::int64_t rows = 0;
  std::int64_t used = 0;
  std::int64_t missing_outcome = 0;
  double mean = 0;
  double sd = 0;

  static constexpr auto describe() {
    using A = ArmSummary;
    return described("ArmSummary", field("level", &A::level, "Level"), field("role", &A::role, "Role"),
                     field("rows", &A::rows, "Rows").in(Unit::rows), field("used", &A::used, "Used").in(Unit::rows),
                     field("missing_outcome", &A::missing_outcome, "Without outcome").in(Unit::rows),
                     field("mean", &A::mean, "Mean").in(Unit::outcome), field("sd", &A::sd, "SD").in(Unit::outcome));
  }
};

struct CovariateSummary {
  std::string name;
  std::string kind;
  std::int64_t missing = 0;
  bool dropped = false;
  std::optional<double> r_squared;
  std::optional<double> variance_reduction;
  std::optional<double> balance_smd;
  std::optional<double> balance_p_value;

  static constexpr auto describe() {
    using C = CovariateSummary;
    return described(
        "CovariateSummary", field("name", &C::name, "Covariate"), field("kind", &C::kind, "Kind"),
        field("missing", &C::missing, "Missing").in(Unit::rows),
        field("dropped", &C::dropped, "Left out").help("It adds nothing to the columns before it."),
        field("r_squared", &C::r_squared, "R²").in(Unit::share).help("Within arms, of this covariate alone."),
        field("variance_reduction", &C::variance_reduction, "Variance saved, alone")
            .in(Unit::share)
            .help("How much smaller the estimate's variance is with this covariate alone; about 0 for an irrelevant "
                  "one."),
        field("balance_smd", &C::balance_smd, "Standardised difference")
            .help("(treatment mean - control mean) / pooled SD, over rows where it is present; numbers only."),
        field("balance_p_value", &C::balance_p_value, "p-value of the balance"));
  }
};

enum class CheckStatus : std::uint8_t { pass, warn, fail };
constexpr auto describe(std::type_identity<CheckStatus>) {
  return std::array{Choice{CheckStatus::pass, "pass", "Passed"}, Choice{CheckStatus::warn, "warn", "Look"},
                    Choice{CheckStatus::fail, "fail", "Failed"}};
}

struct Check {
  std::string name;
  CheckStatus status = CheckStatus::pass;
  std::string title;
  std::string detail;
  std::optional<double> p_value;

  static constexpr auto describe() {
    using C = Check;
    return described("Check", field("name", &C::name, "Check"), field("status", &C::status, "Status"),
                     field("title", &C::title, "Finding"), field("detail", &C::detail, "Detail"),
                     field("p_value", &C::p_value, "p-value"));
  }
};

struct CsvEffectResult {
  std::int64_t rows_total = 0;
  std::int64_t rows_used = 0;
  std::string outcome;
  double confidence = 0;
  std::string headline;
  Effect welch;
  std::optional<Effect> adjusted;
  std::optional<double> variance_reduction;
  std::optional<double> equivalent_sample_multiplier;
  std::vector<ArmSummary> arms;
  std::vector<CovariateSummary> covariates;
  std::vector<Check> checks;
  std::vector<LeftOut> left_out;

  static constexpr auto describe() {
    using R = CsvEffectResult;
    return described(
        "CsvEffectResult", field("rows_total", &R::rows_total, "Rows").in(Unit::rows),
        field("rows_used", &R::rows_used, "Rows used").in(Unit::rows),
        field("outcome", &R::outcome, "Outcome").names_column(),
        field("confidence", &R::confidence, "Confidence").in(Unit::share),
        field("headline", &R::headline, "Headline").help("Which of the two is the answer: welch, or adjusted."),
        field("welch", &R::welch, "Without covariates"), field("adjusted", &R::adjusted, "With covariates"),
        field("variance_reduction", &R::variance_reduction, "Variance saved")
            .in(Unit::share)
            .help("By the adjustment: 1 - (se adjusted / se unadjusted)²."),
        field("equivalent_sample_multiplier", &R::equivalent_sample_multiplier, "As if so many times the people"),
        field("arms", &R::arms, "Arms"), field("covariates", &R::covariates, "Covariates").names_column(),
        field("checks", &R::checks, "Checks"), field("left_out", &R::left_out, "Rows left out"));
  }
};

class CsvEffect {
 public:
  using Request = CsvEffectRequest;
  using Result = CsvEffectResult;

  static Outcome<CsvEffect> prepare(const table::Table& table, const Request& request);
  bool step();
  double progress() const;
  Outcome<Result> finish();

  CsvEffect();
  CsvEffect(CsvEffect&&) noexcept;
  CsvEffect& operator=(CsvEffect&&) noexcept;
  ~CsvEffect();

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace sutva::analyze
