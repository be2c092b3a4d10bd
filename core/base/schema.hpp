// SPDX-License-Identifier: Apache-2.0
// The description of a struct as a plain value: what the generated types, forms and reference pages are made from.
#pragma once

#include "base/type.hpp"
#include "base/value.hpp"

namespace sutva {

// {type, fields: [{name, label, help, unit, type, optional, required, default?, min?, ..., choices?, when?, struct?}]}
// defaults: an object of the struct as it is when nothing was given.
Value schema(const StructInfo& info, const void* defaults);

template <Described S>
Value schema_of() {
  const S defaults{};
  return schema(*type_of<S>().structure, &defaults);
}

}  // namespace sutva
