// SPDX-License-Identifier: Apache-2.0
#include "analyze/sample_ratio.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "analyze/arm_counts.hpp"
#include "analyze/checks.hpp"
#include "base/text.hpp"
#include "base/words.hpp"
#include "stats/adjusted_p.hpp"
#include "stats/count_tests.hpp"
#include "stats/distributions.hpp"
#include "stats/group_tests.hpp"
#include "stats/intervals.hpp"

namespace sutva::analyze {
namespace {

constexpr double log_ten = 2.302585092994045684;
constexpr double red = 0.001;

// An index set of the arms that were ever planned to have users; the others play no part.
using Arms = std::vector<std::size_t>;

std::vector<double> of(const Arms& arms, const std::vector<double>& all) {
  std::vector<double> some;
  for (const std::size_t arm : arms) {
    some.push_back(all[arm]);
  }
  return some;
}

// A number of users; above 2^53 there are none to be said.
std::int64_t whole(double users) { return static_cast<std::int64_t>(std::fmin(std::round(users), 9e18)); }

RatioTest test_row(std::string_view test, std::string_view label, double statistic, double df, double log_p) {
  RatioTest row;
  row.test = test;
  row.label = label;
  row.statistic = statistic;
  row.df = df;
  row.p_value = std::exp(log_p);
  row.log10_p_value = log_p / log_ten;
  return row;
}

RatioTest absent_row(std::string_view test, std::string_view label, std::string reason) {
  RatioTest row;
  row.test = test;
  row.label = label;
  row.reason = std::move(reason);
  return row;
}

// The covariance of the counts under the plan, added over periods; and the squared length of what was left over in it.
struct Fit {
  std::vector<double> variance;
  double statistic = 0;
  double df = 0;
};

Fit fit_of(const ArmCounts& data, const Arms& arms) {
  const std::size_t k = arms.size();
  std::vector<double> covariance(k * k, 0), gap(k, 0);
  for (const CountPeriod& period : data.periods) {
    const double n = period.total();
    for (std::size_t i = 0; i < k; ++i) {
      const double share = period.shares[arms[i]];
      gap[i] += period.counts[arms[i]] - n * share;
      for (std::size_t j = 0; j < k; ++j) {
        covariance[i * k + j] += n * share * ((i == j ? 1 : 0) - period.shares[arms[j]]);
      }
    }
  }
  Fit fit;
  for (std::size_t i = 0; i < k; ++i) {
    fit.variance.push_back(covariance[i * k + i]);
  }
  if (data.periods.size() == 1) {
    // The inverse is known, and this is Pearson's statistic.
    const stats::ChiSquared test =
        stats::goodness_of_fit(of(arms, data.periods[0].counts), of(arms, data.periods[0].shares));
    fit.statistic = test.statistic;
    fit.df = test.df;
    return fit;
  }
  // Cholesky's, leaving out what the arms before determine: the last arm, and more where periods share no arm.
  for (std::size_t i = 0; i < k; ++i) {
    double& pivot = covariance[i * k + i];
    if (!(pivot > 1e-9 * fit.variance[i])) {
      continue;
    }
    fit.statistic += gap[i] * gap[i] / pivot;
    ++fit.df;
    for (std::size_t j = i + 1; j < k; ++j) {
      const double factor = covariance[j * k + i] / pivot;
      gap[j] -= factor * gap[i];
      for (std::size_t l = i + 1; l < k; ++l) {
        covariance[j * k + l] -= factor * covariance[i * k + l];
      }
    }
  }
  return fit;
}

// The sequential test over the periods, for one or several concentrations at once.
class Sequential {
 public:
  explicit Sequential(const SampleRatioRequest& request, std::size_t arms)
      : concentrations_(request.prior == RatioPrior::mixture ? request.concentrations
                                                             : std::vector<double>{request.concentration}) {
    for (const double concentration : concentrations_) {
      running_.emplace_back(arms, concentration);
    }
  }
  // The log Bayes factor after this period.
  double add(std::span<const double> counts, std::span<const double> shares) {
    std::vector<double> logs;
    for (stats::RunningBayes& each : running_) {
      each.add(counts, shares);
      logs.push_back(each.log_factor());
    }
    log_factor_ = stats::log_mean_exp(logs);
    largest_ = std::fmax(largest_, log_factor_);
    return log_factor_;
  }
  double log_factor() const { return log_factor_; }
  double log_p() const { return -largest_; }

  // The fewest users with which all of them in the arm of the smallest share would bring the p-value to `alpha`.
  double blind_until(const std::vector<double>& planned, double alpha) const {
    const auto least =
        static_cast<std::size_t>(std::distance(planned.begin(), std::min_element(planned.begin(), planned.end())));
    const auto sees = [&](double n) {
      std::vector<double> counts(planned.size(), 0), logs;
      counts[least] = n;
      for (const double concentration : concentrations_) {
        logs.push_back(stats::log_bayes_factor(counts, planned, concentration));
      }
      return stats::log_mean_exp(logs) >= -std::log(alpha);
    };
    double blind = 0, seeing = 1;
    while (!sees(seeing) && seeing < 1e15) {
      blind = seeing;
      seeing *= 2;
    }
    while (seeing - blind > 1) {
      const double middle = std::floor((seeing + blind) / 2);
      (sees(middle) ? seeing : blind) = middle;
    }
    return seeing;
  }

 private:
  std::vector<double> concentrations_;
  std::vector<stats::RunningBayes> running_;
  double log_factor_ = 0, largest_ = 0;
};

void add_exact(const ArmCounts& data, const Arms& arms, SampleRatioResult& result) {
  const bool two = arms.size() == 2;
  const std::string_view key = two ? "binomial" : "multinomial";
  const std::string_view label = two ? "Exact binomial" : "Exact multinomial";
  if (!data.one_plan()) {
    result.tests.push_back(absent_row(key, label, "The planned shares changed."));
    return;
  }
  const std::vector<double>& counts = result.totals;
  const std::vector<double>& shares = result.planned;
  std::optional<double> log_p;
  if (two) {
    if (counts[0] + counts[1] <= stats::most_exact_users) {
      log_p = stats::log_binomial_test(counts[1], counts[0] + counts[1], shares[1]);
    }
  } else if (const std::optional<double> p = stats::multinomial_test(counts, shares)) {
    log_p = std::log(*p);
  }
  if (!log_p) {
    result.tests.push_back(absent_row(
        key, label, two ? "So many users that it is the chi-squared test." : "Too many outcomes to add up."));
    return;
  }
  RatioTest row = test_row(key, label, 0, 0, *log_p);
  row.statistic = row.df = std::nullopt;
  result.exact_p_value = row.p_value;
  result.tests.push_back(std::move(row));
}

void add_tests(const SampleRatioRequest& request, const ArmCounts& data, const Arms& arms, const Fit& fit,
               SampleRatioResult& result) {
  const bool ramp = !data.one_plan();
  result.tests.push_back(test_row("pearson",
                                  ramp ? "Chi-squared, covariances added over periods" : "Pearson's chi-squared",
                                  fit.statistic, fit.df, stats::log_chi_squared_sf(fit.statistic, fit.df)));
  stats::ChiSquared stratified;
  stats::CountTest g;
  Sequential sequential(request, arms.size());
  for (const CountPeriod& period : data.periods) {
    Arms open;
    for (const std::size_t arm : arms) {
      if (period.shares[arm] > 0) {
        open.push_back(arm);
      }
    }
    const std::vector<double> counts = of(open, period.counts), shares = of(open, period.shares);
    const stats::ChiSquared test = stats::goodness_of_fit(counts, shares);
    sequential.add(of(arms, period.counts), of(arms, period.shares));
    if (open.size() > 1 && period.total() > 0) {
      const stats::CountTest own = stats::likelihood_ratio(counts, shares);
      stratified.statistic += test.statistic;
      stratified.df += test.df;
      g.statistic += own.statistic;
      g.df += own.df;
    }
    if (data.periods.size() > 1) {
      result.periods.push_back({period.name, whole(period.total()), test.statistic, test.p_value,
                                std::fmin(std::exp(sequential.log_p()), 1)});
    }
  }
  if (ramp) {
    double statistic = 0;
    for (std::size_t i = 0; i < arms.size(); ++i) {
      const double gap = result.totals[i] - result.expected[i];
      statistic += gap * gap / result.expected[i];
    }
    const double df = static_cast<double>(arms.size()) - 1;
    RatioTest totals = test_row("totals", "Pearson's chi-squared of the totals", statistic, df,
                                stats::log_chi_squared_sf(statistic, df));
    totals.reason = "Too cautious: totals vary less than those of one split.";
    result.working.term("totals_chi_squared", statistic);
    result.working.term("totals_p_value", *totals.p_value);
    result.tests.push_back(std::move(totals));
    RatioTest each = test_row("stratified", "Each period by itself", stratified.statistic, stratified.df,
                              stats::log_chi_squared_sf(stratified.statistic, stratified.df));
    each.reason = "Also sees mismatches that cancel between periods.";
    result.tests.push_back(std::move(each));
  }
  result.tests.push_back(test_row("likelihood_ratio",
                                  ramp ? "Likelihood ratio G, period by period" : "Likelihood ratio G", g.statistic,
                                  g.df, stats::log_chi_squared_sf(g.statistic, g.df)));
  add_exact(data, arms, result);
  result.log_bayes_factor = sequential.log_factor();
  result.sequential_p_value = std::exp(std::fmin(sequential.log_p(), 0));
  result.blind_until = whole(sequential.blind_until(result.planned, red));
  RatioTest row = test_row("sequential", "Sequential (Lindon and Malek)", result.log_bayes_factor, 0,
                           std::fmin(sequential.log_p(), 0));
  row.df = std::nullopt;
  row.reason = static_cast<double>(result.n_total) < static_cast<double>(result.blind_until)
                   ? std::string("Too few users for this prior to see anything.")
                   : std::string();
  result.tests.push_back(std::move(row));
}

void add_arms(const SampleRatioRequest& request, const ArmCounts& data, const Arms& arms, const Fit& fit,
              SampleRatioResult& result) {
  double total = 0, most = 0;
  for (std::size_t i = 0; i < arms.size(); ++i) {
    total += result.totals[i];
    most = std::fmax(most, result.totals[i] / result.expected[i]);
  }
  std::vector<double> p_values;
  double missing = 0;
  for (std::size_t i = 0; i < arms.size(); ++i) {
    RatioArm& row = result.arms.emplace_back();
    row.arm = data.names[arms[i]];
    row.count = whole(result.totals[i]);
    row.expected = result.expected[i];
    row.share = result.totals[i] / total;
    row.planned_share = result.planned[i];
    row.difference = row.share - row.planned_share;
    const stats::Interval interval = stats::wilson(result.totals[i], total, request.confidence);
    row.ci_low = interval.low - row.planned_share;
    row.ci_high = interval.high - row.planned_share;
    row.residual = fit.variance[i] > 0 ? (result.totals[i] - row.expected) / std::sqrt(fit.variance[i]) : 0;
    row.p_value = 2 * stats::normal_sf(std::abs(row.residual));
    p_values.push_back(row.p_value);
    row.missing = whole(row.expected * most - result.totals[i]);
    missing += row.expected * most - result.totals[i];
    if (arms.size() > 2 && data.one_plan() && total > result.totals[i]) {
      std::vector<double> others, shares;
      for (std::size_t j = 0; j < arms.size(); ++j) {
        if (j != i) {
          others.push_back(result.totals[j]);
          shares.push_back(result.planned[j] / (1 - result.planned[i]));
        }
      }
      row.p_others = stats::goodness_of_fit(others, shares).p_value;
    }
  }
  result.n_missing = whole(missing);
  result.missing_share = missing / (total + missing);
  const std::vector<double> holm = stats::holm_adjusted(p_values);
  std::size_t worst = 0;
  for (std::size_t i = 0; i < arms.size(); ++i) {
    result.arms[i].p_holm = holm[i];
    worst = std::abs(result.arms[i].residual) > std::abs(result.arms[worst].residual) ? i : worst;
  }
  if (arms.size() > 2 && status_of(holm[worst]) != CheckStatus::pass && result.status != CheckStatus::pass) {
    result.arms[worst].at_fault = true;
    result.arm_at_fault = result.arms[worst].arm;
  }
}

void add_segments(const std::vector<CountRow>& rows, const ArmCounts& data, const Arms& arms, SampleRatioResult& result,
                  Issues& issues) {
  std::vector<double> table, p_values, totals(arms.size(), 0);
  double all = 0, all_chi = 0;
  for (const CountRow& row : rows) {
    const std::vector<double> counts = of(arms, row.numbers);
    double n = 0;
    for (std::size_t i = 0; i < arms.size(); ++i) {
      n += counts[i];
    }
    if (n == 0) {
      issues.push_back(warning(Code::missing_values, "segments",
                               joined("The segment “", row.names[0], "” has no users; it is left out.")));
      continue;
    }
    for (std::size_t i = 0; i < arms.size(); ++i) {
      totals[i] += counts[i];
    }
    all += n;
    table.insert(table.end(), counts.begin(), counts.end());
    RatioSegment& segment = result.segments.emplace_back();
    segment.segment = row.names[0];
    segment.n_total = whole(n);
    const stats::ChiSquared test = stats::goodness_of_fit(counts, result.planned);
    segment.chi_squared = test.statistic;
    segment.p_value = test.p_value;
    all_chi += test.statistic;
    p_values.push_back(test.p_value);
    for (const double count : counts) {
      segment.shares.push_back(count / n);
    }
  }
  const std::vector<double> holm = stats::holm_adjusted(p_values);
  for (std::size_t s = 0; s < result.segments.size(); ++s) {
    RatioSegment& segment = result.segments[s];
    segment.p_holm = holm[s];
    segment.part = all_chi > 0 ? segment.chi_squared / all_chi : 0;
    const double n = static_cast<double>(segment.n_total);
    for (std::size_t i = 0; i < arms.size(); ++i) {
      const double expected = n * totals[i] / all;
      const double variance = expected * (1 - n / all) * (1 - totals[i] / all);
      segment.residuals.push_back(variance > 0 ? (table[s * arms.size() + i] - expected) / std::sqrt(variance) : 0);
    }
  }
  if (const std::optional<stats::ChiSquared> test = stats::independence(table, arms.size())) {
    result.homogeneity_chi_squared = test->statistic;
    result.homogeneity_df = test->df;
    result.homogeneity_p_value = test->p_value;
    const double fewer = std::fmin(static_cast<double>(result.segments.size()), static_cast<double>(arms.size())) - 1;
    result.cramers_v = std::sqrt(test->statistic / all / fewer);
  }
  if (!result.segments.empty() && !data.one_plan()) {
    issues.push_back(warning(Code::approximation, "segments",
                             "The planned shares changed: each segment is held against their mean, and one whose users "
                             "came at other times differs from it for that reason alone."));
  }
  if (!result.segments.empty() && totals != result.totals) {
    issues.push_back(warning(Code::conflict, "segments",
                             joined("The segments hold ", whole(all), " users and the arms ", result.n_total,
                                    ", or they lie in other arms: some users are in no segment or in several.")));
  }
}

void add_bounds(const SampleRatioRequest& request, const Arms& arms, SampleRatioResult& result) {
  if (request.outcome == KnownOutcome::none) {
    return;
  }
  const bool share = request.outcome == KnownOutcome::proportion;
  const std::vector<double> seen = of(arms, share ? request.rates : request.means);
  const double least = share ? 0 : request.least, most = share ? 1 : request.most;
  const auto with_missing = [&](std::size_t arm, double value) {
    const auto missing = static_cast<double>(result.arms[arm].missing);
    const double all = result.totals[arm] + missing;
    return all > 0 ? seen[arm] + missing / all * (value - seen[arm]) : value;
  };
  for (std::size_t arm = 1; arm < arms.size(); ++arm) {
    RatioBound& bound = result.bounds.emplace_back();
    bound.arm = result.arms[arm].arm;
    bound.effect = seen[arm] - seen[0];
    bound.effect_low = with_missing(arm, least) - with_missing(0, most);
    bound.effect_high = with_missing(arm, most) - with_missing(0, least);
    bound.sign_known = bound.effect_low > 0 || bound.effect_high < 0;
  }
}

void check_outcomes(const SampleRatioRequest& request, std::size_t arms, Issues& issues) {
  if (request.outcome == KnownOutcome::none) {
    return;
  }
  const bool share = request.outcome == KnownOutcome::proportion;
  const std::string_view field = share ? "rates" : "means";
  const std::vector<double>& seen = share ? request.rates : request.means;
  if (seen.size() != arms) {
    issues.push_back(error(Code::conflict, field,
                           joined("There are ", arms, " arms and ", seen.size(), " values: give one for each arm.")));
    return;
  }
  if (!share && !(request.least < request.most)) {
    issues.push_back(error(Code::conflict, "most", "The greatest value must be above the least.", request.least));
    return;
  }
  for (const double value : seen) {
    if (!share && !(value >= request.least && value <= request.most)) {
      issues.push_back(error(Code::out_of_range, field,
                             joined("A mean of ", rounded(value, 6), " lies outside of the outcome's range, ",
                                    rounded(request.least, 6), " to ", rounded(request.most, 6), ".")));
      return;
    }
  }
}

void add_working(const ArmCounts& data, SampleRatioResult& result) {
  Working& w = result.working;
  const bool ramp = !data.one_plan();
  const auto n = static_cast<double>(result.n_total);
  w.headline = "p_value";
  w.headline_label = "p-value";
  std::string counts, missing;
  for (std::size_t i = 0; i < result.arms.size() && result.arms.size() <= 6; ++i) {
    const RatioArm& arm = result.arms[i];
    counts += joined(i == 0                       ? ""
                     : i + 1 < result.arms.size() ? ", "
                                                  : " and ",
                     arm.count, " users in ", arm.arm, " (", percent(arm.share, 4), ", ", percent(arm.planned_share, 4),
                     " planned)");
  }
  if (result.arms.size() > 6) {
    counts = joined(result.n_total, " users in ", result.arms.size(), " arms");
  }
  if (result.status != CheckStatus::pass) {
    missing = result.arm_at_fault.empty() ? joined(" If nobody is counted twice, at least ",
                                                   counted(static_cast<double>(result.n_missing), "user", "users"),
                                                   " (", percent(result.missing_share), ") are missing.")
                                          : joined(" It is mostly ", result.arm_at_fault, ".");
  }
  w.sentence = joined(ratio_finding(result.status), ": ", counts, "; ", p_in_words(result.log10_p_value), ".", missing);

  w.term("chi_squared", result.chi_squared);
  w.term("df", result.df);
  w.term("p_value", result.p_value);
  w.term("n_total", n);
  w.term("cohens_w", result.cohens_w);
  w.term("log_bayes_factor", result.log_bayes_factor);
  w.term("sequential_p_value", result.sequential_p_value);
  w.term("n_missing", static_cast<double>(result.n_missing));
  double residual = 0, least = std::numeric_limits<double>::infinity();
  for (const RatioArm& arm : result.arms) {
    residual = std::abs(arm.residual) > std::abs(residual) ? arm.residual : residual;
    least = std::fmin(least, arm.expected);
  }
  w.term("largest_residual", residual);
  w.equation(ramp ? "ratio_ramp" : "ratio_pearson");
  w.equation("ratio_cohens_w");
  w.equation("ratio_residual");
  w.equation(ramp ? "ratio_sequential_ramp" : "ratio_sequential");
  w.equation("ratio_missing");
  if (ramp) {
    w.snippet("r_ratio_totals");
  } else {
    w.snippet("r_ratio_pearson");
    w.snippet("python_ratio_pearson");
    if (result.arms.size() == 2 && result.exact_p_value) {
      w.snippet("r_ratio_binomial");
    }
    w.snippet("python_ratio_sequential");
  }

  const auto exact = std::find_if(result.tests.begin(), result.tests.end(), [](const RatioTest& test) {
    return test.test == "binomial" || test.test == "multinomial";
  });
  const bool agrees = result.exact_p_value && status_of(*result.exact_p_value) == result.status;
  w.assume("Expected counts are large enough for chi-squared",
           joined("The smallest is ", rounded(least), "; about 5 are wanted.",
                  result.exact_p_value ? joined(" Exactly, ", p_in_words(*exact->log10_p_value), ".") : ""),
           least >= 5             ? Standing::fine
           : agrees || least >= 1 ? Standing::doubtful
                                  : Standing::broken);
  w.assume(
      "The counts were looked at once",
      joined("Looked at again and again, a healthy experiment falls below any fixed threshold sooner or later. The "
             "sequential p-value holds however often one looks: ",
             p_in_words(std::log10(result.sequential_p_value)), "."));
  const bool blind = n < static_cast<double>(result.blind_until);
  w.assume(
      "The sequential test can see at this size",
      blind ? joined("With this prior it sees nothing before ",
                     counted(static_cast<double>(result.blind_until), "user", "users"),
                     ", even if all were in one arm: a large concentration waits for small mismatches. Take a mixture.")
            : joined("Blind below ", counted(static_cast<double>(result.blind_until), "user", "users"), "."),
      blind ? Standing::broken : Standing::fine);
  w.assume("Users were assigned one by one",
           "Where whole groups or devices are assigned, count those: their members come together, and the test would "
           "see mismatches that are none.");
}

}  // namespace

std::string_view ratio_finding(CheckStatus status) {
  return status == CheckStatus::pass   ? "The arms are as large as planned"
         : status == CheckStatus::warn ? "The arms may not be as large as planned"
                                       : "Sample ratio mismatch: people are missing from one arm";
}

Outcome<SampleRatioResult> sample_ratio(const SampleRatioRequest& request) {
  Issues issues;
  const std::optional<ArmCounts> data = request.split == PlannedSplit::ramp
                                            ? counts_by_period(request.periods, request.weights, issues)
                                            : counts_of_arms(request.counts, request.shares, request.weights, issues);
  if (request.prior == RatioPrior::mixture && request.concentrations.empty()) {
    issues.push_back(error(Code::required, "concentrations", "Give one concentration or more."));
  }
  if (!data) {
    return issues;
  }
  check_outcomes(request, data->names.size(), issues);
  const std::vector<CountRow> segments =
      count_rows(request.segments, {1, data->names.size(), 0, "Chrome, 5012, 4991"}, "segments", issues);
  SampleRatioResult result;
  const Arms arms = data->planned_arms();
  for (const CountRow& row : segments) {
    for (std::size_t arm = 0; arm < data->names.size(); ++arm) {
      if (row.numbers[arm] > 0 && std::find(arms.begin(), arms.end(), arm) == arms.end()) {
        issues.push_back(error(Code::conflict, "segments",
                               joined("“", row.names[0], "” has users in ", data->names[arm], ", whose share is 0.")));
      }
    }
  }
  if (has_error(issues)) {
    return issues;
  }
  double total = 0;
  for (const std::size_t arm : arms) {
    double count = 0, expected = 0;
    for (const CountPeriod& period : data->periods) {
      count += period.counts[arm];
      expected += period.total() * period.shares[arm];
    }
    total += count;
    result.totals.push_back(count);
    result.expected.push_back(expected);
  }
  for (const double expected : result.expected) {
    result.planned.push_back(data->one_plan() ? data->periods[0].shares[arms[result.planned.size()]]
                                              : expected / total);
  }
  const Fit fit = fit_of(*data, arms);
  result.n_total = whole(total);
  result.chi_squared = fit.statistic;
  result.df = fit.df;
  const double log_p = stats::log_chi_squared_sf(fit.statistic, fit.df);
  result.p_value = std::exp(log_p);
  result.log10_p_value = log_p / log_ten;
  result.status = status_of(result.p_value);
  result.finding = ratio_finding(result.status);
  double w = 0;
  for (std::size_t i = 0; i < arms.size(); ++i) {
    const double gap = result.totals[i] / total - result.planned[i];
    w += gap * gap / result.planned[i];
  }
  result.cohens_w = std::sqrt(w);
  add_tests(request, *data, arms, fit, result);
  add_arms(request, *data, arms, fit, result);
  add_segments(segments, *data, arms, result, issues);
  add_bounds(request, arms, result);
  add_working(*data, result);
  if (arms.size() < data->names.size()) {
    issues.push_back(warning(Code::one_arm, request.split == PlannedSplit::ramp ? "periods" : "shares",
                             "Arms with a share of 0 and no users are left out."));
  }
  return {std::move(result), std::move(issues)};
}

}  // namespace sutva::analyze
