// SPDX-License-Identifier: Apache-2.0
#include "base/write.hpp"

#include <cmath>

#include "../outcomes.hpp"
#include "base/read.hpp"
#include "described.hpp"

using namespace sutva;
using namespace sutva::tests;

TEST_CASE("write: what is written reads back as it was") {
  Everything e;
  e.flag = false;
  e.count = 42;
  e.shape = Shape::square;
  e.size = Size::big;
  e.numbers = {0.1, 5e-324, 1e300};
  e.integers = {-9007199254740992, 10};
  e.texts = {"", "“quoted”"};
  e.shapes = {Shape::flat, Shape::square};
  e.point = {3, -4};
  e.points = {{5, 6}, {7, 8}};
  e.maybe = 3;
  e.maybe_shape = Shape::flat;
  e.must = "must";
  e.sharp = 0.125;
  e.inner.depth = 9;
  const Everything back = value_of(read<Everything>(write(e)));
  REQUIRE(back.flag == e.flag);
  REQUIRE(back.count == e.count);
  REQUIRE(back.shape == e.shape);
  REQUIRE(back.size == e.size);
  REQUIRE(back.numbers == e.numbers);
  REQUIRE(back.integers == e.integers);
  REQUIRE(back.texts == e.texts);
  REQUIRE(back.shapes == e.shapes);
  REQUIRE(back.point.y == e.point.y);
  REQUIRE(back.points.size() == 2);
  REQUIRE(back.points[1].x == 7);
  REQUIRE(back.maybe == e.maybe);
  REQUIRE(back.maybe_shape == e.maybe_shape);
  REQUIRE(back.must == e.must);
  REQUIRE(back.sharp == e.sharp);
  REQUIRE(back.inner.depth == e.inner.depth);
}

TEST_CASE("write: a quantity that does not exist is absent") {
  Everything e;
  e.free = NAN;
  e.share = INFINITY;
  const Value value = write(e);
  const auto* object = value.as<Object>();
  REQUIRE(object);
  REQUIRE_FALSE(object->find("free"));
  REQUIRE_FALSE(object->find("share"));
  REQUIRE_FALSE(object->find("maybe"));
  REQUIRE_FALSE(object->find("inner"));
  REQUIRE(object->find("depth"));
}

TEST_CASE("write: an outcome") {
  const Value refused = write_outcome(Outcome<Point>(error(Code::no_solution, "x", "No.", 3.0)));
  REQUIRE_FALSE(refused.as<Object>()->find("value"));
  const Array& issues = *refused.as<Object>()->find("issues")->as<Array>();
  REQUIRE(issues.size() == 1);
  const Object& issue = *issues[0].as<Object>();
  REQUIRE(*issue.find("code")->as<std::string>() == "no_solution");
  REQUIRE(*issue.find("field")->as<std::string>() == "x");
  REQUIRE(*issue.find("severity")->as<std::string>() == "error");
  REQUIRE(*issue.find("limit")->as<double>() == 3);
  const Value given = write_outcome(Outcome<Point>(Point{1, 2}, {warning(Code::imbalance, "", "Look.")}));
  REQUIRE(*given.as<Object>()->find("value")->as<Object>()->find("y")->as<double>() == 2);
  REQUIRE(given.as<Object>()->find("issues")->as<Array>()->size() == 1);
}
