// SPDX-License-Identifier: Apache-2.0
// The distinct contents of a text column, in order of first appearance.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace sutva::table {

// A list of strings kept in one run of bytes: a million ids cost a few bytes each beside their content. The index that
// finds a string's code is built when it is first asked for. A list holds less than 4 GiB of text.
class Levels {
 public:
  Levels() = default;
  Levels(std::initializer_list<std::string_view> levels);

  // Out of what another worker sent: text of all levels in a row, and where each ends (`ends.back() == text.size()`).
  Levels(std::span<const char> text, std::span<const std::uint32_t> ends) { append(text, ends); }

  std::size_t size() const { return ends_.size(); }
  bool empty() const { return ends_.empty(); }

  std::string_view operator[](std::size_t code) const {
    const std::size_t begin = code == 0 ? 0 : ends_[code - 1];
    return {text_.data() + begin, ends_[code] - begin};
  }

  // Adds a level at the end without asking whether it is there already.
  void push_back(std::string_view level);

  // The same, and its code; none when the list is full.
  std::optional<std::int32_t> add(std::string_view level);

  // The same for ASCII text of which bytes up to the next multiple of eight may be read. None when the list is full or
  // the text is not ASCII.
  std::optional<std::int32_t> add_ascii(const char* at, std::size_t size) {
    if (text_.size() < used_ + size + 8) [[unlikely]] {
      if (!make_room(size + 8)) {
        return std::nullopt;
      }
    }
    char* to = text_.data() + used_;
    std::uint64_t all = 0;
    std::uint64_t word = 0;
    std::size_t left = size;
    for (; left >= 8; at += 8, to += 8, left -= 8) {
      std::memcpy(&word, at, 8);
      std::memcpy(to, &word, 8);
      all |= word;
    }
    if (left > 0) {
      std::memcpy(&word, at, 8);
      std::memcpy(to, &word, 8);
      all |= word << (64 - 8 * left);
    }
    if ((all & 0x8080808080808080u) != 0) [[unlikely]] {
      return std::nullopt;
    }
    used_ += size;
    ends_.push_back(static_cast<std::uint32_t>(used_));
    return static_cast<std::int32_t>(ends_.size() - 1);
  }

  void pop_back();

  // Adds all levels of another list. False when they are too many: then none is added.
  bool append(std::span<const char> text, std::span<const std::uint32_t> ends);

  // Memory for so many levels with so much text.
  void reserve(std::size_t levels, std::size_t text);

  // The code of a level; it is added when it is new. None when the list is full.
  std::optional<std::int32_t> intern(std::string_view level);

  // The code of a level that is there.
  std::optional<std::int32_t> find(std::string_view level) const;

  static std::uint32_t hash(std::string_view level);

  // Gives the memory of the index back; it is built again when needed.
  void drop_index();

  std::span<const char> text() const { return {text_.data(), used_}; }
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

  friend bool operator==(const Levels& a, const Levels& b) {
    return a.ends_ == b.ends_ && (a.used_ == 0 || std::memcmp(a.text_.data(), b.text_.data(), a.used_) == 0);
  }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::int32_t code = -1;  // -1: free
  };

  std::size_t first_slot(std::uint32_t hash) const;
  std::size_t slot_of(std::string_view level, std::uint32_t hash) const;
  bool make_room(std::size_t more);
  void build_index(std::size_t slots);
  bool indexed() const { return indexed_levels_ == ends_.size() && !slots_.empty(); }

  // Memory that is not set to anything first, as a vector's would be.
  class Bytes {
   public:
    Bytes() = default;
    Bytes(const Bytes& other) { *this = other; }
    Bytes& operator=(const Bytes& other) {
      Bytes copy;
      copy.grow(0, other.size_);
      if (other.size_ > 0) {
        std::memcpy(copy.data(), other.data(), other.size_);
      }
      return *this = std::move(copy);
    }
    Bytes(Bytes&& other) noexcept : bytes_(std::move(other.bytes_)), size_(std::exchange(other.size_, 0)) {}
    Bytes& operator=(Bytes&& other) noexcept {
      bytes_ = std::move(other.bytes_);
      size_ = std::exchange(other.size_, 0);
      return *this;
    }

    char* data() { return bytes_.get(); }
    const char* data() const { return bytes_.get(); }
    std::size_t size() const { return size_; }
    // The first `used` bytes are kept.
    void grow(std::size_t used, std::size_t size) {
      std::unique_ptr<char[]> larger(new char[size]);
      if (used > 0) {
        std::memcpy(larger.get(), bytes_.get(), used);
      }
      bytes_ = std::move(larger);
      size_ = size;
    }

   private:
    std::unique_ptr<char[]> bytes_;
    std::size_t size_ = 0;
  };

  Bytes text_;  // of which the first used_ bytes count: a word at a time is written at its end
  std::size_t used_ = 0;
  std::vector<std::uint32_t> ends_;
  std::vector<Slot> slots_;  // open addressing, a power of two, at most half full
  std::size_t indexed_levels_ = 0;
  // How many levels at the beginning are in increasing order, shorter ones first. While that is all of them, as in a
  // file sorted by id, a level behind the last one is known to be new without an index.
  std::size_t sorted_levels_ = 0;
};

}  // namespace sutva::table
