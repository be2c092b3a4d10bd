// SPDX-License-Identifier: Apache-2.0
// Units that stand in more than one row, or in more than one arm.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analyze/columns.hpp"
#include "table/table.hpp"

namespace sutva::analyze {

// Rows are added in order, from 0. Ids that only rise, the usual case, need no memory; texts with a dictionary are
// counted by their codes; all others are put into buckets by their hash at the end, when each bucket, which fits the
// processor's cache, is searched on its own. Both columns must outlive the check.
class UnitCheck {
 public:
  UnitCheck(const table::Column& units, const ArmView& arms);

  void add(std::size_t first, std::size_t last);  // rows [first, last)
  void finish();                                  // after the last row

  std::int64_t repeated_rows() const { return repeated_rows_; }  // rows whose unit stood in an earlier row
  std::int64_t crossed_units() const { return crossed_units_; }  // units in both arms
  std::int64_t missing() const { return units_->missing; }
  const std::vector<std::int64_t>& first_rows() const { return first_rows_; }  // of the repeats, at most 5

 private:
  struct Entry {
    std::uint32_t hash;
    std::uint32_t row;
  };

  bool rises(std::size_t row);
  std::uint32_t hash(std::size_t row) const;
  bool same(std::size_t row, std::size_t other) const;
  void hash_rows(std::size_t first, std::size_t last, std::vector<std::uint32_t>& hashes) const;
  void search(std::span<const Entry> bucket);
  void note(std::size_t row, std::uint8_t& flags);

  const table::Column* units_;
  const ArmView* arms_;
  bool dictionary_;
  bool rising_ = true;
  double last_number_;
  std::int32_t last_code_ = table::missing_code;
  std::size_t rows_ = 0;
  std::vector<std::uint8_t> flags_;   // by code, or by place in the bucket
  std::vector<std::uint32_t> slots_;  // of the bucket: open addressing, place in it + 1
  std::int64_t repeated_rows_ = 0, crossed_units_ = 0;
  std::vector<std::int64_t> first_rows_;
};

}  // namespace sutva::analyze
