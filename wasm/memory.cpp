// SPDX-License-Identifier: Apache-2.0
// Copying and filling memory by the engine's own instructions. A module that is linked for size gets a C library whose
// memcpy and memset go byte by byte: copying the columns of a file then takes longer than computing with them. These
// stand before the library's. Short pieces, of which texts are made, are quicker without a call of the engine.
//
// Compiled with -fno-builtin, or the loops below would become calls of these functions, and out of link-time
// optimisation, which knows the library's by their names.
#include <cstddef>
#include <cstdint>

namespace {

constexpr std::size_t longest_short = 64;  // bytes

}  // namespace

extern "C" {

void* memcpy(void* __restrict to, const void* __restrict from, std::size_t size) {
  if (size > longest_short) {
    return __builtin_memcpy(to, from, size);  // memory.copy
  }
  auto* t = static_cast<unsigned char*>(to);
  const auto* f = static_cast<const unsigned char*>(from);
  std::uint64_t word = 0;
  for (; size >= sizeof word; size -= sizeof word, t += sizeof word, f += sizeof word) {
    __builtin_memcpy(&word, f, sizeof word);
    __builtin_memcpy(t, &word, sizeof word);
  }
  for (; size > 0; --size) {
    *t++ = *f++;
  }
  return to;
}

void* memmove(void* to, const void* from, std::size_t size) { return __builtin_memmove(to, from, size); }

void* memset(void* to, int byte, std::size_t size) {
  if (size > longest_short) {
    return __builtin_memset(to, byte, size);  // memory.fill
  }
  auto* t = static_cast<unsigned char*>(to);
  for (; size > 0; --size) {
    *t++ = static_cast<unsigned char>(byte);
  }
  return to;
}

}  // extern "C"
