// SPDX-License-Identifier: Apache-2.0
#include "table/levels.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <utility>

namespace sutva::table {

namespace {

constexpr std::size_t most_levels = std::numeric_limits<std::int32_t>::max();
constexpr std::size_t most_text = std::numeric_limits<std::uint32_t>::max();

std::uint64_t mix(std::uint64_t value) {
  value *= 0x9E3779B97F4A7C15u;  // 2^64 / golden ratio: Fibonacci hashing, Knuth volume 3, 6.4
  return value ^ (value >> 29);
}

bool in_order(std::string_view a, std::string_view b) { return a.size() != b.size() ? a.size() < b.size() : a < b; }

}  // namespace

Levels::Levels(std::initializer_list<std::string_view> levels) {
  for (const std::string_view level : levels) {
    push_back(level);
  }
}

// Room for so many more bytes of text, and for one more level.
bool Levels::make_room(std::size_t more) {
  if (ends_.size() >= most_levels || more > most_text - used_) {
    return false;
  }
  if (text_.size() < used_ + more) {
    text_.grow(used_, std::max(used_ + more, std::min(most_text, 2 * text_.size())));
  }
  return true;
}

void Levels::push_back(std::string_view level) {
  if (!make_room(level.size())) {
    return;
  }
  if (!level.empty()) {
    std::memcpy(text_.data() + used_, level.data(), level.size());
  }
  used_ += level.size();
  ends_.push_back(static_cast<std::uint32_t>(used_));
}

void Levels::pop_back() {
  ends_.pop_back();
  used_ = ends_.empty() ? 0 : ends_.back();
}

bool Levels::append(std::span<const char> text, std::span<const std::uint32_t> ends) {
  if (ends.size() > most_levels - size() || !make_room(text.size())) {
    return false;
  }
  if (!text.empty()) {
    std::memcpy(text_.data() + used_, text.data(), text.size());
  }
  ends_.reserve(ends_.size() + ends.size());
  for (const std::uint32_t end : ends) {
    ends_.push_back(end + static_cast<std::uint32_t>(used_));
  }
  used_ += text.size();
  return true;
}

void Levels::reserve(std::size_t levels, std::size_t text) {
  ends_.reserve(levels);
  if (text_.size() < text) {
    text_.grow(used_, text);
  }
}

std::uint32_t Levels::hash(std::string_view level) {
  const char* at = level.data();
  std::size_t left = level.size();
  std::uint64_t state = left;
  for (; left >= 8; at += 8, left -= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, 8);
    state = mix(state ^ word);
  }
  if (left > 0) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, left);
    state = mix(state ^ word);
  }
  state = mix(state);
  return static_cast<std::uint32_t>(state >> 32);
}

// By the upper bits, so that a larger index is filled in the order of the smaller one.
std::size_t Levels::first_slot(std::uint32_t hash) const {
  return static_cast<std::size_t>((static_cast<std::uint64_t>(hash) * slots_.size()) >> 32);
}

std::size_t Levels::slot_of(std::string_view level, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = first_slot(hash);
  while (slots_[at].code >= 0) {
    if (slots_[at].hash == hash && (*this)[static_cast<std::size_t>(slots_[at].code)] == level) {
      break;
    }
    at = (at + 1) & mask;
  }
  return at;
}

void Levels::build_index(std::size_t slots) {
  std::vector<Slot> before = std::move(slots_);
  slots_ = std::vector<Slot>(slots);
  const std::size_t mask = slots - 1;
  const auto place = [&](Slot slot) {
    std::size_t at = first_slot(slot.hash);
    while (slots_[at].code >= 0) {
      at = (at + 1) & mask;
    }
    slots_[at] = slot;
  };
  if (indexed_levels_ == ends_.size()) {
    for (const Slot& slot : before) {
      if (slot.code >= 0) {
        place(slot);
      }
    }
    return;
  }
  for (std::size_t code = 0; code < ends_.size(); ++code) {
    const std::uint32_t of_level = hash((*this)[code]);
    const std::size_t at = slot_of((*this)[code], of_level);
    if (slots_[at].code < 0) {
      slots_[at] = {of_level, static_cast<std::int32_t>(code)};
    }
  }
  indexed_levels_ = ends_.size();
}

std::optional<std::int32_t> Levels::add(std::string_view level) {
  if (!make_room(level.size())) {
    return std::nullopt;
  }
  push_back(level);
  return static_cast<std::int32_t>(ends_.size() - 1);
}

std::optional<std::int32_t> Levels::intern(std::string_view level) {
  if (sorted_levels_ == ends_.size() && slots_.empty()) {
    if (empty() || in_order((*this)[size() - 1], level)) {
      const auto code = add(level);
      sorted_levels_ = ends_.size();
      return code;
    }
    if ((*this)[size() - 1] == level) {
      return static_cast<std::int32_t>(size() - 1);
    }
  }
  if (!indexed() || 2 * (ends_.size() + 1) > slots_.size()) {
    build_index(std::bit_ceil(std::size_t{3} * ends_.size() + 16));
  }
  const std::uint32_t of_level = hash(level);
  const std::size_t at = slot_of(level, of_level);
  if (slots_[at].code >= 0) {
    return slots_[at].code;
  }
  const auto code = add(level);
  if (code) {
    slots_[at] = {of_level, *code};
    indexed_levels_ = ends_.size();
  }
  return code;
}

std::optional<std::int32_t> Levels::find(std::string_view level) const {
  if (indexed()) {
    const std::int32_t code = slots_[slot_of(level, hash(level))].code;
    return code >= 0 ? std::optional(code) : std::nullopt;
  }
  for (std::size_t code = 0; code < ends_.size(); ++code) {
    if ((*this)[code] == level) {
      return static_cast<std::int32_t>(code);
    }
  }
  return std::nullopt;
}

void Levels::drop_index() {
  slots_ = {};
  indexed_levels_ = 0;
}

}  // namespace sutva::table
