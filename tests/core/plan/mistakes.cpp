// SPDX-License-Identifier: Apache-2.0
#include "plan/mistakes.hpp"

#include "../outcomes.hpp"
#include "plan/bayesian.hpp"
#include "plan/cluster_size.hpp"
#include "plan/multi_arm.hpp"
#include "plan/sample_size.hpp"
#include "plan/sequential_plan.hpp"

using namespace sutva;
using namespace sutva::plan;
using namespace sutva::tests;

namespace {

template <class T>
std::string only_message(const Outcome<T>& outcome) {
  INFO(described(outcome.issues));
  REQUIRE(outcome.issues.size() == 1);
  return outcome.issues[0].message;
}

}  // namespace

// Six digits at most, as in sentences, and a share as a percentage: 1 / 0.3 - 1 would have fifteen.
TEST_CASE("what is wrong is said with as many digits as help") {
  const std::string level = "Power must be greater than the significance level, 7\u00a0%.";
  const std::string effect =
      "This takes the treatment's share to 330\u00a0%; the effect must be less than 233.333\u00a0% for this baseline.";
  SampleSizeRequest size;
  size.alpha = size.power = 0.07;
  REQUIRE(only_message(sample_size(size)) == level);
  size = {};
  size.baseline = 0.3, size.effect = 10;
  REQUIRE(only_message(sample_size(size)) == effect);

  MultiArmRequest arms;
  arms.alpha = arms.power = 0.07;
  REQUIRE(only_message(multi_arm_plan(arms)) == level);
  arms = {};
  arms.baseline = 0.3, arms.effect = 10;
  REQUIRE(only_message(multi_arm_plan(arms)) == effect);

  SequentialPlanRequest looks;
  looks.aims.alpha = looks.aims.power = 0.07;
  REQUIRE(only_message(sequential_plan(looks)) == level);

  BayesianRequest rule;
  rule.baseline = 0.3, rule.design_mean = 10;
  REQUIRE(only_message(bayesian_plan(rule)) == effect);

  ClusterSizeRequest clusters;
  clusters.effect_scale = EffectScale::absolute;
  clusters.effect = 1;
  REQUIRE(only_message(cluster_size(clusters)) ==
          "This takes the treatment to 110\u00a0%; the effect must be less than 0.9 for this baseline.");
}

TEST_CASE("an issue carries the bound that it names") {
  const Issue up = impossible_effect("effect", "This goes", 1 / 0.3 - 1, true, true);
  REQUIRE(up.field == "effect");
  REQUIRE(up.limit == 1 / 0.3 - 1);
  REQUIRE(up.message == "This goes; the effect must be less than 233.333\u00a0% for this baseline.");
  const Issue down = impossible_effect("effects", "This goes", -0.1, false, false);
  REQUIRE(down.message == "This goes; the effect must be greater than -0.1 for this baseline.");
  REQUIRE(power_below_level(0.07).limit == 0.07);
  REQUIRE(too_many_people("effect").limit == most_people);
}
