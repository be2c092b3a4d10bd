// SPDX-License-Identifier: Apache-2.0
#include "analyze/count_rows.hpp"

#include <cmath>
#include <optional>

#include "base/text.hpp"
#include "table/marked_number.hpp"
#include "table/number.hpp"

namespace sutva::analyze {
namespace {

std::vector<std::string_view> split(std::string_view text, std::string_view by) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t at = text.find_first_of(by);
    parts.push_back(table::trimmed(text.substr(0, at)));
    if (at == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(at + 1);
  }
}

std::vector<std::string_view> cells_of(std::string_view line) {
  return split(line, line.find('\t') != std::string_view::npos ? "\t" : ",");
}

constexpr std::string_view line_ends = "\n\r;";

std::optional<Issue> problem_of(std::string_view cell, double number, bool count, std::string_view row,
                                std::string_view field) {
  if (number < 0) {
    return error(Code::out_of_range, field, joined("“", row, "”: ", cell, " is negative."), 0.0);
  }
  if (number > 1e15) {
    return error(Code::out_of_range, field, joined("“", row, "”: ", cell, " is too large; at most 1e15."), 1e15);
  }
  if (count && number != std::floor(number)) {
    return error(Code::not_whole, field, joined("“", row, "”: ", cell, " is no whole number; counts are."));
  }
  return std::nullopt;
}

}  // namespace

std::vector<CountRow> count_rows(std::string_view text, const RowShape& shape, std::string_view field, Issues& issues) {
  std::vector<CountRow> rows;
  const std::size_t wanted = shape.names + shape.counts + shape.others;
  for (const std::string_view line : split(text, line_ends)) {
    if (line.empty()) {
      continue;
    }
    if (rows.size() == most_count_rows) {
      issues.push_back(error(Code::too_large, field, joined("At most ", most_count_rows, " rows can be read."),
                             static_cast<double>(most_count_rows)));
      return rows;
    }
    const std::vector<std::string_view> cells = cells_of(line);
    if (cells.size() != wanted) {
      issues.push_back(error(Code::ragged_rows, field,
                             joined("“", line, "” has ", cells.size(), " cells and should have ", wanted, ", as in “",
                                    shape.example, "”.")));
      continue;
    }
    CountRow row;
    bool good = true;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i < shape.names) {
        row.names.emplace_back(cells[i]);
        continue;
      }
      const std::optional<table::MarkedNumber> number = table::parse_marked(cells[i], '.');
      std::optional<Issue> problem =
          number ? problem_of(cells[i], number->value, i < shape.names + shape.counts, line, field)
                 : error(Code::unreadable_cells, field, joined("“", line, "”: “", cells[i], "” is not a number."));
      if (problem) {
        issues.push_back(std::move(*problem));
        good = false;
        break;
      }
      row.numbers.push_back(number->value);
    }
    if (good) {
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

std::size_t cells_of_first_row(std::string_view text) {
  for (const std::string_view line : split(text, line_ends)) {
    if (!line.empty()) {
      return cells_of(line).size();
    }
  }
  return 0;
}

}  // namespace sutva::analyze
