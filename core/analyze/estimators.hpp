// SPDX-License-Identifier: Apache-2.0
// The estimators of an experiment's effect, each as two means that can be compared.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "analyze/effect.hpp"
#include "analyze/estimate.hpp"
#include "analyze/experiment.hpp"
#include "stats/linear_model.hpp"

namespace sutva::analyze {

// Means of both arms, what is known of their errors, and what t quantiles they take.
struct Answer {
  ArmMean control, treatment;
  double covariance = 0;
  double df = 0;

  double difference() const { return treatment.mean - control.mean; }
  double variance() const { return control.variance + treatment.variance - 2 * covariance; }
};

Effect effect_from(const Answer& answer, const MethodText& text, double confidence);
// Whether a variance is more than the rounding of numbers that vary this much.
bool is_variance(double variance, const Experiment& experiment);

Estimate estimate_from(const Answer& answer, const MethodText& text, double confidence);

// What the estimator without covariates is called: that of the design, so far as its blocks belong to it.
MethodText unadjusted_text(const Experiment& experiment, BlockDesign design);

// Without a model. `centre` is added to the means.
Answer welch_answer(const std::array<stats::Moments, 2>& moments, double centre);
Answer blocked_answer(const stats::BlockedMeans& means, double centre);

enum class ModelKind : std::uint8_t {
  means,   // of the arms
  lin,     // covariates (and blocks) centred and interacted with the arm: Lin (2013)
  ancova,  // covariates alike in both arms
};

// A regression on the arm; step() it to its end. The experiment and the outcome must outlive it.
class ArmModel {
 public:
  // outcome: by unit, centred. clustered: by the experiment's clusters.
  ArmModel(const Experiment& experiment, std::span<const double> outcome, double centre, ModelKind kind,
           bool with_blocks, bool clustered);

  bool step() { return model_.step(); }
  double progress() const { return model_.progress(); }
  const stats::LinearModel& model() const { return model_; }
  // False where the coefficients can not be told, or an arm has too few units, or clusters where they count, to leave a
  // residual: standard errors would be too small.
  bool usable(bool clustered) const;
  Answer answer(stats::Sandwich type) const;  // where usable()
  // Columns of the model that show these terms of the sample's design, with the arms' own.
  std::vector<Eigen::Index> with_terms(const std::vector<Eigen::Index>& terms) const;
  bool dropped(Eigen::Index term) const;

 private:
  stats::LinearModel made(const Experiment& experiment, std::span<const double> outcome, bool with_blocks);

  const Experiment* experiment_;
  ModelKind kind_;
  double centre_;
  Eigen::MatrixXd blocks_;  // indicators, centred and scaled
  stats::LinearModel model_;
};

// Pairs of units: differences within pairs regressed on those of the covariates (Fogarty 2018, JRSS B 80:1035), HC2.
class PairModel {
 public:
  PairModel(const Experiment& experiment, std::span<const double> outcome, double centre);

  bool step();
  double progress() const;
  bool solved() const { return models_[2].solved(); }
  bool dropped(Eigen::Index term) const;
  Answer answer() const;

 private:
  double centre_;
  std::array<std::vector<double>, 3> outcomes_;  // by pair: control, treatment, difference
  Eigen::MatrixXd x_;
  std::vector<stats::LinearModel> models_;
};

// Whether there are so few covariate terms beside the units, or clusters, of the smaller arm that adjusting for them is
// safe: four times as many.
bool covariates_are_few(const Experiment& experiment);

// Whether blocks allow an estimate that adjusts for covariates within them: no block with a single assigned unit in an
// arm, and not too many.
bool blocks_fit_a_model(const Experiment& experiment);

}  // namespace sutva::analyze
