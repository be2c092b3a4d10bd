// SPDX-License-Identifier: Apache-2.0
#include "table/packing.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <type_traits>

namespace sutva::table {
namespace {

class Packer {
 public:
  void bytes(const void* from, std::size_t size) {
    const auto* const first = static_cast<const char*>(from);
    packed.insert(packed.end(), first, first + size);
  }
  void number(std::int64_t value) { bytes(&value, sizeof value); }
  template <class T>
  void list(std::span<const T> values) {
    static_assert(std::is_trivially_copyable_v<T>);
    number(static_cast<std::int64_t>(values.size()));
    bytes(values.data(), values.size_bytes());
  }
  template <class T>
  void list(const std::vector<T>& values) {
    list(std::span<const T>(values));
  }
  void text(const std::string& value) { list(std::span<const char>(value)); }
  void texts(const std::vector<std::string>& values) {
    number(static_cast<std::int64_t>(values.size()));
    for (const std::string& value : values) {
      text(value);
    }
  }

  std::vector<char> packed;
};

class Unpacker {
 public:
  explicit Unpacker(std::span<const char> bytes) : left_(bytes) {}

  void bytes(void* to, std::size_t size) {
    if (size > 0) {
      std::memcpy(to, left_.data(), size);
    }
    left_ = left_.subspan(size);
  }
  std::size_t left() const { return left_.size(); }
  void pass(std::size_t size) { left_ = left_.subspan(size); }
  // Where it is, not copied.
  template <class T>
  std::span<const T> run(std::int64_t size) {
    const std::span<const T> values(reinterpret_cast<const T*>(left_.data()),  // NOLINT: made from the same type
                                    static_cast<std::size_t>(size));
    pass(values.size_bytes());
    return values;
  }
  std::int64_t number() {
    std::int64_t value = 0;
    bytes(&value, sizeof value);
    return value;
  }
  template <class T>
  std::vector<T> list() {
    std::vector<T> values(static_cast<std::size_t>(number()));
    bytes(values.data(), values.size() * sizeof(T));
    return values;
  }
  std::string text() {
    std::string value(static_cast<std::size_t>(number()), '\0');
    bytes(value.data(), value.size());
    return value;
  }
  std::vector<std::string> texts() {
    std::vector<std::string> values(static_cast<std::size_t>(number()));
    for (std::string& value : values) {
      value = text();
    }
    return values;
  }

 private:
  std::span<const char> left_;
};

}  // namespace

Packed::Packed(const Table& table, std::span<const std::string> columns) {
  std::vector<const Column*> chosen;
  for (const Column& column : table.columns) {
    if (columns.empty() || std::find(columns.begin(), columns.end(), column.name) != columns.end()) {
      chosen.push_back(&column);
    }
  }
  Packer to;
  to.number(table.rows);
  to.number(table.line_count);
  to.number(table.open_quote_line.value_or(-1));
  to.number(table.ragged.count);
  to.list(table.ragged.first_lines);
  to.list(table.lines);
  to.number(static_cast<std::int64_t>(chosen.size()));
  for (const Column* const each : chosen) {
    const Column& column = *each;
    to.text(column.name);
    to.number(column.kind == ColumnKind::number ? 0 : 1);
    to.number(column.identifiers ? 1 : 0);
    to.number(column.missing);
    to.number(column.unreadable.count);
    to.list(column.unreadable.first_lines);
    to.texts(column.unreadable.first_contents);
    to.texts(column.samples);
    to.number(static_cast<std::int64_t>(column.numbers.size()));
    to.number(static_cast<std::int64_t>(column.codes.size()));
    to.number(static_cast<std::int64_t>(column.levels.size()));
    to.number(static_cast<std::int64_t>(column.levels.text().size()));
  }
  head_ = std::move(to.packed);
  head_.resize((head_.size() + 7) / 8 * 8);
  // Wide numbers first, so that all stand at a multiple of their size.
  const auto add = [&]<class T>(std::span<const T> values) {
    runs_.emplace_back(reinterpret_cast<const char*>(values.data()), values.size_bytes());  // NOLINT: as bytes
  };
  add(std::span<const char>(head_));
  for (const Column* const column : chosen) {
    add(std::span<const double>(column->numbers));
  }
  for (const Column* const column : chosen) {
    add(std::span<const std::int32_t>(column->codes));
    add(column->levels.ends());
  }
  for (const Column* const column : chosen) {
    add(column->levels.text());
  }
}

std::size_t Packed::size() const {
  std::size_t size = 0;
  for (const std::span<const char> run : runs_) {
    size += run.size();
  }
  return size;
}

void append_packed(Table& to, std::span<const char> bytes) {
  Unpacker from(bytes);
  Table part;
  part.rows = from.number();
  part.line_count = from.number();
  if (const std::int64_t line = from.number(); line >= 0) {
    part.open_quote_line = line;
  }
  part.ragged.count = from.number();
  part.ragged.first_lines = from.list<std::int64_t>();
  part.lines = from.list<LineShift>();
  part.columns.resize(static_cast<std::size_t>(from.number()));
  struct Sizes {
    std::int64_t numbers, codes, levels, text;
  };
  std::vector<Sizes> sizes;
  for (Column& column : part.columns) {
    column.name = from.text();
    column.kind = from.number() == 0 ? ColumnKind::number : ColumnKind::text;
    column.identifiers = from.number() != 0;
    column.missing = from.number();
    column.unreadable.count = from.number();
    column.unreadable.first_lines = from.list<std::int64_t>();
    column.unreadable.first_contents = from.texts();
    column.samples = from.texts();
    const std::int64_t numbers = from.number(), codes = from.number(), levels = from.number(), text = from.number();
    sizes.push_back({numbers, codes, levels, text});
  }
  from.pass((8 - (bytes.size() - from.left()) % 8) % 8);
  std::vector<Contents> contents(sizes.size());
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    contents[i].numbers = from.run<double>(sizes[i].numbers);
  }
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    contents[i].codes = from.run<std::int32_t>(sizes[i].codes);
    contents[i].ends = from.run<std::uint32_t>(sizes[i].levels);
  }
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    contents[i].text = from.run<char>(sizes[i].text);
  }
  for (std::size_t i = 0; to.columns.size() < part.columns.size(); ++i) {
    Column fresh;
    fresh.name = part.columns[i].name;
    fresh.kind = part.columns[i].kind;
    fresh.identifiers = part.columns[i].identifiers;
    to.columns.push_back(std::move(fresh));
  }
  append(to, std::move(part), contents);
}

}  // namespace sutva::table
