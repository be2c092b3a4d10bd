// SPDX-License-Identifier: Apache-2.0
// What is said about past data: its numbers as a sentence shows them.
#pragma once

#include <string>

#include "analyze/plan_from_data.hpp"

namespace sutva::analyze {

// The result in plain words, from the numbers that stand in it already.
std::string past_sentence(const PlanFromDataResult& result);

}  // namespace sutva::analyze
