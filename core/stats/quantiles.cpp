// SPDX-License-Identifier: Apache-2.0
#include "stats/quantiles.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sutva::stats {
namespace {

constexpr std::size_t numbers_per_step = 8192;

// at(rank): the number of this rank, counted from 0.
template <class At>
double type_7(std::size_t size, double p, At&& at) {
  const double place = static_cast<double>(size - 1) * p;
  const auto rank = static_cast<std::size_t>(place);
  const double below = at(rank), above = at(std::min(rank + 1, size - 1));
  const double part = place - static_cast<double>(rank);
  // Between equal numbers nothing may be rounded: a cap must not fall below what it is meant to leave alone.
  return below == above ? below : (1 - part) * below + part * above;
}

}  // namespace

double quantile(std::span<const double> sorted, double p) {
  return type_7(sorted.size(), p, [&](std::size_t rank) { return sorted[rank]; });
}

double quantile_of_both(std::span<const double> sorted, std::span<const double> other, double p) {
  return type_7(sorted.size() + other.size(), p, [&](std::size_t rank) {
    // How many of the rank + 1 smallest stand in `sorted`: the fewest after which `other` need not give up a smaller
    // number for the next one of `sorted`.
    std::size_t low = rank + 1 > other.size() ? rank + 1 - other.size() : 0;
    std::size_t high = std::min(rank + 1, sorted.size());
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (sorted[middle] < other[rank - middle]) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const std::size_t rest = rank + 1 - low;
    return low == 0 ? other[rest - 1] : rest == 0 ? sorted[low - 1] : std::max(sorted[low - 1], other[rest - 1]);
  });
}

SteppedSort::SteppedSort(std::vector<double> numbers) : from_(std::move(numbers)) {
  for (std::size_t run = numbers_per_step; run < from_.size(); run *= 2) {
    ++passes_;
  }
  if (passes_ > 1) {
    to_.resize(from_.size());
  }
}

double SteppedSort::progress() const {
  const double part = from_.empty() ? 0 : static_cast<double>(place_) / static_cast<double>(from_.size());
  return (static_cast<double>(passes_done_) + part) / static_cast<double>(passes_);
}

bool SteppedSort::step() {
  if (passes_done_ == passes_) {
    return false;
  }
  const std::size_t size = from_.size();
  const std::size_t last = std::min(size, place_ + numbers_per_step);
  if (run_ == 0) {
    std::sort(from_.begin() + static_cast<std::ptrdiff_t>(place_), from_.begin() + static_cast<std::ptrdiff_t>(last));
    place_ = last;
  }
  while (place_ < last) {
    // The pair of pieces that place_ lies in; pieces begin at multiples of run_, of which steps are a divisor.
    const std::size_t begin = place_ - place_ % (2 * run_);
    const std::size_t middle = std::min(size, begin + run_), end = std::min(size, begin + 2 * run_);
    if (place_ == begin) {
      left_ = begin;
      right_ = middle;
    }
    for (const std::size_t stop = std::min(last, end); place_ < stop; ++place_) {
      const bool from_left = right_ == end || (left_ < middle && from_[left_] <= from_[right_]);
      to_[place_] = from_[from_left ? left_++ : right_++];
    }
  }
  if (place_ == size) {
    if (run_ > 0) {
      std::swap(from_, to_);
    }
    run_ = run_ == 0 ? numbers_per_step : 2 * run_;
    place_ = 0;
    ++passes_done_;
    if (passes_done_ == passes_) {
      to_ = {};
    }
  }
  return passes_done_ < passes_;
}

}  // namespace sutva::stats
