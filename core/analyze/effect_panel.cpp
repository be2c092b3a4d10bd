// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_panel.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.hpp"
#include "base/words.hpp"
#include "stats/did.hpp"
#include "stats/distributions.hpp"
#include "stats/least_squares.hpp"

namespace sutva::analyze {
namespace {

constexpr double normal = std::numeric_limits<double>::infinity();
constexpr std::int64_t few_clusters = 10;
const char* const quantity = "Effect on the treated";

std::string interval(const Estimate& e, double confidence) {
  return e.ci_low
             ? joined(" (", percent(confidence), " interval ", rounded(*e.ci_low), " to ", rounded(*e.ci_high), ")")
             : std::string();
}

}  // namespace

class EffectPanel::Work {
 public:
  Work(PanelReader reader, const Request& request) : request_(request), reader_(std::move(reader)) {}

  bool step();
  double progress() const;
  Outcome<Result> finish();

 private:
  const std::string& treatment_field() const { return field_; }
  void arrange();
  void show_means(const Panel& panel);
  void count_clusters(const stats::PanelData& data);
  std::string label_of(std::int32_t first) const {
    return first < static_cast<std::int32_t>(periods_.size()) ? periods_[static_cast<std::size_t>(first)] : "never";
  }
  std::optional<double> shown(double se) const { return credible_ && se > 0 ? std::optional(se) : std::nullopt; }
  std::vector<PanelAverage> curve(const stats::DidFamily& family, bool events) const;
  void add_estimates(const stats::PanelData& data);
  void add_tests();
  void add_two_way(const stats::PanelData& data);
  void add_assumptions();
  void say();

  Request request_;
  std::string field_ = request_.treated.empty() ? "first_treated" : "treated";
  std::optional<PanelReader> reader_;
  std::optional<stats::GroupTimeEffects> effects_;
  Issues issues_;
  Result result_;
  std::vector<std::string> periods_;  // those that count
  std::vector<std::int32_t> groups_;  // first treated periods
  std::size_t cut_ = 0;               // periods at the end in which everybody is treated
  bool even_ = true, credible_ = true;
  std::int64_t units_back_ = 0, units_late_ = 0, units_incomplete_ = 0, units_always_ = 0;
  std::int64_t treated_clusters_ = 0, control_clusters_ = 0, smallest_group_ = 0;
};

bool EffectPanel::Work::step() {
  if (reader_) {
    if (reader_->step()) {
      return true;
    }
    arrange();
    return effects_.has_value();
  }
  return effects_ && effects_->step();
}

double EffectPanel::Work::progress() const {
  return reader_ ? 0.3 * reader_->progress() : effects_ ? 0.3 + 0.7 * effects_->progress() : 1;
}

// Brings the panel into the shape the estimators want, or says why there is no comparison in it.
void EffectPanel::Work::arrange() {
  Outcome<Panel> read = reader_->take();
  reader_.reset();
  append(issues_, std::move(read.issues));
  if (!read) {
    return;
  }
  Panel panel = std::move(*read);
  const std::size_t all_periods = panel.periods.size();
  const auto never = static_cast<std::int32_t>(all_periods);
  std::vector<std::int64_t> sizes(all_periods + 1, 0);
  for (const std::int32_t first : panel.first) {
    ++sizes[static_cast<std::size_t>(first)];
  }
  std::int32_t last_group = 0;
  for (std::int32_t first = 1; first < never; ++first) {
    if (sizes[static_cast<std::size_t>(first)] > 0) {
      groups_.push_back(first);
      last_group = first;
    }
  }
  periods_ = panel.periods;
  result_.units_never = sizes.back();
  if (groups_.empty()) {
    issues_.push_back(error(
        Code::one_arm, field_,
        joined("No unit begins to be treated within the file", panel.units_always > 0 ? " after its first period" : "",
               "; an effect shows where some units begin between “", periods_.front(), "” and “", periods_.back(),
               "”.")));
    return;
  }
  if (sizes.back() == 0) {
    if (groups_.size() == 1) {
      issues_.push_back(error(Code::one_arm, field_,
                              joined("All units are first treated in “", label_of(last_group),
                                     "”; there is nobody left to show what would have happened without treatment.")));
      return;
    }
    if (request_.control_group == ControlGroup::never) {
      issues_.push_back(error(Code::no_solution, "control_group",
                              joined("Every unit is treated in the end, the last ones in “", label_of(last_group),
                                     "”; compare with units that are not treated yet.")));
      return;
    }
  }
  result_.units_used = static_cast<std::int64_t>(panel.size());
  result_.units_total = panel.units_total;
  result_.rows_total = panel.rows_total;
  result_.rows_used = panel.rows_used;
  result_.units_treated = result_.units_used - result_.units_never;
  result_.left_out = std::move(panel.left_out);
  even_ = panel.even;
  units_back_ = panel.units_back;
  units_late_ = panel.units_late;
  units_incomplete_ = panel.units_incomplete;
  units_always_ = panel.units_always;
  show_means(panel);

  stats::PanelData data{std::move(panel.outcome), all_periods, std::move(panel.first), std::move(panel.clusters),
                        std::move(panel.x)};
  if (result_.units_never == 0) {
    // The last ones to be treated are the comparison for as long as they are not.
    const auto kept = static_cast<std::size_t>(last_group);
    for (std::size_t unit = 0; unit < data.units(); ++unit) {
      std::copy_n(data.of(unit), kept, data.outcome.begin() + static_cast<std::ptrdiff_t>(unit * kept));
    }
    data.outcome.resize(data.units() * kept);
    cut_ = all_periods - kept;
    data.periods = kept;
    periods_.resize(kept);
    groups_.pop_back();
    issues_.push_back(warning(
        Code::one_arm, "control_group",
        joined("From “", panel.periods[kept], "” on every unit is treated: ",
               cut_ == 1 ? "that period says" : "those periods say", " nothing about the effect and ",
               cut_ == 1 ? "was" : "were", " left out; until then the units treated last are the comparison.")));
  }
  result_.periods = static_cast<std::int64_t>(data.periods);
  stats::take_changes(data);
  const auto unmoved = [](double y) { return y == 0; };
  if (std::all_of(data.outcome.begin(), data.outcome.end(), unmoved)) {
    issues_.push_back(
        error(Code::constant, "outcome",
              joined("“", request_.outcome, "” never changes within a unit; there is nothing to explain.")));
    return;
  }
  if (data.x.cols() > 0) {
    // A covariate that does not vary, or follows from those before it.
    stats::TriangularFactor factor(data.x.cols() + 1);
    std::vector<double> row(static_cast<std::size_t>(data.x.cols()) + 1, 1.0);
    for (Eigen::Index i = 0; i < data.x.rows(); ++i) {
      for (Eigen::Index j = 0; j < data.x.cols(); ++j) {
        row[static_cast<std::size_t>(j) + 1] = data.x(i, j);
      }
      factor.add(row.data());
    }
    std::vector<bool> drops(row.size(), false);
    for (const Eigen::Index column : stats::dependent_columns(factor.factor())) {
      drops[static_cast<std::size_t>(column)] = true;
    }
    Eigen::Index to = 0;
    for (std::size_t j = 1; j < drops.size(); ++j) {
      if (drops[j]) {
        issues_.push_back(
            warning(Code::dropped_column, "covariates",
                    joined("“", panel.terms[j - 1], "” adds nothing to the covariates before it and was left out.")));
      } else {
        data.x.col(to++) = Eigen::VectorXd(data.x.col(static_cast<Eigen::Index>(j) - 1));
      }
    }
    data.x.conservativeResize(Eigen::NoChange, to);
  }
  count_clusters(data);
  stats::DidSettings settings;
  settings.not_yet = request_.control_group == ControlGroup::not_yet;
  settings.doubly_robust = request_.adjustment == TrendAdjustment::doubly_robust;
  settings.universal = request_.base_period == BasePeriod::universal;
  if (request_.balance_periods) {
    settings.balance = static_cast<int>(*request_.balance_periods);
  }
  settings.confidence = request_.confidence;
  settings.draws = credible_ ? static_cast<int>(request_.bootstrap_draws) : 0;
  settings.mammen = request_.multiplier == Multiplier::mammen;
  settings.seed = static_cast<std::uint64_t>(request_.seed);
  effects_.emplace(std::move(data), settings);
}

void EffectPanel::Work::show_means(const Panel& panel) {
  const std::size_t count = panel.periods.size();
  std::vector<double> sums((count + 1) * count, 0.0), sizes(count + 1, 0.0);
  for (std::size_t unit = 0; unit < panel.size(); ++unit) {
    const auto group = static_cast<std::size_t>(panel.first[unit]);
    sizes[group] += 1;
    for (std::size_t t = 0; t < count; ++t) {
      sums[group * count + t] += panel.of(unit)[t];
    }
  }
  // Without units that are never treated, those treated last stand in for them.
  std::size_t comparison = count;
  while (sizes[comparison] == 0) {
    --comparison;
  }
  double treated_units = 0;
  for (std::size_t group = 1; group <= count; ++group) {
    treated_units += group < comparison ? sizes[group] : 0;
    if (sizes[group] > 0) {
      const std::string label = label_of(static_cast<std::int32_t>(group));
      result_.groups.push_back({label, static_cast<std::int64_t>(sizes[group])});
      for (std::size_t t = 0; t < count; ++t) {
        result_.paths.push_back({label, panel.periods[t], sums[group * count + t] / sizes[group]});
      }
    }
  }
  for (std::size_t t = 0; t < count; ++t) {
    double sum = 0, by_now = 0;
    for (std::size_t group = 1; group < comparison; ++group) {
      sum += sums[group * count + t];
    }
    for (std::size_t group = 1; group <= t; ++group) {
      by_now += sizes[group];
    }
    result_.series.push_back({panel.periods[t], sum / treated_units, sums[comparison * count + t] / sizes[comparison],
                              by_now / static_cast<double>(panel.size())});
  }
  if (groups_.size() == 1) {
    const auto begin = static_cast<std::size_t>(groups_[0]);
    const auto row = [&](const char* name, std::size_t group) {
      const double* of_group = sums.data() + group * count;
      PanelMeans means{name, static_cast<std::int64_t>(sizes[group]), 0, 0, 0};
      for (std::size_t t = 0; t < count; ++t) {
        (t < begin ? means.before : means.after) += of_group[t] / sizes[group];
      }
      means.before /= static_cast<double>(begin);
      means.after /= static_cast<double>(count - begin);
      means.change = means.after - means.before;
      return means;
    };
    const PanelMeans treated = row("Treated", begin), control = row("Comparison", count);
    result_.means = {treated, control,
                     PanelMeans{"Difference", std::nullopt, treated.before - control.before,
                                treated.after - control.after, treated.change - control.change}};
  }
}

void EffectPanel::Work::count_clusters(const stats::PanelData& data) {
  const auto never = static_cast<std::int32_t>(data.periods);
  std::vector<std::uint8_t> holds(data.cluster_count(), 0);
  std::vector<std::int64_t> sizes(data.periods + 1, 0);
  for (std::size_t unit = 0; unit < data.units(); ++unit) {
    const std::size_t cluster = data.clusters.empty() ? unit : static_cast<std::size_t>(data.clusters[unit]);
    const std::int32_t first = std::min(data.first[unit], never);
    holds[cluster] |= first < never ? 1 : 2;
    ++sizes[static_cast<std::size_t>(first)];
  }
  for (const std::uint8_t held : holds) {
    treated_clusters_ += held & 1;
    control_clusters_ += held >> 1;
  }
  smallest_group_ = result_.units_used;
  for (const std::int32_t group : groups_) {
    smallest_group_ = std::min(smallest_group_, sizes[static_cast<std::size_t>(group)]);
  }
  result_.clusters = static_cast<std::int64_t>(holds.size());
  // One cluster gives no idea of its own noise.
  credible_ = treated_clusters_ > 1 && control_clusters_ > 1;
  if (!credible_) {
    issues_.push_back(warning(
        Code::arm_too_small, request_.cluster.empty() ? "unit" : "cluster",
        joined(treated_clusters_ < 2 ? "Only one " : "Only one untreated ",
               request_.cluster.empty() ? "unit" : "cluster",
               treated_clusters_ < 2 ? " is treated" : " is there to compare with",
               ": the estimates stand, but nothing tells how far chance moves it, so they have no standard error.",
               treated_clusters_ < 2 && request_.cluster.empty() ? " A synthetic control suits a single treated unit."
                                                                 : "")));
  }
}

std::vector<PanelAverage> EffectPanel::Work::curve(const stats::DidFamily& family, bool events) const {
  std::vector<PanelAverage> points;
  const double reach = stats::normal_quantile_upper((1 - request_.confidence) / 2);
  for (const stats::DidAverage& average : family.averages) {
    PanelAverage point;
    point.label = events ? signed_number(average.at) : periods_[static_cast<std::size_t>(average.at)];
    point.event_time = average.at;
    point.effects = average.count;
    point.estimate = average.estimate;
    if (const auto se = shown(average.se)) {
      point.se = se;
      point.ci_low = average.estimate - reach * *se;
      point.ci_high = average.estimate + reach * *se;
      if (family.critical > 0) {
        point.band_low = average.estimate - family.critical * *se;
        point.band_high = average.estimate + family.critical * *se;
      }
    }
    points.push_back(std::move(point));
  }
  return points;
}

void EffectPanel::Work::add_estimates(const stats::PanelData& data) {
  const auto add = [&](const char* method, const char* label, const char* source, double estimate, double se, double df,
                       const char* note = "") {
    Estimate e = estimate_of({quantity, method, label, source}, estimate, credible_ ? se : 0, df, request_.confidence);
    e.note = note;
    result_.estimates.push_back(std::move(e));
  };
  const auto averaged = [&](const char* method, const char* label, const stats::DidAverage& average) {
    add(method, label, "Callaway and Sant'Anna (2021)", average.estimate, average.se, normal);
  };
  const bool staggered = groups_.size() > 1;
  if (staggered) {
    averaged("callaway_santanna_group", "Averaged within groups, then over treated units", effects_->by_group.overall);
    averaged("callaway_santanna_simple", "All treated unit-periods alike", effects_->simple);
    averaged("callaway_santanna_dynamic", "All event times alike", effects_->events.overall);
    averaged("callaway_santanna_calendar", "All periods alike", effects_->by_period.overall);
  } else {
    averaged("callaway_santanna_simple", "Change since the last period before treatment", effects_->simple);
    if (data.x.cols() == 0) {
      const stats::TwoByTwo two = stats::two_by_two(data, groups_[0]);
      add("did_clustered", "Two by two, regression on all means", "Bertrand, Duflo and Mullainathan (2004), CR1",
          two.estimate, two.clustered_se, static_cast<double>(result_.clusters - 1));
      if (request_.cluster.empty()) {
        add("did_first_differences", "Two by two, each unit's own change (Welch)", "Welch (1947)", two.estimate,
            two.welch_se, two.welch_df);
      }
    }
  }
}

void EffectPanel::Work::add_tests() {
  const auto add = [&](const char* name, const char* label, const std::optional<stats::WaldTest>& test) {
    if (test && credible_) {
      result_.pretrends.push_back(
          {name, label, test->statistic, test->df, stats::chi_squared_sf(test->statistic, test->df)});
    }
  };
  add("event_study", "All event times before treatment together", effects_->pre_events);
  add("group_time", "All groups and periods before treatment together", effects_->pre_effects);
  if (result_.pretrends.empty()) {
    result_.pretrend_sentence =
        credible_
            ? "The file holds no two periods before treatment that could be compared: whether the trends were alike "
              "can not be seen."
            : "With a single treated or untreated unit nothing can be tested before treatment; look at the curves.";
    return;
  }
  const PretrendTest& test = result_.pretrends.front();
  result_.pretrend_sentence =
      test.p_value < 0.05
          ? joined("Before treatment the groups already moved apart (joint test p = ", rounded(test.p_value, 2),
                   "): what is seen afterwards may be more of the same.")
          : joined("Before treatment the groups moved alike as far as these data tell (joint test p = ",
                   rounded(test.p_value, 2), "); that makes parallel trends plausible, it does not prove them.");
}

void EffectPanel::Work::add_two_way(const stats::PanelData& data) {
  const auto found = stats::two_way_fixed_effects(data);
  if (!found) {
    return;
  }
  TwoWayWarning two{found->estimate,        shown(found->se),        found->negative_share,
                    found->negative_weight, found->forbidden_weight, ""};
  if (groups_.size() == 1) {
    two.finding =
        "All treated units begin together, so this regression compares treated with untreated units only; it is the "
        "two "
        "by two difference.";
  } else {
    two.finding = joined(
        "Do not use this number where effects differ between groups or over time: ", percent(two.forbidden_weight, 2),
        " of its weight comes from comparisons with units that are treated already",
        two.negative_share > 0 ? joined(", and ", percent(two.negative_share, 2),
                                        " of the treated unit-periods count with a negative weight.")
                               : std::string("."));
  }
  result_.two_way = std::move(two);
}

void EffectPanel::Work::add_assumptions() {
  const auto add = [&](const char* title, std::string reason, Standing standing) {
    result_.assumptions.push_back({title, std::move(reason), standing});
  };
  if (result_.pretrends.empty()) {
    add("Parallel trends",
        "Without treatment both would have changed alike. No test before treatment is possible here.",
        Standing::unchecked);
  } else {
    const double p = result_.pretrends.front().p_value;
    add("Parallel trends",
        joined("Without treatment both would have changed alike",
               request_.covariates.empty() ? "" : ", at equal covariates", ". ", result_.pretrend_sentence),
        p < 0.01  ? Standing::broken
        : p < 0.1 ? Standing::doubtful
                  : Standing::fine);
  }
  add("No anticipation", "Nobody changes before treatment because it is coming. An announcement would be the start.",
      Standing::unchecked);
  if (request_.treated.empty()) {
    add("Treatment stays", "Who is treated once stays so; the file names only the first time.", Standing::unchecked);
  } else {
    add("Treatment stays",
        units_back_ == 0 ? std::string("No unit goes back to untreated.")
                         : joined(counted(static_cast<double>(units_back_), "unit goes", "units go"),
                                  " back to untreated; the effect is that of having been treated once."),
        units_back_ == 0 ? Standing::fine : Standing::doubtful);
  }
  const std::int64_t few = std::min(treated_clusters_, control_clusters_);
  add("Enough of them",
      joined("Standard errors and bands need many independent ", request_.cluster.empty() ? "units" : "clusters",
             " on both sides; here ", treated_clusters_,
             request_.cluster.empty() ? " are treated and " : " hold treated units and ", control_clusters_,
             request_.cluster.empty() ? " are not" : " untreated ones",
             groups_.size() > 1 ? joined(", and the smallest group has ",
                                         counted(static_cast<double>(smallest_group_), "unit", "units"))
                                : std::string(),
             "."),
      few < 2                                     ? Standing::broken
      : few < few_clusters || smallest_group_ < 5 ? Standing::doubtful
                                                  : Standing::fine);
  add("Independent of one another",
      request_.cluster.empty()
          ? std::string(
                "Units do not share shocks or treatment. Where whole regions were treated, name them as the cluster.")
          : joined("Units of different “", request_.cluster, "” share neither shocks nor treatment."),
      Standing::unchecked);
  const double lost =
      static_cast<double>(units_incomplete_) / static_cast<double>(std::max<std::int64_t>(1, result_.units_total));
  add("The same units throughout",
      units_incomplete_ == 0 ? std::string("Every unit is seen in every period.")
                             : joined(counted(static_cast<double>(units_incomplete_), "unit lacks", "units lack"),
                                      " a period and ", units_incomplete_ == 1 ? "was" : "were", " left out (",
                                      percent(lost, 2), "); do units drop out because of treatment?"),
      units_incomplete_ == 0 ? Standing::fine
      : lost < 0.05          ? Standing::unchecked
                             : Standing::doubtful);
  if (units_late_ > 0) {
    add("Later treatment is not felt yet",
        joined(counted(static_cast<double>(units_late_), "unit is", "units are"),
               " treated only after the last period and count", units_late_ == 1 ? "s" : "", " as never treated."),
        Standing::unchecked);
  }
  if (units_always_ > 0) {
    add("Treated from the start",
        joined(counted(static_cast<double>(units_always_), "unit is", "units are"),
               " treated in every period: without a time before, the file says nothing about the effect on them."),
        Standing::unchecked);
  }
  if (!even_) {
    add("Periods of one length",
        "The times of the file are not equally far apart; event time counts periods, not time.", Standing::doubtful);
  }
  if (!request_.covariates.empty()) {
    add("Covariates",
        request_.adjustment == TrendAdjustment::regression
            ? "They are not moved by treatment, and a straight line says how the trend depends on them."
            : "They are not moved by treatment; a straight line says how the trend depends on them, or a logit how "
              "treatment does.",
        Standing::unchecked);
  }
}

void EffectPanel::Work::say() {
  const Estimate& best = result_.estimates.front();
  result_.sentence = joined(
      "Treatment changed “", request_.outcome, "” by ", signed_number(best.estimate), " on average",
      interval(best, request_.confidence), " for the ",
      counted(static_cast<double>(result_.units_treated), "unit", "units"), " treated, compared with the change of ",
      request_.control_group == ControlGroup::never || groups_.size() == 1 ? "units never treated"
                                                                           : "units not treated yet",
      ". ",
      !best.ci_low                            ? std::string("No interval exists.")
      : *best.ci_low > 0 || *best.ci_high < 0 ? std::string("Chance alone is an unlikely explanation.")
                                              : std::string("An effect of zero is compatible with these data."),
      !result_.pretrends.empty() && result_.pretrends.front().p_value < 0.05
          ? " But the groups moved apart before treatment already."
          : "");
}

Outcome<EffectPanelResult> EffectPanel::Work::finish() {
  if (has_error(issues_) || !effects_) {
    return std::move(issues_);
  }
  const stats::PanelData& data = effects_->data();
  if (effects_->by_group.averages.empty()) {
    issues_.push_back(
        error(Code::no_solution, request_.covariates.empty() ? "control_group" : "covariates",
              "No group has enough units to be compared with after its treatment; choose fewer covariates "
              "or compare with units that are not treated yet."));
    return std::move(issues_);
  }
  if (result_.units_never == 0) {
    result_.units_treated -= result_.groups.back().units;
  }
  result_.confidence = request_.confidence;
  add_estimates(data);
  add_tests();
  add_two_way(data);
  add_assumptions();
  say();
  result_.event_study = curve(effects_->events, true);
  result_.by_group = curve(effects_->by_group, false);
  result_.by_period = curve(effects_->by_period, false);
  if (effects_->events.critical > 0) {
    result_.band_critical_value = effects_->events.critical;
  }
  if (effects_->events.averages.empty()) {
    issues_.push_back(
        warning(Code::out_of_range, "balance_periods",
                "No group is seen for so many periods after its first treated one; the event study is empty."));
  }
  if (effects_->skipped > 0) {
    issues_.push_back(warning(
        Code::arm_too_small, request_.covariates.empty() ? "control_group" : "covariates",
        joined(effects_->skipped,
               effects_->skipped == 1 ? " effect of a group in a period has" : " effects of groups in periods have",
               " too few units to compare with and ", effects_->skipped == 1 ? "was" : "were", " left out.")));
  }
  const double reach = stats::normal_quantile_upper((1 - request_.confidence) / 2);
  for (const stats::GroupTimeEffect& effect : effects_->effects) {
    PanelGroupTime row{label_of(effect.group),
                       label_of(effect.period),
                       effect.period - effect.group,
                       effect.estimate,
                       effect.n_treated > 1 && effect.n_control > 1 ? shown(effect.se) : std::nullopt,
                       {},
                       {},
                       effect.n_treated,
                       effect.n_control};
    if (row.se) {
      row.ci_low = row.estimate - reach * *row.se;
      row.ci_high = row.estimate + reach * *row.se;
    }
    result_.group_time.push_back(std::move(row));
  }
  return {std::move(result_), std::move(issues_)};
}

Outcome<EffectPanel> EffectPanel::prepare(const table::Table& table, const Request& request) {
  Issues issues;
  if (request.first_treated.empty() && request.treated.empty()) {
    issues.push_back(error(Code::required, "first_treated",
                           "Choose the column with the time of first treatment, or the one that marks treated rows."));
  }
  Outcome<PanelReader> reader =
      PanelReader::prepare(table, {request.unit, request.time, request.outcome, request.first_treated, request.treated,
                                   request.cluster, request.covariates, request.unit_rows});
  append(issues, std::move(reader.issues));
  if (has_error(issues)) {
    return issues;
  }
  EffectPanel operation;
  operation.work_ = std::make_unique<Work>(std::move(*reader), request);
  return {std::move(operation), std::move(issues)};
}

EffectPanel::EffectPanel() = default;
EffectPanel::EffectPanel(EffectPanel&&) noexcept = default;
EffectPanel& EffectPanel::operator=(EffectPanel&&) noexcept = default;
EffectPanel::~EffectPanel() = default;
bool EffectPanel::step() { return work_->step(); }
double EffectPanel::progress() const { return work_->progress(); }
Outcome<EffectPanelResult> EffectPanel::finish() { return work_->finish(); }

}  // namespace sutva::analyze
