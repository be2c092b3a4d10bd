// SPDX-License-Identifier: Apache-2.0
#include "simulate/check_switchback.hpp"

#include <cmath>
#include <utility>

#include "random/samplers.hpp"

namespace sutva::simulate {
namespace {

using plan::SwitchbackDesign;
using plan::SwitchbackPlan;
using random::Stream;

struct Rule {
  double critical = 0;
  double df = 0;
  double known_se = 0;  // 0: the test estimates it
};

// One region: assignment of its blocks, then its periods one after the other.
class Region {
 public:
  explicit Region(const SwitchbackPlan& plan)
      : plan_(plan), treated_(plan.starts.size()), run_of_(plan.starts.size()) {}

  void assign(Stream& stream) {
    const std::size_t blocks = treated_.size();
    if (plan_.design == SwitchbackDesign::alternating) {
      const bool first = random::uniform(stream) < 0.5;
      for (std::size_t i = 0; i < blocks; ++i) {
        treated_[i] = (i % 2 == 0) == first;
      }
    } else if (plan_.uses_t()) {
      double wanted = static_cast<double>(blocks) / 2;
      for (std::size_t i = 0; i < blocks; ++i) {
        treated_[i] = random::uniform(stream) * static_cast<double>(blocks - i) < wanted;
        wanted -= treated_[i] ? 1 : 0;
      }
    } else {
      for (std::size_t i = 0; i < blocks; ++i) {
        treated_[i] = random::uniform(stream) < 0.5;
      }
    }
    for (std::size_t i = 0; i < blocks; ++i) {
      run_of_[i] = i > 0 && treated_[i] == treated_[i - 1] ? run_of_[i - 1] : i;
    }
  }

  // Calls see(period, block, outcome, spanned): the number of blocks its past spans where that is treated throughout or
  // untreated throughout, else 0.
  template <class See>
  void observe(double effect, Stream& stream, See&& see) const {
    const double shock = std::sqrt(plan_.period_variance);
    const double noise = std::sqrt(plan_.unit_variance);
    const double phi = plan_.autocorrelation;
    const double fresh = std::sqrt((1 - phi) * (1 + phi));
    const std::int64_t m = plan_.carryover;
    double market = random::normal(stream);
    std::size_t block = 0;
    std::size_t oldest = 0;           // block of the period `carryover` ago
    std::int64_t treated_lately = 0;  // of the last carryover + 1 periods; before the start all are control
    for (std::int64_t t = 0; t < plan_.periods; ++t) {
      if (block + 1 < plan_.starts.size() && plan_.starts[block + 1] <= t) {
        ++block;
      }
      treated_lately += treated_[block] ? 1 : 0;
      if (t > m) {
        treated_lately -= treated_[oldest] ? 1 : 0;
        if (oldest + 1 < plan_.starts.size() && plan_.starts[oldest + 1] <= t - m) {
          ++oldest;
        }
      }
      const double y = plan_.level + effect * static_cast<double>(treated_lately) / static_cast<double>(m + 1) +
                       shock * market + noise * random::normal(stream);
      see(t, block, y, t >= m && run_of_[block] <= oldest ? static_cast<int>(block - oldest + 1) : 0);
      market = phi * market + fresh * random::normal(stream);
    }
  }

  bool treated(std::size_t block) const { return treated_[block]; }

 private:
  const SwitchbackPlan& plan_;
  std::vector<char> treated_;
  std::vector<std::size_t> run_of_;  // first block of the run of equal treatment a block belongs to
};

Draw draw(const SwitchbackPlan& plan, Region& region, double effect, const Rule& rule, std::vector<double>& means,
          Stream& stream) {
  const bool weighs = !plan.uses_t() && plan.design != SwitchbackDesign::alternating;
  const auto blocks = static_cast<double>(plan.starts.size());
  double estimate = 0;
  double squares = 0;
  for (double i = 0; i < plan.regions; ++i) {
    region.assign(stream);
    if (weighs) {
      double sum = 0;
      region.observe(effect, stream, [&](std::int64_t, std::size_t block, double y, int spanned) {
        if (spanned > 0) {
          sum += (region.treated(block) ? 1 : -1) * std::ldexp(y, spanned);
        }
      });
      estimate += sum / static_cast<double>(plan.periods - plan.carryover);
      continue;
    }
    means.assign(plan.starts.size(), 0);
    region.observe(effect, stream, [&](std::int64_t t, std::size_t block, double y, int) {
      if (t - plan.starts[block] >= plan.carryover) {
        means[block] += y;
      }
    });
    const auto kept = static_cast<double>(plan.block_length - plan.carryover);
    double centre = 0;
    double difference = 0;
    for (std::size_t block = 0; block < means.size(); ++block) {
      means[block] /= kept;
      centre += means[block] / blocks;
      difference += (region.treated(block) ? 2 : -2) * means[block] / blocks;
    }
    for (const double mean : means) {
      squares += (mean - centre) * (mean - centre);
    }
    estimate += difference;
  }
  estimate /= plan.regions;
  // Least squares with a level for each region: what the common difference leaves.
  const double all = blocks * plan.regions;
  const double residual = squares - all / 4 * estimate * estimate;
  const double se = rule.known_se > 0 ? rule.known_se : std::sqrt(residual / rule.df * 4 / all);
  if (!(se > 0)) {
    return {estimate, false, false};
  }
  const double statistic = estimate / se;
  const double sign = plan.effect < 0 ? -1 : 1;
  return {estimate, (plan.sides == plan::Sides::two ? std::abs(statistic) : sign * statistic) >= rule.critical, true};
}

}  // namespace

Outcome<CheckSwitchback> CheckSwitchback::prepare(const Request& request) {
  Outcome<SwitchbackPlan> planned = plan::planned_switchback(request.plan);
  if (!planned) {
    return std::move(planned.issues);
  }
  if (static_cast<double>(planned->periods) * planned->regions > 200'000) {
    return error(Code::too_large, planned->regions > 1 ? "regions" : "effect",
                 "More than 200,000 periods of all regions can not be drawn for each experiment.", 200'000.0);
  }
  CheckSwitchback simulation;
  simulation.plan_ = *planned;
  simulation.draws_ = request.draws;
  simulation.test_ = plan::analysis_sentence(*planned);
  return {simulation, std::move(planned.issues)};
}

// About twenty thousand draws to a block.
std::int64_t CheckSwitchback::block() const {
  const double each = static_cast<double>(plan_.periods) * plan_.regions * 4;
  return block_of(draws_.replicates, static_cast<std::int64_t>(std::fmax(20'000 / each, 1)));
}

Tally CheckSwitchback::run(std::int64_t first, std::int64_t count) const {
  Rule rule;
  rule.critical = plan::critical_value(plan_);
  rule.df = plan::degrees_of_freedom(plan_);
  if (!plan_.uses_t()) {
    rule.known_se = plan::standard_errors(plan_).null;
  }
  Region region(plan_);
  std::vector<double> means;
  Tally tally;
  tally.first = first;
  tally.replicates = count;
  for (std::int64_t replicate = first; replicate < first + count; ++replicate) {
    Stream stream(static_cast<std::uint64_t>(draws_.seed), static_cast<std::uint64_t>(replicate));
    const Draw with_effect = draw(plan_, region, plan_.effect, rule, means, stream);
    const Draw without = draw(plan_, region, 0, rule, means, stream);
    tally.count(with_effect, without, plan_.effect);
  }
  return tally;
}

Outcome<CheckSwitchbackResult> CheckSwitchback::finish(const std::vector<Partial>& partials) const {
  Outcome<Tally> all = total(partials);
  if (!all) {
    return std::move(all.issues);
  }
  Result result;
  result.periods = plan_.periods;
  result.blocks = static_cast<std::int64_t>(plan_.starts.size());
  result.planned_se = plan::standard_errors(plan_).effect;
  const double planned = plan::power(plan_);
  result.checked = judged(*all, planned, planned, plan_.alpha, plan_.effect);
  result.checked.test = test_;
  result.checked.seed = draws_.seed;
  return result;
}

}  // namespace sutva::simulate
