// SPDX-License-Identifier: Apache-2.0
// What comparisons of arms have in common: means of the units of an arm or a segment, clusters of units, and the
// assumptions every one of them rests on.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/sample.hpp"
#include "base/assumption.hpp"
#include "base/outcome.hpp"
#include "stats/cluster_products.hpp"
#include "stats/group_tests.hpp"
#include "table/table.hpp"

namespace sutva::analyze {

// Units that belong together, where the request names a cluster, or a unit whose rows are kept apart.
struct ClusterChoice {
  bool wanted = false;
  std::string field;  // of the request

  // Adds the column to what the sample reads, as its last group.
  static ClusterChoice want(const table::Table& table, std::string_view unit, RowsOfUnit unit_rows,
                            std::string_view cluster, SampleRequest& request, Issues& issues);
  // Of a sample that was read so; none where nobody shares a cluster.
  std::optional<stats::Clusters> of(const Sample& sample) const;
  // The column that was read so, whether anybody shares a group or not; none where none was asked for.
  const Grouping* grouping(const Sample& sample) const { return wanted ? &sample.groups.back() : nullptr; }
  // Adds an issue for an arm with fewer than two clusters. Gives the clusters that stand in several arms.
  std::int64_t check(const Sample& sample, const std::optional<stats::Clusters>& clusters, Issues& issues) const;
};

// Units of one arm or segment. Variances with n - 1, or from sums within clusters with G / (G - 1).
struct CellMean {
  std::int64_t n = 0;
  double mean = 0;
  double variance = 0;          // of the numbers
  double variance_of_mean = 0;  // s^2 / n, or cluster-robust
  double df = 0;                // n - 1, or clusters - 1; 0 where there is no variance

  bool tested() const { return df > 0; }
  stats::Uncertain uncertain() const { return {mean, variance_of_mean, df}; }
};
CellMean cell_mean(std::span<const std::uint32_t> units, const std::vector<double>& numbers,
                   stats::ClusterProducts* clusters);

// Satterthwaite's degrees of freedom of a difference, written so that no variance is squared.
double difference_df(const stats::Uncertain& one, const stats::Uncertain& other);

// "p = 0.032", "p < 0.0001"
std::string p_words(double p_value);
// "−1.2"
std::string number_words(double x);
// "−1.2 to 3.4"
std::string range_words(double low, double high);
// "+0.12 (95 % interval 0.01 to 0.23)"
std::string effect_words(double estimate, std::optional<double> low, std::optional<double> high, double confidence);

// Warns of covariates none of whose columns was kept.
void warn_about_dropped(const Sample& sample, const std::vector<Eigen::Index>& dropped, Issues& issues);

// Units are independent of each other, or of those in other clusters.
Assumption independence_assumption(const std::optional<stats::Clusters>& clusters);

}  // namespace sutva::analyze
