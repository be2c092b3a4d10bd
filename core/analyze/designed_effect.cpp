// SPDX-License-Identifier: Apache-2.0
#include "analyze/designed_effect.hpp"

#include <algorithm>
#include <cmath>

#include "analyze/checks.hpp"
#include "analyze/estimators.hpp"
#include "analyze/experiment.hpp"
#include "base/text.hpp"
#include "stats/distributions.hpp"

namespace sutva::analyze {
namespace {

using table::Table;

// What adjusts for covariates, or for blocks that were made afterwards.
enum class Adjuster : std::uint8_t { none, lin, lin_with_blocks, pairs, post_stratified };

MethodText adjusted_text(const Experiment& e, Adjuster adjuster) {
  const std::string_view quantity = e.ratio ? "Difference in ratios" : "Difference in means";
  const std::string_view lin = "Lin (2013), Annals of Applied Statistics 7:295-318";
  switch (adjuster) {
    case Adjuster::pairs:
      return {quantity, "paired_regression", "Regression of differences within pairs (HC2)",
              "Fogarty (2018), JRSS B 80:1035-1056"};
    case Adjuster::post_stratified:
      return {quantity, "post_stratified", e.clustered() ? "Post-stratification, clustered" : "Post-stratification",
              "Miratrix, Sekhon and Yu (2013), JRSS B 75:369-396"};
    case Adjuster::lin_with_blocks:
      return e.clustered()
                 ? MethodText{quantity, "lin_blocked_cr2", "Regression adjustment within blocks (Lin, CR2)", lin}
                 : MethodText{quantity, "lin_blocked", "Regression adjustment within blocks (Lin, HC2)", lin};
    case Adjuster::lin:
    case Adjuster::none:
      break;
  }
  return e.clustered() ? MethodText{quantity, "lin_cr2", "Regression adjustment (Lin, CR2)", lin}
                       : MethodText{quantity, "lin", "Regression adjustment (Lin, HC2)", lin};
}

}  // namespace

class DesignedEffect::Work {
 public:
  Work(const Table& table, const CsvEffectRequest& request, ExperimentReader reader)
      : table_(&table), request_(request), reader_(std::move(reader)) {}

  bool step();
  double progress() const;
  Outcome<CsvEffectResult> finish();

 private:
  enum class Pass : std::uint8_t { read, unadjusted, adjusted, done };

  Pass after_reading();
  Pass after_unadjusted();
  Answer unadjusted() const;
  std::optional<Answer> adjusted();
  bool is_dropped(Eigen::Index term) const;
  void add_arms(CsvEffectResult& result) const;
  void add_covariates(CsvEffectResult& result);

  const Table* table_;
  CsvEffectRequest request_;
  ExperimentReader reader_;
  Pass pass_ = Pass::read;
  Issues issues_;
  std::unique_ptr<Experiment> experiment_;
  std::optional<ArmModel> means_, lin_;
  std::optional<PairModel> pairs_;
  Adjuster adjuster_ = Adjuster::none;
};

bool DesignedEffect::Work::step() {
  switch (pass_) {
    case Pass::read:
      if (!reader_.step()) {
        pass_ = after_reading();
      }
      break;
    case Pass::unadjusted:
      if (!means_ || !means_->step()) {
        pass_ = after_unadjusted();
      }
      break;
    case Pass::adjusted:
      if (!(lin_ ? lin_->step() : pairs_->step())) {
        pass_ = Pass::done;
      }
      break;
    case Pass::done:
      break;
  }
  return pass_ != Pass::done;
}

double DesignedEffect::Work::progress() const {
  switch (pass_) {
    case Pass::read:
      return 0.4 * reader_.progress();
    case Pass::unadjusted:
      return 0.4 + (means_ ? 0.2 * means_->progress() : 0);
    case Pass::adjusted:
      return 0.6 + 0.4 * (lin_ ? lin_->progress() : pairs_->progress());
    case Pass::done:
      break;
  }
  return 1;
}

DesignedEffect::Work::Pass DesignedEffect::Work::after_reading() {
  Outcome<std::unique_ptr<Experiment>> experiment = reader_.take();
  append(issues_, std::move(experiment.issues));
  if (!experiment) {
    return Pass::done;
  }
  experiment_ = std::move(*experiment);
  const Experiment& e = *experiment_;
  const bool within_blocks = e.blocks && request_.block_design == BlockDesign::randomised;
  if (e.clustered() && !within_blocks) {
    means_.emplace(e, e.outcome, e.centre, ModelKind::means, false, true);
  }
  const bool covariates = e.sample.x.cols() > 0;
  if (!covariates) {
    adjuster_ = e.blocks && !within_blocks ? Adjuster::post_stratified : Adjuster::none;
  } else if (!e.blocks) {
    adjuster_ = Adjuster::lin;
  } else if (blocks_fit_a_model(e)) {
    adjuster_ = Adjuster::lin_with_blocks;
  } else if (e.blocked.paired && !e.clustered() && within_blocks) {
    adjuster_ = Adjuster::pairs;
  } else {
    issues_.push_back(warning(
        Code::conflict, "covariates",
        joined("Covariates can be adjusted for within at most 50 blocks with two ",
               e.clustered() ? "clusters" : "units", " of each arm, or within pairs of units; ",
               within_blocks ? "the effect is shown without them." : "they are adjusted for without the blocks.")));
    adjuster_ = within_blocks ? Adjuster::none : Adjuster::lin;
  }
  return Pass::unadjusted;
}

DesignedEffect::Work::Pass DesignedEffect::Work::after_unadjusted() {
  const Experiment& e = *experiment_;
  if (adjuster_ == Adjuster::lin || adjuster_ == Adjuster::lin_with_blocks) {
    lin_.emplace(e, e.outcome, e.centre, ModelKind::lin, adjuster_ == Adjuster::lin_with_blocks, e.clustered());
    return Pass::adjusted;
  }
  if (adjuster_ == Adjuster::pairs) {
    pairs_.emplace(e, e.outcome, e.centre);
    return Pass::adjusted;
  }
  return Pass::done;
}

Answer DesignedEffect::Work::unadjusted() const {
  const Experiment& e = *experiment_;
  return e.blocks && request_.block_design == BlockDesign::randomised ? blocked_answer(e.blocked, e.centre)
         : means_                                                     ? means_->answer(stats::Sandwich::cr2)
                                                                      : welch_answer(e.moments, e.centre);
}

std::optional<Answer> DesignedEffect::Work::adjusted() {
  const Experiment& e = *experiment_;
  std::optional<Answer> answer;
  if (adjuster_ == Adjuster::post_stratified) {
    answer = blocked_answer(e.blocked, e.centre);
  } else if (lin_ && lin_->usable(e.clustered())) {
    answer = lin_->answer(e.clustered() ? stats::Sandwich::cr2 : stats::Sandwich::hc2);
  } else if (pairs_ && pairs_->solved()) {
    answer = pairs_->answer();
  }
  if (answer && !(answer->variance() > 0 && answer->df > 0)) {
    answer.reset();
  }
  if (!answer && adjuster_ != Adjuster::none) {
    issues_.push_back(warning(Code::arm_too_small, "covariates",
                              joined("There are too few ",
                                     e.clustered()                  ? "clusters"
                                     : adjuster_ == Adjuster::pairs ? "pairs"
                                                                    : "rows",
                                     " for ", static_cast<std::int64_t>(e.sample.x.cols()),
                                     " covariate terms; the effect is shown without them. Choose fewer.")));
  }
  return answer;
}

bool DesignedEffect::Work::is_dropped(Eigen::Index term) const {
  return lin_ ? lin_->dropped(term) : pairs_ ? pairs_->dropped(term) : false;
}

void DesignedEffect::Work::add_arms(CsvEffectResult& result) const {
  const Experiment& e = *experiment_;
  const std::array<std::string_view, 2> roles{"control", "treatment"};
  for (const std::size_t arm : {0U, 1U}) {
    ArmSummary summary;
    summary.level = e.sample.arms[arm];
    summary.role = roles[arm];
    summary.rows = e.sample.assigned[arm];
    summary.used = e.moments[arm].count();
    summary.missing_outcome = e.sample.missing[0][arm];
    summary.mean = e.moments[arm].mean() + e.centre;
    summary.sd = std::sqrt(e.moments[arm].variance());
    if (e.clustered()) {
      summary.clusters = e.clusters_in[arm];
    }
    result.arms.push_back(std::move(summary));
  }
}

void DesignedEffect::Work::add_covariates(CsvEffectResult& result) {
  const Experiment& e = *experiment_;
  const auto n = static_cast<double>(e.size());
  const bool fitted = result.adjusted && adjuster_ != Adjuster::post_stratified;
  for (const SampleCovariate& c : e.sample.covariates) {
    CovariateSummary row;
    row.name = c.name;
    row.kind = c.number ? "number" : "text";
    row.missing = c.missing;
    std::vector<Eigen::Index> kept;
    for (const Eigen::Index term : c.columns) {
      if (!is_dropped(term)) {
        kept.push_back(term);
      }
    }
    if (fitted && kept.empty()) {
      row.dropped = true;
      issues_.push_back(warning(Code::dropped_column, "covariates",
                                joined("“", row.name,
                                       "” adds nothing to the other covariates (or is constant in an arm) and was "
                                       "left out.")));
    } else if (fitted && adjuster_ == Adjuster::lin) {
      const double within = e.moments[0].sum_of_squares() + e.moments[1].sum_of_squares();
      const double left = lin_->model().residual_sum_of_squares(lin_->with_terms(kept));
      row.r_squared = 1 - left / within;
      if (!e.clustered()) {
        row.variance_reduction = 1 - left / (n - 2 - 2 * static_cast<double>(kept.size())) / (within / (n - 2));
      }
    }
    if (const std::optional<Balance> balance = balance_of(e.sample, c, 1, e.clusters, e.crossed_clusters > 0)) {
      row.balance_smd = balance->smd;
      row.balance_p_value = balance->p_value;
    }
    result.covariates.push_back(std::move(row));
  }
}

Outcome<CsvEffectResult> DesignedEffect::Work::finish() {
  if (has_error(issues_)) {
    return std::move(issues_);
  }
  const Experiment& e = *experiment_;
  CsvEffectResult result;
  result.rows_total = e.sample.rows_total;
  result.rows_used = static_cast<std::int64_t>(e.size());
  result.outcome = e.ratio ? joined(request_.outcome, " / ", request_.denominator) : request_.outcome;
  result.confidence = request_.confidence;
  if (e.clustered()) {
    result.clusters = e.cluster_count();
  }
  if (e.blocks) {
    result.blocks = e.blocked.blocks;
    result.small_blocks = e.blocked.small_blocks;
  }
  result.cap = e.cap;
  if (e.cap) {
    result.capped = e.capped;
  }
  add_arms(result);
  const Answer plain = unadjusted();
  if (!(is_variance(plain.variance(), e) && plain.df > 0)) {
    issues_.push_back(error(Code::constant, e.clusters_are_units ? "unit" : "cluster",
                            joined("The groups of “", e.clusters->column, "” do not vary; no standard error exists.")));
    return std::move(issues_);
  }
  result.unadjusted = effect_from(plain, unadjusted_text(e, request_.block_design), request_.confidence);
  result.headline = "unadjusted";
  if (const std::optional<Answer> better = adjusted()) {
    result.adjusted = effect_from(*better, adjusted_text(e, adjuster_), request_.confidence);
    result.headline = !e.clustered() || covariates_are_few(e) ? "adjusted" : "unadjusted";
    const double ratio = result.adjusted->se / result.unadjusted.se;
    result.variance_reduction = 1 - ratio * ratio;
    result.equivalent_sample_multiplier = 1 / (ratio * ratio);
  }
  for (Effect* effect : {&result.unadjusted, result.adjusted ? &*result.adjusted : nullptr}) {
    if (effect) {
      effect->label += effect != &result.unadjusted && e.ratio ? ", of the linearised ratio" : "";
      effect->label += e.cap ? ", of capped outcomes" : "";
    }
  }
  add_covariates(result);
  result.checks = experiment_checks(e, request_, result.outcome, *table_);
  warn_about_lift(result.unadjusted, issues_);
  result.left_out = e.sample.left_out;
  return {std::move(result), std::move(issues_)};
}

Outcome<DesignedEffect> DesignedEffect::prepare(const Table& table, const CsvEffectRequest& request) {
  Outcome<ExperimentReader> reader = ExperimentReader::prepare(table, request);
  if (!reader) {
    return std::move(reader.issues);
  }
  return {DesignedEffect(std::make_unique<Work>(table, request, std::move(*reader))), std::move(reader.issues)};
}

DesignedEffect::DesignedEffect(std::unique_ptr<Work> work) : work_(std::move(work)) {}
DesignedEffect::DesignedEffect(DesignedEffect&&) noexcept = default;
DesignedEffect& DesignedEffect::operator=(DesignedEffect&&) noexcept = default;
DesignedEffect::~DesignedEffect() = default;
bool DesignedEffect::step() { return work_->step(); }
double DesignedEffect::progress() const { return work_->progress(); }
Outcome<CsvEffectResult> DesignedEffect::finish() { return work_->finish(); }

}  // namespace sutva::analyze
