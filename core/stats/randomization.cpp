// SPDX-License-Identifier: Apache-2.0
#include "stats/randomization.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "random/samplers.hpp"

namespace sutva::stats {
namespace {

// The statistic of the observed assignment comes back with another rounding error; it must count.
constexpr double nearly = 1 - 1e-9;

double choose(double n, double k) {
  double ways = 1;
  for (double i = 1; i <= std::fmin(k, n - k); ++i) {
    ways = std::round(ways * (n - std::fmin(k, n - k) + i) / i);
    if (ways > 1e15) {
      return INFINITY;
    }
  }
  return ways;
}

}  // namespace

// Sums over the elements of one arm of a block, or of all of it.
struct Permutations::Sums {
  double n = 0, z = 0, t = 0, m = 0, zz = 0, zt = 0, tt = 0, zm = 0, tm = 0, mm = 0;

  void add(double w, double z_i, double t_i, double m_i) {
    const double wz = w * z_i, wt = w * t_i, wm = w * m_i;
    n += w;
    z += wz;
    t += wt;
    m += wm;
    zz += wz * z_i;
    zt += wz * t_i;
    tt += wt * t_i;
    zm += wz * m_i;
    tm += wt * m_i;
    mm += wm * m_i;
  }
  // What of these is not in `part`.
  Sums less(const Sums& part) const {
    return {n - part.n,   z - part.z,   t - part.t,   m - part.m,   zz - part.zz,
            zt - part.zt, tt - part.tt, zm - part.zm, tm - part.tm, mm - part.mm};
  }
  // Adds this arm's mean and variance of the mean, with the treatment's part taken with the shift.
  void contribute(NullDraw& to, double sign, double weight) const {
    const double mean_z = z / m, mean_t = t / m, factor = weight * weight * (n > 1 ? n / (n - 1) : 1) / (m * m);
    to.c += sign * weight * mean_z;
    to.d -= sign * weight * mean_t;
    to.v0 += factor * (zz - 2 * mean_z * zm + mean_z * mean_z * mm);
    to.v1 -= 2 * factor * (zt - mean_z * tm - mean_t * zm + mean_z * mean_t * mm);
    to.v2 += factor * (tt - 2 * mean_t * tm + mean_t * mean_t * mm);
  }
};

bool NullDraw::as_extreme(double shift, double observed_squared) const {
  const double distance = c + d * shift;
  const double variance = v0 + v1 * shift + v2 * shift * shift;
  return !(distance * distance < nearly * observed_squared * std::fmax(0, variance));
}

NullDistribution::NullDistribution(std::vector<NullDraw> draws, NullDraw observed, bool every)
    : draws_(std::move(draws)), observed_(observed), every_(every) {}

double NullDistribution::p_value(double shift) const {
  const double distance = observed_.c + observed_.d * shift;
  const double variance = observed_.v0 + observed_.v1 * shift + observed_.v2 * shift * shift;
  const double squared = distance * distance / variance;
  double extreme = every_ ? 0 : 1;
  for (const NullDraw& draw : draws_) {
    extreme += draw.as_extreme(shift, squared) ? 1 : 0;
  }
  return extreme / (static_cast<double>(draws_.size()) + (every_ ? 0 : 1));
}

double NullDistribution::mcse(double p) const {
  return every_ ? 0 : std::sqrt(p * (1 - p) / static_cast<double>(draws_.size()));
}

std::optional<double> NullDistribution::limit(double alpha, double scale) const {
  double inside = 0, outside = scale;
  for (int doublings = 0; p_value(outside) > alpha; ++doublings) {
    if (doublings == 60) {
      return std::nullopt;
    }
    inside = outside;
    outside *= 2;
  }
  for (int i = 0; i < 200 && std::abs(outside - inside) > 1e-12 * std::abs(outside); ++i) {
    const double middle = inside + (outside - inside) / 2;
    (p_value(middle) > alpha ? inside : outside) = middle;
  }
  return inside;
}

Permutations::Permutations(std::vector<std::uint32_t> ends, std::vector<std::uint8_t> treated, std::vector<double> z,
                           std::vector<double> t, std::vector<double> m, std::vector<double> weights)
    : ends_(std::move(ends)),
      treated_(std::move(treated)),
      z_(std::move(z)),
      t_(std::move(t)),
      m_(std::move(m)),
      weights_(std::move(weights)) {
  units_ = std::all_of(m_.begin(), m_.end(), [](double size) { return size == 1; });
  std::uint32_t i = 0;
  for (const std::uint32_t end : ends_) {
    std::uint32_t in_block = 0;
    Sums sums;
    for (; i < end; ++i) {
      in_block += treated_[i];
      sums.add(1, z_[i], t_[i], m_[i]);
    }
    treated_in_.push_back(in_block);
    totals_.push_back(sums);
  }
}

Permutations::Permutations(Permutations&&) noexcept = default;
Permutations& Permutations::operator=(Permutations&&) noexcept = default;
Permutations::~Permutations() = default;

double Permutations::assignments() const {
  double all = 1;
  std::uint32_t first = 0;
  for (std::size_t block = 0; block < ends_.size(); ++block) {
    all *= choose(ends_[block] - first, treated_in_[block]);
    first = ends_[block];
  }
  return all;
}

bool Permutations::has_variance() const {
  std::uint32_t first = 0;
  for (std::size_t block = 0; block < ends_.size(); ++block) {
    if (treated_in_[block] < 2 || ends_[block] - first - treated_in_[block] < 2) {
      return false;
    }
    first = ends_[block];
  }
  return true;
}

// choose(block, element, left in the block, treated left) says whether the element is treated.
template <class Choose>
NullDraw Permutations::with(Choose choose_one) const {
  NullDraw draw{0, 0, 0, 0, 0};
  std::uint32_t i = 0;
  for (std::size_t block = 0; block < ends_.size(); ++block) {
    Sums treated;
    std::uint32_t need = treated_in_[block];
    if (units_) {
      // Sizes are 1 and treatments 0 or 1: four sums say all.
      double z = 0, t = 0, zz = 0, zt = 0;
      for (std::uint32_t left = ends_[block] - i; left > 0; --left, ++i) {
        const std::uint32_t taken = choose_one(block, i, left, need) ? 1U : 0U;
        need -= taken;
        const double wz = taken * z_[i], wt = taken * t_[i];
        z += wz;
        t += wt;
        zz += wz * z_[i];
        zt += wz * t_[i];
      }
      const double n = treated_in_[block];
      treated = {n, z, t, n, zz, zt, t, z, t, n};
    } else {
      for (std::uint32_t left = ends_[block] - i; left > 0; --left, ++i) {
        const bool taken = choose_one(block, i, left, need);
        need -= taken ? 1U : 0U;
        treated.add(taken ? 1 : 0, z_[i], t_[i], m_[i]);
      }
    }
    treated.contribute(draw, 1, weights_[block]);
    totals_[block].less(treated).contribute(draw, -1, weights_[block]);
  }
  return draw;
}

NullDraw Permutations::observed() const {
  return with([&](std::size_t, std::uint32_t i, std::uint32_t, std::uint32_t) { return treated_[i] != 0; });
}

// Selection sampling (Fan, Muller and Rezucha 1962, JASA 57:387): one pass in the order of the elements.
NullDraw Permutations::draw(random::Stream& stream) const {
  return with([&](std::size_t, std::uint32_t, std::uint32_t left, std::uint32_t need) {
    return random::uniform(stream) * left < need;
  });
}

// The combinatorial number system: assignments in which the next element is treated come first.
NullDraw Permutations::at(std::uint64_t index) const {
  double rest = static_cast<double>(index), here = 0;
  std::size_t entered = ends_.size();
  return with([&](std::size_t block, std::uint32_t, std::uint32_t left, std::uint32_t need) {
    if (entered != block) {
      entered = block;
      const double ways = choose(left, need);
      here = std::fmod(rest, ways);
      rest = std::floor(rest / ways);
    }
    if (need == 0) {
      return false;
    }
    const double with_this = choose(left - 1, need - 1);
    if (here < with_this) {
      return true;
    }
    here -= with_this;
    return false;
  });
}

WildCluster::WildCluster(Eigen::Index columns, std::size_t clusters)
    : clusters_(clusters), columns_(columns), factor_(columns + 1) {}

bool WildCluster::solve() {
  const Eigen::MatrixXd& all = factor_.factor();
  std::vector<Eigen::Index> order;
  const std::vector<Eigen::Index> dependent = dependent_columns(all.topLeftCorner(columns_, columns_));
  for (Eigen::Index j = 0; j < columns_; ++j) {
    if (std::find(dependent.begin(), dependent.end(), j) == dependent.end()) {
      order.push_back(j);
    }
  }
  if (order.empty() || order.back() != columns_ - 1) {
    return false;
  }
  kept_ = order;
  order.push_back(columns_);
  const Eigen::MatrixXd r = with_columns(all, order);
  const auto p = regressors();
  r_ = r.topLeftCorner(p, p);
  fitted_ = r.col(p).head(p);
  estimate_ = fitted_(p - 1) / r_(p - 1, p - 1);
  direction_.resize(p);
  residual_scores_.assign(clusters_ * static_cast<std::size_t>(p), 0);
  own_scores_.assign(clusters_ * static_cast<std::size_t>(p), 0);
  return true;
}

void WildCluster::add_scores(const double* row, std::size_t cluster) {
  const auto p = regressors();
  double residual = row[columns_];
  for (Eigen::Index j = 0; j < p; ++j) {
    double x = row[kept_[static_cast<std::size_t>(j)]];
    for (Eigen::Index i = 0; i < j; ++i) {
      x -= r_(i, j) * direction_(i);
    }
    direction_(j) = x / r_(j, j);
    residual -= fitted_(j) * direction_(j);
  }
  const double own = direction_(p - 1) * r_(p - 1, p - 1);
  double* const scores = residual_scores_.data() + cluster * static_cast<std::size_t>(p);
  double* const own_scores = own_scores_.data() + cluster * static_cast<std::size_t>(p);
  for (Eigen::Index j = 0; j < p; ++j) {
    scores[j] += direction_(j) * residual;
    own_scores[j] += direction_(j) * own;
  }
  rows_ += 1;
}

double WildCluster::correction() const {
  const auto g = static_cast<double>(clusters_), p = static_cast<double>(regressors());
  const double scale = r_(regressors() - 1, regressors() - 1);
  return g / (g - 1) * (rows_ - 1) / (rows_ - p) / (scale * scale);
}

double WildCluster::se() const {
  const auto p = static_cast<std::size_t>(regressors());
  double squares = 0;
  for (std::size_t g = 0; g < clusters_; ++g) {
    const double score = residual_scores_[g * p + p - 1];
    squares += score * score;
  }
  return std::sqrt(squares * correction());
}

NullDraw WildCluster::observed() const {
  const double error = se();
  return {0, -1, error * error, 0, 0};
}

NullDraw WildCluster::with(std::span<const double> weights) const {
  const auto p = static_cast<std::size_t>(regressors());
  const double scale = r_(regressors() - 1, regressors() - 1);
  std::vector<double> residual(p, 0), own(p, 0);
  for (std::size_t g = 0; g < clusters_; ++g) {
    const double w = weights[g];
    for (std::size_t j = 0; j < p; ++j) {
      residual[j] += w * residual_scores_[g * p + j];
      own[j] += w * own_scores_[g * p + j];
    }
  }
  // The scores of the refitted regression: what the weights made, less what the fit takes.
  double v0 = 0, v1 = 0, v2 = 0;
  for (std::size_t g = 0; g < clusters_; ++g) {
    double a = weights[g] * residual_scores_[g * p + p - 1], b = weights[g] * own_scores_[g * p + p - 1];
    for (std::size_t j = 0; j < p; ++j) {
      const double taken = own_scores_[g * p + j] / scale;
      a -= taken * residual[j];
      b -= taken * own[j];
    }
    v0 += a * a;
    v1 -= 2 * a * b;
    v2 += b * b;
  }
  const double f = correction();
  return {residual[p - 1] / scale, -own[p - 1] / scale, f * v0, f * v1, f * v2};
}

NullDraw WildCluster::draw(random::Stream& stream, WildWeights kind) const {
  std::vector<double> weights(clusters_);
  std::uint64_t bits = 0;
  for (std::size_t g = 0; g < clusters_; ++g) {
    if (kind == WildWeights::rademacher) {
      if (g % 64 == 0) {
        bits = stream();
      }
      weights[g] = (bits >> (g % 64) & 1U) != 0 ? 1 : -1;
    } else {
      const double u = random::uniform(stream) * 6;
      const double size = std::sqrt((std::fmod(std::floor(u), 3) + 1) / 2);
      weights[g] = u < 3 ? -size : size;
    }
  }
  return with(weights);
}

NullDraw WildCluster::at(std::uint64_t index, WildWeights kind) const {
  std::vector<double> weights(clusters_);
  for (double& weight : weights) {
    if (kind == WildWeights::rademacher) {
      weight = (index & 1U) != 0 ? 1 : -1;
      index >>= 1U;
    } else {
      const double size = std::sqrt((static_cast<double>(index % 3) + 1) / 2);
      weight = index % 6 < 3 ? -size : size;
      index /= 6;
    }
  }
  return with(weights);
}

double wild_assignments(std::size_t clusters, WildWeights weights) {
  double all = 1;
  for (std::size_t g = 0; g < clusters && all < 1e15; ++g) {
    all *= weights == WildWeights::rademacher ? 2 : 6;
  }
  return all < 1e15 ? all : INFINITY;
}

}  // namespace sutva::stats
