// SPDX-License-Identifier: Apache-2.0
// The formulas of Plan, each written once, with its source. A result names the equations it used, in reading order,
// and carries the number of every term; the page sets the one into the other.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/working.hpp"

namespace sutva::plan {

using sutva::Equation;
using sutva::Term;

// The tables, one for each part of Plan; plan/texts.cpp joins them.
std::span<const Equation> two_arm_equations();
std::span<const Equation> cluster_equations();

}  // namespace sutva::plan
