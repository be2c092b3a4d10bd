// SPDX-License-Identifier: Apache-2.0
#include "plan/saturation_plan.hpp"

#include <cmath>

#include "../outcomes.hpp"
#include "../reference.hpp"
#include "plan/cluster_size.hpp"
#include "plan/icc_guide.hpp"

using namespace sutva;
using namespace sutva::plan;
using namespace sutva::tests;

namespace {

using R = SaturationPlanRequest;

template <class Change>
Outcome<SaturationPlanResult> solved(Change change) {
  R r;
  change(r);
  return saturation_plan(r);
}

std::vector<double> numbers(const std::string& text) {
  std::vector<double> all;
  for (const std::string& each : split(text, ';')) {
    all.push_back(std::stod(each));
  }
  return all;
}

}  // namespace

TEST_CASE("saturation plan: standard errors and power of whole models in R") {
  for (const ReferenceRow& row : reference("saturation")) {
    INFO(row.described());
    R r;
    r.metric = SaturationMetric::mean;
    r.solve_for = SaturationUnknown::power;
    r.effect_scale = EffectScale::absolute;
    r.effect_treated = 1;
    r.effect_untreated = 0.4;
    r.clusters = row.whole("clusters");
    r.saturations = numbers(row.text("saturations"));
    r.cluster_shares = numbers(row.text("shares"));
    r.people_per_cluster = row.number("people");
    r.icc = row.number("icc");
    r.sd = row.number("sd");
    const SaturationPlanResult result = value_of(saturation_plan(r));
    bool seen = false;
    for (const SaturationRow& each : result.comparisons) {
      const bool pooled = row.text("saturation") == "pooled";
      if (each.comparison == row.text("comparison") && pooled != each.saturation.has_value() &&
          (pooled || *each.saturation == row.number("saturation"))) {
        seen = true;
        CHECK(relative_error(each.se, row.number("se")) < 1e-10);
        CHECK(*each.df == row.number("df"));
        CHECK(std::abs(*each.power - row.number("power")) < 1e-9);
      }
    }
    REQUIRE(seen);
  }
}

TEST_CASE("saturation plan: clusters, power and effect are one equation") {
  for (const auto& target : choices_of<SaturationTarget>) {
    for (const auto& scope : choices_of<SaturationScope>) {
      INFO(target.name << " " << scope.name);
      R r;
      r.target = target.value;
      r.scope = scope.value;
      r.saturations = {0.5, 0.2, 0.8};
      r.cluster_shares = {0.2, 0.3, 0.1};
      const SaturationPlanResult size = value_of(saturation_plan(r));
      REQUIRE(size.power >= r.power);
      r.solve_for = SaturationUnknown::power;
      r.clusters = size.clusters - 8;
      REQUIRE(value_of(saturation_plan(r)).power < r.power);
      r.clusters = size.clusters + 8;
      const double power = value_of(saturation_plan(r)).power;
      REQUIRE(power >= 0.8);
      r.power = power;
      r.solve_for = SaturationUnknown::effect;
      const double effect = target.value == SaturationTarget::treated     ? 0.03
                            : target.value == SaturationTarget::untreated ? 0.02
                                                                          : 0.01;
      const SaturationPlanResult back = value_of(saturation_plan(r));
      CHECK(relative_error(back.detectable_target, effect) < 1e-9);
      CHECK(std::abs(back.power - power) < 1e-10);
      std::int64_t clusters = 0;
      for (const SaturationCell& cell : back.cells) {
        clusters += cell.clusters;
      }
      CHECK(clusters == r.clusters);
    }
  }
}

TEST_CASE("saturation plan: nobody but the treated of one saturation is a plain cluster experiment") {
  // With a saturation of nearly 1 the treated are the whole cluster.
  R r;
  r.metric = SaturationMetric::mean;
  r.solve_for = SaturationUnknown::power;
  r.target = SaturationTarget::treated;
  r.saturations = {1 - 1e-8};
  r.cluster_shares = {0.5};
  r.people_per_cluster = 1e9;
  r.clusters = 40;
  r.effect_treated = 0.2;
  ClusterSizeRequest plain;
  plain.metric = ClusterMetric::mean;
  plain.solve_for = ClusterUnknown::power;
  plain.clusters_control = 20;
  plain.people_per_cluster = 1e9;
  CHECK(relative_error(value_of(saturation_plan(r)).power, value_of(cluster_size(plain)).power) < 1e-6);
}

TEST_CASE("saturation plan: each impossible request names its field") {
  require_error(solved([](R& r) { r.saturations = {0, 0.5}; }), Code::out_of_range, "saturations");
  require_error(solved([](R& r) { r.saturations = {0.5, 1}; }), Code::out_of_range, "saturations");
  require_error(solved([](R& r) { r.saturations = {0.5, 0.5}; }), Code::conflict, "saturations");
  require_error(solved([](R& r) { r.saturations = {}, r.cluster_shares = {}; }), Code::out_of_range, "saturations");
  require_error(solved([](R& r) { r.cluster_shares = {0.5}; }), Code::conflict, "cluster_shares");
  require_error(solved([](R& r) { r.cluster_shares = {0.5, 0.5}; }), Code::conflict, "cluster_shares");
  require_error(solved([](R& r) { r.cluster_shares = {-0.5, 0.5}; }), Code::out_of_range, "cluster_shares");
  require_error(solved([](R& r) { r.people_per_cluster = 3; }), Code::conflict, "people_per_cluster");
  require_error(solved([](R& r) { r.effect_untreated = 0; }), Code::out_of_range, "effect_untreated");
  require_error(solved([](R& r) { r.effect_treated = 20; }), Code::out_of_range, "effect_treated");
  require_error(solved([](R& r) { r.target = SaturationTarget::difference, r.effect_untreated = r.effect_treated; }),
                Code::conflict, "effect_untreated");
  require_error(solved([](R& r) { r.solve_for = SaturationUnknown::power, r.clusters = 4; }), Code::conflict,
                "clusters");
  require_error(solved([](R& r) { r.effect_untreated = 1e-9; }), Code::no_solution, "effect_untreated");
  require_error(solved([](R& r) { r.power = 0.01; }), Code::out_of_range, "power");
}

TEST_CASE("icc guide: the design effect and its end") {
  IccGuideRequest r;
  const IccGuideResult guide = value_of(icc_guide(r));
  CHECK(guide.design_effect == Approx(2.98));
  CHECK(guide.effective_people == Approx(100 / 2.98));
  CHECK(*guide.most_effective_people == Approx(50));
  REQUIRE(guide.typical.size() >= 8);
  for (const TypicalIcc& row : guide.typical) {
    CHECK(row.low <= row.high);
    CHECK(!row.source.empty());
    CHECK(row.design_effect_high == Approx(1 + 99 * row.high));
  }
  r.icc = -0.02;
  require_error(icc_guide(r), Code::conflict, "icc");
  r.icc = 0;
  CHECK_FALSE(value_of(icc_guide(r)).most_effective_people);
}
