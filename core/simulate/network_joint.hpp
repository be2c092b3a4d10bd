// SPDX-License-Identifier: Apache-2.0
// Which pairs of units are fully exposed together how often, and the variance that follows from it.
//
// Source: Aronow and Samii (2017, Ann. Appl. Stat. 11:1912), their estimators of the variance of Horvitz and Thompson's
// difference and, by Taylor's linearisation, of Hájek's. What pairs that are never exposed together leave unknown is
// bounded from above (their correction by Young's inequality), so the variance is too large on average, never too
// small.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "graph/graph.hpp"
#include "simulate/network_design.hpp"
#include "simulate/network_estimators.hpp"

namespace sutva::simulate {

// Pairs of units whose exposures depend on each other.
struct JointExposures {
  // 1 - π_i π_j / π_ij, or 0 where the two are never exposed so together; first the arm of the unit with the lower
  // number.
  struct Pair {
    std::uint32_t other = 0;  // the unit with the higher number
    double both_treated = 0, both_control = 0, treated_control = 0, control_treated = 0;
  };
  std::vector<std::uint32_t> starts{0};  // by unit: its pairs with units of higher numbers
  std::vector<Pair> pairs;
  // By unit, exposed in this arm: with how many in either arm it is never exposed together. It itself, in the other
  // arm, is one of them.
  std::vector<double> never_treated, never_control;
  bool exact = false;
  std::string_view reason;  // why there is nothing; empty otherwise
};

// At most so many pairs: all of 1,414 units.
inline constexpr std::size_t most_pairs = 1'000'000;
// Where chances are not enumerated but counted, of all pairs, over so many assignments.
inline constexpr std::uint32_t most_counted_units = 300;
inline constexpr std::uint64_t drawn_for_pairs = 16'384;

// Of designs by coin or with fixed numbers, where all neighbours have to be in the arm, exact; otherwise counted.
// `chances` are those of the same design.
JointExposures joint_exposures(const NetworkAssignment& assignment, const graph::Graph& graph,
                               const NetworkDesignSettings& request, const NetworkAssignment::Chances& chances,
                               std::span<const double> inverse_weight, std::uint64_t seed);

// Units by their exposure, and the estimates with Aronow and Samii's standard errors.
class JointSums {
 public:
  JointSums(const JointExposures& joint, const NetworkAssignment::Chances& chances,
            std::span<const double> inverse_weight, double exposure_share);
  void add(const UnitBlock& block);
  LaneEstimates horvitz_thompson() const;
  LaneEstimates hajek() const;
  // Of (Σ treated (y - m_1) / π) scale_1 - (Σ control (y - m_0) / π) scale_0; it may come out below 0.
  Doubles variance(const Doubles& m1, const Doubles& scale1, const Doubles& m0, const Doubles& scale0) const;

 private:
  struct Arm {
    std::vector<Doubles> w, wy;  // by unit: 1 / chance where it is exposed, times its outcome
    Doubles sum_w{}, sum_wy{};
  };
  const JointExposures* joint_;
  const NetworkAssignment::Chances* chances_;
  std::span<const double> inverse_weight_;
  double exposure_share_;
  Arm treated_, control_;
};

}  // namespace sutva::simulate
