// SPDX-License-Identifier: Apache-2.0
// The words of docs/coverage.md: how to read it, and why an interval is off where it is.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "coverage_study.hpp"

namespace sutva::studies {

// Holds where every list that is not empty names what is there: kinds and operations by their names, quantities and
// methods by a part of theirs.
struct Note {
  std::vector<std::string_view> kinds, operations, quantities, methods;
  std::string_view text;
};

std::span<const Note> notes();
bool applies(const Note& note, std::string_view kind, std::span<const std::string> operations, const Line& line);

std::string introduction(const Effort& effort);

}  // namespace sutva::studies
