// SPDX-License-Identifier: Apache-2.0
#include "analyze/experiment.hpp"

#include <algorithm>
#include <cmath>

#include "analyze/columns.hpp"
#include "analyze/estimators.hpp"
#include "analyze/row_loops.hpp"
#include "analyze/unit_loops.hpp"
#include "base/text.hpp"
#include "stats/quantiles.hpp"

namespace sutva::analyze {
namespace {

using table::Table;

constexpr std::size_t most_terms = 200;
constexpr std::size_t units_per_step = 65'536;

template <class T>
void keep(std::vector<T>& values, const std::vector<std::uint32_t>& kept) {
  for (std::size_t i = 0; i < kept.size(); ++i) {
    values[i] = values[kept[i]];
  }
  values.resize(kept.size());
}

// Columns of the design are centred again on those who are left.
void keep_units(Sample& sample, const std::vector<std::uint32_t>& kept) {
  keep(sample.arm, kept);
  keep(sample.rows, kept);
  for (std::vector<double>& numbers : sample.numbers) {
    keep(numbers, kept);
  }
  for (Grouping& grouping : sample.groups) {
    keep(grouping.of, kept);
  }
  const auto rows = static_cast<Eigen::Index>(kept.size());
  Eigen::MatrixXd x(rows, sample.x.cols());
  for (Eigen::Index j = 0; j < x.cols(); ++j) {
    double sum = 0;
    for (Eigen::Index i = 0; i < rows; ++i) {
      x(i, j) = sample.x(static_cast<Eigen::Index>(kept[static_cast<std::size_t>(i)]), j);
      sum += x(i, j);
    }
    for (Eigen::Index i = 0; i < rows; ++i) {
      x(i, j) -= sum / static_cast<double>(rows);
    }
  }
  sample.x = std::move(x);
}

// Takes the mean off the numbers and adds them up, in four sums that do not wait for each other. Not inline and of few
// numbers, so that V8 can replace it by faster code between two calls.
constexpr std::size_t at_once = 4096;
[[gnu::noinline]] double sum_less(double mean, std::span<double> numbers) {
  double sums[4] = {0, 0, 0, 0};
  std::size_t i = 0;
  for (; i + 4 <= numbers.size(); i += 4) {
    for (std::size_t k = 0; k < 4; ++k) {
      sums[k] += numbers[i + k] -= mean;
    }
  }
  for (; i < numbers.size(); ++i) {
    sums[0] += numbers[i] -= mean;
  }
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

std::size_t group_at(const Grouping& grouping, std::size_t unit) { return static_cast<std::size_t>(grouping.of[unit]); }

}  // namespace

bool needs_experiment(const CsvEffectRequest& request) {
  return !request.denominator.empty() || !request.cluster.empty() || !request.block.empty() || request.cap_quantile ||
         (!request.unit.empty() && request.unit_rows != RowsOfUnit::separate);
}

stats::BlockedData Experiment::data(std::span<const double> outcome_by_unit, bool with_blocks) const {
  stats::BlockedData data{outcome_by_unit, sample.arm, {}, 1, {}, 0};
  if (with_blocks && blocks) {
    data.block = blocks->of;
    data.blocks = blocks->size();
  }
  if (clusters) {
    data.cluster = clusters->of;
    data.clusters = clusters->size();
  }
  return data;
}

LinearOutcome linear_outcome(const Sample& sample, bool ratio, std::optional<double> cap) {
  LinearOutcome linear{sample.numbers[0], 0};
  if (cap) {
    for (double& y : linear.values) {
      y = std::min(y, *cap);
    }
  }
  const auto n = static_cast<double>(linear.values.size());
  if (ratio) {
    const std::vector<double>& below = sample.numbers[1];
    double total[2] = {0, 0}, denominator[2] = {0, 0}, units[2] = {0, 0};
    for (std::size_t i = 0; i < linear.values.size(); ++i) {
      const auto arm = static_cast<std::size_t>(sample.arm[i]);
      total[arm] += linear.values[i];
      denominator[arm] += below[i];
      units[arm] += 1;
    }
    for (std::size_t i = 0; i < linear.values.size(); ++i) {
      const auto arm = static_cast<std::size_t>(sample.arm[i]);
      const double quotient = total[arm] / denominator[arm];
      linear.values[i] = quotient + (linear.values[i] - quotient * below[i]) / (denominator[arm] / units[arm]);
    }
  }
  // Twice, so that what rounding left of a large common offset goes too.
  double mean = 0;
  for (int pass = 0; pass < 3; ++pass) {
    double sum = 0;
    for (std::size_t first = 0; first < linear.values.size(); first += at_once) {
      sum += sum_less(mean, std::span(linear.values).subspan(first, std::min(at_once, linear.values.size() - first)));
    }
    linear.centre += mean;
    mean = sum / n;
  }
  return linear;
}

class ExperimentReader::Work {
 public:
  Work(const Table& table, const CsvEffectRequest& request, SampleReader reader)
      : table_(&table), request_(request), reader_(std::move(reader)), experiment_(std::make_unique<Experiment>()) {}

  bool step();
  double progress() const;
  Outcome<std::unique_ptr<Experiment>> take();

 private:
  enum class Pass : std::uint8_t { read, cap, linear, arms, check, done };

  void after_reading();
  void find_cap();
  bool split_arms();
  void check_variation();
  void check_numbers(const Sample& sample);
  void place_groups();
  void leave_out_lone_blocks();
  void find_repeats();
  void count_clusters();

  const Table* table_;
  CsvEffectRequest request_;
  SampleReader reader_;
  std::unique_ptr<Experiment> experiment_;
  Pass pass_ = Pass::read;
  std::size_t unit_ = 0;  // of Pass::arms
  Issues issues_;
};

bool ExperimentReader::Work::step() {
  bool more = false;
  switch (pass_) {
    case Pass::read:
      more = reader_.step();
      if (!more) {
        after_reading();
      }
      break;
    case Pass::cap:
      find_cap();
      break;
    case Pass::linear: {
      Experiment& e = *experiment_;
      LinearOutcome linear = linear_outcome(e.sample, e.ratio, e.cap);
      e.outcome = std::move(linear.values);
      e.centre = linear.centre;
      break;
    }
    case Pass::arms:
      more = split_arms();
      break;
    case Pass::check:
      check_variation();
      break;
    case Pass::done:
      return false;
  }
  if (!more) {
    pass_ = has_error(issues_) ? Pass::done : static_cast<Pass>(static_cast<std::uint8_t>(pass_) + 1);
  }
  return pass_ != Pass::done;
}

double ExperimentReader::Work::progress() const {
  return pass_ == Pass::read ? 0.6 * reader_.progress() : 0.6 + 0.1 * (static_cast<double>(pass_) - 1);
}

void ExperimentReader::Work::check_numbers(const Sample& sample) {
  check_arm_sizes(sample, 2, issues_);
  if (has_error(issues_)) {
    return;
  }
  const std::vector<double>& y = sample.numbers[0];
  const auto [low, high] = std::minmax_element(y.begin(), y.end());
  if (*low == *high && !experiment_->ratio) {
    issues_.push_back(
        error(Code::constant, "outcome",
              joined("“", request_.outcome, "” is ", *low, " in every row; there is nothing to compare.")));
  }
  if (experiment_->ratio) {
    double sums[2] = {0, 0};
    for (std::size_t i = 0; i < y.size(); ++i) {
      sums[sample.arm[i]] += sample.numbers[1][i];
    }
    if (!(sums[0] > 0 && sums[1] > 0)) {
      issues_.push_back(error(Code::out_of_range, "denominator",
                              joined("“", request_.denominator, "” has to add up to more than 0 in each arm; it is ",
                                     sums[0], " in control and ", sums[1], " in treatment."),
                              0.0));
    }
  }
  if (sample.terms.size() > most_terms) {
    issues_.push_back(error(Code::too_many_levels, "covariates",
                            joined("The covariates make ", sample.terms.size(), " columns; at most ", most_terms,
                                   " can be adjusted for. Choose fewer."),
                            static_cast<double>(most_terms)));
  }
}

// The groups stand in the order they were asked for: cluster, block, unit.
void ExperimentReader::Work::place_groups() {
  Experiment& e = *experiment_;
  std::size_t at = 0;
  if (!request_.cluster.empty()) {
    e.clusters = &e.sample.groups[at++];
  }
  if (!request_.block.empty()) {
    e.blocks = &e.sample.groups[at++];
  }
  if (at < e.sample.groups.size()) {
    e.clusters = &e.sample.groups[at];
    e.clusters_are_units = true;
  }
}

void ExperimentReader::Work::leave_out_lone_blocks() {
  Experiment& e = *experiment_;
  std::vector<std::uint8_t> seen(e.blocks->size(), 0);
  for (std::size_t unit = 0; unit < e.sample.size(); ++unit) {
    seen[group_at(*e.blocks, unit)] |= static_cast<std::uint8_t>(1 << e.sample.arm[unit]);
  }
  if (std::all_of(seen.begin(), seen.end(), [](std::uint8_t arms) { return arms == 0 || arms == 3; })) {
    return;
  }
  std::vector<std::uint32_t> kept;
  LeftOut out{"In a block with one arm only", 0, {}};
  for (std::size_t unit = 0; unit < e.sample.size(); ++unit) {
    if (seen[group_at(*e.blocks, unit)] == 3) {
      kept.push_back(static_cast<std::uint32_t>(unit));
    } else if (++out.count <= static_cast<std::int64_t>(table::most_examples)) {
      out.first_lines.push_back(table_->line_of(static_cast<std::int64_t>(e.sample.rows[unit])));
    }
  }
  if (kept.empty()) {
    issues_.push_back(error(Code::conflict, "block",
                            joined("No block of “", request_.block,
                                   "” holds both arms; choose a column of strata or "
                                   "pairs in which both occur.")));
    return;
  }
  e.units_outside = out.count;
  if (out.count > 0) {
    keep_units(e.sample, kept);
    e.sample.left_out.push_back(std::move(out));
  }
}

// Rows of the same unit. Where none repeats, rows are units and nothing is clustered.
void ExperimentReader::Work::find_repeats() {
  Experiment& e = *experiment_;
  std::vector<bool> seen(e.clusters->size(), false);
  for (std::size_t unit = 0; unit < e.sample.size(); ++unit) {
    const std::size_t group = group_at(*e.clusters, unit);
    if (seen[group]) {
      if (++e.repeated_rows <= static_cast<std::int64_t>(table::most_examples)) {
        e.first_repeats.push_back(e.sample.rows[unit]);
      }
    }
    seen[group] = true;
  }
  if (e.repeated_rows == 0) {
    e.clusters = nullptr;
    e.clusters_are_units = false;
  }
}

void ExperimentReader::Work::count_clusters() {
  Experiment& e = *experiment_;
  std::vector<std::uint8_t> seen(e.clusters->size(), 0);
  std::vector<std::int32_t> block(e.blocks ? e.clusters->size() : 0, -1);
  std::int64_t in_two_blocks = 0;
  for (std::size_t unit = 0; unit < e.sample.size(); ++unit) {
    const std::size_t group = group_at(*e.clusters, unit);
    seen[group] |= static_cast<std::uint8_t>(1 << e.sample.arm[unit]);
    if (e.blocks) {
      std::int32_t& first = block[group];
      in_two_blocks += first >= 0 && first != e.blocks->of[unit] ? 1 : 0;
      first = e.blocks->of[unit];
    }
  }
  for (const std::uint8_t arms : seen) {
    e.clusters_in[0] += arms & 1;
    e.clusters_in[1] += arms >> 1;
    e.crossed_clusters += arms == 3 ? 1 : 0;
  }
  const std::string_view field = e.clusters_are_units ? "unit" : "cluster";
  const std::string& column = e.clusters->column;
  for (const std::size_t arm : {0U, 1U}) {
    if (e.clusters_in[arm] < 2) {
      issues_.push_back(
          error(Code::arm_too_small, field,
                joined("“", e.sample.arms[arm], "” has only one ", e.clusters_are_units ? "unit" : "cluster", " of “",
                       column, "”: its effect can not be told from the arm's. An arm needs at least two."),
                2.0));
    }
  }
  if (e.blocks && (e.crossed_clusters > 0 || in_two_blocks > 0)) {
    issues_.push_back(error(
        Code::conflict, field,
        joined("With blocks, every ", e.clusters_are_units ? "unit" : "cluster", " of “", column,
               "” has to lie in one arm and one block; ",
               e.crossed_clusters > 0 ? "some lie in both arms. Where people were assigned inside them, leave the "
                                        "cluster out."
                                      : "some lie in several blocks.")));
  }
}

void ExperimentReader::Work::after_reading() {
  Experiment& e = *experiment_;
  Outcome<Sample> sample = reader_.take();
  append(issues_, std::move(sample.issues));
  if (!sample) {
    return;
  }
  e.sample = std::move(*sample);
  e.ratio = !request_.denominator.empty();
  place_groups();
  check_numbers(e.sample);
  if (has_error(issues_)) {
    return;
  }
  if (e.blocks) {
    leave_out_lone_blocks();
  }
  if (e.clusters_are_units) {
    find_repeats();
  }
  if (e.clusters && !has_error(issues_)) {
    count_clusters();
  }
}

void ExperimentReader::Work::find_cap() {
  Experiment& e = *experiment_;
  if (request_.cap_quantile) {
    const std::vector<double>& y = e.sample.numbers[0];
    e.cap = stats::quantile_of_unsorted(y, *request_.cap_quantile);
    e.capped = std::count_if(y.begin(), y.end(), [&](double x) { return x > *e.cap; });
  }
}

// Some thousand units; false when they were the last.
bool ExperimentReader::Work::split_arms() {
  Experiment& e = *experiment_;
  if (unit_ == 0) {
    e.in_arm[0].resize(e.size());
    e.in_arm[1].resize(e.size());
  }
  const std::size_t count = std::min(units_per_step, e.size() - unit_);
  const std::span<const std::int32_t> arm = std::span<const std::int32_t>(e.sample.arm).subspan(unit_, count);
  show_arms(arm, e.in_arm[0].data() + unit_, e.in_arm[1].data() + unit_);
  add_by_arm(arm, std::span<const double>(e.outcome).subspan(unit_, count), e.moments);
  unit_ += count;
  return unit_ < e.size();
}

void ExperimentReader::Work::check_variation() {
  Experiment& e = *experiment_;
  if (e.moments[0].variance() == 0 && e.moments[1].variance() == 0) {
    issues_.push_back(error(Code::constant, "outcome",
                            joined("“", request_.outcome, "”", e.cap ? ", capped," : "",
                                   " does not vary within the arms; no standard error exists.")));
  }
  if (e.blocks) {
    e.blocked = stats::blocked_means(e.data(e.outcome, true));
    const char* const assigned = e.clustered() ? "cluster" : "unit";
    if (!e.blocked.estimable) {
      issues_.push_back(
          error(Code::conflict, "block",
                joined("A block of “", request_.block, "” has a single ", assigned,
                       " in an arm, and there are too few such blocks to tell how much they vary. Join it "
                       "with another block, or leave it out.")));
    } else if (!is_variance(e.blocked.difference_variance, e)) {
      issues_.push_back(
          error(Code::constant, "block",
                joined("Within the blocks of “", request_.block, "” nothing varies; no standard error exists.")));
    }
  }
  if (!e.blocks && e.clustered() && e.crossed_clusters == 0 &&
      !is_variance(stats::blocked_means(e.data(e.outcome, false)).difference_variance, e)) {
    issues_.push_back(error(Code::constant, e.clusters_are_units ? "unit" : "cluster",
                            joined("Within the arms the groups of “", e.clusters->column,
                                   "” have the same mean; no standard error exists.")));
  }
}

Outcome<std::unique_ptr<Experiment>> ExperimentReader::Work::take() {
  if (has_error(issues_)) {
    return std::move(issues_);
  }
  return {std::move(experiment_), std::move(issues_)};
}

Outcome<ExperimentReader> ExperimentReader::prepare(const Table& table, const CsvEffectRequest& request) {
  SampleRequest sample;
  sample.arm = request.arm;
  sample.control = request.control;
  sample.treatment = request.treatment;
  sample.numbers = {{"outcome", request.outcome, "outcome", true}};
  if (!request.denominator.empty()) {
    sample.numbers.push_back({"denominator", request.denominator, "denominator", true});
  }
  if (!request.cluster.empty()) {
    sample.groups.push_back({"cluster", request.cluster, "cluster", true});
  }
  if (!request.block.empty()) {
    sample.groups.push_back({"block", request.block, "block", true});
  }
  sample.covariates = request.covariates;
  sample.missing_covariates = request.missing_covariates;
  if (request.unit_rows != RowsOfUnit::separate) {
    sample.unit = request.unit;
    sample.unit_rows = request.unit_rows;
  } else if (!request.unit.empty() && request.cluster.empty()) {
    sample.groups.push_back({"unit", request.unit, "unit", true});
  }
  Issues issues;
  if (!request.denominator.empty() && !request.unit.empty() && request.unit_rows != RowsOfUnit::separate &&
      request.unit_rows != RowsOfUnit::sum) {
    issues.push_back(error(Code::conflict, "unit_rows",
                           "A ratio adds up what its units did: choose “Add up”, or keep the rows apart."));
  }
  Outcome<SampleReader> reader = SampleReader::prepare(table, std::move(sample));
  append(issues, std::move(reader.issues));
  if (has_error(issues)) {
    return issues;
  }
  return {ExperimentReader(std::make_unique<Work>(table, request, std::move(*reader))), std::move(issues)};
}

ExperimentReader::ExperimentReader(std::unique_ptr<Work> work) : work_(std::move(work)) {}
ExperimentReader::ExperimentReader(ExperimentReader&&) noexcept = default;
ExperimentReader& ExperimentReader::operator=(ExperimentReader&&) noexcept = default;
ExperimentReader::~ExperimentReader() = default;
bool ExperimentReader::step() { return work_->step(); }
double ExperimentReader::progress() const { return work_->progress(); }
Outcome<std::unique_ptr<Experiment>> ExperimentReader::take() { return work_->take(); }

}  // namespace sutva::analyze
