// SPDX-License-Identifier: Apache-2.0
// Units seen in several periods, as a dense table of one number for each unit and period: what differences in
// differences and synthetic controls work on. Units that lack a period are left out, so that a comparison of periods is
// a comparison of the same units.
#pragma once

#include <Eigen/Dense>
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "analyze/left_out.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "table/table.hpp"

namespace sutva::analyze {

inline constexpr std::size_t most_periods = 200;

enum class RowsOfPeriod : std::uint8_t { mean, sum };
constexpr auto describe(std::type_identity<RowsOfPeriod>) {
  return std::array{Choice{RowsOfPeriod::mean, "mean", "Average", "The mean of a unit's rows in a period."},
                    Choice{RowsOfPeriod::sum, "sum", "Add up", "Their total, as of purchases."}};
}

struct PanelRequest {
  std::string unit, time, outcome;
  std::string first_treated, treated;  // at most one of the two; neither: nobody is treated
  std::string cluster;                 // empty: each unit is its own
  std::vector<std::string> covariates;
  RowsOfPeriod unit_rows = RowsOfPeriod::mean;
};

struct Panel {
  std::vector<std::string> periods;  // as the file writes them, in their order
  std::vector<double> outcome;       // unit after unit, each with all of its periods
  std::vector<std::int32_t> first;   // by unit: place of the first treated period; size of periods where there is none
  std::vector<std::uint32_t> rows;   // by unit: its first row in the table
  std::vector<std::int32_t> clusters;  // by unit, numbered from 0; empty where none were asked for
  std::int64_t cluster_count = 0;
  Eigen::MatrixXd x;  // units by terms: covariates in a unit's earliest period, mean 0 and variance 1
  std::vector<std::string> terms;
  bool even = true;                   // periods are whole numbers (or texts) at equal distances, as far as can be seen
  std::int64_t units_total = 0;       // in the file
  std::int64_t units_incomplete = 0;  // left out: a period is missing
  std::int64_t units_always = 0;      // left out: treated from the first period on
  std::int64_t units_back = 0;        // treated at first and untreated later
  std::int64_t units_late = 0;        // first treated after the last period: never, as far as the file goes
  std::int64_t rows_total = 0, rows_used = 0;
  std::vector<LeftOut> left_out;

  std::size_t size() const { return rows.size(); }
  const double* of(std::size_t unit) const { return outcome.data() + unit * periods.size(); }
};

// The place of a period by what the file calls it, or the first one at or after it; size of periods where there is
// none, and -1 where it is not a time as the file writes it.
std::int32_t period_at(const table::Column& time, const std::vector<std::string>& periods, std::string_view name);

// Reads a panel in steps of a few thousand rows. Issues stand on the fields of PanelRequest. The table must outlive it.
class PanelReader {
 public:
  static Outcome<PanelReader> prepare(const table::Table& table, PanelRequest request);
  bool step();
  double progress() const;
  Outcome<Panel> take();  // after the last step

  PanelReader(PanelReader&&) noexcept;
  PanelReader& operator=(PanelReader&&) noexcept;
  ~PanelReader();

 private:
  class Work;
  explicit PanelReader(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

}  // namespace sutva::analyze
