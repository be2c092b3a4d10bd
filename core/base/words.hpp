// SPDX-License-Identifier: Apache-2.0
// Numbers inside sentences, rounded for reading.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace sutva {

// So many significant digits, never fewer than the whole part has: 0.0123457 -> "0.0123", 12345.6 -> "12,346".
std::string rounded(double x, int digits = 3);

// A share as a percentage: 0.05 -> "5 %".
inline std::string percent(double share, int digits = 3) { return rounded(share * 100, digits) + "\u00a0%"; }

// A difference of two shares: "+1 pp".
std::string signed_points(double difference);
// "+3.2", "−0.5"
std::string signed_number(double x);
std::string signed_percent(double share);

// "a change from 10 % to 11 %" of a share; of anything else "an effect of +5 (+10 % relative)".
std::string change_in_words(bool share, double control, double difference, const std::optional<double>& relative);

// "1 cluster", "12,345 people".
inline std::string counted(double n, std::string_view one, std::string_view many) {
  return joined(text(static_cast<std::int64_t>(n)), "\u00a0", n == 1 ? one : many);
}

// "15 days; plan 3 whole weeks"
inline std::string lasting(double days) {
  return joined(counted(days, "day", "days"), "; plan ",
                counted(std::floor((days + 6) / 7), "whole\u00a0week", "whole\u00a0weeks"));
}

}  // namespace sutva
