// SPDX-License-Identifier: Apache-2.0
#include "stats/bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "random/samplers.hpp"
#include "stats/distributions.hpp"
#include "stats/quantiles.hpp"

namespace sutva::stats {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

// Units that are drawn at once: their counts stay in the processor's nearest cache, and a place among them takes ten
// bits of a random number.
constexpr std::uint32_t cell = 1024;

// So many draws from `size` <= 1024 places, each as likely as the others.
void draw_places(random::Stream& stream, std::int64_t draws, std::uint32_t size, std::uint32_t* counts) {
  if (size == cell) {
    for (; draws >= 6; draws -= 6) {
      const std::uint64_t bits = stream();
      for (unsigned shift = 4; shift < 64; shift += 10) {
        ++counts[(bits >> shift) & (cell - 1)];
      }
    }
  }
  // Lemire (2019), Fast Random Integer Generation in an Interval, ACM TOMACS 29:3.
  const std::uint32_t refused = (0U - size) % size;
  while (draws > 0) {
    const std::uint64_t product = (stream() >> 32U) * size;
    if (static_cast<std::uint32_t>(product) >= refused) {
      ++counts[product >> 32U];
      --draws;
    }
  }
}

}  // namespace

Resampler::Resampler(std::vector<std::uint32_t> ends, std::vector<std::uint32_t> copies)
    : ends_(std::move(ends)), copies_(std::move(copies)) {}

void Resampler::draw(random::Stream& stream, std::span<std::uint32_t> counts) const {
  std::fill(counts.begin(), counts.end(), 0U);
  std::uint32_t first = 0;
  for (const std::uint32_t end : ends_) {
    const std::uint32_t step = copies_.empty() ? cell : 1;
    std::int64_t size = end - first;
    if (!copies_.empty()) {
      size = 0;
      for (std::uint32_t i = first; i < end; ++i) {
        size += copies_[i];
      }
    }
    // A multinomial draw is a chain of binomial ones: how many fall here, of those that fall here or later.
    std::int64_t draws = size, left = size;
    for (std::uint32_t at = first; at < end && draws > 0; at += step) {
      const std::uint32_t places = std::min(step, end - at);
      const std::int64_t here = copies_.empty() ? places : copies_[at];
      const std::int64_t fallen =
          here == left ? draws : random::binomial(stream, draws, static_cast<double>(here) / static_cast<double>(left));
      if (copies_.empty()) {
        draw_places(stream, fallen, places, counts.data() + at);
      } else {
        counts[at] = static_cast<std::uint32_t>(fallen);
      }
      draws -= fallen;
      left -= here;
    }
    first = end;
  }
}

MeansOfElements::MeansOfElements(std::vector<std::uint32_t> ends, std::vector<std::uint8_t> arms, std::vector<double> a,
                                 std::vector<double> b)
    : ends_(std::move(ends)), arms_(std::move(arms)), residual_(std::move(a)), b_(std::move(b)) {
  std::array<double, 2> sum_a{}, sum_b{};
  std::size_t i = 0;
  for (std::size_t s = 0; s < ends_.size(); ++s) {
    for (; i < ends_[s]; ++i) {
      sum_a[arms_[s]] += residual_[i];
      sum_b[arms_[s]] += b_[i];
    }
  }
  centre_ = {sum_a[0] / sum_b[0], sum_a[1] / sum_b[1]};
  i = 0;
  for (std::size_t s = 0; s < ends_.size(); ++s) {
    for (; i < ends_[s]; ++i) {
      residual_[i] -= centre_[arms_[s]] * b_[i];
    }
  }
}

ArmMeans MeansOfElements::of(std::span<const std::uint32_t> counts) const {
  struct Sums {
    double n = 0, r = 0, b = 0, rr = 0, rb = 0, bb = 0;
  };
  std::vector<Sums> strata(ends_.size());
  std::array<double, 2> r{}, b{};
  std::size_t i = 0;
  for (std::size_t s = 0; s < ends_.size(); ++s) {
    Sums sums;
    for (; i < ends_[s]; ++i) {
      const double w = counts[i], residual = residual_[i], base = b_[i];
      const double wr = w * residual, wb = w * base;
      sums.n += w;
      sums.r += wr;
      sums.b += wb;
      sums.rr += wr * residual;
      sums.rb += wr * base;
      sums.bb += wb * base;
    }
    r[arms_[s]] += sums.r;
    b[arms_[s]] += sums.b;
    strata[s] = sums;
  }
  ArmMeans means;
  for (const std::size_t arm : {0U, 1U}) {
    if (b[arm] == 0) {
      return {{none, none}, {none, none}};
    }
    means.mean[arm] = centre_[arm] + r[arm] / b[arm];
  }
  for (std::size_t s = 0; s < ends_.size(); ++s) {
    const Sums& sums = strata[s];
    const std::size_t arm = arms_[s];
    const double shift = r[arm] / b[arm];
    const double total = sums.r - shift * sums.b;
    const double squares = sums.rr - 2 * shift * sums.rb + shift * shift * sums.bb - total * total / sums.n;
    if (sums.n > 1) {
      means.variance[arm] += std::fmax(0, squares) * sums.n / (sums.n - 1) / (b[arm] * b[arm]);
    }
  }
  return means;
}

std::vector<double> MeansOfElements::influence(double (*statistic)(double control, double treatment),
                                               std::span<const std::uint32_t> copies) const {
  const auto copies_of = [&](std::size_t i) { return copies.empty() ? 1.0 : static_cast<double>(copies[i]); };
  std::array<double, 2> sum_b{};
  std::size_t i = 0;
  for (std::size_t s = 0; s < ends_.size(); ++s) {
    for (; i < ends_[s]; ++i) {
      sum_b[arms_[s]] += copies_of(i) * b_[i];
    }
  }
  std::array<double, 2> mean = centre_;
  if (!copies.empty()) {
    std::vector<std::uint32_t> all(copies.begin(), copies.end());
    mean = of(all).mean;
  }
  const double whole = statistic(mean[0], mean[1]);
  std::vector<double> influence(b_.size());
  i = 0;
  for (std::size_t s = 0; s < ends_.size(); ++s) {
    const std::size_t arm = arms_[s], first = i;
    double n = 0, sum = 0;
    for (; i < ends_[s]; ++i) {
      const double r = residual_[i] + (centre_[arm] - mean[arm]) * b_[i];
      std::array<double, 2> without = mean;
      without[arm] -= r / (sum_b[arm] - b_[i]);
      influence[i] = whole - statistic(without[0], without[1]);
      n += copies_of(i);
      sum += copies_of(i) * influence[i];
    }
    for (std::size_t j = first; j < i; ++j) {
      influence[j] = (influence[j] - sum / n) * (n - 1) / n;
    }
  }
  return influence;
}

ResampledQuantile::ResampledQuantile(std::vector<double> sorted, std::vector<std::uint32_t> element, double p)
    : sorted_(std::move(sorted)), element_(std::move(element)), p_(p) {}

double ResampledQuantile::estimate() const { return quantile(sorted_, p_); }

double ResampledQuantile::of(std::span<const std::uint32_t> counts) const {
  std::int64_t n = 0;
  for (const std::uint32_t e : element_) {
    n += counts[e];
  }
  if (n == 0) {
    return none;
  }
  const double place = static_cast<double>(n - 1) * p_;
  const auto below = static_cast<std::int64_t>(place);
  std::int64_t passed = 0;
  std::size_t i = 0;
  for (;; ++i) {
    passed += counts[element_[i]];
    if (passed > below) {
      break;
    }
  }
  const double low = sorted_[i], share = place - static_cast<double>(below);
  if (passed > below + 1 || share == 0) {
    return low;
  }
  do {
    ++i;
  } while (counts[element_[i]] == 0);
  return low + share * (sorted_[i] - low);
}

double ResampledQuantile::draw(random::Stream& stream) const {
  const auto n = static_cast<double>(sorted_.size());
  const double place = (n - 1) * p_, below = std::floor(place), share = place - below;
  const auto at = [&](double u) { return sorted_[static_cast<std::size_t>(std::fmin(n - 1, std::floor(u * n)))]; };
  const double u = random::beta(stream, below + 1, n - below);
  if (share == 0) {
    return at(u);
  }
  // The next of the n - below - 1 that are left above u.
  const double next = u + (1 - u) * random::beta(stream, 1, n - below - 1);
  return at(u) + share * (at(next) - at(u));
}

void ResampledQuantile::add_influence(std::span<double> by_element) const {
  const double q = estimate();
  const auto above = std::upper_bound(sorted_.begin(), sorted_.end(), q) - sorted_.begin();
  const double share = static_cast<double>(above) / static_cast<double>(sorted_.size());
  for (std::size_t i = 0; i < sorted_.size(); ++i) {
    by_element[element_[i]] += share - (static_cast<std::ptrdiff_t>(i) < above ? 1 : 0);
  }
}

AdjustedResample::AdjustedResample(std::vector<std::uint32_t> ends, std::vector<std::uint8_t> arms,
                                   std::vector<std::uint32_t> row_ends, std::vector<double> rows,
                                   std::size_t covariates, std::vector<double> weights)
    : ends_(std::move(ends)),
      arms_(std::move(arms)),
      row_ends_(std::move(row_ends)),
      rows_(std::move(rows)),
      covariates_(covariates),
      weights_(std::move(weights)) {}

std::optional<AdjustedDifference> AdjustedResample::of(std::span<const std::uint32_t> counts,
                                                       std::vector<double>* influence) const {
  const std::size_t k = covariates_, width = k + 1;
  const auto last_row = [&](std::size_t element) { return row_ends_.empty() ? element + 1 : row_ends_[element]; };
  const auto weight_of = [&](std::size_t i) { return weights_.empty() ? 1.0 : weights_[i]; };
  // By arm: the lower triangle of the cross-products of (1, covariates, outcome).
  const std::size_t p = k + 2;
  std::array<std::vector<double>, 2> products;
  products[0].assign(p * p, 0);
  products[1].assign(p * p, 0);
  std::size_t element = 0, row = 0;
  for (std::size_t s = 0; s < ends_.size(); ++s) {
    double* const to = products[arms_[s]].data();
    for (; element < ends_[s]; ++element) {
      const std::size_t end = last_row(element);
      const double w = counts[element] * weight_of(element);
      if (w == 0) {
        row = end;
        continue;
      }
      for (; row < end; ++row) {
        const double* const x = rows_.data() + row * width;
        to[0] += w;
        for (std::size_t i = 0; i < width; ++i) {
          const double wx = w * x[i];
          double* const line = to + (i + 1) * p;
          line[0] += wx;
          for (std::size_t j = 0; j <= i; ++j) {
            line[j + 1] += wx * x[j];
          }
        }
      }
    }
  }
  const auto n = static_cast<Eigen::Index>(k + 1);
  Eigen::VectorXd mean = Eigen::VectorXd::Zero(n);
  double total = 0;
  for (const std::vector<double>& each : products) {
    total += each[0];
    for (Eigen::Index j = 0; j < n; ++j) {
      mean(j) += each[static_cast<std::size_t>(j) * p];
    }
  }
  mean /= total;
  std::array<Eigen::VectorXd, 2> coefficients, towards;
  for (const std::size_t arm : {0U, 1U}) {
    Eigen::MatrixXd xx(n, n);
    Eigen::VectorXd xy(n);
    for (Eigen::Index i = 0; i < n; ++i) {
      for (Eigen::Index j = 0; j <= i; ++j) {
        xx(i, j) = xx(j, i) = products[arm][static_cast<std::size_t>(i) * p + static_cast<std::size_t>(j)];
      }
      xy(i) = products[arm][(p - 1) * p + static_cast<std::size_t>(i)];
    }
    // Covariates have variance 1 over all units, so a pivot that all but vanishes means a column that says nothing
    // here.
    Eigen::LLT<Eigen::MatrixXd> cholesky(xx);
    const Eigen::VectorXd pivots = Eigen::MatrixXd(cholesky.matrixL()).diagonal();
    if (cholesky.info() != Eigen::Success || !(pivots.minCoeff() > 1e-6 * std::sqrt(xx(0, 0)))) {
      return std::nullopt;
    }
    coefficients[arm] = cholesky.solve(xy);
    towards[arm] = cholesky.solve(mean);
  }
  AdjustedDifference found;
  found.estimate = mean.dot(coefficients[1]) - mean.dot(coefficients[0]);
  const Eigen::VectorXd slopes = (coefficients[1] - coefficients[0]) / total;
  const double centre = mean.dot(slopes);
  if (influence) {
    influence->assign(counts.size(), 0);
  }
  element = 0;
  row = 0;
  for (std::size_t s = 0; s < ends_.size(); ++s) {
    const std::size_t arm = arms_[s];
    const double* const beta = coefficients[arm].data();
    const double* const reach = towards[arm].data();
    const double sign = arm == 0 ? -1 : 1;
    double drawn = 0, sum = 0, squares = 0;
    for (; element < ends_[s]; ++element) {
      const std::size_t end = last_row(element);
      const double w = counts[element];
      if (w == 0) {
        row = end;
        continue;
      }
      double l = 0;
      for (; row < end; ++row) {
        const double* const x = rows_.data() + row * width;
        double predicted = beta[0], pull = reach[0], along = slopes[0] - centre;
        for (std::size_t j = 0; j < k; ++j) {
          predicted += beta[j + 1] * x[j];
          pull += reach[j + 1] * x[j];
          along += slopes[static_cast<Eigen::Index>(j + 1)] * x[j];
        }
        l += sign * pull * (x[k] - predicted) + along;
      }
      l *= weight_of(element);
      drawn += w;
      sum += w * l;
      squares += w * l * l;
      if (influence) {
        (*influence)[element] = l;
      }
    }
    if (drawn > 1) {
      found.variance += std::fmax(0, squares - sum * sum / drawn) * drawn / (drawn - 1);
    }
  }
  return found;
}

std::optional<double> replicate_quantile(std::span<const double> sorted, double p) {
  const auto r = static_cast<double>(sorted.size());
  const double place = (r + 1) * p, below = std::floor(place);
  if (!(below >= 1 && below <= r) || (below == r && place > below)) {
    return std::nullopt;
  }
  const auto k = static_cast<std::size_t>(below);
  if (place == below) {
    return sorted[k - 1];
  }
  const double z = normal_quantile(p), low = normal_quantile(below / (r + 1)),
               high = normal_quantile((below + 1) / (r + 1));
  return sorted[k - 1] + (z - low) / (high - low) * (sorted[k] - sorted[k - 1]);
}

ResampledInterval percentile_interval(std::span<const double> sorted, double confidence) {
  const double tail = (1 - confidence) / 2;
  return {replicate_quantile(sorted, tail), replicate_quantile(sorted, 1 - tail)};
}

std::optional<double> bias_correction(std::span<const double> sorted, double estimate) {
  const double near = 1e-12 * std::fmax(std::abs(estimate), sorted.empty() ? 0 : sorted.back() - sorted.front());
  const auto below = std::lower_bound(sorted.begin(), sorted.end(), estimate - near) - sorted.begin();
  const auto up_to = std::upper_bound(sorted.begin(), sorted.end(), estimate + near) - sorted.begin();
  const double share = static_cast<double>(below + up_to) / 2 / static_cast<double>(sorted.size());
  if (!(share > 0 && share < 1)) {
    return std::nullopt;
  }
  return normal_quantile(share);
}

double acceleration(std::span<const double> influence, std::span<const std::uint32_t> copies) {
  double largest = 0;
  for (const double l : influence) {
    largest = std::fmax(largest, std::abs(l));
  }
  if (!(largest > 0)) {
    return 0;
  }
  double squares = 0, cubes = 0;
  for (std::size_t i = 0; i < influence.size(); ++i) {
    const double l = influence[i] / largest, n = copies.empty() ? 1 : copies[i];
    squares += n * l * l;
    cubes += n * l * l * l;
  }
  return cubes / (6 * squares * std::sqrt(squares));
}

ResampledInterval bca_interval(std::span<const double> sorted, double bias, double a, double confidence) {
  const double z = normal_quantile_upper((1 - confidence) / 2);
  const auto end = [&](double at) -> std::optional<double> {
    const double shifted = bias + at, scale = 1 - a * shifted;
    if (!(scale > 0)) {
      return std::nullopt;
    }
    return replicate_quantile(sorted, normal_cdf(bias + shifted / scale));
  };
  return {end(-z), end(z)};
}

ResampledInterval studentized_interval(std::span<const double> sorted, double estimate, double se, double confidence) {
  const ResampledInterval of_t = percentile_interval(sorted, confidence);
  const auto end = [&](const std::optional<double>& t) {
    return t ? std::optional<double>(estimate - se * *t) : std::nullopt;
  };
  return {end(of_t.high), end(of_t.low)};
}

}  // namespace sutva::stats
