// SPDX-License-Identifier: Apache-2.0
// From a plain value to a described struct. Every problem is reported, each on its own field.
#pragma once

#include <string_view>
#include <utility>

#include "base/outcome.hpp"
#include "base/type.hpp"
#include "base/value.hpp"

namespace sutva {

namespace detail {
bool read_struct(const StructInfo& info, void* object, const Value& from, std::string_view path, Issues& issues);
}  // namespace detail

// Reads a request: defaults for what is missing, an issue for all that is wrong; unknown members are a warning.
// A field whose condition does not hold keeps its default and is not checked, so that a form may carry what the user
// typed for another choice. An absent value reads as {}.
template <Described S>
Outcome<S> read(const Value& from) {
  Outcome<S> outcome;
  S object{};
  if (detail::read_struct(*type_of<S>().structure, &object, from, "", outcome.issues)) {
    outcome.value = std::move(object);
  }
  return outcome;
}

}  // namespace sutva
