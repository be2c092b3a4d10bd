// SPDX-License-Identifier: Apache-2.0
// Tests that draw the assignment again: randomisation inference (Fisher 1935; Rosenbaum 2002, Observational Studies,
// chapter 2) and the wild cluster bootstrap (Cameron, Gelbach and Miller 2008, Review of Economics and Statistics
// 90:414), with intervals by inversion.
#pragma once

#include <Eigen/Dense>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "random/stream.hpp"
#include "stats/least_squares.hpp"

namespace sutva::stats {

// A test statistic under a constant effect of (estimate + shift), for one assignment or one set of weights:
// squared, (c + d shift)^2 / (v0 + v1 shift + v2 shift^2).
struct NullDraw {
  double c = 0, d = 0, v0 = 1, v1 = 0, v2 = 0;
  // Whether it is at least as far from zero as the observed statistic, of which the square is given. A statistic that
  // does not exist counts as one that is.
  bool as_extreme(double shift, double observed_squared) const;
};

// Draws of a statistic under the null, as a function of the null.
class NullDistribution {
 public:
  // observed: of the assignment as it was. every: the draws are all there are, the observed one among them; otherwise
  // it counts as one more (Phipson and Smyth 2010, Statistical Applications in Genetics and Molecular Biology 9:39).
  NullDistribution(std::vector<NullDraw> draws, NullDraw observed, bool every);

  double p_value(double shift) const;
  double mcse(double p_value) const;  // 0 where the draws are all there are
  // The end of the interval on this side of the estimate: the largest shift with p > alpha, found from steps of `scale`
  // (its sign is the side). None where no shift is rejected.
  std::optional<double> limit(double alpha, double scale) const;

 private:
  std::vector<NullDraw> draws_;
  NullDraw observed_;
  bool every_;
};

// Labels of two arms, permuted within blocks. The statistic is the difference of sum z / sum m between the arms,
// averaged over blocks; studentised by the variance within arms.
class Permutations {
 public:
  // ends: by block. treated: by element. z, t, m: by element; of the outcome less the estimated effect, of the
  // treatment as it was, and of the size. weights: by block, adding up to 1.
  Permutations(std::vector<std::uint32_t> ends, std::vector<std::uint8_t> treated, std::vector<double> z,
               std::vector<double> t, std::vector<double> m, std::vector<double> weights);
  Permutations(Permutations&&) noexcept;
  Permutations& operator=(Permutations&&) noexcept;
  ~Permutations();

  double assignments() const;  // how many there are; may be infinite
  bool has_variance() const;   // two elements in each arm of each block
  NullDraw observed() const;
  NullDraw draw(random::Stream& stream) const;
  NullDraw at(std::uint64_t index) const;  // one of all assignments; these must be fewer than 2^53

 private:
  struct Sums;
  template <class Choose>
  NullDraw with(Choose choose) const;

  std::vector<std::uint32_t> ends_, treated_in_;
  std::vector<std::uint8_t> treated_;
  std::vector<double> z_, t_, m_, weights_;
  std::vector<Sums> totals_;  // by block
  bool units_ = false;        // all sizes are 1
};

// Weights of the wild bootstrap: +-1, or Webb's (2014, QED Working Paper 1315) six points.
enum class WildWeights : std::uint8_t { rademacher, webb };

// The restricted wild cluster bootstrap of the t statistic of one regressor, with Stata's CR1 variance.
class WildCluster {
 public:
  // columns: of the regression, the intercept first and the regressor of interest last.
  WildCluster(Eigen::Index columns, std::size_t clusters);

  // First pass over all rows, then solve(), then the second pass over the same rows. row: the columns, then the
  // outcome.
  void add(const double* row) { factor_.add(row); }
  // False where the regressor of interest is a sum of the others. Other columns that are, are left out.
  bool solve();
  void add_scores(const double* row, std::size_t cluster);

  std::size_t clusters() const { return clusters_; }
  Eigen::Index regressors() const { return static_cast<Eigen::Index>(kept_.size()); }
  double estimate() const { return estimate_; }
  double se() const;  // CR1; after the second pass
  NullDraw observed() const;
  NullDraw draw(random::Stream& stream, WildWeights weights) const;
  NullDraw at(std::uint64_t index, WildWeights weights) const;  // one of all sets of weights

 private:
  NullDraw with(std::span<const double> weights) const;
  double correction() const;

  std::size_t clusters_;
  Eigen::Index columns_;
  TriangularFactor factor_;
  std::vector<Eigen::Index> kept_;  // columns of the regression
  Eigen::MatrixXd r_;               // of the kept ones
  Eigen::VectorXd fitted_;          // the outcome along their orthonormal directions
  Eigen::VectorXd direction_, row_;
  double estimate_ = 0, rows_ = 0;
  // By cluster: sums of orthonormal rows times the residual, and times the part of the regressor of interest that is
  // its own.
  std::vector<double> residual_scores_, own_scores_;
};

// How many sets of weights there are; infinite where too many to count.
double wild_assignments(std::size_t clusters, WildWeights weights);

}  // namespace sutva::stats
