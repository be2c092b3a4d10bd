// SPDX-License-Identifier: Apache-2.0
// The sample ratio check from two counts alone: are the arms as large as they were planned to be?
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "analyze/check.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"

namespace sutva::analyze {

struct SampleRatioRequest {
  std::int64_t n_control = 821'588;
  std::int64_t n_treatment = 815'482;
  double expected_treatment_share = 0.5;

  static constexpr auto describe() {
    using R = SampleRatioRequest;
    return described("SampleRatioRequest",
                     field("n_control", &R::n_control, "People in control")
                         .in(Unit::people)
                         .at_least(0)
                         .at_most(1e15)
                         .help("As counted where people were assigned, not where they were analysed."),
                     field("n_treatment", &R::n_treatment, "People in treatment")
                         .in(Unit::people)
                         .at_least(0)
                         .at_most(1e15)
                         .help("Counted in the same way."),
                     field("expected_treatment_share", &R::expected_treatment_share, "Planned share in treatment")
                         .in(Unit::share)
                         .above(0)
                         .below(1)
                         .help("Of the two arms together."));
  }
};

struct SampleRatioResult {
  double p_value = 0;
  double chi_squared = 0;
  double treatment_share = 0;
  double expected_control = 0;
  double expected_treatment = 0;
  CheckStatus status = CheckStatus::pass;
  std::string finding;

  static constexpr auto describe() {
    using R = SampleRatioResult;
    return described(
        "SampleRatioResult",
        field("p_value", &R::p_value, "p-value").help("How often chance alone parts the arms this far from the plan."),
        field("finding", &R::finding, "Finding"),
        field("status", &R::status, "Status").help("Failed below .001, look below .01."),
        field("treatment_share", &R::treatment_share, "Share in treatment").in(Unit::share),
        field("expected_control", &R::expected_control, "Expected in control").in(Unit::people),
        field("expected_treatment", &R::expected_treatment, "Expected in treatment").in(Unit::people),
        field("chi_squared", &R::chi_squared, "Chi-squared").help("One degree of freedom, no continuity correction."));
  }
};

// What a status of the sample ratio means.
std::string_view ratio_finding(CheckStatus status);

// Source: Fabijan et al. (2019), Diagnosing Sample Ratio Mismatch in Online Controlled Experiments, KDD.
Outcome<SampleRatioResult> sample_ratio(const SampleRatioRequest& request);

}  // namespace sutva::analyze
