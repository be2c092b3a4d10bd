// SPDX-License-Identifier: Apache-2.0
// What an answer rests on, and how well that stands for the numbers at hand.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <type_traits>

#include "base/describe.hpp"

namespace sutva {

enum class Standing : std::uint8_t { fine, doubtful, broken, unchecked };
constexpr auto describe(std::type_identity<Standing>) {
  return std::array{Choice{Standing::fine, "fine", "Holds"}, Choice{Standing::doubtful, "doubtful", "Doubtful"},
                    Choice{Standing::broken, "broken", "Does not hold"},
                    Choice{Standing::unchecked, "unchecked", "For you to judge"}};
}

struct Assumption {
  std::string title;
  std::string reason;
  Standing standing = Standing::unchecked;

  static constexpr auto describe() {
    using A = Assumption;
    return described("Assumption", field("title", &A::title, "Assumption"), field("reason", &A::reason, "Reason"),
                     field("standing", &A::standing, "Standing"));
  }
};

}  // namespace sutva
