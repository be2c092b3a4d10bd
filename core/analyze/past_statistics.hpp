// SPDX-License-Identifier: Apache-2.0
// What the units of past data say about the numbers of a plan. Formulas and their sources: PlanFromDataResult.
//
// In: the units that count (two or more, whose outcome varies; a denominator with a mean above 0), in three passes: a
// sort, the outcomes with the largest cut off at the cap, and all of them around their means. Out: the numbers of a
// result. Errors: an issue where a number does not exist, or says less than it seems to.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "analyze/past_units.hpp"
#include "stats/least_squares.hpp"
#include "stats/moments.hpp"
#include "stats/quantiles.hpp"

namespace sutva::analyze {

class PastStatistics {
 public:
  // The units and the request must outlive it.
  PastStatistics(const PastUnits& units, const PlanFromDataRequest& request);

  // First this, until it is false;
  bool sort();
  double sort_progress() const { return sort_.progress(); }
  // then all units in order;
  void cap(std::size_t first, std::size_t last);
  // then all again.
  void look(std::size_t first, std::size_t last);

  void add_to(PlanFromDataResult& result, Issues& issues);

 private:
  struct Cluster {
    double size = 0, mean = 0;
  };

  void add_to_regression(std::size_t unit, double metric);

  void add_outcome(PlanFromDataResult& result, Issues& issues) const;
  void add_counts(PlanFromDataResult& result) const;
  void add_ratio(PlanFromDataResult& result, Issues& issues) const;
  void add_covariates(PlanFromDataResult& result, Issues& issues);
  void add_clusters(PlanFromDataResult& result, Issues& issues) const;

  const PastUnits& units_;
  const PlanFromDataRequest& request_;

  stats::SteppedSort sort_;
  double cap_ = 0;
  std::size_t above_cap_ = 0;
  stats::Moments capped_;
  std::vector<double> block_;

  double rate_ = 0;  // sum of outcomes over sum of denominators; the mean where there is none
  double z3_ = 0, z4_ = 0, capped_z3_ = 0;
  double covariance_ = 0, linearised_ = 0;
  double pearson_ = 0, pearson_units_ = 0, squares_about_rate_ = 0, squares_of_expected_ = 0, expected_ = 0;
  bool impossible_count_ = false;
  std::optional<stats::TriangularFactor> regression_;  // of [1, covariates, metric]
  std::vector<double> row_;
  std::vector<Cluster> clusters_;
  double within_ = 0;
};

}  // namespace sutva::analyze
