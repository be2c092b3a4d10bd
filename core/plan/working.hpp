// SPDX-License-Identifier: Apache-2.0
// What stands beside the numbers of every plan (base/working.hpp), and the code elsewhere of plans with clusters.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>

#include "base/working.hpp"
#include "plan/equations.hpp"

namespace sutva::plan {

using sutva::Snippet;
using sutva::Working;

std::span<const Snippet> cluster_snippets();

}  // namespace sutva::plan
