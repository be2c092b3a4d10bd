// SPDX-License-Identifier: Apache-2.0
#include "analyze/table_profile.hpp"

#include <algorithm>
#include <iterator>

#include "analyze/columns.hpp"
#include "table/dates.hpp"
#include "table/roles.hpp"
#include "table/scan.hpp"

namespace sutva::analyze {
namespace {

using table::Column;
using table::ColumnKind;

void add_levels(const Column& column, std::size_t most, ColumnProfile& profile) {
  if (column.kind == ColumnKind::text && !column.identifiers) {
    profile.distinct = static_cast<std::int64_t>(column.levels.size());
  }
  const auto levels = levels_of(column, most);
  if (!levels) {
    return;
  }
  profile.distinct = static_cast<std::int64_t>(levels->size());
  // Commonest first; the list is short, and equal counts keep their order.
  for (const LevelCount& level : *levels) {
    auto place = profile.levels.end();
    while (place != profile.levels.begin() && std::prev(place)->count < level.count) {
      --place;
    }
    profile.levels.insert(place, {level.level, level.count});
  }
}

void add_range(const Column& column, ColumnProfile& profile) {
  const table::Range range = table::range_of(column.numbers);
  const auto present = static_cast<std::int64_t>(column.numbers.size()) - column.missing;
  if (present > 0) {
    profile.min = range.low;
    profile.max = range.high;
    profile.mean = range.sum / static_cast<double>(present);
  }
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

Content content_of(const ColumnProfile& profile, const Column& column) {
  if (is_true_or_false(profile, column)) {
    return Content::true_false;
  }
  if (column.kind == ColumnKind::number) {
    return table::all_whole(column.numbers) ? Content::whole_number : Content::number;
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
  add_levels(column, most_levels_, profile);
  if (column.kind == ColumnKind::number) {
    add_range(column, profile);
  }
  profile.content = content_of(profile, column);
  result_.columns.push_back(std::move(profile));
  return result_.columns.size() < table_->columns.size();
}

double TableProfile::progress() const {
  return table_->columns.empty()
             ? 1
             : static_cast<double>(result_.columns.size()) / static_cast<double>(table_->columns.size());
}

Outcome<TableProfileResult> TableProfile::finish() {
  const table::Roles roles = table::guess_roles(*table_);
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
