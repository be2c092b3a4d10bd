// SPDX-License-Identifier: Apache-2.0
#include "simulate/check_multi_arm.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "random/samplers.hpp"

namespace sutva::simulate {
namespace {

using plan::ManyArms;
using plan::PowerKind;

struct Arm {
  double mean = 0;
  double variance = 0;  // of the mean, estimated
};

// A share or a mean of one arm; only what is sufficient is drawn. For means the variance is pooled and set later.
Arm draw_arm(const ManyArms& arms, double value, double n, random::Stream& stream) {
  if (arms.metric == plan::PlainMetric::proportion) {
    const double p = static_cast<double>(random::binomial(stream, static_cast<std::int64_t>(n), value)) / n;
    return {p, p * (1 - p) / n};
  }
  return {value + arms.sd / std::sqrt(n) * random::normal(stream), 0};
}

// One experiment; `null`: where no treatment does anything.
Draw draw(const ManyArms& arms, double critical, std::size_t hardest, bool null, random::Stream& stream) {
  const Arm control = draw_arm(arms, arms.control, arms.n_control, stream);
  std::vector<Arm> treatments;
  for (const double value : arms.treatments) {
    treatments.push_back(draw_arm(arms, null ? arms.control : value, arms.n_treatment, stream));
  }
  double pooled = 0;
  if (arms.metric == plan::PlainMetric::mean) {
    pooled = arms.sd * arms.sd * random::chi_squared(stream, arms.df()) / arms.df() *
             (1 / arms.n_control + 1 / arms.n_treatment);
  }
  const bool two_sided = arms.sides == plan::Sides::two;
  std::size_t rejected = 0;
  bool hardest_rejected = false;
  bool defined = true;
  for (std::size_t i = 0; i < treatments.size(); ++i) {
    const double difference = arms.sign() * (treatments[i].mean - control.mean);
    const double variance = arms.metric == plan::PlainMetric::mean ? pooled : control.variance + treatments[i].variance;
    defined &= variance > 0;
    const double statistic = difference / std::sqrt(variance);
    const bool rejects = variance > 0 && (two_sided ? std::abs(statistic) : statistic) >= critical;
    rejected += rejects;
    hardest_rejected |= rejects && i == hardest;
  }
  const bool found = null || arms.power_kind == PowerKind::any ? rejected > 0
                     : arms.power_kind == PowerKind::all       ? rejected == treatments.size()
                                                               : hardest_rejected;
  return {treatments[hardest].mean - control.mean, found, defined || found};
}

}  // namespace

Outcome<CheckMultiArm> CheckMultiArm::prepare(const Request& request) {
  Outcome<ManyArms> arms = plan::planned_many_arms(request.plan);
  if (!arms) {
    return std::move(arms.issues);
  }
  CheckMultiArm simulation;
  simulation.arms_ = std::move(*arms);
  simulation.draws_ = request.draws;
  simulation.critical_ = plan::critical_value(simulation.arms_);
  const std::vector<double> powers = plan::power_by_treatment(simulation.arms_, simulation.critical_);
  simulation.hardest_ = static_cast<std::size_t>(std::min_element(powers.begin(), powers.end()) - powers.begin());
  return {std::move(simulation), std::move(arms.issues)};
}

std::int64_t CheckMultiArm::block() const { return block_of(draws_.replicates, 500); }

Tally CheckMultiArm::run(std::int64_t first, std::int64_t count) const {
  const double effect = arms_.treatments[hardest_] - arms_.control;
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
  result.n_control = static_cast<std::int64_t>(arms_.n_control);
  result.n_treatment = static_cast<std::int64_t>(arms_.n_treatment);
  result.critical_value = critical_;
  const double planned = plan::power(arms_, arms_.power_kind, critical_);
  result.checked = judged(*all, planned, planned, plan::familywise_error(arms_, critical_),
                          arms_.treatments[hardest_] - arms_.control);
  result.checked.test = plan::test_sentence(arms_);
  result.checked.seed = draws_.seed;
  return result;
}

}  // namespace sutva::simulate
