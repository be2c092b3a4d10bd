// SPDX-License-Identifier: Apache-2.0
// From a described struct to a plain value.
#pragma once

#include "base/outcome.hpp"
#include "base/type.hpp"
#include "base/value.hpp"

namespace sutva {

Value write_typed(const Type& type, const void* from);

// A number that is not finite does not exist as a quantity and is left out.
template <class T>
Value write(const T& from) {
  return write_typed(type_of<T>(), &from);
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
