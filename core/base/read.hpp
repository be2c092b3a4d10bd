// SPDX-License-Identifier: Apache-2.0
// From a plain value to a described struct. Every problem is reported, each on its own field.
#pragma once

#include <string_view>
#include <utility>

#include "base/outcome.hpp"
#include "base/type.hpp"
#include "base/value.hpp"

namespace sutva {

struct StructReading;

// What reading needs to know of a field beside its FieldInfo.
struct FieldReading {
  FieldRules rules;
  const StructReading* structure = nullptr;  // of the struct, or of those in the list
  // Optional fields: a fresh value to fill, and none.
  void* (*fill)(void* field) = nullptr;
  void (*clear)(void* field) = nullptr;
  // Lists of structs: a fresh one at the end, and none.
  void* (*append)(void* list) = nullptr;
  void (*empty)(void* list) = nullptr;
};

struct StructReading {
  std::span<const FieldReading> fields;  // in the order of StructInfo::fields
};

namespace detail {

template <Described S>
struct ReadingOf {
  static const StructReading value;
};

template <class M>
constexpr FieldReading field_reading(const FieldRules& rules) {
  FieldReading reading{rules};
  if constexpr (is_optional<M>) {
    reading = field_reading<typename M::value_type>(rules);
    reading.fill = [](void* field) -> void* { return &static_cast<M*>(field)->emplace(); };
    reading.clear = [](void* field) { static_cast<M*>(field)->reset(); };
  } else if constexpr (is_struct_list<M> || is_choice_list<M>) {
    if constexpr (is_struct_list<M>) {
      reading.structure = &ReadingOf<typename M::value_type>::value;
    }
    reading.append = [](void* list) -> void* { return &static_cast<M*>(list)->emplace_back(); };
    reading.empty = [](void* list) { static_cast<M*>(list)->clear(); };
  } else if constexpr (Described<M>) {
    reading.structure = &ReadingOf<M>::value;
  }
  return reading;
}

template <Described S>
inline constexpr auto field_reading_of = table_of<S, FieldReading>([]<class M>(const FieldRules& rules,
                                                                               std::type_identity<M>, auto*) {
  return field_reading<M>(rules);
});

template <Described S>
constinit const StructReading ReadingOf<S>::value{field_reading_of<S>};

bool read_struct(const StructInfo& info, const StructReading& reading, void* object, const Value& from, Issues& issues);

}  // namespace detail

// Reads a request: defaults for what is missing, an issue for all that is wrong; unknown members are a warning.
// A field whose condition does not hold keeps its default and is not checked, so that a form may carry what the user
// typed for another choice. An absent value reads as {}.
template <Described S>
Outcome<S> read(const Value& from) {
  Outcome<S> outcome;
  S object{};
  if (detail::read_struct(*type_of<S>().structure, detail::ReadingOf<S>::value, &object, from, outcome.issues)) {
    outcome.value = std::move(object);
  }
  return outcome;
}

}  // namespace sutva
