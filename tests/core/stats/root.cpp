// SPDX-License-Identifier: Apache-2.0
#include "stats/root.hpp"

#include <cmath>
#include <random>

#include "../catch.hpp"
#include "../reference.hpp"

using sutva::stats::root;

TEST_CASE("root: found to the last bits, whatever the scale, from either side") {
  std::mt19937_64 random(5);
  for (int i = 0; i < 2000; ++i) {
    const double at =
        std::ldexp(static_cast<double>((random() >> 11U) + 1) * 0x1p-53, static_cast<int>(random() % 80) - 40);
    const double low = at * 1e-6, high = at * (2 + static_cast<double>(random() % 1000));
    const auto check = [&](auto f) {
      int calls = 0;
      const auto counted = [&](double x) {
        ++calls;
        REQUIRE((x >= low && x <= high));
        return f(x);
      };
      const auto found = root(counted, low, high);
      REQUIRE(found);
      REQUIRE(sutva::tests::relative_error(*found, at) < 1e-14);
      REQUIRE(calls < 150);
    };
    check([&](double x) { return x / at - 1; });
    check([&](double x) { return 1 - x / at; });
    check([&](double x) { return std::log(x / at); });
    check([&](double x) { return std::tanh(50 * (x / at - 1)); });
    check([&](double x) { return x < at ? -1.0 : 1e-9; });
  }
}

TEST_CASE("root: a bracket without a change of sign has none") {
  REQUIRE_FALSE(root([](double x) { return x * x + 1; }, -1, 1));
  REQUIRE_FALSE(root([](double x) { return -x - 5; }, 0, 1e9));
  REQUIRE_FALSE(root([](double) { return std::nan(""); }, 0, 1));
  REQUIRE_FALSE(root([](double x) { return x > 0.5 ? std::nan("") : -1; }, 0, 1));
  // A root at an end of the bracket is one.
  REQUIRE(root([](double x) { return x; }, 0, 1) == 0.0);
  REQUIRE(root([](double x) { return x - 1; }, 0, 1) == 1.0);
  REQUIRE(root([](double x) { return -x; }, 0, 1) == 0.0);
  REQUIRE(root([](double x) { return 1 - x; }, 0, 1) == 1.0);
}
