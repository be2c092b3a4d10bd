// SPDX-License-Identifier: Apache-2.0
// The effect in each segment of the units, and whether it differs between segments by more than chance: one test for
// each column that makes segments, which says more than the p-values of the segments do.
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

struct EffectSegmentsRequest {
  std::string arm, control, treatment, outcome;
  std::vector<std::string> segments;
  std::vector<double> cuts;
  std::vector<std::string> covariates;
  MissingCovariates missing_covariates = MissingCovariates::indicator;
  std::string unit;
  RowsOfUnit unit_rows = RowsOfUnit::separate;
  std::string cluster;
  double confidence = 0.95;
  double expected_treatment_share = 0.5;

  static constexpr auto describe() {
    using R = EffectSegmentsRequest;
    return described(
        "EffectSegmentsRequest", arm_field<R>(), control_field<R>(), treatment_field<R>(), outcome_field<R>(),
        field("segments", &R::segments, "Segments")
            .names_column()
            .under("Columns")
            .help(
                "Columns known before the experiment. Of a text each content is a segment, of a number each quarter."),
        covariates_field<R>().help(
            "Columns known before the experiment. With them the difference in every segment is adjusted (Lin)."),
        unit_field<R>(), cluster_field<R>(),
        field("cuts", &R::cuts, "Cut numbers at")
            .under("Settings")
            .help(
                "Increasing; a unit at a cut belongs below it. Empty: quartiles, or each value where there are at most "
                "ten."),
        unit_rows_field<R>().help("How several rows become one unit. Its segment is that of its first row."),
        missing_covariates_field<R>(), confidence_field<R>(),
        expected_treatment_share_field<R>().help(
            "Of the two arms together; the sample ratio of each segment is checked against it."));
  }
};

struct SegmentEffect {
  std::string column, level;
  std::int64_t n_control = 0, n_treatment = 0;        // assigned
  std::int64_t used_control = 0, used_treatment = 0;  // with outcome
  std::optional<double> mean_control, mean_treatment, estimate, se, df, statistic, p_value, p_bh, ci_low, ci_high;
  bool adjusted = false;
  double treatment_share = 0, ratio_p_value = 1;
  std::string note;

  static constexpr auto describe() {
    using S = SegmentEffect;
    return described("SegmentEffect", field("column", &S::column, "Column"), field("level", &S::level, "Segment"),
                     field("n_control", &S::n_control, "In control").in(Unit::rows),
                     field("n_treatment", &S::n_treatment, "In treatment").in(Unit::rows),
                     field("used_control", &S::used_control, "With outcome, control").in(Unit::rows),
                     field("used_treatment", &S::used_treatment, "With outcome, treatment").in(Unit::rows),
                     field("mean_control", &S::mean_control, "Mean of control").in(Unit::outcome),
                     field("mean_treatment", &S::mean_treatment, "Mean of treatment").in(Unit::outcome),
                     field("estimate", &S::estimate, "Difference").in(Unit::outcome).help("treatment - control"),
                     field("se", &S::se, "Standard error").in(Unit::outcome), field("df", &S::df, "Degrees of freedom"),
                     field("statistic", &S::statistic, "t"),
                     field("p_value", &S::p_value, "p-value, alone").help("Two-sided."),
                     field("p_bh", &S::p_bh, "p, Benjamini-Hochberg").help("Across all segments of all columns."),
                     field("ci_low", &S::ci_low, "Interval, from").in(Unit::outcome),
                     field("ci_high", &S::ci_high, "Interval, to").in(Unit::outcome),
                     field("adjusted", &S::adjusted, "Adjusted").help("For the covariates, where there are any."),
                     field("treatment_share", &S::treatment_share, "Share in treatment").in(Unit::share),
                     field("ratio_p_value", &S::ratio_p_value, "p of the sample ratio")
                         .help("Chi-squared against the planned share."),
                     field("note", &S::note, "Note"));
  }
};

struct SegmentTest {
  std::string column;
  std::int64_t levels = 0, tested = 0;
  std::optional<double> chi_squared, df, p_chi_squared, f, df2, p_value, p_holm;
  std::optional<double> ratio_chi_squared, ratio_df, ratio_p_value;

  static constexpr auto describe() {
    using T = SegmentTest;
    return described(
        "SegmentTest", field("column", &T::column, "Column"), field("levels", &T::levels, "Segments"),
        field("tested", &T::tested, "Compared").help("Segments with an effect and a standard error."),
        field("f", &T::f, "F").help("Welch's test that all segments have one effect."),
        field("df", &T::df, "Degrees of freedom"), field("df2", &T::df2, "of the denominator"),
        field("p_value", &T::p_value, "p-value").help("That the effect is the same in every segment."),
        field("p_holm", &T::p_holm, "p, Holm").help("Across the columns."),
        field("chi_squared", &T::chi_squared, "Wald chi-squared").help("The same test for large samples: Cochran's Q."),
        field("p_chi_squared", &T::p_chi_squared, "p of chi-squared"),
        field("ratio_chi_squared", &T::ratio_chi_squared, "Chi-squared of the ratio")
            .help("Whether the share in treatment is the same in every segment."),
        field("ratio_df", &T::ratio_df, "Its degrees of freedom"),
        field("ratio_p_value", &T::ratio_p_value, "p of the sample ratio"));
  }
};

struct EffectSegmentsResult {
  std::string sentence;
  Estimate overall;
  std::vector<SegmentEffect> segments;
  std::vector<SegmentTest> tests;
  std::vector<Estimate> estimates;
  std::vector<Check> checks;
  std::vector<Assumption> assumptions;
  std::vector<LeftOut> left_out;
  std::int64_t rows_total = 0, rows_used = 0;

  static constexpr auto describe() {
    using R = EffectSegmentsResult;
    return described(
        "EffectSegmentsResult", field("sentence", &R::sentence, "Answer"), field("overall", &R::overall, "All units"),
        field("segments", &R::segments, "Segments"), field("tests", &R::tests, "Does the effect differ?"),
        field("estimates", &R::estimates, "Estimates"), field("checks", &R::checks, "Checks"),
        field("assumptions", &R::assumptions, "Assumptions"), field("left_out", &R::left_out, "Rows left out"),
        field("rows_total", &R::rows_total, "Rows").in(Unit::rows),
        field("rows_used", &R::rows_used, "Units with outcome").in(Unit::rows));
  }
};

class EffectSegments {
 public:
  using Request = EffectSegmentsRequest;
  using Result = EffectSegmentsResult;

  static Outcome<EffectSegments> prepare(const table::Table& table, const Request& request);
  bool step();
  double progress() const;
  Outcome<Result> finish();

  EffectSegments();
  EffectSegments(EffectSegments&&) noexcept;
  EffectSegments& operator=(EffectSegments&&) noexcept;
  ~EffectSegments();

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace sutva::analyze
