// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_resampled.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analyze/checks.hpp"
#include "analyze/effect_resampled_work.hpp"
#include "base/text.hpp"
#include "base/words.hpp"
#include "random/stream.hpp"

namespace sutva::analyze {
namespace {

constexpr std::size_t rows_per_step = 8192;
constexpr double most_assignments = 200'000;  // of which all are tried
constexpr double most_enumerated_work = 1e9;  // assignments times elements
constexpr std::int32_t most_block_columns = 50;
constexpr double most_share_apart = 0.1;  // of treatment between blocks, for quantiles of whole arms

double kept(double x) { return std::isfinite(x) ? x : undefined_replicate; }

}  // namespace

bool EffectResampled::Work::step() {
  switch (stage_) {
    case Stage::read:
      if (!reader_.step()) {
        stage_ = Stage::arrange;
      }
      break;
    case Stage::arrange:
      stage_ = arrange();
      break;
    case Stage::sort:
      for (const std::size_t begun = place_; place_ - begun < rows_per_step && strata_done_ < strata_.size();) {
        sort_stratum(place_, strata_[strata_done_]);
        place_ = strata_[strata_done_++];
      }
      if (strata_done_ == strata_.size()) {
        place_ = 0;
        stage_ = after_order();
      }
      break;
    case Stage::fit:
    case Stage::scores:
      for (const std::size_t last = std::min(order_.size(), place_ + rows_per_step); place_ < last; ++place_) {
        wild_row(place_);
        if (stage_ == Stage::fit) {
          wild_->add(wild_row_.data());
        } else {
          const auto cluster = static_cast<std::size_t>(cluster_->of[order_[place_]]);
          wild_->add_scores(wild_row_.data(), cluster);
        }
      }
      if (place_ == order_.size()) {
        place_ = 0;
        if (stage_ == Stage::scores) {
          stage_ = Stage::prepare;
        } else if (wild_->solve()) {
          stage_ = Stage::scores;
        } else {
          issues_.push_back(warning(Code::dropped_column, "arm",
                                    "The arm follows from the covariates or the blocks, so the regression of the wild "
                                    "bootstrap does not exist; it is left out."));
          wild_.reset();
          stage_ = Stage::prepare;
        }
      }
      break;
    case Stage::prepare:
      prepare_rest();
      stage_ = Stage::done;
      break;
    case Stage::done:
      break;
  }
  return stage_ != Stage::done;
}

double EffectResampled::Work::progress() const {
  const double rows = static_cast<double>(place_) / static_cast<double>(std::max<std::size_t>(1, order_.size()));
  switch (stage_) {
    case Stage::read:
      return 0.5 * reader_.progress();
    case Stage::arrange:
      return 0.5;
    case Stage::sort:
      return 0.5 + 0.1 * rows;
    case Stage::fit:
      return 0.6 + 0.15 * rows;
    case Stage::scores:
      return 0.75 + 0.15 * rows;
    case Stage::prepare:
      return 0.9;
    case Stage::done:
      break;
  }
  return 1;
}

// Clusters and blocks that fit the arms. False where they do not.
bool EffectResampled::Work::check_groups() {
  const std::size_t before = issues_.size();
  const std::string_view cluster_field = request_.cluster.empty() ? "unit" : "cluster";
  if (clustered_) {
    std::vector<std::int32_t> arm(cluster_->size(), -1), block(cluster_->size(), -1);
    std::int64_t crossed = 0, in_two_blocks = 0;
    std::vector<std::uint8_t> said(cluster_->size(), 0);
    for (std::size_t unit = 0; unit < sample_.size(); ++unit) {
      const auto g = static_cast<std::size_t>(cluster_->of[unit]);
      if (arm[g] < 0) {
        arm[g] = sample_.arm[unit];
        block[g] = block_of(unit);
      }
      if (arm[g] != sample_.arm[unit] && (said[g] & 1U) == 0) {
        said[g] |= 1U;
        ++crossed;
      }
      if (block[g] != block_of(unit) && (said[g] & 2U) == 0) {
        said[g] |= 2U;
        ++in_two_blocks;
      }
    }
    if (crossed > 0) {
      issues_.push_back(error(
          Code::crossed_units, cluster_field,
          joined(counted(static_cast<double>(crossed), "level", "levels"), " of “", cluster_->column, "” ",
                 crossed == 1 ? "has" : "have", " rows in both arms; a cluster is drawn as a whole within its arm. ",
                 "Where arms were assigned inside of them, choose this column as the block.")));
    }
    if (in_two_blocks > 0) {
      issues_.push_back(
          error(Code::conflict, "block",
                joined(counted(static_cast<double>(in_two_blocks), "level", "levels"), " of “", cluster_->column, "” ",
                       in_two_blocks == 1 ? "lies" : "lie", " in several blocks; a cluster must lie in one.")));
    }
    std::array<std::int64_t, 2> in_arm{};
    for (const std::int32_t a : arm) {
      ++in_arm[static_cast<std::size_t>(a)];
    }
    for (const std::size_t a : {0U, 1U}) {
      if (in_arm[a] < 2 && crossed == 0) {
        issues_.push_back(error(Code::arm_too_small, cluster_field,
                                joined("“", sample_.arms[a], "” has only one cluster; an arm needs at least two."),
                                2.0));
      }
    }
  }
  if (block_) {
    std::vector<std::array<std::int64_t, 2>> in_block(block_->size());
    for (std::size_t unit = 0; unit < sample_.size(); ++unit) {
      ++in_block[static_cast<std::size_t>(block_of(unit))][static_cast<std::size_t>(sample_.arm[unit])];
    }
    const auto one_arm =
        std::count_if(in_block.begin(), in_block.end(), [](const auto& arms) { return arms[0] == 0 || arms[1] == 0; });
    if (one_arm > 0) {
      issues_.push_back(
          error(Code::one_arm, "block",
                joined(counted(static_cast<double>(one_arm), "block", "blocks"), " of “", block_->column, "” ",
                       one_arm == 1 ? "has" : "have",
                       " rows of one arm alone; every block needs both. Choose a column with fewer levels.")));
    }
  }
  return issues_.size() == before;
}

// Arms that are not as large in every block as in others are compared within blocks: each unit stands for the units of
// its block and not of its arm.
void EffectResampled::Work::find_weights() {
  const std::size_t blocks = block_ ? block_->size() : 1;
  std::vector<double> n(2 * blocks, 0);
  std::array<double, 2> in_arm{};
  for (std::size_t unit = 0; unit < sample_.size(); ++unit) {
    const auto arm = static_cast<std::size_t>(sample_.arm[unit]);
    n[2 * static_cast<std::size_t>(block_of(unit)) + arm] += 1;
    in_arm[arm] += 1;
  }
  const double all = in_arm[0] + in_arm[1];
  least_share_ = 1;
  largest_share_ = 0;
  std::vector<double> weights(2 * blocks, 1);
  for (std::size_t block = 0; block < blocks; ++block) {
    const double size = n[2 * block] + n[2 * block + 1];
    least_share_ = std::fmin(least_share_, n[2 * block + 1] / size);
    largest_share_ = std::fmax(largest_share_, n[2 * block + 1] / size);
    for (const std::size_t arm : {0U, 1U}) {
      weights[2 * block + arm] = size / all * in_arm[arm] / n[2 * block + arm];
    }
  }
  if (largest_share_ - least_share_ > 1e-12) {
    weights_ = std::move(weights);
  }
}

EffectResampled::Work::Stage EffectResampled::Work::arrange() {
  Outcome<Sample> sample = reader_.take();
  append(issues_, std::move(sample.issues));
  if (!sample) {
    return Stage::done;
  }
  sample_ = std::move(*sample);
  std::size_t next = 0;
  if (grouped_) {
    cluster_ = &sample_.groups[next++];
    clustered_ = cluster_->size() < sample_.size();
  }
  if (!request_.block.empty()) {
    block_ = &sample_.groups[next];
  }
  check_arm_sizes(sample_, 2, issues_);
  if (has_error(issues_)) {
    return Stage::done;
  }
  const std::vector<double>& y = sample_.numbers[0];
  const std::vector<double>* const d = is_ratio() ? &sample_.numbers[1] : nullptr;
  std::array<double, 2> first{}, sums{};
  std::array<bool, 2> seen{}, varies{};
  for (std::size_t unit = 0; unit < sample_.size(); ++unit) {
    const auto arm = static_cast<std::size_t>(sample_.arm[unit]);
    first[arm] = seen[arm] ? first[arm] : y[unit];
    varies[arm] = varies[arm] || y[unit] != first[arm] || (d && (*d)[unit] != 1);
    seen[arm] = true;
    sums[arm] += d ? (*d)[unit] : 1;
  }
  if (!varies[0] && !varies[1]) {
    issues_.push_back(error(Code::constant, "outcome",
                            joined("“", request_.outcome, "” does not vary within the arms; no draw tells another.")));
  }
  if (!(sums[0] > 0 && sums[1] > 0)) {
    issues_.push_back(error(Code::out_of_range, "denominator",
                            joined("“", request_.denominator, "” must add up to more than 0 in each arm."), 0.0));
  }
  if (!check_groups() || has_error(issues_)) {
    return Stage::done;
  }
  Compared compared{*table_, sample_, {request_.outcome}, two_shares(request_.expected_treatment_share)};
  compared.unit = request_.unit;
  compared.rows_apart = request_.unit_rows == RowsOfUnit::separate;
  compared.groups = cluster_;
  compared.groups_are_units = request_.cluster.empty();
  compared.means = true;
  checks_ = checks_of(compared);
  if (block_) {
    find_weights();
  }

  // By block and arm, and in each by cluster.
  order_.resize(sample_.size());
  std::iota(order_.begin(), order_.end(), 0U);
  if (clustered_) {
    strata_ = order_by(cluster_->size(), [&](std::uint32_t unit) { return cluster_->of[unit]; });
  }
  strata_ = order_by(2 * (block_ ? block_->size() : 1),
                     [&](std::uint32_t unit) { return 2 * block_of(unit) + sample_.arm[unit]; });
  return clustered_ ? after_order() : Stage::sort;
}

// Sorts the units by a small number, keeping the order of those with the same; gives where each number ends.
template <class Number>
std::vector<std::size_t> EffectResampled::Work::order_by(std::size_t numbers, Number number) {
  std::vector<std::size_t> ends(numbers + 1, 0);
  for (const std::uint32_t unit : order_) {
    ++ends[static_cast<std::size_t>(number(unit)) + 1];
  }
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  std::vector<std::uint32_t> sorted(order_.size());
  for (const std::uint32_t unit : order_) {
    sorted[ends[static_cast<std::size_t>(number(unit))]++] = unit;
  }
  order_ = std::move(sorted);
  ends.pop_back();
  return ends;
}

// Units that are alike come to stand together.
void EffectResampled::Work::sort_stratum(std::size_t first, std::size_t last) {
  struct Shown {
    double y, d;
    std::uint32_t unit;
  };
  std::vector<Shown> shown;
  shown.reserve(last - first);
  for (std::size_t place = first; place < last; ++place) {
    const std::uint32_t unit = order_[place];
    shown.push_back({sample_.numbers[0][unit], is_ratio() ? sample_.numbers[1][unit] : 0, unit});
  }
  std::sort(shown.begin(), shown.end(), [](const Shown& p, const Shown& q) {
    return p.y != q.y ? p.y < q.y : p.d != q.d ? p.d < q.d : p.unit < q.unit;
  });
  for (const Shown& each : shown) {
    order_[first++] = each.unit;
  }
}

EffectResampled::Work::Stage EffectResampled::Work::after_order() {
  const std::vector<double>& y = sample_.numbers[0];
  add_elements();

  if (is_ratio() && !request_.covariates.empty()) {
    issues_.push_back(warning(Code::conflict, "covariates",
                              "Covariates adjust a difference in means; with a denominator they are not used."));
  }
  if (clustered_ && !is_ratio()) {
    const std::int32_t blocks = block_ ? static_cast<std::int32_t>(block_->size()) : 1;
    if (blocks > most_block_columns) {
      issues_.push_back(warning(Code::too_many_levels, "block",
                                joined("The regression of the wild bootstrap has a column for each block; with ",
                                       blocks, " of them it is left out."),
                                most_block_columns));
    } else {
      const Eigen::Index columns = 1 + sample_.x.cols() + (blocks - 1) + 1;
      wild_.emplace(columns, cluster_->size());
      wild_row_.assign(static_cast<std::size_t>(columns) + 1, 0);
      wild_centre_ = std::accumulate(y.begin(), y.end(), 0.0) / static_cast<double>(y.size());
      return Stage::fit;
    }
  }
  return Stage::prepare;
}

void EffectResampled::Work::add_elements() {
  const std::vector<double>& y = sample_.numbers[0];
  for (std::size_t place = 0; place < order_.size(); ++place) {
    const std::uint32_t unit = order_[place];
    const bool starts = place == 0 || !clustered_ || cluster_->of[unit] != cluster_->of[order_[place - 1]];
    if (starts) {
      elements_.arm.push_back(sample_.arm[unit]);
      elements_.block.push_back(block_of(unit));
      elements_.a.push_back(0);
      elements_.b.push_back(0);
      ++elements_in_arm_[static_cast<std::size_t>(sample_.arm[unit])];
      if (weighted()) {
        elements_.weight.push_back(weights_[static_cast<std::size_t>(2 * block_of(unit) + sample_.arm[unit])]);
      }
      if (clustered_) {
        elements_.row_ends.push_back(0);
      }
    }
    elements_.a.back() += y[unit];
    elements_.b.back() += is_ratio() ? sample_.numbers[1][unit] : 1;
    if (clustered_) {
      elements_.row_ends.back() = static_cast<std::uint32_t>(place + 1);
    }
  }
}

// The columns of the regression: 1, covariates, blocks but the first, treatment; then the outcome.
void EffectResampled::Work::wild_row(std::size_t place) {
  const std::uint32_t unit = order_[place];
  std::size_t column = 0;
  wild_row_[column++] = 1;
  for (Eigen::Index j = 0; j < sample_.x.cols(); ++j) {
    wild_row_[column++] = sample_.x(static_cast<Eigen::Index>(unit), j);
  }
  for (std::size_t block = 1; block_ && block < block_->size(); ++block) {
    wild_row_[column++] = block_->of[unit] == static_cast<std::int32_t>(block) ? 1 : 0;
  }
  wild_row_[column++] = sample_.arm[unit];
  wild_row_[column] = sample_.numbers[0][unit] - wild_centre_;
}

void EffectResampled::Work::prepare_rest() {
  prepare_means();
  if (!is_ratio()) {
    prepare_quantile();
    if (sample_.x.cols() > 0) {
      prepare_adjusted();
    }
  }
  prepare_permutations();
  if (wild_) {
    const auto enumerable = [&](stats::WildWeights kind) {
      return stats::wild_assignments(wild_->clusters(), kind) <= static_cast<double>(request_.replicates);
    };
    using stats::WildWeights;
    const bool signs = enumerable(WildWeights::rademacher);
    // With all signs tried, no p-value is below that of the observed signs and their opposites.
    const bool coarse =
        signs && 2 / stats::wild_assignments(wild_->clusters(), WildWeights::rademacher) >= 1 - request_.confidence;
    const bool webb = request_.wild_weights == WildChoice::automatic ? coarse || (!signs && wild_->clusters() < 12)
                                                                     : request_.wild_weights == WildChoice::webb;
    wild_kind_ = webb ? WildWeights::webb : WildWeights::rademacher;
    wild_every_ = enumerable(wild_kind_);
    wilds_ = wild_every_ ? static_cast<std::int64_t>(stats::wild_assignments(wild_->clusters(), wild_kind_))
                         : request_.replicates;
    if (!(wild_->se() > 0)) {
      wild_.reset();
      wilds_ = 0;
    }
  }
  // What the replicates do not look at.
  order_ = {};
  sample_.x.resize(0, 0);
}

void EffectResampled::Work::prepare_means() {
  // Strata of which one has a single element can not be drawn from: then whole arms are.
  const std::size_t n = elements_.size();
  by_block_ = block_ != nullptr;
  std::int64_t alone = 0;
  if (block_) {
    std::vector<std::uint32_t> sizes(2 * block_->size(), 0);
    for (std::size_t i = 0; i < n; ++i) {
      ++sizes[static_cast<std::size_t>(2 * elements_.block[i] + elements_.arm[i])];
    }
    alone = std::count(sizes.begin(), sizes.end(), 1U);
    by_block_ = alone == 0;
  }
  if (block_ && !by_block_) {
    issues_.push_back(warning(
        Code::arm_too_small, "block",
        joined(
            counted(static_cast<double>(alone), "block has", "blocks have"), " an arm of a single ",
            element_words(true),
            ": the bootstrap can not draw within blocks and draws within arms, which is cautious where blocks explain "
            "the outcome. Permutations stay within blocks.")));
    std::vector<std::uint32_t> by_arm(n);
    std::iota(by_arm.begin(), by_arm.end(), 0U);
    std::stable_sort(by_arm.begin(), by_arm.end(),
                     [&](std::uint32_t i, std::uint32_t j) { return elements_.arm[i] < elements_.arm[j]; });
    Elements moved;
    std::vector<std::uint32_t> order;
    for (const std::uint32_t i : by_arm) {
      moved.arm.push_back(elements_.arm[i]);
      moved.block.push_back(elements_.block[i]);
      moved.a.push_back(elements_.a[i]);
      moved.b.push_back(elements_.b[i]);
      if (weighted()) {
        moved.weight.push_back(elements_.weight[i]);
      }
      const std::size_t first = elements_.row_ends.empty() ? i : i == 0 ? 0 : elements_.row_ends[i - 1];
      const std::size_t end = elements_.row_ends.empty() ? i + 1 : elements_.row_ends[i];
      for (std::size_t row = first; row < end; ++row) {
        order.push_back(order_[row]);
      }
      if (clustered_) {
        moved.row_ends.push_back(static_cast<std::uint32_t>(order.size()));
      }
    }
    elements_ = std::move(moved);
    order_ = std::move(order);
  }
  const auto stratum = [&](std::size_t i) { return (by_block_ ? 2 * elements_.block[i] : 0) + elements_.arm[i]; };
  const bool alike = !clustered_ && (is_ratio() || sample_.x.cols() == 0) && !(block_ && !by_block_);
  const auto same = [&](std::size_t i, std::size_t j) {
    return alike && elements_.a[i] == elements_.a[j] && elements_.b[i] == elements_.b[j];
  };
  std::size_t distinct = 0;
  for (std::size_t i = 0; i < n; ++i) {
    distinct += i > 0 && stratum(i) == stratum(i - 1) && same(i, i - 1) ? 0U : 1U;
  }
  // Binomial draws cost more than places do.
  const bool put_together = alike && distinct * 16 <= n;
  std::vector<double> a, b;
  for (std::size_t i = 0; i < n; ++i) {
    const bool starts = i == 0 || stratum(i) != stratum(i - 1);
    if (starts) {
      if (i > 0) {
        ends_.push_back(static_cast<std::uint32_t>(a.size()));
      }
      arms_.push_back(static_cast<std::uint8_t>(elements_.arm[i]));
    }
    if (put_together && !starts && same(i, i - 1)) {
      ++copies_.back();
      continue;
    }
    const double weight = weighted() ? elements_.weight[i] : 1;
    a.push_back(weight * elements_.a[i]);
    b.push_back(weight * elements_.b[i]);
    if (put_together) {
      copies_.push_back(1);
    }
  }
  ends_.push_back(static_cast<std::uint32_t>(a.size()));
  const std::vector<std::uint32_t> once(put_together ? 0 : a.size(), 1);
  resampler_.emplace(ends_, copies_);
  means_.emplace(ends_, arms_, std::move(a), std::move(b));
  observed_ = means_->of(put_together ? copies_ : once);
  bootstraps_ = request_.replicates;
}

void EffectResampled::Work::prepare_quantile() {
  const std::vector<double>& y = sample_.numbers[0];
  const bool two_values = [&] {
    double other = y[0];
    for (const double value : y) {
      if (value != y[0] && value != other) {
        if (other != y[0]) {
          return false;
        }
        other = value;
      }
    }
    return true;
  }();
  if (two_values) {
    return;
  }
  // Quantiles have no weights: shares that differ by chance alone need none.
  if (largest_share_ - least_share_ > most_share_apart) {
    issues_.push_back(warning(
        Code::approximation, "quantile",
        "The share of treatment differs by more than 10 points between blocks, so quantiles of the arms do not compare "
        "like with like; they are left out."));
    return;
  }
  quantile_by_order_ = !clustered_ && !by_block_;
  std::array<std::vector<std::uint32_t>, 2> places;
  std::vector<std::uint32_t> element_of(order_.size());
  std::uint32_t element = 0;
  std::int64_t copies_left = copies_.empty() ? 0 : copies_[0];
  for (std::size_t place = 0; place < order_.size(); ++place) {
    if (clustered_) {
      while (elements_.row_ends[element] <= place) {
        ++element;
      }
    } else if (copies_.empty()) {
      element = static_cast<std::uint32_t>(place);
    } else {
      while (copies_left == 0) {
        copies_left = copies_[++element];
      }
      --copies_left;
    }
    element_of[place] = element;
    places[static_cast<std::size_t>(sample_.arm[order_[place]])].push_back(static_cast<std::uint32_t>(place));
  }
  for (const std::size_t arm : {0U, 1U}) {
    std::vector<std::uint32_t>& at = places[arm];
    const auto lower = [&](std::uint32_t i, std::uint32_t j) { return y[order_[i]] < y[order_[j]]; };
    if (!std::is_sorted(at.begin(), at.end(), lower)) {
      std::stable_sort(at.begin(), at.end(), lower);
    }
    std::vector<double> sorted;
    sorted.reserve(at.size());
    for (std::uint32_t& place : at) {
      sorted.push_back(y[order_[place]]);
      place = element_of[place];
    }
    quantiles_[arm].emplace(std::move(sorted), std::move(at), request_.quantile);
  }
}

void EffectResampled::Work::prepare_adjusted() {
  const auto k = sample_.x.cols();
  const std::vector<double>& y = sample_.numbers[0];
  // A column that is a sum of others in one arm has no slope there.
  std::vector<std::uint8_t> dropped(static_cast<std::size_t>(k), 0);
  for (const std::int32_t arm : {0, 1}) {
    stats::TriangularFactor factor(k + 1);
    std::vector<double> row(static_cast<std::size_t>(k) + 1, 1);
    for (std::size_t unit = 0; unit < sample_.size(); ++unit) {
      if (sample_.arm[unit] == arm) {
        for (Eigen::Index j = 0; j < k; ++j) {
          row[static_cast<std::size_t>(j) + 1] = sample_.x(static_cast<Eigen::Index>(unit), j);
        }
        factor.add(row.data());
      }
    }
    for (const Eigen::Index j : stats::dependent_columns(factor.factor())) {
      dropped[static_cast<std::size_t>(j) - 1] = 1;
    }
  }
  std::vector<Eigen::Index> columns;
  for (Eigen::Index j = 0; j < k; ++j) {
    if (dropped[static_cast<std::size_t>(j)] == 0) {
      columns.push_back(j);
      continue;
    }
    const DesignTerm& term = sample_.terms[static_cast<std::size_t>(j)];
    issues_.push_back(warning(
        Code::dropped_column, joined("covariates[", std::to_string(term.covariate), "]"),
        joined("“", sample_.covariates[term.covariate].name, "”",
               term.level.empty() ? std::string() : joined(" (", term.level, ")"),
               " adds nothing to the columns before it in one of the arms and is left out of the adjustment.")));
  }
  if (columns.empty()) {
    return;
  }
  std::vector<double> rows;
  rows.reserve(order_.size() * (columns.size() + 1));
  for (const std::uint32_t unit : order_) {
    for (const Eigen::Index j : columns) {
      rows.push_back(sample_.x(static_cast<Eigen::Index>(unit), j));
    }
    rows.push_back(y[unit]);
  }
  adjusted_.emplace(ends_, arms_, elements_.row_ends, std::move(rows), columns.size(), elements_.weight);
  const std::vector<std::uint32_t> once(elements_.size(), 1);
  observed_adjusted_ = adjusted_->of(once, &adjusted_influence_);
  if (!observed_adjusted_) {
    issues_.push_back(warning(Code::dropped_column, "covariates",
                              "An arm has too few units for these covariates; the adjusted difference is left out."));
    adjusted_.reset();
  }
}

void EffectResampled::Work::prepare_permutations() {
  const std::size_t n = elements_.size(), blocks = block_ ? block_->size() : 1;
  std::vector<std::uint32_t> order(n);
  std::iota(order.begin(), order.end(), 0U);
  if (block_ && !by_block_) {
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t i, std::uint32_t j) { return elements_.block[i] < elements_.block[j]; });
  }
  std::vector<std::uint32_t> ends(blocks, 0);
  std::vector<double> weights(blocks, 0), z(n), t(n), m(n);
  std::vector<std::array<double, 4>> sums(blocks);
  std::vector<std::uint8_t> treated(n);
  for (std::size_t place = 0; place < n; ++place) {
    const std::uint32_t i = order[place];
    const auto block = static_cast<std::size_t>(elements_.block[i]);
    const auto arm = static_cast<std::size_t>(elements_.arm[i]);
    ends[block] = static_cast<std::uint32_t>(place + 1);
    treated[place] = static_cast<std::uint8_t>(arm);
    sums[block][arm] += elements_.a[i];
    sums[block][2 + arm] += elements_.b[i];
  }
  for (std::size_t unit = 0; unit < sample_.size(); ++unit) {
    weights[static_cast<std::size_t>(block_of(unit))] += 1 / static_cast<double>(sample_.size());
  }
  double effect = 0, level = 0;
  for (std::size_t block = 0; block < blocks; ++block) {
    const auto& [a0, a1, b0, b1] = sums[block];
    effect += weights[block] * (a1 / b1 - a0 / b0);
    level += weights[block] * a0 / b0;
  }
  if (!std::isfinite(effect)) {
    issues_.push_back(warning(Code::out_of_range, "denominator",
                              "The denominator adds up to 0 in an arm of a block; permutations are left out."));
    return;
  }
  for (std::size_t place = 0; place < n; ++place) {
    const std::uint32_t i = order[place];
    m[place] = elements_.b[i];
    t[place] = treated[place] * m[place];
    z[place] = elements_.a[i] - level * m[place] - effect * t[place];
  }
  permuted_estimate_ = effect;
  permutations_.emplace(std::move(ends), std::move(treated), std::move(z), std::move(t), std::move(m),
                        std::move(weights));
  permutations_vary_ = permutations_->has_variance() && permutations_->observed().v0 > 0;
  const double all = permutations_->assignments();
  permutations_every_ = all <= most_assignments && all * static_cast<double>(n) <= most_enumerated_work;
  permuted_ = permutations_every_ ? static_cast<std::int64_t>(all) : request_.replicates;
}

Outcome<ReplicatesToRun> EffectResampled::Work::ready() const {
  if (has_error(issues_)) {
    return Issues(issues_);
  }
  // A few milliseconds each.
  const double width = static_cast<double>(adjusted_ ? 2 + sample_.terms.size() : 2);
  const double work = static_cast<double>(sample_.size()) * width * width / 4;
  const double block = std::fmin(1000, std::fmax(1, std::floor(5e5 / work)));
  return ReplicatesToRun{bootstraps_ + wilds_ + permuted_, static_cast<std::int64_t>(block)};
}

ResampledPart EffectResampled::Work::run(std::int64_t first, std::int64_t count) const {
  Partial part;
  part.first = first;
  part.count = count;
  const auto seed = static_cast<std::uint64_t>(request_.seed);
  std::vector<std::uint32_t> counts(resampler_->elements());
  const auto add_null = [](std::vector<double>& to, const stats::NullDraw& draw) {
    for (const double x : {draw.c, draw.d, draw.v0, draw.v1, draw.v2}) {
      to.push_back(kept(x));
    }
  };
  for (std::int64_t replicate = first; replicate < first + count; ++replicate) {
    random::Stream stream(seed, static_cast<std::uint64_t>(replicate));
    if (replicate < bootstraps_) {
      resampler_->draw(stream, counts);
      const stats::ArmMeans means = means_->of(counts);
      for (const double x : {means.mean[0], means.mean[1], means.variance[0], means.variance[1]}) {
        part.means.push_back(kept(x));
      }
      if (quantiles_[0]) {
        for (const auto& each : quantiles_) {
          part.quantiles.push_back(kept(quantile_by_order_ ? each->draw(stream) : each->of(counts)));
        }
      }
      if (adjusted_) {
        const auto found = adjusted_->of(counts);
        part.adjusted.push_back(found ? kept(found->estimate) : undefined_replicate);
        part.adjusted.push_back(found ? kept(found->variance) : undefined_replicate);
      }
    } else if (const std::int64_t index = replicate - bootstraps_; index < wilds_) {
      add_null(part.wild, wild_every_ ? wild_->at(static_cast<std::uint64_t>(index), wild_kind_)
                                      : wild_->draw(stream, wild_kind_));
    } else {
      const std::int64_t place = index - wilds_;
      add_null(part.permutations, permutations_every_ ? permutations_->at(static_cast<std::uint64_t>(place))
                                                      : permutations_->draw(stream));
    }
  }
  return part;
}

EffectResampled::EffectResampled(std::unique_ptr<Work> work) : work_(std::move(work)) {}
EffectResampled::EffectResampled(EffectResampled&&) noexcept = default;
EffectResampled& EffectResampled::operator=(EffectResampled&&) noexcept = default;
EffectResampled::~EffectResampled() = default;

Outcome<EffectResampled> EffectResampled::prepare(const table::Table& table, const Request& request) {
  SampleRequest wanted;
  wanted.arm = request.arm;
  wanted.control = request.control;
  wanted.treatment = request.treatment;
  wanted.numbers.push_back({"outcome", request.outcome, "outcome", true});
  if (!request.denominator.empty()) {
    wanted.numbers.push_back({"denominator", request.denominator, "denominator", true});
  }
  // Rows of a unit that are kept apart are drawn together, as those of a cluster are.
  const bool apart = request.unit_rows == RowsOfUnit::separate;
  bool grouped = false;
  if (!request.cluster.empty()) {
    wanted.groups.push_back({"cluster", request.cluster, "cluster", true});
    grouped = true;
  } else if (!request.unit.empty() && apart) {
    wanted.groups.push_back({"unit", request.unit, "unit", true});
    grouped = true;
  }
  if (!request.block.empty()) {
    wanted.groups.push_back({"block", request.block, "block", true});
  }
  if (request.denominator.empty()) {
    wanted.covariates = request.covariates;
  }
  wanted.missing_covariates = request.missing_covariates;
  if (!apart) {
    wanted.unit = request.unit;
    wanted.unit_rows = request.unit_rows;
  }
  Outcome<SampleReader> reader = SampleReader::prepare(table, std::move(wanted));
  if (!reader) {
    return std::move(reader.issues);
  }
  return {
      EffectResampled(std::make_unique<Work>(table, std::move(*reader), request, grouped, std::move(reader.issues)))};
}

std::vector<std::string> EffectResampled::columns() const {
  const Request& request = work_->request();
  std::vector<std::string> names = request.covariates;
  for (const std::string* name :
       {&request.arm, &request.outcome, &request.denominator, &request.unit, &request.cluster, &request.block}) {
    if (!name->empty()) {
      names.push_back(*name);
    }
  }
  return names;
}

bool EffectResampled::step() { return work_->step(); }
double EffectResampled::progress() const { return work_->progress(); }
Outcome<ReplicatesToRun> EffectResampled::ready() const { return work_->ready(); }
ResampledPart EffectResampled::run(std::int64_t first, std::int64_t count) const { return work_->run(first, count); }
Outcome<EffectResampledResult> EffectResampled::finish(std::vector<Partial> partials) const {
  return work_->finish(std::move(partials));
}

}  // namespace sutva::analyze
