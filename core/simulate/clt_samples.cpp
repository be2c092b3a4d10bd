// SPDX-License-Identifier: Apache-2.0
#include "simulate/clt_samples.hpp"

#include <algorithm>
#include <cmath>

#include "random/samplers.hpp"

namespace sutva::simulate {

double CltLaw::value(random::Stream& stream) const {
  switch (metric) {
    case CltMetric::normal:
      return random::normal(stream);
    case CltMetric::exponential:
      return random::exponential(stream);
    case CltMetric::lognormal:
      return table->draw(stream);
    case CltMetric::poisson:
      return static_cast<double>(random::poisson(stream, rate));
    case CltMetric::zero_inflated:
      return random::uniform(stream) < share ? table->draw(stream) : 0;
    case CltMetric::file: {
      // 53 bits of chance for at most 2^31 rows: none is off by more than 2^-22 of its own.
      const auto size = static_cast<double>(rows->size());
      return (*rows)[std::min(rows->size() - 1, static_cast<std::size_t>(random::uniform(stream) * size))];
    }
    case CltMetric::bernoulli:
      break;
  }
  return random::uniform(stream) < share ? 1 : 0;
}

void CltLaw::fill(CltValues& to, std::size_t n, random::Stream& stream) const {
  while (to.values.size() < n) {
    const double x = (value(stream) - mean) / sd;
    to.values.push_back(x);
    to.sum += x;
    to.squared += x * x;
    to.cubed += x * x * x;
  }
}

void resample(const CltValues& from, std::size_t n, std::int64_t resamples, random::Stream& stream,
              std::vector<double>& means, std::vector<double>& ts) {
  constexpr double far = 1e9;
  const double* values = from.values.data();
  const auto bound = static_cast<std::uint64_t>(n);
  const auto size = static_cast<double>(n);
  double mean = 0;
  for (std::size_t i = 0; i < n; ++i) {
    mean += values[i];
  }
  mean /= size;
  means.clear();
  ts.clear();
  for (std::int64_t b = 0; b < resamples; ++b) {
    double sum = 0, squared = 0;
    for (std::size_t i = 0; i < n; i += 2) {
      // A draw serves two; of 2^32, so off by less than n / 2^32 of its chance.
      const std::uint64_t bits = stream();
      const double one = values[static_cast<std::size_t>(((bits >> 32U) * bound) >> 32U)] - mean;
      sum += one;
      squared += one * one;
      if (i + 1 < n) {
        const double other = values[static_cast<std::size_t>(((bits & 0xFFFFFFFFU) * bound) >> 32U)] - mean;
        sum += other;
        squared += other * other;
      }
    }
    const double off = sum / size;
    // What rounding leaves of equal values is none.
    const double rest = squared - sum * off;
    const double variance = rest > 1e-12 * squared ? rest / (size - 1) : 0;
    means.push_back(mean + off);
    ts.push_back(variance > 0 ? off / std::sqrt(variance / size) : std::abs(off) < 1e-12 ? 0 : off > 0 ? far : -far);
  }
  std::sort(means.begin(), means.end());
  std::sort(ts.begin(), ts.end());
}

}  // namespace sutva::simulate
