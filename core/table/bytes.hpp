// SPDX-License-Identifier: Apache-2.0
// Looking at several bytes at once. All of it may read up to `padding` bytes beyond the byte it is asked about.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace sutva::table {

static_assert(std::endian::native == std::endian::little);

inline constexpr std::size_t padding = 32;

inline std::uint64_t load_word(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, 8);
  return word;
}

// Sixteen bytes; equal(c) has bit i set where byte i is c.
class Block {
 public:
#if defined(__wasm_simd128__)
  explicit Block(const char* at) : bytes_(wasm_v128_load(at)) {}
  std::uint32_t equal(char c) const {
    return static_cast<std::uint32_t>(wasm_i8x16_bitmask(wasm_i8x16_eq(bytes_, wasm_i8x16_splat(c))));
  }
  std::uint32_t equal(char a, char b, char c) const {
    return static_cast<std::uint32_t>(wasm_i8x16_bitmask(wasm_v128_or(
        wasm_v128_or(wasm_i8x16_eq(bytes_, wasm_i8x16_splat(a)), wasm_i8x16_eq(bytes_, wasm_i8x16_splat(b))),
        wasm_i8x16_eq(bytes_, wasm_i8x16_splat(c)))));
  }

 private:
  v128_t bytes_;
#elif defined(__SSE2__)
  explicit Block(const char* at) : bytes_(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at))) {}
  std::uint32_t equal(char c) const {
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes_, _mm_set1_epi8(c))));
  }
  std::uint32_t equal(char a, char b, char c) const {
    return static_cast<std::uint32_t>(_mm_movemask_epi8(
        _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes_, _mm_set1_epi8(a)), _mm_cmpeq_epi8(bytes_, _mm_set1_epi8(b))),
                     _mm_cmpeq_epi8(bytes_, _mm_set1_epi8(c)))));
  }

 private:
  __m128i bytes_;
#else
  explicit Block(const char* at) { std::memcpy(bytes_, at, 16); }
  std::uint32_t equal(char c) const {
    std::uint32_t mask = 0;
    for (unsigned i = 0; i < 16; ++i) {
      mask |= bytes_[i] == c ? 1u << i : 0u;
    }
    return mask;
  }
  std::uint32_t equal(char a, char b, char c) const { return equal(a) | equal(b) | equal(c); }

 private:
  char bytes_[16];
#endif
};

inline unsigned first_bit(std::uint32_t mask) { return static_cast<unsigned>(std::countr_zero(mask)); }
inline unsigned last_bit(std::uint32_t mask) { return 31u - static_cast<unsigned>(std::countl_zero(mask)); }

// How many of the eight bytes at `at` are digits before the first that is not, and the number they write.
struct Digits {
  std::uint64_t value;
  unsigned count;
};

// Eight digits at once: https://lemire.me/blog/2022/01/21/swar-explained-parsing-eight-digits/
inline Digits leading_digits(const char* at) {
  std::uint64_t word = load_word(at) ^ 0x3030303030303030u;  // digits become 0 to 9, all else is larger
  const std::uint64_t others = ((word + 0x7676767676767676u) | word) & 0x8080808080808080u;
  const unsigned count = others == 0 ? 8 : static_cast<unsigned>(std::countr_zero(others)) / 8;
  if (count == 0) {
    return {0, 0};
  }
  word <<= 64 - 8 * count;
  word = word * 10 + (word >> 8);
  word = (((word & 0x000000FF000000FFu) * 0x000F424000000064u) +
          (((word >> 16) & 0x000000FF000000FFu) * 0x0000271000000001u)) >>
         32;
  return {word & 0xFFFFFFFFu, count};
}

}  // namespace sutva::table
