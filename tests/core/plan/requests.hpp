// SPDX-License-Identifier: Apache-2.0
// Random requests for the tests of properties.
#pragma once

#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "plan/sample_size.hpp"

namespace sutva::tests {

class Requests {
 public:
  explicit Requests(std::uint64_t seed) : random_(seed) {}

  double uniform(double low, double high) {
    return low + (high - low) * static_cast<double>(random_() >> 11U) * 0x1p-53;
  }
  double log_uniform(double low, double high) { return std::exp(uniform(std::log(low), std::log(high))); }
  template <class E>
  E any() {
    return choices_of<E>[random_() % choices_of<E>.size()].value;
  }
  bool coin() { return random_() % 2 == 0; }

  // Solves for size; every plan has a solution.
  plan::SampleSizeRequest size() {
    plan::SampleSizeRequest r;
    r.brief = true;
    r.metric = coin() ? plan::Metric::proportion : plan::Metric::mean;
    r.sides = any<plan::Sides>();
    r.proportion_method = any<plan::ProportionMethod>();
    r.mean_method = any<plan::MeanMethod>();
    r.effect_scale = any<plan::EffectScale>();
    r.alpha = coin() ? 0.05 : log_uniform(1e-6, 0.3);
    r.power = coin() ? 0.8 : uniform(r.alpha + 0.3 * (1 - r.alpha), 0.999);
    r.ratio = coin() ? 1 : log_uniform(0.05, 20);
    r.baseline = uniform(0.005, 0.995);
    r.baseline_mean = coin() ? uniform(-50, 200) : 1;
    r.sd = log_uniform(0.01, 1000);
    double difference = 0;
    double control = 0;
    if (r.metric == plan::Metric::proportion) {
      const double room = coin() ? 1 - r.baseline : -r.baseline;
      difference = room * log_uniform(0.003, 0.95);
      control = r.baseline;
    } else {
      difference = (coin() ? 1 : -1) * r.sd * log_uniform(0.003, 4);
      control = r.baseline_mean;
    }
    r.effect = r.effect_scale == plan::EffectScale::relative ? difference / control : difference;
    return r;
  }

 private:
  std::mt19937_64 random_;
};

// One request of every metric, comparison and question, each with an answer.
inline std::vector<plan::SampleSizeRequest> variety() {
  std::vector<plan::SampleSizeRequest> all;
  for (const auto& metric : choices_of<plan::Metric>) {
    for (const auto& comparison : choices_of<plan::Comparison>) {
      for (const auto& hypothesis : choices_of<plan::Hypothesis>) {
        const bool single = comparison.value != plan::Comparison::two_arms;
        if ((single && metric.value != plan::Metric::mean && metric.value != plan::Metric::proportion) ||
            (comparison.value == plan::Comparison::paired && metric.value != plan::Metric::mean) ||
            (metric.value == plan::Metric::rank && hypothesis.value != plan::Hypothesis::difference)) {
          continue;
        }
        plan::SampleSizeRequest r;
        r.metric = metric.value;
        r.comparison = comparison.value;
        r.hypothesis = hypothesis.value;
        r.effect_scale = plan::EffectScale::relative;
        r.margin = 0.3;
        switch (hypothesis.value) {
          case plan::Hypothesis::difference:
            r.effect = 0.2;
            break;
          case plan::Hypothesis::noninferiority:
            r.effect = 0.02;
            r.hazard_ratio = 1.02;
            break;
          case plan::Hypothesis::superiority:
            r.effect = 0.5;
            r.hazard_ratio = 1.6;
            break;
          case plan::Hypothesis::equivalence:
            r.effect = 0.03;
            r.hazard_ratio = 1.03;
            break;
        }
        all.push_back(r);
      }
    }
  }
  return all;
}

inline std::string described(const plan::SampleSizeRequest& r) {
  return joined(name(r.metric), " solve_for=", name(r.solve_for), " ", name(r.proportion_method), "/",
                name(r.mean_method), " ", name(r.sides), " alpha=", r.alpha, " power=", r.power, " ratio=", r.ratio,
                " baseline=", r.baseline, " mean=", r.baseline_mean, " sd=", r.sd, " ", name(r.effect_scale),
                " effect=", r.effect, " n=", r.n_control, " ", name(r.direction));
}

}  // namespace sutva::tests
