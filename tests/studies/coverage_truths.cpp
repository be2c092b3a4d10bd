// SPDX-License-Identifier: Apache-2.0
#include "coverage_truths.hpp"

#include <cmath>
#include <memory>
#include <string>
#include <vector>

namespace sutva::studies {
namespace {

// "capped_99" -> 0.99, "welch_capped_990" -> 0.99
std::optional<double> cap_of(std::string_view method) {
  const std::size_t at = method.find("capped_");
  if (at == std::string_view::npos) {
    return std::nullopt;
  }
  double share = 0, place = 0.1;
  for (const char digit : method.substr(at + 7)) {
    share += place * (digit - '0');
    place /= 10;
  }
  return share;
}

// "Difference of the 90 % quantile" -> 0.9
double share_in(std::string_view quantity) {
  double share = 0;
  for (const char letter : quantity) {
    share = letter >= '0' && letter <= '9' ? share * 10 + (letter - '0') : share;
  }
  return share / 100;
}

std::optional<Truth> computed(const Law& control, const Law& treatment, double treated_share, std::string_view quantity,
                              std::string_view method) {
  const auto starts = [&](std::string_view with) { return quantity.starts_with(with); };
  const auto difference = [&](auto&& g) { return Truth{treatment.expectation(g) - control.expectation(g)}; };
  if (const auto share = cap_of(method)) {
    const double cap = mixed(control, treated_share, treatment).quantile(*share);
    return difference([&](double y) { return std::fmin(y, cap); });
  }
  if (quantity.find("log(1 + outcome)") != std::string_view::npos) {
    // A normal law has a negative tail, of less than one in a million, in which no file was drawn.
    return difference([](double y) { return std::log1p(std::fmax(y, 0)); });
  }
  if (starts("Difference of the median") || starts("Difference of medians")) {
    return Truth{treatment.quantile(0.5) - control.quantile(0.5)};
  }
  if (starts("Difference of the ")) {
    return Truth{treatment.quantile(share_in(quantity)) - control.quantile(share_in(quantity))};
  }
  if (quantity == "Probability of superiority") {
    return Truth{superiority(control, treatment), 0.5};
  }
  if (quantity == "Shift") {
    return Truth{median_difference(control, treatment)};
  }
  if (starts("Lift") || starts("Relative lift")) {
    return Truth{treatment.mean() / control.mean() - 1};
  }
  if (quantity == "Difference" || starts("Difference in mean") || starts("Difference of means") || starts("segment") ||
      starts("y: ")) {
    return Truth{treatment.mean() - control.mean()};
  }
  return std::nullopt;
}

}  // namespace

Truths truths_of(const Law& control, const Law& treatment, double treated_share) {
  struct Known {
    std::string quantity, method;
    std::optional<Truth> truth;
  };
  auto known = std::make_shared<std::vector<Known>>();
  return [=](std::string_view quantity, std::string_view method) {
    for (const Known& each : *known) {
      if (each.method == method && each.quantity == quantity) {
        return each.truth;
      }
    }
    known->push_back(
        {std::string(quantity), std::string(method), computed(control, treatment, treated_share, quantity, method)});
    return known->back().truth;
  };
}

}  // namespace sutva::studies
