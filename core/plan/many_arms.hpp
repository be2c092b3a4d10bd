// SPDX-License-Identifier: Apache-2.0
// Several treatments against one control, with everything known: critical values and powers of their comparisons. Size,
// effect and power are all solved from these.
//
// Each treatment is compared with the control: means by t with the variance pooled over all arms (df = people - arms),
// proportions, ratios and counts by z with a variance for each arm (unpooled). Where clusters are randomised, by t with
// df = clusters - arms, or by z. Sizes count what is randomised (outcome_parts.hpp). All treatments have the same size.
// The statistics share the control, so powers of "any" and "all" and Dunnett's critical value come from their joint
// distribution (stats/dunnett.hpp). Sources: Dunnett (1955, 1964); Bretz, Hothorn and Westfall (2010), Multiple
// Comparisons Using R.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include "base/describe.hpp"
#include "plan/clusters.hpp"
#include "plan/outcome_parts.hpp"

namespace sutva::plan {

enum class Correction : std::uint8_t { none, bonferroni, sidak, holm, dunnett };
constexpr auto describe(std::type_identity<Correction>) {
  return std::array{
      Choice{Correction::none, "none", "None", "Each comparison at the full level; false positives add up."},
      Choice{Correction::bonferroni, "bonferroni", "Bonferroni", "The level divided by the number of treatments."},
      Choice{Correction::sidak, "sidak", "Šidák", "As if the comparisons were independent; a hair above Bonferroni."},
      Choice{Correction::holm, "holm", "Holm (bound)",
             "Planned at Holm's first step, which is Bonferroni's: Holm has at least this power."},
      Choice{Correction::dunnett, "dunnett", "Dunnett", "Exact for several treatments that share one control."}};
}

enum class PowerKind : std::uint8_t { each, any, all };
constexpr auto describe(std::type_identity<PowerKind>) {
  return std::array{
      Choice{PowerKind::each, "each", "Each treatment", "Each single effect is found this often (marginal power)."},
      Choice{PowerKind::any, "any", "At least one", "One or more effects are found (disjunctive power)."},
      Choice{PowerKind::all, "all", "All", "Every effect is found in the same experiment (conjunctive power)."}};
}

struct ManyArms {
  TwoArms outcome;  // the control, and what its variance follows from; its sizes and treatment are not read
  Units units;
  ClusterTest cluster_test = ClusterTest::t;
  Sides sides = Sides::two;
  Correction correction = Correction::dunnett;
  PowerKind power_kind = PowerKind::each;
  double alpha = 0.05;
  std::vector<double> treatments;  // their shares, means, ratios or rates
  double n_control = 0;            // units, continuous: the solver walks between whole ones
  double n_treatment = 0;
  bool known_variance = false;  // means by z: where a solver looks first

  double k() const { return static_cast<double>(treatments.size()); }
  double control() const { return outcome.control; }
  double df() const;  // infinite for a z-test
  // All arms share a variance, and the test pools it.
  bool pools() const { return outcome.metric == Metric::mean; }
  double sign() const;  // -1: one-sided, and the plan is for a decrease
};

// The expected statistic of each comparison: its effect in standard errors. For one-sided plans signed so that the
// planned direction is positive.
std::vector<double> expected_statistics(const ManyArms& arms);

// The upper tail each comparison is tested at, where nothing changes, and the value its statistic must reach.
double tail_level(const ManyArms& arms);
double critical_value(const ManyArms& arms);

// Of a unit's part in the estimate of an arm at this level.
double unit_variance(const ManyArms& arms, double level);

// Tails of the distribution of one statistic where nothing changes: t, or z where df is infinite.
double upper_tail(double statistic, double df);
double upper_quantile(double tail, double df);

// The chance of any false positive where no treatment does anything.
double familywise_error(const ManyArms& arms, double critical);

std::vector<double> power_by_treatment(const ManyArms& arms, double critical);
double power(const ManyArms& arms, PowerKind kind, double critical);

// The test the plan is for.
std::string test_sentence(const ManyArms& arms);

}  // namespace sutva::plan
