// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_segments.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "analyze/adjusted_means.hpp"
#include "analyze/checks.hpp"
#include "analyze/columns.hpp"
#include "analyze/comparison.hpp"
#include "analyze/row_loops.hpp"
#include "analyze/unit_loops.hpp"
#include "base/words.hpp"
#include "stats/adjusted_p.hpp"
#include "stats/group_tests.hpp"

namespace sutva::analyze {
namespace {

using stats::Uncertain;

constexpr std::size_t most_columns = 50;
constexpr std::size_t most_levels = 50;
constexpr std::size_t most_values = 10;  // of a number, before it is cut
constexpr double least_units_per_coefficient = 10;
constexpr std::string_view welch_source = "Welch (1947), Biometrika 34:28-35";
constexpr std::string_view clustered_source = "Liang and Zeger (1986), Biometrika 73:13-22";
constexpr std::string_view lin_source = "Lin (2013), Annals of Applied Statistics 7:295-318";

// Which segment each unit is in.
struct Levels {
  std::vector<std::int32_t> of;
  std::vector<std::string> names;
};

// The values of a number in increasing order; none where there are more than `most`.
std::optional<std::vector<double>> few_values(const std::vector<double>& numbers, std::size_t most) {
  std::vector<double> values;
  for (const double x : numbers) {
    if (!std::isnan(x) && std::find(values.begin(), values.end(), x) == values.end()) {
      if (values.size() == most) {
        return std::nullopt;
      }
      values.push_back(x);
    }
  }
  std::sort(values.begin(), values.end());
  return values;
}

// Type 7 quartiles without sorting all numbers.
std::vector<double> quartiles(std::vector<double> numbers) {
  std::vector<double> cuts;
  const auto n = static_cast<double>(numbers.size());
  auto from = numbers.begin();
  for (const double p : {0.25, 0.5, 0.75}) {
    const double place = (n - 1) * p;
    const auto below = numbers.begin() + static_cast<std::ptrdiff_t>(std::floor(place));
    std::nth_element(from, below, numbers.end());
    const double low = *below;
    const double high = below + 1 == numbers.end() ? low : *std::min_element(below + 1, numbers.end());
    const double cut = low + (place - std::floor(place)) * (high - low);
    if (cuts.empty() || cut > cuts.back()) {
      cuts.push_back(cut);
    }
    from = below;
  }
  // A cut at the largest number leaves nothing above it.
  const double largest = *std::max_element(numbers.begin(), numbers.end());
  while (!cuts.empty() && cuts.back() >= largest) {
    cuts.pop_back();
  }
  return cuts;
}

void name_cuts(const std::vector<double>& cuts, Levels& levels) {
  const auto shown = [](double x) { return rounded(x, 4); };
  if (cuts.empty()) {
    levels.names.emplace_back("all");
    return;
  }
  levels.names.push_back(joined("up to ", shown(cuts.front())));
  for (std::size_t i = 1; i < cuts.size(); ++i) {
    levels.names.push_back(joined("above ", shown(cuts[i - 1]), " up to ", shown(cuts[i])));
  }
  levels.names.push_back(joined("above ", shown(cuts.back())));
}

Levels levels_of_number(const std::vector<double>& numbers, const std::vector<double>& given) {
  Levels levels;
  std::vector<double> cuts = given;
  std::optional<std::vector<double>> values;
  if (given.empty()) {
    values = few_values(numbers, most_values);
    if (values) {
      for (const double x : *values) {
        levels.names.push_back(text(x));
      }
    } else {
      std::vector<double> known;
      std::copy_if(numbers.begin(), numbers.end(), std::back_inserter(known), [](double x) { return !std::isnan(x); });
      cuts = quartiles(std::move(known));
    }
  }
  if (!values) {
    name_cuts(cuts, levels);
  }
  const std::vector<double>& ends = values ? *values : cuts;
  // The first end that is not below a number: equal to it where each value is a level.
  const auto missing = static_cast<std::int32_t>(levels.names.size());
  levels.of.resize(numbers.size());
  if (places_among(numbers, ends, missing, levels.of)) {
    levels.names.emplace_back("missing");
  }
  return levels;
}

Levels levels_of_text(const Grouping& grouping, const table::Column& column) {
  std::vector<std::int64_t> counts(grouping.size() + 1, 0);
  count_groups_of(grouping.of, counts);
  std::vector<std::size_t> kept(grouping.size());
  std::iota(kept.begin(), kept.end(), std::size_t{0});
  const bool pooled = kept.size() > most_levels;
  if (pooled) {
    std::stable_sort(kept.begin(), kept.end(), [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
    kept.resize(most_levels);
    std::sort(kept.begin(), kept.end());
  }
  Levels levels;
  std::vector<std::int32_t> place(grouping.size(), static_cast<std::int32_t>(kept.size()));
  for (const std::size_t group : kept) {
    place[group] = static_cast<std::int32_t>(levels.names.size());
    levels.names.push_back(content_at(column, grouping.first_rows[group]));
  }
  if (pooled) {
    levels.names.push_back(joined("other (", static_cast<std::int64_t>(grouping.size() - most_levels), " contents)"));
  }
  const auto last = static_cast<std::int32_t>(levels.names.size());
  levels.of.resize(grouping.of.size());
  look_up(grouping.of, place, last, levels.of);
  if (counts.back() > 0) {
    levels.names.emplace_back("missing");
  }
  return levels;
}

}  // namespace

class EffectSegments::Work {
 public:
  Work(const table::Table& table, const Request& request) : table_(&table), request_(request) {}

  static Outcome<EffectSegments> begin(const table::Table& table, const Request& request);
  bool step();
  double progress() const;
  Outcome<Result> finish();

 private:
  void choose(SampleRequest& wanted, Issues& issues);
  void take();
  void add_checks();
  void begin_overall();
  void end_overall();
  void begin_column();
  void begin_segment();
  void end_segment();
  void end_column();
  bool adjust(std::vector<std::vector<std::uint32_t>> arms);
  bool is_adjusted() const;
  Estimate difference(std::string quantity, std::string label, bool adjusted) const;
  void add_segment_ratio(Result& result) const;
  void add_assumptions(Result& result) const;
  std::string sentence(const Result& result) const;

  const table::Table* table_;
  Request request_;
  std::optional<SampleReader> reader_;
  ClusterChoice choice_;
  std::vector<bool> is_text_;  // by segment column
  bool read_ = false;
  Sample sample_;
  std::optional<stats::Clusters> clusters_;
  std::optional<stats::ClusterProducts> products_;
  std::size_t done_ = 0;  // the overall effect first, then the columns
  // Of the column at hand.
  bool in_column_ = false;
  Levels levels_;
  std::size_t level_ = 0;
  UnitsByCell in_cells_;  // level by level and control first, so that each unit is looked at once
  std::vector<Uncertain> effects_;
  std::vector<double> in_arms_;
  SegmentTest test_;
  // Of the segment at hand, or of all units.
  std::array<CellMean, 2> cells_;
  SegmentEffect row_;
  std::optional<AdjustedMeans> adjusting_;
  Result result_;
  Issues issues_;
};

// Texts are read with the sample, numbers from the first row of each unit: a sum of ages is nobody's age.
void EffectSegments::Work::choose(SampleRequest& wanted, Issues& issues) {
  std::size_t numbers = 0;
  for (std::size_t i = 0; i < request_.segments.size() && i < most_columns; ++i) {
    const std::string& name = request_.segments[i];
    const std::string field = joined("segments[", std::to_string(i), "]");
    const table::Column* column = table_->find(name);
    is_text_.push_back(!column || column->kind == table::ColumnKind::text);
    if (is_text_.back()) {
      wanted.groups.push_back({field, name, "segment", false});
      continue;
    }
    ++numbers;
    const auto repeated =
        std::find(request_.segments.begin(), request_.segments.begin() + static_cast<std::ptrdiff_t>(i), name) !=
        request_.segments.begin() + static_cast<std::ptrdiff_t>(i);
    if (repeated) {
      issues.push_back(error(Code::conflict, field, joined("“", name, "” is chosen twice.")));
    } else if (name == request_.arm || name == request_.outcome) {
      issues.push_back(error(Code::conflict, field,
                             joined("“", name, "” is the ", name == request_.arm ? "arm" : "outcome",
                                    " already; segments must be known before the experiment.")));
    }
  }
  if (!std::is_sorted(request_.cuts.begin(), request_.cuts.end(), std::less_equal<>())) {
    issues.push_back(error(Code::conflict, "cuts", "Cuts must increase from one to the next."));
  }
  if (request_.cuts.size() >= most_levels) {
    issues.push_back(error(Code::too_large, "cuts", joined("At most ", most_levels - 1, " cuts can be made."),
                           static_cast<double>(most_levels - 1)));
  }
  if (!request_.cuts.empty() && numbers != 1 && !has_error(issues)) {
    issues.push_back(error(Code::conflict, "cuts",
                           numbers == 0 ? joined("No chosen segment column holds numbers, so there is nothing to cut.")
                                        : joined(numbers,
                                                 " number columns are chosen, and cuts fit only one. Leave cuts "
                                                 "empty for quartiles, or choose one number column.")));
  }
}

Outcome<EffectSegments> EffectSegments::Work::begin(const table::Table& table, const Request& request) {
  auto work = std::make_unique<Work>(table, request);
  Issues issues;
  if (request.segments.empty()) {
    issues.push_back(error(Code::required, "segments", "Choose at least one column that makes segments."));
  }
  if (request.segments.size() > most_columns) {
    issues.push_back(error(Code::too_large, "segments", joined("At most ", most_columns, " columns can be looked at."),
                           static_cast<double>(most_columns)));
  }
  SampleRequest wanted;
  wanted.arm = request.arm;
  wanted.control = request.control;
  wanted.treatment = request.treatment;
  wanted.numbers.push_back({"outcome", request.outcome, "outcome", false});
  wanted.covariates = request.covariates;
  wanted.missing_covariates = request.missing_covariates;
  work->choose(wanted, issues);
  work->choice_ = ClusterChoice::want(table, request.unit, request.unit_rows, request.cluster, wanted, issues);
  Outcome<SampleReader> reader = SampleReader::prepare(table, std::move(wanted));
  append(issues, std::move(reader.issues));
  if (has_error(issues)) {
    return issues;
  }
  work->reader_.emplace(std::move(*reader));
  EffectSegments operation;
  operation.work_ = std::move(work);
  return {std::move(operation), std::move(issues)};
}

double EffectSegments::Work::progress() const {
  if (!read_) {
    return 0.4 * reader_->progress();
  }
  const double regression = adjusting_ ? adjusting_->progress() : 0;
  const double part = done_ == 0 ? regression
                      : in_column_
                          ? (static_cast<double>(level_) + regression) / static_cast<double>(levels_.names.size() + 1)
                          : 0;
  return 0.4 + 0.6 * (static_cast<double>(done_) + part) / (1 + static_cast<double>(request_.segments.size()));
}

bool EffectSegments::Work::step() {
  if (!read_) {
    if (!reader_->step()) {
      take();
      read_ = true;
    }
    return !read_ || !has_error(issues_);
  }
  if (has_error(issues_) || done_ > request_.segments.size()) {
    return false;
  }
  if (adjusting_) {
    if (!adjusting_->step()) {
      if (done_ == 0) {
        end_overall();
      } else {
        end_segment();
      }
    }
  } else if (done_ == 0) {
    begin_overall();
  } else if (!in_column_) {
    begin_column();
  } else if (level_ < levels_.names.size()) {
    begin_segment();
  } else {
    end_column();
  }
  return !has_error(issues_) && done_ <= request_.segments.size();
}

void EffectSegments::Work::take() {
  Outcome<Sample> sample = reader_->take();
  append(issues_, std::move(sample.issues));
  if (has_error(issues_)) {
    return;
  }
  sample_ = std::move(*sample);
  clusters_ = choice_.of(sample_);
  const std::int64_t crossed = choice_.check(sample_, clusters_, issues_);
  if (clusters_) {
    products_.emplace(*clusters_);
  }
  if (crossed > 0) {
    issues_.push_back(warning(Code::crossed_units, choice_.field,
                              joined(crossed, " values of “", sample_.groups.back().column,
                                     "” stand in both arms. What they share is counted as noise of both, so intervals "
                                     "are usually too wide.")));
  }
  if (!has_error(issues_)) {
    add_checks();
  }
}

void EffectSegments::Work::add_checks() {
  Compared compared{*table_, sample_, {request_.outcome}, two_shares(request_.expected_treatment_share)};
  compared.unit = request_.unit;
  compared.rows_apart = request_.unit_rows == RowsOfUnit::separate;
  compared.groups = choice_.grouping(sample_);
  compared.groups_are_units = choice_.field == "unit";
  compared.means = compared.normal_means = true;
  result_.checks = checks_of(compared);
}

// Starts the regressions in these units; false where there is nothing to adjust for.
bool EffectSegments::Work::adjust(std::vector<std::vector<std::uint32_t>> arms) {
  if (sample_.x.cols() > 0) {
    adjusting_.emplace(sample_.x, std::move(arms), sample_.numbers[0].data(), products_ ? &*products_ : nullptr,
                       least_units_per_coefficient);
  }
  return adjusting_.has_value();
}

// Whether the regressions at hand leave a standard error that is more than rounding.
bool EffectSegments::Work::is_adjusted() const {
  return adjusting_ && adjusting_->solved() &&
         adjusting_->means()[0].variance + adjusting_->means()[1].variance >
             1e-18 * (cells_[0].variance_of_mean + cells_[1].variance_of_mean);
}

Estimate EffectSegments::Work::difference(std::string quantity, std::string label, bool adjusted) const {
  const Uncertain control = adjusted ? adjusting_->means()[0] : cells_[0].uncertain();
  const Uncertain treatment = adjusted ? adjusting_->means()[1] : cells_[1].uncertain();
  const std::string_view method = adjusted    ? clusters_ ? "lin_clustered" : "lin_hc2"
                                  : clusters_ ? "clustered"
                                              : "welch";
  return estimate_of({quantity, method, label,
                      adjusted    ? lin_source
                      : clusters_ ? clustered_source
                                  : welch_source},
                     treatment.value - control.value, std::sqrt(control.variance + treatment.variance),
                     adjusted && !clusters_ ? adjusting_->df() : difference_df(control, treatment),
                     request_.confidence);
}

void EffectSegments::Work::begin_overall() {
  const std::vector<double>& y = sample_.numbers[0];
  std::vector<std::vector<std::uint32_t>> units = units_by_arm(sample_.arm, y, 2);
  for (const std::size_t arm : {0U, 1U}) {
    cells_[arm] = cell_mean(units[arm], y, products_ ? &*products_ : nullptr);
    result_.rows_used += cells_[arm].n;
    if (!cells_[arm].tested()) {
      issues_.push_back(error(Code::arm_too_small, arm == 0 ? "control" : "treatment",
                              joined("“", sample_.arms[arm],
                                     "” has too few units with an outcome; at least two are "
                                     "needed."),
                              2.0));
    }
  }
  if (has_error(issues_)) {
    return;
  }
  if (cells_[0].variance == 0 && cells_[1].variance == 0) {
    issues_.push_back(
        error(Code::constant, "outcome",
              joined("“", request_.outcome, "” does not vary within the arms; no standard error exists.")));
    return;
  }
  if (!adjust(std::move(units))) {
    end_overall();
  }
}

void EffectSegments::Work::end_overall() {
  const bool adjusted = is_adjusted();
  result_.overall = difference("All units", "All units", adjusted);
  result_.estimates.push_back(result_.overall);
  if (adjusted) {
    warn_about_dropped(sample_, adjusting_->dropped(), issues_);
    result_.estimates.push_back(difference("All units", "All units, without covariates", false));
  } else if (adjusting_) {
    issues_.push_back(warning(
        Code::arm_too_small, "covariates",
        joined("An arm has fewer than ", static_cast<std::int64_t>(least_units_per_coefficient),
               clusters_ ? " clusters" : " units", " for each coefficient of ",
               static_cast<std::int64_t>(sample_.x.cols()),
               " covariate terms, or they leave nothing to explain; effects are shown without them. Choose fewer.")));
  }
  adjusting_.reset();
  ++done_;
}

void EffectSegments::Work::begin_column() {
  const std::size_t place = done_ - 1;
  const std::string& name = request_.segments[place];
  const table::Column& column = *table_->find(name);
  levels_ = {};
  if (is_text_[place]) {
    const auto group = static_cast<std::size_t>(
        std::count(is_text_.begin(), is_text_.begin() + static_cast<std::ptrdiff_t>(place), true));
    levels_ = levels_of_text(sample_.groups[group], column);
  } else {
    std::vector<double> numbers(sample_.size());
    show_numbers(sample_.rows, *NumberView::of(column), numbers.data());
    levels_ = levels_of_number(numbers, request_.cuts);
  }

  in_cells_ = units_by_cell(levels_.of, sample_.arm, sample_.numbers[0], levels_.names.size());
  test_ = {};
  test_.column = name;
  effects_.clear();
  in_arms_.clear();
  level_ = 0;
  in_column_ = true;
}

void EffectSegments::Work::begin_segment() {
  const std::array<double, 2> counts{static_cast<double>(in_cells_.all[2 * level_]),
                                     static_cast<double>(in_cells_.all[2 * level_ + 1])};
  if (counts[0] + counts[1] == 0) {
    ++level_;  // between two given cuts there may be nobody
    return;
  }
  ++test_.levels;
  in_arms_.insert(in_arms_.end(), counts.begin(), counts.end());
  std::vector<std::vector<std::uint32_t>> units;
  for (const std::size_t arm : {0U, 1U}) {
    const std::span<const std::uint32_t> in_cell = in_cells_.of(2 * level_ + arm);
    units.emplace_back(in_cell.begin(), in_cell.end());
    cells_[arm] = cell_mean(units[arm], sample_.numbers[0], products_ ? &*products_ : nullptr);
  }
  row_ = {};
  row_.column = request_.segments[done_ - 1];
  row_.level = levels_.names[level_];
  row_.n_control = static_cast<std::int64_t>(counts[0]);
  row_.n_treatment = static_cast<std::int64_t>(counts[1]);
  row_.used_control = cells_[0].n;
  row_.used_treatment = cells_[1].n;
  row_.mean_control = cells_[0].n > 0 ? std::optional(cells_[0].mean) : std::nullopt;
  row_.mean_treatment = cells_[1].n > 0 ? std::optional(cells_[1].mean) : std::nullopt;
  row_.treatment_share = counts[1] / (counts[0] + counts[1]);
  row_.ratio_p_value = stats::goodness_of_fit(counts, two_shares(request_.expected_treatment_share)).p_value;
  const bool compared = cells_[0].tested() && cells_[1].tested();
  const bool varies = cells_[0].variance_of_mean + cells_[1].variance_of_mean > 0;
  if (!compared || !varies || !adjust(std::move(units))) {
    end_segment();
  }
}

void EffectSegments::Work::end_segment() {
  if (!cells_[0].tested() || !cells_[1].tested()) {
    row_.note = clusters_ ? "Too few units or clusters in an arm: no effect can be told."
                          : "Fewer than two units with outcome in an arm: no effect can be told.";
  } else {
    row_.adjusted = is_adjusted();
    Estimate e = difference(row_.column, row_.level, row_.adjusted);
    row_.estimate = e.estimate;
    row_.se = e.se;
    row_.df = e.df;
    row_.statistic = e.statistic;
    row_.p_value = e.p_value;
    row_.ci_low = e.ci_low;
    row_.ci_high = e.ci_high;
    if (e.se) {
      ++test_.tested;
      effects_.push_back({e.estimate, *e.se * *e.se, *e.df});
      row_.note =
          adjusting_ && !row_.adjusted ? "Too few units to adjust for the covariates: compared without them." : "";
    } else {
      row_.note = "The outcome does not vary here: no standard error exists.";
    }
    e.note = row_.note;
    result_.estimates.push_back(std::move(e));
  }
  adjusting_.reset();
  result_.segments.push_back(std::move(row_));
  ++level_;
}

void EffectSegments::Work::end_column() {
  if (const auto wald = stats::equality_wald(effects_)) {
    test_.chi_squared = wald->statistic;
    test_.df = wald->df;
    test_.p_chi_squared = wald->p_value;
  }
  if (const auto welch = stats::equality_welch(effects_)) {
    test_.f = welch->statistic;
    test_.df2 = welch->df2;
    test_.p_value = welch->p_value;
  }
  if (const auto ratio = stats::independence(in_arms_, 2)) {
    test_.ratio_chi_squared = ratio->statistic;
    test_.ratio_df = ratio->df;
    test_.ratio_p_value = ratio->p_value;
  }
  if (test_.levels < 2) {
    issues_.push_back(
        warning(Code::constant, joined("segments[", std::to_string(done_ - 1), "]"),
                joined("“", test_.column, "” has one content only: there is no other segment to compare it with.")));
  }
  result_.tests.push_back(std::move(test_));
  in_column_ = false;
  ++done_;
}

// Whether the share in treatment is the same in every segment: the column where it is least so.
void EffectSegments::Work::add_segment_ratio(Result& result) const {
  double tests = 0;
  const SegmentTest* at = nullptr;
  for (const SegmentTest& test : result.tests) {
    if (test.ratio_p_value) {
      ++tests;
      at = !at || *test.ratio_p_value < *at->ratio_p_value ? &test : at;
    }
  }
  if (!at) {
    return;
  }
  const double p = std::min(1.0, *at->ratio_p_value * tests);
  const CheckStatus status = status_of(p);
  Check check{"segment_ratio", status,
              status == CheckStatus::pass ? "The share in treatment is about the same in every segment"
                                          : "The share in treatment differs between segments: people are missing from "
                                            "an arm in some of them",
              joined("Least alike by “", at->column, "”",
                     tests > 1 ? "; its p-value is multiplied by the number of columns." : "."),
              p};
  result.checks.insert(result.checks.begin() + 1, std::move(check));
}

void EffectSegments::Work::add_assumptions(Result& result) const {
  result.assumptions.push_back(
      {"Segments were named before the result was known",
       "Segments chosen after looking are hypotheses for the next experiment, not findings of this one: among many, "
       "some "
       "differ by chance. Trust the test of the whole column, corrected, before any single segment.",
       Standing::unchecked});
  result.assumptions.push_back(
      {"The experiment can not have changed who is in which segment",
       "Only columns fixed before the experiment make comparable segments. Where the treatment "
       "moves people between segments, the arms within one are not alike.",
       Standing::unchecked});
  std::int64_t small = 0;
  for (const SegmentEffect& s : result.segments) {
    small += s.used_control < 30 || s.used_treatment < 30 ? 1 : 0;
  }
  result.assumptions.push_back({"Segments are large enough",
                                small == 0
                                    ? std::string("Each has at least 30 units with outcome in either arm.")
                                    : joined(small, " of ", result.segments.size(),
                                             " have fewer than 30 units with outcome in an arm: rough intervals."),
                                small == 0 ? Standing::fine : Standing::doubtful});
  result.assumptions.push_back(independence_assumption(clusters_));
}

std::string EffectSegments::Work::sentence(const Result& result) const {
  const Estimate& all = result.overall;
  std::string said = joined("Over all units “", sample_.arms[1], "” changes “", request_.outcome, "” by ",
                            effect_words(all.estimate, all.ci_low, all.ci_high, request_.confidence), ".");
  std::string differs;
  const SegmentTest* closest = nullptr;
  for (const SegmentTest& test : result.tests) {
    if (!test.p_holm) {
      continue;
    }
    if (*test.p_holm < 1 - request_.confidence) {
      differs += joined(differs.empty() ? "" : ", ", "“", test.column, "” (", p_words(*test.p_holm), ")");
    }
    closest = !closest || *test.p_holm < *closest->p_holm ? &test : closest;
  }
  std::int64_t alone = 0;
  for (const SegmentEffect& s : result.segments) {
    alone += s.p_bh && *s.p_bh < 1 - request_.confidence ? 1 : 0;
  }
  if (!differs.empty()) {
    said += joined(" The effect differs by ", differs, ", corrected for the number of columns.");
  } else if (closest) {
    said += joined(" Nothing shows that the effect differs between segments; closest is “", closest->column, "”, ",
                   p_words(*closest->p_holm), " corrected for the number of columns.");
  }
  said += joined(" ", alone, " of ", result.segments.size(),
                 " segments show an effect of their own after Benjamini and Hochberg's correction.");
  return said;
}

Outcome<EffectSegmentsResult> EffectSegments::Work::finish() {
  if (has_error(issues_)) {
    return std::move(issues_);
  }
  Result result = std::move(result_);
  result.rows_total = sample_.rows_total;
  std::vector<double> p_segments, p_columns;
  for (const SegmentEffect& s : result.segments) {
    if (s.p_value) {
      p_segments.push_back(*s.p_value);
    }
  }
  for (const SegmentTest& test : result.tests) {
    if (test.p_value) {
      p_columns.push_back(*test.p_value);
    }
  }
  const std::vector<double> bh = stats::benjamini_hochberg_adjusted(p_segments), holm = stats::holm_adjusted(p_columns);
  std::size_t segment = 0, column = 0;
  for (SegmentEffect& s : result.segments) {
    if (s.p_value) {
      s.p_bh = bh[segment++];
    }
  }
  for (SegmentTest& test : result.tests) {
    if (test.p_value) {
      test.p_holm = holm[column++];
    }
  }
  issues_.push_back(warning(Code::approximation, "segments",
                            "Segments chosen after looking at the result are hypotheses: test them in the next "
                            "experiment."));
  add_segment_ratio(result);
  add_assumptions(result);
  result.sentence = sentence(result);
  result.left_out = std::move(sample_.left_out);
  return {std::move(result), std::move(issues_)};
}

EffectSegments::EffectSegments() = default;
EffectSegments::EffectSegments(EffectSegments&&) noexcept = default;
EffectSegments& EffectSegments::operator=(EffectSegments&&) noexcept = default;
EffectSegments::~EffectSegments() = default;

Outcome<EffectSegments> EffectSegments::prepare(const table::Table& table, const Request& request) {
  return Work::begin(table, request);
}
bool EffectSegments::step() { return work_->step(); }
double EffectSegments::progress() const { return work_->progress(); }
Outcome<EffectSegmentsResult> EffectSegments::finish() { return work_->finish(); }

}  // namespace sutva::analyze
