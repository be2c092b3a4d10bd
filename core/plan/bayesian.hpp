// SPDX-License-Identifier: Apache-2.0
// How often a Bayesian decision rule ships: its operating characteristics, the size they need, and assurance.
//
// Two arms; more is better. After the experiment the treatment ships where the posterior chance that it beats the
// control is at least a threshold, or where the expected loss of shipping, E[max(control - treatment, 0)], is at most
// one. Shares: independent beta priors. Means: normal data with known SD, a flat or normal prior on the difference.
//
// Sizes are planned by the normal approximation of posterior and data (exact for means); for shares the plan's own
// characteristics are also enumerated over the control's counts (stats/beta_pair.hpp). Sources: Spiegelhalter, Abrams
// and Myles (2004), Bayesian Approaches to Clinical Trials, ch. 6; O'Hagan, Stevens and Campbell (2005), Assurance in
// clinical trial design, Pharmaceutical Statistics 4:187-201; Stucchio (2015), Bayesian A/B testing at VWO.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "plan/sample_size.hpp"
#include "plan/working.hpp"

namespace sutva::plan {

enum class BayesianUnknown : std::uint8_t { size, power, threshold };
constexpr auto describe(std::type_identity<BayesianUnknown>) {
  return std::array{Choice{BayesianUnknown::size, "size", "Size", "How many people until the rule ships often enough."},
                    Choice{BayesianUnknown::power, "power", "Chance to ship", "How often the rule ships."},
                    Choice{BayesianUnknown::threshold, "threshold", "Threshold",
                           "The threshold at which a treatment without effect ships as often as the level allows."}};
}

enum class ShipRule : std::uint8_t { chance, loss };
constexpr auto describe(std::type_identity<ShipRule>) {
  return std::array{
      Choice{ShipRule::chance, "chance", "Chance to beat control",
             "Ship where the treatment is better with at least this posterior probability."},
      Choice{ShipRule::loss, "loss", "Expected loss", "Ship where little is lost on average if it should be worse."}};
}

enum class EffectPrior : std::uint8_t { flat, normal };
constexpr auto describe(std::type_identity<EffectPrior>) {
  return std::array{Choice{EffectPrior::flat, "flat", "Flat", "Every effect is as likely as any other."},
                    Choice{EffectPrior::normal, "normal", "Normal", "Effects near the prior's mean are more likely."}};
}

struct BayesianRequest {
  PlainMetric metric = PlainMetric::proportion;
  BayesianUnknown solve_for = BayesianUnknown::size;
  double baseline = 0.10;
  double baseline_mean = 100;
  double sd = 100;
  EffectScale effect_scale = EffectScale::relative;
  double effect = 0.10;
  double harmful_effect = -0.05;
  ShipRule rule = ShipRule::chance;
  double chance_threshold = 0.95;
  double loss_threshold = 0.0005;
  double prior_alpha_control = 1;
  double prior_beta_control = 1;
  double prior_alpha_treatment = 1;
  double prior_beta_treatment = 1;
  EffectPrior effect_prior = EffectPrior::flat;
  double prior_mean = 0;
  double prior_sd = 10;
  double power = 0.80;
  double alpha = 0.05;
  Sides sides = Sides::one;
  double design_mean = 0.08;
  double design_sd = 0.05;
  std::int64_t n_control = 10'000;
  double ratio = 1;
  bool brief = false;  // without the enumeration: for sweeps

  static constexpr auto describe() {
    using R = BayesianRequest;
    return described(
        "BayesianRequest",
        field("metric", &R::metric, "Metric")
            .under("Question")
            .help("What is measured on each person; more is better."),
        field("solve_for", &R::solve_for, "Solve for")
            .under("Question")
            .help("The unknown; everything else is an input."),
        field("baseline", &R::baseline, "Baseline")
            .under("Outcome")
            .in(Unit::share)
            .above(0)
            .below(1)
            .when("metric", "proportion")
            .help("The control's share."),
        field("baseline_mean", &R::baseline_mean, "Baseline mean")
            .under("Outcome")
            .in(Unit::outcome)
            .at_least(-1e60)
            .at_most(1e60)
            .when("metric", "mean")
            .help("The control's mean. It only matters for relative effects."),
        field("sd", &R::sd, "Standard deviation")
            .under("Outcome")
            .in(Unit::outcome)
            .at_least(1e-60)
            .at_most(1e60)
            .when("metric", "mean")
            .help("Between people, taken as known."),
        field("effect_scale", &R::effect_scale, "Effect scale").under("Effect").help("How effects are given."),
        field("effect", &R::effect, "True effect")
            .in(Unit::effect)
            .under("Effect")
            .help("The improvement under which the rule should ship: treatment / control - 1, or treatment - control."),
        field("harmful_effect", &R::harmful_effect, "Harmful effect")
            .in(Unit::effect)
            .under("Effect")
            .help("A loss under which it should not: how often it would ship all the same."),
        field("rule", &R::rule, "Ship by").under("Decision").help("What the decision looks at."),
        field("chance_threshold", &R::chance_threshold, "Chance to beat control")
            .under("Decision")
            .in(Unit::share)
            .at_least(0.5)
            .below(1)
            .when("rule", "chance")
            .when("solve_for", "size", "power")
            .help("Ship at this posterior probability or more."),
        field("loss_threshold", &R::loss_threshold, "Expected loss")
            .under("Decision")
            .in(Unit::outcome)
            .at_least(1e-100)
            .at_most(1e60)
            .when("rule", "loss")
            .when("solve_for", "size", "power")
            .help("Ship at this expected loss or less, in units of the outcome (0.0005 is 0.05 points of a share)."),
        field("prior_alpha_control", &R::prior_alpha_control, "Control's prior successes")
            .under("Prior")
            .above(0)
            .at_most(1e9)
            .when("metric", "proportion")
            .help("First parameter of the control's beta prior; 1 and 1 is uniform."),
        field("prior_beta_control", &R::prior_beta_control, "Control's prior failures")
            .under("Prior")
            .above(0)
            .at_most(1e9)
            .when("metric", "proportion")
            .help("Its second parameter."),
        field("prior_alpha_treatment", &R::prior_alpha_treatment, "Treatment's prior successes")
            .under("Prior")
            .above(0)
            .at_most(1e9)
            .when("metric", "proportion")
            .help("First parameter of the treatment's beta prior."),
        field("prior_beta_treatment", &R::prior_beta_treatment, "Treatment's prior failures")
            .under("Prior")
            .above(0)
            .at_most(1e9)
            .when("metric", "proportion")
            .help("Its second parameter."),
        field("effect_prior", &R::effect_prior, "Prior on the effect")
            .under("Prior")
            .when("metric", "mean")
            .help("What is believed of the difference before the data."),
        field("prior_mean", &R::prior_mean, "Prior mean")
            .under("Prior")
            .in(Unit::outcome)
            .at_least(-1e60)
            .at_most(1e60)
            .when("metric", "mean")
            .when("effect_prior", "normal")
            .help("Of the difference, in units of the outcome."),
        field("prior_sd", &R::prior_sd, "Prior standard deviation")
            .under("Prior")
            .in(Unit::outcome)
            .at_least(1e-60)
            .at_most(1e60)
            .when("metric", "mean")
            .when("effect_prior", "normal")
            .help("Of the difference, in units of the outcome."),
        field("power", &R::power, "Chance to ship")
            .under("Target")
            .in(Unit::share)
            .above(0)
            .below(1)
            .when("solve_for", "size")
            .help("How often the rule must ship under the true effect."),
        field("alpha", &R::alpha, "Significance level")
            .under("Target")
            .in(Unit::share)
            .at_least(1e-12)
            .at_most(0.5)
            .help("Of the classical test beside the rule; the threshold is solved for so many false positives."),
        field("sides", &R::sides, "Sides of the classical test")
            .under("Target")
            .help("Only improvements count as found."),
        field("design_mean", &R::design_mean, "Expected effect")
            .in(Unit::effect)
            .under("Assurance")
            .help("Mean of the normal prior the power is averaged over, on the effect scale."),
        field("design_sd", &R::design_sd, "Its standard deviation")
            .in(Unit::effect)
            .under("Assurance")
            .at_least(0)
            .at_most(1e60)
            .help("How sure you are of it; zero is entirely."),
        field("n_control", &R::n_control, "People in control")
            .under("Size")
            .in(Unit::people)
            .at_least(2)
            .at_most(1e12)
            .when("solve_for", "power", "threshold")
            .help("Treatment gets ratio times as many."),
        field("ratio", &R::ratio, "Allocation ratio")
            .under("Size")
            .at_least(0.001)
            .at_most(1000)
            .help("People in treatment for each person in control."));
  }
};

struct BayesianResult {
  std::int64_t n_control = 0;
  std::int64_t n_treatment = 0;
  std::int64_t n_total = 0;
  std::optional<double> n_control_unrounded;
  double threshold = 0;
  std::optional<double> shipping_difference;
  double power = 0;
  double false_positive_rate = 0;
  double harmful_rate = 0;
  std::optional<double> exact_power;
  std::optional<double> exact_false_positive_rate;
  std::optional<double> exact_harmful_rate;
  double assurance = 0;
  double test_power = 0;
  double test_assurance = 0;
  double effect_absolute = 0;
  double harmful_effect_absolute = 0;
  std::string method;
  Working working;

  static constexpr auto describe() {
    using R = BayesianResult;
    return described(
        "BayesianResult", field("n_control", &R::n_control, "People in control").in(Unit::people),
        field("n_treatment", &R::n_treatment, "People in treatment").in(Unit::people),
        field("n_total", &R::n_total, "People in all").in(Unit::people),
        field("n_control_unrounded", &R::n_control_unrounded, "People in control before rounding")
            .in(Unit::people)
            .help("Absent where the size is given, or where the rule ships often enough without data."),
        field("threshold", &R::threshold, "Threshold").help("Of the rule: a probability, or an expected loss."),
        field("shipping_difference", &R::shipping_difference, "Ships from a difference of")
            .in(Unit::outcome)
            .help("The smallest observed difference that ships; for shares about, at the control's baseline."),
        field("power", &R::power, "Chance to ship").in(Unit::share).help("Under the true effect."),
        field("false_positive_rate", &R::false_positive_rate, "Ships without an effect").in(Unit::share),
        field("harmful_rate", &R::harmful_rate, "Ships the harmful effect").in(Unit::share),
        field("exact_power", &R::exact_power, "Chance to ship, exactly")
            .in(Unit::share)
            .help("By enumeration of the counts and exact posteriors; shares only, not for very large arms."),
        field("exact_false_positive_rate", &R::exact_false_positive_rate, "Ships without an effect, exactly")
            .in(Unit::share),
        field("exact_harmful_rate", &R::exact_harmful_rate, "Ships the harmful effect, exactly").in(Unit::share),
        field("assurance", &R::assurance, "Assurance")
            .in(Unit::share)
            .help("The chance to ship, averaged over what the effect is expected to be."),
        field("test_power", &R::test_power, "Power of the classical test").in(Unit::share),
        field("test_assurance", &R::test_assurance, "Assurance of the classical test").in(Unit::share),
        field("effect_absolute", &R::effect_absolute, "True effect, absolute").in(Unit::outcome),
        field("harmful_effect_absolute", &R::harmful_effect_absolute, "Harmful effect, absolute").in(Unit::outcome),
        field("method", &R::method, "Method"), inlined(&R::working));
  }
};

Outcome<BayesianResult> bayesian_plan(const BayesianRequest& request);

// Which counts ship, for shares: the treatment's least count for each of the control's within nine standard deviations.
struct ShipBoundary {
  std::int64_t first = 0;           // the control's count that least[0] belongs to
  std::vector<std::int64_t> least;  // n_treatment + 1 where none ships

  bool ships(std::int64_t control, std::int64_t treatment) const;
};

// Everything the rule knows, the size included.
struct BayesianPlan {
  BayesianRequest request;
  double n_control = 0;
  double n_treatment = 0;
  double threshold = 0;
};

// The mean and the spread of what the rule looks at: it ships where mean / sd of the posterior is at least `bar`.
struct Posterior {
  double mean = 0;      // expected, under a true effect
  double sampling = 0;  // the spread of that mean between experiments
  double sd = 0;        // of the posterior itself
};
Posterior expected_posterior(const BayesianPlan& plan, double effect);
double bar(const BayesianPlan& plan, double posterior_sd);
double ship_rate(const BayesianPlan& plan, double effect);

// None where there are no counts, or too many to walk through.
std::optional<ShipBoundary> ship_boundary(const BayesianPlan& plan);
double exact_ship_rate(const BayesianPlan& plan, const ShipBoundary& boundary, double effect);

double absolute_effect(const BayesianRequest& request, double effect);
Outcome<BayesianPlan> planned_bayesian(const BayesianRequest& request);

std::span<const Equation> bayesian_equations();
std::span<const Snippet> bayesian_snippets();

}  // namespace sutva::plan
