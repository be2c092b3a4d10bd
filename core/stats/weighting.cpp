// SPDX-License-Identifier: Apache-2.0
#include "stats/weighting.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "stats/kernels.hpp"
#include "stats/quantiles.hpp"

namespace sutva::stats {
namespace {

constexpr std::size_t place_of(Adjusting method) { return static_cast<std::size_t>(method); }

double propensity(double logit) {
  return logit >= 0 ? 1 / (1 + std::exp(-logit)) : std::exp(logit) / (1 + std::exp(logit));
}

}  // namespace

double ate_weight(double logit, bool treated) { return 1 + std::exp(treated ? -logit : logit); }
double att_weight(double logit, bool treated) { return treated ? 1 : std::exp(logit); }
double overlap_weight(double logit, bool treated) { return propensity(treated ? -logit : logit); }

void show_weights(std::span<const std::uint32_t> units, const double* logits, bool treated, const ShownWeights& to) {
  for (std::size_t i = 0; i < units.size(); ++i) {
    const double logit = logits[units[i]];
    const bool known = !std::isnan(logit);
    to.ate[i] = known ? ate_weight(logit, treated) : 0;
    if (to.att) {
      to.att[i] = known ? att_weight(logit, treated) : 0;
      to.overlap[i] = known ? overlap_weight(logit, treated) : 0;
    }
  }
}

void add_weights(std::span<const double> weights, WeightSums& sums) {
  WeightSums now = sums;
  for (const double w : weights) {
    now.sum += w;
    now.squares += w * w;
    now.largest = std::fmax(now.largest, w);
    now.n += w > 0 ? 1 : 0;
  }
  sums = now;
}

std::vector<std::uint32_t> rows_inside(std::span<const std::uint32_t> rows, std::span<const double> logits,
                                       double least) {
  std::vector<std::uint32_t> inside(rows.size());
  std::size_t count = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    inside[count] = rows[i];
    // The smaller of e and 1 - e, so that neither is rounded.
    count += propensity(-std::abs(logits[i])) >= least ? 1U : 0U;
  }
  inside.resize(count);
  return inside;
}

PropensityEffects::PropensityEffects(const DesignRows& rows, std::span<const std::uint8_t> treated,
                                     std::span<const double> outcome, std::span<const double> logits,
                                     const Eigen::MatrixXd& information)
    : rows_(&rows),
      groups_{DesignRows{rows.x, rows.columns, {}}, DesignRows{rows.x, rows.columns, {}}},
      treated_(treated),
      outcome_(outcome),
      logits_(logits),
      information_inverse_(inverse_of_triangle(information)),
      gathered_{TriangularFactor(rows.width() + 1), TriangularFactor(rows.width() + 1)},
      sums_(Eigen::MatrixXd::Zero(rows.width(), sums)),
      parts_(Eigen::MatrixXd::Zero(rows.width(), parts)) {
  block_.resize(rows.width() + 1 + static_cast<Eigen::Index>(design_block), rows.width() + 1);
  for (const std::uint32_t row : rows.rows) {
    centre_ += outcome[row] / static_cast<double>(rows.size());
    groups_[treated[row]].rows.push_back(row);
  }
}

bool PropensityEffects::step() {
  constexpr int passes = 4;
  if (pass_ == passes) {
    return false;
  }
  const DesignRows& rows = pass_ < 2 ? groups_[static_cast<std::size_t>(pass_)] : *rows_;
  const std::size_t count = std::min(design_block, rows.size() - place_);
  rows.fill(place_, count, rows.width() + 1, block_);
  if (pass_ < 2) {
    regress_block(static_cast<std::size_t>(pass_), count);
  } else if (pass_ == 2) {
    sum_block(place_, count);
  } else {
    vary_block(place_, count);
  }
  place_ += count;
  if (place_ == rows.size()) {
    place_ = 0;
    ++pass_;
    if (pass_ == 2) {
      regress();
    } else if (pass_ == 3) {
      combine();
    }
  }
  return pass_ < passes;
}

void PropensityEffects::regress_block(std::size_t group, std::size_t count) {
  const Eigen::Index k = rows_->width();
  double* const y = block_.col(k).data() + k + 1;
  for (std::size_t i = 0; i < count; ++i) {
    y[i] = outcome_[groups_[group].rows[place_ + i]] - centre_;
  }
  gathered_[group].fold(block_, static_cast<Eigen::Index>(count));
}

void PropensityEffects::regress() {
  const Eigen::Index k = rows_->width();
  std::vector<bool> leave_out(static_cast<std::size_t>(k), false);
  for (TriangularFactor& gathered : gathered_) {
    for (const Eigen::Index j : dependent_columns(gathered.factor().leftCols(k))) {
      leave_out[static_cast<std::size_t>(j)] = true;
    }
  }
  for (Eigen::Index j = 0; j < k; ++j) {
    if (leave_out[static_cast<std::size_t>(j)]) {
      dropped_.push_back(static_cast<std::size_t>(j) - 1);
    } else {
      kept_.push_back(j);
    }
  }
  has_regression_ = std::min(groups_[0].size(), groups_[1].size()) > kept_.size();
  for (const std::size_t group : {0U, 1U}) {
    regression_[group] = Eigen::VectorXd::Zero(k);
    if (!has_regression_) {
      continue;
    }
    std::vector<Eigen::Index> columns = kept_;
    columns.push_back(k);
    const auto used = static_cast<Eigen::Index>(kept_.size());
    const Eigen::MatrixXd r = with_columns(gathered_[group].factor(), columns);
    regression_inverse_[group] = inverse_of_triangle(r.topLeftCorner(used, used));
    const Eigen::VectorXd solved = solve_triangle(r.topLeftCorner(used, used), r.col(used).head(used));
    for (Eigen::Index j = 0; j < used; ++j) {
      regression_[group][kept_[static_cast<std::size_t>(j)]] = solved[j];
    }
  }
}

// m0 and m1 of the rows in the block.
void PropensityEffects::predict(std::size_t count) {
  const Eigen::Index above = rows_->width() + 1;
  for (const std::size_t group : {0U, 1U}) {
    for (Eigen::Index j = 0; j < rows_->width(); ++j) {
      (j == 0 ? set_multiple : add_multiple)(regression_[group][j], block_.col(j).data() + above,
                                             predicted_[group].data(), static_cast<std::ptrdiff_t>(count));
    }
  }
}

void PropensityEffects::sum_block(std::size_t first, std::size_t count) {
  predict(count);
  double numbers[sums][design_block];
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t row = rows_->rows[first + i];
    const bool in = treated_[row] != 0;
    const double y = outcome_[row] - centre_, eta = logits_[first + i], m0 = predicted_[0][i], m1 = predicted_[1][i];
    const double odds = std::exp(in ? -eta : eta);  // against the group the unit is in
    const double in1 = in ? 1 : 0, in0 = in ? 0 : 1;
    const double other = propensity(in ? -eta : eta), v = propensity(eta) * propensity(-eta);
    const double values[sums] = {
        1,           in1,     in1 * odds,  in1 * odds * y,        in0 * odds,           in0 * odds * y, in1 * v,
        in1 * v * y, in0 * v, in0 * v * y, in1 * odds * (y - m1), in0 * odds * (y - m0)};
    for (std::size_t s = 0; s < sums; ++s) {
      numbers[s][i] = values[s];
    }
    const double added[totals] = {in1 * y, in0 * y, in1 * other, in1 * other * y, in0 * other,   in0 * other * y,
                                  m1,      m0,      in1 * m0,    in1 * (y - m1),  in0 * (y - m0)};
    for (std::size_t t = 0; t < totals; ++t) {
      totals_[t] += added[t];
    }
  }
  for (Eigen::Index j = 0; j < rows_->width(); ++j) {
    const double* const column = block_.col(j).data() + rows_->width() + 1;
    for (Eigen::Index s = 0; s < sums; ++s) {
      sums_(j, s) += dot(column, numbers[s], static_cast<std::ptrdiff_t>(count));
    }
  }
}

void PropensityEffects::combine() {
  const auto n = static_cast<double>(rows_->size());
  const auto n1 = static_cast<double>(groups_[1].size()), n0 = static_cast<double>(groups_[0].size());
  const auto sum = [&](Sum s) { return sums_(0, s); };
  const auto t = [&](Total total) { return totals_[total]; };
  const auto at = [&](Adjusting method) -> ArmPair& { return effects_[place_of(method)]; };
  const double weights1 = n1 + sum(a), weights0 = n0 + sum(c);
  at(Adjusting::ipw_ht_ate) = {(t(qy) + sum(cy) + centre_ * weights0) / n, (t(zy) + sum(ay) + centre_ * weights1) / n};
  at(Adjusting::ipw_hajek_ate) = {(t(qy) + sum(cy)) / weights0, (t(zy) + sum(ay)) / weights1};
  at(Adjusting::regression_ate) = {t(all_m0) / n, t(all_m1) / n};
  at(Adjusting::aipw_ate) = {(t(all_m0) + t(left0) + sum(cr)) / n, (t(all_m1) + t(left1) + sum(ar)) / n};
  const double treated_mean = t(zy) / n1;
  at(Adjusting::ipw_ht_att) = {(sum(cy) + centre_ * sum(c)) / n1, treated_mean + centre_};
  at(Adjusting::ipw_hajek_att) = {sum(cy) / sum(c), treated_mean};
  at(Adjusting::regression_att) = {t(treated_m0) / n1, treated_mean};
  at(Adjusting::aipw_att) = {(t(treated_m0) + sum(cr)) / n1, treated_mean};
  at(Adjusting::overlap_ato) = {t(u0y) / t(u0), t(u1y) / t(u1)};

  const auto of = [&](Sum s) { return Eigen::VectorXd(sums_.col(s)); };
  const auto set = [&](Part part, const Eigen::VectorXd& gradient) {
    const Eigen::VectorXd rotated = information_inverse_.transpose() * gradient;
    parts_.col(part) = information_inverse_ * rotated;
  };
  set(ht1, -(of(ay) + centre_ * of(a)) / n);
  set(ht0, (of(cy) + centre_ * of(c)) / n);
  set(hajek1, -(of(ay) - at(Adjusting::ipw_hajek_ate).treatment * of(a)) / weights1);
  set(hajek0, (of(cy) - at(Adjusting::ipw_hajek_ate).control * of(c)) / weights0);
  set(att_ht0, (of(cy) + centre_ * of(c)) / n1);
  set(att_hajek0, (of(cy) - at(Adjusting::ipw_hajek_att).control * of(c)) / sum(c));
  set(ato1, -(of(fy) - at(Adjusting::overlap_ato).treatment * of(f)) / t(u1));
  set(ato0, (of(hy) - at(Adjusting::overlap_ato).control * of(h)) / t(u0));
  if (!has_regression_) {
    return;
  }
  set(aipw1, -of(ar) / n);
  set(aipw0, of(cr) / n);
  set(aipw_att0, of(cr) / n1);
  const auto set_regression = [&](Part part, std::size_t group, const Eigen::VectorXd& gradient) {
    const auto used = static_cast<Eigen::Index>(kept_.size());
    Eigen::VectorXd chosen(used);
    for (Eigen::Index j = 0; j < used; ++j) {
      chosen[j] = gradient[kept_[static_cast<std::size_t>(j)]];
    }
    const Eigen::MatrixXd& inverse = regression_inverse_[group];
    const Eigen::VectorXd rotated = inverse.transpose() * chosen;
    const Eigen::VectorXd solved = inverse * rotated;
    for (Eigen::Index j = 0; j < used; ++j) {
      parts_(kept_[static_cast<std::size_t>(j)], part) = solved[j];
    }
  };
  set_regression(m1_all, 1, of(one) / n);
  set_regression(m0_all, 0, of(one) / n);
  set_regression(m0_treated, 0, of(z) / n1);
  set_regression(m1_aipw, 1, (of(one) - of(z) - of(a)) / n);
  set_regression(m0_aipw, 0, (of(z) - of(c)) / n);
  set_regression(m0_aipw_att, 0, (of(z) - of(c)) / n1);
}

void PropensityEffects::vary_block(std::size_t first, std::size_t count) {
  predict(count);
  double part[parts][design_block];
  for (Eigen::Index p = 0; p < parts; ++p) {
    for (Eigen::Index j = 0; j < rows_->width(); ++j) {
      (j == 0 ? set_multiple : add_multiple)(parts_(j, p), block_.col(j).data() + rows_->width() + 1, part[p],
                                             static_cast<std::ptrdiff_t>(count));
    }
  }
  const auto n = static_cast<double>(rows_->size()), n1 = static_cast<double>(groups_[1].size());
  const double weights1 = n1 + sums_(0, a), weights0 = n - n1 + sums_(0, c);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t row = rows_->rows[first + i];
    const bool in = treated_[row] != 0;
    const double raw = outcome_[row], y = raw - centre_, eta = logits_[first + i];
    const double in1 = in ? 1 : 0, in0 = in ? 0 : 1, odds = std::exp(in ? -eta : eta);
    const double other = propensity(in ? -eta : eta), surprise = in ? other : -other;
    const double m0 = predicted_[0][i], m1 = predicted_[1][i];
    const double w1 = in1 * (1 + odds), w0 = in0 * (1 + odds), o = in0 * odds;
    const double rest1 = in1 * (y - m1), rest0 = in0 * (y - m0);
    const auto add = [&](Adjusting method, double control, double treatment, double shift) {
      ArmPair& pair = effects_[place_of(method)];
      const double gap = treatment - control;
      pair.variance += gap * gap;
      const double ratio = treatment / (pair.treatment + shift) - control / (pair.control + shift);
      pair.log_ratio_variance += ratio * ratio;
    };
    const auto mean = [&](Adjusting method) -> const ArmPair& { return effects_[place_of(method)]; };
    const ArmPair& ht = mean(Adjusting::ipw_ht_ate);
    add(Adjusting::ipw_ht_ate, (w0 * raw - ht.control) / n + surprise * part[ht0][i],
        (w1 * raw - ht.treatment) / n + surprise * part[ht1][i], 0);
    const ArmPair& hajek = mean(Adjusting::ipw_hajek_ate);
    add(Adjusting::ipw_hajek_ate, w0 * (y - hajek.control) / weights0 + surprise * part[hajek0][i],
        w1 * (y - hajek.treatment) / weights1 + surprise * part[hajek1][i], centre_);
    const ArmPair& att = mean(Adjusting::ipw_hajek_att);
    const double treated = in1 * (y - att.treatment) / n1;
    add(Adjusting::ipw_hajek_att, o * (y - att.control) / sums_(0, c) + surprise * part[att_hajek0][i], treated,
        centre_);
    add(Adjusting::ipw_ht_att, (o * raw - in1 * mean(Adjusting::ipw_ht_att).control) / n1 + surprise * part[att_ht0][i],
        treated, 0);
    const ArmPair& ato = mean(Adjusting::overlap_ato);
    add(Adjusting::overlap_ato, in0 * other * (y - ato.control) / totals_[u0] + surprise * part[ato0][i],
        in1 * other * (y - ato.treatment) / totals_[u1] + surprise * part[ato1][i], centre_);
    if (!has_regression_) {
      continue;
    }
    const ArmPair& regression = mean(Adjusting::regression_ate);
    add(Adjusting::regression_ate, (m0 - regression.control) / n + rest0 * part[m0_all][i],
        (m1 - regression.treatment) / n + rest1 * part[m1_all][i], centre_);
    add(Adjusting::regression_att,
        in1 * (m0 - mean(Adjusting::regression_att).control) / n1 + rest0 * part[m0_treated][i], treated, centre_);
    const ArmPair& aipw = mean(Adjusting::aipw_ate);
    add(Adjusting::aipw_ate,
        (m0 + w0 * (y - m0) - aipw.control) / n + surprise * part[aipw0][i] + rest0 * part[m0_aipw][i],
        (m1 + w1 * (y - m1) - aipw.treatment) / n + surprise * part[aipw1][i] + rest1 * part[m1_aipw][i], centre_);
    add(Adjusting::aipw_att,
        (in1 * (m0 - mean(Adjusting::aipw_att).control) + o * (y - m0)) / n1 + surprise * part[aipw_att0][i] +
            rest0 * part[m0_aipw_att][i],
        treated, centre_);
  }
}

ArmPair PropensityEffects::of(Adjusting method) const {
  ArmPair pair = effects_[place_of(method)];
  if (method != Adjusting::ipw_ht_ate && method != Adjusting::ipw_ht_att) {
    pair.control += centre_;
    pair.treatment += centre_;
  }
  return pair;
}

double optimal_trim(std::span<const double> logits) {
  std::vector<double> costs;
  costs.reserve(logits.size());
  for (const double logit : logits) {
    costs.push_back(2 + 2 * std::cosh(logit));
  }
  // Let c be the largest of n costs, of mean M; none is below 4. The m cheapest cost at least 4 m, and at least what n
  // cost less (n - m) c. By the first, sum / m^2 is no smaller for m up to 4 n / M; by the second, for m above it where
  // c is at most M + 4. Then nothing is gained by leaving anybody out, and nothing has to be sorted.
  double all = 0, most = 0;
  for (const double cost : costs) {
    all += cost;
    most = std::fmax(most, cost);
  }
  if (most < (all / static_cast<double>(costs.size()) + 4) * (1 - 1e-9)) {
    return 0;
  }
  SteppedSort sort(std::move(costs));
  while (sort.step()) {
  }
  costs = sort.take();
  double sum = 0, least = 0, bound = 0;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < costs.size(); ++i) {
    sum += costs[i];
    const auto m = static_cast<double>(i + 1);
    if (i == 0 || sum / m / m <= least) {
      least = sum / m / m;
      kept = i + 1;
      bound = std::fmax(costs[i], 2 * sum / m);
    }
  }
  if (kept == costs.size()) {
    return 0;
  }
  return 1 / bound / (0.5 + std::sqrt(0.25 - 1 / bound));
}

}  // namespace sutva::stats
