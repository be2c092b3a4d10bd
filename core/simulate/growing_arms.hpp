// SPDX-License-Identifier: Apache-2.0
// Two arms that grow from look to look, and the z test of what they hold. People: binomial counts and the unpooled test
// for proportions, normal sums and the known standard deviation for means, normal sums of both parts for ratios, events
// for counts; shares and ratios adjusted for covariates are normal with their planned error. Counts and sums suffice:
// no person is drawn. Clusters are drawn one by one, and the test takes its variance from them.
#pragma once

#include <vector>

#include "plan/outcome_parts.hpp"
#include "random/stream.hpp"
#include "simulate/cluster_draws.hpp"

namespace sutva::simulate {

class GrowingArms {
 public:
  // `treatment`: the true level there. `plan` counts units and must outlive this.
  GrowingArms(const plan::TwoArms& plan, const plan::Units& units, double treatment);

  // Whole units of each arm by now; never fewer than before.
  void go_on_to(double n_control, double n_treatment, random::Stream& stream);

  double estimate() const;  // treatment - control, of the levels
  // On the scale of the test. Infinite where the arms differ and neither varies.
  double z() const;
  // False where everybody did the same, nothing happened yet or there are not two clusters.
  bool has_test() const;

 private:
  enum class Kind : std::uint8_t { counts, sums, ratios, events, clusters };
  struct Arm {
    double level = 0;
    double n = 0;
    double sum = 0;
    double below = 0;  // of the denominator
    ClusterArm clusters;
  };

  void add(Arm& arm, double n, random::Stream& stream) const;
  double seen(const Arm& arm) const;
  double ratio_variance(const Arm& arm) const;

  const plan::TwoArms& plan_;
  const plan::Units& units_;
  Kind kind_ = Kind::sums;
  Arm control_, treatment_;
};

// Systems differ in the last digits of a boundary; rounded, no count can depend on them.
void round_boundary(std::vector<double>& boundary);

}  // namespace sutva::simulate
