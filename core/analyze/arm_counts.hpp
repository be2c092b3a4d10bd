// SPDX-License-Identifier: Apache-2.0
// Users by arm, and by period where the planned shares changed, as a request gives them.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/count_rows.hpp"
#include "base/outcome.hpp"

namespace sutva::analyze {

struct CountPeriod {
  std::string name;
  std::vector<double> counts;  // by arm
  std::vector<double> shares;  // by arm; they add up to one

  double total() const;
};

struct ArmCounts {
  std::vector<std::string> names;  // "control", "treatment", or "treatment 1", "treatment 2" ...
  std::vector<CountPeriod> periods;

  // Whether the planned shares never changed.
  bool one_plan() const;
  // The arms that were planned to have users, in order; two or more.
  std::vector<std::size_t> planned_arms() const;
};

inline constexpr std::size_t most_ratio_arms = 100;

// None where something is wrong, with an issue on “counts” or “shares”: a count that is negative or no whole number,
// fewer than two arms, nobody at all, shares that do not fit, users where none were planned.
std::optional<ArmCounts> counts_of_arms(std::span<const double> counts, std::span<const double> shares, bool weights,
                                        Issues& issues);

// From text, a line for each period: name, count of each arm, share of each arm. Issues on “periods”. Periods without
// users are left out.
std::optional<ArmCounts> counts_by_period(std::string_view text, bool weights, Issues& issues);

// Of a finite log10 of a p-value: "0.0213", or below 10^-4 "1.82 × 10⁻⁶" as the page writes it, however small.
std::string p_number(double log10_p);
// "p = 0.0213"; "p < 10⁻³⁰⁷" of the logarithm of zero.
std::string p_in_words(double log10_p);

}  // namespace sutva::analyze
