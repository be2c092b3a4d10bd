// SPDX-License-Identifier: Apache-2.0
#include "simulate/growing_arms.hpp"

#include <cmath>

#include "random/samplers.hpp"
#include "simulate/arm_draws.hpp"
#include "stats/two_proportions.hpp"

namespace sutva::simulate {

using plan::Metric;

GrowingArms::GrowingArms(const plan::TwoArms& plan, const plan::Units& units, double treatment)
    : plan_(plan), units_(units) {
  control_.level = plan.control;
  treatment_.level = treatment;
  const bool adjusted = units.r_squared > 0;
  kind_ = units.clustered                                  ? Kind::clusters
          : plan.metric == Metric::count                   ? Kind::events
          : plan.metric == Metric::proportion && !adjusted ? Kind::counts
          : plan.metric == Metric::ratio && !adjusted      ? Kind::ratios
                                                           : Kind::sums;
}

void GrowingArms::go_on_to(double n_control, double n_treatment, random::Stream& stream) {
  add(control_, n_control - control_.n, stream);
  add(treatment_, n_treatment - treatment_.n, stream);
}

void GrowingArms::add(Arm& arm, double n, random::Stream& stream) const {
  arm.n += n;
  switch (kind_) {
    case Kind::counts:
      arm.sum += static_cast<double>(random::binomial(stream, static_cast<std::int64_t>(n), arm.level));
      break;
    case Kind::sums: {
      const double sd = plan_.metric == Metric::mean ? plan_.sd : std::sqrt(plan::person_variance(plan_, arm.level));
      arm.sum += n * arm.level + sd * std::sqrt(plan_.variance_factor) * std::sqrt(n) * random::normal(stream);
      break;
    }
    case Kind::ratios: {
      const double rho = plan_.ratio_correlation;
      const double z1 = random::normal(stream) * std::sqrt(n);
      const double z2 = random::normal(stream) * std::sqrt(n);
      arm.below += n * plan_.denominator_mean + plan_.denominator_sd * z1;
      arm.sum += n * arm.level * plan_.denominator_mean +
                 plan_.numerator_sd * (rho * z1 + std::sqrt(std::fmax(0, 1 - rho * rho)) * z2);
      break;
    }
    case Kind::events:
      arm.sum += n > 0 ? draw_events(plan_, arm.level, n, stream) : 0;
      break;
    case Kind::clusters:
      arm.clusters.add(n, plan_, units_, arm.level, stream);
      break;
  }
}

double GrowingArms::seen(const Arm& arm) const {
  switch (kind_) {
    case Kind::ratios:
      return arm.sum / arm.below;
    case Kind::events:
      return arm.sum / (arm.n * plan_.exposure);
    case Kind::clusters:
      return arm.clusters.mean();
    default:
      break;
  }
  return arm.sum / arm.n;
}

double GrowingArms::estimate() const { return seen(treatment_) - seen(control_); }

double GrowingArms::ratio_variance(const Arm& arm) const {
  const double mean = arm.below / arm.n;
  const double sd = plan::ratio_sd(plan_, seen(arm)) * plan_.denominator_mean / mean;
  return sd * sd / arm.n;
}

double GrowingArms::z() const {
  if (!has_test()) {
    return 0;
  }
  switch (kind_) {
    case Kind::counts:
      return stats::two_proportion_z(stats::ProportionTest::unpooled, control_.sum, control_.n, treatment_.sum,
                                     treatment_.n);
    case Kind::sums: {
      if (plan_.metric == Metric::mean) {
        return estimate() /
               (plan_.sd * std::sqrt(plan_.variance_factor) * std::sqrt(1 / control_.n + 1 / treatment_.n));
      }
      const double variance = plan::person_variance(plan_, control_.level) / control_.n +
                              plan::person_variance(plan_, treatment_.level) / treatment_.n;
      return estimate() / std::sqrt(variance * plan_.variance_factor);
    }
    case Kind::ratios:
      return estimate() / std::sqrt(ratio_variance(control_) + ratio_variance(treatment_));
    case Kind::events: {
      plan::TwoArms found = plan_;
      found.control = seen(control_);
      found.treatment = seen(treatment_);
      found.n_control = control_.n;
      found.n_treatment = treatment_.n;
      return plan::distance(found, found.treatment) / plan::standard_errors(found, found.control).effect;
    }
    case Kind::clusters:
      break;
  }
  return estimate() / std::sqrt(control_.clusters.variance() + treatment_.clusters.variance());
}

bool GrowingArms::has_test() const {
  switch (kind_) {
    case Kind::counts: {
      const bool nobody = control_.sum == 0 && treatment_.sum == 0;
      const bool everybody = control_.sum == control_.n && treatment_.sum == treatment_.n;
      return !(nobody || everybody);
    }
    case Kind::events:
      return control_.sum > 0 && treatment_.sum > 0;
    case Kind::clusters:
      return control_.n >= 2 && treatment_.n >= 2 && control_.clusters.variance() + treatment_.clusters.variance() > 0;
    default:
      break;
  }
  return true;
}

void round_boundary(std::vector<double>& boundary) {
  for (double& z : boundary) {
    z = std::isfinite(z) ? std::round(z * 1e8) / 1e8 : z;
  }
}

}  // namespace sutva::simulate
