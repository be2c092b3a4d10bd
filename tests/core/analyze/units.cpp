// SPDX-License-Identifier: Apache-2.0
#include "analyze/units.hpp"

#include <map>
#include <random>
#include <set>

#include "base/text.hpp"
#include "running.hpp"

using namespace sutva;
using namespace sutva::analyze;
using namespace sutva::tests;

namespace {

struct Expected {
  std::int64_t repeated = 0, crossed = 0, missing = 0;
  std::vector<std::int64_t> first_rows;
};

// One id after the other, remembering them all.
Expected naive(const std::vector<std::pair<std::string, std::string>>& rows) {
  Expected expected;
  std::map<std::string, std::set<std::string>> arms;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& [id, arm] = rows[i];
    if (id.empty()) {
      ++expected.missing;
      continue;
    }
    if (arms.count(id)) {
      ++expected.repeated;
      if (expected.first_rows.size() < 5) {
        expected.first_rows.push_back(static_cast<std::int64_t>(i));
      }
    }
    std::set<std::string>& seen = arms[id];
    if (arm == "a" || arm == "b") {
      seen.insert(arm);
    }
  }
  for (const auto& [id, seen] : arms) {
    expected.crossed += seen.size() == 2;
  }
  return expected;
}

void compare(const std::vector<std::pair<std::string, std::string>>& rows, bool as_identifiers = false) {
  std::string text = "id,arm,other\n";
  for (const auto& [id, arm] : rows) {
    text += id + "," + arm + ",1\n";
  }
  table::Table table = read_table(text);
  REQUIRE(table.rows == static_cast<std::int64_t>(rows.size()));
  if (as_identifiers) {
    table::Column& ids = table.columns[0];
    table::Levels contents;
    for (std::int32_t& code : ids.codes) {
      code = code < 0 ? code : *contents.add(ids.levels[static_cast<std::size_t>(code)]);
    }
    ids.levels = std::move(contents);
    ids.identifiers = true;
  }
  const ArmView arms = value_of(ArmView::of(table, "arm", "a", "b"));
  UnitCheck check(table.columns[0], arms);
  check.add(0, rows.size() / 3);
  check.add(rows.size() / 3, rows.size());
  check.finish();
  const Expected expected = naive(rows);
  REQUIRE(check.repeated_rows() == expected.repeated);
  REQUIRE(check.crossed_units() == expected.crossed);
  REQUIRE(check.missing() == expected.missing);
  REQUIRE(check.first_rows() == expected.first_rows);
}

}  // namespace

TEST_CASE("units: repeats and crossings against a plain count") {
  std::mt19937_64 random(51);
  for (int round = 0; round < 200; ++round) {
    const bool texts = round % 2 == 0;
    const bool rising = round % 3 == 0;
    const std::uint64_t people = 1 + random() % 400;
    const std::size_t size = 3 + random() % 500;
    std::vector<std::pair<std::string, std::string>> rows;
    for (std::size_t i = 0; i < size; ++i) {
      std::string id = rising ? std::to_string(i * 3 + 1) : std::to_string(random() % people);
      if (random() % 30 == 0) {
        id = "";
      } else if (rising && random() % 200 == 0) {
        id = std::to_string(random() % size);
      }
      if (texts && !id.empty()) {
        id = "user " + id;
      }
      const std::uint64_t arm = random() % 20;
      rows.emplace_back(id, arm < 9 ? "a" : arm < 18 ? "b" : arm == 18 ? "c" : "");
    }
    rows[0] = {texts ? "user x" : "0.5", "a"};
    rows[1] = {texts ? "user y" : "0.75", "b"};
    INFO("round " << round);
    compare(rows);
    if (texts) {
      compare(rows, true);
    }
  }
}

TEST_CASE("units: ids that only rise, then not; zero with a sign; all in one") {
  compare({{"1", "a"}, {"2", "b"}, {"3", "a"}, {"9", "b"}});
  compare({{"1", "a"}, {"2", "b"}, {"2", "a"}, {"9", "b"}});
  compare({{"1", "a"}, {"", "b"}, {"3", "a"}, {"1", "b"}, {"3", "a"}, {"1", "a"}});
  compare({{"-5", "a"}, {"7", "b"}, {"-5", "b"}, {"-5", "a"}, {"-5", "c"}, {"7", "c"}, {"7", "b"}, {"-5", "b"}});
  const table::Table table = read_table("id,arm,k\n0,a,1\n-0,b,1\n5,a,1\n5,b,1\n");
  const ArmView arms = value_of(ArmView::of(table, "arm", "a", "b"));
  UnitCheck check(table.columns[0], arms);
  check.add(0, 4);
  check.finish();
  REQUIRE(check.repeated_rows() == 2);
  REQUIRE(check.crossed_units() == 2);
}

TEST_CASE("units: what a reader is told") {
  const auto checks = [](std::string_view text) {
    CsvEffectRequest request = request_for("arm", "y");
    request.unit = "id";
    std::map<std::string, Check> by_name;
    for (const Check& check : value_of(effect(text, request)).checks) {
      by_name[check.name] = check;
    }
    return by_name;
  };
  auto clean = checks("id,arm,y\n1,0,2\n2,1,3\n3,0,4\n4,1,6\n");
  REQUIRE(clean.at("duplicates").status == CheckStatus::pass);
  REQUIRE(clean.count("crossed_units") == 0);
  auto crossed = checks("id,arm,y\n1,0,2\n\n2,1,3\n2,0,4\n4,1,6\n");
  REQUIRE(crossed.at("duplicates").status == CheckStatus::warn);
  REQUIRE(crossed.at("duplicates").detail.find("line 5") != std::string::npos);
  REQUIRE(crossed.at("crossed_units").status == CheckStatus::fail);
}
