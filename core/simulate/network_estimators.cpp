// SPDX-License-Identifier: Apache-2.0
#include "simulate/network_estimators.hpp"

#include <algorithm>
#include <cmath>

namespace sutva::simulate {
namespace {

// A value for each lane from those before it.
template <class Value>
LaneEstimates each_lane(Value value) {
  LaneEstimates estimates;
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    estimates[lane] = value(lane);
  }
  return estimates;
}

LaneEstimate estimate_of(double estimate, double variance) {
  return {estimate, variance > 0 ? std::sqrt(variance) : 0, true};
}

// From sums over all units and over the treated ones: of outcomes and of their squares.
LaneEstimates welch(const Doubles& n, const Doubles& z, const Doubles& y, const Doubles& zy, const Doubles& yy,
                    const Doubles& zyy) {
  return each_lane([&](std::size_t l) -> LaneEstimate {
    const double n1 = z[l], n0 = n[l] - n1;
    if (n1 < 2 || n0 < 2) {
      return {n1 > 0 && n0 > 0 ? zy[l] / n1 - (y[l] - zy[l]) / n0 : 0, 0, n1 > 0 && n0 > 0};
    }
    const double m1 = zy[l] / n1, m0 = (y[l] - zy[l]) / n0;
    const double v1 = std::fmax(0, zyy[l] - n1 * m1 * m1) / (n1 - 1);
    const double v0 = std::fmax(0, yy[l] - zyy[l] - n0 * m0 * m0) / (n0 - 1);
    return estimate_of(m1 - m0, v1 / n1 + v0 / n0);
  });
}

}  // namespace

void DifferenceSums::add(const UnitBlock& block) {
  units_ += block.count;
  for (std::uint32_t i = 0; i < block.count; ++i) {
    const Doubles z = block.own[i], s = block.share[i], y = block.outcomes[i] - shift_;
    const Doubles zy = z * y;
    z_ += z;
    s_ += s;
    zs_ += z * s;
    ss_ += s * s;
    y_ += y;
    zy_ += zy;
    sy_ += s * y;
    yy_ += y * y;
    zyy_ += zy * y;
  }
}

LaneEstimates DifferenceSums::difference() const { return welch(all_lanes(units_), z_, y_, zy_, yy_, zyy_); }

void ArmSums::add(const Doubles& in, const Doubles& own, const Doubles& y) {
  const Doubles z = in * own, iy = in * y, zy = z * y;
  n_ += in;
  z_ += z;
  y_ += iy;
  zy_ += zy;
  yy_ += iy * y;
  zyy_ += zy * y;
}

LaneEstimates ArmSums::difference() const { return welch(n_, z_, y_, zy_, yy_, zyy_); }

LaneEstimates DifferenceSums::regression() const {
  return each_lane([&](std::size_t l) -> LaneEstimate {
    // Centred: two slopes are left.
    const double n = units_, mz = z_[l] / n, ms = s_[l] / n, my = y_[l] / n;
    const double zz = z_[l] - n * mz * mz, zs = zs_[l] - n * mz * ms, ss = ss_[l] - n * ms * ms;
    const double zy = zy_[l] - n * mz * my, sy = sy_[l] - n * ms * my, yy = yy_[l] - n * my * my;
    const double determinant = zz * ss - zs * zs;
    // Where neighbours are always in the own arm both columns are one.
    if (n < 4 || !(determinant > 1e-9 * zz * ss)) {
      return {};
    }
    const double own = (ss * zy - zs * sy) / determinant, neighbours = (zz * sy - zs * zy) / determinant;
    const double rss = std::fmax(0, yy - own * zy - neighbours * sy);
    return estimate_of(own + neighbours, rss / (n - 3) * (ss + zz - 2 * zs) / determinant);
  });
}

ExposureSums::ExposureSums(const NetworkAssignment::Chances& chances, std::span<const double> inverse_weight,
                           double exposure_share, double shift)
    : inverse_weight_(inverse_weight), exposure_share_(exposure_share), shift_(shift) {
  const auto inverted = [](const std::vector<double>& all) {
    std::vector<double> weights(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      weights[i] = all[i] > 0 ? 1 / all[i] : 0;
    }
    return weights;
  };
  treated_ = inverted(chances.treated);
  control_ = inverted(chances.control);
}

void ExposureSums::add(const UnitBlock& block) {
  units_ += block.count;
  for (std::uint32_t i = 0; i < block.count; ++i) {
    const std::uint32_t unit = block.first + i;
    const Exposed marks = simulate::exposed(block.own[i], block.share[i], inverse_weight_[unit], exposure_share_);
    // In a large neighbourhood hardly anybody is.
    const Mask either = marks.treated | marks.control;
    std::int64_t any = 0;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      any |= either[lane];
    }
    if (any == 0) {
      continue;
    }
    const Doubles y = block.outcomes[i] - shift_;
    const auto add_arm = [&](Arm& sums, const Mask& where, double weight) {
      Doubles w;
      take_where(w, where, all_lanes(weight));
      const Doubles wy = w * y, wwy = w * wy;
      sums.w += w;
      sums.wy += wy;
      sums.ww += w * w;
      sums.wwy += wwy;
      sums.wwyy += wwy * y;
      sums.wyy += wy * y;
    };
    add_arm(treated_sums_, marks.treated, treated_[unit]);
    add_arm(control_sums_, marks.control, control_[unit]);
    exposed_ -= __builtin_convertvector(either, Doubles);
  }
}

LaneEstimates ExposureSums::horvitz_thompson() const {
  return each_lane([&](std::size_t l) -> LaneEstimate {
    if (!(treated_sums_.w[l] > 0 && control_sums_.w[l] > 0)) {
      return {};
    }
    // The shift comes back with the weights: Horvitz and Thompson do not forgive weights that miss n.
    double estimate = 0, variance = 0;
    for (const Arm* arm : {&treated_sums_, &control_sums_}) {
      const double total = arm->wy[l] + shift_ * arm->w[l];
      const double squares = arm->wwyy[l] + 2 * shift_ * arm->wwy[l] + shift_ * shift_ * arm->ww[l];
      const double lone = arm->wyy[l] + 2 * shift_ * arm->wy[l] + shift_ * shift_ * arm->w[l];
      estimate += (arm == &treated_sums_ ? 1 : -1) * total / units_;
      variance += (squares - lone) / (units_ * units_);
    }
    return estimate_of(estimate, variance);
  });
}

LaneEstimates ExposureSums::hajek() const {
  return each_lane([&](std::size_t l) -> LaneEstimate {
    if (!(treated_sums_.w[l] > 0 && control_sums_.w[l] > 0)) {
      return {};
    }
    double estimate = 0, variance = 0;
    for (const Arm* arm : {&treated_sums_, &control_sums_}) {
      const double mean = arm->wy[l] / arm->w[l];
      estimate += arm == &treated_sums_ ? mean : -mean;
      variance += (arm->wwyy[l] - 2 * mean * arm->wwy[l] + mean * mean * arm->ww[l]) / (arm->w[l] * arm->w[l]);
    }
    return estimate_of(estimate, variance);
  });
}

double ExposureSums::effective(std::size_t lane) const {
  double sum = 0;
  for (const Arm* arm : {&treated_sums_, &control_sums_}) {
    sum += arm->ww[lane] > 0 ? arm->w[lane] * arm->w[lane] / arm->ww[lane] : 0;
  }
  return sum;
}

ClusterSums::ClusterSums(const graph::Clustering& clustering, double shift)
    : clustering_(&clustering),
      shift_(shift),
      sizes_(clustering.count, 0),
      z_(clustering.count),
      y_(clustering.count),
      zy_(clustering.count) {
  for (const std::uint32_t cluster : clustering.of) {
    sizes_[cluster] += 1;
  }
}

void ClusterSums::add(const UnitBlock& block) {
  for (std::uint32_t i = 0; i < block.count; ++i) {
    const std::uint32_t cluster = clustering_->of[block.first + i];
    const Doubles y = block.outcomes[i] - shift_;
    z_[cluster] += block.own[i];
    y_[cluster] += y;
    zy_[cluster] += block.own[i] * y;
  }
}

LaneEstimates ClusterSums::difference(const std::vector<Flags>& things) const {
  return each_lane([&](std::size_t l) -> LaneEstimate {
    std::array<double, 2> clusters{}, units{}, sum{}, mean{}, squares{};
    for (std::size_t c = 0; c < sizes_.size(); ++c) {
      const std::size_t arm = things[c][l];
      if (arm == unit_by_unit) {
        continue;
      }
      clusters[arm] += 1;
      units[arm] += sizes_[c];
      sum[arm] += y_[c][l];
    }
    if (!(units[0] > 0 && units[1] > 0)) {
      return {};
    }
    for (const std::size_t arm : {0U, 1U}) {
      mean[arm] = sum[arm] / units[arm];
    }
    for (std::size_t c = 0; c < sizes_.size(); ++c) {
      const std::size_t arm = things[c][l];
      if (arm == unit_by_unit) {
        continue;
      }
      const double gap = y_[c][l] - sizes_[c] * mean[arm];
      squares[arm] += gap * gap;
    }
    double variance = 0;
    for (const std::size_t arm : {0U, 1U}) {
      if (clusters[arm] < 2) {
        return {mean[1] - mean[0], 0, true};
      }
      variance += clusters[arm] / (clusters[arm] - 1) * squares[arm] / (units[arm] * units[arm]);
    }
    return estimate_of(mean[1] - mean[0], variance);
  });
}

LaneEstimates ClusterSums::cluster_means(const std::vector<Flags>& things) const {
  return each_lane([&](std::size_t l) -> LaneEstimate {
    std::array<double, 2> clusters{}, sum{}, mean{}, squares{};
    for (std::size_t c = 0; c < sizes_.size(); ++c) {
      clusters[things[c][l]] += 1;
      sum[things[c][l]] += y_[c][l] / sizes_[c];
    }
    if (!(clusters[0] > 0 && clusters[1] > 0)) {
      return {};
    }
    for (const std::size_t arm : {0U, 1U}) {
      mean[arm] = sum[arm] / clusters[arm];
    }
    for (std::size_t c = 0; c < sizes_.size(); ++c) {
      const double gap = y_[c][l] / sizes_[c] - mean[things[c][l]];
      squares[things[c][l]] += gap * gap;
    }
    if (clusters[0] < 2 || clusters[1] < 2) {
      return {mean[1] - mean[0], 0, true};
    }
    return estimate_of(mean[1] - mean[0],
                       squares[0] / (clusters[0] - 1) / clusters[0] + squares[1] / (clusters[1] - 1) / clusters[1]);
  });
}

LaneEstimates ClusterSums::under_saturations(NetworkEstimator which, const std::vector<Flags>& things,
                                             std::size_t kinds) const {
  return each_lane([&](std::size_t l) -> LaneEstimate {
    // Means of clusters' means, with variances between clusters (Hudgens and Halloran 2008, section 4).
    struct Mean {
      double clusters = 0, sum = 0, squares = 0;
      void add(double x) {
        clusters += 1;
        sum += x;
        squares += x * x;
      }
      double mean() const { return sum / clusters; }
      double variance() const {
        return clusters < 2 ? 0 : std::fmax(0, squares - sum * mean()) / (clusters - 1) / clusters;
      }
    };
    Mean above, below;
    for (std::size_t c = 0; c < sizes_.size(); ++c) {
      const bool highest = things[c][l] + std::size_t{1} == kinds, lowest = things[c][l] == 0;
      const double treated = z_[c][l], untreated = sizes_[c] - treated;
      const auto treated_mean = [&] { return zy_[c][l] / treated; };
      const auto untreated_mean = [&] { return (y_[c][l] - zy_[c][l]) / untreated; };
      switch (which) {
        case NetworkEstimator::direct:
          if (highest && treated > 0 && untreated > 0) {
            above.add(treated_mean() - untreated_mean());
          }
          break;
        case NetworkEstimator::indirect:
          if ((highest || lowest) && untreated > 0) {
            (highest ? above : below).add(untreated_mean());
          }
          break;
        case NetworkEstimator::total:
          if (highest && treated > 0) {
            above.add(treated_mean());
          } else if (lowest && untreated > 0) {
            below.add(untreated_mean());
          }
          break;
        default:
          if (highest || lowest) {
            (highest ? above : below).add(y_[c][l] / sizes_[c]);
          }
          break;
      }
    }
    const bool one_list = which == NetworkEstimator::direct;
    if (above.clusters < 1 || (!one_list && below.clusters < 1)) {
      return {};
    }
    return one_list ? estimate_of(above.mean(), above.variance())
                    : estimate_of(above.mean() - below.mean(), above.variance() + below.variance());
  });
}

PairSums::PairSums(const graph::Clustering& clustering, double shift)
    : clustering_(&clustering), shift_(shift), clusters_(clustering, shift) {}

void PairSums::add(const UnitBlock& block, const std::vector<Flags>& things) {
  clusters_.add(block);
  for (std::uint32_t i = 0; i < block.count; ++i) {
    const Flags singly = things[clustering_->of[block.first + i]] >> 1;
    units_.add(__builtin_convertvector(singly, Doubles), block.own[i], block.outcomes[i] - shift_);
  }
}

LaneEstimates PairSums::estimates(const std::vector<Flags>& things) const {
  const LaneEstimates by_cluster = clusters_.difference(things), by_unit = units_.difference();
  return each_lane([&](std::size_t l) -> LaneEstimate {
    const LaneEstimate &c = by_cluster[l], &u = by_unit[l];
    if (!c.defined || !u.defined) {
      return {};
    }
    return estimate_of(c.estimate - u.estimate, c.se > 0 && u.se > 0 ? c.se * c.se + u.se * u.se : 0);
  });
}

void EgoSums::add(const UnitBlock& block, const std::vector<Flags>& things) {
  for (; next_ < egos_->size() && (*egos_)[next_] < block.first + block.count; ++next_) {
    sums_.add(all_lanes(1), __builtin_convertvector(things[next_], Doubles),
              block.outcomes[(*egos_)[next_] - block.first] - shift_);
  }
}

void SnipeSums::add(const UnitBlock& block, const std::vector<Flags>& things) {
  units_ += block.count;
  const double scale = 1 / (p_ * (1 - p_));
  for (std::uint32_t i = 0; i < block.count; ++i) {
    const std::span<const std::uint32_t> members = reached_->of(block.first + i);
    Counts treated{};
    for (const std::uint32_t member : members) {
      treated += __builtin_convertvector(things[member], Counts);
    }
    const Doubles weight =
        (__builtin_convertvector(treated, Doubles) - p_ * static_cast<double>(members.size())) * scale;
    const Doubles term = weight * block.outcomes[i];
    sum_ += term;
    squares_ += term * term;
  }
}

LaneEstimates SnipeSums::estimates() const {
  return each_lane([&](std::size_t l) -> LaneEstimate {
    const double mean = sum_[l] / units_;
    return estimate_of(mean, std::fmax(0, squares_[l] / units_ - mean * mean) / units_);
  });
}

std::vector<double> rollout_weights(std::span<const double> stages) {
  // Lagrange's polynomials over 0 and the stages.
  std::vector<double> points{0};
  points.insert(points.end(), stages.begin(), stages.end());
  std::vector<double> weights;
  for (std::size_t k = 0; k < points.size(); ++k) {
    double at_1 = 1, at_0 = 1;
    for (std::size_t j = 0; j < points.size(); ++j) {
      if (j != k) {
        at_1 *= (1 - points[j]) / (points[k] - points[j]);
        at_0 *= (0 - points[j]) / (points[k] - points[j]);
      }
    }
    weights.push_back(at_1 - at_0);
  }
  return weights;
}

}  // namespace sutva::simulate
