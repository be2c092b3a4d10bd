// SPDX-License-Identifier: Apache-2.0
#include "analyze/sample.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "analyze/columns.hpp"
#include "analyze/groups.hpp"
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
  double progress() const {
    return static_cast<double>(row_) / static_cast<double>(std::max<std::int64_t>(1, table_->rows));
  }
  Outcome<Sample> take();

 private:
  enum : std::size_t { no_arm, other_arm, no_unit, two_arms, no_covariate, first_wanted };

  const Column* find(const std::string& field, const std::string& name, std::string_view said, Issues& issues);
  void add_row(std::size_t row);
  void leave_out();
  void add_groups();
  void add_design();
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
  std::size_t row_ = 0;
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
  const auto rows = static_cast<std::size_t>(table_->rows);
  if (row_ >= rows) {
    return false;
  }
  for (const std::size_t last = std::min(rows, row_ + rows_per_step); row_ < last; ++row_) {
    add_row(row_);
  }
  return row_ < rows;
}

void SampleReader::Work::add_row(std::size_t row) {
  const std::int32_t arm = arms_ ? arms_->at(row) : 0;
  if (arm < 0) {
    reasons_->note(arm == -2 ? no_arm : other_arm, row);
    return;
  }
  std::size_t unit = sample_.rows.size();
  if (units_) {
    const std::int32_t group = units_->of(row);
    if (group < 0) {
      reasons_->note(no_unit, row);
      return;
    }
    unit_of_.resize(std::max(unit_of_.size(), units_->size()), -1);
    std::int32_t& known = unit_of_[static_cast<std::size_t>(group)];
    if (known >= 0) {
      unit = static_cast<std::size_t>(known);
      for (Gathered& numbers : numbers_) {
        numbers.add(unit, numbers.view.at(row));
      }
      crossed_[unit] = crossed_[unit] != 0 || (arms_ && sample_.arm[unit] != arm) ? 1 : 0;
      return;
    }
    known = static_cast<std::int32_t>(unit);
    crossed_.push_back(0);
  }
  sample_.rows.push_back(static_cast<std::uint32_t>(row));
  if (arms_) {
    sample_.arm.push_back(arm);
  }
  for (Gathered& numbers : numbers_) {
    numbers.begin(numbers.view.at(row));
  }
}

void SampleReader::Work::leave_out() {
  const std::size_t wanted = request_.numbers.size();
  std::vector<std::uint32_t> kept;
  kept.reserve(sample_.rows.size());
  for (std::size_t unit = 0; unit < sample_.rows.size(); ++unit) {
    const std::size_t row = sample_.rows[unit];
    const std::size_t arm = arms_ ? static_cast<std::size_t>(sample_.arm[unit]) : 0;
    if (units_ && crossed_[unit] != 0) {
      reasons_->note(two_arms, row);
      ++sample_.crossed_units;
      continue;
    }
    ++sample_.assigned[arm];
    std::size_t reason = 0;
    for (std::size_t k = wanted; k-- > 0;) {
      if (std::isnan(numbers_[k].values[unit])) {
        ++sample_.missing[k][arm];
        reason = request_.numbers[k].needed ? first_wanted + k : reason;
      }
    }
    for (std::size_t k = 0; k < groups_.size() && reason == 0; ++k) {
      if (request_.groups[k].needed && groups_[k]->is_missing(static_cast<std::int64_t>(row))) {
        reason = first_wanted + wanted + k;
      }
    }
    if (reason == 0 && request_.missing_covariates == MissingCovariates::drop) {
      std::size_t number = wanted;
      for (std::size_t i = 0; i < covariates_.size(); ++i) {
        const bool absent = sample_.covariates[i].number ? std::isnan(numbers_[number++].values[unit])
                                                         : covariates_[i]->is_missing(static_cast<std::int64_t>(row));
        reason = absent ? no_covariate : reason;
      }
    }
    if (reason > 0) {
      reasons_->note(reason, row);
    } else {
      kept.push_back(static_cast<std::uint32_t>(unit));
    }
  }
  if (kept.size() < sample_.rows.size()) {
    keep(sample_.rows, kept);
    if (arms_) {
      keep(sample_.arm, kept);
    }
    for (Gathered& numbers : numbers_) {
      keep(numbers.values, kept);
    }
  }
}

void SampleReader::Work::add_groups() {
  for (std::size_t k = 0; k < groups_.size(); ++k) {
    Groups numbered(*groups_[k]);
    Grouping grouping{request_.groups[k].column, {}, {}};
    grouping.of.reserve(sample_.size());
    std::vector<std::int32_t> place;
    for (const std::uint32_t row : sample_.rows) {
      const std::int32_t group = numbered.of(row);
      if (group < 0) {
        grouping.of.push_back(-1);
        continue;
      }
      place.resize(std::max(place.size(), static_cast<std::size_t>(group) + 1), -1);
      std::int32_t& at = place[static_cast<std::size_t>(group)];
      if (at < 0) {
        at = static_cast<std::int32_t>(grouping.first_rows.size());
        grouping.first_rows.push_back(row);
      }
      grouping.of.push_back(at);
    }
    sample_.groups.push_back(std::move(grouping));
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
  for (std::size_t i = 0; i < shown.size(); ++i) {
    sample_.x(static_cast<Eigen::Index>(i), column) = std::isnan(shown[i]) ? 0 : (shown[i] - centre) * scale;
  }
  sample_.covariates[covariate].columns.push_back(column);
  sample_.terms.push_back({covariate, std::move(level), centre, scale});
}

void SampleReader::Work::add_design() {
  sample_.x.resize(static_cast<Eigen::Index>(sample_.size()), 0);
  std::size_t number = request_.numbers.size();
  std::vector<double> shown(sample_.size());
  for (std::size_t i = 0; i < covariates_.size(); ++i) {
    SampleCovariate& covariate = sample_.covariates[i];
    if (covariate.number) {
      const std::vector<double>& values = numbers_[number++].values;
      check_size(values, joined("covariates[", std::to_string(i), "]"), covariate.name, issues_);
      for (std::size_t unit = 0; unit < values.size(); ++unit) {
        shown[unit] = std::isnan(values[unit]) ? 1 : 0;
        covariate.missing += std::isnan(values[unit]) ? 1 : 0;
      }
      add_term(i, "", values);
      if (covariate.missing > 0 && static_cast<std::size_t>(covariate.missing) < values.size()) {
        add_term(i, "missing", shown);
      }
      continue;
    }
    const Column& column = *covariates_[i];
    std::vector<std::int64_t> counts(column.levels.size() + 1, 0);  // the last one counts missing
    const auto code_of = [&](std::size_t unit) {
      const std::int32_t code = column.codes[sample_.rows[unit]];
      return code < 0 ? counts.size() - 1 : static_cast<std::size_t>(code);
    };
    for (std::size_t unit = 0; unit < sample_.size(); ++unit) {
      ++counts[code_of(unit)];
    }
    covariate.missing = counts.back();
    const auto present = std::count_if(counts.begin(), counts.end(), [](std::int64_t n) { return n > 0; });
    if (static_cast<std::size_t>(present) > most_covariate_levels) {
      issues_.push_back(error(
          Code::too_many_levels, joined("covariates[", std::to_string(i), "]"),
          joined("“", covariate.name, "” has ", static_cast<std::int64_t>(present),
                 " different texts; a covariate may have ", static_cast<std::int64_t>(most_covariate_levels), "."),
          static_cast<double>(most_covariate_levels)));
      continue;
    }
    // The commonest level is what the others are compared with; missing is a level like any other.
    const auto commonest = static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
    for (std::size_t level = 0; level < counts.size(); ++level) {
      if (counts[level] == 0 || level == commonest) {
        continue;
      }
      for (std::size_t unit = 0; unit < sample_.size(); ++unit) {
        shown[unit] = code_of(unit) == level ? 1 : 0;
      }
      add_term(i, level + 1 == counts.size() ? "missing" : std::string(column.levels[level]), shown);
    }
  }
  sample_.x.conservativeResize(Eigen::NoChange, static_cast<Eigen::Index>(sample_.terms.size()));
}

Outcome<Sample> SampleReader::Work::take() {
  for (Gathered& numbers : numbers_) {
    numbers.finish();
  }
  leave_out();
  add_groups();
  add_design();
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
