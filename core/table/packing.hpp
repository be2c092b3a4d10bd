// SPDX-License-Identifier: Apache-2.0
// A table as runs of bytes, for handing it from one worker's memory to another's. Both ends are the same module: the
// layout is nobody else's business and is not kept.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "table/table.hpp"

namespace sutva::table {

// The contents of the columns are not copied: the table must stay as it is.
class Packed {
 public:
  // columns: the names of those to pack; all where there is none.
  explicit Packed(const Table& table, std::span<const std::string> columns = {});

  const std::vector<std::span<const char>>& runs() const { return runs_; }
  std::size_t size() const;  // of all runs

 private:
  std::vector<char> head_;
  std::vector<std::span<const char>> runs_;
};

// Adds a part of the same file, or fills a table that has no columns yet. bytes: all runs of a Packed, one after the
// other, at a multiple of eight.
void append_packed(Table& to, std::span<const char> bytes);

}  // namespace sutva::table
