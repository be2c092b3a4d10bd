// SPDX-License-Identifier: Apache-2.0
// One market that switches at the minimax points of Bojinov, Simchi-Levi and Zhao (2023), Management Science
// 69:3759-3777, and the estimate of Horvitz and Thompson from it. Time is cut into periods as long as the carry-over
// is taken to be (their m), so that a period tells the whole effect if the one before had its arm.
#pragma once

#include <cstdint>
#include <vector>

namespace sutva::simulate {

// The block of each of n >= 4 periods, all from 0: the first and the last block have two periods, all others one. Each
// block's arm is a fair coin.
std::vector<std::int64_t> minimax_blocks(std::int64_t periods);

// Sum over periods but the first of the effect on a period's outcome, and an estimate of its variance.
struct SwitchbackSum {
  double effect = 0, variance = 0;
};
// Outcomes and arms (0 or 1) of each period, in order. A period counts if the one before has its arm: with the weight
// 2 where both are of one block, otherwise 4. The variance sum X_k^2 + 2 sum X_k X_(k+1) over weighed outcomes X is
// unbiased where treatment does nothing, and on average too large by sum t_k^2 + 2 sum t_k t_(k+1) for effects t_k on
// period k. It may be negative: then it says nothing.
SwitchbackSum minimax_estimate(const std::vector<double>& outcomes, const std::vector<char>& treated,
                               const std::vector<std::int64_t>& blocks);

}  // namespace sutva::simulate
