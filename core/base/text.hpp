// SPDX-License-Identifier: Apache-2.0
// Putting numbers and lists into sentences.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace sutva {

// A number as a person would write it. Decimals of up to 15 digits come back as they were; others are cut to 15.
std::string text(double number);
// Whole numbers with thousands separators: 12,345.
std::string text(std::int64_t count);
// "a, b or c"
std::string listed(std::span<const std::string_view> items, std::string_view last_join);

// One part of a sentence: words, a number or a count.
class Piece {
 public:
  template <class T>
  Piece(const T& part) {  // NOLINT: parts are written as they come
    if constexpr (std::is_convertible_v<T, std::string_view>) {
      words_ = part;
    } else if constexpr (std::is_integral_v<T>) {
      kind_ = Kind::count;
      count_ = static_cast<std::int64_t>(part);
    } else {
      kind_ = Kind::number;
      number_ = part;
    }
  }
  void append_to(std::string& sentence) const;

 private:
  enum class Kind : std::uint8_t { words, number, count } kind_ = Kind::words;
  std::string_view words_;
  union {
    double number_ = 0;
    std::int64_t count_;
  };
};

std::string joined_pieces(std::initializer_list<Piece> pieces);

// A sentence of its parts. All work is done in one function for every combination of types: there are hundreds.
template <class... Parts>
std::string joined(const Parts&... parts) {
  return joined_pieces({Piece(parts)...});
}

}  // namespace sutva
