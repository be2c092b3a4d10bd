// SPDX-License-Identifier: Apache-2.0
#include "base/write.hpp"

#include <cmath>

namespace sutva {
namespace {

Value finite(double number) { return std::isfinite(number) ? Value(number) : Value(); }

Value text_value(std::string_view content) { return Value(std::string(content)); }

Value write_struct(const StructInfo& info, const void* from) {
  Object object;
  for (const FieldInfo& field : info.fields) {
    if (Value value = write_typed(*field.type, field.member_of(from)); !value.absent()) {
      object.set(field.name, std::move(value));
    }
  }
  return Value(std::move(object));
}

}  // namespace

Value write_typed(const Type& type, const void* from) {
  if (type.optional) {
    from = type.held(from);
    if (!from) {
      return {};
    }
  }
  Array items;
  switch (type.kind) {
    case Kind::boolean:
      return Value(*static_cast<const bool*>(from));
    case Kind::integer:
      return Value(static_cast<double>(*static_cast<const std::int64_t*>(from)));
    case Kind::number:
      return finite(*static_cast<const double*>(from));
    case Kind::text:
      return Value(*static_cast<const std::string*>(from));
    case Kind::choice:
      for (const ChoiceText& choice : type.choices) {
        if (choice.value == *static_cast<const std::uint8_t*>(from)) {
          return text_value(choice.name);
        }
      }
      return {};
    case Kind::numbers:
      return Value(*static_cast<const std::vector<double>*>(from));
    case Kind::integers:
      for (const std::int64_t item : *static_cast<const std::vector<std::int64_t>*>(from)) {
        items.push_back(Value(static_cast<double>(item)));
      }
      return Value(std::move(items));
    case Kind::texts:
      for (const std::string& item : *static_cast<const std::vector<std::string>*>(from)) {
        items.push_back(Value(item));
      }
      return Value(std::move(items));
    case Kind::choices:
      for (std::size_t i = 0; i < type.size(from); ++i) {
        items.push_back(write_typed({.kind = Kind::choice, .choices = type.choices}, type.item(from, i)));
      }
      return Value(std::move(items));
    case Kind::structures:
      for (std::size_t i = 0; i < type.size(from); ++i) {
        items.push_back(write_struct(*type.structure, type.item(from, i)));
      }
      return Value(std::move(items));
    case Kind::plain:
      return *static_cast<const Value*>(from);
    case Kind::structure:
      break;
  }
  return write_struct(*type.structure, from);
}

Value write_issues(const Issues& issues) {
  Array all;
  for (const Issue& issue : issues) {
    Object object;
    object.set("code", text_value(name(issue.code)));
    object.set("field", Value(issue.field));
    object.set("message", Value(issue.message));
    object.set("severity", text_value(name(issue.severity)));
    if (issue.limit) {
      object.set("limit", finite(*issue.limit));
    }
    all.push_back(Value(std::move(object)));
  }
  return Value(std::move(all));
}

}  // namespace sutva
