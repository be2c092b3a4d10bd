// SPDX-License-Identifier: Apache-2.0
#include "stats/dunnett.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "stats/distributions.hpp"
#include "stats/multiplicity.hpp"
#include "stats/root.hpp"

namespace sutva::stats {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
constexpr double half_width = 7.8;  // of a standard normal: 6e-15 lie beyond
constexpr double depth = 33;        // of a density in logarithms: e^-33 lies beyond
// A trapezoidal sum over a normal of standard deviation s errs by exp(-2 pi^2 s^2 / h^2): 4e-14 at this share of s.
constexpr double step_of_sd = 0.8;

enum class Event { none, any, all };

// Comparisons that are alike: their factor is computed once. Sorted, so that their order changes nothing.
struct Alike {
  double lambda, shift, residual;
  double count;
};

struct Joint {
  std::vector<Alike> groups;
  double c = 0;
  bool two_sided = true;
  double reach = half_width;  // of the integral over the control's noise
  double step = 1;

  Joint(std::span<const double> lambda, std::span<const double> shift, double critical, bool both);
  double at(Event event, double s) const;
  double given(Event event, double s, double y) const;
};

Joint::Joint(std::span<const double> lambda, std::span<const double> shift, double critical, bool both)
    : c(critical), two_sided(both) {
  std::vector<std::array<double, 2>> pairs;
  for (std::size_t i = 0; i < lambda.size(); ++i) {
    pairs.push_back({lambda[i], shift.empty() ? 0 : shift[i]});
  }
  std::sort(pairs.begin(), pairs.end());
  double nearest = std::numeric_limits<double>::infinity();
  double largest = 0;
  for (const auto& [l, m] : pairs) {
    if (!groups.empty() && groups.back().lambda == l && groups.back().shift == m) {
      ++groups.back().count;
    } else {
      groups.push_back({l, m, std::sqrt((1 - l) * (1 + l)), 1});
    }
    nearest = std::fmin(nearest, c - (both ? std::abs(m) : m));
    largest = std::fmax(largest, l);
  }
  // Far in a tail, the noise that takes a comparison over the threshold is itself far out.
  reach += largest * std::fmin(std::fmax(nearest, 0), 38);
  // The integrand is a normal density times factors that rise within residual / lambda; a product of k such factors
  // rises faster, by the square root of 2 log k as the spread of a maximum does.
  const double steepness = largest * largest / ((1 - largest) * (1 + largest));
  step = step_of_sd / std::sqrt(1 + steepness * (1 + 2 * std::log(static_cast<double>(lambda.size()))));
}

// The probability of the event where the common noise of the control is y and the estimated spread is s times the true.
double Joint::given(Event event, double s, double y) const {
  double log_probability = 0;
  for (const Alike& g : groups) {
    const double centre = g.shift + g.lambda * y;
    double rejects = normal_sf((c * s - centre) / g.residual);
    if (two_sided) {
      rejects += normal_sf((c * s + centre) / g.residual);
    }
    rejects = std::fmin(rejects, 1);
    log_probability += g.count * (event == Event::all ? std::log(rejects) : std::log1p(-rejects));
  }
  return event == Event::any ? -std::expm1(log_probability) : std::exp(log_probability);
}

double Joint::at(Event event, double s) const {
  const auto steps = static_cast<int>(std::ceil(reach / step));
  const double h = reach / steps;
  double sum = 0;
  for (int i = -steps; i <= steps; ++i) {
    const double y = i * h;
    sum += std::exp(-y * y / 2) * given(event, s, y);
  }
  return sum * h * std::numbers::inv_sqrtpi / std::numbers::sqrt2;
}

// Half of the sixteen nodes of Gauss and Hermite for a standard normal, each with its weight.
constexpr std::array<std::array<double, 2>, 8> hermite{{{0.3867606045005573, 0.28656852123801213},
                                                        {1.1638291005549648, 0.1583383727509496},
                                                        {1.9519803457163334, 0.047284752354014026},
                                                        {2.7602450476307014, 0.007266937601184733},
                                                        {3.600873624171548, 0.0005259849265739092},
                                                        {4.492955302520011, 1.5300032162487272e-05},
                                                        {5.472225705949343, 1.3094732162868227e-07},
                                                        {6.630878198393129, 1.4978147231618397e-10}}};
// Over w = log S, whose density is proportional to exp(df (w - (e^2w - 1) / 2)) with its mode at 0. Dividing by the sum
// of the weights norms it.
double over_spread(const Joint& joint, Event event, double df, double k) {
  const auto log_density = [&](double w) { return df * (w - std::expm1(2 * w) / 2); };
  double sum = 0, weights = 0;
  const auto add = [&](double w, double weight) {
    weights += weight;
    sum += weight * joint.at(event, std::exp(w));
  };
  // For many degrees of freedom the density of w is nearly normal with variance 1 / (2 df), and over its width the
  // event's probability hardly bends: sixteen nodes do.
  if (const double sd = 1 / std::sqrt(2 * df); df >= 300 && joint.c * joint.c * sd < 1) {
    for (const auto& [node, weight] : hermite) {
      for (const double x : {-node, node}) {
        add(x * sd, weight * std::exp(log_density(x * sd) + x * x / 2));
      }
    }
    return sum / weights;
  }
  // In a tail of probability p only what weighs less than e^-33 p may be left out.
  double nearest = joint.c;
  double farthest = 0;
  for (const Alike& g : joint.groups) {
    nearest = std::fmin(nearest, joint.c - std::abs(g.shift));
    farthest = std::fmax(farthest, std::abs(g.shift));
  }
  const double lowest = depth + (nearest > 0 ? std::fmin(-std::log(t_sf(nearest, df)), 600) : 0);
  const auto edge = [&](double w) { return log_density(w) + lowest; };
  const double from = root(edge, -lowest / df - 1, 0).value_or(-lowest / df - 1);
  const double to = root(edge, 0, std::sqrt(lowest / df) * 1.001).value_or(std::sqrt(lowest / df));
  // How fast the event's probability turns with w: where the threshold c s passes the shifts.
  const double turning = std::fmin(joint.c * std::exp(to), farthest + 5);
  const double sd = 1 / std::sqrt(2 * df + turning * turning * (1 + 2 * std::log(k)));
  // The transform of this density falls more slowly than a normal's, for few degrees of freedom as exp(-pi omega / 4):
  // that sets the step, not the width.
  const auto steps = static_cast<int>(std::ceil((to - from) / std::fmin(0.7 * sd, 0.09)));
  const double h = (to - from) / steps;
  for (int i = 0; i <= steps; ++i) {
    const double w = from + i * h;
    add(w, std::exp(log_density(w)));
  }
  return sum / weights;
}

bool in_domain(std::span<const double> lambda, double df) {
  return !lambda.empty() && lambda.size() <= 1000 && df >= 1 &&
         std::all_of(lambda.begin(), lambda.end(), [](double l) { return l >= 0 && l <= largest_lambda; });
}

double probability(Event event, std::span<const double> lambda, std::span<const double> shift, double c, double df,
                   bool two_sided) {
  const bool shifts = shift.size() == lambda.size() &&
                      std::all_of(shift.begin(), shift.end(), [](double m) { return std::isfinite(m); });
  if (!in_domain(lambda, df) || !shifts || !std::isfinite(c) || (two_sided && c < 0)) {
    return missing;
  }
  const Joint joint(lambda, shift, c, two_sided);
  const double p =
      std::isinf(df) ? joint.at(event, 1) : over_spread(joint, event, df, static_cast<double>(lambda.size()));
  return std::fmin(p, 1);
}

}  // namespace

double dunnett_cdf(std::span<const double> lambda, std::span<const double> shift, double c, double df, bool two_sided) {
  return probability(Event::none, lambda, shift, c, df, two_sided);
}

double dunnett_any(std::span<const double> lambda, std::span<const double> shift, double c, double df, bool two_sided) {
  return probability(Event::any, lambda, shift, c, df, two_sided);
}

double dunnett_all(std::span<const double> lambda, std::span<const double> shift, double c, double df, bool two_sided) {
  return probability(Event::all, lambda, shift, c, df, two_sided);
}

double dunnett_critical(double alpha, std::span<const double> lambda, double df, bool two_sided) {
  if (!in_domain(lambda, df) || !(alpha > 0 && alpha < 1)) {
    return missing;
  }
  const auto plain = [&](double level) {
    const double tail = two_sided ? level / 2 : level;
    return std::isinf(df) ? normal_quantile_upper(tail) : t_quantile_upper(tail, df);
  };
  const double k = static_cast<double>(lambda.size());
  if (k == 1) {
    return plain(alpha);
  }
  const std::vector<double> none(lambda.size(), 0.0);
  const auto excess = [&](double c) { return std::log(dunnett_any(lambda, none, c, df, two_sided) / alpha); };
  // The level that each comparison has hardly depends on the degrees of freedom: that of the z-test gives a start from
  // which a few secants suffice.
  if (std::isfinite(df)) {
    const double z = dunnett_critical(alpha, lambda, std::numeric_limits<double>::infinity(), two_sided);
    const double start = t_quantile_upper(normal_sf(z), df);
    if (start > 0.1) {
      double before = std::log(start);
      double f_before = excess(start);
      double log_c = before + f_before / (1 + std::fmin(start * start, df));
      for (int i = 0; i < 8; ++i) {
        const double f = excess(std::exp(log_c));
        const double next = f == f_before ? log_c : log_c - f * (log_c - before) / (f - f_before);
        if (std::abs(next - log_c) <= 1e-11 && std::abs(f) < 1e-8) {
          return std::exp(next);
        }
        before = log_c;
        f_before = f;
        log_c = next;
      }
    }
  }
  // Between the test without correction and Bonferroni's, with room for rounding where either is the answer.
  const double low = plain(alpha);
  const double high = plain(bonferroni(alpha, k));
  const double room = 1e-9 * (1 + std::abs(high));
  return root(excess, two_sided ? std::fmax(low - room, 0) : low - room, high + room).value_or(missing);
}

}  // namespace sutva::stats
