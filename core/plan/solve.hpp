// SPDX-License-Identifier: Apache-2.0
// Solving a plan for one of its inputs: power is a function of each, and only the unknown differs.
#pragma once

#include <cmath>
#include <optional>

#include "stats/root.hpp"

namespace sutva::plan {

// Where a power that grows with x comes to its target, between `low` and `most`.
struct Reached {
  std::optional<double> x;  // none: not even at `most`
  bool already = false;     // at `low` the target is met; x is then `low`
  double at_most = 0;       // the power at `most`, where it does not suffice: what an error can say
};

// The first x in [low, most] with power(x) >= target. `power` grows with x; it may stay short of the target for ever,
// and it is called with low < x <= most only. Widens its bracket from `start` on, so `most` may be huge.
template <class F>
Reached reach(F&& power, double target, double low, double start, double most) {
  const auto lacking = [&](double x) { return power(x) - target; };
  if (lacking(low) >= 0) {
    return {low, true, 0};
  }
  double below = low;
  double above = std::fmin(std::fmax(start, low), most);
  double value = lacking(above);
  while (value < 0 && above < most) {
    below = above;
    above = std::fmin(above > 0 ? above * 4 : above / 4, most);
    value = lacking(above);
  }
  if (!(value >= 0)) {
    return {std::nullopt, false, value + target};
  }
  return {stats::root(lacking, below, above), false, 0};
}

// The first of even steps to `largest` where nothing is lacking any more; `largest` itself where something always is.
// For what may lack again further on: a log rate ratio grows without end as one rate falls to zero, but its error grows
// faster.
template <class F>
double first_enough(F&& lacking, double largest) {
  constexpr int steps = 200;
  for (int i = 1; i < steps; ++i) {
    if (lacking(largest * i / steps) >= 0) {
      return largest * i / steps;
    }
  }
  return largest;
}

// Up to whole units, where rounding made a hair more of a whole number.
inline double whole_up(double x) { return std::ceil(x * (1 - 1e-12)); }

}  // namespace sutva::plan
