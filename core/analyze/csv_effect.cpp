// SPDX-License-Identifier: Apache-2.0
#include "analyze/csv_effect.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "analyze/adjustment.hpp"
#include "analyze/checks.hpp"
#include "analyze/columns.hpp"
#include "analyze/covariate_cells.hpp"
#include "analyze/designed_effect.hpp"
#include "analyze/experiment.hpp"
#include "analyze/row_loops.hpp"
#include "analyze/units.hpp"
#include "base/text.hpp"
#include "base/words.hpp"
#include "stats/distributions.hpp"
#include "stats/moments.hpp"

namespace sutva::analyze {
namespace {

using table::Column;
using table::ColumnKind;
using table::Table;

constexpr std::size_t rows_per_step = 8192;
constexpr std::size_t fit_rows = 1024;  // of these, and all design columns, at once in the processor's cache
constexpr std::size_t most_covariate_levels = 50;

// Why a row does not count, in the order in which it is said.
enum Reason : std::size_t { arm_missing, other_arm, outcome_missing, covariate_missing };

double mean_of(const std::array<stats::Moments, 2>& moments) {
  const auto n0 = static_cast<double>(moments[0].count());
  const auto n1 = static_cast<double>(moments[1].count());
  return n0 + n1 > 0 ? (n0 * moments[0].mean() + n1 * moments[1].mean()) / (n0 + n1) : 0;
}

// Powers of such numbers leave the range of a double.
constexpr double largest_number = 1e90;

bool is_too_large(const stats::Moments& m) {
  return !(std::abs(m.mean()) <= largest_number && m.variance() <= largest_number * largest_number);
}

Issue too_large(std::string_view field, std::string_view column) {
  return error(Code::too_large, field, joined("“", column, "” holds numbers beyond 1e90; give it a larger unit."),
               largest_number);
}

// What the interval says about differences that matter: those of `practical` and more, in either direction.
std::string decision(const Effect& effect, double practical) {
  const std::string interval = joined("the interval runs from ", signed_number(effect.ci_low), " to ",
                                      signed_number(effect.ci_high), ", and ", rounded(practical, 6), " matters");
  if (effect.ci_low >= practical) {
    return joined("A gain that matters: ", interval, ".");
  }
  if (effect.ci_high <= -practical) {
    return joined("A loss that matters: ", interval, ".");
  }
  if (effect.ci_low > -practical && effect.ci_high < practical) {
    return joined("Too small to matter, either way: ", interval, ".");
  }
  if (effect.ci_low > 0 || effect.ci_high < 0) {
    return joined(effect.ci_low > 0 ? "A gain" : "A loss", ", but whether it matters is open: ", interval, ".");
  }
  return joined("Too wide to say: ", interval, ".");
}

}  // namespace

class CsvEffect::Work {
 public:
  static Outcome<CsvEffect> begin(const Table& table, const Request& request);
  bool step();
  double progress() const;
  Outcome<Result> finish();
  const Request& request() const { return request_; }

 private:
  enum class Pass : std::uint8_t { moments, fit, residuals, designed, done };

  explicit Work(DesignedEffect designed) : designed_(std::move(designed)), pass_(Pass::designed) {}
  Work(const Table& table, const Request& request, ArmView arms, NumberView outcome)
      : table_(&table), request_(request), arms_(std::move(arms)), outcome_(std::move(outcome)) {}

  void gather(std::size_t first, std::size_t last);
  void begin_fit();
  std::int64_t add_moments(const NumberView& numbers, std::size_t first, std::size_t last,
                           std::array<stats::Moments, 2>& moments);
  void fit(std::size_t first, std::size_t last);
  void fill_design(std::span<const std::uint32_t> rows);
  void leave_out(std::size_t row, Reason reason);
  Pass after_moments();
  void cluster_repeats();
  Pass after_fit();
  void add_arms(Result& result) const;
  void add_covariates(Result& result);
  void add_checks(Result& result) const;

  const Table* table_ = nullptr;
  Request request_;
  ArmView arms_;
  NumberView outcome_;
  // Works in place of all else where the request asks for it, or from the first pass on where units repeat.
  std::optional<DesignedEffect> designed_;
  bool switched_ = false;
  std::optional<UnitCheck> units_;
  std::vector<Covariate> covariates_;
  Issues issues_;

  Pass pass_ = Pass::moments;
  std::size_t row_ = 0;
  // By row: the arm of those that count. Written by the first pass, read by the others.
  std::vector<Arm> used_;
  std::array<std::vector<double>, 2> block_;  // present numbers of a step's rows, by arm
  std::vector<std::uint32_t> list_;           // rows at hand
  std::array<stats::Moments, 2> outcome_moments_;
  std::array<std::int64_t, 2> rows_in_arm_{}, missing_outcome_{};
  Reasons reasons_{{"No arm", "In another arm", "No outcome", "A covariate is missing"}};

  std::vector<DesignColumn> design_;
  std::optional<CovariateCells> cells_;  // take the place of rows in fit and residuals where they can
  Eigen::MatrixXd x_;                    // 1, design and outcome of the rows at hand of one arm
  double outcome_mean_ = 0;
  std::optional<Adjustment> adjustment_;
};

Outcome<CsvEffect> CsvEffect::Work::begin(const Table& table, const Request& request) {
  if (needs_experiment(request)) {
    Outcome<DesignedEffect> designed = DesignedEffect::prepare(table, request);
    if (!designed) {
      return std::move(designed.issues);
    }
    CsvEffect effect;
    effect.work_.reset(new Work(std::move(*designed)));
    return {std::move(effect), std::move(designed.issues)};
  }
  if (table.rows == 0) {
    return error(Code::no_rows, "", "The table has no rows.");
  }
  Issues issues;
  Outcome<ArmView> arms = ArmView::of(table, request.arm, request.control, request.treatment);
  append(issues, std::move(arms.issues));

  std::optional<NumberView> outcome;
  if (const Column* column = table.find(request.outcome); !column) {
    issues.push_back(unknown_column("outcome", request.outcome, table));
  } else if (request.outcome == request.arm) {
    issues.push_back(error(Code::conflict, "outcome", "The outcome is the arm column; choose another."));
  } else if (outcome = NumberView::of(*column); !outcome) {
    issues.push_back(not_numbers("outcome", *column, "outcome"));
  }

  const Column* unit = nullptr;
  if (!request.unit.empty() && !(unit = table.find(request.unit))) {
    issues.push_back(unknown_column("unit", request.unit, table));
  }

  std::vector<Covariate> covariates;
  for (std::size_t i = 0; i < request.covariates.size(); ++i) {
    const std::string& name = request.covariates[i];
    const std::string field = joined("covariates[", std::to_string(i), "]");
    Covariate covariate;
    covariate.column = table.find(name);
    if (!covariate.column) {
      issues.push_back(unknown_column(field, name, table));
      continue;
    }
    if (name == request.arm || name == request.outcome) {
      issues.push_back(error(Code::conflict, field,
                             joined("“", name, "” is the ", name == request.arm ? "arm" : "outcome",
                                    " and can not be a covariate as well.")));
      continue;
    }
    if (std::find(request.covariates.begin(), request.covariates.begin() + static_cast<std::ptrdiff_t>(i), name) !=
        request.covariates.begin() + static_cast<std::ptrdiff_t>(i)) {
      issues.push_back(error(Code::conflict, field, joined("“", name, "” is chosen twice.")));
      continue;
    }
    covariate.numbers = NumberView::of(*covariate.column);
    if (!covariate.numbers && covariate.column->identifiers) {
      issues.push_back(error(Code::too_many_levels, field,
                             joined("“", name, "” has more than ", static_cast<std::int64_t>(most_covariate_levels),
                                    " different texts; a covariate may have that many."),
                             static_cast<double>(most_covariate_levels)));
      continue;
    }
    if (!covariate.numbers) {
      covariate.level_rows.assign(covariate.column->levels.size() + 1, 0);
    }
    covariates.push_back(std::move(covariate));
  }
  if (has_error(issues)) {
    return issues;
  }

  CsvEffect effect;
  effect.work_.reset(new Work(table, request, std::move(*arms), std::move(*outcome)));
  Work& work = *effect.work_;
  work.covariates_ = std::move(covariates);
  if (!work.covariates_.empty()) {
    work.cells_ = CovariateCells::of(work.covariates_, work.outcome_, table.rows);
  }
  work.used_.resize(static_cast<std::size_t>(table.rows));
  for (std::vector<double>& block : work.block_) {
    block.resize(rows_per_step);
  }
  if (unit) {
    work.units_.emplace(*unit, work.arms_);
  }
  work.issues_ = std::move(issues);
  return {std::move(effect)};
}

bool CsvEffect::Work::step() {
  if (pass_ == Pass::done) {
    return false;
  }
  if (pass_ == Pass::designed) {
    pass_ = designed_->step() ? pass_ : Pass::done;
    return pass_ != Pass::done;
  }
  const auto rows = static_cast<std::size_t>(table_->rows);
  const std::size_t last = std::min(rows, row_ + rows_per_step);
  switch (pass_) {
    case Pass::moments:
      gather(row_, last);
      break;
    case Pass::fit:
    case Pass::residuals:
      if (cells_) {
        cells_->add_residuals(row_, last - row_);
        break;
      }
      for (std::size_t row = row_; row < last; row += fit_rows) {
        fit(row, std::min(last, row + fit_rows));
      }
      break;
    case Pass::designed:
    case Pass::done:
      break;
  }
  row_ = last;
  if (row_ == rows) {
    row_ = 0;
    pass_ = pass_ == Pass::moments ? after_moments() : pass_ == Pass::fit ? after_fit() : Pass::done;
  }
  return pass_ != Pass::done;
}

double CsvEffect::Work::progress() const {
  if (designed_) {
    const double share = designed_->progress();
    return switched_ ? (1 + share) / 2 : share;
  }
  const double passes = covariates_.empty() ? (units_ ? 2 : 1) : 3;  // a unit may repeat
  const auto before = static_cast<double>(pass_);
  return pass_ == Pass::done ? 1 : (before + static_cast<double>(row_) / static_cast<double>(table_->rows)) / passes;
}

void CsvEffect::Work::gather(std::size_t first, std::size_t last) {
  if (units_) {
    units_->add(first, last);
  }
  const std::span<Arm> used = std::span(used_).subspan(first, last - first);
  find_arms(arms_, first, used);
  list_.resize(rows_per_step);
  const std::uint32_t* const end = list_left_out(outcome_, first, used, list_.data());
  for (const std::uint32_t* row = list_.data(); row != end; ++row) {
    const Arm arm = used_[*row];
    if (arm > Arm::treatment) {
      reasons_.note(arm == Arm::missing ? arm_missing : other_arm, *row);
    } else {
      ++missing_outcome_[static_cast<std::size_t>(arm)];
      leave_out(*row, outcome_missing);
    }
  }
  if (request_.missing_covariates == MissingCovariates::drop) {
    for (std::size_t row = first; row < last; ++row) {
      if (used_[row] <= Arm::treatment && std::any_of(covariates_.begin(), covariates_.end(), [&](const Covariate& c) {
            return c.column->is_missing(static_cast<std::int64_t>(row));
          })) {
        leave_out(row, covariate_missing);
      }
    }
  }
  const std::array<std::int64_t, 2> before{outcome_moments_[0].count(), outcome_moments_[1].count()};
  add_moments(outcome_, first, last, outcome_moments_);
  for (const std::size_t arm : {0U, 1U}) {
    rows_in_arm_[arm] += outcome_moments_[arm].count() - before[arm];
  }
  if (cells_) {
    cells_->add(first, used);
    return;
  }
  for (Covariate& c : covariates_) {
    if (c.numbers) {
      c.missing += add_moments(*c.numbers, first, last, c.moments);
    } else {
      c.missing += count_levels(*c.column, first, used, c.level_rows);
    }
  }
}

// A row of one of the two arms.
void CsvEffect::Work::leave_out(std::size_t row, Reason reason) {
  ++rows_in_arm_[static_cast<std::size_t>(used_[row])];
  used_[row] = Arm::missing;
  reasons_.note(reason, row);
}

// Of the rows that count, by arm. Gives how many of them have no number.
std::int64_t CsvEffect::Work::add_moments(const NumberView& numbers, std::size_t first, std::size_t last,
                                          std::array<stats::Moments, 2>& moments) {
  std::array<double*, 2> ends{block_[0].data(), block_[1].data()};
  const std::int64_t missing = part_by_arm(numbers, first, std::span(used_).subspan(first, last - first), ends);
  for (const std::size_t arm : {0U, 1U}) {
    moments[arm].add({block_[arm].data(), ends[arm]});
  }
  return missing;
}

CsvEffect::Work::Pass CsvEffect::Work::after_moments() {
  if (units_) {
    units_->finish();
    if (units_->repeated_rows() > 0) {
      cluster_repeats();
      return designed_ ? Pass::designed : Pass::done;
    }
  }
  const std::array<std::string_view, 2> fields{"control", "treatment"};
  const std::array<const std::string*, 2> levels{&arms_.control(), &arms_.treatment()};
  for (const std::size_t arm : {0U, 1U}) {
    const std::int64_t n = outcome_moments_[arm].count();
    if (n < 2) {
      issues_.push_back(error(Code::arm_too_small, fields[arm],
                              joined("“", *levels[arm], "” has ", n == 0 ? "no row" : "only one row",
                                     " with an outcome; an arm needs at least two."),
                              2.0));
    }
  }
  if (std::any_of(outcome_moments_.begin(), outcome_moments_.end(), is_too_large)) {
    issues_.push_back(too_large("outcome", request_.outcome));
  }
  if (!has_error(issues_) && outcome_moments_[0].variance() == 0 && outcome_moments_[1].variance() == 0) {
    const bool same = outcome_moments_[0].mean() == outcome_moments_[1].mean();
    issues_.push_back(
        error(Code::constant, "outcome",
              same ? joined("“", request_.outcome, "” is ", outcome_moments_[0].mean(),
                            " in every row; there is nothing to compare.")
                   : joined("“", request_.outcome, "” does not vary within the arms; no standard error exists.")));
  }
  if (cells_) {
    cells_->count(covariates_);
  }
  for (std::size_t i = 0; i < covariates_.size(); ++i) {
    const Covariate& c = covariates_[i];
    if (std::any_of(c.moments.begin(), c.moments.end(), is_too_large)) {
      issues_.push_back(too_large(joined("covariates[", std::to_string(i), "]"), c.column->name));
    }
    const auto present = std::count_if(c.level_rows.begin(), c.level_rows.end(), [](std::int64_t n) { return n > 0; });
    if (static_cast<std::size_t>(present) > most_covariate_levels) {
      issues_.push_back(error(
          Code::too_many_levels, joined("covariates[", std::to_string(i), "]"),
          joined("“", c.column->name, "” has ", static_cast<std::int64_t>(present),
                 " different texts; a covariate may have ", static_cast<std::int64_t>(most_covariate_levels), "."),
          static_cast<double>(most_covariate_levels)));
    }
  }
  if (has_error(issues_) || covariates_.empty()) {
    return Pass::done;
  }
  begin_fit();
  if (cells_ && !cells_->fold({&design_, outcome_mean_}, *adjustment_)) {
    cells_.reset();
  }
  return cells_ ? after_fit() : Pass::fit;
}

// Starts again with rows that belong together.
void CsvEffect::Work::cluster_repeats() {
  Outcome<DesignedEffect> designed = DesignedEffect::prepare(*table_, request_);
  append(issues_, std::move(designed.issues));
  if (designed) {
    designed_ = std::move(designed.value);
    switched_ = true;
  }
}

// The columns of the design, centred on the mean of everyone used and scaled to unit variance.
void CsvEffect::Work::begin_fit() {
  const auto n = static_cast<double>(outcome_moments_[0].count() + outcome_moments_[1].count());
  const auto scale_of_share = [](double share) { return 1 / std::sqrt(share * (1 - share)); };
  for (std::size_t i = 0; i < covariates_.size(); ++i) {
    Covariate& c = covariates_[i];
    const auto add = [&](DesignColumn column) {
      c.columns.push_back(static_cast<Eigen::Index>(design_.size()));
      design_.push_back(column);
    };
    if (c.numbers) {
      const double mean = mean_of(c.moments);
      double squares = 0;
      for (const stats::Moments& m : c.moments) {
        squares += m.sum_of_squares() + static_cast<double>(m.count()) * (m.mean() - mean) * (m.mean() - mean);
      }
      add({DesignColumn::Shows::value, i, 0, mean, squares > 0 ? std::sqrt(n / squares) : 1});
      if (c.missing > 0 && static_cast<double>(c.missing) < n) {
        const double share = static_cast<double>(c.missing) / n;
        add({DesignColumn::Shows::missing, i, 0, share, scale_of_share(share)});
      }
    } else {
      // The commonest level is what the others are compared with; missing is a level like any other.
      const auto commonest = std::max_element(c.level_rows.begin(), c.level_rows.end()) - c.level_rows.begin();
      for (std::size_t level = 0; level < c.level_rows.size(); ++level) {
        if (c.level_rows[level] > 0 && static_cast<std::ptrdiff_t>(level) != commonest) {
          const double share = static_cast<double>(c.level_rows[level]) / n;
          const bool missing = level + 1 == c.level_rows.size();
          add({missing ? DesignColumn::Shows::missing : DesignColumn::Shows::level, i, static_cast<std::int32_t>(level),
               share, scale_of_share(share)});
        }
      }
    }
  }
  outcome_mean_ = mean_of(outcome_moments_);
  adjustment_.emplace(static_cast<Eigen::Index>(design_.size()));
  x_.resize(adjustment_->rows_above() + static_cast<Eigen::Index>(fit_rows), adjustment_->rows_above());
}

void CsvEffect::Work::fit(std::size_t first, std::size_t last) {
  list_.resize(2 * fit_rows);
  const std::array<std::uint32_t*, 2> begins{list_.data(), list_.data() + fit_rows};
  std::array<std::uint32_t*, 2> ends = begins;
  list_by_arm(first, std::span(used_).subspan(first, last - first), ends);
  for (const std::size_t arm : {0U, 1U}) {
    const std::span<const std::uint32_t> rows(begins[arm], ends[arm]);
    fill_design(rows);
    const auto count = static_cast<Eigen::Index>(rows.size());
    if (pass_ == Pass::fit) {
      adjustment_->add(arm, x_, count);
    } else {
      adjustment_->add_residuals(arm, x_, count);
    }
  }
}

void CsvEffect::Work::fill_design(std::span<const std::uint32_t> rows) {
  const auto column = [&](std::size_t j) {
    return x_.col(static_cast<Eigen::Index>(j)).data() + adjustment_->rows_above();
  };
  std::fill_n(column(0), rows.size(), 1.0);
  for (std::size_t j = 0; j < design_.size(); ++j) {
    const DesignColumn& d = design_[j];
    const Covariate& c = covariates_[d.covariate];
    const Shown shown{rows, d.centre, d.scale};
    switch (d.shows) {
      case DesignColumn::Shows::value:
        show_numbers(shown, *c.numbers, column(j + 1));
        break;
      case DesignColumn::Shows::missing:
        show_missing(shown, *c.column, column(j + 1));
        break;
      case DesignColumn::Shows::level:
        show_level(shown, *c.column, d.code, column(j + 1));
        break;
    }
  }
  show_numbers({rows, outcome_mean_, 1}, outcome_, column(design_.size() + 1));
}

CsvEffect::Work::Pass CsvEffect::Work::after_fit() {
  if (adjustment_->solve()) {
    return !cells_ || cells_->set_lines({&design_, outcome_mean_}, *adjustment_) ? Pass::residuals : Pass::done;
  }
  issues_.push_back(warning(Code::arm_too_small, "covariates",
                            joined("An arm has too few rows for ", static_cast<std::int64_t>(design_.size()),
                                   " covariate terms; the effect is shown without them. Choose fewer.")));
  adjustment_.reset();
  return Pass::done;
}

void CsvEffect::Work::add_arms(Result& result) const {
  const std::array<std::string_view, 2> roles{"control", "treatment"};
  const std::array<const std::string*, 2> levels{&arms_.control(), &arms_.treatment()};
  for (const std::size_t arm : {0U, 1U}) {
    const stats::Moments& m = outcome_moments_[arm];
    result.arms.push_back({*levels[arm], std::string(roles[arm]), rows_in_arm_[arm], m.count(), missing_outcome_[arm],
                           m.mean(), std::sqrt(m.variance()), std::nullopt});
  }
}

void CsvEffect::Work::add_covariates(Result& result) {
  const auto outcome_variance = [&](std::size_t arm) {
    return outcome_moments_[arm].variance() / static_cast<double>(outcome_moments_[arm].count());
  };
  for (const Covariate& c : covariates_) {
    CovariateSummary row;
    row.name = c.column->name;
    row.kind = c.numbers ? "number" : "text";
    row.missing = c.missing;
    std::vector<Eigen::Index> kept;
    for (const Eigen::Index j : c.columns) {
      if (!adjustment_ ||
          std::find(adjustment_->dropped().begin(), adjustment_->dropped().end(), j) == adjustment_->dropped().end()) {
        kept.push_back(j);
      }
    }
    if (adjustment_ && kept.empty()) {
      row.dropped = true;
      issues_.push_back(warning(Code::dropped_column, "covariates",
                                joined("“", row.name,
                                       "” adds nothing to the other covariates (or is constant in an arm) and was "
                                       "left out.")));
    } else if (adjustment_) {
      double rss = 0, tss = 0, variance = 0;
      for (const std::size_t arm : {0U, 1U}) {
        const auto n = static_cast<double>(outcome_moments_[arm].count());
        const double left = adjustment_->residual_sum_of_squares(arm, kept);
        rss += left;
        tss += outcome_moments_[arm].sum_of_squares();
        variance += left / (n - 1 - static_cast<double>(kept.size())) / n;
      }
      row.r_squared = 1 - rss / tss;
      row.variance_reduction = 1 - variance / (outcome_variance(0) + outcome_variance(1));
    }
    const double v0 = c.moments[0].variance(), v1 = c.moments[1].variance();
    if (c.numbers && v0 + v1 > 0 && c.moments[0].count() > 1 && c.moments[1].count() > 1) {
      const auto n0 = static_cast<double>(c.moments[0].count()), n1 = static_cast<double>(c.moments[1].count());
      const double gap = c.moments[1].mean() - c.moments[0].mean();
      row.balance_smd = gap / std::sqrt((v0 + v1) / 2);
      const ArmMean control{0, v0 / n0}, treatment{gap, v1 / n1};
      row.balance_p_value =
          stats::t_two_sided_p(gap / std::sqrt(v0 / n0 + v1 / n1), welch_df(control, n0, treatment, n1));
    }
    result.covariates.push_back(std::move(row));
  }
}

void CsvEffect::Work::add_checks(Result& result) const {
  result.checks.push_back(sample_ratio_check(rows_in_arm_, two_shares(request_.expected_treatment_share)));
  result.checks.push_back(missing_outcome_check({}, rows_in_arm_, missing_outcome_, request_.outcome));
  if (units_) {
    result.checks.push_back(unit_check(*units_, request_.unit));
  }
  if (!covariates_.empty()) {
    result.checks.push_back(balance_check(result.covariates));
  }
  result.checks.push_back(skewness_check(outcome_moments_, request_.outcome));
  if (std::max(outcome_moments_[0].skewness(), outcome_moments_[1].skewness()) > least_skewness_of_heavy_tail) {
    std::vector<double> outcomes;
    outcomes.reserve(static_cast<std::size_t>(result.rows_used));
    for (std::size_t row = 0; row < used_.size(); ++row) {
      if (used_[row] <= Arm::treatment) {
        outcomes.push_back(outcome_.at(row));
      }
    }
    if (std::optional<Check> tail = heavy_tail_check(std::move(outcomes), request_.outcome)) {
      result.checks.push_back(std::move(*tail));
    }
  }
}

Outcome<CsvEffectResult> CsvEffect::Work::finish() {
  if (designed_) {
    return designed_->finish();
  }
  if (has_error(issues_)) {
    return std::move(issues_);
  }
  Result result;
  result.rows_total = table_->rows;
  result.rows_used = outcome_moments_[0].count() + outcome_moments_[1].count();
  result.outcome = request_.outcome;
  result.confidence = request_.confidence;
  add_arms(result);

  std::array<ArmMean, 2> means;
  for (const std::size_t arm : {0U, 1U}) {
    const stats::Moments& m = outcome_moments_[arm];
    means[arm] = {m.mean(), m.variance() / static_cast<double>(m.count())};
  }
  result.unadjusted = effect_of(means[0], means[1],
                                welch_df(means[0], static_cast<double>(outcome_moments_[0].count()), means[1],
                                         static_cast<double>(outcome_moments_[1].count())),
                                request_.confidence);
  result.unadjusted.method = "welch";
  result.unadjusted.label = "Difference in means (Welch)";
  result.unadjusted.source = "Welch (1947), Biometrika 34:28-35";
  result.headline = "unadjusted";

  if (adjustment_) {
    if (cells_) {
      cells_->finish(*adjustment_);
    }
    std::array<ArmMean, 2> adjusted = adjustment_->result();
    adjusted[0].mean += outcome_mean_;
    adjusted[1].mean += outcome_mean_;
    const auto df = static_cast<double>(result.rows_used - adjustment_->parameters());
    result.adjusted = effect_of(adjusted[0], adjusted[1], df, request_.confidence);
    result.adjusted->method = "lin";
    result.adjusted->label = "Regression adjustment (Lin, HC2)";
    result.adjusted->source = "Lin (2013), Annals of Applied Statistics 7:295-318";
    result.headline = "adjusted";
    const double ratio = result.adjusted->se / result.unadjusted.se;
    result.variance_reduction = 1 - ratio * ratio;
    if (ratio > 0) {
      result.equivalent_sample_multiplier = 1 / (ratio * ratio);
    }
  }
  add_covariates(result);
  add_checks(result);
  warn_about_lift(result.unadjusted, issues_);
  result.left_out = reasons_.list(*table_);
  return {std::move(result), std::move(issues_)};
}

CsvEffect::CsvEffect() = default;
CsvEffect::CsvEffect(CsvEffect&&) noexcept = default;
CsvEffect& CsvEffect::operator=(CsvEffect&&) noexcept = default;
CsvEffect::~CsvEffect() = default;

Outcome<CsvEffect> CsvEffect::prepare(const Table& table, const Request& request) {
  return Work::begin(table, request);
}
bool CsvEffect::step() { return work_->step(); }
double CsvEffect::progress() const { return work_->progress(); }
Outcome<CsvEffectResult> CsvEffect::finish() {
  Outcome<Result> outcome = work_->finish();
  if (outcome && work_->request().practical) {
    outcome->decision = decision(outcome->headline == "adjusted" ? *outcome->adjusted : outcome->unadjusted,
                                 *work_->request().practical);
  }
  return outcome;
}

}  // namespace sutva::analyze
