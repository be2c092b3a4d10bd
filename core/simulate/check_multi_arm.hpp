// SPDX-License-Identifier: Apache-2.0
// "Check by simulation" of a plan with several treatments: how often the kind of finding it is planned for comes out,
// and how often anything is found where no treatment does anything.
#pragma once

#include <cstdint>
#include <vector>

#include "plan/multi_arm.hpp"
#include "simulate/checked.hpp"

namespace sutva::simulate {

struct CheckMultiArmRequest {
  plan::MultiArmRequest plan;
  Draws draws;

  static constexpr auto describe() {
    using R = CheckMultiArmRequest;
    return described("CheckMultiArmRequest", inlined(&R::plan), inlined(&R::draws));
  }
};

struct CheckMultiArmResult {
  std::int64_t n_control = 0;
  std::int64_t n_treatment = 0;
  double critical_value = 0;
  Checked checked;

  static constexpr auto describe() {
    using R = CheckMultiArmResult;
    return described("CheckMultiArmResult", field("n_control", &R::n_control, "People in control").in(Unit::people),
                     field("n_treatment", &R::n_treatment, "People in each treatment").in(Unit::people),
                     field("critical_value", &R::critical_value, "Critical value"), inlined(&R::checked));
  }
};

// In `checked`, power is of the kind the plan asks for; for "each" and for the estimate it is that of the treatment
// hardest to find. A false positive is any rejection where no treatment does anything, and `alpha` its planned rate.
class CheckMultiArm {
 public:
  using Request = CheckMultiArmRequest;
  using Partial = Tally;
  using Result = CheckMultiArmResult;

  static Outcome<CheckMultiArm> prepare(const Request& request);

  std::int64_t replicates() const { return draws_.replicates; }
  std::int64_t block() const;
  Partial run(std::int64_t first, std::int64_t count) const;
  Outcome<Result> finish(const std::vector<Partial>& partials) const;

 private:
  plan::ManyArms arms_;
  double critical_ = 0;
  std::size_t hardest_ = 0;
  Draws draws_;
};

}  // namespace sutva::simulate
