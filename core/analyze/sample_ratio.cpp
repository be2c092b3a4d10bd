// SPDX-License-Identifier: Apache-2.0
#include "analyze/sample_ratio.hpp"

#include "analyze/checks.hpp"
#include "stats/distributions.hpp"

namespace sutva::analyze {

std::string_view ratio_finding(CheckStatus status) {
  return status == CheckStatus::pass   ? "The arms are as large as planned"
         : status == CheckStatus::warn ? "The arms may not be as large as planned"
                                       : "Sample ratio mismatch: people are missing from one arm";
}

Outcome<SampleRatioResult> sample_ratio(const SampleRatioRequest& request) {
  const auto c = static_cast<double>(request.n_control);
  const auto t = static_cast<double>(request.n_treatment);
  if (c + t == 0) {
    return error(Code::out_of_range, "n_control", "There is no one in either arm.", 0.0);
  }
  SampleRatioResult result;
  result.treatment_share = t / (c + t);
  result.expected_treatment = (c + t) * request.expected_treatment_share;
  result.expected_control = (c + t) - result.expected_treatment;
  const double gap = t - result.expected_treatment;
  result.chi_squared = gap * gap / result.expected_control + gap * gap / result.expected_treatment;
  result.p_value = stats::chi_squared_sf(result.chi_squared, 1);
  result.status = status_of(result.p_value);
  result.finding = ratio_finding(result.status);
  return result;
}

}  // namespace sutva::analyze
