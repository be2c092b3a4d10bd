// SPDX-License-Identifier: Apache-2.0
// Every equation and every piece of code of Plan: what the catalogue shows. A new part adds its tables here.
#pragma once

#include <vector>

#include "plan/equations.hpp"
#include "plan/working.hpp"

namespace sutva::plan {

std::vector<Equation> equations();
std::vector<Snippet> snippets();

}  // namespace sutva::plan
