// SPDX-License-Identifier: Apache-2.0
#include "plan/sample_size_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/words.hpp"

namespace sutva::plan {
namespace {

bool is_share(const TwoArms& arms) { return arms.metric == Metric::proportion || arms.metric == Metric::rank; }

std::string level(const TwoArms& arms, double x) { return is_share(arms) ? percent(x) : rounded(x, 4); }

std::string change(const TwoArms& arms, const SampleSizeResult& result) {
  const std::string absolute =
      is_share(arms) ? signed_points(result.effect_absolute) : signed_number(result.effect_absolute);
  const std::string from_to =
      joined("from ", level(arms, result.control_value), " to ", level(arms, result.treatment_value), " (", absolute);
  return result.effect_relative && arms.metric != Metric::rank
             ? joined(from_to, ", ", signed_percent(*result.effect_relative), " relative)")
             : from_to + ")";
}

// What the test is to find.
std::string finding(const TwoArms& arms, const SampleSizeResult& result) {
  if (arms.hypothesis != Hypothesis::difference) {
    const std::string low = level(arms, arms.low);
    const std::string high = level(arms, arms.high);
    switch (arms.hypothesis) {
      case Hypothesis::equivalence:
        return joined("show that the level lies between ", low, " and ", high, " when it really is ",
                      level(arms, arms.treatment));
      case Hypothesis::noninferiority:
      case Hypothesis::superiority:
      case Hypothesis::difference:
        break;
    }
    return joined("show a level ", arms.better == Direction::increase ? "above " : "below ", level(arms, bound(arms)),
                  " when it really is ", level(arms, arms.treatment), " (control ", level(arms, arms.control), ")");
  }
  if (arms.metric == Metric::time_to_event) {
    return joined("find a hazard ratio of ", rounded(arms.treatment, 4));
  }
  if (arms.metric == Metric::rank) {
    return joined("find that a treated person is higher with a probability of ", percent(arms.treatment));
  }
  return joined("find a change ", change(arms, result));
}

std::string groups(const TwoArms& arms) {
  switch (arms.comparison) {
    case Comparison::benchmark:
      return counted(arms.n_control, "person", "people");
    case Comparison::paired:
      return counted(arms.n_control, "pair", "pairs");
    case Comparison::two_arms:
      break;
  }
  return arms.n_control == arms.n_treatment
             ? joined(counted(arms.n_control, "person", "people"), " in each group")
             : joined(counted(arms.n_control, "person", "people"), " in control and ",
                      text(static_cast<std::int64_t>(arms.n_treatment)), " in treatment");
}

std::string test_text(const TwoArms& arms) {
  const std::string at = percent(arms.alpha);
  if (arms.hypothesis == Hypothesis::equivalence) {
    return joined("two one-sided tests at ", at);
  }
  const bool two = arms.hypothesis == Hypothesis::difference && arms.sides == Sides::two;
  return joined(two ? "a two-sided test at " : "a one-sided test at ", at);
}

std::string sentence(const SampleSizeRequest& request, const TwoArms& arms, const SampleSizeResult& result) {
  const std::string people = groups(arms);
  const std::string to_find = finding(arms, result);
  switch (request.solve_for) {
    case SolveFor::effect:
      return joined("With ", people, ", ", test_text(arms), " has ", percent(request.power), " power to ", to_find,
                    arms.hypothesis == Hypothesis::difference ? "; smaller effects will often be missed." : ".");
    case SolveFor::power:
      return joined("With ", people, ", ", test_text(arms), " has ", percent(result.power, 4), " power to ", to_find,
                    ".");
    case SolveFor::alpha:
      return joined(
          "With ", people, ", ", percent(request.power), " power to ", to_find, " costs ",
          arms.hypothesis == Hypothesis::difference && arms.sides == Sides::two ? "a two-sided" : "a one-sided",
          " level of ", percent(result.alpha), ".");
    case SolveFor::size:
    case SolveFor::duration:
      break;
  }
  const double daily = request.daily_people * request.share_in_experiment;
  return joined("To ", to_find, " with ", percent(request.power), " power by ", test_text(arms), ", you need ", people,
                ". At ", rounded(daily, 4), " people a day this takes ",
                lasting(static_cast<double>(result.duration_days)), ".");
}

void name_headline(const SampleSizeRequest& request, const TwoArms& arms, Working& working) {
  const auto set = [&](std::string_view field, std::string_view label) {
    working.headline = field;
    working.headline_label = label;
  };
  switch (request.solve_for) {
    case SolveFor::effect:
      if (arms.metric == Metric::time_to_event || arms.metric == Metric::rank) {
        set("treatment_value", arms.metric == Metric::rank ? "The probability to win you can rely on finding"
                                                           : "The hazard ratio you can rely on finding");
      } else {
        set("effect_absolute", "The smallest change you can rely on finding");
      }
      break;
    case SolveFor::power:
      set("power", "You find this effect with a probability of");
      break;
    case SolveFor::alpha:
      set("alpha", "The level this power costs");
      break;
    case SolveFor::duration:
      set("duration_days", "The test takes");
      break;
    case SolveFor::size:
      set("n_total", "You need");
      break;
  }
}

void add_proportion_errors(const TwoArms& arms, Working& working) {
  const bool two = arms.comparison == Comparison::two_arms;
  if (arms.proportion_method == ProportionMethod::arcsine) {
    working.term("effect_size", std::abs(distance(arms, arms.treatment)));
    working.equation(two ? "effect_arcsine" : "effect_arcsine_one_arm");
    return;
  }
  if (!two) {
    if (proportion_test(arms.proportion_method) == stats::ProportionTest::pooled) {
      working.equation("se_null_one_arm");
    }
    working.equation("se_effect_one_arm");
    return;
  }
  if (arms.hypothesis != Hypothesis::difference) {
    if (proportion_test(arms.proportion_method) == stats::ProportionTest::pooled &&
        arms.hypothesis != Hypothesis::equivalence) {
      const stats::RestrictedShares at = stats::restricted_shares(arms.control, arms.n_control, arms.treatment,
                                                                  arms.n_treatment, bound(arms) - arms.control);
      working.term("p_control_null", at.control);
      working.term("p_treatment_null", at.treatment);
      working.equation("se_null_farrington_manning");
    }
  } else if (arms.proportion_method == ProportionMethod::control_only) {
    working.equation("se_null_control");
  } else if (arms.proportion_method == ProportionMethod::unpooled) {
    working.equation("se_null_unpooled");
  } else {
    working.term("p_pooled", (arms.n_control * arms.control + arms.n_treatment * arms.treatment) /
                                 (arms.n_control + arms.n_treatment));
    working.equation("se_null_pooled");
  }
  working.equation("se_effect_proportion");
}

void add_errors(const TwoArms& arms, const StandardErrors& se, Working& working) {
  switch (arms.metric) {
    case Metric::proportion:
      working.term("p_control", arms.control);
      working.term("p_treatment", arms.treatment);
      add_proportion_errors(arms, working);
      break;
    case Metric::mean:
      working.term("sd", arms.sd);
      working.term("sd_treatment", treatment_sd(arms));
      working.equation(arms.comparison == Comparison::paired      ? "se_paired"
                       : arms.comparison == Comparison::benchmark ? "se_mean_one_arm"
                       : !arms.sd_treatment                       ? "se_mean"
                                                                  : "se_mean_unequal");
      break;
    case Metric::ratio:
      working.term("sd", ratio_sd(arms, arms.control));
      working.term("sd_treatment", ratio_sd(arms, arms.treatment));
      working.equation("sd_ratio");
      working.equation("se_mean_unequal");
      break;
    case Metric::count:
      working.term("rate_control", arms.control);
      working.term("rate_treatment", arms.treatment);
      working.term("exposure", arms.exposure);
      working.term("dispersion", arms.dispersion);
      working.equation(arms.count_method == CountMethod::log_ratio    ? "se_log_rate"
                       : arms.count_method == CountMethod::difference ? "se_rate"
                                                                      : "se_root_rate");
      break;
    case Metric::time_to_event:
      working.term("hazard_ratio", arms.treatment);
      working.term("events", expected_events(arms));
      working.term("share_treated", arms.n_treatment / (arms.n_control + arms.n_treatment));
      working.equation("events");
      working.equation(arms.time_method == TimeMethod::schoenfeld ? "se_schoenfeld" : "se_freedman");
      break;
    case Metric::rank:
      working.equation("se_noether");
      break;
  }
  if (arms.variance_factor != 1) {
    working.term("variance_factor", arms.variance_factor);
    working.equation("covariates");
  }
  working.term("se_null", se.null);
  working.term("se_effect", se.effect);
}

void add_power(const TwoArms& arms, const StandardErrors& se, double shift, Working& working) {
  const double critical = critical_value(arms);
  const bool two_sided = arms.hypothesis == Hypothesis::difference && arms.sides == Sides::two;
  const std::optional<double> df = degrees_of_freedom(arms);
  if (arms.hypothesis == Hypothesis::equivalence) {
    working.term("low", distance(arms, arms.low));
    working.term("high", distance(arms, arms.high));
    working.term("theta", distance(arms, arms.treatment));
    working.term("z_alpha", critical);
    if (df) {
      working.term("df", *df);
    }
    working.equation(df ? "power_equivalence_t" : "power_equivalence");
    return;
  }
  if (df) {
    working.term("ncp", shift / se.effect);
    working.term("df", *df);
    working.term("t_alpha", critical);
    working.equation(arms.sd_treatment ? "noncentrality_welch" : "noncentrality");
    working.equation(two_sided ? "power_t_two_sided" : "power_t_one_sided");
    return;
  }
  working.term("z_alpha", critical);
  const bool corrected = arms.metric == Metric::proportion && arms.proportion_method == ProportionMethod::corrected;
  if (corrected) {
    working.equation("continuity");
  }
  working.equation(two_sided && !corrected ? "power_z_two_sided" : "power_z_one_sided");
}

void add_equations(const SampleSizeRequest& request, const TwoArms& arms, SampleSizeResult& result) {
  Working& working = result.working;
  const double against = bound(arms);
  const StandardErrors se = standard_errors(arms, against);
  double shift = std::abs(distance(arms, arms.treatment) - distance(arms, against));
  working.term("n_control", arms.n_control);
  working.term("n_treatment", arms.comparison == Comparison::two_arms ? arms.n_treatment : arms.n_control);
  working.term("power", result.power);
  working.term("power_wanted", request.power);
  if (arms.metric == Metric::ratio) {
    working.term("ratio_control", arms.control);
    working.term("numerator_sd", request.parts.numerator_sd);
    working.term("denominator_sd", request.parts.denominator_sd);
    working.term("denominator_mean", request.parts.denominator_mean);
    working.term("ratio_correlation", request.parts.ratio_correlation);
  } else if (arms.metric == Metric::time_to_event) {
    working.term("hazard", arms.hazard);
    working.term("accrual_days", arms.accrual_days);
    working.term("follow_up_days", arms.follow_up_days);
  }
  const bool arcsine = arms.metric == Metric::proportion && arms.proportion_method == ProportionMethod::arcsine;
  if (arms.metric == Metric::proportion && arms.proportion_method == ProportionMethod::corrected) {
    working.term("difference", shift);
    const double correction = 1 / arms.n_treatment + (arms.comparison == Comparison::two_arms ? 1 / arms.n_control : 0);
    shift -= correction / 2;
  }
  if (arms.hypothesis != Hypothesis::difference && arms.hypothesis != Hypothesis::equivalence) {
    working.term("bound", distance(arms, against));
    working.term("theta", distance(arms, arms.treatment));
  }
  add_errors(arms, se, working);
  if (!arcsine) {
    working.term("effect_size", shift);
  }
  if (arms.hypothesis == Hypothesis::noninferiority || arms.hypothesis == Hypothesis::superiority) {
    working.equation("shift_from_bound");
  }
  if (result.effect_absolute != 0 && request.analysed == Analysed::everyone && request.affected_share < 1 &&
      request.metric != Metric::time_to_event && request.metric != Metric::rank) {
    working.term("affected_share", request.affected_share);
    working.term("effect_affected", result.effect_absolute);
    working.term("effect_seen", arms.effect());
    working.equation("dilution");
  }
  add_power(arms, se, shift, working);
  working.term("n_enrolled", static_cast<double>(result.n_enrolled));
  working.term("daily_people", request.daily_people);
  working.term("share_in_experiment", request.share_in_experiment);
  working.term("duration_days", static_cast<double>(result.duration_days));
  if (arms.metric != Metric::time_to_event) {
    working.equation("duration");
  }
}

void add_assumptions(const SampleSizeRequest& request, const TwoArms& arms, const SampleSizeResult& result,
                     Working& working) {
  const bool two = arms.comparison == Comparison::two_arms;
  if (arms.metric == Metric::proportion) {
    const double treated = two ? arms.n_treatment : arms.n_control;
    double least = std::fmin(treated * arms.treatment, treated * (1 - arms.treatment));
    if (two) {
      least = std::min({least, arms.n_control * arms.control, arms.n_control * (1 - arms.control)});
    }
    working.assume(
        "Enough of both outcomes",
        joined("The smallest cell expects ", rounded(least), " people; a normal approximation wants about 10.",
               result.exact_power ? " The exact power needs no approximation." : ""),
        least >= 10  ? Standing::fine
        : least >= 5 ? Standing::doubtful
                     : Standing::broken);
    working.assume("The baseline",
                   "The baseline is near what the test will see. It moves the answer most, so take it from the same "
                   "people and weeks.");
  } else if (arms.metric == Metric::mean || arms.metric == Metric::ratio) {
    // The mean of n values is near normal when n is several hundred times the squared skewness (Kohavi, Deng,
    // Longbotham and Xu 2014, Seven Rules of Thumb, rule 7): the largest skewness this n allows.
    const double smaller = two ? std::fmin(arms.n_control, arms.n_treatment) : arms.n_control;
    const double skewness = std::sqrt(smaller / 355);
    working.assume(
        "Means that are near normal",
        joined("With ", text(static_cast<std::int64_t>(smaller)),
               " people in the smaller group the mean is near normal up to a skewness of about ", rounded(skewness, 2),
               " (355 people for each unit of skewness squared). Cap the metric if it is "
               "more skewed."),
        skewness >= 2 ? Standing::fine : Standing::unchecked);
    working.assume("The spread",
                   two && arms.sd_treatment
                       ? "Both standard deviations are known well enough to plan with."
                       : "The standard deviation is the same in both groups and known well enough to plan with.");
  } else if (arms.metric == Metric::count) {
    const double events =
        std::fmin(arms.n_control * arms.control, (two ? arms.n_treatment : arms.n_control) * arms.treatment) *
        arms.exposure;
    working.assume("Enough events", joined("The arm with fewer expects ", rounded(events), " events."),
                   events >= 30   ? Standing::fine
                   : events >= 10 ? Standing::doubtful
                                  : Standing::broken);
    working.assume("The spread of counts",
                   arms.dispersion == 0 ? "Everyone has the same rate. Where people differ, counts vary more than "
                                          "Poisson's, and more people are needed: set the dispersion."
                                        : "The dispersion is the same in both arms.");
  } else if (arms.metric == Metric::time_to_event) {
    working.assume(
        "Proportional hazards",
        "The ratio of hazards is the same all along, hazards are constant for the number of events, and no one "
        "is lost before the end.");
    working.assume("Enough events", joined("Expected are ", rounded(*result.events), "."),
                   *result.events >= 50 ? Standing::fine : Standing::doubtful);
    const double entering =
        static_cast<double>(result.n_enrolled) / (request.daily_people * request.share_in_experiment);
    if (entering > request.accrual_days) {
      working.assume("Enrolment",
                     joined("At this traffic enrolment takes ", rounded(entering), " days, longer than the ",
                            rounded(request.accrual_days), " planned."),
                     Standing::broken);
    }
  } else {
    working.assume("Few ties",
                   "Noether's formula counts on values that seldom tie; with few levels it needs more people.");
  }
  if (arms.hypothesis != Hypothesis::difference) {
    working.assume("The margin", "It was chosen before the data, from what matters, and not from what can be shown.");
  }
  working.assume(
      "One look",
      "The result is tested once, at the end. Looking earlier and stopping on a good day finds effects that are "
      "not there; plan looks with a sequential design.");
  working.assume("Independent people",
                 "One person’s treatment does not change another’s outcome, and each person counts once. Where people "
                 "meet, share or trade, this fails.");
  working.assume("Whole people",
                 "Sizes are rounded up to whole people, and the power shown is that of the rounded plan.",
                 Standing::fine);
}

// The code elsewhere that answers the same question, where a package has it.
void add_snippets(const SampleSizeRequest& request, const TwoArms& arms, Working& working) {
  const bool size = request.solve_for == SolveFor::size || request.solve_for == SolveFor::duration;
  if (arms.variance_factor != 1 || arms.hypothesis != Hypothesis::difference || !size) {
    return;
  }
  const bool two_sided = arms.sides == Sides::two;
  switch (arms.metric) {
    case Metric::proportion:
      if (arms.comparison != Comparison::two_arms) {
        break;
      }
      if (arms.proportion_method == ProportionMethod::pooled && arms.n_control == arms.n_treatment) {
        working.snippet(two_sided ? "r_prop_two" : "r_prop_one");
      }
      if (arms.proportion_method == ProportionMethod::arcsine) {
        working.snippet(two_sided ? "r_pwr_h_two" : "r_pwr_h_one");
        working.snippet(two_sided ? "py_h_two" : "py_h_one");
      } else if (arms.proportion_method != ProportionMethod::corrected) {
        working.snippet(two_sided ? "r_z_two" : "r_z_one");
        working.snippet(two_sided ? "py_z_two" : "py_z_one");
      }
      break;
    case Metric::mean:
      if (arms.mean_method == MeanMethod::noncentral_t && arms.comparison == Comparison::two_arms &&
          !arms.sd_treatment) {
        if (arms.n_control == arms.n_treatment) {
          working.snippet(two_sided ? "r_t_two" : "r_t_one");
        }
        working.snippet(two_sided ? "py_t_two" : "py_t_one");
      } else if (arms.mean_method == MeanMethod::normal) {
        working.snippet(two_sided ? "r_z_two" : "r_z_one");
        working.snippet(two_sided ? "py_z_two" : "py_z_one");
      }
      break;
    default:
      working.snippet(two_sided ? "r_z_two" : "r_z_one");
      working.snippet(two_sided ? "py_z_two" : "py_z_one");
      break;
  }
}

}  // namespace

void add_working(const SampleSizeRequest& request, const TwoArms& arms, SampleSizeResult& result) {
  Working& working = result.working;
  name_headline(request, arms, working);
  working.sentence = sentence(request, arms, result);
  add_equations(request, arms, result);
  add_assumptions(request, arms, result, working);
  add_snippets(request, arms, working);
}

namespace {

constexpr std::array code{
    Snippet{
        "r_prop_two", "R", "stats",
        "plan <- power.prop.test(p1 = @p_control@, p2 = @p_treatment@, sig.level = @alpha@, power = @power_wanted@,\n"
        "                        strict = TRUE, tol = 1e-12)\nprint(plan$n, digits = 15)",
        "n_control_unrounded", 1e-6},
    Snippet{
        "r_prop_one", "R", "stats",
        "plan <- power.prop.test(p1 = @p_control@, p2 = @p_treatment@, sig.level = @alpha@, power = @power_wanted@,\n"
        "                        alternative = \"one.sided\", tol = 1e-12)\nprint(plan$n, digits = 15)",
        "n_control_unrounded", 1e-6},
    Snippet{"r_pwr_h_two", "R", "pwr",
            "library(pwr)\nplan <- pwr.2p2n.test(h = ES.h(@p_treatment@, @p_control@), n1 = @n_control@, n2 = "
            "@n_treatment@,\n                      sig.level = @alpha@)\nprint(plan$power, digits = 15)",
            "power", 1e-6},
    Snippet{"r_pwr_h_one", "R", "pwr",
            "library(pwr)\nplan <- pwr.2p2n.test(h = abs(ES.h(@p_treatment@, @p_control@)), n1 = @n_control@, n2 = "
            "@n_treatment@,\n                      sig.level = @alpha@, alternative = \"greater\")\nprint(plan$power, "
            "digits = 15)",
            "power", 1e-6},
    Snippet{
        "py_h_two", "Python", "statsmodels",
        "from statsmodels.stats.power import NormalIndPower\nfrom statsmodels.stats.proportion import "
        "proportion_effectsize\nh = proportion_effectsize(@p_treatment@, @p_control@)\nprint(NormalIndPower().power(h, "
        "@n_control@, @alpha@, ratio=@n_treatment@ / @n_control@))",
        "power", 1e-6},
    Snippet{"py_h_one", "Python", "statsmodels",
            "from statsmodels.stats.power import NormalIndPower\nfrom statsmodels.stats.proportion import "
            "proportion_effectsize\nh = abs(proportion_effectsize(@p_treatment@, @p_control@))\n"
            "print(NormalIndPower().power(h, @n_control@, @alpha@, ratio=@n_treatment@ / @n_control@, "
            "alternative=\"larger\"))",
            "power", 1e-6},
    Snippet{"r_z_two", "R", "stats",
            "z <- qnorm(1 - @alpha@ / 2)\npower <- pnorm((@effect_size@ - z * @se_null@) / @se_effect@) +\n"
            "  pnorm((-@effect_size@ - z * @se_null@) / @se_effect@)\nprint(power, digits = 15)",
            "power", 1e-6},
    Snippet{"r_z_one", "R", "stats",
            "z <- qnorm(1 - @alpha@)\nprint(pnorm((@effect_size@ - z * @se_null@) / @se_effect@), digits = 15)",
            "power", 1e-6},
    Snippet{"py_z_two", "Python", "the standard library",
            "from statistics import NormalDist\nnormal = NormalDist()\nz = normal.inv_cdf(1 - @alpha@ / 2)\n"
            "print(normal.cdf((@effect_size@ - z * @se_null@) / @se_effect@)\n"
            "      + normal.cdf((-@effect_size@ - z * @se_null@) / @se_effect@))",
            "power", 1e-6},
    Snippet{"py_z_one", "Python", "the standard library",
            "from statistics import NormalDist\nnormal = NormalDist()\nz = normal.inv_cdf(1 - @alpha@)\n"
            "print(normal.cdf((@effect_size@ - z * @se_null@) / @se_effect@))",
            "power", 1e-6},
    Snippet{"r_t_two", "R", "stats",
            "plan <- power.t.test(delta = @effect_size@, sd = @sd@, sig.level = @alpha@, power = @power_wanted@,\n"
            "                     strict = TRUE, tol = 1e-12)\nprint(plan$n, digits = 15)",
            "n_control_unrounded", 1e-6},
    Snippet{"r_t_one", "R", "stats",
            "plan <- power.t.test(delta = @effect_size@, sd = @sd@, sig.level = @alpha@, power = @power_wanted@,\n"
            "                     alternative = \"one.sided\", tol = 1e-12)\nprint(plan$n, digits = 15)",
            "n_control_unrounded", 1e-6},
    Snippet{"py_t_two", "Python", "statsmodels",
            "from statsmodels.stats.power import TTestIndPower\nprint(TTestIndPower().power(@effect_size@ / @sd@, "
            "@n_control@, @alpha@, ratio=@n_treatment@ / @n_control@))",
            "power", 1e-6},
    Snippet{"py_t_one", "Python", "statsmodels",
            "from statsmodels.stats.power import TTestIndPower\nprint(TTestIndPower().power(@effect_size@ / @sd@, "
            "@n_control@, @alpha@, ratio=@n_treatment@ / @n_control@,\n                            "
            "alternative=\"larger\"))",
            "power", 1e-6},
};

}  // namespace

std::span<const Snippet> sample_size_snippets() { return code; }

}  // namespace sutva::plan
