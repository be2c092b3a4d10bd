// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_quantiles.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <string_view>
#include <utility>

#include "analyze/means.hpp"
#include "analyze/unit_loops.hpp"
#include "base/text.hpp"
#include "base/words.hpp"
#include "stats/quantile_intervals.hpp"
#include "stats/quantiles.hpp"

namespace sutva::analyze {
namespace {

constexpr double normal = std::numeric_limits<double>::infinity();  // degrees of freedom
constexpr std::size_t most_quantiles = 50;
constexpr std::size_t numbers_per_step = 65'536;
constexpr std::size_t block = 2048;

std::string quantile_name(double share) {
  return share == 0.5 ? std::string("the median") : joined("the ", percent(share, 4), " quantile");
}

}  // namespace

Outcome<EffectQuantiles> EffectQuantiles::prepare(const table::Table& table, const Request& request) {
  Outcome<TwoArmsReader> reader = TwoArmsReader::prepare(table, request.columns, {.sorted = true});
  Issues issues = std::move(reader.issues);
  if (request.quantiles.size() > most_quantiles) {
    issues.push_back(error(
        Code::too_large, "quantiles",
        joined("There are ", request.quantiles.size(), " quantiles; up to ", most_quantiles, " can be asked for."),
        static_cast<double>(most_quantiles)));
  }
  for (std::size_t i = 0; i < request.quantiles.size(); ++i) {
    const auto here = request.quantiles.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(request.quantiles.begin(), here, *here) != here) {
      issues.push_back(
          error(Code::conflict, joined("quantiles[", std::to_string(i), "]"), joined(*here, " is asked for twice.")));
    }
  }
  if (has_error(issues)) {
    return issues;
  }
  Request sorted = request;
  std::sort(sorted.quantiles.begin(), sorted.quantiles.end());
  return {EffectQuantiles(std::move(*reader), std::move(sorted)), std::move(issues)};
}

bool EffectQuantiles::step() {
  switch (pass_) {
    case Pass::arms:
      if (!reader_.step()) {
        begin_ranks();
      }
      break;
    case Pass::ranks:
      ranks_ = stats::count_ranks(arms_.values[0], arms_.values[1]);
      shift_.emplace(arms_.values[0], arms_.values[1], stats::shift_interval_rank(ranks_, request_.columns.confidence));
      pass_ = Pass::shift;
      break;
    case Pass::shift:
      if (!shift_->step()) {
        pass_ = arms_.yes_no ? Pass::done : Pass::transforms;
      }
      break;
    case Pass::transforms:
      if (!transform()) {
        pass_ = Pass::done;
      }
      break;
    case Pass::done:
      break;
  }
  return pass_ != Pass::done;
}

double EffectQuantiles::progress() const {
  double part = 0;
  switch (pass_) {
    case Pass::arms:
      part = reader_.progress();
      break;
    case Pass::ranks:
      break;
    case Pass::shift:
      part = shift_->progress();
      break;
    case Pass::transforms:
      part = (static_cast<double>(2 * transform_ + arm_) + static_cast<double>(place_) / arms_.n(arm_)) /
             static_cast<double>(2 * transforms);
      break;
    case Pass::done:
      return 1;
  }
  return (static_cast<double>(pass_) + part) / static_cast<double>(Pass::done);
}

void EffectQuantiles::begin_ranks() {
  Outcome<TwoArms> taken = reader_.take();
  append(issues_, std::move(taken.issues));
  if (!taken) {
    pass_ = Pass::done;
    return;
  }
  arms_ = std::move(*taken);
  if (arms_.yes_no) {
    issues_.push_back(
        warning(Code::approximation, "outcome",
                joined("“", request_.columns.outcome,
                       "” is 0 or 1 in every row: its quantiles say little. The share of 1 is compared by "
                       "the effect on the outcome.")));
  }
  const double least = std::fmin(arms_.values[0].front(), arms_.values[1].front());
  has_log_ = least >= 0;
  for (std::size_t i = 0; i < caps.size(); ++i) {
    cap_[i] = stats::quantile_of_both(arms_.values[0], arms_.values[1], caps[i]);
  }
  pass_ = Pass::ranks;
}

// The next numbers of an arm, capped or as logarithms; false after the last.
bool EffectQuantiles::transform() {
  const std::span<const double> values = arms_.values[arm_];
  const std::size_t last = std::min(values.size(), place_ + numbers_per_step);
  std::array<double, block> shown{};
  while (place_ < last) {
    const std::size_t size = std::min(block, last - place_);
    const std::span<const double> numbers = values.subspan(place_, size);
    if (transform_ < caps.size()) {
      show_capped(numbers, cap_[transform_], shown.data());
    } else {
      show_log1p(numbers, shown.data());
    }
    moments_[transform_][arm_].add(std::span<const double>(shown.data(), size));
    place_ += size;
  }
  if (place_ == values.size()) {
    place_ = 0;
    if (++arm_ == 2) {
      arm_ = 0;
      ++transform_;
    }
  }
  return transform_ < (has_log_ ? transforms : caps.size());
}

void EffectQuantiles::add_quantiles(Result& result) const {
  const double confidence = request_.columns.confidence;
  for (const double share : request_.quantiles) {
    QuantileEffect row;
    row.share = share;
    row.control = stats::quantile(arms_.values[0], share);
    row.treatment = stats::quantile(arms_.values[1], share);
    row.difference = row.treatment - row.control;
    const stats::OrderInterval c = stats::order_statistic_interval(arms_.values[0], share, confidence);
    const stats::OrderInterval t = stats::order_statistic_interval(arms_.values[1], share, confidence);
    row.control_ci_low = c.low;
    row.control_ci_high = c.high;
    row.treatment_ci_low = t.low;
    row.treatment_ci_high = t.high;
    if (t.low && c.high) {
      row.ci_low = row.difference - std::hypot(row.treatment - *t.low, *c.high - row.control);
    }
    if (t.high && c.low) {
      row.ci_high = row.difference + std::hypot(*t.high - row.treatment, row.control - *c.low);
    }
    const std::string quantity = joined("Difference of ", quantile_name(share));
    Estimate exact = estimate_of({quantity, "order_statistics", "Order statistics, combined",
                                  "Zou and Donner (2008), Statistics in Medicine 27:1693-1702"},
                                 row.difference, 0, normal, confidence);
    exact.ci_low = row.ci_low;
    exact.ci_high = row.ci_high;
    if (!row.ci_low || !row.ci_high) {
      exact.note = "Too few units for a limit on each side of a quantile so far out.";
    }
    result.estimates.push_back(std::move(exact));

    const auto error_c = stats::quantile_error(arms_.values[0], share, confidence);
    const auto error_t = stats::quantile_error(arms_.values[1], share, confidence);
    const double se = error_c && error_t ? std::hypot(error_c->se, error_t->se) : 0;
    Estimate density = estimate_of(
        {quantity, "siddiqui", "Density (Siddiqui, Hall-Sheather)", "Koenker (2005), Quantile Regression, 3.4.1"},
        row.difference, se, normal, confidence);
    if (!density.se) {
      density.note = "So many outcomes are equal here that there is no density.";
    } else if (error_c->cut || error_t->cut) {
      density.note = "Too few units beyond this quantile to know the density well.";
    }
    result.estimates.push_back(std::move(density));
    result.quantiles.push_back(row);
  }
}

void EffectQuantiles::add_ranks(Result& result) {
  const double confidence = request_.columns.confidence;
  const double theta = ranks_.superiority();
  result.superiority = theta;
  constexpr std::string_view quantity = "Probability of superiority";
  Estimate delong =
      estimate_of({quantity, "delong", "Placements (DeLong)", "DeLong et al. (1988), Biometrics 44:837-845"},
                  theta - 0.5, ranks_.superiority_se, normal, confidence);
  delong.estimate = theta;
  if (delong.ci_low) {
    *delong.ci_low = std::fmax(0, *delong.ci_low + 0.5);
    *delong.ci_high = std::fmin(1, *delong.ci_high + 0.5);
    delong.note = "Tested against 50 %.";
  } else {
    delong.note = "The arms do not overlap; no standard error exists.";
  }
  result.estimates.push_back(std::move(delong));
  if (const auto test = stats::mann_whitney(ranks_)) {
    Estimate rank = estimate_of(
        {quantity, "mann_whitney", "Mann-Whitney (Wilcoxon rank sum)", "Mann and Whitney (1947); R wilcox.test"}, theta,
        0, normal, confidence);
    rank.statistic = test->z;
    rank.p_value = test->p_value;
    rank.note = test->z ? "Normal, corrected for ties and continuity." : "Exact.";
    result.mann_whitney_p_value = test->p_value;
    result.estimates.push_back(std::move(rank));
  }
  result.shift = shift_->shift();
  Estimate shift = estimate_of(
      {"Shift", "hodges_lehmann", "Hodges-Lehmann", "Hodges and Lehmann (1963), Ann. Math. Stat. 34:598-611"},
      result.shift, 0, normal, confidence);
  if (const auto interval = shift_->interval()) {
    shift.ci_low = interval->low;
    shift.ci_high = interval->high;
  } else {
    shift.note = "The arms are too small for an interval of this confidence.";
  }
  if (result.shift == 0 && ranks_.ties > 0) {
    shift.note =
        "Many outcomes are equal, so that the median difference is 0; the probability of superiority says more.";
  }
  result.estimates.push_back(std::move(shift));
}

void EffectQuantiles::add_means(Result& result) const {
  if (arms_.yes_no) {
    return;
  }
  const double confidence = request_.columns.confidence;
  constexpr std::string_view quantity = "Difference of means, with and without a cap";
  const auto add = [&](const MethodText& text, double share, double cap, const std::array<stats::Moments, 2>& m) {
    Estimate e = welch_difference(text, m[0], m[1], confidence);
    double above = 0;
    for (const std::vector<double>& values : arms_.values) {
      above += static_cast<double>(values.end() - std::upper_bound(values.begin(), values.end(), cap));
    }
    const double capped = above / (arms_.n(0) + arms_.n(1));
    result.caps.push_back(
        {share, cap, capped, m[0].mean(), m[1].mean(), e.estimate, e.se, e.ci_low, e.ci_high, e.p_value});
    if (share < 1) {
      e.note =
          joined("Outcomes above ", rounded(cap), " (", percent(capped), " of units) count as ", rounded(cap), ".");
    }
    result.estimates.push_back(std::move(e));
  };
  const double highest = std::fmax(arms_.values[0].back(), arms_.values[1].back());
  add({quantity, "welch", "Welch, no cap", "Welch (1947), Biometrika 34:28-35"}, 1, highest, arms_.moments);
  for (std::size_t i = caps.size(); i-- > 0;) {
    const std::string per_mille = std::to_string(std::lround(caps[i] * 1000));
    const std::string method = "welch_capped_" + per_mille, label = joined("Welch, capped at ", percent(caps[i]));
    add({quantity, method, label, "Welch (1947); cap at a quantile of both arms"}, caps[i], cap_[i], moments_[i]);
  }
  if (has_log_) {
    Estimate e = welch_difference({"Difference of means of log(1 + outcome)", "welch_log1p", "Welch on log(1 + y)",
                                   "Chen and Roth (2024), Quarterly Journal of Economics 139:891-936"},
                                  moments_[caps.size()][0], moments_[caps.size()][1], confidence);
    e.note = "Not a percentage: where there are zeros it depends on the outcome's unit.";
    result.estimates.push_back(std::move(e));
  }
}

void EffectQuantiles::add_assumptions(Result& result) const {
  const double sd_c = std::sqrt(arms_.moments[0].variance()), sd_t = std::sqrt(arms_.moments[1].variance());
  const double larger = std::fmax(sd_c, sd_t), smaller = std::fmin(sd_c, sd_t);
  result.assumptions = arms_.assumptions();
  result.assumptions.push_back(
      {"The shift is the same for everyone",
       joined(
           "Only the Hodges-Lehmann estimate needs it, and Mann-Whitney to be a test of medians. Standard deviations "
           "are ",
           rounded(sd_c), " in control and ", rounded(sd_t), " in treatment."),
       larger > 1.5 * smaller ? Standing::doubtful : Standing::unchecked});
  result.assumptions.push_back(
      {"A quantile's effect is not a person's",
       "It compares the quantile of one arm with that of the other: who stands there may have changed.",
       Standing::unchecked});
}

Outcome<EffectQuantilesResult> EffectQuantiles::finish() {
  if (has_error(issues_)) {
    return std::move(issues_);
  }
  Result result;
  result.rows_total = arms_.rows_total;
  result.rows_used = arms_.rows_used;
  result.n_control = static_cast<std::int64_t>(arms_.values[0].size());
  result.n_treatment = static_cast<std::int64_t>(arms_.values[1].size());
  result.outcome = request_.columns.outcome;
  add_quantiles(result);
  add_ranks(result);
  add_means(result);
  add_assumptions(result);
  result.checks = arms_.checks;
  result.left_out = arms_.left_out;

  for (const QuantileEffect& q : result.quantiles) {
    if (q.share != 0.5) {
      continue;
    }
    result.sentence = joined("The median is ", rounded(q.treatment), " in treatment and ", rounded(q.control),
                             " in control (", signed_number(q.difference),
                             q.ci_low && q.ci_high ? joined(", ", percent(request_.columns.confidence), " interval ",
                                                            signed_number(*q.ci_low), " to ", signed_number(*q.ci_high))
                                                   : std::string(),
                             "). ");
  }
  result.sentence += joined(
      "A random treated unit has more than a random control in ", percent(result.superiority),
      " of pairs, ties counted half",
      result.mann_whitney_p_value ? joined(" (p = ", rounded(*result.mann_whitney_p_value, 2), ")") : std::string(),
      "; the typical difference is ", signed_number(result.shift), ".");
  return {std::move(result), std::move(issues_)};
}

}  // namespace sutva::analyze
