// SPDX-License-Identifier: Apache-2.0
#include "plan/multi_arm_words.hpp"

#include <algorithm>
#include <cmath>

#include "base/words.hpp"

namespace sutva::plan {
namespace {

std::string_view critical_equation(Correction correction) {
  switch (correction) {
    case Correction::bonferroni:
      return "multi_arm_bonferroni";
    case Correction::sidak:
      return "multi_arm_sidak";
    case Correction::holm:
      return "multi_arm_holm";
    case Correction::dunnett:
      return "multi_arm_dunnett";
    case Correction::none:
      break;
  }
  return "multi_arm_uncorrected";
}

std::string_view power_equation(PowerKind kind) {
  return kind == PowerKind::each  ? "multi_arm_power_each"
         : kind == PowerKind::any ? "multi_arm_power_any"
                                  : "multi_arm_power_all";
}

}  // namespace

void add_working(const MultiArmRequest& request, const ManyArms& arms, MultiArmResult& result) {
  Working& w = result.working;
  const bool proportion = arms.outcome.metric == Metric::proportion;
  const bool by_z = std::isinf(arms.df());
  const Units& units = arms.units;
  const bool plain = (proportion || arms.outcome.metric == Metric::mean) && !units.clustered && units.r_squared == 0;
  const bool two_sided = arms.sides == Sides::two;
  // The comparison the power is smallest for.
  const auto hardest =
      static_cast<std::size_t>(std::min_element(result.power_by_treatment.begin(), result.power_by_treatment.end()) -
                               result.power_by_treatment.begin());
  w.term("k", arms.k());
  w.term("n_control", arms.n_control * units.people);
  w.term("n_treatment", arms.n_treatment * units.people);
  w.term("units_control", arms.n_control);
  w.term("units_treatment", arms.n_treatment);
  w.term("alpha", arms.alpha);
  w.term("sides", two_sided ? 2 : 1);
  w.term("critical_value", result.critical_value);
  w.term("alpha_per_comparison", result.alpha_per_comparison);
  w.term("lambda_squared", arms.n_treatment / (arms.n_control + arms.n_treatment));
  w.term("ncp", expected_statistics(arms)[hardest]);
  TwoArms outcome = arms.outcome;
  outcome.treatment = arms.treatments[hardest];
  w.term("effect_size", plain ? outcome.effect() : std::abs(distance(outcome, outcome.treatment)));
  w.term("direction", arms.sign());
  w.term("power_each", result.power_each);
  w.term("power_any", result.power_any);
  w.term("power_all", result.power_all);
  if (!by_z) {
    w.term("df", arms.df());
  }
  if (plain && proportion) {
    w.term("p_control", outcome.control);
    w.term("p_treatment", outcome.treatment);
    w.equation("multi_arm_ncp_proportion");
  } else if (plain) {
    w.equation("multi_arm_ncp_mean");
  }
  add_variance(outcome, units, w, plain ? VarianceWords::terms : VarianceWords::equations);
  if (!plain) {
    w.equation("outcome_ncp");
    if (!by_z) {
      w.equation("outcome_df");
    }
  }
  if (arms.correction == Correction::dunnett) {
    w.equation("multi_arm_correlation");
    w.snippet(by_z ? "r_dunnett_z" : "r_dunnett_t");
    w.snippet(by_z ? "python_dunnett_z" : "python_dunnett_t");
  }
  w.equation(critical_equation(arms.correction));
  w.equation(power_equation(arms.power_kind));
  add_outcome_code(outcome, "ncp", w);
  w.snippet(by_z ? "r_multi_arm_power_z" : "r_multi_arm_power_t");

  const bool relative = request.effect_scale == EffectScale::relative && result.effect_relative;
  const bool same = result.effect_absolute.has_value();
  const std::string effect =
      same ? change_in_words(proportion, outcome.control, *result.effect_absolute, result.effect_relative)
           : std::string("the effects given");
  const std::string arms_in_words = counted(arms.k(), "treatment", "treatments");
  const std::string_view found = arms.power_kind == PowerKind::each  ? "each treatment by itself"
                                 : arms.power_kind == PowerKind::any ? "at least one treatment"
                                                                     : "all treatments together";
  const std::string people = units.clustered
                                 ? joined(result.n_total, " people in ",
                                          counted(arms.n_control + arms.k() * arms.n_treatment, "cluster", "clusters"),
                                          ", ", *result.clusters_control, " in control and ",
                                          *result.clusters_treatment, " in each of ", arms_in_words)
                                 : joined(result.n_total, " people in all, ", result.n_control, " in control and ",
                                          result.n_treatment, " in each of ", arms_in_words);
  switch (request.solve_for) {
    case MultiArmUnknown::size:
      w.headline = "n_total";
      w.headline_label = "People in all";
      w.sentence =
          joined("To find ", found, " with ", percent(result.power), " power at ", effect, ", take ", people, ".");
      break;
    case MultiArmUnknown::effect:
      w.headline = relative ? "effect_relative" : "effect_absolute";
      w.headline_label = "Smallest effect found";
      w.sentence =
          joined("With ", people, ", ", effect, " is found with ", percent(result.power), " power for ", found, ".");
      break;
    case MultiArmUnknown::power:
      w.headline = "power";
      w.headline_label = joined("Power for ", found);
      w.sentence =
          joined("With ", people, ", the power to find ", found, " at ", effect, " is ", percent(result.power), ".");
      break;
  }
  if (arms.k() > 1 && arms.correction == Correction::none) {
    w.sentence += joined(" Without a correction, any false positive has a chance of ",
                         percent(result.familywise_error_uncorrected), ", not ", percent(arms.alpha), ".");
  }

  const bool kept = result.familywise_error <= arms.alpha * (1 + 1e-6);
  w.assume("The level holds for the whole family",
           joined("The chance of any false positive is ", percent(result.familywise_error), " where ",
                  percent(arms.alpha), " is asked for."),
           kept ? Standing::fine : Standing::broken);
  if (proportion) {
    double least = arms.n_control * units.people * std::fmin(outcome.control, 1 - outcome.control);
    for (const double p : arms.treatments) {
      least = std::fmin(least, arms.n_treatment * units.people * std::fmin(p, 1 - p));
    }
    w.assume("Enough people of each outcome for a normal approximation",
             joined("The smallest expected count is ", rounded(least), "; about 10 are wanted."),
             least >= 10  ? Standing::fine
             : least >= 5 ? Standing::doubtful
                          : Standing::broken);
  } else if (arms.outcome.metric == Metric::count) {
    double least = arms.n_control * outcome.control;
    for (const double rate : arms.treatments) {
      least = std::fmin(least, arms.n_treatment * rate);
    }
    least *= units.people * outcome.exposure;
    w.assume("Enough events for a normal approximation",
             joined("The arm with the fewest expects ", rounded(least), " events; about 10 are wanted."),
             least >= 10  ? Standing::fine
             : least >= 5 ? Standing::doubtful
                          : Standing::broken);
  } else {
    if (arms.pools()) {
      w.assume("The same spread in every arm",
               "The test pools the variance over all arms; unequal spreads with unequal sizes change its level.");
    }
    const double least = units.people_in(std::fmin(arms.n_control, arms.n_treatment));
    w.assume("Means that are nearly normal",
             joined("The smallest arm has ", counted(least, "person", "people"), "; skewed outcomes want more."),
             least >= 1000 ? Standing::fine : Standing::unchecked);
  }
  assume_outcome(units, w);
  if (units.clustered) {
    const double all = arms.n_control + arms.k() * arms.n_treatment;
    const double least = std::fmin(arms.n_control, arms.n_treatment);
    if (by_z) {
      const double sides = two_sided ? 2 : 1;
      const double df = all - arms.k() - 1;
      const double by_t = df > 0 ? sides * upper_tail(result.critical_value, df) : 1;
      const double wanted = result.alpha_per_comparison;
      w.assume("Clusters are many enough to take z for t",
               joined("Variances come from ", counted(all, "cluster", "clusters"), ": a t of ", std::fmax(df, 0),
                      " degrees of freedom crosses the critical value by chance with ", percent(by_t), ", z with ",
                      percent(wanted), ". With few clusters test with t."),
               by_t <= 1.1 * wanted   ? Standing::fine
               : by_t <= 1.5 * wanted ? Standing::doubtful
                                      : Standing::broken);
    } else {
      w.assume("Clusters are compared by t",
               joined("Degrees of freedom count clusters, not people. The smallest arm has ",
                      counted(least, "cluster", "clusters"),
                      "; with few, means of clusters must be near normal, and about 10 are wanted where arms have "
                      "variances of their own."),
               least >= 10  ? Standing::fine
               : least >= 4 ? Standing::doubtful
                            : Standing::broken);
    }
  }
  if (arms.correction == Correction::holm) {
    w.assume(
        "Holm is planned by a bound",
        "Holm rejects whatever Bonferroni rejects: the power is at least this for each and for all, and exactly this "
        "for at least one.",
        Standing::fine);
  }
  w.assume("One arm for each person", "Nobody sees two treatments, and arms do not influence each other.");
}

}  // namespace sutva::plan
