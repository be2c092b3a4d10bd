// SPDX-License-Identifier: Apache-2.0
#include "stats/count_tests.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "stats/distributions.hpp"
#include "stats/root.hpp"

namespace sutva::stats {
namespace {

constexpr double half_log_two_pi = 0.91893853320467274178;
constexpr double infinity = std::numeric_limits<double>::infinity();
// Outcomes whose chances differ by less are equally likely, as in R.
constexpr double tie = 1e-7;

double sum(std::span<const double> all) {
  double total = 0;
  for (const double x : all) {
    total += x;
  }
  return total;
}

// log Gamma(x) less its main part (x - 1/2) log x - x + log(2 pi) / 2; x > 0.
double stirling_error(double x) {
  if (x < 16) {
    // Up by the recurrence, where the series is exact to the last digits.
    double shift = 0, y = x;
    for (; y < 16; ++y) {
      shift += std::log(y);
    }
    return (y - 0.5) * std::log(y) - y + stirling_error(y) - shift - ((x - 0.5) * std::log(x) - x);
  }
  const double s = 1 / (x * x);
  return (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - s * (1.0 / 1188))))) / x;
}

double log_sum(double a, double b) {
  const double high = std::fmax(a, b), low = std::fmin(a, b);
  return high == -infinity ? high : high + std::log1p(std::exp(low - high));
}

}  // namespace

double deviance(double x, double m) {
  if (x == 0) {
    return m;
  }
  const double gap = x - m;
  if (std::abs(gap) < 0.1 * (x + m)) {
    const double v = gap / (x + m);
    double total = gap * v, term = 2 * x * v;
    for (int j = 1; j < 1000; ++j) {
      term *= v * v;
      const double next = total + term / (2 * j + 1);
      if (next == total) {
        break;
      }
      total = next;
    }
    return total;
  }
  return x * std::log(x / m) + m - x;
}

double log_chi_squared_sf(double x, double df) {
  const double p = chi_squared_sf(x, df);
  if (p > 1e-280) {
    return std::log(p);
  }
  // The continued fraction of the upper incomplete gamma function, by Lentz's method (Abramowitz and Stegun 6.5.31).
  const double a = df / 2, y = x / 2;
  double b = y + 1 - a, c = 1e300, d = 1 / b, h = d;
  for (int i = 1; i < 500; ++i) {
    const double an = -i * (i - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    h *= d * c;
    if (std::abs(d * c - 1) < 1e-16) {
      break;
    }
  }
  return a * std::log(y) - y - std::lgamma(a) + std::log(h);
}

double chi_squared_quantile_upper(double p, double df) {
  if (df == 1) {
    const double z = normal_quantile_upper(p / 2);
    return z * z;
  }
  const double wanted = std::log(p);
  const auto off = [&](double x) { return log_chi_squared_sf(x, df) - wanted; };
  double high = df;
  while (off(high) > 0) {
    high *= 2;
  }
  return root(off, 0, high).value_or(high);
}

double noncentral_chi_squared_sf(double x, double df, double ncp) {
  // Where the mean of the numerator lies far to one side there is nothing to add up.
  constexpr double far = 40;
  const double root_x = std::sqrt(x), root_ncp = std::sqrt(ncp);
  if (root_ncp > root_x + far) {
    return 1;
  }
  if (root_x > root_ncp + std::sqrt(df) + far) {
    return 0;
  }
  if (df == 1) {
    return normal_sf(root_x - root_ncp) + normal_cdf(-root_x - root_ncp);
  }
  const double rate = ncp / 2, y = x / 2;
  const double middle = std::floor(rate);
  const auto log_step = [&](double a) { return a * std::log(y) - y - std::lgamma(a + 1); };
  const double start_weight = rate == 0 ? 1 : std::exp(middle * std::log(rate) - rate - std::lgamma(middle + 1));
  const double start_tail = chi_squared_sf(x, df + 2 * middle);
  double total = 0, weight = start_weight, tail = start_tail;
  double step = x > 0 ? std::exp(log_step(df / 2 + middle)) : 0;
  for (double j = middle; weight > 1e-18; ++j) {
    total += weight * tail;
    tail = std::fmin(tail + step, 1);
    step *= y / (df / 2 + j + 1);
    weight *= rate / (j + 1);
  }
  weight = start_weight;
  tail = start_tail;
  step = x > 0 && middle > 0 ? std::exp(log_step(df / 2 + middle - 1)) : 0;
  for (double j = middle; j > 0; --j) {
    weight *= j / rate;
    tail = std::fmax(tail - step, 0);
    step *= (df / 2 + j - 1) / y;
    if (weight < 1e-18) {
      break;
    }
    total += weight * tail;
  }
  return std::fmin(total, 1);
}

CountTest likelihood_ratio(std::span<const double> counts, std::span<const double> shares) {
  const double n = sum(counts);
  CountTest test;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    test.statistic += n > 0 ? 2 * deviance(counts[i], n * shares[i]) : 0;
  }
  test.df = static_cast<double>(counts.size()) - 1;
  test.log_p = log_chi_squared_sf(test.statistic, test.df);
  return test;
}

double log_binomial_density(double k, double n, double p) {
  if (k == 0) {
    return n * std::log1p(-p);
  }
  if (k == n) {
    return n * std::log(p);
  }
  // Stirling's error of x! is that of Gamma(x + 1), whose main part differs from that of Gamma(x) by log x alone.
  const double error = stirling_error(n) - stirling_error(k) - stirling_error(n - k);
  return error - deviance(k, n * p) - deviance(n - k, n * (1 - p)) - half_log_two_pi +
         0.5 * (std::log(n) - std::log(k) - std::log(n - k));
}

double log_binomial_above(double k, double n, double p) {
  if (k <= 0) {
    return 0;
  }
  if (k > n) {
    return -infinity;
  }
  if (k <= n * p) {
    const double below = log_binomial_below(k - 1, n, p);
    return below > -1e-300 ? -infinity : std::log(-std::expm1(below));
  }
  // The chances of k, k + 1, ... beside that of k: they fall from the start.
  double term = 1, total = 1;
  const double odds = p / (1 - p);
  for (double j = k; j < n && term > 1e-17 * total; ++j) {
    term *= (n - j) / (j + 1) * odds;
    total += term;
  }
  return log_binomial_density(k, n, p) + std::log(total);
}

double log_binomial_below(double k, double n, double p) { return log_binomial_above(n - k, n, 1 - p); }

double log_binomial_test(double k, double n, double p) {
  const double mean = n * p;
  if (k == mean || n == 0) {
    return 0;
  }
  const double cut = log_binomial_density(k, n, p) + std::log1p(tie);
  const bool high = k > mean;
  // On the other side of the mean chances rise towards it: the outcome next to it that is unlikely enough, by halves.
  double unlikely = high ? -1 : n + 1, likely = high ? std::floor(mean) : std::ceil(mean);
  if (log_binomial_density(likely, n, p) <= cut) {
    return 0;  // then every outcome is no likelier
  }
  while (std::abs(likely - unlikely) > 1) {
    const double middle = std::floor((likely + unlikely) / 2);
    (log_binomial_density(middle, n, p) <= cut ? unlikely : likely) = middle;
  }
  const double own = high ? log_binomial_above(k, n, p) : log_binomial_below(k, n, p);
  const double other = high ? (unlikely < 0 ? -infinity : log_binomial_below(unlikely, n, p))
                            : (unlikely > n ? -infinity : log_binomial_above(unlikely, n, p));
  return std::fmin(log_sum(own, other), 0);
}

std::optional<double> multinomial_test(std::span<const double> counts, std::span<const double> shares,
                                       double most_tables) {
  const std::size_t arms = counts.size();
  const double n = sum(counts);
  double tables = 1;
  for (std::size_t i = 1; i < arms; ++i) {
    tables *= (n + static_cast<double>(i)) / static_cast<double>(i);
    if (tables > most_tables) {
      return std::nullopt;
    }
  }
  const auto users = static_cast<std::size_t>(n);
  std::vector<double> log_factorial(users + 1, 0);
  for (std::size_t i = 2; i <= users; ++i) {
    log_factorial[i] = log_factorial[i - 1] + std::log(static_cast<double>(i));
  }
  std::vector<double> log_share;
  double observed = log_factorial[users];
  for (std::size_t i = 0; i < arms; ++i) {
    log_share.push_back(std::log(shares[i]));
    observed += counts[i] * log_share[i] - log_factorial[static_cast<std::size_t>(counts[i])];
  }
  const double cut = observed + std::log1p(tie);
  // Every table: the arms before the last two count through what is left, the last two share the rest.
  std::vector<std::size_t> held(arms, 0), left(arms, users);
  std::vector<double> log_so_far(arms, log_factorial[users]);
  double p = 0;
  for (std::size_t arm = 0;;) {
    if (arm + 1 == arms) {
      const double log_p = log_so_far[arm] + static_cast<double>(left[arm]) * log_share[arm] - log_factorial[left[arm]];
      p += log_p <= cut ? std::exp(log_p) : 0;
    } else {
      log_so_far[arm + 1] =
          log_so_far[arm] + static_cast<double>(held[arm]) * log_share[arm] - log_factorial[held[arm]];
      left[arm + 1] = left[arm] - held[arm];
      ++arm;
      held[arm] = 0;
      continue;
    }
    // The deepest arm that can hold one more.
    while (arm > 0 && held[arm - 1] == left[arm - 1]) {
      --arm;
    }
    if (arm == 0) {
      return std::fmin(p, 1);
    }
    --arm;
    ++held[arm];
  }
}

double log_bayes_factor(std::span<const double> counts, std::span<const double> shares, double concentration) {
  const double n = sum(counts), all = concentration + n;
  if (n == 0) {
    return 0;
  }
  // log Gamma by its main part: the large terms are deviances of the posterior from the plan, each above 0.
  double log_factor = 0.5 * std::log1p(n / concentration) - (stirling_error(all) - stirling_error(concentration));
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double prior = concentration * shares[i], posterior = prior + counts[i];
    if (prior == 0) {
      continue;
    }
    log_factor += deviance(posterior, all * shares[i]) - 0.5 * std::log1p(counts[i] / prior) +
                  stirling_error(posterior) - stirling_error(prior);
  }
  return log_factor;
}

RunningBayes::RunningBayes(std::size_t arms, double concentration)
    : concentration_(concentration), seen_(arms, 0), expected_(arms, 0) {}

void RunningBayes::add(std::span<const double> counts, std::span<const double> shares) {
  std::vector<double> centre(counts.size());
  double all = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double prior = concentration_ * shares[i];
    centre[i] = shares[i] > 0 ? shares[i] * ((prior + seen_[i]) / (prior + expected_[i])) : 0;
    all += centre[i];
  }
  const double n = sum(counts);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    centre[i] /= all;
    log_factor_ += counts[i] > 0 ? counts[i] * std::log(centre[i] / shares[i]) : 0;
    seen_[i] += counts[i];
    expected_[i] += n * shares[i];
  }
  log_factor_ += log_bayes_factor(counts, centre, concentration_ + total_);
  total_ += n;
}

double log_mean_exp(std::span<const double> logs) {
  const double most = *std::max_element(logs.begin(), logs.end());
  double total = 0;
  for (const double x : logs) {
    total += std::exp(x - most);
  }
  return most + std::log(total / static_cast<double>(logs.size()));
}

}  // namespace sutva::stats
