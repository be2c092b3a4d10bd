// SPDX-License-Identifier: Apache-2.0
#include "analyze/table_profile.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "analyze/columns.hpp"
#include "base/text.hpp"
#include "table/dates.hpp"
#include "table/roles.hpp"
#include "table/scan.hpp"

namespace sutva::analyze {
namespace {

using table::Column;
using table::ColumnKind;

// Commonest first; the list is short, and equal counts keep their order.
void add_level(std::string level, std::int64_t count, ColumnProfile& profile) {
  auto place = profile.levels.end();
  while (place != profile.levels.begin() && std::prev(place)->count < count) {
    --place;
  }
  profile.levels.insert(place, {std::move(level), count});
}

void look_at_text(const Column& column, std::size_t most, ColumnProfile& profile) {
  if (!column.identifiers) {
    profile.distinct = static_cast<std::int64_t>(column.levels.size());
  }
  const auto levels = levels_of(column, most);
  if (!levels) {
    return;
  }
  profile.distinct = static_cast<std::int64_t>(levels->size());
  for (const LevelCount& level : *levels) {
    add_level(level.level, level.count, profile);
  }
}

// Few numbers that come again say all there is to say: those that were counted are not looked at again. Gives whether
// all are whole.
bool look_at_numbers(const Column& column, const std::optional<std::vector<table::NumberCount>>& counts,
                     std::size_t most, ColumnProfile& profile) {
  table::Range range{};
  bool whole = true;
  if (counts) {
    const bool listed = counts->size() <= most;
    for (const table::NumberCount& one : *counts) {
      const bool first = &one == counts->data();
      range.low = first ? one.number : std::min(range.low, one.number);
      range.high = first ? one.number : std::max(range.high, one.number);
      range.sum += one.number * static_cast<double>(one.count);
      whole = whole && one.number == std::floor(one.number);
      if (listed) {
        add_level(text(one.number), one.count, profile);
      }
    }
    if (listed) {
      profile.distinct = static_cast<std::int64_t>(counts->size());
    }
  } else {
    range = table::range_of(column.numbers);
    whole = table::all_whole(column.numbers);
  }
  const auto present = static_cast<std::int64_t>(column.numbers.size()) - column.missing;
  if (present > 0) {
    profile.min = range.low;
    profile.max = range.high;
    profile.mean = range.sum / static_cast<double>(present);
  }
  return whole;
}

constexpr std::size_t most_categories = 50;
constexpr std::int64_t least_identifiers = 20;  // fewer are different by chance

bool is_true_or_false(const ColumnProfile& profile, const Column& column) {
  if (profile.levels.size() != 2) {
    return false;
  }
  if (column.kind == ColumnKind::number) {
    return profile.min == 0.0 && profile.max == 1.0;
  }
  return NumberView::of(column).has_value();
}

Content content_of(const ColumnProfile& profile, const Column& column, bool whole) {
  if (is_true_or_false(profile, column)) {
    return Content::true_false;
  }
  if (column.kind == ColumnKind::number) {
    return whole ? Content::whole_number : Content::number;
  }
  const table::DateKind dates = table::dates_of(column).kind;
  if (dates != table::DateKind::none) {
    return dates == table::DateKind::date ? Content::date : Content::timestamp;
  }
  const auto present = static_cast<std::int64_t>(column.codes.size()) - column.missing;
  const auto levels = static_cast<std::int64_t>(column.levels.size());
  if (present >= least_identifiers && levels == present) {
    return Content::identifier;
  }
  return column.levels.size() <= most_categories && 2 * levels <= present ? Content::category : Content::text;
}

RolesProfile profile_of(const table::Roles& roles) {
  RolesProfile profile;
  const auto put = [&](const std::optional<table::Role>& role, std::string_view name, std::optional<std::string>& to) {
    if (role) {
      to = role->column;
      profile.reasons.push_back({role->column, std::string(name), role->reason});
    }
  };
  put(roles.unit, "unit", profile.unit);
  put(roles.arm, "arm", profile.arm);
  put(roles.outcome, "outcome", profile.outcome);
  put(roles.cluster, "cluster", profile.cluster);
  put(roles.block, "block", profile.block);
  put(roles.denominator, "denominator", profile.denominator);
  put(roles.received, "received", profile.received);
  put(roles.time, "time", profile.time);
  put(roles.first_treated, "first_treated", profile.first_treated);
  put(roles.treated, "treated", profile.treated);
  profile.control = roles.control;
  profile.treatment = roles.treatment;
  for (const table::Role& role : roles.covariates) {
    profile.covariates.push_back(role.column);
    profile.reasons.push_back({role.column, "covariate", role.reason});
  }
  for (const table::Role& role : roles.segments) {
    profile.segments.push_back(role.column);
    profile.reasons.push_back({role.column, "segment", role.reason});
  }
  return profile;
}

}  // namespace

Outcome<TableProfile> TableProfile::prepare(const table::Table& table, const Request& request) {
  TableProfile profile;
  profile.table_ = &table;
  profile.most_levels_ = static_cast<std::size_t>(request.most_levels);
  profile.result_.rows = table.rows;
  return profile;
}

bool TableProfile::step() {
  const std::size_t done = result_.columns.size();
  if (done == table_->columns.size()) {
    return false;
  }
  const Column& column = table_->columns[done];
  ColumnProfile profile;
  profile.name = column.name;
  profile.kind = column.kind == ColumnKind::number ? "number" : "text";
  profile.missing = column.missing;
  profile.samples = column.samples;
  profile.unreadable_count = column.unreadable.count;
  profile.unreadable_lines = column.unreadable.first_lines;
  counts_.emplace_back();
  bool whole = false;
  if (column.kind == ColumnKind::number) {
    counts_.back() = table::count_numbers(column.numbers, std::max(most_levels_, table::least_counted));
    whole = look_at_numbers(column, counts_.back(), most_levels_, profile);
  } else {
    look_at_text(column, most_levels_, profile);
  }
  profile.content = content_of(profile, column, whole);
  result_.columns.push_back(std::move(profile));
  return result_.columns.size() < table_->columns.size();
}

double TableProfile::progress() const {
  return table_->columns.empty()
             ? 1
             : static_cast<double>(result_.columns.size()) / static_cast<double>(table_->columns.size());
}

Outcome<TableProfileResult> TableProfile::finish() {
  const table::Roles roles = table::guess_roles(*table_, &counts_);
  result_.roles = profile_of(roles);
  // Whole numbers identify where they are the unit and none comes twice.
  for (std::size_t i = 0; i < result_.columns.size(); ++i) {
    ColumnProfile& column = result_.columns[i];
    if (roles.unit && roles.unit_is_distinct && column.name == roles.unit->column &&
        column.content == Content::whole_number) {
      column.content = Content::identifier;
    }
  }
  return std::move(result_);
}

}  // namespace sutva::analyze
