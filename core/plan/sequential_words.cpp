// SPDX-License-Identifier: Apache-2.0
#include "plan/sequential_words.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "base/words.hpp"
#include "plan/shown_effect.hpp"

namespace sutva::plan {
namespace {

using Request = SequentialPlanRequest;

void add_assumptions(const Request& request, const SequentialTrial& trial, const SequentialPlanResult& result,
                     Working& working) {
  const std::size_t looks = trial.looks();
  if (request.aims.metric == PlainMetric::proportion) {
    const double t = trial.design.fractions[0];
    const double least =
        t *
        std::min({trial.arms.n_control * trial.arms.control, trial.arms.n_control * (1 - trial.arms.control),
                  trial.arms.n_treatment * trial.arms.treatment, trial.arms.n_treatment * (1 - trial.arms.treatment)});
    working.assume("Counts are large enough for a normal distribution",
                   joined("At the first look the smallest cell expects ", rounded(least),
                          " people; below about 10 the tails are rough. Check it by simulation."),
                   least >= 10  ? Standing::fine
                   : least >= 3 ? Standing::doubtful
                                : Standing::broken);
  } else {
    const double first = std::fmin(trial.n_control_at(0), trial.n_treatment_at(0));
    working.assume("Means are normal, their standard deviation as good as known",
                   joined("The smaller arm has ", rounded(first, 6),
                          " people at the first look; skewed outcomes need hundreds, and small groups a t test."),
                   first >= 100  ? Standing::fine
                   : first >= 20 ? Standing::doubtful
                                 : Standing::broken);
  }
  if (looks == 1) {
    return;
  }
  if (request.boundary == BoundaryKind::always_valid) {
    working.assume("Looks may come at any time",
                   joined("The boundary holds at every look, planned or not. At these looks alone it spends ",
                          percent(result.looks.back().alpha_spent), " of its ", percent(result.alpha),
                          ": the rest is the price of that freedom."),
                   Standing::fine);
  } else if (spends(request.boundary)) {
    working.assume("The next look does not depend on what the last one showed",
                   "A spending boundary may move its looks, as long as the data do not decide when. At another time "
                   "the boundary is another: use the interim look.");
  } else {
    working.assume("Looks happen when planned",
                   "A classical boundary holds for these looks alone; one more or one moved and the level is lost. A "
                   "spending boundary would allow it.");
  }
  if (request.boundary == BoundaryKind::obrien_fleming_type || request.boundary == BoundaryKind::pocock_type) {
    Request classical = request;
    classical.boundary =
        request.boundary == BoundaryKind::pocock_type ? BoundaryKind::pocock : BoundaryKind::obrien_fleming;
    classical.futility = FutilityKind::none;
    Issues none;
    stats::SequentialDesign design = sequential_design(classical, none);
    design.alpha = trial.design.alpha;
    if (const std::optional<stats::SolvedDesign> own = stats::with_drift(design, result.drift)) {
      working.assume(
          joined("“", label(request.boundary), "” is meant, not ", label(classical.boundary), "'s own boundary"),
          joined("It spends alpha in that manner, but its z run from ", rounded(trial.solved.rule.upper.front(), 4),
                 " to ", rounded(trial.solved.rule.upper.back(), 4), ", the classical ones from ",
                 rounded(own->rule.upper.front(), 4), " to ", rounded(own->rule.upper.back(), 4), "."),
          Standing::fine);
    }
  }
  if (request.futility == FutilityKind::binding) {
    working.assume("Who crosses the futility boundary stops",
                   "The level counts on it. If anybody might go on, plan a non-binding rule.");
  }
  working.assume("Everybody counted at a look has a final outcome",
                 "People whose outcome is still open belong to the next look.");
  working.assume("Estimates at an early stop are read with care",
                 "Stopping for success picks large estimates: they exaggerate, the more the earlier. The interim look "
                 "gives adjusted ones.");
}

}  // namespace

void add_working(const SequentialPlanRequest& request, const SequentialTrial& trial, double people_a_day,
                 SequentialPlanResult& result) {
  Working& working = result.working;
  const std::size_t looks = trial.looks();
  switch (request.aims.solve_for) {
    case SequentialUnknown::size:
      working.headline = "n_total";
      working.headline_label = "People in all, at most";
      break;
    case SequentialUnknown::effect:
      working.headline = shown_effect(request.aims.effect_scale, result.effect_relative);
      working.headline_label = "Smallest effect";
      break;
    case SequentialUnknown::power:
      working.headline = "power";
      working.headline_label = "Power";
      break;
    case SequentialUnknown::alpha:
      working.headline = "alpha";
      working.headline_label = "Significance level";
      break;
  }
  working.sentence = joined("With ", counted(static_cast<double>(looks), "look", "looks"), " and at most ",
                            counted(static_cast<double>(result.n_total), "person", "people"), " in all, ",
                            change_in_words(trial.arms.metric == Metric::proportion, trial.arms.control,
                                            result.effect_absolute, result.effect_relative),
                            " is found with power ", percent(result.power), " at level ", percent(result.alpha),
                            ". If the effect is real, ", counted(std::round(result.expected_n), "person", "people"),
                            " are enough on average (", rounded(std::fmax(result.expected_days, 0)),
                            " days); one look at the end would need ",
                            counted(static_cast<double>(result.n_fixed_total), "person", "people"), ".");
  const TwoArms& arms = trial.arms;
  working.equation("sequential_joint");
  if (request.boundary == BoundaryKind::always_valid) {
    working.equation(trial.design.two_sided ? "sequential_mixture" : "sequential_mixture_one_sided");
    working.term("kappa", stats::always_valid_kappa(trial.design.two_sided, result.alpha, request.tuned_at));
  } else {
    working.equation(spends(request.boundary)                           ? "sequential_spending"
                     : request.boundary == BoundaryKind::haybittle_peto ? "sequential_peto"
                                                                        : "sequential_wang_tsiatis");
  }
  working.equation(arms.metric == Metric::proportion ? "sequential_size_proportion" : "sequential_size_mean");
  working.equation("sequential_inflation");
  working.equation("sequential_expected");
  working.term("look_count", static_cast<double>(looks));
  working.term("drift_needed", trial.solved.drift);
  working.term("drift_fixed", stats::fixed_drift(trial.design.two_sided, result.alpha, result.power));
  working.term("inflation", result.inflation);
  working.term("alpha_total", result.alpha);
  working.term("alpha_side", trial.design.two_sided ? result.alpha / 2 : result.alpha);
  working.term("z_first", trial.solved.rule.upper.front());
  working.term("z_last", trial.solved.rule.upper.back());
  working.term("effect_size", std::abs(arms.effect()));
  working.term("ratio", request.aims.ratio);
  working.term("tails", trial.design.two_sided ? 2 : 1);
  working.term("beta", 1 - (request.aims.solve_for == SequentialUnknown::power ? result.power : request.aims.power));
  if (arms.metric == Metric::proportion) {
    working.term("p_control", arms.control);
    working.term("p_treatment", arms.treatment);
  } else {
    working.term("sd", arms.sd);
  }
  working.term("n_control_needed", n_for_drift(arms, trial.solved.drift, request.aims.ratio));
  working.term("expected_n", result.expected_n);
  working.term("people_a_day", people_a_day);
  if (request.timing == LookTiming::equal && looks > 1 && request.futility == FutilityKind::none) {
    switch (request.boundary) {
      case BoundaryKind::obrien_fleming_type:
        working.snippet("sequential_rpact_asof");
        break;
      case BoundaryKind::pocock_type:
        working.snippet("sequential_rpact_asp");
        break;
      case BoundaryKind::power_spending:
        working.term("rho", request.rho);
        working.snippet("sequential_rpact_askd");
        break;
      case BoundaryKind::hwang_shih_decani:
        working.term("gamma", request.gamma);
        working.snippet("sequential_rpact_ashsd");
        break;
      case BoundaryKind::obrien_fleming:
      case BoundaryKind::pocock:
      case BoundaryKind::wang_tsiatis:
        working.term("delta_shape", trial.design.parameter);
        working.snippet("sequential_rpact_wt");
        break;
      case BoundaryKind::haybittle_peto:
        working.term("peto_z", request.peto_z);
        working.snippet("sequential_rpact_hp");
        break;
      case BoundaryKind::listed_spending:
      case BoundaryKind::always_valid:
        break;
    }
  }
  add_assumptions(request, trial, result, working);
}

}  // namespace sutva::plan
