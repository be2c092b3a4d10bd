// SPDX-License-Identifier: Apache-2.0
#include "analyze/past_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "base/words.hpp"
#include "stats/distributions.hpp"
#include "stats/intervals.hpp"
#include "stats/intraclass.hpp"

namespace sutva::analyze {
namespace {

constexpr double largest_count = 9007199254740992.0;

double per_arm_normal(double skewness) { return std::ceil(355 * skewness * skewness); }

}  // namespace

PastStatistics::PastStatistics(const PastUnits& units, const PlanFromDataRequest& request)
    : units_(units), request_(request), sort_(units.outcomes) {
  rate_ = units.has_denominator() ? units.outcome.mean() / units.denominator.mean() : units.outcome.mean();
  if (!units.covariates.empty()) {
    regression_.emplace(static_cast<Eigen::Index>(units.covariates.size() + 2));
    row_.resize(units.covariates.size() + 2);
  }
  clusters_.resize(units.cluster_count);
}

bool PastStatistics::sort() {
  if (sort_.step()) {
    return true;
  }
  const std::vector<double>& sorted = sort_.sorted();
  cap_ = stats::quantile(sorted, request_.cap_quantile);
  above_cap_ = static_cast<std::size_t>(sorted.end() - std::upper_bound(sorted.begin(), sorted.end(), cap_));
  return false;
}

void PastStatistics::cap(std::size_t first, std::size_t last) {
  block_.resize(std::max(block_.size(), last - first));
  for (std::size_t unit = first; unit < last; ++unit) {
    block_[unit - first] = std::min(units_.outcomes[unit], cap_);
  }
  capped_.add({block_.data(), last - first});
}

void PastStatistics::look(std::size_t first, std::size_t last) {
  // With n below the variance; powers of what is not scaled could leave the range of a double.
  const auto n = static_cast<double>(units_.outcome.count());
  const double sd = std::sqrt(units_.outcome.sum_of_squares() / n), capped_sd = std::sqrt(capped_.sum_of_squares() / n);
  for (std::size_t unit = first; unit < last; ++unit) {
    const double outcome = units_.outcomes[unit];
    const double off = outcome - units_.outcome.mean();
    const double z = off / sd;
    z3_ += z * z * z;
    z4_ += z * z * z * z;
    if (capped_sd > 0) {
      const double c = (std::min(outcome, cap_) - capped_.mean()) / capped_sd;
      capped_z3_ += c * c * c;
    }
    double metric = off;
    double expected = rate_;
    if (units_.has_denominator()) {
      const double denominator = units_.denominators[unit];
      covariance_ += off * (denominator - units_.denominator.mean());
      expected = rate_ * denominator;
      // Its mean is 0: the rate is what makes it so.
      metric = (outcome - expected) / units_.denominator.mean();
      linearised_ += metric * metric;
    }
    squares_about_rate_ += (outcome - expected) * (outcome - expected);
    squares_of_expected_ += expected * expected;
    expected_ += expected;
    if (expected > 0) {
      pearson_ += (outcome - expected) * (outcome - expected) / expected;
      ++pearson_units_;
    } else {
      impossible_count_ = impossible_count_ || outcome > 0;
    }
    if (regression_) {
      add_to_regression(unit, metric);
    }
    if (units_.has_clusters() && units_.clusters[unit] >= 0) {
      // Welford's update, cluster by cluster.
      Cluster& cluster = clusters_[static_cast<std::size_t>(units_.clusters[unit])];
      const double before = metric - cluster.mean;
      cluster.mean += before / ++cluster.size;
      within_ += before * (metric - cluster.mean);
    }
  }
}

void PastStatistics::add_to_regression(std::size_t unit, double metric) {
  row_[0] = 1;
  for (std::size_t i = 0; i < units_.covariates.size(); ++i) {
    const stats::Moments& m = units_.covariates[i].moments;
    const double value = units_.covariates[i].values[unit];
    if (std::isnan(value)) {
      return;
    }
    row_[i + 1] = (value - m.mean()) / (m.variance() > 0 ? std::sqrt(m.variance()) : 1);
  }
  row_.back() = metric;
  regression_->add(row_.data());
}

void PastStatistics::add_outcome(PlanFromDataResult& result, Issues& issues) const {
  const auto n = static_cast<double>(units_.outcome.count());
  result.is_binary = units_.binary;
  if (units_.binary) {
    result.baseline = units_.outcome.mean();
    const stats::Interval interval = stats::wilson(std::round(units_.outcome.mean() * n), n, request_.confidence);
    result.baseline_ci_low = interval.low;
    result.baseline_ci_high = interval.high;
  }
  result.baseline_mean = units_.outcome.mean();
  result.variance = units_.outcome.variance();
  result.sd = std::sqrt(result.variance);
  result.skewness = z3_ / n;
  result.excess_kurtosis = z4_ / n - 3;
  result.min = units_.low;
  result.max = units_.high;
  const double with_outcome = request_.count_zeros ? n : n + static_cast<double>(units_.zeros);
  result.zero_share = static_cast<double>(units_.zeros) / with_outcome;
  result.n_per_arm_normal = per_arm_normal(result.skewness);
  for (const double share : {0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999}) {
    result.quantiles.push_back({share, stats::quantile(sort_.sorted(), share)});
  }
  if (units_.binary) {
    return;  // there is nothing to cap
  }
  result.cap = cap_;
  result.capped_share = static_cast<double>(above_cap_) / n;
  if (!(capped_.variance() > 0)) {
    issues.push_back(warning(Code::constant, "cap_quantile",
                             joined("Capped at ", rounded(cap_),
                                    " every outcome is the same; choose a higher quantile, or leave zeros out.")));
    return;
  }
  result.capped_mean = capped_.mean();
  result.capped_sd = std::sqrt(capped_.variance());
  result.capped_variance_reduction = 1 - capped_.variance() / units_.outcome.variance();
  result.capped_skewness = capped_z3_ / n;
  result.capped_n_per_arm_normal = per_arm_normal(*result.capped_skewness);
}

void PastStatistics::add_ratio(PlanFromDataResult& result, Issues& issues) const {
  if (!units_.has_denominator()) {
    return;
  }
  const auto n = static_cast<double>(units_.outcome.count());
  const double mean = units_.denominator.mean();
  result.rate = rate_;
  result.numerator_mean = units_.outcome.mean();
  result.numerator_sd = std::sqrt(units_.outcome.variance());
  result.denominator_mean = mean;
  result.denominator_sd = std::sqrt(units_.denominator.variance());
  result.covariance = covariance_ / (n - 1);
  if (*result.denominator_sd > 0) {
    result.ratio_correlation =
        std::clamp(*result.covariance / *result.numerator_sd / *result.denominator_sd, -1.0, 1.0);
  } else {
    issues.push_back(warning(Code::constant, "denominator",
                             joined("“", request_.denominator, "” is ", mean,
                                    " in every unit; the ratio is the outcome in another unit, and no correlation "
                                    "exists.")));
  }
  result.linearised_variance = linearised_ / (n - 1);
  result.linearised_sd = std::sqrt(*result.linearised_variance);
  // What rounding leaves of a ratio that is the same in every unit.
  if (*result.linearised_sd * mean <= 1e-12 * *result.numerator_sd) {
    issues.push_back(error(Code::constant, "denominator",
                           joined("“", request_.outcome, "” is ", rounded(rate_), " times “", request_.denominator,
                                  "” in every unit; the ratio does not vary.")));
  }
}

void PastStatistics::add_counts(PlanFromDataResult& result) const {
  result.is_count = units_.whole && !units_.binary && units_.low >= 0 && units_.high <= largest_count;
  if (!result.is_count || impossible_count_ || (units_.has_denominator() && units_.lowest_denominator < 0)) {
    return;
  }
  const auto n = static_cast<double>(units_.outcome.count());
  result.rate = rate_;
  // Without a denominator (s^2 - mean) / mean^2.
  result.dispersion = std::fmax(0.0, (squares_about_rate_ * (n / (n - 1)) - expected_) / squares_of_expected_);
  if (pearson_units_ > 1) {
    result.dispersion_index = pearson_ / (pearson_units_ - 1);
    result.poisson_p_value = stats::chi_squared_sf(pearson_, pearson_units_ - 1);
  }
}

void PastStatistics::add_covariates(PlanFromDataResult& result, Issues& issues) {
  if (!regression_) {
    return;
  }
  const auto width = static_cast<Eigen::Index>(units_.covariates.size());
  const Eigen::Index last = width + 1;
  const Eigen::MatrixXd all = regression_->factor();
  // Below its first row, which belongs to the intercept, a factor's columns are those of centred data.
  const auto centred = [](const Eigen::MatrixXd& factor, Eigen::Index j) {
    return factor.col(j).segment(1, factor.rows() - 1);
  };
  result.n_with_covariates = units_.with_covariates;
  result.coverage = static_cast<double>(units_.with_covariates) / static_cast<double>(units_.outcome.count());
  const double total = centred(all, last).squaredNorm();
  if (!(total > 0)) {
    issues.push_back(warning(Code::constant, "covariates",
                             "The metric does not vary over the units with all covariates; what these explain is not "
                             "known."));
    return;
  }
  const std::vector<Eigen::Index> dropped = stats::dependent_columns(all.leftCols(last));
  std::vector<Eigen::Index> kept{0};
  for (Eigen::Index j = 1; j <= width; ++j) {
    PlanCovariate one;
    one.name = request_.covariates[static_cast<std::size_t>(j) - 1];
    one.present = units_.covariates[static_cast<std::size_t>(j) - 1].moments.count();
    one.dropped = std::find(dropped.begin(), dropped.end(), j) != dropped.end();
    const auto x = centred(all, j), y = centred(all, last);
    if (one.dropped) {
      issues.push_back(warning(
          Code::dropped_column, joined("covariates[", std::to_string(j - 1), "]"),
          joined("“", one.name, "” is constant or adds nothing to the covariates before it, and was left out.")));
    } else {
      kept.push_back(j);
      one.correlation = std::clamp(x.dot(y) / x.norm() / y.norm(), -1.0, 1.0);
      one.r_squared = *one.correlation * *one.correlation;
    }
    result.covariates.push_back(std::move(one));
  }
  kept.push_back(last);
  const Eigen::MatrixXd factor = stats::with_columns(all, kept);
  const auto y = centred(factor, factor.cols() - 1);
  result.r_squared = y.head(y.size() - 1).squaredNorm() / y.squaredNorm();
  result.variance_multiplier = 1 - *result.r_squared * *result.coverage;
  if (units_.covariates.size() == 1) {
    result.correlation = result.covariates[0].correlation;
  }
}

void PastStatistics::add_clusters(PlanFromDataResult& result, Issues& issues) const {
  if (!units_.has_clusters()) {
    return;
  }
  stats::ClusterSums sums;
  double mean = 0;
  for (const Cluster& c : clusters_) {
    if (c.size > 0) {
      ++sums.clusters;
      sums.count += c.size;
      sums.size_squares += c.size * c.size;
      sums.size_cubes += c.size * c.size * c.size;
      mean += (c.mean - mean) * (c.size / sums.count);
    }
  }
  const double k = sums.clusters;
  if (k < 2) {
    issues.push_back(error(Code::constant, "cluster",
                           k == 0 ? joined("No unit that counts has a value of “", request_.cluster, "”.")
                                  : joined("Every unit is in the same cluster; choose a column with several.")));
    return;
  }
  if (sums.count == k) {
    issues.push_back(error(Code::conflict, "cluster",
                           joined("“", request_.cluster,
                                  "” is different in every unit: each cluster would be one unit, which is a plan "
                                  "without clusters.")));
    return;
  }
  for (const Cluster& c : clusters_) {
    sums.between += c.size * (c.mean - mean) * (c.mean - mean);
  }
  sums.within = within_;
  if (!(sums.between + sums.within > 0)) {
    issues.push_back(error(Code::constant, "cluster",
                           "The metric does not vary over the units that have a cluster; choose another column."));
    return;
  }
  const stats::Intraclass found = stats::intraclass(sums, request_.confidence);
  result.n_in_clusters = static_cast<std::int64_t>(sums.count);
  result.clusters = static_cast<std::int64_t>(k);
  const double size = sums.count / k;
  result.people_per_cluster = size;
  double spread = 0;
  for (const Cluster& c : clusters_) {
    spread += c.size > 0 ? (c.size - size) * (c.size - size) : 0;
  }
  result.cluster_cv = std::sqrt(spread / k) / size;
  result.icc_estimate = found.icc;
  result.icc = std::fmax(0.0, found.icc);
  result.icc_se = found.se;
  if (found.interval) {
    result.icc_ci_low = found.interval->low;
    result.icc_ci_high = found.interval->high;
  }
  const double cv = *result.cluster_cv;
  result.design_effect = 1 + ((1 + cv * cv) * size - 1) * *result.icc;
  if (found.icc < 0) {
    issues.push_back(warning(Code::approximation, "cluster",
                             joined("The ICC is estimated as ", rounded(found.icc),
                                    ", below 0, and stands as 0 in a plan; the upper end of its interval is the safer "
                                    "choice.")));
  }
  if (k < 10) {
    issues.push_back(warning(
        Code::approximation, "cluster",
        joined("From ", static_cast<std::int64_t>(k), " clusters little is known of the ICC; see its interval.")));
  }
  if (result.n_in_clusters != units_.outcome.count()) {
    issues.push_back(warning(Code::missing_values, "cluster",
                             joined(units_.outcome.count() - *result.n_in_clusters,
                                    " units have no cluster; they count for everything else.")));
  }
}

void PastStatistics::add_to(PlanFromDataResult& result, Issues& issues) {
  add_outcome(result, issues);
  add_counts(result);
  add_ratio(result, issues);
  if (!has_error(issues)) {
    add_covariates(result, issues);
    add_clusters(result, issues);
  }
}

}  // namespace sutva::analyze
