// SPDX-License-Identifier: Apache-2.0
#include "plan/sequential_plan.hpp"

#include <cmath>
#include <set>

#include "../outcomes.hpp"
#include "../reference.hpp"
#include "base/read.hpp"
#include "plan/cluster_size.hpp"
#include "plan/sample_size.hpp"
#include "plan/texts.hpp"
#include "stats/distributions.hpp"

using namespace sutva;
using namespace sutva::plan;
using namespace sutva::tests;

namespace {

SequentialPlanRequest means() {
  SequentialPlanRequest r;
  r.aims.metric = CommonMetric::mean;
  r.aims.effect_scale = EffectScale::absolute;
  r.aims.effect = 5;
  r.aims.sd = 20;
  return r;
}

// What one look of the plan must agree with.
SampleSizeRequest fixed_of(const SequentialPlanRequest& r) {
  SampleSizeRequest f;
  f.metric = as_metric(r.aims.metric);
  f.proportion_method = ProportionMethod::unpooled;
  f.mean_method = MeanMethod::normal;
  f.baseline = r.aims.baseline;
  f.baseline_mean = r.aims.baseline_mean;
  f.sd = r.aims.sd;
  f.effect_scale = r.aims.effect_scale;
  f.effect = r.aims.effect;
  f.direction = r.aims.direction;
  f.sides = r.aims.sides;
  f.alpha = r.aims.alpha;
  f.power = r.aims.power;
  f.ratio = r.aims.ratio;
  f.n_control = r.aims.n_control;
  return f;
}

}  // namespace

TEST_CASE("sequential plan: with one look it is the fixed plan") {
  for (SequentialPlanRequest r : {SequentialPlanRequest{}, means()}) {
    for (const Sides sides : {Sides::two, Sides::one}) {
      for (const double ratio : {1.0, 0.5, 3.0}) {
        for (const BoundaryKind boundary :
             {BoundaryKind::obrien_fleming_type, BoundaryKind::pocock, BoundaryKind::haybittle_peto}) {
          r.looks = 1;
          r.aims.sides = sides;
          r.aims.ratio = ratio;
          r.boundary = boundary;
          r.aims.n_control = r.aims.metric == CommonMetric::mean ? 300 : 12'000;
          r.aims.solve_for = SequentialUnknown::size;
          SampleSizeRequest f = fixed_of(r);
          const SequentialPlanResult size = value_of(sequential_plan(r));
          const SampleSizeResult fixed = value_of(sample_size(f));
          CHECK(relative_error(*size.n_control_unrounded, *fixed.n_control_unrounded) < 1e-9);
          CHECK(size.n_control == fixed.n_control);
          CHECK(size.n_treatment == fixed.n_treatment);
          CHECK(size.n_fixed_total == fixed.n_total);
          CHECK(relative_error(size.power, fixed.power) < 1e-9);
          CHECK(std::abs(size.inflation - 1) < 1e-9);
          CHECK(size.expected_n == Approx(static_cast<double>(fixed.n_total)));
          r.aims.solve_for = SequentialUnknown::power;
          f.solve_for = SolveFor::power;
          CHECK(relative_error(value_of(sequential_plan(r)).power, value_of(sample_size(f)).power) < 1e-9);
          r.aims.solve_for = SequentialUnknown::effect;
          f.solve_for = SolveFor::effect;
          CHECK(relative_error(value_of(sequential_plan(r)).effect_absolute, value_of(sample_size(f)).effect_absolute) <
                1e-8);
        }
      }
    }
  }
}

TEST_CASE("sequential plan: every unknown leads to the same plan") {
  for (const FutilityKind futility : {FutilityKind::none, FutilityKind::non_binding, FutilityKind::binding}) {
    for (const BoundaryKind boundary : {BoundaryKind::obrien_fleming_type, BoundaryKind::hwang_shih_decani,
                                        BoundaryKind::listed_spending, BoundaryKind::wang_tsiatis}) {
      if (futility == FutilityKind::binding && !spends(boundary)) {
        continue;
      }
      SequentialPlanRequest r = means();
      r.aims.effect = -5;
      r.boundary = boundary;
      r.futility = futility;
      r.aims.alpha = 0.04;
      INFO(name(boundary) << ", futility " << name(futility));
      const SequentialPlanResult size = value_of(sequential_plan(r));
      REQUIRE(size.n_control_unrounded);
      CHECK(static_cast<double>(size.n_control) == std::ceil(*size.n_control_unrounded));
      CHECK(size.power >= 0.8);
      CHECK(size.power < 0.81);
      CHECK(size.inflation > 1);
      r.aims.n_control = size.n_control;
      r.aims.solve_for = SequentialUnknown::power;
      const SequentialPlanResult power = value_of(sequential_plan(r));
      // With futility its boundary now spends what is really missed, a little less.
      CHECK(std::abs(power.power - size.power) < (futility == FutilityKind::none ? 1e-9 : 1e-3));
      r.aims.power = power.power;
      r.aims.solve_for = SequentialUnknown::effect;
      r.aims.direction = Direction::decrease;
      CHECK(relative_error(value_of(sequential_plan(r)).effect_absolute, -5) < 1e-6);
      r.aims.solve_for = SequentialUnknown::alpha;
      CHECK(relative_error(value_of(sequential_plan(r)).alpha, 0.04) < 1e-5);
    }
  }
}

TEST_CASE("sequential plan: the table of looks") {
  SequentialPlanRequest r = means();
  r.futility = FutilityKind::non_binding;
  r.aims.sides = Sides::one;
  const SequentialPlanResult s = value_of(sequential_plan(r));
  REQUIRE(s.looks.size() == 5);
  double ends = 0;
  double ends_null = 0;
  double expected = 0;
  for (const SequentialLook& look : s.looks) {
    const double k = static_cast<double>(look.look);
    CHECK(static_cast<double>(look.n_control) == std::ceil(k / 5 * static_cast<double>(s.n_control) - 1e-9));
    REQUIRE(look.upper_z);
    CHECK(relative_error(*look.p_value, stats::normal_sf(*look.upper_z)) < 1e-12);
    // The boundary on the scale of the effect.
    const double se = 20 * std::sqrt(2 / (k / 5 * static_cast<double>(s.n_control)));
    CHECK(relative_error(*look.effect_absolute, *look.upper_z * se) < 1e-9);
    CHECK(look.futility_z.has_value() == (look.look < 5));
    // The spending function of O'Brien and Fleming's type.
    CHECK(std::abs(look.alpha_spent - 2 * stats::normal_sf(stats::normal_quantile_upper(0.025) / std::sqrt(k / 5))) <
          1e-9);
    ends += look.stop_success + look.stop_futility;
    ends_null += look.stop_null;
    expected += (look.stop_success + look.stop_futility) * static_cast<double>(look.n_total);
  }
  CHECK(std::abs(ends - 1) < 1e-9);
  CHECK(std::abs(ends_null - 1) < 1e-9);
  CHECK(relative_error(s.expected_n, expected) < 1e-12);
  CHECK(s.expected_n_null < s.expected_n);
  CHECK(s.looks.back().n_total == s.n_total);
  REQUIRE(s.scenarios.size() == 4);
  CHECK(s.scenarios[0].reject < 0.05);  // who gives up rejects less often than the level
  CHECK(s.scenarios[2].reject == Approx(s.power));
  CHECK(s.scenarios[3].reject > s.scenarios[2].reject);
  CHECK(s.scenarios[3].expected_n < s.scenarios[2].expected_n);
  CHECK(s.working.headline == "n_total");
}

TEST_CASE("sequential plan: listed looks may be shares or people") {
  SequentialPlanRequest r = means();
  r.timing = LookTiming::listed;
  r.fractions = {0.2, 0.5, 1};
  const SequentialPlanResult shares = value_of(sequential_plan(r));
  r.fractions = {200, 500, 1000};
  const SequentialPlanResult people = value_of(sequential_plan(r));
  CHECK(shares.n_control == people.n_control);
  CHECK(people.looks[1].information == 0.5);
}

TEST_CASE("sequential plan: words, equations and code exist, with every term") {
  std::set<std::string> equations;
  for (const Equation& e : plan::equations()) {
    equations.insert(std::string(e.key));
  }
  std::set<std::string> snippets;
  for (const Snippet& s : plan::snippets()) {
    snippets.insert(std::string(s.key));
  }
  for (const auto& choice : choices_of<BoundaryKind>) {
    for (const Sides sides : {Sides::two, Sides::one}) {
      SequentialPlanRequest r = means();
      r.aims.sides = sides;
      r.boundary = choice.value;
      INFO(choice.name);
      const SequentialPlanResult s = value_of(sequential_plan(r));
      CHECK(!s.working.sentence.empty());
      CHECK(s.working.assumptions.size() >= 3);
      std::set<std::string> terms;
      for (const Term& t : s.working.terms) {
        terms.insert(t.name);
        CHECK(std::isfinite(t.value));
      }
      for (const std::string& key : s.working.equations) {
        CHECK(equations.count(key) == 1);
        for (const Equation& e : plan::equations()) {
          if (e.key == key) {
            const std::vector<std::string> parts = split(std::string(e.numbers), '@');
            for (std::size_t i = 1; i < parts.size(); i += 2) {
              INFO(key << " needs " << parts[i]);
              CHECK(terms.count(parts[i]) == 1);
            }
          }
        }
      }
      for (const std::string& key : s.working.snippets) {
        CHECK(snippets.count(key) == 1);
      }
    }
  }
}

TEST_CASE("sequential plan: brief gives the same numbers") {
  SequentialPlanRequest r = means();
  const SequentialPlanResult all = value_of(sequential_plan(r));
  r.brief = true;
  const SequentialPlanResult brief = value_of(sequential_plan(r));
  CHECK(brief.n_control == all.n_control);
  CHECK(brief.power == all.power);
  CHECK(brief.expected_n == all.expected_n);
  CHECK(brief.scenarios.empty());
}

TEST_CASE("sequential plan: what can not be is said on its field") {
  const SequentialPlanRequest usual = means();
  const auto refused = [&](auto change, Code code, std::string_view field) {
    SequentialPlanRequest r = usual;
    change(r);
    require_error(sequential_plan(r), code, field);
  };
  using R = SequentialPlanRequest;
  // Spending that runs backwards.
  refused(
      [](R& r) {
        r.boundary = BoundaryKind::listed_spending, r.spent = {0.1, 0.3, 0.2, 0.6, 1};
      },
      Code::conflict, "spent");
  refused([](R& r) { r.boundary = BoundaryKind::listed_spending, r.spent = {0.1, 0.3, 1}; }, Code::conflict, "spent");
  refused(
      [](R& r) {
        r.boundary = BoundaryKind::listed_spending, r.spent = {0.001, 0.01, 0.02, 0.04, 0.05};
      },
      Code::conflict, "spent");
  refused(
      [](R& r) {
        r.boundary = BoundaryKind::listed_spending, r.spent = {0.1, 0.3, 0.4, 1, 1};
      },
      Code::conflict, "spent");
  refused(
      [](R& r) {
        r.futility = FutilityKind::non_binding;
        r.futility_spending = FutilitySpending::listed_spending;
        r.futility_spent = {0.5, 0.1, 0.2, 0.3, 1};
      },
      Code::conflict, "futility_spent");
  refused([](R& r) { r.timing = LookTiming::listed, r.fractions = {0.5, 0.4, 1}; }, Code::conflict, "fractions");
  refused([](R& r) { r.timing = LookTiming::listed, r.fractions = {0.5, 0.5004, 1}; }, Code::conflict, "fractions");
  refused([](R& r) { r.timing = LookTiming::listed, r.fractions = {}; }, Code::out_of_range, "fractions");
  // More looks than people.
  refused([](R& r) { r.looks = 50, r.aims.effect = 40; }, Code::conflict, "looks");
  refused([](R& r) { r.looks = 50, r.aims.n_control = 20, r.aims.solve_for = SequentialUnknown::power; },
          Code::conflict, "looks");
  refused([](R& r) { r.boundary = BoundaryKind::haybittle_peto, r.peto_z = 2, r.looks = 20; }, Code::no_solution,
          "peto_z");
  refused([](R& r) { r.boundary = BoundaryKind::pocock, r.futility = FutilityKind::binding; }, Code::conflict,
          "futility");
  refused([](R& r) { r.aims.effect = 0; }, Code::out_of_range, "effect");
  refused([](R& r) { r.aims.effect = 1e-6; }, Code::no_solution, "effect");
  refused([](R& r) { r.aims.power = 0.05; }, Code::out_of_range, "power");
  refused([](R& r) { r.aims.metric = CommonMetric::proportion, r.aims.effect = 0.95; }, Code::out_of_range, "effect");
  refused([](R& r) { r.aims.baseline_mean = 0, r.aims.effect_scale = EffectScale::relative; }, Code::conflict,
          "baseline_mean");
  refused([](R& r) { r.aims.solve_for = SequentialUnknown::power, r.aims.n_control = 1'000'000'000; }, Code::too_large,
          "n_control");
  refused([](R& r) { r.boundary = BoundaryKind::always_valid, r.aims.alpha = 0.5; }, Code::conflict, "alpha");
  refused(
      [](R& r) {
        r.aims.metric = CommonMetric::proportion;
        r.aims.solve_for = SequentialUnknown::effect;
        r.aims.baseline = 0.9;
        r.aims.n_control = 30;
        r.looks = 2;
      },
      Code::no_solution, "n_control");
  // Several at once.
  SequentialPlanRequest r = usual;
  r.aims.effect = 0;
  r.timing = LookTiming::listed;
  r.fractions = {1, 0.5};
  const Outcome<SequentialPlanResult> both = sequential_plan(r);
  CHECK(says(both.issues, Severity::error, Code::conflict, "fractions"));
  CHECK(says(both.issues, Severity::error, Code::out_of_range, "effect"));
}

TEST_CASE("sequential plan: odd requests give numbers or errors, never neither") {
  int answered = 0;
  int refused = 0;
  for (const SequentialUnknown unknown :
       {SequentialUnknown::size, SequentialUnknown::effect, SequentialUnknown::power, SequentialUnknown::alpha}) {
    for (const double alpha : {1e-10, 1e-4, 0.05, 0.5}) {
      for (const double power : {0.06, 0.5, 0.999999}) {
        for (const std::int64_t looks : {1, 2, 7}) {
          for (const auto& futility : choices_of<FutilityKind>) {
            for (const BoundaryKind boundary :
                 {BoundaryKind::obrien_fleming_type, BoundaryKind::hwang_shih_decani, BoundaryKind::haybittle_peto}) {
              for (const double effect : {0.001, -0.9, 5.0}) {
                SequentialPlanRequest r;
                r.brief = true;
                r.aims.solve_for = unknown;
                r.aims.alpha = alpha;
                r.aims.power = power;
                r.looks = looks;
                r.futility = futility.value;
                r.boundary = boundary;
                r.gamma = effect > 1 ? 20 : -40;
                r.aims.effect = effect;
                r.aims.sides = looks == 2 ? Sides::one : Sides::two;
                const Outcome<SequentialPlanResult> o = sequential_plan(r);
                INFO(described(o.issues));
                INFO("unknown " << name(unknown) << " alpha " << alpha << " power " << power << " looks " << looks
                                << " futility " << futility.name << " boundary " << name(boundary) << " effect "
                                << effect);
                REQUIRE(o.value.has_value() != has_error(o.issues));
                if (o) {
                  ++answered;
                  CHECK(std::isfinite(o->power));
                  CHECK(std::isfinite(o->expected_n));
                  CHECK(o->n_control > 0);
                  if (unknown == SequentialUnknown::size) {
                    CHECK(o->power >= power - 1e-8);
                  }
                  CHECK(o->looks.back().alpha_spent <= o->alpha * (1 + 1e-6));
                } else {
                  ++refused;
                }
              }
            }
          }
        }
      }
    }
  }
  CHECK(answered > 700);
  CHECK(refused > 50);
}

namespace {

// Every outcome, whatever is randomised.
std::vector<SequentialPlanRequest> outcomes_and_units() {
  std::vector<SequentialPlanRequest> all;
  for (const auto& metric : choices_of<CommonMetric>) {
    for (const auto& method : choices_of<CountMethod>) {
      for (const auto& randomised : choices_of<Randomised>) {
        for (const double r_squared : {0.0, 0.35}) {
          if (metric.value != CommonMetric::count && method.value != CountMethod::log_ratio) {
            continue;
          }
          SequentialPlanRequest r;
          r.aims.metric = metric.value;
          r.aims.count_method = method.value;
          r.aims.parts.dispersion = 0.3;
          r.aims.variance.randomised = randomised.value;
          r.aims.variance.r_squared = r_squared;
          r.aims.variance.cv = 0.4;
          all.push_back(r);
        }
      }
    }
  }
  return all;
}

}  // namespace

TEST_CASE("sequential plan: sizes of every outcome as rpact's") {
  int rows = 0;
  for (const ReferenceRow& row : reference("sequential_outcomes")) {
    INFO(row.described());
    SequentialPlanRequest r;
    const std::string outcome = row.text("outcome");
    const double control = row.number("control");
    r.aims.metric = CommonMetric::count;
    for (const auto& metric : choices_of<CommonMetric>) {
      if (metric.name == outcome) {
        r.aims.metric = metric.value;
      }
    }
    for (const auto& method : choices_of<CountMethod>) {
      if (method.name == outcome) {
        r.aims.count_method = method.value;
      }
    }
    for (const auto& boundary : choices_of<BoundaryKind>) {
      if (boundary.name == row.text("boundary")) {
        r.boundary = boundary.value;
      }
    }
    r.aims.baseline = control;
    r.aims.baseline_mean = control;
    r.aims.sd = row.number("sd");
    r.aims.parts.rate = control;
    r.aims.parts.exposure = row.number("exposure");
    r.aims.parts.dispersion = row.number("dispersion");
    r.aims.effect_scale = EffectScale::absolute;
    r.aims.effect = row.number("treatment") - control;
    r.aims.sides = row.number("sides") == 2 ? Sides::two : Sides::one;
    r.aims.alpha = row.number("alpha");
    r.aims.power = row.number("power");
    r.aims.ratio = row.number("ratio");
    r.looks = row.whole("looks");
    r.aims.variance.r_squared = row.number("r_squared");
    r.aims.variance.randomised = row.number("people_per_cluster") > 1 ? Randomised::clusters : Randomised::people;
    r.aims.variance.icc = row.number("icc");
    r.aims.variance.people_per_cluster = row.number("people_per_cluster");
    r.aims.variance.cv = row.number("cv");
    r.brief = true;
    const SequentialPlanResult plan = value_of(sequential_plan(r));
    REQUIRE(plan.n_control_unrounded);
    CHECK(relative_error(*plan.n_control_unrounded, row.number("n_control")) < 1e-6);
    const double m = row.number("people_per_cluster");
    CHECK(static_cast<double>(plan.n_control) ==
          std::fmax(std::ceil(*plan.n_control_unrounded / m * (1 - 1e-12)), m > 1 ? 2 : 1) * m);
    CHECK(plan.clusters_control.has_value() == (m > 1));
    ++rows;
  }
  REQUIRE(rows >= 100);
}

TEST_CASE("sequential plan: the size is the inflation factor times that of the sample size calculator") {
  for (SequentialPlanRequest r : outcomes_and_units()) {
    INFO(name(r.aims.metric) << " " << name(r.aims.variance.randomised) << " " << r.aims.variance.r_squared);
    r.brief = true;
    SampleSizeRequest f = fixed_of(r);
    f.parts = r.aims.parts;
    f.count_method = r.aims.count_method;
    f.r_squared = r.aims.variance.r_squared;
    const SequentialPlanResult plan = value_of(sequential_plan(r));
    const SampleSizeResult fixed = value_of(sample_size(f));
    const double design_effect = plan.design_effect.value_or(1);
    // The power of the solved design is a hair above the asked one.
    CHECK(relative_error(*plan.n_control_unrounded, plan.inflation * design_effect * *fixed.n_control_unrounded) <
          1e-6);
    if (r.aims.variance.randomised == Randomised::clusters) {
      CHECK(design_effect == Approx(1 + ((1 + 0.16) * 100 - 1) * 0.02));
    }
  }
}

TEST_CASE("sequential plan: with one look of clusters it is the cluster plan by z") {
  for (const ClusterMetric metric : {ClusterMetric::proportion, ClusterMetric::mean, ClusterMetric::count}) {
    ClusterSizeRequest c;
    c.metric = metric;
    c.test = ClusterTest::z;
    c.cv = 0.5;
    c.icc = 0.03;
    c.people_per_cluster = 40;
    c.ratio = 2;
    c.rate = 1.5;
    c.dispersion = 0.2;
    const ClusterSizeResult clusters = value_of(cluster_size(c));
    SequentialPlanRequest r;
    r.aims.metric = metric == ClusterMetric::proportion ? CommonMetric::proportion
                    : metric == ClusterMetric::mean     ? CommonMetric::mean
                                                        : CommonMetric::count;
    r.aims.count_method = CountMethod::difference;
    r.aims.parts.rate = 1.5;
    r.aims.parts.dispersion = 0.2;
    r.aims.effect = c.effect;
    r.aims.ratio = 2;
    r.aims.variance = {0, Randomised::clusters, c.icc, c.people_per_cluster, c.cv};
    r.looks = 1;
    const SequentialPlanResult plan = value_of(sequential_plan(r));
    CHECK(relative_error(*plan.n_control_unrounded, 40 * *clusters.clusters_unrounded) < 1e-9);
    CHECK(plan.clusters_control == clusters.clusters_control);
    CHECK(plan.clusters_treatment == clusters.clusters_treatment);
    CHECK(plan.n_total == clusters.people);
    CHECK(relative_error(plan.power, clusters.power) < 1e-9);
    CHECK(relative_error(*plan.design_effect, clusters.design_effect) < 1e-12);
  }
}

TEST_CASE("sequential plan: what is neutral changes nothing") {
  for (SequentialPlanRequest r : {SequentialPlanRequest{}, means()}) {
    const SequentialPlanResult plain = value_of(sequential_plan(r));
    r.aims.variance = {0, Randomised::clusters, 0, 1, 0};
    const SequentialPlanResult ones = value_of(sequential_plan(r));
    CHECK(ones.n_control == plain.n_control);
    CHECK(*ones.n_control_unrounded == *plain.n_control_unrounded);
    CHECK(ones.power == plain.power);
    CHECK(ones.expected_n == plain.expected_n);
    CHECK(*ones.looks[0].effect_absolute == *plain.looks[0].effect_absolute);
    CHECK(ones.clusters_control == plain.n_control);
    // Clusters without correlation need no more people, but whole clusters.
    r.aims.variance.people_per_cluster = 7;
    const SequentialPlanResult sevens = value_of(sequential_plan(r));
    CHECK(relative_error(*sevens.n_control_unrounded, *plain.n_control_unrounded) < 1e-12);
    CHECK(sevens.n_control - plain.n_control < 7);
    CHECK(sevens.n_control % 7 == 0);
  }
}

TEST_CASE("sequential plan: every unknown leads to the same plan, of every outcome and unit") {
  for (SequentialPlanRequest r : outcomes_and_units()) {
    for (const double sign : {1.0, -1.0}) {
      INFO(name(r.aims.metric) << " " << name(r.aims.count_method) << " " << name(r.aims.variance.randomised) << " "
                               << r.aims.variance.r_squared << " " << sign);
      r.aims.solve_for = SequentialUnknown::size;
      r.aims.effect = sign * 0.15;
      r.aims.power = 0.8;
      const SequentialPlanResult size = value_of(sequential_plan(r));
      CHECK(size.power >= 0.8);
      CHECK(size.power < 0.82);
      r.aims.solve_for = SequentialUnknown::power;
      r.aims.n_control = size.n_control;
      const SequentialPlanResult power = value_of(sequential_plan(r));
      CHECK(std::abs(power.power - size.power) < 1e-9);
      r.aims.solve_for = SequentialUnknown::effect;
      r.aims.power = power.power;
      r.aims.direction = sign > 0 ? Direction::increase : Direction::decrease;
      CHECK(relative_error(*value_of(sequential_plan(r)).effect_relative, sign * 0.15) < 1e-6);
    }
  }
}

TEST_CASE("sequential plan: boundaries of counts are changes of the rate") {
  SequentialPlanRequest r;
  r.aims.metric = CommonMetric::count;
  r.aims.parts.rate = 2;
  r.aims.effect = -0.2;
  const SequentialPlanResult log_rate = value_of(sequential_plan(r));
  const SequentialLook& last = log_rate.looks.back();
  // At the last look the planned error is that of the whole plan: log rate ratio / drift.
  CHECK(*last.effect_relative == Approx(std::exp(std::log(0.8) * *last.upper_z / log_rate.drift) - 1).epsilon(1e-9));
  r.aims.count_method = CountMethod::square_root;
  const SequentialPlanResult root = value_of(sequential_plan(r));
  const double distance = (std::sqrt(1.6) - std::sqrt(2)) * *root.looks.back().upper_z / root.drift;
  CHECK(*root.looks.back().effect_absolute == Approx(std::pow(std::sqrt(2) + distance, 2) - 2).epsilon(1e-9));
}

TEST_CASE("sequential plan: few clusters are told") {
  SequentialPlanRequest r;
  r.aims.variance.randomised = Randomised::clusters;
  const auto standing = [&] {
    for (const Assumption& each : value_of(sequential_plan(r)).working.assumptions) {
      if (each.title == "Clusters are many enough to take z for t") {
        return each.standing;
      }
    }
    FAIL("nothing is said about the number of clusters");
    return Standing::broken;
  };
  CHECK(standing() == Standing::fine);  // hundreds of clusters
  r.aims.effect = 1.5;
  r.looks = 2;
  CHECK(standing() == Standing::broken);
  r.aims.solve_for = SequentialUnknown::power;
  r.aims.n_control = 150;
  CHECK(sequential_plan(r).issues.front().field == "n_control");
}

TEST_CASE("sequential plan: a power of one has its numbers, too") {
  for (const double effect : {0.3, 0.4, 0.5, 0.9}) {
    SequentialPlanRequest r;
    r.aims.solve_for = SequentialUnknown::power;
    r.aims.effect = effect;
    const SequentialPlanResult plan = value_of(sequential_plan(r));
    CHECK(plan.power == Approx(1));
    // What the looks cost hardly depends on a power this high.
    CHECK(plan.inflation > 1);
    CHECK(plan.inflation < 1.05);
    CHECK(static_cast<double>(plan.n_fixed_total) == Approx(30'000 / plan.inflation).epsilon(1e-3));
  }
  // A log rate ratio whose error is beyond all bounds has no effect at the boundary.
  SequentialPlanRequest r;
  r.aims.solve_for = SequentialUnknown::power;
  r.aims.metric = CommonMetric::count;
  r.aims.parts.rate = 1e-30;
  CHECK_FALSE(value_of(sequential_plan(r)).looks.front().effect_absolute);
}
