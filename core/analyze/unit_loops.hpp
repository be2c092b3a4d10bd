// SPDX-License-Identifier: Apache-2.0
// Loops over the units of a sample, apart from all else: in the module they are compiled for speed, the rest for size.
// They are called for a few thousand units at once, because V8 replaces slow code by fast code between two calls.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sutva::analyze {

// The numbers that are there (no NaN), arm behind arm, each arm's in the order of the units.
struct PresentByArm {
  std::vector<double> all;
  std::vector<std::size_t> ends;  // by arm
  bool yes_no = true;             // every one is 0 or 1

  std::span<const double> of(std::size_t arm) const {
    const std::size_t first = arm == 0 ? 0 : ends[arm - 1];
    return std::span(all).subspan(first, ends[arm] - first);
  }
};
// arm: by unit, below arms; numbers: by unit.
PresentByArm present_by_arm(std::span<const std::int32_t> arm, std::span<const double> numbers, std::size_t arms);

// Units with a number, by arm, ascending.
std::vector<std::vector<std::uint32_t>> units_by_arm(std::span<const std::int32_t> arm, std::span<const double> numbers,
                                                     std::size_t arms);

// Units in the order of their cells, in each cell ascending. Cell: 2 * level + arm, for two arms.
struct UnitsByCell {
  std::vector<std::int64_t> all;     // by cell, with or without a number
  std::vector<std::uint32_t> order;  // units with a number
  std::vector<std::size_t> ends;     // 0, then by cell: where it ends in order

  std::span<const std::uint32_t> of(std::size_t cell) const {
    return std::span(order).subspan(ends[cell], ends[cell + 1] - ends[cell]);
  }
};
UnitsByCell units_by_cell(std::span<const std::int32_t> level, std::span<const std::int32_t> arm,
                          std::span<const double> numbers, std::size_t levels);

// Sums of numbers[unit] - centre, and of their squares, one after the other.
struct CentredSums {
  double sum = 0, squares = 0;
};
double sum_of_units(std::span<const std::uint32_t> units, const double* numbers, double centre);
CentredSums centred_sums(std::span<const std::uint32_t> units, const double* numbers, double centre);

// What to[i] = by[of[i]] is for groups from 0 on, and `without` below 0.
void look_up(std::span<const std::int32_t> of, std::span<const std::int32_t> by, std::int32_t without,
             std::span<std::int32_t> to);
// Two numbers of each unit, the first an outcome, seen by arm (two arms): which units have it, and which have both.
struct KnownUnits {
  std::vector<std::uint32_t> with_first, with_both;
  std::array<std::int64_t, 2> first{}, both{};  // how many, by arm
  std::array<double, 2> low, high;              // of the first, by arm; infinite where there is none
  bool second_yes_no = true;                    // the second is 0, 1 or missing
};
KnownUnits known_units(std::span<const std::int32_t> arm, std::span<const double> first,
                       std::span<const double> second);

// Those of the units where both numbers are equal.
std::vector<std::uint32_t> units_where_equal(std::span<const std::uint32_t> units, const double* one,
                                             const double* other);

// How often each group is named; below 0 in the last place of counts.
void count_groups_of(std::span<const std::int32_t> of, std::span<std::int64_t> counts);

// The first of the ascending ends that is not below a number, `missing` for NaN. Whether there was one.
bool places_among(std::span<const double> numbers, std::span<const double> ends, std::int32_t missing,
                  std::span<std::int32_t> to);

// Sum and smallest of numbers (0 for none), of which none counts as more than `cap`.
struct CappedSum {
  double sum = 0, smallest = 0;  // smallest: at most 0
};
CappedSum capped_sum(std::span<const double> numbers, double cap);

// The smaller of each number and the cap; the logarithm of 1 + number.
void show_capped(std::span<const double> numbers, double cap, double* to);
void show_log1p(std::span<const double> numbers, double* to);

// How many are above the bound.
std::size_t count_above(std::span<const double> numbers, double bound);

// values -= by * column
void take_out(std::span<double> values, double by, const double* column);

// NaN where the mark is not below the bound.
void blank_where_above(const double* mark, double bound, std::span<double> values);

// to[unit] = value, of the units in order.
void put_by_unit(std::span<const std::uint32_t> units, std::span<const double> values, double* to);

// The arm of each unit as a number.
void show_arm(std::span<const std::int32_t> arm, double* to);

// 1 - arm and arm of each unit.
void show_arms(std::span<const std::int32_t> arm, double* control, double* treatment);

}  // namespace sutva::analyze
