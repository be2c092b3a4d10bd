// SPDX-License-Identifier: Apache-2.0
// How strong something unobserved would have to be to explain an effect away.
#pragma once

#include <optional>
#include <vector>

namespace sutva::stats {

// E-value of a risk ratio > 0 (VanderWeele and Ding 2017, Annals of Internal Medicine 167:268): the risk ratio that an
// unobserved confounder would need with the treatment and with the outcome alike, beyond everything observed. At
// least 1.
double e_value(double risk_ratio);

// Of an interval of a risk ratio, 0 < low <= high: the E-value of the end nearer to 1; 1 where it holds 1.
double e_value_of_interval(double low, double high);

// The risk ratio that stands in for a difference of `sd` standard deviations: exp(0.91 d) (Chinn 2000, Statistics in
// Medicine 19:3127; VanderWeele and Ding 2017).
double risk_ratio_of_smd(double sd);

// Wilcoxon's signed ranks of differences within matched pairs under hidden bias (Rosenbaum 2002, Observational Studies,
// section 4.3): two alike may differ by a factor gamma >= 1 in their odds of treatment. Ties have mean ranks; pairs
// without a difference have ranks too and add nothing; the normal approximation has no continuity correction.
class RosenbaumBounds {
 public:
  explicit RosenbaumBounds(std::vector<double> differences);  // treated - control

  std::size_t pairs() const { return pairs_; }     // that differ
  bool positive() const { return sign_ >= 0; }     // the direction that is tested: where the ranks point
  double largest_p(double gamma) const;            // one-sided, the largest that such a bias allows
  std::optional<double> gamma_at(double p) const;  // where largest_p is p, in (0, 0.5); none where it is above at 1

 private:
  std::size_t pairs_ = 0;
  double sign_ = 1;
  double statistic_ = 0, ranks_ = 0, squared_ranks_ = 0;  // sums: of ranks in the direction, of all, of squares
};

}  // namespace sutva::stats
