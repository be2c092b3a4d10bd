// SPDX-License-Identifier: Apache-2.0
// The bootstrap of two arms (Efron and Tibshirani 1993, An Introduction to the Bootstrap; Davison and Hinkley 1997,
// Bootstrap Methods and their Application): drawing with replacement within strata, the statistics of one resample,
// and the intervals of many.
//
// What is drawn is an element: a unit, a cluster of units, or all units of a stratum that show the same value, of which
// any number may be drawn. Elements stand in strata, one after the other; a resample is a count for each of them.
#pragma once

#include <Eigen/Dense>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "random/stream.hpp"

namespace sutva::stats {

// Draws as many as a stratum holds, with replacement, within each stratum: multinomial counts, exactly.
class Resampler {
 public:
  // ends: by stratum, one past its last element. copies: by element, how often it stands in the sample; empty: once.
  Resampler(std::vector<std::uint32_t> ends, std::vector<std::uint32_t> copies);

  std::size_t elements() const { return ends_.empty() ? 0 : ends_.back(); }
  void draw(random::Stream& stream, std::span<std::uint32_t> counts) const;

 private:
  std::vector<std::uint32_t> ends_, copies_;
};

// Two arms whose means are ratios of sums over their elements: sum of a / sum of b. b is 1 for the mean of units, the
// size of a cluster, or a denominator.
struct ArmMeans {
  std::array<double, 2> mean{};
  std::array<double, 2> variance{};  // of the mean: linearised, within strata with n / (n - 1)
};

class MeansOfElements {
 public:
  // ends, arms: by stratum. a, b: by element.
  MeansOfElements(std::vector<std::uint32_t> ends, std::vector<std::uint8_t> arms, std::vector<double> a,
                  std::vector<double> b);

  // Not finite where the sum of b is 0. variance is 0 where the elements drawn are all alike.
  ArmMeans of(std::span<const std::uint32_t> counts) const;
  // The change of `statistic(mean of control, mean of treatment)` when an element is left out, as an influence: the
  // jackknife's, centred within strata. In the order of the elements.
  std::vector<double> influence(double (*statistic)(double control, double treatment),
                                std::span<const std::uint32_t> copies) const;

 private:
  std::vector<std::uint32_t> ends_;
  std::vector<std::uint8_t> arms_;
  std::vector<double> residual_, b_;  // residual: a - centre * b
  std::array<double, 2> centre_{};    // so that sums of squares lose no digits
};

// The quantile of one arm (Hyndman and Fan's type 7), of a resample.
class ResampledQuantile {
 public:
  // sorted: the arm's numbers, rising. element: by number, what it is drawn with. p in (0, 1)
  ResampledQuantile(std::vector<double> sorted, std::vector<std::uint32_t> element, double p);

  double estimate() const;
  double of(std::span<const std::uint32_t> counts) const;
  // The same where units are drawn from the whole arm, without counting: the order statistics of n draws are those of n
  // uniform numbers, which are beta-distributed (David and Nagaraja 2003, Order Statistics, section 2.2).
  double draw(random::Stream& stream) const;
  // The influence of each element but for the density, which is a factor: sum of (p - [y <= quantile]).
  void add_influence(std::span<double> by_element) const;

 private:
  std::vector<double> sorted_;
  std::vector<std::uint32_t> element_;
  double p_;
};

// Lin's (2013, Annals of Applied Statistics 7:295) adjusted difference: in each arm a regression on the covariates,
// both predicted at the covariates' mean over both arms.
struct AdjustedDifference {
  double estimate = 0;
  double variance = 0;  // from the influence of the elements
};

class AdjustedResample {
 public:
  // rows: by unit, its covariates and its outcome, units of an element one after the other, elements in their order.
  // row_ends: by element; empty where each unit is one. weights: by element; empty: 1.
  AdjustedResample(std::vector<std::uint32_t> ends, std::vector<std::uint8_t> arms, std::vector<std::uint32_t> row_ends,
                   std::vector<double> rows, std::size_t covariates, std::vector<double> weights);

  // None where the regression does not exist in this resample. influence: of each element, may be null.
  std::optional<AdjustedDifference> of(std::span<const std::uint32_t> counts,
                                       std::vector<double>* influence = nullptr) const;

 private:
  std::vector<std::uint32_t> ends_;
  std::vector<std::uint8_t> arms_;
  std::vector<std::uint32_t> row_ends_;
  std::vector<double> rows_;
  std::size_t covariates_;
  std::vector<double> weights_;
};

// An end is absent where it lies beyond the replicates there are.
struct ResampledInterval {
  std::optional<double> low, high;
};

// The (R + 1) p-th of R replicates, between two of them by the normal distribution's scale (Davison and Hinkley 1997,
// eq. 5.8). sorted: rising.
std::optional<double> replicate_quantile(std::span<const double> sorted, double p);

ResampledInterval percentile_interval(std::span<const double> sorted, double confidence);

// Efron's (1987, JASA 82:171) BCa. Replicates equal to the estimate count half. bias: z0; absent where all replicates
// lie on one side of the estimate.
std::optional<double> bias_correction(std::span<const double> sorted, double estimate);
double acceleration(std::span<const double> influence, std::span<const std::uint32_t> copies);
ResampledInterval bca_interval(std::span<const double> sorted, double bias, double acceleration, double confidence);

// Of sorted (replicate - estimate) / its own standard error.
ResampledInterval studentized_interval(std::span<const double> sorted, double estimate, double se, double confidence);

}  // namespace sutva::stats
