// SPDX-License-Identifier: Apache-2.0
// Tests that look at the data more than once.
//
// At information fraction t the statistic is Z = B(t)/sqrt(t), where B is a Brownian motion with drift: B(t) has mean
// drift * t and variance t. drift is the expected Z at t = 1: effect / standard error at the end. Everything about a
// group-sequential test is the density of B among those that went on, carried from look to look by numerical
// integration (Armitage, McPherson and Rowe 1969, JRSS A 132:235; Jennison and Turnbull 2000, Group Sequential Methods,
// ch. 19). Here by Gauss-Legendre panels whose width follows the narrower of the two steps beside a look; about 1e-10.
// For another drift the density is only multiplied by its likelihood ratio exp(drift * b - drift^2 * t / 2), so one
// walk gives the chances under every drift.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace sutva::stats {

// When to stop. Looks: rising fractions in (0, 1]; z of each look beside.
struct StopRule {
  bool two_sided = true;
  std::vector<double> fractions;
  std::vector<double> upper;     // reject from this z on (two-sided: |z|); infinity: no rejection at this look
  std::vector<double> futility;  // give up from this z down (two-sided: |z|); -infinity, or 0 two-sided: never.
                                 // Empty: no such rule. The entry of the last look is not used.
};

// Chances of what happens at each look, for a drift >= 0.
struct StopChances {
  std::vector<double> success;   // rejects in the direction of the drift
  std::vector<double> opposite;  // rejects in the other; 0 for one-sided tests
  std::vector<double> futile;    // gives up; at the last look: ends without rejection
  double rejects() const;        // in either direction, over all looks
};

// The clock on which B is seen. `information`: B itself. `prediction`: B(t) / t when the drift is not known but has the
// flat prior's distribution after the start; it is a Brownian motion in -1/t without drift.
enum class Clock : std::uint8_t { information, prediction };

// The density of B among experiments that are still going on.
class Going {
 public:
  // Starts from Z = z at t (z = 0 at t = 0). Drifts of later questions lie in [drift_low, drift_high].
  Going(double z, double t, double drift_low, double drift_high, Clock clock = Clock::information);

  // P(still going on until t, and then Z >= z), or <= z. Clock::prediction takes drift 0 only.
  double above(double t, double z, double drift) const { return beyond(t, z, drift, 1); }
  double below(double t, double z, double drift) const { return beyond(t, z, drift, -1); }

  // After a look at t where those with low < Z < high went on, but not those with -hole < Z < hole.
  // t_next: the look after it.
  Going after(double t, double low, double high, double hole, double t_next) const;

 private:
  struct Point {
    double x, weight;
  };
  struct Panel {
    double middle, half;
  };
  double time(double t) const { return clock_ == Clock::information ? t : -1 / t; }
  double place(double t, double z) const;
  double beyond(double t, double z, double drift, double side) const;
  void add_panels(const Going& before, double low, double high, double widest);

  Clock clock_;
  double drift_low_, drift_high_;
  double start_, start_time_, time_;
  std::vector<Point> points_;
  std::vector<Panel> panels_;  // 16 points each, in order; none at the start
};

// A rule walked through once, from the beginning or from an interim look on; then the chances for any drift are cheap.
class Walk {
 public:
  // Looks at fractions up to t are over, and have chance zero.
  Walk(StopRule rule, const Going& start, double t);
  Walk(StopRule rule, double drift_high);

  StopChances chances(double drift) const;
  // P(rejected upwards before this look, or Z >= z at it): the stagewise order of outcomes.
  double as_extreme(std::size_t look, double z, double drift) const;
  const StopRule& rule() const { return rule_; }

 private:
  StopRule rule_;
  std::size_t first_ = 0;
  std::vector<Going> going_;  // before each look from first_ on
};

// How an error probability is spent over information.
enum class Spending : std::uint8_t {
  obrien_fleming,     // 2 - 2 Phi(z_{total/2} / sqrt(t)): Lan and DeMets (1983), Biometrika 70:659
  pocock,             // total * log(1 + (e - 1) t): the same
  power,              // total * t^parameter: Kim and DeMets (1987), Biometrika 74:149; parameter > 0
  hwang_shih_decani,  // total * (1 - exp(-parameter t)) / (1 - exp(-parameter)): Statistics in Medicine 9:1439 (1990)
  listed              // total * listed[look]
};
double spent(Spending kind, double parameter, double total, double t);

// The form of the boundary for rejection.
enum class Boundary : std::uint8_t {
  spending,
  wang_tsiatis,    // C * t^(parameter - 1/2): .5 is Pocock's, 0 O'Brien and Fleming's (Wang and Tsiatis 1987)
  haybittle_peto,  // `parameter` before the last look, and there what keeps the level
  mixture,         // always_valid_z, lowest at the share `parameter`; spends less than alpha
};
// The z of the normal mixture: P(|Z| >= z at any t whatever, without end) = alpha. The mixture of the sequential
// probability ratio test (Robbins 1970, Annals of Mathematical Statistics 41:1397) and the boundary of the asymptotic
// confidence sequence (Waudby-Smith et al. 2024, Annals of Statistics 52:2613) are the same. One-sided: the bound of
// Howard et al. (2021), Annals of Statistics 49:1055, (3.7). 1 / kappa: the variance of the mixed drifts, at t = 1.
double always_valid_z(bool two_sided, double alpha, double kappa, double t);

// The kappa whose boundary is the lowest of all at the share lowest_at; one-sided: that of 2 alpha, as Howard et al.
// advise. alpha in (0, 1/2).
double always_valid_kappa(bool two_sided, double alpha, double lowest_at);

// Non-binding: the level is kept even by those who go on. Binding: rejection may spend what giving up saves; only
// beside Boundary::spending.
enum class Futility : std::uint8_t { none, non_binding, binding };

struct SequentialDesign {
  bool two_sided = true;
  double alpha = 0.05;            // of both sides together; each side spends half of it
  std::vector<double> fractions;  // rising, at least 0.001 apart, the last is 1
  Boundary boundary = Boundary::spending;
  Spending spending = Spending::obrien_fleming;
  double parameter = 0;
  std::vector<double> listed;  // Spending::listed: shares of alpha, never falling, the last is 1
  Futility futility = Futility::none;
  Spending futility_spending = Spending::obrien_fleming;
  double futility_parameter = 0;
  std::vector<double> futility_listed;  // shares of 1 - power
};

struct SolvedDesign {
  StopRule rule;
  double drift = 0;  // where the rule has the power
  double power = 0;  // rejections in both directions
};

// The rule and the drift at which it has this power, in (alpha, 1). None where there is no such rule: Haybittle and
// Peto's constant spends more than alpha before the last look, or a binding futility rule leaves no room for rejection.
std::optional<SolvedDesign> with_power(const SequentialDesign& design, double power);

// The rule and its power at a drift in (0, 25]. Only the rule for futility depends on the drift.
std::optional<SolvedDesign> with_drift(const SequentialDesign& design, double drift);

// The drift at which the test with one look has this power, both directions counted.
double fixed_drift(bool two_sided, double alpha, double power);

}  // namespace sutva::stats
