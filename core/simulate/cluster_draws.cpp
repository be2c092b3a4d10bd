// SPDX-License-Identifier: Apache-2.0
#include "simulate/cluster_draws.hpp"

#include <cmath>

#include "random/samplers.hpp"

namespace sutva::simulate {

double whole_people(double people, random::Stream& stream) {
  const double down = std::floor(people);
  return people > down && random::uniform(stream) < people - down ? down + 1 : down;
}

double share_of_cluster(double share, double icc, random::Stream& stream) {
  if (icc >= 1) {
    return random::uniform(stream) < share ? 1 : 0;
  }
  if (icc > 0) {
    const double sum = (1 - icc) / icc;
    return random::beta(stream, share * sum, (1 - share) * sum);
  }
  return share;
}

double share_seen(double share, double people, random::Stream& stream) {
  return share <= 0 ? 0
         : share >= 1
             ? 1
             : static_cast<double>(random::binomial(stream, static_cast<std::int64_t>(people), share)) / people;
}

}  // namespace sutva::simulate
