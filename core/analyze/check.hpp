// SPDX-License-Identifier: Apache-2.0
// A check that decides whether to believe an effect. checks.hpp makes them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/describe.hpp"

namespace sutva::analyze {

enum class CheckStatus : std::uint8_t { pass, warn, fail };
constexpr auto describe(std::type_identity<CheckStatus>) {
  return std::array{Choice{CheckStatus::pass, "pass", "Passed"}, Choice{CheckStatus::warn, "warn", "Look"},
                    Choice{CheckStatus::fail, "fail", "Failed"}};
}

struct Check {
  std::string name;
  CheckStatus status = CheckStatus::pass;
  std::string title;
  std::string detail;
  std::optional<double> p_value;
  std::vector<double> counts{}, shares{};

  static constexpr auto describe() {
    using C = Check;
    return described("Check", field("name", &C::name, "Check"), field("status", &C::status, "Status"),
                     field("title", &C::title, "Finding"), field("detail", &C::detail, "Detail"),
                     field("p_value", &C::p_value, "p-value"),
                     field("counts", &C::counts, "Users in each arm")
                         .in(Unit::people)
                         .help("Of the sample ratio: what was compared with the plan."),
                     field("shares", &C::shares, "Planned shares").in(Unit::share));
  }
};

}  // namespace sutva::analyze
