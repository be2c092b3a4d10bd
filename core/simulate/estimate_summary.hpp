// SPDX-License-Identifier: Apache-2.0
// How an estimator did over replicates: what it said on average, how far it strayed, and what its intervals were worth.
// Monte Carlo errors as in Morris, White and Crowther (2019), Using simulation studies to evaluate statistical methods,
// Statistics in Medicine 38, table 6; that of the SD for normal estimates.
#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace sutva::simulate {

// In a list of estimates: this replicate has none.
inline constexpr double no_estimate = 1e308;

// The Monte Carlo error of a share among n.
inline double share_error(double share, double n) { return std::sqrt(std::fmax(0, share * (1 - share)) / n); }

struct EstimateSummary {
  double n = 0;          // replicates with an estimate
  double undefined = 0;  // share of those without; 0 of none at all
  // Only where n > 0.
  double mean = 0, sd = 0, sd_mcse = 0;
  std::optional<double> bias, bias_mcse, rmse;    // where there is a truth
  std::optional<double> coverage, coverage_mcse;  // where there is, and some replicate claims a standard error
  std::optional<double> power, power_mcse, se_ratio;
};

// `errors` stand beside `estimates`; an error of 0 claims nothing, and such replicates count neither for coverage nor
// for power. An interval reaches `critical` standard errors to both sides, and power is how often it leaves out 0.
EstimateSummary summarise_estimates(const std::vector<double>& estimates, const std::vector<double>& errors,
                                    std::optional<double> truth, double critical);

inline constexpr std::size_t histogram_classes = 48;

// Counts x in its class, of as many of equal width between `low` and `high`, low < high; outside in none.
inline void count_in(std::span<double> classes, double low, double high, double x) {
  const double at = (x - low) / (high - low) * static_cast<double>(classes.size());
  if (at >= 0 && at < static_cast<double>(classes.size())) {
    classes[static_cast<std::size_t>(at)] += 1;
  }
}

std::vector<double> histogram_of(const std::vector<double>& estimates, double low, double high);

}  // namespace sutva::simulate
