// SPDX-License-Identifier: Apache-2.0
#include "table/join.hpp"

#include <map>
#include <random>

#include "reading.hpp"

using namespace sutva;
using namespace sutva::table;
using Names = std::vector<std::string>;

namespace {

Joined joined_on(Table& first, const std::string& second, JoinRule rule, const std::string& on = "id",
                 const std::string& on_second = "id") {
  const auto outcome = join(first, table_of(second), {on, on_second, rule});
  if (!outcome) {
    FAIL(outcome.issues.front().message);
  }
  return *outcome;
}

std::string numbers_of(const Table& table, const std::string& name) {
  std::string all;
  for (const double x : table.find(name)->numbers) {
    all += (all.empty() ? "" : " ") + (std::isnan(x) ? "-" : std::to_string(static_cast<int>(std::lround(10 * x))));
  }
  return all;
}

const std::string people = "id,arm,y\n1,a,5\n2,b,6\n3,a,7\n,b,8\n2,b,9\n";
const std::string events = "id,y,kind\n2,10,x\n2,20,z\n1,4,\n1,NA,w\n9,1,q\n,3,r\n";

}  // namespace

TEST_CASE("a second file is joined by id") {
  Table table = table_of(people);
  const Joined counts = joined_on(table, events, JoinRule::mean);
  REQUIRE(counts.ids_matched == 2);
  REQUIRE(counts.ids_only_first == 1);
  REQUIRE(counts.ids_only_second == 1);
  REQUIRE(counts.rows_matched == 3);
  REQUIRE(counts.rows_first == 5);
  REQUIRE(counts.rows_second == 6);
  REQUIRE(counts.repeated_second == 2);
  REQUIRE(counts.columns == Names{"y_2", "kind"});
  REQUIRE(table.rows == 5);
  REQUIRE(numbers_of(table, "y") == "50 60 70 80 90");
  REQUIRE(numbers_of(table, "y_2") == "40 150 - - 150");
  REQUIRE(table.find("y_2")->missing == 2);
  REQUIRE(table.find("y_2")->samples == Names{"4", "15", "15"});
  REQUIRE(table.find("kind")->codes == std::vector<std::int32_t>{0, 1, -1, -1, 1});
  REQUIRE(table.find("kind")->levels == Levels{"w", "x"});
  REQUIRE(table.find("kind")->missing == 2);

  Table sums = table_of(people);
  joined_on(sums, events, JoinRule::sum);
  REQUIRE(numbers_of(sums, "y_2") == "40 300 0 0 300");
  Table firsts = table_of(people);
  joined_on(firsts, events, JoinRule::first);
  REQUIRE(numbers_of(firsts, "y_2") == "40 100 - - 100");
  Table counted = table_of(people);
  REQUIRE(joined_on(counted, events, JoinRule::count).columns == Names{"rows"});
  REQUIRE(numbers_of(counted, "rows") == "20 20 0 0 20");
  REQUIRE(counted.columns.size() == 4);
}

TEST_CASE("ids are matched as they are written") {
  Table numbers = table_of("id,y\n7,1\n8,2\n");
  REQUIRE(joined_on(numbers, "who,x\n7,1\n007,2\nu8,3\n", JoinRule::mean, "id", "who").ids_matched == 1);
  Table texts = table_of("user,y\nu1,1\nu2,2\n");
  REQUIRE(joined_on(texts, "id,x\nu2,5\nu3,6\n", JoinRule::mean, "user", "id").ids_only_second == 1);
  REQUIRE(numbers_of(texts, "x") == "- 50");
  // Identifiers keep no dictionary, and may repeat.
  CsvFormat format = format_of("user,y\nu1,1\nu2,2\n");
  format.identifiers = {1, 0};
  Table identifiers = read_in_pieces(format, "user,y\nu1,1\nu2,2\nu1,3\n", 100);
  REQUIRE(joined_on(identifiers, "id,x\nu1,5\n", JoinRule::mean, "user", "id").ids_only_first == 1);
  REQUIRE(numbers_of(identifiers, "x") == "50 - 50");
}

TEST_CASE("a join that cannot be leaves the table as it was") {
  Table table = table_of(people);
  const Table before = table;
  const auto code = [&](const std::string& second, const JoinOptions& options) {
    const auto outcome = join(table, table_of(second), options);
    REQUIRE_FALSE(outcome);
    require_same(table, before);
    return outcome.issues.front().code;
  };
  REQUIRE(code(events, {"nope", "id", JoinRule::mean}) == Code::unknown_column);
  REQUIRE(code(events, {"id", "nope", JoinRule::mean}) == Code::unknown_column);
  REQUIRE(code("id,x\n77,1\n", {"id", "id", JoinRule::mean}) == Code::conflict);
  REQUIRE(code("id\n1\n2\n", {"id", "id", JoinRule::mean}) == Code::conflict);
}

TEST_CASE("a join is what looking each id up gives") {
  std::mt19937 random(5);
  for (int repetition = 0; repetition < 30; ++repetition) {
    const bool text = repetition % 2 == 0;
    const auto id = [&] { return (text ? "u" : "") + std::to_string(random() % 40); };
    std::string first = "id,y\n";
    std::string second = "id,x\n";
    std::map<std::string, std::vector<double>> values;
    Names ids;
    for (int i = 0; i < 60; ++i) {
      ids.push_back(id());
      first += ids.back() + ",1\n";
      const std::string other = id();
      const double x = static_cast<double>(random() % 1000) / 8;
      values[other].push_back(x);
      second += other + "," + std::to_string(x) + "\n";
    }
    Table table = table_of(first);
    const Joined counts = joined_on(table, second, JoinRule::sum);
    std::int64_t rows = 0;
    for (std::size_t row = 0; row < ids.size(); ++row) {
      double sum = 0;
      for (const double x : values[ids[row]]) {
        sum += x;
      }
      rows += values[ids[row]].empty() ? 0 : 1;
      REQUIRE(table.find("x")->numbers[row] == Approx(sum).margin(1e-12));
    }
    REQUIRE(counts.rows_matched == rows);
  }
}
