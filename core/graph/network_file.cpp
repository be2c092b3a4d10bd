// SPDX-License-Identifier: Apache-2.0
// A network out of a list of edges: two columns of ids, perhaps a weight.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "graph/draft.hpp"

namespace sutva::graph {
namespace {

using table::Column;
using table::ColumnKind;

constexpr std::int64_t rows_at_once = 20'000;
constexpr std::uint32_t no_unit = 0xFFFFFFFFU;
constexpr double largest_exact_id = 9007199254740992;  // 2^53: whole numbers beyond it run together
constexpr float largest_weight = 1e30F;                // so that sums of many are numbers

std::string name_of(double id) {
  return id == std::floor(id) && std::abs(id) <= largest_exact_id ? std::to_string(static_cast<std::int64_t>(id))
                                                                  : text(id);
}

// Rows that something is wrong with: how many, and the first of their lines.
struct Rows {
  std::int64_t count = 0;
  std::vector<std::int64_t> lines;

  void add(const table::Table& table, std::int64_t row) {
    if (++count <= static_cast<std::int64_t>(table::most_examples)) {
      lines.push_back(table.line_of(row));
    }
  }

  // "12 rows (lines 3, 4, 9, 11, 17 and more)"
  std::string described() const {
    std::string all = joined(text(count), count == 1 ? " row" : " rows", lines.size() == 1 ? " (line " : " (lines ");
    for (std::size_t i = 0; i < lines.size(); ++i) {
      all += (i == 0 ? "" : ", ") + std::to_string(lines[i]);
    }
    return all + (count > static_cast<std::int64_t>(lines.size()) ? " and more)" : ")");
  }
};

// Units by their ids, numbered as they first appear. Numbers are told apart as numbers while both columns hold them,
// everything else by its text.
class Units {
 public:
  std::uint32_t of(double id) {
    id += 0.0;  // -0 is 0
    if (slots_.size() < 2 * (numbers_.size() + 1)) {
      grow();
    }
    std::uint32_t& slot = slots_[place(id)];
    if (slot == no_unit) {
      slot = static_cast<std::uint32_t>(numbers_.size());
      numbers_.push_back(id);
    }
    return slot;
  }

  std::uint32_t of(std::string_view id) {
    const auto code = texts_.intern(id);
    return code ? static_cast<std::uint32_t>(*code) : no_unit;
  }

  std::uint32_t count() const { return static_cast<std::uint32_t>(std::max(numbers_.size(), texts_.size())); }
  std::string name(std::uint32_t unit) const {
    return numbers_.empty() ? std::string(texts_[unit]) : name_of(numbers_[unit]);
  }

 private:
  std::size_t place(double id) const {
    const std::size_t mask = slots_.size() - 1;
    std::uint64_t bits = 0;
    std::memcpy(&bits, &id, sizeof bits);
    auto at = static_cast<std::size_t>((bits * 0x9E3779B97F4A7C15U) >> 32U) & mask;
    while (slots_[at] != no_unit && numbers_[slots_[at]] != id) {
      at = (at + 1) & mask;
    }
    return at;
  }

  void grow() {
    slots_.assign(std::max<std::size_t>(1024, 2 * slots_.size()), no_unit);
    for (std::uint32_t unit = 0; unit < numbers_.size(); ++unit) {
      slots_[place(numbers_[unit])] = unit;
    }
  }

  std::vector<double> numbers_;
  std::vector<std::uint32_t> slots_;
  table::Levels texts_;
};

// One of the two columns of ids.
struct End {
  const Column* column = nullptr;
  std::string_view field;
  std::vector<std::uint32_t> unit_of_code;  // of a text column that holds each content once
  Rows missing, inexact;
};

class FileRecipe final : public Recipe {
 public:
  FileRecipe(const table::Table& table, const Column& from, const Column& to, const Column* weight, Draft& draft)
      : table_(&table), weight_(weight) {
    ends_[0].column = &from, ends_[0].field = "from";
    ends_[1].column = &to, ends_[1].field = "to";
    numbers_ = from.kind == ColumnKind::number && to.kind == ColumnKind::number;
    for (End& end : ends_) {
      if (end.column->kind == ColumnKind::text && !end.column->identifiers) {
        end.unit_of_code.assign(end.column->levels.size(), no_unit);
      }
    }
    draft.edges.reserve(static_cast<std::size_t>(table.rows));
  }

  bool step(Draft& draft) override {
    if (row_ < table_->rows) {
      for (const std::int64_t last = std::min(table_->rows, row_ + rows_at_once); row_ < last; ++row_) {
        read(draft);
      }
      if (row_ == table_->rows) {
        finish(draft);
      }
      return true;
    }
    std::vector<std::string>& names = draft.network.names;
    for (std::int64_t i = 0; i < rows_at_once && names.size() < draft.units; ++i) {
      names.push_back(units_.name(static_cast<std::uint32_t>(names.size())));
    }
    return names.size() < draft.units;
  }

  double progress() const override {
    return table_->rows > 0 ? static_cast<double>(row_) / static_cast<double>(table_->rows) : 1;
  }

 private:
  void read(Draft& draft) {
    bool whole = true;
    for (End& end : ends_) {
      if (end.column->is_missing(row_)) {
        end.missing.add(*table_, row_);
        whole = false;
      }
    }
    float weight = 1;
    if (weight_) {
      if (weight_->is_missing(row_)) {
        weight_missing_.add(*table_, row_);
        return;
      }
      weight = static_cast<float>(weight_->numbers[static_cast<std::size_t>(row_)]);
      if (!(weight > 0 && weight <= largest_weight)) {
        weight_wrong_.add(*table_, row_);
        return;
      }
    }
    if (!whole) {
      return;
    }
    const std::uint32_t from = unit_of(ends_[0]);
    const std::uint32_t to = unit_of(ends_[1]);
    if (from == no_unit || to == no_unit) {
      too_many_ = true;
      return;
    }
    draft.edges.push_back({from, to, weight});
  }

  std::uint32_t unit_of(End& end) {
    const Column& column = *end.column;
    const auto row = static_cast<std::size_t>(row_);
    if (column.kind == ColumnKind::number) {
      const double id = column.numbers[row];
      if (std::abs(id) > largest_exact_id) {
        end.inexact.add(*table_, row_);
      }
      return numbers_ ? units_.of(id) : units_.of(std::string_view(name_of(id)));
    }
    const auto code = static_cast<std::size_t>(column.codes[row]);
    if (column.identifiers) {
      return units_.of(column.levels[code]);
    }
    std::uint32_t& unit = end.unit_of_code[code];
    if (unit == no_unit) {
      unit = units_.of(column.levels[code]);
    }
    return unit;
  }

  void finish(Draft& draft) {
    draft.units = units_.count();
    draft.network.names.reserve(draft.units);
    Issues& issues = draft.issues;
    for (const End& end : ends_) {
      if (end.missing.count > 0) {
        issues.push_back(warning(
            Code::missing_values, end.field,
            joined("“", end.column->name, "” is empty in ", end.missing.described(), "; such rows are left out.")));
      }
      if (end.inexact.count > 0) {
        issues.push_back(
            warning(Code::approximation, end.field,
                    joined("“", end.column->name, "” holds whole numbers beyond 2^53 in ", end.inexact.described(),
                           ": different ones may count as the same. Write a letter before them.")));
      }
    }
    if (weight_missing_.count > 0) {
      issues.push_back(
          warning(Code::missing_values, "weight",
                  joined("There is no weight in ", weight_missing_.described(), "; such rows are left out.")));
    }
    if (weight_wrong_.count > 0) {
      issues.push_back(warning(Code::out_of_range, "weight",
                               joined("Weights are numbers above 0 and up to 1e30; those in ",
                                      weight_wrong_.described(), " are not, and such rows are left out."),
                               0));
    }
    if (too_many_) {
      issues.push_back(error(Code::too_large, "from", "The ids are more text than fits into memory (4 GiB)."));
    } else if (draft.edges.empty()) {
      issues.push_back(error(Code::no_rows, "from", "No row names both ends of an edge and has a weight above 0."));
    }
  }

  const table::Table* table_;
  const Column* weight_;
  End ends_[2];
  bool numbers_ = false, too_many_ = false;
  std::int64_t row_ = 0;
  Units units_;
  Rows weight_missing_, weight_wrong_;
};

Issue unknown_column(std::string_view field, std::string_view column, const table::Table& table) {
  std::string names;
  for (std::size_t i = 0; i < table.columns.size() && i < 12; ++i) {
    names += (i == 0 ? "“" : ", “") + table.columns[i].name + "”";
  }
  return error(Code::unknown_column, field,
               joined("There is no column “", column, "”; the file has ", names,
                      table.columns.size() > 12 ? " and more." : "."));
}

}  // namespace

Outcome<std::unique_ptr<Recipe>> file_recipe(const table::Table& table, const NetworkRequest& request, Draft& draft) {
  if (table.columns.empty()) {
    return error(Code::no_table, "network", "Open a file with a list of edges first.");
  }
  Issues issues;
  const auto column_of = [&](std::string_view field, const std::string& name, bool needed) -> const Column* {
    if (name.empty()) {
      if (needed) {
        issues.push_back(error(Code::required, field, "Choose the column that names this end of each edge."));
      }
      return nullptr;
    }
    const Column* const column = table.find(name);
    if (!column) {
      issues.push_back(unknown_column(field, name, table));
    }
    return column;
  };
  const Column* const from = column_of("from", request.from, true);
  const Column* const to = column_of("to", request.to, true);
  const Column* const weight = column_of("weight", request.weight, false);
  if (from && from == to) {
    issues.push_back(error(Code::conflict, "to", "Both ends are the same column; choose another one for one of them."));
  }
  if (weight && (weight == from || weight == to)) {
    issues.push_back(error(Code::conflict, "weight",
                           "This column names an end of the edges; leave the weight empty or choose another column."));
  } else if (weight && weight->kind != ColumnKind::number) {
    issues.push_back(
        error(Code::not_numeric, "weight", joined("“", weight->name, "” holds text; a weight is a number above 0.")));
  }
  if (table.rows == 0) {
    issues.push_back(error(Code::no_rows, "from", "The file has no rows."));
  } else if (static_cast<double>(table.rows) > most_edges) {
    issues.push_back(error(Code::too_large, "from",
                           joined("The file has ", text(table.rows), " rows; at most ",
                                  text(static_cast<std::int64_t>(most_edges)), " edges fit into memory."),
                           most_edges));
  }
  if (has_error(issues)) {
    return issues;
  }
  draft.directed = request.directed;
  draft.weighted = weight != nullptr;
  return {std::make_unique<FileRecipe>(table, *from, *to, weight, draft), std::move(issues)};
}

}  // namespace sutva::graph
