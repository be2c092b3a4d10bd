// SPDX-License-Identifier: Apache-2.0
#include "simulate/clt_study.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "base/words.hpp"
#include "random/plain_math.hpp"
#include "random/samplers.hpp"
#include "simulate/growing_arms.hpp"
#include "stats/bootstrap.hpp"
#include "stats/distributions.hpp"

namespace sutva::simulate {
namespace {

constexpr std::size_t classes = 48;  // of a histogram
constexpr double histogram_reach = 4;
constexpr std::size_t most_sizes = 20;
constexpr double most_resampled = 3e8;  // values in one experiment with a bootstrap: half a second
constexpr double far = 1e9;             // a t whose standard error is 0
constexpr double widest = 1e6;          // of what is averaged
constexpr double close_enough = 0.01;   // of coverage to the nominal
constexpr double kohavi = 355;
constexpr std::uint64_t of_resamples = 0x9E3779B97F4A7C15U;

// By size and interval; and by size.
enum Count : std::size_t { drawn, below, above, widths, bounded, extreme, kept_counts };
enum Sum : std::size_t { squares, cubes, low_tail, high_tail, kept_sums };

// Sums of these are exact, so they come out the same in any order and any blocks.
double on_a_grid(double x) { return std::round(x * 1048576.0) / 1048576.0; }

bool resampled(CltInterval interval) {
  return interval == CltInterval::percentile || interval == CltInterval::bca || interval == CltInterval::studentized;
}

double cube_root(double x) { return x < 0 ? -random::plain_power(-x, 1.0 / 3) : random::plain_power(x, 1.0 / 3); }

double share_error(double share, double n) { return std::sqrt(std::fmax(0, share * (1 - share)) / n); }

}  // namespace

// One replicate in so many has a bootstrap.
std::int64_t CltStudy::every() const {
  return std::max<std::int64_t>(1, request_.draws.replicates / request_.bootstrap_experiments);
}

double CltStudy::value(random::Stream& stream) const {
  switch (request_.metric) {
    case CltMetric::normal:
      return random::normal(stream);
    case CltMetric::exponential:
      return random::exponential(stream);
    case CltMetric::lognormal:
      return table_->draw(stream);
    case CltMetric::poisson:
      return static_cast<double>(random::poisson(stream, request_.rate));
    case CltMetric::zero_inflated:
      return random::uniform(stream) < request_.spenders ? table_->draw(stream) : 0;
    case CltMetric::bernoulli:
      break;
  }
  return random::uniform(stream) < request_.share ? 1 : 0;
}

// From the truth, in true standard deviations. t: Student's quantile.
CltStudy::Ends CltStudy::ends(CltInterval interval, const Sample& sample, double t) const {
  const double se = sample.sd / std::sqrt(sample.n);
  double middle = sample.mean;
  if (interval == CltInterval::hall && sample.sd > 0) {
    const double a = sample.skewness / std::sqrt(sample.n);
    // The T for which T + a T^2 / 3 + a^2 T^3 / 27 + a / 6 = x.
    const auto back = [a](double x) {
      return std::abs(a) < 1e-6 ? x - a / 6 - a * x * x / 3 : 3 / a * (cube_root(1 + a * (x - a / 6)) - 1);
    };
    return {sample.mean - se * back(t), sample.mean - se * back(-t)};
  }
  if (interval == CltInterval::johnson) {
    middle += sample.skewness * sample.sd / (6 * sample.n);
  }
  const double half = (interval == CltInterval::z ? z_ : t) * se;
  return {middle - half, middle + half};
}

CltStudy::Ends CltStudy::resampled_ends(CltInterval interval, const Sample& sample, const std::vector<double>& means,
                                        const std::vector<double>& ts) const {
  const double confidence = request_.confidence;
  if (interval == CltInterval::studentized && sample.sd > 0) {
    const double se = sample.sd / std::sqrt(sample.n);
    const stats::ResampledInterval found = stats::studentized_interval(ts, sample.mean, se, confidence);
    return {found.low.value_or(sample.mean - se * ts.back()), found.high.value_or(sample.mean - se * ts.front()),
            !found.low || !found.high};
  }
  stats::ResampledInterval found;
  const auto bias = interval == CltInterval::bca ? stats::bias_correction(means, sample.mean) : std::nullopt;
  if (bias) {
    const double acceleration = sample.skewness / (6 * std::sqrt(sample.n));
    found = stats::bca_interval(means, *bias, acceleration, confidence);
  } else {
    found = stats::percentile_interval(means, confidence);
  }
  return {found.low.value_or(means.front()), found.high.value_or(means.back()), !found.low || !found.high};
}

void CltStudy::resample(const std::vector<double>& values, const Sample& sample, random::Stream& stream,
                        std::vector<double>& means, std::vector<double>& ts) const {
  const auto n = static_cast<std::uint64_t>(sample.n);
  means.clear();
  ts.clear();
  for (std::int64_t b = 0; b < request_.resamples; ++b) {
    double sum = 0, squared = 0;
    for (std::uint64_t i = 0; i < n; i += 2) {
      // A draw serves two; of 2^32, so off by less than n / 2^32 of its chance.
      const std::uint64_t bits = stream();
      const double one = values[static_cast<std::size_t>(((bits >> 32U) * n) >> 32U)] - sample.mean;
      sum += one;
      squared += one * one;
      if (i + 1 < n) {
        const double other = values[static_cast<std::size_t>(((bits & 0xFFFFFFFFU) * n) >> 32U)] - sample.mean;
        sum += other;
        squared += other * other;
      }
    }
    const double off = sum / sample.n;
    // What rounding leaves of equal values is none.
    const double rest = squared - sum * off;
    const double variance = rest > 1e-12 * squared ? rest / (sample.n - 1) : 0;
    means.push_back(sample.mean + off);
    ts.push_back(variance > 0            ? off / std::sqrt(variance / sample.n)
                 : std::abs(off) < 1e-12 ? 0
                 : off > 0               ? far
                                         : -far);
  }
  std::sort(means.begin(), means.end());
  std::sort(ts.begin(), ts.end());
}

// Of a share: a mean k / n covers p where (k / n - p)^2 <= q^2 k / n (1 - k / n) / (n - 1), a quadratic in k.
std::optional<double> CltStudy::exact(CltInterval interval, std::size_t size) const {
  if (interval != CltInterval::z && interval != CltInterval::t) {
    return std::nullopt;
  }
  const auto n = static_cast<double>(sizes_[size]);
  const double q = interval == CltInterval::z ? z_ : t_[size];
  if (request_.metric == CltMetric::normal) {
    return 1 - 2 * stats::t_sf(q, n - 1);
  }
  if (request_.metric != CltMetric::bernoulli) {
    return std::nullopt;
  }
  const double p = request_.share, c = q * q / (n - 1);
  const double middle = (2 * p + c) / (2 * (1 + c));
  const double half = std::sqrt(std::fmax(0, middle * middle - p * p / (1 + c)));
  const double least = std::ceil((middle - half) * n - 1e-9), most = std::floor((middle + half) * n + 1e-9);
  return stats::binomial_cdf(most, n, p) - (least > 0 ? stats::binomial_cdf(least - 1, n, p) : 0);
}

Outcome<CltStudy> CltStudy::prepare(const Request& request) {
  CltStudy study;
  study.request_ = request;
  Issues issues;
  for (const CltInterval interval : request.intervals) {
    if (std::find(study.intervals_.begin(), study.intervals_.end(), interval) == study.intervals_.end()) {
      study.intervals_.push_back(interval);
    }
  }
  if (study.intervals_.empty()) {
    issues.push_back(error(Code::required, "intervals", "Choose at least one interval."));
  }
  if (request.sizes.empty() || request.sizes.size() > most_sizes) {
    issues.push_back(error(Code::out_of_range, "sizes",
                           joined("Give 1 to 20 sample sizes; these are ", request.sizes.size(), "."),
                           request.sizes.empty() ? 1.0 : static_cast<double>(most_sizes)));
  }
  double before = 0, all = 0;
  for (const double n : request.sizes) {
    if (n != std::floor(n)) {
      issues.push_back(error(Code::not_whole, "sizes", joined("Sample sizes are whole numbers; ", n, " is none.")));
      break;
    }
    if (n <= before) {
      issues.push_back(
          error(Code::conflict, "sizes", joined("Sample sizes must rise; after ", before, " comes ", n, ".")));
      break;
    }
    study.sizes_.push_back(static_cast<std::int64_t>(n));
    before = n;
    all += n;
  }
  const bool bootstrap = std::any_of(study.intervals_.begin(), study.intervals_.end(), resampled);
  const auto resamples = static_cast<double>(request.resamples);
  if (bootstrap) {
    const double least = std::ceil(2 / (1 - request.confidence) - 1 - 1e-9);
    if (resamples < least) {
      issues.push_back(error(
          Code::conflict, "resamples",
          joined("An interval of ", percent(request.confidence), " needs the ", percent((1 - request.confidence) / 2),
                 " quantile of the resamples: ", static_cast<std::int64_t>(least), " of them at least."),
          least));
    }
    if (all * resamples > most_resampled) {
      const double most = std::floor(most_resampled / all);
      issues.push_back(
          error(Code::too_large, "resamples",
                joined("All sizes together are ", static_cast<std::int64_t>(all), " values to resample, which allows ",
                       static_cast<std::int64_t>(most), " resamples; or take smaller samples, or no bootstrap."),
                most));
    }
  }
  if (has_error(issues)) {
    return issues;
  }
  double second = 1, third = 0;  // moments of the metric about 0, over powers of what follows
  const double p = request.share, q = request.spenders;
  const double grown = 1 + request.cv * request.cv;
  switch (request.metric) {
    case CltMetric::normal:
      break;
    case CltMetric::exponential:
      study.mean_ = 1;
      study.skewness_ = 2;
      break;
    case CltMetric::lognormal:
    case CltMetric::zero_inflated: {
      study.table_ = std::make_shared<const LognormalTable>(request.cv);
      const double share = request.metric == CltMetric::lognormal ? 1 : q;
      second = share * grown;
      third = share * grown * grown * grown;
      const double variance = second - share * share;
      study.mean_ = share;
      study.skewness_ = (third - 3 * share * second + 2 * share * share * share) / (variance * std::sqrt(variance));
      // The classes of the table take a little of the variance.
      const double drawn = study.table_->sd();
      study.sd_ = std::sqrt(share * (1 + drawn * drawn) - share * share);
      break;
    }
    case CltMetric::poisson:
      study.mean_ = request.rate;
      study.sd_ = std::sqrt(request.rate);
      study.skewness_ = 1 / study.sd_;
      break;
    case CltMetric::bernoulli:
      study.mean_ = p;
      study.sd_ = std::sqrt(p * (1 - p));
      study.skewness_ = (1 - 2 * p) / study.sd_;
      break;
  }
  const double tail = (1 - request.confidence) / 2;
  std::vector<double> quantiles{stats::normal_quantile_upper(tail)};
  for (const std::int64_t n : study.sizes_) {
    quantiles.push_back(stats::t_quantile_upper(tail, static_cast<double>(n - 1)));
  }
  round_boundary(quantiles);
  study.z_ = quantiles.front();
  study.t_.assign(quantiles.begin() + 1, quantiles.end());
  return {std::move(study), std::move(issues)};
}

// Some tens of milliseconds, so that what is prepared for each block is small beside it.
std::int64_t CltStudy::block() const {
  double all = 0;
  for (const std::int64_t n : sizes_) {
    all += static_cast<double>(n);
  }
  double cost = 30 * static_cast<double>(sizes_.back()) + 500 * static_cast<double>(sizes_.size());
  if (std::any_of(intervals_.begin(), intervals_.end(), resampled)) {
    const double share = std::fmin(
        1, static_cast<double>(request_.bootstrap_experiments) / static_cast<double>(request_.draws.replicates));
    cost += share * 2 * all * static_cast<double>(request_.resamples);
  }
  return block_of(request_.draws.replicates, static_cast<std::int64_t>(std::clamp(4e7 / cost, 1.0, 2000.0)));
}

CltStudy::Partial CltStudy::run(std::int64_t first, std::int64_t count) const {
  Partial part;
  part.first = first;
  part.count = count;
  const std::size_t ways = intervals_.size();
  part.counts.assign(sizes_.size() * ways * kept_counts, 0);
  part.sums.assign(sizes_.size() * kept_sums, 0);
  part.histograms.assign(sizes_.size() * classes, 0);
  const bool any_resampled = std::any_of(intervals_.begin(), intervals_.end(), resampled);
  std::vector<double> values, means, ts;
  for (std::int64_t replicate = first; replicate < first + count; ++replicate) {
    random::Stream stream(static_cast<std::uint64_t>(request_.draws.seed), static_cast<std::uint64_t>(replicate));
    random::Stream again(static_cast<std::uint64_t>(request_.draws.seed) ^ of_resamples,
                         static_cast<std::uint64_t>(replicate));
    const bool bootstrap = any_resampled && replicate % every() == 0;
    values.clear();
    double sum = 0, squared = 0, cubed = 0;
    for (std::size_t size = 0; size < sizes_.size(); ++size) {
      Sample sample;
      sample.n = static_cast<double>(sizes_[size]);
      while (values.size() < static_cast<std::size_t>(sizes_[size])) {
        const double x = (value(stream) - mean_) / sd_;
        values.push_back(x);
        sum += x;
        squared += x * x;
        cubed += x * x * x;
      }
      sample.mean = sum / sample.n;
      const double second = squared / sample.n - sample.mean * sample.mean;
      if (second > 1e-12 * squared / sample.n) {  // what rounding leaves of equal values is none
        sample.sd = std::sqrt(second * sample.n / (sample.n - 1));
        const double third =
            cubed / sample.n - 3 * sample.mean * squared / sample.n + 2 * sample.mean * sample.mean * sample.mean;
        sample.skewness = third / (second * std::sqrt(second));
      }
      const double standardised = sample.mean * std::sqrt(sample.n);
      double* sums = &part.sums[size * kept_sums];
      sums[squares] += on_a_grid(standardised * standardised);
      sums[cubes] += on_a_grid(standardised * standardised * standardised);
      sums[low_tail] += standardised < -z_ ? 1 : 0;
      sums[high_tail] += standardised > z_ ? 1 : 0;
      const double at = (standardised + histogram_reach) / (2 * histogram_reach) * static_cast<double>(classes);
      if (at >= 0 && at < static_cast<double>(classes)) {
        part.histograms[size * classes + static_cast<std::size_t>(at)] += 1;
      }
      if (bootstrap) {
        resample(values, sample, again, means, ts);
      }
      for (std::size_t way = 0; way < ways; ++way) {
        const CltInterval interval = intervals_[way];
        if (resampled(interval) && !bootstrap) {
          continue;
        }
        Ends one;
        if (!resampled(interval)) {
          one = ends(interval, sample, t_[size]);
        } else {
          one = resampled_ends(interval, sample, means, ts);
        }
        double* counts = &part.counts[(size * ways + way) * kept_counts];
        counts[drawn] += 1;
        counts[below] += one.low > 0 ? 1 : 0;  // the truth is 0
        counts[above] += one.high < 0 ? 1 : 0;
        counts[extreme] += one.extreme ? 1 : 0;
        const double width = (one.high - one.low) * std::sqrt(sample.n) / (2 * z_);
        if (width < widest) {
          counts[bounded] += 1;
          counts[widths] += on_a_grid(width);
        }
      }
    }
  }
  return part;
}

Outcome<CltStudyResult> CltStudy::finish(const std::vector<Partial>& partials) const {
  const std::size_t ways = intervals_.size();
  std::vector<double> counts(sizes_.size() * ways * kept_counts, 0), sums(sizes_.size() * kept_sums, 0),
      histograms(sizes_.size() * classes, 0);
  Result result;
  double with_bootstrap = 0;
  for (const Partial& part : partials) {
    // What comes from outside may be anything: a block of another study counts for nothing.
    if (part.count <= 0 || part.counts.size() != counts.size() || part.sums.size() != sums.size() ||
        part.histograms.size() != histograms.size()) {
      continue;
    }
    const auto add = [](std::vector<double>& to, const std::vector<double>& more) {
      for (std::size_t i = 0; i < to.size(); ++i) {
        to[i] += more[i];
      }
    };
    add(counts, part.counts);
    add(sums, part.sums);
    add(histograms, part.histograms);
    result.replicates += part.count;
    const auto before = [&](std::int64_t replicate) { return (replicate + every() - 1) / every(); };
    with_bootstrap += static_cast<double>(before(part.first + part.count) - before(part.first));
  }
  if (result.replicates == 0) {
    return error(Code::cancelled, "", "Stopped before the first samples were drawn.");
  }
  const auto n = static_cast<double>(result.replicates);
  result.mean = mean_;
  result.sd = sd_;
  result.skewness = skewness_;
  result.rule_n = std::ceil(kohavi * skewness_ * skewness_);
  result.confidence = request_.confidence;
  result.histogram_low = -histogram_reach;
  result.histogram_high = histogram_reach;
  const double tail = (1 - request_.confidence) / 2;
  for (std::size_t i = 0; i < classes; ++i) {
    const auto edge = [](std::size_t at) {
      return -histogram_reach + 2 * histogram_reach * static_cast<double>(at) / static_cast<double>(classes);
    };
    result.normal.push_back(stats::normal_cdf(edge(i + 1)) - stats::normal_cdf(edge(i)));
  }
  for (const CltInterval interval : intervals_) {
    result.needed.push_back({std::string(name(interval)), std::string(label(interval)), std::nullopt});
  }
  for (std::size_t size = 0; size < sizes_.size(); ++size) {
    CltSizeResult one;
    one.n = sizes_[size];
    const double* sum = &sums[size * kept_sums];
    one.skewness = skewness_ / std::sqrt(static_cast<double>(one.n));
    one.simulated_skewness = sum[squares] > 0 ? sum[cubes] / n / std::pow(sum[squares] / n, 1.5) : 0;
    one.tail_low = sum[low_tail] / n;
    one.tail_high = sum[high_tail] / n;
    one.tail_mcse = share_error(tail, n);
    for (std::size_t i = 0; i < classes; ++i) {
      one.histogram.push_back(histograms[size * classes + i] / n);
    }
    result.sizes.push_back(std::move(one));
    for (std::size_t way = 0; way < ways; ++way) {
      const double* count = &counts[(size * ways + way) * kept_counts];
      CltNeededResult& needed = result.needed[way];
      if (!(count[drawn] > 0)) {
        needed.n.reset();
        continue;
      }
      CltIntervalResult row;
      row.n = sizes_[size];
      row.interval = name(intervals_[way]);
      row.label = label(intervals_[way]);
      row.truth_below = count[below] / count[drawn];
      row.truth_above = count[above] / count[drawn];
      row.coverage = 1 - (count[below] + count[above]) / count[drawn];
      row.coverage_mcse = share_error(row.coverage, count[drawn]);
      row.exact_coverage = exact(intervals_[way], size);
      if (count[bounded] > 0) {
        row.width = count[widths] / count[bounded];
      }
      row.unbounded = 1 - count[bounded] / count[drawn];
      row.extreme = count[extreme] / count[drawn];
      row.experiments = static_cast<std::int64_t>(count[drawn]);
      const double off = std::abs(row.exact_coverage.value_or(row.coverage) - request_.confidence);
      // A later size may only be as far off as chance explains.
      if (off > close_enough + (row.exact_coverage ? 0 : 2 * row.coverage_mcse)) {
        needed.n.reset();
      } else if (!needed.n && off <= close_enough) {
        needed.n = row.n;
      }
      result.intervals.push_back(std::move(row));
    }
  }
  const auto said_of = [&](const CltNeededResult& needed) {
    return needed.n ? joined(" “", needed.label, "” covers within one point of ", percent(request_.confidence),
                             " from ", *needed.n, " on.")
                    : joined(" “", needed.label, "” is never that close up to ", sizes_.back(), ".");
  };
  result.sentence = joined("The metric has skewness ", rounded(skewness_), ".");
  for (const CltNeededResult& needed : result.needed) {
    if (needed.interval == "t" || result.needed.size() == 1 || needed.interval == "studentized") {
      result.sentence += said_of(needed);
    }
  }
  result.sentence += result.rule_n > 0 ? joined(" The rule of 355 times the squared skewness asks for ",
                                                static_cast<std::int64_t>(result.rule_n), ".")
                                       : std::string(" It is symmetric, so the rule of thumb asks for nothing.");
  result.assumptions.push_back(
      {"Values are independent and alike", "As users are who were drawn at random.", Standing::unchecked});
  if (table_) {
    result.assumptions.push_back({"Each value is drawn",
                                  "Lognormal amounts come from 4096 classes of equal chance, the highest of which are "
                                  "cut again up to a chance of 2^-48.",
                                  Standing::fine});
  }
  if (std::any_of(intervals_.begin(), intervals_.end(), resampled)) {
    const double error = share_error(request_.confidence, with_bootstrap);
    result.assumptions.push_back({"Enough experiments have a bootstrap",
                                  joined("Coverage of bootstrap intervals has a Monte Carlo error of about ",
                                         signed_points(error).substr(1), "."),
                                  error <= close_enough / 2 ? Standing::fine : Standing::doubtful});
  }
  return result;
}

}  // namespace sutva::simulate
