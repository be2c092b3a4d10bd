// SPDX-License-Identifier: Apache-2.0
#include "simulate/market_model.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "random/plain_math.hpp"
#include "stats/root.hpp"

namespace sutva::simulate {
namespace {

using random::plain_log;

double plain_exp(double x) {
  constexpr double e = 2.718281828459045;
  return random::plain_power(e, x);
}

// The flow of a market in which all customers and listings are alike. With k = alpha v the available share follows
//   ds/dt = tau (1 - s) - lambda k s / (epsilon + k s) = -tau k (s - r) (s - q) / (epsilon + k s),  q < 0 < r < 1,
// so that time and bookings are sums of logarithms of (s - r) and (s - q). z = -log((s - r) / (s0 - r)).
class Flow {
 public:
  Flow(const MarketRates& market, double utility)
      : k_(market.consideration * utility), tau_(market.returns), lambda_(market.arrivals), outside_(market.outside) {
    const double a = tau_ * k_, b = tau_ * outside_ + lambda_ * k_ - tau_ * k_, c = tau_ * outside_;
    const double root = std::sqrt(b * b + 4 * a * c);
    r_ = b >= 0 ? 2 * c / (b + root) : (root - b) / (2 * a);
    q_ = -c / (a * r_);
  }

  double rest() const { return r_; }

  struct Place {
    double z = 0, s = 0;
  };
  Place after(double days, double s0) const {
    const double along_r = (outside_ + k_ * r_) / (r_ - q_), along_q = -(outside_ + k_ * q_) / (r_ - q_);
    const auto place = [&](double z) { return Place{z, r_ + (s0 - r_) * plain_exp(-z)}; };
    const auto late = [&](double z) {
      return along_r * z - along_q * plain_log((place(z).s - q_) / (s0 - q_)) - tau_ * k_ * days;
    };
    const double reached = std::fmax(0, along_q * plain_log((r_ - q_) / (s0 - q_)));
    const double top = (tau_ * k_ * days + reached) / along_r * (1 + 1e-9) + 1e-300;
    return place(stats::root(late, 0, top).value_or(top));
  }
  double bookings(const Place& from, const Place& to) const {
    return lambda_ / tau_ / (r_ - q_) * (r_ * (to.z - from.z) + q_ * plain_log((to.s - q_) / (from.s - q_)));
  }

 private:
  double k_, tau_, lambda_, outside_;
  double r_ = 1, q_ = -1;
};

// Coins every `period` days; what is counted begins `from` days and ends `to` days after a coin, without another one.
double switched_effect(const MarketRates& market, double period, double from, double to) {
  const std::array<Flow, 2> flows{Flow(market, market.utility), Flow(market, market.utility_treated)};
  const double low = std::min(flows[0].rest(), flows[1].rest());
  const double high = std::max(flows[0].rest(), flows[1].rest());
  if (!(high > low)) {
    return 0;
  }
  // States between both rests never leave; there functions are polynomials through Chebyshev's five points.
  constexpr std::size_t n = 5;
  constexpr std::array<double, n> points{-1, -0.7071067811865476, 0, 0.7071067811865476, 1};
  constexpr std::array<double, n> weights{0.5, -1, 1, -1, 0.5};
  using Row = std::array<double, n>;
  const auto basis = [&](double x) {
    Row row{};
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
      if (x == points[i]) {
        row = {};
        row[i] = 1;
        return row;
      }
      row[i] = weights[i] / (x - points[i]);
      sum += row[i];
    }
    for (double& value : row) {
      value /= sum;
    }
    return row;
  };
  std::array<Row, n> next{};
  Row difference{};  // bookings per day in a treated period less those in an untreated one
  for (std::size_t i = 0; i < n; ++i) {
    const double s0 = (low + high) / 2 + (high - low) / 2 * points[i];
    for (std::size_t arm = 0; arm < 2; ++arm) {
      const Flow::Place counted = flows[arm].after(from, s0), end = flows[arm].after(to, s0);
      difference[i] += (arm == 1 ? 1 : -1) * flows[arm].bookings(counted, end) / (to - from);
      const double left = to == period ? end.s : flows[arm].after(period, s0).s;
      const double x = (left - (low + high) / 2) / ((high - low) / 2);
      const Row row = basis(std::clamp(x, -1.0, 1.0));
      for (std::size_t j = 0; j < n; ++j) {
        next[i][j] += row[j] / 2;
      }
    }
  }
  // Every row of a high power is the stationary distribution. Rows are kept at a sum of one against rounding.
  for (int squaring = 0; squaring < 40; ++squaring) {
    std::array<Row, n> squared{};
    for (std::size_t i = 0; i < n; ++i) {
      double sum = 0;
      for (std::size_t j = 0; j < n; ++j) {
        for (std::size_t k = 0; k < n; ++k) {
          squared[i][j] += next[i][k] * next[k][j];
        }
        sum += squared[i][j];
      }
      for (double& value : squared[i]) {
        value /= sum;
      }
    }
    next = squared;
  }
  double effect = 0;
  for (std::size_t j = 0; j < n; ++j) {
    effect += next[0][j] * difference[j];
  }
  return effect;
}

}  // namespace

MarketState steady_state(const MarketRates& market, const MarketAllocation& allocation) {
  const double k0 = market.consideration * market.utility;
  const double k1 = market.consideration * market.utility_treated;
  const double treated = allocation.customers, group1 = allocation.listings, group0 = 1 - group1;
  const double load = market.arrivals / market.returns;
  MarketState state;
  double* const s = state.available;
  // What treated and untreated customers choose from: epsilon + sum of alpha v s.
  const auto at = [&](double from_control, double from_treated) {
    s[0] = 1 / (1 + load * k0 * (treated / from_treated + (1 - treated) / from_control));
    s[1] = 1 / (1 + load * (treated * k1 / from_treated + (1 - treated) * k0 / from_control));
  };
  // Both sides of each equation grow in its unknown, but for small values the right one is larger: one root each.
  const auto control_given = [&](double from_treated) {
    const auto excess = [&](double from_control) {
      at(from_control, from_treated);
      return from_control - market.outside - k0 * (group0 * s[0] + group1 * s[1]);
    };
    return stats::root(excess, market.outside, market.outside + k0).value_or(market.outside + k0);
  };
  const auto excess = [&](double from_treated) {
    at(control_given(from_treated), from_treated);
    return from_treated - market.outside - k0 * group0 * s[0] - k1 * group1 * s[1];
  };
  const double top = market.outside + std::fmax(k0, k1);
  const double from_treated = stats::root(excess, market.outside, top).value_or(top);
  const double from_control = control_given(from_treated);
  at(from_control, from_treated);
  auto& q = state.cells.q;
  q[0][0] = market.arrivals * k0 * s[0] / from_control;
  q[0][1] = market.arrivals * k0 * s[1] / from_control;
  q[1][0] = market.arrivals * k0 * s[0] / from_treated;
  q[1][1] = market.arrivals * k1 * s[1] / from_treated;
  state.bookings =
      (1 - treated) * (group0 * q[0][0] + group1 * q[0][1]) + treated * (group0 * q[1][0] + group1 * q[1][1]);
  return state;
}

double global_rate(const MarketRates& market, bool treated) {
  const double utility = treated ? market.utility_treated : market.utility;
  const double s = Flow(market, utility).rest();
  const double chosen = market.consideration * utility * s;
  return market.arrivals * chosen / (market.outside + chosen);
}

double global_effect(const MarketRates& market) { return global_rate(market, true) - global_rate(market, false); }

CellWeights customer_side_weights() { return {{{0, -1}, {0, 1}}}; }

CellWeights listing_side_weights() { return {{{0, 0}, {-1, 1}}}; }

CellWeights two_sided_naive_weights(const MarketAllocation& allocation) {
  const double c = allocation.customers, l = allocation.listings, rest = 1 - c * l;
  return {{{-(1 - c) * (1 - l) / rest, -(1 - c) * l / rest}, {-c * (1 - l) / rest, 1}}};
}

CellWeights two_sided_interpolated_weights(double beta, double correction) {
  const double k = correction * beta * (1 - beta);
  return {{{-2 * k, k - beta}, {k - (1 - beta), 1}}};
}

double customer_weight(const MarketRates& market) { return plain_exp(-market.arrivals / market.returns); }

MarketAllocation balanced_allocation(const MarketRates& market, const MarketAllocation& least) {
  const double beta = customer_weight(market);
  return {1 - beta + least.customers * beta, least.listings * (1 - beta) + beta};
}

double switchback_effect(const MarketRates& market, double period, double burn_in) {
  return switched_effect(market, period, burn_in, period);
}

double repeated_period_effect(const MarketRates& market, double period) {
  return switched_effect(market, period, period, 2 * period);
}

ChoiceTable::ChoiceTable(double outside, double consideration, double v0, double v1, std::int64_t first,
                         std::int64_t second)
    : width_(second + 1), chances_(static_cast<std::size_t>((first + 1) * (second + 1))) {
  // E 1 / (c + X) is the integral of exp(-c t) E exp(-X t), a mixture of exponentials, which the trapezoidal rule over
  // log t integrates alike on every scale: the error is that of the gamma function, exp(-pi^2 / step).
  constexpr double step = 0.3, left_out = 1e-13, right = 40;
  const double fastest = outside + static_cast<double>(first) * v0 + static_cast<double>(second) * v1;
  const double from = plain_log(left_out / fastest), to = plain_log(right / outside);
  const auto columns = static_cast<std::size_t>(width_);
  std::vector<double> powers(columns);
  std::vector<double> one_first(chances_.size(), 0), one_second(chances_.size(), 0);
  for (double x = from; x < to; x += step) {
    const double t = plain_exp(x);
    const double weight = step * t * plain_exp(-outside * t);
    const double e0 = plain_exp(-v0 * t), e1 = plain_exp(-v1 * t);
    const double g0 = 1 - consideration * (1 - e0), g1 = 1 - consideration * (1 - e1);
    double power = 1;
    for (double& p : powers) {
      p = power;
      power *= g1;
    }
    // By how many there are: of the sums for one listing that is considered for sure, among so many others.
    double row = weight;
    for (std::int64_t m = 0; m <= first; ++m) {
      double* const sums0 = one_first.data() + static_cast<std::size_t>(m) * columns;
      double* const sums1 = one_second.data() + static_cast<std::size_t>(m) * columns;
      const double at0 = row * e0, at1 = row * e1;
      for (std::size_t k = 0; k < columns; ++k) {
        sums0[k] += at0 * powers[k];
        sums1[k] += at1 * powers[k];
      }
      row *= g0;
      if (row < 1e-300) {
        break;
      }
    }
  }
  for (std::int64_t m = 0; m <= first; ++m) {
    for (std::int64_t k = 0; k <= second; ++k) {
      Chances& chances = chances_[static_cast<std::size_t>(m * width_ + k)];
      if (m > 0) {
        chances.first =
            static_cast<double>(m) * consideration * v0 * one_first[static_cast<std::size_t>((m - 1) * width_ + k)];
      }
      if (k > 0) {
        chances.second =
            static_cast<double>(k) * consideration * v1 * one_second[static_cast<std::size_t>(m * width_ + k - 1)];
      }
    }
  }
}

CustomerRates exact_customer_rates(const MarketRates& market, std::int64_t listings, const ChoiceTable& control,
                                   const ChoiceTable& treated, double share) {
  const auto n = static_cast<double>(listings);
  const auto down = [&](std::int64_t a) {
    return market.arrivals * n * ((1 - share) * control.at(a, 0).first + share * treated.at(0, a).second);
  };
  const auto up = [&](std::int64_t a) { return market.returns * (n - static_cast<double>(a)); };
  // A chain of births and deaths: neighbours' weights are as the rates between them. From the most likely state on
  // both ways, so that nothing overflows.
  std::int64_t mode = 0;
  while (mode < listings && up(mode) > down(mode + 1)) {
    ++mode;
  }
  double sum = 0;
  CustomerRates rates;
  const auto add = [&](std::int64_t a, double weight) {
    sum += weight;
    rates.control += weight * control.at(a, 0).first;
    rates.treated += weight * treated.at(0, a).second;
    rates.available += weight * static_cast<double>(a) / n;
  };
  double weight = 1;
  for (std::int64_t a = mode; weight > 1e-30; --a) {
    add(a, weight);
    if (a == 0) {
      break;
    }
    weight *= down(a) / up(a - 1);
  }
  weight = 1;
  for (std::int64_t a = mode; a < listings && weight > 1e-30; ++a) {
    weight *= up(a) / down(a + 1);
    add(a + 1, weight);
  }
  rates.control *= market.arrivals / sum;
  rates.treated *= market.arrivals / sum;
  rates.available /= sum;
  return rates;
}

}  // namespace sutva::simulate
