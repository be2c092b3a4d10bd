// SPDX-License-Identifier: Apache-2.0
// The posterior of the difference between two arms: beta posteriors of two shares, or a normal one of a difference of
// means, with the chance to beat control, expected losses and what is practically the same. A table operation (see
// csv_effect.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "analyze/estimate.hpp"
#include "analyze/left_out.hpp"
#include "analyze/two_arms.hpp"
#include "base/assumption.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"

namespace sutva::analyze {

enum class PosteriorModel : std::uint8_t { automatic, normal };
constexpr auto describe(std::type_identity<PosteriorModel>) {
  return std::array{
      Choice{PosteriorModel::automatic, "automatic", "By the outcome", "Beta for yes and no, normal for a number."},
      Choice{PosteriorModel::normal, "normal", "Normal", "A normal difference of means in any case."}};
}

enum class DifferencePrior : std::uint8_t { flat, normal };
constexpr auto describe(std::type_identity<DifferencePrior>) {
  return std::array{
      Choice{DifferencePrior::flat, "flat", "Flat", "Every difference is as likely before the data."},
      Choice{DifferencePrior::normal, "normal", "Normal around 0", "Small differences are likelier than large ones."}};
}

enum class Better : std::uint8_t { higher, lower };
constexpr auto describe(std::type_identity<Better>) {
  return std::array{Choice{Better::higher, "higher", "Higher"}, Choice{Better::lower, "lower", "Lower"}};
}

struct EffectBayesianRequest {
  TwoArmsRequest columns;
  Better better = Better::higher;
  double practical = 0;
  PosteriorModel model = PosteriorModel::automatic;
  double prior_successes = 1;
  double prior_failures = 1;
  DifferencePrior prior = DifferencePrior::flat;
  double prior_sd = 1;

  static constexpr auto describe() {
    using R = EffectBayesianRequest;
    return described("EffectBayesianRequest", inlined(&R::columns),
                     field("better", &R::better, "Better").under("Settings").help("Which direction is a gain."),
                     field("practical", &R::practical, "Practical difference")
                         .under("Settings")
                         .in(Unit::outcome)
                         .at_least(0)
                         .at_most(1e90)
                         .help("Smaller differences in either direction are as good as none; of a share, 0.001 is 0.1 "
                               "points."),
                     field("model", &R::model, "Model").under("Prior").help("What the posterior is made of."),
                     field("prior_successes", &R::prior_successes, "Prior successes")
                         .under("Prior")
                         .at_least(0.01)
                         .at_most(1e9)
                         .when("model", "automatic")
                         .help("Of each arm, for yes and no: Beta(successes, failures). 1 and 1: any share."),
                     field("prior_failures", &R::prior_failures, "Prior failures")
                         .under("Prior")
                         .at_least(0.01)
                         .at_most(1e9)
                         .when("model", "automatic")
                         .help("As if so many failures had been seen before."),
                     field("prior", &R::prior, "Prior of the difference").under("Prior").help("For means."),
                     field("prior_sd", &R::prior_sd, "Prior SD")
                         .under("Prior")
                         .in(Unit::outcome)
                         .at_least(1e-90)
                         .at_most(1e90)
                         .when("prior", "normal")
                         .help("Of the difference: two thirds of such experiments would have an effect within it."));
  }
};

struct Posterior {
  std::string prior;
  double mean = 0, sd = 0, ci_low = 0, ci_high = 0;
  double chance_to_beat = 0, loss_ship = 0, loss_keep = 0;
  double chance_gain = 0, chance_same = 0, chance_loss = 0;

  static constexpr auto describe() {
    using P = Posterior;
    return described(
        "Posterior", field("prior", &P::prior, "Prior"),
        field("mean", &P::mean, "Mean").in(Unit::outcome).help("Of treatment - control."),
        field("sd", &P::sd, "SD").in(Unit::outcome),
        field("ci_low", &P::ci_low, "Interval, from")
            .in(Unit::outcome)
            .help("Credible, half of the rest on each side."),
        field("ci_high", &P::ci_high, "Interval, to").in(Unit::outcome),
        field("chance_to_beat", &P::chance_to_beat, "Chance to beat control").in(Unit::share),
        field("loss_ship", &P::loss_ship, "Expected loss of shipping")
            .in(Unit::outcome)
            .help("What shipping costs per unit on average: the loss where treatment is worse, 0 where it is not."),
        field("loss_keep", &P::loss_keep, "Expected loss of keeping control").in(Unit::outcome),
        field("chance_gain", &P::chance_gain, "Chance of a practical gain").in(Unit::share),
        field("chance_same", &P::chance_same, "Chance of being practically the same").in(Unit::share),
        field("chance_loss", &P::chance_loss, "Chance of a practical loss").in(Unit::share));
  }
};

struct EffectBayesianResult {
  std::string sentence;
  std::int64_t rows_total = 0, rows_used = 0, n_control = 0, n_treatment = 0;
  std::string outcome;
  bool is_beta = false;
  double control = 0, treatment = 0;
  Posterior posterior;
  std::vector<Posterior> posteriors;
  std::vector<Estimate> estimates;
  std::vector<Check> checks;
  std::vector<Assumption> assumptions;
  std::vector<LeftOut> left_out;

  static constexpr auto describe() {
    using R = EffectBayesianResult;
    return described(
        "EffectBayesianResult", field("sentence", &R::sentence, "In short"),
        field("rows_total", &R::rows_total, "Rows").in(Unit::rows),
        field("rows_used", &R::rows_used, "Rows used").in(Unit::rows),
        field("n_control", &R::n_control, "Units in control").in(Unit::people),
        field("n_treatment", &R::n_treatment, "Units in treatment").in(Unit::people),
        field("outcome", &R::outcome, "Outcome"), field("is_beta", &R::is_beta, "Beta posteriors"),
        field("control", &R::control, "Control").in(Unit::outcome).help("As observed."),
        field("treatment", &R::treatment, "Treatment").in(Unit::outcome),
        field("posterior", &R::posterior, "Posterior of the difference").help("With the prior that was asked for."),
        field("posteriors", &R::posteriors, "With other priors").help("The first is the one that was asked for."),
        field("estimates", &R::estimates, "By every prior"), field("checks", &R::checks, "Checks"),
        field("assumptions", &R::assumptions, "What this rests on"), field("left_out", &R::left_out, "Rows left out"));
  }
};

// Beta: stats/beta_pair.hpp. Normal: the difference's posterior is normal with precision 1 / se^2 + 1 / prior_sd^2
// (Gelman et al. 2013, Bayesian Data Analysis, 2.5), se from Welch; the loss is a normal's partial expectation.
class EffectBayesian {
 public:
  using Request = EffectBayesianRequest;
  using Result = EffectBayesianResult;

  static Outcome<EffectBayesian> prepare(const table::Table& table, const Request& request);
  bool step();
  double progress() const;
  Outcome<Result> finish();

 private:
  // Rows, then a posterior for each prior: beta ones take some milliseconds each.
  enum class Pass : std::uint8_t { arms, posteriors, done };
  struct Prior {
    std::string_view method;
    double successes = 0, failures = 0, sd = 0;  // sd: infinite where flat
  };

  EffectBayesian(TwoArmsReader reader, Request request) : reader_(std::move(reader)), request_(std::move(request)) {}

  void list_priors();
  Posterior posterior_of(const Prior& prior) const;
  double se() const;

  TwoArmsReader reader_;
  Request request_;
  Pass pass_ = Pass::arms;
  TwoArms arms_;
  Issues issues_;
  bool is_beta_ = false;
  std::vector<Prior> priors_;
  std::vector<Posterior> posteriors_;
};

}  // namespace sutva::analyze
