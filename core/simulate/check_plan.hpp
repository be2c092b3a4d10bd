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
#include <vector>

#include "plan/sample_size.hpp"
#include "plan/two_arms.hpp"
#include "simulate/checked.hpp"

namespace sutva::simulate {

struct CheckPlanRequest {
  plan::SampleSizeRequest plan;
  Draws draws;

  static constexpr auto describe() {
    using R = CheckPlanRequest;
    return described("CheckPlanRequest", inlined(&R::plan), inlined(&R::draws));
  }
};

struct CheckPlanResult {
  std::int64_t n_control = 0;
  std::int64_t n_treatment = 0;
  std::optional<double> exact_power;
  Checked checked;

  static constexpr auto describe() {
    using R = CheckPlanResult;
    return described("CheckPlanResult", field("n_control", &R::n_control, "People in control").in(Unit::people),
                     field("n_treatment", &R::n_treatment, "People in treatment").in(Unit::people),
                     field("exact_power", &R::exact_power, "Exact power").in(Unit::share).help("Proportions only."),
                     inlined(&R::checked));
  }
};

class CheckPlan {
 public:
  using Request = CheckPlanRequest;
  using Partial = Tally;
  using Result = CheckPlanResult;

  static Outcome<CheckPlan> prepare(const Request& request);

  std::int64_t replicates() const { return draws_.replicates; }
  std::int64_t block() const;
  Partial run(std::int64_t first, std::int64_t count) const;
  Outcome<Result> finish(const std::vector<Partial>& partials) const;

 private:
  plan::TwoArms arms_;
  Draws draws_;
};

}  // namespace sutva::simulate
