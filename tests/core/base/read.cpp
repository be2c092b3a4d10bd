// SPDX-License-Identifier: Apache-2.0
#include "base/read.hpp"

#include <cmath>
#include <limits>
#include <map>

#include "../outcomes.hpp"
#include "base/schema.hpp"
#include "described.hpp"

using namespace sutva;
using namespace sutva::tests;

namespace {

Value text_value(std::string_view content) { return Value(std::string(content)); }

// An object with what is required, and these members besides.
Value with(std::initializer_list<std::pair<std::string_view, Value>> members) {
  Object object;
  object.set("must", text_value("here"));
  for (const auto& [name, value] : members) {
    object.set(name, value);
  }
  return Value(std::move(object));
}

Value list(std::initializer_list<Value> items) { return Value(Array(items)); }

Value point(std::string_view name, Value value) {
  Object object;
  object.set(name, std::move(value));
  return Value(std::move(object));
}

const Everything defaults;

}  // namespace

TEST_CASE("read: defaults for what is missing") {
  const Everything e = value_of(read<Everything>(with({})));
  REQUIRE(e.flag == defaults.flag);
  REQUIRE(e.count == defaults.count);
  REQUIRE(e.share == defaults.share);
  REQUIRE(e.word == defaults.word);
  REQUIRE(e.shape == defaults.shape);
  REQUIRE(e.numbers == defaults.numbers);
  REQUIRE(e.texts == defaults.texts);
  REQUIRE(e.point.x == defaults.point.x);
  REQUIRE(e.points.empty());
  REQUIRE_FALSE(e.maybe);
  REQUIRE(e.inner.depth == defaults.inner.depth);
  REQUIRE(e.must == "here");
  // Null is missing.
  REQUIRE(value_of(read<Everything>(with({{"count", Value()}, {"maybe", Value()}}))).count == defaults.count);
}

TEST_CASE("read: every kind of field is read") {
  const Everything e = value_of(read<Everything>(with({{"flag", Value(false)},
                                                       {"count", Value(100.0)},
                                                       {"share", Value(0.5)},
                                                       {"free", Value(1e300)},
                                                       {"word", text_value("")},
                                                       {"shape", text_value("flat")},
                                                       {"numbers", Value(Value::Numbers{0, 3.5})},
                                                       {"integers", list({Value(10.0), Value(-4.0)})},
                                                       {"texts", list({text_value("a"), text_value("b")})},
                                                       {"shapes", list({text_value("flat"), text_value("round")})},
                                                       {"point", point("y", Value(9.0))},
                                                       {"points", list({point("x", Value(4.0)), Value(Object{})})},
                                                       {"maybe", Value(2.5)},
                                                       {"maybe_shape", text_value("round")},
                                                       {"depth", Value(0.0)}})));
  REQUIRE_FALSE(e.flag);
  REQUIRE(e.count == 100);
  REQUIRE(e.share == 0.5);
  REQUIRE(e.free == 1e300);
  REQUIRE(e.word.empty());
  REQUIRE(e.shape == Shape::flat);
  REQUIRE(e.numbers == std::vector<double>{0, 3.5});
  REQUIRE(e.integers == std::vector<std::int64_t>{10, -4});
  REQUIRE(e.texts == std::vector<std::string>{"a", "b"});
  REQUIRE(e.shapes == std::vector{Shape::flat, Shape::round});
  REQUIRE(e.point.x == 1);
  REQUIRE(e.point.y == 9);
  REQUIRE(e.points.size() == 2);
  REQUIRE(e.points[0].x == 4);
  REQUIRE(e.points[1].x == 1);
  REQUIRE(e.maybe == 2.5);
  REQUIRE(e.maybe_shape == Shape::round);
  REQUIRE(e.inner.depth == 0);
}

TEST_CASE("read: a list given replaces a list that stands there by default") {
  REQUIRE(value_of(read<Everything>(with({{"numbers", list({Value(5.0)})}}))).numbers == std::vector<double>{5});
  REQUIRE(value_of(read<Everything>(with({{"numbers", Value(Value::Numbers{5})}}))).numbers == std::vector<double>{5});
  REQUIRE(value_of(read<Everything>(with({{"texts", list({})}}))).texts.empty());
}

TEST_CASE("read: a list of choices takes its names alone, and a field may wait for one of them") {
  require_error(read<Everything>(with({{"shapes", list({text_value("round"), text_value("oval")})}})),
                Code::unknown_choice, "shapes[1]");
  require_error(read<Everything>(with({{"shapes", list({Value(1.0)})}})), Code::wrong_type, "shapes[0]");
  // Only counts beside a flat one.
  require_error(read<Everything>(with({{"shapes", list({text_value("flat")})}, {"thin", Value(-1.0)}})),
                Code::out_of_range, "thin");
  REQUIRE(value_of(read<Everything>(with({{"shapes", list({})}, {"thin", Value(-1.0)}}))).thin == 0.5);
  REQUIRE(value_of(read<Everything>(with({{"thin", Value(-1.0)}}))).thin == 0.5);
}

TEST_CASE("read: what is required and not there is named") {
  require_error(read<Everything>(Value()), Code::required, "must");
  require_error(read<Everything>(Value(Object{})), Code::required, "must");
  require_error(read<Everything>(Value(3.0)), Code::wrong_type, "");
}

TEST_CASE("read: a value of another kind names its field") {
  const std::map<std::string, Value> values{{"bool", Value(true)},
                                            {"number", Value(1.0)},
                                            {"text", text_value("1")},
                                            {"numbers", Value(Value::Numbers{1})},
                                            {"list", list({})},
                                            {"object", Value(Object{})},
                                            {"foreign", Value(Foreign{"a function"})}};
  const std::map<std::string, std::vector<std::string>> takes{
      {"flag", {"bool"}},
      {"count", {"number"}},
      {"share", {"number"}},
      {"free", {"number"}},
      {"word", {"text"}},
      {"shape", {"text"}},
      {"numbers", {"numbers", "list"}},
      {"integers", {"list"}},
      {"texts", {"list"}},
      {"shapes", {"list"}},
      {"point", {"object"}},
      {"points", {"list"}},
      {"maybe", {"number"}},
      {"maybe_shape", {"text"}},
      {"depth", {"number"}},
  };
  for (const auto& [field, kinds] : takes) {
    for (const auto& [kind, value] : values) {
      INFO(field << " given " << kind);
      const Outcome<Everything> outcome = read<Everything>(with({{field, value}}));
      const bool right = std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
      REQUIRE(says(outcome.issues, Severity::error, Code::wrong_type, field) != right);
      if (!right) {
        REQUIRE_FALSE(outcome);
        REQUIRE(outcome.issues.size() == 1);
      }
    }
  }
  const Outcome<Everything> foreign = read<Everything>(with({{"count", values.at("foreign")}}));
  REQUIRE(foreign.issues[0].message.find("a function") != std::string::npos);
}

TEST_CASE("read: ranges, open and closed") {
  const auto outcome = [](std::string_view field, double number) {
    return read<Everything>(with({{field, Value(number)}}));
  };
  const double next_below_one = std::nextafter(1.0, 0.0);
  REQUIRE(outcome("share", std::numeric_limits<double>::min()));
  REQUIRE(outcome("share", next_below_one));
  for (const double at : {0.0, -0.0, 1.0, -1.0, 2.0, 1e308}) {
    require_error(outcome("share", at), Code::out_of_range, "share");
  }
  REQUIRE(outcome("count", 0));
  REQUIRE(outcome("count", -0.0));
  REQUIRE(outcome("count", 100));
  require_error(outcome("count", -1), Code::out_of_range, "count");
  require_error(outcome("count", 101), Code::out_of_range, "count");
  REQUIRE(outcome("count", 101).issues[0].limit == 100.0);
  REQUIRE(outcome("count", -1).issues[0].limit == 0.0);
  require_error(outcome("count", 0.5), Code::not_whole, "count");
  require_error(outcome("maybe", 2), Code::out_of_range, "maybe");
  require_error(outcome("depth", 10), Code::out_of_range, "depth");
  for (const double number : {INFINITY, -INFINITY, NAN}) {
    for (const char* field : {"count", "share", "free", "maybe", "depth"}) {
      require_error(outcome(field, number), Code::not_finite, field);
    }
  }
  // An optional field that is refused holds nothing; the message says what is allowed, in the field's unit.
  REQUIRE(outcome("share", 1).issues[0].message == "Share must be greater than 0 % and less than 100 %.");
}

TEST_CASE("read: whole numbers beyond 2^53 are no counts") {
  struct Unbounded {
    std::int64_t count = 0;
    static constexpr auto describe() { return described("Unbounded", field("count", &Unbounded::count, "Count")); }
  };
  const auto outcome = [](double number) {
    Object object;
    object.set("count", Value(number));
    return read<Unbounded>(Value(std::move(object)));
  };
  REQUIRE(value_of(outcome(9007199254740992.0)).count == 9007199254740992);
  for (const double number : {9007199254740994.0, -1e18, 1e300}) {
    require_error(outcome(number), Code::out_of_range, "count");
  }
}

TEST_CASE("read: an unknown choice names the field and the choices") {
  const Outcome<Everything> outcome = read<Everything>(with({{"shape", text_value("Square")}}));
  require_error(outcome, Code::unknown_choice, "shape");
  for (const char* choice : {"round", "square", "flat"}) {
    REQUIRE(outcome.issues[0].message.find(choice) != std::string::npos);
  }
  require_error(read<Everything>(with({{"maybe_shape", text_value("")}})), Code::unknown_choice, "maybe_shape");
}

TEST_CASE("read: unknown fields are a warning and change nothing") {
  const Outcome<Everything> outcome =
      read<Everything>(with({{"colour", Value(1.0)}, {"point", point("z", Value(1.0))}}));
  REQUIRE(outcome);
  REQUIRE(outcome.issues.size() == 2);
  REQUIRE(says(outcome.issues, Severity::warning, Code::unknown_field, "colour"));
  REQUIRE(says(outcome.issues, Severity::warning, Code::unknown_field, "point.z"));
}

TEST_CASE("read: a field that does not count is neither read nor checked") {
  const auto read_with = [](std::string_view shape, std::string_view size) {
    return read<Everything>(with({{"corner", text_value("nonsense")},
                                  {"sharp", Value(6.0)},
                                  {"shape", text_value(shape)},
                                  {"size", text_value(size)}}));
  };
  const Everything round = value_of(read_with("round", "big"));
  REQUIRE(round.corner == defaults.corner);
  REQUIRE(round.sharp == defaults.sharp);
  require_error(read_with("square", "big"), Code::wrong_type, "corner");
  require_error(read_with("flat", "big"), Code::wrong_type, "corner");
  const auto sharp = [](std::string_view shape, std::string_view size) {
    return value_of(read<Everything>(
                        with({{"sharp", Value(6.0)}, {"shape", text_value(shape)}, {"size", text_value(size)}})))
        .sharp;
  };
  // Both conditions must hold.
  REQUIRE(sharp("square", "big") == 6);
  REQUIRE(sharp("square", "small") == defaults.sharp);
  REQUIRE(sharp("flat", "big") == defaults.sharp);
}

namespace {

struct Starting {
  Shape shape = Shape::round;
  double corners = 1;

  static constexpr auto describe() {
    return described("Starting", field("shape", &Starting::shape, "Shape"),
                     field("corners", &Starting::corners, "Corners").starting_at(4, "shape", "square", "flat"));
  }
};

}  // namespace

TEST_CASE("read: another default with a choice, and what is given wins") {
  const auto corners = [](std::string_view shape, Value given) {
    Object request;
    request.set("shape", text_value(shape));
    if (!given.absent()) {
      request.set("corners", std::move(given));
    }
    return value_of(read<Starting>(Value(std::move(request)))).corners;
  };
  REQUIRE(value_of(read<Starting>(Value())).corners == 1);
  REQUIRE(corners("round", Value()) == 1);
  REQUIRE(corners("square", Value()) == 4);
  REQUIRE(corners("flat", Value()) == 4);
  REQUIRE(corners("square", Value(1.0)) == 1);
  const Value schema = request_schema_of<Starting>();
  const Object& field = *(*schema.as<Object>()->find("fields")->as<Array>())[1].as<Object>();
  REQUIRE(*field.find("default")->as<double>() == 1);
  REQUIRE(*field.find("start")->as<Object>()->find("value")->as<double>() == 4);
}

TEST_CASE("read: what is wrong inside of lists and structs is named by its path") {
  const Outcome<Everything> outcome = read<Everything>(
      with({{"points", list({point("x", Value(1.0)), point("x", Value(-1.0)), Value(5.0), point("y", Value(true))})},
            {"integers", list({Value(1.0), Value(1.5), Value(11.0), text_value("1")})},
            {"numbers", Value(Value::Numbers{1, -1, NAN})},
            {"texts", list({text_value("a"), Value(1.0)})},
            {"point", point("x", text_value("1"))}}));
  REQUIRE_FALSE(outcome);
  const auto said = [&](Code code, std::string_view field) {
    INFO(field << " in " << described(outcome.issues));
    REQUIRE(says(outcome.issues, Severity::error, code, field));
  };
  said(Code::out_of_range, "points[1].x");
  said(Code::wrong_type, "points[2]");
  said(Code::wrong_type, "points[3].y");
  said(Code::not_whole, "integers[1]");
  said(Code::out_of_range, "integers[2]");
  said(Code::wrong_type, "integers[3]");
  said(Code::out_of_range, "numbers[1]");
  said(Code::not_finite, "numbers[2]");
  said(Code::wrong_type, "texts[1]");
  said(Code::wrong_type, "point.x");
  // Every problem at once, and none that is not there.
  REQUIRE(outcome.issues.size() == 10);
}
