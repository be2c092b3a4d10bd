// SPDX-License-Identifier: Apache-2.0
#include "stats/group_tests.hpp"

#include <cmath>
#include <cstddef>

#include "stats/distributions.hpp"

namespace sutva::stats {
namespace {

struct Weighted {
  double q = 0;       // sum of weight * (value - mean)^2, weights 1 / variance
  double lambda = 0;  // Welch's sum of (1 - share of weight)^2 / df
};

std::optional<Weighted> weighted(std::span<const Uncertain> estimates) {
  if (estimates.size() < 2) {
    return std::nullopt;
  }
  // Weights relative to the smallest variance: they can not overflow.
  double smallest = INFINITY;
  for (const Uncertain& e : estimates) {
    if (!(e.variance > 0) || !std::isfinite(e.variance)) {
      return std::nullopt;
    }
    smallest = std::fmin(smallest, e.variance);
  }
  double total = 0, gap = 0;
  const double shift = estimates[0].value;
  for (const Uncertain& e : estimates) {
    total += smallest / e.variance;
    gap += smallest / e.variance * (e.value - shift);
  }
  const double mean = shift + gap / total;
  Weighted w;
  for (const Uncertain& e : estimates) {
    const double scaled = (e.value - mean) / std::sqrt(e.variance);
    w.q += scaled * scaled;
    const double rest = 1 - smallest / e.variance / total;
    w.lambda += rest * rest / e.df;
  }
  return w;
}

}  // namespace

std::optional<FTest> one_way(std::span<const GroupMean> groups) {
  double n = 0, gap = 0, within = 0;
  for (const GroupMean& g : groups) {
    n += g.n;
    gap += g.n * (g.mean - groups[0].mean);
    within += (g.n - 1) * g.variance;
  }
  const double df1 = static_cast<double>(groups.size()) - 1, df2 = n - static_cast<double>(groups.size());
  if (!(df1 > 0) || !(df2 > 0) || !(within > 0)) {
    return std::nullopt;
  }
  const double mean = groups[0].mean + gap / n;
  double between = 0;
  for (const GroupMean& g : groups) {
    between += g.n * (g.mean - mean) * (g.mean - mean);
  }
  const double f = between / df1 / (within / df2);
  return FTest{f, df1, df2, f_sf(f, df1, df2)};
}

std::optional<ChiSquared> equality_wald(std::span<const Uncertain> estimates) {
  const auto w = weighted(estimates);
  if (!w) {
    return std::nullopt;
  }
  const double df = static_cast<double>(estimates.size()) - 1;
  return ChiSquared{w->q, df, chi_squared_sf(w->q, df)};
}

std::optional<FTest> equality_welch(std::span<const Uncertain> estimates) {
  const auto w = weighted(estimates);
  if (!w || !(w->lambda > 0)) {
    return std::nullopt;
  }
  const auto k = static_cast<double>(estimates.size());
  const double f = w->q / (k - 1) / (1 + 2 * (k - 2) / (k * k - 1) * w->lambda);
  const double df2 = (k * k - 1) / (3 * w->lambda);
  return FTest{f, k - 1, df2, f_sf(f, k - 1, df2)};
}

ChiSquared goodness_of_fit(std::span<const double> counts, std::span<const double> shares) {
  double n = 0;
  for (const double count : counts) {
    n += count;
  }
  ChiSquared test;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double gap = counts[i] - n * shares[i];
    test.statistic += n > 0 ? gap * gap / (n * shares[i]) : 0;
  }
  test.df = static_cast<double>(counts.size()) - 1;
  test.p_value = test.df > 0 ? chi_squared_sf(test.statistic, test.df) : 1;
  return test;
}

std::optional<ChiSquared> independence(std::span<const double> counts, std::size_t columns) {
  const std::size_t rows = columns > 0 ? counts.size() / columns : 0;
  std::vector<double> row_sums(rows, 0), column_sums(columns, 0);
  double n = 0, rows_left = 0, columns_left = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) {
      row_sums[i] += counts[i * columns + j];
      column_sums[j] += counts[i * columns + j];
    }
    n += row_sums[i];
    rows_left += row_sums[i] > 0 ? 1 : 0;
  }
  for (const double sum : column_sums) {
    columns_left += sum > 0 ? 1 : 0;
  }
  ChiSquared test;
  test.df = (rows_left - 1) * (columns_left - 1);
  if (!(rows_left > 1) || !(columns_left > 1)) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) {
      const double expected = row_sums[i] * column_sums[j] / n;
      const double gap = counts[i * columns + j] - expected;
      test.statistic += expected > 0 ? gap * gap / expected : 0;
    }
  }
  test.p_value = chi_squared_sf(test.statistic, test.df);
  return test;
}

}  // namespace sutva::stats
