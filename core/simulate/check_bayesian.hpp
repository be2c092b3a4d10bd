// SPDX-License-Identifier: Apache-2.0
// "Check by simulation" of a Bayesian decision rule: how often it ships under the true effect, and without one.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "plan/bayesian.hpp"
#include "random/stream.hpp"
#include "simulate/checked.hpp"

namespace sutva::simulate {

struct CheckBayesianRequest {
  plan::BayesianRequest plan;
  Draws draws;

  static constexpr auto describe() {
    using R = CheckBayesianRequest;
    return described("CheckBayesianRequest", inlined(&R::plan), inlined(&R::draws));
  }
};

struct CheckBayesianResult {
  std::int64_t n_control = 0;
  std::int64_t n_treatment = 0;
  double threshold = 0;
  std::optional<double> exact_power;
  Checked checked;

  static constexpr auto describe() {
    using R = CheckBayesianResult;
    return described(
        "CheckBayesianResult", field("n_control", &R::n_control, "People in control").in(Unit::people),
        field("n_treatment", &R::n_treatment, "People in treatment").in(Unit::people),
        field("threshold", &R::threshold, "Threshold").help("Of the rule: a probability, or an expected loss."),
        field("exact_power", &R::exact_power, "Chance to ship, exactly").in(Unit::share).help("Shares only."),
        inlined(&R::checked));
  }
};

// In `checked`, a rejection is shipping, and `alpha` the planned rate of shipping without an effect. Shares are judged
// by their exact posteriors; where there are too many people for that, by the normal approximation.
class CheckBayesian {
 public:
  using Request = CheckBayesianRequest;
  using Partial = Tally;
  using Result = CheckBayesianResult;

  static Outcome<CheckBayesian> prepare(const Request& request);

  std::int64_t replicates() const { return draws_.replicates; }
  std::int64_t block() const;
  Partial run(std::int64_t first, std::int64_t count) const;
  Outcome<Result> finish(const std::vector<Partial>& partials) const;

 private:
  Draw draw(double effect, random::Stream& stream) const;

  plan::BayesianPlan plan_;
  std::optional<plan::ShipBoundary> boundary_;
  double difference_ = 0;  // means ship from this observed difference on
  Draws draws_;
};

}  // namespace sutva::simulate
