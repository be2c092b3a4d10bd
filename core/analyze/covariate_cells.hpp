// SPDX-License-Identifier: Apache-2.0
// Covariates of csv_effect.cpp as they are seen in the rows that count, as columns of a design, and as cells: rows of
// one arm that agree in every category and in which numbers are missing. Where there are few of these, Lin's regression
// is made from sums in them (stats/cell_sums.hpp) instead of a row of the design for each row of the file.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analyze/adjustment.hpp"
#include "analyze/columns.hpp"
#include "analyze/row_loops.hpp"
#include "stats/cell_sums.hpp"
#include "stats/moments.hpp"
#include "table/table.hpp"

namespace sutva::analyze {

struct Covariate {
  const table::Column* column = nullptr;
  std::optional<NumberView> numbers;      // none: levels are compared, each on its own
  std::array<stats::Moments, 2> moments;  // numbers, by arm, where present
  std::vector<std::int64_t> level_rows;   // text, by code; the last one counts missing
  std::int64_t missing = 0;
  std::vector<Eigen::Index> columns;  // of the design
};

// One column of the design: (what the row shows - centre) * scale.
struct DesignColumn {
  enum class Shows : std::uint8_t { value, missing, level } shows;
  std::size_t covariate;
  std::int32_t code;  // of the level
  double centre;
  double scale;
};

class CovariateCells {
 public:
  static constexpr std::size_t most_cells = 4096;  // in an arm

  // None where there would be more cells than that. The table must outlive it.
  static std::optional<CovariateCells> of(const std::vector<Covariate>& covariates, const NumberView& outcome,
                                          std::int64_t rows);

  // Pass one, in the order of the file.
  void add(std::size_t first, Used used);
  // After it: moments, level_rows and missing of the covariates.
  void count(std::vector<Covariate>& covariates) const;

  struct Design {
    const std::vector<DesignColumn>* columns;
    double outcome_mean;
  };
  // Gives the adjustment what it would make of the rows, and true. False where rounding would show, as numbers tell
  // almost the same: then nothing was given, and the rows must be.
  bool fold(const Design& design, Adjustment& adjustment) const;
  // After the adjustment solved. False: pass two is not needed, as the covariates have no numbers.
  bool set_lines(const Design& design, Adjustment& adjustment);
  // Pass two.
  void add_residuals(std::size_t first, std::size_t count);
  void finish(Adjustment& adjustment) const;

 private:
  struct Part {
    std::size_t stride, size;        // of the cell: size places, 1 where it has no part in it
    std::optional<NumberView> view;  // none: text
    const table::Column* column;
    std::size_t place(std::size_t cell) const { return cell / stride % size; }
  };

  void find_columns(std::size_t first, std::size_t count);
  bool is_missing(std::size_t cell, std::size_t covariate) const;
  // The row of the design that stands where the cell's numbers have their means, behind a 1.
  Eigen::VectorXd shown(const Design& design, std::size_t cell) const;
  std::optional<Eigen::MatrixXd> within(const Design& design, std::size_t arm) const;

  std::size_t cells_ = 1;             // of an arm: control's, then treatment's, then as many for rows that do not count
  std::vector<Part> parts_;           // by covariate
  std::vector<std::size_t> number_;   // by covariate: its place among the numbers
  std::vector<std::size_t> numeric_;  // covariates with numbers; the outcome is behind them
  NumberView outcome_;
  std::vector<std::uint16_t> cell_;  // by row
  std::vector<std::vector<double>> copies_;
  std::vector<const double*> at_hand_;  // numbers of the rows at hand
  std::optional<stats::CellSums> sums_;
};

}  // namespace sutva::analyze
