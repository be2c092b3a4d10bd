// SPDX-License-Identifier: Apache-2.0
// A two-arm experiment with everything known, and the power its test has: the one function that size, effect and
// power are solved from.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "plan/sample_size.hpp"
#include "stats/two_proportions.hpp"

namespace sutva::plan {

struct TwoArms {
  Metric metric = Metric::proportion;
  ProportionMethod proportion_method = ProportionMethod::pooled;
  MeanMethod mean_method = MeanMethod::noncentral_t;
  Sides sides = Sides::two;
  double alpha = 0.05;
  double control = 0;    // the control's share or mean
  double treatment = 0;  // the treatment's share or mean
  double sd = 1;         // of the mean metric
  double n_control = 0;  // continuous: the solver walks between whole people
  double n_treatment = 0;

  double effect() const { return treatment - control; }
};

// The standard errors that a power formula sets against each other.
struct StandardErrors {
  double null = 0;    // as the test takes it, if nothing changed
  double effect = 0;  // of the estimate, under the effect
};
StandardErrors standard_errors(const TwoArms& arms);

// The quantile from which on the test rejects: normal, or t with n_control + n_treatment - 2 degrees of freedom.
double critical_value(const TwoArms& arms);

// Power by the method; two-sided: the opposite tail is counted.
double power(const TwoArms& arms);

// The test the plan is for. The control-only formula plans for the pooled test: its page has no test of its own.
stats::ProportionTest proportion_test(ProportionMethod method);
stats::Tail tail(const TwoArms& arms);
std::string_view test_sentence(const TwoArms& arms);

// Exact power of a plan for proportions with whole people; none for means and for very large arms.
std::optional<double> exact_power(const TwoArms& arms);

// The rounded plan of a request, with everything known: what the check by simulation draws.
Outcome<TwoArms> planned_arms(const SampleSizeRequest& request);

}  // namespace sutva::plan
