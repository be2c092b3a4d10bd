// SPDX-License-Identifier: Apache-2.0
#include "table/codes.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>
#include <utility>

#include "table/scan.hpp"

namespace sutva::table {
namespace {

constexpr std::int32_t unseen = -2;
constexpr std::int32_t several = -3;

// For each outer group the inner one that all its rows are in, or `several`.
std::vector<std::int32_t> inner_of(const Codes& outer, const Codes& inner) {
  std::vector<std::int32_t> found(outer.count, unseen);
  for (std::size_t row = 0; row < outer.of.size(); ++row) {
    if (outer.of[row] < 0 || inner.of[row] < 0) {
      continue;
    }
    std::int32_t& one = found[static_cast<std::size_t>(outer.of[row])];
    one = one == unseen || one == inner.of[row] ? inner.of[row] : several;
  }
  return found;
}

}  // namespace

std::optional<Codes> codes_of(const Column& column, std::size_t most, std::size_t rows) {
  Codes codes;
  if (column.kind == ColumnKind::text) {
    if (column.identifiers || column.levels.size() > most) {
      return std::nullopt;
    }
    codes.of.assign(column.codes.begin(),
                    column.codes.begin() + static_cast<std::ptrdiff_t>(std::min(rows, column.codes.size())));
    codes.count = column.levels.size();
    return codes;
  }
  const auto numbers = std::span(column.numbers).first(std::min(rows, column.numbers.size()));
  const auto counts = count_numbers(numbers, most);
  if (!counts) {
    return std::nullopt;
  }
  std::vector<double> values;
  for (const NumberCount& one : *counts) {
    values.push_back(one.number);
  }
  std::sort(values.begin(), values.end());
  codes.count = values.size();
  codes.of.resize(numbers.size());
  for (std::size_t row = 0; row < codes.of.size(); ++row) {
    const double x = numbers[row];
    codes.of[row] = std::isnan(x)
                        ? -1
                        : static_cast<std::int32_t>(std::lower_bound(values.begin(), values.end(), x) - values.begin());
  }
  return codes;
}

void sort_codes(const Column& column, Codes& codes) {
  std::vector<std::pair<std::string_view, std::size_t>> levels;
  for (const std::string_view level : column.levels) {
    levels.emplace_back(level, levels.size());
  }
  std::sort(levels.begin(), levels.end());
  std::vector<std::int32_t> place(levels.size());
  for (std::size_t i = 0; i < levels.size(); ++i) {
    place[levels[i].second] = static_cast<std::int32_t>(i);
  }
  for (std::int32_t& code : codes.of) {
    code = code < 0 ? code : place[static_cast<std::size_t>(code)];
  }
}

bool constant_within(const Codes& outer, const Codes& inner) {
  const std::vector<std::int32_t> found = inner_of(outer, inner);
  return std::find(found.begin(), found.end(), several) == found.end();
}

bool varies_within(const Codes& outer, const Codes& inner) {
  const std::vector<std::int32_t> found = inner_of(outer, inner);
  return std::all_of(found.begin(), found.end(), [](std::int32_t one) { return one == several || one == unseen; });
}

bool is_panel(const Codes& units, const Codes& times) {
  const std::size_t rows = units.of.size();
  if (units.count < 2 || times.count < 3 || rows < 2 * units.count || units.count * times.count > 4 * rows) {
    return false;
  }
  std::vector<bool> seen(units.count * times.count, false);
  for (std::size_t row = 0; row < rows; ++row) {
    if (units.of[row] < 0 || times.of[row] < 0) {
      return false;
    }
    const std::size_t place =
        static_cast<std::size_t>(units.of[row]) * times.count + static_cast<std::size_t>(times.of[row]);
    if (seen[place]) {
      return false;
    }
    seen[place] = true;
  }
  return true;
}

}  // namespace sutva::table
