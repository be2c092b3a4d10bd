// SPDX-License-Identifier: Apache-2.0
// "Check by simulation" of a plan of saturations: draws every cluster with the mean of its treated and of its untreated
// people, and counts what every comparison of the plan finds.
//
// Means: a normal cluster effect that both kinds share, and normal means of people. Shares: a beta share for each
// cluster, of which the effect persuades a part of those who would not (or dissuades a part of those who would), then
// binomial counts: no share leaves [0, 1]. A cluster has whole people, as many on average as the plan says.
//
// Estimates weigh people alike. A t plan is tested with cluster-robust variances, CR2 of Bell and McCaffrey (2002),
// Survey Methodology 28:169, and the planned degrees of freedom; a z plan with the variances that are drawn.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plan/saturation_plan.hpp"
#include "random/stream.hpp"
#include "simulate/checked.hpp"

namespace sutva::simulate {

struct CheckSaturationRequest {
  plan::SaturationPlanRequest plan;
  Draws draws;

  static constexpr auto describe() {
    using R = CheckSaturationRequest;
    return described("CheckSaturationRequest", inlined(&R::plan), inlined(&R::draws));
  }
};

// Counts of one block; the lists have one entry for each comparison. `tally` counts the comparison that counts.
struct SaturationTally {
  Tally tally;
  std::vector<std::int64_t> found_effect;
  std::vector<std::int64_t> found_null;

  static constexpr auto describe() {
    using P = SaturationTally;
    return described("SaturationTally", inlined(&P::tally),
                     field("found_effect", &P::found_effect, "Rejected under the effects, each comparison"),
                     field("found_null", &P::found_null, "Rejected without effects, each comparison"));
  }
};

struct SimulatedComparison {
  std::string comparison;
  std::string label;
  std::optional<double> saturation;
  double effect = 0;
  double planned_power = 0;
  double power = 0;
  double power_mcse = 0;
  double false_positive_rate = 0;
  double false_positive_mcse = 0;

  static constexpr auto describe() {
    using S = SimulatedComparison;
    return described("SimulatedComparison", field("comparison", &S::comparison, "Comparison"),
                     field("label", &S::label, "In words"),
                     field("saturation", &S::saturation, "Saturation").in(Unit::share).help("Absent: all together."),
                     field("effect", &S::effect, "True effect").help("Absolute."),
                     field("planned_power", &S::planned_power, "Power, planned").in(Unit::share),
                     field("power", &S::power, "Power").in(Unit::share),
                     field("power_mcse", &S::power_mcse, "Monte Carlo error").in(Unit::share),
                     field("false_positive_rate", &S::false_positive_rate, "False positives").in(Unit::share),
                     field("false_positive_mcse", &S::false_positive_mcse, "Monte Carlo error").in(Unit::share));
  }
};

struct CheckSaturationResult {
  std::int64_t clusters = 0;
  std::int64_t clusters_control = 0;
  double people_per_cluster = 0;
  double planned_se = 0;
  std::optional<double> own_power;
  std::vector<SimulatedComparison> comparisons;
  Checked checked;

  static constexpr auto describe() {
    using R = CheckSaturationResult;
    return described(
        "CheckSaturationResult", field("clusters", &R::clusters, "Clusters in all").in(Unit::clusters),
        field("clusters_control", &R::clusters_control, "Pure control clusters").in(Unit::clusters),
        field("people_per_cluster", &R::people_per_cluster, "People per cluster").in(Unit::people),
        field("planned_se", &R::planned_se, "Standard error by the formula")
            .help("Of the comparison that counts; to be compared with the spread of the estimates."),
        field("own_power", &R::own_power, "Power with each group's own variance")
            .in(Unit::share)
            .help("The plan takes the control's variance for all; a share that changes has another. By the formula."),
        field("comparisons", &R::comparisons, "Comparisons, simulated"), inlined(&R::checked));
  }
};

class CheckSaturation {
 public:
  using Request = CheckSaturationRequest;
  using Partial = SaturationTally;
  using Result = CheckSaturationResult;

  static Outcome<CheckSaturation> prepare(const Request& request);

  std::int64_t replicates() const { return draws_.replicates; }
  std::int64_t block() const;
  Partial run(std::int64_t first, std::int64_t count) const;
  Outcome<Result> finish(const std::vector<Partial>& partials) const;

 private:
  struct Comparison {
    plan::SaturationTarget target;
    std::optional<std::size_t> saturation;  // none: pooled
    plan::SaturationCompared planned;
    double effect = 0;
    double own_variance = 0;  // of the estimate as it is drawn, with the effects
    double critical = 0;
  };

  plan::SaturationDesign plan_;
  std::vector<Comparison> comparisons_;
  std::size_t counts_ = 0;  // the comparison that counts
  Draws draws_;
};

}  // namespace sutva::simulate
