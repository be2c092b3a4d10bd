// SPDX-License-Identifier: Apache-2.0
// A description as data: constant tables per described struct, so that reading, writing and the schema are one piece of
// code each instead of one per struct (the module would be twice as large otherwise). Here is the table that all three
// need; what reading needs beside it stands in read.hpp, and for the schema in schema.hpp. A struct that is never read
// brings no table for reading into a program.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.hpp"
#include "base/value.hpp"

namespace sutva {

enum class Kind : std::uint8_t {
  boolean,   // bool
  integer,   // std::int64_t
  number,    // double
  text,      // std::string
  choice,    // a described enum of one byte
  numbers,   // std::vector<double>
  integers,  // std::vector<std::int64_t>
  texts,     // std::vector<std::string>
  choices,   // std::vector of a described enum
  structure,
  structures,  // std::vector of a described struct
  plain,       // Value: an object of any members, as the request of another operation
};

std::string_view name(Kind kind);

struct ChoiceText {
  std::uint8_t value;
  std::string_view name;
};

struct StructInfo;

struct Type {
  Kind kind;
  bool optional = false;
  std::span<const ChoiceText> choices{};
  const StructInfo* structure = nullptr;
  // Optional fields: the value held, or null.
  const void* (*held)(const void* field) = nullptr;
  // Lists of structs and of choices.
  std::size_t (*size)(const void* list) = nullptr;
  const void* (*item)(const void* list, std::size_t index) = nullptr;
};

// What writing a field needs, and reading too.
struct FieldInfo {
  std::string_view name;
  const Type* type;
  void* (*member)(void* object);

  const void* member_of(const void* object) const { return member(const_cast<void*>(object)); }  // NOLINT
};

struct StructInfo {
  std::span<const FieldInfo> fields;
};

namespace detail {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_struct_list = false;
template <Described T>
inline constexpr bool is_struct_list<std::vector<T>> = true;
template <class T>
inline constexpr bool is_choice_list = false;
template <DescribedEnum T>
inline constexpr bool is_choice_list<std::vector<T>> = true;

template <DescribedEnum E>
constexpr auto choice_texts() {
  static_assert(sizeof(E) == 1);
  constexpr auto choices = choices_of<E>;
  std::array<ChoiceText, choices.size()> texts{};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    texts[i] = {static_cast<std::uint8_t>(choices[i].value), choices[i].name};
  }
  return texts;
}
template <DescribedEnum E>
inline constexpr auto choice_texts_of = choice_texts<E>();

// A member of a class, since GCC drops the definition of a variable template that was declared before.
template <Described S>
struct InfoOf {
  static const StructInfo value;
};

template <class T>
constexpr Type make_type() {
  if constexpr (is_optional<T>) {
    using Inner = typename T::value_type;
    Type type = make_type<Inner>();
    type.optional = true;
    type.held = [](const void* field) -> const void* {
      const T& value = *static_cast<const T*>(field);
      return value ? &*value : nullptr;
    };
    return type;
  } else if constexpr (std::is_same_v<T, bool>) {
    return {.kind = Kind::boolean};
  } else if constexpr (std::is_same_v<T, std::int64_t>) {
    return {.kind = Kind::integer};
  } else if constexpr (std::is_same_v<T, double>) {
    return {.kind = Kind::number};
  } else if constexpr (std::is_same_v<T, std::string>) {
    return {.kind = Kind::text};
  } else if constexpr (std::is_same_v<T, std::vector<double>>) {
    return {.kind = Kind::numbers};
  } else if constexpr (std::is_same_v<T, std::vector<std::int64_t>>) {
    return {.kind = Kind::integers};
  } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
    return {.kind = Kind::texts};
  } else if constexpr (std::is_same_v<T, Value>) {
    return {.kind = Kind::plain};
  } else if constexpr (DescribedEnum<T>) {
    return {.kind = Kind::choice, .choices = choice_texts_of<T>};
  } else if constexpr (is_struct_list<T> || is_choice_list<T>) {
    using Item = typename T::value_type;
    Type type{.kind = is_struct_list<T> ? Kind::structures : Kind::choices};
    if constexpr (is_struct_list<T>) {
      type.structure = &InfoOf<Item>::value;
    } else {
      type.choices = choice_texts_of<Item>;
    }
    type.size = [](const void* list) { return static_cast<const T*>(list)->size(); };
    type.item = [](const void* list, std::size_t i) -> const void* { return &(*static_cast<const T*>(list))[i]; };
    return type;
  } else {
    static_assert(Described<T>, "a described field holds a number, text, choice, list or described struct");
    return {.kind = Kind::structure, .structure = &InfoOf<T>::value};
  }
}

template <class T>
inline constexpr Type type_info = make_type<T>();

// Evaluated once for each struct: asked anew for each of its fields, this was most of the time the compiler took.
template <Described S>
inline constexpr auto description_of = S::describe();

// The member at the end of a path of field positions; all but the last are inlined structs.
template <class S, std::size_t I, std::size_t... Rest>
void* member_at(void* object) {
  constexpr auto place = std::get<I>(description_of<S>.fields).member;
  auto& member = static_cast<S*>(object)->*place;
  if constexpr (sizeof...(Rest) == 0) {
    return &member;
  } else {
    return member_at<std::remove_reference_t<decltype(member)>, Rest...>(&member);
  }
}

template <class F>
inline constexpr bool is_inlined = !std::derived_from<F, FieldRules>;

// Calls out(field, its type, its member's place) for every field, those of inlined structs in their place.
template <class Root, class S, std::size_t... Path, class Out>
constexpr void collect(Out& out) {
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    const auto one = [&]<std::size_t At>(std::integral_constant<std::size_t, At>) {
      constexpr const auto& field = std::get<At>(description_of<S>.fields);
      using Kept = std::remove_cvref_t<decltype(field)>;
      using Member = typename Kept::Member;
      if constexpr (is_inlined<Kept>) {
        collect<Root, Member, Path..., At>(out);
      } else {
        out(field, std::type_identity<Member>{}, &member_at<Root, Path..., At>);
      }
    };
    (one(std::integral_constant<std::size_t, I>{}), ...);
  }
  (std::make_index_sequence<std::tuple_size_v<decltype(description_of<S>.fields)>>{});
}

template <Described S>
inline constexpr std::size_t field_count = [] {
  std::size_t count = 0;
  auto add = [&](const auto&...) { ++count; };
  collect<S, S>(add);
  return count;
}();

// A table with an entry for each field: what make(field, its type, its member's place) gives.
template <Described S, class Entry, class Make>
constexpr auto table_of(Make make) {
  std::array<Entry, field_count<S>> table{};
  std::size_t n = 0;
  auto add = [&](const auto&... field) { table[n++] = make(field...); };
  collect<S, S>(add);
  return table;
}

template <Described S>
inline constexpr auto field_table_of = table_of<S, FieldInfo>([]<class M>(const auto& field, std::type_identity<M>,
                                                                          auto* member) {
  return FieldInfo{field.name, &type_info<M>, member};
});

template <Described S>
constinit const StructInfo InfoOf<S>::value{field_table_of<S>};

}  // namespace detail

template <class T>
constexpr const Type& type_of() {
  return detail::type_info<T>;
}

}  // namespace sutva
