// SPDX-License-Identifier: Apache-2.0
#include "stats/group_sequential.hpp"

#include <cmath>
#include <limits>
#include <string>

#include "../catch.hpp"
#include "../reference.hpp"
#include "stats/distributions.hpp"

using namespace sutva;
using namespace sutva::stats;
using namespace sutva::tests;

namespace {

std::vector<double> numbers(const std::string& text) {
  std::vector<double> all;
  if (text != "-") {
    for (const std::string& each : split(text, ' ')) {
      all.push_back(std::stod(each));
    }
  }
  return all;
}

std::vector<double> even(int looks) {
  std::vector<double> all;
  for (int k = 1; k <= looks; ++k) {
    all.push_back(static_cast<double>(k) / looks);
  }
  return all;
}

Spending spending_of(const std::string& name) {
  const std::string kind = name.substr(2);
  return kind == "OF"    ? Spending::obrien_fleming
         : kind == "P"   ? Spending::pocock
         : kind == "KD"  ? Spending::power
         : kind == "HSD" ? Spending::hwang_shih_decani
                         : Spending::listed;
}

SequentialDesign design_of(const ReferenceRow& row) {
  SequentialDesign d;
  d.two_sided = row.text("sides") == "two";
  d.alpha = row.number("alpha");
  d.fractions = numbers(row.text("fractions"));
  d.parameter = row.number("parameter");
  const std::string& family = row.text("family");
  if (family == "OF" || family == "P" || family == "WT") {
    d.boundary = Boundary::wang_tsiatis;
    d.parameter = family == "P" ? 0.5 : d.parameter;
  } else if (family == "HP") {
    d.boundary = Boundary::haybittle_peto;
  } else {
    d.spending = spending_of(family);
    d.listed = numbers(row.text("spent"));
  }
  const std::string& futility = row.text("futility");
  if (futility != "none") {
    d.futility = futility == "binding" ? Futility::binding : Futility::non_binding;
    d.futility_spending = spending_of(row.text("futility_spending"));
    d.futility_parameter = row.number("futility_parameter");
    d.futility_listed = numbers(row.text("futility_spent"));
  }
  return d;
}

SequentialDesign classical(int looks, double delta, double alpha = 0.05) {
  SequentialDesign d;
  d.alpha = alpha;
  d.fractions = even(looks);
  d.boundary = Boundary::wang_tsiatis;
  d.parameter = delta;
  return d;
}

SolvedDesign solved(const SequentialDesign& d, double power) {
  const std::optional<SolvedDesign> s = with_power(d, power);
  REQUIRE(s);
  return *s;
}

double expected_share(const SolvedDesign& s, double drift, double fixed) {
  const StopChances c = Walk(s.rule, s.drift).chances(drift);
  double share = 0;
  for (std::size_t k = 0; k < s.rule.fractions.size(); ++k) {
    share += (c.success[k] + c.opposite[k] + c.futile[k]) * s.rule.fractions[k];
  }
  return share * s.drift * s.drift / (fixed * fixed);
}

double inflation(const SequentialDesign& d, double power) {
  const double ratio = solved(d, power).drift / fixed_drift(d.two_sided, d.alpha, power);
  return ratio * ratio;
}

double published(double x, int digits) { return std::round(x * std::pow(10, digits)) / std::pow(10, digits); }

}  // namespace

TEST_CASE("group sequential: boundaries, size and expected size of rpact") {
  int rows = 0;
  for (const ReferenceRow& row : reference("group_sequential")) {
    INFO(row.described());
    ++rows;
    const SequentialDesign d = design_of(row);
    const double power = row.number("power");
    const double tolerance = row.number("tolerance");
    const std::optional<SolvedDesign> found = with_power(d, power);
    REQUIRE(found);
    const std::vector<double> upper = numbers(row.text("upper"));
    REQUIRE(found->rule.upper.size() == upper.size());
    for (std::size_t k = 0; k < upper.size(); ++k) {
      // rpact stops at 1e-8 in what a look spends: beyond five standard deviations that is many digits of z, or
      // infinity.
      const double spent_off = std::abs(normal_sf(found->rule.upper[k]) - (upper[k] == 999 ? 0 : normal_sf(upper[k])));
      CHECK((std::abs(found->rule.upper[k] - upper[k]) <= 5 * tolerance || spent_off <= 1e-9));
    }
    const std::vector<double> futility = numbers(row.text("futility_z"));
    for (std::size_t k = 0; k < futility.size(); ++k) {
      CHECK((futility[k] == -6 ? found->rule.futility[k] < -5.9
                               : std::abs(found->rule.futility[k] - futility[k]) <= 10 * tolerance));
    }
    const double shift = found->drift * found->drift;
    const double fixed = fixed_drift(d.two_sided, d.alpha, power);
    CHECK(relative_error(shift, row.number("shift")) <= 3 * tolerance);
    CHECK(relative_error(shift / (fixed * fixed), row.number("inflation")) <= 3 * tolerance);
    CHECK(relative_error(expected_share(*found, found->drift, fixed), row.number("asn_effect")) <= 3 * tolerance);
    CHECK(relative_error(expected_share(*found, 0, fixed), row.number("asn_null")) <= 3 * tolerance);
    CHECK(std::abs(Walk(found->rule, found->drift).chances(found->drift / 2).rejects() - row.number("power_at_half")) <=
          3 * tolerance);
    CHECK(std::abs(found->power - power) < 1e-9);
  }
  REQUIRE(rows >= 100);
}

// Jennison and Turnbull (2000), tables 2.1 to 2.4: two-sided alpha .05.
TEST_CASE("group sequential: the tables of Jennison and Turnbull") {
  const double pocock[] = {2.178, 2.289, 2.361, 2.413};
  const double obrien_fleming[] = {1.977, 2.004, 2.024, 2.040};
  const double pocock_inflation[] = {1.110, 1.166, 1.202, 1.229};
  const double obrien_fleming_inflation[] = {1.008, 1.017, 1.024, 1.028};
  for (int looks = 2; looks <= 5; ++looks) {
    const SequentialDesign p = classical(looks, 0.5);
    const SequentialDesign of = classical(looks, 0);
    const auto at = static_cast<std::size_t>(looks - 2);
    // 1.2284 is in the table as 1.229: a half in its fourth digit.
    CHECK(std::abs(inflation(p, 0.8) - pocock_inflation[at]) < 0.001);
    CHECK(published(inflation(of, 0.8), 3) == obrien_fleming_inflation[at]);
    CHECK(published(solved(p, 0.8).rule.upper.front(), 3) == pocock[at]);
    CHECK(published(solved(p, 0.8).rule.upper.back(), 3) == pocock[at]);
    CHECK(published(solved(of, 0.8).rule.upper.back(), 3) == obrien_fleming[at]);
  }
  CHECK(published(solved(classical(10, 0.5), 0.8).rule.upper.back(), 3) == 2.555);
  CHECK(published(solved(classical(20, 0.5), 0.8).rule.upper.back(), 3) == 2.672);
  CHECK(published(solved(classical(10, 0), 0.8).rule.upper.back(), 3) == 2.087);
  CHECK(published(solved(classical(20, 0), 0.8).rule.upper.back(), 3) == 2.126);
}

// Armitage, McPherson and Rowe (1969), table 2.
TEST_CASE("group sequential: looking again and again at 1.96") {
  const std::pair<int, double> table[] = {{1, .05}, {2, .083}, {3, .107}, {4, .126}, {5, .142}, {10, .193}};
  for (const auto& [looks, level] : table) {
    StopRule rule{true, even(looks), std::vector<double>(static_cast<std::size_t>(looks), 1.96), {}};
    CHECK(published(Walk(rule, 0).chances(0).rejects(), 3) == level);
  }
}

TEST_CASE("group sequential: one look is the fixed test") {
  for (const bool two_sided : {true, false}) {
    for (const Boundary boundary : {Boundary::spending, Boundary::wang_tsiatis, Boundary::haybittle_peto}) {
      for (const Futility futility : {Futility::none, Futility::non_binding}) {
        SequentialDesign d;
        d.two_sided = two_sided;
        d.boundary = boundary;
        d.futility = futility;
        d.fractions = {1};
        const SolvedDesign s = solved(d, 0.8);
        CHECK(relative_error(s.rule.upper[0], normal_quantile_upper(two_sided ? 0.025 : 0.05)) < 1e-10);
        CHECK(relative_error(s.drift, fixed_drift(two_sided, 0.05, 0.8)) < 1e-9);
      }
    }
  }
}

TEST_CASE("group sequential: level, power and what happens add up, for every family") {
  for (const bool two_sided : {true, false}) {
    for (const int family : {0, 1, 2, 3, 4, 5, 6}) {
      for (const Futility futility : {Futility::none, Futility::non_binding, Futility::binding}) {
        for (const int looks : {2, 7, 23}) {
          SequentialDesign d;
          d.two_sided = two_sided;
          d.alpha = 0.03;
          d.fractions = even(looks);
          d.fractions[0] *= 0.6;
          d.futility = futility;
          d.futility_spending = family % 2 == 0 ? Spending::power : Spending::pocock;
          d.futility_parameter = 2;
          const Spending kinds[] = {Spending::obrien_fleming, Spending::pocock, Spending::power,
                                    Spending::hwang_shih_decani};
          if (family < 4) {
            d.spending = kinds[family];
            d.parameter = family == 3 ? 0 : 2;
          } else {
            if (futility == Futility::binding) {
              continue;
            }
            d.boundary = family == 4   ? Boundary::wang_tsiatis
                         : family == 5 ? Boundary::haybittle_peto
                                       : Boundary::mixture;
            d.parameter = family == 4 ? 0.7 : family == 5 ? 4 : 0.5;
          }
          INFO("two-sided " << two_sided << ", family " << family << ", futility " << static_cast<int>(futility) << ", "
                            << looks << " looks");
          const SolvedDesign s = solved(d, 0.85);
          const StopChances planned = Walk(s.rule, s.drift).chances(s.drift);
          CHECK(std::abs(planned.rejects() - 0.85) < 1e-9);
          double all = planned.rejects();
          for (double each : planned.futile) {
            all += each;
          }
          CHECK(std::abs(all - 1) < 1e-9);
          StopRule level = s.rule;
          if (futility == Futility::non_binding) {
            level.futility.clear();
          }
          const double alpha = Walk(level, 0).chances(0).rejects();
          if (family == 6) {
            CHECK(alpha < 0.03);
            CHECK(alpha > 0.002);
          } else {
            CHECK(std::abs(alpha - 0.03) < 1e-9);
          }
          // The way back.
          const std::optional<SolvedDesign> back = with_drift(d, s.drift);
          REQUIRE(back);
          CHECK(std::abs(back->power - 0.85) < 1e-7);
        }
      }
    }
  }
}

TEST_CASE("group sequential: the grid does not matter: uneven looks added without a boundary change nothing") {
  SequentialDesign d;
  d.fractions = {0.3, 0.6, 1};
  const SolvedDesign s = solved(d, 0.8);
  const double never = std::numeric_limits<double>::infinity();
  const StopRule finer{true,
                       {0.01, 0.3, 0.301, 0.45, 0.6, 0.99, 0.999, 1},
                       {never, s.rule.upper[0], never, never, s.rule.upper[1], never, never, s.rule.upper[2]},
                       {}};
  for (const double drift : {0.0, 1.0, s.drift, 6.0, 12.0}) {
    const StopChances coarse = Walk(s.rule, 12).chances(drift);
    const StopChances fine = Walk(finer, 12).chances(drift);
    CHECK(std::abs(fine.success[1] - coarse.success[0]) < 1e-10);
    CHECK(std::abs(fine.success[4] - coarse.success[1]) < 1e-10);
    CHECK(std::abs(fine.success[7] - coarse.success[2]) < 1e-10);
    CHECK(std::abs(fine.opposite[7] - coarse.opposite[2]) < 1e-10);
  }
}

TEST_CASE("group sequential: from an interim look on") {
  SequentialDesign d;
  d.fractions = {0.5, 1};
  const SolvedDesign s = solved(d, 0.8);
  const double z = 1.1;
  const double b = z * std::sqrt(0.5);
  const Walk rest(s.rule, Going(z, 0.5, -2, 5), 0.5);
  for (const double drift : {-2.0, 0.0, 2.8, 5.0}) {
    const StopChances c = rest.chances(drift);
    CHECK(c.success[0] == 0);
    CHECK(relative_error(c.success[1], normal_sf((s.rule.upper[1] - b - drift * 0.5) / std::sqrt(0.5))) < 1e-12);
  }
  // With the flat prior the last Z is normal around z / sqrt(t) with variance 1 / t - 1 (Spiegelhalter 1986).
  const Walk predicted(s.rule, Going(z, 0.5, 0, 0, Clock::prediction), 0.5);
  CHECK(relative_error(predicted.chances(0).success[1], normal_sf(s.rule.upper[1] - z / std::sqrt(0.5))) < 1e-12);
  // More looks: conditional power averaged over the posterior is the predictive power.
  SequentialDesign more;
  more.fractions = even(6);
  const SolvedDesign m = solved(more, 0.9);
  const double t = 2.0 / 6;
  const double middle = z / std::sqrt(t);
  const Walk conditional(m.rule, Going(z, t, middle - 8 / std::sqrt(t), middle + 8 / std::sqrt(t)), t);
  double average = 0;
  constexpr int steps = 400;
  for (int i = 0; i <= steps; ++i) {
    const double x = -8 + 16.0 * i / steps;
    const StopChances c = conditional.chances(middle + x / std::sqrt(t));
    double success = 0;
    for (double each : c.success) {
      success += each;
    }
    average += success * std::exp(-x * x / 2) / std::sqrt(2 * 3.141592653589793) * 16 / steps;
  }
  double predictive = 0;
  for (double each : Walk(m.rule, Going(z, t, 0, 0, Clock::prediction), t).chances(0).success) {
    predictive += each;
  }
  CHECK(std::abs(predictive - average) < 1e-8);
}

TEST_CASE("group sequential: the stagewise order is a distribution") {
  const SequentialDesign d = classical(4, 0.5);
  const SolvedDesign s = solved(d, 0.8);
  const Walk walk(s.rule, 5);
  // At the boundary of the first look the p-value is what that look spends; far down at the last look it is all.
  CHECK(relative_error(walk.as_extreme(0, s.rule.upper[0], 0), normal_sf(s.rule.upper[0])) < 1e-12);
  CHECK(relative_error(walk.as_extreme(3, s.rule.upper[3], 0), 0.025) < 1e-9);
  CHECK(walk.as_extreme(1, 3.0, 0) < walk.as_extreme(2, 5.0, 0));
  CHECK(walk.as_extreme(2, 3.0, 1) < walk.as_extreme(2, 3.0, 2));
}

TEST_CASE("group sequential: always valid boundaries") {
  // Exact: the mixture's martingale is 1 / alpha on the boundary, exp(z^2 u / (2 (1 + u))) / sqrt(1 + u).
  for (const double u : {0.1, 1.0, 30.0}) {
    const double z = always_valid_z(true, 0.05, 1, u);
    CHECK(relative_error(std::exp(z * z * u / (2 * (1 + u))) / std::sqrt(1 + u), 20) < 1e-12);
  }
  const double kappa = always_valid_kappa(true, 0.05, 0.4);
  for (const double other : {0.9, 1.1}) {
    CHECK(always_valid_z(true, 0.05, kappa, 0.4) < always_valid_z(true, 0.05, kappa * other, 0.4));
  }
  // More looks come closer to the level, and never beyond.
  double before = 0;
  for (const int looks : {5, 20, 80, 320}) {
    SequentialDesign d;
    d.fractions = even(looks);
    d.boundary = Boundary::mixture;
    d.parameter = 0.1;
    const SolvedDesign s = solved(d, 0.8);
    const double level = Walk(s.rule, 0).chances(0).rejects();
    CHECK(level > before);
    CHECK(level < 0.05);
    before = level;
  }
}

TEST_CASE("group sequential: what can not be") {
  SequentialDesign d;
  d.fractions = even(20);
  d.boundary = Boundary::haybittle_peto;
  d.parameter = 2;  // 20 looks at 2 spend a quarter
  CHECK_FALSE(with_power(d, 0.8));
  CHECK_FALSE(with_drift(d, 3));
  d = {};
  d.fractions = {0.5, 1};
  d.spending = Spending::listed;
  d.listed = {1, 1};
  CHECK_FALSE(with_power(d, 0.8));
}
