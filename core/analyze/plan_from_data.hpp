// SPDX-License-Identifier: Apache-2.0
// What a table of past data says about the numbers a plan starts from: baseline, spread, skew, capping, the variance of
// a ratio, what covariates explain, how counts scatter, how alike the units of a cluster are. Fields carry the names
// they have in the requests of Plan. A table operation (see csv_effect.hpp).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "analyze/csv_effect.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "table/table.hpp"

namespace sutva::analyze {

enum class UnitRows : std::uint8_t { sum, mean, largest };
constexpr auto describe(std::type_identity<UnitRows>) {
  return std::array{
      Choice{UnitRows::sum, "sum", "Add up", "A person's total, as of purchases; ratio metrics need this one."},
      Choice{UnitRows::mean, "mean", "Average", "A person's average row."},
      Choice{UnitRows::largest, "largest", "Largest",
             "A person's largest row; of yes and no, whether it ever was yes."}};
}

struct PlanFromDataRequest {
  std::string outcome;
  std::string denominator;
  std::vector<std::string> covariates;
  std::string cluster;
  std::string arm;
  std::string control;
  std::string unit;
  UnitRows unit_rows = UnitRows::sum;
  double cap_quantile = 0.99;
  bool count_zeros = true;
  double confidence = 0.95;

  static constexpr auto describe() {
    using R = PlanFromDataRequest;
    return described(
        "PlanFromDataRequest",
        field("outcome", &R::outcome, "Outcome")
            .required()
            .under("Columns")
            .help("The column with the number the experiment will be about; of a ratio metric, the numerator."),
        field("denominator", &R::denominator, "Denominator")
            .under("Columns")
            .help("Of a ratio metric, such as views for clicks per view. Empty: the outcome itself is the metric."),
        field("covariates", &R::covariates, "Covariates")
            .under("Columns")
            .help("Numbers known before, such as the same outcome of an earlier period."),
        field("cluster", &R::cluster, "Cluster")
            .under("Columns")
            .help("The column that names each unit's group, where groups will be assigned as a whole."),
        field("arm", &R::arm, "Arm")
            .under("Rows")
            .help("Of a past experiment: only its control counts. Empty: every row counts."),
        field("control", &R::control, "Control level")
            .under("Rows")
            .help("Its content for control. Guessed when empty."),
        field("unit", &R::unit, "Unit")
            .under("Rows")
            .help("The column that names each person, where a person has several rows. Empty: each row is a unit."),
        field("unit_rows", &R::unit_rows, "Rows of a unit")
            .under("Rows")
            .help("How a unit's rows become one number; a covariate is averaged."),
        field("cap_quantile", &R::cap_quantile, "Cap at quantile")
            .under("Outcome")
            .in(Unit::share)
            .at_least(0.5)
            .below(1)
            .help("Larger outcomes would be set to this quantile of the outcome."),
        field("count_zeros", &R::count_zeros, "Units with outcome zero count")
            .under("Outcome")
            .help("Without them the numbers are those of the active units only."),
        field("confidence", &R::confidence, "Confidence")
            .under("Outcome")
            .in(Unit::share)
            .at_least(0.5)
            .below(1)
            .help("Of the intervals of the baseline and of the ICC."));
  }
};

struct QuantileValue {
  double share = 0;
  double value = 0;

  static constexpr auto describe() {
    using Q = QuantileValue;
    return described("QuantileValue", field("share", &Q::share, "Of units at or below").in(Unit::share),
                     field("value", &Q::value, "Outcome").in(Unit::outcome));
  }
};

struct PlanCovariate {
  std::string name;
  std::int64_t present = 0;
  bool dropped = false;
  std::optional<double> correlation;
  std::optional<double> r_squared;

  static constexpr auto describe() {
    using C = PlanCovariate;
    return described(
        "PlanCovariate", field("name", &C::name, "Covariate"),
        field("present", &C::present, "Units with a value").in(Unit::people),
        field("dropped", &C::dropped, "Left out").help("It adds nothing to the columns before it."),
        field("correlation", &C::correlation, "Correlation with the metric").help("Over units with all covariates."),
        field("r_squared", &C::r_squared, "R², alone").in(Unit::share));
  }
};

// Moments have n - 1 in the variance and none in skewness and kurtosis: m3 / m2^(3/2), m4 / m2^2 - 3 (R's e1071,
// type 1), as in Kohavi, Deng, Longbotham and Xu (2014, KDD, rule 7), whose 355 skewness^2 is what an arm needs.
// Ratios: delta method, Deng, Knoblich and Lu (2018, KDD). With a denominator, the metric below is the linearised
// (outcome - rate x denominator) / mean denominator; without one, the outcome.
// Counts: variance = mean + dispersion x mean^2, by moments; Fisher's index of dispersion.
// Clusters: see stats/intraclass.hpp; the design effect 1 + ((1 + cv^2) m - 1) icc, Eldridge, Ashby and Kerry (2006,
// International Journal of Epidemiology 35:1292-1300), has cv with k in its denominator, so that (1 + cv^2) m is the
// size of the cluster of an average unit.
struct PlanFromDataResult {
  std::string sentence;
  std::int64_t rows_total = 0, rows_used = 0, n = 0;
  std::string outcome, control;
  bool is_binary = false;
  std::optional<double> baseline, baseline_ci_low, baseline_ci_high;
  double baseline_mean = 0, sd = 0, variance = 0, skewness = 0, excess_kurtosis = 0, min = 0, max = 0, zero_share = 0;
  double n_per_arm_normal = 0;
  std::vector<QuantileValue> quantiles;
  std::optional<double> cap, capped_share, capped_mean, capped_sd, capped_variance_reduction, capped_skewness,
      capped_n_per_arm_normal;
  std::optional<double> rate, numerator_mean, numerator_sd, denominator_mean, denominator_sd, covariance,
      ratio_correlation, linearised_variance, linearised_sd;
  std::optional<std::int64_t> n_with_covariates;
  std::optional<double> coverage, r_squared, correlation, variance_multiplier;
  std::vector<PlanCovariate> covariates;
  bool is_count = false;
  std::optional<double> dispersion, dispersion_index, poisson_p_value;
  std::optional<std::int64_t> n_in_clusters, clusters;
  std::optional<double> people_per_cluster, cluster_cv, icc, icc_estimate, icc_ci_low, icc_ci_high, icc_se,
      design_effect;
  std::vector<LeftOut> left_out;

  static constexpr auto describe() {
    using R = PlanFromDataResult;
    return described(
        "PlanFromDataResult", field("sentence", &R::sentence, "In short"),
        field("rows_total", &R::rows_total, "Rows").in(Unit::rows),
        field("rows_used", &R::rows_used, "Rows used").in(Unit::rows),
        field("n", &R::n, "Units")
            .in(Unit::people)
            .help("Everything is from these unless another number is beside it."),
        field("outcome", &R::outcome, "Outcome"),
        field("control", &R::control, "Only rows of").help("The control level; empty where every row counts."),
        field("is_binary", &R::is_binary, "Only 0 and 1"),
        field("baseline", &R::baseline, "Baseline").in(Unit::share).help("The share with 1."),
        field("baseline_ci_low", &R::baseline_ci_low, "Baseline, low").in(Unit::share).help("Wilson's interval."),
        field("baseline_ci_high", &R::baseline_ci_high, "Baseline, high").in(Unit::share).help("Wilson's interval."),
        field("baseline_mean", &R::baseline_mean, "Mean").in(Unit::outcome),
        field("sd", &R::sd, "Standard deviation").in(Unit::outcome).help("Between units, with n - 1."),
        field("variance", &R::variance, "Variance").help("The square of the standard deviation."),
        field("skewness", &R::skewness, "Skewness").help("Third moment over the second to the power 3/2; 0: even."),
        field("excess_kurtosis", &R::excess_kurtosis, "Excess kurtosis")
            .help("Fourth moment over the second squared, less 3; 0: tails of a normal distribution."),
        field("min", &R::min, "Smallest").in(Unit::outcome), field("max", &R::max, "Largest").in(Unit::outcome),
        field("zero_share", &R::zero_share, "Zeros")
            .in(Unit::share)
            .help("Of units with an outcome, also where zeros do not count."),
        field("n_per_arm_normal", &R::n_per_arm_normal, "Needed per arm for a normal mean")
            .in(Unit::people)
            .help("355 times the squared skewness (Kohavi 2014); with fewer, t intervals are rough."),
        field("quantiles", &R::quantiles, "Quantiles").help("Between order statistics a straight line (type 7)."),
        field("cap", &R::cap, "Cap").in(Unit::outcome).help("The outcome at the chosen quantile."),
        field("capped_share", &R::capped_share, "Units above the cap").in(Unit::share),
        field("capped_mean", &R::capped_mean, "Mean, capped").in(Unit::outcome),
        field("capped_sd", &R::capped_sd, "Standard deviation, capped").in(Unit::outcome),
        field("capped_variance_reduction", &R::capped_variance_reduction, "Variance saved by the cap").in(Unit::share),
        field("capped_skewness", &R::capped_skewness, "Skewness, capped"),
        field("capped_n_per_arm_normal", &R::capped_n_per_arm_normal, "Needed per arm for a normal mean, capped")
            .in(Unit::people),
        field("rate", &R::rate, "Rate")
            .help("Sum of the outcome over sum of the denominator; of counts without one, events per unit."),
        field("numerator_mean", &R::numerator_mean, "Numerator, mean").in(Unit::outcome),
        field("numerator_sd", &R::numerator_sd, "Numerator, SD").in(Unit::outcome),
        field("denominator_mean", &R::denominator_mean, "Denominator, mean"),
        field("denominator_sd", &R::denominator_sd, "Denominator, SD"),
        field("covariance", &R::covariance, "Covariance").help("Of numerator and denominator, with n - 1."),
        field("ratio_correlation", &R::ratio_correlation, "Their correlation"),
        field("linearised_variance", &R::linearised_variance, "Variance of the linearised ratio")
            .help("Of (outcome - rate x denominator) / mean denominator: the delta method's, of one unit."),
        field("linearised_sd", &R::linearised_sd, "SD of the linearised ratio"),
        field("n_with_covariates", &R::n_with_covariates, "Units with all covariates").in(Unit::people),
        field("coverage", &R::coverage, "Units with a pre-period value").in(Unit::share),
        field("r_squared", &R::r_squared, "R²")
            .in(Unit::share)
            .help("Share of the metric's variance the covariates explain together, over units that have them all."),
        field("correlation", &R::correlation, "Correlation with the covariate").help("Where there is one covariate."),
        field("variance_multiplier", &R::variance_multiplier, "Variance left")
            .in(Unit::share)
            .help("1 - R² times the units with a pre-period value: as many people are needed, as a share."),
        field("covariates", &R::covariates, "Covariates"),
        field("is_count", &R::is_count, "Counts").help("Whole numbers from 0 on, and not only 0 and 1."),
        field("dispersion", &R::dispersion, "Dispersion")
            .help("The variance of a count is mean + dispersion x mean squared; 0 where it is no larger than the mean "
                  "(Poisson)."),
        field("dispersion_index", &R::dispersion_index, "Variance over mean")
            .help("About 1 for Poisson counts; with a denominator, Pearson's."),
        field("poisson_p_value", &R::poisson_p_value, "p-value of Poisson")
            .help("Small: the counts vary more than Poisson counts would."),
        field("n_in_clusters", &R::n_in_clusters, "Units with a cluster").in(Unit::people),
        field("clusters", &R::clusters, "Clusters").in(Unit::clusters),
        field("people_per_cluster", &R::people_per_cluster, "Units per cluster").in(Unit::people).help("On average."),
        field("cluster_cv", &R::cluster_cv, "Variation of the sizes").help("SD of the cluster sizes over their mean."),
        field("icc", &R::icc, "ICC")
            .help("Share of the metric's variance that lies between clusters; 0 where the estimate is negative."),
        field("icc_estimate", &R::icc_estimate, "ICC as estimated").help("By one-way analysis of variance."),
        field("icc_ci_low", &R::icc_ci_low, "ICC, low")
            .help("Searle's F interval; rough for skewed or yes/no outcomes."),
        field("icc_ci_high", &R::icc_ci_high, "ICC, high").help("Plan with this one to be on the safe side."),
        field("icc_se", &R::icc_se, "Standard error of the ICC").help("Smith's."),
        field("design_effect", &R::design_effect, "Design effect")
            .help("So many times the people are needed as without clusters."),
        field("left_out", &R::left_out, "Rows left out"));
  }
};

class PlanFromData {
 public:
  using Request = PlanFromDataRequest;
  using Result = PlanFromDataResult;

  static Outcome<PlanFromData> prepare(const table::Table& table, const Request& request);
  bool step();
  double progress() const;
  Outcome<Result> finish();

  PlanFromData();
  PlanFromData(PlanFromData&&) noexcept;
  PlanFromData& operator=(PlanFromData&&) noexcept;
  ~PlanFromData();

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace sutva::analyze
