// SPDX-License-Identifier: Apache-2.0
// Two samples compared by ranks: Mann-Whitney's test, the probability of superiority, Hodges and Lehmann's shift.
// Everything is linear in the number of observations once both are sorted; no pair of them is ever formed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "stats/intervals.hpp"

namespace sutva::stats {

// What is counted over all pairs of a control and a treatment. Both lists are ascending and not empty.
struct RankCounts {
  double n_control = 0, n_treatment = 0;
  double u = 0;     // pairs in which the treatment's is larger; ties count half
  double ties = 0;  // sum of t^3 - t over groups of t equal numbers
  // Of u / pairs, by the placements of each observation among those of the other arm (DeLong, DeLong and
  // Clarke-Pearson 1988, Biometrics 44:837-845). 0 where the arms do not overlap. Needs two observations in each arm.
  double superiority_se = 0;

  double superiority() const { return u / (n_control * n_treatment); }
};
RankCounts count_ranks(std::span<const double> control, std::span<const double> treatment);

// Two-sided, as R's wilcox.test: exact where there are no ties and both arms have fewer than 50 observations, else
// normal with a correction for ties and for continuity. None where all observations are equal.
struct MannWhitney {
  std::optional<double> z;  // absent where exact
  double p_value;
};
std::optional<MannWhitney> mann_whitney(const RankCounts& counts);

// The rank, from below and from above, of the differences treatment - control that end the shift's interval: from the
// exact distribution where mann_whitney would use it, else from its normal approximation with continuity correction,
// which is ceil(pairs / 2 - 1/2 - z sd) (Hollander and Wolfe 1999, Nonparametric Statistical Methods, 4.3). 0: the
// arms are too small for this confidence.
std::int64_t shift_interval_rank(const RankCounts& counts, double confidence);

// Hodges and Lehmann's (1963, Annals of Mathematical Statistics 34:598-611) shift: the median of all differences
// treatment - control; and the differences of a rank from below and above. Found by bisection over all doubles, each
// step of which counts differences in one walk along both lists: of long lists from a bracket that every so many of
// their numbers suggest, until so few differences are left that they can be listed. The lists must outlive it.
class ShiftSearch {
 public:
  // rank: from shift_interval_rank; 0 for no interval.
  ShiftSearch(std::span<const double> control, std::span<const double> treatment, std::int64_t rank);

  bool step();  // about two million observations; false when there is nothing left to do
  double progress() const;
  // After the last step.
  double shift() const { return low_middle_ + (high_middle_ - low_middle_) / 2; }
  std::optional<Interval> interval() const;

 private:
  enum class Target : std::uint8_t { middle, low, high, done };

  void begin(Target target);
  void narrow();
  void cut(std::int64_t place);
  void list();
  void bisect();
  std::int64_t not_above(double difference) const;
  double next_above(double difference) const;

  std::span<const double> control_, treatment_;
  std::int64_t rank_, pairs_;
  Target target_ = Target::middle;
  std::int64_t wanted_ = 0;            // rank of the difference looked for, from 1
  std::int64_t bottom_ = 0, top_ = 0;  // its bracket, as places among all doubles
  std::int64_t below_ = 0, upto_ = 0;  // at least so many pairs are below the bracket, at most so many not above it
  bool narrowed_ = false;
  double low_middle_ = 0, high_middle_ = 0, low_ = 0, high_ = 0;
};

}  // namespace sutva::stats
