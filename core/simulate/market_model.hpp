// SPDX-License-Identifier: Apache-2.0
// A market in which customers compete for listings, and what experiments in it would say on average, without noise.
//
// Model and estimators: Johari, Li, Liskovich and Weintraub (2022), Experimental Design in Two-Sided Platforms: An
// Analysis of Bias, Management Science 68:7069-7089; with one kind of customer and one kind of listing. Customers come
// at the rate lambda N; each available listing is considered with probability alpha; of those considered a customer
// takes listing j with probability v_j / (epsilon N + sum of v), or none; a booked listing comes back at the rate tau.
// A treated listing shown to a treated customer has the utility v1, anything else v0.
//
// The mean field is the limit of many listings. All rates here are bookings per listing and day.
// Everything is made of the four operations and roots: the same to the last bit on every system.
#pragma once

#include <cstdint>
#include <vector>

namespace sutva::simulate {

struct MarketRates {
  double arrivals = 1;       // lambda > 0: customers per listing and day
  double returns = 1;        // tau > 0: one over the mean length of a booking, per day
  double consideration = 1;  // alpha, in (0, 1]
  double outside = 1;        // epsilon > 0, per listing
  double utility = 1;        // v0 > 0
  double utility_treated = 1;
};

// Shares of customers and of listings that are treated, in [0, 1].
struct MarketAllocation {
  double customers = 1, listings = 1;
};

// How often each cell books, were it everybody: bookings per listing and day over the shares of its customers and
// listings. q[i][j] has i = 1 for treated customers and j = 1 for treated listings.
struct CellRates {
  double q[2][2] = {{0, 0}, {0, 0}};
};

// The steady state of the mean field, which is unique. `available` are the shares of untreated and of treated listings
// that are available, each of its own group.
struct MarketState {
  double available[2] = {1, 1};
  CellRates cells;
  double bookings = 0;  // per listing and day, of everybody
};
MarketState steady_state(const MarketRates& market, const MarketAllocation& allocation);

// Bookings per listing and day when everybody is treated, or nobody; and their difference.
double global_rate(const MarketRates& market, bool treated);
double global_effect(const MarketRates& market);

// Estimates as weighted sums of the cells' rates.
struct CellWeights {
  double w[2][2] = {{0, 0}, {0, 0}};
  double of(const CellRates& cells) const {
    return w[0][0] * cells.q[0][0] + w[0][1] * cells.q[0][1] + w[1][0] * cells.q[1][0] + w[1][1] * cells.q[1][1];
  }
};
CellWeights customer_side_weights();
CellWeights listing_side_weights();
// Treated listings seen by treated customers against everything else.
CellWeights two_sided_naive_weights(const MarketAllocation& allocation);
// beta of the customers' comparison and 1 - beta of the listings', less `correction` times the competition that the
// untreated show: TSRI-k of the paper. beta = exp(-lambda / tau).
CellWeights two_sided_interpolated_weights(double beta, double correction);
double customer_weight(const MarketRates& market);
// What the paper lets the shares be in a two-sided experiment: the customers' goes to 1 where supply is short, the
// listings' where demand is.
MarketAllocation balanced_allocation(const MarketRates& market, const MarketAllocation& least);

// A market that switches between everybody and nobody treated, by a fair coin for each period. The difference between
// the mean booking rates of treated and untreated periods, of which the first `burn_in` days are left out, in the limit
// of many periods. 0 <= burn_in < period. The state flows in closed form; its distribution at the start of a period is
// found by collocation.
double switchback_effect(const MarketRates& market, double period, double burn_in);
// The same where a period counts, and counts whole, if the one before had its arm: as with minimax switch points.
double repeated_period_effect(const MarketRates& market, double period);

// The same market with few listings.

// The chances that a customer books a listing of the first or of the second group, by how many of each are available:
// the mean over what is considered, as an integral over the time at which the outside option would be taken in a race
// of exponential clocks. Relative error below 1e-11.
class ChoiceTable {
 public:
  ChoiceTable() = default;
  // Of up to `first` listings of utility v0 and `second` of utility v1; `outside` is epsilon times all listings.
  ChoiceTable(double outside, double consideration, double v0, double v1, std::int64_t first, std::int64_t second);

  struct Chances {
    double first = 0, second = 0;
  };
  const Chances& at(std::int64_t first, std::int64_t second) const {
    return chances_[static_cast<std::size_t>(first * width_ + second)];
  }

 private:
  std::int64_t width_ = 1;
  std::vector<Chances> chances_;
};

// Bookings per listing and day of treated and untreated customers, each were they everybody, when a share of the
// customers is treated and all listings are: exact, from the stationary distribution of the number available.
// The tables are those of untreated customers, with all listings in the first group, and of treated ones, with all in
// the second.
struct CustomerRates {
  double control = 0, treated = 0, available = 0;
};
CustomerRates exact_customer_rates(const MarketRates& market, std::int64_t listings, const ChoiceTable& control,
                                   const ChoiceTable& treated, double share);

}  // namespace sutva::simulate
