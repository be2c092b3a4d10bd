// SPDX-License-Identifier: Apache-2.0
// The market without noise: against differential equations, sums and generators solved elsewhere.
#include "simulate/market_model.hpp"

#include <cmath>

#include "catch.hpp"
#include "reference.hpp"

using namespace sutva;
using namespace sutva::simulate;

namespace {

MarketRates market_of(const tests::ReferenceRow& row) {
  return {row.number("arrivals"), row.number("returns"), row.number("consideration"),
          row.number("outside"),  row.number("utility"), row.number("utility_treated")};
}

// The market of the paper's figures: alpha 1, epsilon 1, v 0.315, a quarter more with the treatment.
MarketRates papers(double balance) { return {balance, 1, 1, 1, 0.315, 0.315 * 1.25}; }

struct Biases {
  double truth, customer, listing, naive, first, second;
};
Biases biases(double balance, const MarketAllocation& shares) {
  const MarketRates market = papers(balance);
  const double truth = global_effect(market);
  const double beta = customer_weight(market);
  const CellRates cells = steady_state(market, shares).cells;
  return {truth,
          customer_side_weights().of(steady_state(market, {0.5, 1}).cells) - truth,
          listing_side_weights().of(steady_state(market, {1, 0.5}).cells) - truth,
          two_sided_naive_weights(shares).of(cells) - truth,
          two_sided_interpolated_weights(beta, 1).of(cells) - truth,
          two_sided_interpolated_weights(beta, 2).of(cells) - truth};
}

}  // namespace

TEST_CASE("market model: steady states, switchbacks and chances are those of the reference") {
  int steady = 0, switchbacks = 0, repeated = 0, choices = 0, exact = 0;
  for (const tests::ReferenceRow& row : tests::reference("market")) {
    INFO(row.described());
    const MarketRates market = market_of(row);
    const auto holds = [&](double actual, const char* name, double error) {
      if (!row.text(name).empty()) {
        REQUIRE(tests::relative_error(actual, row.number(name)) < error);
      }
    };
    if (row.text("kind") == "steady") {
      ++steady;
      const MarketAllocation shares{row.number("customers"), row.number("listings")};
      const MarketState state = steady_state(market, shares);
      holds(state.cells.q[0][0], "q00", 1e-9);
      holds(state.cells.q[0][1], "q01", 1e-9);
      holds(state.cells.q[1][0], "q10", 1e-9);
      holds(state.cells.q[1][1], "q11", 1e-9);
      holds(state.bookings, "value", 1e-9);
      if (shares.customers == 1 && shares.listings == 1) {
        holds(global_rate(market, true), "value", 1e-9);
      }
      if (shares.customers == 0 && shares.listings == 0) {
        holds(global_rate(market, false), "value", 1e-9);
      }
    } else if (row.text("kind") == "switchback") {
      ++switchbacks;
      const double effect = switchback_effect(market, row.number("period"), row.number("burn_in"));
      holds(effect, "value", 1e-6);
    } else if (row.text("kind") == "repeated") {
      ++repeated;
      holds(repeated_period_effect(market, row.number("period")), "value", 1e-6);
    } else if (row.text("kind") == "choice") {
      ++choices;
      const std::int64_t first = row.whole("first"), second = row.whole("second");
      const ChoiceTable table(market.outside * 100, market.consideration, market.utility, market.utility_treated, first,
                              second);
      const ChoiceTable::Chances chances = table.at(first, second);
      if (first > 0) {
        holds(chances.first, "q00", 1e-11);
      } else {
        REQUIRE(chances.first == 0);
      }
      if (second > 0) {
        holds(chances.second, "q01", 1e-11);
      } else {
        REQUIRE(chances.second == 0);
      }
    } else if (row.text("kind") == "exact" && row.number("first") == 0) {
      ++exact;
      const std::int64_t n = row.whole("second");
      const auto listings = static_cast<double>(n);
      const ChoiceTable control(market.outside * listings, market.consideration, market.utility, market.utility, n, 0);
      const ChoiceTable treated(market.outside * listings, market.consideration, market.utility, market.utility_treated,
                                0, n);
      const double share = row.number("customers");
      const CustomerRates rates = exact_customer_rates(market, n, control, treated, share);
      holds(rates.control, "q01", 1e-10);
      holds(rates.treated, "q11", 1e-10);
      const double bookings = (1 - share) * rates.control + share * rates.treated;
      holds(bookings, "value", 1e-10);
      REQUIRE(bookings == Approx(market.returns * (1 - rates.available)).epsilon(1e-12));
    }
  }
  REQUIRE(steady == 48);
  REQUIRE(switchbacks == 7);
  REQUIRE(repeated == 5);
  REQUIRE(choices == 20);
  REQUIRE(exact == 8);
}

TEST_CASE("market model: customers are right where demand is short, listings where supply is, as in the paper") {
  const MarketAllocation half{0.5, 0.5};
  const auto off = [](double bias, double balance) { return std::abs(bias) / std::fmin(balance, 1); };
  // Demand constrained.
  const Biases slack = biases(1e-4, half);
  REQUIRE(std::abs(slack.customer / slack.truth) < 1e-3);
  REQUIRE(slack.listing / slack.truth > 0.1);
  // Supply constrained: the effect itself goes away, and rates are held against those of supply.
  const Biases tight = biases(1e4, half);
  REQUIRE(off(tight.listing, 1e4) < 1e-3);
  REQUIRE(off(tight.customer, 1e4) > 0.2);
  // In between both are too much, and customers and listings change places where demand meets supply.
  REQUIRE(biases(1, half).customer == Approx(biases(1, half).listing).epsilon(1e-9));
  // Corollary 1: with the paper's shares two sides are right at both ends.
  const auto balanced = [&](double balance) { return biases(balance, balanced_allocation(papers(balance), half)); };
  for (const double bias : {balanced(1e-4).naive, balanced(1e-4).first, balanced(1e-4).second}) {
    REQUIRE(std::abs(bias / slack.truth) < 2e-3);
  }
  for (const double bias : {balanced(1e4).naive, balanced(1e4).first, balanced(1e4).second}) {
    REQUIRE(off(bias, 1e4) < 1e-3);
  }
  for (const double balance : {0.01, 0.1, 0.3, 0.5, 1.0, 2.0, 3.0, 4.0, 10.0}) {
    const Biases b = balanced(balance);
    INFO(balance);
    REQUIRE(b.customer > 0);
    REQUIRE(b.listing > 0);
    if (balance != 1) {
      REQUIRE((b.customer < b.listing) == (balance < 1));
    }
    // Two sides lie between, but for about even markets; the corrections lower that, and TSRI-2 beats all others.
    if (balance < 0.6 || balance > 1.6) {
      REQUIRE(b.naive > std::fmin(b.customer, b.listing));
      REQUIRE(b.naive < std::fmax(b.customer, b.listing));
    }
    REQUIRE(b.first < b.naive);
    REQUIRE(b.second < b.first);
    REQUIRE(b.second < std::fmin(b.customer, b.listing));
    REQUIRE(b.second > 0);
  }
  // Section 7 of the paper simulates 5,000 listings in balance: a bias of TSRI-2 of about 0.08 of the effect.
  REQUIRE(balanced(1).second / balanced(1).truth == Approx(0.08).margin(0.006));
}

TEST_CASE("market model: nothing is found where nothing changes, and signs follow the treatment") {
  MarketRates market{2, 0.3, 0.4, 0.7, 3, 3};
  const MarketAllocation shares{0.3, 0.6};
  const CellRates cells = steady_state(market, shares).cells;
  REQUIRE(global_effect(market) == 0);
  REQUIRE(switchback_effect(market, 2, 0.5) == 0);
  for (const CellWeights& weights : {customer_side_weights(), listing_side_weights(), two_sided_naive_weights(shares),
                                     two_sided_interpolated_weights(0.3, 1), two_sided_interpolated_weights(0.3, 2)}) {
    REQUIRE(weights.of(cells) == Approx(0).margin(1e-14));
  }
  market.utility_treated = 2;
  REQUIRE(global_effect(market) < 0);
  REQUIRE(switchback_effect(market, 2, 0.5) < 0);
}

TEST_CASE("market model: a switchback with long periods is right, one with short periods is as customers are") {
  const MarketRates market = papers(2);
  const double truth = global_effect(market);
  REQUIRE(switchback_effect(market, 400, 100) == Approx(truth).epsilon(1e-9));
  double last = 0;
  for (const double burn_in : {2.0, 1.0, 0.5, 0.0}) {
    const double miss = switchback_effect(market, 3, burn_in) / truth - 1;
    REQUIRE(miss > last);
    last = miss;
  }
  // With minimax points the assumed carry-over is what is left out.
  REQUIRE(repeated_period_effect(market, 200) == Approx(truth).epsilon(1e-9));
  last = 0;
  for (const double carryover : {4.0, 2.0, 1.0, 0.5}) {
    const double miss = repeated_period_effect(market, carryover) / truth - 1;
    REQUIRE(miss > last);
    last = miss;
  }
  // Switched faster than bookings end, both arms meet the same supply: that of half of the customers.
  const double customers = customer_side_weights().of(steady_state(market, {0.5, 1}).cells);
  REQUIRE(switchback_effect(market, 1e-4, 0) == Approx(customers).epsilon(1e-4));
  REQUIRE(repeated_period_effect(market, 1e-4) == Approx(customers).epsilon(1e-4));
}

TEST_CASE("market model: extremes have finite rates within what supply and demand allow") {
  for (const double arrivals : {1e-4, 1.0, 1e4}) {
    for (const double returns : {1e-3, 1.0, 1e3}) {
      for (const double outside : {1e-4, 1.0, 1e4}) {
        for (const double utility : {1e-4, 1.0, 1e4}) {
          const MarketRates market{arrivals, returns, 0.5, outside, utility, utility * 11};
          INFO(arrivals << " " << returns << " " << outside << " " << utility);
          const MarketState state = steady_state(market, {0.5, 0.5});
          REQUIRE(state.bookings > 0);
          REQUIRE(state.bookings <= std::fmin(arrivals, returns) * (1 + 1e-12));
          const double back = returns * (1 - (state.available[0] + state.available[1]) / 2);
          REQUIRE(state.bookings == Approx(back).epsilon(1e-9).margin(1e-12 * returns));
          const double switched = switchback_effect(market, 3, 1);
          REQUIRE(std::isfinite(switched));
          REQUIRE(switched >= -1e-9 * std::fmin(arrivals, returns));
          REQUIRE(switched <= arrivals);
        }
      }
    }
  }
}
