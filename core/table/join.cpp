// SPDX-License-Identifier: Apache-2.0
#include "table/join.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "base/text.hpp"
#include "table/levels.hpp"
#include "table/scan.hpp"

namespace sutva::table {

namespace {

// The group of the second table that each row belongs to: -1 where there is none.
struct Groups {
  std::vector<std::int32_t> first;
  std::vector<std::int32_t> second;
  std::size_t count = 0;
  std::int64_t only_first = 0;  // distinct ids
};

Groups groups_of_numbers(std::span<const double> first, std::span<const double> second) {
  Groups groups;
  const auto distinct = [](std::vector<double> values) {
    values.erase(std::remove_if(values.begin(), values.end(), [](double x) { return std::isnan(x); }), values.end());
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
  };
  const std::vector<double> ids = distinct({second.begin(), second.end()});
  const auto place = [&](double x) {
    const auto found = std::lower_bound(ids.begin(), ids.end(), x);
    return std::isnan(x) || found == ids.end() || *found != x ? -1 : static_cast<std::int32_t>(found - ids.begin());
  };
  groups.count = ids.size();
  groups.second.reserve(second.size());
  for (const double x : second) {
    groups.second.push_back(place(x));
  }
  std::vector<double> others;
  groups.first.reserve(first.size());
  for (const double x : first) {
    groups.first.push_back(place(x));
    if (groups.first.back() < 0) {
      others.push_back(x);
    }
  }
  groups.only_first = static_cast<std::int64_t>(distinct(std::move(others)).size());
  return groups;
}

// Calls use(row, content) for each row that has one.
template <class F>
void for_contents(const Column& column, std::size_t rows, F use) {
  for (std::size_t row = 0; row < rows; ++row) {
    if (column.is_missing(static_cast<std::int64_t>(row))) {
      continue;
    }
    if (column.kind == ColumnKind::text) {
      use(row, column.levels[static_cast<std::size_t>(column.codes[row])]);
    } else {
      const std::string written = text(column.numbers[row]);
      use(row, std::string_view(written));
    }
  }
}

Groups groups_of_texts(const Table& first, const Column& a, const Table& second, const Column& b) {
  Groups groups;
  const auto rows_first = static_cast<std::size_t>(first.rows);
  const auto rows_second = static_cast<std::size_t>(second.rows);
  Levels ids;
  groups.first.assign(rows_first, -1);
  groups.second.assign(rows_second, -1);
  for_contents(b, rows_second, [&](std::size_t row, std::string_view content) {
    groups.second[row] = ids.intern(content).value_or(-1);
  });
  Levels others;
  for_contents(a, rows_first, [&](std::size_t row, std::string_view content) {
    if (const auto code = ids.find(content)) {
      groups.first[row] = static_cast<std::int32_t>(*code);
    } else {
      others.intern(content);
    }
  });
  groups.count = ids.size();
  groups.only_first = static_cast<std::int64_t>(others.size());
  return groups;
}

// One number for each group, from the rows of the second table.
std::vector<double> put_together(const std::vector<double>& numbers, const Groups& groups, JoinRule rule) {
  std::vector<double> of_group(groups.count, missing_number);
  std::vector<std::int32_t> present(groups.count, 0);
  for (std::size_t row = 0; row < numbers.size(); ++row) {
    if (groups.second[row] < 0 || std::isnan(numbers[row])) {
      continue;
    }
    const auto group = static_cast<std::size_t>(groups.second[row]);
    ++present[group];
    if (present[group] == 1) {
      of_group[group] = numbers[row];
    } else if (rule != JoinRule::first) {
      of_group[group] += numbers[row];
    }
  }
  for (std::size_t group = 0; rule == JoinRule::mean && group < groups.count; ++group) {
    of_group[group] /= std::max(1, present[group]);
  }
  return of_group;
}

void spread(const std::vector<double>& of_group, const Groups& groups, double absent, Column& column) {
  column.kind = ColumnKind::number;
  column.numbers.reserve(groups.first.size());
  for (const std::int32_t group : groups.first) {
    column.numbers.push_back(group < 0 ? absent : of_group[static_cast<std::size_t>(group)]);
  }
  column.missing = count_missing(std::span<const double>(column.numbers));
  for (std::size_t row = 0; row < column.numbers.size() && column.samples.size() < most_samples; ++row) {
    if (!std::isnan(column.numbers[row])) {
      column.samples.push_back(text(column.numbers[row]));
    }
  }
}

void spread_text(const Column& from, const Groups& groups, Column& column) {
  std::vector<std::int32_t> of_group(groups.count, missing_code);
  for (std::size_t row = 0; row < from.codes.size(); ++row) {
    if (groups.second[row] >= 0 && of_group[static_cast<std::size_t>(groups.second[row])] < 0) {
      of_group[static_cast<std::size_t>(groups.second[row])] = from.codes[row];
    }
  }
  column.kind = ColumnKind::text;
  column.codes.reserve(groups.first.size());
  for (const std::int32_t group : groups.first) {
    const std::int32_t code = group < 0 ? missing_code : of_group[static_cast<std::size_t>(group)];
    column.codes.push_back(
        code < 0 ? missing_code
                 : column.levels.intern(from.levels[static_cast<std::size_t>(code)]).value_or(missing_code));
    if (code >= 0 && column.samples.size() < most_samples) {
      column.samples.emplace_back(from.levels[static_cast<std::size_t>(code)]);
    }
  }
  column.missing = count_missing(std::span<const std::int32_t>(column.codes));
}

std::string free_name(const Table& table, const std::string& name) {
  std::string free = name;
  for (int i = 2; table.find(free) != nullptr; ++i) {
    free = name + "_" + std::to_string(i);
  }
  return free;
}

}  // namespace

Outcome<Joined> join(Table& first, const Table& second, const JoinOptions& options) {
  Issues issues;
  const Column* a = first.find(options.on);
  const Column* b = second.find(options.on_second);
  if (a == nullptr) {
    issues.push_back(error(Code::unknown_column, "on", joined("The first file has no column “", options.on, "”.")));
  }
  if (b == nullptr) {
    issues.push_back(
        error(Code::unknown_column, "on_second", joined("The second file has no column “", options.on_second, "”.")));
  }
  if (!issues.empty()) {
    return issues;
  }
  if (second.columns.size() < 2 && options.rule != JoinRule::count) {
    return error(Code::conflict, "on_second",
                 "The second file has no column beside its ids; count its rows, or add a column to it.");
  }
  const bool numbers = a->kind == ColumnKind::number && b->kind == ColumnKind::number;
  const Groups groups = numbers ? groups_of_numbers(a->numbers, b->numbers) : groups_of_texts(first, *a, second, *b);

  Joined result;
  result.rows_first = first.rows;
  result.rows_second = second.rows;
  result.ids_only_first = groups.only_first;
  std::vector<bool> matched(groups.count, false);
  for (const std::int32_t group : groups.first) {
    if (group >= 0) {
      ++result.rows_matched;
      matched[static_cast<std::size_t>(group)] = true;
    }
  }
  result.ids_matched = std::count(matched.begin(), matched.end(), true);
  result.ids_only_second = static_cast<std::int64_t>(groups.count) - result.ids_matched;
  std::vector<double> rows(groups.count, 0);
  for (const std::int32_t group : groups.second) {
    if (group >= 0) {
      rows[static_cast<std::size_t>(group)] += 1;
    }
  }
  result.repeated_second = std::count_if(rows.begin(), rows.end(), [](double n) { return n > 1; });
  if (result.ids_matched == 0) {
    const auto example = [](const Column& column) {
      return column.samples.empty() ? std::string("nothing") : joined("“", column.samples[0], "”");
    };
    return error(Code::conflict, "on_second",
                 joined("No content of “", options.on, "” is in “", options.on_second, "” of the second file (",
                        example(*a), " here, ", example(*b), " there); choose the columns that hold the same ids."));
  }

  const std::string id = options.on_second;
  const auto add = [&](Column&& column, const std::string& name) {
    column.name = free_name(first, name);
    result.columns.push_back(column.name);
    first.columns.push_back(std::move(column));
  };
  if (options.rule == JoinRule::count) {
    Column column;
    spread(rows, groups, 0, column);
    add(std::move(column), "rows");
    return result;
  }
  const double absent = options.rule == JoinRule::sum ? 0 : missing_number;
  for (const Column& from : second.columns) {
    if (from.name == id) {
      continue;
    }
    Column column;
    if (from.kind == ColumnKind::number) {
      spread(put_together(from.numbers, groups, options.rule), groups, absent, column);
    } else {
      spread_text(from, groups, column);
    }
    add(std::move(column), from.name);
  }
  return result;
}

}  // namespace sutva::table
