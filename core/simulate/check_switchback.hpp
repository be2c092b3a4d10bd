// SPDX-License-Identifier: Apache-2.0
// "Check by simulation" of a switchback: draws every period of every region, with an effect that builds up over the
// carry-over and an autoregressive market, applies the planned estimator and test, and counts.
#pragma once

#include <cstdint>
#include <vector>

#include "plan/switchback_plan.hpp"
#include "simulate/checked.hpp"

namespace sutva::simulate {

struct CheckSwitchbackRequest {
  plan::SwitchbackPlanRequest plan;
  Draws draws;

  static constexpr auto describe() {
    using R = CheckSwitchbackRequest;
    return described("CheckSwitchbackRequest", inlined(&R::plan), inlined(&R::draws));
  }
};

struct CheckSwitchbackResult {
  std::int64_t periods = 0;
  std::int64_t blocks = 0;
  double planned_se = 0;
  Checked checked;

  static constexpr auto describe() {
    using R = CheckSwitchbackResult;
    return described("CheckSwitchbackResult", field("periods", &R::periods, "Periods").in(Unit::periods),
                     field("blocks", &R::blocks, "Blocks"),
                     field("planned_se", &R::planned_se, "Standard error by the formula")
                         .help("To be compared with the spread of the estimates."),
                     inlined(&R::checked));
  }
};

class CheckSwitchback {
 public:
  using Request = CheckSwitchbackRequest;
  using Partial = Tally;
  using Result = CheckSwitchbackResult;

  static Outcome<CheckSwitchback> prepare(const Request& request);

  std::int64_t replicates() const { return draws_.replicates; }
  std::int64_t block() const;
  Partial run(std::int64_t first, std::int64_t count) const;
  Outcome<Result> finish(const std::vector<Partial>& partials) const;

 private:
  plan::SwitchbackPlan plan_;
  std::string test_;
  Draws draws_;
};

}  // namespace sutva::simulate
