// SPDX-License-Identifier: Apache-2.0
#include "base/schema.hpp"

#include <map>
#include <set>

#include "../outcomes.hpp"
#include "base/read.hpp"
#include "described.hpp"
#include "operations.hpp"

using namespace sutva;
using namespace sutva::tests;

namespace {

const Object& object_of(const Value& value) {
  REQUIRE(value.as<Object>());
  return *value.as<Object>();
}

const Array& list_of(const Object& object, std::string_view name) {
  INFO(name);
  REQUIRE(object.find(name));
  REQUIRE(object.find(name)->as<Array>());
  return *object.find(name)->as<Array>();
}

std::string text_of(const Object& object, std::string_view name) {
  INFO(name);
  REQUIRE(object.find(name));
  REQUIRE(object.find(name)->as<std::string>());
  return *object.find(name)->as<std::string>();
}

bool truth_of(const Object& object, std::string_view name) {
  REQUIRE(object.find(name));
  REQUIRE(object.find(name)->as<bool>());
  return *object.find(name)->as<bool>();
}

std::map<std::string, const Object*> fields_of(const Object& schema) {
  std::map<std::string, const Object*> fields;
  for (const Value& field : list_of(schema, "fields")) {
    REQUIRE(fields.emplace(text_of(object_of(field), "name"), &object_of(field)).second);
  }
  return fields;
}

// What every described struct of the house must keep to.
void check_struct(const Object& schema) {
  INFO(text_of(schema, "type"));
  const auto fields = fields_of(schema);
  REQUIRE_FALSE(fields.empty());
  for (const auto& [name, field] : fields) {
    INFO(name);
    REQUIRE_FALSE(text_of(*field, "label").empty());
    for (const char c : name) {
      REQUIRE(((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'));
    }
    if (field->find("when")) {
      for (const Value& condition : list_of(*field, "when")) {
        const auto chooser = fields.find(text_of(object_of(condition), "field"));
        REQUIRE(chooser != fields.end());
        // One choice, or a list of them.
        REQUIRE(text_of(*chooser->second, "type").starts_with("choice"));
        std::set<std::string> choices;
        for (const Value& choice : list_of(*chooser->second, "choices")) {
          REQUIRE(choices.insert(text_of(object_of(choice), "name")).second);
        }
        REQUIRE_FALSE(list_of(object_of(condition), "values").empty());
        for (const Value& value : list_of(object_of(condition), "values")) {
          REQUIRE(choices.count(*value.as<std::string>()) == 1);
        }
      }
    }
    if (const Value* inner = field->find("struct")) {
      check_struct(object_of(*inner));
    }
  }
}

}  // namespace

TEST_CASE("schema: everything that was described is there") {
  const Value schema = request_schema_of<Everything>();
  REQUIRE(text_of(object_of(schema), "type") == "Everything");
  auto fields = fields_of(object_of(schema));
  const std::map<std::string, std::string> types{
      {"flag", "boolean"},  {"count", "integer"}, {"share", "number"},       {"free", "number"},
      {"word", "text"},     {"shape", "choice"},  {"size", "choice"},        {"numbers", "numbers"},
      {"texts", "texts"},   {"must", "text"},     {"point", "struct"},       {"points", "structs"},
      {"maybe", "number"},  {"depth", "integer"}, {"maybe_shape", "choice"}, {"integers", "integers"},
      {"corner", "number"}, {"sharp", "number"},  {"shapes", "choices"},     {"thin", "number"}};
  REQUIRE(fields.size() == types.size());
  for (const auto& [name, type] : types) {
    INFO(name);
    REQUIRE(fields.count(name) == 1);
    REQUIRE(text_of(*fields[name], "type") == type);
    REQUIRE(truth_of(*fields[name], "required") == (name == "must"));
    REQUIRE(truth_of(*fields[name], "optional") == name.starts_with("maybe"));
  }
  REQUIRE(text_of(*fields["share"], "unit") == "share");
  REQUIRE(*fields["share"]->find("min")->as<double>() == 0);
  REQUIRE(truth_of(*fields["share"], "min_open"));
  REQUIRE(*fields["count"]->find("max")->as<double>() == 100);
  REQUIRE_FALSE(truth_of(*fields["count"], "max_open"));
  REQUIRE_FALSE(fields["free"]->find("min"));
  REQUIRE(*fields["free"]->find("default")->as<double>() == -1.5);
  REQUIRE(text_of(*fields["shape"], "default") == "square");
  REQUIRE_FALSE(fields["must"]->find("default"));
  REQUIRE_FALSE(fields["maybe"]->find("default"));
  REQUIRE(list_of(*fields["sharp"], "when").size() == 2);
  REQUIRE(list_of(object_of(list_of(*fields["corner"], "when")[0]), "values").size() == 2);
  check_struct(object_of(schema));
}

TEST_CASE("schema: every operation keeps to the rules, and its defaults are a good request") {
  const Value all = catalogue();
  std::set<std::string> names;
  for (const Value& entry : list_of(object_of(all), "operations")) {
    const Object& operation = object_of(entry);
    const std::string name = text_of(operation, "name");
    INFO(name);
    REQUIRE(names.insert(name).second);
    check_struct(object_of(*operation.find("request")));
    check_struct(object_of(*operation.find("result")));
    REQUIRE(with_operation(name, [&]<class O>(const O&) {
      Object request;
      for (const auto& [field, info] : fields_of(object_of(*operation.find("request")))) {
        if (truth_of(*info, "required")) {
          request.set(field, Value(std::string("something")));
        } else if (const Value* value = info->find("default")) {
          request.set(field, *value);
        }
        REQUIRE_FALSE(text_of(*info, "help").empty());
      }
      const auto outcome = read<typename O::Request>(Value(std::move(request)));
      INFO(described(outcome.issues));
      REQUIRE(outcome);
      REQUIRE(outcome.issues.empty());
    }));
  }
  REQUIRE(names.size() == std::tuple_size_v<decltype(operations)>);
  REQUIRE_FALSE(with_operation("no such operation", [](const auto&) {}));
}

TEST_CASE("schema: every code has its own name and meaning") {
  std::set<std::string_view> names;
  for (const CodeMeaning& meaning : code_meanings()) {
    REQUIRE(names.insert(meaning.name).second);
    REQUIRE(meaning.meaning.ends_with('.'));
    REQUIRE(name(meaning.code) == meaning.name);
  }
}
