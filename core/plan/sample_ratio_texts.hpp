// SPDX-License-Identifier: Apache-2.0
// The formulas of the sample ratio, of its check (analyze/sample_ratio.hpp) and its plan, and code elsewhere.
#pragma once

#include <span>

#include "base/working.hpp"

namespace sutva::plan {

std::span<const Equation> sample_ratio_equations();
std::span<const Snippet> sample_ratio_snippets();

}  // namespace sutva::plan
