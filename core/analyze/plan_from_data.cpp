// SPDX-License-Identifier: Apache-2.0
#include "analyze/plan_from_data.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "analyze/past_columns.hpp"
#include "analyze/past_statistics.hpp"
#include "analyze/past_units.hpp"
#include "analyze/past_words.hpp"
#include "base/text.hpp"
#include "base/words.hpp"

namespace sutva::analyze {
namespace {

using table::Table;

constexpr std::size_t rows_per_step = 8192;
constexpr double largest_number = 1e90;  // powers of larger ones leave the range of a double

bool is_too_large(const stats::Moments& m) {
  return !(std::abs(m.mean()) <= largest_number && m.variance() <= largest_number * largest_number);
}

Issue too_large(std::string_view field, std::string_view column) {
  return error(Code::too_large, field, joined("“", column, "” holds numbers beyond 1e90; give it a larger unit."),
               largest_number);
}

// What keeps these units from making a plan, and what a reader of it should know.
void check_units(const PastUnits& units, const PlanFromDataRequest& request, Issues& issues) {
  const std::int64_t n = units.outcome.count();
  if (n < 2) {
    issues.push_back(error(Code::no_rows, "outcome",
                           joined(n == 0 ? "No unit is" : "Only one unit is", " left with a value of “",
                                  request.outcome, "” that counts; a spread needs two."),
                           2.0));
    return;
  }
  if (is_too_large(units.outcome)) {
    issues.push_back(too_large("outcome", request.outcome));
  } else if (!(units.outcome.variance() > 0)) {
    issues.push_back(error(Code::constant, "outcome",
                           units.low == units.high ? joined("“", request.outcome, "” is ", units.low,
                                                            " in every unit that counts; a plan needs one that varies.")
                                                   : joined("“", request.outcome,
                                                            "” varies too little to be measured; give it "
                                                            "a smaller unit.")));
  }
  if (units.has_denominator()) {
    if (is_too_large(units.denominator)) {
      issues.push_back(too_large("denominator", request.denominator));
    } else if (!(units.denominator.mean() > 0)) {
      issues.push_back(error(Code::out_of_range, "denominator",
                             joined("The mean of “", request.denominator, "” is ", units.denominator.mean(),
                                    "; a ratio metric needs one above 0."),
                             0.0));
    } else if (units.lowest_denominator < 0) {
      issues.push_back(warning(Code::out_of_range, "denominator",
                               joined("“", request.denominator, "” goes down to ", units.lowest_denominator,
                                      "; a denominator should not be negative."),
                               0.0));
    }
  }
  for (std::size_t i = 0; i < units.covariates.size(); ++i) {
    if (is_too_large(units.covariates[i].moments)) {
      issues.push_back(too_large(joined("covariates[", std::to_string(i), "]"), request.covariates[i]));
    }
  }
  const std::int64_t terms = static_cast<std::int64_t>(units.covariates.size()) + 2;
  if (!units.covariates.empty() && units.with_covariates <= terms) {
    issues.push_back(error(Code::no_rows, "covariates",
                           joined(units.with_covariates, units.with_covariates == 1 ? " unit has" : " units have",
                                  " a value of every covariate; more than ", terms, " are needed."),
                           static_cast<double>(terms)));
  }
  if (has_error(issues)) {
    return;
  }
  if (units.whole && units.low < 0) {
    issues.push_back(warning(Code::out_of_range, "outcome",
                             joined("“", request.outcome, "” holds whole numbers down to ", units.low,
                                    ": no counts, so there is no rate of events and no dispersion."),
                             0.0));
  }
  if (units.crossed_units > 0) {
    issues.push_back(warning(Code::crossed_units, "unit",
                             joined(units.crossed_units, units.crossed_units == 1 ? " unit has" : " units have",
                                    " rows in control and in another arm, and do not count.")));
  }
  if (units.several_clusters > 0) {
    issues.push_back(warning(Code::conflict, "cluster",
                             joined("In ", units.several_clusters, units.several_clusters == 1 ? " row" : " rows",
                                    " a unit stands in another cluster than in its first; the first one counts.")));
  }
  if (units.left_out[outcome_missing].rows > 0) {
    issues.push_back(warning(Code::missing_values, "outcome",
                             joined("“", request.outcome, "” has no value in ", units.left_out[outcome_missing].rows,
                                    units.left_out[outcome_missing].rows == 1 ? " row that would" : " rows that would",
                                    " otherwise count; where that stands for 0, put 0 into the file.")));
  }
}

std::vector<LeftOut> listed(const PastUnits& units, const Table& table) {
  constexpr std::array<std::string_view, left_out_reasons> said{
      "No arm",         "In another arm", "No unit", "No outcome", "No denominator", "Of a unit in several arms",
      "Outcome is zero"};
  std::vector<LeftOut> all;
  for (std::size_t reason = 0; reason < left_out_reasons; ++reason) {
    const LeftOutRows& left = units.left_out[reason];
    if (left.rows > 0) {
      LeftOut one{std::string(said[reason]), left.rows, {}};
      for (const std::int64_t row : left.first) {
        one.first_lines.push_back(table.line_of(row));
      }
      all.push_back(std::move(one));
    }
  }
  return all;
}

}  // namespace

class PlanFromData::Work {
 public:
  Work(const Table& table, const Request& request, PastColumns columns)
      : table_(table), request_(request), columns_(std::move(columns)), reader_(std::in_place, columns_, request_) {}

  bool step();
  double progress() const;
  Outcome<Result> finish();

 private:
  // Rows become units, units are weighed up, sorted, capped, and looked at once more around their means.
  enum class Pass : std::uint8_t { rows, units, sort, capped, shape, done };

  std::size_t size_of_pass() const;
  void end_pass();
  void settle_units();

  const Table& table_;
  const Request request_;
  const PastColumns columns_;
  Issues issues_;
  Pass pass_ = Pass::rows;
  std::size_t place_ = 0;  // within the pass

  std::optional<PastUnitReader> reader_;  // until the end of the second pass
  PastUnits units_;                       // from then on
  std::optional<PastStatistics> statistics_;
};

std::size_t PlanFromData::Work::size_of_pass() const {
  return pass_ == Pass::rows    ? static_cast<std::size_t>(table_.rows)
         : pass_ == Pass::units ? reader_->size()
                                : units_.outcomes.size();
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
        reader_->add_row(row);
      }
      break;
    case Pass::units:
      reader_->weigh(place_, last);
      break;
    case Pass::sort:
      more = statistics_->sort();
      break;
    case Pass::capped:
      statistics_->cap(place_, last);
      break;
    case Pass::shape:
      statistics_->look(place_, last);
      break;
    case Pass::done:
      break;
  }
  place_ = last;
  if (!more) {
    end_pass();
  }
  return pass_ != Pass::done;
}

double PlanFromData::Work::progress() const {
  if (pass_ == Pass::done) {
    return 1;
  }
  const std::size_t size = size_of_pass();
  const double part = pass_ == Pass::sort ? statistics_->sort_progress()
                      : size == 0         ? 0
                                          : static_cast<double>(place_) / static_cast<double>(size);
  return (static_cast<double>(pass_) + part) / static_cast<double>(Pass::done);
}

void PlanFromData::Work::end_pass() {
  if (pass_ == Pass::rows && reader_->size() == 0) {
    issues_.push_back(error(Code::no_rows, "outcome", joined("No row has a value of “", request_.outcome, "”.")));
  } else if (pass_ == Pass::units) {
    settle_units();
  }
  pass_ = has_error(issues_) ? Pass::done : static_cast<Pass>(static_cast<std::uint8_t>(pass_) + 1);
  place_ = 0;
}

void PlanFromData::Work::settle_units() {
  units_ = reader_->settled();
  reader_.reset();
  check_units(units_, request_, issues_);
  if (!has_error(issues_)) {
    statistics_.emplace(units_, request_);
  }
}

Outcome<PlanFromDataResult> PlanFromData::Work::finish() {
  if (has_error(issues_)) {
    return std::move(issues_);
  }
  Result result;
  result.rows_total = table_.rows;
  result.rows_used = units_.rows_used;
  result.n = units_.outcome.count();
  result.outcome = request_.outcome;
  result.control = columns_.control ? columns_.control->name : std::string();
  statistics_->add_to(result, issues_);
  if (has_error(issues_)) {
    return std::move(issues_);
  }
  result.left_out = listed(units_, table_);
  result.sentence = past_sentence(result);
  return {std::move(result), std::move(issues_)};
}

PlanFromData::PlanFromData() = default;
PlanFromData::PlanFromData(PlanFromData&&) noexcept = default;
PlanFromData& PlanFromData::operator=(PlanFromData&&) noexcept = default;
PlanFromData::~PlanFromData() = default;

Outcome<PlanFromData> PlanFromData::prepare(const Table& table, const Request& request) {
  if (table.rows == 0) {
    return error(Code::no_rows, "", "The table has no rows.");
  }
  Issues issues;
  std::optional<PastColumns> columns = past_columns(table, request, issues);
  if (!columns) {
    return issues;
  }
  PlanFromData plan;
  plan.work_ = std::make_unique<Work>(table, request, std::move(*columns));
  return {std::move(plan)};
}

bool PlanFromData::step() { return work_->step(); }
double PlanFromData::progress() const { return work_->progress(); }
Outcome<PlanFromDataResult> PlanFromData::finish() { return work_->finish(); }

}  // namespace sutva::analyze
