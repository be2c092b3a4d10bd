// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_from_counts.hpp"

#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "stats/intervals.hpp"

namespace sutva::analyze {

Outcome<EffectFromCountsResult> effect_from_counts(const EffectFromCountsRequest& request) {
  Issues issues;
  const auto check = [&](std::string_view field, std::string_view arm, std::int64_t successes, std::int64_t n) {
    if (successes > n) {
      issues.push_back(error(Code::conflict, field,
                             joined(successes, " successes are more than the ", n, " people in ", arm,
                                    "; give the people who did it at least once, not how often."),
                             static_cast<double>(n)));
    }
  };
  check("successes_control", "control", request.successes_control, request.n_control);
  check("successes_treatment", "treatment", request.successes_treatment, request.n_treatment);
  if (has_error(issues)) {
    return issues;
  }
  const stats::TwoByTwo counts{static_cast<double>(request.successes_control), static_cast<double>(request.n_control),
                               static_cast<double>(request.successes_treatment),
                               static_cast<double>(request.n_treatment)};
  ProportionFindings found = compare_proportions(counts, request.confidence, !request.brief);
  EffectFromCountsResult result;
  result.recommended = recommended_proportion_method;
  const Estimate& difference = found.difference();
  result.difference = difference.estimate;
  result.ci_low = *difference.ci_low;
  result.ci_high = *difference.ci_high;
  result.p_value = *difference.p_value;
  if (found.lift) {
    result.lift = found.lift->estimate;
    result.lift_ci_low = found.lift->ci_low;
    result.lift_ci_high = found.lift->ci_high;
  }
  const stats::Interval control = stats::wilson(counts.successes_control, counts.n_control, request.confidence);
  const stats::Interval treatment = stats::wilson(counts.successes_treatment, counts.n_treatment, request.confidence);
  result.share_control = counts.share_control();
  result.share_control_ci_low = control.low;
  result.share_control_ci_high = control.high;
  result.share_treatment = counts.share_treatment();
  result.share_treatment_ci_low = treatment.low;
  result.share_treatment_ci_high = treatment.high;
  result.sentence = std::move(found.sentence);
  result.estimates = std::move(found.estimates);
  result.tests = std::move(found.tests);
  result.assumptions = std::move(found.assumptions);
  return result;
}

}  // namespace sutva::analyze
