// SPDX-License-Identifier: Apache-2.0
// The intraclass correlation of a one-way analysis of variance with clusters of any size.
#pragma once

#include <optional>

#include "stats/intervals.hpp"

namespace sutva::stats {

// What the clusters have to be summed up to. k clusters, N values in all.
struct ClusterSums {
  double clusters = 0;      // k >= 2
  double count = 0;         // N > k
  double size_squares = 0;  // sum of n_i^2
  double size_cubes = 0;    // sum of n_i^3
  double between = 0;       // sum of n_i (mean_i - mean)^2
  double within = 0;        // sum of (y - mean_i)^2; not 0 together with `between`
};

struct Intraclass {
  double icc = 0;           // may be negative, never below -1 / (n0 - 1)
  double average_size = 0;  // n0 = (N - sum n_i^2 / N) / (k - 1)
  double se = 0;
  std::optional<Interval> interval;  // none where nothing varies within clusters
};

// ICC = (MSB - MSW) / (MSB + (n0 - 1) MSW), Donner (1986), International Statistical Review 54:67-82, for numbers and
// for 0/1 (Ridout, Demetrio and Firth 1999, Biometrics 55:137-148).
// Its standard error: Smith (1956), Annals of Human Genetics 21:363-373.
// Its interval: from F = MSB / MSW with k - 1 and N - k degrees of freedom as Searle (1971), Linear Models; exact
// for normal data and clusters of one size, else n0 stands for the size (Donner 1986). confidence in (0, 1).
Intraclass intraclass(const ClusterSums& sums, double confidence);

}  // namespace sutva::stats
