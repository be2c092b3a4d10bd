// SPDX-License-Identifier: Apache-2.0
// "Check by simulation": draw the planned experiment many times, apply the test it is planned for, and count.
//
// A simulation is a class with Request, Partial and Result, and
//   prepare(request)      the simulation, or what is wrong with the request
//   replicates(), block() how many there are, and how many make one block of work (a few milliseconds)
//   run(first, count)     one block; its random numbers depend on (seed, replicate) alone
//   finish(partials)      the result of all blocks so far, in any order
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plan/sample_size.hpp"
#include "plan/two_arms.hpp"

namespace sutva::simulate {

struct CheckPlanRequest {
  plan::SampleSizeRequest plan;
  std::int64_t replicates = 10'000;
  std::int64_t seed = 1;

  static constexpr auto describe() {
    using R = CheckPlanRequest;
    return described("CheckPlanRequest", inlined(&R::plan),
                     field("replicates", &R::replicates, "Simulated experiments")
                         .in(Unit::replicates)
                         .at_least(100)
                         .at_most(100'000'000)
                         .help("More give a smaller Monte Carlo error."),
                     field("seed", &R::seed, "Seed")
                         .at_least(0)
                         .at_most(9007199254740991.0)
                         .help("The same seed gives the same numbers, everywhere."));
  }
};

// Counts of one block. Sums are over defined tests only.
struct CheckPlanPartial {
  std::int64_t first = 0;
  std::int64_t replicates = 0;
  std::int64_t rejected_effect = 0;
  std::int64_t rejected_null = 0;
  std::int64_t undefined_effect = 0;
  std::int64_t undefined_null = 0;
  double sum_effect = 0;  // of (estimate - planned effect)
  double sum_effect_squared = 0;

  static constexpr auto describe() {
    using P = CheckPlanPartial;
    return described("CheckPlanPartial", field("first", &P::first, "First replicate"),
                     field("replicates", &P::replicates, "Replicates"),
                     field("rejected_effect", &P::rejected_effect, "Rejected under the effect"),
                     field("rejected_null", &P::rejected_null, "Rejected at zero effect"),
                     field("undefined_effect", &P::undefined_effect, "No test under the effect"),
                     field("undefined_null", &P::undefined_null, "No test at zero effect"),
                     field("sum_effect", &P::sum_effect, "Sum of errors of the estimate"),
                     field("sum_effect_squared", &P::sum_effect_squared, "Sum of squared errors"));
  }
};

struct CheckPlanResult {
  std::int64_t replicates = 0;
  std::int64_t n_control = 0;
  std::int64_t n_treatment = 0;
  double power = 0;
  double power_mcse = 0;
  double power_ci_low = 0;
  double power_ci_high = 0;
  double planned_power = 0;
  std::optional<double> exact_power;
  bool power_agrees = false;
  double false_positive_rate = 0;
  double false_positive_mcse = 0;
  double false_positive_ci_low = 0;
  double false_positive_ci_high = 0;
  double alpha = 0;
  bool alpha_agrees = false;
  double true_effect = 0;
  double mean_effect = 0;
  double mean_effect_mcse = 0;
  double effect_sd = 0;
  std::int64_t undefined = 0;
  std::string test;
  std::int64_t seed = 0;

  static constexpr auto describe() {
    using R = CheckPlanResult;
    return described(
        "CheckPlanResult", field("replicates", &R::replicates, "Simulated experiments").in(Unit::replicates),
        field("n_control", &R::n_control, "People in control").in(Unit::people),
        field("n_treatment", &R::n_treatment, "People in treatment").in(Unit::people),
        field("power", &R::power, "Simulated power").in(Unit::share).help("Share of experiments whose test rejected."),
        field("power_mcse", &R::power_mcse, "Monte Carlo error").in(Unit::share).help("Standard error of that share."),
        field("power_ci_low", &R::power_ci_low, "95 % interval, from").in(Unit::share).help("Wilson's interval."),
        field("power_ci_high", &R::power_ci_high, "95 % interval, to").in(Unit::share),
        field("planned_power", &R::planned_power, "Power by the formula").in(Unit::share),
        field("exact_power", &R::exact_power, "Exact power").in(Unit::share).help("Proportions only."),
        field("power_agrees", &R::power_agrees, "Agrees")
            .help("Within three Monte Carlo errors of the exact power, or of the formula where there is no exact one."),
        field("false_positive_rate", &R::false_positive_rate, "Simulated false positives")
            .in(Unit::share)
            .help("Share of experiments without any effect whose test rejected."),
        field("false_positive_mcse", &R::false_positive_mcse, "Monte Carlo error").in(Unit::share),
        field("false_positive_ci_low", &R::false_positive_ci_low, "95 % interval, from").in(Unit::share),
        field("false_positive_ci_high", &R::false_positive_ci_high, "95 % interval, to").in(Unit::share),
        field("alpha", &R::alpha, "Significance level").in(Unit::share),
        field("alpha_agrees", &R::alpha_agrees, "Agrees").help("Within three Monte Carlo errors of the level."),
        field("true_effect", &R::true_effect, "Planned effect, absolute"),
        field("mean_effect", &R::mean_effect, "Mean estimate"),
        field("mean_effect_mcse", &R::mean_effect_mcse, "Monte Carlo error"),
        field("effect_sd", &R::effect_sd, "Spread of the estimates").help("Their standard deviation."),
        field("undefined", &R::undefined, "Without a test")
            .help(
                "Experiments where the test does not exist, as no one or everyone did it; they count as not rejected."),
        field("test", &R::test, "Test"), field("seed", &R::seed, "Seed"));
  }
};

class CheckPlan {
 public:
  using Request = CheckPlanRequest;
  using Partial = CheckPlanPartial;
  using Result = CheckPlanResult;

  static Outcome<CheckPlan> prepare(const Request& request);

  std::int64_t replicates() const { return replicates_; }
  std::int64_t block() const;
  Partial run(std::int64_t first, std::int64_t count) const;
  Outcome<Result> finish(const std::vector<Partial>& partials) const;

 private:
  plan::TwoArms arms_;
  std::int64_t replicates_ = 0;
  std::uint64_t seed_ = 0;
};

}  // namespace sutva::simulate
