// SPDX-License-Identifier: Apache-2.0
#include "simulate/estimate_summary.hpp"

namespace sutva::simulate {

EstimateSummary summarise_estimates(const std::vector<double>& estimates, const std::vector<double>& errors,
                                    std::optional<double> truth, double critical) {
  EstimateSummary to;
  double sum = 0;
  for (const double x : estimates) {
    if (x != no_estimate) {
      to.n += 1;
      sum += x;
    }
  }
  to.undefined = estimates.empty() ? 0 : 1 - to.n / static_cast<double>(estimates.size());
  if (to.n == 0) {
    return to;
  }
  to.mean = sum / to.n;
  double squares = 0, claimed = 0, covered = 0, found = 0, with_error = 0;
  for (std::size_t i = 0; i < estimates.size(); ++i) {
    if (estimates[i] == no_estimate) {
      continue;
    }
    squares += (estimates[i] - to.mean) * (estimates[i] - to.mean);
    if (errors[i] > 0) {
      with_error += 1;
      claimed += errors[i];
      covered += truth && std::abs(estimates[i] - *truth) <= critical * errors[i] ? 1 : 0;
      found += std::abs(estimates[i]) > critical * errors[i] ? 1 : 0;
    }
  }
  to.sd = to.n > 1 ? std::sqrt(squares / (to.n - 1)) : 0;
  to.sd_mcse = to.n > 1 ? to.sd / std::sqrt(2 * (to.n - 1)) : 0;
  if (truth) {
    to.bias = to.mean - *truth;
    to.bias_mcse = to.sd / std::sqrt(to.n);
    to.rmse = std::sqrt(*to.bias * *to.bias + squares / to.n);
  }
  if (with_error > 0) {
    if (truth) {
      to.coverage = covered / with_error;
      to.coverage_mcse = share_error(*to.coverage, with_error);
    }
    to.power = found / with_error;
    to.power_mcse = share_error(*to.power, with_error);
    if (to.sd > 0) {
      to.se_ratio = claimed / with_error / to.sd;
    }
  }
  return to;
}

std::vector<double> histogram_of(const std::vector<double>& estimates, double low, double high) {
  std::vector<double> counts(histogram_classes, 0);
  for (const double x : estimates) {
    count_in(counts, low, high, x);
  }
  return counts;
}

}  // namespace sutva::simulate
