// SPDX-License-Identifier: Apache-2.0
// Least squares on categories and a few numbers without a row for each row: rows of one cell, which agree in all their
// categories, differ only in their numbers. Their count, means and scatter stand for them in X'X and X'y, and what a
// regression says of one of them (residual, weight, leverage) is a polynomial in its numbers. The loops over rows here
// are compiled for speed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sutva::stats {

// What a regression says of the rows of a cell, as a polynomial in the deviations u of their covariates from the means
// of the cell, and v of the outcome from its mean:
//   residual + v - sum of slopes u     weight + sum of weight_slopes u     leverage + 2 sum of tilts u + u' curve u
struct CellLine {
  double residual = 0, weight = 0, leverage = 0;
  std::vector<double> slopes, weight_slopes, tilts;  // by covariate
  std::vector<double> curve;                         // by pairs of covariates: (0,0), (1,0), (1,1), (2,0) ...
};

// Sums are about the first number of each cell: a large common offset costs no digits.
class CellSums {
 public:
  static constexpr std::size_t most_numbers = 16;

  // numbers: the covariates of a row, and last its outcome; from 1 to most_numbers. Cells are counted from 0.
  CellSums(std::size_t cells, std::size_t numbers);

  // Rows: the cell of each, and columns[j][i] is number j of row i. A covariate that is NaN counts as its cell's mean.
  void add(std::span<const std::uint16_t> cells, const double* const* columns);

  std::size_t numbers() const { return numbers_; }
  std::int64_t count(std::size_t cell) const { return static_cast<std::int64_t>(at(cell)[0]); }
  // The mean of a number in a cell that has rows, less `origin`: as precise as the difference is.
  double mean(std::size_t cell, std::size_t number, double origin) const;
  // Sum of products of deviations from the cell's means.
  double scatter(std::size_t cell, std::size_t a, std::size_t b) const;
  // Sum of squares about the first number: rounding errors of the scatter are relative to this.
  double squares(std::size_t cell, std::size_t number) const { return at(cell)[product(number, number)]; }

  // Between the passes. Cells without a line have nothing to say.
  void set_line(std::size_t cell, const CellLine& line);
  // The same rows again: adds weight^2 residual^2 / (1 - leverage), MacKinnon and White's HC2, up in their cells. A row
  // that alone determines a coefficient says nothing about the noise, as in sum_hc2 of kernels.hpp.
  void add_residuals(std::span<const std::uint16_t> cells, const double* const* columns);
  double hc2(std::size_t cell) const { return lines_[cell * line_width_]; }

 private:
  // Of a cell, one behind the other: the count; first numbers, sums and sums of products about them. Of a line: HC2;
  // residual, weight, leverage; first numbers; means about them; slopes, weight_slopes, 2 tilts; curve, mixed ones
  // twice.
  std::size_t product(std::size_t a, std::size_t b) const { return 1 + 2 * numbers_ + a * (a + 1) / 2 + b; }
  const double* at(std::size_t cell) const { return sums_.data() + cell * width_; }
  template <std::size_t fixed>
  void add_rows(std::span<const std::uint16_t> cells, const double* const* columns);
  template <std::size_t fixed>
  void add_residual_rows(std::span<const std::uint16_t> cells, const double* const* columns);

  std::size_t numbers_, width_, line_width_;
  std::vector<double> sums_, lines_;
};

}  // namespace sutva::stats
