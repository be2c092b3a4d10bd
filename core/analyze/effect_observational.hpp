// SPDX-License-Identifier: Apache-2.0
// The effect of a treatment that nobody assigned at random, from a table of one row per unit: the propensity to be
// treated, whether the groups overlap, balance before and after each weighting and matching, then the effects, and how
// strong something unobserved would have to be. A table operation (see csv_effect.hpp).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "analyze/estimate.hpp"
#include "analyze/left_out.hpp"
#include "analyze/sample.hpp"
#include "base/assumption.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "table/table.hpp"

namespace sutva::analyze {

enum class Target : std::uint8_t { everyone, treated, overlap };
constexpr auto describe(std::type_identity<Target>) {
  return std::array{
      Choice{Target::everyone, "everyone", "Everyone (ATE)", "What if all were treated, against none."},
      Choice{Target::treated, "treated", "The treated (ATT)", "What the treatment did to those who got it."},
      Choice{Target::overlap, "overlap", "Where the groups overlap (ATO)",
             "Those who could have been in either group count most; needs the least luck with extreme weights."}};
}

enum class Trimming : std::uint8_t { fixed, optimal, none };
constexpr auto describe(std::type_identity<Trimming>) {
  return std::array{
      Choice{Trimming::fixed, "fixed", "At a share", "Units with a propensity outside [a, 1 - a] go."},
      Choice{Trimming::optimal, "optimal", "Where precision is best",
             "The a that makes the effect among those who stay the most precise (Crump and others 2009)."},
      Choice{Trimming::none, "none", "None"}};
}

struct EffectObservationalRequest {
  std::string outcome;
  std::string arm, control, treatment;
  std::vector<std::string> covariates;
  MissingCovariates missing_covariates = MissingCovariates::indicator;
  std::string unit;
  RowsOfUnit unit_rows = RowsOfUnit::mean;
  Target target = Target::everyone;
  Trimming trimming = Trimming::fixed;
  double trim = 0.1;
  double caliper = 0.2;
  double confidence = 0.95;

  static constexpr auto describe() {
    using R = EffectObservationalRequest;
    return described(
        "EffectObservationalRequest",
        field("outcome", &R::outcome, "Outcome")
            .required()
            .names_column()
            .under("Columns")
            .help("The column with the number the question is about; yes and no count as 1 and 0."),
        field("arm", &R::arm, "Treatment")
            .required()
            .names_column()
            .under("Columns")
            .help("The column that says who was treated and who was not."),
        field("control", &R::control, "Control level")
            .names_level_of("arm")
            .under("Columns")
            .help("Its content for the untreated. Guessed when empty."),
        field("treatment", &R::treatment, "Treatment level")
            .names_level_of("arm")
            .under("Columns")
            .help("Its content for the treated. Guessed when empty."),
        field("covariates", &R::covariates, "Covariates")
            .names_column()
            .under("Columns")
            .help("Everything known from before the treatment that may drive both who is treated and the outcome. "
                  "Nothing the treatment may have changed."),
        field("missing_covariates", &R::missing_covariates, "Missing covariates")
            .under("Columns")
            .help("What happens to such rows."),
        field("unit", &R::unit, "Unit")
            .names_column()
            .under("Columns")
            .help("The column that names each unit, where a unit has several rows. Empty: each row is a unit."),
        field("unit_rows", &R::unit_rows, "Rows of a unit")
            .under("Columns")
            .help("How a unit's rows become one number; covariates are averaged."),
        field("target", &R::target, "Effect on")
            .under("Settings")
            .help("Whose effect the sentence is about; all are listed."),
        field("trimming", &R::trimming, "Trimming")
            .under("Settings")
            .help("Whether the effect is also estimated without units that have hardly a counterpart."),
        field("trim", &R::trim, "Trim at")
            .when("trimming", "fixed")
            .under("Settings")
            .in(Unit::share)
            .above(0)
            .below(0.5)
            .help("The a of [a, 1 - a]: propensities outside are trimmed, and the propensity is fitted again."),
        field("caliper", &R::caliper, "Caliper")
            .under("Settings")
            .in(Unit::sd)
            .at_least(0)
            .at_most(100)
            .help("Matches may be so far apart, in standard deviations of the propensity's logit; 0: any distance."),
        field("confidence", &R::confidence, "Confidence")
            .under("Settings")
            .in(Unit::share)
            .at_least(0.5)
            .below(1)
            .help("How often such an interval covers the truth."));
  }
};

struct PropensityTerm {
  std::string covariate;
  double coefficient = 0, se = 0, odds_ratio = 0, p_value = 0;

  static constexpr auto describe() {
    using P = PropensityTerm;
    return described(
        "PropensityTerm", field("covariate", &P::covariate, "Covariate"),
        field("coefficient", &P::coefficient, "Coefficient").help("Of the log odds of treatment, per unit of it."),
        field("se", &P::se, "Standard error"), field("odds_ratio", &P::odds_ratio, "Odds ratio"),
        field("p_value", &P::p_value, "p-value").help("Two-sided, Wald."));
  }
};

struct PropensityBin {
  double from = 0, to = 0;
  std::int64_t control = 0, treatment = 0;
  double control_share = 0, treatment_share = 0;

  static constexpr auto describe() {
    using P = PropensityBin;
    return described("PropensityBin", field("from", &P::from, "Propensity, from").in(Unit::share),
                     field("to", &P::to, "Propensity, to").in(Unit::share),
                     field("control", &P::control, "Control").in(Unit::people),
                     field("treatment", &P::treatment, "Treatment").in(Unit::people),
                     field("control_share", &P::control_share, "Of the control group").in(Unit::share),
                     field("treatment_share", &P::treatment_share, "Of the treatment group").in(Unit::share));
  }
};

struct BalanceRow {
  std::string covariate;
  std::optional<double> before, after_ipw, after_att, after_overlap, after_trimming, after_matching,
      after_matching_replacement;
  std::optional<double> variance_ratio_before, variance_ratio_ipw, variance_ratio_att, variance_ratio_overlap,
      variance_ratio_trimming, variance_ratio_matching, variance_ratio_matching_replacement;

  static constexpr auto describe() {
    using B = BalanceRow;
    return described(
        "BalanceRow", field("covariate", &B::covariate, "Covariate"),
        field("before", &B::before, "Before")
            .in(Unit::sd)
            .help("(treatment mean - control mean) / root of the mean variance of the groups as they are."),
        field("after_ipw", &B::after_ipw, "Inverse propensity").in(Unit::sd),
        field("after_att", &B::after_att, "Weights for the treated").in(Unit::sd),
        field("after_overlap", &B::after_overlap, "Overlap weights").in(Unit::sd),
        field("after_trimming", &B::after_trimming, "Trimmed").in(Unit::sd),
        field("after_matching", &B::after_matching, "Matched").in(Unit::sd),
        field("after_matching_replacement", &B::after_matching_replacement, "Matched, with replacement").in(Unit::sd),
        field("variance_ratio_before", &B::variance_ratio_before, "Variance ratio, before")
            .help("Variance in treatment over variance in control; absent for texts and for numbers of two values."),
        field("variance_ratio_ipw", &B::variance_ratio_ipw, "Variance ratio, inverse propensity"),
        field("variance_ratio_att", &B::variance_ratio_att, "Variance ratio, weights for the treated"),
        field("variance_ratio_overlap", &B::variance_ratio_overlap, "Variance ratio, overlap weights"),
        field("variance_ratio_trimming", &B::variance_ratio_trimming, "Variance ratio, trimmed"),
        field("variance_ratio_matching", &B::variance_ratio_matching, "Variance ratio, matched"),
        field("variance_ratio_matching_replacement", &B::variance_ratio_matching_replacement,
              "Variance ratio, matched with replacement"));
  }
};

struct WeightingRow {
  std::string method, label;
  std::int64_t n_control = 0, n_treatment = 0;
  double ess_control = 0, ess_treatment = 0;
  double mean_weight = 0, largest_weight = 0, largest_share = 0;
  std::optional<double> largest_smd;
  std::string largest_smd_of;
  std::int64_t unbalanced = 0;

  static constexpr auto describe() {
    using W = WeightingRow;
    return described(
        "WeightingRow", field("method", &W::method, "Method"), field("label", &W::label, "Weighting"),
        field("n_control", &W::n_control, "Control").in(Unit::people).help("With a weight above 0."),
        field("n_treatment", &W::n_treatment, "Treatment").in(Unit::people).help("With a weight above 0."),
        field("ess_control", &W::ess_control, "Control, effective")
            .in(Unit::people)
            .help("So many equally weighted units tell as much: (sum of weights) squared / sum of squared weights."),
        field("ess_treatment", &W::ess_treatment, "Treatment, effective").in(Unit::people),
        field("mean_weight", &W::mean_weight, "Mean weight").help("Stabilised weights have about 1."),
        field("largest_weight", &W::largest_weight, "Largest weight"),
        field("largest_share", &W::largest_share, "Share of the largest")
            .in(Unit::share)
            .help("Of all the weight in its group, that one unit has."),
        field("largest_smd", &W::largest_smd, "Largest difference").in(Unit::sd).help("Of a covariate, in size."),
        field("largest_smd_of", &W::largest_smd_of, "It is of"),
        field("unbalanced", &W::unbalanced, "Differences above 0.1").help("Covariate terms."));
  }
};

struct MatchingRow {
  std::string method, label;
  std::int64_t matched = 0, unmatched = 0, controls = 0;
  double largest_use = 0;

  static constexpr auto describe() {
    using M = MatchingRow;
    return described("MatchingRow", field("method", &M::method, "Method"), field("label", &M::label, "Matching"),
                     field("matched", &M::matched, "Treated with a match").in(Unit::people),
                     field("unmatched", &M::unmatched, "Treated without").in(Unit::people),
                     field("controls", &M::controls, "Controls used").in(Unit::people),
                     field("largest_use", &M::largest_use, "Most uses of a control"));
  }
};

struct EValueRow {
  std::string method, label;
  double risk_ratio = 0, risk_ratio_low = 0, risk_ratio_high = 0, e_value = 0, e_value_interval = 0;

  static constexpr auto describe() {
    using E = EValueRow;
    return described(
        "EValueRow", field("method", &E::method, "Method"), field("label", &E::label, "Method, in words"),
        field("risk_ratio", &E::risk_ratio, "Risk ratio")
            .help("Of a yes/no outcome; otherwise exp(0.91 x standardised difference), which stands in for it."),
        field("risk_ratio_low", &E::risk_ratio_low, "Risk ratio, from"),
        field("risk_ratio_high", &E::risk_ratio_high, "Risk ratio, to"),
        field("e_value", &E::e_value, "E-value")
            .help("Something unobserved that explains the estimate away has at least this risk ratio with the "
                  "treatment and with the outcome, beyond the covariates."),
        field("e_value_interval", &E::e_value_interval, "E-value of the interval")
            .help("To move the interval's nearer end to no effect; 1: it holds no effect already."));
  }
};

struct RosenbaumRow {
  double gamma = 1, p_value = 0;

  static constexpr auto describe() {
    using R = RosenbaumRow;
    return described("RosenbaumRow",
                     field("gamma", &R::gamma, "Gamma")
                         .help("Hidden bias: two units alike may differ by this factor in their odds of treatment."),
                     field("p_value", &R::p_value, "Largest p-value").help("One-sided, of Wilcoxon's signed ranks."));
  }
};

// Standardised mean differences: Austin (2009, Statistics in Medicine 28:3083), with the variances of the groups as
// they are, so that before and after have one scale; weighted variances divide by sum w - sum w^2 / sum w. Caliper 0.2
// SD of the logit, sqrt((v1 + v0) / 2): Austin (2011, Pharmaceutical Statistics 10:150). Trimming: Crump, Hotz, Imbens
// and Mitnik (2009). Matching, E-values, Rosenbaum bounds, weighting: see core/stats.
struct EffectObservationalResult {
  std::string sentence, caution;
  std::string headline;
  std::string outcome, control, treatment;
  std::int64_t rows_total = 0, rows_used = 0, n_control = 0, n_treatment = 0;
  double confidence = 0.95;
  std::vector<PropensityBin> overlap;
  std::optional<double> c_statistic, support_low, support_high, outside_support_share, caliper_logit;
  std::optional<std::int64_t> outside_support;
  std::optional<double> trim, optimal_trim;
  std::optional<std::int64_t> trimmed, optimal_trimmed;
  std::int64_t without_counterpart = 0;
  std::vector<WeightingRow> weightings;
  std::vector<BalanceRow> balance;
  std::vector<MatchingRow> matchings;
  std::vector<Estimate> estimates;
  std::vector<EValueRow> e_values;
  std::vector<RosenbaumRow> rosenbaum;
  std::optional<double> rosenbaum_gamma;
  std::optional<std::int64_t> rosenbaum_pairs;
  std::optional<double> propensity_intercept;
  std::vector<PropensityTerm> propensity;
  std::vector<Assumption> assumptions;
  std::vector<LeftOut> left_out;

  static constexpr auto describe() {
    using R = EffectObservationalResult;
    return described(
        "EffectObservationalResult", field("sentence", &R::sentence, "In short"),
        field("caution", &R::caution, "Caution"),
        field("headline", &R::headline, "Method of the sentence").help("The method of one of the estimates."),
        field("outcome", &R::outcome, "Outcome"), field("control", &R::control, "Control level"),
        field("treatment", &R::treatment, "Treatment level"),
        field("rows_total", &R::rows_total, "Rows").in(Unit::rows),
        field("rows_used", &R::rows_used, "Units used").in(Unit::rows),
        field("n_control", &R::n_control, "Control").in(Unit::people),
        field("n_treatment", &R::n_treatment, "Treatment").in(Unit::people),
        field("confidence", &R::confidence, "Confidence").in(Unit::share),
        field("overlap", &R::overlap, "Overlap").help("How many of each group have such a propensity."),
        field("c_statistic", &R::c_statistic, "c-statistic")
            .help("How often a treated unit has the larger propensity of two; 0.5: the covariates tell nothing."),
        field("support_low", &R::support_low, "Common support, from").in(Unit::share),
        field("support_high", &R::support_high, "Common support, to").in(Unit::share),
        field("outside_support", &R::outside_support, "Outside common support")
            .in(Unit::people)
            .help("Their propensity is beyond all of the other group, or their group is certain."),
        field("outside_support_share", &R::outside_support_share, "Share outside").in(Unit::share),
        field("without_counterpart", &R::without_counterpart, "Group certain")
            .in(Unit::people)
            .help("The covariates leave no doubt which group they are in; all estimates but the first are without "
                  "them."),
        field("trim", &R::trim, "Trimmed at").in(Unit::share),
        field("trimmed", &R::trimmed, "Units trimmed").in(Unit::people),
        field("optimal_trim", &R::optimal_trim, "Most precise trimming at").in(Unit::share),
        field("optimal_trimmed", &R::optimal_trimmed, "Units it would trim").in(Unit::people),
        field("weightings", &R::weightings, "Weightings"),
        field("balance", &R::balance, "Balance").help("Standardised mean differences, the love plot's numbers."),
        field("matchings", &R::matchings, "Matching"),
        field("caliper_logit", &R::caliper_logit, "Caliper, of the logit").help("Absent: any distance."),
        field("estimates", &R::estimates, "Estimates"), field("e_values", &R::e_values, "E-values"),
        field("rosenbaum", &R::rosenbaum, "Hidden bias").help("Of the pairs matched without replacement."),
        field("rosenbaum_gamma", &R::rosenbaum_gamma, "Gamma that would do")
            .help("Hidden bias at which the pairs' one-sided p-value passes 1 - confidence; absent: it does without."),
        field("rosenbaum_pairs", &R::rosenbaum_pairs, "Pairs that differ"),
        field("propensity_intercept", &R::propensity_intercept, "Propensity, intercept"),
        field("propensity", &R::propensity, "Propensity model"), field("assumptions", &R::assumptions, "Assumptions"),
        field("left_out", &R::left_out, "Rows left out"));
  }
};

class EffectObservational {
 public:
  using Request = EffectObservationalRequest;
  using Result = EffectObservationalResult;

  static Outcome<EffectObservational> prepare(const table::Table& table, const Request& request);
  bool step();
  double progress() const;
  Outcome<Result> finish();

  EffectObservational();
  EffectObservational(EffectObservational&&) noexcept;
  EffectObservational& operator=(EffectObservational&&) noexcept;
  ~EffectObservational();

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace sutva::analyze
