// SPDX-License-Identifier: Apache-2.0
// One method's estimate of one quantity. A result that offers several methods holds a list of these; the page draws any
// such list as a forest plot and a table.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/describe.hpp"

namespace sutva::analyze {

struct Estimate {
  std::string quantity;  // what is estimated, in the same words for methods that can be compared: "Difference"
  std::string method;    // the field's term, in snake case: "lin_hc2"
  std::string label;
  std::string source;
  double estimate = 0;
  std::optional<double> se, df, statistic, p_value, ci_low, ci_high;
  std::string note;  // what to know before this one is used; usually empty

  static constexpr auto describe() {
    using E = Estimate;
    return described("Estimate", field("quantity", &E::quantity, "Quantity"), field("method", &E::method, "Method"),
                     field("label", &E::label, "Method, in words"), field("source", &E::source, "Source"),
                     field("estimate", &E::estimate, "Estimate"), field("se", &E::se, "Standard error"),
                     field("df", &E::df, "Degrees of freedom").help("Absent where the normal distribution is used."),
                     field("statistic", &E::statistic, "Statistic"),
                     field("p_value", &E::p_value, "p-value").help("Two-sided."),
                     field("ci_low", &E::ci_low, "Interval, from").help("Absent: no lower limit exists."),
                     field("ci_high", &E::ci_high, "Interval, to").help("Absent: no upper limit exists."),
                     field("note", &E::note, "Note"));
  }
};

// What the estimate is called and where it comes from.
struct MethodText {
  std::string_view quantity, method, label, source;
};

// Test against zero and interval from a standard error, with Student's t; with the normal distribution where df is
// infinite. confidence in (0, 1). A standard error of 0 gives no test and no interval.
Estimate estimate_of(const MethodText& text, double estimate, double se, double df, double confidence);

}  // namespace sutva::analyze
