// SPDX-License-Identifier: Apache-2.0
// Joining a second file, as it is asked for and answered (table/join.hpp does it).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/describe.hpp"
#include "table/join.hpp"

namespace sutva::table {

constexpr auto describe(std::type_identity<JoinRule>) {
  return std::array{
      Choice{JoinRule::mean, "mean", "Average them", "An id without a row has none; right for one row of each id too."},
      Choice{JoinRule::sum, "sum", "Add them up", "As of purchases; an id without a row has 0."},
      Choice{JoinRule::count, "count", "Count the rows", "As of events; an id without a row has 0."},
      Choice{JoinRule::first, "first", "Take the first", "An id without a row has none."}};
}

}  // namespace sutva::table

namespace sutva::analyze {

struct JoinRequest {
  std::string on;
  std::string on_second;
  table::JoinRule rule = table::JoinRule::mean;

  static constexpr auto describe() {
    using R = JoinRequest;
    return described("JoinRequest", field("on", &R::on, "Id in this file").required().names_column(),
                     field("on_second", &R::on_second, "Id in the second file").required(),
                     field("rule", &R::rule, "Several rows of one id").help("Of text, the first one counts."));
  }
};

struct JoinResult {
  std::int64_t ids_matched = 0, ids_only_first = 0, ids_only_second = 0;
  std::int64_t rows_matched = 0, rows_first = 0, rows_second = 0, repeated_second = 0;
  std::vector<std::string> columns;

  static constexpr auto describe() {
    using R = JoinResult;
    return described("JoinResult", field("ids_matched", &R::ids_matched, "Ids in both"),
                     field("ids_only_first", &R::ids_only_first, "Ids in the first file only"),
                     field("ids_only_second", &R::ids_only_second, "Ids in the second file only"),
                     field("rows_matched", &R::rows_matched, "Rows of the first with a match").in(Unit::rows),
                     field("rows_first", &R::rows_first, "Rows of the first").in(Unit::rows),
                     field("rows_second", &R::rows_second, "Rows of the second").in(Unit::rows),
                     field("repeated_second", &R::repeated_second, "Ids with several rows in the second"),
                     field("columns", &R::columns, "Columns added"));
  }
};

inline JoinResult result_of(table::Joined&& joined) {
  return {joined.ids_matched, joined.ids_only_first, joined.ids_only_second, joined.rows_matched,
          joined.rows_first,  joined.rows_second,    joined.repeated_second, std::move(joined.columns)};
}

}  // namespace sutva::analyze
