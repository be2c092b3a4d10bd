// SPDX-License-Identifier: Apache-2.0
// What every operation returns: a value or none, and everything there is to say about the request.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sutva {

enum class Severity : std::uint8_t { error, warning };

// The closed set of problems Sutva can name. Their meanings stand in outcome.cpp, once.
enum class Code : std::uint8_t {
  required,
  wrong_type,
  not_finite,
  not_whole,
  out_of_range,
  unknown_field,
  unknown_choice,
  unknown_operation,
  conflict,
  no_solution,
  too_large,
  approximation,
  no_table,
  empty_file,
  no_rows,
  not_text,
  unclosed_quote,
  ragged_rows,
  unreadable_cells,
  unknown_column,
  not_numeric,
  constant,
  one_arm,
  arm_too_small,
  unknown_level,
  too_many_levels,
  missing_values,
  sample_ratio,
  duplicate_units,
  crossed_units,
  imbalance,
  dropped_column,
  unbounded,
  cancelled,
  engine_failed,
};

struct CodeMeaning {
  Code code;
  std::string_view name;
  std::string_view meaning;
};

// Every code with its name and one sentence, in the order of the enumeration.
std::span<const CodeMeaning> code_meanings();
std::string_view name(Code code);
std::string_view name(Severity severity);

struct Issue {
  Code code;
  std::string field;    // name of the request field it belongs to; empty: the request as a whole
  std::string message;  // one sentence that says what is wrong and what is allowed
  Severity severity = Severity::error;
  std::optional<double> limit;  // the bound that was crossed, where there is one
};

using Issues = std::vector<Issue>;

Issue error(Code code, std::string_view field, std::string message, std::optional<double> limit = std::nullopt);
Issue warning(Code code, std::string_view field, std::string message, std::optional<double> limit = std::nullopt);
bool has_error(const Issues& issues);
void append(Issues& to, Issues&& from);

// A value or none, with issues. An Outcome holding an error issue holds no value.
template <class T>
struct Outcome {
  using value_type = T;

  std::optional<T> value;
  Issues issues;

  Outcome() = default;
  Outcome(T result, Issues notes = {}) : value(std::move(result)), issues(std::move(notes)) {}  // NOLINT
  Outcome(Issue issue) { issues.push_back(std::move(issue)); }                                  // NOLINT
  Outcome(Issues problems) : issues(std::move(problems)) {}                                     // NOLINT

  explicit operator bool() const { return value.has_value(); }
  const T& operator*() const { return *value; }
  T& operator*() { return *value; }
  const T* operator->() const { return &*value; }
  T* operator->() { return &*value; }
};

}  // namespace sutva
