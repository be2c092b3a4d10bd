// SPDX-License-Identifier: Apache-2.0
#include "simulate/cluster_draws.hpp"

#include <algorithm>
#include <cmath>

#include "random/samplers.hpp"

namespace sutva::simulate {

double whole_people(double people, random::Stream& stream) {
  const double down = std::floor(people);
  return people > down && random::uniform(stream) < people - down ? down + 1 : down;
}

double people_of_cluster(double people, double cv, random::Stream& stream) {
  if (cv > 0) {
    const double square = cv * cv;
    people *= random::gamma(stream, 1 / square) * square;
  }
  return std::fmax(whole_people(people, stream), 1);
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

void ClusterArm::add(double clusters, const plan::TwoArms& outcome, const plan::Units& units, double level,
                     random::Stream& stream) {
  const bool counts = outcome.metric == plan::Metric::proportion && units.r_squared == 0;
  const double variance = plan::person_variance(outcome, level) * (1 - units.r_squared);
  centre_ = outcome.control;
  clusters_ += clusters;
  for (double i = 0; i < clusters; ++i) {
    const double people = people_of_cluster(units.people, units.cv, stream);
    double seen = 0;
    if (counts) {
      seen = share_seen(share_of_cluster(level, units.icc, stream), people, stream) - centre_;
    } else {
      seen = level - centre_ + std::sqrt(variance * (units.icc + (1 - units.icc) / people)) * random::normal(stream);
    }
    const double weight = units.cv > 0 ? people : 1;
    const double square = weight * weight;
    weights_ += weight;
    weighted_ += weight * seen;
    squares_ += square;
    squares_weighted_ += square * seen;
    squares_squared_ += square * seen * seen;
  }
}

double ClusterArm::squared_deviations() const {
  const double mean = weighted_ / weights_;
  return std::fmax(0, squares_squared_ - 2 * mean * squares_weighted_ + mean * mean * squares_);
}

double ClusterArm::variance() const {
  return squared_deviations() / (weights_ * weights_) * clusters_ / (clusters_ - 1);
}

std::int64_t clustered_block(double clusters) {
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(50'000 / std::fmax(clusters, 1)));
}

Issues undrawable(const plan::TwoArms& outcome, const plan::Units& units, double clusters) {
  if (units.clustered && outcome.metric != plan::Metric::proportion && outcome.metric != plan::Metric::mean) {
    return {error(Code::conflict, "randomised",
                  "This plan is not checked by simulation: clusters are drawn for proportions and means, not for "
                  "ratios and counts.")};
  }
  if (units.clustered && clusters > 100'000) {
    return {error(Code::too_large, "people_per_cluster",
                  "More than 100,000 clusters can not be drawn for each experiment.", 100'000.0)};
  }
  return {};
}

}  // namespace sutva::simulate
