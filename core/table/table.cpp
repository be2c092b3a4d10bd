// SPDX-License-Identifier: Apache-2.0
#include "table/table.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace sutva::table {

namespace {

std::string listed(const std::vector<std::int64_t>& lines, std::int64_t count) {
  std::string text = lines.size() == 1 ? "line " : "lines ";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    text += (i == 0 ? "" : ", ") + std::to_string(lines[i]);
  }
  if (count > static_cast<std::int64_t>(lines.size())) {
    text += " and more";
  }
  return text;
}

template <class T>
void append_up_to(std::vector<T>& to, std::vector<T>&& from, std::size_t most) {
  for (T& value : from) {
    if (to.size() >= most) {
      return;
    }
    to.push_back(std::move(value));
  }
}

void append_lines(std::vector<std::int64_t>& to, const std::vector<std::int64_t>& from, std::int64_t lines_before) {
  for (const std::int64_t line : from) {
    if (to.size() >= most_examples) {
      return;
    }
    to.push_back(line + lines_before);
  }
}

// Adds codes, each as `code_of` gives it, in pieces of which none grows the column twice.
template <class F>
void append_codes(std::vector<std::int32_t>& to, std::span<const std::int32_t> codes, F code_of) {
  to.reserve(to.size() + codes.size());
  std::array<std::int32_t, 1024> piece;
  for (std::size_t first = 0; first < codes.size(); first += piece.size()) {
    const std::size_t size = std::min(piece.size(), codes.size() - first);
    for (std::size_t i = 0; i < size; ++i) {
      piece[i] = code_of(codes[first + i]);
    }
    to.insert(to.end(), piece.data(), piece.data() + size);
  }
}

void append(Column& to, Column&& part, const Contents& contents, std::int64_t lines_before) {
  if (to.kind == ColumnKind::number) {
    to.numbers.insert(to.numbers.end(), contents.numbers.data(), contents.numbers.data() + contents.numbers.size());
  } else if (to.identifiers) {
    const auto first = static_cast<std::int32_t>(to.levels.size());
    const bool fits = to.levels.append(contents.text, contents.ends);
    append_codes(to.codes, contents.codes,
                 [=](std::int32_t code) { return code < 0 || !fits ? missing_code : code + first; });
  } else {
    const Levels levels(contents.text, contents.ends);
    std::vector<std::int32_t> code_of;
    for (const std::string_view level : levels) {
      code_of.push_back(to.levels.intern(level).value_or(missing_code));
    }
    append_codes(to.codes, contents.codes,
                 [&](std::int32_t code) { return code < 0 ? code : code_of[static_cast<std::size_t>(code)]; });
  }
  to.missing += part.missing;
  to.unreadable.count += part.unreadable.count;
  append_lines(to.unreadable.first_lines, part.unreadable.first_lines, lines_before);
  append_up_to(to.unreadable.first_contents, std::move(part.unreadable.first_contents), most_examples);
  append_up_to(to.samples, std::move(part.samples), most_samples);
}

}  // namespace

std::int64_t Table::line_of(std::int64_t row) const {
  const auto after = std::upper_bound(lines.begin(), lines.end(), row,
                                      [](std::int64_t r, const LineShift& entry) { return r < entry.row; });
  return after == lines.begin() ? row + 1 : row + std::prev(after)->shift;
}

Issues reading_issues(const Table& table) {
  Issues issues;
  if (table.open_quote_line) {
    issues.push_back(error(Code::unclosed_quote, "",
                           "A quote opens on line " + std::to_string(*table.open_quote_line) +
                               " and never closes. Close it, or double it if it is part of the text."));
  } else if (table.rows == 0) {
    issues.push_back(error(Code::no_rows, "", "The file has no rows of data; at least one is needed."));
  }
  if (table.ragged.count > 0) {
    issues.push_back(warning(
        Code::ragged_rows, "",
        std::to_string(table.ragged.count) + (table.ragged.count == 1 ? " row has" : " rows have") +
            " more or fewer cells than there are columns (" + listed(table.ragged.first_lines, table.ragged.count) +
            "). Cells that are not there count as missing, those too many are ignored."));
  }
  for (const Column& column : table.columns) {
    const Unreadable& unreadable = column.unreadable;
    if (unreadable.count == 0) {
      continue;
    }
    std::string message = std::to_string(unreadable.count) + (unreadable.count == 1 ? " cell" : " cells") +
                          " of the numeric column \"" + column.name + "\" " +
                          (unreadable.count == 1 ? "is not a number and counts" : "are not numbers and count") +
                          " as missing (" + listed(unreadable.first_lines, unreadable.count) + ": ";
    for (std::size_t i = 0; i < unreadable.first_contents.size(); ++i) {
      message += (i == 0 ? "\"" : ", \"") + unreadable.first_contents[i] + "\"";
    }
    issues.push_back(warning(Code::unreadable_cells, "", message + ")."));
  }
  return issues;
}

void reserve(Table& table, std::int64_t rows) {
  for (Column& column : table.columns) {
    if (column.kind == ColumnKind::number) {
      column.numbers.reserve(static_cast<std::size_t>(rows));
    } else {
      column.codes.reserve(static_cast<std::size_t>(rows));
    }
  }
}

void append(Table& to, Table&& part) {
  if (to.columns.empty() && to.line_count == 0) {
    to = std::move(part);
    return;
  }
  std::vector<Contents> contents;
  for (const Column& column : part.columns) {
    contents.push_back({column.numbers, column.codes, column.levels.text(), column.levels.ends()});
  }
  append(to, std::move(part), contents);
}

void append(Table& to, Table&& part, std::span<const Contents> contents) {
  for (std::size_t i = 0; i < to.columns.size() && i < part.columns.size(); ++i) {
    append(to.columns[i], std::move(part.columns[i]), contents[i], to.line_count);
  }
  for (const LineShift& entry : part.lines) {
    const std::int64_t shift = entry.shift + to.line_count - to.rows;
    if (to.lines.empty() || to.lines.back().shift != shift) {
      to.lines.push_back({entry.row + to.rows, shift});
    }
  }
  to.ragged.count += part.ragged.count;
  append_lines(to.ragged.first_lines, part.ragged.first_lines, to.line_count);
  if (!to.open_quote_line && part.open_quote_line) {
    to.open_quote_line = *part.open_quote_line + to.line_count;
  }
  to.rows += part.rows;
  to.line_count += part.line_count;
}

}  // namespace sutva::table
