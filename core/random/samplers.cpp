// SPDX-License-Identifier: Apache-2.0
#include "random/samplers.hpp"

#include <boost/random/binomial_distribution.hpp>
#include <boost/random/exponential_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <cmath>

namespace sutva::random {

double exponential(Stream& stream) { return boost::random::exponential_distribution<double>()(stream); }

// Below a shape of one, by the gamma of one more and a power of a uniform (Marsaglia and Tsang, section 6).
double gamma(Stream& stream, double shape) {
  if (shape >= 1) {
    return chi_squared(stream, 2 * shape) / 2;
  }
  const double larger = chi_squared(stream, 2 * shape + 2) / 2;
  return larger * std::pow(1 - uniform(stream), 1 / shape);
}

std::int64_t poisson(Stream& stream, double mean) {
  return mean > 0 ? boost::random::poisson_distribution<std::int64_t, double>(mean)(stream) : 0;
}

double uniform(Stream& stream) { return boost::random::uniform_01<double>()(stream); }

double normal(Stream& stream) { return boost::random::normal_distribution<double>()(stream); }

// Marsaglia and Tsang (2000), A Simple Method for Generating Gamma Variables, ACM TOMS 26:363-372; shape df / 2 >= 1.
double chi_squared(Stream& stream, double df) {
  const double d = df / 2 - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = normal(stream);
    const double root = 1 + c * x;
    if (root <= 0) {
      continue;
    }
    const double v = root * root * root;
    const double u = boost::random::uniform_01<double>()(stream);
    if (std::log(u) < 0.5 * x * x + d - d * v + d * std::log(v)) {
      return 2 * d * v;
    }
  }
}

std::int64_t binomial(Stream& stream, std::int64_t n, double p) {
  return boost::random::binomial_distribution<std::int64_t, double>(n, p)(stream);
}

}  // namespace sutva::random
