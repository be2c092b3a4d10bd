// SPDX-License-Identifier: Apache-2.0
#include "table/utf.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace sutva::table {

namespace {

constexpr std::uint32_t replacement = 0xFFFD;

void put(std::uint32_t point, std::string& to) {
  const auto byte = [&](std::uint32_t value) { to.push_back(static_cast<char>(static_cast<unsigned char>(value))); };
  if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xC0 | (point >> 6));
    byte(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    byte(0xE0 | (point >> 12));
    byte(0x80 | ((point >> 6) & 0x3F));
    byte(0x80 | (point & 0x3F));
  } else {
    byte(0xF0 | (point >> 18));
    byte(0x80 | ((point >> 12) & 0x3F));
    byte(0x80 | ((point >> 6) & 0x3F));
    byte(0x80 | (point & 0x3F));
  }
}

// https://encoding.spec.whatwg.org/index-windows-1252.txt, bytes 0x80 to 0x9F; the others are their own code points.
constexpr std::array<std::uint16_t, 32> windows_1252 = {0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                                        0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

}  // namespace

namespace {

// The length of the character that begins at `at`, 0 where none does. Well-formed sequences: The Unicode Standard,
// table 3-7. cut: one that the end of the text cuts off counts as whole.
std::size_t character_length(std::string_view text, std::size_t at, bool cut) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(at);
  if (lead < 0x80) {
    return 1;
  }
  const std::size_t more = lead >= 0xC2 && lead <= 0xDF   ? 1
                           : lead >= 0xE0 && lead <= 0xEF ? 2
                           : lead >= 0xF0 && lead <= 0xF4 ? 3
                                                          : 0;
  if (more == 0 || (!cut && text.size() - at <= more)) {
    return 0;
  }
  const std::size_t there = std::min(more, text.size() - at - 1);
  const unsigned low = lead == 0xE0 ? 0xA0u : lead == 0xF0 ? 0x90u : 0x80u;
  const unsigned high = lead == 0xED ? 0x9Fu : lead == 0xF4 ? 0x8Fu : 0xBFu;
  if (there > 0 && (byte(at + 1) < low || byte(at + 1) > high)) {
    return 0;
  }
  for (std::size_t k = 2; k <= there; ++k) {
    if ((byte(at + k) & 0xC0u) != 0x80u) {
      return 0;
    }
  }
  return there + 1;
}

}  // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (text.size() - i >= 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, text.data() + i, 8);
      if ((word & 0x8080808080808080u) == 0) {
        i += 8;
        continue;
      }
    }
    const std::size_t length = character_length(text, i, false);
    if (length == 0) {
      return false;
    }
    i += length;
  }
  return true;
}

bool is_windows_1252(std::string_view text) {
  if (is_utf8(text)) {
    return false;
  }
  std::size_t good = 0;
  std::size_t bad = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = character_length(text, i, true);
    good += length > 1 ? 1u : 0u;
    bad += length == 0 ? 1u : 0u;
    i += length == 0 ? 1 : length;
  }
  return bad > good;
}

std::string as_utf8(std::string_view text) { return is_utf8(text) ? std::string(text) : from_windows_1252(text); }

std::string from_windows_1252(std::string_view text) {
  std::string result;
  result.reserve(2 * text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    put(byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80u] : byte, result);
  }
  return result;
}

std::string shortened(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) {
    return as_utf8(text);
  }
  std::size_t end = bytes;
  while (end > 0 && bytes - end < 3 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) {
    --end;
  }
  return as_utf8(text.substr(0, end)) + "\xE2\x80\xA6";
}

void Utf16Reader::unit(std::uint32_t value, std::string& to) {
  if (high_surrogate_ != 0) {
    const std::uint32_t high = high_surrogate_;
    high_surrogate_ = 0;
    if (value >= 0xDC00 && value < 0xE000) {
      put(0x10000 + ((high - 0xD800) << 10) + (value - 0xDC00), to);
      return;
    }
    put(replacement, to);
  }
  if (value >= 0xD800 && value < 0xDC00) {
    high_surrogate_ = value;
  } else {
    put(value >= 0xDC00 && value < 0xE000 ? replacement : value, to);
  }
}

void Utf16Reader::read(std::span<const char> bytes, std::string& to) {
  to.reserve(to.size() + bytes.size() / 2 + 8);
  for (const char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (!has_half_) {
      half_ = byte;
      has_half_ = true;
      continue;
    }
    has_half_ = false;
    const std::uint32_t high = big_endian_ ? half_ : byte;
    const std::uint32_t low = big_endian_ ? byte : half_;
    unit((high << 8) | low, to);
  }
}

void Utf16Reader::finish(std::string& to) {
  if (has_half_ || high_surrogate_ != 0) {
    put(replacement, to);
  }
  has_half_ = false;
  high_surrogate_ = 0;
}

}  // namespace sutva::table
