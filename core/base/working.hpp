// SPDX-License-Identifier: Apache-2.0
// What stands beside the numbers of a calculation: the sentence, the formula with its terms, what the answer rests on,
// and the code that gives the same number elsewhere. A result inlines it: `inlined(&Result::working)`. The formulas and
// the code themselves are tables that only the catalogue shows (plan/texts.hpp); a result holds their keys.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/assumption.hpp"
#include "base/describe.hpp"

namespace sutva {

struct Equation {
  std::string_view key;
  std::string_view title;
  std::string_view symbols;  // TeX, with letters
  std::string_view numbers;  // the same TeX, where @name@ stands for the number of that term
  std::string_view source;
};

// One number of an equation, under the name the equation uses.
struct Term {
  std::string name;
  double value = 0;

  static constexpr auto describe() {
    return described("Term", field("name", &Term::name, "Name"), field("value", &Term::value, "Value"));
  }
};

struct Working {
  std::string headline;
  std::string headline_label;
  std::string sentence;
  std::vector<std::string> equations;
  std::vector<Term> terms;
  std::vector<std::string> snippets;
  std::vector<Assumption> assumptions;

  void equation(std::string_view key) { equations.emplace_back(key); }
  void term(std::string_view name, double value) { terms.push_back({std::string(name), value}); }
  void snippet(std::string_view key) { snippets.emplace_back(key); }
  void assume(std::string_view title, std::string reason, Standing standing = Standing::unchecked) {
    assumptions.push_back({std::string(title), std::move(reason), standing});
  }

  static constexpr auto describe() {
    using W = Working;
    return described(
        "Working",
        field("headline", &W::headline, "Headline").help("The name of the result that answers the question."),
        field("headline_label", &W::headline_label, "Headline, in words"),
        field("sentence", &W::sentence, "Sentence").help("The answer in plain words."),
        field("equations", &W::equations, "Equations").help("Keys of the equations used, in reading order."),
        field("terms", &W::terms, "Terms").help("The number of each term of those equations."),
        field("snippets", &W::snippets, "Code elsewhere").help("Keys of R and Python code that gives the same number."),
        field("assumptions", &W::assumptions, "What this rests on"));
  }
};

// R or Python code that computes a number of this plan. @name@ stands for a term, a field of the result or a field of
// the request, in this order, written in full. The last line of its output is the number `gives` (a field of the
// result or a term), to `tolerance`, relative.
struct Snippet {
  std::string_view key;
  std::string_view language;  // "R" or "Python"
  std::string_view uses;      // the package, or "base R", "the standard library"
  std::string_view code;
  std::string_view gives;
  double tolerance = 1e-6;
};

}  // namespace sutva
