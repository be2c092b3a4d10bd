// SPDX-License-Identifier: Apache-2.0
// The description of a struct as a plain value: what the generated types, forms and reference pages are made from.
#pragma once

#include "base/read.hpp"
#include "base/type.hpp"
#include "base/value.hpp"

namespace sutva {

// The words of a description that no request and no result needs. They are tables of their own, so that a program
// which makes no schema, as the page's module, is linked without them.
struct ChoiceWords {
  std::string_view label, help, beside_field, beside_value;
};
struct StructWords;
struct FieldWords {
  FieldHelp help;
  std::span<const ChoiceWords> choices{};
  const StructWords* structure = nullptr;
};
struct StructWords {
  std::string_view type;
  const StructInfo* info;
  const StructReading* reading;
  std::span<const FieldWords> fields;  // in the order of StructInfo::fields
};

namespace detail {

template <DescribedEnum E>
inline constexpr auto choice_words_of = [] {
  std::array<ChoiceWords, choices_of<E>.size()> words{};
  for (std::size_t i = 0; i < words.size(); ++i) {
    words[i] = {choices_of<E>[i].label, choices_of<E>[i].help, choices_of<E>[i].beside_field,
                choices_of<E>[i].beside_value};
  }
  return words;
}();

template <Described S>
struct WordsOf {
  static const StructWords value;
};

template <class M>
constexpr FieldWords field_words(const FieldHelp& help) {
  if constexpr (is_optional<M> || is_struct_list<M> || is_choice_list<M>) {
    return field_words<typename M::value_type>(help);
  } else if constexpr (DescribedEnum<M>) {
    return {help, choice_words_of<M>};
  } else if constexpr (Described<M>) {
    return {help, {}, &WordsOf<M>::value};
  } else {
    return {help};
  }
}

template <Described S>
inline constexpr auto field_words_of = table_of<S, FieldWords>([]<class M>(const FieldHelp& help, std::type_identity<M>,
                                                                           auto*) { return field_words<M>(help); });

template <Described S>
constinit const StructWords WordsOf<S>::value{S::describe().type, &InfoOf<S>::value, &ReadingOf<S>::value,
                                              field_words_of<S>};

// defaults: an object of the struct as it is when nothing was given, or null.
Value schema(const StructWords& of, const void* defaults);

}  // namespace detail

// {type, fields: [{name, label, help, unit, type, optional, required, min?, ..., choices?, when?, start?, struct?}]}
template <Described S>
Value schema_of() {
  return detail::schema(detail::WordsOf<S>::value, nullptr);
}

// The same of a request, where each field that need not be given has its default.
template <Described S>
Value request_schema_of() {
  const S defaults{};
  return detail::schema(detail::WordsOf<S>::value, &defaults);
}

}  // namespace sutva
