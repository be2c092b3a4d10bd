// SPDX-License-Identifier: Apache-2.0
// Differences in differences on a balanced panel.
//
// Callaway and Sant'Anna (2021, Journal of Econometrics 225:200-230): ATT(g, t), the average effect in period t on the
// units first treated in period g, for every g and t, each from a comparison of changes with units that are not treated
// yet; and averages of these, with standard errors from influence functions and simultaneous bands from the multiplier
// bootstrap. Beside it what they replace: the regression with two-way fixed effects, with what is wrong with it.
//
// Periods and units are numbered from 0. All of these estimators stay the same when a constant is added to a unit, so
// every outcome is taken as the change since the unit's first period: a large common level costs no digits.
#pragma once

#include <Eigen/Dense>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "random/stream.hpp"

namespace sutva::stats {

// outcome: unit after unit, `periods` each. first: by unit, the first treated period from 1, or `periods` for never.
// clusters: by unit, from 0 without gaps; empty where every unit is its own. x: units by covariates, or no column.
struct PanelData {
  std::vector<double> outcome;
  std::size_t periods = 0;
  std::vector<std::int32_t> first;
  std::vector<std::int32_t> clusters;
  Eigen::MatrixXd x;

  std::size_t units() const { return first.size(); }
  const double* of(std::size_t unit) const { return outcome.data() + unit * periods; }
  std::size_t cluster_count() const;
};

// Takes the first period's outcome off each unit's.
void take_changes(PanelData& data);

struct DidSettings {
  bool not_yet = false;  // controls: units not yet treated in either period of the comparison; else never treated ones
  // With covariates: Sant'Anna and Zhao (2020, Journal of Econometrics 219:101-122), right where either the regression
  // of changes or the logit of treatment is; else the regression alone.
  bool doubly_robust = false;
  bool universal = false;      // before treatment compare with the last period before it; else with the period before
  std::optional<int> balance;  // event study: only groups seen for so many periods after their first treated one
  double confidence = 0.95;
  int draws = 1000;     // of the multiplier bootstrap; 0: no bands
  bool mammen = false;  // Mammen's (1993) two-point multipliers; else signs (Rademacher)
  std::uint64_t seed = 1;
};

// ATT(g, t): the change from `base` to `period` of the units first treated in `group`, less that of the controls.
struct GroupTimeEffect {
  int group, period, base;
  std::int64_t n_treated, n_control;
  double estimate = 0;
  double se = 0;  // 0: none exists, or this is the reference of a universal base
  bool post() const { return period >= group; }
};

// A weighted average of the effects; `at` is its event time, group or period.
struct DidAverage {
  int at = 0;
  std::int64_t count = 0;  // how many are averaged
  double estimate = 0;
  double se = 0;
};

struct DidFamily {
  std::vector<DidAverage> averages;
  DidAverage overall;
  double critical = 0;  // estimate -+ critical * se covers all of them together; 0: no draws
};

struct WaldTest {
  double statistic = 0;
  int df = 0;  // rank of the covariance
};

// x' V^-1 x, without those of x that follow from others where V is not of full rank. None where V is 0.
std::optional<WaldTest> wald_test(const Eigen::VectorXd& x, const Eigen::MatrixXd& v);

// Works in steps; results are there after the last one. Precondition: some unit is first treated in a period from 1 on.
class GroupTimeEffects {
 public:
  GroupTimeEffects(PanelData data, const DidSettings& settings);  // after take_changes()

  bool step();
  double progress() const;
  const PanelData& data() const { return data_; }

  std::vector<GroupTimeEffect> effects;   // by group, then by period
  int skipped = 0;                        // effects without controls, or with too few for the covariates
  DidAverage simple;                      // all effects after treatment, by the size of their groups
  DidFamily events, by_group, by_period;  // overall: the mean over event times from 0, groups by size, periods
  std::optional<WaldTest> pre_events;     // are all averages before treatment 0?
  std::optional<WaldTest> pre_effects;    // are all effects before treatment 0? None where they are too many

 private:
  struct Share {
    std::int32_t target;
    double weight;
  };
  // What is averaged: targets are averages in the order simple, overalls, events, groups, periods.
  void list_cells();
  struct Regression;
  void fit_cell(std::size_t cell);
  void fit_covariates(std::size_t cell, double change);
  bool fit_propensity(const GroupTimeEffect& cell, Regression& fit) const;
  void read_x(std::size_t unit, double* to) const;
  void weigh();
  void add_units(std::size_t first, std::size_t last);
  void close_cluster();
  void finish();
  bool controls(const GroupTimeEffect& cell, std::int32_t first) const;

  PanelData data_;
  DidSettings settings_;
  std::vector<std::uint32_t> order_;       // units, those of a cluster together
  std::vector<std::int64_t> group_sizes_;  // by first treated period, never last
  Eigen::MatrixXd sums_;                   // of outcomes: period by first treated period
  Eigen::MatrixXd x_sums_;                 // of 1 and covariates, by first treated period
  struct Regression {
    Eigen::VectorXd beta;     // of the change on 1 and covariates among controls; empty where it can not be had
    Eigen::VectorXd z;        // (X'X)^-1 times what the means of the treated differ from the weighted ones of controls
    double treated_mean = 0;  // of the residuals
    // Doubly robust: of being treated, on 1 and covariates.
    Eigen::VectorXd propensity;
    Eigen::MatrixXd information;  // R with R'R the information
    Eigen::VectorXd by_score;     // what a unit's score moves the controls' mean residual by
    double odds = 0;              // sum over controls; 0 where no propensity is used
    double control_mean = 0;      // of the residuals, weighted by the odds
  };
  std::vector<Regression> fits_;
  std::vector<std::vector<std::uint32_t>> cells_of_;  // by first treated period: the effects its units enter
  std::vector<std::vector<Share>> shares_;            // by effect
  Eigen::MatrixXd constants_;                         // target by first treated period: from estimating group sizes
  std::vector<DidAverage*> targets_;
  std::size_t first_event_ = 0, first_group_ = 0, first_period_ = 0;
  std::vector<std::int32_t> pre_place_;  // by effect: place in the covariance of pre_effects, or -1
  int pre_count_ = 0;

  Eigen::VectorXd cell_sum_, target_sum_, cell_squares_, target_squares_;  // of the cluster at hand; over clusters
  Eigen::MatrixXd event_covariance_, pre_covariance_;
  std::vector<random::Stream> streams_;
  std::vector<std::uint64_t> words_;
  std::vector<double> multipliers_;
  Eigen::MatrixXd drawn_;  // draw by target
  std::size_t clusters_done_ = 0;

  enum class Phase : std::uint8_t { sums, fits, units, done } phase_ = Phase::sums;
  std::size_t at_ = 0;
};

// The regression of the outcome on the treatment, unit and period effects.
struct TwoWayFixedEffects {
  double estimate = 0;
  double se = 0;                // clustered, times clusters / (clusters - 1)
  double negative_share = 0;    // of treated unit-periods: those whose effect has a negative weight in the estimate
  double negative_weight = 0;   // sum of the negative weights, where all sum to 1
  double forbidden_weight = 0;  // of comparisons with units treated already, Goodman-Bacon's decomposition
};

// After take_changes(). Sources: de Chaisemartin and D'Haultfoeuille (2020, AER 110:2964-2996), theorem 1;
// Goodman-Bacon (2021, Journal of Econometrics 225:254-277), theorem 1. None where treatment does not vary.
std::optional<TwoWayFixedEffects> two_way_fixed_effects(const PanelData& data);

// One group and one date: each unit's mean from `first_treated` on, less its mean before.
struct TwoByTwo {
  std::int64_t n_control = 0, n_treated = 0;
  double estimate = 0;
  double clustered_se = 0;  // of the interaction in the regression of all means, times clusters / (clusters - 1)
  double welch_se = 0, welch_df = 0;  // of the two groups' mean changes; 0 where a group has a single unit
};
TwoByTwo two_by_two(const PanelData& data, int first_treated);

}  // namespace sutva::stats
