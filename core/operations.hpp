// SPDX-License-Identifier: Apache-2.0
// Every operation by name: the only file that knows them all. To add one, describe its request and result, write the
// function, and add a line to `operations`.
#pragma once

#include <array>
#include <string_view>
#include <tuple>

#include "analyze/analysis_code.hpp"
#include "analyze/csv_effect.hpp"
#include "analyze/effect_arms.hpp"
#include "analyze/effect_bayesian.hpp"
#include "analyze/effect_compliance.hpp"
#include "analyze/effect_from_counts.hpp"
#include "analyze/effect_from_sums.hpp"
#include "analyze/effect_methods.hpp"
#include "analyze/effect_observational.hpp"
#include "analyze/effect_outcome.hpp"
#include "analyze/effect_panel.hpp"
#include "analyze/effect_quantiles.hpp"
#include "analyze/effect_resampled.hpp"
#include "analyze/effect_segments.hpp"
#include "analyze/effect_sequential.hpp"
#include "analyze/effect_synthetic.hpp"
#include "analyze/plan_from_data.hpp"
#include "analyze/sample_ratio.hpp"
#include "analyze/sample_ratio_diagnose.hpp"
#include "analyze/table_profile.hpp"
#include "analyze/warehouse_sql.hpp"
#include "base/outcome.hpp"
#include "base/read.hpp"
#include "base/value.hpp"
#include "plan/always_valid_plan.hpp"
#include "plan/bayesian.hpp"
#include "plan/cluster_size.hpp"
#include "plan/duration.hpp"
#include "plan/icc_guide.hpp"
#include "plan/interim_look.hpp"
#include "plan/multi_arm.hpp"
#include "plan/sample_ratio_plan.hpp"
#include "plan/sample_size.hpp"
#include "plan/saturation_plan.hpp"
#include "plan/sequential_plan.hpp"
#include "plan/switchback_plan.hpp"
#include "simulate/check_always_valid.hpp"
#include "simulate/check_bayesian.hpp"
#include "simulate/check_clusters.hpp"
#include "simulate/check_multi_arm.hpp"
#include "simulate/check_plan.hpp"
#include "simulate/check_saturation.hpp"
#include "simulate/check_sequential.hpp"
#include "simulate/check_switchback.hpp"
#include "simulate/clt_study.hpp"
#include "simulate/market_study.hpp"
#include "simulate/network_study.hpp"
#include "simulate/network_view.hpp"
#include "simulate/peeking_study.hpp"
#include "simulate/sample_ratio_study.hpp"
#include "sweep.hpp"

namespace sutva {

// The words a visitor sees in the navigation, and the folders of core/.
enum class Room : std::uint8_t { plan, simulate, analyze, practice };
constexpr auto describe(std::type_identity<Room>) {
  return std::array{Choice{Room::plan, "plan", "Plan"}, Choice{Room::simulate, "simulate", "Simulate"},
                    Choice{Room::analyze, "analyze", "Analyze"}, Choice{Room::practice, "practice", "Practice"}};
}

struct OperationText {
  Room room;
  std::string_view name;
  std::string_view title;
  std::string_view summary;
};

// request -> outcome, in one call.
template <class Req, class Res, Outcome<Res> (*Function)(const Req&)>
struct Calculation : OperationText {
  static constexpr std::string_view shape = "calculation";
  using Request = Req;
  using Result = Res;
  static Outcome<Result> run(const Request& request) { return Function(request); }
};

// request -> blocks of replicates -> outcome. What S must offer stands in simulate/check_plan.hpp.
template <class S>
struct Simulation : OperationText {
  static constexpr std::string_view shape = "simulation";
  using Request = typename S::Request;
  using Result = typename S::Result;
  using Engine = S;
};

// Some operations look at a table only where a request names its columns.
template <class T>
concept WorksWithoutTable = T::table_is_optional;

// request -> steps over the one table -> outcome. What T must offer stands in analyze/csv_effect.hpp.
template <class T>
struct TableOperation : OperationText {
  static constexpr std::string_view shape = "table";
  static constexpr bool table_is_optional = WorksWithoutTable<T>;
  using Request = typename T::Request;
  using Result = typename T::Result;
  using Engine = T;
};

// request -> steps over the one table -> blocks of replicates -> outcome. What T must offer stands in
// analyze/effect_resampled.hpp.
template <class T>
struct Resampling : OperationText {
  static constexpr std::string_view shape = "resampling";
  static constexpr bool table_is_optional = WorksWithoutTable<T>;
  using Request = typename T::Request;
  using Result = typename T::Result;
  using Engine = T;
};

inline constexpr std::tuple operations{
    Calculation<plan::SampleSizeRequest, plan::SampleSizeResult, plan::sample_size>{
        {Room::plan, "sample-size", "Sample size",
         "How many people an experiment needs, what effect it can see, how likely, and for how long."}},
    Calculation<plan::MultiArmRequest, plan::MultiArmResult, plan::multi_arm_plan>{
        {Room::plan, "multi-arm-plan", "Several treatments",
         "How many people several treatments against one control need, corrected for their number."}},
    Calculation<plan::ClusterSizeRequest, plan::ClusterSizeResult, plan::cluster_size>{
        {Room::plan, "cluster-size", "Clusters",
         "How many clusters an experiment needs that randomises stores, schools or cities: two arms, pairs, strata, a "
         "baseline period or a stepped wedge."}},
    Calculation<plan::SaturationPlanRequest, plan::SaturationPlanResult, plan::saturation_plan>{
        {Room::plan, "saturation-plan", "Saturations",
         "Clusters for an experiment that tells the effect on the treated from the spillover on their neighbours."}},
    Calculation<plan::SwitchbackPlanRequest, plan::SwitchbackPlanResult, plan::switchback_plan>{
        {Room::plan, "switchback-plan", "Switchback",
         "How long an experiment must run that switches a whole market between treatment and control."}},
    Calculation<plan::IccGuideRequest, plan::IccGuideResult, plan::icc_guide>{
        {Room::plan, "icc-guide", "Intraclass correlation",
         "What an intraclass correlation costs, beside values that have been published."}},
    Calculation<plan::SequentialPlanRequest, plan::SequentialPlanResult, plan::sequential_plan>{
        {Room::plan, "sequential-plan", "Sequential plan",
         "An experiment with several looks: boundaries for stopping, the largest and the expected size."}},
    Calculation<plan::InterimLookRequest, plan::InterimLookResult, plan::interim_look>{
        {Room::plan, "interim-look", "Interim look",
         "What one look into a running sequential experiment says, and how likely success still is."}},
    Calculation<plan::AlwaysValidRequest, plan::AlwaysValidResult, plan::always_valid_plan>{
        {Room::plan, "always-valid-plan", "Always valid plan",
         "An experiment you may look at whenever you like, beside a group-sequential and a fixed one."}},
    Calculation<plan::BayesianRequest, plan::BayesianResult, plan::bayesian_plan>{
        {Room::plan, "bayesian-plan", "Bayesian decision",
         "How often a Bayesian rule ships what works and what does not, the size it needs, and assurance."}},
    Calculation<plan::DurationRequest, plan::DurationResult, plan::duration_plan>{
        {Room::plan, "duration-plan", "Duration",
         "How many days bring enough people, with a ramp, a weekly pattern and people who return; and the reverse."}},
    Calculation<plan::SampleRatioPlanRequest, plan::SampleRatioPlanResult, plan::sample_ratio_plan>{
        {Room::plan, "sample-ratio-plan", "Sample ratio plan",
         "How many users show that arms are not as large as planned, and the threshold for a team that checks daily."}},
    TableOperation<analyze::PlanFromData>{
        {Room::plan, "plan-from-data", "Plan from data",
         "Baseline, spread, skew, capping, covariates, dispersion and cluster correlation from a file of past data."}},
    Calculation<SweepRequest, SweepResult, sweep>{
        {Room::plan, "sweep", "Sweep", "Any calculation over one or two of its inputs: curves and tables."}},
    Simulation<simulate::CheckPlan>{
        {Room::simulate, "check-plan", "Check a plan",
         "Draws the planned experiment thousands of times and counts how often its test rejects."}},
    Simulation<simulate::CheckMultiArm>{
        {Room::simulate, "check-multi-arm", "Check several treatments",
         "Draws the planned experiment thousands of times and counts what is found, and what is found by mistake."}},
    Simulation<simulate::CheckClusters>{
        {Room::simulate, "check-clusters", "Check a plan of clusters",
         "Draws the planned clusters thousands of times and counts how often the analysis rejects."}},
    Simulation<simulate::CheckSaturation>{
        {Room::simulate, "check-saturation", "Check a plan of saturations",
         "Draws clusters, their saturations and people thousands of times and counts what every comparison finds."}},
    Simulation<simulate::CheckSwitchback>{
        {Room::simulate, "check-switchback", "Check a switchback",
         "Draws the planned switchback thousands of times and counts how often its test rejects."}},
    Simulation<simulate::CheckSequential>{
        {Room::simulate, "check-sequential", "Check a sequential plan",
         "Draws the planned experiment look by look and counts when and how it ends."}},
    Simulation<simulate::CheckAlwaysValid>{
        {Room::simulate, "check-always-valid", "Check an always valid plan",
         "Draws the planned experiment while somebody watches all the time, and counts when and how it ends."}},
    Simulation<simulate::CheckBayesian>{
        {Room::simulate, "check-bayesian", "Check a Bayesian decision",
         "Draws the planned experiment thousands of times and counts how often the rule ships."}},
    Simulation<simulate::PeekingStudy>{{Room::simulate, "peeking-study", "Peeking",
                                        "An experiment watched over time: how often each way of looking calls it, "
                                        "when, and what its estimate is worth."}},
    Resampling<simulate::CltStudy>{
        {Room::simulate, "clt-study", "How many for a normal mean?",
         "The distribution of means of a skewed metric, and how often intervals around them cover."}},
    Simulation<simulate::MarketStudy>{
        {Room::simulate, "market-study", "Two-sided market",
         "What experiments on customers, listings, whole markets or in time say where customers compete for a limited "
         "supply."}},
    Simulation<simulate::SampleRatioStudy>{
        {Room::simulate, "sample-ratio-study", "Sample ratio, day by day",
         "What makes arms unequal, how soon each test sees it, and how much it biases the measured effect."}},
    Resampling<simulate::NetworkStudy>{
        {Room::simulate, "network-study", "Network interference",
         "What designs and estimators conclude when one unit's treatment reaches another: bias, error and power."}},
    TableOperation<simulate::NetworkView>{
        {Room::simulate, "network-view", "One assignment in a network",
         "Who is treated, who is fully exposed, and what one experiment would have said."}},
    TableOperation<analyze::TableProfile>{
        {Room::analyze, "table-profile", "Table profile", "What each column holds, and the role it seems to have."}},
    TableOperation<analyze::CsvEffect>{
        {Room::analyze, "csv-effect", "Effect from a file",
         "The average treatment effect with its interval, and the checks that decide whether to believe it."}},
    TableOperation<analyze::EffectSequential>{
        {Room::analyze, "effect-sequential", "Effect so far",
         "What a running experiment says at one of its looks, with intervals that allow for the others."}},
    Calculation<analyze::EffectFromCountsRequest, analyze::EffectFromCountsResult, analyze::effect_from_counts>{
        {Room::analyze, "effect-from-counts", "Effect from counts",
         "Difference and lift of two proportions by every common method, from four counts."}},
    TableOperation<analyze::EffectOutcome>{
        {Room::analyze, "effect-outcome", "Outcome and its shape",
         "Difference and lift by several methods, and how the outcome is distributed in each arm."}},
    TableOperation<analyze::EffectQuantiles>{
        {Room::analyze, "effect-quantiles", "Beyond the mean",
         "Effects on quantiles, ranks, capped means and logarithms: what heavy tails leave standing."}},
    TableOperation<analyze::EffectBayesian>{
        {Room::analyze, "effect-bayesian", "Posterior of the effect",
         "The chance to beat control, expected losses and what is practically the same, with a stated prior."}},
    TableOperation<analyze::EffectPanel>{
        {Room::analyze, "effect-panel", "Differences in differences",
         "The effect of a treatment that begins for some units and not for others, from a file of units by periods."}},
    TableOperation<analyze::EffectSynthetic>{
        {Room::analyze, "effect-synthetic", "Synthetic control of one unit",
         "The effect on a single treated unit, against the mix of the others that moved like it before."}},
    TableOperation<analyze::EffectObservational>{
        {Room::analyze, "effect-observational", "Effect without randomisation",
         "Propensity, overlap and balance first; then weighting, regression, both and matching; then what hidden "
         "causes could do."}},
    TableOperation<analyze::EffectCompliance>{
        {Room::analyze, "effect-compliance", "Noncompliance and attrition",
         "What being assigned does, what the treatment does to those who comply, and bounds for missing outcomes."}},
    TableOperation<analyze::EffectArms>{
        {Room::analyze, "effect-arms", "Several arms and outcomes",
         "Every treatment against the control, for one or several outcomes, corrected for their number."}},
    TableOperation<analyze::EffectSegments>{
        {Room::analyze, "effect-segments", "Segments",
         "The effect in each segment, and whether it differs between segments by more than chance."}},
    TableOperation<analyze::EffectMethods>{
        {Room::analyze, "effect-methods", "Effect by every method",
         "The same effect by every method that applies, whether the choice matters, and which one is recommended."}},
    Resampling<analyze::EffectResampled>{
        {Room::analyze, "effect-resampled", "Effect by resampling",
         "Bootstrap intervals, the wild cluster bootstrap and randomisation inference: the effect without formulas."}},
    Calculation<analyze::SampleRatioRequest, analyze::SampleRatioResult, analyze::sample_ratio>{
        {Room::analyze, "sample-ratio", "Sample ratio",
         "Whether arms are as large as they were planned to be, which one is not, and what that can do to an effect."}},
    Calculation<analyze::SampleRatioDiagnoseRequest, analyze::SampleRatioDiagnoseResult,
                analyze::sample_ratio_diagnose>{
        {Room::analyze, "sample-ratio-diagnose", "Causes of a mismatch",
         "What could have parted the arms from their plan: causes ranked by what speaks for and against each."}},
    Calculation<analyze::WarehouseSqlRequest, analyze::WarehouseSqlResult, analyze::warehouse_sql>{
        {Room::analyze, "warehouse-sql", "Query for a warehouse",
         "One SQL query that brings back the sums an effect needs, so that no row leaves the warehouse."}},
    TableOperation<analyze::EffectFromSums>{
        {Room::analyze, "effect-from-sums", "Effect from sums",
         "The effect from the sums of a warehouse's query instead of rows, with the same interval."}},
    Calculation<analyze::AnalysisCodeRequest, analyze::AnalysisCodeResult, analyze::analysis_code>{
        {Room::analyze, "analysis-code", "Analysis as code",
         "The same analysis as an R and a Python program, to run over the same file."}},
};

// The same without the words that only the catalogue shows, which are then not in the page's modules.
inline constexpr auto operations_to_run = std::apply(
    [](auto... each) {
      ((each.title = each.summary = ""), ...);
      return std::tuple(each...);
    },
    operations);

// The page's modules: one for each room, one for networks, and one for studies of anything else, which need no
// calculator of a plan; the sample ratio check and its causes stand beside their study. Whatever is asked of a table
// stands where a table is: the study of means, whose metric may be a file's, beside networks.
enum class Module : std::uint8_t { plan, simulate, study, network, analyze };
constexpr std::string_view name(Module module) {
  return std::array<std::string_view, 5>{"plan", "simulate", "study", "network",
                                         "analyze"}[static_cast<std::size_t>(module)];
}

template <class Operation>
constexpr Module module_of(const Operation& operation) {
  if (Operation::shape == "table" || Operation::shape == "resampling") {
    return operation.room == Room::simulate ? Module::network : Module::analyze;
  }
  if (operation.room == Room::simulate) {
    return operation.name.ends_with("-study") ? Module::study : Module::simulate;
  }
  if (operation.room == Room::plan) {
    return Module::plan;
  }
  return operation.name.starts_with("sample-ratio") ? Module::study : Module::analyze;
}

// What a table holds is asked wherever one can be opened.
template <class Operation>
constexpr bool runs_in(Module module, const Operation& operation) {
  return module_of(operation) == module || (module == Module::network && operation.name == "table-profile");
}

// Calls visit(operation) for the one of this name. False where there is none.
template <class Visit>
bool with_operation(std::string_view name, Visit&& visit) {
  return std::apply([&](const auto&... each) { return ((each.name == name ? (visit(each), true) : false) || ...); },
                    operations_to_run);
}

// Everything a page, a terminal or a generator must know: {operations, types, equations, snippets, codes}; types are
// described structs that belong to no operation.
Value catalogue();

}  // namespace sutva
