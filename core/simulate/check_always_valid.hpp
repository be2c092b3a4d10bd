// SPDX-License-Identifier: Apache-2.0
// "Check by simulation" of an always valid plan: each experiment is drawn in small steps and judged in two ways, by
// those who look as planned and by those who watch all the time (at least 500 evenly spaced looks, the planned ones
// among them). The plan tells the power of the first; the level must hold for the second.
//
// Arms and tests: simulate/growing_arms.hpp. Where no outcome varies within an arm there is no test yet.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plan/always_valid_plan.hpp"
#include "random/stream.hpp"
#include "simulate/checked.hpp"

namespace sutva::simulate {

struct CheckAlwaysValidRequest {
  plan::AlwaysValidRequest plan;
  Draws draws;

  static constexpr auto describe() {
    using R = CheckAlwaysValidRequest;
    return described("CheckAlwaysValidRequest", inlined(&R::plan), inlined(&R::draws));
  }
};

// Counts of one block; the lists have one entry for each way of looking: as planned, all the time. `tally` has the
// planned looks with the effect, and watching without.
struct AlwaysValidTally {
  Tally tally;
  std::vector<std::int64_t> found_effect{0, 0};
  std::vector<std::int64_t> found_null{0, 0};
  std::vector<std::int64_t> right{0, 0};
  std::vector<double> sum_right{0, 0};
  std::vector<double> people{0, 0};
  std::vector<double> people_squared{0, 0};
  std::vector<double> people_null{0, 0};

  static constexpr auto describe() {
    using P = AlwaysValidTally;
    return described("AlwaysValidTally", inlined(&P::tally),
                     field("found_effect", &P::found_effect, "Rejected under the effect, in each way"),
                     field("found_null", &P::found_null, "Rejected at zero effect, in each way"),
                     field("right", &P::right, "Rejected in the planned direction"),
                     field("sum_right", &P::sum_right, "Sum of estimates in the planned direction"),
                     field("people", &P::people, "Sum of people at the end under the effect"),
                     field("people_squared", &P::people_squared, "Sum of their squares"),
                     field("people_null", &P::people_null, "Sum of people at the end at zero effect"));
  }
};

struct SimulatedLooking {
  std::string way;
  std::string label;
  std::int64_t looks = 0;
  std::optional<double> planned_power;
  double power = 0;
  double power_mcse = 0;
  std::optional<double> planned_false_positive_rate;
  double false_positive_rate = 0;
  double false_positive_mcse = 0;
  std::optional<double> planned_n;
  double mean_n = 0;
  double mean_n_mcse = 0;
  std::optional<double> planned_n_null;
  double mean_n_null = 0;
  std::optional<double> exaggeration;

  static constexpr auto describe() {
    using L = SimulatedLooking;
    return described(
        "SimulatedLooking", field("way", &L::way, "Way"), field("label", &L::label, "Looking"),
        field("looks", &L::looks, "Looks").in(Unit::looks),
        field("planned_power", &L::planned_power, "Power, planned").in(Unit::share),
        field("power", &L::power, "Power").in(Unit::share),
        field("power_mcse", &L::power_mcse, "Monte Carlo error").in(Unit::share),
        field("planned_false_positive_rate", &L::planned_false_positive_rate, "False positives, planned")
            .in(Unit::share),
        field("false_positive_rate", &L::false_positive_rate, "False positives").in(Unit::share),
        field("false_positive_mcse", &L::false_positive_mcse, "Monte Carlo error").in(Unit::share),
        field("planned_n", &L::planned_n, "Expected people, planned").in(Unit::people),
        field("mean_n", &L::mean_n, "Mean people at the end").in(Unit::people).help("Under the effect."),
        field("mean_n_mcse", &L::mean_n_mcse, "Monte Carlo error").in(Unit::people),
        field("planned_n_null", &L::planned_n_null, "Expected people without effect, planned").in(Unit::people),
        field("mean_n_null", &L::mean_n_null, "Mean people without effect").in(Unit::people),
        field("exaggeration", &L::exaggeration, "Exaggeration")
            .help("Mean estimate where it rejected in the planned direction / true effect."));
  }
};

struct CheckAlwaysValidResult {
  std::int64_t n_control = 0;
  std::int64_t n_treatment = 0;
  std::vector<SimulatedLooking> ways;
  Checked checked;

  static constexpr auto describe() {
    using R = CheckAlwaysValidResult;
    return described("CheckAlwaysValidResult",
                     field("n_control", &R::n_control, "People in control, at most").in(Unit::people),
                     field("n_treatment", &R::n_treatment, "People in treatment, at most").in(Unit::people),
                     field("ways", &R::ways, "Looking as planned, and all the time")
                         .help("Whoever watches all the time finds the effect a little more often and sooner."),
                     inlined(&R::checked));
  }
};

// In `checked`, power is that of the planned looks, and false positives are those of watching all the time.
class CheckAlwaysValid {
 public:
  using Request = CheckAlwaysValidRequest;
  using Partial = AlwaysValidTally;
  using Result = CheckAlwaysValidResult;

  static Outcome<CheckAlwaysValid> prepare(const Request& request);

  std::int64_t replicates() const { return draws_.replicates; }
  std::int64_t block() const;
  Partial run(std::int64_t first, std::int64_t count) const;
  Outcome<Result> finish(const std::vector<Partial>& partials) const;

 private:
  struct Look {
    double n_control = 0;
    double n_treatment = 0;
    bool planned = false;
  };
  struct Path;
  Path draw(double treatment, random::Stream& stream) const;

  plan::TwoArms arms_;
  plan::Units units_;
  bool two_sided_ = true;
  double sign_ = 1;
  std::vector<Look> looks_;
  std::vector<double> boundary_;  // z of each look
  plan::SequentialPlanResult planned_;
  Draws draws_;
};

}  // namespace sutva::simulate
