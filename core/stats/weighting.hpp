// SPDX-License-Identifier: Apache-2.0
// Effects of a treatment that was not assigned at random, from an estimated propensity: weighting, regression and both.
//
// e = P(treated | x), by logistic regression; m1, m0: the outcome's linear regressions on x among treated and controls.
// All are solutions of estimating equations stacked on those of the propensity and of the regressions; their standard
// errors come from the empirical influence function of the whole stack (Stefanski and Boos 2002, The American
// Statistician 56:29; Lunceford and Davidian 2004, Statistics in Medicine 23:2937), so that they count what was
// estimated on the way and hold whichever model is wrong, as far as the estimate does.
#pragma once

#include <Eigen/Dense>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "stats/logistic.hpp"

namespace sutva::stats {

enum class Adjusting : std::uint8_t {
  ipw_ht_ate,      // Horvitz and Thompson (1952): sums of y / e over n
  ipw_hajek_ate,   // Hájek (1971): weighted means, weights 1 / e and 1 / (1 - e)
  regression_ate,  // mean of m1 - m0 over everyone
  aipw_ate,        // Robins, Rotnitzky and Zhao (1994): m1 - m0 and its weighted residuals
  ipw_ht_att,      // as above for the treated: weights 1 and e / (1 - e)
  ipw_hajek_att,
  regression_att,
  aipw_att,
  overlap_ato,  // Li, Morgan and Zaslavsky (2018): weights 1 - e and e
};
inline constexpr std::size_t adjustings = 9;

struct ArmPair {
  double control = 0, treatment = 0;  // means
  double variance = 0;                // of treatment - control
  double log_ratio_variance = 0;      // of log(treatment / control), where both are positive
  double difference() const { return treatment - control; }
};

// How a unit counts: weights by target. Propensity e = 1 / (1 + exp(-logit)).
double ate_weight(double logit, bool treated);
double att_weight(double logit, bool treated);
double overlap_weight(double logit, bool treated);

// The same of units of one group by their logit, 0 where it is NaN. att and overlap may be none.
struct ShownWeights {
  double *ate, *att, *overlap;
};
void show_weights(std::span<const std::uint32_t> units, const double* logits, bool treated, const ShownWeights& to);

// Sums of weights and of their squares, the largest, and how many are above 0.
struct WeightSums {
  double sum = 0, squares = 0, largest = 0;
  std::int64_t n = 0;
};
void add_weights(std::span<const double> weights, WeightSums& sums);

// Of the rows those whose propensity and what it lacks to 1 are both at least `least`; logits by place in rows.
std::vector<std::uint32_t> rows_inside(std::span<const std::uint32_t> rows, std::span<const double> logits,
                                       double least);

class PropensityEffects {
 public:
  // By row of the matrix: treated 0 or 1, and the outcome; by place in rows: logits; information: R of the propensity's
  // fit. Everything must outlive it.
  PropensityEffects(const DesignRows& rows, std::span<const std::uint8_t> treated, std::span<const double> outcome,
                    std::span<const double> logits, const Eigen::MatrixXd& information);

  bool step();  // works on the next block; false when there is nothing left to do
  double progress() const { return (pass_ + static_cast<double>(place_) / static_cast<double>(rows_->size())) / 5; }

  // False: a group has too few rows for the regression's columns, and what needs it does not exist.
  bool has_regression() const { return has_regression_; }
  // Columns that a group can not tell from the others, which its regression leaves out: places in DesignRows::columns.
  const std::vector<std::size_t>& regression_dropped() const { return dropped_; }
  ArmPair of(Adjusting method) const;
  std::array<std::size_t, 2> sizes() const { return {groups_[0].size(), groups_[1].size()}; }

 private:
  // Sums over rows of a number times the row's design. With o = e / (1 - e), v = e (1 - e), y centred:
  // 1, z, z / o, y z / o, (1 - z) o, y (1 - z) o, z v, y z v, (1 - z) v, y (1 - z) v, z (y - m1) / o, (1 - z) (y - m0)
  // o.
  enum Sum : std::uint8_t { one, z, a, ay, c, cy, f, fy, h, hy, ar, cr, sums };
  // Sums of numbers: z y, (1 - z) y, z (1 - e), y z (1 - e), (1 - z) e, y (1 - z) e, m1, m0, z m0, z (y - m1),
  // (1 - z) (y - m0).
  enum Total : std::uint8_t { zy, qy, u1, u1y, u0, u0y, all_m1, all_m0, treated_m0, left1, left0, totals };
  // What an influence holds beside the unit's own part: combinations of its design, times the residual of the
  // propensity, of m1 or of m0.
  enum Part : std::uint8_t {
    ht1,
    ht0,
    hajek1,
    hajek0,
    att_ht0,
    att_hajek0,
    ato1,
    ato0,
    aipw1,
    aipw0,
    aipw_att0,
    m1_all,
    m0_all,
    m0_treated,
    m1_aipw,
    m0_aipw,
    m0_aipw_att,
    parts
  };

  void regress_block(std::size_t group, std::size_t count);
  void regress();
  void sum_block(std::size_t first, std::size_t count);
  void combine();
  void vary_block(std::size_t first, std::size_t count);
  void predict(std::size_t count);

  const DesignRows* rows_;
  std::array<DesignRows, 2> groups_;
  std::span<const std::uint8_t> treated_;
  std::span<const double> outcome_, logits_;
  Eigen::MatrixXd information_inverse_;  // of R
  int pass_ = 0;                         // over controls, over treated, then twice over all
  std::size_t place_ = 0;
  double centre_ = 0;  // of the outcome
  bool has_regression_ = false;
  std::vector<std::size_t> dropped_;
  std::vector<Eigen::Index> kept_;  // columns of the block
  std::array<TriangularFactor, 2> gathered_;
  std::array<Eigen::MatrixXd, 2> regression_inverse_;  // of R, kept columns
  std::array<Eigen::VectorXd, 2> regression_;          // coefficients by column of the block
  Eigen::MatrixXd block_, sums_, parts_;
  std::array<std::array<double, design_block>, 2> predicted_{};
  std::array<double, totals> totals_{};
  std::array<ArmPair, adjustings> effects_;  // of the centred outcome but for Horvitz and Thompson's
};

// The share of units a trimming keeps is chosen so that the effect among them can be estimated best: the e (1 - e) of
// the least certain unit that is kept, minimising sum 1 / (e (1 - e)) over the square of how many are kept (Crump,
// Hotz, Imbens and Mitnik 2009, Biometrika 96:187). Gives the a of [a, 1 - a]; 0 where all are kept.
double optimal_trim(std::span<const double> logits);

}  // namespace sutva::stats
