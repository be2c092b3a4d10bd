// SPDX-License-Identifier: Apache-2.0
#include "base/schema.hpp"

namespace sutva::detail {

void put_text(Object& to, const FieldText& field) {
  to.set("name", Value(std::string(field.name)));
  to.set("label", Value(std::string(field.label)));
  to.set("help", Value(std::string(field.help_text)));
  to.set("unit", Value(std::string(name(field.unit))));
  if (std::isfinite(field.range.min)) {
    to.set("min", Value(field.range.min));
    to.set("min_open", Value(field.range.min_open));
  }
  if (std::isfinite(field.range.max)) {
    to.set("max", Value(field.range.max));
    to.set("max_open", Value(field.range.max_open));
  }
  Array conditions;
  for (const Condition& condition : field.conditions) {
    if (condition.field.empty()) {
      continue;
    }
    Array values;
    for (std::string_view v : condition.values) {
      if (!v.empty()) {
        values.push_back(Value(std::string(v)));
      }
    }
    Object one;
    one.set("field", Value(std::string(condition.field)));
    one.set("values", Value(std::move(values)));
    conditions.push_back(Value(std::move(one)));
  }
  if (!conditions.empty()) {
    to.set("when", Value(std::move(conditions)));
  }
}

}  // namespace sutva::detail
