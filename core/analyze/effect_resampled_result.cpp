// SPDX-License-Identifier: Apache-2.0
// What the replicates of an effect by resampling mean: estimates, tests, words and assumptions.
#include <algorithm>
#include <cmath>

#include "analyze/comparison.hpp"
#include "analyze/effect.hpp"
#include "analyze/effect_resampled_work.hpp"
#include "base/text.hpp"
#include "base/words.hpp"

namespace sutva::analyze {

// Replicates of one quantity, those that exist, with the variance that each finds for itself.
struct Replicates {
  std::vector<double> values, variances;
  std::int64_t undefined_count = 0;

  void add(double value, double variance) {
    if (std::isfinite(value) && value != undefined_replicate) {
      values.push_back(value);
      variances.push_back(variance);
    } else {
      ++undefined_count;
    }
  }
  void add_none() { ++undefined_count; }
};

struct ResampledQuantity {
  std::string_view name, methods, label;  // label: what stands before the method's, as "Adjusted"
  double estimate = 0, variance = 0;      // variance 0: not studentised
  double acceleration = 0;
};

namespace {

double difference_of(double control, double treatment) { return treatment - control; }
double lift_of(double control, double treatment) { return treatment / control - 1; }

std::string interval_words(const Estimate& e) {
  return e.ci_low && e.ci_high ? range_words(*e.ci_low, *e.ci_high) : std::string("no interval");
}

}  // namespace

void EffectResampled::Work::add_bootstrap(Result& result, const ResampledQuantity& quantity,
                                          Replicates replicates) const {
  const std::size_t r = replicates.values.size();
  Resampled about{std::string(quantity.name), quantity.estimate, {}, {}, {}, 0, replicates.undefined_count};
  if (!quantity.label.empty()) {
    about.quantity = joined(quantity.name, ", ", quantity.label);
  }
  about.acceleration = quantity.acceleration;
  // Too many replicates without a value: their intervals would be of other data than these.
  if (static_cast<double>(r) < 0.95 * static_cast<double>(request_.replicates)) {
    result.resampled.push_back(std::move(about));
    return;
  }
  double mean = 0, squares = 0;
  for (const double value : replicates.values) {
    mean += (value - quantity.estimate) / static_cast<double>(r);
  }
  for (const double value : replicates.values) {
    const double off = value - quantity.estimate - mean;
    squares += off * off;
  }
  const double se = std::sqrt(squares / static_cast<double>(r - 1));
  about.bias = mean;
  about.se = se;
  std::vector<double> t;
  if (quantity.variance > 0) {
    for (std::size_t i = 0; i < r; ++i) {
      // What rounding leaves of a replicate without any variance is not one to divide by.
      if (replicates.variances[i] > 1e-20 * quantity.variance && replicates.variances[i] != undefined_replicate) {
        t.push_back((replicates.values[i] - quantity.estimate) / std::sqrt(replicates.variances[i]));
      }
    }
  }
  std::vector<double>& sorted = replicates.values;
  std::sort(sorted.begin(), sorted.end());
  about.bias_correction = stats::bias_correction(sorted, quantity.estimate);

  const auto add = [&](std::string_view method, std::string_view label, std::string_view source,
                       const stats::ResampledInterval& interval, std::string note) {
    Estimate e;
    e.quantity = quantity.name;
    e.method = joined(quantity.methods, method);
    e.label = quantity.label.empty() ? std::string(label) : joined(label, ", ", quantity.label);
    e.source = source;
    e.estimate = quantity.estimate;
    if (se > 0) {
      e.se = se;
      e.ci_low = interval.low;
      e.ci_high = interval.high;
    }
    e.note = !(se > 0) ? "All replicates are alike; no interval exists."
             : !(interval.low && interval.high) && note.empty()
                 ? "An end lies beyond the outermost replicate; draw more of them."
                 : std::move(note);
    result.estimates.push_back(std::move(e));
    return result.estimates.size() - 1;
  };
  add("bootstrap_percentile", "Bootstrap, percentile", "Efron (1982)",
      stats::percentile_interval(sorted, request_.confidence), "");
  if (about.bias_correction) {
    add("bootstrap_bca", "Bootstrap, BCa", "Efron (1987)",
        stats::bca_interval(sorted, *about.bias_correction, quantity.acceleration, request_.confidence), "");
  } else {
    add("bootstrap_bca", "Bootstrap, BCa", "Efron (1987)", {},
        "All replicates lie on one side of the estimate; no BCa interval exists.");
  }
  if (quantity.variance > 0 && static_cast<double>(t.size()) >= 0.95 * static_cast<double>(r) && se > 0) {
    std::sort(t.begin(), t.end());
    const double error = std::sqrt(quantity.variance), statistic = quantity.estimate / error;
    const std::size_t at = add("bootstrap_t", "Bootstrap, studentised", "Hall (1988)",
                               stats::studentized_interval(t, quantity.estimate, error, request_.confidence), "");
    const auto extreme = std::count_if(
        t.begin(), t.end(), [&](double each) { return std::abs(each) >= std::abs(statistic) * (1 - 1e-12); });
    Estimate& e = result.estimates[at];
    e.se = error;
    e.statistic = statistic;
    e.p_value = static_cast<double>(extreme + 1) / static_cast<double>(t.size() + 1);
  }
  result.resampled.push_back(std::move(about));
}

void EffectResampled::Work::add_test(Result& result, const stats::NullDistribution& null, const Redrawn& about,
                                     const MethodText& text, double estimate, double se) const {
  Redrawn test = about;
  test.p_value = null.p_value(-estimate);
  test.p_mcse = null.mcse(test.p_value);
  Estimate e;
  e.quantity = text.quantity;
  e.method = text.method;
  e.label = text.label;
  e.source = text.source;
  e.estimate = estimate;
  e.p_value = test.p_value;
  const double alpha = 1 - request_.confidence;
  const auto end = [&](double scale) -> std::optional<double> {
    const auto shift = null.limit(alpha, scale);
    return shift ? std::optional<double>(estimate + *shift) : std::nullopt;
  };
  e.ci_low = end(-se);
  e.ci_high = end(se);
  if (!e.ci_low || !e.ci_high) {
    e.note = joined("There are too few possible draws for an interval of ", percent(request_.confidence), ".");
  }
  test.note = test.every ? joined("All ", counted(static_cast<double>(test.draws), "possibility", "possibilities"),
                                  " were tried: the p-value is exact.")
                         : "The observed one counts as a draw, so that no p-value is 0.";
  result.estimates.push_back(std::move(e));
  result.tests.push_back(std::move(test));
}

Outcome<EffectResampledResult> EffectResampled::Work::finish(std::vector<Partial> partials) const {
  if (has_error(issues_)) {
    return Issues(issues_);
  }
  std::sort(partials.begin(), partials.end(), [](const Partial& p, const Partial& q) { return p.first < q.first; });
  Partial all;
  for (const Partial& part : partials) {
    const auto add = [](std::vector<double>& to, const std::vector<double>& from) {
      to.insert(to.end(), from.begin(), from.end());
    };
    all.count += part.first == all.count ? part.count : 0;
    add(all.means, part.means);
    add(all.quantiles, part.quantiles);
    add(all.adjusted, part.adjusted);
    add(all.wild, part.wild);
    add(all.permutations, part.permutations);
  }
  const auto draws = static_cast<std::size_t>(bootstraps_);
  if (all.count != bootstraps_ + wilds_ + permuted_ || all.means.size() != 4 * draws ||
      all.quantiles.size() != (quantiles_[0] ? 2 * draws : 0) || all.adjusted.size() != (adjusted_ ? 2 * draws : 0) ||
      all.wild.size() != static_cast<std::size_t>(5 * wilds_) ||
      all.permutations.size() != static_cast<std::size_t>(5 * permuted_)) {
    return error(Code::cancelled, "", "Stopped before all replicates were drawn.");
  }

  Result result;
  result.rows_total = sample_.rows_total;
  result.rows_used = sample_.rows_total;
  for (const LeftOut& each : sample_.left_out) {
    result.rows_used -= each.count;
  }
  result.checks = checks_;
  result.left_out = sample_.left_out;
  result.replicates = request_.replicates;
  result.seed = request_.seed;
  const std::vector<std::int64_t> sizes = sample_.arm_sizes();
  result.n_control = sizes[0];
  result.n_treatment = sizes[1];
  if (clustered_) {
    result.clusters_control = elements_in_arm_[0];
    result.clusters_treatment = elements_in_arm_[1];
  }
  if (block_) {
    result.blocks = static_cast<std::int64_t>(block_->size());
  }

  const auto [mean_0, mean_1] = observed_.mean;
  const auto [var_0, var_1] = observed_.variance;
  const double difference = mean_1 - mean_0;
  const bool has_lift = mean_0 > 0;
  const auto lift_variance = [](double m0, double m1, double v0, double v1) {
    const double ratio = m1 / m0;
    return (v1 + ratio * ratio * v0) / (m0 * m0);
  };

  // Scaled, as the squares of variances leave the range of a double before these do.
  const double largest = std::fmax(var_0, var_1) > 0 ? std::fmax(var_0, var_1) : 1;
  const double df = clustered_             ? static_cast<double>(elements_.size()) - 2
                    : is_ratio() || block_ ? std::numeric_limits<double>::infinity()
                                           : welch_df({mean_0, var_0 / largest}, static_cast<double>(sizes[0]),
                                                      {mean_1, var_1 / largest}, static_cast<double>(sizes[1]));
  result.estimates.push_back(estimate_of({"Difference", "formula", "By formula, nothing drawn",
                                          clustered_   ? "Linearised, clustered"
                                          : is_ratio() ? "Delta method"
                                                       : "Welch (1947)"},
                                         difference, std::sqrt(var_0 + var_1), df, request_.confidence));
  Replicates differences, lifts;
  for (std::size_t i = 0; i < draws; ++i) {
    const double* const m = all.means.data() + 4 * i;
    if (m[0] == undefined_replicate || m[1] == undefined_replicate) {
      differences.add_none();
      lifts.add_none();
      continue;
    }
    differences.add(m[1] - m[0], m[2] + m[3]);
    // A control that is drawn without any of its few successes has a mean of 0 but for rounding.
    if (m[0] > 1e-12 * mean_0) {
      lifts.add(lift_of(m[0], m[1]), lift_variance(m[0], m[1], m[2], m[3]));
    } else {
      lifts.add_none();
    }
  }
  add_bootstrap(result,
                {"Difference", "", "", difference, var_0 + var_1,
                 stats::acceleration(means_->influence(difference_of, copies_), copies_)},
                std::move(differences));
  if (observed_adjusted_) {
    Replicates adjusted;
    for (std::size_t i = 0; i < draws; ++i) {
      adjusted.add(all.adjusted[2 * i], all.adjusted[2 * i + 1]);
    }
    add_bootstrap(result,
                  {"Difference", "adjusted_", "adjusted", observed_adjusted_->estimate, observed_adjusted_->variance,
                   stats::acceleration(adjusted_influence_, {})},
                  std::move(adjusted));
  }
  const auto nulls = [](const std::vector<double>& numbers, bool studentised) {
    std::vector<stats::NullDraw> list;
    list.reserve(numbers.size() / 5);
    for (std::size_t i = 0; i < numbers.size(); i += 5) {
      const double* const x = numbers.data() + i;
      const bool exists = std::find(x, x + 5, undefined_replicate) == x + 5;
      list.push_back(!exists       ? stats::NullDraw{std::numeric_limits<double>::quiet_NaN(), 0, 1, 0, 0}
                     : studentised ? stats::NullDraw{x[0], x[1], x[2], x[3], x[4]}
                                   : stats::NullDraw{x[0], x[1], 1, 0, 0});
    }
    return list;
  };
  if (wild_) {
    const bool webb = wild_kind_ == stats::WildWeights::webb;
    const double error = wild_->se();
    const stats::NullDistribution null(nulls(all.wild, true), wild_->observed(), wild_every_);
    const std::string_view label = webb ? "Wild cluster bootstrap, Webb" : "Wild cluster bootstrap, Rademacher";
    add_test(result, null, {std::string(label), 0, 0, wilds_, wild_every_, ""},
             {"Difference", "wild_cluster", label, "Cameron, Gelbach and Miller (2008)"}, wild_->estimate(), error);
    Estimate& e = result.estimates.back();
    e.se = error;
    e.statistic = wild_->estimate() / error;
  }
  if (permutations_) {
    const stats::NullDraw observed = permutations_->observed();
    const double scale = observed.v0 > 0 ? std::sqrt(observed.v0) : std::fmax(std::abs(permuted_estimate_), 1e-300);
    const auto add = [&](bool studentised, std::string_view method, std::string_view label, std::string_view source) {
      const stats::NullDraw at = studentised ? observed : stats::NullDraw{observed.c, observed.d, 1, 0, 0};
      const stats::NullDistribution null(nulls(all.permutations, studentised), at, permutations_every_);
      add_test(result, null, {std::string(label), 0, 0, permuted_, permutations_every_, ""},
               {"Difference", method, label, source}, permuted_estimate_, scale);
    };
    add(false, "randomization", "Randomisation, difference", "Fisher (1935)");
    if (permutations_vary_) {
      add(true, "randomization_t", "Randomisation, studentised", "Chung and Romano (2013)");
      result.estimates.back().se = scale;
      result.estimates.back().statistic = permuted_estimate_ / scale;
    }
  }
  if (has_lift) {
    add_bootstrap(result,
                  {"Lift", "", "", lift_of(mean_0, mean_1), lift_variance(mean_0, mean_1, var_0, var_1),
                   stats::acceleration(means_->influence(lift_of, copies_), copies_)},
                  std::move(lifts));
  }
  if (quantiles_[0]) {
    Replicates quantiles;
    std::array<double, 2> sum{}, squares{};
    for (std::size_t i = 0; i < draws; ++i) {
      const double q[2] = {all.quantiles[2 * i], all.quantiles[2 * i + 1]};
      if (q[0] == undefined_replicate || q[1] == undefined_replicate) {
        quantiles.add_none();
        continue;
      }
      quantiles.add(q[1] - q[0], 0);
      for (const std::size_t arm : {0U, 1U}) {
        const double off = q[arm] - quantiles_[arm]->estimate();
        sum[arm] += off;
        squares[arm] += off * off;
      }
    }
    // The influence lacks the density: it follows from the spread that the replicates show.
    std::vector<double> influence;
    for (const std::size_t arm : {0U, 1U}) {
      std::vector<double> of_arm(elements_.size(), 0);
      quantiles_[arm]->add_influence(of_arm);
      double own = 0;
      for (const double l : of_arm) {
        own += l * l;
      }
      const auto n = static_cast<double>(draws);
      const double variance = squares[arm] / n - sum[arm] / n * (sum[arm] / n);
      const double scale = own > 0 && variance > 0 ? std::sqrt(variance / own) * (arm == 0 ? -1 : 1) : 0;
      for (const double l : of_arm) {
        influence.push_back(l * scale);
      }
    }
    const std::string name = request_.quantile == 0.5
                                 ? std::string("Difference of medians")
                                 : joined("Difference of the ", percent(request_.quantile), " quantiles");
    add_bootstrap(result,
                  {name, "quantile_", "", quantiles_[1]->estimate() - quantiles_[0]->estimate(), 0,
                   stats::acceleration(influence, {})},
                  std::move(quantiles));
  }
  add_words(result);
  add_assumptions(result);
  Issues notes = issues_;
  return {std::move(result), std::move(notes)};
}

void EffectResampled::Work::add_words(Result& result) const {
  const Estimate* best = nullptr;
  const Estimate* test = nullptr;
  for (const Estimate& e : result.estimates) {
    if (e.quantity != "Difference") {
      continue;
    }
    if (!best && (e.method == "bootstrap_bca" || e.method == "bootstrap_percentile") && e.ci_low && e.ci_high) {
      best = &e;
    }
    if (e.method == "bootstrap_bca" && e.ci_low && e.ci_high) {
      best = &e;
    }
    if (e.method == "randomization_t" || (e.method == "randomization" && !test)) {
      test = &e;
    }
  }
  const std::string measured = is_ratio() ? joined(request_.outcome, " per ", request_.denominator) : request_.outcome;
  const double control = observed_.mean[0], treatment = observed_.mean[1];
  result.sentence =
      joined("“", measured, "” averages ", rounded(treatment), " in ", sample_.arms[1], " and ", rounded(control),
             " in ", sample_.arms[0], ", a difference of ", signed_number(treatment - control));
  if (best) {
    result.sentence +=
        joined("; its ", percent(request_.confidence), " interval is ", interval_words(*best), " (",
               best->method == "bootstrap_bca" ? "BCa" : "percentile", ", ",
               counted(static_cast<double>(request_.replicates), "bootstrap draw", "bootstrap draws"), ")");
  }
  if (test && test->p_value) {
    result.sentence +=
        joined("; with labels permuted a difference this large comes up with p = ", rounded(*test->p_value));
  }
  result.sentence += ".";

  const std::string where = joined(by_block_ ? "within the arms of each block" : "within each arm");
  result.drawn =
      clustered_ ? joined("Whole clusters, ", where, ", ", static_cast<std::int64_t>(elements_.size()), " in all.")
      : copies_.empty() ? joined("Units, ", where, ", each one counted.")
                        : joined("Units, ", where, "; as they show only ", static_cast<std::int64_t>(copies_.size()),
                                 " different values, how often each value comes up is drawn, which is the same.");
}

void EffectResampled::Work::add_assumptions(Result& result) const {
  const auto add = [&](std::string title, Standing standing, std::string reason) {
    result.assumptions.push_back({std::move(title), std::move(reason), standing});
  };
  const std::int64_t fewest = std::min(elements_in_arm_[0], elements_in_arm_[1]);
  if (clustered_) {
    add("What is drawn is independent", Standing::unchecked,
        joined("Clusters are drawn whole, so rows of one may depend on each other; clusters must not."));
  } else {
    add("What is drawn is independent", Standing::unchecked,
        "Every row is drawn on its own. Where stores, cities or days were assigned as a whole, choose the cluster: "
        "otherwise intervals are too short.");
  }
  add("Enough is drawn from",
      fewest < 10   ? Standing::broken
      : fewest < 30 ? Standing::doubtful
                    : Standing::fine,
      joined("The smaller arm has ", counted(static_cast<double>(fewest), element_words(true), element_words(false)),
             "; the bootstrap takes the sample for the population, which below about 30 makes intervals too short. ",
             "Permutations need no such number."));
  const auto find = [&](std::string_view method) -> const Estimate* {
    for (const Estimate& e : result.estimates) {
      if (e.quantity == "Difference" && e.method == method) {
        return &e;
      }
    }
    return nullptr;
  };
  const Estimate *p = find("bootstrap_percentile"), *t = find("bootstrap_t");
  if (p && t && p->ci_low && p->ci_high && t->ci_low && t->ci_high) {
    const double width = *p->ci_high - *p->ci_low;
    const double off = std::fmax(std::abs(*p->ci_low - *t->ci_low), std::abs(*p->ci_high - *t->ci_high)) / width;
    add("The kinds of interval agree", off > 0.15 ? Standing::doubtful : Standing::fine,
        joined("The ends of the percentile and the studentised interval differ by up to ", percent(off, 2),
               " of the width. Where they differ by more, the outcome is skewed for this size: trust the studentised "
               "one."));
  }
  add("Labels are permuted as they were assigned", Standing::unchecked,
      joined("Permutations keep the number of ", element_words(false), " in each arm", block_ ? " of each block" : "",
             ". Their p-value tests that nobody is affected at all; the interval takes the effect as the same for "
             "everyone."));
  if (block_) {
    add("Arms are compared within blocks",
        weighted() && largest_share_ - least_share_ > 0.5 ? Standing::doubtful : Standing::fine,
        weighted()
            ? joined("The share of treatment lies between ", percent(least_share_), " and ", percent(largest_share_),
                     " in the blocks, so units are weighted to the size of their block.")
            : std::string("The share of treatment is the same in every block."));
  }
  if (wild_) {
    add("The wild bootstrap has enough clusters in each arm",
        fewest < 4   ? Standing::broken
        : fewest < 8 ? Standing::doubtful
                     : Standing::fine,
        joined(
            "The smaller arm has ", counted(static_cast<double>(fewest), "cluster", "clusters"),
            "; with few treated clusters the restricted wild bootstrap rejects too seldom (MacKinnon and Webb 2017)."));
  }
}

}  // namespace sutva::analyze
