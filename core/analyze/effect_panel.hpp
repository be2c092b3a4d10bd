// SPDX-License-Identifier: Apache-2.0
// The effect of a treatment that begins at some time for some units, from a table of units by periods: differences in
// differences with two groups and two periods, an event study, and staggered adoption by Callaway and Sant'Anna (2021).
// The regression with two-way fixed effects is shown only beside what is wrong with it.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "analyze/estimate.hpp"
#include "analyze/left_out.hpp"
#include "analyze/panel.hpp"
#include "base/assumption.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "table/table.hpp"

namespace sutva::analyze {

enum class ControlGroup : std::uint8_t { not_yet, never };
constexpr auto describe(std::type_identity<ControlGroup>) {
  return std::array{
      Choice{ControlGroup::not_yet, "not_yet", "Not treated yet",
             "All units that are untreated in both periods of a comparison, later treated ones included."},
      Choice{ControlGroup::never, "never", "Never treated", "Only units that no period sees treated."}};
}

enum class BasePeriod : std::uint8_t { varying, universal };
constexpr auto describe(std::type_identity<BasePeriod>) {
  return std::array{
      Choice{BasePeriod::varying, "varying", "The period before",
             "Before treatment each period is compared with the one before it: what a jump at that time would show."},
      Choice{BasePeriod::universal, "universal", "The last one before treatment",
             "All periods are compared with the last one before treatment: what a drift would show."}};
}

enum class Multiplier : std::uint8_t { rademacher, mammen };
constexpr auto describe(std::type_identity<Multiplier>) {
  return std::array{Choice{Multiplier::rademacher, "rademacher", "Signs", "Each cluster counts +1 or −1."},
                    Choice{Multiplier::mammen, "mammen", "Mammen's two points",
                           "Each cluster counts −0.618 or 1.618; keeps the skewness too."}};
}

enum class TrendAdjustment : std::uint8_t { doubly_robust, regression };
constexpr auto describe(std::type_identity<TrendAdjustment>) {
  return std::array{Choice{TrendAdjustment::doubly_robust, "doubly_robust", "Doubly robust",
                           "Regression and weights by the propensity; right where either of the two is."},
                    Choice{TrendAdjustment::regression, "regression", "Regression",
                           "A regression of the changes of untreated units; for groups too small for weights."}};
}

struct EffectPanelRequest {
  std::string unit, time, outcome, first_treated, treated, cluster;
  std::vector<std::string> covariates;
  TrendAdjustment adjustment = TrendAdjustment::doubly_robust;
  RowsOfPeriod unit_rows = RowsOfPeriod::mean;
  ControlGroup control_group = ControlGroup::not_yet;
  BasePeriod base_period = BasePeriod::varying;
  std::optional<std::int64_t> balance_periods;
  double confidence = 0.95;
  std::int64_t bootstrap_draws = 1000;
  Multiplier multiplier = Multiplier::rademacher;
  std::int64_t seed = 1;

  static constexpr auto describe() {
    using R = EffectPanelRequest;
    return described(
        "EffectPanelRequest",
        field("unit", &R::unit, "Unit")
            .required()
            .names_column()
            .under("Columns")
            .help("The column that names who or what is seen again and again: stores, cities, people."),
        field("time", &R::time, "Time")
            .required()
            .names_column()
            .under("Columns")
            .help("The period: whole numbers, or dates as 2024-03-01, 2024-03 or 2024Q1."),
        field("outcome", &R::outcome, "Outcome")
            .required()
            .names_column()
            .under("Columns")
            .help("The number the treatment should move."),
        field("first_treated", &R::first_treated, "First treated")
            .names_column()
            .under("Columns")
            .help("The time of a unit's first treatment; empty, 0 or “never” for units that are never treated."),
        field("treated", &R::treated, "Treated now")
            .names_column()
            .under("Columns")
            .help("Instead of the time of first treatment: 1 in rows in which the unit is treated, 0 in all others."),
        field("cluster", &R::cluster, "Cluster")
            .names_column()
            .under("Columns")
            .help("What was treated together, such as a region of many stores. Each unit by itself when empty."),
        field("covariates", &R::covariates, "Covariates")
            .names_column()
            .under("Columns")
            .help("Trends may differ with these. Their values in a unit's first period count."),
        field("adjustment", &R::adjustment, "Adjustment for covariates")
            .under("Settings")
            .help("Counts with covariates only."),
        field("unit_rows", &R::unit_rows, "Rows of a unit in a period")
            .under("Settings")
            .help("What becomes of several rows of one unit in one period."),
        field("control_group", &R::control_group, "Compared with")
            .under("Settings")
            .help("Who shows the trend without treatment."),
        field("base_period", &R::base_period, "Before treatment, compare with")
            .under("Settings")
            .help("Effects after treatment are the same either way."),
        field("balance_periods", &R::balance_periods, "Balance the event study")
            .in(Unit::periods)
            .at_least(0)
            .at_most(199)
            .under("Settings")
            .help("Only groups seen for so many periods after their first treated one, so that event times compare the "
                  "same groups. All groups when empty."),
        field("confidence", &R::confidence, "Confidence")
            .in(Unit::share)
            .at_least(0.5)
            .below(1)
            .under("Settings")
            .help("How often such an interval covers the truth."),
        field("bootstrap_draws", &R::bootstrap_draws, "Bootstrap draws")
            .in(Unit::replicates)
            .at_least(0)
            .at_most(10000)
            .under("Settings")
            .help("For bands that cover all points of a curve together; 0 for none."),
        field("multiplier", &R::multiplier, "Bootstrap multipliers")
            .under("Settings")
            .help("What each cluster is multiplied with."),
        field("seed", &R::seed, "Seed")
            .at_least(0)
            .at_most(1e15)
            .under("Settings")
            .help("The same seed, the same bands."));
  }
};

struct PanelPoint {
  std::string period;
  std::optional<double> treated_mean, comparison_mean;
  double treated_share = 0;

  static constexpr auto describe() {
    using P = PanelPoint;
    return described("PanelPoint", field("period", &P::period, "Period"),
                     field("treated_mean", &P::treated_mean, "Mean of units treated at some time").in(Unit::outcome),
                     field("comparison_mean", &P::comparison_mean, "Mean of the comparison")
                         .in(Unit::outcome)
                         .help("Units that are never treated; those treated last where there are none."),
                     field("treated_share", &P::treated_share, "Units treated by now").in(Unit::share));
  }
};

struct PanelPath {
  std::string group, period;
  double mean = 0;

  static constexpr auto describe() {
    using P = PanelPath;
    return described("PanelPath", field("group", &P::group, "First treated"), field("period", &P::period, "Period"),
                     field("mean", &P::mean, "Mean").in(Unit::outcome));
  }
};

struct PanelGroup {
  std::string group;
  std::int64_t units = 0;

  static constexpr auto describe() {
    using P = PanelGroup;
    return described("PanelGroup", field("group", &P::group, "First treated"), field("units", &P::units, "Units"));
  }
};

struct PanelMeans {
  std::string group;
  std::optional<std::int64_t> units;
  double before = 0, after = 0, change = 0;

  static constexpr auto describe() {
    using P = PanelMeans;
    return described("PanelMeans", field("group", &P::group, "Group"), field("units", &P::units, "Units"),
                     field("before", &P::before, "Mean before").in(Unit::outcome),
                     field("after", &P::after, "Mean after").in(Unit::outcome),
                     field("change", &P::change, "Change").in(Unit::outcome));
  }
};

// A point of a curve of effects.
struct PanelAverage {
  std::string label;
  std::int64_t event_time = 0;
  std::int64_t effects = 0;
  double estimate = 0;
  std::optional<double> se, ci_low, ci_high, band_low, band_high;

  static constexpr auto describe() {
    using P = PanelAverage;
    return described(
        "PanelAverage", field("label", &P::label, "At"),
        field("event_time", &P::event_time, "Event time")
            .in(Unit::periods)
            .help("Periods since the first treated one; of groups and periods, their place in the file from 0."),
        field("effects", &P::effects, "Effects averaged"), field("estimate", &P::estimate, "Effect").in(Unit::outcome),
        field("se", &P::se, "Standard error").help("Absent where the effect is 0 by definition: the reference."),
        field("ci_low", &P::ci_low, "Interval, from").help("For this point alone."),
        field("ci_high", &P::ci_high, "Interval, to").help("For this point alone."),
        field("band_low", &P::band_low, "Band, from").help("For all points of the curve together."),
        field("band_high", &P::band_high, "Band, to").help("For all points of the curve together."));
  }
};

struct PanelGroupTime {
  std::string group, period;
  std::int64_t event_time = 0;
  double estimate = 0;
  std::optional<double> se, ci_low, ci_high;
  std::int64_t n_treated = 0, n_control = 0;

  static constexpr auto describe() {
    using P = PanelGroupTime;
    return described(
        "PanelGroupTime", field("group", &P::group, "First treated"), field("period", &P::period, "Period"),
        field("event_time", &P::event_time, "Event time").in(Unit::periods),
        field("estimate", &P::estimate, "Effect").in(Unit::outcome), field("se", &P::se, "Standard error"),
        field("ci_low", &P::ci_low, "Interval, from"), field("ci_high", &P::ci_high, "Interval, to"),
        field("n_treated", &P::n_treated, "Treated units"), field("n_control", &P::n_control, "Comparison units"));
  }
};

struct PretrendTest {
  std::string name, label;
  double statistic = 0;
  std::int64_t df = 0;
  double p_value = 0;

  static constexpr auto describe() {
    using P = PretrendTest;
    return described("PretrendTest", field("name", &P::name, "Test"), field("label", &P::label, "Test, in words"),
                     field("statistic", &P::statistic, "Wald statistic"), field("df", &P::df, "Degrees of freedom"),
                     field("p_value", &P::p_value, "p-value"));
  }
};

struct TwoWayWarning {
  double estimate = 0;
  std::optional<double> se;
  double negative_share = 0, negative_weight = 0, forbidden_weight = 0;
  std::string finding;

  static constexpr auto describe() {
    using T = TwoWayWarning;
    return described("TwoWayWarning", field("finding", &T::finding, "Warning"),
                     field("estimate", &T::estimate, "Two-way fixed effects").in(Unit::outcome),
                     field("se", &T::se, "Standard error"),
                     field("negative_share", &T::negative_share, "Treated unit-periods with a negative weight")
                         .in(Unit::share)
                         .help("de Chaisemartin and D'Haultfoeuille (2020)."),
                     field("negative_weight", &T::negative_weight, "Sum of negative weights")
                         .help("All weights sum to 1; 0 is as it should be."),
                     field("forbidden_weight", &T::forbidden_weight, "Weight of comparisons with units treated already")
                         .in(Unit::share)
                         .help("Goodman-Bacon (2021)."));
  }
};

struct EffectPanelResult {
  std::string sentence, pretrend_sentence;
  std::vector<Estimate> estimates;
  double confidence = 0;
  std::int64_t rows_total = 0, rows_used = 0, units_total = 0, units_used = 0, units_treated = 0, units_never = 0,
               clusters = 0, periods = 0;
  std::vector<PanelPoint> series;
  std::vector<PanelPath> paths;
  std::vector<PanelGroup> groups;
  std::vector<PanelMeans> means;
  std::vector<PanelAverage> event_study, by_group, by_period;
  std::optional<double> band_critical_value;
  std::vector<PanelGroupTime> group_time;
  std::vector<PretrendTest> pretrends;
  std::optional<TwoWayWarning> two_way;
  std::vector<Assumption> assumptions;
  std::vector<LeftOut> left_out;

  static constexpr auto describe() {
    using R = EffectPanelResult;
    return described(
        "EffectPanelResult", field("sentence", &R::sentence, "In words"),
        field("pretrend_sentence", &R::pretrend_sentence, "Before treatment"),
        field("estimates", &R::estimates, "Estimates"),
        field("confidence", &R::confidence, "Confidence").in(Unit::share),
        field("rows_total", &R::rows_total, "Rows").in(Unit::rows),
        field("rows_used", &R::rows_used, "Rows used").in(Unit::rows), field("units_total", &R::units_total, "Units"),
        field("units_used", &R::units_used, "Units used"),
        field("units_treated", &R::units_treated, "Units treated at some time"),
        field("units_never", &R::units_never, "Units never treated"),
        field("clusters", &R::clusters, "Clusters").in(Unit::clusters),
        field("periods", &R::periods, "Periods").in(Unit::periods), field("series", &R::series, "Means over time"),
        field("paths", &R::paths, "Means of each group over time"), field("groups", &R::groups, "Groups"),
        field("means", &R::means, "Means before and after").help("Where all treated units began in the same period."),
        field("event_study", &R::event_study, "Event study"),
        field("by_group", &R::by_group, "By time of first treatment"), field("by_period", &R::by_period, "By period"),
        field("band_critical_value", &R::band_critical_value, "Critical value of the event study's band")
            .help("Estimate ± this many standard errors cover the whole curve."),
        field("group_time", &R::group_time, "Effects by group and period"),
        field("pretrends", &R::pretrends, "Tests before treatment"),
        field("two_way", &R::two_way, "Two-way fixed effects, a warning"),
        field("assumptions", &R::assumptions, "Assumptions"), field("left_out", &R::left_out, "Rows left out"));
  }
};

class EffectPanel {
 public:
  using Request = EffectPanelRequest;
  using Result = EffectPanelResult;

  static Outcome<EffectPanel> prepare(const table::Table& table, const Request& request);
  bool step();
  double progress() const;
  Outcome<Result> finish();

  EffectPanel();
  EffectPanel(EffectPanel&&) noexcept;
  EffectPanel& operator=(EffectPanel&&) noexcept;
  ~EffectPanel();

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace sutva::analyze
