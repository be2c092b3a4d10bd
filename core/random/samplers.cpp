// SPDX-License-Identifier: Apache-2.0
#include "random/samplers.hpp"

#include <boost/random/binomial_distribution.hpp>
#include <boost/random/exponential_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <cmath>

#include "random/plain_math.hpp"

namespace sutva::random {

namespace {

// Marsaglia and Tsang (2000), A Simple Method for Generating Gamma Variables, ACM TOMS 26:363-372; shape >= 1.
double gamma_of_one_or_more(Stream& stream, double shape) {
  const double d = shape - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = normal(stream);
    const double root = 1 + c * x;
    if (root <= 0) {
      continue;
    }
    const double v = root * root * root;
    const double u = uniform(stream);
    if (std::log(u) < 0.5 * x * x + d - d * v + d * std::log(v)) {
      return d * v;
    }
  }
}

}  // namespace

double beta(Stream& stream, double a, double b) {
  const double first = gamma(stream, a);
  const double second = gamma(stream, b);
  const double sum = first + second;
  // Both vanish only for tiny a and b, where all the mass lies at the ends.
  return sum > 0 ? first / sum : uniform(stream) < a / (a + b) ? 1 : 0;
}

std::int64_t binomial(Stream& stream, std::int64_t n, double p) {
  return boost::random::binomial_distribution<std::int64_t, double>(n, p)(stream);
}

double chi_squared(Stream& stream, double df) { return 2 * gamma_of_one_or_more(stream, df / 2); }

double exponential(Stream& stream) { return boost::random::exponential_distribution<double>()(stream); }

double gamma(Stream& stream, double shape) {
  if (shape >= 1) {
    return gamma_of_one_or_more(stream, shape);
  }
  const double larger = gamma_of_one_or_more(stream, shape + 1);
  return larger * plain_power(uniform(stream), 1 / shape);
}

double normal(Stream& stream) { return boost::random::normal_distribution<double>()(stream); }

std::int64_t poisson(Stream& stream, double mean) {
  return mean > 0 ? boost::random::poisson_distribution<std::int64_t, double>(mean)(stream) : 0;
}

double uniform(Stream& stream) { return boost::random::uniform_01<double>()(stream); }

}  // namespace sutva::random
