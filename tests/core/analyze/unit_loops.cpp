// SPDX-License-Identifier: Apache-2.0
#include "analyze/unit_loops.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "../catch.hpp"

using namespace sutva::analyze;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

struct Units {
  std::vector<std::int32_t> arm, level;
  std::vector<double> y, d;
};

// More units than a loop takes at once, with gaps.
Units drawn(std::mt19937_64& random, std::size_t size, std::int32_t arms, bool yes_no) {
  Units units;
  for (std::size_t i = 0; i < size; ++i) {
    units.arm.push_back(static_cast<std::int32_t>(random() % static_cast<std::uint64_t>(arms)));
    units.level.push_back(static_cast<std::int32_t>(random() % 5));
    const double y = static_cast<double>(random() >> 11U) * 0x1p-53 - 0.3;
    units.y.push_back(random() % 7 == 0 ? none : yes_no ? static_cast<double>(random() % 2) : y);
    units.d.push_back(random() % 9 == 0 ? none : static_cast<double>(random() % 2));
  }
  return units;
}

}  // namespace

TEST_CASE("Loops over units give what one unit after the other gives") {
  std::mt19937_64 random(11);
  for (const std::size_t size : {0U, 1U, 4096U, 4097U, 20'001U}) {
    const std::int32_t arms = size % 2 == 0 ? 2 : 3;
    const bool yes_no = size == 4097;
    const Units units = drawn(random, size, arms, yes_no);
    std::vector<std::vector<double>> numbers(static_cast<std::size_t>(arms));
    std::vector<std::vector<std::uint32_t>> in_arm(static_cast<std::size_t>(arms));
    for (std::uint32_t unit = 0; unit < size; ++unit) {
      if (!std::isnan(units.y[unit])) {
        numbers[static_cast<std::size_t>(units.arm[unit])].push_back(units.y[unit]);
        in_arm[static_cast<std::size_t>(units.arm[unit])].push_back(unit);
      }
    }
    const PresentByArm present = present_by_arm(units.arm, units.y, numbers.size());
    const auto listed = units_by_arm(units.arm, units.y, numbers.size());
    REQUIRE(listed == in_arm);
    for (std::size_t arm = 0; arm < numbers.size(); ++arm) {
      REQUIRE(std::vector<double>(present.of(arm).begin(), present.of(arm).end()) == numbers[arm]);
      double sum = 0, gaps = 0, squares = 0;
      for (const double y : numbers[arm]) {
        sum += y - 0.25;
        gaps += y - 0.125;
        squares += (y - 0.125) * (y - 0.125);
      }
      REQUIRE(sum_of_units(listed[arm], units.y.data(), 0.25) == sum);
      const CentredSums sums = centred_sums(listed[arm], units.y.data(), 0.125);
      REQUIRE(sums.sum == gaps);
      REQUIRE(sums.squares == squares);
    }
    REQUIRE(present.yes_no ==
            (yes_no || present.all.empty() ||
             std::all_of(present.all.begin(), present.all.end(), [](double y) { return y == 0 || y == 1; })));
  }
}

TEST_CASE("Units in the order of their cells are all of them, each in its own") {
  std::mt19937_64 random(12);
  const Units units = drawn(random, 10'000, 2, false);
  const UnitsByCell cells = units_by_cell(units.level, units.arm, units.y, 6);  // nobody is in the last level
  REQUIRE(cells.ends.size() == 13);
  std::size_t listed = 0;
  for (std::int32_t level = 0; level < 6; ++level) {
    for (std::int32_t arm = 0; arm < 2; ++arm) {
      const auto cell = static_cast<std::size_t>(2 * level + arm);
      std::vector<std::uint32_t> wanted;
      std::int64_t all = 0;
      for (std::uint32_t unit = 0; unit < units.y.size(); ++unit) {
        if (units.level[unit] == level && units.arm[unit] == arm) {
          ++all;
          if (!std::isnan(units.y[unit])) {
            wanted.push_back(unit);
          }
        }
      }
      REQUIRE(cells.all[cell] == all);
      REQUIRE(std::vector<std::uint32_t>(cells.of(cell).begin(), cells.of(cell).end()) == wanted);
      listed += wanted.size();
    }
  }
  REQUIRE(listed == cells.order.size());
}

TEST_CASE("Units whose outcome is known, and what they received") {
  std::mt19937_64 random(13);
  Units units = drawn(random, 9000, 2, false);
  for (const bool yes_no : {true, false}) {
    if (!yes_no) {
      units.d[8999] = 0.5;
    }
    std::vector<std::uint32_t> first, both, equal;
    std::array<double, 2> low{INFINITY, INFINITY}, high{-INFINITY, -INFINITY};
    std::array<std::int64_t, 2> known{}, known_both{};
    for (std::uint32_t unit = 0; unit < units.y.size(); ++unit) {
      const auto arm = static_cast<std::size_t>(units.arm[unit]);
      if (!std::isnan(units.y[unit])) {
        first.push_back(unit);
        ++known[arm];
        low[arm] = std::min(low[arm], units.y[unit]);
        high[arm] = std::max(high[arm], units.y[unit]);
        if (!std::isnan(units.d[unit])) {
          both.push_back(unit);
          ++known_both[arm];
          if (units.d[unit] == units.arm[unit]) {
            equal.push_back(unit);
          }
        }
      }
    }
    const KnownUnits found = known_units(units.arm, units.y, units.d);
    REQUIRE(found.with_first == first);
    REQUIRE(found.with_both == both);
    REQUIRE(found.first == known);
    REQUIRE(found.both == known_both);
    REQUIRE(found.low == low);
    REQUIRE(found.high == high);
    REQUIRE(found.second_yes_no == yes_no);
    std::vector<double> arm(units.arm.size());
    show_arm(units.arm, arm.data());
    REQUIRE(units_where_equal(both, units.d.data(), arm.data()) == equal);
  }
}

TEST_CASE("Places, groups, caps and marks of units") {
  const std::vector<double> numbers{-1, 0, 0.5, 1, none, 3, 2};
  std::vector<std::int32_t> places(numbers.size());
  REQUIRE(places_among(numbers, std::vector<double>{0, 1, 2}, 9, places));
  REQUIRE(places == std::vector<std::int32_t>{0, 0, 1, 1, 9, 3, 2});
  REQUIRE_FALSE(places_among(std::span(numbers).first(4), std::vector<double>{0, 1, 2}, 9, places));

  const std::vector<std::int32_t> of{2, -1, 0, 2};
  std::vector<std::int64_t> counts(4, 0);
  count_groups_of(of, counts);
  REQUIRE(counts == std::vector<std::int64_t>{1, 0, 2, 1});
  std::vector<std::int32_t> shown(of.size());
  look_up(of, std::vector<std::int32_t>{5, 6, 7}, 8, shown);
  REQUIRE(shown == std::vector<std::int32_t>{7, 8, 5, 7});

  const std::vector<double> outcomes{4, -2, 1, 10};
  const CappedSum all = capped_sum(outcomes, INFINITY), capped = capped_sum(outcomes, 3);
  REQUIRE(all.sum == 13);
  REQUIRE(all.smallest == -2);
  REQUIRE(capped.sum == 5);
  REQUIRE(count_above(outcomes, 3) == 2);
  REQUIRE(count_above(outcomes, 4) == 1);
  std::vector<double> to(4);
  show_capped(outcomes, 3, to.data());
  REQUIRE(to == std::vector<double>{3, -2, 1, 3});
  show_log1p(std::span(outcomes).last(2), to.data());
  REQUIRE(to[1] == std::log1p(10.0));
  take_out(to, 2, outcomes.data());
  REQUIRE(to[3] == 3 - 20);
  std::vector<double> marked(outcomes);
  blank_where_above(std::vector<double>{-1, 0, -1, 1}.data(), 0, marked);
  REQUIRE(marked[0] == 4);
  REQUIRE(std::isnan(marked[1]));
  REQUIRE(std::isnan(marked[3]));
  std::vector<double> control(3), treatment(3);
  show_arms(std::vector<std::int32_t>{1, 0, 1}, control.data(), treatment.data());
  REQUIRE(control == std::vector<double>{0, 1, 0});
  REQUIRE(treatment == std::vector<double>{1, 0, 1});
}
