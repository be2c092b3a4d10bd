// SPDX-License-Identifier: Apache-2.0
// The formulas of Plan, each written once, with its source. A result names the equations it used, in reading order,
// and carries the number of every term; the page sets the one into the other.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/describe.hpp"

namespace sutva::plan {

struct Equation {
  std::string_view key;
  std::string_view title;
  std::string_view symbols;  // TeX, with letters
  std::string_view numbers;  // the same TeX, where @name@ stands for the number of that term
  std::string_view source;
};

// The tables, one for each part of Plan; plan/texts.cpp joins them.
std::span<const Equation> two_arm_equations();
std::span<const Equation> cluster_equations();

// One number of an equation, under the name the equation uses.
struct Term {
  std::string name;
  double value = 0;

  static constexpr auto describe() {
    return described("Term", field("name", &Term::name, "Name"), field("value", &Term::value, "Value"));
  }
};

}  // namespace sutva::plan
