// SPDX-License-Identifier: Apache-2.0
#include "table/levels.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "../catch.hpp"

using sutva::table::Levels;

TEST_CASE("levels keep their order and are found again") {
  Levels levels;
  REQUIRE(levels.empty());
  REQUIRE(levels.intern("b") == 0);
  REQUIRE(levels.intern("") == 1);
  REQUIRE(levels.intern("a") == 2);
  REQUIRE(levels.intern("b") == 0);
  REQUIRE(levels == Levels{"b", "", "a"});
  REQUIRE(levels.find("a") == 2);
  REQUIRE_FALSE(levels.find("c"));
  levels.drop_index();
  REQUIRE(levels.find("a") == 2);
  levels.push_back("c");
  REQUIRE(levels.intern("c") == 3);
  REQUIRE(levels.intern("b") == 0);
  std::string all;
  for (const std::string_view level : levels) {
    all += level;
  }
  REQUIRE(all == "bac");
}

TEST_CASE("levels come back from their bytes") {
  const Levels levels = {"one", "two", "\xC3\xBC"};
  Levels copy(std::vector<char>(levels.text().begin(), levels.text().end()),
              std::vector<std::uint32_t>(levels.ends().begin(), levels.ends().end()));
  REQUIRE(copy == levels);
  REQUIRE(copy.intern("two") == 1);
}

TEST_CASE("many levels") {
  Levels levels;
  for (int i = 0; i < 200000; ++i) {
    REQUIRE(levels.intern("user_" + std::to_string(i)) == i);
  }
  for (int i = 0; i < 200000; i += 7) {
    REQUIRE(levels.intern("user_" + std::to_string(i)) == i);
  }
  REQUIRE(levels.size() == 200000);
}

TEST_CASE("levels in order need no index, and lose nothing when the order ends") {
  Levels levels;
  for (int i = 0; i < 1000; ++i) {
    REQUIRE(levels.intern(std::to_string(i)) == i);
    REQUIRE(levels.intern(std::to_string(i)) == i);
  }
  REQUIRE(levels.intern("5") == 5);
  REQUIRE(levels.intern("1000") == 1000);
  REQUIRE(levels.intern("a") == 1001);
  REQUIRE(levels.intern("999") == 999);
  levels.drop_index();
  REQUIRE(levels.intern("a") == 1001);
  REQUIRE(levels.intern("zzzzz") == 1002);
  Levels pushed = {"a", "b"};
  pushed.push_back("a");
  REQUIRE(pushed.intern("b") == 1);
  REQUIRE(pushed.intern("c") == 3);
  REQUIRE(pushed.intern("a") == 0);
}
