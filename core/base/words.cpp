// SPDX-License-Identifier: Apache-2.0
#include "base/words.hpp"

namespace sutva {
namespace {

std::string with_sign(std::string number, double x) {
  if (!number.empty() && number[0] == '-') {
    return "−" + number.substr(1);
  }
  return x > 0 ? "+" + number : number;
}

}  // namespace

std::string rounded(double x, int digits) {
  if (x == 0 || !std::isfinite(x)) {
    return text(x);
  }
  const double whole_digits = std::floor(std::log10(std::abs(x))) + 1;
  const double scale = std::pow(10.0, std::fmax(0, digits - whole_digits));
  const double cut = std::round(x * scale) / scale;
  if (!std::isfinite(cut)) {
    return text(x);
  }
  const bool grouped = std::abs(cut) >= 1000 && cut == std::round(cut) && std::abs(cut) < 9e15;
  return grouped ? text(static_cast<std::int64_t>(cut)) : text(cut);
}

std::string signed_points(double difference) { return with_sign(rounded(difference * 100) + "\u00a0pp", difference); }
std::string signed_number(double x) { return with_sign(rounded(x, 4), x); }
std::string signed_percent(double share) { return with_sign(percent(share), share); }

std::string change_in_words(bool share, double control, double difference, const std::optional<double>& relative) {
  if (share) {
    return joined("a change from ", percent(control), " to ", percent(control + difference));
  }
  const std::string size = joined("an effect of ", signed_number(difference));
  return relative ? joined(size, " (", signed_percent(*relative), " relative)") : size;
}

}  // namespace sutva
