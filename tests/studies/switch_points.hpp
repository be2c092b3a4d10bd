// SPDX-License-Identifier: Apache-2.0
// The risk of a switchback for given switch points, as Bojinov, Simchi-Levi and Zhao (2023, Management Science 69:3759)
// define it: the mean square error of Horvitz and Thompson's estimate of the effect of treating always against never,
// when outcomes lie within [-1, 1] and an adversary chooses them.
#pragma once

#include <cstdint>
#include <vector>

namespace sutva::studies {

struct Switching {
  std::int64_t periods = 0;
  std::int64_t carryover = 0;        // for how many more periods a treatment is felt
  std::vector<std::int64_t> points;  // periods, from 1 and with it, at which a fair coin is thrown
};

// Where all outcomes are 1.
double level_risk(const Switching& switching);
// The largest over all outcomes of -1 or 1: the risk is convex in them, so nothing between is worse. With up to 24
// outcomes, two for each period past the carry-over.
double worst_risk(const Switching& switching);
// The level risk by simulation, and its Monte Carlo error.
struct SimulatedRisk {
  double risk = 0, error = 0;
};
SimulatedRisk simulated_level_risk(const Switching& switching, std::int64_t replicates, std::uint64_t seed);

}  // namespace sutva::studies
