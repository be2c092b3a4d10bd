// SPDX-License-Identifier: Apache-2.0
// Two arms that grow from look to look, and the z test of what they hold: binomial counts and the unpooled test for
// proportions, normal sums and the known standard deviation for means. Counts and sums suffice: no person is drawn.
#pragma once

#include <vector>

#include "plan/two_arms.hpp"
#include "random/stream.hpp"

namespace sutva::simulate {

class GrowingArms {
 public:
  // `treatment`: the true share or mean there. The plan must outlive this.
  GrowingArms(const plan::TwoArms& plan, double treatment) : plan_(plan), treatment_(treatment) {}

  // Whole people of each arm by now; never fewer than before.
  void go_on_to(double n_control, double n_treatment, random::Stream& stream);

  double estimate() const { return sum_treatment_ / n_treatment_ - sum_control_ / n_control_; }
  // Infinite where the arms differ and neither varies.
  double z() const;
  // False where everybody did the same.
  bool has_test() const;

 private:
  double sum_of(double people, double value, random::Stream& stream) const;

  const plan::TwoArms& plan_;
  double treatment_;
  double sum_control_ = 0, sum_treatment_ = 0, n_control_ = 0, n_treatment_ = 0;
};

// Systems differ in the last digits of a boundary; rounded, no count can depend on them.
void round_boundary(std::vector<double>& boundary);

}  // namespace sutva::simulate
