// SPDX-License-Identifier: Apache-2.0
#include "stats/quantiles.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

namespace sutva::stats {
namespace {

constexpr std::size_t numbers_per_step = 8192;

constexpr std::size_t digit_bits = 11, digits = 6;  // 64 bits in all
constexpr std::size_t digit_values = std::size_t{1} << digit_bits;

// In the order of the numbers: of those below zero all bits are turned, of the others the sign.
std::uint64_t ordered_bits(double number) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &number, sizeof bits);
  constexpr std::uint64_t sign = std::uint64_t{1} << 63;
  return (bits & sign) != 0 ? ~bits : bits | sign;
}

constexpr std::size_t least_sampled = 20'000, sample_size = 2000;
constexpr std::size_t at_once = 4096;  // short calls: V8 replaces slow code by fast code between them

// Writes those that are not below the bound behind one another and gives their end.
[[gnu::noinline]] double* keep_from(std::span<const double> numbers, double bound, double* to) {
  for (const double x : numbers) {
    *to = x;
    to += x >= bound ? 1 : 0;
  }
  return to;
}

// Numbers of which surely the largest so many are some, or all of them.
std::vector<double> candidates(std::span<const double> numbers, std::size_t count) {
  if (numbers.size() >= least_sampled && count < numbers.size() / 2) {
    std::vector<double> sample;
    for (std::size_t i = 0; i < sample_size; ++i) {
      sample.push_back(numbers[i * numbers.size() / sample_size]);
    }
    // Twice as many as are needed, and some more: too few are seldom found, and then all are looked at.
    const std::size_t above = std::min(sample_size, 2 * (count * sample_size / numbers.size()) + 10);
    const auto bound = sample.end() - static_cast<std::ptrdiff_t>(above);
    std::nth_element(sample.begin(), bound, sample.end());
    std::vector<double> kept(at_once);
    std::size_t size = 0;
    for (std::size_t first = 0; first < numbers.size(); first += at_once) {
      kept.resize(std::max(kept.size(), size + at_once));
      const std::size_t some = std::min(at_once, numbers.size() - first);
      size =
          static_cast<std::size_t>(keep_from(numbers.subspan(first, some), *bound, kept.data() + size) - kept.data());
    }
    if (size >= count) {
      kept.resize(size);
      return kept;
    }
  }
  return {numbers.begin(), numbers.end()};
}

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

std::vector<double> largest(std::span<const double> numbers, std::size_t count) {
  std::vector<double> found = candidates(numbers, count);
  const auto first = found.end() - static_cast<std::ptrdiff_t>(count);
  std::nth_element(found.begin(), first, found.end());
  found.erase(found.begin(), first);
  return found;
}

double quantile_of_unsorted(std::vector<double> numbers, double p) {
  if (numbers.size() >= least_sampled && p > 0.5) {
    const auto below = static_cast<std::size_t>(static_cast<double>(numbers.size() - 1) * p);
    const std::vector<double> top = largest(numbers, numbers.size() - below);
    return type_7(numbers.size(), p, [&](std::size_t rank) {
      return rank == below ? top[0] : *std::min_element(top.begin() + 1, top.end());
    });
  }
  // The rank above is the smallest of what selection left above the rank below.
  std::size_t selected = numbers.size();
  return type_7(numbers.size(), p, [&](std::size_t rank) {
    if (selected < rank) {
      return *std::min_element(numbers.begin() + static_cast<std::ptrdiff_t>(selected) + 1, numbers.end());
    }
    selected = rank;
    std::nth_element(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(rank), numbers.end());
    return numbers[rank];
  });
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
  if (from_.size() <= numbers_per_step) {
    std::sort(from_.begin(), from_.end());
    passes_done_ = 1 + digits;
    return;
  }
  to_.resize(from_.size());
  places_.assign(digits * digit_values, 0);
}

double SteppedSort::progress() const {
  const double part = from_.empty() ? 0 : static_cast<double>(at_) / static_cast<double>(from_.size());
  return (static_cast<double>(passes_done_) + part) / static_cast<double>(1 + digits);
}

bool SteppedSort::step() {
  if (passes_done_ > digits) {
    return false;
  }
  if (passes_done_ == 0) {
    count();
  } else {
    move();
  }
  if (at_ == from_.size()) {
    if (passes_done_ > 0) {
      std::swap(from_, to_);
    }
    at_ = 0;
    ++passes_done_;
    begin_digit();
  }
  return passes_done_ <= digits;
}

void SteppedSort::count() {
  const std::size_t last = std::min(from_.size(), at_ + numbers_per_step);
  const double* const from = from_.data();
  std::uint32_t* const counts = places_.data();
  for (; at_ < last; ++at_) {
    std::uint64_t bits = ordered_bits(from[at_]);
    for (std::size_t digit = 0; digit < digits; ++digit, bits >>= digit_bits) {
      ++counts[digit * digit_values + (bits & (digit_values - 1))];
    }
  }
}

// Passes over digits in which all numbers agree.
void SteppedSort::begin_digit() {
  for (; passes_done_ <= digits; ++passes_done_) {
    std::uint32_t* const places = places_.data() + (passes_done_ - 1) * digit_values;
    std::uint32_t before = 0, most = 0;
    for (std::size_t value = 0; value < digit_values; ++value) {
      const std::uint32_t here = std::exchange(places[value], before);
      before += here;
      most = std::max(most, here);
    }
    if (most < from_.size()) {
      return;
    }
  }
  to_ = {};
  places_ = {};
}

void SteppedSort::move() {
  const std::size_t last = std::min(from_.size(), at_ + numbers_per_step);
  const double* const from = from_.data();
  double* const to = to_.data();
  std::uint32_t* const places = places_.data() + (passes_done_ - 1) * digit_values;
  const auto shift = static_cast<int>(digit_bits * (passes_done_ - 1));
  for (; at_ < last; ++at_) {
    to[places[(ordered_bits(from[at_]) >> shift) & (digit_values - 1)]++] = from[at_];
  }
}

}  // namespace sutva::stats
