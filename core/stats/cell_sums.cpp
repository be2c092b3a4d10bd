// SPDX-License-Identifier: Apache-2.0
#include "stats/cell_sums.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace sutva::stats {

CellSums::CellSums(std::size_t cells, std::size_t numbers)
    : numbers_(numbers),
      width_(1 + 2 * numbers + numbers * (numbers + 1) / 2),
      line_width_(4 + 2 * numbers + 3 * (numbers - 1) + (numbers - 1) * numbers / 2),
      sums_(cells * width_, 0.0) {}

// fixed: how many numbers there are, where the compiler may know it; otherwise 0.
template <std::size_t fixed>
void CellSums::add_rows(std::span<const std::uint16_t> cells, const double* const* columns) {
  const std::size_t numbers = fixed > 0 ? fixed : numbers_;
  std::array<double, most_numbers> from{};
  for (std::size_t i = 0; i < cells.size(); ++i) {
    double* to = sums_.data() + cells[i] * width_;
    if (*to == 0) [[unlikely]] {
      for (std::size_t j = 0; j < numbers; ++j) {
        const double x = columns[j][i];
        to[1 + j] = std::isnan(x) ? 0 : x;
      }
    }
    *to++ += 1;
    for (std::size_t j = 0; j < numbers; ++j) {
      const double x = columns[j][i] - to[j];
      from[j] = std::isnan(x) ? 0 : x;
      to[numbers + j] += from[j];
    }
    to += 2 * numbers;
    for (std::size_t a = 0; a < numbers; ++a) {
      for (std::size_t b = 0; b <= a; ++b) {
        *to++ += from[a] * from[b];
      }
    }
  }
}

void CellSums::add(std::span<const std::uint16_t> cells, const double* const* columns) {
  switch (numbers_) {
    case 1:
      return add_rows<1>(cells, columns);
    case 2:
      return add_rows<2>(cells, columns);
    default:
      return add_rows<0>(cells, columns);
  }
}

double CellSums::mean(std::size_t cell, std::size_t number, double origin) const {
  const double* const sums = at(cell);
  return (sums[1 + number] - origin) + sums[1 + numbers_ + number] / sums[0];
}

double CellSums::scatter(std::size_t cell, std::size_t a, std::size_t b) const {
  const double* const sums = at(cell);
  if (sums[0] < 2) {
    return 0;
  }
  const double products = sums[product(std::max(a, b), std::min(a, b))];
  const double left = products - sums[1 + numbers_ + a] * sums[1 + numbers_ + b] / sums[0];
  return a == b ? std::fmax(left, 0) : left;
}

void CellSums::set_line(std::size_t cell, const CellLine& line) {
  if (lines_.empty()) {
    lines_.assign(sums_.size() / width_ * line_width_, 0.0);
  }
  const std::size_t covariates = numbers_ - 1;
  double* to = lines_.data() + cell * line_width_ + 1;
  *to++ = line.residual;
  *to++ = line.weight;
  *to++ = line.leverage;
  const double* const sums = at(cell);
  for (std::size_t j = 0; j < numbers_; ++j) {
    to[j] = sums[1 + j];
    to[numbers_ + j] = sums[1 + numbers_ + j] / sums[0];
  }
  to += 2 * numbers_;
  to = std::copy_n(line.slopes.begin(), covariates, to);
  to = std::copy_n(line.weight_slopes.begin(), covariates, to);
  for (const double tilt : line.tilts) {
    *to++ = 2 * tilt;
  }
  const double* from = line.curve.data();
  for (std::size_t a = 0; a < covariates; ++a) {
    for (std::size_t b = 0; b <= a; ++b) {
      *to++ = (a == b ? 1 : 2) * *from++;
    }
  }
}

template <std::size_t fixed>
void CellSums::add_residual_rows(std::span<const std::uint16_t> cells, const double* const* columns) {
  const std::size_t numbers = fixed > 0 ? fixed : numbers_;
  const std::size_t covariates = numbers - 1;
  std::array<double, most_numbers> u{};
  for (std::size_t i = 0; i < cells.size(); ++i) {
    double* const line = lines_.data() + cells[i] * line_width_;
    const double* const first = line + 4;
    for (std::size_t j = 0; j < numbers; ++j) {
      const double x = (columns[j][i] - first[j]) - first[numbers + j];
      u[j] = std::isnan(x) ? 0 : x;
    }
    const double* const slopes = first + 2 * numbers;
    const double* curve = slopes + 3 * covariates;
    double residual = line[1] + u[covariates], weight = line[2], leverage = line[3];
    for (std::size_t a = 0; a < covariates; ++a) {
      residual -= slopes[a] * u[a];
      weight += slopes[covariates + a] * u[a];
      double slope = slopes[2 * covariates + a];
      for (std::size_t b = 0; b <= a; ++b) {
        slope += *curve++ * u[b];
      }
      leverage += slope * u[a];
    }
    const double share = weight * residual;
    line[0] += leverage < 1 - 1e-10 ? share * share / (1 - leverage) : 0;
  }
}

void CellSums::add_residuals(std::span<const std::uint16_t> cells, const double* const* columns) {
  switch (numbers_) {
    case 2:
      return add_residual_rows<2>(cells, columns);
    default:
      return add_residual_rows<0>(cells, columns);
  }
}

}  // namespace sutva::stats
