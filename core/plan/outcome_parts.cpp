// SPDX-License-Identifier: Apache-2.0
#include "plan/outcome_parts.hpp"

#include <cmath>

#include "base/text.hpp"
#include "base/words.hpp"
#include "plan/solve.hpp"

namespace sutva::plan {
namespace {

std::string_view kind(const TwoArms& arms) {
  switch (arms.metric) {
    case Metric::proportion:
      return "proportion";
    case Metric::ratio:
      return "ratio";
    case Metric::count:
      return arms.count_method == CountMethod::log_ratio    ? "log_rate"
             : arms.count_method == CountMethod::difference ? "rate"
                                                            : "root_rate";
    default:
      break;
  }
  return "mean";
}

}  // namespace

double Units::people_in(double units) const { return whole_up(units * people); }

Units units_of(CommonMetric metric, const VarianceParts& parts) {
  Units units;
  if (metric != CommonMetric::count) {
    units.r_squared = parts.r_squared;
  }
  if (parts.randomised == Randomised::clusters) {
    units.clustered = true;
    units.people = parts.people_per_cluster;
    units.icc = parts.icc;
    units.cv = parts.cv;
  }
  return units;
}

SampleSizeRequest fixed_plan(CommonMetric metric, double baseline, double baseline_mean, double sd,
                             const MetricParts& parts, CountMethod count_method, const Units& units) {
  SampleSizeRequest fixed;
  fixed.metric = as_metric(metric);
  fixed.proportion_method = ProportionMethod::unpooled;
  fixed.mean_method = MeanMethod::normal;
  fixed.baseline = baseline;
  fixed.baseline_mean = baseline_mean;
  fixed.sd = sd;
  fixed.parts = parts;
  fixed.count_method = count_method;
  fixed.r_squared = units.r_squared;
  return fixed;
}

double change_at(const TwoArms& arms, double distance) {
  if (arms.metric == Metric::count && arms.count_method == CountMethod::log_ratio) {
    return arms.control * std::expm1(distance);
  }
  if (arms.metric == Metric::count && arms.count_method == CountMethod::square_root) {
    const double root = std::fmax(0, std::sqrt(arms.control) + distance);
    return root * root - arms.control;
  }
  return distance;
}

void add_variance(const TwoArms& arms, const Units& units, Working& working, VarianceWords words) {
  working.term("level_control", arms.control);
  working.term("level_treatment", arms.treatment);
  working.term("var_control", person_variance(arms, arms.control));
  working.term("var_treatment", person_variance(arms, arms.treatment));
  working.term("r2", units.r_squared);
  working.term("rho", units.icc);
  working.term("size_cv", units.cv);
  working.term("unit_people", units.people);
  working.term("design_effect", units.design_effect());
  working.term("variance_multiple", units.variance_multiple());
  if (arms.metric == Metric::ratio) {
    working.term("numerator_sd", arms.numerator_sd);
    working.term("denominator_sd", arms.denominator_sd);
    working.term("denominator_mean", arms.denominator_mean);
    working.term("ratio_correlation", arms.ratio_correlation);
  } else if (arms.metric == Metric::count) {
    working.term("exposure", arms.exposure);
    working.term("dispersion", arms.dispersion);
  } else if (arms.metric == Metric::mean) {
    working.term("sd", arms.sd);
  }
  if (words == VarianceWords::terms) {
    return;
  }
  working.equation(joined("outcome_variance_", kind(arms)));
  if (units.clustered) {
    working.equation(units.r_squared == 0 ? "outcome_multiple_clusters" : "outcome_design_effect");
  }
  if (units.r_squared != 0) {
    working.equation(units.clustered ? "outcome_multiple_both" : "outcome_multiple_covariates");
  } else if (!units.clustered) {
    working.equation("outcome_multiple_none");
  }
}

void add_outcome_code(const TwoArms& arms, std::string_view ending, Working& working) {
  working.snippet(joined("outcome_", ending, "_", kind(arms), "_r"));
  working.snippet(joined("outcome_", ending, "_", kind(arms), "_python"));
}

void assume_outcome(const Units& units, Working& working) {
  if (units.r_squared > 0) {
    working.assume("The covariates explain as much as assumed",
                   joined("An R² of ", percent(units.r_squared),
                          " saves that share of the people. Take it from the "
                          "same metric and people in weeks before, and use values from before the experiment alone."));
  }
  if (units.clustered) {
    working.assume("The intraclass correlation",
                   joined("With ", rounded(units.icc, 4), " and ", rounded(units.people, 6),
                          " people per cluster the design effect is ", rounded(units.design_effect()),
                          ": so many times the people that would do one by one. Guess it from past data",
                          units.r_squared > 0 ? ", of what the covariates leave." : "."));
  }
}

}  // namespace sutva::plan
