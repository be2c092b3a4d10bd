// SPDX-License-Identifier: Apache-2.0
// How many must there be before the mean is normal and its interval covers? Samples of a chosen metric, drawn again and
// again; the first n of each sample are the sample of size n, so that sizes differ by n alone.
//
// Intervals for the mean, with s the standard deviation (n - 1) and g the skewness of the sample:
//   z, t          mean -+ quantile * s / sqrt(n)
//   Johnson       the same around mean + g s / (6 n): Johnson (1978), JASA 73:536
//   Hall          the t turned by a cubic in g that takes its skewness out: Hall (1992), JRSS B 54:221, with t
//   quantiles bootstrap     percentile, BCa (Efron 1987, JASA 82:171), studentised: stats/bootstrap.hpp; of some
//   experiments only
//
// The metric is a law with parameters, or a column of the open file: then values are rows of it, drawn with
// replacement, and the truth is their mean. Over a file it is a resampling (analyze/effect_resampled.hpp): other
// workers get the column. Errors: an issue on the field; a column that is text, empty, constant or beyond 1e90.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "analyze/effect_resampled.hpp"
#include "base/assumption.hpp"
#include "base/describe.hpp"
#include "base/outcome.hpp"
#include "simulate/checked.hpp"
#include "simulate/clt_samples.hpp"
#include "table/table.hpp"

namespace sutva::simulate {

enum class CltInterval : std::uint8_t { z, t, johnson, hall, percentile, bca, studentized };
constexpr auto describe(std::type_identity<CltInterval>) {
  using I = CltInterval;
  return std::array{Choice{I::z, "z", "Normal", "Mean and 1.96 standard errors."},
                    Choice{I::t, "t", "Student's t", "The usual one."},
                    Choice{I::johnson, "johnson", "Johnson's t", "Moved by the skewness of the sample."},
                    Choice{I::hall, "hall", "Hall's transformation", "Bent by the skewness of the sample."},
                    Choice{I::percentile, "percentile", "Bootstrap, percentile", "Quantiles of resampled means."},
                    Choice{I::bca, "bca", "Bootstrap, BCa", "The same, corrected for bias and skewness."},
                    Choice{I::studentized, "studentized", "Bootstrap, studentised", "Quantiles of resampled t."}};
}

inline std::vector<double> sample_sizes() { return {10, 20, 50, 100, 200, 500, 1000, 2000, 5000}; }

struct CltStudyRequest {
  CltMetric metric = CltMetric::lognormal;
  std::string column;
  double cv = 2;
  double rate = 0.5;
  double spenders = 0.05;
  double share = 0.02;
  std::vector<double> sizes = sample_sizes();
  double confidence = 0.95;
  std::vector<CltInterval> intervals = {CltInterval::z,          CltInterval::t,          CltInterval::johnson,
                                        CltInterval::hall,       CltInterval::percentile, CltInterval::bca,
                                        CltInterval::studentized};
  std::int64_t resamples = 199;
  std::int64_t bootstrap_experiments = 500;
  Draws draws = {5000, 1};

  static constexpr auto describe() {
    using R = CltStudyRequest;
    return described(
        "CltStudyRequest", field("metric", &R::metric, "Metric").under("Metric").help("The law of one user's value."),
        field("column", &R::column, "Column")
            .under("Metric")
            .names_column()
            .when("metric", "file")
            .help("Numbers, one for each user. Empty cells are left out."),
        field("cv", &R::cv, "SD over mean")
            .under("Metric")
            .at_least(0.1)
            .at_most(20)
            .when("metric", "lognormal", "zero_inflated")
            .help("Coefficient of variation of the lognormal amount."),
        field("rate", &R::rate, "Mean count")
            .under("Metric")
            .at_least(0.001)
            .at_most(1000)
            .when("metric", "poisson")
            .help("Events per user."),
        field("spenders", &R::spenders, "Share who spend")
            .under("Metric")
            .in(Unit::share)
            .at_least(0.001)
            .at_most(1)
            .when("metric", "zero_inflated")
            .help("All others have 0."),
        field("share", &R::share, "Share who convert")
            .under("Metric")
            .in(Unit::share)
            .at_least(0.0001)
            .at_most(0.9999)
            .when("metric", "bernoulli")
            .help("The chance of each user."),
        field("sizes", &R::sizes, "Sample sizes")
            .under("Intervals")
            .in(Unit::people)
            .at_least(3)
            .at_most(100'000)
            .help("Rising whole numbers, 20 at most."),
        field("confidence", &R::confidence, "Confidence")
            .under("Intervals")
            .in(Unit::share)
            .at_least(0.5)
            .at_most(0.999)
            .help("How often an interval should cover the true mean."),
        field("intervals", &R::intervals, "Intervals").under("Intervals").help("All are made of the same samples."),
        field("resamples", &R::resamples, "Bootstrap resamples")
            .under("Intervals")
            .in(Unit::replicates)
            .at_least(19)
            .at_most(1999)
            .when("intervals", "percentile", "bca", "studentized")
            .help("Of each sample: 199 for 95 %, more for a higher confidence."),
        field("bootstrap_experiments", &R::bootstrap_experiments, "Experiments with a bootstrap")
            .under("Intervals")
            .in(Unit::replicates)
            .at_least(10)
            .at_most(100'000)
            .when("intervals", "percentile", "bca", "studentized")
            .help("So many of the simulated samples, evenly: resampling takes long."),
        inlined(&R::draws));
  }
};

// The mean of n.
struct CltSizeResult {
  std::int64_t n = 0;
  double skewness = 0, simulated_skewness = 0;
  double tail_low = 0, tail_high = 0, tail_mcse = 0;
  std::vector<double> histogram;

  static constexpr auto describe() {
    using S = CltSizeResult;
    return described(
        "CltSizeResult", field("n", &S::n, "Sample size").in(Unit::people),
        field("skewness", &S::skewness, "Skewness of the mean").help("That of the metric over the root of n."),
        field("simulated_skewness", &S::simulated_skewness, "The same, simulated"),
        field("tail_low", &S::tail_low, "Means far below the truth")
            .in(Unit::share)
            .help("By more true standard errors than the confidence allows; half of 1 - confidence if normal."),
        field("tail_high", &S::tail_high, "Means far above the truth").in(Unit::share),
        field("tail_mcse", &S::tail_mcse, "Monte Carlo error").in(Unit::share).help("Of each, if normal."),
        field("histogram", &S::histogram, "Distribution of the standardised mean")
            .in(Unit::share)
            .help("Shares in 48 classes of equal width from -4 to 4; the rest lies outside."));
  }
};

struct CltIntervalResult {
  std::int64_t n = 0;
  std::string interval, label;
  double coverage = 0, coverage_mcse = 0;
  std::optional<double> exact_coverage;
  double truth_below = 0, truth_above = 0;
  std::optional<double> width;
  double unbounded = 0, extreme = 0;
  std::int64_t experiments = 0;

  static constexpr auto describe() {
    using S = CltIntervalResult;
    return described(
        "CltIntervalResult", field("n", &S::n, "Sample size").in(Unit::people),
        field("interval", &S::interval, "Interval"), field("label", &S::label, "In words"),
        field("coverage", &S::coverage, "Coverage").in(Unit::share),
        field("coverage_mcse", &S::coverage_mcse, "Monte Carlo error").in(Unit::share),
        field("exact_coverage", &S::exact_coverage, "Coverage, exact")
            .in(Unit::share)
            .help("By adding up all outcomes of a share, or by the t distribution of a normal metric."),
        field("truth_below", &S::truth_below, "Truth below it").in(Unit::share).help("The interval is too high."),
        field("truth_above", &S::truth_above, "Truth above it").in(Unit::share).help("The interval is too low."),
        field("width", &S::width, "Mean width").help("Over that of a normal interval with the true standard error."),
        field("unbounded", &S::unbounded, "Without an end")
            .in(Unit::share)
            .help("Of studentised intervals, where resamples are all alike; they are left out of the width."),
        field("extreme", &S::extreme, "Beyond the resamples")
            .in(Unit::share)
            .help("The quantile lies beyond them; the most extreme one stands in for it."),
        field("experiments", &S::experiments, "Experiments").in(Unit::replicates));
  }
};

struct CltNeededResult {
  std::string interval, label;
  std::optional<std::int64_t> n;

  static constexpr auto describe() {
    using S = CltNeededResult;
    return described(
        "CltNeededResult", field("interval", &S::interval, "Interval"), field("label", &S::label, "In words"),
        field("n", &S::n, "Enough from")
            .in(Unit::people)
            .help("The smallest of the sizes at which coverage is within one point of the nominal, and after "
                  "which it is but for chance; empty where none is."));
  }
};

struct CltStudyResult {
  std::string sentence;
  double mean = 0, sd = 0, skewness = 0;
  double rule_n = 0;
  std::vector<CltNeededResult> needed;
  std::vector<CltIntervalResult> intervals;
  std::vector<CltSizeResult> sizes;
  double histogram_low = 0, histogram_high = 0;
  std::vector<double> normal;
  double confidence = 0;
  std::vector<Assumption> assumptions;
  std::int64_t replicates = 0;
  std::optional<std::int64_t> rows_used;

  static constexpr auto describe() {
    using R = CltStudyResult;
    return described(
        "CltStudyResult", field("sentence", &R::sentence, "In words"), field("mean", &R::mean, "True mean"),
        field("sd", &R::sd, "True standard deviation"),
        field("skewness", &R::skewness, "True skewness").help("By its formula, or of the file's rows."),
        field("rule_n", &R::rule_n, "By the rule of thumb")
            .in(Unit::people)
            .help(
                "355 times the squared skewness (Kohavi, Deng, Longbotham and Xu 2014): then each tail of the mean is "
                "within a quarter of a point of 2.5 %."),
        field("needed", &R::needed, "How many are enough"), field("intervals", &R::intervals, "Intervals"),
        field("sizes", &R::sizes, "Means"), field("histogram_low", &R::histogram_low, "Histograms, from").in(Unit::sd),
        field("histogram_high", &R::histogram_high, "To").in(Unit::sd),
        field("normal", &R::normal, "The same of a normal mean").in(Unit::share),
        field("confidence", &R::confidence, "Confidence").in(Unit::share),
        field("assumptions", &R::assumptions, "Assumptions"),
        field("replicates", &R::replicates, "Replicates").in(Unit::replicates),
        field("rows_used", &R::rows_used, "Rows of the file")
            .help("Those with a number, which values are drawn from."));
  }
};

// Counts of some replicates. Lists: see CltStudy::run.
struct CltStudyPart {
  std::int64_t first = 0, count = 0;
  std::vector<double> counts, sums, histograms;

  static constexpr auto describe() {
    using P = CltStudyPart;
    return described("CltStudyPart", field("first", &P::first, "First replicate"),
                     field("count", &P::count, "Replicates"), field("counts", &P::counts, "By size and interval"),
                     field("sums", &P::sums, "By size"), field("histograms", &P::histograms, "By size and class"));
  }
};

class CltStudy {
 public:
  static constexpr bool table_is_optional = true;
  using Request = CltStudyRequest;
  using Partial = CltStudyPart;
  using Result = CltStudyResult;

  // The table, if the request names a column of it, must stay until step() says that there is no more to read.
  static Outcome<CltStudy> prepare(const table::Table& table, const Request& request);

  std::vector<std::string> columns() const;
  bool step();
  double progress() const;
  Outcome<analyze::ReplicatesToRun> ready() const;
  std::int64_t replicates() const { return request_.draws.replicates; }
  std::int64_t block() const;
  Partial run(std::int64_t first, std::int64_t count) const;
  Outcome<Result> finish(const std::vector<Partial>& partials) const;

 private:
  // A sample's mean, from the truth, its standard deviation and its skewness; in true standard deviations.
  struct Sample {
    double n = 0, mean = 0, sd = 0, skewness = 0;
  };
  struct Ends {
    double low = 0, high = 0;
    bool extreme = false;  // an end lies beyond the resamples; the last one stands in
  };

  std::int64_t every() const;
  Ends ends(CltInterval interval, const Sample& sample, double t) const;
  Ends resampled_ends(CltInterval interval, const Sample& sample, const std::vector<double>& means,
                      const std::vector<double>& ts) const;
  std::optional<double> exact(CltInterval interval, std::size_t size) const;
  void check_rows();

  Request request_;
  std::vector<CltInterval> intervals_;
  std::vector<std::int64_t> sizes_;
  std::vector<double> t_;  // quantile of each size
  double z_ = 0;
  CltLaw law_;

  // A column being read: its numbers are copied and summed, then their powers about the mean.
  const table::Column* column_ = nullptr;
  std::shared_ptr<std::vector<double>> rows_;
  std::size_t read_ = 0, summed_ = 0;
  double sum_ = 0, largest_ = 0;
  std::array<double, 3> powers_{};
  Issues issues_;  // what the rows say
};

}  // namespace sutva::simulate
