// SPDX-License-Identifier: Apache-2.0
#include "stats/histogram.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "stats/quantiles.hpp"

namespace sutva::stats {
namespace {

constexpr std::size_t most_values = 30;
constexpr double fewest_bins = 10, most_bins = 60;
constexpr double skewed = 10;  // times the median that the 99 % quantile is

using Both = std::array<std::span<const double>, 2>;

double quantile_of(const Both& both, double p) {
  return both[0].empty()   ? quantile(both[1], p)
         : both[1].empty() ? quantile(both[0], p)
                           : quantile_of_both(both[0], both[1], p);
}

// Numbers below `edge`, or up to it.
std::int64_t below(std::span<const double> sorted, double edge) {
  return std::lower_bound(sorted.begin(), sorted.end(), edge) - sorted.begin();
}
std::int64_t up_to(std::span<const double> sorted, double edge) {
  return std::upper_bound(sorted.begin(), sorted.end(), edge) - sorted.begin();
}

Bin bin_of_value(const Both& both, double value) {
  Bin bin{value, value, {}};
  for (std::size_t i = 0; i < 2; ++i) {
    bin.counts[i] = up_to(both[i], value) - below(both[i], value);
  }
  return bin;
}

// None where there are too many.
std::optional<std::vector<double>> few_values(const Both& both) {
  std::vector<double> values;
  std::array<std::size_t, 2> at{};
  while (at[0] < both[0].size() || at[1] < both[1].size()) {
    if (values.size() == most_values) {
      return std::nullopt;
    }
    const bool first = at[1] == both[1].size() || (at[0] < both[0].size() && both[0][at[0]] <= both[1][at[1]]);
    values.push_back(first ? both[0][at[0]] : both[1][at[1]]);
    for (std::size_t i = 0; i < 2; ++i) {
      at[i] = static_cast<std::size_t>(up_to(both[i], values.back()));
    }
  }
  return values;
}

double rounded_up(double width) {
  const double power = std::pow(10.0, std::floor(std::log10(width)));
  for (const double step : {1.0, 2.0, 5.0}) {
    if (step * power >= width * (1 - 1e-9)) {
      return step * power;
    }
  }
  return 10 * power;
}

double freedman_diaconis(const Both& both, double n, double (*scale)(double), double range) {
  const double iqr = scale(quantile_of(both, 0.75)) - scale(quantile_of(both, 0.25));
  return std::clamp(2 * iqr / std::cbrt(n), range / most_bins, range / fewest_bins);
}

void add_bins(const Both& both, const std::vector<double>& edges, Histogram& histogram) {
  for (std::size_t k = 0; k + 1 < edges.size(); ++k) {
    Bin bin{edges[k], edges[k + 1], {}};
    const bool last = k + 2 == edges.size();
    for (std::size_t i = 0; i < 2; ++i) {
      bin.counts[i] = (last ? up_to(both[i], bin.high) : below(both[i], bin.high)) - below(both[i], bin.low);
    }
    histogram.bins.push_back(bin);
  }
}

bool look_whole(std::span<const double> sorted) {
  const std::size_t step = sorted.size() / 1000 + 1;
  for (std::size_t i = 0; i < sorted.size(); i += step) {
    if (sorted[i] != std::round(sorted[i])) {
      return false;
    }
  }
  return true;
}

double itself(double x) { return x; }
double logarithm(double x) { return std::log(x); }

}  // namespace

Histogram common_histogram(std::span<const double> first, std::span<const double> second) {
  const Both both{first, second};
  Histogram histogram;
  if (const auto values = few_values(both)) {
    for (const double value : *values) {
      histogram.bins.push_back(bin_of_value(both, value));
    }
    return histogram;
  }
  const double lowest = std::fmin(first.front(), second.front()), highest = std::fmax(first.back(), second.back());
  Both positive;
  for (std::size_t i = 0; i < 2; ++i) {
    positive[i] = both[i].subspan(static_cast<std::size_t>(up_to(both[i], 0)));
  }
  const auto n = static_cast<double>(positive[0].size() + positive[1].size());
  std::vector<double> edges;
  if (lowest >= 0 && quantile_of(positive, 0.99) > skewed * quantile_of(positive, 0.5)) {
    histogram.scale = BinScale::logarithmic;
    if (lowest == 0) {
      histogram.bins.push_back(bin_of_value(both, 0));
    }
    const double low = std::log(quantile_of(positive, 0.001)), high = std::log(quantile_of(positive, 0.999));
    const double bins = std::ceil((high - low) / freedman_diaconis(positive, n, logarithm, high - low));
    edges.push_back(positive[0].empty()   ? positive[1].front()
                    : positive[1].empty() ? positive[0].front()
                                          : std::fmin(positive[0].front(), positive[1].front()));
    for (double k = 1; k < bins; ++k) {
      edges.push_back(std::exp(low + (high - low) * k / bins));
    }
  } else {
    histogram.scale = BinScale::linear;
    const double low = quantile_of(both, 0.001), high = quantile_of(both, 0.999);
    const double range = high > low ? high - low : highest - lowest;
    const double all = static_cast<double>(first.size() + second.size());
    // Counts in bins narrower than 1 would stand like a comb.
    const double least = look_whole(first) && look_whole(second) ? 1 : 0;
    const double width = std::fmax(least, rounded_up(freedman_diaconis(both, all, itself, range)));
    edges.push_back(lowest);
    for (double k = std::floor(low / width) + 1; k * width < high && static_cast<double>(edges.size()) <= most_bins;
         ++k) {
      if (k * width > edges.back()) {
        edges.push_back(k * width);
      }
    }
  }
  if (highest > edges.back()) {
    edges.push_back(highest);
  }
  add_bins(both, edges, histogram);
  return histogram;
}

}  // namespace sutva::stats
