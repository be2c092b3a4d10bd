// SPDX-License-Identifier: Apache-2.0
#include "operations.hpp"

#include "analyze/format_profile.hpp"
#include "analyze/join_profile.hpp"
#include "base/schema.hpp"
#include "plan/texts.hpp"

namespace sutva {
namespace {

Value text_value(std::string_view content) { return Value(std::string(content)); }

template <class Operation>
Value entry(const Operation& operation) {
  Object one;
  one.set("name", text_value(operation.name));
  one.set("room", text_value(name(operation.room)));
  one.set("module", text_value(name(module_of(operation))));
  one.set("shape", text_value(Operation::shape));
  one.set("title", text_value(operation.title));
  one.set("summary", text_value(operation.summary));
  one.set("request", request_schema_of<typename Operation::Request>());
  one.set("result", schema_of<typename Operation::Result>());
  return Value(std::move(one));
}

}  // namespace

Value catalogue() {
  Array all;
  std::apply([&](const auto&... each) { (all.push_back(entry(each)), ...); }, operations);

  Array equations;
  for (const plan::Equation& e : plan::equations()) {
    Object one;
    one.set("key", text_value(e.key));
    one.set("title", text_value(e.title));
    one.set("symbols", text_value(e.symbols));
    one.set("numbers", text_value(e.numbers));
    one.set("source", text_value(e.source));
    equations.push_back(Value(std::move(one)));
  }

  Array snippets;
  for (const plan::Snippet& s : plan::snippets()) {
    Object one;
    one.set("key", text_value(s.key));
    one.set("language", text_value(s.language));
    one.set("uses", text_value(s.uses));
    one.set("code", text_value(s.code));
    one.set("gives", text_value(s.gives));
    one.set("tolerance", Value(s.tolerance));
    snippets.push_back(Value(std::move(one)));
  }

  Array codes;
  for (const CodeMeaning& meaning : code_meanings()) {
    Object one;
    one.set("code", text_value(meaning.name));
    one.set("meaning", text_value(meaning.meaning));
    codes.push_back(Value(std::move(one)));
  }

  Array types;
  types.push_back(schema_of<analyze::FormatProfile>());
  types.push_back(schema_of<analyze::FormatRequest>());
  types.push_back(schema_of<analyze::JoinRequest>());
  types.push_back(schema_of<analyze::JoinResult>());

  Object catalogue;
  catalogue.set("operations", Value(std::move(all)));
  catalogue.set("types", Value(std::move(types)));
  catalogue.set("equations", Value(std::move(equations)));
  catalogue.set("snippets", Value(std::move(snippets)));
  catalogue.set("codes", Value(std::move(codes)));
  return Value(std::move(catalogue));
}

}  // namespace sutva
