// SPDX-License-Identifier: Apache-2.0
// What is said about a plan for people: its sentence, equations, code elsewhere and assumptions.
#pragma once

#include "plan/two_arms.hpp"

namespace sutva::plan {

// Fills result.working from the numbers that stand in the result already.
void add_working(const SampleSizeRequest& request, const TwoArms& arms, SampleSizeResult& result);

std::span<const Snippet> sample_size_snippets();

}  // namespace sutva::plan
