// SPDX-License-Identifier: Apache-2.0
// The description of a struct as a plain value: what the generated types, forms and reference pages are made from.
#pragma once

#include <cmath>
#include <string>

#include "base/describe.hpp"
#include "base/value.hpp"
#include "base/write.hpp"

namespace sutva {

template <Described S>
Value schema_of();

namespace detail {

template <class M>
std::string_view type_name() {
  if constexpr (is_optional<M>) {
    return type_name<typename M::value_type>();
  } else if constexpr (std::is_same_v<M, bool>) {
    return "boolean";
  } else if constexpr (std::is_integral_v<M>) {
    return "integer";
  } else if constexpr (std::is_floating_point_v<M>) {
    return "number";
  } else if constexpr (std::is_same_v<M, std::string>) {
    return "text";
  } else if constexpr (std::is_enum_v<M>) {
    return "choice";
  } else if constexpr (std::is_same_v<M, Value::Numbers>) {
    return "numbers";
  } else if constexpr (std::is_same_v<M, std::vector<std::string>>) {
    return "texts";
  } else if constexpr (is_vector<M>) {
    return std::is_integral_v<typename M::value_type> ? "integers" : "structs";
  } else {
    return "struct";
  }
}

template <class M>
struct Innermost {
  using type = M;
};
template <class M>
struct Innermost<std::optional<M>> : Innermost<M> {};
template <class M>
struct Innermost<std::vector<M>> : Innermost<M> {};

void put_text(Object& to, const FieldText& field);

}  // namespace detail

// {type, fields: [{name, label, help, unit, type, optional, required, default?, min?, ..., choices?, when?, struct?}]}
template <Described S>
Value schema_of() {
  Array fields;
  const S defaults{};
  for_each_field<S>([&]<class F>(const F& f, auto get) {
    using Member = typename F::Member;
    using Inner = typename detail::Innermost<Member>::type;
    Object one;
    detail::put_text(one, f);
    one.set("type", Value(std::string(detail::type_name<Member>())));
    one.set("optional", Value(is_optional<Member>));
    one.set("required", Value(f.needed));
    if constexpr (Described<Inner>) {
      one.set("struct", schema_of<Inner>());
    } else {
      if (Value value = write(get(defaults)); !value.absent() && !f.needed) {
        one.set("default", std::move(value));
      }
    }
    if constexpr (std::is_enum_v<Inner>) {
      Array choices;
      for (const auto& c : choices_of<Inner>) {
        Object choice;
        choice.set("name", Value(std::string(c.name)));
        choice.set("label", Value(std::string(c.label)));
        choice.set("help", Value(std::string(c.help)));
        choices.push_back(Value(std::move(choice)));
      }
      one.set("choices", Value(std::move(choices)));
    }
    fields.push_back(Value(std::move(one)));
  });
  Object schema;
  schema.set("type", Value(std::string(S::describe().type)));
  schema.set("fields", Value(std::move(fields)));
  return Value(std::move(schema));
}

}  // namespace sutva
