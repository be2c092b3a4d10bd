// SPDX-License-Identifier: Apache-2.0
#include "simulate/growing_arms.hpp"

#include <cmath>

#include "random/samplers.hpp"
#include "stats/two_proportions.hpp"

namespace sutva::simulate {

void GrowingArms::go_on_to(double n_control, double n_treatment, random::Stream& stream) {
  sum_control_ += sum_of(n_control - n_control_, plan_.control, stream);
  sum_treatment_ += sum_of(n_treatment - n_treatment_, treatment_, stream);
  n_control_ = n_control;
  n_treatment_ = n_treatment;
}

double GrowingArms::z() const {
  return plan_.metric == plan::Metric::proportion
             ? stats::two_proportion_z(stats::ProportionTest::unpooled, sum_control_, n_control_, sum_treatment_,
                                       n_treatment_)
             : estimate() / (plan_.sd * std::sqrt(1 / n_control_ + 1 / n_treatment_));
}

bool GrowingArms::has_test() const {
  const bool nobody = sum_control_ == 0 && sum_treatment_ == 0;
  const bool everybody = sum_control_ == n_control_ && sum_treatment_ == n_treatment_;
  return plan_.metric == plan::Metric::mean || !(nobody || everybody);
}

double GrowingArms::sum_of(double people, double value, random::Stream& stream) const {
  return plan_.metric == plan::Metric::proportion
             ? static_cast<double>(random::binomial(stream, static_cast<std::int64_t>(people), value))
             : people * value + plan_.sd * std::sqrt(people) * random::normal(stream);
}

void round_boundary(std::vector<double>& boundary) {
  for (double& z : boundary) {
    z = std::isfinite(z) ? std::round(z * 1e8) / 1e8 : z;
  }
}

}  // namespace sutva::simulate
