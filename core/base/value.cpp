// SPDX-License-Identifier: Apache-2.0
#include "base/value.hpp"

namespace sutva {
namespace {

struct KindName {
  std::string_view operator()(std::monostate) const { return "nothing"; }
  std::string_view operator()(bool) const { return "true or false"; }
  std::string_view operator()(double) const { return "a number"; }
  std::string_view operator()(const std::string&) const { return "text"; }
  std::string_view operator()(const Value::Numbers&) const { return "a list of numbers"; }
  std::string_view operator()(const Array&) const { return "a list"; }
  std::string_view operator()(const Object&) const { return "an object"; }
  std::string_view operator()(const Foreign& foreign) const { return foreign.kind; }
};

}  // namespace

Value::Value() noexcept = default;
Value::Value(const Value&) = default;
Value::Value(Value&&) noexcept = default;
Value& Value::operator=(const Value&) = default;
Value& Value::operator=(Value&&) noexcept = default;
Value::~Value() = default;

bool Value::operator==(const Value& other) const {
  if (held.index() != other.held.index()) {
    return false;
  }
  if (const auto* object = as<Object>()) {
    return object->members == other.as<Object>()->members;
  }
  if (const auto* array = as<Array>()) {
    return *array == *other.as<Array>();
  }
  if (const auto* numbers = as<Numbers>()) {
    return *numbers == *other.as<Numbers>();
  }
  if (const auto* text = as<std::string>()) {
    return *text == *other.as<std::string>();
  }
  if (const auto* number = as<double>()) {
    return *number == *other.as<double>();
  }
  if (const auto* truth = as<bool>()) {
    return *truth == *other.as<bool>();
  }
  return absent();
}

const Value* Object::find(std::string_view name) const {
  for (const auto& [key, value] : members) {
    if (key == name) {
      return &value;
    }
  }
  return nullptr;
}

void Object::set(std::string_view name, Value value) { members.emplace_back(std::string(name), std::move(value)); }

std::string_view kind_of(const Value& value) { return std::visit(KindName{}, value.held); }

}  // namespace sutva
