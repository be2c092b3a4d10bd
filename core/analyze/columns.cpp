// SPDX-License-Identifier: Apache-2.0
#include "analyze/columns.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "table/dates.hpp"
#include "table/roles.hpp"
#include "table/scan.hpp"

namespace sutva::analyze {
namespace {

using table::Column;
using table::ColumnKind;
using table::Table;

std::string lower(std::string_view content) {
  std::string small(content);
  std::transform(small.begin(), small.end(), small.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return small;
}

std::optional<double> truth(std::string_view content) {
  constexpr std::array<std::string_view, 4> yes{"true", "yes", "t", "y"};
  constexpr std::array<std::string_view, 4> no{"false", "no", "f", "n"};
  const std::string word = lower(content);
  if (std::find(yes.begin(), yes.end(), word) != yes.end()) {
    return 1;
  }
  if (std::find(no.begin(), no.end(), word) != no.end()) {
    return 0;
  }
  return std::nullopt;
}

std::string quoted_levels(const std::vector<LevelCount>& levels) {
  std::vector<std::string> quoted;
  for (const LevelCount& level : levels) {
    quoted.push_back(joined("“", level.level, "”"));
    if (quoted.size() == 8) {
      break;
    }
  }
  const std::vector<std::string_view> views(quoted.begin(), quoted.end());
  return listed(views, "and");
}

}  // namespace

std::optional<std::vector<LevelCount>> levels_of(const Column& column, std::size_t most) {
  std::vector<LevelCount> levels;
  if (column.kind == ColumnKind::text) {
    if (column.levels.size() > most) {
      return std::nullopt;
    }
    const std::vector<std::int64_t> counts = table::count_codes(column.codes, column.levels.size());
    for (std::size_t code = 0; code < column.levels.size(); ++code) {
      levels.push_back({std::string(column.levels[code]), counts[code]});
    }
    return levels;
  }
  const auto counts = table::count_numbers(column.numbers, most);
  if (!counts) {
    return std::nullopt;
  }
  for (const table::NumberCount& one : *counts) {
    levels.push_back({text(one.number), one.count, one.number});
  }
  return levels;
}

Issue not_numbers(std::string_view field, const Column& column, std::string_view said) {
  const std::string example = column.samples.empty() ? std::string() : joined(", such as “", column.samples[0], "”");
  if (table::dates_of(column).kind != table::DateKind::none) {
    return error(Code::not_numeric, field,
                 joined("“", column.name, "” holds dates", example, "; the ", said,
                        " needs numbers. Write how many days it took instead of the date, or choose another column."));
  }
  return error(
      Code::not_numeric, field,
      joined("“", column.name, "” holds text", example, "; the ", said, " needs numbers, true/false or yes/no."));
}

Issue unknown_column(std::string_view field, std::string_view column, const Table& table) {
  std::vector<std::string_view> names;
  for (const Column& c : table.columns) {
    names.push_back(c.name);
    if (names.size() == 12) {
      break;
    }
  }
  return error(Code::unknown_column, field,
               joined("There is no column “", column, "”; the file has ", listed(names, "and"),
                      table.columns.size() > names.size() ? " and more." : "."));
}

Outcome<ArmView> ArmView::of(const Table& table, std::string_view arm, std::string_view control,
                             std::string_view treatment) {
  const Column* column = table.find(arm);
  if (!column) {
    return unknown_column("arm", arm, table);
  }
  const auto levels = levels_of(*column, most_arms);
  if (!levels) {
    return error(Code::too_many_levels, "arm",
                 joined("“", arm, "” has more than ", text(static_cast<std::int64_t>(most_arms)),
                        " different values; an arm column has a few."),
                 static_cast<double>(most_arms));
  }
  if (levels->size() < 2) {
    return levels->empty()
               ? error(Code::one_arm, "arm", joined("“", arm, "” is empty in every row."))
               : error(Code::one_arm, "arm",
                       joined("Every row is in the same arm, “", (*levels)[0].level, "”; a comparison needs two."));
  }
  std::vector<std::string> names;
  for (const LevelCount& level : *levels) {
    names.push_back(level.level);
  }
  ArmView view;
  view.column_ = column;
  view.control_ = control;
  view.treatment_ = treatment;
  const auto other_than = [&](const std::string& taken) {
    return names.size() == 2 ? names[names[0] == taken ? 1 : 0] : std::string();
  };
  if (control.empty() && treatment.empty()) {
    view.control_ = table::guess_control(names).value_or(std::string());
    if (view.control_.empty() && names.size() == 2) {
      view.control_ = std::min(names[0], names[1]);
    }
  }
  if (view.control_.empty() && !view.treatment_.empty()) {
    view.control_ = other_than(view.treatment_);
  }
  if (view.treatment_.empty() && !view.control_.empty()) {
    view.treatment_ = other_than(view.control_);
  }
  Issues issues;
  const auto check = [&](std::string_view field, const std::string& level) {
    if (level.empty()) {
      issues.push_back(error(Code::required, field,
                             joined("“", arm, "” has ", static_cast<std::int64_t>(names.size()), " levels (",
                                    quoted_levels(*levels), "); choose one for ", field, ".")));
      return;
    }
    if (std::find(names.begin(), names.end(), level) == names.end()) {
      issues.push_back(error(Code::unknown_level, field,
                             joined("“", arm, "” never says “", level, "”; it says ", quoted_levels(*levels), ".")));
    }
  };
  check("control", view.control_);
  check("treatment", view.treatment_);
  if (issues.empty() && view.control_ == view.treatment_) {
    issues.push_back(error(Code::conflict, "treatment", "Control and treatment are the same level; choose two."));
  }
  if (!issues.empty()) {
    return issues;
  }
  const auto place = [&](const std::string& level) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), level) - names.begin());
  };
  view.control_code_ = static_cast<std::int32_t>(place(view.control_));
  view.treatment_code_ = static_cast<std::int32_t>(place(view.treatment_));
  view.control_number_ = (*levels)[place(view.control_)].number;
  view.treatment_number_ = (*levels)[place(view.treatment_)].number;
  return view;
}

std::optional<NumberView> NumberView::of(const Column& column) {
  NumberView view;
  if (column.kind == ColumnKind::number) {
    view.numbers_ = column.numbers.data();
    return view;
  }
  if (column.levels.empty() || column.levels.size() > 8) {
    return std::nullopt;
  }
  view.codes_ = column.codes.data();
  for (std::string_view level : column.levels) {
    const std::optional<double> value = truth(level);
    if (!value) {
      return std::nullopt;
    }
    view.values_.push_back(*value);
  }
  return view;
}

}  // namespace sutva::analyze
