// SPDX-License-Identifier: Apache-2.0
#include "analyze/estimators.hpp"

#include <algorithm>
#include <cmath>

namespace sutva::analyze {
namespace {

constexpr std::int64_t most_blocks_in_a_model = 50;

}  // namespace

Effect effect_from(const Answer& answer, const MethodText& text, double confidence) {
  Effect effect = effect_of(answer.control, answer.treatment, answer.df, confidence, answer.covariance);
  effect.method = text.method;
  effect.label = text.label;
  effect.source = text.source;
  return effect;
}

bool is_variance(double variance, const Experiment& experiment) {
  return variance > 1e-26 * (experiment.moments[0].variance() + experiment.moments[1].variance());
}

Estimate estimate_from(const Answer& answer, const MethodText& text, double confidence) {
  const double variance = answer.variance();
  return estimate_of(text, answer.difference(), variance > 0 && answer.df > 0 ? std::sqrt(variance) : 0, answer.df,
                     confidence);
}

MethodText unadjusted_text(const Experiment& e, BlockDesign design) {
  const std::string_view quantity = e.ratio ? "Difference in ratios" : "Difference in means";
  if (e.blocks && design == BlockDesign::randomised) {
    if (e.blocked.paired) {
      return e.clustered() ? MethodText{quantity, "paired_clusters",
                                        e.ratio ? "Difference in ratios within pairs of clusters (delta method)"
                                                : "Difference in means within pairs of clusters",
                                        "Pashley and Miratrix (2021), JEBS 46:271-296"}
                           : MethodText{quantity, "paired",
                                        e.ratio ? "Difference in ratios within pairs (delta method)"
                                                : "Difference in means within pairs",
                                        "Imbens and Rubin (2015), chapter 10"};
    }
    const std::string_view source = e.blocked.small_blocks > 0 ? "Pashley and Miratrix (2021), JEBS 46:271-296"
                                                               : "Imbens and Rubin (2015), chapter 9";
    return e.clustered() ? MethodText{quantity, "blocked_clusters",
                                      e.ratio ? "Difference in ratios within blocks, clustered (delta method)"
                                              : "Difference in means within blocks, clustered",
                                      source}
                         : MethodText{quantity, "blocked",
                                      e.ratio ? "Difference in ratios within blocks (delta method)"
                                              : "Difference in means within blocks",
                                      source};
  }
  if (e.clustered()) {
    return {quantity, "cr2",
            e.ratio ? "Difference in ratios (delta method, clustered, CR2)" : "Difference in means (clustered, CR2)",
            "Bell and McCaffrey (2002), Survey Methodology 28:169-181"};
  }
  return e.ratio ? MethodText{quantity, "delta", "Difference in ratios (delta method, Welch)",
                              "Deng, Knoblich and Lu (2018), KDD"}
                 : MethodText{quantity, "welch", "Difference in means (Welch)", "Welch (1947), Biometrika 34:28-35"};
}

Answer welch_answer(const std::array<stats::Moments, 2>& moments, double centre) {
  Answer answer;
  const auto n0 = static_cast<double>(moments[0].count()), n1 = static_cast<double>(moments[1].count());
  answer.control = {moments[0].mean() + centre, moments[0].variance() / n0};
  answer.treatment = {moments[1].mean() + centre, moments[1].variance() / n1};
  answer.df = welch_df(answer.control, n0, answer.treatment, n1);
  return answer;
}

Answer blocked_answer(const stats::BlockedMeans& means, double centre) {
  return {{means.mean[0] + centre, means.variance[0]},
          {means.mean[1] + centre, means.variance[1]},
          means.covariance,
          means.df};
}

bool covariates_are_few(const Experiment& experiment) {
  const auto smallest = experiment.clustered() ? std::min(experiment.clusters_in[0], experiment.clusters_in[1])
                                               : std::min(experiment.moments[0].count(), experiment.moments[1].count());
  return smallest >= 4 * (experiment.sample.x.cols() + 1);
}

bool blocks_fit_a_model(const Experiment& experiment) {
  return experiment.blocked.small_blocks == 0 && experiment.blocked.blocks <= most_blocks_in_a_model;
}

ArmModel::ArmModel(const Experiment& experiment, std::span<const double> outcome, double centre, ModelKind kind,
                   bool with_blocks, bool clustered)
    : experiment_(&experiment), kind_(kind), centre_(centre), model_(made(experiment, outcome, with_blocks)) {
  if (clustered) {
    model_.cluster_by(experiment.clusters->of, experiment.clusters->size());
  }
}

stats::LinearModel ArmModel::made(const Experiment& experiment, std::span<const double> outcome, bool with_blocks) {
  std::vector<stats::ModelColumn> columns{{nullptr, experiment.in_arm[0].data()},
                                          {nullptr, experiment.in_arm[1].data()}};
  std::int32_t family = 0;
  const auto add = [&](const double* values) {
    if (kind_ == ModelKind::lin) {
      columns.push_back({values, experiment.in_arm[0].data(), family});
      columns.push_back({values, experiment.in_arm[1].data(), family});
      ++family;
    } else {
      columns.push_back({values, nullptr});
    }
  };
  if (kind_ != ModelKind::means) {
    for (Eigen::Index j = 0; j < experiment.sample.x.cols(); ++j) {
      add(experiment.sample.x.col(j).data());
    }
  }
  if (with_blocks) {
    // Numbers of blocks may have gaps where some were left out.
    std::vector<std::int64_t> sizes(experiment.blocks->size(), 0);
    for (const std::int32_t block : experiment.blocks->of) {
      ++sizes[static_cast<std::size_t>(block)];
    }
    const auto units = static_cast<Eigen::Index>(experiment.size());
    blocks_.resize(units, experiment.blocked.blocks - 1);
    Eigen::Index column = 0;
    for (std::size_t block = 0; block < sizes.size() && column < blocks_.cols(); ++block) {
      if (sizes[block] == 0) {
        continue;
      }
      const double share = static_cast<double>(sizes[block]) / static_cast<double>(units);
      const double scale = 1 / std::sqrt(share * (1 - share));
      for (Eigen::Index unit = 0; unit < units; ++unit) {
        const bool here = experiment.blocks->of[static_cast<std::size_t>(unit)] == static_cast<std::int32_t>(block);
        blocks_(unit, column) = ((here ? 1 : 0) - share) * scale;
      }
      add(blocks_.col(column).data());
      ++column;
    }
  }
  Eigen::MatrixXd contrasts = Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(columns.size()), 3);
  contrasts(0, 0) = 1;
  contrasts(1, 1) = 1;
  contrasts(0, 2) = -1;
  contrasts(1, 2) = 1;
  return {std::move(columns), outcome, std::move(contrasts)};
}

bool ArmModel::usable(bool clustered) const {
  const Experiment& e = *experiment_;
  const std::int64_t in_arm = kind_ == ModelKind::lin ? model_.parameters() / 2 : 1;
  const auto smallest =
      clustered ? std::min(e.clusters_in[0], e.clusters_in[1]) : std::min(e.moments[0].count(), e.moments[1].count());
  return model_.solved() && smallest > in_arm;
}

Answer ArmModel::answer(stats::Sandwich type) const {
  const Eigen::MatrixXd covariance = model_.covariance(type);
  return {{model_.estimates()[0] + centre_, covariance(0, 0)},
          {model_.estimates()[1] + centre_, covariance(1, 1)},
          covariance(1, 0),
          model_.df(type, 2)};
}

std::vector<Eigen::Index> ArmModel::with_terms(const std::vector<Eigen::Index>& terms) const {
  std::vector<Eigen::Index> columns{0, 1};
  for (const Eigen::Index term : terms) {
    if (kind_ == ModelKind::lin) {
      columns.push_back(2 + 2 * term);
      columns.push_back(3 + 2 * term);
    } else {
      columns.push_back(2 + term);
    }
  }
  return columns;
}

bool ArmModel::dropped(Eigen::Index term) const {
  const Eigen::Index column = with_terms({term}).back();
  return std::find(model_.dropped().begin(), model_.dropped().end(), column) != model_.dropped().end();
}

PairModel::PairModel(const Experiment& experiment, std::span<const double> outcome, double centre) : centre_(centre) {
  const std::size_t blocks = experiment.blocks->size();
  std::array<std::vector<std::int64_t>, 2> units{std::vector<std::int64_t>(blocks, -1),
                                                 std::vector<std::int64_t>(blocks, -1)};
  for (std::size_t unit = 0; unit < experiment.size(); ++unit) {
    units[static_cast<std::size_t>(experiment.sample.arm[unit])]
         [static_cast<std::size_t>(experiment.blocks->of[unit])] = static_cast<std::int64_t>(unit);
  }
  x_.resize(experiment.blocked.blocks, experiment.sample.x.cols());
  Eigen::Index pair = 0;
  for (std::size_t block = 0; block < blocks; ++block) {
    const std::int64_t control = units[0][block], treatment = units[1][block];
    if (control < 0) {
      continue;
    }
    const double y0 = outcome[static_cast<std::size_t>(control)], y1 = outcome[static_cast<std::size_t>(treatment)];
    outcomes_[0].push_back(y0);
    outcomes_[1].push_back(y1);
    outcomes_[2].push_back(y1 - y0);
    x_.row(pair++) = experiment.sample.x.row(treatment) - experiment.sample.x.row(control);
  }
  std::vector<stats::ModelColumn> columns(1);
  for (Eigen::Index j = 0; j < x_.cols(); ++j) {
    columns.push_back({x_.col(j).data(), nullptr});
  }
  const Eigen::MatrixXd contrast = Eigen::MatrixXd::Identity(x_.cols() + 1, 1);
  for (const std::vector<double>& numbers : outcomes_) {
    models_.emplace_back(columns, numbers, contrast);
  }
}

bool PairModel::step() {
  return std::any_of(models_.begin(), models_.end(), [](stats::LinearModel& model) { return model.step(); });
}

double PairModel::progress() const {
  double sum = 0;
  for (const stats::LinearModel& model : models_) {
    sum += model.progress();
  }
  return sum / 3;
}

bool PairModel::dropped(Eigen::Index term) const {
  const std::vector<Eigen::Index>& all = models_[2].dropped();
  return std::find(all.begin(), all.end(), term + 1) != all.end();
}

Answer PairModel::answer() const {
  std::array<double, 3> variance{};
  for (const std::size_t i : {0U, 1U, 2U}) {
    variance[i] = models_[i].covariance(stats::Sandwich::hc2)(0, 0);
  }
  return {{models_[0].estimates()[0] + centre_, variance[0]},
          {models_[1].estimates()[0] + centre_, variance[1]},
          (variance[0] + variance[1] - variance[2]) / 2,
          models_[2].df(stats::Sandwich::hc2, 0)};
}

}  // namespace sutva::analyze
