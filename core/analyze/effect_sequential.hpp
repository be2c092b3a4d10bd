// SPDX-License-Identifier: Apache-2.0
// The effect so far of an experiment that is looked at more than once: the interval that holds at every planned look
// (repeated confidence interval, Jennison and Turnbull 1989, JRSS B 51:305), the one that holds at any look whatever
// (normal mixture confidence sequence, Robbins 1970; Waudby-Smith et al. 2024, Annals of Statistics 52:2613), and the
// plain one beside them. Differences in means with unpooled variances; boundaries from stats/group_sequential.hpp.
//
// With covariates the difference is Lin's and its standard error HC2. For the mean effect on those seen it is at every
// look, up to terms that vanish, a mean of independent terms of the units, so that the boundary is the same, and so is
// the mixture with the adjusted variance (Lindon, Ham, Tingley and Bojinov 2022, arXiv:2210.08589; Waudby-Smith et al.
// 2024, section 3). All of it is asymptotic; HC2 leaves out that the mean effect itself varies from sample to sample.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "analyze/adjusted_means.hpp"
#include "analyze/common_fields.hpp"
#include "analyze/estimate.hpp"
#include "analyze/two_arms.hpp"
#include "base/assumption.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "table/table.hpp"

namespace sutva::analyze {

enum class LookBoundary : std::uint8_t { obrien_fleming_type, pocock_type, obrien_fleming, pocock };
constexpr auto describe(std::type_identity<LookBoundary>) {
  using B = LookBoundary;
  return std::array{
      Choice{B::obrien_fleming_type, "obrien_fleming_type", "O'Brien-Fleming-type spending",
             "Hard to stop early, almost the fixed test at the end. Looks may move."},
      Choice{B::pocock_type, "pocock_type", "Pocock-type spending", "Easy to stop early, dear at the end."},
      Choice{B::obrien_fleming, "obrien_fleming", "O'Brien-Fleming", "The classical one: z falls as 1 over root t."},
      Choice{B::pocock, "pocock", "Pocock", "The classical one: the same z at every look."}};
}

struct EffectSequentialRequest {
  TwoArmsRequest columns;
  std::vector<std::string> covariates;
  MissingCovariates missing_covariates = MissingCovariates::indicator;
  std::int64_t looks = 5;
  std::int64_t look = 3;
  std::optional<std::int64_t> planned_units;
  LookBoundary boundary = LookBoundary::obrien_fleming_type;
  double tuned_at = 0.5;

  static constexpr auto describe() {
    using R = EffectSequentialRequest;
    return described(
        "EffectSequentialRequest", inlined(&R::columns),
        covariates_field<R>().help("Columns known before the experiment, for the adjusted difference (Lin)."),
        missing_covariates_field<R>(),
        field("looks", &R::looks, "Looks planned")
            .under("Looks")
            .in(Unit::looks)
            .at_least(1)
            .at_most(50)
            .help("In all, evenly spaced, the last one included."),
        field("look", &R::look, "This is look")
            .under("Looks")
            .at_least(1)
            .at_most(50)
            .help("Which of them. None before it crossed the boundary."),
        field("planned_units", &R::planned_units, "Units planned at the end")
            .under("Looks")
            .in(Unit::people)
            .at_least(4)
            .at_most(1e15)
            .help("Both arms together. Empty: this look comes just when it was planned."),
        field("boundary", &R::boundary, "Boundary").under("Looks").help("The rule for stopping that was planned."),
        field("tuned_at", &R::tuned_at, "Always valid: narrowest at")
            .under("Looks")
            .in(Unit::share)
            .at_least(0.001)
            .at_most(1)
            .help("The share of the planned size where the always valid interval is narrowest. Chosen beforehand."));
  }
};

// One planned look with its boundary.
struct LookRow {
  std::int64_t look = 0;
  double information = 0;
  double z = 0;
  double p_nominal = 0;
  double alpha_spent = 0;
  bool now = false;

  static constexpr auto describe() {
    using L = LookRow;
    return described(
        "LookRow", field("look", &L::look, "Look"),
        field("information", &L::information, "Share of the planned size").in(Unit::share),
        field("z", &L::z, "Stops from z").help("Estimate / standard error, in either direction."),
        field("p_nominal", &L::p_nominal, "As a p-value").help("What a plain p-value would have to be."),
        field("alpha_spent", &L::alpha_spent, "Level spent").in(Unit::share).help("False alarms until then."),
        field("now", &L::now, "Now"));
  }
};

struct EffectSequentialResult {
  std::string sentence;
  std::string recommended;
  bool crossed = false;
  double information = 0;
  double statistic = 0;
  std::int64_t n_control = 0, n_treatment = 0;
  std::optional<double> variance_reduction;
  std::vector<Estimate> estimates;
  std::vector<LookRow> boundary;
  std::vector<Check> checks;
  std::vector<Assumption> assumptions;
  std::int64_t rows_total = 0, rows_used = 0;
  std::vector<LeftOut> left_out;

  static constexpr auto describe() {
    using R = EffectSequentialResult;
    return described("EffectSequentialResult", field("sentence", &R::sentence, "In words"),
                     field("recommended", &R::recommended, "Method of the sentence"),
                     field("crossed", &R::crossed, "Boundary crossed").help("At this look, in either direction."),
                     field("information", &R::information, "Share of the planned size").in(Unit::share),
                     field("statistic", &R::statistic, "z").help("Estimate / standard error."),
                     field("n_control", &R::n_control, "Control").in(Unit::people),
                     field("n_treatment", &R::n_treatment, "Treatment").in(Unit::people),
                     field("variance_reduction", &R::variance_reduction, "Variance saved")
                         .in(Unit::share)
                         .help("By the covariates: 1 - (se adjusted / se unadjusted)²."),
                     field("estimates", &R::estimates, "Estimates"),
                     field("boundary", &R::boundary, "Boundary at each look"), field("checks", &R::checks, "Checks"),
                     field("assumptions", &R::assumptions, "What this rests on"),
                     field("rows_total", &R::rows_total, "Rows").in(Unit::rows),
                     field("rows_used", &R::rows_used, "Units used").in(Unit::rows),
                     field("left_out", &R::left_out, "Rows left out"));
  }
};

// A table operation (see csv_effect.hpp).
class EffectSequential {
 public:
  using Request = EffectSequentialRequest;
  using Result = EffectSequentialResult;

  static Outcome<EffectSequential> prepare(const table::Table& table, const Request& request);
  bool step();
  double progress() const;
  Outcome<Result> finish();

 private:
  EffectSequential(TwoArmsReader reader, Request request, Issues issues);
  void begin_adjusting();

  TwoArmsReader reader_;
  Request request_;
  Issues issues_;
  bool read_ = false;
  std::unique_ptr<TwoArms> arms_;  // stays where it is: the adjustment looks into it
  std::optional<AdjustedMeans> adjusted_;
};

}  // namespace sutva::analyze
