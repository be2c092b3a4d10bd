// SPDX-License-Identifier: Apache-2.0
// An experiment on people with everything known, and the power its test has: the one function that size, effect, power
// and level are solved from.
//
// Every test here holds an estimate on some scale (a difference, a log ratio) against a bound, in units of a standard
// error. So a metric is known by three functions: the scale, the error under given levels, and the error the test
// itself uses.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "plan/sample_size.hpp"
#include "stats/two_proportions.hpp"

namespace sutva::plan {

struct TwoArms {
  Metric metric = Metric::proportion;
  Comparison comparison = Comparison::two_arms;
  Hypothesis hypothesis = Hypothesis::difference;
  ProportionMethod proportion_method = ProportionMethod::pooled;
  MeanMethod mean_method = MeanMethod::noncentral_t;
  CountMethod count_method = CountMethod::log_ratio;
  TimeMethod time_method = TimeMethod::schoenfeld;
  Sides sides = Sides::two;
  Direction better = Direction::increase;
  double alpha = 0.05;
  double control = 0;    // the control's level: share, mean, ratio, rate; 1 for a hazard, .5 for ranks
  double treatment = 0;  // the treatment's level: the same; the hazard ratio; the probability to win
  double low = 0;        // with a margin: the treatment's level at the bound or bounds
  double high = 0;
  double sd = 1;                       // of the mean; of the difference within a pair
  std::optional<double> sd_treatment;  // where it is another: then Welch's test is planned
  double numerator_sd = 1;             // of a ratio's parts
  double denominator_sd = 1;
  double denominator_mean = 1;
  double ratio_correlation = 0;
  double variance_factor = 1;  // what covariates leave of the variance, times what clusters add to it
  double exposure = 1;
  double dispersion = 0;
  double hazard = 1;  // of the control, a day
  double accrual_days = 0;
  double follow_up_days = 1;
  double n_control = 0;  // continuous: the solver walks between whole people; pairs and single arms count here
  double n_treatment = 0;

  double effect() const { return treatment - control; }
};

// The standard errors that a power formula sets against each other.
struct StandardErrors {
  double null = 0;    // as the test takes it, if the treatment were at the level it is held against
  double effect = 0;  // of the estimate, under the planned levels
};
// Against `bound`, a level of the treatment; without a margin that is the control's level.
StandardErrors standard_errors(const TwoArms& arms, double bound);
StandardErrors standard_errors(const TwoArms& arms);  // against the level the test is held against

inline double treatment_sd(const TwoArms& arms) { return arms.sd_treatment.value_or(arms.sd); }

// How far the treatment's level lies from the control's, on the scale of the test.
double distance(const TwoArms& arms, double treatment);

// Degrees of freedom of the t-test; none for a test with z.
std::optional<double> degrees_of_freedom(const TwoArms& arms);

// The quantile from which on the test rejects.
double critical_value(const TwoArms& arms);

// Power by the method; two-sided: the opposite tail is counted.
double power(const TwoArms& arms);

// The spread between people of (numerator - level x denominator) / mean denominator: what the estimate of a ratio at
// that level varies by (delta method).
double ratio_sd(const TwoArms& arms, double level);

// Between people, of one person's part in the estimate of this level, on the scale of the test and before the variance
// factor: what an arm's squared standard error is, times its people. Proportions unpooled; not for times and ranks.
double person_variance(const TwoArms& arms, double level);

// Events expected by the end, for time to event.
double expected_events(const TwoArms& arms);

// The level that a margin test is held against: the lower or the upper one, by which direction is better.
double bound(const TwoArms& arms);

// The test the plan is for. Formulas that have no test of their own (control only, arcsine, corrected) plan for the
// pooled one.
stats::ProportionTest proportion_test(ProportionMethod method);
stats::Tail tail(const TwoArms& arms);
std::string test_sentence(const TwoArms& arms);

// Exact power of a plan for proportions with whole people; none for other metrics, for adjusted shares and for very
// large arms.
std::optional<double> exact_power(const TwoArms& arms);

// The rounded plan of a request, with everything known: what the check by simulation draws.
Outcome<TwoArms> planned_arms(const SampleSizeRequest& request);

}  // namespace sutva::plan
