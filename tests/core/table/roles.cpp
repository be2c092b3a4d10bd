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
