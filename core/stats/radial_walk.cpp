// SPDX-License-Identifier: Apache-2.0
#include "stats/radial_walk.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "stats/chi_density.hpp"

namespace sutva::stats {
namespace {

constexpr std::size_t intervals = 1024;
constexpr double panel = 4;       // standard deviations of a step
constexpr double reach = 10;      // of what is carried, in standard deviations beyond the expected length
constexpr double step_reach = 9;  // of one step, which beyond it has a chance of 1e-18

}  // namespace

MeanOverDirections::MeanOverDirections(std::size_t dimensions)
    : d_(static_cast<double>(dimensions)),
      nu_(d_ / 2 - 1),
      gamma_(std::lgamma(d_ / 2)),
      last_(40 + 2 * nu_ * nu_),
      step_(std::log1p(last_ / d_) / static_cast<double>(intervals)) {
  for (std::size_t i = 0; i <= intervals; ++i) {
    const double x = d_ * std::expm1(step_ * static_cast<double>(i));
    // sum of (x^2 / 4)^j / (j! (d / 2) (d / 2 + 1) ...), and of the same times j; all terms are positive.
    constexpr double large = 1e200;
    double term = 1, sum = 1, weighted = 0, scale = 0;
    for (double j = 1; term > 1e-18 * sum || j < x / 2; ++j) {
      term *= x * x / 4 / (j * (d_ / 2 + j - 1));
      sum += term;
      weighted += j * term;
      if (sum > large) {
        term /= large;
        sum /= large;
        weighted /= large;
        scale += std::log(large);
      }
    }
    // d log(sum) / dx = 2 weighted / (x sum), which goes to 0 with x; dx / dt = d + x.
    const double slope = x > 0 ? 2 * weighted / (x * sum) : 0;
    table_.push_back({std::log(sum) + scale - x, (slope - 1) * (d_ + x)});
  }
}

double MeanOverDirections::beyond(double x) const {
  const double four = 4 * nu_ * nu_;
  double term = 1, sum = 1;
  for (double k = 1; k < 40; ++k) {
    const double odd = 2 * k - 1;
    const double next = -term * (four - odd * odd) / (8 * x * k);
    if (!(std::abs(next) < std::abs(term)) || std::abs(next) < 1e-17) {
      break;
    }
    term = next;
    sum += term;
  }
  return gamma_ + nu_ * std::log(2 / x) - 0.5 * std::log(2 * std::numbers::pi * x) + std::log(sum);
}

double MeanOverDirections::log(double x) const {
  if (x >= last_) {
    return beyond(x);
  }
  const double place = std::log1p(x / d_) / step_;
  const auto i = std::min(intervals - 1, static_cast<std::size_t>(place));
  const double t = place - static_cast<double>(i), u = 1 - t;
  const Point &left = table_[i], &right = table_[i + 1];
  return u * u * (1 + 2 * t) * left.value + t * t * (1 + 2 * u) * right.value +
         t * u * step_ * (u * left.slope - t * right.slope);
}

RadialWalk::RadialWalk(std::size_t dimensions)
    : dimensions_(dimensions),
      directions_(dimensions),
      log_constant_((1 - static_cast<double>(dimensions) / 2) * std::numbers::ln2 -
                    std::lgamma(static_cast<double>(dimensions) / 2)) {}

std::vector<double> RadialWalk::stopped(std::span<const double> bounds, double drift) const {
  const auto d = static_cast<double>(dimensions_);
  std::vector<double> chances, lengths, masses, next_lengths, next_masses;
  double stopped = 0;
  // A step outward may be as long as all of its dimensions make it.
  const double outward = step_reach + std::sqrt(d) + drift;
  for (std::size_t look = 0; look < bounds.size(); ++look) {
    const auto k = static_cast<double>(look + 1);
    // The null's mass at a length, integrated over a piece of length `weight`.
    const auto mass_at = [&](double s, double weight) {
      double density = look == 0 ? std::exp(-s * s / 2) : 0;
      for (std::size_t j = 0; j < lengths.size(); ++j) {
        const double gap = s - lengths[j];
        if (gap < -step_reach || gap > outward) {
          continue;
        }
        density += masses[j] * std::exp(directions_.log(s * lengths[j]) - gap * gap / 2);
      }
      return weight * density * std::exp(log_constant_ + (d - 1) * std::log(s));
    };
    const auto over = [&](double low, double high, auto&& visit) {
      const auto panels = static_cast<std::size_t>(std::ceil((high - low) / panel));
      const double half = (high - low) / static_cast<double>(panels) / 2;
      for (std::size_t p = 0; p < panels; ++p) {
        for (const auto& [node, weight] : gauss_legendre_16) {
          const double middle = low + half * static_cast<double>(2 * p + 1);
          for (const double s : {middle - half * node, middle + half * node}) {
            visit(s, mass_at(s, half * weight));
          }
        }
      }
    };
    const double farthest = std::sqrt(k) * (std::sqrt(d) + reach) + k * drift;
    const double bound = std::sqrt(k * bounds[look]);
    if (bound < farthest) {
      over(bound, bound + reach + drift, [&](double s, double mass) {
        stopped += mass > 0 && drift > 0
                       ? std::exp(std::log(mass) + directions_.log(drift * s) + drift * s - k * drift * drift / 2)
                       : mass;
      });
    }
    chances.push_back(std::fmin(stopped, 1));
    if (look + 1 < bounds.size()) {
      next_lengths.clear();
      next_masses.clear();
      over(0, std::fmin(bound, farthest), [&](double s, double mass) {
        next_lengths.push_back(s);
        next_masses.push_back(mass);
      });
      std::swap(lengths, next_lengths);
      std::swap(masses, next_masses);
    }
  }
  return chances;
}

}  // namespace sutva::stats
