// SPDX-License-Identifier: Apache-2.0
#include "base/outcome.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace sutva {
namespace {

constexpr std::array meanings{
    CodeMeaning{Code::required, "required", "The field has no value and no default."},
    CodeMeaning{Code::wrong_type, "wrong_type", "The value is of another type than the field holds."},
    CodeMeaning{Code::not_finite, "not_finite", "The number is not a finite number."},
    CodeMeaning{Code::not_whole, "not_whole", "The field takes whole numbers only."},
    CodeMeaning{Code::out_of_range, "out_of_range", "The value lies outside the range of the field."},
    CodeMeaning{Code::unknown_field, "unknown_field", "The operation has no field of this name; it was ignored."},
    CodeMeaning{Code::unknown_choice, "unknown_choice", "The value is none of the choices of the field."},
    CodeMeaning{Code::unknown_operation, "unknown_operation", "There is no operation of this name."},
    CodeMeaning{Code::conflict, "conflict", "Two fields contradict each other."},
    CodeMeaning{Code::no_solution, "no_solution", "No value of the unknown satisfies the request."},
    CodeMeaning{Code::too_large, "too_large", "The request is larger than this computation can carry."},
    CodeMeaning{Code::approximation, "approximation",
                "The method rests on an approximation that is doubtful for these inputs."},
    CodeMeaning{Code::no_table, "no_table", "The operation needs a table and none was read."},
    CodeMeaning{Code::empty_file, "empty_file", "The file has no content."},
    CodeMeaning{Code::no_rows, "no_rows", "There is no row of data to use."},
    CodeMeaning{Code::not_text, "not_text", "The file is not delimited text."},
    CodeMeaning{Code::unclosed_quote, "unclosed_quote", "A quoted field is never closed."},
    CodeMeaning{Code::ragged_rows, "ragged_rows", "Some rows have more or fewer fields than the header."},
    CodeMeaning{Code::unreadable_cells, "unreadable_cells",
                "Some cells of a numeric column are not numbers; they count as missing."},
    CodeMeaning{Code::unknown_column, "unknown_column", "The table has no column of this name."},
    CodeMeaning{Code::not_numeric, "not_numeric", "The column holds text where numbers are needed."},
    CodeMeaning{Code::constant, "constant", "The column has the same value in every row that counts."},
    CodeMeaning{Code::one_arm, "one_arm", "The arm column has only one level."},
    CodeMeaning{Code::arm_too_small, "arm_too_small", "An arm has too few rows for a variance."},
    CodeMeaning{Code::unknown_level, "unknown_level", "The column has no such level."},
    CodeMeaning{Code::too_many_levels, "too_many_levels", "The column has too many levels for its role."},
    CodeMeaning{Code::missing_values, "missing_values", "Values are missing, and the arms may differ in how many."},
    CodeMeaning{Code::sample_ratio, "sample_ratio", "The arms differ in size from what was planned."},
    CodeMeaning{Code::duplicate_units, "duplicate_units", "Some units stand in more than one row."},
    CodeMeaning{Code::crossed_units, "crossed_units", "Some units stand in more than one arm."},
    CodeMeaning{Code::imbalance, "imbalance", "The arms differ in a covariate by more than chance should allow."},
    CodeMeaning{Code::dropped_column, "dropped_column", "A covariate adds nothing to the others and was left out."},
    CodeMeaning{Code::unbounded, "unbounded", "The interval has no finite bound on at least one side."},
    CodeMeaning{Code::cancelled, "cancelled", "The work was stopped before it ended."},
    CodeMeaning{Code::engine_failed, "engine_failed", "The engine stopped unexpectedly and was started anew."},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < meanings.size(); ++i) {
    if (static_cast<std::size_t>(meanings[i].code) != i) {
      return false;
    }
  }
  return static_cast<std::size_t>(Code::engine_failed) + 1 == meanings.size();
}
static_assert(in_order(), "every code needs its meaning, in the order of the enumeration");

// The names alone: they travel with every issue, the meanings are for the catalogue.
constexpr auto names = [] {
  std::array<std::string_view, meanings.size()> all{};
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i] = meanings[i].name;
  }
  return all;
}();

}  // namespace

std::span<const CodeMeaning> code_meanings() { return meanings; }

std::string_view name(Code code) { return names[static_cast<std::size_t>(code)]; }

std::string_view name(Severity severity) { return severity == Severity::error ? "error" : "warning"; }

Issue error(Code code, std::string_view field, std::string message, std::optional<double> limit) {
  return {code, std::string(field), std::move(message), Severity::error, limit};
}

Issue warning(Code code, std::string_view field, std::string message, std::optional<double> limit) {
  return {code, std::string(field), std::move(message), Severity::warning, limit};
}

bool has_error(const Issues& issues) {
  return std::any_of(issues.begin(), issues.end(), [](const Issue& i) { return i.severity == Severity::error; });
}

void append(Issues& to, Issues&& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace sutva
