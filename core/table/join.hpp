// SPDX-License-Identifier: Apache-2.0
// The columns of a second file beside the rows of the first, by an id that both have: events, or the time before.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.hpp"
#include "table/table.hpp"

namespace sutva::table {

// What becomes of several rows of one id in the second file. Of text, the first one that is not missing.
enum class JoinRule : std::uint8_t {
  mean,   // the average of the numbers that are there; an id without any has none
  sum,    // their sum; an id without a row has 0
  count,  // how many rows there are, as one column; an id without any has 0
  first   // the first number that is there; an id without any has none
};

struct JoinOptions {
  std::string on;         // column of the first table
  std::string on_second;  // of the second one
  JoinRule rule = JoinRule::mean;
};

struct Joined {
  std::int64_t ids_matched = 0;
  std::int64_t ids_only_first = 0;   // ids of the first table that the second has no row of
  std::int64_t ids_only_second = 0;  // these rows of the second are left out
  std::int64_t rows_matched = 0;     // of the first table
  std::int64_t rows_first = 0;
  std::int64_t rows_second = 0;
  std::int64_t repeated_second = 0;  // ids with several rows in the second
  std::vector<std::string> columns;  // names of those that were added
};

// Adds the columns of `second` to `first`, under their names or, where these are taken, name_2. Ids are compared as
// they are written, a number in its shortest form: 7 matches "7" and not "007". Rows without an id match nothing.
// Issues: unknown_column on `on` or `on_second`; conflict on `on_second` where no id is in both, or no column is there
// to add. The first table is then as it was.
Outcome<Joined> join(Table& first, const Table& second, const JoinOptions& options);

}  // namespace sutva::table
