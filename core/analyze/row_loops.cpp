// SPDX-License-Identifier: Apache-2.0
#include "analyze/row_loops.hpp"

#include <algorithm>
#include <cmath>

namespace sutva::analyze {
namespace {

constexpr std::size_t units_at_once = 4096;
using Part = std::array<std::array<double, units_at_once>, 2>;

// The numbers behind one another by arm; gives how many are in the second. At most units_at_once.
[[gnu::noinline]] std::size_t part(std::span<const std::int32_t> arm, std::span<const double> numbers, Part& to) {
  double *control = to[0].data(), *treatment = to[1].data();
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    *control = numbers[i];
    *treatment = numbers[i];
    control += 1 - arm[i];
    treatment += arm[i];
  }
  return static_cast<std::size_t>(treatment - to[1].data());
}

}  // namespace

void add_by_arm(std::span<const std::int32_t> arm, std::span<const double> numbers,
                std::array<stats::Moments, 2>& moments) {
  Part parted;
  for (std::size_t first = 0; first < numbers.size(); first += units_at_once) {
    const std::size_t count = std::min(units_at_once, numbers.size() - first);
    const std::size_t treated = part(arm.subspan(first, count), numbers.subspan(first, count), parted);
    moments[0].add(std::span(parted[0]).first(count - treated));
    moments[1].add(std::span(parted[1]).first(treated));
  }
}

void find_arms(const ArmView& view, std::size_t first, std::span<Arm> rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i] = view.at(first + i);
  }
}

std::int64_t part_by_arm(const NumberView& numbers, std::size_t first, Used used, std::array<double*, 2>& ends) {
  // Each number is written for both arms and stays where it belongs: nothing to guess for the processor.
  auto [control, treatment] = ends;
  std::int64_t missing = 0;
  for (std::size_t i = 0; i < used.size(); ++i) {
    const double x = numbers.at(first + i);
    const int present = std::isnan(x) ? 0 : 1;
    *control = x;
    control += present & int{used[i] == Arm::control};
    *treatment = x;
    treatment += present & int{used[i] == Arm::treatment};
    missing += (1 - present) & int{used[i] <= Arm::treatment};
  }
  ends = {control, treatment};
  return missing;
}

std::uint32_t* list_left_out(const NumberView& outcome, std::size_t first, Used used, std::uint32_t* to) {
  for (std::size_t i = 0; i < used.size(); ++i) {
    *to = static_cast<std::uint32_t>(first + i);
    const int left_out = int{used[i] > Arm::treatment} | int{std::isnan(outcome.at(first + i))};
    to += left_out;
  }
  return to;
}

std::int64_t count_levels(const table::Column& column, std::size_t first, Used used, std::span<std::int64_t> counts) {
  const std::int64_t before = counts.back();
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (used[i] <= Arm::treatment) {
      const std::int32_t code = column.codes[first + i];
      ++counts[code < 0 ? counts.size() - 1 : static_cast<std::size_t>(code)];
    }
  }
  return counts.back() - before;
}

void list_by_arm(std::size_t first, Used used, std::array<std::uint32_t*, 2>& ends) {
  auto [control, treatment] = ends;
  for (std::size_t i = 0; i < used.size(); ++i) {
    const auto row = static_cast<std::uint32_t>(first + i);
    *control = row;
    control += int{used[i] == Arm::control};
    *treatment = row;
    treatment += int{used[i] == Arm::treatment};
  }
  ends = {control, treatment};
}

void cells_of_arms(Used used, std::uint16_t cells, std::span<std::uint16_t> to) {
  for (std::size_t i = 0; i < used.size(); ++i) {
    to[i] = static_cast<std::uint16_t>(std::min(static_cast<unsigned>(used[i]), 2U) * cells);
  }
}

void add_places(const table::Column& column, std::size_t first, std::uint16_t stride, std::span<std::uint16_t> to) {
  const std::int32_t* const codes = column.codes.data() + first;
  for (std::size_t i = 0; i < to.size(); ++i) {
    to[i] = static_cast<std::uint16_t>(to[i] + (codes[i] + 1) * stride);
  }
}

void add_missing(const NumberView& numbers, std::size_t first, std::uint16_t stride, std::span<std::uint16_t> to) {
  for (std::size_t i = 0; i < to.size(); ++i) {
    to[i] = static_cast<std::uint16_t>(to[i] + (std::isnan(numbers.at(first + i)) ? stride : 0));
  }
}

void copy_numbers(const NumberView& numbers, std::size_t first, std::span<double> to) {
  for (std::size_t i = 0; i < to.size(); ++i) {
    to[i] = numbers.at(first + i);
  }
}

void show_numbers(const Shown& shown, const NumberView& numbers, double* to) {
  for (const std::uint32_t row : shown.rows) {
    const double number = numbers.at(row);
    *to++ = std::isnan(number) ? 0 : (number - shown.centre) * shown.scale;
  }
}

void show_numbers(std::span<const std::uint32_t> rows, const NumberView& numbers, double* to) {
  for (const std::uint32_t row : rows) {
    *to++ = numbers.at(row);
  }
}

void show_missing(const Shown& shown, const table::Column& column, double* to) {
  for (const std::uint32_t row : shown.rows) {
    *to++ = ((column.is_missing(row) ? 1 : 0) - shown.centre) * shown.scale;
  }
}

void show_level(const Shown& shown, const table::Column& column, std::int32_t code, double* to) {
  for (const std::uint32_t row : shown.rows) {
    *to++ = ((column.codes[row] == code ? 1 : 0) - shown.centre) * shown.scale;
  }
}

}  // namespace sutva::analyze
