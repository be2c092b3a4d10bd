// SPDX-License-Identifier: Apache-2.0
// Logarithm, power, sine and cosine from series of the four operations: the same to the last bit on every system, where
// those of the C library differ in it. Good to about 1e-15 relative; slower than the library's.
#pragma once

namespace sutva::random {

double plain_log(double x);                     // x > 0
double plain_power(double x, double exponent);  // x >= 0; 0 for x = 0
inline double plain_exp(double x) { return plain_power(2.718281828459045, x); }

struct Direction {
  double cosine = 1, sine = 0;
};
Direction plain_direction(double turns);  // of an angle in whole turns, 0 <= turns <= 1

}  // namespace sutva::random
