// SPDX-License-Identifier: Apache-2.0
#include "table/roles.hpp"

#include "reading.hpp"

using namespace sutva::table;
using Texts = std::vector<std::string>;

namespace {

Texts columns_of(const std::vector<Role>& roles) {
  Texts names;
  for (const Role& role : roles) {
    REQUIRE_FALSE(role.reason.empty());
    names.push_back(role.column);
  }
  return names;
}

std::string name_of(const std::optional<Role>& role) { return role ? role->column : "(none)"; }

}  // namespace

TEST_CASE("roles of the sample file") {
  std::string file = "user_id,treat,minutes_streamed,country,device_type,tenure_days,prior_7d_minutes,is_premium\n";
  for (int i = 0; i < 100; ++i) {
    file += std::to_string(1000 + i) + "," + std::to_string(i % 2) + "," + std::to_string(i * 7 % 31) + ".5," +
            (i % 3 == 0 ? "US" : "NA") + "," + (i % 5 == 0 ? "tv" : "phone") + "," + std::to_string(i * 13 % 97) + "," +
            std::to_string(i * 11 % 53) + ".25," + std::to_string(i % 7 == 0) + "\n";
  }
  const Roles roles = guess_roles(table_of(file));
  REQUIRE(name_of(roles.unit) == "user_id");
  REQUIRE(name_of(roles.arm) == "treat");
  REQUIRE(name_of(roles.outcome) == "minutes_streamed");
  REQUIRE(columns_of(roles.covariates) == Texts{"prior_7d_minutes", "tenure_days"});
  REQUIRE(roles.arm_levels == Texts{"0", "1"});
  REQUIRE(roles.control == "0");
  REQUIRE(roles.treatment == "1");
}

TEST_CASE("roles of published experiments") {
  std::string nsw =
      "\"id\",\"treat\",\"age\",\"educ\",\"black\",\"hisp\",\"marr\",\"nodegree\",\"re74\",\"re75\",\"re78\"\n";
  for (int i = 0; i < 60; ++i) {
    nsw += std::to_string(i + 1) + "," + std::to_string(i % 2) + "," + std::to_string(20 + i % 17) + "," +
           std::to_string(8 + i % 12) + "," + std::to_string(i % 3 == 0) + ",0,1," + std::to_string(i % 5 == 0) +
           ",0," + std::to_string(i * 10) + "," + std::to_string(i * 37 % 101) + ".5\n";
  }
  const Roles roles = guess_roles(table_of(nsw));
  REQUIRE(name_of(roles.unit) == "id");
  REQUIRE(name_of(roles.arm) == "treat");
  REQUIRE(name_of(roles.outcome) == "re78");
  REQUIRE(columns_of(roles.covariates) == Texts{"re75", "age", "educ", "black"});

  std::string star = "\"gpa0\",\"sfsp\",\"ssp\",\"GPA_year1\",\"GPA_year2\"\n";
  for (int i = 0; i < 60; ++i) {
    star += std::to_string(70 + i % 20) + "," + std::to_string(i % 3 == 0) + "," + std::to_string(i % 3 == 1) + "," +
            std::to_string(i % 13) + ".5," + std::to_string(i % 11) + ".25\n";
  }
  const Roles star_roles = guess_roles(table_of(star));
  REQUIRE(name_of(star_roles.arm) == "sfsp");
  REQUIRE(star_roles.outcome->column.starts_with("GPA_year"));
  REQUIRE(columns_of(star_roles.covariates) == Texts{"gpa0"});
}

TEST_CASE("control by name") {
  const auto control = [](const std::string& a, const std::string& b) {
    const Roles roles =
        guess_roles(table_of("uuid,variant,converted\nq,,\nu," + a + ",1\nv," + b + ",0\nw," + a + ",0\n"));
    REQUIRE(name_of(roles.arm) == "variant");
    REQUIRE(name_of(roles.outcome) == "converted");
    return roles.control.value_or("(none)") + "/" + roles.treatment.value_or("(none)");
  };
  REQUIRE(control("B", "A") == "A/B");
  REQUIRE(control("new_checkout", "Control") == "Control/new_checkout");
  REQUIRE(control("true", "false") == "false/true");
  REQUIRE(control("drug", "placebo") == "placebo/drug");
  REQUIRE(control("blue", "green") == "(none)/(none)");
  REQUIRE(control("1", "0") == "0/1");
}

TEST_CASE("a table without roles") {
  const Roles roles = guess_roles(table_of("word\nx\ny\nx\n"));
  REQUIRE_FALSE(roles.arm);
  REQUIRE_FALSE(roles.outcome);
  REQUIRE(guess_roles(Table{}).covariates.empty());
}

TEST_CASE("identifiers are the unit while they do not repeat") {
  std::string file = "user_id,token,treat,y\n";
  for (int i = 0; i < 30; ++i) {
    file += "u" + std::to_string(i) + ",k" + std::to_string(i % 29) + "," + std::to_string(i % 2) + "," +
            std::to_string(i % 7) + ".5\n";
  }
  CsvFormat format = format_of(file);
  format.identifiers = {1, 1, 0, 0};
  const Roles roles = guess_roles(read_in_pieces(format, file, 100));
  REQUIRE(roles.unit->column == "user_id");
  REQUIRE(roles.unit->reason == "its name says id, and no value repeats");
  const Roles others = guess_roles(read_in_pieces(format, file, 100, {"token", "treat", "y"}));
  REQUIRE_FALSE(others.unit);
}

namespace {

// user,GROUP,arm,opens with so many groups of ten, each wholly in one arm or not.
std::string grouped_file(const std::string& name, int groups, bool whole) {
  std::string file = "user_id," + name + ",treat,opens,area\n";
  for (int i = 0; i < groups * 10; ++i) {
    const int group = i / 10;
    file += std::to_string(i) + ",g" + std::to_string(group) + "," + std::to_string((whole ? group : i) % 2) + "," +
            std::to_string(i * 7 % 13) + ",a" + std::to_string(group / 4) + "\n";
  }
  return file;
}

}  // namespace

TEST_CASE("a cluster is guessed by its name, and where all of it is in one arm") {
  REQUIRE(name_of(guess_roles(table_of(grouped_file("city", 12, true))).cluster) == "city");
  REQUIRE(name_of(guess_roles(table_of(grouped_file("school_id", 12, true))).cluster) == "school_id");
  REQUIRE_FALSE(guess_roles(table_of(grouped_file("city", 12, false))).cluster);
  REQUIRE_FALSE(guess_roles(table_of(grouped_file("city", 4, true))).cluster);
  REQUIRE_FALSE(guess_roles(table_of(grouped_file("colour", 12, true))).cluster);
  REQUIRE_FALSE(guess_roles(table_of(grouped_file("city", 12, false))).block);
  std::string blocks = grouped_file("city", 12, true);
  blocks.replace(blocks.find("area"), 4, "region");
  const Roles roles = guess_roles(table_of(blocks));
  REQUIRE(name_of(roles.cluster) == "city");
  REQUIRE(name_of(roles.block) == "region");
  // The same region without clusters is a segment, and no block.
  std::string people = grouped_file("colour", 12, false);
  people.replace(people.find("area"), 4, "region");
  REQUIRE_FALSE(guess_roles(table_of(people)).block);
  REQUIRE(columns_of(guess_roles(table_of(people)).segments) == Texts{"colour", "region"});
  people.replace(people.find("region"), 6, "block");
  REQUIRE(name_of(guess_roles(table_of(people)).block) == "block");
}

TEST_CASE("what was taken is not what was assigned") {
  std::string file = "person,took_pill,offered,steps\n";
  for (int i = 0; i < 100; ++i) {
    const int offered = i % 2;
    file += "p" + std::to_string(i) + "," + std::to_string(offered == 1 && i % 3 != 0 ? 1 : 0) + "," +
            std::to_string(offered) + "," + std::to_string(i * 13 % 997) + "\n";
  }
  const Roles roles = guess_roles(table_of(file));
  REQUIRE(name_of(roles.arm) == "offered");
  REQUIRE(name_of(roles.received) == "took_pill");
}

TEST_CASE("a denominator is at least the outcome in every row") {
  std::string file = "user_id,variant,clicks,views\n";
  for (int i = 0; i < 60; ++i) {
    file += "u" + std::to_string(i) + (i % 2 == 0 ? ",a," : ",b,") + std::to_string(i % 5) + "," +
            std::to_string(i % 5 + i % 7) + "\n";
  }
  REQUIRE(name_of(guess_roles(table_of(file)).denominator) == "views");
  REQUIRE_FALSE(guess_roles(table_of(file + "u60,a,9,3\n")).denominator);
}

TEST_CASE("roles of a panel") {
  std::string file = "store,date,first_treated,open,sales\n";
  std::string shuffled;
  for (int store = 0; store < 8; ++store) {
    for (int day = 1; day <= 9; ++day) {
      const int first = store % 2 == 0 ? 4 : 0;
      const std::string line = "s" + std::to_string(store) + ",2026-11-0" + std::to_string(day) + "," +
                               (first > 0 ? "4" : "") + "," + std::to_string(first > 0 && day >= first) + "," +
                               std::to_string(store * 7 + day * day) + ".5\n";
      shuffled = day % 2 == 0 ? line + shuffled : shuffled + line;
    }
  }
  file += shuffled;
  const Roles roles = guess_roles(table_of(file));
  REQUIRE(name_of(roles.unit) == "store");
  REQUIRE(name_of(roles.time) == "date");
  REQUIRE(name_of(roles.first_treated) == "first_treated");
  REQUIRE(name_of(roles.treated) == "open");
  REQUIRE(name_of(roles.outcome) == "sales");
  REQUIRE_FALSE(roles.arm);
  // A second row for a unit and day: no panel.
  REQUIRE_FALSE(guess_roles(table_of(file + "s1,2026-11-01,,0,5\n")).time);
}
