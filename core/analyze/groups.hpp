// SPDX-License-Identifier: Apache-2.0
// Rows with the same content of a column, numbered: the units of a file with several rows each, or clusters.
#pragma once

#include <cstdint>
#include <vector>

#include "table/table.hpp"

namespace sutva::analyze {

// Rows are asked for in any order, most cheaply in that of the file. Texts with a dictionary are their codes; numbers
// and identifiers go through a hash table that remembers the first row of each group. The column must outlive it.
class Groups {
 public:
  explicit Groups(const table::Column& column);

  // The group of a row; -1 where the content is missing.
  std::int32_t of(std::size_t row);
  // One more than the largest number given so far. A dictionary's codes may name groups without a row.
  std::size_t size() const { return size_; }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::int32_t group = -1;  // -1: free
  };

  std::uint32_t hash(std::size_t row) const;
  bool same(std::size_t row, std::size_t other) const;
  void grow();

  const table::Column* column_;
  bool dictionary_;
  std::size_t size_ = 0;
  std::vector<std::uint32_t> first_rows_;  // by group
  std::vector<Slot> slots_;                // open addressing, a power of two, at most half full
};

}  // namespace sutva::analyze
