// SPDX-License-Identifier: Apache-2.0
#include "stats/two_by_two.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "stats/distributions.hpp"
#include "stats/root.hpp"

namespace sutva::stats {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double same = 1 + 1e-7;  // tables whose probabilities differ by less are equally likely
constexpr double largest_hypergeometric_sd = 20'000;
constexpr double largest_boschloo = 10'000;

double spread(double p, double n) { return p * (1 - p) / n; }

double z_of(double distance, double variance) {
  return distance == 0 ? 0 : variance > 0 ? distance / std::sqrt(variance) : std::copysign(infinity, distance);
}

// The treatment's most likely share among those with treatment - control = difference: a root of the likelihood's
// derivative, which falls. (The closed form, restricted_shares in two_proportions.hpp, is faster and keeps fewer digits
// where large arms meet rare successes.)
double restricted_treatment(const TwoByTwo& t, double difference) {
  const double low = std::fmax(0, difference), high = std::fmin(1, 1 + difference);
  const auto term = [](double count, double share) { return count == 0 ? 0 : share > 0 ? count / share : infinity; };
  const auto gains = [&](double p) {
    return term(t.successes_treatment, p) + term(t.successes_control, p - difference);
  };
  const auto losses = [&](double p) {
    return term(t.n_treatment - t.successes_treatment, 1 - p) +
           term(t.n_control - t.successes_control, 1 - p + difference);
  };
  const auto derivative = [&](double p) { return gains(p) - losses(p); };
  if (derivative(low) <= 0) {
    return low;
  }
  if (derivative(high) >= 0) {
    return high;
  }
  return root(derivative, low, high).value_or(low);
}

double miettinen_nurminen_factor(const TwoByTwo& t) {
  const double n = t.n_control + t.n_treatment;
  return n / (n - 1);
}

// log(n!) less Stirling's formula.
double stirling_error(double n) {
  if (n <= 15) {
    return n == 0 ? 0 : std::lgamma(n + 1) - (n + 0.5) * std::log(n) + n - 0.918938533204672742;
  }
  const double s = n * n;
  return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / s) / s) / s) / s) / n;
}

// x log(x / mean) + mean - x without cancellation.
double deviance(double x, double mean) {
  const double distance = x - mean;
  if (std::abs(distance) < 0.1 * (x + mean)) {
    const double v = distance / (x + mean), square = v * v;
    double sum = distance * v, power = 2 * x * v;
    for (int j = 1; j < 1000; ++j) {
      power *= square;
      const double next = sum + power / (2 * j + 1);
      if (next == sum) {
        break;
      }
      sum = next;
    }
    return sum;
  }
  return x * std::log(x / mean) + mean - x;
}

// Loader (2000), Fast and accurate computation of binomial probabilities: as R's dbinom, all digits for any n.
double log_binomial(double x, double n, double p, double q) {
  if (x == 0 || x == n) {
    const double with = x == 0 ? q : p, without = x == 0 ? p : q;
    return n == 0 ? 0 : without < 0.1 ? -deviance(n, n * with) - n * without : n * std::log(with);
  }
  return stirling_error(n) - stirling_error(x) - stirling_error(n - x) - deviance(x, n * p) - deviance(n - x, n * q) +
         0.5 * std::log(n / (6.283185307179586477 * x * (n - x)));
}

// The treatment's successes given all margins.
struct Hypergeometric {
  double n_treatment, n_control, successes;
  double lowest, highest, mode;

  explicit Hypergeometric(const TwoByTwo& t) : Hypergeometric(t, t.successes_control + t.successes_treatment) {}
  Hypergeometric(const TwoByTwo& t, double total) : n_treatment(t.n_treatment), n_control(t.n_control) {
    successes = total;
    lowest = std::fmax(0, successes - n_control);
    highest = std::fmin(successes, n_treatment);
    mode = std::clamp(std::floor((successes + 1) * (n_treatment + 1) / (n_treatment + n_control + 2)), lowest, highest);
  }

  double log_probability(double x) const {
    const double n = n_treatment + n_control, p = successes / n, q = (n - successes) / n;
    if (successes == 0 || successes == n) {
      return 0;
    }
    return log_binomial(x, n_treatment, p, q) + log_binomial(successes - x, n_control, p, q) -
           log_binomial(successes, n, p, q);
  }
  // P(x + 1) / P(x)
  double step_up(double x) const {
    return (successes - x) * (n_treatment - x) / ((x + 1) * (n_control - successes + x + 1));
  }
  double sd() const {
    const double n = n_treatment + n_control;
    return n < 2 ? 0 : std::sqrt(successes * (n_treatment / n) * (n_control / n) * ((n - successes) / (n - 1)));
  }
  // P(X >= x) for x at or above the mode, and P(X <= x) at or below it: terms fall from x on.
  double upper(double x) const {
    double sum = 0, part = 1;
    for (; x <= highest && part > 1e-18 * sum; ++x) {
      sum += part;
      part *= step_up(x);
    }
    return sum;
  }
  double lower(double x) const {
    double sum = 0, part = 1;
    for (; x >= lowest && part > 1e-18 * sum; --x) {
      sum += part;
      part /= x > lowest ? step_up(x - 1) : 1;
    }
    return sum;
  }
};

// Of whole numbers from `from` towards `to`, which all fail and then all hold, the first that holds; none where the
// last fails.
template <class Holds>
std::optional<double> first_that_holds(double from, double to, Holds&& holds) {
  if (!holds(to)) {
    return std::nullopt;
  }
  double fails = from + (from < to ? -1 : 1), found = to;
  while (std::abs(found - fails) > 1) {
    const double middle = std::trunc((found + fails) / 2);
    if (middle == fails || middle == found) {
      break;
    }
    (holds(middle) ? found : fails) = middle;
  }
  return found;
}

std::vector<double> binomial_probabilities(double n, double p, const std::vector<double>& log_choose) {
  std::vector<double> all(log_choose.size());
  const double log_p = std::log(p), log_q = std::log1p(-p);
  for (std::size_t x = 0; x < all.size(); ++x) {
    const auto successes = static_cast<double>(x);
    all[x] = std::exp(log_choose[x] + successes * log_p + (n - successes) * log_q);
  }
  return all;
}

std::vector<double> log_choices(double n) {
  std::vector<double> all(static_cast<std::size_t>(n) + 1);
  for (std::size_t x = 0; x < all.size(); ++x) {
    const auto k = static_cast<double>(x);
    all[x] = std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
  }
  return all;
}

}  // namespace

double wald_se(const TwoByTwo& t) {
  return std::sqrt(spread(t.share_control(), t.n_control) + spread(t.share_treatment(), t.n_treatment));
}

Interval newcombe_difference(const TwoByTwo& t, double confidence) {
  const Interval c = wilson(t.successes_control, t.n_control, confidence);
  const Interval e = wilson(t.successes_treatment, t.n_treatment, confidence);
  const double pc = t.share_control(), pt = t.share_treatment();
  return {pt - pc - std::hypot(pt - e.low, c.high - pc), pt - pc + std::hypot(e.high - pt, pc - c.low)};
}

Interval agresti_caffo_difference(const TwoByTwo& t, double confidence) {
  const TwoByTwo more{t.successes_control + 1, t.n_control + 2, t.successes_treatment + 1, t.n_treatment + 2};
  const double reach = normal_quantile_upper((1 - confidence) / 2) * wald_se(more);
  const double centre = more.share_treatment() - more.share_control();
  return {std::fmax(-1, centre - reach), std::fmin(1, centre + reach)};
}

double score_z_difference(const TwoByTwo& t, double difference) {
  const double treatment = restricted_treatment(t, difference);
  const double variance = spread(treatment, t.n_treatment) + spread(treatment - difference, t.n_control);
  return z_of(t.share_treatment() - t.share_control() - difference, variance * miettinen_nurminen_factor(t));
}

Interval score_difference(const TwoByTwo& t, double confidence) {
  const double z = normal_quantile_upper((1 - confidence) / 2);
  const double estimate = t.share_treatment() - t.share_control();
  const auto below = [&](double d) { return score_z_difference(t, d) - z; };
  const auto above = [&](double d) { return score_z_difference(t, d) + z; };
  return {estimate > -1 ? root(below, -1, estimate).value_or(-1) : -1,
          estimate < 1 ? root(above, estimate, 1).value_or(1) : 1};
}

double score_z_ratio(const TwoByTwo& t, double ratio) {
  // The likeliest shares with this ratio: the smaller root of a parabola, its discriminant as a sum of squares.
  const double p = ratio * (t.n_treatment + t.successes_control), q = t.successes_treatment + t.n_control;
  const double discriminant =
      (p - q) * (p - q) + 4 * ratio * (t.n_treatment - t.successes_treatment) * (t.n_control - t.successes_control);
  const double control =
      std::fmin(1, 2 * (t.successes_treatment + t.successes_control) / (p + q + std::sqrt(discriminant)));
  const double treatment = std::fmin(1, ratio * control);
  const double variance = spread(treatment, t.n_treatment) + ratio * ratio * spread(control, t.n_control);
  return z_of(t.share_treatment() - ratio * t.share_control(), variance * miettinen_nurminen_factor(t));
}

Interval score_ratio(const TwoByTwo& t, double confidence) {
  const double z = normal_quantile_upper((1 - confidence) / 2);
  const auto below = [&](double log_ratio) { return score_z_ratio(t, std::exp(log_ratio)) - z; };
  const auto above = [&](double log_ratio) { return score_z_ratio(t, std::exp(log_ratio)) + z; };
  const double estimate = t.share_treatment() / t.share_control();
  const double centre = estimate > 0 ? std::log(estimate) : -80;
  const std::optional<double> low = estimate > 0 ? root(below, -160, centre) : std::nullopt;
  const std::optional<double> high = root(above, centre, 160);
  return {low ? std::exp(*low) : 0, high ? std::exp(*high) : infinity};
}

std::optional<double> katz_log_se(const TwoByTwo& t) {
  if (t.successes_control == 0 || t.successes_treatment == 0) {
    return std::nullopt;
  }
  return std::sqrt((1 - t.share_control()) / t.successes_control + (1 - t.share_treatment()) / t.successes_treatment);
}

std::optional<FisherTest> fisher_test(const TwoByTwo& t) {
  const Hypergeometric h(t);
  if (h.sd() > largest_hypergeometric_sd) {
    return std::nullopt;
  }
  const double observed = h.log_probability(t.successes_treatment);
  const double limit = observed + std::log(same);
  const auto as_rare = [&](double x) { return h.log_probability(x) <= limit; };
  const double itself = std::exp(observed);
  if (as_rare(h.mode)) {
    return FisherTest{1, 1 - 0.5 * itself};
  }
  double p = 0;
  if (const auto x = first_that_holds(h.mode, h.highest, as_rare)) {
    p += std::exp(h.log_probability(*x) + std::log(h.upper(*x)));
  }
  if (const auto x = first_that_holds(h.mode, h.lowest, as_rare)) {
    p += std::exp(h.log_probability(*x) + std::log(h.lower(*x)));
  }
  return FisherTest{std::fmin(1, p), std::fmin(1, p) - 0.5 * itself};
}

std::optional<double> boschloo_p_value(const TwoByTwo& t) {
  if (t.n_control * t.n_treatment > largest_boschloo) {
    return std::nullopt;
  }
  // Fisher's p-value of every pair of counts, by the total they share.
  const auto width = static_cast<std::size_t>(t.n_control) + 1;
  const auto height = static_cast<std::size_t>(t.n_treatment) + 1;
  std::vector<double> fisher(width * height);
  std::vector<double> probabilities;
  const auto n = static_cast<std::size_t>(t.n_control + t.n_treatment);
  for (std::size_t total = 0; total <= n; ++total) {
    const Hypergeometric h(t, static_cast<double>(total));
    probabilities.clear();
    for (double x = h.lowest; x <= h.highest; ++x) {
      probabilities.push_back(std::exp(h.log_probability(x)));
    }
    const auto first = static_cast<std::size_t>(h.lowest);
    for (std::size_t i = 0; i < probabilities.size(); ++i) {
      double p = 0;
      for (const double other : probabilities) {
        p += other <= probabilities[i] * same ? other : 0;
      }
      fisher[(first + i) * width + (total - first - i)] = p;
    }
  }
  const auto observed =
      static_cast<std::size_t>(t.successes_treatment) * width + static_cast<std::size_t>(t.successes_control);
  const double limit = fisher[observed] * same;
  const std::vector<double> choose_control = log_choices(t.n_control), choose_treatment = log_choices(t.n_treatment);
  const auto rejection = [&](double share) {
    const std::vector<double> control = binomial_probabilities(t.n_control, share, choose_control);
    const std::vector<double> treatment = binomial_probabilities(t.n_treatment, share, choose_treatment);
    double sum = 0;
    for (std::size_t i = 0; i < height; ++i) {
      double row = 0;
      for (std::size_t j = 0; j < width; ++j) {
        row += fisher[i * width + j] <= limit ? control[j] : 0;
      }
      sum += treatment[i] * row;
    }
    return sum;
  };
  // A polynomial with several tops: a grid, denser towards 0 and 1 where they are narrow, and then each of its tops
  // between its neighbours by golden section.
  constexpr int cells = 240;
  const auto share_at = [](double place) {
    const double s = std::sin(1.5707963267948966 * place / cells);
    return s * s;
  };
  std::array<double, cells + 1> grid{};
  for (int i = 1; i < cells; ++i) {
    grid[static_cast<std::size_t>(i)] = rejection(share_at(i));
  }
  double best = *std::max_element(grid.begin(), grid.end());
  for (int i = 1; i < cells; ++i) {
    const auto at = static_cast<std::size_t>(i);
    if (grid[at] < 0.97 * best || grid[at] < grid[at - 1] || grid[at] < grid[at + 1]) {
      continue;
    }
    constexpr double golden = 0.6180339887498949;
    double low = i - 1, high = i + 1;
    double left = high - golden * (high - low), right = low + golden * (high - low);
    double at_left = rejection(share_at(left)), at_right = rejection(share_at(right));
    for (int k = 0; k < 36; ++k) {
      if (at_left > at_right) {
        high = right;
        right = left;
        at_right = at_left;
        left = high - golden * (high - low);
        at_left = rejection(share_at(left));
      } else {
        low = left;
        left = right;
        at_left = at_right;
        right = low + golden * (high - low);
        at_right = rejection(share_at(right));
      }
    }
    best = std::max({best, at_left, at_right});
  }
  // A p-value of 1 is reached by every table, also at the shares 0 and 1, which the grid leaves out.
  return limit >= 1 ? 1.0 : std::fmin(1, best);
}

}  // namespace sutva::stats
