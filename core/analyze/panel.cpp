// SPDX-License-Identifier: Apache-2.0
#include "analyze/panel.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "analyze/columns.hpp"
#include "analyze/groups.hpp"
#include "analyze/sample.hpp"
#include "base/text.hpp"
#include "table/number.hpp"

namespace sutva::analyze {
namespace {

using table::Column;
using table::ColumnKind;
using table::Table;

constexpr std::size_t rows_per_step = 16'384;
constexpr std::size_t most_cells = 40'000'000;
constexpr std::size_t most_covariate_levels = 50;
constexpr std::int32_t unknown = -2;  // nothing is known of a unit's first treated period yet
constexpr std::int32_t torn = -3;     // two rows say different things

enum Reason : std::size_t {
  no_unit,
  no_time,
  no_outcome,
  no_treated,
  no_cluster,
  two_times,
  incomplete,
  no_covariate,
  always
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Texts that sort as times do have their digits at the same places: 2024-03, 2024Q1, 2024-W05, 2024-03-01.
bool same_shape(std::string_view one, std::string_view other) {
  return one.size() == other.size() && std::equal(one.begin(), one.end(), other.begin(), [](char a, char b) {
           return is_digit(a) == is_digit(b) && (is_digit(a) || a == b || (a >= 'A' && b >= 'A'));
         });
}

bool means_never(std::string_view text) {
  std::string word(table::trimmed(text));
  std::transform(word.begin(), word.end(), word.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return word == "0" || word == "never" || word == "inf" || word == "infinity" || word == "+inf" || word == "control" ||
         word == "untreated" || table::is_missing_token(word);
}

// What names a period as a number, where the column of times holds numbers.
std::optional<double> as_time(std::string_view name) { return table::parse_number(table::trimmed(name), '.'); }

}  // namespace

std::int32_t period_at(const Column& time, const std::vector<std::string>& periods, std::string_view name) {
  std::size_t at = 0;
  if (time.kind == ColumnKind::number) {
    const std::optional<double> wanted = as_time(name);
    if (!wanted) {
      return -1;
    }
    while (at < periods.size() && as_time(periods[at]).value_or(0) < *wanted) {
      ++at;
    }
  } else {
    if (periods.empty() || !same_shape(periods[0], name)) {
      return -1;
    }
    while (at < periods.size() && std::string_view(periods[at]) < name) {
      ++at;
    }
  }
  return static_cast<std::int32_t>(at);
}

class PanelReader::Work {
 public:
  Work(const Table& table, PanelRequest request) : table_(&table), request_(std::move(request)) {}

  void choose(Issues& issues);
  bool step();
  double progress() const { return static_cast<double>(row_) / static_cast<double>(table_->rows); }
  Outcome<Panel> take();

 private:
  struct UnitRow {
    std::int32_t first = unknown;    // place of the first treated period, or size of periods
    std::int32_t first_period = -1;  // with treated: of a treated row
    std::int32_t last_untreated = -1;
    std::int32_t cluster = -1;
    std::int32_t earliest = std::numeric_limits<std::int32_t>::max();  // period of `row`
    std::uint32_t row = 0;
    bool late = false;
  };

  const Column* find(const std::string& field, const std::string& name, std::string_view said, Issues& issues);
  void choose_periods(Issues& issues);
  void choose_first_treated(Issues& issues);
  std::int32_t period_of(std::size_t row) const;
  std::int32_t first_of(std::size_t row, bool& late) const;
  void add_row(std::size_t row);
  bool make_room(std::size_t units);
  void add_covariates(const std::vector<std::uint32_t>& rows, Panel& panel);

  const Table* table_;
  PanelRequest request_;
  std::vector<std::pair<std::string, std::string>> taken_;
  const Column* time_ = nullptr;
  const Column* first_treated_ = nullptr;
  std::optional<NumberView> outcome_, treated_;
  std::optional<Groups> units_, clusters_;
  std::vector<const Column*> covariates_;

  std::vector<std::string> periods_;
  std::vector<double> times_;             // of periods that are numbers
  std::vector<std::int32_t> by_code_;     // period of a text
  std::vector<std::int32_t> first_code_;  // first treated period of a text; size of periods: never; -1: unreadable
  std::vector<bool> late_code_;
  bool even_ = true;

  std::vector<std::int32_t> unit_of_group_;
  std::vector<UnitRow> unit_rows_;
  std::vector<double> sums_;           // unit by period
  std::vector<std::uint32_t> counts_;  // rows in it
  std::vector<std::int32_t> unit_of_;  // by row of the file; -1: it does not count
  std::int64_t repeated_ = 0, not_binary_ = 0, torn_clusters_ = 0;
  std::int64_t repeated_line_ = 0;
  bool too_large_ = false;
  Reasons reasons_{{"No unit", "No time", "No outcome", "Treated or not is not known", "No cluster",
                    "Its unit has two times of first treatment", "Its unit lacks a period",
                    "Its unit lacks a covariate", "Its unit is treated from the first period on"}};
  std::size_t row_ = 0;
};

const Column* PanelReader::Work::find(const std::string& field, const std::string& name, std::string_view said,
                                      Issues& issues) {
  if (name.empty()) {
    issues.push_back(error(Code::required, field, joined("Choose the column that holds the ", said, ".")));
    return nullptr;
  }
  const Column* column = table_->find(name);
  if (!column) {
    issues.push_back(unknown_column(field, name, *table_));
    return nullptr;
  }
  for (const auto& [taken, as] : taken_) {
    if (taken == name) {
      issues.push_back(
          error(Code::conflict, field,
                joined("“", name, "” is the ", as, " already; choose another column for the ", said, ".")));
      return nullptr;
    }
  }
  taken_.emplace_back(name, std::string(said));
  return column;
}

void PanelReader::Work::choose(Issues& issues) {
  const Column* unit = find("unit", request_.unit, "unit", issues);
  time_ = find("time", request_.time, "time", issues);
  const auto numbers = [&](const std::string& field, const std::string& name, std::string_view said) {
    const Column* column = find(field, name, said, issues);
    std::optional<NumberView> view = column ? NumberView::of(*column) : std::nullopt;
    if (column && !view) {
      issues.push_back(
          error(Code::not_numeric, field,
                joined("“", name, "” holds text",
                       column->samples.empty() ? std::string() : joined(", such as “", column->samples[0], "”"),
                       "; the ", said, " needs numbers, true/false or yes/no.")));
    }
    return view;
  };
  outcome_ = numbers("outcome", request_.outcome, "outcome");
  if (!request_.first_treated.empty() && !request_.treated.empty()) {
    issues.push_back(error(Code::conflict, "treated",
                           "Choose either the time of first treatment or the mark of treated rows, not both."));
  } else if (!request_.first_treated.empty()) {
    first_treated_ = find("first_treated", request_.first_treated, "time of first treatment", issues);
  } else if (!request_.treated.empty()) {
    treated_ = numbers("treated", request_.treated, "mark of treated rows");
  }
  if (!request_.cluster.empty() && request_.cluster != request_.unit) {
    if (const Column* cluster = find("cluster", request_.cluster, "cluster", issues)) {
      clusters_.emplace(*cluster);
    }
  }
  for (std::size_t i = 0; i < request_.covariates.size(); ++i) {
    const std::string field = joined("covariates[", std::to_string(i), "]");
    const Column* column = find(field, request_.covariates[i], "covariate", issues);
    if (!column) {
      continue;
    }
    if (!NumberView::of(*column) && (column->identifiers || column->levels.size() > most_covariate_levels)) {
      issues.push_back(
          error(Code::too_many_levels, field,
                joined("“", column->name, "” has more than ", static_cast<std::int64_t>(most_covariate_levels),
                       " different texts; a covariate may have that many."),
                static_cast<double>(most_covariate_levels)));
      continue;
    }
    covariates_.push_back(column);
  }
  if (unit) {
    units_.emplace(*unit);
  }
  if (time_) {
    choose_periods(issues);
  }
  if (first_treated_ && !periods_.empty()) {
    choose_first_treated(issues);
  }
  unit_of_.reserve(static_cast<std::size_t>(table_->rows));
}

void PanelReader::Work::choose_periods(Issues& issues) {
  const auto levels = levels_of(*time_, most_periods);
  if (!levels) {
    issues.push_back(error(Code::too_many_levels, "time",
                           joined("“", time_->name, "” has more than ", static_cast<std::int64_t>(most_periods),
                                  " different times; put them together, days into weeks for example."),
                           static_cast<double>(most_periods)));
    return;
  }
  std::vector<const LevelCount*> order;
  for (const LevelCount& level : *levels) {
    if (level.count > 0) {
      order.push_back(&level);
    }
  }
  const bool numbers = time_->kind == ColumnKind::number;
  std::sort(order.begin(), order.end(), [&](const LevelCount* a, const LevelCount* b) {
    return numbers ? a->number < b->number : a->level < b->level;
  });
  if (order.size() < 2) {
    issues.push_back(error(Code::constant, "time",
                           joined("“", time_->name, "” has ", order.empty() ? "no time" : "a single time",
                                  "; a comparison over time needs at least two.")));
    return;
  }
  if (!numbers) {
    for (const LevelCount* level : order) {
      if (!same_shape(order[0]->level, level->level)) {
        issues.push_back(error(Code::not_numeric, "time",
                               joined("“", order[0]->level, "” and “", level->level,
                                      "” are not written alike, so their order is not known; write whole numbers, or "
                                      "dates as 2024-03-01, 2024-03 or 2024Q1.")));
        return;
      }
    }
    by_code_.assign(time_->levels.size(), -1);
  }
  for (std::size_t i = 0; i < order.size(); ++i) {
    periods_.push_back(order[i]->level);
    if (numbers) {
      times_.push_back(order[i]->number);
    } else if (const auto code = time_->levels.find(order[i]->level)) {
      by_code_[static_cast<std::size_t>(*code)] = static_cast<std::int32_t>(i);
    }
  }
  // 202411, 202412, 202501 are months in a row.
  const bool months = std::all_of(times_.begin(), times_.end(), [](double time) {
    const double month = std::fmod(time, 100);
    return time > 190'000 && time < 230'000 && month >= 1 && month <= 12 && month == std::floor(month);
  });
  const auto apart = [&](std::size_t i) {
    const auto count = [&](double time) { return months ? 12 * std::floor(time / 100) + std::fmod(time, 100) : time; };
    return count(times_[i]) - count(times_[i - 1]);
  };
  for (std::size_t i = 2; i < times_.size(); ++i) {
    even_ = even_ && std::abs(apart(i) - apart(1)) <= 1e-9 * std::abs(apart(1));
  }
}

void PanelReader::Work::choose_first_treated(Issues& issues) {
  const Column& column = *first_treated_;
  const auto never = static_cast<std::int32_t>(periods_.size());
  if (column.kind == ColumnKind::number) {
    if (time_->kind == ColumnKind::text &&
        std::any_of(column.numbers.begin(), column.numbers.end(), [](double x) { return !std::isnan(x) && x != 0; })) {
      issues.push_back(error(Code::conflict, "first_treated",
                             joined("“", column.name, "” holds numbers and “", time_->name, "” texts such as “",
                                    periods_[0], "”; write both in the same way.")));
    }
    return;
  }
  if (column.levels.size() > 4 * most_periods) {
    issues.push_back(
        error(Code::too_many_levels, "first_treated",
              joined("“", column.name, "” has ", static_cast<std::int64_t>(column.levels.size()),
                     " different texts; times of first treatment are some of the times of “", time_->name, "”."),
              static_cast<double>(4 * most_periods)));
    return;
  }
  for (const std::string_view level : column.levels) {
    std::int32_t at = never;
    bool late = false;
    if (!means_never(level)) {
      at = period_at(*time_, periods_, level);
      late = at == never;
      if (at < 0) {
        issues.push_back(error(Code::conflict, "first_treated",
                               joined("“", level, "” is not a time as “", time_->name, "” writes them, such as “",
                                      periods_[0], "”; who is never treated has an empty cell, 0 or “never”.")));
        return;
      }
    }
    first_code_.push_back(at);
    late_code_.push_back(late);
  }
}

std::int32_t PanelReader::Work::period_of(std::size_t row) const {
  if (time_->kind == ColumnKind::text) {
    const std::int32_t code = time_->codes[row];
    return code < 0 ? -1 : by_code_[static_cast<std::size_t>(code)];
  }
  const double number = time_->numbers[row];
  return std::isnan(number)
             ? -1
             : static_cast<std::int32_t>(std::lower_bound(times_.begin(), times_.end(), number) - times_.begin());
}

std::int32_t PanelReader::Work::first_of(std::size_t row, bool& late) const {
  const auto never = static_cast<std::int32_t>(periods_.size());
  if (first_treated_->kind == ColumnKind::text) {
    const std::int32_t code = first_treated_->codes[row];
    if (code < 0) {
      return never;
    }
    late = late_code_[static_cast<std::size_t>(code)];
    return first_code_[static_cast<std::size_t>(code)];
  }
  const double number = first_treated_->numbers[row];
  // 0 means never, unless the file counts its periods through it.
  if (std::isnan(number) || times_.empty() || (number == 0 && times_[0] >= 0)) {
    return never;
  }
  const auto at = static_cast<std::int32_t>(std::lower_bound(times_.begin(), times_.end(), number) - times_.begin());
  late = at == never;
  return at;
}

bool PanelReader::Work::make_room(std::size_t units) {
  if (units * periods_.size() > most_cells) {
    too_large_ = true;
    return false;
  }
  if (sums_.size() < units * periods_.size()) {
    const std::size_t room = std::min(most_cells, std::max(units, 2 * unit_rows_.size() + 64) * periods_.size());
    sums_.resize(room, 0.0);
    counts_.resize(room, 0);
  }
  return true;
}

bool PanelReader::Work::step() {
  const auto rows = static_cast<std::size_t>(table_->rows);
  if (row_ >= rows || too_large_) {
    return false;
  }
  for (const std::size_t last = std::min(rows, row_ + rows_per_step); row_ < last && !too_large_; ++row_) {
    add_row(row_);
  }
  return row_ < rows && !too_large_;
}

void PanelReader::Work::add_row(std::size_t row) {
  unit_of_.push_back(-1);
  const std::int32_t group = units_->of(row);
  if (group < 0) {
    reasons_.note(no_unit, row);
    return;
  }
  unit_of_group_.resize(std::max(unit_of_group_.size(), units_->size()), -1);
  std::int32_t& known = unit_of_group_[static_cast<std::size_t>(group)];
  if (known < 0) {
    if (!make_room(unit_rows_.size() + 1)) {
      return;
    }
    known = static_cast<std::int32_t>(unit_rows_.size());
    unit_rows_.emplace_back();
  }
  const std::int32_t period = period_of(row);
  if (period < 0) {
    reasons_.note(no_time, row);
    return;
  }
  const double y = outcome_->at(row);
  if (std::isnan(y)) {
    reasons_.note(no_outcome, row);
    return;
  }
  UnitRow& unit = unit_rows_[static_cast<std::size_t>(known)];
  if (treated_) {
    const double treated = treated_->at(row);
    if (std::isnan(treated)) {
      reasons_.note(no_treated, row);
      return;
    }
    not_binary_ += treated != 0 && treated != 1 ? 1 : 0;
    if (treated != 0) {
      unit.first_period = unit.first_period < 0 ? period : std::min(unit.first_period, period);
    } else {
      unit.last_untreated = std::max(unit.last_untreated, period);
    }
  } else if (first_treated_) {
    const std::int32_t first = first_of(row, unit.late);
    unit.first = unit.first == unknown || unit.first == first ? first : torn;
  }
  if (clusters_) {
    const std::int32_t cluster = clusters_->of(row);
    if (cluster < 0) {
      reasons_.note(no_cluster, row);
      return;
    }
    torn_clusters_ += unit.cluster >= 0 && unit.cluster != cluster ? 1 : 0;
    unit.cluster = cluster;
  }
  if (period < unit.earliest) {
    unit.earliest = period;
    unit.row = static_cast<std::uint32_t>(row);
  }
  const std::size_t cell = static_cast<std::size_t>(known) * periods_.size() + static_cast<std::size_t>(period);
  sums_[cell] += y;
  if (++counts_[cell] > 1 && ++repeated_ == 1) {
    repeated_line_ = table_->line_of(static_cast<std::int64_t>(row));
  }
  unit_of_.back() = known;
}

void PanelReader::Work::add_covariates(const std::vector<std::uint32_t>& rows, Panel& panel) {
  const auto n = static_cast<Eigen::Index>(rows.size());
  std::vector<Eigen::VectorXd> columns;
  for (const Column* column : covariates_) {
    const std::optional<NumberView> numbers = NumberView::of(*column);
    if (numbers) {
      Eigen::VectorXd values(n);
      for (Eigen::Index i = 0; i < n; ++i) {
        values[i] = numbers->at(rows[static_cast<std::size_t>(i)]);
      }
      columns.push_back(std::move(values));
      panel.terms.push_back(column->name);
      continue;
    }
    for (std::size_t level = 1; level < column->levels.size(); ++level) {
      Eigen::VectorXd values(n);
      for (Eigen::Index i = 0; i < n; ++i) {
        values[i] = column->codes[rows[static_cast<std::size_t>(i)]] == static_cast<std::int32_t>(level) ? 1 : 0;
      }
      columns.push_back(std::move(values));
      panel.terms.push_back(joined(column->name, ": ", column->levels[level]));
    }
  }
  panel.x.resize(n, static_cast<Eigen::Index>(columns.size()));
  for (std::size_t j = 0; j < columns.size(); ++j) {
    Eigen::VectorXd& values = columns[j];
    values.array() -= values.mean();
    const double scale = std::sqrt(values.squaredNorm() / static_cast<double>(std::max<Eigen::Index>(n, 1)));
    panel.x.col(static_cast<Eigen::Index>(j)) = values / (scale > 0 ? scale : 1);
  }
}

Outcome<Panel> PanelReader::Work::take() {
  Issues issues;
  const std::size_t count = periods_.size();
  if (too_large_) {
    return error(Code::too_large, "unit",
                 joined("The file has more than ", static_cast<std::int64_t>(most_cells / count), " units in ", count,
                        " periods; choose the column that names a unit which is seen again and again, or put units "
                        "together."),
                 static_cast<double>(most_cells));
  }
  if (not_binary_ > 0) {
    issues.push_back(
        error(Code::out_of_range, "treated",
              joined("“", request_.treated, "” says something other than 0 and 1 in ", not_binary_,
                     not_binary_ == 1 ? " row" : " rows", "; it marks the rows in which a unit is treated.")));
  }
  if (torn_clusters_ > 0) {
    issues.push_back(error(
        Code::crossed_units, "cluster",
        joined("“", request_.cluster, "” changes within a unit; a unit belongs to one cluster for all periods.")));
  }
  Panel panel;
  panel.periods = periods_;
  panel.even = even_;
  panel.units_total = static_cast<std::int64_t>(unit_rows_.size());
  panel.rows_total = table_->rows;
  const auto never = static_cast<std::int32_t>(count);
  enum class Fate : std::uint8_t { stays, two_times, incomplete, no_covariate, always };
  std::vector<Fate> fates(unit_rows_.size(), Fate::stays);
  std::vector<std::int32_t> cluster_place;
  for (std::size_t i = 0; i < unit_rows_.size(); ++i) {
    UnitRow& unit = unit_rows_[i];
    if (treated_) {
      unit.first = unit.first_period < 0 ? never : unit.first_period;
      panel.units_back += unit.last_untreated > unit.first ? 1 : 0;
    }
    const auto* begin = counts_.data() + i * count;
    if (unit.first == torn) {
      fates[i] = Fate::two_times;
    } else if (std::find(begin, begin + count, 0U) != begin + count) {
      fates[i] = Fate::incomplete;
      ++panel.units_incomplete;
    } else if (std::any_of(covariates_.begin(), covariates_.end(), [&](const Column* column) {
                 return column->is_missing(static_cast<std::int64_t>(unit.row));
               })) {
      fates[i] = Fate::no_covariate;
    } else if (unit.first == 0) {
      fates[i] = Fate::always;
      ++panel.units_always;
    }
    if (fates[i] != Fate::stays) {
      continue;
    }
    // Units move up in place: the ones that stay lie before where they are read.
    const std::size_t to = panel.rows.size();
    for (std::size_t t = 0; t < count; ++t) {
      const double rows = request_.unit_rows == RowsOfPeriod::sum ? 1 : counts_[i * count + t];
      sums_[to * count + t] = sums_[i * count + t] / rows;
    }
    panel.rows.push_back(unit.row);
    panel.first.push_back(unit.first == unknown ? never : unit.first);
    panel.units_late += unit.late ? 1 : 0;
    if (clusters_) {
      cluster_place.resize(std::max(cluster_place.size(), clusters_->size()), -1);
      std::int32_t& place = cluster_place[static_cast<std::size_t>(unit.cluster)];
      place = place < 0 ? static_cast<std::int32_t>(panel.cluster_count++) : place;
      panel.clusters.push_back(place);
    }
  }
  for (std::size_t row = 0; row < unit_of_.size(); ++row) {
    if (unit_of_[row] >= 0) {
      switch (fates[static_cast<std::size_t>(unit_of_[row])]) {
        case Fate::two_times:
          reasons_.note(two_times, row);
          break;
        case Fate::incomplete:
          reasons_.note(incomplete, row);
          break;
        case Fate::no_covariate:
          reasons_.note(no_covariate, row);
          break;
        case Fate::always:
          reasons_.note(always, row);
          break;
        case Fate::stays:
          ++panel.rows_used;
          break;
      }
    }
  }
  panel.left_out = reasons_.list(*table_);
  sums_.resize(panel.rows.size() * count);
  panel.outcome = std::move(sums_);
  check_size(panel.outcome, "outcome", request_.outcome, issues);
  if (panel.rows.empty() && issues.empty() && panel.units_always > 0) {
    issues.push_back(error(Code::one_arm, request_.treated.empty() ? "first_treated" : "treated",
                           "Every unit is treated from the first period on; an effect shows against a time before."));
  } else if (panel.rows.empty() && issues.empty()) {
    issues.push_back(error(Code::no_rows, "unit",
                           joined("None of ", panel.units_total, panel.units_total == 1 ? " unit" : " units", " of “",
                                  request_.unit, "” is seen in all ", count,
                                  " periods with an outcome; choose the column that names a unit in every period, or "
                                  "leave periods out of the file.")));
  }
  if (has_error(issues)) {
    return issues;
  }
  add_covariates(panel.rows, panel);
  if (repeated_ > 0) {
    issues.push_back(warning(Code::duplicate_units, "unit",
                             joined(repeated_, repeated_ == 1 ? " row repeats" : " rows repeat",
                                    " a unit within a period (first on line ", repeated_line_, "); such rows were ",
                                    request_.unit_rows == RowsOfPeriod::sum ? "added up." : "averaged.")));
  }
  if (panel.units_incomplete > 0) {
    issues.push_back(warning(Code::missing_values, "unit",
                             joined(panel.units_incomplete, " of ", panel.units_total,
                                    " units lack at least one period and were left out, so that every period compares "
                                    "the same units.")));
  }
  if (panel.units_back > 0) {
    issues.push_back(warning(Code::crossed_units, "treated",
                             joined(panel.units_back, panel.units_back == 1 ? " unit goes" : " units go",
                                    " back to untreated after treatment; the time of first treatment counts, so the "
                                    "effect is that of having been treated.")));
  }
  return {std::move(panel), std::move(issues)};
}

Outcome<PanelReader> PanelReader::prepare(const Table& table, PanelRequest request) {
  if (table.rows == 0) {
    return error(Code::no_rows, "", "The table has no rows.");
  }
  Issues issues;
  auto work = std::make_unique<Work>(table, std::move(request));
  work->choose(issues);
  if (has_error(issues)) {
    return issues;
  }
  return {PanelReader(std::move(work)), std::move(issues)};
}

PanelReader::PanelReader(std::unique_ptr<Work> work) : work_(std::move(work)) {}
PanelReader::PanelReader(PanelReader&&) noexcept = default;
PanelReader& PanelReader::operator=(PanelReader&&) noexcept = default;
PanelReader::~PanelReader() = default;
bool PanelReader::step() { return work_->step(); }
double PanelReader::progress() const { return work_->progress(); }
Outcome<Panel> PanelReader::take() { return work_->take(); }

}  // namespace sutva::analyze
