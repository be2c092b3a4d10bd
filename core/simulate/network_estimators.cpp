// SPDX-License-Identifier: Apache-2.0
#include "simulate/network_estimators.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <optional>

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
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    const Pair* own = pairs_of(block.own) + pair;
    const Pair* share = pairs_of(block.share) + pair;
    const Pair* outcome = pairs_of(block.outcomes) + pair;
    const auto of = [pair](Doubles& all) -> Pair& { return pairs_of(&all)[pair]; };
    Pair sum_z = of(z_), sum_s = of(s_), sum_zs = of(zs_), sum_ss = of(ss_), sum_y = of(y_);
    Pair sum_zy = of(zy_), sum_sy = of(sy_), sum_yy = of(yy_), sum_zyy = of(zyy_);
    for (std::uint32_t i = 0; i < block.count; ++i, own += pairs, share += pairs, outcome += pairs) {
      const Pair z = *own, s = *share, y = *outcome - shift_;
      const Pair zy = z * y;
      sum_z += z;
      sum_s += s;
      sum_zs += z * s;
      sum_ss += s * s;
      sum_y += y;
      sum_zy += zy;
      sum_sy += s * y;
      sum_yy += y * y;
      sum_zyy += zy * y;
    }
    of(z_) = sum_z;
    of(s_) = sum_s;
    of(zs_) = sum_zs;
    of(ss_) = sum_ss;
    of(y_) = sum_y;
    of(zy_) = sum_zy;
    of(sy_) = sum_sy;
    of(yy_) = sum_yy;
    of(zyy_) = sum_zyy;
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

ExposureWeights::ExposureWeights(const NetworkAssignment::Chances& chances, const graph::Graph& graph,
                                 std::span<const double> inverse_weight, double exposure_share)
    : inverse_weight_(inverse_weight), exposure_share_(exposure_share) {
  const auto inverted = [](const std::vector<double>& all) {
    std::vector<double> weights(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      weights[i] = all[i] > 0 ? 1 / all[i] : 0;
    }
    return weights;
  };
  treated_ = inverted(chances.treated);
  control_ = inverted(chances.control);
  if (!graph.weights.empty()) {
    return;
  }
  // Shares rise with the count, so that bounds on one are bounds on the other. The same for all units of a degree.
  std::array<std::optional<Bounds>, most_counted_neighbours + 1> known;
  bounds_.resize(graph.units);
  for (std::uint32_t unit = 0; unit < graph.units; ++unit) {
    const std::uint32_t degree = graph.degree(unit);
    if (degree == 0 || degree > most_counted_neighbours) {
      continue;
    }
    if (!known[degree]) {
      Bounds found{255, 0};
      for (std::uint32_t count = 0; count <= degree; ++count) {
        const Doubles share = all_lanes(count) * inverse_weight[unit];
        const auto exposed = [&](double own) {
          return simulate::exposed(all_lanes(own), share, inverse_weight[unit], exposure_share);
        };
        if (found.least == 255 && exposed(1).treated[0] != 0) {
          found.least = static_cast<std::uint8_t>(count);
        }
        if (exposed(0).control[0] != 0) {
          found.below = static_cast<std::uint8_t>(count + 1);
        }
      }
      known[degree] = found;
    }
    bounds_[unit] = *known[degree];
  }
}

ExposureWeights::Marks ExposureWeights::marks(const UnitBlock& block, std::uint32_t i) const {
  const std::uint32_t unit = block.first + i;
  if (block.counted && bounds_[unit].below > 0) {
    const Flags own = block.treated[i], count = block.counted[i];
    return {own & reinterpret_cast<Flags>(count >= bounds_[unit].least),
            (1 - own) & reinterpret_cast<Flags>(count < bounds_[unit].below)};
  }
  const Exposed exposed = simulate::exposed(block.own[i], block.share[i], inverse_weight_[unit], exposure_share_);
  Marks marks;
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    marks.treated[lane] = exposed.treated[lane] != 0 ? 1 : 0;
    marks.control[lane] = exposed.control[lane] != 0 ? 1 : 0;
  }
  return marks;
}

void ExposureSums::add(const UnitBlock& block) {
  units_ += block.count;
  for (std::uint32_t i = 0; i < block.count; ++i) {
    const ExposureWeights::Marks marks = weights_->marks(block, i);
    const Flags either = marks.treated | marks.control;
    // In a large neighbourhood hardly anybody is exposed: lanes are looked for by their bits.
    std::array<std::uint64_t, lanes / 8> found, treated;
    std::memcpy(found.data(), &either, sizeof either);
    std::memcpy(treated.data(), &marks.treated, sizeof either);
    for (std::size_t word = 0; word < found.size(); ++word) {
      for (std::uint64_t left = found[word]; left != 0; left &= left - 1) {
        const auto bit = static_cast<std::size_t>(std::countr_zero(left));
        const std::size_t lane = 8 * word + bit / 8, arm = (treated[word] >> bit) & 1U;
        const double w = weights_->weight(arm == 1, block.first + i), y = block.outcomes[i][lane] - shift_;
        Arm& sums = sums_[arm][lane];
        const Pair first{w, w * y}, second = w * first;
        sums.first += first;
        sums.second += second;
        sums.third += Pair{second[1], first[1]} * y;
        exposed_[lane] += 1;
      }
    }
  }
}

LaneEstimates ExposureSums::horvitz_thompson() const {
  return each_lane([&](std::size_t l) -> LaneEstimate {
    if (!(sums_[0][l].w() > 0 && sums_[1][l].w() > 0)) {
      return {};
    }
    // The shift comes back with the weights: Horvitz and Thompson do not forgive weights that miss n.
    double estimate = 0, variance = 0;
    for (const int arm : {1, 0}) {
      const Arm& sums = sums_[static_cast<std::size_t>(arm)][l];
      const double total = sums.wy() + shift_ * sums.w();
      const double squares = sums.wwyy() + 2 * shift_ * sums.wwy() + shift_ * shift_ * sums.ww();
      const double lone = sums.wyy() + 2 * shift_ * sums.wy() + shift_ * shift_ * sums.w();
      estimate += (arm == 1 ? 1 : -1) * total / units_;
      variance += (squares - lone) / (units_ * units_);
    }
    return estimate_of(estimate, variance);
  });
}

LaneEstimates ExposureSums::hajek() const {
  return each_lane([&](std::size_t l) -> LaneEstimate {
    if (!(sums_[0][l].w() > 0 && sums_[1][l].w() > 0)) {
      return {};
    }
    double estimate = 0, variance = 0;
    for (const int arm : {1, 0}) {
      const Arm& sums = sums_[static_cast<std::size_t>(arm)][l];
      const double mean = sums.wy() / sums.w();
      estimate += arm == 1 ? mean : -mean;
      variance += (sums.wwyy() - 2 * mean * sums.wwy() + mean * mean * sums.ww()) / (sums.w() * sums.w());
    }
    return estimate_of(estimate, variance);
  });
}

double ExposureSums::effective(std::size_t lane) const {
  double sum = 0;
  for (const std::size_t arm : {1U, 0U}) {
    const Arm& sums = sums_[arm][lane];
    sum += sums.ww() > 0 ? sums.w() * sums.w() / sums.ww() : 0;
  }
  return sum;
}

namespace {

// Of a share: 0 around 0, 1 around 10 %, ...
std::size_t class_of(double share) { return static_cast<std::size_t>(share * 10 + 0.5); }

}  // namespace

ExposureClasses::Bounds::Bounds() {
  for (std::uint32_t degree = 0; degree < of.size(); ++degree) {
    of[degree].fill(255);
    const double inverse = degree > 0 ? 1.0 / degree : 0;
    for (std::uint32_t count = degree + 1; count-- > 0;) {
      for (std::size_t at = class_of(count * inverse); at >= 1; --at) {
        of[degree][at - 1] = static_cast<std::uint8_t>(count);
      }
    }
  }
}

ExposureClasses::ExposureClasses(const Bounds& bounds, const graph::Graph& graph,
                                 std::span<const double> inverse_weight, bool with_outcomes, double shift)
    : bounds_(&bounds),
      graph_(&graph),
      inverse_weight_(inverse_weight),
      shift_(shift),
      outcomes_(with_outcomes ? 2 * classes : 0) {}

void ExposureClasses::add(const UnitBlock& block) {
  for (std::uint32_t first = 0; first < block.count; first += units_at_once) {
    add_some(block, first, std::min(block.count, first + units_at_once));
  }
}

// At most 255 units: their numbers fit into bytes.
void ExposureClasses::add_some(const UnitBlock& block, std::uint32_t first, std::uint32_t end) {
  std::array<std::uint32_t, units_at_once> with, counted;  // places in the block
  std::array<const std::uint8_t*, units_at_once> bounds;   // of those that are counted in a byte
  std::size_t some = 0, few = 0;
  for (std::uint32_t i = first; i < end; ++i) {
    if (inverse_weight_[block.first + i] > 0) {
      with[some++] = i;
      const std::uint32_t degree = graph_->degree(block.first + i);
      if (block.counted && degree <= most_counted_neighbours) {
        bounds[few] = bounds_->of[degree].data();
        counted[few++] = i;
      } else {
        for (std::size_t lane = 0; lane < lanes; ++lane) {
          single_[place_of(block, i, lane)][lane] += 1;
        }
      }
    }
  }
  with_neighbours_ += static_cast<double>(some);
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    Pair sum = pairs_of(&contamination_)[pair];
    for (std::size_t at = 0; at < some; ++at) {
      const Pair z = pairs_of(block.own + with[at])[pair], s = pairs_of(block.share + with[at])[pair];
      sum += z * (1 - s) + (1 - z) * s;
    }
    pairs_of(&contamination_)[pair] = sum;
  }
  const auto add = [](const Flags& bytes, Counts& to) {
    Counts more;
    to_counts(bytes, more);
    to += more;
  };
  Flags all_treated{};
  for (std::size_t at = 0; at < few; ++at) {
    all_treated += block.treated[counted[at]];
  }
  add(Flags{} + static_cast<std::uint8_t>(few), from_[0]);
  add(all_treated, treated_from_[0]);
  for (std::size_t k = 1; k < classes; ++k) {
    Flags all{}, treated{};
    for (std::size_t at = 0; at < few; ++at) {
      const Flags reached = reinterpret_cast<Flags>(block.counted[counted[at]] >= bounds[at][k - 1]);
      all -= reached;
      treated += reached & block.treated[counted[at]];
    }
    add(all, from_[k]);
    add(treated, treated_from_[k]);
  }
  if (outcomes_.empty()) {
    return;
  }
  // Units in their order: sums are rounded.
  for (std::size_t at = 0, next = 0; at < some; ++at) {
    const std::uint32_t i = with[at];
    std::array<std::uint8_t, lanes> places;
    if (next < few && counted[next] == i) {
      Flags place = (1 - block.treated[i]) * static_cast<std::uint8_t>(classes);
      for (std::size_t k = 1; k < classes; ++k) {
        place -= reinterpret_cast<Flags>(block.counted[i] >= bounds[next][k - 1]);
      }
      std::memcpy(places.data(), &place, sizeof place);
      ++next;
    } else {
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        places[lane] = static_cast<std::uint8_t>(place_of(block, i, lane));
      }
    }
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      outcomes_[places[lane]][lane] += block.outcomes[i][lane] - shift_;
    }
  }
}

std::size_t ExposureClasses::place_of(const UnitBlock& block, std::uint32_t i, std::size_t lane) {
  return class_of(block.share[i][lane]) + (block.own[i][lane] > 0.5 ? 0 : classes);
}

Doubles ExposureClasses::contamination() const {
  return with_neighbours_ > 0 ? contamination_ / with_neighbours_ : Doubles{};
}

double ExposureClasses::units(bool treated, std::size_t at, std::size_t lane) const {
  const auto in_class = [&](const std::array<Counts, classes>& from) {
    return from[at][lane] - (at + 1 < classes ? from[at + 1][lane] : 0);
  };
  const std::uint32_t both = in_class(from_), in_treated = in_class(treated_from_);
  return single_[(treated ? 0 : classes) + at][lane] + (treated ? in_treated : both - in_treated);
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
