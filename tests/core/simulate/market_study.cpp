// SPDX-License-Identifier: Apache-2.0
// The market drawn event by event: against the mean field where there are many listings, against generators solved
// elsewhere where there are few, and against what intervals promise where nothing happens.
#include "simulate/market_study.hpp"

#include <algorithm>
#include <cmath>

#include "catch.hpp"
#include "reference.hpp"

using namespace sutva;
using namespace sutva::simulate;

namespace {

MarketStudy prepared(const MarketStudyRequest& request) {
  Outcome<MarketStudy> study = MarketStudy::prepare(request);
  REQUIRE(study);
  return std::move(*study);
}

MarketStudyResult result_of(const MarketStudyRequest& request, std::int64_t block = 0) {
  const MarketStudy study = prepared(request);
  block = block > 0 ? block : study.block();
  std::vector<MarketStudyPart> parts;
  for (std::int64_t first = 0; first < study.replicates(); first += block) {
    parts.push_back(study.run(first, std::min(block, study.replicates() - first)));
  }
  std::reverse(parts.begin(), parts.end());
  const auto result = study.finish(parts);
  REQUIRE(result);
  return *result;
}

const MarketEstimate& row(const MarketStudyResult& result, std::string_view design,
                          std::string_view estimator = "difference") {
  const auto found = std::find_if(result.estimates.begin(), result.estimates.end(), [&](const MarketEstimate& e) {
    return name(e.design) == design && name(e.estimator) == estimator;
  });
  REQUIRE(found != result.estimates.end());
  return *found;
}

std::vector<std::string> fields_of(const MarketStudyRequest& request) {
  const Outcome<MarketStudy> study = MarketStudy::prepare(request);
  REQUIRE_FALSE(study);
  std::vector<std::string> fields;
  for (const Issue& issue : study.issues) {
    REQUIRE_FALSE(issue.message.empty());
    fields.push_back(issue.field);
  }
  return fields;
}

}  // namespace

TEST_CASE("market study: many listings do what the mean field says") {
  MarketStudyRequest request;
  request.listings = 600;
  request.markets = 4;
  request.demand_cv = 0.2;
  request.days = 20;
  request.warmup_days = 8;
  request.draws.replicates = 150;
  for (const double rate : {0.4, 3.0}) {
    request.arrival_rate = rate;
    for (const TwoSidedShares shares : {TwoSidedShares::balanced, TwoSidedShares::given}) {
      request.two_sided_shares = shares;
      const MarketStudyResult result = result_of(request);
      REQUIRE(result.global_effect == Approx(result.mean_field_effect).epsilon(5e-3));
      REQUIRE(result.estimates.size() == 11);
      for (const MarketEstimate& e : result.estimates) {
        INFO(rate << " " << name(e.design) << " " << name(e.estimator) << " " << e.mean << " " << e.mean_field);
        // Of the order of one listing in 600, and for coins over some periods.
        const bool in_time = e.design == MarketDesign::switchback || e.design == MarketDesign::minimax;
        const double rest = 2e-3 * result.rate_untreated + (in_time ? 0.02 * e.mean_field : 0);
        REQUIRE(std::abs(e.mean - e.mean_field) < 4 * e.bias_mcse + rest);
        REQUIRE(e.bias == Approx(e.mean - result.global_effect));
        REQUIRE(e.undefined == 0);
        REQUIRE(e.rmse == Approx(std::hypot(e.bias, e.sd)).epsilon(0.01));
        double drawn = 0;
        for (const double n : e.histogram) {
          drawn += n;
        }
        REQUIRE(drawn > 140);
      }
      // The bias is found, not only allowed for.
      REQUIRE(row(result, "customer").bias > 4 * row(result, "customer").bias_mcse);
      REQUIRE(std::abs(row(result, "cluster").bias) < 4 * row(result, "cluster").bias_mcse);
      REQUIRE(std::abs(row(result, "budget_split").bias) < 4 * row(result, "budget_split").bias_mcse);
      REQUIRE(row(result, "budget_split").mean_field_bias == Approx(0).margin(1e-15));
    }
  }
}

TEST_CASE("market study: two to four listings do what their generator says") {
  int compared = 0;
  for (const tests::ReferenceRow& reference : tests::reference("market")) {
    if (reference.text("kind") != "exact" || reference.number("customers") == 0) {
      continue;
    }
    INFO(reference.described());
    const std::int64_t untreated = reference.whole("first"), treated = reference.whole("second");
    const bool all_customers = reference.number("customers") == 1;
    if (untreated == 0 && all_customers) {
      continue;
    }
    MarketStudyRequest request;
    request.listings = untreated + treated;
    request.markets = 1;
    request.demand_cv = 0;
    request.arrival_rate = reference.number("arrivals");
    request.booking_days = 1 / reference.number("returns");
    request.consideration = reference.number("consideration");
    request.outside = reference.number("outside");
    request.utility = reference.number("utility");
    request.lift = reference.number("utility_treated") / request.utility - 1;
    request.designs = {untreated == 0  ? MarketDesign::customer
                       : all_customers ? MarketDesign::listing
                                       : MarketDesign::two_sided};
    request.two_sided_shares = TwoSidedShares::given;
    request.listing_share = static_cast<double>(treated) / static_cast<double>(request.listings);
    request.days = 2000;
    request.warmup_days = 20;
    request.draws.replicates = 400;
    const MarketStudyResult result = result_of(request);
    CellRates cells;
    for (const int customer : {0, 1}) {
      for (const int listing : {0, 1}) {
        const std::string name = "q" + std::to_string(customer) + std::to_string(listing);
        cells.q[customer][listing] = reference.text(name).empty() ? 0 : reference.number(name);
      }
    }
    const auto holds = [&](const MarketEstimate& e, const CellWeights& weights) {
      ++compared;
      INFO(name(e.design) << " " << name(e.estimator));
      REQUIRE(std::abs(e.mean - weights.of(cells)) < 4 * e.bias_mcse);
      REQUIRE(e.bias_mcse < 2e-3);
    };
    if (untreated == 0) {
      holds(row(result, "customer"), customer_side_weights());
    } else if (all_customers) {
      holds(row(result, "listing"), listing_side_weights());
    } else {
      const double beta = std::exp(-request.arrival_rate * request.booking_days);
      holds(row(result, "two_sided", "tsr_naive"), two_sided_naive_weights({0.5, request.listing_share}));
      holds(row(result, "two_sided", "tsri_1"), two_sided_interpolated_weights(beta, 1));
      holds(row(result, "two_sided", "tsri_2"), two_sided_interpolated_weights(beta, 2));
    }
  }
  REQUIRE(compared == 26);
}

TEST_CASE("market study: a budget split says what its copies do, two markets of two listings each") {
  int compared = 0;
  for (const tests::ReferenceRow& none : tests::reference("market")) {
    if (none.text("kind") != "exact" || none.number("customers") != 0 || none.whole("second") != 2) {
      continue;
    }
    for (const tests::ReferenceRow& all : tests::reference("market")) {
      if (all.text("kind") != "exact" || all.number("customers") != 1 || all.whole("first") != 0 ||
          all.text("arrivals") != none.text("arrivals")) {
        continue;
      }
      ++compared;
      MarketStudyRequest request;
      request.listings = 4;
      request.markets = 1;
      request.demand_cv = 0;
      request.arrival_rate = none.number("arrivals");
      request.booking_days = 1 / none.number("returns");
      request.consideration = none.number("consideration");
      request.outside = none.number("outside");
      request.utility = none.number("utility");
      request.lift = none.number("utility_treated") / request.utility - 1;
      request.designs = {MarketDesign::budget_split};
      request.days = 2000;
      request.draws.replicates = 400;
      const MarketStudyResult result = result_of(request);
      const MarketEstimate& split = result.estimates.front();
      const double exact = all.number("q11") - none.number("q01");
      INFO(none.described() << " " << split.mean << " " << exact);
      REQUIRE(std::abs(split.mean - exact) < 4 * split.bias_mcse);
      REQUIRE(split.bias_mcse < 2e-3);
      // Copies of two are not a market of four: that is small, and known.
      const auto told = std::find_if(
          result.assumptions.begin(), result.assumptions.end(),
          [](const Assumption& assumption) { return assumption.title == "Copies are as good as the whole market"; });
      REQUIRE(told != result.assumptions.end());
      const double off = std::abs(exact / split.truth - 1);
      REQUIRE(told->standing == (off < 0.01 ? Standing::fine : off < 0.05 ? Standing::doubtful : Standing::broken));
    }
  }
  REQUIRE(compared == 2);
}

TEST_CASE("market study: with supply for everybody no design but one on listings is biased") {
  MarketStudyRequest request;
  request.listings = 300;
  request.markets = 6;
  request.demand_cv = 0;
  request.booking_days = 0.02;
  request.arrival_rate = 0.5;
  request.days = 16;
  request.warmup_days = 1;
  request.designs = {MarketDesign::customer, MarketDesign::cluster, MarketDesign::switchback, MarketDesign::minimax,
                     MarketDesign::budget_split};
  request.draws.replicates = 400;
  const MarketStudyResult result = result_of(request);
  REQUIRE(result.estimates.size() == 7);
  for (const MarketEstimate& e : result.estimates) {
    INFO(name(e.design) << " " << name(e.estimator) << " " << e.bias << " " << e.bias_mcse);
    REQUIRE(std::abs(e.mean_field_bias) < 0.01 * result.global_effect);
    REQUIRE(e.bias_mcse < 0.03 * result.global_effect);
    REQUIRE(std::abs(e.bias) < 4 * e.bias_mcse + 0.01 * result.global_effect);
  }
}

TEST_CASE("market study: leaving out the start of periods lowers the bias and costs power") {
  MarketStudyRequest request;
  request.arrival_rate = 3;
  request.booking_days = 1;
  request.period_days = 2;
  request.burn_in_days = 1.5;
  request.demand_cv = 0;
  request.designs = {MarketDesign::switchback};
  request.draws.replicates = 600;
  const MarketStudyResult result = result_of(request);
  const MarketEstimate& kept = row(result, "switchback");
  const MarketEstimate& all = row(result, "switchback", "no_burn_in");
  REQUIRE(all.bias > 4 * all.bias_mcse);
  REQUIRE(kept.bias + 4 * kept.bias_mcse < all.bias);
  REQUIRE(kept.sd > 1.3 * all.sd);
  REQUIRE(*kept.power + 4 * *kept.power_mcse < *all.power);
  REQUIRE(*kept.needed_days > 1.5 * *all.needed_days);
  // Nothing left out is one estimate, not two.
  request.burn_in_days = 0;
  const MarketStudyResult plain = result_of(request);
  REQUIRE(plain.estimates.size() == 1);
  REQUIRE(plain.estimates[0].mean_field == all.mean_field);
  // Long periods, of which what is carried over is left out.
  request.days = 120;
  request.period_days = 15;
  request.burn_in_days = 10;
  const MarketEstimate longer = result_of(request).estimates.front();
  REQUIRE(std::abs(longer.mean_field_bias) < 1e-3 * longer.truth);
  REQUIRE(std::abs(longer.bias) < 4 * longer.bias_mcse);
}

TEST_CASE("market study: with as many days or markets as needed, the power is as wanted") {
  MarketStudyRequest request;
  request.arrival_rate = 0.5;
  request.booking_days = 0.1;
  request.demand_cv = 0;
  request.days = 20;
  request.warmup_days = 2;
  request.period_days = 2;
  request.burn_in_days = 1;
  request.power = 0.7;
  request.draws.replicates = 1000;
  const double customers = 0.5 * 50 * 10;
  const auto wanted = [](const MarketEstimate& e) {
    INFO(name(e.design) << " " << name(e.estimator) << " " << *e.power << " " << *e.se_ratio);
    REQUIRE(*e.power == Approx(0.7).margin(0.06));
  };
  for (const MarketDesign design : {MarketDesign::customer, MarketDesign::cluster, MarketDesign::switchback,
                                    MarketDesign::minimax, MarketDesign::budget_split}) {
    MarketStudyRequest one = request;
    one.designs = {design};
    const MarketEstimate now = result_of(one).estimates.front();
    INFO(name(design));
    if (design == MarketDesign::cluster) {
      REQUIRE_FALSE(now.needed_days);
      one.markets = static_cast<std::int64_t>(*now.needed_markets);
      REQUIRE(*now.needed_customers == Approx(*now.needed_markets * customers / 10 * 20));
    } else {
      REQUIRE_FALSE(now.needed_markets);
      one.days = *now.needed_days;
      REQUIRE(*now.needed_customers == std::ceil(customers * one.days));
      const bool in_time = design == MarketDesign::switchback || design == MarketDesign::minimax;
      REQUIRE(now.needed_periods.has_value() == in_time);
      if (in_time) {
        REQUIRE(*now.needed_periods == Approx(10 * one.days / (design == MarketDesign::switchback ? 2 : 1)));
      }
    }
    wanted(result_of(one).estimates.front());
  }
  request.lift = 0;
  for (const MarketEstimate& e : result_of(request).estimates) {
    REQUIRE_FALSE(e.needed_days);
    REQUIRE_FALSE(e.needed_customers);
  }
}

TEST_CASE("market study: where nothing happens, nothing is found more often than claimed") {
  MarketStudyRequest request;
  request.lift = 0;
  request.demand_cv = 0;
  request.draws.replicates = 1000;
  const MarketStudyResult result = result_of(request);
  REQUIRE(result.global_effect == 0);
  REQUIRE(*result.global_effect_relative == 0);
  for (const MarketEstimate& e : result.estimates) {
    INFO(name(e.design) << " " << name(e.estimator) << " " << *e.coverage);
    REQUIRE(std::abs(e.mean) < 4 * e.bias_mcse);
    REQUIRE(e.mean_field_bias == Approx(0).margin(1e-12));
    REQUIRE(*e.coverage > 0.925);
    REQUIRE(*e.coverage < 0.995);
    REQUIRE(*e.power == Approx(1 - *e.coverage));
    REQUIRE(*e.se_ratio > 0.92);
    REQUIRE(*e.se_ratio < 1.3);
  }
  for (const MarketBiasCurve& curve : result.curves) {
    REQUIRE(curve.relative_bias.empty());
    REQUIRE(curve.bias.size() == result.curve_balance.size());
  }
}

TEST_CASE("market study: intervals are right about the noise and wrong about the truth where supply is short") {
  MarketStudyRequest request;
  request.arrival_rate = 6;
  request.draws.replicates = 300;
  const MarketStudyResult result = result_of(request);
  const MarketEstimate& customers = row(result, "customer");
  REQUIRE(customers.bias > 0.5 * result.global_effect);
  REQUIRE(*customers.coverage < 0.2);
  REQUIRE(*customers.se_ratio == Approx(1).margin(0.2));
  REQUIRE(*row(result, "cluster").coverage > 0.9);
  REQUIRE(result.sentence.find("too much") != std::string::npos);
  REQUIRE(result.occupied_treated > result.occupied_untreated);
  REQUIRE(result.balance == 6);
}

TEST_CASE("market study: whole markets are spared the competition for listings, and pay for their differences") {
  MarketStudyRequest request;
  request.arrival_rate = 6;
  request.designs = {MarketDesign::customer, MarketDesign::cluster};
  request.draws.replicates = 800;
  request.demand_cv = 0;
  const MarketStudyResult alike = result_of(request);
  // Where supply is short, a market books about what comes back, and that is steadier than the counts of its arms.
  REQUIRE(row(alike, "cluster").sd < 0.85 * row(alike, "customer").sd);
  for (const double cv : {0.1, 0.3}) {
    request.demand_cv = cv;
    const MarketStudyResult differing = result_of(request);
    // Neyman's variance of a split in halves, from the rate of each market under either arm.
    const auto m = static_cast<double>(request.markets);
    double sum[3] = {0, 0, 0}, squares[3] = {0, 0, 0};
    for (double k = 0; k < m; k += 1) {
      const double demand = 1 + cv * ((2 * k + 1) / m - 1) / std::sqrt((1 - 1 / (m * m)) / 3);
      const MarketRates market{request.arrival_rate * demand,
                               1 / request.booking_days,
                               request.consideration,
                               request.outside,
                               request.utility,
                               request.utility * (1 + request.lift)};
      const double rates[3] = {global_rate(market, false), global_rate(market, true), global_effect(market)};
      for (std::size_t i = 0; i < 3; ++i) {
        sum[i] += rates[i];
        squares[i] += rates[i] * rates[i];
      }
    }
    const auto variance = [&](std::size_t i) { return (squares[i] - sum[i] * sum[i] / m) / (m - 1); };
    const double between = variance(0) / (m / 2) + variance(1) / (m / 2) - variance(2) / m;
    INFO(cv << " " << std::sqrt(between));
    REQUIRE(row(differing, "cluster").sd ==
            Approx(std::hypot(row(alike, "cluster").sd, std::sqrt(between))).epsilon(0.1));
    // Within a market both arms have the same demand.
    REQUIRE(row(differing, "customer").sd == Approx(row(alike, "customer").sd).epsilon(0.1));
  }
}

TEST_CASE("market study: one listing in an arm gives an estimate, and no interval") {
  MarketStudyRequest request;
  request.listings = 2;
  request.markets = 1;
  request.demand_cv = 0;
  request.designs = {MarketDesign::listing};
  request.draws.replicates = 100;
  const MarketStudyResult result = result_of(request);
  REQUIRE(row(result, "listing").undefined == 0);
  REQUIRE(row(result, "listing").sd > 0);
  REQUIRE_FALSE(row(result, "listing").coverage);
  REQUIRE_FALSE(row(result, "listing").power);
  REQUIRE_FALSE(row(result, "listing").se_ratio);
}

TEST_CASE("market study: curves have the biases of their own market, and the ends of the paper") {
  MarketStudyRequest request;
  request.demand_cv = 0;
  request.draws.replicates = 100;
  const MarketStudyResult result = result_of(request);
  REQUIRE(result.curves.size() == result.estimates.size());
  REQUIRE(result.curve_balance.size() == 49);
  REQUIRE(result.curve_balance.front() == Approx(0.01));
  REQUIRE(result.curve_balance[24] == 1);
  REQUIRE(result.curve_balance.back() == Approx(100));
  for (std::size_t i = 0; i < result.curves.size(); ++i) {
    const MarketBiasCurve& curve = result.curves[i];
    const MarketEstimate& e = result.estimates[i];
    INFO(name(e.design) << " " << name(e.estimator));
    REQUIRE(curve.design == e.design);
    REQUIRE(curve.estimator == e.estimator);
    // The request has lambda / tau = 1; a two-sided experiment rounds to whole listings.
    REQUIRE(curve.bias[24] == Approx(e.mean_field_bias).epsilon(0.03).margin(1e-12));
    REQUIRE(curve.relative_bias[24] == Approx(curve.bias[24] / result.mean_field_effect).margin(1e-12));
    if (e.design != MarketDesign::listing) {
      REQUIRE(std::abs(curve.relative_bias.front()) < 0.01);
    }
    // Where supply is short a period begins with what the one before has left, and sells that too if all of it counts.
    if (e.estimator == MarketEstimator::no_burn_in) {
      REQUIRE(curve.bias.back() > result.curves[i - 1].bias.back());
    } else if (e.design != MarketDesign::customer) {
      REQUIRE(std::abs(curve.bias.back()) < 1e-3);
    }
    if (e.design == MarketDesign::cluster || e.design == MarketDesign::budget_split) {
      REQUIRE(*std::max_element(curve.bias.begin(), curve.bias.end()) == 0);
    }
  }
}

TEST_CASE("market study: the same numbers in any blocks, and for each design whatever stands beside it") {
  MarketStudyRequest request;
  request.draws.replicates = 100;
  request.days = 9;
  const MarketStudyResult one = result_of(request, 100);
  for (const std::int64_t block : {1, 7, 64}) {
    const MarketStudyResult other = result_of(request, block);
    for (std::size_t i = 0; i < one.estimates.size(); ++i) {
      REQUIRE(other.estimates[i].mean == one.estimates[i].mean);
      REQUIRE(other.estimates[i].sd == one.estimates[i].sd);
      REQUIRE(other.estimates[i].histogram == one.estimates[i].histogram);
    }
  }
  request.designs = {MarketDesign::switchback, MarketDesign::listing, MarketDesign::switchback};
  const MarketStudyResult fewer = result_of(request);
  REQUIRE(fewer.estimates.size() == 3);
  REQUIRE(row(fewer, "listing").mean == row(one, "listing").mean);
  REQUIRE(row(fewer, "switchback").sd == row(one, "switchback").sd);
  request.draws.seed = 2;
  REQUIRE(row(result_of(request), "listing").mean != row(one, "listing").mean);
}

TEST_CASE("market study: what can not be is named on its field") {
  MarketStudyRequest request;
  request.designs.clear();
  REQUIRE(fields_of(request) == std::vector<std::string>{"designs"});

  request = {};
  request.markets = 3;
  request.listings = 5;
  request.listing_share = 0.05;
  request.burn_in_days = 3;
  request.period_days = 3;
  request.days = 3;
  request.draws.replicates = 300'000;
  REQUIRE(fields_of(request) == std::vector<std::string>{"listing_share", "markets", "burn_in_days", "period_days",
                                                         "carryover_days", "replicates"});
  request.designs = {MarketDesign::budget_split};
  REQUIRE(fields_of(request) == std::vector<std::string>{"listing_share", "replicates"});
  request.designs = {MarketDesign::customer};
  REQUIRE(fields_of(request) == std::vector<std::string>{"replicates"});

  request = {};
  request.designs = {MarketDesign::minimax};
  for (const std::int64_t markets : {1, 2}) {
    request.markets = markets;
    request.carryover_days = request.days / (markets == 1 ? 6 : 3);
    REQUIRE(fields_of(request) == std::vector<std::string>{"carryover_days"});
    request.carryover_days = *MarketStudy::prepare(request).issues[0].limit;
    REQUIRE(MarketStudy::prepare(request));
  }

  request = {};
  std::erase(request.designs, MarketDesign::minimax);  // of the days that are left it would need four
  request.listings = 1000;
  request.markets = 1000;
  request.days = 3650;
  REQUIRE(fields_of(request) == std::vector<std::string>{"days"});
  const std::optional<double> limit = MarketStudy::prepare(request).issues[0].limit;
  REQUIRE(limit);
  request.warmup_days *= *limit / request.days;
  request.days = *limit * 0.999;
  request.period_days = request.days / 2;
  request.burn_in_days = 0;
  REQUIRE(MarketStudy::prepare(request));

  REQUIRE_FALSE(prepared({}).finish({}));
  MarketStudyPart broken;
  broken.count = 5;
  REQUIRE_FALSE(prepared({}).finish({broken}));
}

TEST_CASE("market study: extremes give finite numbers or say what is undefined") {
  for (const double arrivals : {1e-4, 1.0, 1e3}) {
    for (const double consideration : {1e-3, 1.0}) {
      for (const double lift : {-0.99, 10.0}) {
        MarketStudyRequest request;
        request.listings = 6;
        request.markets = 4;
        request.days = 4;
        request.period_days = 1;
        request.burn_in_days = 0.2;
        request.arrival_rate = arrivals;
        request.booking_days = 0.5;
        request.consideration = consideration;
        request.lift = lift;
        request.draws.replicates = 100;
        const MarketStudyResult result = result_of(request);
        INFO(arrivals << " " << consideration << " " << lift);
        REQUIRE(result.global_effect * lift > 0);
        for (const MarketEstimate& e : result.estimates) {
          INFO(name(e.design) << " " << name(e.estimator));
          for (const double x : {e.mean, e.bias, e.sd, e.rmse, e.mean_field, e.mean_field_bias, e.low, e.high}) {
            REQUIRE(std::isfinite(x));
          }
          REQUIRE(e.undefined >= 0);
          REQUIRE(e.undefined <= 1);
          REQUIRE(e.coverage.value_or(0) <= 1);
        }
      }
    }
  }
}
