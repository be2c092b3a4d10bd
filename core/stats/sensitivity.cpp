// SPDX-License-Identifier: Apache-2.0
#include "stats/sensitivity.hpp"

#include <algorithm>
#include <cmath>

#include "stats/distributions.hpp"

namespace sutva::stats {

double e_value(double risk_ratio) {
  const double rr = risk_ratio < 1 ? 1 / risk_ratio : risk_ratio;
  return rr + std::sqrt(rr * (rr - 1));
}

double e_value_of_interval(double low, double high) { return low > 1 ? e_value(low) : high < 1 ? e_value(high) : 1; }

double risk_ratio_of_smd(double sd) { return std::exp(0.91 * sd); }

RosenbaumBounds::RosenbaumBounds(std::vector<double> differences) {
  std::sort(differences.begin(), differences.end(), [](double a, double b) { return std::abs(a) < std::abs(b); });
  double positive = 0;
  for (std::size_t i = 0; i < differences.size();) {
    std::size_t last = i;
    while (last < differences.size() && std::abs(differences[last]) == std::abs(differences[i])) {
      ++last;
    }
    const double rank = (static_cast<double>(i + 1) + static_cast<double>(last)) / 2;
    if (differences[i] == 0) {
      i = last;
    }
    for (; i < last; ++i) {
      ++pairs_;
      ranks_ += rank;
      squared_ranks_ += rank * rank;
      positive += differences[i] > 0 ? rank : 0;
    }
  }
  sign_ = positive >= ranks_ / 2 ? 1 : -1;
  statistic_ = sign_ > 0 ? positive : ranks_ - positive;
}

double RosenbaumBounds::largest_p(double gamma) const {
  if (pairs_ == 0) {
    return 1;
  }
  const double share = gamma / (1 + gamma);
  return normal_sf((statistic_ - share * ranks_) / std::sqrt(share * (1 - share) * squared_ranks_));
}

// (T - s A)^2 = z^2 s (1 - s) B, A and B the sums of ranks and of their squares, solved for the share s below T / A.
std::optional<double> RosenbaumBounds::gamma_at(double p) const {
  if (pairs_ == 0 || largest_p(1) > p) {
    return std::nullopt;
  }
  const double z = normal_quantile_upper(p), zb = z * z * squared_ranks_;
  const double b = 2 * statistic_ * ranks_ + zb;
  // The smaller root; the difference under the square root is written without cancellation.
  const double root = std::sqrt(zb * (zb + 4 * statistic_ * (ranks_ - statistic_)));
  const double share = 2 * statistic_ * statistic_ / (b + root);
  return share / (1 - share);
}

}  // namespace sutva::stats
