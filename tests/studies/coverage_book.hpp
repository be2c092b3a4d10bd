// SPDX-License-Identifier: Apache-2.0
// Running an operation on a table that was drawn, and keeping the count of what its estimates were worth.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyze/effect.hpp"
#include "analyze/estimate.hpp"
#include "base/outcome.hpp"
#include "coverage_study.hpp"
#include "coverage_truths.hpp"
#include "random/stream.hpp"
#include "table/table.hpp"

namespace sutva::studies {

// A table as a CSV file would become.
class Drawn {
 public:
  explicit Drawn(std::size_t rows) { table_.rows = static_cast<std::int64_t>(rows); }
  Drawn& numbers(std::string name, std::vector<double> values);
  Drawn& codes(std::string name, std::vector<std::string> levels, std::vector<std::int32_t> codes);
  Drawn& ids(std::string name, const std::vector<std::int32_t>& ids);  // any numbers, as texts
  const table::Table& table() const { return table_; }

 private:
  table::Table table_;
};

template <class Operation>
std::optional<typename Operation::Result> run(const table::Table& table, const typename Operation::Request& request) {
  Outcome<Operation> operation = Operation::prepare(table, request);
  if (!operation) {
    return std::nullopt;
  }
  while (operation->step()) {
  }
  auto outcome = operation->finish();
  return outcome ? std::optional(std::move(*outcome)) : std::nullopt;
}

class Book {
 public:
  explicit Book(std::vector<std::string_view> only) : only_(std::move(only)) {}

  // What follows is of this size, with an effect or without one.
  void begin(std::size_t size, bool effect);

  // One more sample for this operation; false where it is not asked for.
  bool sample(std::string_view operation);
  void add(std::string_view operation, const analyze::Estimate& estimate, const Truths& truths);
  template <class List>
  void add_all(std::string_view operation, const List& estimates, const Truths& truths) {
    for (const analyze::Estimate& e : estimates) {
      add(operation, e, truths);
    }
  }
  // An effect with its lift.
  void add(std::string_view operation, const analyze::Effect& effect, std::string_view quantity, const Truths& truths);
  // A test that stands by itself, where nothing is there to be found.
  void test(std::string_view operation, std::string_view quantity, std::string_view method, std::string_view label,
            double p_value);
  // Several intervals that are to cover all together, and whether they all did; a rejection is an interval without 0.
  void together(std::string_view operation, std::string_view quantity, std::string_view method, std::string_view label,
                bool covered, bool rejected);

  Findings take();

 private:
  std::vector<std::string_view> only_;
  Tally& tally(std::string_view operation, std::string_view quantity, std::string_view method, std::string_view label);

  Findings findings_;
  std::vector<std::pair<std::string, std::array<std::int64_t, 2>>> samples_;  // with an effect
  std::size_t size_ = 0;
  bool effect_ = true;
};

// The stream of one replicate: each kind, size and scenario has streams of its own.
random::Stream stream_of(const Effort& effort, std::string_view kind, std::size_t size, bool effect,
                         std::int64_t replicate);

}  // namespace sutva::studies
