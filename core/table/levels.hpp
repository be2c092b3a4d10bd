// SPDX-License-Identifier: Apache-2.0
// The distinct contents of a text column, in order of first appearance.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace sutva::table {

// A list of strings kept in one run of bytes: a million ids cost a few bytes each beside their content. The index that
// finds a string's code is built when it is first asked for. A list holds less than 4 GiB of text.
class Levels {
 public:
  Levels() = default;
  Levels(std::initializer_list<std::string_view> levels);

  // Out of what another worker sent: text of all levels in a row, and where each ends (`ends.back() == text.size()`).
  Levels(std::vector<char> text, std::vector<std::uint32_t> ends);

  std::size_t size() const { return ends_.size(); }
  bool empty() const { return ends_.empty(); }

  std::string_view operator[](std::size_t code) const {
    const std::size_t begin = code == 0 ? 0 : ends_[code - 1];
    return {text_.data() + begin, ends_[code] - begin};
  }

  // Adds a level at the end without asking whether it is there already.
  void push_back(std::string_view level);

  // The code of a level; it is added when it is new. None when the list is full.
  std::optional<std::int32_t> intern(std::string_view level);

  // The code of a level that is there.
  std::optional<std::int32_t> find(std::string_view level) const;

  // Gives the memory of the index back; it is built again when needed.
  void drop_index();

  std::span<const char> text() const { return text_; }
  std::span<const std::uint32_t> ends() const { return ends_; }

  class Iterator {
   public:
    using value_type = std::string_view;
    using difference_type = std::ptrdiff_t;
    using iterator_category = std::forward_iterator_tag;
    using pointer = const std::string_view*;
    using reference = std::string_view;

    Iterator() = default;
    Iterator(const Levels* levels, std::size_t code) : levels_(levels), code_(code) {}
    std::string_view operator*() const { return (*levels_)[code_]; }
    Iterator& operator++() {
      ++code_;
      return *this;
    }
    Iterator operator++(int) {
      const Iterator before = *this;
      ++code_;
      return before;
    }
    bool operator==(const Iterator&) const = default;

   private:
    const Levels* levels_ = nullptr;
    std::size_t code_ = 0;
  };

  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size()}; }

  friend bool operator==(const Levels& a, const Levels& b) { return a.ends_ == b.ends_ && a.text_ == b.text_; }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::int32_t code = -1;  // -1: free
  };

  static std::uint32_t hash(std::string_view level);
  std::size_t first_slot(std::uint32_t hash) const;
  std::size_t slot_of(std::string_view level, std::uint32_t hash) const;
  std::optional<std::int32_t> add(std::string_view level);
  void build_index(std::size_t slots);
  bool indexed() const { return indexed_levels_ == ends_.size() && !slots_.empty(); }

  std::vector<char> text_;
  std::vector<std::uint32_t> ends_;
  std::vector<Slot> slots_;  // open addressing, a power of two, at most half full
  std::size_t indexed_levels_ = 0;
  // How many levels at the beginning are in increasing order, shorter ones first. While that is all of them, as in a
  // file sorted by id, a level behind the last one is known to be new without an index.
  std::size_t sorted_levels_ = 0;
};

}  // namespace sutva::table
