// SPDX-License-Identifier: Apache-2.0
// What is said about a plan for several treatments: its sentence, equations, code elsewhere and assumptions.
#pragma once

#include "plan/multi_arm.hpp"

namespace sutva::plan {

// Fills result.working from the numbers that stand in the result already.
void add_working(const MultiArmRequest& request, const ManyArms& arms, MultiArmResult& result);

}  // namespace sutva::plan
