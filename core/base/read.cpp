// SPDX-License-Identifier: Apache-2.0
#include "base/read.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/text.hpp"

namespace sutva::detail {
namespace {

// Numbers beyond 2^53 are not counts any more: neighbouring whole numbers fall together.
constexpr double largest_whole = 9007199254740992.0;

std::string bound(double value, Unit unit) { return unit == Unit::share ? joined(value * 100, " %") : text(value); }

// "greater than 0 and at most 50 %"
std::string allowed(const Range& range, Unit unit) {
  const bool low = std::isfinite(range.min);
  std::string said;
  if (low) {
    said += joined(range.min_open ? "greater than " : "at least ", bound(range.min, unit));
  }
  if (std::isfinite(range.max)) {
    said += joined(low ? " and " : "", range.max_open ? "less than " : "at most ", bound(range.max, unit));
  }
  return said;
}

std::string element(std::string_view path, std::size_t index) { return joined(path, "[", std::to_string(index), "]"); }

class Reader {
 public:
  explicit Reader(Issues& issues) : issues_(issues) {}

  bool structure(const StructInfo& info, const StructReading& reading, void* object, const Value& from,
                 std::string_view path);

 private:
  bool field(const FieldInfo& field, const FieldReading& reading, void* object, const Object& from,
             std::string_view prefix);
  bool value(const Type& type, const FieldReading& field, void* to, const Value& from, std::string_view path);
  bool number(const FieldRules& field, double number, bool whole, std::string_view path);
  bool choice(const Type& type, std::uint8_t& to, const Value& from, std::string_view path);
  bool list(const Type& type, const FieldReading& field, void* to, const Value& from, std::string_view path);
  bool refuse(std::string_view path, const Value& from, std::string_view wanted) {
    issues_.push_back(error(Code::wrong_type, path, joined("This needs ", wanted, ", not ", kind_of(from), ".")));
    return false;
  }

  Issues& issues_;
};

bool Reader::number(const FieldRules& field, double number, bool whole, std::string_view path) {
  if (!std::isfinite(number)) {
    issues_.push_back(error(Code::not_finite, path, joined(field.label, " must be a finite number.")));
    return false;
  }
  if (!field.range.contains(number)) {
    const bool low = number < field.range.min || (field.range.min_open && number <= field.range.min);
    issues_.push_back(error(Code::out_of_range, path,
                            joined(field.label, " must be ", allowed(field.range, field.unit), "."),
                            low ? field.range.min : field.range.max));
    return false;
  }
  if (whole && std::abs(number) > largest_whole) {
    issues_.push_back(error(Code::out_of_range, path, joined(field.label, " must be at most 2^53."), largest_whole));
    return false;
  }
  if (whole && number != std::floor(number)) {
    issues_.push_back(error(Code::not_whole, path, joined(field.label, " must be a whole number.")));
    return false;
  }
  return true;
}

bool Reader::choice(const Type& type, std::uint8_t& to, const Value& from, std::string_view path) {
  const auto* held = from.as<std::string>();
  std::vector<std::string_view> names;
  for (const ChoiceText& choice : type.choices) {
    if (held && *held == choice.name) {
      to = choice.value;
      return true;
    }
    names.push_back(choice.name);
  }
  const std::string wanted = listed(names, "or");
  if (!held) {
    return refuse(path, from, joined("one of ", wanted));
  }
  issues_.push_back(error(Code::unknown_choice, path, joined("“", *held, "” is not a choice; use ", wanted, ".")));
  return false;
}

bool Reader::list(const Type& type, const FieldReading& field, void* to, const Value& from, std::string_view path) {
  if (const auto* numbers = from.as<Value::Numbers>(); numbers && type.kind == Kind::numbers) {
    bool good = true;
    for (std::size_t i = 0; i < numbers->size(); ++i) {
      good &= number(field.rules, (*numbers)[i], false, element(path, i));
    }
    *static_cast<std::vector<double>*>(to) = *numbers;
    return good;
  }
  const auto* items = from.as<Array>();
  if (!items) {
    return refuse(path, from, "a list");
  }
  // What is given replaces the default, whatever stands in it.
  if (type.kind == Kind::numbers) {
    static_cast<std::vector<double>*>(to)->clear();
  } else if (type.kind == Kind::integers) {
    static_cast<std::vector<std::int64_t>*>(to)->clear();
  } else if (type.kind == Kind::texts) {
    static_cast<std::vector<std::string>*>(to)->clear();
  } else {
    field.empty(to);
  }
  constexpr Type one_number{.kind = Kind::number}, one_integer{.kind = Kind::integer}, one_text{.kind = Kind::text};
  bool good = true;
  for (std::size_t i = 0; i < items->size(); ++i) {
    const std::string at = element(path, i);
    const Value& item = (*items)[i];
    if (type.kind == Kind::numbers) {
      good &= value(one_number, field, &static_cast<std::vector<double>*>(to)->emplace_back(), item, at);
    } else if (type.kind == Kind::integers) {
      good &= value(one_integer, field, &static_cast<std::vector<std::int64_t>*>(to)->emplace_back(), item, at);
    } else if (type.kind == Kind::texts) {
      good &= value(one_text, field, &static_cast<std::vector<std::string>*>(to)->emplace_back(), item, at);
    } else if (type.kind == Kind::choices) {
      good &= choice(type, *static_cast<std::uint8_t*>(field.append(to)), item, at);
    } else {
      good &= structure(*type.structure, *field.structure, field.append(to), item, at);
    }
  }
  return good;
}

bool Reader::value(const Type& type, const FieldReading& field, void* to, const Value& from, std::string_view path) {
  if (type.optional) {
    Type inner = type;
    inner.optional = false;
    if (value(inner, field, field.fill(to), from, path)) {
      return true;
    }
    field.clear(to);
    return false;
  }
  switch (type.kind) {
    case Kind::boolean:
      if (const auto* held = from.as<bool>()) {
        *static_cast<bool*>(to) = *held;
        return true;
      }
      return refuse(path, from, "true or false");
    case Kind::integer:
    case Kind::number: {
      const auto* held = from.as<double>();
      const bool whole = type.kind == Kind::integer;
      if (!held) {
        return refuse(path, from, "a number");
      }
      if (!number(field.rules, *held, whole, path)) {
        return false;
      }
      if (whole) {
        *static_cast<std::int64_t*>(to) = static_cast<std::int64_t>(*held);
      } else {
        *static_cast<double*>(to) = *held;
      }
      return true;
    }
    case Kind::text:
      if (const auto* held = from.as<std::string>()) {
        *static_cast<std::string*>(to) = *held;
        return true;
      }
      return refuse(path, from, "text");
    case Kind::choice:
      return choice(type, *static_cast<std::uint8_t*>(to), from, path);
    case Kind::structure:
      return structure(*type.structure, *field.structure, to, from, path);
    case Kind::plain:
      if (!from.as<Object>()) {
        return refuse(path, from, "an object");
      }
      *static_cast<Value*>(to) = from;
      return true;
    case Kind::numbers:
    case Kind::integers:
    case Kind::texts:
    case Kind::choices:
    case Kind::structures:
      break;
  }
  return list(type, field, to, from, path);
}

std::string_view choice_name(const Type& type, const void* choice) {
  const std::uint8_t chosen = *static_cast<const std::uint8_t*>(choice);
  return std::find_if(type.choices.begin(), type.choices.end(), [&](const ChoiceText& c) { return c.value == chosen; })
      ->name;
}

// Whether is(name) holds for what was chosen in a field of the same struct; of a list, for any of its choices.
template <class Is>
bool chosen_in(const StructInfo& info, const void* object, std::string_view field, Is is) {
  const auto chooser =
      std::find_if(info.fields.begin(), info.fields.end(), [&](const FieldInfo& f) { return f.name == field; });
  const Type& type = *chooser->type;
  const void* const member = chooser->member_of(object);
  if (type.kind == Kind::boolean) {
    return is(*static_cast<const bool*>(member) ? "true" : "false");
  }
  if (type.kind != Kind::choices) {
    return is(choice_name(type, member));
  }
  bool any = false;
  for (std::size_t i = 0; i < type.size(member); ++i) {
    any = any || is(choice_name(type, type.item(member, i)));
  }
  return any;
}

// Whether a field counts, given the choices made in the same struct.
bool relevant(const StructInfo& info, const void* object, const FieldRules& field) {
  return std::all_of(field.conditions.begin(), field.conditions.end(), [&](const Condition& condition) {
    return condition.field.empty() ||
           chosen_in(info, object, condition.field, [&](std::string_view chosen) { return condition.allows(chosen); });
  });
}

// The default that comes with a choice.
void begin(const StructInfo& info, void* object, const FieldInfo& field, const Start& start) {
  if (start.field.empty()) {
    return;
  }
  if (chosen_in(info, object, start.field, [&](std::string_view chosen) {
        return std::find(start.values.begin(), start.values.end(), chosen) != start.values.end();
      })) {
    *static_cast<double*>(field.member(object)) = start.value;
  }
}

bool Reader::field(const FieldInfo& field, const FieldReading& reading, void* object, const Object& from,
                   std::string_view prefix) {
  const std::string path = joined(prefix, field.name);
  const Value* held = from.find(field.name);
  if (held && !held->absent()) {
    return value(*field.type, reading, field.member(object), *held, path);
  }
  if (reading.rules.needed) {
    issues_.push_back(error(Code::required, path, joined(reading.rules.label, " is needed.")));
    return false;
  }
  return true;
}

bool Reader::structure(const StructInfo& info, const StructReading& reading, void* object, const Value& from,
                       std::string_view path) {
  static const Object nothing;
  const Object* members = from.absent() ? &nothing : from.as<Object>();
  if (!members) {
    return refuse(path, from, "an object with named fields");
  }
  const std::string prefix = path.empty() ? std::string() : joined(path, ".");
  bool good = true;
  // Choices first: whether another field counts depends on them.
  for (const bool choices : {true, false}) {
    for (std::size_t i = 0; i < info.fields.size(); ++i) {
      const FieldInfo& f = info.fields[i];
      if ((f.type->kind == Kind::choice || f.type->kind == Kind::choices) == choices &&
          (choices || relevant(info, object, reading.fields[i].rules))) {
        begin(info, object, f, reading.fields[i].rules.start);
        good &= field(f, reading.fields[i], object, *members, prefix);
      }
    }
  }
  for (const auto& [name, unused] : members->members) {
    if (std::none_of(info.fields.begin(), info.fields.end(),
                     [&, &key = name](const FieldInfo& f) { return f.name == key; })) {
      issues_.push_back(warning(Code::unknown_field, joined(prefix, name),
                                joined("There is no field “", name, "”; it was ignored.")));
    }
  }
  return good;
}

}  // namespace

bool read_struct(const StructInfo& info, const StructReading& reading, void* object, const Value& from,
                 Issues& issues) {
  return Reader(issues).structure(info, reading, object, from, "");
}

}  // namespace sutva::detail
