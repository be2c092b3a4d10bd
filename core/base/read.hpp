// SPDX-License-Identifier: Apache-2.0
// From a plain value to a described struct. Every problem is reported, each on its own field.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "base/text.hpp"
#include "base/value.hpp"

namespace sutva {
namespace detail {

// Numbers beyond 2^53 are not counts any more: neighbouring whole numbers fall together.
inline constexpr double largest_whole = 9007199254740992.0;

Issue wrong_type(std::string_view path, const Value& value, std::string_view wanted);
// Checks that are not about the type. Returns whether the number may be used.
bool check_number(std::string_view path, const FieldText& field, double number, bool whole, Issues& issues);
std::string allowed(const Range& range, Unit unit);

template <class T>
bool read_into(T& to, const Value& from, std::string_view path, const FieldText& field, Issues& issues) {
  const auto refuse = [&](std::string_view wanted) {
    issues.push_back(wrong_type(path, from, wanted));
    return false;
  };
  if constexpr (is_optional<T>) {
    if (from.absent()) {
      to.reset();
      return true;
    }
    typename T::value_type inner{};
    if (!read_into(inner, from, path, field, issues)) {
      return false;
    }
    to = std::move(inner);
    return true;
  } else if constexpr (std::is_same_v<T, bool>) {
    const bool* held = from.as<bool>();
    return held ? (to = *held, true) : refuse("true or false");
  } else if constexpr (std::is_arithmetic_v<T>) {
    const double* held = from.as<double>();
    if (!held) {
      return refuse("a number");
    }
    if (!check_number(path, field, *held, std::is_integral_v<T>, issues)) {
      return false;
    }
    to = static_cast<T>(*held);
    return true;
  } else if constexpr (std::is_same_v<T, std::string>) {
    const std::string* held = from.as<std::string>();
    return held ? (to = *held, true) : refuse("text");
  } else if constexpr (std::is_enum_v<T>) {
    const std::string* held = from.as<std::string>();
    std::vector<std::string_view> names;
    for (const auto& choice : choices_of<T>) {
      if (held && *held == choice.name) {
        to = choice.value;
        return true;
      }
      names.push_back(choice.name);
    }
    const std::string wanted = listed(names, "or");
    if (!held) {
      return refuse(joined("one of ", wanted));
    }
    issues.push_back(error(Code::unknown_choice, path, joined("“", *held, "” is not a choice; use ", wanted, ".")));
    return false;
  } else {
    static_assert(is_vector<T>, "a described field holds a number, text, choice, list or struct");
    to.clear();
    if constexpr (std::is_same_v<T, Value::Numbers>) {
      if (const auto* numbers = from.as<Value::Numbers>()) {
        bool good = true;
        for (std::size_t i = 0; i < numbers->size(); ++i) {
          good &= check_number(joined(path, "[", std::to_string(i), "]"), field, (*numbers)[i], false, issues);
        }
        to = *numbers;
        return good;
      }
    }
    const Array* items = from.as<Array>();
    if (!items) {
      return refuse("a list");
    }
    bool good = true;
    for (std::size_t i = 0; i < items->size(); ++i) {
      typename T::value_type item{};
      const std::string at = joined(path, "[", std::to_string(i), "]");
      if constexpr (Described<typename T::value_type>) {
        good &= read_struct(item, (*items)[i], at, issues);
      } else {
        good &= read_into(item, (*items)[i], at, field, issues);
      }
      to.push_back(std::move(item));
    }
    return good;
  }
}

}  // namespace detail

// The value of a choice field by name; empty where there is no such choice.
template <Described S>
std::string_view choice_named(const S& object, std::string_view field_name) {
  std::string_view found;
  for_each_field<S>([&](const auto& f, auto get) {
    if constexpr (std::is_enum_v<typename std::remove_cvref_t<decltype(f)>::Member>) {
      if (f.name == field_name) {
        found = name(get(object));
      }
    }
  });
  return found;
}

// Whether the field counts, given the choices made in the same struct.
template <Described S>
bool relevant(const S& object, const FieldText& field) {
  for (const Condition& condition : field.conditions) {
    if (!condition.field.empty() && !condition.allows(choice_named(object, condition.field))) {
      return false;
    }
  }
  return true;
}

namespace detail {

// Choices are read first: whether another field counts depends on them. A field that does not count keeps its
// default and is not checked, so that a form may carry what the user typed for another choice.
template <Described S>
bool read_struct(S& to, const Value& from, std::string_view path, Issues& issues) {
  const Object* object = from.as<Object>();
  if (!object) {
    issues.push_back(wrong_type(path, from, "an object with named fields"));
    return false;
  }
  const std::string prefix = path.empty() ? std::string() : std::string(path) + ".";
  bool good = true;
  std::vector<std::string_view> known;
  const auto read_field = [&](const auto& f, auto get) {
    const std::string at = prefix + std::string(f.name);
    const Value* value = object->find(f.name);
    if (value && !value->absent()) {
      good &= read_into(get(to), *value, at, f, issues);
    } else if (f.needed) {
      issues.push_back(error(Code::required, at, joined(f.label, " is needed.")));
      good = false;
    }
  };
  for_each_field<S>([&](const auto& f, auto get) {
    known.push_back(f.name);
    if constexpr (std::is_enum_v<typename std::remove_cvref_t<decltype(f)>::Member>) {
      read_field(f, get);
    }
  });
  for_each_field<S>([&](const auto& f, auto get) {
    if constexpr (!std::is_enum_v<typename std::remove_cvref_t<decltype(f)>::Member>) {
      if (relevant(to, f)) {
        read_field(f, get);
      }
    }
  });
  for (const auto& member : object->members) {
    if (std::find(known.begin(), known.end(), member.first) == known.end()) {
      issues.push_back(warning(Code::unknown_field, prefix + member.first,
                               joined("There is no field “", member.first, "”; it was ignored.")));
    }
  }
  return good;
}

}  // namespace detail

// Reads a request: defaults for what is missing, an issue for all that is wrong. An absent value reads as {}.
template <Described S>
Outcome<S> read(const Value& from) {
  Outcome<S> outcome;
  S object{};
  const bool good = detail::read_struct(object, from.absent() ? Value(Object{}) : from, "", outcome.issues);
  if (good) {
    outcome.value = std::move(object);
  }
  return outcome;
}

}  // namespace sutva
