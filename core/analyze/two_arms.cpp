// SPDX-License-Identifier: Apache-2.0
#include "analyze/two_arms.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <utility>

#include "base/text.hpp"
#include "base/words.hpp"
#include "stats/distributions.hpp"
#include "stats/quantiles.hpp"

namespace sutva::analyze {
namespace {

constexpr std::size_t numbers_per_step = 65'536;
constexpr std::size_t block = 8192;

}  // namespace

class TwoArmsReader::Work {
 public:
  Work(SampleReader reader, TwoArmsRequest request, bool sorted)
      : reader_(std::move(reader)), request_(std::move(request)), sorted_(sorted) {}

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

  SampleReader reader_;
  TwoArmsRequest request_;
  bool sorted_;
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
  arms_.left_out = std::move(sample.left_out);
  arms_.has_unit = !request_.unit.empty();
  arms_.repeated = !sample.groups.empty() && sample.groups[0].size() < sample.size();
  const std::vector<std::int64_t> sizes = sample.arm_sizes();
  for (std::size_t arm = 0; arm < 2; ++arm) {
    arms_.levels[arm] = sample.arms[arm];
    arms_.missing[arm] = sample.missing[0][arm];
    arms_.values[arm].reserve(static_cast<std::size_t>(sizes[arm]));
  }
  const std::vector<double>& outcome = sample.numbers[0];
  arms_.yes_no = true;
  for (std::size_t unit = 0; unit < outcome.size(); ++unit) {
    arms_.values[static_cast<std::size_t>(sample.arm[unit])].push_back(outcome[unit]);
    arms_.yes_no = arms_.yes_no && (outcome[unit] == 0 || outcome[unit] == 1);
  }
}

bool TwoArmsReader::Work::sort(std::size_t arm) {
  // A column of 0 and 1 is sorted by counting.
  if (sorted_ && arms_.yes_no) {
    std::vector<double>& values = arms_.values[arm];
    const auto zeros = std::count(values.begin(), values.end(), 0.0);
    std::fill(values.begin(), values.begin() + zeros, 0.0);
    std::fill(values.begin() + zeros, values.end(), 1.0);
  } else if (sorted_) {
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
  std::vector<Assumption> all;
  all.push_back({"Arms were assigned at random",
                 "Nothing here adjusts for what else differs between the arms; check the sample ratio first.",
                 Standing::unchecked});
  all.push_back({"Units are independent",
                 repeated ? "A unit has several rows that are kept apart; intervals are too short. Add them up instead."
                 : has_unit ? "Each unit counts once."
                            : "Each row counts as a unit of its own; name the unit column where a person has several.",
                 repeated   ? Standing::broken
                 : has_unit ? Standing::fine
                            : Standing::unchecked});
  const double lost = static_cast<double>(missing[0] + missing[1]);
  if (lost > 0) {
    const double with_c = n(0) + static_cast<double>(missing[0]), with_t = n(1) + static_cast<double>(missing[1]);
    const double share_c = static_cast<double>(missing[0]) / with_c, share_t = static_cast<double>(missing[1]) / with_t;
    const double pooled = lost / (with_c + with_t);
    const double z = (share_t - share_c) / std::sqrt(pooled * (1 - pooled) * (1 / with_c + 1 / with_t));
    const double p = 2 * stats::normal_sf(std::abs(z));
    all.push_back({"Outcomes are missing alike in both arms",
                   joined(percent(share_c), " of control and ", percent(share_t),
                          " of treatment have no outcome (p = ", rounded(p, 2), "); those left need not be alike."),
                   p < 0.001  ? Standing::broken
                   : p < 0.05 ? Standing::doubtful
                              : Standing::unchecked});
  }
  return all;
}

Outcome<TwoArmsReader> TwoArmsReader::prepare(const table::Table& table, const TwoArmsRequest& request, bool sorted) {
  SampleRequest sample;
  sample.arm = request.arm;
  sample.control = request.control;
  sample.treatment = request.treatment;
  sample.numbers = {{"outcome", request.outcome, "outcome", true}};
  sample.unit = request.unit;
  sample.unit_rows = request.unit_rows;
  if (!request.unit.empty() && request.unit_rows == RowsOfUnit::separate) {
    sample.groups = {{"unit", request.unit, "unit", false}};
  }
  Outcome<SampleReader> reader = SampleReader::prepare(table, std::move(sample));
  if (!reader) {
    return std::move(reader.issues);
  }
  return {TwoArmsReader(std::make_unique<Work>(std::move(*reader), request, sorted)), std::move(reader.issues)};
}

TwoArmsReader::TwoArmsReader(std::unique_ptr<Work> work) : work_(std::move(work)) {}
TwoArmsReader::TwoArmsReader(TwoArmsReader&&) noexcept = default;
TwoArmsReader& TwoArmsReader::operator=(TwoArmsReader&&) noexcept = default;
TwoArmsReader::~TwoArmsReader() = default;
bool TwoArmsReader::step() { return work_->step(); }
double TwoArmsReader::progress() const { return work_->progress(); }
Outcome<TwoArms> TwoArmsReader::take() { return work_->take(); }

}  // namespace sutva::analyze
