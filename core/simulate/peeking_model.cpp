// SPDX-License-Identifier: Apache-2.0
#include "simulate/peeking_model.hpp"

#include <algorithm>
#include <cmath>

#include "random/plain_math.hpp"
#include "random/samplers.hpp"
#include "stats/distributions.hpp"

namespace sutva::simulate {
namespace {

double chi_squared(double df, random::Stream& stream) { return df > 0 ? 2 * random::gamma(stream, df / 2) : 0; }

double binomial(double n, double p, random::Stream& stream) {
  return n > 0 ? static_cast<double>(random::binomial(stream, static_cast<std::int64_t>(n), p)) : 0;
}

}  // namespace

double RowSums::variance(bool share) const {
  if (share) {
    return std::fmax(0, mean() * (1 - mean()));
  }
  return n > 1 ? std::fmax(0, squares - sum * sum / n) / (n - 1) : 0;
}

LognormalTable::LognormalTable(double cv) : values_(levels * classes) {
  constexpr double e = 2.718281828459045;
  const double sigma = std::sqrt(random::plain_log(1 + cv * cv));
  const auto size = static_cast<double>(classes);
  double sum = 0, squares = 0, chance = 1;
  for (std::size_t level = 0; level < levels; ++level) {
    for (std::size_t i = 0; i < classes; ++i) {
      // The quantile in the middle of the class, without its last bits, which differ between systems.
      const double tail = chance * (size - static_cast<double>(i) - 0.5) / size;
      const double z = std::round(stats::normal_quantile_upper(tail) * 1048576.0) / 1048576.0;
      const double x = sigma * z;
      const double value = x < 0 ? 1 / random::plain_power(e, -x) : random::plain_power(e, x);
      values_[level * classes + i] = value;
      if (i + 1 < classes || level + 1 == levels) {
        sum += value * chance / size;
        squares += value * value * chance / size;
      }
    }
    chance /= size;
  }
  for (double& value : values_) {
    value /= sum;
  }
  sd_ = std::sqrt(squares / (sum * sum) - 1);
}

double LognormalTable::top(random::Stream& stream) const {
  std::size_t level = 1;
  std::size_t at = 0;
  for (;; ++level) {
    at = static_cast<std::size_t>(stream() >> 52U);
    if (at + 1 < classes || level + 1 == levels) {
      return values_[level * classes + at];
    }
  }
}

double LognormalTable::draw(random::Stream& stream) const {
  const auto at = static_cast<std::size_t>(stream() >> 52U);
  return at + 1 < classes ? values_[at] : top(stream);
}

RowSums LognormalTable::sums(double n, double factor, random::Stream& stream) const {
  double sum = 0, squares = 0;
  const auto count = static_cast<std::int64_t>(n);
  for (std::int64_t done = 0; done < count;) {
    std::uint64_t bits = stream();
    for (const std::int64_t until = std::min(count, done + 5); done < until; ++done) {
      const auto at = static_cast<std::size_t>(bits & (classes - 1));
      bits >>= 12U;
      const double x = at + 1 < classes ? values_[at] : top(stream);
      sum += x;
      squares += x * x;
    }
  }
  return {n, factor * sum, factor * factor * squares};
}

RowSums RowLaw::rows(double n, double factor, random::Stream& stream) const {
  if (!(n > 0)) {
    return {};
  }
  if (metric == PeekingMetric::proportion) {
    const double count = binomial(n, baseline * factor, stream);
    return {n, count, count};
  }
  if (metric == PeekingMetric::heavy_tailed) {
    return table->sums(n, factor, stream);
  }
  const double sum = n * (factor - 1) + cv * std::sqrt(n) * random::normal(stream);
  return {n, sum, cv * cv * chi_squared(n - 1, stream) + sum * sum / n};
}

RowSums RowLaw::units(double n, double factor, random::Stream& stream) const {
  if (!(cluster_size > 1) || !(n > 0)) {
    return rows(n, factor, stream);
  }
  const double of_rows = n * cluster_size;
  if (metric == PeekingMetric::mean) {
    const double inflation = 1 + (cluster_size - 1) * icc;
    const double sum = of_rows * (factor - 1) + cv * std::sqrt(of_rows * inflation) * random::normal(stream);
    const double within = (1 - icc) * chi_squared(of_rows - n, stream);
    const double between = inflation * chi_squared(n - 1, stream);
    return {of_rows, sum, cv * cv * (within + between) + sum * sum / of_rows};
  }
  const double alike = binomial(n, icc, stream);
  RowSums all = rows(alike, factor, stream);
  all = {all.n * cluster_size, all.sum * cluster_size, all.squares * cluster_size};
  all.add(rows((n - alike) * cluster_size, factor, stream));
  return all;
}

}  // namespace sutva::simulate
