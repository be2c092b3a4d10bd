// SPDX-License-Identifier: Apache-2.0
// The loops of least squares, apart from all else: in the module they are compiled for speed, the rest for size.
#pragma once

#include <cstddef>

namespace sutva::stats {

// A matrix by its columns: element (i, j) stands at values[j * stride + i].
struct Columns {
  double* values;
  std::ptrdiff_t stride;
  std::ptrdiff_t rows;
  std::ptrdiff_t columns;
};

// Takes a matrix to its R by Householder reflections, LAPACK's dgeqr2. R takes the place of the rows at the top; what
// is below the diagonal is of no use afterwards.
void reduce(const Columns& matrix);

double dot(const double* a, const double* b, std::ptrdiff_t size);

// to = or += by * from
void set_multiple(double by, const double* from, double* to, std::ptrdiff_t size);
void add_multiple(double by, const double* from, double* to, std::ptrdiff_t size);

// to = or += from * from
void set_square(const double* from, double* to, std::ptrdiff_t size);
void add_square(const double* from, double* to, std::ptrdiff_t size);

// The sum of a * b, in four sums that do not wait for each other.
double dot(const double* a, const double* b, std::ptrdiff_t size);

// The sum of (weight * residual)^2 / (1 - leverage), MacKinnon and White's HC2. A row that alone determines a
// coefficient has leverage 1 and residual 0: it says nothing about the noise.
double sum_hc2(const double* weight, const double* residual, const double* leverage, std::ptrdiff_t size);

}  // namespace sutva::stats
