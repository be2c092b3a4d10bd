// SPDX-License-Identifier: Apache-2.0
#include "table/packing.hpp"

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

std::vector<char> pack(const Table& table) {
  Packer to;
  std::size_t size = 1024;
  for (const Column& column : table.columns) {
    size += 1024 + column.numbers.size() * sizeof(double) + column.codes.size() * sizeof(std::int32_t) +
            column.levels.text().size() + column.levels.ends().size() * sizeof(std::uint32_t);
  }
  to.packed.reserve(size);
  to.number(table.rows);
  to.number(table.line_count);
  to.number(table.open_quote_line.value_or(-1));
  to.number(table.ragged.count);
  to.list(table.ragged.first_lines);
  to.list(table.lines);
  to.number(static_cast<std::int64_t>(table.columns.size()));
  for (const Column& column : table.columns) {
    to.text(column.name);
    to.number(column.kind == ColumnKind::text ? 1 : 0);
    to.list(column.numbers);
    to.list(column.codes);
    to.list(column.levels.text());
    to.list(column.levels.ends());
    to.number(column.missing);
    to.number(column.unreadable.count);
    to.list(column.unreadable.first_lines);
    to.texts(column.unreadable.first_contents);
    to.texts(column.samples);
  }
  return std::move(to.packed);
}

Table unpack(std::span<const char> bytes) {
  Unpacker from(bytes);
  Table table;
  table.rows = from.number();
  table.line_count = from.number();
  if (const std::int64_t line = from.number(); line >= 0) {
    table.open_quote_line = line;
  }
  table.ragged.count = from.number();
  table.ragged.first_lines = from.list<std::int64_t>();
  table.lines = from.list<LineShift>();
  table.columns.resize(static_cast<std::size_t>(from.number()));
  for (Column& column : table.columns) {
    column.name = from.text();
    column.kind = from.number() == 1 ? ColumnKind::text : ColumnKind::number;
    column.numbers = from.list<double>();
    column.codes = from.list<std::int32_t>();
    auto text = from.list<char>();
    auto ends = from.list<std::uint32_t>();
    column.levels = Levels(std::move(text), std::move(ends));
    column.missing = from.number();
    column.unreadable.count = from.number();
    column.unreadable.first_lines = from.list<std::int64_t>();
    column.unreadable.first_contents = from.texts();
    column.samples = from.texts();
  }
  return table;
}

}  // namespace sutva::table
