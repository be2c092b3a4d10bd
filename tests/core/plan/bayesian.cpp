// SPDX-License-Identifier: Apache-2.0
#include "plan/bayesian.hpp"

#include <chrono>
#include <cmath>

#include "../outcomes.hpp"
#include "../reference.hpp"
#include "requests.hpp"
#include "stats/distributions.hpp"
#include "told.hpp"

using namespace sutva;
using namespace sutva::plan;
using namespace sutva::tests;

namespace {

BayesianResult result_of(const BayesianRequest& request) { return value_of(bayesian_plan(request)); }

BayesianRequest means() {
  BayesianRequest r;
  r.metric = PlainMetric::mean;
  r.effect_scale = EffectScale::absolute;
  r.effect = 10;
  r.harmful_effect = -5;
  r.loss_threshold = 0.5;
  r.design_mean = 8;
  r.design_sd = 5;
  return r;
}

}  // namespace

TEST_CASE("bayesian plan: rates as by full enumeration elsewhere") {
  int rows = 0;
  for (const ReferenceRow& row : reference("bayesian")) {
    INFO(row.described());
    const bool mean = row.text("metric") == "mean";
    BayesianRequest r;
    r.metric = mean ? PlainMetric::mean : PlainMetric::proportion;
    r.solve_for = BayesianUnknown::power;
    r.effect_scale = EffectScale::absolute;
    r.n_control = row.whole("n_control");
    r.ratio = row.number("n_treatment") / row.number("n_control");
    r.baseline = row.number("baseline");
    r.sd = row.number("sd");
    r.effect = row.number("effect");
    r.harmful_effect = -0.09;
    r.design_mean = 0;
    r.rule = row.text("rule") == "loss" ? ShipRule::loss : ShipRule::chance;
    r.chance_threshold = r.loss_threshold = row.number("threshold");
    r.prior_alpha_control = row.number("a_control");
    r.prior_beta_control = row.number("b_control");
    r.prior_alpha_treatment = row.number("a_treatment");
    r.prior_beta_treatment = row.number("b_treatment");
    r.prior_mean = row.number("prior_mean");
    r.prior_sd = row.number("prior_sd");
    r.effect_prior = r.prior_sd > 0 ? EffectPrior::normal : EffectPrior::flat;
    const BayesianResult result = result_of(r);
    REQUIRE(result.n_treatment == row.whole("n_treatment"));
    REQUIRE(result.exact_power.has_value() == !mean);
    CHECK(std::abs(result.exact_power.value_or(result.power) - row.number("power")) < 1e-8);
    CHECK(std::abs(result.exact_false_positive_rate.value_or(result.false_positive_rate) -
                   row.number("false_positive")) < 1e-8);
    CHECK(std::abs(result.exact_harmful_rate.value_or(result.harmful_rate) - row.number("harmful")) < 1e-8);
    ++rows;
  }
  REQUIRE(rows >= 12);
}

TEST_CASE("bayesian plan: a flat prior and a chance of 1 - alpha is the one-sided z-test") {
  BayesianRequest r = means();
  r.chance_threshold = 0.975;
  r.alpha = 0.025;
  const BayesianResult result = result_of(r);
  CHECK(relative_error(result.power, result.test_power) < 1e-12);
  CHECK(relative_error(result.assurance, result.test_assurance) < 1e-10);
  CHECK(relative_error(result.false_positive_rate, 0.025) < 1e-10);
  SampleSizeRequest z;
  z.metric = Metric::mean;
  z.mean_method = MeanMethod::normal;
  z.sides = Sides::one;
  z.alpha = 0.025;
  z.effect_scale = EffectScale::absolute;
  z.effect = 10;
  CHECK(relative_error(*result.n_control_unrounded, *value_of(sample_size(z)).n_control_unrounded) < 1e-9);
}

TEST_CASE("bayesian plan: assurance of means is its closed form") {
  // Phi((mu / s - u) / (1 + tau^2 / s^2)^1/2); O'Hagan, Stevens and Campbell (2005), section 3.
  for (const double n : {5.0, 200.0, 40'000.0, 1e9}) {
    for (const double tau : {0.0, 0.01, 3.0, 500.0}) {
      BayesianRequest r = means();
      r.solve_for = BayesianUnknown::power;
      r.n_control = static_cast<std::int64_t>(n);
      r.design_sd = tau;
      r.effect_prior = EffectPrior::normal;
      const BayesianResult result = result_of(r);
      const double se = 100 * std::sqrt(2 / n);
      const double u = stats::normal_quantile_upper(0.05);
      INFO("n " << n << ", tau " << tau);
      CHECK(std::abs(result.test_assurance - stats::normal_cdf((8 / se - u) / std::sqrt(1 + tau * tau / se / se))) <
            1e-9);
      const double v = 1 / (1 / (se * se) + 1 / 100.0), data = v / (se * se);
      CHECK(std::abs(result.assurance - stats::normal_cdf((data * 8 - u * std::sqrt(v)) /
                                                          std::sqrt(data * data * (se * se + tau * tau)))) < 1e-9);
    }
  }
}

TEST_CASE("bayesian plan: assurance of shares is the average it says it is") {
  BayesianRequest r;
  r.solve_for = BayesianUnknown::power;
  for (const double n : {200.0, 20'000.0, 1e8}) {
    r.n_control = static_cast<std::int64_t>(n);
    r.brief = true;
    r.design_sd = 0.5;
    r.design_mean = 0.2;
    const double found = result_of(r).assurance;
    const BayesianPlan plan = value_of(planned_bayesian(r));
    double sum = 0, mass = 0;
    for (int i = -400'000; i <= 400'000; ++i) {
      const double x = i * 2e-5;
      const double effect = 0.1 * (0.2 + 0.5 * x);
      if (0.1 + effect > 0 && 0.1 + effect < 1) {
        const double weight = std::exp(-x * x / 2);
        mass += weight;
        sum += weight * ship_rate(plan, effect);
      }
    }
    INFO("n " << n);
    CHECK(std::abs(found - sum / mass) < 2e-5);
  }
}

TEST_CASE("bayesian plan: size, chance and threshold are one equation") {
  Requests random(9);
  for (int i = 0; i < 200; ++i) {
    BayesianRequest r = i % 2 ? means() : BayesianRequest{};
    r.brief = i % 4 > 1;
    r.rule = random.any<ShipRule>();
    r.chance_threshold = random.uniform(0.8, 0.99);
    r.loss_threshold *= random.log_uniform(0.1, 2);
    r.ratio = random.log_uniform(0.3, 3);
    r.power = random.uniform(0.5, 0.97);
    r.effect *= random.log_uniform(0.5, 3);
    r.effect_prior = random.any<EffectPrior>();
    INFO(name(r.metric) << " " << name(r.rule) << " " << r.chance_threshold << " " << r.loss_threshold << " " << r.ratio
                        << " " << r.power << " " << r.effect);
    const Outcome<BayesianResult> sized = bayesian_plan(r);
    REQUIRE(sized);
    REQUIRE(sized->power >= r.power - 1e-9);
    REQUIRE(sized->false_positive_rate < sized->power);
    REQUIRE(sized->harmful_rate < sized->false_positive_rate);
    if (sized->n_control_unrounded) {
      REQUIRE(static_cast<double>(sized->n_control) - *sized->n_control_unrounded < 1.000001);
    }
    BayesianRequest level = r;
    level.solve_for = BayesianUnknown::threshold;
    level.n_control = sized->n_control;
    level.alpha = 0.08;
    const Outcome<BayesianResult> found = bayesian_plan(level);
    REQUIRE(found);
    REQUIRE(std::abs(found->false_positive_rate - 0.08) < 1e-8);
    if (sized->exact_power && sized->n_control > 2000) {
      REQUIRE(std::abs(*sized->exact_power - sized->power) < 0.02);
    }
  }
}

TEST_CASE("bayesian plan: what can not be is refused, on its field") {
  BayesianRequest r;
  r.effect = 0;
  require_error(bayesian_plan(r), Code::out_of_range, "effect");
  r.effect = 10;
  require_error(bayesian_plan(r), Code::out_of_range, "effect");
  r.effect = 1e-14;
  require_error(bayesian_plan(r), Code::no_solution, "effect");
  r = {};
  r.harmful_effect = 0.1;
  require_error(bayesian_plan(r), Code::out_of_range, "harmful_effect");
  r = {};
  r.design_mean = 30;
  require_error(bayesian_plan(r), Code::out_of_range, "design_mean");
  r = {};
  r.rule = ShipRule::loss;
  r.loss_threshold = 0.9;
  REQUIRE(says(bayesian_plan(r).issues, Severity::warning, Code::approximation, "loss_threshold"));
  r = means();
  r.effect_scale = EffectScale::relative;
  r.baseline_mean = 0;
  require_error(bayesian_plan(r), Code::conflict, "baseline_mean");
  // Strange but possible: answers, and in time.
  r = {};
  r.solve_for = BayesianUnknown::power;
  r.prior_alpha_control = 1e9;
  r.prior_beta_treatment = 1e-9;
  r.n_control = 1'000'000'000'000;
  r.ratio = 1000;
  const BayesianResult strange = result_of(r);
  CHECK((strange.power >= 0 && strange.power <= 1));
  r.n_control = 2;
  r.ratio = 0.001;
  CHECK(result_of(r).n_treatment == 2);
}

TEST_CASE("bayesian plan: what is told fits the numbers, quickly") {
  for (BayesianRequest r : {BayesianRequest{}, means()}) {
    for (const auto& rule : choices_of<ShipRule>) {
      for (const auto& unknown : choices_of<BayesianUnknown>) {
        for (const auto& prior : choices_of<EffectPrior>) {
          r.rule = rule.value;
          r.solve_for = unknown.value;
          r.effect_prior = prior.value;
          require_told(r, result_of(r));
        }
      }
    }
  }
  BayesianRequest r;
  r.brief = true;
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) {
    result_of(r);
  }
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::milliseconds(100));
}
