// SPDX-License-Identifier: Apache-2.0
// Numbers inside the sentences of Plan.
#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace sutva::plan {

// So many significant digits: 0.0123457 -> "0.0123".
inline std::string rounded(double x, int digits = 3) {
  if (x == 0 || !std::isfinite(x)) {
    return text(x);
  }
  const double scale = std::pow(10.0, digits - 1 - std::floor(std::log10(std::abs(x))));
  const double cut = std::round(x * scale) / scale;
  return std::abs(cut) >= 1000 && cut == std::round(cut) && std::abs(cut) < 9e15 ? text(static_cast<std::int64_t>(cut))
                                                                                 : text(std::isfinite(cut) ? cut : x);
}

// A share as a percentage: 0.05 -> "5 %".
inline std::string percent(double share, int digits = 3) { return rounded(share * 100, digits) + "\u00a0%"; }

// "1 cluster", "12,345 people".
inline std::string counted(double n, std::string_view one, std::string_view many) {
  return joined(text(static_cast<std::int64_t>(n)), "\u00a0", n == 1 ? one : many);
}

}  // namespace sutva::plan
