// SPDX-License-Identifier: Apache-2.0
// Experiments in a market, drawn booking by booking.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "random/samplers.hpp"
#include "simulate/estimate_summary.hpp"
#include "simulate/market_study.hpp"
#include "simulate/minimax_switchback.hpp"

namespace sutva::simulate {
namespace {

constexpr std::uint64_t of_design = 0x9E3779B97F4A7C15U;

double share_of_one(random::Stream& stream) { return static_cast<double>(stream() >> 11U) * 0x1p-53; }

// A whole number below n, for n far below 2^32: off by less than n / 2^32 of its chance.
std::int64_t below(random::Stream& stream, std::int64_t n) {
  return static_cast<std::int64_t>(((stream() >> 32U) * static_cast<std::uint64_t>(n)) >> 32U);
}

// Means of two arms and the standard error of their difference, after Welch: 0, which is none, where an arm has one
// observation only.
struct TwoMeans {
  double n[2] = {0, 0}, sum[2] = {0, 0}, squares[2] = {0, 0};

  void add(bool treated, double x) {
    n[treated] += 1;
    sum[treated] += x;
    squares[treated] += x * x;
  }
  bool defined() const { return n[0] >= 1 && n[1] >= 1; }
  double difference() const { return sum[1] / n[1] - sum[0] / n[0]; }
  double se() const {
    if (n[0] < 2 || n[1] < 2) {
      return 0;
    }
    double variance = 0;
    for (const int arm : {0, 1}) {
      const double mean = sum[arm] / n[arm];
      variance += std::fmax(0, squares[arm] - n[arm] * mean * mean) / (n[arm] - 1) / n[arm];
    }
    return std::sqrt(variance);
  }
};

}  // namespace

// What happened in a market: bookings by customer's and listing's arm; and the chance of a customer to book, summed
// over time, by arm.
struct MarketStudy::Counts {
  double booked[2][2] = {{0, 0}, {0, 0}};
  double chance_days[2] = {0, 0};

  double all() const { return booked[0][0] + booked[0][1] + booked[1][0] + booked[1][1]; }
};

// The listings of a market one by one: in each group those available first.
struct MarketStudy::Ledger {
  std::vector<std::int32_t> order[2];
  std::vector<double> booked[2];

  explicit Ledger(const std::int64_t listings[2]) {
    for (const int group : {0, 1}) {
      for (std::int64_t i = 0; i < listings[group]; ++i) {
        order[group].push_back(static_cast<std::int32_t>(i));
      }
      booked[group].resize(order[group].size(), 0);
    }
  }
  void forget() {
    for (std::vector<double>& counts : booked) {
      std::fill(counts.begin(), counts.end(), 0);
    }
  }
};

// One market, drawn event by event. Only the number of available listings of each kind matters for what happens next;
// which of them it is, is drawn where somebody counts by listing. Customers who do not book change nothing: given the
// path their number is Poisson.
struct MarketStudy::Chain {
  const ChoiceTable* control = nullptr;
  const ChoiceTable* treated = nullptr;
  double arrivals = 0;   // customers per day in the whole market
  double returns = 0;    // per booked listing and day
  double customers = 0;  // share of them that is treated
  std::int64_t listings[2] = {0, 0};
  std::int64_t free[2] = {0, 0};

  void run(random::Stream& stream, double days, Counts& counts, Ledger* ledger) {
    double now = 0;
    while (true) {
      double untreated = 0;
      ChoiceTable::Chances chances;
      const std::int64_t all_free = free[0] + free[1];
      if (customers < 1) {
        untreated = control->at(all_free, 0).first;
      }
      if (customers > 0) {
        chances = treated->at(free[0], free[1]);
      }
      const double from_control = arrivals * (1 - customers) * untreated;
      const double from_treated = arrivals * customers * (chances.first + chances.second);
      const double back = returns * static_cast<double>(listings[0] + listings[1] - all_free);
      const double total = from_control + from_treated + back;
      const double wait = random::exponential(stream) / total;
      const double step = std::min(wait, days - now);
      counts.chance_days[0] += step * untreated;
      counts.chance_days[1] += step * (chances.first + chances.second);
      now += wait;
      if (!(now < days)) {
        return;  // no event has a memory, so the next run may begin afresh
      }
      double at = share_of_one(stream) * total;
      if (at < back) {
        const int group = at < returns * static_cast<double>(listings[0] - free[0]) ? 0 : 1;
        if (ledger) {
          auto& order = ledger->order[group];
          const std::int64_t chosen = free[group] + below(stream, listings[group] - free[group]);
          std::swap(order[static_cast<std::size_t>(chosen)], order[static_cast<std::size_t>(free[group])]);
        }
        ++free[group];
        continue;
      }
      at -= back;
      const int customer = at < from_control ? 0 : 1;
      if (customer == 1) {
        at -= from_control;
      }
      // Untreated customers see all listings alike.
      int group = 1;
      if (free[1] == 0) {
        group = 0;
      } else if (free[0] > 0) {
        group = customer == 0 ? at * static_cast<double>(all_free) >= from_control * static_cast<double>(free[0])
                              : at >= arrivals * customers * chances.first;
      }
      counts.booked[customer][group] += 1;
      --free[group];
      if (ledger) {
        auto& order = ledger->order[group];
        const std::int64_t chosen = below(stream, free[group] + 1);
        std::swap(order[static_cast<std::size_t>(chosen)], order[static_cast<std::size_t>(free[group])]);
        ledger->booked[group][static_cast<std::size_t>(order[static_cast<std::size_t>(free[group])])] += 1;
      }
    }
  }
};

MarketStudy::Chain MarketStudy::chain(const Run& run, std::size_t market, double customers, double available0,
                                      double available1) const {
  const MarketRates of = rates(market);
  Chain chain;
  chain.control = run.control_table ? &tables_[*run.control_table] : &control_;
  chain.treated = &tables_[run.table];
  chain.arrivals = of.arrivals * static_cast<double>(request_.listings);
  chain.returns = of.returns;
  chain.customers = customers;
  chain.listings[0] = request_.listings - run.treated_listings;
  chain.listings[1] = run.treated_listings;
  const double available[2] = {available0, available1};
  for (const int group : {0, 1}) {
    const auto n = static_cast<double>(chain.listings[group]);
    chain.free[group] = static_cast<std::int64_t>(std::floor(available[group] * n + 0.5));
  }
  return chain;
}

// Customers of both arms, and by cell what they booked.
void MarketStudy::draw_cells(const Run& run, random::Stream& stream, Estimate* to) const {
  const double share[2] = {1 - run.allocation.customers, run.allocation.customers};
  Counts counts;
  double customers[2] = {0, 0};
  for (std::size_t market = 0; market < demand_.size(); ++market) {
    const auto& start = starts_[static_cast<std::size_t>(&run - runs_.data())][market];
    Chain one = chain(run, market, share[1], start[0], start[1]);
    Counts before, here;
    one.run(stream, request_.warmup_days, before, nullptr);
    one.run(stream, request_.days, here, nullptr);
    for (const int arm : {0, 1}) {
      const double unbooked = one.arrivals * share[arm] * std::fmax(0, request_.days - here.chance_days[arm]);
      customers[arm] +=
          here.booked[arm][0] + here.booked[arm][1] + static_cast<double>(random::poisson(stream, unbooked));
      counts.booked[arm][0] += here.booked[arm][0];
      counts.booked[arm][1] += here.booked[arm][1];
    }
  }
  if (customers[0] <= 0 || customers[1] <= 0) {
    return;
  }
  const double listing_days =
      static_cast<double>(request_.listings) * static_cast<double>(demand_.size()) * request_.days;
  const double per_listing = (customers[0] + customers[1]) / listing_days;
  if (run.design == MarketDesign::customer) {
    double variance = 0, rate[2];
    for (const int arm : {0, 1}) {
      rate[arm] = counts.booked[arm][1] / customers[arm];
      variance += rate[arm] * (1 - rate[arm]) / customers[arm];
    }
    to[0] = {(rate[1] - rate[0]) * per_listing, std::sqrt(variance) * per_listing, true};
    return;
  }
  const double group[2] = {1 - run.allocation.listings, run.allocation.listings};
  for (std::size_t e = 0; e < run.weights.size(); ++e) {
    double variance = 0;
    to[e].defined = true;
    for (const int arm : {0, 1}) {
      for (const int listing : {0, 1}) {
        const double weight = run.weights[e].w[arm][listing];
        if (group[listing] > 0) {
          const double scale = weight * per_listing / customers[arm] / group[listing];
          to[e].value += scale * counts.booked[arm][listing];
          variance += scale * scale * counts.booked[arm][listing];
        } else if (weight != 0) {
          to[e].defined = false;
        }
      }
    }
    to[e].se = std::sqrt(variance);
  }
}

void MarketStudy::draw_listings(const Run& run, random::Stream& stream, Estimate* to) const {
  TwoMeans means;
  for (std::size_t market = 0; market < demand_.size(); ++market) {
    const auto& start = starts_[static_cast<std::size_t>(&run - runs_.data())][market];
    Chain one = chain(run, market, 1, start[0], start[1]);
    Ledger ledger(one.listings);
    Counts counts;
    one.run(stream, request_.warmup_days, counts, &ledger);
    ledger.forget();
    one.run(stream, request_.days, counts, &ledger);
    for (const int group : {0, 1}) {
      for (const double booked : ledger.booked[group]) {
        means.add(group == 1, booked);
      }
    }
  }
  if (means.defined()) {
    to[0] = {means.difference() / request_.days, means.se() / request_.days, true};
  }
}

void MarketStudy::draw_clusters(const Run& run, random::Stream& stream, Estimate* to) const {
  TwoMeans means;
  auto left = static_cast<std::int64_t>(demand_.size());
  std::int64_t to_treat = left / 2;
  for (std::size_t market = 0; market < demand_.size(); ++market, --left) {
    const bool treated = below(stream, left) < to_treat;
    to_treat -= treated;
    const auto& start = starts_[static_cast<std::size_t>(&run - runs_.data())][market];
    Chain one = chain(run, market, treated, 0, start[treated]);
    Counts before, counts;
    one.run(stream, request_.warmup_days, before, nullptr);
    one.run(stream, request_.days, counts, nullptr);
    means.add(treated, counts.all());
  }
  const double listing_days = static_cast<double>(request_.listings) * request_.days;
  to[0] = {means.difference() / listing_days, means.se() / listing_days, true};
}

void MarketStudy::draw_switchback(const Run& run, random::Stream& stream, Estimate* to) const {
  TwoMeans means, whole;
  const auto periods = static_cast<std::int64_t>(std::floor(request_.days / request_.period_days));
  for (std::size_t market = 0; market < demand_.size(); ++market) {
    const auto& start = starts_[static_cast<std::size_t>(&run - runs_.data())][market];
    Chain one = chain(run, market, 0, 0, start[0]);
    Counts before;
    one.run(stream, request_.warmup_days, before, nullptr);
    for (std::int64_t period = 0; period < periods; ++period) {
      const bool treated = share_of_one(stream) < 0.5;
      one.customers = treated;
      Counts burnt, counts;
      one.run(stream, request_.burn_in_days, burnt, nullptr);
      one.run(stream, request_.period_days - request_.burn_in_days, counts, nullptr);
      means.add(treated, counts.all());
      whole.add(treated, burnt.all() + counts.all());
    }
  }
  if (means.defined()) {
    const auto listings = static_cast<double>(request_.listings);
    const double kept = listings * (request_.period_days - request_.burn_in_days);
    to[0] = {means.difference() / kept, means.se() / kept, true};
    if (run.estimators.size() > 1) {
      const double all = listings * request_.period_days;
      to[1] = {whole.difference() / all, whole.se() / all, true};
    }
  }
}

void MarketStudy::draw_minimax(const Run& run, random::Stream& stream, Estimate* to) const {
  const std::vector<std::int64_t> blocks = minimax_blocks(minimax_periods());
  std::vector<double> outcomes(blocks.size());
  std::vector<char> arms(blocks.size());
  TwoMeans means;
  SwitchbackSum all;
  for (std::size_t market = 0; market < demand_.size(); ++market) {
    const auto& start = starts_[static_cast<std::size_t>(&run - runs_.data())][market];
    Chain one = chain(run, market, 0, 0, start[0]);
    Counts before;
    one.run(stream, request_.warmup_days, before, nullptr);
    for (std::size_t period = 0; period < blocks.size(); ++period) {
      const bool same = period > 0 && blocks[period] == blocks[period - 1];
      arms[period] = same ? arms[period - 1] : static_cast<char>(share_of_one(stream) < 0.5);
      one.customers = arms[period];
      Counts counts;
      one.run(stream, request_.carryover_days, counts, nullptr);
      outcomes[period] = counts.all() - levels_[market] * request_.carryover_days;
      if (period > 0 && arms[period] == arms[period - 1]) {
        means.add(arms[period] != 0, counts.all());
      }
    }
    const SwitchbackSum sum = minimax_estimate(outcomes, arms, blocks);
    all.effect += sum.effect;
    all.variance += sum.variance;
  }
  const double listing_days = static_cast<double>(request_.listings) * request_.carryover_days;
  if (means.defined()) {
    to[0] = {means.difference() / listing_days, means.se() / listing_days, true};
  }
  const double counted = listing_days * static_cast<double>(blocks.size() - 1) * static_cast<double>(demand_.size());
  to[1] = {all.effect / counted, std::sqrt(std::fmax(0, all.variance)) / counted, true};
}

// Each arm has its own market, with its share of the listings and of the customers.
void MarketStudy::draw_budget_split(const Run& run, random::Stream& stream, Estimate* to) const {
  const auto listings = static_cast<double>(request_.listings);
  double customers[2] = {0, 0}, booked[2] = {0, 0};
  for (std::size_t market = 0; market < demand_.size(); ++market) {
    const auto& start = starts_[static_cast<std::size_t>(&run - runs_.data())][market];
    for (const int arm : {0, 1}) {
      Chain one = chain(run, market, arm, start[0], start[1]);
      one.listings[1 - arm] = one.free[1 - arm] = 0;
      one.arrivals *= static_cast<double>(one.listings[arm]) / listings;
      Counts before, counts;
      one.run(stream, request_.warmup_days, before, nullptr);
      one.run(stream, request_.days, counts, nullptr);
      const double unbooked = one.arrivals * std::fmax(0, request_.days - counts.chance_days[arm]);
      booked[arm] += counts.all();
      customers[arm] += counts.all() + static_cast<double>(random::poisson(stream, unbooked));
    }
  }
  if (customers[0] > 0 && customers[1] > 0) {
    const double listing_days = listings * static_cast<double>(demand_.size()) * request_.days;
    const double per_listing = (customers[0] + customers[1]) / listing_days;
    double variance = 0, rate[2];
    for (const int arm : {0, 1}) {
      rate[arm] = booked[arm] / customers[arm];
      variance += rate[arm] * (1 - rate[arm]) / customers[arm];
    }
    to[0] = {(rate[1] - rate[0]) * per_listing, std::sqrt(variance) * per_listing, true};
  }
}

void MarketStudy::draw(const Run& run, random::Stream& stream, Estimate* to) const {
  switch (run.design) {
    case MarketDesign::customer:
    case MarketDesign::two_sided:
      return draw_cells(run, stream, to);
    case MarketDesign::listing:
      return draw_listings(run, stream, to);
    case MarketDesign::cluster:
      return draw_clusters(run, stream, to);
    case MarketDesign::switchback:
      return draw_switchback(run, stream, to);
    case MarketDesign::minimax:
      return draw_minimax(run, stream, to);
    case MarketDesign::budget_split:
      return draw_budget_split(run, stream, to);
  }
}

MarketStudy::Partial MarketStudy::run(std::int64_t first, std::int64_t count) const {
  Partial part;
  part.first = first;
  part.count = count;
  const auto replicates = static_cast<std::size_t>(count);
  for (const Run& run : runs_) {
    const std::size_t begin = part.estimates.size();
    part.estimates.resize(begin + run.estimators.size() * replicates);
    part.errors.resize(part.estimates.size());
    // A design draws the same whichever others are asked for.
    const std::uint64_t seed =
        static_cast<std::uint64_t>(request_.draws.seed) ^ (of_design * (static_cast<std::uint64_t>(run.design) + 1));
    for (std::size_t i = 0; i < replicates; ++i) {
      random::Stream stream(seed, static_cast<std::uint64_t>(first) + i);
      std::array<Estimate, 3> estimates{};
      draw(run, stream, estimates.data());
      for (std::size_t e = 0; e < run.estimators.size(); ++e) {
        part.estimates[begin + e * replicates + i] = estimates[e].defined ? estimates[e].value : no_estimate;
        part.errors[begin + e * replicates + i] = estimates[e].defined ? estimates[e].se : 0;
      }
    }
  }
  return part;
}

}  // namespace sutva::simulate
