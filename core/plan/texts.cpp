// SPDX-License-Identifier: Apache-2.0
#include "plan/texts.hpp"

#include "plan/bayesian.hpp"
#include "plan/duration.hpp"
#include "plan/multi_arm.hpp"
#include "plan/outcome_parts.hpp"
#include "plan/sample_ratio_texts.hpp"
#include "plan/sample_size_words.hpp"
#include "plan/sequential_texts.hpp"

namespace sutva::plan {
namespace {

template <class T>
void add(std::vector<T>& to, std::span<const T> part) {
  to.insert(to.end(), part.begin(), part.end());
}

}  // namespace

std::vector<Equation> equations() {
  std::vector<Equation> all;
  add(all, two_arm_equations());
  add(all, sequential_equations());
  add(all, cluster_equations());
  add(all, multi_arm_equations());
  add(all, outcome_equations());
  add(all, bayesian_equations());
  add(all, duration_equations());
  add(all, sample_ratio_equations());
  return all;
}

std::vector<Snippet> snippets() {
  std::vector<Snippet> all;
  add(all, sample_size_snippets());
  add(all, sequential_snippets());
  add(all, cluster_snippets());
  add(all, multi_arm_snippets());
  add(all, outcome_snippets());
  add(all, bayesian_snippets());
  add(all, duration_snippets());
  add(all, sample_ratio_snippets());
  return all;
}

}  // namespace sutva::plan
