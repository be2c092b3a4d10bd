// SPDX-License-Identifier: Apache-2.0
#include "simulate/check_multi_arm.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "random/samplers.hpp"
#include "simulate/arm_draws.hpp"
#include "simulate/cluster_draws.hpp"

namespace sutva::simulate {
namespace {

using plan::ManyArms;
using plan::PowerKind;

struct Arm {
  double level = 0;
  double variance = 0;  // of its estimate on the scale of the test, as the test finds it; 0 where all arms pool
  double squares = 0;   // of clusters that count alike: what arms pool
};

// Only what is sufficient is drawn: counts, means, events; clusters one by one.
Arm draw_arm(const ManyArms& arms, double value, double n, random::Stream& stream) {
  const plan::TwoArms& outcome = arms.outcome;
  if (arms.units.clustered) {
    ClusterArm clusters;
    clusters.add(n, outcome, arms.units, value, stream);
    return {clusters.mean(), clusters.variance(), clusters.squared_deviations()};
  }
  const bool adjusted = arms.units.r_squared > 0;
  switch (outcome.metric) {
    case plan::Metric::count: {
      const double rate = draw_events(outcome, value, n, stream) / (n * outcome.exposure);
      return {rate, rate > 0 ? plan::unit_variance(arms, rate) / n : 0, 0};
    }
    case plan::Metric::ratio:
      if (!adjusted && n >= 2) {
        const RatioEstimate found = draw_ratio_arm(outcome, value, n, stream);
        return {found.ratio, found.variance, 0};
      }
      break;
    case plan::Metric::proportion:
      if (!adjusted) {
        const double p = static_cast<double>(random::binomial(stream, static_cast<std::int64_t>(n), value)) / n;
        return {p, p * (1 - p) / n, 0};
      }
      break;
    default:
      return {value + outcome.sd * std::sqrt(outcome.variance_factor) / std::sqrt(n) * random::normal(stream), 0, 0};
  }
  // Adjusted estimates have no counts of their own: normal, with the planned error.
  const double variance = plan::unit_variance(arms, value) / n;
  return {value + std::sqrt(variance) * random::normal(stream), variance, 0};
}

// The variance of a difference that all arms pool; 0 where each has its own.
double pooled_variance(const ManyArms& arms, const Arm& control, const std::vector<Arm>& treatments,
                       random::Stream& stream) {
  const double both = 1 / arms.n_control + 1 / arms.n_treatment;
  if (arms.units.clustered) {
    if (!arms.pools() || arms.units.cv > 0) {
      return 0;
    }
    double squares = control.squares;
    for (const Arm& each : treatments) {
      squares += each.squares;
    }
    return squares / (arms.n_control + arms.k() * arms.n_treatment - arms.k() - 1) * both;
  }
  if (!arms.pools()) {
    return 0;
  }
  return plan::unit_variance(arms, arms.control()) * random::chi_squared(stream, arms.df()) / arms.df() * both;
}

// One experiment; `null`: where no treatment does anything.
Draw draw(const ManyArms& arms, double critical, std::size_t hardest, bool null, random::Stream& stream) {
  const Arm control = draw_arm(arms, arms.control(), arms.n_control, stream);
  std::vector<Arm> treatments;
  for (const double value : arms.treatments) {
    treatments.push_back(draw_arm(arms, null ? arms.control() : value, arms.n_treatment, stream));
  }
  const double pooled = pooled_variance(arms, control, treatments, stream);
  plan::TwoArms found = arms.outcome;
  found.control = control.level;
  const bool two_sided = arms.sides == plan::Sides::two;
  std::size_t rejected = 0;
  bool hardest_rejected = false;
  bool defined = true;
  for (std::size_t i = 0; i < treatments.size(); ++i) {
    // A rate of no events has no logarithm, and no test.
    const bool levels = arms.outcome.metric != plan::Metric::count || (control.level > 0 && treatments[i].level > 0);
    const double difference = levels ? arms.sign() * plan::distance(found, treatments[i].level) : 0;
    const double variance = pooled > 0 ? pooled : levels ? control.variance + treatments[i].variance : 0;
    const double statistic = difference / std::sqrt(variance);
    const bool rejects = variance > 0 && (two_sided ? std::abs(statistic) : statistic) >= critical;
    rejected += rejects;
    hardest_rejected |= rejects && i == hardest;
  }
  const bool success = null || arms.power_kind == PowerKind::any ? rejected > 0
                       : arms.power_kind == PowerKind::all       ? rejected == treatments.size()
                                                                 : hardest_rejected;
  return {treatments[hardest].level - control.level, success, defined || success};
}

}  // namespace

Outcome<CheckMultiArm> CheckMultiArm::prepare(const Request& request) {
  Outcome<ManyArms> arms = plan::planned_many_arms(request.plan);
  if (!arms) {
    return std::move(arms.issues);
  }
  if (Issues issues = undrawable(arms->outcome, arms->units, arms->n_control + arms->k() * arms->n_treatment);
      has_error(issues)) {
    return issues;
  }
  CheckMultiArm simulation;
  simulation.arms_ = std::move(*arms);
  simulation.draws_ = request.draws;
  simulation.critical_ = plan::critical_value(simulation.arms_);
  const std::vector<double> powers = plan::power_by_treatment(simulation.arms_, simulation.critical_);
  simulation.hardest_ = static_cast<std::size_t>(std::min_element(powers.begin(), powers.end()) - powers.begin());
  return {std::move(simulation), std::move(arms.issues)};
}

std::int64_t CheckMultiArm::block() const {
  const double clusters = arms_.n_control + arms_.k() * arms_.n_treatment;
  return block_of(draws_.replicates, arms_.units.clustered ? clustered_block(clusters) : 500);
}

Tally CheckMultiArm::run(std::int64_t first, std::int64_t count) const {
  const double effect = arms_.treatments[hardest_] - arms_.control();
  Tally tally;
  tally.first = first;
  tally.replicates = count;
  for (std::int64_t replicate = first; replicate < first + count; ++replicate) {
    random::Stream stream(static_cast<std::uint64_t>(draws_.seed), static_cast<std::uint64_t>(replicate));
    const Draw with_effect = draw(arms_, critical_, hardest_, false, stream);
    const Draw without = draw(arms_, critical_, hardest_, true, stream);
    tally.count(with_effect, without, effect);
  }
  return tally;
}

Outcome<CheckMultiArmResult> CheckMultiArm::finish(const std::vector<Partial>& partials) const {
  Outcome<Tally> all = total(partials);
  if (!all) {
    return std::move(all.issues);
  }
  Result result;
  result.n_control = static_cast<std::int64_t>(arms_.units.people_in(arms_.n_control));
  result.n_treatment = static_cast<std::int64_t>(arms_.units.people_in(arms_.n_treatment));
  result.critical_value = critical_;
  const double planned = plan::power(arms_, arms_.power_kind, critical_);
  result.checked = judged(*all, planned, planned, plan::familywise_error(arms_, critical_),
                          arms_.treatments[hardest_] - arms_.control());
  result.checked.test = plan::test_sentence(arms_);
  result.checked.seed = draws_.seed;
  return result;
}

}  // namespace sutva::simulate
