// SPDX-License-Identifier: Apache-2.0
// Nearest-neighbour matching of treated units to controls on one number, such as the logit of the propensity, in
// O(n log n). Nothing depends on the order of the units: see ScoreOrder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sutva::stats {

// Units of each group by their score, ascending. Scores are compared in steps of 2^-32, so that what is equal but for
// rounding is equal. Units with equal scores are put in the order of their outcomes and then shuffled by a fixed rule
// that knows their number alone: units that tie stand in random order, yet it is the same however the file is sorted.
struct ScoreOrder {
  std::vector<std::uint32_t> units[2];  // by group: 0 controls, 1 treated
  std::vector<std::int64_t> scores[2];  // in the same order, in steps
};
inline constexpr double score_step = 0x1p-32;

// scores: finite, within 1e9; groups: 0 or 1.
ScoreOrder order_by_score(std::span<const double> scores, std::span<const std::uint8_t> groups,
                          std::span<const double> outcomes);

struct MatchedPair {
  std::uint32_t treated, control;  // units
};

// Each control at most once (greedy): the treated in descending order of score take the nearest control that is left,
// of two equally near the one with the lower score. No pair is further apart than `caliper`.
std::vector<MatchedPair> match_without_replacement(const ScoreOrder& order, double caliper);

// Each treated unit against the mean of the nearest controls, all that are equally near. Variance: Abadie and Imbens
// (2006, Econometrica 74:235), of the effect on the treated in the population, a control's noise being the variance
// among it and its nearest other controls, as in R's Matching with Var.calc = 1. The score counts as known.
struct ReplacedMatch {
  std::size_t matched = 0;  // treated units with a control within the caliper
  double estimate = 0;      // the mean of their outcome less that of their controls
  double variance = 0;      // of the estimate; see below
  double treated_mean = 0, control_mean = 0;
  std::vector<double> weights;  // by unit: 1 of a matched treated unit, how often a control counts
  double largest_use = 0;       // of a control
};

ReplacedMatch match_with_replacement(const ScoreOrder& order, std::span<const double> outcomes, double caliper);

}  // namespace sutva::stats
