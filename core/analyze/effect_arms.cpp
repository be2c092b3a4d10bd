// SPDX-License-Identifier: Apache-2.0
#include "analyze/effect_arms.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analyze/adjusted_means.hpp"
#include "analyze/checks.hpp"
#include "analyze/comparison.hpp"
#include "analyze/unit_loops.hpp"
#include "base/words.hpp"
#include "stats/adjusted_p.hpp"
#include "stats/distributions.hpp"
#include "stats/dunnett.hpp"
#include "stats/group_tests.hpp"

namespace sutva::analyze {
namespace {

using stats::Uncertain;

constexpr std::size_t most_outcomes = 50;

// Comparisons against a control that makes almost all of the noise are one comparison; the integrals then have an edge
// that costs seconds. A smaller correlation is on the safe side (Sidak 1967, JASA 62:626).
constexpr double most_lambda = 0.998;

struct MethodNames {
  std::string_view name, label, source;
};
constexpr MethodNames welch_names{
    "welch", "Difference in means, own variances (Welch)",
    "Welch (1947), Biometrika 34:28-35; Hasler and Hothorn (2008), Biometrical Journal 50:793-800"};
constexpr MethodNames clustered_names{"clustered", "Difference in means, clustered",
                                      "Liang and Zeger (1986), Biometrika 73:13-22"};
constexpr MethodNames pooled_names{"pooled", "Difference in means, one variance for all arms",
                                   "Dunnett (1955), JASA 50:1096-1121"};
constexpr MethodNames lin_names{"lin_hc2", "Regression adjustment (Lin, HC2)",
                                "Lin (2013), Annals of Applied Statistics 7:295-318"};
constexpr MethodNames lin_clustered_names{"lin_clustered", "Regression adjustment (Lin), clustered",
                                          "Lin (2013), Annals of Applied Statistics 7:295-318"};

// One method for one outcome: the arms' means, and the comparisons that Dunnett still has to be asked about.
struct Method {
  MethodNames names;
  std::size_t outcome = 0;
  std::vector<std::size_t> arms;  // that are compared, by place in the sample
  std::vector<double> estimates, se, df, lambda;
  std::vector<double> p, p_dunnett, reach;  // by comparison; NaN where there is no standard error
};

// The same in every method: differences against the control, first of `means`.
Method compared(const MethodNames& names, std::size_t outcome, const std::vector<std::size_t>& arms,
                const std::vector<Uncertain>& means, std::optional<double> df) {
  Method m;
  m.names = names;
  m.outcome = outcome;
  m.arms.assign(arms.begin() + 1, arms.end());
  const Uncertain& control = means.front();
  for (std::size_t i = 1; i < means.size(); ++i) {
    const double variance = control.variance + means[i].variance;
    m.estimates.push_back(means[i].value - control.value);
    m.se.push_back(std::sqrt(variance));
    m.df.push_back(df ? *df : difference_df(control, means[i]));
    m.lambda.push_back(variance > 0 ? std::min(std::sqrt(control.variance / variance), most_lambda) : 0);
  }
  m.p.assign(m.se.size(), NAN);
  m.p_dunnett = m.reach = m.p;
  return m;
}

}  // namespace

class EffectArms::Work {
 public:
  Work(const table::Table& table, const Request& request) : table_(&table), request_(request) {}

  static Outcome<EffectArms> begin(const table::Table& table, const Request& request);
  bool step();
  double progress() const;
  Outcome<Result> finish();

 private:
  enum class Stage { read, outcome, adjust, dunnett, done };

  void take();
  void add_checks();
  void begin_outcome();
  void end_outcome();
  void compare_next();
  void next_outcome() {
    adjusted_.reset();
    ++outcome_;
    stage_ = outcome_ < request_.outcomes.size() ? Stage::outcome : Stage::dunnett;
  }
  void add_comparisons(Result& result) const;
  void add_assumptions(Result& result) const;
  std::string sentence(const Result& result) const;
  std::string_view headline() const {
    return request_.covariates.empty() ? (clusters_ ? clustered_names.name : welch_names.name)
                                       : (clusters_ ? lin_clustered_names.name : lin_names.name);
  }

  const table::Table* table_;
  Request request_;
  std::optional<SampleReader> reader_;
  ClusterChoice choice_;
  Stage stage_ = Stage::read;
  Sample sample_;
  std::optional<stats::Clusters> clusters_;
  std::optional<stats::ClusterProducts> products_;
  std::size_t outcome_ = 0;
  std::vector<std::size_t> compared_;  // arms with enough units for the outcome at hand, the control first
  std::optional<AdjustedMeans> adjusted_;
  std::size_t method_ = 0, comparison_ = 0;
  std::vector<Method> methods_;
  std::vector<ArmOfOutcome> arms_;
  std::vector<OverallTest> overall_;
  std::vector<Check> checks_;
  stats::ChiSquared ratio_;
  Issues issues_;
};

Outcome<EffectArms> EffectArms::Work::begin(const table::Table& table, const Request& request) {
  auto work = std::make_unique<Work>(table, request);
  Issues issues;
  if (request.outcomes.empty()) {
    issues.push_back(error(Code::required, "outcomes", "Choose at least one column that holds an outcome."));
  }
  if (request.outcomes.size() > most_outcomes) {
    issues.push_back(error(Code::too_large, "outcomes",
                           joined("At most ", most_outcomes, " outcomes can be compared at once."),
                           static_cast<double>(most_outcomes)));
  }
  SampleRequest wanted;
  wanted.arm = request.arm;
  wanted.control = request.control;
  wanted.every_arm = true;
  wanted.covariates = request.covariates;
  wanted.missing_covariates = request.missing_covariates;
  for (std::size_t i = 0; i < request.outcomes.size() && i < most_outcomes; ++i) {
    wanted.numbers.push_back({joined("outcomes[", std::to_string(i), "]"), request.outcomes[i], "outcome", false});
  }
  double sum = 0;
  for (const double share : request.expected_shares) {
    sum += share;
  }
  if (!request.expected_shares.empty() && std::abs(sum - 1) > 1e-6) {
    issues.push_back(
        error(Code::conflict, "expected_shares",
              joined("The planned shares of all arms add up to one; these add up to ", rounded(sum, 6), "."), 1.0));
  }
  work->choice_ = ClusterChoice::want(table, request.unit, request.unit_rows, request.cluster, wanted, issues);
  Outcome<SampleReader> reader = SampleReader::prepare(table, std::move(wanted));
  append(issues, std::move(reader.issues));
  if (has_error(issues)) {
    return issues;
  }
  work->reader_.emplace(std::move(*reader));
  EffectArms operation;
  operation.work_ = std::move(work);
  return {std::move(operation), std::move(issues)};
}

double EffectArms::Work::progress() const {
  if (stage_ == Stage::read) {
    return 0.3 * reader_->progress();
  }
  const auto outcomes = static_cast<double>(request_.outcomes.size());
  if (stage_ == Stage::dunnett) {
    const double part = method_ < methods_.size()
                            ? static_cast<double>(comparison_) / static_cast<double>(methods_[method_].se.size())
                            : 0;
    return 0.8 +
           0.2 * (static_cast<double>(method_) + part) / static_cast<double>(std::max<std::size_t>(1, methods_.size()));
  }
  if (stage_ == Stage::done) {
    return 1;
  }
  return 0.3 + 0.5 * (static_cast<double>(outcome_) + (adjusted_ ? adjusted_->progress() : 0)) / outcomes;
}

bool EffectArms::Work::step() {
  switch (stage_) {
    case Stage::read:
      if (!reader_->step()) {
        take();
        stage_ = has_error(issues_) ? Stage::done : Stage::outcome;
      }
      break;
    case Stage::outcome:
      begin_outcome();
      break;
    case Stage::adjust:
      if (!adjusted_->step()) {
        end_outcome();
      }
      break;
    case Stage::dunnett:
      compare_next();
      break;
    case Stage::done:
      return false;
  }
  return stage_ != Stage::done;
}

void EffectArms::Work::take() {
  Outcome<Sample> sample = reader_->take();
  append(issues_, std::move(sample.issues));
  if (has_error(issues_)) {
    return;
  }
  sample_ = std::move(*sample);
  clusters_ = choice_.of(sample_);
  if (clusters_) {
    products_.emplace(*clusters_);
  }
  if (const std::int64_t crossed = choice_.check(sample_, clusters_, issues_); crossed > 0) {
    issues_.push_back(
        warning(Code::crossed_units, choice_.field,
                joined(crossed, " values of “", sample_.groups.back().column,
                       "” stand in several arms. What they share is counted as noise of both, so intervals "
                       "are usually too wide.")));
  }
  if (!request_.expected_shares.empty() && request_.expected_shares.size() != sample_.arms.size()) {
    issues_.push_back(error(
        Code::conflict, "expected_shares",
        joined("There are ", sample_.arms.size(), " arms and ", request_.expected_shares.size(), " planned shares."),
        static_cast<double>(sample_.arms.size())));
  }
  if (!has_error(issues_)) {
    add_checks();
  }
}

void EffectArms::Work::add_checks() {
  std::vector<double> shares = request_.expected_shares;
  if (shares.empty()) {
    shares.assign(sample_.arms.size(), 1 / static_cast<double>(sample_.arms.size()));
  } else {
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    for (double& share : shares) {
      share /= sum;
    }
  }
  const std::vector<double> counts(sample_.assigned.begin(), sample_.assigned.end());
  ratio_ = stats::goodness_of_fit(counts, shares);
  Compared compared{*table_, sample_, request_.outcomes, std::move(shares)};
  compared.unit = request_.unit;
  compared.rows_apart = request_.unit_rows == RowsOfUnit::separate;
  compared.groups = choice_.grouping(sample_);
  compared.groups_are_units = choice_.field == "unit";
  compared.means = compared.normal_means = true;
  checks_ = checks_of(compared);
}

void EffectArms::Work::begin_outcome() {
  const std::vector<double>& y = sample_.numbers[outcome_];
  const std::string field = joined("outcomes[", std::to_string(outcome_), "]");
  std::vector<std::vector<std::uint32_t>> units = units_by_arm(sample_.arm, y, sample_.arms.size());
  compared_.clear();
  std::vector<Uncertain> means;
  std::vector<stats::GroupMean> groups;
  std::vector<std::vector<std::uint32_t>> kept;
  bool control = true;
  double within = 0;
  for (std::size_t arm = 0; arm < units.size(); ++arm) {
    const CellMean cell = cell_mean(units[arm], y, products_ ? &*products_ : nullptr);
    ArmOfOutcome row;
    row.outcome = request_.outcomes[outcome_];
    row.arm = sample_.arms[arm];
    row.role = arm == 0 ? "control" : "treatment";
    row.assigned = sample_.assigned[arm];
    row.n = cell.n;
    row.missing = sample_.missing[outcome_][arm];
    row.mean = cell.mean;
    row.sd = std::sqrt(cell.variance);
    arms_.push_back(std::move(row));
    if (cell.n < 2 || !cell.tested()) {
      control = control && arm > 0;
      const std::string said = joined("“", sample_.arms[arm], "” has too few units with “", request_.outcomes[outcome_],
                                      "” to be compared; at least two are needed.");
      issues_.push_back(arm == 0 ? error(Code::arm_too_small, "control", said, 2.0)
                                 : warning(Code::arm_too_small, field, said, 2.0));
      continue;
    }
    compared_.push_back(arm);
    means.push_back(cell.uncertain());
    groups.push_back({static_cast<double>(cell.n), cell.mean, cell.variance});
    kept.push_back(std::move(units[arm]));
    within += cell.variance;
  }
  if (control && compared_.size() < 2) {
    issues_.push_back(error(Code::arm_too_small, field,
                            joined("No arm but the control has two units with “", request_.outcomes[outcome_], "”."),
                            2.0));
  } else if (control && !(within > 0)) {
    issues_.push_back(
        error(Code::constant, field,
              joined("“", request_.outcomes[outcome_], "” does not vary within the arms; no standard error exists.")));
  }
  if (!control || compared_.size() < 2 || !(within > 0)) {
    next_outcome();
    return;
  }
  const std::string& outcome = request_.outcomes[outcome_];
  methods_.push_back(compared(clusters_ ? clustered_names : welch_names, outcome_, compared_, means, std::nullopt));
  if (const auto test = stats::equality_welch(means)) {
    overall_.push_back({outcome, "welch",
                        clusters_ ? "Welch's analysis of variance, clustered" : "Welch's analysis of variance",
                        test->statistic, test->df1, test->df2, test->p_value});
  }
  if (!clusters_) {
    double n = 0, squares = 0;
    for (const stats::GroupMean& g : groups) {
      n += g.n;
      squares += (g.n - 1) * g.variance;
    }
    const double df = n - static_cast<double>(groups.size());
    std::vector<Uncertain> pooled;
    for (const stats::GroupMean& g : groups) {
      pooled.push_back({g.mean, squares / df / g.n, df});
    }
    methods_.push_back(compared(pooled_names, outcome_, compared_, pooled, df));
    if (const auto test = stats::one_way(groups)) {
      overall_.push_back({outcome, "classical", "Analysis of variance, one variance", test->statistic, test->df1,
                          test->df2, test->p_value});
    }
  }
  if (sample_.x.cols() == 0) {
    next_outcome();
    return;
  }
  adjusted_.emplace(sample_.x, std::move(kept), y.data(), products_ ? &*products_ : nullptr, 0);
  stage_ = Stage::adjust;
}

void EffectArms::Work::end_outcome() {
  if (outcome_ == 0) {
    warn_about_dropped(sample_, adjusted_->dropped(), issues_);
  }
  if (!adjusted_->solved()) {
    issues_.push_back(warning(
        Code::arm_too_small, "covariates",
        joined("An arm has too few units for ", static_cast<std::int64_t>(sample_.x.cols()), " covariate terms; “",
               request_.outcomes[outcome_], "” is compared without them. Choose fewer.")));
    next_outcome();
    return;
  }
  const std::vector<Uncertain>& means = adjusted_->means();
  for (std::size_t i = 0; i < means.size(); ++i) {
    arms_[arms_.size() - sample_.arms.size() + compared_[i]].mean_adjusted = means[i].value;
  }
  methods_.push_back(compared(clusters_ ? lin_clustered_names : lin_names, outcome_, compared_, means,
                              clusters_ ? std::nullopt : std::optional(adjusted_->df())));
  if (const auto test = stats::equality_wald(means)) {
    overall_.push_back({request_.outcomes[outcome_], "lin_wald", "Wald, adjusted means", test->statistic, test->df,
                        std::nullopt, test->p_value});
  }
  next_outcome();
}

// One comparison a step: Dunnett's integrals take their time.
void EffectArms::Work::compare_next() {
  if (method_ == methods_.size()) {
    stage_ = Stage::done;
    return;
  }
  Method& m = methods_[method_];
  const std::size_t i = comparison_;
  if (m.se[i] > 0 && m.df[i] > 0 && std::isfinite(m.se[i])) {
    std::vector<double> lambda;
    for (std::size_t j = 0; j < m.se.size(); ++j) {
      if (m.se[j] > 0) {
        lambda.push_back(m.lambda[j]);
      }
    }
    const std::vector<double> shift(lambda.size(), 0);
    const double t = std::abs(m.estimates[i] / m.se[i]), df = std::max(1.0, m.df[i]);
    m.p[i] = std::min(1.0, stats::t_two_sided_p(t, m.df[i]));
    m.p_dunnett[i] = std::min(1.0, std::max(m.p[i], stats::dunnett_any(lambda, shift, t, df, true)));
    // With one variance and one size for all, every comparison has the same critical value.
    if (i > 0 && m.df[i] == m.df[i - 1] && m.se[i - 1] > 0) {
      m.reach[i] = m.reach[i - 1] / m.se[i - 1] * m.se[i];
    } else {
      m.reach[i] = stats::dunnett_critical(1 - request_.confidence, lambda, df, true) * m.se[i];
    }
  }
  if (++comparison_ == m.se.size()) {
    comparison_ = 0;
    ++method_;
  }
}

void EffectArms::Work::add_comparisons(Result& result) const {
  const auto present = [](double x) { return std::isfinite(x) ? std::optional(x) : std::nullopt; };
  for (const Method& m : methods_) {
    std::vector<double> p;
    for (const double one : m.p) {
      if (!std::isnan(one)) {
        p.push_back(one);
      }
    }
    const std::vector<double> holm = stats::holm_adjusted(p), bonferroni = stats::bonferroni_adjusted(p);
    std::size_t tested = 0;
    for (std::size_t i = 0; i < m.arms.size(); ++i) {
      const std::string& outcome = request_.outcomes[m.outcome];
      const std::string& arm = sample_.arms[m.arms[i]];
      Estimate e =
          estimate_of({joined(outcome, ": ", arm, " − ", sample_.arms[0]), m.names.name, m.names.label, m.names.source},
                      m.estimates[i], m.se[i], m.df[i], request_.confidence);
      ArmComparison c;
      c.outcome = outcome;
      c.arm = arm;
      c.method = m.names.name;
      c.estimate = e.estimate;
      c.se = e.se;
      c.df = e.df;
      c.statistic = e.statistic;
      c.p_value = e.p_value;
      c.ci_low = e.ci_low;
      c.ci_high = e.ci_high;
      if (!std::isnan(m.p[i])) {
        c.p_dunnett = present(m.p_dunnett[i]);
        c.p_holm = holm[tested];
        c.p_bonferroni = bonferroni[tested];
        ++tested;
        if (std::isfinite(m.reach[i])) {
          c.simultaneous_low = e.estimate - m.reach[i];
          c.simultaneous_high = e.estimate + m.reach[i];
        }
      }
      result.estimates.push_back(std::move(e));
      result.comparisons.push_back(std::move(c));
    }
  }
  // Families that span the outcomes, of one method each.
  for (const MethodNames& names : {welch_names, clustered_names, pooled_names, lin_names, lin_clustered_names}) {
    std::vector<ArmComparison*> primary, all;
    std::vector<double> p_primary, p_all;
    for (ArmComparison& c : result.comparisons) {
      if (c.method != names.name || !c.p_value) {
        continue;
      }
      const auto place =
          std::find(request_.outcomes.begin(), request_.outcomes.end(), c.outcome) - request_.outcomes.begin();
      if (place < request_.primary_outcomes) {
        primary.push_back(&c);
        p_primary.push_back(*c.p_value);
      }
      all.push_back(&c);
      p_all.push_back(*c.p_value);
    }
    const std::vector<double> holm = stats::holm_adjusted(p_primary), bh = stats::benjamini_hochberg_adjusted(p_all);
    for (std::size_t i = 0; i < primary.size(); ++i) {
      primary[i]->p_primary = holm[i];
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i]->p_bh = bh[i];
    }
  }
}

void EffectArms::Work::add_assumptions(Result& result) const {
  if (!clusters_) {
    double least = INFINITY, most = 0;
    std::int64_t smallest = INT64_MAX, largest = 0;
    for (const ArmOfOutcome& arm : arms_) {
      if (arm.outcome == request_.outcomes[0] && arm.n > 1) {
        least = std::min(least, arm.sd);
        most = std::max(most, arm.sd);
        smallest = std::min(smallest, arm.n);
        largest = std::max(largest, arm.n);
      }
    }
    Assumption one{"All arms have one variance", "", Standing::fine};
    // Equal arms forgive a good deal; unequal ones do not (Scheffe 1959, chapter 10).
    if (most > 2 * least) {
      one.standing = Standing::broken;
    } else if (most > 1.5 * least && largest > smallest + smallest / 2) {
      one.standing = Standing::doubtful;
    }
    one.reason = joined("Standard deviations of “", request_.outcomes[0], "” go from ", rounded(least), " to ",
                        rounded(most), ". Only “pooled” needs this; there Dunnett's p is exact for normal outcomes.");
    result.assumptions.push_back(std::move(one));
  }
  result.assumptions.push_back(
      {"Own variances, one correction",
       "With own variances Dunnett's correction takes the variances found as the true ones and each comparison's own "
       "degrees of freedom (Hasler and Hothorn 2008): an approximation, close from about ten units in each arm.",
       Standing::unchecked});
  result.assumptions.push_back(independence_assumption(clusters_));
}

std::string EffectArms::Work::sentence(const Result& result) const {
  const ArmComparison* largest = nullptr;
  std::string found;
  std::int64_t count = 0, compared_arms = 0;
  // Where covariates did not fit, the comparison without them answers.
  const auto answers = [&](std::string_view name) {
    return std::any_of(result.comparisons.begin(), result.comparisons.end(),
                       [&](const ArmComparison& c) { return c.method == name && c.outcome == request_.outcomes[0]; });
  };
  const std::string_view method = answers(result.headline) ? std::string_view(result.headline)
                                  : clusters_              ? clustered_names.name
                                                           : welch_names.name;
  for (const ArmComparison& c : result.comparisons) {
    if (c.method != method || c.outcome != request_.outcomes[0]) {
      continue;
    }
    ++compared_arms;
    if (!largest || std::abs(c.estimate) > std::abs(largest->estimate)) {
      largest = &c;
    }
    if (c.p_dunnett && *c.p_dunnett < 1 - request_.confidence) {
      ++count;
      found += joined(found.empty() ? "" : "; ", "“", c.arm, "” by ",
                      effect_words(c.estimate, c.simultaneous_low, c.simultaneous_high, request_.confidence), ", ",
                      p_words(*c.p_dunnett));
    }
  }
  if (!largest) {
    return {};
  }
  const std::string outcome = request_.outcomes[0];
  std::string said =
      count > 0 ? joined("Corrected for ", counted(static_cast<double>(compared_arms), "comparison", "comparisons"),
                         " (Dunnett), “", outcome, "” differs from “", sample_.arms[0], "” in ", found, ".")
                : joined("Corrected for ", counted(static_cast<double>(compared_arms), "comparison", "comparisons"),
                         " (Dunnett), no arm differs from “", sample_.arms[0], "” in “", outcome,
                         "” beyond chance. The largest difference is of “", largest->arm, "”: ",
                         effect_words(largest->estimate, largest->simultaneous_low, largest->simultaneous_high,
                                      request_.confidence),
                         ".");
  if (request_.outcomes.size() > 1) {
    std::int64_t findings = 0, all = 0;
    for (const ArmComparison& c : result.comparisons) {
      if (c.method == method && c.p_bh) {
        ++all;
        findings += *c.p_bh < 1 - request_.confidence ? 1 : 0;
      }
    }
    said += joined(" Of all ", all, " comparisons over ", request_.outcomes.size(), " outcomes, ", findings,
                   findings == 1 ? " stands" : " stand", " after Benjamini and Hochberg's correction.");
  }
  return said;
}

Outcome<EffectArmsResult> EffectArms::Work::finish() {
  if (has_error(issues_)) {
    return std::move(issues_);
  }
  Result result;
  result.headline = headline();
  result.rows_total = sample_.rows_total;
  for (const ArmOfOutcome& arm : arms_) {
    result.rows_used += arm.outcome == request_.outcomes[0] ? arm.n : 0;
  }
  add_comparisons(result);
  result.arms = arms_;
  result.overall = overall_;
  result.checks = std::move(checks_);
  result.ratio_chi_squared = ratio_.statistic;
  result.ratio_p_value = ratio_.p_value;
  add_assumptions(result);
  result.sentence = sentence(result);
  result.left_out = std::move(sample_.left_out);
  return {std::move(result), std::move(issues_)};
}

EffectArms::EffectArms() = default;
EffectArms::EffectArms(EffectArms&&) noexcept = default;
EffectArms& EffectArms::operator=(EffectArms&&) noexcept = default;
EffectArms::~EffectArms() = default;

Outcome<EffectArms> EffectArms::prepare(const table::Table& table, const Request& request) {
  return Work::begin(table, request);
}
bool EffectArms::step() { return work_->step(); }
double EffectArms::progress() const { return work_->progress(); }
Outcome<EffectArmsResult> EffectArms::finish() { return work_->finish(); }

}  // namespace sutva::analyze
