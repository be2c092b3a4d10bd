// SPDX-License-Identifier: Apache-2.0
// Drawing: experiments step by step, and what every way of looking calls.
#include <algorithm>
#include <cmath>

#include "simulate/growing_arms.hpp"
#include "simulate/peeking_parts.hpp"
#include "stats/distributions.hpp"

namespace sutva::simulate {

void PeekingStudy::draw(const Scenario& s, random::Stream& stream, Path& path) const {
  const std::size_t looks = days_.size(), arms = 1 + s.variants, of_arm = s.segments * s.metrics;
  const bool share = request_.metric == PeekingMetric::proportion;
  const double baseline = share ? request_.baseline : 1;
  std::vector<RowSums> sums(arms * of_arm);
  path.z.assign(looks, 0);
  path.estimate.assign(looks, 0);
  path.se.assign(looks, 0);
  std::size_t k = 0;
  for (const Step& step : s.steps) {
    for (std::size_t arm = 0; arm < arms && step.units > 0; ++arm) {
      const double factor = arm == 0 ? step.control : step.treated;
      for (std::size_t segment = 0; segment < s.segments; ++segment) {
        RowSums* to = &sums[arm * of_arm + segment * s.metrics];
        if (s.metrics == 1) {
          to->add(s.law.units(step.units, factor, stream));
          continue;
        }
        // Some show the same in all metrics, others something else in each: that many are correlated that much.
        RowLaw one;
        one.metric = PeekingMetric::proportion;
        one.baseline = s.correlation;
        const double alike = one.rows(step.units, 1, stream).sum;
        const RowSums common = s.law.units(alike, factor, stream);
        for (std::size_t metric = 0; metric < s.metrics; ++metric) {
          to[metric].add(common);
          to[metric].add(s.law.units(step.units - alike, factor, stream));
        }
      }
    }
    if (!step.look) {
      continue;
    }
    for (std::size_t i = 0; i < s.variants * of_arm; ++i) {
      const RowSums& control = sums[i % of_arm];
      const RowSums& treated = sums[of_arm + i];
      const double se = std::sqrt((control.variance(share) + treated.variance(share)) / control.n);
      const double difference = treated.mean() - control.mean();
      const double z = se > 0 ? difference / se : 0;
      if (i == 0 || std::abs(z) > std::abs(path.z[k])) {
        path.z[k] = z;
        path.estimate[k] = difference / baseline;
        path.se[k] = se / baseline;
      }
    }
    ++k;
  }
}

PeekingStudy::Partial PeekingStudy::run(std::int64_t first, std::int64_t count) const {
  Partial part;
  part.first = first;
  part.count = count;
  const std::size_t looks = days_.size(), ways = methods_.size();
  part.stopped.assign(scenarios_.size() * ways * looks, 0);
  part.cured.assign(scenarios_.size() * ways, 0);
  part.sums.assign(ways * sums_kept, 0);
  const double usual = stats::normal_quantile_upper(request_.alpha / 2);
  const bool share = request_.metric == PeekingMetric::proportion;
  std::vector<double> usual_at(looks, usual);
  for (std::size_t k = 0; k < looks && !share; ++k) {
    usual_at[k] = stats::t_quantile_upper(request_.alpha / 2, 2 * scenarios_[with_lift()].n[k] - 2);
  }
  round_boundary(usual_at);
  Path path;
  for (std::int64_t replicate = first; replicate < first + count; ++replicate) {
    for (std::size_t at = 0; at < scenarios_.size(); ++at) {
      const Scenario& s = scenarios_[at];
      random::Stream stream(static_cast<std::uint64_t>(request_.draws.seed), static_cast<std::uint64_t>(replicate));
      draw(s, stream, path);
      const auto first_above = [&](const double* bar) {
        std::size_t k = 0;
        while (k < looks && !(std::abs(path.z[k]) >= bar[k])) {
          ++k;
        }
        return k;
      };
      for (std::size_t way = 0; way < ways; ++way) {
        const double* bar = &s.critical[way * looks];
        const std::size_t called = first_above(bar);
        if (called < looks) {
          part.stopped[(at * ways + way) * looks + called] += 1;
        }
        if (!s.cure.empty() && first_above(&s.cure[way * looks]) < looks) {
          part.cured[at * ways + way] += 1;
        }
        if (at == with_lift()) {
          const std::size_t end = std::min(called, looks - 1);
          const double off = std::abs(path.estimate[end] - request_.lift);
          const double estimate = on_a_grid(path.estimate[end] / final_se_);
          double* sums = &part.sums[way * sums_kept];
          sums[estimates] += estimate;
          sums[covered] += off <= usual_at[end] * path.se[end] ? 1 : 0;
          sums[covered_own] += off <= bar[end] * path.se[end] ? 1 : 0;
          if (called < looks) {
            sums[sizes_found] += std::abs(estimate);
            sums[wrong_signs] += estimate * request_.lift < 0 ? 1 : 0;
          }
        }
      }
      if (at == with_lift() && replicate < paths_kept) {
        part.paths.insert(part.paths.end(), path.z.begin(), path.z.end());
        for (std::size_t k = 0; k < looks; ++k) {
          part.paths.push_back(share ? 2 * stats::normal_sf(std::abs(path.z[k]))
                                     : stats::t_two_sided_p(path.z[k], 2 * s.n[k] - 2));
        }
        part.paths.insert(part.paths.end(), path.estimate.begin(), path.estimate.end());
      }
    }
  }
  return part;
}

}  // namespace sutva::simulate
