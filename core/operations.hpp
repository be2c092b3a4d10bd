// SPDX-License-Identifier: Apache-2.0
// Every operation by name: the only file that knows them all. To add one, describe its request and result, write the
// function, and add a line to `operations`.
#pragma once

#include <string_view>
#include <tuple>

#include "analyze/csv_effect.hpp"
#include "analyze/sample_ratio.hpp"
#include "analyze/table_profile.hpp"
#include "base/outcome.hpp"
#include "base/read.hpp"
#include "base/value.hpp"
#include "plan/bayesian.hpp"
#include "plan/duration.hpp"
#include "plan/multi_arm.hpp"
#include "plan/power_curve.hpp"
#include "plan/sample_size.hpp"
#include "simulate/check_bayesian.hpp"
#include "simulate/check_multi_arm.hpp"
#include "simulate/check_plan.hpp"

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

// request -> steps over the one table -> outcome. What T must offer stands in analyze/csv_effect.hpp.
template <class T>
struct TableOperation : OperationText {
  static constexpr std::string_view shape = "table";
  using Request = typename T::Request;
  using Result = typename T::Result;
  using Engine = T;
};

inline constexpr std::tuple operations{
    Calculation<plan::SampleSizeRequest, plan::SampleSizeResult, plan::sample_size>{
        {Room::plan, "sample-size", "Sample size",
         "How many people a two-arm experiment needs, what effect it can see, how likely, and for how long."}},
    Calculation<plan::PowerCurveRequest, plan::PowerCurveResult, plan::power_curve>{
        {Room::plan, "power-curve", "Power curve", "The power of a plan over its size or its effect."}},
    Simulation<simulate::CheckPlan>{
        {Room::simulate, "check-plan", "Check a plan",
         "Draws the planned experiment thousands of times and counts how often its test rejects."}},
    Calculation<plan::MultiArmRequest, plan::MultiArmResult, plan::multi_arm_plan>{
        {Room::plan, "multi-arm-plan", "Several treatments",
         "How many people several treatments against one control need, corrected for their number."}},
    Simulation<simulate::CheckMultiArm>{
        {Room::simulate, "check-multi-arm", "Check several treatments",
         "Draws the planned experiment thousands of times and counts what is found, and what is found by mistake."}},
    Calculation<plan::BayesianRequest, plan::BayesianResult, plan::bayesian_plan>{
        {Room::plan, "bayesian-plan", "Bayesian decision",
         "How often a Bayesian rule ships what works and what does not, the size it needs, and assurance."}},
    Simulation<simulate::CheckBayesian>{
        {Room::simulate, "check-bayesian", "Check a Bayesian decision",
         "Draws the planned experiment thousands of times and counts how often the rule ships."}},
    Calculation<plan::DurationRequest, plan::DurationResult, plan::duration_plan>{
        {Room::plan, "duration-plan", "Duration",
         "How many days bring enough people, with a ramp, a weekly pattern and people who return; and the reverse."}},
    TableOperation<analyze::TableProfile>{
        {Room::analyze, "table-profile", "Table profile", "What each column holds, and the role it seems to have."}},
    TableOperation<analyze::CsvEffect>{
        {Room::analyze, "csv-effect", "Effect from a file",
         "The average treatment effect with its interval, and the checks that decide whether to believe it."}},
    Calculation<analyze::SampleRatioRequest, analyze::SampleRatioResult, analyze::sample_ratio>{
        {Room::analyze, "sample-ratio", "Sample ratio",
         "Whether two arms are as large as they were planned to be, from their counts alone."}},
};

// Calls visit(operation) for the one of this name. False where there is none.
template <class Visit>
bool with_operation(std::string_view name, Visit&& visit) {
  return std::apply([&](const auto&... each) { return ((each.name == name ? (visit(each), true) : false) || ...); },
                    operations);
}

// Everything a page, a terminal or a generator must know: {operations, types, equations, snippets, codes}; types are
// described structs that belong to no operation.
Value catalogue();

Issue unknown_operation(std::string_view name, std::string_view shape);

}  // namespace sutva
