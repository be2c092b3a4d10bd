// SPDX-License-Identifier: Apache-2.0
// What clusters of people are drawn from.
#pragma once

#include "plan/outcome_parts.hpp"
#include "random/stream.hpp"

namespace sutva::simulate {

// Whole people whose mean number is `people` >= 0.
double whole_people(double people, random::Stream& stream);

// People of one cluster, at least one: gamma around `people` with this coefficient of variation.
double people_of_cluster(double people, double cv, random::Stream& stream);

// One cluster's true share: beta with mean `share` in (0, 1) and variance icc * share * (1 - share), icc in [0, 1].
double share_of_cluster(double share, double icc, random::Stream& stream);

// The share seen among whole people, binomial.
double share_seen(double share, double people, random::Stream& stream);

// Clusters of one arm, drawn one after the other: their mean, weighted by people, and its variance as an analysis finds
// it. Shares: beta between clusters and binomial within; adjusted shares and means: normal.
class ClusterArm {
 public:
  // `level`: the true share or mean; for shares in (0, 1).
  void add(double clusters, const plan::TwoArms& outcome, const plan::Units& units, double level,
           random::Stream& stream);

  double clusters() const { return clusters_; }
  double mean() const { return centre_ + weighted_ / weights_; }
  double variance() const;            // robust: of this arm alone
  double squared_deviations() const;  // of clusters that count alike

 private:
  double centre_ = 0;  // kept apart: squares of deviations stay small
  double clusters_ = 0, weights_ = 0, weighted_ = 0, squares_ = 0, squares_weighted_ = 0, squares_squared_ = 0;
};

// Experiments in a block of some milliseconds, where each has so many clusters.
std::int64_t clustered_block(double clusters);

// What stands against drawing so many clusters, if anything: means and shares can be drawn, but of ratios and counts a
// plan does not say what of their parts lies between clusters.
Issues undrawable(const plan::TwoArms& outcome, const plan::Units& units, double clusters);

}  // namespace sutva::simulate
