// SPDX-License-Identifier: Apache-2.0
// The average treatment effect from a table, without covariates and adjusted for them, and the checks that decide
// whether to believe either. One row per person: Welch's interval, and Lin's (2013) fully interacted regression with
// HC2. Clusters or repeated units: CR2 with Bell and McCaffrey's degrees of freedom. Blocks and pairs: the stratified
// or paired estimator. A ratio: the delta method at the unit.
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

#include "analyze/check.hpp"
#include "analyze/common_fields.hpp"
#include "analyze/effect.hpp"
#include "analyze/sample.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "table/table.hpp"

namespace sutva::analyze {

enum class BlockDesign : std::uint8_t { randomised, afterwards };
constexpr auto describe(std::type_identity<BlockDesign>) {
  return std::array{Choice{BlockDesign::randomised, "randomised", "Before: assigned within them",
                           "Strata or pairs in which the arms were drawn: they are part of the design."},
                    Choice{BlockDesign::afterwards, "afterwards", "Afterwards: only compared within them",
                           "Post-stratification: the arms were drawn without regard to them."}};
}

struct CsvEffectRequest {
  std::string arm;
  std::string control;
  std::string treatment;
  std::string outcome;
  std::string denominator;
  std::string unit;
  RowsOfUnit unit_rows = RowsOfUnit::separate;
  std::string cluster;
  std::string block;
  BlockDesign block_design = BlockDesign::randomised;
  std::vector<std::string> covariates;
  MissingCovariates missing_covariates = MissingCovariates::indicator;
  std::optional<double> cap_quantile;
  std::optional<double> practical;
  double confidence = 0.95;
  double expected_treatment_share = 0.5;

  static constexpr auto describe() {
    using R = CsvEffectRequest;
    return described(
        "CsvEffectRequest", arm_field<R>(), control_field<R>(), treatment_field<R>(),
        outcome_field<R>().help(
            "The column with the number the experiment is about; of a ratio metric, the numerator."),
        field("denominator", &R::denominator, "Denominator")
            .names_column()
            .under("Columns")
            .help("Of a ratio metric, such as views for clicks per view. Empty: the outcome itself is compared."),
        unit_field<R>().help("The column that names each person; where it repeats, its rows belong together."),
        unit_rows_field<R>().under("Columns").help("How the rows of a unit count; a covariate is averaged."),
        cluster_field<R>().help(
            "The column that names the groups that were assigned as a whole, such as stores or schools."),
        field("block", &R::block, "Block")
            .names_column()
            .under("Columns")
            .help("The column that names strata or pairs: arms are compared within them."),
        field("block_design", &R::block_design, "Blocks were made")
            .under("Columns")
            .help("Before or after assignment."),
        covariates_field<R>().help("Columns known before the experiment, or untouched by it. Numbers or text."),
        missing_covariates_field<R>(),
        field("cap_quantile", &R::cap_quantile, "Cap at quantile")
            .in(Unit::share)
            .at_least(0.5)
            .below(1)
            .under("Settings")
            .help("Larger outcomes are set to this quantile of both arms together. Empty: no cap."),
        field("practical", &R::practical, "Practical difference")
            .in(Unit::outcome)
            .above(0)
            .at_most(1e90)
            .under("Settings")
            .help("Smaller differences in either direction are as good as none. Empty: no decision is drawn."),
        confidence_field<R>(), expected_treatment_share_field<R>());
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
  std::optional<std::int64_t> clusters;

  static constexpr auto describe() {
    using A = ArmSummary;
    return described("ArmSummary", field("level", &A::level, "Level"), field("role", &A::role, "Role"),
                     field("rows", &A::rows, "Rows").in(Unit::rows), field("used", &A::used, "Used").in(Unit::rows),
                     field("missing_outcome", &A::missing_outcome, "Without outcome").in(Unit::rows),
                     field("mean", &A::mean, "Mean").in(Unit::outcome), field("sd", &A::sd, "SD").in(Unit::outcome),
                     field("clusters", &A::clusters, "Clusters").in(Unit::clusters));
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

struct CsvEffectResult {
  std::int64_t rows_total = 0;
  std::int64_t rows_used = 0;
  std::string outcome;
  double confidence = 0;
  std::string headline;
  std::string decision;
  Effect unadjusted;
  std::optional<Effect> adjusted;
  std::optional<double> variance_reduction;
  std::optional<double> equivalent_sample_multiplier;
  std::optional<std::int64_t> clusters;
  std::optional<std::int64_t> blocks;
  std::optional<std::int64_t> small_blocks;
  std::optional<double> cap;
  std::optional<std::int64_t> capped;
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
        field("headline", &R::headline, "Headline").help("Which of the two is the answer: unadjusted, or adjusted."),
        field("decision", &R::decision, "Decision").help("Against the practical difference, where one is given."),
        field("unadjusted", &R::unadjusted, "Without covariates"), field("adjusted", &R::adjusted, "With covariates"),
        field("variance_reduction", &R::variance_reduction, "Variance saved")
            .in(Unit::share)
            .help("By the adjustment: 1 - (se adjusted / se unadjusted)²."),
        field("equivalent_sample_multiplier", &R::equivalent_sample_multiplier, "As if so many times the people"),
        field("clusters", &R::clusters, "Clusters")
            .in(Unit::clusters)
            .help("Groups of rows that belong together, where there are any."),
        field("blocks", &R::blocks, "Blocks").help("With both arms, where blocks were given."),
        field("small_blocks", &R::small_blocks, "Small blocks").help("Of these, with a single one of an arm: pairs."),
        field("cap", &R::cap, "Cap").in(Unit::outcome).help("Outcomes above it count as this much."),
        field("capped", &R::capped, "Capped").in(Unit::rows).help("Units with an outcome above the cap."),
        field("arms", &R::arms, "Arms"), field("covariates", &R::covariates, "Covariates"),
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
