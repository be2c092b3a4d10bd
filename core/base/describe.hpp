// SPDX-License-Identifier: Apache-2.0
// Describe once: a struct names its fields here, and everything else is derived from that description
// (reading a request, writing a result, the TypeScript types, the forms, links, the terminal, the reference).
//
//   struct Request {
//     double alpha = 0.05;
//     static constexpr auto describe() {
//       return described("Request", field("alpha", &Request::alpha, "Significance level")
//                                       .in(Unit::share).above(0).below(1)
//                                       .help("Share of false alarms accepted when nothing changes."));
//     }
//   };
//
// The default of a field is its member initialiser. An enum is described by a function found by argument-dependent
// lookup: `constexpr auto describe(std::type_identity<Sides>) { return std::array{Choice{Sides::two, "two", ...}}; }`.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

namespace sutva {

// What a number counts. Written beside it wherever it is shown.
enum class Unit : std::uint8_t {
  none,
  share,
  people,
  people_per_day,
  days,
  weeks,
  replicates,
  rows,
  outcome,
  sd,
  clusters,
  periods,
  events,
  looks,
  points,
  level,  // a value of the outcome: a share where the metric is a proportion
  effect  // on the scale the effect is given on: relative, or as a difference of the outcome
};

constexpr std::string_view name(Unit unit) {
  constexpr std::array<std::string_view, 17> names{
      "",   "share",    "people",  "people/day", "days",  "weeks",  "replicates", "rows",  "outcome",
      "sd", "clusters", "periods", "events",     "looks", "points", "level",      "effect"};
  return names[static_cast<std::size_t>(unit)];
}

struct Range {
  double min = -std::numeric_limits<double>::infinity();
  double max = std::numeric_limits<double>::infinity();
  bool min_open = false;
  bool max_open = false;

  constexpr bool contains(double x) const { return (min_open ? x > min : x >= min) && (max_open ? x < max : x <= max); }
};

// Another default of a number, while a choice of the same struct has one of these values.
struct Start {
  double value = 0;
  std::string_view field{};
  std::array<std::string_view, 2> values{};
};

// A field counts only while another field, a choice, has one of these values.
struct Condition {
  std::string_view field;
  std::array<std::string_view, 12> values{};

  constexpr bool allows(std::string_view value) const {
    for (std::string_view v : values) {
      if (!v.empty() && v == value) {
        return true;
      }
    }
    return false;
  }
};

template <class E>
struct Choice {
  E value;
  std::string_view name;
  std::string_view label;
  std::string_view help = "";
  // Offered only while another choice has this value; empty: always.
  std::string_view beside_field = "";
  std::string_view beside_value = "";

  constexpr Choice beside(std::string_view field, std::string_view other) const {
    return {value, name, label, help, field, other};
  }
};

// Clang 14 does not deduce the arguments of an aggregate by itself.
template <class E>
Choice(E, std::string_view, std::string_view) -> Choice<E>;
template <class E>
Choice(E, std::string_view, std::string_view, std::string_view) -> Choice<E>;

// What only reading a field and its error messages need: a result has none of it in the page's module (base/read.hpp).
struct FieldRules {
  std::string_view label;
  Unit unit = Unit::none;
  Range range{};
  bool needed = false;
  std::array<Condition, 3> conditions{};
  Start start{};
};

// What only forms and the reference need: none of it is in the page's module (base/schema.hpp).
struct FieldHelp {
  std::string_view help_text = "";
  std::string_view group = "";
  std::string_view names = "";     // what a text stands for: "rows" that are typed or pasted, a "column" of the table,
                                   // or a "level" of the column that ...
  std::string_view level_of = "";  // ... this other field names
};

template <class S, class M>
struct Field : FieldRules, FieldHelp {
  using Struct = S;
  using Member = M;
  std::string_view name;
  M S::*member = nullptr;

  constexpr Field help(std::string_view text) const {
    return with([&](Field& f) { f.help_text = text; });
  }
  // The heading under which a form shows it; fields of one heading stand together.
  constexpr Field under(std::string_view heading) const {
    return with([&](Field& f) { f.group = heading; });
  }
  // A column of the table by its name; of a list, several.
  constexpr Field names_column() const {
    return with([&](Field& f) { f.names = "column"; });
  }
  // A content of the column that another field names.
  constexpr Field names_level_of(std::string_view column_field) const {
    return with([&](Field& f) { f.names = "level", f.level_of = column_field; });
  }
  // A small table, a row in each line.
  constexpr Field holds_rows() const {
    return with([&](Field& f) { f.names = "rows"; });
  }
  constexpr Field in(Unit u) const {
    return with([&](Field& f) { f.unit = u; });
  }
  constexpr Field above(double bound) const {
    return with([&](Field& f) { f.range.min = bound, f.range.min_open = true; });
  }
  constexpr Field below(double bound) const {
    return with([&](Field& f) { f.range.max = bound, f.range.max_open = true; });
  }
  constexpr Field at_least(double bound) const {
    return with([&](Field& f) { f.range.min = bound; });
  }
  constexpr Field at_most(double bound) const {
    return with([&](Field& f) { f.range.max = bound; });
  }
  // With one of these values of a choice the default is this and not the member's initialiser. Numbers only.
  template <class... V>
  constexpr Field starting_at(double value, std::string_view field, V... values) const {
    static_assert(std::is_same_v<M, double>);
    return with([&](Field& f) { f.start = Start{value, field, {std::string_view(values)...}}; });
  }
  // The request must hold it: there is no default.
  constexpr Field required() const {
    return with([&](Field& f) { f.needed = true; });
  }
  // Only relevant while `field` has one of `values`. Up to three conditions, all of which must hold.
  template <class... V>
  constexpr Field when(std::string_view field, V... values) const {
    return with([&](Field& f) {
      Condition& slot = f.conditions[0].field.empty()   ? f.conditions[0]
                        : f.conditions[1].field.empty() ? f.conditions[1]
                                                        : f.conditions[2];
      slot = Condition{field, {std::string_view(values)...}};
    });
  }

 private:
  template <class Change>
  constexpr Field with(Change change) const {
    Field copy = *this;
    change(copy);
    return copy;
  }
};

template <class S, class M>
constexpr Field<S, M> field(std::string_view name, M S::*member, std::string_view label) {
  Field<S, M> f;
  f.name = name;
  f.label = label;
  f.member = member;
  return f;
}

// The fields of an inner struct stand in the outer one as if they were its own.
template <class S, class M>
struct Inlined {
  using Member = M;
  M S::*member = nullptr;
};

template <class S, class M>
constexpr Inlined<S, M> inlined(M S::*member) {
  return Inlined<S, M>{member};
}

template <class... F>
struct Description {
  std::string_view type;
  std::tuple<F...> fields;
};

template <class... F>
constexpr Description<F...> described(std::string_view type, F... fields) {
  return {type, std::tuple<F...>(fields...)};
}

template <class T>
concept Described = requires {
  T::describe();
};

template <class E>
concept DescribedEnum = std::is_enum_v<E> && requires {
  describe(std::type_identity<E>{});
};

// All choices of an enum, each with its name, label and help.
template <DescribedEnum E>
inline constexpr auto choices_of = describe(std::type_identity<E>{});

// One member of all choices: a program that asks for names does not carry the help.
template <DescribedEnum E, auto Member>
inline constexpr auto column_of_choices = [] {
  constexpr auto& choices = choices_of<E>;
  std::array<std::remove_cvref_t<decltype(choices[0].*Member)>, choices.size()> column{};
  for (std::size_t i = 0; i < column.size(); ++i) {
    column[i] = choices[i].*Member;
  }
  return column;
}();

template <DescribedEnum E>
constexpr std::size_t place_of(E value) {
  constexpr auto& values = column_of_choices<E, &Choice<E>::value>;
  std::size_t place = 0;
  while (place + 1 < values.size() && values[place] != value) {
    ++place;
  }
  return place;
}

template <DescribedEnum E>
constexpr std::string_view name(E value) {
  return column_of_choices<E, &Choice<E>::name>[place_of(value)];
}

template <DescribedEnum E>
constexpr std::string_view label(E value) {
  return column_of_choices<E, &Choice<E>::label>[place_of(value)];
}

}  // namespace sutva
