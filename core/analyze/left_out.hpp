// SPDX-License-Identifier: Apache-2.0
// Rows that do not count, by reason, with where they stand in the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/describe.hpp"
#include "table/table.hpp"

namespace sutva::analyze {

struct LeftOut {
  std::string reason;
  std::int64_t count = 0;
  std::vector<std::int64_t> first_lines;

  static constexpr auto describe() {
    using L = LeftOut;
    return described("LeftOut", field("reason", &L::reason, "Reason"), field("count", &L::count, "Rows").in(Unit::rows),
                     field("first_lines", &L::first_lines, "First lines").help("Of the file, counted from 1."));
  }
};

// Counts rows while a table is read from its first row to its last. A reason is the place of its name.
class Reasons {
 public:
  explicit Reasons(std::vector<std::string> names) : names_(std::move(names)), entries_(names_.size()) {}

  void note(std::size_t reason, std::size_t row) {
    Entry& entry = entries_[reason];
    if (++entry.rows <= static_cast<std::int64_t>(table::most_examples)) {
      entry.first.push_back(static_cast<std::int64_t>(row));
    }
  }
  std::int64_t rows(std::size_t reason) const { return entries_[reason].rows; }

  // Those that occurred, in the order of their names.
  std::vector<LeftOut> list(const table::Table& table) const {
    std::vector<LeftOut> all;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (entries_[i].rows > 0) {
        LeftOut one{names_[i], entries_[i].rows, {}};
        for (const std::int64_t row : entries_[i].first) {
          one.first_lines.push_back(table.line_of(row));
        }
        all.push_back(std::move(one));
      }
    }
    return all;
  }

 private:
  struct Entry {
    std::int64_t rows = 0;
    std::vector<std::int64_t> first;
  };
  std::vector<std::string> names_;
  std::vector<Entry> entries_;
};

}  // namespace sutva::analyze
