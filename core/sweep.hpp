// SPDX-License-Identifier: Apache-2.0
// Any calculation over one of its inputs: the curve of every tool, and with a second input the table or the family of
// curves. Stands above the operations, since it may run each of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "base/value.hpp"

namespace sutva {

struct SweepRequest {
  std::string operation = "sample-size";
  Value request;
  std::string input = "power";
  std::vector<double> values = {0.5, 0.8, 0.9, 0.95};
  std::string second_input;
  std::vector<double> second_values;
  std::vector<std::string> outputs = {"n_total"};

  static constexpr auto describe() {
    using R = SweepRequest;
    return described(
        "SweepRequest", field("operation", &R::operation, "Calculation").help("The name of the calculation to repeat."),
        field("request", &R::request, "Its request").help("The inputs that stay as they are."),
        field("input", &R::input, "Input").help("The numeric input that moves."),
        field("values", &R::values, "Its values").help("At most 5,000 in all, with the second input's."),
        field("second_input", &R::second_input, "Second input").help("Another numeric input; empty for none."),
        field("second_values", &R::second_values, "Its values").help("One family of series for each."),
        field("outputs", &R::outputs, "Outputs").help("Names of numeric results."));
  }
};

// One output over the first input, for one value of the second. Only where the calculation has an answer.
struct SweepSeries {
  std::string output;
  std::optional<double> second;
  std::vector<double> x;
  std::vector<double> y;

  static constexpr auto describe() {
    using S = SweepSeries;
    return described("SweepSeries", field("output", &S::output, "Output"), field("second", &S::second, "Second input"),
                     field("x", &S::x, "Input").help("The values of the input that have an answer."),
                     field("y", &S::y, "Output").help("One for each of them."));
  }
};

struct SweepResult {
  std::vector<SweepSeries> series;
  std::int64_t unanswered = 0;
  std::string reason;

  static constexpr auto describe() {
    using R = SweepResult;
    return described("SweepResult",
                     field("series", &R::series, "Series").help("For each value of the second input, one per output."),
                     field("unanswered", &R::unanswered, "Without an answer").help("How many values had none."),
                     field("reason", &R::reason, "Why").help("What the first of them said."));
  }
};

Outcome<SweepResult> sweep(const SweepRequest& request);

}  // namespace sutva
