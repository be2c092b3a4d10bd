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
  // What `own` and `share` say in whole numbers, where ties have no weights (fill_exposures): bytes are compared for
  // sixteen lanes at once. Estimates are the same to the last bit without.
  const Flags* treated = nullptr;
  const Flags* counted = nullptr;
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
  const Doubles& treated() const { return z_; }  // units

 private:
  double shift_, units_ = 0;
  Doubles z_{}, s_{}, zs_{}, ss_{}, y_{}, zy_{}, sy_{}, yy_{}, zyy_{};
};

// By unit, of one design: the weights of full exposures, and from how many treated neighbours on there is one. Chances
// of 0 leave a unit out.
class ExposureWeights {
 public:
  ExposureWeights() = default;
  // Graph and inverse weights must outlive it.
  ExposureWeights(const NetworkAssignment::Chances& chances, const graph::Graph& graph,
                  std::span<const double> inverse_weight, double exposure_share);
  // 1 / chance; 0 where there is none.
  double weight(bool treated, std::uint32_t unit) const { return (treated ? treated_ : control_)[unit]; }
  struct Marks {
    Flags treated, control;  // 1 or 0: fully exposed in this arm
  };
  Marks marks(const UnitBlock& block, std::uint32_t i) const;

 private:
  std::vector<double> treated_, control_;
  std::span<const double> inverse_weight_;
  double exposure_share_ = 1;
  // Of units whose neighbours are counted in a byte: exposed in the treated arm from `least`, in the control arm below
  // `below`; both 0 of the others.
  struct Bounds {
    std::uint8_t least = 0, below = 0;
  };
  std::vector<Bounds> bounds_;
};

// Sums over full exposures.
class ExposureSums {
 public:
  ExposureSums(const ExposureWeights& weights, double shift) : weights_(&weights), shift_(shift) {}
  void add(const UnitBlock& block);
  // Standard errors as if exposures were independent between units.
  LaneEstimates horvitz_thompson() const;
  LaneEstimates hajek() const;
  // Units fully exposed in either arm, and how many equally weighed units they are worth: (Σ w)² / Σ w².
  double exposed(std::size_t lane) const { return exposed_[lane]; }
  double effective(std::size_t lane) const;

 private:
  const ExposureWeights* weights_;
  double shift_, units_ = 0;
  std::array<double, lanes> exposed_{};
  // Of a lane and an arm: Σ w and Σ w y, Σ w² and Σ w² y, Σ w² y² and Σ w y².
  struct Arm {
    Pair first{}, second{}, third{};
    double w() const { return first[0]; }
    double wy() const { return first[1]; }
    double ww() const { return second[0]; }
    double wwy() const { return second[1]; }
    double wwyy() const { return third[0]; }
    double wyy() const { return third[1]; }
  };
  std::array<std::array<Arm, lanes>, 2> sums_{};  // control, treated
};

// How the neighbours of treated and of untreated units were treated. Units without one do not count.
class ExposureClasses {
 public:
  static constexpr std::size_t classes = 11;  // around 0, 10 %, ..., 100 %
  // Of all degrees whose treated neighbours are counted in a byte: how many of them make the classes from the second
  // on.
  struct Bounds {
    std::array<std::array<std::uint8_t, 16>, most_counted_neighbours + 1> of{};
    Bounds();
  };
  // They must outlive it. Outcomes are summed by class only where they are asked for.
  ExposureClasses(const Bounds& bounds, const graph::Graph& graph, std::span<const double> inverse_weight,
                  bool with_outcomes, double shift);
  void add(const UnitBlock& block);
  // The mean share of the neighbours that are in the other arm; 0 without any.
  Doubles contamination() const;
  // Units of an arm by class, and the sum of their outcomes less the shift.
  double units(bool treated, std::size_t at, std::size_t lane) const;
  double outcomes(bool treated, std::size_t at, std::size_t lane) const {
    return outcomes_[(treated ? 0 : classes) + at][lane];
  }

 private:
  void add_some(const UnitBlock& block, std::uint32_t first, std::uint32_t end);
  static std::size_t place_of(const UnitBlock& block, std::uint32_t i, std::size_t lane);  // arm and class

  const Bounds* bounds_;
  const graph::Graph* graph_;
  std::span<const double> inverse_weight_;
  double shift_, with_neighbours_ = 0;
  Doubles contamination_{};
  // Units of both arms and treated ones in this class or a higher one; then single units by arm and class.
  std::array<Counts, classes> from_{}, treated_from_{};
  std::array<Counts, 2 * classes> single_{};
  std::vector<std::array<double, lanes>> outcomes_;  // by arm, treated first, and class
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
