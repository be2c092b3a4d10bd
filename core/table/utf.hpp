// SPDX-License-Identifier: Apache-2.0
// Text encodings of files, all turned into UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace sutva::table {

enum class Encoding : std::uint8_t { utf8, utf16le, utf16be, windows1252 };

inline bool is_utf16(Encoding encoding) { return encoding == Encoding::utf16le || encoding == Encoding::utf16be; }

bool is_utf8(std::string_view text);

// The text itself when it is UTF-8; otherwise its bytes read as Windows-1252, which Excel writes for "CSV".
std::string as_utf8(std::string_view text);
// The same, whatever the bytes look like.
std::string from_windows_1252(std::string_view text);

// Whether more of the text's characters beyond ASCII break the rules of UTF-8 than follow them. A character cut off at
// the end breaks none.
bool is_windows_1252(std::string_view text);

// The first `bytes` of the text or a few less, so that no character is cut, with an ellipsis when something was cut.
std::string shortened(std::string_view text, std::size_t bytes);

// Turns UTF-16 that arrives in pieces of any length into UTF-8. Half a pair of surrogates becomes U+FFFD.
class Utf16Reader {
 public:
  explicit Utf16Reader(Encoding encoding) : big_endian_(encoding == Encoding::utf16be) {}

  void read(std::span<const char> bytes, std::string& to);
  void finish(std::string& to);

 private:
  void unit(std::uint32_t value, std::string& to);

  bool big_endian_;
  bool has_half_ = false;
  std::uint8_t half_ = 0;
  std::uint32_t high_surrogate_ = 0;
};

}  // namespace sutva::table
