// SPDX-License-Identifier: Apache-2.0
// How often the intervals of Sutva's own operations cover the truth, and how often its tests find what is not there:
// data of a known law are drawn again and again, put into a table and handed to the operations as a file would be.
// Whatever an operation lists as an estimate is counted, so that a method added later appears by itself.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace sutva::studies {

inline constexpr double confidence = 0.95;

struct Rate {
  std::int64_t of = 0, hits = 0;

  void add(bool hit) {
    ++of;
    hits += hit ? 1 : 0;
  }
  double share() const { return static_cast<double>(hits) / static_cast<double>(of); }
  double error() const;  // Monte Carlo standard error of the share; at a share of 0 or 1 that of one miss
};

// What became of one method at one size.
struct Tally {
  Rate covered;                // of the intervals there were, where there is an effect
  Rate rejected;               // of the tests there were, where there is none
  bool from_interval = false;  // no p-value: a rejection is an interval without the null value
  Rate undefined;              // neither interval nor p-value, of all samples with an effect that the operation read
  double width = 0;            // sum over the intervals that have two ends
  std::int64_t widths = 0;

  double mean_width() const { return width / static_cast<double>(widths); }
};

struct Line {
  std::string operation, quantity, method, label;
  std::array<Tally, 2> sizes;  // small, large
};

struct Findings {
  std::vector<Line> lines;
  std::vector<std::string> unknown;  // estimates whose truth nobody told: operation, quantity, method

  const Line& line(std::string_view operation, std::string_view method, std::string_view quantity = "") const;
};

// How much to draw.
struct Effort {
  std::uint64_t seed = 1;
  std::int64_t replicates = 2'000;
  std::int64_t slow = 600;                          // for operations that take longer
  std::array<std::int64_t, 2> resampled{400, 100};  // by size, for effect-resampled
  std::int64_t draws = 599;                         // of each of those
  std::vector<std::size_t> sizes{0, 1};
  std::vector<std::string_view> only;  // operations; empty: all
};

// One kind of data.
struct Kind {
  std::string_view name, title;
  std::array<std::string_view, 2> sizes;  // in words, for the heads of columns
  std::string_view about;                 // Markdown
  std::function<Findings(const Kind&, const Effort&)> study;
};

const std::vector<Kind>& kinds();
const Kind& kind(std::string_view name);
inline Findings study(const Kind& kind, const Effort& effort) { return kind.study(kind, effort); }

}  // namespace sutva::studies
