// SPDX-License-Identifier: Apache-2.0
#include "analyze/groups.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

namespace sutva::analyze {
namespace {

constexpr std::size_t slots_at_first = 1024;

std::string_view text_of(const table::Column& column, std::size_t row) {
  return column.levels[static_cast<std::size_t>(column.codes[row])];
}

}  // namespace

Groups::Groups(const table::Column& column)
    : column_(&column),
      dictionary_(column.kind == table::ColumnKind::text && !column.identifiers),
      slots_(dictionary_ ? 0 : slots_at_first) {}

std::uint32_t Groups::hash(std::size_t row) const {
  if (column_->kind == table::ColumnKind::text) {
    return table::Levels::hash(text_of(*column_, row));
  }
  const double number = column_->numbers[row] + 0.0;  // -0 is 0
  std::array<char, sizeof number> bytes{};
  std::memcpy(bytes.data(), &number, sizeof number);
  return table::Levels::hash({bytes.data(), bytes.size()});
}

bool Groups::same(std::size_t row, std::size_t other) const {
  return column_->kind == table::ColumnKind::text ? text_of(*column_, row) == text_of(*column_, other)
                                                  : column_->numbers[row] == column_->numbers[other];
}

std::int32_t Groups::of(std::size_t row) {
  if (column_->is_missing(static_cast<std::int64_t>(row))) {
    return -1;
  }
  if (dictionary_) {
    const std::int32_t code = column_->codes[row];
    size_ = std::max(size_, static_cast<std::size_t>(code) + 1);
    return code;
  }
  const std::uint32_t key = hash(row);
  std::size_t at = key & (slots_.size() - 1);
  for (; slots_[at].group >= 0; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].hash == key && same(row, first_rows_[static_cast<std::size_t>(slots_[at].group)])) {
      return slots_[at].group;
    }
  }
  const auto group = static_cast<std::int32_t>(size_++);
  slots_[at] = {key, group};
  first_rows_.push_back(static_cast<std::uint32_t>(row));
  if (2 * size_ > slots_.size()) {
    grow();
  }
  return group;
}

void Groups::grow() {
  std::vector<Slot> larger(2 * slots_.size());
  for (const Slot& slot : slots_) {
    if (slot.group >= 0) {
      std::size_t at = slot.hash & (larger.size() - 1);
      while (larger[at].group >= 0) {
        at = (at + 1) & (larger.size() - 1);
      }
      larger[at] = slot;
    }
  }
  slots_ = std::move(larger);
}

}  // namespace sutva::analyze
