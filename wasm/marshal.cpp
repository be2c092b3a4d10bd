// SPDX-License-Identifier: Apache-2.0
#include "marshal.hpp"

#include <string>

namespace sutva::wasm {
namespace {

using emscripten::val;

// Deep enough for any request; a value that contains itself ends here instead of never.
constexpr int deepest = 8;

struct ToJavaScript {
  val operator()(std::monostate) const { return val::undefined(); }
  val operator()(bool held) const { return val(held); }
  val operator()(double held) const { return val(held); }
  val operator()(const std::string& held) const { return val(held); }
  val operator()(const Value::Numbers& held) const {
    return val(emscripten::typed_memory_view(held.size(), held.data())).call<val>("slice");
  }
  val operator()(const Array& held) const {
    val array = val::array();
    for (const Value& item : held) {
      array.call<void>("push", to_javascript(item));
    }
    return array;
  }
  val operator()(const Object& held) const {
    val object = val::object();
    for (const auto& [name, value] : held.members) {
      object.set(name, to_javascript(value));
    }
    return object;
  }
  val operator()(const Foreign& held) const { return val(held.kind); }
};

bool is_plain_object(const val& value) {
  const val object = val::global("Object");
  const val prototype = object.call<val>("getPrototypeOf", value);
  return prototype.isNull() || prototype.strictlyEquals(object["prototype"]);
}

Value read(const val& value, int depth) {
  if (value.isUndefined() || value.isNull()) {
    return {};
  }
  if (value.isTrue() || value.isFalse()) {
    return Value(value.isTrue());
  }
  if (value.isNumber()) {
    return Value(value.as<double>());
  }
  if (value.isString()) {
    return Value(value.as<std::string>());
  }
  const auto type = value.typeOf().as<std::string>();
  if (type != "object") {
    return Value(Foreign{"a " + type});
  }
  if (depth == deepest) {
    return Value(Foreign{"something nested too deeply"});
  }
  if (value.instanceof (val::global("Float64Array"))) {
    return Value(emscripten::convertJSArrayToNumberVector<double>(value));
  }
  if (value.isArray()) {
    const auto length = value["length"].as<unsigned>();
    Array items;
    items.reserve(length);
    for (unsigned i = 0; i < length; ++i) {
      items.push_back(read(value[i], depth + 1));
    }
    return Value(std::move(items));
  }
  if (!is_plain_object(value)) {
    return Value(Foreign{"an object of a class"});
  }
  Object object;
  const val keys = val::global("Object").call<val>("keys", value);
  const auto count = keys["length"].as<unsigned>();
  for (unsigned i = 0; i < count; ++i) {
    const auto key = keys[i].as<std::string>();
    object.set(key, read(value[keys[i]], depth + 1));
  }
  return Value(std::move(object));
}

}  // namespace

val to_javascript(const Value& value) { return std::visit(ToJavaScript{}, value.held); }

Value from_javascript(const val& value) { return read(value, 0); }

}  // namespace sutva::wasm
