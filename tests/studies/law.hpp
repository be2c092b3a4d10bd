// SPDX-License-Identifier: Apache-2.0
// The distribution of an outcome, exactly: what a study holds the intervals against.
#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace sutva::studies {

enum class Shape { atom, normal, lognormal };

// An atom lies at `location`; a normal part is location + scale z, a lognormal one exp(location + scale z).
struct Part {
  Shape shape;
  double weight, location, scale;

  double at(double z) const;
};

// A mixture of parts whose weights add to 1.
class Law {
 public:
  explicit Law(std::vector<Part> parts) : parts_(std::move(parts)) {}

  const std::vector<Part>& parts() const { return parts_; }
  double cdf(double y) const;       // P(Y <= y)
  double below(double y) const;     // P(Y < y)
  double quantile(double p) const;  // the smallest y with cdf(y) >= p
  double mean() const {
    return expectation([](double y) { return y; });
  }

  // E g(Y), by the trapezoidal rule over z: exact to rounding where g is smooth, to about 1e-5 sd where it has a kink.
  template <class G>
  double expectation(G&& g) const {
    double sum = 0;
    for (const Part& part : parts_) {
      if (part.shape == Shape::atom) {
        sum += part.weight * g(part.location);
        continue;
      }
      for (int i = -reach * steps; i <= reach * steps; ++i) {
        const double z = static_cast<double>(i) / steps;
        sum +=
            part.weight * std::exp(-z * z / 2) * std::numbers::inv_sqrtpi / std::numbers::sqrt2 / steps * g(part.at(z));
      }
    }
    return sum;
  }

 private:
  static constexpr int reach = 9, steps = 100;
  std::vector<Part> parts_;
};

Law mixed(const Law& one, double weight, const Law& other);  // weight of the other in [0, 1]

// P(Y1 > Y0) + P(Y1 = Y0) / 2, and the median of Y1 - Y0, for independent Y0 and Y1.
double superiority(const Law& control, const Law& treatment);
double median_difference(const Law& control, const Law& treatment);

}  // namespace sutva::studies
