// SPDX-License-Identifier: Apache-2.0
// Equations and code of the sequential plans.
#pragma once

#include <span>

#include "plan/equations.hpp"
#include "plan/working.hpp"

namespace sutva::plan {

std::span<const Equation> sequential_equations();
std::span<const Snippet> sequential_snippets();

}  // namespace sutva::plan
