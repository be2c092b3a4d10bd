// SPDX-License-Identifier: Apache-2.0
#include "analyze/sample.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <span>

#include "analyze/columns.hpp"
#include "analyze/groups.hpp"
#include "analyze/row_loops.hpp"
#include "base/text.hpp"
#include "table/roles.hpp"

namespace sutva::analyze {
namespace {

using table::Column;
using table::ColumnKind;
using table::Table;

constexpr std::size_t rows_per_step = 8192;
constexpr std::size_t most_covariate_levels = 50;
constexpr double largest_number = 1e90;  // powers of larger ones leave the range of a double

// The levels of the arm column that are compared, the control first, as the column writes them.
struct ArmLevels {
  const Column* column = nullptr;
  std::vector<LevelCount> levels;
  std::vector<std::int32_t> place;  // by code of a text column: place in levels, -1 for others

  // Place in levels; -1 for another level, -2 for none.
  std::int32_t at(std::size_t row) const {
    if (column->kind == ColumnKind::text) {
      const std::int32_t code = column->codes[row];
      return code < 0 ? -2 : place[static_cast<std::size_t>(code)];
    }
    const double number = column->numbers[row];
    for (std::size_t i = 0; i < levels.size(); ++i) {
      if (levels[i].number == number) {
        return static_cast<std::int32_t>(i);
      }
    }
    return std::isnan(number) ? -2 : -1;
  }
};

std::optional<ArmLevels> arm_levels(const Table& table, const SampleRequest& request, Issues& issues) {
  Outcome<ArmView> two = ArmView::of(table, request.arm, request.control, request.treatment);
  ArmLevels arms;
  arms.column = table.find(request.arm);
  std::vector<LevelCount> all;
  if (arms.column) {
    all = levels_of(*arms.column, most_arms).value_or(std::vector<LevelCount>());
  }
  std::string control, treatment;
  if (two) {
    control = two->control();
    treatment = two->treatment();
  } else if (request.every_arm && all.size() > 2) {
    // Nobody has to choose a treatment when every arm is compared; the control may still have to be.
    std::vector<std::string> names;
    for (const LevelCount& level : all) {
      names.push_back(level.level);
    }
    control = request.control.empty() ? table::guess_control(names).value_or(std::string()) : request.control;
    if (std::find(names.begin(), names.end(), control) == names.end()) {
      control.clear();
    }
    if (control.empty()) {
      for (Issue& issue : two.issues) {
        if (issue.field != "treatment") {
          issues.push_back(std::move(issue));
        }
      }
      return std::nullopt;
    }
  } else {
    append(issues, std::move(two.issues));
    return std::nullopt;
  }
  const auto take = [&](const LevelCount& level) { arms.levels.push_back(level); };
  for (const LevelCount& level : all) {
    if (level.level == control) {
      take(level);
    }
  }
  for (const LevelCount& level : all) {
    if (level.level != control && (request.every_arm || level.level == treatment)) {
      take(level);
    }
  }
  if (arms.column->kind == ColumnKind::text) {
    arms.place.assign(arms.column->levels.size(), -1);
    for (std::size_t code = 0; code < arms.place.size(); ++code) {
      for (std::size_t i = 0; i < arms.levels.size(); ++i) {
        if (arms.levels[i].level == arms.column->levels[code]) {
          arms.place[code] = static_cast<std::int32_t>(i);
        }
      }
    }
  }
  return arms;
}

// Numbers of units, put together from their rows.
struct Gathered {
  NumberView view;
  std::vector<double> values;        // by unit
  std::vector<std::int32_t> counts;  // by unit, rows with a number; only where an average is taken
  RowsOfUnit how;

  explicit Gathered(NumberView numbers, RowsOfUnit rule) : view(std::move(numbers)), how(rule) {}

  void begin(double x) {
    values.push_back(x);
    if (how == RowsOfUnit::mean) {
      counts.push_back(std::isnan(x) ? 0 : 1);
    }
  }
  void add(std::size_t unit, double x) {
    if (std::isnan(x)) {
      return;
    }
    double& value = values[unit];
    if (how == RowsOfUnit::mean) {
      ++counts[unit];
    }
    value = std::isnan(value) ? x : how == RowsOfUnit::largest ? std::max(value, x) : value + x;
  }
  void finish() {
    for (std::size_t unit = 0; unit < counts.size(); ++unit) {
      if (counts[unit] > 1) {
        values[unit] /= counts[unit];
      }
    }
    counts = {};
  }
};

// A text covariate that becomes columns of the design, one for each level but the commonest.
struct TextLevels {
  std::size_t covariate;
  std::vector<std::uint32_t> level_of;  // by unit; the last level is missing
  std::vector<std::int64_t> counts;     // by level
  std::size_t commonest;
  std::size_t next = 0;
};

template <class T>
void keep(std::vector<T>& values, const std::vector<std::uint32_t>& kept) {
  for (std::size_t i = 0; i < kept.size(); ++i) {
    values[i] = values[kept[i]];
  }
  values.resize(kept.size());
}

}  // namespace

std::vector<std::int64_t> Sample::arm_sizes() const {
  std::vector<std::int64_t> sizes(arms.size(), 0);
  for (const std::int32_t a : arm) {
    ++sizes[static_cast<std::size_t>(a)];
  }
  return sizes;
}

std::string content_at(const Column& column, std::size_t row) {
  if (column.is_missing(static_cast<std::int64_t>(row))) {
    return {};
  }
  return column.kind == ColumnKind::number ? text(column.numbers[row])
                                           : std::string(column.levels[static_cast<std::size_t>(column.codes[row])]);
}

class SampleReader::Work {
 public:
  Work(const Table& table, SampleRequest request) : table_(&table), request_(std::move(request)) {}

  void choose(Issues& issues);
  bool step();
  double progress() const;
  Outcome<Sample> take();

 private:
  enum : std::size_t { no_arm, other_arm, no_unit, two_arms, no_covariate, first_wanted };
  enum class Pass : std::uint8_t { rows, leave_out, groups, covariates, done };

  const Column* find(const std::string& field, const std::string& name, std::string_view said, Issues& issues);
  void add_rows(std::size_t last);
  void add_row_of_unit(std::size_t row, std::int32_t arm);
  void leave_out(std::size_t last);
  void keep_those_left();
  void add_group();
  // Groups are numbered in the order in which the units name them; below 0 there is none.
  std::int32_t place_of_group(std::int32_t group, std::uint32_t row) {
    if (group < 0) {
      return -1;
    }
    std::int32_t& known = places_[static_cast<std::size_t>(group)];
    if (known < 0) {
      std::vector<std::uint32_t>& first_rows = sample_.groups.back().first_rows;
      known = static_cast<std::int32_t>(first_rows.size());
      first_rows.push_back(row);
    }
    return known;
  }
  void add_covariate();
  void add_number(std::size_t covariate, const std::vector<double>& values);
  void begin_text(std::size_t covariate);
  void add_level();
  void add_term(std::size_t covariate, std::string level, const std::vector<double>& shown);

  const Table* table_;
  SampleRequest request_;
  struct Taken {
    std::string column, said;
  };
  std::vector<Taken> taken_;

  std::optional<ArmLevels> arms_;
  std::optional<Groups> units_;
  std::vector<std::int32_t> unit_of_;  // by group of the unit column
  std::vector<Gathered> numbers_;      // wanted ones, then covariates
  std::vector<const Column*> groups_;
  std::vector<const Column*> covariates_;
  std::vector<std::uint8_t> crossed_;  // by unit, where rows are put together
  std::optional<Reasons> reasons_;
  Pass pass_ = Pass::rows;
  std::size_t at_ = 0;  // row, unit, group or covariate of this pass
  bool any_left_out_ = false;
  std::vector<std::uint32_t> kept_;   // units, from the first on that is left out
  std::optional<Groups> numbering_;   // of the group column at hand
  std::vector<std::int32_t> places_;  // by its group: place in the grouping, -1 for none yet
  std::size_t next_unit_ = 0;         // to be numbered
  std::vector<std::int32_t> arm_of_row_;
  std::vector<std::uint16_t> reason_of_;  // of the units at hand
  std::size_t next_number_ = 0;           // of a covariate
  std::optional<TextLevels> text_;        // the covariate at hand
  Sample sample_;
  Issues issues_;
};

const Column* SampleReader::Work::find(const std::string& field, const std::string& name, std::string_view said,
                                       Issues& issues) {
  const Column* column = table_->find(name);
  if (!column) {
    issues.push_back(name.empty() ? error(Code::required, field, joined("Choose the column that holds the ", said, "."))
                                  : unknown_column(field, name, *table_));
    return nullptr;
  }
  for (const Taken& other : taken_) {
    if (other.column == name) {
      issues.push_back(error(Code::conflict, field,
                             other.said == said ? joined("“", name, "” is chosen twice.")
                                                : joined("“", name, "” is the ", other.said,
                                                         " already; choose another column for the ", said, ".")));
      return nullptr;
    }
  }
  taken_.push_back({name, std::string(said)});
  return column;
}

void SampleReader::Work::choose(Issues& issues) {
  std::vector<std::string> reasons{"No arm", "In another arm", "No unit", "In two arms", "A covariate is missing"};
  if (!request_.arm.empty()) {
    taken_.push_back({request_.arm, "arm"});
    arms_ = arm_levels(*table_, request_, issues);
  }
  const auto find_numbers = [&](const std::string& field, const std::string& name, const std::string& said,
                                RowsOfUnit how) {
    const Column* column = find(field, name, said, issues);
    if (!column) {
      return;
    }
    if (auto view = NumberView::of(*column)) {
      numbers_.emplace_back(std::move(*view), how);
    } else {
      issues.push_back(not_numbers(field, *column, said));
    }
  };
  for (const Wanted& wanted : request_.numbers) {
    find_numbers(wanted.field, wanted.column, wanted.said, request_.unit_rows);
    reasons.push_back(joined("No ", wanted.said));
  }
  for (const Wanted& wanted : request_.groups) {
    groups_.push_back(find(wanted.field, wanted.column, wanted.said, issues));
    reasons.push_back(joined("No ", wanted.said));
  }
  for (std::size_t i = 0; i < request_.covariates.size(); ++i) {
    const std::string& name = request_.covariates[i];
    const std::string field = joined("covariates[", std::to_string(i), "]");
    const Column* column = find(field, name, "covariate", issues);
    if (!column) {
      continue;
    }
    SampleCovariate covariate{name, false, 0, {}};
    if (auto view = NumberView::of(*column)) {
      covariate.number = true;
      numbers_.emplace_back(std::move(*view), RowsOfUnit::mean);
    } else if (column->identifiers) {
      issues.push_back(error(Code::too_many_levels, field,
                             joined("“", name, "” has more than ", static_cast<std::int64_t>(most_covariate_levels),
                                    " different texts; a covariate may have that many."),
                             static_cast<double>(most_covariate_levels)));
    }
    covariates_.push_back(column);
    sample_.covariates.push_back(std::move(covariate));
  }
  if (!request_.unit.empty() && request_.unit_rows != RowsOfUnit::separate) {
    if (const Column* unit = table_->find(request_.unit)) {
      units_.emplace(*unit);
    } else {
      issues.push_back(unknown_column("unit", request_.unit, *table_));
    }
  }
  reasons_.emplace(std::move(reasons));
  sample_.rows_total = table_->rows;
  sample_.assigned.assign(arms_ ? arms_->levels.size() : 1, 0);
  sample_.missing.assign(request_.numbers.size(), std::vector<std::int64_t>(sample_.assigned.size(), 0));
  if (arms_) {
    for (const LevelCount& level : arms_->levels) {
      sample_.arms.push_back(level.level);
    }
  }
}

bool SampleReader::Work::step() {
  const auto next = [&](Pass pass) {
    pass_ = pass;
    at_ = 0;
  };
  switch (pass_) {
    case Pass::rows:
      add_rows(std::min(static_cast<std::size_t>(table_->rows), at_ + rows_per_step));
      if (at_ == static_cast<std::size_t>(table_->rows)) {
        for (Gathered& numbers : numbers_) {
          numbers.finish();
        }
        next(Pass::leave_out);
      }
      break;
    case Pass::leave_out:
      leave_out(std::min(sample_.rows.size(), at_ + rows_per_step));
      if (at_ == sample_.rows.size()) {
        keep_those_left();
        next(Pass::groups);
      }
      break;
    case Pass::groups:
      if (at_ < groups_.size()) {
        add_group();
      } else {
        next_number_ = request_.numbers.size();
        next(Pass::covariates);
      }
      break;
    case Pass::covariates:
      if (text_) {
        add_level();
      } else if (at_ < covariates_.size()) {
        add_covariate();
      } else {
        pass_ = Pass::done;
      }
      break;
    case Pass::done:
      break;
  }
  return pass_ != Pass::done;
}

double SampleReader::Work::progress() const {
  const auto part = [&](std::size_t all) {
    return static_cast<double>(at_) / static_cast<double>(std::max<std::size_t>(1, all));
  };
  switch (pass_) {
    case Pass::rows:
      return 0.5 * part(static_cast<std::size_t>(table_->rows));
    case Pass::leave_out:
      return 0.5 + 0.1 * part(sample_.rows.size());
    case Pass::groups:
      return 0.6 + 0.2 * part(groups_.size());
    case Pass::covariates:
      return 0.8 + 0.2 * part(covariates_.size());
    case Pass::done:
      break;
  }
  return 1;
}

void SampleReader::Work::add_rows(std::size_t last) {
  const std::size_t first = at_;
  at_ = last;
  if (first == 0 && !units_) {
    // Most rows count. What grows piece by piece would be moved again and again.
    const auto rows = static_cast<std::size_t>(table_->rows);
    sample_.rows.reserve(rows);
    sample_.arm.reserve(arms_ ? rows : 0);
    for (Gathered& numbers : numbers_) {
      numbers.values.reserve(rows);
    }
  }
  arm_of_row_.assign(last - first, 0);
  if (arms_) {
    for (std::size_t row = first; row < last; ++row) {
      arm_of_row_[row - first] = arms_->at(row);
    }
  }
  const std::size_t before = sample_.rows.size();
  for (std::size_t row = first; row < last; ++row) {
    const std::int32_t arm = arm_of_row_[row - first];
    if (arm < 0) {
      reasons_->note(arm == -2 ? no_arm : other_arm, row);
    } else if (units_) {
      add_row_of_unit(row, arm);
    } else {
      sample_.rows.push_back(static_cast<std::uint32_t>(row));
      if (arms_) {
        sample_.arm.push_back(arm);
      }
    }
  }
  if (!units_) {
    const std::span<const std::uint32_t> rows = std::span(sample_.rows).subspan(before);
    for (Gathered& numbers : numbers_) {
      numbers.values.resize(sample_.rows.size());
      show_numbers(rows, numbers.view, numbers.values.data() + before);
    }
  }
}

void SampleReader::Work::add_row_of_unit(std::size_t row, std::int32_t arm) {
  const std::int32_t group = units_->of(row);
  if (group < 0) {
    reasons_->note(no_unit, row);
    return;
  }
  unit_of_.resize(std::max(unit_of_.size(), units_->size()), -1);
  std::int32_t& known = unit_of_[static_cast<std::size_t>(group)];
  if (known >= 0) {
    const auto unit = static_cast<std::size_t>(known);
    for (Gathered& numbers : numbers_) {
      numbers.add(unit, numbers.view.at(row));
    }
    crossed_[unit] = crossed_[unit] != 0 || (arms_ && sample_.arm[unit] != arm) ? 1 : 0;
    return;
  }
  known = static_cast<std::int32_t>(sample_.rows.size());
  crossed_.push_back(0);
  sample_.rows.push_back(static_cast<std::uint32_t>(row));
  if (arms_) {
    sample_.arm.push_back(arm);
  }
  for (Gathered& numbers : numbers_) {
    numbers.begin(numbers.view.at(row));
  }
}

// Finds why units are left out, column by column: the first reason in the order of the request counts.
void SampleReader::Work::leave_out(std::size_t last) {
  const std::size_t first = at_, wanted = request_.numbers.size();
  at_ = last;
  reason_of_.assign(last - first, 0);
  const auto arm_of = [&](std::size_t unit) { return arms_ ? static_cast<std::size_t>(sample_.arm[unit]) : 0; };
  const auto is_crossed = [&](std::size_t unit) { return units_ && crossed_[unit] != 0; };
  const auto give = [&](std::size_t unit, std::size_t reason) {
    std::uint16_t& known = reason_of_[unit - first];
    known = known == 0 ? static_cast<std::uint16_t>(reason) : known;
  };
  for (std::size_t unit = first; unit < last; ++unit) {
    if (is_crossed(unit)) {
      give(unit, two_arms);
      ++sample_.crossed_units;
    } else {
      ++sample_.assigned[arm_of(unit)];
    }
  }
  for (std::size_t k = 0; k < wanted; ++k) {
    const double* const values = numbers_[k].values.data();
    for (std::size_t unit = first; unit < last; ++unit) {
      if (std::isnan(values[unit]) && !is_crossed(unit)) {
        ++sample_.missing[k][arm_of(unit)];
        if (request_.numbers[k].needed) {
          give(unit, first_wanted + k);
        }
      }
    }
  }
  const auto without_content = [&](const Column& column, std::size_t reason) {
    for (std::size_t unit = first; unit < last; ++unit) {
      if (column.is_missing(static_cast<std::int64_t>(sample_.rows[unit]))) {
        give(unit, reason);
      }
    }
  };
  for (std::size_t k = 0; k < groups_.size(); ++k) {
    if (request_.groups[k].needed) {
      without_content(*groups_[k], first_wanted + wanted + k);
    }
  }
  if (request_.missing_covariates == MissingCovariates::drop) {
    std::size_t number = wanted;
    for (std::size_t i = 0; i < covariates_.size(); ++i) {
      if (!sample_.covariates[i].number) {
        without_content(*covariates_[i], no_covariate);
        continue;
      }
      const double* const values = numbers_[number++].values.data();
      for (std::size_t unit = first; unit < last; ++unit) {
        if (std::isnan(values[unit])) {
          give(unit, no_covariate);
        }
      }
    }
  }
  for (std::size_t unit = first; unit < last; ++unit) {
    if (reason_of_[unit - first] > 0) {
      reasons_->note(reason_of_[unit - first], sample_.rows[unit]);
      if (!any_left_out_) {
        any_left_out_ = true;
        kept_.resize(unit);
        std::iota(kept_.begin(), kept_.end(), std::uint32_t{0});
      }
    } else if (any_left_out_) {
      kept_.push_back(static_cast<std::uint32_t>(unit));
    }
  }
}

void SampleReader::Work::keep_those_left() {
  if (any_left_out_) {
    keep(sample_.rows, kept_);
    if (arms_) {
      keep(sample_.arm, kept_);
    }
    for (Gathered& numbers : numbers_) {
      keep(numbers.values, kept_);
    }
  }
  kept_ = {};
  sample_.x.resize(static_cast<Eigen::Index>(sample_.size()), 0);
}

// Numbers the groups of the next units; moves on to the next column after the last.
void SampleReader::Work::add_group() {
  const Column& column = *groups_[at_];
  if (!numbering_) {
    numbering_.emplace(column);
    places_.clear();
    sample_.groups.push_back({request_.groups[at_].column, std::vector<std::int32_t>(sample_.size()), {}});
    next_unit_ = 0;
  }
  Grouping& grouping = sample_.groups.back();
  const std::size_t last = std::min(sample_.size(), next_unit_ + rows_per_step);
  // The codes of a dictionary are groups already.
  if (column.kind == ColumnKind::text && !column.identifiers) {
    places_.resize(column.levels.size(), -1);
    for (; next_unit_ < last; ++next_unit_) {
      const std::uint32_t row = sample_.rows[next_unit_];
      grouping.of[next_unit_] = place_of_group(column.codes[row], row);
    }
  } else {
    for (; next_unit_ < last; ++next_unit_) {
      const std::uint32_t row = sample_.rows[next_unit_];
      const std::int32_t group = numbering_->of(row);
      places_.resize(std::max(places_.size(), numbering_->size()), -1);
      grouping.of[next_unit_] = place_of_group(group, row);
    }
  }
  if (next_unit_ == sample_.size()) {
    numbering_.reset();
    ++at_;
  }
}

void SampleReader::Work::add_term(std::size_t covariate, std::string level, const std::vector<double>& shown) {
  // Two passes: the mean first, then what is around it.
  const auto n = static_cast<double>(shown.size());
  double sum = 0, present = 0;
  for (const double x : shown) {
    sum += std::isnan(x) ? 0 : x;
    present += std::isnan(x) ? 0 : 1;
  }
  const double centre = present > 0 ? sum / present : 0;
  double squares = 0;
  for (const double x : shown) {
    squares += std::isnan(x) ? 0 : (x - centre) * (x - centre);
  }
  const double scale = squares > 0 ? std::sqrt(n / squares) : 1;
  const auto column = static_cast<Eigen::Index>(sample_.terms.size());
  if (column == sample_.x.cols()) {
    // Twice as wide, so that a wide design is copied a few times and not once for each column.
    sample_.x.conservativeResize(static_cast<Eigen::Index>(shown.size()), std::max<Eigen::Index>(4, 2 * column));
  }
  double* const to = sample_.x.col(column).data();
  for (std::size_t i = 0; i < shown.size(); ++i) {
    to[i] = std::isnan(shown[i]) ? 0 : (shown[i] - centre) * scale;
  }
  sample_.covariates[covariate].columns.push_back(column);
  sample_.terms.push_back({covariate, std::move(level), centre, scale});
}

void SampleReader::Work::add_covariate() {
  const std::size_t covariate = at_++;
  if (sample_.covariates[covariate].number) {
    add_number(covariate, numbers_[next_number_++].values);
  } else {
    begin_text(covariate);
  }
}

void SampleReader::Work::add_number(std::size_t covariate, const std::vector<double>& values) {
  SampleCovariate& summary = sample_.covariates[covariate];
  check_size(values, joined("covariates[", std::to_string(covariate), "]"), summary.name, issues_);
  summary.missing = std::count_if(values.begin(), values.end(), [](double x) { return std::isnan(x); });
  add_term(covariate, "", values);
  if (summary.missing > 0 && static_cast<std::size_t>(summary.missing) < values.size()) {
    std::vector<double> mark(values.size());
    for (std::size_t unit = 0; unit < values.size(); ++unit) {
      mark[unit] = std::isnan(values[unit]) ? 1 : 0;
    }
    add_term(covariate, "missing", mark);
  }
}

void SampleReader::Work::begin_text(std::size_t covariate) {
  SampleCovariate& summary = sample_.covariates[covariate];
  const Column& column = *covariates_[covariate];
  const std::size_t units = sample_.size(), levels = column.levels.size();
  TextLevels text{covariate, std::vector<std::uint32_t>(units), std::vector<std::int64_t>(levels + 1, 0), 0};
  for (std::size_t unit = 0; unit < units; ++unit) {
    const std::int32_t code = column.codes[sample_.rows[unit]];
    text.level_of[unit] = code < 0 ? static_cast<std::uint32_t>(levels) : static_cast<std::uint32_t>(code);
    ++text.counts[text.level_of[unit]];
  }
  summary.missing = text.counts.back();
  const auto present = std::count_if(text.counts.begin(), text.counts.end(), [](std::int64_t n) { return n > 0; });
  if (static_cast<std::size_t>(present) > most_covariate_levels) {
    issues_.push_back(
        error(Code::too_many_levels, joined("covariates[", std::to_string(covariate), "]"),
              joined("“", summary.name, "” has ", static_cast<std::int64_t>(present),
                     " different texts; a covariate may have ", static_cast<std::int64_t>(most_covariate_levels), "."),
              static_cast<double>(most_covariate_levels)));
    return;
  }
  // The commonest level is what the others are compared with; missing is a level like any other.
  text.commonest =
      static_cast<std::size_t>(std::max_element(text.counts.begin(), text.counts.end()) - text.counts.begin());
  text_ = std::move(text);
}

// The next column of the text at hand.
void SampleReader::Work::add_level() {
  TextLevels& text = *text_;
  while (text.next < text.counts.size() && (text.counts[text.next] == 0 || text.next == text.commonest)) {
    ++text.next;
  }
  if (text.next == text.counts.size()) {
    text_.reset();
    return;
  }
  const std::size_t level = text.next++;
  std::vector<double> shown(text.level_of.size());
  for (std::size_t unit = 0; unit < shown.size(); ++unit) {
    shown[unit] = text.level_of[unit] == level ? 1 : 0;
  }
  add_term(text.covariate,
           level + 1 == text.counts.size() ? "missing" : std::string(covariates_[text.covariate]->levels[level]),
           shown);
}

Outcome<Sample> SampleReader::Work::take() {
  sample_.x.conservativeResize(Eigen::NoChange, static_cast<Eigen::Index>(sample_.terms.size()));
  for (std::size_t k = 0; k < request_.numbers.size(); ++k) {
    check_size(numbers_[k].values, request_.numbers[k].field, request_.numbers[k].column, issues_);
    sample_.numbers.push_back(std::move(numbers_[k].values));
  }
  sample_.left_out = reasons_->list(*table_);
  if (has_error(issues_)) {
    return std::move(issues_);
  }
  return {std::move(sample_), std::move(issues_)};
}

Outcome<SampleReader> SampleReader::prepare(const Table& table, SampleRequest request) {
  if (table.rows == 0) {
    return error(Code::no_rows, "", "The table has no rows.");
  }
  Issues issues;
  auto work = std::make_unique<Work>(table, std::move(request));
  work->choose(issues);
  if (has_error(issues)) {
    return issues;
  }
  return {SampleReader(std::move(work)), std::move(issues)};
}

SampleReader::SampleReader(std::unique_ptr<Work> work) : work_(std::move(work)) {}
SampleReader::SampleReader(SampleReader&&) noexcept = default;
SampleReader& SampleReader::operator=(SampleReader&&) noexcept = default;
SampleReader::~SampleReader() = default;
bool SampleReader::step() { return work_->step(); }
double SampleReader::progress() const { return work_->progress(); }
Outcome<Sample> SampleReader::take() { return work_->take(); }

void check_arm_sizes(const Sample& sample, std::int64_t least, Issues& issues) {
  const std::vector<std::int64_t> sizes = sample.arm_sizes();
  for (std::size_t arm = 0; arm < sizes.size(); ++arm) {
    if (sizes[arm] < least) {
      issues.push_back(error(Code::arm_too_small, arm == 0 ? "control" : "treatment",
                             joined("“", sample.arms[arm], "” has ",
                                    sizes[arm] == 0   ? std::string("no row")
                                    : sizes[arm] == 1 ? std::string("only one row")
                                                      : joined("only ", sizes[arm], " rows"),
                                    " that can be used; an arm needs at least ", least, "."),
                             static_cast<double>(least)));
    }
  }
}

void check_size(const std::vector<double>& numbers, std::string_view field, std::string_view column, Issues& issues) {
  const bool large = std::any_of(numbers.begin(), numbers.end(), [](double x) { return std::abs(x) > largest_number; });
  if (large) {
    issues.push_back(error(Code::too_large, field,
                           joined("“", column, "” holds numbers beyond 1e90; give it a larger unit."), largest_number));
  }
}

}  // namespace sutva::analyze
