// SPDX-License-Identifier: Apache-2.0
#include "stats/adjusted_p.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace sutva::stats {
namespace {

std::vector<std::size_t> ascending(std::span<const double> p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  return order;
}

}  // namespace

std::vector<double> bonferroni_adjusted(std::span<const double> p) {
  std::vector<double> adjusted;
  for (const double one : p) {
    adjusted.push_back(std::min(1.0, static_cast<double>(p.size()) * one));
  }
  return adjusted;
}

std::vector<double> holm_adjusted(std::span<const double> p) {
  std::vector<double> adjusted(p.size());
  double least = 0;
  std::size_t left = p.size();
  for (const std::size_t i : ascending(p)) {
    least = std::max(least, std::min(1.0, static_cast<double>(left--) * p[i]));
    adjusted[i] = least;
  }
  return adjusted;
}

std::vector<double> benjamini_hochberg_adjusted(std::span<const double> p) {
  std::vector<double> adjusted(p.size());
  const std::vector<std::size_t> order = ascending(p);
  double most = 1;
  for (std::size_t rank = order.size(); rank > 0; --rank) {
    most = std::min(most, static_cast<double>(p.size()) / static_cast<double>(rank) * p[order[rank - 1]]);
    adjusted[order[rank - 1]] = most;
  }
  return adjusted;
}

}  // namespace sutva::stats
