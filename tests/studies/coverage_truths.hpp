// SPDX-License-Identifier: Apache-2.0
// What estimates should be, by the words that operations give to what they estimate.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "law.hpp"

namespace sutva::studies {

// What an estimate should be, and what it would be were there no effect.
struct Truth {
  double value = 0;
  double null = 0;
};

// The truth by quantity and method; none where nobody told it.
using Truths = std::function<std::optional<Truth>(std::string_view quantity, std::string_view method)>;

// Of two arms whose outcomes have these laws: differences of means, of capped ones, of logarithms and quantiles, lift,
// shift and superiority. treated_share: of the units, for caps at a quantile of both arms. Each is computed once.
Truths truths_of(const Law& control, const Law& treatment, double treated_share);

}  // namespace sutva::studies
