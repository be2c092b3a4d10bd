// SPDX-License-Identifier: Apache-2.0
#include "simulate/clt_study.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "base/text.hpp"
#include "base/words.hpp"
#include "random/plain_math.hpp"
#include "simulate/estimate_summary.hpp"
#include "simulate/growing_arms.hpp"
#include "stats/bootstrap.hpp"
#include "stats/distributions.hpp"

namespace sutva::simulate {
namespace {

constexpr double histogram_reach = 4;
constexpr std::size_t most_sizes = 20;
constexpr double most_resampled = 3e8;  // values in one experiment with a bootstrap: half a second
constexpr double widest = 1e6;          // of what is averaged
constexpr double close_enough = 0.01;   // of coverage to the nominal
constexpr double kohavi = 355;
constexpr std::size_t rows_per_step = 65'536;
constexpr double largest_number = 1e90;    // cubes of larger ones leave the range of a double
constexpr double much_of_variance = 0.05;  // for one row of a file
constexpr std::uint64_t of_resamples = 0x9E3779B97F4A7C15U;

// By size and interval; and by size.
enum Count : std::size_t { drawn, below, above, widths, bounded, extreme, kept_counts };
enum Sum : std::size_t { squares, cubes, low_tail, high_tail, kept_sums };

bool resampled(CltInterval interval) {
  return interval == CltInterval::percentile || interval == CltInterval::bca || interval == CltInterval::studentized;
}

double cube_root(double x) { return x < 0 ? -random::plain_power(-x, 1.0 / 3) : random::plain_power(x, 1.0 / 3); }

CltLaw law_of(const CltStudyRequest& request) {
  CltLaw law;
  law.metric = request.metric;
  law.rate = request.rate;
  switch (request.metric) {
    case CltMetric::normal:
    case CltMetric::file:  // once its rows are read
      break;
    case CltMetric::exponential:
      law.mean = 1;
      law.skewness = 2;
      break;
    case CltMetric::lognormal:
    case CltMetric::zero_inflated: {
      const double q = request.metric == CltMetric::lognormal ? 1 : request.spenders;
      const double grown = 1 + request.cv * request.cv;
      const double second = q * grown, third = second * grown * grown, variance = second - q * q;
      law.table = std::make_shared<const LognormalTable>(request.cv);
      law.share = law.mean = q;
      law.skewness = (third - 3 * q * second + 2 * q * q * q) / (variance * std::sqrt(variance));
      // The classes of the table take a little of the variance.
      law.sd = std::sqrt(q * (1 + law.table->sd() * law.table->sd()) - q * q);
      break;
    }
    case CltMetric::poisson:
      law.mean = request.rate;
      law.sd = std::sqrt(request.rate);
      law.skewness = 1 / law.sd;
      break;
    case CltMetric::bernoulli:
      law.share = law.mean = request.share;
      law.sd = std::sqrt(law.mean * (1 - law.mean));
      law.skewness = (1 - 2 * law.mean) / law.sd;
      break;
  }
  return law;
}

}  // namespace

// One replicate in so many has a bootstrap.
std::int64_t CltStudy::every() const {
  return std::max<std::int64_t>(1, request_.draws.replicates / request_.bootstrap_experiments);
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

Outcome<CltStudy> CltStudy::prepare(const table::Table& table, const Request& request) {
  CltStudy study;
  study.request_ = request;
  Issues issues;
  if (request.metric == CltMetric::file) {
    if (table.columns.empty()) {
      return error(Code::no_table, "metric", "Open a file with a column of numbers first.");
    }
    study.column_ = table.find(request.column);
    if (request.column.empty()) {
      issues.push_back(error(Code::required, "column", "Choose the column whose numbers are the metric."));
    } else if (!study.column_) {
      issues.push_back(error(Code::unknown_column, "column", joined("There is no column “", request.column, "”.")));
    } else if (study.column_->kind != table::ColumnKind::number) {
      issues.push_back(error(Code::not_numeric, "column",
                             joined("“", request.column, "” holds text; the metric needs a column of numbers.")));
    }
    study.rows_ = std::make_shared<std::vector<double>>();
  }
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
  study.law_ = law_of(request);
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

std::vector<std::string> CltStudy::columns() const {
  return request_.metric == CltMetric::file ? std::vector<std::string>{request_.column} : std::vector<std::string>();
}

// A column is read twice, so that numbers far from zero lose nothing.
bool CltStudy::step() {
  if (!column_) {
    return false;
  }
  const std::vector<double>& cells = column_->numbers;
  if (read_ < cells.size()) {
    const std::size_t end = std::min(cells.size(), read_ + rows_per_step);
    for (; read_ < end; ++read_) {
      if (!std::isnan(cells[read_])) {
        rows_->push_back(cells[read_]);
        sum_ += cells[read_];
      }
    }
    return true;
  }
  const double middle = rows_->empty() ? 0 : sum_ / static_cast<double>(rows_->size());
  const std::size_t end = std::min(rows_->size(), summed_ + rows_per_step);
  for (; summed_ < end; ++summed_) {
    const double off = (*rows_)[summed_] - middle;
    powers_[0] += off;
    powers_[1] += off * off;
    powers_[2] += off * off * off;
    largest_ = std::fmax(largest_, std::abs(off));
  }
  if (summed_ < rows_->size()) {
    return true;
  }
  check_rows();
  column_ = nullptr;
  return false;
}

void CltStudy::check_rows() {
  const auto n = static_cast<double>(rows_->size());
  const std::size_t missing = read_ - rows_->size();
  if (rows_->size() < 2) {
    issues_.push_back(error(Code::no_rows, "column",
                            joined(rows_->empty() ? "No row" : "Only one row", " of “", request_.column,
                                   "” has a number; a metric needs two that differ."),
                            2.0));
    return;
  }
  if (!(std::abs(sum_ / n) <= largest_number && largest_ <= largest_number)) {
    issues_.push_back(error(Code::too_large, "column",
                            joined("“", request_.column, "” holds numbers beyond 1e90; give it a larger unit."),
                            largest_number));
    return;
  }
  const double off = powers_[0] / n, second = powers_[1] / n - off * off;
  const double third = powers_[2] / n - 3 * off * powers_[1] / n + 2 * off * off * off;
  law_.mean = sum_ / n + off;
  // Numbers that are equal are so to the last bit: nothing but rounding is left of their deviations.
  if (!(largest_ > 1e-14 * std::abs(law_.mean)) || !(second > 0)) {
    issues_.push_back(
        error(Code::constant, "column",
              joined("“", request_.column, "” is ", rows_->front(), " in every row; every mean of it is the truth.")));
    return;
  }
  law_.sd = std::sqrt(second);
  law_.skewness = third / (second * law_.sd);
  law_.rows = rows_;
  if (missing > 0) {
    issues_.push_back(warning(Code::missing_values, "column",
                              joined(counted(static_cast<double>(missing), "row has", "rows have"), " no number in “",
                                     request_.column, "” and ", missing == 1 ? "is" : "are", " left out.")));
  }
}

double CltStudy::progress() const {
  const double rows = column_ ? static_cast<double>(column_->numbers.size()) : 0;
  return rows > 0 ? static_cast<double>(read_ + summed_) / (2 * rows) : 1;
}

Outcome<analyze::ReplicatesToRun> CltStudy::ready() const {
  if (has_error(issues_)) {
    return issues_;
  }
  return analyze::ReplicatesToRun{replicates(), block()};
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
  part.histograms.assign(sizes_.size() * histogram_classes, 0);
  const bool any_resampled = std::any_of(intervals_.begin(), intervals_.end(), resampled);
  std::vector<double> means, ts;
  CltValues values;
  for (std::int64_t replicate = first; replicate < first + count; ++replicate) {
    random::Stream stream(static_cast<std::uint64_t>(request_.draws.seed), static_cast<std::uint64_t>(replicate));
    random::Stream again(static_cast<std::uint64_t>(request_.draws.seed) ^ of_resamples,
                         static_cast<std::uint64_t>(replicate));
    const bool bootstrap = any_resampled && replicate % every() == 0;
    values.values.clear();
    values.sum = values.squared = values.cubed = 0;
    for (std::size_t size = 0; size < sizes_.size(); ++size) {
      Sample sample;
      sample.n = static_cast<double>(sizes_[size]);
      const auto n = static_cast<std::size_t>(sizes_[size]);
      law_.fill(values, n, stream);
      sample.mean = values.sum / sample.n;
      const double second = values.squared / sample.n - sample.mean * sample.mean;
      if (second > 1e-12 * values.squared / sample.n) {  // what rounding leaves of equal values is none
        sample.sd = std::sqrt(second * sample.n / (sample.n - 1));
        const double third = values.cubed / sample.n - 3 * sample.mean * values.squared / sample.n +
                             2 * sample.mean * sample.mean * sample.mean;
        sample.skewness = third / (second * std::sqrt(second));
      }
      const double standardised = sample.mean * std::sqrt(sample.n);
      double* sums = &part.sums[size * kept_sums];
      sums[squares] += on_a_grid(standardised * standardised);
      sums[cubes] += on_a_grid(standardised * standardised * standardised);
      sums[low_tail] += standardised < -z_ ? 1 : 0;
      sums[high_tail] += standardised > z_ ? 1 : 0;
      count_in(std::span(part.histograms).subspan(size * histogram_classes, histogram_classes), -histogram_reach,
               histogram_reach, standardised);
      if (bootstrap) {
        resample(values, n, request_.resamples, again, means, ts);
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
      histograms(sizes_.size() * histogram_classes, 0);
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
  if (has_error(issues_)) {
    return issues_;
  }
  if (result.replicates == 0) {
    return error(Code::cancelled, "", "Stopped before the first samples were drawn.");
  }
  const auto n = static_cast<double>(result.replicates);
  result.mean = law_.mean;
  result.sd = law_.sd;
  result.skewness = law_.skewness;
  result.rule_n = std::ceil(kohavi * law_.skewness * law_.skewness);
  result.confidence = request_.confidence;
  result.histogram_low = -histogram_reach;
  result.histogram_high = histogram_reach;
  const double tail = (1 - request_.confidence) / 2;
  for (std::size_t i = 0; i < histogram_classes; ++i) {
    const auto edge = [](std::size_t at) {
      return -histogram_reach + 2 * histogram_reach * static_cast<double>(at) / static_cast<double>(histogram_classes);
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
    one.skewness = law_.skewness / std::sqrt(static_cast<double>(one.n));
    one.simulated_skewness = sum[squares] > 0 ? sum[cubes] / n / std::pow(sum[squares] / n, 1.5) : 0;
    one.tail_low = sum[low_tail] / n;
    one.tail_high = sum[high_tail] / n;
    one.tail_mcse = share_error(tail, n);
    for (std::size_t i = 0; i < histogram_classes; ++i) {
      one.histogram.push_back(histograms[size * histogram_classes + i] / n);
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
  result.sentence = joined("The metric has skewness ", rounded(law_.skewness), ".");
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
  if (law_.rows) {
    const auto rows = static_cast<double>(rows_->size());
    result.rows_used = static_cast<std::int64_t>(rows_->size());
    const double most = largest_ * largest_ / (rows * law_.sd * law_.sd);
    result.assumptions.push_back(
        {"The file's rows are what users are like",
         joined(
             "Values are rows of the file, ", *result.rows_used,
             " of them, each drawn as often as any other. What is rarer than one row among so many is not in it; the "
             "farthest row makes ",
             percent(most), " of the variance."),
         most < much_of_variance ? Standing::unchecked : Standing::doubtful});
  }
  if (law_.table) {
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
  return {std::move(result), issues_};
}

}  // namespace sutva::simulate
