// SPDX-License-Identifier: Apache-2.0
// The loops of the study of means: values of a metric, and resamples of a sample. Everything in true standard
// deviations from the true mean.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <vector>

#include "base/describe.hpp"
#include "random/stream.hpp"
#include "simulate/peeking_model.hpp"

namespace sutva::simulate {

enum class CltMetric : std::uint8_t { normal, exponential, lognormal, poisson, zero_inflated, bernoulli, file };
constexpr auto describe(std::type_identity<CltMetric>) {
  using M = CltMetric;
  return std::array{
      Choice{M::normal, "normal", "Normal", "For comparison: every mean of it is normal."},
      Choice{M::exponential, "exponential", "Exponential", "Times between events. Skewness 2."},
      Choice{M::lognormal, "lognormal", "Lognormal", "Spend among those who spend, session lengths."},
      Choice{M::poisson, "poisson", "Poisson", "Counts: clicks, orders."},
      Choice{M::zero_inflated, "zero_inflated", "Spend per user", "Most spend nothing, the others a lognormal amount."},
      Choice{M::bernoulli, "bernoulli", "Conversion", "A share, perhaps a small one."},
      Choice{M::file, "file", "From a file", "A column of numbers in the file that is open: every row is as likely."}};
}

// Values with the sums of their powers.
struct CltValues {
  std::vector<double> values;
  double sum = 0, squared = 0, cubed = 0;
};

struct CltLaw {
  CltMetric metric = CltMetric::normal;
  double rate = 1;   // of a count
  double share = 1;  // who convert, or spend
  std::shared_ptr<const LognormalTable> table;
  std::shared_ptr<const std::vector<double>> rows;  // of a file: drawn with replacement, each as likely
  double mean = 0, sd = 1, skewness = 0;

  // Draws until there are n.
  void fill(CltValues& to, std::size_t n, random::Stream& stream) const;

 private:
  double value(random::Stream& stream) const;
};

// Means of resamples of the n first values, and their t about the sample's mean: +-1e9 where a resample does not vary.
// Both rising.
void resample(const CltValues& from, std::size_t n, std::int64_t resamples, random::Stream& stream,
              std::vector<double>& means, std::vector<double>& ts);

}  // namespace sutva::simulate
