// SPDX-License-Identifier: Apache-2.0
#include "simulate/check_clusters.hpp"

#include <array>
#include <cmath>
#include <utility>

#include "random/samplers.hpp"
#include "simulate/cluster_draws.hpp"

namespace sutva::simulate {
namespace {

using plan::ClusterDesign;
using plan::ClusterMetric;
using plan::ClusterPlan;
using random::Stream;

// One arm's clusters: mean, weight and, with a baseline, the mean before.
struct Arm {
  std::vector<double> mean, weight, before;

  explicit Arm(double clusters)
      : mean(static_cast<std::size_t>(clusters)), weight(mean.size(), 1.0), before(mean.size()) {}
};
using Arms = std::array<Arm, 2>;

// What a draw is judged by.
struct Rule {
  double critical = 0;
  double df = 0;
  std::array<double, 2> known_se{};  // with the effect, without; 0: the test estimates it
  double sign = 1;                   // of the planned effect
  bool two_sided = true;
};

bool rejects(double statistic, const Rule& rule) {
  return rule.two_sided ? std::abs(statistic) >= rule.critical : rule.sign * statistic >= rule.critical;
}

Draw judge(double estimate, double variance, double known_se, const Rule& rule) {
  const double se = known_se > 0 ? known_se : std::sqrt(variance);
  return se > 0 ? Draw{estimate, rejects(estimate / se, rule), true} : Draw{estimate, false, false};
}

double rate_of_cluster(const ClusterPlan& plan, double rate, double people, Stream& stream) {
  const double variance = plan::person_variance(plan, rate);
  const double between = plan.icc * variance;
  // What lies within, less Poisson's part, is dispersion of people around their cluster's rate.
  const double rest = std::fmax((variance - between - rate / plan.exposure) / (rate * rate + between), 0);
  double own = rate;
  if (between > 0) {
    const double shape = rate * rate / between;
    own *= random::gamma(stream, shape) / shape;
  }
  if (rest > 1e-12) {
    const double shape = people / rest;
    own *= random::gamma(stream, shape) / shape;
  }
  const double exposure = people * plan.exposure;
  return static_cast<double>(random::poisson(stream, own * exposure)) / exposure;
}

void draw_parallel(const ClusterPlan& plan, double value, Arm& arm, Stream& stream) {
  const double variance = plan::person_variance(plan, value);
  const double factor = plan::cluster_mean_factor(plan);
  for (std::size_t i = 0; i < arm.mean.size(); ++i) {
    if (plan.icc < 0) {  // no cluster effect has it: the mean itself is drawn
      arm.mean[i] = value + std::sqrt(variance * factor) * random::normal(stream);
      continue;
    }
    const double people = people_of_cluster(plan.m, plan.cv, stream);
    switch (plan.metric) {
      case ClusterMetric::proportion:
        arm.mean[i] = share_seen(share_of_cluster(value, plan.icc, stream), people, stream);
        break;
      case ClusterMetric::count:
        arm.mean[i] = rate_of_cluster(plan, value, people, stream);
        break;
      case ClusterMetric::mean:
        arm.mean[i] = value + std::sqrt(variance * plan.icc) * random::normal(stream) +
                      std::sqrt(variance * (1 - plan.icc) / people) * random::normal(stream);
    }
    if (plan.cv > 0) {
      arm.weight[i] =
          plan.unequal_sizes == plan::UnequalSizes::by_people ? people : 1 / (plan.icc + (1 - plan.icc) / people);
    }
  }
}

Draw test_parallel(const ClusterPlan& plan, const Arms& arms, double known_se, const Rule& rule) {
  double estimate = 0;
  double squares = 0;
  double reciprocal = 0;
  double robust = 0;
  for (std::size_t a = 0; a < 2; ++a) {
    double weights = 0;
    double mean = 0;
    const auto k = static_cast<double>(arms[a].mean.size());
    for (std::size_t i = 0; i < arms[a].mean.size(); ++i) {
      weights += arms[a].weight[i];
      mean += arms[a].weight[i] * arms[a].mean[i];
    }
    mean /= weights;
    double own = 0;
    for (std::size_t i = 0; i < arms[a].mean.size(); ++i) {
      const double deviation = arms[a].weight[i] * (arms[a].mean[i] - mean);
      own += deviation * deviation;
    }
    squares += own;
    reciprocal += 1 / k;
    robust += own / (weights * weights) * k / (k - 1);
    estimate += a == 1 ? mean : -mean;
  }
  // Clusters of one size share a variance; of different sizes each arm has its own.
  return judge(estimate, plan.cv > 0 ? robust : squares / rule.df * reciprocal, known_se, rule);
}

Draw draw_pairs(const ClusterPlan& plan, double treatment, double known_se, const Rule& rule, Stream& stream) {
  const double sd_control = std::sqrt(plan::person_variance(plan, plan.control));
  const double sd_treatment = std::sqrt(plan::person_variance(plan, treatment));
  const double own = std::sqrt(plan::cluster_mean_factor(plan));
  const double shared = std::sqrt(plan.icc * plan.explained);
  double mean = 0;
  double squares = 0;
  for (double i = 1; i <= plan.k; ++i) {
    const double pair = shared * random::normal(stream);
    const double difference = treatment - plan.control + sd_treatment * (pair + own * random::normal(stream)) -
                              sd_control * (pair + own * random::normal(stream));
    const double step = difference - mean;
    mean += step / i;
    squares += step * (difference - mean);
  }
  return judge(mean, squares / (plan.k - 1) / plan.k, known_se, rule);
}

// Least squares with an effect for each stratum, clusters of both arms dealt out over the strata in turn.
Draw draw_strata(const ClusterPlan& plan, double treatment, double known_se, const Rule& rule, Stream& stream) {
  const double own = std::sqrt(plan::cluster_mean_factor(plan));
  const double values[2] = {plan.control, treatment};
  const double clusters[2] = {plan.k, plan.k_treatment};
  double weights = 0, weighted = 0, squares = 0, between = 0;
  for (double stratum = 0; stratum < plan.strata; ++stratum) {
    const double shared = std::sqrt(plan.icc * plan.explained) * random::normal(stream);
    double n[2] = {0, 0};
    double mean[2] = {0, 0};
    for (std::size_t a = 0; a < 2; ++a) {
      const double sd = std::sqrt(plan::person_variance(plan, values[a]));
      for (double i = stratum; i < clusters[a]; i += plan.strata) {
        const double y = values[a] + sd * (shared + own * random::normal(stream));
        const double step = y - mean[a];
        mean[a] += step / ++n[a];
        squares += step * (y - mean[a]);
      }
    }
    if (n[0] > 0 && n[1] > 0) {
      const double weight = n[0] * n[1] / (n[0] + n[1]);
      const double difference = mean[1] - mean[0];
      weights += weight;
      weighted += weight * difference;
      between += weight * difference * difference;
    }
  }
  const double estimate = weighted / weights;
  const double residual = squares + between - weights * estimate * estimate;
  return judge(estimate, residual / rule.df / weights, known_se, rule);
}

void draw_baseline(const ClusterPlan& plan, double value, Arm& arm, Stream& stream) {
  const double sd = std::sqrt(plan::person_variance(plan, value) * plan::cluster_mean_factor(plan));
  const double r = plan::baseline_correlation(plan);
  const double rest = std::sqrt(std::fmax((1 - r) * (1 + r), 0));
  for (std::size_t i = 0; i < arm.mean.size(); ++i) {
    const double before = random::normal(stream);
    arm.before[i] = sd * before;
    arm.mean[i] = value + sd * (r * before + rest * random::normal(stream));
  }
}

Draw test_baseline(const ClusterPlan& plan, const Arms& arms, double known_se, const Rule& rule) {
  double xx = 0, xy = 0, yy = 0, x_difference = 0, y_difference = 0, reciprocal = 0;
  for (std::size_t a = 0; a < 2; ++a) {
    const auto k = static_cast<double>(arms[a].mean.size());
    double x = 0, y = 0;
    for (std::size_t i = 0; i < arms[a].mean.size(); ++i) {
      x += arms[a].before[i] / k;
      y += arms[a].mean[i] / k;
    }
    for (std::size_t i = 0; i < arms[a].mean.size(); ++i) {
      const double dx = arms[a].before[i] - x;
      const double dy = arms[a].mean[i] - y;
      xx += dx * dx;
      xy += dx * dy;
      yy += dy * dy;
    }
    x_difference += a == 1 ? x : -x;
    y_difference += a == 1 ? y : -y;
    reciprocal += 1 / k;
  }
  const bool ancova = plan.baseline_analysis == plan::BaselineAnalysis::ancova;
  const double slope = !ancova ? 1 : xx > 0 ? xy / xx : 0;
  const double residual = yy - 2 * slope * xy + slope * slope * xx;
  const double spread = reciprocal + (ancova && xx > 0 ? x_difference * x_difference / xx : 0);
  return judge(y_difference - slope * x_difference, residual / rule.df * spread, known_se, rule);
}

// Each part of the covariance has its own draws, so that the planned covariance is checked and not only used.
Draw draw_wedge(const ClusterPlan& plan, const std::vector<double>& weights, double treatment, double known_se,
                const Rule& rule, Stream& stream) {
  const auto steps = static_cast<std::size_t>(plan.steps);
  const double variance = (plan::person_variance(plan, plan.control) + plan::person_variance(plan, treatment)) / 2;
  const double between = std::sqrt(variance * plan.icc);
  const double within = std::sqrt(variance * (1 - plan.icc) / plan.m);
  const bool decays = plan.decay == plan::Decay::exponential;
  const double kept = decays ? plan.cac : std::sqrt(plan.cac);
  const double fresh = decays ? std::sqrt((1 - plan.cac) * (1 + plan.cac)) : std::sqrt(1 - plan.cac);
  const double iac = plan.sampling == plan::Sampling::cohort ? plan.iac : 0;
  double estimate = 0;
  for (std::size_t step = 0; step < steps; ++step) {
    for (double cluster = 0; cluster < plan.k; ++cluster) {
      double lasting = random::normal(stream);
      const double cohort = std::sqrt(iac) * random::normal(stream);
      for (std::size_t period = 0; period <= steps; ++period) {
        double level = lasting;
        if (!decays) {
          level = kept * lasting + fresh * random::normal(stream);
        } else if (period > 0) {
          level = lasting = kept * lasting + fresh * random::normal(stream);
        }
        const double y = (period > step ? treatment : plan.control) + between * level +
                         within * (cohort + std::sqrt(1 - iac) * random::normal(stream));
        estimate += weights[step * (steps + 1) + period] * y;
      }
    }
  }
  return judge(estimate, 0, known_se, rule);
}

}  // namespace

Outcome<CheckClusters> CheckClusters::prepare(const Request& request) {
  Outcome<ClusterPlan> planned = plan::planned_clusters(request.plan);
  if (!planned) {
    return std::move(planned.issues);
  }
  if (plan::clusters_in_all(*planned) * plan::periods(*planned) > 100'000) {
    return error(Code::too_large, request.plan.design == ClusterDesign::stepped_wedge ? "clusters_per_step" : "effect",
                 "More than 100,000 means of clusters and periods can not be drawn for each experiment.", 100'000.0);
  }
  CheckClusters simulation;
  simulation.plan_ = *planned;
  simulation.draws_ = request.draws;
  if (planned->design == ClusterDesign::stepped_wedge) {
    simulation.weights_ = plan::stepped_wedge_weights(*planned);
  }
  return {simulation, std::move(planned.issues)};
}

// About twenty thousand draws to a block.
std::int64_t CheckClusters::block() const {
  const double each = plan::clusters_in_all(plan_) * plan::periods(plan_) * 4;
  return block_of(draws_.replicates, static_cast<std::int64_t>(std::fmax(20'000 / each, 1)));
}

Tally CheckClusters::run(std::int64_t first, std::int64_t count) const {
  ClusterPlan null = plan_;
  null.treatment = plan_.control;
  const bool wedge = plan_.design == ClusterDesign::stepped_wedge;
  const bool known = wedge || plan_.test == plan::ClusterTest::z;
  plan::PlannedTest test = plan::planned_test(plan_);
  if (known) {
    test.test = plan::ClusterTest::z;
  }
  Rule rule;
  rule.critical = plan::critical_value(test);
  rule.df = plan::degrees_of_freedom(plan_);
  if (known) {
    rule.known_se = {std::sqrt(plan::variance(plan_)), std::sqrt(plan::variance(null))};
  }
  rule.sign = plan_.effect() < 0 ? -1 : 1;
  rule.two_sided = plan_.sides == plan::Sides::two;
  Arms arms{Arm(wedge ? 0 : plan_.k), Arm(wedge ? 0 : plan_.k_treatment)};
  const auto draw = [&](double treatment, double known_se, Stream& stream) {
    switch (plan_.design) {
      case ClusterDesign::matched:
        return draw_pairs(plan_, treatment, known_se, rule, stream);
      case ClusterDesign::stratified:
        return draw_strata(plan_, treatment, known_se, rule, stream);
      case ClusterDesign::stepped_wedge:
        return draw_wedge(plan_, weights_, treatment, known_se, rule, stream);
      case ClusterDesign::difference_in_differences:
        draw_baseline(plan_, plan_.control, arms[0], stream);
        draw_baseline(plan_, treatment, arms[1], stream);
        return test_baseline(plan_, arms, known_se, rule);
      case ClusterDesign::parallel:
        break;
    }
    draw_parallel(plan_, plan_.control, arms[0], stream);
    draw_parallel(plan_, treatment, arms[1], stream);
    return test_parallel(plan_, arms, known_se, rule);
  };
  Tally tally;
  tally.first = first;
  tally.replicates = count;
  for (std::int64_t replicate = first; replicate < first + count; ++replicate) {
    Stream stream(static_cast<std::uint64_t>(draws_.seed), static_cast<std::uint64_t>(replicate));
    const Draw with_effect = draw(plan_.treatment, rule.known_se[0], stream);
    const Draw without = draw(plan_.control, rule.known_se[1], stream);
    tally.count(with_effect, without, plan_.effect());
  }
  return tally;
}

Outcome<CheckClustersResult> CheckClusters::finish(const std::vector<Partial>& partials) const {
  Outcome<Tally> all = total(partials);
  if (!all) {
    return std::move(all.issues);
  }
  Result result;
  result.clusters = static_cast<std::int64_t>(plan::clusters_in_all(plan_));
  result.people_per_cluster = plan_.m;
  ClusterPlan tested = plan_;
  if (plan_.design == ClusterDesign::stepped_wedge) {
    tested.test = plan::ClusterTest::z;
  }
  result.test_power = plan::power(tested);
  result.checked = judged(*all, plan::power(plan_), result.test_power, plan_.alpha, plan_.effect());
  result.checked.test = plan_.design == ClusterDesign::stepped_wedge
                            ? "z-test of generalised least squares with the planned variance"
                            : plan::analysis_sentence(plan_);
  result.checked.seed = draws_.seed;
  return result;
}

}  // namespace sutva::simulate
