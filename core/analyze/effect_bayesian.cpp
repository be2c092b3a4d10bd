// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_bayesian.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "base/text.hpp"
#include "base/words.hpp"
#include "stats/beta_pair.hpp"
#include "stats/distributions.hpp"
#include "stats/root.hpp"

namespace sutva::analyze {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::string_view flat = "Flat";

// What both models need of the question.
struct Question {
  double confidence, practical;
  bool higher;
};

// Chances and losses are first those of a difference that is better when higher.
void turn(const Question& question, double chance_below, Posterior& p) {
  if (!question.higher) {
    p.chance_to_beat = chance_below;
    std::swap(p.loss_ship, p.loss_keep);
    std::swap(p.chance_gain, p.chance_loss);
  }
}

// E[max(-X, 0)] of a normal X.
double normal_loss(double mean, double sd) {
  const double z = mean / sd;
  const double density = std::exp(-z * z / 2) / 2.506628274631000502;
  return std::fmax(0, sd * (density - z * stats::normal_sf(z)));
}

Posterior normal_posterior(const Question& question, double difference, double se, double prior_sd) {
  Posterior p;
  const double ratio = std::isinf(prior_sd) ? 0 : se / prior_sd;
  const double weight = 1 / (1 + ratio * ratio);  // of the data
  p.mean = weight * difference;
  p.sd = se * std::sqrt(weight);
  const double reach = stats::normal_quantile_upper((1 - question.confidence) / 2) * p.sd;
  p.ci_low = p.mean - reach;
  p.ci_high = p.mean + reach;
  p.chance_to_beat = stats::normal_sf(-p.mean / p.sd);
  p.loss_ship = normal_loss(p.mean, p.sd);
  p.loss_keep = normal_loss(-p.mean, p.sd);
  p.chance_gain = stats::normal_sf((question.practical - p.mean) / p.sd);
  p.chance_loss = stats::normal_sf((question.practical + p.mean) / p.sd);
  p.chance_same = std::fmax(0, 1 - p.chance_gain - p.chance_loss);
  turn(question, stats::normal_sf(p.mean / p.sd), p);
  return p;
}

struct Counts {
  double successes_control, n_control, successes_treatment, n_treatment;
};

Posterior beta_posterior(const Question& question, const Counts& counts, double successes, double failures) {
  const double a = counts.successes_control + successes, b = counts.n_control - counts.successes_control + failures;
  const double c = counts.successes_treatment + successes;
  const double d = counts.n_treatment - counts.successes_treatment + failures;
  const auto variance = [](double s, double f) { return s / (s + f) * (f / (s + f)) / (s + f + 1); };
  Posterior p;
  p.mean = c / (c + d) - a / (a + b);
  p.sd = std::sqrt(variance(a, b) + variance(c, d));
  const double tail = (1 - question.confidence) / 2;
  const auto cdf = [&](double x) { return stats::beta_difference_cdf(a, b, c, d, x); };
  const auto end = [&](double probability) {
    // Ends of the bracket 40 standard deviations out, as far as a difference of shares goes.
    const double low = std::fmax(-1, p.mean - 40 * p.sd), high = std::fmin(1, p.mean + 40 * p.sd);
    return stats::root([&](double x) { return cdf(x) - probability; }, low, high).value_or(p.mean);
  };
  p.ci_low = end(tail);
  p.ci_high = end(1 - tail);
  const double overlap = stats::beta_overlap(a, b, c, d);
  p.chance_to_beat = stats::beta_chance(a, b, c, d);
  const double other = stats::beta_chance(c, d, a, b);
  p.loss_ship = std::fmax(0, stats::beta_expected_loss(a, b, c, d, p.chance_to_beat, overlap));
  p.loss_keep = std::fmax(0, stats::beta_expected_loss(c, d, a, b, other, overlap));
  const double practical = std::fmin(1, question.practical);
  p.chance_gain = practical > 0 ? 1 - cdf(practical) : p.chance_to_beat;
  p.chance_loss = practical > 0 ? cdf(-practical) : other;
  p.chance_same = practical > 0 ? std::fmax(0, 1 - p.chance_gain - p.chance_loss) : 0;
  turn(question, other, p);
  return p;
}

std::string beta_name(double successes, double failures) {
  return joined("Beta(", successes, ", ", failures, ") for each arm");
}

std::string normal_name(double sd) {
  return std::isinf(sd) ? std::string(flat) : joined("Normal(0, ", rounded(sd), "²) for the difference");
}

Estimate as_estimate(const Posterior& p, std::string_view method, std::string_view source) {
  Estimate e;
  e.quantity = "Difference";
  e.method = method;
  e.label = joined("Posterior, ", p.prior);
  e.source = source;
  e.estimate = p.mean;
  e.se = p.sd;
  e.ci_low = p.ci_low;
  e.ci_high = p.ci_high;
  return e;
}

void say(const EffectBayesianRequest& request, bool points, EffectBayesianResult& result) {
  const Posterior& p = result.posterior;
  const auto number = [&](double x) { return points ? signed_points(x) : signed_number(x); };
  const auto loss = [&](double x) { return points ? joined(rounded(x * 100), "\u00a0pp") : rounded(x); };
  result.sentence = joined(p.prior == flat ? std::string("With a flat prior") : joined("With the prior ", p.prior),
                           ", treatment beats control with a chance of ", percent(p.chance_to_beat),
                           ". The difference is ", number(p.mean), ", and with ", percent(request.columns.confidence),
                           " probability between ", number(p.ci_low), " and ", number(p.ci_high), ". Shipping risks ",
                           loss(p.loss_ship), " per unit on average, keeping control ", loss(p.loss_keep), ".");
  if (request.practical > 0) {
    result.sentence += joined(" The chance that they are practically the same is ", percent(p.chance_same), ".");
  }
}

}  // namespace

Outcome<EffectBayesian> EffectBayesian::prepare(const table::Table& table, const Request& request) {
  Outcome<TwoArmsReader> reader = TwoArmsReader::prepare(table, request.columns, {.normal_means = true});
  if (!reader) {
    return std::move(reader.issues);
  }
  return {EffectBayesian(std::move(*reader), request), std::move(reader.issues)};
}

bool EffectBayesian::step() {
  if (pass_ == Pass::arms) {
    if (!reader_.step()) {
      Outcome<TwoArms> taken = reader_.take();
      append(issues_, std::move(taken.issues));
      pass_ = Pass::done;
      if (taken) {
        arms_ = std::move(*taken);
        list_priors();
      }
    }
  } else if (pass_ == Pass::posteriors) {
    posteriors_.push_back(posterior_of(priors_[posteriors_.size()]));
    pass_ = posteriors_.size() == priors_.size() ? Pass::done : Pass::posteriors;
  }
  return pass_ != Pass::done;
}

double EffectBayesian::progress() const {
  return pass_ == Pass::done ? 1
         : pass_ == Pass::arms
             ? 0.9 * reader_.progress()
             : 0.9 + 0.1 * static_cast<double>(posteriors_.size()) / static_cast<double>(priors_.size());
}

double EffectBayesian::se() const { return std::sqrt(arms_.mean_variance(0) + arms_.mean_variance(1)); }

// The prior that was asked for, and others to see what it does; none twice.
void EffectBayesian::list_priors() {
  is_beta_ = arms_.yes_no && request_.model == PosteriorModel::automatic;
  if (is_beta_) {
    const double s = request_.prior_successes, f = request_.prior_failures;
    priors_.push_back({"beta", s, f});
    if (s != 1 || f != 1) {
      priors_.push_back({"beta_uniform", 1, 1});
    }
    if (s != 0.5 || f != 0.5) {
      priors_.push_back({"beta_jeffreys", 0.5, 0.5});
    }
  } else if (se() > 0) {
    const double sd = request_.prior == DifferencePrior::flat ? infinity : request_.prior_sd;
    priors_.push_back({"normal", 0, 0, sd});
    if (!std::isinf(sd)) {
      priors_.push_back({"normal_flat", 0, 0, infinity});
    }
    if (sd != se()) {
      priors_.push_back({"normal_sceptical", 0, 0, se()});
    }
  } else {
    issues_.push_back(error(
        Code::constant, "outcome",
        joined("“", request_.columns.outcome, "” does not vary within either arm; a normal posterior needs that.")));
    return;
  }
  pass_ = Pass::posteriors;
}

Posterior EffectBayesian::posterior_of(const Prior& prior) const {
  const Question question{request_.columns.confidence, request_.practical, request_.better == Better::higher};
  if (!is_beta_) {
    Posterior p = normal_posterior(question, arms_.mean(1) - arms_.mean(0), se(), prior.sd);
    p.prior = normal_name(prior.sd);
    return p;
  }
  const auto successes = [&](std::size_t arm) { return std::round(arms_.mean(arm) * arms_.n(arm)); };
  Posterior p =
      beta_posterior(question, {successes(0), arms_.n(0), successes(1), arms_.n(1)}, prior.successes, prior.failures);
  p.prior = beta_name(prior.successes, prior.failures);
  return p;
}

Outcome<EffectBayesianResult> EffectBayesian::finish() {
  if (has_error(issues_)) {
    return std::move(issues_);
  }
  Result result;
  result.rows_total = arms_.rows_total;
  result.rows_used = arms_.rows_used;
  result.n_control = static_cast<std::int64_t>(arms_.values[0].size());
  result.n_treatment = static_cast<std::int64_t>(arms_.values[1].size());
  result.outcome = request_.columns.outcome;
  result.is_beta = is_beta_;
  result.control = arms_.mean(0);
  result.treatment = arms_.mean(1);
  result.posterior = posteriors_.front();
  result.posteriors = posteriors_;
  for (std::size_t i = 0; i < priors_.size(); ++i) {
    result.estimates.push_back(
        as_estimate(posteriors_[i], priors_[i].method,
                    is_beta_ ? "Miller (2015); Cook (2008)" : "Gelman et al. (2013), Bayesian Data Analysis, 2.5"));
  }
  result.assumptions = arms_.assumptions();
  const double smaller = std::fmin(arms_.n(0), arms_.n(1));
  if (is_beta_) {
    const double prior_n = request_.prior_successes + request_.prior_failures;
    result.assumptions.push_back({"The prior is what was known before",
                                  joined("It counts as ", rounded(prior_n), " people in each arm; the smaller arm has ",
                                         static_cast<std::int64_t>(smaller), "."),
                                  prior_n > smaller ? Standing::doubtful : Standing::unchecked});
  } else {
    const double ratio = priors_.front().sd / se(), weight = 1 / (1 + ratio * ratio);
    result.assumptions.push_back(
        {"The prior is what was known before",
         joined("It has ", percent(weight), " of the weight in the answer, the data the rest."),
         weight > 0.5 ? Standing::doubtful : Standing::unchecked});
    result.assumptions.push_back(
        {"The difference of means is nearly normal",
         joined("The smaller arm has ", static_cast<std::int64_t>(smaller),
                " units; its standard error is taken as known, which needs 30 at least, and more where the outcome is "
                "skewed."),
         smaller >= 200  ? Standing::fine
         : smaller >= 30 ? Standing::unchecked
                         : Standing::doubtful});
  }
  result.checks = arms_.checks;
  result.left_out = arms_.left_out;
  say(request_, arms_.yes_no, result);
  return {std::move(result), std::move(issues_)};
}

}  // namespace sutva::analyze
