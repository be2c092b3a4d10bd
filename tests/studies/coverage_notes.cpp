// SPDX-License-Identifier: Apache-2.0
#include "coverage_notes.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace sutva::studies {

std::span<const Note> notes() {
  static const std::vector<Note> all{};
  return all;
}

bool applies(const Note& note, std::string_view kind, std::span<const std::string> operations, const Line& line) {
  const auto names = [](const std::vector<std::string_view>& list, auto&& holds) {
    return list.empty() || std::any_of(list.begin(), list.end(), holds);
  };
  const auto part_of = [](const std::string& whole) {
    return [&whole](std::string_view part) { return whole.find(part) != std::string::npos; };
  };
  return names(note.kinds, [&](std::string_view each) { return each == kind; }) &&
         names(note.operations,
               [&](std::string_view each) {
                 return std::find(operations.begin(), operations.end(), each) != operations.end();
               }) &&
         names(note.quantities, part_of(line.quantity)) && names(note.methods, part_of(line.method));
}

std::string introduction(const Effort& effort) { return joined("", effort.replicates); }

}  // namespace sutva::studies
