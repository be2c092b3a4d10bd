// SPDX-License-Identifier: Apache-2.0
// Two samples counted in the same bins, for drawing them over each other.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <type_traits>
#include <vector>

#include "base/describe.hpp"

namespace sutva::stats {

enum class BinScale : std::uint8_t { values, linear, logarithmic };
constexpr auto describe(std::type_identity<BinScale>) {
  return std::array{Choice{BinScale::values, "values", "One bin per value"},
                    Choice{BinScale::linear, "linear", "Equal widths"},
                    Choice{BinScale::logarithmic, "logarithmic", "Equal ratios, and one for 0"}};
}

// Numbers from low (inclusive) to high (exclusive; the last bin holds its end). low = high: that value alone.
struct Bin {
  double low = 0, high = 0;
  std::array<std::int64_t, 2> counts{};
};

struct Histogram {
  BinScale scale = BinScale::values;
  std::vector<Bin> bins;
};

// Both lists are ascending and not empty. Up to 30 different numbers have a bin each. Else widths are by Freedman and
// Diaconis (1981), 2 IQR n^(-1/3), rounded to 1, 2 or 5 times a power of ten, at most 60 of them between the 0.1 % and
// the 99.9 % quantiles, the outer two bins reaching on to the extremes. Where no number is negative and the 99 %
// quantile of the positive ones is more than ten times their median, the same on the logarithm, with a bin for 0.
Histogram common_histogram(std::span<const double> first, std::span<const double> second);

}  // namespace sutva::stats
