// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "coverage_study.hpp"

namespace sutva::studies {

std::vector<Kind> two_arm_kinds();  // the six kinds of outcomes of two randomised arms
std::vector<Kind> design_kinds();   // what needs data of its own: ratios, blocks, pairs, noncompliance, panels ...

}  // namespace sutva::studies
