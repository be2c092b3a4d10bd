// SPDX-License-Identifier: Apache-2.0
// What is left of an effect when outcomes are missing and nobody knows why: bounds instead of one number.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "stats/cluster_products.hpp"

namespace sutva::stats {

// Bounds of treatment - control with standard errors of each end.
struct EffectBounds {
  double low = 0, high = 0;
  double se_low = 0, se_high = 0;
};

// By unit: outcome (NaN where missing), arm (0 control, 1 treatment), clusters optional.
struct Attrition {
  std::span<const double> outcome;
  std::span<const std::int32_t> arm;
  std::optional<Clusters> clusters;
};

struct LeeBounds {
  EffectBounds effect;
  bool trims_treatment = false;  // the arm that has more of its outcomes
  double trimmed_share = 0;      // of that arm's outcomes
  double trimmed_units = 0;      // the same in units; the last one may be trimmed in part
};

// Lee (2009), Review of Economic Studies 76:1071-1102: the effect on those whose outcome is known in either arm, where
// the arm moves missingness in one direction only. The arm with more outcomes loses its lowest or highest ones until
// the shares with outcome are alike; at the threshold a fraction of a unit is lost, so ties need no rule. Standard
// errors from the influence of each unit, which add up to his analytic variance (proposition 3), by cluster where there
// are clusters. None where an arm has fewer than two outcomes.
std::optional<LeeBounds> lee_bounds(const Attrition& data);

// Manski (1990), American Economic Review 80:319-323; Horowitz and Manski (2000), JASA 95:77-84: the missing outcomes
// could be anything from `least` to `most`. No assumption about why they are missing. Standard errors of the two means
// with the missing outcomes put at the ends. None where an arm has fewer than two units.
std::optional<EffectBounds> worst_case_bounds(const Attrition& data, double least, double most);

// An interval that covers the effect, not the whole range of the bounds, with this confidence: Imbens and Manski
// (2004), Econometrica 72:1845-1857. Gives the number of standard errors by which each bound is moved out; the
// one-sided quantile where the bounds are far apart, the two-sided one where they meet. se above 0.
double imbens_manski_critical(const EffectBounds& bounds, double confidence);

}  // namespace sutva::stats
