// SPDX-License-Identifier: Apache-2.0
// Rows of past data become units: the rows of a person are brought together, and those units stay that count.
//
// In: every row once, in order; then every unit once, in order. Out: numbers by unit, what they are on the whole, and
// which rows were left out for which reason. A unit with rows in another arm than control does not count.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "analyze/groups.hpp"
#include "analyze/past_columns.hpp"
#include "stats/moments.hpp"

namespace sutva::analyze {

// Why rows do not count, in the order in which a result lists them.
enum LeftOutReason : std::size_t {
  arm_missing,
  other_arm,
  unit_missing,
  outcome_missing,
  denominator_missing,
  crossed_unit,
  zero_outcome,
  left_out_reasons
};

struct LeftOutRows {
  std::int64_t rows = 0;
  std::vector<std::int64_t> first;  // a few of them, from 0; rising once the units are settled
};

// By unit, of those that count.
struct PastUnits {
  struct Covariate {
    std::vector<double> values;  // NaN where a unit has none
    stats::Moments moments;      // over units that have it
  };

  std::vector<double> outcomes;
  std::vector<double> denominators;    // none without one
  std::vector<std::int32_t> clusters;  // none without them; -1: a unit in no cluster
  std::vector<Covariate> covariates;
  std::size_t cluster_count = 0;  // one more than the largest number of a cluster

  stats::Moments outcome, denominator;
  double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
  double lowest_denominator = std::numeric_limits<double>::infinity();
  bool whole = true, binary = true;
  std::int64_t zeros = 0, with_covariates = 0;  // units with outcome zero, also where these do not count

  std::int64_t rows_used = 0;
  std::array<LeftOutRows, left_out_reasons> left_out;
  std::int64_t several_clusters = 0;  // rows with another cluster than their unit's first
  std::int64_t crossed_units = 0;

  bool has_denominator() const { return !denominators.empty(); }
  bool has_clusters() const { return !clusters.empty(); }
};

class PastUnitReader {
 public:
  // The columns and the request must outlive it.
  PastUnitReader(const PastColumns& columns, const PlanFromDataRequest& request);

  void add_row(std::size_t row);
  // After the last row.
  std::size_t size() const { return units_.outcomes.size(); }
  void weigh(std::size_t first, std::size_t last);
  // After the last unit.
  PastUnits settled();

 private:
  void make_room(std::size_t size);
  void leave_out(LeftOutReason reason, std::int64_t rows, std::size_t first_row);
  void add_unit(std::size_t row);
  void add_to_unit(std::size_t row, std::size_t unit);

  const PastColumns& columns_;
  const PlanFromDataRequest& request_;
  PastUnits units_;  // until they are settled: all of them, those weighed up and counting in front
  std::size_t kept_ = 0;
  std::optional<Groups> groups_, clusters_;
  // By unit, where a unit has several rows.
  std::vector<std::uint32_t> rows_, first_rows_;
  std::vector<bool> elsewhere_;                      // has rows of another arm
  std::vector<std::vector<std::uint32_t>> present_;  // by covariate: rows with a value
  std::vector<double> block_;
};

}  // namespace sutva::analyze
