// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_outcome.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analyze/means.hpp"
#include "base/text.hpp"
#include "base/words.hpp"
#include "stats/quantiles.hpp"

namespace sutva::analyze {
namespace {

constexpr double top = 0.001;

ArmShape shape_of(const TwoArms& arms, std::size_t arm) {
  const std::vector<double>& values = arms.values[arm];
  const stats::Moments& moments = arms.moments[arm];
  ArmShape shape;
  shape.level = arms.levels[arm];
  shape.role = arm == 0 ? "control" : "treatment";
  shape.n = static_cast<std::int64_t>(values.size());
  shape.missing_outcome = arms.missing[arm];
  shape.mean = moments.mean();
  shape.sd = std::sqrt(moments.variance());
  shape.skewness = moments.skewness();
  const auto zeros = std::equal_range(values.begin(), values.end(), 0.0);
  shape.zero_share = static_cast<double>(zeros.second - zeros.first) / arms.n(arm);
  shape.min = values.front();
  shape.median = stats::quantile(values, 0.5);
  shape.max = values.back();
  if (values.front() >= 0 && moments.mean() > 0) {
    const auto count = static_cast<std::ptrdiff_t>(std::ceil(top * arms.n(arm) * (1 - 1e-12)));
    double sum = 0;
    for (auto value = values.end() - count; value != values.end(); ++value) {
      sum += *value;
    }
    shape.top_share = std::fmin(1, sum / (moments.mean() * arms.n(arm)));
  }
  return shape;
}

void add_means(const TwoArms& arms, double confidence, EffectOutcomeResult& result) {
  const stats::Moments &control = arms.moments[0], &treatment = arms.moments[1];
  result.recommended = "welch";
  result.estimates.push_back(welch_difference({"Difference", "welch", "Welch", "Welch (1947), Biometrika 34:28-35"},
                                              control, treatment, confidence));
  std::vector<Estimate> lifts = mean_lifts(control, treatment, confidence);
  result.recommended_lift = lifts.empty() ? "" : "fieller";
  std::move(lifts.begin(), lifts.end(), std::back_inserter(result.estimates));

  const Estimate& difference = result.estimates[0];
  result.sentence = joined("On average ", rounded(treatment.mean()), " in treatment against ", rounded(control.mean()),
                           " in control: a difference of ", signed_number(difference.estimate));
  if (difference.ci_low) {
    result.sentence += joined(", ", percent(confidence), " interval ", signed_number(*difference.ci_low), " to ",
                              signed_number(*difference.ci_high), ", p = ", rounded(*difference.p_value, 2));
  }
  if (!result.recommended_lift.empty()) {
    const Estimate& lift = result.estimates[1];
    result.sentence +=
        joined("; a lift of ", signed_percent(lift.estimate),
               lift.ci_low ? joined(" (", signed_percent(*lift.ci_low), " to ", signed_percent(*lift.ci_high), ")")
                           : std::string(" with no finite interval"));
  }
  result.sentence += ".";
}

void add_proportions(const TwoArms& arms, double confidence, EffectOutcomeResult& result) {
  const auto successes = [&](std::size_t arm) { return std::round(arms.mean(arm) * arms.n(arm)); };
  ProportionFindings found = compare_proportions({successes(0), arms.n(0), successes(1), arms.n(1)}, confidence, true);
  result.sentence = std::move(found.sentence);
  result.recommended = recommended_proportion_method;
  result.recommended_lift = found.lift ? result.recommended : std::string();
  result.estimates = std::move(found.estimates);
  result.tests = std::move(found.tests);
  // That people are independent is said below, from the file.
  std::move(found.assumptions.begin() + 1, found.assumptions.end(), std::back_inserter(result.assumptions));
}

}  // namespace

Outcome<EffectOutcome> EffectOutcome::prepare(const table::Table& table, const Request& request) {
  Outcome<TwoArmsReader> reader =
      TwoArmsReader::prepare(table, request.columns, {.sorted = true, .normal_means = true});
  if (!reader) {
    return std::move(reader.issues);
  }
  return {EffectOutcome(std::move(*reader), request), std::move(reader.issues)};
}

Outcome<EffectOutcomeResult> EffectOutcome::finish() {
  Outcome<TwoArms> taken = reader_.take();
  if (!taken) {
    return std::move(taken.issues);
  }
  const TwoArms& arms = *taken;
  Result result;
  result.rows_total = arms.rows_total;
  result.rows_used = arms.rows_used;
  result.outcome = request_.columns.outcome;
  result.kind = arms.yes_no ? OutcomeKind::yes_no : OutcomeKind::number;
  result.arms = {shape_of(arms, 0), shape_of(arms, 1)};
  if (arms.yes_no) {
    add_proportions(arms, request_.columns.confidence, result);
  } else {
    add_means(arms, request_.columns.confidence, result);
  }
  for (const double share : {0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999}) {
    result.quantiles.push_back({share, stats::quantile(arms.values[0], share), stats::quantile(arms.values[1], share)});
  }
  const stats::Histogram histogram = stats::common_histogram(arms.values[0], arms.values[1]);
  result.bin_scale = histogram.scale;
  for (const stats::Bin& bin : histogram.bins) {
    result.bins.push_back({bin.low, bin.high, bin.counts[0], bin.counts[1],
                           static_cast<double>(bin.counts[0]) / arms.n(0),
                           static_cast<double>(bin.counts[1]) / arms.n(1)});
  }
  std::vector<Assumption> shared = arms.assumptions();
  std::move(shared.begin(), shared.end(), std::back_inserter(result.assumptions));
  result.checks = arms.checks;
  result.left_out = arms.left_out;
  return {std::move(result), std::move(taken.issues)};
}

}  // namespace sutva::analyze
