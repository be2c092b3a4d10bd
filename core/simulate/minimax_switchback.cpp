// SPDX-License-Identifier: Apache-2.0
#include "simulate/minimax_switchback.hpp"

#include "plan/switchback.hpp"

namespace sutva::simulate {

std::vector<std::int64_t> minimax_blocks(std::int64_t periods) {
  plan::SwitchbackPlan plan;
  plan.design = plan::SwitchbackDesign::optimal;
  plan.carryover = 1;
  plan.periods = periods;
  std::vector<std::int64_t> blocks;
  for (std::int64_t block = 0; block < plan::blocks_of(plan); ++block) {
    const std::int64_t length = plan::start_of(plan, block + 1) - plan::start_of(plan, block);
    blocks.insert(blocks.end(), static_cast<std::size_t>(length), block);
  }
  return blocks;
}

SwitchbackSum minimax_estimate(const std::vector<double>& outcomes, const std::vector<char>& treated,
                               const std::vector<std::int64_t>& blocks) {
  SwitchbackSum sum;
  double last = 0;
  for (std::size_t k = 1; k < outcomes.size(); ++k) {
    double weighed = 0;
    if (treated[k] == treated[k - 1]) {
      weighed = (treated[k] != 0 ? outcomes[k] : -outcomes[k]) * (blocks[k] == blocks[k - 1] ? 2 : 4);
    }
    sum.effect += weighed;
    sum.variance += weighed * (weighed + 2 * last);
    last = weighed;
  }
  return sum;
}

}  // namespace sutva::simulate
