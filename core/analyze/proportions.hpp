// SPDX-License-Identifier: Apache-2.0
// Everything there is to say about two proportions from their counts: estimates by several methods, tests, what they
// rest on, in words. Shared by effect_from_counts and effect_outcome.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyze/estimate.hpp"
#include "base/assumption.hpp"
#include "base/describe.hpp"
#include "stats/two_by_two.hpp"

namespace sutva::analyze {

struct CountsTest {
  std::string method;
  std::string label;
  std::string source;
  std::optional<double> statistic;
  double p_value = 0;
  std::string note;

  static constexpr auto describe() {
    using T = CountsTest;
    return described("CountsTest", field("method", &T::method, "Test"), field("label", &T::label, "Test, in words"),
                     field("source", &T::source, "Source"),
                     field("statistic", &T::statistic, "z").help("Absent for exact tests."),
                     field("p_value", &T::p_value, "p-value").help("Two-sided."), field("note", &T::note, "Note"));
  }
};

struct ProportionFindings {
  std::vector<Estimate> estimates;  // first the recommended difference
  std::vector<CountsTest> tests;
  std::optional<Estimate> lift;  // the recommended one; none where control has no success
  std::vector<Assumption> assumptions;
  std::string sentence;

  const Estimate& difference() const { return estimates.front(); }
};

// The name of the recommended method, of differences and of lifts.
inline constexpr std::string_view recommended_proportion_method = "miettinen_nurminen";

// `with_exact`: also the exact tests, which may take milliseconds.
ProportionFindings compare_proportions(const stats::TwoByTwo& counts, double confidence, bool with_exact);

}  // namespace sutva::analyze
