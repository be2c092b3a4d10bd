// SPDX-License-Identifier: Apache-2.0
// A test with several degrees of freedom that is looked at again and again: the length of a sum of normal steps in d
// dimensions, which stops at the first look where chi-squared, squared length / number of steps, reaches its bound.
//
// In: degrees of freedom d, the bound of each look, and the expected length of one step (0: the null). Out: by look,
// the chance to have stopped by then. Looks are equally far apart.
//
// Without a drift the length alone is a Markov chain, whose step from r to s has the density of the noncentral chi
// distribution. Its density among walks that go on is carried from look to look on Gauss-Legendre panels; about 1e-9. A
// drift m turns the probability of what was walked by exp(m b - k m^2 / 2), b the sum's part along it; given the
// length, all directions are alike, so that the mean of this factor follows from the length, and one recursion serves
// any drift (Girsanov; Revuz and Yor 1999, ch. XI).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace sutva::stats {

// log of E exp(x u) - x over directions: u is one coordinate of a point on the unit sphere in d dimensions,
// E exp(x u) = Gamma(d / 2) (2 / x)^(d / 2 - 1) I_(d / 2 - 1)(x). Tabulated; about 1e-9. x >= 0.
class MeanOverDirections {
 public:
  explicit MeanOverDirections(std::size_t dimensions);
  double log(double x) const;

 private:
  struct Point {
    double value = 0, slope = 0;  // over log1p(x / d)
  };
  double beyond(double x) const;  // by the asymptotic series

  double d_, nu_, gamma_, last_, step_;
  std::vector<Point> table_;
};

class RadialWalk {
 public:
  // dimensions: 1 to 100. Longer walks of one number of dimensions share what its directions take.
  explicit RadialWalk(std::size_t dimensions);

  // bounds: of chi-squared, by look, above 0. By look, the chance to have stopped by then.
  std::vector<double> stopped(std::span<const double> bounds, double drift) const;

 private:
  std::size_t dimensions_;
  MeanOverDirections directions_;
  double log_constant_;
};

}  // namespace sutva::stats
