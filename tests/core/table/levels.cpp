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
  Levels copy(levels.text(), levels.ends());
  REQUIRE(copy == levels);
  REQUIRE(copy.intern("two") == 1);
  REQUIRE(copy.append(levels.text(), levels.ends()));
  REQUIRE(copy == Levels{"one", "two", "\xC3\xBC", "one", "two", "\xC3\xBC"});
  REQUIRE(copy.intern("two") == 1);
  copy.pop_back();
  REQUIRE(copy.size() == 5);
  REQUIRE(Levels(copy) == copy);
  REQUIRE(Levels() == Levels(Levels()));
}

TEST_CASE("levels are added a word at a time") {
  Levels levels;
  levels.reserve(3, 5);
  const std::string text = "abcdefghijklmnopqrstuvwxyz\xC3\xBC......";
  for (std::size_t size = 0; size <= 26; ++size) {
    REQUIRE(levels.add_ascii(text.data(), size) == static_cast<std::int32_t>(size));
    REQUIRE(levels[size] == text.substr(0, size));
  }
  REQUIRE_FALSE(levels.add_ascii(text.data(), 27));
  REQUIRE(levels.size() == 27);
  REQUIRE(levels.add("\xC3\xBC") == 27);
  REQUIRE(levels[26] == text.substr(0, 26));
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
