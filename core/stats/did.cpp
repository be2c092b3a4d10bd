// SPDX-License-Identifier: Apache-2.0
#include "stats/did.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "random/samplers.hpp"
#include "stats/distributions.hpp"
#include "stats/kernels.hpp"
#include "stats/least_squares.hpp"

namespace sutva::stats {
namespace {

constexpr std::size_t work_per_step = 8'000'000;  // additions, roughly
constexpr int most_pre_effects = 60;              // tested together: their covariance is estimated

std::size_t index(std::int32_t i) { return static_cast<std::size_t>(i); }

// Sums of squares of what the units of each cluster contribute, together.
double clustered_variance(const PanelData& data, const std::vector<double>& contributions) {
  if (data.clusters.empty()) {
    return std::inner_product(contributions.begin(), contributions.end(), contributions.begin(), 0.0);
  }
  std::vector<double> sums(data.cluster_count(), 0.0);
  for (std::size_t i = 0; i < contributions.size(); ++i) {
    sums[index(data.clusters[i])] += contributions[i];
  }
  return std::inner_product(sums.begin(), sums.end(), sums.begin(), 0.0);
}

// (R'R)^-1 v, from the top and from the bottom.
Eigen::VectorXd solve_gram(const Eigen::MatrixXd& r, Eigen::VectorXd v) {
  for (Eigen::Index i = 0; i < v.size(); ++i) {
    for (Eigen::Index j = 0; j < i; ++j) {
      v[i] -= r(j, i) * v[j];
    }
    v[i] /= r(i, i);
  }
  return solve_triangle(r, std::move(v));
}

double product(const Eigen::VectorXd& by, const double* x) {
  double sum = 0;
  for (Eigen::Index j = 0; j < by.size(); ++j) {
    sum += by[j] * x[j];
  }
  return sum;
}

double cluster_factor(const PanelData& data) {
  const auto clusters = static_cast<double>(data.cluster_count());
  return clusters > 1 ? clusters / (clusters - 1) : 0;
}

}  // namespace

std::size_t PanelData::cluster_count() const {
  return clusters.empty() ? units() : index(*std::max_element(clusters.begin(), clusters.end())) + 1;
}

void take_changes(PanelData& data) {
  for (std::size_t unit = 0; unit < data.units(); ++unit) {
    double* y = data.outcome.data() + unit * data.periods;
    const double level = y[0];
    for (std::size_t t = 0; t < data.periods; ++t) {
      y[t] -= level;
    }
  }
}

std::optional<WaldTest> wald_test(const Eigen::VectorXd& x, const Eigen::MatrixXd& v) {
  // Cholesky's factor of the correlations, so that rank does not depend on units, the largest remaining variance first
  // (Higham 2002, Accuracy and Stability of Numerical Algorithms, section 10.3).
  const Eigen::Index n = x.size();
  Eigen::VectorXd z = Eigen::VectorXd::Zero(n);
  Eigen::MatrixXd left = Eigen::MatrixXd::Zero(n, n);
  for (Eigen::Index i = 0; i < n; ++i) {
    for (Eigen::Index j = 0; j < n && v(i, i) > 0; ++j) {
      left(i, j) = v(j, j) > 0 ? v(i, j) / std::sqrt(v(i, i) * v(j, j)) : 0;
    }
    z[i] = v(i, i) > 0 ? x[i] / std::sqrt(v(i, i)) : 0;
  }
  WaldTest test;
  for (;;) {
    Eigen::Index pivot = 0;
    for (Eigen::Index i = 1; i < n; ++i) {
      pivot = left(i, i) > left(pivot, pivot) ? i : pivot;
    }
    if (n == 0 || !(left(pivot, pivot) > 1e-9)) {
      break;
    }
    // What is left of the others once the pivot is known.
    const double variance = left(pivot, pivot), value = z[pivot];
    const Eigen::VectorXd with = left.col(pivot);
    for (Eigen::Index j = 0; j < n; ++j) {
      add_multiple(-with[j] / variance, with.data(), left.col(j).data(), n);
    }
    add_multiple(-value / variance, with.data(), z.data(), n);
    left(pivot, pivot) = 0;
    test.statistic += value * value / variance;
    ++test.df;
  }
  return test.df > 0 ? std::optional(test) : std::nullopt;
}

GroupTimeEffects::GroupTimeEffects(PanelData data, const DidSettings& settings)
    : data_(std::move(data)), settings_(settings) {
  const std::size_t periods = data_.periods;
  group_sizes_.assign(periods + 1, 0);
  const auto columns = static_cast<Eigen::Index>(periods + 1);
  sums_.setZero(static_cast<Eigen::Index>(periods), columns);
  x_sums_.setZero(data_.x.cols() + 1, columns);
  order_.resize(data_.units());
  std::iota(order_.begin(), order_.end(), 0U);
  if (!data_.clusters.empty()) {
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return data_.clusters[a] < data_.clusters[b]; });
  }
}

bool GroupTimeEffects::controls(const GroupTimeEffect& cell, std::int32_t first) const {
  if (!settings_.not_yet) {
    return index(first) == data_.periods;
  }
  return first > std::max(cell.period, cell.base) && first != cell.group;
}

bool GroupTimeEffects::step() {
  const std::size_t units = data_.units();
  switch (phase_) {
    case Phase::sums: {
      const std::size_t last = std::min(units, at_ + std::max<std::size_t>(1, work_per_step / (4 * data_.periods)));
      for (; at_ < last; ++at_) {
        const auto group = static_cast<Eigen::Index>(data_.first[at_]);
        const double* y = data_.of(at_);
        ++group_sizes_[index(data_.first[at_])];
        for (std::size_t t = 0; t < data_.periods; ++t) {
          sums_(static_cast<Eigen::Index>(t), group) += y[t];
        }
        x_sums_(0, group) += 1;
        if (data_.x.cols() > 0) {
          x_sums_.col(group).tail(data_.x.cols()) += data_.x.row(static_cast<Eigen::Index>(at_)).transpose();
        }
      }
      if (at_ == units) {
        list_cells();
        at_ = 0;
        phase_ = Phase::fits;
      }
      return true;
    }
    case Phase::fits: {
      const auto terms = static_cast<std::size_t>(data_.x.cols()) + 1;
      const std::size_t cost = terms == 1 ? data_.periods : units * terms * (settings_.doubly_robust ? 60 : 8);
      const std::size_t last = std::min(effects.size(), at_ + std::max<std::size_t>(1, work_per_step / cost));
      for (; at_ < last; ++at_) {
        fit_cell(at_);
      }
      if (at_ == effects.size()) {
        weigh();
        at_ = 0;
        phase_ = effects.empty() ? Phase::done : Phase::units;
      }
      return phase_ != Phase::done;
    }
    case Phase::units: {
      const std::size_t cost = effects.size() * index(static_cast<std::int32_t>(2 + data_.x.cols())) +
                               static_cast<std::size_t>(settings_.draws) * targets_.size() / 2;
      const std::size_t last = std::min(units, at_ + std::max<std::size_t>(1, work_per_step / (cost + 1)));
      add_units(at_, last);
      at_ = last;
      if (at_ == units) {
        finish();
        phase_ = Phase::done;
      }
      return phase_ != Phase::done;
    }
    case Phase::done:
      break;
  }
  return false;
}

double GroupTimeEffects::progress() const {
  const double units = static_cast<double>(std::max<std::size_t>(1, data_.units()));
  switch (phase_) {
    case Phase::sums:
      return 0.05 * static_cast<double>(at_) / units;
    case Phase::fits:
      return 0.05 + 0.15 * static_cast<double>(at_) / static_cast<double>(std::max<std::size_t>(1, effects.size()));
    case Phase::units:
      return 0.2 + 0.8 * static_cast<double>(at_) / units;
    case Phase::done:
      break;
  }
  return 1;
}

void GroupTimeEffects::list_cells() {
  const auto periods = static_cast<int>(data_.periods);
  for (int group = 1; group < periods; ++group) {
    if (group_sizes_[index(group)] == 0) {
      continue;
    }
    for (int period = settings_.universal ? 0 : 1; period < periods; ++period) {
      const int base = period >= group || settings_.universal ? group - 1 : period - 1;
      GroupTimeEffect cell{group, period, base, group_sizes_[index(group)], 0};
      for (int first = 1; first <= periods; ++first) {
        cell.n_control += controls(cell, first) ? group_sizes_[index(first)] : 0;
      }
      if (cell.n_control > 0) {
        effects.push_back(cell);
      } else {
        ++skipped;
      }
    }
  }
  fits_.resize(effects.size());
}

void GroupTimeEffects::fit_cell(std::size_t place) {
  GroupTimeEffect& cell = effects[place];
  Regression& fit = fits_[place];
  const auto treated = static_cast<double>(cell.n_treated);
  const double change = (sums_(cell.period, cell.group) - sums_(cell.base, cell.group)) / treated;
  if (data_.x.cols() > 0) {
    fit_covariates(place, change);
    return;
  }
  double sum = 0;
  for (int first = 1; first <= static_cast<int>(data_.periods); ++first) {
    if (group_sizes_[index(first)] > 0 && controls(cell, first)) {
      sum += sums_(cell.period, first) - sums_(cell.base, first);
    }
  }
  fit.beta.setConstant(1, sum / static_cast<double>(cell.n_control));
  fit.z.setConstant(1, 1 / static_cast<double>(cell.n_control));
  cell.estimate = fit.treated_mean = change - fit.beta[0];
}

// 1 and a unit's covariates.
void GroupTimeEffects::read_x(std::size_t unit, double* to) const {
  to[0] = 1;
  for (Eigen::Index j = 0; j < data_.x.cols(); ++j) {
    to[j + 1] = data_.x(static_cast<Eigen::Index>(unit), j);
  }
}

// Leaves fit.beta empty where there are too few units for the covariates.
void GroupTimeEffects::fit_covariates(std::size_t place, double change) {
  GroupTimeEffect& cell = effects[place];
  Regression& fit = fits_[place];
  const Eigen::Index terms = data_.x.cols() + 1;
  std::vector<double> row(static_cast<std::size_t>(terms) + 1);
  TriangularFactor factor(terms + 1);
  for (std::size_t unit = 0; unit < data_.units(); ++unit) {
    if (controls(cell, data_.first[unit])) {
      read_x(unit, row.data());
      row.back() = data_.of(unit)[cell.period] - data_.of(unit)[cell.base];
      factor.add(row.data());
    }
  }
  const Eigen::MatrixXd r = factor.factor();
  const Eigen::MatrixXd left = r.topLeftCorner(terms, terms);
  if (cell.n_control <= terms || !dependent_columns(left).empty()) {
    return;
  }
  const Eigen::VectorXd beta = solve_triangle(left, r.col(terms).head(terms));
  Eigen::VectorXd apart = x_sums_.col(cell.group) / static_cast<double>(cell.n_treated);
  fit.treated_mean = change - product(beta, apart.data());
  cell.estimate = fit.treated_mean;
  if (settings_.doubly_robust) {
    if (!fit_propensity(cell, fit)) {
      return;
    }
    // Residuals of the controls, weighted to look like the treated.
    Eigen::VectorXd weighted_x = Eigen::VectorXd::Zero(terms), moment = weighted_x;
    double sum = 0;
    const auto over_controls = [&](auto add) {
      for (std::size_t unit = 0; unit < data_.units(); ++unit) {
        if (controls(cell, data_.first[unit])) {
          read_x(unit, row.data());
          const double residual = data_.of(unit)[cell.period] - data_.of(unit)[cell.base] - product(beta, row.data());
          add(std::exp(product(fit.propensity, row.data())), residual);
        }
      }
    };
    over_controls([&](double odds, double residual) {
      fit.odds += odds;
      sum += odds * residual;
      add_multiple(odds, row.data(), weighted_x.data(), terms);
    });
    fit.control_mean = sum / fit.odds;
    over_controls([&](double odds, double residual) {
      add_multiple(odds * (residual - fit.control_mean) / fit.odds, row.data(), moment.data(), terms);
    });
    fit.by_score = solve_gram(fit.information, std::move(moment));
    apart -= weighted_x / fit.odds;
    cell.estimate -= fit.control_mean;
  }
  fit.z = solve_gram(left, std::move(apart));
  fit.beta = beta;
}

// The logit of being treated rather than a control, by Newton's method. False where it does not settle, or where some
// control is all but certain to be treated: no weight makes such groups alike.
bool GroupTimeEffects::fit_propensity(const GroupTimeEffect& cell, Regression& fit) const {
  const Eigen::Index terms = data_.x.cols() + 1;
  std::vector<double> row(static_cast<std::size_t>(terms)), weighted(row.size());
  fit.propensity.setZero(terms);
  fit.propensity[0] = std::log(static_cast<double>(cell.n_treated) / static_cast<double>(cell.n_control));
  for (int round = 0; round < 40; ++round) {
    TriangularFactor factor(terms);
    Eigen::VectorXd score = Eigen::VectorXd::Zero(terms);
    double most_certain = 0;
    for (std::size_t unit = 0; unit < data_.units(); ++unit) {
      const bool treated = data_.first[unit] == cell.group;
      if (!treated && !controls(cell, data_.first[unit])) {
        continue;
      }
      read_x(unit, row.data());
      const double p = 1 / (1 + std::exp(-product(fit.propensity, row.data())));
      add_multiple((treated ? 1 : 0) - p, row.data(), score.data(), terms);
      set_multiple(std::sqrt(p * (1 - p)), row.data(), weighted.data(), terms);
      factor.add(weighted.data());
      most_certain = treated ? most_certain : std::max(most_certain, p);
    }
    fit.information = factor.factor();
    if (!dependent_columns(fit.information).empty()) {
      return false;
    }
    const Eigen::VectorXd step = solve_gram(fit.information, score);
    // The likelihood is this far from its largest, twice over; the last step squares it.
    const double left = product(step, score.data());
    if (left < 1e-20 * static_cast<double>(cell.n_treated)) {
      return most_certain < 0.999;
    }
    fit.propensity += step;
    if (!(fit.propensity.cwiseAbs().maxCoeff() < 100)) {
      return false;
    }
  }
  return false;
}

void GroupTimeEffects::weigh() {
  // Effects that could not be fitted are as if they were not there.
  std::size_t kept = 0;
  for (std::size_t k = 0; k < effects.size(); ++k) {
    if (fits_[k].beta.size() == 0) {
      ++skipped;
      continue;
    }
    if (kept != k) {
      effects[kept] = effects[k];
      fits_[kept] = std::move(fits_[k]);
    }
    ++kept;
  }
  effects.resize(kept, GroupTimeEffect{});
  fits_.resize(kept);
  const auto periods = static_cast<int>(data_.periods);
  const auto units = static_cast<double>(data_.units());
  const auto share = [&](int group) { return static_cast<double>(group_sizes_[index(group)]) / units; };

  // Which effects each average holds, as places in a list of event times, groups and periods.
  const auto in_events = [&](const GroupTimeEffect& e) {
    if (!settings_.balance) {
      return true;
    }
    const int event = e.period - e.group;
    return periods - 1 - e.group >= *settings_.balance && event <= *settings_.balance &&
           event >= *settings_.balance - (periods - 1);
  };
  std::vector<bool> event_there(2 * data_.periods + 1, false), group_there(data_.periods, false),
      period_there(data_.periods, false);
  for (const GroupTimeEffect& e : effects) {
    if (in_events(e)) {
      event_there[index(e.period - e.group + periods)] = true;
    }
    if (e.post()) {
      group_there[index(e.group)] = true;
      period_there[index(e.period)] = true;
    }
  }
  const auto list = [](DidFamily& family, const std::vector<bool>& there, int from) {
    std::vector<std::int32_t> place(there.size(), -1);
    for (std::size_t i = 0; i < there.size(); ++i) {
      if (there[i]) {
        place[i] = static_cast<std::int32_t>(family.averages.size());
        family.averages.push_back({static_cast<int>(i) + from});
      }
    }
    return place;
  };
  const std::vector<std::int32_t> event_place = list(events, event_there, -periods);
  const std::vector<std::int32_t> group_place = list(by_group, group_there, 0);
  const std::vector<std::int32_t> period_place = list(by_period, period_there, 0);
  targets_ = {&simple, &events.overall, &by_group.overall, &by_period.overall};
  const auto add_targets = [&](DidFamily& family) {
    const std::size_t first = targets_.size();
    for (DidAverage& average : family.averages) {
      targets_.push_back(&average);
    }
    return first;
  };
  first_event_ = add_targets(events);
  first_group_ = add_targets(by_group);
  first_period_ = add_targets(by_period);

  // Weights by size of group, first without their sum; those of a group's own average are equal.
  shares_.assign(effects.size(), {});
  Eigen::VectorXd total = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(targets_.size()));
  const auto add = [&](std::size_t k, std::size_t target, double weight) {
    shares_[k].push_back({static_cast<std::int32_t>(target), weight});
    total[static_cast<Eigen::Index>(target)] += weight;
    ++targets_[target]->count;
  };
  for (std::size_t k = 0; k < effects.size(); ++k) {
    const GroupTimeEffect& e = effects[k];
    if (in_events(e)) {
      add(k, first_event_ + index(event_place[index(e.period - e.group + periods)]), share(e.group));
    }
    if (e.post()) {
      add(k, 0, share(e.group));
      add(k, first_group_ + index(group_place[index(e.group)]), 1);
      add(k, first_period_ + index(period_place[index(e.period)]), share(e.group));
    }
  }
  for (std::size_t k = 0; k < effects.size(); ++k) {
    for (Share& s : shares_[k]) {
      s.weight /= total[s.target];
      targets_[index(s.target)]->estimate += s.weight * effects[k].estimate;
    }
  }
  // Where weights are estimated sizes of groups: the derivative of the average by each group's share.
  constants_.setZero(static_cast<Eigen::Index>(targets_.size()), periods + 1);
  for (std::size_t k = 0; k < effects.size(); ++k) {
    for (const Share& s : shares_[k]) {
      const auto target = index(s.target);
      if (target < first_group_ || target >= first_period_) {
        constants_(s.target, effects[k].group) +=
            (effects[k].estimate - targets_[target]->estimate) / total[s.target] / units;
      }
    }
  }
  // Overall averages: over event times from 0 and periods all alike, over groups by size.
  const auto overall_of = [&](std::size_t target, std::size_t first, const DidFamily& family, bool sized) {
    std::vector<double> weights(family.averages.size(), 0.0);
    double sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const bool counts = &family != &events || family.averages[i].at >= 0;
      weights[i] = !counts ? 0 : sized ? share(family.averages[i].at) : 1;
      sum += weights[i];
    }
    DidAverage& overall = *targets_[target];
    for (std::size_t i = 0; i < weights.size(); ++i) {
      weights[i] /= sum > 0 ? sum : 1;
      overall.estimate += weights[i] * family.averages[i].estimate;
      overall.count += weights[i] > 0 ? 1 : 0;
      constants_.row(static_cast<Eigen::Index>(target)) +=
          weights[i] * constants_.row(static_cast<Eigen::Index>(first + i));
    }
    for (std::size_t i = 0; i < weights.size() && sized; ++i) {
      constants_(static_cast<Eigen::Index>(target), family.averages[i].at) +=
          (family.averages[i].estimate - overall.estimate) / sum / units;
    }
    for (std::vector<Share>& shares : shares_) {
      double weight = 0;
      for (const Share& s : shares) {
        if (index(s.target) >= first && index(s.target) < first + weights.size()) {
          weight += weights[index(s.target) - first] * s.weight;
        }
      }
      if (weight != 0) {
        shares.push_back({static_cast<std::int32_t>(target), weight});
      }
    }
  };
  overall_of(1, first_event_, events, false);
  overall_of(2, first_group_, by_group, true);
  overall_of(3, first_period_, by_period, false);

  cells_of_.assign(data_.periods + 1, {});
  pre_place_.assign(effects.size(), -1);
  for (std::size_t k = 0; k < effects.size(); ++k) {
    const GroupTimeEffect& e = effects[k];
    if (e.period == e.base) {
      continue;
    }
    for (std::int32_t first = 1; first <= periods; ++first) {
      if (group_sizes_[index(first)] > 0 && (first == e.group || controls(e, first))) {
        cells_of_[index(first)].push_back(static_cast<std::uint32_t>(k));
      }
    }
    if (!e.post()) {
      pre_place_[k] = pre_count_++;
    }
  }
  if (pre_count_ > most_pre_effects) {
    std::fill(pre_place_.begin(), pre_place_.end(), -1);
    pre_count_ = 0;
  }
  const auto targets = static_cast<Eigen::Index>(targets_.size());
  const auto cells = static_cast<Eigen::Index>(effects.size());
  const auto event_count = static_cast<Eigen::Index>(events.averages.size());
  cell_sum_.setZero(cells);
  cell_squares_.setZero(cells);
  target_sum_.setZero(targets);
  target_squares_.setZero(targets);
  event_covariance_.setZero(event_count, event_count);
  pre_covariance_.setZero(pre_count_, pre_count_);
  for (int b = 0; b < settings_.draws; ++b) {
    streams_.emplace_back(settings_.seed, static_cast<std::uint64_t>(b));
  }
  words_.assign(streams_.size(), 0);
  multipliers_.assign(streams_.size(), 0.0);
  drawn_.setZero(settings_.draws, targets);
}

void GroupTimeEffects::add_units(std::size_t first, std::size_t last) {
  std::vector<double> x(static_cast<std::size_t>(data_.x.cols()) + 1);
  for (std::size_t i = first; i < last; ++i) {
    const std::size_t unit = order_[i];
    if (i > 0 && (data_.clusters.empty() || data_.clusters[order_[i - 1]] != data_.clusters[unit])) {
      close_cluster();
    }
    const std::int32_t group = data_.first[unit];
    const double* y = data_.of(unit);
    read_x(unit, x.data());
    for (const std::uint32_t k : cells_of_[index(group)]) {
      const GroupTimeEffect& e = effects[k];
      const Regression& fit = fits_[k];
      const double residual = y[e.period] - y[e.base] - product(fit.beta, x.data());
      const bool treated = group == e.group;
      double part = treated ? (residual - fit.treated_mean) / static_cast<double>(e.n_treated)
                            : -product(fit.z, x.data()) * residual;
      if (fit.odds > 0) {
        const double odds = std::exp(product(fit.propensity, x.data())), p = odds / (1 + odds);
        part -= ((treated ? 1 : 0) - p) * product(fit.by_score, x.data());
        part -= treated ? 0 : odds * (residual - fit.control_mean) / fit.odds;
      }
      cell_sum_[static_cast<Eigen::Index>(k)] += part;
      for (const Share& s : shares_[k]) {
        target_sum_[s.target] += s.weight * part;
      }
    }
    target_sum_ += constants_.col(group);
  }
}

void GroupTimeEffects::close_cluster() {
  add_square(cell_sum_.data(), cell_squares_.data(), cell_sum_.size());
  add_square(target_sum_.data(), target_squares_.data(), target_sum_.size());
  const auto event_count = static_cast<Eigen::Index>(events.averages.size());
  const auto at = static_cast<Eigen::Index>(first_event_);
  for (Eigen::Index j = 0; j < event_count; ++j) {
    const double part = target_sum_[at + j];
    if (part != 0) {
      add_multiple(part, target_sum_.data() + at, event_covariance_.col(j).data(), event_count);
    }
  }
  if (pre_count_ > 0) {
    Eigen::VectorXd pre = Eigen::VectorXd::Zero(pre_count_);
    for (std::size_t k = 0; k < pre_place_.size(); ++k) {
      if (pre_place_[k] >= 0) {
        pre[pre_place_[k]] = cell_sum_[static_cast<Eigen::Index>(k)];
      }
    }
    for (int j = 0; j < pre_count_; ++j) {
      if (pre[j] != 0) {
        add_multiple(pre[j], pre.data(), pre_covariance_.col(j).data(), pre_count_);
      }
    }
  }
  if (!streams_.empty()) {
    const std::size_t bit = clusters_done_ % 64;
    const double root = std::sqrt(5.0);
    const double low = (1 - root) / 2, high = (1 + root) / 2, often = (root + 1) / (2 * root);
    for (std::size_t b = 0; b < streams_.size(); ++b) {
      if (settings_.mammen) {
        multipliers_[b] = random::uniform(streams_[b]) < often ? low : high;
      } else {
        words_[b] = bit == 0 ? streams_[b]() : words_[b];
        multipliers_[b] = 2 * static_cast<double>((words_[b] >> bit) & 1U) - 1;
      }
    }
    for (Eigen::Index j = static_cast<Eigen::Index>(first_event_); j < target_sum_.size(); ++j) {
      if (target_sum_[j] != 0) {
        add_multiple(target_sum_[j], multipliers_.data(), drawn_.col(j).data(), settings_.draws);
      }
    }
  }
  ++clusters_done_;
  cell_sum_.setZero();
  target_sum_.setZero();
}

void GroupTimeEffects::finish() {
  close_cluster();
  for (std::size_t k = 0; k < effects.size(); ++k) {
    effects[k].se = std::sqrt(cell_squares_[static_cast<Eigen::Index>(k)]);
  }
  for (std::size_t j = 0; j < targets_.size(); ++j) {
    targets_[j]->se = std::sqrt(target_squares_[static_cast<Eigen::Index>(j)]);
  }
  const auto band = [&](DidFamily& family, std::size_t first) {
    std::vector<double> largest(streams_.size(), 0.0);
    for (std::size_t i = 0; i < family.averages.size(); ++i) {
      const double se = family.averages[i].se;
      for (std::size_t b = 0; b < largest.size() && se > 0; ++b) {
        largest[b] = std::max(
            largest[b], std::abs(drawn_(static_cast<Eigen::Index>(b), static_cast<Eigen::Index>(first + i))) / se);
      }
    }
    if (largest.empty()) {
      return;
    }
    const auto size = static_cast<double>(largest.size());
    const auto place = static_cast<std::ptrdiff_t>(std::ceil(settings_.confidence * size)) - 1;
    std::nth_element(largest.begin(), largest.begin() + place, largest.end());
    // No band of several is narrower than an interval for one.
    family.critical =
        std::max(largest[static_cast<std::size_t>(place)], normal_quantile_upper((1 - settings_.confidence) / 2));
  };
  band(events, first_event_);
  band(by_group, first_group_);
  band(by_period, first_period_);

  Eigen::Index before = 0;
  while (before < static_cast<Eigen::Index>(events.averages.size()) &&
         events.averages[static_cast<std::size_t>(before)].at < 0) {
    ++before;
  }
  Eigen::VectorXd values(before);
  for (Eigen::Index i = 0; i < before; ++i) {
    values[i] = events.averages[static_cast<std::size_t>(i)].estimate;
  }
  pre_events = wald_test(values, event_covariance_.topLeftCorner(before, before));
  if (pre_count_ > 0) {
    Eigen::VectorXd pre(pre_count_);
    for (std::size_t k = 0; k < effects.size(); ++k) {
      if (pre_place_[k] >= 0) {
        pre[pre_place_[k]] = effects[k].estimate;
      }
    }
    pre_effects = wald_test(pre, pre_covariance_);
  }
}

std::optional<TwoWayFixedEffects> two_way_fixed_effects(const PanelData& data) {
  const auto periods = static_cast<Eigen::Index>(data.periods);
  const auto units = static_cast<double>(data.units());
  Eigen::VectorXd sizes = Eigen::VectorXd::Zero(periods + 1), period_means = Eigen::VectorXd::Zero(periods);
  for (std::size_t unit = 0; unit < data.units(); ++unit) {
    sizes[data.first[unit]] += 1;
    for (Eigen::Index t = 0; t < periods; ++t) {
      period_means[t] += data.of(unit)[t];
    }
  }
  period_means /= units;
  // Treatment less its unit's mean, its period's mean and plus that of all; by period and group.
  Eigen::MatrixXd d = Eigen::MatrixXd::Zero(periods, periods + 1);
  Eigen::VectorXd treated_share(periods + 1);
  for (Eigen::Index g = 0; g <= periods; ++g) {
    d.col(g).tail(periods - g).setOnes();
    treated_share[g] = static_cast<double>(periods - g) / static_cast<double>(periods);
  }
  Eigen::VectorXd share_by_period = Eigen::VectorXd::Zero(periods);
  for (Eigen::Index g = 0; g <= periods; ++g) {
    add_multiple(sizes[g] / units, d.col(g).data(), share_by_period.data(), periods);
  }
  const double mean = share_by_period.mean();
  double squares = 0, sum = 0, treated = 0, negative = 0, negative_cells = 0, treated_cells = 0;
  for (Eigen::Index g = 0; g <= periods; ++g) {
    d.col(g).array() += mean - treated_share[g];
    d.col(g) -= share_by_period;
    squares += sizes[g] * d.col(g).squaredNorm();
    for (Eigen::Index t = g; t < periods; ++t) {
      treated += sizes[g] * d(t, g);
      treated_cells += sizes[g];
      if (d(t, g) < -1e-12) {
        negative += sizes[g] * d(t, g);
        negative_cells += sizes[g];
      }
    }
  }
  if (!(squares > 1e-12 * units)) {
    return std::nullopt;
  }
  for (std::size_t unit = 0; unit < data.units(); ++unit) {
    for (Eigen::Index t = 0; t < periods; ++t) {
      sum += d(t, data.first[unit]) * (data.of(unit)[t] - period_means[t]);
    }
  }
  TwoWayFixedEffects result;
  result.estimate = sum / squares;
  std::vector<double> scores(data.units(), 0.0);
  for (std::size_t unit = 0; unit < data.units(); ++unit) {
    for (Eigen::Index t = 0; t < periods; ++t) {
      const double by = d(t, data.first[unit]);
      scores[unit] += by * (data.of(unit)[t] - period_means[t] - result.estimate * by) / squares;
    }
  }
  result.se = std::sqrt(clustered_variance(data, scores) * cluster_factor(data));
  result.negative_share = negative_cells / treated_cells;
  result.negative_weight = -negative / treated;
  double all = 0, forbidden = 0;
  for (Eigen::Index early = 0; early <= periods; ++early) {
    for (Eigen::Index late = early + 1; late <= periods; ++late) {
      const double apart = sizes[early] * sizes[late] * (treated_share[early] - treated_share[late]);
      all += apart * (1 - treated_share[early] + treated_share[late]);
      forbidden += apart * treated_share[late];
    }
  }
  result.forbidden_weight = forbidden / all;
  return result;
}

TwoByTwo two_by_two(const PanelData& data, int first_treated) {
  TwoByTwo result;
  const auto before = static_cast<double>(first_treated);
  const double after = static_cast<double>(data.periods) - before;
  std::vector<double> change(data.units(), 0.0);
  std::array<double, 2> sum{}, squares{}, n{};
  const auto arm_of = [&](std::size_t unit) { return data.first[unit] == first_treated ? 1U : 0U; };
  for (std::size_t unit = 0; unit < data.units(); ++unit) {
    const double* y = data.of(unit);
    const double mean_before = std::accumulate(y, y + first_treated, 0.0) / before;
    const double mean_after = std::accumulate(y + first_treated, y + data.periods, 0.0) / after;
    const std::size_t arm = arm_of(unit);
    change[unit] = mean_after - mean_before;
    sum[arm] += change[unit];
    n[arm] += 1;
  }
  for (std::size_t unit = 0; unit < data.units(); ++unit) {
    const std::size_t arm = arm_of(unit);
    const double apart = change[unit] - sum[arm] / n[arm];
    squares[arm] += apart * apart;
    change[unit] = (arm == 1 ? apart : -apart) / n[arm];
  }
  result.n_control = static_cast<std::int64_t>(n[0]);
  result.n_treated = static_cast<std::int64_t>(n[1]);
  result.estimate = sum[1] / n[1] - sum[0] / n[0];
  result.clustered_se = std::sqrt(clustered_variance(data, change) * cluster_factor(data));
  if (n[0] > 1 && n[1] > 1) {
    const double control = squares[0] / (n[0] - 1) / n[0], treated = squares[1] / (n[1] - 1) / n[1];
    result.welch_se = std::sqrt(control + treated);
    result.welch_df = result.welch_se > 0 ? (control + treated) * (control + treated) /
                                                (control * control / (n[0] - 1) + treated * treated / (n[1] - 1))
                                          : 0;
  }
  return result;
}

}  // namespace sutva::stats
