// SPDX-License-Identifier: Apache-2.0
// A plain value: what JavaScript, JSON and links can hold, and nothing else.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace sutva {

struct Value;
using Array = std::vector<Value>;

// Members in the order in which they were written.
struct Object {
  std::vector<std::pair<std::string, Value>> members;

  const Value* find(std::string_view name) const;
  void set(std::string_view name, Value value);
};

// Something JavaScript could hold and a request can not: a function, a symbol, a date. `kind` names it.
struct Foreign {
  std::string kind;
};

struct Value {
  // monostate: absent. Numbers is a column of doubles and arrives in JavaScript as a Float64Array.
  using Numbers = std::vector<double>;
  std::variant<std::monostate, bool, double, std::string, Numbers, Array, Object, Foreign> held;

  // Defined in value.cpp: inlined wherever a value is touched, they made a fifth of the module.
  Value() noexcept;
  Value(const Value&);
  Value(Value&&) noexcept;
  Value& operator=(const Value&);
  Value& operator=(Value&&) noexcept;
  ~Value();
  template <class T>
  requires(!std::is_same_v<std::remove_cvref_t<T>, Value>) explicit Value(T&& content)
      : held(std::forward<T>(content)) {}

  bool absent() const { return std::holds_alternative<std::monostate>(held); }
  template <class T>
  const T* as() const {
    return std::get_if<T>(&held);
  }

  // The same content in the same order of members. What is not a number is never the same.
  bool operator==(const Value& other) const;
};

// Names the kind of a value for a reader of an error message: "text", "a list" ...
std::string_view kind_of(const Value& value);

}  // namespace sutva
