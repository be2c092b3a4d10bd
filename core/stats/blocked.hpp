// SPDX-License-Identifier: Apache-2.0
// Means of two arms that were compared within blocks (strata, pairs), units or whole clusters being assigned.
//
// Blocks with at least two assigned units in each arm: the stratified estimator (Imbens and Rubin 2015, chapter 9), the
// variance of each arm's mean being s^2 / n, of clusters sum (total - mean * size)^2 / (N^2 (1 - size / N)), which is
// CR2's for a mean. Blocks with a single one in an arm, pairs above all: the variance between such blocks, Pashley and
// Miratrix (2021, J. Educational and Behavioral Statistics 46:271), equation (7), which for pairs of units is the
// paired t test's. Both kinds together: their sum by weight. A block weighs as many units as it has.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sutva::stats {

struct BlockedData {
  std::span<const double> outcome;      // by unit; best centred
  std::span<const std::int32_t> arm;    // by unit: 0 or 1
  std::span<const std::int32_t> block;  // by unit, from 0 below `blocks`; none: all in one
  std::size_t blocks = 1;
  std::span<const std::int32_t> cluster;  // by unit, from 0 below `clusters`, each in one block and arm; none: units
  std::size_t clusters = 0;
};

struct BlockedMeans {
  std::array<double, 2> mean{};      // by arm, blocks weighted alike in both
  std::array<double, 2> variance{};  // of these
  double covariance = 0;
  double difference_variance = 0;
  double df = 0;
  std::int64_t blocks = 0;        // with both arms: the others are not looked at
  std::int64_t small_blocks = 0;  // with a single assigned unit in an arm
  bool paired = false;            // every block has one of each
  // False where no variance can be estimated: a single small block, or one with half of all units in small blocks.
  bool estimable = false;
};

// Degrees of freedom: assigned units less two for each block; blocks less one where all are small; Satterthwaite's of
// the two parts where there are both kinds.
BlockedMeans blocked_means(const BlockedData& data);

}  // namespace sutva::stats
