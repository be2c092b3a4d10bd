// SPDX-License-Identifier: Apache-2.0
#include "stats/two_proportions.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace sutva::stats {
namespace {

constexpr std::int64_t largest_window = 600'000;

// The part of a binomial distribution that matters, with its sums from below and from above.
class BinomialWindow {
 public:
  BinomialWindow(std::int64_t n, double p) : n_(n) {
    const double mean = static_cast<double>(n) * p;
    const double reach = 9.5 * std::sqrt(mean * (1 - p)) + 30;
    first_ = static_cast<std::int64_t>(std::fmax(0, std::floor(mean - reach)));
    last_ = static_cast<std::int64_t>(std::fmin(static_cast<double>(n), std::ceil(mean + reach)));
    if (size() > largest_window) {
      return;
    }
    const auto mode =
        std::clamp(static_cast<std::int64_t>(std::floor((static_cast<double>(n) + 1) * p)), first_, last_);
    pmf_.assign(static_cast<std::size_t>(size()), 0.0);
    const double odds = p / (1 - p);
    at(mode) = 1;
    for (std::int64_t k = mode + 1; k <= last_; ++k) {
      at(k) = at(k - 1) * odds * static_cast<double>(n - k + 1) / static_cast<double>(k);
    }
    for (std::int64_t k = mode - 1; k >= first_; --k) {
      at(k) = at(k + 1) / odds * static_cast<double>(k + 1) / static_cast<double>(n - k);
    }
    double total = 0;
    for (double mass : pmf_) {
      total += mass;
    }
    below_.assign(pmf_.size() + 1, 0.0);
    above_.assign(pmf_.size() + 1, 0.0);
    for (std::size_t i = 0; i < pmf_.size(); ++i) {
      pmf_[i] /= total;
      below_[i + 1] = below_[i] + pmf_[i];
    }
    for (std::size_t i = pmf_.size(); i-- > 0;) {
      above_[i] = above_[i + 1] + pmf_[i];
    }
  }

  std::int64_t n() const { return n_; }
  std::int64_t first() const { return first_; }
  std::int64_t last() const { return last_; }
  std::int64_t size() const { return last_ - first_ + 1; }
  double mass(std::int64_t k) const { return pmf_[static_cast<std::size_t>(k - first_)]; }
  double mass_below(std::int64_t k) const { return below_[index(k)]; }  // P(X < k)
  double mass_from(std::int64_t k) const { return above_[index(k)]; }   // P(X >= k)

 private:
  double& at(std::int64_t k) { return pmf_[static_cast<std::size_t>(k - first_)]; }
  std::size_t index(std::int64_t k) const {
    return static_cast<std::size_t>(std::clamp(k, first_, last_ + 1) - first_);
  }

  std::int64_t n_;
  std::int64_t first_ = 0, last_ = 0;
  std::vector<double> pmf_, below_, above_;
};

}  // namespace

RestrictedShares restricted_shares(double p_control, double n_control, double p_treatment, double n_treatment,
                                   double difference) {
  const double theta = n_control / n_treatment;
  const double a = 1 + theta;
  const double b = -(1 + theta + p_treatment + theta * p_control + difference * (theta + 2));
  const double c =
      difference * difference + difference * (2 * p_treatment + theta + 1) + p_treatment + theta * p_control;
  const double d = -p_treatment * difference * (1 + difference);
  const double third = b / (3 * a);
  const double v = third * third * third - b * c / (6 * a * a) + d / (2 * a);
  const double u = std::copysign(std::sqrt(std::fmax(0, third * third - c / (3 * a))), v);
  const double cosine = u == 0 ? 1 : std::clamp(v / (u * u * u), -1.0, 1.0);
  const double w = (3.141592653589793 + std::acos(cosine)) / 3;
  const double low = std::fmax(0, difference);
  const double high = std::fmin(1, 1 + difference);
  const double treatment = std::clamp(2 * u * std::cos(w) - third, low, high);
  return {treatment - difference, treatment};
}

double two_proportion_z(ProportionTest test, double successes_control, double n_control, double successes_treatment,
                        double n_treatment, double margin) {
  const double pc = successes_control / n_control;
  const double pt = successes_treatment / n_treatment;
  const double distance = pt - pc - margin;
  if (distance == 0) {
    return 0;
  }
  double variance = 0;
  if (test == ProportionTest::unpooled) {
    variance = pc * (1 - pc) / n_control + pt * (1 - pt) / n_treatment;
  } else if (margin == 0) {
    const double p = (successes_control + successes_treatment) / (n_control + n_treatment);
    variance = p * (1 - p) * (1 / n_control + 1 / n_treatment);
  } else {
    const RestrictedShares at = restricted_shares(pc, n_control, pt, n_treatment, margin);
    variance = at.control * (1 - at.control) / n_control + at.treatment * (1 - at.treatment) / n_treatment;
  }
  return variance > 0 ? distance / std::sqrt(variance)
                      : std::copysign(std::numeric_limits<double>::infinity(), distance);
}

std::optional<double> exact_power(const ProportionRule& rule, std::int64_t n_control, std::int64_t n_treatment,
                                  double p_control, double p_treatment) {
  const BinomialWindow control(n_control, p_control);
  const BinomialWindow treatment(n_treatment, p_treatment);
  if (control.size() > largest_window || treatment.size() > largest_window) {
    return std::nullopt;
  }
  const auto z = [&](std::int64_t c, std::int64_t t, double margin) {
    return two_proportion_z(rule.test, static_cast<double>(c), static_cast<double>(n_control), static_cast<double>(t),
                            static_cast<double>(n_treatment), margin);
  };
  const bool between = rule.tail == Tail::between;
  const double upper_margin = between ? rule.margin_high : rule.margin;
  // For a given control count z rises with the treatment count, and the two bounds of the acceptance region rise
  // with the control count: each is found by walking on from where it stood for the count before.
  std::int64_t reject_from = treatment.first();  // the smallest treatment count with z >= critical
  std::int64_t keep_from = treatment.first();    // the smallest treatment count with z > -critical
  double power = 0;
  for (std::int64_t c = control.first(); c <= control.last(); ++c) {
    if (rule.tail != Tail::less) {
      while (reject_from <= treatment.last() && z(c, reject_from, rule.margin) < rule.critical) {
        ++reject_from;
      }
    }
    if (rule.tail != Tail::greater) {
      while (keep_from <= treatment.last() && z(c, keep_from, upper_margin) <= -rule.critical) {
        ++keep_from;
      }
    }
    double rejected = 0;
    if (between) {
      rejected = std::fmax(0, treatment.mass_below(keep_from) - treatment.mass_below(reject_from));
    } else {
      rejected = (rule.tail != Tail::less ? treatment.mass_from(reject_from) : 0) +
                 (rule.tail != Tail::greater ? treatment.mass_below(keep_from) : 0);
    }
    power += control.mass(c) * rejected;
  }
  // Where no one did it, or everyone, there is no test. Its z of 0 rejects at a level of a half, one-sided, alone.
  if (rule.critical <= 0 && rule.margin == 0 && !between) {
    if (control.first() == 0 && treatment.first() == 0) {
      power -= control.mass(0) * treatment.mass(0);
    }
    if (control.last() == n_control && treatment.last() == n_treatment) {
      power -= control.mass(n_control) * treatment.mass(n_treatment);
    }
  }
  return power;
}

double one_proportion_z(ProportionTest test, double successes, double n, double null) {
  const double p = successes / n;
  if (p == null) {
    return 0;
  }
  const double share = test == ProportionTest::pooled ? null : p;
  const double variance = share * (1 - share) / n;
  return variance > 0 ? (p - null) / std::sqrt(variance)
                      : std::copysign(std::numeric_limits<double>::infinity(), p - null);
}

std::optional<double> exact_power_one_arm(const ProportionRule& rule, std::int64_t n, double null, double p) {
  const BinomialWindow counts(n, p);
  if (counts.size() > largest_window) {
    return std::nullopt;
  }
  const bool between = rule.tail == Tail::between;
  double power = 0;
  for (std::int64_t k = counts.first(); k <= counts.last(); ++k) {
    const auto z = [&](double margin) {
      return one_proportion_z(rule.test, static_cast<double>(k), static_cast<double>(n), null + margin);
    };
    const bool above = z(rule.margin) >= rule.critical;
    const bool below = z(between ? rule.margin_high : rule.margin) <= -rule.critical;
    const bool rejected = between                        ? above && below
                          : rule.tail == Tail::two_sided ? above || below
                          : rule.tail == Tail::greater   ? above
                                                         : below;
    power += rejected ? counts.mass(k) : 0;
  }
  return power;
}

}  // namespace sutva::stats
