// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_synthetic.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "analyze/sample.hpp"
#include "base/text.hpp"
#include "base/words.hpp"
#include "random/samplers.hpp"
#include "stats/quantiles.hpp"
#include "stats/synthetic_control.hpp"

namespace sutva::analyze {
namespace {

using Eigen::Index;

const char* const quantity = "Effect on the treated unit";
constexpr std::size_t most_listed = 200;
constexpr double work_per_step = 3e6;
constexpr double perfect = 1e-9;  // misfit over the spread of the outcome

double ratio_of(double pre, double post, double scale) {
  return pre > perfect * scale ? post / pre : std::numeric_limits<double>::infinity();
}

}  // namespace

class EffectSynthetic::Work {
 public:
  Work(const table::Table& table, PanelReader reader, const Request& request)
      : table_(&table), request_(request), reader_(std::move(reader)) {}

  bool step();
  double progress() const;
  Outcome<Result> finish();

 private:
  void arrange();
  std::optional<std::size_t> find_treated(const Panel& panel, std::int32_t& first);
  void fit_own();
  void fit_placebo(Index unit);
  std::vector<Index> others(Index unit, Index without = -1) const;
  bool has_columns() const { return !request_.first_treated.empty() || !request_.treated.empty(); }
  const std::string& name_of(Index unit) const { return names_[static_cast<std::size_t>(unit)]; }
  void add_assumptions(const std::vector<double>& pre_rmspes);

  const table::Table* table_;
  Request request_;
  std::optional<PanelReader> reader_;
  Issues issues_;
  Result result_;
  Eigen::MatrixXd outcomes_;        // periods by units, the treated one first
  std::vector<std::string> names_;  // of units
  std::vector<std::string> periods_;
  Index before_ = 0;
  double scale_ = 0;  // spread of outcomes before treatment
  stats::SyntheticControl own_;
  std::vector<Index> placebo_units_;
  std::vector<SyntheticPlacebo> placebos_;
  Eigen::MatrixXd placebo_gaps_;
  bool fitted_ = false;
  std::size_t at_ = 0;
};

bool EffectSynthetic::Work::step() {
  if (reader_) {
    if (reader_->step()) {
      return true;
    }
    arrange();
    return before_ > 0;
  }
  if (before_ == 0) {
    return false;
  }
  if (!fitted_) {
    fit_own();
    fitted_ = true;
    return at_ < placebo_units_.size();
  }
  const double cost = static_cast<double>(outcomes_.size()) * 40;
  for (double done = 0; at_ < placebo_units_.size() && done < work_per_step; done += cost) {
    fit_placebo(placebo_units_[at_++]);
  }
  return at_ < placebo_units_.size();
}

double EffectSynthetic::Work::progress() const {
  if (reader_) {
    return 0.3 * reader_->progress();
  }
  return placebo_units_.empty() ? 1 : 0.3 + 0.7 * static_cast<double>(at_) / static_cast<double>(placebo_units_.size());
}

// The treated unit and its first treated period, or an issue.
std::optional<std::size_t> EffectSynthetic::Work::find_treated(const Panel& panel, std::int32_t& first) {
  const table::Column& unit = *table_->find(request_.unit);
  const auto never = static_cast<std::int32_t>(panel.periods.size());
  const std::string column_field = request_.treated.empty() ? "first_treated" : "treated";
  std::optional<std::size_t> chosen;
  if (!request_.treated_unit.empty()) {
    for (std::size_t i = 0; i < panel.size() && !chosen; ++i) {
      if (content_at(unit, panel.rows[i]) == request_.treated_unit) {
        chosen = i;
      }
    }
    if (!chosen) {
      issues_.push_back(
          error(Code::unknown_level, "treated_unit",
                joined("“", request_.treated_unit, "” is no unit of “", request_.unit, "” that is seen in every period",
                       panel.units_always > 0 ? " and untreated in the first one" : "",
                       "; choose another, or complete its rows.")));
      return std::nullopt;
    }
  }
  if (!has_columns()) {
    first = period_at(*table_->find(request_.time), panel.periods, request_.treated_from);
    if (first < 0) {
      issues_.push_back(error(Code::unknown_level, "treated_from",
                              joined("“", request_.treated_from, "” is not a time as “", request_.time,
                                     "” writes them, such as “", panel.periods.back(), "”.")));
    } else if (first == 0 || first == never) {
      issues_.push_back(error(Code::out_of_range, "treated_from",
                              joined("Treatment must begin after the first period, “", panel.periods.front(),
                                     "”, and not after the last, “", panel.periods.back(), "”.")));
    }
    return first > 0 && first < never ? chosen : std::nullopt;
  }
  std::vector<std::size_t> treated;
  for (std::size_t i = 0; i < panel.size(); ++i) {
    if (panel.first[i] < never) {
      treated.push_back(i);
    }
  }
  if (chosen && panel.first[*chosen] == never) {
    issues_.push_back(
        error(Code::conflict, "treated_unit",
              joined("“", request_.treated_unit, "” is never treated, as its rows say; choose a treated unit.")));
    return std::nullopt;
  }
  if (!chosen && treated.size() > 1) {
    issues_.push_back(
        error(Code::conflict, "treated_unit",
              joined(treated.size(), " units are treated, “", content_at(unit, panel.rows[treated[0]]), "” and “",
                     content_at(unit, panel.rows[treated[1]]), treated.size() > 2 ? "” among them" : "”",
                     "; choose one of them, or use differences in differences for all.")));
    return std::nullopt;
  }
  if (treated.empty()) {
    issues_.push_back(error(Code::one_arm, column_field,
                            "No unit that is seen in every period begins to be treated after the first one."));
    return std::nullopt;
  }
  chosen = chosen ? chosen : treated[0];
  first = panel.first[*chosen];
  return chosen;
}

void EffectSynthetic::Work::arrange() {
  Outcome<Panel> read = reader_->take();
  reader_.reset();
  append(issues_, std::move(read.issues));
  if (!read) {
    return;
  }
  const Panel& panel = *read;
  std::int32_t first = 0;
  const std::optional<std::size_t> treated = find_treated(panel, first);
  if (!treated) {
    return;
  }
  const auto never = static_cast<std::int32_t>(panel.periods.size());
  std::vector<std::size_t> units{*treated};
  for (std::size_t i = 0; i < panel.size(); ++i) {
    if (i != *treated && panel.first[i] == never) {
      units.push_back(i);
    }
  }
  if (units.size() < 3) {
    issues_.push_back(
        error(Code::arm_too_small, "unit",
              joined("Only ", units.size() - 1,
                     " untreated units are seen in every period; a synthetic control needs at least 2, and "
                     "a p-value below 5 % at least 19."),
              2.0));
    return;
  }
  const table::Column& unit = *table_->find(request_.unit);
  outcomes_.resize(never, static_cast<Index>(units.size()));
  for (std::size_t j = 0; j < units.size(); ++j) {
    outcomes_.col(static_cast<Index>(j)) = Eigen::Map<const Eigen::VectorXd>(panel.of(units[j]), never);
    names_.push_back(content_at(unit, panel.rows[units[j]]));
  }
  periods_ = panel.periods;
  // Of the distances from the mean path, so that it is in the outcome's unit whatever its level.
  const Eigen::VectorXd mean = outcomes_.rowwise().mean();
  scale_ = std::sqrt((outcomes_.colwise() - mean).topRows(first).squaredNorm() /
                     static_cast<double>(first * outcomes_.cols()));
  if (!(scale_ > 0)) {
    issues_.push_back(error(Code::constant, "outcome",
                            joined("“", request_.outcome,
                                   "” is the same for all units in each period before treatment; "
                                   "nothing tells the units apart.")));
    return;
  }
  if (first < 5) {
    issues_.push_back(warning(Code::approximation, has_columns() ? "time" : "treated_from",
                              joined("Only ", first, first == 1 ? " period lies" : " periods lie",
                                     " before treatment; a fit to so few says little about the time after.")));
  }
  result_.treated_unit = names_[0];
  result_.treated_from = periods_[static_cast<std::size_t>(first)];
  result_.rows_total = panel.rows_total;
  result_.rows_used = static_cast<std::int64_t>(units.size() * periods_.size());
  result_.units_total = panel.units_total;
  result_.donors = static_cast<std::int64_t>(units.size()) - 1;
  result_.periods_before = first;
  result_.periods_after = never - first;
  result_.left_out = panel.left_out;
  const std::size_t also_treated = panel.size() - units.size();
  if (also_treated > 0) {
    result_.left_out.push_back({"Another treated unit", static_cast<std::int64_t>(also_treated * periods_.size()), {}});
  }
  // Placebos: all untreated units, or as many of them by a shuffle that stops early.
  placebo_units_.resize(units.size() - 1);
  std::iota(placebo_units_.begin(), placebo_units_.end(), Index{1});
  const auto most = static_cast<std::size_t>(request_.placebos);
  if (placebo_units_.size() > most) {
    random::Stream stream(static_cast<std::uint64_t>(request_.seed), 0);
    for (std::size_t i = 0; i < most; ++i) {
      const double left = static_cast<double>(placebo_units_.size() - i);
      std::swap(placebo_units_[i], placebo_units_[i + static_cast<std::size_t>(random::uniform(stream) * left)]);
    }
    placebo_units_.resize(most);
    std::sort(placebo_units_.begin(), placebo_units_.end());
  }
  placebo_gaps_.resize(never, static_cast<Index>(placebo_units_.size()));
  before_ = first;
}

std::vector<Index> EffectSynthetic::Work::others(Index unit, Index without) const {
  std::vector<Index> all;
  for (Index j = 0; j < outcomes_.cols(); ++j) {
    if (j != unit && j != without) {
      all.push_back(j);
    }
  }
  return all;
}

void EffectSynthetic::Work::fit_own() {
  own_ = stats::synthetic_control(outcomes_, 0, others(0), before_, request_.constant_gap);
  for (Index j = 0; j < own_.weights.size(); ++j) {
    if (own_.weights[j] > 0) {
      const auto without = stats::synthetic_control(outcomes_, 0, others(0, j + 1), before_, request_.constant_gap);
      result_.weights.push_back({name_of(j + 1), own_.weights[j], without.effect, without.pre_rmspe});
    }
  }
  std::stable_sort(result_.weights.begin(), result_.weights.end(),
                   [](const SyntheticWeight& a, const SyntheticWeight& b) { return a.weight > b.weight; });
}

// The treated unit is among those an untreated one is composed of: had chance treated another unit, it would be.
void EffectSynthetic::Work::fit_placebo(Index unit) {
  const auto fit = stats::synthetic_control(outcomes_, unit, others(unit), before_, request_.constant_gap);
  placebo_gaps_.col(static_cast<Index>(placebos_.size())) = fit.gaps;
  placebos_.push_back({name_of(unit), false, fit.effect, fit.pre_rmspe, fit.post_rmspe, {}});
}

void EffectSynthetic::Work::add_assumptions(const std::vector<double>& pre_rmspes) {
  const auto add = [&](const char* title, std::string reason, Standing standing) {
    result_.assumptions.push_back({title, std::move(reason), standing});
  };
  if (pre_rmspes.empty()) {
    add("A good fit before treatment",
        joined("The misfit before treatment is ", rounded(own_.pre_rmspe), "; without placebos there is no yardstick."),
        Standing::unchecked);
  } else {
    std::vector<double> sorted = pre_rmspes;
    std::sort(sorted.begin(), sorted.end());
    const double middle = stats::quantile(sorted, 0.5);
    add("A good fit before treatment",
        joined("The misfit before treatment is ", rounded(own_.pre_rmspe), "; that of the untreated units is ",
               rounded(middle), " in the middle."),
        own_.pre_rmspe <= 1.5 * middle + perfect * scale_ ? Standing::fine
        : own_.pre_rmspe <= 4 * middle                    ? Standing::doubtful
                                                          : Standing::broken);
  }
  const bool exact = own_.pre_rmspe <= perfect * scale_;
  add("Fitted to more than noise",
      exact ? joined("The fit before treatment is perfect, with ", result_.donors, " units for ",
                     result_.periods_before, " periods: other weights fit as well, and noise is fitted too.")
            : joined(counted(static_cast<double>(result_.periods_before), "period", "periods"),
                     " before treatment decide on the weights of ", result_.donors, " units."),
      exact                         ? Standing::broken
      : result_.periods_before < 10 ? Standing::doubtful
                                    : Standing::fine);
  if (!result_.weights.empty()) {
    double low = own_.effect, high = own_.effect;
    for (const SyntheticWeight& weight : result_.weights) {
      low = std::min(low, weight.effect_without);
      high = std::max(high, weight.effect_without);
    }
    add("No single unit carries the result",
        joined("With one unit of the synthetic control left out at a time the effect is between ", rounded(low),
               " and ", rounded(high), "."),
        low > 0 || high < 0 ? Standing::fine
        : own_.effect == 0  ? Standing::unchecked
                            : Standing::doubtful);
  }
  add("No spillover", "The treatment does not reach the units the control is composed of.", Standing::unchecked);
  add("No anticipation", "The treated unit does not change before treatment because it is coming.",
      Standing::unchecked);
  add("Nothing else happened to it",
      "No other event moved the treated unit, and not the others, at the time of treatment or later.",
      Standing::unchecked);
  if (result_.p_value) {
    const double least = 1 / (static_cast<double>(placebos_.size()));
    add("Any unit could have been treated",
        joined("The p-value counts how the treated unit ranks among ", placebos_.size(),
               "; it is exact where treatment was drawn at random, and a measure of rarity where not. It can not be "
               "below ",
               rounded(least, 2), "."),
        least > 0.05 ? Standing::doubtful : Standing::unchecked);
  }
}

Outcome<EffectSyntheticResult> EffectSynthetic::Work::finish() {
  if (has_error(issues_) || before_ == 0) {
    return std::move(issues_);
  }
  const auto count = static_cast<double>(outcomes_.cols() - 1);
  result_.pre_rmspe = own_.pre_rmspe;
  result_.post_rmspe = own_.post_rmspe;
  result_.optimality = own_.optimality;
  result_.constant = own_.constant;
  std::vector<double> pre_rmspes, gaps(placebos_.size());
  const double own_ratio = ratio_of(own_.pre_rmspe, own_.post_rmspe, scale_);
  if (std::isfinite(own_ratio)) {
    result_.rmspe_ratio = own_ratio;
  }
  std::int64_t as_large = 1;
  for (SyntheticPlacebo& placebo : placebos_) {
    const double ratio = ratio_of(placebo.pre_rmspe, placebo.post_rmspe, scale_);
    as_large += ratio >= own_ratio ? 1 : 0;
    if (std::isfinite(ratio)) {
      placebo.ratio = ratio;
    }
    pre_rmspes.push_back(placebo.pre_rmspe);
  }
  result_.placebos = static_cast<std::int64_t>(placebos_.size());
  for (Index t = 0; t < outcomes_.rows(); ++t) {
    SyntheticPoint point;
    point.period = periods_[static_cast<std::size_t>(t)];
    point.event_time = t - before_;
    point.treated = outcomes_(t, 0);
    point.synthetic = own_.synthetic[t];
    point.comparison_mean = outcomes_.row(t).tail(outcomes_.cols() - 1).mean();
    point.effect = own_.gaps[t];
    if (!gaps.empty()) {
      for (std::size_t i = 0; i < gaps.size(); ++i) {
        gaps[i] = placebo_gaps_(t, static_cast<Index>(i));
      }
      std::sort(gaps.begin(), gaps.end());
      point.placebo_low = stats::quantile(gaps, 0.05);
      point.placebo_high = stats::quantile(gaps, 0.95);
    }
    result_.series.push_back(std::move(point));
  }
  placebos_.insert(placebos_.begin(), SyntheticPlacebo{name_of(0), true, own_.effect, own_.pre_rmspe, own_.post_rmspe,
                                                       result_.rmspe_ratio});
  if (result_.placebos > 0) {
    result_.p_value = static_cast<double>(as_large) / static_cast<double>(placebos_.size());
  }

  const auto add = [&](const char* method, const char* label, const char* source, double estimate, const char* note) {
    Estimate e = estimate_of({quantity, method, label, source}, estimate, 0, 1, 0.95);
    e.note = note;
    result_.estimates.push_back(std::move(e));
  };
  const auto synthetic = [&](bool constant, double effect) {
    add(constant ? "synthetic_control_constant" : "synthetic_control",
        constant ? "Synthetic control with a constant gap" : "Synthetic control",
        constant ? "Ferman and Pinto (2021)" : "Abadie, Diamond and Hainmueller (2010)", effect, "");
  };
  synthetic(request_.constant_gap, own_.effect);
  result_.estimates.front().p_value = result_.p_value;
  synthetic(!request_.constant_gap,
            stats::synthetic_control(outcomes_, 0, others(0), before_, !request_.constant_gap).effect);
  const Eigen::VectorXd from_mean = outcomes_.col(0) - (outcomes_.rowwise().sum() - outcomes_.col(0)) / count;
  add("did_equal_weights", "Difference in differences, all others alike", "Card and Krueger (1994)",
      from_mean.tail(outcomes_.rows() - before_).mean() - from_mean.head(before_).mean(),
      "Right only where all units move alike.");
  add_assumptions(pre_rmspes);
  result_.sentence =
      joined("From “", result_.treated_from, "” on “", request_.outcome, "” of “", result_.treated_unit, "” was ",
             signed_number(own_.effect), " on average compared with its synthetic control, made of ",
             counted(static_cast<double>(result_.weights.size()), "unit", "units"), ". ",
             !result_.p_value ? std::string("Without placebos there is no p-value.")
                              : joined("Of ", placebos_.size(), " units it ranks number ", as_large,
                                       " in how much the gap grew, p = ", rounded(*result_.p_value, 2), "."));
  std::stable_sort(placebos_.begin() + 1, placebos_.end(), [](const SyntheticPlacebo& a, const SyntheticPlacebo& b) {
    return a.ratio.value_or(std::numeric_limits<double>::max()) > b.ratio.value_or(std::numeric_limits<double>::max());
  });
  if (placebos_.size() > most_listed) {
    placebos_.resize(most_listed);
  }
  result_.placebo_units = std::move(placebos_);
  return {std::move(result_), std::move(issues_)};
}

Outcome<EffectSynthetic> EffectSynthetic::prepare(const table::Table& table, const Request& request) {
  Issues issues;
  const bool columns = !request.first_treated.empty() || !request.treated.empty();
  if (!columns && request.treated_unit.empty()) {
    issues.push_back(
        error(Code::required, "treated_unit", "Choose the treated unit, or a column that says who is treated."));
  }
  if (!columns && request.treated_from.empty()) {
    issues.push_back(error(Code::required, "treated_from",
                           "Choose the first treated period, or a column that says who is treated when."));
  }
  if (columns && !request.treated_from.empty()) {
    issues.push_back(error(Code::conflict, "treated_from",
                           "A column says already when treatment begins; choose either the column or the period."));
  }
  Outcome<PanelReader> reader = PanelReader::prepare(
      table,
      {request.unit, request.time, request.outcome, request.first_treated, request.treated, "", {}, request.unit_rows});
  append(issues, std::move(reader.issues));
  if (has_error(issues)) {
    return issues;
  }
  EffectSynthetic operation;
  operation.work_ = std::make_unique<Work>(table, std::move(*reader), request);
  return {std::move(operation), std::move(issues)};
}

EffectSynthetic::EffectSynthetic() = default;
EffectSynthetic::EffectSynthetic(EffectSynthetic&&) noexcept = default;
EffectSynthetic& EffectSynthetic::operator=(EffectSynthetic&&) noexcept = default;
EffectSynthetic::~EffectSynthetic() = default;
bool EffectSynthetic::step() { return work_->step(); }
double EffectSynthetic::progress() const { return work_->progress(); }
Outcome<EffectSyntheticResult> EffectSynthetic::finish() { return work_->finish(); }

}  // namespace sutva::analyze
