// SPDX-License-Identifier: Apache-2.0
// What is said about past data: its numbers as a sentence shows them.
#pragma once

#include <string>

#include "analyze/plan_from_data.hpp"

namespace sutva::analyze {

// Three significant digits: 0.0123457 -> "0.0123", 12345.6 -> "12,300".
std::string rounded(double x);

// A share as a percentage: 0.05 -> "5 %".
std::string percent(double share);

// The result in plain words, from the numbers that stand in it already.
std::string past_sentence(const PlanFromDataResult& result);

}  // namespace sutva::analyze
