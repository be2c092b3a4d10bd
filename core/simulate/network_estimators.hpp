// SPDX-License-Identifier: Apache-2.0
// What an experimenter would estimate from one assignment in a network, for sixteen assignments at once.
//
// Sources: Neyman's and Welch's difference in means; Hájek (1971) and Horvitz and Thompson (1952, JASA 47:663) over
// full exposures, as in Aronow and Samii (2017, Ann. Appl. Stat. 11:1912) and Ugander, Karrer, Backstrom and Kleinberg
// (2013, KDD); regression on the own treatment and the neighbours' share (Chin 2019, J. Causal Inference 7); SNIPE of
// first order (Cortez-Rodriguez, Eichhorn and Yu 2023, J. Causal Inference 11); interpolation of a staged roll-out
// (Cortez, Eichhorn and Yu 2022, NeurIPS); effects under two saturations (Hudgens and Halloran 2008, JASA 103:832); the
// pair test (Saveski, Pouget-Abadie, Saint-Jacques, Duan, Ghosh, Xu and Airoldi 2017, KDD; Pouget-Abadie et al. 2019,
// Biometrika 106:929); the randomisation test for spillover on focal units (Athey, Eckles and Imbens 2018, JASA
// 113:230).
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <type_traits>
#include <vector>

#include "base/describe.hpp"
#include "simulate/lanes.hpp"
#include "simulate/network_design.hpp"

namespace sutva::simulate {

enum class NetworkEstimator : std::uint8_t {
  difference,
  difference_clustered,
  cluster_means,
  horvitz_thompson,
  hajek,
  regression,
  snipe,
  rollout,
  direct,
  indirect,
  total,
  overall,
  horvitz_thompson_joint,
  hajek_joint,
  pair_test,
  egos,
  randomization_test
};
constexpr auto describe(std::type_identity<NetworkEstimator>) {
  using E = NetworkEstimator;
  return std::array{
      Choice{E::difference, "difference", "Difference in means", "As if nobody reached anybody else."},
      Choice{E::difference_clustered, "difference_clustered", "Difference in means, clustered",
             "The same with a standard error that counts clusters, not units."},
      Choice{E::cluster_means, "cluster_means", "Means of clusters", "Each cluster counts once."},
      Choice{E::horvitz_thompson, "horvitz_thompson", "Horvitz-Thompson",
             "Fully exposed units, weighed by how unlikely that was."},
      Choice{E::hajek, "hajek", "Hájek", "The same with weights that add up to one in each arm."},
      Choice{E::regression, "regression", "Regression on exposure",
             "On the own treatment and the treated share of the neighbours; their sum is the total effect."},
      Choice{E::snipe, "snipe", "SNIPE", "Every unit, weighed by how much its neighbourhood was treated."},
      Choice{E::rollout, "rollout", "Interpolated roll-out", "A polynomial through the stages, drawn on to everybody."},
      Choice{E::direct, "direct", "Direct effect", "Between treated and untreated under the highest saturation."},
      Choice{E::indirect, "indirect", "Indirect effect", "Of the saturation on the untreated: highest less lowest."},
      Choice{E::total, "total", "Treated against untouched",
             "Treated under the highest saturation less untreated under the lowest."},
      Choice{E::overall, "overall", "Overall effect", "All units under the highest saturation less the lowest."},
      Choice{E::horvitz_thompson_joint, "horvitz_thompson_joint", "Horvitz-Thompson, Aronow-Samii",
             "With a variance that counts which units are exposed together."},
      Choice{E::hajek_joint, "hajek_joint", "Hájek, Aronow-Samii", "The same with weights that add up to one."},
      Choice{E::pair_test, "pair_test", "Pair test",
             "The difference by clusters less that by units: other than 0 where units reach each other."},
      Choice{E::egos, "egos", "Egos", "Difference in means between the egos alone."},
      Choice{E::randomization_test, "randomization_test", "Randomisation test of spillover",
             "Half of the units are looked at, the others are drawn again and again."}};
}

// Of one assignment. `defined` is false where the estimate does not exist; a standard error may be missing too (0).
struct LaneEstimate {
  double estimate = 0, se = 0;
  bool defined = false;
};
using LaneEstimates = std::array<LaneEstimate, lanes>;

// Some units in all lanes.
struct UnitBlock {
  std::uint32_t first, count;
  const Doubles* own;
  const Doubles* share;
  const Doubles* outcomes;
};

// Sums of two arms in each lane. `in`: 1 for what counts, `own`: 1 in the treated arm; other numbers weigh.
class ArmSums {
 public:
  void add(const Doubles& in, const Doubles& own, const Doubles& y);
  LaneEstimates difference() const;  // Welch's standard error

 private:
  Doubles n_{}, z_{}, y_{}, zy_{}, yy_{}, zyy_{};
};

// Sums over units, in their order. `shift` is close to the outcomes' mean, so that squares lose no digits.
class DifferenceSums {
 public:
  explicit DifferenceSums(double shift) : shift_(shift) {}
  void add(const UnitBlock& block);
  LaneEstimates difference() const;  // Welch's standard error
  LaneEstimates regression() const;  // ordinary least squares on (1, z, s); the estimate is the sum of both slopes
  double mean(std::size_t lane) const { return y_[lane] / units_ + shift_; }

 private:
  double shift_, units_ = 0;
  Doubles z_{}, s_{}, zs_{}, ss_{}, y_{}, zy_{}, sy_{}, yy_{}, zyy_{};
};

// Full exposures. Chances of 0 leave a unit out.
class ExposureSums {
 public:
  ExposureSums(const NetworkAssignment::Chances& chances, std::span<const double> inverse_weight, double exposure_share,
               double shift);
  void add(const UnitBlock& block);
  // Standard errors as if exposures were independent between units.
  LaneEstimates horvitz_thompson() const;
  LaneEstimates hajek() const;
  // Units fully exposed in either arm, and how many equally weighed units they are worth: (Σ w)² / Σ w².
  double exposed(std::size_t lane) const { return exposed_[lane]; }
  double effective(std::size_t lane) const;
  // By unit: the weights in a lane, for sums within clusters.
  const std::vector<double>& weight_treated() const { return treated_; }
  const std::vector<double>& weight_control() const { return control_; }

 private:
  std::vector<double> treated_, control_;  // 1 / chance, by unit; 0 where there is none
  std::span<const double> inverse_weight_;
  double exposure_share_, shift_, units_ = 0;
  Doubles exposed_{};
  struct Arm {
    Doubles w{}, wy{}, ww{}, wwy{}, wwyy{}, wyy{};
  };
  Arm treated_sums_, control_sums_;
};

// Sums within clusters, of designs that assign clusters or saturations.
class ClusterSums {
 public:
  ClusterSums(const graph::Clustering& clustering, double shift);
  void add(const UnitBlock& block);
  // Of a design that assigns clusters; `things` says which (of a pair those treated as a whole or not at all alone).
  // The standard error of the difference counts clusters, with K / (K - 1) in each arm.
  LaneEstimates difference(const std::vector<Flags>& things) const;
  LaneEstimates cluster_means(const std::vector<Flags>& things) const;
  // Of a design of saturations: means over clusters with the highest and the lowest of them.
  LaneEstimates under_saturations(NetworkEstimator which, const std::vector<Flags>& things, std::size_t kinds) const;

 private:
  const graph::Clustering* clustering_;
  double shift_;
  std::vector<double> sizes_;
  std::vector<Doubles> z_, y_, zy_;
};

// The pair test: the difference in means between the clusters that were randomised as a whole less that between the
// units of the others, with the standard errors of both.
class PairSums {
 public:
  PairSums(const graph::Clustering& clustering, double shift);
  void add(const UnitBlock& block, const std::vector<Flags>& things);
  LaneEstimates estimates(const std::vector<Flags>& things) const;

 private:
  const graph::Clustering* clustering_;
  double shift_;
  ClusterSums clusters_;
  ArmSums units_;
};

// Egos alone, by how their clusters were treated.
class EgoSums {
 public:
  EgoSums(const std::vector<std::uint32_t>& egos, double shift) : egos_(&egos), shift_(shift) {}
  void add(const UnitBlock& block, const std::vector<Flags>& things);  // blocks in the order of units
  LaneEstimates estimates() const { return sums_.difference(); }

 private:
  const std::vector<std::uint32_t>* egos_;
  double shift_;
  std::size_t next_ = 0;
  ArmSums sums_;
};

// First-order SNIPE: (1/n) Σ y_i Σ_j in N_i (z_j - p) / (p (1 - p)), N_i what was assigned that unit i depends on.
class SnipeSums {
 public:
  SnipeSums(const ReachedBy& reached, double p) : reached_(&reached), p_(p) {}
  void add(const UnitBlock& block, const std::vector<Flags>& things);
  LaneEstimates estimates() const;

 private:
  const ReachedBy* reached_;
  double p_, units_ = 0;
  Doubles sum_{}, squares_{};
};

// Weights of the stages' mean outcomes: the polynomial through them at 1 less at 0. With the mean outcome when nobody
// is treated as a stage of its own, which an experimenter knows from before.
std::vector<double> rollout_weights(std::span<const double> stages);

}  // namespace sutva::simulate
