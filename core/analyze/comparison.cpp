// SPDX-License-Identifier: Apache-2.0
#include "analyze/comparison.hpp"

#include <algorithm>
#include <cmath>

#include "analyze/columns.hpp"
#include "analyze/unit_loops.hpp"
#include "base/words.hpp"

namespace sutva::analyze {
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
  cell.mean = shift + sum_of_units(units, numbers.data(), shift) / n;
  const auto [rest, squares] = centred_sums(units, numbers.data(), cell.mean);
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
  return p_value < 1e-4 ? std::string("p\u00a0<\u00a00.0001") : joined("p\u00a0=\u00a0", rounded(p_value, 2));
}

std::string number_words(double x) { return x < 0 ? "−" + rounded(-x) : rounded(x); }

std::string range_words(double low, double high) { return joined(number_words(low), " to ", number_words(high)); }

std::string effect_words(double estimate, std::optional<double> low, std::optional<double> high, double confidence) {
  if (!low || !high) {
    return signed_number(estimate);
  }
  return joined(signed_number(estimate), " (", percent(confidence), " interval ", range_words(*low, *high), ")");
}

void warn_about_dropped(const Sample& sample, const std::vector<Eigen::Index>& dropped, Issues& issues) {
  for (const SampleCovariate& covariate : sample.covariates) {
    if (std::all_of(covariate.columns.begin(), covariate.columns.end(),
                    [&](Eigen::Index j) { return std::find(dropped.begin(), dropped.end(), j) != dropped.end(); })) {
      issues.push_back(
          warning(Code::dropped_column, "covariates",
                  joined("“", covariate.name,
                         "” adds nothing to the other covariates (or is constant in an arm) and was left out.")));
    }
  }
}

Assumption independence_assumption(const std::optional<stats::Clusters>& clusters) {
  if (!clusters) {
    return {"Units do not depend on each other",
            "Each unit counts as a draw of its own. Where units share a shop, a household or a person, name the "
            "cluster.",
            Standing::unchecked};
  }
  return {"Clusters do not depend on each other",
          joined("Standard errors add up within ", static_cast<std::int64_t>(clusters->count), " clusters."),
          Standing::unchecked};
}

}  // namespace sutva::analyze
