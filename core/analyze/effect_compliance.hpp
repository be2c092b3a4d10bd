// SPDX-License-Identifier: Apache-2.0
// An experiment in which not everyone took what was assigned, or not everyone's outcome is known. The effect of being
// assigned comes first: it is what randomisation protects. Then the effect on those who comply (Imbens and Angrist
// 1994, Econometrica 62:467; Angrist, Imbens and Rubin 1996, JASA 91:444), with the interval that stays right when
// few comply, and bounds for what attrition may hide.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
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

enum class OutcomeRange : std::uint8_t { observed, given };
constexpr auto describe(std::type_identity<OutcomeRange>) {
  return std::array{
      Choice{OutcomeRange::observed, "observed", "As observed",
             "Missing outcomes lie between the smallest and the largest one of the file."},
      Choice{OutcomeRange::given, "given", "As given", "You know the lowest and highest value there is."}};
}

struct EffectComplianceRequest {
  std::string arm, control, treatment, received, received_level, outcome;
  std::vector<std::string> covariates;
  MissingCovariates missing_covariates = MissingCovariates::indicator;
  std::string unit;
  RowsOfUnit unit_rows = RowsOfUnit::separate;
  std::string cluster;
  double confidence = 0.95;
  double expected_treatment_share = 0.5;
  OutcomeRange outcome_range = OutcomeRange::observed;
  double outcome_min = 0;
  double outcome_max = 1;

  static constexpr auto describe() {
    using R = EffectComplianceRequest;
    return described(
        "EffectComplianceRequest",
        field("arm", &R::arm, "Assigned arm")
            .required()
            .names_column()
            .under("Columns")
            .help("The column that says which arm was drawn, whatever was taken later."),
        control_field<R>(), treatment_field<R>(),
        field("received", &R::received, "Treatment received")
            .required()
            .names_column()
            .under("Columns")
            .help("What was really taken: yes or no, 1 or 0, or a dose."),
        field("received_level", &R::received_level, "Level that means received")
            .names_level_of("received")
            .under("Columns")
            .help(
                "Where the column holds other words than yes and no. Empty: the treatment's name, if it stands there."),
        outcome_field<R>().help(
            "The column with the number the experiment is about. Rows without it count as attrition."),
        covariates_field<R>().help(
            "Columns known before the experiment. They make intervals shorter and the instrument stronger."),
        unit_field<R>(),
        cluster_field<R>().help(
            "What was randomised together: shops, schools. Standard errors are clustered by it (CR1)."),
        unit_rows_field<R>(), missing_covariates_field<R>(), confidence_field<R>(), expected_treatment_share_field<R>(),
        field("outcome_range", &R::outcome_range, "Range of the outcome")
            .under("Settings")
            .help("What a missing outcome could have been, for the worst-case bounds."),
        field("outcome_min", &R::outcome_min, "Lowest possible outcome")
            .in(Unit::outcome)
            .when("outcome_range", "given")
            .under("Settings")
            .help("No outcome, known or missing, is below."),
        field("outcome_max", &R::outcome_max, "Highest possible outcome")
            .in(Unit::outcome)
            .when("outcome_range", "given")
            .under("Settings")
            .help("No outcome, known or missing, is above."));
  }
};

// What happened to one arm.
struct Uptake {
  std::string level, role;
  std::int64_t assigned = 0, missing_received = 0;
  std::optional<double> received, ci_low, ci_high;
  std::int64_t missing_outcome = 0;
  double missing_outcome_share = 0;
  std::int64_t used = 0;
  std::optional<double> mean, sd;

  static constexpr auto describe() {
    using U = Uptake;
    return described(
        "Uptake", field("level", &U::level, "Arm"), field("role", &U::role, "Role"),
        field("assigned", &U::assigned, "Assigned")
            .in(Unit::rows)
            .help("Units drawn into it, with outcome or without."),
        field("received", &U::received, "Received")
            .help("The share that received the treatment, or the mean dose, of those where it is known."),
        field("ci_low", &U::ci_low, "Interval, from").help("Wilson's of a share; by clusters Student's t."),
        field("ci_high", &U::ci_high, "Interval, to"),
        field("missing_received", &U::missing_received, "Without received").in(Unit::rows),
        field("missing_outcome", &U::missing_outcome, "Without outcome").in(Unit::rows),
        field("missing_outcome_share", &U::missing_outcome_share, "Share without outcome").in(Unit::share),
        field("used", &U::used, "With outcome").in(Unit::rows), field("mean", &U::mean, "Mean").in(Unit::outcome),
        field("sd", &U::sd, "SD").in(Unit::outcome));
  }
};

struct ComplianceType {
  std::string type;
  double share = 0;
  std::optional<double> ci_low, ci_high;
  std::string meaning;

  static constexpr auto describe() {
    using C = ComplianceType;
    return described(
        "ComplianceType", field("type", &C::type, "People"), field("share", &C::share, "Share").in(Unit::share),
        field("ci_low", &C::ci_low, "Interval, from").in(Unit::share),
        field("ci_high", &C::ci_high, "Interval, to").in(Unit::share), field("meaning", &C::meaning, "Who they are"));
  }
};

// How strongly assignment moves what is received.
struct FirstStage {
  std::string label;
  double estimate = 0;
  std::optional<double> se, ci_low, ci_high, f_robust, f_classical;
  double df = 0;

  static constexpr auto describe() {
    using F = FirstStage;
    return described("FirstStage", field("label", &F::label, "First stage"),
                     field("estimate", &F::estimate, "Received more").help("Of treatment against control."),
                     field("se", &F::se, "Standard error").help("HC2, or CR1 by clusters."),
                     field("ci_low", &F::ci_low, "Interval, from"), field("ci_high", &F::ci_high, "Interval, to"),
                     field("f_robust", &F::f_robust, "F, robust").help("Absent where everyone complied."),
                     field("f_classical", &F::f_classical, "F, classical"), field("df", &F::df, "Degrees of freedom"));
  }
};

// The same 2SLS estimate with every kind of standard error, to compare with other software.
struct ComplierErrors {
  std::string label;
  double estimate = 0;
  double se_classical = 0, se_hc0 = 0, se_hc1 = 0, se_hc2 = 0;
  std::optional<double> se_cr1;
  double df = 0;

  static constexpr auto describe() {
    using E = ComplierErrors;
    return described("ComplierErrors", field("label", &E::label, "2SLS"), field("estimate", &E::estimate, "Estimate"),
                     field("se_classical", &E::se_classical, "Classical").help("summary(AER::ivreg)"),
                     field("se_hc0", &E::se_hc0, "HC0").help("sandwich::sandwich"),
                     field("se_hc1", &E::se_hc1, "HC1").help("Stata's robust"),
                     field("se_hc2", &E::se_hc2, "HC2").help("estimatr::iv_robust"),
                     field("se_cr1", &E::se_cr1, "CR1").help("By clusters; estimatr's and Stata's “stata”."),
                     field("df", &E::df, "Degrees of freedom").help("Units less terms, or clusters less one."));
  }
};

enum class WeakShape : std::uint8_t { interval, two_rays, line, up_to, from };
constexpr auto describe(std::type_identity<WeakShape>) {
  return std::array{Choice{WeakShape::interval, "interval", "An interval"},
                    Choice{WeakShape::two_rays, "two_rays", "Two rays", "Everything but what lies between the ends."},
                    Choice{WeakShape::line, "line", "Everything", "No value can be ruled out."},
                    Choice{WeakShape::up_to, "up_to", "Everything up to an end"},
                    Choice{WeakShape::from, "from", "Everything from an end on"}};
}

struct WeakInterval {
  std::string label;
  WeakShape shape = WeakShape::line;
  std::optional<double> low, high;
  double p_value = 0;
  std::string finding;

  static constexpr auto describe() {
    using W = WeakInterval;
    return described(
        "WeakInterval", field("label", &W::label, "Anderson-Rubin"), field("shape", &W::shape, "Shape"),
        field("low", &W::low, "Lower end").help("Of two rays: where the lower one ends."),
        field("high", &W::high, "Upper end").help("Of two rays: where the upper one begins."),
        field("p_value", &W::p_value, "p-value").help("That nobody's outcome is moved; the reduced form's."),
        field("finding", &W::finding, "Finding"));
  }
};

struct AttritionBounds {
  std::string method, label, source;
  double low = 0, high = 0;
  std::optional<double> se_low, se_high, ci_low, ci_high, trimmed_share, trimmed_units;
  std::string note;

  static constexpr auto describe() {
    using B = AttritionBounds;
    return described("AttritionBounds", field("method", &B::method, "Method"), field("label", &B::label, "Bounds"),
                     field("source", &B::source, "Source"), field("low", &B::low, "Lower bound").in(Unit::outcome),
                     field("high", &B::high, "Upper bound").in(Unit::outcome),
                     field("se_low", &B::se_low, "Standard error of the lower").in(Unit::outcome),
                     field("se_high", &B::se_high, "Standard error of the upper").in(Unit::outcome),
                     field("ci_low", &B::ci_low, "Interval, from")
                         .in(Unit::outcome)
                         .help("Imbens and Manski (2004): covers the effect, wherever between the bounds it lies."),
                     field("ci_high", &B::ci_high, "Interval, to").in(Unit::outcome),
                     field("trimmed_share", &B::trimmed_share, "Trimmed share")
                         .in(Unit::share)
                         .help("Of the outcomes of the arm that has more of them."),
                     field("trimmed_units", &B::trimmed_units, "Trimmed").in(Unit::rows),
                     field("note", &B::note, "Note"));
  }
};

struct EffectComplianceResult {
  std::string sentence;
  std::string headline;
  std::vector<Estimate> estimates;
  std::vector<Uptake> uptake;
  std::vector<ComplianceType> types;
  std::optional<bool> one_sided;
  std::optional<double> complier_mean_control, complier_mean_treatment;
  std::vector<FirstStage> first_stages;
  std::vector<WeakInterval> weak_intervals;
  std::vector<ComplierErrors> errors;
  std::optional<double> missing_p_value;
  std::vector<AttritionBounds> bounds;
  std::vector<Check> checks;
  std::vector<Assumption> assumptions;
  std::vector<LeftOut> left_out;
  std::int64_t rows_total = 0, rows_used = 0;

  static constexpr auto describe() {
    using R = EffectComplianceResult;
    return described(
        "EffectComplianceResult", field("sentence", &R::sentence, "Answer"),
        field("headline", &R::headline, "Method of the sentence").help("The method of one of the estimates."),
        field("estimates", &R::estimates, "Estimates"), field("uptake", &R::uptake, "Arms"),
        field("types", &R::types, "Who complied")
            .help("Shares under monotonicity: nobody does the opposite of what was assigned."),
        field("one_sided", &R::one_sided, "One-sided").help("Nobody in control received the treatment."),
        field("complier_mean_control", &R::complier_mean_control, "Compliers without treatment")
            .in(Unit::outcome)
            .help("Their mean outcome, had all of them been in control (Imbens and Rubin 1997)."),
        field("complier_mean_treatment", &R::complier_mean_treatment, "Compliers with treatment").in(Unit::outcome),
        field("first_stages", &R::first_stages, "First stages"),
        field("weak_intervals", &R::weak_intervals, "Intervals for a weak instrument"),
        field("errors", &R::errors, "Standard errors of the effect on compliers"),
        field("missing_p_value", &R::missing_p_value, "p-value of missing outcomes")
            .help("Chi-squared, by arm; absent where none is missing."),
        field("bounds", &R::bounds, "Bounds for attrition"), field("checks", &R::checks, "Checks"),
        field("assumptions", &R::assumptions, "Assumptions"), field("left_out", &R::left_out, "Rows left out"),
        field("rows_total", &R::rows_total, "Rows").in(Unit::rows),
        field("rows_used", &R::rows_used, "Units with outcome").in(Unit::rows));
  }
};

class EffectCompliance {
 public:
  using Request = EffectComplianceRequest;
  using Result = EffectComplianceResult;

  static Outcome<EffectCompliance> prepare(const table::Table& table, const Request& request);
  bool step();
  double progress() const;
  Outcome<Result> finish();

  EffectCompliance();
  EffectCompliance(EffectCompliance&&) noexcept;
  EffectCompliance& operator=(EffectCompliance&&) noexcept;
  ~EffectCompliance();

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace sutva::analyze
