// SPDX-License-Identifier: Apache-2.0
// A switchback with everything known: its blocks, the variance of its estimate and its power. Duration, effect and
// power are all solved from these.
//
// Periods t = 1 ... T; the effect of a period lasts `carryover` further ones, so that a period tells the whole effect
// only if it and the `carryover` before it were all treated, or all not. A period's mean is its level plus shocks of
// the market (first-order autoregressive, SD sd_period) plus the mean of independent units. Three designs:
// - random_blocks: blocks of block_length; half of them, drawn at random, are treated (Horvitz-Thompson: a coin for
//   each);
// - alternating: blocks of block_length in turn, the first by a coin;
// - optimal: coins at 1, 2m+1, 3m+1, ..., (n-2)m+1 of T = nm periods, m the carryover: the minimax design of Bojinov,
//   Simchi-Levi and Zhao (2023), Management Science 69:3759-3777; at every period where m = 0;
// and two estimators: the difference of means without the first `carryover` periods of each block, whose variance is
// that of block means under the autocorrelation; and Horvitz and Thompson's, whose variance over coins and shocks is
// exact here. Regions switch independently of each other; they divide the variance.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/describe.hpp"
#include "plan/clusters.hpp"

namespace sutva::plan {

enum class SwitchbackDesign : std::uint8_t { random_blocks, alternating, optimal };
constexpr auto describe(std::type_identity<SwitchbackDesign>) {
  return std::array{
      Choice{SwitchbackDesign::random_blocks, "random_blocks", "Random blocks",
             "Each block is treated or not by chance."},
      Choice{SwitchbackDesign::alternating, "alternating", "Alternating", "Treatment and control take turns."},
      Choice{SwitchbackDesign::optimal, "optimal", "Minimax-optimal",
             "The switch points of Bojinov, Simchi-Levi and Zhao: safest whatever the outcomes."}};
}

enum class SwitchbackEstimator : std::uint8_t { difference_in_means, horvitz_thompson };
constexpr auto describe(std::type_identity<SwitchbackEstimator>) {
  return std::array{Choice{SwitchbackEstimator::difference_in_means, "difference_in_means", "Difference in means",
                           "Leaves out the first periods of each block."},
                    Choice{SwitchbackEstimator::horvitz_thompson, "horvitz_thompson", "Horvitz-Thompson",
                           "Weighs each period by how likely its recent past was."}};
}

struct SwitchbackPlan {
  SwitchbackDesign design = SwitchbackDesign::random_blocks;
  SwitchbackEstimator estimator = SwitchbackEstimator::difference_in_means;
  std::int64_t periods = 0;          // those that are used
  std::vector<std::int64_t> starts;  // first period of each block, from 0
  std::int64_t block_length = 1;
  std::int64_t carryover = 0;
  double regions = 1;
  double unit_variance = 0;    // of a period's mean, from its units
  double period_variance = 0;  // of its true mean
  double autocorrelation = 0;
  double level = 0;   // of the outcome as the estimator sees it, without treatment
  double effect = 0;  // always against never
  Sides sides = Sides::two;
  double alpha = 0.05;

  bool uses_t() const {
    return design == SwitchbackDesign::random_blocks && estimator == SwitchbackEstimator::difference_in_means;
  }
};

bool is_optimal(const SwitchbackPlan& plan);
// Whether the estimator is Horvitz and Thompson's.
bool uses_weights(const SwitchbackPlan& plan);

// Periods in a block: the optimal design's, but for its first and last, are as long as the carry-over.
std::int64_t unit_of(const SwitchbackPlan& plan);
std::int64_t blocks_of(const SwitchbackPlan& plan);
// A block's first period; both from 0.
std::int64_t start_of(const SwitchbackPlan& plan, std::int64_t block);

// Fewest units (of `unit_of` periods) with enough blocks, which are `fewest_blocks`.
constexpr std::int64_t fewest_blocks = 4;
std::int64_t fewest_units(const SwitchbackPlan& plan);
// As many of `periods` as make whole blocks: an even number of blocks for a difference in means.
void set_periods(SwitchbackPlan& plan, std::int64_t periods);
// Blocks one period's past may reach over: weights are powers of two.
constexpr std::int64_t most_spanned = 30;
bool spans_few_blocks(const SwitchbackPlan& plan);

// Expected share of periods that enter the estimate.
double share_used(const SwitchbackPlan& plan);

// Variance of a block's mean over the periods that are kept, and its covariance with the next block's.
struct BlockMeans {
  double variance = 0;
  double next = 0;
  double decay = 0;  // of the covariance with each block further on
};
BlockMeans block_means(const SwitchbackPlan& plan);

// Standard errors of the estimate: without any effect (as the test takes it) and with it.
struct SwitchbackErrors {
  double null = 0;
  double effect = 0;
};
SwitchbackErrors standard_errors(const SwitchbackPlan& plan);
double degrees_of_freedom(const SwitchbackPlan& plan);
double critical_value(const SwitchbackPlan& plan);
double power(const SwitchbackPlan& plan);

// The smallest effect with this power, in the direction of the plan's; none where not even the largest has it.
std::optional<double> detectable_effect(const SwitchbackPlan& plan, double target);

// What the analysis does, in words.
std::string analysis_sentence(const SwitchbackPlan& plan);

}  // namespace sutva::plan
