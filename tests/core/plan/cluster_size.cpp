// SPDX-License-Identifier: Apache-2.0
#include "plan/cluster_size.hpp"

#include <cmath>
#include <limits>

#include "../golden.hpp"
#include "../outcomes.hpp"
#include "../reference.hpp"
#include "base/read.hpp"
#include "base/write.hpp"
#include "plan/texts.hpp"

using namespace sutva;
using namespace sutva::plan;
using namespace sutva::tests;

namespace {

using R = ClusterSizeRequest;

template <class Change>
R with(Change change) {
  R r;
  change(r);
  return r;
}

template <class Change>
Outcome<ClusterSizeResult> solved(Change change) {
  return cluster_size(with(change));
}

// One of each design, and one of each metric.
std::vector<R> variety() {
  std::vector<R> all;
  for (const auto& design : choices_of<ClusterDesign>) {
    for (const auto& metric : choices_of<ClusterMetric>) {
      for (const auto& test : choices_of<ClusterTest>) {
        R r;
        r.design = design.value;
        r.metric = metric.value;
        r.test = test.value;
        r.people_per_cluster = 40;
        r.cv = 0.5;
        r.sampling = metric.value == ClusterMetric::mean ? Sampling::cohort : Sampling::cross_sectional;
        r.decay = metric.value == ClusterMetric::count ? Decay::exponential : Decay::exchangeable;
        all.push_back(r);
      }
    }
  }
  return all;
}

double k_of(const ClusterSizeResult& result) {
  return static_cast<double>(result.clusters_per_step ? *result.clusters_per_step : *result.clusters_control);
}

void set_k(R& r, double k) {
  r.clusters_control = static_cast<std::int64_t>(k);
  r.clusters_per_step = static_cast<std::int64_t>(k);
}

}  // namespace

TEST_CASE("cluster size: the numbers of R, published ones among them") {
  for (const ReferenceRow& row : reference("clusters")) {
    INFO(row.described());
    const R request = value_of(read<R>(request_of(row)));
    const ClusterSizeResult result = value_of(cluster_size(request));
    const Value written = write(result);
    const Value* value = written.as<Object>()->find(row.text("quantity"));
    REQUIRE(value != nullptr);
    REQUIRE(value->as<double>() != nullptr);
    CHECK(relative_error(*value->as<double>(), row.number("value")) <= row.number("tolerance"));
  }
}

TEST_CASE("cluster size: the clusters found are just enough") {
  for (const R& r : variety()) {
    INFO(name(r.design) << " " << name(r.metric) << " " << name(r.test));
    const ClusterSizeResult found = value_of(cluster_size(r));
    REQUIRE(found.power >= r.power);
    R back = r;
    back.solve_for = ClusterUnknown::power;
    set_k(back, k_of(found));
    REQUIRE(value_of(cluster_size(back)).power == found.power);
    REQUIRE(value_of(cluster_size(back)).people == found.people);
    set_k(back, k_of(found) - 1);
    const Outcome<ClusterSizeResult> fewer = cluster_size(back);
    REQUIRE((!fewer || fewer->power < r.power));
  }
}

TEST_CASE("cluster size: every unknown is the same equation") {
  for (const R& plan : variety()) {
    INFO(name(plan.design) << " " << name(plan.metric) << " " << name(plan.test));
    R r = plan;
    r.solve_for = ClusterUnknown::power;
    set_k(r, 30);
    const double power = value_of(cluster_size(r)).power;
    if (power > 0.999) {
      continue;
    }
    r.power = power;
    r.solve_for = ClusterUnknown::people;
    CHECK(relative_error(value_of(cluster_size(r)).people_unrounded.value_or(1), 40) < 1e-7);
    r.solve_for = ClusterUnknown::effect;
    CHECK(relative_error(*value_of(cluster_size(r)).effect_relative, 0.2) < 1e-7);
    r.solve_for = ClusterUnknown::icc;
    CHECK(relative_error(value_of(cluster_size(r)).icc, 0.02) < 1e-6);
    r.solve_for = ClusterUnknown::alpha;
    CHECK(relative_error(value_of(cluster_size(r)).alpha, 0.05) < 1e-7);
  }
}

TEST_CASE("cluster size: without clustering it is the plain design") {
  const ClusterSizeResult none = value_of(solved([](R& r) { r.icc = 0, r.cv = 0.8; }));
  REQUIRE(none.design_effect == Approx(1).epsilon(1e-12));
  REQUIRE(none.effective_size == Approx(static_cast<double>(none.people)));
  // One person each: the ICC says nothing, and it is the t-test of people.
  SampleSizeRequest plain;
  plain.metric = Metric::mean;
  plain.effect = 0.5;
  R r;
  r.metric = ClusterMetric::mean;
  r.effect = 0.5;
  r.people_per_cluster = 1;
  for (const double icc : {0.0, 0.3, 1.0}) {
    r.icc = icc;
    REQUIRE(*value_of(cluster_size(r)).clusters_unrounded ==
            Approx(*value_of(sample_size(plain)).n_control_unrounded).epsilon(1e-11));
  }
}

TEST_CASE("cluster size: designs that add nothing change nothing") {
  const auto se = [](auto change) {
    return value_of(solved([&](R& r) { r.solve_for = ClusterUnknown::power, r.effect = 0.3, change(r); })).se;
  };
  const double plain = se([](R&) {});
  CHECK(se([](R& r) { r.design = ClusterDesign::matched, r.matching_correlation = 0; }) == Approx(plain));
  CHECK(se([](R& r) { r.design = ClusterDesign::stratified, r.variance_explained = 0; }) == Approx(plain));
  CHECK(se([](R& r) { r.design = ClusterDesign::difference_in_differences, r.cac = 0; }) == Approx(plain));
  CHECK(se([](R& r) {
          r.design = ClusterDesign::difference_in_differences, r.cac = 0;
          r.baseline_analysis = BaselineAnalysis::change;
        }) == Approx(plain * std::sqrt(2)));
  CHECK(se([](R& r) { r.design = ClusterDesign::matched; }) < plain);
  CHECK(se([](R& r) { r.unequal_sizes = UnequalSizes::taylor; }) == Approx(plain));
  // The best weights lose less to unequal sizes than equal counting does.
  const double taylor = se([](R& r) { r.cv = 0.7, r.unequal_sizes = UnequalSizes::taylor; });
  CHECK(taylor > plain);
  CHECK(taylor < se([](R& r) { r.cv = 0.7; }));
  // The baseline as covariate is never worse than without it, nor than the change.
  for (const double cac : {0.0, 0.3, 0.9, 1.0}) {
    const double ancova = se([&](R& r) { r.design = ClusterDesign::difference_in_differences, r.cac = cac; });
    CHECK(ancova <= plain * (1 + 1e-12));
    CHECK(ancova <= se([&](R& r) {
            r.design = ClusterDesign::difference_in_differences, r.cac = cac;
            r.baseline_analysis = BaselineAnalysis::change;
          }));
  }
}

TEST_CASE("cluster size: more people can not stand in for clusters") {
  const auto few = [](R& r) { r.solve_for = ClusterUnknown::people, r.clusters_control = 10, r.icc = 0.05; };
  const Outcome<ClusterSizeResult> refused = solved(few);
  require_error(refused, Code::no_solution, "clusters_control");
  REQUIRE(refused.issues[0].limit);
  const double least = *refused.issues[0].limit;
  REQUIRE(solved([&](R& r) { few(r), set_k(r, least); }));
  REQUIRE_FALSE(solved([&](R& r) { few(r), set_k(r, least - 1); }));
  // The floor is where it says: with unlimited people the power is the target.
  const ClusterSizeResult plan = value_of(solved([](R& r) { r.solve_for = ClusterUnknown::effect; }));
  REQUIRE(plan.effect_floor);
  REQUIRE(*plan.effect_floor < plan.effect_absolute);
  const ClusterSizeResult at = value_of(solved([&](R& r) {
    r.solve_for = ClusterUnknown::power;
    r.people_per_cluster = 1e9, r.effect_scale = EffectScale::absolute, r.effect = *plan.effect_floor;
  }));
  REQUIRE(at.power == Approx(0.8).epsilon(1e-6));
  const ClusterSizeResult size = value_of(cluster_size(R{}));
  REQUIRE(size.fewest_clusters);
  REQUIRE(*size.fewest_clusters < size.clusters);
}

TEST_CASE("cluster size: what ignoring clusters would have said") {
  const ClusterSizeResult plan = value_of(cluster_size(R{}));
  bool seen = false;
  for (const ClusterAlternative& row : plan.alternatives) {
    if (row.method == "ignored") {
      seen = true;
      CHECK(row.power >= 0.8);
      CHECK(*row.power_here < 0.6);
      CHECK(row.clusters < static_cast<double>(plan.clusters));
    } else if (row.method == "t") {
      CHECK(row.clusters == static_cast<double>(plan.clusters));
      CHECK(row.power == plan.power);
    } else if (row.method == "z") {
      CHECK(row.clusters <= static_cast<double>(plan.clusters));
    }
  }
  REQUIRE(seen);
}

TEST_CASE("cluster size: each impossible request names its field") {
  require_error(solved([](R& r) { r.effect = 0; }), Code::out_of_range, "effect");
  require_error(solved([](R& r) { r.effect = 9; }), Code::out_of_range, "effect");
  require_error(solved([](R& r) { r.effect = 1e-9; }), Code::no_solution, "effect");
  require_error(solved([](R& r) { r.metric = ClusterMetric::count, r.effect = -1; }), Code::out_of_range, "effect");
  require_error(solved([](R& r) { r.power = 0.04; }), Code::out_of_range, "power");
  require_error(solved([](R& r) { r.alpha = 1e-200; }), Code::out_of_range, "alpha");
  require_error(solved([](R& r) { r.metric = ClusterMetric::mean, r.sd = 1e200; }), Code::out_of_range, "sd");
  require_error(solved([](R& r) { r.metric = ClusterMetric::mean, r.baseline_mean = 0; }), Code::conflict,
                "baseline_mean");
  const auto negative = solved([](R& r) { r.icc = -0.02; });
  require_error(negative, Code::conflict, "icc");
  REQUIRE(*negative.issues[0].limit == Approx(-1.0 / 99));
  REQUIRE(solved([](R& r) { r.icc = -0.01; }));
  require_error(solved([](R& r) { r.icc = -1.0 / 99; }), Code::conflict, "icc");
  require_error(solved([](R& r) { r.icc = -0.005, r.design = ClusterDesign::matched; }), Code::conflict, "icc");
  require_error(solved([](R& r) { r.cv = 2, r.unequal_sizes = UnequalSizes::taylor; }), Code::conflict, "cv");
  require_error(solved([](R& r) { r.metric = ClusterMetric::count, r.dispersion = 0; }), Code::conflict, "icc");
  require_error(solved([](R& r) {
                  r.design = ClusterDesign::stratified, r.solve_for = ClusterUnknown::power;
                  r.strata = 20, r.clusters_control = 10;
                }),
                Code::conflict, "clusters_control");
  require_error(solved([](R& r) { r.solve_for = ClusterUnknown::icc, r.clusters_control = 3; }), Code::no_solution,
                "clusters_control");
  require_error(solved([](R& r) { r.solve_for = ClusterUnknown::alpha, r.clusters_control = 2, r.effect = 0.01; }),
                Code::no_solution, "clusters_control");
  require_error(solved([](R& r) {
                  r.solve_for = ClusterUnknown::effect, r.clusters_control = 2, r.icc = 0.5,
                  r.direction = Direction::decrease;
                }),
                Code::no_solution, "clusters_control");
  // All at once.
  const auto both = solved([](R& r) { r.effect = 0, r.icc = -0.9, r.power = 0.01; });
  REQUIRE(both.issues.size() == 3);
}

TEST_CASE("cluster size: a plan that stands any ICC says so") {
  const Outcome<ClusterSizeResult> any =
      solved([](R& r) { r.solve_for = ClusterUnknown::icc, r.people_per_cluster = 1, r.clusters_control = 20'000; });
  REQUIRE(any);
  REQUIRE(any->icc == 1);
  REQUIRE(says(any.issues, Severity::warning, Code::approximation, "power"));
}

TEST_CASE("cluster size: extreme requests give finite numbers or an error") {
  for (const R& each : variety()) {
    for (const auto& unknown : choices_of<ClusterUnknown>) {
      for (const double icc : {0.0, 1e-9, 0.5, 1.0}) {
        for (const double m : {1.0, 2.0, 1e9}) {
          for (const std::int64_t k : {std::int64_t{2}, std::int64_t{1'000'000'000}}) {
            R r = each;
            r.solve_for = unknown.value;
            r.icc = icc;
            r.people_per_cluster = m;
            r.clusters_control = r.clusters_per_step = k;
            INFO(name(r.design) << " " << name(r.metric) << " " << unknown.name << " " << icc << " " << m << " " << k);
            const Outcome<ClusterSizeResult> outcome = cluster_size(r);
            REQUIRE((outcome || has_error(outcome.issues)));
            if (outcome) {
              REQUIRE(std::isfinite(outcome->power));
              REQUIRE((outcome->power >= 0 && outcome->power <= 1 + 1e-12));
              REQUIRE(std::isfinite(outcome->se));
              REQUIRE(std::isfinite(outcome->design_effect));
              REQUIRE(outcome->people >= 1);
            }
          }
        }
      }
    }
  }
}
