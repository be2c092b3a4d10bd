// SPDX-License-Identifier: Apache-2.0
#include "stats/group_sequential.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "stats/distributions.hpp"
#include "stats/root.hpp"

namespace sutva::stats {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Where no boundary ends the range, so many standard deviations do. Downwards 1e-19 is left out. Upwards the range goes
// on, since a boundary of 16 at a first look is there to be reached from close by; beyond 36 a double knows no density.
constexpr double reach = 9;
constexpr double reach_up = 20;
constexpr double reach_most = 36;
// A step longer than so many of its standard deviations adds nothing.
constexpr double longest_step = 12;
// The width of a panel, in the narrower scale of the two steps beside it.
constexpr double panel_width = 8;

// Gauss-Legendre of 16 points on [-1, 1]: Abramowitz and Stegun (1964), table 25.4.
constexpr std::array<double, 8> half_nodes{0.0950125098376374, 0.2816035507792589, 0.4580167776572274,
                                           0.6178762444026438, 0.7554044083550030, 0.8656312023878318,
                                           0.9445750230732326, 0.9894009349916499};
constexpr std::array<double, 8> half_weights{0.1894506104550685, 0.1826034150449236, 0.1691565193950025,
                                             0.1495959888165767, 0.1246289712555339, 0.0951585116824928,
                                             0.0622535239386479, 0.0271524594117541};

constexpr std::size_t points_in_panel = 16;
constexpr double node(std::size_t i) { return i < 8 ? -half_nodes[7 - i] : half_nodes[i - 8]; }
constexpr double node_weight(std::size_t i) { return half_weights[i < 8 ? 7 - i : i - 8]; }

double sum(const std::vector<double>& all) { return std::accumulate(all.begin(), all.end(), 0.0); }

// The z with tail(z) = chance, for a falling tail: as normal quantiles the two are nearly a straight line in z. Close
// enough counts, for a tail can cost a walk and nobody sees more digits.
template <class F>
std::optional<double> z_with(F&& tail, double chance, double low, double high) {
  const double wanted = normal_quantile_upper(chance);
  return root(
      [&](double z) {
        const double off = normal_quantile_upper(std::fmin(std::fmax(tail(z), 1e-300), 1 - 1e-16)) - wanted;
        return std::abs(off) < 1e-11 ? 0 : off;
      },
      low, high);
}

double hole_of(const StopRule& rule, std::size_t look) {
  return rule.two_sided && !rule.futility.empty() ? std::fmax(rule.futility[look], 0) : 0;
}

double futile_at(const Going& going, const StopRule& rule, std::size_t look, double drift) {
  const double t = rule.fractions[look];
  if (rule.futility.empty()) {
    return 0;
  }
  if (!rule.two_sided) {
    return going.below(t, rule.futility[look], drift);
  }
  const double hole = hole_of(rule, look);
  return hole > 0 ? going.above(t, -hole, drift) - going.above(t, hole, drift) : 0;
}

Going past(const Going& going, const StopRule& rule, std::size_t look) {
  const double low = rule.two_sided ? -rule.upper[look] : rule.futility.empty() ? -infinity : rule.futility[look];
  return going.after(rule.fractions[look], low, rule.upper[look], hole_of(rule, look), rule.fractions[look + 1]);
}

double spent_at(Spending kind, double parameter, const std::vector<double>& listed, double total, double t,
                std::size_t look) {
  return kind == Spending::listed ? total * listed[look] : spent(kind, parameter, total, t);
}

double side_alpha(const SequentialDesign& design) { return design.two_sided ? design.alpha / 2 : design.alpha; }

// What is not known before a walk.
struct Unknown {
  double scale = 0;  // of Wang and Tsiatis's boundary
  double drift = 0;
  double beta = 0;        // what futility spends at this drift
  bool futility = false;  // whether to give up
  bool rejection = true;  // whether rule.upper is to be found
};

struct Filled {
  StopRule rule;
  double alpha = 0;  // spent upwards, at drift 0
  double power = 0;  // at the drift
  bool possible = true;
};

std::optional<double> rejection_z(const Going& going, double t, double chance) {
  if (!(chance > 1e-300)) {
    return chance > -1e-12 ? std::optional(infinity) : std::nullopt;
  }
  const double most = normal_quantile_upper(chance);
  return z_with([&](double z) { return going.above(t, z, 0); }, chance, std::fmin(-reach, most),
                most + 1e-9 * (1 + std::abs(most)));
}

// Never beyond the boundary for rejection: there the two have met.
double futility_z(const Going& going, const StopRule& rule, std::size_t look, double drift, double chance) {
  const double t = rule.fractions[look];
  const double shift = drift * std::sqrt(t);
  const double most = std::fmin(rule.upper[look], shift + reach);
  if (rule.two_sided) {
    constexpr double least = 1e-13;  // less is lost in the difference of two tails
    if (!(chance > least)) {
      return 0;
    }
    // The chance of |Z| < f grows with f almost as a straight line on logarithmic scales.
    const auto off = [&](double log_f) {
      const double f = std::exp(log_f);
      const double inside = std::fmax(going.above(t, -f, drift) - going.above(t, f, drift), 1e-300);
      return std::abs(inside - chance) < least ? 0 : std::log(inside / chance);
    };
    const double log_most = std::log(most);
    const std::optional<double> log_f = root(off, std::fmin(std::log(chance), log_most) - 1, log_most);
    return log_f ? std::exp(*log_f) : most;
  }
  if (!(chance > 1e-300)) {
    return -infinity;
  }
  const double far = normal_quantile_upper(chance) - shift;
  const std::optional<double> z = z_with([&](double minus) { return going.below(t, -minus, drift); }, chance, -most,
                                         far + 1e-9 * (1 + std::abs(far)));
  return z ? -*z : most;
}

// One walk through the looks; finds on the way what is not known of the rule yet.
Filled fill(const SequentialDesign& design, StopRule rule, const Unknown& unknown) {
  const std::size_t last = rule.fractions.size() - 1;
  Filled filled;
  Going going(0, 0, 0, unknown.drift);
  const double kappa =
      design.boundary == Boundary::mixture ? always_valid_kappa(design.two_sided, design.alpha, design.parameter) : 0;
  double missed = 0;
  if (unknown.futility) {
    rule.futility.assign(last + 1, -infinity);
  }
  for (std::size_t k = 0; k <= last; ++k) {
    const double t = rule.fractions[k];
    if (unknown.rejection) {
      double z = design.boundary == Boundary::haybittle_peto ? design.parameter
                 : design.boundary == Boundary::mixture      ? always_valid_z(design.two_sided, design.alpha, kappa, t)
                                                             : unknown.scale * std::pow(t, design.parameter - 0.5);
      const bool last_of_peto = design.boundary == Boundary::haybittle_peto && k == last;
      if (design.boundary == Boundary::spending || last_of_peto) {
        const double total = side_alpha(design);
        const double upto =
            last_of_peto ? total : spent_at(design.spending, design.parameter, design.listed, total, t, k);
        const std::optional<double> found = rejection_z(going, t, upto - filled.alpha);
        filled.possible = filled.possible && found && (*found < infinity || k < last);
        z = found.value_or(infinity);
      }
      rule.upper.push_back(z);
      filled.alpha += going.above(t, z, 0);
    }
    const double z = rule.upper[k];
    filled.power += going.above(t, z, unknown.drift) + (rule.two_sided ? going.below(t, -z, unknown.drift) : 0);
    if (k == last) {
      break;
    }
    if (unknown.futility) {
      const double upto =
          spent_at(design.futility_spending, design.futility_parameter, design.futility_listed, unknown.beta, t, k);
      rule.futility[k] = futility_z(going, rule, k, unknown.drift, upto - missed);
      missed += futile_at(going, rule, k, unknown.drift);
    }
    going = past(going, rule, k);
  }
  filled.rule = std::move(rule);
  return filled;
}

// The boundary for rejection as if nobody ever gave up.
Filled solve_rejection(const SequentialDesign& design) {
  const StopRule blank{design.two_sided, design.fractions, {}, {}};
  Unknown unknown;
  if (design.boundary != Boundary::wang_tsiatis) {
    return fill(design, blank, unknown);
  }
  // The last look alone may spend alpha, and nowhere is the boundary beyond Bonferroni's.
  const double alpha = side_alpha(design);
  const auto looks = static_cast<double>(design.fractions.size());
  const double flattest = std::fmin(1, std::pow(design.fractions[0], design.parameter - 0.5));
  const double low = normal_quantile_upper(alpha) * (1 - 1e-9);
  const double high = normal_quantile_upper(alpha / looks) / flattest * (1 + 1e-9);
  const std::optional<double> scale = z_with(
      [&](double c) {
        unknown.scale = c;
        return fill(design, blank, unknown).alpha;
      },
      alpha, low, high);
  unknown.scale = scale.value_or(high);
  Filled filled = fill(design, blank, unknown);
  filled.possible = scale.has_value();
  return filled;
}

// The designs of all drifts: what does not depend on the drift is found once.
class Family {
 public:
  explicit Family(const SequentialDesign& design) : design_(design) {
    if (design.futility != Futility::binding) {
      alone_ = solve_rejection(design);
    }
  }
  bool possible() const { return alone_.possible; }
  const StopRule& alone() const { return alone_.rule; }

  Filled at(double drift, double beta) const {
    Unknown unknown;
    unknown.drift = drift;
    unknown.beta = beta;
    unknown.futility = design_.futility != Futility::none;
    unknown.rejection = design_.futility == Futility::binding;
    return fill(design_, unknown.rejection ? StopRule{design_.two_sided, design_.fractions, {}, {}} : alone_.rule,
                unknown);
  }

 private:
  const SequentialDesign& design_;
  Filled alone_;
};

std::optional<SolvedDesign> solved(Filled filled, double drift) {
  if (!filled.possible) {
    return std::nullopt;
  }
  return SolvedDesign{std::move(filled.rule), drift, filled.power};
}

}  // namespace

double StopChances::rejects() const { return sum(success) + sum(opposite); }

Going::Going(double z, double t, double drift_low, double drift_high, Clock clock)
    : clock_(clock),
      drift_low_(std::fmin(drift_low, 0)),
      drift_high_(std::fmax(drift_high, 0)),
      start_(place(t, z)),
      start_time_(time(t)),
      time_(start_time_),
      points_{{start_, 1}} {}

double Going::place(double t, double z) const {
  return clock_ == Clock::information ? z * std::sqrt(t) : z / std::sqrt(t);
}

double Going::beyond(double t, double z, double drift, double side) const {
  const double step = time(t) - time_;
  const double sd = std::sqrt(step);
  const double from = place(t, z) - drift * step;
  const double offset = -0.5 * drift * drift * (time_ - start_time_);
  double chance = 0;
  for (const Point& p : points_) {
    const double tail = p.weight * normal_sf(side * (from - p.x) / sd);
    chance += drift == 0 ? tail : tail * std::exp(drift * (p.x - start_) + offset);
  }
  return chance;
}

Going Going::after(double t, double low, double high, double hole, double t_next) const {
  Going going(*this);
  going.points_.clear();
  going.panels_.clear();
  going.time_ = time(t);
  const double run = going.time_ - start_time_;
  const double sd = std::sqrt(run);
  const double below = std::fmin(reach - drift_low_ * sd, reach_most);
  const double above = std::fmin(std::fmax(reach + drift_high_ * sd, reach_up), reach_most);
  const double least = std::fmax(place(t, low), start_ - below * sd);
  const double most = std::fmin(place(t, high), start_ + above * sd);
  const double past_step = going.time_ - time_;
  const double next_step = time(t_next) - going.time_;
  const double widest = panel_width * std::sqrt(past_step * next_step / (past_step + next_step));
  if (hole > 0) {
    going.add_panels(*this, least, std::fmin(place(t, -hole), most), widest);
    going.add_panels(*this, std::fmax(place(t, hole), least), most, widest);
  } else {
    going.add_panels(*this, least, most, widest);
  }
  return going;
}

void Going::add_panels(const Going& before, double low, double high, double widest) {
  if (!(high > low)) {
    return;
  }
  const double panels = std::ceil((high - low) / widest);
  const double half = (high - low) / panels / 2;
  const double sd = std::sqrt(time_ - before.time_);
  // phi(D + u - v) = phi(D + u) * exp(u v) * exp(D v - v^2 / 2), where D lies between the middles of two panels and
  // u, v are their nodes: all pairs of panels share the middle factor, and 256 exponentials become 32.
  std::array<std::array<double, points_in_panel>, points_in_panel> shared{};
  double shared_half = 0;
  for (double panel = 0; panel < panels; ++panel) {
    const double middle = low + (2 * panel + 1) * half;
    std::array<double, points_in_panel> total{};
    if (before.panels_.empty()) {
      for (std::size_t i = 0; i < points_in_panel; ++i) {
        const double step = (middle + half * node(i) - before.start_) / sd;
        total[i] = std::exp(-0.5 * step * step);
      }
    }
    for (std::size_t q = 0; q < before.panels_.size(); ++q) {
      const Panel& from = before.panels_[q];
      const double apart = (middle - from.middle) / sd;
      if (std::abs(apart) - (half + from.half) / sd > longest_step) {
        continue;
      }
      if (from.half != shared_half) {
        shared_half = from.half;
        for (std::size_t i = 0; i < points_in_panel; ++i) {
          for (std::size_t j = 0; j < points_in_panel; ++j) {
            shared[i][j] = std::exp(half * node(i) / sd * (from.half * node(j) / sd));
          }
        }
      }
      std::array<double, points_in_panel> sent{};
      for (std::size_t j = 0; j < points_in_panel; ++j) {
        const double v = from.half * node(j) / sd;
        sent[j] = before.points_[q * points_in_panel + j].weight * std::exp((apart - v / 2) * v);
      }
      for (std::size_t i = 0; i < points_in_panel; ++i) {
        double received = 0;
        for (std::size_t j = 0; j < points_in_panel; ++j) {
          received += shared[i][j] * sent[j];
        }
        const double step = apart + half * node(i) / sd;
        total[i] += received * std::exp(-0.5 * step * step);
      }
    }
    panels_.push_back({middle, half});
    constexpr double density_at_zero = 0.3989422804014327;
    for (std::size_t i = 0; i < points_in_panel; ++i) {
      points_.push_back({middle + half * node(i), total[i] * density_at_zero / sd * half * node_weight(i)});
    }
  }
}

Walk::Walk(StopRule rule, const Going& start, double t) : rule_(std::move(rule)) {
  while (first_ < rule_.fractions.size() && rule_.fractions[first_] <= t) {
    ++first_;
  }
  for (std::size_t k = first_; k < rule_.fractions.size(); ++k) {
    going_.push_back(k == first_ ? start : past(going_.back(), rule_, k - 1));
  }
}

Walk::Walk(StopRule rule, double drift_high) : Walk(std::move(rule), Going(0, 0, 0, drift_high), 0) {}

StopChances Walk::chances(double drift) const {
  const std::size_t looks = rule_.fractions.size();
  StopChances chances{std::vector<double>(looks), std::vector<double>(looks), std::vector<double>(looks)};
  for (std::size_t k = first_; k < looks; ++k) {
    const Going& going = going_[k - first_];
    const double t = rule_.fractions[k];
    chances.success[k] = going.above(t, rule_.upper[k], drift);
    chances.opposite[k] = rule_.two_sided ? going.below(t, -rule_.upper[k], drift) : 0;
    chances.futile[k] = k + 1 < looks     ? futile_at(going, rule_, k, drift)
                        : rule_.two_sided ? going.above(t, -rule_.upper[k], drift) - chances.success[k]
                                          : going.below(t, rule_.upper[k], drift);
  }
  return chances;
}

double Walk::as_extreme(std::size_t look, double z, double drift) const {
  double chance = 0;
  for (std::size_t k = first_; k <= look; ++k) {
    chance += going_[k - first_].above(rule_.fractions[k], k == look ? z : rule_.upper[k], drift);
  }
  return chance;
}

double spent(Spending kind, double parameter, double total, double t) {
  switch (kind) {
    case Spending::obrien_fleming:
      return 2 * normal_sf(normal_quantile_upper(total / 2) / std::sqrt(t));
    case Spending::pocock:
      return total * std::log1p(1.718281828459045 * t);
    case Spending::power:
      return total * std::pow(t, parameter);
    case Spending::hwang_shih_decani:
      return std::abs(parameter) < 1e-8 ? total * t : total * std::expm1(-parameter * t) / std::expm1(-parameter);
    case Spending::listed:
      break;
  }
  return total * t;
}

double always_valid_z(bool two_sided, double alpha, double kappa, double t) {
  const double u = t / kappa;
  const double grown = two_sided ? std::log1p(u) - 2 * std::log(alpha) : 2 * std::log1p(std::sqrt(1 + u) / (2 * alpha));
  return std::sqrt((1 + 1 / u) * grown);
}

double always_valid_kappa(bool two_sided, double alpha, double lowest_at) {
  // z^2 = (1 + 1/u) (log(1 + u) + level) is lowest where its derivative vanishes: at u = log(1 + u) + level.
  const double level = -2 * std::log(two_sided ? alpha : 2 * alpha);
  double u = level;
  for (int i = 0; i < 100; ++i) {
    u = std::log1p(u) + level;
  }
  return lowest_at / u;
}

double fixed_drift(bool two_sided, double alpha, double power) {
  const double z = normal_quantile_upper(two_sided ? alpha / 2 : alpha);
  const double high = z + normal_quantile(power);  // the other direction only adds
  if (!two_sided) {
    return high;
  }
  const auto lacking = [&](double drift) { return normal_sf(z - drift) + normal_sf(z + drift) - power; };
  return root(lacking, 0, std::fmax(high, 0) + 1e-9).value_or(high);
}

std::optional<SolvedDesign> with_drift(const SequentialDesign& design, double drift) {
  const Family family(design);
  if (!family.possible()) {
    return std::nullopt;
  }
  if (design.futility == Futility::none) {
    return solved(family.at(drift, 0), drift);
  }
  // What futility may spend is what the test misses in the end.
  const auto unspent = [&](double beta) {
    const Filled filled = family.at(drift, beta);
    const double off = filled.possible ? 1 - filled.power - beta : -1;
    return std::abs(off) < 1e-11 ? 0 : off;
  };
  constexpr double least = 1e-15;
  const double beta = unspent(least) <= 0 ? least : root(unspent, least, 1 - design.alpha / 2).value_or(least);
  return solved(family.at(drift, beta), drift);
}

std::optional<SolvedDesign> with_power(const SequentialDesign& design, double power) {
  const Family family(design);
  if (!family.possible()) {
    return std::nullopt;
  }
  const double low = fixed_drift(design.two_sided, design.alpha, power) * (1 - 1e-9);
  double high = low;
  std::optional<double> drift;
  if (design.futility == Futility::none) {
    // One walk serves all drifts.
    std::optional<Walk> walk;
    double reached = 0;
    do {
      high = high * 1.5 + 0.01;
      walk.emplace(family.alone(), high);
      reached = walk->chances(high).rejects();
    } while (reached < power && high < 1e3);
    drift = root(
        [&](double d) {
          const double off = walk->chances(d).rejects() - power;
          return std::abs(off) < 1e-13 ? 0 : off;
        },
        low, high);
  } else {
    // Futility and rejection that meet too early have missed less than they may: the drift is too large.
    const auto lacking = [&](double d) {
      const Filled filled = family.at(d, 1 - power);
      const double off = filled.possible ? filled.power - power : 1 - power;
      return std::abs(off) < 1e-11 ? 0 : off;
    };
    do {
      high = high * 1.3 + 0.01;
    } while (lacking(high) < 0 && high < 1e3);
    drift = root(lacking, low, high);
  }
  return drift ? solved(family.at(*drift, 1 - power), *drift) : std::nullopt;
}

}  // namespace sutva::stats
