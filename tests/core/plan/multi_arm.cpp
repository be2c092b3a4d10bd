// SPDX-License-Identifier: Apache-2.0
#include "plan/multi_arm.hpp"

#include <cmath>

#include "../outcomes.hpp"
#include "../reference.hpp"
#include "base/read.hpp"
#include "plan/cluster_size.hpp"
#include "requests.hpp"
#include "stats/distributions.hpp"
#include "told.hpp"

using namespace sutva;
using namespace sutva::plan;
using namespace sutva::tests;

namespace {

MultiArmResult result_of(const MultiArmRequest& request) { return value_of(multi_arm_plan(request)); }

MultiArmRequest means() {
  MultiArmRequest r;
  r.metric = CommonMetric::mean;
  r.effect_scale = EffectScale::absolute;
  r.effect = 20;
  return r;
}

const CorrectionRow& row_of(const MultiArmResult& result, std::string_view correction) {
  for (const CorrectionRow& row : result.corrections) {
    if (row.correction == correction) {
      return row;
    }
  }
  FAIL("no row " << correction);
  return result.corrections.front();
}

}  // namespace

TEST_CASE("multi-arm plan: sizes and powers as elsewhere") {
  int rows = 0;
  for (const ReferenceRow& row : reference("multi_arm")) {
    INFO(row.described());
    MultiArmRequest r;
    r.metric = row.text("metric") == "mean" ? CommonMetric::mean : CommonMetric::proportion;
    r.treatments = row.whole("k");
    r.baseline = row.number("control");
    r.sd = row.number("sd");
    r.effect_scale = EffectScale::absolute;
    r.effect = row.number("effect");
    for (const auto& c : choices_of<Correction>) {
      if (c.name == row.text("correction")) {
        r.correction = c.value;
      }
    }
    r.sides = row.text("sides") == "2" ? Sides::two : Sides::one;
    r.alpha = row.number("alpha");
    r.ratio = row.number("ratio");
    const double n = row.number("n_treatment");
    r.solve_for = MultiArmUnknown::power;
    r.n_total = std::llround(n * (r.ratio + static_cast<double>(r.treatments)));
    MultiArmResult result = result_of(r);
    REQUIRE(result.n_treatment == std::llround(n));
    CHECK(std::abs(result.critical_value - row.number("critical_value")) < 1e-7);
    CHECK(std::abs(result.power_each - row.number("power_each")) < 1e-7);
    CHECK(std::abs(result.power_any - row.number("power_any")) < 1e-7);
    CHECK(std::abs(result.power_all - row.number("power_all")) < 1e-7);
    CHECK(std::abs(result.familywise_error_uncorrected - row.number("uncorrected")) < 1e-7);
    ++rows;
  }
  REQUIRE(rows >= 40);
}

TEST_CASE("multi-arm plan: one treatment is the two-arm plan, whatever the correction") {
  for (const auto& correction : choices_of<Correction>) {
    for (const auto& sides : choices_of<Sides>) {
      MultiArmRequest r;
      r.treatments = 1;
      r.correction = correction.value;
      r.sides = sides.value;
      SampleSizeRequest two;
      two.sides = sides.value;
      two.proportion_method = ProportionMethod::unpooled;
      const MultiArmResult a = result_of(r);
      REQUIRE(a.n_control == value_of(sample_size(two)).n_control);
      REQUIRE(relative_error(a.power, value_of(sample_size(two)).power) < 1e-9);
      r = means();
      r.treatments = 1;
      r.correction = correction.value;
      r.sides = sides.value;
      two.metric = Metric::mean;
      two.effect = 0.2;
      const MultiArmResult b = result_of(r);
      REQUIRE(b.n_control == value_of(sample_size(two)).n_control);
      REQUIRE(relative_error(*b.n_treatment_unrounded, *value_of(sample_size(two)).n_control_unrounded) < 1e-8);
    }
  }
}

TEST_CASE("multi-arm plan: size, effect and power are one equation") {
  Requests random(5);
  for (int i = 0; i < 120; ++i) {
    MultiArmRequest r = i % 2 ? means() : MultiArmRequest{};
    r.brief = true;
    r.treatments = static_cast<std::int64_t>(random.uniform(1, 8));
    r.correction = random.any<Correction>();
    r.sides = random.any<Sides>();
    r.power_kind = random.any<PowerKind>();
    r.effect_scale = EffectScale::absolute;
    r.effect = (random.coin() ? 1 : -1) * (i % 2 ? random.log_uniform(5, 200) : random.log_uniform(0.004, 0.09));
    r.baseline = 0.3;
    r.alpha = random.log_uniform(0.001, 0.2);
    r.power = random.uniform(0.4 + r.alpha, 0.98);
    r.ratio = random.log_uniform(0.2, 5);
    INFO(name(r.metric) << " k=" << r.treatments << " " << name(r.correction) << " " << name(r.sides) << " "
                        << name(r.power_kind) << " effect=" << r.effect << " alpha=" << r.alpha << " power=" << r.power
                        << " ratio=" << r.ratio);
    Outcome<MultiArmResult> solved = multi_arm_plan(r);
    REQUIRE(solved);
    const MultiArmResult& sized = *solved;
    if (!sized.n_treatment_unrounded || sized.n_treatment < 20) {
      continue;  // the smallest experiment has the power, or rounding to whole people matters
    }
    REQUIRE(sized.power >= r.power - 1e-9);
    // One person fewer in each treatment is too few, before rounding.
    REQUIRE(static_cast<double>(sized.n_treatment) - *sized.n_treatment_unrounded < 1 + 1e-6);
    REQUIRE(sized.familywise_error <= (r.correction == Correction::none ? 1 : r.alpha * (1 + 1e-6)));
    REQUIRE(sized.power_all <= sized.power_each + 1e-12);
    REQUIRE(sized.power_each <= sized.power_any + 1e-12);
    // The same total gives at least nearly that power; and the effect found with it is the planned one.
    MultiArmRequest effect = r;
    effect.solve_for = MultiArmUnknown::effect;
    effect.direction = r.effect > 0 ? Direction::increase : Direction::decrease;
    effect.n_total = sized.n_total;
    effect.power = 0.7;
    const Outcome<MultiArmResult> found = multi_arm_plan(effect);
    REQUIRE(found);
    MultiArmRequest power = r;
    power.solve_for = MultiArmUnknown::power;
    power.n_total = sized.n_total;
    power.effect = *found->effect_absolute;
    const Outcome<MultiArmResult> again = multi_arm_plan(power);
    REQUIRE(again);
    REQUIRE(std::abs(again->power - 0.7) < 1e-8);
  }
}

TEST_CASE("multi-arm plan: corrections stand in their order") {
  for (const MultiArmRequest& r : {MultiArmRequest{}, means()}) {
    const MultiArmResult result = result_of(r);
    const CorrectionRow &none = row_of(result, "none"), &bonferroni = row_of(result, "bonferroni"),
                        &sidak = row_of(result, "sidak"), &dunnett = row_of(result, "dunnett");
    REQUIRE(result.corrections.size() == 5);
    CHECK(none.critical_value < dunnett.critical_value);
    CHECK(dunnett.critical_value < sidak.critical_value);
    CHECK(sidak.critical_value < bonferroni.critical_value);
    CHECK(*none.n_total < *dunnett.n_total);
    CHECK(*dunnett.n_total < *sidak.n_total);
    CHECK(*sidak.n_total <= *bonferroni.n_total);
    CHECK(*dunnett.n_total == result.n_total);
    CHECK(std::abs(dunnett.familywise_error - 0.05) < 1e-9);
    CHECK(std::abs(none.familywise_error - result.familywise_error_uncorrected) < 1e-12);
    CHECK(none.familywise_error > 0.11);
    CHECK(none.familywise_error < 1 - 0.95 * 0.95 * 0.95);
    CHECK(row_of(result, "holm").critical_value == bonferroni.critical_value);
  }
}

TEST_CASE("multi-arm plan: a larger control saves people, and the best share saves most") {
  for (MultiArmRequest r : {MultiArmRequest{}, means()}) {
    for (const std::int64_t k : {2, 4, 9}) {
      r.treatments = k;
      const MultiArmResult result = result_of(r);
      REQUIRE(result.allocations.size() == 3);
      const AllocationRow &equal = result.allocations[0], &rule = result.allocations[1], &best = result.allocations[2];
      INFO("k " << k << ": " << equal.n_total << " " << rule.n_total << " " << best.n_total << " at " << best.ratio);
      CHECK(rule.n_total < equal.n_total);
      CHECK(best.n_total <= rule.n_total + k + 2);  // each arm is rounded up
      CHECK(std::abs(rule.ratio - std::sqrt(static_cast<double>(k))) < 1e-12);
      for (const AllocationRow& row : result.allocations) {
        CHECK(row.power >= 0.8 - 1e-9);
        CHECK(row.n_total == row.n_control + k * row.n_treatment);
      }
    }
  }
  // Equal variances and Bonferroni's fixed critical value: the square root rule is the optimum itself.
  MultiArmRequest r = means();
  r.correction = Correction::bonferroni;
  r.allocation = Allocation::optimal;
  r.treatments = 4;
  CHECK(std::abs(result_of(r).ratio - 2) < 2e-3);
}

TEST_CASE("multi-arm plan: effects that differ") {
  MultiArmRequest r = means();
  r.solve_for = MultiArmUnknown::power;
  r.n_total = 800;
  r.effect_pattern = EffectPattern::list;
  r.effects = {30, 20, -40};
  const MultiArmResult result = result_of(r);
  REQUIRE(result.power_by_treatment.size() == 3);
  CHECK(result.power_each == result.power_by_treatment[1]);
  CHECK(result.power_by_treatment[0] < result.power_by_treatment[2]);
  CHECK_FALSE(result.effect_absolute);
  MultiArmRequest other = r;
  other.effects = {-40, 20, 30};
  CHECK(result_of(other).power_any == result.power_any);
  other.effects = {0, 0, 30};
  other.power_kind = PowerKind::any;
  CHECK(result_of(other).power < result.power_any);
  other.effects = {20, 20, 20};
  const MultiArmResult list = result_of(other);
  other.effect_pattern = EffectPattern::same;
  CHECK(list.power_any == result_of(other).power_any);
}

TEST_CASE("multi-arm plan: what can not be is refused, on its field") {
  MultiArmRequest r;
  r.effect = 0;
  require_error(multi_arm_plan(r), Code::out_of_range, "effect");
  r.effect = 1e-14;
  require_error(multi_arm_plan(r), Code::no_solution, "effect");
  r.effect = 12;
  require_error(multi_arm_plan(r), Code::out_of_range, "effect");
  r = {};
  r.effect_pattern = EffectPattern::list;
  r.effects = {0.1, 0.2};
  require_error(multi_arm_plan(r), Code::conflict, "effects");
  r.effects = {0.1, 0.2, 0};
  require_error(multi_arm_plan(r), Code::conflict, "effects");
  r.power_kind = PowerKind::any;
  REQUIRE(multi_arm_plan(r));
  r.effects = {0.1, 0.2, -0.1};
  r.sides = Sides::one;
  require_error(multi_arm_plan(r), Code::conflict, "effects");
  r = {};
  r.power = 0.04;
  require_error(multi_arm_plan(r), Code::out_of_range, "power");
  r = means();
  r.baseline_mean = 0;
  r.effect_scale = EffectScale::relative;
  require_error(multi_arm_plan(r), Code::conflict, "baseline_mean");
  r = {};
  r.solve_for = MultiArmUnknown::effect;
  r.n_total = 12;
  r.direction = Direction::decrease;
  require_error(multi_arm_plan(r), Code::no_solution, "n_total");
  r.metric = CommonMetric::mean;
  r.n_total = 7;
  require_error(multi_arm_plan(r), Code::out_of_range, "n_total");
  r.n_total = 8;
  REQUIRE(multi_arm_plan(r));
  r = means();
  r.effect = 1e9;
  const Outcome<MultiArmResult> tiny = multi_arm_plan(r);
  REQUIRE(says(tiny.issues, Severity::warning, Code::approximation, "effect"));
}

TEST_CASE("multi-arm plan: what is told fits the numbers") {
  for (MultiArmRequest r : {MultiArmRequest{}, means()}) {
    for (const auto& correction : choices_of<Correction>) {
      for (const auto& kind : choices_of<PowerKind>) {
        r.correction = correction.value;
        r.power_kind = kind.value;
        require_told(r, result_of(r));
      }
    }
  }
}

TEST_CASE("multi-arm plan: every outcome and unit as elsewhere") {
  int rows = 0;
  for (const ReferenceRow& row : reference("multi_arm_outcomes")) {
    INFO(row.described());
    MultiArmRequest r;
    const std::string outcome = row.text("outcome");
    r.metric = CommonMetric::count;
    for (const auto& metric : choices_of<CommonMetric>) {
      if (metric.name == outcome) {
        r.metric = metric.value;
      }
    }
    for (const auto& method : choices_of<CountMethod>) {
      if (method.name == outcome) {
        r.count_method = method.value;
      }
    }
    r.correction = row.text("correction") == "dunnett" ? Correction::dunnett : Correction::bonferroni;
    r.treatments = row.whole("k");
    r.baseline = r.baseline_mean = r.parts.rate = row.number("control");
    r.sd = row.number("sd");
    r.parts.dispersion = row.number("dispersion");
    r.parts.exposure = row.number("exposure");
    r.effect_scale = EffectScale::absolute;
    r.effect = row.number("effect");
    r.sides = row.text("sides") == "2" ? Sides::two : Sides::one;
    r.alpha = row.number("alpha");
    r.ratio = row.number("ratio");
    r.variance = {row.number("r_squared"),
                  row.text("randomised") == "clusters" ? Randomised::clusters : Randomised::people, row.number("icc"),
                  row.number("people_per_cluster"), row.number("cv")};
    r.cluster_test = row.text("test") == "t" ? ClusterTest::t : ClusterTest::z;
    r.solve_for = MultiArmUnknown::power;
    const double n = row.number("n_treatment");
    r.n_total = std::llround(n * (r.ratio + static_cast<double>(r.treatments)));
    r.brief = true;
    const MultiArmResult result = result_of(r);
    REQUIRE(result.n_treatment == std::llround(n));
    CHECK(std::abs(result.critical_value - row.number("critical_value")) < 1e-7);
    CHECK(std::abs(result.power_each - row.number("power_each")) < 1e-7);
    CHECK(std::abs(result.power_any - row.number("power_any")) < 1e-7);
    CHECK(std::abs(result.power_all - row.number("power_all")) < 1e-7);
    ++rows;
  }
  REQUIRE(rows >= 70);
}

TEST_CASE("multi-arm plan: one treatment of clusters is the cluster plan") {
  for (const ClusterMetric metric : {ClusterMetric::proportion, ClusterMetric::mean, ClusterMetric::count}) {
    for (const ClusterTest test : {ClusterTest::t, ClusterTest::z}) {
      ClusterSizeRequest c;
      c.metric = metric;
      c.test = test;
      c.cv = 0.5;
      c.icc = 0.03;
      c.people_per_cluster = 40;
      c.rate = 1.5;
      c.dispersion = 0.2;
      c.effect = 0.3;
      const ClusterSizeResult clusters = value_of(cluster_size(c));
      MultiArmRequest r;
      r.treatments = 1;
      r.metric = metric == ClusterMetric::proportion ? CommonMetric::proportion
                 : metric == ClusterMetric::mean     ? CommonMetric::mean
                                                     : CommonMetric::count;
      r.count_method = CountMethod::difference;
      r.parts.rate = 1.5;
      r.parts.dispersion = 0.2;
      r.effect = c.effect;
      r.variance = {0, Randomised::clusters, c.icc, c.people_per_cluster, c.cv};
      r.cluster_test = test;
      const MultiArmResult plan = result_of(r);
      CHECK(relative_error(*plan.n_treatment_unrounded, 40 * *clusters.clusters_unrounded) < 1e-7);
      CHECK(plan.clusters_control == clusters.clusters_control);
      CHECK(plan.clusters_treatment == clusters.clusters_treatment);
      CHECK(relative_error(plan.power, clusters.power) < 1e-9);
      CHECK(plan.n_total == clusters.people);
    }
  }
}

TEST_CASE("multi-arm plan: one treatment is the plan of two arms, for ratios, counts and covariates") {
  for (const auto& metric : choices_of<CommonMetric>) {
    for (const auto& method : choices_of<CountMethod>) {
      MultiArmRequest r;
      r.treatments = 1;
      r.metric = metric.value;
      r.count_method = method.value;
      r.variance.r_squared = 0.3;
      SampleSizeRequest f;
      f.metric = as_metric(metric.value);
      f.proportion_method = ProportionMethod::unpooled;
      f.count_method = method.value;
      f.r_squared = 0.3;
      const MultiArmResult plan = result_of(r);
      const SampleSizeResult fixed = value_of(sample_size(f));
      CHECK(relative_error(*plan.n_treatment_unrounded, *fixed.n_control_unrounded) < 1e-7);
      CHECK(relative_error(plan.power, fixed.power) < 1e-9);
    }
  }
}

TEST_CASE("multi-arm plan: what is neutral changes nothing") {
  for (MultiArmRequest r : {MultiArmRequest{}, means()}) {
    const MultiArmResult plain = result_of(r);
    r.variance = {0, Randomised::clusters, 0, 1, 0};
    r.cluster_test = r.metric == CommonMetric::mean ? ClusterTest::t : ClusterTest::z;
    const MultiArmResult ones = result_of(r);
    CHECK(ones.n_total == plain.n_total);
    CHECK(*ones.n_treatment_unrounded == *plain.n_treatment_unrounded);
    CHECK(ones.power_all == plain.power_all);
    CHECK(ones.critical_value == plain.critical_value);
    CHECK(ones.clusters_treatment == plain.n_treatment);
  }
}

TEST_CASE("multi-arm plan: size, effect and power of ratios, counts and clusters agree") {
  for (const auto& metric : choices_of<CommonMetric>) {
    for (const auto& randomised : choices_of<Randomised>) {
      for (const double sign : {1.0, -1.0}) {
        MultiArmRequest r;
        r.metric = metric.value;
        r.variance.randomised = randomised.value;
        r.variance.cv = 0.3;
        r.effect = sign * 0.15;
        r.brief = true;
        const MultiArmResult size = result_of(r);
        CHECK(size.power >= 0.8 - 1e-9);
        r.n_total = size.n_total;
        r.solve_for = MultiArmUnknown::power;
        CHECK(relative_error(result_of(r).power, size.power) < 1e-9);
        r.solve_for = MultiArmUnknown::effect;
        r.power = size.power;
        r.direction = sign > 0 ? Direction::increase : Direction::decrease;
        CHECK(relative_error(*result_of(r).effect_relative, sign * 0.15) < 1e-5);
      }
    }
  }
}
