// SPDX-License-Identifier: Apache-2.0
// Draws from the distributions a simulation needs. The standard library's own distributions differ between systems;
// Boost.Random's do not. What a draw returns is made of the four operations and roots alone (libc's logarithms only
// decide whether a proposal is taken), so it is the same to the last bit on every system.
#pragma once

#include <cstdint>

#include "random/stream.hpp"

namespace sutva::random {

double beta(Stream& stream, double a, double b);                  // a, b > 0
std::int64_t binomial(Stream& stream, std::int64_t n, double p);  // successes in n tries
double chi_squared(Stream& stream, double df);                    // df >= 2
double exponential(Stream& stream);                               // mean 1
double gamma(Stream& stream, double shape);                       // shape > 0, scale 1
double normal(Stream& stream);                                    // mean 0, SD 1
std::int64_t poisson(Stream& stream, double mean);                // mean >= 0
double uniform(Stream& stream);                                   // 0 <= u < 1

}  // namespace sutva::random
