// SPDX-License-Identifier: Apache-2.0
// What every check by simulation counts and reports: power under the planned effect and false positives without any,
// each with its Monte Carlo error. A check of a design draws one experiment; the counting and judging stand here.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "base/outcome.hpp"

namespace sutva::simulate {

// How many experiments to draw, and from which seed. Requests inline it.
struct Draws {
  std::int64_t replicates = 10'000;
  std::int64_t seed = 1;

  static constexpr auto describe() {
    using D = Draws;
    return described("Draws",
                     field("replicates", &D::replicates, "Simulated experiments")
                         .under("Simulation")
                         .in(Unit::replicates)
                         .at_least(100)
                         .at_most(100'000'000)
                         .help("More give a smaller Monte Carlo error."),
                     field("seed", &D::seed, "Seed")
                         .under("Simulation")
                         .at_least(0)
                         .at_most(9007199254740991.0)
                         .help("The same seed gives the same numbers, everywhere."));
  }
};

// One simulated experiment: what it estimates and what its test says.
struct Draw {
  double estimate = 0;
  bool rejected = false;
  bool defined = true;  // false: the test does not exist, and nothing was rejected
};

// Counts of one block of replicates.
struct Tally {
  std::int64_t first = 0;
  std::int64_t replicates = 0;
  std::int64_t rejected_effect = 0;
  std::int64_t rejected_null = 0;
  std::int64_t undefined_effect = 0;
  std::int64_t undefined_null = 0;
  double sum_effect = 0;  // of (estimate - planned effect)
  double sum_effect_squared = 0;

  void count(const Draw& with_effect, const Draw& without, double true_effect);

  static constexpr auto describe() {
    using P = Tally;
    return described("Tally", field("first", &P::first, "First replicate"),
                     field("replicates", &P::replicates, "Replicates"),
                     field("rejected_effect", &P::rejected_effect, "Rejected under the effect"),
                     field("rejected_null", &P::rejected_null, "Rejected at zero effect"),
                     field("undefined_effect", &P::undefined_effect, "No test under the effect"),
                     field("undefined_null", &P::undefined_null, "No test at zero effect"),
                     field("sum_effect", &P::sum_effect, "Sum of errors of the estimate"),
                     field("sum_effect_squared", &P::sum_effect_squared, "Sum of squared errors"));
  }
};

// Results inline it.
struct Checked {
  std::int64_t replicates = 0;
  double power = 0;
  double power_mcse = 0;
  double power_ci_low = 0;
  double power_ci_high = 0;
  double planned_power = 0;
  bool power_agrees = false;
  double false_positive_rate = 0;
  double false_positive_mcse = 0;
  double false_positive_ci_low = 0;
  double false_positive_ci_high = 0;
  double alpha = 0;
  bool alpha_agrees = false;
  double true_effect = 0;
  double mean_effect = 0;
  double mean_effect_mcse = 0;
  double effect_sd = 0;
  std::int64_t undefined = 0;
  std::string test;
  std::int64_t seed = 0;

  static constexpr auto describe() {
    using R = Checked;
    return described(
        "Checked", field("replicates", &R::replicates, "Simulated experiments").in(Unit::replicates),
        field("power", &R::power, "Simulated power").in(Unit::share).help("Share of experiments whose test rejected."),
        field("power_mcse", &R::power_mcse, "Monte Carlo error").in(Unit::share).help("Standard error of that share."),
        field("power_ci_low", &R::power_ci_low, "95 % interval, from").in(Unit::share).help("Wilson's interval."),
        field("power_ci_high", &R::power_ci_high, "95 % interval, to").in(Unit::share),
        field("planned_power", &R::planned_power, "Power by the formula").in(Unit::share),
        field("power_agrees", &R::power_agrees, "Agrees")
            .help("Within three Monte Carlo errors of the exact power, or of the formula where there is no exact one."),
        field("false_positive_rate", &R::false_positive_rate, "Simulated false positives")
            .in(Unit::share)
            .help("Share of experiments without any effect whose test rejected."),
        field("false_positive_mcse", &R::false_positive_mcse, "Monte Carlo error").in(Unit::share),
        field("false_positive_ci_low", &R::false_positive_ci_low, "95 % interval, from").in(Unit::share),
        field("false_positive_ci_high", &R::false_positive_ci_high, "95 % interval, to").in(Unit::share),
        field("alpha", &R::alpha, "Significance level").in(Unit::share),
        field("alpha_agrees", &R::alpha_agrees, "Agrees")
            .help("Within three Monte Carlo errors of the level. Where one may look at any time: not more above it."),
        field("true_effect", &R::true_effect, "Planned effect, absolute")
            .in(Unit::outcome)
            .help("The log of the hazard ratio for times."),
        field("mean_effect", &R::mean_effect, "Mean estimate").in(Unit::outcome),
        field("mean_effect_mcse", &R::mean_effect_mcse, "Monte Carlo error").in(Unit::outcome),
        field("effect_sd", &R::effect_sd, "Spread of the estimates")
            .in(Unit::outcome)
            .help("Their standard deviation."),
        field("undefined", &R::undefined, "Without a test")
            .help("Experiments where the test does not exist, as where nobody or everybody did it; they count as not "
                  "rejected."),
        field("test", &R::test, "Test"), field("seed", &R::seed, "Seed"));
  }
};

// Blocks of about this many replicates, fewer than a thousand of them however many replicates there are.
std::int64_t block_of(std::int64_t replicates, std::int64_t least);

// All tallies together, in the order of their replicates, so that sums come out the same whoever computed which block.
// None where nothing was simulated yet.
Outcome<Tally> total(const std::vector<Tally>& tallies);

// Whether the false positives should be at the level, or anywhere up to it.
enum class Level : std::uint8_t { exact, at_most };

// What the counts say, against the power that is expected (exact where there is an exact one) and the level.
Checked judged(const Tally& all, double planned_power, double expected_power, double alpha, double true_effect,
               Level level = Level::exact);

}  // namespace sutva::simulate
