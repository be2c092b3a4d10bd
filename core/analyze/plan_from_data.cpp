// SPDX-License-Identifier: Apache-2.0
#include "analyze/plan_from_data.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "analyze/columns.hpp"
#include "analyze/groups.hpp"
#include "base/text.hpp"
#include "stats/distributions.hpp"
#include "stats/intervals.hpp"
#include "stats/intraclass.hpp"
#include "stats/least_squares.hpp"
#include "stats/moments.hpp"
#include "stats/quantiles.hpp"
#include "table/roles.hpp"

namespace sutva::analyze {
namespace {

using table::Column;
using table::ColumnKind;
using table::Table;

constexpr std::size_t rows_per_step = 8192;
constexpr std::size_t most_arms = 50;
constexpr double largest_number = 1e90;  // powers of larger ones leave the range of a double
constexpr double largest_count = 9007199254740992.0;
constexpr double nowhere = std::numeric_limits<double>::infinity();

enum Reason : std::size_t {
  arm_missing,
  other_arm,
  unit_missing,
  outcome_missing,
  denominator_missing,
  crossed_unit,
  zero_outcome,
  reasons
};

struct Left {
  std::int64_t rows = 0;
  std::vector<std::int64_t> first;
};

bool is_too_large(const stats::Moments& m) {
  return !(std::abs(m.mean()) <= largest_number && m.variance() <= largest_number * largest_number);
}

Issue too_large(std::string_view field, std::string_view column) {
  return error(Code::too_large, field, joined("“", column, "” holds numbers beyond 1e90; give it a larger unit."),
               largest_number);
}

std::string rounded(double x) {
  if (x == 0 || !std::isfinite(x)) {
    return text(x);
  }
  const double scale = std::pow(10.0, 2 - std::floor(std::log10(std::abs(x))));
  const double cut = std::isfinite(scale) ? std::round(x * scale) / scale : x;
  return std::abs(cut) >= 1000 && std::abs(cut) < 9e15 ? text(static_cast<std::int64_t>(cut)) : text(cut);
}

std::string percent(double share) { return rounded(share * 100) + "\u00a0%"; }

double per_arm_normal(double skewness) { return std::ceil(355 * skewness * skewness); }

// The level of an arm column of which rows count.
struct Level {
  const Column* column = nullptr;
  std::string name;
  double number = 0;
  std::int32_t code = 0;

  bool holds(std::size_t row) const {
    return column->kind == ColumnKind::number ? column->numbers[row] == number : column->codes[row] == code;
  }
};

// Issues stand on arm and control.
std::optional<Level> control_level(const Column& column, const std::string& wanted, Issues& issues) {
  const auto levels = levels_of(column, most_arms);
  if (!levels) {
    issues.push_back(
        error(Code::too_many_levels, "arm",
              joined("“", column.name, "” has more than ", most_arms, " different values; an arm column has a few."),
              static_cast<double>(most_arms)));
    return std::nullopt;
  }
  std::vector<std::string> names;
  std::string quoted;
  for (const LevelCount& level : *levels) {
    if (names.size() < 8) {
      quoted += joined(names.empty() ? "" : ", ", "“", level.level, "”");
    }
    names.push_back(level.level);
  }
  if (names.empty()) {
    issues.push_back(error(Code::one_arm, "arm", joined("“", column.name, "” is empty in every row.")));
    return std::nullopt;
  }
  const std::string name = !wanted.empty() ? wanted : table::guess_control(names).value_or(std::string());
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    issues.push_back(
        wanted.empty()
            ? error(Code::required, "control", joined("“", column.name, "” says ", quoted, "; choose the control."))
            : error(Code::unknown_level, "control",
                    joined("“", column.name, "” never says “", wanted, "”; it says ", quoted, ".")));
    return std::nullopt;
  }
  const std::ptrdiff_t place = found - names.begin();
  return Level{&column, name, (*levels)[static_cast<std::size_t>(place)].number, static_cast<std::int32_t>(place)};
}

// What a request's columns were found to be.
struct Chosen {
  NumberView outcome;
  std::optional<NumberView> denominator;
  std::vector<NumberView> covariates;
  const Column* cluster = nullptr;
  const Column* unit = nullptr;
  std::optional<Level> control;
};

std::optional<Chosen> choose(const Table& table, const PlanFromDataRequest& request, Issues& issues) {
  struct Role {
    std::string field;
    std::string_view name, said;
  };
  std::vector<Role> taken;
  const auto find = [&](std::string field, const std::string& name, std::string_view said) -> const Column* {
    const Column* column = table.find(name);
    if (!column) {
      issues.push_back(unknown_column(field, name, table));
      return nullptr;
    }
    for (const Role& other : taken) {
      if (other.name == name) {
        issues.push_back(error(Code::conflict, field,
                               field == "cluster" && other.field == "unit"
                                   ? joined("Each cluster would be one unit; choose another column, or none.")
                                   : joined("“", name, "” is the ", other.said, " already; choose another column.")));
        return nullptr;
      }
    }
    taken.push_back({std::move(field), name, said});
    return column;
  };
  const auto find_numbers = [&](const std::string& field, const std::string& name,
                                std::string_view said) -> std::optional<NumberView> {
    const Column* column = find(field, name, said);
    if (!column) {
      return std::nullopt;
    }
    auto numbers = NumberView::of(*column);
    if (!numbers) {
      issues.push_back(
          error(Code::not_numeric, field,
                joined("“", name, "” holds text",
                       column->samples.empty() ? std::string() : joined(", such as “", column->samples[0], "”"),
                       "; the ", said, " needs numbers, true/false or yes/no.")));
    }
    return numbers;
  };

  Chosen chosen;
  const auto outcome = find_numbers("outcome", request.outcome, "outcome");
  if (!request.denominator.empty()) {
    chosen.denominator = find_numbers("denominator", request.denominator, "denominator");
    if (!request.unit.empty() && request.unit_rows != UnitRows::sum) {
      issues.push_back(error(Code::conflict, "unit_rows",
                             "A ratio metric adds up its numerator and denominator over a unit's rows; choose Add up, "
                             "or no denominator."));
    }
  }
  if (!request.unit.empty()) {
    chosen.unit = find("unit", request.unit, "unit");
  }
  if (!request.arm.empty()) {
    if (const Column* arm = find("arm", request.arm, "arm")) {
      chosen.control = control_level(*arm, request.control, issues);
    }
  } else if (!request.control.empty()) {
    issues.push_back(error(Code::required, "arm", "A control level needs the arm column it stands in."));
  }
  if (!request.cluster.empty()) {
    chosen.cluster = find("cluster", request.cluster, "cluster");
  }
  for (std::size_t i = 0; i < request.covariates.size(); ++i) {
    auto numbers = find_numbers(joined("covariates[", std::to_string(i), "]"), request.covariates[i], "covariate");
    if (numbers) {
      chosen.covariates.push_back(std::move(*numbers));
    }
  }
  if (has_error(issues)) {
    return std::nullopt;
  }
  chosen.outcome = *outcome;
  return chosen;
}

}  // namespace

class PlanFromData::Work {
 public:
  static Outcome<PlanFromData> begin(const Table& table, const Request& request);
  bool step();
  double progress() const;
  Outcome<Result> finish();

 private:
  // Rows become units, units are weighed up, sorted, capped, and looked at once more around their means.
  enum class Pass : std::uint8_t { rows, units, sort, capped, shape, done };

  struct Covariate {
    std::vector<double> values;         // by unit
    std::vector<std::uint32_t> counts;  // by unit, where a unit has several rows
    stats::Moments moments;             // over units that have it
  };
  struct Cluster {
    double size = 0, mean = 0;
  };

  Work(const Table& table, const Request& request, Chosen chosen)
      : table_(&table), request_(request), chosen_(std::move(chosen)) {}

  void leave_out(Reason reason, std::int64_t rows, std::size_t first_row);
  void gather(std::size_t row);
  void add_row(std::size_t row, std::size_t unit);
  void weigh(std::size_t first, std::size_t last);
  void cap(std::size_t first, std::size_t last);
  void look(std::size_t first, std::size_t last);
  void add_to_regression(std::size_t unit, double metric);
  Pass next();
  void after_rows();
  void after_units();
  void after_sort();
  void after_capped();
  std::size_t size_of_pass() const;

  void add_outcome(Result& result);
  void add_ratio(Result& result);
  void add_counts(Result& result) const;
  void add_covariates(Result& result);
  void add_clusters(Result& result);
  std::string sentence(const Result& result) const;

  const Table* table_;
  Request request_;
  Chosen chosen_;
  Issues issues_;
  Pass pass_ = Pass::rows;
  std::size_t place_ = 0;  // within the pass

  std::array<Left, reasons> left_;
  std::int64_t rows_used_ = 0;

  // By unit, of those that count from the end of the second pass on.
  std::vector<double> outcomes_, denominators_;
  std::vector<std::int32_t> clusters_;
  std::vector<Covariate> covariates_;
  // By unit, where a unit has several rows; until the end of the second pass.
  std::optional<Groups> units_, cluster_groups_;
  std::vector<std::uint32_t> unit_rows_, first_rows_;
  std::vector<bool> elsewhere_;  // has rows of another arm
  std::size_t kept_ = 0;
  std::int64_t several_clusters_ = 0, crossed_units_ = 0;

  std::vector<double> block_;
  stats::Moments outcome_, denominator_, capped_;
  double low_ = nowhere, high_ = -nowhere, lowest_denominator_ = nowhere;
  bool whole_ = true, binary_ = true;
  std::int64_t zeros_ = 0, with_covariates_ = 0;

  std::optional<stats::SteppedSort> sort_;
  double cap_ = 0;
  std::size_t above_cap_ = 0;

  double rate_ = 0;  // sum of outcomes over sum of denominators; the mean where there is none
  double z3_ = 0, z4_ = 0, capped_z3_ = 0;
  double covariance_ = 0, linearised_ = 0;
  double pearson_ = 0, pearson_units_ = 0, squares_about_rate_ = 0, squares_of_expected_ = 0, expected_ = 0;
  bool impossible_count_ = false;
  std::optional<stats::TriangularFactor> regression_;  // of [1, covariates, metric]
  std::vector<double> row_;
  std::vector<Cluster> by_cluster_;
  double within_ = 0;
};

Outcome<PlanFromData> PlanFromData::Work::begin(const Table& table, const Request& request) {
  if (table.rows == 0) {
    return error(Code::no_rows, "", "The table has no rows.");
  }
  Issues issues;
  std::optional<Chosen> chosen = choose(table, request, issues);
  if (!chosen) {
    return issues;
  }
  PlanFromData plan;
  plan.work_.reset(new Work(table, request, std::move(*chosen)));
  Work& work = *plan.work_;
  work.covariates_.resize(work.chosen_.covariates.size());
  if (work.chosen_.unit) {
    work.units_.emplace(*work.chosen_.unit);
  }
  if (work.chosen_.cluster) {
    work.cluster_groups_.emplace(*work.chosen_.cluster);
  }
  return {std::move(plan)};
}

std::size_t PlanFromData::Work::size_of_pass() const {
  return pass_ == Pass::rows ? static_cast<std::size_t>(table_->rows) : outcomes_.size();
}

bool PlanFromData::Work::step() {
  if (pass_ == Pass::done) {
    return false;
  }
  const std::size_t size = size_of_pass();
  const std::size_t last = std::min(size, place_ + rows_per_step);
  bool more = last < size;
  switch (pass_) {
    case Pass::rows:
      for (std::size_t row = place_; row < last; ++row) {
        gather(row);
      }
      break;
    case Pass::units:
      weigh(place_, last);
      break;
    case Pass::sort:
      more = sort_->step();
      break;
    case Pass::capped:
      cap(place_, last);
      break;
    case Pass::shape:
      look(place_, last);
      break;
    case Pass::done:
      break;
  }
  place_ = last;
  if (!more) {
    pass_ = next();
    place_ = 0;
  }
  return pass_ != Pass::done;
}

double PlanFromData::Work::progress() const {
  if (pass_ == Pass::done) {
    return 1;
  }
  const std::size_t size = size_of_pass();
  const double part = pass_ == Pass::sort ? sort_->progress()
                      : size == 0         ? 0
                                          : static_cast<double>(place_) / static_cast<double>(size);
  return (static_cast<double>(pass_) + part) / static_cast<double>(Pass::done);
}

PlanFromData::Work::Pass PlanFromData::Work::next() {
  switch (pass_) {
    case Pass::rows:
      after_rows();
      break;
    case Pass::units:
      after_units();
      break;
    case Pass::sort:
      after_sort();
      break;
    case Pass::capped:
      after_capped();
      break;
    case Pass::shape:
    case Pass::done:
      break;
  }
  return has_error(issues_) ? Pass::done : static_cast<Pass>(static_cast<std::uint8_t>(pass_) + 1);
}

void PlanFromData::Work::leave_out(Reason reason, std::int64_t rows, std::size_t first_row) {
  Left& left = left_[reason];
  left.rows += rows;
  // Units come in the order in which they first appear, which need not be that of the rows they are left out for.
  const auto largest = std::max_element(left.first.begin(), left.first.end());
  if (left.first.size() < table::most_examples) {
    left.first.push_back(static_cast<std::int64_t>(first_row));
  } else if (static_cast<std::int64_t>(first_row) < *largest) {
    *largest = static_cast<std::int64_t>(first_row);
  }
}

void PlanFromData::Work::gather(std::size_t row) {
  const std::int32_t group = units_ ? units_->of(row) : 0;
  if (units_ && group >= 0 && static_cast<std::size_t>(group) >= outcomes_.size()) {
    const std::size_t size = units_->size();
    outcomes_.resize(size);
    denominators_.resize(chosen_.denominator ? size : 0);
    clusters_.resize(cluster_groups_ ? size : 0, -1);
    unit_rows_.resize(size);
    first_rows_.resize(size);
    elsewhere_.resize(size);
    for (Covariate& c : covariates_) {
      c.values.resize(size);
      c.counts.resize(size);
    }
  }
  if (chosen_.control && !chosen_.control->holds(row)) {
    const bool missing = chosen_.control->column->is_missing(static_cast<std::int64_t>(row));
    if (units_ && group >= 0 && !missing) {
      elsewhere_[static_cast<std::size_t>(group)] = true;
    }
    leave_out(missing ? arm_missing : other_arm, 1, row);
  } else if (group < 0) {
    leave_out(unit_missing, 1, row);
  } else if (std::isnan(chosen_.outcome.at(row))) {
    leave_out(outcome_missing, 1, row);
  } else if (chosen_.denominator && std::isnan(chosen_.denominator->at(row))) {
    leave_out(denominator_missing, 1, row);
  } else if (units_) {
    add_row(row, static_cast<std::size_t>(group));
  } else {
    // The row is the unit.
    const double outcome = chosen_.outcome.at(row);
    zeros_ += outcome == 0;
    if (outcome == 0 && !request_.count_zeros) {
      leave_out(zero_outcome, 1, row);
      return;
    }
    outcomes_.push_back(outcome);
    if (chosen_.denominator) {
      denominators_.push_back(chosen_.denominator->at(row));
    }
    if (cluster_groups_) {
      clusters_.push_back(cluster_groups_->of(row));
    }
    for (std::size_t i = 0; i < covariates_.size(); ++i) {
      covariates_[i].values.push_back(chosen_.covariates[i].at(row));
    }
  }
}

void PlanFromData::Work::add_row(std::size_t row, std::size_t unit) {
  const double outcome = chosen_.outcome.at(row);
  const bool first = unit_rows_[unit]++ == 0;
  if (first) {
    first_rows_[unit] = static_cast<std::uint32_t>(row);
  }
  double& so_far = outcomes_[unit];
  so_far = first ? outcome : request_.unit_rows == UnitRows::largest ? std::max(so_far, outcome) : so_far + outcome;
  if (chosen_.denominator) {
    denominators_[unit] += chosen_.denominator->at(row);
  }
  if (cluster_groups_) {
    const std::int32_t cluster = cluster_groups_->of(row);
    std::int32_t& known = clusters_[unit];
    several_clusters_ += known >= 0 && cluster >= 0 && cluster != known;
    known = known < 0 ? cluster : known;
  }
  for (std::size_t i = 0; i < covariates_.size(); ++i) {
    const double value = chosen_.covariates[i].at(row);
    if (!std::isnan(value)) {
      covariates_[i].values[unit] += value;
      ++covariates_[i].counts[unit];
    }
  }
}

void PlanFromData::Work::after_rows() {
  block_.resize(rows_per_step);
  if (outcomes_.empty()) {
    issues_.push_back(error(Code::no_rows, "outcome", joined("No row has a value of “", request_.outcome, "”.")));
  }
}

// The units that count move to the front.
void PlanFromData::Work::weigh(std::size_t first, std::size_t last) {
  const std::size_t begin = kept_;
  for (std::size_t unit = first; unit < last; ++unit) {
    double outcome = outcomes_[unit];
    if (units_) {
      const std::uint32_t rows = unit_rows_[unit];
      if (rows == 0) {
        continue;
      }
      if (elsewhere_[unit]) {
        ++crossed_units_;
        leave_out(crossed_unit, rows, first_rows_[unit]);
        continue;
      }
      outcome = request_.unit_rows == UnitRows::mean ? outcome / rows : outcome;
      zeros_ += outcome == 0;
      if (outcome == 0 && !request_.count_zeros) {
        leave_out(zero_outcome, rows, first_rows_[unit]);
        continue;
      }
    }
    rows_used_ += units_ ? unit_rows_[unit] : 1;
    outcomes_[kept_] = outcome;
    low_ = std::min(low_, outcome);
    high_ = std::max(high_, outcome);
    whole_ = whole_ && outcome == std::floor(outcome);
    binary_ = binary_ && (outcome == 0 || outcome == 1);
    if (chosen_.denominator) {
      denominators_[kept_] = denominators_[unit];
      lowest_denominator_ = std::min(lowest_denominator_, denominators_[unit]);
    }
    if (cluster_groups_) {
      clusters_[kept_] = clusters_[unit];
    }
    bool all = true;
    for (Covariate& c : covariates_) {
      double value = c.values[unit];
      if (units_) {
        value = c.counts[unit] == 0 ? table::missing_number : value / c.counts[unit];
      }
      c.values[kept_] = value;
      all = all && !std::isnan(value);
    }
    with_covariates_ += all;
    ++kept_;
  }
  const std::size_t count = kept_ - begin;
  outcome_.add(std::span(outcomes_).subspan(begin, count));
  if (chosen_.denominator) {
    denominator_.add(std::span(denominators_).subspan(begin, count));
  }
  for (Covariate& c : covariates_) {
    double* to = block_.data();
    for (std::size_t unit = begin; unit < kept_; ++unit) {
      *to = c.values[unit];
      to += std::isnan(*to) ? 0 : 1;
    }
    c.moments.add({block_.data(), to});
  }
}

void PlanFromData::Work::after_units() {
  outcomes_.resize(kept_);
  denominators_.resize(chosen_.denominator ? kept_ : 0);
  clusters_.resize(cluster_groups_ ? kept_ : 0);
  for (Covariate& c : covariates_) {
    c.values.resize(kept_);
    c.counts = {};
  }
  unit_rows_ = {};
  first_rows_ = {};
  elsewhere_ = {};
  for (Left& left : left_) {
    std::sort(left.first.begin(), left.first.end());
  }

  const std::int64_t n = outcome_.count();
  if (n < 2) {
    issues_.push_back(error(Code::no_rows, "outcome",
                            joined(n == 0 ? "No unit is" : "Only one unit is", " left with a value of “",
                                   request_.outcome, "” that counts; a spread needs two."),
                            2.0));
    return;
  }
  if (is_too_large(outcome_)) {
    issues_.push_back(too_large("outcome", request_.outcome));
  } else if (!(outcome_.variance() > 0)) {
    issues_.push_back(error(Code::constant, "outcome",
                            low_ == high_ ? joined("“", request_.outcome, "” is ", low_,
                                                   " in every unit that counts; a plan needs one that varies.")
                                          : joined("“", request_.outcome,
                                                   "” varies too little to be measured; give it "
                                                   "a smaller unit.")));
  }
  if (chosen_.denominator) {
    if (is_too_large(denominator_)) {
      issues_.push_back(too_large("denominator", request_.denominator));
    } else if (!(denominator_.mean() > 0)) {
      issues_.push_back(error(Code::out_of_range, "denominator",
                              joined("The mean of “", request_.denominator, "” is ", denominator_.mean(),
                                     "; a ratio metric needs one above 0."),
                              0.0));
    } else if (lowest_denominator_ < 0) {
      issues_.push_back(warning(Code::out_of_range, "denominator",
                                joined("“", request_.denominator, "” goes down to ", lowest_denominator_,
                                       "; a denominator should not be negative."),
                                0.0));
    }
  }
  for (std::size_t i = 0; i < covariates_.size(); ++i) {
    if (is_too_large(covariates_[i].moments)) {
      issues_.push_back(too_large(joined("covariates[", std::to_string(i), "]"), request_.covariates[i]));
    }
  }
  const std::int64_t terms = static_cast<std::int64_t>(covariates_.size()) + 2;
  if (!covariates_.empty() && with_covariates_ <= terms) {
    issues_.push_back(error(Code::no_rows, "covariates",
                            joined(with_covariates_, with_covariates_ == 1 ? " unit has" : " units have",
                                   " a value of every covariate; more than ", terms, " are needed."),
                            static_cast<double>(terms)));
  }
  if (has_error(issues_)) {
    return;
  }
  if (whole_ && low_ < 0) {
    issues_.push_back(warning(Code::out_of_range, "outcome",
                              joined("“", request_.outcome, "” holds whole numbers down to ", low_,
                                     ": no counts, so there is no rate of events and no dispersion."),
                              0.0));
  }
  if (crossed_units_ > 0) {
    issues_.push_back(warning(Code::crossed_units, "unit",
                              joined(crossed_units_, crossed_units_ == 1 ? " unit has" : " units have",
                                     " rows in control and in another arm, and do not count.")));
  }
  if (several_clusters_ > 0) {
    issues_.push_back(warning(Code::conflict, "cluster",
                              joined("In ", several_clusters_, several_clusters_ == 1 ? " row" : " rows",
                                     " a unit stands in another cluster than in its first; the first one counts.")));
  }
  if (left_[outcome_missing].rows > 0) {
    issues_.push_back(warning(Code::missing_values, "outcome",
                              joined("“", request_.outcome, "” has no value in ", left_[outcome_missing].rows,
                                     left_[outcome_missing].rows == 1 ? " row that would" : " rows that would",
                                     " otherwise count; where that stands for 0, put 0 into the file.")));
  }
  sort_.emplace(outcomes_);
}

void PlanFromData::Work::after_sort() {
  cap_ = stats::quantile(sort_->sorted(), request_.cap_quantile);
  above_cap_ = static_cast<std::size_t>(sort_->sorted().end() -
                                        std::upper_bound(sort_->sorted().begin(), sort_->sorted().end(), cap_));
}

void PlanFromData::Work::cap(std::size_t first, std::size_t last) {
  for (std::size_t unit = first; unit < last; ++unit) {
    block_[unit - first] = std::min(outcomes_[unit], cap_);
  }
  capped_.add({block_.data(), last - first});
}

void PlanFromData::Work::after_capped() {
  rate_ = chosen_.denominator ? outcome_.mean() / denominator_.mean() : outcome_.mean();
  if (!covariates_.empty()) {
    regression_.emplace(static_cast<Eigen::Index>(covariates_.size() + 2));
    row_.resize(covariates_.size() + 2);
  }
  if (cluster_groups_) {
    by_cluster_.resize(cluster_groups_->size());
  }
}

void PlanFromData::Work::look(std::size_t first, std::size_t last) {
  // With n below the variance; powers of what is not scaled could leave the range of a double.
  const auto n = static_cast<double>(outcome_.count());
  const double sd = std::sqrt(outcome_.sum_of_squares() / n), capped_sd = std::sqrt(capped_.sum_of_squares() / n);
  for (std::size_t unit = first; unit < last; ++unit) {
    const double outcome = outcomes_[unit];
    const double off = outcome - outcome_.mean();
    const double z = off / sd;
    z3_ += z * z * z;
    z4_ += z * z * z * z;
    if (capped_sd > 0) {
      const double c = (std::min(outcome, cap_) - capped_.mean()) / capped_sd;
      capped_z3_ += c * c * c;
    }
    double metric = off;
    double expected = rate_;
    if (chosen_.denominator) {
      const double denominator = denominators_[unit];
      covariance_ += off * (denominator - denominator_.mean());
      expected = rate_ * denominator;
      // Its mean is 0: the rate is what makes it so.
      metric = (outcome - expected) / denominator_.mean();
      linearised_ += metric * metric;
    }
    squares_about_rate_ += (outcome - expected) * (outcome - expected);
    squares_of_expected_ += expected * expected;
    expected_ += expected;
    if (expected > 0) {
      pearson_ += (outcome - expected) * (outcome - expected) / expected;
      ++pearson_units_;
    } else {
      impossible_count_ = impossible_count_ || outcome > 0;
    }
    if (regression_) {
      add_to_regression(unit, metric);
    }
    if (cluster_groups_ && clusters_[unit] >= 0) {
      // Welford's update, cluster by cluster.
      Cluster& cluster = by_cluster_[static_cast<std::size_t>(clusters_[unit])];
      const double before = metric - cluster.mean;
      cluster.mean += before / ++cluster.size;
      within_ += before * (metric - cluster.mean);
    }
  }
}

void PlanFromData::Work::add_to_regression(std::size_t unit, double metric) {
  row_[0] = 1;
  for (std::size_t i = 0; i < covariates_.size(); ++i) {
    const stats::Moments& m = covariates_[i].moments;
    const double value = covariates_[i].values[unit];
    if (std::isnan(value)) {
      return;
    }
    row_[i + 1] = (value - m.mean()) / (m.variance() > 0 ? std::sqrt(m.variance()) : 1);
  }
  row_.back() = metric;
  regression_->add(row_.data());
}

void PlanFromData::Work::add_outcome(Result& result) {
  const auto n = static_cast<double>(outcome_.count());
  result.is_binary = binary_;
  if (binary_) {
    result.baseline = outcome_.mean();
    const stats::Interval interval = stats::wilson(std::round(outcome_.mean() * n), n, request_.confidence);
    result.baseline_ci_low = interval.low;
    result.baseline_ci_high = interval.high;
  }
  result.baseline_mean = outcome_.mean();
  result.variance = outcome_.variance();
  result.sd = std::sqrt(result.variance);
  result.skewness = z3_ / n;
  result.excess_kurtosis = z4_ / n - 3;
  result.min = low_;
  result.max = high_;
  const double with_outcome = request_.count_zeros ? n : n + static_cast<double>(zeros_);
  result.zero_share = static_cast<double>(zeros_) / with_outcome;
  result.n_per_arm_normal = per_arm_normal(result.skewness);
  for (const double share : {0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999}) {
    result.quantiles.push_back({share, stats::quantile(sort_->sorted(), share)});
  }
  if (binary_) {
    return;  // there is nothing to cap
  }
  result.cap = cap_;
  result.capped_share = static_cast<double>(above_cap_) / n;
  if (!(capped_.variance() > 0)) {
    issues_.push_back(warning(Code::constant, "cap_quantile",
                              joined("Capped at ", rounded(cap_),
                                     " every outcome is the same; choose a higher quantile, or leave zeros out.")));
    return;
  }
  result.capped_mean = capped_.mean();
  result.capped_sd = std::sqrt(capped_.variance());
  result.capped_variance_reduction = 1 - capped_.variance() / outcome_.variance();
  result.capped_skewness = capped_z3_ / n;
  result.capped_n_per_arm_normal = per_arm_normal(*result.capped_skewness);
}

void PlanFromData::Work::add_ratio(Result& result) {
  if (!chosen_.denominator) {
    return;
  }
  const auto n = static_cast<double>(outcome_.count());
  const double mean = denominator_.mean();
  result.rate = rate_;
  result.numerator_mean = outcome_.mean();
  result.numerator_sd = std::sqrt(outcome_.variance());
  result.denominator_mean = mean;
  result.denominator_sd = std::sqrt(denominator_.variance());
  result.covariance = covariance_ / (n - 1);
  if (*result.denominator_sd > 0) {
    result.ratio_correlation =
        std::clamp(*result.covariance / *result.numerator_sd / *result.denominator_sd, -1.0, 1.0);
  } else {
    issues_.push_back(warning(Code::constant, "denominator",
                              joined("“", request_.denominator, "” is ", mean,
                                     " in every unit; the ratio is the outcome in another unit, and no correlation "
                                     "exists.")));
  }
  result.linearised_variance = linearised_ / (n - 1);
  result.linearised_sd = std::sqrt(*result.linearised_variance);
  // What rounding leaves of a ratio that is the same in every unit.
  if (*result.linearised_sd * mean <= 1e-12 * *result.numerator_sd) {
    issues_.push_back(error(Code::constant, "denominator",
                            joined("“", request_.outcome, "” is ", rounded(rate_), " times “", request_.denominator,
                                   "” in every unit; the ratio does not vary.")));
  }
}

void PlanFromData::Work::add_counts(Result& result) const {
  result.is_count = whole_ && !binary_ && low_ >= 0 && high_ <= largest_count;
  if (!result.is_count || impossible_count_ || (chosen_.denominator && lowest_denominator_ < 0)) {
    return;
  }
  const auto n = static_cast<double>(outcome_.count());
  result.rate = rate_;
  // Without a denominator (s^2 - mean) / mean^2.
  result.dispersion = std::fmax(0.0, (squares_about_rate_ * (n / (n - 1)) - expected_) / squares_of_expected_);
  if (pearson_units_ > 1) {
    result.dispersion_index = pearson_ / (pearson_units_ - 1);
    result.poisson_p_value = stats::chi_squared_sf(pearson_, pearson_units_ - 1);
  }
}

void PlanFromData::Work::add_covariates(Result& result) {
  if (!regression_) {
    return;
  }
  const auto width = static_cast<Eigen::Index>(covariates_.size());
  const Eigen::Index last = width + 1;
  const Eigen::MatrixXd all = regression_->factor();
  // Below its first row, which belongs to the intercept, a factor's columns are those of centred data.
  const auto centred = [](const Eigen::MatrixXd& factor, Eigen::Index j) {
    return factor.col(j).segment(1, factor.rows() - 1);
  };
  result.n_with_covariates = with_covariates_;
  result.coverage = static_cast<double>(with_covariates_) / static_cast<double>(outcome_.count());
  const double total = centred(all, last).squaredNorm();
  if (!(total > 0)) {
    issues_.push_back(warning(Code::constant, "covariates",
                              "The metric does not vary over the units with all covariates; what these explain is not "
                              "known."));
    return;
  }
  const std::vector<Eigen::Index> dropped = stats::dependent_columns(all.leftCols(last));
  std::vector<Eigen::Index> kept{0};
  for (Eigen::Index j = 1; j <= width; ++j) {
    PlanCovariate one;
    one.name = request_.covariates[static_cast<std::size_t>(j) - 1];
    one.present = covariates_[static_cast<std::size_t>(j) - 1].moments.count();
    one.dropped = std::find(dropped.begin(), dropped.end(), j) != dropped.end();
    const auto x = centred(all, j), y = centred(all, last);
    if (one.dropped) {
      issues_.push_back(warning(
          Code::dropped_column, joined("covariates[", std::to_string(j - 1), "]"),
          joined("“", one.name, "” is constant or adds nothing to the covariates before it, and was left out.")));
    } else {
      kept.push_back(j);
      one.correlation = std::clamp(x.dot(y) / x.norm() / y.norm(), -1.0, 1.0);
      one.r_squared = *one.correlation * *one.correlation;
    }
    result.covariates.push_back(std::move(one));
  }
  kept.push_back(last);
  const Eigen::MatrixXd factor = stats::with_columns(all, kept);
  const auto y = centred(factor, factor.cols() - 1);
  result.r_squared = y.head(y.size() - 1).squaredNorm() / y.squaredNorm();
  result.variance_multiplier = 1 - *result.r_squared * *result.coverage;
  if (covariates_.size() == 1) {
    result.correlation = result.covariates[0].correlation;
  }
}

void PlanFromData::Work::add_clusters(Result& result) {
  if (!cluster_groups_) {
    return;
  }
  stats::ClusterSums sums;
  double mean = 0;
  for (const Cluster& c : by_cluster_) {
    if (c.size > 0) {
      ++sums.clusters;
      sums.count += c.size;
      sums.size_squares += c.size * c.size;
      sums.size_cubes += c.size * c.size * c.size;
      mean += (c.mean - mean) * (c.size / sums.count);
    }
  }
  const double k = sums.clusters;
  if (k < 2) {
    issues_.push_back(error(Code::constant, "cluster",
                            k == 0 ? joined("No unit that counts has a value of “", request_.cluster, "”.")
                                   : joined("Every unit is in the same cluster; choose a column with several.")));
    return;
  }
  if (sums.count == k) {
    issues_.push_back(error(Code::conflict, "cluster",
                            joined("“", request_.cluster,
                                   "” is different in every unit: each cluster would be one unit, which is a plan "
                                   "without clusters.")));
    return;
  }
  for (const Cluster& c : by_cluster_) {
    sums.between += c.size * (c.mean - mean) * (c.mean - mean);
  }
  sums.within = within_;
  if (!(sums.between + sums.within > 0)) {
    issues_.push_back(error(Code::constant, "cluster",
                            "The metric does not vary over the units that have a cluster; choose another column."));
    return;
  }
  const stats::Intraclass found = stats::intraclass(sums, request_.confidence);
  result.n_in_clusters = static_cast<std::int64_t>(sums.count);
  result.clusters = static_cast<std::int64_t>(k);
  const double size = sums.count / k;
  result.people_per_cluster = size;
  double spread = 0;
  for (const Cluster& c : by_cluster_) {
    spread += c.size > 0 ? (c.size - size) * (c.size - size) : 0;
  }
  result.cluster_cv = std::sqrt(spread / k) / size;
  result.icc_estimate = found.icc;
  result.icc = std::fmax(0.0, found.icc);
  result.icc_se = found.se;
  if (found.interval) {
    result.icc_ci_low = found.interval->low;
    result.icc_ci_high = found.interval->high;
  }
  const double cv = *result.cluster_cv;
  result.design_effect = 1 + ((1 + cv * cv) * size - 1) * *result.icc;
  if (found.icc < 0) {
    issues_.push_back(warning(Code::approximation, "cluster",
                              joined("The ICC is estimated as ", rounded(found.icc),
                                     ", below 0, and stands as 0 in a plan; the upper end of its interval is the safer "
                                     "choice.")));
  }
  if (k < 10) {
    issues_.push_back(warning(
        Code::approximation, "cluster",
        joined("From ", static_cast<std::int64_t>(k), " clusters little is known of the ICC; see its interval.")));
  }
  if (result.n_in_clusters != outcome_.count()) {
    issues_.push_back(warning(
        Code::missing_values, "cluster",
        joined(outcome_.count() - *result.n_in_clusters, " units have no cluster; they count for everything else.")));
  }
}

std::string PlanFromData::Work::sentence(const Result& r) const {
  std::string all = joined(r.n, r.control.empty() ? " units: " : " control units: ");
  if (r.linearised_sd) {
    all += joined("a ratio of ", rounded(*r.rate), " with a standard deviation of ", rounded(*r.linearised_sd));
  } else if (r.baseline) {
    all += joined("a baseline of ", percent(*r.baseline), " (", percent(*r.baseline_ci_low), " to ",
                  percent(*r.baseline_ci_high), ")");
  } else {
    all += joined("a mean of ", rounded(r.baseline_mean), " with a standard deviation of ", rounded(r.sd));
  }
  if (r.r_squared) {
    all += joined("; covariates explain ", percent(*r.r_squared), " of the variance, for ", percent(*r.coverage),
                  " of the units");
  }
  if (r.icc) {
    all += joined("; an ICC of ", rounded(*r.icc), " in ", *r.clusters, " clusters of about ",
                  rounded(*r.people_per_cluster));
  }
  return all + ".";
}

Outcome<PlanFromDataResult> PlanFromData::Work::finish() {
  if (has_error(issues_)) {
    return std::move(issues_);
  }
  Result result;
  result.rows_total = table_->rows;
  result.rows_used = rows_used_;
  result.n = outcome_.count();
  result.outcome = request_.outcome;
  result.control = chosen_.control ? chosen_.control->name : std::string();
  add_outcome(result);
  add_counts(result);
  add_ratio(result);
  if (!has_error(issues_)) {
    add_covariates(result);
    add_clusters(result);
  }
  if (has_error(issues_)) {
    return std::move(issues_);
  }
  constexpr std::array<std::string_view, reasons> said{"No arm",         "In another arm", "No unit",
                                                       "No outcome",     "No denominator", "Of a unit in several arms",
                                                       "Outcome is zero"};
  for (std::size_t reason = 0; reason < reasons; ++reason) {
    if (left_[reason].rows > 0) {
      LeftOut one{std::string(said[reason]), left_[reason].rows, {}};
      for (const std::int64_t row : left_[reason].first) {
        one.first_lines.push_back(table_->line_of(row));
      }
      result.left_out.push_back(std::move(one));
    }
  }
  result.sentence = sentence(result);
  return {std::move(result), std::move(issues_)};
}

PlanFromData::PlanFromData() = default;
PlanFromData::PlanFromData(PlanFromData&&) noexcept = default;
PlanFromData& PlanFromData::operator=(PlanFromData&&) noexcept = default;
PlanFromData::~PlanFromData() = default;

Outcome<PlanFromData> PlanFromData::prepare(const Table& table, const Request& request) {
  return Work::begin(table, request);
}
bool PlanFromData::step() { return work_->step(); }
double PlanFromData::progress() const { return work_->progress(); }
Outcome<PlanFromDataResult> PlanFromData::finish() { return work_->finish(); }

}  // namespace sutva::analyze
