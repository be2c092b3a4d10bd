// SPDX-License-Identifier: Apache-2.0
#include "stats/kernels.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sutva::stats {

double dot(const double* a, const double* b, std::ptrdiff_t size) {
  double sums[4] = {0, 0, 0, 0};
  std::ptrdiff_t i = 0;
  for (; i + 4 <= size; i += 4) {
    for (std::ptrdiff_t k = 0; k < 4; ++k) {
      sums[k] += a[i + k] * b[i + k];
    }
  }
  for (; i < size; ++i) {
    sums[0] += a[i] * b[i];
  }
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

void reduce(const Columns& matrix) {
  for (std::ptrdiff_t k = 0; k < std::min(matrix.rows, matrix.columns); ++k) {
    double* const pivot = matrix.values + k * matrix.stride + k;
    const std::ptrdiff_t below = matrix.rows - k - 1;
    const double square = dot(pivot + 1, pivot + 1, below);
    if (square <= std::numeric_limits<double>::min()) {
      continue;
    }
    const double beta = std::copysign(std::sqrt(*pivot * *pivot + square), -*pivot);
    const double tau = (beta - *pivot) / beta;
    const double divisor = *pivot - beta;
    *pivot = beta;
    for (std::ptrdiff_t i = 1; i <= below; ++i) {
      pivot[i] /= divisor;
    }
    for (std::ptrdiff_t j = k + 1; j < matrix.columns; ++j) {
      double* const other = matrix.values + j * matrix.stride + k;
      const double by = tau * (*other + dot(pivot + 1, other + 1, below));
      *other -= by;
      add_multiple(-by, pivot + 1, other + 1, below);
    }
  }
}

void set_multiple(double by, const double* from, double* to, std::ptrdiff_t size) {
  for (std::ptrdiff_t i = 0; i < size; ++i) {
    to[i] = by * from[i];
  }
}

void add_multiple(double by, const double* from, double* to, std::ptrdiff_t size) {
  for (std::ptrdiff_t i = 0; i < size; ++i) {
    to[i] += by * from[i];
  }
}

void set_square(const double* from, double* to, std::ptrdiff_t size) {
  for (std::ptrdiff_t i = 0; i < size; ++i) {
    to[i] = from[i] * from[i];
  }
}

void add_square(const double* from, double* to, std::ptrdiff_t size) {
  for (std::ptrdiff_t i = 0; i < size; ++i) {
    to[i] += from[i] * from[i];
  }
}

double sum_hc2(const double* weight, const double* residual, const double* leverage, std::ptrdiff_t size) {
  double sum = 0;
  for (std::ptrdiff_t i = 0; i < size; ++i) {
    if (leverage[i] < 1 - 1e-10) {
      const double share = weight[i] * residual[i];
      sum += share * share / (1 - leverage[i]);
    }
  }
  return sum;
}

}  // namespace sutva::stats
