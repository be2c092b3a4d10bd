// SPDX-License-Identifier: Apache-2.0
// p-values of a family of tests, adjusted so that each can be held against one level; as R's p.adjust. In and out in
// the same order, in [0, 1]. An empty family gives none.
#pragma once

#include <span>
#include <vector>

namespace sutva::stats {

// Times the size of the family; for any dependence (Bonferroni 1936).
std::vector<double> bonferroni_adjusted(std::span<const double> p);

// The chance of any false positive, step down; for any dependence (Holm 1979, Scandinavian J. of Statistics 6:65-70).
std::vector<double> holm_adjusted(std::span<const double> p);

// The expected share of false positives among all positives, step up; independent tests or positively dependent ones
// (Benjamini and Hochberg 1995, JRSS B 57:289-300; Benjamini and Yekutieli 2001).
std::vector<double> benjamini_hochberg_adjusted(std::span<const double> p);

}  // namespace sutva::stats
