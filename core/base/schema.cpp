// SPDX-License-Identifier: Apache-2.0
#include "base/schema.hpp"

#include <array>
#include <cmath>
#include <span>
#include <string_view>

#include "base/write.hpp"

namespace sutva {

std::string_view name(Kind kind) {
  constexpr std::array<std::string_view, 12> names{"boolean",  "integer", "number",  "text",   "choice",  "numbers",
                                                   "integers", "texts",   "choices", "struct", "structs", "plain"};
  return names[static_cast<std::size_t>(kind)];
}

namespace {

Value text_value(std::string_view content) { return Value(std::string(content)); }

void put_range(Object& to, const Range& range) {
  if (std::isfinite(range.min)) {
    to.set("min", Value(range.min));
    to.set("min_open", Value(range.min_open));
  }
  if (std::isfinite(range.max)) {
    to.set("max", Value(range.max));
    to.set("max_open", Value(range.max_open));
  }
}

Object condition_value(std::string_view field, std::span<const std::string_view> values) {
  Array list;
  for (const std::string_view value : values) {
    if (!value.empty()) {
      list.push_back(text_value(value));
    }
  }
  Object one;
  one.set("field", text_value(field));
  one.set("values", Value(std::move(list)));
  return one;
}

void put_start(Object& to, const Start& start) {
  if (start.field.empty()) {
    return;
  }
  Object one = condition_value(start.field, start.values);
  one.set("value", Value(start.value));
  to.set("start", Value(std::move(one)));
}

void put_conditions(Object& to, const FieldRules& field) {
  Array conditions;
  for (const Condition& condition : field.conditions) {
    if (condition.field.empty()) {
      continue;
    }
    conditions.push_back(Value(condition_value(condition.field, condition.values)));
  }
  if (!conditions.empty()) {
    to.set("when", Value(std::move(conditions)));
  }
}

void put_choices(Object& to, const Type& type, const FieldWords& words) {
  if (type.choices.empty()) {
    return;
  }
  Array choices;
  for (std::size_t i = 0; i < type.choices.size(); ++i) {
    Object choice;
    choice.set("name", text_value(type.choices[i].name));
    choice.set("label", text_value(words.choices[i].label));
    choice.set("help", text_value(words.choices[i].help));
    if (!words.choices[i].beside_field.empty()) {
      choice.set("beside",
                 Value(condition_value(words.choices[i].beside_field, std::array{words.choices[i].beside_value})));
    }
    choices.push_back(Value(std::move(choice)));
  }
  to.set("choices", Value(std::move(choices)));
}

// A list of numbers is written as any other list: what reads the catalogue reads JSON.
Value default_value(const Type& type, const void* from) {
  Value value = write_typed(type, from);
  if (const auto* numbers = value.as<Value::Numbers>()) {
    Array list;
    for (const double number : *numbers) {
      list.push_back(Value(number));
    }
    return Value(std::move(list));
  }
  return value;
}

}  // namespace

namespace detail {

Value schema(const StructWords& of, const void* defaults) {
  Array fields;
  for (std::size_t i = 0; i < of.fields.size(); ++i) {
    const FieldInfo& field = of.info->fields[i];
    const FieldRules& rules = of.reading->fields[i].rules;
    const FieldWords& words = of.fields[i];
    Object one;
    one.set("name", text_value(field.name));
    one.set("label", text_value(rules.label));
    one.set("help", text_value(words.help.help_text));
    one.set("unit", text_value(name(rules.unit)));
    one.set("type", text_value(name(field.type->kind)));
    if (!words.help.group.empty()) {
      one.set("group", text_value(words.help.group));
    }
    if (!words.help.names.empty()) {
      one.set("names", text_value(words.help.names));
    }
    if (!words.help.level_of.empty()) {
      one.set("level_of", text_value(words.help.level_of));
    }
    one.set("optional", Value(field.type->optional));
    one.set("required", Value(rules.needed));
    if (field.type->structure) {
      one.set("struct", schema(*words.structure, nullptr));
    } else if (defaults && !rules.needed) {
      if (Value value = default_value(*field.type, field.member_of(defaults)); !value.absent()) {
        one.set("default", std::move(value));
      }
    }
    put_range(one, rules.range);
    put_choices(one, *field.type, words);
    put_conditions(one, rules);
    put_start(one, rules.start);
    fields.push_back(Value(std::move(one)));
  }
  Object schema;
  schema.set("type", text_value(of.type));
  schema.set("fields", Value(std::move(fields)));
  return Value(std::move(schema));
}

}  // namespace detail
}  // namespace sutva
