// SPDX-License-Identifier: Apache-2.0
// A described struct with every kind of field, for the tests of describing, reading and writing.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/describe.hpp"
#include "base/value.hpp"

namespace sutva::tests {

enum class Shape : std::uint8_t { round, square, flat };
constexpr auto describe(std::type_identity<Shape>) {
  return std::array{Choice{Shape::round, "round", "Round"}, Choice{Shape::square, "square", "Square", "Four corners."},
                    Choice{Shape::flat, "flat", "Flat"}};
}

enum class Size : std::uint8_t { small, big };
constexpr auto describe(std::type_identity<Size>) {
  return std::array{Choice{Size::small, "small", "Small"}, Choice{Size::big, "big", "Big"}};
}

struct Point {
  double x = 1;
  double y = 2;

  static constexpr auto describe() {
    return described("Point", field("x", &Point::x, "Across").at_least(0), field("y", &Point::y, "Up"));
  }
};

struct Inner {
  std::int64_t depth = 3;

  static constexpr auto describe() {
    return described("Inner", field("depth", &Inner::depth, "Depth").at_least(0).at_most(9));
  }
};

struct Everything {
  bool flag = true;
  std::int64_t count = 7;
  double share = 0.25;
  double free = -1.5;
  std::string word = "word";
  Shape shape = Shape::square;
  Size size = Size::small;
  std::vector<double> numbers = {7, 8};
  std::vector<std::int64_t> integers;
  std::vector<std::string> texts = {"default"};
  std::vector<Shape> shapes = {Shape::round};
  Point point;
  std::vector<Point> points;
  std::optional<double> maybe;
  std::optional<Shape> maybe_shape;
  std::string must;
  double corner = 4;
  double sharp = 5;
  double thin = 0.5;
  Inner inner;

  static constexpr auto describe() {
    using E = Everything;
    return described(
        "Everything", field("flag", &E::flag, "Flag").help("On or off."),
        field("count", &E::count, "Count").at_least(0).at_most(100),
        field("share", &E::share, "Share").in(Unit::share).above(0).below(1), field("free", &E::free, "Free"),
        field("word", &E::word, "Word"), field("shape", &E::shape, "Shape"), field("size", &E::size, "Size"),
        field("numbers", &E::numbers, "Numbers").at_least(0), field("integers", &E::integers, "Integers").at_most(10),
        field("texts", &E::texts, "Texts"), field("shapes", &E::shapes, "Shapes"), field("point", &E::point, "Point"),
        field("points", &E::points, "Points"), field("maybe", &E::maybe, "Maybe").above(2),
        field("maybe_shape", &E::maybe_shape, "Maybe a shape"), field("must", &E::must, "Must").required(),
        field("corner", &E::corner, "Corner").above(0).when("shape", "square", "flat"),
        field("sharp", &E::sharp, "Sharp").when("shape", "square").when("size", "big"),
        field("thin", &E::thin, "Thin").above(0).when("shapes", "flat"), inlined(&E::inner));
  }
};

}  // namespace sutva::tests
