// SPDX-License-Identifier: Apache-2.0
#include "simulate/market_study.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "base/words.hpp"

namespace sutva::simulate {
namespace {

constexpr double most_events = 5e6;      // in one replicate: a quarter of a second
constexpr double nanoseconds = 30;       // of one booking or return
constexpr double most_replicates = 2e5;  // every estimate is kept until the end
constexpr std::int64_t least_periods = 4;
constexpr std::int64_t least_minimax = 4, least_minimax_alone = 7;  // periods, in several markets and in one

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

std::int64_t MarketStudy::minimax_periods() const {
  return static_cast<std::int64_t>(std::floor(request_.days / request_.carryover_days));
}

// The second and the last period count for sure, those between by every other pair of coins.
double MarketStudy::minimax_kept() const {
  return static_cast<double>(request_.markets) * (2 + static_cast<double>(minimax_periods() - 3) / 2);
}

std::int64_t MarketStudy::block() const {
  const double in_a_block = std::clamp(8e6 / (events_ * nanoseconds), 1.0, 256.0);
  return block_of(request_.draws.replicates, static_cast<std::int64_t>(in_a_block));
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
