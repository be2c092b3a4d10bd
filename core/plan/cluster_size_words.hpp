// SPDX-License-Identifier: Apache-2.0
// What is said about a plan of clusters: its sentence, equations, code elsewhere and assumptions.
#pragma once

#include "plan/cluster_size.hpp"

namespace sutva::plan {

// Fills result.working from the numbers that stand in the result already.
void add_working(const ClusterSizeRequest& request, const ClusterPlan& plan, ClusterSizeResult& result);

}  // namespace sutva::plan
