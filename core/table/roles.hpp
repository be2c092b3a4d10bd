// SPDX-License-Identifier: Apache-2.0
// A first guess at what the columns of an experiment's table are for. The user decides; the guess says why.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "table/scan.hpp"
#include "table/table.hpp"

namespace sutva::table {

struct Role {
  std::string column;
  std::string reason;  // one line: what in its name or content speaks for it
};

struct Roles {
  std::optional<Role> unit;
  bool unit_is_distinct = false;  // no value of the unit came twice in the rows that were looked at
  std::optional<Role> arm;
  std::optional<Role> outcome;
  std::vector<Role> covariates;  // known before the treatment, those that measure the outcome's past first

  // These only with good evidence in the name and in the rows.
  std::optional<Role> cluster;        // groups of several rows, each wholly in one arm
  std::optional<Role> block;          // groups within which arms were assigned
  std::optional<Role> denominator;    // of a ratio with the outcome above it
  std::optional<Role> received;       // the treatment that was taken, beside the one that was assigned
  std::optional<Role> time;           // the period of a row, one for each unit and period
  std::optional<Role> first_treated;  // the period in which the unit's treatment began
  std::optional<Role> treated;        // 1 in the periods in which the unit is treated
  std::vector<Role> segments;         // texts of a few levels

  std::vector<std::string> arm_levels;   // as text, numbers in increasing order, texts in order of first appearance
  std::optional<std::string> control;    // one of arm_levels, named like a control
  std::optional<std::string> treatment;  // the other one where there are two
};

// As count_numbers() gives them where at most so many count as few, by column.
using KnownCounts = std::vector<std::optional<std::vector<NumberCount>>>;
inline constexpr std::size_t least_counted = 10;

// counts: of numbers, for at least least_counted of them, where they were counted before.
Roles guess_roles(const Table& table, const KnownCounts* counts = nullptr);

// The one of an arm's levels that is named like a control: 0, control, off ...; none where no name says so.
std::optional<std::string> guess_control(const std::vector<std::string>& levels);

// The distinct values of a column as text (numbers in increasing order, texts in order of first appearance), missing
// ones left out; none when there are more than `most`.
std::optional<std::vector<std::string>> distinct_values(const Column& column, std::size_t most);

}  // namespace sutva::table
