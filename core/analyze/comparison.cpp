// SPDX-License-Identifier: Apache-2.0
#include "analyze/comparison.hpp"

#include <algorithm>
#include <cmath>

#include "analyze/checks.hpp"
#include "analyze/columns.hpp"
#include "base/words.hpp"

namespace sutva::analyze {
namespace {

Standing standing_of(double p_value) {
  const CheckStatus status = status_of(p_value);
  return status == CheckStatus::pass   ? Standing::fine
         : status == CheckStatus::warn ? Standing::doubtful
                                       : Standing::broken;
}

std::string listed_counts(const std::vector<std::int64_t>& counts) {
  std::string all;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    all += joined(i == 0 ? "" : i + 1 == counts.size() ? " and " : ", ", counts[i]);
  }
  return all;
}

}  // namespace

ClusterChoice ClusterChoice::want(const table::Table& table, std::string_view unit, RowsOfUnit unit_rows,
                                  std::string_view cluster, SampleRequest& request, Issues& issues) {
  request.unit = unit;
  request.unit_rows = unit_rows;
  ClusterChoice choice;
  if (!cluster.empty()) {
    choice.field = "cluster";
    request.groups.push_back({"cluster", std::string(cluster), "cluster", true});
    if (!unit.empty() && unit_rows == RowsOfUnit::separate && !table.find(unit)) {
      issues.push_back(unknown_column("unit", unit, table));
    }
  } else if (!unit.empty() && unit_rows == RowsOfUnit::separate) {
    choice.field = "unit";
    request.groups.push_back({"unit", std::string(unit), "unit", true});
  }
  choice.wanted = !choice.field.empty();
  return choice;
}

std::optional<stats::Clusters> ClusterChoice::of(const Sample& sample) const {
  if (!wanted || (field == "unit" && sample.groups.back().size() == sample.size())) {
    return std::nullopt;
  }
  const Grouping& grouping = sample.groups.back();
  return stats::Clusters{grouping.of, grouping.size()};
}

std::int64_t ClusterChoice::check(const Sample& sample, const std::optional<stats::Clusters>& clusters,
                                  Issues& issues) const {
  if (!clusters) {
    return 0;
  }
  std::vector<std::int32_t> first(clusters->count, -1);
  std::vector<std::int64_t> in_arm(sample.arms.size(), 0);
  std::vector<std::uint8_t> crosses(clusters->count, 0);
  for (std::size_t unit = 0; unit < sample.size(); ++unit) {
    const auto cluster = static_cast<std::size_t>(clusters->of[unit]);
    if (first[cluster] < 0) {
      first[cluster] = sample.arm[unit];
      ++in_arm[static_cast<std::size_t>(sample.arm[unit])];
    } else if (first[cluster] != sample.arm[unit]) {
      crosses[cluster] = 1;
    }
  }
  const std::int64_t crossed = std::count(crosses.begin(), crosses.end(), std::uint8_t{1});
  if (crossed > 0) {
    // Clusters within which arms were drawn: each arm then may have all of them.
    for (std::size_t arm = 0; arm < in_arm.size(); ++arm) {
      in_arm[arm] += crossed;
    }
  }
  for (std::size_t arm = 0; arm < in_arm.size(); ++arm) {
    if (in_arm[arm] < 2) {
      issues.push_back(
          error(Code::arm_too_small, field,
                joined("“", sample.arms[arm], "” has ", in_arm[arm] == 0 ? "no" : "only one", " value of “",
                       sample.groups.back().column, "”; a standard error by cluster needs at least two in each arm."),
                2.0));
    }
  }
  return crossed;
}

CellMean cell_mean(std::span<const std::uint32_t> units, const std::vector<double>& numbers,
                   stats::ClusterProducts* clusters) {
  CellMean cell;
  cell.n = static_cast<std::int64_t>(units.size());
  if (units.empty()) {
    return cell;
  }
  const auto n = static_cast<double>(units.size());
  const double shift = numbers[units[0]];
  double sum = 0;
  for (const std::uint32_t unit : units) {
    sum += numbers[unit] - shift;
  }
  cell.mean = shift + sum / n;
  double squares = 0, rest = 0;
  for (const std::uint32_t unit : units) {
    const double gap = numbers[unit] - cell.mean;
    squares += gap * gap;
    rest += gap;
  }
  if (units.size() < 2) {
    return cell;
  }
  cell.variance = std::fmax(0, squares - rest * rest / n) / (n - 1);
  cell.variance_of_mean = cell.variance / n;
  cell.df = n - 1;
  if (clusters) {
    std::vector<double> gaps;
    gaps.reserve(units.size());
    for (const std::uint32_t unit : units) {
      gaps.push_back((numbers[unit] - cell.mean) / n);
    }
    const stats::ClusterProduct product = clusters->of(units, gaps.data(), gaps.data());
    const auto g = static_cast<double>(product.count);
    cell.df = g - 1;
    cell.variance_of_mean = g > 1 ? product.sum * g / (g - 1) : 0;
  }
  return cell;
}

double difference_df(const stats::Uncertain& one, const stats::Uncertain& other) {
  const double sum = one.variance + other.variance;
  if (!(sum > 0)) {
    return one.df + other.df;
  }
  const double share = one.variance / sum, rest = other.variance / sum;
  return 1 / (share * share / one.df + rest * rest / other.df);
}

std::string p_words(double p_value) {
  return p_value < 1e-4 ? std::string("p < 0.0001") : joined("p = ", rounded(p_value, 2));
}

std::string number_words(double x) { return x < 0 ? "−" + rounded(-x) : rounded(x); }

std::string range_words(double low, double high) { return joined(number_words(low), " to ", number_words(high)); }

std::string effect_words(double estimate, std::optional<double> low, std::optional<double> high, double confidence) {
  if (!low || !high) {
    return signed_number(estimate);
  }
  return joined(signed_number(estimate), " (", percent(confidence), " interval ", range_words(*low, *high), ")");
}

RatioCheck sample_ratio_of(const std::vector<std::string>& arms, const std::vector<std::int64_t>& counts,
                           std::span<const double> shares) {
  std::vector<double> numbers(counts.begin(), counts.end());
  RatioCheck check;
  check.test = stats::goodness_of_fit(numbers, shares);
  check.assumption.standing = standing_of(check.test.p_value);
  check.assumption.title = "The arms are as large as planned";
  check.assumption.reason = joined(
      listed_counts(counts), " in the ", static_cast<std::int64_t>(arms.size()), " arms; ", p_words(check.test.p_value),
      check.assumption.standing == Standing::fine
          ? " against the planned shares."
          : " against the planned shares: people are missing, and those who are left may differ.");
  return check;
}

MissingCheck missing_outcomes(const std::vector<std::int64_t>& assigned, const std::vector<std::int64_t>& missing,
                              std::string_view outcome) {
  MissingCheck check;
  check.assumption.title = joined("“", outcome, "” is missing equally often in all arms");
  std::vector<double> counts;
  std::int64_t total = 0;
  for (std::size_t arm = 0; arm < assigned.size(); ++arm) {
    counts.push_back(static_cast<double>(missing[arm]));
    counts.push_back(static_cast<double>(assigned[arm] - missing[arm]));
    total += missing[arm];
  }
  if (total == 0) {
    check.assumption.standing = Standing::fine;
    check.assumption.reason = std::string("No unit lacks it.");
    return check;
  }
  if (const auto test = stats::independence(counts, 2)) {
    check.p_value = test->p_value;
    check.assumption.standing = standing_of(test->p_value);
    check.assumption.reason = joined(listed_counts(missing), " lack it; ", p_words(test->p_value),
                                     ". Even equal shares may hide that different people are missing.");
  }
  return check;
}

Assumption independence_assumption(const std::optional<stats::Clusters>& clusters, std::int64_t crossed) {
  Assumption a;
  if (!clusters) {
    a.title = "Units do not depend on each other";
    a.reason =
        "Each unit counts as a draw of its own. Where units share a shop, a household or a person, name the cluster.";
    return a;
  }
  a.title = "Clusters do not depend on each other";
  const auto count = static_cast<std::int64_t>(clusters->count);
  a.standing = count < 10 ? Standing::broken : count < 40 ? Standing::doubtful : Standing::fine;
  a.reason = joined("Standard errors add up within ", count, " clusters",
                    a.standing == Standing::fine ? "." : "; with so few of them they come out too small.");
  if (crossed > 0) {
    a.reason += joined(" ", crossed, crossed == 1 ? " stands" : " stand", " in more than one arm.");
  }
  return a;
}

}  // namespace sutva::analyze
