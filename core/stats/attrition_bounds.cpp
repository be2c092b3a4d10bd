// SPDX-License-Identifier: Apache-2.0
#include "stats/attrition_bounds.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

#include "stats/distributions.hpp"
#include "stats/root.hpp"

namespace sutva::stats {
namespace {

// Variance of an estimate from what each unit adds to it; by cluster where there are clusters.
double variance_of(const std::vector<double>& influence, const Attrition& data) {
  if (!data.clusters) {
    double sum = 0;
    for (const double x : influence) {
      sum += x * x;
    }
    return sum;
  }
  std::vector<std::uint32_t> rows(influence.size());
  std::iota(rows.begin(), rows.end(), 0U);
  const ClusterProduct product = ClusterProducts(*data.clusters).of(rows, influence.data(), influence.data());
  const auto g = static_cast<double>(product.count);
  return g > 1 ? product.sum * g / (g - 1) : 0;
}

struct ArmOutcomes {
  std::int64_t units = 0;
  std::vector<double> known;
  double mean = 0;
};

// Mean of the lowest kept_times / kept_by outcomes; the threshold takes the fraction of a unit that is missing.
struct Trimmed {
  double mean = 0, threshold = 0;
};
Trimmed lowest(std::vector<double> known, std::int64_t kept_times, std::int64_t kept_by) {
  const std::int64_t whole = kept_times / kept_by;
  const double part = static_cast<double>(kept_times % kept_by) / static_cast<double>(kept_by);
  const auto last = std::min(static_cast<std::int64_t>(known.size()) - 1, part > 0 ? whole : whole - 1);
  const auto place = known.begin() + static_cast<std::ptrdiff_t>(last);
  std::nth_element(known.begin(), place, known.end());
  const double threshold = *place;
  // About the threshold: what lies at it adds nothing, in whole or in part.
  double sum = 0;
  for (auto y = known.begin(); y != place; ++y) {
    sum += *y - threshold;
  }
  return {threshold + sum / (static_cast<double>(whole) + part), threshold};
}

}  // namespace

std::optional<LeeBounds> lee_bounds(const Attrition& data) {
  std::array<ArmOutcomes, 2> arms;
  for (std::size_t i = 0; i < data.arm.size(); ++i) {
    ArmOutcomes& arm = arms[static_cast<std::size_t>(data.arm[i])];
    ++arm.units;
    if (!std::isnan(data.outcome[i])) {
      arm.known.push_back(data.outcome[i]);
    }
  }
  for (ArmOutcomes& arm : arms) {
    if (arm.known.size() < 2) {
      return std::nullopt;
    }
    double sum = 0;
    for (const double y : arm.known) {
      sum += y - arm.known[0];
    }
    arm.mean = arm.known[0] + sum / static_cast<double>(arm.known.size());
  }
  const auto known = [&](std::size_t arm) { return static_cast<std::int64_t>(arms[arm].known.size()); };
  const std::int64_t more_treated = known(1) * arms[0].units - known(0) * arms[1].units;
  LeeBounds bounds;
  bounds.trims_treatment = more_treated >= 0;
  const std::size_t trimmed = bounds.trims_treatment ? 1 : 0, whole = 1 - trimmed;
  const double sign = bounds.trims_treatment ? 1 : -1;
  // The trimmed arm keeps as large a share of its units as has outcomes in the other.
  const std::int64_t kept_times = arms[trimmed].units * known(whole), kept_by = arms[whole].units;
  const double kept = static_cast<double>(kept_times) / static_cast<double>(kept_by);
  bounds.trimmed_units = more_treated == 0 ? 0 : static_cast<double>(known(trimmed)) - kept;
  bounds.trimmed_share = bounds.trimmed_units / static_cast<double>(known(trimmed));

  const double share = static_cast<double>(known(whole)) / static_cast<double>(arms[whole].units);
  std::vector<double> influence(data.arm.size());
  // side 1: the lowest outcomes are kept; -1: the highest.
  const auto one_side = [&](double side) {
    Trimmed t;
    if (more_treated == 0) {
      t = {side * arms[trimmed].mean, side * arms[trimmed].mean};  // nothing to trim
    } else {
      std::vector<double> turned = arms[trimmed].known;
      for (double& y : turned) {
        y *= side;
      }
      t = lowest(std::move(turned), kept_times, kept_by);
    }
    const auto units_trimmed = static_cast<double>(arms[trimmed].units);
    const auto units_whole = static_cast<double>(arms[whole].units);
    for (std::size_t i = 0; i < influence.size(); ++i) {
      const double y = data.outcome[i];
      const bool present = !std::isnan(y);
      if (static_cast<std::size_t>(data.arm[i]) == trimmed) {
        const double gap = side * y - t.threshold;
        const bool stays = present && (more_treated == 0 || gap < 0);
        influence[i] = ((stays ? gap : 0) - share * (t.mean - t.threshold)) / share / units_trimmed;
      } else {
        influence[i] =
            ((t.threshold - t.mean) * ((present ? 1 : 0) - share) - (present ? side * (y - arms[whole].mean) : 0)) /
            share / units_whole;
      }
    }
    return std::array<double, 2>{sign * (side * t.mean - arms[whole].mean), std::sqrt(variance_of(influence, data))};
  };
  const auto keeps_lowest = one_side(1), keeps_highest = one_side(-1);
  const auto& low = bounds.trims_treatment ? keeps_lowest : keeps_highest;
  const auto& high = bounds.trims_treatment ? keeps_highest : keeps_lowest;
  bounds.effect = {low[0], high[0], low[1], high[1]};
  return bounds;
}

std::optional<EffectBounds> worst_case_bounds(const Attrition& data, double least, double most) {
  std::array<double, 2> units{0, 0};
  for (const std::int32_t arm : data.arm) {
    ++units[static_cast<std::size_t>(arm)];
  }
  if (units[0] < 2 || units[1] < 2) {
    return std::nullopt;
  }
  std::vector<double> influence(data.arm.size());
  const auto one_end = [&](double treated, double control) {
    const auto filled = [&](std::size_t i) {
      return !std::isnan(data.outcome[i]) ? data.outcome[i] : data.arm[i] == 1 ? treated : control;
    };
    std::array<double, 2> means{0, 0};
    for (std::size_t i = 0; i < influence.size(); ++i) {
      means[static_cast<std::size_t>(data.arm[i])] +=
          (filled(i) - least) / units[static_cast<std::size_t>(data.arm[i])];
    }
    for (std::size_t i = 0; i < influence.size(); ++i) {
      const auto arm = static_cast<std::size_t>(data.arm[i]);
      // Without clusters the usual n - 1; with them the factor of their number stands for it.
      const double scale = data.clusters ? 1 / units[arm] : 1 / std::sqrt(units[arm] * (units[arm] - 1));
      influence[i] = (arm == 1 ? 1 : -1) * (filled(i) - least - means[arm]) * scale;
    }
    return std::array<double, 2>{means[1] - means[0], std::sqrt(variance_of(influence, data))};
  };
  const auto low = one_end(least, most), high = one_end(most, least);
  return EffectBounds{low[0], high[0], low[1], high[1]};
}

double imbens_manski_critical(const EffectBounds& bounds, double confidence) {
  const double apart = (bounds.high - bounds.low) / std::fmax(bounds.se_low, bounds.se_high);
  const double one_sided = normal_quantile_upper(1 - confidence);
  const double two_sided = normal_quantile_upper((1 - confidence) / 2);
  if (!(apart > 0)) {
    return two_sided;
  }
  // What is missed on the two sides, so that it stays accurate for intervals of high confidence.
  const auto missed = [&](double c) { return normal_sf(c + apart) + normal_sf(c) - (1 - confidence); };
  return root(missed, one_sided, two_sided).value_or(missed(one_sided) <= 0 ? one_sided : two_sided);
}

}  // namespace sutva::stats
