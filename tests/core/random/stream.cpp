// SPDX-License-Identifier: Apache-2.0
#include "random/stream.hpp"

#include <bit>
#include <set>

#include "../catch.hpp"
#include "../golden.hpp"

using sutva::random::Stream;
using namespace sutva::tests;

TEST_CASE("stream: the numbers of an independent xoshiro256++") {
  int rows = 0;
  for (const ReferenceRow& row : golden("stream")) {
    INFO(row.described());
    const Settings settings = settings_of(row);
    Stream stream(std::stoull(settings.at("seed")), std::stoull(settings.at("replicate")));
    for (std::int64_t skip = row.whole("quantity"); skip > 0; --skip) {
      stream();
    }
    REQUIRE(stream() == std::stoull(row.text("value")));
    ++rows;
  }
  REQUIRE(rows >= 12);
}

TEST_CASE("stream: neighbouring seeds and replicates share nothing") {
  std::set<std::uint64_t> firsts;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    for (std::uint64_t replicate = 0; replicate < 300; ++replicate) {
      firsts.insert(Stream(seed, replicate)());
    }
  }
  REQUIRE(firsts.size() == 300 * 300);

  // Half of the bits agree, as between any two unrelated streams: 64 * 1000 coins, five standard deviations.
  const auto equal_bits = [](Stream a, Stream b) {
    int equal = 0;
    for (int i = 0; i < 1000; ++i) {
      equal += 64 - std::popcount(a() ^ b());
    }
    return equal;
  };
  for (std::uint64_t i = 0; i < 200; ++i) {
    REQUIRE(std::abs(equal_bits(Stream(1, i), Stream(1, i + 1)) - 32'000) < 633);
    REQUIRE(std::abs(equal_bits(Stream(i, 7), Stream(i + 1, 7)) - 32'000) < 633);
    REQUIRE(std::abs(equal_bits(Stream(i, i + 1), Stream(i + 1, i)) - 32'000) < 633);
  }
}
