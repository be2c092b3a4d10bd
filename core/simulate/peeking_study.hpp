// SPDX-License-Identifier: Apache-2.0
// One experiment watched while it runs, drawn again and again: how often each way of looking calls it, when, and what
// its estimate is worth then. All ways look at the same draws.
//
// Arms are equally large and compared by the difference of their means over its estimated standard error: the unpooled
// z of shares, Student's t of means. A boundary z that is known in advance is turned into the t of the same chance, as
// Pocock (1977, Biometrika 64:191) advises; the two always valid methods use z.
//
// What ought to happen comes from the recursion of Armitage, McPherson and Rowe (stats/group_sequential.hpp), which is
// exact where the statistic is normal. Cases that disturb the experiment are drawn beside the undisturbed one.
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
#include "simulate/peeking_model.hpp"

namespace sutva::simulate {

enum class PeekingLooks : std::uint8_t { daily, hourly, listed };
constexpr auto describe(std::type_identity<PeekingLooks>) {
  using L = PeekingLooks;
  return std::array{Choice{L::daily, "daily", "Every day", "At the end of each day."},
                    Choice{L::hourly, "hourly", "Every hour", "Around the clock."},
                    Choice{L::listed, "listed", "On some days", "At the end of the days given, and at the end."}};
}

enum class PeekingMethod : std::uint8_t {
  fixed,
  peeking,
  pocock,
  obrien_fleming,
  spending,
  bonferroni,
  msprt,
  confidence_sequence
};
constexpr auto describe(std::type_identity<PeekingMethod>) {
  using M = PeekingMethod;
  return std::array{
      Choice{M::fixed, "fixed", "Once, at the end", "The test as it was made: one look."},
      Choice{M::peeking, "peeking", "Peeking",
             "Stops at the first look with p below alpha, as if it were the only one."},
      Choice{M::pocock, "pocock", "Pocock", "The same, higher bar at every planned look."},
      Choice{M::obrien_fleming, "obrien_fleming", "O'Brien-Fleming",
             "A very high bar first, which falls to nearly the usual one."},
      Choice{M::spending, "spending", "Alpha spending", "Lan and DeMets, in the manner of O'Brien and Fleming."},
      Choice{M::bonferroni, "bonferroni", "Bonferroni", "Alpha divided by the number of planned looks."},
      Choice{M::msprt, "msprt", "Mixture SPRT", "Always valid p-values: a likelihood ratio over likely effects."},
      Choice{M::confidence_sequence, "confidence_sequence", "Confidence sequence",
             "Asymptotic: an interval that holds at all times together."}};
}

enum class PeekingCase : std::uint8_t { novelty, weekend, metrics, segments, variants, clusters };
constexpr auto describe(std::type_identity<PeekingCase>) {
  using C = PeekingCase;
  return std::array{
      Choice{C::novelty, "novelty", "Novelty that fades", "At first people try what is new; then they are as before."},
      Choice{C::weekend, "weekend", "Weekends differ", "In the metric, and in what the change does."},
      Choice{C::metrics, "metrics", "Several metrics", "Any of them may call the experiment."},
      Choice{C::segments, "segments", "Several segments", "Each is tested by itself, and any may call it."},
      Choice{C::variants, "variants", "Many variants", "Each against one control, and any may win."},
      Choice{C::clusters, "clusters", "Clusters analysed by row",
             "Whole groups of rows get an arm, and the test takes rows as independent."}};
}

inline std::vector<double> weekly() { return {7, 14, 21}; }

struct PeekingStudyRequest {
  PeekingMetric metric = PeekingMetric::proportion;
  double baseline = 0.1;
  double mean = 100;
  double sd = 50;
  double cv = 3;
  std::int64_t users_per_day = 1000;
  std::int64_t days = 28;
  double lift = 0;
  PeekingLooks looks = PeekingLooks::daily;
  std::vector<double> look_days = weekly();
  double alpha = 0.05;
  std::vector<PeekingMethod> methods = {
      PeekingMethod::fixed,    PeekingMethod::peeking,    PeekingMethod::pocock, PeekingMethod::obrien_fleming,
      PeekingMethod::spending, PeekingMethod::bonferroni, PeekingMethod::msprt,  PeekingMethod::confidence_sequence};
  double mixture_lift = 0.05;
  double tightest_at = 0.5;
  std::vector<PeekingCase> cases;
  double novelty_lift = 0.1;
  double novelty_half_life = 3;
  double weekend_baseline = 0.2;
  double weekend_lift = 0.05;
  std::int64_t metrics = 5;
  double metric_correlation = 0.3;
  std::int64_t segments = 4;
  std::int64_t variants = 20;
  std::int64_t cluster_size = 10;
  double icc = 0.05;
  Draws draws;

  static constexpr auto describe() {
    using R = PeekingStudyRequest;
    return described(
        "PeekingStudyRequest",
        field("metric", &R::metric, "Metric").under("Experiment").help("What is measured on each user, or row."),
        field("baseline", &R::baseline, "Baseline")
            .under("Experiment")
            .in(Unit::share)
            .above(0)
            .below(1)
            .when("metric", "proportion")
            .help("Share in control."),
        field("mean", &R::mean, "Mean")
            .under("Experiment")
            .in(Unit::outcome)
            .above(0)
            .at_most(1e12)
            .when("metric", "mean")
            .help("Of the metric in control."),
        field("sd", &R::sd, "Standard deviation")
            .under("Experiment")
            .in(Unit::outcome)
            .above(0)
            .at_most(1e12)
            .when("metric", "mean")
            .help("Of the metric between users."),
        field("cv", &R::cv, "SD over mean")
            .under("Experiment")
            .at_least(0.1)
            .at_most(20)
            .when("metric", "heavy_tailed")
            .help("Coefficient of variation: 2 to 10 for spend per user. Its skewness is CV³ + 3 CV."),
        field("users_per_day", &R::users_per_day, "Users per day in each arm")
            .under("Experiment")
            .in(Unit::people_per_day)
            .at_least(1)
            .at_most(10'000'000)
            .help("They arrive evenly. With clusters: rows."),
        field("days", &R::days, "Days")
            .under("Experiment")
            .in(Unit::days)
            .at_least(1)
            .at_most(365)
            .help("How long it runs if nobody stops it. Day 1 is a Monday."),
        field("lift", &R::lift, "True lift")
            .under("Experiment")
            .in(Unit::share)
            .above(-1)
            .at_most(10)
            .help("Lasting relative change of the mean. 0: nothing changed, and every call is a false positive."),
        field("looks", &R::looks, "Looks").under("Looks").help("When somebody looks and may stop."),
        field("look_days", &R::look_days, "Looks after day")
            .under("Looks")
            .above(0)
            .at_most(365)
            .when("looks", "listed")
            .help("Rising; the end is a look in any case."),
        field("alpha", &R::alpha, "Significance level")
            .under("Looks")
            .in(Unit::share)
            .at_least(0.001)
            .at_most(0.3)
            .help("Two-sided, for the experiment as a whole."),
        field("methods", &R::methods, "Ways of looking").under("Looks").help("All judge the same experiments."),
        field("mixture_lift", &R::mixture_lift, "Likely lift")
            .under("Looks")
            .in(Unit::share)
            .at_least(1e-6)
            .at_most(10)
            .when("methods", "msprt")
            .help("SD of the lifts over which the likelihood ratio is mixed: their usual size. It tunes the power; the "
                  "level holds for any."),
        field("tightest_at", &R::tightest_at, "Tightest at")
            .under("Looks")
            .in(Unit::share)
            .at_least(0.001)
            .at_most(1)
            .when("methods", "confidence_sequence")
            .help("The share of all users at which the sequence's bar is lowest."),
        field("cases", &R::cases, "What goes wrong").under("What goes wrong").help("Each is also drawn alone."),
        field("novelty_lift", &R::novelty_lift, "Lift of the novelty")
            .under("What goes wrong")
            .in(Unit::share)
            .above(-1)
            .at_most(10)
            .when("cases", "novelty")
            .help("Relative, at the start, on top of the lasting lift."),
        field("novelty_half_life", &R::novelty_half_life, "Half-life")
            .under("What goes wrong")
            .in(Unit::days)
            .at_least(0.05)
            .at_most(1000)
            .when("cases", "novelty")
            .help("Days until half of it is gone."),
        field("weekend_baseline", &R::weekend_baseline, "Weekends are higher by")
            .under("What goes wrong")
            .in(Unit::share)
            .at_least(-0.95)
            .at_most(2)
            .when("cases", "weekend")
            .help("The metric on Saturdays and Sundays; the other five days are lower by two fifths of it."),
        field("weekend_lift", &R::weekend_lift, "Lift at weekends")
            .under("What goes wrong")
            .in(Unit::share)
            .at_least(-0.95)
            .at_most(2)
            .when("cases", "weekend")
            .help("So much more than on average, and less on the other days: a whole week has the true lift."),
        field("metrics", &R::metrics, "Metrics")
            .under("What goes wrong")
            .at_least(2)
            .at_most(50)
            .when("cases", "metrics")
            .help("All alike, and all with the true lift."),
        field("metric_correlation", &R::metric_correlation, "Correlation of metrics")
            .under("What goes wrong")
            .at_least(0)
            .at_most(1)
            .when("cases", "metrics")
            .help("Of each pair, within users."),
        field("segments", &R::segments, "Segments")
            .under("What goes wrong")
            .at_least(2)
            .at_most(50)
            .when("cases", "segments")
            .help("Equally large."),
        field("variants", &R::variants, "Variants")
            .under("What goes wrong")
            .at_least(2)
            .at_most(50)
            .when("cases", "variants")
            .help("Each as large as the control, and each with the true lift."),
        field("cluster_size", &R::cluster_size, "Rows in a cluster")
            .under("What goes wrong")
            .at_least(2)
            .at_most(10'000)
            .when("cases", "clusters")
            .help("As sessions of a user, or users of a school. A cluster arrives at once."),
        field("icc", &R::icc, "Intraclass correlation")
            .under("What goes wrong")
            .at_least(0)
            .at_most(1)
            .when("cases", "clusters")
            .help("How alike rows of one cluster are."),
        inlined(&R::draws));
  }
};

// What one way of looking did. Lists are by look; shares are cumulative.
struct PeekingMethodResult {
  std::string method, label;
  std::int64_t looks = 0;
  std::vector<double> boundary_days, boundary;
  double false_positive_rate = 0, false_positive_mcse = 0;
  std::optional<double> exact_false_positive_rate;
  std::vector<double> false_positives, exact_false_positives;
  std::optional<double> power, power_mcse, exact_power;
  std::vector<double> found, exact_found;
  double mean_days = 0, mean_days_mcse = 0;
  std::optional<double> exact_mean_days, median_days;
  double mean_people = 0, mean_days_null = 0;
  double mean_estimate = 0;
  std::optional<double> mean_found, exaggeration, wrong_sign;
  double coverage = 0, coverage_mcse = 0;
  double own_coverage = 0, own_coverage_mcse = 0;

  static constexpr auto describe() {
    using S = PeekingMethodResult;
    return described(
        "PeekingMethodResult", field("method", &S::method, "Way"), field("label", &S::label, "In words"),
        field("looks", &S::looks, "Looks").in(Unit::looks).help("Designs plan 60 of them at most, evenly."),
        field("boundary_days", &S::boundary_days, "Day of each of its looks").in(Unit::days),
        field("boundary", &S::boundary, "z to pass").help("Looks where no z would do are left out."),
        field("false_positive_rate", &S::false_positive_rate, "False positives")
            .in(Unit::share)
            .help("Share of experiments without a lasting lift that it calls."),
        field("false_positive_mcse", &S::false_positive_mcse, "Monte Carlo error").in(Unit::share),
        field("exact_false_positive_rate", &S::exact_false_positive_rate, "False positives, exact")
            .in(Unit::share)
            .help("Where nothing goes wrong and the statistic is normal, by recursion."),
        field("false_positives", &S::false_positives, "False positives by each look").in(Unit::share),
        field("exact_false_positives", &S::exact_false_positives, "The same, exact").in(Unit::share),
        field("power", &S::power, "Power").in(Unit::share).help("Share of experiments with the lift that it calls."),
        field("power_mcse", &S::power_mcse, "Monte Carlo error").in(Unit::share),
        field("exact_power", &S::exact_power, "Power, exact")
            .in(Unit::share)
            .help("Where nothing goes wrong and the statistic is normal."),
        field("found", &S::found, "Called by each look").in(Unit::share).help("With the true lift."),
        field("exact_found", &S::exact_found, "The same, exact").in(Unit::share),
        field("mean_days", &S::mean_days, "Mean days until it ends")
            .in(Unit::days)
            .help("With the true lift, as all that follows."),
        field("mean_days_mcse", &S::mean_days_mcse, "Monte Carlo error").in(Unit::days),
        field("exact_mean_days", &S::exact_mean_days, "Mean days, exact").in(Unit::days),
        field("median_days", &S::median_days, "Median day of a call")
            .in(Unit::days)
            .help("When half of all experiments have been called; empty where fewer ever are."),
        field("mean_people", &S::mean_people, "Mean people by then").in(Unit::people).help("In all arms."),
        field("mean_days_null", &S::mean_days_null, "Mean days without lift").in(Unit::days),
        field("mean_estimate", &S::mean_estimate, "Mean estimate at the end")
            .in(Unit::share)
            .help("Over the true baseline, wherever the experiment ended."),
        field("mean_found", &S::mean_found, "Mean size of what it calls")
            .in(Unit::share)
            .help("Absolute estimate over the true baseline, among experiments that were called."),
        field("exaggeration", &S::exaggeration, "Exaggeration")
            .help("That over the true lift (type M error, Gelman and Carlin 2014)."),
        field("wrong_sign", &S::wrong_sign, "Wrong sign")
            .in(Unit::share)
            .help("Among experiments that were called (type S error)."),
        field("coverage", &S::coverage, "Coverage of the usual interval")
            .in(Unit::share)
            .help("Of the true lift, where the experiment ended."),
        field("coverage_mcse", &S::coverage_mcse, "Monte Carlo error").in(Unit::share),
        field("own_coverage", &S::own_coverage, "Coverage of its own interval")
            .in(Unit::share)
            .help("As wide as its bar is high at that look."),
        field("own_coverage_mcse", &S::own_coverage_mcse, "Monte Carlo error").in(Unit::share));
  }
};

// What one case does to one way of looking. No lasting lift anywhere.
struct PeekingCaseRate {
  std::string which, case_label, method, method_label;
  double without = 0, without_mcse = 0;
  std::optional<double> exact_without;
  double with = 0, with_mcse = 0;
  std::optional<double> exact_with, cured, cured_mcse;

  static constexpr auto describe() {
    using S = PeekingCaseRate;
    return described(
        "PeekingCaseRate", field("which", &S::which, "Case"), field("case_label", &S::case_label, "In words"),
        field("method", &S::method, "Way"), field("method_label", &S::method_label, "In words"),
        field("without", &S::without, "False positives without it")
            .in(Unit::share)
            .help("Nothing goes wrong. Of the heavy tail: what the recursion says of a normal metric."),
        field("without_mcse", &S::without_mcse, "Monte Carlo error").in(Unit::share),
        field("exact_without", &S::exact_without, "Without it, exact").in(Unit::share),
        field("with", &S::with, "False positives with it").in(Unit::share).help("It alone goes wrong."),
        field("with_mcse", &S::with_mcse, "Monte Carlo error").in(Unit::share),
        field("exact_with", &S::exact_with, "With it, exact")
            .in(Unit::share)
            .help("Independent segments or metrics, and clusters: where a formula exists, of normal statistics."),
        field("cured", &S::cured, "False positives with the remedy").in(Unit::share).help("On the same experiments."),
        field("cured_mcse", &S::cured_mcse, "Monte Carlo error").in(Unit::share));
  }
};

struct PeekingCaseResult {
  std::string which, label, sentence, remedy;

  static constexpr auto describe() {
    using S = PeekingCaseResult;
    return described("PeekingCaseResult", field("which", &S::which, "Case"), field("label", &S::label, "In words"),
                     field("sentence", &S::sentence, "What it did"), field("remedy", &S::remedy, "How to fix it"));
  }
};

// One experiment from look to look, with the true lift. Of several comparisons the one with the smallest p.
struct PeekingPath {
  std::int64_t replicate = 0;
  std::vector<double> z, p, estimate;

  static constexpr auto describe() {
    using S = PeekingPath;
    return described("PeekingPath", field("replicate", &S::replicate, "Experiment"), field("z", &S::z, "z or t"),
                     field("p", &S::p, "p-value"),
                     field("estimate", &S::estimate, "Estimate").in(Unit::share).help("Over the true baseline."));
  }
};

struct PeekingStudyResult {
  std::string sentence;
  std::vector<double> look_days, look_people;
  std::vector<PeekingMethodResult> methods;
  std::vector<PeekingCaseResult> cases;
  std::vector<PeekingCaseRate> case_rates;
  std::vector<PeekingPath> paths;
  double lift = 0;
  double final_se = 0;
  double alpha = 0;
  std::vector<Assumption> assumptions;
  std::int64_t replicates = 0;

  static constexpr auto describe() {
    using R = PeekingStudyResult;
    return described("PeekingStudyResult", field("sentence", &R::sentence, "In words"),
                     field("look_days", &R::look_days, "Day of each look").in(Unit::days),
                     field("look_people", &R::look_people, "People in all arms by then").in(Unit::people),
                     field("methods", &R::methods, "Ways of looking"), field("cases", &R::cases, "What goes wrong"),
                     field("case_rates", &R::case_rates, "What it does to false positives"),
                     field("paths", &R::paths, "Some experiments"),
                     field("lift", &R::lift, "True lift").in(Unit::share),
                     field("final_se", &R::final_se, "Standard error at the end")
                         .in(Unit::share)
                         .help("Of the lift, with all people and nothing wrong."),
                     field("alpha", &R::alpha, "Significance level").in(Unit::share),
                     field("assumptions", &R::assumptions, "Assumptions"),
                     field("replicates", &R::replicates, "Replicates").in(Unit::replicates));
  }
};

// Counts of some replicates. Lists: see PeekingStudy::run.
struct PeekingStudyPart {
  std::int64_t first = 0, count = 0;
  std::vector<double> stopped, cured, sums, paths;

  static constexpr auto describe() {
    using P = PeekingStudyPart;
    return described("PeekingStudyPart", field("first", &P::first, "First replicate"),
                     field("count", &P::count, "Replicates"),
                     field("stopped", &P::stopped, "Called, by scenario, way and look"),
                     field("cured", &P::cured, "Called with the remedy, by scenario and way"),
                     field("sums", &P::sums, "Sums at the end, by way"),
                     field("paths", &P::paths, "z, p and estimate of the first replicates"));
  }
};

class PeekingStudy {
 public:
  using Request = PeekingStudyRequest;
  using Partial = PeekingStudyPart;
  using Result = PeekingStudyResult;

  static Outcome<PeekingStudy> prepare(const Request& request);

  std::int64_t replicates() const { return request_.draws.replicates; }
  std::int64_t block() const;
  Partial run(std::int64_t first, std::int64_t count) const;
  Outcome<Result> finish(const std::vector<Partial>& partials) const;

 private:
  // People arrive until the next look, or until the day changes.
  struct Step {
    double units = 0;                 // that are new in each arm and segment: rows, or clusters
    double control = 1, treated = 1;  // means over the baseline
    bool look = false;                // at its end
  };
  // The experiment with some cases and some lift.
  struct Scenario {
    std::vector<PeekingCase> cases;
    double lift = 0;
    std::size_t variants = 1, segments = 1, metrics = 1;
    RowLaw law;
    double correlation = 0;
    std::vector<Step> steps;
    std::vector<double> n;         // rows of an arm and segment, by look
    std::vector<double> critical;  // by way, then by look
    std::vector<double> cure;      // the same with the remedy; empty: there is none to draw

    bool has(PeekingCase which) const;
    std::size_t comparisons() const { return variants * segments * metrics; }
  };
  // The comparison with the largest |z| at each look.
  struct Path {
    std::vector<double> z, estimate, se;
  };

  // The z of a way's looks, found once for each level and set of looks.
  struct Solved {
    PeekingMethod method = PeekingMethod::fixed;
    double alpha = 0;
    std::vector<std::size_t> at;  // looks
    std::vector<double> z;
  };

  bool asked(PeekingCase which) const;
  std::vector<std::size_t> planned(PeekingMethod method, bool whole_weeks) const;
  Solved solve(PeekingMethod method, double alpha, bool whole_weeks) const;
  const Solved& solved(PeekingMethod method, double alpha, bool whole_weeks);
  double tuning(PeekingMethod method, double alpha) const;
  std::vector<double> critical(const Scenario& scenario, double alpha, double rows_in_one, bool whole_weeks);
  void add_cure(Scenario& scenario);
  void set_looks(Issues& issues);
  void add_scenario(std::vector<PeekingCase> cases, double lift, Issues& issues);
  void draw(const Scenario& scenario, random::Stream& stream, Path& path) const;
  double variance_of_rows(double lift) const;
  double cost() const;
  std::size_t with_lift() const { return request_.lift == 0 ? 0 : 1; }
  std::size_t nothing_wrong() const { return request_.cases.empty() ? 0 : with_lift() + 1; }
  std::size_t alone(std::size_t of_case) const { return cases_.size() < 2 ? 0 : nothing_wrong() + 1 + of_case; }
  std::vector<double> exact(PeekingMethod method, double inflation, double drift) const;
  void add_cases(const std::vector<double>& stopped, const std::vector<double>& cured, double n, Result& result) const;
  std::string sentence(const Result& result) const;
  std::vector<Assumption> assumptions() const;

  Request request_;
  std::vector<PeekingMethod> methods_;  // each once
  std::vector<PeekingCase> cases_;
  std::vector<double> days_;  // of each look
  std::vector<double> n_;     // of an arm by each look, with nothing wrong
  std::vector<Solved> solved_;
  // All cases without lift; the same with it, where there is one; nothing wrong; each case alone.
  std::vector<Scenario> scenarios_;
  RowLaw law_;
  double final_se_ = 0;
};

}  // namespace sutva::simulate
