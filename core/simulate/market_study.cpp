// SPDX-License-Identifier: Apache-2.0
#include "simulate/market_study.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "base/words.hpp"
#include "random/plain_math.hpp"
#include "random/samplers.hpp"
#include "simulate/minimax_switchback.hpp"
#include "stats/distributions.hpp"

namespace sutva::simulate {
namespace {

constexpr std::size_t classes = 48;      // of a histogram
constexpr double undefined = 1e308;      // in partials: there is no estimate
constexpr double most_events = 5e6;      // in one replicate: a quarter of a second
constexpr double nanoseconds = 30;       // of one booking or return
constexpr double most_replicates = 2e5;  // every estimate is kept until the end
constexpr std::int64_t least_markets = 4, least_periods = 4;
constexpr std::int64_t least_minimax = 4, least_minimax_alone = 7;  // periods, in several markets and in one
constexpr int curve_points = 49;                                    // from 0.01 to 100, twelve for each factor of ten
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

std::vector<double> demand_of_markets(std::int64_t markets, double cv) {
  std::vector<double> demand;
  const auto n = static_cast<double>(markets);
  const double sd = std::sqrt((1 - 1 / (n * n)) / 3);
  for (std::int64_t k = 0; k < markets; ++k) {
    const double at = (2 * static_cast<double>(k) + 1) / n - 1;
    demand.push_back(markets > 1 ? 1 + cv * at / sd : 1);
  }
  return demand;
}

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

MarketRates MarketStudy::rates(std::size_t market) const {
  const double of_mean = market < demand_.size() ? demand_[market] : 1;
  return {request_.arrival_rate * of_mean,
          1 / request_.booking_days,
          request_.consideration,
          request_.outside,
          request_.utility,
          request_.utility * (1 + request_.lift)};
}

void MarketStudy::plan_runs() {
  const MarketRates mean = rates(demand_.size());
  const MarketAllocation asked{request_.customer_share, request_.listing_share};
  const double outside = request_.outside * static_cast<double>(request_.listings);
  const auto table = [&](std::int64_t treated_listings) {
    // Tables are large: designs with as many treated listings share one.
    for (const Run& run : runs_) {
      if (run.treated_listings == treated_listings && !run.control_table) {
        return run.table;
      }
    }
    tables_.emplace_back(outside, request_.consideration, request_.utility, mean.utility_treated,
                         request_.listings - treated_listings, treated_listings);
    return tables_.size() - 1;
  };
  for (const MarketDesign design : request_.designs) {
    if (std::any_of(runs_.begin(), runs_.end(), [&](const Run& run) { return run.design == design; })) {
      continue;
    }
    Run run;
    run.design = design;
    run.estimators = {MarketEstimator::difference};
    if (design == MarketDesign::customer) {
      run.allocation.customers = asked.customers;
      run.weights = {customer_side_weights()};
    } else if (design == MarketDesign::listing) {
      run.allocation.listings = asked.listings;
      run.weights = {listing_side_weights()};
    } else if (design == MarketDesign::budget_split) {
      run.allocation.listings = asked.listings;
    } else if (design == MarketDesign::switchback && request_.burn_in_days > 0) {
      run.estimators = {MarketEstimator::difference, MarketEstimator::no_burn_in};
    } else if (design == MarketDesign::minimax) {
      run.estimators = {MarketEstimator::difference, MarketEstimator::horvitz_thompson};
    } else if (design == MarketDesign::two_sided) {
      run.allocation = request_.two_sided_shares == TwoSidedShares::balanced ? balanced_allocation(mean, asked) : asked;
    }
    const auto listings = static_cast<double>(request_.listings);
    run.treated_listings = static_cast<std::int64_t>(std::floor(run.allocation.listings * listings + 0.5));
    run.allocation.listings = static_cast<double>(run.treated_listings) / listings;
    if (design == MarketDesign::two_sided) {
      const double beta = customer_weight(mean);
      run.estimators = {MarketEstimator::tsr_naive, MarketEstimator::tsri_1, MarketEstimator::tsri_2};
      run.weights = {two_sided_naive_weights(run.allocation), two_sided_interpolated_weights(beta, 1),
                     two_sided_interpolated_weights(beta, 2)};
    }
    if (design == MarketDesign::budget_split) {
      const std::int64_t untreated = request_.listings - run.treated_listings;
      run.control_table = tables_.size();
      tables_.emplace_back(request_.outside * static_cast<double>(untreated), request_.consideration, request_.utility,
                           request_.utility, untreated, 0);
      run.table = tables_.size();
      tables_.emplace_back(request_.outside * static_cast<double>(run.treated_listings), request_.consideration,
                           request_.utility, mean.utility_treated, 0, run.treated_listings);
    } else {
      run.table = table(run.treated_listings);
    }
    runs_.push_back(std::move(run));
  }
}

// Of each estimator, in one market.
std::vector<double> MarketStudy::mean_field(const Run& run, const MarketRates& market) const {
  switch (run.design) {
    case MarketDesign::cluster:
    case MarketDesign::budget_split:
      return {global_effect(market)};
    case MarketDesign::switchback: {
      std::vector<double> estimates = {switchback_effect(market, request_.period_days, request_.burn_in_days)};
      if (run.estimators.size() > 1) {
        estimates.push_back(switchback_effect(market, request_.period_days, 0));
      }
      return estimates;
    }
    case MarketDesign::minimax: {
      const double effect = repeated_period_effect(market, request_.carryover_days);
      return {effect, effect};
    }
    default:
      break;
  }
  const CellRates cells = steady_state(market, run.allocation).cells;
  std::vector<double> estimates;
  for (const CellWeights& weights : run.weights) {
    estimates.push_back(weights.of(cells));
  }
  return estimates;
}

// Bookings per listing and day of the copies of one arm, exactly, over all markets.
double MarketStudy::rate_of_copy(const Run& run, bool treated) const {
  const std::int64_t listings = treated ? run.treated_listings : request_.listings - run.treated_listings;
  const double outside = request_.outside * static_cast<double>(listings);
  const double utility = request_.utility * (1 + request_.lift);
  const ChoiceTable control(outside, request_.consideration, request_.utility, utility, listings, 0);
  const ChoiceTable everything(outside, request_.consideration, request_.utility, utility, 0, listings);
  double rate = 0;
  for (std::size_t market = 0; market < demand_.size(); ++market) {
    const CustomerRates of = exact_customer_rates(rates(market), listings, control, everything, treated ? 1 : 0);
    rate += (treated ? of.treated : of.control) / static_cast<double>(demand_.size());
  }
  return rate;
}

void MarketStudy::solve() {
  const std::size_t markets = demand_.size();
  const auto share = 1 / static_cast<double>(markets);
  const double outside = request_.outside * static_cast<double>(request_.listings);
  control_ = ChoiceTable(outside, request_.consideration, request_.utility, request_.utility, request_.listings, 0);
  const ChoiceTable everything(outside, request_.consideration, request_.utility,
                               request_.utility * (1 + request_.lift), 0, request_.listings);
  starts_.resize(runs_.size());
  for (const Run& run : runs_) {
    mean_fields_.emplace_back(run.estimators.size(), 0);
  }
  double bookings = 0;
  for (std::size_t market = 0; market < markets; ++market) {
    const MarketRates of = rates(market);
    const CustomerRates none = exact_customer_rates(of, request_.listings, control_, everything, 0);
    // Treatment that changes nothing has no effect, not even that of rounding.
    const CustomerRates all = of.utility_treated == of.utility
                                  ? CustomerRates{none.control, none.control, none.available}
                                  : exact_customer_rates(of, request_.listings, control_, everything, 1);
    shared_.rate_untreated += none.control * share;
    shared_.rate_treated += all.treated * share;
    shared_.occupied_untreated += (1 - none.available) * share;
    shared_.occupied_treated += (1 - all.available) * share;
    shared_.mean_field_effect += global_effect(of) * share;
    levels_.push_back(none.control * static_cast<double>(request_.listings));
    bookings += std::max(none.control, all.treated) * static_cast<double>(request_.listings);
    for (std::size_t r = 0; r < runs_.size(); ++r) {
      const std::vector<double> estimates = mean_field(runs_[r], of);
      for (std::size_t e = 0; e < estimates.size(); ++e) {
        mean_fields_[r][e] += estimates[e] * share;
      }
      const Run& run = runs_[r];
      if (run.weights.empty() && run.design != MarketDesign::listing) {
        starts_[r].push_back({none.available, all.available});
      } else {
        const MarketState state = steady_state(of, run.allocation);
        starts_[r].push_back({state.available[0], state.available[1]});
      }
    }
  }
  for (const Run& run : runs_) {
    if (run.control_table) {
      for (const bool arm : {false, true}) {
        split_effect_ += (arm ? 1 : -1) * rate_of_copy(run, arm);
      }
    }
  }
  shared_.global_effect = shared_.rate_treated - shared_.rate_untreated;
  if (shared_.rate_untreated > 0) {
    shared_.global_effect_relative = shared_.global_effect / shared_.rate_untreated;
  }
  shared_.balance = request_.arrival_rate * request_.booking_days;
  events_ = 2 * bookings * (request_.days + request_.warmup_days) * static_cast<double>(runs_.size());
  for (const Run& run : runs_) {
    if (run.design == MarketDesign::switchback) {
      events_ += 2 * static_cast<double>(markets) * request_.days / request_.period_days;
    } else if (run.design == MarketDesign::minimax) {
      events_ += static_cast<double>(markets) * request_.days / request_.carryover_days;
    }
  }
}

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

std::int64_t MarketStudy::minimax_periods() const {
  return static_cast<std::int64_t>(std::floor(request_.days / request_.carryover_days));
}

// The second and the last period count for sure, those between by every other pair of coins.
double MarketStudy::minimax_kept() const {
  return static_cast<double>(request_.markets) * (2 + static_cast<double>(minimax_periods() - 3) / 2);
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

std::int64_t MarketStudy::block() const {
  const double in_a_block = std::clamp(8e6 / (events_ * nanoseconds), 1.0, 256.0);
  return block_of(request_.draws.replicates, static_cast<std::int64_t>(in_a_block));
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
        part.estimates[begin + e * replicates + i] = estimates[e].defined ? estimates[e].value : undefined;
        part.errors[begin + e * replicates + i] = estimates[e].defined ? estimates[e].se : 0;
      }
    }
  }
  return part;
}

double MarketStudy::critical_value(const Run& run, MarketEstimator estimator) const {
  const double tail = (1 - request_.confidence) / 2;
  const auto markets = static_cast<double>(request_.markets);
  if (run.design == MarketDesign::cluster) {
    return stats::t_quantile_upper(tail, markets - 2);
  }
  if (run.design == MarketDesign::switchback) {
    return stats::t_quantile_upper(tail, std::floor(request_.days / request_.period_days) * markets - 2);
  }
  if (run.design == MarketDesign::minimax && estimator == MarketEstimator::difference) {
    return stats::t_quantile_upper(tail, std::floor(minimax_kept()) - 2);
  }
  return stats::normal_quantile_upper(tail);
}

double MarketStudy::customers_per_day() const {
  return request_.arrival_rate * static_cast<double>(request_.listings) * static_cast<double>(request_.markets);
}

// The SD falls with the root of the days; that of whole markets with the root of their number.
void MarketStudy::add_needed(MarketEstimate& row) const {
  if (row.truth == 0 || !(row.sd > 0)) {
    return;
  }
  const double tail = (1 - request_.confidence) / 2, miss = 1 - request_.power;
  const double standardised = row.sd / std::abs(row.truth);
  const double reach = stats::normal_quantile_upper(tail) + stats::normal_quantile_upper(miss);
  const double times = reach * reach * standardised * standardised;  // as much as now
  const auto markets = static_cast<double>(request_.markets);
  if (row.design == MarketDesign::cluster) {
    // Student's quantiles fall in the number of markets: from the normal's number on, and up.
    double needed = std::fmax(static_cast<double>(least_markets), std::ceil(times * markets));
    const auto falls_short = [&](double n) {
      const double by_t = stats::t_quantile_upper(tail, n - 2) + stats::t_quantile_upper(miss, n - 2);
      return by_t * standardised * std::sqrt(markets / n) > 1;
    };
    while (needed < 1000 && falls_short(needed)) {
      needed += 1;
    }
    row.needed_markets = needed;
    row.needed_customers = std::ceil(customers_per_day() / markets * needed * request_.days);
    return;
  }
  row.needed_days = request_.days * times;
  if (row.design == MarketDesign::switchback || row.design == MarketDesign::minimax) {
    const double each = row.design == MarketDesign::switchback ? request_.period_days : request_.carryover_days;
    const double periods = std::ceil(std::floor(request_.days / each) * times);
    row.needed_days = periods * each;
    row.needed_periods = periods * markets;
  }
  row.needed_customers = std::ceil(*row.needed_days * customers_per_day());
}

MarketEstimate MarketStudy::summarise(const Run& run, std::size_t estimator, const std::vector<double>& estimates,
                                      const std::vector<double>& errors) const {
  MarketEstimate row;
  row.design = run.design;
  row.design_label = label(run.design);
  row.estimator = run.estimators[estimator];
  row.estimator_label = label(run.estimators[estimator]);
  row.truth = shared_.global_effect;
  row.mean_field = mean_fields_[static_cast<std::size_t>(&run - runs_.data())][estimator];
  row.mean_field_bias = row.mean_field - shared_.mean_field_effect;
  double n = 0, sum = 0;
  for (const double x : estimates) {
    if (x != undefined) {
      n += 1;
      sum += x;
    }
  }
  row.undefined = 1 - n / static_cast<double>(estimates.size());
  if (n == 0) {
    return row;
  }
  row.mean = sum / n;
  const double critical = critical_value(run, run.estimators[estimator]);
  double squares = 0, claimed = 0, covered = 0, found = 0, with_error = 0;
  for (std::size_t i = 0; i < estimates.size(); ++i) {
    if (estimates[i] == undefined) {
      continue;
    }
    squares += (estimates[i] - row.mean) * (estimates[i] - row.mean);
    if (errors[i] > 0) {
      with_error += 1;
      claimed += errors[i];
      covered += std::abs(estimates[i] - row.truth) <= critical * errors[i] ? 1 : 0;
      found += std::abs(estimates[i]) > critical * errors[i] ? 1 : 0;
    }
  }
  row.sd = n > 1 ? std::sqrt(squares / (n - 1)) : 0;
  row.sd_mcse = n > 1 ? row.sd / std::sqrt(2 * (n - 1)) : 0;
  row.bias = row.mean - row.truth;
  row.bias_mcse = row.sd / std::sqrt(n);
  row.rmse = std::sqrt(row.bias * row.bias + squares / n);
  add_needed(row);
  if (with_error > 0) {
    const auto share_error = [&](double share) { return std::sqrt(share * (1 - share) / with_error); };
    row.coverage = covered / with_error;
    row.coverage_mcse = share_error(*row.coverage);
    row.power = found / with_error;
    row.power_mcse = share_error(*row.power);
    if (row.sd > 0) {
      row.se_ratio = claimed / with_error / row.sd;
    }
  }
  return row;
}

std::string MarketStudy::sentence(const Result& result) const {
  const double truth = result.global_effect;
  std::string said = joined("If everybody were treated, bookings per listing and day would go from ",
                            rounded(result.rate_untreated), " to ", rounded(result.rate_treated));
  if (result.global_effect_relative) {
    said += joined(" (", signed_percent(*result.global_effect_relative), ")");
  }
  said += ".";
  const auto by_chance = [](const MarketEstimate& e) { return std::abs(e.bias) <= 3 * e.bias_mcse; };
  const auto off = [&](const MarketEstimate& e) {
    if (by_chance(e)) {
      return std::string("off by no more than chance");
    }
    if (truth == 0) {
      return joined("off by ", signed_number(e.bias));
    }
    return joined(percent(std::abs(e.bias / truth), 2), e.bias / truth < 0 ? " too little" : " too much");
  };
  const MarketEstimate* best = nullptr;
  const MarketEstimate* right = nullptr;
  for (const MarketEstimate& e : result.estimates) {
    const bool customers = e.design == MarketDesign::customer;
    if (e.undefined < 1 && (customers || e.design == MarketDesign::listing)) {
      said += joined(" An experiment on ", customers ? "customers" : "listings", " says ", signed_number(e.mean),
                     " on average, ", off(e), ".");
    }
    if (e.undefined == 0 && (!best || e.rmse < best->rmse)) {
      best = &e;
    }
    if (e.undefined == 0 && by_chance(e) && (!right || e.rmse < right->rmse)) {
      right = &e;
    }
  }
  const auto named = [](const MarketEstimate& e) {
    std::string name = joined("“", e.design_label, "”");
    if (e.estimator != MarketEstimator::difference) {
      name += joined(", “", e.estimator_label, "”");
    }
    return name;
  };
  if (best && result.estimates.size() > 1) {
    said +=
        joined(" The smallest error has ", named(*best), ": ", off(*best), ", with an SD of ", rounded(best->sd), ".");
    if (right && right != best) {
      said += joined(" More days do not cure a bias: of those off by no more than chance ", named(*right),
                     " has the smallest error, with an SD of ", rounded(right->sd), ".");
    }
  }
  return said;
}

std::vector<Assumption> MarketStudy::assumptions() const {
  std::vector<Assumption> list;
  const auto has = [&](MarketDesign design) {
    return std::any_of(runs_.begin(), runs_.end(), [&](const Run& run) { return run.design == design; });
  };
  list.push_back({"Customers and listings are alike, but for the treatment",
                  "Everybody books for as long and waits for nothing. In a real market tastes and prices differ.",
                  Standing::unchecked});
  const double gap = shared_.mean_field_effect - shared_.global_effect;
  if (shared_.global_effect != 0) {
    const double off = std::abs(gap / shared_.global_effect);
    list.push_back({"The mean field stands for this market",
                    joined("With ", counted(static_cast<double>(request_.listings), "listing", "listings"),
                           " in a market its effect is off by ", percent(off, 2), "."),
                    off < 0.02 ? Standing::fine : Standing::doubtful});
  }
  const double lasting = request_.warmup_days / request_.booking_days;
  list.push_back({"The market has settled when counting begins",
                  joined("It begins near its steady state, ", rounded(lasting),
                         " mean bookings before; three or more are enough."),
                  lasting >= 3 ? Standing::fine : Standing::doubtful});
  if (has(MarketDesign::cluster)) {
    list.push_back({"Nobody looks across the borders of markets",
                    "Where customers do, a split by market is biased as one by listing is.", Standing::unchecked});
  }
  const double truth = shared_.mean_field_effect;
  const auto standing = [](double off) {
    return off < 0.01 ? Standing::fine : off < 0.05 ? Standing::doubtful : Standing::broken;
  };
  for (std::size_t place = 0; place < runs_.size(); ++place) {
    const double off = truth != 0 ? std::abs(mean_fields_[place][0] / truth - 1) : 0;
    if (runs_[place].design == MarketDesign::switchback) {
      list.push_back({"A period forgets the one before",
                      joined("What is carried over makes the switchback wrong by ", percent(off, 2),
                             " of the effect; leave out more days at the start to lower it."),
                      standing(off)});
    } else if (runs_[place].design == MarketDesign::minimax) {
      list.push_back({"Nothing is carried over for longer than assumed",
                      joined("What lasts longer makes the minimax switchback wrong by ", percent(off, 2),
                             " of the effect; assuming a longer carry-over lowers it."),
                      standing(off)});
    } else if (runs_[place].design == MarketDesign::budget_split) {
      const auto treated = static_cast<double>(runs_[place].treated_listings);
      const auto listings = static_cast<double>(request_.listings);
      const double effect = shared_.global_effect;
      const double small = effect != 0 ? std::abs(split_effect_ / effect - 1) : 0;
      list.push_back({"Copies are as good as the whole market",
                      joined("That they are smaller, with ", counted(treated, "treated listing", "treated listings"),
                             " and ", rounded(listings - treated, 6),
                             " others in each market, makes the budget split "
                             "wrong by ",
                             percent(small, 2), " of the effect."),
                      standing(small)});
      list.push_back(
          {"A copy attracts as the whole market does",
           "Each is taken to offer as much against booking nothing. Where customers miss what the other copy "
           "has, both arms book less.",
           Standing::unchecked});
    }
  }
  return list;
}

Outcome<MarketStudyResult> MarketStudy::finish(const std::vector<Partial>& partials) const {
  std::vector<std::pair<std::int64_t, const Partial*>> order;
  Result result = shared_;
  std::size_t rows = 0;
  for (const Run& run : runs_) {
    rows += run.estimators.size();
  }
  for (const Partial& part : partials) {
    const std::size_t all = rows * static_cast<std::size_t>(std::max<std::int64_t>(0, part.count));
    if (part.estimates.size() == all && part.errors.size() == all) {
      order.emplace_back(part.first, &part);
      result.replicates += part.count;
    }
  }
  if (result.replicates == 0) {
    return error(Code::cancelled, "", "Stopped before the first experiments were simulated.");
  }
  std::sort(order.begin(), order.end());
  std::vector<std::vector<double>> kept;
  std::size_t place = 0;
  for (const Run& run : runs_) {
    for (std::size_t e = 0; e < run.estimators.size(); ++e, ++place) {
      std::vector<double> estimates, errors;
      for (const auto& [first, part] : order) {
        const auto n = static_cast<std::size_t>(part->count);
        const auto from = static_cast<std::ptrdiff_t>(place * n), to = static_cast<std::ptrdiff_t>((place + 1) * n);
        estimates.insert(estimates.end(), part->estimates.begin() + from, part->estimates.begin() + to);
        errors.insert(errors.end(), part->errors.begin() + from, part->errors.begin() + to);
      }
      result.estimates.push_back(summarise(run, e, estimates, errors));
      kept.push_back(std::move(estimates));
    }
  }
  // One scale for all histograms, so that they can be laid above each other.
  double low = std::min(0.0, result.global_effect), high = std::max(0.0, result.global_effect);
  for (const MarketEstimate& e : result.estimates) {
    if (e.undefined < 1) {
      const double reach = 3 * std::min(e.sd, 3 * (std::abs(result.global_effect) + std::abs(e.mean)));
      low = std::min(low, e.mean - reach);
      high = std::max(high, e.mean + reach);
    }
  }
  high = high > low ? high : low + 1;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    MarketEstimate& e = result.estimates[i];
    e.low = low;
    e.high = high;
    e.histogram.assign(classes, 0);
    for (const double x : kept[i]) {
      const double at = (x - low) / (high - low) * static_cast<double>(classes);
      if (at >= 0 && at < static_cast<double>(classes)) {
        e.histogram[static_cast<std::size_t>(at)] += 1;
      }
    }
  }
  // The curves: how the same designs would do with another demand.
  for (const Run& run : runs_) {
    for (const MarketEstimator estimator : run.estimators) {
      MarketBiasCurve& curve = result.curves.emplace_back();
      curve.design = run.design;
      curve.design_label = label(run.design);
      curve.estimator = estimator;
      curve.estimator_label = label(estimator);
    }
  }
  for (int point = 0; point < curve_points; ++point) {
    const double balance = random::plain_power(10, (point - (curve_points - 1) / 2) / 12.0);
    MarketRates market = rates(demand_.size());
    market.arrivals = balance * market.returns;
    const double truth = global_effect(market);
    result.curve_balance.push_back(balance);
    result.curve_effect.push_back(truth);
    std::size_t at = 0;
    for (Run run : runs_) {
      if (run.design == MarketDesign::two_sided) {
        if (request_.two_sided_shares == TwoSidedShares::balanced) {
          run.allocation = balanced_allocation(market, {request_.customer_share, request_.listing_share});
        }
        const double beta = customer_weight(market);
        run.weights = {two_sided_naive_weights(run.allocation), two_sided_interpolated_weights(beta, 1),
                       two_sided_interpolated_weights(beta, 2)};
      }
      for (const double estimate : mean_field(run, market)) {
        result.curves[at].bias.push_back(estimate - truth);
        if (truth != 0) {
          result.curves[at].relative_bias.push_back(estimate / truth - 1);
        }
        ++at;
      }
    }
  }
  result.assumptions = assumptions();
  result.sentence = sentence(result);
  return result;
}

Outcome<MarketStudy> MarketStudy::prepare(const Request& request) {
  Issues issues;
  const auto asked = [&](MarketDesign design) {
    return std::find(request.designs.begin(), request.designs.end(), design) != request.designs.end();
  };
  const bool both = asked(MarketDesign::two_sided) && request.two_sided_shares == TwoSidedShares::given;
  if (request.designs.empty()) {
    issues.push_back(error(Code::required, "designs", "Choose at least one design."));
  }
  if (asked(MarketDesign::listing) || asked(MarketDesign::budget_split) || both) {
    const auto n = static_cast<double>(request.listings);
    const double treated = std::floor(request.listing_share * n + 0.5);
    if (treated < 1 || treated > n - 1) {
      issues.push_back(
          error(Code::conflict, "listing_share",
                joined("Of ", request.listings, " listings in a market this treats ", treated < 1 ? "none" : "all",
                       ": from ", rounded(0.5 / n, 2), " to ", rounded(1 - 0.5 / n, 4), " would treat some."),
                treated < 1 ? 0.5 / n : 1 - 0.5 / n));
    }
  }
  if (asked(MarketDesign::cluster) && request.markets < least_markets) {
    issues.push_back(error(Code::conflict, "markets",
                           "Whole markets can only be compared where there are 4 or more: two in each arm.",
                           static_cast<double>(least_markets)));
  }
  if (asked(MarketDesign::switchback)) {
    if (request.burn_in_days >= request.period_days) {
      issues.push_back(error(
          Code::conflict, "burn_in_days",
          joined("This leaves nothing of a period of ", request.period_days, " days: it must be shorter than that."),
          request.period_days));
    }
    const double periods = std::floor(request.days / request.period_days) * static_cast<double>(request.markets);
    if (periods < static_cast<double>(least_periods)) {
      const double each = std::ceil(static_cast<double>(least_periods) / static_cast<double>(request.markets));
      issues.push_back(error(
          Code::conflict, "period_days",
          joined("All markets together have ", static_cast<std::int64_t>(periods), " whole periods in ", request.days,
                 " days, and 4 are the least: at most ", rounded(request.days / each), " days for each."),
          request.days / each));
    }
  }
  if (asked(MarketDesign::minimax)) {
    const std::int64_t least = request.markets > 1 ? least_minimax : least_minimax_alone;
    const double most = request.days / static_cast<double>(least);
    if (std::floor(request.days / request.carryover_days) < static_cast<double>(least)) {
      issues.push_back(error(Code::conflict, "carryover_days",
                             joined("The minimax points need ", least, " times the carry-over: at most ",
                                    rounded(most, 4), " of ", request.days, " days."),
                             most));
    }
  }
  if (static_cast<double>(request.draws.replicates) > most_replicates) {
    issues.push_back(
        error(Code::too_large, "replicates", "Every estimate is kept: at most 200,000 experiments.", most_replicates));
  }
  if (has_error(issues)) {
    return issues;
  }
  MarketStudy study;
  study.request_ = request;
  study.demand_ = demand_of_markets(request.markets, request.demand_cv);
  study.plan_runs();
  study.solve();
  if (study.events_ > most_events) {
    const double most = request.days * most_events / study.events_;
    return error(Code::too_large, "days",
                 joined("One experiment with all designs has about ", static_cast<std::int64_t>(study.events_),
                        " bookings and returns, and 5,000,000 are the most: ", rounded(most, 2),
                        " days would do with as much less before them, or fewer markets, listings or designs."),
                 most);
  }
  return {std::move(study), std::move(issues)};
}

}  // namespace sutva::simulate
