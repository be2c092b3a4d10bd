// SPDX-License-Identifier: Apache-2.0
// Whether the sentence, the equations and the code beside a plan can be filled with its numbers.
#pragma once

#include <set>
#include <string>

#include "../catch.hpp"
#include "base/type.hpp"
#include "plan/texts.hpp"

namespace sutva::tests {

inline std::set<std::string> placeholders(std::string_view text) {
  std::set<std::string> all;
  for (std::size_t at = text.find('@'); at != std::string_view::npos;) {
    const std::size_t end = text.find('@', at + 1);
    REQUIRE(end != std::string_view::npos);
    all.insert(std::string(text.substr(at + 1, end - at - 1)));
    at = text.find('@', end + 1);
  }
  return all;
}

template <class T>
void add_names(std::set<std::string>& names) {
  for (const FieldInfo& field : sutva::detail::InfoOf<T>::value.fields) {
    names.insert(std::string(field.name));
  }
}

template <class Request, class Result>
void require_told(const Request&, const Result& result) {
  std::set<std::string> names, terms;
  add_names<Request>(names);
  add_names<Result>(names);
  REQUIRE(names.count(result.working.headline) == 1);
  REQUIRE_FALSE(result.working.headline_label.empty());
  REQUIRE(result.working.sentence.find('.') != std::string::npos);
  REQUIRE_FALSE(result.working.equations.empty());
  REQUIRE_FALSE(result.working.assumptions.empty());
  for (const plan::Term& term : result.working.terms) {
    INFO(term.name);
    REQUIRE(std::isfinite(term.value));
    names.insert(term.name);
    terms.insert(term.name);
  }
  const auto need = [](std::string_view text, const std::set<std::string>& known) {
    for (const std::string& name : placeholders(text)) {
      INFO(text << " needs " << name);
      REQUIRE(known.count(name) == 1);
    }
  };
  for (const std::string& key : result.working.equations) {
    INFO(key);
    bool found = false;
    for (const plan::Equation& equation : plan::equations()) {
      if (equation.key == key) {
        found = true;
        need(equation.numbers, terms);
      }
    }
    REQUIRE(found);
  }
  for (const std::string& key : result.working.snippets) {
    INFO(key);
    bool found = false;
    for (const plan::Snippet& snippet : plan::snippets()) {
      if (snippet.key == key) {
        found = true;
        need(snippet.code, names);
        REQUIRE(names.count(std::string(snippet.gives)) == 1);
      }
    }
    REQUIRE(found);
  }
}

}  // namespace sutva::tests
