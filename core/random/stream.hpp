// SPDX-License-Identifier: Apache-2.0
// Counter-seeded streams: the stream of a replicate depends on (seed, replicate) alone, so a simulation gives the same
// numbers whichever worker runs which part, native or WebAssembly.
//
// Generator: xoshiro256++ (Blackman and Vigna 2021, ACM TOMS 47:36), seeded through SplitMix64 as its authors advise.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <limits>

namespace sutva::random {

class Stream {
 public:
  using result_type = std::uint64_t;

  Stream(std::uint64_t seed, std::uint64_t replicate) {
    // Two rounds, so that neighbouring seeds and neighbouring replicates share no state words.
    std::uint64_t mixed = seed;
    mixed = splitmix(mixed) ^ (replicate * 0xD1342543DE82EF95U);
    for (std::uint64_t& word : state_) {
      word = splitmix(mixed);
    }
  }

  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

  result_type operator()() {
    const std::uint64_t result = std::rotl(state_[0] + state_[3], 23) + state_[0];
    const std::uint64_t shifted = state_[1] << 17U;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return result;
  }

 private:
  static std::uint64_t splitmix(std::uint64_t& state) {
    state += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }

  std::array<std::uint64_t, 4> state_{};
};

}  // namespace sutva::random
