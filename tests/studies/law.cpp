// SPDX-License-Identifier: Apache-2.0
#include "law.hpp"

#include "stats/distributions.hpp"

namespace sutva::studies {
namespace {

// The boundary between where an increasing function is below the level and where it is not.
template <class F>
double crossing(F&& f, double level, double low, double high) {
  for (int i = 0; i < 200 && low < high; ++i) {
    const double middle = low + (high - low) / 2;
    (f(middle) < level ? low : high) = middle;
  }
  // An atom at 0 is approached by ever smaller numbers.
  return std::abs(high) < 1e-12 ? 0 : high;
}

double spread(const Law& law) {
  double most = 1;
  for (const Part& part : law.parts()) {
    most = std::max({most, std::abs(part.at(-9)), std::abs(part.at(9))});
  }
  return most;
}

}  // namespace

double Part::at(double z) const {
  return shape == Shape::atom     ? location
         : shape == Shape::normal ? location + scale * z
                                  : std::exp(location + scale * z);
}

double Law::below(double y) const {
  double sum = 0;
  for (const Part& part : parts_) {
    if (part.shape == Shape::atom) {
      sum += part.location < y ? part.weight : 0;
    } else if (part.shape == Shape::normal || y > 0) {
      const double z = ((part.shape == Shape::normal ? y : std::log(y)) - part.location) / part.scale;
      sum += part.weight * stats::normal_cdf(z);
    }
  }
  return sum;
}

double Law::cdf(double y) const {
  double sum = below(y);
  for (const Part& part : parts_) {
    sum += part.shape == Shape::atom && part.location == y ? part.weight : 0;
  }
  return sum;
}

double Law::quantile(double p) const {
  const double most = spread(*this);
  return crossing([&](double y) { return cdf(y); }, p, -most, most);
}

Law mixed(const Law& one, double weight, const Law& other) {
  std::vector<Part> parts;
  for (Part part : one.parts()) {
    part.weight *= 1 - weight;
    parts.push_back(part);
  }
  for (Part part : other.parts()) {
    part.weight *= weight;
    parts.push_back(part);
  }
  return Law(std::move(parts));
}

double superiority(const Law& control, const Law& treatment) {
  return treatment.expectation([&](double y) { return (control.below(y) + control.cdf(y)) / 2; });
}

double median_difference(const Law& control, const Law& treatment) {
  const double most = spread(control) + spread(treatment);
  // P(Y1 - Y0 <= d), ties of atoms included.
  return crossing([&](double d) { return treatment.expectation([&](double y) { return 1 - control.below(y - d); }); },
                  0.5, -most, most);
}

}  // namespace sutva::studies
