// SPDX-License-Identifier: Apache-2.0
// Putting numbers and lists into sentences.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace sutva {

// A number as a person would write it. Decimals of up to 15 digits come back as they were; others are cut to 15.
std::string text(double number);
// Whole numbers with thousands separators: 12,345.
std::string text(std::int64_t count);
// "a, b or c"
std::string listed(std::span<const std::string_view> items, std::string_view last_join);

template <class... Parts>
std::string joined(const Parts&... parts) {
  std::string all;
  const auto add = [&]<class P>(const P& part) {
    if constexpr (std::is_convertible_v<P, std::string_view>) {
      all += std::string_view(part);
    } else if constexpr (std::is_integral_v<P>) {
      all += text(static_cast<std::int64_t>(part));
    } else {
      all += text(part);
    }
  };
  (add(parts), ...);
  return all;
}

}  // namespace sutva
