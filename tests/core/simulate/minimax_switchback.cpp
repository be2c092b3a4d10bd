// SPDX-License-Identifier: Apache-2.0
// Every assignment of a short experiment, drawn once: what the estimate says on average, and what its variance is.
#include "simulate/minimax_switchback.hpp"

#include <cmath>

#include "catch.hpp"
#include "plan/switchback.hpp"

using namespace sutva;
using namespace sutva::simulate;

namespace {

struct Enumerated {
  double mean = 0, variance = 0, claimed = 0;
};

// Outcomes of periods whose past was treated, untreated, or mixed.
Enumerated enumerated(const std::vector<double>& treated, const std::vector<double>& untreated, double mixed) {
  const auto periods = static_cast<std::int64_t>(treated.size());
  const std::vector<std::int64_t> blocks = minimax_blocks(periods);
  const std::size_t assignments = std::size_t{1} << static_cast<std::size_t>(blocks.back() + 1);
  Enumerated all;
  double squares = 0;
  for (std::size_t coins = 0; coins < assignments; ++coins) {
    std::vector<char> arms;
    std::vector<double> outcomes;
    for (std::size_t k = 0; k < treated.size(); ++k) {
      arms.push_back(static_cast<char>(coins >> static_cast<std::size_t>(blocks[k]) & 1U));
      outcomes.push_back(k > 0 && arms[k] != arms[k - 1] ? mixed : arms[k] != 0 ? treated[k] : untreated[k]);
    }
    const SwitchbackSum sum = minimax_estimate(outcomes, arms, blocks);
    const double share = 1 / static_cast<double>(assignments);
    all.mean += sum.effect * share;
    squares += sum.effect * sum.effect * share;
    all.claimed += sum.variance * share;
  }
  all.variance = squares - all.mean * all.mean;
  return all;
}

}  // namespace

TEST_CASE("minimax switchback: blocks are those of the paper") {
  // Coins at 1, 2m + 1, 3m + 1, ..., (n - 2)m + 1; the paper's example of T = 12 periods and m = 2 has 1, 5, 7 and 9.
  REQUIRE(minimax_blocks(6) == std::vector<std::int64_t>{0, 0, 1, 2, 3, 3});
  REQUIRE(minimax_blocks(4) == std::vector<std::int64_t>{0, 0, 1, 1});
  const std::vector<std::int64_t> many = minimax_blocks(100);
  REQUIRE(many.size() == 100);
  REQUIRE(many.back() == 97);
}

TEST_CASE("minimax switchback: over all assignments the estimate is right, and its variance never too small") {
  const std::vector<double> untreated{3, 1, 4, 1, 5, 9, 2, 6};
  std::vector<double> treated = untreated;
  // Nothing happens: the claimed variance is the true one.
  const Enumerated none = enumerated(treated, untreated, 50);
  REQUIRE(none.mean == Approx(0).margin(1e-12));
  REQUIRE(none.variance > 100);
  REQUIRE(none.claimed == Approx(none.variance).epsilon(1e-12));
  const double effects[] = {0, 2, -1, 3, 0.5, 1, 4, 2};
  double sum = 0, excess = 0;
  for (std::size_t k = 1; k < treated.size(); ++k) {
    treated[k] += effects[k];
    sum += effects[k];
    excess += effects[k] * (effects[k] + (k > 1 ? 2 * effects[k - 1] : 0));
  }
  const Enumerated some = enumerated(treated, untreated, -7);
  REQUIRE(some.mean == Approx(sum).epsilon(1e-12));
  REQUIRE(some.claimed - some.variance == Approx(excess).epsilon(1e-9));
}

TEST_CASE("minimax switchback: the risk at equal outcomes is that of the paper and of the plan") {
  for (const std::int64_t periods : {4, 6, 9, 12}) {
    const std::vector<double> ones(static_cast<std::size_t>(periods), 1);
    const auto used = static_cast<double>(periods - 1);
    const double risk = enumerated(ones, ones, 1).variance / (used * used);
    INFO(periods);
    plan::SwitchbackPlan planned;
    planned.design = plan::SwitchbackDesign::optimal;
    planned.carryover = 1;
    planned.periods = periods;
    planned.level = 1;
    const double se = plan::standard_errors(planned).null;
    REQUIRE(risk == Approx(se * se).epsilon(1e-12));
    if (periods == 12) {
      REQUIRE(risk == Approx(160.0 / 121).epsilon(1e-12));
    }
  }
}
