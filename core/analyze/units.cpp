// SPDX-License-Identifier: Apache-2.0
#include "analyze/units.hpp"

#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>

namespace sutva::analyze {
namespace {

// What is known of a unit. Crossed is set once, so that a unit is counted once however often it crosses.
constexpr std::uint8_t seen = 1, in_control = 2, in_treatment = 4, crossed = in_control | in_treatment;

}  // namespace

UnitCheck::UnitCheck(const table::Column& units, const ArmView& arms)
    : units_(&units),
      arms_(&arms),
      rising_(units.kind == table::ColumnKind::number),
      last_(-std::numeric_limits<double>::infinity()) {
  flags_.assign(units.kind == table::ColumnKind::text ? units.levels.size() : 0, 0);
}

void UnitCheck::add(std::size_t row) {
  if (units_->kind == table::ColumnKind::text) {
    const std::int32_t code = units_->codes[row];
    if (code < 0) {
      ++missing_;
    } else {
      note(row, code);
    }
    return;
  }
  const double id = units_->numbers[row];
  if (std::isnan(id)) {
    ++missing_;
    return;
  }
  if (rising_ && id > last_) {
    last_ = id;
    return;
  }
  if (rising_) {
    rising_ = false;
    for (std::size_t earlier = 0; earlier < row; ++earlier) {
      if (!std::isnan(units_->numbers[earlier])) {
        add_number(earlier);
      }
    }
  }
  add_number(row);
}

void UnitCheck::add_number(std::size_t row) {
  const double id = units_->numbers[row] + 0.0;  // -0 is 0
  std::array<char, sizeof id> bytes{};
  std::memcpy(bytes.data(), &id, sizeof id);
  const std::optional<std::int32_t> code = ids_.intern({bytes.data(), bytes.size()});
  if (!code) {
    return;  // more ids than a list holds: about 500 million
  }
  if (static_cast<std::size_t>(*code) == flags_.size()) {
    flags_.push_back(0);
  }
  note(row, *code);
}

void UnitCheck::note(std::size_t row, std::int32_t code) {
  std::uint8_t& flags = flags_[static_cast<std::size_t>(code)];
  if (flags & seen) {
    ++repeated_rows_;
    if (first_rows_.size() < table::most_examples) {
      first_rows_.push_back(static_cast<std::int64_t>(row));
    }
  }
  const Arm arm = arms_->at(row);
  const bool was_crossed = (flags & crossed) == crossed;
  const int added = seen | (arm == Arm::control ? in_control : 0) | (arm == Arm::treatment ? in_treatment : 0);
  flags = static_cast<std::uint8_t>(flags | added);
  crossed_units_ += !was_crossed && (flags & crossed) == crossed;
}

}  // namespace sutva::analyze
