// SPDX-License-Identifier: Apache-2.0
// Experiments in a market with limited supply, drawn again and again: what each design would have said, against what
// would happen if everybody were treated. The model and its estimators stand in simulate/market_model.hpp.
//
// The platform is a number of separate markets of equal size, whose demand may differ. Each is a Markov chain in
// continuous time, drawn booking by booking, from near its steady state. The true effect is exact: it comes from the
// stationary distribution of the number of listings that are available.
//
// What an experimenter claims: customers convert independently (binomial variances), listings are independent (Welch),
// cells of a two-sided experiment are independent Poisson counts, markets or periods are independent (Welch, with
// Student's t), and for Horvitz and Thompson's estimate the coins of blocks are.
//
// A budget split is after Liu, Mao and Kang (2021), Trustworthy and Powerful Online Marketplace Experimentation with
// Budget-split Design, KDD: every market becomes two, one for each arm, with the same share of its supply and of its
// customers. There a budget is divided, here listings are; what a customer sees in a copy is as attractive against the
// outside option as in the whole market (which is epsilon times the copy's listings).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/assumption.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "random/stream.hpp"
#include "simulate/checked.hpp"
#include "simulate/market_model.hpp"

namespace sutva::simulate {

enum class MarketDesign : std::uint8_t { customer, listing, two_sided, cluster, switchback, minimax, budget_split };
constexpr auto describe(std::type_identity<MarketDesign>) {
  using D = MarketDesign;
  return std::array{
      Choice{D::customer, "customer", "Customers", "Each customer sees all listings treated, or none."},
      Choice{D::listing, "listing", "Listings", "Each listing is treated for every customer, or for none."},
      Choice{D::two_sided, "two_sided", "Both sides", "Treated listings are treated for treated customers alone."},
      Choice{D::cluster, "cluster", "Whole markets", "Half of the markets are treated: a geographic split."},
      Choice{D::switchback, "switchback", "Switchback in time",
             "Each market is treated or not, by coin, for one period after the other."},
      Choice{D::minimax, "minimax", "Switchback, minimax points",
             "Coins where Bojinov, Simchi-Levi and Zhao put them; time counts if its recent past had one arm."},
      Choice{D::budget_split, "budget_split", "Budget split",
             "Listings and customers of each market are divided into two copies of it, one for each arm."}};
}

enum class MarketEstimator : std::uint8_t { difference, tsr_naive, tsri_1, tsri_2, no_burn_in, horvitz_thompson };
constexpr auto describe(std::type_identity<MarketEstimator>) {
  using E = MarketEstimator;
  return std::array{
      Choice{E::difference, "difference", "Difference in means", "Treated against untreated, as if nobody competed."},
      Choice{E::tsr_naive, "tsr_naive", "Treated pairs against all others", "TSR-Naive of the paper."},
      Choice{E::tsri_1, "tsri_1", "Interpolated, corrected once",
             "TSRI-1: customers' and listings' comparison by λ/τ, less the competition seen among the untreated."},
      Choice{E::tsri_2, "tsri_2", "Interpolated, corrected twice", "TSRI-2: the same with twice the correction."},
      Choice{E::no_burn_in, "no_burn_in", "Nothing left out",
             "All of each period: more bookings, some of them on what the period before left."},
      Choice{E::horvitz_thompson, "horvitz_thompson", "Horvitz-Thompson",
             "Time that counts, weighed by how likely it was to, less the usual level, which is known from before."}};
}

enum class TwoSidedShares : std::uint8_t { balanced, given };
constexpr auto describe(std::type_identity<TwoSidedShares>) {
  return std::array{
      Choice{TwoSidedShares::balanced, "balanced", "By supply and demand",
             "Nearly all listings are treated where demand is short, nearly all customers where supply is."},
      Choice{TwoSidedShares::given, "given", "As for one side", "The shares above, whatever the market."}};
}

struct MarketStudyRequest {
  std::int64_t listings = 50;
  std::int64_t markets = 10;
  double demand_cv = 0.1;
  double arrival_rate = 1;
  double booking_days = 1;
  double consideration = 0.5;
  double utility = 0.63;
  double outside = 1;
  double lift = 0.25;
  std::vector<MarketDesign> designs = {MarketDesign::customer,    MarketDesign::listing,    MarketDesign::two_sided,
                                       MarketDesign::cluster,     MarketDesign::switchback, MarketDesign::minimax,
                                       MarketDesign::budget_split};
  double customer_share = 0.5;
  double listing_share = 0.5;
  TwoSidedShares two_sided_shares = TwoSidedShares::balanced;
  double period_days = 3;
  double burn_in_days = 1;
  double carryover_days = 1;
  double days = 28;
  double warmup_days = 7;
  double confidence = 0.95;
  double power = 0.8;
  Draws draws = {500, 1};

  static constexpr auto describe() {
    using R = MarketStudyRequest;
    return described("MarketStudyRequest",
                     field("listings", &R::listings, "Listings in each market")
                         .under("Market")
                         .at_least(2)
                         .at_most(1000)
                         .help("Homes, rides, jobs: each serves one customer at a time."),
                     field("markets", &R::markets, "Separate markets")
                         .under("Market")
                         .at_least(1)
                         .at_most(1000)
                         .help("As cities: nobody looks across their borders."),
                     field("demand_cv", &R::demand_cv, "Demand differs by")
                         .under("Market")
                         .in(Unit::share)
                         .at_least(0)
                         .at_most(0.5)
                         .help("Standard deviation of the markets' demand over its mean."),
                     field("arrival_rate", &R::arrival_rate, "Customers per listing and day (λ)")
                         .under("Market")
                         .at_least(1e-4)
                         .at_most(1e4)
                         .help("How many look, whether they book or not."),
                     field("booking_days", &R::booking_days, "Length of a booking (1/τ)")
                         .under("Market")
                         .in(Unit::days)
                         .at_least(1e-3)
                         .at_most(1e3)
                         .help("Mean time until a booked listing is available again. λ/τ is demand over supply."),
                     field("consideration", &R::consideration, "Chance to be considered (α)")
                         .under("Market")
                         .in(Unit::share)
                         .at_least(1e-3)
                         .at_most(1)
                         .help("Of each available listing, by each customer."),
                     field("utility", &R::utility, "Utility of a listing (v)")
                         .under("Market")
                         .at_least(1e-4)
                         .at_most(1e4)
                         .help("A customer picks a considered listing in proportion to it."),
                     field("outside", &R::outside, "Outside option, per listing (ε)")
                         .under("Market")
                         .at_least(1e-4)
                         .at_most(1e4)
                         .help("Weight of not booking: the larger, the fewer customers book."),
                     field("lift", &R::lift, "Change of the utility")
                         .under("Treatment")
                         .in(Unit::share)
                         .at_least(-0.99)
                         .at_most(10)
                         .help("Of a treated listing, for a customer who is to see it so."),
                     field("designs", &R::designs, "Designs").under("Designs").help("What is compared."),
                     field("customer_share", &R::customer_share, "Customers treated")
                         .under("Designs")
                         .in(Unit::share)
                         .at_least(0.01)
                         .at_most(0.99)
                         .when("designs", "customer", "two_sided")
                         .help("The chance of each customer."),
                     field("listing_share", &R::listing_share, "Listings treated")
                         .under("Designs")
                         .in(Unit::share)
                         .at_least(0.001)
                         .at_most(0.999)
                         .when("designs", "listing", "two_sided", "budget_split")
                         .help("So many in each market, rounded to whole listings; of a budget split, also customers."),
                     field("two_sided_shares", &R::two_sided_shares, "Shares where both sides are treated")
                         .under("Designs")
                         .when("designs", "two_sided")
                         .help("By supply and demand: the shares above move towards 1 with λ/τ as in the paper."),
                     field("period_days", &R::period_days, "Length of a period")
                         .under("Designs")
                         .in(Unit::days)
                         .at_least(0.01)
                         .at_most(365)
                         .when("designs", "switchback")
                         .help("How long a market keeps its arm."),
                     field("burn_in_days", &R::burn_in_days, "Left out of each period")
                         .under("Designs")
                         .in(Unit::days)
                         .at_least(0)
                         .at_most(365)
                         .when("designs", "switchback")
                         .help("At its start, while the market still carries what was before."),
                     field("carryover_days", &R::carryover_days, "Carry-over assumed")
                         .under("Designs")
                         .in(Unit::days)
                         .at_least(0.01)
                         .at_most(365)
                         .when("designs", "minimax")
                         .help("Sets the minimax switch points; time counts if so long before it nothing switched."),
                     field("days", &R::days, "Days")
                         .under("Simulation")
                         .in(Unit::days)
                         .at_least(1)
                         .at_most(3650)
                         .help("Length of the experiment."),
                     field("warmup_days", &R::warmup_days, "Days before it")
                         .under("Simulation")
                         .in(Unit::days)
                         .at_least(0)
                         .at_most(3650)
                         .help("Run without counting, from about the steady state."),
                     field("confidence", &R::confidence, "Confidence")
                         .under("Simulation")
                         .in(Unit::share)
                         .at_least(0.5)
                         .below(1)
                         .help("How often intervals should cover the truth."),
                     field("power", &R::power, "Wanted power")
                         .under("Simulation")
                         .in(Unit::share)
                         .at_least(0.5)
                         .at_most(0.999)
                         .help("For how long each design would have to run."),
                     inlined(&R::draws));
  }
};

// What one estimator gave under one design. Rates are bookings per listing and day.
struct MarketEstimate {
  MarketDesign design = MarketDesign::customer;
  std::string design_label;
  MarketEstimator estimator = MarketEstimator::difference;
  std::string estimator_label;
  double mean = 0, truth = 0, bias = 0, bias_mcse = 0;
  double sd = 0, sd_mcse = 0, rmse = 0;
  std::optional<double> coverage, coverage_mcse, se_ratio, power, power_mcse;
  std::optional<double> needed_days, needed_customers, needed_periods, needed_markets;
  double undefined = 0;
  double mean_field = 0, mean_field_bias = 0;
  double low = 0, high = 0;
  std::vector<double> histogram;

  static constexpr auto describe() {
    using S = MarketEstimate;
    return described(
        "MarketEstimate", field("design", &S::design, "Design"), field("design_label", &S::design_label, "In words"),
        field("estimator", &S::estimator, "Estimator"), field("estimator_label", &S::estimator_label, "In words"),
        field("mean", &S::mean, "Mean estimate"), field("truth", &S::truth, "Truth"), field("bias", &S::bias, "Bias"),
        field("bias_mcse", &S::bias_mcse, "Monte Carlo error"), field("sd", &S::sd, "SD of estimates"),
        field("sd_mcse", &S::sd_mcse, "Monte Carlo error"), field("rmse", &S::rmse, "Root mean square error"),
        field("coverage", &S::coverage, "Coverage")
            .in(Unit::share)
            .help("Of the intervals that the estimator claims; without a standard error it claims none."),
        field("coverage_mcse", &S::coverage_mcse, "Monte Carlo error").in(Unit::share),
        field("se_ratio", &S::se_ratio, "Claimed over true error")
            .help("Mean standard error over the SD of the estimates: below 1 it claims too much."),
        field("power", &S::power, "Power").in(Unit::share).help("How often the interval leaves out 0."),
        field("power_mcse", &S::power_mcse, "Monte Carlo error").in(Unit::share),
        field("needed_days", &S::needed_days, "Days needed")
            .in(Unit::days)
            .help("To find the true effect with the wanted power, from the SD alone, which falls with the root of the "
                  "days; a bias stays, however long it runs."),
        field("needed_customers", &S::needed_customers, "Customers needed")
            .help("Who come in these days, or to so many markets: of both arms, whether they book or not."),
        field("needed_periods", &S::needed_periods, "Periods needed")
            .in(Unit::periods)
            .help("In all markets together, in these days."),
        field("needed_markets", &S::needed_markets, "Markets needed")
            .help("In as many days as now, since more days do not make up for markets that differ."),
        field("undefined", &S::undefined, "Undefined").in(Unit::share).help("Replicates without an estimate."),
        field("mean_field", &S::mean_field, "Mean field").help("The estimate without noise, with many listings."),
        field("mean_field_bias", &S::mean_field_bias, "Bias in the mean field"),
        field("low", &S::low, "Histogram, from"), field("high", &S::high, "To"),
        field("histogram", &S::histogram, "Replicates by estimate")
            .help("In 48 classes of equal width; the rest lies outside."));
  }
};

// Bias of one estimator in the mean field, over demand.
struct MarketBiasCurve {
  MarketDesign design = MarketDesign::customer;
  std::string design_label;
  MarketEstimator estimator = MarketEstimator::difference;
  std::string estimator_label;
  std::vector<double> bias, relative_bias;

  static constexpr auto describe() {
    using S = MarketBiasCurve;
    return described(
        "MarketBiasCurve", field("design", &S::design, "Design"), field("design_label", &S::design_label, "In words"),
        field("estimator", &S::estimator, "Estimator"), field("estimator_label", &S::estimator_label, "In words"),
        field("bias", &S::bias, "Bias").help("Bookings per listing and day."),
        field("relative_bias", &S::relative_bias, "Bias over the true effect")
            .in(Unit::share)
            .help("Empty where there is no effect."));
  }
};

struct MarketStudyResult {
  std::string sentence;
  double global_effect = 0;
  std::optional<double> global_effect_relative;
  double rate_untreated = 0, rate_treated = 0;
  double occupied_untreated = 0, occupied_treated = 0;
  double mean_field_effect = 0;
  double balance = 0;
  std::vector<MarketEstimate> estimates;
  std::vector<double> curve_balance, curve_effect;
  std::vector<MarketBiasCurve> curves;
  std::vector<Assumption> assumptions;
  std::int64_t replicates = 0;

  static constexpr auto describe() {
    using R = MarketStudyResult;
    return described(
        "MarketStudyResult", field("sentence", &R::sentence, "In words"),
        field("global_effect", &R::global_effect, "True effect")
            .help("Bookings per listing and day if everybody were treated, less those if nobody were; exact."),
        field("global_effect_relative", &R::global_effect_relative, "The same, relative").in(Unit::share),
        field("rate_untreated", &R::rate_untreated, "Bookings per listing and day, nobody treated"),
        field("rate_treated", &R::rate_treated, "Bookings per listing and day, everybody treated"),
        field("occupied_untreated", &R::occupied_untreated, "Occupied, nobody treated").in(Unit::share),
        field("occupied_treated", &R::occupied_treated, "Occupied, everybody treated").in(Unit::share),
        field("mean_field_effect", &R::mean_field_effect, "True effect in the mean field")
            .help("With as many customers per listing, and many more listings."),
        field("balance", &R::balance, "Demand over supply (λ/τ)"), field("estimates", &R::estimates, "Estimates"),
        field("curve_balance", &R::curve_balance, "Demand over supply")
            .help("λ/τ of each point of the curves; bookings last as long as they do."),
        field("curve_effect", &R::curve_effect, "True effect there").help("In the mean field, in one market."),
        field("curves", &R::curves, "Bias by demand over supply"), field("assumptions", &R::assumptions, "Assumptions"),
        field("replicates", &R::replicates, "Replicates").in(Unit::replicates));
  }
};

// Of some replicates: by design and estimator, then by replicate.
struct MarketStudyPart {
  std::int64_t first = 0, count = 0;
  std::vector<double> estimates, errors;

  static constexpr auto describe() {
    using P = MarketStudyPart;
    return described("MarketStudyPart", field("first", &P::first, "First replicate"),
                     field("count", &P::count, "Replicates"), field("estimates", &P::estimates, "Estimates"),
                     field("errors", &P::errors, "Standard errors"));
  }
};

class MarketStudy {
 public:
  using Request = MarketStudyRequest;
  using Partial = MarketStudyPart;
  using Result = MarketStudyResult;

  static Outcome<MarketStudy> prepare(const Request& request);
  std::int64_t replicates() const { return request_.draws.replicates; }
  std::int64_t block() const;
  Partial run(std::int64_t first, std::int64_t count) const;
  // Of any blocks that are there; they may come in any order.
  Outcome<Result> finish(const std::vector<Partial>& partials) const;

 private:
  static constexpr std::int64_t least_markets = 4;  // two in each arm, where whole markets are compared

  // One design: a place in `estimates_` for each of its estimators.
  struct Run {
    MarketDesign design = MarketDesign::customer;
    MarketAllocation allocation;
    std::int64_t treated_listings = 0;
    std::size_t table = 0;                     // of treated customers
    std::optional<std::size_t> control_table;  // of untreated ones, where they have a market of their own
    std::vector<MarketEstimator> estimators;
    std::vector<CellWeights> weights;  // of each estimator; none for whole markets and for switchbacks
  };
  struct Estimate {
    double value = 0, se = 0;
    bool defined = false;
  };
  struct Chain;
  struct Counts;
  struct Ledger;

  void plan_runs();
  void solve();
  MarketRates rates(std::size_t market) const;
  std::vector<double> mean_field(const Run& run, const MarketRates& market) const;
  Chain chain(const Run& run, std::size_t market, double customers, double available0, double available1) const;
  void draw(const Run& run, random::Stream& stream, Estimate* to) const;
  void draw_cells(const Run& run, random::Stream& stream, Estimate* to) const;
  void draw_listings(const Run& run, random::Stream& stream, Estimate* to) const;
  void draw_clusters(const Run& run, random::Stream& stream, Estimate* to) const;
  void draw_switchback(const Run& run, random::Stream& stream, Estimate* to) const;
  void draw_minimax(const Run& run, random::Stream& stream, Estimate* to) const;
  void draw_budget_split(const Run& run, random::Stream& stream, Estimate* to) const;
  double rate_of_copy(const Run& run, bool treated) const;
  double customers_per_day() const;
  // Whole periods of the minimax design in each market, and how many of them count in all markets, on average.
  std::int64_t minimax_periods() const;
  double minimax_kept() const;
  double critical_value(const Run& run, MarketEstimator estimator) const;
  void add_needed(MarketEstimate& row) const;
  MarketEstimate summarise(const Run& run, std::size_t estimator, const std::vector<double>& estimates,
                           const std::vector<double>& errors) const;
  std::string sentence(const Result& result) const;
  std::vector<Assumption> assumptions() const;

  Request request_;
  std::vector<Run> runs_;
  std::vector<double> demand_;  // of each market, over the mean
  ChoiceTable control_;
  std::vector<ChoiceTable> tables_;
  std::vector<std::vector<double>> mean_fields_;  // by run and estimator
  // By run and market: the shares of untreated and treated listings that are available in the mean field. Where a whole
  // market or copy has one arm: the share when nobody is treated, and when everybody is.
  std::vector<std::vector<std::array<double, 2>>> starts_;
  std::vector<double> levels_;  // of each market: bookings per day when nobody is treated
  double split_effect_ = 0;     // what a budget split says on average, but for customers who differ in number; exact
  double events_ = 0;           // bookings and returns expected in one replicate
  Result shared_;               // what does not depend on draws
};

}  // namespace sutva::simulate
