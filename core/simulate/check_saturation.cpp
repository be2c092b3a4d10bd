// SPDX-License-Identifier: Apache-2.0
#include "simulate/check_saturation.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "random/samplers.hpp"
#include "simulate/cluster_draws.hpp"
#include "simulate/estimate_summary.hpp"

namespace sutva::simulate {
namespace {

using plan::SaturationDesign;
using plan::SaturationMetric;
using plan::SaturationTarget;
using random::Stream;

// People of one kind: how many of them each cluster has, and their mean.
struct Kind {
  std::vector<double> people, mean;

  void add(double n, double value) {
    people.push_back(n);
    mean.push_back(value);
  }
  void clear() {
    people.clear();
    mean.clear();
  }
};

struct Experiment {
  Kind control, treated, untreated, within;  // within: treated less untreated, with the weight of that difference
  std::vector<std::size_t> first;            // of each saturation's clusters, and the end of the last
};

struct Estimate {
  double value = 0;
  double variance = 0;
};

// Everybody counts the same. The variance is CR2: a cluster's residual grown by its leverage.
Estimate mean_of(const Kind& kind, std::size_t first, std::size_t end) {
  double people = 0;
  double sum = 0;
  for (std::size_t i = first; i < end; ++i) {
    people += kind.people[i];
    sum += kind.people[i] * kind.mean[i];
  }
  Estimate all{sum / people, 0};
  for (std::size_t i = first; i < end; ++i) {
    const double share = kind.people[i] / people;
    const double deviation = share * (kind.mean[i] - all.value);
    all.variance += deviation * deviation / (1 - share);
  }
  return all;
}

// What becomes of a cluster's share where people are persuaded or dissuaded, so that `from` becomes `to` on average.
double changed(double own, double from, double to) {
  return to >= from ? 1 - (1 - own) * (1 - to) / (1 - from) : own * to / from;
}

// Draws one experiment. Means are counted from the control's, so that a large one takes no digits away.
void draw(const SaturationDesign& plan, double effect_treated, double effect_untreated, Stream& stream,
          Experiment& drawn) {
  const plan::SaturationPlanRequest& r = plan.request;
  const bool share = r.metric == SaturationMetric::proportion;
  const double between = std::sqrt(plan.person_variance * r.icc);
  const double within = std::sqrt(plan.person_variance * (1 - r.icc));
  const auto cluster = [&] {
    return share ? share_of_cluster(r.baseline, r.icc, stream) : between * random::normal(stream);
  };
  const auto seen = [&](double own, double effect, double people) {
    return share ? share_seen(changed(own, r.baseline, r.baseline + effect), people, stream)
                 : own + effect + within / std::sqrt(people) * random::normal(stream);
  };
  drawn.control.clear();
  drawn.treated.clear();
  drawn.untreated.clear();
  drawn.within.clear();
  drawn.first.assign(1, 0);
  for (double i = 0; i < plan.control; ++i) {
    const double people = whole_people(r.people_per_cluster, stream);
    drawn.control.add(people, seen(cluster(), 0, people));
  }
  for (std::size_t s = 0; s < plan.clusters.size(); ++s) {
    for (double i = 0; i < plan.clusters[s]; ++i) {
      const double people = whole_people(r.people_per_cluster, stream);
      const double treated = std::clamp(whole_people(people * r.saturations[s], stream), 1.0, people - 1);
      const double own = cluster();
      const double y_treated = seen(own, effect_treated, treated);
      const double y_untreated = seen(own, effect_untreated, people - treated);
      drawn.treated.add(treated, y_treated);
      drawn.untreated.add(people - treated, y_untreated);
      drawn.within.add(treated * (people - treated) / people, y_treated - y_untreated);
    }
    drawn.first.push_back(drawn.treated.people.size());
  }
}

Estimate estimate(const Experiment& drawn, SaturationTarget target, std::optional<std::size_t> saturation) {
  const std::size_t first = saturation ? drawn.first[*saturation] : 0;
  const std::size_t end = saturation ? drawn.first[*saturation + 1] : drawn.first.back();
  if (target == SaturationTarget::difference) {
    return mean_of(drawn.within, first, end);
  }
  const Estimate changed = mean_of(target == SaturationTarget::treated ? drawn.treated : drawn.untreated, first, end);
  const Estimate control = mean_of(drawn.control, 0, drawn.control.people.size());
  return {changed.value - control.value, changed.variance + control.variance};
}

}  // namespace

Outcome<CheckSaturation> CheckSaturation::prepare(const Request& request) {
  Outcome<SaturationDesign> planned = plan::planned_saturations(request.plan);
  if (!planned) {
    return std::move(planned.issues);
  }
  if (planned->clusters_in_all() > 100'000) {
    return error(Code::too_large,
                 request.plan.solve_for == plan::SaturationUnknown::clusters ? plan::deciding_effect(request.plan)
                                                                             : std::string_view("clusters"),
                 "More than 100,000 clusters can not be drawn for each experiment.", 100'000.0);
  }
  CheckSaturation simulation;
  simulation.plan_ = std::move(*planned);
  simulation.draws_ = request.draws;
  const SaturationDesign& plan = simulation.plan_;
  const std::optional<std::size_t> deciding = plan::deciding(plan);
  const std::size_t saturations = plan.clusters.size();
  for (const auto& target : choices_of<SaturationTarget>) {
    for (std::size_t i = 0; i <= saturations; ++i) {
      const std::optional<std::size_t> saturation = i == 0 ? std::nullopt : std::optional(i - 1);
      if (target.value == request.plan.target && saturation == deciding) {
        simulation.counts_ = simulation.comparisons_.size();
      }
      Comparison one{target.value, saturation, plan::compared(plan, target.value, saturation)};
      one.effect = plan.effect(target.value);
      one.own_variance = plan::own_variance(plan, target.value, saturation);
      one.critical = plan::critical_value(plan::planned_test(plan, one.planned));
      simulation.comparisons_.push_back(one);
    }
  }
  return {std::move(simulation), std::move(planned.issues)};
}

// About twenty thousand draws to a block.
std::int64_t CheckSaturation::block() const {
  const double each = plan_.clusters_in_all() * 6;
  return block_of(draws_.replicates, static_cast<std::int64_t>(std::fmax(20'000 / each, 1)));
}

SaturationTally CheckSaturation::run(std::int64_t first, std::int64_t count) const {
  const bool two_sided = plan_.request.sides == plan::Sides::two;
  const bool known = plan_.request.test == plan::ClusterTest::z;
  Experiment drawn;
  const auto test = [&](const Comparison& one, double known_variance) {
    const Estimate found = estimate(drawn, one.target, one.saturation);
    const double se = std::sqrt(known ? known_variance : found.variance);
    if (!(se > 0)) {
      return Draw{found.value, false, false};
    }
    const double statistic = found.value / se;
    const double sign = one.effect < 0 ? -1 : 1;
    return Draw{found.value, (two_sided ? std::abs(statistic) : sign * statistic) >= one.critical, true};
  };
  SaturationTally all;
  all.tally.first = first;
  all.tally.replicates = count;
  all.found_effect.assign(comparisons_.size(), 0);
  all.found_null.assign(comparisons_.size(), 0);
  for (std::int64_t replicate = first; replicate < first + count; ++replicate) {
    Stream stream(static_cast<std::uint64_t>(draws_.seed), static_cast<std::uint64_t>(replicate));
    Draw with_effect;
    draw(plan_, plan_.effect_treated, plan_.effect_untreated, stream, drawn);
    for (std::size_t i = 0; i < comparisons_.size(); ++i) {
      const Draw found = test(comparisons_[i], comparisons_[i].own_variance);
      all.found_effect[i] += found.rejected ? 1 : 0;
      with_effect = i == counts_ ? found : with_effect;
    }
    Draw without;
    draw(plan_, 0, 0, stream, drawn);
    for (std::size_t i = 0; i < comparisons_.size(); ++i) {
      const Draw found = test(comparisons_[i], comparisons_[i].planned.variance);
      all.found_null[i] += found.rejected ? 1 : 0;
      without = i == counts_ ? found : without;
    }
    all.tally.count(with_effect, without, comparisons_[counts_].effect);
  }
  return all;
}

Outcome<CheckSaturationResult> CheckSaturation::finish(const std::vector<Partial>& partials) const {
  const std::size_t comparisons = comparisons_.size();
  std::vector<std::int64_t> found_effect(comparisons);
  std::vector<std::int64_t> found_null(comparisons);
  std::vector<Tally> tallies;
  for (const SaturationTally& each : partials) {
    // What comes from outside may be anything: a block of another plan counts for nothing.
    if (each.found_effect.size() != comparisons || each.found_null.size() != comparisons) {
      continue;
    }
    tallies.push_back(each.tally);
    for (std::size_t i = 0; i < comparisons; ++i) {
      found_effect[i] += each.found_effect[i];
      found_null[i] += each.found_null[i];
    }
  }
  Outcome<Tally> all = total(tallies);
  if (!all) {
    return std::move(all.issues);
  }
  const plan::SaturationPlanRequest& r = plan_.request;
  const auto n = static_cast<double>(all->replicates);
  Result result;
  result.clusters = static_cast<std::int64_t>(plan_.clusters_in_all());
  result.clusters_control = static_cast<std::int64_t>(plan_.control);
  result.people_per_cluster = r.people_per_cluster;
  for (std::size_t i = 0; i < comparisons; ++i) {
    const Comparison& one = comparisons_[i];
    SimulatedComparison row;
    row.comparison = name(one.target);
    row.label = label(one.target);
    if (one.saturation) {
      row.saturation = r.saturations[*one.saturation];
    }
    row.effect = one.effect;
    row.planned_power = plan::power(plan_, one.planned, one.effect);
    row.power = static_cast<double>(found_effect[i]) / n;
    row.power_mcse = share_error(row.power, n);
    row.false_positive_rate = static_cast<double>(found_null[i]) / n;
    row.false_positive_mcse = share_error(row.false_positive_rate, n);
    result.comparisons.push_back(std::move(row));
  }
  const Comparison& counts = comparisons_[counts_];
  const double planned_power = result.comparisons[counts_].planned_power;
  result.planned_se = std::sqrt(counts.planned.variance);
  if (r.metric == SaturationMetric::proportion) {
    plan::SaturationCompared own = counts.planned;
    own.variance = counts.own_variance;
    result.own_power = plan::power(plan_, own, counts.effect);
  }
  result.checked = judged(*all, planned_power, planned_power, r.alpha, counts.effect);
  result.checked.test = r.test == plan::ClusterTest::t
                            ? joined("t-test of means of people with cluster-robust standard errors (CR2) and ",
                                     static_cast<std::int64_t>(counts.planned.df), " degrees of freedom")
                            : std::string("z-test of means of people with known variances");
  result.checked.seed = draws_.seed;
  return result;
}

}  // namespace sutva::simulate
