// SPDX-License-Identifier: Apache-2.0
#include "analyze/two_arms.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <utility>

#include "analyze/checks.hpp"
#include "analyze/unit_loops.hpp"
#include "base/text.hpp"
#include "base/words.hpp"
#include "stats/quantiles.hpp"

namespace sutva::analyze {
namespace {

constexpr std::size_t numbers_per_step = 65'536;
constexpr std::size_t block = 8192;

}  // namespace

class TwoArmsReader::Work {
 public:
  Work(const table::Table& table, SampleReader reader, TwoArmsRequest request, TwoArmsWanted wanted)
      : table_(&table), reader_(std::move(reader)), request_(std::move(request)), wanted_(std::move(wanted)) {}

  bool step();
  double progress() const;
  Outcome<TwoArms> take();

 private:
  enum class Pass : std::uint8_t { rows, sort_control, sort_treatment, moments_control, moments_treatment, done };

  bool work();
  void split();
  bool sort(std::size_t arm);
  bool add_moments(std::size_t arm);
  void check();

  const table::Table* table_;
  SampleReader reader_;
  TwoArmsRequest request_;
  TwoArmsWanted wanted_;
  Pass pass_ = Pass::rows;
  std::optional<stats::SteppedSort> sort_;
  std::size_t place_ = 0;
  TwoArms arms_;
  Issues issues_;
};

bool TwoArmsReader::Work::step() {
  if (pass_ == Pass::done) {
    return false;
  }
  if (!work()) {
    if (pass_ == Pass::rows) {
      split();
    }
    if (pass_ == Pass::moments_treatment) {
      check();
    }
    place_ = 0;
    pass_ = has_error(issues_) ? Pass::done : static_cast<Pass>(static_cast<std::uint8_t>(pass_) + 1);
  }
  return pass_ != Pass::done;
}

// One piece of the pass; false when it was the last.
bool TwoArmsReader::Work::work() {
  switch (pass_) {
    case Pass::rows:
      return reader_.step();
    case Pass::sort_control:
      return sort(0);
    case Pass::sort_treatment:
      return sort(1);
    case Pass::moments_control:
      return add_moments(0);
    case Pass::moments_treatment:
      return add_moments(1);
    case Pass::done:
      break;
  }
  return false;
}

double TwoArmsReader::Work::progress() const {
  if (pass_ == Pass::done) {
    return 1;
  }
  const auto size = [&](std::size_t arm) { return std::fmax(1, arms_.n(arm)); };
  const double part = pass_ == Pass::rows                ? reader_.progress()
                      : sort_                            ? sort_->progress()
                      : pass_ == Pass::moments_control   ? static_cast<double>(place_) / size(0)
                      : pass_ == Pass::moments_treatment ? static_cast<double>(place_) / size(1)
                                                         : 0;
  return (static_cast<double>(pass_) + part) / static_cast<double>(Pass::done);
}

void TwoArmsReader::Work::split() {
  Outcome<Sample> read = reader_.take();
  append(issues_, std::move(read.issues));
  if (!read) {
    return;
  }
  Sample& sample = *read;
  check_arm_sizes(sample, 2, issues_);
  arms_.rows_total = sample.rows_total;
  arms_.rows_used = sample.rows_total;
  for (const LeftOut& left : sample.left_out) {
    arms_.rows_used -= left.count;
  }
  arms_.left_out = sample.left_out;
  arms_.has_unit = !request_.unit.empty();
  for (std::size_t arm = 0; arm < 2; ++arm) {
    arms_.levels[arm] = sample.arms[arm];
    arms_.missing[arm] = sample.missing[0][arm];
  }
  const PresentByArm outcomes = present_by_arm(sample.arm, sample.numbers[0], 2);
  arms_.yes_no = outcomes.yes_no;
  for (std::size_t arm = 0; arm < 2; ++arm) {
    arms_.values[arm].assign(outcomes.of(arm).begin(), outcomes.of(arm).end());
  }
  if (has_error(issues_)) {
    return;
  }
  Compared compared{*table_, sample, {request_.outcome}, two_shares(request_.expected_treatment_share)};
  compared.unit = request_.unit;
  compared.rows_apart = request_.unit_rows == RowsOfUnit::separate;
  compared.groups = sample.groups.empty() ? nullptr : &sample.groups[0];
  compared.groups_are_units = true;
  compared.takes_rows_for_units = true;
  compared.means = true;
  compared.normal_means = wanted_.normal_means;
  arms_.checks = checks_of(compared);
  if (!wanted_.covariates.empty()) {
    arms_.sample = std::move(sample);
  }
}

bool TwoArmsReader::Work::sort(std::size_t arm) {
  // A column of 0 and 1 is sorted by counting.
  if (wanted_.sorted && arms_.yes_no) {
    std::vector<double>& values = arms_.values[arm];
    const auto zeros = std::count(values.begin(), values.end(), 0.0);
    std::fill(values.begin(), values.begin() + zeros, 0.0);
    std::fill(values.begin() + zeros, values.end(), 1.0);
  } else if (wanted_.sorted) {
    if (!sort_) {
      sort_.emplace(std::move(arms_.values[arm]));
    }
    for (int i = 0; i < 4; ++i) {
      if (!sort_->step()) {
        arms_.values[arm] = sort_->take();
        sort_.reset();
        return false;
      }
    }
    return true;
  }
  return false;
}

bool TwoArmsReader::Work::add_moments(std::size_t arm) {
  const std::span<const double> values = arms_.values[arm];
  const std::size_t last = std::min(values.size(), place_ + numbers_per_step);
  for (; place_ < last; place_ += block) {
    arms_.moments[arm].add(values.subspan(place_, std::min(block, last - place_)));
  }
  return last < values.size();
}

void TwoArmsReader::Work::check() {
  const auto [first, second] = std::pair(arms_.moments[0], arms_.moments[1]);
  if (!(first.variance() > 0) && !(second.variance() > 0) && first.mean() == second.mean()) {
    issues_.push_back(error(Code::constant, "outcome",
                            joined("“", request_.outcome, "” is ", rounded(first.mean()),
                                   " in every row that counts; choose an outcome that varies.")));
  }
}

Outcome<TwoArms> TwoArmsReader::Work::take() {
  if (has_error(issues_)) {
    return std::move(issues_);
  }
  return {std::move(arms_), std::move(issues_)};
}

std::vector<Assumption> TwoArms::assumptions() const {
  return {{"Arms were assigned at random",
           "Nothing here adjusts for what else differs between the arms; the sample ratio tells only of numbers.",
           Standing::unchecked},
          {"Units are independent",
           has_unit ? "One unit's outcome says nothing about another's."
                    : "Each row counts as a unit of its own; name the unit column where a person has several.",
           Standing::unchecked}};
}

Outcome<TwoArmsReader> TwoArmsReader::prepare(const table::Table& table, const TwoArmsRequest& request,
                                              TwoArmsWanted wanted) {
  SampleRequest sample;
  sample.arm = request.arm;
  sample.control = request.control;
  sample.treatment = request.treatment;
  sample.numbers = {{"outcome", request.outcome, "outcome", true}};
  sample.unit = request.unit;
  sample.unit_rows = request.unit_rows;
  sample.covariates = wanted.covariates;
  sample.missing_covariates = wanted.missing_covariates;
  if (!request.unit.empty() && request.unit_rows == RowsOfUnit::separate) {
    sample.groups = {{"unit", request.unit, "unit", false}};
  }
  Outcome<SampleReader> reader = SampleReader::prepare(table, std::move(sample));
  if (!reader) {
    return std::move(reader.issues);
  }
  return {TwoArmsReader(std::make_unique<Work>(table, std::move(*reader), request, std::move(wanted))),
          std::move(reader.issues)};
}

TwoArmsReader::TwoArmsReader(std::unique_ptr<Work> work) : work_(std::move(work)) {}
TwoArmsReader::TwoArmsReader(TwoArmsReader&&) noexcept = default;
TwoArmsReader& TwoArmsReader::operator=(TwoArmsReader&&) noexcept = default;
TwoArmsReader::~TwoArmsReader() = default;
bool TwoArmsReader::step() { return work_->step(); }
double TwoArmsReader::progress() const { return work_->progress(); }
Outcome<TwoArms> TwoArmsReader::take() { return work_->take(); }

}  // namespace sutva::analyze
