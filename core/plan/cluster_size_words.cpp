// SPDX-License-Identifier: Apache-2.0
#include "plan/cluster_size_words.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "base/words.hpp"
#include "plan/shown_effect.hpp"

namespace sutva::plan {
namespace {

using Request = ClusterSizeRequest;

std::string value_text(const ClusterPlan& plan, double value) {
  return plan.metric == ClusterMetric::proportion ? percent(value) : rounded(value, 4);
}

void add_sentence(const Request& request, const ClusterPlan& plan, ClusterSizeResult& result) {
  Working& working = result.working;
  switch (request.solve_for) {
    case ClusterUnknown::clusters:
      working.headline = "clusters";
      working.headline_label = "Clusters in all";
      break;
    case ClusterUnknown::people:
      working.headline = "people_per_cluster";
      working.headline_label = "People per cluster";
      break;
    case ClusterUnknown::effect:
      working.headline = shown_effect(request.effect_scale, result.effect_relative);
      working.headline_label = "Detectable effect";
      break;
    case ClusterUnknown::power:
      working.headline = "power";
      working.headline_label = "Power";
      break;
    case ClusterUnknown::icc:
      working.headline = "icc";
      working.headline_label = "Largest ICC the plan stands";
      break;
    case ClusterUnknown::alpha:
      working.headline = "alpha";
      working.headline_label = "Significance level";
      break;
  }
  std::string who;
  switch (plan.design) {
    case ClusterDesign::matched:
      who = counted(plan.k, "matched pair", "matched pairs");
      break;
    case ClusterDesign::stepped_wedge:
      who = joined(counted(clusters_in_all(plan), "cluster", "clusters"), ", ", counted(plan.k, "changes", "change"),
                   " over at each of ", static_cast<std::int64_t>(plan.steps), " steps,");
      break;
    default:
      who = plan.k == plan.k_treatment ? joined(counted(plan.k, "cluster", "clusters"), " in each arm")
                                       : joined(counted(plan.k, "cluster", "clusters"), " in control and ",
                                                text(static_cast<std::int64_t>(plan.k_treatment)), " in treatment");
  }
  working.sentence = joined(
      who, " with ", rounded(plan.m, 4), periods(plan) > 1 ? " people per cluster and period" : " people per cluster",
      " find a change from ", value_text(plan, plan.level + plan.control), " to ",
      value_text(plan, plan.level + plan.treatment), " with ", percent(result.power), " power at ", percent(plan.alpha),
      " significance, with an ICC of ", rounded(plan.icc), ". ");
  const double n = static_cast<double>(result.measurements);
  working.sentence +=
      plan.icc == 0 && plan.design == ClusterDesign::parallel
          ? std::string("With an ICC of 0 clusters cost nothing but degrees of freedom.")
          : joined("The ", rounded(n, 12), periods(plan) > 1 ? " measurements" : " people", " say as much as ",
                   rounded(result.effective_size), " people randomised one by one.");
}

void add_equations(const ClusterPlan& plan, ClusterSizeResult& result) {
  Working& working = result.working;
  const double critical = critical_value(planned_test(plan));
  working.term("k_control", plan.k);
  working.term("k_treatment", plan.design == ClusterDesign::matched ? plan.k : plan.k_treatment);
  working.term("k_total", clusters_in_all(plan));
  working.term("cluster_people", plan.m);
  working.term("cv", plan.cv);
  working.term("rho", plan.icc);
  working.term("explained", plan.explained);
  working.term("strata", plan.strata);
  working.term("cac", plan.cac);
  working.term("person_correlation", plan.sampling == Sampling::cohort ? plan.iac : 0);
  working.term("steps", plan.steps);
  working.term("decay_power", plan.decay == Decay::exponential ? 1 : 0);
  working.term("var_control", person_variance(plan, plan.control));
  working.term("var_treatment", person_variance(plan, plan.treatment));
  working.term("mean_factor", cluster_mean_factor(plan));
  working.term("design_effect", result.design_effect);
  working.term("se_null", result.se);
  working.term("se_effect", result.se);
  working.term("effect_size", std::abs(plan.effect()));
  working.term("power", result.power);
  working.term("sig_level", plan.alpha);
  working.term("tails", plan.sides == Sides::two ? 2 : 1);
  switch (plan.metric) {
    case ClusterMetric::proportion:
      working.term("control_value", plan.control);
      working.equation("person_variance_proportion");
      break;
    case ClusterMetric::count:
      working.term("control_value", plan.control);
      working.term("exposure", plan.exposure);
      working.term("dispersion", plan.dispersion);
      working.equation("person_variance_count");
      break;
    case ClusterMetric::mean:
      break;
  }
  if (plan.design == ClusterDesign::stepped_wedge) {
    working.equation(plan.decay == Decay::exponential ? "stepped_wedge_decay" : "stepped_wedge_exchangeable");
    working.equation("stepped_wedge_variance");
    working.snippet("stepped_wedge_r");
  } else {
    working.equation(plan.unequal_sizes == UnequalSizes::by_people ? "cluster_factor" : "cluster_factor_taylor");
    if (plan.design == ClusterDesign::difference_in_differences) {
      const bool ancova = plan.baseline_analysis == BaselineAnalysis::ancova;
      working.term("baseline_correlation", baseline_correlation(plan));
      working.equation("baseline_correlation");
      working.equation(ancova ? "cluster_se_ancova" : "cluster_se_change");
      working.snippet(ancova ? "cluster_ancova_r" : "cluster_change_r");
    } else {
      working.equation("cluster_se");
      const bool taylor = plan.unequal_sizes == UnequalSizes::taylor;
      working.snippet(taylor ? "cluster_taylor_r" : plan.test == ClusterTest::t ? "cluster_t_r" : "cluster_z_r");
      if (!taylor) {
        working.snippet(plan.test == ClusterTest::t ? "cluster_t_python" : "cluster_z_python");
      }
    }
  }
  const bool two = plan.sides == Sides::two;
  if (plan.test == ClusterTest::t) {
    const double df = degrees_of_freedom(plan);
    working.term("ncp", std::abs(plan.effect()) / result.se);
    working.term("df", df);
    working.term("t_alpha", critical);
    switch (plan.design) {
      case ClusterDesign::matched:
        working.equation("cluster_ncp_pairs");
        break;
      case ClusterDesign::stratified:
        working.equation("cluster_ncp_strata");
        break;
      case ClusterDesign::difference_in_differences:
        working.equation(plan.baseline_analysis == BaselineAnalysis::ancova ? "cluster_ncp_ancova" : "cluster_ncp");
        break;
      default:
        working.equation("cluster_ncp");
    }
    working.equation(two ? "power_t_two_sided" : "power_t_one_sided");
  } else {
    working.term("z_alpha", critical);
    working.equation(two ? "power_z_two_sided" : "power_z_one_sided");
  }
}

void add_assumptions(const ClusterPlan& plan, Working& working) {
  const double k = plan.design == ClusterDesign::stepped_wedge ? clusters_in_all(plan) / 2
                   : plan.design == ClusterDesign::matched     ? plan.k
                                                               : std::fmin(plan.k, plan.k_treatment);
  if (plan.test == ClusterTest::z) {
    working.assume("Many clusters",
                   k >= 30 ? "With 30 or more clusters in each arm z and t hardly differ."
                           : joined("z takes the variances as known. With ", rounded(k),
                                    " clusters in an arm the analysis will use t, and have less power."),
                   k >= 30   ? Standing::fine
                   : k >= 15 ? Standing::doubtful
                             : Standing::broken);
  } else {
    working.assume("Enough clusters to average out",
                   k >= 10 ? "Ten or more clusters in each arm."
                           : joined("Only ", rounded(k),
                                    " in an arm: chance imbalance between arms is large, and t leans on means of "
                                    "clusters that are normal."),
                   k >= 10  ? Standing::fine
                   : k >= 4 ? Standing::doubtful
                            : Standing::broken);
  }
  if (plan.metric == ClusterMetric::proportion) {
    const double least = plan.m * std::min({plan.control, 1 - plan.control, plan.treatment, 1 - plan.treatment});
    working.assume("Cluster means about normal",
                   joined("A cluster expects ", rounded(least), " people of the rarer kind."),
                   least >= 5 ? Standing::fine
                   : k >= 20  ? Standing::doubtful
                              : Standing::broken);
  } else if (plan.metric == ClusterMetric::count) {
    const double least = plan.m * plan.exposure * std::min(plan.control, plan.treatment);
    working.assume("Cluster means about normal", joined("A cluster expects ", rounded(least), " events."),
                   least >= 10 ? Standing::fine
                   : k >= 20   ? Standing::doubtful
                               : Standing::broken);
  }
  if (plan.design == ClusterDesign::stepped_wedge) {
    working.assume("Clusters of one size",
                   "The formula takes all cluster-periods as equal; unequal ones cost a little.");
    working.assume("No other change at the steps", "Only time effects that all clusters share are taken out.");
  } else if (plan.cv == 0) {
    working.assume("Clusters of one size",
                   "The variation of sizes is set to 0; sizes that vary by half their mean "
                   "make the design effect up to a quarter larger.");
  }
  working.assume("The ICC is right",
                 "It is the input that decides most and is known least: see how the answer changes over its range.");
  working.assume("Clusters do not affect each other",
                 "People of treated clusters must not change the others' outcome.");
}

}  // namespace

void add_working(const ClusterSizeRequest& request, const ClusterPlan& plan, ClusterSizeResult& result) {
  add_sentence(request, plan, result);
  add_equations(plan, result);
  add_assumptions(plan, result.working);
}

}  // namespace sutva::plan
