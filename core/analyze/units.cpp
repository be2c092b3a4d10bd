// SPDX-License-Identifier: Apache-2.0
#include "analyze/units.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <string_view>

namespace sutva::analyze {
namespace {

// What is known of a unit. Crossed is set once, so that a unit is counted once however often it crosses.
constexpr std::uint8_t seen = 1, in_control = 2, in_treatment = 4, crossed = in_control | in_treatment;

constexpr unsigned bucket_bits = 10;
constexpr std::size_t rows_at_once = 8192;

std::size_t bucket_of(std::uint32_t hash) { return hash >> (32U - bucket_bits); }

std::string_view text_of(const table::Column& column, std::size_t row) {
  return column.levels[static_cast<std::size_t>(column.codes[row])];
}

}  // namespace

UnitCheck::UnitCheck(const table::Column& units, const ArmView& arms)
    : units_(&units),
      arms_(&arms),
      dictionary_(units.kind == table::ColumnKind::text && !units.identifiers),
      last_number_(-std::numeric_limits<double>::infinity()) {
  flags_.assign(dictionary_ ? units.levels.size() : 0, 0);
}

void UnitCheck::add(std::size_t first, std::size_t last) {
  rows_ = last;
  if (dictionary_) {
    for (std::size_t row = first; row < last; ++row) {
      const std::int32_t code = units_->codes[row];
      if (code >= 0) {
        std::uint8_t& flags = flags_[static_cast<std::size_t>(code)];
        note(row, flags);
      }
    }
    return;
  }
  for (std::size_t row = first; row < last && rising_; ++row) {
    rising_ = units_->is_missing(static_cast<std::int64_t>(row)) || rises(row);
  }
}

// Of texts a shorter one comes before a longer one, as numbers at the end of an id do.
bool UnitCheck::rises(std::size_t row) {
  if (units_->kind == table::ColumnKind::number) {
    const bool larger = units_->numbers[row] > last_number_;
    last_number_ = units_->numbers[row];
    return larger;
  }
  const std::int32_t code = units_->codes[row];
  const std::string_view text = text_of(*units_, row);
  const std::string_view last =
      last_code_ < 0 ? std::string_view() : units_->levels[static_cast<std::size_t>(last_code_)];
  last_code_ = code;
  return last.size() != text.size() ? last.size() < text.size() : last < text;
}

std::uint32_t UnitCheck::hash(std::size_t row) const {
  if (units_->kind == table::ColumnKind::text) {
    return table::Levels::hash(text_of(*units_, row));
  }
  const double id = units_->numbers[row] + 0.0;  // -0 is 0
  std::array<char, sizeof id> bytes{};
  std::memcpy(bytes.data(), &id, sizeof id);
  return table::Levels::hash({bytes.data(), bytes.size()});
}

bool UnitCheck::same(std::size_t row, std::size_t other) const {
  return units_->kind == table::ColumnKind::text ? text_of(*units_, row) == text_of(*units_, other)
                                                 : units_->numbers[row] == units_->numbers[other];
}

[[gnu::noinline]] void UnitCheck::hash_rows(std::size_t first, std::size_t last,
                                            std::vector<std::uint32_t>& hashes) const {
  for (std::size_t row = first; row < last; ++row) {
    if (!units_->is_missing(static_cast<std::int64_t>(row))) {
      hashes[row] = hash(row);
    }
  }
}

void UnitCheck::finish() {
  if (dictionary_ || rising_) {
    return;
  }
  std::vector<std::uint32_t> hashes(rows_);
  for (std::size_t first = 0; first < rows_; first += rows_at_once) {
    hash_rows(first, std::min(rows_, first + rows_at_once), hashes);
  }
  std::array<std::size_t, (std::size_t{1} << bucket_bits) + 1> ends{};
  for (std::size_t row = 0; row < rows_; ++row) {
    ends[bucket_of(hashes[row]) + 1] += units_->is_missing(static_cast<std::int64_t>(row)) ? 0U : 1U;
  }
  for (std::size_t bucket = 1; bucket < ends.size(); ++bucket) {
    ends[bucket] += ends[bucket - 1];
  }
  // A bucket's begin moves to its end as it is filled, which is where the next one began.
  std::vector<Entry> entries(ends.back());
  for (std::size_t row = 0; row < rows_; ++row) {
    if (!units_->is_missing(static_cast<std::int64_t>(row))) {
      entries[ends[bucket_of(hashes[row])]++] = {hashes[row], static_cast<std::uint32_t>(row)};
    }
  }
  hashes = {};
  std::size_t begin = 0;
  for (std::size_t bucket = 0; bucket + 1 < ends.size(); ++bucket) {
    search(std::span(entries).subspan(begin, ends[bucket] - begin));
    begin = ends[bucket];
  }
  std::sort(first_rows_.begin(), first_rows_.end());
}

// Not inline, so that V8 can replace it by faster code between two buckets.
[[gnu::noinline]] void UnitCheck::search(std::span<const Entry> bucket) {
  const std::size_t size = std::bit_ceil(2 * bucket.size() + 1);
  slots_.assign(size, 0);
  flags_.assign(bucket.size(), 0);
  for (std::size_t i = 0; i < bucket.size(); ++i) {
    const Entry entry = bucket[i];
    std::size_t at = entry.hash & (size - 1);
    for (; slots_[at] != 0; at = (at + 1) & (size - 1)) {
      const std::size_t before = slots_[at] - 1;
      if (bucket[before].hash == entry.hash && same(bucket[before].row, entry.row)) {
        if (flags_[before] == 0) {
          note(bucket[before].row, flags_[before]);
        }
        note(entry.row, flags_[before]);
        break;
      }
    }
    if (slots_[at] == 0) {
      slots_[at] = static_cast<std::uint32_t>(i) + 1;
    }
  }
}

void UnitCheck::note(std::size_t row, std::uint8_t& flags) {
  if (flags & seen) {
    ++repeated_rows_;
    first_rows_.push_back(static_cast<std::int64_t>(row));
    if (first_rows_.size() > table::most_examples) {
      first_rows_.erase(std::max_element(first_rows_.begin(), first_rows_.end()));
    }
  }
  const Arm arm = arms_->at(row);
  const bool was_crossed = (flags & crossed) == crossed;
  const int added = seen | (arm == Arm::control ? in_control : 0) | (arm == Arm::treatment ? in_treatment : 0);
  flags = static_cast<std::uint8_t>(flags | added);
  crossed_units_ += !was_crossed && (flags & crossed) == crossed;
}

}  // namespace sutva::analyze
