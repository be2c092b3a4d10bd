// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_segments.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "analyze/columns.hpp"
#include "analyze/comparison.hpp"
#include "base/words.hpp"
#include "stats/adjusted_p.hpp"
#include "stats/group_tests.hpp"

namespace sutva::analyze {
namespace {

using stats::Uncertain;

constexpr std::size_t most_columns = 50;
constexpr std::size_t most_levels = 50;
constexpr std::size_t most_values = 10;  // of a number, before it is cut
constexpr std::string_view welch_source = "Welch (1947), Biometrika 34:28-35";
constexpr std::string_view clustered_source = "Liang and Zeger (1986), Biometrika 73:13-22";

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
  bool missing = false;
  levels.of.reserve(numbers.size());
  for (const double x : numbers) {
    // The first end that is not below x: equal to it where each value is a level.
    const auto place = std::lower_bound(ends.begin(), ends.end(), x) - ends.begin();
    levels.of.push_back(std::isnan(x) ? -1 : static_cast<std::int32_t>(place));
    missing = missing || std::isnan(x);
  }
  if (missing) {
    std::replace(levels.of.begin(), levels.of.end(), -1, static_cast<std::int32_t>(levels.names.size()));
    levels.names.emplace_back("missing");
  }
  return levels;
}

Levels levels_of_text(const Grouping& grouping, const table::Column& column) {
  std::vector<std::int64_t> counts(grouping.size(), 0);
  std::int64_t missing = 0;
  for (const std::int32_t group : grouping.of) {
    (group < 0 ? missing : counts[static_cast<std::size_t>(group)]) += 1;
  }
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
  for (const std::int32_t group : grouping.of) {
    levels.of.push_back(group < 0 ? last : place[static_cast<std::size_t>(group)]);
  }
  if (missing > 0) {
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
  void add_overall();
  void add_column(std::size_t place);
  Estimate difference(const CellMean& control, const CellMean& treatment, std::string quantity,
                      std::string label) const;
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
  std::int64_t crossed_ = 0;
  std::size_t done_ = 0;  // the overall effect first, then the columns
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
  const double all = 1 + static_cast<double>(request_.segments.size());
  return read_ ? 0.4 + 0.6 * static_cast<double>(done_) / all : 0.4 * reader_->progress();
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
  if (done_ == 0) {
    add_overall();
  } else {
    add_column(done_ - 1);
  }
  ++done_;
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
  crossed_ = choice_.check(sample_, clusters_, issues_);
  if (clusters_) {
    products_.emplace(*clusters_);
  }
  if (crossed_ > 0) {
    issues_.push_back(warning(Code::crossed_units, choice_.field,
                              joined(crossed_, " values of “", sample_.groups.back().column,
                                     "” stand in both arms. What they share is counted as noise of both, so intervals "
                                     "are usually too wide.")));
  }
}

Estimate EffectSegments::Work::difference(const CellMean& control, const CellMean& treatment, std::string quantity,
                                          std::string label) const {
  Estimate e =
      estimate_of({quantity, clusters_ ? "clustered" : "welch", label, clusters_ ? clustered_source : welch_source},
                  treatment.mean - control.mean, std::sqrt(control.variance_of_mean + treatment.variance_of_mean),
                  difference_df(control.uncertain(), treatment.uncertain()), request_.confidence);
  return e;
}

void EffectSegments::Work::add_overall() {
  const std::vector<double>& y = sample_.numbers[0];
  std::array<std::vector<std::uint32_t>, 2> units;
  for (std::uint32_t unit = 0; unit < sample_.size(); ++unit) {
    if (!std::isnan(y[unit])) {
      units[static_cast<std::size_t>(sample_.arm[unit])].push_back(unit);
    }
  }
  std::array<CellMean, 2> cells;
  for (const std::size_t arm : {0U, 1U}) {
    cells[arm] = cell_mean(units[arm], y, products_ ? &*products_ : nullptr);
    result_.rows_used += cells[arm].n;
    if (!cells[arm].tested()) {
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
  if (cells[0].variance == 0 && cells[1].variance == 0) {
    issues_.push_back(
        error(Code::constant, "outcome",
              joined("“", request_.outcome, "” does not vary within the arms; no standard error exists.")));
    return;
  }
  result_.overall = difference(cells[0], cells[1], "All units", "All units");
  result_.estimates.push_back(result_.overall);
}

void EffectSegments::Work::add_column(std::size_t place) {
  const std::string& name = request_.segments[place];
  const table::Column& column = *table_->find(name);
  Levels levels;
  if (is_text_[place]) {
    const auto group = static_cast<std::size_t>(
        std::count(is_text_.begin(), is_text_.begin() + static_cast<std::ptrdiff_t>(place), true));
    levels = levels_of_text(sample_.groups[group], column);
  } else {
    std::vector<double> numbers;
    numbers.reserve(sample_.size());
    for (const std::uint32_t row : sample_.rows) {
      numbers.push_back(column.numbers[row]);
    }
    levels = levels_of_number(numbers, request_.cuts);
  }

  // Units in the order of their cells, level by level and control first, so that each is looked at once.
  const std::vector<double>& y = sample_.numbers[0];
  const std::size_t count = levels.names.size();
  std::vector<double> assigned(2 * count, 0);
  std::vector<std::size_t> ends(2 * count + 1, 0);
  for (std::size_t unit = 0; unit < sample_.size(); ++unit) {
    const std::size_t cell =
        2 * static_cast<std::size_t>(levels.of[unit]) + static_cast<std::size_t>(sample_.arm[unit]);
    ++assigned[cell];
    ends[cell + 1] += std::isnan(y[unit]) ? 0U : 1U;
  }
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  std::vector<std::uint32_t> order(ends.back());
  std::vector<std::size_t> next(ends.begin(), ends.end() - 1);
  for (std::uint32_t unit = 0; unit < sample_.size(); ++unit) {
    if (!std::isnan(y[unit])) {
      const std::size_t cell =
          2 * static_cast<std::size_t>(levels.of[unit]) + static_cast<std::size_t>(sample_.arm[unit]);
      order[next[cell]++] = unit;
    }
  }

  SegmentTest test;
  test.column = name;
  std::vector<Uncertain> effects;
  std::vector<double> in_arms;
  for (std::size_t level = 0; level < count; ++level) {
    const std::array<double, 2> counts{assigned[2 * level], assigned[2 * level + 1]};
    if (counts[0] + counts[1] == 0) {
      continue;  // between two given cuts there may be nobody
    }
    ++test.levels;
    in_arms.insert(in_arms.end(), counts.begin(), counts.end());
    std::array<CellMean, 2> cells;
    for (const std::size_t arm : {0U, 1U}) {
      const std::size_t cell = 2 * level + arm;
      cells[arm] = cell_mean(std::span(order).subspan(ends[cell], ends[cell + 1] - ends[cell]), y,
                             products_ ? &*products_ : nullptr);
    }
    SegmentEffect row;
    row.column = name;
    row.level = levels.names[level];
    row.n_control = static_cast<std::int64_t>(counts[0]);
    row.n_treatment = static_cast<std::int64_t>(counts[1]);
    row.used_control = cells[0].n;
    row.used_treatment = cells[1].n;
    row.mean_control = cells[0].n > 0 ? std::optional(cells[0].mean) : std::nullopt;
    row.mean_treatment = cells[1].n > 0 ? std::optional(cells[1].mean) : std::nullopt;
    row.treatment_share = counts[1] / (counts[0] + counts[1]);
    const std::array<double, 2> shares{1 - request_.expected_treatment_share, request_.expected_treatment_share};
    row.ratio_p_value = stats::goodness_of_fit(counts, shares).p_value;
    if (!cells[0].tested() || !cells[1].tested()) {
      row.note = clusters_ ? "Too few units or clusters in an arm: no effect can be told."
                           : "Fewer than two units with outcome in an arm: no effect can be told.";
    } else {
      Estimate e = difference(cells[0], cells[1], name, row.level);
      row.estimate = e.estimate;
      row.se = e.se;
      row.df = e.df;
      row.statistic = e.statistic;
      row.p_value = e.p_value;
      row.ci_low = e.ci_low;
      row.ci_high = e.ci_high;
      if (e.se) {
        ++test.tested;
        effects.push_back({e.estimate, cells[0].variance_of_mean + cells[1].variance_of_mean, *e.df});
      } else {
        row.note = "The outcome does not vary here: no standard error exists.";
      }
      e.note = row.note;
      result_.estimates.push_back(std::move(e));
    }
    result_.segments.push_back(std::move(row));
  }
  if (const auto wald = stats::equality_wald(effects)) {
    test.chi_squared = wald->statistic;
    test.df = wald->df;
    test.p_chi_squared = wald->p_value;
  }
  if (const auto welch = stats::equality_welch(effects)) {
    test.f = welch->statistic;
    test.df2 = welch->df2;
    test.p_value = welch->p_value;
  }
  if (const auto ratio = stats::independence(in_arms, 2)) {
    test.ratio_chi_squared = ratio->statistic;
    test.ratio_df = ratio->df;
    test.ratio_p_value = ratio->p_value;
  }
  if (test.levels < 2) {
    issues_.push_back(
        warning(Code::constant, joined("segments[", std::to_string(place), "]"),
                joined("“", name, "” has one content only: there is no other segment to compare it with.")));
  }
  result_.tests.push_back(std::move(test));
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
  const std::array<double, 2> shares{1 - request_.expected_treatment_share, request_.expected_treatment_share};
  result.assumptions.push_back(sample_ratio_of(sample_.arms, sample_.assigned, shares).assumption);
  Assumption ratio{"Every segment is split as planned", "", Standing::fine};
  double worst = 1, tests = 0;
  const SegmentTest* at = nullptr;
  for (const SegmentTest& test : result.tests) {
    if (test.ratio_p_value) {
      ++tests;
      at = !at || *test.ratio_p_value < worst ? &test : at;
      worst = std::min(worst, *test.ratio_p_value);
    }
  }
  if (at) {
    const double p = std::min(1.0, worst * tests);
    ratio.standing = p < 0.001 ? Standing::broken : p < 0.01 ? Standing::doubtful : Standing::fine;
    ratio.reason = joined("The share in treatment by “", at->column, "”: ", p_words(p),
                          tests > 1 ? " (the smallest of all columns, times their number)." : ".",
                          ratio.standing == Standing::fine ? "" : " People are missing from an arm in some segments.");
    result.assumptions.push_back(std::move(ratio));
  }
  result.assumptions.push_back(missing_outcomes(sample_.assigned, sample_.missing[0], request_.outcome).assumption);
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
  result.assumptions.push_back(independence_assumption(clusters_, crossed_));
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
