// SPDX-License-Identifier: Apache-2.0
// What is said about a sequential plan: its sentence, equations, code elsewhere and assumptions.
#pragma once

#include "plan/sequential_plan.hpp"

namespace sutva::plan {

// Fills result.working from the numbers that stand in the result already. `people_a_day` enter the experiment.
void add_working(const SequentialPlanRequest& request, const SequentialTrial& trial, double people_a_day,
                 SequentialPlanResult& result);

// What z boundaries rest on where clusters are few, and how they enter.
void assume_clusters(const SequentialTrial& trial, double alpha, Working& working);

}  // namespace sutva::plan
