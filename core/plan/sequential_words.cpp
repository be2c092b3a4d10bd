// SPDX-License-Identifier: Apache-2.0
#include "plan/sequential_words.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "base/words.hpp"
#include "plan/shown_effect.hpp"
#include "stats/distributions.hpp"

namespace sutva::plan {
namespace {

using Request = SequentialPlanRequest;

// Nothing but the planned numbers: the equations that stood here before other outcomes came have fewer letters.
bool is_plain(const SequentialTrial& trial) {
  return (trial.arms.metric == Metric::proportion || trial.arms.metric == Metric::mean) && !trial.units.clustered &&
         trial.units.r_squared == 0;
}

void add_assumptions(const Request& request, const SequentialTrial& trial, const SequentialPlanResult& result,
                     Working& working) {
  const std::size_t looks = trial.looks();
  const Units& units = trial.units;
  if (trial.arms.metric == Metric::proportion) {
    const double t = trial.design.fractions[0] * units.people;
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
  } else if (trial.arms.metric == Metric::count) {
    const double exposure = trial.design.fractions[0] * units.people * request.aims.parts.exposure;
    const double least =
        exposure * std::fmin(trial.arms.n_control * trial.arms.control, trial.arms.n_treatment * trial.arms.treatment);
    working.assume("Events are many enough for a normal distribution",
                   joined("At the first look the smaller arm expects ", rounded(least),
                          " events; below about 10 the tails are rough. Check it by simulation."),
                   least >= 10  ? Standing::fine
                   : least >= 3 ? Standing::doubtful
                                : Standing::broken);
  } else {
    const double first = units.people_in(std::fmin(trial.n_control_at(0), trial.n_treatment_at(0)));
    working.assume(trial.arms.metric == Metric::ratio ? "Both parts of the ratio have normal means, their spread known"
                                                      : "Means are normal, their standard deviation as good as known",
                   joined("The smaller arm has ", rounded(first, 6),
                          " people at the first look; skewed outcomes need hundreds, and small groups a t test."),
                   first >= 100  ? Standing::fine
                   : first >= 20 ? Standing::doubtful
                                 : Standing::broken);
  }
  assume_outcome(units, working);
  if (units.clustered) {
    assume_clusters(trial, result.alpha, working);
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

void assume_clusters(const SequentialTrial& trial, double alpha, Working& working) {
  // Variances are estimated from the clusters: what a t of their number would reject where z is looked up.
  const stats::StopRule& rule = trial.solved.rule;
  const double sides = rule.two_sided ? 2 : 1;
  double worst = 0, by_t = 0, by_z = 0, clusters = 0;
  std::size_t at = 0;
  for (std::size_t k = 0; k < trial.looks(); ++k) {
    const double z = rule.upper[k];
    const double count = trial.n_control_at(k) + trial.n_treatment_at(k);
    if (!std::isfinite(z)) {
      continue;
    }
    const double p_z = sides * stats::normal_sf(z);
    const double p_t = count > 2 ? sides * stats::t_sf(z, count - 2) : 1;
    if (p_t - p_z >= worst) {
      worst = p_t - p_z;
      by_t = p_t;
      by_z = p_z;
      clusters = count;
      at = k;
    }
  }
  working.assume("Clusters are many enough to take z for t",
                 joined("The boundary is one of z, while variances come from the clusters. Worst is look ", at + 1,
                        " with ", counted(clusters, "cluster", "clusters"), ": a t of ", std::fmax(clusters - 2, 0),
                        " degrees of freedom crosses the boundary by chance with ", percent(by_t), ", z with ",
                        percent(by_z), ". With few clusters look later, and test with t."),
                 worst <= 0.1 * alpha   ? Standing::fine
                 : worst <= 0.5 * alpha ? Standing::doubtful
                                        : Standing::broken);
  const Units& units = trial.units;
  const double t = trial.design.fractions.front();
  if (trial.looks() > 1 && units.icc > 0) {
    const double within = 1 - units.icc;
    const double between = (1 + units.cv * units.cv) * units.people * units.icc;
    working.assume(
        "Clusters come one after the other",
        joined("A look counts clusters whose people are all there. Where all clusters start together and "
               "only their people become more, the first look, at ",
               percent(t), " of the people, already holds ", percent(t * (within + between) / (within + between * t)),
               " of the information: then list the looks by what they hold; they come at fewer people."));
  }
}

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
  working.sentence = joined(
      "With ", counted(static_cast<double>(looks), "look", "looks"), " and at most ",
      counted(static_cast<double>(result.n_total), "person", "people"), " in all",
      result.clusters_control
          ? joined(" (",
                   counted(static_cast<double>(*result.clusters_control + *result.clusters_treatment), "cluster",
                           "clusters"),
                   ")")
          : std::string(),
      ", ",
      change_in_words(trial.arms.metric == Metric::proportion, trial.arms.control, result.effect_absolute,
                      result.effect_relative),
      " is found with power ", percent(result.power), " at level ", percent(result.alpha), ". If the effect is real, ",
      counted(std::round(result.expected_n), "person", "people"), " are enough on average (",
      rounded(std::fmax(result.expected_days, 0)), " days); one look at the end would need ",
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
  const Units& units = trial.units;
  if (is_plain(trial)) {
    working.equation(arms.metric == Metric::proportion ? "sequential_size_proportion" : "sequential_size_mean");
  }
  working.term("look_count", static_cast<double>(looks));
  working.term("drift_needed", trial.solved.drift);
  working.term("drift_fixed", trial.solved.drift / std::sqrt(result.inflation));
  working.term("inflation", result.inflation);
  working.term("alpha_total", result.alpha);
  working.term("alpha_side", trial.design.two_sided ? result.alpha / 2 : result.alpha);
  working.term("z_first", trial.solved.rule.upper.front());
  working.term("z_last", trial.solved.rule.upper.back());
  working.term("effect_size", std::abs(distance(arms, arms.treatment)));
  working.term("ratio", request.aims.ratio);
  working.term("tails", trial.design.two_sided ? 2 : 1);
  working.term("power_asked", request.aims.solve_for == SequentialUnknown::power ? result.power : request.aims.power);
  const double units_needed = n_for_drift(arms, trial.solved.drift, request.aims.ratio);
  working.term("n_control_needed", units_needed * units.people);
  working.term("clusters_needed", units_needed);
  if (is_plain(trial)) {
    working.term("p_control", arms.control);
    working.term("p_treatment", arms.treatment);
  }
  add_variance(arms, units, working, is_plain(trial) ? VarianceWords::terms : VarianceWords::equations);
  if (!is_plain(trial)) {
    working.equation("outcome_size");
    if (units.clustered) {
      working.equation("outcome_clusters");
    }
  }
  working.equation("sequential_inflation");
  working.equation("sequential_expected");
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
  add_outcome_code(arms, "size", working);
  add_assumptions(request, trial, result, working);
}

}  // namespace sutva::plan
