// SPDX-License-Identifier: Apache-2.0
// Running the study of a network as the page would, and keeping every estimate; and powers of a cycle, for which the
// variance of Horvitz and Thompson's estimate is known exactly.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "simulate/network_study.hpp"
#include "table/table.hpp"

namespace sutva::studies {

struct Spread {
  double mean = 0, mean_error = 0;
  double variance = 0, variance_error = 0;  // Monte Carlo errors hold whatever the law: fourth moments
  std::int64_t count = 0;                   // replicates with an estimate
  double undefined = 0;                     // share of those without one
};

struct NetworkRun {
  simulate::NetworkStudyResult result;
  std::vector<Spread> spreads;  // beside result.estimates

  struct Row {
    const simulate::SimulatedEstimate& estimate;
    const Spread& spread;
  };
  // The first, where a design was run at several resolutions.
  Row row(std::string_view design, std::string_view estimator) const;
};

// Ends the program where the request can not be answered: a study's requests are its own.
NetworkRun run_network(const simulate::NetworkStudyRequest& request, const table::Table& table = {});

// The k-th power of a cycle, from which arcs of equal length are to be found as clusters.
struct CycleArcs {
  std::int64_t units = 0;   // a multiple of the length
  std::int64_t reach = 1;   // k: tied to so many on each side
  std::int64_t length = 1;  // of an arc; 1: every unit by itself
};

// Columns from, to and weight. Ties within an arc weigh so much more than others that Louvain's clusters are the arcs;
// chances of full exposure do not depend on weights.
table::Table edges_of(const CycleArcs& arcs);
// Arcs by coin, Horvitz and Thompson's estimate. Outcomes are y0 for all under full control and y1 under full exposure.
simulate::NetworkStudyRequest request_of(const CycleArcs& arcs, double y0, double y1);

// Variance of the estimate of y1 - y0, each arc treated with the chance p: from chances of full exposure of all pairs.
double exact_variance(const CycleArcs& arcs, double p, double y0, double y1);

}  // namespace sutva::studies
