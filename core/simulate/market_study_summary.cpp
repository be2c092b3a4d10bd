// SPDX-License-Identifier: Apache-2.0
// What a study of markets says in the end.
#include <algorithm>
#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "base/words.hpp"
#include "random/plain_math.hpp"
#include "simulate/estimate_summary.hpp"
#include "simulate/market_study.hpp"
#include "stats/distributions.hpp"

namespace sutva::simulate {
namespace {

constexpr int curve_points = 49;  // from 0.01 to 100, twelve for each factor of ten

}  // namespace

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
  const EstimateSummary over =
      summarise_estimates(estimates, errors, row.truth, critical_value(run, run.estimators[estimator]));
  row.undefined = over.undefined;
  if (over.n == 0) {
    return row;
  }
  row.mean = over.mean;
  row.sd = over.sd;
  row.sd_mcse = over.sd_mcse;
  row.bias = *over.bias;
  row.bias_mcse = *over.bias_mcse;
  row.rmse = *over.rmse;
  row.coverage = over.coverage;
  row.coverage_mcse = over.coverage_mcse;
  row.power = over.power;
  row.power_mcse = over.power_mcse;
  row.se_ratio = over.se_ratio;
  add_needed(row);
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
    e.histogram = histogram_of(kept[i], low, high);
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

}  // namespace sutva::simulate
