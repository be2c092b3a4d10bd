// SPDX-License-Identifier: Apache-2.0
// From a described struct to a plain value.
#pragma once

#include <cmath>
#include <string>

#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "base/value.hpp"

namespace sutva {

template <class T>
Value write(const T& from) {
  if constexpr (is_optional<T>) {
    return from ? write(*from) : Value();
  } else if constexpr (std::is_same_v<T, bool>) {
    return Value(from);
  } else if constexpr (std::is_arithmetic_v<T>) {
    const double number = static_cast<double>(from);
    return std::isfinite(number) ? Value(number) : Value();  // a quantity that does not exist is absent
  } else if constexpr (std::is_same_v<T, std::string>) {
    return Value(from);
  } else if constexpr (std::is_enum_v<T>) {
    return Value(std::string(name(from)));
  } else if constexpr (std::is_same_v<T, Value::Numbers>) {
    return Value(from);
  } else if constexpr (is_vector<T>) {
    Array items;
    items.reserve(from.size());
    for (const auto& item : from) {
      items.push_back(write(item));
    }
    return Value(std::move(items));
  } else {
    Object object;
    for_each_field<T>([&](const auto& f, auto get) {
      Value value = write(get(from));
      if (!value.absent()) {
        object.set(f.name, std::move(value));
      }
    });
    return Value(std::move(object));
  }
}

Value write_issues(const Issues& issues);

// {value?, issues}
template <class T>
Value write_outcome(const Outcome<T>& outcome) {
  Object object;
  if (outcome.value) {
    object.set("value", write(*outcome.value));
  }
  object.set("issues", write_issues(outcome.issues));
  return Value(std::move(object));
}

}  // namespace sutva
