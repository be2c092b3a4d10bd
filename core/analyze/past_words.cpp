// SPDX-License-Identifier: Apache-2.0
#include "analyze/past_words.hpp"

#include <cmath>

#include "base/text.hpp"
#include "base/words.hpp"

namespace sutva::analyze {

std::string past_sentence(const PlanFromDataResult& r) {
  std::string all = joined(r.n, r.control.empty() ? " units: " : " control units: ");
  if (r.linearised_sd) {
    all += joined("a ratio of ", rounded(*r.rate), " with a standard deviation of ", rounded(*r.linearised_sd));
  } else if (r.baseline) {
    all += joined("a baseline of ", percent(*r.baseline), " (", percent(*r.baseline_ci_low), " to ",
                  percent(*r.baseline_ci_high), ")");
  } else {
    all += joined("a mean of ", rounded(r.baseline_mean), " with a standard deviation of ", rounded(r.sd));
  }
  if (r.r_squared) {
    all += joined("; covariates explain ", percent(*r.r_squared), " of the variance, for ", percent(*r.coverage),
                  " of the units");
  }
  if (r.icc) {
    all += joined("; an ICC of ", rounded(*r.icc), " in ", *r.clusters, " clusters of about ",
                  rounded(*r.people_per_cluster));
  }
  return all + ".";
}

}  // namespace sutva::analyze
